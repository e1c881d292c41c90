// SPDX-License-Identifier: GPL-2.0
/*
 * How lanes keep pace with one another: see pace.h.
 */
#include <linux/bitmap.h>
#include <linux/delay.h>
#include <linux/math64.h>
#include <linux/sched.h>
#include <linux/timekeeping.h>
#include <linux/timex.h>

#include "compat.h"
#include "pace.h"

/* What lanes measure time with; any unit will do */
static u64 timestamp(void)
{
	/* 0 on a machine that has no cycle counter */
	return ordlab_cycles() ?: ktime_get_mono_fast_ns();
}

/* Steps in which the limit of a delay gets from little to the most */
#define SKEW_STEPS	64

u32 ordlab_skew(u32 most, u32 step, struct rnd_state *random)
{
	u32 limit = (u64)most * (step % SKEW_STEPS + 1) / SKEW_STEPS;

	return ((u64)prandom_u32_state(random) * (limit + 1ULL)) >> 32;
}

void ordlab_delay(u32 ticks)
{
	u64 since = timestamp();
	u32 turns;

	/* No more rounds than ticks: a counter may stand still */
	for (turns = 0; turns < ticks && timestamp() - since < ticks; turns++)
		;
}

/*
 * All in nanoseconds.
 *
 * PACE_LEAD is the time from the last arrival to the first start: a cache line
 * gets from CPU to CPU in it. PACE_FIRST is the time from a start to the next,
 * at first. PACE_EVENTUAL is that time in the end, if the user has not set it:
 * threads that have begun together stay together for some hundred nanoseconds,
 * and to read the clock costs some ten. PACE_MAX is the longest wait: the
 * clocks of two CPUs may differ.
 */
#define PACE_LEAD	200
#define PACE_FIRST	100
#define PACE_EVENTUAL	250
#define PACE_MAX	25000

/* Iterations from a start to the next, unless the user chooses */
#define PACE_EACH_MAX	256

/* Starts from a meeting to the next */
#define PACE_STARTS	64

/* A lane waits again after so many looks in a row at lanes that all go on */
#define PACE_FOLLOWS	2

/* Meetings that are passed in a row, at most; a batch has no more */
#define PACE_PASS_MAX	65536

/* Ticks of timestamp() in 1024 ns */
static u32 clock_rate __ro_after_init;

#define CLOCK_NS	(100 * NSEC_PER_USEC)

/* Nanoseconds that it takes to read it, on average of a number of times */
static u32 clock_cost __ro_after_init;

#define CLOCK_READS	64

/* About the time of a rendezvous that needs no clock */
#define CLOCK_SLOW	100

void __init ordlab_clock_init(void)
{
	u64 ns, ticks;
	unsigned int i;

	preempt_disable();
	ns = ktime_get_mono_fast_ns();
	ticks = timestamp();
	udelay(CLOCK_NS / NSEC_PER_USEC);
	ticks = timestamp() - ticks;
	ns = ktime_get_mono_fast_ns() - ns;
	clock_rate = clamp_t(u64, div64_u64(ticks * 1024, max(ns, 1ULL)), 1,
			     U16_MAX);
	ns = ktime_get_mono_fast_ns();
	for (i = 0; i < CLOCK_READS; i++)
		timestamp();
	clock_cost = (ktime_get_mono_fast_ns() - ns) / CLOCK_READS;
	preempt_enable();
}

bool ordlab_clock_is_slow(void)
{
	return clock_cost > CLOCK_SLOW;
}

/* At least one, so that time goes on whatever the clock */
static u32 ticks(u32 ns)
{
	return ((u64)ns * clock_rate >> 10) + 1;
}

/*
 * Note that this lane is late for the iterations from @n on. Their number may
 * be greater than that of the rest of the batch.
 */
static noinline void note_late(struct ordlab_pace *pace, u32 n, u32 nr)
{
	bitmap_set(pace->late, n, min(nr, pace->size - n));
}

