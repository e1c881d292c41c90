// SPDX-License-Identifier: GPL-2.0
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "lib/spelling.h"
#include "cli/testset.h"
#include "lib/util.h"

static struct test *add(struct testset *set)
{
	set->tests = xrealloc(set->tests, set->nr + 1, sizeof(*set->tests));
	return memset(&set->tests[set->nr++], 0, sizeof(*set->tests));
}

static struct test *add_program(struct testset *set, enum origin origin,
				struct ordlab_program *prog)
{
	struct test *test = add(set);

	test->name = xstrdup(prog->name);
	test->threads = prog->nr_threads;
	test->origin = origin;
	test->prog = prog;
	ordlab_view_init(&test->view, prog);
	return test;
}

void testset_add_source(struct testset *set, struct source *source)
{
	struct litmus *litmus = source->litmus;
	struct test *test;

	if (source->prog) {
		test = add_program(set, ORIGIN_FILE, source->prog);
		source->prog = NULL;
	} else {
		test = add(set);
		test->name = xstrdup(source->path);
		test->origin = ORIGIN_FILE;
		test->refused = xstrdup(source->why);
	}
	if (litmus && *litmus->title) {
		free(test->name);
		test->name = xstrdup(litmus->title);
	}
	if (litmus) {
		strcpy(test->hash, litmus->hash);
		test->herd = litmus->herd;
		litmus->herd = NULL;
		test->herd_nested = litmus->herd_nested;
	}
	test->file = xstrdup(source->path);
	if (litmus && litmus->expected)
		test->expected = xstrdup(litmus->expected);
}

static struct ordlab_program *builtin(unsigned int i)
{
	int size = ordlab_catalogue_get(i, NULL, 0);
	struct ordlab_program *prog = xcalloc(size, 1);

	ordlab_catalogue_get(i, prog, size);
	return prog;
}

int testset_all(struct testset *set, struct device *device)
{
	struct device_test *theirs;
	unsigned int i;
	ssize_t nr, n;

	*set = (struct testset){ 0 };
	for (i = 0; i < ordlab_catalogue_size(); i++)
		add_program(set, ORIGIN_BUILTIN, builtin(i));
	if (!device)
		return 0;

	nr = device_tests(device, &theirs);
	if (nr < 0)
		return nr;
	for (n = 0; n < nr; n++) {
		struct test *test;

		if (theirs[n].builtin)
			continue;
		test = add(set);
		test->name = xstrdup(theirs[n].name);
		test->threads = theirs[n].threads;
		test->origin = ORIGIN_LOADED;
	}
	device_tests_free(theirs, nr);
	return 0;
}

const char *testset_select(struct testset *set, char *const *words)
{
	struct test *chosen = xcalloc(set->nr, sizeof(*chosen));
	bool *taken = xcalloc(set->nr, sizeof(*taken));
	const char *unknown = NULL;
	size_t nr = 0, i;

	for (; *words && !unknown; words++) {
		bool named = false, found = false;

		for (i = 0; i < set->nr; i++)
			named |= !strcmp(set->tests[i].name, *words);
		for (i = 0; i < set->nr; i++) {
			const char *name = set->tests[i].name;

			if (named ? strcmp(name, *words) :
				    fnmatch(*words, name, 0))
				continue;
			found = true;
			if (!taken[i])
				chosen[nr++] = set->tests[i];
			taken[i] = true;
		}
		if (!found)
			unknown = *words;
	}
	for (i = 0; i < set->nr; i++)
		if (!taken[i])
			test_free(&set->tests[i]);
	free(taken);
	free(set->tests);
	set->tests = chosen;
	set->nr = nr;
	return unknown;
}

static const char *name_of(void *data, size_t i)
{
	const struct testset *set = data;

	return i < set->nr ? set->tests[i].name : NULL;
}

void testset_unknown(const char *word, struct device *device)
{
	char *pattern = xasprintf("*%s*", word), *hint = xstrdup("");
	const char *near;
	struct testset set;
	unsigned int nr = 0;
	size_t i;

	testset_all(&set, device);
	for (i = 0; i < set.nr && nr < 4; i++) {
		char *longer;

		if (fnmatch(pattern, set.tests[i].name, FNM_CASEFOLD))
			continue;
		longer = xasprintf("%s%s%s", hint, nr++ ? ", " : "",
				   set.tests[i].name);
		free(hint);
		hint = longer;
	}
	near = spelling_nearest(word, name_of, &set);
	if (!nr && near) {
		nr = 1;
		free(hint);
		hint = xstrdup(near);
	}
	message("no test is called '%s'%s%s: 'ordlab list' names them all",
		word, nr ? "; there is " : "", hint);
	free(hint);
	free(pattern);
	testset_free(&set);
}

void testset_free(struct testset *set)
{
	size_t i;

	for (i = 0; i < set->nr; i++)
		test_free(&set->tests[i]);
	free(set->tests);
	*set = (struct testset){ 0 };
}
