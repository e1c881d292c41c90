/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Variants: programs that are made from a given one. A variant has another condition
 * (variant_outcome(), for "is this outcome allowed?"), or some stronger primitives
 * (variant_edited(), for "which barrier would forbid it?").
 */
#ifndef VARIANT_H
#define VARIANT_H

#include <stdbool.h>
#include "program/program.h"

/**
 * struct edit - a change of one thread
 * @thread:	which thread
 * @insn:	which instruction of it
 * @insert:	put a new instruction before it, instead of replacing its @op
 * @op:		enum ordlab_op; a fence if @insert is set
 */
struct edit {
	unsigned int thread;
	unsigned int insn;
	bool insert;
	enum ordlab_op op;
};

/**
 * variant_edited() - a copy of a program with some changes
 * @view:	the program
 * @edits:	the changes, each of another instruction, in any order
 * @nr:		how many changes
 *
 * Return: the program, which the caller frees; NULL if it would exceed a limit.
 */
struct ordlab_program *variant_edited(const struct ordlab_view *view,
				      const struct edit *edits, unsigned int nr);

/**
 * variant_outcome() - a copy of a program whose condition is an outcome
 * @view:	the program
 * @outcome:	values of registers and locations, such as "0:r0=1 x=2", separated by
 *		blanks, commas, semicolons or "/\"
 * @error:	gets a message if the outcome is wrong; the caller frees it
 *
 * Return: the program, whose condition is "exists" and the conjunction of these
 * values, and which the caller frees; NULL if *error is set.
 */
struct ordlab_program *variant_outcome(const struct ordlab_view *view,
				       const char *outcome, char **error);

#endif /* VARIANT_H */
