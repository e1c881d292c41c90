/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Logs in the formats of herdtools7, so that its tools can read them and compare them
 * with logs of herd7, litmus7 and klitmus7.
 */
#ifndef REPORT_HERD_H
#define REPORT_HERD_H

#include <stdio.h>
#include "result/result.h"
#include "front/test.h"

/**
 * report_herd() - what a machine did, as the log of litmus7 and klitmus7
 * @stream:	where to
 * @result:	the result of the run
 * @hash:	hash of the test, see herd-hash.h; "" if it is not known
 */
void report_herd(FILE *stream, const struct result *result, const char *hash);

/**
 * report_checked_herd() - what a model allows, as the log of herd7
 * @stream:	where to
 * @test:	the test
 * @result:	the result of the model
 *
 * Without a verdict, the log has a comment with the reason.
 */
void report_checked_herd(FILE *stream, const struct test *test,
			 const struct result *result);

/**
 * report_emulated_herd() - what the mailbox machine reaches, like a log of herd7
 * @stream:	where to
 * @test:	the test
 * @result:	what it reaches
 * @profile:	which machine
 * @complete:	all states were visited; else, the log says that they were not
 *
 * A machine has no number of executions: there are no counts.
 */
void report_emulated_herd(FILE *stream, const struct test *test,
			  const struct result *result, const char *profile,
			  bool complete);

#endif /* REPORT_HERD_H */
