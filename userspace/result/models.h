/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The registry of memory models: what a result and a report must know of them.
 *
 * A model is a row of models.def and a file that builds it, in the room model.
 * The table stands in this room, below that one, since results hold a verdict for
 * each model, and reports name models that they cannot build. To go through all
 * models is to count from 0 to NR_MODELS. MODEL_LKMM is named where something is true
 * of the LKMM alone, as that kernel code may rely on it; nothing names the others.
 */
#ifndef MODELS_H
#define MODELS_H

#include <stdbool.h>

/**
 * enum model - a memory model, in the order in which verdicts are shown
 * @NR_MODELS:	how many there are
 */
enum model {
#define MODEL(id, ...) MODEL_##id,
#include "result/models.def"
	NR_MODELS,
};

/* Bit enum model of each */
#define ALL_MODELS	((1U << NR_MODELS) - 1)

/* The machines that a model rules, if they are not those of one architecture */
#define EVERY_MACHINE	"every machine"
#define NO_MACHINE	""

/**
 * struct model_info - a row of models.def
 * @name:	on the command line and in JSON: "lkmm"
 * @title:	in tables: "LKMM"
 * @said:	in a sentence: "the LKMM"
 * @begins:	at its beginning: "The LKMM"
 * @rules:	machines that must not do what it forbids
 * @about:	what it is
 */
struct model_info {
	const char *name;
	const char *title;
	const char *said;
	const char *begins;
	const char *rules;
	const char *about;
};

extern const struct model_info model_infos[NR_MODELS];

/**
 * model_find() - a model by its name
 * @name:	as in struct model_info
 *
 * Return: the enum model, or NR_MODELS if there is none.
 */
unsigned int model_find(const char *name);

/**
 * model_rules() - whether a run that shows what a model forbids is a violation
 * @model:	the model
 *
 * A run is joined only with models that rule its machine, and with those that rule
 * none. So the verdicts of a result need no look at the machine.
 */
bool model_rules(enum model model);

/**
 * models_said() - models in a sentence: "the LKMM, x86-TSO and SC"
 * @models:	bit enum model of each
 *
 * Return: the text, to be freed.
 */
char *models_said(unsigned int models);

#endif /* MODELS_H */
