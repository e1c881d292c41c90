// SPDX-License-Identifier: GPL-2.0
/*
 * Batch mode: every iteration has memory of its own.
 *
 * The lanes of an instance go through two phases in lockstep, again and again,
 * as those of multi_cpu_stop() do. In the first one they run the iterations of
 * a batch. In the second one they share out what is to be done between two
 * batches: to count the outcomes, and to set the cells of the next batch.
 */
#include <linux/bitmap.h>
#include <linux/ktime.h>
#include <linux/math64.h>

#include "batch.h"

/*
 * The iterations of a batch take about this long, at most, if the test may
 * sleep. Those of other tests are short, see ordlab_lane_run().
 */
#define BATCH_NS	(10 * NSEC_PER_MSEC)

/*
 * Iterations from a meeting to the next, with sync=user, unless the user
 * chooses
 */
#define USER_EVERY	4

static int batch_prepare(struct ordlab_run *run, struct ordlab_params *params,
			 struct ordlab_why *why)
{
	struct ordlab_layout layout;

	ordlab_layout_choose(&layout, run, params);
	if (layout.fixed + layout.each > ORDLAB_BATCH_BYTES)
		return ordlab_refuse(why, -E2BIG,
				     "an iteration needs more than %u bytes",
				     ORDLAB_BATCH_BYTES);
	if (params->sync == ORDLAB_SYNC_AUTO)
		params->sync = ordlab_clock_is_slow() ? ORDLAB_SYNC_USER :
							ORDLAB_SYNC_TIMEBASE;
	/*
	 * A lane that sleeps would be late for every start but the first one,
	 * and alone for all but the first of several iterations
	 */
	if (run->facts->may_sleep) {
		params->every = 1;
		if (params->sync == ORDLAB_SYNC_TIMEBASE)
			params->sync = ORDLAB_SYNC_USER;
	}
	if (params->sync != ORDLAB_SYNC_TIMEBASE && !params->every)
		params->every = USER_EVERY;
	params->batch = min_t(u64, params->batch,
			      (ORDLAB_BATCH_BYTES - layout.fixed) / layout.each);
	return 0;
}

static int batch_create(struct ordlab_instance *instance)
{
	struct ordlab_run *run = instance->run;
	struct ordlab_batch *batch;
	int err = ordlab_frames_create(instance);

	if (err)
		return err;
	batch = instance->data;
	batch->next = run->facts->may_sleep ? 1 : batch->size;
	/* Of no iterations */
	batch->phase = ORDLAB_PHASE_RUN;
	return 0;
}

/*
 * The iterations of the next batch, now that one of @nr has taken @ns. Where
 * lanes sleep while they wait for one another, a batch costs the same time
 * whatever its size; then it may be larger.
 */
static u32 next_size(const struct ordlab_instance *instance, u64 ns)
{
	const struct ordlab_batch *batch = instance->data;
	u32 usual = instance->run->result->params.batch;

	if (instance->run->facts->may_sleep)
		return clamp_t(u64, div64_u64(batch->nr * BATCH_NS,
					      max(ns, 1ULL)),
			       1, min(2 * batch->nr, usual));
	if (READ_ONCE(batch->slept))
		return min(2 * batch->next, batch->most);
	return max(batch->next / 2, usual);
}

/* A batch, or a round of the control, has been run. */
static void end_batch(struct ordlab_instance *instance)
{
	struct ordlab_batch *batch = instance->data;
	u64 now = ktime_get_ns();
	unsigned int i;

	if (batch->round) {
		ordlab_control_end(instance, ORDLAB_RANGE_BATCH, now);
		batch->round = false;
		batch->ended = true;
	}
	if (!batch->nr)
		return;
	batch->next = next_size(instance, now - batch->started);
	WRITE_ONCE(batch->slept, false);
	batch->done = batch->nr;
	for (i = 0; i < instance->nr; i++) {
		const struct ordlab_batch_lane *lane = instance->tasks[i].data;

		batch->done = min(batch->done, lane->done);
	}
}

