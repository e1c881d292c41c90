// SPDX-License-Identifier: GPL-2.0
#include <json.h>
#include <stdlib.h>
#include <string.h>
#include "arch/asm.h"
#include "arch/machine.h"
#include "lib/put.h"
#include "report/report.h"
#include "lib/text.h"
#include "lib/util.h"

#define INDENT		2
#define BAR		20	/* columns of the longest bar */
#define MAX_UNSEEN	4	/* states that were not seen, in a table */

void report_machine(FILE *stream)
{
	const struct machine *machine = machine_this();

	fprintf(stream, "Linux %s, %s, %s, %u CPU%s online\n", machine->kernel,
		machine->arch, machine->cpu, machine->nr_cpus,
		machine->nr_cpus == 1 ? "" : "s");
}

static bool is_jump(const struct ordlab_insn *insn)
{
	return ordlab_meaning(insn->op)->next != ORDLAB_NEXT_INSN;
}

/* Threads @first to @last - 1, without the spaces that nobody wants */
static struct table *code_table(const struct ordlab_view *view,
				unsigned int first, unsigned int last)
{
	char align[ORDLAB_MAX_THREADS + 1];
	unsigned int rows = 0, len, t, i;
	struct table *table;
	bool jumps[ORDLAB_MAX_THREADS] = { false };

	for (t = first; t < last; t++) {
		const struct ordlab_thread *thread = &view->threads[t];

		align[t - first] = 'l';
		for (i = 0; i < thread->nr_insns; i++)
			jumps[t] |= is_jump(&view->insns[thread->first + i]);
		/* A jump may lead to the end */
		len = thread->nr_insns + (jumps[t] ? 1 : 0);
		if (len > rows)
			rows = len;
	}
	align[last - first] = '\0';

	table = table_new(align);
	for (t = first; t < last; t++)
		table_cellf(table, "P%u", t);
	for (i = 0; i < rows; i++) {
		for (t = first; t < last; t++) {
			char line[256] = "";

			if (i < view->threads[t].nr_insns)
				ordlab_disasm(line, sizeof(line), view, t, i);
			/* Numbers only where something goes to them */
			if (!jumps[t])
				table_cell(table, line);
			else if (i < view->threads[t].nr_insns)
				table_cellf(table, "%2u: %s", i, line);
			else if (i == view->threads[t].nr_insns)
				table_cellf(table, "%2u:", i);
			else
				table_cell(table, "");
		}
	}
	return table;
}

void report_code(FILE *stream, const struct ordlab_view *view)
{
	unsigned int nr = view->prog->nr_threads, first, last;
	unsigned int room = text_columns(stream) - INDENT;
	struct table *table, *wider;

	for (first = 0; first < nr; first = last) {
		last = first + 1;
		table = code_table(view, first, last);
		while (last < nr) {
			wider = code_table(view, first, last + 1);
			if (table_width(wider, " | ") > room) {
				table_free(wider);
				break;
			}
			table_free(table);
			table = wider;
			last++;
		}
		table_rule(table);
		table_print(table, stream, INDENT, " | ");
		table_free(table);
		fputc('\n', stream);
	}
}

/* Initial values, if there is any that is not a plain 0 */
static void report_locations(FILE *stream, const struct ordlab_view *view)
{
	bool wanted = false;
	unsigned int i;

	for (i = 0; i < view->prog->nr_locations; i++) {
		const struct ordlab_location *loc = &view->locations[i];

		wanted |= loc->init.kind != ORDLAB_OPERAND_IMM || loc->init.imm;
	}
	if (!wanted)
		return;
	fprintf(stream, "%*sinitially", INDENT, "");
	for (i = 0; i < view->prog->nr_locations; i++) {
		char line[160];

		ordlab_disasm_location(line, sizeof(line), view, i);
		fprintf(stream, " %s", line);
	}
	fputs("\n\n", stream);
}

static void report_heading(FILE *stream, const char *name, const char *purpose)
{
	bool styled = text_styled(stream);

	fprintf(stream, "%s%s%s%s%s\n\n", styled ? STYLE_BOLD : "", name,
		styled ? STYLE_NONE : "", *purpose ? ": " : "", purpose);
}

/* Text of one of the functions of disasm.c, to be freed */
static char *disasm_text(int (*disasm)(char *, size_t,
				       const struct ordlab_view *),
			 const struct ordlab_view *view)
{
	int len = disasm(NULL, 0, view);
	char *text = xcalloc(len + 1, 1);

	disasm(text, len + 1, view);
	return text;
}

