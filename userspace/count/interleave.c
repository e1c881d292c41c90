// SPDX-License-Identifier: GPL-2.0
/*
 * Counting the orders of a location, see interleave.h.
 */
#include <stdlib.h>
#include <string.h>
#include "count/interleave.h"
#include "lib/keyset.h"
#include "lib/util.h"

/*
 * A key stands for all beginnings of sequences that can go on in the same ways. Its
 * bytes are the next access of each thread, then for each observed read its value + 1,
 * then the last write. The relevant edges follow as whole words.
 */
struct interleaver {
	const struct interleaving *in;
	struct budget *budget;
	unsigned int nr, nr_writes;
	unsigned int words, edge_words;	/* of keys, and the last of these */
	uint8_t observed[MAX_TURNS];	/* accesses */
	unsigned int nr_observed;
	uint8_t value_at[MAX_TURNS];	/* of these: which byte */
	uint8_t last_at;
	uint8_t same[MAX_TURNS + 1];	/* a write that differs in nothing relevant */
	bool plain[MAX_TURNS + 1];	/* none of its rf edges is relevant */
	bool matters[MAX_TURNS + 1];	/* what a read reads, or one after it */
	bool has_edge[MAX_TURNS + 1];	/* some edge into this write is relevant */
	struct keyset table[2];
	uint64_t *counts[2];
	size_t room[2];
	unsigned int now;
};

static void note(struct interleaver *v, const uint64_t *key, uint64_t count)
{
	unsigned int next = !v->now;
	struct keyset *t = &v->table[next];
	size_t before = t->nr, i = keyset_find(t, key);

	if (!budget_grow(v->budget, &v->counts[next], &v->room[next], i + 1,
			 sizeof(uint64_t)))
		return;
	if (i < before)
		v->counts[next][i] += count;
	else
		v->counts[next][i] = count;
}

static void add_edge(const struct interleaver *v, uint64_t *key, unsigned int from,
		     unsigned int to)
{
	unsigned int edge = v->in->edges[from][to];

	if (edge != NO_EDGE)
		key[v->words - v->edge_words + edge / 64] |= 1ULL << (edge % 64);
}

/*
 * Adds the reads that see the last write: of each thread none, one or several. @ends:
 * one of them is the first half of a read-modify-write, whose write comes next; no
 * other thread's can be.
 */
static void read_on(struct interleaver *v, unsigned int thread, bool ends,
		    const uint64_t *before, uint64_t count)
{
	const struct interleaving *in = v->in;
	uint64_t key[v->words];
	uint8_t *at = (uint8_t *)key;
	unsigned int last, value;

	/* With many threads, this calls itself many times */
	if (budget_over(v->budget))
		return;
	if (thread == in->nr_threads) {
		note(v, before, count);
		return;
	}
	memcpy(key, before, sizeof(key));
	last = at[v->last_at];
	value = in->turns[last].value;
	for (;;) {
		unsigned int e = at[thread];
		const struct turn *turn = &in->turns[e];

		read_on(v, thread + 1, ends, key, count);
		if (e == in->first[thread + 1] || turn->write ||
		    (ends && turn->ends_turn) ||
		    !(turn->may_read[value / 64] >> (value % 64) & 1))
			return;
		if (turn->observed)
			at[v->value_at[e]] = value + 1;
		add_edge(v, key, last, e);
		at[thread]++;
		ends |= turn->ends_turn;
	}
}

/* Whether a thread is between the read and the write of a read-modify-write */
static bool must_write(const struct interleaving *in, const uint8_t *at,
		       unsigned int thread)
{
	return at[thread] > in->first[thread] &&
	       in->turns[at[thread] - 1].ends_turn;
}

static void write_next(struct interleaver *v, unsigned int thread,
		       const uint64_t *before, uint64_t count)
{
	const struct interleaving *in = v->in;
	uint64_t key[v->words];
	uint8_t *at = (uint8_t *)key;
	unsigned int write;
	bool matters = in->last;

	memcpy(key, before, sizeof(key));
	write = at[thread]++;
	for (unsigned int t = 0; t < in->nr_threads; t++) {
		matters |= at[t] < in->first[t + 1] && v->matters[at[t]];
		for (unsigned int e = in->first[t]; v->has_edge[write] && e < at[t]; e++)
			add_edge(v, key, e, write);
	}
	at[v->last_at] = matters ? v->same[write] : v->nr;
	note(v, key, count);
}

