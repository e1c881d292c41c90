// SPDX-License-Identifier: GPL-2.0
/*
 * Perpetual mode: nothing separates one iteration from the next. See walk.h.
 *
 * The lanes of an instance go through the phases of a chunk in lockstep: they
 * run its iterations, then walk through what they have logged. Each chunk
 * starts from the initial state; so a lane that was preempted, or whose virtual
 * CPU was slow, spoils one chunk only.
 */
#include <linux/cache.h>
#include <linux/err.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/slab.h>

#include "run.h"
#include "walk.h"

/* The lanes report what they have counted this often. */
#define REPORT_NS	(50 * NSEC_PER_MSEC)

/*
 * If memory is short, the kernel must neither kill anyone for it nor complain.
 */
#define GFP_PERPETUAL	(GFP_KERNEL | __GFP_RETRY_MAYFAIL | __GFP_NOWARN)

/*
 * Instructions of a thread in a chunk, at most: milliseconds on a slow machine
 */
#define CHUNK_INSNS	(256U << 10)

/*
 * Bytes of the logs of all lanes, at most, which leaves room for cells and the
 * rest. A lane's part stays in its cache.
 */
#define LOG_BYTES	(ORDLAB_PERPETUAL_BYTES / 4 * 3)

enum phase {
	PHASE_RUN,
	PHASE_WALK,
	PHASE_END,
};

/**
 * struct perpetual_lane - a lane in perpetual mode
 * @track:	what primitives.c needs
 * @log:	memory of its logs: one for each register that the cycle
 *		needs, and one for all the others
 * @random:	for delays
 */
struct perpetual_lane {
	struct ordlab_track track;
	void *log;
	struct rnd_state random;
};

/**
 * struct ordlab_perpetual - an instance in perpetual mode
 * @cells:	the frame
 * @offset:	of each location's cell in it
 * @bytes:	of the frame
 * @size:	iterations of a chunk, at most
 * @phase:	what the lanes do now; changed by advance() only
 * @round:	it is a round of the control; changed by advance() only
 * @nr:		iterations of this chunk; 0 in such a round
 * @reported:	when lanes have last reported, ktime_get_ns(); by advance() only
 * @counts:	what they have seen since; by advance() only
 * @logs:	for the walk: the log of each edge of the cycle
 * @found:	for each lane, on a cache line of its own: what it has counted
 *		in this chunk
 * @lanes:	[instance->nr]
 */
struct ordlab_perpetual {
	void *cells;
	u32 offset[ORDLAB_MAX_LOCATIONS];
	size_t bytes;
	u32 size;
	enum phase phase;
	bool round;
	u32 nr;
	u64 reported;
	struct ordlab_counts counts;
	const struct ordlab_log *logs[ORDLAB_MAX_THREADS];
	struct {
		u32 witnesses;
		u32 disjoint;
		u32 overlapped;
	} ____cacheline_aligned found[ORDLAB_MAX_THREADS];
	struct perpetual_lane lanes[];
};

/* Whether an edge of the cycle needs a register of a thread */
static bool is_logged(const struct ordlab_cycle *cycle, unsigned int thread,
		      unsigned int reg)
{
	unsigned int i;

	for (i = 0; i < cycle->nr; i++) {
		const struct ordlab_edge *edge = &cycle->edges[i];

		if ((edge->fr ? edge->from : edge->to) == thread &&
		    edge->reg == reg)
			return true;
	}
	return false;
}

static unsigned int nr_logs(const struct ordlab_cycle *cycle,
			    unsigned int thread)
{
	unsigned int r, nr = 1;

	for (r = 0; r < ORDLAB_MAX_REGS; r++)
		nr += is_logged(cycle, thread, r);
	return nr;
}

/*
 * Iterations of a chunk: @want of them, or fewer if memory or time has a bound
 */
static u32 choose_chunk(const struct ordlab_run *run, u32 want)
{
	const struct ordlab_view *view = run->view;
	unsigned int threads = view->prog->nr_threads, t;
	size_t bytes = LOG_BYTES / threads;

	for (t = 0; t < threads; t++) {
		want = min(want, CHUNK_INSNS /
				 (view->threads[t].nr_insns + 1U));
		want = min_t(u32, want,
			     (bytes / nr_logs(&run->cycle, t) -
			      ORDLAB_LOG_BYTES(0)) / sizeof(struct ordlab_read));
	}
	return max(want, 1U);
}

/* Prepare. Return: false, with a reason, if the test cannot run so */
static bool try_prepare(struct ordlab_run *run, struct ordlab_params *params,
			struct ordlab_why *why)
{
	BUILD_BUG_ON(sizeof(why->text) < ORDLAB_WHY_NOT_LEN);
	if (!ordlab_cycle_find(&run->cycle, run->view, why->text))
		return false;
	params->chunk = choose_chunk(run, params->chunk);
	return true;
}

static int perpetual_prepare(struct ordlab_run *run,
			     struct ordlab_params *params,
			     struct ordlab_why *why)
{
	struct ordlab_why reason;

