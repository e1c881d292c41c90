// SPDX-License-Identifier: GPL-2.0
/*
 * The positive control: see control.h.
 */
#include <linux/err.h>
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "control.h"
#include "run.h"
#include "walk.h"

/* The control takes one of so many parts of the time. */
#define SHARE		64

#define GFP_CONTROL	(GFP_KERNEL | __GFP_RETRY_MAYFAIL | __GFP_NOWARN)

/* Threads of the control */
#define SIDES		2

/**
 * struct ordlab_control - the control, for all instances of a run
 * @test:	the test that is the control
 * @facts:	what the verifier has found
 * @cycle:	the cycle of its condition
 * @code:	of each thread, in batch mode
 * @track:	of each thread, in perpetual mode
 */
struct ordlab_control {
	struct ordlab_test *test;
	struct ordlab_facts *facts;
	struct ordlab_cycle cycle;
	struct ordlab_code *code[SIDES];
	struct ordlab_code *track[SIDES];
};

/**
 * struct control_lane - a lane in the control
 * @lane:	what primitives.c needs in batch mode
 * @track:	the same in perpetual mode
 * @regs:	[rounds->nr] registers of the iterations
 * @late:	unused
 * @log:	of the register that the thread loads to
 * @done:	iterations of this round that it has finished
 */
struct control_lane {
	struct ordlab_lane lane;
	struct ordlab_track track;
	s64 *regs;
	DECLARE_BITMAP(late, ORDLAB_CONTROL_BATCH);
	struct ordlab_log *log;
	u32 done;
};

/**
 * struct ordlab_rounds - the control in an instance
 * @cells:	the cells of the pairs, one after the other; also of a lane
 *		that is alone
 * @bytes:	of a pair's cells
 * @nr:		iterations of a round in batch mode
 * @chunk:	iterations of a round in perpetual mode
 * @round:	number of the round
 * @began:	when it began, ktime_get_ns()
 * @due:	when the next one is due, in each mode
 * @lanes:	[instance->nr]
 */
struct ordlab_rounds {
	void *cells;
	size_t bytes;
	u32 nr;
	u32 chunk;
	u32 round;
	u64 began;
	u64 due[ORDLAB_NR_RANGES];
	struct control_lane lanes[];
};

/* Where a lane is in this round */
struct place {
	unsigned int pair;
	unsigned int side;
	bool alone;
};

static struct place place_of(const struct ordlab_task *task)
{
	const struct ordlab_instance *instance = task->instance;
	unsigned int number = (task->thread + instance->rounds->round) %
			      instance->nr;

	return (struct place){
		.pair = number / SIDES,
		.side = number % SIDES,
		.alone = number + 1 == instance->nr && !(number % SIDES),
	};
}

/* The other lane of a pair, whose first lane this is */
static const struct control_lane *other_of(const struct ordlab_task *task)
{
	const struct ordlab_instance *instance = task->instance;

	return &instance->rounds->lanes[(task->thread + 1) % instance->nr];
}

int ordlab_control_prepare(struct ordlab_run *run)
{
	const struct ordlab_params *params = &run->result->params;
	char why[ORDLAB_WHY_NOT_LEN];
	struct ordlab_control *control;
	const struct ordlab_view *view;
	struct ordlab_test *test;
	unsigned int i;

	if (params->control == ORDLAB_CONTROL_NONE ||
	    run->view->prog->nr_threads < SIDES)
		return 0;
	test = ordlab_registry_find(ORDLAB_CONTROL);
	if (!test || test == run->result->test) {
		ordlab_test_put(test);
		return 0;
	}
	control = kvzalloc(sizeof(*control), GFP_KERNEL);
	if (!control) {
		ordlab_test_put(test);
		return -ENOMEM;
	}
	run->control = control;
	control->test = test;
	view = &test->view;
	control->facts = ordlab_test_facts(test);
	if (!control->facts || !ordlab_cycle_find(&control->cycle, view, why))
		return -ENOMEM;
	for (i = 0; i < SIDES; i++) {
		control->code[i] = ordlab_code_create(view, control->facts, i);
		control->track[i] = ordlab_code_create_perpetual(view,
								 control->facts,
								 i);
		if (IS_ERR(control->code[i]) || IS_ERR(control->track[i]))
			return -ENOMEM;
	}
	return 0;
}

