// SPDX-License-Identifier: GPL-2.0
/*
 * Finding threads that wait for ever, see waiting.h.
 *
 * The machine runs the paths of the threads, one event after the other. A thread may be
 * on any path that begins with the events that it has done, and whose constraints
 * agree with the values that it has read. Its next event is on one of these paths. A
 * thread holds a lock from the LKW to the next UL on its path. A grace period is one
 * event, which can happen when no reader is open that will end. A reader that begins
 * later does not delay it: that reader might as well begin after the grace period.
 *
 * The machine tries runs with few switches between threads first. With no switch, a
 * thread runs until it waits or ends. Then it allows one more switch each time.
 */
#include <stdlib.h>
#include <string.h>
#include "lib/keyset.h"
#include "lib/limit.h"
#include "model/model-events.h"
#include "check/waiting.h"
#include "lib/util.h"

/* Limits: switches away from a thread that could go on; events of all runs together */
#define MAX_SWITCHES	3
#define MAX_STEPS	20000
/* Threads with more paths than this would make each event too slow */
#define MAX_WAIT_PATHS	256

#define NOBODY		0xff
#define NO_PATH		0xffff

/* The thread that holds a lock, and its instruction that took it */
struct owner {
	uint8_t thread;
	uint16_t insn;
};

/* The state of a thread: it can go on, it has ended, or it waits */
enum stand {
	CAN_STEP,
	HAS_ENDED,
	MUST_WAIT,
	IS_LOST,	/* not a run: no path fits, or only one that ends early */
};

struct machine {
	const struct ordlab_view *view;
	struct budget *budget;
	struct paths paths[ORDLAB_MAX_THREADS];
	unsigned int nr_places;
	struct waiting *waiting;
	unsigned int steps;	/* that may still be made */
	unsigned int switches;	/* that a run may have */
	struct keyset seen;	/* states, by their hash, and how they came about */

	/* the state of the run */
	struct value memory[MAX_PLACES];
	struct owner owners[MAX_PLACES];
	uint16_t path[ORDLAB_MAX_THREADS];	/* begins with what was done */
	uint16_t next[ORDLAB_MAX_THREADS];	/* event that is next on it */
	struct value *read[ORDLAB_MAX_THREADS];	/* what each event has read */

	/* values of the nodes of the path that is being tried */
	struct value *values;
	bool *known;
	size_t room;
};

/* --- Paths that a thread may be on --- */

static const struct path *path_of(const struct machine *m, unsigned int t,
				  unsigned int p)
{
	return &m->paths[t].path[p];
}

/* Whether a path begins with the events that the thread has done */
static bool path_begins_so(const struct machine *m, unsigned int t,
			   const struct path *path)
{
	const struct path *done = path_of(m, t, m->path[t]);

	if (path == done)
		return true;
	if (path->nr_events < m->next[t])
		return false;
	for (unsigned int e = 0; e < m->next[t]; e++)
		if (path->events[e].kind != done->events[e].kind ||
		    path->events[e].insn != done->events[e].insn ||
		    path->events[e].loc != done->events[e].loc)
			return false;
	return true;
}

/* Computes the nodes that follow from the values that the thread has read */
static void compute_nodes(struct machine *m, unsigned int t,
			  const struct path *path)
{
	if (path->nr_nodes > m->room) {
		m->room = path->nr_nodes;
		m->values = xrealloc(m->values, m->room, sizeof(*m->values));
		m->known = xrealloc(m->known, m->room, sizeof(*m->known));
	}
	for (unsigned int i = 0; i < path->nr_nodes; i++) {
		const struct node *n = &path->nodes[i];
		struct value b = value_int(0);

		m->known[i] = true;
		if (n->kind == NODE_CONST) {
			m->values[i] = n->value;
			continue;
		}
		if (n->kind == NODE_READ) {
			m->known[i] = n->a < m->next[t];
			if (m->known[i])
				m->values[i] = m->read[t][n->a];
			continue;
		}
		m->known[i] = m->known[n->a];
		if (node_has_b(n)) {
			m->known[i] &= m->known[n->b];
			b = m->values[n->b];
		}
		if (m->known[i])
			m->values[i] = node_compute(n, m->values[n->a], b);
	}
}

