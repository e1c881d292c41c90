// SPDX-License-Identifier: GPL-2.0
/* Views of a result: text, JSON and KTAP */
#include <json.h>
#include "tests/tap.h"
#include "machine/device.h"
#include "arch/machine.h"
#include "report/report.h"
#include "tests/sample.h"
#include "cli/testset.h"
#include "lib/text.h"
#include "lib/util.h"

/* What a function of report/ prints for a result; until the next call */
static const char *printed(void (*report)(FILE *, const struct result *),
			   const struct result *result)
{
	static char *text;
	size_t size;
	FILE *stream;

	free(text);
	stream = open_memstream(&text, &size);
	report(stream, result);
	fclose(stream);
	return text;
}

static void brief(FILE *stream, const struct result *result)
{
	report_result(stream, result, 0);
}

static void verbose(FILE *stream, const struct result *result)
{
	report_result(stream, result, REPORT_VERBOSE);
}

static void all_states(FILE *stream, const struct result *result)
{
	report_result(stream, result, REPORT_ALL_STATES);
}

static struct result *sample(const char *text)
{
	struct result *result = device_results_parse(text);

	/* Without this, the tests below would test nothing */
	if (!result)
		abort();
	return result;
}

TEST(text)
{
	struct result *result = sample(SAMPLE_RESULTS("exists", ""));

	EXPECT_STREQ(printed(brief, result),
		     "  exists (0:r0=0 /\\ 1:r0=0)\n"
		     "\n"
		     "  Seen: 25 of 1,000 iterations (2.50 %) met the condition.\n"
		     "\n"
		     "      0:r0  1:r0  count    share\n"
		     "  *>     0     0     25   2.50 %  #\n"
		     "  :>     0     1    475  47.50 %  ##########\n"
		     "  :>     1     y    500  50.00 %  ##########\n"
		     "\n"
		     "  batch mode on CPUs 0-1, 1 instance, seed 42\n"
		     "  1,003 iterations in 0.50 s (2.01 k/s): 3 states\n"
		     "  3 iterations not counted: a register used as an address held none\n"
		     "\n");
	result_free(result);
}

TEST(text_tells_why_a_run_ended_early)
{
	struct result *result =
		sample(SAMPLE_RESULTS("exists", "reason: CPU 1 went offline\n"));

	EXPECT_HAS(printed(brief, result),
		   "\n  ended early: CPU 1 went offline\n");
	result_free(result);
}

/* A model that allows all that is in the sample but one state */
static void judge(struct result *result, int64_t a, int64_t b)
{
	struct result *model = sample(SAMPLE_RESULTS("exists", ""));
	size_t i;

	for (i = 0; i < model->nr_states; i++)
		if (state_value(model, &model->states[i], 0).n == a &&
		    state_value(model, &model->states[i], 1).n == b)
			break;
	if (i < model->nr_states) {
		free(model->states[i].values);
		model->states[i] = model->states[--model->nr_states];
	}
	EXPECT_EQ(result_join(result, MODEL_LKMM, model), 0);
	result_free(model);
}

TEST(text_with_verdicts)
{
	struct result *result = sample(SAMPLE_RESULTS("exists", ""));

	judge(result, 0, 1);
	EXPECT_HAS(printed(brief, result),
		   "      0:r0  1:r0  count    share  LKMM\n"
		   "  *>     0     0     25   2.50 %  allowed    #\n"
		   "  :>     0     1    475  47.50 %  forbidden  ##########\n"
		   "  :>     1     y    500  50.00 %  allowed    ##########\n");
	EXPECT_HAS(printed(brief, result),
		   "FORBIDDEN AND SEEN: 475 of 1,000 iterations (47.50 %)");
	result_free(result);
}

/* States that a model allows and that were not seen: those that match come first */
TEST(few_states_that_were_not_seen_are_shown)
{
	struct result *result = sample(SAMPLE_RESULTS("exists", ""));
	struct state *state;
	const char *text;
	size_t i;

	for (i = 2; i < 12; i++) {
		const struct value values[2] = { { .n = i }, { .n = i } };

		state = result_state(result, values);
		state->match = i >= 10;
	}
	text = printed(brief, result);
	EXPECT_HAS(text, "\n  :>     2     2      0 ");
	EXPECT_HAS(text, "\n  :>     3     3      0 ");
	EXPECT(!strstr(text, "\n  :>     4 "));
	EXPECT_HAS(text, "\n  *>    10    10      0 ");
	EXPECT_HAS(text, "\n  *>    11    11      0 ");
	EXPECT_HAS(text, "\n  and 6 more that were not seen: --all-states shows them\n");
	text = printed(all_states, result);
	EXPECT_HAS(text, "\n  :>     9     9      0 ");
	EXPECT(!strstr(text, "not seen:"));
	result_free(result);
}