void ordlab_control_destroy(struct ordlab_run *run)
{
	struct ordlab_control *control = run->control;
	unsigned int i;

	if (!control)
		return;
	for (i = 0; i < SIDES; i++) {
		if (!IS_ERR_OR_NULL(control->code[i]))
			ordlab_code_destroy(control->code[i]);
		if (!IS_ERR_OR_NULL(control->track[i]))
			ordlab_code_destroy(control->track[i]);
	}
	kvfree(control->facts);
	ordlab_test_put(control->test);
	kvfree(control);
}

static int lane_create(struct ordlab_task *task)
{
	struct ordlab_rounds *rounds = task->instance->rounds;
	struct control_lane *lane = &rounds->lanes[task->thread];
	const struct ordlab_control *control = task->instance->run->control;
	int node = cpu_to_node(task->cpu);
	unsigned int regs = 1, i;

	for (i = 0; i < SIDES; i++)
		regs = max(regs, ordlab_code_regs(control->code[i]));
	lane->regs = kvzalloc_node(array3_size(rounds->nr, regs, sizeof(s64)),
				   GFP_CONTROL, node);
	lane->log = kvmalloc_node(ORDLAB_LOG_BYTES(rounds->chunk), GFP_CONTROL,
				  node);
	return lane->regs && lane->log ? 0 : -ENOMEM;
}

int ordlab_control_create(struct ordlab_instance *instance)
{
	const struct ordlab_params *params = &instance->run->result->params;
	size_t frame = SIDES * params->stride;
	struct ordlab_rounds *rounds;
	unsigned int i;
	int err = 0;

	if (!instance->run->control)
		return 0;
	rounds = kvzalloc_node(struct_size(rounds, lanes, instance->nr),
			       GFP_CONTROL, instance->node);
	instance->rounds = rounds;
	if (!rounds)
		return -ENOMEM;
	rounds->nr = min_t(u32, ORDLAB_CONTROL_BATCH,
			   ORDLAB_CONTROL_CELLS / frame);
	rounds->chunk = min_t(u32, ORDLAB_CONTROL_CHUNK, params->chunk);
	rounds->bytes = rounds->nr * frame;
	rounds->cells = kvmalloc_node(DIV_ROUND_UP(instance->nr, SIDES) *
				      rounds->bytes, GFP_CONTROL,
				      instance->node);
	if (!rounds->cells)
		return -ENOMEM;
	for (i = 0; !err && i < instance->nr; i++)
		err = lane_create(&instance->tasks[i]);
	return err;
}

void ordlab_control_free(struct ordlab_instance *instance)
{
	struct ordlab_rounds *rounds = instance->rounds;
	unsigned int i;

	if (!rounds)
		return;
	for (i = 0; i < instance->nr; i++) {
		kvfree(rounds->lanes[i].regs);
		kvfree(rounds->lanes[i].log);
	}
	kvfree(rounds->cells);
	kvfree(rounds);
}

bool ordlab_control_begin(struct ordlab_instance *instance, unsigned int mode,
			  u64 now)
{
	struct ordlab_rounds *rounds = instance->rounds;

	if (!rounds || now < rounds->due[mode] ||
	    READ_ONCE(instance->run->stop))
		return false;
	rounds->round++;
	rounds->began = now;
	return true;
}

void ordlab_control_end(struct ordlab_instance *instance, unsigned int mode,
			u64 now)
{
	struct ordlab_rounds *rounds = instance->rounds;

	rounds->due[mode] = now + (now - rounds->began) * (SHARE - 1);
}

/* Cells of a lane's pair in this round */
static void *cells_of(const struct ordlab_task *task)
{
	const struct ordlab_rounds *rounds = task->instance->rounds;

	return rounds->cells + place_of(task).pair * rounds->bytes;
}

void ordlab_control_set(const struct ordlab_task *task)
{
	const struct ordlab_rounds *rounds = task->instance->rounds;

	/* All locations of the control are ints that are 0 */
	if (!place_of(task).side)
		memset(cells_of(task), 0, rounds->bytes);
}

