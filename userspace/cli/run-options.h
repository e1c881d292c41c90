/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The options of "ordlab run".
 */
#ifndef RUN_OPTIONS_H
#define RUN_OPTIONS_H

#include <argp.h>
#include "cli/command.h"
#include "machine/settings.h"

enum format {
	FORMAT_TEXT,
	FORMAT_JSON,
	FORMAT_TAP,
	FORMAT_HERD,
};

/**
 * struct run_options - the options of one call of the command
 * @litmus:	how to read litmus tests
 * @settings:	how to run; values are allocated
 * @nr:		how many
 * @format:	how to print
 * @flags:	enum report_flags
 * @table:	print a row for each test instead of a report
 * @trace:	show some iterations one by one
 * @tour:	take the tour
 * @tune:	seconds to search for the best settings; 0 to run
 * @check:	check the tests against the models, too
 * @check_timeout: seconds for each of them; 0 for no limit
 * @keep_going:	a test that cannot be run here, or that has no verdict, is no
 *		failure
 * @words:	names and globs
 */
struct run_options {
	struct litmus_options litmus;
	struct setting settings[MAX_SETTINGS];
	size_t nr;
	enum format format;
	unsigned int flags;
	bool table;
	bool trace;
	bool tour;
	double tune;
	bool check;
	double check_timeout;
	bool keep_going;
	char **words;
};

/* Reads the options into a struct run_options */
extern const struct argp run_argp;

/* Adds a setting; @value is allocated, and belongs to @opts */
void run_options_set(struct run_options *opts, const char *key, char *value);
/* Whether the user has given a setting */
bool run_options_have(const struct run_options *opts, const char *key);

#endif /* RUN_OPTIONS_H */
