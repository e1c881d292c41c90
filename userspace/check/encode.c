// SPDX-License-Identifier: GPL-2.0
/*
 * Strands, their events, and the relations that depend on paths alone: see encode.h.
 */
#include <stdlib.h>
#include <string.h>
#include "private/encode.h"
#include "private/search-state.h"
#include "lib/util.h"

/* Clauses: the thread takes exactly one of its strands */
static void choose_path(struct encoding *e, unsigned int first, unsigned int nr)
{
	literal *any;

	if (nr == 1) {
		e->strands[first].taken = LITERAL_TRUE;
		return;
	}
	any = xcalloc(nr + 1, sizeof(*any));
	for (unsigned int i = 0; i < nr; i++) {
		any[i] = e->strands[first + i].taken = solver_choice(e->solver);
		for (unsigned int j = 0; j < i; j++)
			CLAUSE(e->solver, literal_not(any[i]), literal_not(any[j]));
	}
	solver_clause(e->solver, any, nr);
	free(any);
}

/* Return: false if there are too many strands, or too many events */
static bool make_strands(struct encoding *e)
{
	unsigned int nr_threads = e->view->prog->nr_threads;
	size_t nr = 0, n = 0;

	for (unsigned int t = 0; t < nr_threads; t++) {
		nr += e->paths[t].nr;
		for (size_t p = 0; p < e->paths[t].nr && nr <= MAX_STRANDS; p++)
			n += e->paths[t].path[p].nr_events;
		if (nr > MAX_STRANDS || n > REL_MAX_EVENTS)
			return false;
	}
	e->strands = xcalloc(nr + 1, sizeof(*e->strands));
	for (unsigned int t = 0; t < nr_threads; t++) {
		unsigned int first = e->nr_strands;

		for (size_t p = 0; p < e->paths[t].nr; p++) {
			const struct path *path = &e->paths[t].path[p];

			e->strands[e->nr_strands++] = (struct strand) {
				.thread = t, .path = path, .first = e->x.n,
			};
			for (unsigned int i = 0; i < path->nr_events; i++) {
				struct event *event = &e->x.events[e->x.n++];

				*event = path->events[i];
				event->thread = e->nr_strands - 1;
			}
		}
		choose_path(e, first, e->nr_strands - first);
	}
	e->x.nr_events = e->x.n;
	return true;
}

static struct rel **relations(struct execution *x, unsigned int i)
{
	struct rel **rels[] = {
		&x->po, &x->loc, &x->internal, &x->external, &x->rmw, &x->addr,
		&x->data, &x->ctrl, &x->rf, &x->co, &x->fr,
	};

	return i < ARRAY_SIZE(rels) ? rels[i] : NULL;
}

bool encoding_together(const struct encoding *e, unsigned int a, unsigned int b)
{
	unsigned int s = e->x.events[a].thread, t = e->x.events[b].thread;

	return s == t || e->strands[s].thread != e->strands[t].thread;
}

/* Fills in the static relations; they do not relate strands of the same thread */
static void relate(struct encoding *e)
{
	struct execution *x = &e->x;
	struct rel **rel;

	for (unsigned int i = 0; (rel = relations(x, i)); i++)
		*rel = rel_new(x->n);
	for (unsigned int s = 0; s < e->nr_strands; s++) {
		const struct strand *strand = &e->strands[s];

		rel_place(x->po, strand->path->po, strand->first);
		rel_place(x->rmw, strand->path->rmw, strand->first);
		rel_place(x->addr, strand->path->addr, strand->first);
		rel_place(x->data, strand->path->data, strand->first);
		rel_place(x->ctrl, strand->path->ctrl, strand->first);
	}
	for (unsigned int a = 0; a < x->n; a++) {
		if (x->events[a].kind == EV_LKR)
			rel_add(x->rmw, a, a + 1);
		for (unsigned int b = 0; b < x->n; b++) {
			const struct event *p = &x->events[a], *q = &x->events[b];

			if (!encoding_together(e, a, b))
				continue;
			if (p->loc == q->loc && p->loc != NO_LOC)
				rel_add(x->loc, a, b);
			rel_add(p->thread == q->thread ? x->internal : x->external,
				a, b);
		}
	}
}

