/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Values: what registers and locations hold in the executions of a model, and
 * what a test observes in the end. An address is no number: where locations lie
 * in memory is not for a test to see. See address.h for what may be computed with
 * one.
 */
#ifndef VALUE_H
#define VALUE_H

#include <stdbool.h>
#include <stdint.h>
#include "program/program.h"

/**
 * enum value_kind - what a value is
 * @VALUE_INT:		an integer
 * @VALUE_ADDRESS:	the address of a location, plus some bytes
 * @VALUE_SYMBOL:	what nothing determines, since it is only ever copied in a
 *			circle (out of thin air). It equals itself alone, and is
 *			shown as "S0", "S1", ...
 * @VALUE_UNSPECIFIED:	what is computed from addresses, and depends on where
 *			locations lie in memory
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
 *		which one it is. In an execution, those that have the same number
 *		are the same
 * @kind:	enum value_kind
 * @size:	ADDRESS: bytes of the location, which is aligned to them; else 0
 * @of:		ADDRESS: number of the location; SYMBOL: number of the symbol;
 *		UNSPECIFIED: the instruction that is to blame, see value_blame()
 *
 * There is no padding, and what a kind does not use is 0.
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

/* @size is 1 where it makes no difference */
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

/* Who is to blame for an unspecified value: an instruction of a thread */
static inline uint32_t value_blame(unsigned int thread, unsigned int insn)
{
	return thread << 16 | insn;
}

#define BLAME_THREAD(blame)	((blame) >> 16)
#define BLAME_INSN(blame)	((blame) & 0xffff)

/*
 * A fresh value is one that an operation has just made: whoever knows which
 * instruction that was puts value_settle() in its place.
 */
#define FRESH		INT64_MIN
#define BLAME_HERE	UINT32_MAX

/* @from is an operand: where it is unspecified, so is the result, and it is to blame */
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

static inline struct value value_settle(struct value v, int64_t n, uint32_t blame)
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

/* Whether a value is true as a condition of C */
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
 * value_compare() - an order of all values
 * @a:	a value
 * @b:	another one
 *
 * Integers come first, then addresses, then the others.
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
 * value_size() - how many bytes a location has, and is aligned to
 * @type:	enum ordlab_type
 */
unsigned int value_size(unsigned int type);

/* The type that a read-modify-write computes in: on what a pointer holds, bytes */
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

/* Bytes that the text of any value fits into */
#define VALUE_LEN	64

/**
 * value_text() - a value as text
 * @buf:	takes it: "1", "x" for the address of x, "x+1", "S0", or "?" where
 *		it is unspecified; VALUE_LEN bytes
 * @v:		the value
 * @name:	ADDRESS: name of the location; else ignored
 *
 * Return: @buf.
 */
char *value_text(char *buf, struct value v, const char *name);

/**
 * value_alu() - what an arithmetic instruction computes
 * @type:	enum ordlab_type that it computes in; no type cuts an address off
 * @alu:	the operation
 * @a:		first operand
 * @b:		second operand; ignored by operations of one operand
 *
 * Return: the result; if it is unspecified, it may be a fresh one.
 */
struct value value_alu(unsigned int type, enum ordlab_alu alu, struct value a,
		       struct value b);

/**
 * value_cond() - whether an outcome meets a condition
 * @cond:	nodes of a verified condition or filter
 * @nr:		how many; 0 is true
 * @values:	value of each observed register and location
 *
 * Return: MAYBE if that depends on values that are unspecified.
 */
enum truth value_cond(const struct ordlab_cond *cond, unsigned int nr,
		const struct value *values);

/**
 * cond_terms() - the terms that an outcome must meet to meet a condition
 * @nodes:	nodes of a verified condition or filter
 * @nr_nodes:	how many
 * @terms:	[@nr_nodes] takes "register or location is this value", of which the
 *		condition is a conjunction, perhaps with more than that
 *
 * Return: how many there are.
 */
unsigned int cond_terms(const struct ordlab_cond *nodes, unsigned int nr_nodes,
			const struct ordlab_cond **terms);

#endif /* VALUE_H */
