/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Random programs, and a machine that runs those which the verifier accepts. The
 * machine reports whatever the verifier has promised cannot happen: that is the test of
 * the verifier.
 *
 * A string of bytes, which may come from a fuzzer, decides all choices of both.
 */
#ifndef RANDOM_PROGRAM_H
#define RANDOM_PROGRAM_H

#include <stdarg.h>
#include <stdint.h>
#include "../../selftests/draft.h"
#include "program/program.h"

/* Bytes to decide by; zeros when they are used up */
struct choices {
	const uint8_t *bytes;
	size_t nr;
};

/* A number less than @nr */
static inline unsigned int choose(struct choices *c, unsigned int nr)
{
	if (!c->nr)
		return 0;
	c->nr--;
	return *c->bytes++ % nr;
}

#define RANDOM_REGS	5

/* Types that have a value */
static inline unsigned int random_data(void)
{
	unsigned int type, types = 0;

	for (type = 0; type < ORDLAB_NR_TYPES; type++)
		types |= ordlab_is_data(type) << type;
	return types;
}

/* Types that an operation can do anything with */
static inline unsigned int random_types(enum ordlab_op op)
{
	switch (ordlab_ops[op].class) {
	case ORDLAB_C_LOCK:
	case ORDLAB_C_UNLOCK:
	case ORDLAB_C_TRYLOCK:
	case ORDLAB_C_IS_LOCKED:
		return 1U << ORDLAB_T_SPINLOCK;
	case ORDLAB_C_SRCU_LOCK:
	case ORDLAB_C_SRCU_UNLOCK:
	case ORDLAB_C_SRCU_SYNC:
		return 1U << ORDLAB_T_SRCU;
	default:
		if (!strncmp(ordlab_ops[op].name, "atomic_", 7))
			return 1U << ORDLAB_T_INT | 1U << ORDLAB_T_ATOMIC;
		if (!strncmp(ordlab_ops[op].name, "rcu_", 4))
			return 1U << ORDLAB_T_LONG | 1U << ORDLAB_T_ULONG |
			       1U << ORDLAB_T_PTR;
		return random_data();
	}
}

static inline struct ordlab_operand random_address(struct choices *c,
						   const struct ordlab_draft *d,
						   enum ordlab_op op)
{
	unsigned int nr = d->head.nr_locations, first = choose(c, nr), i;

	if (!choose(c, 3))
		return REG(choose(c, RANDOM_REGS));
	for (i = 0; i < nr; i++) {
		if (random_types(op) &
		    1U << d->locations[(first + i) % nr].type)
			return LOC((first + i) % nr);
	}
	return LOC(first);
}

static inline struct ordlab_operand random_value(struct choices *c,
						 const struct ordlab_draft *d)
{
	/* At the edges of types, too */
	static const __s64 edges[] = {
		0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000,
		INT32_MAX, INT32_MIN, UINT32_MAX, 1LL << 32, INT64_MAX,
		INT64_MIN,
	};

	switch (choose(c, 5)) {
	case 0:
		return IMM((int)choose(c, 5) - 1);
	case 4:
		return IMM(edges[choose(c, ARRAY_SIZE(edges))]);
	case 1:
		return LOC(choose(c, d->head.nr_locations));
	default:
		return REG(choose(c, RANDOM_REGS));
	}
}

/* A type that an operation may compute in; of MOV, that it converts to */
static inline enum ordlab_type random_alu_type(struct choices *c,
					       enum ordlab_alu alu)
{
	unsigned int type = choose(c, ORDLAB_NR_TYPES);

	if (ordlab_is_alu_type(type) ||
	    (alu == ORDLAB_A_MOV && ordlab_is_integer(type)))
		return type;
	return ORDLAB_T_PTR;
}

