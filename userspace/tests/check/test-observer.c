// SPDX-License-Identifier: GPL-2.0
#include "tests/tap.h"
#include "machine/device.h"
#include "front/litmus.h"
#include "check/observer.h"
#include "lib/util.h"

static __u64 room[ORDLAB_MAX_SIZE / 8 + 1];
static struct ordlab_view view;
static struct story story;

/* A test of the catalogue, which every kernel has */
static void test_named(const char *name)
{
	unsigned int i;

	for (i = 0; i < ordlab_catalogue_size(); i++) {
		ordlab_catalogue_get(i, room, sizeof(room));
		ordlab_view_init(&view, (const void *)room);
		if (!strcmp(view.prog->name, name))
			return;
	}
	abort();
}

/* The story of the only iteration of a trace */
static bool tell_within(const char *name, const char *values,
			struct budget *budget)
{
	struct observer *observer;
	struct trace *trace;
	char *text;

	test_named(name);
	text = xasprintf("Test %s\nTrace (1 iterations)\n7 0,1,2,3 %s\n", name,
			 values);
	trace = device_trace_parse(text);
	free(text);
	if (!trace)
		return false;
	observer = observer_new(&view, budget);
	story_free(&story);
	observer_describe(observer, trace, &trace->iterations[0], &story);
	observer_free(observer);
	trace_free(trace);
	return true;
}

static bool describe(const char *name, const char *values)
{
	return tell_within(name, values, BUDGET_ENDLESS);
}

TEST(iriw_disagrees)
{
	ASSERT(describe("IRIW", "*>1:r0=1; 1:r1=0; 3:r0=1; 3:r1=0;"));
	ASSERT_EQ(story.nr, 4);
	EXPECT_STREQ(story.logs[0], "wrote x=1");
	EXPECT_STREQ(story.logs[1], "saw x=1, then saw y=0");
	EXPECT_STREQ(story.logs[2], "wrote y=1");
	EXPECT_STREQ(story.logs[3], "saw y=1, then saw x=0");
	ASSERT(story.why);
	EXPECT_STREQ(story.why,
		     "P1 saw P0's x=1 and then saw y=0, not yet P2's y=1; P3 saw P2's y=1 and then saw x=0, not yet P0's x=1: they disagree on which store came first.");
}

/* All but one of the sixteen outcomes have an order */
/* Without time there is no answer, and the story does not claim that an order exists */
TEST(nothing_is_claimed_without_time)
{
	struct budget over = { .over = BUDGET_TIME, .bytes = LIMIT_BYTES };

	ASSERT(tell_within("IRIW", "*>1:r0=1; 1:r1=0; 3:r0=1; 3:r1=0;", &over));
	EXPECT(!story.why);
	EXPECT(story.cut);
	ASSERT(describe("IRIW", "*>1:r0=1; 1:r1=1; 3:r0=1; 3:r1=1;"));
	EXPECT(!story.why);
	EXPECT(!story.cut);
}

TEST(iriw_agrees)
{
	unsigned int n, weak = 0;
	char *values;

	for (n = 0; n < 16; n++) {
		values = xasprintf(":>1:r0=%u; 1:r1=%u; 3:r0=%u; 3:r1=%u;",
				   n & 1, n >> 1 & 1, n >> 2 & 1, n >> 3 & 1);
		EXPECT(describe("IRIW", values));
		free(values);
		weak += !!story.why;
	}
	EXPECT_EQ(weak, 1);
}

TEST(stores_that_wait)
{
	ASSERT(describe("SB", "*>0:r0=0; 1:r0=0;"));
	EXPECT_STREQ(story.logs[0], "wrote x=1, then saw y=0");
	ASSERT(story.why);
	EXPECT_HAS(story.why, "each read before the other's store had reached it");
	ASSERT(describe("SB", ":>0:r0=1; 1:r0=0;"));
	EXPECT(!story.why);
}

TEST(causes_that_are_lost)
{
	ASSERT(describe("WRC", "*>1:r0=1; 2:r0=1; 2:r1=0;"));
	ASSERT(story.why);
	EXPECT_STREQ(story.why,
		     "P1 saw P0's x=1 and then wrote y=1; P2 saw P1's y=1 and then saw x=0, not yet P0's x=1: no one order of these accesses explains that.");
	ASSERT(describe("WRC", ":>1:r0=0; 2:r0=1; 2:r1=0;"));
	EXPECT(!story.why);
}

TEST(last_values_order_stores)
{
	ASSERT(describe("2+2W", "*>x=1; y=1;"));
	EXPECT(story.why);
	ASSERT(describe("2+2W", ":>x=2; y=1;"));
	EXPECT(!story.why);
}

/* A value that is read, and used, where a branch was taken or not */
TEST(branches)
{
	ASSERT(describe("MP+wmb+ctrl", "*>1:r0=1; 1:r1=0;"));
	EXPECT(story.why);
	ASSERT(describe("LB+ctrls", ":>0:r0=0; 1:r0=0;"));
	EXPECT_STREQ(story.logs[0], "saw x=0");
	EXPECT(!story.why);
}

TEST(read_modify_writes)
{
	ASSERT(describe("lost-update+add-return", ":>x=2;"));
	EXPECT_HAS(story.logs[0], "changed x=? to x=?");
	EXPECT(!story.why);
}

TEST(bad_traces)
{
	EXPECT(!device_trace_parse(""));
	EXPECT(!device_trace_parse("Test SB\n7 *>x=0;\n"));
	EXPECT(!device_trace_parse("Test SB\n7 0,1 x=0;\n"));
	EXPECT(!device_trace_parse("Test SB\n7 0,1 *>x=0;\n8 0,1 *>y=0;\n"));
	EXPECT(!device_trace_parse("Test SB\n7 0, *>x=0;\n"));
}

CHECK_MAIN
