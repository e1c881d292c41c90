/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What runs a thread of a test: compiled pair loops and the instruction
 * switch. The engine knows kthreads, memory and time; primitives.c knows only
 * a lane, and is the only file that calls the primitives under test.
 */
#ifndef ORDLAB_PRIMITIVES_H
#define ORDLAB_PRIMITIVES_H

#include <linux/lockdep.h>
#include <linux/srcu.h>
#include <linux/spinlock.h>

#include "pace.h"
#include "program.h"

/**
 * enum ordlab_preload - what a thread does to its cells before an iteration
 * @ORDLAB_PRELOAD_NONE:	nothing
 * @ORDLAB_PRELOAD_LOAD:	loads them: then its loads are fast, and its
 *				stores wait in the store buffer
 * @ORDLAB_PRELOAD_FLUSH:	writes their lines back and drops them from
 *				every cache: then all of its accesses are slow
 * @ORDLAB_NR_PRELOADS:		how many there are
 */
enum ordlab_preload {
	ORDLAB_PRELOAD_NONE,
	ORDLAB_PRELOAD_LOAD,
	ORDLAB_PRELOAD_FLUSH,
	ORDLAB_NR_PRELOADS,
};

/**
 * struct ordlab_lane - one thread of one instance during a batch
 * @code:	what to run
 * @cells:	frame of slot 0; a frame has one cell for each location
 * @frame:	bytes from a frame to the next
 * @offset:	of each location's cell in a frame, bytes
 * @slot:	iteration n uses frame slot[n]; NULL: frame n
 * @srcu:	[nr_locations] the domain of each location of type SRCU, else
 *		NULL; one for all frames, as a domain holds no value
 * @regs:	register r of iteration n is regs[n * nr_regs + r], with nr_regs
 *		from ordlab_code_regs(); written by this lane only, read by the
 *		engine after the batch. An address is that of a cell in the
 *		iteration's frame
 * @faulted:	bit n is set when a register that iteration n used as an address
 *		held none (see facts->check); that access and those after it by
 *		way of a register were left out, and the iteration is not
 *		counted. Zeroed by the engine before the batch
 * @preload:	what is done to cells before an iteration
 * @pace:	how it keeps pace with the other lanes
 *
 * Cells are written with initial values by the engine before the batch.
 */
struct ordlab_lane {
	const struct ordlab_code *code;
	void *cells;
	size_t frame;
	u32 offset[ORDLAB_MAX_LOCATIONS];
	const u32 *slot;
	struct srcu_struct **srcu;
	s64 *regs;
	unsigned long *faulted;
	enum ordlab_preload preload;
	struct ordlab_pace pace;
};

struct ordlab_code;

/* Bytes that a cell of each type needs; alignment is that of a long long */
size_t ordlab_cell_size(enum ordlab_type type);

/**
 * ordlab_lock_init() - make a cell an unlocked spinlock
 * @cell:	the cell
 * @key:	what lockdep knows the lock by: see ordlab_cell_init()
 *
 * Context: any.
 */
void ordlab_lock_init(void *cell, struct lock_class_key *key);

/*
 * ORDLAB_CELLS: the cells that have a value. X(ID, type, reg, ...)
 *
 * C accesses the cell as a type, and converts it to reg on its way to a
 * register. An atomic_t is accessed by operations of its own, or as an int.
 */
#define ORDLAB_CELLS(X, ...)						\
	ORDLAB_WORD_CELLS(X, __VA_ARGS__)				\
	ORDLAB_SMALL_CELLS(X, __VA_ARGS__)
#define ORDLAB_WORD_CELLS(X, ...)					\
	X(INT, int, s64, __VA_ARGS__)					\
	X(LONG, long, s64, __VA_ARGS__)					\
	X(PTR, void *, long, __VA_ARGS__)				\
	X(UINT, unsigned int, s64, __VA_ARGS__)				\
	X(ULONG, unsigned long, s64, __VA_ARGS__)
