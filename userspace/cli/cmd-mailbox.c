// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "check/check.h"
#include "cli/command.h"
#include "ir/variant.h"
#include "lib/text.h"
#include "mailbox/explore.h"
#include "mailbox/goal.h"
#include "report/report-herd.h"

/**
 * struct options - what the user asked for
 * @profile:	on which machine
 * @timeout:	seconds a test; 0 for no limit
 * @goal:	an outcome to find a way to, or NULL
 * @all:	find all outcomes
 * @herd:	print them as herd7 does
 * @keep_going:	a test without an answer is no failure
 * @words:	names, files and directories
 */
struct options {
	enum mailbox_profile profile;
	double timeout;
	const char *goal;
	bool all;
	bool herd;
	bool keep_going;
	char **words;
};

enum {
	KEY_HERD = 0x100,
	KEY_TIMEOUT,
	KEY_MACHINE,
	KEY_GOAL,
};

static const struct argp_option options[] = {
	{ "all", 'a', NULL, 0, "Find all outcomes; without it and --goal, too", 0 },
	{ "goal", KEY_GOAL, "OUTCOME", 0, "Tell the shortest way to an outcome, as '1:r0=1 1:r1=0'", 0 },
	{ "machine", KEY_MACHINE, "PROFILE", 0, "Which machine: lkmm (the default), mca, tso or sc", 0 },
	{ "check-timeout", KEY_TIMEOUT, "S", 0, "Give up on a test after S seconds of CPU time (10); 0 for never", 0 },
	{ "herd", KEY_HERD, NULL, 0, "Print a log like that of herd7, without counts", 0 },
	{ "keep-going", 'k', NULL, 0, "A test without an answer is no failure", 0 },
	{ 0 }
};

