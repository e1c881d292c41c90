// SPDX-License-Identifier: GPL-2.0
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "cli/progress.h"
#include "lib/text.h"

/* Carriage return, and erase to the end of the line */
#define ERASE	"\r\033[K"

static bool drawn;

/* Share of the run that is done, from 0 to 1; negative if it is not known */
static double fraction(const struct device_status *status)
{
	double done = -1, by_time;

	if (status->asked) {
		done = (double)status->iterations / status->asked;
		/* The perpetual part has as many iterations */
		if (status->mode && !strcmp(status->mode, "auto"))
			done = (done + (double)status->frames / status->asked) / 2;
	}
	if (status->asked_seconds > 0) {
		/* Whichever comes first ends the run */
		by_time = status->seconds / status->asked_seconds;
		if (by_time > done)
			done = by_time;
	}
	return done > 1 ? 1 : done;
}

void progress_line(char *buf, size_t size, const struct device_status *status,
		   const char *label, unsigned int width)
{
	char rate[TEXT_LEN], left[TEXT_LEN], tail[3 * TEXT_LEN];
	double done = fraction(status);
	int room, full;

	/* The last column stays free, since some terminals wrap there */
	if (size > width)
		size = width;
	text_rate(rate, status->rate);
	if (done < 0) {
		snprintf(buf, size, "%s  %s  %s", label,
			 text_count(left, status->iterations), rate);
		return;
	}
	if (done > 0)
		text_duration(left, status->seconds * (1 - done) / done);
	else
		strcpy(left, "?");
	snprintf(tail, sizeof(tail), "%3d %%  %10s  %s left", (int)(100 * done),
		 rate, left);
	room = (int)width - 1 - (int)strlen(label) - (int)strlen(tail) - 6;
	if (room < 5) {
		snprintf(buf, size, "%s", tail);
		return;
	}
	if (room > 40)
		room = 40;
	full = room * done;
	snprintf(buf, size, "%s  [%.*s%.*s]  %s", label, full,
		 "########################################", room - full,
		 "........................................", tail);
}

void progress_draw(const struct device_status *status, const char *label)
{
	char line[512];

	if (!isatty(STDERR_FILENO))
		return;
	progress_line(line, sizeof(line), status, label, text_columns(stderr));
	fprintf(stderr, ERASE "%s", line);
	fflush(stderr);
	drawn = true;
}

void progress_clear(void)
{
	if (!drawn)
		return;
	fputs(ERASE, stderr);
	fflush(stderr);
	drawn = false;
}
