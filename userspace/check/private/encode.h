/* SPDX-License-Identifier: GPL-2.0 */
/*
 * All executions of a program as clauses.
 *
 * What an execution is made of is chosen by a solver (solver.h): a path of each
 * thread; for each read, the write that it reads from; and for each two writes to a
 * location, which of them comes first. Clauses say what makes these choices an
 * execution: coherence, atomicity, the rules of locks, the values that paths need,
 * and the axioms of a model (checker_clauses()). So a choice has consequences before
 * the next one is made, whatever it is about: once it is chosen which thread takes
 * a lock first, little is left open of the accesses that the lock protects.
 *
 * For that, all paths of all threads are put side by side, as if each were a thread
 * of its own: a *strand*. Only one strand of a thread is taken. Events of strands
 * that are not taken have no edges.
 *
 * An example, in which a lock protects x:
 *
 *	P0: spin_lock(&l); r0 = x; x = r0 + 1; spin_unlock(&l);
 *	P1: the same, with r1
 *
 * There is one strand each. Chosen are: does P0's critical section come before P1's
 * or after it; does r0 read the initial write of x, or P1's; the same for r1; which
 * write to x comes first. The first choice is that of the lock, since locks are
 * encoded first: P0's section is the first one. So P1's lock reads from P0's unlock,
 * which makes each access of P0's section happen before each of P1's. If r0 read P1's
 * write, happens-before would have a cycle: the clauses of that axiom make this
 * literal false, and so r0 reads the initial write. In the same way, P0's write
 * comes first, and r1 reads it. Nothing is left to choose: one execution. Then
 * P1's section is taken to be the first one, and that is the other one.
 */
#ifndef ENCODE_H
#define ENCODE_H

#include "model/model.h"
#include "events/path.h"
#include "logic/solver.h"

#define MAX_STRANDS	254	/* numbers of threads are bytes, see THREAD_INIT */

/**
 * struct strand - a path of a thread
 * @thread:	number of the thread
 * @path:	the path
 * @first:	its first event
 * @taken:	it is the path that the thread takes
 */
struct strand {
	unsigned int thread;
	const struct path *path;
	unsigned int first;
	literal taken;
};

/**
 * struct encoded - accesses to a place, of all strands
 * @loc:	the place, see struct domain
 * @is_lock:	it is a lock: see struct accesses of search.h
 * @nr_reads:	how many reads
 * @nr_writes:	how many writes, without the initial one
 * @reads:	events
 * @writes:	events
 * @unlocks:	of a write that takes a lock: the UL that ends its critical section,
 *		or NO_EVENT. Of a UL that ends one: itself
 */
struct encoded {
	unsigned int loc;
	bool is_lock;
	unsigned int nr_reads;
	unsigned int nr_writes;
	uint16_t reads[REL_MAX_EVENTS];
	uint16_t writes[REL_MAX_EVENTS];
	uint16_t unlocks[REL_MAX_EVENTS];
};

/**
 * struct encoding - a program as clauses
 * @view:	the program
 * @paths:	[threads] paths of each thread
 * @solver:	has the clauses
 * @budget:	what it may cost
 * @strands:	[@nr_strands]
 * @nr_strands:	how many
 * @x:		all strands at once: the thread of an event is its strand, and rf, co
 *		and fr have all that may be. @paths, @first, @source, @last, @values
 *		and @state are not used
 * @locations:	[@nr_locations] the accesses
 * @nr_locations: how many places are accessed
 * @edges:	the literals of @x
 * @from_init:	[@x.n] of a read: it reads from the initial write
 * @values:	see encode-values.c
 * @outcomes:	see encode-outcome.c
 */
struct encoding {
	const struct ordlab_view *view;
	const struct paths *paths;
	struct solver *solver;
	struct budget *budget;
	struct strand *strands;
	unsigned int nr_strands;
	struct execution x;
	struct encoded *locations;
	unsigned int nr_locations;
	struct edge_literals edges;
	literal *from_init;
	struct encoded_values *values;
	struct encoded_outcomes *outcomes;
};

/**
 * encoding_new() - encode the executions of a program, but for the axioms
 * @view:	the program
 * @paths:	[threads] paths of each thread
 * @like:	an execution of the program: @nr_places and @observed are taken from it
 * @outcomes:	there will be questions about outcomes
 * @solver:	gets the clauses
 * @budget:	what it may cost
 *
 * Return: the encoding, which encoding_free() gives back; NULL if there are too many
 * events, if a path has an unlock without a lock, or if the budget is over.
 */
struct encoding *encoding_new(const struct ordlab_view *view,
			      const struct paths *paths,
			      const struct execution *like, bool outcomes,
			      struct solver *solver, struct budget *budget);
void encoding_free(struct encoding *e);

/* Whether there are executions that have both events */
bool encoding_together(const struct encoding *e, unsigned int a, unsigned int b);

static inline literal *edge_at(const struct encoding *e, literal *edges,
			       unsigned int from, unsigned int to)
{
	return &edges[(size_t)from * e->x.n + to];
}

/* The initial value of a place */
struct value encoding_initial(const struct encoding *e, unsigned int loc);

/**
 * encoding_condition() - a literal that is true if a condition is met
 * @e:		the encoding, made with @outcomes
 * @nodes:	nodes of a verified condition or filter
 * @nr:		how many; 0 is true
 *
 * Where a value goes round in a cycle, the literal may be true or false, whether
 * the condition is met or not: whoever finds an execution has to look.
 */
literal encoding_condition(struct encoding *e, const struct ordlab_cond *nodes,
			   unsigned int nr);

/* The same for a value that an observed register or location has in the end */
literal encoding_outcome(struct encoding *e, unsigned int observed,
			 struct value value);

/* Parts of encoding_new(): rf, co and fr, and values. False: see there */
bool encode_orders(struct encoding *e);
bool encode_values(struct encoding *e, bool outcomes);
void encode_values_free(struct encoding *e);
void encode_outcomes(struct encoding *e);
void encode_outcomes_free(struct encoding *e);

#endif /* ENCODE_H */
