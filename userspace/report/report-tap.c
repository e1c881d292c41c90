// SPDX-License-Identifier: GPL-2.0
/*
 * Results as KTAP: see report.h.
 */
#include <stdlib.h>
#include "report/report.h"
#include "private/report-parts.h"
#include "lib/util.h"

void report_tap_plan(FILE *stream, size_t nr)
{
	fprintf(stream, "KTAP version 1\n1..%zu\n", nr);
}

/* Prints the verdict of each model, and ends the line */
static void tap_verdicts(FILE *stream, const uint8_t *verdict)
{
	unsigned int i;

	for (i = 0; i < NR_MODELS; i++)
		if (verdict[i])
			fprintf(stream, " %s=%s", model_infos[i].name,
				verdict_word(verdict[i], ""));
	fputc('\n', stream);
}

/* A test counts as skipped if its run says nothing, or if no model has a verdict */
static void report_tap_line(FILE *stream, size_t nr, const struct result *result)
{
	char *why = result_nothing_learnt(result);

	if (!why && result->note)
		why = xasprintf("no verdict: %s", result->note);
	if (result_finding(result) == FINDING_VIOLATED)
		fprintf(stream, "not ok %zu %s\n", nr, result->test);
	else if (why)
		report_tap_skip(stream, nr, result->test, why);
	else
		fprintf(stream, "ok %zu %s\n", nr, result->test);
	free(why);
}

void report_tap(FILE *stream, size_t nr, const struct result *result)
{
	char *sentence = report_sentence(result);
	char text[VALUE_LEN];
	unsigned int i;
	size_t s;

	for (s = 0; s < result->nr_states; s++) {
		const struct state *state = &result->states[s];

		fprintf(stream, "# %llu %c>", (unsigned long long)state->count,
			state->match ? '*' : ':');
		for (i = 0; i < result->nr_names; i++)
			fprintf(stream, "%s%s=%s;", i ? " " : "",
				result->names[i],
				result_value(text, result, state_value(result, state, i)));
		tap_verdicts(stream, state->verdict);
	}
	fprintf(stream, "# %s", result->condition);
	tap_verdicts(stream, result->condition_verdict);
	fprintf(stream, "# %s\n", sentence);
	if (result->disagreement)
		fprintf(stream, "# %s\n", result->disagreement);
	if (result->note)
		fprintf(stream, "# no verdict: %s\n", result->note);
	if (result->end)
		fprintf(stream, "# ended early: %s\n", result->end);
	report_filtered(stream, "# ", result);
	report_evidence(stream, "# ", &result->evidence);
	report_tap_line(stream, nr, result);
	free(sentence);
}

void report_tap_skip(FILE *stream, size_t nr, const char *name, const char *why)
{
	fprintf(stream, "ok %zu %s # SKIP %s\n", nr, name, why);
}
