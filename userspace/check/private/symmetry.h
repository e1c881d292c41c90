/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Threads that do the same.
 *
 * Where two threads have equal paths, an execution stays one when they change roles:
 * one is found, and stands for all that changing roles makes of it. In
 *
 *	P0: spin_lock(&l); r0 = x; x = r0 + 1; spin_unlock(&l);
 *	P1: the same	P2: the same
 *
 * clauses ask that P0's section comes first, then P1's, then P2's. The one execution
 * that is left stands for 3! of them, in which 0:r0 is 0, 1 or 2, each as often.
 *
 * For that, a set of like threads has a location that most of its paths write to.
 * Threads that write there come first, in the order of their first write there; it is
 * a different one for each. Those that do not come after these, in the order of
 * their paths. Of these, two may have the same path and read the same: such two are
 * left in any order, and an execution stands for fewer others.
 */
#ifndef SYMMETRY_H
#define SYMMETRY_H

#include "encode.h"

/* More like threads than this are several sets: 20! is a count, and 21! is none */
#define MAX_ALIKE	20

/**
 * struct alike - like threads
 * @nr:		how many
 * @threads:	their numbers, growing
 * @queried:	somebody asks for some register of theirs: the same ones of each
 * @loc:	the place that their paths write to
 * @key:	of each path: number of its first write there, or NO_EVENT
 */
struct alike {
	unsigned int nr;
	uint8_t threads[MAX_ALIKE];
	bool queried;
	unsigned int loc;
	uint16_t *key;
};

/**
 * struct symmetry - the like threads of a program
 * @view:	the program
 * @paths:	[threads] paths of each thread
 * @queried:	[nr_observed] which of what is observed somebody asks for
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
 * symmetry_find() - find like threads
 * @sym:	filled in; symmetry_free() gives it back
 * @view:	the program
 * @paths:	[threads] paths of each thread
 * @nr_places:	places of the program
 * @outcomes:	all that is observed is asked for, and symmetry_each() will be called;
 *		else only the condition and the filter ask, and threads whose registers
 *		they name are like no other
 */
void symmetry_find(struct symmetry *sym, const struct ordlab_view *view,
		   const struct paths *paths, unsigned int nr_places,
		   bool outcomes);
void symmetry_free(struct symmetry *sym);

/* Adds the clauses that leave one execution of those that are alike */
void symmetry_break(const struct symmetry *sym, struct encoding *e);

/**
 * symmetry_each() - visit the outcomes that an execution stands for
 * @sym:	like threads
 * @taken:	[threads] the path of each, out of those of @sym
 * @state:	[nr_observed] the outcome; it is another one in each call of @found
 * @found:	is told how many executions have it. False: enough
 * @data:	passed to it
 *
 * An outcome may be visited several times. All executions together that meet the
 * clauses of symmetry_break() stand for each execution once.
 *
 * Return: false if @found had enough.
 */
bool symmetry_each(const struct symmetry *sym, const struct path * const *taken,
		   struct value *state, bool (*found)(void *data, uint64_t count),
		   void *data);

#endif /* SYMMETRY_H */