/*
 * Choose more time between starts if it was too short for half of them, and
 * less if it was enough for nearly all. If the lane was not running, nothing
 * follows from that.
 */
static void plan(struct ordlab_pace *pace, u32 count)
{
	struct ordlab_arrival *mine = &pace->arrivals[pace->thread];
	u32 period = pace->period ?: ticks(PACE_FIRST);

	if (pace->missed > pace->starts / 2 && !pace->apart)
		period += period / 4 + 1;
	else if (pace->missed <= pace->starts / 4)
		period -= period / 16;
	WRITE_ONCE(mine->plan[count % 2].period,
		   clamp_t(u32, period, 1, ticks(PACE_MAX)));
	WRITE_ONCE(mine->plan[count % 2].slow, pace->slow);
	WRITE_ONCE(mine->plan[count % 2].when, timestamp());
}

/*
 * All lanes compute the same: the last arrival, the longest period, how many
 * iterations fit in it, and how long it is to the next meeting.
 */
static void agree(struct ordlab_pace *pace, u32 count, u32 n)
{
	u32 slow = 0;
	unsigned int t;

	pace->missed = 0;
	pace->starts = 0;
	pace->period = 0;
	for (t = 0; t < pace->nr_threads; t++) {
		const struct ordlab_arrival *other = &pace->arrivals[t];
		u64 when = READ_ONCE(other->plan[count % 2].when);
		u32 period = READ_ONCE(other->plan[count % 2].period);

		if (!t || (s64)(when - pace->next) > 0)
			pace->next = when;
		pace->period = max(pace->period, period);
		slow = max(slow, READ_ONCE(other->plan[count % 2].slow));
	}
	/* As the user has set it, or else as measured */
	if (pace->every) {
		pace->each = pace->every;
	} else if (!pace->each) {
		pace->each = 1;
	} else if (pace->period < ticks(PACE_EVENTUAL / 2) &&
		   pace->each < PACE_EACH_MAX) {
		pace->each *= 2;
		pace->period *= 2;
	} else if (pace->period > ticks(PACE_EVENTUAL * 2) && pace->each > 1) {
		pace->each /= 2;
		pace->period /= 2;
	}
	pace->next += ticks(PACE_LEAD);
	pace->apart = slow;
	pace->left = min_t(u64, (u64)pace->each * PACE_STARTS * (slow + 1),
			   U32_MAX);
	/*
	 * One slow meeting is an accident; after two of them the others do not
	 * run
	 */
	pace->row = slow > 1 ? U32_MAX : 0;
	if (slow > 1)
		note_late(pace, n, pace->left);
}

void ordlab_pace_keep(struct ordlab_pace *pace, u32 n)
{
	s64 early = pace->next - timestamp();

	pace->row = pace->each - 1;
	pace->starts++;
	if (early <= 0) {
		pace->missed++;
		/*
		 * The lanes that were in time may have reached the next start
		 * by now
		 */
		if (-early > pace->period)
			note_late(pace, n, pace->each);
	} else if (early < ticks(PACE_MAX)) {
		while ((s64)(pace->next - timestamp()) > 0)
			;
	}
	pace->next += pace->period;
}

/* How many legs another lane is ahead; negative if it is behind */
static s32 ahead(const struct ordlab_pace *pace, unsigned int other, u32 count)
{
	return READ_ONCE(pace->arrivals[other].count) - count;
}

/* Wait until another lane has begun leg @count. Return: false if stopped */
static bool await(struct ordlab_pace *pace, unsigned int other, u32 count)
{
	ordlab_spin_begin(&pace->spin);
	while (ahead(pace, other, count) < 0) {
		ordlab_spin(&pace->spin);
		if (pace->spin.spins % 64 == 0 && ordlab_pace_stopped(pace))
			return false;
	}
	return true;
}

/*
 * Meetings are slow when the lanes cannot run at the same time. Each meeting
 * then takes a sleep and a switch from a lane to the next, in which no lane
 * does anything. Nothing is gained by such meetings. So a lane passes the next
 * one, and after one more that is slow the next three, and so on, until it sees
 * that the others run again: see passes(). The lanes need not agree about that,
 * as no lane waits for one that is ahead.
 */
