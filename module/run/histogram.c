// SPDX-License-Identifier: GPL-2.0
/*
 * Counting outcomes.
 */
#include <linux/errno.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/overflow.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/string.h>

#include "histogram.h"

/* Entries of struct ordlab_histogram.direct, as a number of bits */
#define DIRECT_BITS	12

static_assert(DIRECT_BITS <= 16);	/* of ordlab_histogram_add_direct() */

/* Values rarely have more bits */
#define MAX_VALUE_BITS	6

/* Slots for a number of states: at most half of them are ever taken. */
static unsigned int slots_for(unsigned int states)
{
	return roundup_pow_of_two(2 * states);
}

size_t ordlab_histogram_size(unsigned int width, unsigned int states)
{
	size_t state = sizeof(u64) + width * sizeof(s64);

	return sizeof(struct ordlab_histogram) + states * state +
	       slots_for(states) * sizeof(u32) +
	       (sizeof(u16) << DIRECT_BITS);
}

struct ordlab_histogram *ordlab_histogram_create(unsigned int width,
						 unsigned int room,
						 unsigned int max)
{
	struct ordlab_histogram *hist = kzalloc(sizeof(*hist), GFP_KERNEL);

	if (!hist)
		return NULL;
	hist->width = width;
	hist->max = max;
	hist->room = room;
	hist->mask = slots_for(room) - 1;
	hist->hash = kvcalloc(hist->mask + 1, sizeof(*hist->hash), GFP_KERNEL);
	hist->counts = kvcalloc(room, sizeof(*hist->counts), GFP_KERNEL);
	if (width <= DIRECT_BITS) {
		hist->bits = min(DIRECT_BITS / max(width, 1U), MAX_VALUE_BITS);
		hist->direct = kvcalloc(1 << (hist->bits * width),
					sizeof(*hist->direct), GFP_KERNEL);
	}
	/* Never empty, so that ordlab_histogram_values() is always valid */
	hist->values = kvcalloc(room, max(width, 1U) * sizeof(*hist->values),
				GFP_KERNEL);
	if (!hist->hash || !hist->counts || !hist->values ||
	    (hist->bits && !hist->direct)) {
		ordlab_histogram_destroy(hist);
		return NULL;
	}
	return hist;
}

void ordlab_histogram_destroy(struct ordlab_histogram *hist)
{
	if (!hist)
		return;
	kvfree(hist->values);
	kvfree(hist->direct);
	kvfree(hist->counts);
	kvfree(hist->hash);
	kfree(hist);
}

/* The entry for an outcome that has one, or NULL. */
static u16 *find_direct(const struct ordlab_histogram *hist, const s64 *values)
{
	unsigned int i, index = 0;

	if (!hist->direct)
		return NULL;
	for (i = 0; i < hist->width; i++) {
		if ((u64)values[i] >> hist->bits)
			return NULL;
		index = index << hist->bits | values[i];
	}
	return &hist->direct[index];
}

/* The slot that has this outcome, or the empty one where it belongs. */
static u32 *find_slot(const struct ordlab_histogram *hist, const s64 *values)
{
	unsigned int i;
	u64 hash = 0;

	/* A multiplicative hash: 2^64 divided by the golden ratio, odd. */
	for (i = 0; i < hist->width; i++) {
		hash = (hash ^ (u64)values[i]) * 0x9e3779b97f4a7c15ULL;
		hash ^= hash >> 32;
	}
	for (i = hash & hist->mask;; i = (i + 1) & hist->mask) {
		u32 state = hist->hash[i];

		if (!state ||
		    !memcmp(ordlab_histogram_values(hist, state - 1), values,
			    hist->width * sizeof(*values)))
			return &hist->hash[i];
	}
}

int ordlab_histogram_add_slow(struct ordlab_histogram *hist, const s64 *values,
			      u64 count)
{
	u32 *slot = find_slot(hist, values);
	u16 *direct;

	if (!*slot) {
		if (hist->nr == hist->room)
			return -ENOSPC;
		memcpy(hist->values + (size_t)hist->nr * hist->width, values,
		       hist->width * sizeof(*values));
		hist->counts[hist->nr] = 0;
		*slot = ++hist->nr;
		direct = find_direct(hist, values);
		if (direct)
			*direct = hist->nr;
	}
	hist->counts[*slot - 1] += count;
	return 0;
}

