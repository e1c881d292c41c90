// SPDX-License-Identifier: GPL-2.0
/*
 * Where herd7 says otherwise, for expressions in expressions: each of these was
 * held against herd7 7.58 with the LKMM of Linux 7.2.
 */
#include "tests/nested.h"
#include "check/deviation.h"

/* What is warned of in message passing that the body of P0 decides, or NULL */
static char *warning(const char *body)
{
	char *text = xasprintf("C deviation\n{ p=y; }\n"
			       "P0(int *x, int *y, int *z, int **p)\n"
			       "{ int r1 = 0; int r2 = 0; %s }\n"
			       "P1(int *x, int *y, int *z)\n"
			       "{ int r0 = READ_ONCE(*z); smp_mb(); WRITE_ONCE(*x, 1); }\n"
			       "exists (x=1 /\\ z=1 /\\ 1:r0=1 /\\ 0:r1=1)\n", body);
	struct litmus *litmus = parse(text);
	struct budget budget = budget_make(10, NULL);
	struct test test = {
		.herd = litmus->herd,
		.herd_nested = litmus->herd_nested,
		.view = litmus->view,
	};
	char *warning = NULL;

	if (check_true(litmus->program))
		warning = deviation(&test, &budget);
	litmus_free(litmus);
	free(text);
	return warning;
}

#define EXPECT_WARNING(body, ours, theirs) do {				\
	char *text_ = warning(body);					\
									\
	EXPECT_HAS(text_ ? text_ : "", "the LKMM says " ours);		\
	EXPECT_HAS(text_ ? text_ : "", "says " theirs);			\
	free(text_);							\
} while (0)

#define EXPECT_NONE(body) do {						\
	char *text_ = warning(body);					\
									\
	EXPECT_STREQ(text_ ? text_ : "", "");				\
	free(text_);							\
} while (0)

TEST(dependencies_that_herd_adds)
{
	EXPECT_WARNING("r1 = READ_ONCE(*x); if (xchg_relaxed(y, r1) == 0) WRITE_ONCE(*z, 1);",
		       "Sometimes", "Never");
	EXPECT_WARNING("if (xchg_relaxed(y, READ_ONCE(*x)) == 0) WRITE_ONCE(*z, 1); "
		       "r1 = READ_ONCE(*y);", "Sometimes", "Never");
	EXPECT_WARNING("r1 = READ_ONCE(*x); if (cmpxchg_relaxed(y, r1, 5) == 0) WRITE_ONCE(*z, 1);",
		       "Sometimes", "Never");
	/* The result comes from the operand, or there is a register */
	EXPECT_NONE("r1 = READ_ONCE(*x); if (atomic_fetch_add_relaxed(r1, y) == 0) WRITE_ONCE(*z, 1);");
	EXPECT_NONE("r1 = READ_ONCE(*x); if (READ_ONCE(*(y + (r1 & 0))) == 0) WRITE_ONCE(*z, 1);");
	EXPECT_NONE("r1 = READ_ONCE(*x); r2 = cmpxchg_relaxed(y, 0, r1); if (r2 == 0) WRITE_ONCE(*z, 1);");
}

TEST(dependencies_that_herd_loses)
{
	EXPECT_WARNING("r1 = 1; WRITE_ONCE(*z, cmpxchg_relaxed(x, 1, 1));", "Never", "Sometimes");
	EXPECT_WARNING("r1 = 1; WRITE_ONCE(*z, cmpxchg_relaxed(x, 1, 1) + 0);", "Never", "Sometimes");
	EXPECT_WARNING("r1 = 1; atomic_add(cmpxchg_relaxed(x, 1, 1), z);", "Never", "Sometimes");
	EXPECT_NONE("r1 = 1; WRITE_ONCE(*z, xchg_relaxed(x, 1));");
	EXPECT_NONE("r1 = cmpxchg_relaxed(x, 1, 1); WRITE_ONCE(*z, r1);");
	EXPECT_NONE("r1 = 1; if (cmpxchg_relaxed(x, 1, 1)) WRITE_ONCE(*z, 1);");
}

/* A barrier inside of an expression */
TEST(barriers_that_herd_loses)
{
	static const char text[] = "C barrier\n{}\nP0(int *x, int *z)\n"
		"{ WRITE_ONCE(*z, atomic_add_unless(x, 2, 0)); }\nexists (z=1)\n";
	struct litmus *litmus = parse(text);

	ASSERT_EQ(litmus->nr_messages, 1);
	EXPECT_HAS(litmus->messages[0].text, "what atomic_add_unless() returns is stored here");
	litmus_free(litmus);
}

CHECK_MAIN
