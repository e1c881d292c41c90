// SPDX-License-Identifier: GPL-2.0
/*
 * Noise: threads on CPUs that a run leaves idle.
 */
#include <linux/cache.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/topology.h>

#include "noise.h"
#include "run.h"

/* Lines between two points where others may be scheduled: microseconds */
#define BURST	1024

/**
 * struct maker - a noise thread
 * @run:	the run that it disturbs
 * @task:	the kthread
 * @own:	lines of its own
 * @instance:	whose cells it loads
 * @range:	which of them
 * @at:		what comes next: an offset in @own or in the range
 */
struct maker {
	struct ordlab_run *run;
	struct task_struct *task;
	u8 *own;
	unsigned int instance;
	unsigned int range;
	size_t at;
};

/**
 * struct ordlab_noise - the noise threads of a run
 * @nr:		how many
 * @makers:	[@nr]
 */
struct ordlab_noise {
	unsigned int nr;
	struct maker makers[];
};

/* Write to a burst of its own lines */
static void stress_own(struct maker *maker)
{
	unsigned int i;

	for (i = 0; i < BURST; i++) {
		maker->own[maker->at]++;
		maker->at = (maker->at + SMP_CACHE_BYTES) % ORDLAB_NOISE_BYTES;
	}
	/* Each burst is written, not the sum of all */
	barrier();
}

/*
 * Load a burst of lines of the test. A deliberate race: what is loaded does
 * not matter, and a load causes nothing that the test does not allow.
 */
static void stress_shared(struct maker *maker)
{
	const struct ordlab_run *run = maker->run;
	const struct ordlab_range *cells =
		&run->instances[maker->instance]->cells[maker->range];
	unsigned int i;

	for (i = 0; i < BURST && maker->at < cells->bytes; i++) {
		READ_ONCE(((u8 *)cells->start)[maker->at]);
		maker->at += SMP_CACHE_BYTES;
	}
	if (maker->at < cells->bytes)
		return;
	maker->at = 0;
	maker->range = (maker->range + 1) % ORDLAB_NR_RANGES;
	if (!maker->range)
		maker->instance = (maker->instance + 1) % run->nr_instances;
}

static int noise_main(void *data)
{
	struct maker *maker = data;
	bool own = maker->run->result->params.stress == ORDLAB_STRESS_OWN;

	while (!kthread_should_stop()) {
		if (own)
			stress_own(maker);
		else
			stress_shared(maker);
		cond_resched_tasks_rcu_qs();
	}
	return 0;
}

int ordlab_noise_create(struct ordlab_run *run, struct ordlab_why *why)
{
	const struct ordlab_cpus *cpus = &run->result->params.noise;
	struct ordlab_noise *noise;
	struct task_struct *task;
	unsigned int i;

	if (!cpus->nr)
		return 0;
	noise = kvzalloc(struct_size(noise, makers, cpus->nr), GFP_KERNEL);
	run->noise = noise;
	if (!noise)
		return ordlab_refuse(why, -ENOMEM, "out of memory");
	noise->nr = cpus->nr;
	for (i = 0; i < cpus->nr; i++) {
		struct maker *maker = &noise->makers[i];

		maker->run = run;
		maker->own = kvzalloc_node(ORDLAB_NOISE_BYTES,
					   GFP_KERNEL | __GFP_RETRY_MAYFAIL |
					   __GFP_NOWARN,
					   cpu_to_node(cpus->list[i]));
		if (!maker->own)
			return ordlab_refuse(why, -ENOMEM, "out of memory");
		task = kthread_create_on_cpu(noise_main, maker, cpus->list[i],
					     "ordlab-noise/%u");
		if (IS_ERR(task))
			return ordlab_refuse(why, PTR_ERR(task),
					     "cannot create a noise thread on CPU %u",
					     cpus->list[i]);
		maker->task = task;
	}
	return 0;
}

void ordlab_noise_wake(struct ordlab_run *run)
{
	unsigned int i;

	for (i = 0; run->noise && i < run->noise->nr; i++)
		wake_up_process(run->noise->makers[i].task);
}

void ordlab_noise_destroy(struct ordlab_run *run)
{
	unsigned int i;

	if (!run->noise)
		return;
	for (i = 0; i < run->noise->nr; i++) {
		struct maker *maker = &run->noise->makers[i];

		if (maker->task)
			kthread_stop(maker->task);
		kvfree(maker->own);
	}
	kvfree(run->noise);
	run->noise = NULL;
}
