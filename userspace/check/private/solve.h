/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The search for executions by way of clauses (encode.h), where listing the orders of
 * each location and combining them would look at much that cannot be: where locks
 * and read-modify-writes fix most of the order.
 */
#ifndef SOLVE_H
#define SOLVE_H

#include "encode.h"
#include "search-state.h"

/**
 * solve_all() - find all executions
 * @s:		the search; the paths of the threads are there
 *
 * Return: whether the search has ended, as s->end says. If not, it is to be made in
 * another way, and the user was told of nothing that it need remember.
 */
bool solve_all(struct search_state *s);

/* --- What it shares with query.c --- */

/**
 * struct solving - a search, and its clauses
 * @s:		the search
 * @e:		its executions as clauses
 * @begin:	call @begin of the user for each new combination of paths
 * @begun:	the paths that the events of the search were made of
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
 * Return: false if they cannot be put so.
 */
bool solving_encode(struct solving *v, bool outcomes, struct solver *solver,
		    struct budget *budget);

/**
 * solving_apply() - make the execution that the solver has found
 * @v:		the search
 *
 * Its events, rf, co and fr; no values. solving_undo() takes the edges away again.
 *
 * Return: false if it has too many events; the end of the search says so.
 */
bool solving_apply(struct solving *v);
void solving_undo(struct solving *v);

#endif /* SOLVE_H */
