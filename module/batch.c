// SPDX-License-Identifier: GPL-2.0
/*
 * Batch mode: every iteration has memory of its own.
 *
 * The lanes of an instance go in lockstep through the phases of a batch, as
 * those of multi_cpu_stop() do: set the cells, run the iterations, count the
 * outcomes. Each phase is shared out between them.
 */
#include <linux/bitmap.h>
#include <linux/err.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/srcu.h>

#include "run.h"

/*
 * The iterations of a batch of a test that may sleep take about this long, at
 * most. Those of other tests are short, see ordlab_lane_run().
 */
#define BATCH_NS	(10 * NSEC_PER_MSEC)

/* What a lane has counted is reported this often. */
#define REPORT_NS	(50 * NSEC_PER_MSEC)

/* Memory may be short, and that is no reason to kill anyone, or to complain. */
#define GFP_BATCH	(GFP_KERNEL | __GFP_RETRY_MAYFAIL | __GFP_NOWARN)

/* Iterations from a meeting to the next, with sync=user, if we may choose */
#define USER_EVERY	4

/* Outcomes that a lane counts between reports, at most */
#define LANE_STATES	64

enum phase {
	PHASE_SET,
	PHASE_RUN,
	PHASE_COUNT,
	PHASE_END,
};

/**
 * struct layout - where things are in memory
 * @frame:	bytes from the cells of an iteration to the next one's
 * @offset:	of a location's cell in a frame
 * @fixed:	bytes that an instance needs whatever the size of the batch
 * @each:	bytes that it needs for each iteration of a batch, at most
 */
struct layout {
	size_t frame;
	u32 offset[ORDLAB_MAX_LOCATIONS];
	size_t fixed;
	size_t each;
};

/**
 * struct batch - an instance in batch mode
 * @layout:	where things are
 * @cells:	[size] frames
 * @bytes:	in @cells
 * @size:	iterations of a batch, at most
 * @slot:	[size] frame of an iteration, or NULL
 * @arrivals:	see struct ordlab_pace
 * @srcu:	see struct ordlab_lane
 * @may_fault:	a thread may find that an address is none
 * @phase:	what the lanes do now; changed by advance() only
 * @nr:		iterations of this batch
 * @done:	those of them that every lane has finished
 * @next:	iterations of the next batch
 * @before:	iterations of all batches before this one
 * @started:	when the iterations began, ktime_get_ns()
 * @over:	see struct ordlab_pace
 */
struct batch {
	struct layout layout;
	void *cells;
	size_t bytes;
	u32 size;
	u32 *slot;
	struct ordlab_arrival *arrivals;
	struct srcu_struct *srcu[ORDLAB_MAX_LOCATIONS];
	bool may_fault;
	enum phase phase;
	u32 nr;
	u32 done;
	u32 next;
	u64 before;
	u64 started;
	bool over;
};

/**
 * struct source - where an observed value comes from
 * @regs:	the register in the first iteration, or NULL for a location
 * @step:	registers from an iteration to the next
 * @offset:	of the location's cell in a frame
 * @type:	of the location
 */
struct source {
	const s64 *regs;
	unsigned int step;
	u32 offset;
	enum ordlab_type type;
};

/**
 * struct batch_lane - a lane in batch mode
 * @lane:	what primitives.c needs
 * @done:	iterations of this batch that it has finished
 * @hist:	what it has counted since its last report
 * @faults:	so, iterations that ended early
 * @overlapped:	so, iterations that no lane was late for
 * @reported:	when that was, ktime_get_ns()
 * @random:	for the order of the frames, delays and samples
 * @values:	the outcome that it counts now
 * @sources:	of each observed value
 */
struct batch_lane {
	struct ordlab_lane lane;
	u32 done;
	struct ordlab_histogram *hist;
	u64 faults;
	u64 overlapped;
	u64 reported;
	struct rnd_state random;
	s64 values[ORDLAB_MAX_OBSERVED];
	struct source sources[ORDLAB_MAX_OBSERVED];
};

