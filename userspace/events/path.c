// SPDX-License-Identifier: GPL-2.0
/*
 * Paths of a thread, see path.h.
 */
#include <stdlib.h>
#include <string.h>
#include "private/walker.h"
#include "lib/util.h"

/* An instruction without a location: its events are fences */
static void run_fence(struct walker *w, const struct ordlab_insn *insn)
{
	const struct ordlab_way *way = &ordlab_meaning(insn->op)->ways[0];

	for (unsigned int i = 0; i < way->nr; i++)
		walker_event(w, (enum event_kind)way->events[i].kind,
			     ordlab_event_order(insn->op, &way->events[i]), NO_LOC);
}

static void run_branch(struct walker *w, const struct ordlab_insn *insn)
{
	struct source cond = walker_operand(w, &insn->val[0]);
	bool skips = walker_choose(w, 2);

	walker_constrain(w, skips ? NEED_FALSE : NEED_TRUE, cond.node, NO_NODE);
	dependencies_branch(&w->deps, cond.step, w->join[w->pc]);
	w->pc = skips ? insn->target : w->pc + 1;
}

static void run_alu(struct walker *w, const struct ordlab_insn *insn)
{
	struct source a = walker_operand(w, &insn->val[0]);
	struct source b = walker_operand(w, &insn->val[1]);

	walker_result(w, walker_alu(w, insn->type, insn->alu, a.node, b.node), a.step, b.step);
}

/*
 * Adds as constraints what the filter, or the condition, requires of this thread's
 * registers. As in herd7, the filter determines a value that depends on itself in a
 * cycle; the condition does not.
 */
static void need_terms(struct walker *w, const struct ordlab_cond *nodes,
		       unsigned int nr_nodes, bool guess)
{
	const struct ordlab_cond *terms[ORDLAB_MAX_COND];
	unsigned int nr = cond_terms(nodes, nr_nodes, terms);

	for (unsigned int i = 0; i < nr; i++) {
		const struct ordlab_observed *o =
			&w->view->observed[terms[i]->observed];
		uint16_t node, value;

		if (o->kind != ORDLAB_OPERAND_REG || o->thread != w->thread_nr)
			continue;
		node = w->path.regs[o->index];
		/* A register that was never written is 0 */
		if (node == NO_NODE)
			node = walker_constant(w, value_int(0));
		value = walker_constant(w, value_of_operand(w->view, &terms[i]->value));
		if (guess)
			walker_constrain(w, NEED_EQUAL, node, value);
		else
			walker_constrain(w, NEED_TRUE,
					 walker_alu(w, ORDLAB_T_PTR, ORDLAB_A_EQ, node,
						    value), NO_NODE);
	}
}

static void need_outcome(struct walker *w)
{
	const struct ordlab_view *view = w->view;

	need_terms(w, view->filter, view->prog->nr_filter, true);
	if (w->matching)
		need_terms(w, view->cond, view->prog->nr_cond, false);
}

/* Runs the thread with the current choices. False: more than REL_MAX_EVENTS */
static bool run_thread(struct walker *w)
{
	memset(&w->path, 0, sizeof(w->path));
	w->path.end_insn = NO_INSN;
	w->room_events = w->room_nodes = w->room_constraints = 0;
	w->next_choice = 0;
	w->dead = false;
	dependencies_begin(&w->deps);
	for (unsigned int r = 0; r < ORDLAB_MAX_REGS; r++)
		w->regs[r] = NO_NODE;

	for (w->pc = 0; w->pc < w->thread->nr_insns && !w->dead;) {
		if (budget_over(w->budget))
			break;
		const struct ordlab_insn *insn = &w->insns[w->pc];
		const struct ordlab_meaning *meaning = ordlab_meaning(insn->op);

		dependencies_insn(&w->deps, w->pc);
		if (meaning->next == ORDLAB_NEXT_TARGET) {
			w->pc = insn->target;
			continue;
		}
		if (meaning->next == ORDLAB_NEXT_IF) {
			run_branch(w, insn);
			continue;
		}
		if (meaning->result == ORDLAB_RESULT_ALU)
			run_alu(w, insn);
		else if (!(meaning->flags & ORDLAB_CF_ADDR))
			run_fence(w, insn);
		else if (!walker_access(w, insn))
			break;
		if (w->path.nr_events > REL_MAX_EVENTS)
			return false;
		w->pc++;
	}
	dependencies_insn(&w->deps, ORDLAB_MAX_INSNS);
	memcpy(w->path.regs, w->regs, sizeof(w->path.regs));
	if (!w->dead && w->path.end == PATH_COMPLETE)
		need_outcome(w);
	return true;
}

