/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The inside of a run: what the engine shares with the modes that it drives.
 *
 * A run has instances, and an instance has one lane for each thread of the
 * test. Each lane is a kthread on a CPU of its own. The engine creates, wakes
 * and joins them; the mode decides what they do.
 */
#ifndef ORDLAB_RUN_H
#define ORDLAB_RUN_H

#include <linux/atomic.h>
#include <linux/cache.h>
#include <linux/prandom.h>

#include "control.h"
#include "engine.h"
#include "primitives.h"
#include "spin.h"
#include "walk.h"

/*
 * What perpetual mode may use of an instance's memory. Batch mode has the rest.
 */
#define ORDLAB_PERPETUAL_BYTES	SZ_1M
#define ORDLAB_BATCH_BYTES						\
	(ORDLAB_MAX_INSTANCE - ORDLAB_PERPETUAL_BYTES - ORDLAB_CONTROL_BYTES)

struct ordlab_instance;
struct ordlab_control;
struct ordlab_noise;
struct ordlab_perpetual;
struct ordlab_rounds;

/**
 * struct ordlab_rendezvous - where the lanes of an instance wait for all
 * @sense:	flips each time that all have come
 * @arrived:	how many have come since
 *
 * A sense-reversing barrier: a lane waits until @sense is the negation of
 * what the lane saw the last time, so that @arrived can be used again at once.
 */
struct ordlab_rendezvous {
	bool sense ____cacheline_aligned_in_smp;
	atomic_t arrived ____cacheline_aligned_in_smp;
};

/**
 * struct ordlab_task - a kthread, which is a lane of an instance
 * @instance:	which instance
 * @thread:	number of the thread of the test
 * @cpu:	where it runs
 * @sense:	its own copy, see struct ordlab_rendezvous
 * @spin:	how it waits for the others
 * @task:	the kthread
 * @data:	of batch mode
 */
struct ordlab_task {
	struct ordlab_instance *instance;
	unsigned int thread;
	unsigned int cpu;
	bool sense;
	struct ordlab_spin spin;
	struct task_struct *task;
	void *data;
};

/**
 * struct ordlab_range - memory that the threads of a test access
 * @start:	where it begins
 * @bytes:	how long it is; 0 if a mode is not used
 */
struct ordlab_range {
	const void *start;
	size_t bytes;
};

/* Of batch mode, and of perpetual mode */
enum {
	ORDLAB_RANGE_BATCH,
	ORDLAB_RANGE_PERPETUAL,
	ORDLAB_NR_RANGES,
};

/**
 * struct ordlab_instance - one copy of the test
 * @run:	the run
 * @number:	which copy
 * @node:	the NUMA node of its first lane, for its memory
 * @nr:		lanes
 * @data:	of batch mode
 * @perpetual:	of perpetual mode
 * @rounds:	of the control; NULL if there is none
 * @cells:	where the cells are
 * @meet:	where the lanes meet
 * @tasks:	[@nr] the lanes
 */
struct ordlab_instance {
	struct ordlab_run *run;
	unsigned int number;
	int node;
	unsigned int nr;
	void *data;
	struct ordlab_perpetual *perpetual;
	struct ordlab_rounds *rounds;
	struct ordlab_range cells[ORDLAB_NR_RANGES];
	struct ordlab_rendezvous meet;
	struct ordlab_task tasks[];
};

/**
 * struct ordlab_budget - what one mode may use up in a run
 * @left:	iterations that no instance has taken on yet
 * @ns:		how long after the start of the run it ends; U64_MAX for never
 */
struct ordlab_budget {
	atomic64_t left;
	u64 ns;
};

/**
 * struct ordlab_run - a run
 * @result:	its parameters, and what it has seen
 * @view:	the test
 * @facts:	what the verifier has found
 * @ops:	its mode
 * @code:	of each thread
 * @keys:	for each location: the key that lockdep knows its lock by
 * @cycle:	perpetual mode: that of the condition
 * @control:	the positive control; NULL if there is none
 * @batch:	what batch mode may use up
 * @perpetual:	what perpetual mode may use up
 * @stop:	lanes are to end soon
 * @reason:	why, or ""; under the engine's lock
 * @lanes:	lanes that have not ended
 * @nr_instances: how many
 * @instances:	[@nr_instances]
 * @noise:	what disturbs them, or NULL
 */
