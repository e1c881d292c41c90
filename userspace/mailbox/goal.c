// SPDX-License-Identifier: GPL-2.0
/*
 * Finds the shortest way of the mailbox machine to an outcome, see goal.h.
 *
 * Dijkstra's algorithm: nodes wait in a bucket for each length. A node is a step
 * and the node before; its state is made anew from the steps that lead to it.
 */
#include <stdlib.h>
#include <string.h>
#include "mailbox/goal.h"
#include "lib/keyset.h"
#include "private/hash.h"
#include "lib/util.h"

#define HASH_WORDS	2
#define MAX_LENGTH	4096
#define NO_NODE		UINT32_MAX

struct node {
	uint32_t before;
	uint32_t next;		/* in its bucket */
	struct mailbox_step step;
};

struct finder {
	const struct mailbox *m;
	struct budget *budget;
	struct route *route;
	struct mailbox_room *room;
	struct mailbox_steps *steps;
	struct keyset visited;
	struct node *nodes;
	size_t nr_nodes;
	size_t room_nodes;
	uint32_t buckets[MAX_LENGTH];
};

/* How many stores have reached CPUs, their own included */
static unsigned int nr_reached(const struct mailbox *m,
			       const struct mailbox_state *s)
{
	unsigned int nr = 0;

	for (unsigned int c = 0; c < m->view.prog->nr_threads; c++)
		nr += __builtin_popcountll(s->reached[c]);
	return nr;
}

static void add_node(struct finder *f, unsigned int length, uint32_t before,
		     const struct mailbox_step *step)
{
	if (length >= MAX_LENGTH || f->nr_nodes == NO_NODE ||
	    !budget_grow(f->budget, &f->nodes, &f->room_nodes, f->nr_nodes + 1,
			 sizeof(*f->nodes))) {
		f->route->complete = false;
		return;
	}
	f->nodes[f->nr_nodes] = (struct node) {
		.before = before, .next = f->buckets[length], .step = *step,
	};
	f->buckets[length] = f->nr_nodes++;
}

/* The steps that lead to a node */
static void trace_back(struct finder *f, uint32_t n)
{
	struct route *route = f->route;
	size_t nr = 0;

	for (uint32_t i = n; i != NO_NODE; i = f->nodes[i].before)
		nr++;
	free(route->steps);
	route->steps = xcalloc(nr + 1, sizeof(*route->steps));
	route->nr = nr;
	for (uint32_t i = n; i != NO_NODE; i = f->nodes[i].before)
		route->steps[--nr] = f->nodes[i].step;
}

static void replay(struct finder *f, uint32_t n, struct mailbox_state *s)
{
	trace_back(f, n);
	mailbox_init(s);
	for (size_t i = 0; i < f->route->nr; i++) {
		mailbox_apply(f->m, s, &f->route->steps[i], f->room);
		mailbox_forget(f->m, s);
	}
}

static bool meets(struct finder *f, const struct mailbox_state *s)
{
	const struct ordlab_view *view = &f->m->view;
	__s64 values[ORDLAB_MAX_OBSERVED];

	mailbox_outcome(f->m, s, values, f->room);
	return ordlab_cond_eval(view->filter, view->prog->nr_filter, values) &&
	       ordlab_cond_eval(view->cond, view->prog->nr_cond, values);
}

static void extend(struct finder *f, unsigned int length, uint32_t n,
		   const struct mailbox_state *s)
{
	unsigned int reached = nr_reached(f->m, s);

	for (unsigned int i = 0; i < f->steps->nr; i++) {
		const struct mailbox_step *step = &f->steps->step[i];
		struct mailbox_state next = *s;
		struct mailbox_about about;
		unsigned int more = 0;

		if (step->kind == MAILBOX_EXECUTE) {
			mailbox_about(f->m, s, step, &about, f->room);
			mailbox_apply(f->m, &next, step, f->room);
			more = 1 + about.overtakes +
			       nr_reached(f->m, &next) - reached;
		}
		add_node(f, length + more, n, step);
	}
}

/* Return: true if the goal is met */
static bool look_at(struct finder *f, unsigned int length, uint32_t n)
{
	uint64_t key[HASH_WORDS];
	struct mailbox_state s;
	size_t nr = f->visited.nr;

	replay(f, n, &s);
	state_hash(f->m, &s, key);
	keyset_find(&f->visited, key);
	if (f->visited.nr == nr)
		return false;
	mailbox_steps(f->m, &s, f->steps, f->room);
	if (f->steps->over)
		f->route->complete = false;
	if (f->steps->dead || f->steps->lost)
		return false;
	if (f->steps->finished)
		return meets(f, &s);
	extend(f, length, n, &s);
	return false;
}

static void search(struct finder *f)
{
	for (unsigned int length = 0; length < MAX_LENGTH; length++) {
		while (f->buckets[length] != NO_NODE) {
			uint32_t n = f->buckets[length];

			if (budget_over(f->budget)) {
				f->route->complete = false;
				return;
			}
			f->buckets[length] = f->nodes[n].next;
			f->route->found = look_at(f, length, n);
			if (f->route->found)
				return;
		}
	}
}

void goal_find(const struct mailbox *m, struct route *route,
	       struct budget *budget)
{
	struct finder f = {
		.m = m, .budget = budget, .route = route,
		.visited = { .words = HASH_WORDS, .budget = budget },
	};
	struct mailbox_state s;

	*route = (struct route) { .complete = true };
	f.room = xcalloc(1, mailbox_room_size());
	f.steps = xcalloc(1, sizeof(*f.steps));
	for (unsigned int i = 0; i < MAX_LENGTH; i++)
		f.buckets[i] = NO_NODE;
	mailbox_init(&s);
	mailbox_steps(m, &s, f.steps, f.room);
	if (f.steps->finished)
		route->found = meets(&f, &s);
	else if (!f.steps->dead && !f.steps->lost)
		extend(&f, 0, NO_NODE, &s);
	if (!route->found)
		search(&f);
	budget_free(budget, &f.nodes, &f.room_nodes, sizeof(*f.nodes));
	keyset_free(&f.visited);
	free(f.steps);
	free(f.room);
}

void route_free(struct route *route)
{
	free(route->steps);
	route->steps = NULL;
}
