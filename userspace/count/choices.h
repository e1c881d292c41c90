/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counting the combinations of independent choices that a circuit allows.
 *
 * This header introduces the room count, which counts executions without listing
 * them. The number of candidate executions is the product of the numbers of orders of
 * each location, and often far too large for a list. Four parts avoid that:
 *
 *	interleave.h	counts the orders (rf and co) of one location by their relevant
 *			edges
 *	private/coherence.h  knows which edges of a location can occur together
 *	simplify.h	uses that to make the circuit of the axioms smaller
 *	choices.h	counts the combinations of orders that the circuit allows
 *
 * Here, a set of choices has the orders of one location, and an input of the circuit
 * is an edge that some of these orders have. A combination takes one choice of each
 * set. It is allowed if no output of the circuit is true.
 *
 * The algorithm puts each set on one of two sides. Some gates that depend on one side
 * alone are operands of gates that depend on both: these are the shared gates of that
 * side. Combinations of a side with the same values of its shared gates form a group,
 * as they have the same effect on the other side. The algorithm evaluates the gates of
 * each side for all its combinations, forms groups, and then evaluates the gates of
 * both sides for each pair of groups.
 *
 * For example, take two sets of 1000 choices each. The output is the AND of a, an OR of
 * inputs of the first set, and b, an OR of inputs of the second. Of the million
 * combinations none is tried: a and b are the shared gates, so each side has two
 * groups. If a is true for 300 choices and b for 200, the pair in which both are true
 * is forbidden, and 1000 * 1000 - 300 * 200 = 940000 combinations are allowed.
 * Documentation/counting.rst works an example of a litmus test through.
 */
#ifndef CHOICES_H
#define CHOICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "logic/circuit.h"
#include "events/execution.h"
#include "events/search-end.h"

/**
 * struct choices - a set of choices; a combination takes one of them
 * @nr:		how many choices the set has
 * @inputs:	[@nr_inputs] inputs of the circuit that depend on this set, and on no
 *		other one
 * @nr_inputs:	how many
 * @bits:	[@nr][(@nr_inputs + 63) / 64] which inputs each choice makes true
 * @classes:	[@nr] class of each choice; counts of the same class are reported
 *		together
 * @weights:	[@nr] how many orders each choice stands for
 */
struct choices {
	size_t nr;
	const uint32_t *inputs;
	unsigned int nr_inputs;
	const uint64_t *bits;
	const uint32_t *classes;
	const uint64_t *weights;
};

/* There is a set of choices for each place */
#define MAX_CHOICES	MAX_PLACES

/**
 * choices_count() - count the combinations of choices that a circuit allows
 * @circuit:	none of its outputs may be true
 * @sets:	[@nr_sets] the sets
 * @nr_sets:	up to MAX_CHOICES
 * @budget:	what it may cost
 * @found:	takes the class of the choice of each set, and how many allowed
 *		combinations have these classes; it may get the number in several
 *		parts. It returns false to end the search
 * @data:	passed to it
 *
 * Return: how it ended.
 */
enum search choices_count(const struct circuit *circuit,
			  const struct choices *sets, unsigned int nr_sets,
			  struct budget *budget,
			  bool (*found)(void *data, const uint32_t *classes,
					uint64_t count),
			  void *data);

#endif /* CHOICES_H */
