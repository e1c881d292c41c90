// SPDX-License-Identifier: GPL-2.0
/*
 * What a cache line and a primitive cost on this machine.
 */
#include <linux/cache.h>
#include <linux/cpu.h>
#include <linux/delay.h>
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/random.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/timekeeping.h>
#include <linux/workqueue.h>

#include "compat.h"
#include "compiler.h"
#include "engine.h"
#include "measure.h"
#include "primitives.h"
#include "spin.h"

const char *const ordlab_measures[ORDLAB_NR_MEASURES] = {
	[ORDLAB_MEASURE_TRANSFER] = "transfer",
	[ORDLAB_MEASURE_MESI]	  = "mesi",
	[ORDLAB_MEASURE_SHARING]  = "sharing",
	[ORDLAB_MEASURE_COST]	  = "cost",
	[ORDLAB_MEASURE_COMPILER] = "compiler",
};

#define LINES		128	/* cache lines that a MESI sample touches */
#define GAP		256	/* bytes between them: no adjacent-line prefetch */
#define ROUNDS		256	/* round trips of a transfer sample */
#define COUNTS		4096	/* increments of a sharing sample */
#define CALLS		512	/* calls of a primitive in a cost sample */
#define STEP_NS		(4 * NSEC_PER_MSEC)	/* no step takes longer */
#define ATTEMPTS	4	/* for each sample that is wanted */

/* Who does a step */
enum who { SELF, OTHER, THIRD, NR_WHO };

/*
 * All that the steps of a measurement share. Steps on different CPUs run at
 * the same time only where they meet; see meet().
 */
struct bench {
	struct ordlab_measurement *m;
	int cpu[NR_WHO];	/* -1: there is none */
	void *lines;
	u32 order[LINES];	/* in which lines are touched */
	u64 sample[ORDLAB_MAX_SAMPLES];
	u64 overhead;		/* ticks from one stamp to the next */

	/* of the step that runs */
	unsigned int op;
	size_t gap;		/* sharing: between the two counters */
	bool alone;
	bool gone;		/* a CPU went offline */
	u64 ticks;		/* what SELF measured, 0: nothing */
	struct ordlab_sighting sighting[NR_WHO];

	/* where two steps meet; deliberately raced for */
	atomic_t arrived ____cacheline_aligned;
	bool late ____cacheline_aligned;
	bool over;		/* SELF has finished its sample */
};

struct step {
	struct work_struct work;
	void (*fn)(struct bench *b, enum who who);
	struct bench *bench;
	enum who who;
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

static void step_fn(struct work_struct *work)
{
	struct step *step = container_of(work, struct step, work);

	step->fn(step->bench, step->who);
}

/*
 * Run a function on the CPU of @who, and @beside on that of @also at the same
 * time, and wait for both. Neither CPU goes offline meanwhile; if one is
 * offline already, nothing runs and the measurement ends.
 */
static void run_steps(struct bench *b, enum who who,
		      void (*fn)(struct bench *b, enum who who),
		      enum who also,
		      void (*beside)(struct bench *b, enum who who))
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
			queue_work_on(b->cpu[also], measure.steps, &two.work);
		queue_work_on(b->cpu[who], measure.steps, &one.work);
		flush_work(&one.work);
		if (beside)
			flush_work(&two.work);
	}
	cpus_read_unlock();
	destroy_work_on_stack(&two.work);
	destroy_work_on_stack(&one.work);
}

static void run_step(struct bench *b, enum who who,
		     void (*fn)(struct bench *b, enum who who))
{
	run_steps(b, who, fn, who, NULL);
}

/*
 * Two steps wait for each other, then disable preemption for their sample.
 * Return false, with preemption enabled, when the other one does not come.
 */
static bool meet(struct bench *b)
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

/*
 * Wait, without preemption, until a line has a value. A vCPU can stand still
 * for long: then both sides give the sample up.
 */
static bool await(struct bench *b, u32 *line, u32 value, u64 start)
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

