// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statfs.h>
#include <sys/utsname.h>
#include <unistd.h>
#include <linux/magic.h>
#include "program/program.h"
#include "machine/reach.h"
#include "lib/util.h"

/* The command that loads the module, to be freed */
static char *load_command(const struct reach *reach, const char *as)
{
	return reach->module ? xasprintf("%sinsmod %s", as, reach->module) :
			       xasprintf("%smodprobe ordlab", as);
}

static char *not_loaded(const struct reach *reach, const char *as,
			const char *load)
{
	if (reach->module || reach->installed)
		return xasprintf("the module is not loaded: %s", load);
	return xasprintf("the module is not loaded, and none is installed for Linux %s: %smake install in the tree of ordlab, then %s",
			 reach->release, as, load);
}

/* The cause, and what to do about it */
static char *obstacle(const struct reach *reach, const char *as,
		      const char *load)
{
	if (reach->abi && reach->abi != ORDLAB_ABI_VERSION)
		return xasprintf("the loaded module speaks version %u of the ABI, this tool version %u: install both from one tree, then %srmmod ordlab && %s",
				 reach->abi, ORDLAB_ABI_VERSION, as, load);
	if (!reach->has_debugfs)
		return xstrdup("this kernel has no debugfs: boot one with CONFIG_DEBUG_FS=y");
	if (reach->off)
		return xstrdup("debugfs is switched off: boot without debugfs=off and debugfs=no-mount on the kernel's command line");
	if (!reach->loaded && reach->err != EPERM)
		return not_loaded(reach, as, load);
	if (!reach->root && (reach->err == EACCES || reach->err == EPERM))
		return xstrdup("only root may use the module: run the same command with sudo");
	if (reach->err == EPERM && *reach->locked_down)
		return xasprintf("the kernel is locked down (%s), which closes debugfs: boot with lockdown=none and without Secure Boot, or use a virtual machine",
				 reach->locked_down);
	if (!reach->mounted)
		return xasprintf("debugfs is not mounted: %smount -t debugfs none %s",
				 as, reach->mount);
	if (reach->err == ENOENT)
		return xasprintf("the module is loaded, but %s/ordlab is not there: %srmmod ordlab && %s",
				 reach->mount, as, load);
	return xasprintf("%s/ordlab cannot be used: %s", reach->mount,
			 strerror(reach->err));
}

char *reach_explain(const struct reach *reach)
{
	const char *as = reach->root ? "" : "sudo ";
	char *load = load_command(reach, as);
	char *text = obstacle(reach, as, load);

	free(load);
	return text;
}

/* The first bytes of a file in /proc or /sys; "" if it cannot be read */
static char *read_some(char *buf, size_t size, const char *path)
{
	FILE *file = fopen(path, "re");
	size_t len = file ? fread(buf, 1, size - 1, file) : 0;

	buf[len] = '\0';
	if (file)
		fclose(file);
	return buf;
}

static bool file_has(const char *path, const char *word)
{
	char text[4096];

	return strstr(read_some(text, sizeof(text), path), word);
}

char *reach_built(const char *tool, const char *release)
{
	const char *slash = strrchr(tool, '/');
	char *path = xasprintf("%.*s/linux-%s/module/ordlab.ko",
			       slash ? (int)(slash - tool) : 0, tool, release);

	if (slash && !access(path, F_OK))
		return path;
	free(path);
	return NULL;
}

/* Where make install and DKMS put the module; DKMS may compress it */
static bool is_installed(const char *release)
{
	static const char * const dirs[] = { "updates", "updates/dkms", "extra" };
	static const char * const suffixes[] = { "", ".xz", ".zst", ".gz" };
	bool found = false;

	for (size_t i = 0; i < sizeof(dirs) / sizeof(*dirs) * 4; i++) {
		char *path = xasprintf("/lib/modules/%s/%s/ordlab.ko%s",
				       release, dirs[i / 4], suffixes[i % 4]);

		found |= !access(path, F_OK);
		free(path);
	}
	return found;
}

char *reach_find_out(int err, const char *mount, bool fake, unsigned int abi)
{
	struct reach reach = {
		.err = err,
		.root = geteuid() == 0,
		.has_debugfs = true,
		.mounted = true,
		.loaded = fake || access("/sys/module/ordlab", F_OK) == 0,
		.abi = abi,
		.mount = mount,
	};
	char tool[PATH_MAX] = "", lockdown[128], *word, *module, *text;
	struct utsname name;
	struct statfs fs;

	uname(&name);
	reach.release = name.release;
	if (readlink("/proc/self/exe", tool, sizeof(tool) - 1) < 0)
		*tool = '\0';
	module = reach_built(tool, name.release);
	reach.module = module;
	reach.installed = is_installed(name.release);
	if (!fake) {
		reach.has_debugfs = file_has("/proc/filesystems", "\tdebugfs\n");
		reach.off = file_has("/proc/cmdline", "debugfs=off") ||
			    file_has("/proc/cmdline", "debugfs=no-mount");
		reach.mounted = statfs(mount, &fs) < 0 ? errno != ENOENT :
				fs.f_type == DEBUGFS_MAGIC;
		word = strchr(read_some(lockdown, sizeof(lockdown),
					"/sys/kernel/security/lockdown"), '[');
		if (word && strncmp(word, "[none]", 6))
			snprintf(reach.locked_down, sizeof(reach.locked_down),
				 "%.*s", (int)strcspn(word + 1, "]"), word + 1);
	}
	text = reach_explain(&reach);
	free(module);
	return text;
}
