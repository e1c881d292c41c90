// SPDX-License-Identifier: GPL-2.0
/*
 * Checking a test against a model, see check.h.
 */
#include <stdlib.h>
#include <string.h>
#include "check.h"
#include "execution.h"
#include "model.h"
#include "util.h"

struct check {
	const struct ordlab_view *view;
	struct checker *checker;
	struct result *result;
	enum model model;
	uint32_t *table;	/* number of a state, from 1; by hash */
	size_t table_size;	/* a power of 2 */
	char *fault;
};

static size_t hash_values(const struct check *check, const int64_t *values)
{
	uint64_t hash = 0;

	for (unsigned int i = 0; i < check->result->nr_names; i++) {
		hash ^= values[i];
		hash *= 0x9e3779b97f4a7c15ULL;	/* 2^64 over the golden ratio */
		hash ^= hash >> 32;
	}
	return hash & (check->table_size - 1);
}

static void table_grow(struct check *check)
{
	struct result *r = check->result;

	free(check->table);
	check->table_size = check->table_size ? 4 * check->table_size : 64;
	check->table = xcalloc(check->table_size, sizeof(*check->table));
	for (size_t i = 0; i < r->nr_states; i++) {
		size_t at = hash_values(check, r->states[i].values);

		while (check->table[at])
			at = (at + 1) & (check->table_size - 1);
		check->table[at] = i + 1;
	}
}

static struct state *find_state(struct check *check, const int64_t *values)
{
	struct result *r = check->result;
	size_t size = r->nr_names * sizeof(*values), at;
	struct state *state;

	if (2 * r->nr_states >= check->table_size)
		table_grow(check);
	at = hash_values(check, values);
	while (check->table[at]) {
		state = &r->states[check->table[at] - 1];
		if (!memcmp(state->values, values, size))
			return state;
		at = (at + 1) & (check->table_size - 1);
	}
	if (r->nr_states == r->room) {
		r->room = r->room ? 2 * r->room : 16;
		r->states = xrealloc(r->states, r->room, sizeof(*r->states));
	}
	check->table[at] = r->nr_states + 1;
	state = &r->states[r->nr_states++];
	*state = (struct state) {
		.values = xcalloc(r->nr_names, sizeof(*values)),
	};
	memcpy(state->values, values, size);
	state->verdict[check->model] = VERDICT_ALLOWED;
	return state;
}

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

static bool candidate(void *data, const struct execution *x)
{
	struct check *check = data;
	const struct ordlab_program *prog = check->view->prog;
	unsigned int thread, insn;
	int64_t values[ORDLAB_MAX_OBSERVED];
	struct state *state;
	size_t states;

	if (!checker_allows(check->checker, x))
		return true;
	if (execution_fault(x, &thread, &insn)) {
		char code[160];

		ordlab_disasm(code, sizeof(code), check->view, thread, insn);
		check->fault = xasprintf("P%u may follow a pointer that is none: %s",
					 thread, code);
		return false;
	}
	checker_flags(check->checker, x);
	for (unsigned int i = 0; i < prog->nr_observed; i++)
		values[i] = x->state[i];
	states = check->result->nr_states;
	state = find_state(check, values);
	if (check->result->nr_states != states)
		state->match = ordlab_cond_eval(check->view->cond, prog->nr_cond,
						x->state);
	result_count(check->result, state, 1);
	return true;
}

static char *why_not(const struct check *check, enum search end, double timeout)
{
	switch (end) {
	case SEARCH_DONE:
		break;
	case SEARCH_ENOUGH:
		return xstrdup(check->fault);
	case SEARCH_TIME:
		return xasprintf("too large to enumerate in %g s", timeout);
	case SEARCH_EVENTS:
		return xasprintf("too large: an execution has more than %u events",
				 REL_MAX_EVENTS);
	case SEARCH_PATHS:
		return xstrdup("too large: there are too many ways through a thread");
	case SEARCH_MEMORY:
		return xstrdup("too large: there are too many orders of the accesses to a location");
	}
	return NULL;
}

static void forget_states(struct result *r)
{
	for (size_t i = 0; i < r->nr_states; i++)
		free(r->states[i].values);
	r->nr_states = 0;
	r->positive = r->negative = 0;
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
}

struct result *check_program(const struct ordlab_view *view, enum model model,
			     double timeout)
{
	struct check check = {
		.view = view,
		.checker = checker_new(model, false),
		.result = result_for(view),
		.model = model,
	};
	const struct execution_user user = {
		.begin = begin,
		.viable = viable,
		.candidate = candidate,
		.data = &check,
	};
	struct deadline deadline = deadline_in(timeout);
	struct timespec from, to;
	enum search end;

	clock_gettime(CLOCK_MONOTONIC, &from);
	end = execution_search(view, &user, &deadline);
	clock_gettime(CLOCK_MONOTONIC, &to);
	check.result->seconds = (double)(to.tv_sec - from.tv_sec) +
				(to.tv_nsec - from.tv_nsec) / 1e9;
	check.result->note = why_not(&check, end, timeout);
	if (check.result->note) {
		forget_states(check.result);
	} else {
		take_flags(&check);
		result_sort(check.result);
		check.result->condition_verdict[model] = check.result->positive ?
			VERDICT_ALLOWED : VERDICT_FORBIDDEN;
	}
	free(check.fault);
	free(check.table);
	checker_free(check.checker);
	return check.result;
}
