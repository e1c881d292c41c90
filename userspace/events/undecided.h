/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Undecided executions: a model allows them, and still they leave their test without
 * a verdict. Such an execution depends on where locations lie in memory, or does
 * something that models do not cover, such as a mixed-size access.
 */
#ifndef UNDECIDED_H
#define UNDECIDED_H

#include "events/execution.h"

/**
 * undecided() - why an execution leaves its test without a verdict
 * @x:		a candidate that is complete, and that the model allows
 *
 * An execution in which a thread reads through a pointer that holds an integer is not
 * undecided: it just has no outcome.
 *
 * Return: the reason, with the thread and line that cause it; the caller frees it.
 * NULL if the execution is not undecided.
 */
char *undecided(const struct execution *x);

/**
 * undecided_place() - a reason, with a thread and a line of the program
 * @view:	the program
 * @thread:	thread
 * @insn:	instruction
 * @reason:	what the thread does there
 *
 * Return: "P0 REASON, line 7: r < s", without the line if the program has none; the
 * caller frees it.
 */
char *undecided_place(const struct ordlab_view *view, unsigned int thread,
		      unsigned int insn, const char *reason);

#endif /* UNDECIDED_H */
