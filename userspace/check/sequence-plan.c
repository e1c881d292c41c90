// SPDX-License-Identifier: GPL-2.0
/*
 * Whether the executions of a program are sequences of steps, see sequence.h.
 */
#include <stdlib.h>
#include <string.h>
#include "lib/util.h"
#include "private/sequence.h"

/* What the paths of all threads say of the places */
struct survey {
	struct plan *p;
	uint64_t written, marked, plain, locks;	/* bit place */
	uint64_t outside;		/* accessed without a lock */
	uint64_t inside[MAX_PLACES];	/* of a lock: accessed while it is held */
	uint64_t after[MAX_PLACES];	/* of a group: groups that come after it */
};

static bool is_fence(const struct event *e)
{
	return e->kind == EV_F && e->order != ORDLAB_O_RCU_LOCK &&
	       e->order != ORDLAB_O_RCU_UNLOCK &&
	       e->order != ORDLAB_O_SYNC_RCU && e->order != ORDLAB_O_SYNC_SRCU;
}

static bool is_access(const struct event *e)
{
	return (e->kind == EV_R || e->kind == EV_W) &&
	       e->order != ORDLAB_O_SRCU_LOCK && e->order != ORDLAB_O_SRCU_UNLOCK;
}

/* Each event after the other, and the halves of an rmw next to each other */
static bool is_in_order(const struct path *path)
{
	for (unsigned int a = 0; a < path->nr_events; a++) {
		for (unsigned int b = a + 1; b < path->nr_events; b++) {
			if (!rel_has(path->po, a, b) ||
			    (rel_has(path->rmw, a, b) && b != a + 1))
				return false;
		}
	}
	return path->end == PATH_COMPLETE;
}

static void note_access(struct survey *v, const struct event *e, unsigned int held)
{
	uint64_t bit = 1ULL << e->loc;

	if (e->kind == EV_W)
		v->written |= bit;
	if (e->order == ORDLAB_O_PLAIN)
		v->plain |= bit;
	else
		v->marked |= bit;
	if (held == MAX_PLACES)
		v->outside |= bit;
	else
		v->inside[held] |= bit;
}

/* Notes who accesses what. False: no sequence */
static bool survey_path(struct survey *v, const struct path *path)
{
	unsigned int held = MAX_PLACES;

	if (!is_in_order(path))
		return false;
	for (unsigned int i = 0; i < path->nr_events; i++) {
		const struct event *e = &path->events[i];

		if (is_fence(e))
			continue;
		if (e->loc == NO_LOC)
			return false;
		if (is_access(e)) {
			note_access(v, e, held);
			continue;
		}
		v->locks |= 1ULL << e->loc;
		if (e->kind == EV_LKR && held == MAX_PLACES &&
		    i + 1 < path->nr_events && path->events[i + 1].kind == EV_LKW) {
			held = e->loc;
			i++;
		} else if (e->kind == EV_UL && held == e->loc) {
			held = MAX_PLACES;
		} else if (e->kind == EV_LF && held == MAX_PLACES) {
			v->p->fails[e->loc] = true;
		} else {
			return false;
		}
	}
	return held == MAX_PLACES;
}

/* Makes groups of the places. False: a place may be raced for, or be in two groups */
static bool make_groups(struct survey *v)
{
	struct plan *p = v->p;
	uint64_t taken = v->outside;

	/* What nobody writes to is in no group */
	for (unsigned int l = 0; l < p->s->x.nr_places; l++)
		p->group[l] = (v->written | v->locks) >> l & 1 ? l : MAX_PLACES;
	for (unsigned int l = 0; l < p->s->x.nr_places; l++) {
		uint64_t own = v->inside[l] & v->written;

		if (own & (taken | v->locks))
			return false;
		taken |= own;
		for (unsigned int m = 0; m < p->s->x.nr_places; m++)
			if (own >> m & 1)
				p->group[m] = l;
	}
	return !(v->locks & (v->outside | v->marked | v->plain)) &&
	       !(v->plain & v->written & (v->outside | v->marked)) &&
	       !(v->locks & p->s->x.observed);
}

