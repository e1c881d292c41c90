/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the ordlab selftests in C share: access to the files of the ABI, programs to
 * write to them, a check whether to skip, and one whether the kernel has logged a
 * problem. The tests know the module only through uapi/ordlab.h and debugfs.
 */
#ifndef ORDLAB_SELFTEST_H
#define ORDLAB_SELFTEST_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/klog.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <linux/magic.h>

#include "kselftest.h"
#include "draft.h"

#define ORDLAB_DEBUGFS		"/sys/kernel/debug"
#define ORDLAB_DIR		ORDLAB_DEBUGFS "/ordlab/"

/* The largest text that the ABI gives out is a histogram */
#define ORDLAB_TEXT_MAX		(1 << 20)

/* Open one of our files, or give -errno */
static inline int ordlab_open(const char *name, int flags)
{
	char path[512];
	int fd;

	snprintf(path, sizeof(path), ORDLAB_DIR "%s", name);
	fd = open(path, flags | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

/* Write bytes in one write(2): 0, or -errno; a short write is -EIO */
static inline int ordlab_write(const char *name, const void *data, size_t size)
{
	int fd = ordlab_open(name, O_WRONLY);
	ssize_t done;
	int ret = 0;

	if (fd < 0)
		return fd;
	done = write(fd, data, size);
	if (done < 0)
		ret = -errno;
	else if ((size_t)done != size)
		ret = -EIO;
	close(fd);
	return ret;
}

static inline int ordlab_puts(const char *name, const char *text)
{
	return ordlab_write(name, text, strlen(text));
}

/* The text of a file, for free(); NULL and errno if it cannot be read */
static inline char *ordlab_read(const char *name)
{
	int fd = ordlab_open(name, O_RDONLY);
	size_t have = 0;
	ssize_t n = 0;
	char *text;

	if (fd < 0) {
		errno = -fd;
		return NULL;
	}
	text = malloc(ORDLAB_TEXT_MAX + 1);
	while (text && have < ORDLAB_TEXT_MAX) {
		n = read(fd, text + have, ORDLAB_TEXT_MAX - have);
		if (n <= 0)
			break;
		have += n;
	}
	if (n < 0) {
		int err = errno;

		free(text);
		text = NULL;
		errno = err;
	}
	close(fd);
	if (text)
		text[have] = 0;
	return text;
}

/* Whether the text of a file contains what is looked for */
static inline bool ordlab_says(const char *name, const char *what)
{
	char *text = ordlab_read(name);
	bool found = text && strstr(text, what);

	if (!found)
		fprintf(stderr, "# %s: no \"%s\" in: %s\n", name, what,
			text ? text : strerror(errno));
	free(text);
	return found;
}

/* The value of "key: value" in a file, in a buffer that the next call reuses */
static inline const char *ordlab_value(const char *name, const char *key)
{
	static char value[1024];
	char *text = ordlab_read(name), *line, *next;
	size_t len = strlen(key);
	bool found = false;

	for (line = text; line && *line && !found; line = next) {
		next = strchrnul(line, '\n');
		if (*next)
			*next++ = 0;
		if (strncmp(line, key, len) || line[len] != ':')
			continue;
		line += len + 1;
		line += strspn(line, " \t");
		snprintf(value, sizeof(value), "%s", line);
		found = true;
	}
	free(text);
	return found ? value : NULL;
}

static inline unsigned long long ordlab_number(const char *name,
					       const char *key)
{
	const char *value = ordlab_value(name, key);

	return value ? strtoull(value, NULL, 10) : 0;
}

static inline bool ordlab_state_is(const char *state)
{
	const char *is = ordlab_value("status", "state");

	return is && !strcmp(is, state);
}

static inline double ordlab_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec + now.tv_nsec * 1e-9;
}

/*
 * Wait by poll(2) until the run has ended. If it never ends, the test fails after the
 * limit; no test depends on how long a run takes.
 */
static inline bool ordlab_wait_end(int seconds)
{
	struct pollfd poller = { .events = POLLPRI };
	double end = ordlab_now() + seconds;
	char byte[1];
	bool over;

	poller.fd = ordlab_open("status", O_RDONLY);
	if (poller.fd < 0)
		return false;
	for (;;) {
		/* Reading marks this state as seen; poll() reports later ones */
		if (pread(poller.fd, byte, 1, 0) < 0)
			break;
		if (!ordlab_state_is("running") || ordlab_now() > end)
			break;
		poll(&poller, 1, 1000);
	}
	over = !ordlab_state_is("running");
	close(poller.fd);
	return over;
}

/* Number of CPUs online */
static inline int ordlab_cpus(void)
{
	return sysconf(_SC_NPROCESSORS_ONLN);
}

/* Write a draft to load: 0 or -errno */
static inline int ordlab_load(struct ordlab_draft *d)
{
	size_t size;
	void *bytes = ordlab_emit(d, &size);
	int ret = bytes ? ordlab_write("load", bytes, size) : -ENOMEM;

	free(bytes);
	return ret;
}

/* The kernel's log, or NULL where it cannot be read; for free() */
static inline char *ordlab_kernel_log(void)
{
	int size = klogctl(10, NULL, 0), n;
	char *text;

	if (size <= 0)
		return NULL;
	text = malloc(size + 1);
	n = text ? klogctl(3, text, size) : -1;
	if (n < 0) {
		free(text);
		return NULL;
	}
	text[n] = 0;
	return text;
}

/* Write a mark to the kernel's log: this program has caused what follows it */
static char ordlab_mark[64];

static inline void ordlab_mark_log(void)
{
	int fd = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);

	snprintf(ordlab_mark, sizeof(ordlab_mark), "ordlab selftest %s %d",
		 program_invocation_short_name, getpid());
	if (fd < 0)
		return;
	if (write(fd, ordlab_mark, strlen(ordlab_mark)) < 0)
		perror("/dev/kmsg");
	close(fd);
}

