/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory that is always there, and how the tool ends when it is not.
 */
#ifndef UTIL_H
#define UTIL_H

#include <stdarg.h>
#include <stddef.h>

/**
 * enum status - exit status of the tool
 * @STATUS_DONE:	did what was asked
 * @STATUS_VIOLATED:	an outcome that must not occur occurred
 * @STATUS_USAGE:	a wrong option, name or file
 * @STATUS_DEVICE:	the module cannot be reached
 * @STATUS_FAILED:	something else went wrong: output could not be written,
 *			memory ran out, a run ended before its time
 * @STATUS_NO_VERDICT:	no execution ends, or no answer holds for every layout of
 *			memory, or the search for one was cut off
 * @STATUS_NOTHING_LEARNT: a run says nothing: its threads hardly overlapped, or
 *			its filter left no iteration
 * @STATUS_INTERRUPTED:	Ctrl-C; what was counted until then has been printed
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
 * status_worse() - the status of two pieces of work together
 * @a:	what came of one
 * @b:	what came of the other
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

/* Make room for one more element of an array of @nr, which has room for @room */
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
 * message() - tell the user on standard error: "ordlab: TEXT"
 * @format:	as printf(), without newline
 */
void message(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif /* UTIL_H */
