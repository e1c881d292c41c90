/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A sample of single iterations of a run: where they ran, and their outcomes.
 */
#ifndef TRACE_H
#define TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "program/program.h"
#include "result/result.h"

/**
 * struct iteration - an iteration of a run
 * @number:	in its instance, from 0
 * @cpus:	[@nr_cpus] where each thread ran
 * @nr_cpus:	how many threads there are
 * @match:	its outcome meets the condition
 * @values:	[nr_names] its outcome
 */
struct iteration {
	uint64_t number;
	unsigned int cpus[ORDLAB_MAX_THREADS];
	unsigned int nr_cpus;
	bool match;
	struct value *values;
};

/**
 * struct trace - a sample of the iterations of a run
 * @of:		the test, and the names that @values have; no states
 * @iterations:	[@nr] in the order of their numbers
 * @nr:		how many
 */
struct trace {
	struct result *of;
	struct iteration *iterations;
	size_t nr;
};

void trace_free(struct trace *trace);

#endif /* TRACE_H */
