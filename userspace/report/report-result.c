// SPDX-License-Identifier: GPL-2.0
/*
 * The result of a run as text: see report.h.
 */
#include <stdlib.h>
#include <string.h>
#include "report/report.h"
#include "private/report-parts.h"
#include "lib/text.h"
#include "lib/util.h"

#define INDENT		2
#define BAR		20	/* columns of the longest bar */
#define MAX_UNSEEN	4	/* states that were not seen, in a table */

static bool has_verdicts(const struct result *result, enum model model)
{
	return result->condition_verdict[model] != VERDICT_NONE;
}

static void add_heading(struct table *table, const struct result *result)
{
	unsigned int i;

	table_cell(table, "");
	for (i = 0; i < result->nr_names; i++)
		table_cell(table, result->names[i]);
	table_cell(table, "count");
	table_cell(table, "share");
	for (i = 0; i < NR_MODELS; i++)
		if (has_verdicts(result, i))
			table_cell(table, model_infos[i].title);
	table_cell(table, "");
}

static void add_state(struct table *table, const struct result *result,
		      const struct state *state)
{
	uint64_t whole = result->positive + result->negative;
	char text[TEXT_LEN + ORDLAB_IDENT_LEN];
	char bar[BAR + 1];
	unsigned int i;

	table_cell(table, state->match ? "*>" : ":>");
	for (i = 0; i < result->nr_names; i++)
		table_cell(table, result_value(text, result, state_value(result, state, i)));
	table_cell(table, text_count(text, state->count));
	table_cell(table, text_share(text, state->count, whole));
	for (i = 0; i < NR_MODELS; i++)
		if (has_verdicts(result, i))
			table_cell(table, verdict_word(state->verdict[i], ""));
	memset(bar, '#', BAR);
	bar[whole ? (unsigned int)((double)BAR * state->count / whole + 0.5) :
		    0] = '\0';
	table_cell(table, bar);
	if (state_breaks(state) != NR_MODELS)
		table_style(table, STYLE_RED);
	else if (state->match && state->count)
		table_style(table, STYLE_BOLD);
	else if (!state->count)
		table_style(table, STYLE_DIM);
}

/*
 * Chooses states that were not seen, to be shown; those that match come first. Return:
 * an array, to be freed. @left takes how many states are left out.
 */
static bool *choose_unseen(const struct result *result, unsigned int flags,
			   size_t *left)
{
	size_t room = flags & REPORT_ALL_STATES ? SIZE_MAX : MAX_UNSEEN, i;
	bool *shown = xcalloc(result->nr_states, sizeof(*shown));

	*left = 0;
	for (i = 0; i < result->nr_states; i++) {
		const struct state *state = &result->states[i];

		if (!state->count && state->match && room) {
			shown[i] = true;
			room--;
		}
	}
	for (i = 0; i < result->nr_states; i++) {
		if (result->states[i].count || shown[i])
			continue;
		shown[i] = room;
		room -= shown[i];
		*left += !shown[i];
	}
	return shown;
}

static void report_histogram(FILE *stream, const struct result *result,
			     unsigned int flags)
{
	char align[ORDLAB_MAX_OBSERVED + NR_MODELS + 8];
	struct table *table;
	unsigned int n = 0;
	size_t left, i;
	bool *shown;

	if (!result->nr_states)
		return;

	align[n++] = 'l';
	while (n < 1 + result->nr_names + 2)
		align[n++] = 'r';
	for (i = 0; i < NR_MODELS; i++)
		if (has_verdicts(result, i))
			align[n++] = 'l';
	align[n++] = 'l';
	align[n] = '\0';

	table = table_new(align);
	add_heading(table, result);
	shown = choose_unseen(result, flags, &left);
	for (i = 0; i < result->nr_states; i++)
		if (result->states[i].count || shown[i])
			add_state(table, result, &result->states[i]);
	free(shown);
	table_print(table, stream, INDENT, "  ");
	table_free(table);
	if (left)
		fprintf(stream, "%*sand %zu more that %s not seen: --all-states shows %s\n",
			INDENT, "", left, left == 1 ? "was" : "were",
			left == 1 ? "it" : "them");
	fputc('\n', stream);
}

/* Prints how the test was run, and how long that took */
static void report_how(FILE *stream, const struct result *result)
{
	double made = result->iterations;
	char text[2][TEXT_LEN];
	size_t seen = 0, i;

	for (i = 0; i < result->nr_states; i++)
		seen += result->states[i].count != 0;
	fprintf(stream, "%*s%s mode on CPUs %s, %llu instance%s, seed %llu\n",
		INDENT, "", result->params.mode, result->params.cpus,
		(unsigned long long)result->params.instances,
		result->params.instances == 1 ? "" : "s",
		(unsigned long long)result->params.seed);
	fprintf(stream, "%*s%s iterations", INDENT, "",
		text_count(text[0], result->iterations));
	if (result_is_auto(result)) {
		made += result->frames;
		fprintf(stream, ", then %s perpetual ones,",
			text_count(text[0], result->frames));
	}
	fprintf(stream, " in %s", text_duration(text[1], result->seconds));
	if (result->seconds > 0)
		fprintf(stream, " (%s)",
			text_rate(text[0], made / result->seconds));
	if (result->nr_states)
		fprintf(stream, ": %zu state%s", seen, seen == 1 ? "" : "s");
	fputc('\n', stream);
}

