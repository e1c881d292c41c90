// SPDX-License-Identifier: GPL-2.0
/*
 * Visits the states of the mailbox machine, see explore.h.
 */
#include <stdlib.h>
#include <string.h>
#include "mailbox/explore.h"
#include "private/hash.h"
#include "lib/util.h"

#define HASH_WORDS	2

struct explorer {
	const struct mailbox *m;
	struct budget *budget;
	struct explored *explored;
	struct mailbox_room *room;
	struct mailbox_steps *steps;
	struct keyset visited;
	struct mailbox_state *stack;
	size_t nr_stack;
	size_t room_stack;
};

static void push(struct explorer *x, const struct mailbox_state *s)
{
	uint64_t key[HASH_WORDS];
	size_t nr = x->visited.nr;

	state_hash(x->m, s, key);
	keyset_find(&x->visited, key);
	if (x->visited.nr == nr ||
	    !budget_grow(x->budget, &x->stack, &x->room_stack, x->nr_stack + 1,
			 sizeof(*x->stack)))
		return;
	x->stack[x->nr_stack++] = *s;
}

static void note_outcome(struct explorer *x, const struct mailbox_state *s)
{
	const struct ordlab_view *view = &x->m->view;
	int64_t values[ORDLAB_MAX_OBSERVED + 1] = { 0 };

	mailbox_outcome(x->m, s, (__s64 *)values, x->room);
	if (ordlab_cond_eval(view->filter, view->prog->nr_filter,
			     (const __s64 *)values))
		keyset_find(&x->explored->outcomes, (const uint64_t *)values);
}

static void visit(struct explorer *x, struct mailbox_state *s)
{
	mailbox_steps(x->m, s, x->steps, x->room);
	if (x->steps->over)
		x->explored->complete = false;
	x->explored->lost |= x->steps->lost;
	if (x->steps->dead || x->steps->lost)
		return;
	if (x->steps->finished)
		note_outcome(x, s);
	for (unsigned int i = 0; i < x->steps->nr; i++) {
		struct mailbox_state next = *s;

		mailbox_apply(x->m, &next, &x->steps->step[i], x->room);
		mailbox_forget(x->m, &next);
		push(x, &next);
	}
}

void explore_all(const struct mailbox *m, struct explored *explored,
		 struct budget *budget)
{
	struct explorer x = {
		.m = m, .budget = budget, .explored = explored,
		.visited = { .words = HASH_WORDS, .budget = budget },
	};
	struct mailbox_state s;

	*explored = (struct explored) {
		.outcomes = {
			.words = m->view.prog->nr_observed + 1,
			.budget = budget,
		},
		.complete = true,
	};
	x.room = xcalloc(1, mailbox_room_size());
	x.steps = xcalloc(1, sizeof(*x.steps));
	mailbox_init(&s);
	push(&x, &s);
	while (x.nr_stack && !budget_over(budget)) {
		s = x.stack[--x.nr_stack];
		visit(&x, &s);
	}
	if (x.nr_stack || budget->over)
		explored->complete = false;
	explored->states = x.visited.nr;
	budget_free(budget, &x.stack, &x.room_stack, sizeof(*x.stack));
	keyset_free(&x.visited);
	free(x.steps);
	free(x.room);
}

void explored_free(struct explored *explored)
{
	keyset_free(&explored->outcomes);
}
