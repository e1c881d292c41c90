// SPDX-License-Identifier: GPL-2.0
/*
 * The tests that can be run.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/slab.h>

#include "registry.h"

static struct {
	struct mutex lock;	/* protects all of it */
	struct list_head tests;
	unsigned int loaded;
	size_t loaded_bytes;
} registry = {
	.lock = __MUTEX_INITIALIZER(registry.lock),
	.tests = LIST_HEAD_INIT(registry.tests),
};

static void test_release(struct kref *ref)
{
	struct ordlab_test *test = container_of(ref, struct ordlab_test, ref);

	ordlab_tally_clear(&test->counters);
	mutex_destroy(&test->lock);
	kvfree(test->view.prog);
	kfree(test);
}

void ordlab_test_put(struct ordlab_test *test)
{
	kref_put(&test->ref, test_release);
}

/* Verify bytes into new facts; -ENOMEM, or as ordlab_verify(). */
static int verify(const void *bytes, size_t size, struct ordlab_facts **facts)
{
	struct ordlab_verifier *room;
	int err = -ENOMEM;

	*facts = kvzalloc(sizeof(**facts), GFP_KERNEL);
	room = kvzalloc(ordlab_verifier_size(), GFP_KERNEL);
	if (*facts && room)
		err = ordlab_verify(bytes, size, *facts, room);
	kvfree(room);
	return err;
}

struct ordlab_facts *ordlab_test_facts(const struct ordlab_test *test)
{
	struct ordlab_facts *facts;

	if (verify(test->view.prog, test->size, &facts)) {
		kvfree(facts);
		return NULL;
	}
	return facts;
}

static struct ordlab_test *find(const char *name)
{
	struct ordlab_test *test;

	lockdep_assert_held(&registry.lock);
	list_for_each_entry(test, &registry.tests, list)
		if (!strcmp(ordlab_test_name(test), name))
			return test;
	return NULL;
}

struct ordlab_test *ordlab_registry_find(const char *name)
{
	struct ordlab_test *test;

	mutex_lock(&registry.lock);
	test = find(name);
	if (test)
		ordlab_test_get(test);
	mutex_unlock(&registry.lock);
	return test;
}

/* Make a verified test known; takes a reference for the registry. */
static int insert(struct ordlab_test *test, struct ordlab_why *why)
{
	const char *name = ordlab_test_name(test);
	int err = 0;

	mutex_lock(&registry.lock);
	if (find(name)) {
		err = ordlab_refuse(why, -EEXIST,
				    "there is a test named %s already", name);
	} else if (!test->builtin &&
		   (registry.loaded == ORDLAB_MAX_LOADED ||
		    registry.loaded_bytes + test->size >
		    ORDLAB_MAX_LOADED_BYTES)) {
		err = ordlab_refuse(why, -ENOSPC,
				    "%u tests of %zu bytes are loaded: unload some",
				    registry.loaded, registry.loaded_bytes);
	} else {
		if (!test->builtin) {
			registry.loaded++;
			registry.loaded_bytes += test->size;
		}
		ordlab_test_get(test);
		list_add_tail(&test->list, &registry.tests);
	}
	mutex_unlock(&registry.lock);
	return err;
}

static struct ordlab_test *load(const void *bytes, size_t size, bool builtin,
				struct ordlab_why *why)
{
	struct ordlab_test *test;
	struct ordlab_facts *facts;
	void *prog;
	int err;

	err = verify(bytes, size, &facts);
	if (err == -ENOMEM)
		ordlab_refuse(why, err, "out of memory");
	else if (err)
		ordlab_refusal(why->text, sizeof(why->text), facts);
	kvfree(facts);
	if (err)
		return ERR_PTR(err);

	test = kzalloc(sizeof(*test), GFP_KERNEL);
	prog = kvmalloc(size, GFP_KERNEL);
	if (!test || !prog) {
		kfree(test);
		kvfree(prog);
		return ERR_PTR(ordlab_refuse(why, -ENOMEM, "out of memory"));
	}
	memcpy(prog, bytes, size);
	kref_init(&test->ref);
	INIT_LIST_HEAD(&test->list);
	mutex_init(&test->lock);
	test->builtin = builtin;
	test->size = size;
	ordlab_view_init(&test->view, prog);

	err = insert(test, why);
	if (err) {
		ordlab_test_put(test);
		return ERR_PTR(err);
	}
	return test;
}

struct ordlab_test *ordlab_registry_load(const void *bytes, size_t size,
					 struct ordlab_why *why)
{
	return load(bytes, size, false, why);
}

static void remove(struct ordlab_test *test)
{
	lockdep_assert_held(&registry.lock);
	if (!test->builtin) {
		registry.loaded--;
		registry.loaded_bytes -= test->size;
	}
	list_del_init(&test->list);
	ordlab_test_put(test);
}

void ordlab_registry_unload(struct ordlab_test *test)
{
	mutex_lock(&registry.lock);
	if (!list_empty(&test->list))
		remove(test);
	mutex_unlock(&registry.lock);
}

int ordlab_registry_for_each(int (*fn)(struct ordlab_test *test, void *data),
			     void *data)
{
	struct ordlab_test *test;
	int ret = 0;

	mutex_lock(&registry.lock);
	list_for_each_entry(test, &registry.tests, list) {
		ret = fn(test, data);
		if (ret)
			break;
	}
	mutex_unlock(&registry.lock);
	return ret;
}

int ordlab_registry_init(void)
{
	unsigned int i, nr = ordlab_catalogue_size();
	struct ordlab_why why = {};
	struct ordlab_test *test;
	void *buf;
	int size;

	buf = kvzalloc(ORDLAB_MAX_SIZE, GFP_KERNEL);
	if (!buf)
		return -ENOMEM;
	for (i = 0; i < nr; i++) {
		size = ordlab_catalogue_get(i, buf, ORDLAB_MAX_SIZE);
		if (size < 0)
			test = ERR_PTR(size);
		else
			test = load(buf, size, true, &why);
		if (IS_ERR(test)) {
			pr_err("built-in test %u (%.*s): %s\n", i,
			       ORDLAB_NAME_LEN,
			       ((struct ordlab_program *)buf)->name, why.text);
			kvfree(buf);
			ordlab_registry_exit();
			return PTR_ERR(test);
		}
		ordlab_test_put(test);
	}
	kvfree(buf);
	return 0;
}

void ordlab_registry_exit(void)
{
	struct ordlab_test *test, *next;

	mutex_lock(&registry.lock);
	list_for_each_entry_safe(test, next, &registry.tests, list)
		remove(test);
	mutex_unlock(&registry.lock);
}
