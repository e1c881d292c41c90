/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Why the module cannot be reached, and what to do about it. "No such file" has many
 * causes: debugfs is off, or not mounted, or the user is not root, or the module is not
 * loaded, or not built for this kernel. reach_find_out() collects the facts, and
 * reach_explain() makes the message of them, so that tests can make up the facts.
 */
#ifndef REACH_H
#define REACH_H

#include <stdbool.h>

/**
 * struct reach - what is known about an attempt to reach the module
 * @err:	errno of the attempt
 * @root:	we are root
 * @has_debugfs: this kernel has debugfs
 * @mounted:	debugfs is mounted at @mount, or we cannot find out
 * @off:	the kernel was booted with debugfs=off or debugfs=no-mount
 * @loaded:	the module is loaded
 * @release:	the kernel that runs; "" if not known
 * @module:	file of a module for it, of the same build as this tool; or NULL
 * @installed:	modprobe finds a module for it
 * @locked_down: mode of the kernel's lockdown, "integrity" or "confidentiality"; or ""
 * @abi:	ABI version of the module, 0 if not known
 * @mount:	where debugfs belongs
 */
struct reach {
	int err;
	bool root;
	bool has_debugfs;
	bool mounted;
	bool off;
	bool loaded;
	const char *release;
	const char *module;
	bool installed;
	char locked_down[32];
	unsigned int abi;
	const char *mount;
};

/**
 * reach_explain() - why the module cannot be reached, and what to do about it
 * @reach:	what is known
 *
 * Return: a line for message(), to be freed.
 */
char *reach_explain(const struct reach *reach);

/**
 * reach_built() - the module that was built beside a tool
 * @tool:	path of the tool's file
 * @release:	release of the kernel that it must be built for
 *
 * Return: path of the module, to be freed; NULL if there is none.
 */
char *reach_built(const char *tool, const char *release);

/**
 * reach_find_out() - find out why the module cannot be reached
 * @err:	errno of the attempt to reach the module
 * @mount:	where debugfs belongs
 * @fake:	the user has named @mount, which may be any file system
 * @abi:	ABI version of the module, 0 if not known
 *
 * Return: the text of reach_explain(), to be freed.
 */
char *reach_find_out(int err, const char *mount, bool fake, unsigned int abi);

#endif /* REACH_H */
