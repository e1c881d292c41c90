// SPDX-License-Identifier: GPL-2.0
/*
 * Tests that are as large as they may be, and a little larger: each gets an
 * answer, or the tool reports that it is too large.
 */
#include <stdarg.h>
#include <time.h>
#include "tests/tap.h"
#include "check/check.h"
#include "check/deviation.h"
#include "check/explain.h"
#include "tests/parse.h"
#include "lib/util.h"

#define ARRAY_LEN(array)	(sizeof(array) / sizeof(*(array)))

/* Sizes at which something of the tool changes: words of bits, bytes, arrays */
static const unsigned int sizes[] = {
	1, 2, 31, 32, 33, 63, 64, 65, 127, 128, 129, 254, 255, 256,
};

static char *add(char *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static char *add(char *text, const char *format, ...)
{
	char *more, *both;
	va_list args;

	va_start(args, format);
	more = xvasprintf(format, args);
	va_end(args);
	both = xasprintf("%s%s", text, more);
	free(text);
	free(more);
	return both;
}

static double cpu_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec + now.tv_nsec / 1e9;
}

/* A verdict alone, for which there is little time, is given up in time */
static void give_up_verdict(const struct ordlab_view *view, enum model m)
{
	struct budget budget = budget_make(0.02, NULL);
	double began = cpu_seconds();

	result_free(check_verdict(view, m, &budget));
	EXPECT(cpu_seconds() - began < 0.3);
	EXPECT_EQ(budget.taken, 0);
}

/* The verdict of each model; and an explanation, for which there is little time */
static char *outcome(char *text, double seconds)
{
	struct litmus *test = parse(text);
	struct explanation *ex;
	struct budget budget;
	char *all = xstrdup("");
	FILE *nothing = fopen("/dev/null", "w");

	free(text);
	for (unsigned int m = 0; m < NR_MODELS && test->program; m++) {
		struct result *r;

		budget = budget_make(seconds, NULL);
		r = check_program(&test->view, m, &budget);
		all = add(all, "%s ", r->note ? r->note :
			  !r->positive ? "Never" :
			  !r->negative ? "Always" : "Sometimes");
		EXPECT_EQ(budget.taken, 0);
		result_free(r);
		give_up_verdict(&test->view, m);
		budget = budget_make(0.02, NULL);
		ex = explain(&test->view, m, &budget);
		explain_print(nothing, ex);
		explain_dot(nothing, ex);
		explain_free(ex);
	}
	fclose(nothing);
	litmus_free(test);
	return all;
}

TEST(many_writes_of_a_thread)
{
	for (unsigned int i = 0; i < ARRAY_LEN(sizes); i++) {
		char *text = xstrdup("C W\n{}\nP0(int *x) {\n"), *said;

		for (unsigned int n = 0; n < sizes[i]; n++)
			text = add(text, "WRITE_ONCE(*x, %u);\n", n + 1);
		said = outcome(add(text, "}\nexists (x=%u)\n", sizes[i]), 0.2);
		EXPECT_STREQ(said, "Always Always Always ");
		free(said);
	}
}

TEST(many_reads_of_a_thread)
{
	for (unsigned int i = 0; i < ARRAY_LEN(sizes); i++) {
		char *text = xstrdup("C R\n{x=1;}\nP0(int *x) {\nint r0;\n"), *said;

		for (unsigned int n = 0; n < sizes[i]; n++)
			text = add(text, "r0 = READ_ONCE(*x);\n");
		said = outcome(add(text, "}\nexists (0:r0=1)\n"), 0.2);
		EXPECT_STREQ(said, "Always Always Always ");
		free(said);
	}
}

TEST(many_increments_of_a_thread)
{
	for (unsigned int i = 0; i < ARRAY_LEN(sizes) && sizes[i] <= 128; i++) {
		char *text = xstrdup("C I\n{}\nP0(atomic_t *x) {\n"), *said;

		for (unsigned int n = 0; n < sizes[i]; n++)
			text = add(text, "atomic_inc(x);\n");
		said = outcome(add(text, "}\nexists (x=%u)\n", sizes[i]), 0.2);
		EXPECT_STREQ(said, "Always Always Always ");
		free(said);
	}
}

