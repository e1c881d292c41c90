// SPDX-License-Identifier: GPL-2.0
#include <json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "check/check.h"
#include "cli/command.h"
#include "cli/model-option.h"
#include "check/deviation.h"
#include "report/report-check.h"
#include "report/report-herd.h"
#include "report/report.h"
#include "lib/text.h"

enum format {
	FORMAT_TEXT,
	FORMAT_JSON,
	FORMAT_HERD,
};

/**
 * struct options - what the user asked for
 * @models:	bit enum model; 0 if nothing was said
 * @timeout:	seconds a test and model; 0 for no limit
 * @format:	how to print
 * @verdict:	show no states, and find no more than the verdict takes
 * @all_states:	show all states in a table, however many
 * @keep_going:	a test without a verdict is no failure
 * @words:	names, files and directories
 */
struct options {
	unsigned int models;
	double timeout;
	enum format format;
	bool verdict;
	bool all_states;
	bool keep_going;
	char **words;
};

enum {
	KEY_HERD = 0x100,
	KEY_TIMEOUT,
	KEY_ALL_STATES,
	KEY_VERDICT,
};

static const struct argp_option options[] = {
	{ "model", 'm', "MODEL", 0, "Ask one of MODELS, or all; all is the default, and the LKMM with --herd", 0 },
	{ "check-timeout", KEY_TIMEOUT, "S", 0, "Give up on a test after S seconds of CPU time a model (10); 0 for never", 0 },
	{ "json", 'j', NULL, 0, "Print one JSON object a test", 0 },
	{ "herd", KEY_HERD, NULL, 0, "Print the log that herd7 prints", 0 },
	{ "verdict", KEY_VERDICT, NULL, 0, "Find the verdict alone, without a list of states: for large tests", 0 },
	{ "all-states", KEY_ALL_STATES, NULL, 0, "Show all states of a test, however many", 0 },
	{ "keep-going", 'k', NULL, 0, "A test without a verdict is no failure", 0 },
	{ 0 }
};

static void set_format(struct options *opts, struct argp_state *state,
		       enum format format)
{
	if (opts->format != FORMAT_TEXT && opts->format != format)
		argp_error(state, "--json and --herd are two formats: name one");
	opts->format = format;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *opts = state->input;

	switch (key) {
	case 'm':
		opts->models = model_parse(state, arg, true);
		return 0;
	case KEY_TIMEOUT:
		opts->timeout = command_seconds(state, arg);
		return 0;
	case 'j':
		set_format(opts, state, FORMAT_JSON);
		return 0;
	case KEY_HERD:
		set_format(opts, state, FORMAT_HERD);
		return 0;
	case KEY_VERDICT:
		opts->verdict = true;
		return 0;
	case KEY_ALL_STATES:
		opts->all_states = true;
		return 0;
	case ARGP_KEY_END:
		if (opts->verdict && (opts->all_states || opts->format == FORMAT_HERD))
			argp_error(state, "--verdict lists no states, and %s does: name one",
				   opts->all_states ? "--all-states" : "--herd");
		return 0;
	case 'k':
		opts->keep_going = true;
		return 0;
	default:
		return command_words(state, key, &opts->words,
				     "name a test or a file: 'ordlab list' has the tests");
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "NAME|GLOB|FILE|DIR...",
	.doc = "Say which outcomes of tests the models allow." MODEL_DOC,
	.help_filter = model_help,
};

/* What came of the tests so far */
struct tally {
	size_t checked;
	size_t undecided;
	size_t disagreed;
	struct table *table;
};

/* Whether some model has no verdict, and that is not what the test's file says */
static bool is_undecided(const struct checked *checked, const char *expected)
{
	for (unsigned int m = 0; m < NR_MODELS; m++) {
		const struct result *result = checked->by[m];

		if (result && (result->note || result->absence) &&
		    check_agrees(result, expected) != AGREE_YES)
			return true;
	}
	return false;
}

static enum status status_of(const struct options *opts,
			     const struct tally *tally, size_t refused)
{
	enum status status = STATUS_DONE;

	if (command_interrupted)
		status = STATUS_INTERRUPTED;
	if (tally->disagreed)
		status = status_worse(status, STATUS_VIOLATED);
	if (tally->undecided && !opts->keep_going)
		status = status_worse(status, STATUS_NO_VERDICT);
	if (refused && !opts->keep_going)
		status = status_worse(status, STATUS_USAGE);
	return status;
}

static void check_one(const struct options *opts, const struct test *test,
		      bool alone, struct tally *tally, struct budget *budget)
{
	/* A table of tests shows no states */
	bool verdict = opts->verdict || (opts->format == FORMAT_TEXT && !alone);
	struct checked *checked = verdict ?
		checked_verdict(&test->view, opts->models, budget) :
		checked_new(&test->view, opts->models, budget);

	if (checked->by[MODEL_LKMM])
		deviation_warn(test, budget);
	for (unsigned int m = 0; m < NR_MODELS; m++)
		if (checked->by[m] && opts->format == FORMAT_HERD)
			report_checked_herd(stdout, test, checked->by[m]);
	if (opts->format == FORMAT_JSON) {
		report_checked_json(stdout, test, checked);
	} else if (opts->format == FORMAT_TEXT && alone) {
		report_checked(stdout, test, checked, opts->all_states);
	} else if (opts->format == FORMAT_TEXT) {
		if (!tally->table)
			tally->table = report_checked_rows(checked);
		report_checked_row(tally->table, test, checked);
	}
	tally->checked++;
	tally->undecided += is_undecided(checked, test->expected);
	if (checked->by[MODEL_LKMM] &&
	    check_agrees(checked->by[MODEL_LKMM], test->expected) == AGREE_NO)
		tally->disagreed++;
	checked_free(checked);
}

static void print_tally(const struct tally *tally, size_t nr, size_t refused)
{
	char *text = xasprintf("%zu tests: %zu checked, %zu of them without a verdict, %zu not as their file says; %zu refused",
			       nr, tally->checked, tally->undecided,
			       tally->disagreed, refused);

	putchar('\n');
	text_wrap(stdout, text, 0);
	free(text);
}

int cmd_check(int argc, char **argv)
{
	struct litmus_options litmus = { .unsafe = true };
	struct options opts = { .timeout = LIMIT_SECONDS };
	struct tally tally = { .table = NULL };
	struct budget budget;
	enum status status;
	struct testset set;
	size_t refused;

	command_parse(&argp, argc, argv, &opts);
	if (!opts.models)
		opts.models = opts.format == FORMAT_HERD ? 1U << MODEL_LKMM : ALL_MODELS;
	budget = budget_make(opts.timeout, &command_interrupted);
	litmus.budget = &budget;
	status = command_read(&set, NULL, opts.words, &litmus);
	if (status)
		return status;
	for (size_t i = 0; i < set.nr && !command_interrupted &&
	     !ferror(stdout); i++)
		if (set.tests[i].prog)
			check_one(&opts, &set.tests[i], set.nr == 1, &tally, &budget);
	if (tally.table) {
		table_print(tally.table, stdout, 0, "  ");
		table_free(tally.table);
	}
	refused = command_list_refused(&set);
	if (opts.format == FORMAT_TEXT && set.nr > 1)
		print_tally(&tally, set.nr, refused);
	status = status_of(&opts, &tally, refused);
	testset_free(&set);
	return status;
}
