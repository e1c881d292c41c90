// SPDX-License-Identifier: GPL-2.0
/*
 * What instructions mean: see meaning.h.
 */
#include "meaning.h"

#define DST	ORDLAB_CF_DST
#define ADDR	ORDLAB_CF_ADDR
#define V0	ORDLAB_CF_V0
#define V1	ORDLAB_CF_V1
#define READS	ORDLAB_CF_READ
#define WRITES	ORDLAB_CF_WRITE
#define SLEEPS	ORDLAB_CF_SLEEP

#define BY_ADDR	ORDLAB_FROM_ADDR
#define BY_V0	ORDLAB_FROM_V0
#define BY_V1	ORDLAB_FROM_V1
#define BY_FIRST	ORDLAB_FROM_FIRST
#define BY_LAST	ORDLAB_FROM_LAST

/* Events: kind, what its address depends on, what its data depends on */
#define EVENT(id, _addr, _data)						\
	{ .kind = ORDLAB_E_##id, .addr = (_addr), .data = (_data) }
#define FULL_FENCE							\
	{ .kind = ORDLAB_E_F, .order = ORDLAB_O_MB }

#define ONE(...)	{ .nr = 1, .events = { __VA_ARGS__ } }
#define TWO(...)	{ .nr = 2, .events = { __VA_ARGS__ } }

#define ON(id)		.object = ORDLAB_ON_##id
#define STORES(id)	.stored = ORDLAB_STORE_##id
#define RETURNS(id, from)						\
	.result = ORDLAB_RESULT_##id, .result_from = (from)
#define BEGINS		.holding = ORDLAB_HOLD_BEGIN
#define ENDS		.holding = ORDLAB_HOLD_END

/*
 * A read-modify-write whose result and new value come from v0. What is read is
 * in what is written, so the data of the write depends on the read as well.
 */
#define ARITHMETIC(_result)						\
	{								\
		.flags = DST | ADDR | V0 | READS | WRITES, ON(DATA),	\
		STORES(ALU), RETURNS(_result, BY_FIRST | BY_V0),		\
		.ways = { TWO(EVENT(R, BY_ADDR, 0), EVENT(W, 0, BY_V0 | BY_FIRST)) }, \
	}

/*
 * Dependencies are those of herd7's semantics of C: linux_exch,
 * linux_cmpexch_ok and _no, linux_add_unless_ok and _no, and build_atomic_op.
 * Whether a cmpxchg() or atomic_add_unless() succeeds is no dependency. The
 * write of arithmetic has none of its own from the address.
 */
const struct ordlab_meaning ordlab_meanings[ORDLAB_NR_CLASSES] = {
	[ORDLAB_C_LOAD] = {
		.flags = DST | ADDR | READS, ON(DATA),
		RETURNS(OLD, BY_FIRST),
		.ways = { ONE(EVENT(R, BY_ADDR, 0)) },
	},
	[ORDLAB_C_STORE] = {
		.flags = ADDR | V0 | WRITES, ON(DATA), STORES(V0),
		.ways = { ONE(EVENT(W, BY_ADDR, BY_V0)) },
	},
	[ORDLAB_C_STORE_MB] = {
		.flags = ADDR | V0 | WRITES, ON(DATA), STORES(V0),
		.ways = { TWO(EVENT(W, BY_ADDR, BY_V0), FULL_FENCE) },
	},
	[ORDLAB_C_FENCE] = {
		.ways = { ONE(EVENT(F, 0, 0)) },
	},
	[ORDLAB_C_XCHG] = {
		.flags = DST | ADDR | V0 | READS | WRITES, ON(DATA),
		STORES(V0), RETURNS(OLD, BY_FIRST),
		.ways = { TWO(EVENT(R, BY_ADDR, 0), EVENT(W, BY_ADDR, BY_V0)) },
	},
	[ORDLAB_C_CMPXCHG] = {
		.flags = DST | ADDR | V0 | V1 | READS | WRITES, ON(DATA),
		.success = ORDLAB_IF_V0, STORES(V1), RETURNS(OLD, BY_FIRST),
		.ways = {
			TWO(EVENT(R, BY_ADDR, 0), EVENT(W, BY_ADDR, BY_V1)),
			ONE(EVENT(R, BY_ADDR, 0)),
		},
	},
	[ORDLAB_C_RMW] = {
		.flags = ADDR | V0 | READS | WRITES, ON(DATA), STORES(ALU),
		.ways = { TWO(EVENT(R, BY_ADDR, 0), EVENT(W, 0, BY_V0 | BY_FIRST)) },
	},
	[ORDLAB_C_RETURN] = ARITHMETIC(NEW),
	[ORDLAB_C_FETCH] = ARITHMETIC(OLD),
	[ORDLAB_C_TEST] = ARITHMETIC(ZERO),
	[ORDLAB_C_NEGATIVE] = ARITHMETIC(NEGATIVE),
	[ORDLAB_C_ADD_UNLESS] = {
		.flags = DST | ADDR | V0 | V1 | READS | WRITES, ON(DATA),
		.success = ORDLAB_UNLESS_V1, STORES(ALU),
		RETURNS(SUCCESS, BY_FIRST | BY_V1),
		.ways = {
			/* herd takes what is added for an address */
			TWO(EVENT(R, BY_ADDR, 0), EVENT(W, BY_ADDR | BY_V0, BY_FIRST)),
			ONE(EVENT(R, BY_ADDR, 0)),
		},
	},
	[ORDLAB_C_LOCK] = {
		.flags = ADDR | READS | WRITES, ON(LOCK), BEGINS, STORES(HELD),
		.waits = ORDLAB_WAIT_LOCK,
		.ways = { TWO(EVENT(LKR, BY_ADDR, 0), EVENT(LKW, BY_ADDR, 0)) },
	},
	[ORDLAB_C_UNLOCK] = {
		.flags = ADDR | WRITES, ON(LOCK), ENDS, STORES(FREE),
		.ways = { ONE(EVENT(UL, BY_ADDR, 0)) },
	},
	[ORDLAB_C_TRYLOCK] = {
		.flags = DST | ADDR | READS | WRITES, ON(LOCK), BEGINS,
		.success = ORDLAB_IF_FREE, STORES(HELD),
		RETURNS(SUCCESS, BY_LAST),
		.ways = {
			TWO(EVENT(LKR, BY_ADDR, 0), EVENT(LKW, BY_ADDR, 0)),
			ONE(EVENT(LF, BY_ADDR, 0)),
		},
	},
	[ORDLAB_C_IS_LOCKED] = {
		.flags = DST | ADDR | READS, ON(LOCK),
		.success = ORDLAB_IF_HELD, RETURNS(SUCCESS, BY_LAST),
		.ways = { ONE(EVENT(RL, BY_ADDR, 0)), ONE(EVENT(RU, BY_ADDR, 0)) },
	},
	[ORDLAB_C_RCU_LOCK] = {
		ON(RCU), BEGINS,
		.ways = { ONE(EVENT(F, 0, 0)) },
	},
	[ORDLAB_C_RCU_UNLOCK] = {
		ON(RCU), ENDS,
		.ways = { ONE(EVENT(F, 0, 0)) },
	},
	[ORDLAB_C_RCU_SYNC] = {
		.flags = SLEEPS, ON(RCU), .waits = ORDLAB_WAIT_READERS,
		.ways = { ONE(EVENT(F, 0, 0)) },
	},
	[ORDLAB_C_SRCU_LOCK] = {
		.flags = DST | ADDR, ON(SRCU), BEGINS, RETURNS(OLD, BY_FIRST),
		.ways = { ONE(EVENT(R, BY_ADDR, 0)) },
	},
	[ORDLAB_C_SRCU_UNLOCK] = {
		.flags = ADDR | V0, ON(SRCU), ENDS, STORES(V0),
		.ways = { ONE(EVENT(W, BY_ADDR, BY_V0)) },
	},
	[ORDLAB_C_SRCU_SYNC] = {
		.flags = ADDR | SLEEPS, ON(SRCU), .waits = ORDLAB_WAIT_READERS,
		.ways = { ONE(EVENT(SRCU, 0, 0)) },
	},
	[ORDLAB_C_ALU] = {
		.flags = DST | V0 | V1, RETURNS(ALU, BY_V0 | BY_V1),
	},
	[ORDLAB_C_BRANCH] = {
		.flags = V0, .next = ORDLAB_NEXT_IF,
	},
	[ORDLAB_C_JUMP] = {
		.next = ORDLAB_NEXT_TARGET,
	},
};

bool ordlab_succeeds(unsigned int op, unsigned int type, __s64 old,
		     const __s64 *val)
{
	switch (ordlab_meaning(op)->success) {
	case ORDLAB_IF_V0:
		return old == ordlab_convert(type, val[0]);
	case ORDLAB_UNLESS_V1:
		return old != ordlab_convert(type, val[1]);
	case ORDLAB_IF_FREE:
		return old == ORDLAB_FREE;
	case ORDLAB_IF_HELD:
		return old == ORDLAB_HELD;
	default:
		return true;
	}
}

/*
 * BY_ADDR domain keeps an index as it is; it is an int, which any register can
 * hold
 */
static __s64 convert(unsigned int type, __s64 value)
{
	return ordlab_is_data(type) ? ordlab_convert(type, value) : value;
}

__s64 ordlab_new_value(unsigned int op, unsigned int type, __s64 old,
		       const __s64 *val)
{
	if (!ordlab_succeeds(op, type, old, val))
		return old;
	switch (ordlab_meaning(op)->stored) {
	case ORDLAB_STORE_V0:
		return convert(type, val[0]);
	case ORDLAB_STORE_V1:
		return convert(type, val[1]);
	case ORDLAB_STORE_ALU:
		return ordlab_alu(type, ordlab_ops[op].alu, old, val[0]);
	case ORDLAB_STORE_HELD:
		return ORDLAB_HELD;
	case ORDLAB_STORE_FREE:
		return ORDLAB_FREE;
	default:
		return old;
	}
}

__s64 ordlab_result(const struct ordlab_insn *insn, unsigned int type,
		    __s64 old, const __s64 *val)
{
	switch (ordlab_meaning(insn->op)->result) {
	case ORDLAB_RESULT_OLD:
		return old;
	case ORDLAB_RESULT_NEW:
		return ordlab_new_value(insn->op, type, old, val);
	case ORDLAB_RESULT_ZERO:
		return !ordlab_new_value(insn->op, type, old, val);
	case ORDLAB_RESULT_NEGATIVE:
		return ordlab_new_value(insn->op, type, old, val) < 0;
	case ORDLAB_RESULT_SUCCESS:
		return ordlab_succeeds(insn->op, type, old, val);
	case ORDLAB_RESULT_ALU:
		return ordlab_alu(insn->type, insn->alu, val[0], val[1]);
	default:
		return 0;
	}
}
