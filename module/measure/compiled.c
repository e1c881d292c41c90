// SPDX-License-Identifier: GPL-2.0
/*
 * No cost: what the compiler made of plain accesses, as another CPU sees it.
 */
#include <linux/sort.h>

#include "private/bench.h"

/*
 * SELF calls the function; OTHER watches, and ends it all when it takes long.
 */
static void compiler_step(struct bench *b, enum who who)
{
	struct ordlab_sighting *sighting = &b->sighting[who];
	u64 start;
	u32 i;

	if (!bench_meet(b))
		return;
	start = local_clock();
	if (who == SELF) {
		b->ticks = ordlab_compiled_run(b->op, &b->late, sighting);
		WRITE_ONCE(b->over, true);
	} else {
		for (i = 1; !READ_ONCE(b->over); i++) {
			sighting->seen += ordlab_compiled_watch(b->op);
			if (i % 64 || local_clock() - start < STEP_NS)
				continue;
			WRITE_ONCE(b->late, true);
			break;
		}
	}
	preempt_enable();
}

/* Add up the sightings of a function: as many samples as are wanted. */
static int compiler_row(struct bench *b)
{
	struct ordlab_row *row = &b->m->rows[b->m->nr_rows];
	unsigned int attempts = 0, looped = 0;

	while (row->samples < b->m->wanted &&
	       attempts++ < b->m->wanted * ATTEMPTS) {
		if (READ_ONCE(*b->stop))
			return -EINTR;
		if (b->gone)
			return -ENODEV;
		memset(b->sighting, 0, sizeof(b->sighting));
		ordlab_compiled_begin(b->op);
		bench_run_steps(b, SELF, compiler_step, OTHER, compiler_step);
		if (!b->ticks)
			continue;
		row->samples++;
		row->low += b->sighting[SELF].calls;
		row->median += b->sighting[SELF].seen + b->sighting[OTHER].seen;
		if (b->sighting[SELF].after)
			b->sample[looped++] = b->sighting[SELF].after;
	}
	sort(b->sample, looped, sizeof(b->sample[0]), bench_compare, NULL);
	row->high = looped ? b->sample[looped / 2] : 0;
	if (!row->samples)
		strscpy(row->note, "the CPUs never ran at the same time",
			sizeof(row->note));
	bench_end_row(b);
	return 0;
}

static int measure_compiler(struct bench *b)
{
	int err = 0;

	for (b->op = 0; !err && b->op < ORDLAB_NR_COMPILED; b->op++) {
		bench_name_row(b, "%s", ordlab_compiled_names[b->op]);
		err = compiler_row(b);
	}
	return err;
}

static unsigned int compiler_rows(unsigned int cpus)
{
	return ORDLAB_NR_COMPILED;
}

const struct ordlab_bench_kind ordlab_bench_compiled = {
	.run		= measure_compiler,
	.rows		= compiler_rows,
	.min_cpus	= 2,
};
