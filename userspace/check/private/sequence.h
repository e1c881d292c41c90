/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counting executions as sequences of steps.
 *
 * Where all accesses are to one location, and all are marked, an execution is a
 * sequence of writes with the reads in the gaps between them: each that is coherent
 * and atomic is one that SC, TSO and the LKMM allow. So is one in which all accesses
 * are within critical sections of one lock: it is a sequence of sections. What
 * comes later depends only on what the threads and the memory hold, not on how that
 * came about: sequences that lead to the same are counted together.
 *
 * In
 *
 *	P0: spin_lock(&l); x = x + 1; spin_unlock(&l);
 *	P1: the same with 2	P2: the same with 4	... with 8, 16, 32, 64, 128
 *
 * there are 8! executions, and 2^8 sets of threads that have been there.
 *
 * A *group* is a location, or a lock and what it alone protects. There may be several
 * groups if threads visit them in an order that all of them share: then no cycle
 * goes from one to another and back, and each group has its sequence whatever that
 * of the others is. So the groups are *phases*, one after the other: the second one
 * begins where all threads have left the first one. In
 *
 *	P0: r0 = atomic_fetch_add(1, x); WRITE_ONCE(*y, r0);
 *	P1: the same with 2
 *
 * the sequences of x are counted, then those of y. P1 that writes to y first makes
 * store buffering of it, which is no matter of sequences.
 *
 * Each execution is one sequence: in a gap, the threads read one after the other, in
 * the order of their numbers. A spin_trylock() that fails reads while another thread
 * has the lock.
 */
#ifndef SEQUENCE_H
#define SEQUENCE_H

#include "search-state.h"

/* Reads that a path may have, and registers of a thread that may be observed */
#define MAX_HELD	16

#define NO_PHASE	0xff

/**
 * enum step - what a thread does next
 * @STEP_FREE:	what needs no other thread: a fence, a read of what nobody writes to
 * @STEP_READ:	a read
 * @STEP_WRITE:	a write
 * @STEP_RMW:	a read and the write after it
 * @STEP_LOCK:	a critical section, from LKR to UL
 * @STEP_FAIL:	a spin_trylock() that fails
 * @STEP_INSIDE: part of a critical section
 */
enum step {
	STEP_FREE,
	STEP_READ,
	STEP_WRITE,
	STEP_RMW,
	STEP_LOCK,
	STEP_FAIL,
	STEP_INSIDE,
};

/**
 * struct stage - an event of a path
 * @step:	enum step
 * @phase:	in which it is, or NO_PHASE
 * @slot:	R: where its value is held
 * @last:	R: the last event that needs its value, or NO_INSN if the end does
 */
struct stage {
	uint8_t step;
	uint8_t phase;
	uint8_t slot;
	uint16_t last;
};

/**
 * struct track - a path
 * @path:	the path
 * @stages:	[path->nr_events]
 * @check_at:	[path->nr_constraints] the event after which all that a constraint is
 *		about is known, or NO_INSN if it is known at once
 */
struct track {
	const struct path *path;
	struct stage *stages;
	uint16_t *check_at;
};

/**
 * struct plan - a program whose executions are sequences
 * @s:		the search
 * @tracks:	[threads][paths]
 * @group:	[places] the place that its group is called by, or MAX_PLACES if nobody
 *		writes to it
 * @phase:	[places] of a group
 * @nr_phases:	how many groups there are
 * @fails:	[places] some spin_trylock() of this lock fails
 * @initial:	[places] the value it begins with
 */
struct plan {
	struct search_state *s;
	struct track *tracks[ORDLAB_MAX_THREADS];
	uint8_t group[MAX_PLACES];
	uint8_t phase[MAX_PLACES];
	unsigned int nr_phases;
	bool fails[MAX_PLACES];
	struct value initial[MAX_PLACES];
};

/**
 * plan_make() - find out whether the executions of a program are sequences
 * @p:		filled in; plan_free() gives it back in any case
 * @s:		the search; the paths of the threads are there
 *
 * Return: false if they are not, or if that is not sure.
 */
bool plan_make(struct plan *p, struct search_state *s);
void plan_free(struct plan *p);

/**
 * sequence_all() - find all executions
 * @s:		the search; the paths of the threads are there
 * @moves:	how many states may be looked at
 *
 * Return: whether the search has ended, as s->end says. If not, the user was told of
 * nothing.
 */
bool sequence_all(struct search_state *s, uint64_t moves);

#endif /* SEQUENCE_H */
