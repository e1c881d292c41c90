// SPDX-License-Identifier: GPL-2.0
/*
 * The search for candidate executions, see search.h. It combines the paths of the
 * threads, and goes through the stages of search-steps.h for each combination.
 */
#include <stdlib.h>
#include <string.h>
#include "private/search-steps.h"
#include "private/solve.h"
#include "private/symmetry.h"
#include "lib/util.h"

/* If a location has more orders than this, counting them is tried before listing */
#define MAX_LISTED	1024

static void rel_reset(struct rel *r, unsigned int n)
{
	r->n = n;
	r->words = rel_words(n);
	rel_clear(r);
}

/* Fills in the static relations */
static void search_relate(struct search_state *s)
{
	struct execution *x = &s->x;
	struct rel *rels[] = {
		x->po, x->loc, x->internal, x->external, x->rmw, x->addr,
		x->data, x->ctrl, x->rf, x->co, x->fr,
	};

	for (unsigned int i = 0; i < ARRAY_SIZE(rels); i++)
		rel_reset(rels[i], x->n);
	for (unsigned int i = 0; i < ARRAY_SIZE(s->relevant); i++)
		rel_reset(s->relevant[i], x->n);
	for (unsigned int t = 0; t < x->view->prog->nr_threads; t++) {
		rel_place(x->po, x->paths[t]->po, x->first[t]);
		rel_place(x->rmw, x->paths[t]->rmw, x->first[t]);
		rel_place(x->addr, x->paths[t]->addr, x->first[t]);
		rel_place(x->data, x->paths[t]->data, x->first[t]);
		rel_place(x->ctrl, x->paths[t]->ctrl, x->first[t]);
	}
	for (unsigned int a = 0; a < x->n; a++) {
		if (x->events[a].kind == EV_LKR)
			rel_add(x->rmw, a, a + 1);
		for (unsigned int b = 0; b < x->n; b++) {
			const struct event *p = &x->events[a], *q = &x->events[b];

			if (p->loc == q->loc && p->loc != NO_LOC)
				rel_add(x->loc, a, b);
			rel_add(p->thread == q->thread ? x->internal : x->external,
				a, b);
		}
	}
}

/* Whether some value depends on reads */
static bool values_are_open(const struct execution *x)
{
	struct value value;

	for (unsigned int e = 0; e < x->n; e++)
		if (x->events[e].kind == EV_W && !event_constant(x, e, &value))
			return true;
	for (unsigned int t = 0; t < x->view->prog->nr_threads; t++) {
		const struct path *path = x->paths[t];

		for (unsigned int c = 0; c < path->nr_constraints; c++)
			if (constraint_read(path->nodes, &path->constraints[c]) ==
			    SEVERAL_READS)
				return true;
	}
	return false;
}

static bool search_events(struct search_state *s)
{
	struct execution *x = &s->x;
	const struct ordlab_program *prog = x->view->prog;
	uint64_t accessed = 0;
	unsigned int n = 0;

	for (unsigned int t = 0; t < prog->nr_threads; t++) {
		n += x->paths[t]->nr_events;
		for (unsigned int e = 0; e < x->paths[t]->nr_events; e++)
			if (x->paths[t]->events[e].loc != NO_LOC)
				accessed |= 1ULL << x->paths[t]->events[e].loc;
	}
	if (n > REL_MAX_EVENTS) {
		s->end = SEARCH_EVENTS;
		return false;
	}
	x->n = 0;
	for (unsigned int t = 0; t < prog->nr_threads; t++) {
		x->first[t] = x->n;
		for (unsigned int e = 0; e < x->paths[t]->nr_events; e++) {
			x->source[x->n] = NO_EVENT;
			x->events[x->n++] = x->paths[t]->events[e];
		}
	}
	x->nr_events = x->n;
	for (unsigned int l = 0; l < x->nr_places; l++) {
		x->last[l] = NO_EVENT;
		if (!(accessed >> l & 1))
			continue;
		x->values[x->nr_events] = l >= prog->nr_locations ? value_int(0) :
			value_of_operand(x->view, &x->view->locations[l].init);
		x->events[x->nr_events++] = (struct event) {
			.thread = THREAD_INIT,
			.kind = EV_W,
			.op = ORDLAB_NR_OPS,
			.order = ORDLAB_O_NONE,
			.loc = l,
			.insn = NO_INSN,
			.value = NO_NODE,
		};
	}
	return true;
}

bool search_paths(struct search_state *s)
{
	struct execution *x = &s->x;
	unsigned int thread, insn;

	if (!search_events(s))
		return false;
	search_relate(s);
	combine_begin(s);
	s->check_values = s->domain->unspecified || values_are_open(x);
	valuation_begin(&s->values, x);
	s->incomplete = execution_end(x, &thread, &insn) != PATH_COMPLETE;
	if (s->check_values)
		return true;
	/* Writes are constant: the source of a read is enough for its value */
	for (unsigned int e = 0; e < x->n; e++)
		if (x->events[e].kind == EV_W)
			event_constant(x, e, &x->values[e]);
	return true;
}

