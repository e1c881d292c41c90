/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How the lanes of an instance keep pace with one another in batch mode: where
 * they wait for all, and when they go on. It knows no test.
 */
#ifndef ORDLAB_PACE_H
#define ORDLAB_PACE_H

#include <linux/cache.h>
#include <linux/jiffies.h>
#include <linux/prandom.h>
#include <linux/types.h>

#include "spin.h"

/**
 * enum ordlab_sync - how the threads of an instance begin iterations
 * @ORDLAB_SYNC_AUTO:		the best one here; lanes never have it
 * @ORDLAB_SYNC_USER:		spin on cells until all have come, and go
 * @ORDLAB_SYNC_NONE:		not at all: meet once a batch
 * @ORDLAB_SYNC_TIMEBASE:	spin on cells until all have come; begin this
 *				iteration and those up to the next meeting each
 *				at a time that is agreed on here
 * @ORDLAB_NR_SYNCS:		how many there are
 */
enum ordlab_sync {
	ORDLAB_SYNC_AUTO,
	ORDLAB_SYNC_USER,
	ORDLAB_SYNC_NONE,
	ORDLAB_SYNC_TIMEBASE,
	ORDLAB_NR_SYNCS,
};

/*
 * Iterations of a leg, at most. A leg is what a lane does between two looks at
 * how far the others have come: from a meeting to the next, or part of that.
 */
#define ORDLAB_LEG	64

/**
 * struct ordlab_arrival - how far a lane has come; the others wait for it
 * @count:	legs that it has begun since its instance was created, and
 *		batches that it has ended; wraps. Written by its lane, read by
 *		all lanes of the instance
 * @plan:	timebase: its plan of leg @count, in plan[count % 2]: each of
 *		its legs begins with a meeting, and nobody goes on to the meeting
 *		after the next before all have left this one. Units are those of
 *		a cycle counter
 * @plan.when:	time of its arrival
 * @plan.period: time that it needs from a start to the next
 * @plan.slow:	its &struct ordlab_pace.slow
 *
 * On a cache line of its own, as nothing else that a lane writes should
 * disturb those who poll it. Zeroed once, when the instance is created.
 */
struct ordlab_arrival {
	u32 count;
	struct {
		u64 when;
		u32 period;
		u32 slow;
	} plan[2];
} ____cacheline_aligned;

/**
 * struct ordlab_pace - how a lane keeps pace
 * @arrivals:	[nr_threads], shared by the instance
 * @thread:	number of the lane
 * @nr_threads:	how many lanes meet
 * @sync:	how iterations begin
 * @every:	user: iterations from a meeting to the next, at least 1;
 *		timebase: from a timed start to the next, or 0 for as many as
 *		are worth it; the same for all lanes
 * @patient:	user: a meeting may be slow for reasons of the test itself, and
 *		is waited for all the same
 * @skew:	what ordlab_skew() is given after a meeting
 * @random:	for that
 * @stop:	set by the engine to end the batch early
 * @over:	the same, set by the first lane that finds the time to be over;
 *		of the instance
 * @end:	when that is, in jiffies64
 * @late:	bit n is set if this lane was late for the leg, or the start, that
 *		iteration n came after: another lane may have ended it before
 *		this one began. Where no lane was late, all of them were in the
 *		same few iterations at the same time. Zeroed by the engine
 *		before the batch
 * @size:	of @late
 *
 * What follows is pace.c's own, and zero when the lane is created.
 *
 * @spin:	how it waits for the others
 * @left:	iterations to the next leg
 * @meeting:	iterations from there to the next meeting
 * @pass:	user: meetings to come that it passes without waiting
 * @slow:	how many that will be after one more that is slow
 * @last:	user: how far the lane had come that was furthest behind
 * @follows:	user: looks in a row that have found that lane behind this one, and
 *		further than the look before
 * @batches:	batches that it has begun
 * @row:	timebase: iterations to the next start that is timed
 * @each:	timebase: iterations from such a start to the next; 0 before the
 *		first meeting
 * @starts:	timebase: how many there were since the last meeting
 * @missed:	timebase: those of them that came too late
 * @apart:	timebase: the greatest @slow of all lanes; so many meetings are left
 *		out before the next one
 * @period:	timebase: from a start to the next
 * @next:	timebase: when the next start is
 */
