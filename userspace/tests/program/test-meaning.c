// SPDX-License-Identifier: GPL-2.0
/*
 * meaning.c: what each operation does. Expectations come from the names of the
 * primitives by the rules of Documentation/atomic_t.txt, not from the table:
 *
 *	atomic_OP()			no result, unordered
 *	atomic_OP_return()		the new value
 *	atomic_fetch_OP()		the old value
 *	atomic_OP_and_test()		whether the new value is 0
 *	atomic_add_negative()		whether the new value is negative
 *	atomic_add_unless(v, a, u)	adds a unless v is u; whether it has
 *	_relaxed, _acquire, _release	that ordering; with a result and without
 *					such a suffix: fully ordered
 */
#include <limits.h>
#include <stdarg.h>
#include "tests/tap.h"
#include "program/program.h"

#define HAS(name, part)	(strstr(name, part) != NULL)

static bool begins(const char *name, const char *with)
{
	return !strncmp(name, with, strlen(with));
}

static bool is_arithmetic(const char *name)
{
	return begins(name, "atomic_") && !begins(name, "atomic_read") &&
	       !begins(name, "atomic_set") && !HAS(name, "xchg");
}

static bool is_xchg(const char *name)
{
	return HAS(name, "xchg");
}

/* --- Values --- */

/* What arithmetic of a name makes of @old and @v, in an int that wraps */
static int arithmetic(const char *name, int old, int v)
{
	unsigned int a = old, b = HAS(name, "inc") || HAS(name, "dec") ? 1 : v;

	if (HAS(name, "add") || HAS(name, "inc"))
		return a + b;
	if (HAS(name, "sub") || HAS(name, "dec"))
		return a - b;
	if (HAS(name, "andnot"))
		return a & ~b;
	/* not that of "_and_test" */
	if (HAS(name, "_xor"))
		return a ^ b;
	if (HAS(name, "_or"))
		return a | b;
	return a & b;
}

/* What an operation on an atomic_t is to leave in it, and to return */
static void expect(const char *name, int old, int v0, int v1, int *is, int *result)
{
	*is = old;
	*result = old;
	if (HAS(name, "cmpxchg")) {
		if (old == v0)
			*is = v1;
	} else if (HAS(name, "xchg")) {
		*is = v0;
	} else if (HAS(name, "add_unless")) {
		*result = old != v1;
		if (old != v1)
			*is = arithmetic(name, old, v0);
	} else {
		*is = arithmetic(name, old, v0);
		if (HAS(name, "_and_test"))
			*result = *is == 0;
		else if (HAS(name, "_negative"))
			*result = *is < 0;
		else if (HAS(name, "_return"))
			*result = *is;
	}
}

TEST(values_of_atomics_are_those_of_their_names)
{
	static const int some[] = { 0, 1, 2, -1, 7, INT_MAX, INT_MIN };
	const size_t nr = sizeof(some) / sizeof(*some);
	unsigned int seen = 0;

	for (unsigned int op = 0; op < ORDLAB_NR_OPS; op++) {
		const char *name = ordlab_ops[op].name;
		struct ordlab_insn insn = { .op = op };

		if (!is_arithmetic(name) && !is_xchg(name))
			continue;
		seen++;
		for (size_t i = 0; i < nr * nr * nr; i++) {
			int old = some[i % nr], is, result;
			__s64 val[2] = { some[i / nr % nr], some[i / nr / nr] };

			if (HAS(name, "inc") || HAS(name, "dec"))
				val[0] = 1;
			expect(name, old, val[0], val[1], &is, &result);
			if (ordlab_new_value(op, ORDLAB_T_ATOMIC, old, val) != is)
				(void)check_fail("%s(%d, %d, %d) leaves a wrong value",
						 name, old, (int)val[0], (int)val[1]);
			if (ordlab_flags(op) & ORDLAB_CF_DST &&
			    ordlab_result(&insn, ORDLAB_T_ATOMIC, old, val) != result)
				(void)check_fail("%s(%d, %d, %d) returns a wrong value",
						 name, old, (int)val[0], (int)val[1]);
		}
	}
	EXPECT_EQ(seen, 80);
}