/* The line goes to and fro: SELF writes odd values, OTHER even ones. */
static void transfer_step(struct bench *b, enum who who)
{
	u32 *line = b->lines;
	u64 start, from;
	u32 i;

	if (!meet(b))
		return;
	start = local_clock();
	from = ordlab_stamp();
	for (i = 0; i < ROUNDS; i++) {
		if (who == OTHER && !await(b, line, 2 * i + 1, start))
			break;
		WRITE_ONCE(*line, 2 * i + 1 + (who == OTHER));
		if (who == SELF && !await(b, line, 2 * i + 2, start))
			break;
	}
	if (who == SELF && i == ROUNDS)
		b->ticks = ordlab_stamp() - from;
	preempt_enable();
}

static void flush_lines(struct bench *b, enum who who)
{
	ordlab_flush(b->lines, LINES * GAP);
}

static u32 *line_at(struct bench *b, u32 i)
{
	return b->lines + b->order[i] * GAP;
}

static void load_lines(struct bench *b, enum who who)
{
	u32 i;

	for (i = 0; i < LINES; i++)
		(void)READ_ONCE(*line_at(b, i));
	mb(); /* the loads are done before the next step; pairs with itself */
}

static void store_lines(struct bench *b, enum who who)
{
	u32 i;

	for (i = 0; i < LINES; i++)
		WRITE_ONCE(*line_at(b, i), READ_ONCE(*line_at(b, i)));
	mb(); /* the stores have left the store buffer before the next step */
}

/* The state of the lines, as SELF meets them */
static const struct {
	const char *name;
	struct {
		enum who who;
		void (*fn)(struct bench *b, enum who who);
	} prepare[3];
} mesi_states[] = {
	{ "Modified here", { { SELF, store_lines } } },
	{ "Exclusive here", { { SELF, flush_lines }, { SELF, load_lines } } },
	{ "Shared here", { { SELF, load_lines }, { OTHER, load_lines } } },
	{ "Modified there", { { OTHER, store_lines } } },
	{ "Exclusive there", { { SELF, flush_lines }, { OTHER, load_lines } } },
	{ "Shared there", { { SELF, flush_lines }, { OTHER, load_lines },
			    { THIRD, load_lines } } },
	{ "memory only", { { SELF, flush_lines } } },
};

/*
 * Each line holds the number of the next one to visit, so that a load cannot
 * begin before the last one has ended. A store or an atomic is followed by a
 * full barrier, so that it has reached the cache; without, a store would cost
 * what the store buffer costs.
 */
static void mesi_load(struct bench *b, enum who who)
{
	u64 from, to;
	u32 i, next = b->order[0];

	preempt_disable();
	from = ordlab_stamp();
	for (i = 0; i < LINES; i++)
		next = READ_ONCE(*(u32 *)(b->lines + next * GAP));
	to = ordlab_stamp();
	preempt_enable();
	OPTIMIZER_HIDE_VAR(next);
	b->ticks = to - from;
}

static void mesi_store(struct bench *b, enum who who)
{
	u64 from, to;
	u32 i;

	preempt_disable();
	from = ordlab_stamp();
	for (i = 0; i < LINES; i++) {
		WRITE_ONCE(*line_at(b, i), b->order[(i + 1) % LINES]);
		mb(); /* the store has reached the cache before the next one */
	}
	to = ordlab_stamp();
	preempt_enable();
	b->ticks = to - from;
}

static void mesi_atomic(struct bench *b, enum who who)
{
	u64 from, to;
	u32 i;

	preempt_disable();
	from = ordlab_stamp();
	for (i = 0; i < LINES; i++)
		atomic_add_return(0, (atomic_t *)line_at(b, i));
	to = ordlab_stamp();
	preempt_enable();
	b->ticks = to - from;
}

