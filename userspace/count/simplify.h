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
 * @c:		the circuit; one that has the same inputs takes its place, and has
 *		true outputs for the same executions
 * @x:		an execution of up to 64 events that has all edges that it may ever
 *		have at once; it is coherent and atomic
 * @edges:	the inputs that stand for them
 * @limit:	how many steps of some nanoseconds it may take, beside a number for each
 *		gate. After that the circuit is left as it is
 * @budget:	what it may cost. When it is over, the circuit is left, too
 */
void circuit_simplify(struct circuit *c, const struct execution *x,
		      const struct edge_gates *edges, uint64_t limit,
		      struct budget *budget);

#endif /* SIMPLIFY_H */