	if (try_prepare(run, params, &reason))
		return 0;
	return ordlab_refuse(why, -EOPNOTSUPP, "%s cannot run perpetually: %s",
			     run->view->prog->name, reason.text);
}

static int lane_create(struct ordlab_task *task,
		       struct ordlab_perpetual *perpetual)
{
	const struct ordlab_run *run = task->instance->run;
	struct perpetual_lane *lane = &perpetual->lanes[task->thread];
	struct ordlab_track *track = &lane->track;
	size_t bytes = ORDLAB_LOG_BYTES(perpetual->size);
	struct ordlab_code *code;
	unsigned int r, log = 1;

	code = ordlab_code_create_perpetual(run->view, run->facts,
					    task->thread);
	if (IS_ERR(code))
		return PTR_ERR(code);
	prandom_seed_state(&lane->random, run->result->params.seed +
			   task->instance->number * ORDLAB_MAX_THREADS +
			   task->thread);
	track->code = code;
	track->cells = perpetual->cells;
	memcpy(track->offset, perpetual->offset, sizeof(track->offset));

	lane->log = kvmalloc_node(array_size(nr_logs(&run->cycle, task->thread),
					     bytes),
				  GFP_PERPETUAL, cpu_to_node(task->cpu));
	if (!lane->log)
		return -ENOMEM;
	for (r = 0; r < ordlab_code_regs(code); r++)
		track->logs[r] = !is_logged(&run->cycle, task->thread, r) ?
			lane->log : lane->log + log++ * bytes;
	return 0;
}

static void perpetual_destroy(struct ordlab_instance *instance)
{
	struct ordlab_perpetual *perpetual = instance->perpetual;
	unsigned int i;

	if (!perpetual)
		return;
	for (i = 0; i < instance->nr; i++) {
		if (perpetual->lanes[i].track.code)
			ordlab_code_destroy(perpetual->lanes[i].track.code);
		kvfree(perpetual->lanes[i].log);
	}
	kvfree(perpetual->cells);
	kvfree(perpetual);
}

static int perpetual_create(struct ordlab_instance *instance)
{
	struct ordlab_run *run = instance->run;
	const struct ordlab_params *params = &run->result->params;
	const struct ordlab_view *view = run->view;
	struct ordlab_perpetual *perpetual;
	unsigned int i;
	int err = 0;

	perpetual = kvzalloc_node(struct_size(perpetual, lanes, instance->nr),
				  GFP_PERPETUAL, instance->node);
	instance->perpetual = perpetual;
	if (!perpetual)
		return -ENOMEM;
	perpetual->size = params->chunk;
	perpetual->phase = PHASE_WALK;
	for (i = 0; i < view->prog->nr_locations; i++) {
		perpetual->offset[i] = perpetual->bytes;
		perpetual->bytes +=
			roundup(ordlab_cell_size(view->locations[i].type),
				params->stride);
	}
	perpetual->cells = kvzalloc_node(perpetual->bytes, GFP_PERPETUAL,
					 instance->node);
	if (!perpetual->cells)
		return -ENOMEM;
	instance->cells[ORDLAB_RANGE_PERPETUAL].start = perpetual->cells;
	instance->cells[ORDLAB_RANGE_PERPETUAL].bytes = perpetual->bytes;
	for (i = 0; !err && i < instance->nr; i++)
		err = lane_create(&instance->tasks[i], perpetual);
	if (err)
		return err;

	for (i = 0; i < run->cycle.nr; i++) {
		const struct ordlab_edge *edge = &run->cycle.edges[i];
		unsigned int thread = edge->fr ? edge->from : edge->to;

		perpetual->logs[i] = perpetual->lanes[thread].track.logs[edge->reg];
	}
	return 0;
}

static void report(struct ordlab_instance *instance, u64 now)
{
	struct ordlab_perpetual *perpetual = instance->perpetual;

	ordlab_report_counts(instance, &perpetual->counts);
	memset(&perpetual->counts, 0, sizeof(perpetual->counts));
	perpetual->reported = now;
}

/* Begin the next phase; the last lane to end this one does it. */
static void advance(struct ordlab_instance *instance)
{
	struct ordlab_perpetual *perpetual = instance->perpetual;
	u64 now = ktime_get_ns();
	u32 overlapped = U32_MAX;
	unsigned int i;

	if (perpetual->phase == PHASE_RUN) {
		perpetual->phase = PHASE_WALK;
		return;
	}

	if (perpetual->round)
		ordlab_control_end(instance, ORDLAB_RANGE_PERPETUAL, now);
	perpetual->counts.frames += perpetual->nr;
	for (i = 0; perpetual->nr && i < instance->nr; i++) {
		perpetual->counts.witnesses += perpetual->found[i].witnesses;
		perpetual->counts.disjoint += perpetual->found[i].disjoint;
		overlapped = min(overlapped, perpetual->found[i].overlapped);
	}
	perpetual->counts.overlapped += min(overlapped, perpetual->nr);
	if (now - perpetual->reported > REPORT_NS)
		report(instance, now);

	perpetual->round = ordlab_control_begin(instance,
						ORDLAB_RANGE_PERPETUAL, now);
	perpetual->nr = perpetual->round ? 0 :
		ordlab_take(instance->run, &instance->run->perpetual,
			    perpetual->size);
	memset(perpetual->cells, 0, perpetual->bytes);
	perpetual->phase = perpetual->nr || perpetual->round ? PHASE_RUN :
							       PHASE_END;
}

