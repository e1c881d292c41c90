// SPDX-License-Identifier: GPL-2.0
/*
 * When a run that has seen nothing says something, and what it says if not.
 */
#include <json.h>
#include "tests/tap.h"
#include "machine/device.h"
#include "report/report.h"
#include "lib/util.h"

/* A run of MP, or of @test, with @positive outcomes that met its condition */
static struct result *run_of(const char *test, unsigned int positive,
			     const char *measured)
{
	char *text = xasprintf("Test %s Allowed\n"
			       "Histogram (2 states)\n"
			       "%u *>1:r0=1; 1:r1=0;\n"
			       "%u :>1:r0=1; 1:r1=1;\n"
			       "Ok\n"
			       "\n"
			       "Condition exists (1:r0=1 /\\ 1:r1=0)\n"
			       "\n"
			       "state: done\n"
			       "iterations: 100000\n"
			       "frames: 900000\n"
			       "mode: auto\n"
			       "control: SB\n"
			       "positive: %u\n"
			       "negative: %u\n"
			       "%s",
			       test, positive, 100000 - positive, positive,
			       100000 - positive, measured);
	struct result *result = device_results_parse(text);

	free(text);
	return result;
}

static const struct {
	const char *measured;
	bool says;
} runs[] = {
	/* Two idle CPUs; one; two, of which one was taken away for long */
	{ "overlapped: 99900\nframes-overlapped: 700000\n"
	  "control-iterations: 2000\ncontrol-weak: 900\n"
	  "control-frames: 20000\ncontrol-witnesses: 9000\n", true },
	{ "overlapped: 60\nframes-overlapped: 90\n"
	  "control-iterations: 1280\ncontrol-weak: 0\n"
	  "control-frames: 20000\ncontrol-witnesses: 0\n", false },
	{ "overlapped: 2000\nframes-overlapped: 0\n"
	  "control-iterations: 1280\ncontrol-weak: 1\n"
	  "control-frames: 20000\ncontrol-witnesses: 0\n", true },
	/* One part that says something will do, be it this or the other one */
	{ "overlapped: 60\nframes-overlapped: 500000\n"
	  "control-iterations: 1280\ncontrol-weak: 0\n"
	  "control-frames: 20000\ncontrol-witnesses: 10\n", true },
	/* Of a few iterations of the control, none has to show it */
	{ "overlapped: 30000\nframes-overlapped: 0\n"
	  "control-iterations: 128\ncontrol-weak: 0\n", true },
	{ "overlapped: 30000\nframes-overlapped: 0\n"
	  "control-iterations: 1000\ncontrol-weak: 0\n", false },
	/* But then the threads must have run side by side for long */
	{ "overlapped: 19000\nframes-overlapped: 0\n"
	  "control-iterations: 128\ncontrol-weak: 0\n", false },
	/* No control was wanted */
	{ "overlapped: 30000\nframes-overlapped: 0\n", true },
	{ "overlapped: 3000\nframes-overlapped: 3000\n", false },
	/* A pair may overlap where three threads do not */
	{ "overlapped: 3000\nframes-overlapped: 100\n"
	  "control-iterations: 1280\ncontrol-weak: 300\n"
	  "forms: pair pair switch\n", false },
	{ "overlapped: 30000\nframes-overlapped: 100\n"
	  "control-iterations: 1280\ncontrol-weak: 300\n"
	  "forms: pair pair switch\n", true },
	/* A module that measures nothing is believed */
	{ "", true },
};

TEST(a_run_says_something_or_nothing)
{
	struct result *result;
	char *sentence, *why;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(runs); i++) {
		result = run_of("MP", 0, runs[i].measured);
		ASSERT(result);
		sentence = report_sentence(result);
		why = result_nothing_learnt(result);
		EXPECT_EQ(!why, runs[i].says);
		EXPECT_EQ(result_finding(result),
			  runs[i].says ? FINDING_NOT_SEEN : FINDING_NOTHING);
		if (runs[i].says) {
			EXPECT_HAS(sentence, "at 95 %");
		} else {
			EXPECT_HAS(sentence, "Nothing learnt: the threads");
			EXPECT_HAS(sentence, "longer (-t)");
			EXPECT(!strstr(sentence, "95"));
		}
		free(why);
		free(sentence);
		result_free(result);
	}
}