static const struct {
	const char *name;
	void (*fn)(struct bench *b, enum who who);
} mesi_ops[] = {
	{ "load", mesi_load },
	{ "store", mesi_store },
	{ "atomic", mesi_atomic },
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
	else if (!meet(b))
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

/* SELF calls the primitive CALLS times; OTHER calls it beside, on the line. */
static void cost_step(struct bench *b, enum who who)
{
	u64 start, from;

	if (b->alone)
		preempt_disable();
	else if (!meet(b))
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

/* SELF calls the function; OTHER watches, and ends it all when it takes long. */
static void compiler_step(struct bench *b, enum who who)
{
	struct ordlab_sighting *sighting = &b->sighting[who];
	u64 start;
	u32 i;

	if (!meet(b))
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

static void stamp_step(struct bench *b, enum who who)
{
	u64 from, to;

	preempt_disable();
	from = ordlab_stamp();
	to = ordlab_stamp();
	preempt_enable();
	b->ticks = to - from;
}

static int compare_samples(const void *a, const void *b)
{
	u64 x = *(const u64 *)a, y = *(const u64 *)b;

	return x < y ? -1 : x > y;
}

/* Ticks of @ops operations as picoseconds an operation */
static u64 ticks_to_ps(const struct bench *b, u64 ticks, unsigned int ops)
{
	return div_u64(mul_u64_u32_div(ticks, 1000000000U, b->m->khz), ops);
}

__printf(2, 3)
static void name_row(struct bench *b, const char *fmt, ...)
{
	struct ordlab_row *row = &b->m->rows[b->m->nr_rows];
	va_list args;

	va_start(args, fmt);
	vscnprintf(row->what, sizeof(row->what), fmt, args);
	va_end(args);
}

/* Bring the lines into a state: a row of mesi_states */
static void bring_into(struct bench *b, unsigned int state)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(mesi_states[state].prepare); i++) {
		if (mesi_states[state].prepare[i].fn)
			run_step(b, mesi_states[state].prepare[i].who,
				 mesi_states[state].prepare[i].fn);
	}
}

static void end_row(struct bench *b)
{
	/*
	 * The row is complete before a reader counts it. Pairs with the
	 * smp_load_acquire() of whoever shows the rows.
	 */
	smp_store_release(&b->m->nr_rows, b->m->nr_rows + 1);
}

/*
 * Take samples of @step until there are enough. @state, if it is not negative,
 * is the state that the lines are brought into before each. The first sample
 * only warms up. Return how many there are, sorted, or -EINTR.
 */
static int take_samples(struct bench *b, int state, u64 overhead,
			void (*step)(struct bench *b, enum who who))
{
	unsigned int n = 0, attempts = 0;
	bool warm = false;

	while (n < b->m->wanted && attempts++ < b->m->wanted * ATTEMPTS) {
		if (READ_ONCE(measure.stop))
			return -EINTR;
		if (b->gone)
			return -ENODEV;
		if (state >= 0)
			bring_into(b, state);
		if (b->alone)
			run_step(b, SELF, step);
		else
			run_steps(b, SELF, step, OTHER, step);
		if (!b->ticks)
			continue;
		if (!warm) {
			warm = true;
			continue;
		}
		b->sample[n++] = b->ticks > overhead ? b->ticks - overhead : 0;
	}
	sort(b->sample, n, sizeof(b->sample[0]), compare_samples, NULL);
	return n;
}

/* Take samples of @step and make the next row of them: @ops operations each */
static int take_row(struct bench *b, unsigned int ops, int state, u64 overhead,
		    void (*step)(struct bench *b, enum who who))
{
	struct ordlab_row *row = &b->m->rows[b->m->nr_rows];
	int n = take_samples(b, state, overhead, step);

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
	end_row(b);
	return 0;
}

/* A row without figures, and why */
static void skip_row(struct bench *b, const char *note)
{
	strscpy(b->m->rows[b->m->nr_rows].note, note,
		sizeof(b->m->rows[0].note));
	end_row(b);
}

static int measure_transfer(struct bench *b)
{
	int err;

	for_each_cpu(b->cpu[SELF], &b->m->cpus) {
		for_each_cpu(b->cpu[OTHER], &b->m->cpus) {
			if (b->cpu[SELF] >= b->cpu[OTHER])
				continue;
			name_row(b, "%d\t%d", b->cpu[SELF], b->cpu[OTHER]);
			memset(b->lines, 0, SMP_CACHE_BYTES);
			err = take_row(b, 2 * ROUNDS, -1, 0, transfer_step);
			if (err)
				return err;
		}
	}
	return 0;
}

/* Why the lines cannot be brought into a state, or NULL */
static const char *mesi_obstacle(const struct bench *b, unsigned int state)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(mesi_states[state].prepare); i++) {
		if (mesi_states[state].prepare[i].fn == flush_lines &&
		    !ORDLAB_HAS_FLUSH)
			return "no cache flush on this architecture";
		if (mesi_states[state].prepare[i].fn &&
		    b->cpu[mesi_states[state].prepare[i].who] < 0)
			return "needs one more CPU";
	}
	return NULL;
}

