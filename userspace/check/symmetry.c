// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that are alike, see symmetry.h.
 */
#include <stdlib.h>
#include <string.h>
#include "lib/count.h"
#include "private/search-state.h"
#include "private/symmetry.h"
#include "lib/util.h"

/* --- Which threads are alike --- */

static bool same_event(const struct event *a, const struct event *b)
{
	return a->kind == b->kind && a->op == b->op && a->order == b->order &&
	       a->loc == b->loc && a->rmw == b->rmw && a->failed == b->failed &&
	       a->value == b->value;
}

static bool same_node(const struct node *a, const struct node *b)
{
	if (a->kind != b->kind || a->type != b->type)
		return false;
	switch (a->kind) {
	case NODE_CONST:
		return a->value.kind != VALUE_UNSPECIFIED &&
		       value_same(a->value, b->value);
	case NODE_READ:
		return a->a == b->a;
	default:
		return a->alu == b->alu && a->a == b->a &&
		       (!node_has_b(a) || a->b == b->b);
	}
}

static bool same_constraint(const struct constraint *a, const struct constraint *b)
{
	return a->need == b->need && a->a == b->a &&
	       (!need_compares(a->need) || a->b == b->b);
}

/* Whether two paths are equal. A path that ends early equals no other: it names a line */
static bool same_path(const struct path *a, const struct path *b)
{
	if (a->end != PATH_COMPLETE || b->end != PATH_COMPLETE ||
	    a->doubt.kind == VALUE_UNSPECIFIED ||
	    b->doubt.kind == VALUE_UNSPECIFIED ||
	    a->nr_events != b->nr_events || a->nr_nodes != b->nr_nodes ||
	    a->nr_constraints != b->nr_constraints ||
	    memcmp(a->regs, b->regs, sizeof(a->regs)))
		return false;
	for (unsigned int i = 0; i < a->nr_events; i++)
		if (!same_event(&a->events[i], &b->events[i]))
			return false;
	for (unsigned int i = 0; i < a->nr_nodes; i++)
		if (!same_node(&a->nodes[i], &b->nodes[i]))
			return false;
	for (unsigned int i = 0; i < a->nr_constraints; i++)
		if (!same_constraint(&a->constraints[i], &b->constraints[i]))
			return false;
	return rel_is_equal(a->po, b->po) && rel_is_equal(a->rmw, b->rmw) &&
	       rel_is_equal(a->addr, b->addr) && rel_is_equal(a->data, b->data) &&
	       rel_is_equal(a->ctrl, b->ctrl);
}

/* The registers of a thread that are queried: bit r */
static uint32_t queried_regs(const struct symmetry *sym, unsigned int thread)
{
	const struct ordlab_view *view = sym->view;
	uint32_t regs = 0;

	for (unsigned int o = 0; o < view->prog->nr_observed; o++)
		if (sym->queried[o] && view->observed[o].kind == ORDLAB_OPERAND_REG &&
		    view->observed[o].thread == thread)
			regs |= 1U << view->observed[o].index;
	return regs;
}

/* Finds what is queried: everything observed, or what condition and filter name */
static void find_queried(struct symmetry *sym, bool outcomes)
{
	const struct ordlab_program *prog = sym->view->prog;
	const struct ordlab_cond *nodes[] = { sym->view->cond, sym->view->filter };
	const unsigned int nr[] = { prog->nr_cond, prog->nr_filter };

	for (unsigned int o = 0; o < prog->nr_observed; o++)
		sym->queried[o] = outcomes;
	for (unsigned int i = 0; i < ARRAY_SIZE(nodes); i++) {
		for (unsigned int n = 0; n < nr[i]; n++) {
			const struct ordlab_cond *node = &nodes[i][n];

			if (node->op != ORDLAB_COND_EQ && node->op != ORDLAB_COND_NE &&
			    node->op != ORDLAB_COND_SAME)
				continue;
			sym->queried[node->observed] = true;
			if (node->op == ORDLAB_COND_SAME)
				sym->queried[node->other] = true;
		}
	}
}

