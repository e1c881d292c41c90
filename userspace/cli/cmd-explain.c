// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cli/command.h"
#include "cli/model-option.h"
#include "check/explain.h"
#include "report/report.h"
#include "lib/text.h"
#include "lib/util.h"

/**
 * struct options - options of the command
 * @model:	the model that explains
 * @timeout:	seconds; 0 for no limit
 * @dot:	print a graph
 * @words:	a test, then an outcome
 */
struct options {
	enum model model;
	double timeout;
	bool dot;
	char **words;
};

enum {
	KEY_DOT = 0x100,
	KEY_TIMEOUT,
};

static const struct argp_option options[] = {
	{ "model", 'm', "MODEL", 0, "Explain by one of MODELS; the LKMM is the default", 0 },
	{ "check-timeout", KEY_TIMEOUT, "S", 0, "Give up after S seconds of CPU time (10); 0 for never", 0 },
	{ "dot", KEY_DOT, NULL, 0, "Print the execution as a graph for Graphviz", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *opts = state->input;

	switch (key) {
	case 'm':
		opts->model = __builtin_ctz(model_parse(state, arg, false));
		return 0;
	case KEY_TIMEOUT:
		opts->timeout = command_seconds(state, arg);
		return 0;
	case KEY_DOT:
		opts->dot = true;
		return 0;
	default:
		return command_words(state, key, &opts->words,
				     "name a test or a file: 'ordlab list' has the tests");
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "NAME|FILE [OUTCOME]",
	.doc = "Say why an outcome of a test is forbidden, or how it comes about and what would forbid it. Without an OUTCOME, as 0:r0=0 x=2, the test's condition is meant." MODEL_DOC,
	.help_filter = model_help,
};

static char *join_words(char **words)
{
	char *text = xstrdup(""), *longer;

	for (; *words; words++) {
		longer = xasprintf("%s%s%s", text, *text ? " " : "", *words);
		free(text);
		text = longer;
	}
	return text;
}

static enum status explain_one(const struct options *opts, const struct test *test,
			       const struct ordlab_view *view,
			       struct budget *budget)
{
	struct explanation *ex = explain(view, opts->model, budget);
	enum status status = STATUS_DONE;
	/* The outcome that the user has typed replaces the condition */
	const struct test asked = { .prog = test->prog, .view = *view };

	if (opts->dot) {
		explain_dot(stdout, ex);
	} else {
		report_test(stdout, test, NULL);
		report_condition(stdout, &asked);
		explain_print(stdout, ex);
	}
	if (ex->kind == EXPLAINED_NOT || ex->kind == EXPLAINED_ABSENT)
		status = STATUS_NO_VERDICT;
	explain_free(ex);
	return status;
}

int cmd_explain(int argc, char **argv)
{
	struct litmus_options litmus = { .unsafe = true };
	struct options opts = { .model = MODEL_LKMM, .timeout = LIMIT_SECONDS };
	struct ordlab_program *asked = NULL;
	struct ordlab_view view;
	char *outcome, *error;
	struct budget budget;
	enum status status;
	struct testset set;
	char *name[2];

	command_parse(&argp, argc, argv, &opts);
	name[0] = opts.words[0];
	name[1] = NULL;
	budget = budget_make(opts.timeout, &command_interrupted);
	litmus.budget = &budget;
	status = command_read(&set, NULL, name, &litmus);
	if (status)
		return status;
	if (set.nr != 1 || !set.tests[0].prog) {
		message("'%s' means %zu tests; explain takes one", name[0], set.nr);
		testset_free(&set);
		return STATUS_USAGE;
	}
	view = set.tests[0].view;
	outcome = join_words(opts.words + 1);
	if (*outcome) {
		asked = variant_outcome(&view, outcome, &error);
		if (asked) {
			ordlab_view_init(&view, asked);
		} else {
			message("%s: %s", set.tests[0].name, error);
			free(error);
			status = STATUS_USAGE;
		}
	}
	if (!status) {
		budget_renew(&budget);
		status = explain_one(&opts, &set.tests[0], &view, &budget);
	}
	if (command_interrupted)
		status = STATUS_INTERRUPTED;
	free(outcome);
	free(asked);
	testset_free(&set);
	return status;
}
