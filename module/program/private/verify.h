/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How a program is verified: what the files verify*.c share.
 *
 * Verification looks at every byte of a program before it runs. Each file does
 * a part of it:
 *
 *	verify-form.c	the header, the tables, and each instruction by itself
 *	verify-paths.c	every path of every thread
 *	verify-values.c	what a register may hold on a path
 *	verify-locks.c	which locks and readers a thread holds on a path
 *	verify.c	all of it in order, and the text of a refusal
 *
 * Branches only go forward, so one sweep over a thread, in the order of its
 * instructions, sees all paths. A struct state says what is known before an
 * instruction. Where two paths meet, their states are joined if they hold the
 * same locks and readers; otherwise both are followed, side by side. What a
 * pointer in memory may hold depends on all threads; so the sweeps are repeated
 * until memory no longer grows.
 *
 * For example, this thread has two paths. x is an int and p a pointer, 0 at
 * first:
 *
 *	0  r0 = READ_ONCE(*p);		r0: 0, or an address that is stored to p
 *	1  if (!r0) goto 3;		at 2: not 0; at 3: 0
 *	2  r1 = READ_ONCE(*r0);		needs an address: r0 is none but those
 *	3				r0 and r1 are joined: r1 may be unwritten
 *
 * In the first sweep nothing has been stored to p yet, so no path leads to
 * instruction 2. If another thread stores the address of x to p, memory has
 * grown at the end of that sweep. The second sweep visits instruction 2, and
 * finds that it accesses x. Memory has not grown this time: the program is
 * accepted, and facts->targets of instruction 2 is x.
 *
 * A state never says less of a register than what it may hold on the machine.
 * The module relies on that for three things: memory safety; that no program
 * learns an address of the kernel (no arithmetic makes an integer of one); and
 * that every lock and reader ends.
 */
#ifndef ORDLAB_VERIFY_H
#define ORDLAB_VERIFY_H

#include "../program.h"

#define MAX_STATES	64		/* followed side by side in a thread */
#define MAX_HELD	16		/* locks and readers at a time */

/* What an integer may be */
#define MAY_BE_ZERO	0x01
#define MAY_BE_OTHER	0x02
#define ANY_INT		(MAY_BE_ZERO | MAY_BE_OTHER)
#define ANY_BITS	0xffffffffU

/**
 * struct value - what a register or a location may hold
 * @locs:	locations (bit l) that it may be the address of
 * @ints:	MAY_BE_ZERO, MAY_BE_OTHER: which integers it may be
 * @type:	they are of this type: enum ordlab_type, PTR for any
 * @bits:	bits that may be set in them; bit 31 stands for all from there
 *		on, and is never alone
 * @exact:	it is the integer @imm and nothing else
 * @imm:	see @exact
 * @token:	1 + number of the instruction that made it the index of an SRCU
 *		reader; else 0
 * @cmp:	1 + register that this value is a comparison of; else 0. It is
 *		not 0 if that register equals @cmp_with, else 0; with @cmp_ne,
 *		the other way round
 * @cmp_ne:	see @cmp
 * @cmp_loc:	@cmp_with is the number of a location, not an integer
 * @cmp_with:	see @cmp
 */
struct value {
	__u32 locs;
	__u32 bits;
	__s32 imm;
	__u8 ints;
	__u8 type;
	bool exact;
	__u16 token;
	__u8 cmp;
	bool cmp_ne;
	bool cmp_loc;
	__s32 cmp_with;
};

/**
 * struct held - a lock held or a reader begun
 * @object:	enum ordlab_object
 * @op:		enum ordlab_op
 * @location:	the lock or domain; 0 for RCU
 * @insn:	instruction that did it
 */
struct held {
	__u8 object;
	__u8 op;
	__u16 location;
	__u16 insn;
};

/**
 * struct state - what is known when an instruction is about to run
 * @insn:	number of the instruction in its thread
 * @written:	registers (bit r) that hold a value
 * @nr_held:	how many of @held
 * @held:	in the order of taking
 * @regs:	the registers
 */
struct state {
	__u16 insn;
	__u16 written;
	__u16 nr_held;
	struct held held[MAX_HELD];
	struct value regs[ORDLAB_MAX_REGS];
};

/**
 * struct wait - who waits for a lock or domain while holding another
 * @threads:	those that do (bit t)
 * @thread:	one of them
 * @insn:	where it does
 */
