// SPDX-License-Identifier: GPL-2.0
/*
 * Which edges of rf, co and fr may be part of what breaks an axiom: see
 * checker_relevant() in model.h.
 *
 * An edge of a relation is relevant if a relevant edge is made of it. The search
 * starts from what breaks the axioms and takes the operations in reverse order. It
 * works for operators that make more of more; the rows of the others say so.
 */
#include <stdlib.h>
#include <string.h>
#include "private/operator.h"
#include "lib/util.h"

/* Finds where the relevant edges of a slot are noted. False: it has none */
static bool place_of(const struct relevance *r, const struct slot *s,
		     struct rel *place)
{
	if (!s || s->nature != IS_DYNAMIC)
		return false;
	if (s->rel == r->x->rf)
		*place = *r->rf;
	else if (s->rel == r->x->co)
		*place = *r->co;
	else if (s->rel == r->x->fr)
		*place = *r->fr;
	else
		*place = (struct rel){
			.n = s->rel->n, .words = s->rel->words,
			.bits = r->c->relevant + (s->rel->bits - r->c->arena),
		};
	return true;
}

void relevance_mark(const struct relevance *r, const struct slot *s, struct rel *edges)
{
	struct rel place;

	if (!place_of(r, s, &place))
		return;
	rel_inter(edges, edges, s->rel);
	rel_union(&place, &place, edges);
}

static void mark_axiom(struct relevance *r, const struct axiom *axiom,
			  const struct slot *s)
{
	switch (axiom->kind) {
	case AXIOM_ACYCLIC:
		/* The edges from whose end a path leads back */
		rel_star(&r->more, s->rel);
		rel_inverse(&r->some, &r->more);
		break;
	case AXIOM_IRREFLEXIVE:
		rel_copy(&r->some, &r->c->identity);
		break;
	case AXIOM_EMPTY:
		rel_copy(&r->some, s->rel);
		break;
	}
	relevance_mark(r, s, &r->some);
}

static bool mark_all(struct relevance *r)
{
	const struct op_list *list = &r->c->axioms;
	const struct operator *row;
	struct rel edges, body;
	unsigned int i = list->nr;

	while (i--) {
		const struct op *op = &list->ops[i];
		struct slot *s = op->slot;

		if (op->kind == OP_AXIOM) {
			mark_axiom(r, op->axiom, s);
			continue;
		}
		if (is_set(s->expr) || !place_of(r, s, &edges))
			return false;
		switch (op->kind) {
		case OP_EXPR:
			row = operator_of(s->expr);
			if (!row->relevant || !row->relevant(r, s, &edges))
				return false;
			break;
		case OP_FROM:
			rel_copy(&r->some, &edges);
			relevance_mark(r, s->b, &r->some);
			break;
		case OP_INTO:
			rel_copy(&r->some, &edges);
			relevance_mark(r, s->a, &r->some);
			break;
		case OP_REPEAT:
			rel_copy(&r->some, &edges);
			relevance_mark(r, s->a, &r->some);
			break;
		case OP_BEGIN:
			/* What is relevant where the body uses itself is so at its end */
			for (i++; list->ops[i].kind != OP_REPEAT ||
				  list->ops[i].slot->b != s; i++)
				;
			place_of(r, list->ops[i].slot->a, &body);
			rel_diff(&r->some, &edges, &body);
			if (rel_is_empty(&r->some))
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

bool checker_relevant(struct checker *c, const struct execution *x,
		    struct rel *rf, struct rel *co, struct rel *fr)
{
	struct relevance r = { .c = c, .x = x, .rf = rf, .co = co, .fr = fr };
	struct rel *scratch[3];
	bool known;

	if (c->may_flag)
		return false;
	if (!c->relevant)
		c->relevant = xcalloc(c->arena_size, sizeof(*c->relevant));
	memset(c->relevant, 0, c->arena_used * sizeof(*c->relevant));
	rel_clear(rf);
	rel_clear(co);
	rel_clear(fr);
	for (unsigned int i = 0; i < ARRAY_SIZE(scratch); i++)
		scratch[i] = rel_new(c->n);
	r.some = *scratch[0];
	r.more = *scratch[1];
	r.back = *scratch[2];
	checker_run(c, &c->axioms, x, true);
	known = mark_all(&r);
	for (unsigned int i = 0; i < ARRAY_SIZE(scratch); i++)
		rel_free(scratch[i]);
	return known;
}
