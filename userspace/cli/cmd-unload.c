// SPDX-License-Identifier: GPL-2.0
#include "cli/command.h"

static error_t parse(int key, char *arg, struct argp_state *state)
{
	(void)arg;
	return command_words(state, key, state->input, "name a loaded test");
}

static const struct argp argp = {
	.parser = parse,
	.args_doc = "NAME|GLOB...",
	.doc = "Unload programs from the module. Globs mean loaded tests only.",
};

int cmd_unload(int argc, char **argv)
{
	struct device *device;
	struct testset set;
	enum status status;
	char **words;
	size_t i;
	int err;

	command_parse(&argp, argc, argv, &words);
	device = command_device();
	if (!device)
		return STATUS_DEVICE;
	status = command_tests(&set, device, words);
	if (status)
		goto out;
	for (i = 0; i < set.nr && !status; i++) {
		const struct test *test = &set.tests[i];

		if (test->origin == ORIGIN_LOADED) {
			err = device_unload(device, test->name);
			if (err)
				status = command_refused(device, test->name,
							 err);
		} else if (set.nr == 1) {
			message("%s is built in, and stays", test->name);
			status = STATUS_USAGE;
		}
	}
	testset_free(&set);
out:
	device_close(device);
	return status;
}
