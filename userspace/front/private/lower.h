/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From syntax tree to program: what the files lower*.c share.
 *
 *	lower.c		calls the others, from initial state to verified program
 *	lower-code.c	statements and expressions to instructions
 *	lower-loops.c	loops: their turns are laid out one after another
 *	lower-typing.c	the types of expressions and registers
 *	lower-regs.c	names of registers; packing them into few
 *	lower-types.c	locations: their types, and which addresses they may hold
 *	lower-final.c	condition, filter and locations
 *	lower-arrays.c	arrays, element by element
 *	lower-herd.c	dependencies that herd7 adds or leaves out
 *
 * Every call of a macro, every plain access and every operator becomes one
 * instruction, in the order of the text, because the models read dependencies off the
 * program. No instruction is merged, moved or left out; only operations on two
 * constants are computed here. A conversion that may change a value is an instruction
 * too. Its result is a temporary, and it changes no dependency.
 *
 * For example, "if (READ_ONCE(*x) == 1) WRITE_ONCE(*y, r0 + 2);" becomes
 *
 *	0	t0 = READ_ONCE(x)
 *	1	t1 = t0 == 1
 *	2	branch to 5 unless t1
 *	3	t2 = r0 + 2
 *	4	WRITE_ONCE(y, t2)
 *
 * While a thread is lowered it has as many registers as it needs (struct reg). At the
 * end lower-regs.c packs them into the few that a program has.
 */
#ifndef LOWER_H
#define LOWER_H

#include "syntax.h"

/* Names in one thread; a program has far fewer registers */
#define MAX_NAMES	512
#define NONE		(-1)

/* Like struct ordlab_operand, with room for more registers */
struct operand {
	enum ordlab_operand_kind kind;
	unsigned int index;
	long long imm;
};

/* Like struct ordlab_insn */
struct insn {
	enum ordlab_op op;
	enum ordlab_alu alu;
	enum ordlab_type type;
	int dst;
	unsigned int target;
	struct operand addr;
	struct operand val[2];
	struct pos pos;
};

/**
 * struct reg - a register before they are packed
 * @name:	as it is written; NULL for a temporary
 * @pos:	where it is first named
 * @location:	the parameter that it shadows, or NONE
 * @declared:	the type it is declared as: enum ordlab_type, or NONE
 * @bytes:	it is declared as a pointer to char or void
 * @pointee:	it is declared as a pointer to this integer type, not int; or NONE
 * @inferred:	a type that holds all that is assigned to it, or NONE
 * @used:	some instruction or condition names it
 * @observed:	its final value is
 * @last:	the last instruction that names it, plus one
 * @packed:	its number in the program, or NONE
 * @holds:	locations whose address it may hold
 */
struct reg {
	const char *name;
	struct pos pos;
	int location;
	int declared;
	bool bytes;
	int pointee;
	int inferred;
	bool used;
	bool observed;
	unsigned int last;
	int packed;
	__u32 holds;
};

/**
 * struct code - a thread while it is built
 * @thread:	where it comes from
 * @insns:	[@nr_insns] its instructions
 * @regs:	[@nr_regs] its registers; the @nr_named first ones have names
 * @nr_packed:	how many of them there are in the program
 * @names:	and their names
 * @params:	[@nr_params] names of its parameters
 * @locations:	[@nr_params] and the locations that they are the addresses of
 * @flow:	which registers are constant at the next instruction; NULL: no loop yet
 */
struct code {
	struct thread *thread;
	struct insn *insns;
	unsigned int nr_insns;
	struct reg *regs;
	unsigned int nr_regs;
	unsigned int nr_named;
	unsigned int nr_packed;
	char names[ORDLAB_MAX_REGS][ORDLAB_IDENT_LEN];
	const char *params[ORDLAB_MAX_LOCATIONS];
	__u8 locations[ORDLAB_MAX_LOCATIONS];
	unsigned int nr_params;
	struct flow *flow;
};

/* What is done with a location */
enum use {
	USE_ATOMIC,	/* atomic_*() */
	USE_POINTER,	/* rcu_dereference(), rcu_assign_pointer() */
	USE_LOCK,	/* spin_*() */
	USE_SRCU,	/* srcu_*() */
	USE_DATA,	/* anything else */
	NR_USES,
};

/**
 * struct location - a location while the test is read
 * @name:	its name
 * @pos:	where it is first named
 * @type:	what its declarations agree on: enum ordlab_type, or NONE
 * @init:	its initial value
 * @initial:	where that was given; line 0 if it was not
 * @array:	the first element of the array that it is an element of
 * @element:	which element it is, from 0
 * @elements:	how many there are; 0 if it is of no array
 * @holds:	locations whose address it may hold
 * @uses:	what is done with it: bit enum use
 * @where:	the first place of each use
 */
