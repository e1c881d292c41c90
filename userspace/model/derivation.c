// SPDX-License-Identifier: GPL-2.0
/* Taking edges apart, see derivation.h */
#include <stdlib.h>
#include <string.h>
#include "model/derivation.h"
#include "private/operator.h"
#include "lib/util.h"

/* How often a recursive definition is unfolded */
#define MAX_UNFOLD	6

/* --- Costs that are known --- */

struct memo {
	uint64_t key;		/* 0 is free */
	unsigned int cost;
};

struct deriver {
	const struct checker *checker;
	struct budget *budget;	/* when it is over, no steps are found */
	struct memo *memo;
	size_t nr, size;
	struct step *steps;
	unsigned int nr_steps;
};

static struct memo *memo_find(struct deriver *d, uint64_t key)
{
	size_t at = (key * 0x9e3779b97f4a7c15ULL >> 20) & (d->size - 1);

	while (d->memo[at].key && d->memo[at].key != key)
		at = (at + 1) & (d->size - 1);
	return &d->memo[at];
}

/* Makes room for one entry more; false: there is no memory for it */
static bool memo_grow(struct deriver *d)
{
	size_t old_size = d->size, size = old_size ? 4 * old_size : 1024;
	struct memo *old = d->memo;

	if (2 * (d->nr + 1) <= old_size)
		return true;
	if (!budget_take(d->budget, size * sizeof(*old)))
		return false;
	d->size = size;
	d->memo = xcalloc(size, sizeof(*d->memo));
	for (size_t i = 0; i < old_size; i++)
		if (old[i].key)
			*memo_find(d, old[i].key) = old[i];
	free(old);
	budget_give(d->budget, old_size * sizeof(*old));
	return true;
}

static void memo_add(struct deriver *d, uint64_t key, unsigned int cost)
{
	struct memo *m;

	if (!memo_grow(d))
		return;
	m = memo_find(d, key);
	d->nr += !m->key;
	*m = (struct memo) { .key = key, .cost = cost };
}

static void memo_free(struct deriver *d)
{
	budget_give(d->budget, d->size * sizeof(*d->memo));
	free(d->memo);
}

const struct rel *derive_rel(const struct deriver *d, const struct expr *e)
{
	return checker_rel(d->checker, e);
}

/* --- Paths --- */

/*
 * The fewest steps from @a to @b over edges of @e, at least one edge: Dijkstra's search.
 * before[] takes the event before each event.
 */
static unsigned int shortest_path(struct deriver *d, const struct expr *e, struct edge x,
				  unsigned int *before)
{
	const struct rel *r = derive_rel(d, e);
	unsigned int best[REL_MAX_EVENTS], next, n = r->n, from = x.a, so_far = 0;
	bool done[REL_MAX_EVENTS] = { false };

	for (unsigned int i = 0; i < n; i++)
		best[i] = TOO_MANY;
	for (;;) {
		for (unsigned int to = 0; to < n; to++) {
			unsigned int c;

			if (!rel_has(r, from, to) || done[to])
				continue;
			c = so_far + derive_cost(d, e, (struct edge) { from, to, x.unfold });
			if (c >= TOO_MANY)
				continue;
			/* A cycle may come back to where it began */
			if (c < best[to]) {
				best[to] = c;
				before[to] = from;
			}
		}
		next = n;
		for (unsigned int i = 0; i < n; i++)
			if (!done[i] && best[i] < TOO_MANY &&
			    (next == n || best[i] < best[next]))
				next = i;
		if (next == n || next == x.b)
			break;
		done[next] = true;
		from = next;
		so_far = best[next];
	}
	return best[x.b];
}

unsigned int derive_path(struct deriver *d, const struct expr *e, struct edge x,
			 bool take)
{
	unsigned int before[REL_MAX_EVENTS], path[REL_MAX_EVENTS + 1], nr = 0;
	unsigned int steps = shortest_path(d, e, x, before);

	if (!take || steps == TOO_MANY)
		return steps;
	path[nr++] = x.b;
	do {
		path[nr] = before[path[nr - 1]];
		nr++;
	} while (path[nr - 1] != x.a);
	while (--nr)
		derive_take(d, e, (struct edge) { path[nr], path[nr - 1], x.unfold });
	return steps;
}

/* --- An edge --- */

static unsigned int cost_anew(struct deriver *d, const struct expr *e, struct edge x)
{
	if (e->say || !operator_of(e)->derive)
		return 1;
	return operator_of(e)->derive(d, e, x, false);
}

unsigned int derive_cost(struct deriver *d, const struct expr *e, struct edge x)
{
	uint64_t key = (((uint64_t)e->index * REL_MAX_EVENTS + x.a) *
			REL_MAX_EVENTS + x.b) * 16 + x.unfold + 1;
	unsigned int c;

	if (!rel_has(derive_rel(d, e), x.a, x.b) || budget_over(d->budget))
		return TOO_MANY;
	if (d->size && memo_find(d, key)->key)
		return memo_find(d, key)->cost;
	c = cost_anew(d, e, x);
	memo_add(d, key, c);
	return c;
}

