// SPDX-License-Identifier: GPL-2.0
#include <json.h>
#include <stdlib.h>
#include "cli/command.h"
#include "cli/measuring.h"
#include "report/report.h"

struct options {
	struct measuring measuring;
	char **words;
	bool all;
};

static const struct argp_option options[] = {
	{ "all", 'a', NULL, 0, "Every primitive, not just the usual ones", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *opts = state->input;

	(void)arg;
	switch (key) {
	case 'a':
		opts->all = true;
		return 0;
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &opts->measuring;
		return 0;
	default:
		return command_words(state, key, &opts->words, NULL);
	}
}

static const struct argp_child children[] = {
	{ &measuring_argp, 0, NULL, 0 },
	{ 0 }
};

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "[PRIMITIVE...]",
	.doc = "Measure what primitives cost, alone and while another CPU uses the same cache line.",
	.children = children,
};

/* Every primitive that was measured; the array is to be freed */
static char **all_words(const struct figures *figures)
{
	char **words = xcalloc(figures->nr + 1, sizeof(*words));
	size_t i, nr = 0;

	for (i = 0; i < figures->nr; i++)
		if (figures->rows[i].words[1] &&
		    figures_find(figures, figures->rows[i].words[0], NULL) ==
		    &figures->rows[i])
			words[nr++] = figures->rows[i].words[0];
	return words;
}

int cmd_cost(int argc, char **argv)
{
	struct options opts = { 0 };
	struct figures *figures;
	struct device *device;
	enum status status;
	char **all = NULL, **word;

	command_parse(&argp, argc, argv, &opts);
	device = command_device();
	if (!device)
		return STATUS_DEVICE;
	status = measuring_run(device, &opts.measuring, "cost", &figures);
	for (word = opts.words; figures && word && *word; word++) {
		if (figures_find(figures, *word, NULL))
			continue;
		message("%s: not measured; 'ordlab cost --all' shows what is",
			*word);
		status = STATUS_USAGE;
	}
	if (figures && status != STATUS_USAGE) {
		if (opts.all)
			all = all_words(figures);
		if (opts.measuring.json)
			report_json(stdout, figures_json(figures));
		else
			figures_print_cost(stdout, figures,
					   opts.words ? opts.words : all);
	}
	free(all);
	figures_free(figures);
	device_close(device);
	return status;
}
