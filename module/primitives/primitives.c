// SPDX-License-Identifier: GPL-2.0
/*
 * The primitives under test, and nothing but them: each instruction calls the
 * running kernel's own macro of that very name, and no other one.
 *
 * A thread of one or two accesses, with at most one fence or dependency
 * between them, or with a load of what the first one has stored, runs as a loop
 * that was compiled for exactly that: see PAIR(). Any other thread runs through
 * a switch over its instructions: see run_switch(). Both are generated from
 * tables, ORDLAB_OPS and PAIRS.
 *
 * Every access to a cell in this file is a deliberate race: threads of a test
 * race with one another, and how the race comes out is what is measured.
 */
#include <linux/atomic.h>
#include <linux/bitops.h>
#include <linux/compiler.h>
#include <linux/err.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "compat.h"
#include "primitives.h"
#include "walk.h"

/*
 * What a step does: an operation, and the type of cell that it is compiled for.
 * One that accesses no cell, or one with operations of its own, is an INT.
 */
#define STEP(op, type)	((op) * ORDLAB_NR_TYPES + ORDLAB_T_##type)
/* Whether a register holds an address, before a step that uses it as one */
#define STEP_CHECK	STEP(ORDLAB_NR_OPS, INT)

/*
 * Operands of a step are found in one small array on the stack, its file:
 * first the registers of the test, then these.
 */
enum {
	FILE_SINK = ORDLAB_MAX_REGS,	/* takes results that nobody wants */
	FILE_ZERO,			/* 0, for an operand that is immediate */
	FILE_TEMP,			/* between a step and the next */
	FILE_CELLS,			/* address of each location's cell */
	/* perpetual: stores of each location in the iterations before */
	FILE_STORES = FILE_CELLS + ORDLAB_MAX_LOCATIONS,
	FILE_ENTRIES = FILE_STORES + ORDLAB_MAX_LOCATIONS,
};

/**
 * struct step - an instruction, made ready for the switch
 * @act:	STEP() of operation and type, or STEP_CHECK
 * @target:	step that BRANCH and JUMP go to
 * @alu:	enum ordlab_alu of ALU
 * @type:	enum ordlab_type that it computes in
 * @dst:	file entry that takes the result
 * @addr:	file entry that holds the address
 * @v0:		file entry that is added to @imm[0] to give the first value
 * @v1:		the same for the second value
 * @targets:	STEP_CHECK: locations that it may be the address of
 * @imm:	the immediates, 0 where a value is a register or an address
 */
struct step {
	u16 act;
	u16 target;
	u8 alu;
	u8 type;
	u8 dst;
	u8 addr;
	u8 v0;
	u8 v1;
	u32 targets;
	s64 imm[2];
};

/**
 * struct pair_code - operands of a thread that runs as a compiled pair
 * @loc:	locations of the first and second access
 * @reg:	registers that they write
 * @val:	values that they write; with DATA_ADD what is added to the
 *		register
 * @key:	with a control dependency: what the register is compared with
 * @stores:	in a perpetual run, where @val are those of the first iteration:
 *		what is added to them from each to the next
 */
struct pair_code {
	u8 loc[2];
	u8 reg[2];
	long val[2];
	long key;
	u16 stores[2];
};

typedef u32 (*loop_fn)(struct ordlab_lane *lane, u32 n, u32 last);
typedef void (*track_fn)(const struct ordlab_track *track, u32 nr);

/**
 * struct ordlab_code - a thread, made ready to run
 * @loop:	runs iterations of a batch, or NULL
 * @track:	runs iterations of a perpetual run, or NULL
 * @form:	what kind of loop it is, in a word
 * @strip:	iterations between two points where others may be scheduled
 * @nr_regs:	registers of an iteration
 * @nr_cells:	locations that the thread may access, and which have cells
 * @cells:	which ones
 * @domains:	SRCU domains that it may use, bit l for location l
 * @pair:	operands of a compiled pair
 * @stores:	in a perpetual run: stores to a location in an iteration
 * @nr_steps:	length of @steps; 0 for a compiled pair
 * @steps:	what the switch runs
 */
struct ordlab_code {
	loop_fn loop;
	track_fn track;
	const char *form;
	u32 strip;
	u8 nr_regs;
	u8 nr_cells;
	u8 cells[ORDLAB_MAX_LOCATIONS];
	unsigned long domains;
	struct pair_code pair;
	u16 stores[ORDLAB_MAX_LOCATIONS];
	unsigned int nr_steps;
	struct step steps[];
};

/* Steps and iterations of a strip: a fraction of a millisecond's work */
#define STRIP_STEPS		4096
#define STRIP_ITERATIONS	256

void ordlab_lock_init(void *cell, struct lock_class_key *key)
{
	spinlock_t *lock = cell;

	spin_lock_init(lock);
	lockdep_set_class_and_name(lock, key, "ordlab");
}

size_t ordlab_cell_size(enum ordlab_type type)
{
	return type == ORDLAB_T_SPINLOCK ? sizeof(spinlock_t) :
					   ordlab_types[type].bits / 8;
}

static inline void *frame_of(const struct ordlab_lane *lane, u32 n)
{
	return lane->cells + lane->frame * (lane->slot ? lane->slot[n] : n);
}

static void flush_cells(const struct ordlab_code *code, void *frame,
			const u32 *offset)
{
	unsigned int i;

	/* The line that a cell begins in; but for large locks, that is all */
	for (i = 0; i < code->nr_cells; i++)
		ordlab_flush(frame + offset[code->cells[i]], sizeof(long));
}

