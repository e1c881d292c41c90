/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files that hold a test: programs in the binary format, and litmus tests.
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
 * @path:	the file, as it was named
 * @prog:	its program; NULL if there is none
 * @litmus:	the litmus test that it was made of, or NULL
 * @why:	why there is no program, in a line; NULL if there is one
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
 * What begins like a program is one; everything else is a litmus test.
 *
 * Return: the source, never NULL.
 */
struct source *source_read(const char *path,
			   const struct litmus_options *options);
void source_free(struct source *source);

/**
 * source_tell() - tell what there is to tell about a source
 * @stream:	where to
 * @source:	the source
 * @lines:	show the lines that it is about, too
 *
 * Errors, warnings and notes, each as "FILE:LINE:COLUMN: TEXT".
 */
void source_tell(FILE *stream, const struct source *source, bool lines);

/**
 * source_is_path() - whether a word of the user's means a file
 * @word:	the word
 *
 * It does if it is "-", has a '/', ends in ".litmus", or is the name of a
 * directory.
 */
bool source_is_path(const char *word);

/**
 * source_find() - the files that a path means
 * @path:	a file, or a directory: all *.litmus in it and below
 * @nr:		takes how many there are
 *
 * Return: their paths, sorted by name, each and the array to be freed; NULL
 * and errno if the directory cannot be read or has none (ENOENT).
 */
char **source_find(const char *path, size_t *nr);

/**
 * source_verify() - check a program as the module will
 * @prog:	the bytes, aligned to 8
 * @size:	how many
 *
 * Return: NULL, or what is wrong, to be freed.
 */
char *source_verify(const void *prog, size_t size);

#endif /* SOURCE_H */
