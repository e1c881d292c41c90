// SPDX-License-Identifier: GPL-2.0
/*
 * If a CPU goes offline during a run, the run ends with that reason, and the next run
 * works.
 */
#include "kselftest_harness.h"
#include "ordlab_selftest.h"

/* The CPU to switch, and a run that uses it for longer than the test lasts */
#define CPU		1
#define CPU_ONLINE	"/sys/devices/system/cpu/cpu1/online"
#define RUN_ON_IT	"start SB cpus=0-1 seconds=100"
#define TURNS		5

static int set_online(bool online)
{
	int fd = open(CPU_ONLINE, O_WRONLY | O_CLOEXEC);
	int ret = 0;

	if (fd < 0)
		return -errno;
	if (write(fd, online ? "1" : "0", 1) < 0)
		ret = -errno;
	close(fd);
	return ret;
}

static bool wait_iterations(void)
{
	double end = ordlab_now() + 20;

	while (ordlab_state_is("running") && ordlab_now() < end) {
		if (ordlab_number("status", "iterations"))
			return true;
		usleep(10000);
	}
	return false;
}

FIXTURE(cpu) {
	bool fixed;
};

/* In the tests: the harness of Linux 6.1 runs them though their setup skips */
#define SKIP_WITHOUT_HOTPLUG() do {					\
	if (self->fixed)						\
		SKIP(return, "CPU %d cannot be switched off: no "	\
		     CPU_ONLINE, CPU);					\
} while (0)

FIXTURE_SETUP(cpu)
{
	self->fixed = access(CPU_ONLINE, W_OK);
	ordlab_puts("control", "stop");
}

FIXTURE_TEARDOWN(cpu)
{
	ordlab_puts("control", "stop");
	set_online(true);
}

TEST_F(cpu, offline_ends_the_run)
{
	SKIP_WITHOUT_HOTPLUG();
	ASSERT_EQ(0, ordlab_puts("control", RUN_ON_IT));
	ASSERT_TRUE(wait_iterations());
	ASSERT_EQ(0, set_online(false));
	ASSERT_TRUE(ordlab_wait_end(20));
	EXPECT_TRUE(ordlab_state_is("stopped"));
	EXPECT_TRUE(ordlab_says("status", "CPU 1 went offline"));
	/* The result has what was counted until then */
	EXPECT_NE(0, ordlab_number("results", "iterations"));
	EXPECT_TRUE(ordlab_says("results", "CPU 1 went offline"));
}

TEST_F(cpu, offline_ends_the_noise)
{
	SKIP_WITHOUT_HOTPLUG();
	ASSERT_EQ(0, ordlab_puts("control",
				 "start CoWW cpus=0 noise=1 seconds=100"));
	ASSERT_TRUE(wait_iterations());
	ASSERT_EQ(0, set_online(false));
	ASSERT_TRUE(ordlab_wait_end(20));
	EXPECT_TRUE(ordlab_state_is("stopped"));
	EXPECT_TRUE(ordlab_says("status", "CPU 1 went offline"));
	EXPECT_EQ(-EINVAL, ordlab_puts("control", "start CoWW cpus=0 noise=1"));
	EXPECT_TRUE(ordlab_says("log", "not online"));
}

TEST_F(cpu, no_run_starts_on_an_offline_cpu)
{
	SKIP_WITHOUT_HOTPLUG();
	ASSERT_EQ(0, set_online(false));
	EXPECT_EQ(-EINVAL, ordlab_puts("control", "start SB cpus=0-1"));
	EXPECT_TRUE(ordlab_says("log", "not online"));
	ASSERT_EQ(0, set_online(true));
	EXPECT_EQ(0, ordlab_puts("control",
				 "start SB cpus=0-1 iterations=1000"));
	EXPECT_TRUE(ordlab_wait_end(20));
	EXPECT_TRUE(ordlab_state_is("done"));
}

TEST_F(cpu, off_and_on_while_runs_come_and_go)
{
	int i;

	SKIP_WITHOUT_HOTPLUG();
	for (i = 0; i < TURNS; i++) {
		ASSERT_EQ(0, ordlab_puts("control", RUN_ON_IT));
		ASSERT_EQ(0, set_online(false));
		ASSERT_TRUE(ordlab_wait_end(20));
		ASSERT_EQ(0, set_online(true));
	}
}

TEST_F(cpu, offline_ends_a_measurement)
{
	double end = ordlab_now() + 20;
	const char *state;

	SKIP_WITHOUT_HOTPLUG();
	ASSERT_EQ(0, ordlab_puts("control",
				 "measure cost cpus=0-1 samples=255"));
	ASSERT_EQ(0, set_online(false));
	do {
		usleep(10000);
		state = ordlab_value("measurement", "state");
		ASSERT_NE(NULL, state);
	} while (!strcmp(state, "running") && ordlab_now() < end);
	EXPECT_STREQ("stopped", state);
	EXPECT_STREQ("a CPU went offline",
		     ordlab_value("measurement", "reason"));
}

ORDLAB_TEST_COMPLAINTS

TEST_HARNESS_MAIN
