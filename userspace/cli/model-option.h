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
 * @between:	text between two names
 * @titles:	add the title of a model if it is not its name in capitals: "tso (x86-TSO)"
 *
 * Return: the text, to be freed.
 */
char *model_names(const char *between, bool titles);

/**
 * model_parse() - read a name of a model
 * @state:	of argp; if there is no such model, the error lists all
 * @name:	the name that the user has typed
 * @all:	whether "all" is allowed
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
 * The text after MODEL_DOC becomes a list of all models, each with its description.
 *
 * Return: the text to print, as argp wants it.
 */
char *model_help(int key, const char *text, void *input);

#endif /* MODEL_OPTION_H */
