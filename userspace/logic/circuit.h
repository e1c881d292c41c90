/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Circuits: networks of AND and OR gates.
 *
 * This header introduces the room logic, which knows nothing of executions. It has
 * two tools for Boolean functions: circuits, which evaluate one function for many
 * inputs at once, and the solver (solver.h), which searches for inputs.
 *
 * The check makes a circuit like this. Once the paths of the threads are fixed, an
 * execution is a set of edges (rf, co, fr), and whether it breaks an axiom is a
 * Boolean function of these edges. Each possible edge is an input; the outputs are
 * true if an axiom is broken. For example, SC forbids this outcome of MP
 *
 *	P0: x = 1; y = 1;	P1: r0 = y; r1 = x;	r0 = 1, r1 = 0
 *
 * since rf (from y = 1 to r0 = y) and fr (from r1 = x to x = 1) make a cycle with
 * program order:
 *
 *	rf = circuit_input(c);
 *	fr = circuit_input(c);
 *	circuit_output(c, circuit_and(c, rf, fr));
 *
 * There is no NOT: more edges never repair an execution. Evaluating takes a machine
 * word for each gate, and each bit of it belongs to another execution (count/choices.c).
 */
#ifndef CIRCUIT_H
#define CIRCUIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "lib/keyset.h"

/* Gates have numbers. The operands of a gate have lower numbers than the gate */
#define GATE_FALSE	0
#define GATE_TRUE	1

enum gate_kind {
	GATE_INPUT,		/* also the two constants */
	GATE_AND,
	GATE_OR,
};

struct gate {
	uint8_t kind;		/* enum gate_kind */
	bool output;
	uint32_t a, b;
};

/**
 * struct circuit - a network of gates
 * @gates:	[@nr] all gates; no two have the same kind and operands
 * @nr:		how many gates there are
 * @limit:	how many there may be
 * @budget:	budget that memory is taken from
 * @full:	the limit or the budget was reached: the circuit must not be used
 * @outputs:	[@nr_outputs] the circuit is true if one of these gates is
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
 * circuit_init() - begin an empty circuit
 * @c:		the circuit; circuit_free() frees it
 * @limit:	how many gates it may have, below 2^31
 * @budget:	budget that memory is taken from; must outlive the circuit
 */
void circuit_init(struct circuit *c, uint32_t limit, struct budget *budget);
void circuit_free(struct circuit *c);

/* A new input; a & b; a | b. The last two return an existing gate if there is one */
uint32_t circuit_input(struct circuit *c);
uint32_t circuit_and(struct circuit *c, uint32_t a, uint32_t b);
uint32_t circuit_or(struct circuit *c, uint32_t a, uint32_t b);

/* Makes a gate an output */
void circuit_output(struct circuit *c, uint32_t gate);

/**
 * circuit_used() - find the gates that the outputs depend on
 * @c:		the circuit
 *
 * Return: [c->nr] whether some output depends on the gate; the caller frees it.
 */
bool *circuit_used(const struct circuit *c);

#endif /* CIRCUIT_H */