TEST(loads_return_and_stores_write)
{
	const __s64 val[2] = { 5 };

	for (unsigned int op = 0; op < ORDLAB_NR_OPS; op++) {
		const char *name = ordlab_ops[op].name;
		struct ordlab_insn insn = { .op = op };

		if (HAS(name, "READ_ONCE") || HAS(name, "load") ||
		    begins(name, "atomic_read") || !strcmp(name, "rcu_dereference")) {
			EXPECT_EQ(ordlab_result(&insn, ORDLAB_T_INT, 3, val), 3);
			EXPECT_EQ(ordlab_new_value(op, ORDLAB_T_INT, 3, val), 3);
			EXPECT(!ordlab_is_store(op));
		}
		if (HAS(name, "WRITE_ONCE") || HAS(name, "store") ||
		    begins(name, "atomic_set") || !strcmp(name, "rcu_assign_pointer")) {
			EXPECT_EQ(ordlab_new_value(op, ORDLAB_T_INT, 3, val), 5);
			EXPECT(ordlab_is_store(op));
		}
	}
}

TEST(values_are_converted_to_the_type)
{
	const __s64 wide[2] = { 0x1ff, 0x102 }, minus[2] = { -1, 3 };
	struct ordlab_insn insn = { .op = ORDLAB_CMPXCHG };

	EXPECT_EQ(ordlab_new_value(ORDLAB_XCHG, ORDLAB_T_UCHAR, 7, wide), 0xff);
	EXPECT_EQ(ordlab_new_value(ORDLAB_XCHG, ORDLAB_T_SCHAR, 7, wide), -1);
	EXPECT_EQ(ordlab_new_value(ORDLAB_WRITE_ONCE, ORDLAB_T_BOOL, 0, wide), 1);
	/* the value compared with, too */
	EXPECT(ordlab_succeeds(ORDLAB_CMPXCHG, ORDLAB_T_UCHAR, 0xff, wide));
	EXPECT_EQ(ordlab_new_value(ORDLAB_CMPXCHG, ORDLAB_T_UCHAR, 0xff, wide), 2);
	EXPECT_EQ(ordlab_result(&insn, ORDLAB_T_UCHAR, 0xff, wide), 0xff);
	EXPECT(ordlab_succeeds(ORDLAB_CMPXCHG, ORDLAB_T_UINT, 0xffffffff,
				    minus));
	EXPECT(!ordlab_succeeds(ORDLAB_CMPXCHG, ORDLAB_T_LONG, 0xffffffff,
				     minus));
}

TEST(a_lock_is_free_or_held)
{
	const __s64 none[2] = { };
	struct ordlab_insn trylock = { .op = ORDLAB_SPIN_TRYLOCK };
	struct ordlab_insn is_locked = { .op = ORDLAB_SPIN_IS_LOCKED };
	const unsigned int type = ORDLAB_T_SPINLOCK;

	EXPECT_EQ(ordlab_new_value(ORDLAB_SPIN_LOCK, type, ORDLAB_FREE, none),
		  ORDLAB_HELD);
	EXPECT_EQ(ordlab_new_value(ORDLAB_SPIN_UNLOCK, type, ORDLAB_HELD, none),
		  ORDLAB_FREE);
	EXPECT_EQ(ordlab_new_value(ORDLAB_SPIN_TRYLOCK, type, ORDLAB_FREE, none),
		  ORDLAB_HELD);
	EXPECT_EQ(ordlab_result(&trylock, type, ORDLAB_FREE, none), 1);
	EXPECT_EQ(ordlab_result(&trylock, type, ORDLAB_HELD, none), 0);
	EXPECT_EQ(ordlab_result(&is_locked, type, ORDLAB_FREE, none), 0);
	EXPECT_EQ(ordlab_result(&is_locked, type, ORDLAB_HELD, none), 1);
	EXPECT_EQ(ordlab_new_value(ORDLAB_SPIN_IS_LOCKED, type, ORDLAB_HELD, none),
		  ORDLAB_HELD);
	/* who waits is not who fails */
	EXPECT_EQ(ordlab_meaning(ORDLAB_SPIN_LOCK)->waits, ORDLAB_WAIT_LOCK);
	EXPECT(!ordlab_may_fail(ORDLAB_SPIN_LOCK));
	EXPECT_EQ(ordlab_meaning(ORDLAB_SPIN_TRYLOCK)->waits, ORDLAB_WAIT_NOT);
	EXPECT(ordlab_may_fail(ORDLAB_SPIN_TRYLOCK));
}

