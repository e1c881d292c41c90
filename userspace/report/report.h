/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The room report shows tests and results, to people and to programs. Each function here
 * is a *view*: it prints data that other rooms have computed, and decides nothing. Whether
 * a result is a finding is decided by result_finding(), what is allowed by the models.
 *
 *	report.h	a test; the result of a run: text, a row of a table, KTAP, JSON
 *	report-check.h	what models allow: text, a row of a table, JSON
 *	report-herd.h	both as the tools of herdtools7 print them
 *	report-trace.h	iterations of a run, one by one
 *	compiled.h	what the compiler has made of small functions
 *	explain-label.h	events of an explanation, for its text and its graph
 *
 * Printing a table wraps it to the width of the terminal, see lib/table.h. JSON has one
 * object a line, and Documentation/json/ordlab.schema.json describes all members.
 */
#ifndef REPORT_H
#define REPORT_H

#include <stdio.h>
#include "result/result.h"
#include "front/test.h"

struct device_status;
struct json_object;
struct listing;
struct table;

/* Prints kernel, CPU and number of CPUs of this machine in a line */
void report_machine(FILE *stream);

/**
 * report_code() - the threads of a test side by side
 * @stream:	where to
 * @view:	a verified program
 *
 * If the threads are too wide for the stream, some go into a band below the others.
 */
void report_code(FILE *stream, const struct ordlab_view *view);

/**
 * report_test() - name, purpose, initial values and code of a test
 * @stream:	where to
 * @test:	the test
 * @listing:	its disassembly from the module; used if the test has no program here
 */
void report_test(FILE *stream, const struct test *test, const char *listing);

/**
 * report_program() - a test as a program: locations, instructions, condition
 * @stream:	where to
 * @test:	a test whose program is here
 */
void report_program(FILE *stream, const struct test *test);

/**
 * report_condition() - filter and condition of a test, if its program is here
 * @stream:	where to
 * @test:	the test
 */
void report_condition(FILE *stream, const struct test *test);

/**
 * enum report_flags - what to show in addition
 * @REPORT_ALL_STATES:	all states that a model allows, also those not seen
 * @REPORT_VERBOSE:	more figures about the run
 */
enum report_flags {
	REPORT_ALL_STATES	= 0x1,
	REPORT_VERBOSE		= 0x2,
};

/**
 * report_result() - condition, finding and histogram, as text
 * @stream:	where to
 * @result:	the result
 * @flags:	enum report_flags
 */
void report_result(FILE *stream, const struct result *result,
		   unsigned int flags);

/**
 * report_sentence() - the finding in one sentence
 * @result:	the result
 *
 * Return: the sentence, to be freed.
 */
char *report_sentence(const struct result *result);

/**
 * struct rows - many results as a table
 * @table:	for table_print()
 * @models:	models that have a column: bit enum model
 * @expected:	whether the expected results of the tests' files have a column
 */
struct rows {
	struct table *table;
	unsigned int models;
	bool expected;
};

/**
 * report_rows_begin() - begin a table, to which report_row() adds rows
 * @rows:	its @models and @expected are set
 */
void report_rows_begin(struct rows *rows);

/**
 * report_row() - a result as a row
 * @rows:	the table
 * @result:	the result: how often the condition was met, of how many iterations
 */
void report_row(struct rows *rows, const struct result *result);

/**
 * report_tap_plan() - begin KTAP
 * @stream:	where to
 * @nr:		how many results follow
 */
void report_tap_plan(FILE *stream, size_t nr);

/**
 * report_tap() - a result as KTAP
 * @stream:	where to
 * @nr:		its number, from 1
 * @result:	the result
 */
void report_tap(FILE *stream, size_t nr, const struct result *result);

/**
 * report_tap_skip() - a test that could not be run, as KTAP
 * @stream:	where to
 * @nr:		its number, from 1
 * @name:	the test
 * @why:	why it was not run
 */
void report_tap_skip(FILE *stream, size_t nr, const char *name,
		     const char *why);

/* Objects for report_json(); the caller owns the reference */
struct json_object *report_test_object(const struct test *test);
struct json_object *report_result_object(const struct result *result);
struct json_object *report_status_object(const struct device_status *status);
struct json_object *report_asm_object(const struct listing *listings, size_t nr);

/**
 * report_put_verdicts() - add "verdict": {"lkmm": "allowed", ...}
 * @object:	the object that takes it
 * @verdicts:	[NR_MODELS] nothing is added if all are VERDICT_NONE
 */
void report_put_verdicts(struct json_object *object, const uint8_t *verdicts);

/**
 * report_json() - print an object in a line, and free it
 * @stream:	where to
 * @object:	the object
 */
void report_json(FILE *stream, struct json_object *object);

#endif /* REPORT_H */