static void learn(struct ordlab_pace *pace, bool waited, bool slept)
{
	if (slept && !pace->patient)
		pace->slow = min_t(u32, 2 * pace->slow + 1, PACE_PASS_MAX);
	else if (waited)
		pace->slow = 0;
	else
		pace->slow /= 2;
	pace->pass = slept ? pace->slow : 0;
}

/* Wait for all lanes. Return: false if the batch was stopped meanwhile */
static bool meet(struct ordlab_pace *pace, u32 count)
{
	bool waited = false, slept = false;
	unsigned int t;

	for (t = 0; t < pace->nr_threads; t++) {
		if (ahead(pace, t, count) >= 0)
			continue;
		if (!await(pace, t, count))
			return false;
		waited = true;
		slept |= ordlab_spin_slept(&pace->spin);
	}
	learn(pace, waited, slept);
	return true;
}

/*
 * How long the leg is, and how far it is to the next meeting; without a clock
 */
static void set_out(struct ordlab_pace *pace, bool met)
{
	if (met)
		pace->meeting = pace->sync == ORDLAB_SYNC_NONE ? U32_MAX :
								 pace->every;
	pace->left = min_t(u32, pace->meeting, ORDLAB_LEG);
	pace->meeting -= pace->left;
}

static void delay(struct ordlab_pace *pace, u32 count)
{
	u32 skew = ordlab_skew(pace->skew, count, pace->random);

	if (pace->sync == ORDLAB_SYNC_TIMEBASE)
		pace->next += skew;
	else
		ordlab_delay(skew);
}

/*
 * The leg is about to begin; if it begins with a meeting, all lanes have come.
 * Look whether another lane has ended this leg, and whether the one that is
 * furthest behind follows.
 */
static void look_round(struct ordlab_pace *pace, u32 count, u32 n)
{
	s32 most = 0, least = S32_MAX;
	unsigned int t;

	for (t = 0; t < pace->nr_threads; t++) {
		if (t == pace->thread)
			continue;
		most = max(most, ahead(pace, t, count));
		least = min(least, ahead(pace, t, count));
	}
	if (most > 0)
		note_late(pace, n, pace->left);
	if (least < 0 && count + least != pace->last)
		pace->follows++;
	else
		pace->follows = 0;
	pace->last = count + least;
}

/*
 * Whether to pass a meeting. A lane that others follow does not: they are
 * running, so they will come soon. One look is not enough: a lane that had to
 * leave its CPU to another lane finds that the other one has gone on.
 */
static bool passes(struct ordlab_pace *pace)
{
	if (!pace->pass || pace->follows >= PACE_FOLLOWS)
		return false;
	pace->pass--;
	return true;
}

bool ordlab_pace_leg(struct ordlab_pace *pace, u32 n)
{
	struct ordlab_arrival *mine = &pace->arrivals[pace->thread];
	bool timebase = pace->sync == ORDLAB_SYNC_TIMEBASE;
	bool meeting = timebase || !pace->meeting;
	u32 count = mine->count + 1;

	/* Delays are short, but there may be many of them in a strip */
	if (pace->skew)
		cond_resched();
	if (timebase) {
		plan(pace, count);
		/* meet:A: @plan before @count. Pairs with meet:B */
		smp_wmb();
	}
	/*
	 * There must be no order between one iteration's accesses and
	 * those of the next: they have no cell in common. The engine's barrier
	 * before the batch has published the cells.
	 */
	WRITE_ONCE(mine->count, count);

	if (meeting && (timebase || !passes(pace)) && !meet(pace, count))
		return false;
	if (timebase) {
		/* meet:B: @count before @plan. Pairs with meet:A */
		smp_rmb();
		agree(pace, count, n);
	} else {
		set_out(pace, meeting);
		look_round(pace, count, n);
	}
	if (meeting && pace->skew)
		delay(pace, count);
	return true;
}