/* Whether the thread may be on a path. If so, computes the path's nodes */
static bool path_fits(struct machine *m, unsigned int t, const struct path *path)
{
	if (budget_over(m->budget) || !path_begins_so(m, t, path))
		return false;
	compute_nodes(m, t, path);
	for (unsigned int c = 0; c < path->nr_constraints; c++) {
		const struct constraint *con = &path->constraints[c];
		bool two = need_compares(con->need);

		if (!m->known[con->a] || (two && !m->known[con->b]))
			continue;
		if (need_met(con->need, m->values[con->a],
			     two ? m->values[con->b] : value_int(0)) == TRUTH_NO)
			return false;
	}
	return true;
}

/* --- Which thread waits for which --- */

/*
 * The event that ends the reader that an event of a path begins, or 0. If an SRCU
 * reader is ended twice, the model counts both events as its end.
 */
static unsigned int reader_end(const struct path *path, unsigned int begin)
{
	const struct event *first = &path->events[begin];
	unsigned int depth = 0, end = 0;

	for (unsigned int e = begin; e < path->nr_events; e++) {
		const struct event *event = &path->events[e];

		if (is_srcu_lock(first)) {
			if (is_srcu_unlock(event) && event->loc == first->loc &&
			    rel_has(path->data, begin, e))
				end = e;
		} else if (is_rcu_lock(event)) {
			depth++;
		} else if (is_rcu_unlock(event) && !--depth) {
			return e;
		}
	}
	return end;
}

/* An open reader on a path for which a grace period must wait; NULL if there is none */
static const struct event *open_reader(const struct path *path, unsigned int next,
				       const struct event *sync)
{
	for (unsigned int e = 0; e < next; e++) {
		const struct event *event = &path->events[e];

		if (sync->kind == EV_SRCU ?
		    is_srcu_lock(event) && event->loc == sync->loc :
		    is_rcu_lock(event))
			if (reader_end(path, e) >= next)
				return event;
	}
	return NULL;
}

/* The reader for which a grace period of @thread waits; its own first */
static const struct event *reader_in_the_way(struct machine *m,
					     unsigned int thread,
					     const struct path *path)
{
	const struct event *sync = &path->events[m->next[thread]];
	const struct event *reader = open_reader(path, m->next[thread], sync);

	for (unsigned int t = 0; t < m->view->prog->nr_threads && !reader; t++)
		for (unsigned int p = 0; p < m->paths[t].nr && !reader; p++)
			if (t != thread && path_fits(m, t, path_of(m, t, p)))
				reader = open_reader(path_of(m, t, p),
						     m->next[t], sync);
	return reader;
}

static bool is_grace_period(const struct event *e)
{
	return is_sync_rcu(e) || is_sync_srcu(e);
}

/* Whether a thread on a path must wait, and for whom */
static bool path_waits(struct machine *m, unsigned int t,
		       const struct path *path, struct wait *wait)
{
	const struct event *e = &path->events[m->next[t]], *reader;

	*wait = (struct wait) { .thread = t, .insn = e->insn, .loc = e->loc };
	if (e->kind == EV_LKR) {
		wait->kind = WAIT_LOCK;
		wait->by = m->owners[e->loc].thread;
		wait->since = m->owners[e->loc].insn;
		return wait->by != NOBODY;
	}
	if (!is_grace_period(e))
		return false;
	reader = reader_in_the_way(m, t, path);
	if (!reader)
		return false;
	wait->kind = e->kind == EV_SRCU ? WAIT_SRCU : WAIT_RCU;
	wait->by = reader->thread;
	wait->since = reader->insn;
	return true;
}

/* Whether the state of the locks agrees with an event, such as a failed trylock */
static bool suits_locks(const struct machine *m, const struct event *e)
{
	switch (e->kind) {
	case EV_LF:
	case EV_RL:
		return m->owners[e->loc].thread != NOBODY;
	case EV_RU:
		return m->owners[e->loc].thread == NOBODY;
	default:
		return true;
	}
}

/*
 * The state of a thread. If it can go on, its next event is on path *p. If it waits,
 * the function fills in *wait.
 */
static enum stand stand_of(struct machine *m, unsigned int t, unsigned int *p,
			   struct wait *wait)
{
	enum stand stand = IS_LOST;
	struct wait w;

