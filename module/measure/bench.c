// SPDX-License-Identifier: GPL-2.0
/*
 * Steps, samples and rows: see private/bench.h.
 */
#include <linux/cpu.h>
#include <linux/sort.h>

#include "private/bench.h"
#include "spin.h"

struct step {
	struct work_struct work;
	bench_fn fn;
	struct bench *bench;
	enum who who;
};

static void step_fn(struct work_struct *work)
{
	struct step *step = container_of(work, struct step, work);

	step->fn(step->bench, step->who);
}

void bench_run_steps(struct bench *b, enum who who, bench_fn fn, enum who also,
		     bench_fn beside)
{
	struct step one = { .fn = fn, .bench = b, .who = who };
	struct step two = { .fn = beside, .bench = b, .who = also };

	INIT_WORK_ONSTACK(&one.work, step_fn);
	INIT_WORK_ONSTACK(&two.work, step_fn);
	atomic_set(&b->arrived, 0);
	b->late = false;
	b->over = false;
	b->ticks = 0;
	cpus_read_lock();
	if (!cpu_online(b->cpu[who]) || !cpu_online(b->cpu[also])) {
		b->gone = true;
	} else {
		if (beside)
			queue_work_on(b->cpu[also], b->steps, &two.work);
		queue_work_on(b->cpu[who], b->steps, &one.work);
		flush_work(&one.work);
		if (beside)
			flush_work(&two.work);
	}
	cpus_read_unlock();
	destroy_work_on_stack(&two.work);
	destroy_work_on_stack(&one.work);
}

void bench_run_step(struct bench *b, enum who who, bench_fn fn)
{
	bench_run_steps(b, who, fn, who, NULL);
}

bool bench_meet(struct bench *b)
{
	u64 start = local_clock();
	struct ordlab_spin spin = {};

	atomic_inc(&b->arrived);
	while (atomic_read(&b->arrived) < 2) {
		if (READ_ONCE(b->late) || local_clock() - start > 5 * STEP_NS) {
			WRITE_ONCE(b->late, true);
			return false;
		}
		ordlab_spin(&spin);
	}
	preempt_disable();
	return true;
}

bool bench_await(struct bench *b, u32 *line, u32 value, u64 start)
{
	u32 spins = 0;

	while (READ_ONCE(*line) != value) {
		if (++spins % 256)
			continue;
		if (READ_ONCE(b->late) || local_clock() - start > STEP_NS) {
			WRITE_ONCE(b->late, true);
			return false;
		}
	}
	return true;
}

int bench_compare(const void *a, const void *b)
{
	u64 x = *(const u64 *)a, y = *(const u64 *)b;

	return x < y ? -1 : x > y;
}

/* Ticks of @ops operations as picoseconds an operation */
static u64 ticks_to_ps(const struct bench *b, u64 ticks, unsigned int ops)
{
	return div_u64(mul_u64_u32_div(ticks, 1000000000U, b->m->khz), ops);
}

void bench_name_row(struct bench *b, const char *fmt, ...)
{
	struct ordlab_row *row = &b->m->rows[b->m->nr_rows];
	va_list args;

	va_start(args, fmt);
	vscnprintf(row->what, sizeof(row->what), fmt, args);
	va_end(args);
}

void bench_end_row(struct bench *b)
{
	/*
	 * The row is complete before a reader counts it. Pairs with the
	 * smp_load_acquire() of whoever shows the rows.
	 */
	smp_store_release(&b->m->nr_rows, b->m->nr_rows + 1);
}

int bench_samples(struct bench *b, void (*prepare)(struct bench *b),
		  u64 overhead, bench_fn step)
{
	unsigned int n = 0, attempts = 0;
	bool warm = false;

	while (n < b->m->wanted && attempts++ < b->m->wanted * ATTEMPTS) {
		if (READ_ONCE(*b->stop))
			return -EINTR;
		if (b->gone)
			return -ENODEV;
		if (prepare)
			prepare(b);
		if (b->alone)
			bench_run_step(b, SELF, step);
		else
			bench_run_steps(b, SELF, step, OTHER, step);
		if (!b->ticks)
			continue;
		if (!warm) {
			warm = true;
			continue;
		}
		b->sample[n++] = b->ticks > overhead ? b->ticks - overhead : 0;
	}
	sort(b->sample, n, sizeof(b->sample[0]), bench_compare, NULL);
	return n;
}

int bench_row(struct bench *b, unsigned int ops,
	      void (*prepare)(struct bench *b), u64 overhead, bench_fn step)
{
	struct ordlab_row *row = &b->m->rows[b->m->nr_rows];
	int n = bench_samples(b, prepare, overhead, step);

	if (n < 0)
		return n;
	row->samples = n;
	if (n) {
		row->low = ticks_to_ps(b, b->sample[n / 4], ops);
		row->median = ticks_to_ps(b, b->sample[n / 2], ops);
		row->high = ticks_to_ps(b, b->sample[n - 1 - n / 4], ops);
	} else {
		strscpy(row->note, "the CPUs never ran at the same time",
			sizeof(row->note));
	}
	bench_end_row(b);
	return 0;
}

void bench_skip_row(struct bench *b, const char *note)
{
	strscpy(b->m->rows[b->m->nr_rows].note, note,
		sizeof(b->m->rows[0].note));
	bench_end_row(b);
}
