// SPDX-License-Identifier: GPL-2.0
/*
 * The axioms as clauses: see checker_clauses() in model.h.
 *
 * Each edge of a relation that rf, co and fr may make is a literal, and each way in
 * which it comes about a clause: "these edges imply this one". So it is for
 * closures and recursive definitions, too: an edge that nothing implies may be taken
 * not to be there. What breaks an axiom must not be true. Edges get their literals
 * when they are asked for, from the axioms down.
 *
 * For acyclic(po | rf | co | fr) and the store buffer test, there are no literals but
 * those of fr: each po edge is there in any case. Taking away events as model-cycles.c
 * describes, from
 *
 *	W x -po-> R y -fr-> W y -po-> R x -fr-> W x
 *
 * first R y goes, and W x -> W y is the literal of the first fr; then R x, and
 * W y -> W x is that of the second one; then W y, and its cycle through W x gives
 * the clause that not both may be there.
 */
#include <stdlib.h>
#include "private/checker.h"
#include "logic/solver.h"
#include "lib/util.h"

/* A literal that was given out, and whose clauses are to be made */
struct task {
	const struct slot *slot;
	unsigned int i, j;	/* of a closure: all edges to @j */
};

struct grounding {
	struct checker *c;
	const struct execution *x;
	const struct edge_literals *edges;
	struct solver *solver;
	literal **known;	/* [slot][row * n + column]: literal + 1 */
	struct rel **sure;	/* [slot] of a closure: what is there in any case */
	bool **columns;		/* [slot][column] of a closure: its edges have literals */
	struct budget *budget;
	size_t taken;
	struct task *tasks;
	size_t nr_tasks, room;
	bool fails;
};

static literal literal_of(struct grounding *g, const struct slot *s, unsigned int i,
			  unsigned int j);

static void imply(struct grounding *g, literal a, literal b, literal head)
{
	CLAUSE(g->solver, literal_not(a), literal_not(b), head);
}

static literal both(struct grounding *g, literal a, literal b)
{
	literal l;

	if (a == LITERAL_FALSE || b == LITERAL_TRUE || a == b)
		return a;
	if (b == LITERAL_FALSE || a == LITERAL_TRUE)
		return b;
	l = solver_variable(g->solver);
	imply(g, a, b, l);
	return l;
}

