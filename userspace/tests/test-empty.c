// SPDX-License-Identifier: GPL-2.0
/* Results that say nothing: no execution, or none that the filter leaves */
#include <json.h>
#include "check.h"
#include "../check.h"
#include "device.h"
#include "parse.h"
#include "report.h"
#include "util.h"

#define FILTERED(filter, cond)						\
	"C filtered\n{}\n"						\
	"P0(int *x) { WRITE_ONCE(*x, 1); }\n"				\
	"P1(int *x) { int r0; int r1; r0 = READ_ONCE(*x); r1 = READ_ONCE(*x); }\n" \
	"locations [x;1:r0]\n"						\
	"filter (" filter ")\n" cond "\n"

/* What a run says whose outcomes are @states, as the module prints them */
static struct result *run_of(const char *states, unsigned int nr,
			     unsigned int passed, unsigned int filtered)
{
	char *text = xasprintf("Test filtered Allowed\nHistogram (%u states)\n%s"
			       "Ok\n\nCondition exists (x=1)\nstate: done\n"
			       "mode: batch\ncpus: 0-1\ninstances: 1\n"
			       "iterations: %u\nns: 1000\npositive: %u\n"
			       "negative: 0\nfiltered: %u\n",
			       nr, states, passed + filtered, passed, filtered);
	struct result *result = device_results_parse(text);

	free(text);
	if (!result)
		abort();
	return result;
}

static const char *report_of(const struct result *result)
{
	static char *text;
	size_t size;
	FILE *stream;

	free(text);
	stream = open_memstream(&text, &size);
	report_result(stream, result, 0);
	report_tap(stream, 1, result);
	report_json(stream, report_result_object(result));
	fclose(stream);
	return text;
}