/* See enum ordlab_preload */
static inline void preload(enum ordlab_preload how,
			   const struct ordlab_code *code, void *frame,
			   const u32 *offset)
{
	unsigned int i;

	if (how == ORDLAB_PRELOAD_LOAD)
		for (i = 0; i < code->nr_cells; i++)
			READ_ONCE(*(u8 *)(frame + offset[code->cells[i]]));
	else if (how == ORDLAB_PRELOAD_FLUSH)
		flush_cells(code, frame, offset);
}

/*
 * Begin an iteration: its frame, or NULL if the batch was stopped. A call, so
 * that all that belongs to it is done with when it returns.
 */
static noinline void *begin(struct ordlab_lane *lane, u32 n)
{
	void *frame = frame_of(lane, n);

	preload(lane->preload, lane->code, frame, lane->offset);
	return ordlab_pace_step(&lane->pace, n) ? frame : NULL;
}

static inline s64 *regs_of(const struct ordlab_lane *lane, u32 n)
{
	return lane->regs + (size_t)n * lane->code->nr_regs;
}

/*
 * The switch: the cases of an instruction, one for each type that its macro is
 * used with. @cell is the location; @v0 and @v1 are the values, and @dst takes
 * the result.
 */
#define CASE(id, cell_type, type, reg_type, call)			\
	case STEP(ORDLAB_##id, cell_type): {				\
		type *cell __maybe_unused = (type *)(long)addr;		\
		reg_type reg __maybe_unused;				\
									\
		call;							\
		break;							\
	}
#define CASE_OF(cell_type, type, reg_type, id, call)			\
	CASE(id, cell_type, type, reg_type, call)
#define CASES(id, call)		ORDLAB_CELLS(CASE_OF, id, call)
/* Of the most frequent types */
#define FEW_CASES(id, call)						\
	CASE_OF(INT, int, s64, id, call)				\
	CASE_OF(LONG, long, s64, id, call)				\
	CASE_OF(PTR, void *, long, id, call)
#if ORDLAB_HAS_SMALL_XCHG
#define XCHG_CASES(id, call)	ORDLAB_CELLS(CASE_OF, id, call)
#else
#define XCHG_CASES(id, call)	ORDLAB_WORD_CELLS(CASE_OF, id, call)
#endif
#define ATOMIC(id, call)	CASE(id, INT, atomic_t, s64, call)
#define RCU_POINTER(id, call)	CASE(id, PTR, long __rcu *, long, call)
#define SPINLOCK(id, call)	CASE(id, INT, spinlock_t, s64, call)
#define DOMAIN(id, call)	CASE(id, INT, struct srcu_struct, s64, call)
#define OTHER(id, call)		CASE(id, INT, int, s64, call)

/* A value, as a location holds it, and as a register does */
#define V(value)		((typeof(*cell))(typeof(reg))(value))
#define R(value)		((typeof(reg))(value))

/* What C itself has */
#define load(lvalue)		(lvalue)
#define store(lvalue, value)	((lvalue) = (value))

#define LOAD_L(fn)		(dst = R(fn(*cell)))
#define LOAD_P(fn)		(dst = R(fn(cell)))
#define RUN_LOAD_L(id, fn)	CASES(id, LOAD_L(fn))
#define RUN_LOAD_P(id, fn)	CASES(id, LOAD_P(fn))
#define RUN_LOAD_A(id, fn)	ATOMIC(id, dst = fn(cell))
/*
 * A test may dereference outside of a reader: that is its own affair, and no
 * reason for lockdep to complain.
 */
#define RUN_LOAD_R(id, fn)						\
	RCU_POINTER(id,							\
		    rcu_lock_acquire(&rcu_lock_map);			\
		    dst = R(fn(*cell));				\
		    rcu_lock_release(&rcu_lock_map))

#define STORE_LV(fn)		fn(*cell, V(v0))
#define STORE_PV(fn)		fn(cell, V(v0))
#define RUN_STORE_LV(id, fn)	CASES(id, STORE_LV(fn))
#define RUN_STORE_PV(id, fn)	CASES(id, STORE_PV(fn))
#define RUN_STORE_AV(id, fn)	ATOMIC(id, fn(cell, v0))
#define RUN_STORE_RV(id, fn)	RCU_POINTER(id, fn(*cell, R(v0)))
#define RUN_STORE_MB_LV(id, fn)	CASES(id, fn(*cell, V(v0)))

#define RUN_FENCE_NONE(id, fn)	OTHER(id, fn())

#define RUN_XCHG_PV(id, fn)	XCHG_CASES(id, dst = R(fn(cell, V(v0))))
#define RUN_XCHG_AV(id, fn)	ATOMIC(id, dst = fn(cell, v0))
#define RUN_CMPXCHG_PVV(id, fn)						\
	XCHG_CASES(id, dst = R(fn(cell, V(v0), V(v1))))
#define RUN_CMPXCHG_AVV(id, fn)	ATOMIC(id, dst = fn(cell, v0, v1))
#define RUN_ADD_UNLESS_AVV(id, fn) ATOMIC(id, dst = fn(cell, v0, v1))

#define RUN_RMW_VA(id, fn)	ATOMIC(id, fn(v0, cell))
#define RUN_RMW_A(id, fn)	ATOMIC(id, fn(cell))
#define RUN_RETURN_VA(id, fn)	ATOMIC(id, dst = fn(v0, cell))
#define RUN_RETURN_A(id, fn)	ATOMIC(id, dst = fn(cell))
#define RUN_FETCH_VA(id, fn)	ATOMIC(id, dst = fn(v0, cell))
#define RUN_FETCH_A(id, fn)	ATOMIC(id, dst = fn(cell))
#define RUN_TEST_VA(id, fn)	ATOMIC(id, dst = fn(v0, cell))
#define RUN_TEST_A(id, fn)	ATOMIC(id, dst = fn(cell))
#define RUN_NEGATIVE_VA(id, fn)	ATOMIC(id, dst = fn(v0, cell))