/* Searches the executions of one combination of paths */
static bool combine(struct search_state *s)
{
	bool go_on;

	if (budget_over(s->budget)) {
		s->end = search_over(s->budget);
		return false;
	}
	if (!search_paths(s))
		return false;
	if (s->user->undecided && !s->incomplete && !s->domain->unspecified)
		return true;
	combine_observed(s);
	for (unsigned int i = 0; i < s->nr_accesses; i++) {
		if (!orders_list(s, &s->accesses[i],
				 s->factored && s->user->circuit ? MAX_LISTED : 0))
			return false;
		if (!s->accesses[i].nr_orders)
			return true;
		if (s->user->decided)
			orders_collect(s, &s->accesses[i]);
	}
	s->user->begin(s->user->data, &s->x);
	gates_probe_flags(s);
	go_on = s->end == SEARCH_DONE && gates_group_all(s);
	if (s->has_circuit) {
		go_on = go_on && gates_combine(s);
	} else if (go_on) {
		combine_sort(s);
		go_on = combine_orders(s, 0, false, 1);
	}
	gates_free(s);
	return go_on;
}

static bool combine_paths(struct search_state *s, unsigned int t)
{
	if (t == s->x.view->prog->nr_threads)
		return combine(s);
	for (size_t p = 0; p < s->paths[t].nr; p++) {
		s->x.paths[t] = &s->paths[t].path[p];
		if (!combine_paths(s, t + 1))
			return false;
	}
	return true;
}

static struct rel **execution_rels(struct execution *x, unsigned int i)
{
	struct rel **rels[] = {
		&x->po, &x->loc, &x->internal, &x->external, &x->rmw, &x->addr,
		&x->data, &x->ctrl, &x->rf, &x->co, &x->fr,
	};

	return i < ARRAY_SIZE(rels) ? rels[i] : NULL;
}

static void accesses_free(struct search_state *s, struct accesses *a)
{
	budget_free(s->budget, &a->orders, &a->room, sizeof(*a->orders));
	orders_forget_weights(s, a);
	free(a->all_fr);
	keyset_free(&a->outcomes);
	budget_free(s->budget, &a->counts, &a->room_outcomes, sizeof(*a->counts));
	budget_free(s->budget, &a->inputs, &a->room_inputs, sizeof(*a->inputs));
	budget_free(s->budget, &a->bits, &a->room_bits, sizeof(*a->bits));
	budget_free(s->budget, &a->classes, &a->room_classes,
		    sizeof(*a->classes));
}

struct search_state *search_new(const struct ordlab_view *view,
				const struct execution_user *user,
				struct budget *budget)
{
	struct search_state *s = xcalloc(1, sizeof(*s));
	struct rel **rel;

	s->user = user;
	s->budget = budget;
	s->end = SEARCH_DONE;
	s->x.view = view;
	for (unsigned int l = 0; l < MAX_PLACES; l++)
		s->accesses[l].outcomes.budget = budget;
	for (unsigned int i = 0; (rel = execution_rels(&s->x, i)); i++)
		*rel = rel_new(REL_MAX_EVENTS);
	for (unsigned int i = 0; i < ARRAY_SIZE(s->relevant); i++)
		s->relevant[i] = rel_new(REL_MAX_EVENTS);
	for (unsigned int i = 0; i < view->prog->nr_observed; i++)
		if (view->observed[i].kind == ORDLAB_OPERAND_LOC)
			s->x.observed |= 1ULL << view->observed[i].index;
	s->domain = xrealloc(NULL, 1, sizeof(*s->domain));
	domain_find(s->domain, view, budget);
	s->x.nr_places = s->domain->nr_places;
	for (unsigned int t = 0; t < view->prog->nr_threads; t++) {
		switch (paths_find(&s->paths[t], view, s->domain, t,
				   user->matching, LIMIT_PATHS, budget)) {
		case PATHS_OK:
			break;
		case PATHS_EVENTS:
			s->end = SEARCH_EVENTS;
			break;
		case PATHS_NUMBER:
			s->end = SEARCH_PATHS;
			break;
		case PATHS_BUDGET:
			s->end = search_over(budget);
			break;
		}
	}
	return s;
}

void search_free(struct search_state *s)
{
	struct rel **rel;

	for (unsigned int t = 0; t < s->x.view->prog->nr_threads; t++)
		paths_free(&s->paths[t]);
	for (unsigned int l = 0; l < MAX_PLACES; l++)
		accesses_free(s, &s->accesses[l]);
	valuation_end(&s->values);
	free(s->domain);
	for (unsigned int i = 0; (rel = execution_rels(&s->x, i)); i++)
		rel_free(*rel);
	for (unsigned int i = 0; i < ARRAY_SIZE(s->relevant); i++)
		rel_free(s->relevant[i]);
	free(s);
}

enum search execution_search(const struct ordlab_view *view,
			     const struct execution_user *user,
			     struct budget *budget)
{
	struct search_state *s = search_new(view, user, budget);
	enum search end;

	if (s->end == SEARCH_DONE && !solve_all(s))
		combine_paths(s, 0);
	/* If the budget is over, what was found may be wrong */
	end = s->end;
	if (end == SEARCH_DONE)
		end = search_over(budget);
	search_free(s);
	return end;
}
