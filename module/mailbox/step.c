// SPDX-License-Identifier: GPL-2.0
/*
 * The steps of the mailbox machine: which are possible, and what they do.
 *
 * Stores to a location stand in one order, that of their ranks. A CPU's copy is
 * the last of those that have reached it. A load may read it or a later one: the
 * messages about that are processed then. A store is placed behind any store
 * that is not before the CPU's copy.
 */
#include "private/machine.h"

size_t mailbox_room_size(void)
{
	return sizeof(struct mailbox_room);
}

void mailbox_init(struct mailbox_state *s)
{
	memset(s, 0, sizeof(*s));
}

static void walk_all(const struct mailbox *m, const struct mailbox_state *s,
		     struct walk *walks)
{
	unsigned int t;

	for (t = 0; t < m->view.prog->nr_threads; t++)
		mailbox_walk(m, s, t, &walks[t]);
}

static __s64 initial_value(const struct mailbox *m, unsigned int loc)
{
	const struct ordlab_operand *init = &m->view.locations[loc].init;

	return init->kind == ORDLAB_OPERAND_LOC ? ORDLAB_ADDR(init->index) :
						  init->imm;
}

static __s64 stored_value(const struct mailbox *m, const struct mailbox_state *s,
			  unsigned int store, unsigned int loc)
{
	return store == MAILBOX_INITIAL ? initial_value(m, loc) :
					  s->stored[store];
}

/* Whether a store is executed, and to a location */
static bool is_at(const struct mailbox_state *s, unsigned int store,
		  unsigned int loc)
{
	return s->rank[store] && s->loc[store] == loc;
}

/* The rank of the last of some stores to a location */
static unsigned int rank_among(const struct mailbox *m,
			       const struct mailbox_state *s, __u64 stores,
			       unsigned int loc)
{
	unsigned int store, rank = 0;

	for (store = 1; store < m->nr_stores; store++) {
		if (is_at(s, store, loc) && s->rank[store] > rank &&
		    stores >> store & 1)
			rank = s->rank[store];
	}
	return rank;
}

static bool same_loc(const struct walk_event *a, const struct walk_event *b)
{
	return a->located && b->located && a->loc == b->loc;
}

/* --- Coherence with what has overtaken an event --- */

/*
 * What an event may do if a later load of the same location is executed: the
 * load must read the same store, unless that is one between them.
 *
 * @store: what the event reads or is
 */
static bool coherent(const struct mailbox_state *s, const struct walk *walk,
		     unsigned int i, unsigned int store)
{
	const struct walk_event *e = &walk->events[i];
	unsigned int j;

	for (j = i + 1; j < walk->nr; j++) {
		const struct walk_event *q = &walk->events[j];

		if (!(q->is & EVENT_ACCESS) || !same_loc(e, q))
			continue;
		if (q->is & EVENT_WRITE) {
			/* It stands between the event and all that follows */
			return !q->done;
		}
		if (q->done && s->source[q->event] != store)
			return false;
	}
	return true;
}

/* Whether a pending load of a CPU forbids that a store reaches it: see coherent() */
static bool is_pinned(const struct mailbox_state *s, const struct walk *walk,
		      unsigned int store)
{
	unsigned int i, j;

	for (i = 0; i < walk->nr; i++) {
		const struct walk_event *p = &walk->events[i];

		if (!(p->is & EVENT_READ) || p->done || !p->located ||
		    p->loc != s->loc[store])
			continue;
		for (j = i + 1; j < walk->nr; j++) {
			const struct walk_event *q = &walk->events[j];

			if (!(q->is & EVENT_ACCESS) || !same_loc(p, q))
				continue;
			if (q->is & EVENT_WRITE)
				break;
			if (!q->done)
				continue;
			if (s->source[q->event] != MAILBOX_INITIAL &&
			    !s->rank[s->source[q->event]])
				continue;
			if (mailbox_rank(s, s->source[q->event]) <
			    s->rank[store])
				return true;
		}
	}
	return false;
}

