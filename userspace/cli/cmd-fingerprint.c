// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <json.h>
#include <stdlib.h>
#include "cli/command.h"
#include "fleet/fingerprint.h"
#include "arch/machine.h"
#include "report/report.h"

struct options {
	bool json;
	unsigned int seconds;
};

static const struct argp_option options[] = {
	{ "seconds", 't', "S", 0, "Take S seconds in all; a second a test at least", 0 },
	{ "json", 'j', NULL, 0, "Print a JSON object", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *opts = state->input;
	char *end;

	switch (key) {
	case 't':
		opts->seconds = strtoul(arg, &end, 10);
		if (end == arg || *end || !opts->seconds ||
		    opts->seconds > 100000)
			argp_error(state, "'%s' is not a number of seconds", arg);
		return 0;
	case 'j':
		opts->json = true;
		return 0;
	case ARGP_KEY_ARG:
		argp_error(state, "'%s' is not an option", arg);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.doc = "Show which reorderings this machine shows, beside what its manual and the LKMM say. The exit status is 1 if they contradict each other, and 6 if the machine was too busy to say.",
};

static enum status status_of(const struct effect *effect)
{
	return effect_contradiction(effect) ? STATUS_VIOLATED :
	       effect_is_open(effect) ? STATUS_NOTHING_LEARNT : STATUS_DONE;
}

int cmd_fingerprint(int argc, char **argv)
{
	struct options opts = { .seconds = FINGERPRINT_SECONDS };
	struct fingerprint *fingerprint;
	enum status status = STATUS_DONE;
	struct device *device;
	size_t i;
	int err;

	command_parse(&argp, argc, argv, &opts);
	device = command_device();
	if (!device)
		return STATUS_DEVICE;
	command_collects();
	fingerprint = fingerprint_new(machine_this()->arch);
	err = fingerprint_take(fingerprint, device, machine_this()->nr_cpus,
			       opts.seconds, &command_interrupted);
	if (err == -EINTR)
		status = STATUS_INTERRUPTED;
	else if (err)
		status = command_refused(device, "fingerprint", err);
	if (!err || err == -EINTR) {
		if (opts.json)
			report_json(stdout, fingerprint_json(fingerprint));
		else
			fingerprint_print(stdout, fingerprint);
	}
	for (i = 0; i < fingerprint->nr; i++)
		status = status_worse(status, status_of(&fingerprint->effects[i]));
	fingerprint_free(fingerprint);
	device_close(device);
	return status;
}
