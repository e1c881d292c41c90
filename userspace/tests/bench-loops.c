// SPDX-License-Identifier: GPL-2.0
/*
 * Plain loops, timed by the clock: what scripts/bench holds the module's costs
 * and its transfer time against. Prints a line "NAME NANOSECONDS" each, the
 * median of many short runs; of atomics, with an empty loop subtracted.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define CALLS	100000
#define RUNS	51
#define TURNS	2000

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

static int compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Median time of a loop */
static double median(void (*loop)(void))
{
	double took[RUNS], start;
	int run;

	for (run = 0; run < RUNS; run++) {
		start = ns();
		loop();
		took[run] = ns() - start;
	}
	qsort(took, RUNS, sizeof(*took), compare);
	return took[RUNS / 2];
}

/* The line that two threads hand to each other, and whose turn it is */
static struct {
	int turn __attribute__((aligned(256)));
} ball;

static void on_cpu(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	if (sched_setaffinity(0, sizeof(set), &set)) {
		perror("sched_setaffinity");
		exit(1);
	}
}

/* Take every other turn; a race on purpose */
static void play(int first)
{
	int turn;

	for (turn = first; turn < 2 * TURNS; turn += 2) {
		while (__atomic_load_n(&ball.turn, __ATOMIC_RELAXED) != turn)
			;
		__atomic_store_n(&ball.turn, turn + 1, __ATOMIC_RELAXED);
	}
}

static void *second(void *unused)
{
	int run;

	on_cpu(1);
	for (run = 0; run < RUNS; run++)
		play(1);
	return unused;
}

static void first(void)
{
	play(0);
	/* The last turn is the other thread's */
	while (__atomic_load_n(&ball.turn, __ATOMIC_RELAXED) != 2 * TURNS)
		;
	__atomic_store_n(&ball.turn, 0, __ATOMIC_RELAXED);
}

int main(void)
{
	double nothing = median(empty);
	pthread_t thread;

	printf("xchg %.3f\n", (median(xchg) - nothing) / CALLS);
	printf("atomic_add_return %.3f\n",
	       (median(add_return) - nothing) / CALLS);
	/* Where threads do not run side by side, the transfer is left out */
	fflush(stdout);
	alarm(10);
	on_cpu(0);
	if (pthread_create(&thread, NULL, second, NULL)) {
		perror("pthread_create");
		return 1;
	}
	printf("one-way-transfer %.3f\n", median(first) / (2 * TURNS));
	pthread_join(thread, NULL);
	return 0;
}
