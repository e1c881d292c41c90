// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "arch/asm.h"
#include "cli/command.h"
#include "report/compiled.h"
#include "arch/machine.h"
#include "cli/measuring.h"
#include "report/report.h"

struct options {
	struct measuring measuring;
	char **words;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *opts = state->input;

	(void)arg;
	switch (key) {
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
	.parser = parse,
	.args_doc = "[EXPERIMENT...]",
	.doc = "Show what the compiler made of plain accesses, beside what it made of the same with barrier() and with READ_ONCE() and WRITE_ONCE(): source, machine code, and what another CPU saw.",
	.children = children,
};

static bool wanted(const char *name, char *const *words)
{
	if (!words)
		return true;
	for (; *words; words++)
		if (!strcmp(*words, name))
			return true;
	return false;
}

static enum status check_words(char *const *words)
{
	unsigned int e;

	for (; words && *words; words++) {
		for (e = 0; e < ORDLAB_NR_EXPERIMENTS; e++)
			if (!strcmp(compiled_experiments[e].name, *words))
				break;
		if (e == ORDLAB_NR_EXPERIMENTS) {
			message("%s: no such experiment; 'ordlab help compiler' names them",
				*words);
			return STATUS_USAGE;
		}
	}
	return STATUS_DONE;
}

static void print(const struct options *opts, const struct listing *listings,
		  size_t nr, const struct figures *figures)
{
	unsigned int which = 0, e;

	for (e = 0; e < ORDLAB_NR_EXPERIMENTS; e++)
		if (wanted(compiled_experiments[e].name, opts->words))
			which |= 1u << e;
	if (opts->measuring.json) {
		report_json(stdout, compiled_json(which, listings, nr, figures));
		return;
	}
	for (e = 0; e < ORDLAB_NR_EXPERIMENTS; e++)
		if (which >> e & 1)
			compiled_print(stdout, e, listings, nr, figures);
}

int cmd_compiler(int argc, char **argv)
{
	struct options opts = { 0 };
	struct listing *listings;
	struct figures *figures = NULL;
	struct device *device;
	enum status status;
	char *text;
	size_t nr;

	command_parse(&argp, argc, argv, &opts);
	status = check_words(opts.words);
	if (status)
		return status;
	device = command_device();
	if (!device)
		return STATUS_DEVICE;
	text = device_compiler_text(device);
	if (!text) {
		message("the module's code cannot be read: %s", strerror(errno));
		device_close(device);
		return STATUS_DEVICE;
	}
	status = measuring_run(device, &opts.measuring, "compiler", &figures);
	if (figures) {
		listings = listings_parse(text, machine_this()->arch, &nr);
		print(&opts, listings, nr, figures);
		if (listings_unread(listings, nr) && !status)
			status = STATUS_FAILED;
		listings_free(listings, nr);
	}
	figures_free(figures);
	free(text);
	device_close(device);
	return status;
}
