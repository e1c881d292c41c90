// SPDX-License-Identifier: GPL-2.0
/*
 * The axioms as clauses: see checker_clauses() in model.h.
 *
 * Each edge that a relation may have, and that depends on rf, co and fr, is a literal.
 * Each way in which the edge comes about is a clause: "these edges imply this one".
 * Closures and recursive definitions work the same way, since an edge that nothing
 * implies may be taken to be absent. A last clause says that what breaks an axiom
 * must not be true. Literals are made from the axioms down, when a relation above
 * needs the edge.
 *
 * For example, take acyclic(po | rf | co | fr) and the store buffer test. Its po edges
 * are in each execution, so the two edges of fr are the only literals. To forbid the
 * cycle
 *
 *	W x -po-> R y -fr-> W y -po-> R x -fr-> W x
 *
 * events are taken away, see fewest_ways(). R y goes first: the edge W x -> W y takes
 * its place, and its literal is that of the first fr. Then R x goes, and W y -> W x has
 * the literal of the second fr. When W y goes, the path W x -> W y -> W x is a cycle:
 * a clause says that not both literals are true.
 */
#include <stdlib.h>
#include "private/clauses.h"
#include "lib/util.h"

void imply(struct grounding *g, literal a, literal b, literal head)
{
	CLAUSE(g->solver, literal_not(a), literal_not(b), head);
}

static literal both(void *of, literal a, literal b)
{
	struct grounding *g = of;
	literal l;

	if (both_is_one(a, b, &l))
		return l;
	l = solver_variable(g->solver);
	imply(g, a, b, l);
	return l;
}

static literal either(void *of, literal a, literal b)
{
	struct grounding *g = of;
	literal l;

	if (a == LITERAL_TRUE || b == LITERAL_FALSE || a == b)
		return a;
	if (b == LITERAL_TRUE || a == LITERAL_FALSE)
		return b;
	l = solver_variable(g->solver);
	imply(g, a, LITERAL_TRUE, l);
	imply(g, b, LITERAL_TRUE, l);
	return l;
}

static void add_task(struct grounding *g, struct task task)
{
	if (g->nr_tasks == g->room) {
		g->room = g->room ? 2 * g->room : 64;
		g->tasks = xrealloc(g->tasks, g->room, sizeof(*g->tasks));
	}
	g->tasks[g->nr_tasks++] = task;
}

/*
 * An edge that does not depend on rf and co. An edge within a thread is taken to be there
 * even in an execution without its path: then no edge leads on from its events.
 * Between threads, both events must be in the execution.
 */
static literal static_literal(struct grounding *g, unsigned int i, unsigned int j)
{
	if (g->x->events[i].thread == g->x->events[j].thread)
		return LITERAL_TRUE;
	return both(g, g->edges->present[i], g->edges->present[j]);
}

static literal sequence(void *of, const struct slot *s, unsigned int i, unsigned int j)
{
	literal first[REL_MAX_EVENTS], second[REL_MAX_EVENTS], head;
	struct grounding *g = of;
	unsigned int nr = 0, k;

	for_each_bit(k, rel_row(s->a->rel, i), g->c->words) {
		literal a, b;

		if (!rel_has(s->b->rel, k, j))
			continue;
		a = literal_of(g, s->a, i, k);
		b = literal_of(g, s->b, k, j);
		if (a == LITERAL_TRUE && b == LITERAL_TRUE)
			return LITERAL_TRUE;
		if (a == LITERAL_FALSE || b == LITERAL_FALSE)
			continue;
		first[nr] = a;
		second[nr++] = b;
	}
	if (!nr)
		return LITERAL_FALSE;
	if (nr == 1)
		return both(g, first[0], second[0]);
	head = solver_variable(g->solver);
	for (k = 0; k < nr; k++)
		imply(g, first[k], second[k], head);
	return head;
}

/* --- Closures --- */

static bool is_closure(const struct slot *s)
{
	return s->expr->kind == EXPR_PLUS || s->expr->kind == EXPR_STAR;
}

static void find_sure(struct grounding *g, const struct slot *s, struct rel *sure)
{
	unsigned int j;

	for (unsigned int i = 0; i < g->c->n; i++)
		for_each_bit(j, rel_row(s->a->rel, i), g->c->words)
			if (literal_of(g, s->a, i, j) == LITERAL_TRUE)
				rel_add(sure, i, j);
	rel_plus(sure, sure);
}

/* Makes literals for all edges of a closure to @j. make_column() implies them later */
static void begin_column(struct grounding *g, const struct slot *s, literal *known,
			 unsigned int j)
{
	size_t slot = s - g->c->slots, n = g->c->n;

	if (!g->columns[slot]) {
		g->columns[slot] = xcalloc(n, sizeof(bool));
		g->sure[slot] = rel_new(n);
		find_sure(g, s, g->sure[slot]);
	}
	if (g->columns[slot][j])
		return;
	g->columns[slot][j] = true;
	for (unsigned int i = 0; i < n; i++) {
		if (!rel_has(s->rel, i, j))
			continue;
		if ((i == j && s->expr->kind == EXPR_STAR) ||
		    rel_has(g->sure[slot], i, j))
			known[i * n + j] = LITERAL_TRUE + 1;
		else
			known[i * n + j] = solver_variable(g->solver) + 1;
	}
	add_task(g, (struct task) { .slot = s, .j = j });
}