/*
 * A lane's share of the walk, and of the search for iterations that overlapped.
 * Disjoint witnesses that would need iterations of two shares are missed. Those
 * are few, since threads are not far apart.
 */
static void walk(const struct ordlab_task *task)
{
	const struct ordlab_instance *instance = task->instance;
	struct ordlab_perpetual *perpetual = instance->perpetual;
	const struct ordlab_cycle *cycle = &instance->run->cycle;
	u32 lanes = instance->nr, i = task->thread;
	u32 first = div_u64((u64)perpetual->nr * i, lanes);
	u32 last = div_u64((u64)perpetual->nr * (i + 1), lanes);

	perpetual->found[i].witnesses =
		ordlab_walk_witnesses(cycle, perpetual->logs, perpetual->nr,
				      first, last);
	perpetual->found[i].disjoint =
		ordlab_walk_disjoint(cycle, perpetual->logs, first, last);
	/* A log for each thread on the cycle; this lane takes one of them */
	perpetual->found[i].overlapped = i >= cycle->nr ? U32_MAX :
		ordlab_log_overlapped(perpetual->logs[i], perpetual->nr);
}

static void perpetual_lane(struct ordlab_task *task)
{
	struct ordlab_perpetual *perpetual = task->instance->perpetual;
	const struct ordlab_params *params =
		&task->instance->run->result->params;
	unsigned int t = task->thread;
	struct perpetual_lane *lane = &perpetual->lanes[t];
	u32 chunk = 0;

	for (;;) {
		u64 start;

		ordlab_meet(task, advance);
		switch (perpetual->phase) {
		case PHASE_RUN:
			if (perpetual->round)
				ordlab_control_track_prepare(task);
			else
				ordlab_track_prepare(&lane->track,
						     params->preload);
			/*
			 * Lanes that have slept until now are awake when all go
			 * on
			 */
			ordlab_meet(task, NULL);
			if (params->skew)
				ordlab_delay(ordlab_skew(params->skew, chunk++,
							 &lane->random));
			start = local_clock();
			if (perpetual->round)
				ordlab_control_track_run(task);
			else
				ordlab_track_run(&lane->track, perpetual->nr);
			break;
		case PHASE_WALK:
			start = local_clock();
			if (perpetual->round)
				ordlab_control_track_count(task);
			else
				walk(task);
			cond_resched_tasks_rcu_qs();
			break;
		case PHASE_END:
			if (!t)
				report(task->instance, 0);
			return;
		}
		/* The others should not take much longer */
		task->spin.part = local_clock() - start;
	}
}

const struct ordlab_mode_ops ordlab_perpetual_ops = {
	.prepare	= perpetual_prepare,
	.create		= perpetual_create,
	.destroy	= perpetual_destroy,
	.lane		= perpetual_lane,
};

/*
 * Automatic: a batch run, which counts every outcome, then a perpetual run,
 * which counts what the condition describes. A test that cannot run perpetually
 * has only a batch run.
 *
 * Each of the two makes all iterations that the user has set, so that neither
 * looks at fewer of them. The batch run is the one that takes long. It has half
 * of the time; and if time is the only limit, it makes no more iterations than
 * a run without any limit.
 */
static int auto_prepare(struct ordlab_run *run, struct ordlab_params *params,
			struct ordlab_why *why)
{
	int err;

	err = ordlab_batch_ops.prepare(run, params, why);
	if (err)
		return err;
	if (!try_prepare(run, params, &run->result->why_not)) {
		params->mode = ORDLAB_BATCH;
		run->ops = &ordlab_batch_ops;
		return 0;
	}
	if (!params->iterations)
		atomic64_set(&run->batch.left, ORDLAB_DEFAULT_ITERATIONS);
	if (params->seconds)
		run->batch.ns /= 2;
	return 0;
}

static int auto_create(struct ordlab_instance *instance)
{
	return ordlab_batch_ops.create(instance) ?: perpetual_create(instance);
}

static void auto_destroy(struct ordlab_instance *instance)
{
	perpetual_destroy(instance);
	ordlab_batch_ops.destroy(instance);
}

static void auto_lane(struct ordlab_task *task)
{
	ordlab_batch_ops.lane(task);
	perpetual_lane(task);
}

const struct ordlab_mode_ops ordlab_auto_ops = {
	.prepare	= auto_prepare,
	.create		= auto_create,
	.destroy	= auto_destroy,
	.lane		= auto_lane,
};
