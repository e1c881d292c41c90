/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Values: what registers and locations hold in the executions of a model, and
 * what a test observes in the end. An address is no number: where locations lie
 * in memory is not for a test to see.
 */
#ifndef VALUE_H
#define VALUE_H

#include <stdbool.h>
#include <stdint.h>
#include "program.h"

/**
 * enum value_kind - what a value is
 * @VALUE_INT:		an integer
 * @VALUE_ADDRESS:	the address of a location
 * @VALUE_SYMBOL:	what nothing determines, since it is only ever copied in a
 *			circle (out of thin air). It equals itself alone, and is
 *			shown as "S0", "S1", ...
 */
enum value_kind {
	VALUE_INT,
	VALUE_ADDRESS,
	VALUE_SYMBOL,
};

/**
 * struct value - a value
 * @n:		INT: the integer
 * @kind:	enum value_kind
 * @of:		ADDRESS: number of the location; SYMBOL: number of the symbol
 *
 * What a kind does not use is 0, and there is no padding: values that are the
 * same are the same bytes.
 */
struct value {
	int64_t n;
	uint32_t kind;
	uint32_t of;
};

/* Words of a keyset's key that a value takes */
#define VALUE_WORDS	(sizeof(struct value) / sizeof(uint64_t))

static inline struct value value_int(int64_t n)
{
	return (struct value) { .n = n };
}

static inline struct value value_address(unsigned int loc)
{
	return (struct value) { .kind = VALUE_ADDRESS, .of = loc };
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

/* Whether a value is true as a condition of C */
static inline bool value_true(struct value v)
{
	return v.kind != VALUE_INT || v.n;
}

/**
 * value_compare() - an order of all values
 * @a:	a value
 * @b:	another one
 *
 * Integers come first, then addresses, then symbols.
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
 * value_of_operand() - the value of an operand that is a constant
 * @operand:	an integer or the address of a location
 */
struct value value_of_operand(const struct ordlab_operand *operand);

/* Bytes that the text of any value fits into */
#define VALUE_LEN	64

/**
 * value_text() - a value as text
 * @buf:	takes it: "1", "x" for the address of x, or "S0"; VALUE_LEN bytes
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
 */
struct value value_alu(unsigned int type, enum ordlab_alu alu, struct value a,
		       struct value b);

/**
 * value_cond() - whether an outcome meets a condition
 * @cond:	nodes of a verified condition or filter
 * @nr:		how many; 0 is true
 * @values:	value of each observed register and location
 */
bool value_cond(const struct ordlab_cond *cond, unsigned int nr,
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
