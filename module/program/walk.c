// SPDX-License-Identifier: GPL-2.0
/*
 * Perpetual runs, on paper: the walk through the logs. See walk.h.
 */
#include "walk.h"

/**
 * struct walker - a walk along the cycle, from one iteration after the other
 * @cycle:	the cycle
 * @read:	for each edge: the entry of its log that the walk has come to
 * @left:	for each edge: the first iteration that it may enter
 *
 * An iteration that is later than another one leads nowhere that is earlier, so
 * that nothing here ever goes back.
 */
struct walker {
	const struct ordlab_cycle *cycle;
	const struct ordlab_read *read[ORDLAB_MAX_THREADS];
	__u32 left[ORDLAB_MAX_THREADS];
};

/*
 * The walk decides the same few things most of the time. They are known
 * beforehand where there are two edges, both fr, and every location has one
 * store in an iteration: @simple is a constant in two copies of these
 * functions.
 */
static bool is_simple(const struct ordlab_cycle *cycle)
{
	unsigned int i;

	for (i = 0; i < cycle->nr; i++)
		if (!cycle->edges[i].fr || cycle->edges[i].stores != 1)
			return false;
	return cycle->nr == 2;
}

static __always_inline unsigned int nr_edges(const struct ordlab_cycle *cycle,
					     bool simple)
{
	return simple ? 2 : cycle->nr;
}

/*
 * The iteration or store that an edge leads from, in its log: iteration @n of
 * the thread that it leaves for fr, and for rf the store that this iteration
 * makes
 */
static __always_inline __u32 wanted_by(const struct ordlab_edge *edge, __u32 n,
				       bool simple)
{
	return simple || edge->fr ? n : n * edge->stores + edge->store;
}

/*
 * Whether an entry comes before the one that has it, or is the first after it
 */
static __always_inline bool is_before(const struct ordlab_edge *edge,
				      const struct ordlab_read *read,
				      __u32 wanted, bool simple)
{
	return simple || edge->fr ? read[1].first <= wanted :
		read->value < wanted;
}

/* The first iteration whose store is later than the one that wrote @value */
static __always_inline __u32 next_store(const struct ordlab_edge *edge,
					__u32 value, bool simple)
{
	if (simple || edge->stores == 1)
		return value;
	if (value < edge->store)
		return 0;
	return (value - edge->store) / edge->stores + 1;
}

/*
 * Follow edge @i from iteration @n of the thread that it leaves. Return: the
 * first iteration that it may enter; the end of the log, or a later number, if
 * there is none. @same takes how many iterations, @n and those after it, lead
 * to the same one.
 */
static __always_inline __u32 follow(struct walker *walker, unsigned int i,
				    __u32 n, __u32 *same, bool simple)
{
	const struct ordlab_edge *edge = &walker->cycle->edges[i];
	const struct ordlab_read *read = walker->read[i];
	__u32 wanted = wanted_by(edge, n, simple), next;

	while (is_before(edge, read, wanted, simple))
		read++;
	walker->read[i] = read;
	next = next_store(edge, read->value, simple);
	if (simple || edge->fr) {
		*same = read[1].first - n;
	} else {
		*same = next - n;
		next = read->first;
	}
	if (walker->left[i] < next)
		walker->left[i] = next;
	return walker->left[i];
}

/*
 * Follow the whole cycle, from iteration @n of the first thread. @first takes
 * how many iterations, @n and those after it, enter the same iteration by the
 * first edge. @all takes how many of them there are if each enters, of every
 * thread, the iteration after the one that its predecessor has entered.
 *
 * Return: the iteration of the first thread that the walk comes back to, or
 * @end if there is none before that.
 */
static __always_inline __u32 go_round(struct walker *walker, __u32 n, __u32 end,
				      __u32 *first, __u32 *all, bool simple)
{
	unsigned int i;
	__u32 same;

	for (i = 0; i < nr_edges(walker->cycle, simple); i++) {
		n = follow(walker, i, n, &same, simple);
		if (n >= end)
			return end;
		if (!i)
			*first = *all = same;
		else if (same < *all)
			*all = same;
	}
	return n;
}

/*
 * Find where in the logs a walk begins that starts with iteration @n and enters
 * none before @left
 */
