// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cli/command.h"
#include "report/report.h"
#include "lib/text.h"

static const struct argp_option options[] = {
	{ "json", 'j', NULL, 0, "Print a JSON object", 0 },
	{ 0 }
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	bool *json = state->input;

	(void)arg;
	if (key == 'j') {
		*json = true;
		return 0;
	}
	if (key == ARGP_KEY_ARG)
		argp_error(state, "there is one status only");
	return ARGP_ERR_UNKNOWN;
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.doc = "Say what the module is doing.",
};

static void row(struct table *table, const char *key, const char *value)
{
	if (!*value)
		return;
	table_cell(table, key);
	table_cell(table, value);
}

/* The same, if there is a text; frees it */
static void row_of(struct table *table, const char *key, char *value)
{
	if (value)
		row(table, key, value);
	free(value);
}

static void print(const struct device_status *status)
{
	struct table *table = table_new("ll");
	char text[TEXT_LEN];

	row(table, "state", status->state);
	if (*status->test) {
		row(table, "test", status->test);
		row(table, "mode", status->mode);
		row(table, "CPUs", status->cpus);
		table_cell(table, "iterations");
		if (status->asked)
			table_cellf(table, "%s of %s",
				    text_count((char[TEXT_LEN]){ 0 }, status->iterations),
				    text_count(text, status->asked));
		else
			table_cell(table, text_count(text, status->iterations));
		if (status->frames)
			row(table, "perpetual", text_count(text, status->frames));
		table_cell(table, "time");
		if (status->asked_seconds > 0)
			table_cellf(table, "%s of %s",
				    text_duration((char[TEXT_LEN]){ 0 }, status->seconds),
				    text_duration(text, status->asked_seconds));
		else
			table_cell(table, text_duration(text, status->seconds));
		row(table, "rate", text_rate(text, status->rate));
		row_of(table, "overlap",
		       evidence_overlap_text(&status->evidence));
		row_of(table, "control",
		       evidence_control_text(&status->evidence));
		row(table, "ended early", status->reason);
	}
	table_print(table, stdout, 0, "  ");
	table_free(table);
}

int cmd_status(int argc, char **argv)
{
	struct device_status status;
	struct device *device;
	bool json = false;
	int err;

	command_parse(&argp, argc, argv, &json);
	device = command_device();
	if (!device)
		return STATUS_DEVICE;
	err = device_status(device, &status);
	if (err)
		message("the module's status cannot be read: %s",
			strerror(-err));
	else if (json)
		report_json(stdout, report_status_object(&status));
	else
		print(&status);
	if (!err)
		device_status_free(&status);
	device_close(device);
	return err ? STATUS_DEVICE : STATUS_DONE;
}