int ordlab_histogram_grow(struct ordlab_histogram *hist)
{
	unsigned int room = min(2 * hist->room, hist->max), i;
	struct ordlab_histogram *bigger;

	if (room == hist->room)
		return -ENOSPC;
	bigger = ordlab_histogram_create(hist->width, room, hist->max);
	if (!bigger)
		return -ENOMEM;
	for (i = 0; i < hist->nr; i++)
		ordlab_histogram_add_slow(bigger,
					  ordlab_histogram_values(hist, i),
					  hist->counts[i]);
	swap(*hist, *bigger);
	ordlab_histogram_destroy(bigger);
	return 0;
}

void ordlab_histogram_clear(struct ordlab_histogram *hist)
{
	memset(hist->hash, 0, (hist->mask + 1) * sizeof(*hist->hash));
	if (hist->direct)
		memset(hist->direct, 0,
		       (1 << (hist->bits * hist->width)) *
		       sizeof(*hist->direct));
	hist->nr = 0;
}

static int compare(const void *a, const void *b, const void *priv)
{
	const struct ordlab_histogram *hist = priv;
	const s64 *x = ordlab_histogram_values(hist, *(const u32 *)a);
	const s64 *y = ordlab_histogram_values(hist, *(const u32 *)b);
	unsigned int i;

	for (i = 0; i < hist->width; i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return 0;
}

void ordlab_histogram_sort(const struct ordlab_histogram *hist, u32 *order)
{
	unsigned int i;

	for (i = 0; i < hist->nr; i++)
		order[i] = i;
	sort_r(order, hist->nr, sizeof(*order), compare, NULL, hist);
}

/*
 * Distinct outcomes of a tally, at most: their number and their memory are
 * bounded. Their numbers fit in the u16 of struct ordlab_histogram.direct.
 */
static_assert(ORDLAB_MAX_STATES <= U16_MAX);

static unsigned int max_states(unsigned int width)
{
	size_t state = 2 * sizeof(u64) + width * sizeof(s64);

	return min_t(size_t, ORDLAB_MAX_STATES, ORDLAB_MAX_TALLY_BYTES / state);
}

static int add_growing(struct ordlab_tally *tally,
		       const struct ordlab_view *view, const s64 *values,
		       u64 count)
{
	unsigned int width = view->prog->nr_observed;
	int err;

	if (!tally->hist)
		tally->hist = ordlab_histogram_create(width, 16,
						      max_states(width));
	if (!tally->hist)
		return -ENOMEM;
	while ((err = ordlab_histogram_add(tally->hist, values, count))) {
		err = ordlab_histogram_grow(tally->hist);
		if (err)
			break;
	}
	return err;
}

void ordlab_tally_add(struct ordlab_tally *tally,
		      const struct ordlab_view *view, const s64 *values,
		      u64 count)
{
	tally->iterations += count;
	if (!ordlab_cond_eval(view->filter, view->prog->nr_filter, values)) {
		tally->filtered += count;
		return;
	}
	if (ordlab_cond_eval(view->cond, view->prog->nr_cond, values))
		tally->positive += count;
	else
		tally->negative += count;
	if (add_growing(tally, view, values, count))
		tally->overflow += count;
}

void ordlab_tally_merge(struct ordlab_tally *to,
			const struct ordlab_tally *from,
			const struct ordlab_view *view)
{
	const struct ordlab_histogram *hist = from->hist;
	unsigned int i;

	to->iterations += from->iterations;
	to->positive += from->positive;
	to->negative += from->negative;
	to->filtered += from->filtered;
	to->overlapped += from->overlapped;
	to->faults += from->faults;
	to->overflow += from->overflow;
	ordlab_shown_add(&to->control, &from->control);
	ordlab_counts_add(&to->counts, &from->counts);
	for (i = 0; hist && i < hist->nr; i++)
		if (add_growing(to, view, ordlab_histogram_values(hist, i),
				hist->counts[i]))
			to->overflow += hist->counts[i];
}

void ordlab_tally_clear(struct ordlab_tally *tally)
{
	ordlab_histogram_destroy(tally->hist);
	memset(tally, 0, sizeof(*tally));
}
