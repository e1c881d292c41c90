// SPDX-License-Identifier: GPL-2.0
/*
 * What a user of the tool ordlab relies on: exit statuses, errors with a cause and a
 * way out, and a module that works on, even if the tool is killed.
 *
 * ORDLAB_CLI names the tool; without it, it is looked for on the PATH.
 */
#include "kselftest_harness.h"
#include "ordlab_selftest.h"

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>

/* Exit statuses, as ordlab(1) lists them */
enum { DONE, OCCURRED, USAGE, UNREACHABLE, NOTHING_LEARNT = 6 };

#define ARGS_MAX	32

struct tool {
	pid_t pid;
	int output;	/* what it prints, both stdout and stderr */
};

static const char *tool_path(void)
{
	const char *path = getenv("ORDLAB_CLI");

	return path ? path : "ordlab";
}

/*
 * Start the tool with the words of a line; prepare, if there is one, is called
 * in its process before.
 */
static bool tool_start(struct tool *tool, const char *line, int (*prepare)(void))
{
	char *words = strdup(line), *save, *argv[ARGS_MAX + 1];
	int fds[2], argc = 0;

	if (!words || pipe(fds))
		return false;
	argv[argc++] = (char *)tool_path();
	for (char *word = strtok_r(words, " ", &save); word && argc < ARGS_MAX;
	     word = strtok_r(NULL, " ", &save))
		argv[argc++] = word;
	argv[argc] = NULL;
	tool->pid = fork();
	if (!tool->pid) {
		dup2(fds[1], 1);
		dup2(fds[1], 2);
		close(fds[0]);
		close(fds[1]);
		if (prepare && prepare()) {
			perror("prepare");
			_exit(126);
		}
		execvp(argv[0], argv);
		perror(argv[0]);
		_exit(127);
	}
	close(fds[1]);
	tool->output = fds[0];
	free(words);
	return tool->pid > 0;
}

/* Wait for its end. Return: exit status, or -signal */
static int tool_end(struct tool *tool, char *text, size_t size)
{
	size_t have = 0;
	char rest[512];
	ssize_t n;
	int status;

	for (;;) {
		if (have + 1 < size)
			n = read(tool->output, text + have, size - 1 - have);
		else
			n = read(tool->output, rest, sizeof(rest));
		if (n <= 0)
			break;
		if (have + 1 < size)
			have += n;
	}
	if (size)
		text[have] = 0;
	close(tool->output);
	waitpid(tool->pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* Run the tool; its output is in a buffer that the next call reuses */
static char output[1 << 16];

static int tool_run(const char *line, int (*prepare)(void))
{
	struct tool tool;

	if (!tool_start(&tool, line, prepare))
		return -1;
	return tool_end(&tool, output, sizeof(output));
}

#define EXPECT_TOOL(status, line) do {					\
	EXPECT_EQ(status, tool_run(line, NULL)) {			\
		TH_LOG("ordlab %s printed: %s", line, output);		\
	}								\
} while (0)

/* A run succeeds; on a busy machine it may have learnt nothing */
#define EXPECT_RUN(line) do {						\
	int ran = tool_run(line, NULL);					\
									\
	EXPECT_TRUE(ran == DONE || ran == NOTHING_LEARNT) {		\
		TH_LOG("ordlab %s: %d: %s", line, ran, output);		\
	}								\
} while (0)

#define EXPECT_SAYS(what) do {						\
	EXPECT_NE(NULL, strstr(output, what)) {				\
		TH_LOG("no \"%s\" in: %s", what, output);		\
	}								\
} while (0)

/* Not in the setup: the harness of Linux 6.1 runs a test whose setup skips it */
static void __attribute__((constructor)) need_tool(void)
{
	if (tool_run("version", NULL) == 127)
		ksft_exit_skip("no tool %s: set ORDLAB_CLI to its path\n",
			       tool_path());
}

FIXTURE(tool) {
};

FIXTURE_SETUP(tool)
{
	ordlab_puts("control", "stop");
}

FIXTURE_TEARDOWN(tool)
{
	ordlab_puts("control", "stop");
}