TEST(what_was_seen_is_a_finding)
{
	struct result *result = run_of("MP", 1, runs[1].measured);

	EXPECT_EQ(result_finding(result), FINDING_SEEN);
	EXPECT(!result_nothing_learnt(result));
	/* So is what must not be; but not that each outcome is as it must be */
	result->quantifier = ORDLAB_NOT_EXISTS;
	EXPECT_EQ(result_finding(result), FINDING_VIOLATED);
	EXPECT(!result_nothing_learnt(result));
	result->quantifier = ORDLAB_FORALL;
	EXPECT_EQ(result_finding(result), FINDING_VIOLATED);
	result->negative = 0;
	EXPECT_EQ(result_finding(result), FINDING_NOTHING);
	result_free(result);
}

/* Iterations that did not overlap are no evidence */
TEST(bounds_count_what_overlapped)
{
	struct result *result = run_of("MP", 0, runs[2].measured);
	char *sentence = report_sentence(result);

	EXPECT_HAS(sentence, "fewer than 1 in 666 ");
	free(sentence);
	result_free(result);
	result = run_of("MP", 0, runs[ARRAY_SIZE(runs) - 1].measured);
	sentence = report_sentence(result);
	EXPECT_HAS(sentence, "fewer than 1 in 333,333 ");
	free(sentence);
	result_free(result);
}

TEST(sb_is_its_own_control)
{
	struct result *result = run_of("SB", 5, "overlapped: 900\n");
	char *text = evidence_control_text(&result->evidence);

	EXPECT_STREQ(text, "this test is the control, SB");
	EXPECT_EQ(result->evidence.batch.shown, 5);
	free(text);
	result_free(result);
	result = run_of("SB", 0, "overlapped: 99000\n");
	text = evidence_doubt(&result->evidence);
	EXPECT_HAS(text, "this test, which every machine shows, was not seen");
	free(text);
	result_free(result);
}

TEST(it_is_shown)
{
	struct result *result = run_of("MP", 0, runs[0].measured);
	char *text = evidence_overlap_text(&result->evidence);
	struct json_object *object, *part, *value;

	EXPECT_STREQ(text, "99.90 % of the iterations, 77.78 % of the perpetual ones");
	free(text);
	text = evidence_control_text(&result->evidence);
	EXPECT_STREQ(text, "SB 45.00 % (perpetually 45.00 %)");
	free(text);
	object = report_result_object(result);
	ASSERT(json_object_object_get_ex(object, "control", &part));
	ASSERT(json_object_object_get_ex(part, "perpetual", &part));
	ASSERT(json_object_object_get_ex(part, "seen", &value));
	EXPECT_EQ(json_object_get_int(value), 9000);
	ASSERT(json_object_object_get_ex(object, "overlap", &part));
	ASSERT(json_object_object_get_ex(part, "batch", &part));
	ASSERT(json_object_object_get_ex(part, "share", &value));
	EXPECT(json_object_get_double(value) > 0.998);
	json_object_put(object);
	result_free(result);
	/* What is not known is not shown */
	result = run_of("MP", 0, "");
	EXPECT(!evidence_overlap_text(&result->evidence));
	EXPECT(!evidence_control_text(&result->evidence));
	object = report_result_object(result);
	EXPECT(!json_object_object_get_ex(object, "control", NULL));
	json_object_put(object);
	result_free(result);
}

TEST(a_status_has_it)
{
	struct device_status status;

	device_status_parse(&status, "state: running\ntest: MP\nmode: perpetual\n"
			    "iterations: 1000\nframes: 1000\noverlapped: 0\n"
			    "frames-overlapped: 250\ncontrol: SB\n");
	EXPECT(status.evidence.known);
	EXPECT_EQ(status.evidence.batch.made, 0);
	EXPECT_EQ(status.evidence.perpetual.overlapped, 250);
	device_status_free(&status);
}

CHECK_MAIN
