/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Symmetry: threads that do the same, which are called *alike*.
 *
 * If two threads have equal paths, exchanging their roles in an execution gives another
 * execution. So the search finds only one of all executions that differ in the roles
 * of threads, and this one stands for all of them. In
 *
 *	P0: spin_lock(&l); r0 = x; x = r0 + 1; spin_unlock(&l);
 *	P1: the same	P2: the same
 *
 * clauses require that P0's section comes first, then P1's, then P2's. One execution is
 * left. It stands for 3! = 6 executions, in which 0:r0 is 0, 1 or 2, each in two.
 *
 * The clauses order the threads of a set as follows. The set has a location to which
 * most of its paths write. Threads that write there come first, in the order (co) of
 * their first writes to it. The other threads come after these, in the order of the
 * numbers of their paths. Two threads that do not write there may have the same path
 * and read the same values. The clauses do not order these two, and exchanging them
 * gives the same execution again, so an execution stands for fewer others then.
 */
#ifndef SYMMETRY_H
#define SYMMETRY_H

#include "encode.h"

/* More threads than this are several sets: 20! fits into a count, 21! does not */
#define MAX_ALIKE	20

/**
 * struct alike - a set of threads that are alike
 * @nr:		how many
 * @threads:	their numbers, in ascending order
 * @queried:	some of their registers are queried: the same ones of each thread
 * @loc:	the place to which most of their paths write
 * @key:	for each path: its first write there, or NO_EVENT
 */
struct alike {
	unsigned int nr;
	uint8_t threads[MAX_ALIKE];
	bool queried;
	unsigned int loc;
	uint16_t *key;
};

/**
 * struct symmetry - the sets of threads of a program that are alike
 * @view:	the program
 * @paths:	[threads] paths of each thread
 * @queried:	[nr_observed] which observed registers and locations are queried: the
 *		caller needs their values
 * @nr:		how many sets there are, of two threads or more
 * @sets:	[@nr]
 */
struct symmetry {
	const struct ordlab_view *view;
	const struct paths *paths;
	bool queried[ORDLAB_MAX_OBSERVED];
	unsigned int nr;
	struct alike sets[ORDLAB_MAX_THREADS / 2];
};

/**
 * symmetry_find() - find threads that are alike
 * @sym:	filled in; symmetry_free() frees its memory
 * @view:	the program
 * @paths:	[threads] paths of each thread
 * @nr_places:	places of the program
 * @outcomes:	everything observed is queried, and the caller uses symmetry_each().
 *		Else only registers and locations in the condition and the filter are
 *		queried, and a thread with such a register is like no other thread
 */
void symmetry_find(struct symmetry *sym, const struct ordlab_view *view,
		   const struct paths *paths, unsigned int nr_places,
		   bool outcomes);
void symmetry_free(struct symmetry *sym);

/* Adds clauses that exclude all but one of the executions that differ in roles only */
void symmetry_break(const struct symmetry *sym, struct encoding *e);

/**
 * symmetry_each() - visit the outcomes that an execution stands for
 * @sym:	the threads that are alike
 * @taken:	[threads] the path of each thread, one of @sym->paths
 * @state:	[nr_observed] the outcome; it changes for each call of @found
 * @found:	gets the number of executions that have the outcome in @state. It returns
 *		false to end the search
 * @data:	passed to @found
 *
 * An outcome may be visited several times. The executions that satisfy the clauses of
 * symmetry_break() stand, all together, for each execution of the program once.
 *
 * Return: false if @found returned false.
 */
bool symmetry_each(const struct symmetry *sym, const struct path * const *taken,
		   struct value *state, bool (*found)(void *data, uint64_t count),
		   void *data);

#endif /* SYMMETRY_H */
