// SPDX-License-Identifier: GPL-2.0
/*
 * Searching by clauses, see solve.h.
 */
#include <stdlib.h>
#include <string.h>
#include "private/encode.h"
#include "private/sequence.h"
#include "private/solve.h"
#include "private/symmetry.h"
#include "lib/util.h"

/* Makes the events of the paths that the solver has chosen. False: the search ends */
static bool begin_paths(struct solving *v)
{
	struct search_state *s = v->s;
	unsigned int nr = s->x.view->prog->nr_threads;

	for (unsigned int i = 0; i < v->e->nr_strands; i++) {
		const struct strand *strand = &v->e->strands[i];

		if (!solver_is(v->e->solver, strand->taken))
			continue;
		s->x.paths[strand->thread] = strand->path;
		v->strand_of[strand->thread] = i;
	}
	if (!memcmp(v->begun, s->x.paths, nr * sizeof(*v->begun)))
		return true;
	memcpy(v->begun, s->x.paths, nr * sizeof(*v->begun));
	if (!search_paths(s))
		return false;
	if (v->begin)
		s->user->begin(s->user->data, &s->x);
	return true;
}

/* The event of the encoding that corresponds to an event of the execution */
static unsigned int encoded_event(const struct solving *v, unsigned int event)
{
	const struct execution *x = &v->s->x;
	unsigned int thread = x->events[event].thread;

	return v->e->strands[v->strand_of[thread]].first + event - x->first[thread];
}

static bool has_edge(const struct solving *v, literal *edges, unsigned int from,
		     unsigned int to)
{
	return solver_is(v->e->solver,
			 *edge_at(v->e, edges, encoded_event(v, from),
				  encoded_event(v, to)));
}

/* Reads the order of a location from the solution, see struct accesses */
static void read_order(const struct solving *v, const struct accesses *a,
		       uint16_t *order)
{
	memset(order, 0, (a->nr_reads + a->nr_writes) * sizeof(*order));
	for (unsigned int i = 1; i < a->nr_writes; i++) {
		unsigned int place = 0;

		for (unsigned int j = 1; j < a->nr_writes; j++)
			place += j != i && has_edge(v, v->e->edges.co, a->writes[j],
						    a->writes[i]);
		order[a->nr_reads + place] = i;
		for (unsigned int r = 0; r < a->nr_reads; r++)
			if (has_edge(v, v->e->edges.rf, a->writes[i], a->reads[r]))
				order[r] = i;
	}
}

bool solving_apply(struct solving *v)
{
	struct search_state *s = v->s;
	uint16_t order[2 * REL_MAX_EVENTS];

	if (!begin_paths(v))
		return false;
	for (unsigned int i = 0; i < s->nr_accesses; i++) {
		read_order(v, &s->accesses[i], order);
		order_apply(s, &s->accesses[i], order);
	}
	return true;
}

void solving_undo(struct solving *v)
{
	for (unsigned int i = 0; i < v->s->nr_accesses; i++)
		order_undo(v->s, &v->s->accesses[i]);
}

bool solving_encode(struct solving *v, bool outcomes, struct solver *solver,
		    struct budget *budget)
{
	struct search_state *s = v->s;
	const struct execution_user *user = s->user;

	v->e = encoding_new(s->x.view, s->paths, &s->x, outcomes, solver, budget);
	if (!v->e)
		return false;
	user->begin(user->data, &v->e->x);
	return !user->clauses || user->clauses(user->data, &v->e->x, &v->e->edges,
					       solver, budget);
}

/* --- All executions --- */

static bool found(void *data)
{
	struct solving *v = data;
	struct search_state *s = v->s;
	bool go_on, decided;

	if (!solving_apply(v))
		return false;
	/* The user must get candidates that may raise a flag as undecided */
	decided = !v->begin || !s->user->flag(s->user->data, NULL);
	go_on = search_complete(s, decided, 1);
	solving_undo(v);
	return go_on;
}

/* --- Whether clauses are likely to be faster --- */

/* With fewer candidates than this, listing them is faster */
#define MIN_CANDIDATES	20000
/* Assignments of a try, if counting may work as well: some 20 milliseconds */
#define TRY_STEPS	300000
/* States of sequences that a try may look at: a second at worst */
#define TRY_MOVES	1500000

/* What is known of a program before the search */
struct prospect {
	double candidates;	/* about how many there are */
	bool fixed;		/* locks or read-modify-writes decide some order */
	bool open;		/* values depend on reads: nothing can be counted */
};

