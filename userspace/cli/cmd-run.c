// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "check/check.h"
#include "cli/command.h"
#include "check/deviation.h"
#include "arch/machine.h"
#include "cli/progress.h"
#include "report/report-herd.h"
#include "report/report-trace.h"
#include "report/report.h"
#include "cli/run-options.h"
#include "lib/text.h"
#include "cli/tour.h"
#include "machine/tuning.h"

/**
 * struct session - the tests of one call of the command
 * @device:	the module
 * @opts:	options of the command
 * @set:	the tests
 * @rows:	takes a row a test instead of a report of each; or NULL
 * @current:	number of the test that runs
 * @refused:	tests that could not be run
 * @worst:	the worst outcome of the tests so far
 */
struct session {
	struct device *device;
	const struct run_options *opts;
	struct testset set;
	struct rows *rows;
	size_t current;
	size_t refused;
	enum status worst;
	struct budget *budget;	/* for one verdict */
};

static struct test *current(const struct session *session)
{
	return &session->set.tests[session->current];
}

static bool tick(const struct device_status *status, void *data)
{
	const struct session *session = data;
	const char *name = current(session)->name;
	char *label;

	if (!device_status_running(status)) {
		progress_clear();
		return false;
	}
	label = session->set.nr == 1 ? xstrdup(name) :
		xasprintf("%s (%zu/%zu)", name, session->current + 1,
			  session->set.nr);
	progress_draw(status, label);
	free(label);
	return command_interrupted;
}

/* The models that apply to this machine: bit enum model */
static unsigned int models_here(void)
{
	unsigned int models = 0;

	for (enum model m = 0; m < NR_MODELS; m++)
		if (machine_has_model(machine_this()->arch, m))
			models |= 1U << m;
	return models;
}

/* Adds the verdicts of the models that apply to this machine */
static void add_verdicts(const struct session *session, struct result *result)
{
	const struct test *test = current(session);
	struct budget little = budget_make(LIMIT_LAST_SECONDS, NULL);

	if (!session->opts->check || !test->prog)
		return;
	check_join(result, &test->view, models_here(),
		   command_interrupted ? &little : session->budget);
	deviation_warn(stderr, test, command_interrupted ? &little : session->budget);
}

/* A test that this machine cannot run, though another could */
static bool cannot_run_here(int err)
{
	return err == -ENODEV || err == -EOPNOTSUPP || err == -ENOENT;
}

static void report_before(const struct session *session)
{
	const struct test *test = current(session);
	char *listing = NULL;

	if (session->opts->format != FORMAT_TEXT || session->rows)
		return;
	if (session->opts->tour) {
		printf("%zu of %zu. ", session->current + 1, session->set.nr);
		report_test(stdout, test, NULL);
		text_wrap(stdout, tour_stops[session->current].story, 2);
		putchar('\n');
		return;
	}
	if (!test->prog)
		listing = device_program(session->device, test->name);
	report_test(stdout, test, listing);
	free(listing);
}

static void report_after(const struct session *session,
			 const struct result *result, const struct trace *trace)
{
	const struct test *test = current(session);
	const struct ordlab_view *view = test->prog ? &test->view : NULL;
	struct json_object *object;

	switch (session->opts->format) {
	case FORMAT_TEXT:
		if (session->rows)
			report_row(session->rows, result);
		else
			report_result(stdout, result, session->opts->flags);
		if (trace)
			trace_print(stdout, trace, view, session->budget);
		break;
	case FORMAT_JSON:
		object = report_result_object(result);
		if (trace)
			json_object_object_add(object, "trace",
					       trace_json(trace, view,
							  session->budget));
		report_json(stdout, object);
		break;
	case FORMAT_TAP:
		report_tap(stdout, session->current + 1, result);
		break;
	case FORMAT_HERD:
		report_herd(stdout, result, test->hash);
		break;
	}
}

/* Notes that a test was not run, and reports it now or in the list at the end */
static void report_refused(struct session *session, const char *why)
{
	struct test *test = current(session);

	session->refused++;
	switch (session->opts->format) {
	case FORMAT_TEXT:
		if (!session->rows)
			printf("  Not run: %s\n\n", why);
		else if (test->origin != ORIGIN_FILE)
			message("%s: not run: %s", test->name, why);
		break;
	case FORMAT_JSON:
	case FORMAT_HERD:
		if (test->origin != ORIGIN_FILE)
			message("%s: not run: %s", test->name, why);
		break;
	case FORMAT_TAP:
		report_tap_skip(stdout, session->current + 1, test->name, why);
		break;
	}
	if (test->origin == ORIGIN_FILE && !test->refused)
		test->refused = xstrdup(why);
}