static bool are_alike(const struct symmetry *sym, unsigned int a, unsigned int b)
{
	const struct paths *p = &sym->paths[a], *q = &sym->paths[b];

	if (p->nr != q->nr ||
	    queried_regs(sym, a) != queried_regs(sym, b))
		return false;
	for (size_t i = 0; i < p->nr; i++)
		if (!same_path(&p->path[i], &q->path[i]))
			return false;
	return true;
}

/* --- By which location to order them --- */

/* How well the writes of a path to a place order threads; 0: not at all */
static unsigned int rank_of_writes(const struct path *path, unsigned int loc,
				   uint16_t *first)
{
	*first = NO_EVENT;
	for (unsigned int i = 0; i < path->nr_events; i++) {
		const struct event *e = &path->events[i];

		if (e->loc != loc || (e->kind != EV_W && e->kind != EV_LKW))
			continue;
		*first = i;
		return e->kind == EV_LKW ? 3 : e->rmw ? 2 : 1;
	}
	return 0;
}

static void find_key(struct symmetry *sym, struct alike *set, unsigned int nr_places)
{
	const struct paths *paths = &sym->paths[set->threads[0]];
	unsigned int best = 0;
	uint16_t first;

	for (unsigned int l = 0; l < nr_places; l++) {
		unsigned int sum = 0;

		for (size_t p = 0; p < paths->nr; p++)
			sum += rank_of_writes(&paths->path[p], l, &first);
		if (sum > best) {
			best = sum;
			set->loc = l;
		}
	}
	set->key = xcalloc(paths->nr + 1, sizeof(*set->key));
	for (size_t p = 0; p < paths->nr; p++)
		rank_of_writes(&paths->path[p], set->loc, &set->key[p]);
}

void symmetry_find(struct symmetry *sym, const struct ordlab_view *view,
		   const struct paths *paths, unsigned int nr_places, bool outcomes)
{
	bool done[ORDLAB_MAX_THREADS] = { false };

	*sym = (struct symmetry) { .view = view, .paths = paths };
	find_queried(sym, outcomes);
	for (unsigned int t = 0; t < view->prog->nr_threads; t++) {
		struct alike *set = &sym->sets[sym->nr];

		*set = (struct alike) { .queried = queried_regs(sym, t) };
		if (done[t] || (set->queried && !outcomes))
			continue;
		for (unsigned int u = t; u < view->prog->nr_threads; u++) {
			if (set->nr == MAX_ALIKE || done[u] || !are_alike(sym, t, u))
				continue;
			done[u] = true;
			set->threads[set->nr++] = u;
		}
		if (set->nr < 2)
			continue;
		find_key(sym, set, nr_places);
		sym->nr++;
	}
}

void symmetry_free(struct symmetry *sym)
{
	for (unsigned int i = 0; i < sym->nr; i++)
		free(sym->sets[i].key);
	sym->nr = 0;
}

/* --- Clauses --- */

/* The first strand of a thread; those of its paths follow */
static const struct strand *strands_of(const struct encoding *e, unsigned int thread)
{
	const struct strand *s = e->strands;

	while (s->thread != thread)
		s++;
	return s;
}

/* Clauses on two threads of a set, the first of which must come before the second */
static void order_threads(const struct symmetry *sym, const struct alike *set,
			  struct encoding *e, unsigned int first, unsigned int then)
{
	const struct strand *a = strands_of(e, first), *b = strands_of(e, then);
	size_t nr = sym->paths[first].nr;

	for (size_t p = 0; p < nr; p++) {
		for (size_t q = 0; q < nr; q++) {
			literal no_p = literal_not(a[p].taken);
			literal no_q = literal_not(b[q].taken);
			bool p_writes = set->key[p] != NO_EVENT;
			bool q_writes = set->key[q] != NO_EVENT;

			if (p_writes && q_writes)
				CLAUSE(e->solver, no_p, no_q,
				       *edge_at(e, e->edges.co,
						a[p].first + set->key[p],
						b[q].first + set->key[q]));
			else if (q_writes || (!p_writes && q < p))
				CLAUSE(e->solver, no_p, no_q);
		}
	}
}

void symmetry_break(const struct symmetry *sym, struct encoding *e)
{
	for (unsigned int i = 0; i < sym->nr; i++) {
		const struct alike *set = &sym->sets[i];

		for (unsigned int b = 1; b < set->nr; b++)
			for (unsigned int a = 0; a < b; a++)
				order_threads(sym, set, e, set->threads[a],
					      set->threads[b]);
	}
}

