/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A thread, made ready to run: what the files of this room share.
 *
 *	primitives.c	calls the primitives: the switch, and the compiled loops
 *	code.c		makes the code of a thread
 *	pair.c		finds the compiled loop of a thread, if there is one
 *
 * For example, take the thread "WRITE_ONCE(*x, 1); r0 = READ_ONCE(*y);". pair.c
 * finds that it is a pair with nothing between its accesses, fills in a struct
 * pair_code (the locations x and y, the register r0, the value 1), and takes
 * the loop that was compiled for it. If there were a third access, code.c would
 * make a struct step of each instruction instead, and the switch would run
 * them.
 */
#ifndef ORDLAB_CODE_H
#define ORDLAB_CODE_H

#include <linux/types.h>

#include "compat.h"
#include "../primitives.h"
#include "walk.h"

/*
 * What a step does: an operation, and the type of cell that it is compiled for.
 * One that accesses no cell, or one with operations of its own, is an INT.
 */
#define STEP(op, type)	((op) * ORDLAB_NR_TYPES + ORDLAB_T_##type)
/* Whether a register holds an address, before a step that uses it as one */
#define STEP_CHECK	STEP(ORDLAB_NR_OPS, INT)

/*
 * The operands of a step are in one small array on the stack, its file. The
 * registers of the test come first, then these.
 */
enum {
	FILE_SINK = ORDLAB_MAX_REGS,	/* takes results that are unused */
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

/* What stands for them in the tables, beside those of enum ordlab_op */
enum {
	ORDLAB_WRITE_ONCE_RFI = ORDLAB_NR_OPS,
	ORDLAB_WRITE_ONCE_RFI_ACQUIRE,
	ORDLAB_SMP_STORE_RELEASE_RFI,
	ORDLAB_SMP_STORE_RELEASE_RFI_ACQUIRE,
};

enum between {
	BETWEEN_NOTHING,
	BETWEEN_SMP_MB,
	BETWEEN_SMP_RMB,
	BETWEEN_SMP_WMB,
	BETWEEN_BARRIER,
	BETWEEN_DATA,
	BETWEEN_DATA_ADD,
	BETWEEN_DATA_XOR,
	BETWEEN_CTRL_NE,
	BETWEEN_CTRL_EQ,
	BETWEEN_ADDR,
};

/**
 * struct pair_loop - the loops that were compiled for a pair
 * @first:	the first access
 * @between:	enum between
 * @second:	the second access
 * @loop:	its loop in a batch, or NULL
 * @track:	its loop in a perpetual run, or NULL
 */
struct pair_loop {
	u8 first;
	u8 between;
	u8 second;
	loop_fn loop;
	track_fn track;
};

/*
 * primitives.c: the loops that were compiled for one access, and for a pair in
 * a batch or in a perpetual run. Return: NULL if there is none.
 */
const struct pair_loop *code_single(unsigned int op);
const struct pair_loop *code_batch_pair(unsigned int first, int between,
					unsigned int second);
const struct pair_loop *code_perpetual_pair(unsigned int first, int between,
					    unsigned int second);

/* The switch as a loop, for a batch and for a perpetual run */
u32 code_run_switch(struct ordlab_lane *lane, u32 n, u32 last);
void code_track_switch(const struct ordlab_track *track, u32 nr);

/*
 * code.c: the locations that an instruction may access; 0 if it accesses none
 */
u32 code_insn_targets(const struct ordlab_facts *facts,
		      const struct ordlab_view *view, unsigned int i);

/* The type of an instruction's case, or -EINVAL if it has none */
int code_insn_type(const struct ordlab_view *view,
		   const struct ordlab_insn *insn, u32 targets);

/* Whether this kernel does not have a primitive, see compat.h */
bool code_is_missing(unsigned int op);

/*
 * pair.c: take the loop that was compiled for a thread, for a batch or for a
 * perpetual run. Return: false if there is none.
 */
bool code_use_pair(struct ordlab_code *code, const struct ordlab_view *view,
		   const struct ordlab_facts *facts, unsigned int t);
bool code_use_perpetual_pair(struct ordlab_code *code,
			     const struct ordlab_view *view,
			     const struct ordlab_facts *facts, unsigned int t);

#endif /* ORDLAB_CODE_H */
