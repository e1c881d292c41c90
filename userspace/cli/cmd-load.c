// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include "cli/command.h"

struct options {
	struct litmus_options litmus;
	bool keep_going;
	char **words;
};

enum {
	KEY_EXPEDITED = 0x100,
};

static const struct argp_option options[] = {
	{ "expedited", KEY_EXPEDITED, NULL, 0,
	  "Make synchronize_rcu() and synchronize_srcu() their expedited forms", 0 },
	{ "keep-going", 'k', NULL, 0, "A file that is refused among others is no failure", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *opts = state->input;

	(void)arg;
	switch (key) {
	case KEY_EXPEDITED:
		opts->litmus.expedited = true;
		return 0;
	case 'k':
		opts->keep_going = true;
		return 0;
	default:
		return command_words(state, key, &opts->words,
				     "name a file");
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "FILE|DIR...",
	.doc = "Load litmus tests and programs into the module, and print the names that they can be run by. '-' is standard input.",
};

int cmd_load(int argc, char **argv)
{
	struct options opts = { 0 };
	struct device *device;
	struct testset set;
	enum status status;
	size_t i;
	int err;

	command_parse(&argp, argc, argv, &opts);
	for (i = 0; opts.words[i]; i++) {
		if (source_is_path(opts.words[i]))
			continue;
		message("%s: not a file; write ./%s if it is one",
			opts.words[i], opts.words[i]);
		return STATUS_USAGE;
	}
	device = command_device();
	if (!device)
		return STATUS_DEVICE;
	status = command_read(&set, device, opts.words, &opts.litmus);
	if (status)
		goto out;
	for (i = 0; i < set.nr && !status; i++) {
		const struct ordlab_program *prog = set.tests[i].prog;

		if (!prog)
			continue;
		err = device_load(device, prog, prog->size);
		if (err)
			status = command_refused(device, set.tests[i].file,
						 err);
		else
			puts(prog->name);
	}
	if (command_list_refused(&set) && !opts.keep_going && !status)
		status = STATUS_USAGE;
	testset_free(&set);
out:
	device_close(device);
	return status;
}
