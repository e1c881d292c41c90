// SPDX-License-Identifier: GPL-2.0
/*
 * Claims about the order of accesses, see coherence.h.
 */
#include <stdlib.h>
#include <string.h>
#include "private/coherence.h"
#include "lib/util.h"

#define NO_SOURCE	0xff
#define MAX_WORDS	(64 + 64 / 8)

/*
 * The key of a claim: for each access, the accesses that it comes before; then for each
 * access, the write that it reads from.
 */
struct order {
	uint64_t before[64];
	uint8_t source[64];
};

static void key_read(const struct coherence *c, uint32_t claim, struct order *o)
{
	const uint64_t *key = keyset_key(&c->claims, claim);

	memcpy(o->before, key, c->nr * sizeof(*key));
	memcpy(o->source, key + c->nr, c->nr);
}

static bool comes_before(const struct order *o, unsigned int a, unsigned int b)
{
	return o->before[a] >> b & 1;
}

static void bit_add(uint64_t *bits, unsigned int bit)
{
	bits[bit / 64] |= 1ULL << (bit % 64);
}

/* Adds that one access comes before another one, and closes the order transitively */
static void order_add(const struct coherence *c, struct order *o, unsigned int a,
		      unsigned int b)
{
	uint64_t after = 1ULL << b;

	if (comes_before(o, a, b))
		return;
	if (c->closed)
		after |= o->before[b];
	o->before[a] |= after;
	for (unsigned int i = 0; i < c->nr && c->closed; i++)
		if (comes_before(o, i, a))
			o->before[i] |= after;
}

/* Adds what follows since no write comes between a write and a read that reads it */
static void close_source(const struct coherence *c, struct order *o,
			 unsigned int read)
{
	unsigned int source = o->source[read], w;
	uint64_t others;

	if (source == NO_SOURCE)
		return;
	order_add(c, o, source, read);
	others = c->writes & ~(1ULL << source);
	for_each_bit(w, &others, 1) {
		if (comes_before(o, source, w))
			order_add(c, o, read, w);
		if (comes_before(o, w, read))
			order_add(c, o, w, source);
	}
}

/* Adds what follows since no other thread writes between the halves of an rmw */
static void close_rmw(const struct coherence *c, struct order *o, unsigned int read)
{
	unsigned int write = c->rmw[read], w;

	if (write == read)
		return;
	for_each_bit(w, &c->external[read], 1) {
		if (comes_before(o, read, w))
			order_add(c, o, write, w);
		if (comes_before(o, w, write))
			order_add(c, o, w, read);
	}
}

/* Closes a claim. Return: false if it contradicts itself */
static bool close_claim(const struct coherence *c, struct order *o)
{
	uint64_t was[64];
	bool again = c->closed;

	while (again) {
		memcpy(was, o->before, c->nr * sizeof(*was));
		for (unsigned int r = 0; r < c->nr; r++) {
			close_source(c, o, r);
			close_rmw(c, o, r);
		}
		again = memcmp(was, o->before, c->nr * sizeof(*was));
	}
	for (unsigned int i = 0; i < c->nr; i++)
		if (o->before[i] & c->never[i])
			return false;
	return true;
}

static void note_facts(const struct coherence *c, const struct order *o,
		       uint64_t *facts)
{
	uint64_t *excluded = facts + c->fact_words;
	unsigned int fact = 0, b;

	memset(facts, 0, 2 * c->fact_words * sizeof(*facts));
	for (unsigned int a = 0; a < c->nr; a++) {
		for_each_bit(b, &c->open[a], 1) {
			if (comes_before(o, a, b))
				bit_add(facts, fact);
			if (comes_before(o, b, a) && c->closed)
				bit_add(excluded, fact);
			fact++;
		}
		if (o->source[a] == NO_SOURCE) {
			fact += __builtin_popcountll(c->sources[a]);
			continue;
		}
		for_each_bit(b, &c->sources[a], 1)
			bit_add(b == o->source[a] ? facts : excluded, fact++);
	}
}

static uint32_t claim_find(struct coherence *c, const struct order *o)
{
	size_t before = c->claims.nr, claim;
	uint64_t key[MAX_WORDS];

	memset(key, 0, c->claims.words * sizeof(*key));
	memcpy(key, o->before, c->nr * sizeof(*key));
	memcpy(key + c->nr, o->source, c->nr);
	claim = keyset_find(&c->claims, key);
	if (!budget_grow(c->budget, &c->facts, &c->room_facts,
			 2 * (claim + 1) * c->fact_words, sizeof(*c->facts)))
		return CLAIM_NOTHING;
	if (claim < before)
		return claim;
	note_facts(c, o, c->facts + 2 * claim * c->fact_words);
	return claim;
}