static void report_lost(FILE *stream, uint64_t count, const char *why)
{
	char text[TEXT_LEN];

	if (count)
		fprintf(stream, "%*s%s iteration%s %s\n", INDENT, "",
			text_count(text, count), count == 1 ? "" : "s", why);
}

/* How many iterations passed the filter, if there is one; else NULL */
char *report_filtered_text(const struct result *result)
{
	uint64_t passed = result->positive + result->negative;
	char text[2][TEXT_LEN];

	text_count(text[0], passed);
	if (result->filtered)
		return xasprintf("%s iteration%s passed the filter, which left out %s",
				 text[0], passed == 1 ? "" : "s",
				 text_count(text[1], result->filtered));
	if (!result->has_filter)
		return NULL;
	return xasprintf("all %s iterations passed the filter", text[0]);
}

void report_filtered(FILE *stream, const char *prefix,
		     const struct result *result)
{
	char *text = report_filtered_text(result);

	if (text)
		fprintf(stream, "%s%s\n", prefix, text);
	free(text);
}

/* Prints overlap and control of the run, in lines that begin with @prefix */
void report_evidence(FILE *stream, const char *prefix,
		     const struct evidence *evidence)
{
	char *overlap = evidence_overlap_text(evidence);
	char *control = evidence_control_text(evidence);

	if (overlap)
		fprintf(stream, "%soverlap: %s\n", prefix, overlap);
	if (control)
		fprintf(stream, "%scontrol: %s\n", prefix, control);
	free(overlap);
	free(control);
}

/*
 * Prints what perpetual mode has found. The text explains its words, since a reader may
 * meet them for the first time.
 */
static char *witness_text(const struct result *result, unsigned int flags)
{
	char text[4][TEXT_LEN], *more, *all;

	text_count(text[0], result->frames);
	if (!result->witnesses)
		return xasprintf("With nothing between one iteration and the next (perpetually), none of %s iterations closed a cycle of accesses that meets the condition.",
				 text[0]);
	more = flags & REPORT_VERBOSE ?
	       xasprintf("; %s of these witnesses have no iteration in common",
			 text_count(text[3], result->disjoint)) : xstrdup("");
	all = xasprintf("With nothing between one iteration and the next (perpetually), %s of %s iterations (%s) closed a cycle of accesses that meets the condition%s.",
			text_count(text[1], result->witnesses), text[0],
			text_share(text[2], result->witnesses, result->frames),
			more);
	free(more);
	return all;
}

static void report_perpetual(FILE *stream, const struct result *result,
			     unsigned int flags)
{
	char *sentence;

	if (result->frames)
		sentence = witness_text(result, flags);
	else if (result->why_not && flags & REPORT_VERBOSE)
		sentence = xasprintf("Not run with nothing between one iteration and the next (perpetually): %s.",
				     result->why_not);
	else
		return;
	text_wrap(stream, sentence, INDENT);
	fputc('\n', stream);
	free(sentence);
}

/* Prints the condition and the finding */
static void report_verdict(FILE *stream, const struct result *result)
{
	bool bad = result_finding(result) == FINDING_VIOLATED;
	char *sentence = report_sentence(result);
	unsigned int i;

	fprintf(stream, "%*s%s\n\n", INDENT, "", result->condition);
	text_emphasise(stream, sentence, INDENT, bad ? STYLE_RED : STYLE_BOLD);
	free(sentence);
	for (i = 0; i < result->nr_flags; i++)
		fprintf(stream, "%*s%s warns: %s\n", INDENT, "",
			model_infos[MODEL_LKMM].begins, result->flags[i]);
	if (result->disagreement)
		fprintf(stream, "%*sBut %s\n", INDENT, "",
			result->disagreement);
	if (result->note) {
		sentence = xasprintf("No verdict: %s.", result->note);
		text_wrap(stream, sentence, INDENT);
		free(sentence);
	}
	if (result->end)
		fprintf(stream, "%*sended early: %s\n", INDENT, "", result->end);
	fputc('\n', stream);
}

void report_result(FILE *stream, const struct result *result,
		   unsigned int flags)
{
	report_verdict(stream, result);
	report_histogram(stream, result, flags);
	report_perpetual(stream, result, flags);
	report_how(stream, result);
	report_evidence(stream, "  ", &result->evidence);
	report_filtered(stream, "  ", result);
	report_lost(stream, result->faults,
		    "not counted: a register used as an address held none");
	report_lost(stream, result->overflow,
		    "counted, but their states found no room in the histogram");
	fputc('\n', stream);
}