/* The filter asks for 1:r1, which no state shows, neither here nor there */
TEST(a_run_with_a_filter_keeps_the_verdict)
{
	struct litmus *test = parse(FILTERED("1:r0=0 /\\ 1:r1=1", "exists (x=1)"));
	struct result *run = run_of("7 *>x=1; 1:r0=0;\n", 1, 7, 993);
	const char *text;

	check_join(run, &test->view, 1U << MODEL_LKMM | 1U << MODEL_SC,
		   BUDGET_ENDLESS);
	EXPECT(!run->note);
	EXPECT_EQ(run->condition_verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(run->condition_verdict[MODEL_SC], VERDICT_ALLOWED);
	EXPECT_EQ(run->states[0].verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(result_finding(run), FINDING_ALLOWED_SEEN);
	text = report_of(run);
	EXPECT_HAS(text, "  7 iterations passed the filter, which left out 993\n");
	EXPECT_HAS(text, "\n# 7 iterations passed the filter, which left out 993\n");
	EXPECT_HAS(text, "\nok 1 filtered\n");
	EXPECT_HAS(text, "\"filtered\":993");
	result_free(run);

	/* What passed on the machine, and does in no model, is a violation */
	run = run_of("7 *>x=1; 1:r0=1;\n", 1, 7, 993);
	check_join(run, &test->view, 1U << MODEL_LKMM, BUDGET_ENDLESS);
	EXPECT_EQ(result_finding(run), FINDING_VIOLATED);
	result_free(run);
	litmus_free(test);
}

TEST(a_run_whose_filter_leaves_none_learns_nothing)
{
	struct litmus *test = parse(FILTERED("1:r0=0 /\\ 1:r1=1", "exists (x=1)"));
	struct result *run = run_of("", 0, 0, 1000);
	const char *text;
	char *why;

	check_join(run, &test->view, 1U << MODEL_LKMM, BUDGET_ENDLESS);
	EXPECT(!run->note);
	EXPECT_EQ(run->condition_verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(result_finding(run), FINDING_NOTHING);
	why = result_nothing_learnt(run);
	EXPECT_STREQ(why, "the filter left none of 1,000 iterations");
	free(why);
	/* The state that the model allows is shown, as one not seen */
	ASSERT_EQ(run->nr_states, 1);
	EXPECT_EQ(run->states[0].count, 0);
	text = report_of(run);
	EXPECT_HAS(text, "\n  Allowed by the LKMM; but nothing learnt: the filter left none of 1,000\n  iterations.\n");
	EXPECT_HAS(text, "\nok 1 filtered # SKIP the filter left none of 1,000 iterations\n");
	EXPECT_HAS(text, "\"finding\":\"nothing learnt\",\"nothing_learnt\":\"the filter left none of 1,000 iterations\"");
	result_free(run);
	litmus_free(test);
}

/* --- check --- */

struct row {
	const char *text;
	enum absence absence;	/* in every model */
	const char *why;
};

static void expect_absent(const struct row *row)
{
	struct litmus *test = parse(row->text);
	struct checked *checked;

	ASSERT_EQ(test->nr_errors, 0);
	checked = checked_new(&test->view, (1U << NR_MODELS) - 1, BUDGET_ENDLESS);
	for (unsigned int m = 0; m < NR_MODELS; m++) {
		const struct result *result = checked->by[m];

		EXPECT_EQ(result->absence, row->absence);
		EXPECT_EQ(result->condition_verdict[m], VERDICT_NO_EXECUTION);
		EXPECT_EQ(checked->all->condition_verdict[m],
			  VERDICT_NO_EXECUTION);
		EXPECT_EQ(check_condition(&test->view, m, BUDGET_ENDLESS),
			  VERDICT_NO_EXECUTION);
		EXPECT_STREQ(result->why_absent, row->why);
		EXPECT_EQ(result->positive + result->negative, 0);
		if (check_failed)
			printf("# in %s:\n%s", model_infos[m].name, row->text);
	}
	checked_free(checked);
	litmus_free(test);
}

/* Whatever stands before the condition */
static void expect_absent_always(const char *body, enum absence absence,
				 const char *why)
{
	static const char * const conditions[] = {
		"exists (x=1)", "~exists (x=1)", "forall (x=1)", "forall (x=2)",
		"exists (true)", "forall (true)",
	};

	for (unsigned int i = 0; i < ARRAY_SIZE(conditions); i++) {
		char *text = xasprintf("%s%s\n", body, conditions[i]);

		expect_absent(&(struct row) { text, absence, why });
		free(text);
	}
}

TEST(no_execution_ends)
{
	expect_absent_always("C t\n{}\n"
			     "P0(int *x, spinlock_t *s) { spin_lock(s); WRITE_ONCE(*x, 1); }\n"
			     "P1(int *x, spinlock_t *s) { spin_lock(s); WRITE_ONCE(*x, 2); }\n",
			     ABSENCE_WAITS, "no execution ends");
	/* A filter has nothing to leave then */
	expect_absent_always("C t\n{}\n"
			     "P0(int *x, spinlock_t *s) { spin_lock(s); spin_lock(s); }\n"
			     "filter (x=0)\n",
			     ABSENCE_WAITS, "no execution ends");
}

TEST(the_filter_leaves_none)
{
	expect_absent_always("C t\n{}\n"
			     "P0(int *x) { WRITE_ONCE(*x, 1); }\n"
			     "P1(int *x) { int r0 = READ_ONCE(*x); }\n"
			     "filter (1:r0=7)\n",
			     ABSENCE_FILTER, "the filter leaves none of the 2 executions");
	expect_absent_always("C t\n{}\n"
			     "P0(int *x) { WRITE_ONCE(*x, 1); WRITE_ONCE(*x, 2); }\n"
			     "filter (x=1 /\\ ~(x=1))\n",
			     ABSENCE_FILTER, "the filter leaves none of the 1 executions");
	/* It need not be a conjunction that paths know of */
	expect_absent_always("C t\n{}\n"
			     "P0(int *x) { WRITE_ONCE(*x, 1); }\n"
			     "P1(int *x) { int r0 = xchg(x, 2); }\n"
			     "filter ((x=0 \\/ x=3))\n",
			     ABSENCE_FILTER, "the filter leaves none of the 2 executions");
}

/* What the filter asks for is what SC alone forbids */
#define WEAK(condition)							\
	"C t\n{}\n"							\
	"P0(int *x, int *y) { WRITE_ONCE(*x, 1); int r0 = READ_ONCE(*y); }\n" \
	"P1(int *x, int *y) { WRITE_ONCE(*y, 1); int r0 = READ_ONCE(*x); }\n" \
	"filter (0:r0=0 /\\ 1:r0=0)\n" condition "\n"

TEST(only_some_models_have_no_execution)
{
	struct litmus *test = parse(WEAK("exists (x=1)"));
	struct checked *checked = checked_new(&test->view, (1U << NR_MODELS) - 1,
					      BUDGET_ENDLESS);
	const struct result *all = checked->all;

	EXPECT_EQ(all->condition_verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(all->condition_verdict[MODEL_TSO], VERDICT_ALLOWED);
	EXPECT_EQ(all->condition_verdict[MODEL_SC], VERDICT_NO_EXECUTION);
	EXPECT_EQ(checked->by[MODEL_SC]->absence, ABSENCE_FILTER);
	EXPECT_EQ(checked->by[MODEL_LKMM]->absence, ABSENCE_NONE);
	ASSERT_EQ(all->nr_states, 1);
	EXPECT_EQ(all->states[0].verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(all->states[0].verdict[MODEL_SC], VERDICT_NO_EXECUTION);
	checked_free(checked);
	litmus_free(test);

	test = parse(WEAK("exists (x=2)"));
	EXPECT_EQ(check_condition(&test->view, MODEL_LKMM, BUDGET_ENDLESS),
		  VERDICT_FORBIDDEN);
	EXPECT_EQ(check_condition(&test->view, MODEL_SC, BUDGET_ENDLESS),
		  VERDICT_NO_EXECUTION);
	litmus_free(test);
}

/* What a machine did is forbidden, even where there is no verdict otherwise */
TEST(what_was_seen_without_any_execution_is_forbidden)
{
	struct litmus *test = parse(WEAK("exists (x=1)"));
	struct result *run = run_of("7 *>x=1;\n", 1, 7, 0);

	check_join(run, &test->view, 1U << MODEL_SC | 1U << MODEL_LKMM,
		   BUDGET_ENDLESS);
	EXPECT_EQ(run->states[0].verdict[MODEL_SC], VERDICT_FORBIDDEN);
	EXPECT_EQ(run->states[0].verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(run->condition_verdict[MODEL_SC], VERDICT_NO_EXECUTION);
	EXPECT_HAS(run->note, "SC: the filter leaves none of the 3 executions");
	result_free(run);
	litmus_free(test);
}

TEST(a_file_may_expect_a_deadlock)
{
	struct litmus *test = parse("C t\n{}\n"
				    "P0(int *x, spinlock_t *s) { spin_lock(s); spin_lock(s); }\n"
				    "exists (x=0)\n");
	struct result *none = check_program(&test->view, MODEL_LKMM,
					    BUDGET_ENDLESS);
	struct result *some;

	EXPECT_EQ(check_agrees(none, "DEADLOCK"), AGREE_YES);
	EXPECT_EQ(check_agrees(none, "Never"), AGREE_UNKNOWN);
	EXPECT_EQ(check_agrees(none, "Always"), AGREE_UNKNOWN);
	EXPECT_EQ(check_agrees(none, NULL), AGREE_UNKNOWN);
	result_free(none);
	litmus_free(test);
	test = parse(WEAK("exists (x=1)"));
	some = check_program(&test->view, MODEL_LKMM, BUDGET_ENDLESS);
	EXPECT_EQ(check_agrees(some, "DEADLOCK"), AGREE_NO);
	result_free(some);
	/* A filter is no deadlock */
	none = check_program(&test->view, MODEL_SC, BUDGET_ENDLESS);
	EXPECT_EQ(check_agrees(none, "DEADLOCK"), AGREE_NO);
	result_free(none);
	litmus_free(test);
}

CHECK_MAIN