/* A program of sound form, so that the verifier goes on to its paths */
static inline void random_program(struct choices *c, struct ordlab_draft *d)
{
	/* every other instruction is one of these */
	static const __u8 often[] = {
		ORDLAB_LOAD, ORDLAB_STORE, ORDLAB_READ_ONCE, ORDLAB_WRITE_ONCE,
		ORDLAB_ALU, ORDLAB_ALU, ORDLAB_BRANCH, ORDLAB_JUMP,
		ORDLAB_XCHG, ORDLAB_CMPXCHG, ORDLAB_SPIN_LOCK,
		ORDLAB_SPIN_UNLOCK, ORDLAB_SPIN_TRYLOCK, ORDLAB_RCU_READ_LOCK,
		ORDLAB_RCU_READ_UNLOCK, ORDLAB_SYNCHRONIZE_RCU,
		ORDLAB_SRCU_READ_LOCK, ORDLAB_SRCU_READ_UNLOCK,
		ORDLAB_SYNCHRONIZE_SRCU,
	};
	unsigned int nr_locations = 2 + choose(c, 4), nr_threads, t, i, nr;
	char name[2] = "a";

	ordlab_begin(d, "random");
	d->head.nr_cond = 1;
	for (i = 0; i < nr_locations; i++, name[0]++) {
		enum ordlab_type type = choose(c, ORDLAB_NR_TYPES);

		ordlab_location(d, type, name, type == ORDLAB_T_PTR ?
				LOC(choose(c, nr_locations)) : IMM(0));
		if (type == ORDLAB_T_PTR && !choose(c, 3))
			d->locations[i].init = IMM(0);
	}
	nr_threads = 1 + choose(c, 3);
	for (t = 0; t < nr_threads; t++) {
		ordlab_thread(d, RANDOM_REGS);
		nr = choose(c, 12);
		for (i = 0; i < nr; i++) {
			enum ordlab_op op = choose(c, 2) ?
				often[choose(c, sizeof(often))] :
				choose(c, ORDLAB_NR_OPS);
			__u8 flags = ordlab_flags(op);
			struct ordlab_insn *in;

			in = ordlab_insn(d, op, ORDLAB_NO_REG, NONE, NONE, NONE);
			if (flags & ORDLAB_CF_DST)
				in->dst = choose(c, RANDOM_REGS);
			if (flags & ORDLAB_CF_ADDR)
				in->addr = random_address(c, d, op);
			if (flags & ORDLAB_CF_V0)
				in->val[0] = random_value(c, d);
			if (flags & ORDLAB_CF_V1)
				in->val[1] = random_value(c, d);
			if (op == ORDLAB_ALU) {
				in->alu = 1 + choose(c, ORDLAB_NR_ALUS - 1);
				if (ordlab_alus[in->alu].operands < 2)
					in->val[1] = NONE;
				if (in->alu == ORDLAB_A_DIV ||
				    in->alu == ORDLAB_A_MOD)
					in->val[1] = IMM(3);
				in->type = random_alu_type(c, in->alu);
			} else if (flags & ORDLAB_CF_V0 &&
				   !strchr(ordlab_ops[op].args, 'V')) {
				in->val[0] = IMM(1);
			}
			if (op == ORDLAB_BRANCH || op == ORDLAB_JUMP)
				in->target = i + 1 + choose(c, nr - i);
		}
	}
}

/* The machine */

#define RUN_HELD	16

struct run_held {
	enum ordlab_class class;
	unsigned int location;
	__s64 index;		/* of an SRCU reader */
	enum ordlab_op op;
};

struct run_thread {
	unsigned int pc;
	bool done;
	__u32 written;
	__s64 regs[ORDLAB_MAX_REGS];
	unsigned int nr_held;
	struct run_held held[RUN_HELD];
};

struct run {
	const struct ordlab_view *view;
	const struct ordlab_facts *facts;
	__s64 base;		/* where location 0 is; each has 64 bytes */
	__s64 memory[ORDLAB_MAX_LOCATIONS];
	struct run_thread threads[ORDLAB_MAX_THREADS];
	unsigned int readers;	/* begun so far */
	char broken[128];	/* what should not have happened; "" */
};

static inline __printf(2, 3) void run_broken(struct run *run, const char *fmt,
					     ...)
{
	va_list args;

	va_start(args, fmt);
	if (!run->broken[0])
		vsnprintf(run->broken, sizeof(run->broken), fmt, args);
	va_end(args);
}

static inline __s64 run_value(struct run *run, unsigned int t,
			      const struct ordlab_operand *operand)
{
	switch (operand->kind) {
	case ORDLAB_OPERAND_IMM:
		return operand->imm;
	case ORDLAB_OPERAND_LOC:
		return run->base + 64 * operand->index;
	case ORDLAB_OPERAND_REG:
		if (!(run->threads[t].written & 1U << operand->index))
			run_broken(run, "reads r%u unwritten", operand->index);
		return run->threads[t].regs[operand->index];
	}
	return 0;
}

