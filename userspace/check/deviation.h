/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where herd7 would give another verdict: it computes with 32 bits and a sign,
 * whatever is declared, and an expression in another one has other dependencies
 * there than through a register (lower-herd.c).
 */
#ifndef DEVIATION_H
#define DEVIATION_H

#include <stdio.h>
#include "lib/budget.h"
#include "front/test.h"

/**
 * deviation() - whether a verdict depends on types
 * @test:	the test
 * @budget:	what it may cost: it is renewed
 *
 * Checks the test as C and as herd7 read it against the LKMM. Where they read the
 * same, as in nearly all tests, this costs nothing. Where both say Never, Sometimes
 * or Always alike, or one of them has no verdict, there is nothing to warn of.
 *
 * Return: what both say, to be freed, or NULL.
 */
char *deviation(const struct test *test, struct budget *budget);
/* Prints it as a warning, to stderr or to what will go there */
void deviation_warn(FILE *stream, const struct test *test, struct budget *budget);

#endif /* DEVIATION_H */
