/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What every command shares. A command is a function in a file of its own,
 * cmd-NAME.c: it reads its options, calls others for the work, and returns an
 * exit status.
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
 * @run:	the command itself; argv[0] is "ordlab NAME". Returns enum status
 * @purpose:	in a few words
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
int cmd_reset(int argc, char **argv);
int cmd_run(int argc, char **argv);
int cmd_show(int argc, char **argv);
int cmd_status(int argc, char **argv);
int cmd_stop(int argc, char **argv);
int cmd_unload(int argc, char **argv);
int cmd_version(int argc, char **argv);
int cmd_watch(int argc, char **argv);

/**
 * command_unknown() - tell the user that there is no such command
 * @name:	what was typed; the command that it is like is offered
 *
 * Return: STATUS_USAGE.
 */
enum status command_unknown(const char *name);

/**
 * command_parse() - read a command's options
 * @argp:	what there is
 * @argc:	arguments of the command
 * @argv:	the same
 * @input:	passed to the parser of @argp
 *
 * Ends the tool with STATUS_USAGE when they are wrong.
 */
void command_parse(const struct argp *argp, int argc, char **argv, void *input);

/**
 * command_words() - take the words that are no options
 * @state:	of argp
 * @key:	what the parser was called with, if it is none of its own
 * @words:	takes the words, those of lists included, NULL at the end
 * @missing:	what to tell a user who gives none; NULL if there need be none
 *
 * Return: what the parser is to return.
 */
error_t command_words(struct argp_state *state, int key, char ***words,
		      const char *missing);

/**
 * command_seconds() - a number of seconds, 0 or more
 * @state:	of argp
 * @arg:	what the user wrote
 *
 * Ends the tool with STATUS_USAGE when it is none.
 */
double command_seconds(struct argp_state *state, const char *arg);

/**
 * command_device() - reach the module, or tell the user why not
 *
 * Return: the device, or NULL: the command ends with STATUS_DEVICE.
 */
struct device *command_device(void);

/**
 * command_control() - have the module do something, or tell the user why not
 * @word:	what is written to its file control
 *
 * Return: the exit status.
 */
enum status command_control(const char *word);

/**
 * command_refused() - tell the user that the module refused something
 * @device:	the module
 * @what:	what was asked for: "SB", "stop"
 * @err:	the negative errno
 *
 * Return: the exit status that goes with @err.
 */
enum status command_refused(struct device *device, const char *what, int err);

/**
 * command_tests() - the tests that a command's arguments mean
 * @set:	filled in; to be given to testset_free()
 * @device:	the module, or NULL
 * @words:	names and globs, NULL at the end; none means all tests
 *
 * Return: STATUS_DONE, or another one, and the user has been told.
 */
enum status command_tests(struct testset *set, struct device *device,
			  char **words);

/**
 * command_read() - the tests that a command's arguments mean, files included
 * @set:	filled in; to be given to testset_free()
 * @device:	the module, or NULL
 * @words:	names, globs, files and directories, NULL at the end
 * @options:	how to read litmus tests
 *
 * What there is to say of a file is told. If it is the only one and holds no
 * test, the command has failed; among others it becomes a test that is
 * refused, for the command to list.
 *
 * Return: STATUS_DONE, or another one, and the user has been told.
 */
enum status command_read(struct testset *set, struct device *device,
			 char **words, const struct litmus_options *options);

/**
 * command_list_refused() - tell which tests were refused, and why
 * @set:	the tests
 *
 * Return: how many.
 */
size_t command_list_refused(const struct testset *set);

/**
 * command_load() - load a file's test, under another name if its own is taken
 * @device:	the module
 * @test:	the test
 * @name:	takes what it is called in the module, to be freed; also on error
 *
 * Return: 0 or a negative errno; device_log() says why.
 */
int command_load(struct device *device, const struct test *test, char **name);

/*
 * Set by Ctrl-C (and SIGTERM, SIGHUP). The tool ends soon after that, in any case
 * after LIMIT_GRACE_MS; the second signal ends it at once.
 */
extern volatile sig_atomic_t command_interrupted;
void command_catch_signals(void);

/* Leave time to stop the module and to print what it has counted, too */
void command_collects(void);

/**
 * command_flush() - make sure that what was printed has arrived
 *
 * Return: STATUS_DONE; STATUS_INTERRUPTED if a signal kept it from arriving; or
 * STATUS_FAILED, and the user has been told (once), but for a reader that has gone
 * away, as head does: it has what it wanted.
 */
enum status command_flush(void);

#endif /* COMMAND_H */
