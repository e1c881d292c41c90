// SPDX-License-Identifier: GPL-2.0
/*
 * Explanations, see explain.h.
 *
 * An outcome is forbidden when each candidate execution that has it breaks an
 * axiom. The candidate with the shortest cycle is shown. A cycle is found in
 * the relation of the axiom and then taken apart: an edge of a union is an edge
 * of one of its parts, an edge of a sequence is a path over events between, and
 * so on down to relations that say what they mean. Among all ways to take an
 * edge apart the one with the fewest steps is chosen.
 */
#include <stdlib.h>
#include <string.h>
#include "check/check.h"
#include "check/explain.h"
#include "model/model.h"
#include "check/search.h"
#include "lib/util.h"

/* Candidates that are looked at for a shorter cycle */
#define MAX_LOOKS	512
/* How often a recursive definition is unfolded */
#define MAX_UNFOLD	6
#define TOO_MANY	1000000U

/* --- Taking edges apart --- */

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

static unsigned int cost(struct deriver *d, const struct expr *e, unsigned int a,
			 unsigned int b, unsigned int unfold);

/*
 * Fewest steps from @a to @b over edges of @e, at least one edge. before[] takes
 * the event before each event.
 */
static unsigned int cost_path(struct deriver *d, const struct expr *e,
			      unsigned int a, unsigned int b,
			      unsigned int unfold, unsigned int *before)
{
	const struct rel *r = checker_rel(d->checker, e);
	unsigned int best[REL_MAX_EVENTS], next, n = r->n, total = TOO_MANY;
	bool done[REL_MAX_EVENTS] = { false };

	for (unsigned int i = 0; i < n; i++)
		best[i] = TOO_MANY;
	for (unsigned int from = a, so_far = 0;;) {
		for (unsigned int to = 0; to < n; to++) {
			unsigned int c;

			if (!rel_has(r, from, to) || done[to])
				continue;
			c = so_far + cost(d, e, from, to, unfold);
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
		if (next == n)
			break;
		done[next] = true;
		if (next == b) {
			total = best[b];
			break;
		}
		from = next;
		so_far = best[next];
	}
	return total;
}

static unsigned int cost_middle(struct deriver *d, const struct expr *e,
				unsigned int a, unsigned int b,
				unsigned int unfold, unsigned int *middle)
{
	const struct rel *first = checker_rel(d->checker, e->a);
	const struct rel *second = checker_rel(d->checker, e->b);
	unsigned int best = TOO_MANY;

	for (unsigned int m = 0; m < first->n; m++) {
		unsigned int c;

		if (!rel_has(first, a, m) || !rel_has(second, m, b))
			continue;
		c = cost(d, e->a, a, m, unfold);
		if (c < best)
			c += cost(d, e->b, m, b, unfold);
		if (c < best) {
			best = c;
			*middle = m;
		}
	}
	return best;
}

static unsigned int cost_anew(struct deriver *d, const struct expr *e,
			      unsigned int a, unsigned int b, unsigned int unfold)
{
	unsigned int before[REL_MAX_EVENTS], middle, c, other;

	if (e->say)
		return 1;
	switch (e->kind) {
	case EXPR_SEQ:
		return cost_middle(d, e, a, b, unfold, &middle);
	case EXPR_OR:
		c = cost(d, e->a, a, b, unfold);
		other = cost(d, e->b, a, b, unfold);
		return c < other ? c : other;
	case EXPR_AND:
	case EXPR_MINUS:
	case EXPR_SAME:
		return cost(d, e->a, a, b, unfold);
	case EXPR_OPT:
		return a == b ? 0 : cost(d, e->a, a, b, unfold);
	case EXPR_STAR:
		return a == b ? 0 : cost_path(d, e->a, a, b, unfold, before);
	case EXPR_PLUS:
		return cost_path(d, e->a, a, b, unfold, before);
	case EXPR_INV:
		return cost(d, e->a, b, a, unfold);
	case EXPR_REC:
		return cost(d, e->a, a, b, unfold);
	case EXPR_VAR:
		return unfold ? cost(d, e->a, a, b, unfold - 1) : TOO_MANY;
	case EXPR_ID:
	case EXPR_CROSS:
		return 0;
	default:
		return 1;
	}
}

/* The fewest steps that an edge can be taken apart into */
static unsigned int cost(struct deriver *d, const struct expr *e, unsigned int a,
			 unsigned int b, unsigned int unfold)
{
	uint64_t key = (((uint64_t)e->index * REL_MAX_EVENTS + a) *
			REL_MAX_EVENTS + b) * 16 + unfold + 1;
	unsigned int c;

	if (!rel_has(checker_rel(d->checker, e), a, b) || budget_over(d->budget))
		return TOO_MANY;
	if (d->size && memo_find(d, key)->key)
		return memo_find(d, key)->cost;
	c = cost_anew(d, e, a, b, unfold);
	memo_add(d, key, c);
	return c;
}

static void step_add(struct deriver *d, const struct expr *e, unsigned int a,
		     unsigned int b)
{
	d->steps = xrealloc(d->steps, d->nr_steps + 1, sizeof(*d->steps));
	d->steps[d->nr_steps++] = (struct step) {
		.from = a,
		.to = b,
		.rule = xstrdup(e->name ? e->name : "?"),
		.why = e->say ? e->say : "",
	};
}

static void derive(struct deriver *d, const struct expr *e, unsigned int a,
		   unsigned int b, unsigned int unfold);

static void derive_path(struct deriver *d, const struct expr *e, unsigned int a,
			unsigned int b, unsigned int unfold)
{
	unsigned int before[REL_MAX_EVENTS], path[REL_MAX_EVENTS + 1], nr = 0;

	if (cost_path(d, e, a, b, unfold, before) == TOO_MANY)
		return;
	path[nr++] = b;
	do {
		path[nr] = before[path[nr - 1]];
		nr++;
	} while (path[nr - 1] != a);
	while (--nr)
		derive(d, e, path[nr], path[nr - 1], unfold);
}

static void derive(struct deriver *d, const struct expr *e, unsigned int a,
		   unsigned int b, unsigned int unfold)
{
	unsigned int middle = 0;

	/* What is cheapest is not known any more, nor that it ends */
	if (budget_over(d->budget))
		return;
	if (e->say) {
		step_add(d, e, a, b);
		return;
	}
	switch (e->kind) {
	case EXPR_SEQ:
		if (cost_middle(d, e, a, b, unfold, &middle) == TOO_MANY)
			return;
		derive(d, e->a, a, middle, unfold);
		derive(d, e->b, middle, b, unfold);
		break;
	case EXPR_OR:
		if (cost(d, e->a, a, b, unfold) <= cost(d, e->b, a, b, unfold))
			derive(d, e->a, a, b, unfold);
		else
			derive(d, e->b, a, b, unfold);
		break;
	case EXPR_AND:
	case EXPR_MINUS:
	case EXPR_SAME:
	case EXPR_REC:
		derive(d, e->a, a, b, unfold);
		break;
	case EXPR_VAR:
		derive(d, e->a, a, b, unfold - 1);
		break;
	case EXPR_OPT:
		if (a != b)
			derive(d, e->a, a, b, unfold);
		break;
	case EXPR_STAR:
		if (a != b)
			derive_path(d, e->a, a, b, unfold);
		break;
	case EXPR_PLUS:
		derive_path(d, e->a, a, b, unfold);
		break;
	case EXPR_INV:
		derive(d, e->a, b, a, unfold);
		break;
	case EXPR_ID:
	case EXPR_CROSS:
		break;
	default:
		step_add(d, e, a, b);
		break;
	}
}

/* --- Cycles --- */

static void steps_free(struct step *steps, unsigned int nr)
{
	for (unsigned int i = 0; i < nr; i++)
		free(steps[i].rule);
	free(steps);
}

/*
 * All parts of an intersection, as a cycle: what leads from @a to @b, and, for
 * an inverse, from @b back to @a
 */
static void derive_parts(struct deriver *d, const struct expr *e, unsigned int a,
			 unsigned int b)
{
	switch (e->kind) {
	case EXPR_OR:
		if (rel_has(checker_rel(d->checker, e->a), a, b))
			derive_parts(d, e->a, a, b);
		else
			derive_parts(d, e->b, a, b);
		break;
	case EXPR_AND:
		derive_parts(d, e->a, a, b);
		derive_parts(d, e->b, a, b);
		break;
	case EXPR_INV:
		derive(d, e->a, b, a, MAX_UNFOLD);
		break;
	case EXPR_BASE:
		/* Same thread, other thread and the like say nothing */
		if (e->say)
			step_add(d, e, a, b);
		break;
	default:
		derive(d, e, a, b, MAX_UNFOLD);
		break;
	}
}

/* The steps of the shortest cycle that breaks an axiom; 0: it holds */
static unsigned int axiom_steps(struct deriver *d, const struct axiom *axiom)
{
	const struct rel *r = checker_rel(d->checker, axiom->expr);
	unsigned int best = TOO_MANY, at = 0, to = 0, unfold = 0;
	unsigned int before[REL_MAX_EVENTS];

	if (axiom->kind == AXIOM_EMPTY) {
		for (unsigned int a = 0; a < r->n; a++)
			for (unsigned int b = 0; b < r->n; b++)
				if (rel_has(r, a, b)) {
					derive_parts(d, axiom->expr, a, b);
					return d->nr_steps;
				}
		return 0;
	}
	if (axiom->kind == AXIOM_ACYCLIC ? rel_is_acyclic(r) :
	    rel_is_irreflexive(r))
		return 0;
	for (; unfold <= MAX_UNFOLD && best == TOO_MANY; unfold++) {
		for (unsigned int e = 0; e < r->n && !budget_over(d->budget); e++) {
			unsigned int c = axiom->kind == AXIOM_IRREFLEXIVE ?
				cost(d, axiom->expr, e, e, unfold) :
				cost_path(d, axiom->expr, e, e, unfold, before);

			if (c < best) {
				best = c;
				at = to = e;
			}
		}
	}
	if (best == TOO_MANY)
		return 0;
	if (axiom->kind == AXIOM_IRREFLEXIVE)
		derive(d, axiom->expr, at, to, unfold - 1);
	else
		derive_path(d, axiom->expr, at, to, unfold - 1);
	return d->nr_steps;
}

/* Where the steps are a cycle, let it begin with its first event */
static void rotate(struct step *steps, unsigned int nr)
{
	unsigned int first = 0;
	struct step *turned;

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

/* --- Finding the execution to show --- */

struct seeker {
	struct explanation *ex;
	struct checker *checker;
	struct budget *budget;
	unsigned int looks;
	bool incomplete;	/* some thread does not come to its end */
};

static struct rel *rel_dup(const struct rel *from)
{
	struct rel *r = rel_new(from->n);

	rel_copy(r, from);
	return r;
}

static void keep(struct explanation *ex, const struct execution *x)
{
	ex->x = *x;
	rel_free(ex->co);
	rel_free(ex->fr);
	rel_free(ex->po);
	ex->co = rel_dup(x->co);
	ex->fr = rel_dup(x->fr);
	ex->po = rel_dup(x->po);
}

static void seek_begin(void *data, const struct execution *x)
{
	struct seeker *s = data;
	unsigned int thread, insn;

	s->incomplete = execution_end(x, &thread, &insn) != PATH_COMPLETE;
	checker_begin(s->checker, x);
}

static bool seek_allowed(void *data, const struct execution *x, bool settled,
			 uint64_t count)
{
	struct seeker *s = data;

	(void)settled;
	(void)count;
	if (s->incomplete || !checker_allows(s->checker, x))
		return true;
	keep(s->ex, x);
	s->ex->kind = EXPLAINED_ALLOWED;
	return false;
}

static bool seek_viable(void *data, const struct execution *x)
{
	struct seeker *s = data;

	return checker_allows(s->checker, x);
}

static bool seek_cycle(void *data, const struct execution *x, bool settled,
			uint64_t count)
{
	struct seeker *s = data;
	struct explanation *ex = s->ex;
	const struct axiom *axiom;

	(void)settled;
	(void)count;
	if (s->incomplete)
		return true;
	checker_compute(s->checker, x);
	for (unsigned int i = 0; (axiom = checker_axiom(s->checker, i)); i++) {
		struct deriver d = { .checker = s->checker, .budget = s->budget };
		unsigned int nr = axiom_steps(&d, axiom);

		memo_free(&d);
		if (!nr || budget_over(s->budget) || (ex->nr_steps && nr >= ex->nr_steps)) {
			steps_free(d.steps, d.nr_steps);
			continue;
		}
		steps_free(ex->steps, ex->nr_steps);
		rotate(d.steps, d.nr_steps);
		ex->steps = d.steps;
		ex->nr_steps = d.nr_steps;
		free(ex->axiom);
		ex->axiom = xstrdup(axiom->name);
		ex->axiom_why = axiom->why;
		ex->kind = EXPLAINED_FORBIDDEN;
		keep(ex, x);
	}
	return ++s->looks < MAX_LOOKS && !budget_over(s->budget);
}

static enum search seek(struct seeker *s, bool allowed, bool incoherent,
			struct budget *budget)
{
	const struct execution_user user = {
		.begin = seek_begin,
		.viable = allowed ? seek_viable : NULL,
		.candidate = allowed ? seek_allowed : seek_cycle,
		.data = s,
		.matching = true,
		.incoherent = incoherent,
	};
	enum search end;

	s->budget = budget;
	s->checker = checker_new(s->ex->model, !allowed);
	end = execution_search(s->ex->view, &user, budget);
	checker_free(s->checker);
	return end;
}

/* Whether there is a data race in any execution, not just in the one shown */
static void find_race(struct explanation *ex, struct budget *budget)
{
	const struct ordlab_view *view = ex->view;
	struct result *result;
	bool plain = false;

	for (unsigned int i = 0; i < view->prog->nr_insns; i++)
		plain |= ordlab_ops[view->insns[i].op].order == ORDLAB_O_PLAIN;
	if (!plain || ex->model != MODEL_LKMM)
		return;
	result = check_verdict(view, MODEL_LKMM, budget);
	ex->race = result->race[MODEL_LKMM];
	ex->race_unknown = result->note;
	result_free(result);
}

/* Whether the model has executions that a verdict could be about; if not, why */
static bool find_existence(struct explanation *ex, struct budget *budget)
{
	struct result *result = check_existence(ex->view, ex->model, budget);
	bool exists = !result->note && !result->absence;

	if (result->note)
		ex->note = xstrdup(result->note);
	if (result->absence) {
		ex->kind = EXPLAINED_ABSENT;
		ex->note = xstrdup(result->why_absent);
		if (result->absence != ABSENCE_FILTER)
			waiting_find(&ex->waiting, ex->view, budget);
	}
	if (result->cut && exists) {
		ex->cut_line = result->cut_line;
		ex->cut_turns = result->cut_turns;
	}
	result_free(result);
	return exists;
}

/* Why there is no answer, after a search that ended so */
static char *why_not(enum search end, struct budget *budget)
{
	char *note = search_note(end, budget);

	if (!note && budget_over(budget))
		note = search_note(search_over(budget), budget);
	if (!note)
		note = xstrdup("no cycle was found in the executions that were looked at");
	return note;
}

/* Finds an execution that is allowed, or else the shortest cycle that forbids all */
static enum search find_answer(struct explanation *ex, struct budget *budget)
{
	struct seeker seeker = { .ex = ex };
	enum search end = seek(&seeker, true, false, budget);

	if (end != SEARCH_DONE)
		return end;
	ex->forbidden = true;
	/* By more than coherence, if there is such a cycle */
	end = seek(&seeker, false, false, budget);
	if (end != SEARCH_DONE || ex->kind != EXPLAINED_NOT)
		return end;
	end = seek(&seeker, false, true, budget);
	if (end == SEARCH_DONE && ex->kind == EXPLAINED_NOT)
		ex->kind = EXPLAINED_IMPOSSIBLE;
	return end;
}

struct explanation *explain(const struct ordlab_view *view, enum model model,
			    struct budget *budget)
{
	struct explanation *ex = xcalloc(1, sizeof(*ex));
	enum search end;

	ex->view = view;
	ex->model = model;
	ex->kind = EXPLAINED_NOT;
	ex->note = check_undecided(view, model, budget);
	if (ex->note || !find_existence(ex, budget))
		return ex;
	end = find_answer(ex, budget);
	if (ex->kind == EXPLAINED_NOT) {
		ex->note = why_not(end, budget);
		return ex;
	}
	find_race(ex, budget);
	waiting_find(&ex->waiting, view, budget);
	if (ex->kind == EXPLAINED_ALLOWED)
		explain_remedies(ex, budget);
	return ex;
}

void explain_free(struct explanation *ex)
{
	if (!ex)
		return;
	steps_free(ex->steps, ex->nr_steps);
	rel_free(ex->co);
	rel_free(ex->fr);
	rel_free(ex->po);
	free(ex->axiom);
	free(ex->note);
	free(ex);
}