/* Which groups come after which */
static void order_path(struct survey *v, const struct path *path)
{
	unsigned int now = MAX_PLACES;

	for (unsigned int i = 0; i < path->nr_events; i++) {
		const struct event *e = &path->events[i];
		unsigned int group = e->loc == NO_LOC ? MAX_PLACES :
							v->p->group[e->loc];

		if (group == MAX_PLACES)
			continue;
		if (now != MAX_PLACES && now != group)
			v->after[now] |= 1ULL << group;
		now = group;
	}
}

/* Makes phases of the groups. False: they have no order */
static bool make_phases(struct survey *v)
{
	struct plan *p = v->p;
	uint64_t left = 0;

	for (unsigned int l = 0; l < p->s->x.nr_places; l++)
		if (p->group[l] == l)
			left |= 1ULL << l;
	while (left) {
		uint64_t first = left;

		for (unsigned int l = 0; l < p->s->x.nr_places; l++)
			if (left >> l & 1)
				first &= ~v->after[l];
		if (!first)
			return false;
		p->phase[__builtin_ctzll(first)] = p->nr_phases++;
		left &= ~(first & -first);
	}
	return true;
}

static enum step find_step(const struct plan *p, const struct path *path,
			   unsigned int i)
{
	const struct event *e = &path->events[i];

	switch (e->kind) {
	case EV_LKR:
		return STEP_LOCK;
	case EV_LF:
		return STEP_FAIL;
	case EV_W:
		return STEP_WRITE;
	case EV_R:
		if (p->group[e->loc] == MAX_PLACES)
			return STEP_FREE;
		return i + 1 < path->nr_events && rel_has(path->rmw, i, i + 1) ?
		       STEP_RMW : STEP_READ;
	default:
		return STEP_FREE;
	}
}

/* Says of all reads that a node is made of who needs them. Return: the last read */
static unsigned int note_needed(struct track *t, uint16_t node, bool *needed)
{
	unsigned int last = NO_INSN;
	bool *marks = xcalloc(node + 1, sizeof(*marks));

	node_mark(t->path->nodes, node, marks);
	for (unsigned int n = 0; n <= node; n++) {
		const struct node *is = &t->path->nodes[n];

		if (!marks[n] || is->kind != NODE_READ)
			continue;
		needed[is->a] = true;
		if (last == NO_INSN || is->a > last)
			last = is->a;
	}
	free(marks);
	return last;
}

static void needed_until(struct track *t, const bool *needed, unsigned int until)
{
	for (unsigned int i = 0; i < t->path->nr_events; i++)
		if (needed[i] && until > t->stages[i].last)
			t->stages[i].last = until;
}

static void find_needs(struct plan *p, struct track *t, unsigned int thread)
{
	const struct ordlab_view *view = p->s->x.view;
	const struct path *path = t->path;

	for (unsigned int c = 0; c < path->nr_constraints; c++) {
		const struct constraint *is = &path->constraints[c];
		bool needed[REL_MAX_EVENTS] = { false };
		unsigned int a = note_needed(t, is->a, needed), b = NO_INSN;

		if (need_compares(is->need))
			b = note_needed(t, is->b, needed);
		t->check_at[c] = a == NO_INSN || (b != NO_INSN && b > a) ? b : a;
		if (t->check_at[c] != NO_INSN)
			needed_until(t, needed, t->check_at[c]);
	}
	for (unsigned int i = 0; i < path->nr_events; i++) {
		bool needed[REL_MAX_EVENTS] = { false };

		if (path->events[i].kind != EV_W)
			continue;
		note_needed(t, path->events[i].value, needed);
		needed_until(t, needed, i);
	}
	for (unsigned int o = 0; o < view->prog->nr_observed; o++) {
		const struct ordlab_observed *is = &view->observed[o];
		bool needed[REL_MAX_EVENTS] = { false };

		if (is->kind != ORDLAB_OPERAND_REG || is->thread != thread ||
		    path->regs[is->index] == NO_NODE)
			continue;
		note_needed(t, path->regs[is->index], needed);
		needed_until(t, needed, NO_INSN);
	}
}

