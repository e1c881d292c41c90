// SPDX-License-Identifier: GPL-2.0
/*
 * Relations as bit matrices, see relation.h.
 *
 * Most executions have at most 64 events. The compiler therefore makes two versions of
 * the hot loops: one is for rows of exactly one word.
 */
#include <stdlib.h>
#include <string.h>
#include "events/relation.h"
#include "lib/util.h"

struct rel *rel_new(unsigned int n)
{
	struct rel *r = xcalloc(1, sizeof(*r));

	r->n = n;
	r->words = rel_words(n);
	r->bits = xcalloc((size_t)n * r->words + 1, sizeof(*r->bits));
	return r;
}

void rel_free(struct rel *r)
{
	if (!r)
		return;
	free(r->bits);
	free(r);
}

static size_t rel_size(const struct rel *r)
{
	return (size_t)r->n * r->words;
}

void rel_place(struct rel *to, const struct rel *from, unsigned int first)
{
	unsigned int b;

	for (unsigned int i = 0; i < from->n; i++)
		for_each_bit(b, rel_row(from, i), from->words)
			rel_add(to, first + i, first + b);
}

void rel_clear(struct rel *to)
{
	/* A relation over no events may have no memory */
	if (rel_size(to))
		memset(to->bits, 0, rel_size(to) * sizeof(*to->bits));
}

void rel_copy(struct rel *to, const struct rel *a)
{
	if (to != a && rel_size(to))
		memcpy(to->bits, a->bits, rel_size(to) * sizeof(*to->bits));
}

#define DEFINE_WORDWISE(name, expression)				\
void name(struct rel *to, const struct rel *a, const struct rel *b)	\
{									\
	for (size_t i = 0, n = rel_size(to); i < n; i++) {		\
		uint64_t x = a->bits[i], y = b->bits[i];		\
									\
		to->bits[i] = (expression);				\
	}								\
}

DEFINE_WORDWISE(rel_union, x | y)
DEFINE_WORDWISE(rel_inter, x & y)
DEFINE_WORDWISE(rel_diff, x & ~y)

static inline __attribute__((always_inline))
void seq(uint64_t *to, const uint64_t *a, const uint64_t *b, unsigned int n,
	 unsigned int words)
{
	for (unsigned int i = 0; i < n; i++, a += words, to += words) {
		uint64_t row[REL_MAX_WORDS] = { 0 };
		unsigned int j;

		for_each_bit(j, a, words) {
			for (unsigned int w = 0; w < words; w++)
				row[w] |= b[j * words + w];
		}
		for (unsigned int w = 0; w < words; w++)
			to[w] = row[w];
	}
}

void rel_seq(struct rel *to, const struct rel *a, const struct rel *b)
{
	if (to->words == 1)
		seq(to->bits, a->bits, b->bits, to->n, 1);
	else
		seq(to->bits, a->bits, b->bits, to->n, to->words);
}

void rel_inverse(struct rel *to, const struct rel *a)
{
	unsigned int b;

	rel_clear(to);
	for (unsigned int i = 0; i < a->n; i++)
		for_each_bit(b, rel_row(a, i), a->words)
			rel_add(to, b, i);
}

void rel_opt(struct rel *to, const struct rel *a)
{
	rel_copy(to, a);
	for (unsigned int i = 0; i < to->n; i++)
		rel_add(to, i, i);
}

/*
 * Removes events again and again: an event goes if none of its edges leads to an event
 * that is still there. The events that stay, if any, have a cycle among them. Edges
 * mostly lead to events with higher numbers, so one pass downwards removes most
 * events. With @close, an event's row becomes that of the closure when it is removed:
 * the rows of all its successors are closed by then.
 */
static inline __attribute__((always_inline))
bool take_away(uint64_t *bits, unsigned int n, unsigned int words, bool close)
{
	uint64_t left[REL_MAX_WORDS] = { 0 };
	bool some, progress;

	for (unsigned int i = 0; i < n; i++) {
		uint64_t any = 0;

		for (unsigned int w = 0; w < words; w++)
			any |= bits[i * words + w];
		if (any)
			left[i / 64] |= 1ULL << (i % 64);
	}
	do {
		some = progress = false;
		for (unsigned int w = words; w-- > 0;) {
			for (uint64_t m = left[w]; m;) {
				unsigned int e = 63 - __builtin_clzll(m);
				uint64_t *row = bits + (w * 64 + e) * words;
				uint64_t first[REL_MAX_WORDS], open = 0;
				unsigned int b;

				m ^= 1ULL << e;
				for (unsigned int v = 0; v < words; v++)
					open |= row[v] & left[v];
				if (open) {
					some = true;
					continue;
				}
				progress = true;
				left[w] ^= 1ULL << e;
				if (!close)
					continue;
				for (unsigned int v = 0; v < words; v++)
					first[v] = row[v];
				for_each_bit(b, first, words)
					for (unsigned int v = 0; v < words; v++)
						row[v] |= bits[b * words + v];
			}
		}
	} while (some && progress);
	return !some;
}

