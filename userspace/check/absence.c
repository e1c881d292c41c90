// SPDX-License-Identifier: GPL-2.0
/*
 * Why a model has no execution of a test, see absence.h.
 */
#include <stdlib.h>
#include "check/absence.h"
#include "check/check.h"
#include "lib/text.h"
#include "lib/util.h"

static char *why_none_ends(const struct ordlab_view *view, enum model model,
			   struct budget *budget)
{
	char *who = check_who_waits(view, budget), *text;

	text = who ? xasprintf("no execution ends, since %s", who) :
	       budget_over(budget) ?
		     xstrdup("no execution ends, and why was not found out within the limits") :
		     xasprintf("no execution ends, since each breaks an axiom of %s",
			       model_infos[model].said);
	free(who);
	return text;
}

/* The reason if no execution ends, and some were cut off in a loop */
static char *why_none_leaves(const struct result *result,
			     const struct ordlab_view *view,
			     struct budget *budget)
{
	char *who = check_who_waits(view, budget), *text;
	char number[TEXT_LEN];

	text = xasprintf("no execution comes to its end (%s cut off): one is in the loop of line %u yet after %u turn%s%s%s",
			 text_count(number, result->cut), result->cut_line,
			 result->cut_turns, result->cut_turns == 1 ? "" : "s",
			 who ? "; and in some runs " : "", who ? who : "");
	free(who);
	return text;
}

/* Finds out why no execution ends, even without the filter */
static void find_obstacle(struct result *result, const struct ordlab_view *view,
			  enum model model, struct budget *budget)
{
	char text[TEXT_LEN];

	if (result->dropped) {
		result->absence = ABSENCE_POINTER;
		result->why_absent = xasprintf("no execution comes to its end (%s dropped): %s",
					       text_count(text, result->dropped),
					       result->dropped_at);
	} else if (result->cut) {
		result->absence = ABSENCE_LOOP;
		result->why_absent = why_none_leaves(result, view, budget);
	} else {
		result->absence = ABSENCE_WAITS;
		result->why_absent = why_none_ends(view, model, budget);
	}
}

/* The reason if executions end, and the filter excludes all of them */
static char *why_filtered(const struct result *unfiltered)
{
	uint64_t nr = unfiltered->positive + unfiltered->negative;
	char text[TEXT_LEN];

	char *which = nr == 1 ? xstrdup("out the only execution") :
		      xasprintf("none of the %s executions",
				text_count(text, nr)), *why;

	why = !unfiltered->cut ? xasprintf("the filter leaves %s", which) :
	      xasprintf("the filter leaves %s that end%s within %u turn%s of the loop in line %u",
			which, nr == 1 ? "s" : "", unfiltered->cut_turns,
			unfiltered->cut_turns == 1 ? "" : "s",
			unfiltered->cut_line);
	free(which);
	return why;
}

void absence_find(struct result *result, const struct ordlab_view *view,
		  enum model model, struct budget *budget)
{
	struct ordlab_program prog = *view->prog;
	struct ordlab_view all = *view;
	struct result *unfiltered;

	if (!view->prog->nr_filter) {
		find_obstacle(result, view, model, budget);
		return;
	}
	prog.nr_filter = 0;
	all.prog = &prog;
	unfiltered = check_program(&all, model, budget);
	if (unfiltered->note) {
		result->note = xasprintf("no execution passes the filter, and whether any ends was not found out: %s",
					 unfiltered->note);
	} else if (unfiltered->nr_states) {
		result->absence = ABSENCE_FILTER;
		result->why_absent = why_filtered(unfiltered);
	} else {
		result->absence = unfiltered->absence;
		result->why_absent = unfiltered->why_absent;
		unfiltered->why_absent = NULL;
	}
	result_free(unfiltered);
}