TEST(one_event_too_many)
{
	char *text = xstrdup("C W\n{}\nP0(int *x) {\n"), *said;

	for (unsigned int n = 0; n < 257; n++)
		text = add(text, "WRITE_ONCE(*x, 1);\n");
	said = outcome(add(text, "}\nexists (x=1)\n"), 0.2);
	EXPECT_HAS(said, "too large: an execution has more than 256 events");
	free(said);
}

/* Sizes at which two threads take turns: there may be too many turns */
TEST(many_accesses_of_two_threads)
{
	for (unsigned int i = 1; i < ARRAY_LEN(sizes); i++) {
		char *text = xstrdup("C WW\n{}\n"), *said;

		for (unsigned int t = 0; t < 2; t++) {
			text = add(text, "P%u(int *x, int *y) {\nint r0;\n", t);
			for (unsigned int n = t; n < sizes[i]; n += 2)
				text = add(text, n % 4 < 2 ?
					   "WRITE_ONCE(*x, %u);\n" :
					   "r0 = READ_ONCE(*x);\n", n + 1);
			text = add(text, "}\n");
		}
		said = outcome(add(text, "exists (0:r0=1 /\\ 1:r0=2)\n"), 0.05);
		EXPECT(strstr(said, "Sometimes") || strstr(said, "Never") ||
		       strstr(said, "too large"));
		free(said);
	}
}

TEST(all_locations_and_threads)
{
	char *text = xstrdup("C L\n{}\n"), *said;

	for (unsigned int t = 0; t < 32; t++)
		text = add(text, "P%u(int *x%u, int *x%u) { WRITE_ONCE(*x%u, 1); WRITE_ONCE(*x%u, 2); }\n",
			   t, t, (t + 1) % 32, t, (t + 1) % 32);
	/* 2^32 executions */
	said = outcome(add(text, "exists (x0=1)\n"), 0.2);
	EXPECT(strstr(said, "Sometimes") || strstr(said, "too large"));
	free(said);
}

/* 2^64 executions and more: their number is no number of 64 bits */
TEST(numbers_of_executions_do_not_wrap)
{
	char *text = xstrdup("C L\n{}\n"), *said;

	for (unsigned int t = 0; t < 4; t++) {
		text = add(text, "P%u(", t);
		for (unsigned int l = 0; l < 32; l++)
			text = add(text, "%sint *x%u", l ? ", " : "", l);
		text = add(text, ") {\n");
		for (unsigned int l = 0; l < 32; l++)
			text = add(text, "WRITE_ONCE(*x%u, 1);\n", l);
		text = add(text, "}\n");
	}
	said = outcome(add(text, "exists (x0=1)\n"), 0.2);
	EXPECT(!strstr(said, "Never"));
	EXPECT(strstr(said, "Always") || strstr(said, "too large"));
	free(said);
}

TEST(all_that_can_be_observed)
{
	char *text = xstrdup("C O\n{}\n"), *said;

	for (unsigned int t = 0; t < 32; t++) {
		text = add(text, "P%u(int *x) {\n", t);
		for (unsigned int r = 0; r < 4; r++)
			text = add(text, "int r%u = READ_ONCE(*x);\n", r);
		text = add(text, "}\n");
	}
	text = add(text, "exists (");
	for (unsigned int i = 0; i < 128; i++)
		text = add(text, "%s%u:r%u=0", i ? " /\\ " : "", i / 4, i % 4);
	said = outcome(add(text, ")\n"), 0.2);
	EXPECT_STREQ(said, "Always Always Always ");
	free(said);
}

