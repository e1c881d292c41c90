/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The list of the tests that are built in, and their programs.
 */
#ifndef LIST_H
#define LIST_H

#include <stddef.h>
#include "front/source.h"

/**
 * struct item - a line of the list
 * @heading:	what stands above it, each line with its newline; or NULL
 * @source:	the file that it names, which has a program
 */
struct item {
	char *heading;
	struct source *source;
};

struct list {
	struct item *items;
	size_t nr;
	size_t room;
};

/**
 * list_read() - read a list and the files that it names
 * @list:	filled in; to be given to list_free(), also after an error
 * @path:	the file
 *
 * Return: NULL, or what is wrong with the list or with one of its files, or
 * which limit of program/catalogue.h a test exceeds; to be freed.
 */
char *list_read(struct list *list, const char *path);
void list_free(struct list *list);

#endif /* LIST_H */
