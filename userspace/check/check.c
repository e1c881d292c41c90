// SPDX-License-Identifier: GPL-2.0
/*
 * Checking a test against a model, see check.h.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "check/absence.h"
#include "check/check.h"
#include "events/execution.h"
#include "model/model.h"
#include "check/search.h"
#include "lib/text.h"
#include "events/undecided.h"
#include "lib/util.h"
#include "check/waiting.h"

struct check {
	const struct ordlab_view *view;
	struct checker *checker;
	struct result *result;
	enum model model;
	char *undecided;	/* why the model has no verdict */
	enum way way;
	bool one_match;		/* stop at the first state that matches */
	bool overflow;
	struct budget *budget;
	size_t bytes;		/* that states have taken from it */
};

static void begin(void *data, const struct execution *x)
{
	struct check *check = data;

	checker_begin(check->checker, x);
}

static bool viable(void *data, const struct execution *x)
{
	struct check *check = data;

	return checker_allows(check->checker, x);
}

static bool decided(void *data, const struct execution *x)
{
	struct check *check = data;

	/* A candidate that may raise a flag is not decided, whatever the axioms are */
	return !checker_may_flag(check->checker) &&
	       checker_allows(check->checker, x);
}

static bool relevant(void *data, const struct execution *x, struct rel *rf,
		   struct rel *co, struct rel *fr)
{
	struct check *check = data;

	return checker_relevant(check->checker, x, rf, co, fr);
}

static bool circuit(void *data, const struct execution *x,
		    const struct edge_gates *edges, struct circuit *circuit)
{
	struct check *check = data;

	return checker_circuit(check->checker, x, edges, circuit);
}

static bool clauses(void *data, const struct execution *x,
		    const struct edge_literals *edges, struct solver *solver,
		    struct budget *budget)
{
	struct check *check = data;

	return checker_clauses(check->checker, x, edges, solver, budget);
}

static void restart(void *data)
{
	struct check *check = data;

	result_forget(check->result);
	budget_give(check->budget, check->bytes);
	check->bytes = 0;
	check->result->dropped = 0;
	free(check->result->dropped_at);
	check->result->dropped_at = NULL;
	check->result->cut = 0;
}

static bool flag(void *data, const struct execution *x)
{
	struct check *check = data;

	if (x && checker_allows(check->checker, x))
		checker_flags(check->checker, x);
	return checker_may_flag(check->checker);
}

static bool candidate(void *data, const struct execution *x, bool decided,
		      uint64_t count)
{
	struct check *check = data;
	const struct ordlab_program *prog = check->view->prog;
	struct value values[ORDLAB_MAX_OBSERVED];
	unsigned int thread, insn;
	enum path_end path_end;
	struct state *state;
	size_t states;

	if (!decided && !checker_allows(check->checker, x))
		return true;
	check->undecided = undecided(x);
	if (check->undecided)
		return false;
	path_end = execution_end(x, &thread, &insn);
	if (path_end == PATH_CUT) {
		result_cut(check->result, check->view, thread, insn, count);
		return true;
	}
	if (path_end == PATH_READ_NOWHERE) {
		if (!check->result->dropped)
			check->result->dropped_at =
				undecided_place(check->view, thread, insn,
						"reads through a pointer that is none");
		check->result->dropped += count;
		return true;
	}
	if (!decided)
		checker_flags(check->checker, x);
	for (unsigned int i = 0; i < prog->nr_observed; i++)
		values[i] = x->state[i];
	states = check->result->nr_states;
	state = result_state(check->result, values);
	if (check->result->nr_states != states) {
		if (!budget_take(check->budget, result_state_bytes(check->result)))
			return false;
		check->bytes += result_state_bytes(check->result);
		/* To sort and to print it */
		budget_reserve(check->budget, LIMIT_STATE_SECONDS *
			       (10 + check->result->nr_names));
		state->verdict[check->model] = VERDICT_ALLOWED;
		state->match = value_cond(check->view->cond, prog->nr_cond,
					  x->state) == TRUTH_YES;
	}
	result_count(check->result, state, count);
	check->overflow = check->result->nr_states > LIMIT_STATES;
	return !check->overflow && !(check->one_match && state->match);
}

