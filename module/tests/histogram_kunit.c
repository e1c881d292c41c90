// SPDX-License-Identifier: GPL-2.0
/*
 * Counting outcomes: nothing is lost, nothing is counted twice, and nothing
 * grows beyond its bound.
 */
#include <kunit/test.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "histogram.h"

static u64 count_of(const struct ordlab_histogram *hist, s64 a, s64 b)
{
	unsigned int i;

	for (i = 0; i < hist->nr; i++) {
		const s64 *values = ordlab_histogram_values(hist, i);

		if (values[0] == a && values[1] == b)
			return hist->counts[i];
	}
	return 0;
}

/* Small values are looked up directly, others by hash: they must not mix */
static void counts(struct kunit *test)
{
	static const s64 states[][2] = {
		{ 0, 0 }, { 0, 1 }, { 1, 0 }, { 63, 63 }, { 64, 0 },
		{ -1, 0 }, { 0, -1 }, { 0, 64 }, { S64_MIN, S64_MAX },
		{ ORDLAB_ADDR(0), ORDLAB_ADDR(1) }, { 1LL << 32, 0 },
	};
	struct ordlab_histogram *hist;
	unsigned int i, round;

	hist = ordlab_histogram_create(2, ARRAY_SIZE(states),
				       ARRAY_SIZE(states));
	KUNIT_ASSERT_NOT_NULL(test, hist);
	for (round = 0; round < 3; round++) {
		for (i = 0; i < ARRAY_SIZE(states); i++)
			KUNIT_EXPECT_EQ(test,
					ordlab_histogram_add(hist, states[i],
							     1ULL << 33),
					0);
	}
	KUNIT_EXPECT_EQ(test, hist->nr, ARRAY_SIZE(states));
	for (i = 0; i < ARRAY_SIZE(states); i++)
		KUNIT_EXPECT_EQ(test,
				count_of(hist, states[i][0], states[i][1]),
				3ULL << 33);

	ordlab_histogram_clear(hist);
	KUNIT_EXPECT_EQ(test, hist->nr, 0);
	KUNIT_EXPECT_EQ(test, ordlab_histogram_add(hist, states[3], 1), 0);
	KUNIT_EXPECT_EQ(test, ordlab_histogram_add(hist, states[4], 2), 0);
	KUNIT_EXPECT_EQ(test, hist->nr, 2);
	KUNIT_EXPECT_EQ(test, count_of(hist, 63, 63), 1);
	KUNIT_EXPECT_EQ(test, count_of(hist, 64, 0), 2);
	ordlab_histogram_destroy(hist);
}

/* Many at once: all or, if one is new, none */
static void counts_directly(struct kunit *test)
{
	static const s64 states[][2] = { { 3, 1 }, { 0, 0 }, { 2, 63 } };
	struct ordlab_histogram *hist = ordlab_histogram_create(2, 3, 3);
	u16 indices[4];

	KUNIT_ASSERT_NOT_NULL(test, hist);
	KUNIT_ASSERT_NOT_NULL(test, hist->direct);
	ordlab_histogram_add(hist, states[0], 1);
	ordlab_histogram_add(hist, states[1], 1);
	indices[0] = 3 << hist->bits | 1;
	indices[1] = 0;
	indices[2] = indices[0];
	indices[3] = 2 << hist->bits | 63;
	KUNIT_EXPECT_TRUE(test, ordlab_histogram_add_direct(hist, indices, 3));
	KUNIT_EXPECT_FALSE(test, ordlab_histogram_add_direct(hist, indices, 4));
	KUNIT_EXPECT_EQ(test, count_of(hist, 3, 1), 3);
	KUNIT_EXPECT_EQ(test, count_of(hist, 0, 0), 2);
	ordlab_histogram_add(hist, states[2], 1);
	KUNIT_EXPECT_TRUE(test, ordlab_histogram_add_direct(hist, indices, 4));
	KUNIT_EXPECT_EQ(test, count_of(hist, 2, 63), 2);
	ordlab_histogram_destroy(hist);
}

static void grows_to_its_bound(struct kunit *test)
{
	struct ordlab_histogram *hist = ordlab_histogram_create(2, 2, 7);
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, hist);
	for (i = 0; i < 7; i++) {
		s64 values[] = { i, 100 * i };

		if (hist->nr == hist->room) {
			KUNIT_EXPECT_EQ(test,
					ordlab_histogram_add(hist, values, 1),
					-ENOSPC);
			KUNIT_EXPECT_EQ(test, ordlab_histogram_grow(hist), 0);
		}
		KUNIT_EXPECT_EQ(test, ordlab_histogram_add(hist, values, i + 1),
				0);
	}
	KUNIT_EXPECT_EQ(test, ordlab_histogram_grow(hist), -ENOSPC);
	for (i = 0; i < 7; i++)
		KUNIT_EXPECT_EQ(test, count_of(hist, i, 100 * i), i + 1);
	ordlab_histogram_destroy(hist);
}

