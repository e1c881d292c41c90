// SPDX-License-Identifier: GPL-2.0
/*
 * How long a cache line takes from one CPU to another.
 */
#include "private/bench.h"

#define ROUNDS		256	/* round trips of a transfer sample */

/* The line goes to and fro: SELF writes odd values, OTHER even ones. */
static void transfer_step(struct bench *b, enum who who)
{
	u32 *line = b->lines;
	u64 start, from;
	u32 i;

	if (!bench_meet(b))
		return;
	start = local_clock();
	from = ordlab_stamp();
	for (i = 0; i < ROUNDS; i++) {
		if (who == OTHER && !bench_await(b, line, 2 * i + 1, start))
			break;
		WRITE_ONCE(*line, 2 * i + 1 + (who == OTHER));
		if (who == SELF && !bench_await(b, line, 2 * i + 2, start))
			break;
	}
	if (who == SELF && i == ROUNDS)
		b->ticks = ordlab_stamp() - from;
	preempt_enable();
}

static int measure_transfer(struct bench *b)
{
	int err;

	for_each_cpu(b->cpu[SELF], &b->m->cpus) {
		for_each_cpu(b->cpu[OTHER], &b->m->cpus) {
			if (b->cpu[SELF] >= b->cpu[OTHER])
				continue;
			bench_name_row(b, "%d\t%d", b->cpu[SELF], b->cpu[OTHER]);
			memset(b->lines, 0, SMP_CACHE_BYTES);
			err = bench_row(b, 2 * ROUNDS, NULL, 0,
					transfer_step);
			if (err)
				return err;
		}
	}
	return 0;
}

/* How many rows each measure has on @cpus CPUs */
static unsigned int transfer_rows(unsigned int cpus)
{
	return cpus * (cpus - 1) / 2;
}

const struct ordlab_bench_kind ordlab_bench_transfer = {
	.run		= measure_transfer,
	.rows		= transfer_rows,
	.min_cpus	= 2,
};