static void find_locations(struct encoding *e)
{
	const struct execution *x = &e->x;

	e->locations = xcalloc(x->nr_places + 1, sizeof(*e->locations));
	for (unsigned int l = 0; l < x->nr_places; l++) {
		struct encoded *at = &e->locations[e->nr_locations];

		at->loc = l;
		at->is_lock = l < e->view->prog->nr_locations &&
			      e->view->locations[l].type == ORDLAB_T_SPINLOCK;
		at->nr_reads = at->nr_writes = 0;
		for (unsigned int i = 0; i < x->n; i++) {
			if (x->events[i].loc != l)
				continue;
			if (is_write_kind(x->events[i].kind))
				at->writes[at->nr_writes++] = i;
			else if (is_read_kind(x->events[i].kind))
				at->reads[at->nr_reads++] = i;
		}
		if (at->nr_reads + at->nr_writes)
			e->nr_locations++;
	}
}

struct value encoding_initial(const struct encoding *e, unsigned int loc)
{
	return loc < e->view->prog->nr_locations ?
		value_of_operand(e->view, &e->view->locations[loc].init) :
		value_int(0);
}

static literal *no_edges(unsigned int n)
{
	literal *edges = xcalloc((size_t)n * n + 1, sizeof(*edges));

	for (size_t i = 0; i < (size_t)n * n; i++)
		edges[i] = LITERAL_FALSE;
	return edges;
}

static void begin_edges(struct encoding *e)
{
	unsigned int n = e->x.n;

	e->edges.rf = no_edges(n);
	e->edges.co = no_edges(n);
	e->edges.fr = no_edges(n);
	e->edges.present = xcalloc(n + 1, sizeof(*e->edges.present));
	e->from_init = xcalloc(n + 1, sizeof(*e->from_init));
	for (unsigned int i = 0; i < n; i++) {
		e->edges.present[i] = e->strands[e->x.events[i].thread].taken;
		e->from_init[i] = LITERAL_FALSE;
	}
}

/* Fills in a relation with all edges that have a literal */
static void note_edges(struct rel *rel, const literal *edges)
{
	for (unsigned int a = 0; a < rel->n; a++)
		for (unsigned int b = 0; b < rel->n; b++)
			if (edges[(size_t)a * rel->n + b] != LITERAL_FALSE)
				rel_add(rel, a, b);
}

struct encoding *encoding_new(const struct ordlab_view *view,
			      const struct paths *paths,
			      const struct execution *like, bool outcomes,
			      struct solver *solver, struct budget *budget)
{
	struct encoding *e = xcalloc(1, sizeof(*e));

	e->view = view;
	e->paths = paths;
	e->solver = solver;
	e->budget = budget;
	e->x.view = view;
	e->x.observed = like->observed;
	e->x.nr_places = like->nr_places;
	if (!make_strands(e)) {
		encoding_free(e);
		return NULL;
	}
	relate(e);
	find_locations(e);
	begin_edges(e);
	if (!encode_orders(e) || !encode_values(e, outcomes) ||
	    budget_over(budget)) {
		encoding_free(e);
		return NULL;
	}
	if (outcomes)
		encode_outcomes(e);
	note_edges(e->x.rf, e->edges.rf);
	note_edges(e->x.co, e->edges.co);
	note_edges(e->x.fr, e->edges.fr);
	return e;
}

void encoding_free(struct encoding *e)
{
	struct rel **rel;

	if (!e)
		return;
	encode_values_free(e);
	encode_outcomes_free(e);
	for (unsigned int i = 0; (rel = relations(&e->x, i)); i++)
		rel_free(*rel);
	free(e->strands);
	free(e->locations);
	free(e->edges.rf);
	free(e->edges.co);
	free(e->edges.fr);
	free(e->edges.present);
	free(e->from_init);
	free(e);
}
