// SPDX-License-Identifier: GPL-2.0
#include <json.h>
#include <stdio.h>
#include <stdlib.h>
#include "cli/command.h"
#include "report/report.h"
#include "lib/text.h"

struct options {
	bool json;
	char **words;
};

static const struct argp_option options[] = {
	{ "json", 'j', NULL, 0, "Print one JSON object a test", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *opts = state->input;

	(void)arg;
	switch (key) {
	case 'j':
		opts->json = true;
		return 0;
	default:
		return command_words(state, key, &opts->words, NULL);
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "[NAME|GLOB]...",
	.doc = "List the tests that there are: those of the catalogue, and those that are loaded.",
};

static void list(const struct testset *set)
{
	struct table *table = table_new("lrll");
	size_t i;

	table_cell(table, "NAME");
	table_cell(table, "THREADS");
	table_cell(table, "ORIGIN");
	table_cell(table, "PURPOSE");
	table_style(table, STYLE_BOLD);
	for (i = 0; i < set->nr; i++) {
		const struct test *test = &set->tests[i];

		table_cell(table, test->name);
		table_cellf(table, "%u", test->threads);
		table_cell(table, origin_names[test->origin]);
		table_cell(table, test->prog ? test->prog->purpose : "");
	}
	table_print(table, stdout, 0, "  ");
	table_free(table);
}

int cmd_list(int argc, char **argv)
{
	static char *none[] = { NULL };
	struct options opts = { .words = none };
	struct device *device;
	struct testset set;
	enum status status;
	char *why;
	size_t i;

	command_parse(&argp, argc, argv, &opts);
	device = device_open(&why);
	if (!device) {
		message("showing the catalogue of this tool: %s", why);
		free(why);
	}
	status = command_tests(&set, device, opts.words);
	if (!status) {
		if (opts.json)
			for (i = 0; i < set.nr; i++)
				report_json(stdout,
					    report_test_object(&set.tests[i]));
		else
			list(&set);
		testset_free(&set);
	}
	device_close(device);
	return status;
}
