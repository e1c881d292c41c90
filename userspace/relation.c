// SPDX-License-Identifier: GPL-2.0
/*
 * Relations as bit matrices, see relation.h.
 *
 * Most executions have no more than 64 events. The loops that matter are
 * therefore compiled twice, once for rows of exactly one word.
 */
#include <stdlib.h>
#include <string.h>
#include "relation.h"
#include "util.h"

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

void rel_clear(struct rel *to)
{
	memset(to->bits, 0, rel_size(to) * sizeof(*to->bits));
}

void rel_copy(struct rel *to, const struct rel *a)
{
	if (to != a)
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
 * Order in which every event comes after all that it is related to. False if
 * there is a cycle.
 */
static bool bottom_up(const struct rel *a, unsigned int *order)
{
	uint64_t left[REL_MAX_EVENTS * REL_MAX_WORDS];
	unsigned int stack[REL_MAX_EVENTS], depth, nr = 0, words = a->words;
	struct set done = { { 0 } }, open = { { 0 } };

	for (unsigned int start = 0; start < a->n; start++) {
		if (set_has(&done, start))
			continue;
		depth = 0;
		stack[depth++] = start;
		set_add(&open, start);
		memcpy(left + start * words, rel_row(a, start),
		       words * sizeof(*left));
		while (depth) {
			unsigned int e = stack[depth - 1], w;
			uint64_t *row = left + e * words;

			for (w = 0; w < words; w++) {
				row[w] &= ~done.w[w];
				if (row[w])
					break;
			}
			if (w < words) {
				unsigned int b = w * 64 + __builtin_ctzll(row[w]);

				if (set_has(&open, b))
					return false;
				row[w] &= row[w] - 1;
				stack[depth++] = b;
				set_add(&open, b);
				memcpy(left + b * words, rel_row(a, b),
				       words * sizeof(*left));
				continue;
			}
			depth--;
			set_add(&done, e);
			open.w[e / 64] &= ~(1ULL << (e % 64));
			order[nr++] = e;
		}
	}
	return true;
}

bool rel_is_acyclic(const struct rel *a)
{
	unsigned int order[REL_MAX_EVENTS];

	return bottom_up(a, order);
}

void rel_plus(struct rel *to, const struct rel *a)
{
	unsigned int order[REL_MAX_EVENTS], words = to->words;

	rel_copy(to, a);
	if (bottom_up(a, order)) {
		for (unsigned int i = 0; i < to->n; i++) {
			uint64_t *row = rel_row(to, order[i]);
			uint64_t first[REL_MAX_WORDS];
			unsigned int b;

			memcpy(first, row, words * sizeof(*row));
			for_each_bit(b, first, words)
				for (unsigned int w = 0; w < words; w++)
					row[w] |= rel_row(to, b)[w];
		}
		return;
	}
	/* Warshall, "A theorem on Boolean matrices", 1962 */
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

	/* Breadth first. @from is not seen at first, as it may be @to */
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
