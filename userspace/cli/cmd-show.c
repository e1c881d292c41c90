// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "arch/asm.h"
#include "cli/command.h"
#include "arch/machine.h"
#include "report/report.h"

struct options {
	bool json;
	bool code;
	char **words;
};

static const struct argp_option options[] = {
	{ "asm", 'a', NULL, 0, "Show the machine code that runs the threads", 0 },
	{ "json", 'j', NULL, 0, "Print one JSON object a test", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *opts = state->input;

	(void)arg;
	switch (key) {
	case 'a':
		opts->code = true;
		return 0;
	case 'j':
		opts->json = true;
		return 0;
	default:
		return command_words(state, key, &opts->words,
				     "name a test: 'ordlab list' has them all");
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "NAME|GLOB|FILE|DIR...",
	.doc = "Show tests: what each is for, its threads side by side, and its condition.",
};

/* The machine code of a test; NULL on an error, which is printed */
static char *read_code(struct device *device, const struct test *test,
		       enum status *status)
{
	char *text = NULL, *name = NULL;
	int err;

	if (test->origin == ORIGIN_FILE) {
		err = command_load(device, test, &name);
		if (err) {
			*status = command_refused(device, test->name, err);
			free(name);
			return NULL;
		}
	}
	text = device_text(device, name ? name : test->name);
	if (!text) {
		message("%s: its machine code cannot be read: %s", test->name,
			strerror(errno));
		*status = STATUS_DEVICE;
	}
	if (name)
		device_unload(device, name);
	free(name);
	return text;
}

static enum status show(struct device *device, const struct test *test,
			const struct options *opts)
{
	enum status status = STATUS_DONE;
	struct listing *listings = NULL;
	struct json_object *object;
	char *text, *listing = NULL;
	size_t nr = 0;

	if (opts->code) {
		text = read_code(device, test, &status);
		if (!text)
			return status;
		listings = listings_parse(text, machine_this()->arch, &nr);
		free(text);
	}
	if (opts->json) {
		object = report_test_object(test);
		if (opts->code)
			json_object_object_add(object, "asm",
					       report_asm_object(listings, nr));
		report_json(stdout, object);
	} else {
		if (!test->prog)
			listing = device_program(device, test->name);
		report_test(stdout, test, listing);
		report_condition(stdout, test);
		free(listing);
		if (opts->code)
			listings_print(stdout, listings, nr);
	}
	if (listings_unread(listings, nr))
		status = STATUS_FAILED;
	if (opts->code)
		listings_free(listings, nr);
	return status;
}

int cmd_show(int argc, char **argv)
{
	struct options opts = { 0 };
	struct device *device;
	struct testset set;
	enum status status;
	size_t i;

	command_parse(&argp, argc, argv, &opts);
	/* Only machine code and loaded tests need the module */
	device = opts.code ? command_device() : device_open(NULL);
	if (opts.code && !device)
		return STATUS_DEVICE;
	status = command_read(&set, device, opts.words, NULL);
	if (!status) {
		for (i = 0; !status && i < set.nr; i++)
			if (!set.tests[i].refused)
				status = show(device, &set.tests[i], &opts);
		if (command_list_refused(&set) && !status)
			status = STATUS_USAGE;
		testset_free(&set);
	}
	device_close(device);
	return status;
}
