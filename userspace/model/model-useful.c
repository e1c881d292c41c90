// SPDX-License-Identifier: GPL-2.0
/*
 * Which edges of rf, co and fr can be part of what breaks an axiom: see
 * checker_useful() in model.h.
 *
 * An edge of a relation is wanted if something that is wanted is made of it. The
 * search starts from what breaks the axioms, and takes the operations in reverse
 * order. That works for operations that make more of more; others are not handled.
 */
#include <stdlib.h>
#include <string.h>
#include "private/checker.h"
#include "lib/util.h"

struct wants {
	struct checker *c;
	const struct execution *x;
	struct rel *rf, *co, *fr;	/* of @x */
	struct rel some, more, back;	/* scratch */
};

/* What is wanted of a slot, by the place of its value. False: nothing can be */
static bool wants_of(const struct wants *w, const struct slot *s,
		     struct rel *wanted)
{
	if (!s || s->nature != IS_DYNAMIC)
		return false;
	if (s->rel == w->x->rf)
		*wanted = *w->rf;
	else if (s->rel == w->x->co)
		*wanted = *w->co;
	else if (s->rel == w->x->fr)
		*wanted = *w->fr;
	else
		*wanted = (struct rel){
			.n = s->rel->n, .words = s->rel->words,
			.bits = w->c->wanted + (s->rel->bits - w->c->arena),
		};
	return true;
}

/* Wants @edges of a slot, as far as it has them. @edges is lost */
static void want(const struct wants *w, const struct slot *s, struct rel *edges)
{
	struct rel wanted;

	if (!wants_of(w, s, &wanted))
		return;
	rel_inter(edges, edges, s->rel);
	rel_union(&wanted, &wanted, edges);
}

static void want_of_axiom(struct wants *w, const struct axiom *axiom,
			  const struct slot *s)
{
	switch (axiom->kind) {
	case AXIOM_ACYCLIC:
		/* The edges from whose end a path leads back */
		rel_star(&w->more, s->rel);
		rel_inverse(&w->some, &w->more);
		break;
	case AXIOM_IRREFLEXIVE:
		rel_copy(&w->some, &w->c->identity);
		break;
	case AXIOM_EMPTY:
		rel_copy(&w->some, s->rel);
		break;
	}
	want(w, s, &w->some);
}

/* Wants of the operands what makes up what is wanted of an expression */
static bool want_operands(struct wants *w, const struct slot *s,
			  const struct rel *wanted)
{
	const struct slot *a = s->a, *b = s->b;

	switch (s->expr->kind) {
	case EXPR_SEQ:
		rel_inverse(&w->some, b->rel);
		rel_seq(&w->more, wanted, &w->some);
		want(w, a, &w->more);
		rel_inverse(&w->some, a->rel);
		rel_seq(&w->more, &w->some, wanted);
		want(w, b, &w->more);
		return true;
	case EXPR_MINUS:
		if (b->nature == IS_DYNAMIC)
			return false;
		rel_copy(&w->some, wanted);
		want(w, a, &w->some);
		return true;
	case EXPR_OR:
	case EXPR_AND:
		rel_copy(&w->some, wanted);
		want(w, b, &w->some);
		/* fall through */
	case EXPR_OPT:
		rel_copy(&w->some, wanted);
		want(w, a, &w->some);
		return true;
	case EXPR_INV:
		rel_inverse(&w->some, wanted);
		want(w, a, &w->some);
		return true;
	case EXPR_PLUS:
	case EXPR_STAR:
		/* Steps on a way from the beginning of an edge to its end */
		rel_opt(&w->more, &s->own);
		rel_inverse(&w->back, &w->more);
		rel_seq(&w->more, &w->back, wanted);
		rel_seq(&w->some, &w->more, &w->back);
		want(w, a, &w->some);
		return true;
	default:
		return false;
	}
}

static bool want_all(struct wants *w)
{
	const struct op_list *list = &w->c->axioms;
	struct rel wanted, body;
	unsigned int i = list->nr;

	while (i--) {
		const struct op *op = &list->ops[i];
		struct slot *s = op->slot;

		if (op->kind == OP_AXIOM) {
			want_of_axiom(w, op->axiom, s);
			continue;
		}
		if (is_set(s->expr) || !wants_of(w, s, &wanted))
			return false;
		switch (op->kind) {
		case OP_EXPR:
			if (!want_operands(w, s, &wanted))
				return false;
			break;
		case OP_FROM:
			rel_copy(&w->some, &wanted);
			want(w, s->b, &w->some);
			break;
		case OP_INTO:
			rel_copy(&w->some, &wanted);
			want(w, s->a, &w->some);
			break;
		case OP_REPEAT:
			rel_copy(&w->some, &wanted);
			want(w, s->a, &w->some);
			break;
		case OP_BEGIN:
			/* What the body wants of itself is wanted of its end */
			for (i++; list->ops[i].kind != OP_REPEAT ||
				  list->ops[i].slot->b != s; i++)
				;
			wants_of(w, list->ops[i].slot->a, &body);
			rel_diff(&w->some, &wanted, &body);
			if (rel_is_empty(&w->some))
				i = op - list->ops;
			else
				i++;
			break;
		case OP_AXIOM:
			break;
		}
	}
	return true;
}

bool checker_useful(struct checker *c, const struct execution *x,
		    struct rel *rf, struct rel *co, struct rel *fr)
{
	struct wants w = { .c = c, .x = x, .rf = rf, .co = co, .fr = fr };
	struct rel *scratch[3];
	bool known;

	if (c->may_flag)
		return false;
	if (!c->wanted)
		c->wanted = xcalloc(c->arena_size, sizeof(*c->wanted));
	memset(c->wanted, 0, c->arena_used * sizeof(*c->wanted));
	rel_clear(rf);
	rel_clear(co);
	rel_clear(fr);
	for (unsigned int i = 0; i < ARRAY_SIZE(scratch); i++)
		scratch[i] = rel_new(c->n);
	w.some = *scratch[0];
	w.more = *scratch[1];
	w.back = *scratch[2];
	checker_run(c, &c->axioms, x, true);
	known = want_all(&w);
	for (unsigned int i = 0; i < ARRAY_SIZE(scratch); i++)
		rel_free(scratch[i]);
	return known;
}
