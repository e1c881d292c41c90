/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Views of the experiments on the compiler: for each function of
 * module/primitives/compiler.h its C code, its machine code, and how often its effect was
 * seen.
 */
#ifndef COMPILED_H
#define COMPILED_H

#include <stdio.h>
#include "arch/asm.h"
#include "program/compiler.h"
#include "machine/figures.h"

struct json_object;

/**
 * struct compiled_experiment - a row of ORDLAB_EXPERIMENTS
 * @name:	"hoist"
 * @title:	what the compiler may do
 * @sighting:	what is counted as a sighting of the effect
 */
struct compiled_experiment {
	const char *name;
	const char *title;
	const char *sighting;
};

extern const struct compiled_experiment
compiled_experiments[ORDLAB_NR_EXPERIMENTS];

/**
 * compiled_source() - the body of a function as lines of C
 * @body:	the body after the preprocessor, in one line
 *
 * Return: the text, to be freed; each line ends in a newline.
 */
char *compiled_source(const char *body);

/**
 * compiled_print() - show an experiment
 * @stream:	where to
 * @e:		which experiment
 * @listings:	[@nr] machine code of all functions
 * @nr:		how many
 * @figures:	the sightings that were measured
 */
void compiled_print(FILE *stream, enum ordlab_experiment e,
		    const struct listing *listings, size_t nr,
		    const struct figures *figures);

/* The experiments of @which (bit enum ordlab_experiment) as one object */
struct json_object *compiled_json(unsigned int which,
				  const struct listing *listings, size_t nr,
				  const struct figures *figures);

#endif /* COMPILED_H */