/* Layout */

static void choose_layout(struct layout *layout, const struct ordlab_run *run,
			  const struct ordlab_params *params)
{
	const struct ordlab_view *view = run->view;
	unsigned int threads = view->prog->nr_threads, i;
	size_t end = 0;

	memset(layout, 0, sizeof(*layout));
	for (i = 0; i < view->prog->nr_locations; i++) {
		layout->offset[i] = end;
		end += roundup(ordlab_cell_size(view->locations[i].type),
			       params->stride);
	}
	layout->frame = max_t(size_t, roundup(end, SMP_CACHE_BYTES),
			      SMP_CACHE_BYTES);
	layout->each = layout->frame + sizeof(u32);
	layout->fixed = sizeof(struct batch) +
			threads * sizeof(struct ordlab_arrival);
	for (i = 0; i < threads; i++) {
		layout->each += ordlab_code_regs(run->code[i]) * sizeof(s64) +
				1;	/* more than its bits in faulted and late */
		layout->fixed += sizeof(struct batch_lane) +
			ordlab_histogram_size(view->prog->nr_observed,
					      LANE_STATES);
	}
}

static int batch_prepare(struct ordlab_run *run, struct ordlab_params *params,
			 struct ordlab_why *why)
{
	struct layout layout;

	choose_layout(&layout, run, params);
	if (layout.fixed + layout.each > ORDLAB_BATCH_BYTES)
		return ordlab_refuse(why, -E2BIG,
				     "an iteration needs more than %u bytes",
				     ORDLAB_BATCH_BYTES);
	if (params->sync == ORDLAB_SYNC_AUTO)
		params->sync = ordlab_clock_is_slow() ? ORDLAB_SYNC_USER :
							ORDLAB_SYNC_TIMEBASE;
	/*
	 * One that sleeps would be late for every start but the first, and
	 * alone for all but the first of several iterations
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

/* Memory */

static void lane_destroy(struct batch_lane *lane)
{
	if (!lane)
		return;
	ordlab_histogram_destroy(lane->hist);
	kvfree(lane->lane.faulted);
	kvfree(lane->lane.pace.late);
	kvfree(lane->lane.regs);
	kvfree(lane);
}

static void batch_destroy(struct ordlab_instance *instance)
{
	struct batch *batch = instance->data;
	unsigned int i;

	for (i = 0; i < instance->nr; i++)
		lane_destroy(instance->tasks[i].data);
	if (!batch)
		return;
	for (i = 0; i < ORDLAB_MAX_LOCATIONS; i++) {
		if (!batch->srcu[i])
			continue;
		cleanup_srcu_struct(batch->srcu[i]);
		kfree(batch->srcu[i]);
	}
	kvfree(batch->arrivals);
	kvfree(batch->slot);
	kvfree(batch->cells);
	kvfree(batch);
}

static int lane_create(struct ordlab_task *task)
{
	struct ordlab_instance *instance = task->instance;
	struct ordlab_run *run = instance->run;
	const struct ordlab_params *params = &run->result->params;
	struct batch *batch = instance->data;
	unsigned int regs = ordlab_code_regs(run->code[task->thread]);
	int node = cpu_to_node(task->cpu);
	struct batch_lane *lane;

	lane = kvzalloc_node(sizeof(*lane), GFP_BATCH, node);
	task->data = lane;
	if (!lane)
		return -ENOMEM;
	prandom_seed_state(&lane->random,
			   params->seed + instance->number *
			   ORDLAB_MAX_THREADS + task->thread);
	lane->hist = ordlab_histogram_create(run->view->prog->nr_observed,
					     LANE_STATES, LANE_STATES);
	lane->lane = (struct ordlab_lane) {
		.code = run->code[task->thread],
		.cells = batch->cells,
		.frame = batch->layout.frame,
		.slot = batch->slot,
		.srcu = batch->srcu,
		.regs = kvzalloc_node(array3_size(batch->size, max(regs, 1U),
						  sizeof(s64)),
				      GFP_BATCH, node),
		.faulted = kvzalloc_node(BITS_TO_LONGS(batch->size) *
					 sizeof(long), GFP_BATCH, node),
		.preload = params->preload,
		.pace = {
			.arrivals = batch->arrivals,
			.thread = task->thread,
			.nr_threads = instance->nr,
			.sync = params->sync,
			.every = params->every,
			.patient = run->facts->may_sleep,
			.skew = params->skew,
			.random = &lane->random,
			.stop = &run->stop,
			.over = &batch->over,
			.late = kvzalloc_node(BITS_TO_LONGS(batch->size) *
					      sizeof(long), GFP_BATCH, node),
			.size = batch->size,
		},
	};
	memcpy(lane->lane.offset, batch->layout.offset,
	       sizeof(lane->lane.offset));
	if (!lane->hist || !lane->lane.regs || !lane->lane.faulted ||
	    !lane->lane.pace.late)
		return -ENOMEM;
	return 0;
}

static int srcu_create(struct batch *batch, const struct ordlab_view *view)
{
	unsigned int i;

	for (i = 0; i < view->prog->nr_locations; i++) {
		struct srcu_struct *srcu;

		if (view->locations[i].type != ORDLAB_T_SRCU)
			continue;
		srcu = kzalloc(sizeof(*srcu), GFP_KERNEL);
		if (!srcu)
			return -ENOMEM;
		if (init_srcu_struct(srcu)) {
			kfree(srcu);
			return -ENOMEM;
		}
		batch->srcu[i] = srcu;
	}
	return 0;
}

static void find_sources(struct ordlab_instance *instance,
			 struct batch_lane *lane)
{
	const struct ordlab_view *view = instance->run->view;
	const struct batch *batch = instance->data;
	unsigned int i;

