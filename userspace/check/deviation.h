/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Deviations: tests on which herd7 gives another verdict than the LKMM does here. There
 * are two causes. herd7 computes with signed 32-bit integers, whatever type a test
 * declares. And in herd7 a nested expression has other dependencies than the same
 * expression through a register (front/lower-herd.c).
 */
#ifndef DEVIATION_H
#define DEVIATION_H

#include <stdio.h>
#include "lib/budget.h"
#include "front/test.h"

/**
 * deviation() - whether herd7 gives another verdict
 * @test:	the test
 * @budget:	what it may cost: it is renewed
 *
 * The function checks the test against the LKMM twice: as C defines it, and as herd7
 * reads it. For nearly all tests the two programs are the same, and it returns at once.
 *
 * Return: a text with both verdicts (Never, Sometimes or Always), which the caller
 * frees; NULL if they are the same, or if one check has no verdict.
 */
char *deviation(const struct test *test, struct budget *budget);
/* Prints the text as a warning, to stderr or to a buffer for it */
void deviation_warn(FILE *stream, const struct test *test, struct budget *budget);

#endif /* DEVIATION_H */
