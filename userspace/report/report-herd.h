/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Logs as the tools of herdtools7 print and read them.
 */
#ifndef REPORT_HERD_H
#define REPORT_HERD_H

#include <stdio.h>
#include "result/result.h"
#include "front/test.h"

/**
 * report_herd() - what a machine did, as the log of litmus7 and klitmus7
 * @stream:	where to
 * @result:	what it did
 * @hash:	of the test's file, see herd-hash.h; "" if that is not known
 */
void report_herd(FILE *stream, const struct result *result, const char *hash);

/**
 * report_checked_herd() - what a model says, as the log of herd7
 * @stream:	where to
 * @test:	the test
 * @result:	what the model says
 *
 * A test without a verdict is a comment in the log.
 */
void report_checked_herd(FILE *stream, const struct test *test,
			 const struct result *result);

#endif /* REPORT_HERD_H */