	for (i = 0; i < view->prog->nr_observed; i++) {
		const struct ordlab_observed *observed = &view->observed[i];
		struct source *source = &lane->sources[i];

		if (observed->kind == ORDLAB_OPERAND_LOC) {
			source->offset = batch->layout.offset[observed->index];
			source->type = view->locations[observed->index].type;
		} else {
			const struct batch_lane *from =
				instance->tasks[observed->thread].data;

			source->regs = from->lane.regs + observed->index;
			source->step = ordlab_code_regs(from->lane.code);
		}
	}
}

/* A random permutation of part of the slots (Fisher-Yates) */
static void shuffle(u32 *slot, u32 nr, struct rnd_state *random)
{
	u32 i;

	for (i = nr; i > 1; i--) {
		u32 j = ((u64)prandom_u32_state(random) * i) >> 32;

		swap(slot[i - 1], slot[j]);
	}
}

static int batch_create(struct ordlab_instance *instance)
{
	struct ordlab_run *run = instance->run;
	const struct ordlab_params *params = &run->result->params;
	struct batch_lane *first;
	struct batch *batch;
	unsigned int i;
	int err;

	batch = kvzalloc_node(sizeof(*batch), GFP_BATCH, instance->node);
	instance->data = batch;
	if (!batch)
		return -ENOMEM;
	choose_layout(&batch->layout, run, params);
	batch->size = params->batch;
	batch->may_fault = memchr_inv(run->facts->check, 0,
				      sizeof(run->facts->check));
	batch->next = run->facts->may_sleep ? 1 : batch->size;
	batch->phase = PHASE_COUNT;
	batch->bytes = array_size(batch->size, batch->layout.frame);
	batch->cells = kvzalloc_node(batch->bytes, GFP_BATCH, instance->node);
	batch->arrivals = kvzalloc_node(instance->nr * sizeof(*batch->arrivals),
					GFP_BATCH, instance->node);
	if (!batch->cells || !batch->arrivals)
		return -ENOMEM;
	instance->cells[ORDLAB_RANGE_BATCH].start = batch->cells;
	instance->cells[ORDLAB_RANGE_BATCH].bytes = batch->bytes;
	if (params->order == ORDLAB_SLOTS_SHUFFLE) {
		batch->slot = kvmalloc_node(array_size(batch->size, sizeof(u32)),
					    GFP_BATCH, instance->node);
		if (!batch->slot)
			return -ENOMEM;
		for (i = 0; i < batch->size; i++)
			batch->slot[i] = i;
	}
	err = srcu_create(batch, run->view);
	for (i = 0; !err && i < instance->nr; i++)
		err = lane_create(&instance->tasks[i]);
	if (err)
		return err;
	for (i = 0; i < instance->nr; i++)
		find_sources(instance, instance->tasks[i].data);
	first = instance->tasks[0].data;
	if (batch->slot)
		shuffle(batch->slot, batch->size, &first->random);
	return 0;
}

/* Phases */

/* On to the next phase; done by the last lane to end this one. */
static void advance(struct ordlab_instance *instance)
{
	struct batch *batch = instance->data;
	unsigned int i;
	u64 ns;

	switch (batch->phase) {
	case PHASE_SET:
		batch->started = ktime_get_ns();
		batch->phase = PHASE_RUN;
		break;
	case PHASE_RUN:
		ns = ktime_get_ns() - batch->started;
		if (instance->run->facts->may_sleep)
			batch->next = clamp_t(u64,
					      div64_u64(batch->nr * BATCH_NS,
							max(ns, 1ULL)),
					      1, min(2 * batch->nr, batch->size));
		batch->done = batch->nr;
		for (i = 0; i < instance->nr; i++) {
			const struct batch_lane *lane = instance->tasks[i].data;

			batch->done = min(batch->done, lane->done);
		}
		batch->phase = PHASE_COUNT;
		break;
	case PHASE_COUNT:
		batch->before += batch->done;
		batch->done = 0;
		/* Lanes that were stopped need not be in the same leg */
		batch->nr = READ_ONCE(batch->over) ? 0 :
			ordlab_take(instance->run, &instance->run->batch,
				    batch->next);
		batch->phase = batch->nr ? PHASE_SET : PHASE_END;
		break;
	case PHASE_END:
		break;
	}
}

static inline void *frame_at(void *cells, const u32 *slot, size_t size,
			     u32 iteration)
{
	return cells + (slot ? slot[iteration] : iteration) * size;
}

static inline void *frame_of(const struct batch *batch, u32 iteration)
{
	return frame_at(batch->cells, batch->slot, batch->layout.frame,
			iteration);
}

/* A lane's share of some iterations: from *first to before *end */
static void share(const struct ordlab_task *task, u32 nr, u32 *first, u32 *end)
{
	u32 lanes = task->instance->nr;

	*first = div_u64((u64)nr * task->thread, lanes);
	*end = div_u64((u64)nr * (task->thread + 1), lanes);
}

/*
 * Give a location's cells their initial values, from iteration @n to before
 * @end. Of a constant @type the compiler makes a short loop.
 */
static __always_inline void set_location(const struct ordlab_run *run,
					 const struct batch *batch,
					 unsigned int i, enum ordlab_type type,
					 u32 n, u32 end)
{
	const struct ordlab_operand *init = &run->view->locations[i].init;
	bool address = init->kind == ORDLAB_OPERAND_LOC;
	const u32 *slot = batch->slot, *offset = batch->layout.offset;
	size_t size = batch->layout.frame, cell = offset[i];
	size_t to = address ? offset[init->index] : 0;
	void *cells = batch->cells;
	s64 value = init->imm;

	for (; n < end; n++) {
		void *frame = frame_at(cells, slot, size, n);

		ordlab_cell_init(frame + cell, type,
				 address ? (long)(frame + to) : value,
				 &run->keys[i]);
	}
}

/* Give this lane's share of the cells their initial values. */
static void set_cells(const struct ordlab_task *task)
{
	const struct ordlab_run *run = task->instance->run;
	const struct batch *batch = task->instance->data;
	const struct batch_lane *lane = task->data;
	unsigned int i;
	u32 n, end;

	share(task, batch->nr, &n, &end);
	for (i = 0; i < run->view->prog->nr_locations; i++) {
		enum ordlab_type type = run->view->locations[i].type;

		if (type == ORDLAB_T_INT)
			set_location(run, batch, i, ORDLAB_T_INT, n, end);
		else
			set_location(run, batch, i, type, n, end);
	}
	if (batch->may_fault)
		bitmap_zero(lane->lane.faulted, batch->nr);
	bitmap_zero(lane->lane.pace.late, batch->nr);
}

/* The address of a cell becomes the number of its location: see ORDLAB_ADDR. */
static noinline bool translate(const struct batch *batch, const void *frame,
			       unsigned int locations, s64 *value)
{
	size_t offset = (unsigned long)*value - (unsigned long)frame;
	unsigned int i;

	for (i = 0; i < locations; i++) {
		if (batch->layout.offset[i] == offset) {
			*value = ORDLAB_ADDR(i);
			return true;
		}
	}
	return false;
}

/* What an iteration has come to; false if it has no outcome. */
static bool observe(const struct ordlab_instance *instance,
		    struct batch_lane *lane, u32 n)
{
	const struct ordlab_program *prog = instance->run->view->prog;
	const struct batch *batch = instance->data;
	const void *frame = frame_of(batch, n);
	unsigned int i;

