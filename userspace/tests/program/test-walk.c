// SPDX-License-Identifier: GPL-2.0
/*
 * cycle.c and walk.c: which tests can run perpetually, and which witnesses the walk finds
 * in logs.
 *
 * The logs come from a small machine that runs catalogue entries as a perpetual
 * run does. It is sequentially consistent, has store buffers as x86 has, or
 * swaps two accesses once. What the walk counts is compared with a search that
 * knows nothing of pointers and first iterations.
 */
#include "tests/tap.h"
#include "tests/random.h"
#include "front/litmus.h"
#include "program/walk.h"

#define MAX_ITERATIONS	64

static unsigned long long buf[ORDLAB_MAX_SIZE / 8 + 1];
static struct ordlab_view view;
static struct ordlab_cycle cycle;
static char why[ORDLAB_WHY_NOT_LEN];

/* Which tests can run so */

static bool can_run(const struct ordlab_program *prog)
{
	ordlab_view_init(&view, prog);
	why[0] = '\0';
	return ordlab_cycle_find(&cycle, &view, why);
}

/* Two threads and a condition, as a litmus test; "" or the reason against it */
static const char *judge(const char *p0, const char *p1, const char *condition)
{
	static char text[1000];
	struct litmus_options options = { };
	struct litmus *litmus;

	snprintf(text, sizeof(text),
		 "C t\n{}\n"
		 "P0(int *x, int *y) { int r0; int r1; %s }\n"
		 "P1(int *x, int *y) { int r0; int r1; %s }\n%s\n",
		 p0, p1, condition);
	litmus = litmus_parse("t", text, strlen(text), &options);
	if (!litmus->program) {
		(void)check_fail("%s", litmus->messages[0].text);
		litmus_free(litmus);
		return "no program";
	}
	memcpy(buf, litmus->program, litmus->size);
	litmus_free(litmus);
	can_run((const void *)buf);
	return why;
}

#define READ(r, l)	#r " = READ_ONCE(*" #l ");"
#define WRITE(l, v)	"WRITE_ONCE(*" #l ", " #v ");"
#define WRITES		WRITE(x, 1) WRITE(y, 1)
#define READS		READ(r0, y) READ(r1, x)
#define WEAK		"exists (1:r0=1 /\\ 1:r1=0)"

TEST(eligible)
{
	EXPECT_STREQ(judge(WRITES, READS, WEAK), "");
	EXPECT_EQ(cycle.nr, 2);
	EXPECT_STREQ(judge(WRITES, READS,
			   "~exists (1:r1=0 /\\ 1:r0=1)"), "");
	/* Values are names of stores, whatever they are */
	EXPECT_STREQ(judge(WRITE(x, 7) WRITE(y, -3), READS,
			   "exists (1:r0=-3 /\\ 1:r1=0)"), "");
	/* A dependency, and an if that is entered */
	EXPECT_STREQ(judge(READ(r0, x) "WRITE_ONCE(*y, (r0 ^ r0) + 1);",
			   READ(r0, y) "if (r0 == 1) {" WRITE(x, 1) "}",
			   "exists (0:r0=1 /\\ 1:r0=1)"), "");
}

