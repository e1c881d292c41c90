/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Waiting for another CPU: fast at first, polite before long.
 */
#ifndef ORDLAB_SPIN_H
#define ORDLAB_SPIN_H

#include <linux/delay.h>
#include <linux/processor.h>
#include <linux/sched/clock.h>
#include <linux/time64.h>

/*
 * Longer than this, and the other CPU is doing something else. If it is the
 * virtual CPU of a busy host, then the host is still running us instead of it,
 * and goes on doing so until we sleep.
 */
#define ORDLAB_SPIN_NS	(50 * NSEC_PER_USEC)

/**
 * struct ordlab_spin - how long a wait has lasted; zero it before the wait
 * @spins:	rounds of the loop
 * @since:	local_clock() some rounds after the first, or 0
 */
struct ordlab_spin {
	unsigned int spins;
	u64 since;
};

/**
 * ordlab_spin() - one round of a loop that waits for another CPU
 * @spin:	the wait, zeroed before its first round
 *
 * After a small fraction of a millisecond it sleeps between rounds.
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
	if (spin->spins % 1024)
		return;
	if (!spin->since)
		spin->since = local_clock();
	else if (local_clock() - spin->since > ORDLAB_SPIN_NS)
		usleep_range(20, 100);
}

#endif /* ORDLAB_SPIN_H */
