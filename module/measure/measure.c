// SPDX-License-Identifier: GPL-2.0
/*
 * The life of a measurement: its start, its end, and who may look at it. What
 * is measured has a file for each measurement, see private/bench.h.
 */
#include <linux/cpu.h>
#include <linux/delay.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/random.h>
#include <linux/slab.h>
#include <linux/timekeeping.h>

#include "compat.h"
#include "engine.h"
#include "private/bench.h"

const char *const ordlab_measures[ORDLAB_NR_MEASURES] = {
	[ORDLAB_MEASURE_TRANSFER] = "transfer",
	[ORDLAB_MEASURE_MESI]	  = "mesi",
	[ORDLAB_MEASURE_SHARING]  = "sharing",
	[ORDLAB_MEASURE_COST]	  = "cost",
	[ORDLAB_MEASURE_COMPILER] = "compiler",
};

static void lead(struct work_struct *work);

/*
 * The measurement, and who makes it. A new one is made only by the holder of
 * the claim on the machine (see ordlab_claim()); lock is for those who look.
 */
static struct {
	struct mutex lock;			/* protects @current_m */
	struct ordlab_measurement *current_m;
	struct workqueue_struct *steps;		/* runs on the CPU asked for */
	struct workqueue_struct *leader;	/* runs anywhere */
	struct work_struct work;		/* leads the measurement */
	bool stop;
} measure = {
	.lock = __MUTEX_INITIALIZER(measure.lock),
	.work = __WORK_INITIALIZER(measure.work, lead),
};

static void measurement_free(struct kref *ref)
{
	kvfree(container_of(ref, struct ordlab_measurement, ref));
}

void ordlab_measurement_put(struct ordlab_measurement *m)
{
	if (m)
		kref_put(&m->ref, measurement_free);
}

struct ordlab_measurement *ordlab_measurement_get(void)
{
	struct ordlab_measurement *m;

	mutex_lock(&measure.lock);
	m = measure.current_m;
	if (m)
		kref_get(&m->ref);
	mutex_unlock(&measure.lock);
	return m;
}

static const struct ordlab_bench_kind *const kinds[ORDLAB_NR_MEASURES] = {
	[ORDLAB_MEASURE_TRANSFER] = &ordlab_bench_transfer,
	[ORDLAB_MEASURE_MESI]	  = &ordlab_bench_mesi,
	[ORDLAB_MEASURE_SHARING]  = &ordlab_bench_sharing,
	[ORDLAB_MEASURE_COST]	  = &ordlab_bench_cost,
	[ORDLAB_MEASURE_COMPILER] = &ordlab_bench_compiled,
};

static void stamp_step(struct bench *b, enum who who)
{
	u64 from, to;

	preempt_disable();
	from = ordlab_stamp();
	to = ordlab_stamp();
	preempt_enable();
	b->ticks = to - from;
}

/* How fast the counter ticks that ordlab_stamp() reads */
static unsigned int stamp_khz(void)
{
	u64 ticks, ns;

	preempt_disable();
	ns = ktime_get_ns();
	ticks = ordlab_stamp();
	mdelay(1);
	ns = ktime_get_ns() - ns;
	ticks = ordlab_stamp() - ticks;
	preempt_enable();
	return max_t(u64, 1, mul_u64_u64_div_u64(ticks, NSEC_PER_MSEC, ns));
}

static int bench_run(struct bench *b)
{
	u32 i, j;
	int n;

	b->cpu[SELF] = cpumask_first(&b->m->cpus);
	for (i = OTHER; i < NR_WHO; i++) {
		b->cpu[i] = cpumask_next(b->cpu[i - 1], &b->m->cpus);
		if (b->cpu[i] >= nr_cpu_ids)
			b->cpu[i] = -1;
		if (b->cpu[i] < 0)
			break;
	}
	for (; i < NR_WHO; i++)
		b->cpu[i] = -1;

	/* In an order that no prefetcher follows */
	for (i = 0; i < LINES; i++) {
		j = get_random_u32() % (i + 1);
		b->order[i] = b->order[j];
		b->order[j] = i;
	}

	b->m->khz = stamp_khz();
	b->alone = true;
	n = bench_samples(b, NULL, 0, stamp_step);
	if (n < 0)
		return n;
	b->overhead = n ? b->sample[n / 2] : 0;
	b->alone = false;

	return kinds[b->m->measure]->run(b);
}

