// SPDX-License-Identifier: GPL-2.0
/*
 * That an execution raises a flag, as a literal: see checker_flag_clauses() in model.h.
 *
 * For an axiom, literals are implied by edges: if the literal is false, the edge is
 * not there. For a flag the edge must be there, so literals are made from the other
 * side: each implies its edge. In a difference a \ b, the edge of b must not be
 * there; that is what the literals of checker-clauses.c say.
 */
#include <stdlib.h>
#include "private/clauses.h"
#include "lib/util.h"

static literal certain(struct grounding *g, const struct slot *s, unsigned int i,
		       unsigned int j);

/* A literal that implies both */
static literal with_both(void *of, literal a, literal b)
{
	struct grounding *g = of;
	literal l;

	if (both_is_one(a, b, &l))
		return l;
	l = solver_variable(g->solver);
	imply(g, l, LITERAL_TRUE, a);
	imply(g, l, LITERAL_TRUE, b);
	return l;
}

/* A literal that implies at least one of those in @any */
static literal with_any(struct grounding *g, literal *any, unsigned int nr)
{
	literal l;

	for (unsigned int i = 0; i < nr; i++)
		if (any[i] == LITERAL_TRUE)
			return LITERAL_TRUE;
	if (nr < 2)
		return nr ? any[0] : LITERAL_FALSE;
	/* The solver chooses which of them it is */
	for (unsigned int i = 0; i < nr; i++) {
		l = solver_choice(g->solver);
		solver_prefer(g->solver, literal_not(l));
		imply(g, l, LITERAL_TRUE, any[i]);
		any[i] = l;
	}
	l = solver_variable(g->solver);
	any[nr] = literal_not(l);
	solver_clause(g->solver, any, nr + 1);
	return l;
}

/* --- The algebra of literals that imply edges, see private/operator.h --- */

static literal certain_edge(void *of, const struct slot *s, unsigned int i,
			    unsigned int j)
{
	return certain(of, s, i, j);
}

static literal certain_itself(void *of, unsigned int i)
{
	return ((struct grounding *)of)->edges->present[i];
}

static literal with_either(void *of, literal a, literal b)
{
	literal any[3] = { a, b };

	if (a == LITERAL_FALSE || b == LITERAL_FALSE)
		return a == LITERAL_FALSE ? b : a;
	return with_any(of, any, 2);
}

static literal certain_without(void *of, const struct slot *s, unsigned int i,
			       unsigned int j)
{
	literal l = certain(of, s->a, i, j);

	return l == LITERAL_FALSE ? l :
		with_both(of, l, literal_not(literal_of(of, s->b, i, j)));
}

static literal certain_sequence(void *of, const struct slot *s, unsigned int i,
				unsigned int j)
{
	literal any[REL_MAX_EVENTS + 1];
	struct grounding *g = of;
	unsigned int nr = 0;

	for (unsigned int k = 0; k < g->c->n; k++) {
		literal a = certain(g, s->a, i, k), both = LITERAL_FALSE;

		if (a != LITERAL_FALSE)
			both = with_both(g, a, certain(g, s->b, k, j));
		if (both != LITERAL_FALSE)
			any[nr++] = both;
	}
	return with_any(g, any, nr);
}

/* A closure is not known edge by edge: there is no member for it */
static const struct algebra certain_of = {
	.none = LITERAL_FALSE,
	.edge = certain_edge,
	.itself = certain_itself,
	.both = with_both,
	.either = with_either,
	.sequence = certain_sequence,
	.without = certain_without,
	.give_up = grounding_give_up,
};

static literal certain(struct grounding *g, const struct slot *s, unsigned int i,
		       unsigned int j)
{
	size_t at = (size_t)i * g->c->n + j;

	if (s->nature != IS_DYNAMIC)
		return rel_has(s->rel, i, j) ?
			with_both(g, g->edges->present[i], g->edges->present[j]) :
			LITERAL_FALSE;
	if (s->rel == g->x->rf)
		return g->edges->rf[at];
	if (s->rel == g->x->co)
		return g->edges->co[at];
	if (s->rel == g->x->fr)
		return g->edges->fr[at];
	if (s->op == OP_EXPR && s->rel != &s->own)
		return certain(g, s->a, i, j);
	return operator_entry(&certain_of, g, s, i, j);
}

static literal raise_flag(struct grounding *g, const struct slot *s)
{
	unsigned int n = g->c->n, nr = 0;
	/* with_any() needs room for one more */
	literal *any = xcalloc((size_t)n * n + 1, sizeof(*any)), l;

	for (unsigned int i = 0; i < n; i++) {
		if (is_set(s->expr)) {
			g->fails |= s->nature == IS_DYNAMIC;
			if (s->nature == IS_STATIC && set_has(&s->set, i))
				any[nr++] = g->edges->present[i];
			continue;
		}
		for (unsigned int j = 0; j < n && !g->fails; j++) {
			l = certain(g, s, i, j);
			if (l != LITERAL_FALSE)
				any[nr++] = l;
		}
	}
	l = with_any(g, any, nr);
	free(any);
	return l;
}

bool checker_flag_clauses(struct checker *c, unsigned int flag,
			  const struct execution *x,
			  const struct edge_literals *edges, struct solver *solver,
			  struct budget *budget, literal *raised)
{
	struct grounding g = {
		.c = c, .x = x, .edges = edges, .solver = solver,
		.budget = budget,
	};
	const struct slot *s = slot_of(c, c->model.flags[flag].expr);

	*raised = LITERAL_FALSE;
	if (s->nature == IS_EMPTY)
		return true;
	grounding_begin(&g);
	checker_run(c, &c->flags, x, true);
	*raised = raise_flag(&g, s);
	return grounding_end(&g);
}