TEST(not_eligible)
{
	EXPECT_HAS(judge(WRITES, READS, "forall (1:r0=1 /\\ 1:r1=0)"),
		   "all outcomes");
	EXPECT_HAS(judge(WRITES, READS, "filter (1:r0=1) exists (1:r1=0)"),
		   "filter");
	EXPECT_HAS(judge(WRITES, READS, "exists (1:r0=1 \\/ 1:r1=0)"),
		   "no conjunction");
	EXPECT_HAS(judge(WRITES, READS, "exists (1:r0=1 /\\ x=1)"),
		   "final value of x");
	EXPECT_HAS(judge(WRITES, READS, "exists (1:r0=1)"), "no cycle");
	EXPECT_HAS(judge(WRITES, READS, "exists (1:r0=0 /\\ 1:r1=1)"),
		   "against the program order");
	EXPECT_HAS(judge(WRITES, READS, "exists (1:r0=1 /\\ 1:r1=2)"),
		   "name one store");
	EXPECT_HAS(judge(WRITE(x, 1) WRITE(x, 1) WRITE(y, 1), READS,
			 "exists (1:r0=1 /\\ 1:r1=1)"), "name one store");
	EXPECT_HAS(judge(WRITES, READS WRITE(x, 2), WEAK), "more than one thread");
	EXPECT_HAS(judge(WRITES, READ(r0, y) "WRITE_ONCE(*x, r0);",
			 "exists (1:r0=1 /\\ x=1)"), "final value");
	EXPECT_HAS(judge(READ(r0, x) "WRITE_ONCE(*y, r0 + 1);", READS,
			 "exists (0:r0=1 /\\ 1:r0=1)"), "no constant");
	EXPECT_HAS(judge(WRITES, "rcu_read_lock();" READS "rcu_read_unlock();",
			 WEAK), "rcu_read_lock");
	EXPECT_HAS(judge(WRITES, "r0 = READ_ONCE(*y); if (r0 == 0) { r1 = READ_ONCE(*x); }",
			 WEAK), "let P1 enter");
	EXPECT_HAS(judge(WRITES, READ(r1, x) "if (r1) {" READ(r0, y) "}",
			 "exists (1:r0=1)"), "which way");
	EXPECT_HAS(judge(WRITES, "r0 = xchg(y, 1); r1 = READ_ONCE(*x);", WEAK),
		   "more than one thread");
	EXPECT_HAS(judge(WRITE(x, 1) "r0 = xchg(y, 1);", READ(r0, y) READ(r1, x),
			 "exists (0:r0=0 /\\ 1:r1=0)"), "not what a load reads");
	EXPECT_HAS(judge(WRITE(x, 1) READ(r0, x) WRITE(x, 2), READ(r0, x),
			 "exists (0:r0=2 /\\ 1:r0=1)"), "its own thread");
	/* Two loads of one store */
	EXPECT_HAS(judge(WRITES, READ(r0, y) READ(r1, y), "exists (1:r0=1 /\\ 1:r1=1)"),
		   "more than one cycle");
}

/* The machine */

enum kind { SC, TSO, SWAP };

struct entry {
	unsigned int location;
	__u32 value;
};

static struct {
	enum kind kind;
	unsigned int iterations;
	__u32 memory[ORDLAB_MAX_LOCATIONS];
	struct cpu {
		unsigned int iteration;
		unsigned int insn;
		struct entry buffer[16];
		unsigned int buffered;
		__u32 regs[ORDLAB_MAX_REGS];
	} cpus[ORDLAB_MAX_THREADS];
	/* SWAP: instructions @first and @second of this iteration */
	unsigned int thread, iteration, first, second;
} machine;

static __u32 logs[ORDLAB_MAX_THREADS][ORDLAB_MAX_REGS][MAX_ITERATIONS];

static void flush_one(struct cpu *cpu)
{
	machine.memory[cpu->buffer[0].location] = cpu->buffer[0].value;
	memmove(cpu->buffer, cpu->buffer + 1,
		--cpu->buffered * sizeof(cpu->buffer[0]));
}

static void flush(struct cpu *cpu)
{
	while (cpu->buffered)
		flush_one(cpu);
}

static __u32 cpu_load(const struct cpu *cpu, unsigned int location)
{
	unsigned int i;

	for (i = cpu->buffered; i-- > 0; )
		if (cpu->buffer[i].location == location)
			return cpu->buffer[i].value;
	return machine.memory[location];
}

/* Number of the instruction that a CPU runs next */
static unsigned int next_insn(unsigned int thread)
{
	const struct cpu *cpu = &machine.cpus[thread];

	if (machine.kind == SWAP && thread == machine.thread &&
	    cpu->iteration == machine.iteration) {
		if (cpu->insn == machine.first)
			return machine.second;
		if (cpu->insn == machine.second)
			return machine.first;
	}
	return cpu->insn;
}

static void cpu_step(unsigned int thread)
{
	struct cpu *cpu = &machine.cpus[thread];
	unsigned int i = next_insn(thread), r, stores, number;
	const struct ordlab_insn *insn =
		&view.insns[view.threads[thread].first + i];
	unsigned int class = ordlab_ops[insn->op].class;

	switch (class) {
	case ORDLAB_C_LOAD:
		cpu->regs[insn->dst] = cpu_load(cpu, insn->addr.index);
		break;
	case ORDLAB_C_XCHG:
	case ORDLAB_C_STORE_MB:
	case ORDLAB_C_STORE:
		number = ordlab_store_number(&view, thread, i, &stores);
		if (cpu->buffered == 16)
			flush_one(cpu);
		cpu->buffer[cpu->buffered++] = (struct entry){
			insn->addr.index, cpu->iteration * stores + number,
		};
		if (class != ORDLAB_C_STORE || machine.kind != TSO)
			flush(cpu);
		break;
	case ORDLAB_C_FENCE:
		if (insn->op == ORDLAB_SMP_MB)
			flush(cpu);
		break;
	}
	if (++cpu->insn < view.threads[thread].nr_insns)
		return;
	for (r = 0; r < ORDLAB_MAX_REGS; r++)
		logs[thread][r][cpu->iteration] = cpu->regs[r];
	cpu->insn = 0;
	cpu->iteration++;
}

