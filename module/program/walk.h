/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Perpetual runs, on paper: which tests can run so, and what their logs say.
 *
 * In a perpetual run nothing separates one iteration from the next: each
 * thread runs its code again and again, on the same locations. A location that
 * has w stores in an iteration is written (n * w) + 1 ... (n * w) + w in
 * iteration n, from 0, so that every value read names the store it came from,
 * and 0 the initial state. The idea of perpetual litmus tests is that of
 * Melissaris, Markakis, Shaw and Martonosi, "PerpLE: Improving the Speed and
 * Effectiveness of Memory Consistency Testing", MICRO 2020. The walk is ours.
 *
 * It is also compiled into the tool and its unit tests: it allocates
 * nothing, locks nothing and prints nothing.
 */
#ifndef ORDLAB_WALK_H
#define ORDLAB_WALK_H

#include "program.h"

/**
 * struct ordlab_edge - a step of the condition's cycle, from thread to thread
 * @from:	the thread that it leaves
 * @to:		the thread that it enters
 * @fr:		from a load to a store that is later than what it has read; else
 *		from a store to a load that reads it
 * @reg:	the load's register, of thread @from or @to
 * @stores:	stores of the location in an iteration
 * @store:	which one it is, from 1
 */
struct ordlab_edge {
	__u8 from;
	__u8 to;
	bool fr;
	__u8 reg;
	__u16 stores;
	__u16 store;
};

/**
 * struct ordlab_cycle - a condition as one cycle of po, rf and fr
 * @nr:		edges, which is also the number of threads on the cycle
 * @edges:	each enters the thread that the next one leaves; the last one
 *		enters the thread that the first one leaves
 *
 * Between two edges the cycle goes along program order.
 */
struct ordlab_cycle {
	unsigned int nr;
	struct ordlab_edge edges[ORDLAB_MAX_THREADS];
};

/**
 * struct ordlab_read - what a register held, from one iteration on
 * @first:	the first iteration
 * @value:	what it held at the end of it
 */
struct ordlab_read {
	__u32 first;
	__u32 value;
};

/**
 * struct ordlab_log - what a register held at the end of each iteration
 * @nr:		entries of @reads but for the last one
 * @reads:	one for each iteration whose value is not that of the one before,
 *		beginning with the first; then one with the number of iterations
 *		and the greatest value there is
 *
 * A CPU that cannot have a cache line to itself at once goes on for many
 * iterations with what it has: it reads the same value in all of them. So a log
 * is short, and what it costs to write it hardly disturbs the test.
 */
struct ordlab_log {
	__u32 nr;
	struct ordlab_read reads[];
};

/* Bytes of a log of @n iterations, at most */
#define ORDLAB_LOG_BYTES(n)						\
	(sizeof(struct ordlab_log) +					\
	 ((size_t)(n) + 1) * sizeof(struct ordlab_read))

/* The longest reason of ordlab_cycle_find(), with its NUL */
#define ORDLAB_WHY_NOT_LEN	128

/**
 * ordlab_cycle_find() - whether a test can run perpetually
 * @cycle:	takes the cycle of its condition
 * @view:	a verified program
 * @why:	takes the reason if it cannot: ORDLAB_WHY_NOT_LEN bytes
 *
 * It can when each location is written by one thread only, and with constants,
 * and its condition is a conjunction of register values that makes up one
 * cycle of po, rf and fr over the threads.
 *
 * Context: any.
 * Return: true if it can.
 */
bool ordlab_cycle_find(struct ordlab_cycle *cycle,
		       const struct ordlab_view *view, char *why);

/**
 * ordlab_store_number() - which of its location's stores an instruction is
 * @view:	a verified program that can run perpetually
 * @thread:	number of the thread
 * @insn:	number of the store in the thread
 * @stores:	takes how many there are in an iteration
 *
 * Return: its number, from 1.
 */
unsigned int ordlab_store_number(const struct ordlab_view *view,
				 unsigned int thread, unsigned int insn,
				 unsigned int *stores);

/**
 * ordlab_constant() - the constant that a store writes, however it gets it
 * @view:	a verified program that can run perpetually
 * @thread:	number of the thread
 * @insn:	number of the store in the thread
 *
 * A store may depend on a register all the same: (r0 ^ r0) + 1 is 1.
 *
 * Return: the constant.
 */
__s64 ordlab_constant(const struct ordlab_view *view, unsigned int thread,
		      unsigned int insn);

/**
 * ordlab_walk_witnesses() - count iterations from which the cycle closes
 * @cycle:	the cycle
 * @logs:	for each edge, the log of its load
 * @nr:		iterations in each log
 * @first:	first iteration to start from
 * @last:	one past the last iteration to start from
 *
 * Walks the cycle from each iteration of the thread that the first edge
 * leaves. From a load the walk goes on to the store after the one whose value
 * was read; from a store to the first iteration that has read it, or a later
 * one. The values that a thread reads from a location never go back, so a
 * pointer that moves forward finds it. An iteration is a witness if the walk
 * comes back to its thread in that iteration or an earlier one.
 *
 * A witness is never false. Of all iterations in which the walk may enter a
 * thread it takes the first one, but what leads there leads to every later one
 * too: a store that is later than what was read has only later ones behind it,
 * and if one iteration has read a store or a later one, then so has the next
 * one. So the walk that comes back in iteration m, at most n, when it has left
 * in n, might as well have come back in n itself. There is, then, one
 * iteration of each thread such that between these iterations the very cycle
 * of the condition holds, with every po edge within one iteration. Whatever
 * forbids the test's outcome, be it a fence, an acquire, a release or a
 * dependency, orders that edge too, and forbids the witness.
 *
 * Context: any; linear in the length of the logs.
 * Return: how many are witnesses.
 */
__u32 ordlab_walk_witnesses(const struct ordlab_cycle *cycle,
			    const struct ordlab_log *const *logs, __u32 nr,
			    __u32 first, __u32 last);

/**
 * ordlab_walk_disjoint() - count witnesses that share no iteration
 * @cycle:	the cycle
 * @logs:	for each edge, the log of its load
 * @first:	first iteration to look at
 * @last:	one past the last iteration to look at
 *
 * As ordlab_walk_witnesses(), but each witness has one iteration of each thread
 * to itself, all of them from @first to before @last: as many outcomes of the
 * test as if these iterations had been run as those of a batch.
 *
 * Context: any; linear in the length of the logs.
 * Return: how many there are. For two threads there are no more; for more
 * threads there may be.
 */
__u32 ordlab_walk_disjoint(const struct ordlab_cycle *cycle,
			   const struct ordlab_log *const *logs,
			   __u32 first, __u32 last);

/**
 * ordlab_log_overlapped() - how long the other thread was running
 * @log:	a log of what another thread writes
 * @nr:		iterations in it
 *
 * The values in a log change as the other thread goes on. They stay the same in
 * dozens of iterations, as a cache line needs time to move; where they do so
 * for longer than a sixteenth of the log, at most 1024 iterations, the other
 * thread stood still, or it had not begun yet, or it had ended.
 *
 * Context: any; linear in the length of the log.
 * Return: iterations in which it did not stand still. For a log of only a few
 * times 64 iterations that is all of them or none.
 */
__u32 ordlab_log_overlapped(const struct ordlab_log *log, __u32 nr);

#endif /* ORDLAB_WALK_H */
