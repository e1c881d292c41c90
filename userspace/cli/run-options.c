// SPDX-License-Identifier: GPL-2.0
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "machine/placement.h"
#include "cli/run-options.h"
#include "report/report.h"
#include "lib/util.h"

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

/* Settings; the module checks their values */
static const char * const params[] = {
	"mode", "cpus", "placement", "instances", "batch", "chunk", "stride",
	"sync", "every", "preload", "skew", "noise", "stress", "order", "seed",
	"control",
};

/* Given twice, the last value counts */
void run_options_set(struct run_options *opts, const char *key, char *value)
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
static void add_number(struct run_options *opts, struct argp_state *state,
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
	run_options_set(opts, key, xasprintf("%llu", number));
}

bool run_options_have(const struct run_options *opts, const char *key)
{
	size_t i;

	for (i = 0; i < opts->nr; i++)
		if (!strcmp(opts->settings[i].key, key))
			return true;
	return false;
}

static void set_format(struct run_options *opts, struct argp_state *state,
		       enum format format)
{
	if (opts->format != FORMAT_TEXT && opts->format != format)
		argp_error(state, "--json, --tap and --herd are three formats: name one");
	opts->format = format;
}

/* Options that exclude one another, and words that are missing */
static void check_together(const struct run_options *opts,
			   const struct argp_state *state)
{
	if (opts->trace && (opts->format == FORMAT_TAP ||
			    opts->format == FORMAT_HERD))
		argp_error(state, "--trace is for text and --json");
	if (opts->tune && (opts->trace || opts->tour ||
			   run_options_have(opts, "iterations") ||
			   run_options_have(opts, "seconds") ||
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
static error_t set_param(struct run_options *opts, struct argp_state *state,
			 unsigned int i, char *arg)
{
	if (i >= sizeof(params) / sizeof(*params))
		return ARGP_ERR_UNKNOWN;
	/* A blank or newline would begin another parameter */
	if (!*arg || strpbrk(arg, " \t\n"))
		argp_error(state, "--%s: '%s' is not a value", params[i], arg);
	if (!strcmp(params[i], "placement") &&
	    placement_find(arg) == NR_PLACEMENTS)
		argp_error(state, "--placement: '%s' is none of any, smt, llc, package, node and spread",
			   arg);
	run_options_set(opts, params[i], xstrdup(arg));
	return 0;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct run_options *opts = state->input;

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

const struct argp run_argp = {
	.options = options,
	.parser = parse,
	.args_doc = "NAME|GLOB|FILE|DIR...\n--tour",
	.doc = "Run tests in the kernel and say what was seen. Tests in files are loaded, run and unloaded; those of several files are shown as a table.",
};