TEST(results_side_by_side)
{
	struct result *result = sample(SAMPLE_RESULTS("exists", ""));
	struct rows rows = {
		.models = 1U << MODEL_LKMM | 1U << MODEL_SC,
	};
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);

	report_rows_begin(&rows);
	result->condition_verdict[MODEL_LKMM] = VERDICT_ALLOWED;
	result->condition_verdict[MODEL_SC] = VERDICT_FORBIDDEN;
	report_row(&rows, result);
	/* neither part has seen the outcome */
	result->positive = 0;
	result->negative = 1000;
	result->frames = 2000;
	report_row(&rows, result);
	result->witnesses = 3;
	report_row(&rows, result);
	table_print(rows.table, stream, 0, "  ");
	table_free(rows.table);
	fclose(stream);
	EXPECT_STREQ(text,
		     "test  condition   share     of  LKMM     SC\n"
		     "--------------------------------------------------\n"
		     "SB    seen       2.50 %  1,000  allowed  forbidden\n"
		     "SB    not seen   0.00 %  3,000  allowed  forbidden\n"
		     "SB    seen       0.15 %  2,000  allowed  forbidden\n");
	free(text);
	result_free(result);
}

static void sentence(FILE *stream, const struct result *result)
{
	char *text = report_sentence(result);

	fputs(text, stream);
	free(text);
}

TEST(sentences)
{
	struct result *result = sample(SAMPLE_RESULTS("exists", ""));

	EXPECT_STREQ(printed(sentence, result),
		     "Seen: 25 of 1,000 iterations (2.50 %) met the condition.");
	judge(result, -1, -1);
	EXPECT_STREQ(printed(sentence, result),
		     "Allowed by the LKMM; and seen: 25 of 1,000 iterations (2.50 %) met the condition.");
	result->condition_verdict[MODEL_TSO] = VERDICT_FORBIDDEN;
	result->positive = 0;
	EXPECT_STREQ(printed(sentence, result),
		     "Allowed by the LKMM, forbidden by x86-TSO; but not seen: none of 975 iterations met the condition. Were they independent, fewer than 1 in 325 would, at 95 % confidence.");
	result->condition_verdict[MODEL_LKMM] = VERDICT_FORBIDDEN;
	EXPECT_STREQ(printed(sentence, result),
		     "Forbidden by the LKMM, forbidden by x86-TSO; and not seen: none of 975 iterations met the condition.");
	result->negative = 0;
	EXPECT_STREQ(printed(sentence, result),
		     "Forbidden by the LKMM, forbidden by x86-TSO; but nothing learnt: no iteration was counted.");
	result_free(result);

	result = sample(SAMPLE_RESULTS("~exists", ""));
	EXPECT_STREQ(printed(sentence, result),
		     "VIOLATED: the condition must never be met, and 25 of 1,000 iterations (2.50 %) met it.");
	result->positive = 0;
	EXPECT_STREQ(printed(sentence, result),
		     "Not seen: none of 975 iterations met the condition. Were they independent, fewer than 1 in 325 would, at 95 % confidence.");
	result_free(result);

	result = sample(SAMPLE_RESULTS("forall", ""));
	EXPECT_STREQ(printed(sentence, result),
		     "VIOLATED: the condition must always be met, and 975 of 1,000 iterations (97.50 %) did not meet it.");
	result->negative = 0;
	EXPECT_STREQ(printed(sentence, result),
		     "Always: each of 25 iterations met the condition.");
	result_free(result);
}

static void tap(FILE *stream, const struct result *result)
{
	report_tap(stream, 7, result);
}

