// SPDX-License-Identifier: GPL-2.0
/*
 * The directories, and who makes which file. See private/files.h.
 */
#include <linux/err.h>

#include "debugfs.h"
#include "private/files.h"

static struct {
	struct dentry *root;
	struct dentry *tests;
} dirs;

int files_make(const struct files_row *rows, struct dentry *dir, void *data)
{
	struct dentry *file;

	for (; rows->name; rows++) {
		file = debugfs_create_file(rows->name, rows->mode, dir, data,
					   rows->fops);
		if (IS_ERR(file))
			return PTR_ERR(file);
	}
	return 0;
}

int files_make_test(struct ordlab_test *test, void *unused)
{
	struct dentry *dir;
	int err;

	dir = debugfs_create_dir(ordlab_test_name(test), dirs.tests);
	if (IS_ERR(dir))
		return PTR_ERR(dir);
	err = files_make(files_of_test, dir, test);
	if (err) {
		debugfs_remove(dir);
		return err;
	}
	test->dir = dir;
	return 0;
}

static const struct files_row *const root_files[] = {
	files_of_machine,
	files_of_tests,
	files_of_commands,
	files_of_run,
};

int ordlab_debugfs_init(void)
{
	unsigned int i;
	int err;

	dirs.root = debugfs_create_dir("ordlab", NULL);
	if (IS_ERR(dirs.root))
		return PTR_ERR(dirs.root);
	dirs.tests = debugfs_create_dir("test", dirs.root);
	err = PTR_ERR_OR_ZERO(dirs.tests);
	/* Before "load" is there, as that makes directories too */
	if (!err)
		err = ordlab_registry_for_each(files_make_test, NULL);
	for (i = 0; !err && i < ARRAY_SIZE(root_files); i++)
		err = files_make(root_files[i], dirs.root, NULL);
	if (err)
		debugfs_remove(dirs.root);
	return err;
}

void ordlab_debugfs_exit(void)
{
	debugfs_remove(dirs.root);
}