struct location {
	const char *name;
	struct pos pos;
	int type;
	struct operand init;
	struct pos initial;
	unsigned int array;
	unsigned int element;
	unsigned int elements;
	__u32 holds;
	unsigned int uses;
	struct pos where[NR_USES];
};

/*
 * An observed value while the test is read: a location if thread is NONE. A value that
 * only the filter names is not shown.
 */
struct observed {
	int thread;
	unsigned int index;
	bool shown;
	struct pos pos;
};

/* An integer of the condition as it is written */
struct constant {
	enum ordlab_type type;
	struct pos pos;
};

/**
 * struct herd - where an expression stands, see lower-herd.c
 * @condition:	in a condition
 * @stored:	in the operand of a store, with nothing but arithmetic between
 * @dropped:	[@nr_dropped] registers that a primitive in the condition takes, but
 *		that its result does not depend on
 */
struct herd {
	bool condition;
	bool stored;
	unsigned int dropped[16];
	unsigned int nr_dropped;
};

/**
 * struct lower - a test while it is lowered
 * @syntax:	its syntax tree
 * @options:	how to read it
 * @constants:	[ORDLAB_MAX_COND] beside @cond
 * @full:	a table is full; errors that follow from that are not reported
 * @changed:	this pass has changed the type of some register
 * @pass:	number of the pass over the types, see lower-typing.c
 * @filtering:	the filter is being read
 * @herd:	where the expression stands that is being lowered
 * @code:	the thread that instructions are added to
 */
struct lower {
	struct syntax *syntax;
	const struct litmus_options *options;
	struct location locations[ORDLAB_MAX_LOCATIONS];
	unsigned int nr_locations;
	struct code codes[ORDLAB_MAX_THREADS];
	unsigned int nr_codes;
	struct observed observed[ORDLAB_MAX_OBSERVED];
	unsigned int nr_observed;
	struct ordlab_cond cond[ORDLAB_MAX_COND];
	struct constant constants[ORDLAB_MAX_COND];
	unsigned int nr_cond;
	unsigned int nr_filter;
	unsigned int nr_insns;
	bool full;
	bool changed;
	unsigned int pass;
	bool filtering;
	struct herd herd;
	struct code *code;
};

#define error(lower, pos, ...)	syntax_error((lower)->syntax, pos, __VA_ARGS__)
#define warn(lower, pos, ...)	syntax_warn((lower)->syntax, pos, __VA_ARGS__)

static inline struct operand imm(long long value)
{
	return (struct operand){ .kind = ORDLAB_OPERAND_IMM, .imm = value };
}

static inline struct operand reg(unsigned int index)
{
	return (struct operand){ .kind = ORDLAB_OPERAND_REG, .index = index };
}

static inline struct operand loc(unsigned int index)
{
	return (struct operand){ .kind = ORDLAB_OPERAND_LOC, .index = index };
}

/* lower-code.c */

/* Instructions for statements */
void lower_statements(struct lower *lower, struct list *statements);

/*
 * Assign @value, whose type is @typing, to register @into: convert it to the type of the
 * register, and copy it if it is not there already
 */
void lower_set_reg(struct lower *lower, struct pos pos, struct operand value,
		   const struct typing *typing, int into);

/* The next instruction of the thread, to be filled in */
struct insn *lower_emit(struct lower *lower, struct pos pos, enum ordlab_op op);

/* A jump; lower_here() sets its target to the next instruction */
unsigned int lower_jump(struct lower *lower, struct pos pos, enum ordlab_op op,
			struct operand unless);
void lower_here(struct lower *lower, unsigned int jump);

/* Instructions for the value of an expression */
struct operand lower_value(struct lower *lower, struct expr *expr);

/* The result of an operation */
struct operand lower_alu(struct lower *lower, struct pos pos, enum ordlab_alu alu,
			 enum ordlab_type type, struct operand a, struct operand b);

/* lower-herd.c */

/* A primitive takes @operand, but its result does not depend on it */
void lower_herd_drops(struct lower *lower, const struct operand *operand);

/* The same for the operands of a primitive */
void lower_herd_operands(struct lower *lower, const struct ordlab_op_info *op,
			 const struct operand *addr, const struct operand *val);

/* Instructions for the value of a condition */
struct operand lower_herd_condition(struct lower *lower, struct expr *expr);

/* A primitive has left its result in @temp */
void lower_herd_result(struct lower *lower, struct pos pos,
		       const struct ordlab_op_info *op,
		       const struct operand *val, struct operand temp);

/* lower-loops.c */

/* Instructions for the turns of a loop, see LIMIT_TURNS */
void lower_loop(struct lower *lower, const struct stmt *stmt);

/* Forget what is known of the constants of a thread */
void lower_flow_free(struct code *code);

/* lower-typing.c */

/* The enum ordlab_type that is written as @type with @stars; NONE for void */
int lower_type(const struct ctype *type, unsigned int stars);