	for (*p = 0; *p < m->paths[t].nr; (*p)++) {
		const struct path *path = path_of(m, t, *p);

		if (!path_fits(m, t, path))
			continue;
		if (m->next[t] == path->nr_events)
			return path->end == PATH_COMPLETE ? HAS_ENDED : IS_LOST;
		if (!suits_locks(m, &path->events[m->next[t]]))
			continue;
		if (!path_waits(m, t, path, &w))
			return CAN_STEP;
		*wait = w;
		stand = MUST_WAIT;
	}
	return stand;
}

/* --- Steps --- */

/* What an event changes in the state of the run, apart from the values read */
struct undo {
	uint8_t loc;
	struct value memory;
	struct owner owner;
	uint16_t path;
	uint16_t next;
};

static void event_happens(struct machine *m, unsigned int t,
			  const struct path *path)
{
	const struct event *e = &path->events[m->next[t]];

	switch (e->kind) {
	case EV_R:
		m->read[t][m->next[t]] = m->memory[e->loc];
		break;
	case EV_W:
		compute_nodes(m, t, path);
		if (m->known[e->value])
			m->memory[e->loc] = m->values[e->value];
		break;
	case EV_LKW:
		m->owners[e->loc] = (struct owner) { t, e->insn };
		break;
	case EV_UL:
		if (m->owners[e->loc].thread == t)
			m->owners[e->loc].thread = NOBODY;
		break;
	default:
		break;
	}
	m->next[t]++;
}

/* The path of a thread that is between the halves of a read-modify-write, or NO_PATH */
static unsigned int second_half(struct machine *m, unsigned int t)
{
	const struct path *done = path_of(m, t, m->path[t]);
	const struct event *first = &done->events[m->next[t] - 1];

	if (first->kind != EV_LKR && !(first->kind == EV_R && first->rmw))
		return NO_PATH;
	for (unsigned int p = 0; p < m->paths[t].nr; p++) {
		const struct path *path = path_of(m, t, p);
		const struct event *e = &path->events[m->next[t]];

		if (m->next[t] < path->nr_events && e->insn == first->insn &&
		    (e->kind == EV_LKW || (e->kind == EV_W && e->rmw)) &&
		    path_fits(m, t, path))
			return p;
	}
	return NO_PATH;
}

/* Performs the next event of a thread, on path number @p */
static struct undo step(struct machine *m, unsigned int t, unsigned int p)
{
	const struct event *e = &path_of(m, t, p)->events[m->next[t]];
	struct undo undo = {
		.loc = e->loc, .path = m->path[t], .next = m->next[t],
	};

	if (e->loc != NO_LOC) {
		undo.memory = m->memory[e->loc];
		undo.owner = m->owners[e->loc];
	}
	m->path[t] = p;
	event_happens(m, t, path_of(m, t, p));
	p = second_half(m, t);
	if (p != NO_PATH) {
		m->path[t] = p;
		event_happens(m, t, path_of(m, t, p));
	}
	return undo;
}

static void step_back(struct machine *m, unsigned int t, const struct undo *undo)
{
	if (undo->loc != NO_LOC) {
		m->memory[undo->loc] = undo->memory;
		m->owners[undo->loc] = undo->owner;
	}
	m->path[t] = undo->path;
	m->next[t] = undo->next;
}

/* --- Runs --- */

static uint64_t hash_add(uint64_t hash, uint64_t word)
{
	return (hash ^ word) * 0x100000001b3ULL ^ hash >> 29;
}

static uint64_t hash_value(uint64_t hash, struct value v)
{
	return hash_add(hash_add(hash, v.n), (uint64_t)v.kind << 32 | v.of);
}

