// SPDX-License-Identifier: GPL-2.0
/*
 * Numbered keys, see keyset.h.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "keyset.h"
#include "util.h"

static bool is_same(const uint64_t *a, const uint64_t *b, size_t words)
{
	/* Keys are short: a call would take longer */
	for (size_t i = 0; i < words; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

static uint32_t *place_of(const struct keyset *t, const uint64_t *key)
{
	uint64_t hash = 0;
	size_t at;

	for (size_t i = 0; i < t->words; i++) {
		hash = (hash ^ key[i]) * 0x9e3779b97f4a7c15ULL;
		hash ^= hash >> 32;
	}
	/* What the highest bits of a key make of it is in the middle so far */
	hash = hash * 0x9e3779b97f4a7c15ULL >> 32;
	for (at = hash & (t->index_size - 1); t->index[at];
	     at = (at + 1) & (t->index_size - 1))
		if (is_same(keyset_key(t, t->index[at] - 1), key, t->words))
			break;
	return &t->index[at];
}

static void grow(struct keyset *t)
{
	t->room = t->room ? 2 * t->room : 64;
	t->keys = xrealloc(t->keys, t->room * (t->words + 1), sizeof(*t->keys));
	free(t->index);
	t->index_size = 4 * t->room;
	t->index = xcalloc(t->index_size, sizeof(*t->index));
	for (size_t i = 0; i < t->nr; i++)
		*place_of(t, keyset_key(t, i)) = i + 1;
}

size_t keyset_find(struct keyset *t, const uint64_t *key)
{
	uint32_t *place;

	if (t->nr == t->room)
		grow(t);
	place = place_of(t, key);
	if (!*place) {
		memcpy(t->keys + t->nr * t->words, key, t->words * sizeof(*key));
		*place = ++t->nr;
	}
	return *place - 1;
}

size_t keyset_bytes(const struct keyset *t)
{
	return t->room * (t->words + 1) * sizeof(*t->keys) +
	       t->index_size * sizeof(*t->index);
}

void keyset_clear(struct keyset *t)
{
	t->nr = 0;
	if (t->index)
		memset(t->index, 0, t->index_size * sizeof(*t->index));
}

void keyset_free(struct keyset *t)
{
	free(t->keys);
	free(t->index);
}