/* The type in which C computes an operation on operands of types @a and @b */
enum ordlab_type lower_alu_type(enum ordlab_alu alu, enum ordlab_type a,
				enum ordlab_type b);

/*
 * The same for a binary expression. A sum or difference is pointer arithmetic only where
 * it is in C; an integer that holds an address counts in bytes
 */
enum ordlab_type lower_binary_type(struct lower *lower, const struct expr *expr);

/*
 * How many bytes 1 is in arithmetic on a pointer to another type than that of its
 * location, as in (short *)x + 1; 0 for any other expression
 */
unsigned int lower_step(struct lower *lower, const struct expr *expr);

/* Refuse an access through such a pointer: it is of another size or type */
void lower_check_access(struct lower *lower, struct expr *address);

/* What is known of an expression in the thread that is lowered */
const struct typing *lower_typing(struct lower *lower, struct expr *expr);

/* Whether conversion to @type changes none of the values that an expression may have */
bool lower_fits(const struct typing *typing, enum ordlab_type type);

/* The type of a register: a value that is assigned to it is converted to this type */
enum ordlab_type lower_reg_type(const struct reg *reg);

/* A register is declared as @ctype */
void lower_declare_reg(struct lower *lower, struct reg *reg,
		       const struct ctype *ctype);

/* Find types for registers that are not declared */
void lower_infer_regs(struct lower *lower);

/* lower-regs.c */

/* The register that has a name, or NONE */
int lower_find_reg(const struct code *code, const char *name);

/* The same, made if there is none; NONE if there are too many names */
int lower_reg(struct lower *lower, struct code *code, struct pos pos,
	      const char *name);

/* A register without a name */
unsigned int lower_temp(struct lower *lower, struct pos pos);

/* The location that a parameter is the address of, or NONE */
int lower_find_param(const struct code *code, const char *name);

/* Registers for all that is declared or assigned in @statements */
void lower_find_regs(struct lower *lower, struct code *code,
		     struct list *statements);

/*
 * In herd7 every register is 0 at first. Set those to 0 that a thread may read before
 * it writes them
 */
void lower_zero_regs(struct lower *lower);

/* Pack the registers of a thread into those that a program has */
void lower_pack_regs(struct lower *lower, unsigned int thread);

/* lower-types.c */

/* Whether a name is short enough; reports an error if not */
bool lower_name_fits(struct lower *lower, struct pos pos, const char *name);

/* The location that has a name, or NONE */
int lower_find_location(struct lower *lower, const char *name);

/* The same, made if there is none; NONE if there are too many */
int lower_location(struct lower *lower, struct pos pos, const char *name);

/* Whether a program can have values of a type; reports an error if not */
bool lower_type_exists(struct lower *lower, const struct ctype *type);

/* What messages call a type */
const char *lower_type_name(enum ordlab_type type);

/*
 * A declaration says that location @l is of type @new. The initial state and every
 * thread may declare it, and may disagree: herd7 has no types, so that tests are often
 * careless with them.
 */
void lower_declare(struct lower *lower, struct pos pos, int l, int new);

/* Find a type for each location, from its declarations and from how it is used */
void lower_types(struct lower *lower);

/*
 * A constant is converted to a type: warn if its value changes in a way that the author
 * cannot have meant. @what: NULL, or the name of the location or register
 */
void lower_warn_constant(struct lower *lower, struct pos pos, long long value,
			 enum ordlab_type type, const char *what);

/* The same for constants that are stored */
void lower_check_constants(struct lower *lower);

/* lower-arrays.c */

/*
 * The locations of an array that the initial state declares. Return: the first
 * one, or NONE.
 */
int lower_array(struct lower *lower, const struct initial *initial, int type);

/* Element number @i of the array whose first one is location @first, or NONE */
int lower_element(struct lower *lower, int first, unsigned int i);

/*
 * Whether @a @alu @b moves from the address of one element of an array to another one.
 * Then @out takes the address of that element, or an error was reported.
 */
bool lower_index(struct lower *lower, struct pos pos, enum ordlab_alu alu,
		 const struct operand *a, const struct operand *b,
		 struct operand *out);

/* All elements of an array have the same type, uses and addresses */
void lower_arrays(struct lower *lower);

/* Refuse arithmetic on a register that may hold the address of an element */
void lower_no_steps(struct lower *lower, struct pos pos, __u32 holds);

/* lower-unknown.c */

/* Report that the macro of the call @expr does not exist, and what to use instead */
void lower_unknown_macro(struct lower *lower, const struct expr *expr);

/* lower-final.c */

/* Lower the condition and the filter; observe what they and the locations clause name */
void lower_final(struct lower *lower);

/* Convert constants in conditions to the type that they are compared in */
void lower_final_types(struct lower *lower);

#endif /* LOWER_H */
