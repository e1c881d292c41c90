// SPDX-License-Identifier: GPL-2.0
/*
 * Explanations, see explain.h.
 *
 * The search visits candidates with the outcome. Among those that break an axiom, it
 * keeps the one with the shortest cycle, which model/derivation.h finds in the relation
 * of the axiom.
 */
#include <stdlib.h>
#include <string.h>
#include "check/check.h"
#include "check/explain.h"
#include "model/derivation.h"
#include "model/model.h"
#include "check/search.h"
#include "private/query.h"
#include "lib/util.h"

/* How many candidates are searched for a shorter cycle */
#define MAX_LOOKS	512

/* --- Finding the execution to show --- */

struct seeker {
	struct explanation *ex;
	struct checker *checker;
	struct budget *budget;
	unsigned int looks;
	bool (*look)(void *data, const struct execution *x, bool decided,
		     uint64_t count);
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

static bool seek_allowed(void *data, const struct execution *x, bool decided,
			 uint64_t count)
{
	struct seeker *s = data;

	(void)decided;
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

static bool seek_cycle(void *data, const struct execution *x, bool decided,
			uint64_t count)
{
	struct seeker *s = data;
	struct explanation *ex = s->ex;
	const struct axiom *axiom;

	(void)decided;
	(void)count;
	if (s->incomplete)
		return true;
	checker_compute(s->checker, x);
	for (unsigned int i = 0; (axiom = checker_axiom(s->checker, i)); i++) {
		struct step *steps;
		unsigned int nr = derivation_find(s->checker, axiom, s->budget, &steps);

		if (!nr || budget_over(s->budget) || (ex->nr_steps && nr >= ex->nr_steps)) {
			steps_free(steps, nr);
			continue;
		}
		steps_free(ex->steps, ex->nr_steps);
		ex->steps = steps;
		ex->nr_steps = nr;
		free(ex->axiom);
		ex->axiom = xstrdup(axiom->name);
		ex->axiom_why = axiom->why;
		ex->kind = EXPLAINED_FORBIDDEN;
		keep(ex, x);
	}
	return ++s->looks < MAX_LOOKS && !budget_over(s->budget);
}

/* Searches by listing candidates */
static enum search seek_in_list(struct seeker *s, bool allowed, bool incoherent,
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

static void query_begin(void *data, const struct execution *x)
{
	struct seeker *s = data;

	checker_begin(s->checker, x);
}

static bool query_clauses(void *data, const struct execution *x,
			  const struct edge_literals *edges, struct solver *solver,
			  struct budget *budget)
{
	struct seeker *s = data;

	return checker_clauses(s->checker, x, edges, solver, budget);
}

/* Whether the search may end with this execution */
static bool query_accepts(void *data, const struct execution *x)
{
	struct seeker *s = data;
	const struct ordlab_view *view = s->ex->view;

	if (value_cond(view->filter, view->prog->nr_filter, x->state) != TRUTH_YES ||
	    value_cond(view->cond, view->prog->nr_cond, x->state) != TRUTH_YES)
		return false;
	return !s->look(s, x, false, 1);
}

/* Searches by queries to a solver. Return: false if the program cannot be encoded */
static bool seek_by_query(struct seeker *s, bool allowed, struct budget *budget,
			  enum search *end)
{
	const struct ordlab_view *view = s->ex->view;
	const struct execution_user user = {
		.begin = query_begin,
		.clauses = allowed ? query_clauses : NULL,
		.data = s,
		.alike = true,
	};
	struct query *q;
	literal given[3];

	s->budget = budget;
	s->incomplete = false;
	s->look = allowed ? seek_allowed : seek_cycle;
	s->checker = checker_new(s->ex->model, !allowed);
	q = query_new(view, &user, budget);
	if (q) {
		given[0] = query_condition(q, view->filter, view->prog->nr_filter);
		given[1] = query_condition(q, view->cond, view->prog->nr_cond);
		given[2] = query_complete(q);
		*end = query_find(q, given, ARRAY_SIZE(given), query_accepts, s);
	}
	query_free(q);
	checker_free(s->checker);
	return q;
}

/*
 * Most tests have few candidates, and the first one that fits is mostly a good
 * example. So listing is tried first, up to this many candidates.
 */
#define SHORT_LIST	20000

static enum search seek(struct seeker *s, bool allowed, struct budget *budget)
{
	struct budget part = budget_part(budget, 0);
	enum search end;

	part.looks = SHORT_LIST;
	budget_renew(&part);
	end = seek_in_list(s, allowed, false, &part);
	if (end == SEARCH_DONE || end == SEARCH_ENOUGH || budget_over(budget) ||
	    s->ex->kind != EXPLAINED_NOT || seek_by_query(s, allowed, budget, &end))
		return end;
	return seek_in_list(s, allowed, false, budget);
}

/* Finds out whether any execution has a data race, not just the one that is shown */
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

/* Whether the model has an execution that passes the filter; if not, notes why */
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

/* A note: why a search has no answer */
static char *why_not(enum search end, struct budget *budget)
{
	char *note = search_note(end, budget);

	if (!note && budget_over(budget))
		note = search_note(search_over(budget), budget);
	if (!note)
		note = xstrdup("no cycle was found in the executions that were searched");
	return note;
}

/* Finds an execution that is allowed, or else the shortest cycle that forbids all */
static enum search find_answer(struct explanation *ex, struct budget *budget)
{
	struct seeker seeker = { .ex = ex };
	enum search end = seek(&seeker, true, budget);

	if (end != SEARCH_DONE)
		return end;
	ex->forbidden = true;
	/* Prefer a cycle that does not break coherence alone */
	end = seek(&seeker, false, budget);
	if (end != SEARCH_DONE || ex->kind != EXPLAINED_NOT)
		return end;
	end = seek_in_list(&seeker, false, true, budget);
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
