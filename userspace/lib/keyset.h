/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keys of a fixed number of words, numbered as they come.
 */
#ifndef KEYSET_H
#define KEYSET_H

#include <stddef.h>
#include <stdint.h>
#include "lib/budget.h"

/**
 * struct keyset - a set of keys
 * @words:	in a key. Set it and @budget; all else is 0 at first
 * @budget:	what memory is taken from; NULL: from nothing
 * @keys:	one after the other
 * @nr:		how many
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
 * @key:	[words]; a new key is added
 *
 * Return: the number; a new key has that of the keys before it. When there is no
 * memory for a new key, the budget is over, and the number is of another key.
 */
size_t keyset_find(struct keyset *set, const uint64_t *key);

static inline const uint64_t *keyset_key(const struct keyset *set, size_t i)
{
	return set->keys + i * set->words;
}

/* Memory that the set takes */
size_t keyset_bytes(const struct keyset *set);

/* Forgets the keys; keyset_free() gives back what the set takes, too */
void keyset_clear(struct keyset *set);
/* The same, for keys of another number of words */
void keyset_reset(struct keyset *set, size_t words);
void keyset_free(struct keyset *set);

#endif /* KEYSET_H */
