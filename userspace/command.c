// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "command.h"
#include "text.h"

void command_parse(const struct argp *argp, int argc, char **argv, void *input)
{
	error_t err = argp_parse(argp, argc, argv, 0, NULL, input);

	if (err) {
		message("%s", strerror(err));
		exit(STATUS_USAGE);
	}
}

struct device *command_device(void)
{
	struct device *device;
	char *why;

	device = device_open(&why);
	if (!device) {
		message("%s", why);
		free(why);
	}
	return device;
}

enum status command_refused(struct device *device, const char *what, int err)
{
	char *why = device_log(device);

	message("%s: %s", what, *why ? why : strerror(-err));
	free(why);
	switch (err) {
	case -EBUSY:
		message("wait for its end with 'ordlab watch', or end it with 'ordlab stop'");
		return STATUS_FAILED;
	case -EACCES:
	case -EPERM:
	case -EIO:
		return STATUS_DEVICE;
	case -EINTR:
		return STATUS_INTERRUPTED;
	case -ENOMEM:
	case -ENOSPC:
	case -ENODATA:
		return STATUS_FAILED;
	default:
		return STATUS_USAGE;
	}
}

enum status command_tests(struct testset *set, struct device *device,
			  char **words)
{
	const char *unknown;
	int err;

	err = testset_all(set, device);
	if (err) {
		message("the module's list of tests cannot be read: %s",
			strerror(-err));
		testset_free(set);
		return STATUS_DEVICE;
	}
	if (!*words)
		return STATUS_DONE;
	unknown = testset_select(set, words);
	if (!unknown)
		return STATUS_DONE;
	testset_unknown(unknown, device);
	testset_free(set);
	return STATUS_USAGE;
}

volatile sig_atomic_t command_interrupted;

static void interrupt(int signal)
{
	(void)signal;
	command_interrupted = 1;
}

void command_catch_signals(void)
{
	/* No SA_RESTART: whoever waits is to look up. The next one kills */
	struct sigaction action = {
		.sa_handler = interrupt,
		.sa_flags = SA_RESETHAND,
	};

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
}

enum status command_flush(void)
{
	static bool told;

	if (!fflush(stdout) && !ferror(stdout))
		return STATUS_DONE;
	if (!told)
		message("the output cannot be written: %s",
			errno ? strerror(errno) : "unknown error");
	told = true;
	return STATUS_FAILED;
}
