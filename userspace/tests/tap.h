/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A unit test, in one header. A file tests/test-NAME.c includes it once:
 *
 *	#include "tests/tap.h"
 *
 *	TEST(adds_up)
 *	{
 *		EXPECT_EQ(1 + 1, 2);
 *	}
 *
 *	CHECK_MAIN
 *
 * The words are those of the kernel's kselftest_harness.h: EXPECT_*() notes a
 * failure and goes on; ASSERT_*() notes it and leaves the function that it is
 * in, which must return void. Tests run in the order of the file. The output
 * is TAP; the exit status is 0 if no test failed, else 1.
 */
#ifndef TAP_H
#define TAP_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct check_test {
	const char *name;
	void (*run)(void);
	struct check_test *next;
};

static struct check_test *check_tests, **check_tail = &check_tests;
static bool check_failed;
static const char *check_skipped;

#define TEST(name_)							\
	static void test_##name_(void);					\
	static struct check_test check_##name_ = {			\
		.name = #name_, .run = test_##name_,			\
	};								\
	static void __attribute__((constructor)) enlist_##name_(void)	\
	{								\
		*check_tail = &check_##name_;				\
		check_tail = &check_##name_.next;			\
	}								\
	static void test_##name_(void)

/* Leave a test that cannot be run here, and say why */
#define SKIP(why)		do { check_skipped = (why); return; } while (0)

#define check_fail(...)							\
	(printf("# %s:%d: ", __FILE__, __LINE__), printf(__VA_ARGS__),	\
	 putchar('\n'), check_failed = true, false)

#define check_true(cond)						\
	((cond) ? true : check_fail("not true: %s", #cond))

/* Integers of any type, compared as long long */
#define check_int(a, op, b)						\
({									\
	long long a_ = (long long)(a), b_ = (long long)(b);		\
									\
	a_ op b_ ? true :						\
		check_fail("not true: %s %s %s (%lld, %lld)",		\
			   #a, #op, #b, a_, b_);			\
})

#define check_str(a, b)							\
({									\
	const char *s_ = (a), *t_ = (b);				\
									\
	s_ && t_ && !strcmp(s_, t_) ? true :				\
		check_fail("%s is \"%s\", want \"%s\"", #a,		\
			   s_ ? s_ : "(null)", t_ ? t_ : "(null)");	\
})

/* Whether text a holds text b */
#define check_has(a, b)							\
({									\
	const char *s_ = (a), *t_ = (b);				\
									\
	s_ && t_ && strstr(s_, t_) ? true :				\
		check_fail("%s is \"%s\", without \"%s\"", #a,		\
			   s_ ? s_ : "(null)", t_ ? t_ : "(null)");	\
})

#define EXPECT(cond)		((void)check_true(cond))
#define EXPECT_EQ(a, b)		((void)check_int(a, ==, b))
#define EXPECT_NE(a, b)		((void)check_int(a, !=, b))
#define EXPECT_LT(a, b)		((void)check_int(a, <, b))
#define EXPECT_LE(a, b)		((void)check_int(a, <=, b))
#define EXPECT_STREQ(a, b)	((void)check_str(a, b))
#define EXPECT_HAS(a, b)	((void)check_has(a, b))

#define ASSERT(cond)		do { if (!check_true(cond)) return; } while (0)
#define ASSERT_EQ(a, b)		do { if (!check_int(a, ==, b)) return; } while (0)
#define ASSERT_NE(a, b)		do { if (!check_int(a, !=, b)) return; } while (0)
#define ASSERT_STREQ(a, b)	do { if (!check_str(a, b)) return; } while (0)

static inline int check_run_all(void)
{
	unsigned int nr = 0, failures = 0;
	struct check_test *test;

	/* A test that crashes must not take the output before it along */
	setvbuf(stdout, NULL, _IOLBF, 0);
	puts("TAP version 13");
	for (test = check_tests; test; test = test->next)
		nr++;
	printf("1..%u\n", nr);
	for (nr = 1, test = check_tests; test; test = test->next, nr++) {
		check_failed = false;
		check_skipped = NULL;
		test->run();
		if (check_failed)
			failures++;
		printf("%sok %u - %s%s%s\n", check_failed ? "not " : "", nr,
		       test->name, check_skipped ? " # SKIP " : "",
		       check_skipped ? check_skipped : "");
	}
	return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}

#define CHECK_MAIN		int main(void) { return check_run_all(); }

#endif /* TAP_H */
