// SPDX-License-Identifier: GPL-2.0
/*
 * Memory of batch mode: frames of cells, registers, and the rest that belongs
 * to each iteration.
 */
#include <linux/bitmap.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/srcu.h>

#include "batch.h"

/* Where meetings are slow, a batch may become this many times as large. */
#define GROW		8

void ordlab_layout_choose(struct ordlab_layout *layout,
			  const struct ordlab_run *run,
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
	layout->fixed = sizeof(struct ordlab_batch) +
			threads * sizeof(struct ordlab_arrival);
	for (i = 0; i < threads; i++) {
		layout->each += ordlab_code_regs(run->code[i]) * sizeof(s64) +
				1;	/* for its bits in faulted and late */
		layout->fixed += sizeof(struct ordlab_batch_lane) +
			ordlab_histogram_size(view->prog->nr_observed,
					      ORDLAB_LANE_STATES);
	}
}

/**
 * struct ordlab_memory - what each iteration has
 * @size:	iterations
 * @bytes:	of @cells
 * @cells:	[@size] frames; of no value before they are set
 * @slot:	[@size] frame of an iteration, or NULL
 * @lanes:	[instance->nr] see struct ordlab_lane and struct ordlab_pace
 */
struct ordlab_memory {
	u32 size;
	size_t bytes;
	void *cells;
	u32 *slot;
	struct {
		s64 *regs;
		unsigned long *faulted;
		unsigned long *late;
	} lanes[];
};

static void memory_destroy(struct ordlab_memory *memory, unsigned int lanes)
{
	unsigned int i;

	if (!memory)
		return;
	for (i = 0; i < lanes; i++) {
		kvfree(memory->lanes[i].regs);
		kvfree(memory->lanes[i].faulted);
		kvfree(memory->lanes[i].late);
	}
	kvfree(memory->slot);
	kvfree(memory->cells);
	kvfree(memory);
}

static int lane_memory(struct ordlab_memory *memory,
		       const struct ordlab_task *task)
{
	const struct ordlab_run *run = task->instance->run;
	unsigned int regs = ordlab_code_regs(run->code[task->thread]);
	size_t bits = BITS_TO_LONGS(memory->size) * sizeof(long);
	int node = cpu_to_node(task->cpu);
	unsigned int i = task->thread;

	/* A register that nothing writes is 0 */
	memory->lanes[i].regs = kvzalloc_node(array3_size(memory->size,
							  max(regs, 1U),
							  sizeof(s64)),
					      ORDLAB_GFP_BATCH, node);
	memory->lanes[i].faulted = kvzalloc_node(bits, ORDLAB_GFP_BATCH, node);
	memory->lanes[i].late = kvzalloc_node(bits, ORDLAB_GFP_BATCH, node);
	return memory->lanes[i].regs && memory->lanes[i].faulted &&
	       memory->lanes[i].late ? 0 : -ENOMEM;
}

static struct ordlab_memory *
memory_create(const struct ordlab_instance *instance, u32 size)
{
	const struct ordlab_params *params = &instance->run->result->params;
	const struct ordlab_batch *batch = instance->data;
	struct ordlab_memory *memory;
	int err = 0;
	u32 i;

	memory = kvzalloc_node(struct_size(memory, lanes, instance->nr),
			       ORDLAB_GFP_BATCH, instance->node);
	if (!memory)
		return NULL;
	memory->size = size;
	memory->bytes = array_size(size, batch->layout.frame);
	memory->cells = kvmalloc_node(memory->bytes, ORDLAB_GFP_BATCH,
				      instance->node);
	if (params->order == ORDLAB_SLOTS_SHUFFLE)
		memory->slot = kvmalloc_node(array_size(size, sizeof(u32)),
					     ORDLAB_GFP_BATCH, instance->node);
	if (!memory->cells ||
	    (params->order == ORDLAB_SLOTS_SHUFFLE && !memory->slot))
		err = -ENOMEM;
	for (i = 0; !err && memory->slot && i < size; i++)
		memory->slot[i] = i;
	for (i = 0; !err && i < instance->nr; i++)
		err = lane_memory(memory, &instance->tasks[i]);
	if (!err)
		return memory;
	memory_destroy(memory, instance->nr);
	return NULL;
}

