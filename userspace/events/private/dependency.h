/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How the events of a path depend on each other.
 *
 * While a thread runs, path.c records its *steps* and *flows*. A step is an event, or
 * an access to a register. A flow is a value that goes from one step to another. When
 * the path is complete, dependencies_relate() follows the flows from each read, and
 * so finds all events that depend on it.
 *
 * A *temporary* is a register without a name, which holds a part of an expression. It
 * has the same steps as a register with a name. So a nested expression has the same
 * dependencies as two statements with a register between them:
 *
 *	WRITE_ONCE(*y, xchg(x, 1));	r0 = xchg(x, 1); WRITE_ONCE(*y, r0);
 *
 *	steps of both: R x, W x, write reg, read reg, W y
 *	flows of both: R x -> write reg -> read reg -> W y, there as data
 *
 * Temporaries matter for program order only: C evaluates an operand before the
 * operation that uses it, and leaves the order of several operands open.
 *
 * The flows are those of herd7's semantics of C (herd/CSem.ml, herd/event.ml and
 * herd/modelUtils.ml of herdtools7), where operands are registers.
 */
#ifndef DEPENDENCY_H
#define DEPENDENCY_H

#include <stdbool.h>
#include <stdint.h>
#include "events/path.h"

/* The step of a constant, which depends on nothing */
#define NO_STEP		0xffff

/**
 * enum port - how an event uses a value, as herd's ports
 * @PORT_ADDR:	as the address of the access
 * @PORT_DATA:	to compute the value that is written
 */
enum port {
	PORT_ADDR,
	PORT_DATA,
};

enum step_kind {
	STEP_EVENT,
	STEP_READ_REG,
	STEP_WRITE_REG,
};

/**
 * struct step - an event, or an access to a register
 * @kind:	enum step_kind
 * @event:	EVENT: its number in the path
 * @flows:	number of the latest flow that begins here, or NO_FLOW
 */
struct step {
	uint8_t kind;
	uint16_t event;
	uint32_t flows;
};

#define NO_FLOW		UINT32_MAX

/**
 * struct flow - a value that goes from one step to another one
 * @to:		the step that uses it
 * @port:	if that is an event: enum port
 * @next:	another flow from the same step, or NO_FLOW
 */
struct flow {
	uint16_t to;
	uint8_t port;
	uint32_t next;
};

/**
 * struct region - the steps that a condition controls, its body
 * @until:	instruction where the two ways of the branch join
 * @condition:	step that reads the condition's value, or NO_STEP
 * @begin:	first step of the body
 * @end:	the step after its last one, or NO_STEP while it is open
 */
struct region {
	uint16_t until;
	uint16_t condition;
	uint16_t begin;
	uint16_t end;
};

/**
 * struct holder - what a register holds
 * @write:	the step that wrote it, or NO_STEP
 * @event:	temporary: first event of its expression
 * @end:	temporary: the event after the last one of its expression
 * @unused:	temporary: nothing has read it so far
 */
struct holder {
	uint16_t write;
	uint16_t event;
	uint16_t end;
	bool unused;
};

/**
 * struct siblings - two operands whose order C leaves open
 * @a:		first event of the operand that was recorded first
 * @end_a:	the event after the last event of that operand
 * @b:		first event of the other operand
 * @end_b:	the event after the last event of that operand
 */
struct siblings {
	uint16_t a, end_a;
	uint16_t b, end_b;
};

/**
 * struct dependencies - what is recorded of a path
 * @steps:	[@nr_steps] in the order of the instructions
 * @flows:	[@nr_flows]
 * @regions:	[@nr_regions] in the order of their bodies
 * @siblings:	[@nr_siblings]
 * @regs:	what each register holds
 * @nr_events:	events so far
 * @event:	first event of the expression that the instruction completes
 */
struct dependencies {
	struct step *steps;
	struct flow *flows;
	struct region *regions;
	struct siblings *siblings;
	unsigned int nr_steps, nr_flows, nr_regions, nr_siblings;
	unsigned int room_steps, room_flows, room_regions, room_siblings;
	struct holder regs[ORDLAB_MAX_REGS];
	uint16_t nr_events;
	uint16_t event;
};

/**
 * dependencies_begin() - drop all steps, to begin a new path
 * @d:		zeroed before its first use
 */
void dependencies_begin(struct dependencies *d);
void dependencies_free(struct dependencies *d);

/**
 * dependencies_insn() - another instruction begins
 * @d:		the steps so far
 * @insn:	its number. The bodies of conditions that end there are complete
 */
void dependencies_insn(struct dependencies *d, unsigned int insn);

/**
 * dependencies_event() - an event happens
 * @d:		the steps so far
 * @event:	its number in the path; events come in order
 *
 * Return: the step.
 */
uint16_t dependencies_event(struct dependencies *d, uint16_t event);

/**
 * dependencies_read() - the instruction reads a register
 * @d:		the steps so far
 * @reg:	number of the register
 * @temporary:	the register is a temporary, which is read once
 *
 * An instruction reads its operands before its first event.
 *
 * Return: the step.
 */
uint16_t dependencies_read(struct dependencies *d, unsigned int reg,
			   bool temporary);

/**
 * dependencies_write() - the instruction writes its result to a register
 * @d:		the steps so far
 * @reg:	number of the register
 * @a:		step from which the result comes, or NO_STEP
 * @b:		another such step, or NO_STEP
 */
void dependencies_write(struct dependencies *d, unsigned int reg, uint16_t a,
			uint16_t b);

/**
 * dependencies_flow() - an event uses a value
 * @d:		the steps so far
 * @from:	step from which the value comes, or NO_STEP
 * @to:		step of the event
 * @port:	how the event uses the value
 */
void dependencies_flow(struct dependencies *d, uint16_t from, uint16_t to,
		       enum port port);

/**
 * dependencies_branch() - the instruction is a branch
 * @d:		the steps so far
 * @condition:	the step that reads the condition, or NO_STEP
 * @until:	instruction where its two ways join
 */
void dependencies_branch(struct dependencies *d, uint16_t condition,
			 uint16_t until);

/**
 * dependencies_relate() - fill in the relations of a path that is complete
 * @d:		its steps
 * @path:	the path. Its po, addr, data and ctrl are empty, and are filled in
 */
void dependencies_relate(const struct dependencies *d, struct path *path);

#endif /* DEPENDENCY_H */
