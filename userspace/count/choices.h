/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counting the combinations of independent choices that a circuit allows.
 *
 * Each set of choices is put on one of two sides. Some gates that depend on one side
 * alone are operands of gates that depend on both: these are its shared gates.
 * Combinations of a side that agree on its shared gates form a group. Each group of
 * one side is tried with each of the other. Documentation/counting.rst works an
 * example through.
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
 * struct choices - a set of choices, of which one is made
 * @nr:		how many there are
 * @inputs:	[@nr_inputs] inputs of the circuit that depend on the choice, and
 *		on no other set's
 * @nr_inputs:	how many
 * @bits:	[@nr][(@nr_inputs + 63) / 64] which of them are true
 * @classes:	[@nr] choices of the same class are reported together
 * @weights:	[@nr] how often each counts
 */
struct choices {
	size_t nr;
	const uint32_t *inputs;
	unsigned int nr_inputs;
	const uint64_t *bits;
	const uint32_t *classes;
	const uint64_t *weights;
};

/* Sets of choices are for the accesses to a location each */
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