/* Whether stores may reach a CPU now */
static bool may_reach(const struct mailbox_state *s, const struct walk *walks,
		      unsigned int cpu, __u64 stores)
{
	stores &= ~s->reached[cpu];
	for (; stores; stores &= stores - 1) {
		if (is_pinned(s, &walks[cpu], __builtin_ctzll(stores)))
			return false;
	}
	return true;
}

static bool may_reach_all(const struct mailbox *m, const struct mailbox_state *s,
			  const struct walk *walks, __u64 stores)
{
	unsigned int t;

	for (t = 0; t < m->view.prog->nr_threads; t++) {
		if (!may_reach(s, walks, t, stores))
			return false;
	}
	return true;
}

/* --- Which steps are possible --- */

static void add(struct mailbox_steps *steps, unsigned int kind,
		unsigned int thread, unsigned int what, unsigned int how)
{
	struct mailbox_step *step = &steps->step[steps->nr];

	if (steps->nr == MAILBOX_MAX_STEPS) {
		steps->over = true;
		return;
	}
	step->kind = kind;
	step->thread = thread;
	step->what = what;
	step->how = how;
	steps->nr++;
}

/* The own store that a load is to be forwarded from, or MAILBOX_NONE */
static unsigned int forwarded_from(const struct walk *walk, unsigned int i)
{
	unsigned int p;

	for (p = i; p-- > 0;) {
		if (walk->events[p].is & EVENT_WRITE &&
		    same_loc(&walk->events[p], &walk->events[i]))
			return walk->events[p].done ? MAILBOX_NONE : p;
	}
	return MAILBOX_NONE;
}

/* Whether an event may read a value */
static bool may_read(const struct walk_event *e, __s64 value)
{
	if (e->is & EVENT_IS_0)
		return !value;
	if (e->is & EVENT_IS_1)
		return value;
	return !e->compares || !e->expecting ||
	       (value == e->expects) == e->equal;
}

static bool makes_claim(const struct mailbox *m, const struct walk_event *e)
{
	return e->is & EVENT_RMW && !(e->is & EVENT_FAILED) &&
	       !(m->broken & MAILBOX_BREAK_RMW);
}

static bool is_claimed(const struct mailbox_state *s, unsigned int store,
		       unsigned int loc)
{
	return store == MAILBOX_INITIAL ? s->claimed_initial >> loc & 1 :
					  s->claimed >> store & 1;
}

static void add_reads(const struct mailbox *m, const struct mailbox_state *s,
		      const struct walk *walks, unsigned int t, unsigned int i,
		      __u64 reached, struct mailbox_steps *steps)
{
	const struct walk *walk = &walks[t];
	const struct walk_event *e = &walk->events[i];
	unsigned int from = forwarded_from(walk, i), store, copy, last;

	if (from != MAILBOX_NONE) {
		const struct walk_event *own = &walk->events[from];

		if (own->valued && may_read(e, own->value) &&
		    !(makes_claim(m, e) && is_claimed(s, own->store, e->loc)) &&
		    coherent(s, walk, i, own->store))
			add(steps, MAILBOX_EXECUTE, t, e->event, own->store);
		return;
	}
	copy = rank_among(m, s, reached, e->loc);
	last = rank_among(m, s, ~0ULL, e->loc);
	for (store = 0; store < m->nr_stores; store++) {
		unsigned int rank = mailbox_rank(s, store);

		if (store != MAILBOX_INITIAL && !is_at(s, store, e->loc))
			continue;
		if (rank < copy || (mailbox_atomic(m) && rank != last))
			continue;
		if (!may_read(e, stored_value(m, s, store, e->loc)) ||
		    (makes_claim(m, e) && is_claimed(s, store, e->loc)) ||
		    !coherent(s, walk, i, store) ||
		    !may_reach(s, walks, t, mailbox_with(s, store)))
			continue;
		add(steps, MAILBOX_EXECUTE, t, e->event, store);
	}
}

