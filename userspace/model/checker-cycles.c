// SPDX-License-Identifier: GPL-2.0
/*
 * What gates and clauses have in common where an axiom forbids cycles: see
 * private/checker.h.
 */
#include "private/operator.h"

unsigned int fewest_ways(const uint32_t *edges, unsigned int n,
			 const struct set *left, const struct set *others,
			 uint32_t none)
{
	unsigned int best = n, fewest = ~0U, i, k;

	for_each_bit(k, left->w, rel_words(n)) {
		unsigned int in = 0, out = 0;

		for_each_bit(i, others->w, rel_words(n)) {
			in += edges[i * n + k] != none;
			out += edges[k * n + i] != none;
		}
		if (in * out < fewest) {
			best = k;
			fewest = in * out;
		}
	}
	return best;
}

const struct slot *slot_itself(const struct slot *s)
{
	while (s->nature == IS_DYNAMIC && s->a && !is_set(s->expr) &&
	       s->expr->kind != EXPR_BASE && s->op == OP_EXPR &&
	       s->rel != &s->own)
		s = s->a;
	return s;
}

static bool has_no_cycle(const struct checker *c, const struct slot *s)
{
	for (unsigned int i = 0; i < c->axioms.nr; i++)
		if (c->axioms.ops[i].kind == OP_AXIOM &&
		    c->axioms.ops[i].axiom->kind == AXIOM_ACYCLIC &&
		    slot_itself(c->axioms.ops[i].slot) == s)
			return true;
	return false;
}

const struct slot *split_cycle(const struct checker *c, const struct slot *s,
			       struct set *from, const struct slot **others)
{
	const struct slot *closure;

	*from = c->all;
	*others = NULL;
	s = slot_itself(s);
	if (s->op == OP_INTO) {
		*from = s->b->set;
		s = slot_itself(s->a);
	}
	if (s->op != OP_EXPR || s->expr->kind != EXPR_SEQ)
		return NULL;
	closure = slot_itself(s->b);
	if (closure->expr->kind != EXPR_STAR || closure->rel != &closure->own)
		return NULL;
	*others = slot_itself(closure->a);
	return has_no_cycle(c, *others) ? s->a : NULL;
}

bool is_split_off(const struct checker *c, const struct slot *s)
{
	for (unsigned int i = 0; i < c->axioms.nr; i++) {
		const struct op *op = &c->axioms.ops[i];
		const struct slot *others;
		struct set from;

		if (op->kind == OP_AXIOM && op->axiom->kind == AXIOM_ACYCLIC &&
		    split_cycle(c, op->slot, &from, &others) &&
		    others == slot_itself(s))
			return true;
	}
	return false;
}

bool follows_po_and_com(const struct checker *c, const struct execution *x,
			const struct slot *s)
{
	const struct slot *a = s->a, *b = s->b;
	struct rel *other;
	bool follows;

	if (s->nature != IS_DYNAMIC) {
		other = rel_new(c->n);
		rel_opt(other, x->po);
		rel_diff(other, s->rel, other);
		follows = rel_is_empty(other);
		rel_free(other);
		return follows;
	}
	if (s->rel == x->rf || s->rel == x->co || s->rel == x->fr)
		return true;
	if (s->op == OP_FROM)
		return follows_po_and_com(c, x, b);
	if (s->op == OP_INTO)
		return follows_po_and_com(c, x, a);
	if (s->op != OP_EXPR)
		return false;
	if (s->rel != &s->own)
		return follows_po_and_com(c, x, a);
	switch (operator_of(s->expr)->follows) {
	case FOLLOWS_FIRST:
		return follows_po_and_com(c, x, a);
	case FOLLOWS_BOTH:
		return follows_po_and_com(c, x, a) && follows_po_and_com(c, x, b);
	case FOLLOWS_DYNAMIC:
		/* What paths alone make is only a condition on the others */
		return (a->nature != IS_DYNAMIC || follows_po_and_com(c, x, a)) &&
		       (b->nature != IS_DYNAMIC || follows_po_and_com(c, x, b));
	case FOLLOWS_NOT:
		break;
	}
	return false;
}

bool is_cycle_each(const struct checker *c, const struct execution *x,
		   const struct slot *s)
{
	const struct slot *a, *b;

	s = slot_itself(s);
	if (s->nature != IS_DYNAMIC || s->op != OP_EXPR || s->rel != &s->own)
		return false;
	a = slot_itself(s->a);
	b = s->b ? slot_itself(s->b) : a;
	if (s->expr->kind == EXPR_OR)
		return is_cycle_each(c, x, a) && is_cycle_each(c, x, b);
	return s->expr->kind == EXPR_AND && b->nature == IS_DYNAMIC &&
	       b->rel == &b->own && b->op == OP_EXPR && b->expr->kind == EXPR_INV &&
	       follows_po_and_com(c, x, b->a) && follows_po_and_com(c, x, a);
}