#define ORDLAB_SMALL_CELLS(X, ...)					\
	X(SCHAR, signed char, s64, __VA_ARGS__)				\
	X(UCHAR, unsigned char, s64, __VA_ARGS__)			\
	X(SHORT, short, s64, __VA_ARGS__)				\
	X(USHORT, unsigned short, s64, __VA_ARGS__)			\
	X(BOOL, bool, s64, __VA_ARGS__)

/**
 * ordlab_cell_init() - give a cell its initial value
 * @cell:	the cell
 * @type:	what it holds; an SRCU domain has no cell of its own
 * @value:	initial value; a real address for the address of a location
 * @key:	SPINLOCK: a key registered with lockdep_register_key(), for this
 *		location and this run alone. The order in which one test takes
 *		its locks says nothing about another test
 *
 * Context: any.
 */
static inline void ordlab_cell_init(void *cell, enum ordlab_type type,
				    s64 value, struct lock_class_key *key)
{
	/* Nearly always */
	if (type == ORDLAB_T_INT || type == ORDLAB_T_ATOMIC) {
		*(int *)cell = value;
		return;
	}
	switch (ordlab_types[type].bits) {
	case 8:
		*(s8 *)cell = value;
		break;
	case 16:
		*(s16 *)cell = value;
		break;
	case 32:
		*(s32 *)cell = value;
		break;
	case 64:
		*(s64 *)cell = value;
		break;
	default:
		if (type == ORDLAB_T_SPINLOCK)
			ordlab_lock_init(cell, key);
		break;
	}
}

/**
 * ordlab_cell_read() - final value of a cell, after every thread has finished
 * @cell:	the cell
 * @type:	what it holds; neither a lock nor an SRCU domain
 *
 * Context: any.
 * Return: the value, extended to 64 bits.
 */
static inline s64 ordlab_cell_read(const void *cell, enum ordlab_type type)
{
	/* Nearly always */
	if (type == ORDLAB_T_INT || type == ORDLAB_T_ATOMIC)
		return *(const int *)cell;
	switch (ordlab_types[type].bits) {
	case 8:
		return ordlab_convert(type, *(const s8 *)cell);
	case 16:
		return ordlab_convert(type, *(const s16 *)cell);
	case 32:
		return ordlab_convert(type, *(const s32 *)cell);
	case 64:
		return *(const s64 *)cell;
	default:
		return 0;
	}
}

/**
 * ordlab_code_create() - prepare a thread of a test to run
 * @view:	a verified program, which must outlive the code
 * @facts:	what ordlab_verify() has found; must outlive the code
 * @thread:	number of the thread
 *
 * Takes the pair loop compiled for this thread if there is one, else the
 * instruction switch.
 *
 * Context: may sleep.
 * Return: the code, or an ERR_PTR: -ENOMEM; -EOPNOTSUPP when this kernel
 * lacks a primitive (ordlab_code_missing() names it); -EINVAL when the types
 * of an instruction are not what ordlab_verify() guarantees.
 */
struct ordlab_code *ordlab_code_create(const struct ordlab_view *view,
				       const struct ordlab_facts *facts,
				       unsigned int thread);
void ordlab_code_destroy(const struct ordlab_code *code);

/**
 * ordlab_code_regs() - how many registers of an iteration a lane records
 * @code:	the code
 */
unsigned int ordlab_code_regs(const struct ordlab_code *code);

/**
 * ordlab_code_form() - "pair" for a compiled pair loop, or "switch"
 * @code:	the code
 */
const char *ordlab_code_form(const struct ordlab_code *code);

/**
 * ordlab_code_missing() - a primitive that this kernel does not have
 * @view:	a verified program
 *
 * Return: its name, or NULL when all are there.
 */
const char *ordlab_code_missing(const struct ordlab_view *view,
				const struct ordlab_facts *facts);

