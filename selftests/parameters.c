// SPDX-License-Identifier: GPL-2.0
/*
 * The settings of a run change how often outcomes occur, and nothing else: in every
 * mode and with every setting, the counts add up, and an outcome that smp_mb() forbids
 * does not occur.
 */
#include "kselftest_harness.h"
#include "ordlab_selftest.h"

/* Seconds for tests that do much, where the machine is emulated and busy */
#define SLOW		150

/* Of each run; time too, so that a slow machine is not a late one */
#define LIMITS		" iterations=20000 seconds=2"

/* Not in the setup: the harness of Linux 6.1 runs a test whose setup skips it */
static void __attribute__((constructor)) need_cpus(void)
{
	if (ordlab_cpus() < 2)
		ksft_exit_skip("needs two CPUs\n");
}

FIXTURE(lab) {
};

FIXTURE_SETUP(lab)
{
	ordlab_puts("control", "stop");
	ordlab_puts("control", "reset");
}

FIXTURE_TEARDOWN(lab)
{
	ordlab_puts("control", "stop");
}

/* Run a test to its end: 0 or -errno, also of the start */
static int run(const char *command)
{
	char text[256];
	int ret;

	snprintf(text, sizeof(text), "start %s", command);
	ret = ordlab_puts("control", text);
	if (ret)
		fprintf(stderr, "# %s: %s\n", command,
			ordlab_value("log", "control") ?: "");
	if (!ret && !ordlab_wait_end(60))
		ret = -ETIME;
	if (!ret && !ordlab_state_is("done"))
		ret = -EIO;
	return ret;
}

static unsigned long long count(const char *key)
{
	return ordlab_number("results", key);
}

/* Whether the sums that the ABI promises are right */
static bool adds_up(void)
{
	unsigned long long all = count("positive") + count("negative") +
				 count("filtered") + count("faults");
	const char *mode;

	if (count("overlapped") > all ||
	    count("frames-overlapped") > count("frames"))
		return false;
	mode = ordlab_value("results", "mode");
	if (mode && !strcmp(mode, "perpetual"))
		return !all && count("iterations") == count("frames");
	return all == count("iterations");
}

TEST_F_TIMEOUT(lab, a_run_has_two_parts, SLOW)
{
	ASSERT_EQ(0, run("SB iterations=20000"));
	EXPECT_STREQ("auto", ordlab_value("results", "mode"));
	EXPECT_EQ(NULL, ordlab_value("results", "not-perpetual"));
	EXPECT_EQ(20000, count("iterations"));
	EXPECT_EQ(20000, count("frames"));
	EXPECT_TRUE(adds_up());
	EXPECT_LE(count("disjoint"), count("witnesses"));
	EXPECT_LE(count("witnesses"), count("frames"));
	EXPECT_EQ(20000, ordlab_number("test/SB/counters", "iterations"));
	EXPECT_EQ(20000, ordlab_number("test/SB/counters", "frames"));

	/* A limit of time: each part has a share of it */
	ASSERT_EQ(0, run("SB seconds=1"));
	EXPECT_NE(0, count("iterations"));
	EXPECT_GE(1000000, count("iterations"));
	EXPECT_NE(0, count("frames"));
	EXPECT_TRUE(adds_up());
}

/* A single thread is never late; and the counters of a test add up over its runs */
TEST_F_TIMEOUT(lab, a_single_thread_overlaps, SLOW)
{
	ASSERT_EQ(0, run("CoWW iterations=20000"));
	EXPECT_EQ(20000, count("overlapped"));
	EXPECT_EQ(20000, ordlab_number("status", "overlapped"));
	ASSERT_EQ(0, run("CoWW iterations=1001 batch=100 sync=none"));
	EXPECT_EQ(1001, count("overlapped"));
	EXPECT_EQ(21001, ordlab_number("test/CoWW/counters", "overlapped"));
	EXPECT_EQ(0, ordlab_number("test/CoWW/counters", "frames-overlapped"));
}

/* The control runs beside the test, and is counted apart */
TEST_F_TIMEOUT(lab, a_control_runs_beside_the_test, SLOW)
{
	ASSERT_EQ(0, run("MP iterations=20000"));
	EXPECT_EQ(20000, count("iterations"));
	EXPECT_TRUE(adds_up());
	EXPECT_NE(0, count("control-iterations"));
	EXPECT_LE(count("control-weak"), count("control-iterations"));
	EXPECT_NE(0, count("control-frames"));
	EXPECT_LE(count("control-witnesses"), count("control-frames"));
	EXPECT_EQ(count("control-frames"),
		  ordlab_number("test/MP/counters", "control-frames"));
	ASSERT_EQ(0, run("MP mode=batch iterations=1 stride=4096"));
	EXPECT_EQ(1, count("iterations"));
	EXPECT_NE(0, count("control-iterations"));
	EXPECT_EQ(0, count("control-frames"));
	ASSERT_EQ(0, run("MP iterations=20000 control=none"));
	EXPECT_EQ(0, count("control-iterations") + count("control-frames"));
	/* A control of SB is SB */
	ASSERT_EQ(0, run("SB iterations=20000"));
	EXPECT_EQ(0, count("control-iterations") + count("control-frames"));
	ASSERT_EQ(0, run("CoWW iterations=20000"));
	EXPECT_EQ(0, count("control-iterations") + count("control-frames"));
	/* Three lanes: two are a pair, by turns */
	if (ordlab_cpus() < 3)
		return;
	ASSERT_EQ(0, run("WRC iterations=20000"));
	EXPECT_NE(0, count("control-iterations"));
	EXPECT_NE(0, count("control-frames"));
}

