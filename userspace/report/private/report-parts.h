/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Parts of reports that several of them have.
 */
#ifndef REPORT_PARTS_H
#define REPORT_PARTS_H

#include "report/report.h"

/* The text that a function of disasm.c makes of a program; to be freed */
char *report_disasm(int (*disasm)(char *, size_t,
				  const struct ordlab_view *),
		    const struct ordlab_view *view);

/* How many iterations the filter left out, and passed; to be freed, or NULL */
char *report_filtered_text(const struct result *result);
void report_filtered(FILE *stream, const char *prefix,
		     const struct result *result);

/* Overlap and control of each part of a run */
void report_evidence(FILE *stream, const char *prefix,
		     const struct evidence *evidence);

#endif /* REPORT_PARTS_H */