static literal either(struct grounding *g, literal a, literal b)
{
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
 * An edge that paths alone make. Within a thread it is taken to be there, even if
 * its path is not: then nothing leads on from it. Between threads both must be.
 */
static literal static_literal(struct grounding *g, unsigned int i, unsigned int j)
{
	if (g->x->events[i].thread == g->x->events[j].thread)
		return LITERAL_TRUE;
	return both(g, g->edges->present[i], g->edges->present[j]);
}

static literal sequence(struct grounding *g, const struct slot *s, unsigned int i,
			unsigned int j)
{
	literal first[REL_MAX_EVENTS], second[REL_MAX_EVENTS], head;
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

static literal compose(struct grounding *g, const struct slot *s, unsigned int i,
		       unsigned int j)
{
	if (s->op == OP_FROM)
		return literal_of(g, s->b, i, j);
	if (s->op == OP_INTO)
		return literal_of(g, s->a, i, j);
	switch (s->expr->kind) {
	case EXPR_SEQ:
		return sequence(g, s, i, j);
	case EXPR_OR:
		return either(g, literal_of(g, s->a, i, j),
			      literal_of(g, s->b, i, j));
	case EXPR_AND:
		return both(g, literal_of(g, s->a, i, j),
			    literal_of(g, s->b, i, j));
	case EXPR_MINUS:
		/* Of what is there in any case, there is nothing left */
		if (s->b->nature == IS_DYNAMIC)
			break;
		return literal_of(g, s->a, i, j);
	case EXPR_INV:
		return literal_of(g, s->a, j, i);
	case EXPR_OPT:
		return i == j ? LITERAL_TRUE : literal_of(g, s->a, i, j);
	default:
		break;
	}
	g->fails = true;
	return LITERAL_FALSE;
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

/* Literals for all edges of a closure to @j; what implies them comes later */
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

/* An edge of a closure is one of what it is the closure of, and then perhaps more */
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

static literal literal_of(struct grounding *g, const struct slot *s, unsigned int i,
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
	} else if (is_closure(s)) {
		begin_column(g, s, known, j);
	} else {
		known[at] = compose(g, s, i, j) + 1;
	}
	return known[at] - 1;
}

/* Makes the clauses of literals that were given out; that may give out more */
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

/* --- Axioms --- */

/* That an edge must not be there. If it is in any case, its path must not */
static void never(struct grounding *g, literal edge, unsigned int i, unsigned int j)
{
	if (edge == LITERAL_TRUE)
		CLAUSE(g->solver, literal_not(g->edges->present[i]),
		       literal_not(g->edges->present[j]));
	else
		CLAUSE(g->solver, literal_not(edge));
}

/*
 * Edges among events, some of which are taken away. @heads tells of which edges the
 * literal stands for nothing else: it may be implied by more.
 */
struct elimination {
	struct grounding *g;
	literal *edges;
	bool *heads;
};

/* Adds the edge that both of two edges make */
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

/* Adds the edges of a relation that begin in a set, where there is a way back */
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

/* Forbids cycles: events are taken away, and each way through one is an edge */
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

/* Whether all edges that there may be are of one location */
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

/* Whether executions that are coherent meet an axiom, since they have one location */
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
 * Axioms that paths alone break. Events of different paths are not related but by
 * being of different threads, so that each path can be looked at by itself; where a
 * model thinks otherwise, it fails.
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

static void grounding_begin(struct grounding *g)
{
	unsigned int nr = g->c->model.nr_exprs;

	g->known = xcalloc(nr, sizeof(*g->known));
	g->sure = xcalloc(nr, sizeof(*g->sure));
	g->columns = xcalloc(nr, sizeof(*g->columns));
	checker_run(g->c, &g->c->axioms, g->x, true);
}

/* Return: whether all could be put as clauses */
static bool grounding_end(struct grounding *g)
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

/* --- Flags --- */

/*
 * For a flag it has to be known that an edge is there. Literals are made from the
 * other side here: one that is true says that the edge is there. Of a difference,
 * what is taken away must not be there; that is what literal_of() is good for.
 */
static literal certain(struct grounding *g, const struct slot *s, unsigned int i,
		       unsigned int j);

/* A literal that implies both */
static literal with_both(struct grounding *g, literal a, literal b)
{
	literal l;

	if (a == LITERAL_FALSE || b == LITERAL_TRUE || a == b)
		return a;
	if (b == LITERAL_FALSE || a == LITERAL_TRUE)
		return b;
	l = solver_variable(g->solver);
	imply(g, l, LITERAL_TRUE, a);
	imply(g, l, LITERAL_TRUE, b);
	return l;
}

/* A literal that implies one of some */
static literal with_any(struct grounding *g, literal *any, unsigned int nr)
{
	literal l;

	for (unsigned int i = 0; i < nr; i++)
		if (any[i] == LITERAL_TRUE)
			return LITERAL_TRUE;
	if (nr < 2)
		return nr ? any[0] : LITERAL_FALSE;
	/* Which of them has to be chosen */
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

static literal certain_sequence(struct grounding *g, const struct slot *s,
				unsigned int i, unsigned int j)
{
	literal any[REL_MAX_EVENTS + 1];
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

static literal certain(struct grounding *g, const struct slot *s, unsigned int i,
		       unsigned int j)
{
	size_t at = (size_t)i * g->c->n + j;
	literal any[3], l;

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
	if (s->op == OP_FROM)
		return set_has(&s->a->set, i) ? certain(g, s->b, i, j) : LITERAL_FALSE;
	if (s->op == OP_INTO)
		return set_has(&s->b->set, j) ? certain(g, s->a, i, j) : LITERAL_FALSE;
	if (s->op != OP_EXPR) {
		g->fails = true;
		return LITERAL_FALSE;
	}
	if (s->rel != &s->own)
		return certain(g, s->a, i, j);
	switch (s->expr->kind) {
	case EXPR_SEQ:
		return certain_sequence(g, s, i, j);
	case EXPR_OR:
		any[0] = certain(g, s->a, i, j);
		any[1] = certain(g, s->b, i, j);
		if (any[0] == LITERAL_FALSE || any[1] == LITERAL_FALSE)
			return any[0] == LITERAL_FALSE ? any[1] : any[0];
		return with_any(g, any, 2);
	case EXPR_AND:
		l = certain(g, s->a, i, j);
		return l == LITERAL_FALSE ? l : with_both(g, l, certain(g, s->b, i, j));
	case EXPR_MINUS:
		l = certain(g, s->a, i, j);
		return l == LITERAL_FALSE ? l :
			with_both(g, l, literal_not(literal_of(g, s->b, i, j)));
	case EXPR_INV:
		return certain(g, s->a, j, i);
	case EXPR_OPT:
		return i == j ? g->edges->present[i] : certain(g, s->a, i, j);
	default:
		break;
	}
	g->fails = true;
	return LITERAL_FALSE;
}

static literal raise_flag(struct grounding *g, const struct slot *s)
{
	unsigned int n = g->c->n, nr = 0;
	/* One more is what with_any() adds */
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
