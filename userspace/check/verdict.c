// SPDX-License-Identifier: GPL-2.0
/*
 * The verdict of a model without a list of states, see check_verdict() in check.h.
 *
 * Each part of a verdict is a query: is there an execution that satisfies the condition,
 * is there one that does not, one that raises a flag, one that is undecided?
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "check/check.h"
#include "model/model.h"
#include "private/query.h"
#include "check/search.h"
#include "events/undecided.h"
#include "lib/util.h"

#define MAX_FLAGS	32	/* of a model */

struct inquiry {
	const struct ordlab_view *view;
	struct checker *checker;
	struct result *result;
	struct query *query;
	literal flags[MAX_FLAGS];	/* an execution raises the flag */
	unsigned int nr_flags;
	enum search end;		/* how the last query ended */
};

static void begin(void *data, const struct execution *x)
{
	struct inquiry *i = data;

	checker_begin(i->checker, x);
}

static bool clauses(void *data, const struct execution *x,
		    const struct edge_literals *edges, struct solver *solver,
		    struct budget *budget)
{
	struct inquiry *i = data;

	if (!checker_clauses(i->checker, x, edges, solver, budget))
		return false;
	while (checker_flag_name(i->checker, i->nr_flags)) {
		if (i->nr_flags == MAX_FLAGS ||
		    !checker_flag_clauses(i->checker, i->nr_flags, x, edges, solver,
					  budget, &i->flags[i->nr_flags]))
			return false;
		i->nr_flags++;
	}
	return true;
}

/* Whether there is an execution for which the literals are true */
static bool is_there(struct inquiry *i, const literal *given, unsigned int nr,
		     bool (*accept)(void *data, const struct execution *x))
{
	if (i->end == SEARCH_DONE || i->end == SEARCH_ENOUGH)
		i->end = query_find(i->query, given, nr, accept, i);
	return i->end == SEARCH_ENOUGH;
}

static bool passes(void *data, const struct execution *x)
{
	struct inquiry *i = data;

	return value_cond(i->view->filter, i->view->prog->nr_filter, x->state) ==
	       TRUTH_YES;
}

static bool satisfies(void *data, const struct execution *x)
{
	struct inquiry *i = data;

	return passes(i, x) && value_cond(i->view->cond, i->view->prog->nr_cond,
					  x->state) == TRUTH_YES;
}

static bool does_not_meet(void *data, const struct execution *x)
{
	return passes(data, x) && !satisfies(data, x);
}

/* An undecided execution has no outcome, so the filter does not apply */
static bool is_undecided(void *data, const struct execution *x)
{
	struct inquiry *i = data;

	free(i->result->note);
	i->result->note = undecided(x);
	return i->result->note;
}

/* Whether an execution is cut off in a loop. The filter may be undecided for it */
static bool is_cut_off(void *data, const struct execution *x)
{
	struct inquiry *i = data;
	unsigned int thread, insn;

	if (execution_end(x, &thread, &insn) != PATH_CUT ||
	    value_cond(i->view->filter, i->view->prog->nr_filter, x->state) ==
	    TRUTH_NO)
		return false;
	result_cut(i->result, i->view, thread, insn, 1);
	return true;
}

static bool raises_flag(void *data, const struct execution *x)
{
	struct inquiry *i = data;
	struct result *r = i->result;
	unsigned int nr = r->nr_flags;
	const char *flag;

	if (!passes(i, x) || !checker_allows(i->checker, x))
		return false;
	checker_flags(i->checker, x);
	while ((flag = checker_flag(i->checker, r->nr_flags))) {
		r->flags = xrealloc(r->flags, r->nr_flags + 1, sizeof(*r->flags));
		r->flags[r->nr_flags++] = flag;
	}
	return r->nr_flags > nr;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char * const *)a, *(const char * const *)b);
}

