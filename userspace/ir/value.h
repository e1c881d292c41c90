/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Values: what registers and locations hold in the executions of a model, and
 * what a test observes in the end.
 *
 * This header introduces the room ir: the values that programs compute (value.h,
 * address.h), and programs that differ a little from a given one (variant.h).
 *
 * A value is an integer, or the address of a location. An address is not a number,
 * since a litmus test leaves open where its locations lie in memory; address.h lists
 * what can be computed from addresses. Two more kinds are values that are not known:
 *
 *	r0 = x; y = r0;		P1: r1 = y; x = r1;
 *
 * If each thread reads what the other one wrote, the value of x depends on itself. No
 * instruction determines it: it is a *symbol*, S0. And with
 *
 *	r0 = &x < &y;
 *
 * r0 depends on the layout of memory: its value is *unspecified*. Each unspecified
 * value remembers the instruction that computed it, so that a message can name the
 * line. Two unspecified values are the same only if they have the same number.
 */
#ifndef VALUE_H
#define VALUE_H

#include <stdbool.h>
#include <stdint.h>
#include "program/program.h"

/**
 * enum value_kind - the kinds of values
 * @VALUE_INT:		an integer
 * @VALUE_ADDRESS:	the address of a location, plus some bytes
 * @VALUE_SYMBOL:	a value out of thin air: a cycle of reads and writes copies
 *			it, and nothing else determines it. It equals only itself,
 *			and is shown as "S0", "S1", ...
 * @VALUE_UNSPECIFIED:	a value that was computed from addresses and depends on
 *			where locations lie in memory
 */
enum value_kind {
	VALUE_INT,
	VALUE_ADDRESS,
	VALUE_SYMBOL,
	VALUE_UNSPECIFIED,
};

/**
 * struct value - a value
 * @n:		INT: the integer; ADDRESS: bytes from the location on; UNSPECIFIED:
 *		its number. In an execution, unspecified values with the same
 *		number are the same
 * @kind:	enum value_kind
 * @size:	ADDRESS: size of the location in bytes, which is also its alignment;
 *		else 0
 * @of:		ADDRESS: number of the location; SYMBOL: number of the symbol;
 *		UNSPECIFIED: the instruction that computed it, see value_blame()
 *
 * The structure has no padding, and members that a kind does not use are 0: so a
 * value can be a part of a keyset's key.
 */
struct value {
	int64_t n;
	uint16_t kind;
	uint16_t size;
	uint32_t of;
};

/* Words of a keyset's key that a value takes */
#define VALUE_WORDS	(sizeof(struct value) / sizeof(uint64_t))

static inline struct value value_int(int64_t n)
{
	return (struct value) { .n = n };
}

/* @size may be 1 if the caller never computes with the address */
static inline struct value value_address(unsigned int loc, unsigned int size)
{
	return (struct value) { .kind = VALUE_ADDRESS, .size = size, .of = loc };
}

static inline struct value value_symbol(unsigned int number)
{
	return (struct value) { .kind = VALUE_SYMBOL, .of = number };
}

static inline bool value_is_int(struct value v)
{
	return v.kind == VALUE_INT;
}

static inline bool value_is_address(struct value v)
{
	return v.kind == VALUE_ADDRESS;
}

static inline bool value_same(struct value a, struct value b)
{
	return a.n == b.n && a.kind == b.kind && a.of == b.of;
}

/* The instruction of a thread that made a value unspecified, as one number */
static inline uint32_t value_blame(unsigned int thread, unsigned int insn)
{
	return thread << 16 | insn;
}

#define BLAME_THREAD(blame)	((blame) >> 16)
#define BLAME_INSN(blame)	((blame) & 0xffff)

/*
 * A *fresh* value is an unspecified value that an operation has just made. It has no
 * number yet, and the operation does not know its instruction. The caller does, and
 * calls value_identify().
 */
#define FRESH		INT64_MIN
#define BLAME_HERE	UINT32_MAX

/* @from is an operand. If it is unspecified, the result blames the same instruction */
static inline struct value value_fresh(struct value from)
{
	return (struct value) {
		.n = FRESH, .kind = VALUE_UNSPECIFIED,
		.of = from.kind == VALUE_UNSPECIFIED ? from.of : BLAME_HERE,
	};
}

static inline bool value_is_fresh(struct value v)
{
	return v.kind == VALUE_UNSPECIFIED && v.n == FRESH;
}

