// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cli/command.h"
#include "report/report.h"

struct options {
	struct litmus_options litmus;
	const char *output;
	bool quiet;
	bool keep_going;
	char **words;
};

enum {
	KEY_EXPEDITED = 0x100,
};

static const struct argp_option options[] = {
	{ "output", 'o', "FILE", 0,
	  "Write the program to FILE, in the format of the module's file load", 0 },
	{ "quiet", 'q', NULL, 0, "Print no disassembly", 0 },
	{ "expedited", KEY_EXPEDITED, NULL, 0,
	  "Make synchronize_rcu() and synchronize_srcu() their expedited forms", 0 },
	{ "keep-going", 'k', NULL, 0, "A file that is refused among others is no failure", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *opts = state->input;

	switch (key) {
	case 'o':
		opts->output = arg;
		return 0;
	case 'q':
		opts->quiet = true;
		return 0;
	case 'k':
		opts->keep_going = true;
		return 0;
	case KEY_EXPEDITED:
		opts->litmus.expedited = true;
		return 0;
	default:
		return command_words(state, key, &opts->words,
				     "name a file");
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "FILE|DIR|NAME...",
	.doc = "Compile litmus tests, and print the instructions that they become. '-' is standard input.",
};

static enum status write_program(const struct ordlab_program *prog,
				 const char *path)
{
	FILE *file = fopen(path, "we");
	bool failed = !file || fwrite(prog, prog->size, 1, file) != 1;

	if (file && fclose(file))
		failed = true;
	if (!failed)
		return STATUS_DONE;
	message("%s: %s", path, strerror(errno));
	return STATUS_FAILED;
}

int cmd_compile(int argc, char **argv)
{
	struct options opts = { 0 };
	struct testset set;
	enum status status;
	size_t refused, i;

	command_parse(&argp, argc, argv, &opts);
	status = command_read(&set, NULL, opts.words, &opts.litmus);
	if (status)
		return status;
	if (opts.output && set.nr != 1) {
		message("-o takes one test, and these are %zu", set.nr);
		testset_free(&set);
		return STATUS_USAGE;
	}
	for (i = 0; i < set.nr && !opts.quiet && !opts.output; i++) {
		if (set.tests[i].prog)
			report_program(stdout, &set.tests[i]);
	}
	if (opts.output)
		status = write_program(set.tests[0].prog, opts.output);
	refused = command_list_refused(&set);
	if (set.nr > 1)
		printf("%zu of %zu tests compiled\n", set.nr - refused, set.nr);
	if (refused && !opts.keep_going)
		status = STATUS_USAGE;
	testset_free(&set);
	return status;
}
