// SPDX-License-Identifier: GPL-2.0
/*
 * Random runs of the mailbox machine.
 */
#include "private/machine.h"

#define ATTEMPTS	1000

/* xorshift64* */
static unsigned int draw(__u64 *seed, unsigned int nr)
{
	__u64 x = *seed ? *seed : 0x9e3779b97f4a7c15ULL;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	*seed = x;
	return ((x * 0x2545f4914f6cdd1dULL) >> 33) % nr;
}

bool mailbox_run(const struct mailbox *m, __u64 *seed, __s64 *values,
		 struct mailbox_room *room)
{
	struct mailbox_steps *steps = &room->steps;
	struct mailbox_state *s = &room->state;
	unsigned int attempt;

	for (attempt = 0; attempt < ATTEMPTS; attempt++) {
		mailbox_init(s);
		mailbox_steps(m, s, steps, room);
		while (steps->nr) {
			mailbox_apply(m, s, &steps->step[draw(seed, steps->nr)],
				      room);
			mailbox_steps(m, s, steps, room);
		}
		if (steps->finished && !steps->dead && !steps->lost) {
			mailbox_outcome(m, s, values, room);
			return true;
		}
	}
	return false;
}
