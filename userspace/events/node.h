/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The values on a path, as a graph, and what the path needs of them.
 *
 * A path (path.h) leaves open which values its reads return. So values are nodes: a
 * node is a constant, the value that an event reads, or an operation on nodes with
 * lower numbers. A loop over the numbers therefore visits each node once, and its
 * operands before it. For example,
 *
 *	r0 = x; if (r0 + 1 == 2) y = r0;
 *
 * has, on the path through the body of the condition, the nodes
 *
 *	0: READ of event 0	1: CONST 1	2: ALU 0 + 1	3: CONST 2
 *	4: ALU 2 == 3
 *
 * and a *constraint*: node 4 must be true. The write to y writes node 0.
 */
#ifndef NODE_H
#define NODE_H

#include <stdbool.h>
#include <stdint.h>
#include "program/program.h"
#include "ir/value.h"

/* A register that nothing has written on this path */
#define NO_NODE		0xffff

/* Instead of the number of a read: the value depends on none, or on several */
#define NO_READ		0xffff
#define SEVERAL_READS	0xfffe

/**
 * enum node_kind - where a value comes from
 * @NODE_CONST:	it is a constant
 * @NODE_READ:	an event reads it
 * @NODE_ALU:	an operation computes it
 */
enum node_kind {
	NODE_CONST,
	NODE_READ,
	NODE_ALU,
};

/**
 * struct node - a value, computed from nodes with lower numbers
 * @kind:	enum node_kind
 * @alu:	ALU: enum ordlab_alu
 * @type:	enum ordlab_type; READ: of the location; ALU: that it computes in
 * @a:		READ: number of the event; ALU: node of the first operand
 * @b:		ALU: node of the second operand, if there is one
 * @read:	the only read that it depends on (number of the event), or NO_READ, or
 *		SEVERAL_READS; node_link() sets it
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

/* Whether @a, and whether @b, is an operand: a number of another node */
static inline bool node_has_a(const struct node *node)
{
	return node->kind == NODE_ALU;
}

static inline bool node_has_b(const struct node *node)
{
	return node->kind == NODE_ALU && ordlab_alus[node->alu].operands == 2;
}

/* The value of an ALU node, from the values of its operands */
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
 * node_link() - find which read a node depends on
 * @nodes:	the nodes of the path
 * @node:	a node that will be added to them: its @read is set
 */
void node_link(const struct node *nodes, struct node *node);

/**
 * node_mark() - mark a node and all nodes that it depends on
 * @nodes:	the nodes of a path
 * @node:	number of the node
 * @marks:	[@node + 1] set for these nodes, unchanged for the others
 */
void node_mark(const struct node *nodes, uint16_t node, bool *marks);

/**
 * enum need - what a path needs of a value
 * @NEED_TRUE:		not 0
 * @NEED_FALSE:		0
 * @NEED_EQUAL:		equal to another value
 * @NEED_DIFFERENT:	not equal to another value
 * @NEED_ADDRESS:	a given address, since the access goes there
 * @NEED_OTHER:		any value but that address
 * @NEED_WHOLE:		an address whose offset is a multiple of the location's size
 * @NEED_PART:		an address whose offset is not
 * @NEED_UNSPECIFIED:	an unspecified value
 * @NEED_INTEGER:	an integer, so that an access through it faults
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

/* Whether the need implies that two values are the same */
static inline bool need_equates(enum need need)
{
	return need == NEED_EQUAL || need == NEED_ADDRESS;
}

/**
 * struct constraint - what a path needs of a value, or of two
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
 * constraint_read() - the only read that a constraint depends on
 * @nodes:	the nodes of the path
 * @c:		one of its constraints
 *
 * Return: number of the event, or NO_READ or SEVERAL_READS.
 */
uint16_t constraint_read(const struct node *nodes, const struct constraint *c);

/**
 * constraint_met_if() - whether a constraint holds if its only read returns a value
 * @nodes:	the nodes of the path
 * @c:		one of its constraints, which depends on one read
 * @read:	the value that is read
 */
enum truth constraint_met_if(const struct node *nodes, const struct constraint *c,
			     struct value read);

/**
 * constraint_doubt() - why it is open whether a constraint holds
 * @nodes:	the nodes of the path
 * @c:		one of its constraints, which depends on no read, and whose truth is
 *		TRUTH_MAYBE
 *
 * Return: the unspecified value on which it depends.
 */
struct value constraint_doubt(const struct node *nodes,
			      const struct constraint *c);

/**
 * need_met() - whether a value is what a path needs
 * @need:	what is needed
 * @a:		the value
 * @b:		the value that it is compared with, if there is one
 */
enum truth need_met(enum need need, struct value a, struct value b);

#endif /* NODE_H */
