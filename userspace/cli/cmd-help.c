// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <string.h>
#include "cli/command.h"
#include "lib/text.h"

static void list_commands(FILE *stream)
{
	struct table *table = table_new("ll");
	const struct command *command;

	fputs("Usage: ordlab COMMAND [OPTION...] [NAME...]\n"
	      "Run memory-ordering experiments in the Linux kernel.\n\n", stream);
	for (command = commands; command->name; command++) {
		table_cell(table, command->name);
		table_cell(table, command->purpose);
	}
	table_print(table, stream, 2, "  ");
	table_free(table);
	fputs("\n'ordlab help COMMAND' and 'man ordlab-COMMAND' tell more.\n",
	      stream);
}

int cmd_help(int argc, char **argv)
{
	const struct command *command;
	char *args[3];

	if (argc < 1) {
		/* The user has typed no command */
		list_commands(stderr);
		return STATUS_USAGE;
	}
	if (argc == 1) {
		list_commands(stdout);
		return STATUS_DONE;
	}
	for (command = commands; command->name; command++) {
		if (strcmp(command->name, argv[1]))
			continue;
		if (command->run == cmd_help)
			break;
		args[0] = xasprintf("ordlab %s", argv[1]);
		args[1] = xstrdup("--help");
		args[2] = NULL;
		return command->run(2, args);
	}
	if (command->name || !strcmp(argv[1], "--help")) {
		list_commands(stdout);
		return STATUS_DONE;
	}
	return command_unknown(argv[1]);
}
