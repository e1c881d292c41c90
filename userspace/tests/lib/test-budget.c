// SPDX-License-Identifier: GPL-2.0
/*
 * Budgets: what they count, and when they are over.
 */
#include <signal.h>
#include <time.h>
#include <unistd.h>
#include "tests/tap.h"
#include "lib/budget.h"
#include "lib/count.h"

static double cpu_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec + now.tv_nsec / 1e9;
}

/* Works until the budget is over; in steps of so many microseconds */
static double work(struct budget *budget, unsigned int microseconds)
{
	double begin = cpu_seconds(), step;

	while (!budget_over(budget)) {
		step = cpu_seconds() + microseconds / 1e6;
		while (microseconds && cpu_seconds() < step)
			;
	}
	return cpu_seconds() - begin;
}

TEST(time_is_that_of_the_processor)
{
	struct budget budget = budget_make(0.1, NULL);

	usleep(150000);
	EXPECT(!budget_over(&budget));
	EXPECT(work(&budget, 0) <= 0.12);
	EXPECT_EQ(budget.over, BUDGET_TIME);
	budget_renew(&budget);
	EXPECT(!budget_over(&budget));
}

TEST(it_is_exact_for_fast_and_slow_loops)
{
	static const unsigned int steps[] = { 0, 1, 100, 5000 };

	for (unsigned int i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		struct budget budget = budget_make(0.1, NULL);
		double took = work(&budget, steps[i]);

		EXPECT(0.1 <= took);
		EXPECT(took <= 0.12);
	}
}

TEST(time_can_be_left_for_later)
{
	struct budget budget = budget_make(0.1, NULL), endless = budget_make(0, NULL);

	budget_reserve(&budget, 0.06);
	EXPECT(work(&budget, 0) <= 0.05);
	budget_renew(&budget);
	budget_reserve(&budget, 1);
	EXPECT(work(&budget, 0) <= 0.01);
	budget_reserve(&endless, 1);
	EXPECT(!budget_over(&endless));
}

TEST(there_may_be_no_limit)
{
	struct budget budget = budget_make(0, NULL);
	double end = cpu_seconds() + 0.02;

	while (cpu_seconds() < end)
		EXPECT(!budget_over(&budget));
}

TEST(cancelled_at_once_and_for_good)
{
	volatile sig_atomic_t flag = 0;
	struct budget budget = budget_make(0, &flag);

	EXPECT(!budget_over(&budget));
	flag = 1;
	EXPECT(budget_over(&budget));
	EXPECT_EQ(budget.over, BUDGET_CANCELLED);
	budget_renew(&budget);
	EXPECT(budget_over(&budget));
}

TEST(a_part_has_no_more_than_is_left)
{
	struct budget budget = budget_make(0.05, NULL), part;

	EXPECT(budget_take(&budget, LIMIT_BYTES - 1000));
	part = budget_part(&budget, 10);
	EXPECT(work(&part, 0) <= 0.06);
	EXPECT(budget_take(&budget, 1000));
	budget_renew(&budget);
	budget_give(&budget, 1000);
	part = budget_part(&budget, 0.01);
	EXPECT(!budget_take(&part, 1001));
	EXPECT(!budget_over(&budget));
	EXPECT(budget_over(&part));
	EXPECT_EQ(part.over, BUDGET_BYTES);
}

TEST(work_may_be_counted)
{
	struct budget budget = { .bytes = 1000, .looks = 3 }, part;

	budget_renew(&budget);
	for (unsigned int i = 0; i < 3; i++)
		EXPECT(!budget_over(&budget));
	EXPECT(budget_over(&budget));
	EXPECT_EQ(budget.over, BUDGET_TIME);
	budget_renew(&budget);
	EXPECT(!budget_over(&budget));
	part = budget_part(&budget, 0);
	while (!budget_over(&part))
		EXPECT_LE(part.looks_left, 2);
	EXPECT(!budget_over(&budget));
}

TEST(memory_is_taken_and_given)
{
	struct budget budget = { .bytes = 1000 };
	int *array = NULL;
	size_t room = 0;

	EXPECT(budget_grow(&budget, &array, &room, 10, sizeof(*array)));
	EXPECT_LE(10, room);
	EXPECT_EQ(budget.taken, room * sizeof(*array));
	array[9] = 9;
	EXPECT(budget_grow(&budget, &array, &room, 100, sizeof(*array)));
	EXPECT_EQ(array[9], 9);
	EXPECT(!budget_over(&budget));
	EXPECT(!budget_grow(&budget, &array, &room, 251, sizeof(*array)));
	EXPECT_EQ(array[9], 9);
	EXPECT(budget_over(&budget));
	EXPECT_EQ(budget.over, BUDGET_BYTES);
	budget_free(&budget, &array, &room, sizeof(*array));
	EXPECT(!array);
	EXPECT_EQ(room, 0);
	EXPECT_EQ(budget.taken, 0);
	EXPECT(!budget_take(&budget, SIZE_MAX));
}

TEST(counts_stay_at_the_largest)
{
	EXPECT_EQ(count_add(2, 3), 5);
	EXPECT_EQ(count_mul(2, 3), 6);
	EXPECT(count_add(COUNT_MAX, 1) == COUNT_MAX);
	EXPECT(count_mul(1ULL << 32, 1ULL << 32) == COUNT_MAX);
	EXPECT_EQ(count_mul(COUNT_MAX, 0), 0);
}

CHECK_MAIN
