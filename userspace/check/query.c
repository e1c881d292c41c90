// SPDX-License-Identifier: GPL-2.0
/*
 * Queries about executions, see query.h.
 */
#include <stdlib.h>
#include <string.h>
#include "private/query.h"
#include "private/solve.h"
#include "private/symmetry.h"
#include "lib/util.h"

struct query {
	struct solving v;
	struct solver *solver;
	struct budget *budget;
	literal complete, cut, doubtful;
};

static bool is_incomplete(enum path_end end)
{
	return end != PATH_COMPLETE;
}

static bool is_cut(enum path_end end)
{
	return end == PATH_CUT;
}

/* Whether a path with this end leaves the test undecided, see undecided() */
static bool is_doubtful(enum path_end end)
{
	return end != PATH_COMPLETE && end != PATH_READ_NOWHERE && !is_cut(end);
}

/* The literal that some thread takes a path with such an end */
static literal some_strand(struct query *q, bool (*is)(enum path_end end))
{
	const struct encoding *e = q->v.e;
	literal any[MAX_STRANDS + 1], l = solver_variable(q->solver);
	unsigned int nr = 0;

	for (unsigned int i = 0; i < e->nr_strands; i++) {
		if (!is(e->strands[i].path->end))
			continue;
		any[nr] = e->strands[i].taken;
		CLAUSE(q->solver, literal_not(any[nr++]), l);
	}
	any[nr++] = literal_not(l);
	solver_clause(q->solver, any, nr);
	return l;
}

/* Whether values may be unspecified: then @accept must check each execution */
static bool is_unspecified(const struct search_state *s)
{
	if (s->domain->unspecified)
		return true;
	for (unsigned int t = 0; t < s->x.view->prog->nr_threads; t++)
		for (size_t p = 0; p < s->paths[t].nr; p++) {
			const struct path *path = &s->paths[t].path[p];

			if (path->doubt.kind == VALUE_UNSPECIFIED)
				return true;
			for (unsigned int i = 0; i < path->nr_nodes; i++)
				if (path->nodes[i].kind == NODE_CONST &&
				    path->nodes[i].value.kind == VALUE_UNSPECIFIED)
					return true;
		}
	return false;
}

/* Adds clauses of symmetry. Threads whose registers a condition names are excluded */
static void break_symmetry(struct query *q)
{
	struct search_state *s = q->v.s;
	struct symmetry sym;

	if (!s->user->alike)
		return;
	symmetry_find(&sym, s->x.view, s->paths, s->x.nr_places, false);
	symmetry_break(&sym, q->v.e);
	symmetry_free(&sym);
}

struct query *query_new(const struct ordlab_view *view,
			const struct execution_user *user, struct budget *budget)
{
	struct query *q = xcalloc(1, sizeof(*q));

	q->budget = budget;
	q->solver = solver_new(budget);
	q->v.s = search_new(view, user, budget);
	q->v.begin = true;
	if (q->v.s->end != SEARCH_DONE || is_unspecified(q->v.s) ||
	    !solving_encode(&q->v, true, q->solver, budget)) {
		query_free(q);
		return NULL;
	}
	break_symmetry(q);
	q->complete = literal_not(some_strand(q, is_incomplete));
	q->cut = some_strand(q, is_cut);
	q->doubtful = some_strand(q, is_doubtful);
	return q;
}

void query_free(struct query *q)
{
	if (!q)
		return;
	encoding_free(q->v.e);
	search_free(q->v.s);
	solver_free(q->solver);
	free(q);
}

literal query_condition(struct query *q, const struct ordlab_cond *nodes,
			unsigned int nr)
{
	return encoding_condition(q->v.e, nodes, nr);
}

literal query_outcome(struct query *q, unsigned int observed, struct value value)
{
	return encoding_outcome(q->v.e, observed, value);
}

literal query_complete(struct query *q)
{
	return q->complete;
}

literal query_cut(struct query *q)
{
	return q->cut;
}

literal query_doubtful(struct query *q)
{
	return q->doubtful;
}

/* Computes the values and the state. False: the constraints exclude the execution */
static bool has_values(struct search_state *s)
{
	bool cycle = false;

	if (s->check_values &&
	    (!valuation_fits(&s->values, true, &cycle) ||
	     (cycle && !valuation_solve(&s->values))))
		return false;
	valuation_state(&s->values);
	return true;
}

/* Excludes the execution that was found: one of its choices must differ */
static void rule_out(struct query *q)
{
	const struct encoding *e = q->v.e;
	const literal *edges[] = { e->edges.rf, e->edges.co };
	size_t n = e->x.n, nr = 0, room = 2 * n * n + n + e->nr_strands;
	literal *clause = xcalloc(room + 1, sizeof(*clause));

	for (unsigned int i = 0; i < e->nr_strands; i++)
		clause[nr++] = e->strands[i].taken;
	for (unsigned int i = 0; i < n; i++)
		clause[nr++] = e->from_init[i];
	for (unsigned int k = 0; k < ARRAY_SIZE(edges); k++)
		for (size_t i = 0; i < n * n; i++)
			clause[nr++] = edges[k][i];
	for (size_t i = 0, of = nr; i < of; i++) {
		if (!i)
			nr = 0;
		if (solver_is(q->solver, clause[i]))
			clause[nr++] = literal_not(clause[i]);
	}
	solver_clause(q->solver, clause, nr);
	free(clause);
}

enum search query_find(struct query *q, const literal *given, unsigned int nr,
		       bool (*accept)(void *data, const struct execution *x),
		       void *data)
{
	struct search_state *s = q->v.s;

	for (;;) {
		bool accepted;

		switch (solver_find(q->solver, given, nr)) {
		case SOLVED_ALL:
			return SEARCH_DONE;
		case SOLVED_FOUND:
			break;
		default:
			return search_over(q->budget);
		}
		if (!solving_apply(&q->v))
			return s->end;
		accepted = has_values(s) && accept(data, &s->x);
		solving_undo(&q->v);
		if (accepted)
			return SEARCH_ENOUGH;
		rule_out(q);
	}
}