void ordlab_control_run(struct ordlab_task *task,
			const struct ordlab_pace *pace)
{
	const struct ordlab_params *params =
		&task->instance->run->result->params;
	const struct ordlab_control *control = task->instance->run->control;
	struct ordlab_rounds *rounds = task->instance->rounds;
	struct control_lane *lane = &rounds->lanes[task->thread];

	lane->lane = (struct ordlab_lane) {
		.code = control->code[place_of(task).side],
		.cells = cells_of(task),
		.frame = SIDES * params->stride,
		.offset = { 0, params->stride },
		.regs = lane->regs,
		.preload = params->preload,
		.pace = *pace,
	};
	lane->lane.pace.patient = false;
	lane->lane.pace.late = lane->late;
	lane->lane.pace.size = ORDLAB_CONTROL_BATCH;
	lane->done = ordlab_lane_run(&lane->lane, 0, rounds->nr);
}

void ordlab_control_count(const struct ordlab_task *task)
{
	const struct ordlab_instance *instance = task->instance;
	const struct ordlab_view *view = &instance->run->control->test->view;
	const struct control_lane *sides[SIDES] = {
		&instance->rounds->lanes[task->thread], other_of(task),
	};
	struct place place = place_of(task);
	struct ordlab_shown shown = { };
	s64 values[ORDLAB_MAX_OBSERVED];
	unsigned int i;
	u32 n;

	if (place.side || place.alone)
		return;
	shown.iterations = min(sides[0]->done, sides[1]->done);
	for (n = 0; n < shown.iterations; n++) {
		for (i = 0; i < view->prog->nr_observed; i++) {
			const struct ordlab_observed *observed =
				&view->observed[i];
			const struct ordlab_lane *lane =
				&sides[observed->thread]->lane;

			values[i] = lane->regs[n * ordlab_code_regs(lane->code) +
					       observed->index];
		}
		shown.weak += ordlab_cond_eval(view->cond, view->prog->nr_cond,
					       values);
	}
	ordlab_report_control(task->instance, &shown);
}

void ordlab_control_track_prepare(const struct ordlab_task *task)
{
	const struct ordlab_params *params =
		&task->instance->run->result->params;
	const struct ordlab_control *control = task->instance->run->control;
	struct ordlab_rounds *rounds = task->instance->rounds;
	struct control_lane *lane = &rounds->lanes[task->thread];
	struct place place = place_of(task);
	struct ordlab_track *track = &lane->track;
	unsigned int r;

	*track = (struct ordlab_track){
		.code = control->track[place.side],
		.cells = cells_of(task),
		.offset = { 0, params->stride },
	};
	for (r = 0; r < ordlab_code_regs(track->code); r++)
		track->logs[r] = lane->log;
	if (!place.side)
		memset(track->cells, 0, SIDES * params->stride);
	ordlab_track_prepare(track, params->preload);
}

void ordlab_control_track_run(const struct ordlab_task *task)
{
	const struct ordlab_rounds *rounds = task->instance->rounds;

	ordlab_track_run(&rounds->lanes[task->thread].track, rounds->chunk);
}

void ordlab_control_track_count(const struct ordlab_task *task)
{
	const struct ordlab_instance *instance = task->instance;
	const struct ordlab_rounds *rounds = instance->rounds;
	const struct ordlab_cycle *cycle = &instance->run->control->cycle;
	const struct control_lane *sides[SIDES] = {
		&rounds->lanes[task->thread], other_of(task),
	};
	const struct ordlab_log *logs[ORDLAB_MAX_THREADS];
	struct place place = place_of(task);
	struct ordlab_shown shown = { .frames = rounds->chunk };
	unsigned int i;

	if (place.side || place.alone)
		return;
	for (i = 0; i < cycle->nr; i++) {
		const struct ordlab_edge *edge = &cycle->edges[i];

		logs[i] = sides[edge->fr ? edge->from : edge->to]->log;
	}
	shown.witnesses = ordlab_walk_witnesses(cycle, logs, rounds->chunk, 0,
						rounds->chunk);
	ordlab_report_control(task->instance, &shown);
}
