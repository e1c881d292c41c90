/* SPDX-License-Identifier: GPL-2.0 */
#ifndef ORDLAB_DEBUGFS_H
#define ORDLAB_DEBUGFS_H

/**
 * ordlab_debugfs_init() - make the files, when all behind them is ready
 *
 * Context: may sleep.
 * Return: 0 or a negative errno: -ENODEV in a kernel without debugfs.
 */
int ordlab_debugfs_init(void);

/**
 * ordlab_debugfs_exit() - remove the files, and wait for those who use them
 *
 * Context: may sleep.
 */
void ordlab_debugfs_exit(void);

#endif /* ORDLAB_DEBUGFS_H */
