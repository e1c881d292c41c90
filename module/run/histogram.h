/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counting outcomes. A histogram is a hash table of bounded size, from the
 * values of an outcome to how often it was seen; a tally is a histogram with
 * the sums over all iterations, also of those that it could not hold.
 */
#ifndef ORDLAB_HISTOGRAM_H
#define ORDLAB_HISTOGRAM_H

#include <linux/compiler.h>
#include <linux/sizes.h>
#include <linux/types.h>

#include "program.h"

/**
 * struct ordlab_histogram - counts of outcomes
 * @width:	values in an outcome
 * @max:	distinct outcomes that there is room for, at most
 * @nr:		distinct outcomes that are there
 * @room:	distinct outcomes that memory has been allocated for
 * @mask:	slots in @hash, less one; a power of two, less one
 * @hash:	number of a state plus one, or 0; open addressing
 * @bits:	of each value that make up an index into @direct
 * @direct:	number of a state plus one, or 0, for outcomes whose values have
 *		no more than @bits: nearly all that there are. NULL when
 *		outcomes have too many values
 * @counts:	[@room] how often each state was seen
 * @values:	[@room * @width] the states, in the order in which they came
 *
 * The owner serialises all access.
 */
struct ordlab_histogram {
	unsigned int width;
	unsigned int max;
	unsigned int nr;
	unsigned int room;
	unsigned int mask;
	u32 *hash;
	unsigned int bits;
	u16 *direct;
	u64 *counts;
	s64 *values;
};

/**
 * ordlab_histogram_size() - memory that a histogram takes when it is full
 * @width:	values in an outcome
 * @states:	distinct outcomes
 *
 * Return: bytes.
 */
size_t ordlab_histogram_size(unsigned int width, unsigned int states);

/**
 * ordlab_histogram_create() - make an empty histogram
 * @width:	values in an outcome; may be 0, which makes one outcome
 * @room:	distinct outcomes to allocate memory for now
 * @max:	distinct outcomes that ordlab_histogram_grow() may make room for
 *
 * Context: may sleep.
 * Return: the histogram, or NULL when memory is short.
 */
struct ordlab_histogram *ordlab_histogram_create(unsigned int width,
						 unsigned int room,
						 unsigned int max);
void ordlab_histogram_destroy(struct ordlab_histogram *hist);

/**
 * ordlab_histogram_grow() - make room for one state more
 * @hist:	the histogram
 *
 * Context: may sleep.
 * Return: 0; -ENOSPC at the bound of distinct outcomes; -ENOMEM.
 */
int ordlab_histogram_grow(struct ordlab_histogram *hist);

int ordlab_histogram_add_slow(struct ordlab_histogram *hist, const s64 *values,
			      u64 count);

static inline const s64 *
ordlab_histogram_values(const struct ordlab_histogram *hist, unsigned int i)
{
	return hist->values + (size_t)i * hist->width;
}

/**
 * ordlab_histogram_add() - count an outcome
 * @hist:	the histogram
 * @values:	[hist->width] the outcome
 * @count:	how often it was seen
 *
 * Context: any.
 * Return: 0, or -ENOSPC when the outcome is new and there is no room for it
 * (see ordlab_histogram_grow()): it was not counted.
 */
static inline int ordlab_histogram_add(struct ordlab_histogram *hist,
				       const s64 *values, u64 count)
{
	unsigned int i, bits = hist->bits;
	u64 index = 0, more = 0;

	if (!hist->direct)
		return ordlab_histogram_add_slow(hist, values, count);
	for (i = 0; i < hist->width; i++) {
		more |= (u64)values[i] >> bits;
		index = index << bits | values[i];
	}
	if (unlikely(more || !hist->direct[index]))
		return ordlab_histogram_add_slow(hist, values, count);
	hist->counts[hist->direct[index] - 1] += count;
	return 0;
}

/**
 * ordlab_histogram_add_direct() - count outcomes of few bits at once
 * @hist:	the histogram, which has a @direct
 * @indices:	[@nr] the values of an outcome each, in @bits each, the first one
 *		topmost
 * @nr:		how many
 *
 * Context: any.
 * Return: true; or false when one of them is new, and none was counted.
 */
