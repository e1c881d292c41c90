// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include "cli/command.h"
#include "report/report.h"
#include "program/version.h"

static error_t parse(int key, char *arg, struct argp_state *state)
{
	(void)arg;
	if (key == ARGP_KEY_ARG)
		argp_error(state, "there is nothing to choose");
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.parser = parse,
	.doc = "Say what versions of the tool, the module and the kernel are at work.",
};

int cmd_version(int argc, char **argv)
{
	struct device *device;
	char *version, *why;

	command_parse(&argp, argc, argv, NULL);
	printf("ordlab %s, ABI %u\n", ORDLAB_VERSION, ORDLAB_ABI_VERSION);
	device = device_open(&why);
	if (device) {
		version = device_abi(device, "version");
		printf("module %s, ABI %u\n", version ? version : "unknown",
		       ORDLAB_ABI_VERSION);
		free(version);
	} else {
		printf("module unreachable: %s\n", why);
		free(why);
	}
	report_machine(stdout);
	device_close(device);
	return STATUS_DONE;
}