/* Let every thread run its iterations, now one faster and now the other */
static void machine_run(enum kind kind, unsigned int iterations)
{
	unsigned int threads = view.prog->nr_threads, left = threads, t, n;

	memset(machine.memory, 0, sizeof(machine.memory));
	memset(machine.cpus, 0, sizeof(machine.cpus));
	machine.kind = kind;
	machine.iterations = iterations;
	while (left) {
		t = draw(threads);
		for (n = draw(6); n; n--) {
			struct cpu *cpu = &machine.cpus[t];

			if (cpu->iteration == iterations)
				break;
			cpu_step(t);
			if (cpu->iteration == iterations) {
				flush(cpu);
				left--;
			}
			if (cpu->buffered && !draw(4))
				flush_one(cpu);
		}
	}
}

/* For each edge, what its load has read; whole, and as the walk wants it */
static const __u32 *edge_values[ORDLAB_MAX_THREADS];
static const struct ordlab_log *walk_logs[ORDLAB_MAX_THREADS];

static void find_logs(unsigned int nr)
{
	static __u32 room[ORDLAB_MAX_THREADS][ORDLAB_LOG_BYTES(MAX_ITERATIONS) /
					      sizeof(__u32)];
	unsigned int i, n;

	for (i = 0; i < cycle.nr; i++) {
		const struct ordlab_edge *edge = &cycle.edges[i];
		const __u32 *values =
			logs[edge->fr ? edge->from : edge->to][edge->reg];
		struct ordlab_log *log = (struct ordlab_log *)room[i];

		log->nr = 0;
		for (n = 0; n < nr; n++)
			if (!n || values[n] != values[n - 1])
				log->reads[log->nr++] = (struct ordlab_read){
					n, values[n],
				};
		log->reads[log->nr] = (struct ordlab_read){ nr, ~0U };
		edge_values[i] = values;
		walk_logs[i] = log;
	}
}

/* The naive search */

/* Whether an edge leads from iteration @a to iteration @b */
static bool leads(unsigned int i, unsigned int a, unsigned int b)
{
	const struct ordlab_edge *edge = &cycle.edges[i];

	if (edge->fr)
		return b * edge->stores + edge->store > edge_values[i][a];
	return edge_values[i][b] >= a * edge->stores + edge->store;
}

/* Iterations that the cycle closes from, whatever way it takes */
static unsigned int naive_witnesses(unsigned int nr)
{
	unsigned int n, i, a, b, count = 0;

	for (n = 0; n < nr; n++) {
		bool at[MAX_ITERATIONS] = { };

		at[n] = true;
		for (i = 0; i < cycle.nr; i++) {
			bool next[MAX_ITERATIONS] = { };

			for (a = 0; a < nr; a++)
				for (b = 0; at[a] && b < nr; b++)
					next[b] |= leads(i, a, b);
			/* Along program order, but for the thread it ends in */
			for (b = 1; i + 1 < cycle.nr && b < nr; b++)
				next[b] |= next[b - 1];
			memcpy(at, next, sizeof(at));
		}
		for (a = 0; a <= n; a++) {
			if (at[a]) {
				count++;
				break;
			}
		}
	}
	return count;
}

/* Two threads: the most pairs of iterations (Kuhn's maximum matching) */
static int mate[MAX_ITERATIONS];
static bool tried[MAX_ITERATIONS];

static bool match(unsigned int a, unsigned int first, unsigned int last)
{
	unsigned int b;

	for (b = first; b < last; b++) {
		if (tried[b] || !leads(0, a, b) || !leads(1, b, a))
			continue;
		tried[b] = true;
		if (mate[b] < 0 || match(mate[b], first, last)) {
			mate[b] = a;
			return true;
		}
	}
	return false;
}

static unsigned int naive_disjoint(unsigned int first, unsigned int last)
{
	unsigned int a, count = 0;

	memset(mate, -1, sizeof(mate));
	for (a = first; a < last; a++) {
		memset(tried, 0, sizeof(tried));
		count += match(a, first, last);
	}
	return count;
}