TEST(a_domain_gives_and_takes_an_index)
{
	const __s64 val[2] = { 6 };
	struct ordlab_insn lock = { .op = ORDLAB_SRCU_READ_LOCK };

	EXPECT_EQ(ordlab_result(&lock, ORDLAB_T_SRCU, 6, val), 6);
	EXPECT_EQ(ordlab_new_value(ORDLAB_SRCU_READ_LOCK, ORDLAB_T_SRCU, 6, val), 6);
	EXPECT_EQ(ordlab_new_value(ORDLAB_SRCU_READ_UNLOCK, ORDLAB_T_SRCU, 0, val), 6);
}

TEST(computing_is_ordlab_alu)
{
	const __s64 val[2] = { 7, 9 };
	struct ordlab_insn insn = {
		.op = ORDLAB_ALU, .alu = ORDLAB_A_SUB, .type = ORDLAB_T_UINT,
	};

	EXPECT_EQ(ordlab_result(&insn, 0, 0, val), 0xfffffffe);
}

/* --- Events and their annotations --- */

static const char *const kinds[] = {
	[ORDLAB_E_R] = "R", [ORDLAB_E_W] = "W", [ORDLAB_E_F] = "F",
	[ORDLAB_E_SRCU] = "SRCU", [ORDLAB_E_LKR] = "LKR", [ORDLAB_E_LKW] = "LKW",
	[ORDLAB_E_UL] = "UL", [ORDLAB_E_LF] = "LF", [ORDLAB_E_RL] = "RL",
	[ORDLAB_E_RU] = "RU",
};

static const char *const orders[ORDLAB_NR_ORDERS] = {
	[ORDLAB_O_PLAIN] = "plain", [ORDLAB_O_ONCE] = "once",
	[ORDLAB_O_ACQUIRE] = "acquire", [ORDLAB_O_RELEASE] = "release",
	[ORDLAB_O_MB] = "mb", [ORDLAB_O_NORETURN] = "noreturn",
	[ORDLAB_O_RMB] = "rmb", [ORDLAB_O_WMB] = "wmb",
	[ORDLAB_O_BARRIER] = "barrier",
	[ORDLAB_O_BEFORE_ATOMIC] = "before-atomic",
	[ORDLAB_O_AFTER_ATOMIC] = "after-atomic",
	[ORDLAB_O_AFTER_SPINLOCK] = "after-spinlock",
	[ORDLAB_O_AFTER_UNLOCK_LOCK] = "after-unlock-lock",
	[ORDLAB_O_AFTER_SRCU_READ_UNLOCK] = "after-srcu-read-unlock",
	[ORDLAB_O_RCU_LOCK] = "rcu-lock", [ORDLAB_O_RCU_UNLOCK] = "rcu-unlock",
	[ORDLAB_O_SYNC_RCU] = "sync-rcu", [ORDLAB_O_SRCU_LOCK] = "srcu-lock",
	[ORDLAB_O_SRCU_UNLOCK] = "srcu-unlock", [ORDLAB_O_SYNC_SRCU] = "sync-srcu",
};

/* The ways of an operation, as "R[once] W[once] / R[once]" */
static const char *ways(unsigned int op)
{
	static char text[200];
	size_t len = 0;

	text[0] = '\0';
	for (unsigned int w = 0; w < 2; w++) {
		const struct ordlab_way *way = &ordlab_meaning(op)->ways[w];

		if (w && way->nr)
			len += snprintf(text + len, sizeof(text) - len, " / ");
		for (unsigned int i = 0; i < way->nr; i++)
			len += snprintf(text + len, sizeof(text) - len, "%s%s[%s]",
					i ? " " : "", kinds[way->events[i].kind],
					orders[ordlab_event_order(op, &way->events[i])]);
	}
	return text;
}