struct wait {
	__u32 threads;
	__u16 thread;
	__u16 insn;
};

/**
 * struct ordlab_verifier - room to work in
 * @view:	the program
 * @facts:	what is being found out
 * @thread:	thread that is swept
 * @steps:	instructions looked at so far
 * @grown:	this sweep has found that memory may hold more
 * @memory:	what the locations may hold
 * @hasty:	memory has grown often, and shall not grow by bits any more
 * @waits:	[held][waited for], by location
 * @nr_pending:	how many of @pending
 * @pending:	states that are yet to be followed
 * @now:	the state that is followed
 * @other:	its copy for the other way out of a branch
 */
struct ordlab_verifier {
	struct ordlab_view view;
	struct ordlab_facts *facts;
	unsigned int thread;
	unsigned int steps;
	bool grown;
	bool hasty;
	struct value memory[ORDLAB_MAX_LOCATIONS];
	struct wait waits[ORDLAB_MAX_LOCATIONS][ORDLAB_MAX_LOCATIONS];
	unsigned int nr_pending;
	struct state pending[MAX_STATES];
	struct state now;
	struct state other;
};

/* Note why the program is refused, and where. Return: -1 */
int verify_refuse(struct ordlab_facts *facts, enum ordlab_reason reason,
		  int thread, int insn);

/* Whether a set of bits has exactly one */
static inline bool is_one(__u32 mask)
{
	return mask && !(mask & (mask - 1));
}

/*
 * verify-form.c. The header says how large the tables are; it is checked before
 * a view of them is made. Return: 0, or -1 with the reason in @facts.
 */
int verify_header(const struct ordlab_program *prog, size_t size,
		  struct ordlab_facts *facts);
int verify_form(const struct ordlab_view *view, struct ordlab_facts *facts);

/* verify-paths.c. Return: 0, or -1 with the reason in v->facts. */
int verify_paths(struct ordlab_verifier *v);

/* verify-values.c: what a value may be */

/* Any integer; integers that have only bits of @bits; one integer */
struct value verify_any(void);
struct value verify_bits(__u64 bits);
struct value verify_imm(__s64 imm);

/*
 * What a value becomes in a type: an integer, or an address that has room there
 */
struct value verify_convert(unsigned int type, const struct value *value);

/* What arithmetic makes of integers, in a type */
struct value verify_arithmetic(unsigned int type, unsigned int alu,
			       const struct value *a, const struct value *b);

/* Add to @into what @from may hold. Return: true if that is more */
bool verify_join(struct value *into, const struct value *from);

/* The value of an operand; ORDLAB_R_UNWRITTEN for a register without one */
enum ordlab_reason verify_operand(const struct state *state,
				  const struct ordlab_operand *operand,
				  struct value *value);

/* A register, or ORDLAB_NO_REG, takes a value */
void verify_write(struct state *state, unsigned int reg,
		  const struct value *value);

/* Follow an instruction that computes */
enum ordlab_reason verify_alu(struct state *state,
			      const struct ordlab_insn *insn);

/*
 * Narrow a state down to the paths on which an operand is zero, or on which it
 * is not. Return: false if there are none.
 */
bool verify_assume(struct state *state, const struct ordlab_operand *operand,
		   bool zero);

/* verify-locks.c: what a thread holds */

/* Hold entry @i of state->held no more */
void verify_release(struct state *state, unsigned int i);

/* Follow an instruction that works on a lock, on SRCU, or on RCU */
enum ordlab_reason verify_lock(struct ordlab_verifier *v, struct state *state,
			       const struct ordlab_insn *insn,
			       unsigned int location);
enum ordlab_reason verify_srcu(struct ordlab_verifier *v, struct state *state,
			       const struct ordlab_insn *insn,
			       unsigned int location);
enum ordlab_reason verify_rcu(struct state *state,
			      const struct ordlab_insn *insn);

/* Whether two paths hold the same */
bool verify_same_held(const struct state *a, const struct state *b);

/*
 * Whether a thread may end like this; if not, state->insn is where it took it
 */
enum ordlab_reason verify_end(struct state *state);

/* Whether threads may wait for one another. Return: as verify_paths() */
int verify_deadlock(struct ordlab_verifier *v);

#endif /* ORDLAB_VERIFY_H */
