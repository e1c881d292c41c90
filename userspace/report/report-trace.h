/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Views of a sample of iterations, for people and for programs.
 */
#ifndef REPORT_TRACE_H
#define REPORT_TRACE_H

#include <stdio.h>
#include "lib/budget.h"
#include "program/program.h"
#include "result/trace.h"

struct json_object;

/**
 * trace_print() - describe a sample as text
 * @stream:	where to
 * @trace:	the sample
 * @view:	the test; NULL if it is not known here, then values are shown
 * @budget:	what it may cost; when it is over, values are shown, too
 */
void trace_print(FILE *stream, const struct trace *trace,
		 const struct ordlab_view *view, struct budget *budget);
struct json_object *trace_json(const struct trace *trace,
			       const struct ordlab_view *view,
			       struct budget *budget);

#endif /* REPORT_TRACE_H */
