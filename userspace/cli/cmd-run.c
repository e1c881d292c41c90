// SPDX-License-Identifier: GPL-2.0
#include <ctype.h>
#include <errno.h>
#include <json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "check/check.h"
#include "cli/command.h"
#include "check/deviation.h"
#include "arch/machine.h"
#include "machine/placement.h"
#include "cli/progress.h"
#include "report/report-herd.h"
#include "report/report-trace.h"
#include "report/report.h"
#include "machine/settings.h"
#include "lib/text.h"
#include "cli/tour.h"
#include "machine/tuning.h"

enum format {
	FORMAT_TEXT,
	FORMAT_JSON,
	FORMAT_TAP,
	FORMAT_HERD,
};

/**
 * struct options - what the user asked for
 * @litmus:	how to read litmus tests
 * @settings:	how to run; values are allocated
 * @nr:		how many
 * @format:	how to print
 * @flags:	enum report_flags
 * @table:	a row a test instead of a report of each
 * @trace:	show some iterations one by one
 * @tour:	take the tour
 * @tune:	seconds to search for the best settings; 0 to run
 * @check:	ask the models, too
 * @check_timeout: seconds for each of them; 0 for no limit
 * @keep_going:	a test that cannot be run here, or that has no verdict, is no
 *		failure
 * @words:	names and globs
 */
