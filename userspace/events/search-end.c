// SPDX-License-Identifier: GPL-2.0
#include "lib/limit.h"
#include "events/relation.h"
#include "events/search-end.h"
#include "lib/util.h"

enum search search_over(const struct budget *budget)
{
	switch (budget->over) {
	case BUDGET_LEFT:
		break;
	case BUDGET_TIME:
		return SEARCH_TIME;
	case BUDGET_BYTES:
		return SEARCH_MEMORY;
	case BUDGET_CANCELLED:
		return SEARCH_CANCELLED;
	}
	return SEARCH_DONE;
}

char *search_note(enum search end, const struct budget *budget)
{
	switch (end) {
	case SEARCH_DONE:
	case SEARCH_ENOUGH:
		break;
	case SEARCH_TIME:
		return xasprintf("too large to decide in %g s of CPU time: --check-timeout=S allows S seconds, or make the test smaller",
				 budget->seconds);
	case SEARCH_EVENTS:
		return xasprintf("too large: an execution has more than %u events; make the test smaller",
				 REL_MAX_EVENTS);
	case SEARCH_PATHS:
		return xasprintf("too large: a thread has more than %lu paths; use fewer branches",
				 LIMIT_PATHS);
	case SEARCH_MEMORY:
		return xasprintf("too large: it takes more than %lu MiB of memory; make the test smaller",
				 LIMIT_BYTES >> 20);
	case SEARCH_CANCELLED:
		return xstrdup("interrupted");
	}
	return NULL;
}
