// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that wait for ever, in words: see waiting.h.
 */
#include <stdlib.h>
#include "lib/text.h"
#include "lib/util.h"
#include "check/waiting.h"

/* "line 6", or "instruction 2" where the source is not known */
static char *place(const struct ordlab_view *view, unsigned int thread,
		   unsigned int insn)
{
	unsigned int line = view->insns[view->threads[thread].first + insn].line;

	return line ? xasprintf("line %u", line) :
		      xasprintf("instruction %u", insn);
}

static const char *name(const struct ordlab_view *view, const struct wait *wait)
{
	return wait->kind == WAIT_RCU ? "" : view->locations[wait->loc].name;
}

/* The thing that a thread waits for: "the lock s", "a grace period of ss" */
static char *what(const struct ordlab_view *view, const struct wait *wait)
{
	if (wait->kind == WAIT_LOCK)
		return xasprintf("the lock %s", name(view, wait));
	return xasprintf("a grace period%s%s",
			 wait->kind == WAIT_SRCU ? " of " : "", name(view, wait));
}

/* Describes a thread that waits for itself, or for a thread that has ended */
static char *one_text(const struct ordlab_view *view, const struct wait *wait)
{
	char *at = place(view, wait->thread, wait->insn);
	char *since = place(view, wait->by, wait->since);
	char *for_what = what(view, wait), *text;
	bool itself = wait->by == wait->thread;

	if (wait->kind != WAIT_LOCK)
		text = xasprintf("P%u waits in %s for %s, which waits for the reader that P%u %sbegan in %s",
				 wait->thread, at, for_what, wait->by,
				 itself ? "itself " : "", since);
	else if (itself)
		text = xasprintf("P%u waits in %s for %s, which P%u itself took in %s",
				 wait->thread, at, for_what, wait->by, since);
	else
		text = xasprintf("P%u waits in %s for %s, which P%u takes in %s and never releases",
				 wait->thread, at, for_what, wait->by, since);
	free(for_what);
	free(since);
	free(at);
	return text;
}

/* Describes a thread of a cycle; @held: the thread before it waits for this */
static char *part_text(const struct ordlab_view *view, const struct wait *held,
		       const struct wait *wait)
{
	char *at = place(view, wait->thread, wait->insn);
	char *since = place(view, held->by, held->since);
	char *for_what = what(view, wait), *text;

	if (held->kind == WAIT_LOCK)
		text = xasprintf("P%u holds the lock %s (%s) and waits for %s (%s)",
				 wait->thread, name(view, held), since, for_what,
				 at);
	else
		text = xasprintf("P%u is in a reader%s%s (%s) and waits for %s (%s)",
				 wait->thread,
				 held->kind == WAIT_SRCU ? " of " : "",
				 name(view, held), since, for_what, at);
	free(for_what);
	free(since);
	free(at);
	return text;
}

char *waiting_text(const struct waiting *waiting, const struct ordlab_view *view)
{
	char *text, *part, *longer;

	if (waiting->nr == 1)
		return one_text(view, &waiting->waits[0]);
	text = xstrdup("");
	for (unsigned int i = 0; i < waiting->nr; i++) {
		part = part_text(view, &waiting->waits[(i ? i : waiting->nr) - 1],
				 &waiting->waits[i]);
		longer = xasprintf("%s%s%s", text, i ? "; " : "", part);
		free(part);
		free(text);
		text = longer;
	}
	return text;
}
