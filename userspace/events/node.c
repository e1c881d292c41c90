// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include "events/node.h"
#include "lib/util.h"

bool node_fits(const struct node *node, unsigned int type)
{
	if (node->kind == NODE_CONST)
		return value_same(node->value,
				  value_alu(type, ORDLAB_A_MOV, node->value,
					    node->value));
	return ordlab_is_within(node->kind == NODE_ALU &&
				ordlab_is_truth(node->alu) ? ORDLAB_T_BOOL :
				node->type, type);
}

static uint16_t join_reads(uint16_t a, uint16_t b)
{
	if (a == NO_READ || a == b)
		return b;
	return b == NO_READ ? a : SEVERAL_READS;
}

void node_link(const struct node *nodes, struct node *node)
{
	node->read = node->kind == NODE_READ ? node->a : NO_READ;
	if (node_has_a(node))
		node->read = nodes[node->a].read;
	if (node_has_b(node))
		node->read = join_reads(node->read, nodes[node->b].read);
}

void node_mark(const struct node *nodes, uint16_t node, bool *marks)
{
	marks[node] = true;
	for (unsigned int i = node + 1; i-- > 0;) {
		if (!marks[i])
			continue;
		if (node_has_a(&nodes[i]))
			marks[nodes[i].a] = true;
		if (node_has_b(&nodes[i]))
			marks[nodes[i].b] = true;
	}
}

/* The value of a CONST or READ node, if its read returns @read */
static struct value leaf_if(const struct node *node, struct value read)
{
	return node->kind == NODE_CONST ? node->value : read;
}

/* The value of a node that depends on one read, if that returns @read */
static struct value value_if(const struct node *nodes, uint16_t node,
			     struct value read)
{
	const struct node *n = &nodes[node];
	struct value *values, value;
	bool *marks;

	if (!node_has_a(n))
		return leaf_if(n, read);
	/* Fast path: most nodes are one operation */
	if (!node_has_a(&nodes[n->a]) &&
	    !(node_has_b(n) && node_has_a(&nodes[n->b])))
		return node_compute(n, leaf_if(&nodes[n->a], read),
				    node_has_b(n) ? leaf_if(&nodes[n->b], read) :
				    value_int(0));
	marks = xcalloc(node + 1, sizeof(*marks));
	values = xcalloc(node + 1, sizeof(*values));
	node_mark(nodes, node, marks);
	for (unsigned int i = 0; i <= node; i++) {
		if (!marks[i])
			continue;
		n = &nodes[i];
		values[i] = !node_has_a(n) ? leaf_if(n, read) :
			node_compute(n, values[n->a],
				     node_has_b(n) ? values[n->b] : value_int(0));
	}
	value = values[node];
	free(marks);
	free(values);
	return value;
}

static enum truth truth_of(bool yes)
{
	return yes ? TRUTH_YES : TRUTH_NO;
}

enum truth need_met(enum need need, struct value a, struct value b)
{
	switch (need) {
	case NEED_TRUE:
		return value_truth(a);
	case NEED_FALSE:
		return truth_not(value_truth(a));
	case NEED_EQUAL:
		return value_equal(a, b);
	case NEED_DIFFERENT:
		return truth_not(value_equal(a, b));
	case NEED_ADDRESS:
		return truth_of(value_same(a, b));
	case NEED_OTHER:
		return truth_of(!value_same(a, b));
	case NEED_WHOLE:
		return truth_of(value_is_address(a) && a.n % a.size == 0);
	case NEED_PART:
		return truth_of(value_is_address(a) && a.n % a.size != 0);
	case NEED_UNSPECIFIED:
		return truth_of(a.kind == VALUE_UNSPECIFIED);
	case NEED_INTEGER:
		return truth_of(value_is_int(a) || a.kind == VALUE_SYMBOL);
	}
	return TRUTH_YES;
}

uint16_t constraint_read(const struct node *nodes, const struct constraint *c)
{
	return join_reads(nodes[c->a].read,
			  need_compares(c->need) ? nodes[c->b].read : NO_READ);
}

enum truth constraint_met_if(const struct node *nodes,
			     const struct constraint *c, struct value read)
{
	return need_met(c->need, value_if(nodes, c->a, read),
			need_compares(c->need) ? value_if(nodes, c->b, read) :
			value_int(0));
}

struct value constraint_doubt(const struct node *nodes,
			      const struct constraint *c)
{
	struct value a = value_if(nodes, c->a, value_int(0));

	return a.kind == VALUE_UNSPECIFIED || !need_compares(c->need) ? a :
		value_if(nodes, c->b, value_int(0));
}
