// SPDX-License-Identifier: GPL-2.0
/*
 * Combining the orders of all locations at once, by a circuit of the axioms: see
 * search-steps.h. The user makes the circuit, count/simplify.h makes it smaller,
 * and count/choices.h combines the orders that it allows.
 */
#include <stdlib.h>
#include <string.h>
#include "count/simplify.h"
#include "private/search-steps.h"
#include "lib/util.h"

/* With fewer candidates than this, listing them is faster than grouping orders */
#define MIN_GROUPED	64
#define MIN_CIRCUIT	1024
/* With fewer candidates than this, simplifying the circuit takes longer than it saves */
#define MIN_SIMPLIFIED	50000

static uint32_t *make_inputs(struct circuit *circuit, const struct rel *rel)
{
	uint32_t *gates = xcalloc((size_t)rel->n * rel->n + 1, sizeof(*gates));
	unsigned int b;

	for (unsigned int a = 0; a < rel->n; a++)
		for_each_bit(b, rel_row(rel, a), rel->words)
			gates[a * rel->n + b] = circuit_input(circuit);
	return gates;
}

static void note_relevant(struct rel *relevant, const uint32_t *gates, const bool *used)
{
	for (unsigned int a = 0; a < relevant->n; a++)
		for (unsigned int b = 0; b < relevant->n; b++)
			if (used[gates[a * relevant->n + b]])
				rel_add(relevant, a, b);
}

/* Whether there are more candidates than @least */
static bool are_many(const struct search_state *s, double least)
{
	double candidates = 1;

	for (unsigned int i = 0; i < s->nr_accesses; i++) {
		candidates *= s->accesses[i].nr_orders;
		if (s->accesses[i].partial)
			return true;
	}
	return candidates >= least;
}

/* Estimates the number of orders: sequences of the accesses of all threads */
static double estimate_orders(const struct execution *x, unsigned int loc)
{
	unsigned int before = NO_EVENT, nr = 0, own = 0;
	double orders = 1;

	for (unsigned int e = 0; e < x->n; e++) {
		if (x->events[e].loc != loc || !(is_read_kind(x->events[e].kind) ||
						 is_write_kind(x->events[e].kind)))
			continue;
		if (before == NO_EVENT || !rel_has(x->internal, before, e))
			own = 0;
		/* The halves of an rmw count as one access */
		if (before == NO_EVENT || !rel_has(x->rmw, before, e)) {
			nr++;
			own++;
			orders = orders * nr / own;
		}
		before = e;
	}
	return orders;
}

/* How many steps circuit_simplify() may take */
static uint64_t worth_simplifying(const struct search_state *s)
{
	double steps = s->circuit.nr / 8192.0;

	for (unsigned int i = 0; i < s->nr_accesses; i++) {
		const struct accesses *a = &s->accesses[i];

		steps *= a->partial ? estimate_orders(&s->x, a->loc) : a->nr_orders;
	}
	return 20000 + (steps < 1e7 ? steps : 1e7);
}

static bool make_circuit(struct search_state *s)
{
	const struct execution_user *user = s->user;
	struct execution *x = &s->x;
	struct edge_gates *gates = &s->gates;
	bool *used;

	if (!user->circuit || user->incoherent || x->n > 64)
		return false;
	circuit_init(&s->circuit, LIMIT_GATES, s->budget);
	gates->rf = make_inputs(&s->circuit, x->rf);
	gates->co = make_inputs(&s->circuit, x->co);
	gates->fr = make_inputs(&s->circuit, x->fr);
	s->has_circuit = user->circuit(user->data, x, gates, &s->circuit);
	if (s->has_circuit) {
		if (are_many(s, MIN_SIMPLIFIED))
			circuit_simplify(&s->circuit, x, gates,
					 worth_simplifying(s), s->budget);
		used = circuit_used(&s->circuit);
		/* Pairs of events without an edge have GATE_FALSE */
		used[GATE_FALSE] = false;
		note_relevant(s->relevant[0], gates->rf, used);
		note_relevant(s->relevant[1], gates->co, used);
		note_relevant(s->relevant[2], gates->fr, used);
		free(used);
		return true;
	}
	return false;
}

void gates_free(struct search_state *s)
{
	circuit_free(&s->circuit);
	free(s->gates.rf);
	free(s->gates.co);
	free(s->gates.fr);
	memset(&s->circuit, 0, sizeof(s->circuit));
	memset(&s->gates, 0, sizeof(s->gates));
	s->has_circuit = false;
}