/* Whether a run has had this state before, with the same last thread and switches */
static bool seen_before(struct machine *m, unsigned int last, unsigned int switches)
{
	uint64_t hash = 0xcbf29ce484222325ULL;
	size_t nr = m->seen.nr;

	for (unsigned int t = 0; t < m->view->prog->nr_threads; t++) {
		const struct path *path = path_of(m, t, m->path[t]);

		hash = hash_add(hash, (uint64_t)m->path[t] << 16 | m->next[t]);
		for (unsigned int e = 0; e < m->next[t]; e++)
			if (path->events[e].kind == EV_R)
				hash = hash_value(hash, m->read[t][e]);
	}
	for (unsigned int l = 0; l < m->nr_places; l++) {
		hash = hash_value(hash, m->memory[l]);
		hash = hash_add(hash, (uint64_t)m->owners[l].thread << 16 |
				m->owners[l].insn);
	}
	hash = hash_add(hash, (uint64_t)last << 32 | switches);
	keyset_find(&m->seen, &hash);
	return m->seen.nr == nr;
}

/*
 * A run is stuck. Keeps the waits that form a cycle; if there is none, the one wait
 * for a thread that has ended.
 */
static void keep_reason(struct machine *m, const struct wait *waits,
			const enum stand *stands)
{
	struct waiting *waiting = m->waiting;
	unsigned int t = 0, first = 0;
	uint32_t passed = 0;

	while (stands[t] != MUST_WAIT)
		t++;
	for (; stands[t] == MUST_WAIT && !(passed >> t & 1); t = waits[t].by) {
		passed |= 1U << t;
		first = t;
	}
	waiting->cycle = stands[t] == MUST_WAIT;
	if (!waiting->cycle)
		t = first;
	first = t;
	waiting->nr = 0;
	do {
		waiting->waits[waiting->nr++] = waits[t];
		t = waits[t].by;
	} while (waiting->cycle && t != first);
}

/*
 * Continues a run, in all ways that its switches allow. @last is the thread of the last
 * event. Return: true if the search ends: some run is stuck, or a limit is reached.
 */
static bool go_on(struct machine *m, unsigned int last, unsigned int switches)
{
	unsigned int nr = m->view->prog->nr_threads, p[ORDLAB_MAX_THREADS];
	struct wait waits[ORDLAB_MAX_THREADS];
	enum stand stands[ORDLAB_MAX_THREADS];
	bool steps = false, waits_any = false;

	if (seen_before(m, last, switches))
		return false;
	for (unsigned int t = 0; t < nr; t++) {
		stands[t] = stand_of(m, t, &p[t], &waits[t]);
		if (stands[t] == IS_LOST)
			return false;
		steps |= stands[t] == CAN_STEP;
		waits_any |= stands[t] == MUST_WAIT;
	}
	/* Without time, a thread that could go on may look as if it waits */
	if (budget_over(m->budget))
		return true;
	if (!steps && waits_any)
		keep_reason(m, waits, stands);
	if (!steps)
		return waits_any;

	for (unsigned int i = 0; i < nr; i++) {
		unsigned int t = (last + i) % nr, cost;
		struct undo undo;
		bool end;

		if (stands[t] != CAN_STEP)
			continue;
		cost = i && stands[last] == CAN_STEP;
		if (cost > switches)
			break;
		if (!m->steps-- || budget_over(m->budget)) {
			m->steps = 0;
			return true;
		}
		undo = step(m, t, p[t]);
		end = go_on(m, t, switches - cost);
		step_back(m, t, &undo);
		if (end)
			return true;
	}
	return false;
}

static void run(struct machine *m)
{
	const struct ordlab_view *view = m->view;

	m->steps = MAX_STEPS;
	for (unsigned int l = 0; l < m->nr_places; l++) {
		m->memory[l] = l < view->prog->nr_locations ?
			value_of_operand(view, &view->locations[l].init) :
			value_int(0);
		m->owners[l].thread = NOBODY;
	}
	for (unsigned int s = 0; s <= MAX_SWITCHES; s++) {
		keyset_clear(&m->seen);
		if (go_on(m, 0, s))
			break;
	}
}

/* --- Whether a run can get stuck at all --- */

/*
 * Threads wait for resources: locks, SRCU domains and RCU. The first two are numbered
 * as their locations, and RCU comes after all locations. Places elsewhere are none
 */
#define RCU		ORDLAB_MAX_LOCATIONS
#define NR_RESOURCES	(RCU + 1)

/*
 * For each resource: the resources that a thread may wait for while it holds this one,
 * and the threads that may end holding it, or wait for it.
 */
struct resources {
	uint64_t inside[NR_RESOURCES];
	uint32_t kept[NR_RESOURCES];
	uint32_t awaited[NR_RESOURCES];
};

