// SPDX-License-Identifier: GPL-2.0
/*
 * Operators that make a relation of relations, or of sets, edge by edge: see
 * private/operator.h. Closures and recursive definitions are in operator-closure.c.
 */
#include "private/operator.h"

/* --- a ; b --- */

COMPUTE(seq_compute, rel_seq(&s->own, s->a->rel, s->b->rel))

static bool seq_reduce(struct checker *c, struct slot *s)
{
	if (slot_is_empty(s->a) || slot_is_empty(s->b))
		slot_empty(c, s);
	else if (s->a->nature == IS_IDENTITY)
		slot_become(c, s, s->b);
	else if (s->b->nature == IS_IDENTITY)
		slot_become(c, s, s->a);
	else
		return false;
	return true;
}

static uint32_t seq_entry(const struct algebra *by, void *of, const struct slot *s,
			  unsigned int i, unsigned int j)
{
	return by->sequence(of, s, i, j);
}

/* An edge of a is relevant if some edge of b leads on to where the whole does */
static bool seq_relevant(struct relevance *r, const struct slot *s,
			 const struct rel *edges)
{
	rel_inverse(&r->some, s->b->rel);
	rel_seq(&r->more, edges, &r->some);
	relevance_mark(r, s->a, &r->more);
	rel_inverse(&r->some, s->a->rel);
	rel_seq(&r->more, &r->some, edges);
	relevance_mark(r, s->b, &r->more);
	return true;
}

/* The event between is the one by which the fewest steps lead */
static unsigned int seq_derive(struct deriver *d, const struct expr *e, struct edge x,
			       bool take)
{
	const struct rel *first = derive_rel(d, e->a), *second = derive_rel(d, e->b);
	unsigned int best = TOO_MANY, middle = 0;

	for (unsigned int m = 0; m < first->n; m++) {
		unsigned int c;

		if (!rel_has(first, x.a, m) || !rel_has(second, m, x.b))
			continue;
		c = derive_cost(d, e->a, (struct edge) { x.a, m, x.unfold });
		if (c < best)
			c += derive_cost(d, e->b, (struct edge) { m, x.b, x.unfold });
		if (c < best) {
			best = c;
			middle = m;
		}
	}
	if (take && best < TOO_MANY) {
		derive_take(d, e->a, (struct edge) { x.a, middle, x.unfold });
		derive_take(d, e->b, (struct edge) { middle, x.b, x.unfold });
	}
	return best;
}

const struct operator operator_SEQ = {
	.compute = seq_compute,
	.reduce = seq_reduce,
	.entry = seq_entry,
	.follows = FOLLOWS_BOTH,
	.relevant = seq_relevant,
	.derive = seq_derive,
};

/* --- a | b --- */

COMPUTE(or_compute, rel_union(&s->own, s->a->rel, s->b->rel))

static bool or_reduce(struct checker *c, struct slot *s)
{
	if (slot_is_empty(s->a))
		slot_become(c, s, s->b);
	else if (slot_is_empty(s->b))
		slot_become(c, s, s->a);
	else
		return false;
	return true;
}

static uint32_t or_entry(const struct algebra *by, void *of, const struct slot *s,
			 unsigned int i, unsigned int j)
{
	uint32_t a = by->edge(of, s->a, i, j);

	return by->either(of, a, by->edge(of, s->b, i, j));
}

static bool both_relevant(struct relevance *r, const struct slot *s,
			  const struct rel *edges)
{
	rel_copy(&r->some, edges);
	relevance_mark(r, s->b, &r->some);
	return first_relevant(r, s, edges);
}

static unsigned int or_derive(struct deriver *d, const struct expr *e, struct edge x,
			      bool take)
{
	unsigned int a = derive_cost(d, e->a, x), b = derive_cost(d, e->b, x);

	if (take)
		derive_take(d, a <= b ? e->a : e->b, x);
	return a <= b ? a : b;
}

const struct operator operator_OR = {
	.compute = or_compute,
	.reduce = or_reduce,
	.entry = or_entry,
	.follows = FOLLOWS_BOTH,
	.relevant = both_relevant,
	.derive = or_derive,
};

/* --- a & b --- */

