/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Valuation: it computes the values of an execution from its rf. A node of a path
 * (node.h) is computed from its operands, and a read has the value of the write that
 * it reads from, which may be a node of another thread. Each node is computed once.
 *
 * A value may depend on itself. In
 *
 *	P0: r0 = x; y = r0;	P1: r0 = y; x = r0;
 *
 * with rf from each write to the other thread's read, r0 of P0 is a copy of y, which is
 * a copy of r0 of P1, which is a copy of x, which is a copy of r0 of P0. Nothing
 * determines this value: valuation_solve() makes it a symbol, as herd7 does. If
 * P1 had x = r0 + 1, there would be no solution, and no such execution.
 */
#ifndef VALUATION_H
#define VALUATION_H

#include <stdbool.h>
#include <stdint.h>
#include "events/execution.h"

struct cell;

/**
 * struct valuation - memory for the values of an execution
 * @x:		the execution
 * @base:	number of each thread's first node
 * @nr:		how many nodes all threads have together
 * @cells:	[@nr] the nodes of all threads
 * @initial:	[@nr] what is known of each node from the paths alone
 * @known:	[@nr] what is known of each node in the execution
 * @value:	[@nr] its value, if it is known
 * @stack:	[@nr] nodes whose operands are being computed
 * @found:	how many nodes of each thread have been visited
 * @relevant:	[@nr_relevant] nodes that observed values depend on, operands first
 * @nr_relevant: how many
 * @room:	nodes for which there is memory
 * @doubt:	an unspecified value on which some path depends whatever its reads
 *		return, if there is one
 * @incomplete:	some path ends early
 * @complete:	@known has all values of an execution
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
 * @v:		zeroed before its first use; valuation_end() frees its memory
 * @x:		the execution; it has its events and paths
 */
void valuation_begin(struct valuation *v, struct execution *x);
void valuation_end(struct valuation *v);

/**
 * valuation_fits() - compute values, and check them against the paths' constraints
 * @v:		the execution. @source has the write of each read, as far as these are
 *		known. The function fills in its @values as far as they follow, and its
 *		@doubt
 * @complete:	@source has the writes of all reads
 * @cycle:	set if some value depends on itself; see valuation_solve()
 *
 * Return: false if a constraint does not hold.
 */
bool valuation_fits(struct valuation *v, bool complete, bool *cycle);

/**
 * valuation_solve() - find values if some depend on themselves
 * @v:		the execution; its @values are filled in
 *
 * The solution is that of herd7 (herd/valconstraint.ml). A read equals the write that
 * it reads from, and values are equal if a path needs that. The function computes all
 * that follows from these equations. If the result of some operation is still unknown
 * then, there is no such execution. Otherwise the unknown values are only copied,
 * and each becomes a symbol.
 *
 * Return: false if there is no such execution.
 */
bool valuation_solve(struct valuation *v);

/**
 * valuation_state() - find the observed values
 * @v:		the execution. It has @values and @last of the locations that have rf
 *		and co. The function fills in its @state
 */
void valuation_state(struct valuation *v);

/**
 * valuation_mark_observed() - find the reads that observed registers depend on
 * @v:		the execution
 * @reads:	[REL_MAX_EVENTS] set for these events, unchanged for the others
 */
void valuation_mark_observed(const struct valuation *v, bool *reads);

#endif /* VALUATION_H */
