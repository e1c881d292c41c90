/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Claims about the order of the accesses to a location.
 *
 * In a coherent execution, the accesses to a location form a sequence (interleave.h).
 * An edge is a claim about this sequence. An edge of rf claims that the read comes
 * after the write, and that no other write is between them. An edge of co or fr claims
 * that one access comes before the other. Two claims can be combined by AND.
 *
 * A claim is stored as its closure, that is with all that follows from it. So two
 * claims with the same meaning have the same number, and a claim that contradicts
 * itself is CLAIM_FALSE. For example, if a thread writes w1 and then w2, and a read r
 * reads from w1 (rf), it follows that r comes before w2: the edge of fr from r to w2.
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
 * @fact_words:	words of the facts of a claim, see coherence_facts()
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
	uint64_t never[64];		/* never comes before these */
	uint8_t rmw[64];		/* of a read: the write, or its own number */
	uint64_t external[64];		/* of an rmw's read: other threads' writes */
	uint64_t open[64];		/* may come before these, or not */
	uint64_t sources[64];		/* may read from these */
	struct keyset claims;
	uint64_t *facts;
	size_t room_facts;
	struct keyset pairs;		/* pairs of claims whose AND was computed */
	uint32_t *both;			/* [pairs.nr] their ANDs */
	size_t room;
};

enum edge_kind {
	EDGE_RF,
	EDGE_CO,
	EDGE_FR,
};

/**
 * coherence_init() - begin with a location
 * @c:		filled in; coherence_free() frees its memory
 * @x:		an execution of up to 64 events. It has all edges that it may ever have,
 *		at once
 * @loc:	the location. Claims about a lock are not closed, since locks have
 *		other rules
 * @budget:	budget that memory is taken from; must outlive @c. If it is over, claims
 *		may be wrong
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

/* The AND of two claims; CLAIM_FALSE if they contradict each other */
uint32_t coherence_and(struct coherence *c, uint32_t a, uint32_t b);

/**
 * coherence_facts() - the facts of a claim
 * @c:		the location
 * @claim:	not CLAIM_FALSE
 *
 * A fact is a statement such as "a comes before b". One claim implies another if it has
 * all facts of that one.
 *
 * Return: [c->fact_words] a bit for each fact of the claim, then as many words with
 * bits for the facts that contradict it.
 */
const uint64_t *coherence_facts(const struct coherence *c, uint32_t claim);

/**
 * coherence_edges() - express a claim by edges
 * @c:		the location
 * @claim:	not CLAIM_FALSE
 * @found:	gets the edges: a few whose AND is the claim
 * @data:	passed to @found
 */
void coherence_edges(struct coherence *c, uint32_t claim,
		     void (*found)(void *data, enum edge_kind kind,
				   unsigned int from, unsigned int to),
		     void *data);

#endif /* COHERENCE_H */
