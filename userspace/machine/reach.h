/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Why the module cannot be reached, and what mends that.
 */
#ifndef REACH_H
#define REACH_H

#include <stdbool.h>

/**
 * struct reach - what is known about an attempt to reach the module
 * @err:	errno of the attempt
 * @root:	we are root
 * @has_debugfs: this kernel has debugfs
 * @mounted:	debugfs is mounted at @mount; true if that cannot be told
 * @off:	the kernel was booted with debugfs=off or debugfs=no-mount
 * @loaded:	the module is loaded
 * @release:	the kernel that runs; "" if not known
 * @module:	file of a module for it, of the same build as this tool; or NULL
 * @installed:	modprobe finds a module for it
 * @locked_down: the kernel's lockdown, "integrity" or "confidentiality"; or ""
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
 * reach_explain() - why the module cannot be reached, and what mends it
 * @reach:	what is known
 *
 * Return: a line for message(), to be freed.
 */
char *reach_explain(const struct reach *reach);

/**
 * reach_built() - the module that was built beside a tool
 * @tool:	path of the tool's file
 * @release:	the kernel that it is to be for
 *
 * Return: path of the module, to be freed; NULL if there is none.
 */
char *reach_built(const char *tool, const char *release);

/**
 * reach_find_out() - find out what stands in the way
 * @err:	errno of the attempt to reach the module
 * @mount:	where debugfs belongs
 * @fake:	the user has named that place, and it need be no debugfs
 * @abi:	ABI version of the module, 0 if not known
 *
 * Return: what reach_explain() says of it.
 */
char *reach_find_out(int err, const char *mount, bool fake, unsigned int abi);

#endif /* REACH_H */
