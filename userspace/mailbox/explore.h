/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Exploring the mailbox machine: all outcomes that its runs have.
 *
 * States are visited depth first. Those that were visited are known by a hash of
 * 128 bits, so that a state takes 16 bytes.
 */
#ifndef EXPLORE_H
#define EXPLORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "lib/budget.h"
#include "lib/keyset.h"
#include "mailbox/mailbox.h"

/**
 * struct explored - what exploring has found
 * @outcomes:	values of what is observed, one word each; those that the filter
 *		leaves out are not there
 * @complete:	all states were visited; else, @budget says why not
 * @lost:	some run ends at a pointer that is none, or in a loop
 * @states:	how many states were visited
 */
struct explored {
	struct keyset outcomes;
	bool complete;
	bool lost;
	size_t states;
};

/**
 * explore_all() - find all outcomes
 * @m:		a program that the machine runs
 * @explored:	filled in; explored_free() gives it back
 * @budget:	what it may cost
 */
void explore_all(const struct mailbox *m, struct explored *explored,
		 struct budget *budget);
void explored_free(struct explored *explored);

#endif /* EXPLORE_H */
