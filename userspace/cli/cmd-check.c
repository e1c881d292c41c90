// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
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
#include "lib/workers.h"

enum format {
	FORMAT_TEXT,
	FORMAT_JSON,
	FORMAT_HERD,
};

/**
 * struct options - options of the command
 * @models:	bit enum model; 0 if the user has named none
 * @timeout:	seconds a test and model; 0 for no limit
 * @format:	how to print
 * @verdict:	find the verdict alone, and show no states
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

/* Whether some model has no verdict, although the test's file expects one */
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

/* The call of the command: all its functions share this */
struct session {
	const struct options *opts;
	const struct testset *set;
	struct budget *budget;
	struct tally tally;
	unsigned int nr_heading;	/* cells of the table's heading */
};

/* The outcome of a test for the tally and the exit status */
struct came {
	bool undecided;
	bool disagreed;
};

/* Checks a test and prints its report; a row is only added to the table */
static struct came check_one(struct session *session, const struct test *test,
			     FILE *out, FILE *err)
{
	const struct options *opts = session->opts;
	bool alone = session->set->nr == 1;
	/* A table of tests shows no states */
	bool verdict = opts->verdict || (opts->format == FORMAT_TEXT && !alone);
	struct checked *checked = verdict ?
		checked_verdict(&test->view, opts->models, session->budget) :
		checked_new(&test->view, opts->models, session->budget);
	const struct result *lkmm = checked->by[MODEL_LKMM];
	struct came came;

	if (lkmm)
		deviation_warn(err, test, session->budget);
	for (unsigned int m = 0; m < NR_MODELS; m++)
		if (checked->by[m] && opts->format == FORMAT_HERD)
			report_checked_herd(out, test, checked->by[m]);
	if (opts->format == FORMAT_JSON) {
		report_checked_json(out, test, checked);
	} else if (opts->format == FORMAT_TEXT && alone) {
		report_checked(out, test, checked, opts->all_states);
	} else if (opts->format == FORMAT_TEXT) {
		if (!session->tally.table)
			session->tally.table = report_checked_rows(opts->models);
		report_checked_row(session->tally.table, test, checked);
	}
	came = (struct came) {
		.undecided = is_undecided(checked, test->expected),
		.disagreed = lkmm &&
			     check_agrees(lkmm, test->expected) == AGREE_NO,
	};
	checked_free(checked);
	return came;
}

static void count_one(struct tally *tally, struct came came)
{
	tally->checked++;
	tally->undecided += came.undecided;
	tally->disagreed += came.disagreed;
}

/* --- On one CPU --- */

static void check_in_turn(struct session *session)
{
	const struct testset *set = session->set;

	for (size_t i = 0; i < set->nr && !command_interrupted &&
	     !ferror(stdout); i++)
		if (set->tests[i].prog)
			count_one(&session->tally,
				  check_one(session, &set->tests[i], stdout, stderr));
}

/* --- On all of them --- */

/*
 * A record is a struct came, then texts, each with its 0: what goes to stderr, what
 * goes to stdout, and the cells of a row. Neither has a 0 in it.
 */
static void check_piece(void *data, size_t piece, FILE *record)
{
	struct session *session = data;
	const struct test *test = &session->set->tests[piece];
	char *texts[2] = { NULL, NULL };
	size_t len[2];
	FILE *out, *err;
	struct came came;
	const char *cell;

	if (!test->prog)
		return;
	session->tally.table = session->opts->format == FORMAT_TEXT ?
		report_checked_rows(session->opts->models) : NULL;
	err = open_memstream(&texts[0], &len[0]);
	out = open_memstream(&texts[1], &len[1]);
	if (!err || !out)
		exit(STATUS_FAILED);
	came = check_one(session, test, out, err);
	fclose(err);
	fclose(out);
	fwrite(&came, sizeof(came), 1, record);
	for (unsigned int i = 0; i < ARRAY_SIZE(texts); i++) {
		fwrite(texts[i], len[i] + 1, 1, record);
		free(texts[i]);
	}
	/* The heading is the same in all of them */
	for (unsigned int i = session->nr_heading;
	     session->tally.table && (cell = table_text(session->tally.table, i)); i++)
		fwrite(cell, strlen(cell) + 1, 1, record);
	table_free(session->tally.table);
}

static bool take_piece(void *data, size_t piece, const char *record, size_t len)
{
	struct session *session = data;
	const char *end = record + len, *at = record + sizeof(struct came);
	struct came came;

	(void)piece;
	if (len < sizeof(came))
		return true;
	memcpy(&came, record, sizeof(came));
	count_one(&session->tally, came);
	fputs(at, stderr);
	at += strlen(at) + 1;
	fputs(at, stdout);
	for (at += strlen(at) + 1; at < end; at += strlen(at) + 1)
		table_cell(session->tally.table, at);
	return !ferror(stdout);
}

static enum status check_on_all(struct session *session, unsigned int nr)
{
	const struct work work = {
		.nr = session->set->nr,
		.do_piece = check_piece,
		.take = take_piece,
		.data = session,
		.cancelled = &command_interrupted,
	};

	if (session->opts->format == FORMAT_TEXT) {
		session->tally.table = report_checked_rows(session->opts->models);
		while (table_text(session->tally.table, session->nr_heading))
			session->nr_heading++;
	}
	fflush(NULL);
	if (workers_run(&work, nr) != WORK_FAILED)
		return STATUS_DONE;
	message("a process that checks tests has failed%s%s", errno ? ": " : "",
		errno ? strerror(errno) : "; is there enough memory?");
	return STATUS_FAILED;
}

/* --- All in all --- */

static void print_tally(const struct tally *tally, size_t nr, size_t refused)
{
	char *text = xasprintf("%zu tests: %zu checked, %zu of them without a verdict, %zu not as their file says; %zu refused",
			       nr, tally->checked, tally->undecided,
			       tally->disagreed, refused);

	putchar('\n');
	text_wrap(stdout, text, 0);
	free(text);
}

/* Checks all tests of the set. Return: STATUS_FAILED if a process has failed */
static enum status check_all(struct session *session)
{
	size_t tests = 0;
	unsigned int nr;

	for (size_t i = 0; i < session->set->nr; i++)
		tests += session->set->tests[i].prog != NULL;
	nr = workers_best_number();
	if (nr > tests)
		nr = tests;
	/* One test is checked in this process */
	if (nr > 1)
		return check_on_all(session, nr);
	check_in_turn(session);
	return STATUS_DONE;
}

int cmd_check(int argc, char **argv)
{
	struct litmus_options litmus = { .unsafe = true };
	struct options opts = { .timeout = LIMIT_SECONDS };
	enum status status, failed;
	struct session session;
	struct budget budget;
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
	session = (struct session) { .opts = &opts, .set = &set, .budget = &budget };
	failed = check_all(&session);
	if (session.tally.table && session.tally.checked)
		table_print(session.tally.table, stdout, 0, "  ");
	table_free(session.tally.table);
	refused = command_list_refused(&set);
	if (opts.format == FORMAT_TEXT && set.nr > 1)
		print_tally(&session.tally, set.nr, refused);
	status = status_of(&opts, &session.tally, refused);
	testset_free(&set);
	return failed ? failed : status;
}
