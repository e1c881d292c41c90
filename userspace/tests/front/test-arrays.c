// SPDX-License-Identifier: GPL-2.0
/* Arrays in litmus tests: each element is a location */
#include "tests/tap.h"
#include "check/check.h"
#include "tests/parse.h"
#include "lib/util.h"

/* "Always", "Sometimes" or "Never" a test meets its condition, by the LKMM */
static const char *says(const char *text)
{
	struct litmus *test = parse(text);
	struct result *result;
	const char *word;

	if (test->nr_errors) {
		litmus_free(test);
		return "refused";
	}
	result = check_program(&test->view, MODEL_LKMM, BUDGET_ENDLESS);
	word = result->note ? "no verdict" : !result->positive ? "Never" :
		!result->negative ? "Always" : "Sometimes";
	result_free(result);
	litmus_free(test);
	return word;
}

static const char *error_of(const char *text)
{
	static char *message;
	struct litmus *test = parse(text);

	free(message);
	message = test->nr_errors ? xstrdup(test->messages[0].text) : xstrdup("");
	litmus_free(test);
	return message;
}

#define X2	"C t\n{ int x[2] = {1, 2}; }\n"

TEST(elements_hold_their_initial_values)
{
	EXPECT_STREQ(says(X2 "P0(int *x) { int r0 = READ_ONCE(*x); }\n"
			  "exists (0:r0=1)"), "Always");
	EXPECT_STREQ(says(X2 "P0(int *x) { int r0 = READ_ONCE(x[0]); }\n"
			  "exists (0:r0=1)"), "Always");
	EXPECT_STREQ(says(X2 "P0(int *x) { int r0 = READ_ONCE(x[1]); }\n"
			  "exists (0:r0=2)"), "Always");
	EXPECT_STREQ(says(X2 "P0(int x[2]) { int r0 = READ_ONCE(*(x + 1)); }\n"
			  "exists (0:r0=2)"), "Always");
	EXPECT_STREQ(says(X2 "P0(int x[]) { int r0 = x[1]; int r1 = *(1 + x); }\n"
			  "exists (0:r0=2 /\\ 0:r1=2)"), "Always");
	/* As in C, what has no value holds 0 */
	EXPECT_STREQ(says("C t\n{ int x[3] = {7}; int y[2]; }\n"
			  "P0(int *x, int *y) { int r0 = x[2]; int r1 = y[1]; }\n"
			  "exists (x[0]=7 /\\ 0:r0=0 /\\ 0:r1=0)"), "Always");
	EXPECT_STREQ(says("C t\n{ int *p[2] = {&a, &b}; }\n"
			  "P0(int **p, int *a) { int *r0 = READ_ONCE(p[1]); WRITE_ONCE(*r0, 4); }\n"
			  "exists (b=4 /\\ 0:r0=b)"), "Always");
}

TEST(elements_are_locations_of_their_own)
{
	/* Message passing: the data and the flag are elements */
	EXPECT_STREQ(says("C t\n{ int x[2]; }\n"
			  "P0(int *x) { WRITE_ONCE(x[0], 1); WRITE_ONCE(x[1], 1); }\n"
			  "P1(int *x) { int r0 = READ_ONCE(x[1]); int r1 = READ_ONCE(x[0]); }\n"
			  "exists (1:r0=1 /\\ 1:r1=0)"), "Sometimes");
	EXPECT_STREQ(says("C t\n{ int x[2]; }\n"
			  "P0(int *x) { WRITE_ONCE(x[0], 1); smp_store_release(&x[1], 1); }\n"
			  "P1(int *x) { int r0 = smp_load_acquire(x + 1); int r1 = READ_ONCE(x[0]); }\n"
			  "exists (1:r0=1 /\\ 1:r1=0)"), "Never");
}

TEST(conditions_name_elements)
{
	EXPECT_STREQ(says(X2 "P0(int *x) { x[1] = 5; }\nexists (x[1]=5)"),
		     "Always");
	EXPECT_STREQ(says(X2 "P0(int *x) { x[1] = 5; }\nexists (x={1,5})"),
		     "Always");
	EXPECT_STREQ(says(X2 "P0(int *x) { x[1] = 5; }\n"
			  "locations [x]\nexists (x={1,2})"), "Never");
}

TEST(what_arrays_do_not_cover_is_refused)
{
	EXPECT_STREQ(error_of(X2 "P0(int *x) { int r0 = x[2]; }"),
		     "\"x\" has 2 elements, and no number 2");
	EXPECT_STREQ(error_of(X2 "P0(int *x) { int r0 = x[-1]; }"),
		     "\"x\" has 2 elements, and no number -1");
	EXPECT_STREQ(error_of(X2 "P0(int *x, int *y) { int r0 = *y; int r1 = x[r0]; }"),
		     "which element of \"x\" this is must be a constant; branch with if and else where it is not");
	EXPECT_STREQ(error_of(X2 "P0(int *x) { int *p = x; int r1 = *(p + 1); }"),
		     "this computes with the address of an element of \"x\"; write the element with a constant, as x[1]");
	EXPECT_STREQ(error_of("C t\n{ int x[2] = {1, 2, 3}; }\nP0(int *x) { *x = 1; }"),
		     "\"x\" has more values than elements");
	EXPECT_STREQ(error_of("C t\n{ int x[0]; }\nP0(int *x) { *x = 1; }"),
		     "an array has 1 to 32 elements, as each is a location");
	EXPECT_STREQ(error_of("C t\n{ int x[33]; }\nP0(int *x) { *x = 1; }"),
		     "an array has 1 to 32 elements, as each is a location");
	EXPECT_STREQ(error_of("C t\n{ int x[2]; x = 1; }\nP0(int *x) { *x = 1; }"),
		     "\"x\" has an initial value already, in line 2");
}

CHECK_MAIN
