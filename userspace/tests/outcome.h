/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a model says of a litmus test, in a line:
 *
 *	EXPECT_OUTCOME("C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nexists (x=1)\n",
 *		       MODEL_LKMM, "Always 1 0");
 *
 * The line has "Always", "Sometimes" or "Never", or a name of enum absence; then how
 * many executions meet the condition, and how many do not; then ", dropped" and the
 * place, or ", N cut after M turns in line L", if there are such executions. Where
 * there is no verdict it is the reason alone, and where the test is refused, the first
 * message. The search has no limit of time, so it never gives up.
 */
#ifndef OUTCOME_H
#define OUTCOME_H

#include <string.h>
#include "check/check.h"
#include "front/litmus.h"
#include "lib/util.h"
#include "result/result.h"

/* The line, to be freed */
static inline char *outcome(const char *text, enum model model)
{
	static const struct litmus_options options = { .unsafe = true };
	struct litmus *test = litmus_parse("test", text, strlen(text), &options);
	char *line, *dropped, *cut;
	struct result *r;

	if (!test->program) {
		line = xstrdup(test->messages[0].text);
		litmus_free(test);
		return line;
	}
	r = check_program(&test->view, model, BUDGET_ENDLESS);
	dropped = r->dropped ? xasprintf(", dropped %s", r->dropped_at) : xstrdup("");
	cut = r->cut ? xasprintf(", %llu cut after %u turns in line %u",
				 (unsigned long long)r->cut, r->cut_turns,
				 r->cut_line) : xstrdup("");
	line = r->note ? xstrdup(r->note) :
	       xasprintf("%s %llu %llu%s%s",
			 r->absence ? absence_names[r->absence] :
			 !r->positive ? "Never" : !r->negative ? "Always" : "Sometimes",
			 (unsigned long long)r->positive,
			 (unsigned long long)r->negative, dropped, cut);
	free(dropped);
	free(cut);
	result_free(r);
	litmus_free(test);
	return line;
}

#define EXPECT_OUTCOME(text, model, line)				\
	do {								\
		char *outcome_ = outcome(text, model);			\
									\
		EXPECT_STREQ(outcome_, line);				\
		free(outcome_);						\
	} while (0)

/* The same of each model */
#define EXPECT_OUTCOME_ALL(text, line)					\
	do {								\
		for (enum model m_ = 0; m_ < NR_MODELS; m_++)		\
			EXPECT_OUTCOME(text, m_, line);			\
	} while (0)

#endif /* OUTCOME_H */
