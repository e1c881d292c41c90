/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The paths of a thread. A thread has a path for each way through its branches, for
 * each outcome of its conditional primitives (a cmpxchg() that fails, a
 * spin_trylock() that does not get the lock), and for each location that a pointer
 * may point to. A path fixes which events there are, their program order, and how they
 * depend on each other. It leaves open which values are read. For example,
 *
 *	r0 = x; if (r0) y = 1;
 *
 * has two paths: R x, with the constraint that it reads 0; and R x, W y=1, with the
 * constraint that it does not, and a control dependency from the read to the write.
 */
#ifndef PATH_H
#define PATH_H

#include <stdbool.h>
#include <stdint.h>
#include "lib/budget.h"
#include "events/domain.h"
#include "events/node.h"
#include "program/program.h"
#include "events/relation.h"

/**
 * enum event_kind - what an event does: short names of enum ordlab_event_kind
 */
enum event_kind {
	EV_R = ORDLAB_E_R,
	EV_W = ORDLAB_E_W,
	EV_F = ORDLAB_E_F,
	EV_SRCU = ORDLAB_E_SRCU,
	EV_LKR = ORDLAB_E_LKR,
	EV_LKW = ORDLAB_E_LKW,
	EV_UL = ORDLAB_E_UL,
	EV_LF = ORDLAB_E_LF,
	EV_RL = ORDLAB_E_RL,
	EV_RU = ORDLAB_E_RU,
};

#define THREAD_INIT	0xff	/* instead of a thread: an initial write */
#define NO_LOC		0xff
#define NO_INSN		0xffff

/**
 * struct event - a read, a write or a fence of an execution
 * @thread:	which thread does it, or THREAD_INIT
 * @kind:	enum event_kind
 * @op:		enum ordlab_op of its instruction
 * @order:	enum ordlab_order: its annotation
 * @loc:	its place, see struct domain, or NO_LOC
 * @rmw:	it is part of a read-modify-write, failed or not
 * @failed:	it is the read of a read-modify-write that fails, and does not write
 * @insn:	number of the instruction in its thread, or NO_INSN
 * @value:	node of the value that is read or written
 */
struct event {
	uint8_t thread;
	uint8_t kind;
	uint8_t op;
	uint8_t order;
	uint8_t loc;
	bool rmw;
	bool failed;
	uint16_t insn;
	uint16_t value;
};

/**
 * enum path_end - how a path ends
 * @PATH_COMPLETE:	after the last instruction
 * @PATH_READ_NOWHERE:	at a read through a pointer that holds an integer
 * @PATH_CUT:		in a loop, after its last turn: ordlab_is_cut()
 * @PATH_FAULT:		at a write, or an operation on a lock, through a pointer that
 *			holds an integer
 * @PATH_UNSPECIFIED:	at an access to an unspecified address
 * @PATH_PART:		at an access to an address whose offset is not a multiple of the
 *			location's size: a mixed-size access
 * @PATH_PLACES:	at an access to an address that is no place of the domain
 * @PATH_NO_LOCK:	at an operation on a lock or SRCU domain whose address is no lock
 *			or domain, or at a plain access to a lock or domain
 */
enum path_end {
	PATH_COMPLETE,
	PATH_READ_NOWHERE,
	PATH_CUT,
	PATH_FAULT,
	PATH_UNSPECIFIED,
	PATH_PART,
	PATH_PLACES,
	PATH_NO_LOCK,
};

/**
 * struct path - a path of a thread
 * @events:		[@nr_events] in program order
 * @nodes:		[@nr_nodes]
 * @constraints:	[@nr_constraints]
 * @regs:		node of each register's final value, or NO_NODE
 * @po:			program order. It is partial, since C leaves the order of the
 *			operands of an expression open
 * @rmw:		from the read to the write of a read-modify-write
 * @addr:		address dependencies, from reads
 * @data:		data dependencies, from reads
 * @ctrl:		control dependencies, from reads
 * @end:		enum path_end
 * @end_insn:		instruction at which it ends, unless it is complete
 * @doubt:		an unspecified value on which the path depends whatever its reads
 *			return, if there is one
 *
 * The relations are over the events of the path.
 */
struct path {
	struct event *events;
	struct node *nodes;
	struct constraint *constraints;
	unsigned int nr_events;
	unsigned int nr_nodes;
	unsigned int nr_constraints;
	uint16_t regs[ORDLAB_MAX_REGS];
	struct rel *po;
	struct rel *rmw;
	struct rel *addr;
	struct rel *data;
	struct rel *ctrl;
	enum path_end end;
	uint16_t end_insn;
	struct value doubt;
};

/**
 * struct paths - all paths of a thread
 * @path:	[@nr]
 * @nr:		how many
 * @budget:	budget that memory is taken from
 * @bytes:	memory that was taken
 */
struct paths {
	struct path *path;
	size_t nr;
	struct budget *budget;
	size_t bytes;
};

/**
 * enum paths_error - why a thread has no paths
 * @PATHS_OK:		it has paths
 * @PATHS_EVENTS:	a path has more than REL_MAX_EVENTS events
 * @PATHS_NUMBER:	there are more paths than the limit
 * @PATHS_BUDGET:	the budget is over
 */
enum paths_error {
	PATHS_OK,
	PATHS_EVENTS,
	PATHS_NUMBER,
	PATHS_BUDGET,
};

/**
 * paths_find() - find all paths of a thread to which values of the domain lead
 * @paths:	filled in; paths_free() gives it back
 * @view:	the program
 * @domain:	what its locations may hold
 * @thread:	number of the thread
 * @matching:	drop paths on which the condition cannot hold
 * @limit:	more paths than this are an error
 * @budget:	what it may cost; must outlive the paths
 *
 * Dependencies are those that herd7 computes for C. A value carries a dependency
 * through registers and arithmetic, even if the result is always the same. A branch
 * controls the instructions up to where its two ways join, and none after that.
 *
 * Return: enum paths_error.
 */
enum paths_error paths_find(struct paths *paths, const struct ordlab_view *view,
			    const struct domain *domain, unsigned int thread,
			    bool matching, size_t limit,
			    struct budget *budget);
void paths_free(struct paths *paths);

#endif /* PATH_H */