/* Compare the walk with the search; returns the number of witnesses */
static unsigned int compare(unsigned int nr)
{
	unsigned int witnesses, disjoint, parts = 0, first, last, part;

	find_logs(nr);
	witnesses = ordlab_walk_witnesses(&cycle, walk_logs, nr, 0, nr);
	disjoint = ordlab_walk_disjoint(&cycle, walk_logs, 0, nr);
	EXPECT_EQ(witnesses, naive_witnesses(nr));
	if (cycle.nr == 2)
		EXPECT_EQ(disjoint, naive_disjoint(0, nr));
	EXPECT_LE(disjoint, witnesses);
	EXPECT_EQ(!disjoint, !witnesses);

	/* In parts, as lanes share the work */
	for (first = 0; first < nr; first = last) {
		last = first + 1 + draw(nr);
		if (last > nr)
			last = nr;
		parts += ordlab_walk_witnesses(&cycle, walk_logs, nr, first,
					       last);
		part = ordlab_walk_disjoint(&cycle, walk_logs, first, last);
		if (cycle.nr == 2)
			EXPECT_EQ(part, naive_disjoint(first, last));
		EXPECT_LE(part, disjoint);
	}
	EXPECT_EQ(parts, witnesses);
	return witnesses;
}

typedef void (*check_fn)(void);

/* For each entry of the catalogue that can run perpetually */
static void for_each_eligible(check_fn fn)
{
	unsigned int i, nr = 0;

	for (i = 0; i < ordlab_catalogue_size(); i++) {
		ordlab_catalogue_get(i, buf, sizeof(buf));
		if (!can_run((const void *)buf))
			continue;
		nr++;
		seed = i;
		fn();
	}
	/* There are some at all */
	EXPECT_LT(20, nr);
}

static void check_sc(void)
{
	unsigned int round, nr;

	for (round = 0; round < 10; round++) {
		nr = 1 + draw(MAX_ITERATIONS);
		machine_run(SC, nr);
		if (compare(nr))
			(void)check_fail("%s: a witness under SC",
					 view.prog->name);
	}
}

TEST(sequential_consistency_has_no_witness)
{
	for_each_eligible(check_sc);
}

/*
 * Whether store buffers allow the condition: a thread is entered at a store
 * and left at a load, and has nothing that drains its buffer
 */
static bool is_weak(void)
{
	unsigned int i, j;

	for (i = 0; i < cycle.nr; i++) {
		const struct ordlab_thread *thread =
			&view.threads[cycle.edges[i].from];
		bool drains = false;

		if (!cycle.edges[i].fr ||
		    !cycle.edges[(i + cycle.nr - 1) % cycle.nr].fr)
			continue;
		for (j = 0; j < thread->nr_insns; j++) {
			const struct ordlab_insn *insn =
				&view.insns[thread->first + j];

			switch (ordlab_ops[insn->op].class) {
			case ORDLAB_C_FENCE:
				drains |= insn->op == ORDLAB_SMP_MB;
				break;
			case ORDLAB_C_XCHG:
			case ORDLAB_C_STORE_MB:
				drains = true;
				break;
			}
		}
		if (!drains)
			return true;
	}
	return false;
}

static unsigned int nr_weak;

static void check_tso(void)
{
	unsigned int round, nr, witnesses = 0;

	for (round = 0; round < 10; round++) {
		nr = MAX_ITERATIONS - draw(10);
		machine_run(TSO, nr);
		witnesses += compare(nr);
	}
	nr_weak += is_weak();
	if (!!witnesses != is_weak())
		(void)check_fail("%s: %u witnesses", view.prog->name, witnesses);
}

TEST(store_buffers_have_witnesses_of_what_they_allow)
{
	nr_weak = 0;
	for_each_eligible(check_tso);
	EXPECT_NE(nr_weak, 0);
}

static unsigned int swap_total;

/* Two instructions of one iteration of one thread, in the wrong order */
static void check_swap(void)
{
	unsigned int round, nr, t;

	for (round = 0; round < 20; round++) {
		nr = 2 + draw(MAX_ITERATIONS - 1);
		t = draw(view.prog->nr_threads);
		if (view.threads[t].nr_insns < 2)
			continue;
		machine.thread = t;
		machine.iteration = draw(nr);
		machine.first = draw(view.threads[t].nr_insns - 1);
		machine.second = machine.first + 1 +
			draw(view.threads[t].nr_insns - 1 - machine.first);
		machine_run(SWAP, nr);
		swap_total += compare(nr);
	}
}

TEST(one_swap_has_the_witnesses_that_a_search_finds)
{
	swap_total = 0;
	for_each_eligible(check_swap);
	EXPECT_NE(swap_total, 0);
}

