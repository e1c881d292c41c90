/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The base of the tool: allocation that ends the tool when it fails, the exit
 * status, and messages on standard error.
 *
 * This header introduces the room lib: helpers that know nothing of memory
 * ordering, which every other room may use.
 *
 *	util.h		allocation, exit status, messages
 *	budget.h	limits of CPU time and memory for a piece of work
 *	limit.h		the numbers: how long, how large, how many
 *	keyset.h	the hash table
 *	count.h		numbers of executions, which do not wrap
 *	text.h		numbers and tables for people
 *	put.h		JSON
 *	spelling.h	suggestions for misspelt words
 *	workers.h	work on several CPUs
 */
#ifndef UTIL_H
#define UTIL_H

#include <stdarg.h>
#include <stddef.h>

/**
 * enum status - exit status of the tool
 * @STATUS_DONE:	the command did its work
 * @STATUS_VIOLATED:	an outcome that must not occur occurred
 * @STATUS_USAGE:	a wrong option, name or file
 * @STATUS_DEVICE:	the module cannot be reached
 * @STATUS_FAILED:	something else went wrong: output could not be written,
 *			memory ran out, a run ended early
 * @STATUS_NO_VERDICT:	no execution ends, or no answer holds for every layout of
 *			memory, or the search for one was cut off
 * @STATUS_NOTHING_LEARNT: a run gives no evidence: its threads hardly overlapped,
 *			or its filter left no iteration
 * @STATUS_INTERRUPTED:	the user pressed Ctrl-C; the counts so far were printed
 *
 * Documented in Documentation/tools/exit-status.inc.
 */
enum status {
	STATUS_DONE = 0,
	STATUS_VIOLATED = 1,
	STATUS_USAGE = 2,
	STATUS_DEVICE = 3,
	STATUS_FAILED = 4,
	STATUS_NO_VERDICT = 5,
	STATUS_NOTHING_LEARNT = 6,
	STATUS_INTERRUPTED = 130,
};

/**
 * status_worse() - the exit status after two pieces of work
 * @a:	status of one
 * @b:	status of the other
 *
 * Return: the one that stands further ahead in the list of exit-status.inc.
 */
enum status status_worse(enum status a, enum status b);

/*
 * Allocate, or end the tool with a message and STATUS_FAILED. xcalloc()
 * and xrealloc() check the product of their two numbers for overflow.
 */
void *xcalloc(size_t nr, size_t size);
void *xrealloc(void *old, size_t nr, size_t size);

/* Make room for one more element in an array that has @nr, and room for @room */
#define GROW(array, nr, room)						\
	do {								\
		if ((nr) == (room)) {					\
			(room) = (room) ? 2 * (room) : 16;		\
			(array) = xrealloc(array, room, sizeof(*(array)));	\
		}							\
	} while (0)

char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t len);
char *xvasprintf(const char *format, va_list args)
	__attribute__((format(printf, 1, 0)));
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/**
 * message() - print "ordlab: TEXT" to standard error
 * @format:	as printf(), without newline
 */
void message(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif /* UTIL_H */
