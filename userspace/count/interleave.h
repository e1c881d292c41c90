/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counting the ways in which the accesses of threads to one location may take
 * turns.
 *
 * A coherent choice of rf and co of a location is a sequence of its accesses: each
 * thread's accesses stand in program order, and a read stands between the write that
 * it reads from and the next write. Reads that stand between the same two writes may
 * change places: that is the same choice.
 *
 * Sequences are built from the first access on. Two beginnings that consist of the
 * same accesses, and have the same relevant edges and values, can go on in the same
 * ways. They are kept as one, with the sum of their counts. Documentation/counting.rst
 * shows an example.
 */
#ifndef INTERLEAVE_H
#define INTERLEAVE_H

#include <stdbool.h>
#include <stdint.h>
#include "events/execution.h"
#include "events/search-end.h"

#define MAX_TURNS	64
#define MAX_TURN_EDGES	512
#define NO_EDGE		0xffff

/**
 * struct turn - an access
 * @write:	it writes
 * @ends_turn:	it is a read, and the next access of its thread writes before any
 *		other thread does
 * @observed:	it is a read, and its value is relevant
 * @value:	of a write: writes of the same value have the same; up to
 *		MAX_TURNS
 * @may_read:	of a read: such values, bit by bit
 */
struct turn {
	bool write;
	bool ends_turn;
	bool observed;
	uint8_t value;
	uint64_t may_read[2];
};

/**
 * struct interleaving - accesses to a location
 * @nr_threads:	how many threads
 * @first:	[@nr_threads + 1] first access of each, and the end
 * @turns:	thread by thread, in program order; then the initial write
 * @edges:	of each access to each: the number of the edge, if it is relevant:
 *		rf from writes to reads, co from writes to writes, fr from reads to
 *		writes. Else NO_EDGE
 * @nr_edges:	how many are relevant, up to MAX_TURN_EDGES
 * @last:	the last value is relevant
 */
struct interleaving {
	unsigned int nr_threads;
	uint8_t first[MAX_TURNS + 1];
	struct turn turns[MAX_TURNS + 1];
	uint16_t edges[MAX_TURNS + 1][MAX_TURNS + 1];
	unsigned int nr_edges;
	bool last;
};

/**
 * interleave() - count
 * @in:		the accesses
 * @budget:	what it may cost
 * @found:	takes the values of observed reads (by access), the last value, the
 *		edges, and how many sequences have all of these
 * @data:	passed to it
 *
 * Return: how it ended. @found is called only if all was found.
 */
enum search interleave(const struct interleaving *in, struct budget *budget,
		       void (*found)(void *data, const uint8_t *values,
				     uint8_t last, const uint64_t *edges,
				     uint64_t count),
		       void *data);

#endif /* INTERLEAVE_H */