static char *why_not(const struct check *check, enum search end,
		     const struct budget *budget)
{
	if (end != SEARCH_ENOUGH)
		return search_note(end, budget);
	if (check->undecided)
		return xstrdup(check->undecided);
	if (budget->over)
		return search_note(search_over(budget), budget);
	if (check->overflow)
		return xasprintf("too large: more than %lu states; observe less, or make the test smaller",
				 LIMIT_STATES);
	return NULL;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char * const *)a, *(const char * const *)b);
}

static void take_flags(struct check *check)
{
	struct result *r = check->result;
	const char *flag;

	while ((flag = checker_flag(check->checker, r->nr_flags))) {
		r->flags = xrealloc(r->flags, r->nr_flags + 1, sizeof(*r->flags));
		r->flags[r->nr_flags++] = flag;
		if (!strcmp(flag, "data-race"))
			r->race[check->model] = true;
	}
	if (r->nr_flags)
		qsort(r->flags, r->nr_flags, sizeof(*r->flags), by_text);
}

static enum search search(struct check *check, const struct ordlab_view *view,
			  enum model model, struct budget *budget)
{
	const struct execution_user user = {
		.begin = begin,
		.viable = viable,
		.decided = decided,
		.relevant = relevant,
		.circuit = circuit,
		.clauses = clauses,
		.restart = restart,
		.flag = flag,
		.candidate = candidate,
		.data = check,
		.way = check->way,
		.matching = check->one_match,
		.alike = true,
	};
	struct timespec from, to;
	enum search end;

	check->view = view;
	check->budget = budget;
	check->checker = checker_new(model, false);
	check->result = result_for(view);
	check->model = model;
	clock_gettime(CLOCK_MONOTONIC, &from);
	end = execution_search(view, &user, budget);
	clock_gettime(CLOCK_MONOTONIC, &to);
	check->result->seconds = (double)(to.tv_sec - from.tv_sec) +
				 (to.tv_nsec - from.tv_nsec) / 1e9;
	check->result->note = why_not(check, end, budget);
	return end;
}

/* A copy of a view, without its condition. @prog is the header of the copy */
static struct ordlab_view view_without(const struct ordlab_view *view,
				       struct ordlab_program *prog)
{
	struct ordlab_view without = *view;

	*prog = *view->prog;
	prog->nr_cond = 0;
	without.prog = prog;
	return without;
}

static void check_end(struct check *check)
{
	budget_give(check->budget, check->bytes);
	free(check->undecided);
	checker_free(check->checker);
}

/* Which threads wait for ever; NULL if none do, or none was found */
char *check_who_waits(const struct ordlab_view *view, struct budget *budget)
{
	struct waiting waiting;

	return waiting_find(&waiting, view, budget) ?
		waiting_text(&waiting, view) : NULL;
}

struct result *check_program_by(const struct ordlab_view *view, enum model model,
				enum way way, struct budget *budget)
{
	struct check check = { .way = way };

	search(&check, view, model, budget);
	if (!check.result->note && !check.result->nr_states)
		absence_find(check.result, view, model, budget);
	if (check.result->note) {
		result_forget(check.result);
	} else {
		take_flags(&check);
		result_sort(check.result);
		check.result->condition_verdict[model] =
			check.result->absence ? VERDICT_NO_EXECUTION :
			check.result->positive ? VERDICT_ALLOWED :
						 VERDICT_FORBIDDEN;
	}
	check_end(&check);
	return check.result;
}

/* Whether a model has an execution that passes the filter. False: or budget is over */
static bool has_execution(const struct ordlab_view *view, enum model model,
			  struct budget *budget)
{
	struct ordlab_program prog;
	const struct ordlab_view any = view_without(view, &prog);
	struct check check = { .one_match = true };
	bool found;

