// SPDX-License-Identifier: GPL-2.0
/*
 * ordlab: a memory-ordering laboratory.
 */
#include <linux/module.h>

#include "debugfs.h"
#include "engine.h"
#include "measure.h"
#include "pace.h"
#include "registry.h"
#include "version.h"

static int __init ordlab_init(void)
{
	int err;

	ordlab_clock_init();
	err = ordlab_registry_init();
	if (err)
		return err;
	err = ordlab_engine_init();
	if (err)
		goto err_registry;
	err = ordlab_measure_init();
	if (err)
		goto err_engine;
	err = ordlab_debugfs_init();
	if (err)
		goto err_measure;
	return 0;

err_measure:
	ordlab_measure_exit();
err_engine:
	ordlab_engine_exit();
err_registry:
	ordlab_registry_exit();
	return err;
}

static void __exit ordlab_exit(void)
{
	ordlab_debugfs_exit();
	ordlab_measure_exit();
	ordlab_engine_exit();
	ordlab_registry_exit();
}

module_init(ordlab_init);
module_exit(ordlab_exit);

MODULE_DESCRIPTION("A memory-ordering laboratory: litmus tests on kernel threads");
MODULE_LICENSE("GPL");
MODULE_VERSION(ORDLAB_VERSION);
