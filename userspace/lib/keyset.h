/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tool's hash table: a set of keys. Each key is a fixed number of 64-bit words.
 * A key that is added gets the next number, beginning at 0. Callers keep what belongs
 * to a key in an array of their own, at the number of the key.
 *
 *	struct keyset set = { .words = 2, .budget = budget };
 *	size_t i = keyset_find(&set, key);	the first key: 0
 */
#ifndef KEYSET_H
#define KEYSET_H

#include <stddef.h>
#include <stdint.h>
#include "lib/budget.h"

/**
 * struct keyset - a set of keys
 * @words:	words of a key. The caller sets @words and @budget, and zeroes the rest
 * @budget:	budget that memory is taken from; NULL for no budget
 * @keys:	all keys, one after the other
 * @nr:		how many keys there are
 */
struct keyset {
	size_t words;
	struct budget *budget;
	uint64_t *keys;
	size_t nr;

	/* private: */
	size_t room;
	uint32_t *index;	/* numbers from 1, by a hash of the key */
	size_t index_size;
};

/**
 * keyset_find() - the number of a key
 * @set:	the set
 * @key:	[words] the key; if the set does not have it, it is added
 *
 * Return: the number of the key. If there is no memory for a new key, the budget is
 * over, and the number is that of some other key.
 */
size_t keyset_find(struct keyset *set, const uint64_t *key);

static inline const uint64_t *keyset_key(const struct keyset *set, size_t i)
{
	return set->keys + i * set->words;
}

/* Bytes of memory that the set uses */
size_t keyset_bytes(const struct keyset *set);

/* Removes all keys, and keeps the memory; keyset_free() frees the memory, too */
void keyset_clear(struct keyset *set);
/* Removes all keys; new keys have another number of words */
void keyset_reset(struct keyset *set, size_t words);
void keyset_free(struct keyset *set);

#endif /* KEYSET_H */
