// SPDX-License-Identifier: GPL-2.0
/*
 * Guesses: the path that a thread has taken in an iteration, and the values that it
 * has read, as far as the outcome determines them. See observer-state.h.
 */
#include <stdlib.h>
#include "private/observer-state.h"
#include "lib/util.h"

static struct maybe eval_leaf(const struct guess *guess, const struct node *node)
{
	return node->kind == NODE_READ ? guess->reads[node->a] :
					 (struct maybe){ true, node->value };
}

struct maybe guess_eval(const struct guess *guess, unsigned int n)
{
	const struct node *nodes = guess->path->nodes;
	struct maybe *values, value, b;
	unsigned int i;
	bool *marks;

	if (!node_has_a(&nodes[n]))
		return eval_leaf(guess, &nodes[n]);
	marks = xcalloc(n + 1, sizeof(*marks));
	values = xcalloc(n + 1, sizeof(*values));
	node_mark(nodes, n, marks);
	for (i = 0; i <= n; i++) {
		const struct node *node = &nodes[i];

		if (!marks[i])
			continue;
		if (!node_has_a(node)) {
			values[i] = eval_leaf(guess, node);
			continue;
		}
		b = node_has_b(node) ? values[node->b] :
				       (struct maybe){ .known = true };
		values[i].known = values[node->a].known && b.known;
		if (values[i].known)
			values[i].value = node_compute(node,
						       values[node->a].value,
						       b.value);
	}
	value = values[n];
	free(marks);
	free(values);
	return value;
}

/*
 * Learns that a node has a value. If it is a read, the read returned this value. If
 * the node cannot have it, the path is wrong. The function inverts one kind of
 * operation only: the addition in atomic_add_return() and the like.
 */
static void learn(struct guess *guess, unsigned int n, struct value value)
{
	const struct node *node;
	struct maybe now, b;

	for (;; n = node->a) {
		node = &guess->path->nodes[n];
		now = guess_eval(guess, n);
		if (now.known) {
			guess->wrong |= !value_same(now.value, value);
			return;
		}
		if (node->kind == NODE_READ) {
			guess->reads[node->a] = (struct maybe){ true, value };
			return;
		}
		/* A conversion that may have changed the value cannot be inverted */
		if (!node_fits(&guess->path->nodes[node->a], node->type))
			return;
		if (node->alu == ORDLAB_A_MOV)
			continue;
		if (node->alu != ORDLAB_A_ADD && node->alu != ORDLAB_A_SUB)
			return;
		b = guess_eval(guess, node->b);
		if (!b.known)
			return;
		value = value_alu(node->type, node->alu == ORDLAB_A_ADD ?
				  ORDLAB_A_SUB : ORDLAB_A_ADD, value, b.value);
	}
}

static void learn_constraint(struct guess *guess, const struct constraint *c)
{
	bool two = need_compares(c->need);
	struct maybe a = guess_eval(guess, c->a), b = { .known = true };

	if (two)
		b = guess_eval(guess, c->b);
	if (a.known && b.known)
		guess->wrong |= need_met(c->need, a.value, b.value) ==
				TRUTH_NO;
	else if (c->need == NEED_FALSE)
		learn(guess, c->a, value_int(0));
	else if (need_equates(c->need) && a.known)
		learn(guess, c->b, a.value);
	else if (need_equates(c->need) && b.known)
		learn(guess, c->a, b.value);
}

static void guess_path(struct guess *guess, const struct path *path,
		       const struct maybe *regs, struct budget *budget)
{
	unsigned int i;

	guess->path = path;
	guess->reads = xcalloc(path->nr_events + 1, sizeof(*guess->reads));
	/* An iteration with a fault is not counted, so the path was complete */
	guess->wrong = path->end != PATH_COMPLETE;
	for (i = 0; i < ORDLAB_MAX_REGS; i++) {
		if (!regs[i].known)
			continue;
		if (path->regs[i] == NO_NODE)
			guess->wrong |= !value_same(regs[i].value,
						    value_int(0));
		else
			learn(guess, path->regs[i], regs[i].value);
	}
	for (i = 0; i < path->nr_constraints && !budget_over(budget); i++)
		learn_constraint(guess, &path->constraints[i]);
}

bool guess_thread(struct guess *guess, const struct observer *observer,
		  unsigned int t, const struct maybe *regs)
{
	struct guess other;
	bool found = false;
	size_t i;

	for (i = 0; observer->known[t] && i < observer->paths[t].nr; i++) {
		guess_path(&other, &observer->paths[t].path[i], regs,
			   observer->budget);
		if (other.wrong) {
			free(other.reads);
			continue;
		}
		if (found) {
			free(other.reads);
			free(guess->reads);
			return false;
		}
		*guess = other;
		found = true;
	}
	/* Paths that were not tried may fit, too */
	if (found && budget_over(observer->budget)) {
		free(guess->reads);
		found = false;
	}
	return found;
}
