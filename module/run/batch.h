/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The inside of batch mode: batch.c has its phases, frames.c its memory, and
 * outcomes.c counts the outcomes of its iterations.
 */
#ifndef ORDLAB_BATCH_H
#define ORDLAB_BATCH_H

#include "run.h"

struct ordlab_memory;

/*
 * If memory is short, the kernel must neither kill anyone for it nor complain.
 */
#define ORDLAB_GFP_BATCH	(GFP_KERNEL | __GFP_RETRY_MAYFAIL | __GFP_NOWARN)

/* Outcomes that a lane counts between reports, at most */
#define ORDLAB_LANE_STATES	64

/**
 * enum ordlab_phase - what the lanes of an instance do
 * @ORDLAB_PHASE_RUN:	run the iterations of a batch
 * @ORDLAB_PHASE_TURN:	count the outcomes of that batch, and set the cells of
 *			the next one
 * @ORDLAB_PHASE_END:	report what has not been reported yet
 */
enum ordlab_phase {
	ORDLAB_PHASE_RUN,
	ORDLAB_PHASE_TURN,
	ORDLAB_PHASE_END,
};

/**
 * struct ordlab_layout - where things are in memory
 * @frame:	bytes from the cells of an iteration to the next one's
 * @offset:	of a location's cell in a frame
 * @fixed:	bytes that an instance needs whatever the size of the batch
 * @each:	bytes that it needs for each iteration of a batch, at most
 */
struct ordlab_layout {
	size_t frame;
	u32 offset[ORDLAB_MAX_LOCATIONS];
	size_t fixed;
	size_t each;
};

/**
 * struct ordlab_batch - an instance in batch mode
 * @layout:	where things are
 * @cells:	[size] frames
 * @bytes:	in @cells
 * @memory:	frames.c's own
 * @size:	iterations that there is memory for
 * @most:	iterations that there may be memory for
 * @slot:	[size] frame of an iteration, or NULL
 * @arrivals:	see struct ordlab_pace
 * @srcu:	see struct ordlab_lane
 * @may_fault:	a thread may find that an address is none
 *
 * What follows is changed by the last lane to end a phase, but for two flags
 * that any lane may set.
 *
 * @phase:	what the lanes do now
 * @round:	what runs, or is to run, is a round of the control
 * @ended:	such a round has ended, and is to be counted
 * @nr:		iterations of the batch that runs, or is to run
 * @done:	those of the last batch that every lane has finished, and that are
 *		to be counted
 * @next:	iterations of a batch, as far as its size is known now
 * @grow:	before the next batch, there is to be memory for @most
 * @before:	iterations of all batches before this one
 * @started:	when the iterations began, ktime_get_ns()
 * @over:	see struct ordlab_pace
 * @slept:	a lane has slept in a meeting of this batch
 */
struct ordlab_batch {
	struct ordlab_layout layout;
	void *cells;
	size_t bytes;
	struct ordlab_memory *memory;
	u32 size;
	u32 most;
	u32 *slot;
	struct ordlab_arrival *arrivals;
	struct srcu_struct *srcu[ORDLAB_MAX_LOCATIONS];
	bool may_fault;

	enum ordlab_phase phase;
	bool round;
	bool ended;
	u32 nr;
	u32 done;
	u32 next;
	bool grow;
	u64 before;
	u64 started;
	bool over;
	bool slept;
};

/**
 * struct ordlab_source - where an observed value comes from
 * @regs:	the register in the first iteration, or NULL for a location
 * @step:	registers from an iteration to the next
 * @offset:	of the location's cell in a frame
 * @type:	of the location
 */
struct ordlab_source {
	const s64 *regs;
	unsigned int step;
	u32 offset;
	enum ordlab_type type;
};

/**
 * struct ordlab_batch_lane - a lane in batch mode
 * @lane:	what primitives.c needs
 * @done:	iterations of this batch that it has finished
 * @hist:	what it has counted since its last report
 * @faults:	since then, iterations that ended early
 * @overlapped:	since then, iterations that no lane was late for
 * @reported:	when it has reported, ktime_get_ns()
 * @random:	for the order of the frames, delays and samples
 * @values:	the outcome that it counts now
 * @sources:	of each observed value
 */
struct ordlab_batch_lane {
	struct ordlab_lane lane;
	u32 done;
	struct ordlab_histogram *hist;
	u64 faults;
	u64 overlapped;
	u64 reported;
	struct rnd_state random;
	s64 values[ORDLAB_MAX_OBSERVED];
	struct ordlab_source sources[ORDLAB_MAX_OBSERVED];
};

static inline void *ordlab_frame_at(void *cells, const u32 *slot, size_t size,
				    u32 iteration)
{
	return cells + (slot ? slot[iteration] : iteration) * size;
}

static inline void *ordlab_frame_of(const struct ordlab_batch *batch,
				    u32 iteration)
{
	return ordlab_frame_at(batch->cells, batch->slot, batch->layout.frame,
			       iteration);
}

/**
 * ordlab_layout_choose() - where things will be
 * @layout:	filled in
 * @run:	the run, whose test and code are known
 * @params:	its parameters
 */
void ordlab_layout_choose(struct ordlab_layout *layout,
			  const struct ordlab_run *run,
			  const struct ordlab_params *params);

/**
 * ordlab_frames_create() - memory of an instance and its lanes
 * @instance:	the instance, whose tasks know their CPUs
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM; what there is then goes with ordlab_frames_destroy().
 */
int ordlab_frames_create(struct ordlab_instance *instance);
void ordlab_frames_destroy(struct ordlab_instance *instance);

/**
 * ordlab_frames_grow() - memory for batch->most iterations
 * @instance:	the instance, none of whose lanes has anything in memory
 *
 * If there is no memory for them, the instance keeps what it has, for good.
 *
 * Context: may sleep.
 */
void ordlab_frames_grow(struct ordlab_instance *instance);

/**
 * ordlab_frames_set() - give cells their initial values
 * @task:	the lane
 * @first:	first iteration whose cells they are
 * @end:	one past the last iteration
 */
void ordlab_frames_set(const struct ordlab_task *task, u32 first, u32 end);

/**
 * ordlab_frames_shuffle() - let iterations swap their frames
 * @batch:	the batch, which has slots
 * @first:	first iteration
 * @end:	one past the last iteration
 * @random:	random numbers
 */
void ordlab_frames_shuffle(struct ordlab_batch *batch, u32 first, u32 end,
			   struct rnd_state *random);

/**
 * ordlab_outcomes_count() - count the outcomes of iterations
 * @task:	the lane
 * @first:	first iteration
 * @end:	one past the last iteration
 *
 * Context: the lane's kthread; may sleep.
 */
void ordlab_outcomes_count(struct ordlab_task *task, u32 first, u32 end);

/**
 * ordlab_overlapped() - count iterations that all lanes ran at the same time
 * @late:	[lanes] for each lane, what it was late for: see struct
 *		ordlab_pace
 * @lanes:	how many
 * @first:	first iteration
 * @end:	one past the last iteration
 *
 * Context: any.
 * Return: how many of these no lane was late for.
 */
u32 ordlab_overlapped(const unsigned long *const *late, unsigned int lanes,
		      u32 first, u32 end);

/**
 * ordlab_outcomes_report() - add what a lane has counted to the result
 * @task:	the lane
 * @now:	ktime_get_ns()
 *
 * Context: the lane's kthread; may sleep.
 */
void ordlab_outcomes_report(struct ordlab_task *task, u64 now);

#endif /* ORDLAB_BATCH_H */