	for (i = 0; i < prog->nr_observed; i++) {
		const struct source *source = &lane->sources[i];
		s64 value = source->regs ? source->regs[n * source->step] :
			ordlab_cell_read(frame + source->offset, source->type);

		lane->values[i] = value;
		/* Kernel addresses are not for outcomes */
		if (unlikely((unsigned long)value - (unsigned long)batch->cells <
			     batch->bytes) &&
		    !translate(batch, frame, prog->nr_locations,
			       &lane->values[i]))
			return false;
	}
	return true;
}

static bool has_faulted(const struct ordlab_instance *instance, u32 n)
{
	unsigned int i;

	for (i = 0; i < instance->nr; i++) {
		const struct batch_lane *lane = instance->tasks[i].data;

		if (test_bit(n, lane->lane.faulted))
			return true;
	}
	return false;
}

/* Let an iteration, whose outcome is in lane->values, take part in the draw. */
static void sample(const struct ordlab_task *task, u32 n)
{
	const struct ordlab_instance *instance = task->instance;
	struct ordlab_result *result = instance->run->result;
	const struct ordlab_view *view = instance->run->view;
	const struct batch *batch = instance->data;
	struct batch_lane *lane = task->data;
	struct ordlab_sample sample = {
		.iteration = batch->before + n,
		.instance = instance->number,
		.key = prandom_u32_state(&lane->random),
		.met = ordlab_cond_eval(view->cond, view->prog->nr_cond,
					lane->values),
	};

	if (!ordlab_trace_wants(&result->trace, sample.met, sample.key) ||
	    !ordlab_cond_eval(view->filter, view->prog->nr_filter,
			      lane->values))
		return;
	mutex_lock(&result->lock);
	ordlab_trace_add(&result->trace, &sample, lane->values);
	mutex_unlock(&result->lock);
}

static void report(struct ordlab_task *task, u64 now)
{
	struct batch_lane *lane = task->data;

	ordlab_report(task, lane->hist, lane->faults, lane->overlapped);
	lane->faults = 0;
	lane->overlapped = 0;
	lane->reported = now;
}

/* Outcomes that are counted at once, if they are of the usual kind */
#define BLOCK		64

/* Count a block of iterations: false if they have to be looked at one by one */
static bool count_block(const struct ordlab_instance *instance,
			struct batch_lane *lane, u32 first, u32 nr)
{
	struct ordlab_histogram *hist = lane->hist;
	const struct batch *batch = instance->data;
	unsigned int bits = hist->bits, i;
	u16 indices[BLOCK] = { };
	u64 all = 0;
	u32 n;