static bool find_relevant(struct search_state *s, bool many)
{
	bool known, partial = false;

	for (unsigned int i = 0; i < s->nr_accesses; i++) {
		orders_apply_all(s, &s->accesses[i]);
		partial |= s->accesses[i].partial;
	}
	known = many && make_circuit(s);
	if (!known && !partial)
		known = s->user->relevant(s->user->data, &s->x, s->relevant[0],
					s->relevant[1], s->relevant[2]);
	for (unsigned int i = 0; i < s->nr_accesses; i++)
		order_undo(s, &s->accesses[i]);
	return known;
}

static int by_number(const void *a, const void *b)
{
	const struct accesses *x = a, *y = b;

	return x->nr_orders < y->nr_orders ? -1 : x->nr_orders > y->nr_orders;
}

/* Sorts the locations: those with few orders come first */
void combine_sort(struct search_state *s)
{
	qsort(s->accesses, s->nr_accesses, sizeof(*s->accesses), by_number);
	for (unsigned int i = s->nr_accesses; i-- > 0;) {
		struct accesses *a = &s->accesses[i];

		a->viable = a->decided = (struct gauge) { .tried = 0 };
		a->below = a->nr_orders *
			(i + 1 < s->nr_accesses ? a[1].below : 1.0);
	}
}

/*
 * While candidates may raise flags, the user must get each of them. If there is a race,
 * one of the first candidates mostly raises its flag.
 */
#define MAX_PROBES	2048

void gates_probe_flags(struct search_state *s)
{
	const struct execution_user *user = s->user;

	if (!user->flag || !user->flag(user->data, NULL) ||
	    !are_many(s, 2 * MAX_PROBES))
		return;
	combine_sort(s);
	s->probes = MAX_PROBES;
	combine_orders(s, 0, false, 1);
	s->probes = 0;
}

/* Return: false if the search ends */
bool gates_group_all(struct search_state *s)
{
	bool partial = false;

	for (unsigned int i = 0; i < s->nr_accesses; i++)
		partial |= s->accesses[i].partial;
	if (!s->user->relevant || !are_many(s, MIN_GROUPED))
		return true;
	if (!find_relevant(s, are_many(s, MIN_CIRCUIT))) {
		if (!partial)
			return true;
		for (unsigned int i = 0; i < s->nr_accesses; i++) {
			if (!s->accesses[i].partial)
				continue;
			if (!orders_list(s, &s->accesses[i], 0))
				return false;
			orders_collect(s, &s->accesses[i]);
		}
		if (!find_relevant(s, false))
			return true;
	}
	for (unsigned int i = 0; i < s->nr_accesses; i++) {
		if (!s->accesses[i].partial)
			orders_group(s, &s->accesses[i]);
		else if (!orders_count(s, &s->accesses[i]))
			return false;
	}
	return true;
}

/* A combination of orders that the circuit allows */
static bool found_choices(void *data, const uint32_t *classes, uint64_t count)
{
	struct search_state *s = data;
	bool go_on;

	if (s->factored) {
		for (unsigned int i = 0; i < s->nr_accesses; i++)
			outcome_apply(s, &s->accesses[i], classes[i]);
		return combine_report(s, true, count);
	}
	for (unsigned int i = 0; i < s->nr_accesses; i++)
		order_apply(s, &s->accesses[i], s->accesses[i].orders +
			    classes[i] * order_size(&s->accesses[i]));
	go_on = search_complete(s, true, count);
	for (unsigned int i = 0; i < s->nr_accesses; i++)
		order_undo(s, &s->accesses[i]);
	return go_on;
}

bool gates_combine(struct search_state *s)
{
	struct choices sets[MAX_PLACES];
	enum search end;

	for (unsigned int i = 0; i < s->nr_accesses; i++) {
		struct accesses *a = &s->accesses[i];

		if (!a->partial &&
		    !budget_grow(s->budget, &a->classes, &a->room_classes,
				 a->nr_orders + 1, sizeof(*a->classes)))
			return search_goes_on(s);
		for (size_t o = 0; o < a->nr_orders && !a->partial; o++) {
			if (!search_goes_on(s))
				return false;
			a->classes[o] = o;
			if (!s->factored)
				continue;
			order_apply(s, a, a->orders + o * order_size(a));
			valuation_state(&s->values);
			a->classes[o] = outcome_note(a, &s->x, 1);
			order_undo(s, a);
		}
		sets[i] = (struct choices) {
			.nr = a->nr_orders,
			.inputs = a->inputs,
			.nr_inputs = a->nr_inputs,
			.bits = a->bits,
			.classes = a->classes,
			.weights = a->weights,
		};
	}
	/* The observed values that depend on no location */
	valuation_state(&s->values);
	end = choices_count(&s->circuit, sets, s->nr_accesses, s->budget,
			    found_choices, s);
	if (s->end == SEARCH_DONE)
		s->end = end;
	return s->end == SEARCH_DONE;
}