TEST_F(tool, list_has_every_test)
{
	char *tests = ordlab_read("tests"), *line, *save;

	ASSERT_NE(NULL, tests);
	EXPECT_TOOL(DONE, "list");
	for (line = strtok_r(tests, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		*strchrnul(line, ' ') = 0;
		EXPECT_SAYS(line);
	}
	free(tests);
}

TEST_F_TIMEOUT(tool, run_reports, 150)
{
	EXPECT_RUN("run SB -n 2000");
	EXPECT_SAYS("overlap: ");
	EXPECT_SAYS("exists (0:r0=0 /\\ 1:r0=0)");
	EXPECT_SAYS("WRITE_ONCE(*x, 1);");
	EXPECT_RUN("run MP -n 2000 --json");
	EXPECT_SAYS("\"overlap\"");
	EXPECT_SAYS("\"control\"");
	EXPECT_SAYS("\"test\"");
	EXPECT_SAYS("\"iterations\"");
	EXPECT_SAYS("\"states\"");
	EXPECT_RUN("run SB SB+mbs -n 2000 --tap");
	EXPECT_SAYS("\n1..2\n");
	EXPECT_SAYS("\nok 1 ");
	EXPECT_SAYS("\nok 2 ");
}

TEST_F_TIMEOUT(tool, tune_ends_and_what_it_prints_can_be_run, 150)
{
	int ret = tool_run("run SB --tune 3", NULL);
	char *command;

	EXPECT_SAYS("trials in");
	if (ret == NOTHING_LEARNT) {
		EXPECT_SAYS("taught nothing");
		SKIP(return, "the machine is too busy");
	}
	EXPECT_EQ(DONE, ret);
	command = strstr(output, "    ordlab run SB");
	ASSERT_NE(NULL, command);
	command = strdup(command + strlen("    ordlab "));
	command[strcspn(command, "\n")] = 0;
	strcat(strcpy(output, command), " -n 2000");
	free(command);
	command = strdup(output);
	EXPECT_RUN(command);
	EXPECT_SAYS("2,000 iterations");
	free(command);
}

TEST_F(tool, a_placement_is_had_or_refused_by_name)
{
	static const char *const names[] = {
		"any", "smt", "llc", "package", "node", "spread",
	};
	char line[64];
	size_t i;
	int ret;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		snprintf(line, sizeof(line), "run SB -n 2000 --placement %s",
			 names[i]);
		ret = tool_run(line, NULL);
		if (ret == DONE || ret == NOTHING_LEARNT)
			continue;
		EXPECT_EQ(USAGE, ret);
		EXPECT_SAYS("possible here: ");
		EXPECT_SAYS(names[i]);
	}
	EXPECT_TOOL(USAGE, "run SB --placement nowhere");
	EXPECT_TOOL(USAGE, "run SB --cpus 8191");
	EXPECT_SAYS("no such CPU");
}

TEST_F(tool, wrong_use_is_told_apart)
{
	EXPECT_TOOL(USAGE, "");
	EXPECT_TOOL(USAGE, "no-such-command");
	EXPECT_SAYS("no-such-command");
	EXPECT_TOOL(USAGE, "run");
	EXPECT_TOOL(USAGE, "run no-such-test");
	EXPECT_SAYS("no-such-test");
	EXPECT_TOOL(USAGE, "run SB -n many");
	EXPECT_TOOL(USAGE, "run SB --no-such-option");
	EXPECT_TOOL(USAGE, "show no-such-test");
}

static int become_nobody(void)
{
	return setgid(65534) || setuid(65534);
}

TEST_F(tool, another_user_is_told_to_be_root)
{
	EXPECT_EQ(UNREACHABLE, tool_run("run SB", become_nobody));
	EXPECT_SAYS("root");
	EXPECT_SAYS("sudo");
}

static int unmount_debugfs(void)
{
	/* In a mount namespace of its own: nobody else sees it */
	return unshare(CLONE_NEWNS) ||
	       mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	       umount2(ORDLAB_DEBUGFS, MNT_DETACH);
}

TEST_F(tool, unmounted_debugfs_is_named)
{
	EXPECT_EQ(UNREACHABLE, tool_run("run SB", unmount_debugfs));
	EXPECT_SAYS("mount -t debugfs");
}

static bool wait_running(void)
{
	double end = ordlab_now() + 20;

	while (ordlab_now() < end) {
		if (ordlab_state_is("running") &&
		    ordlab_number("status", "iterations"))
			return true;
		usleep(1000);
	}
	return false;
}

TEST_F(tool, an_interrupt_ends_the_run_and_keeps_what_was_counted)
{
	struct tool tool;

	ASSERT_TRUE(tool_start(&tool, "run SB -t 100", NULL));
	ASSERT_TRUE(wait_running());
	kill(tool.pid, SIGINT);
	EXPECT_LE(0, tool_end(&tool, output, sizeof(output)));
	EXPECT_FALSE(ordlab_state_is("running"));
	EXPECT_SAYS("0:r0=");
}

TEST_F(tool, a_killed_tool_leaves_a_laboratory_that_works)
{
	struct tool tool;

	ASSERT_TRUE(tool_start(&tool, "run SB -t 100", NULL));
	ASSERT_TRUE(wait_running());
	kill(tool.pid, SIGKILL);
	EXPECT_EQ(-SIGKILL, tool_end(&tool, NULL, 0));
	/* The run goes on: the module does not know which process has started it */
	EXPECT_TOOL(DONE, "status");
	EXPECT_SAYS("running");
	EXPECT_TOOL(DONE, "stop");
	EXPECT_FALSE(ordlab_state_is("running"));
	EXPECT_RUN("run SB -n 2000");
}

TEST_F(tool, a_second_run_is_told_of_the_first)
{
	ASSERT_EQ(0, ordlab_puts("control", "start SB seconds=100"));
	EXPECT_NE(DONE, tool_run("run MP -n 1000", NULL));
	EXPECT_SAYS("ordlab stop");
	EXPECT_TRUE(ordlab_state_is("running"));
}

static int close_output(void)
{
	int fd = open("/dev/full", O_WRONLY);

	return fd < 0 || dup2(fd, 1) < 0;
}

TEST_F(tool, a_full_disk_is_no_success)
{
	EXPECT_NE(DONE, tool_run("run SB -n 2000 --json", close_output));
	EXPECT_SAYS("No space left");
}

ORDLAB_TEST_COMPLAINTS

TEST_HARNESS_MAIN
