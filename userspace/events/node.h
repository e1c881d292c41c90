/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The values of a path as a graph. A node is a constant, what an event reads, or
 * arithmetic on nodes that were there before: so a graph is walked by counting up
 * or down, each node once, however often it is an operand.
 */
#ifndef NODE_H
#define NODE_H

#include <stdbool.h>
#include <stdint.h>
#include "program/program.h"
#include "ir/value.h"

/* A register that nothing has written on this path */
#define NO_NODE		0xffff

/* Where there is no one read: none at all, or more than one */
#define NO_READ		0xffff
#define SEVERAL_READS	0xfffe

/**
 * enum node_kind - how a value comes about
 * @NODE_CONST:	it is a constant
 * @NODE_READ:	it is what an event reads
 * @NODE_ALU:	it is computed
 */
enum node_kind {
	NODE_CONST,
	NODE_READ,
	NODE_ALU,
};

/**
 * struct node - a value, made of nodes with lower numbers
 * @kind:	enum node_kind
 * @alu:	ALU: enum ordlab_alu
 * @type:	enum ordlab_type; READ: of the location; ALU: that it computes in
 * @a:		READ: number of the event; ALU: node of the first operand
 * @b:		ALU: node of the second operand, if there is one
 * @read:	the one read that it depends on: number of the event, or NO_READ or
 *		SEVERAL_READS; node_link() finds it
 * @blame:	ALU: the instruction, see value_blame()
 * @value:	CONST: the value
 */
struct node {
	uint8_t kind;
	uint8_t alu;
	uint8_t type;
	uint16_t a;
	uint16_t b;
	uint16_t read;
	uint32_t blame;
	struct value value;
};

/* Whether a node is computed, from @a alone or from @a and @b */
static inline bool node_has_a(const struct node *node)
{
	return node->kind == NODE_ALU;
}

static inline bool node_has_b(const struct node *node)
{
	return node->kind == NODE_ALU && ordlab_alus[node->alu].operands == 2;
}

/* What a node computes from the values of its operands */
static inline struct value node_compute(const struct node *node, struct value a,
					struct value b)
{
	struct value v = value_alu(node->type, node->alu, a, b);

	if (v.kind != VALUE_UNSPECIFIED)
		return v;
	/* The same operation on the same nodes gets the same number */
	return value_identify(v, (int64_t)node->blame << 40 |
			      (int64_t)node->alu << 32 |
			      (uint32_t)node->a << 16 | node->b, node->blame);
}

/**
 * node_fits() - whether a node has the same value when converted to a type
 * @node:	the node
 * @type:	enum ordlab_type
 */
bool node_fits(const struct node *node, unsigned int type);

/**
 * node_link() - find what a node depends on
 * @nodes:	the nodes of the path
 * @node:	one that is about to be added to them: its @read is set
 */
void node_link(const struct node *nodes, struct node *node);

/**
 * node_mark() - mark a node and all that it is made of
 * @nodes:	the nodes of a path
 * @node:	number of the node
 * @marks:	[@node + 1] is set where a node is one of them, else left alone
 *
 * Takes one step for each of the nodes up to @node.
 */
void node_mark(const struct node *nodes, uint16_t node, bool *marks);

/**
 * enum need - what a path needs of a value
 * @NEED_TRUE:		not 0
 * @NEED_FALSE:		0
 * @NEED_EQUAL:		equal to another value
 * @NEED_DIFFERENT:	not equal to another value
 * @NEED_ADDRESS:	a given address, since an access is there
 * @NEED_OTHER:		not that address
 * @NEED_WHOLE:		an address that is a whole number of the location's size
 *			away from the location
 * @NEED_PART:		an address that is not
 * @NEED_UNSPECIFIED:	no address, since it is unspecified
 * @NEED_INTEGER:	no address, so that whoever follows it faults
 */
enum need {
	NEED_TRUE,
	NEED_FALSE,
	NEED_EQUAL,
	NEED_DIFFERENT,
	NEED_ADDRESS,
	NEED_OTHER,
	NEED_WHOLE,
	NEED_PART,
	NEED_UNSPECIFIED,
	NEED_INTEGER,
};

/* Whether a need is about two values */
static inline bool need_compares(enum need need)
{
	return need == NEED_EQUAL || need == NEED_DIFFERENT ||
	       need == NEED_ADDRESS || need == NEED_OTHER;
}

/* Whether it lets two values be taken for one */
static inline bool need_equates(enum need need)
{
	return need == NEED_EQUAL || need == NEED_ADDRESS;
}

/**
 * struct constraint - what a path needs of values
 * @need:	enum need
 * @a:		node
 * @b:		node that it is compared with
 */
struct constraint {
	uint8_t need;
	uint16_t a;
	uint16_t b;
};

/**
 * constraint_read() - the one read that a constraint is about
 * @nodes:	the nodes of the path
 * @c:		one of its constraints
 *
 * Return: number of the event, or NO_READ or SEVERAL_READS.
 */
uint16_t constraint_read(const struct node *nodes, const struct constraint *c);

/**
 * constraint_met_if() - whether a constraint that is about one read is met
 * @nodes:	the nodes of the path
 * @c:		one of its constraints
 * @read:	the value that is read
 */
enum truth constraint_met_if(const struct node *nodes, const struct constraint *c,
			     struct value read);

/**
 * constraint_doubt() - what keeps a constraint that is about no read from an answer
 * @nodes:	the nodes of the path
 * @c:		one of its constraints: it may be met
 *
 * Return: the value that is unspecified.
 */
struct value constraint_doubt(const struct node *nodes,
			      const struct constraint *c);

/**
 * need_met() - whether values meet a need
 * @need:	what is needed
 * @a:		the value
 * @b:		the value that it is compared with, if there is one
 */
enum truth need_met(enum need need, struct value a, struct value b);

#endif /* NODE_H */