/* A closure has an edge to @j where its operand has, or has one to where the closure does */
static void make_column(struct grounding *g, const struct slot *s, unsigned int j)
{
	const literal *known = g->known[s - g->c->slots];
	unsigned int n = g->c->n, k;

	for (unsigned int i = 0; i < n; i++) {
		literal head = known[i * n + j] - 1;

		if (!rel_has(s->rel, i, j) || head == LITERAL_TRUE)
			continue;
		for_each_bit(k, rel_row(s->a->rel, i), g->c->words) {
			literal step = literal_of(g, s->a, i, k);

			if (step == LITERAL_FALSE || k == i)
				continue;
			if (k == j)
				imply(g, step, LITERAL_TRUE, head);
			else if (rel_has(s->rel, k, j))
				imply(g, step, known[k * n + j] - 1, head);
		}
		if (i == j && rel_has(s->a->rel, i, i))
			imply(g, literal_of(g, s->a, i, i), LITERAL_TRUE, head);
	}
}

static literal closure(void *of, const struct slot *s, unsigned int i, unsigned int j)
{
	struct grounding *g = of;
	literal *known = g->known[s - g->c->slots];

	begin_column(g, s, known, j);
	return known[(size_t)i * g->c->n + j] - 1;
}

/* --- The algebra of literals that edges imply, see private/operator.h --- */

static literal implied_edge(void *of, const struct slot *s, unsigned int i,
			    unsigned int j)
{
	return literal_of(of, s, i, j);
}

static literal implied_itself(void *of, unsigned int i)
{
	(void)of;
	(void)i;
	return LITERAL_TRUE;
}

void grounding_give_up(void *of)
{
	((struct grounding *)of)->fails = true;
}

/* What paths alone take away is not in the relation that was computed */
static literal implied_without(void *of, const struct slot *s, unsigned int i,
			       unsigned int j)
{
	if (s->b->nature != IS_DYNAMIC)
		return literal_of(of, s->a, i, j);
	grounding_give_up(of);
	return LITERAL_FALSE;
}

static const struct algebra implied = {
	.none = LITERAL_FALSE,
	.edge = implied_edge,
	.itself = implied_itself,
	.both = both,
	.either = either,
	.sequence = sequence,
	.without = implied_without,
	.closure = closure,
	.give_up = grounding_give_up,
};

/* --- Edges --- */

static literal *literals_of_slot(struct grounding *g, const struct slot *s)
{
	size_t slot = s - g->c->slots, n = g->c->n;

	if (!g->known[slot]) {
		g->known[slot] = xcalloc(n * n, sizeof(literal));
		if (budget_take(g->budget, n * n * sizeof(literal)))
			g->taken += n * n * sizeof(literal);
	}
	return g->known[slot];
}

literal literal_of(struct grounding *g, const struct slot *s, unsigned int i,
			  unsigned int j)
{
	size_t at = (size_t)i * g->c->n + j;
	literal *known;

	if (!rel_has(s->rel, i, j) || g->fails || budget_over(g->budget))
		return LITERAL_FALSE;
	if (s->nature != IS_DYNAMIC)
		return static_literal(g, i, j);
	if (s->rel == g->x->rf)
		return g->edges->rf[at];
	if (s->rel == g->x->co)
		return g->edges->co[at];
	if (s->rel == g->x->fr)
		return g->edges->fr[at];
	if (s->op == OP_REPEAT)
		return literal_of(g, s->b, i, j);
	if (s->rel != &s->own)
		return literal_of(g, s->a, i, j);
	known = literals_of_slot(g, s);
	if (known[at])
		return known[at] - 1;
	if (s->op == OP_BEGIN) {
		known[at] = solver_variable(g->solver) + 1;
		add_task(g, (struct task) { .slot = s, .i = i, .j = j });
	} else {
		known[at] = operator_entry(&implied, g, s, i, j) + 1;
	}
	return known[at] - 1;
}

/* Makes the clauses that imply literals. These may need more literals, and so on */
static void do_tasks(struct grounding *g)
{
	while (g->nr_tasks && !g->fails) {
		struct task task = g->tasks[--g->nr_tasks];
		const struct slot *body;

		if (is_closure(task.slot)) {
			make_column(g, task.slot, task.j);
			continue;
		}
		body = slot_of(g->c, task.slot->expr->a);
		imply(g, literal_of(g, body, task.i, task.j), LITERAL_TRUE,
		      g->known[task.slot - g->c->slots][task.i * g->c->n + task.j] - 1);
	}
}

void grounding_begin(struct grounding *g)
{
	unsigned int nr = g->c->model.nr_exprs;

	g->known = xcalloc(nr, sizeof(*g->known));
	g->sure = xcalloc(nr, sizeof(*g->sure));
	g->columns = xcalloc(nr, sizeof(*g->columns));
	checker_run(g->c, &g->c->axioms, g->x, true);
}

bool grounding_end(struct grounding *g)
{
	do_tasks(g);
	for (unsigned int i = 0; i < g->c->model.nr_exprs; i++) {
		free(g->known[i]);
		free(g->columns[i]);
		rel_free(g->sure[i]);
	}
	free(g->known);
	free(g->sure);
	free(g->columns);
	free(g->tasks);
	budget_give(g->budget, g->taken);
	return !g->fails && !budget_over(g->budget);
}