struct ordlab_run {
	struct ordlab_result *result;
	const struct ordlab_view *view;
	struct ordlab_facts *facts;
	const struct ordlab_mode_ops *ops;
	struct ordlab_code *code[ORDLAB_MAX_THREADS];
	struct lock_class_key *keys;
	struct ordlab_cycle cycle;
	struct ordlab_control *control;
	struct ordlab_budget batch;
	struct ordlab_budget perpetual;
	bool stop;
	struct ordlab_why reason;
	atomic_t lanes;
	unsigned int nr_instances;
	struct ordlab_instance **instances;
	struct ordlab_noise *noise;
};

/**
 * struct ordlab_mode_ops - a mode
 * @prepare:	check that the test can run so, and fill in what @params leave
 *		to the mode. It may change budgets, and choose another mode.
 *		Returns 0 or an error, with the reason in @why
 * @create:	allocate what an instance needs; its tasks know their CPUs
 * @destroy:	free that; also after @create failed
 * @lane:	what the kthread of a lane does until the run ends
 *
 * All may sleep.
 */
struct ordlab_mode_ops {
	int (*prepare)(struct ordlab_run *run, struct ordlab_params *params,
		       struct ordlab_why *why);
	int (*create)(struct ordlab_instance *instance);
	void (*destroy)(struct ordlab_instance *instance);
	void (*lane)(struct ordlab_task *task);
};

extern const struct ordlab_mode_ops ordlab_auto_ops;
extern const struct ordlab_mode_ops ordlab_batch_ops;
extern const struct ordlab_mode_ops ordlab_perpetual_ops;

/**
 * ordlab_announce() - wake those who poll for changes of the run
 *
 * Context: any.
 */
void ordlab_announce(void);

/**
 * ordlab_meet() - wait until every lane of the instance has come here
 * @task:	the lane
 * @last:	what the last one to come does before the others go on, or NULL
 *
 * Whatever a lane did before is visible to every lane after.
 *
 * Context: the lane's kthread; may sleep.
 * Return: true if that took so long that the lane slept.
 */
bool ordlab_meet(struct ordlab_task *task,
		 void (*last)(struct ordlab_instance *instance));

/**
 * ordlab_take() - take on iterations, for an instance
 * @run:	the run
 * @budget:	of the mode, in @run
 * @want:	how many, at most
 *
 * Context: any.
 * Return: how many to make, at most @want; 0 when the run is to end.
 */
u32 ordlab_take(struct ordlab_run *run, struct ordlab_budget *budget, u32 want);

/**
 * ordlab_end() - when a mode is to end, however much it has done
 * @run:	the run, which has begun
 * @budget:	of the mode, in @run
 *
 * Context: any.
 * Return: the time in jiffies64; for never, one that is far away.
 */
u64 ordlab_end(const struct ordlab_run *run, const struct ordlab_budget *budget);

/**
 * ordlab_report() - add what a lane has seen to the result of the run
 * @task:	the lane
 * @hist:	outcomes, not filtered; cleared
 * @faults:	iterations that ended early
 * @overlapped:	iterations that all lanes ran at the same time
 *
 * Context: the lane's kthread; may sleep.
 */
void ordlab_report(struct ordlab_task *task, struct ordlab_histogram *hist,
		   u64 faults, u64 overlapped);

/**
 * ordlab_report_counts() - add what an instance has seen to the result
 * @instance:	the instance
 * @counts:	what it has seen in perpetual mode
 *
 * Context: the kthread of one of its lanes; may sleep.
 */
void ordlab_report_counts(struct ordlab_instance *instance,
			  const struct ordlab_counts *counts);

/**
 * ordlab_report_control() - add what the control has seen to the result
 * @instance:	the instance
 * @shown:	what it has seen
 *
 * Context: the kthread of one of its lanes; may sleep.
 */
void ordlab_report_control(struct ordlab_instance *instance,
			   const struct ordlab_shown *shown);

#endif /* ORDLAB_RUN_H */