/* What is to be run next */
static void plan_batch(struct ordlab_instance *instance)
{
	struct ordlab_batch *batch = instance->data;

	/* Iterations are counted before their memory is freed */
	batch->grow = batch->next > batch->size;
	batch->nr = 0;
	/* Lanes that were stopped need not be in the same leg */
	if (batch->grow || READ_ONCE(batch->over))
		return;
	batch->round = ordlab_control_begin(instance, ORDLAB_RANGE_BATCH,
					    ktime_get_ns());
	if (!batch->round)
		batch->nr = ordlab_take(instance->run, &instance->run->batch,
					batch->next);
}

/* Begin the next phase; the last lane to end this one does it. */
static void advance(struct ordlab_instance *instance)
{
	struct ordlab_batch *batch = instance->data;

	switch (batch->phase) {
	case ORDLAB_PHASE_RUN:
		end_batch(instance);
		plan_batch(instance);
		batch->phase = ORDLAB_PHASE_TURN;
		break;
	case ORDLAB_PHASE_TURN:
		batch->before += batch->done;
		batch->done = 0;
		batch->ended = false;
		if (batch->grow) {
			ordlab_frames_grow(instance);
			batch->next = min(batch->next, batch->size);
			plan_batch(instance);
			break;
		}
		batch->started = ktime_get_ns();
		batch->phase = batch->nr || batch->round ? ORDLAB_PHASE_RUN :
							   ORDLAB_PHASE_END;
		break;
	case ORDLAB_PHASE_END:
		break;
	}
}

static void run_batch(struct ordlab_task *task)
{
	const struct ordlab_batch *batch = task->instance->data;
	struct ordlab_batch_lane *lane = task->data;

	if (batch->round) {
		ordlab_control_run(task, &lane->lane.pace);
		return;
	}
	if (batch->may_fault)
		bitmap_zero(lane->lane.faulted, batch->nr);
	bitmap_zero(lane->lane.pace.late, batch->nr);
	lane->done = ordlab_lane_run(&lane->lane, 0, batch->nr);
}

/* Do a lane's share of what is to be done between two batches. */
static void turn(struct ordlab_task *task)
{
	struct ordlab_batch *batch = task->instance->data;
	struct ordlab_batch_lane *lane = task->data;
	u32 lanes = task->instance->nr, first, end;
	u64 both = max(batch->done, batch->nr);

	/* No other lane touches these iterations, be they old or new */
	first = div_u64(both * task->thread, lanes);
	end = div_u64(both * (task->thread + 1), lanes);
	ordlab_outcomes_count(task, min(first, batch->done),
			      min(end, batch->done));
	if (batch->slot)
		ordlab_frames_shuffle(batch, first, end, &lane->random);
	ordlab_frames_set(task, min(first, batch->nr), min(end, batch->nr));
	if (batch->ended)
		ordlab_control_count(task);
	if (batch->round)
		ordlab_control_set(task);
}

static void batch_lane(struct ordlab_task *task)
{
	struct ordlab_run *run = task->instance->run;
	struct ordlab_batch *batch = task->instance->data;
	struct ordlab_batch_lane *lane = task->data;

	lane->lane.pace.end = ordlab_end(run, &run->batch);
	for (;;) {
		if (ordlab_meet(task, advance))
			WRITE_ONCE(batch->slept, true);
		switch (batch->phase) {
		case ORDLAB_PHASE_RUN:
			run_batch(task);
			break;
		case ORDLAB_PHASE_TURN:
			turn(task);
			cond_resched_tasks_rcu_qs();
			break;
		case ORDLAB_PHASE_END:
			ordlab_outcomes_report(task, 0);
			return;
		}
	}
}

const struct ordlab_mode_ops ordlab_batch_ops = {
	.prepare	= batch_prepare,
	.create		= batch_create,
	.destroy	= ordlab_frames_destroy,
	.lane		= batch_lane,
};