static void step_add(struct deriver *d, const struct expr *e, struct edge x)
{
	d->steps = xrealloc(d->steps, d->nr_steps + 1, sizeof(*d->steps));
	d->steps[d->nr_steps++] = (struct step) {
		.from = x.a,
		.to = x.b,
		.rule = xstrdup(e->name ? e->name : "?"),
		.why = e->say ? e->say : "",
	};
}

unsigned int derive_take(struct deriver *d, const struct expr *e, struct edge x)
{
	/* Without a budget costs are not known, nor that this ends */
	if (budget_over(d->budget))
		return 0;
	if (e->say || !operator_of(e)->derive)
		step_add(d, e, x);
	else
		operator_of(e)->derive(d, e, x, true);
	return 0;
}

/* --- Axioms --- */

/*
 * An edge of a relation that must be empty is mostly one of an intersection. All its
 * parts are shown, as a cycle: what leads from @a to @b, and, of an inverse, from @b
 * back to @a.
 */
static void derive_parts(struct deriver *d, const struct expr *e, unsigned int a,
			 unsigned int b)
{
	switch (e->kind) {
	case EXPR_OR:
		if (rel_has(derive_rel(d, e->a), a, b))
			derive_parts(d, e->a, a, b);
		else
			derive_parts(d, e->b, a, b);
		break;
	case EXPR_AND:
		derive_parts(d, e->a, a, b);
		derive_parts(d, e->b, a, b);
		break;
	case EXPR_INV:
		derive_take(d, e->a, (struct edge) { b, a, MAX_UNFOLD });
		break;
	case EXPR_BASE:
		/* Same thread, other thread and the like say nothing */
		if (e->say)
			step_add(d, e, (struct edge) { a, b, 0 });
		break;
	default:
		derive_take(d, e, (struct edge) { a, b, MAX_UNFOLD });
		break;
	}
}

/* The first edge of a relation that must be empty */
static void derive_first(struct deriver *d, const struct expr *e)
{
	const struct rel *r = derive_rel(d, e);

	for (unsigned int a = 0; a < r->n; a++)
		for (unsigned int b = 0; b < r->n; b++)
			if (rel_has(r, a, b)) {
				derive_parts(d, e, a, b);
				return;
			}
}

/*
 * The shortest cycle along edges of a relation, or the shortest edge of it from an
 * event to itself. Definitions are unfolded as often as is needed to find one.
 */
static void derive_cycle(struct deriver *d, const struct expr *e, bool edge)
{
	unsigned int n = derive_rel(d, e)->n, best = TOO_MANY;
	struct edge found = { 0 };

	for (unsigned int unfold = 0; unfold <= MAX_UNFOLD && best == TOO_MANY; unfold++) {
		for (unsigned int i = 0; i < n && !budget_over(d->budget); i++) {
			struct edge x = { i, i, unfold };
			unsigned int c = edge ? derive_cost(d, e, x) :
						derive_path(d, e, x, false);

			if (c < best) {
				best = c;
				found = x;
			}
		}
	}
	if (best == TOO_MANY)
		return;
	if (edge)
		derive_take(d, e, found);
	else
		derive_path(d, e, found, true);
}

/* Where the steps are a cycle, let it begin with its first event */
static void rotate(struct step *steps, unsigned int nr)
{
	unsigned int first = 0;
	struct step *turned;

	if (!nr)
		return;
	for (unsigned int i = 0; i < nr; i++) {
		if (steps[i].to != steps[(i + 1) % nr].from)
			return;
		if (steps[i].from < steps[first].from)
			first = i;
	}
	turned = xcalloc(nr, sizeof(*turned));
	for (unsigned int i = 0; i < nr; i++)
		turned[i] = steps[(first + i) % nr];
	memcpy(steps, turned, nr * sizeof(*turned));
	free(turned);
}

unsigned int derivation_find(const struct checker *checker, const struct axiom *axiom,
			     struct budget *budget, struct step **steps)
{
	struct deriver d = { .checker = checker, .budget = budget };
	const struct rel *r = checker_rel(checker, axiom->expr);

	switch (axiom->kind) {
	case AXIOM_EMPTY:
		derive_first(&d, axiom->expr);
		break;
	case AXIOM_ACYCLIC:
		if (!rel_is_acyclic(r))
			derive_cycle(&d, axiom->expr, false);
		break;
	case AXIOM_IRREFLEXIVE:
		if (!rel_is_irreflexive(r))
			derive_cycle(&d, axiom->expr, true);
		break;
	}
	memo_free(&d);
	rotate(d.steps, d.nr_steps);
	*steps = d.steps;
	return d.nr_steps;
}

void steps_free(struct step *steps, unsigned int nr)
{
	for (unsigned int i = 0; i < nr; i++)
		free(steps[i].rule);
	free(steps);
}
