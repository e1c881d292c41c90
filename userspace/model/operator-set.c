// SPDX-License-Identifier: GPL-2.0
/*
 * Operators that make a set: see private/operator.h. Sets follow from the paths, but
 * for those of late makers, so that there is little to say of them.
 */
#include <string.h>
#include "private/operator.h"

static void events_compute(struct slot *s, const struct execution *x,
			   const struct set *all)
{
	(void)all;
	memset(&s->set, 0, sizeof(s->set));
	for (unsigned int e = 0; e < x->n; e++)
		if (s->expr->test(&x->events[e]))
			set_add(&s->set, e);
}

const struct operator operator_EVENTS = { .compute = events_compute };

/* The words of a set, each from those of the operands */
#define DEFINE_SET_OPERATOR(KIND, word)						\
static void compute_##KIND(struct slot *s, const struct execution *x,		\
			   const struct set *all)				\
{										\
	(void)all;								\
	for (unsigned int w = 0; w < rel_words(x->n); w++)			\
		s->set.w[w] = word;						\
}										\
const struct operator operator_##KIND = { .compute = compute_##KIND }

DEFINE_SET_OPERATOR(SET_OR, s->a->set.w[w] | s->b->set.w[w]);
DEFINE_SET_OPERATOR(SET_AND, s->a->set.w[w] & s->b->set.w[w]);
DEFINE_SET_OPERATOR(SET_MINUS, s->a->set.w[w] & ~s->b->set.w[w]);
DEFINE_SET_OPERATOR(NOT, all->w[w] & ~s->a->set.w[w]);

COMPUTE(domain_compute, rel_domain(&s->set, s->a->rel))

const struct operator operator_DOMAIN = { .compute = domain_compute };

COMPUTE(range_compute, rel_range(&s->set, s->a->rel))

const struct operator operator_RANGE = { .compute = range_compute };
