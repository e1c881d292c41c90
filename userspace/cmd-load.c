// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include "command.h"
#include "source.h"

static error_t parse(int key, char *arg, struct argp_state *state)
{
	char ***words = state->input;

	(void)arg;
	switch (key) {
	case ARGP_KEY_ARGS:
		*words = state->argv + state->next;
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, "name a file");
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.parser = parse,
	.args_doc = "FILE...",
	.doc = "Load programs into the module, and print the names that they can be run by. '-' is standard input.",
};

static enum status load(struct device *device, const char *path)
{
	enum status status = STATUS_DONE;
	struct ordlab_program *prog;
	char *why = source_read(path, &prog);
	int err;

	if (why) {
		message("%s", why);
		free(why);
		return STATUS_USAGE;
	}
	err = device_load(device, prog, prog->size);
	if (err)
		status = command_refused(device, path, err);
	else
		puts(prog->name);
	free(prog);
	return status;
}

int cmd_load(int argc, char **argv)
{
	enum status status = STATUS_DONE;
	struct device *device;
	char **words;

	command_parse(&argp, argc, argv, &words);
	device = command_device();
	if (!device)
		return STATUS_DEVICE;
	while (*words && !status)
		status = load(device, *words++);
	device_close(device);
	return status;
}