/* Number of the location that is at an address; -1 if there is none */
static inline int run_location(const struct run *run, __s64 address)
{
	__u64 offset = (__u64)address - run->base;

	return offset % 64 == 0 &&
	       offset / 64 < run->view->prog->nr_locations ?
		(int)(offset / 64) : -1;
}

static inline struct run_held *run_find(struct run *run, unsigned int t,
					enum ordlab_class class, int location)
{
	unsigned int i;

	for (i = 0; i < run->threads[t].nr_held; i++) {
		struct run_held *held = &run->threads[t].held[i];

		if (held->class == class && (int)held->location == location)
			return held;
	}
	return NULL;
}

/* Whether a thread other than @t holds the lock */
static inline bool run_others(struct run *run, unsigned int t,
			      enum ordlab_class class, int location)
{
	unsigned int u;

	for (u = 0; u < run->view->prog->nr_threads; u++) {
		if (u != t && run_find(run, u, class, location))
			return true;
	}
	return false;
}

static inline void run_take(struct run *run, unsigned int t,
			    enum ordlab_class class, int location,
			    enum ordlab_op op)
{
	struct run_thread *thread = &run->threads[t];

	if (thread->nr_held == RUN_HELD) {
		run_broken(run, "holds too much");
		return;
	}
	if (class == ORDLAB_C_LOCK && run_find(run, t, class, location))
		run_broken(run, "takes a lock twice");
	thread->held[thread->nr_held++] = (struct run_held){
		.class = class, .location = location, .op = op,
		.index = 1000 + run->readers++,
	};
}

static inline void run_release(struct run *run, unsigned int t,
			       struct run_held *held)
{
	struct run_thread *thread = &run->threads[t];

	if (!held)
		run_broken(run, "releases what it does not hold");
	else
		*held = thread->held[--thread->nr_held];
}

/* The location that an instruction accesses */
static inline int run_target(struct run *run, unsigned int t,
			     const struct ordlab_insn *in)
{
	unsigned int i = in - run->view->insns, l = 0;
	int location = run_location(run, run_value(run, t, &in->addr));

	if (in->addr.kind == ORDLAB_OPERAND_LOC)
		return location;
	if (location >= 0 && run->facts->targets[i] & 1U << location)
		return location;
	if (!run->facts->check[i] || !run->facts->targets[i])
		run_broken(run, "P%u uses an address that is none of targets",
			   t);
	/* lost, but run to its end: see struct ordlab_facts */
	while (l < 31 && !(run->facts->targets[i] & 1U << l))
		l++;
	run->threads[t].regs[in->addr.index] = run->base + 64 * l;
	return l;
}

/* Whether a thread can take its next step */
static inline bool run_ready(struct run *run, unsigned int t)
{
	struct run_thread *thread = &run->threads[t];
	const struct ordlab_thread *code = &run->view->threads[t];
	const struct ordlab_insn *in;
	int location;

	if (thread->done)
		return false;
	if (thread->pc == code->nr_insns)
		return true;
	in = &run->view->insns[code->first + thread->pc];
	location = in->addr.kind == ORDLAB_OPERAND_NONE ? 0 :
		run_target(run, t, in);
	switch (ordlab_ops[in->op].class) {
	case ORDLAB_C_LOCK:
		return !run_others(run, t, ORDLAB_C_LOCK, location);
	case ORDLAB_C_RCU_SYNC:
		return !run_others(run, t, ORDLAB_C_RCU_LOCK, 0);
	case ORDLAB_C_SRCU_SYNC:
		return !run_others(run, t, ORDLAB_C_SRCU_LOCK, location);
	default:
		return true;
	}
}

static inline void run_sleep(struct run *run, unsigned int t)
{
	unsigned int i;

	for (i = 0; i < run->threads[t].nr_held; i++) {
		if (run->threads[t].held[i].class != ORDLAB_C_SRCU_LOCK)
			run_broken(run, "sleeps inside a lock or an RCU reader");
	}
}

