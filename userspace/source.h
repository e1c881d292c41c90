/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files that hold a test.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include <stddef.h>
#include "program.h"

/**
 * source_read() - read a test from a file
 * @path:	the file; "-" is standard input
 * @prog:	takes the program, verified, to be freed
 *
 * Return: NULL, or why there is none, to be freed: "FILE: REASON".
 */
char *source_read(const char *path, struct ordlab_program **prog);

/**
 * source_verify() - check a program as the module will
 * @prog:	the bytes, aligned to 8
 * @size:	how many
 *
 * Return: NULL, or what is wrong, to be freed.
 */
char *source_verify(const void *prog, size_t size);

#endif /* SOURCE_H */