/* --- Outcomes --- */

struct roles {
	const struct symmetry *sym;
	const struct path * const *taken;
	struct value *state;
	struct value found_state[ORDLAB_MAX_OBSERVED];
	bool (*found)(void *data, uint64_t count);
	void *data;
	/* For the set whose threads get roles now */
	bool given[MAX_ALIKE];
};

static size_t path_of(const struct roles *r, unsigned int thread)
{
	return r->taken[thread] - r->sym->paths[thread].path;
}

/* Whether the clauses leave the order of two threads of a set open */
static bool are_unordered(const struct roles *r, const struct alike *set,
			  unsigned int i, unsigned int j)
{
	size_t p = path_of(r, set->threads[i]);

	return set->key[p] == NO_EVENT && p == path_of(r, set->threads[j]);
}

/* How many different executions come from exchanging the roles of a set's threads */
static uint64_t count_roles(const struct roles *r, const struct alike *set)
{
	uint64_t count = 1;

	for (unsigned int i = 0; i < set->nr; i++) {
		unsigned int same = 1;

		for (unsigned int j = 0; j < i; j++)
			same += are_unordered(r, set, j, i);
		/* A product of binomials: each division has no remainder */
		count = count * (i + 1) / same;
	}
	return count;
}

/* Gives the registers of a thread the values of another one, whose role it takes */
static void take_role(struct roles *r, unsigned int thread, unsigned int role)
{
	const struct ordlab_view *view = r->sym->view;

	for (unsigned int to = 0; to < view->prog->nr_observed; to++) {
		const struct ordlab_observed *o = &view->observed[to];

		if (o->kind != ORDLAB_OPERAND_REG || o->thread != thread)
			continue;
		for (unsigned int from = 0; from < view->prog->nr_observed; from++) {
			const struct ordlab_observed *p = &view->observed[from];

			if (p->kind == ORDLAB_OPERAND_REG && p->thread == role &&
			    p->index == o->index)
				r->state[to] = r->found_state[from];
		}
	}
}

static bool give_roles(struct roles *r, unsigned int set, uint64_t count);

/* Gives roles to the threads of a set from the @thread-th one on */
static bool give_role(struct roles *r, unsigned int s, unsigned int thread,
		      uint64_t count)
{
	const struct alike *set = &r->sym->sets[s];

	if (thread == set->nr) {
		bool given[MAX_ALIKE], go_on;

		memcpy(given, r->given, sizeof(given));
		go_on = give_roles(r, s + 1, count);
		memcpy(r->given, given, sizeof(given));
		return go_on;
	}
	for (unsigned int role = 0; role < set->nr; role++) {
		bool fits = !r->given[role];

		/* Of roles whose order is open, use the first one first */
		for (unsigned int i = 0; i < role && fits; i++)
			fits = r->given[i] || !are_unordered(r, set, i, role);
		if (!fits)
			continue;
		r->given[role] = true;
		take_role(r, set->threads[thread], set->threads[role]);
		if (!give_role(r, s, thread + 1, count))
			return false;
		r->given[role] = false;
	}
	return true;
}

static bool give_roles(struct roles *r, unsigned int s, uint64_t count)
{
	const struct alike *set = &r->sym->sets[s];

	if (s == r->sym->nr)
		return r->found(r->data, count);
	if (!set->queried)
		return give_roles(r, s + 1, count_mul(count, count_roles(r, set)));
	memset(r->given, 0, sizeof(r->given));
	return give_role(r, s, 0, count);
}

bool symmetry_each(const struct symmetry *sym, const struct path * const *taken,
		   struct value *state, bool (*found)(void *data, uint64_t count),
		   void *data)
{
	struct roles r = {
		.sym = sym, .taken = taken, .state = state, .found = found,
		.data = data,
	};
	bool go_on;

	memcpy(r.found_state, state,
	       sym->view->prog->nr_observed * sizeof(*state));
	go_on = give_roles(&r, 0, 1);
	memcpy(state, r.found_state,
	       sym->view->prog->nr_observed * sizeof(*state));
	return go_on;
}