/* False: there is no room for what it reads */
static bool make_track(struct plan *p, struct track *t, const struct path *path,
		       unsigned int thread)
{
	unsigned int nr = 0, phase = NO_PHASE;	/* of the lock that is held */

	t->path = path;
	t->stages = xcalloc(path->nr_events + 1, sizeof(*t->stages));
	t->check_at = xcalloc(path->nr_constraints + 1, sizeof(*t->check_at));
	for (unsigned int i = 0; i < path->nr_events; i++) {
		const struct event *e = &path->events[i];
		struct stage *stage = &t->stages[i];

		stage->step = phase != NO_PHASE ? STEP_INSIDE :
						  find_step(p, path, i);
		stage->phase = e->loc == NO_LOC || p->group[e->loc] == MAX_PLACES ?
			NO_PHASE : p->phase[p->group[e->loc]];
		/* A section is one step, whatever is in it */
		if (stage->step == STEP_INSIDE)
			stage->phase = phase;
		stage->last = i;
		if (e->kind == EV_LKR)
			phase = stage->phase;
		if (e->kind == EV_UL)
			phase = NO_PHASE;
		if (e->kind == EV_R)
			stage->slot = nr++;
		if (nr > MAX_HELD)
			return false;
	}
	find_needs(p, t, thread);
	return true;
}

static bool has_room(const struct ordlab_view *view)
{
	unsigned int nr[ORDLAB_MAX_THREADS] = { 0 };

	for (unsigned int o = 0; o < view->prog->nr_observed; o++)
		if (view->observed[o].kind == ORDLAB_OPERAND_REG &&
		    ++nr[view->observed[o].thread] > MAX_HELD)
			return false;
	return true;
}

bool plan_make(struct plan *p, struct search_state *s)
{
	const struct ordlab_program *prog = s->x.view->prog;
	struct survey v = { .p = p };

	*p = (struct plan) { .s = s };
	if (s->domain->unspecified || !has_room(s->x.view))
		return false;
	for (unsigned int t = 0; t < prog->nr_threads; t++)
		for (size_t i = 0; i < s->paths[t].nr; i++)
			if (!search_goes_on(s) ||
			    !survey_path(&v, &s->paths[t].path[i]))
				return false;
	if (!make_groups(&v))
		return false;
	for (unsigned int t = 0; t < prog->nr_threads; t++)
		for (size_t i = 0; i < s->paths[t].nr; i++)
			order_path(&v, &s->paths[t].path[i]);
	if (!make_phases(&v))
		return false;
	for (unsigned int l = 0; l < s->x.nr_places; l++)
		p->initial[l] = l >= prog->nr_locations ? value_int(0) :
			value_of_operand(s->x.view, &s->x.view->locations[l].init);
	for (unsigned int t = 0; t < prog->nr_threads; t++) {
		p->tracks[t] = xcalloc(s->paths[t].nr + 1, sizeof(*p->tracks[t]));
		for (size_t i = 0; i < s->paths[t].nr; i++)
			if (!make_track(p, &p->tracks[t][i], &s->paths[t].path[i], t))
				return false;
	}
	return true;
}

void plan_free(struct plan *p)
{
	for (unsigned int t = 0; t < ORDLAB_MAX_THREADS; t++) {
		for (size_t i = 0; p->tracks[t] && i < p->s->paths[t].nr; i++) {
			free(p->tracks[t][i].stages);
			free(p->tracks[t][i].check_at);
		}
		free(p->tracks[t]);
	}
}
