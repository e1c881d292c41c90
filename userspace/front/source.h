/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A *source* is a file that has been read: a litmus test, or a program in the binary
 * format that "ordlab compile" writes. The first bytes decide: a program begins with
 * ORDLAB_MAGIC. All else is litmus text, so that a wrong file gets an error of the
 * parser, with a line and a column.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "front/litmus.h"
#include "program/program.h"

/**
 * struct source - a file that was read
 * @path:	the file, as the user has named it
 * @prog:	its program, or NULL
 * @litmus:	the litmus test that the program was made of, or NULL
 * @why:	why there is no program, in one line; NULL if there is one
 */
struct source {
	char *path;
	struct ordlab_program *prog;
	struct litmus *litmus;
	char *why;
};

/**
 * source_read() - read a test from a file
 * @path:	the file; "-" is standard input
 * @options:	how to read a litmus test, or NULL
 *
 * Return: the source, never NULL.
 */
struct source *source_read(const char *path,
			   const struct litmus_options *options);
void source_free(struct source *source);

/**
 * source_report() - print the messages about a source
 * @stream:	where to
 * @source:	the source
 * @lines:	print the line of the file below each message
 *
 * Errors, warnings and notes, each as "FILE:LINE:COLUMN: TEXT".
 */
void source_report(FILE *stream, const struct source *source, bool lines);

/**
 * source_is_path() - whether an argument of a command names a file
 * @word:	the argument
 *
 * It does if it is "-", has a '/', ends in ".litmus", or is the name of a
 * directory.
 */
bool source_is_path(const char *word);

/**
 * source_find() - the files that a path stands for
 * @path:	a file; or a directory, which stands for all *.litmus files in it and
 *		below it
 * @nr:		takes how many there are
 *
 * Return: their paths, sorted by name, each and the array to be freed; NULL
 * and errno if the directory cannot be read or has none (ENOENT).
 */
char **source_find(const char *path, size_t *nr);

/**
 * source_verify() - verify a program as the module will
 * @prog:	its bytes, aligned to 8
 * @size:	how many bytes
 *
 * Return: NULL, or what is wrong, to be freed.
 */
char *source_verify(const void *prog, size_t size);

#endif /* SOURCE_H */