static enum status refused(struct session *session, int err)
{
	char *why;

	if (!cannot_run_here(err))
		return command_refused(session->device, current(session)->name,
				       err);
	why = device_log(session->device);
	report_refused(session, *why ? why : strerror(-err));
	free(why);
	return STATUS_DONE;
}

/* Shows the progress of a search */
static void show_search(const struct device_status *status, void *data)
{
	tick(status, data);
}

/* A trial may show what must not occur, as any other run may */
static void look_at(struct result *result, void *data)
{
	struct session *session = data;

	if (result->positive || result->witnesses)
		add_verdicts(session, result);
	if (result_finding(result) == FINDING_VIOLATED)
		session->worst = status_worse(session->worst, STATUS_VIOLATED);
}

static enum status tune_named(struct session *session, const char *name)
{
	const struct test *test = current(session);
	const struct tuning tuning = {
		.device = session->device,
		.name = name,
		.threads = test->threads,
		.settings = session->opts->settings,
		.nr = session->opts->nr,
		.seconds = session->opts->tune,
		.stop = &command_interrupted,
		.tick = show_search,
		.seen = look_at,
		.data = session,
	};
	enum status status = STATUS_DONE;
	struct tune *tune;
	char *why;
	int err;

	err = tuning_run(&tuning, &tune, &why);
	progress_clear();
	if (err == -ENODATA) {
		message("%s: its result was lost to a run that somebody else started",
			test->name);
		status = STATUS_FAILED;
	} else if (err == -EBUSY || (err && err != -EINTR && !why)) {
		status = command_refused(session->device, test->name, err);
	} else if (err && err != -EINTR) {
		report_refused(session, why);
	} else {
		if (session->opts->format == FORMAT_JSON)
			report_json(stdout, tune_json(tune, test->name));
		else
			tune_print(stdout, tune, test->name);
		if (tune_learnt_nothing(tune))
			session->worst = status_worse(session->worst,
						      STATUS_NOTHING_LEARNT);
		status = command_flush();
	}
	tune_free(tune);
	free(why);
	return status;
}

/* Takes the result of a run */
static enum status status_of(const struct session *session,
			     const struct result *result)
{
	enum status status = STATUS_DONE;

	switch (result_finding(result)) {
	case FINDING_VIOLATED:
		status = STATUS_VIOLATED;
		break;
	case FINDING_NOTHING:
		status = STATUS_NOTHING_LEARNT;
		break;
	default:
		break;
	}
	if (result->end && !command_interrupted)
		status = status_worse(status, STATUS_FAILED);
	if (result->note && !session->opts->keep_going)
		status = status_worse(status, STATUS_NO_VERDICT);
	return status;
}

static enum status run_named(struct session *session, const char *name)
{
	const struct test *test = current(session);
	struct trace *trace = NULL;
	struct result *result;
	char *command, *why;
	int err;

	if (session->opts->tune)
		return tune_named(session, name);
	command = settings_command(session->opts->settings, session->opts->nr,
				   name, test->threads, &why);
	if (!command) {
		report_refused(session, why);
		free(why);
		return STATUS_DONE;
	}
	err = device_run(session->device, command, tick, session, &result);
	progress_clear();
	free(command);
	if (err)
		return refused(session, err);
	if (strcmp(result->test, name)) {
		message("%s: its result was lost to a run of %s that somebody else started",
			test->name, result->test);
		result_free(result);
		return STATUS_FAILED;
	}
	free(result->test);
	result->test = xstrdup(test->name);
	if (test->expected)
		result->expected = xstrdup(test->expected);
	result->has_filter = test->prog && test->prog->nr_filter;
	add_verdicts(session, result);
	if (session->opts->trace) {
		err = device_trace(session->device, &trace);
		if (err)
			message("%s: its sample cannot be read: %s", test->name,
				strerror(-err));
	}
	report_after(session, result, trace);
	trace_free(trace);
	if (result->end && !command_interrupted)
		message("%s: the run ended early: %s", test->name, result->end);
	session->worst = status_worse(session->worst, status_of(session, result));
	result_free(result);
	return command_flush();
}

static enum status run_one(struct session *session)
{
	const struct test *test = current(session);
	enum status status;
	char *name;
	int err;

