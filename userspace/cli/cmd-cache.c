// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <json.h>
#include <stdio.h>
#include <string.h>
#include "cli/command.h"
#include "cli/measuring.h"
#include "report/report.h"

struct options {
	struct measuring measuring;
	const char *svg;
};

static const struct argp_option options[] = {
	{ "svg", 'g', "FILE", 0, "Draw the transfer times to FILE", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *opts = state->input;

	switch (key) {
	case 'g':
		opts->svg = arg;
		return 0;
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &opts->measuring;
		return 0;
	case ARGP_KEY_ARG:
		argp_error(state, "'%s' is not an option", arg);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_child children[] = {
	{ &measuring_argp, 0, NULL, 0 },
	{ 0 }
};

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.doc = "Measure caches: the transfer of a line between every two CPUs, an access to a line in each state, and what sharing a line costs.",
	.children = children,
};

static const struct {
	const char *what;
	void (*print)(FILE *stream, const struct figures *figures);
} parts[] = {
	{ "transfer", figures_print_transfer },
	{ "mesi", figures_print_mesi },
	{ "sharing", figures_print_sharing },
};

static enum status draw(const char *path, const struct figures *figures)
{
	FILE *file = fopen(path, "we");
	int err = 0;

	if (file) {
		figures_svg(file, figures);
		err = ferror(file) | fclose(file);
	}
	if (file && !err)
		return STATUS_DONE;
	message("%s: cannot be written: %s", path, strerror(errno));
	return STATUS_FAILED;
}

int cmd_cache(int argc, char **argv)
{
	struct options opts = { 0 };
	enum status status = STATUS_DONE;
	struct figures *figures;
	struct device *device;
	size_t i;

	command_parse(&argp, argc, argv, &opts);
	device = command_device();
	if (!device)
		return STATUS_DEVICE;
	for (i = 0; !status && i < sizeof(parts) / sizeof(*parts); i++) {
		status = measuring_run(device, &opts.measuring, parts[i].what,
				       &figures);
		if (!figures)
			break;
		if (opts.measuring.json)
			report_json(stdout, figures_json(figures));
		else
			parts[i].print(stdout, figures);
		if (!status && i == 0 && opts.svg)
			status = draw(opts.svg, figures);
		figures_free(figures);
	}
	device_close(device);
	return status;
}
