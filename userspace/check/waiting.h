/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Waiting: which threads wait for ever, and for whom. A thread may wait for a lock that
 * another one holds, or for a grace period, which waits for a reader of some thread.
 *
 * Models judge only executions that end. If a test has none, or if some run of it gets
 * stuck, the functions here find out why. They run the program under sequential
 * consistency: the threads take turns, one event at a time. A run that gets stuck in
 * this way can get stuck under every model. And if a model has no execution at all,
 * every such run gets stuck: a run that ends would be an execution of each model.
 *
 * For example, with
 *
 *	P0: spin_lock(s);	P1: spin_lock(s);
 *
 * P0 runs to its end, and P1 waits for the lock that P0 holds. With two locks that P0
 * and P1 take in opposite orders, each waits for the other one: a cycle.
 */
#ifndef WAITING_H
#define WAITING_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "lib/budget.h"
#include "program/program.h"

/**
 * enum wait_kind - what a thread waits for
 * @WAIT_LOCK:	a lock
 * @WAIT_RCU:	an RCU grace period
 * @WAIT_SRCU:	a grace period of an SRCU domain
 */
enum wait_kind {
	WAIT_LOCK,
	WAIT_RCU,
	WAIT_SRCU,
};

/**
 * struct wait - a thread that waits for ever
 * @kind:	enum wait_kind
 * @loc:	the lock or domain; NO_LOC for RCU
 * @thread:	the thread that waits
 * @insn:	its instruction that waits
 * @by:		the thread that holds the lock, or is in the reader; perhaps @thread
 * @since:	instruction of @by that took the lock or began the reader
 */
struct wait {
	uint8_t kind;
	uint8_t loc;
	uint8_t thread;
	uint8_t by;
	uint16_t insn;
	uint16_t since;
};

/**
 * struct waiting - why threads wait for ever
 * @waits:	[@nr] each thread waits for the thread of the next element
 * @nr:		how many; 0: none was found
 * @cycle:	the last thread waits for the first one; else for a thread that has
 *		ended
 */
struct waiting {
	struct wait waits[ORDLAB_MAX_THREADS];
	unsigned int nr;
	bool cycle;
};

/**
 * waiting_find() - find threads that wait for ever
 * @waiting:	filled in
 * @view:	the program; its condition and filter do not matter
 * @budget:	what it may cost
 *
 * The function tries runs with few switches between threads first, and there is a
 * limit on the number of runs. So it may miss a run that gets stuck if others end.
 *
 * Return: whether one was found.
 */
bool waiting_find(struct waiting *waiting, const struct ordlab_view *view,
		  struct budget *budget);

/**
 * waiting_text() - who waits for whom, as a part of a sentence
 * @waiting:	what waiting_find() has found
 * @view:	the program
 *
 * For example "P1 waits in line 12 for the lock s, which P0 takes in line 6 and
 * never releases".
 *
 * Return: the text, which the caller frees.
 */
char *waiting_text(const struct waiting *waiting, const struct ordlab_view *view);

/**
 * waiting_print() - print who waits for whom, as a list of events and edges
 * @stream:	where to
 * @waiting:	what waiting_find() has found
 * @view:	the program
 * @indent:	columns to leave free at the left
 */
void waiting_print(FILE *stream, const struct waiting *waiting,
		   const struct ordlab_view *view, unsigned int indent);

/**
 * waiting_dot() - print the same as nodes and edges of a graph for Graphviz
 * @stream:	where to
 * @waiting:	what waiting_find() has found
 * @view:	the program
 */
void waiting_dot(FILE *stream, const struct waiting *waiting,
		 const struct ordlab_view *view);

#endif /* WAITING_H */
