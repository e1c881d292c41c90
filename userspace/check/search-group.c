// SPDX-License-Identifier: GPL-2.0
/*
 * Groups of orders of a location, see search-steps.h.
 *
 * Two orders of a location belong to the same group if they have the same relevant edges
 * and lead to the same values. The search uses one order of each group. A group has a
 * key: a bit for each relevant edge, and the values. If each observed value depends on
 * one location, these are the observed values; else they are the sources of all reads,
 * and the last write.
 */
#include <stdlib.h>
#include <string.h>
#include "private/search-steps.h"
#include "lib/util.h"

static void note_edges(struct grouping *g, const struct rel *rel,
		       const struct rel *relevant, const uint32_t *gates,
		       unsigned int from)
{
	unsigned int to;

	for_each_bit(to, rel_row(relevant, from), relevant->words) {
		if (!budget_grow(g->s->budget, &g->edges, &g->room_edges,
				 g->nr_edges + 1, sizeof(*g->edges)))
			return;
		g->edges[g->nr_edges++] = (struct edge) {
			.rel = rel, .from = from, .to = to,
			.input = gates ? gates[from * relevant->n + to] : 0,
		};
	}
}

void grouping_edges(struct grouping *g)
{
	const struct execution *x = &g->s->x;
	const struct edge_gates *gates = &g->s->gates;
	struct accesses *a = g->a;

	g->nr_edges = 0;
	for (unsigned int w = 1; w < a->nr_writes; w++) {
		note_edges(g, x->rf, g->s->relevant[0], gates->rf, a->writes[w]);
		note_edges(g, x->co, g->s->relevant[1], gates->co, a->writes[w]);
	}
	for (unsigned int r = 0; r < a->nr_reads; r++)
		note_edges(g, x->fr, g->s->relevant[2], gates->fr, a->reads[r]);
	g->groups.words = (g->nr_edges + 63) / 64;
	if (g->s->factored)
		g->groups.words += VALUE_WORDS * a->nr_observed;
	else
		g->groups.words += (a->nr_reads + 4) / 4;
}

/* The key of the order that the execution has now */
static void make_key(const struct grouping *g, const uint16_t *order,
		     uint64_t *key)
{
	const struct execution *x = &g->s->x;
	const struct accesses *a = g->a;
	uint16_t *numbers;

	memset(key, 0, g->groups.words * sizeof(*key));
	for (size_t e = 0; e < g->nr_edges; e++)
		if (rel_has(g->edges[e].rel, g->edges[e].from, g->edges[e].to))
			key[e / 64] |= 1ULL << (e % 64);
	key += (g->nr_edges + 63) / 64;
	if (g->s->factored) {
		valuation_state(&g->s->values);
		outcome_key(a, x, key);
		return;
	}
	numbers = (uint16_t *)key;
	memcpy(numbers, order, a->nr_reads * sizeof(*numbers));
	for (unsigned int w = 0; w < a->nr_writes; w++)
		if (a->writes[w] == x->last[a->loc])
			numbers[a->nr_reads] = w;
}

/* The values of the circuit's inputs are parts of the keys */
void grouping_choices(const struct grouping *g)
{
	size_t words = (g->nr_edges + 63) / 64;
	struct accesses *a = g->a;

	a->nr_inputs = 0;
	if (!budget_grow(g->s->budget, &a->inputs, &a->room_inputs,
			 g->nr_edges + 1, sizeof(*a->inputs)) ||
	    !budget_grow(g->s->budget, &a->bits, &a->room_bits,
			 g->groups.nr * words + 1, sizeof(*a->bits)))
		return;
	a->nr_inputs = g->nr_edges;
	for (size_t e = 0; e < g->nr_edges; e++)
		a->inputs[e] = g->edges[e].input;
	for (size_t i = 0; i < g->groups.nr && words; i++)
		memcpy(a->bits + i * words, keyset_key(&g->groups, i),
		       words * sizeof(*a->bits));
}

void orders_group(struct search_state *s, struct accesses *a)
{
	struct grouping g = { .s = s, .a = a };
	size_t size = order_size(a);
	uint64_t *key;

	g.groups.budget = s->budget;
	grouping_edges(&g);
	key = xcalloc(g.groups.words + 1, sizeof(*key));
	orders_forget_weights(s, a);
	for (size_t o = 0; o < a->nr_orders && !budget_over(s->budget); o++) {
		size_t before = g.groups.nr, group;

		order_apply(s, a, a->orders + o * size);
		make_key(&g, a->orders + o * size, key);
		order_undo(s, a);
		group = keyset_find(&g.groups, key);
		if (!budget_grow(s->budget, &a->weights, &a->room_weights,
				 group + 1, sizeof(*a->weights)))
			break;
		/* The first order of a group stands for it */
		if (group < before) {
			a->weights[group]++;
			continue;
		}
		a->weights[group] = 1;
		if (group != o)
			memmove(a->orders + group * size, a->orders + o * size,
				size * sizeof(*a->orders));
	}
	a->nr_orders = g.groups.nr;
	if (s->has_circuit)
		grouping_choices(&g);
	budget_free(s->budget, &g.edges, &g.room_edges, sizeof(*g.edges));
	free(key);
	keyset_free(&g.groups);
}
