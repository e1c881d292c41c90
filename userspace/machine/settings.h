/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Settings of a run: options of "ordlab run" that become parameters of the module's
 * command "start".
 */
#ifndef SETTINGS_H
#define SETTINGS_H

#include <stddef.h>

/**
 * struct setting - an option and its value
 * @key:	name of a parameter of the module, or "placement"
 * @value:	its value
 */
struct setting {
	const char *key;
	const char *value;
};

/* Settings of a run at most: more than there are options */
#define MAX_SETTINGS	32

/**
 * settings_command() - the command that starts a run
 * @settings:	[@nr] how to run
 * @nr:		how many settings
 * @name:	name of the test in the module
 * @threads:	how many threads it has
 * @why:	takes the reason if this machine cannot run it so, to be freed
 *
 * "placement", and noise on idle CPUs, become lists of CPUs that are online now.
 *
 * Return: the command, to be freed: "start SB stride=64"; or NULL.
 */
char *settings_command(const struct setting *settings, size_t nr,
		       const char *name, unsigned int threads, char **why);

#endif /* SETTINGS_H */
