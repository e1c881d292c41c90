/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Single iterations, told as each CPU saw them: what it read and wrote, in
 * program order. The story of an iteration is weak when no one order of all
 * accesses explains it; then there is a cycle of program order and of who saw
 * whom, and it is told too.
 */
#ifndef OBSERVER_H
#define OBSERVER_H

#include <stdio.h>
#include "lib/budget.h"
#include "program/program.h"
#include "result/trace.h"

struct json_object;

/**
 * struct story - an iteration, told
 * @logs:	[threads] what each thread did, as "wrote x=1, then saw y=0"
 * @nr:		threads
 * @why:	why no order explains it; NULL if one may
 * @cut:	the budget was over before it was known whether one may
 */
struct story {
	char **logs;
	unsigned int nr;
	char *why;
	bool cut;
};

struct observer;

/**
 * observer_new() - get ready to tell the iterations of a test
 * @view:	the test, verified; must stay
 * @budget:	what telling may cost; must stay, too
 *
 * Return: the observer, never NULL.
 */
struct observer *observer_new(const struct ordlab_view *view,
			      struct budget *budget);
void observer_free(struct observer *observer);

/**
 * observer_tell() - tell an iteration
 * @observer:	the observer
 * @trace:	the sample, of the observer's test
 * @iteration:	one of its iterations
 * @story:	filled in; to be given to story_free()
 *
 * Values that the test does not observe stay open. The kinds of edges are those
 * of Alglave, Maranget and Tautschnig, "Herding Cats", TOPLAS 36(2), 2014,
 * section 4; only those are used that the outcome leaves no choice about.
 */
void observer_tell(const struct observer *observer, const struct trace *trace,
		   const struct iteration *iteration, struct story *story);
void story_free(struct story *story);

/**
 * trace_print() - tell a sample as text
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

#endif /* OBSERVER_H */
