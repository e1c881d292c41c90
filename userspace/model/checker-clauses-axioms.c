// SPDX-License-Identifier: GPL-2.0
/*
 * That executions meet the axioms, as clauses: see checker_clauses() in model.h, and
 * checker-clauses.c for the literals of edges.
 */
#include <stdlib.h>
#include "private/clauses.h"
#include "lib/util.h"

/*
 * Forbids an edge from @i to @j. LITERAL_TRUE stands for an edge that each execution has
 * which has both events: it may not have both then.
 */
static void never(struct grounding *g, literal edge, unsigned int i, unsigned int j)
{
	if (edge == LITERAL_TRUE)
		CLAUSE(g->solver, literal_not(g->edges->present[i]),
		       literal_not(g->edges->present[j]));
	else
		CLAUSE(g->solver, literal_not(edge));
}

/*
 * Edges among the events that have not been taken away yet. Where @heads is set, the
 * literal was made for this edge here and is used nowhere else, so that more clauses may
 * imply it.
 */
struct elimination {
	struct grounding *g;
	literal *edges;
	bool *heads;
};

/* Adds the edge that two edges make together */
static void add_way(struct elimination *e, size_t at, literal first, literal second)
{
	literal *edge = &e->edges[at], old = *edge;

	if (old == LITERAL_TRUE || first == LITERAL_FALSE || second == LITERAL_FALSE)
		return;
	if (first == LITERAL_TRUE && second == LITERAL_TRUE) {
		*edge = LITERAL_TRUE;
		return;
	}
	if (old == LITERAL_FALSE && (first == LITERAL_TRUE || second == LITERAL_TRUE)) {
		*edge = first == LITERAL_TRUE ? second : first;
		return;
	}
	if (!e->heads[at]) {
		*edge = solver_variable(e->g->solver);
		e->heads[at] = true;
		if (old != LITERAL_FALSE)
			imply(e->g, old, LITERAL_TRUE, *edge);
	}
	imply(e->g, first, second, *edge);
}

/* Adds the edges of a relation that begin in a set and are part of a cycle of @ways */
static void add_edges(struct elimination *e, const struct slot *s,
		      const struct set *from, const struct rel *ways)
{
	struct checker *c = e->g->c;
	unsigned int i, j;

	for_each_bit(i, from->w, c->words)
		for_each_bit(j, rel_row(s->rel, i), c->words)
			if (rel_has(ways, j, i))
				add_way(e, (size_t)i * c->n + j, LITERAL_TRUE,
					literal_of(e->g, s, i, j));
}

/* Forbids cycles. Events are taken away, and each path through one becomes an edge */
static void forbid_cycles(struct elimination *e)
{
	struct checker *c = e->g->c;
	struct set left = c->all;
	unsigned int n = c->n, i, j, k;

	for (i = 0; i < n; i++)
		if (e->edges[i * n + i] != LITERAL_FALSE)
			never(e->g, e->edges[i * n + i], i, i);
	while (!set_is_empty(&left, c->words) && !budget_over(e->g->budget)) {
		k = fewest_ways(e->edges, n, &left, &left, LITERAL_FALSE);
		left.w[k / 64] ^= 1ULL << (k % 64);
		for_each_bit(i, left.w, c->words) {
			literal first = e->edges[i * n + k], second;

			if (first == LITERAL_FALSE)
				continue;
			for_each_bit(j, left.w, c->words) {
				second = e->edges[k * n + j];
				if (i != j)
					add_way(e, (size_t)i * n + j, first, second);
				else if (first != LITERAL_TRUE)
					CLAUSE(e->g->solver, literal_not(first),
					       literal_not(second));
				else if (second != LITERAL_FALSE)
					never(e->g, second, i, k);
			}
		}
	}
}