/*
 * ordlab_verify() has seen to the balance of locks; sparse is told that each
 * step is balanced, as it looks for no more than one function.
 */
#define RUN_LOCK_P(id, fn)	SPINLOCK(id, fn(cell); __release(cell))
#define RUN_UNLOCK_P(id, fn)	SPINLOCK(id, __acquire(cell); fn(cell))
#define RUN_TRYLOCK_P(id, fn)	SPINLOCK(id, dst = balanced_##fn(cell))
#define RUN_IS_LOCKED_P(id, fn)	SPINLOCK(id, dst = fn(cell))
#define RUN_RCU_LOCK_NONE(id, fn) OTHER(id, fn(); __release(RCU))
#define RUN_RCU_UNLOCK_NONE(id, fn) OTHER(id, __acquire(RCU); fn())
#define RUN_RCU_SYNC_NONE(id, fn) OTHER(id, fn())
#define RUN_SRCU_LOCK_P(id, fn)	DOMAIN(id, dst = fn(cell); __release(cell))
#define RUN_SRCU_UNLOCK_PV(id, fn) DOMAIN(id, __acquire(cell); fn(cell, v0))
#define RUN_SRCU_SYNC_P(id, fn)	DOMAIN(id, fn(cell))

#define RUN_ALU_NONE(id, fn)						\
	OTHER(id, dst = ordlab_alu(step->type, step->alu, v0, v1))
/*
 * The machine branches on @v0 here or, at the latest, on the step it leads to.
 * In a perpetual run the way is always the same, but the machine does not know:
 * see struct value in walk.c for what @v0 may be.
 */
#define RUN_BRANCH_V(id, fn)						\
	OTHER(id, next = v0 ? next : code->steps + step->target)	\
	CASE(id, LONG, long, s64,					\
	     next = v0 != LONG_MIN ? next : code->steps + code->nr_steps)
#define RUN_JUMP_NONE(id, fn)	OTHER(id, next = code->steps + step->target)

static inline int balanced_spin_trylock(spinlock_t *lock)
{
	if (!spin_trylock(lock))
		return 0;
	__release(lock);
	return 1;
}

/* Whether @addr is the address of a location that the step may access */
static bool is_target(const struct step *step, const s64 *file, s64 addr)
{
	unsigned long targets = step->targets;
	unsigned int l;

	for_each_set_bit(l, &targets, ORDLAB_MAX_LOCATIONS)
		if (addr == file[FILE_CELLS + l])
			return true;
	return false;
}

/*
 * Operands of a step, found when a case needs them: reading all of them first
 * would take longer than most primitives, and give stores time to get ahead.
 */
#define addr	file[step->addr]
#define v0	(file[step->v0] + step->imm[0])
#define v1	(file[step->v1] + step->imm[1])
#define dst	file[step->dst]

/*
 * One of all steps: the next one. Clears @good if an address was none: the
 * iteration is lost then. But it is run to its end, as there may be locks to
 * release, and with an address, as verify.c has found all later steps to be
 * sound for the case that there is one.
 */
static noinline const struct step *run_any_step(const struct ordlab_code *code,
						const struct step *step,
						s64 *file, bool *good)
{
	const struct step *next = step + 1;

	switch (step->act) {
#define ORDLAB_X(id, fn, class, order, alu, args)	RUN_##class##_##args(id, fn)
	ORDLAB_OPS(ORDLAB_X)
#undef ORDLAB_X
	case STEP_CHECK:
		if (is_target(step, file, addr))
			break;
		*good = false;
		addr = file[FILE_CELLS + __ffs(step->targets)];
		break;
	}
	return next;
}

/*
 * Run one iteration's steps: false if an address was none. The most frequent
 * ones are found among few, soon enough for a store to be waiting still when
 * a load behind it runs: each case more makes that less likely, as the kernel
 * has its compiler search for the case instead of jumping by a table.
 */
static bool run_steps(const struct ordlab_code *code, s64 *file)
{
	const struct step *end = code->steps + code->nr_steps;
	const struct step *step = code->steps;
	bool good = true;

	while (step < end) {
		switch (step->act) {
		default:
			step = run_any_step(code, step, file, &good);
			continue;
		FEW_CASES(READ_ONCE, LOAD_L(READ_ONCE))
		FEW_CASES(WRITE_ONCE, STORE_LV(WRITE_ONCE))
		FEW_CASES(SMP_LOAD_ACQUIRE, LOAD_P(smp_load_acquire))
		FEW_CASES(SMP_STORE_RELEASE, STORE_PV(smp_store_release))
		RUN_FENCE_NONE(SMP_MB, smp_mb)
		RUN_FENCE_NONE(SMP_RMB, smp_rmb)
		RUN_FENCE_NONE(SMP_WMB, smp_wmb)
		}
		step++;
	}
	return good;
}

#undef addr
#undef v0
#undef v1
#undef dst

/* The switch as a loop over iterations */
static u32 run_switch(struct ordlab_lane *lane, u32 n, u32 last)
{
	const struct ordlab_code *code = lane->code;
	s64 file[FILE_ENTRIES];
	unsigned int i;

	memset(file, 0, sizeof(file));
	for_each_set_bit(i, &code->domains, ORDLAB_MAX_LOCATIONS)
		file[FILE_CELLS + i] = (long)lane->srcu[i];

	for (; n < last; n++) {
		void *frame = frame_of(lane, n);

		memset(file, 0, code->nr_regs * sizeof(*file));
		for (i = 0; i < code->nr_cells; i++) {
			unsigned int l = code->cells[i];

			file[FILE_CELLS + l] = (long)frame + lane->offset[l];
		}
		if (!begin(lane, n))
			break;
		/* What the compiler may move stays on its side of the test */
		barrier();
		if (!run_steps(code, file))
			__set_bit(n, lane->faulted);
		barrier();
		memcpy(regs_of(lane, n), file, code->nr_regs * sizeof(*file));
	}
	return n;
}

