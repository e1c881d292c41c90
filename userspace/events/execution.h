/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Candidate executions of a program: who reads from whom (rf), and in which
 * order writes take effect (co).
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
 * @nr_places:	how many places it has, see struct domain
 * @n:		how many events the threads have
 * @nr_events:	the same, with the initial writes of the locations that they
 *		access. No relation contains these: nothing comes before them
 * @events:	[@nr_events] thread by thread, each in the order of its path,
 *		then the initial writes
 * @first:	first event of each thread
 * @paths:	path of each thread
 * @observed:	places whose final value counts: bit p
 *
 * Static: known once the paths are.
 * @po:		program order
 * @loc:	same location
 * @internal:	same thread
 * @external:	different threads
 * @rmw:	read to write of a read-modify-write, or of taking a lock
 * @addr:	dependencies
 * @data:	the same
 * @ctrl:	the same
 *
 * Dynamic: grows, location by location.
 * @rf:		reads from
 * @co:		coherence order
 * @fr:		from a read to the writes after the one it reads from
 *
 * Valid once all locations are done.
 * @source:	for each read: the event that it reads from
 * @last:	for each place: its last write, or NO_EVENT
 * @values:	what each event reads or writes
 * @state:	[nr_observed] final values. Where a path does not come to its end,
 *		what it leaves open is unspecified
 * @doubt:	if it is unspecified: what decided which way a thread took
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
 * struct edge_gates - edges as inputs of a circuit
 * @rf:		[n][n] the input that says whether an execution has the edge
 * @co:		the same
 * @fr:		the same
 */
struct edge_gates {
	uint32_t *rf;
	uint32_t *co;
	uint32_t *fr;
};

/**
 * execution_end() - how an execution ends
 * @x:		the execution
 * @thread:	takes the thread that does not come to its end
 * @insn:	takes the instruction where it ends
 *
 * Return: PATH_COMPLETE if all threads do, else the worst that there is.
 */
enum path_end execution_end(const struct execution *x, unsigned int *thread,
			    unsigned int *insn);

#endif /* EXECUTION_H */
