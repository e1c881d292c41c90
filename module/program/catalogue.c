// SPDX-License-Identifier: GPL-2.0
/*
 * The built-in experiments, as tables of instructions that read like the C
 * they stand for.
 *
 * A register comes first, then a location, then values:
 *
 *	READ_ONCE(r0, x)	r0 = READ_ONCE(*x);
 *	WRITE_ONCE(x, 1)	WRITE_ONCE(*x, 1);
 *	IF(r0, ...)		if (r0) { ... }
 *
 * A location's name as a value is its address, and a register in place of a
 * location is a pointer. t0, t1, ... are temporaries without a name.
 */
#include "program.h"

/* The kernel's own are of no use here: nothing below touches shared memory */
#undef READ_ONCE
#undef WRITE_ONCE

/*
 * Operands are plain integers: small ones are immediates, the rest names. A
 * name in the place of a register, a location or a value is known by its range.
 */
enum {
	r0 = 0x100, r1, r2, r3,
	t0 = 0x110, t1, t2, t3,
	x = 0x200, y, z, p, counter, locked,
	NR_LOCATIONS = locked - x + 1,
	NOTHING = 0x7fff,
	NO_REG = NOTHING,
};

static bool is_named(int operand)
{
	return operand >= r0 && operand < t0;
}

static bool is_temp(int operand)
{
	return operand >= t0 && operand < x;
}

static bool is_loc(int operand)
{
	return operand >= x && operand < NOTHING;
}

/* An instruction; skip is how many of those behind it an IF guards */
struct step {
	__u8 op;
	__u8 alu;
	__u8 skip;
	__s16 dst;
	__s16 addr;
	__s16 val[2];
};

struct steps {
	const struct step *step;
	unsigned int nr;
};

/* Final value of a register, or of a location (whose thread is 0) */
struct atom {
	__u8 thread;
	__s16 what;
	__s16 value;
};

#define MAX_THREADS	4
#define MAX_INITS	2
#define MAX_ATOMS	5

/* A location that is not an int of value 0 */
struct init {
	__u8 type;
	__s16 location;
	__s16 value;
};

struct entry {
	const char *name;
	const char *purpose;
	struct init init[MAX_INITS];
	struct steps threads[MAX_THREADS];
	struct atom exists[MAX_ATOMS];
};

#define COUNT(...)	(sizeof((const struct step[]){ __VA_ARGS__ }) /	\
			 sizeof(struct step))
#define THREAD(...)	{						\
	.step = (const struct step[]){ __VA_ARGS__ },			\
	.nr = COUNT(__VA_ARGS__),					\
}

#define STEP(_op, _dst, _addr, _v0, _v1)	{			\
	.op = ORDLAB_##_op,						\
	.dst = _dst,							\
	.addr = _addr,							\
	.val = { _v0, _v1 },						\
}

#define LOAD(op, r, l)		STEP(op, r, l, NOTHING, NOTHING)
#define STORE(op, l, v)		STEP(op, NO_REG, l, v, NOTHING)
#define RMW(op, r, l, v)	STEP(op, r, l, v, NOTHING)
#define PLAIN_CALL(op)		STEP(op, NO_REG, NOTHING, NOTHING, NOTHING)

#define READ_ONCE(r, l)			LOAD(READ_ONCE, r, l)
#define WRITE_ONCE(l, v)		STORE(WRITE_ONCE, l, v)
#define SMP_LOAD_ACQUIRE(r, l)		LOAD(SMP_LOAD_ACQUIRE, r, l)
#define SMP_STORE_RELEASE(l, v)		STORE(SMP_STORE_RELEASE, l, v)
#define SMP_STORE_MB(l, v)		STORE(SMP_STORE_MB, l, v)
#define RCU_ASSIGN_POINTER(l, v)	STORE(RCU_ASSIGN_POINTER, l, v)
#define RCU_DEREFERENCE(r, l)		LOAD(RCU_DEREFERENCE, r, l)
#define RCU_READ_LOCK()			PLAIN_CALL(RCU_READ_LOCK)
#define RCU_READ_UNLOCK()		PLAIN_CALL(RCU_READ_UNLOCK)
#define SMP_MB()			PLAIN_CALL(SMP_MB)
#define SMP_RMB()			PLAIN_CALL(SMP_RMB)
#define SMP_WMB()			PLAIN_CALL(SMP_WMB)
#define SMP_MB__BEFORE_ATOMIC()		PLAIN_CALL(SMP_MB__BEFORE_ATOMIC)
#define SMP_MB__AFTER_ATOMIC()		PLAIN_CALL(SMP_MB__AFTER_ATOMIC)
#define BARRIER()			PLAIN_CALL(BARRIER)
#define XCHG(r, l, v)			RMW(XCHG, r, l, v)
#define XCHG_RELAXED(r, l, v)		RMW(XCHG_RELAXED, r, l, v)
#define CMPXCHG(r, l, v, w)		STEP(CMPXCHG, r, l, v, w)
#define CMPXCHG_ACQUIRE(r, l, v, w)	STEP(CMPXCHG_ACQUIRE, r, l, v, w)
#define CMPXCHG_RELAXED(r, l, v, w)	STEP(CMPXCHG_RELAXED, r, l, v, w)
#define ATOMIC_READ(r, l)		LOAD(ATOMIC_READ, r, l)
#define ATOMIC_INC(l)			STORE(ATOMIC_INC, l, 1)
#define ATOMIC_ADD_RETURN(r, v, l)	RMW(ATOMIC_ADD_RETURN, r, l, v)

/* ALU(t0, r0, ADD, 1) is t0 = r0 + 1 */
#define ALU(r, v, _alu, w)	{					\
	.op = ORDLAB_ALU,						\
	.alu = ORDLAB_A_##_alu,						\
	.dst = r,							\
	.addr = NOTHING,						\
	.val = { v, w },						\
}

/* if (v) { ... }: a branch over what is guarded, and then that */
#define IF(v, ...)	{						\
	.op = ORDLAB_BRANCH,						\
	.skip = COUNT(__VA_ARGS__),					\
	.dst = NO_REG,							\
	.addr = NOTHING,						\
	.val = { v, NOTHING },						\
}, __VA_ARGS__

#define TEST(_name, _purpose, ...)	{				\
	.name = _name, .purpose = _purpose, __VA_ARGS__			\
}

#define INIT(...)	.init = { __VA_ARGS__ }
#define ATOMIC(l)	{ .type = ORDLAB_T_ATOMIC, .location = l }
#define POINTER(l, v)	{ .type = ORDLAB_T_PTR, .location = l, .value = v }
#define THREADS(...)	.threads = { __VA_ARGS__ }

/* Conditions: every one is the conjunction of the values of a weak outcome */
#define EXISTS(...)	.exists = { __VA_ARGS__ }
#define REG(t, r, v)	{ .thread = t, .what = r, .value = v }
#define MEM(l, v)	{ .what = l, .value = v }

static const char * const location_names[NR_LOCATIONS] = {
	[x - x] = "x", [y - x] = "y", [z - x] = "z", [p - x] = "p",
	[counter - x] = "counter", [locked - x] = "locked",
};

/*
 * Names are those of the field: the shape, then what orders each thread that
 * has something to order, from P0 on: po is nothing at all, rel-acq is a
 * release and an acquire. What all threads have stands once, in the plural.
 * Fences and macros go by their names: mb, rmb, wmb, xchg, inc, ...; addr,
 * data and ctrl are dependencies.
 */
