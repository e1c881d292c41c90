/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Candidate executions of a program.
 *
 * This header introduces the room events. A model judges candidate executions, and
 * this room has all that they are made of:
 *
 *	domain.h	the values that locations may ever hold, and the places
 *	path.h		the ways through a thread, and the events on each
 *	node.h		the values on a path, as a graph
 *	execution.h	one path of each thread, and rf, co, fr
 *	relation.h	relations over events, and the operators of the cat language
 *	valuation.h	the values of an execution, once rf is known
 *	undecided.h	executions that leave a test without a verdict
 *	step.h		an edge of an explanation
 *
 * An *event* is a read, a write or a fence that a thread performs. A candidate
 * execution takes one path of each thread, and adds two choices: for each read, the
 * write that it reads from (rf); for each location, a total order of its writes (co).
 * All else follows: fr goes from a read to the writes after the one that it reads from.
 * For example, SB with both registers 0:
 *
 *	P0: x = 1; r0 = y;		P1: y = 1; r0 = x;
 *
 *	events:	a: W x=1, b: R y=0	c: W y=1, d: R x=0; initial writes of x and y
 *	po:	a -> b, c -> d
 *	rf:	b and d read from the initial writes
 *	co:	the initial write of x before a, that of y before c
 *	fr:	b -> c, d -> a
 *
 * po and fr make a cycle: sequential consistency forbids this candidate, TSO does not.
 */
#ifndef EXECUTION_H
#define EXECUTION_H

#include <stdbool.h>
#include <stdint.h>
#include "events/path.h"
#include "program/program.h"
#include "events/relation.h"

#define MAX_EVENTS	(REL_MAX_EVENTS + MAX_PLACES)
#define NO_EVENT	MAX_EVENTS

/**
 * struct execution - a candidate execution
 * @view:	its program
 * @nr_places:	how many places the program has, see struct domain
 * @n:		how many events the threads have
 * @nr_events:	@n, and the initial writes of the locations that they access. Initial
 *		writes are in no relation: they come before all other writes
 * @events:	[@nr_events] thread by thread, each in the order of its path,
 *		then the initial writes
 * @first:	first event of each thread
 * @paths:	path of each thread
 * @observed:	places whose final value is observed: bit p
 *
 * Static: these follow from the paths alone.
 * @po:		program order
 * @loc:	same location
 * @internal:	same thread
 * @external:	different threads
 * @rmw:	read to write of a read-modify-write, or of taking a lock
 * @addr:	address dependencies
 * @data:	data dependencies
 * @ctrl:	control dependencies
 *
 * Dynamic: these grow, location by location.
 * @rf:		reads from
 * @co:		coherence order
 * @fr:		from a read to the writes after the one it reads from
 *
 * Valid once all locations have their rf and co.
 * @source:	for each read: the event that it reads from
 * @last:	for each place: its last write, or NO_EVENT
 * @values:	the value that each event reads or writes
 * @state:	[nr_observed] final values. If a path ends early, the values that it
 *		leaves open are unspecified
 * @doubt:	an unspecified value on which the path of some thread depends, if there
 *		is one
 */
struct execution {
	const struct ordlab_view *view;
	unsigned int nr_places;
	unsigned int n;
	unsigned int nr_events;
	struct event events[MAX_EVENTS];
	unsigned int first[ORDLAB_MAX_THREADS];
	const struct path *paths[ORDLAB_MAX_THREADS];
	uint64_t observed;

	struct rel *po;
	struct rel *loc;
	struct rel *internal;
	struct rel *external;
	struct rel *rmw;
	struct rel *addr;
	struct rel *data;
	struct rel *ctrl;

	struct rel *rf;
	struct rel *co;
	struct rel *fr;

	uint16_t source[REL_MAX_EVENTS];
	uint16_t last[MAX_PLACES];
	struct value values[MAX_EVENTS];
	struct value state[ORDLAB_MAX_OBSERVED];
	struct value doubt;
};

/**
 * struct edge_gates - the edges of executions as inputs of a circuit
 * @rf:		[n][n] the input that is true if an execution has this edge of rf
 * @co:		the same for co
 * @fr:		the same for fr
 */
struct edge_gates {
	uint32_t *rf;
	uint32_t *co;
	uint32_t *fr;
};

/**
 * execution_end() - how an execution ends
 * @x:		the execution
 * @thread:	gets the thread that ends early
 * @insn:	gets the instruction at which it ends
 *
 * Return: PATH_COMPLETE if all threads run to their ends; else the greatest enum
 * path_end of all threads.
 */
enum path_end execution_end(const struct execution *x, unsigned int *thread,
			    unsigned int *insn);

#endif /* EXECUTION_H */