TEST_F_TIMEOUT(lab, each_part_can_be_had_alone, SLOW)
{
	ASSERT_EQ(0, run("SB mode=batch iterations=20000"));
	EXPECT_EQ(20000, count("iterations"));
	EXPECT_EQ(0, count("frames"));
	EXPECT_TRUE(adds_up());
	ASSERT_EQ(0, run("SB mode=perpetual iterations=20000"));
	EXPECT_EQ(20000, count("iterations"));
	EXPECT_EQ(20000, count("frames"));
	EXPECT_TRUE(adds_up());
	EXPECT_EQ(40000, ordlab_number("test/SB/counters", "iterations"));
	EXPECT_EQ(20000, ordlab_number("test/SB/counters", "frames"));
}

/* Tests whose conditions name final values, which only separate iterations have */
TEST_F_TIMEOUT(lab, final_values_take_batch_mode, SLOW)
{
	static const char *const names[] = { "R", "S", "2+2W" };
	char command[64];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		snprintf(command, sizeof(command), "%s" LIMITS, names[i]);
		ASSERT_EQ(0, run(command));
		EXPECT_STREQ("batch", ordlab_value("results", "mode"));
		EXPECT_TRUE(ordlab_says("results",
					"not-perpetual: the condition asks for the final value of"));
		EXPECT_EQ(0, count("frames"));
		EXPECT_TRUE(adds_up());
		snprintf(command, sizeof(command), "start %s mode=perpetual",
			 names[i]);
		EXPECT_EQ(-EOPNOTSUPP, ordlab_puts("control", command));
		EXPECT_TRUE(ordlab_says("log", "final value"));
		EXPECT_TRUE(ordlab_says("log", names[i]));
	}
}

/* Settings that do not change which outcomes are possible */
static const char *const settings[] = {
	"mode=batch", "mode=perpetual", "cpus=1,0", "chunk=1", "chunk=100",
	"chunk=65536", "batch=1", "batch=65536", "stride=8", "stride=4096",
	"sync=none", "sync=user every=1", "sync=user every=16",
	"sync=timebase", "sync=timebase every=1", "sync=timebase every=16",
	"sync=timebase every=65536", "preload=load",
	"preload=flush", "preload=flush mode=perpetual chunk=64",
	"skew=1", "skew=1000", "skew=32768", "skew=500 sync=user",
	"skew=500 sync=timebase", "skew=500 sync=none",
	"skew=100 mode=perpetual chunk=64",
	"order=shuffle", "control=none",
	"order=shuffle preload=flush skew=300 stride=8 every=2 chunk=50",
};

TEST_F_TIMEOUT(lab, what_is_forbidden_stays_so, 2 * SLOW)
{
	/* Forbidden by the LKMM, each for another reason */
	static const char *const names[] = {
		"SB+mbs", "MP+rel+acq", "LB+datas",
	};
	char command[128];
	size_t i, n;
	int ret;

	for (i = 0; i < ARRAY_SIZE(settings); i++)
		for (n = 0; n < ARRAY_SIZE(names); n++) {
			snprintf(command, sizeof(command), "%s iterations=4000 seconds=1 %s",
				 names[n], settings[i]);
			ret = run(command);
			if (ret == -EOPNOTSUPP && strstr(settings[i], "flush"))
				continue;
			ASSERT_EQ(0, ret) {
				TH_LOG("%s", command);
			}
			EXPECT_EQ(0, count("positive") + count("witnesses")) {
				TH_LOG("%s", command);
			}
			EXPECT_TRUE(adds_up());
			EXPECT_NE(0, count("iterations"));
		}
}

/* The test runs on one CPU, and the other one is idle */
TEST_F_TIMEOUT(lab, noise_is_made_where_it_is_quiet, SLOW)
{
	static const char *const stress[] = { "own", "shared" };
	char command[128];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(stress); i++) {
		snprintf(command, sizeof(command),
			 "CoWW cpus=0 noise=1 stress=%s" LIMITS, stress[i]);
		ASSERT_EQ(0, run(command));
		EXPECT_STREQ("1", ordlab_value("results", "noise"));
		EXPECT_STREQ(stress[i], ordlab_value("results", "stress"));
		EXPECT_STREQ("0", ordlab_value("results", "cpus"));
		EXPECT_EQ(0, count("positive"));
		EXPECT_TRUE(adds_up());
	}
	/* No thread of the test runs on a CPU that makes noise */
	snprintf(command, sizeof(command), "CoWW noise=0" LIMITS);
	ASSERT_EQ(0, run(command));
	EXPECT_STRNE("0", ordlab_value("results", "cpus"));
	/* Noise ends with the run, however the run ends */
	ASSERT_EQ(0, ordlab_puts("control", "start CoWW cpus=0 noise=1 seconds=100"));
	ASSERT_EQ(0, ordlab_puts("control", "stop"));
	EXPECT_TRUE(ordlab_state_is("stopped"));
}

ORDLAB_TEST_COMPLAINTS

TEST_HARNESS_MAIN
