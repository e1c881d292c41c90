// SPDX-License-Identifier: GPL-2.0
/*
 * Loops of litmus tests. A loop that constants end is exact, and can run. Of any other
 * loop some turns are checked, and executions that are still in it are counted.
 */
#include "tests/tap.h"
#include "check/check.h"
#include "front/litmus.h"
#include "tests/outcome.h"
#include "report/report-check.h"
#include "result/result.h"
#include "cli/testset.h"
#include "lib/text.h"
#include "lib/util.h"

/* P1 has the statements; P0 writes x and then y */
static char *loop_text(const char *statements, const char *cond)
{
	return xasprintf("C t\n{}\n"
			 "P0(int *x, int *y) { WRITE_ONCE(*y, 1); smp_store_release(x, 1); }\n"
			 "P1(int *x, int *y) {\n%s\n}\nexists (%s)\n",
			 statements, cond);
}

static struct litmus *loop(const char *statements, const char *cond, bool unsafe)
{
	struct litmus_options options = { .unsafe = unsafe };
	char *text = loop_text(statements, cond);
	struct litmus *test = litmus_parse("t", text, strlen(text), &options);

	free(text);
	return test;
}

#define EXPECT_LOOP(statements, cond, line)				\
	do {								\
		char *text_ = loop_text(statements, cond);		\
									\
		EXPECT_OUTCOME(text_, MODEL_LKMM, line);		\
		free(text_);						\
	} while (0)

/* Whether it may run, too */
static bool runs(const char *statements)
{
	struct litmus *test = loop(statements, "x=1", false);
	bool may = test->program;

	litmus_free(test);
	return may;
}

TEST(constants_end_a_loop)
{
	EXPECT_LOOP("int r = 0; while (r < 1) { r = r + 1; }", "1:r=1",
		      "Always 1 0");
	EXPECT_LOOP("int r = 0; while (r < 10) r = r + 1;", "1:r=10",
		      "Always 1 0");
	EXPECT_LOOP("int r = 3; while (r > 5) r = 1;", "1:r=3", "Always 1 0");
	EXPECT_LOOP("int r = 7; do { r = r + 1; } while (r < 5);", "1:r=8",
		      "Always 1 0");
	EXPECT_LOOP("int r = 0; do r = r + 1; while (r < 5);", "1:r=5",
		      "Always 1 0");
	EXPECT_LOOP("int r; int i; r = 0; for (i = 0; i < 10; i = i + 1) r = r + i;",
		      "1:r=45 /\\ 1:i=10", "Always 1 0");
	EXPECT_LOOP("int r = 0; for (int i = 3; i; i = i - 1) { r = r + i; }",
		      "1:r=6", "Always 1 0");
	EXPECT_LOOP("int r = 0; int i = 0; int j = 0;\n"
		      "while (i < 3) { j = 0; while (j < 4) { j = j + 1; r = r + 1; } i = i + 1; }",
		      "1:r=12", "Always 1 0");
	EXPECT(runs("int r = 0; while (r < 10) { r = r + 1; WRITE_ONCE(*x, r); }"));
	EXPECT(runs("int r; do { r = READ_ONCE(*x); } while (0);"));
}

/* Each turn reads: the instructions are those of both turns */
TEST(turns_access_memory)
{
	EXPECT_LOOP("int r = 0; for (int i = 0; i < 2; i = i + 1) { r = r + READ_ONCE(*x); }",
		      "1:r=1", "Sometimes 1 2");
}

TEST(what_is_in_the_loop_yet_is_cut_off)
{
	/* the same as herd7, which also warns */
	EXPECT_LOOP("int r = 0; int s;\n"
		      "while (r == 0) { r = smp_load_acquire(x); }\ns = READ_ONCE(*y);",
		      "1:s=0", "Never 0 2, 1 cut after 2 turns in line 6");
	EXPECT_LOOP("int r; r = READ_ONCE(*x); while (r == 0) { r = READ_ONCE(*x); }\n"
		      "WRITE_ONCE(*y, 2);", "y=1",
		      "Sometimes 3 3, 1 cut after 2 turns in line 5");
	EXPECT_LOOP("int r;\n\ndo { r = smp_load_acquire(x); } while (!r);",
		      "1:r=0", "Never 0 2, 1 cut after 2 turns in line 7");
	EXPECT_LOOP("for (;;) { }", "x=1", "loop 0 0, 1 cut after 128 turns in line 5");
	EXPECT(!runs("while (!READ_ONCE(*x)) { }"));
	EXPECT(!runs("while (1) { }"));
}

