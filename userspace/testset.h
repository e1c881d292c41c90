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
#include "source.h"

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
 * @name:	its name; of a file's test, as the file has it, which may be the
 *		same for several
 * @threads:	how many it has
 * @origin:	where it comes from
 * @file:	which file, or NULL
 * @expected:	what the file says of it: the word after "Result:", or NULL
 * @hash:	what herdtools7 know its file by; "" if that is not known
 * @refused:	why its file is no program, or NULL
 * @prog:	its program, or NULL when only the module has it, or when it is
 *		refused
 * @view:	the program's tables
 * @herd:	the program as herd7 reads the file, or NULL; see struct litmus
 */
struct test {
	char *name;
	unsigned int threads;
	enum origin origin;
	char *file;
	char *expected;
	char hash[33];
	char *refused;
	struct ordlab_program *prog;
	struct ordlab_view view;
	struct ordlab_program *herd;
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
