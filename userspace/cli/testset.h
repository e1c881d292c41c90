/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tests that a command is about, wherever they come from.
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
 * @source:	the source; its program becomes that of the set
 *
 * A file that is no program becomes a test without one, which tells why.
 */
void testset_add_source(struct testset *set, struct source *source);

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
