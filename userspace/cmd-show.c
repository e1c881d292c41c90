// SPDX-License-Identifier: GPL-2.0
#include <json.h>
#include <stdio.h>
#include <stdlib.h>
#include "command.h"
#include "report.h"

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
	case ARGP_KEY_ARGS:
		opts->words = state->argv + state->next;
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, "name a test: 'ordlab list' has them all");
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "NAME|GLOB|FILE|DIR...",
	.doc = "Show tests: what each is for, its threads side by side, and its condition.",
};

int cmd_show(int argc, char **argv)
{
	struct options opts = { 0 };
	struct device *device;
	struct testset set;
	enum status status;
	size_t i;

	command_parse(&argp, argc, argv, &opts);
	/* Only loaded tests need the module */
	device = device_open(NULL);
	status = command_read(&set, device, opts.words, NULL);
	for (i = 0; !status && i < set.nr; i++) {
		const struct test *test = &set.tests[i];
		char *listing = NULL;

		if (test->refused)
			continue;
		if (opts.json) {
			report_json(stdout, report_test_object(test));
			continue;
		}
		if (!test->prog)
			listing = device_program(device, test->name);
		report_test(stdout, test, listing);
		report_condition(stdout, test);
		free(listing);
	}
	if (!status) {
		if (command_list_refused(&set))
			status = STATUS_USAGE;
		testset_free(&set);
	}
	device_close(device);
	return status;
}
