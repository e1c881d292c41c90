/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Views of tests and results, for people and for programs. Nothing here
 * decides anything: result_finding() and the models do.
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

/* The machine, in a line */
void report_machine(FILE *stream);

/**
 * report_code() - the threads of a test side by side
 * @stream:	where to
 * @view:	a verified program
 *
 * In as many bands as the width of the stream asks for.
 */
void report_code(FILE *stream, const struct ordlab_view *view);

/**
 * report_test() - name, purpose, initial values and code of a test
 * @stream:	where to
 * @test:	the test
 * @listing:	its disassembly as the module gives it; used if the test has
 *		no program here
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
 * enum report_flags - what to show beyond what most people want
 * @REPORT_ALL_STATES:	all states that a model allows, also those not seen
 * @REPORT_VERBOSE:	what only few ask about a run
 */
enum report_flags {
	REPORT_ALL_STATES	= 0x1,
	REPORT_VERBOSE		= 0x2,
};

/**
 * report_result() - condition, what came of it, and histogram, as text
 * @stream:	where to
 * @result:	the result
 * @flags:	enum report_flags
 */
void report_result(FILE *stream, const struct result *result,
		   unsigned int flags);

/**
 * report_sentence() - what was seen, in one sentence
 * @result:	the result
 *
 * Return: the sentence, to be freed.
 */
char *report_sentence(const struct result *result);

/**
 * struct rows - many results as a table
 * @table:	for table_print()
 * @models:	which have a column: bit enum model
 * @expected:	what the tests' files say has one
 */
struct rows {
	struct table *table;
	unsigned int models;
	bool expected;
};

/**
 * report_rows_begin() - begin a table, with a row for each result to come
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
 * @nr:		results to come
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
 * @why:	the reason
 */
void report_tap_skip(FILE *stream, size_t nr, const char *name,
		     const char *why);

/* Objects for report_json(); every one has a new reference */
struct json_object *report_test_object(const struct test *test);
struct json_object *report_result_object(const struct result *result);
struct json_object *report_status_object(const struct device_status *status);
struct json_object *report_asm_object(const struct listing *listings, size_t nr);

/**
 * report_put_verdicts() - add "verdict": {"lkmm": "allowed", ...}
 * @object:	to this
 * @verdicts:	[NR_MODELS] nothing is added if there is none
 */
void report_put_verdicts(struct json_object *object, const uint8_t *verdicts);

/**
 * report_json() - print an object in a line, and drop it
 * @stream:	where to
 * @object:	the object
 */
void report_json(FILE *stream, struct json_object *object);

#endif /* REPORT_H */
