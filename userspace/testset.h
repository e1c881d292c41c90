/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tests that a command is about, wherever they come from.
 */
#ifndef TESTSET_H
#define TESTSET_H

#include <stdbool.h>
#include <stddef.h>
#include "device.h"
#include "program.h"

/**
 * enum origin - where a test comes from
 * @ORIGIN_BUILTIN:	the catalogue
 * @ORIGIN_LOADED:	somebody has loaded it into the module
 * @ORIGIN_FILE:	a file that was named on the command line
 */
enum origin {
	ORIGIN_BUILTIN,
	ORIGIN_LOADED,
	ORIGIN_FILE,
};

/* In text and JSON. Indexed by enum origin */
extern const char * const origin_names[];

/**
 * struct test - a test
 * @name:	its name
 * @threads:	how many it has
 * @origin:	where it comes from
 * @file:	which file, or NULL
 * @prog:	its program, or NULL when only the module has it
 * @view:	the program's tables
 */
struct test {
	char *name;
	unsigned int threads;
	enum origin origin;
	char *file;
	struct ordlab_program *prog;
	struct ordlab_view view;
};

/**
 * struct testset - some tests, in the order in which they are to be shown
 * @tests:	[@nr]
 * @nr:		how many
 */
struct testset {
	struct test *tests;
	size_t nr;
};

/**
 * testset_all() - every test that has a name: the catalogue, then loaded ones
 * @set:	filled in; to be given to testset_free()
 * @device:	the module, or NULL for the catalogue of this tool alone
 *
 * Return: 0 or a negative errno when the module could not be read.
 */
int testset_all(struct testset *set, struct device *device);

/**
 * testset_add() - add a program
 * @set:	the set
 * @origin:	where it comes from
 * @prog:	a verified program; the set takes it over
 * @file:	the file it was in, or NULL
 */
void testset_add(struct testset *set, enum origin origin,
		 struct ordlab_program *prog, const char *file);

/**
 * testset_select() - keep the tests that are meant
 * @set:	all there are; those that are not meant are dropped
 * @words:	names or globs, NULL at the end; those of one word stay in the
 *		order of @set, and no test comes twice
 *
 * A word that is a test's name means that test, whatever else it may match.
 *
 * Return: NULL, or the word that means no test.
 */
const char *testset_select(struct testset *set, char *const *words);

/**
 * testset_unknown() - tell the user that there is no such test
 * @word:	what testset_select() returned
 * @device:	the module, or NULL
 *
 * Names tests that are like it.
 */
void testset_unknown(const char *word, struct device *device);

void testset_free(struct testset *set);

#endif /* TESTSET_H */