/* 2^14 paths, each of which has relations of its own */
TEST(paths_take_no_more_memory_than_there_is)
{
	char *text = xstrdup("C P\n{}\nP0(int *x, int *y) {\nint r0;\n");
	struct budget budget = budget_make(0, NULL);
	struct litmus *test;
	struct result *r;

	for (unsigned int i = 0; i < 14; i++)
		text = add(text, "r0 = READ_ONCE(*x);\nif (r0)\nWRITE_ONCE(*y, %u);\n",
			   i);
	text = add(text, "}\nP1(int *x) { WRITE_ONCE(*x, 1); }\nexists (y=1)\n");
	test = parse(text);
	budget.bytes = 4 << 20;
	r = check_program(&test->view, MODEL_SC, &budget);
	EXPECT_HAS(r->note, "too large: it takes more than 384 MiB of memory");
	EXPECT_EQ(budget.over, BUDGET_BYTES);
	EXPECT_EQ(budget.taken, 0);
	result_free(r);
	litmus_free(test);
	free(text);
}

/* 2^10 states, of which a result has no room for all */
TEST(states_take_no_more_memory_than_there_is)
{
	char *text = xstrdup("C S\n{}\n");
	struct budget budget = budget_make(0, NULL);
	struct litmus *test;
	struct result *r;

	for (unsigned int i = 0; i < 10; i++)
		text = add(text, "P%u(int *x%u) { WRITE_ONCE(*x%u, 1); }\n", i, i, i);
	text = add(text, "P10(");
	for (unsigned int i = 0; i < 10; i++)
		text = add(text, "%sint *x%u", i ? ", " : "", i);
	text = add(text, ") {\n");
	for (unsigned int i = 0; i < 10; i++)
		text = add(text, "int r%u = READ_ONCE(*x%u);\n", i, i);
	text = add(text, "}\nlocations [");
	for (unsigned int i = 0; i < 10; i++)
		text = add(text, "10:r%u;", i);
	text = add(text, "]\nexists (x0=1)\n");
	test = parse(text);
	r = check_program(&test->view, MODEL_SC, &budget);
	EXPECT_EQ(r->nr_states, 1024);
	result_free(r);
	budget.bytes = 500 * result_state_bytes(r = result_for(&test->view));
	result_free(r);
	r = check_program(&test->view, MODEL_SC, &budget);
	EXPECT_HAS(r->note, "of memory");
	EXPECT_EQ(r->nr_states, 0);
	EXPECT_EQ(budget.taken, 0);
	result_free(r);
	litmus_free(test);
	free(text);
}

TEST(the_largest_condition)
{
	char *text = xstrdup("C C\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nexists ("), *said;

	/* 512 terms and 511 times "or" */
	for (unsigned int i = 0; i < 512; i++)
		text = add(text, "%sx=%u", i ? " \\/ " : "", i + 1);
	said = outcome(add(text, ")\n"), 0.2);
	EXPECT_STREQ(said, "Always Always Always ");
	free(said);
}

/* What herd7 would say takes no list of states, either */
TEST(deviations_take_a_verdict_alone)
{
	const unsigned int nr = 19;
	char *text = xstrdup("C LB\n{}\n"), *cond = xstrdup("0:r=1");
	struct test test = { .name = NULL };
	struct budget budget = budget_make(10, NULL);
	struct litmus *litmus;
	double began;

	for (unsigned int t = 0; t < nr; t++)
		text = add(text, "P%u(long *x%u, long *x%u) {\nlong r = READ_ONCE(*x%u);\nWRITE_ONCE(*x%u, 1);\n}\n",
			   t, t, (t + 1) % nr, t, (t + 1) % nr);
	for (unsigned int t = 1; t < nr; t++)
		cond = add(cond, " /\\ %u:r=1", t);
	text = add(text, "exists (%s)\n", cond);
	litmus = parse(text);
	EXPECT(litmus->program && litmus->herd);
	test.view = litmus->view;
	test.herd = litmus->herd;
	began = cpu_seconds();
	EXPECT(!deviation(&test, &budget));
	EXPECT(cpu_seconds() - began < 0.5);
	litmus_free(litmus);
	free(text);
	free(cond);
}

CHECK_MAIN
