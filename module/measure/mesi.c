// SPDX-License-Identifier: GPL-2.0
/*
 * What a load, a store and an atomic cost, by the state of the cache line.
 */
#include "private/bench.h"

static void flush_lines(struct bench *b, enum who who)
{
	ordlab_flush(b->lines, LINES * GAP);
}

static void load_lines(struct bench *b, enum who who)
{
	u32 i;

	for (i = 0; i < LINES; i++)
		(void)READ_ONCE(*bench_line(b, i));
	mb(); /* the loads are done before the next step; pairs with itself */
}

static void store_lines(struct bench *b, enum who who)
{
	u32 i;

	for (i = 0; i < LINES; i++)
		WRITE_ONCE(*bench_line(b, i), READ_ONCE(*bench_line(b, i)));
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

/* Bring the lines into a state: row b->state of mesi_states */
static void bring_into(struct bench *b)
{
	unsigned int state = b->state, i;

	for (i = 0; i < ARRAY_SIZE(mesi_states[state].prepare); i++) {
		if (mesi_states[state].prepare[i].fn)
			bench_run_step(b, mesi_states[state].prepare[i].who,
				       mesi_states[state].prepare[i].fn);
	}
}

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
		WRITE_ONCE(*bench_line(b, i), b->order[(i + 1) % LINES]);
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
		atomic_add_return(0, (atomic_t *)bench_line(b, i));
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
			bench_name_row(b, "%s\t%s", mesi_ops[op].name,
				       mesi_states[state].name);
			obstacle = mesi_obstacle(b, state);
			if (obstacle) {
				bench_skip_row(b, obstacle);
				continue;
			}
			b->state = state;
			err = bench_row(b, LINES, bring_into, b->overhead,
					mesi_ops[op].fn);
			if (err)
				return err;
		}
	}
	return 0;
}

static unsigned int mesi_rows(unsigned int cpus)
{
	return ARRAY_SIZE(mesi_ops) * ARRAY_SIZE(mesi_states);
}

const struct ordlab_bench_kind ordlab_bench_mesi = {
	.run		= measure_mesi,
	.rows		= mesi_rows,
	.min_cpus	= 1,
};
