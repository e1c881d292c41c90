/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Threads that wait for ever: for a lock that somebody holds, or for a grace
 * period, which itself waits for somebody's reader.
 *
 * Models know only executions that end. Where there is none, or where some run
 * of a program gets stuck, this says who waits for whom. The program is run as
 * under sequential consistency, in which threads take turns: a run that gets
 * stuck so may get stuck under every model. And if a model has no execution at
 * all, then each such run gets stuck, as it would otherwise be an execution.
 *
 * For example, with
 *
 *	P0: spin_lock(s);	P1: spin_lock(s);
 *
 * P0 runs to its end, and P1 waits for the lock that P0 holds.
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
 * @thread:	who waits
 * @insn:	where: an instruction of the thread
 * @by:		who holds the lock, or is in the reader; perhaps @thread itself
 * @since:	where @by took the lock or began the reader
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
 * @waits:	[@nr] each for the thread of the next one
 * @nr:		how many; 0: none was found
 * @cycle:	the last one waits for the first one; else for a thread that has
 *		come to its end
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
 * Runs in which threads seldom take turns are tried first, and there is a limit
 * on how many are: if some runs end, one that gets stuck may be missed.
 *
 * Return: whether one was found.
 */
bool waiting_find(struct waiting *waiting, const struct ordlab_view *view,
		  struct budget *budget);

/**
 * waiting_text() - who waits for whom, as a clause
 * @waiting:	what waiting_find() has found
 * @view:	the program
 *
 * For example "P1 waits in line 12 for the lock s, which P0 takes in line 6 and
 * never releases".
 *
 * Return: the text, to be freed.
 */
char *waiting_text(const struct waiting *waiting, const struct ordlab_view *view);

/**
 * waiting_print() - who waits for whom, as a list of events and of what joins them
 * @stream:	where to
 * @waiting:	what waiting_find() has found
 * @view:	the program
 * @indent:	columns to leave free at the left
 */
void waiting_print(FILE *stream, const struct waiting *waiting,
		   const struct ordlab_view *view, unsigned int indent);

/**
 * waiting_dot() - the same as nodes and edges of a graph for Graphviz
 * @stream:	where to
 * @waiting:	what waiting_find() has found
 * @view:	the program
 */
void waiting_dot(FILE *stream, const struct waiting *waiting,
		 const struct ordlab_view *view);

#endif /* WAITING_H */
