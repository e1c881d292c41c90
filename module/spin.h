/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Waiting for another CPU: fast at first, polite before long.
 */
#ifndef ORDLAB_SPIN_H
#define ORDLAB_SPIN_H

#include <linux/delay.h>
#include <linux/processor.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/time64.h>

/* The kind of loop that may run for so long gives way, or sleeps. */
#define ORDLAB_SPIN_YIELD_NS	(1 * NSEC_PER_MSEC)
#define ORDLAB_SPIN_SLEEP_NS	(10 * NSEC_PER_MSEC)

/**
 * struct ordlab_spin - how long a wait has lasted; zero it before the wait
 * @spins:	rounds of the loop
 * @since:	local_clock() when it became long, or 0
 * @yielded:	local_clock() when it last gave way
 */
struct ordlab_spin {
	unsigned int spins;
	u64 since;
	u64 yielded;
};

/* The part of ordlab_spin() that is seldom run */
static noinline void __maybe_unused ordlab_spin_slow(struct ordlab_spin *spin)
{
	u64 now = local_clock();

	if (!spin->since) {
		spin->since = now;
		spin->yielded = now;
	} else if (now - spin->since > ORDLAB_SPIN_SLEEP_NS) {
		usleep_range(50, 100);
	} else if (now - spin->yielded > ORDLAB_SPIN_YIELD_NS) {
		/* Also a quiescent state for Tasks RCU, as this is one */
		cond_resched_tasks_rcu_qs();
		spin->yielded = now;
	}
}

/**
 * ordlab_spin() - one round of a loop that waits for another CPU
 * @spin:	the wait, zeroed before its first round
 *
 * Gives way to the scheduler after a millisecond, and sleeps between rounds
 * after ten.
 *
 * cpu_relax() is rare, as it hands over to another thread of the core, and
 * under emulation leaves the translated code: both cost more than the wait for
 * a cache line, which is what most rounds wait for.
 *
 * Context: process context; may sleep.
 */
static inline void ordlab_spin(struct ordlab_spin *spin)
{
	if (++spin->spins % 64)
		return;
	cpu_relax();
	if (spin->spins % 1024 == 0)
		ordlab_spin_slow(spin);
}

#endif /* ORDLAB_SPIN_H */