static uint32_t claim_make(struct coherence *c, struct order *o)
{
	return close_claim(c, o) ? claim_find(c, o) : CLAIM_FALSE;
}

static void find_accesses(struct coherence *c, unsigned int loc)
{
	const struct execution *x = c->x;

	for (unsigned int e = 0; e < x->n; e++) {
		enum event_kind kind = x->events[e].kind;

		if (x->events[e].loc != loc || kind == EV_F || kind == EV_SRCU)
			continue;
		c->closed &= kind == EV_R || kind == EV_W;
		if (kind == EV_W)
			c->writes |= 1ULL << c->nr;
		c->place[e] = c->nr;
		c->events[c->nr++] = e;
	}
}

/* Adds what holds for an access in every execution */
static void init_order(struct coherence *c, struct order *o, unsigned int i)
{
	const struct execution *x = c->x;
	unsigned int a = c->events[i];

	c->never[i] = 1ULL << i;
	for (unsigned int j = 0; j < c->nr; j++) {
		unsigned int b = c->events[j];

		if (rel_has(x->po, a, b))
			order_add(c, o, i, j);
		if (!(c->writes >> j & 1))
			continue;
		if (rel_has(x->rmw, a, b))
			c->rmw[i] = j;
		if (rel_has(x->external, a, b))
			c->external[i] |= 1ULL << j;
		/* A write comes either before another access or after it */
		if (i == j || rel_has(x->co, a, b) || rel_has(x->fr, a, b))
			continue;
		order_add(c, o, j, i);
		c->never[i] |= 1ULL << j;
	}
}

/* Numbers the facts: statements that hold in some executions and not in others */
static void number_facts(struct coherence *c, const struct order *nothing)
{
	uint64_t all = c->nr < 64 ? (1ULL << c->nr) - 1 : ~0ULL;
	unsigned int nr = 0;

	for (unsigned int i = 0; i < c->nr; i++) {
		c->open[i] = all & ~nothing->before[i] & ~c->never[i];
		for (unsigned int j = 0; j < c->nr && c->closed; j++)
			if (comes_before(nothing, j, i))
				c->open[i] &= ~(1ULL << j);
		if (!c->closed)
			c->sources[i] = all;
		else if (!(c->writes >> i & 1))
			c->sources[i] = c->writes & ~nothing->before[i];
		nr += __builtin_popcountll(c->open[i]) +
		      __builtin_popcountll(c->sources[i]);
	}
	c->fact_words = (nr + 63) / 64;
}

void coherence_init(struct coherence *c, const struct execution *x,
		    unsigned int loc, struct budget *budget)
{
	struct order o = { .before = { 0 } };

	*c = (struct coherence) { .x = x, .budget = budget, .closed = true };
	find_accesses(c, loc);
	c->claims.words = c->nr + (c->nr + 7) / 8;
	c->pairs.words = 1;
	c->claims.budget = c->pairs.budget = budget;
	memset(o.source, NO_SOURCE, sizeof(o.source));
	for (unsigned int i = 0; i < c->nr; i++)
		c->rmw[i] = i;
	for (unsigned int i = 0; i < c->nr && c->closed; i++)
		init_order(c, &o, i);
	close_claim(c, &o);
	number_facts(c, &o);
	/* CLAIM_NOTHING needs room for facts, too */
	c->room_facts = 2 * c->fact_words + 1;
	c->facts = xcalloc(c->room_facts, sizeof(*c->facts));
	budget_charge(budget, c->room_facts * sizeof(*c->facts));
	claim_find(c, &o);
}

void coherence_free(struct coherence *c)
{
	keyset_free(&c->claims);
	keyset_free(&c->pairs);
	budget_free(c->budget, &c->both, &c->room, sizeof(*c->both));
	budget_free(c->budget, &c->facts, &c->room_facts, sizeof(*c->facts));
}

static void add_edge(const struct coherence *c, struct order *o,
		     enum edge_kind kind, unsigned int from, unsigned int to)
{
	if (kind == EDGE_RF)
		o->source[to] = from;
	else
		order_add(c, o, from, to);
}