	if (!hist->direct || batch->may_fault ||
	    instance->run->result->trace.max)
		return false;
	for (i = 0; i < hist->width; i++) {
		const struct source source = lane->sources[i];
		const s64 *reg = source.regs + first * source.step;

		for (n = 0; n < nr; n++, reg += source.step) {
			s64 value = source.regs ? *reg :
				ordlab_cell_read(frame_of(batch, first + n) +
						 source.offset, source.type);

			all |= value;
			indices[n] = indices[n] << bits | value;
		}
	}
	/* No address either: those are large */
	return !(all >> bits) &&
	       ordlab_histogram_add_direct(hist, indices, nr);
}

static void count_one_by_one(struct ordlab_task *task, u32 first, u32 end)
{
	const struct ordlab_instance *instance = task->instance;
	const struct batch *batch = instance->data;
	struct batch_lane *lane = task->data;
	u32 n;

	for (n = first; n < end; n++) {
		if ((batch->may_fault && has_faulted(instance, n)) ||
		    !observe(instance, lane, n)) {
			lane->faults++;
			continue;
		}
		if (instance->run->result->trace.max)
			sample(task, n);
		if (ordlab_histogram_add(lane->hist, lane->values, 1)) {
			report(task, ktime_get_ns());
			ordlab_histogram_add(lane->hist, lane->values, 1);
		}
	}
}

/* How many iterations from @first to before @end no lane was late for */
static u32 count_overlapped(const struct ordlab_instance *instance, u32 first,
			    u32 end)
{
	u32 word = first / BITS_PER_LONG, nr = end - first, i;

	for (; word < BITS_TO_LONGS(end); word++) {
		unsigned long late = 0;

		for (i = 0; i < instance->nr; i++) {
			const struct batch_lane *lane = instance->tasks[i].data;

			late |= lane->lane.pace.late[word];
		}
		if (word == first / BITS_PER_LONG)
			late &= BITMAP_FIRST_WORD_MASK(first);
		if (word == end / BITS_PER_LONG)
			late &= BITMAP_LAST_WORD_MASK(end);
		nr -= hweight_long(late);
	}
	return nr;
}

/* Count this lane's share of the outcomes, and shuffle their frames. */
static void count_outcomes(struct ordlab_task *task)
{
	const struct ordlab_instance *instance = task->instance;
	const struct batch *batch = instance->data;
	struct batch_lane *lane = task->data;
	u32 n, nr, first, end;
	u64 now;

	share(task, batch->done, &first, &end);
	for (n = first; n < end; n += nr) {
		nr = min(end - n, (u32)BLOCK);
		if (!count_block(instance, lane, n, nr))
			count_one_by_one(task, n, n + nr);
	}
	lane->overlapped += count_overlapped(instance, first, end);
	if (batch->slot)
		shuffle(batch->slot + first, end - first, &lane->random);
	now = ktime_get_ns();
	if (now - lane->reported > REPORT_NS)
		report(task, now);
}

static void batch_lane(struct ordlab_task *task)
{
	struct ordlab_run *run = task->instance->run;
	struct batch *batch = task->instance->data;
	struct batch_lane *lane = task->data;

	lane->lane.pace.end = ordlab_end(run, &run->batch);
	for (;;) {
		ordlab_meet(task, advance);
		switch (batch->phase) {
		case PHASE_SET:
			set_cells(task);
			break;
		case PHASE_RUN:
			lane->done = ordlab_lane_run(&lane->lane, 0, batch->nr);
			break;
		case PHASE_COUNT:
			count_outcomes(task);
			cond_resched_tasks_rcu_qs();
			break;
		case PHASE_END:
			report(task, 0);
			return;
		}
	}
}

const struct ordlab_mode_ops ordlab_batch_ops = {
	.prepare	= batch_prepare,
	.create		= batch_create,
	.destroy	= batch_destroy,
	.lane		= batch_lane,
};
