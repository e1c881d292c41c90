// SPDX-License-Identifier: GPL-2.0
/*
 * Plain loops around two atomics, timed by the clock: what scripts/bench holds
 * the module's costs against. Prints a line "NAME NANOSECONDS" each, the least
 * of many short runs, with an empty loop subtracted.
 */
#include <stdio.h>
#include <time.h>

#define CALLS	100000
#define RUNS	50

static int cell;

static double ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1e9 + now.tv_nsec;
}

static void empty(void)
{
	int i;

	for (i = 0; i < CALLS; i++)
		__asm__ volatile("" : : : "memory");
}

static void xchg(void)
{
	int i;

	for (i = 0; i < CALLS; i++)
		__atomic_exchange_n(&cell, i, __ATOMIC_SEQ_CST);
}

static void add_return(void)
{
	int i, sum;

	for (i = 0; i < CALLS; i++) {
		sum = __atomic_add_fetch(&cell, 1, __ATOMIC_SEQ_CST);
		__asm__ volatile("" : : "r"(sum));
	}
}

static double least(void (*loop)(void))
{
	double best = 1e18, start, took;
	int run;

	for (run = 0; run < RUNS; run++) {
		start = ns();
		loop();
		took = ns() - start;
		if (took < best)
			best = took;
	}
	return best / CALLS;
}

int main(void)
{
	double nothing = least(empty);

	printf("xchg %.3f\n", least(xchg) - nothing);
	printf("atomic_add_return %.3f\n", least(add_return) - nothing);
	return 0;
}