TEST(events_of_what_is_no_atomic)
{
	static const struct {
		enum ordlab_op op;
		const char *ways;
	} rows[] = {
		{ ORDLAB_READ_ONCE, "R[once]" },
		{ ORDLAB_WRITE_ONCE, "W[once]" },
		{ ORDLAB_SMP_STORE_RELEASE, "W[release]" },
		{ ORDLAB_SMP_LOAD_ACQUIRE, "R[acquire]" },
		{ ORDLAB_RCU_ASSIGN_POINTER, "W[release]" },
		{ ORDLAB_RCU_DEREFERENCE, "R[once]" },
		{ ORDLAB_SMP_STORE_MB, "W[once] F[mb]" },
		{ ORDLAB_SMP_MB, "F[mb]" },
		{ ORDLAB_SMP_RMB, "F[rmb]" },
		{ ORDLAB_SMP_WMB, "F[wmb]" },
		{ ORDLAB_SMP_MB__BEFORE_ATOMIC, "F[before-atomic]" },
		{ ORDLAB_SMP_MB__AFTER_ATOMIC, "F[after-atomic]" },
		{ ORDLAB_SMP_MB__AFTER_SPINLOCK, "F[after-spinlock]" },
		{ ORDLAB_SMP_MB__AFTER_UNLOCK_LOCK, "F[after-unlock-lock]" },
		{ ORDLAB_SMP_MB__AFTER_SRCU_READ_UNLOCK,
		  "F[after-srcu-read-unlock]" },
		{ ORDLAB_BARRIER, "F[barrier]" },
		{ ORDLAB_SPIN_LOCK, "LKR[acquire] LKW[acquire]" },
		{ ORDLAB_SPIN_UNLOCK, "UL[release]" },
		{ ORDLAB_SPIN_TRYLOCK, "LKR[acquire] LKW[acquire] / LF[acquire]" },
		{ ORDLAB_SPIN_IS_LOCKED, "RL[once] / RU[once]" },
		{ ORDLAB_RCU_READ_LOCK, "F[rcu-lock]" },
		{ ORDLAB_RCU_READ_UNLOCK, "F[rcu-unlock]" },
		{ ORDLAB_SYNCHRONIZE_RCU, "F[sync-rcu]" },
		{ ORDLAB_SYNCHRONIZE_RCU_EXPEDITED, "F[sync-rcu]" },
		{ ORDLAB_SRCU_READ_LOCK, "R[srcu-lock]" },
		{ ORDLAB_SRCU_READ_UNLOCK, "W[srcu-unlock]" },
		{ ORDLAB_SRCU_DOWN_READ, "R[srcu-lock]" },
		{ ORDLAB_SRCU_UP_READ, "W[srcu-unlock]" },
		{ ORDLAB_SYNCHRONIZE_SRCU, "SRCU[sync-srcu]" },
		{ ORDLAB_SYNCHRONIZE_SRCU_EXPEDITED, "SRCU[sync-srcu]" },
		{ ORDLAB_ATOMIC_READ, "R[once]" },
		{ ORDLAB_ATOMIC_SET, "W[once]" },
		{ ORDLAB_ATOMIC_READ_ACQUIRE, "R[acquire]" },
		{ ORDLAB_ATOMIC_SET_RELEASE, "W[release]" },
		{ ORDLAB_LOAD, "R[plain]" },
		{ ORDLAB_STORE, "W[plain]" },
		{ ORDLAB_ALU, "" },
		{ ORDLAB_BRANCH, "" },
		{ ORDLAB_JUMP, "" },
	};
	unsigned int others = 0;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		EXPECT_STREQ(ways(rows[i].op), rows[i].ways);
	for (unsigned int op = 0; op < ORDLAB_NR_OPS; op++)
		others += is_arithmetic(ordlab_ops[op].name) ||
			  is_xchg(ordlab_ops[op].name);
	EXPECT_EQ(others + sizeof(rows) / sizeof(*rows), ORDLAB_NR_OPS);
}

TEST(events_of_atomics_are_those_of_their_names)
{
	for (unsigned int op = 0; op < ORDLAB_NR_OPS; op++) {
		const char *name = ordlab_ops[op].name, *order;
		bool fails = HAS(name, "cmpxchg") || HAS(name, "add_unless");
		char text[80];

		if (!is_arithmetic(name) && !is_xchg(name))
			continue;
		order = HAS(name, "_relaxed") ? "once" :
			HAS(name, "_acquire") ? "acquire" :
			HAS(name, "_release") ? "release" :
			ordlab_flags(op) & ORDLAB_CF_DST ? "mb" : "noreturn";
		snprintf(text, sizeof(text), "R[%s] W[%s]", order, order);
		if (fails)
			snprintf(text + strlen(text), sizeof(text) - strlen(text),
				 " / R[%s]", order);
		EXPECT_STREQ(ways(op), text);
		EXPECT(ordlab_is_rmw(op));
		EXPECT_EQ(ordlab_may_fail(op), fails);
	}
	EXPECT(!ordlab_is_rmw(ORDLAB_READ_ONCE));
	EXPECT(!ordlab_is_rmw(ORDLAB_WRITE_ONCE));
	EXPECT(!ordlab_is_rmw(ORDLAB_SPIN_LOCK));
}