	search(&check, &any, model, budget);
	found = check.result->nr_states || check.result->note;
	check_end(&check);
	result_free(check.result);
	return found;
}

struct result *check_program(const struct ordlab_view *view, enum model model,
			     struct budget *budget)
{
	return check_program_by(view, model, WAY_BEST, budget);
}

/* Finds the verdict by listing candidates: most tests have few */
static enum verdict list_condition(const struct ordlab_view *view, enum model model,
				   struct budget *budget)
{
	struct check check = { .one_match = true };
	enum verdict verdict = VERDICT_FORBIDDEN;

	search(&check, view, model, budget);
	if (check.result->positive)
		verdict = VERDICT_ALLOWED;
	else if (check.result->note)
		verdict = VERDICT_NONE;
	else if (!has_execution(view, model, budget))
		verdict = VERDICT_NO_EXECUTION;
	check_end(&check);
	result_free(check.result);
	return verdict;
}

/* A search lists this many candidates before it changes to queries for the verdict */
#define SHORT_LIST	1000

enum verdict check_condition(const struct ordlab_view *view, enum model model,
			     struct budget *budget)
{
	struct budget part = budget_part(budget, 0);
	enum verdict verdict;
	struct result *r;

	part.looks = SHORT_LIST;
	budget_renew(&part);
	verdict = list_condition(view, model, &part);
	if (verdict == VERDICT_ALLOWED || part.over != BUDGET_TIME ||
	    budget_over(budget))
		return verdict;
	r = check_verdict(view, model, budget);
	verdict = r->note ? VERDICT_NONE : r->absence ? VERDICT_NO_EXECUTION :
		  r->condition_verdict[model];
	result_free(r);
	return verdict;
}

static bool candidate_cut(void *data, const struct execution *x, bool decided,
			  uint64_t count)
{
	struct check *check = data;
	unsigned int thread, insn;

	if (execution_end(x, &thread, &insn) == PATH_CUT &&
	    (decided || checker_allows(check->checker, x)))
		result_cut(check->result, check->view, thread, insn, count);
	return !check->result->cut;
}

/* Finds out whether a model allows an execution that is cut off in a loop */
static void find_cut(struct result *result, const struct ordlab_view *view,
		     struct budget *budget, enum model model)
{
	struct check check = { .view = view, .result = result };
	const struct execution_user user = {
		.begin = begin,
		.viable = viable,
		.candidate = candidate_cut,
		.data = &check,
		.undecided = true,
	};
	enum search end;

	check.checker = checker_new(model, false);
	end = execution_search(view, &user, budget);
	checker_free(check.checker);
	if (!result->cut)
		result->note = search_note(end, budget);
}

static bool has_cuts(const struct ordlab_view *view)
{
	for (unsigned int i = 0; i < view->prog->nr_insns; i++)
		if (ordlab_is_cut(&view->insns[i]))
			return true;
	return false;
}

struct result *check_existence(const struct ordlab_view *view, enum model model,
			       struct budget *budget)
{
	struct ordlab_program prog;
	const struct ordlab_view any = view_without(view, &prog);
	struct check check = { .one_match = true };
	bool found;

	search(&check, &any, model, budget);
	found = check.result->nr_states;
	check_end(&check);
	result_forget(check.result);
	if (check.result->note)
		return check.result;
	if (!found)
		absence_find(check.result, view, model, budget);
	else if (!check.result->cut && has_cuts(view))
		find_cut(check.result, view, budget, model);
	check.result->cut = check.result->cut != 0;
	return check.result;
}

static bool candidate_undecided(void *data, const struct execution *x,
				bool decided, uint64_t count)
{
	struct check *check = data;

	(void)count;
	if (decided || checker_allows(check->checker, x))
		check->undecided = undecided(x);
	return !check->undecided;
}

char *check_undecided(const struct ordlab_view *view, enum model model,
		      struct budget *budget)
{
	struct check check = { .view = view, .model = model };
	const struct execution_user user = {
		.begin = begin,
		.viable = viable,
		.candidate = candidate_undecided,
		.data = &check,
		.undecided = true,
	};

