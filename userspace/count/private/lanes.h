/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A circuit as a program that computes the values of its gates in many combinations
 * of choices at once: a combination is a lane, and a value has a bit for each lane.
 *
 * Values have numbers. The first two are the constants, GATE_FALSE and GATE_TRUE.
 */
#ifndef COUNT_LANES_H
#define COUNT_LANES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "logic/circuit.h"

#define LANES		256
#define LANE_WORDS	(LANES / 64)

/**
 * struct lanes - the value of a gate in each lane
 * @w:	a bit for each lane; the compiler makes vectors of it
 */
struct lanes {
	uint64_t w[LANE_WORDS];
};

/* A gate: which value it computes, from which */
struct gate_op {
	uint32_t to, a, b;
};

/* Gates of one kind that stand together, up to the one before @end */
struct op_run {
	enum gate_kind kind;
	uint32_t end;
};

/**
 * struct program - gates in an order in which they can be computed
 * @ops:	[@nr_ops] the gates
 * @runs:	[@nr_runs] their kinds
 * @outputs:	[@nr_outputs] values of which none may be true
 */
struct program {
	struct gate_op *ops;
	uint32_t nr_ops;
	struct op_run *runs;
	uint32_t nr_runs;
	uint32_t *outputs;
	uint32_t nr_outputs;
};

/**
 * program_run() - compute the gates
 * @p:		the program
 * @v:		the values by number; those of the inputs are there
 */
void program_run(const struct program *p, struct lanes *v);

/**
 * program_allows() - lanes in which no output is true
 * @p:		the program
 * @v:		the values, after program_run()
 * @nr:		only the first lanes hold combinations
 */
struct lanes program_allows(const struct program *p, const struct lanes *v,
			    size_t nr);

/**
 * program_reduce() - what is left of a program when some values are known
 * @p:		the program
 * @now:	for each value the one that stands for it: itself, or a constant where
 *		it is known. What gates become is filled in
 * @left:	the gates that are left; its arrays are as large as those of @p
 *
 * Return: false if an output is true whatever the other values are.
 */
bool program_reduce(const struct program *p, uint32_t *now, struct program *left);

/**
 * program_drop_unused() - take away the gates on which no output depends
 * @p:		the program
 * @used:	[@nr_values] for the function's own use
 * @nr_values:	how many values there are
 */
void program_drop_unused(struct program *p, bool *used, uint32_t nr_values);

void program_free(struct program *p);

#endif /* COUNT_LANES_H */
