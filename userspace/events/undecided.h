/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Executions that leave a test without a verdict, although a model allows them:
 * what they do depends on where locations lie in memory, or is beyond what models
 * say.
 */
#ifndef UNDECIDED_H
#define UNDECIDED_H

#include "events/execution.h"

/**
 * undecided() - why an execution leaves its test without a verdict
 * @x:		a candidate that is complete, and that the model allows
 *
 * Where a thread ends by reading through a pointer that is none, nothing is
 * undecided: that execution has no outcome.
 *
 * Return: the reason, with the place that is to blame, to be freed; NULL if there
 * is none.
 */
char *undecided(const struct execution *x);

/**
 * undecided_place() - a reason with a place in a program
 * @view:	the program
 * @thread:	thread
 * @insn:	instruction
 * @reason:	what the thread does there
 *
 * Return: "P0 REASON, line 7: r < s", or without the line where there is none; to
 * be freed.
 */
char *undecided_place(const struct ordlab_view *view, unsigned int thread,
		      unsigned int insn, const char *reason);

#endif /* UNDECIDED_H */