static inline void run_end(struct run *run, unsigned int t)
{
	struct run_thread *thread = &run->threads[t];
	__u32 all = (1U << run->view->threads[t].nr_regs) - 1;

	thread->done = true;
	if (thread->nr_held)
		run_broken(run, "P%u ends and holds something", t);
	if (all & ~thread->written & ~run->facts->unset[t])
		run_broken(run, "P%u ends with a register unwritten", t);
}

static inline __s64 run_lock(struct run *run, unsigned int t,
			     const struct ordlab_insn *in, int location)
{
	struct run_held *held;

	switch (ordlab_ops[in->op].class) {
	case ORDLAB_C_LOCK:
		run_take(run, t, ORDLAB_C_LOCK, location, in->op);
		break;
	case ORDLAB_C_UNLOCK:
		run_release(run, t, run_find(run, t, ORDLAB_C_LOCK, location));
		break;
	case ORDLAB_C_TRYLOCK:
		if (run_others(run, t, ORDLAB_C_LOCK, location))
			return 0;
		run_take(run, t, ORDLAB_C_LOCK, location, in->op);
		return 1;
	case ORDLAB_C_IS_LOCKED:
		return run_others(run, t, ORDLAB_C_LOCK, location) ||
		       run_find(run, t, ORDLAB_C_LOCK, location);
	case ORDLAB_C_RCU_LOCK:
		run_take(run, t, ORDLAB_C_RCU_LOCK, 0, in->op);
		break;
	case ORDLAB_C_RCU_UNLOCK:
		run_release(run, t, run_find(run, t, ORDLAB_C_RCU_LOCK, 0));
		break;
	case ORDLAB_C_SRCU_SYNC:
		if (run_find(run, t, ORDLAB_C_SRCU_LOCK, location))
			run_broken(run, "waits for its own reader");
		run_sleep(run, t);
		break;
	case ORDLAB_C_RCU_SYNC:
		run_sleep(run, t);
		break;
	case ORDLAB_C_SRCU_LOCK:
		run_take(run, t, ORDLAB_C_SRCU_LOCK, location, in->op);
		return 1000 + run->readers - 1;
	case ORDLAB_C_SRCU_UNLOCK:
		for (held = run->threads[t].held;
		     held < run->threads[t].held + run->threads[t].nr_held;
		     held++) {
			if (held->class != ORDLAB_C_SRCU_LOCK ||
			    (int)held->location != location ||
			    held->index != run_value(run, t, &in->val[0]))
				continue;
			if (in->op != (held->op == ORDLAB_SRCU_READ_LOCK ?
				       ORDLAB_SRCU_READ_UNLOCK :
				       ORDLAB_SRCU_UP_READ))
				run_broken(run, "wrong pair of SRCU calls");
			run_release(run, t, held);
			return 0;
		}
		run_broken(run, "not the index of a reader");
		break;
	}
	return 0;
}

static inline __s64 run_access(struct run *run, const struct ordlab_insn *in,
			       int location, __s64 v0, __s64 v1)
{
	const struct ordlab_op_info *op = &ordlab_ops[in->op];
	unsigned int type = run->view->locations[location].type;
	__s64 was = run->memory[location], is = was, result = was;

	if (!(random_types(in->op) & 1U << type))
		run_broken(run, "%s of the wrong type", op->name);
	switch (op->class) {
	case ORDLAB_C_STORE:
	case ORDLAB_C_STORE_MB:
	case ORDLAB_C_XCHG:
		is = v0;
		break;
	case ORDLAB_C_CMPXCHG:
		is = was == ordlab_convert(type, v0) ? v1 : was;
		break;
	case ORDLAB_C_RMW:
	case ORDLAB_C_RETURN:
	case ORDLAB_C_FETCH:
	case ORDLAB_C_TEST:
	case ORDLAB_C_NEGATIVE:
		is = ordlab_alu(type, op->alu, was, v0);
		result = op->class == ORDLAB_C_RETURN ? is :
			 op->class == ORDLAB_C_TEST ? !is :
			 op->class == ORDLAB_C_NEGATIVE ? is < 0 : was;
		break;
	case ORDLAB_C_ADD_UNLESS:
		result = was != ordlab_convert(type, v1);
		is = result ? ordlab_alu(type, ORDLAB_A_ADD, was, v0) : was;
		break;
	default:
		break;
	}
	if (type != ORDLAB_T_PTR && run_location(run, is) >= 0)
		run_broken(run, "cuts off an address");
	is = ordlab_convert(type, is);
	run->memory[location] = is;
	return result;
}

