/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The search for the candidate executions of a program.
 *
 * The search has a *user*, which gets the candidates: a check against a model, or the
 * search for an example in an explanation. There are two ways to search.
 *
 * WAY_LIST first combines the paths of the threads. A combination fixes the events and
 * all static relations. Then the search gives each location its rf and co, from a list
 * of those that are coherent and atomic. As soon as values are known, it checks the
 * constraints of the paths. After each location it calls the user, which may reject the
 * incomplete candidate (@viable), and so all candidates that contain it.
 *
 * For example, MP has one path for each thread:
 *
 *	P0: x = 1; y = 1;	P1: r0 = y; r1 = x;
 *
 *	location x: r1 = x reads the initial write, or x = 1	2 orders
 *	location y: r0 = y reads the initial write, or y = 1	2 orders
 *
 * so there are four candidates.
 *
 * WAY_CLAUSES makes clauses of the program, and of the axioms of the model, and a
 * solver finds the candidates (private/encode.h). That is faster where locks and
 * read-modify-writes leave few of very many combinations.
 */
#ifndef SEARCH_H
#define SEARCH_H

#include <stdbool.h>
#include <stdint.h>
#include "lib/budget.h"
#include "logic/circuit.h"
#include "events/execution.h"
#include "events/search-end.h"

struct edge_literals;
struct solver;

/**
 * enum way - how to search
 * @WAY_BEST:	in the way that is likely to be the fastest
 * @WAY_LIST:	path by path, and location by location
 * @WAY_CLAUSES: by clauses (private/solve.h) if the program can be encoded, however
 *		long that takes
 * @WAY_SEQUENCE: as sequences of steps (private/sequence.h); too large if the program
 *		is none, or takes more than a try
 */
enum way {
	WAY_BEST,
	WAY_LIST,
	WAY_CLAUSES,
	WAY_SEQUENCE,
};

/**
 * struct execution_user - the user of a search, who gets the candidate executions
 * @begin:	called with new paths: @x has its static part
 * @viable:	called when some locations of @x have their rf and co. Returns false
 *		if the user rejects all candidates that have these. May be NULL
 * @decided:	called when some locations of @x have their rf and co, and the others
 *		have all edges that they may ever have, at once. Returns true if the
 *		user accepts all candidates whose edges are among these, see
 *		@candidate. May be NULL
 * @candidate:	called with a complete candidate whose outcome passes the program's
 *		filter. It stands for @count candidates with the same outcome. If it
 *		is @decided, only its @state is valid; else all that it stands for
 *		also have the same relevant edges, see @relevant. Returns false to
 *		end the search
 * @relevant:	called when all locations have all edges that they may ever have, at
 *		once. Removes from @rf, @co and @fr the edges that are not relevant:
 *		no answer of the user depends on them. Returns false if the user
 *		cannot tell which these are. May be NULL
 * @circuit:	called when all locations have all edges that they may ever have, at
 *		once. Makes a circuit over the edges: the user rejects a candidate for
 *		which an output is true, and accepts all others (as @decided). Returns
 *		false if there is no such circuit. May be NULL
 * @clauses:	makes clauses that exclude the candidates that the user rejects, for @x
 *		with all paths of all threads at once, see checker_clauses(). May be
 *		NULL
 * @restart:	called when the search begins again in another way: the user drops all
 *		candidates that it got so far. Must not be NULL if @clauses is set
 * @flag:	raises the flags of @x, a complete candidate. @x may be NULL. Returns
 *		false if no candidate with these paths raises more flags; until then,
 *		@circuit cannot be used. May be NULL
 * @data:	passed to all these functions
 * @way:	how to search
 * @matching:	report only candidates whose outcome satisfies the condition, or may
 *		satisfy it since a value is unspecified
 * @undecided:	report only candidates that may be undecided, see undecided()
 * @incoherent:	also report candidates that are not coherent or not atomic
 * @alike:	the search may exchange the roles of threads that do the same (see
 *		private/symmetry.h): it finds one execution, and calls @candidate for
 *		each outcome of the executions with exchanged roles, but with the
 *		edges of the one that it found
 */
struct execution_user {
	void (*begin)(void *data, const struct execution *x);
	bool (*viable)(void *data, const struct execution *x);
	bool (*decided)(void *data, const struct execution *x);
	bool (*candidate)(void *data, const struct execution *x, bool decided,
			  uint64_t count);
	bool (*relevant)(void *data, const struct execution *x, struct rel *rf,
		       struct rel *co, struct rel *fr);
	bool (*circuit)(void *data, const struct execution *x,
			const struct edge_gates *edges, struct circuit *circuit);
	bool (*clauses)(void *data, const struct execution *x,
			const struct edge_literals *edges,
			struct solver *solver, struct budget *budget);
	void (*restart)(void *data);
	bool (*flag)(void *data, const struct execution *x);
	void *data;
	enum way way;
	bool matching;
	bool undecided;
	bool incoherent;
	bool alike;
};

/**
 * execution_search() - find all candidate executions of a program
 * @view:	a program whose tables are sound
 * @user:	gets the candidates
 * @budget:	what it may cost
 *
 * Return: how the search ended.
 */
enum search execution_search(const struct ordlab_view *view,
			     const struct execution_user *user,
			     struct budget *budget);

#endif /* SEARCH_H */
