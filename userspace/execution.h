/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Candidate executions of a program: who reads from whom (rf), and in which
 * order writes take effect (co).
 *
 * The paths of the threads are combined first; that makes the events, and all
 * that does not depend on communication. Then each location gets its rf and
 * co, from a list of those that are coherent and atomic by themselves; values
 * are checked as soon as they are known. After each location the model may
 * already say no, and all that would follow is left out.
 */
#ifndef EXECUTION_H
#define EXECUTION_H

#include <stdbool.h>
#include <stdint.h>
#include "budget.h"
#include "circuit.h"
#include "path.h"
#include "program.h"
#include "relation.h"

#define MAX_EVENTS	(REL_MAX_EVENTS + MAX_PLACES)
#define NO_EVENT	MAX_EVENTS

/**
 * struct execution - a candidate execution
 * @view:	its program
 * @nr_places:	how many places it has, see struct domain
 * @n:		how many events the threads have
 * @nr_events:	the same, with the initial writes of the locations that they
 *		access. No relation contains these: nothing comes before them
 * @events:	[@nr_events] thread by thread, each in the order of its path,
 *		then the initial writes
 * @first:	first event of each thread
 * @paths:	path of each thread
 * @observed:	places whose final value counts: bit p
 *
 * Static: known once the paths are.
 * @po:		program order
 * @loc:	same location
 * @internal:	same thread
 * @external:	different threads
 * @rmw:	read to write of a read-modify-write, or of taking a lock
 * @addr:	dependencies
 * @data:	the same
 * @ctrl:	the same
 *
 * Dynamic: grows, location by location.
 * @rf:		reads from
 * @co:		coherence order
 * @fr:		from a read to the writes after the one it reads from
 *
 * Valid once all locations are done.
 * @source:	for each read: the event that it reads from
 * @last:	for each place: its last write, or NO_EVENT
 * @values:	what each event reads or writes
 * @state:	[nr_observed] final values. Where a path does not come to its end,
 *		what it leaves open is unspecified
 * @doubt:	if it is unspecified: what decided which way a thread took
 */
struct execution {
	const struct ordlab_view *view;
	unsigned int nr_places;
	unsigned int n;
	unsigned int nr_events;
	struct event events[MAX_EVENTS];
	unsigned int first[ORDLAB_MAX_THREADS];
	const struct path *paths[ORDLAB_MAX_THREADS];
	uint64_t observed;

	struct rel *po;
	struct rel *loc;
	struct rel *internal;
	struct rel *external;
	struct rel *rmw;
	struct rel *addr;
	struct rel *data;
	struct rel *ctrl;

	struct rel *rf;
	struct rel *co;
	struct rel *fr;

	uint16_t source[REL_MAX_EVENTS];
	uint16_t last[MAX_PLACES];
	struct value values[MAX_EVENTS];
	struct value state[ORDLAB_MAX_OBSERVED];
	struct value doubt;
};

/**
 * struct edge_gates - edges as inputs of a circuit
 * @rf:		[n][n] the input that says whether an execution has the edge
 * @co:		the same
 * @fr:		the same
 */
struct edge_gates {
	uint32_t *rf;
	uint32_t *co;
	uint32_t *fr;
};

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
 * @settled:	some locations have their rf and co, the others have all that
 *		they may have at once. True: candidates that have no more than
 *		that need not be looked at, see @candidate. May be NULL
 * @candidate:	@x is complete, and its outcome passes the program's filter.
 *		False: enough, end the search. If it is @settled, see above, it
 *		stands for @count candidates that have the same outcome, and
 *		only @state of @x is valid; else for @count that have the same
 *		outcome and the same useful edges, see @useful
 * @useful:	all locations have all that they may have at once. Takes away the
 *		edges of @rf, @co and @fr (those of @x) that no candidate's fate
 *		depends on; false if that cannot be said. May be NULL
 * @circuit:	all locations have all that they may have at once. Makes outputs:
 *		no execution in which one of them is true is of interest, all
 *		others are @settled; false if that cannot be said. May be NULL
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
 */
struct execution_user {
	void (*begin)(void *data, const struct execution *x);
	bool (*viable)(void *data, const struct execution *x);
	bool (*settled)(void *data, const struct execution *x);
	bool (*candidate)(void *data, const struct execution *x, bool settled,
			  uint64_t count);
	bool (*useful)(void *data, const struct execution *x, struct rel *rf,
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
};

/**
 * enum search - how a search for executions ended
 * @SEARCH_DONE:	all were found
 * @SEARCH_ENOUGH:	the user had enough
 * @SEARCH_TIME:	the time was up
 * @SEARCH_EVENTS:	a candidate has more than REL_MAX_EVENTS events
 * @SEARCH_PATHS:	there are too many ways through a thread
 * @SEARCH_MEMORY:	so was the memory
 * @SEARCH_CANCELLED:	nobody waits for it any more
 */
enum search {
	SEARCH_DONE,
	SEARCH_ENOUGH,
	SEARCH_TIME,
	SEARCH_EVENTS,
	SEARCH_PATHS,
	SEARCH_MEMORY,
	SEARCH_CANCELLED,
};

/**
 * search_over() - how a search ends whose budget is over
 * @budget:	the budget
 *
 * Return: SEARCH_DONE if it is not over.
 */
enum search search_over(const struct budget *budget);

/**
 * search_note() - why a search has no answer, and what to do
 * @end:	how it ended
 * @budget:	what it might cost
 *
 * Return: a note, to be freed; NULL if it has one.
 */
char *search_note(enum search end, const struct budget *budget);

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

/**
 * execution_end() - how an execution ends
 * @x:		the execution
 * @thread:	takes the thread that does not come to its end
 * @insn:	takes the instruction where it ends
 *
 * Return: PATH_COMPLETE if all threads do, else the worst that there is.
 */
enum path_end execution_end(const struct execution *x, unsigned int *thread,
			    unsigned int *insn);

#endif /* EXECUTION_H */