TEST(ktap)
{
	struct result *result = sample(SAMPLE_RESULTS("exists", ""));

	EXPECT_STREQ(printed(tap, result),
		     "# 25 *>0:r0=0; 1:r0=0;\n"
		     "# 475 :>0:r0=0; 1:r0=1;\n"
		     "# 500 :>0:r0=1; 1:r0=y;\n"
		     "# exists (0:r0=0 /\\ 1:r0=0)\n"
		     "# Seen: 25 of 1,000 iterations (2.50 %) met the condition.\n"
		     "ok 7 SB\n");
	result_free(result);
	result = sample(SAMPLE_RESULTS("~exists", ""));
	EXPECT_HAS(printed(tap, result), "\nnot ok 7 SB\n");
	result_free(result);
}

/* A member of an object as text; "" if there is none */
static const char *member(struct json_object *object, const char *key)
{
	struct json_object *value;

	return json_object_object_get_ex(object, key, &value) ?
		json_object_get_string(value) : "";
}

TEST(json)
{
	struct result *result = sample(SAMPLE_RESULTS("exists", ""));
	struct json_object *object = report_result_object(result);
	struct json_object *part, *state, *values;

	EXPECT_STREQ(member(object, "test"), "SB");
	EXPECT_STREQ(member(object, "mode"), "batch");
	EXPECT_STREQ(member(object, "cpus"), "0-1");
	EXPECT_STREQ(member(object, "instances"), "1");
	EXPECT_STREQ(member(object, "iterations"), "1003");
	EXPECT_STREQ(member(object, "seconds"), "0.500000");
	EXPECT_STREQ(member(object, "seed"), "42");
	EXPECT_STREQ(member(object, "kernel"), machine_this()->kernel);
	EXPECT_STREQ(member(object, "arch"), machine_this()->arch);
	EXPECT_STREQ(member(object, "cpu"), machine_this()->cpu);

	ASSERT(json_object_object_get_ex(object, "condition", &part));
	EXPECT_STREQ(member(part, "text"), "exists (0:r0=0 /\\ 1:r0=0)");
	EXPECT_STREQ(member(part, "observed"), "true");
	EXPECT_STREQ(member(part, "positive"), "25");

	ASSERT(json_object_object_get_ex(object, "states", &part));
	ASSERT_EQ(json_object_array_length(part), 3);
	state = json_object_array_get_idx(part, 2);
	EXPECT_STREQ(member(state, "count"), "500");
	EXPECT_STREQ(member(state, "match"), "false");
	ASSERT(json_object_object_get_ex(state, "values", &values));
	EXPECT_STREQ(member(values, "0:r0"), "1");
	EXPECT_STREQ(member(values, "1:r0"), "y");
	json_object_put(object);

	judge(result, 0, 1);
	object = report_result_object(result);
	EXPECT_STREQ(member(object, "finding"), "violated");
	ASSERT(json_object_object_get_ex(object, "states", &part));
	state = json_object_array_get_idx(part, 1);
	ASSERT(json_object_object_get_ex(state, "verdict", &values));
	EXPECT_STREQ(member(values, "lkmm"), "forbidden");
	EXPECT_STREQ(member(values, "sc"), "");
	json_object_put(object);
	result_free(result);
}

/* Threads go into as many bands as it takes; nothing gets lost */
TEST(code_in_columns)
{
	struct testset set;
	size_t i;

	ASSERT_EQ(testset_all(&set, NULL), 0);
	for (i = 0; i < set.nr; i++) {
		const struct ordlab_view *view = &set.tests[i].view;
		unsigned int t, n, longest = 0;
		char *text = NULL, *line, heading[8], code[256];
		size_t size;
		FILE *stream = open_memstream(&text, &size);

		report_code(stream, view);
		fclose(stream);
		for (t = 0; t < view->prog->nr_threads; t++) {
			snprintf(heading, sizeof(heading), "P%u", t);
			EXPECT_HAS(text, heading);
			for (n = 0; n < view->threads[t].nr_insns; n++) {
				ordlab_disasm(code, sizeof(code), view, t, n);
				EXPECT_HAS(text, code);
				if (strlen(code) > longest)
					longest = strlen(code);
			}
		}
		for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
			EXPECT(line[strlen(line) - 1] != ' ');
			if (longest < 90)
				EXPECT_LE(strlen(line), 100);
		}
		free(text);
	}
	testset_free(&set);
}

