/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The paths of a thread: every way through its branches, every outcome of its
 * conditional primitives (a cmpxchg() that fails, a spin_trylock() that does
 * not get the lock), every location that a pointer may lead to. A path fixes
 * which events there are, in which order, and how they depend on each other;
 * it leaves open which values are read.
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
 * enum event_kind - what an event does: enum ordlab_event_kind by short names
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

#define THREAD_INIT	0xff	/* an initial write is of no thread */
#define NO_LOC		0xff
#define NO_INSN		0xffff

/**
 * struct event - something that happens in an execution
 * @thread:	which thread does it, or THREAD_INIT
 * @kind:	enum event_kind
 * @op:		enum ordlab_op that it comes from
 * @order:	enum ordlab_order: its annotation
 * @loc:	its place, see struct domain, or NO_LOC
 * @rmw:	it is part of a read-modify-write, failed or not
 * @failed:	it is the read of a read-modify-write that does not write
 * @insn:	number of the instruction in its thread, or NO_INSN
 * @value:	value that is read or written: node of the path
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
 * @PATH_COMPLETE:	with the last instruction
 * @PATH_READ_NOWHERE:	with a read through a pointer that is none
 * @PATH_CUT:		in a loop that may go on: ordlab_is_cut()
 * @PATH_FAULT:		with a write, or an operation on a lock, through one
 * @PATH_UNSPECIFIED:	with an access to an address that is unspecified
 * @PATH_PART:		with one to an address that is no whole number of the
 *			location's size away from it: a mixed-size access
 * @PATH_PLACES:	with one to an address that is none of the domain's places
 * @PATH_NO_LOCK:	with an operation on a lock or SRCU domain that is none, or
 *			with another access to one
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
 * @po:			program order; partial where an expression of C leaves
 *			the order of its operands open
 * @rmw:		from the read to the write of a read-modify-write
 * @addr:		address dependencies, from reads
 * @data:		data dependencies, from reads
 * @ctrl:		control dependencies, from reads
 * @end:		enum path_end
 * @end_insn:		instruction where it ends, unless it is complete
 * @doubt:		if it is unspecified: what the path depends on, whatever is
 *			read
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
 * @budget:	what their memory is taken from
 * @bytes:	how much that is
 */
struct paths {
	struct path *path;
	size_t nr;
	struct budget *budget;
	size_t bytes;
};

/**
 * enum paths_error - why a thread has no paths
 * @PATHS_OK:		it has
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
 * paths_find() - all paths of a thread that its values allow
 * @paths:	filled in; paths_free() gives it back
 * @view:	the program
 * @domain:	what its locations may hold
 * @thread:	number of the thread
 * @matching:	leave out paths that cannot meet the condition
 * @limit:	how many paths are too many
 * @budget:	what it may cost; must stay as long as they do
 *
 * Dependencies are those that herd7 computes for C: a value carries a
 * dependency through registers and arithmetic, whatever comes out of it; a
 * branch controls what runs before the branches meet again, not what follows.
 *
 * Return: enum paths_error.
 */
enum paths_error paths_find(struct paths *paths, const struct ordlab_view *view,
			    const struct domain *domain, unsigned int thread,
			    bool matching, size_t limit,
			    struct budget *budget);
void paths_free(struct paths *paths);

#endif /* PATH_H */
