/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The room front reads litmus tests, in the C that herd7 and the LKMM use, and
 * translates them to programs of the ABI (module/uapi/ordlab.h).
 *
 *	text		litmus.l splits it into words; litmus.y is the grammar
 *	syntax tree	private/syntax.h: what the file says, and where
 *	program		lower*.c: what it means; see private/lower.h
 *	verified	ordlab_verify() checks it as the module will
 *
 * Each of these may refuse the test. The message has the line and the column of what
 * is wrong, and says what would be right. For example, of
 *
 *	C SB
 *	{}
 *	P0(int *x) { WRITE_ONCE(x, 1); }
 *	exists (x=1)
 *
 * the grammar accepts each word, but lower-code.c reports that WRITE_ONCE() takes
 * *x. Documentation/tools/ordlab-litmus.rst describes the language.
 *
 * The words of this room:
 *
 *	location	memory that threads share: x
 *	register	a local variable of a thread: r0
 *	parameter	a name in the parentheses of a thread: the address of a location
 *	primitive	a macro or a function of the kernel that is under test
 *	temporary	a register without a name, for a part of an expression
 *	to lower	to make instructions of a part of the syntax tree
 */
#ifndef LITMUS_H
#define LITMUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "lib/budget.h"
#include "program/program.h"

/* Statements, expressions and conditions nest no deeper */
#define LITMUS_MAX_DEPTH	1024
/* The first so many errors of a test are reported */
#define LITMUS_MAX_ERRORS	20

/**
 * enum litmus_severity - how bad a message is
 * @LITMUS_ERROR:	the test is refused
 * @LITMUS_WARNING:	the test is accepted, but may not mean what its author thinks
 * @LITMUS_NOTE:	an option has changed the test
 */
enum litmus_severity {
	LITMUS_ERROR,
	LITMUS_WARNING,
	LITMUS_NOTE,
};

/**
 * struct litmus_message - a message about a test
 * @severity:	how bad it is
 * @line:	from 1; 0 if the message is about the whole file
 * @column:	byte in the line, from 1; 0 if the message is about the whole line
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
 * @expedited:	replace synchronize_rcu() and synchronize_srcu() by their expedited
 *		forms; a note reports each
 * @unsafe:	accept tests for the models that must not run on a machine: locks and
 *		readers out of balance, sleeping inside of them, deadlocks, and
 *		addresses that cannot be checked
 * @as_herd:	read types as herd7 does: each integer is an int, and true is 0; and
 *		give nested expressions the dependencies that herd7 gives them
 * @budget:	time and memory for reading a test; NULL: no more than LIMIT_BYTES
 */
struct litmus_options {
	bool expedited;
	bool unsafe;
	bool as_herd;
	struct budget *budget;
};

/**
 * struct litmus - a test that was read
 * @file:	name of its file
 * @title:	its name as it is written; "" if there is none
 * @expected:	the word after "Result:" in its comments, or NULL
 * @hash:	the hash of the test in herdtools7, see herd-hash.h; "" if the test
 *		cannot be parsed
 * @program:	the program, or NULL if the test was refused
 * @herd:	the program as herd7 reads the text, or NULL: herd7 reads the same
 *		program, or cannot read the text
 * @herd_nested: @herd may differ in dependencies, not only in types
 * @unsafe:	NULL if the program is verified; else why it must not run, as
 *		"LINE:COLUMN: TEXT". Then its tables are sound, but its paths are not
 * @size:	bytes of @program
 * @view:	tables of @program
 * @messages:	[@nr_messages] sorted by line
 * @nr_messages: how many
 * @nr_errors:	how many of them are errors: 0 if and only if there is a @program
 * @text:	the text of the file
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
 * @file:	name of the file for messages
 * @text:	the test; need not end in NUL
 * @len:	bytes in @text
 * @options:	how to read it; NULL: no option is set
 *
 * A byte order mark of UTF-8 before the text is skipped.
 *
 * The program has the name of the test. herd7 allows "/" in a name; it becomes "!",
 * as in the names of sysfs.
 *
 * Return: the test, never NULL (the tool ends when memory does).
 */
struct litmus *litmus_parse(const char *file, const char *text, size_t len,
			    const struct litmus_options *options);

/**
 * litmus_free() - free a test and all that it points to
 * @test:	the test, or NULL
 */
void litmus_free(struct litmus *test);

/**
 * litmus_print() - print the messages of a test
 * @out:	where to
 * @test:	the test
 * @source:	print the line of the file below each message, and a caret
 *
 * One message a line: "FILE:LINE:COLUMN: TEXT" for errors; warnings and notes have
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
