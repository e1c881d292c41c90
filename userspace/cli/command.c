// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>
#include <unistd.h>
#include "cli/command.h"
#include "front/source.h"
#include "lib/spelling.h"
#include "lib/text.h"
#include "front/wordlist.h"

static const char *command_name(void *data, size_t i)
{
	(void)data;
	return commands[i].name;
}

enum status command_unknown(const char *name)
{
	const char *near = *name ? spelling_nearest(name, command_name, NULL) : NULL;
	const struct command *command;

	for (command = commands; *name && !near && command->name; command++)
		if (!strncmp(command->name, name, strlen(name)))
			near = command->name;
	if (near)
		message("there is no command '%s'; did you mean '%s'? 'ordlab help' lists them all",
			name, near);
	else
		message("there is no command '%s': 'ordlab help' lists them",
			name);
	return STATUS_USAGE;
}

volatile sig_atomic_t command_interrupted;

void command_parse(const struct argp *argp, int argc, char **argv, void *input)
{
	error_t err = argp_parse(argp, argc, argv, 0, NULL, input);

	if (err) {
		message("%s", strerror(err));
		exit(STATUS_USAGE);
	}
}

error_t command_words(struct argp_state *state, int key, char ***words,
		      const char *missing)
{
	static char **expanded;
	char *why;

	switch (key) {
	case ARGP_KEY_ARGS:
		expanded = wordlist_expand(state->argv + state->next, &why);
		if (command_interrupted)
			exit(STATUS_INTERRUPTED);
		if (!expanded) {
			message("%s", why);
			exit(STATUS_USAGE);
		}
		if (!*expanded)
			argp_error(state, "the list of tests is empty");
		*words = expanded;
		return 0;
	case ARGP_KEY_NO_ARGS:
		if (missing)
			argp_error(state, "%s", missing);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

double command_seconds(struct argp_state *state, const char *arg)
{
	char *end;
	double seconds = strtod(arg, &end);

	if (end == arg || *end || !(seconds >= 0) || seconds > 1e9)
		argp_error(state, "'%s' is not a number of seconds", arg);
	return seconds;
}

struct device *command_device(void)
{
	struct device *device;
	char *why;

	device = device_open(&why);
	if (!device) {
		message("%s", why);
		free(why);
	}
	return device;
}

enum status command_control(const char *word)
{
	struct device *device = command_device();
	enum status status = STATUS_DONE;
	int err;

	if (!device)
		return STATUS_DEVICE;
	err = device_control(device, word);
	if (err)
		status = command_refused(device, word, err);
	device_close(device);
	return status;
}

enum status command_refused(struct device *device, const char *what, int err)
{
	char *why = device_log(device);

	message("%s: %s", what, *why ? why : strerror(-err));
	free(why);
	switch (err) {
	case -EBUSY:
		message("wait for its end with 'ordlab watch', or end it with 'ordlab stop'");
		return STATUS_FAILED;
	case -EACCES:
	case -EPERM:
	case -EIO:
		return STATUS_DEVICE;
	case -EINTR:
		return STATUS_INTERRUPTED;
	case -ENOMEM:
	case -ENOSPC:
	case -ENODATA:
		return STATUS_FAILED;
	default:
		return STATUS_USAGE;
	}
}

enum status command_tests(struct testset *set, struct device *device,
			  char **words)
{
	const char *unknown;
	int err;

	err = testset_all(set, device);
	if (err) {
		message("the module's list of tests cannot be read: %s",
			strerror(-err));
		testset_free(set);
		return STATUS_DEVICE;
	}
	if (!*words)
		return STATUS_DONE;
	unknown = testset_select(set, words);
	if (!unknown)
		return STATUS_DONE;
	testset_unknown(unknown, device);
	testset_free(set);
	return STATUS_USAGE;
}

/* The files that those arguments name which are paths; NULL on errors, which are printed */
static char **find_files(char **words, size_t *nr)
{
	char **files = xcalloc(1, sizeof(*files)), **found;
	size_t n, i;

	for (*nr = 0; *words; words++) {
		if (!source_is_path(*words))
			continue;
		found = source_find(*words, &n);
		if (!found) {
			message("%s: %s", *words, errno == ENOENT ?
				"there is no *.litmus file in it" :
				strerror(errno));
			while (*nr)
				free(files[--*nr]);
			free(files);
			return NULL;
		}
		files = xrealloc(files, *nr + n + 1, sizeof(*files));
		for (i = 0; i < n; i++)
			files[(*nr)++] = found[i];
		free(found);
	}
	return files;
}

static enum status read_files(struct testset *set, char **files, size_t nr,
			      const struct litmus_options *options)
{
	enum status status = STATUS_DONE;
	struct budget budget = budget_make(LIMIT_SECONDS, &command_interrupted);
	struct litmus_options how = options ? *options :
					      (struct litmus_options) { 0 };
	struct source *source;
	size_t i;

	if (!how.budget)
		how.budget = &budget;
	for (i = 0; i < nr; i++) {
		budget_renew(how.budget);
		source = source_read(files[i], &how);
		if (command_interrupted) {
			source_free(source);
			return STATUS_INTERRUPTED;
		}
		/* if one of several is refused, command_list_refused() lists it later */
		if (source->prog || nr == 1)
			source_report(stderr, source, nr == 1);
		if (!source->prog && nr == 1)
			status = STATUS_USAGE;
		testset_add_source(set, source);
		source_free(source);
	}
	return status;
}

enum status command_read(struct testset *set, struct device *device,
			 char **words, const struct litmus_options *options)
{
	enum status status = STATUS_DONE;
	char **names, **files;
	size_t nr = 0, i;

	*set = (struct testset){ 0 };
	files = find_files(words, &nr);
	if (!files)
		return STATUS_USAGE;
	for (i = 0; words[i]; i++)
		;
	names = xcalloc(i + 1, sizeof(*names));
	for (i = 0; *words; words++)
		if (!source_is_path(*words))
			names[i++] = *words;
	if (i)
		status = command_tests(set, device, names);
	if (!status) {
		status = read_files(set, files, nr, options);
		if (status)
			testset_free(set);
	}
	for (i = 0; i < nr; i++)
		free(files[i]);
	free(files);
	free(names);
	return status;
}

size_t command_list_refused(const struct testset *set)
{
	size_t nr = 0, i;

	for (i = 0; i < set->nr; i++) {
		if (!set->tests[i].refused)
			continue;
		nr++;
		fflush(stdout);
		fprintf(stderr, "%s:%s%s\n", set->tests[i].file,
			/* "LINE:COLUMN: ..." belongs to the name */
			strchr("123456789", *set->tests[i].refused) ? "" : " ",
			set->tests[i].refused);
	}
	return nr;
}

/*
 * A loop reads the flag; a system call that waits returns EINTR, since SA_RESTART is
 * not set. If the tool is still there later, for example in a write to a pipe that
 * nobody reads, the alarm ends it. The next signal kills it.
 */
static void give_up(int signal)
{
	(void)signal;
	_exit(STATUS_INTERRUPTED);
}

static volatile sig_atomic_t grace_ms = LIMIT_GRACE_MS;

static void interrupt(int signal)
{
	struct itimerval grace = {
		.it_value.tv_sec = grace_ms / 1000,
		.it_value.tv_usec = grace_ms % 1000 * 1000,
	};

	(void)signal;
	command_interrupted = 1;
	setitimer(ITIMER_REAL, &grace, NULL);
}

void command_catch_signals(void)
{
	struct sigaction action = {
		.sa_handler = interrupt,
		.sa_flags = SA_RESETHAND,
	}, alarm = { .sa_handler = give_up }, old;

	sigaction(SIGALRM, &alarm, NULL);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	/* nohup(1) has made us ignore it, and so it stays */
	if (!sigaction(SIGHUP, NULL, &old) && old.sa_handler != SIG_IGN)
		sigaction(SIGHUP, &action, NULL);
}

void command_collects(void)
{
	grace_ms = LIMIT_COLLECT_MS;
}

enum status command_flush(void)
{
	struct pollfd output = { .fd = STDOUT_FILENO, .events = POLLOUT };
	static bool reported;

	if (!fflush(stdout) && !ferror(stdout))
		return STATUS_DONE;
	/* A signal came while we waited for the reader */
	if (command_interrupted)
		return STATUS_INTERRUPTED;
	/* errno may be from a later call */
	if (!reported && !(poll(&output, 1, 0) == 1 && output.revents & POLLERR))
		message("the output cannot be written: %s",
			errno ? strerror(errno) : "unknown error");
	reported = true;
	return STATUS_FAILED;
}

int command_load(struct device *device, const struct test *test, char **name)
{
	const struct ordlab_program *prog = test->prog;
	struct ordlab_program *copy;
	int err;

	*name = xstrdup(prog->name);
	err = device_load(device, prog, prog->size);
	if (err != -EEXIST || strlen(*name) + 1 == ORDLAB_NAME_LEN)
		return err;
	/* no test that herd knows has a '~' in its name */
	copy = xcalloc(prog->size, 1);
	memcpy(copy, prog, prog->size);
	strcat(copy->name, "~");
	free(*name);
	*name = xstrdup(copy->name);
	err = device_load(device, copy, copy->size);
	free(copy);
	return err;
}
