/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tests that a command is about, whether they come from the catalogue, from the module
 * or from files.
 */
#ifndef TESTSET_H
#define TESTSET_H

#include <stddef.h>
#include "machine/device.h"
#include "front/source.h"
#include "front/test.h"

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
 * testset_add_source() - add what was read from a file
 * @set:	the set
 * @source:	the source; the set takes its program over
 *
 * A file that was refused becomes a test without a program; its @refused is the reason.
 */
void testset_add_source(struct testset *set, struct source *source);

/**
 * testset_select() - keep the tests that match some words
 * @set:	all tests; those that match no word are removed
 * @words:	names or globs, NULL at the end. The tests are in the order of the words,
 *		and those of one word in the order of @set; no test comes twice
 *
 * A word that is the name of a test matches that test alone.
 *
 * Return: NULL, or the first word that matches no test.
 */
const char *testset_select(struct testset *set, char *const *words);

/**
 * testset_unknown() - report that there is no such test, and offer similar names
 * @word:	the word that testset_select() has returned
 * @device:	the module, or NULL
 */
void testset_unknown(const char *word, struct device *device);

void testset_free(struct testset *set);

#endif /* TESTSET_H */
