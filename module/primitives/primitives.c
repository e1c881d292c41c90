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
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "private/code.h"

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

	/* The line that a cell begins in; only a large lock has more */
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
 * Begin an iteration. Return: its frame, or NULL if the batch was stopped. This
 * is a call, so that all that belongs to it is done when it returns.
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
 * A test may dereference outside of a reader. That is a matter of the test, so
 * lockdep must not complain.
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
 * ordlab_verify() has checked the balance of locks. Sparse sees one function at
 * a time, so it is informed that each step is balanced.
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
 * The machine branches on @v0 here or, at the latest, on the step that follows.
 * In a perpetual run the way is always the same, but the machine does not know
 * that. See struct value in cycle.c for what @v0 may be.
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
 * Operands of a step. A case reads them when it needs them: to read all of them
 * first would take longer than most primitives, and earlier stores would have
 * left the store buffer by then.
 */
#define addr	file[step->addr]
#define v0	(file[step->v0] + step->imm[0])
#define v1	(file[step->v1] + step->imm[1])
#define dst	file[step->dst]

/*
 * Run any step. Return: the step that is next. If an address is none, @good
 * becomes false, and the iteration is lost. But it is run to its end, as there
 * may be locks to release. It goes on with an address: the verifier has found
 * all later steps to be sound for the case that there is one.
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
 * Run the steps of one iteration. Return: false if an address was none. The
 * most frequent steps are found among few cases. So a load runs soon after a
 * store, while the store is still in the store buffer. Each case more makes
 * that less likely, since the kernel has its compiler search for the case
 * instead of jumping by a table.
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
u32 code_run_switch(struct ordlab_lane *lane, u32 n, u32 last)
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
		/*
		 * Accesses that the compiler may move stay inside of the test
		 */
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
	/* No iteration reads that value */
	return (struct writer){ log, log->reads, U32_MAX };
}

/*
 * The branch may order stores of later iterations after the load whose value
 * this is. It orders nothing within an iteration, and a cycle needs no more.
 */
static __always_inline void log_value(struct writer *writer, u32 n, u32 value)
{
	if (likely(value == writer->value))
		return;
	/*
	 * Without it, the compiler would store where nothing has changed, too
	 */
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
void code_track_switch(const struct ordlab_track *track, u32 nr)
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

const struct pair_loop *code_single(unsigned int op)
{
	return singles[op].loop ? &singles[op] : NULL;
}

const struct pair_loop *code_batch_pair(unsigned int first, int between,
					unsigned int second)
{
	return find_loop(batch_pairs, ARRAY_SIZE(batch_pairs), first, between,
			 second);
}

const struct pair_loop *code_perpetual_pair(unsigned int first, int between,
					    unsigned int second)
{
	return find_loop(perpetual_pairs, ARRAY_SIZE(perpetual_pairs), first,
			 between, second);
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