static int measure_mesi(struct bench *b)
{
	unsigned int op, state, i;
	const char *obstacle;
	int err;

	for (i = 0; i < LINES; i++)
		*(u32 *)(b->lines + b->order[i] * GAP) =
			b->order[(i + 1) % LINES];
	b->alone = true;
	for (op = 0; op < ARRAY_SIZE(mesi_ops); op++) {
		for (state = 0; state < ARRAY_SIZE(mesi_states); state++) {
			name_row(b, "%s\t%s", mesi_ops[op].name,
				 mesi_states[state].name);
			obstacle = mesi_obstacle(b, state);
			if (obstacle) {
				skip_row(b, obstacle);
				continue;
			}
			err = take_row(b, LINES, state, b->overhead,
				       mesi_ops[op].fn);
			if (err)
				return err;
		}
	}
	return 0;
}

static const struct {
	const char *name;
	size_t gap;
	bool alone;
} sharing_ways[] = {
	{ "alone", 0, true },
	{ "one line", sizeof(u32), false },
	{ "two lines", GAP, false },
};

static int measure_sharing(struct bench *b)
{
	unsigned int i;
	int err;

	for (i = 0; i < ARRAY_SIZE(sharing_ways); i++) {
		name_row(b, "%s", sharing_ways[i].name);
		b->gap = sharing_ways[i].gap;
		b->alone = sharing_ways[i].alone;
		err = take_row(b, COUNTS, -1, b->overhead, sharing_step);
		if (err)
			return err;
	}
	return 0;
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
	name_row(b, "%s\tsplit", ordlab_ops[b->op].name);
	if (obstacle) {
		skip_row(b, obstacle);
		return 0;
	}
	b->lines += cache_line_size() - sizeof(int) / 2;
	err = take_row(b, CALLS, -1, overhead, cost_step);
	b->lines = lines;
	return err;
}

static int measure_cost(struct bench *b)
{
	u64 overhead;
	int err;

	b->alone = true;
	b->op = ORDLAB_CALL_EMPTY;
	err = take_samples(b, -1, 0, cost_step);
	if (err < 0)
		return err;
	overhead = err ? b->sample[err / 2] : 0;

	for (b->op = 0; b->op < ORDLAB_NR_OPS; b->op++) {
		if (!ordlab_call_known(b->op))
			continue;
		for (b->alone = true;; b->alone = false) {
			name_row(b, "%s\t%s", ordlab_ops[b->op].name,
				 b->alone ? "alone" : "contended");
			if (!b->alone && b->cpu[OTHER] < 0) {
				skip_row(b, "needs one more CPU");
				break;
			}
			ordlab_call_prepare(b->op, b->lines);
			err = take_row(b, CALLS, -1, overhead, cost_step);
			if (err)
				return err;
			if (!b->alone)
				break;
		}
	}
	return measure_split(b, overhead);
}

/* Add up the sightings of a function: as many samples as are wanted. */
static int compiler_row(struct bench *b)
{
	struct ordlab_row *row = &b->m->rows[b->m->nr_rows];
	unsigned int attempts = 0, looped = 0;

	while (row->samples < b->m->wanted &&
	       attempts++ < b->m->wanted * ATTEMPTS) {
		if (READ_ONCE(measure.stop))
			return -EINTR;
		if (b->gone)
			return -ENODEV;
		memset(b->sighting, 0, sizeof(b->sighting));
		ordlab_compiled_begin(b->op);
		run_steps(b, SELF, compiler_step, OTHER, compiler_step);
		if (!b->ticks)
			continue;
		row->samples++;
		row->low += b->sighting[SELF].calls;
		row->median += b->sighting[SELF].seen + b->sighting[OTHER].seen;
		if (b->sighting[SELF].after)
			b->sample[looped++] = b->sighting[SELF].after;
	}
	sort(b->sample, looped, sizeof(b->sample[0]), compare_samples, NULL);
	row->high = looped ? b->sample[looped / 2] : 0;
	if (!row->samples)
		strscpy(row->note, "the CPUs never ran at the same time",
			sizeof(row->note));
	end_row(b);
	return 0;
}

