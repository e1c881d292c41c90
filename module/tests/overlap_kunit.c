// SPDX-License-Identifier: GPL-2.0
/*
 * Counting iterations that overlapped: as a look at each of them finds it.
 */
#include <kunit/test.h>
#include <linux/bitmap.h>
#include <linux/module.h>

#include "batch.h"

#define SIZE	200
#define LANES	3

struct fixture {
	unsigned long late[LANES][BITS_TO_LONGS(SIZE)];
	const unsigned long *lanes[LANES];
};

static u32 look_at_each(const struct fixture *f, unsigned int lanes, u32 first,
			u32 end)
{
	u32 n, nr = 0;
	unsigned int i;

	for (n = first; n < end; n++) {
		for (i = 0; i < lanes; i++)
			if (test_bit(n, f->late[i]))
				break;
		nr += i == lanes;
	}
	return nr;
}

static void every_range(struct kunit *test)
{
	struct fixture *f = kunit_kzalloc(test, sizeof(*f), GFP_KERNEL);
	u32 first, end, wrong = 0;
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, f);
	for (i = 0; i < LANES; i++)
		f->lanes[i] = f->late[i];
	/* Nobody is late; then each lane is, for some that are others' too */
	KUNIT_EXPECT_EQ(test, ordlab_overlapped(f->lanes, LANES, 3, SIZE),
			SIZE - 3);
	bitmap_set(f->late[0], 60, 9);
	bitmap_set(f->late[1], 0, 1);
	bitmap_set(f->late[1], 65, 64);
	bitmap_set(f->late[2], SIZE - 1, 1);
	for (first = 0; first <= SIZE; first++)
		for (end = first; end <= SIZE; end++)
			for (i = 1; i <= LANES; i++)
				wrong += ordlab_overlapped(f->lanes, i, first,
							   end) !=
					 look_at_each(f, i, first, end);
	KUNIT_EXPECT_EQ(test, wrong, 0);
}

/* What is not of the range does not matter */
static void others_do_not_count(struct kunit *test)
{
	struct fixture *f = kunit_kzalloc(test, sizeof(*f), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, f);
	f->lanes[0] = f->late[0];
	bitmap_fill(f->late[0], SIZE);
	bitmap_clear(f->late[0], 64, 64);
	KUNIT_EXPECT_EQ(test, ordlab_overlapped(f->lanes, 1, 64, 128), 64);
	KUNIT_EXPECT_EQ(test, ordlab_overlapped(f->lanes, 1, 63, 129), 64);
	KUNIT_EXPECT_EQ(test, ordlab_overlapped(f->lanes, 1, 0, 64), 0);
	KUNIT_EXPECT_EQ(test, ordlab_overlapped(f->lanes, 1, 128, SIZE), 0);
	KUNIT_EXPECT_EQ(test, ordlab_overlapped(f->lanes, 1, 70, 70), 0);
}

static struct kunit_case overlap_cases[] = {
	KUNIT_CASE(every_range),
	KUNIT_CASE(others_do_not_count),
	{}
};

static struct kunit_suite overlap_suite = {
	.name = "ordlab-overlap",
	.test_cases = overlap_cases,
};

kunit_test_suite(overlap_suite);
