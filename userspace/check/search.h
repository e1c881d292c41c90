/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The search for the candidate executions of a program.
 *
 * The paths of the threads are combined first; that makes the events, and all
 * that does not depend on communication. Then each location gets its rf and
 * co, from a list of those that are coherent and atomic by themselves; values
 * are checked as soon as they are known. After each location the model may
 * already say no, and all that would follow is left out.
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
 * @WAY_BEST:	as it seems best
 * @WAY_LIST:	path by path, and location by location
 * @WAY_CLAUSES: by way of clauses (solve.h) if that can be, no matter how long it
 *		takes
 */
enum way {
	WAY_BEST,
	WAY_LIST,
	WAY_CLAUSES,
};

/**
 * struct execution_user - who is told about candidate executions
 * @begin:	the static part of @x is there: new paths
 * @viable:	some locations have their rf and co. False: no execution that
 *		has these is of interest. May be NULL
 * @decided:	some locations have their rf and co, the others have all that
 *		they may have at once. True: candidates that have no more than
 *		that need not be looked at, see @candidate. May be NULL
 * @candidate:	@x is complete, and its outcome passes the program's filter.
 *		False: enough, end the search. If it is @decided, see above, it
 *		stands for @count candidates that have the same outcome, and
 *		only @state of @x is valid; else for @count that have the same
 *		outcome and the same relevant edges, see @relevant
 * @relevant:	all locations have all that they may have at once. Takes away the
 *		edges of @rf, @co and @fr (those of @x) that no candidate's fate
 *		depends on; false if that cannot be said. May be NULL
 * @circuit:	all locations have all that they may have at once. Makes outputs:
 *		no execution in which one of them is true is of interest, all
 *		others are @decided; false if that cannot be said. May be NULL
 * @clauses:	makes clauses of what @circuit makes outputs of, for @x that has all
 *		paths of all threads at once, see checker_clauses(). May be NULL
 * @restart:	all that was told so far is to be forgotten; it will be told again.
 *		Must be there if @clauses is
 * @flag:	raises the flags of @x, a complete candidate, or NULL to ask only.
 *		False: none of these paths raises more. Until then there can be
 *		no @circuit. May be NULL
 * @data:	passed to all of them
 * @way:	how to search
 * @matching:	bring only candidates whose outcome meets the condition, or may
 *		meet it where it is unspecified
 * @undecided:	bring only candidates that may be undecided, see undecided()
 * @incoherent:	bring candidates that are not coherent or not atomic, too
 * @alike:	an execution may stand for those in which threads that do the same have
 *		changed roles: @candidate is called for each outcome that they have,
 *		with the edges of one of them
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
 * @user:	who is told of them
 * @budget:	what it may cost
 *
 * Return: how it ended.
 */
enum search execution_search(const struct ordlab_view *view,
			     const struct execution_user *user,
			     struct budget *budget);

#endif /* SEARCH_H */
