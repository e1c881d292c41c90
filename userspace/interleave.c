// SPDX-License-Identifier: GPL-2.0
/*
 * Counting sequences of accesses, see interleave.h.
 */
#include <stdlib.h>
#include <string.h>
#include "interleave.h"
#include "keyset.h"
#include "util.h"

/*
 * What is known of sequences, as a key: bytes, then edges. @at is the next access
 * of each thread, @values are those of observed reads + 1, @last the last write.
 */
struct progress {
	uint8_t at[MAX_TURNS];
	uint8_t values[MAX_TURNS];
	uint8_t last;
	uint64_t edges[MAX_TURN_EDGES / 64];
};

struct interleaver {
	const struct interleaving *in;
	unsigned int nr, nr_writes;
	unsigned int edge_words;
	uint8_t observed[MAX_TURNS];	/* accesses */
	unsigned int nr_observed;
	uint8_t same[MAX_TURNS + 1];	/* a write that differs in nothing asked for */
	bool plain[MAX_TURNS + 1];	/* it has no rf that is asked for */
	bool matters[MAX_TURNS + 1];	/* what a read reads, or one after it */
	struct keyset table[2];
	uint64_t *counts[2];
	size_t room[2];
	unsigned int now;
	uint64_t *key;
};

static void key_write(const struct interleaver *v, const struct progress *p,
		      uint64_t *key)
{
	unsigned int nt = v->in->nr_threads;
	uint8_t *bytes = (uint8_t *)key;

	key[v->table[0].words - v->edge_words - 1] = 0;
	memcpy(bytes, p->at, nt);
	for (unsigned int o = 0; o < v->nr_observed; o++)
		bytes[nt + o] = p->values[v->observed[o]];
	bytes[nt + v->nr_observed] = p->last;
	memcpy(key + v->table[0].words - v->edge_words, p->edges,
	       v->edge_words * sizeof(*key));
}

static void key_read(const struct interleaver *v, const uint64_t *key,
		     struct progress *p)
{
	unsigned int nt = v->in->nr_threads;
	const uint8_t *bytes = (const uint8_t *)key;

	memcpy(p->at, bytes, nt);
	for (unsigned int o = 0; o < v->nr_observed; o++)
		p->values[v->observed[o]] = bytes[nt + o];
	p->last = bytes[nt + v->nr_observed];
	memcpy(p->edges, key + v->table[0].words - v->edge_words,
	       v->edge_words * sizeof(*key));
}

static void note(struct interleaver *v, const struct progress *p, uint64_t count)
{
	unsigned int next = !v->now;
	struct keyset *t = &v->table[next];
	size_t i, before = t->nr;

	key_write(v, p, v->key);
	i = keyset_find(t, v->key);
	if (i < before) {
		v->counts[next][i] += count;
		return;
	}
	if (i >= v->room[next]) {
		v->room[next] = 2 * i + 64;
		v->counts[next] = xrealloc(v->counts[next], v->room[next],
					   sizeof(uint64_t));
	}
	v->counts[next][i] = count;
}

static void add_edge(const struct interleaver *v, struct progress *p,
		     unsigned int from, unsigned int to)
{
	unsigned int edge = v->in->edges[from][to];

	if (edge != NO_EDGE)
		p->edges[edge / 64] |= 1ULL << (edge % 64);
}

/* Reads of a thread that see the last write: none, or one, or more */
static void read_on(struct interleaver *v, unsigned int thread,
		    struct progress p, uint64_t count)
{
	const struct interleaving *in = v->in;

	for (;;) {
		unsigned int e = p.at[thread];
		const struct turn *turn = &in->turns[e];
		uint8_t value = in->turns[p.last].value;

		note(v, &p, count);
		if (e == in->first[thread + 1] || turn->write ||
		    !(turn->may_read[value / 64] >> (value % 64) & 1))
			return;
		if (turn->observed)
			p.values[e] = value + 1;
		add_edge(v, &p, p.last, e);
		p.at[thread]++;
	}
}

/* Whether a thread has read, and must write next */
static bool must_write(const struct interleaving *in, const struct progress *p,
		       unsigned int thread)
{
	return p->at[thread] > in->first[thread] &&
	       in->turns[p->at[thread] - 1].ends_turn;
}

static void write_next(struct interleaver *v, unsigned int thread,
		       struct progress p, uint64_t count)
{
	const struct interleaving *in = v->in;
	unsigned int write = p.at[thread];
	bool matters = in->last;