/**
 * struct writer - writes a log
 * @log:	the log
 * @next:	where its next entry goes
 * @value:	that of the last one
 */
struct writer {
	struct ordlab_log *log;
	struct ordlab_read *next;
	u32 value;
};

static __always_inline struct writer log_begin(struct ordlab_log *log)
{
	/* No iteration reads that */
	return (struct writer){ log, log->reads, U32_MAX };
}

/*
 * The branch may order stores of later iterations after the load whose value
 * this is. It orders nothing within an iteration, and cycles ask for no more.
 */
static __always_inline void log_value(struct writer *writer, u32 n, u32 value)
{
	if (likely(value == writer->value))
		return;
	/* Or the compiler would move this to where it changes nothing */
	OPTIMIZER_HIDE_VAR(value);
	writer->value = value;
	*writer->next++ = (struct ordlab_read){ n, value };
}

static __always_inline void log_end(struct writer *writer, u32 nr)
{
	*writer->next = (struct ordlab_read){ nr, U32_MAX };
	writer->log->nr = writer->next - writer->log->reads;
}

/* The switch as a loop over the iterations of a perpetual run */
static void track_switch(const struct ordlab_track *track, u32 nr)
{
	const struct ordlab_code *code = track->code;
	struct writer writers[ORDLAB_MAX_REGS];
	s64 file[FILE_ENTRIES];
	unsigned int i, l;
	u32 n;

	memset(file, 0, sizeof(file));
	for (i = 0; i < code->nr_cells; i++) {
		l = code->cells[i];
		file[FILE_CELLS + l] = (long)track->cells + track->offset[l];
	}
	for (i = 0; i < code->nr_regs; i++)
		writers[i] = log_begin(track->logs[i]);

	for (n = 0; n < nr; n++) {
		barrier();
		run_steps(code, file);
		barrier();
		for (i = 0; i < code->nr_regs; i++)
			log_value(&writers[i], n, file[i]);
		for (i = 0; i < code->nr_cells; i++) {
			l = code->cells[i];
			file[FILE_STORES + l] += code->stores[l];
		}
	}
	for (i = 0; i < code->nr_regs; i++)
		log_end(&writers[i], nr);
}

#include "pairs.h"

/* Whether an operation has a case for each type of cell, for one, or none */
enum cases { CASES_NONE, CASES_ANY, CASES_ATOMIC, CASES_RCU };

#define CASES_V		CASES_NONE
#define CASES_L		CASES_ANY
#define CASES_LV	CASES_ANY
#define CASES_P		CASES_ANY
#define CASES_PV	CASES_ANY
#define CASES_PVV	CASES_ANY
#define CASES_A		CASES_ATOMIC
#define CASES_AV	CASES_ATOMIC
#define CASES_VA	CASES_ATOMIC
#define CASES_AVV	CASES_ATOMIC
#define CASES_R		CASES_RCU
#define CASES_RV	CASES_RCU