struct ordlab_pace {
	struct ordlab_arrival *arrivals;
	unsigned int thread;
	unsigned int nr_threads;
	enum ordlab_sync sync;
	u32 every;
	bool patient;
	u32 skew;
	struct rnd_state *random;
	const bool *stop;
	bool *over;
	u64 end;
	unsigned long *late;
	u32 size;

	struct ordlab_spin spin;
	u32 left;
	u32 meeting;
	u32 pass;
	u32 slow;
	u32 last;
	u32 follows;
	u32 batches;
	u32 row;
	u32 each;
	u32 starts;
	u32 missed;
	u32 apart;
	u32 period;
	u64 next;
};

/**
 * ordlab_clock_init() - find out about the cycle counter
 *
 * Once, before the first run. It takes a fraction of a millisecond.
 *
 * Context: any.
 */
void ordlab_clock_init(void);

/**
 * ordlab_clock_is_slow() - whether to read the counter takes too long
 *
 * Where a hypervisor or an emulator does it, threads that meet at a time spend
 * most of their time with that.
 *
 * Context: any.
 */
bool ordlab_clock_is_slow(void);

/**
 * ordlab_skew() - a random delay, so that threads do not always begin together
 * @most:	the longest one, in ticks of the cycle counter (nanoseconds where
 *		there is none); at most ORDLAB_MAX_SKEW
 * @step:	how many there were before: delays are drawn from 0 to a limit
 *		that sweeps from little to @most, again and again
 * @random:	what they are drawn from
 *
 * Return: the delay, for ordlab_delay().
 */
u32 ordlab_skew(u32 most, u32 step, struct rnd_state *random);

/**
 * ordlab_delay() - spin for some time
 * @ticks:	how long, see ordlab_skew()
 *
 * Context: any.
 */
void ordlab_delay(u32 ticks);

/**
 * ordlab_pace_leg() - begin a leg, and wait for the others if it is a meeting
 * @pace:	the lane's
 * @n:		its first iteration
 *
 * Context: process context; may sleep.
 * Return: false if the batch was stopped before they had come.
 */
bool ordlab_pace_leg(struct ordlab_pace *pace, u32 n);

/**
 * ordlab_pace_keep() - timebase: wait until it is time for the next start
 * @pace:	the lane's
 * @n:		the iteration that starts
 *
 * Context: any.
 */
void ordlab_pace_keep(struct ordlab_pace *pace, u32 n);

/* The first meeting of one in so many batches is not passed */
#define ORDLAB_TRY	8

/**
 * ordlab_pace_begin() - a batch begins
 * @pace:	the lane's
 */
static inline void ordlab_pace_begin(struct ordlab_pace *pace)
{
	pace->left = 0;
	pace->meeting = 0;
	/* Now and then, look whether meetings are still slow */
	pace->pass = ++pace->batches % ORDLAB_TRY ? pace->slow : 0;
}

/**
 * ordlab_pace_end() - a batch ends, or was stopped
 * @pace:	the lane's
 *
 * Other lanes may still have a leg to begin; they are late for it.
 */
static inline void ordlab_pace_end(struct ordlab_pace *pace)
{
	struct ordlab_arrival *mine = &pace->arrivals[pace->thread];

	WRITE_ONCE(mine->count, mine->count + 1);
}

/**
 * ordlab_pace_stopped() - whether the batch is to end early
 * @pace:	the lane's
 *
 * Context: any.
 */
static inline bool ordlab_pace_stopped(const struct ordlab_pace *pace)
{
	if (READ_ONCE(*pace->stop) || READ_ONCE(*pace->over))
		return true;
	if (time_before64(get_jiffies_64(), pace->end))
		return false;
	WRITE_ONCE(*pace->over, true);
	return true;
}

/**
 * ordlab_pace_step() - an iteration begins
 * @pace:	the lane's
 * @n:		its number in the batch
 *
 * Waits until it is time for it.
 *
 * Context: process context; may sleep.
 * Return: false if the batch was stopped before all lanes had come.
 */
static inline bool ordlab_pace_step(struct ordlab_pace *pace, u32 n)
{
	if (!pace->left && !ordlab_pace_leg(pace, n))
		return false;
	pace->left--;
	if (pace->sync == ORDLAB_SYNC_TIMEBASE && !pace->row--)
		ordlab_pace_keep(pace, n);
	return true;
}

#endif /* ORDLAB_PACE_H */