struct options {
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

enum {
	KEY_TAP = 0x100,
	KEY_TRACE,
	KEY_TOUR,
	KEY_HERD,
	KEY_EXPEDITED,
	KEY_NO_CHECK,
	KEY_CHECK_TIMEOUT,
	KEY_TUNE,
	KEY_TABLE,
	KEY_ALL_STATES,
	KEY_PARAM,		/* of params[0]; the others follow */
};

static const struct argp_option options[] = {
	{ NULL, 0, NULL, 0, "How long:", 1 },
	{ "iterations", 'n', "N", 0, "Run N iterations; k, M and G are understood", 1 },
	{ "seconds", 't', "S", 0, "Run for S seconds", 1 },
	{ NULL, 0, NULL, 0, "How:", 2 },
	{ "mode", KEY_PARAM + 0, "MODE", 0, "Mode of the run: auto, batch or perpetual", 2 },
	{ "cpus", KEY_PARAM + 1, "LIST", 0, "CPUs to use, in this order, as 0,2-3", 2 },
	{ "placement", KEY_PARAM + 2, "WHERE", 0,
	  "How near the threads are: any, smt, llc, package, node or spread", 2 },
	{ "instances", KEY_PARAM + 3, "N", 0, "Copies of the test side by side", 2 },
	{ "batch", KEY_PARAM + 4, "N", 0, "Iterations in a batch", 2 },
	{ "chunk", KEY_PARAM + 5, "N", 0, "Perpetual iterations in a row", 2 },
	{ "stride", KEY_PARAM + 6, "BYTES", 0, "From one location to the next", 2 },
	{ "sync", KEY_PARAM + 7, "HOW", 0,
	  "How threads begin an iteration: auto, user, none or timebase", 2 },
	{ "every", KEY_PARAM + 8, "N", 0, "Do so once in N iterations", 2 },
	{ "preload", KEY_PARAM + 9, "HOW", 0,
	  "What a thread does to its locations before: none, load or flush", 2 },
	{ "skew", KEY_PARAM + 10, "TICKS", 0,
	  "Random delay after they have met, at most", 2 },
	{ "noise", KEY_PARAM + 11, "LIST", 0,
	  "CPUs to keep busy meanwhile, or idle for all that are", 2 },
	{ "stress", KEY_PARAM + 12, "HOW", 0, "What noise is: own or shared", 2 },
	{ "order", KEY_PARAM + 13, "HOW", 0,
	  "How iterations follow one another in memory: seq or shuffle", 2 },
	{ "seed", KEY_PARAM + 14, "N", 0, "Seed of all that is random", 2 },
	{ "control", KEY_PARAM + 15, "HOW", 0,
	  "Test that runs beside this one, to show that something can be seen: SB or none", 2 },
	{ "tune", KEY_TUNE, "SECONDS", 0,
	  "Search for SECONDS for the settings that show the condition most often, and print them", 2 },
	{ NULL, 0, NULL, 0, "What to print:", 3 },
	{ "json", 'j', NULL, 0, "One JSON object a test", 3 },
	{ "trace", KEY_TRACE, "N", 0, "N sample iterations as well, as each CPU saw them", 3 },
	{ "tap", KEY_TAP, NULL, 0, "KTAP", 3 },
	{ "herd", KEY_HERD, NULL, 0, "The log that litmus7 and klitmus7 print", 3 },
	{ "table", KEY_TABLE, NULL, 0, "A table with a line for each test; so it is with several files", 3 },
	{ "all-states", KEY_ALL_STATES, NULL, 0,
	  "All states that a model allows, also those that were not seen", 3 },
	{ "verbose", 'v', NULL, 0, "More about perpetual iterations", 3 },
	{ "no-check", KEY_NO_CHECK, NULL, 0, "No verdicts of the models", 3 },
	{ "check-timeout", KEY_CHECK_TIMEOUT, "S", 0,
	  "Give up on a verdict after S seconds of CPU time a model (10); 0 for never", 3 },
	{ NULL, 0, NULL, 0, "Which tests:", 4 },
	{ "expedited", KEY_EXPEDITED, NULL, 0,
	  "In files, make synchronize_rcu() and synchronize_srcu() their expedited forms", 4 },
	{ "tour", KEY_TOUR, NULL, 0, "A few that teach, with what to look for", 4 },
	{ "keep-going", 'k', NULL, 0, "A test that cannot be run here, or has no verdict, is no failure", 4 },
	{ 0 }
};

/* Settings; whether their values are right is for the module to say */
static const char * const params[] = {
	"mode", "cpus", "placement", "instances", "batch", "chunk", "stride",
	"sync", "every", "preload", "skew", "noise", "stress", "order", "seed",
	"control",
};

/* Given twice, the last value counts */
static void add_setting(struct options *opts, const char *key, char *value)
{
	size_t i;

	for (i = 0; i < opts->nr; i++)
		if (!strcmp(opts->settings[i].key, key))
			break;
	if (i == opts->nr)
		opts->nr++;
	else
		free((char *)opts->settings[i].value);
	opts->settings[i] = (struct setting){ .key = key, .value = value };
}

/* A number with a unit: "10k", "1M" */
static void add_number(struct options *opts, struct argp_state *state,
		       const char *key, const char *arg)
{
	static const char units[] = "kMG";
	unsigned long long number, factor = 1;
	const char *unit;
	char *end;

	errno = 0;
	number = strtoull(arg, &end, 10);
	unit = *end ? strchr(units, *end) : NULL;
	if (unit) {
		do
			factor *= 1000;
		while (unit-- > units);
		end++;
	}
	if (!isdigit(*arg) || *end || errno || !number ||
	    __builtin_mul_overflow(number, factor, &number))
		argp_error(state, "--%s: '%s' is not a number from 1 on", key,
			   arg);
	add_setting(opts, key, xasprintf("%llu", number));
}

static bool has_setting(const struct options *opts, const char *key)
{
	size_t i;

	for (i = 0; i < opts->nr; i++)
		if (!strcmp(opts->settings[i].key, key))
			return true;
	return false;
}

static void set_format(struct options *opts, struct argp_state *state,
		       enum format format)
{
	if (opts->format != FORMAT_TEXT && opts->format != format)
		argp_error(state, "--json, --tap and --herd are three formats: name one");
	opts->format = format;
}

/* Options that exclude one another, and words that are missing */
static void check_together(const struct options *opts,
			   const struct argp_state *state)
{
	if (opts->trace && (opts->format == FORMAT_TAP ||
			    opts->format == FORMAT_HERD))
		argp_error(state, "--trace is for text and --json");
	if (opts->tune && (opts->trace || opts->tour ||
			   has_setting(opts, "iterations") ||
			   has_setting(opts, "seconds") ||
			   (opts->format != FORMAT_TEXT &&
			    opts->format != FORMAT_JSON)))
		argp_error(state, "--tune says itself how long, and what: not with --iterations, --seconds, --trace, --tap, --herd or --tour");
	if (opts->table && (opts->format != FORMAT_TEXT || opts->trace ||
			    opts->tune || opts->tour))
		argp_error(state, "--table is for text: not with --json, --tap, --herd, --trace, --tune or --tour");
	if (opts->tour && *opts->words)
		argp_error(state, "--tour has its own tests");
	if (!opts->tour && !*opts->words)
		argp_error(state, "name a test: 'ordlab list' has them all");
}

/* An option that is a parameter of the module: params[i] */
static error_t set_param(struct options *opts, struct argp_state *state,
			 unsigned int i, char *arg)
{
	if (i >= sizeof(params) / sizeof(*params))
		return ARGP_ERR_UNKNOWN;
	/* A blank or newline would be a parameter more */
	if (!*arg || strpbrk(arg, " \t\n"))
		argp_error(state, "--%s: '%s' is not a value", params[i], arg);
	if (!strcmp(params[i], "placement") &&
	    placement_find(arg) == NR_PLACEMENTS)
		argp_error(state, "--placement: '%s' is none of any, smt, llc, package, node and spread",
			   arg);
	add_setting(opts, params[i], xstrdup(arg));
	return 0;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *opts = state->input;

	switch (key) {
	case 'n':
		add_number(opts, state, "iterations", arg);
		return 0;
	case 't':
		add_number(opts, state, "seconds", arg);
		return 0;
	case 'j':
		set_format(opts, state, FORMAT_JSON);
		return 0;
	case 'k':
		opts->keep_going = true;
		return 0;
	case 'v':
		opts->flags |= REPORT_VERBOSE;
		return 0;
	case KEY_ALL_STATES:
		opts->flags |= REPORT_ALL_STATES;
		return 0;
	case KEY_TABLE:
		opts->table = true;
		return 0;
	case KEY_TRACE:
		add_number(opts, state, "trace", arg);
		opts->trace = true;
		return 0;
	case KEY_TAP:
		set_format(opts, state, FORMAT_TAP);
		return 0;
	case KEY_HERD:
		set_format(opts, state, FORMAT_HERD);
		return 0;
	case KEY_EXPEDITED:
		opts->litmus.expedited = true;
		return 0;
	case KEY_TOUR:
		opts->tour = true;
		return 0;
	case KEY_NO_CHECK:
		opts->check = false;
		return 0;
	case KEY_CHECK_TIMEOUT:
		opts->check_timeout = command_seconds(state, arg);
		return 0;
	case KEY_TUNE:
		opts->tune = command_seconds(state, arg);
		if (opts->tune < 1)
			argp_error(state, "--tune takes a second at least");
		return 0;
	case ARGP_KEY_ARGS:
		return command_words(state, key, &opts->words, NULL);
	case ARGP_KEY_END:
		check_together(opts, state);
		return 0;
	default:
		return set_param(opts, state, key - KEY_PARAM, arg);
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "NAME|GLOB|FILE|DIR...\n--tour",
	.doc = "Run tests in the kernel and say what was seen. Tests in files are loaded, run and unloaded; those of several files are shown as a table.",
};

/**
 * struct session - the tests of one call of the command
 * @device:	the module
 * @opts:	what was asked for
 * @set:	the tests
 * @rows:	takes a row a test instead of a report of each; or NULL
 * @current:	number of the test that runs
 * @refused:	tests that could not be run
 * @worst:	what came of the tests so far
 */
struct session {
	struct device *device;
	const struct options *opts;
	struct testset set;
	struct rows *rows;
	size_t current;
	size_t refused;
	enum status worst;
	struct budget *budget;	/* what a verdict may cost */
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

/* The models that mean something on this machine: bit enum model */
static unsigned int models_here(void)
{
	unsigned int models = 0;

	for (enum model m = 0; m < NR_MODELS; m++)
		if (machine_has_model(machine_this()->arch, m))
			models |= 1U << m;
	return models;
}

/* What the models that mean something here say of a result */
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

/* Note, and tell now or in the list at the end, that a test was not run */
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

/* Show how far a search is */
static void show_search(const struct device_status *status, void *data)
{
	tick(status, data);
}

/* A trial of a search shows what must not be as well as any other run does */
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

/* What came of a run that was made */
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

/* If that is asked for, or if there is more than one file: a row each */
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
	struct options opts = {
		.words = none,
		.check = true,
		.check_timeout = LIMIT_SECONDS,
	};
	struct budget budget;
	struct session session = { .opts = &opts, .budget = &budget };
	enum status status;
	char **words;
	size_t i;

	command_parse(&argp, argc, argv, &opts);
	words = opts.words;
	if (opts.tour) {
		words = xcalloc(tour_nr_stops + 1, sizeof(*words));
		for (i = 0; i < tour_nr_stops; i++)
			words[i] = (char *)tour_stops[i].test;
		/* A machine with two CPUs is no reason to fail */
		opts.keep_going = true;
		/* And a busy one is no reason to stay for long at a stop */
		if (!opts.nr) {
			add_setting(&opts, "iterations",
				    xstrdup(TOUR_ITERATIONS));
			add_setting(&opts, "seconds", xstrdup(TOUR_SECONDS));
			add_setting(&opts, "instances", xstrdup("1"));
		}
	}

	/* There is no room for anything but states in such a log */
	if (opts.format == FORMAT_HERD && !has_setting(&opts, "mode"))
		add_setting(&opts, "mode", xstrdup("batch"));

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
