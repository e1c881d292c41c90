/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Views of a struct checked: what models allow a test to do.
 */
#ifndef REPORT_CHECK_H
#define REPORT_CHECK_H

#include <stdio.h>
#include "check/check.h"
#include "front/test.h"

struct table;

/**
 * report_checked() - verdicts of the models on the condition and on each state, as text
 * @stream:	where to
 * @test:	the test
 * @checked:	what the models say
 * @all_states:	show all states, however many
 */
void report_checked(FILE *stream, const struct test *test,
		    const struct checked *checked, bool all_states);

/* A table for table_print(): a heading, then a row for each test */
struct table *report_checked_rows(unsigned int models);
void report_checked_row(struct table *table, const struct test *test,
			const struct checked *checked);

/**
 * report_checked_json() - the same as one JSON object in a line
 * @stream:	where to
 * @test:	the test
 * @checked:	what the models say
 */
void report_checked_json(FILE *stream, const struct test *test,
			 const struct checked *checked);

#endif /* REPORT_CHECK_H */