static int measure_compiler(struct bench *b)
{
	int err = 0;

	for (b->op = 0; !err && b->op < ORDLAB_NR_COMPILED; b->op++) {
		name_row(b, "%s", ordlab_compiled_names[b->op]);
		err = compiler_row(b);
	}
	return err;
}

/* How many rows each measure has on @cpus CPUs */
static unsigned int transfer_rows(unsigned int cpus)
{
	return cpus * (cpus - 1) / 2;
}

static unsigned int mesi_rows(unsigned int cpus)
{
	return ARRAY_SIZE(mesi_ops) * ARRAY_SIZE(mesi_states);
}

static unsigned int sharing_rows(unsigned int cpus)
{
	return ARRAY_SIZE(sharing_ways);
}

static unsigned int cost_rows(unsigned int cpus)
{
	return 2 * ORDLAB_NR_OPS + 1;
}

static unsigned int compiler_rows(unsigned int cpus)
{
	return ORDLAB_NR_COMPILED;
}

static const struct {
	int (*fn)(struct bench *b);
	unsigned int (*rows)(unsigned int cpus);
	unsigned int min_cpus;
} measures[ORDLAB_NR_MEASURES] = {
	[ORDLAB_MEASURE_TRANSFER] = { measure_transfer, transfer_rows, 2 },
	[ORDLAB_MEASURE_MESI]	  = { measure_mesi, mesi_rows, 1 },
	[ORDLAB_MEASURE_SHARING]  = { measure_sharing, sharing_rows, 2 },
	[ORDLAB_MEASURE_COST]	  = { measure_cost, cost_rows, 1 },
	[ORDLAB_MEASURE_COMPILER] = { measure_compiler, compiler_rows, 2 },
};

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
	n = take_samples(b, -1, 0, stamp_step);
	if (n < 0)
		return n;
	b->overhead = n ? b->sample[n / 2] : 0;
	b->alone = false;

	return measures[b->m->measure].fn(b);
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
		err = bench_run(b);
		free_pages((unsigned long)b->lines, order);
	}
	kfree(b);

	m->error = err;
	ordlab_release(&m->running);
}

int ordlab_measure_start(enum ordlab_measure what, const struct cpumask *cpus,
			 unsigned int samples, struct ordlab_why *why)
{
	struct ordlab_measurement *m, *old;
	unsigned int nr, cpu, rows;
	int err;

	if (samples < ORDLAB_MIN_SAMPLES || samples > ORDLAB_MAX_SAMPLES)
		return ordlab_refuse(why, -ERANGE, "samples is not from %u to %u",
				     ORDLAB_MIN_SAMPLES, ORDLAB_MAX_SAMPLES);
	err = ordlab_claim(ordlab_measures[what], why);
	if (err)
		return err;

	if (cpumask_empty(cpus))
		cpus = cpu_online_mask;
	for_each_cpu(cpu, cpus) {
		if (!cpu_online(cpu)) {
			err = ordlab_refuse(why, -EINVAL,
					    "CPU %u is not online", cpu);
			goto err_release;
		}
	}
	nr = min_t(unsigned int, cpumask_weight(cpus), ORDLAB_MAX_MEASURE_CPUS);
	if (nr < measures[what].min_cpus) {
		err = ordlab_refuse(why, -ENODEV, "%s needs %u CPUs, there %s %u",
				    ordlab_measures[what],
				    measures[what].min_cpus,
				    nr == 1 ? "is" : "are", nr);
		goto err_release;
	}
	rows = measures[what].rows(nr);
	m = kvzalloc(struct_size(m, rows, rows), GFP_KERNEL);
	if (!m) {
		err = ordlab_refuse(why, -ENOMEM, "out of memory");
		goto err_release;
	}
	kref_init(&m->ref);
	m->measure = what;
	for_each_cpu(cpu, cpus)
		if (cpumask_weight(&m->cpus) < nr)
			cpumask_set_cpu(cpu, &m->cpus);
	m->wanted = samples;
	m->max_rows = rows;
	m->running = true;

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
