/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Single iterations as each CPU saw them: what it read and wrote, in program
 * order. An iteration is weak when no one order of all accesses explains it;
 * then there is a cycle of program order and of who saw whom, which is described
 * too.
 */
#ifndef OBSERVER_H
#define OBSERVER_H

#include "lib/budget.h"
#include "program/program.h"
#include "result/trace.h"

/**
 * struct story - an iteration in words
 * @logs:	[threads] what each thread did, as "wrote x=1, then saw y=0"
 * @nr:		threads
 * @why:	why no order explains it; NULL if one may
 * @cut:	it is not known whether one may: the budget is over, or there are more
 *		accesses than REL_MAX_EVENTS
 */
struct story {
	char **logs;
	unsigned int nr;
	char *why;
	bool cut;
};

struct observer;

/**
 * observer_new() - get ready to describe iterations of a test
 * @view:	the test, verified; must stay
 * @budget:	what describing may cost; must stay, too
 *
 * Return: the observer, never NULL.
 */
struct observer *observer_new(const struct ordlab_view *view,
			      struct budget *budget);
void observer_free(struct observer *observer);

/**
 * observer_describe() - put an iteration into words
 * @observer:	the observer
 * @trace:	the sample, of the observer's test
 * @iteration:	one of its iterations
 * @story:	filled in; to be given to story_free()
 *
 * Values that the test does not observe stay open. The kinds of edges are those
 * of Alglave, Maranget and Tautschnig, "Herding Cats", TOPLAS 36(2), 2014,
 * section 4; only those are used that the outcome leaves no choice about.
 */
void observer_describe(const struct observer *observer, const struct trace *trace,
		       const struct iteration *iteration, struct story *story);
void story_free(struct story *story);

#endif /* OBSERVER_H */
