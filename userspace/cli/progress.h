/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How far a run has come, in one line that is drawn over again. On standard
 * error, and only if that is a terminal.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include "machine/device.h"

/**
 * progress_line() - a status as a line
 * @buf:	takes it
 * @size:	bytes in @buf
 * @status:	the status
 * @label:	what runs
 * @width:	columns that there are
 *
 * For example "SB  [#####.....]  50 %  3.21 M/s  2 s left".
 */
void progress_line(char *buf, size_t size, const struct device_status *status,
		   const char *label, unsigned int width);

/* Draw the line, if there is a terminal; take it away again */
void progress_draw(const struct device_status *status, const char *label);
void progress_clear(void);

#endif /* PROGRESS_H */