static void start_walk(struct walker *walker, const struct ordlab_cycle *cycle,
		       const struct ordlab_log *const *logs, __u32 n,
		       __u32 left, __u32 end)
{
	unsigned int i;

	walker->cycle = cycle;
	for (i = 0; i < cycle->nr; i++) {
		walker->read[i] = logs[i]->reads;
		walker->left[i] = left;
	}
	for (i = 0; i < cycle->nr && n < end; i++) {
		const struct ordlab_edge *edge = &cycle->edges[i];
		const struct ordlab_read *read = logs[i]->reads;
		__u32 wanted = wanted_by(edge, n, false), same;
		__u32 nr = logs[i]->nr;

		/* Often it is the first one */
		if (!is_before(edge, read, wanted, false))
			nr = 0;
		while (nr) {
			__u32 half = nr / 2;

			if (is_before(edge, read + half, wanted, false)) {
				read += half + 1;
				nr -= half + 1;
			} else {
				nr = half;
			}
		}
		walker->read[i] = read;
		n = follow(walker, i, n, &same, false);
	}
}

static __always_inline __u32
walk_witnesses(const struct ordlab_cycle *cycle,
	       const struct ordlab_log *const *logs, __u32 nr,
	       __u32 first, __u32 last, bool simple)
{
	__u32 count = 0, n = first, at, next, same = 0, all = 0;
	struct walker walker;

	start_walk(&walker, cycle, logs, first, 0, nr);
	for (; n < last; n = next) {
		at = go_round(&walker, n, nr, &same, &all, simple);
		/* Later iterations come no further, either */
		if (at >= nr)
			break;
		next = same < last - n ? n + same : last;
		if (at < n)
			at = n;
		if (at < next)
			count += next - at;
	}
	return count;
}

__u32 ordlab_walk_witnesses(const struct ordlab_cycle *cycle,
			    const struct ordlab_log *const *logs, __u32 nr,
			    __u32 first, __u32 last)
{
	if (is_simple(cycle))
		return walk_witnesses(cycle, logs, nr, first, last, true);
	return walk_witnesses(cycle, logs, nr, first, last, false);
}

static __always_inline __u32
walk_disjoint(const struct ordlab_cycle *cycle,
	      const struct ordlab_log *const *logs, __u32 first, __u32 last,
	      bool simple)
{
	unsigned int edges = nr_edges(cycle, simple), i;
	__u32 count = 0, n = first, at, same = 0, all = 0;
	struct walker walker;

	start_walk(&walker, cycle, logs, first, first, last);
	while (n < last) {
		at = go_round(&walker, n, last, &same, &all, simple);
		if (at >= last)
			break;
		if (at > n) {
			/* Those in between come back to the same iteration */
			n = n + same < at ? n + same : at;
			continue;
		}
		/*
		 * Iteration n of the first thread belongs to this witness,
		 * whichever iteration the last edge comes back to. Of each
		 * other thread, the next witness takes a later iteration.
		 */
		if (all > last - n)
			all = last - n;
		for (i = 0; i + 1 < edges; i++)
			if (all > last - walker.left[i])
				all = last - walker.left[i];
		for (i = 0; i + 1 < edges; i++)
			walker.left[i] += all;
		count += all;
		n += all;
	}
	return count;
}

__u32 ordlab_walk_disjoint(const struct ordlab_cycle *cycle,
			   const struct ordlab_log *const *logs,
			   __u32 first, __u32 last)
{
	if (is_simple(cycle))
		return walk_disjoint(cycle, logs, first, last, true);
	return walk_disjoint(cycle, logs, first, last, false);
}

/* With so many iterations of one value, at most, the other thread may go on */
#define STILL_MIN	64
#define STILL_MAX	1024

__u32 ordlab_log_overlapped(const struct ordlab_log *log, __u32 nr)
{
	const struct ordlab_read *read = log->reads;
	__u32 most = nr / 16, still = 0, length, i;

	/* No change was ever seen */
	if (log->nr <= 1)
		return 0;
	if (most < STILL_MIN)
		most = STILL_MIN;
	if (most > STILL_MAX)
		most = STILL_MAX;
	for (i = 0; i < log->nr; i++) {
		length = read[i + 1].first - read[i].first;
		still += length > most ? length : 0;
	}
	return nr - still;
}