	check.checker = checker_new(model, false);
	execution_search(view, &user, budget);
	checker_free(check.checker);
	return check.undecided;
}

/* Drops from the states what occurs in the filter only */
static struct result *shown(const struct ordlab_view *view, struct result *from)
{
	struct result *to = result_for(view);
	unsigned int nr = 0, keep[ORDLAB_MAX_OBSERVED];
	struct value values[ORDLAB_MAX_OBSERVED];

	for (unsigned int n = 0; n < from->nr_names; n++) {
		if (view->observed[n].filter_only)
			continue;
		free(to->names[nr]);
		to->names[nr] = xstrdup(from->names[n]);
		keep[nr++] = n;
	}
	while (to->nr_names > nr)
		free(to->names[--to->nr_names]);
	for (size_t i = 0; i < from->nr_states; i++) {
		const struct state *state = &from->states[i];
		struct state *ours;

		for (unsigned int n = 0; n < nr; n++)
			values[n] = state_value(from, state, keep[n]);
		ours = result_state(to, values);
		ours->match = state->match;
		memcpy(ours->verdict, state->verdict, sizeof(ours->verdict));
		result_count(to, ours, state->count);
	}
	result_sort(to);
	memcpy(to->condition_verdict, from->condition_verdict,
	       sizeof(to->condition_verdict));
	memcpy(to->race, from->race, sizeof(to->race));
	to->seconds = from->seconds;
	to->flags = from->flags;
	to->nr_flags = from->nr_flags;
	to->note = from->note;
	to->absence = from->absence;
	to->why_absent = from->why_absent;
	to->dropped = from->dropped;
	to->dropped_at = from->dropped_at;
	to->cut = from->cut;
	to->cut_line = from->cut_line;
	to->cut_turns = from->cut_turns;
	from->dropped_at = NULL;
	from->flags = NULL;
	from->note = NULL;
	from->why_absent = NULL;
	result_free(from);
	return to;
}

static bool has_hidden(const struct ordlab_view *view)
{
	for (unsigned int i = 0; i < view->prog->nr_observed; i++)
		if (view->observed[i].filter_only)
			return true;
	return false;
}

/* check_program(), with the states that the test's user sees */
static struct result *check_shown(const struct ordlab_view *view,
				  enum model model, struct budget *budget)
{
	struct result *result = check_program(view, model, budget);

	return has_hidden(view) ? shown(view, result) : result;
}

struct checked *checked_new(const struct ordlab_view *view, unsigned int models,
			    struct budget *budget)
{
	struct checked *checked = xcalloc(1, sizeof(*checked));
	size_t bytes = 0, more;

	checked->all = result_for(view);
	if (has_hidden(view))
		checked->all = shown(view, checked->all);
	for (unsigned int m = 0; m < NR_MODELS; m++) {
		if (!(models >> m & 1))
			continue;
		budget_renew(budget);
		checked->by[m] = check_shown(view, m, budget);
		if (!checked->by[m]->note)
			result_join(checked->all, m, checked->by[m]);
		more = checked->by[m]->nr_states *
		       result_state_bytes(checked->by[m]);
		budget_charge(budget, more);
		bytes += more;
	}
	budget_give(budget, bytes);
	if (checked->all->nr_states) {
		budget_renew(budget);
		checked->stuck = check_who_waits(view, budget);
	}
	return checked;
}

void checked_free(struct checked *checked)
{
	if (!checked)
		return;
	for (unsigned int m = 0; m < NR_MODELS; m++)
		result_free(checked->by[m]);
	result_free(checked->all);
	free(checked->stuck);
	free(checked);
}

