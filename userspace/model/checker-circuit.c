// SPDX-License-Identifier: GPL-2.0
/*
 * The axioms as a circuit: see checker_circuit() in model.h.
 *
 * Each edge that a relation may have is a gate, which is true in the executions that
 * have the edge. Gates are made from the axioms down: a relation makes the gate of an
 * edge when the relation above it needs it. An edge that cannot take part in breaking
 * an axiom gets no gate.
 */
#include <stdlib.h>
#include "private/operator.h"
#include "lib/keyset.h"
#include "lib/util.h"

struct wiring {
	struct checker *c;
	const struct execution *x;
	const struct edge_gates *edges;
	struct circuit *circuit;
	uint32_t **known;	/* [slot][row * n + column]: gate + 1 */
	uint32_t *locations;	/* see gate_locations() */
	uint32_t nr_locations;
	struct keyset reduced;	/* see without_one() */
	uint32_t *reduced_to;
	size_t reduced_room;
	bool fails;
};

static uint32_t gate_of(struct wiring *w, const struct slot *s, unsigned int i,
			unsigned int j);

/*
 * The gates of all edges of a closure, by Warshall's algorithm. An edge that each
 * execution has needs no gate for the other ways in which it may come about, so these
 * edges are found first.
 */
static void wire_closure(struct wiring *w, const struct slot *s, uint32_t *known)
{
	unsigned int n = w->c->n, i, j, k;
	struct set left = w->c->all;
	struct rel *sure = rel_new(n);

	for (i = 0; i < n; i++) {
		for_each_bit(j, rel_row(s->a->rel, i), w->c->words) {
			uint32_t gate = gate_of(w, s->a, i, j);

			if (gate == GATE_TRUE)
				rel_add(sure, i, j);
			known[i * n + j] = gate + 1;
		}
	}
	rel_plus(sure, sure);
	for (i = 0; i < n; i++) {
		for (j = 0; j < n; j++) {
			if (rel_has(sure, i, j))
				known[i * n + j] = GATE_TRUE + 1;
			else if (!known[i * n + j])
				known[i * n + j] = GATE_FALSE + 1;
		}
	}
	while (!set_is_empty(&left, w->c->words)) {
		k = fewest_ways(known, n, &left, &w->c->all, GATE_FALSE + 1);
		left.w[k / 64] ^= 1ULL << (k % 64);
		for (i = 0; i < n; i++) {
			uint32_t first = known[i * n + k] - 1;

			if (first == GATE_FALSE || i == k)
				continue;
			for (j = 0; j < n; j++) {
				uint32_t *to = &known[i * n + j];

				if (known[k * n + j] == GATE_FALSE + 1 ||
				    *to == GATE_TRUE + 1)
					continue;
				*to = circuit_or(w->circuit, *to - 1,
					circuit_and(w->circuit, first,
						    known[k * n + j] - 1)) + 1;
			}
			if (w->circuit->full)
				break;
		}
	}
	if (s->expr->kind == EXPR_STAR)
		for (i = 0; i < n; i++)
			known[i * n + i] = GATE_TRUE + 1;
	rel_free(sure);
}

/* --- The algebra of gates, see private/operator.h --- */

static uint32_t gate_edge(void *of, const struct slot *s, unsigned int i, unsigned int j)
{
	return gate_of(of, s, i, j);
}

static uint32_t gate_itself(void *of, unsigned int i)
{
	(void)of;
	(void)i;
	return GATE_TRUE;
}

static uint32_t gate_both(void *of, uint32_t a, uint32_t b)
{
	return circuit_and(((struct wiring *)of)->circuit, a, b);
}

static uint32_t gate_either(void *of, uint32_t a, uint32_t b)
{
	return circuit_or(((struct wiring *)of)->circuit, a, b);
}

static uint32_t gate_sequence(void *of, const struct slot *s, unsigned int i,
			      unsigned int j)
{
	struct wiring *w = of;
	uint32_t gate = GATE_FALSE;
	unsigned int k;

	for_each_bit(k, rel_row(s->a->rel, i), w->c->words) {
		if (!rel_has(s->b->rel, k, j))
			continue;
		gate = circuit_or(w->circuit, gate,
				  circuit_and(w->circuit,
					      gate_of(w, s->a, i, k),
					      gate_of(w, s->b, k, j)));
		if (gate == GATE_TRUE)
			break;
	}
	return gate;
}

static void gate_give_up(void *of)
{
	((struct wiring *)of)->fails = true;
}

/* What paths alone take away is not in the relation that was computed */
static uint32_t gate_without(void *of, const struct slot *s, unsigned int i,
			     unsigned int j)
{
	if (s->b->nature != IS_DYNAMIC)
		return gate_of(of, s->a, i, j);
	gate_give_up(of);
	return GATE_FALSE;
}