uint32_t coherence_edge(struct coherence *c, enum edge_kind kind,
			unsigned int from, unsigned int to)
{
	struct order o;

	key_read(c, CLAIM_NOTHING, &o);
	add_edge(c, &o, kind, c->place[from], c->place[to]);
	return claim_make(c, &o);
}

static uint32_t claim_both(struct coherence *c, uint32_t a, uint32_t b)
{
	struct order o, other;
	unsigned int j;

	key_read(c, a, &o);
	key_read(c, b, &other);
	for (unsigned int i = 0; i < c->nr; i++) {
		for_each_bit(j, &other.before[i], 1)
			order_add(c, &o, i, j);
		if (other.source[i] == NO_SOURCE)
			continue;
		if (o.source[i] != NO_SOURCE && o.source[i] != other.source[i])
			return CLAIM_FALSE;
		o.source[i] = other.source[i];
	}
	return claim_make(c, &o);
}

uint32_t coherence_and(struct coherence *c, uint32_t a, uint32_t b)
{
	size_t before = c->pairs.nr, at;
	uint64_t pair;

	if (a == b || b == CLAIM_NOTHING)
		return a;
	if (a == CLAIM_NOTHING)
		return b;
	pair = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
	at = keyset_find(&c->pairs, &pair);
	if (!budget_grow(c->budget, &c->both, &c->room, at + 1,
			 sizeof(*c->both)))
		return CLAIM_NOTHING;
	if (at == before)
		c->both[at] = claim_both(c, a, b);
	return c->both[at];
}

const uint64_t *coherence_facts(const struct coherence *c, uint32_t claim)
{
	return c->facts + 2 * (size_t)claim * c->fact_words;
}

struct claimed_edge {
	enum edge_kind kind;
	uint8_t from, to;
};

/* The claim of @nr edges, without one of them */
static void claim_edges(const struct coherence *c, const struct claimed_edge *edges,
			unsigned int nr, unsigned int without, struct order *o)
{
	key_read(c, CLAIM_NOTHING, o);
	for (unsigned int i = 0; i < nr; i++)
		if (i != without)
			add_edge(c, o, edges[i].kind, edges[i].from, edges[i].to);
	close_claim(c, o);
}

/* Picks edges of a claim: each one that does not follow from those picked before */
static unsigned int pick_edges(const struct coherence *c, const struct order *whole,
			       struct claimed_edge *edges)
{
	const struct execution *x = c->x;
	unsigned int nr = 0, j;
	struct order now;

	for (unsigned int i = 0; i < c->nr; i++)
		if (whole->source[i] != NO_SOURCE)
			edges[nr++] = (struct claimed_edge) {
				EDGE_RF, whole->source[i], i,
			};
	claim_edges(c, edges, nr, nr, &now);
	for (unsigned int i = 0; i < c->nr; i++) {
		unsigned int from = c->events[i];

		for_each_bit(j, &whole->before[i], 1) {
			bool co = rel_has(x->co, from, c->events[j]);

			if (comes_before(&now, i, j) ||
			    !(co || rel_has(x->fr, from, c->events[j])))
				continue;
			edges[nr++] = (struct claimed_edge) {
				co ? EDGE_CO : EDGE_FR, i, j,
			};
			claim_edges(c, edges, nr, nr, &now);
		}
	}
	return nr;
}

void coherence_edges(struct coherence *c, uint32_t claim,
		     void (*found)(void *data, enum edge_kind kind,
				   unsigned int from, unsigned int to),
		     void *data)
{
	struct claimed_edge *edges;
	struct order whole, without;
	unsigned int nr;

	key_read(c, claim, &whole);
	if (claim == CLAIM_NOTHING)
		return;
	edges = xcalloc((size_t)c->nr * (c->nr + 1), sizeof(*edges));
	nr = pick_edges(c, &whole, edges);
	for (unsigned int i = nr; i-- > 0;) {
		claim_edges(c, edges, nr, i, &without);
		if (memcmp(without.before, whole.before,
			   c->nr * sizeof(*whole.before)) ||
		    memcmp(without.source, whole.source, c->nr))
			continue;
		memmove(&edges[i], &edges[i + 1], (--nr - i) * sizeof(*edges));
	}
	for (unsigned int i = 0; i < nr; i++)
		found(data, edges[i].kind, c->events[edges[i].from],
		      c->events[edges[i].to]);
	free(edges);
}
