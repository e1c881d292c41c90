/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The search for executions by clauses (encode.h). It is faster than listing and
 * combining orders if locks and read-modify-writes decide most of the order: then most
 * combinations of orders are not executions.
 */
#ifndef SOLVE_H
#define SOLVE_H

#include "encode.h"
#include "search-state.h"

/**
 * solve_all() - find all executions
 * @s:		the search; it has the paths of the threads
 *
 * Return: true if the search has ended; s->end has the result. False if the search must
 * go another way; the user then has no candidates that it must drop.
 */
bool solve_all(struct search_state *s);

/* --- Shared with query.c --- */

/**
 * struct solving - a search, and its clauses
 * @s:		the search
 * @e:		its executions as clauses
 * @begin:	call @begin of the user for each new combination of paths
 * @begun:	the paths of which the events of the search were made
 * @strand_of:	the strand of each thread
 */
struct solving {
	struct search_state *s;
	struct encoding *e;
	bool begin;
	const struct path *begun[ORDLAB_MAX_THREADS];
	unsigned int strand_of[ORDLAB_MAX_THREADS];
};

/**
 * solving_encode() - encode paths and axioms
 * @v:		the search: @s is set
 * @outcomes:	see encoding_new()
 * @solver:	gets the clauses
 * @budget:	what it may cost
 *
 * Return: false if they cannot be encoded.
 */
bool solving_encode(struct solving *v, bool outcomes, struct solver *solver,
		    struct budget *budget);

/**
 * solving_apply() - make the execution that the solver has found
 * @v:		the search
 *
 * The function makes events, rf, co and fr, but no values. solving_undo() removes the
 * edges again.
 *
 * Return: false if the execution has too many events; then the search ends.
 */
bool solving_apply(struct solving *v);
void solving_undo(struct solving *v);

#endif /* SOLVE_H */