/* --- Dependencies --- */

/* "addr v0" and the like, in the order of the bits */
static const char *from(__u8 bits)
{
	static const char *const names[] = { "addr", "v0", "v1", "first", "last" };
	static char text[40];

	text[0] = '\0';
	for (unsigned int i = 0; i < 5; i++)
		if (bits >> i & 1)
			snprintf(text + strlen(text), sizeof(text) - strlen(text),
				 "%s%s", text[0] ? " " : "", names[i]);
	return text;
}

#define EVENT(op, n)	(&ordlab_meaning(ORDLAB_##op)->ways[0].events[n])

/* linux_exch, linux_cmpexch_ok, linux_add_unless_ok, build_atomic_op of herd7 */
TEST(dependencies_are_those_of_herd7)
{
	EXPECT_STREQ(from(EVENT(READ_ONCE, 0)->addr), "addr");
	EXPECT_STREQ(from(ordlab_meaning(ORDLAB_READ_ONCE)->result_from), "first");
	EXPECT_STREQ(from(EVENT(WRITE_ONCE, 0)->addr), "addr");
	EXPECT_STREQ(from(EVENT(WRITE_ONCE, 0)->data), "v0");
	EXPECT_STREQ(from(EVENT(XCHG, 1)->addr), "addr");
	EXPECT_STREQ(from(EVENT(XCHG, 1)->data), "v0");
	EXPECT_STREQ(from(EVENT(CMPXCHG, 1)->data), "v1");
	EXPECT_STREQ(from(ordlab_meaning(ORDLAB_CMPXCHG)->result_from), "first");
	EXPECT_STREQ(from(EVENT(ATOMIC_ADD, 1)->addr), "");
	EXPECT_STREQ(from(EVENT(ATOMIC_ADD, 1)->data), "v0 first");
	EXPECT_STREQ(from(ordlab_meaning(ORDLAB_ATOMIC_ADD_RETURN)->result_from),
		      "v0 first");
	EXPECT_STREQ(from(EVENT(ATOMIC_ADD_UNLESS, 1)->addr), "addr v0");
	EXPECT_STREQ(from(EVENT(ATOMIC_ADD_UNLESS, 1)->data), "first");
	EXPECT_STREQ(from(ordlab_meaning(ORDLAB_ATOMIC_ADD_UNLESS)->result_from),
		      "v1 first");
	EXPECT_STREQ(from(EVENT(SYNCHRONIZE_SRCU, 0)->addr), "");
	EXPECT_STREQ(from(ordlab_meaning(ORDLAB_SPIN_TRYLOCK)->result_from), "last");
}

/* --- The table agrees with itself --- */

static bool reads(unsigned int kind)
{
	return kind == ORDLAB_E_R || kind == ORDLAB_E_LKR || kind == ORDLAB_E_LF ||
	       kind == ORDLAB_E_RL || kind == ORDLAB_E_RU;
}

static bool writes(unsigned int kind)
{
	return kind == ORDLAB_E_W || kind == ORDLAB_E_LKW || kind == ORDLAB_E_UL;
}

static void check_way(unsigned int op, unsigned int w)
{
	const struct ordlab_meaning *m = ordlab_meaning(op);
	const struct ordlab_way *way = &m->ways[w];
	bool location = m->flags & ORDLAB_CF_ADDR, read = false, write = false;

	for (unsigned int i = 0; i < way->nr; i++) {
		const struct ordlab_event *e = &way->events[i];

		read |= reads(e->kind);
		write |= writes(e->kind);
		if (e->kind != ORDLAB_E_F)
			EXPECT(location);
		if ((e->addr | e->data) & ORDLAB_FROM_V0)
			EXPECT(m->flags & ORDLAB_CF_V0);
		if ((e->addr | e->data) & ORDLAB_FROM_V1)
			EXPECT(m->flags & ORDLAB_CF_V1);
		if ((e->addr | e->data) & ORDLAB_FROM_FIRST)
			EXPECT(i && reads(way->events[0].kind));
		if (e->data)
			EXPECT_EQ(e->kind, ORDLAB_E_W);
	}
	/* The value of a domain is herd's, and not memory */
	if (m->object == ORDLAB_ON_SRCU)
		return;
	EXPECT_EQ(read, !!(m->flags & ORDLAB_CF_READ));
	EXPECT_EQ(write, !w && m->flags & ORDLAB_CF_WRITE);
}