	for (unsigned int t = 0; t < in->nr_threads; t++)
		for (unsigned int e = in->first[t]; e < p.at[t]; e++)
			add_edge(v, &p, e, write);
	p.at[thread]++;
	for (unsigned int t = 0; t < in->nr_threads; t++)
		matters |= p.at[t] < in->first[t + 1] && v->matters[p.at[t]];
	p.last = matters ? v->same[write] : v->nr;
	note(v, &p, count);
}

static void write_on(struct interleaver *v, const struct progress *p,
		     uint64_t count)
{
	const struct interleaving *in = v->in;
	unsigned int must = in->nr_threads;

	for (unsigned int t = 0; t < in->nr_threads; t++) {
		if (!must_write(in, p, t))
			continue;
		if (must < in->nr_threads)
			return;
		must = t;
	}
	for (unsigned int t = 0; t < in->nr_threads; t++)
		if ((must == in->nr_threads || must == t) &&
		    p->at[t] < in->first[t + 1] && in->turns[p->at[t]].write)
			write_next(v, t, *p, count);
}

/* One step of all sequences: reads of a thread, or (@thread too high) a write */
static bool step(struct interleaver *v, unsigned int thread,
		 struct deadline *deadline)
{
	struct keyset *t = &v->table[v->now];
	struct progress p = { .last = 0 };

	for (size_t i = 0; i < t->nr; i++) {
		if (deadline_passed(deadline))
			return false;
		key_read(v, keyset_key(t, i), &p);
		if (thread < v->in->nr_threads)
			read_on(v, thread, p, v->counts[v->now][i]);
		else
			write_on(v, &p, v->counts[v->now][i]);
	}
	keyset_clear(t);
	v->now = !v->now;
	return true;
}

static void prepare(struct interleaver *v)
{
	const struct interleaving *in = v->in;
	unsigned int words;

	v->nr = in->first[in->nr_threads];
	for (unsigned int e = 0; e <= v->nr; e++) {
		if (!in->turns[e].write) {
			if (in->turns[e].observed)
				v->observed[v->nr_observed++] = e;
			continue;
		}
		v->nr_writes += e < v->nr;
		v->plain[e] = true;
		for (unsigned int r = 0; r < v->nr; r++)
			if (!in->turns[r].write && in->edges[e][r] != NO_EDGE)
				v->plain[e] = false;
		v->same[e] = e;
		for (unsigned int w = e; w-- > 0 && v->plain[e];)
			if (v->plain[w] && in->turns[w].value == in->turns[e].value)
				v->same[e] = w;
	}
	for (unsigned int t = 0; t < in->nr_threads; t++) {
		bool matters = false;

		for (unsigned int e = in->first[t + 1]; e-- > in->first[t];) {
			if (!in->turns[e].write) {
				matters |= in->turns[e].observed ||
					   ~in->turns[e].may_read[0] ||
					   ~in->turns[e].may_read[1];
				for (unsigned int w = 0; w <= v->nr; w++)
					matters |= in->edges[w][e] != NO_EDGE;
			}
			v->matters[e] = matters;
		}
	}
	v->edge_words = (in->nr_edges + 63) / 64;
	words = (in->nr_threads + v->nr_observed + 1 + 7) / 8;
	v->table[0].words = v->table[1].words = words + v->edge_words;
	v->key = xcalloc(words + v->edge_words, sizeof(*v->key));
}

bool interleave(const struct interleaving *in, struct deadline *deadline,
		void (*found)(void *data, const uint8_t *values, uint8_t last,
			      const uint64_t *edges, uint64_t count),
		void *data)
{
	struct interleaver v = { .in = in };
	struct progress p = { .last = 0 };
	bool go_on = true;

	prepare(&v);
	memcpy(p.at, in->first, in->nr_threads);
	p.last = v.same[v.nr];
	note(&v, &p, 1);
	v.now = 1;
	for (unsigned int w = 0; w <= v.nr_writes && go_on; w++) {
		for (unsigned int t = 0; t < in->nr_threads && go_on; t++)
			go_on = step(&v, t, deadline);
		if (w < v.nr_writes)
			go_on = go_on && step(&v, in->nr_threads, deadline);
	}
	for (size_t i = 0; i < v.table[v.now].nr && go_on; i++) {
		bool done = true;

		key_read(&v, keyset_key(&v.table[v.now], i), &p);
		for (unsigned int t = 0; t < in->nr_threads; t++)
			done &= p.at[t] == in->first[t + 1];
		if (!done)
			continue;
		for (unsigned int o = 0; o < v.nr_observed; o++)
			p.values[v.observed[o]]--;
		found(data, p.values, in->turns[p.last].value, p.edges,
		      v.counts[v.now][i]);
	}
	for (unsigned int i = 0; i < 2; i++) {
		keyset_free(&v.table[i]);
		free(v.counts[i]);
	}
	free(v.key);
	return go_on;
}
