/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A question about an execution as a network of gates.
 *
 * Once the paths of an execution are known, whether it breaks an axiom is a
 * Boolean function of the edges that it has. As gates it can be asked of many
 * executions at once: bit by bit, a gate has a lane for each of them.
 */
#ifndef CIRCUIT_H
#define CIRCUIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "lib/keyset.h"

/* A gate by its number. Operands have lower numbers than what is made of them */
#define GATE_FALSE	0
#define GATE_TRUE	1

enum gate_kind {
	GATE_INPUT,		/* the constants, too */
	GATE_AND,
	GATE_OR,
};

struct gate {
	uint8_t kind;		/* enum gate_kind */
	bool output;
	uint32_t a, b;
};

/**
 * struct circuit - a network
 * @gates:	all gates; no two are the same
 * @nr:		how many
 * @limit:	no gates are made beyond that many
 * @budget:	what memory is taken from
 * @full:	more would have been needed: the network is of no use
 * @outputs:	what is asked: whether one of these is true
 * @nr_outputs:	how many
 */
struct circuit {
	struct gate *gates;
	uint32_t nr;
	uint32_t limit;
	struct budget *budget;
	bool full;
	uint32_t *outputs;
	uint32_t nr_outputs;

	/* private: */
	size_t room, room_outputs;
	struct keyset keys;	/* the number of a key is that of the gate */
};

/**
 * circuit_init() - an empty network
 * @c:		the network; circuit_free() gives back what it takes
 * @limit:	how many gates it may have, below 2^31
 * @budget:	what memory is taken from; must stay
 */
void circuit_init(struct circuit *c, uint32_t limit, struct budget *budget);
void circuit_free(struct circuit *c);

/* A new input; a & b, a | b, which may be gates that are there already */
uint32_t circuit_input(struct circuit *c);
uint32_t circuit_and(struct circuit *c, uint32_t a, uint32_t b);
uint32_t circuit_or(struct circuit *c, uint32_t a, uint32_t b);

/* Asks for a gate, too */
void circuit_output(struct circuit *c, uint32_t gate);

/**
 * circuit_used() - what the outputs depend on
 * @c:		the network
 *
 * Return: [c->nr], whether a gate makes a difference; free() it.
 */
bool *circuit_used(const struct circuit *c);

#endif /* CIRCUIT_H */