static const struct entry catalogue[] = {
	/* SB: both threads store, then load what the other one stores */
	TEST("SB",
	     "Store buffering: may a load overtake an earlier store? (Even x86 lets it)",
	     THREADS(THREAD(WRITE_ONCE(x, 1), READ_ONCE(r0, y)),
		     THREAD(WRITE_ONCE(y, 1), READ_ONCE(r0, x))),
	     EXISTS(REG(0, r0, 0), REG(1, r0, 0))),
	TEST("SB+mbs",
	     "A full fence between store and load forbids it",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_MB(), READ_ONCE(r0, y)),
		     THREAD(WRITE_ONCE(y, 1), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(REG(0, r0, 0), REG(1, r0, 0))),
	TEST("SB+mb+po",
	     "A fence in one of the threads is not enough",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_MB(), READ_ONCE(r0, y)),
		     THREAD(WRITE_ONCE(y, 1), READ_ONCE(r0, x))),
	     EXISTS(REG(0, r0, 0), REG(1, r0, 0))),
	TEST("SB+rel-acqs",
	     "Acquire and release do not order a store before a later load",
	     THREADS(THREAD(SMP_STORE_RELEASE(x, 1), SMP_LOAD_ACQUIRE(r0, y)),
		     THREAD(SMP_STORE_RELEASE(y, 1), SMP_LOAD_ACQUIRE(r0, x))),
	     EXISTS(REG(0, r0, 0), REG(1, r0, 0))),
	TEST("SB+wmbs",
	     "A write fence does not order a store before a later load",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_WMB(), READ_ONCE(r0, y)),
		     THREAD(WRITE_ONCE(y, 1), SMP_WMB(), READ_ONCE(r0, x))),
	     EXISTS(REG(0, r0, 0), REG(1, r0, 0))),
	TEST("SB+rmbs",
	     "Nor does a read fence",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_RMB(), READ_ONCE(r0, y)),
		     THREAD(WRITE_ONCE(y, 1), SMP_RMB(), READ_ONCE(r0, x))),
	     EXISTS(REG(0, r0, 0), REG(1, r0, 0))),
	TEST("SB+barriers",
	     "Nor does barrier(), which the compiler alone sees",
	     THREADS(THREAD(WRITE_ONCE(x, 1), BARRIER(), READ_ONCE(r0, y)),
		     THREAD(WRITE_ONCE(y, 1), BARRIER(), READ_ONCE(r0, x))),
	     EXISTS(REG(0, r0, 0), REG(1, r0, 0))),
	TEST("SB+store-mbs",
	     "smp_store_mb() is a store and a full fence",
	     THREADS(THREAD(SMP_STORE_MB(x, 1), READ_ONCE(r0, y)),
		     THREAD(SMP_STORE_MB(y, 1), READ_ONCE(r0, x))),
	     EXISTS(REG(0, r0, 0), REG(1, r0, 0))),
	TEST("SB+xchgs",
	     "A fully ordered read-modify-write is a full fence too",
	     THREADS(THREAD(XCHG(r0, x, 1), READ_ONCE(r1, y)),
		     THREAD(XCHG(r0, y, 1), READ_ONCE(r1, x))),
	     EXISTS(REG(0, r1, 0), REG(1, r1, 0))),
	TEST("SB+xchg-relaxeds",
	     "xchg_relaxed() promises no order (though x86 gives it)",
	     THREADS(THREAD(XCHG_RELAXED(r0, x, 1), READ_ONCE(r1, y)),
		     THREAD(XCHG_RELAXED(r0, y, 1), READ_ONCE(r1, x))),
	     EXISTS(REG(0, r1, 0), REG(1, r1, 0))),
	TEST("SB+incs",
	     "atomic_inc() returns nothing and promises no order (x86 gives it)",
	     INIT(ATOMIC(x), ATOMIC(y)),
	     THREADS(THREAD(ATOMIC_INC(x), ATOMIC_READ(r0, y)),
		     THREAD(ATOMIC_INC(y), ATOMIC_READ(r0, x))),
	     EXISTS(REG(0, r0, 0), REG(1, r0, 0))),
	TEST("SB+inc-after-atomics",
	     "smp_mb__after_atomic() makes a full fence of atomic_inc()",
	     INIT(ATOMIC(x), ATOMIC(y)),
	     THREADS(THREAD(ATOMIC_INC(x), SMP_MB__AFTER_ATOMIC(),
			    ATOMIC_READ(r0, y)),
		     THREAD(ATOMIC_INC(y), SMP_MB__AFTER_ATOMIC(),
			    ATOMIC_READ(r0, x))),
	     EXISTS(REG(0, r0, 0), REG(1, r0, 0))),
	TEST("SB+add-returns",
	     "atomic_add_return() is fully ordered, as it returns a value",
	     INIT(ATOMIC(x), ATOMIC(y)),
	     THREADS(THREAD(ATOMIC_ADD_RETURN(r0, 1, x), ATOMIC_READ(r1, y)),
		     THREAD(ATOMIC_ADD_RETURN(r0, 1, y), ATOMIC_READ(r1, x))),
	     EXISTS(REG(0, r1, 0), REG(1, r1, 0))),
	TEST("SB+rfi",
	     "Each thread sees its own store at once, the other one sees it late",
	     THREADS(THREAD(WRITE_ONCE(x, 1), READ_ONCE(r0, x),
			    READ_ONCE(r1, y)),
		     THREAD(WRITE_ONCE(y, 1), READ_ONCE(r0, y),
			    READ_ONCE(r1, x))),
	     EXISTS(REG(0, r0, 1), REG(0, r1, 0), REG(1, r0, 1),
		    REG(1, r1, 0))),
	TEST("SB+rfi-acqs",
	     "An acquire load of the own store does not make it visible",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_LOAD_ACQUIRE(r0, x),
			    READ_ONCE(r1, y)),
		     THREAD(WRITE_ONCE(y, 1), SMP_LOAD_ACQUIRE(r0, y),
			    READ_ONCE(r1, x))),
	     EXISTS(REG(0, r0, 1), REG(0, r1, 0), REG(1, r0, 1),
		    REG(1, r1, 0))),
	TEST("SB+rfi-mbs",
	     "A full fence does",
	     THREADS(THREAD(WRITE_ONCE(x, 1), READ_ONCE(r0, x), SMP_MB(),
			    READ_ONCE(r1, y)),
		     THREAD(WRITE_ONCE(y, 1), READ_ONCE(r0, y), SMP_MB(),
			    READ_ONCE(r1, x))),
	     EXISTS(REG(0, r0, 1), REG(0, r1, 0), REG(1, r0, 1),
		    REG(1, r1, 0))),

	/*
	 * MP: one thread writes data and a flag, the other one reads flag and
	 * data
	 */
	TEST("MP",
	     "Message passing: may the flag be seen before the data?",
	     THREADS(THREAD(WRITE_ONCE(x, 1), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("MP+wmb+rmb",
	     "Ordered stores and ordered loads forbid it",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_RMB(), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("MP+mbs",
	     "So do full fences, which are more than it takes",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_MB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_MB(), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("MP+rel+acq",
	     "So does a release store that an acquire load reads",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_STORE_RELEASE(y, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("MP+wmb+po",
	     "Ordered stores do not help a reader that reads in any order",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("MP+po+rmb",
	     "Ordered loads do not help a writer that writes in any order",
	     THREADS(THREAD(WRITE_ONCE(x, 1), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_RMB(), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("MP+po+acq",
	     "An acquire load needs a release store to pair with",
	     THREADS(THREAD(WRITE_ONCE(x, 1), WRITE_ONCE(y, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("MP+rel+po",
	     "A release store needs an acquire load to pair with",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_STORE_RELEASE(y, 1)),
		     THREAD(READ_ONCE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("MP+rmb+wmb",
	     "The fences the wrong way round order nothing",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_RMB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_WMB(), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("MP+barriers",
	     "barrier() keeps the compiler from it, but not the CPU",
	     THREADS(THREAD(WRITE_ONCE(x, 1), BARRIER(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), BARRIER(), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("MP+wmb+acq",
	     "smp_wmb() pairs with an acquire load",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("MP+rel+rmb",
	     "A release store pairs with smp_rmb()",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_STORE_RELEASE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_RMB(), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("MP+wmb+addr",
	     "A load through a pointer comes after the load of the pointer",
	     INIT(POINTER(p, y)),
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_WMB(), WRITE_ONCE(p, x)),
		     THREAD(READ_ONCE(r0, p), READ_ONCE(r1, r0))),
	     EXISTS(REG(1, r0, x), REG(1, r1, 0))),
	TEST("MP+assign+deref",
	     "The same as RCU writes it: publish and subscribe",
	     INIT(POINTER(p, y)),
	     THREADS(THREAD(WRITE_ONCE(x, 1), RCU_ASSIGN_POINTER(p, x)),
		     THREAD(RCU_READ_LOCK(), RCU_DEREFERENCE(r0, p),
			    READ_ONCE(r1, r0), RCU_READ_UNLOCK())),
	     EXISTS(REG(1, r0, x), REG(1, r1, 0))),
	TEST("MP+wmb+ctrl",
	     "A control dependency does not order a load before a load",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), IF(r0, READ_ONCE(r1, x)))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("MP+wmb+ctrl-rmb",
	     "It takes a read fence as well",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y),
			    IF(r0, SMP_RMB(), READ_ONCE(r1, x)))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("MP+before-atomic+rmb",
	     "smp_mb__before_atomic() orders what comes before atomic_inc()",
	     INIT(ATOMIC(y)),
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_MB__BEFORE_ATOMIC(),
			    ATOMIC_INC(y)),
		     THREAD(ATOMIC_READ(r0, y), SMP_RMB(), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("MP+xchg+acq",
	     "A fully ordered xchg() publishes as a release store does",
	     THREADS(THREAD(WRITE_ONCE(x, 1), XCHG(r0, y, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),

	/* LB: both threads load, then store what the other one loads */
	TEST("LB",
	     "Load buffering: may a store overtake an earlier load?",
	     THREADS(THREAD(READ_ONCE(r0, x), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), WRITE_ONCE(x, 1))),
	     EXISTS(REG(0, r0, 1), REG(1, r0, 1))),
	TEST("LB+mbs",
	     "Full fences forbid it",
	     THREADS(THREAD(READ_ONCE(r0, x), SMP_MB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_MB(), WRITE_ONCE(x, 1))),
	     EXISTS(REG(0, r0, 1), REG(1, r0, 1))),
	TEST("LB+acqs",
	     "An acquire load comes before all that follows it",
	     THREADS(THREAD(SMP_LOAD_ACQUIRE(r0, x), WRITE_ONCE(y, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), WRITE_ONCE(x, 1))),
	     EXISTS(REG(0, r0, 1), REG(1, r0, 1))),
	TEST("LB+rels",
	     "A release store comes after all that precedes it",
	     THREADS(THREAD(READ_ONCE(r0, x), SMP_STORE_RELEASE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_STORE_RELEASE(x, 1))),
	     EXISTS(REG(0, r0, 1), REG(1, r0, 1))),
	TEST("LB+acq+rel",
	     "Acquire in one thread and release in the other will do",
	     THREADS(THREAD(SMP_LOAD_ACQUIRE(r0, x), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_STORE_RELEASE(x, 1))),
	     EXISTS(REG(0, r0, 1), REG(1, r0, 1))),
	TEST("LB+acq+po",
	     "Order in one thread alone will not",
	     THREADS(THREAD(SMP_LOAD_ACQUIRE(r0, x), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), WRITE_ONCE(x, 1))),
	     EXISTS(REG(0, r0, 1), REG(1, r0, 1))),
	TEST("LB+datas",
	     "A store of a value that depends on the load comes after it",
	     THREADS(THREAD(READ_ONCE(r0, x), ALU(t0, r0, XOR, r0),
			    ALU(t1, t0, ADD, 1), WRITE_ONCE(y, t1)),
		     THREAD(READ_ONCE(r0, y), ALU(t0, r0, XOR, r0),
			    ALU(t1, t0, ADD, 1), WRITE_ONCE(x, t1))),
	     EXISTS(REG(0, r0, 1), REG(1, r0, 1))),
	TEST("LB+addrs",
	     "So does a store to an address that depends on it",
	     THREADS(THREAD(READ_ONCE(r0, x), ALU(t0, r0, XOR, r0),
			    ALU(t1, y, ADD, t0), WRITE_ONCE(t1, 1)),
		     THREAD(READ_ONCE(r0, y), ALU(t0, r0, XOR, r0),
			    ALU(t1, x, ADD, t0), WRITE_ONCE(t1, 1))),
	     EXISTS(REG(0, r0, 1), REG(1, r0, 1))),
	TEST("LB+ctrls",
	     "So does a store that is made only if the load says so",
	     THREADS(THREAD(READ_ONCE(r0, x), IF(r0, WRITE_ONCE(y, 1))),
		     THREAD(READ_ONCE(r0, y), IF(r0, WRITE_ONCE(x, 1)))),
	     EXISTS(REG(0, r0, 1), REG(1, r0, 1))),
	TEST("LB+ctrl+mb",
	     "A control dependency pairs with a full fence",
	     THREADS(THREAD(READ_ONCE(r0, x), IF(r0, WRITE_ONCE(y, 1))),
		     THREAD(READ_ONCE(r0, y), SMP_MB(), WRITE_ONCE(x, 1))),
	     EXISTS(REG(0, r0, 1), REG(1, r0, 1))),
	TEST("LB+data+po",
	     "A dependency in one thread alone will not do",
	     THREADS(THREAD(READ_ONCE(r0, x), ALU(t0, r0, XOR, r0),
			    ALU(t1, t0, ADD, 1), WRITE_ONCE(y, t1)),
		     THREAD(READ_ONCE(r0, y), WRITE_ONCE(x, 1))),
	     EXISTS(REG(0, r0, 1), REG(1, r0, 1))),
	TEST("LB+oota",
	     "Each stores what it loads: may a value come out of thin air?",
	     THREADS(THREAD(READ_ONCE(r0, x), WRITE_ONCE(y, r0)),
		     THREAD(READ_ONCE(r0, y), WRITE_ONCE(x, r0))),
	     EXISTS(REG(0, r0, 1), REG(1, r0, 1))),

	/* R: two stores against a store and a load */
	TEST("R",
	     "Does the store that loses come before the load? (On x86 it may not)",
	     THREADS(THREAD(WRITE_ONCE(x, 1), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), READ_ONCE(r0, x))),
	     EXISTS(MEM(y, 2), REG(1, r0, 0))),
	TEST("R+mbs",
	     "Full fences in both threads forbid it",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_MB(), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(MEM(y, 2), REG(1, r0, 0))),
	TEST("R+wmb+mb",
	     "A write fence does not, by the model, as no load reads from y",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(MEM(y, 2), REG(1, r0, 0))),
	TEST("R+rel+mb",
	     "Nor does a release store",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_STORE_RELEASE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(MEM(y, 2), REG(1, r0, 0))),
	TEST("R+po+mb",
	     "The fence of the thread that loads is the one x86 needs",
	     THREADS(THREAD(WRITE_ONCE(x, 1), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(MEM(y, 2), REG(1, r0, 0))),
	TEST("R+mb+po",
	     "The fence of the other thread alone helps nowhere",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_MB(), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), READ_ONCE(r0, x))),
	     EXISTS(MEM(y, 2), REG(1, r0, 0))),
	TEST("R+rel+acq",
	     "Acquire and release do not order a store before a later load",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_STORE_RELEASE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), SMP_LOAD_ACQUIRE(r0, x))),
	     EXISTS(MEM(y, 2), REG(1, r0, 0))),

	/* S: two stores against a load and a store */
	TEST("S",
	     "May a store be seen, and yet win over one made after it was seen?",
	     THREADS(THREAD(WRITE_ONCE(x, 2), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), WRITE_ONCE(x, 1))),
	     EXISTS(MEM(x, 2), REG(1, r0, 1))),
	TEST("S+mbs",
	     "Full fences forbid it",
	     THREADS(THREAD(WRITE_ONCE(x, 2), SMP_MB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_MB(), WRITE_ONCE(x, 1))),
	     EXISTS(MEM(x, 2), REG(1, r0, 1))),
	TEST("S+wmb+acq",
	     "So do a write fence and an acquire load",
	     THREADS(THREAD(WRITE_ONCE(x, 2), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), WRITE_ONCE(x, 1))),
	     EXISTS(MEM(x, 2), REG(1, r0, 1))),
	TEST("S+rel+acq",
	     "So do release and acquire",
	     THREADS(THREAD(WRITE_ONCE(x, 2), SMP_STORE_RELEASE(y, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), WRITE_ONCE(x, 1))),
	     EXISTS(MEM(x, 2), REG(1, r0, 1))),
	TEST("S+wmb+rel",
	     "A release store comes after the load before it",
	     THREADS(THREAD(WRITE_ONCE(x, 2), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_STORE_RELEASE(x, 1))),
	     EXISTS(MEM(x, 2), REG(1, r0, 1))),
	TEST("S+wmb+data",
	     "So does one whose value depends on the load",
	     THREADS(THREAD(WRITE_ONCE(x, 2), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), ALU(t0, r0, XOR, r0),
			    ALU(t1, t0, ADD, 1), WRITE_ONCE(x, t1))),
	     EXISTS(MEM(x, 2), REG(1, r0, 1))),
	TEST("S+wmb+addr",
	     "So does one whose address depends on the load",
	     THREADS(THREAD(WRITE_ONCE(x, 2), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), ALU(t0, r0, XOR, r0),
			    ALU(t1, x, ADD, t0), WRITE_ONCE(t1, 1))),
	     EXISTS(MEM(x, 2), REG(1, r0, 1))),
	TEST("S+wmb+ctrl",
	     "So does one that is made only if the load says so",
	     THREADS(THREAD(WRITE_ONCE(x, 2), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), IF(r0, WRITE_ONCE(x, 1)))),
	     EXISTS(MEM(x, 2), REG(1, r0, 1))),
	TEST("S+wmb+po",
	     "Ordered stores alone will not do",
	     THREADS(THREAD(WRITE_ONCE(x, 2), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), WRITE_ONCE(x, 1))),
	     EXISTS(MEM(x, 2), REG(1, r0, 1))),
	TEST("S+po+data",
	     "Nor will a dependency alone",
	     THREADS(THREAD(WRITE_ONCE(x, 2), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), ALU(t0, r0, XOR, r0),
			    ALU(t1, t0, ADD, 1), WRITE_ONCE(x, t1))),
	     EXISTS(MEM(x, 2), REG(1, r0, 1))),

	/* 2+2W: two stores in each thread */
	TEST("2+2W",
	     "May the first store of each thread be the last one to arrive?",
	     THREADS(THREAD(WRITE_ONCE(x, 1), WRITE_ONCE(y, 2)),
		     THREAD(WRITE_ONCE(y, 1), WRITE_ONCE(x, 2))),
	     EXISTS(MEM(x, 1), MEM(y, 1))),
	TEST("2+2W+mbs",
	     "Full fences forbid it",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_MB(), WRITE_ONCE(y, 2)),
		     THREAD(WRITE_ONCE(y, 1), SMP_MB(), WRITE_ONCE(x, 2))),
	     EXISTS(MEM(x, 1), MEM(y, 1))),
	TEST("2+2W+wmbs",
	     "Write fences do not, by the model: nobody reads which store won",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_WMB(), WRITE_ONCE(y, 2)),
		     THREAD(WRITE_ONCE(y, 1), SMP_WMB(), WRITE_ONCE(x, 2))),
	     EXISTS(MEM(x, 1), MEM(y, 1))),
	TEST("2+2W+rels",
	     "Nor do release stores",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_STORE_RELEASE(y, 2)),
		     THREAD(WRITE_ONCE(y, 1), SMP_STORE_RELEASE(x, 2))),
	     EXISTS(MEM(x, 1), MEM(y, 1))),

	/* WRC: a store is read, and a store made then is read in turn */
	TEST("WRC",
	     "Write-to-read causality: does everyone know what led to a store?",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("WRC+mbs",
	     "Full fences carry the first store along",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), SMP_MB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_MB(), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("WRC+rel+rmb",
	     "So does a release store: it passes on what its CPU has read",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), SMP_STORE_RELEASE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_RMB(), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("WRC+rel+acq",
	     "Release and acquire will do",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), SMP_STORE_RELEASE(y, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("WRC+acq+acq",
	     "Acquire loads alone will not, by the model: nothing passes x on",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, x), WRITE_ONCE(y, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("WRC+data+rmb",
	     "A dependency orders, but passes nothing on",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), ALU(t0, r0, XOR, r0),
			    ALU(t1, t0, ADD, 1), WRITE_ONCE(y, t1)),
		     THREAD(READ_ONCE(r0, y), SMP_RMB(), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("WRC+ctrl+rmb",
	     "Nor does a control dependency",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), IF(r0, WRITE_ONCE(y, 1))),
		     THREAD(READ_ONCE(r0, y), SMP_RMB(), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("WRC+addrs",
	     "Dependencies alone pass nothing on",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), ALU(t0, r0, XOR, r0),
			    ALU(t1, y, ADD, t0), WRITE_ONCE(t1, 1)),
		     THREAD(READ_ONCE(r0, y), ALU(t0, r0, XOR, r0),
			    ALU(t1, x, ADD, t0), READ_ONCE(r1, t1))),
	     EXISTS(REG(1, r0, 1), REG(2, r0, 1), REG(2, r1, 0))),

	/* RWC: two loads against a store and a load */
	TEST("RWC",
	     "Read-to-write causality: a store is read, yet another CPU misses it",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), READ_ONCE(r1, y)),
		     THREAD(WRITE_ONCE(y, 1), READ_ONCE(r0, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0), REG(2, r0, 0))),
	TEST("RWC+mbs",
	     "Full fences forbid it",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), SMP_MB(), READ_ONCE(r1, y)),
		     THREAD(WRITE_ONCE(y, 1), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0), REG(2, r0, 0))),
	TEST("RWC+rmb+mb",
	     "Ordered loads do not pass the store on to the third CPU",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), SMP_RMB(), READ_ONCE(r1, y)),
		     THREAD(WRITE_ONCE(y, 1), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0), REG(2, r0, 0))),
	TEST("RWC+acq+mb",
	     "Nor does an acquire load",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, x), READ_ONCE(r1, y)),
		     THREAD(WRITE_ONCE(y, 1), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0), REG(2, r0, 0))),
	TEST("RWC+addr+mb",
	     "Nor does an address dependency",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), ALU(t0, r0, XOR, r0),
			    ALU(t1, y, ADD, t0), READ_ONCE(r1, t1)),
		     THREAD(WRITE_ONCE(y, 1), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0), REG(2, r0, 0))),
	TEST("RWC+mb+po",
	     "The third CPU needs its fence (even x86 does)",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), SMP_MB(), READ_ONCE(r1, y)),
		     THREAD(WRITE_ONCE(y, 1), READ_ONCE(r0, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0), REG(2, r0, 0))),
	TEST("RWC+mb+rel-acq",
	     "Release and acquire do not replace it",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), SMP_MB(), READ_ONCE(r1, y)),
		     THREAD(SMP_STORE_RELEASE(y, 1), SMP_LOAD_ACQUIRE(r0, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0), REG(2, r0, 0))),

	/* ISA2: a message passed on by a third thread */
	TEST("ISA2",
	     "Message passing over three CPUs: may the data come last?",
	     THREADS(THREAD(WRITE_ONCE(x, 1), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), WRITE_ONCE(z, 1)),
		     THREAD(READ_ONCE(r0, z), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("ISA2+mbs",
	     "Full fences forbid it",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_MB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_MB(), WRITE_ONCE(z, 1)),
		     THREAD(READ_ONCE(r0, z), SMP_MB(), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("ISA2+rel+acq-rel+acq",
	     "A chain of release and acquire will do",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_STORE_RELEASE(y, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), SMP_STORE_RELEASE(z, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, z), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("ISA2+rel+data+acq",
	     "A dependency in the middle breaks the chain, by the model",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_STORE_RELEASE(y, 1)),
		     THREAD(READ_ONCE(r0, y), ALU(t0, r0, XOR, r0),
			    ALU(t1, t0, ADD, 1), WRITE_ONCE(z, t1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, z), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("ISA2+wmb+ctrl+addr",
	     "So it does with a write fence before it and a dependency after it",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), IF(r0, WRITE_ONCE(z, 1))),
		     THREAD(READ_ONCE(r0, z), ALU(t0, r0, XOR, r0),
			    ALU(t1, x, ADD, t0), READ_ONCE(r1, t1))),
	     EXISTS(REG(1, r0, 1), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("ISA2+rel+po+acq",
	     "A thread in the middle without any order breaks it on more machines",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_STORE_RELEASE(y, 1)),
		     THREAD(READ_ONCE(r0, y), WRITE_ONCE(z, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, z), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(2, r0, 1), REG(2, r1, 0))),

	/* IRIW: two readers see two independent stores */
	TEST("IRIW",
	     "Independent reads of independent writes: may two CPUs disagree?",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), READ_ONCE(r1, y)),
		     THREAD(WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0), REG(3, r0, 1),
		    REG(3, r1, 0))),
	TEST("IRIW+mbs",
	     "Full fences make them agree",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), SMP_MB(), READ_ONCE(r1, y)),
		     THREAD(WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_MB(), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0), REG(3, r0, 1),
		    REG(3, r1, 0))),
	TEST("IRIW+rmbs",
	     "Ordered loads do not, by the model",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), SMP_RMB(), READ_ONCE(r1, y)),
		     THREAD(WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_RMB(), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0), REG(3, r0, 1),
		    REG(3, r1, 0))),
	TEST("IRIW+acqs",
	     "Nor do acquire loads",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, x), READ_ONCE(r1, y)),
		     THREAD(WRITE_ONCE(y, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0), REG(3, r0, 1),
		    REG(3, r1, 0))),
	TEST("IRIW+addrs",
	     "Nor do address dependencies",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), ALU(t0, r0, XOR, r0),
			    ALU(t1, y, ADD, t0), READ_ONCE(r1, t1)),
		     THREAD(WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), ALU(t0, r0, XOR, r0),
			    ALU(t1, x, ADD, t0), READ_ONCE(r1, t1))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0), REG(3, r0, 1),
		    REG(3, r1, 0))),
	TEST("IRIW+mb+rmb",
	     "A full fence for one reader alone will not do",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), SMP_MB(), READ_ONCE(r1, y)),
		     THREAD(WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_RMB(), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0), REG(3, r0, 1),
		    REG(3, r1, 0))),

	/*
	 * Z6.0 to Z6.5: three threads that hand on in other ways than by
	 * reading
	 */
	TEST("Z6.0",
	     "Two stores, then one passed on, against a store that wins and a load",
	     THREADS(THREAD(WRITE_ONCE(x, 1), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), WRITE_ONCE(z, 1)),
		     THREAD(WRITE_ONCE(z, 2), READ_ONCE(r0, x))),
	     EXISTS(MEM(z, 2), REG(1, r0, 1), REG(2, r0, 0))),
	TEST("Z6.0+mbs",
	     "Full fences forbid it",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_MB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_MB(), WRITE_ONCE(z, 1)),
		     THREAD(WRITE_ONCE(z, 2), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(MEM(z, 2), REG(1, r0, 1), REG(2, r0, 0))),
	TEST("Z6.0+rel+acq-rel+mb",
	     "Release and acquire do not reach beyond a store that is not read",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_STORE_RELEASE(y, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), SMP_STORE_RELEASE(z, 1)),
		     THREAD(WRITE_ONCE(z, 2), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(MEM(z, 2), REG(1, r0, 1), REG(2, r0, 0))),
	TEST("Z6.0+mb+acq+mb",
	     "Full fences around an acquire load do",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_MB(), WRITE_ONCE(y, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), WRITE_ONCE(z, 1)),
		     THREAD(WRITE_ONCE(z, 2), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(MEM(z, 2), REG(1, r0, 1), REG(2, r0, 0))),
	TEST("Z6.1",
	     "Stores that win twice, then one that is read before the last store",
	     THREADS(THREAD(WRITE_ONCE(x, 2), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), WRITE_ONCE(z, 1)),
		     THREAD(READ_ONCE(r0, z), WRITE_ONCE(x, 1))),
	     EXISTS(MEM(x, 2), MEM(y, 2), REG(2, r0, 1))),
	TEST("Z6.1+mbs",
	     "Full fences forbid it",
	     THREADS(THREAD(WRITE_ONCE(x, 2), SMP_MB(), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), SMP_MB(), WRITE_ONCE(z, 1)),
		     THREAD(READ_ONCE(r0, z), SMP_MB(), WRITE_ONCE(x, 1))),
	     EXISTS(MEM(x, 2), MEM(y, 2), REG(2, r0, 1))),
	TEST("Z6.1+wmb+wmb+acq",
	     "Write fences and an acquire load do not, by the model",
	     THREADS(THREAD(WRITE_ONCE(x, 2), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), SMP_WMB(), WRITE_ONCE(z, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, z), WRITE_ONCE(x, 1))),
	     EXISTS(MEM(x, 2), MEM(y, 2), REG(2, r0, 1))),
	TEST("Z6.2",
	     "S over three threads: read, passed on, read, and then overwritten",
	     THREADS(THREAD(WRITE_ONCE(x, 2), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), WRITE_ONCE(z, 1)),
		     THREAD(READ_ONCE(r0, z), WRITE_ONCE(x, 1))),
	     EXISTS(MEM(x, 2), REG(1, r0, 1), REG(2, r0, 1))),
	TEST("Z6.2+mbs",
	     "Full fences forbid it",
	     THREADS(THREAD(WRITE_ONCE(x, 2), SMP_MB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), SMP_MB(), WRITE_ONCE(z, 1)),
		     THREAD(READ_ONCE(r0, z), SMP_MB(), WRITE_ONCE(x, 1))),
	     EXISTS(MEM(x, 2), REG(1, r0, 1), REG(2, r0, 1))),
	TEST("Z6.2+rel+acq-rel+acq",
	     "A chain of release and acquire forbids it",
	     THREADS(THREAD(WRITE_ONCE(x, 2), SMP_STORE_RELEASE(y, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), SMP_STORE_RELEASE(z, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, z), WRITE_ONCE(x, 1))),
	     EXISTS(MEM(x, 2), REG(1, r0, 1), REG(2, r0, 1))),
	TEST("Z6.2+wmb+data+ctrl",
	     "A write fence and dependencies do not, by the model",
	     THREADS(THREAD(WRITE_ONCE(x, 2), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), ALU(t0, r0, XOR, r0),
			    ALU(t1, t0, ADD, 1), WRITE_ONCE(z, t1)),
		     THREAD(READ_ONCE(r0, z), IF(r0, WRITE_ONCE(x, 1)))),
	     EXISTS(MEM(x, 2), REG(1, r0, 1), REG(2, r0, 1))),
	TEST("Z6.3",
	     "Message passing, handed on by a store that wins over another",
	     THREADS(THREAD(WRITE_ONCE(x, 1), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), WRITE_ONCE(z, 1)),
		     THREAD(READ_ONCE(r0, z), READ_ONCE(r1, x))),
	     EXISTS(MEM(y, 2), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("Z6.3+mbs",
	     "Full fences forbid it",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_MB(), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), SMP_MB(), WRITE_ONCE(z, 1)),
		     THREAD(READ_ONCE(r0, z), SMP_MB(), READ_ONCE(r1, x))),
	     EXISTS(MEM(y, 2), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("Z6.3+wmb+rel+acq",
	     "Order in each thread is not enough: a store that loses tells nothing",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), SMP_STORE_RELEASE(z, 1)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, z), READ_ONCE(r1, x))),
	     EXISTS(MEM(y, 2), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("Z6.4",
	     "A store that wins, then two loads that miss a store",
	     THREADS(THREAD(WRITE_ONCE(x, 1), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), READ_ONCE(r0, z)),
		     THREAD(WRITE_ONCE(z, 1), READ_ONCE(r0, x))),
	     EXISTS(MEM(y, 2), REG(1, r0, 0), REG(2, r0, 0))),
	TEST("Z6.4+mbs",
	     "Full fences forbid it",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_MB(), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), SMP_MB(), READ_ONCE(r0, z)),
		     THREAD(WRITE_ONCE(z, 1), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(MEM(y, 2), REG(1, r0, 0), REG(2, r0, 0))),
	TEST("Z6.4+wmb+mbs",
	     "A write fence is not enough where stores are not read",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), SMP_MB(), READ_ONCE(r0, z)),
		     THREAD(WRITE_ONCE(z, 1), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(MEM(y, 2), REG(1, r0, 0), REG(2, r0, 0))),
	TEST("Z6.5",
	     "Two stores that win, then a load that misses the first store",
	     THREADS(THREAD(WRITE_ONCE(x, 1), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), WRITE_ONCE(z, 1)),
		     THREAD(WRITE_ONCE(z, 2), READ_ONCE(r0, x))),
	     EXISTS(MEM(y, 2), MEM(z, 2), REG(2, r0, 0))),
	TEST("Z6.5+mbs",
	     "Full fences forbid it",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_MB(), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), SMP_MB(), WRITE_ONCE(z, 1)),
		     THREAD(WRITE_ONCE(z, 2), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(MEM(y, 2), MEM(z, 2), REG(2, r0, 0))),
	TEST("Z6.5+wmb+wmb+mb",
	     "Write fences are not enough where stores are not read",
	     THREADS(THREAD(WRITE_ONCE(x, 1), SMP_WMB(), WRITE_ONCE(y, 1)),
		     THREAD(WRITE_ONCE(y, 2), SMP_WMB(), WRITE_ONCE(z, 1)),
		     THREAD(WRITE_ONCE(z, 2), SMP_MB(), READ_ONCE(r0, x))),
	     EXISTS(MEM(y, 2), MEM(z, 2), REG(2, r0, 0))),

	/* Coherence: one location, no fences, and never a weak outcome */
	TEST("CoRR",
	     "Two loads of one location never see its stores the wrong way round",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("CoRW",
	     "A load never sees a store that its own later store is overwritten by",
	     THREADS(THREAD(READ_ONCE(r0, x), WRITE_ONCE(x, 1)),
		     THREAD(WRITE_ONCE(x, 2))),
	     EXISTS(MEM(x, 2), REG(0, r0, 2))),
	TEST("CoWR",
	     "A load never sees a store that is older than its own earlier store",
	     THREADS(THREAD(WRITE_ONCE(x, 1), READ_ONCE(r0, x)),
		     THREAD(WRITE_ONCE(x, 2))),
	     EXISTS(MEM(x, 1), REG(0, r0, 2))),
	TEST("CoWW",
	     "The last store of a thread is the one that stays",
	     THREADS(THREAD(WRITE_ONCE(x, 1), WRITE_ONCE(x, 2))),
	     EXISTS(MEM(x, 1))),

	/*
	 * "Explaining Atomics in Rust" (cfsamson), the chapter on SeqCst: each
	 * thread loads its own flag, sets it, and loads the other one's
	 */
	TEST("XY+acq-rel",
	     "The X/Y example with acquire and release: both may miss the other",
	     THREADS(THREAD(SMP_LOAD_ACQUIRE(r0, x), ALU(t0, r0, OR, 1),
			    SMP_STORE_RELEASE(x, t0), SMP_LOAD_ACQUIRE(r1, y)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), ALU(t0, r0, OR, 1),
			    SMP_STORE_RELEASE(y, t0), SMP_LOAD_ACQUIRE(r1, x))),
	     EXISTS(REG(0, r1, 0), REG(1, r1, 0))),
	TEST("XY+seq-cst",
	     "The X/Y example with sequentially consistent stores: one sees the other",
	     THREADS(THREAD(SMP_LOAD_ACQUIRE(r0, x), ALU(t0, r0, OR, 1),
			    XCHG(r1, x, t0), SMP_LOAD_ACQUIRE(r2, y)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, y), ALU(t0, r0, OR, 1),
			    XCHG(r1, y, t0), SMP_LOAD_ACQUIRE(r2, x))),
	     EXISTS(REG(0, r2, 0), REG(1, r2, 0))),

	/*
	 * Intel SDM, volume 3A, examples 8-1 to 8-10, named after their section
	 */
	TEST("SDM-8.2.3.2",
	     "Neither loads nor stores are reordered with like operations",
	     THREADS(THREAD(WRITE_ONCE(x, 1), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),
	TEST("SDM-8.2.3.3",
	     "Stores are not reordered with earlier loads",
	     THREADS(THREAD(READ_ONCE(r0, x), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), WRITE_ONCE(x, 1))),
	     EXISTS(REG(0, r0, 1), REG(1, r0, 1))),
	TEST("SDM-8.2.3.4",
	     "Loads may be reordered with earlier stores to different locations",
	     THREADS(THREAD(WRITE_ONCE(x, 1), READ_ONCE(r0, y)),
		     THREAD(WRITE_ONCE(y, 1), READ_ONCE(r0, x))),
	     EXISTS(REG(0, r0, 0), REG(1, r0, 0))),
	TEST("SDM-8.2.3.4-same",
	     "Loads are not reordered with earlier stores to the same location",
	     THREADS(THREAD(WRITE_ONCE(x, 1), READ_ONCE(r0, x)),
		     THREAD(WRITE_ONCE(y, 1), READ_ONCE(r0, y))),
	     EXISTS(REG(0, r0, 0))),
	TEST("SDM-8.2.3.5",
	     "Intra-processor forwarding is allowed",
	     THREADS(THREAD(WRITE_ONCE(x, 1), READ_ONCE(r0, x),
			    READ_ONCE(r1, y)),
		     THREAD(WRITE_ONCE(y, 1), READ_ONCE(r0, y),
			    READ_ONCE(r1, x))),
	     EXISTS(REG(0, r0, 1), REG(0, r1, 0), REG(1, r0, 1),
		    REG(1, r1, 0))),
	TEST("SDM-8.2.3.6",
	     "Stores are transitively visible",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(READ_ONCE(r0, x), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(2, r0, 1), REG(2, r1, 0))),
	TEST("SDM-8.2.3.7",
	     "Stores are seen in a consistent order by other processors",
	     THREADS(THREAD(WRITE_ONCE(x, 1)),
		     THREAD(WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, x), READ_ONCE(r1, y)),
		     THREAD(READ_ONCE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(2, r0, 1), REG(2, r1, 0), REG(3, r0, 1),
		    REG(3, r1, 0))),
	TEST("SDM-8.2.3.8",
	     "Locked instructions have a total order",
	     THREADS(THREAD(XCHG(r0, x, 1)),
		     THREAD(XCHG(r0, y, 1)),
		     THREAD(READ_ONCE(r0, x), READ_ONCE(r1, y)),
		     THREAD(READ_ONCE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(2, r0, 1), REG(2, r1, 0), REG(3, r0, 1),
		    REG(3, r1, 0))),
	TEST("SDM-8.2.3.9",
	     "Loads are not reordered with earlier locked instructions",
	     THREADS(THREAD(XCHG(r0, x, 1), READ_ONCE(r1, y)),
		     THREAD(XCHG(r0, y, 1), READ_ONCE(r1, x))),
	     EXISTS(REG(0, r1, 0), REG(1, r1, 0))),
	TEST("SDM-8.2.3.9-store",
	     "Stores are not reordered with earlier locked instructions",
	     THREADS(THREAD(XCHG(r0, x, 1), WRITE_ONCE(y, 1)),
		     THREAD(READ_ONCE(r0, y), READ_ONCE(r1, x))),
	     EXISTS(REG(1, r0, 1), REG(1, r1, 0))),

	/* Lost update: two threads add one */
	TEST("lost-update",
	     "Load, add one, store: may one of two updates be lost?",
	     THREADS(THREAD(READ_ONCE(r0, x), ALU(t0, r0, ADD, 1),
			    WRITE_ONCE(x, t0)),
		     THREAD(READ_ONCE(r0, x), ALU(t0, r0, ADD, 1),
			    WRITE_ONCE(x, t0))),
	     EXISTS(MEM(x, 1))),
	TEST("lost-update+mbs",
	     "Fences order accesses; they do not make an update of them",
	     THREADS(THREAD(READ_ONCE(r0, x), SMP_MB(), ALU(t0, r0, ADD, 1),
			    WRITE_ONCE(x, t0)),
		     THREAD(READ_ONCE(r0, x), SMP_MB(), ALU(t0, r0, ADD, 1),
			    WRITE_ONCE(x, t0))),
	     EXISTS(MEM(x, 1))),
	TEST("lost-update+acq-rel",
	     "Nor do acquire and release",
	     THREADS(THREAD(SMP_LOAD_ACQUIRE(r0, x), ALU(t0, r0, ADD, 1),
			    SMP_STORE_RELEASE(x, t0)),
		     THREAD(SMP_LOAD_ACQUIRE(r0, x), ALU(t0, r0, ADD, 1),
			    SMP_STORE_RELEASE(x, t0))),
	     EXISTS(MEM(x, 1))),
	TEST("lost-update+inc",
	     "atomic_inc() loses none, though it orders nothing else",
	     INIT(ATOMIC(x)),
	     THREADS(THREAD(ATOMIC_INC(x)),
		     THREAD(ATOMIC_INC(x))),
	     EXISTS(MEM(x, 1))),
	TEST("lost-update+add-return",
	     "atomic_add_return() loses none, and no two threads get one value",
	     INIT(ATOMIC(x)),
	     THREADS(THREAD(ATOMIC_ADD_RETURN(r0, 1, x)),
		     THREAD(ATOMIC_ADD_RETURN(r0, 1, x))),
	     EXISTS(MEM(x, 1))),
	TEST("lost-update+cmpxchg",
	     "cmpxchg() tells the loser: two that succeed are never one update",
	     THREADS(THREAD(READ_ONCE(r0, x), ALU(t0, r0, ADD, 1),
			    CMPXCHG(r1, x, r0, t0)),
		     THREAD(READ_ONCE(r0, x), ALU(t0, r0, ADD, 1),
			    CMPXCHG(r1, x, r0, t0))),
	     EXISTS(MEM(x, 1), REG(0, r1, 0), REG(1, r1, 0))),

	/*
	 * A spinlock around a counter, without the loop: a thread that does not
	 * get the lock skips the counter
	 */
	TEST("spinlock",
	     "Acquire to lock, release to unlock: the lock guards the counter",
	     THREADS(THREAD(CMPXCHG_ACQUIRE(r0, locked, 0, 1),
			    ALU(t0, r0, EQ, 0),
			    IF(t0, READ_ONCE(r1, counter), ALU(t0, r1, ADD, 1),
			       WRITE_ONCE(counter, t0),
			       SMP_STORE_RELEASE(locked, 0))),
		     THREAD(CMPXCHG_ACQUIRE(r0, locked, 0, 1),
			    ALU(t0, r0, EQ, 0),
			    IF(t0, READ_ONCE(r1, counter), ALU(t0, r1, ADD, 1),
			       WRITE_ONCE(counter, t0),
			       SMP_STORE_RELEASE(locked, 0)))),
	     EXISTS(MEM(counter, 1), REG(0, r0, 0), REG(1, r0, 0))),
	TEST("spinlock+relaxed-acquire",
	     "Broken: the counter may be read before the lock is taken",
	     THREADS(THREAD(CMPXCHG_RELAXED(r0, locked, 0, 1),
			    ALU(t0, r0, EQ, 0),
			    IF(t0, READ_ONCE(r1, counter), ALU(t0, r1, ADD, 1),
			       WRITE_ONCE(counter, t0),
			       SMP_STORE_RELEASE(locked, 0))),
		     THREAD(CMPXCHG_RELAXED(r0, locked, 0, 1),
			    ALU(t0, r0, EQ, 0),
			    IF(t0, READ_ONCE(r1, counter), ALU(t0, r1, ADD, 1),
			       WRITE_ONCE(counter, t0),
			       SMP_STORE_RELEASE(locked, 0)))),
	     EXISTS(MEM(counter, 1), REG(0, r0, 0), REG(1, r0, 0))),
	TEST("spinlock+relaxed-release",
	     "Broken: the counter may be written after the lock is released",
	     THREADS(THREAD(CMPXCHG_ACQUIRE(r0, locked, 0, 1),
			    ALU(t0, r0, EQ, 0),
			    IF(t0, READ_ONCE(r1, counter), ALU(t0, r1, ADD, 1),
			       WRITE_ONCE(counter, t0), WRITE_ONCE(locked, 0))),
		     THREAD(CMPXCHG_ACQUIRE(r0, locked, 0, 1),
			    ALU(t0, r0, EQ, 0),
			    IF(t0, READ_ONCE(r1, counter), ALU(t0, r1, ADD, 1),
			       WRITE_ONCE(counter, t0),
			       WRITE_ONCE(locked, 0)))),
	     EXISTS(MEM(counter, 1), REG(0, r0, 0), REG(1, r0, 0))),
	TEST("spinlock+load-store",
	     "Broken everywhere: two threads may see the lock free and take it",
	     THREADS(THREAD(READ_ONCE(r0, locked), ALU(t0, r0, EQ, 0),
			    IF(t0, WRITE_ONCE(locked, 1),
			       READ_ONCE(r1, counter), ALU(t0, r1, ADD, 1),
			       WRITE_ONCE(counter, t0),
			       SMP_STORE_RELEASE(locked, 0))),
		     THREAD(READ_ONCE(r0, locked), ALU(t0, r0, EQ, 0),
			    IF(t0, WRITE_ONCE(locked, 1),
			       READ_ONCE(r1, counter), ALU(t0, r1, ADD, 1),
			       WRITE_ONCE(counter, t0),
			       SMP_STORE_RELEASE(locked, 0)))),
	     EXISTS(MEM(counter, 1), REG(0, r0, 0), REG(1, r0, 0))),
};

#define UNUSED	0xff

/* What a test uses: worked out before it is written */
struct layout {
	unsigned int nr_threads;
	unsigned int nr_locations;
	unsigned int nr_atoms;
	unsigned int nr_cond;
	unsigned int nr_insns;
	/* registers of each thread: those with a name come first */
	__u8 nr_named[MAX_THREADS];
	__u8 nr_temps[MAX_THREADS];
	/* number of each location in the program; UNUSED for one without */
	__u8 location[NR_LOCATIONS];
};

static void layout_use(struct layout *layout, unsigned int thread, int operand)
{
	if (is_loc(operand))
		layout->location[operand - x] = 0;
	else if (is_temp(operand) && operand - t0 >= layout->nr_temps[thread])
		layout->nr_temps[thread] = operand - t0 + 1;
	else if (is_named(operand) && operand - r0 >= layout->nr_named[thread])
		layout->nr_named[thread] = operand - r0 + 1;
}

static void layout_find(struct layout *layout, const struct entry *entry)
{
	const struct step *step;
	unsigned int t, i;

	memset(layout, 0, sizeof(*layout));
	memset(layout->location, UNUSED, sizeof(layout->location));

	for (t = 0; t < MAX_THREADS && entry->threads[t].nr; t++) {
		for (i = 0; i < entry->threads[t].nr; i++) {
			step = &entry->threads[t].step[i];
			layout_use(layout, t, step->dst);
			layout_use(layout, t, step->addr);
			layout_use(layout, t, step->val[0]);
			layout_use(layout, t, step->val[1]);
		}
		layout->nr_insns += entry->threads[t].nr;
	}
	layout->nr_threads = t;

	for (i = 0; i < MAX_INITS && entry->init[i].location; i++) {
		layout_use(layout, 0, entry->init[i].location);
		layout_use(layout, 0, entry->init[i].value);
	}
	for (i = 0; i < MAX_ATOMS && entry->exists[i].what; i++)
		layout_use(layout, 0, entry->exists[i].value);
	layout->nr_atoms = i;
	layout->nr_cond = 2 * i - 1;	/* n atoms, n - 1 conjunctions */

	for (i = 0; i < NR_LOCATIONS; i++) {
		if (layout->location[i] != UNUSED)
			layout->location[i] = layout->nr_locations++;
	}
}

static unsigned int reg_index(const struct layout *layout, unsigned int thread,
			      int operand)
{
	return is_temp(operand) ? layout->nr_named[thread] + operand - t0 :
				  operand - r0;
}

static void write_operand(struct ordlab_operand *out,
			  const struct layout *layout, unsigned int thread,
			  int operand)
{
	if (operand == NOTHING) {
		out->kind = ORDLAB_OPERAND_NONE;
	} else if (is_loc(operand)) {
		out->kind = ORDLAB_OPERAND_LOC;
		out->index = layout->location[operand - x];
	} else if (is_named(operand) || is_temp(operand)) {
		out->kind = ORDLAB_OPERAND_REG;
		out->index = reg_index(layout, thread, operand);
	} else {
		out->kind = ORDLAB_OPERAND_IMM;
		out->imm = operand;
	}
}

static void write_thread(struct ordlab_thread *out, struct ordlab_insn *insn,
			 const struct layout *layout, const struct entry *entry,
			 unsigned int thread)
{
	const struct steps *steps = &entry->threads[thread];
	const struct step *step = steps->step;
	unsigned int i;

	out->nr_insns = steps->nr;
	out->nr_regs = layout->nr_named[thread] + layout->nr_temps[thread];
	for (i = 0; i < layout->nr_named[thread]; i++)
		snprintf(out->regs[i], sizeof(out->regs[i]), "r%u", i);

	for (i = 0; i < steps->nr; i++, step++, insn++) {
		insn->op = step->op;
		insn->alu = step->alu;
		insn->dst = step->dst == NO_REG ? ORDLAB_NO_REG :
			    reg_index(layout, thread, step->dst);
		if (step->skip)
			insn->target = i + 1 + step->skip;
		write_operand(&insn->addr, layout, thread, step->addr);
		write_operand(&insn->val[0], layout, thread, step->val[0]);
		write_operand(&insn->val[1], layout, thread, step->val[1]);
		/* Registers are ints, but for those that hold an address */
		if (insn->val[0].kind == ORDLAB_OPERAND_LOC &&
		    insn->op == ORDLAB_ALU)
			insn->type = ORDLAB_T_PTR;
	}
}

static void write_locations(struct ordlab_location *locations,
			    const struct layout *layout,
			    const struct entry *entry)
{
	struct ordlab_location *out;
	unsigned int i;

	for (i = 0; i < NR_LOCATIONS; i++) {
		if (layout->location[i] == UNUSED)
			continue;
		out = &locations[layout->location[i]];
		out->type = ORDLAB_T_INT;
		snprintf(out->name, sizeof(out->name), "%s", location_names[i]);
		write_operand(&out->init, layout, 0, 0);
	}
	for (i = 0; i < MAX_INITS && entry->init[i].location; i++) {
		out = &locations[layout->location[entry->init[i].location - x]];
		out->type = entry->init[i].type;
		write_operand(&out->init, layout, 0, entry->init[i].value);
	}
}

static void write_condition(struct ordlab_observed *observed,
			    struct ordlab_cond *cond,
			    const struct layout *layout,
			    const struct entry *entry)
{
	const struct atom *atom = entry->exists;
	unsigned int i;

	for (i = 0; i < layout->nr_atoms; i++, atom++, observed++) {
		observed->thread = atom->thread;
		if (is_named(atom->what)) {
			observed->kind = ORDLAB_OPERAND_REG;
			observed->index = reg_index(layout, atom->thread,
						    atom->what);
		} else {
			observed->kind = ORDLAB_OPERAND_LOC;
			observed->index = layout->location[atom->what - x];
		}

		cond->op = ORDLAB_COND_EQ;
		cond->observed = i;
		write_operand(&cond->value, layout, 0, atom->value);
		cond++;
		if (i) {
			cond->op = ORDLAB_COND_AND;
			cond++;
		}
	}
}

unsigned int ordlab_catalogue_size(void)
{
	return ARRAY_SIZE(catalogue);
}

int ordlab_catalogue_get(unsigned int i, void *buf, size_t size)
{
	const struct entry *entry = &catalogue[i];
	struct ordlab_program *prog = buf;
	struct ordlab_observed *observed;
	struct ordlab_location *locations;
	struct ordlab_thread *threads;
	struct ordlab_insn *insns;
	struct ordlab_cond *cond;
	struct layout layout;
	unsigned int t, first;
	size_t total;

	if (i >= ordlab_catalogue_size())
		return -ENOENT;

	layout_find(&layout, entry);
	total = sizeof(*prog) + layout.nr_threads * sizeof(*threads) +
		layout.nr_locations * sizeof(*locations) +
		layout.nr_atoms * sizeof(*observed) +
		layout.nr_cond * sizeof(*cond) +
		layout.nr_insns * sizeof(*insns);
	if (size < total)
		return total;

	memset(buf, 0, total);
	prog->magic = ORDLAB_MAGIC;
	prog->version = ORDLAB_ABI_VERSION;
	prog->quantifier = ORDLAB_EXISTS;
	prog->long_bits = ORDLAB_LONG_BITS;
	prog->size = total;
	prog->nr_threads = layout.nr_threads;
	prog->nr_locations = layout.nr_locations;
	prog->nr_observed = layout.nr_atoms;
	prog->nr_cond = layout.nr_cond;
	prog->nr_insns = layout.nr_insns;
	snprintf(prog->name, sizeof(prog->name), "%s", entry->name);
	snprintf(prog->purpose, sizeof(prog->purpose), "%s", entry->purpose);

	threads = (void *)(prog + 1);
	locations = (void *)(threads + layout.nr_threads);
	observed = (void *)(locations + layout.nr_locations);
	cond = (void *)(observed + layout.nr_atoms);
	insns = (void *)(cond + layout.nr_cond);

	for (t = 0, first = 0; t < layout.nr_threads; t++) {
		threads[t].first = first;
		write_thread(&threads[t], &insns[first], &layout, entry, t);
		first += threads[t].nr_insns;
	}
	write_locations(locations, &layout, entry);
	write_condition(observed, cond, &layout, entry);
	return total;
}
