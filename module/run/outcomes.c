// SPDX-License-Identifier: GPL-2.0
/* Counting the outcomes of batch mode's iterations. */
#include <linux/bitmap.h>
#include <linux/ktime.h>

#include "batch.h"

/* A lane reports what it has counted this often. */
#define REPORT_NS	(50 * NSEC_PER_MSEC)

/* The address of a cell becomes the number of its location: see ORDLAB_ADDR. */
static noinline bool translate(const struct ordlab_batch *batch, const void *frame,
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

/* The outcome of an iteration. Return: false if it has none. */
static bool observe(const struct ordlab_instance *instance,
		    struct ordlab_batch_lane *lane, u32 n)
{
	const struct ordlab_program *prog = instance->run->view->prog;
	const struct ordlab_batch *batch = instance->data;
	const void *frame = ordlab_frame_of(batch, n);
	unsigned int i;

	for (i = 0; i < prog->nr_observed; i++) {
		const struct ordlab_source *source = &lane->sources[i];
		s64 value = source->regs ? source->regs[n * source->step] :
			ordlab_cell_read(frame + source->offset, source->type);

		lane->values[i] = value;
		/* Outcomes must not show kernel addresses */
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
		const struct ordlab_batch_lane *lane = instance->tasks[i].data;

		if (test_bit(n, lane->lane.faulted))
			return true;
	}
	return false;
}

/*
 * Let an iteration take part in the draw of the trace. lane->values is its
 * outcome.
 */
static void sample(const struct ordlab_task *task, u32 n)
{
	const struct ordlab_instance *instance = task->instance;
	struct ordlab_result *result = instance->run->result;
	const struct ordlab_view *view = instance->run->view;
	const struct ordlab_batch *batch = instance->data;
	struct ordlab_batch_lane *lane = task->data;
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

void ordlab_outcomes_report(struct ordlab_task *task, u64 now)
{
	struct ordlab_batch_lane *lane = task->data;

	ordlab_report(task, lane->hist, lane->faults, lane->overlapped);
	lane->faults = 0;
	lane->overlapped = 0;
	lane->reported = now;
}

/* Outcomes that are counted at once, if they are of the usual kind */
#define BLOCK		64

/*
 * Count a block of iterations. Return: false if they must be counted one by one
 */
static bool count_block(const struct ordlab_instance *instance,
			struct ordlab_batch_lane *lane, u32 first, u32 nr)
{
	struct ordlab_histogram *hist = lane->hist;
	const struct ordlab_batch *batch = instance->data;
	unsigned int bits = hist->bits, i;
	u16 indices[BLOCK] = { };
	u64 all = 0;
	u32 n;

	if (!hist->direct || batch->may_fault ||
	    instance->run->result->trace.max)
		return false;
	for (i = 0; i < hist->width; i++) {
		const struct ordlab_source source = lane->sources[i];
		const s64 *reg = source.regs + first * source.step;

		for (n = 0; n < nr; n++, reg += source.step) {
			s64 value = source.regs ? *reg :
				ordlab_cell_read(ordlab_frame_of(batch, first + n) +
						 source.offset, source.type);

			all |= value;
			indices[n] = indices[n] << bits | value;
		}
	}
	/* Nor is it an address: those are large */
	return !(all >> bits) &&
	       ordlab_histogram_add_direct(hist, indices, nr);
}

static void count_one_by_one(struct ordlab_task *task, u32 first, u32 end)
{
	const struct ordlab_instance *instance = task->instance;
	const struct ordlab_batch *batch = instance->data;
	struct ordlab_batch_lane *lane = task->data;
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
			ordlab_outcomes_report(task, ktime_get_ns());
			ordlab_histogram_add(lane->hist, lane->values, 1);
		}
	}
}

u32 ordlab_overlapped(const unsigned long *const *late, unsigned int lanes,
		      u32 first, u32 end)
{
	u32 word = first / BITS_PER_LONG, nr = end - first, i;

	for (; word < BITS_TO_LONGS(end); word++) {
		unsigned long any = 0;

		for (i = 0; i < lanes; i++)
			any |= late[i][word];
		if (word == first / BITS_PER_LONG)
			any &= BITMAP_FIRST_WORD_MASK(first);
		if (word == end / BITS_PER_LONG)
			any &= BITMAP_LAST_WORD_MASK(end);
		nr -= hweight_long(any);
	}
	return nr;
}

static u32 count_overlapped(const struct ordlab_instance *instance, u32 first,
			    u32 end)
{
	const unsigned long *late[ORDLAB_MAX_THREADS];
	unsigned int i;

	for (i = 0; i < instance->nr; i++) {
		const struct ordlab_batch_lane *lane = instance->tasks[i].data;

		late[i] = lane->lane.pace.late;
	}
	return ordlab_overlapped(late, instance->nr, first, end);
}

void ordlab_outcomes_count(struct ordlab_task *task, u32 first, u32 end)
{
	const struct ordlab_instance *instance = task->instance;
	struct ordlab_batch_lane *lane = task->data;
	u32 n, nr;
	u64 now;

	for (n = first; n < end; n += nr) {
		nr = min_t(u32, end - n, BLOCK);
		if (!count_block(instance, lane, n, nr))
			count_one_by_one(task, n, n + nr);
	}
	lane->overlapped += count_overlapped(instance, first, end);
	now = ktime_get_ns();
	if (now - lane->reported > REPORT_NS)
		ordlab_outcomes_report(task, now);
}
