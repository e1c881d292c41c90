// SPDX-License-Identifier: GPL-2.0
/*
 * What each primitive costs, with its cache line alone and contended.
 */
#include "private/bench.h"

#define CALLS		512	/* calls of a primitive in a cost sample */

/* SELF calls the primitive CALLS times; OTHER calls it beside, on the line. */
static void cost_step(struct bench *b, enum who who)
{
	u64 start, from;

	if (b->alone)
		preempt_disable();
	else if (!bench_meet(b))
		return;
	start = local_clock();
	if (who == SELF) {
		from = ordlab_stamp();
		ordlab_call_loop(b->op, b->lines, CALLS);
		b->ticks = ordlab_stamp() - from;
		WRITE_ONCE(b->over, true);
	} else {
		while (!READ_ONCE(b->over)) {
			ordlab_call_loop(b->op, b->lines, 16);
			if (local_clock() - start > STEP_NS)
				break;
		}
	}
	preempt_enable();
}

/*
 * An atomic across two cache lines, where it is safe. On x86 it locks the bus
 * (Intel SDM volume 3A, section 9.1.2.2), and the kernel makes it a fault where
 * the CPU can tell; most other architectures do not have it.
 */
static int measure_split(struct bench *b, u64 overhead)
{
	const char *obstacle = ordlab_split_obstacle();
	void *lines = b->lines;
	int err = 0;

	b->op = ORDLAB_ATOMIC_ADD_RETURN;
	b->alone = true;
	bench_name_row(b, "%s\tsplit", ordlab_ops[b->op].name);
	if (obstacle) {
		bench_skip_row(b, obstacle);
		return 0;
	}
	b->lines += cache_line_size() - sizeof(int) / 2;
	err = bench_row(b, CALLS, NULL, overhead, cost_step);
	b->lines = lines;
	return err;
}

static int measure_cost(struct bench *b)
{
	u64 overhead;
	int err;

	b->alone = true;
	b->op = ORDLAB_CALL_EMPTY;
	err = bench_samples(b, NULL, 0, cost_step);
	if (err < 0)
		return err;
	overhead = err ? b->sample[err / 2] : 0;

	for (b->op = 0; b->op < ORDLAB_NR_OPS; b->op++) {
		if (!ordlab_call_known(b->op))
			continue;
		for (b->alone = true;; b->alone = false) {
			bench_name_row(b, "%s\t%s", ordlab_ops[b->op].name,
				       b->alone ? "alone" : "contended");
			if (!b->alone && b->cpu[OTHER] < 0) {
				bench_skip_row(b, "needs one more CPU");
				break;
			}
			ordlab_call_prepare(b->op, b->lines);
			err = bench_row(b, CALLS, NULL, overhead, cost_step);
			if (err)
				return err;
			if (!b->alone)
				break;
		}
	}
	return measure_split(b, overhead);
}

static unsigned int cost_rows(unsigned int cpus)
{
	return 2 * ORDLAB_NR_OPS + 1;
}

const struct ordlab_bench_kind ordlab_bench_cost = {
	.run		= measure_cost,
	.rows		= cost_rows,
	.min_cpus	= 1,
};
