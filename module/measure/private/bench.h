/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the measurements share.
 *
 * A measurement has a file of its own and says what it is in a struct
 * ordlab_bench_kind. It makes *rows*, of the figures that are shown. A row
 * comes of *samples*, and a sample is what a *step* measures: a short function,
 * bounded in time, that runs on a given CPU. Where two CPUs take part, each
 * runs a step, and the two steps meet before they begin.
 *
 * For example, the row "one line" of sharing comes of some 31 samples. For each
 * of them bench_run_steps() has sharing_step() run on two CPUs. Each waits in
 * bench_meet() for the other one, then both count; that of SELF leaves in
 * bench->ticks how long it took. bench_row() sorts the samples, takes median
 * and quartiles, and completes the row. A sample in which the CPUs did not meet
 * (a vCPU may stand still for long) has no ticks, and is tried again.
 */
#ifndef ORDLAB_BENCH_H
#define ORDLAB_BENCH_H

#include <linux/atomic.h>
#include <linux/cache.h>
#include <linux/ktime.h>
#include <linux/workqueue.h>

#include "compat.h"
#include "compiler.h"
#include "../measure.h"
#include "primitives.h"

#define LINES		128	/* cache lines that a MESI sample touches */
#define GAP		256	/* bytes between them: no adjacent-line prefetch */
#define STEP_NS		(4 * NSEC_PER_MSEC)	/* no step takes longer */
#define ATTEMPTS	4	/* for each sample that is wanted */

/* Who runs a step: a CPU of the measurement */
enum who { SELF, OTHER, THIRD, NR_WHO };

/*
 * All that the steps of a measurement share. Steps on different CPUs run at the
 * same time only after bench_meet().
 */
struct bench {
	struct ordlab_measurement *m;
	struct workqueue_struct *steps;	/* runs a step on the CPU asked for */
	const bool *stop;	/* the measurement is to end */
	int cpu[NR_WHO];	/* -1: there is none */
	void *lines;
	u32 order[LINES];	/* in which lines are touched */
	u64 sample[ORDLAB_MAX_SAMPLES];
	u64 overhead;		/* ticks from one stamp to the next */

	unsigned int state;	/* mesi: that the lines are brought into */

	/* of the step that runs */
	unsigned int op;
	size_t gap;		/* sharing: between the two counters */
	bool alone;
	bool gone;		/* a CPU went offline */
	u64 ticks;		/* what SELF measured, 0: nothing */
	struct ordlab_sighting sighting[NR_WHO];

	/* where two steps meet; deliberately raced for */
	atomic_t arrived ____cacheline_aligned;
	bool late ____cacheline_aligned;
	bool over;		/* SELF has finished its sample */
};

typedef void (*bench_fn)(struct bench *b, enum who who);

/**
 * struct ordlab_bench_kind - a measurement
 * @run:	makes it: 0, or a negative errno that ended it early
 * @rows:	how many rows it has at most on a number of CPUs
 * @min_cpus:	how many CPUs it needs
 */
struct ordlab_bench_kind {
	int (*run)(struct bench *b);
	unsigned int (*rows)(unsigned int cpus);
	unsigned int min_cpus;
};

extern const struct ordlab_bench_kind ordlab_bench_transfer;
extern const struct ordlab_bench_kind ordlab_bench_mesi;
extern const struct ordlab_bench_kind ordlab_bench_sharing;
extern const struct ordlab_bench_kind ordlab_bench_cost;
extern const struct ordlab_bench_kind ordlab_bench_compiled;

/*
 * Run a step on the CPU of @who, and @beside on that of @also at the same time,
 * and wait for both. Neither CPU goes offline meanwhile. If one is offline
 * already, nothing runs, and the measurement ends: b->gone is set.
 */
void bench_run_steps(struct bench *b, enum who who, bench_fn fn, enum who also,
		     bench_fn beside);

/* The same with one CPU */
void bench_run_step(struct bench *b, enum who who, bench_fn fn);

/*
 * A step waits for the one on the other CPU, then disables preemption for its
 * sample. Return: false, with preemption enabled, if the other one does not
 * come.
 */
bool bench_meet(struct bench *b);

/*
 * Wait, without preemption, until a line has a value. Return: false if that
 * takes too long: then both sides give the sample up.
 */
bool bench_await(struct bench *b, u32 *line, u32 value, u64 start);

/* The line that is touched as number @i */
static inline u32 *bench_line(struct bench *b, u32 i)
{
	return b->lines + b->order[i] * GAP;
}

/* Order samples, for sort() */
int bench_compare(const void *a, const void *b);

/*
 * Take samples of a step until there are enough: with b->alone of SELF, else of
 * SELF and OTHER. @prepare, unless it is NULL, is called before each. The first
 * sample only warms up. @overhead is subtracted from each. Return: how many
 * there are, sorted in b->sample; -EINTR: the measurement is to stop; -ENODEV:
 * a CPU went offline.
 */
int bench_samples(struct bench *b, void (*prepare)(struct bench *b),
		  u64 overhead, bench_fn step);

/* Name the row that comes next */
__printf(2, 3)
void bench_name_row(struct bench *b, const char *fmt, ...);

/*
 * Complete it: of samples of @ops operations each; or without figures, and why
 */
int bench_row(struct bench *b, unsigned int ops,
	      void (*prepare)(struct bench *b), u64 overhead, bench_fn step);
void bench_skip_row(struct bench *b, const char *note);
void bench_end_row(struct bench *b);

#endif /* ORDLAB_BENCH_H */