/**
 * ordlab_lane_run() - run iterations of a batch
 * @lane:	the lane
 * @first:	first iteration
 * @last:	one past the last iteration
 *
 * Every lane of the instance calls this with the same numbers, from its own
 * CPU. A lane that waits for another one gives way to the scheduler at least
 * every few milliseconds.
 *
 * Context: process context; may sleep.
 * Return: iterations that this lane has finished, counted from @first. They are
 * less than there were only if the engine has stopped the batch. An iteration
 * is complete when every lane has finished it; so as many may be counted as the
 * least of the numbers that the lanes return.
 */
u32 ordlab_lane_run(struct ordlab_lane *lane, u32 first, u32 last);

/**
 * struct ordlab_track - one thread of one instance during a perpetual run
 * @code:	what to run, from ordlab_code_create_perpetual()
 * @cells:	a frame: one cell for each location, with value 0
 * @offset:	of each location's cell in the frame, bytes
 * @logs:	for each of ordlab_code_regs() registers: its log, with room for
 *		all iterations; written by this thread only. Registers that no
 *		edge of the cycle needs may share one, whose entries then make
 *		no sense
 */
struct ordlab_track {
	const struct ordlab_code *code;
	void *cells;
	u32 offset[ORDLAB_MAX_LOCATIONS];
	struct ordlab_log *logs[ORDLAB_MAX_REGS + 1];
};

/**
 * ordlab_code_create_perpetual() - prepare a thread for a perpetual run
 * @view:	a verified program of which ordlab_cycle_find() says that it can
 *		run perpetually; must outlive the code
 * @facts:	what ordlab_verify() has found
 * @thread:	number of the thread
 *
 * In iteration n, from 0, store number s of the w stores of a location writes
 * n * w + s. An if is always entered, but depends on its condition.
 *
 * Context: may sleep.
 * Return: the code, or an ERR_PTR as that of ordlab_code_create().
 */
struct ordlab_code *ordlab_code_create_perpetual(const struct ordlab_view *view,
						 const struct ordlab_facts *facts,
						 unsigned int thread);

/**
 * ordlab_track_prepare() - before a chunk of a perpetual run
 * @track:	the thread
 * @preload:	what is to be done to its cells
 *
 * Context: process context.
 */
void ordlab_track_prepare(const struct ordlab_track *track,
			  enum ordlab_preload preload);

/**
 * ordlab_track_run() - run the iterations of a chunk of a perpetual run
 * @track:	the thread
 * @nr:		iterations
 *
 * Waits for nothing, and gives way to nobody.
 *
 * Context: process context.
 */
void ordlab_track_run(const struct ordlab_track *track, u32 nr);

/* Stands for an operation that is nothing: the loop that makes the calls */
#define ORDLAB_CALL_EMPTY	ORDLAB_NR_OPS

/**
 * ordlab_call_known() - whether a primitive can be called on its own
 * @op:		enum ordlab_op, or ORDLAB_CALL_EMPTY
 *
 * Return: false also when this kernel does not have it.
 */
bool ordlab_call_known(unsigned int op);

/**
 * ordlab_call_prepare() - prepare a cell for ordlab_call_loop()
 * @op:		enum ordlab_op
 * @cell:	as large as a spinlock and as a long, and aligned to 8
 */
void ordlab_call_prepare(unsigned int op, void *cell);

/**
 * ordlab_call_loop() - call a primitive again and again
 * @op:		one that ordlab_call_known()
 * @cell:	what it is called on; other CPUs may do the same
 * @n:		how often
 *
 * Context: any.
 */
void ordlab_call_loop(unsigned int op, void *cell, u32 n);

/**
 * ordlab_call_text() - the function that calls a primitive once
 * @op:		enum ordlab_op
 *
 * Return: its address, or NULL if there is none.
 */
const void *ordlab_call_text(unsigned int op);

/**
 * ordlab_code_text() - the function that runs iterations of a thread
 * @code:	the code
 *
 * Return: its address, or NULL for code that runs through the switch.
 */
const void *ordlab_code_text(const struct ordlab_code *code);

#endif /* ORDLAB_PRIMITIVES_H */
