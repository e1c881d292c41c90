// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "lib/util.h"

void message(const char *format, ...)
{
	va_list args;

	/* The user sees earlier output before this message */
	fflush(stdout);
	fputs("ordlab: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

enum status status_worse(enum status a, enum status b)
{
	static const enum status order[] = {
		STATUS_INTERRUPTED, STATUS_DEVICE, STATUS_VIOLATED,
		STATUS_FAILED, STATUS_NOTHING_LEARNT, STATUS_NO_VERDICT,
		STATUS_USAGE,
	};

	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++)
		if (order[i] == a || order[i] == b)
			return order[i];
	return STATUS_DONE;
}

static void *checked(void *memory)
{
	if (!memory) {
		message("out of memory");
		exit(STATUS_FAILED);
	}
	return memory;
}

void *xcalloc(size_t nr, size_t size)
{
	/* calloc(0) may return NULL */
	return checked(calloc(nr ? nr : 1, size ? size : 1));
}

void *xrealloc(void *old, size_t nr, size_t size)
{
	return checked(reallocarray(old, nr ? nr : 1, size ? size : 1));
}

char *xstrdup(const char *text)
{
	return checked(strdup(text));
}

char *xstrndup(const char *text, size_t len)
{
	return checked(strndup(text, len));
}

char *xvasprintf(const char *format, va_list args)
{
	char *text;

	return checked(vasprintf(&text, format, args) < 0 ? NULL : text);
}

char *xasprintf(const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = xvasprintf(format, args);
	va_end(args);
	return text;
}
