// SPDX-License-Identifier: GPL-2.0
/*
 * Completions for bash that are not in the help of a command. Only ordlab.bash-completion
 * calls this, so help does not list it:
 *
 *	ordlab complete COMMAND OPTION		values of the option
 *	ordlab complete models			the models, each with what it is
 *	ordlab complete primitives		what cost and asm take
 *	ordlab complete experiments		what compiler takes
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cli/command.h"
#include "cli/model-option.h"
#include "report/compiled.h"

/* Options with a few values, in one command or in all: the first matching row counts */
static const struct {
	const char *command;
	const char *option;
	const char *values;	/* a blank between two */
} options[] = {
	{ NULL, "--mode", "auto batch perpetual" },
	{ NULL, "--placement", "any smt llc package node spread" },
	{ NULL, "--sync", "auto user none timebase" },
	{ NULL, "--preload", "none load flush" },
	{ NULL, "--noise", "idle" },
	{ NULL, "--stress", "own shared" },
	{ NULL, "--order", "seq shuffle" },
};

static void complete_models(const char *command)
{
	char *names = model_names(" ", false);

	printf("%s%s\n", names, strcmp(command, "explain") ? " all" : "");
	free(names);
}

/* Whether a primitive can stand on its own; see module/primitives/calls.h */
static bool stands_alone(enum ordlab_op op)
{
	switch (ordlab_ops[op].class) {
	case ORDLAB_C_UNLOCK:
	case ORDLAB_C_TRYLOCK:
	case ORDLAB_C_RCU_UNLOCK:
	case ORDLAB_C_RCU_SYNC:
	case ORDLAB_C_SRCU_LOCK:
	case ORDLAB_C_SRCU_UNLOCK:
	case ORDLAB_C_SRCU_SYNC:
		return false;
	default:
		return true;
	}
}

int cmd_complete(int argc, char **argv)
{
	const char *command = argc > 1 ? argv[1] : "";
	const char *what = argc > 2 ? argv[2] : "";
	size_t i;

	for (i = 0; i < sizeof(options) / sizeof(*options); i++) {
		if (strcmp(options[i].option, what) ||
		    (options[i].command && strcmp(options[i].command, command)))
			continue;
		puts(options[i].values);
		break;
	}
	if (!strcmp(what, "--model") || !strcmp(what, "-m"))
		complete_models(command);
	if (!strcmp(command, "models"))
		for (i = 0; i < NR_MODELS; i++)
			printf("%s %s\n", model_infos[i].name, model_infos[i].about);
	if (!strcmp(command, "primitives"))
		for (i = 0; i < ORDLAB_LOAD; i++)
			if (stands_alone(i))
				puts(ordlab_ops[i].name);
	if (!strcmp(command, "experiments"))
		for (i = 0; i < ORDLAB_NR_EXPERIMENTS; i++)
			puts(compiled_experiments[i].name);
	return STATUS_DONE;
}
