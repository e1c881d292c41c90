// SPDX-License-Identifier: GPL-2.0
/*
 * Networks of gates, see circuit.h.
 */
#include <stdlib.h>
#include <string.h>
#include "circuit.h"
#include "util.h"

static size_t hash(enum gate_kind kind, uint32_t a, uint32_t b)
{
	uint64_t h = ((uint64_t)a << 32 | b) * 2 + (kind == GATE_OR);

	h *= 0x9e3779b97f4a7c15ULL;
	return h >> 32;
}

static void index_add(struct circuit *c, uint32_t gate)
{
	const struct gate *g = &c->gates[gate];
	size_t at = hash(g->kind, g->a, g->b) & (c->index_size - 1);

	while (c->index[at])
		at = (at + 1) & (c->index_size - 1);
	c->index[at] = gate;
}

static uint32_t gate_add(struct circuit *c, struct gate gate)
{
	if (c->nr >= c->limit) {
		c->full = true;
		return GATE_FALSE;
	}
	if (c->nr == c->room) {
		c->room *= 2;
		c->gates = xrealloc(c->gates, c->room, sizeof(*c->gates));
		free(c->index);
		c->index_size = 4 * c->room;
		c->index = xcalloc(c->index_size, sizeof(*c->index));
		for (uint32_t g = 0; g < c->nr; g++)
			if (c->gates[g].kind != GATE_INPUT)
				index_add(c, g);
	}
	c->gates[c->nr] = gate;
	if (gate.kind != GATE_INPUT)
		index_add(c, c->nr);
	return c->nr++;
}

void circuit_init(struct circuit *c, uint32_t limit)
{
	*c = (struct circuit) { .limit = limit, .room = 1024 };
	c->gates = xrealloc(NULL, c->room, sizeof(*c->gates));
	c->index_size = 4 * c->room;
	c->index = xcalloc(c->index_size, sizeof(*c->index));
	circuit_input(c);
	circuit_input(c);
}

void circuit_free(struct circuit *c)
{
	free(c->gates);
	free(c->outputs);
	free(c->index);
}

uint32_t circuit_input(struct circuit *c)
{
	return gate_add(c, (struct gate) { .kind = GATE_INPUT });
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
	/* The constant that makes the value, and the one that leaves it as it is */
	uint32_t makes = kind == GATE_AND ? GATE_FALSE : GATE_TRUE;
	uint32_t leaves = GATE_TRUE - makes;
	uint32_t swap = a;
	size_t at;

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
	for (at = hash(kind, a, b) & (c->index_size - 1); c->index[at];
	     at = (at + 1) & (c->index_size - 1)) {
		const struct gate *g = &c->gates[c->index[at]];

		if (g->kind == kind && g->a == a && g->b == b)
			return c->index[at];
	}
	return gate_add(c, (struct gate) { .kind = kind, .a = a, .b = b });
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
	for (uint32_t i = 0; i < c->nr_outputs; i++)
		if (c->outputs[i] == gate)
			return;
	c->outputs = xrealloc(c->outputs, c->nr_outputs + 1, sizeof(*c->outputs));
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
