// SPDX-License-Identifier: GPL-2.0
/*
 * Operators that repeat a relation, and recursive definitions: see
 * private/operator.h.
 */
#include "private/operator.h"

/* The steps of a way from the beginning of a relevant edge to its end */
static bool path_relevant(struct relevance *r, const struct slot *s,
			  const struct rel *edges)
{
	rel_opt(&r->more, &s->own);
	rel_inverse(&r->back, &r->more);
	rel_seq(&r->more, &r->back, edges);
	rel_seq(&r->some, &r->more, &r->back);
	relevance_mark(r, s->a, &r->some);
	return true;
}

static uint32_t path_entry(const struct algebra *by, void *of, const struct slot *s,
			   unsigned int i, unsigned int j)
{
	if (by->closure)
		return by->closure(of, s, i, j);
	by->give_up(of);
	return by->none;
}

/* With edges from each event to itself, nothing becomes the identity */
static bool identity_of_nothing(struct checker *c, struct slot *s)
{
	if (!slot_is_empty(s->a) && s->a->nature != IS_IDENTITY)
		return false;
	s->nature = IS_IDENTITY;
	s->rel = &c->identity;
	return true;
}

/* --- a? --- */

COMPUTE(opt_compute, rel_opt(&s->own, s->a->rel))

static uint32_t opt_entry(const struct algebra *by, void *of, const struct slot *s,
			  unsigned int i, unsigned int j)
{
	return i == j ? by->itself(of, i) : by->edge(of, s->a, i, j);
}

static unsigned int opt_derive(struct deriver *d, const struct expr *e, struct edge x,
			       bool take)
{
	return x.a == x.b ? 0 : derive_edge(d, e->a, x, take);
}

const struct operator operator_OPT = {
	.compute = opt_compute,
	.reduce = identity_of_nothing,
	.entry = opt_entry,
	.follows = FOLLOWS_FIRST,
	.relevant = first_relevant,
	.derive = opt_derive,
};

/* --- a+ --- */

COMPUTE(plus_compute, rel_plus(&s->own, s->a->rel))

static unsigned int plus_derive(struct deriver *d, const struct expr *e, struct edge x,
				bool take)
{
	return derive_path(d, e->a, x, take);
}

const struct operator operator_PLUS = {
	.compute = plus_compute,
	.reduce = empty_if_first_is,
	.entry = path_entry,
	.follows = FOLLOWS_FIRST,
	.relevant = path_relevant,
	.derive = plus_derive,
};

/* --- a* --- */

COMPUTE(star_compute, rel_star(&s->own, s->a->rel))

static unsigned int star_derive(struct deriver *d, const struct expr *e, struct edge x,
				bool take)
{
	return x.a == x.b ? 0 : derive_path(d, e->a, x, take);
}

const struct operator operator_STAR = {
	.compute = star_compute,
	.reduce = identity_of_nothing,
	.entry = path_entry,
	.follows = FOLLOWS_FIRST,
	.relevant = path_relevant,
	.derive = star_derive,
};

/* --- let rec: the operations BEGIN and REPEAT of the checker compute it --- */

static unsigned int var_derive(struct deriver *d, const struct expr *e, struct edge x,
			       bool take)
{
	if (!x.unfold)
		return TOO_MANY;
	x.unfold--;
	return derive_edge(d, e->a, x, take);
}

const struct operator operator_VAR = {
	.derive = var_derive,
};

const struct operator operator_REC = {
	.derive = first_derive,
};