bool rel_is_acyclic(const struct rel *a)
{
	return a->words == 1 ? take_away(a->bits, a->n, 1, false) :
			       take_away(a->bits, a->n, a->words, false);
}

void rel_plus(struct rel *to, const struct rel *a)
{
	unsigned int words = to->words;

	rel_copy(to, a);
	if (words == 1 ? take_away(to->bits, to->n, 1, true) :
			 take_away(to->bits, to->n, words, true))
		return;
	/*
	 * Warshall, "A theorem on Boolean matrices", 1962. Rows that are closed
	 * already stay closed.
	 */
	for (unsigned int k = 0; k < to->n; k++) {
		const uint64_t *via = rel_row(to, k);

		for (unsigned int i = 0; i < to->n; i++) {
			if (!rel_has(to, i, k))
				continue;
			for (unsigned int w = 0; w < words; w++)
				rel_row(to, i)[w] |= via[w];
		}
	}
}

void rel_star(struct rel *to, const struct rel *a)
{
	rel_plus(to, a);
	rel_opt(to, to);
}

void rel_identity(struct rel *to, const struct set *s)
{
	unsigned int e;

	rel_clear(to);
	for_each_bit(e, s->w, to->words)
		rel_add(to, e, e);
}

void rel_cross(struct rel *to, const struct set *s, const struct set *t)
{
	unsigned int e;

	rel_clear(to);
	for_each_bit(e, s->w, to->words)
		memcpy(rel_row(to, e), t->w, to->words * sizeof(*to->bits));
}

void rel_from(struct rel *to, const struct set *s, const struct rel *a)
{
	for (unsigned int i = 0; i < to->n; i++) {
		uint64_t keep = set_has(s, i) ? ~0ULL : 0;

		for (unsigned int w = 0; w < to->words; w++)
			rel_row(to, i)[w] = rel_row(a, i)[w] & keep;
	}
}

void rel_into(struct rel *to, const struct rel *a, const struct set *s)
{
	for (unsigned int i = 0; i < to->n; i++)
		for (unsigned int w = 0; w < to->words; w++)
			rel_row(to, i)[w] = rel_row(a, i)[w] & s->w[w];
}

void rel_domain(struct set *to, const struct rel *a)
{
	memset(to, 0, sizeof(*to));
	for (unsigned int i = 0; i < a->n; i++) {
		uint64_t any = 0;

		for (unsigned int w = 0; w < a->words; w++)
			any |= rel_row(a, i)[w];
		if (any)
			set_add(to, i);
	}
}

void rel_range(struct set *to, const struct rel *a)
{
	memset(to, 0, sizeof(*to));
	for (unsigned int i = 0; i < a->n; i++)
		for (unsigned int w = 0; w < a->words; w++)
			to->w[w] |= rel_row(a, i)[w];
}

bool rel_is_empty(const struct rel *a)
{
	for (size_t i = 0, n = rel_size(a); i < n; i++)
		if (a->bits[i])
			return false;
	return true;
}

bool rel_is_equal(const struct rel *a, const struct rel *b)
{
	return !memcmp(a->bits, b->bits, rel_size(a) * sizeof(*a->bits));
}

bool rel_is_irreflexive(const struct rel *a)
{
	for (unsigned int i = 0; i < a->n; i++)
		if (rel_has(a, i, i))
			return false;
	return true;
}

unsigned int rel_path(const struct rel *a, unsigned int from, unsigned int to,
		      unsigned int *path)
{
	unsigned int queue[REL_MAX_EVENTS], before[REL_MAX_EVENTS];
	unsigned int head = 0, tail = 0, e, b, steps;
	struct set seen = { { 0 } };

	/* Breadth first. @from does not count as seen at first: it may be @to */
	queue[tail++] = from;
	while (head < tail) {
		e = queue[head++];
		for_each_bit(b, rel_row(a, e), a->words) {
			if (set_has(&seen, b))
				continue;
			set_add(&seen, b);
			before[b] = e;
			if (b == to)
				goto found;
			if (b != from)
				queue[tail++] = b;
		}
	}
	return 0;
found:
	steps = 0;
	e = to;
	do {
		steps++;
		e = before[e];
	} while (e != from);
	path[steps] = to;
	for (unsigned int i = steps; i > 0; i--)
		path[i - 1] = before[path[i]];
	return steps;
}

unsigned int rel_cycle(const struct rel *a, unsigned int *path)
{
	unsigned int best = 0, trial[REL_MAX_EVENTS + 1];

	for (unsigned int e = 0; e < a->n; e++) {
		unsigned int steps = rel_path(a, e, e, trial);

		if (!steps || (best && steps >= best))
			continue;
		best = steps;
		memcpy(path, trial, (steps + 1) * sizeof(*path));
	}
	return best;
}
