/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Progress of a run, in one line that is drawn again and again. It is drawn on standard
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
 * @label:	name of what runs
 * @width:	columns of the terminal
 *
 * For example "SB  [#####.....]  50 %  3.21 M/s  2 s left".
 */
void progress_line(char *buf, size_t size, const struct device_status *status,
		   const char *label, unsigned int width);

/* Draw the line, if there is a terminal; take it away again */
void progress_draw(const struct device_status *status, const char *label);
void progress_clear(void);

#endif /* PROGRESS_H */
