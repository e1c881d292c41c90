/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Views of a sample of iterations: for each of them, what the threads have read, and in
 * which order that can have happened.
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
 * @view:	the test; NULL if its program is not known here: then only values are shown
 * @budget:	time and memory for it; if it is over, only values are shown
 */
void trace_print(FILE *stream, const struct trace *trace,
		 const struct ordlab_view *view, struct budget *budget);
struct json_object *trace_json(const struct trace *trace,
			       const struct ordlab_view *view,
			       struct budget *budget);

#endif /* REPORT_TRACE_H */