void report_test(FILE *stream, const struct test *test, const char *listing)
{
	if (!test->prog) {
		report_heading(stream, test->name, "");
		fputs(listing ? listing : "", stream);
		fputc('\n', stream);
		return;
	}
	report_heading(stream, test->name, test->prog->purpose);
	report_locations(stream, &test->view);
	report_code(stream, &test->view);
}

void report_program(FILE *stream, const struct test *test)
{
	const struct ordlab_view *view = &test->view;
	unsigned int t, i;
	char line[160];

	report_heading(stream, test->name, test->prog->purpose);
	for (i = 0; i < view->prog->nr_locations; i++) {
		ordlab_disasm_location(line, sizeof(line), view, i);
		fprintf(stream, "%*s%s\n", INDENT, "", line);
	}
	for (t = 0; t < view->prog->nr_threads; t++) {
		fprintf(stream, "P%u:\n", t);
		for (i = 0; i < view->threads[t].nr_insns; i++) {
			ordlab_disasm(line, sizeof(line), view, t, i);
			fprintf(stream, "%4u  %s\n", i, line);
		}
	}
	report_condition(stream, test);
}

void report_condition(FILE *stream, const struct test *test)
{
	char *text;

	if (!test->prog)
		return;
	text = disasm_text(ordlab_disasm_filter, &test->view);
	if (*text)
		fprintf(stream, "%*s%s\n", INDENT, "", text);
	free(text);
	text = disasm_text(ordlab_disasm_cond, &test->view);
	fprintf(stream, "%*s%s\n\n", INDENT, "", text);
	free(text);
}

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
 * Which states that were not seen are shown: those that match come first. The
 * array is to be freed; @left takes how many are left out.
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

/* How it was run, and how long that took */
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
static char *filtered_text(const struct result *result)
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

static void report_filtered(FILE *stream, const char *prefix,
			    const struct result *result)
{
	char *text = filtered_text(result);

	if (text)
		fprintf(stream, "%s%s\n", prefix, text);
	free(text);
}