static inline void run_step(struct run *run, unsigned int t)
{
	struct run_thread *thread = &run->threads[t];
	const struct ordlab_thread *code = &run->view->threads[t];
	const struct ordlab_insn *in;
	unsigned int class;
	__s64 v0, v1, result = 0;
	int location = 0;

	if (thread->pc == code->nr_insns) {
		run_end(run, t);
		return;
	}
	in = &run->view->insns[code->first + thread->pc++];
	class = ordlab_ops[in->op].class;
	if (ordlab_meanings[class].flags & ORDLAB_CF_ADDR) {
		location = run_target(run, t, in);
		if (run->broken[0])
			return;
	}
	v0 = run_value(run, t, &in->val[0]);
	v1 = run_value(run, t, &in->val[1]);
	switch (class) {
	case ORDLAB_C_FENCE:
		return;
	case ORDLAB_C_ALU:
		result = ordlab_alu(in->type, in->alu, v0, v1);
		break;
	case ORDLAB_C_BRANCH:
		if (!v0)
			thread->pc = in->target;
		return;
	case ORDLAB_C_JUMP:
		thread->pc = in->target;
		return;
	case ORDLAB_C_LOCK ... ORDLAB_C_SRCU_SYNC:
		result = run_lock(run, t, in, location);
		break;
	default:
		result = run_access(run, in, location, v0, v1);
		break;
	}
	if (in->dst != ORDLAB_NO_REG) {
		thread->regs[in->dst] = result;
		thread->written |= 1U << in->dst;
	}
}

/* Run to the end, one thread at a time; @c says which */
static inline void run_program(struct run *run, const struct ordlab_view *view,
			       const struct ordlab_facts *facts, __s64 base,
			       struct choices c)
{
	unsigned int nr = view->prog->nr_threads, l, t, first;

	memset(run, 0, sizeof(*run));
	run->view = view;
	run->facts = facts;
	run->base = base;
	for (l = 0; l < view->prog->nr_locations; l++)
		run->memory[l] = run_value(run, 0, &view->locations[l].init);
	for (;;) {
		bool waiting = false;

		if (run->broken[0])
			return;
		first = choose(&c, nr);
		for (t = first; t < first + nr; t++) {
			waiting |= !run->threads[t % nr].done;
			if (run_ready(run, t % nr))
				break;
		}
		if (t < first + nr) {
			run_step(run, t % nr);
			continue;
		}
		if (waiting)
			run_broken(run, "the threads wait for one another");
		return;
	}
}

/* A value without the address of memory, unless the program has leaked one */
static inline __s64 run_neutral(const struct run *run, __s64 value)
{
	int location = run_location(run, value);

	return location < 0 ? value : ORDLAB_ADDR(location);
}

/*
 * Run an accepted program twice, with memory at different addresses: both runs must
 * have the same results.
 *
 * Return: what should not have happened, or NULL.
 */
static inline const char *run_twice(const struct ordlab_view *view,
				    const struct ordlab_facts *facts,
				    struct choices c)
{
	static struct run a, b;
	unsigned int t, r, l;

	run_program(&a, view, facts, 0x7100112233440000LL, c);
	if (a.broken[0])
		return a.broken;
	run_program(&b, view, facts, 0x6a00aabbccdd4000LL, c);
	if (b.broken[0])
		return b.broken;
	for (l = 0; l < view->prog->nr_locations; l++) {
		if (run_neutral(&a, a.memory[l]) != run_neutral(&b, b.memory[l]))
			return "memory tells an address";
	}
	for (t = 0; t < view->prog->nr_threads; t++) {
		if (a.threads[t].written != b.threads[t].written)
			return "control flow tells an address";
		for (r = 0; r < view->threads[t].nr_regs; r++) {
			if (run_neutral(&a, a.threads[t].regs[r]) !=
			    run_neutral(&b, b.threads[t].regs[r]))
				return "a register tells an address";
		}
	}
	return NULL;
}

#endif /* RANDOM_PROGRAM_H */
