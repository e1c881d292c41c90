/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The hash of a test in herdtools7. Their tools use it to recognise the same test in
 * two logs: neither the name nor the condition changes it. It is an MD5 of the MD5s of
 * three texts:
 *
 *	initial state	"int x=0; int *p=x; 0:r1=1": registers by thread and
 *			name, then locations by name; values as they are written
 *	threads		" P0(int* x) {\nBODY\n}\n | P1(...) ...;\n", each body as
 *			it is written, comments included
 *	observed	"0:r0; x": what the locations clause and the condition
 *			name, and the filter does not, in the same order
 */
#ifndef HERD_HASH_H
#define HERD_HASH_H

#include "syntax.h"

#define HERD_HASH_LEN	33	/* 32 digits and a NUL */

/**
 * herd_hash() - the hash of a test
 * @hash:	takes the hash
 * @syntax:	the test, which was parsed without an error
 */
void herd_hash(char hash[HERD_HASH_LEN], const struct syntax *syntax);

#endif /* HERD_HASH_H */