/* "LKMM and SC: too large", for each reason once */
static void add_notes(struct result *result, char **why)
{
	for (unsigned int m = 0; m < NR_MODELS; m++) {
		char *names, *note;

		if (!why[m])
			continue;
		names = xstrdup(model_infos[m].title);
		for (unsigned int o = m + 1; o < NR_MODELS; o++) {
			char *longer;

			if (!why[o] || strcmp(why[o], why[m]))
				continue;
			longer = xasprintf("%s, %s", names, model_infos[o].title);
			free(names);
			names = longer;
			free(why[o]);
			why[o] = NULL;
		}
		note = xasprintf("%s%s%s: %s", result->note ? result->note : "",
				 result->note ? "; " : "", names, why[m]);
		free(result->note);
		result->note = note;
		free(names);
		free(why[m]);
	}
}

static void forbid_nothing(struct result *result)
{
	for (unsigned int m = 0; m < NR_MODELS; m++) {
		if (result->condition_verdict[m] == VERDICT_FORBIDDEN)
			result->condition_verdict[m] = VERDICT_NONE;
		for (size_t i = 0; i < result->nr_states; i++)
			if (result->states[i].verdict[m] == VERDICT_FORBIDDEN)
				result->states[i].verdict[m] = VERDICT_NONE;
	}
}

/* herd's word for whether all, some or no states satisfy the proposition */
static const char *observation(const struct result *result)
{
	return result->absence ? "no execution" :
	       !result->positive ? "Never" :
	       !result->negative ? "Always" : "Sometimes";
}

enum agreement check_agrees(const struct result *result, const char *expected)
{
	if (result->note || !expected)
		return AGREE_UNKNOWN;
	/*
	 * tools/memory-model/scripts/judgelitmus.sh expects "Never 0 0" for this word,
	 * whatever the reason. In the kernel's RM-broken, the filter leaves no execution.
	 */
	if (!strcmp(expected, "DEADLOCK"))
		return result->absence ? AGREE_YES : AGREE_NO;
	if (result->absence)
		return AGREE_UNKNOWN;
	if (strcmp(expected, "Never") && strcmp(expected, "Sometimes") &&
	    strcmp(expected, "Always"))
		return AGREE_UNKNOWN;
	return strcmp(expected, observation(result)) ? AGREE_NO : AGREE_YES;
}

char *check_disagreement(const struct result *result, const char *expected)
{
	if (check_agrees(result, expected) != AGREE_NO)
		return NULL;
	return xasprintf("the test's file says %s, %s says %s",
			 expected, model_infos[MODEL_LKMM].said, observation(result));
}

/*
 * The result that a run needs: the states. If there are too many to list in a short
 * time, the verdict of the condition alone, and a note.
 */
static struct result *check_run(const struct ordlab_view *view, enum model model,
				struct budget *budget)
{
	struct budget part = budget_part(budget, LIMIT_RUN_SECONDS);
	struct result *states;

	part.bytes = part.bytes < LIMIT_RUN_BYTES ? part.bytes : LIMIT_RUN_BYTES;
	states = check_shown(view, model, &part);
	if (!states->note || !part.over || budget_over(budget))
		return states;
	result_free(states);
	budget_renew(budget);
	return check_verdict(view, model, budget);
}

void check_join(struct result *result, const struct ordlab_view *view,
		unsigned int models, struct budget *budget)
{
	char *why[NR_MODELS] = { NULL };

	for (unsigned int m = 0; m < NR_MODELS; m++) {
		struct result *allowed;

		if (!(models >> m & 1))
			continue;
		budget_renew(budget);
		allowed = check_run(view, m, budget);
		if (allowed->note)
			why[m] = xstrdup(allowed->note);
		else if (allowed->verdict_only && !allowed->absence)
			result_join_verdict(result, m, allowed);
		else if (result_join(result, m, allowed))
			why[m] = xstrdup("the module's test is another one");
		else if (allowed->absence)
			why[m] = xstrdup(allowed->why_absent);
		if (m == MODEL_LKMM) {
			result->disagreement =
				check_disagreement(allowed, result->expected);
			result->flags = allowed->flags;
			result->nr_flags = allowed->nr_flags;
			allowed->flags = NULL;
		}
		result_free(allowed);
	}
	add_notes(result, why);
	if (result->race[MODEL_LKMM])
		forbid_nothing(result);
}