	if (test->refused) {
		report_refused(session, test->refused);
		return STATUS_DONE;
	}
	report_before(session);
	fflush(stdout);
	if (test->origin != ORIGIN_FILE)
		return run_named(session, test->name);
	err = command_load(session->device, test, &name);
	if (err) {
		status = refused(session, err);
	} else {
		status = run_named(session, name);
		err = device_unload(session->device, name);
		if (err && !status)
			status = command_refused(session->device, name, err);
	}
	free(name);
	return status;
}

static enum status run_each(struct session *session)
{
	enum status status;

	for (session->current = 0; session->current < session->set.nr;
	     session->current++) {
		status = run_one(session);
		if (command_interrupted)
			return STATUS_INTERRUPTED;
		if (status)
			return status;
	}
	return STATUS_DONE;
}

/* Whether each test is a row of a table: the option is given, or there are several files */
static bool wants_rows(const struct session *session)
{
	size_t files = 0, i;

	if (session->opts->table)
		return true;

	for (i = 0; i < session->set.nr; i++)
		files += session->set.tests[i].origin == ORIGIN_FILE;
	return files > 1 && session->opts->format == FORMAT_TEXT &&
	       !session->opts->trace && !session->opts->tune;
}

static void begin_rows(struct session *session, struct rows *rows)
{
	size_t i;

	*rows = (struct rows){
		.models = session->opts->check ? models_here() : 0,
	};
	for (i = 0; i < session->set.nr; i++)
		rows->expected |= session->set.tests[i].expected != NULL;
	report_rows_begin(rows);
	session->rows = rows;
}

static enum status run_all(struct session *session)
{
	struct rows rows;
	enum status status;

	if (session->opts->format == FORMAT_TAP) {
		report_tap_plan(stdout, session->set.nr);
	} else if (session->opts->format == FORMAT_TEXT) {
		report_machine(stdout);
		putchar('\n');
	}
	if (wants_rows(session))
		begin_rows(session, &rows);
	status = run_each(session);
	if (session->rows) {
		table_print(rows.table, stdout, 0, "  ");
		putchar('\n');
		table_free(rows.table);
	}
	command_list_refused(&session->set);
	if (status)
		return status;
	if (session->refused && session->opts->format != FORMAT_JSON &&
	    session->opts->format != FORMAT_HERD)
		printf("%s%zu of %zu tests could not be run here\n",
		       session->opts->format == FORMAT_TAP ? "# " : "",
		       session->refused, session->set.nr);
	if (session->refused && !session->opts->keep_going)
		return status_worse(session->worst, STATUS_USAGE);
	return session->worst;
}

int cmd_run(int argc, char **argv)
{
	static char *none[1] = { NULL };
	struct run_options opts = {
		.words = none,
		.check = true,
		.check_timeout = LIMIT_SECONDS,
	};
	struct budget budget;
	struct session session = { .opts = &opts, .budget = &budget };
	enum status status;
	char **words;
	size_t i;

	command_parse(&run_argp, argc, argv, &opts);
	words = opts.words;
	if (opts.tour) {
		words = xcalloc(tour_nr_stops + 1, sizeof(*words));
		for (i = 0; i < tour_nr_stops; i++)
			words[i] = (char *)tour_stops[i].test;
		/* The tour goes on if the machine has too few CPUs for a test */
		opts.keep_going = true;
		/* and does not take long on a busy machine */
		if (!opts.nr) {
			run_options_set(&opts, "iterations",
					xstrdup(TOUR_ITERATIONS));
			run_options_set(&opts, "seconds", xstrdup(TOUR_SECONDS));
			run_options_set(&opts, "instances", xstrdup("1"));
		}
	}

	/* The log of herd7 has states only */
	if (opts.format == FORMAT_HERD && !run_options_have(&opts, "mode"))
		run_options_set(&opts, "mode", xstrdup("batch"));

	command_collects();
	budget = budget_make(opts.check_timeout, &command_interrupted);
	opts.litmus.budget = &budget;
	session.device = command_device();
	status = session.device ?
		 command_read(&session.set, session.device, words,
			      &opts.litmus) :
		 STATUS_DEVICE;
	if (!status) {
		status = run_all(&session);
		testset_free(&session.set);
	}
	device_close(session.device);
	if (opts.tour)
		free(words);
	while (opts.nr)
		free((char *)opts.settings[--opts.nr].value);
	return status;
}
