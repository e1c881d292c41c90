// SPDX-License-Identifier: GPL-2.0
/*
 * The module is loaded and unloaded again and again: during a run, with programs
 * loaded, and while processes read its files. Nothing of it stays in the kernel.
 *
 * ORDLAB_KO names the module's file; without it modprobe(8) finds it.
 */
#include "kselftest_harness.h"
#include "ordlab_selftest.h"

#include <dirent.h>
#include <signal.h>
#include <sys/syscall.h>

/* So often, or for so many seconds on a slow kernel */
#define LOOPS	200
#define SECONDS	100
#define LOADED	"selftest-reload"

static int load_module(void)
{
	const char *path = getenv("ORDLAB_KO");
	int fd, ret;

	if (!path)
		return system("modprobe ordlab") ? -ENOENT : 0;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	ret = syscall(SYS_finit_module, fd, "", 0) ? -errno : 0;
	close(fd);
	return ret;
}

/*
 * An open file holds the module, so a reader can be in the way for a moment:
 * go on until it is not.
 */
static int unload_module(void)
{
	double end = ordlab_now() + 30;

	do {
		if (!syscall(SYS_delete_module, "ordlab", O_NONBLOCK))
			return 0;
		if (errno != EAGAIN)
			return -errno;
		usleep(1000);
	} while (ordlab_now() < end);
	return -EAGAIN;
}

/* Return: tasks of the module that still exist */
static int count_threads(void)
{
	struct dirent *entry;
	DIR *proc = opendir("/proc");
	char path[300], comm[32];
	int found = 0;
	FILE *file;

	while (proc && (entry = readdir(proc))) {
		snprintf(path, sizeof(path), "/proc/%s/comm", entry->d_name);
		file = fopen(path, "r");
		if (!file)
			continue;
		/* A kthread's name is cut to what comm holds */
		if (fgets(comm, sizeof(comm), file) &&
		    !strncmp(comm, "ordlab/", 7))
			found++;
		fclose(file);
	}
	if (proc)
		closedir(proc);
	return found;
}

/* A process that reads all the time, until it is killed */
static pid_t start_reader(void)
{
	pid_t pid = fork();

	if (pid)
		return pid;
	for (;;) {
		free(ordlab_read("status"));
		free(ordlab_read("results"));
		free(ordlab_read("tests"));
		free(ordlab_read("measurement"));
		usleep(500);
	}
}

static void stop_reader(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

FIXTURE(module) {
	struct ordlab_draft *draft;
};

FIXTURE_SETUP(module)
{
	if (access("/sys/module/ordlab/initstate", F_OK))
		SKIP(return, "ordlab is built into this kernel");
	if (getenv("ORDLAB_KO") ? access(getenv("ORDLAB_KO"), R_OK) :
	    system("modprobe -n ordlab 2>/dev/null"))
		SKIP(return, "modprobe does not find ordlab; set ORDLAB_KO to the file of the module");
	self->draft = malloc(sizeof(*self->draft));
	ASSERT_NE(NULL, self->draft);
	ordlab_puts("control", "stop");
}

FIXTURE_TEARDOWN(module)
{
	if (!self->draft)
		return;
	if (access(ORDLAB_DIR, F_OK))
		load_module();
	ordlab_puts("control", "stop");
	free(self->draft);
}

TEST_F_TIMEOUT(module, unloads_whatever_it_does, 2 * SECONDS)
{
	double end = ordlab_now() + SECONDS;
	pid_t reader;
	int i;

	/* The harness runs a test whose setup was skipped */
	if (!self->draft)
		return;
	for (i = 0; i < LOOPS && ordlab_now() < end; i++) {
		ASSERT_EQ(0, ordlab_puts("control", "start SB seconds=100"));
		reader = 0;
		switch (i % 4) {
		case 1:
			ordlab_draft_sb(self->draft, LOADED);
			ASSERT_EQ(0, ordlab_load(self->draft));
			break;
		case 2:
			reader = start_reader();
			break;
		case 3:
			ASSERT_EQ(0, ordlab_puts("control", "stop"));
			ASSERT_EQ(0, ordlab_puts("control", "measure cost"));
			break;
		}
		ASSERT_EQ(0, unload_module()) TH_LOG("loop %d", i);
		if (reader)
			stop_reader(reader);
		EXPECT_NE(0, access(ORDLAB_DIR, F_OK));
		EXPECT_EQ(0, count_threads());
		ASSERT_EQ(0, load_module()) TH_LOG("loop %d", i);
	}
	/* Each of the four, and not only once */
	EXPECT_LE(8, i);
	EXPECT_EQ(-ENOENT, ordlab_open("test/" LOADED "/program", O_RDONLY));
}

TEST_F(module, an_open_file_holds_it)
{
	int fd;

	if (!self->draft)
		return;
	fd = ordlab_open("status", O_RDONLY);
	ASSERT_LE(0, fd);
	EXPECT_EQ(-1, syscall(SYS_delete_module, "ordlab", O_NONBLOCK));
	EXPECT_EQ(EAGAIN, errno);
	close(fd);
	EXPECT_EQ(0, unload_module());
	EXPECT_EQ(0, load_module());
}

/* A kernel built with kmemleak reports memory that was never freed */
TEST_F_TIMEOUT(module, leaks_nothing, 60)
{
	int fd = open(ORDLAB_DEBUGFS "/kmemleak", O_RDWR | O_CLOEXEC);
	char text[4096];
	ssize_t n;

	if (fd < 0)
		SKIP(return, "this kernel has no kmemleak");
	/* The second scan is what confirms the findings of the first */
	ASSERT_EQ(4, write(fd, "scan", 4));
	sleep(6);
	ASSERT_EQ(4, write(fd, "scan", 4));
	n = read(fd, text, sizeof(text) - 1);
	text[n < 0 ? 0 : n] = 0;
	EXPECT_EQ(NULL, strstr(text, "[ordlab]")) TH_LOG("%s", text);
	close(fd);
}

ORDLAB_TEST_COMPLAINTS

TEST_HARNESS_MAIN
