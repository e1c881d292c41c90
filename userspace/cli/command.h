/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The room cli is the command line: main.c has the table of commands, and each command is
 * a function in a file of its own, cmd-NAME.c. It reads its options, calls other rooms
 * for the work, and returns an exit status. It has no algorithm. For example,
 *
 *	ordlab check --model=sc SB
 *
 * calls cmd_check(), which calls command_parse() for the options, command_read() for the
 * test, checked_new() of the room check for the verdict, and report_checked() of the room
 * report to print it.
 *
 * This header has what commands share. When a function here fails, it prints the error;
 * its caller only returns the exit status.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <argp.h>
#include <signal.h>
#include "machine/device.h"
#include "cli/testset.h"
#include "lib/util.h"

/**
 * struct command - a command
 * @name:	what the user types
 * @run:	the function; argv[0] is "ordlab NAME". Returns enum status
 * @purpose:	what it is for, in a few words
 */
struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *purpose;
};

/* Every command; the name of the last one is NULL. Defined in main.c */
extern const struct command commands[];

int cmd_asm(int argc, char **argv);
int cmd_cache(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_compile(int argc, char **argv);
int cmd_complete(int argc, char **argv);
int cmd_compiler(int argc, char **argv);
int cmd_cost(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_fingerprint(int argc, char **argv);
int cmd_help(int argc, char **argv);
int cmd_list(int argc, char **argv);
int cmd_load(int argc, char **argv);
int cmd_mailbox(int argc, char **argv);
int cmd_reset(int argc, char **argv);
int cmd_run(int argc, char **argv);
int cmd_show(int argc, char **argv);
int cmd_status(int argc, char **argv);
int cmd_stop(int argc, char **argv);
int cmd_unload(int argc, char **argv);
int cmd_version(int argc, char **argv);
int cmd_watch(int argc, char **argv);

/**
 * command_unknown() - report that there is no such command, and offer a similar one
 * @name:	the name that the user has typed
 *
 * Return: STATUS_USAGE.
 */
enum status command_unknown(const char *name);

/**
 * command_parse() - read a command's options
 * @argp:	its options
 * @argc:	as of main()
 * @argv:	as of main()
 * @input:	passed to the parser of @argp
 *
 * Ends the tool with STATUS_USAGE when they are wrong.
 */
void command_parse(const struct argp *argp, int argc, char **argv, void *input);

/**
 * command_words() - read the arguments that are no options
 * @state:	of argp
 * @key:	the key that the parser of options was called with and does not know
 * @words:	takes the arguments, with the words of lists in their place; NULL at the
 *		end
 * @missing:	the error if there are no arguments; NULL if there may be none
 *
 * Return: the value that the parser of options must return.
 */
error_t command_words(struct argp_state *state, int key, char ***words,
		      const char *missing);

/**
 * command_seconds() - a number of seconds, 0 or more
 * @state:	of argp
 * @arg:	what the user has typed
 *
 * Ends the tool with STATUS_USAGE if it is no such number.
 */
double command_seconds(struct argp_state *state, const char *arg);

/**
 * command_device() - open the module's files
 *
 * Return: the device, or NULL: the command ends with STATUS_DEVICE.
 */
struct device *command_device(void);

/**
 * command_control() - write a command to the module's file control
 * @word:	the command
 *
 * Return: the exit status.
 */
enum status command_control(const char *word);

/**
 * command_refused() - report that the module has refused a command
 * @device:	the module
 * @what:	the test or the command: "SB", "stop"
 * @err:	the negative errno
 *
 * Return: the exit status that goes with @err.
 */
enum status command_refused(struct device *device, const char *what, int err);

/**
 * command_tests() - the tests that the arguments of a command name
 * @set:	filled in; to be given to testset_free()
 * @device:	the module, or NULL
 * @words:	names and globs, NULL at the end; if there are none, all tests
 *
 * Return: STATUS_DONE; or another status, and the error is printed.
 */
enum status command_tests(struct testset *set, struct device *device,
			  char **words);

/**
 * command_read() - the tests that the arguments of a command name, files included
 * @set:	filled in; to be given to testset_free()
 * @device:	the module, or NULL
 * @words:	names, globs, files and directories, NULL at the end
 * @options:	how to read litmus tests
 *
 * Prints the messages about each file. If a file is refused and it is the only one, that
 * is an error. If it is one of several, it becomes a test that is refused, which the
 * command lists at its end.
 *
 * Return: STATUS_DONE; or another status, and the error is printed.
 */
enum status command_read(struct testset *set, struct device *device,
			 char **words, const struct litmus_options *options);

/**
 * command_list_refused() - list the tests that were refused, with the reasons
 * @set:	the tests
 *
 * Return: how many.
 */
size_t command_list_refused(const struct testset *set);

/**
 * command_load() - load a file's test, under another name if the module has its own
 * @device:	the module
 * @test:	the test
 * @name:	takes its name in the module, to be freed; also on error
 *
 * Return: 0 or a negative errno; device_log() says why.
 */
int command_load(struct device *device, const struct test *test, char **name);

/*
 * Set by Ctrl-C (and SIGTERM, SIGHUP). The tool ends soon after that, and no later than
 * LIMIT_GRACE_MS; a second signal ends it at once.
 */
extern volatile sig_atomic_t command_interrupted;
void command_catch_signals(void);

/* From now on, the tool takes longer to end: it stops the run and prints the result */
void command_collects(void);

/**
 * command_flush() - write all output, and make sure that it was written
 *
 * A reader that has closed the pipe, as head(1) does, has read enough: that is an error,
 * but no message is printed.
 *
 * Return: STATUS_DONE; STATUS_INTERRUPTED if a signal came before the end; or
 * STATUS_FAILED, and the error is printed, once.
 */
enum status command_flush(void);

#endif /* COMMAND_H */
