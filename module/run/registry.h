/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tests that can be run: those of the catalogue, and loaded ones.
 */
#ifndef ORDLAB_REGISTRY_H
#define ORDLAB_REGISTRY_H

#include <linux/dcache.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/sizes.h>

#include "histogram.h"
#include "program.h"
#include "why.h"

/* Bounds of what can be loaded at one time */
#define ORDLAB_MAX_LOADED	1024
#define ORDLAB_MAX_LOADED_BYTES	SZ_16M

/**
 * struct ordlab_test - a test, verified
 * @ref:	keeps all of it
 * @list:	in the registry, under its lock
 * @builtin:	it is of the catalogue
 * @size:	bytes of the program
 * @view:	the program
 * @dir:	its directory, for debugfs/
 * @lock:	protects what follows
 * @runs:	runs of it since it was loaded, or since a reset
 * @counters:	what they have seen
 */
struct ordlab_test {
	struct kref ref;
	struct list_head list;
	bool builtin;
	size_t size;
	struct ordlab_view view;
	struct dentry *dir;
	struct mutex lock; /* protects what follows */
	u64 runs;
	struct ordlab_tally counters;
};

static inline const char *ordlab_test_name(const struct ordlab_test *test)
{
	return test->view.prog->name;
}

/**
 * ordlab_registry_init() - verify the catalogue and make it known
 *
 * Context: may sleep.
 * Return: 0, -ENOMEM, or the error of ordlab_verify() for a built-in test; the
 * kernel log then has the reason.
 */
int ordlab_registry_init(void);
void ordlab_registry_exit(void);

/**
 * ordlab_registry_load() - verify a program and make it known
 * @bytes:	the program
 * @size:	how many bytes
 * @why:	takes the reason of a refusal
 *
 * Context: may sleep.
 * Return: the test with a reference for the caller, or an ERR_PTR: what
 * ordlab_verify() returns; -EEXIST when there is a test of that name; -ENOSPC
 * when too much is loaded; -ENOMEM.
 */
struct ordlab_test *ordlab_registry_load(const void *bytes, size_t size,
					 struct ordlab_why *why);

/**
 * ordlab_registry_unload() - take a loaded test off the list
 * @test:	the test; those who still hold a reference may go on using it
 */
void ordlab_registry_unload(struct ordlab_test *test);

/**
 * ordlab_registry_find() - a test by its name
 * @name:	the name
 *
 * Context: may sleep.
 * Return: the test with a reference for the caller, or NULL.
 */
struct ordlab_test *ordlab_registry_find(const char *name);

/**
 * ordlab_registry_for_each() - call a function for each test
 * @fn:		what to call; a result other than 0 ends the walk. It must not
 *		load or unload a test
 * @data:	passed to @fn
 *
 * Built-in tests come first, in the order of the catalogue; then loaded ones
 * in the order of loading.
 *
 * Context: may sleep.
 * Return: the last result of @fn, or 0.
 */
int ordlab_registry_for_each(int (*fn)(struct ordlab_test *test, void *data),
			     void *data);

static inline void ordlab_test_get(struct ordlab_test *test)
{
	kref_get(&test->ref);
}

void ordlab_test_put(struct ordlab_test *test);

/**
 * ordlab_test_facts() - verify a test again, for a run
 * @test:	the test
 *
 * The facts are larger than most programs, and needed only during a run.
 *
 * Context: may sleep.
 * Return: the facts, to be freed with kvfree(), or NULL when memory is short.
 */
struct ordlab_facts *ordlab_test_facts(const struct ordlab_test *test);

#endif /* ORDLAB_REGISTRY_H */