/* Whether what stands right behind a store is the write of who has read it */
static bool is_split(const struct mailbox *m, const struct mailbox_state *s,
		     unsigned int store, unsigned int loc)
{
	unsigned int next, rank = mailbox_rank(s, store) + 1;

	if (!is_claimed(s, store, loc))
		return false;
	if (mailbox_atomic(m))
		return true;
	for (next = 1; next < m->nr_stores; next++) {
		unsigned int event = m->store_event[next];

		if (!is_at(s, next, loc) || s->rank[next] != rank || !event)
			continue;
		if (m->event_insn[event] == m->event_insn[event - 1] &&
		    event - 1 >= m->first[m->store_thread[next]] &&
		    s->source[event - 1] == store)
			return true;
	}
	return false;
}

/* The store that a store has to be placed behind; MAILBOX_NONE: there is a choice */
static unsigned int place_of(const struct mailbox *m,
			     const struct mailbox_state *s,
			     const struct walk *walk, unsigned int i)
{
	const struct walk_event *e = &walk->events[i];
	unsigned int p;

	for (p = i; p-- > 0;) {
		const struct walk_event *a = &walk->events[p];

		if (a->insn == e->insn && a->is & EVENT_READ &&
		    makes_claim(m, a))
			return s->source[a->event];
		if (e->is & EVENT_UL && a->is & EVENT_LKW && same_loc(a, e))
			return a->store;
	}
	return MAILBOX_NONE;
}

static void add_places(const struct mailbox *m, const struct mailbox_state *s,
		       const struct walk *walks, unsigned int t, unsigned int i,
		       __u64 reached, struct mailbox_steps *steps)
{
	const struct walk_event *e = &walks[t].events[i];
	unsigned int place = place_of(m, s, &walks[t], i), store;
	unsigned int copy = rank_among(m, s, reached, e->loc);
	unsigned int last = rank_among(m, s, ~0ULL, e->loc);
	bool at_end = mailbox_atomic(m) || m->broken & MAILBOX_BREAK_COHERENCE;

	if (!coherent(s, &walks[t], i, e->store))
		return;
	for (store = 0; store < m->nr_stores; store++) {
		unsigned int rank = mailbox_rank(s, store);

		if (store != MAILBOX_INITIAL && !is_at(s, store, e->loc))
			continue;
		if (rank < copy || (at_end && rank != last))
			continue;
		if (place == MAILBOX_NONE ? is_split(m, s, store, e->loc) :
					    store != place)
			continue;
		add(steps, MAILBOX_EXECUTE, t, e->event, store);
	}
}

static void add_events(const struct mailbox *m, const struct mailbox_state *s,
		       const struct walk *walks, unsigned int t,
		       struct mailbox_steps *steps)
{
	const struct walk *walk = &walks[t];
	__u64 everywhere;
	unsigned int i;

	for (i = 0; i < walk->nr; i++) {
		const struct walk_event *e = &walk->events[i];

		if (!(e->is & EVENT_ACCESS) || e->done)
			continue;
		if (!mailbox_ordered(m, s, walks, t, i, &everywhere) ||
		    !may_reach_all(m, s, walks, everywhere))
			continue;
		everywhere |= s->reached[t];
		if (e->is & EVENT_READ)
			add_reads(m, s, walks, t, i, everywhere, steps);
		else
			add_places(m, s, walks, t, i, everywhere, steps);
	}
}

static bool is_finished(const struct walk *walk)
{
	unsigned int i;

	for (i = 0; i < walk->nr; i++) {
		if (walk->events[i].is & EVENT_ACCESS && !walk->events[i].done)
			return false;
	}
	return walk->ended;
}

