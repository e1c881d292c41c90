/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A test as the commands see it, whether it comes from the catalogue, from the module
 * or from a file. A test of a file may have been refused, and a test that somebody
 * else has loaded into the module has no program here; @prog is NULL for both.
 */
#ifndef TEST_H
#define TEST_H

#include "program/program.h"

/**
 * enum origin - where a test comes from
 * @ORIGIN_BUILTIN:	it is built in, in the catalogue
 * @ORIGIN_LOADED:	it was loaded into the module
 * @ORIGIN_FILE:	the user has named its file on the command line
 */
enum origin {
	ORIGIN_BUILTIN,
	ORIGIN_LOADED,
	ORIGIN_FILE,
};

/* Each as a word, for text and JSON. Indexed by enum origin */
extern const char * const origin_names[];

/**
 * struct test - a test
 * @name:	its name; several files may have tests of the same name
 * @threads:	how many threads it has
 * @origin:	where it comes from
 * @file:	its file, or NULL
 * @expected:	the word after "Result:" in the file, or NULL
 * @hash:	the hash of the file's test in herdtools7; "" if it is not known
 * @refused:	why the file holds no program, or NULL
 * @prog:	its program; NULL if only the module has it, or if it was refused
 * @view:	the program's tables, if there is a program
 * @herd:	the program as herd7 reads the file, or NULL; see struct litmus
 * @herd_nested: @herd may differ in dependencies, not only in types
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
	bool herd_nested;
};

void test_free(struct test *test);

#endif /* TEST_H */
