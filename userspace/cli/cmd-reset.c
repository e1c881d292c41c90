// SPDX-License-Identifier: GPL-2.0
#include "cli/command.h"

static error_t parse(int key, char *arg, struct argp_state *state)
{
	(void)arg;
	if (key == ARGP_KEY_ARG)
		argp_error(state, "all tests are reset together");
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.parser = parse,
	.doc = "Forget the last result and the counters of every test.",
};

int cmd_reset(int argc, char **argv)
{
	command_parse(&argp, argc, argv, NULL);
	return command_control("reset");
}