/* Finds the flags that executions which pass the filter raise */
static void find_flags(struct inquiry *i, literal filter, enum model model)
{
	struct result *r = i->result;

	for (unsigned int f = 0; f < i->nr_flags; f++) {
		const literal given[] = {
			filter, query_complete(i->query), i->flags[f],
		};

		if (i->flags[f] != LITERAL_FALSE)
			is_there(i, given, ARRAY_SIZE(given), raises_flag);
	}
	if (r->nr_flags)
		qsort(r->flags, r->nr_flags, sizeof(*r->flags), by_text);
	for (unsigned int f = 0; f < r->nr_flags; f++)
		r->race[model] |= !strcmp(r->flags[f], "data-race");
}

/* Makes all queries for a verdict */
static void query_all(struct inquiry *i, enum model model)
{
	const struct ordlab_program *prog = i->view->prog;
	literal filter = query_condition(i->query, i->view->filter, prog->nr_filter);
	literal cond = query_condition(i->query, i->view->cond, prog->nr_cond);
	const literal doubtful = query_doubtful(i->query);
	const literal cut = query_cut(i->query);
	const literal yes[] = { filter, query_complete(i->query), cond };
	const literal no[] = {
		filter, query_complete(i->query), literal_not(cond),
	};

	if (is_there(i, &doubtful, 1, is_undecided))
		return;
	i->result->positive = is_there(i, yes, 3, satisfies);
	i->result->negative = is_there(i, no, 3, does_not_meet);
	if (!i->result->positive && !i->result->negative)
		return;
	is_there(i, &cut, 1, is_cut_off);
	find_flags(i, filter, model);
}

/* A list of states takes no time where it is counted. NULL: it is not */
static struct result *from_sequences(const struct ordlab_view *view,
				     enum model model, struct budget *budget)
{
	struct result *r = check_program_by(view, model, WAY_SEQUENCE, budget);

	if (!r->note) {
		result_forget_counts(r);
		r->cut = r->cut != 0;
		r->verdict_only = true;
		return r;
	}
	result_free(r);
	return NULL;
}

struct result *check_verdict(const struct ordlab_view *view, enum model model,
			     struct budget *budget)
{
	struct inquiry i = { .view = view, .end = SEARCH_DONE };
	const struct execution_user user = {
		.begin = begin, .clauses = clauses, .data = &i, .alike = true,
	};
	struct result *r = from_sequences(view, model, budget);
	struct timespec from, to;
	bool queried;

	if (r)
		return r;
	r = i.result = result_for(view);
	clock_gettime(CLOCK_MONOTONIC, &from);
	i.checker = checker_new(model, false);
	i.query = query_new(view, &user, budget);
	queried = i.query != NULL;
	if (queried)
		query_all(&i, model);
	query_free(i.query);
	checker_free(i.checker);
	if (i.end != SEARCH_DONE && i.end != SEARCH_ENOUGH && !r->note)
		r->note = search_note(i.end, budget);
	/* Queries do not find why there is no execution: that takes a list */
	if (!r->note && (!queried || (!r->positive && !r->negative))) {
		result_free(r);
		r = check_program(view, model, budget);
		result_forget_counts(r);
		r->cut = r->cut != 0;
	} else if (!r->note) {
		r->condition_verdict[model] = r->positive ? VERDICT_ALLOWED :
							    VERDICT_FORBIDDEN;
	}
	clock_gettime(CLOCK_MONOTONIC, &to);
	r->seconds = (double)(to.tv_sec - from.tv_sec) +
		     (to.tv_nsec - from.tv_nsec) / 1e9;
	r->verdict_only = true;
	return r;
}

struct checked *checked_verdict(const struct ordlab_view *view,
				unsigned int models, struct budget *budget)
{
	struct checked *checked = xcalloc(1, sizeof(*checked));
	bool ends = false;

	checked->all = result_for(view);
	checked->all->verdict_only = true;
	for (unsigned int m = 0; m < NR_MODELS; m++) {
		if (!(models >> m & 1))
			continue;
		budget_renew(budget);
		checked->by[m] = check_verdict(view, m, budget);
		if (checked->by[m]->note)
			continue;
		checked->all->condition_verdict[m] =
			checked->by[m]->condition_verdict[m];
		checked->all->race[m] = checked->by[m]->race[m];
		ends |= !checked->by[m]->absence;
	}
	if (ends) {
		budget_renew(budget);
		checked->stuck = check_who_waits(view, budget);
	}
	return checked;
}
