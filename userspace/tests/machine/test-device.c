// SPDX-License-Identifier: GPL-2.0
/* The client of the module: how it parses the module's files; errors when it has no module */
#include "tests/tap.h"
#include "machine/device.h"
#include "machine/reach.h"
#include "tests/sample.h"
#include "lib/util.h"

TEST(status_is_read)
{
	struct device_status status;

	device_status_parse(&status, SAMPLE_STATUS("running"));
	EXPECT(device_status_running(&status));
	EXPECT_STREQ(status.test, "SB");
	EXPECT_STREQ(status.mode, "batch");
	EXPECT_STREQ(status.cpus, "0-1");
	EXPECT_STREQ(status.reason, "");
	EXPECT_EQ(status.iterations, 500);
	EXPECT_EQ(status.asked, 1000);
	EXPECT_EQ(status.seconds * 1000, 250);
	EXPECT_EQ(status.rate, 2000);
	device_status_free(&status);
}

TEST(status_before_the_first_run)
{
	struct device_status status;

	device_status_parse(&status, "state: idle\n");
	EXPECT(!device_status_running(&status));
	EXPECT_STREQ(status.state, "idle");
	EXPECT_STREQ(status.test, "");
	EXPECT_EQ(status.iterations, 0);
	device_status_free(&status);
}

TEST(status_may_be_anything)
{
	static const char * const texts[] = {
		"", "\n", ":", "state", "state:", "state:\nstate: running",
		"iterations: -1\nns: x\n", "\n\n\n:\n",
	};
	struct device_status status;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		device_status_parse(&status, texts[i]);
		EXPECT(!device_status_running(&status));
		device_status_free(&status);
	}
}

TEST(results_are_read)
{
	struct result *result =
		device_results_parse(SAMPLE_RESULTS("exists", ""));

	ASSERT(result);
	EXPECT_STREQ(result->test, "SB");
	EXPECT_STREQ(result->condition, "exists (0:r0=0 /\\ 1:r0=0)");
	EXPECT_EQ(result->quantifier, ORDLAB_EXISTS);
	EXPECT_EQ(result->nr_names, 2);
	EXPECT_STREQ(result->names[0], "0:r0");
	EXPECT_STREQ(result->names[1], "1:r0");
	EXPECT_EQ(result->nr_states, 3);
	EXPECT_EQ(result->states[0].count, 25);
	EXPECT(result->states[0].match);
	EXPECT_EQ(state_value(result, &result->states[1], 1).n, 1);
	EXPECT(!result->states[1].match);
	/* An address is known by its name */
	EXPECT(value_same(state_value(result, &result->states[2], 1), value_address(0, 1)));
	EXPECT_STREQ(result->locations[0], "y");
	EXPECT_EQ(result->positive, 25);
	EXPECT_EQ(result->negative, 975);
	EXPECT_EQ(result->iterations, 1003);
	EXPECT_EQ(result->faults, 3);
	EXPECT_EQ(result->seconds * 10, 5);
	EXPECT_STREQ(result->params.cpus, "0-1");
	EXPECT_EQ(result->params.seed, 42);
	EXPECT_EQ(result->params.stride, 128);
	EXPECT(!result->end);
	EXPECT_EQ(result->frames, 0);
	EXPECT(!result->why_not);
	EXPECT(!result_is_auto(result));
	result_free(result);
}

TEST(results_of_other_kinds)
{
	struct result *result;

	result = device_results_parse(SAMPLE_RESULTS("~exists",
						     "reason: CPU 1 went offline\n"));
	ASSERT(result);
	EXPECT_EQ(result->quantifier, ORDLAB_NOT_EXISTS);
	EXPECT_STREQ(result->end, "CPU 1 went offline");
	result_free(result);

	result = device_results_parse(SAMPLE_RESULTS("forall",
						     "mode: perpetual\n")
				      "witnesses: 7\ndisjoint: 3\nframes: 9\n"
				      "not-perpetual: so it is\n");
	ASSERT(result);
	EXPECT_EQ(result->quantifier, ORDLAB_FORALL);
	EXPECT_STREQ(result->why_not, "so it is");
	EXPECT_EQ(result->witnesses, 7);
	EXPECT_EQ(result->disjoint, 3);
	EXPECT_EQ(result->frames, 9);
	result_free(result);

	/* Nothing is observed: there is one state, and it has no values */
	result = device_results_parse("Test t Allowed\nHistogram (1 states)\n"
				      "7           *>\nOk\n\nCondition exists (true)\n"
				      "positive: 7\n");
	ASSERT(result);
	EXPECT_EQ(result->nr_names, 0);
	EXPECT_EQ(result->nr_states, 1);
	EXPECT_EQ(result->states[0].count, 7);
	result_free(result);
}