static void sorts_by_value(struct kunit *test)
{
	static const s64 states[][2] = { { 1, 0 }, { 0, 2 }, { -1, 9 }, { 0, 1 } };
	static const u32 sorted[] = { 2, 3, 1, 0 };
	struct ordlab_histogram *hist = ordlab_histogram_create(2, 4, 4);
	u32 order[4];
	unsigned int i;

	KUNIT_ASSERT_NOT_NULL(test, hist);
	for (i = 0; i < 4; i++)
		ordlab_histogram_add(hist, states[i], 1);
	ordlab_histogram_sort(hist, order);
	for (i = 0; i < 4; i++)
		KUNIT_EXPECT_EQ(test, order[i], sorted[i]);
	ordlab_histogram_destroy(hist);
}

/* No values observed: there is one outcome */
static void no_values(struct kunit *test)
{
	struct ordlab_histogram *hist = ordlab_histogram_create(0, 1, 1);
	const s64 none = 0;

	KUNIT_ASSERT_NOT_NULL(test, hist);
	KUNIT_EXPECT_EQ(test, ordlab_histogram_add(hist, &none, 5), 0);
	KUNIT_EXPECT_EQ(test, ordlab_histogram_add(hist, &none, 6), 0);
	KUNIT_EXPECT_EQ(test, hist->nr, 1);
	KUNIT_EXPECT_EQ(test, hist->counts[0], 11);
	ordlab_histogram_destroy(hist);
}

/* Observes 0:r0 and 1:r0; exists (0:r0=0), filter (1:r0=0) */
static void tally_program(struct kunit *test, struct ordlab_view *view)
{
	struct ordlab_program *prog;
	unsigned int i;

	prog = kunit_kzalloc(test, ORDLAB_MAX_SIZE, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, prog);
	for (i = 0; i < ordlab_catalogue_size(); i++) {
		ordlab_catalogue_get(i, prog, ORDLAB_MAX_SIZE);
		if (!strcmp(prog->name, "SB"))
			break;
	}
	KUNIT_ASSERT_LT(test, i, ordlab_catalogue_size());
	prog->nr_cond = 1;
	prog->nr_filter = 1;
	ordlab_view_init(view, prog);
}

static void tally_adds_up(struct kunit *test)
{
	static const s64 states[][2] = { { 0, 0 }, { 1, 0 }, { 0, 1 } };
	struct ordlab_tally sum = {}, part = {};
	struct ordlab_view view;
	unsigned int i;

	tally_program(test, &view);
	for (i = 0; i < 3; i++)
		ordlab_tally_add(&part, &view, states[i], 10 + i);
	KUNIT_EXPECT_EQ(test, part.iterations, 33);
	KUNIT_EXPECT_EQ(test, part.positive, 10);
	KUNIT_EXPECT_EQ(test, part.negative, 11);
	KUNIT_EXPECT_EQ(test, part.filtered, 12);
	KUNIT_EXPECT_EQ(test, part.hist->nr, 2);

	ordlab_tally_merge(&sum, &part, &view);
	ordlab_tally_merge(&sum, &part, &view);
	KUNIT_EXPECT_EQ(test, sum.iterations, 66);
	KUNIT_EXPECT_EQ(test, sum.positive, 20);
	KUNIT_EXPECT_EQ(test, sum.filtered, 24);
	KUNIT_EXPECT_EQ(test, count_of(sum.hist, 1, 0), 22);
	ordlab_tally_clear(&part);
	ordlab_tally_clear(&sum);
	KUNIT_EXPECT_NULL(test, sum.hist);
	KUNIT_EXPECT_EQ(test, sum.iterations, 0);
}

/* More outcomes than there is room for are counted, if not one by one */
static void tally_overflows(struct kunit *test)
{
	struct ordlab_tally tally = {};
	struct ordlab_view view;
	u64 sum = 0;
	unsigned int i;

	tally_program(test, &view);
	for (i = 0; i < ORDLAB_MAX_STATES + 100; i++) {
		s64 values[] = { i, 0 };

		ordlab_tally_add(&tally, &view, values, 2);
	}
	KUNIT_EXPECT_EQ(test, tally.iterations, 2 * (ORDLAB_MAX_STATES + 100));
	KUNIT_EXPECT_EQ(test, tally.positive, 2);
	KUNIT_EXPECT_EQ(test, tally.positive + tally.negative,
			tally.iterations);
	KUNIT_EXPECT_LE(test, tally.hist->nr, ORDLAB_MAX_STATES);
	for (i = 0; i < tally.hist->nr; i++)
		sum += tally.hist->counts[i];
	KUNIT_EXPECT_EQ(test, sum + tally.overflow, tally.iterations);
	KUNIT_EXPECT_GE(test, tally.overflow, 200);
	ordlab_tally_clear(&tally);
}

static struct kunit_case histogram_cases[] = {
	KUNIT_CASE(counts),
	KUNIT_CASE(counts_directly),
	KUNIT_CASE(grows_to_its_bound),
	KUNIT_CASE(sorts_by_value),
	KUNIT_CASE(no_values),
	KUNIT_CASE(tally_adds_up),
	KUNIT_CASE(tally_overflows),
	{}
};

static struct kunit_suite histogram_suite = {
	.name = "ordlab-histogram",
	.test_cases = histogram_cases,
};

kunit_test_suite(histogram_suite);
