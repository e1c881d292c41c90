// SPDX-License-Identifier: GPL-2.0
/*
 * What it costs two CPUs to count, each for itself, on one cache line and on
 * two.
 */
#include "private/bench.h"

#define COUNTS		4096	/* increments of a sharing sample */

static const struct {
	const char *name;
	size_t gap;
	bool alone;
} sharing_ways[] = {
	{ "alone", 0, true },
	{ "one line", sizeof(u32), false },
	{ "two lines", GAP, false },
};

/*
 * SELF counts up COUNTS times and is timed; OTHER counts beside it until SELF
 * has finished. Neither reads what the other one writes.
 */
static void sharing_step(struct bench *b, enum who who)
{
	u32 *counter = b->lines + (who == OTHER ? b->gap : 0);
	u64 start, from;
	u32 i;

	if (b->alone)
		preempt_disable();
	else if (!bench_meet(b))
		return;
	start = local_clock();
	from = ordlab_stamp();
	for (i = 0; who == OTHER || i < COUNTS; i++) {
		WRITE_ONCE(*counter, READ_ONCE(*counter) + 1);
		if (i % 64)
			continue;
		if (who == OTHER && READ_ONCE(b->over))
			break;
		if (local_clock() - start > STEP_NS)
			break;
	}
	if (who == SELF) {
		if (i == COUNTS)
			b->ticks = ordlab_stamp() - from;
		WRITE_ONCE(b->over, true);
	}
	preempt_enable();
}

static int measure_sharing(struct bench *b)
{
	unsigned int i;
	int err;

	for (i = 0; i < ARRAY_SIZE(sharing_ways); i++) {
		bench_name_row(b, "%s", sharing_ways[i].name);
		b->gap = sharing_ways[i].gap;
		b->alone = sharing_ways[i].alone;
		err = bench_row(b, COUNTS, NULL, b->overhead, sharing_step);
		if (err)
			return err;
	}
	return 0;
}

static unsigned int sharing_rows(unsigned int cpus)
{
	return ARRAY_SIZE(sharing_ways);
}

const struct ordlab_bench_kind ordlab_bench_sharing = {
	.run		= measure_sharing,
	.rows		= sharing_rows,
	.min_cpus	= 2,
};
