// SPDX-License-Identifier: GPL-2.0
/*
 * How a lane keeps pace with another one, which is played here: for which
 * iterations it finds itself late, and which meetings it passes.
 */
#include <kunit/test.h>
#include <linux/bitmap.h>
#include <linux/module.h>

#include "pace.h"

#define SIZE	256

struct lane {
	struct ordlab_arrival arrivals[2];
	DECLARE_BITMAP(late, SIZE);
	struct ordlab_pace pace;
	bool stop;
	bool over;
};

static struct lane *lane_of(struct kunit *test, enum ordlab_sync sync, u32 every)
{
	struct lane *lane = kunit_kzalloc(test, sizeof(*lane), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, lane);
	lane->pace = (struct ordlab_pace) {
		.arrivals = lane->arrivals,
		.nr_threads = 2,
		.sync = sync,
		.every = every,
		.stop = &lane->stop,
		.over = &lane->over,
		.end = get_jiffies_64() + S64_MAX,
		.late = lane->late,
		.size = SIZE,
	};
	ordlab_pace_begin(&lane->pace);
	return lane;
}

/* The other lane has begun leg @ahead, counted from the one that is next */
static bool leg(struct lane *lane, s32 ahead, u32 n)
{
	lane->arrivals[1].count = lane->arrivals[0].count + 1 + ahead;
	return ordlab_pace_leg(&lane->pace, n);
}

/* A leg that another lane has ended before is one that this lane is late for */
static void late_is_behind(struct kunit *test)
{
	struct lane *lane = lane_of(test, ORDLAB_SYNC_USER, 8);

	KUNIT_EXPECT_TRUE(test, leg(lane, 0, 0));
	KUNIT_EXPECT_EQ(test, lane->pace.left, 8);
	KUNIT_EXPECT_EQ(test, bitmap_weight(lane->late, SIZE), 0);
	KUNIT_EXPECT_TRUE(test, leg(lane, 1, 8));
	KUNIT_EXPECT_EQ(test, bitmap_weight(lane->late, SIZE), 8);
	KUNIT_EXPECT_EQ(test, find_first_bit(lane->late, SIZE), 8);
	KUNIT_EXPECT_TRUE(test, leg(lane, 0, 16));
	KUNIT_EXPECT_EQ(test, bitmap_weight(lane->late, SIZE), 8);
	/* No more of them than there are */
	KUNIT_EXPECT_TRUE(test, leg(lane, 100, SIZE - 2));
	KUNIT_EXPECT_EQ(test, bitmap_weight(lane->late, SIZE), 10);
	/* One that has ended its batch is ahead of those who have not */
	ordlab_pace_end(&lane->pace);
	KUNIT_EXPECT_EQ(test, lane->arrivals[0].count, 5);
}

/* Lanes that meet but once a batch look at one another more often */
static void legs_are_short(struct kunit *test)
{
	struct lane *lane = lane_of(test, ORDLAB_SYNC_NONE, 1);

	KUNIT_EXPECT_TRUE(test, leg(lane, 0, 0));
	KUNIT_EXPECT_EQ(test, lane->pace.left, ORDLAB_LEG);
	/* It waits for nobody, and is not late */
	KUNIT_EXPECT_TRUE(test, leg(lane, -5, ORDLAB_LEG));
	KUNIT_EXPECT_EQ(test, bitmap_weight(lane->late, SIZE), 0);
	KUNIT_EXPECT_TRUE(test, leg(lane, 5, 2 * ORDLAB_LEG));
	KUNIT_EXPECT_EQ(test, bitmap_weight(lane->late, SIZE), ORDLAB_LEG);
}

/* A stop ends the wait for a lane that does not come */
static void stop_ends_a_wait(struct kunit *test)
{
	struct lane *lane = lane_of(test, ORDLAB_SYNC_USER, 4);

	lane->stop = true;
	KUNIT_EXPECT_FALSE(test, leg(lane, -1, 0));
	lane->stop = false;
	lane->pace.end = get_jiffies_64();
	KUNIT_EXPECT_FALSE(test, leg(lane, -1, 0));
	KUNIT_EXPECT_TRUE(test, lane->over);
}

/*
 * Meetings are passed while the other lane stands still, and not when it is
 * seen to follow. What would wait returns false here, as the batch is stopped.
 */
static void who_follows_is_waited_for(struct kunit *test)
{
	struct lane *lane = lane_of(test, ORDLAB_SYNC_USER, 4);
	unsigned int i;

	lane->pace.pass = 100;
	lane->stop = true;
	lane->arrivals[1].count = 0;
	for (i = 0; i < 10; i++)
		KUNIT_EXPECT_TRUE(test, ordlab_pace_leg(&lane->pace, 4 * i));
	KUNIT_EXPECT_EQ(test, lane->pace.pass, 90);
	KUNIT_EXPECT_EQ(test, bitmap_weight(lane->late, SIZE), 0);
	/* It was away, and has gone on meanwhile: one look does not tell */
	lane->arrivals[1].count = 3;
	for (; i < 20; i++)
		KUNIT_EXPECT_TRUE(test, ordlab_pace_leg(&lane->pace, 4 * i));
	KUNIT_EXPECT_EQ(test, lane->pace.pass, 80);
	/* Again and again */
	KUNIT_EXPECT_TRUE(test, leg(lane, -12, 4 * i++));
	KUNIT_EXPECT_TRUE(test, leg(lane, -12, 4 * i++));
	KUNIT_EXPECT_FALSE(test, leg(lane, -12, 4 * i++));
}

/* One that is ahead is not waited for, however fast it goes */
static void who_is_ahead_is_not_waited_for(struct kunit *test)
{
	struct lane *lane = lane_of(test, ORDLAB_SYNC_USER, 4);
	unsigned int i;

	lane->pace.pass = 100;
	lane->stop = true;
	for (i = 0; i < 10; i++)
		KUNIT_EXPECT_TRUE(test, leg(lane, 1 + i, 4 * i));
	KUNIT_EXPECT_EQ(test, lane->pace.pass, 90);
	KUNIT_EXPECT_EQ(test, bitmap_weight(lane->late, SIZE), 40);
}

/* The first meeting of one in some batches is not passed */
static void tries_again(struct kunit *test)
{
	struct lane *lane = lane_of(test, ORDLAB_SYNC_USER, 4);
	unsigned int i, tries = 0;

	lane->pace.slow = 7;
	for (i = 0; i < 10 * ORDLAB_TRY; i++) {
		ordlab_pace_begin(&lane->pace);
		KUNIT_EXPECT_EQ(test, lane->pace.left, 0);
		tries += !lane->pace.pass;
	}
	KUNIT_EXPECT_EQ(test, tries, 10);
}

static struct kunit_case pace_cases[] = {
	KUNIT_CASE(late_is_behind),
	KUNIT_CASE(legs_are_short),
	KUNIT_CASE(stop_ends_a_wait),
	KUNIT_CASE(who_follows_is_waited_for),
	KUNIT_CASE(who_is_ahead_is_not_waited_for),
	KUNIT_CASE(tries_again),
	{}
};

static struct kunit_suite pace_suite = {
	.name = "ordlab-pace",
	.test_cases = pace_cases,
};

kunit_test_suite(pace_suite);
