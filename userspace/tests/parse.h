/* SPDX-License-Identifier: GPL-2.0 */
/* Litmus tests for tests */
#ifndef PARSE_H
#define PARSE_H

#include <stdio.h>
#include <string.h>
#include "front/litmus.h"

/* Reads a test, which may be one that the module refuses; prints the messages about it */
static inline struct litmus *parse(const char *text)
{
	static const struct litmus_options options = { .unsafe = true };
	struct litmus *test = litmus_parse("test", text, strlen(text), &options);

	if (test->nr_errors)
		litmus_print(stdout, test, true);
	return test;
}

#endif /* PARSE_H */
