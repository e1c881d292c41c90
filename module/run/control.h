/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The positive control: an unfenced SB beside the test.
 *
 * A test that shows nothing is evidence only if the run could have shown
 * something. So the lanes of an instance run another test now and then: store
 * buffering without a fence, which every machine with store buffers shows. It
 * runs on the same CPUs, in pairs of lanes, in the same mode, and begins in the
 * same way; it has memory of its own, and a small share of the time. How often
 * it shows the outcome that a fence would forbid is a measure of how well the
 * run can see.
 *
 * In a round of the control, the lanes change places: lane t of n is number (t
 * + round) % n, and numbers 0 and 1, 2 and 3, ... are a pair. If n is odd, the
 * last number is alone, and what it does is not counted.
 */
#ifndef ORDLAB_CONTROL_H
#define ORDLAB_CONTROL_H

#include <linux/types.h>

#include "primitives.h"

struct ordlab_instance;
struct ordlab_result;
struct ordlab_run;
struct ordlab_task;

/* The built-in test that is the control */
#define ORDLAB_CONTROL		"SB"

/* Iterations of a round, in batch mode and in perpetual mode, at most */
#define ORDLAB_CONTROL_BATCH	128
#define ORDLAB_CONTROL_CHUNK	2048

/* Memory of a pair's cells, and of all that there is in an instance, at most */
#define ORDLAB_CONTROL_CELLS	SZ_32K
#define ORDLAB_CONTROL_BYTES	(SZ_1M + SZ_256K)

/**
 * ordlab_control_prepare() - prepare the control of a run
 * @run:	the run, whose result has the test and its parameters
 *
 * There is none if the test is the control itself, or has one thread, or if the
 * parameters ask for none: run->control then stays NULL.
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM; what there is then goes with ordlab_control_destroy().
 */
int ordlab_control_prepare(struct ordlab_run *run);
void ordlab_control_destroy(struct ordlab_run *run);

/**
 * ordlab_control_create() - what an instance needs for it
 * @instance:	the instance, whose tasks know their CPUs
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM; what there is then goes with ordlab_control_free().
 */
int ordlab_control_create(struct ordlab_instance *instance);
void ordlab_control_free(struct ordlab_instance *instance);

/**
 * ordlab_control_begin() - whether it is time for a round
 * @instance:	the instance
 * @mode:	ORDLAB_RANGE_BATCH or ORDLAB_RANGE_PERPETUAL
 * @now:	ktime_get_ns()
 *
 * If so the round has begun. For one lane of the instance at a time.
 */
bool ordlab_control_begin(struct ordlab_instance *instance, unsigned int mode,
			  u64 now);

/**
 * ordlab_control_end() - a round has ended
 * @instance:	the instance
 * @mode:	as of ordlab_control_begin()
 * @now:	ktime_get_ns()
 */
void ordlab_control_end(struct ordlab_instance *instance, unsigned int mode,
			u64 now);

/*
 * A round of batch mode, for each lane: set the cells, meet, run, meet, count.
 * @pace is that of the lane in the test. For perpetual mode: meet, prepare, meet,
 * run, meet, count.
 */
void ordlab_control_set(const struct ordlab_task *task);
void ordlab_control_run(struct ordlab_task *task,
			const struct ordlab_pace *pace);
void ordlab_control_count(const struct ordlab_task *task);
void ordlab_control_track_prepare(const struct ordlab_task *task);
void ordlab_control_track_run(const struct ordlab_task *task);
void ordlab_control_track_count(const struct ordlab_task *task);

#endif /* ORDLAB_CONTROL_H */
