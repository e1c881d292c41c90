/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The values of an execution: what is read and written where it is known who
 * reads from whom. Each node of the paths (node.h) is computed once.
 */
#ifndef VALUATION_H
#define VALUATION_H

#include <stdbool.h>
#include <stdint.h>
#include "events/execution.h"

struct cell;

/**
 * struct valuation - room to find the values of an execution in
 * @x:		the execution
 * @base:	where the nodes of each thread begin in @known and @value
 * @nr:		how many nodes there are
 * @cells:	[@nr] the nodes of all threads
 * @initial:	[@nr] what is known of each to begin with
 * @known:	[@nr] what is known of each node
 * @value:	[@nr] its value, if it is known
 * @stack:	[@nr] nodes that wait for others
 * @found:	so many nodes of each thread have been looked at
 * @relevant:	[@nr_relevant] nodes that observed values are made of, each after
 *		those that it is made of
 * @room:	nodes that there is room for
 * @doubt:	if it is unspecified: what the paths depend on, whatever is read
 * @incomplete:	some path does not come to its end
 * @complete:	@known is of an execution whose values are all there
 */
struct valuation {
	struct execution *x;
	unsigned int base[ORDLAB_MAX_THREADS];
	unsigned int nr;
	struct cell *cells;
	uint8_t *initial;
	uint8_t *known;
	struct value *value;
	uint32_t *stack;
	unsigned int found[ORDLAB_MAX_THREADS];
	uint32_t *relevant;
	unsigned int nr_relevant;
	unsigned int room;
	struct value doubt;
	bool incomplete;
	bool complete;
};

/**
 * valuation_begin() - begin with new paths
 * @v:		zeroed before its first use; valuation_end() gives it back
 * @x:		the execution: its events and paths are there
 */
void valuation_begin(struct valuation *v, struct execution *x);
void valuation_end(struct valuation *v);

/**
 * valuation_fits() - whether values are those that the paths need
 * @v:		the execution, whose @source says who reads from whom as far as
 *		that is known. Its @values are filled in as far as they follow, and
 *		so is its @doubt
 * @complete:	it is known of all reads
 * @cycle:	set if some value depends on itself; see valuation_solve()
 */
bool valuation_fits(struct valuation *v, bool complete, bool *cycle);

/**
 * valuation_solve() - find the values of an execution in which some depend on
 * themselves
 * @v:		the execution; its @values are filled in
 *
 * The solution is that of herd7 (herd/valconstraint.ml): reads and what they
 * read from are made equal, so are values that a path needs to be equal; what
 * can be computed is; if then something that is computed is still unknown, there
 * is no such execution. Else what is unknown was only ever copied, and stands
 * for itself as a symbol.
 *
 * Return: false if there is no such execution.
 */
bool valuation_solve(struct valuation *v);

/**
 * valuation_state() - find what is observed
 * @v:		the execution: its @values and @last are there, for as many
 *		locations as are done. Its @state is filled in
 */
void valuation_state(struct valuation *v);

/**
 * valuation_mark_observed() - find the reads that observed registers depend on
 * @v:		the execution
 * @reads:	[REL_MAX_EVENTS] is set for these events, else left alone
 */
void valuation_mark_observed(const struct valuation *v, bool *reads);

#endif /* VALUATION_H */