/* How many turns a path has at a location; an rmw or a critical section is one turn */
static unsigned int count_turns(const struct path *path, unsigned int loc)
{
	unsigned int nr = 0;

	for (unsigned int i = 0; i < path->nr_events; i++) {
		const struct event *e = &path->events[i];

		if (e->loc != loc || e->kind == EV_LKW || e->kind == EV_UL ||
		    (e->kind == EV_W && e->rmw))
			continue;
		nr += is_read_kind(e->kind) || is_write_kind(e->kind);
	}
	return nr;
}

static bool has_open_values(const struct path *path)
{
	for (unsigned int i = 0; i < path->nr_events; i++)
		if (path->events[i].kind == EV_W &&
		    path->nodes[path->events[i].value].kind != NODE_CONST)
			return true;
	for (unsigned int c = 0; c < path->nr_constraints; c++)
		if (constraint_read(path->nodes, &path->constraints[c]) ==
		    SEVERAL_READS)
			return true;
	return false;
}

static void look_at_paths(struct prospect *p, const struct paths *paths)
{
	for (size_t i = 0; i < paths->nr; i++) {
		const struct path *path = &paths->path[i];

		p->open |= has_open_values(path);
		for (unsigned int e = 0; e < path->nr_events; e++)
			p->fixed |= path->events[e].rmw ||
				    path->events[e].kind == EV_LKR;
	}
	p->candidates *= paths->nr;
}

static struct prospect find_prospect(const struct search_state *s)
{
	const struct ordlab_program *prog = s->x.view->prog;
	struct prospect p = { .candidates = 1 };

	for (unsigned int t = 0; t < prog->nr_threads; t++)
		look_at_paths(&p, &s->paths[t]);
	for (unsigned int l = 0; l < s->x.nr_places; l++) {
		unsigned int nr = 0;

		/* Estimate sequences of turns, of the path with most turns of each thread */
		for (unsigned int t = 0; t < prog->nr_threads; t++) {
			unsigned int most = 0;

			for (size_t i = 0; i < s->paths[t].nr; i++) {
				unsigned int turns =
					count_turns(&s->paths[t].path[i], l);

				most = turns > most ? turns : most;
			}
			for (unsigned int own = 1; own <= most; own++)
				p.candidates *= (double)++nr / own;
		}
	}
	return p;
}

/* How many steps the solver may take; 0: do not use it */
static uint64_t steps_worth_it(const struct search_state *s,
			       const struct prospect *p)
{
	if (!s->user->clauses || s->user->incoherent || s->domain->unspecified ||
	    s->user->way == WAY_LIST)
		return 0;
	if (s->user->way == WAY_CLAUSES)
		return NO_LIMIT;
	return p->fixed && p->candidates >= MIN_CANDIDATES ? TRY_STEPS : 0;
}

/* Return: whether the search has ended */
static bool solve_like(struct search_state *s, const struct prospect *prospect,
		       uint64_t steps)
{
	struct budget budget = budget_part(s->budget, 0);
	struct solving v = { .s = s };
	enum solved end = SOLVED_STEPS;
	struct solver *solver;
	bool done;

	/* Leave half of the memory for the states that the user keeps */
	budget.bytes /= 2;
	if (!budget_take(s->budget, budget.bytes))
		return false;
	solver = solver_new(&budget);
	if (solving_encode(&v, false, solver, &budget)) {
		if (s->like)
			symmetry_break(s->like, v.e);
		v.begin = s->user->flag && s->user->flag(s->user->data, NULL);
		/* If the user must get each candidate, counting is not possible */
		if (prospect->open || v.begin)
			steps = NO_LIMIT;
		end = solver_each(solver, steps, found, &v);
	}
	encoding_free(v.e);
	solver_free(solver);
	budget_give(s->budget, budget.bytes);
	/* SOLVED_FOUND: the visitor ended the search, and s->end has the reason */
	done = (end == SOLVED_ALL || end == SOLVED_FOUND) && !s->has_symbols;
	if (!done)
		s->user->restart(s->user->data);
	return done;
}

bool solve_all(struct search_state *s)
{
	struct prospect prospect = find_prospect(s);
	uint64_t steps = steps_worth_it(s, &prospect);
	struct symmetry sym;
	bool done;

	if (s->user->way == WAY_SEQUENCE) {
		if (!sequence_all(s, TRY_MOVES) && s->end == SEARCH_DONE)
			s->end = SEARCH_PATHS;
		return true;
	}
	if (!steps)
		return false;
	if (s->user->way == WAY_BEST && sequence_all(s, TRY_MOVES))
		return true;
	symmetry_find(&sym, s->x.view, s->paths, s->x.nr_places, true);
	s->like = s->user->alike && sym.nr ? &sym : NULL;
	done = solve_like(s, &prospect, steps);
	s->like = NULL;
	symmetry_free(&sym);
	if (s->has_symbols)
		done = solve_like(s, &prospect, steps);
	return done;
}
