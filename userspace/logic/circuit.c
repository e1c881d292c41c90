// SPDX-License-Identifier: GPL-2.0
/*
 * Circuits, see circuit.h.
 */
#include <stdlib.h>
#include <string.h>
#include "logic/circuit.h"
#include "lib/util.h"

/*
 * Finds the gate with this kind and these operands, or adds it. The key of an input
 * is one that no AND or OR has: its operands are GATE_FALSE and its own number
 */
static uint32_t gate_find(struct circuit *c, struct gate gate)
{
	uint64_t key = (uint64_t)(gate.kind == GATE_OR) << 63 |
		       (uint64_t)gate.a << 32 | gate.b;
	size_t place;

	if (c->full)
		return GATE_FALSE;
	place = keyset_find(&c->keys, &key);
	c->full = c->nr > GATE_TRUE && budget_over(c->budget);
	if (place < c->nr)
		return place;
	if (c->nr >= c->limit ||
	    !budget_grow(c->budget, &c->gates, &c->room, c->nr + 1,
			 sizeof(*c->gates))) {
		c->full = true;
		return GATE_FALSE;
	}
	c->gates[c->nr] = gate;
	return c->nr++;
}

void circuit_init(struct circuit *c, uint32_t limit, struct budget *budget)
{
	*c = (struct circuit) {
		.limit = limit, .budget = budget,
		.keys = { .words = 1, .budget = budget },
	};
	/* Every circuit has the two constants */
	c->room = 64;
	c->gates = xcalloc(c->room, sizeof(*c->gates));
	budget_charge(budget, c->room * sizeof(*c->gates));
	circuit_input(c);
	circuit_input(c);
}

void circuit_free(struct circuit *c)
{
	if (!c->budget)
		return;
	budget_free(c->budget, &c->gates, &c->room, sizeof(*c->gates));
	budget_free(c->budget, &c->outputs, &c->room_outputs,
		    sizeof(*c->outputs));
	keyset_free(&c->keys);
}

uint32_t circuit_input(struct circuit *c)
{
	return gate_find(c, (struct gate) { .kind = GATE_INPUT, .b = c->nr });
}

static bool has_operand(const struct circuit *c, uint32_t gate,
			enum gate_kind kind, uint32_t operand)
{
	const struct gate *g = &c->gates[gate];

	return g->kind == kind && (g->a == operand || g->b == operand);
}

static uint32_t gate_make(struct circuit *c, enum gate_kind kind, uint32_t a,
			  uint32_t b)
{
	enum gate_kind other = kind == GATE_AND ? GATE_OR : GATE_AND;
	/* @makes: an operand that decides the result; @leaves: one that has no effect */
	uint32_t makes = kind == GATE_AND ? GATE_FALSE : GATE_TRUE;
	uint32_t leaves = GATE_TRUE - makes;
	uint32_t swap = a;

	if (a == makes || b == makes)
		return makes;
	if (a == leaves || b == leaves)
		return a == leaves ? b : a;
	if (a > b) {
		a = b;
		b = swap;
	}
	if (a == b || has_operand(c, b, other, a) || has_operand(c, b, kind, a))
		return has_operand(c, b, kind, a) ? b : a;
	return gate_find(c, (struct gate) { .kind = kind, .a = a, .b = b });
}

uint32_t circuit_and(struct circuit *c, uint32_t a, uint32_t b)
{
	return gate_make(c, GATE_AND, a, b);
}

uint32_t circuit_or(struct circuit *c, uint32_t a, uint32_t b)
{
	return gate_make(c, GATE_OR, a, b);
}

void circuit_output(struct circuit *c, uint32_t gate)
{
	if (gate == GATE_FALSE)
		return;
	if (c->gates[gate].output)
		return;
	if (!budget_grow(c->budget, &c->outputs, &c->room_outputs,
			 c->nr_outputs + 1, sizeof(*c->outputs))) {
		c->full = true;
		return;
	}
	c->gates[gate].output = true;
	c->outputs[c->nr_outputs++] = gate;
}

bool *circuit_used(const struct circuit *c)
{
	bool *used = xcalloc(c->nr, sizeof(*used));

	for (uint32_t i = 0; i < c->nr_outputs; i++)
		used[c->outputs[i]] = true;
	for (uint32_t g = c->nr; g-- > 0;) {
		if (!used[g] || c->gates[g].kind == GATE_INPUT)
			continue;
		used[c->gates[g].a] = true;
		used[c->gates[g].b] = true;
	}
	return used;
}