/* More than one store of a location in an iteration */
TEST(several_stores)
{
	const char *exists = "exists (0:r0=0 /\\ 1:r0=0)";
	unsigned int round, weak = 0;

	EXPECT_STREQ(judge(WRITE(x, 1) WRITE(x, 2) READ(r0, y),
			   WRITE(y, 1) WRITE(y, 2) WRITE(y, 3) READ(r0, x),
			   exists), "");
	for (round = 0; round < 50; round++) {
		machine_run(SC, MAX_ITERATIONS);
		EXPECT_EQ(compare(MAX_ITERATIONS), 0);
		machine_run(TSO, MAX_ITERATIONS);
		weak += compare(MAX_ITERATIONS);
	}
	EXPECT_NE(weak, 0);

	/* x is 1 on the way to 2: the message is there before its flag */
	EXPECT_STREQ(judge(WRITE(x, 1) WRITE(x, 2) WRITE(y, 1),
			   READ(r0, y) READ(r1, x),
			   "exists (1:r0=1 /\\ 1:r1=0)"), "");
	EXPECT_STREQ(judge(WRITE(y, 1) WRITE(x, 1) WRITE(x, 2),
			   READ(r0, x) READ(r1, y),
			   "exists (1:r0=2 /\\ 1:r1=0)"), "");
	for (round = 0; round < 50; round++) {
		machine_run(round % 2 ? SC : TSO, MAX_ITERATIONS);
		EXPECT_EQ(compare(MAX_ITERATIONS), 0);
	}
}

/* How much of a log of @nr iterations whose value changes at @changes overlapped */
static __u32 overlapped(__u32 nr, unsigned int changes, const __u32 *at)
{
	static __u32 room[ORDLAB_LOG_BYTES(100) / sizeof(__u32)];
	struct ordlab_log *log = (struct ordlab_log *)room;
	unsigned int i;

	log->nr = changes + 1;
	log->reads[0] = (struct ordlab_read){ 0, 0 };
	for (i = 0; i < changes; i++)
		log->reads[i + 1] = (struct ordlab_read){ at[i], i + 1 };
	log->reads[i + 1] = (struct ordlab_read){ nr, ~0U };
	return ordlab_log_overlapped(log, nr);
}

/* A thread that saw another one go on ran at the same time */
TEST(overlap)
{
	__u32 at[90] = { 0 }, i;

	/* One ran before the other, or was preempted once */
	EXPECT_EQ(overlapped(16384, 0, at), 0);
	EXPECT_EQ(overlapped(16384, 1, (__u32[]){ 8000 }), 0);
	EXPECT_EQ(overlapped(50, 0, at), 0);
	/* Now and then a line takes its time: both ran all the while */
	for (i = 0; i < 90; i++)
		at[i] = (i + 1) * 180;
	EXPECT_EQ(overlapped(16384, 90, at), 16384);
	/* Both ran from the first change that is seen to the last one */
	for (i = 0; i < 50; i++)
		at[i] = 5000 + i * 100;
	EXPECT_EQ(overlapped(16384, 50, at), 4900);
	/* And one of them stood still in between */
	for (i = 25; i < 50; i++)
		at[i] += 3000;
	EXPECT_EQ(overlapped(16384, 50, at), 4800);
	/* A sixteenth of the log is how long it takes to be still */
	EXPECT_EQ(overlapped(8192, 2, (__u32[]){ 3000, 3512 }), 512);
	EXPECT_EQ(overlapped(8192, 2, (__u32[]){ 3000, 3513 }), 0);
	/* In a short log no time is that long */
	EXPECT_EQ(overlapped(50, 1, (__u32[]){ 20 }), 50);
}

/* Whatever is in a log, the walk stays within it and comes to an end */
TEST(any_log)
{
	unsigned int round, t, r, n;

	ASSERT_STREQ(judge(WRITE(x, 1) READ(r0, y), WRITE(y, 1) READ(r0, x),
			   "exists (0:r0=0 /\\ 1:r0=0)"), "");
	for (round = 0; round < 100; round++) {
		for (t = 0; t < 2; t++)
			for (r = 0; r < ORDLAB_MAX_REGS; r++)
				for (n = 0; n < MAX_ITERATIONS; n++)
					logs[t][r][n] = draw(4) ?
						draw(MAX_ITERATIONS) :
						draw(256) << 24;
		find_logs(MAX_ITERATIONS);
		EXPECT_LE(ordlab_walk_witnesses(&cycle, walk_logs,
						MAX_ITERATIONS, 0,
						MAX_ITERATIONS),
			  MAX_ITERATIONS);
		EXPECT_LE(ordlab_walk_disjoint(&cycle, walk_logs, 0,
					       MAX_ITERATIONS), MAX_ITERATIONS);
		EXPECT_LE(ordlab_log_overlapped(walk_logs[0], MAX_ITERATIONS),
			  MAX_ITERATIONS);
	}
}

CHECK_MAIN
