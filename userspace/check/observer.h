/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The observer describes single iterations of a run as each CPU saw them: what it
 * read and wrote, in program order.
 *
 * An iteration is weak if no single order of all accesses explains its values. Then
 * program order, rf, co and fr have a cycle, and the observer describes it. For
 * example, an iteration of SB ends with both registers 0:
 *
 *	CPU of P0: wrote x=1, then saw y=0	CPU of P1: wrote y=1, then saw x=0
 *
 * P0 read y before P1 wrote it (fr), and P1 read x before P0 wrote it (fr): a cycle.
 *
 * The outcome does not contain all values. The observer uses only those that the
 * outcome determines.
 */
#ifndef OBSERVER_H
#define OBSERVER_H

#include "lib/budget.h"
#include "program/program.h"
#include "result/trace.h"

/**
 * struct story - an iteration in words
 * @logs:	[@nr] what each thread did, as "wrote x=1, then saw y=0"
 * @nr:		how many threads there are
 * @why:	why no single order explains it; NULL if some order may
 * @cut:	it is not known whether some order does: the budget is over, or there
 *		are more accesses than REL_MAX_EVENTS
 */
struct story {
	char **logs;
	unsigned int nr;
	char *why;
	bool cut;
};

struct observer;

/**
 * observer_new() - prepare to describe iterations of a test
 * @view:	the test, verified; must outlive the observer
 * @budget:	what describing may cost; must outlive the observer
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
 * @story:	filled in; story_free() frees it
 *
 * Values that the test does not observe may stay open. The kinds of edges are those
 * of Alglave, Maranget and Tautschnig, "Herding Cats", TOPLAS 36(2), 2014,
 * section 4. The observer uses an edge only if the outcome determines it.
 */
void observer_describe(const struct observer *observer, const struct trace *trace,
		       const struct iteration *iteration, struct story *story);
void story_free(struct story *story);

#endif /* OBSERVER_H */