TEST(results_that_are_none)
{
	static const char * const texts[] = {
		"", "\n", "Test SB Allowed\n", "Histogram (2 states)\n",
		"Test t Allowed\nHistogram (1 states)\n",
		"Test t Allowed\nHistogram (1 states)\nCondition exists (true)\n",
		"Test t Allowed\nHistogram (1 states)\n7 *>x=1\nCondition exists (true)\n",
		"Test t Allowed\nHistogram (1 states)\n7 x=1;\nCondition exists (true)\n",
		"Test t Allowed\nHistogram (2 states)\n7 *>x=1;\n7 :>y=1;\nCondition exists (true)\n",
		"Test t Allowed\nHistogram (2 states)\n7 *>x=1;\n7 :>x=1; y=1;\nCondition exists (true)\n",
		"Test t Allowed\nHistogram (2 states)\n7 *>x=1; y=2;\n7 :>x=1;\nCondition exists (true)\n",
	};
	struct result *result;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		result = device_results_parse(texts[i]);
		EXPECT(!result);
		result_free(result);
	}
}

TEST(tests_are_read)
{
	struct device_test *tests;

	ASSERT_EQ(device_tests_parse(SAMPLE_TESTS, &tests), 3);
	EXPECT_STREQ(tests[0].name, "SB");
	EXPECT_EQ(tests[0].threads, 2);
	EXPECT(tests[0].builtin);
	EXPECT_STREQ(tests[2].name, "mine");
	EXPECT_EQ(tests[2].threads, 3);
	EXPECT(!tests[2].builtin);
	device_tests_free(tests, 3);

	EXPECT_EQ(device_tests_parse("", &tests), 0);
	device_tests_free(tests, 0);
	EXPECT_EQ(device_tests_parse("SB two built-in\n", &tests), -EPROTO);
}

/* If the module cannot be reached, the message has the cause and a way out */
TEST(every_obstacle_has_its_remedy)
{
	static const struct {
		struct reach reach;
		const char *cause, *remedy;
	} table[] = {
		{ { .err = ENOENT, .root = true, .has_debugfs = true,
		    .mounted = true },
		  "none is installed for Linux 6.1",
		  ": make install in the tree of ordlab, then modprobe" },
		{ { .err = ENOENT, .root = true, .has_debugfs = true,
		    .mounted = true, .installed = true },
		  "not loaded", ": modprobe ordlab" },
		{ { .err = EACCES, .has_debugfs = true, .mounted = true,
		    .installed = true, .module = "/build/ordlab.ko" },
		  "not loaded", ": sudo insmod /build/ordlab.ko" },
		{ { .err = EACCES, .has_debugfs = true, .mounted = true },
		  "not loaded", "sudo modprobe ordlab" },
		{ { .err = EACCES, .has_debugfs = true, .mounted = true,
		    .loaded = true },
		  "only root", "sudo" },
		{ { .err = ENOENT, .root = true, .has_debugfs = true,
		    .loaded = true },
		  "not mounted", "mount -t debugfs none /mnt" },
		{ { .err = ENOENT, .root = true, .loaded = true },
		  "no debugfs", "CONFIG_DEBUG_FS=y" },
		{ { .err = ENOENT, .root = true, .has_debugfs = true,
		    .mounted = true, .loaded = true, .off = true },
		  "switched off", "boot without debugfs=off" },
		{ { .err = EPERM, .root = true, .has_debugfs = true,
		    .mounted = true, .loaded = true,
		    .locked_down = "integrity" },
		  "locked down (integrity)", "lockdown=none" },
		{ { .root = true, .has_debugfs = true, .mounted = true,
		    .loaded = true, .abi = ORDLAB_ABI_VERSION + 1 },
		  "of the ABI, this tool version " SAMPLE_TEXT(ORDLAB_ABI_VERSION),
		  "rmmod ordlab && modprobe ordlab" },
		{ { .err = ENOENT, .root = true, .has_debugfs = true,
		    .mounted = true, .loaded = true },
		  "is not there", "rmmod ordlab && modprobe ordlab" },
		{ { .err = EIO, .root = true, .has_debugfs = true,
		    .mounted = true, .loaded = true },
		  "Input/output error", "/mnt/ordlab" },
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct reach reach = table[i].reach;
		char *text;

		reach.mount = "/mnt";
		reach.release = "6.1";
		text = reach_explain(&reach);
		EXPECT_HAS(text, table[i].cause);
		EXPECT_HAS(text, table[i].remedy);
		free(text);
	}
}

TEST(a_module_is_named_that_exists)
{
	char dir[] = "/tmp/ordlab-reach-XXXXXX";
	char *tool, *module, *found, *command;

	ASSERT(mkdtemp(dir));
	tool = xasprintf("%s/ordlab", dir);
	EXPECT(!reach_built(tool, "6.1"));
	module = xasprintf("%s/linux-6.1/module/ordlab.ko", dir);
	command = xasprintf("install -D /dev/null %s", module);
	EXPECT_EQ(system(command), 0);
	free(command);
	found = reach_built(tool, "6.1");
	EXPECT_STREQ(found, module);
	free(found);
	/* that of another kernel is of no use */
	EXPECT(!reach_built(tool, "6.2"));
	EXPECT(!reach_built("", "6.1"));
	command = xasprintf("rm -r %s", dir);
	EXPECT_EQ(system(command), 0);
	free(command);
	free(module);
	free(tool);
}

CHECK_MAIN
