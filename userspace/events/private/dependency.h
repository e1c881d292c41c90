/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How the events of a path depend on each other.
 *
 * While a thread runs, path.c writes down its *steps*: events, and reads and
 * writes of registers; and the *flows* of values from step to step. When the
 * path is complete, dependencies_relate() follows the flows from each event that
 * reads.
 *
 * A register without a name, a *temporary*, holds a part of an expression. It has
 * the steps that a register with a name has. So what is nested in an expression
 * has the dependencies that it has when a register is put between:
 *
 *	WRITE_ONCE(*y, xchg(x, 1));	r0 = xchg(x, 1); WRITE_ONCE(*y, r0);
 *
 *	steps of both: R x, W x, write reg, read reg, W y
 *	flows of both: R x -> write reg -> read reg -> W y, there as data
 *
 * Only program order knows temporaries: C evaluates an operand before what it is
 * an operand of, and leaves open which one of several operands comes first.
 *
 * What flows where is as in herd7's semantics of C (herd/CSem.ml, herd/event.ml
 * and herd/modelUtils.ml of herdtools7), for operands that are registers.
 */
#ifndef DEPENDENCY_H
#define DEPENDENCY_H

#include <stdbool.h>
#include <stdint.h>
#include "events/path.h"

/* The step of a constant, which depends on nothing */
#define NO_STEP		0xffff

/**
 * enum port - what a value is to the event that uses it, as herd's ports
 * @PORT_ADDR:	it says which location is accessed
 * @PORT_DATA:	it makes up what is written
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
 * struct flow - a value goes from a step to another one
 * @to:		the step that it goes to
 * @port:	to an event: enum port
 * @next:	another flow from the same step, or NO_FLOW
 */
struct flow {
	uint16_t to;
	uint8_t port;
	uint32_t next;
};

/**
 * struct region - what a condition controls
 * @until:	instruction where the branches meet
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
 * struct siblings - operands whose order C leaves open
 * @a:		first event of the one that is written down first
 * @end_a:	the event after its last one
 * @b:		first event of what follows
 * @end_b:	the event after the last one of that
 */
struct siblings {
	uint16_t a, end_a;
	uint16_t b, end_b;
};

/**
 * struct dependencies - what is written down of a path
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
 * dependencies_begin() - forget all steps: a new path begins
 * @d:		zeroed before its first use
 */
void dependencies_begin(struct dependencies *d);
void dependencies_free(struct dependencies *d);

/**
 * dependencies_insn() - another instruction begins
 * @d:		the steps so far
 * @insn:	its number: bodies of conditions that end there are complete
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
 * @temporary:	it holds a part of an expression, which is read once
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
 * @a:		step that the result comes from, or NO_STEP
 * @b:		another one, or NO_STEP
 */
void dependencies_write(struct dependencies *d, unsigned int reg, uint16_t a,
			uint16_t b);

/**
 * dependencies_flow() - an event uses a value
 * @d:		the steps so far
 * @from:	step that the value comes from, or NO_STEP
 * @to:		step of the event
 * @port:	what the value is to it
 */
void dependencies_flow(struct dependencies *d, uint16_t from, uint16_t to,
		       enum port port);

/**
 * dependencies_branch() - the instruction is a branch
 * @d:		the steps so far
 * @condition:	the one of them that reads the condition, or NO_STEP
 * @until:	instruction where its ways meet again
 */
void dependencies_branch(struct dependencies *d, uint16_t condition,
			 uint16_t until);

/**
 * dependencies_relate() - relate the events of a path that is complete
 * @d:		its steps
 * @path:	whose po, addr, data and ctrl are empty relations, and are filled
 *		in
 */
void dependencies_relate(const struct dependencies *d, struct path *path);

#endif /* DEPENDENCY_H */