static void find_sources(struct ordlab_instance *instance,
			 struct ordlab_batch_lane *lane)
{
	const struct ordlab_view *view = instance->run->view;
	const struct ordlab_batch *batch = instance->data;
	unsigned int i;

	for (i = 0; i < view->prog->nr_observed; i++) {
		const struct ordlab_observed *observed = &view->observed[i];
		struct ordlab_source *source = &lane->sources[i];

		if (observed->kind == ORDLAB_OPERAND_LOC) {
			source->offset = batch->layout.offset[observed->index];
			source->type = view->locations[observed->index].type;
		} else {
			const struct ordlab_batch_lane *from =
				instance->tasks[observed->thread].data;

			source->regs = from->lane.regs + observed->index;
			source->step = ordlab_code_regs(from->lane.code);
		}
	}
}

/* From now on the instance uses this memory; what it had is freed. */
static void use_memory(struct ordlab_instance *instance,
		       struct ordlab_memory *memory)
{
	struct ordlab_batch *batch = instance->data;
	struct ordlab_batch_lane *lane;
	unsigned int i;

	memory_destroy(batch->memory, instance->nr);
	batch->memory = memory;
	batch->size = memory->size;
	batch->cells = memory->cells;
	batch->bytes = memory->bytes;
	batch->slot = memory->slot;
	instance->cells[ORDLAB_RANGE_BATCH].start = memory->cells;
	instance->cells[ORDLAB_RANGE_BATCH].bytes = memory->bytes;
	for (i = 0; i < instance->nr; i++) {
		lane = instance->tasks[i].data;
		lane->lane.cells = memory->cells;
		lane->lane.slot = memory->slot;
		lane->lane.regs = memory->lanes[i].regs;
		lane->lane.faulted = memory->lanes[i].faulted;
		lane->lane.pace.late = memory->lanes[i].late;
		lane->lane.pace.size = memory->size;
	}
	for (i = 0; i < instance->nr; i++)
		find_sources(instance, instance->tasks[i].data);
	lane = instance->tasks[0].data;
	if (batch->slot)
		ordlab_frames_shuffle(batch, 0, batch->size, &lane->random);
}

/* A random permutation of part of the slots (Fisher-Yates) */
void ordlab_frames_shuffle(struct ordlab_batch *batch, u32 first, u32 end,
			   struct rnd_state *random)
{
	u32 *slot = batch->slot + first, i;

	for (i = end - first; i > 1; i--) {
		u32 j = ((u64)prandom_u32_state(random) * i) >> 32;

		swap(slot[i - 1], slot[j]);
	}
}

void ordlab_frames_grow(struct ordlab_instance *instance)
{
	struct ordlab_batch *batch = instance->data;
	struct ordlab_memory *memory = memory_create(instance, batch->most);

	if (memory)
		use_memory(instance, memory);
	else
		batch->most = batch->size;
}

void ordlab_frames_destroy(struct ordlab_instance *instance)
{
	struct ordlab_batch *batch = instance->data;
	unsigned int i;

	for (i = 0; i < instance->nr; i++) {
		struct ordlab_batch_lane *lane = instance->tasks[i].data;

		if (lane)
			ordlab_histogram_destroy(lane->hist);
		kvfree(lane);
	}
	if (!batch)
		return;
	for (i = 0; i < ORDLAB_MAX_LOCATIONS; i++) {
		if (!batch->srcu[i])
			continue;
		cleanup_srcu_struct(batch->srcu[i]);
		kfree(batch->srcu[i]);
	}
	memory_destroy(batch->memory, instance->nr);
	kvfree(batch->arrivals);
	kvfree(batch);
}

