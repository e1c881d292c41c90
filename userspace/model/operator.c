// SPDX-License-Identifier: GPL-2.0
/* The table of operators, see private/operator.h */
#include "private/operator.h"

const struct operator * const operators[] = {
#define OPERATOR(kind) [EXPR_##kind] = &operator_##kind,
#include "model/operators.def"
};

uint32_t operator_entry(const struct algebra *by, void *of, const struct slot *s,
			unsigned int i, unsigned int j)
{
	/* [set] ; a and a ; [set] are computed at once */
	if (s->op == OP_FROM)
		return set_has(&s->a->set, i) ? by->edge(of, s->b, i, j) : by->none;
	if (s->op == OP_INTO)
		return set_has(&s->b->set, j) ? by->edge(of, s->a, i, j) : by->none;
	if (s->op == OP_EXPR && operator_of(s->expr)->entry)
		return operator_of(s->expr)->entry(by, of, s, i, j);
	by->give_up(of);
	return by->none;
}

bool empty_if_first_is(struct checker *c, struct slot *s)
{
	if (!slot_is_empty(s->a))
		return false;
	slot_empty(c, s);
	return true;
}

bool first_relevant(struct relevance *r, const struct slot *s, const struct rel *edges)
{
	rel_copy(&r->some, edges);
	relevance_mark(r, s->a, &r->some);
	return true;
}

unsigned int first_derive(struct deriver *d, const struct expr *e, struct edge x,
			  bool take)
{
	return derive_edge(d, e->a, x, take);
}