/* Gives a fresh value its number, and the instruction that computed it */
static inline struct value value_identify(struct value v, int64_t n, uint32_t blame)
{
	if (value_is_fresh(v))
		v.n = n;
	if (v.kind == VALUE_UNSPECIFIED && v.of == BLAME_HERE)
		v.of = blame;
	return v;
}

/**
 * enum truth - an answer
 * @TRUTH_NO:		no
 * @TRUTH_YES:		yes
 * @TRUTH_MAYBE:	it depends on a value that is unspecified
 */
enum truth {
	TRUTH_NO,
	TRUTH_YES,
	TRUTH_MAYBE,
};

static inline enum truth truth_not(enum truth t)
{
	return t == TRUTH_MAYBE ? t : t == TRUTH_NO ? TRUTH_YES : TRUTH_NO;
}

/* Whether a value is true where C expects a condition */
static inline enum truth value_truth(struct value v)
{
	return v.kind == VALUE_UNSPECIFIED ? TRUTH_MAYBE :
	       v.kind != VALUE_INT || v.n ? TRUTH_YES : TRUTH_NO;
}

/* Whether two values are equal */
static inline enum truth value_equal(struct value a, struct value b)
{
	if (value_same(a, b) && !value_is_fresh(a))
		return TRUTH_YES;
	return a.kind == VALUE_UNSPECIFIED || b.kind == VALUE_UNSPECIFIED ?
		TRUTH_MAYBE : TRUTH_NO;
}

/**
 * value_compare() - compare two values, for sorting
 * @a:	a value
 * @b:	another one
 *
 * Integers sort before addresses, and addresses before the other kinds.
 *
 * Return: less than, equal to or greater than 0, as of strcmp().
 */
static inline int value_compare(struct value a, struct value b)
{
	if (a.kind != b.kind)
		return a.kind < b.kind ? -1 : 1;
	if (a.of != b.of)
		return a.of < b.of ? -1 : 1;
	return a.n < b.n ? -1 : a.n > b.n;
}

/**
 * value_size() - size and alignment of a location, in bytes
 * @type:	enum ordlab_type
 */
unsigned int value_size(unsigned int type);

/* The type that a read-modify-write computes in. A pointer counts in bytes there */
static inline unsigned int value_rmw_type(unsigned int type)
{
	return type == ORDLAB_T_PTR ? ORDLAB_T_ULONG : type;
}

/**
 * value_of_operand() - the value of an operand that is a constant
 * @view:	the program
 * @operand:	an integer or the address of a location
 */
struct value value_of_operand(const struct ordlab_view *view,
			      const struct ordlab_operand *operand);

/* Bytes that the text of any value needs at most */
#define VALUE_LEN	64

/**
 * value_text() - a value as text
 * @buf:	[VALUE_LEN] gets the text: "1", "x" for the address of x, "x+1", "S0",
 *		or "?" if the value is unspecified
 * @v:		the value
 * @name:	ADDRESS: name of the location; else ignored
 *
 * Return: @buf.
 */
char *value_text(char *buf, struct value v, const char *name);

/**
 * value_alu() - what an arithmetic instruction computes
 * @type:	enum ordlab_type that it computes in; it truncates integers, and
 *		leaves addresses whole
 * @alu:	the operation
 * @a:		first operand
 * @b:		second operand; ignored by operations of one operand
 *
 * Return: the result; if it is unspecified, it may be a fresh one.
 */
struct value value_alu(unsigned int type, enum ordlab_alu alu, struct value a,
		       struct value b);

/**
 * value_cond() - whether an outcome satisfies a condition
 * @cond:	nodes of a verified condition or filter
 * @nr:		how many; 0 is true
 * @values:	value of each observed register and location
 *
 * Return: TRUTH_MAYBE if the answer depends on unspecified values.
 */
enum truth value_cond(const struct ordlab_cond *cond, unsigned int nr,
		const struct value *values);

/**
 * cond_terms() - equations that every outcome satisfies that satisfies a condition
 * @nodes:	nodes of a verified condition or filter
 * @nr_nodes:	how many
 * @terms:	[@nr_nodes] gets the nodes "register or location equals this value"
 *		that are operands of the condition's outermost conjunction
 *
 * For "0:r0=1 /\ (x=1 \/ y=1)", that is 0:r0=1 alone.
 *
 * Return: how many terms there are.
 */
unsigned int cond_terms(const struct ordlab_cond *nodes, unsigned int nr_nodes,
			const struct ordlab_cond **terms);

#endif /* VALUE_H */