/* Whether a guess may be made before what decides it is known */
static bool may_guess(const struct mailbox *m, unsigned int t,
		      const struct walk *walk)
{
	unsigned int i;

	if (walk->guess == MAILBOX_NONE)
		return false;
	if (mailbox_speculates(m))
		return true;
	/* A branch waits for what it depends on; a primitive decides at once */
	for (i = 0; i < m->view.threads[t].nr_insns; i++) {
		if (m->code[m->view.threads[t].first + i].guess == walk->guess)
			return ordlab_ops[mailbox_insn(m, t, i)->op].class !=
			       ORDLAB_C_BRANCH;
	}
	return false;
}

/* A guess or a choice, if one is to be made */
static bool add_choices(const struct mailbox *m, const struct mailbox_state *s,
			const struct walk *walks, struct mailbox_steps *steps)
{
	struct pair_places at;
	unsigned int t, k;

	for (t = 0; t < m->view.prog->nr_threads; t++) {
		if (!may_guess(m, t, &walks[t]))
			continue;
		add(steps, MAILBOX_GUESS, t, walks[t].guess, 1);
		add(steps, MAILBOX_GUESS, t, walks[t].guess, 0);
		return true;
	}
	for (k = 0; k < m->nr_pairs && !(m->broken & MAILBOX_BREAK_GP); k++) {
		if (s->chosen[k] || m->pairs[k].reader == m->pairs[k].waiter)
			continue;
		mailbox_pair_find(&m->pairs[k], walks, &at);
		if (at.never)
			continue;
		add(steps, MAILBOX_CHOOSE, m->pairs[k].reader, k, 1);
		add(steps, MAILBOX_CHOOSE, m->pairs[k].waiter, k, 2);
		return true;
	}
	return false;
}

/* Whether a thread waits inside a reader for its end */
static bool waits_for_itself(const struct mailbox *m, const struct walk *walks)
{
	struct pair_places at;
	unsigned int k;

	for (k = 0; k < m->nr_pairs; k++) {
		if (m->pairs[k].reader != m->pairs[k].waiter)
			continue;
		mailbox_pair_find(&m->pairs[k], walks, &at);
		if (!at.never && at.lock < at.sync && at.sync < at.unlock &&
		    at.unlock < walks[m->pairs[k].reader].nr)
			return true;
	}
	return false;
}

void mailbox_steps(const struct mailbox *m, const struct mailbox_state *s,
		   struct mailbox_steps *steps, struct mailbox_room *room)
{
	struct walk *walks = room->walks;
	unsigned int t, finished = 0, nr = m->view.prog->nr_threads;

	steps->nr = 0;
	steps->over = false;
	steps->dead = false;
	steps->lost = false;
	walk_all(m, s, walks);
	for (t = 0; t < nr; t++) {
		steps->dead |= walks[t].dead;
		steps->lost |= walks[t].lost;
		finished += is_finished(&walks[t]);
	}
	steps->finished = finished == nr;
	steps->dead |= waits_for_itself(m, walks);
	if (steps->dead || steps->lost || steps->finished ||
	    add_choices(m, s, walks, steps))
		return;
	for (t = 0; t < nr; t++)
		add_events(m, s, walks, t, steps);
}

/* --- What they do --- */

/* Place a store behind another */
static void place(const struct mailbox *m, struct mailbox_state *s,
		  unsigned int store, unsigned int loc, unsigned int behind)
{
	unsigned int rank = mailbox_rank(s, behind) + 1, other;

	for (other = 1; other < m->nr_stores; other++) {
		if (is_at(s, other, loc) && s->rank[other] >= rank)
			s->rank[other]++;
	}
	s->rank[store] = rank;
	s->loc[store] = loc;
}

static void apply_read(const struct mailbox *m, struct mailbox_state *s,
		       const struct walk *walk, unsigned int t, unsigned int i,
		       unsigned int store)
{
	const struct walk_event *e = &walk->events[i];
	unsigned int from = forwarded_from(walk, i);

	s->source[e->event] = store;
	if (from != MAILBOX_NONE) {
		s->value[e->event] = walk->events[from].value;
	} else {
		s->value[e->event] = stored_value(m, s, store, e->loc);
		s->reached[t] |= mailbox_with(s, store);
	}
	if (!makes_claim(m, e))
		return;
	if (store == MAILBOX_INITIAL)
		s->claimed_initial |= 1U << e->loc;
	else
		s->claimed |= BIT_ULL(store);
}