/* How much of the run could show something, in lines that begin with @prefix */
static void report_evidence(FILE *stream, const char *prefix,
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
 * What perpetual mode has found. Its words are explained where they are printed:
 * this may be the first time that somebody reads them.
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

/* The condition, and what came of it */
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

/* "12 of 1,000,000 iterations (0.0012 %)" */
static char *share_text(uint64_t part, uint64_t whole)
{
	char text[3][TEXT_LEN];

	return xasprintf("%s of %s iterations (%s)", text_count(text[0], part),
			 text_count(text[1], whole),
			 text_share(text[2], part, whole));
}

/* How often the condition was met, as share_text() */
static char *seen_text(const struct result *result)
{
	if (!result->positive && result->witnesses)
		return share_text(result->witnesses, result->frames);
	return share_text(result->positive, result->positive + result->negative);
}

/* What the models say of the condition, as the start of a sentence */
static char *verdict_text(const struct result *result)
{
	char *text = xstrdup(""), *longer;
	unsigned int i;

	for (i = 0; i < NR_MODELS; i++) {
		enum verdict verdict = result->condition_verdict[i];

		if (verdict != VERDICT_FORBIDDEN && verdict != VERDICT_ALLOWED)
			continue;
		longer = xasprintf("%s%s%s by %s", text, *text ? ", " : "",
				   verdict_word(verdict, ""), model_infos[i].said);
		free(text);
		text = longer;
	}
	if (*text >= 'a' && *text <= 'z')
		*text += 'A' - 'a';
	return text;
}

/* What a test's own file says is never seen, and was */
static char *broken_text(const struct result *result)
{
	bool met = !strcmp(result->expected, "Never");
	char *share, *text;

	share = met ? seen_text(result) :
		      share_text(result->negative,
				 result->positive + result->negative);
	text = xasprintf("VIOLATED: the test's file says \"Result: %s\", and %s %s the condition.",
			 result->expected, share, met ? "met" : "did not meet");
	free(share);
	return text;
}

/* How often a state was seen that a model forbids */
static uint64_t forbidden_count(const struct result *result, enum model model)
{
	uint64_t count = 0;
	size_t i;

	for (i = 0; i < result->nr_states; i++)
		if (result->states[i].verdict[model] == VERDICT_FORBIDDEN)
			count += result->states[i].count;
	return count;
}

/* Why a finding is a violation */
static char *violation_text(const struct result *result)
{
	uint64_t whole = result->positive + result->negative, bad;
	enum model broken = result_breaks(result);
	char *share, *text;

	if (result->quantifier == ORDLAB_FORALL && result->negative) {
		share = share_text(result->negative, whole);
		text = xasprintf("VIOLATED: the condition must always be met, and %s did not meet it.",
				 share);
	} else if (result->quantifier == ORDLAB_NOT_EXISTS &&
		   (result->positive || result->witnesses)) {
		share = seen_text(result);
		text = xasprintf("VIOLATED: the condition must never be met, and %s met it.",
				 share);
	} else {
		bad = broken < NR_MODELS ? forbidden_count(result, broken) : 0;
		if (!bad && result_breaks_expected(result))
			return broken_text(result);
		share = share_text(bad ? bad : result->witnesses,
				   bad ? whole : result->frames);
		text = xasprintf("FORBIDDEN AND SEEN: %s ended in a state that %s forbids. The hardware, the compiler, the kernel or the model is wrong.",
				 share, model_infos[broken].said);
	}
	free(share);
	return text;
}

/*
 * How rare what was never seen must be; the "rule of three". Iterations that did
 * not overlap do not count.
 */
static char *bound_text(const struct result *result, uint64_t whole)
{
	uint64_t overlapped = evidence_iterations(&result->evidence);
	char text[TEXT_LEN];

	if (whole > overlapped)
		whole = overlapped;
	if (whole < 3)
		return xstrdup("");
	return xasprintf(" Were %s independent, fewer than 1 in %s would, at 95 %% confidence.",
			 result->evidence.known ? "those that overlapped" :
						  "they",
			 text_count(text, whole / 3));
}

/* That a run says nothing, and why; the models' verdict stands */
static char *nothing_text(const struct result *result)
{
	char *verdict = verdict_text(result), *doubt, *why, *text;

	doubt = evidence_doubt(&result->evidence);
	why = result_nothing_learnt(result);
	text = xasprintf("%s%sothing learnt: %s.%s%s", verdict,
			 *verdict ? "; but n" : "N", why, doubt ? " " : "",
			 doubt ? evidence_advice(&result->evidence) : "");
	free(verdict);
	free(doubt);
	free(why);
	return text;
}

char *report_sentence(const struct result *result)
{
	uint64_t whole = result->positive + result->negative + result->frames;
	char *verdict, *share, *bound, *text;
	char count[TEXT_LEN];
	enum finding finding = result_finding(result);

	if (finding == FINDING_VIOLATED)
		return violation_text(result);
	if (finding == FINDING_NOTHING)
		return nothing_text(result);

	verdict = verdict_text(result);
	share = seen_text(result);
	text_count(count, whole);
	if (result->quantifier == ORDLAB_FORALL) {
		text = xasprintf("Always: each of %s iterations met the condition.",
				 count);
	} else if (finding == FINDING_SEEN) {
		text = xasprintf("Seen: %s met the condition.", share);
	} else if (finding == FINDING_ALLOWED_SEEN) {
		text = xasprintf("%s; and seen: %s met the condition.",
				 verdict, share);
	} else if (finding == FINDING_FORBIDDEN_NOT_SEEN) {
		text = xasprintf("%s; and not seen: none of %s iterations met the condition.",
				 verdict, count);
	} else {
		bound = bound_text(result, whole);
		text = xasprintf("%s%s seen: none of %s iterations met the condition.%s",
				 verdict, *verdict ? "; but not" : "Not",
				 count, bound);
		free(bound);
	}
	free(share);
	free(verdict);
	return text;
}

/* In a row that has the verdicts in other columns */
static const char * const finding_names[] = {
	[FINDING_NOTHING]		= "nothing learnt",
	[FINDING_NOT_SEEN]		= "not seen",
	[FINDING_SEEN]			= "seen",
	[FINDING_FORBIDDEN_NOT_SEEN]	= "not seen",
	[FINDING_ALLOWED_SEEN]		= "seen",
	[FINDING_ALLOWED_NOT_SEEN]	= "not seen",
	[FINDING_VIOLATED]		= "VIOLATED",
};

void report_rows_begin(struct rows *rows)
{
	char align[NR_MODELS + 8];
	unsigned int n = 4, m;

	strcpy(align, "llrr");
	for (m = 0; m < NR_MODELS; m++)
		if (rows->models >> m & 1)
			align[n++] = 'l';
	strcpy(align + n, rows->expected ? "ll" : "l");
	rows->table = table_new(align);
	table_cell(rows->table, "test");
	table_cell(rows->table, "condition");
	table_cell(rows->table, "share");
	table_cell(rows->table, "of");
	for (m = 0; m < NR_MODELS; m++)
		if (rows->models >> m & 1)
			table_cell(rows->table, model_infos[m].title);
	if (rows->expected)
		table_cell(rows->table, "its file");
	table_cell(rows->table, "");
	table_rule(rows->table);
}

/* Adds to a remark, which is freed and made anew */
static void add_remark(char **remark, const char *what, const char *more)
{
	char *longer = xasprintf("%s%s%s%s", *remark, **remark ? "; " : "", what,
				 more);

	free(*remark);
	*remark = longer;
}

/* Why nothing was learnt, how many passed a filter, why no verdict; to be freed */
static char *row_remark(const struct result *result)
{
	char *why = result_finding(result) == FINDING_NOTHING ?
		    result_nothing_learnt(result) : NULL;
	char *passed = filtered_text(result), *text = xstrdup("");

	if (why)
		add_remark(&text, why, "");
	if (passed && result->positive + result->negative)
		add_remark(&text, passed, "");
	if (result->note)
		add_remark(&text, "no verdict: ", result->note);
	free(passed);
	free(why);
	return text;
}

void report_row(struct rows *rows, const struct result *result)
{
	uint64_t met = result->positive, of = met + result->negative;
	enum finding finding = result_finding(result);
	struct table *table = rows->table;
	char text[TEXT_LEN], *remark;

	/* As report_sentence() has it */
	if (!met && result->witnesses) {
		met = result->witnesses;
		of = result->frames;
	} else if (!met) {
		of += result->frames;
	}
	table_cell(table, result->test);
	table_cell(table, finding_names[finding]);
	table_cell(table, text_share(text, met, of));
	table_cell(table, text_count(text, of));
	for (unsigned int m = 0; m < NR_MODELS; m++)
		if (rows->models >> m & 1)
			table_cell(table, verdict_word(
					  result->condition_verdict[m], "?"));
	if (rows->expected)
		table_cell(table, result->expected);
	remark = row_remark(result);
	table_cell(table, remark);
	free(remark);
	if (finding == FINDING_VIOLATED)
		table_style(table, STYLE_RED);
}

void report_tap_plan(FILE *stream, size_t nr)
{
	fprintf(stream, "KTAP version 1\n1..%zu\n", nr);
}

/* What each model says, and the end of the line */
static void tap_verdicts(FILE *stream, const uint8_t *verdict)
{
	unsigned int i;

	for (i = 0; i < NR_MODELS; i++)
		if (verdict[i])
			fprintf(stream, " %s=%s", model_infos[i].name,
				verdict_word(verdict[i], ""));
	fputc('\n', stream);
}

/* A test that was run in vain, or of which no model knows better, was skipped */
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

void report_put_verdicts(struct json_object *object, const uint8_t *verdicts)
{
	struct json_object *models = NULL;
	unsigned int i;

	for (i = 0; i < NR_MODELS; i++) {
		if (verdicts[i] == VERDICT_NONE)
			continue;
		if (!models)
			models = json_object_new_object();
		put_text(models, model_infos[i].name,
			 verdict_word(verdicts[i], ""));
	}
	if (models)
		json_object_object_add(object, "verdict", models);
}

static struct json_object *state_object(const struct result *result,
					const struct state *state)
{
	struct json_object *object = json_object_new_object();
	struct json_object *values = json_object_new_object();
	char text[VALUE_LEN];
	unsigned int i;

	for (i = 0; i < result->nr_names; i++) {
		struct value value = state_value(result, state, i);

		if (!value_is_int(value))
			put_text(values, result->names[i],
				 result_value(text, result, value));
		else
			json_object_object_add(values, result->names[i],
					       json_object_new_int64(value.n));
	}
	json_object_object_add(object, "values", values);
	put_count(object, "count", state->count);
	json_object_object_add(object, "match",
			       json_object_new_boolean(state->match));
	report_put_verdicts(object, state->verdict);
	return object;
}

static const char * const finding_words[] = {
	[FINDING_NOTHING]		= "nothing learnt",
	[FINDING_NOT_SEEN]		= "not seen",
	[FINDING_SEEN]			= "seen",
	[FINDING_FORBIDDEN_NOT_SEEN]	= "forbidden and not seen",
	[FINDING_ALLOWED_SEEN]		= "allowed and seen",
	[FINDING_ALLOWED_NOT_SEEN]	= "allowed and not seen",
	[FINDING_VIOLATED]		= "violated",
};

static void put_nothing(struct json_object *object, const struct result *result)
{
	char *why = result_nothing_learnt(result);

	if (why)
		put_text(object, "nothing_learnt", why);
	free(why);
}

struct json_object *report_result_object(const struct result *result)
{
	const struct machine *machine = machine_this();
	struct json_object *object = put_new("ordlab-run");
	struct json_object *condition = json_object_new_object();
	struct json_object *states = json_object_new_array();
	size_t i;

	put_text(object, "test", result->test);
	put_text(object, "mode", result->params.mode);
	put_text(object, "cpus", result->params.cpus);
	put_count(object, "instances", result->params.instances);
	put_count(object, "batch", result->params.batch);
	put_count(object, "chunk", result->params.chunk);
	put_count(object, "stride", result->params.stride);
	put_text(object, "sync", result->params.sync);
	put_count(object, "every", result->params.every);
	put_text(object, "preload", result->params.preload);
	put_count(object, "skew", result->params.skew);
	put_text(object, "noise", result->params.noise);
	put_text(object, "stress", result->params.stress);
	put_text(object, "order", result->params.order);
	put_count(object, "seed", result->params.seed);
	put_count(object, "iterations", result->iterations);
	put_double(object, "seconds", result->seconds);

	put_text(condition, "text", result->condition);
	json_object_object_add(condition, "observed",
			       json_object_new_boolean(result->positive ||
						       result->witnesses));
	put_count(condition, "positive", result->positive);
	put_count(condition, "negative", result->negative);
	report_put_verdicts(condition, result->condition_verdict);
	json_object_object_add(object, "condition", condition);

	for (i = 0; i < result->nr_states; i++)
		json_object_array_add(states,
				      state_object(result, &result->states[i]));
	json_object_object_add(object, "states", states);
	put_count(object, "filtered", result->filtered);
	put_count(object, "faults", result->faults);
	put_count(object, "overflow", result->overflow);
	put_count(object, "frames", result->frames);
	put_count(object, "witnesses", result->witnesses);
	put_count(object, "disjoint", result->disjoint);
	if (result->why_not)
		put_text(object, "not_perpetual", result->why_not);
	put_text(object, "finding", finding_words[result_finding(result)]);
	put_nothing(object, result);
	evidence_put(object, &result->evidence);
	if (result->end)
		put_text(object, "ended_early", result->end);
	if (result->nr_flags)
		put_texts(object, "flags", result->flags, result->nr_flags);
	if (result->disagreement)
		put_text(object, "disagreement", result->disagreement);
	if (result->note)
		put_text(object, "note", result->note);
	put_text(object, "kernel", machine->kernel);
	put_text(object, "arch", machine->arch);
	put_text(object, "cpu", machine->cpu);
	return object;
}

struct json_object *report_test_object(const struct test *test)
{
	struct json_object *object = put_new("ordlab-test");
	struct json_object *threads, *lines;
	char line[256], *condition;
	unsigned int t, i;

	put_text(object, "test", test->name);
	put_text(object, "origin", origin_names[test->origin]);
	put_count(object, "threads", test->threads);
	if (!test->prog)
		return object;
	put_text(object, "purpose", test->prog->purpose);
	threads = json_object_new_array();
	for (t = 0; t < test->threads; t++) {
		lines = json_object_new_array();
		for (i = 0; i < test->view.threads[t].nr_insns; i++) {
			ordlab_disasm(line, sizeof(line), &test->view, t, i);
			json_object_array_add(lines,
					      json_object_new_string(line));
		}
		json_object_array_add(threads, lines);
	}
	json_object_object_add(object, "code", threads);
	condition = disasm_text(ordlab_disasm_cond, &test->view);
	put_text(object, "condition", condition);
	free(condition);
	return object;
}

struct json_object *report_asm_object(const struct listing *listings, size_t nr)
{
	struct json_object *functions = json_object_new_array();
	struct json_object *function, *code, *line, *flag;
	size_t i, j;

	for (i = 0; i < nr; i++) {
		function = json_object_new_object();
		put_text(function, "for", listings[i].what);
		put_text(function, "symbol", listings[i].symbol);
		if (listings[i].why)
			put_text(function, "note", listings[i].why);
		code = json_object_new_array();
		for (j = 0; j < listings[i].nr; j++) {
			line = json_object_new_object();
			put_text(line, "text", listings[i].lines[j].text);
			flag = json_object_new_boolean(listings[i].lines[j].orders);
			json_object_object_add(line, "orders", flag);
			json_object_array_add(code, line);
		}
		json_object_object_add(function, "code", code);
		json_object_array_add(functions, function);
	}
	return functions;
}

void report_json(FILE *stream, struct json_object *object)
{
	int flags = JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE;

	fprintf(stream, "%s\n", json_object_to_json_string_ext(object, flags));
	json_object_put(object);
}