COMPUTE(and_compute, rel_inter(&s->own, s->a->rel, s->b->rel))

static bool empty_if_one_is(struct checker *c, struct slot *s)
{
	if (!slot_is_empty(s->a) && !slot_is_empty(s->b))
		return false;
	slot_empty(c, s);
	return true;
}

static uint32_t and_entry(const struct algebra *by, void *of, const struct slot *s,
			  unsigned int i, unsigned int j)
{
	uint32_t a = by->edge(of, s->a, i, j);

	return a == by->none ? a : by->both(of, a, by->edge(of, s->b, i, j));
}

/* The second part is a condition on the first one, and makes no step */
const struct operator operator_AND = {
	.compute = and_compute,
	.reduce = empty_if_one_is,
	.entry = and_entry,
	.follows = FOLLOWS_DYNAMIC,
	.relevant = both_relevant,
	.derive = first_derive,
};

/* --- a \ b --- */

COMPUTE(minus_compute, rel_diff(&s->own, s->a->rel, s->b->rel))

static bool minus_reduce(struct checker *c, struct slot *s)
{
	if (!slot_is_empty(s->a) && !slot_is_empty(s->b))
		return false;
	slot_become(c, s, s->a);
	return true;
}

static uint32_t minus_entry(const struct algebra *by, void *of, const struct slot *s,
			    unsigned int i, unsigned int j)
{
	return by->without(of, s, i, j);
}

/* Where b grows with rf and co, the whole shrinks: nothing is known then */
static bool minus_relevant(struct relevance *r, const struct slot *s,
			   const struct rel *edges)
{
	return s->b->nature != IS_DYNAMIC && first_relevant(r, s, edges);
}

const struct operator operator_MINUS = {
	.compute = minus_compute,
	.reduce = minus_reduce,
	.entry = minus_entry,
	.follows = FOLLOWS_FIRST,
	.relevant = minus_relevant,
	.derive = first_derive,
};

/* --- a^-1 --- */

COMPUTE(inv_compute, rel_inverse(&s->own, s->a->rel))

static uint32_t inv_entry(const struct algebra *by, void *of, const struct slot *s,
			  unsigned int i, unsigned int j)
{
	return by->edge(of, s->a, j, i);
}

static bool inv_relevant(struct relevance *r, const struct slot *s,
			 const struct rel *edges)
{
	rel_inverse(&r->some, edges);
	relevance_mark(r, s->a, &r->some);
	return true;
}

static unsigned int inv_derive(struct deriver *d, const struct expr *e, struct edge x,
			       bool take)
{
	return derive_edge(d, e->a, (struct edge) { x.b, x.a, x.unfold }, take);
}

const struct operator operator_INV = {
	.compute = inv_compute,
	.reduce = empty_if_first_is,
	.entry = inv_entry,
	.relevant = inv_relevant,
	.derive = inv_derive,
};

/* --- [a] and a * b, of sets: where an edge is there, that needs no step --- */

static unsigned int no_step(struct deriver *d, const struct expr *e, struct edge x,
			    bool take)
{
	(void)d;
	(void)e;
	(void)x;
	(void)take;
	return 0;
}

COMPUTE(id_compute, rel_identity(&s->own, &s->a->set))

const struct operator operator_ID = {
	.compute = id_compute,
	.reduce = empty_if_first_is,
	.derive = no_step,
};

COMPUTE(cross_compute, rel_cross(&s->own, &s->a->set, &s->b->set))

const struct operator operator_CROSS = {
	.compute = cross_compute,
	.reduce = empty_if_one_is,
	.derive = no_step,
};

/* --- Relations that are given, and other names --- */

/* The relation is the execution's own */
const struct operator operator_BASE = { 0 };

static void maker_compute(struct slot *s, const struct execution *x,
			  const struct set *all)
{
	(void)all;
	rel_clear(&s->own);
	s->expr->maker(&s->own, x);
}

const struct operator operator_MAKER = {
	.compute = maker_compute,
};

static bool same_reduce(struct checker *c, struct slot *s)
{
	slot_become(c, s, s->a);
	return true;
}

const struct operator operator_SAME = {
	.reduce = same_reduce,
	.derive = first_derive,
};