static unsigned int resource(const struct event *e)
{
	return e->loc == NO_LOC ? RCU : e->loc;
}

/* The event that releases the lock, or ends the reader, that an event begins */
static unsigned int hold_end(const struct path *path, unsigned int begin)
{
	const struct event *first = &path->events[begin];

	if (first->kind != EV_LKW)
		return is_rcu_lock(first) || is_srcu_lock(first) ?
			reader_end(path, begin) : 0;
	for (unsigned int e = begin; e < path->nr_events; e++)
		if (path->events[e].kind == EV_UL &&
		    path->events[e].loc == first->loc)
			return e;
	return path->nr_events;
}

static bool may_wait(const struct event *e)
{
	return is_grace_period(e) ||
	       (e->kind == EV_LKR && e->op != ORDLAB_SPIN_TRYLOCK);
}

static void note_waits(struct resources *r, const struct path *path, unsigned int t,
		       struct budget *budget)
{
	for (unsigned int b = 0; b < path->nr_events && !budget_over(budget); b++) {
		const struct event *begin = &path->events[b];
		unsigned int end = hold_end(path, b);

		if (may_wait(begin))
			r->awaited[resource(begin)] |= 1U << t;
		for (unsigned int e = b; e < end; e++)
			if (may_wait(&path->events[e]))
				r->inside[resource(begin)] |=
					1ULL << resource(&path->events[e]);
		if (end == path->nr_events)
			r->kept[resource(begin)] |= 1U << t;
	}
}

static bool may_get_stuck(const struct machine *m)
{
	struct resources r;
	bool stuck = false;

	memset(&r, 0, sizeof(r));
	for (unsigned int t = 0; t < m->view->prog->nr_threads; t++)
		for (unsigned int p = 0; p < m->paths[t].nr; p++)
			note_waits(&r, path_of(m, t, p), t, m->budget);
	/* Close the relation: a resource that reaches itself is a possible cycle */
	for (unsigned int via = 0; via < NR_RESOURCES; via++)
		for (unsigned int a = 0; a < NR_RESOURCES; a++)
			if (r.inside[a] >> via & 1)
				r.inside[a] |= r.inside[via];
	for (unsigned int a = 0; a < NR_RESOURCES; a++)
		stuck |= (r.inside[a] >> a & 1) || (r.kept[a] && r.awaited[a]);
	return stuck;
}

static bool has_waits(const struct ordlab_view *view)
{
	for (unsigned int i = 0; i < view->prog->nr_insns; i++)
		if (ordlab_meaning(view->insns[i].op)->waits)
			return true;
	return false;
}

static bool find_paths(struct machine *m)
{
	struct domain *domain = xcalloc(1, sizeof(*domain));
	enum paths_error error = PATHS_OK;

	domain_find(domain, m->view, m->budget);
	m->nr_places = domain->nr_places;
	for (unsigned int t = 0; !error && t < m->view->prog->nr_threads; t++) {
		error = paths_find(&m->paths[t], m->view, domain, t, false,
				   MAX_WAIT_PATHS, m->budget);
		m->read[t] = xcalloc(REL_MAX_EVENTS + 1, sizeof(**m->read));
	}
	free(domain);
	return !error;
}

bool waiting_find(struct waiting *waiting, const struct ordlab_view *view,
		  struct budget *budget)
{
	struct ordlab_program prog = *view->prog;
	struct ordlab_view all = *view;
	struct machine *m;

	waiting->nr = 0;
	if (!has_waits(view))
		return false;
	m = xcalloc(1, sizeof(*m));
	/* The filter only selects outcomes: runs that it excludes happen all the same */
	prog.nr_filter = 0;
	all.prog = &prog;
	m->view = &all;
	m->budget = budget;
	m->waiting = waiting;
	m->seen = (struct keyset) { .words = 1, .budget = budget };
	if (find_paths(m) && may_get_stuck(m))
		run(m);
	for (unsigned int t = 0; t < prog.nr_threads; t++) {
		paths_free(&m->paths[t]);
		free(m->read[t]);
	}
	keyset_free(&m->seen);
	free(m->values);
	free(m->known);
	free(m);
	return waiting->nr;
}