static void relate(struct walker *w)
{
	struct path *path = &w->path;
	unsigned int n = path->nr_events;

	path->po = rel_new(n);
	path->rmw = rel_new(n);
	path->addr = rel_new(n);
	path->data = rel_new(n);
	path->ctrl = rel_new(n);
	for (unsigned int e = 0; e + 1 < n; e++)
		if (path->events[e].rmw && !path->events[e].failed &&
		    path->events[e].kind == EV_R)
			rel_add(path->rmw, e, e + 1);
	dependencies_relate(&w->deps, path);
}

/* --- All paths --- */

/* Where the ways from each instruction join: its nearest post-dominator */
static uint16_t *find_joins(const struct ordlab_thread *thread,
			    const struct ordlab_insn *insns)
{
	unsigned int end = thread->nr_insns;
	uint16_t *join = xcalloc(end + 1, sizeof(*join));

	join[end] = end;
	for (unsigned int i = end; i-- > 0;) {
		uint8_t next = ordlab_meaning(insns[i].op)->next;
		unsigned int a = i + 1, b = i + 1;

		if (next != ORDLAB_NEXT_INSN)
			b = insns[i].target;
		if (next == ORDLAB_NEXT_TARGET)
			a = b;
		while (a != b) {
			if (a < b)
				a = join[a];
			else
				b = join[b];
		}
		join[i] = a;
	}
	return join;
}

static size_t rel_bytes(const struct rel *r)
{
	return sizeof(*r) + (size_t)r->n * r->words * sizeof(*r->bits);
}

static size_t path_bytes(const struct path *path)
{
	return sizeof(*path) + path->nr_events * sizeof(*path->events) +
	       path->nr_nodes * sizeof(*path->nodes) +
	       path->nr_constraints * sizeof(*path->constraints) +
	       rel_bytes(path->po) + rel_bytes(path->rmw) +
	       rel_bytes(path->addr) + rel_bytes(path->data) +
	       rel_bytes(path->ctrl);
}

/* Keeps the path. Return: false if there is no memory for it */
static bool path_keep(struct walker *w, struct paths *paths, size_t *room)
{
	struct path *path = &w->path;
	size_t bytes = path_bytes(path);

	/* The arrays grew by doubling: give back what is not used */
	path->events = xrealloc(path->events, path->nr_events,
				sizeof(*path->events));
	path->nodes = xrealloc(path->nodes, path->nr_nodes, sizeof(*path->nodes));
	path->constraints = xrealloc(path->constraints, path->nr_constraints,
				     sizeof(*path->constraints));
	if (!budget_take(w->budget, bytes))
		return false;
	paths->bytes += bytes;
	GROW(paths->path, paths->nr, *room);
	paths->path[paths->nr++] = *path;
	return true;
}

static void path_free(struct path *path)
{
	free(path->events);
	free(path->nodes);
	free(path->constraints);
	rel_free(path->po);
	rel_free(path->rmw);
	rel_free(path->addr);
	rel_free(path->data);
	rel_free(path->ctrl);
}

/* Goes on to the next list of choices. False: this was the last one */
static bool next_choices(struct walker *w)
{
	while (w->nr_choices) {
		struct choice *last = &w->choices[w->nr_choices - 1];

		if (++last->taken < last->nr)
			return true;
		w->nr_choices--;
	}
	return false;
}

enum paths_error paths_find(struct paths *paths, const struct ordlab_view *view,
			    const struct domain *domain, unsigned int thread,
			    bool matching, size_t limit,
			    struct budget *budget)
{
	struct walker *w = xcalloc(1, sizeof(*w));
	enum paths_error error = PATHS_OK;
	size_t room = 0;

	memset(paths, 0, sizeof(*paths));
	w->view = view;
	w->domain = domain;
	w->budget = paths->budget = budget;
	w->thread_nr = thread;
	w->matching = matching;
	w->thread = &view->threads[thread];
	w->insns = view->insns + w->thread->first;
	w->join = find_joins(w->thread, w->insns);
	do {
		/* The run makes new choices after the one that was incremented */
		if (!run_thread(w))
			error = PATHS_EVENTS;
		else if (budget_over(budget))
			error = PATHS_BUDGET;
		else if (!w->dead && paths->nr == limit)
			error = PATHS_NUMBER;
		if (error || w->dead) {
			path_free(&w->path);
			/* The run ended early: later choices of the list were not used */
			w->nr_choices = w->next_choice;
			continue;
		}
		relate(w);
		if (!path_keep(w, paths, &room)) {
			path_free(&w->path);
			error = PATHS_BUDGET;
		}
	} while (!error && next_choices(w));

	dependencies_free(&w->deps);
	free(w->join);
	free(w->choices);
	free(w);
	if (error)
		paths_free(paths);
	return error;
}

void paths_free(struct paths *paths)
{
	for (size_t i = 0; i < paths->nr; i++)
		path_free(&paths->path[i]);
	if (paths->budget)
		budget_give(paths->budget, paths->bytes);
	free(paths->path);
	memset(paths, 0, sizeof(*paths));
}