/* On each path a register is constant, but not where the paths join */
TEST(a_path_that_has_left_is_not_cut_off)
{
	EXPECT_LOOP("int r = 0; int s = 0; s = READ_ONCE(*x);\n"
		      "while (r < 2) { if (s) r = r + 1; else r = 2; }",
		      "1:r=2", "Always 2 0");
}

TEST(turns_are_bounded)
{
	EXPECT_LOOP("int i = 0; int j = 0;\n"
		      "for (i = 0; i < 100; i = i + 1) { for (j = 0; j < 100; j = j + 1) { *x = j; } }",
		      "x=1", "this is one instruction too many; a test has at most 2048");
}

/* The report has the limits of a verdict */
TEST(the_report_says_what_forbidden_means)
{
	struct litmus *test = loop("int r; do r = smp_load_acquire(x); while (!r);",
				   "1:r=0", true);
	char name[] = "t";
	struct test named = { .name = name };
	struct checked *checked = checked_new(&test->view, 1U << MODEL_LKMM,
					       BUDGET_ENDLESS);
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);

	report_checked(stream, &named, checked, false);
	fclose(stream);
	EXPECT_HAS(text, "1 execution of the LKMM was cut off after 2 turns of the loop");
	EXPECT_HAS(text, "forbidden");
	free(text);
	checked_free(checked);
	litmus_free(test);
}

/* The report of a verdict alone, its row of a table and its object */
static char *verdict_report(const char *cond, bool always)
{
	struct litmus *test = loop("int r0 = 0; int r1;\n"
				   "while (smp_load_acquire(x) == 0) r0 = r0 + 1;\n"
				   "r1 = READ_ONCE(*y);", cond, true);
	struct ordlab_program prog = *test->program;
	char name[] = "t", *text = NULL;
	struct test named = { .name = name };
	struct checked *checked;
	struct table *table;
	FILE *stream;
	size_t size;

	if (always)
		prog.quantifier = ORDLAB_FORALL;
	test->view.prog = &prog;
	checked = checked_verdict(&test->view, 1U << MODEL_LKMM | 1U << MODEL_SC,
				  BUDGET_ENDLESS);
	stream = open_memstream(&text, &size);
	report_checked(stream, &named, checked, false);
	table = report_checked_rows(1U << MODEL_LKMM | 1U << MODEL_SC);
	report_checked_row(table, &named, checked);
	table_print(table, stream, 0, "  ");
	table_free(table);
	report_checked_json(stream, &named, checked);
	fclose(stream);
	checked_free(checked);
	litmus_free(test);
	return text;
}

#define BOUND	"for up to 2 turns of the loop in line 6"

TEST(a_verdict_alone_knows_its_bound)
{
	char *text = verdict_report("1:r0=3", false);

	EXPECT_HAS(text, "  Forbidden by the LKMM and SC.\n"
		   "  Some executions of the LKMM and SC were cut off after 2 turns of the loop in\n"
		   "  line 6. What is allowed stays allowed with more turns; what is forbidden is so\n"
		   "  for up to 2 turns only.\n");
	EXPECT_HAS(text, "\nt     forbidden  forbidden  " BOUND "\n");
	EXPECT_HAS(text, "\"any_cut\":true,\"cut_line\":6,\"cut_turns\":2,\"bounded\":true");
	free(text);

	/* An execution that meets the condition exists with more turns, too */
	text = verdict_report("1:r1=1", false);
	EXPECT_HAS(text, "Some executions of the LKMM and SC were cut off");
	EXPECT(!strstr(text, BOUND));
	EXPECT_HAS(text, "\"bounded\":false");
	free(text);

	/* But with more turns, not all executions may meet it */
	text = verdict_report("1:r1=1", true);
	EXPECT_HAS(text, "  line 6. What is allowed stays allowed with more turns; what is forbidden, or\n"
		   "  that all of them meet the condition, is so for up to 2 turns only.\n");
	EXPECT_HAS(text, "\nt     allowed  allowed  " BOUND "\n");
	EXPECT_HAS(text, "\"bounded\":true");
	free(text);
}

CHECK_MAIN
