/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The shortest way of the mailbox machine to an outcome, and its story.
 */
#ifndef GOAL_H
#define GOAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "lib/budget.h"
#include "mailbox/mailbox.h"

/**
 * struct route - a way from the beginning to an outcome
 * @steps:	[@nr]
 * @nr:		how many
 * @found:	there is one
 * @complete:	if there is none: all states were visited
 */
struct route {
	struct mailbox_step *steps;
	size_t nr;
	bool found;
	bool complete;
};

/**
 * goal_find() - find the shortest way to the program's condition
 * @m:		a program that the machine runs; the condition is what is to be met,
 *		whatever the quantifier
 * @route:	filled in; route_free() gives it back
 * @budget:	what it may cost
 *
 * A way is as long as its sentences: a step that executes is one, so is a message
 * that is processed, and an instruction that another one overtakes.
 */
void goal_find(const struct mailbox *m, struct route *route,
	       struct budget *budget);
void route_free(struct route *route);

/**
 * story_tell() - tell a way, a sentence in a line
 * @stream:	where to
 * @m:		the program
 * @route:	a way that was found
 */
void story_tell(FILE *stream, const struct mailbox *m,
		const struct route *route);

#endif /* GOAL_H */
