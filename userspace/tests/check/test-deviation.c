// SPDX-License-Identifier: GPL-2.0
/*
 * Where herd7, which has no types, would give another verdict.
 */
#include "tests/tap.h"
#include "check/deviation.h"
#include "tests/parse.h"
#include "lib/util.h"

/* What deviation() returns if budget_over() returns false so many times */
static char *deviation_of(const char *text, uint64_t looks)
{
	struct budget budget = { .bytes = LIMIT_BYTES, .looks = looks };
	struct litmus *litmus = parse(text);
	struct test test = { .view = litmus->view, .herd = litmus->herd };
	char *what;

	if (!litmus->program)
		printf("# %s\n", text);
	what = deviation(&test, &budget);
	litmus_free(litmus);
	return what;
}

#define HAS_TRUE	"{}\n" \
		"P0(int *x) { int r0 = 0; if (true) { r0 = 1; WRITE_ONCE(*x, 1); } }\n"

TEST(types_make_a_difference)
{
	char *what = deviation_of("C compare\n" HAS_TRUE "exists (0:r0=1)\n", 0);

	ASSERT(what);
	EXPECT_STREQ(what, "with the types of C the LKMM says Always; herd7, to which all integers are int and true is 0, says Never");
	free(what);
	/* Nothing depends on it */
	EXPECT(!deviation_of("C no-difference\n" HAS_TRUE "exists (0:r0=2)\n", 0));
	EXPECT(!deviation_of("C int\n{}\nP0(int *x) { int r0 = READ_ONCE(*x); }\nexists (0:r0=0)\n",
			     0));
}

/* As many states as nobody can list: the verdict takes no list */
TEST(states_are_not_listed)
{
	char *text = xstrdup("C many\n" HAS_TRUE), *seen = xstrdup("0:r0;"), *more;
	char *what;

	for (unsigned int t = 1; t <= 4; t++) {
		more = xasprintf("%sP%u(int *y) {", text, t);
		free(text);
		text = more;
		for (unsigned int r = 0; r < 6; r++) {
			more = xasprintf("%s int r%u = xchg_relaxed(y, %u);", text, r,
					 10 * t + r);
			free(text);
			text = more;
			more = xasprintf("%s %u:r%u;", seen, t, r);
			free(seen);
			seen = more;
		}
		more = xasprintf("%s }\n", text);
		free(text);
		text = more;
	}
	more = xasprintf("%slocations [%s]\nexists (0:r0=1)\n", text, seen);
	what = deviation_of(more, 1000000);
	EXPECT(what);
	free(what);
	free(more);
	free(text);
	free(seen);
}

CHECK_MAIN
