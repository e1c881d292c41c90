/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How a search for executions, or a part of it, ends.
 */
#ifndef SEARCH_END_H
#define SEARCH_END_H

#include "lib/budget.h"

/**
 * enum search - how a search for executions ended
 * @SEARCH_DONE:	all were found
 * @SEARCH_ENOUGH:	the user had enough
 * @SEARCH_TIME:	the time was up
 * @SEARCH_EVENTS:	a candidate has more than REL_MAX_EVENTS events
 * @SEARCH_PATHS:	there are too many ways through a thread
 * @SEARCH_MEMORY:	so was the memory
 * @SEARCH_CANCELLED:	nobody waits for it any more
 */
enum search {
	SEARCH_DONE,
	SEARCH_ENOUGH,
	SEARCH_TIME,
	SEARCH_EVENTS,
	SEARCH_PATHS,
	SEARCH_MEMORY,
	SEARCH_CANCELLED,
};

/**
 * search_over() - how a search ends whose budget is over
 * @budget:	the budget
 *
 * Return: SEARCH_DONE if it is not over.
 */
enum search search_over(const struct budget *budget);

/**
 * search_note() - why a search has no answer, and what to do
 * @end:	how it ended
 * @budget:	what it might cost
 *
 * Return: a note, to be freed; NULL if it has one.
 */
char *search_note(enum search end, const struct budget *budget);

#endif /* SEARCH_END_H */
