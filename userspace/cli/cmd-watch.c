// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "cli/command.h"
#include "cli/progress.h"
#include "report/report.h"

#define WAIT_MS		200	/* how often the line on a terminal is drawn */
#define LINE_MS		1000	/* how often a line is printed elsewhere */

static error_t parse(int key, char *arg, struct argp_state *state)
{
	(void)arg;
	if (key == ARGP_KEY_ARG)
		argp_error(state, "there is one run only");
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.parser = parse,
	.doc = "Follow the run that is under way until its end, then print its result. Ctrl-C ends the watching, not the run.",
};

/* Return: 0 when the run has ended, or a negative errno */
static int follow(struct device *device)
{
	bool terminal = isatty(STDERR_FILENO);
	struct device_status status;
	char line[512];
	bool running;
	int err, waited = LINE_MS;

	for (;;) {
		err = device_status(device, &status);
		if (err)
			return err;
		running = device_status_running(&status);
		if (running && terminal) {
			progress_draw(&status, status.test);
		} else if (running && waited >= LINE_MS) {
			progress_line(line, sizeof(line), &status, status.test,
				      80);
			puts(line);
			fflush(stdout);
			waited = 0;
		}
		device_status_free(&status);
		if (!running || command_interrupted || ferror(stdout))
			break;
		device_wait(device, WAIT_MS);
		waited += WAIT_MS;
	}
	progress_clear();
	return 0;
}

static enum status status_of(enum finding finding)
{
	return finding == FINDING_VIOLATED ? STATUS_VIOLATED :
	       finding == FINDING_NOTHING ? STATUS_NOTHING_LEARNT : STATUS_DONE;
}

int cmd_watch(int argc, char **argv)
{
	struct result *result = NULL;
	struct device *device;
	enum status status;
	int err;

	command_parse(&argp, argc, argv, NULL);
	device = command_device();
	if (!device)
		return STATUS_DEVICE;
	err = follow(device);
	if (!err && !command_interrupted)
		err = device_results(device, &result);
	if (command_interrupted) {
		status = STATUS_INTERRUPTED;
	} else if (err == -ENODATA) {
		puts("Nothing has run yet.");
		status = STATUS_DONE;
	} else if (err) {
		message("the module cannot be read: %s", strerror(-err));
		status = STATUS_DEVICE;
	} else {
		printf("%s\n\n", result->test);
		report_result(stdout, result, 0);
		status = status_of(result_finding(result));
	}
	result_free(result);
	device_close(device);
	return status;
}
