/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How a search for executions ends. Every function that is a part of a search
 * returns one of these, and a note for the user is made from it.
 */
#ifndef SEARCH_END_H
#define SEARCH_END_H

#include "lib/budget.h"

/**
 * enum search - how a search for executions ended
 * @SEARCH_DONE:	it found all executions
 * @SEARCH_ENOUGH:	the user of the search ended it
 * @SEARCH_TIME:	it used up the time of its budget
 * @SEARCH_EVENTS:	a candidate has more than REL_MAX_EVENTS events
 * @SEARCH_PATHS:	a thread has too many paths
 * @SEARCH_MEMORY:	it used up the memory of its budget
 * @SEARCH_CANCELLED:	it was cancelled
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
 * search_over() - the end of a search, as its budget has it
 * @budget:	the budget
 *
 * Return: SEARCH_DONE if the budget is not over.
 */
enum search search_over(const struct budget *budget);

/**
 * search_note() - a note for the user: why there is no answer, and what to do
 * @end:	how the search ended
 * @budget:	the budget of the search
 *
 * Return: the note, which the caller frees; NULL if the search has an answer.
 */
char *search_note(enum search end, const struct budget *budget);

#endif /* SEARCH_END_H */