static const u8 op_cases[ORDLAB_NR_OPS] = {
#define ORDLAB_X(id, fn, class, order, alu, args)			\
	[ORDLAB_##id] = CASES_##args,
	ORDLAB_OPS(ORDLAB_X)
#undef ORDLAB_X
};

/* The locations that an instruction may access; 0 if it accesses none */
static u32 insn_targets(const struct ordlab_facts *facts,
			const struct ordlab_view *view, unsigned int i)
{
	const struct ordlab_operand *addr = &view->insns[i].addr;

	switch (addr->kind) {
	case ORDLAB_OPERAND_LOC:
		return BIT(addr->index);
	case ORDLAB_OPERAND_REG:
		return facts->targets[i];
	default:
		return 0;
	}
}

/* The one type of some locations, an atomic_t being an int; -EINVAL if several */
static int targets_type(const struct ordlab_view *view, unsigned long targets)
{
	int type, found = -EINVAL;
	unsigned int l;

	for_each_set_bit(l, &targets, ORDLAB_MAX_LOCATIONS) {
		type = view->locations[l].type;
		if (type == ORDLAB_T_ATOMIC)
			type = ORDLAB_T_INT;
		if (found >= 0 && type != found)
			return -EINVAL;
		found = type;
	}
	return found;
}

/* The type of an instruction's case, or -EINVAL if it has none */
static int insn_type(const struct ordlab_view *view,
		     const struct ordlab_insn *insn, u32 targets)
{
	int type = targets_type(view, targets);

	switch (ordlab_meaning(insn->op)->object) {
	case ORDLAB_ON_LOCK:
	case ORDLAB_ON_SRCU:
		if (type < 0 || ordlab_is_data(type))
			return -EINVAL;
		return ORDLAB_T_INT;
	}
	if (op_cases[insn->op] == CASES_NONE)
		return ORDLAB_T_INT;
	if (type < 0 || !ordlab_is_data(type))
		return -EINVAL;
	switch (op_cases[insn->op]) {
	case CASES_ATOMIC:
		return type == ORDLAB_T_INT ? type : -EINVAL;
	case CASES_RCU:
		/* A pointer fits in a long, and a long in a pointer */
		return ordlab_types[type].bits == ORDLAB_LONG_BITS &&
		       type != ORDLAB_T_INT && type != ORDLAB_T_UINT ?
			ORDLAB_T_PTR : -EINVAL;
	default:
		return type;
	}
}

/* Set file entry and immediate of a value */
static void set_value(const struct ordlab_operand *val, u8 *entry, s64 *imm)
{
	*entry = FILE_ZERO;
	switch (val->kind) {
	case ORDLAB_OPERAND_IMM:
		*imm = val->imm;
		break;
	case ORDLAB_OPERAND_REG:
		*entry = val->index;
		break;
	case ORDLAB_OPERAND_LOC:
		*entry = FILE_CELLS + val->index;
		break;
	}
}

static int set_step(struct step *step, const struct ordlab_view *view,
		    const struct ordlab_facts *facts, unsigned int i)
{
	const struct ordlab_insn *insn = &view->insns[i];
	u32 targets = insn_targets(facts, view, i);
	int type = insn_type(view, insn, targets);

	if (type < 0)
		return type;
	step->act = insn->op * ORDLAB_NR_TYPES + type;
	step->target = insn->target;
	step->alu = insn->alu;
	step->type = insn->type;
	step->dst = insn->dst == ORDLAB_NO_REG ? FILE_SINK : insn->dst;
	if (!(ordlab_flags(insn->op) & ORDLAB_CF_DST))
		step->dst = FILE_SINK;
	step->addr = FILE_ZERO;
	if (insn->addr.kind == ORDLAB_OPERAND_LOC)
		step->addr = FILE_CELLS + insn->addr.index;
	if (insn->addr.kind == ORDLAB_OPERAND_REG)
		step->addr = insn->addr.index;
	set_value(&insn->val[0], &step->v0, &step->imm[0]);
	set_value(&insn->val[1], &step->v1, &step->imm[1]);
	return 0;
}

/* The locations that a thread may access or takes the address of */
static u32 thread_locations(const struct ordlab_view *view,
			    const struct ordlab_facts *facts,
			    const struct ordlab_thread *thread)
{
	unsigned int i, v;
	u32 set = 0;

	for (i = thread->first; i < thread->first + thread->nr_insns; i++) {
		const struct ordlab_insn *insn = &view->insns[i];

		set |= insn_targets(facts, view, i);
		for (v = 0; v < ARRAY_SIZE(insn->val); v++)
			if (insn->val[v].kind == ORDLAB_OPERAND_LOC)
				set |= BIT(insn->val[v].index);
	}
	return set;
}

static bool is_reg(const struct ordlab_operand *operand, unsigned int reg)
{
	return operand->kind == ORDLAB_OPERAND_REG && operand->index == reg;
}

/* An immediate that an int can hold */
static bool is_imm(const struct ordlab_operand *operand)
{
	return operand->kind == ORDLAB_OPERAND_IMM &&
	       operand->imm == (int)operand->imm;
}

/* A register plus, or compared with, a constant */
static bool is_alu(const struct ordlab_insn *insn, enum ordlab_alu alu,
		   unsigned int reg)
{
	return insn->op == ORDLAB_ALU && insn->alu == alu &&
	       is_reg(&insn->val[0], reg) && is_imm(&insn->val[1]);
}

/* A register xor itself */
static bool is_xor(const struct ordlab_insn *insn, unsigned int reg)
{
	return insn->op == ORDLAB_ALU && insn->alu == ORDLAB_A_XOR &&
	       is_reg(&insn->val[0], reg) && is_reg(&insn->val[1], reg);
}

/* A branch that leaves out the last instruction of a thread if @reg is 0 */
static bool is_skip(const struct ordlab_insn *insn, unsigned int reg,
		    unsigned int nr)
{
	return insn->op == ORDLAB_BRANCH && is_reg(&insn->val[0], reg) &&
	       insn->target == nr;
}

static bool is_observed(const struct ordlab_view *view, unsigned int thread,
			unsigned int reg)
{
	const struct ordlab_observed *o = view->observed;
	unsigned int i;

	for (i = 0; i < view->prog->nr_observed; i++, o++)
		if (o->kind == ORDLAB_OPERAND_REG && o->thread == thread &&
		    o->index == reg)
			return true;
	return false;
}

/*
 * What is between the first and the last of a thread's @nr instructions:
 * enum between, or -ENOENT if there is no loop for it. The constants of a
 * dependency go to @pair.
 */
static int find_between(struct pair_code *pair, const struct ordlab_insn *insn,
			unsigned int nr)
{
	static const u8 fences[ORDLAB_NR_OPS] = {
		[ORDLAB_SMP_MB] = BETWEEN_SMP_MB,
		[ORDLAB_SMP_RMB] = BETWEEN_SMP_RMB,
		[ORDLAB_SMP_WMB] = BETWEEN_SMP_WMB,
		[ORDLAB_BARRIER] = BETWEEN_BARRIER,
	};
	const struct ordlab_insn *mid = insn + 1, *last = insn + nr - 1;
	unsigned int reg = insn->dst;

	switch (nr) {
	case 2:
		if (is_reg(&last->addr, reg))
			return BETWEEN_ADDR;
		if (is_reg(&last->val[0], reg))
			return BETWEEN_DATA;
		return BETWEEN_NOTHING;
	case 3:
		if (fences[mid->op])
			return fences[mid->op];
		if (is_skip(mid, reg, nr))
			return BETWEEN_CTRL_NE;
		if (!is_reg(&last->val[0], mid->dst))
			return -ENOENT;
		if (is_xor(mid, reg))
			return BETWEEN_DATA_XOR;
		if (is_alu(mid, ORDLAB_A_ADD, reg)) {
			pair->val[1] = mid->val[1].imm;
			return BETWEEN_DATA_ADD;
		}
		return -ENOENT;
	case 4:
		if (is_xor(mid, reg) && is_alu(mid + 1, ORDLAB_A_ADD, mid->dst) &&
		    is_reg(&last->val[0], mid[1].dst)) {
			pair->val[1] = mid[1].val[1].imm;
			return BETWEEN_DATA_XOR;
		}
		pair->key = mid->val[1].imm;
		if (!is_skip(mid + 1, mid->dst, nr))
			return -ENOENT;
		if (is_alu(mid, ORDLAB_A_NE, reg))
			return BETWEEN_CTRL_NE;
		if (is_alu(mid, ORDLAB_A_EQ, reg))
			return BETWEEN_CTRL_EQ;
		return -ENOENT;
	default:
		return -ENOENT;
	}
}

/*
 * What the first access of a pair is in the tables: an enum ordlab_op, or a store
 * and a load of what it has stored. @head is set to the instruction that the first
 * access ends with: that load, or the one access.
 */
static unsigned int first_op(const struct ordlab_insn *insn, unsigned int nr,
			     unsigned int *head)
{
	static const struct {
		u8 store, load, op;
	} table[] = {
		{ ORDLAB_WRITE_ONCE, ORDLAB_READ_ONCE, ORDLAB_WRITE_ONCE_RFI },
		{ ORDLAB_WRITE_ONCE, ORDLAB_SMP_LOAD_ACQUIRE,
		  ORDLAB_WRITE_ONCE_RFI_ACQUIRE },
		{ ORDLAB_SMP_STORE_RELEASE, ORDLAB_READ_ONCE,
		  ORDLAB_SMP_STORE_RELEASE_RFI },
		{ ORDLAB_SMP_STORE_RELEASE, ORDLAB_SMP_LOAD_ACQUIRE,
		  ORDLAB_SMP_STORE_RELEASE_RFI_ACQUIRE },
	};
	unsigned int i;

	*head = 0;
	/* Of two instructions each is an access */
	if (nr < 3 || insn[0].addr.kind != ORDLAB_OPERAND_LOC ||
	    insn[1].addr.kind != ORDLAB_OPERAND_LOC ||
	    insn[0].addr.index != insn[1].addr.index)
		return insn->op;
	for (i = 0; i < ARRAY_SIZE(table); i++) {
		if (insn[0].op != table[i].store || insn[1].op != table[i].load)
			continue;
		*head = 1;
		return table[i].op;
	}
	return insn->op;
}

/* Note an access of a pair: false if it is none that a loop is compiled for */
static bool pair_access(struct pair_code *pair, unsigned int i,
			const struct ordlab_insn *insn, unsigned int nr_regs)
{
	u8 flags = ordlab_flags(insn->op);

	if (!singles[insn->op].loop)
		return false;
	if (insn->addr.kind == ORDLAB_OPERAND_LOC)
		pair->loc[i] = insn->addr.index;
	if (flags & ORDLAB_CF_V0 && is_imm(&insn->val[0]))
		pair->val[i] = insn->val[0].imm;
	/* A result that nobody wants goes to a register of its own */
	if (flags & ORDLAB_CF_DST)
		pair->reg[i] = insn->dst == ORDLAB_NO_REG ? nr_regs : insn->dst;
	return true;
}

/* Whether an access is to an int, at an address and with a value as loops take */
static bool is_plain(const struct ordlab_view *view,
		     const struct ordlab_insn *insn, u32 targets,
		     bool addr, bool val)
{
	if (insn_type(view, insn, targets) != ORDLAB_T_INT)
		return false;
	if (!addr && insn->addr.kind != ORDLAB_OPERAND_LOC)
		return false;
	return val || is_imm(&insn->val[0]) ||
	       insn->val[0].kind == ORDLAB_OPERAND_NONE;
}

/*
 * Whether registers of a pair are more than its loop has: @insn is the one that
 * the first access ends with, @nr are the instructions from there on.
 */
static bool is_entangled(const struct ordlab_view *view, unsigned int t,
			 const struct ordlab_insn *insn, unsigned int nr,
			 int between)
{
	const struct ordlab_insn *last = insn + nr - 1;
	unsigned int i;

	/* Arithmetic leaves no trace: nothing else may see its registers */
	for (i = 1; i + 1 < nr; i++)
		if (insn[i].op == ORDLAB_ALU &&
		    (insn[i].dst == insn->dst ||
		     is_observed(view, t, insn[i].dst)))
			return true;
	/* A register that the second access may or may not write */
	return (between == BETWEEN_CTRL_EQ || between == BETWEEN_CTRL_NE) &&
	       last->dst == insn->dst &&
	       ordlab_flags(last->op) & ORDLAB_CF_DST;
}

/*
 * Find the operands of a thread's pair, and what is between its accesses:
 * enum between, which is BETWEEN_NOTHING also for a single access, or -ENOENT
 * if it is more than a pair. @op takes what the first access is.
 */
static int find_pair(struct pair_code *pair, const struct ordlab_view *view,
		     const struct ordlab_facts *facts, unsigned int t,
		     unsigned int *op)
{
	const struct ordlab_thread *thread = &view->threads[t];
	const struct ordlab_insn *insn = &view->insns[thread->first];
	unsigned int nr = thread->nr_insns, head;
	const struct ordlab_insn *last = insn + nr - 1;
	u32 first_targets, last_targets;
	bool addr, data;
	int between;

	if (!nr || !pair_access(pair, 0, insn, thread->nr_regs) ||
	    !pair_access(pair, 1, last, thread->nr_regs))
		return -ENOENT;
	*op = first_op(insn, nr, &head);
	if (head && !pair_access(pair, 0, insn + head, thread->nr_regs))
		return -ENOENT;
	between = nr == 1 ? BETWEEN_NOTHING :
			    find_between(pair, insn + head, nr - head);
	if (between < 0)
		return between;
	if (is_entangled(view, t, insn + head, nr - head, between))
		return -ENOENT;

	first_targets = insn_targets(facts, view, thread->first);
	last_targets = insn_targets(facts, view, thread->first + nr - 1);
	addr = between == BETWEEN_ADDR;
	data = between == BETWEEN_DATA || between == BETWEEN_DATA_ADD ||
	       between == BETWEEN_DATA_XOR;
	if (addr) {
		/* Pointers only, and no time for a look at their values */
		if (insn_type(view, insn, first_targets) != ORDLAB_T_PTR ||
		    insn->addr.kind != ORDLAB_OPERAND_LOC ||
		    facts->check[thread->first + nr - 1])
			return -ENOENT;
	} else if (!is_plain(view, insn, first_targets, false, false)) {
		return -ENOENT;
	}
	return is_plain(view, last, last_targets, addr, data) ? between :
		-ENOENT;
}

/* The loop that was compiled for a pair, or NULL */
static const struct pair_loop *find_loop(const struct pair_loop *loops,
					 size_t nr, unsigned int first,
					 int between, unsigned int second)
{
	for (; nr; nr--, loops++)
		if (loops->first == first && loops->between == between &&
		    loops->second == second)
			return loops;
	return NULL;
}

/* Take the loop that was compiled for a thread: false if there is none */
static bool use_pair(struct ordlab_code *code, const struct ordlab_view *view,
		     const struct ordlab_facts *facts, unsigned int t)
{
	const struct ordlab_thread *thread = &view->threads[t];
	const struct ordlab_insn *insn = &view->insns[thread->first];
	const struct pair_loop *found;
	unsigned int op;
	int between = find_pair(&code->pair, view, facts, t, &op);

	if (between < 0)
		return false;
	if (thread->nr_insns == 1) {
		code->loop = singles[op].loop;
	} else {
		found = find_loop(batch_pairs, ARRAY_SIZE(batch_pairs), op,
				  between, insn[thread->nr_insns - 1].op);
		if (!found)
			return false;
		code->loop = found->loop;
	}
	code->strip = STRIP_ITERATIONS;
	return true;
}

/* The same in a perpetual run */
static bool use_perpetual_pair(struct ordlab_code *code,
			       const struct ordlab_view *view,
			       const struct ordlab_facts *facts, unsigned int t)
{
	const struct ordlab_thread *thread = &view->threads[t];
	const struct ordlab_insn *insn = &view->insns[thread->first];
	unsigned int last = thread->nr_insns - 1, i, stores, op;
	struct pair_code *pair = &code->pair;
	const struct pair_loop *found;
	int between = find_pair(pair, view, facts, t, &op);

	if (between < 0)
		return false;
	/* The loop does not look at the value */
	if (between == BETWEEN_CTRL_EQ)
		between = BETWEEN_CTRL_NE;
	for (i = 0; i < 2; i++) {
		pair->val[i] = ordlab_store_number(view, t, i * last, &stores);
		pair->stores[i] = pair->val[i] ? stores : 0;
	}
	if (!last) {
		code->track = singles[op].track;
		return true;
	}
	found = find_loop(perpetual_pairs, ARRAY_SIZE(perpetual_pairs), op,
			  between, insn[last].op);
	if (!found)
		return false;
	code->track = found->track;
	return true;
}

/* Primitives that this kernel does not have, see compat.h */
static const bool is_missing[ORDLAB_NR_OPS] = {
#define ORDLAB_X(id)							\
	[ORDLAB_##id] = true,
	ORDLAB_MISSING(ORDLAB_X)
#undef ORDLAB_X
};

/* Whether an instruction exchanges a cell of one or two bytes */
static bool is_small_xchg(const struct ordlab_view *view,
			  const struct ordlab_facts *facts, unsigned int i)
{
	unsigned int class = ordlab_ops[view->insns[i].op].class;
	int type;

	if (class != ORDLAB_C_XCHG && class != ORDLAB_C_CMPXCHG)
		return false;
	type = targets_type(view, insn_targets(facts, view, i));
	return type >= 0 && ordlab_types[type].bits < 32;
}

const char *ordlab_code_missing(const struct ordlab_view *view,
				const struct ordlab_facts *facts)
{
	unsigned int i;

	for (i = 0; i < view->prog->nr_insns; i++) {
		if (is_missing[view->insns[i].op])
			return ordlab_ops[view->insns[i].op].name;
		if (!ORDLAB_HAS_SMALL_XCHG && is_small_xchg(view, facts, i))
			return "xchg and cmpxchg of one or two bytes";
	}
	return NULL;
}

/* What both kinds of runs need, with room for the switch */
static struct ordlab_code *code_alloc(const struct ordlab_view *view,
				      const struct ordlab_facts *facts,
				      unsigned int thread)
{
	const struct ordlab_thread *th = &view->threads[thread];
	unsigned long locations = thread_locations(view, facts, th);
	struct ordlab_code *code;
	unsigned int l;

	if (ordlab_code_missing(view, facts))
		return ERR_PTR(-EOPNOTSUPP);

	/* Some instructions become two steps */
	code = kvzalloc(struct_size(code, steps, 2 * th->nr_insns), GFP_KERNEL);
	if (!code)
		return ERR_PTR(-ENOMEM);
	for_each_set_bit(l, &locations, view->prog->nr_locations) {
		if (view->locations[l].type == ORDLAB_T_SRCU)
			code->domains |= BIT(l);
		else
			code->cells[code->nr_cells++] = l;
	}
	return code;
}

/* Name the form of the code, and count its registers; or give it up */
static struct ordlab_code *code_finish(struct ordlab_code *code,
				       const struct ordlab_thread *thread,
				       int err)
{
	if (err) {
		kvfree(code);
		return ERR_PTR(err);
	}
	code->form = code->nr_steps ? "switch" : "pair";
	code->nr_regs = thread->nr_regs;
	/* See pair_access() */
	if (!code->nr_steps && (code->pair.reg[0] == thread->nr_regs ||
				code->pair.reg[1] == thread->nr_regs))
		code->nr_regs++;
	return code;
}

/* The step that an instruction begins with, see set_steps() */
static unsigned int first_step(const struct ordlab_facts *facts,
			       const struct ordlab_thread *thread,
			       unsigned int insn)
{
	unsigned int i, step = insn;

	for (i = 0; i < insn; i++)
		step += facts->check[thread->first + i];
	return step;
}

/* An instruction's step, after one that checks its address if need be */
static int set_steps(struct ordlab_code *code, const struct ordlab_view *view,
		     const struct ordlab_facts *facts,
		     const struct ordlab_thread *thread, unsigned int i)
{
	unsigned int insn = thread->first + i;
	struct step *step = &code->steps[code->nr_steps++];
	int err = set_step(step, view, facts, insn);

	step->target = first_step(facts, thread, step->target);
	if (!err && facts->check[insn]) {
		code->steps[code->nr_steps++] = *step;
		*step = (struct step){
			.act = STEP_CHECK,
			.addr = step->addr,
			.targets = facts->targets[insn],
		};
	}
	return err;
}

struct ordlab_code *ordlab_code_create(const struct ordlab_view *view,
				       const struct ordlab_facts *facts,
				       unsigned int thread)
{
	const struct ordlab_thread *th = &view->threads[thread];
	struct ordlab_code *code = code_alloc(view, facts, thread);
	unsigned int i;
	int err = 0;

	if (IS_ERR(code))
		return code;
	if (!use_pair(code, view, facts, thread)) {
		code->loop = run_switch;
		code->strip = clamp(STRIP_STEPS / (th->nr_insns + 1U), 1U,
				    (unsigned int)STRIP_ITERATIONS);
		for (i = 0; !err && i < th->nr_insns; i++)
			err = set_steps(code, view, facts, th, i);
	}
	return code_finish(code, th, err);
}

/*
 * A step of a perpetual run, or two of them where a store depends on a
 * register that is its constant all the same: the value of the store is then
 * added to what is left of the register without the constant.
 */
static int set_perpetual_steps(struct ordlab_code *code,
			       const struct ordlab_view *view,
			       const struct ordlab_facts *facts,
			       unsigned int thread, unsigned int i)
{
	const struct ordlab_thread *th = &view->threads[thread];
	const struct ordlab_insn *insn = &view->insns[th->first + i];
	struct step *step = &code->steps[code->nr_steps++];
	unsigned int number, stores, l = insn->addr.index;
	int err = set_step(step, view, facts, th->first + i);

	if (err)
		return err;
	if (ordlab_meaning(insn->op)->next == ORDLAB_NEXT_IF) {
		step->act = STEP(ORDLAB_BRANCH, LONG);
	} else if (ordlab_is_store(insn->op)) {
		number = ordlab_store_number(view, thread, i, &stores);
		code->stores[l] = stores;
		if (insn->val[0].kind == ORDLAB_OPERAND_REG) {
			code->steps[code->nr_steps++] = *step;
			*step = (struct step){
				.act = STEP(ORDLAB_ALU, INT),
				.alu = ORDLAB_A_ADD,
				.type = ORDLAB_T_LONG,
				.dst = FILE_TEMP,
				.addr = FILE_ZERO,
				.v0 = insn->val[0].index,
				.v1 = FILE_STORES + l,
			};
			step++;
			step->v0 = FILE_TEMP;
			step->imm[0] = number - ordlab_constant(view, thread, i);
		} else {
			step->v0 = FILE_STORES + l;
			step->imm[0] = number;
		}
	}
	return 0;
}

struct ordlab_code *ordlab_code_create_perpetual(const struct ordlab_view *view,
						 const struct ordlab_facts *facts,
						 unsigned int thread)
{
	const struct ordlab_thread *th = &view->threads[thread];
	struct ordlab_code *code = code_alloc(view, facts, thread);
	unsigned int i;
	int err = 0;

	if (IS_ERR(code))
		return code;
	if (!use_perpetual_pair(code, view, facts, thread)) {
		code->track = track_switch;
		for (i = 0; !err && i < th->nr_insns; i++)
			err = set_perpetual_steps(code, view, facts, thread, i);
	}
	return code_finish(code, th, err);
}

void ordlab_code_destroy(const struct ordlab_code *code)
{
	kvfree(code);
}

unsigned int ordlab_code_regs(const struct ordlab_code *code)
{
	return code->nr_regs;
}

const char *ordlab_code_form(const struct ordlab_code *code)
{
	return code->form;
}

u32 ordlab_lane_run(struct ordlab_lane *lane, u32 first, u32 last)
{
	u32 n = first;

	ordlab_pace_begin(&lane->pace);
	while (n < last && !ordlab_pace_stopped(&lane->pace)) {
		u32 end = min(last, n + lane->code->strip);

		n = lane->code->loop(lane, n, end);
		if (n < end)
			break;
		cond_resched();
	}
	ordlab_pace_end(&lane->pace);
	return n - first;
}

void ordlab_track_prepare(const struct ordlab_track *track,
			  enum ordlab_preload how)
{
	preload(how, track->code, track->cells, track->offset);
}

void ordlab_track_run(const struct ordlab_track *track, u32 nr)
{
	track->code->track(track, nr);
}

#include "calls.h"