static void write_on(struct interleaver *v, const uint64_t *key, uint64_t count)
{
	const struct interleaving *in = v->in;
	const uint8_t *at = (const uint8_t *)key;
	unsigned int must = in->nr_threads;

	for (unsigned int t = 0; t < in->nr_threads; t++)
		if (must_write(in, at, t))
			must = t;
	for (unsigned int t = 0; t < in->nr_threads; t++)
		if ((must == in->nr_threads || must == t) &&
		    at[t] < in->first[t + 1] && in->turns[at[t]].write)
			write_next(v, t, key, count);
}

/* Makes one step from all beginnings: some reads, or a write */
static enum search step(struct interleaver *v, bool write)
{
	struct keyset *t = &v->table[v->now];

	for (size_t i = 0; i < t->nr; i++) {
		if (budget_over(v->budget))
			return search_over(v->budget);
		if (write)
			write_on(v, keyset_key(t, i), v->counts[v->now][i]);
		else
			read_on(v, 0, false, keyset_key(t, i), v->counts[v->now][i]);
	}
	keyset_clear(t);
	v->now = !v->now;
	return search_over(v->budget);
}

static void prepare(struct interleaver *v)
{
	const struct interleaving *in = v->in;

	v->nr = in->first[in->nr_threads];
	for (unsigned int e = 0; e <= v->nr; e++) {
		if (!in->turns[e].write) {
			v->value_at[e] = in->nr_threads + v->nr_observed;
			if (in->turns[e].observed)
				v->observed[v->nr_observed++] = e;
			continue;
		}
		v->nr_writes += e < v->nr;
		for (unsigned int a = 0; a < v->nr; a++)
			v->has_edge[e] |= in->edges[a][e] != NO_EDGE;
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
	v->last_at = in->nr_threads + v->nr_observed;
	v->edge_words = (in->nr_edges + 63) / 64;
	v->words = (v->last_at + 1 + 7) / 8 + v->edge_words;
	v->table[0].words = v->table[1].words = v->words;
	v->table[0].budget = v->table[1].budget = v->budget;
}

static void begin(struct interleaver *v)
{
	uint64_t key[v->words];
	uint8_t *at = (uint8_t *)key;

	memset(key, 0, sizeof(key));
	memcpy(at, v->in->first, v->in->nr_threads);
	at[v->last_at] = v->same[v->nr];
	note(v, key, 1);
	v->now = 1;
}

/* Reports the sequences that have the accesses of all threads */
static void end(const struct interleaver *v, size_t i,
		void (*found)(void *data, const uint8_t *values, uint8_t last,
			      const uint64_t *edges, uint64_t count),
		void *data)
{
	const struct interleaving *in = v->in;
	const uint64_t *key = keyset_key(&v->table[v->now], i);
	const uint8_t *at = (const uint8_t *)key;
	uint8_t values[MAX_TURNS];

	for (unsigned int t = 0; t < in->nr_threads; t++)
		if (at[t] != in->first[t + 1])
			return;
	for (unsigned int o = 0; o < v->nr_observed; o++)
		values[v->observed[o]] = at[v->value_at[v->observed[o]]] - 1;
	found(data, values, in->turns[at[v->last_at]].value,
	      key + v->words - v->edge_words, v->counts[v->now][i]);
}

enum search interleave(const struct interleaving *in, struct budget *budget,
		       void (*found)(void *data, const uint8_t *values,
				     uint8_t last, const uint64_t *edges,
				     uint64_t count),
		       void *data)
{
	struct interleaver v = { .in = in, .budget = budget };
	enum search result = SEARCH_DONE;

	prepare(&v);
	begin(&v);
	/* Reads and a write alternate, and reads come at the end */
	for (unsigned int i = 0; i <= 2 * v.nr_writes && result == SEARCH_DONE; i++)
		result = step(&v, i % 2);
	for (size_t i = 0; i < v.table[v.now].nr && result == SEARCH_DONE; i++) {
		if (budget_over(budget))
			result = search_over(budget);
		else
			end(&v, i, found, data);
	}
	for (unsigned int i = 0; i < 2; i++) {
		keyset_free(&v.table[i]);
		budget_free(budget, &v.counts[i], &v.room[i], sizeof(uint64_t));
	}
	return result;
}
