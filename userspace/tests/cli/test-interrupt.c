// SPDX-License-Identifier: GPL-2.0
/*
 * The first signal ends any command soon, whatever it is doing, with the exit status
 * for an interruption. $ORDLAB is the tool.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "tests/tap.h"
#include "lib/util.h"

/*
 * The tool must end within half a second. A busy machine may keep it from running, so a
 * test fails only after a longer time; the time that the tool took is printed.
 */
#define PATIENCE	5.0

static char dir[] = "/tmp/ordlab-interrupt-XXXXXX";
static double slowest;

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

static void __attribute__((format(printf, 2, 3))) put(const char *name,
						      const char *format, ...)
{
	char *path = xasprintf("%s/%s", dir, name);
	FILE *file = fopen(path, "a");
	va_list args;

	if (!file)
		abort();
	va_start(args, format);
	vfprintf(file, format, args);
	va_end(args);
	fclose(file);
	free(path);
}

/* Two threads that take turns in more ways than there is time for */
static void put_large(const char *name)
{
	put(name, "C large\n{}\n");
	for (unsigned int t = 0; t < 12; t++)
		put(name, "P%u(int *x, int *y) {\nint r0 = READ_ONCE(*x);\nWRITE_ONCE(*x, %u);\nint r1 = READ_ONCE(*y);\nWRITE_ONCE(*y, r0);\n}\n",
		    t, t + 1);
	put(name, "exists (0:r0=7 /\\ 1:r1=9)\n");
}

/* A test whose program is printed in more than a pipe holds */
static void put_long(const char *name)
{
	put(name, "C long\n{}\nP0(int *x) {\n");
	for (unsigned int i = 0; i < 2000; i++)
		put(name, "\tWRITE_ONCE(*x, %u);\n", i);
	put(name, "}\nexists (x=1)\n");
}

static void __attribute__((constructor)) make_files(void)
{
	char *path;

	if (!mkdtemp(dir))
		abort();
	put_large("large.litmus");
	put_long("long.litmus");
	path = xasprintf("%s/fifo", dir);
	if (mkfifo(path, 0600))
		abort();
	free(path);
	path = xasprintf("%s/many", dir);
	if (mkdir(path, 0700))
		abort();
	free(path);
	put_large("many/a.litmus");
	put_large("many/b.litmus");
}

static void __attribute__((destructor)) remove_files(void)
{
	char *command = xasprintf("rm -r %s", dir);

	if (system(command))
		perror(command);
	free(command);
}

/* Starts "$ORDLAB ARGUMENTS" in the directory; its output goes to @fd */
static pid_t start(int fd, const char *arguments)
{
	char *command = xasprintf("cd %s && exec $ORDLAB %s", dir, arguments);
	pid_t pid = fork();

	if (pid) {
		free(command);
		return pid;
	}
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
	signal(SIGINT, SIG_DFL);
	execl("/bin/sh", "sh", "-c", command, NULL);
	_exit(127);
}

/* Waits for a child. Return: its status as a shell has it, -1 if it goes on */
static int end_of(pid_t pid)
{
	double end = now() + PATIENCE;
	int status;

	while (now() < end) {
		if (waitpid(pid, &status, WNOHANG) == pid)
			return WIFEXITED(status) ? WEXITSTATUS(status) :
						   128 + WTERMSIG(status);
		usleep(2000);
	}
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	return -1;
}

/* Sends a signal after so many milliseconds */
static void interrupt_at(const char *arguments, int fd, int signal,
			 unsigned int ms)
{
	pid_t pid = start(fd, arguments);
	double sent;
	int status;

	usleep(ms * 1000);
	sent = now();
	kill(pid, signal);
	status = end_of(pid);
	if (now() - sent > slowest)
		slowest = now() - sent;
	/* At first it is the shell that the signal ends */
	if (status != 130 && status != 128 + signal)
		printf("# %s, %u ms after its start:\n", arguments, ms);
	EXPECT(status == 130 || status == 128 + signal);
}

static void interrupt(const char *arguments, int fd)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	static const unsigned int moments[] = { 1, 30, 120, 400 };

	for (unsigned int m = 0; m < sizeof(moments) / sizeof(*moments); m++)
		interrupt_at(arguments, fd, signals[m % 3], moments[m]);
}

static void interrupt_into_nothing(const char *arguments)
{
	int fd = open("/dev/null", O_WRONLY);

	interrupt(arguments, fd);
	close(fd);
}

TEST(checking)
{
	interrupt_into_nothing("check --check-timeout=0 large.litmus");
	interrupt_into_nothing("check --check-timeout=0 -m sc --json large.litmus");
	/* A table of several tests takes no list of states, and no time */
	interrupt_into_nothing("check --check-timeout=0 --json many");
}

TEST(explaining)
{
	interrupt_into_nothing("explain --check-timeout=0 large.litmus");
}

TEST(reading_what_nobody_writes)
{
	interrupt_into_nothing("check ./fifo");
	interrupt_into_nothing("compile ./fifo");
	interrupt_into_nothing("check @fifo");
	/* The other end is open, and silent */
	interrupt_into_nothing("check - 3<>fifo <&3");
}

/* A pipe is full after 64 KiB, and nobody reads */
TEST(printing_what_nobody_reads)
{
	static const char * const commands[] = {
		"compile long.litmus", "show ./long.litmus",
		"show --json ./long.litmus",
		"compile long.litmus large.litmus long.litmus",
	};
	char filler[4096] = "";
	int fds[2];

	for (unsigned int i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		if (pipe2(fds, O_CLOEXEC | O_NONBLOCK))
			abort();
		while (write(fds[1], filler, sizeof(filler)) > 0)
			;
		fcntl(fds[1], F_SETFL, 0);
		interrupt_at(commands[i], fds[1], SIGINT, 400);
		interrupt_at(commands[i], fds[1], SIGTERM, 100);
		close(fds[0]);
		close(fds[1]);
	}
}

/* The output before the signal is not lost */
TEST(what_was_printed_stays)
{
	char output[4096] = "";
	int fds[2], status;
	size_t len = 0;
	ssize_t n;
	pid_t pid;

	put("many/0.litmus", "C quick\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nexists (x=1)\n");
	if (pipe2(fds, O_CLOEXEC))
		abort();
	pid = start(fds[1], "check --herd -m sc --check-timeout=0 many");
	close(fds[1]);
	usleep(500000);
	kill(pid, SIGINT);
	status = end_of(pid);
	while ((n = read(fds[0], output + len, sizeof(output) - 1 - len)) > 0)
		len += n;
	close(fds[0]);
	EXPECT_EQ(status, 130);
	EXPECT_HAS(output, "Observation quick Always 1 0");
}

TEST(the_second_signal_kills)
{
	int fd = open("/dev/null", O_WRONLY);
	pid_t pid = start(fd, "check --check-timeout=0 large.litmus");

	usleep(300000);
	kill(pid, SIGTERM);
	kill(pid, SIGTERM);
	EXPECT_NE(end_of(pid), -1);
	close(fd);
	printf("# at most %.2f s after a signal\n", slowest);
}

CHECK_MAIN
