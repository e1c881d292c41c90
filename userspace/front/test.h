/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A test, wherever it comes from.
 */
#ifndef TEST_H
#define TEST_H

#include "program/program.h"

/**
 * enum origin - where a test comes from
 * @ORIGIN_BUILTIN:	the catalogue
 * @ORIGIN_LOADED:	somebody has loaded it into the module
 * @ORIGIN_FILE:	a file that was named on the command line
 */
enum origin {
	ORIGIN_BUILTIN,
	ORIGIN_LOADED,
	ORIGIN_FILE,
};

/* In text and JSON. Indexed by enum origin */
extern const char * const origin_names[];

/**
 * struct test - a test
 * @name:	its name; of a file's test, as the file has it, which may be the
 *		same for several
 * @threads:	how many it has
 * @origin:	where it comes from
 * @file:	which file, or NULL
 * @expected:	what the file says of it: the word after "Result:", or NULL
 * @hash:	what herdtools7 know its file by; "" if that is not known
 * @refused:	why its file is no program, or NULL
 * @prog:	its program, or NULL when only the module has it, or when it is
 *		refused
 * @view:	the program's tables
 * @herd:	the program as herd7 reads the file, or NULL; see struct litmus
 * @herd_nested: it may have other dependencies, not only other types
 */
struct test {
	char *name;
	unsigned int threads;
	enum origin origin;
	char *file;
	char *expected;
	char hash[33];
	char *refused;
	struct ordlab_program *prog;
	struct ordlab_view view;
	struct ordlab_program *herd;
	bool herd_nested;
};

void test_free(struct test *test);

#endif /* TEST_H */
