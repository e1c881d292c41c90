// SPDX-License-Identifier: GPL-2.0
#include "private/hash.h"

/* Steps of MurmurHash3's 128-bit variant (public domain) */
static inline void mix(uint64_t *h, uint64_t word)
{
	uint64_t k = word * 0x87c37b91114253d5ULL;

	k = (k << 31 | k >> 33) * 0x4cf5ad432745937fULL;
	h[0] ^= k;
	h[0] = ((h[0] << 27 | h[0] >> 37) + h[1]) * 5 + 0x52dce729;
	h[1] ^= k * 0x9e3779b97f4a7c15ULL;
	h[1] = ((h[1] << 31 | h[1] >> 33) + h[0]) * 5 + 0x38495ab5;
}

static inline uint64_t finish(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdULL;
	h ^= h >> 33;
	h *= 0xc4ceb9fe1a85ec53ULL;
	return h ^ h >> 33;
}

void state_hash(const struct mailbox *m, const struct mailbox_state *s,
		uint64_t *hash)
{
	unsigned int i;

	hash[0] = hash[1] = 0;
	for (i = 0; i < m->view.prog->nr_threads; i++) {
		mix(hash, s->done[i]);
		mix(hash, s->guessed[i]);
		mix(hash, s->guess[i]);
		mix(hash, s->reached[i]);
	}
	for (i = 1; i < m->nr_stores; i++) {
		mix(hash, s->attached[i]);
		mix(hash, s->stored[i]);
		mix(hash, (uint64_t)s->loc[i] << 8 | s->rank[i]);
	}
	for (i = 0; i < m->nr_events; i++) {
		mix(hash, s->value[i]);
		mix(hash, s->source[i]);
	}
	for (i = 0; i < m->nr_pairs; i++)
		mix(hash, s->chosen[i]);
	mix(hash, s->claimed);
	mix(hash, s->claimed_initial);
	hash[0] = finish(hash[0] + hash[1]);
	hash[1] = finish(hash[1] + hash[0]);
}