static void lead(struct work_struct *work)
{
	struct ordlab_measurement *m = measure.current_m;
	unsigned int order = get_order(LINES * GAP);
	struct bench *b;
	int err = -ENOMEM;

	b = kzalloc(sizeof(*b), GFP_KERNEL);
	if (b)
		b->lines = (void *)__get_free_pages(GFP_KERNEL | __GFP_ZERO,
						    order);
	if (b && b->lines) {
		b->m = m;
		b->steps = measure.steps;
		b->stop = &measure.stop;
		err = bench_run(b);
		free_pages((unsigned long)b->lines, order);
	}
	kfree(b);

	m->error = err;
	ordlab_release(&m->running);
}

/*
 * Which CPUs take part: @cpus, or all that are online; 0 or a reason against it
 */
static int choose_cpus(enum ordlab_measure what, const struct cpumask **cpus,
		       unsigned int *nr, struct ordlab_why *why)
{
	unsigned int cpu;

	if (cpumask_empty(*cpus))
		*cpus = cpu_online_mask;
	for_each_cpu(cpu, *cpus) {
		if (!cpu_online(cpu))
			return ordlab_refuse(why, -EINVAL,
					     "CPU %u is not online", cpu);
	}
	*nr = min_t(unsigned int, cpumask_weight(*cpus),
		    ORDLAB_MAX_MEASURE_CPUS);
	if (*nr < kinds[what]->min_cpus)
		return ordlab_refuse(why, -ENODEV,
				     "%s needs %u CPUs, there %s %u",
				     ordlab_measures[what],
				     kinds[what]->min_cpus,
				     *nr == 1 ? "is" : "are", *nr);
	return 0;
}

static struct ordlab_measurement *
measurement_create(enum ordlab_measure what, const struct cpumask *cpus,
		   unsigned int nr, unsigned int samples)
{
	unsigned int rows = kinds[what]->rows(nr), cpu;
	struct ordlab_measurement *m;

	m = kvzalloc(struct_size(m, rows, rows), GFP_KERNEL);
	if (!m)
		return NULL;
	kref_init(&m->ref);
	m->measure = what;
	for_each_cpu(cpu, cpus)
		if (cpumask_weight(&m->cpus) < nr)
			cpumask_set_cpu(cpu, &m->cpus);
	m->wanted = samples;
	m->max_rows = rows;
	m->running = true;
	return m;
}

int ordlab_measure_start(enum ordlab_measure what, const struct cpumask *cpus,
			 unsigned int samples, struct ordlab_why *why)
{
	struct ordlab_measurement *m, *old;
	unsigned int nr;
	int err;

	if (samples < ORDLAB_MIN_SAMPLES || samples > ORDLAB_MAX_SAMPLES)
		return ordlab_refuse(why, -ERANGE, "samples is not from %u to %u",
				     ORDLAB_MIN_SAMPLES, ORDLAB_MAX_SAMPLES);
	err = ordlab_claim(ordlab_measures[what], why);
	if (err)
		return err;
	err = choose_cpus(what, &cpus, &nr, why);
	if (err)
		goto err_release;
	m = measurement_create(what, cpus, nr, samples);
	if (!m) {
		err = ordlab_refuse(why, -ENOMEM, "out of memory");
		goto err_release;
	}

	mutex_lock(&measure.lock);
	old = measure.current_m;
	measure.current_m = m;
	mutex_unlock(&measure.lock);
	ordlab_measurement_put(old);

	/* The claim is ours alone: the last measurement's work has ended. */
	WRITE_ONCE(measure.stop, false);
	queue_work(measure.leader, &measure.work);
	return 0;

err_release:
	ordlab_release(NULL);
	return err;
}

void ordlab_measure_stop(void)
{
	WRITE_ONCE(measure.stop, true);
	flush_work(&measure.work);
}

int ordlab_measure_init(void)
{
	measure.steps = alloc_workqueue("ordlab_steps",
					WQ_CPU_INTENSIVE | ORDLAB_WQ_PERCPU, 0);
	if (!measure.steps)
		return -ENOMEM;
	measure.leader = alloc_workqueue("ordlab_leader", WQ_UNBOUND, 1);
	if (!measure.leader) {
		destroy_workqueue(measure.steps);
		return -ENOMEM;
	}
	return 0;
}

void ordlab_measure_exit(void)
{
	ordlab_measure_stop();
	destroy_workqueue(measure.leader);
	destroy_workqueue(measure.steps);
	ordlab_measurement_put(measure.current_m);
}