/*
 * How many lines after the mark report a problem: they contain a line of the file
 * complaints, which is beside this program.
 *
 * Return: how many, or -1 if there is nothing to compare.
 */
static inline int ordlab_complaints(void)
{
	char *text = ordlab_kernel_log(), *line, *save;
	char path[4096], word[128];
	int found = 0;
	ssize_t n;
	FILE *list;

	n = readlink("/proc/self/exe", path, sizeof(path) - 16);
	if (!text || n < 0)
		return -1;
	path[n] = 0;
	strcpy(strrchr(path, '/') + 1, "complaints");
	list = fopen(path, "re");
	if (!list) {
		perror(path);
		return -1;
	}
	line = strstr(text, ordlab_mark);
	for (line = strtok_r(line ? line : text, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		rewind(list);
		while (fgets(word, sizeof(word), list)) {
			word[strcspn(word, "\n")] = 0;
			if (!strstr(line, word))
				continue;
			fprintf(stderr, "# kernel: %s\n", line);
			found++;
			break;
		}
	}
	fclose(list);
	free(text);
	return found;
}

/*
 * Whether the module is loaded; if not, print why and skip the program. A constructor,
 * since main() is in the harness.
 */
static void __attribute__((constructor)) ordlab_need(void)
{
	struct statfs fs;

	if (geteuid())
		ksft_exit_skip("must be run as root\n");
	if (statfs(ORDLAB_DEBUGFS, &fs) || fs.f_type != DEBUGFS_MAGIC)
		ksft_exit_skip("no debugfs: mount -t debugfs none "
			       ORDLAB_DEBUGFS "\n");
	if (access(ORDLAB_DIR "abi", R_OK))
		ksft_exit_skip("the module ordlab is not loaded\n");
	ordlab_mark_log();
}

/*
 * For kselftest_harness.h, to stand last: what the kernel logged meanwhile. A
 * fixture, since tests without one are run first.
 */
#define ORDLAB_TEST_COMPLAINTS						\
	FIXTURE(kernel) {						\
	};								\
	FIXTURE_SETUP(kernel) {						\
	}								\
	FIXTURE_TEARDOWN(kernel) {					\
	}								\
	TEST_F(kernel, did_not_complain)				\
	{								\
		EXPECT_EQ(0, ordlab_complaints());			\
	}

#endif /* ORDLAB_SELFTEST_H */