static uint32_t gate_closure(void *of, const struct slot *s, unsigned int i,
			     unsigned int j)
{
	struct wiring *w = of;
	uint32_t *known = w->known[s - w->c->slots];

	wire_closure(w, s, known);
	return known[i * w->c->n + j] - 1;
}

static const struct algebra gates = {
	.none = GATE_FALSE,
	.edge = gate_edge,
	.itself = gate_itself,
	.both = gate_both,
	.either = gate_either,
	.sequence = gate_sequence,
	.without = gate_without,
	.closure = gate_closure,
	.give_up = gate_give_up,
};

static uint32_t gate_of(struct wiring *w, const struct slot *s, unsigned int i,
			unsigned int j)
{
	size_t slot = s - w->c->slots, n = w->c->n;
	uint32_t *known;

	if (!rel_has(s->rel, i, j) || w->fails || w->circuit->full)
		return GATE_FALSE;
	if (s->nature != IS_DYNAMIC)
		return GATE_TRUE;
	if (s->rel == w->x->rf)
		return w->edges->rf[i * n + j];
	if (s->rel == w->x->co)
		return w->edges->co[i * n + j];
	if (s->rel == w->x->fr)
		return w->edges->fr[i * n + j];
	if (s->op == OP_BEGIN || s->op == OP_REPEAT) {
		w->fails = true;
		return GATE_FALSE;
	}
	if (s->rel != &s->own)
		return gate_of(w, s->a, i, j);
	if (!w->known[slot])
		w->known[slot] = xcalloc(n * n, sizeof(uint32_t));
	known = w->known[slot];
	if (!known[i * n + j])
		known[i * n + j] = operator_entry(&gates, w, s, i, j) + 1;
	return known[i * n + j] - 1;
}

/* Adds the edges of a relation that begin in a set and are part of a cycle of @ways */
static void add_edges(struct wiring *w, uint32_t *gates, const struct slot *s,
		      const struct set *from, const struct rel *ways)
{
	unsigned int n = w->c->n, i, j;

	for_each_bit(i, from->w, w->c->words) {
		for_each_bit(j, rel_row(s->rel, i), w->c->words) {
			uint32_t *gate = &gates[i * n + j];

			if (rel_has(ways, j, i))
				*gate = circuit_or(w->circuit, *gate,
						   gate_of(w, s, i, j));
		}
	}
}

/* Locations whose edges a gate depends on */
static uint32_t gate_locations(struct wiring *w, uint32_t gate)
{
	const struct circuit *c = w->circuit;

	if (w->nr_locations < c->nr) {
		w->locations = xrealloc(w->locations, c->nr,
					sizeof(*w->locations));
		for (uint32_t g = w->nr_locations; g < c->nr; g++)
			if (c->gates[g].kind != GATE_INPUT)
				w->locations[g] = w->locations[c->gates[g].a] |
						  w->locations[c->gates[g].b];
		w->nr_locations = c->nr;
	}
	return w->locations[gate];
}

static void find_locations(struct wiring *w)
{
	const struct {
		const struct rel *rel;
		const uint32_t *gates;
	} kinds[] = {
		{ w->x->rf, w->edges->rf },
		{ w->x->co, w->edges->co },
		{ w->x->fr, w->edges->fr },
	};
	unsigned int n = w->c->n, b;

	w->nr_locations = w->circuit->nr;
	w->locations = xcalloc(w->nr_locations, sizeof(*w->locations));
	for (unsigned int k = 0; k < ARRAY_SIZE(kinds); k++)
		for (unsigned int a = 0; a < n; a++)
			for_each_bit(b, rel_row(kinds[k].rel, a), w->c->words)
				w->locations[kinds[k].gates[a * n + b]] =
					1U << w->x->events[a].loc;
}

/*
 * A cycle along the edges of one location alone breaks coherence, so that no coherent
 * execution has it. This takes such cycles out of a gate: the result is true for the
 * others. It is called on the parts of a gate as well; @with has the locations of
 * the gates that must be true together with this part.
 */