static inline bool ordlab_histogram_add_direct(struct ordlab_histogram *hist,
					       const u16 *indices,
					       unsigned int nr)
{
	const u16 *direct = hist->direct;
	u64 *counts = hist->counts;
	unsigned int i;
	bool known = true;

	for (i = 0; i < nr; i++)
		known &= !!direct[indices[i]];
	if (!known)
		return false;
	for (i = 0; i < nr; i++)
		counts[direct[indices[i]] - 1]++;
	return true;
}

/**
 * ordlab_histogram_clear() - forget every outcome; keeps the memory
 * @hist:	the histogram
 *
 * Context: any.
 */
void ordlab_histogram_clear(struct ordlab_histogram *hist);

/**
 * ordlab_histogram_sort() - numbers of the states in the order of their values
 * @hist:	the histogram
 * @order:	[hist->nr] filled in
 *
 * Context: any.
 */
void ordlab_histogram_sort(const struct ordlab_histogram *hist, u32 *order);

/* Memory for the distinct outcomes of one tally, and their number, at most */
#define ORDLAB_MAX_TALLY_BYTES	SZ_1M
#define ORDLAB_MAX_STATES	4096

/**
 * struct ordlab_counts - what perpetual mode has seen
 * @frames:	iterations from which the condition's cycle was walked
 * @witnesses:	those from which it closed
 * @disjoint:	witnesses of which no two have an iteration of any thread in
 *		common
 * @overlapped:	frames during which the threads saw one another go on
 */
struct ordlab_counts {
	u64 frames;
	u64 witnesses;
	u64 disjoint;
	u64 overlapped;
};

static inline void ordlab_counts_add(struct ordlab_counts *to,
				     const struct ordlab_counts *from)
{
	to->frames += from->frames;
	to->witnesses += from->witnesses;
	to->disjoint += from->disjoint;
	to->overlapped += from->overlapped;
}

/**
 * struct ordlab_shown - what the positive control has seen, see control.h
 * @iterations:	iterations in batch mode
 * @weak:	those whose outcome was the one that a fence would forbid
 * @frames:	iterations in perpetual mode
 * @witnesses:	those from which its cycle closed
 */
struct ordlab_shown {
	u64 iterations;
	u64 weak;
	u64 frames;
	u64 witnesses;
};

static inline void ordlab_shown_add(struct ordlab_shown *to,
				    const struct ordlab_shown *from)
{
	to->iterations += from->iterations;
	to->weak += from->weak;
	to->frames += from->frames;
	to->witnesses += from->witnesses;
}

/**
 * struct ordlab_tally - sums over iterations
 * @hist:	outcomes; NULL when there is none yet
 * @iterations:	all that were made of those that the user has set: those of
 *		batch mode, which is the sum of the histogram's counts,
 *		@filtered, @faults and
 *		@overflow; or those of a run that was perpetual alone
 * @positive:	those whose outcome satisfied the condition
 * @negative:	those whose outcome did not
 * @filtered:	those whose outcome the filter left out
 * @overlapped:	those of batch mode during which all threads ran at the same
 *		time
 * @faults:	those that a thread ended early, because a register that it
 *		used as an address was none
 * @overflow:	those whose outcome found no room in @hist; they count as
 *		@positive or @negative all the same
 * @control:	of the positive control; none of its iterations is in what
 *		precedes
 * @counts:	of perpetual mode, whose iterations have no outcome of their own
 *
 * The owner serialises all access.
 */
struct ordlab_tally {
	struct ordlab_histogram *hist;
	u64 iterations;
	u64 positive;
	u64 negative;
	u64 filtered;
	u64 overlapped;
	u64 faults;
	u64 overflow;
	struct ordlab_shown control;
	struct ordlab_counts counts;
};

/**
 * ordlab_tally_add() - add an outcome
 * @tally:	the tally
 * @view:	the test
 * @values:	the value of everything that the test observes
 * @count:	how often it was seen
 *
 * Context: may sleep.
 */
void ordlab_tally_add(struct ordlab_tally *tally,
		      const struct ordlab_view *view, const s64 *values,
		      u64 count);

/**
 * ordlab_tally_merge() - add one tally to another
 * @to:		the sum
 * @from:	what to add
 * @view:	the test of both
 *
 * Context: may sleep.
 */
void ordlab_tally_merge(struct ordlab_tally *to,
			const struct ordlab_tally *from,
			const struct ordlab_view *view);

/**
 * ordlab_tally_clear() - forget everything, and free the memory
 * @tally:	the tally
 */
void ordlab_tally_clear(struct ordlab_tally *tally);

#endif /* ORDLAB_HISTOGRAM_H */
