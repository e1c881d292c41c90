/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Litmus tests in the C flavour of herd and the LKMM, read into programs.
 *
 *	text -> syntax tree (litmus.l, litmus.y) -> program (lower.c)
 *	     -> ordlab_verify()
 *
 * What is refused, at any of these steps, is refused with the line and column
 * that it is about. The language is described in
 * Documentation/tools/ordlab-litmus.rst.
 */
#ifndef LITMUS_H
#define LITMUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "lib/budget.h"
#include "program/program.h"

/* How deep statements, expressions and conditions nest */
#define LITMUS_MAX_DEPTH	1024
/* How many errors are told before the rest is left out */
#define LITMUS_MAX_ERRORS	20

/**
 * enum litmus_severity - how bad a message is
 * @LITMUS_ERROR:	the test is refused
 * @LITMUS_WARNING:	the test runs, but perhaps not as its author thinks
 * @LITMUS_NOTE:	what was done because an option asked for it
 */
enum litmus_severity {
	LITMUS_ERROR,
	LITMUS_WARNING,
	LITMUS_NOTE,
};

/**
 * struct litmus_message - something to tell about a test
 * @severity:	how bad it is
 * @line:	from 1; 0 when it is about the file
 * @column:	byte in the line, from 1; 0 when it is about the line
 * @text:	what is wrong, and what would be right
 */
struct litmus_message {
	enum litmus_severity severity;
	unsigned int line;
	unsigned int column;
	char *text;
};

/**
 * struct litmus_options - how to read a test
 * @expedited:	make synchronize_rcu() and synchronize_srcu() their expedited
 *		forms; a note tells of each
 * @unsafe:	accept what can be judged, but must not run: locks and readers
 *		out of balance, sleeping inside of them, deadlocks, and
 *		addresses that cannot be checked
 * @as_herd:	read types as herd7 does: each integer is an int, and true is 0; and
 *		give expressions in expressions the dependencies that it gives them
 * @budget:	what reading a test may cost; NULL: no more than LIMIT_BYTES
 */
struct litmus_options {
	bool expedited;
	bool unsafe;
	bool as_herd;
	struct budget *budget;
};

/**
 * struct litmus - a test that was read
 * @file:	where from
 * @title:	its name as it is written; "" when there is none
 * @expected:	the word after "Result:" in its comments, or NULL
 * @hash:	what herdtools7 know it by, see herd-hash.h; "" if it cannot be read
 * @program:	the program, or NULL if the test was refused
 * @herd:	the program as herd7 reads it, or NULL: it reads the same, or cannot
 *		read it at all
 * @herd_nested: it may have other dependencies, not only other types
 * @unsafe:	NULL if the program is verified; else why it must not run, as
 *		"LINE:COLUMN: TEXT". Its tables are sound, its paths are not
 * @size:	bytes of @program
 * @view:	tables of @program
 * @messages:	in the order of their lines
 * @nr_messages: how many
 * @nr_errors:	how many of them are errors; not 0 just if @program is NULL
 * @text:	the file
 * @len:	bytes in @text
 */
struct litmus {
	char *file;
	char *title;
	char *expected;
	char hash[33];
	struct ordlab_program *program;
	struct ordlab_program *herd;
	bool herd_nested;
	char *unsafe;
	size_t size;
	struct ordlab_view view;
	struct litmus_message *messages;
	size_t nr_messages;
	size_t nr_errors;
	char *text;
	size_t len;
};

/**
 * litmus_parse() - read a test from memory
 * @file:	what to call it in messages
 * @text:	the test; need not end in NUL
 * @len:	bytes in @text
 * @options:	how, or NULL for none of them
 *
 * A byte order mark of UTF-8 before the text means nothing.
 *
 * The name of the test becomes that of the program; "/", which herd allows
 * there, becomes "!", as in the names of sysfs.
 *
 * Return: the test, never NULL (the tool ends when memory does).
 */
struct litmus *litmus_parse(const char *file, const char *text, size_t len,
			    const struct litmus_options *options);

/**
 * litmus_free() - give a test and all that it points to back
 * @test:	the test, or NULL
 */
void litmus_free(struct litmus *test);

/**
 * litmus_print() - tell the messages of a test
 * @out:	where to
 * @test:	the test
 * @source:	show the line with a caret under each message, too
 *
 * One message a line: "FILE:LINE:COLUMN: TEXT" for errors; the others have
 * "warning: " or "note: " before the text.
 */
void litmus_print(FILE *out, const struct litmus *test, bool source);

/**
 * litmus_error_text() - the first error of a test in one line
 * @test:	a test that was refused
 *
 * Return: "LINE:COLUMN: TEXT", to be freed by the caller.
 */
char *litmus_error_text(const struct litmus *test);

#endif /* LITMUS_H */
