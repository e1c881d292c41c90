/* SPDX-License-Identifier: GPL-2.0 */
/*
 * All executions of a program as clauses.
 *
 * A solver (solver.h) chooses the parts of an execution: a path of each thread; for
 * each read, the write that it reads from; and for each two writes to a location, which
 * of them comes first. Clauses exclude choices that are not an execution: they encode
 * coherence, atomicity, the rules of locks, the constraints of the paths, and the
 * axioms of a model (checker_clauses()). The solver propagates each choice before it
 * makes the next one, across all locations. For example, once it has chosen which thread
 * takes a lock first, most edges of the accesses that the lock protects follow.
 *
 * The encoding contains all paths of all threads side by side, as if each were a
 * thread of its own. Such a path is called a *strand*. A thread takes exactly one of
 * its strands. Events of strands that are not taken have no edges.
 *
 * An example, in which a lock protects x:
 *
 *	P0: spin_lock(&l); r0 = x; x = r0 + 1; spin_unlock(&l);
 *	P1: the same, with r1
 *
 * Each thread has one strand. The choices are: does P0's critical section come before
 * P1's; does r0 read the initial write of x, or P1's write; the same for r1; which
 * write to x comes first. The solver chooses the order of the sections first, since
 * locks are encoded first: P0's section comes first. So P1's lock reads from P0's
 * unlock, and each access of P0's section happens before each access of P1's. If r0
 * read P1's write, happens-before would have a cycle: the clauses of that axiom make
 * this literal false, and so r0 reads the initial write. In the same way, P0's write
 * comes first, and r1 reads it. No choice is left: this is the first execution. The
 * solver backtracks and puts P1's section first: this gives the second execution.
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
 * @taken:	the literal that the thread takes this path
 */
struct strand {
	unsigned int thread;
	const struct path *path;
	unsigned int first;
	literal taken;
};

/**
 * struct encoded - the accesses of all strands to a place
 * @loc:	the place, see struct domain
 * @is_lock:	it is a lock: see struct accesses of search.h
 * @nr_reads:	how many reads
 * @nr_writes:	how many writes, without the initial one
 * @reads:	events
 * @writes:	events
 * @unlocks:	for a write that takes a lock: the UL that ends its critical section, or
 *		NO_EVENT. For the UL: itself
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
 *		and fr have all edges that any execution may have. @paths, @first,
 *		@source, @last, @values and @state are not used
 * @locations:	[@nr_locations] the accesses
 * @nr_locations: how many places are accessed
 * @edges:	the literals of the edges of @x
 * @from_init:	[@x.n] for a read: the literal that it reads from the initial write
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
 * encoding_new() - encode the executions of a program, without the axioms of a model
 * @view:	the program
 * @paths:	[threads] paths of each thread
 * @like:	an execution of the program: @nr_places and @observed are copied from it
 * @outcomes:	the caller needs literals of outcomes and conditions
 * @solver:	gets the clauses
 * @budget:	what it may cost
 *
 * Return: the encoding, which encoding_free() frees; NULL if there are too many events,
 * if a path has an unlock without a lock, or if the budget is over.
 */
struct encoding *encoding_new(const struct ordlab_view *view,
			      const struct paths *paths,
			      const struct execution *like, bool outcomes,
			      struct solver *solver, struct budget *budget);
void encoding_free(struct encoding *e);

/* Whether some execution has both events: they are not on two paths of one thread */
bool encoding_together(const struct encoding *e, unsigned int a, unsigned int b);

static inline literal *edge_at(const struct encoding *e, literal *edges,
			       unsigned int from, unsigned int to)
{
	return &edges[(size_t)from * e->x.n + to];
}

/* The initial value of a place */
struct value encoding_initial(const struct encoding *e, unsigned int loc);

/**
 * encoding_condition() - the literal that the outcome satisfies a condition
 * @e:		the encoding, made with @outcomes
 * @nodes:	nodes of a verified condition or filter
 * @nr:		how many; 0 is true
 *
 * If the condition depends on a value that depends on itself (see valuation.h), the
 * literal says nothing: the caller must evaluate the condition on each execution.
 */
literal encoding_condition(struct encoding *e, const struct ordlab_cond *nodes,
			   unsigned int nr);

/* The literal that an observed register or location has a value in the end */
literal encoding_outcome(struct encoding *e, unsigned int observed,
			 struct value value);

/* Parts of encoding_new(): rf, co and fr; values. False: encoding_new() fails */
bool encode_orders(struct encoding *e);
bool encode_values(struct encoding *e, bool outcomes);
void encode_values_free(struct encoding *e);
void encode_outcomes(struct encoding *e);
void encode_outcomes_free(struct encoding *e);

#endif /* ENCODE_H */
