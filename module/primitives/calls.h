/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A primitive on its own: measure/cost.c times it, and a user can see its
 * machine code. Part of primitives.c, whose RUN_ macros it uses.
 *
 * call_ID() is one call. loop_ID() makes many, kept apart by an empty asm;
 * loop_EMPTY() has that asm alone. A lock is called with its unlock.
 */
#define CALL_TYPE_NONE	ORDLAB_T_INT
#define CALL_TYPE_V	ORDLAB_T_INT
#define CALL_TYPE_L	ORDLAB_T_INT
#define CALL_TYPE_LV	ORDLAB_T_INT
#define CALL_TYPE_P	ORDLAB_T_INT
#define CALL_TYPE_PV	ORDLAB_T_INT
#define CALL_TYPE_PVV	ORDLAB_T_INT
#define CALL_TYPE_A	ORDLAB_T_INT
#define CALL_TYPE_AV	ORDLAB_T_INT
#define CALL_TYPE_VA	ORDLAB_T_INT
#define CALL_TYPE_AVV	ORDLAB_T_INT
#define CALL_TYPE_R	ORDLAB_T_PTR
#define CALL_TYPE_RV	ORDLAB_T_PTR

/* The relevant case of RUN; the compiler drops the others */
#define CALL_RUN(id, args, run)						\
	do {								\
		switch (ORDLAB_##id * ORDLAB_NR_TYPES + CALL_TYPE_##args) { \
		run							\
		}							\
	} while (0)

#define CALLS(id, body)							\
static noinline long call_##id(long addr, long v0, long v1)		\
{									\
	long dst = 0;							\
									\
	body;								\
	return dst;							\
}									\
									\
static noinline void loop_##id(long addr, long v0, long v1, u32 n)	\
{									\
	for (; n; n--) {						\
		long dst = 0;						\
									\
		body;							\
		asm volatile("" : : "r"(dst) : "memory");		\
	}								\
}

#define CALLED(id, fn, args, run)	CALLS(id, CALL_RUN(id, args, run))
/*
 * Such a primitive is not called on its own: it is one half of a pair of calls,
 * or it waits for other threads. Both of its functions are NULL.
 */
#define UNCALLED(id, fn, args, run)	enum { call_##id = 0, loop_##id = 0 };

#define CALL_LOAD		CALLED
#define CALL_STORE		CALLED
#define CALL_STORE_MB		CALLED
#define CALL_FENCE		CALLED
#define CALL_XCHG		CALLED
#define CALL_CMPXCHG		CALLED
#define CALL_RMW		CALLED
#define CALL_RETURN		CALLED
#define CALL_FETCH		CALLED
#define CALL_TEST		CALLED
#define CALL_NEGATIVE		CALLED
#define CALL_ADD_UNLESS		CALLED
#define CALL_LOCK(id, fn, args, run)					\
	CALLS(id, fn((spinlock_t *)addr); spin_unlock((spinlock_t *)addr))
#define CALL_UNLOCK		UNCALLED
#define CALL_TRYLOCK		UNCALLED
#define CALL_IS_LOCKED		CALLED
#define CALL_RCU_LOCK(id, fn, args, run) CALLS(id, fn(); rcu_read_unlock())
#define CALL_RCU_UNLOCK		UNCALLED
#define CALL_RCU_SYNC		UNCALLED
#define CALL_SRCU_LOCK		UNCALLED
#define CALL_SRCU_UNLOCK	UNCALLED
#define CALL_SRCU_SYNC		UNCALLED
#define CALL_ALU		UNCALLED
#define CALL_BRANCH		UNCALLED
#define CALL_JUMP		UNCALLED

#define ORDLAB_X(id, fn, class, order, alu, args)			\
	CALL_##class(id, fn, args, RUN_##class##_##args(id, fn))
ORDLAB_OPS(ORDLAB_X)
#undef ORDLAB_X
CALLS(EMPTY, do { } while (0))

typedef long (*call_fn)(long addr, long v0, long v1);
typedef void (*call_loop_fn)(long addr, long v0, long v1, u32 n);

static const struct {
	call_fn once;
	call_loop_fn loop;
} calls[ORDLAB_NR_OPS + 1] = {
#define ORDLAB_X(id, fn, class, order, alu, args)			\
	[ORDLAB_##id] = { (call_fn)call_##id, (call_loop_fn)loop_##id },
	ORDLAB_OPS(ORDLAB_X)
#undef ORDLAB_X
	[ORDLAB_CALL_EMPTY] = { call_EMPTY, loop_EMPTY },
};

bool ordlab_call_known(unsigned int op)
{
	return calls[op].loop && (op == ORDLAB_CALL_EMPTY || !code_is_missing(op));
}

void ordlab_call_prepare(unsigned int op, void *cell)
{
	static struct lock_class_key key;

	memset(cell, 0, sizeof(long));
	if (ordlab_ops[op].class == ORDLAB_C_LOCK ||
	    ordlab_ops[op].class == ORDLAB_C_IS_LOCKED)
		ordlab_lock_init(cell, &key);
}

void ordlab_call_loop(unsigned int op, void *cell, u32 n)
{
	/*
	 * A cmpxchg of 0 and 0 always succeeds; other primitives add or store
	 * 1.
	 */
	long value = op < ORDLAB_NR_OPS &&
		     ordlab_ops[op].class != ORDLAB_C_CMPXCHG;

	calls[op].loop((long)cell, value, 0, n);
}

const void *ordlab_call_text(unsigned int op)
{
	return ordlab_call_known(op) ? calls[op].once : NULL;
}

const void *ordlab_code_text(const struct ordlab_code *code)
{
	return code->nr_steps ? NULL : code->loop;
}
