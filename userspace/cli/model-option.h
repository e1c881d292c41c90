/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The option --model, whose values and help are those of the registry of models.
 */
#ifndef MODEL_OPTION_H
#define MODEL_OPTION_H

#include <argp.h>
#include "result/models.h"

/* Ends the text of a command whose help describes the models, see model_help() */
#define MODEL_DOC	"\vMODELS"

/**
 * model_names() - the names of all models
 * @between:	what stands between two of them
 * @titles:	add titles that are not the names in capitals: "tso (x86-TSO)"
 *
 * Return: the text, to be freed.
 */
char *model_names(const char *between, bool titles);

/**
 * model_parse() - read a name of a model
 * @state:	of argp; gets an error that lists the models if there is none such
 * @name:	what was typed
 * @all:	whether it may be "all"
 *
 * Return: bit enum model of each.
 */
unsigned int model_parse(struct argp_state *state, const char *name, bool all);

/**
 * model_help() - the help_filter of a command that has the option --model
 * @key:	of argp
 * @text:	the text; MODELS in it means the names of all models
 * @input:	not used
 *
 * The text after MODEL_DOC becomes a list of all models, with what each is.
 *
 * Return: the text to print, as argp wants it.
 */
char *model_help(int key, const char *text, void *input);

#endif /* MODEL_OPTION_H */