static void be_acyclic(struct grounding *g, const struct slot *s)
{
	struct elimination e = { .g = g };
	const struct slot *first, *others;
	size_t n = g->c->n;
	struct rel *ways;
	struct set from;

	if (is_split_off(g->c, s))
		return;
	first = split_cycle(g->c, s, &from, &others);
	if (!first) {
		first = s;
		others = NULL;
	}
	ways = rel_new(n);
	rel_from(ways, &from, first->rel);
	if (others)
		rel_union(ways, ways, others->rel);
	rel_star(ways, ways);
	e.edges = xcalloc(n * n + 1, sizeof(*e.edges));
	e.heads = xcalloc(n * n + 1, sizeof(*e.heads));
	for (size_t i = 0; i < n * n; i++)
		e.edges[i] = LITERAL_FALSE;
	if (others)
		add_edges(&e, others, &g->c->all, ways);
	add_edges(&e, first, &from, ways);
	forbid_cycles(&e);
	rel_free(ways);
	free(e.edges);
	free(e.heads);
}

/* Whether all edges that any execution may have are of one location */
static bool is_one_location(const struct execution *x)
{
	const struct rel *kinds[] = { x->rf, x->co, x->fr };
	unsigned int loc = NO_LOC, e, i;

	for (unsigned int k = 0; k < ARRAY_SIZE(kinds); k++)
		for (i = 0; i < x->n; i++)
			for_each_bit(e, rel_row(kinds[k], i), kinds[k]->words) {
				if (loc != NO_LOC && loc != x->events[e].loc)
					return false;
				loc = x->events[e].loc;
			}
	return true;
}

/* Whether each coherent execution with one location meets an axiom */
static bool is_met(const struct checker *c, const struct execution *x,
		   const struct axiom *axiom, const struct slot *s)
{
	if (axiom->kind == AXIOM_EMPTY)
		return is_cycle_each(c, x, s);
	return follows_po_and_com(c, x, s);
}

static void meet_axiom(struct grounding *g, const struct axiom *axiom,
		       const struct slot *s)
{
	unsigned int j;

	if (axiom->kind == AXIOM_ACYCLIC) {
		be_acyclic(g, s);
		return;
	}
	for (unsigned int i = 0; i < g->c->n; i++)
		for_each_bit(j, rel_row(s->rel, i), g->c->words)
			if (axiom->kind == AXIOM_EMPTY || i == j)
				never(g, literal_of(g, s, i, j), i, j);
}

/*
 * Axioms that paths break whatever rf and co are. Each path is looked at by itself:
 * events of different paths of a thread are not related, and those of different threads
 * are related by being so alone. An axiom that relates threads in another way cannot
 * be put as clauses.
 */
static void meet_static_axioms(struct grounding *g)
{
	const struct axiom *axiom;
	struct rel *closure = rel_new(g->c->n);
	unsigned int j;

	for (unsigned int a = 0; (axiom = checker_axiom(g->c, a)); a++) {
		const struct slot *s = slot_of(g->c, axiom->expr);

		if (axiom->ensured || s->nature == IS_DYNAMIC)
			continue;
		if (axiom->kind == AXIOM_ACYCLIC)
			rel_plus(closure, s->rel);
		else
			rel_copy(closure, s->rel);
		for (unsigned int i = 0; i < g->c->n; i++)
			for_each_bit(j, rel_row(closure, i), g->c->words) {
				if (axiom->kind == AXIOM_ACYCLIC &&
				    g->x->events[i].thread != g->x->events[j].thread)
					g->fails = true;
				if (i == j || axiom->kind == AXIOM_EMPTY)
					never(g, LITERAL_TRUE, i, j);
			}
	}
	rel_free(closure);
}

bool checker_clauses(struct checker *c, const struct execution *x,
		     const struct edge_literals *edges, struct solver *solver,
		     struct budget *budget)
{
	struct grounding g = {
		.c = c, .x = x, .edges = edges, .solver = solver,
		.budget = budget,
	};
	bool one_location = is_one_location(x);

	grounding_begin(&g);
	meet_static_axioms(&g);
	for (unsigned int i = 0; i < c->axioms.nr && !g.fails; i++) {
		const struct op *op = &c->axioms.ops[i];

		if (op->kind == OP_AXIOM &&
		    !(one_location && is_met(c, x, op->axiom, op->slot)))
			meet_axiom(&g, op->axiom, op->slot);
	}
	return grounding_end(&g);
}