static int lane_create(struct ordlab_task *task)
{
	struct ordlab_instance *instance = task->instance;
	struct ordlab_run *run = instance->run;
	const struct ordlab_params *params = &run->result->params;
	struct ordlab_batch *batch = instance->data;
	struct ordlab_batch_lane *lane;

	lane = kvzalloc_node(sizeof(*lane), ORDLAB_GFP_BATCH,
			     cpu_to_node(task->cpu));
	task->data = lane;
	if (!lane)
		return -ENOMEM;
	prandom_seed_state(&lane->random,
			   params->seed + instance->number *
			   ORDLAB_MAX_THREADS + task->thread);
	lane->hist = ordlab_histogram_create(run->view->prog->nr_observed,
					     ORDLAB_LANE_STATES,
					     ORDLAB_LANE_STATES);
	lane->lane = (struct ordlab_lane) {
		.code = run->code[task->thread],
		.frame = batch->layout.frame,
		.srcu = batch->srcu,
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
		},
	};
	memcpy(lane->lane.offset, batch->layout.offset,
	       sizeof(lane->lane.offset));
	return lane->hist ? 0 : -ENOMEM;
}

static int srcu_create(struct ordlab_batch *batch,
		       const struct ordlab_view *view)
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

/* Iterations that there may be memory for, if meetings are slow */
static u32 most_iterations(const struct ordlab_run *run,
			   const struct ordlab_layout *layout)
{
	const struct ordlab_params *params = &run->result->params;

	/* Noise threads look at the cells all the time */
	if (params->noise.nr && params->stress == ORDLAB_STRESS_SHARED)
		return params->batch;
	return min_t(u64, params->batch * GROW,
		     (ORDLAB_BATCH_BYTES - layout->fixed) / layout->each);
}

int ordlab_frames_create(struct ordlab_instance *instance)
{
	struct ordlab_run *run = instance->run;
	const struct ordlab_params *params = &run->result->params;
	struct ordlab_memory *memory;
	struct ordlab_batch *batch;
	unsigned int i;
	int err;

	batch = kvzalloc_node(sizeof(*batch), ORDLAB_GFP_BATCH, instance->node);
	instance->data = batch;
	if (!batch)
		return -ENOMEM;
	ordlab_layout_choose(&batch->layout, run, params);
	batch->most = most_iterations(run, &batch->layout);
	batch->may_fault = memchr_inv(run->facts->check, 0,
				      sizeof(run->facts->check));
	batch->arrivals = kvzalloc_node(instance->nr * sizeof(*batch->arrivals),
					ORDLAB_GFP_BATCH, instance->node);
	if (!batch->arrivals)
		return -ENOMEM;
	err = srcu_create(batch, run->view);
	for (i = 0; !err && i < instance->nr; i++)
		err = lane_create(&instance->tasks[i]);
	if (err)
		return err;
	memory = memory_create(instance, params->batch);
	if (!memory)
		return -ENOMEM;
	use_memory(instance, memory);
	return 0;
}

/*
 * Give a location's cells their initial values, from iteration @n to before
 * @end. Of a constant @type the compiler makes a short loop.
 */
static __always_inline void set_location(const struct ordlab_run *run,
					 const struct ordlab_batch *batch,
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
		void *frame = ordlab_frame_at(cells, slot, size, n);

		ordlab_cell_init(frame + cell, type,
				 address ? (long)(frame + to) : value,
				 &run->keys[i]);
	}
}

void ordlab_frames_set(const struct ordlab_task *task, u32 first, u32 end)
{
	const struct ordlab_run *run = task->instance->run;
	const struct ordlab_batch *batch = task->instance->data;
	unsigned int i;

	for (i = 0; i < run->view->prog->nr_locations; i++) {
		enum ordlab_type type = run->view->locations[i].type;

		if (type == ORDLAB_T_INT)
			set_location(run, batch, i, ORDLAB_T_INT, first, end);
		else
			set_location(run, batch, i, type, first, end);
	}
}
