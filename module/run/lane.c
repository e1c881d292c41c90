// SPDX-License-Identifier: GPL-2.0
/*
 * What the lanes of every mode need of the engine: where they meet, how much
 * they may still do, and where they report what they have seen.
 */
#include <linux/ktime.h>

#include "run.h"

DECLARE_WAIT_QUEUE_HEAD(ordlab_changed);
static atomic_t changes;

unsigned int ordlab_changes(void)
{
	return atomic_read(&changes);
}

void ordlab_announce(void)
{
	atomic_inc(&changes);
	wake_up_all(&ordlab_changed);
}

bool ordlab_meet(struct ordlab_task *task,
		 void (*last)(struct ordlab_instance *instance))
{
	struct ordlab_instance *instance = task->instance;
	struct ordlab_rendezvous *meet = &instance->meet;
	bool sense = !task->sense;

	task->sense = sense;
	/*
	 * Fully ordered (Documentation/atomic_t.txt), meet:A: what this lane
	 * did comes before its arrival, and what the last lane does comes
	 * after every arrival. Pairs with meet:A of the other lanes.
	 */
	if (atomic_inc_return(&meet->arrived) == instance->nr) {
		if (last)
			last(instance);
		atomic_set(&meet->arrived, 0);
		/*
		 * meet:B: the count starts anew, and @last is done, before
		 * anyone goes on. Pairs with meet:C.
		 */
		smp_store_release(&meet->sense, sense);
		return false;
	}
	ordlab_spin_begin(&task->spin);
	/* meet:C: go on only after meet:B, with which it pairs. */
	while (smp_load_acquire(&meet->sense) != sense)
		ordlab_spin(&task->spin);
	return ordlab_spin_slept(&task->spin);
}

u32 ordlab_take(struct ordlab_run *run, struct ordlab_budget *budget, u32 want)
{
	u64 left;

	if (READ_ONCE(run->stop) ||
	    ktime_get_ns() - run->result->started >= budget->ns)
		return 0;
	left = atomic64_read(&budget->left);
	do {
		want = min_t(u64, want, left);
	} while (!atomic64_try_cmpxchg(&budget->left, (s64 *)&left,
				       left - want));
	return want;
}

u64 ordlab_end(const struct ordlab_run *run, const struct ordlab_budget *budget)
{
	u64 ns = ktime_get_ns() - run->result->started;

	if (budget->ns == U64_MAX)
		return get_jiffies_64() + S64_MAX;
	ns = budget->ns > ns ? budget->ns - ns : 0;
	return get_jiffies_64() + nsecs_to_jiffies64(ns);
}

void ordlab_report(struct ordlab_task *task, struct ordlab_histogram *hist,
		   u64 faults, u64 overlapped)
{
	struct ordlab_run *run = task->instance->run;
	struct ordlab_result *result = run->result;
	unsigned int i;

	mutex_lock(&result->lock);
	result->tally.overlapped += overlapped;
	result->tally.faults += faults;
	result->tally.iterations += faults;
	for (i = 0; i < hist->nr; i++)
		ordlab_tally_add(&result->tally, run->view,
				 ordlab_histogram_values(hist, i),
				 hist->counts[i]);
	mutex_unlock(&result->lock);
	ordlab_histogram_clear(hist);
	/*
	 * Only one lane reports progress: there are few pollers and many lanes.
	 */
	if (!task->instance->number && !task->thread)
		ordlab_announce();
}

void ordlab_report_counts(struct ordlab_instance *instance,
			  const struct ordlab_counts *counts)
{
	struct ordlab_result *result = instance->run->result;

	mutex_lock(&result->lock);
	ordlab_counts_add(&result->tally.counts, counts);
	/* In mode auto, iterations are counted where they have an outcome */
	if (result->params.mode == ORDLAB_PERPETUAL)
		result->tally.iterations += counts->frames;
	mutex_unlock(&result->lock);
	if (!instance->number)
		ordlab_announce();
}

void ordlab_report_control(struct ordlab_instance *instance,
			   const struct ordlab_shown *shown)
{
	struct ordlab_result *result = instance->run->result;

	mutex_lock(&result->lock);
	ordlab_shown_add(&result->tally.control, shown);
	mutex_unlock(&result->lock);
}
