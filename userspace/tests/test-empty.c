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
	report_result(stream, result);
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

CHECK_MAIN