/* The model that each machine is to agree with */
static const enum model models[MAILBOX_NR_PROFILES] = {
	[MAILBOX_LKMM]	= MODEL_LKMM,
	[MAILBOX_MCA]	= MODEL_LKMM,
	[MAILBOX_TSO]	= MODEL_TSO,
	[MAILBOX_SC]	= MODEL_SC,
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *opts = state->input;

	switch (key) {
	case 'a':
		opts->all = true;
		return 0;
	case KEY_GOAL:
		opts->goal = arg;
		return 0;
	case KEY_MACHINE:
		for (opts->profile = 0; opts->profile < MAILBOX_NR_PROFILES;
		     opts->profile++)
			if (!strcmp(mailbox_profiles[opts->profile], arg))
				return 0;
		argp_error(state, "there is no machine '%s': lkmm, mca, tso and sc are known",
			   arg);
		return 0;
	case KEY_TIMEOUT:
		opts->timeout = command_seconds(state, arg);
		return 0;
	case KEY_HERD:
		opts->herd = true;
		return 0;
	case 'k':
		opts->keep_going = true;
		return 0;
	case ARGP_KEY_END:
		if (opts->goal && (opts->all || opts->herd))
			argp_error(state, "--goal tells one run, and %s lists outcomes: name one",
				   opts->all ? "--all" : "--herd");
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
	.doc = "Run tests on the mailbox machine, which this tool emulates: find all of their outcomes, or the way to one.",
};

/* Tell why a program cannot run on the machine */
static void tell_refusal(const struct test *test, const struct mailbox *m)
{
	char line[160];

	ordlab_disasm(line, sizeof(line), &m->view, m->thread, m->insn);
	message("%s: the mailbox machine does not cover %s (P%u: %s)",
		test->name, mailbox_refusal_text(m->refusal), m->thread, line);
}

static struct value value_from(__s64 v)
{
	return ORDLAB_IS_ADDR(v) ? value_address(ORDLAB_ADDR_LOC(v), 1) :
				   value_int(v);
}

/* What the machine has reached as a result */
static struct result *result_of(const struct ordlab_view *view,
				const struct explored *x)
{
	struct result *result = result_for(view);
	struct value values[ORDLAB_MAX_OBSERVED];

	for (size_t i = 0; i < x->outcomes.nr; i++) {
		const __s64 *key = (const __s64 *)keyset_key(&x->outcomes, i);
		struct state *state;

		for (unsigned int n = 0; n < view->prog->nr_observed; n++)
			values[n] = value_from(key[n]);
		state = result_state(result, values);
		state->match = ordlab_cond_eval(view->cond, view->prog->nr_cond,
						key);
		result_count(result, state, 1);
	}
	result_sort(result);
	return result;
}

/* --- Text --- */

static void put_states(const struct result *result, enum model model)
{
	char text[VALUE_LEN], align[ORDLAB_MAX_OBSERVED + 4];
	struct table *table;

	memset(align, 'r', sizeof(align));
	align[0] = align[result->nr_names + 1] = align[result->nr_names + 2] = 'l';
	align[result->nr_names + 3] = '\0';
	table = table_new(align);
	table_cell(table, "");
	for (unsigned int n = 0; n < result->nr_names; n++)
		table_cell(table, result->names[n]);
	table_cell(table, "machine");
	table_cell(table, model_infos[model].title);
	table_rule(table);
	for (size_t i = 0; i < result->nr_states; i++) {
		const struct state *state = &result->states[i];

		table_cell(table, state->match ? "*" : "");
		for (unsigned int n = 0; n < result->nr_names; n++)
			table_cell(table, result_value(text, result,
						       state_value(result, state, n)));
		table_cell(table, state->count ? "reached" : "-");
		table_cell(table, verdict_word(state->verdict[model], "-"));
	}
	table_print(table, stdout, 2, "  ");
	table_free(table);
}

/* "the very outcomes that the LKMM allows", and the like */
static const char *comparison(const struct result *result, enum model model,
			      const struct explored *x)
{
	bool more = false, less = false;

	if (result->condition_verdict[model] == VERDICT_NONE)
		return "no verdict to compare with";
	for (size_t i = 0; i < result->nr_states; i++) {
		bool allowed = result->states[i].verdict[model] == VERDICT_ALLOWED;

		more |= result->states[i].count && !allowed;
		less |= !result->states[i].count && allowed;
	}
	if (more)
		return "SOME OF THEM FORBIDDEN";
	if (!x->complete)
		return "the search was cut off";
	return less ? "fewer than are allowed" : "the very ones that are allowed";
}

static void put_text(const struct options *opts, const struct test *test,
		     struct result *result, const struct explored *x,
		     const struct result *allowed, bool alone)
{
	enum model model = models[opts->profile];
	size_t nr = result->nr_states;

	if (!allowed->note)
		result_join(result, model, allowed);
	result_sort(result);
	printf("%s on the mailbox machine (emulated, profile %s): %zu outcome%s in %zu states, %s\n",
	       test->name, mailbox_profiles[opts->profile], nr, nr == 1 ? "" : "s",
	       x->states, comparison(result, model, x));
	if (!alone)
		return;
	put_states(result, model);
	if (allowed->note)
		printf("  No verdict by the %s: %s.\n", model_infos[model].title,
		       allowed->note);
	for (unsigned int i = 0; i < allowed->nr_flags; i++)
		printf("  %s says of this test: %s. Plain accesses behave as READ_ONCE() and WRITE_ONCE() here.\n",
		       model_infos[model].title, allowed->flags[i]);
	if (!x->complete)
		printf("  The search was cut off: there may be more outcomes.\n");
}

static enum status run_all(const struct options *opts, const struct test *test,
			   const struct mailbox *m, bool alone,
			   struct budget *budget)
{
	enum status status = STATUS_DONE;
	struct result *result, *allowed;
	struct explored x;

	budget_renew(budget);
	explore_all(m, &x, budget);
	result = result_of(&test->view, &x);
	if (opts->herd) {
		report_emulated_herd(stdout, test, result,
				     mailbox_profiles[opts->profile], x.complete);
	} else {
		budget_renew(budget);
		allowed = check_program(&test->view, models[opts->profile], budget);
		put_text(opts, test, result, &x, allowed, alone);
		result_free(allowed);
	}
	if (!x.complete || !x.outcomes.nr)
		status = STATUS_NO_VERDICT;
	result_free(result);
	explored_free(&x);
	return status;
}

/* --- A goal --- */

/* Why there is no way to a goal. Return: the status that goes with it */
static enum status tell_no_way(const struct options *opts, const struct test *test,
			       const struct mailbox *m, const struct route *route,
			       struct budget *budget)
{
	enum model model = models[opts->profile];
	enum verdict verdict;

	if (!route->complete) {
		message("%s: no way to %s was found until the search was cut off: a larger --check-timeout searches further",
			test->name, opts->goal);
		return STATUS_NO_VERDICT;
	}
	budget_renew(budget);
	verdict = check_condition(&m->view, model, budget);
	message("%s: %s is not reached on the mailbox machine (profile %s)%s%s%s",
		test->name, opts->goal, mailbox_profiles[opts->profile],
		verdict == VERDICT_FORBIDDEN ? ": " : "",
		verdict == VERDICT_FORBIDDEN ? model_infos[model].title : "",
		verdict == VERDICT_FORBIDDEN ? " forbids it, and 'ordlab explain' says why" : "");
	return STATUS_NO_VERDICT;
}

static enum status run_goal(const struct options *opts, const struct test *test,
			    struct budget *budget)
{
	static struct mailbox m;
	enum status status = STATUS_DONE;
	struct ordlab_program *asked;
	struct ordlab_view view;
	struct route route;
	char *error;

	asked = variant_outcome(&test->view, opts->goal, &error);
	if (!asked) {
		message("%s: %s", test->name, error);
		free(error);
		return STATUS_USAGE;
	}
	ordlab_view_init(&view, asked);
	if (mailbox_load(&m, &view, opts->profile, 0)) {
		tell_refusal(test, &m);
		free(asked);
		return STATUS_USAGE;
	}
	budget_renew(budget);
	goal_find(&m, &route, budget);
	if (route.found) {
		printf("%s on the mailbox machine (emulated, profile %s): the shortest way to %s\n",
		       test->name, mailbox_profiles[opts->profile], opts->goal);
		story_tell(stdout, &m, &route);
	} else {
		status = tell_no_way(opts, test, &m, &route, budget);
	}
	route_free(&route);
	free(asked);
	return status;
}

static enum status run_one(const struct options *opts, const struct test *test,
			   bool alone, struct budget *budget)
{
	static struct mailbox m;

	if (opts->goal)
		return run_goal(opts, test, budget);
	if (mailbox_load(&m, &test->view, opts->profile, 0)) {
		tell_refusal(test, &m);
		return STATUS_USAGE;
	}
	return run_all(opts, test, &m, alone, budget);
}

int cmd_mailbox(int argc, char **argv)
{
	struct litmus_options litmus = { .unsafe = true };
	struct options opts = { .timeout = LIMIT_SECONDS };
	enum status status, one;
	struct budget budget;
	struct testset set;

	command_parse(&argp, argc, argv, &opts);
	budget = budget_make(opts.timeout, &command_interrupted);
	litmus.budget = &budget;
	status = command_read(&set, NULL, opts.words, &litmus);
	if (status)
		return status;
	for (size_t i = 0; i < set.nr && !command_interrupted &&
	     !ferror(stdout); i++) {
		if (!set.tests[i].prog)
			continue;
		one = run_one(&opts, &set.tests[i], set.nr == 1, &budget);
		if (!opts.keep_going)
			status = status_worse(status, one);
	}
	if (command_list_refused(&set) && !opts.keep_going)
		status = status_worse(status, STATUS_USAGE);
	if (command_interrupted)
		status = STATUS_INTERRUPTED;
	testset_free(&set);
	return status;
}
