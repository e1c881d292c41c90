// SPDX-License-Identifier: GPL-2.0
/*
 * ordlab: run memory-ordering experiments in the kernel, and check tests against memory
 * models. This file has the table of commands, and calls the one that the user names.
 */
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cli/command.h"
#include "program/version.h"

const struct command commands[] = {
	{ "list",	cmd_list,	"list the tests that there are" },
	{ "show",	cmd_show,	"show the code and condition of a test" },
	{ "run",	cmd_run,	"run tests and say what was seen" },
	{ "check",	cmd_check,	"say what the models allow" },
	{ "explain",	cmd_explain,	"say why an outcome is forbidden or allowed" },
	{ "mailbox",	cmd_mailbox,	"run tests on the mailbox machine, emulated" },
	{ "watch",	cmd_watch,	"follow a run until its end" },
	{ "status",	cmd_status,	"say what the module is doing" },
	{ "stop",	cmd_stop,	"end a run" },
	{ "reset",	cmd_reset,	"forget results and counters" },
	{ "load",	cmd_load,	"load programs into the module" },
	{ "compile",	cmd_compile,	"turn litmus tests into programs" },
	{ "unload",	cmd_unload,	"unload programs from the module" },
	{ "fingerprint", cmd_fingerprint, "hold the machine against its manual and the LKMM" },
	{ "cache",	cmd_cache,	"measure what caches cost" },
	{ "cost",	cmd_cost,	"measure what primitives cost" },
	{ "compiler",	cmd_compiler,	"show what the compiler makes of plain accesses" },
	{ "asm",	cmd_asm,	"show the machine code of primitives" },
	{ "version",	cmd_version,	"say what versions are at work" },
	{ "help",	cmd_help,	"explain a command" },
	{ NULL, NULL, NULL },
};

/* Called at every exit(): lost output is a failure */
static void check_output(void)
{
	enum status status = command_flush();

	if (status)
		_exit(status);
}

int main(int argc, char **argv)
{
	const struct command *command;
	const char *name;
	int status;

	setlocale(LC_CTYPE, "");
	argp_err_exit_status = STATUS_USAGE;
	/* A reader that closes the pipe does not end the run, see command_flush() */
	signal(SIGPIPE, SIG_IGN);
	atexit(check_output);
	command_catch_signals();

	if (argc < 2)
		return cmd_help(0, NULL);
	name = argv[1];
	if (!strcmp(name, "--help") || !strcmp(name, "-?") || !strcmp(name, "-h"))
		name = "help";
	else if (!strcmp(name, "--version") || !strcmp(name, "-V"))
		name = "version";
	for (command = commands; command->name; command++) {
		if (strcmp(command->name, name))
			continue;
		argv[1] = xasprintf("ordlab %s", name);
		status = command->run(argc - 1, argv + 1);
		return command_interrupted ? STATUS_INTERRUPTED : status;
	}
	if (!strcmp(name, "complete"))
		return cmd_complete(argc - 1, argv + 1);
	return command_unknown(name);
}