TEST(flags_agree_with_events)
{
	for (unsigned int op = 0; op < ORDLAB_NR_OPS; op++) {
		const struct ordlab_meaning *m = ordlab_meaning(op);
		bool location = m->object == ORDLAB_ON_DATA ||
				m->object == ORDLAB_ON_LOCK ||
				m->object == ORDLAB_ON_SRCU;

		check_way(op, 0);
		if (ordlab_may_fail(op))
			check_way(op, 1);
		EXPECT_EQ(!!m->ways[1].nr, ordlab_may_fail(op));
		EXPECT_EQ(!!(m->flags & ORDLAB_CF_ADDR), location);
		EXPECT_EQ(!!(m->flags & ORDLAB_CF_DST), m->result != ORDLAB_RESULT_NONE);
		EXPECT_EQ(!!m->result_from, m->result != ORDLAB_RESULT_NONE);
		EXPECT_EQ(!!(m->flags & ORDLAB_CF_SLEEP),
			  m->waits == ORDLAB_WAIT_READERS);
		if (!strchr(ordlab_ops[op].args, 'V'))
			EXPECT(!(m->flags & ORDLAB_CF_V1) || op == ORDLAB_ALU);
		if (m->stored == ORDLAB_STORE_ALU)
			EXPECT_NE(ordlab_ops[op].alu, ORDLAB_A_NONE);
		else
			EXPECT_EQ(ordlab_ops[op].alu, ORDLAB_A_NONE);
	}
}

TEST(what_a_thread_holds)
{
	static const struct {
		enum ordlab_op op;
		enum ordlab_object object;
		enum ordlab_holding holding;
		enum ordlab_waiting waits;
	} rows[] = {
		{ ORDLAB_SPIN_LOCK, ORDLAB_ON_LOCK, ORDLAB_HOLD_BEGIN,
		  ORDLAB_WAIT_LOCK },
		{ ORDLAB_SPIN_TRYLOCK, ORDLAB_ON_LOCK, ORDLAB_HOLD_BEGIN, 0 },
		{ ORDLAB_SPIN_UNLOCK, ORDLAB_ON_LOCK, ORDLAB_HOLD_END, 0 },
		{ ORDLAB_SPIN_IS_LOCKED, ORDLAB_ON_LOCK, ORDLAB_HOLD_SAME, 0 },
		{ ORDLAB_RCU_READ_LOCK, ORDLAB_ON_RCU, ORDLAB_HOLD_BEGIN, 0 },
		{ ORDLAB_RCU_READ_UNLOCK, ORDLAB_ON_RCU, ORDLAB_HOLD_END, 0 },
		{ ORDLAB_SYNCHRONIZE_RCU, ORDLAB_ON_RCU, ORDLAB_HOLD_SAME,
		  ORDLAB_WAIT_READERS },
		{ ORDLAB_SRCU_DOWN_READ, ORDLAB_ON_SRCU, ORDLAB_HOLD_BEGIN, 0 },
		{ ORDLAB_SRCU_UP_READ, ORDLAB_ON_SRCU, ORDLAB_HOLD_END, 0 },
		{ ORDLAB_SYNCHRONIZE_SRCU, ORDLAB_ON_SRCU, ORDLAB_HOLD_SAME,
		  ORDLAB_WAIT_READERS },
		{ ORDLAB_XCHG, ORDLAB_ON_DATA, 0, 0 },
		{ ORDLAB_SMP_MB, ORDLAB_ON_NOTHING, 0, 0 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct ordlab_meaning *m = ordlab_meaning(rows[i].op);

		EXPECT_EQ(m->object, rows[i].object);
		EXPECT_EQ(m->holding, rows[i].holding);
		EXPECT_EQ(m->waits, rows[i].waits);
	}
}

TEST(which_instruction_is_next)
{
	for (unsigned int op = 0; op < ORDLAB_NR_OPS; op++)
		EXPECT_EQ(ordlab_meaning(op)->next,
			  op == ORDLAB_BRANCH ? ORDLAB_NEXT_IF :
			  op == ORDLAB_JUMP ? ORDLAB_NEXT_TARGET : ORDLAB_NEXT_INSN);
}

CHECK_MAIN