/* The two parts of a run in mode auto */
TEST(a_run_of_two_parts)
{
	struct result *result = sample("Test SB Allowed\nHistogram (1 states)\n"
				       "1000 :>0:r0=0; 1:r0=1;\nOk\n\n"
				       "Condition exists (0:r0=0 /\\ 1:r0=0)\n"
				       "iterations: 1000\nns: 500000000\n"
				       "positive: 0\nnegative: 1000\nframes: 2000\n"
				       "witnesses: 500\ndisjoint: 300\nmode: auto\n");
	struct json_object *object;
	const char *text;

	text = printed(brief, result);
	EXPECT_HAS(text, "\n  1,000 iterations, then 2,000 perpetual ones, in 0.50 s (6.00 k/s): 1 state\n");
	EXPECT_HAS(text, "\n  With nothing between one iteration and the next (perpetually), 500 of 2,000\n"
		   "  iterations (25.00 %) closed a cycle of accesses that meets the condition.\n");
	EXPECT_HAS(text, "Seen: 500 of 2,000 iterations (25.00 %) met the condition.");
	EXPECT(!strstr(text, "300"));
	text = printed(verbose, result);
	EXPECT_HAS(text, "; 300");
	EXPECT_HAS(text, "have no iteration in common.\n");
	object = report_result_object(result);
	EXPECT_STREQ(member(object, "mode"), "auto");
	EXPECT_STREQ(member(object, "iterations"), "1000");
	EXPECT_STREQ(member(object, "frames"), "2000");
	EXPECT_STREQ(member(object, "witnesses"), "500");
	EXPECT_STREQ(member(object, "disjoint"), "300");
	EXPECT_EQ(result_finding(result), FINDING_SEEN);
	json_object_put(object);

	/* A witness of what a model forbids is as bad as a state */
	result->condition_verdict[MODEL_LKMM] = VERDICT_ALLOWED;
	EXPECT_EQ(result_finding(result), FINDING_ALLOWED_SEEN);
	result->condition_verdict[MODEL_TSO] = VERDICT_FORBIDDEN;
	EXPECT_EQ(result_finding(result), FINDING_VIOLATED);
	text = printed(brief, result);
	EXPECT_HAS(text, "500 of 2,000");
	EXPECT_HAS(text, "x86-TSO forbids");

	/* If neither part has seen the outcome, both count for the bound */
	result->condition_verdict[MODEL_TSO] = VERDICT_NONE;
	result->witnesses = 0;
	result->disjoint = 0;
	text = printed(brief, result);
	EXPECT_HAS(text, "none of 2,000\n  iterations closed a cycle");
	EXPECT_HAS(text, "none of 3,000 iterations met the condition");
	EXPECT_HAS(text, "1 in 1,000");
	result_free(result);
}

TEST(a_run_that_was_perpetual_alone)
{
	struct result *result = sample("Test SB Allowed\nHistogram (0 states)\nOk\n\n"
				       "Condition exists (0:r0=0 /\\ 1:r0=0)\n"
				       "iterations: 2000\nns: 500000000\nframes: 2000\n"
				       "witnesses: 500\ndisjoint: 300\nmode: perpetual\n");
	struct result *model = sample(SAMPLE_RESULTS("exists", ""));

	EXPECT_HAS(printed(brief, result),
		   "\n  2,000 iterations in 0.50 s (4.00 k/s)\n");
	/* It has no states that verdicts could stand at */
	EXPECT_EQ(result_join(result, MODEL_LKMM, model), 0);
	EXPECT_EQ(result->nr_states, 0);
	EXPECT_EQ(result_finding(result), FINDING_ALLOWED_SEEN);
	model->states[0].match = false;
	EXPECT_EQ(result_join(result, MODEL_LKMM, model), 0);
	EXPECT_EQ(result_finding(result), FINDING_VIOLATED);
	result_free(model);
	result_free(result);
}

TEST(why_a_run_has_one_part_only)
{
	struct result *result =
		sample(SAMPLE_RESULTS("exists", "not-perpetual: so it is\n"));
	struct json_object *object = report_result_object(result);

	EXPECT(!strstr(printed(brief, result), "so it is"));
	EXPECT_HAS(printed(verbose, result), "Not run with nothing between");
	EXPECT_HAS(printed(verbose, result), "(perpetually): so it");
	EXPECT_STREQ(member(object, "not_perpetual"), "so it is");
	EXPECT_STREQ(member(object, "frames"), "0");
	json_object_put(object);
	result_free(result);
}

CHECK_MAIN
