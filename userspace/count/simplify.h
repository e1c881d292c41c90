/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Making a circuit smaller by what is known of coherent executions.
 *
 * A circuit of the axioms has gates for all ways along the edges of an execution.
 * Most ways never occur, or contain a shorter way that is forbidden already. A gate
 * is written as a list of terms, of which one must be true. A term is a claim about
 * each location (coherence.h), all of which must be true. Terms that cannot be true
 * are dropped, and so are those that imply another one: few are left.
 * Documentation/counting.rst shows an example.
 */
#ifndef SIMPLIFY_H
#define SIMPLIFY_H

#include <stdint.h>
#include "logic/circuit.h"
#include "events/execution.h"

/**
 * circuit_simplify() - make a circuit smaller
 * @c:		the circuit. The function replaces it by one with the same inputs,
 *		which has a true output for the same coherent and atomic executions
 * @x:		an execution of up to 64 events. It has all edges that it may ever have,
 *		at once
 * @edges:	the inputs of the circuit for these edges
 * @limit:	how many steps, of some nanoseconds each, the function may take in
 *		addition to a number for each gate. Beyond that, it does not change the
 *		circuit
 * @budget:	what it may cost. If it is over, the circuit is unchanged
 */
void circuit_simplify(struct circuit *c, const struct execution *x,
		      const struct edge_gates *edges, uint64_t limit,
		      struct budget *budget);

#endif /* SIMPLIFY_H */
