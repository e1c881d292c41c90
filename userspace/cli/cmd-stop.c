// SPDX-License-Identifier: GPL-2.0
#include "cli/command.h"

static error_t parse(int key, char *arg, struct argp_state *state)
{
	(void)arg;
	if (key == ARGP_KEY_ARG)
		argp_error(state, "there is one run only");
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.parser = parse,
	.doc = "End the run that is under way. What it has counted stays to be read; without a run, nothing happens.",
};

int cmd_stop(int argc, char **argv)
{
	command_parse(&argp, argc, argv, NULL);
	return command_control("stop");
}
