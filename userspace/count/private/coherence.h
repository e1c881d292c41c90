/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What edges of rf, co and fr say of the order of the accesses to a location.
 *
 * Coherent accesses to a location stand in a sequence (interleave.h). Edges are
 * claims about it: of rf, that the read comes after the write, and all other
 * writes before the write or after the read; of co and fr, that one access comes
 * before the other. A claim is kept with all that follows from it, so that claims
 * that say the same are one, and a claim that contradicts itself is CLAIM_FALSE.
 */
#ifndef COHERENCE_H
#define COHERENCE_H

#include <stdbool.h>
#include <stdint.h>
#include "events/execution.h"
#include "lib/keyset.h"

#define CLAIM_NOTHING	0
#define CLAIM_FALSE	(~0U)

/**
 * struct coherence - the accesses to a location, and claims about them
 * @nr:		accesses, up to 64
 * @events:	their events
 * @fact_words:	see coherence_facts()
 */
struct coherence {
	unsigned int nr;
	uint8_t events[64];
	unsigned int fact_words;

	/* private: */
	const struct execution *x;
	struct budget *budget;
	bool closed;			/* see coherence_init() */
	uint8_t place[64];		/* of events, in @events */
	uint64_t writes;
	uint64_t never[64];		/* does not come before these */
	uint8_t rmw[64];		/* of a read: the write, or its own number */
	uint64_t external[64];		/* of an rmw's read: other threads' writes */
	uint64_t open[64];		/* may come before these, or not */
	uint64_t sources[64];		/* may read from these */
	struct keyset claims;
	uint64_t *facts;
	size_t room_facts;
	struct keyset pairs;		/* asked for, and their conjunctions */
	uint32_t *both;
	size_t room;
};

enum edge_kind {
	EDGE_RF,
	EDGE_CO,
	EDGE_FR,
};

/**
 * coherence_init() - begin with a location
 * @c:		the location; coherence_free() gives back what it takes
 * @x:		an execution of up to 64 events that has all edges that it may ever
 *		have at once
 * @loc:	the location. A lock's edges are kept as they are: its rules are
 *		others
 * @budget:	what memory is taken from; must stay. When it is over, claims are
 *		not what they are said to be
 */
void coherence_init(struct coherence *c, const struct execution *x,
		    unsigned int loc, struct budget *budget);
void coherence_free(struct coherence *c);

/**
 * coherence_edge() - the claim that there is an edge
 * @c:		the location
 * @kind:	of what
 * @from:	its events
 * @to:		the other one
 *
 * Return: the claim: CLAIM_NOTHING if every execution has the edge, CLAIM_FALSE if
 * none has it.
 */
uint32_t coherence_edge(struct coherence *c, enum edge_kind kind,
			unsigned int from, unsigned int to);

/* Both of two claims */
uint32_t coherence_and(struct coherence *c, uint32_t a, uint32_t b);

/**
 * coherence_facts() - what a claim says
 * @c:		the location
 * @claim:	not CLAIM_FALSE
 *
 * Return: [c->fact_words] a bit for each fact: a claim follows from one that has
 * the same facts and more. Then as many words with facts that cannot be.
 */
const uint64_t *coherence_facts(const struct coherence *c, uint32_t claim);

/**
 * coherence_edges() - edges that make up a claim
 * @c:		the location
 * @claim:	not CLAIM_FALSE
 * @found:	is told them: few, and together they say all that the claim does
 * @data:	passed to it
 */
void coherence_edges(struct coherence *c, uint32_t claim,
		     void (*found)(void *data, enum edge_kind kind,
				   unsigned int from, unsigned int to),
		     void *data);

#endif /* COHERENCE_H */
