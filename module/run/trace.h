/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A random sample of the iterations of a run, for users who look at iterations
 * one by one.
 */
#ifndef ORDLAB_TRACE_H
#define ORDLAB_TRACE_H

#include <linux/compiler.h>
#include <linux/types.h>

/* Iterations of a sample, at most */
#define ORDLAB_MAX_TRACE	64

/**
 * struct ordlab_sample - an iteration
 * @iteration:	its number in its instance, from 0
 * @instance:	which
 * @key:	a random number, by which it was chosen
 * @met:	its outcome meets the condition
 * @values:	its outcome
 */
struct ordlab_sample {
	u64 iteration;
	u32 instance;
	u32 key;
	bool met;
	s64 values[];
};

/**
 * struct ordlab_trace - a sample of iterations
 * @max:	how many the user has set; 0 for none
 * @width:	values in an outcome
 * @classes:	iterations whose outcome did not meet the condition, and those
 *		whose outcome did
 *
 * Of each class, the iterations with the lowest keys are kept, in ascending
 * order: a uniform sample at any time, whatever the number of iterations.
 * Each has room for all @max, as there may be none of the other.
 *
 * The owner serialises all access, but for ordlab_trace_wants().
 */
struct ordlab_trace {
	unsigned int max;
	unsigned int width;
	struct ordlab_trace_class {
		unsigned int nr;
		u32 limit;	/* the highest key that has a chance */
		struct ordlab_sample **samples;
	} classes[2];
};

/**
 * ordlab_trace_create() - make room for a sample
 * @trace:	what to fill in
 * @max:	how many iterations, at most ORDLAB_MAX_TRACE
 * @width:	values in an outcome
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM; ordlab_trace_destroy() copes with both.
 */
int ordlab_trace_create(struct ordlab_trace *trace, unsigned int max,
			unsigned int width);
void ordlab_trace_destroy(struct ordlab_trace *trace);

/**
 * ordlab_trace_wants() - whether an iteration has a chance
 * @trace:	the sample
 * @met:	its outcome meets the condition
 * @key:	its random number
 *
 * Context: any; needs no lock, and may be true once too often.
 */
static inline bool ordlab_trace_wants(const struct ordlab_trace *trace,
				      bool met, u32 key)
{
	return key <= READ_ONCE(trace->classes[met].limit);
}

/**
 * ordlab_trace_add() - add an iteration, unless there are better ones
 * @trace:	the sample, whose @max is not 0
 * @sample:	the iteration; its values are not looked at
 * @values:	[trace->width] the values
 *
 * Context: any.
 */
void ordlab_trace_add(struct ordlab_trace *trace,
		      const struct ordlab_sample *sample, const s64 *values);

/**
 * ordlab_trace_pick() - the sample
 * @trace:	the sample
 * @picked:	[ORDLAB_MAX_TRACE] takes the iterations, in the order of their
 *		numbers
 *
 * Half of them met the condition and half did not, as far as there are such.
 *
 * Context: any.
 * Return: how many.
 */
unsigned int ordlab_trace_pick(const struct ordlab_trace *trace,
			       const struct ordlab_sample **picked);

#endif /* ORDLAB_TRACE_H */
