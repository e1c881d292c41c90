/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Programs that differ from a given one: by another condition, or by a stronger
 * primitive here and there.
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
 * variant_edited() - a program with some changes
 * @view:	the program
 * @edits:	the changes, of different instructions, in any order
 * @nr:		how many
 *
 * Return: the program, to be freed; NULL if it would be over a limit.
 */
struct ordlab_program *variant_edited(const struct ordlab_view *view,
				      const struct edit *edits, unsigned int nr);

/**
 * variant_outcome() - a program that asks for an outcome
 * @view:	the program
 * @outcome:	"0:r0=1 x=2": values of registers and locations, that may be
 *		separated by blanks, commas, semicolons or "/\"
 * @error:	takes what is wrong with it, to be freed
 *
 * Return: the program with "exists" and the conjunction of these, to be freed;
 * or NULL and *error set.
 */
struct ordlab_program *variant_outcome(const struct ordlab_view *view,
				       const char *outcome, char **error);

#endif /* VARIANT_H */
