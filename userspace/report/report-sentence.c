// SPDX-License-Identifier: GPL-2.0
/*
 * A result in one sentence: see report.h.
 */
#include <stdlib.h>
#include <string.h>
#include "report/report.h"
#include "lib/text.h"
#include "lib/util.h"

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

/* The test's own file says that this is never seen, but it was */
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
 * An upper bound for how often an outcome occurs that was never seen, by the "rule of
 * three": 3 of N iterations. Only iterations that overlapped count.
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

/* The run says nothing, and why; the verdicts of the models still hold */
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