static uint32_t without_one(struct wiring *w, uint32_t gate, uint32_t with)
{
	const struct gate g = w->circuit->gates[gate];
	uint64_t key = (uint64_t)gate << 32 | with;
	uint32_t all = gate_locations(w, gate) | with, a, b;
	size_t place, before = w->reduced.nr;

	if (!(all & (all - 1)))
		return GATE_FALSE;
	if ((with & (with - 1)) || g.kind == GATE_INPUT)
		return gate;
	place = keyset_find(&w->reduced, &key);
	if (place < before)
		return w->reduced_to[place];
	a = gate_locations(w, g.a);
	b = gate_locations(w, g.b);
	if (g.kind == GATE_OR)
		gate = circuit_or(w->circuit, without_one(w, g.a, with),
				  without_one(w, g.b, with));
	else if (!(a & (a - 1)))
		gate = circuit_and(w->circuit, g.a,
				   without_one(w, g.b, with | a));
	else if (!(b & (b - 1)))
		gate = circuit_and(w->circuit, without_one(w, g.a, with | b),
				   g.b);
	if (w->reduced.nr > w->reduced_room) {
		w->reduced_room = 2 * w->reduced.nr;
		w->reduced_to = xrealloc(w->reduced_to, w->reduced_room,
					 sizeof(*w->reduced_to));
	}
	w->reduced_to[place] = gate;
	return gate;
}

/* An axiom is broken where a gate is true. @follows: the gate is that of a cycle along po and com */
static void ask_cycle(struct wiring *w, uint32_t gate, bool follows)
{
	if (gate > GATE_TRUE && follows)
		gate = without_one(w, gate, 0);
	circuit_output(w->circuit, gate);
}

/*
 * An axiom is broken where there is a cycle. Events are taken away one by one, first
 * those through which the fewest paths lead. Each path through such an event becomes an
 * edge between its neighbours, and a path from a neighbour back to itself is a cycle.
 */
static void cycles_of_edges(struct wiring *w, uint32_t *gates, bool follows)
{
	unsigned int n = w->c->n, i, j;
	struct set left = w->c->all;

	while (!set_is_empty(&left, w->c->words) && !w->circuit->full) {
		unsigned int best = fewest_ways(gates, n, &left, &left,
						GATE_FALSE);

		ask_cycle(w, gates[best * n + best], follows);
		left.w[best / 64] ^= 1ULL << (best % 64);
		for_each_bit(i, left.w, w->c->words) {
			uint32_t first = gates[i * n + best];

			for_each_bit(j, left.w, w->c->words)
				gates[i * n + j] = circuit_or(w->circuit,
					gates[i * n + j],
					circuit_and(w->circuit, first,
						    gates[best * n + j]));
		}
	}
}

static void wire_cycles(struct wiring *w, const struct slot *s)
{
	const struct slot *first, *others;
	struct rel *ways;
	uint32_t *gates;
	struct set from;

	if (is_split_off(w->c, s))
		return;
	first = split_cycle(w->c, s, &from, &others);
	if (!first) {
		first = s;
		others = NULL;
	}
	ways = rel_new(w->c->n);
	rel_from(ways, &from, first->rel);
	if (others)
		rel_union(ways, ways, others->rel);
	rel_star(ways, ways);
	gates = xcalloc((size_t)w->c->n * w->c->n + 1, sizeof(*gates));
	if (others)
		add_edges(w, gates, others, &w->c->all, ways);
	add_edges(w, gates, first, &from, ways);
	cycles_of_edges(w, gates, follows_po_and_com(w->c, w->x, first) &&
				  (!others || follows_po_and_com(w->c, w->x, others)));
	rel_free(ways);
	free(gates);
}

static void wire_axiom(struct wiring *w, const struct axiom *axiom,
		       const struct slot *s)
{
	unsigned int j;
	bool follows;

	if (axiom->kind == AXIOM_ACYCLIC) {
		wire_cycles(w, s);
		return;
	}
	follows = axiom->kind == AXIOM_EMPTY && is_cycle_each(w->c, w->x, s);
	for (unsigned int i = 0; i < w->c->n; i++)
		for_each_bit(j, rel_row(s->rel, i), w->c->words)
			if (axiom->kind == AXIOM_EMPTY || i == j)
				ask_cycle(w, gate_of(w, s, i, j),
					  follows && i != j);
}

bool checker_circuit(struct checker *c, const struct execution *x,
		     const struct edge_gates *edges, struct circuit *circuit)
{
	struct wiring w = {
		.c = c, .x = x, .edges = edges, .circuit = circuit,
	};

	if (c->may_flag)
		return false;
	if (c->impossible)
		circuit_output(circuit, GATE_TRUE);
	w.known = xcalloc(c->model.nr_exprs, sizeof(*w.known));
	w.reduced.words = 1;
	find_locations(&w);
	checker_run(c, &c->axioms, x, true);
	for (unsigned int i = 0; i < c->axioms.nr && !w.fails; i++)
		if (c->axioms.ops[i].kind == OP_AXIOM)
			wire_axiom(&w, c->axioms.ops[i].axiom,
				   c->axioms.ops[i].slot);
	for (unsigned int i = 0; i < c->model.nr_exprs; i++)
		free(w.known[i]);
	free(w.known);
	free(w.locations);
	free(w.reduced_to);
	keyset_free(&w.reduced);
	return !w.fails && !circuit->full;
}