static void apply_write(const struct mailbox *m, struct mailbox_state *s,
			const struct walk *walk, unsigned int t, unsigned int i,
			unsigned int behind)
{
	const struct walk_event *e = &walk->events[i];
	unsigned int c;

	s->attached[e->store] = mailbox_attached(m, s, walk, t, i);
	s->stored[e->store] = e->value;
	place(m, s, e->store, e->loc, behind);
	s->reached[t] |= BIT_ULL(e->store);
	for (c = 0; c < m->view.prog->nr_threads && mailbox_atomic(m); c++)
		s->reached[c] |= BIT_ULL(e->store);
}

static void execute(const struct mailbox *m, struct mailbox_state *s,
		    const struct mailbox_step *step, struct walk *walks)
{
	const struct walk *walk = &walks[step->thread];
	__u64 everywhere = 0;
	unsigned int i, c;

	walk_all(m, s, walks);
	for (i = 0; i < walk->nr && walk->events[i].event != step->what; i++)
		;
	if (i == walk->nr)
		return;
	mailbox_ordered(m, s, walks, step->thread, i, &everywhere);
	for (c = 0; c < m->view.prog->nr_threads; c++)
		s->reached[c] |= everywhere;
	if (walk->events[i].is & EVENT_READ)
		apply_read(m, s, walk, step->thread, i, step->how);
	else
		apply_write(m, s, walk, step->thread, i, step->how);
	s->done[step->thread] |= BIT_ULL(step->what - m->first[step->thread]);
}

void mailbox_apply(const struct mailbox *m, struct mailbox_state *s,
		   const struct mailbox_step *step, struct mailbox_room *room)
{
	switch (step->kind) {
	case MAILBOX_GUESS:
		s->guessed[step->thread] |= BIT_ULL(step->what);
		if (step->how)
			s->guess[step->thread] |= BIT_ULL(step->what);
		break;
	case MAILBOX_CHOOSE:
		s->chosen[step->what] = step->how;
		break;
	default:
		execute(m, s, step, room->walks);
	}
}

/* --- The end --- */

void mailbox_outcome(const struct mailbox *m, const struct mailbox_state *s,
		     __s64 *values, struct mailbox_room *room)
{
	unsigned int i, store;

	walk_all(m, s, room->walks);
	for (i = 0; i < m->view.prog->nr_observed; i++) {
		const struct ordlab_observed *o = &m->view.observed[i];

		if (o->kind == ORDLAB_OPERAND_REG) {
			values[i] = room->walks[o->thread].regs[o->index].value;
			continue;
		}
		values[i] = initial_value(m, o->index);
		for (store = 1; store < m->nr_stores; store++) {
			if (is_at(s, store, o->index) &&
			    s->rank[store] == rank_among(m, s, ~0ULL, o->index))
				values[i] = s->stored[store];
		}
	}
}

void mailbox_forget(const struct mailbox *m, struct mailbox_state *s)
{
	unsigned int c, store, nr = m->view.prog->nr_threads;
	__u64 everywhere = ~0ULL;

	/* A store before a CPU's copy may as well have reached it */
	for (c = 0; c < nr; c++) {
		for (store = 1; store < m->nr_stores; store++) {
			if (s->rank[store] &&
			    s->rank[store] < rank_among(m, s, s->reached[c], s->loc[store]))
				s->reached[c] |= BIT_ULL(store);
		}
	}
	for (c = 0; c < nr; c++)
		everywhere &= s->reached[c];
	for (store = 1; store < m->nr_stores; store++)
		s->attached[store] &= ~everywhere;
}
