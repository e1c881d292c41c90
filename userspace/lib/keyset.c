// SPDX-License-Identifier: GPL-2.0
/*
 * Numbered keys, see keyset.h.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "lib/keyset.h"
#include "lib/util.h"

/* Slots of the index for each key: the index is a quarter full at most */
#define INDEX_PER_KEY	4

static bool is_same(const uint64_t *a, const uint64_t *b, size_t words)
{
	/* Keys are short: a call of memcmp() would take longer */
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
	/* The multiplication has spread the key's highest bits to the middle only */
	hash = hash * 0x9e3779b97f4a7c15ULL >> 32;
	for (at = hash & (t->index_size - 1); t->index[at];
	     at = (at + 1) & (t->index_size - 1))
		if (is_same(keyset_key(t, t->index[at] - 1), key, t->words))
			break;
	return &t->index[at];
}

static size_t room_bytes(const struct keyset *t, size_t room)
{
	return room * ((t->words + 1) * sizeof(*t->keys) +
		       INDEX_PER_KEY * sizeof(*t->index));
}

/* Return: false if there is no memory */
static bool grow(struct keyset *t)
{
	size_t room = t->room ? 2 * t->room : 64;
	size_t more = room_bytes(t, room) - room_bytes(t, t->room);

	if (t->budget && t->room && !budget_take(t->budget, more))
		return false;
	if (t->budget && !t->room)
		budget_charge(t->budget, more);
	t->room = room;
	t->keys = xrealloc(t->keys, t->room * (t->words + 1), sizeof(*t->keys));
	free(t->index);
	t->index_size = INDEX_PER_KEY * t->room;
	t->index = xcalloc(t->index_size, sizeof(*t->index));
	for (size_t i = 0; i < t->nr; i++)
		*place_of(t, keyset_key(t, i)) = i + 1;
	return true;
}

size_t keyset_find(struct keyset *t, const uint64_t *key)
{
	bool full = t->nr == t->room && !grow(t);
	uint32_t *place = place_of(t, key);

	if (!*place) {
		if (full)
			return 0;
		memcpy(t->keys + t->nr * t->words, key, t->words * sizeof(*key));
		*place = ++t->nr;
	}
	return *place - 1;
}

size_t keyset_bytes(const struct keyset *t)
{
	return room_bytes(t, t->room);
}

void keyset_clear(struct keyset *t)
{
	t->nr = 0;
	if (t->index)
		memset(t->index, 0, t->index_size * sizeof(*t->index));
}

void keyset_reset(struct keyset *t, size_t words)
{
	if (words == t->words) {
		keyset_clear(t);
	} else {
		keyset_free(t);
		t->words = words;
	}
}

void keyset_free(struct keyset *t)
{
	if (t->budget)
		budget_give(t->budget, keyset_bytes(t));
	free(t->keys);
	free(t->index);
	t->keys = NULL;
	t->index = NULL;
	t->nr = t->room = t->index_size = 0;
}
