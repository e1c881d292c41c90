// SPDX-License-Identifier: GPL-2.0
/*
 * Counting the groups of orders of a location without listing the orders, see
 * search-steps.h and count/interleave.h.
 */
#include <stdlib.h>
#include <string.h>
#include "count/interleave.h"
#include "private/search-steps.h"
#include "lib/util.h"

struct turns {
	struct search_state *s;
	struct accesses *a;
	struct interleaving in;
	unsigned int events[MAX_TURNS + 1];	/* of the turns */
	unsigned int by_value[MAX_TURNS + 2];	/* a write of each value */
};

static void add_turn(struct turns *t, unsigned int e, bool write, bool observed)
{
	const struct execution *x = &t->s->x;
	struct interleaving *in = &t->in;
	unsigned int nr = in->first[in->nr_threads], value = 0;

	t->events[nr] = e;
	while (write && t->by_value[value] != NO_EVENT &&
	       !value_same(x->values[t->by_value[value]], x->values[e]))
		value++;
	if (write && t->by_value[value] == NO_EVENT)
		t->by_value[value] = e;
	in->turns[nr] = (struct turn) {
		.write = write, .observed = observed, .value = value,
		.may_read = { ~0ULL, ~0ULL },
	};
}

/* Return: false if there are too many accesses, or one between the halves of an rmw */
static bool make_turns(struct turns *t)
{
	const struct execution *x = &t->s->x;
	struct interleaving *in = &t->in;
	bool observed[REL_MAX_EVENTS] = { false };
	unsigned int before = NO_EVENT, rmws = 0;

	if (t->a->nr_reads + t->a->nr_writes > MAX_TURNS)
		return false;
	for (unsigned int v = 0; v < ARRAY_SIZE(t->by_value); v++)
		t->by_value[v] = NO_EVENT;
	valuation_mark_observed(&t->s->values, observed);
	for (unsigned int e = 0; e < x->n; e++) {
		bool write = is_write_kind(x->events[e].kind);

		if (x->events[e].loc != t->a->loc ||
		    !(write || is_read_kind(x->events[e].kind)))
			continue;
		for (unsigned int to = 0; to < x->n; to++)
			rmws += rel_has(x->rmw, e, to);
		if (before == NO_EVENT || !rel_has(x->internal, before, e)) {
			in->nr_threads++;
			in->first[in->nr_threads] = in->first[in->nr_threads - 1];
		} else if (!rel_has(x->po, before, e)) {
			return false;
		} else if (rel_has(x->rmw, before, e)) {
			in->turns[in->first[in->nr_threads] - 1].ends_turn = true;
			rmws--;
		}
		add_turn(t, e, write, observed[e]);
		in->first[in->nr_threads]++;
		before = e;
	}
	add_turn(t, t->a->writes[0], true, false);
	return !rmws;
}

static void limit_reads(struct turns *t)
{
	const struct execution *x = &t->s->x;
	struct interleaving *in = &t->in;

	for (unsigned int i = 0; i < in->first[in->nr_threads]; i++) {
		struct turn *turn = &in->turns[i];

		for (unsigned int v = 0; t->by_value[v] != NO_EVENT; v++)
			if (!turn->write && !read_may(x, t->events[i],
						      x->values[t->by_value[v]]))
				turn->may_read[v / 64] &= ~(1ULL << (v % 64));
	}
}

static void number_edges(struct turns *t, const struct edge *edges, size_t nr)
{
	uint8_t turn_of[MAX_EVENTS];

	memset(t->in.edges, 0xff, sizeof(t->in.edges));
	for (unsigned int i = 0; i <= t->in.first[t->in.nr_threads]; i++)
		turn_of[t->events[i]] = i;
	for (size_t e = 0; e < nr; e++)
		t->in.edges[turn_of[edges[e].from]][turn_of[edges[e].to]] = e;
	t->in.nr_edges = nr;
}

/* Room for one more choice of a location. Return: false if there is none */
static bool choices_grow(struct search_state *s, struct accesses *a, size_t words)
{
	size_t nr = a->nr_orders + 1;

	return budget_grow(s->budget, &a->bits, &a->room_bits, nr * words + 1,
			   sizeof(*a->bits)) &&
	       budget_grow(s->budget, &a->classes, &a->room_classes, nr,
			   sizeof(*a->classes)) &&
	       budget_grow(s->budget, &a->weights, &a->room_weights, nr,
			   sizeof(*a->weights));
}

static void found_turns(void *data, const uint8_t *values, uint8_t last,
			const uint64_t *edges, uint64_t count)
{
	struct turns *t = data;
	struct accesses *a = t->a;
	struct execution *x = &t->s->x;
	size_t words = (a->nr_inputs + 63) / 64;

	for (unsigned int i = 0; i < t->in.first[t->in.nr_threads]; i++)
		if (t->in.turns[i].observed)
			x->values[t->events[i]] = x->values[t->by_value[values[i]]];
	x->last[a->loc] = t->by_value[last];
	valuation_state(&t->s->values);
	if (!choices_grow(t->s, a, words))
		return;
	if (words)
		memcpy(a->bits + a->nr_orders * words, edges,
		       words * sizeof(*a->bits));
	a->classes[a->nr_orders] = outcome_note(a, x, count);
	a->weights[a->nr_orders++] = count;
}

/* Return: false if the search ends */
bool orders_count(struct search_state *s, struct accesses *a)
{
	struct grouping g = { .s = s, .a = a };
	struct turns *t = xcalloc(1, sizeof(*t));
	bool go_on;

	t->s = s;
	t->a = a;
	grouping_edges(&g);
	if (g.nr_edges > MAX_TURN_EDGES || !make_turns(t)) {
		go_on = orders_list(s, a, 0);
		if (go_on)
			orders_group(s, a);
	} else {
		limit_reads(t);
		number_edges(t, g.edges, g.nr_edges);
		t->in.last = s->x.observed >> a->loc & 1;
		a->nr_orders = 0;
		grouping_choices(&g);
		s->end = interleave(&t->in, s->budget, found_turns, t);
		go_on = s->end == SEARCH_DONE;
	}
	budget_free(s->budget, &g.edges, &g.room_edges, sizeof(*g.edges));
	free(t);
	return go_on;
}
