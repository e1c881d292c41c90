// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>
#include "cli/command.h"
#include "cli/measuring.h"

static const struct argp_option options[] = {
	{ "cpus", 'c', "LIST", 0, "On these CPUs, as 0-3,8", 0 },
	{ "samples", 's', "NUMBER", 0, "Samples of each figure", 0 },
	{ "json", 'j', NULL, 0, "Print a JSON object a measurement", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct measuring *measuring = state->input;

	switch (key) {
	case 'c':
		measuring->cpus = arg;
		return 0;
	case 's':
		measuring->samples = arg;
		return 0;
	case 'j':
		measuring->json = true;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

const struct argp measuring_argp = { .options = options, .parser = parse };

enum status measuring_run(struct device *device,
			  const struct measuring *measuring, const char *what,
			  struct figures **figures)
{
	char *command = xasprintf("measure %s%s%s%s%s", what,
				  measuring->cpus ? " cpus=" : "",
				  measuring->cpus ? measuring->cpus : "",
				  measuring->samples ? " samples=" : "",
				  measuring->samples ? measuring->samples : "");
	int err;

	command_collects();
	err = device_measure(device, command, &command_interrupted, figures);
	free(command);
	if (err)
		return command_refused(device, what, err);
	if (!strcmp((*figures)->state, "done"))
		return STATUS_DONE;
	message("%s: ended early: %s", what, (*figures)->reason);
	return command_interrupted ? STATUS_INTERRUPTED : STATUS_FAILED;
}
