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
 * A CPU waits for another one. If that takes longer than this, and longer than
 * the own part of the CPU that waits, then the other CPU is doing something
 * else. It may be a virtual CPU of a busy host. Then the host runs us instead
 * of it, and goes on doing so until we sleep.
 *
 * But two CPUs that sleep by turns, each for longer than the other one waits
 * before it sleeps, would go on like that for ever. So the wait that follows a
 * wait with sleep is a long one, which gives the other CPU the time to wake up.
 */
#define ORDLAB_SPIN_NS		(50 * NSEC_PER_USEC)
#define ORDLAB_SPIN_LONG_NS	NSEC_PER_MSEC

/*
 * Up to 2^this waits that sleep go by between two long ones that were in vain.
 */
#define ORDLAB_SPIN_MAX_VAIN	6

/**
 * struct ordlab_spin - how a CPU waits; zero it before the first wait
 * @spins:	rounds of this wait
 * @vain:	long waits in a row that ended in sleep
 * @skip:	waits to come that are short though the one before them slept
 * @slept:	this wait has slept; before that is known, the last wait has
 * @keen:	this wait is a long one that has not slept
 * @limit:	when to sleep, local_clock(); 0 for not decided yet
 * @part:	nanoseconds that the CPU's own part has taken, if it knows
 */
struct ordlab_spin {
	unsigned int spins;
	u8 vain;
	u8 skip;
	bool slept;
	bool keen;
	u64 limit;
	u64 part;
};

/**
 * ordlab_spin_begin() - a wait begins
 * @spin:	the CPU's
 */
static inline void ordlab_spin_begin(struct ordlab_spin *spin)
{
	spin->spins = 0;
	spin->limit = 0;
}

/**
 * ordlab_spin_slept() - whether a wait that has ended had slept
 * @spin:	the CPU's
 */
static inline bool ordlab_spin_slept(const struct ordlab_spin *spin)
{
	return spin->limit && spin->slept;
}

/* How long to wait before the first sleep, now that it is going to take time */
static inline u64 ordlab_spin_decide(struct ordlab_spin *spin)
{
	if (spin->keen)
		spin->vain = 0;
	spin->keen = spin->slept && !spin->skip;
	if (spin->slept && spin->skip)
		spin->skip--;
	spin->slept = false;
	return spin->keen ? ORDLAB_SPIN_LONG_NS :
		clamp_t(u64, spin->part, ORDLAB_SPIN_NS, ORDLAB_SPIN_LONG_NS);
}

/* The first sleep of a wait */
static inline void ordlab_spin_give_up(struct ordlab_spin *spin)
{
	if (spin->keen) {
		if (spin->vain < ORDLAB_SPIN_MAX_VAIN)
			spin->vain++;
		spin->skip = (1 << spin->vain) - 1;
		spin->keen = false;
	}
	spin->slept = true;
}

/**
 * ordlab_spin() - one round of a loop that waits for another CPU
 * @spin:	the CPU's, after ordlab_spin_begin()
 *
 * After a small fraction of a millisecond, or a millisecond where that is
 * promising, it sleeps between rounds.
 *
 * cpu_relax() is rare, as it hands over to another thread of the core, and
 * under emulation leaves the translated code: both cost more than the wait for
 * a cache line, which is what most rounds wait for.
 *
 * Context: process context; may sleep.
 */
static inline void ordlab_spin(struct ordlab_spin *spin)
{
	u64 now;

	if (++spin->spins % 64)
		return;
	cpu_relax();
	if (spin->spins % 1024)
		return;
	now = local_clock();
	if (!spin->limit) {
		spin->limit = now + ordlab_spin_decide(spin);
	} else if (now > spin->limit) {
		if (!spin->slept)
			ordlab_spin_give_up(spin);
		usleep_range(20, 100);
	}
}

#endif /* ORDLAB_SPIN_H */
