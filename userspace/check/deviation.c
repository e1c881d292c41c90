// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "check/check.h"
#include "check/deviation.h"
#include "lib/util.h"

/* "Never", "Sometimes" or "Always"; NULL if there is no verdict */
static const char *observation(const struct ordlab_view *view,
			       struct budget *budget)
{
	struct result *result;
	const char *word;

	budget_renew(budget);
	result = check_verdict(view, MODEL_LKMM, budget);
	word = result->note ? NULL : !result->positive ? "Never" :
	       !result->negative ? "Always" : "Sometimes";
	result_free(result);
	return word;
}

char *deviation(const struct test *test, struct budget *budget)
{
	const char *ours, *theirs;
	struct ordlab_view view;

	if (!test->herd)
		return NULL;
	ordlab_view_init(&view, test->herd);
	ours = observation(&test->view, budget);
	theirs = observation(&view, budget);
	if (!ours || !theirs || !strcmp(ours, theirs))
		return NULL;
	return xasprintf(test->herd_nested ?
			 "the LKMM says %s, with the types of C and with nested expressions as through registers; herd7, which knows neither, says %s" :
			 "with the types of C the LKMM says %s; herd7, to which all integers are int and true is 0, says %s",
			 ours, theirs);
}

void deviation_warn(FILE *stream, const struct test *test, struct budget *budget)
{
	char *text = deviation(test, budget);

	if (text)
		fprintf(stream, "%s: warning: %s\n", test->file, text);
	free(text);
}
