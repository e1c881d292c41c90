// SPDX-License-Identifier: GPL-2.0
/*
 * The orders of a location, see search-steps.h.
 *
 * Coherence, atomicity and the rules of locks concern each location by itself. So this
 * file lists, for each location, the choices of rf and co that satisfy them: its
 * *orders*. In an order, each access has a position: for a write, its place in co; for
 * a read, the position of the write that it reads from. An order is coherent if the
 * positions of each two accesses agree with program order. For example, of two reads
 * in program order, the first must not have a greater position than the second.
 */
#include <stdlib.h>
#include <string.h>
#include "private/search-steps.h"
#include "lib/util.h"

size_t order_size(const struct accesses *a)
{
	return a->nr_reads + a->nr_writes - 1;
}

uint64_t order_weight(const struct accesses *a, size_t order)
{
	return a->weights ? a->weights[order] : 1;
}

static bool order_note(struct search_state *s)
{
	struct accesses *a = s->now;
	size_t size = order_size(a);

	if (s->max_orders && a->nr_orders == s->max_orders) {
		a->partial = true;
		return false;
	}
	/* Allocate one number more, so that an order without numbers has an address */
	if (!budget_grow(s->budget, &a->orders, &a->room,
			 (a->nr_orders + 1) * size + 1, sizeof(*a->orders)))
		return search_goes_on(s);
	if (size)
		memcpy(a->orders + a->nr_orders * size, s->order,
		       size * sizeof(*s->order));
	a->nr_orders++;
	return search_goes_on(s);
}

static uint16_t place_of(const struct search_state *s, unsigned int write)
{
	return write ? s->place[write] : 0;
}

/* Whether read number r may read from write number w. All writes are placed */
static bool read_fits(const struct search_state *s, unsigned int r,
		      unsigned int w)
{
	const struct accesses *a = s->now;
	const struct execution *x = &s->x;
	unsigned int read = a->reads[r];
	uint16_t place = place_of(s, w);

	if (s->user->incoherent || place == NO_PLACE)
		return true;
	for (unsigned int v = 1; v < a->nr_writes; v++) {
		unsigned int write = a->writes[v];

		if (s->place[v] == NO_PLACE)
			continue;
		if (rel_has(x->po, write, read) && s->place[v] > place)
			return false;
		if (rel_has(x->po, read, write) && s->place[v] <= place)
			return false;
		/* No other thread writes between the halves of an rmw */
		if (!rel_has(x->rmw, read, write))
			continue;
		for (unsigned int u = 1; u < a->nr_writes; u++)
			if (s->place[u] != NO_PLACE && s->place[u] > place &&
			    s->place[u] < s->place[v] &&
			    rel_has(x->external, read, a->writes[u]))
				return false;
	}
	for (unsigned int q = 0; q < r; q++) {
		uint16_t other = place_of(s, s->order[q]);

		if (other == NO_PLACE)
			continue;
		if (rel_has(x->po, a->reads[q], read) && other > place)
			return false;
		if (rel_has(x->po, read, a->reads[q]) && other < place)
			return false;
	}
	return true;
}

static bool list_reads(struct search_state *s, unsigned int r)
{
	unsigned int w;

	if (r == s->now->nr_reads)
		return order_note(s);
	/* There may be very many partial orders that no complete order contains */
	if (!search_goes_on(s))
		return false;
	for_each_bit(w, s->can_read[r].w, rel_words(s->now->nr_writes)) {
		if (!read_fits(s, r, w))
			continue;
		s->order[r] = w;
		if (!list_reads(s, r + 1))
			return false;
	}
	return true;
}

/*
 * Whether write number v may come right after write number u in co. If v belongs to a
 * read-modify-write, its read reads from u, so it must be able to.
 */
static bool write_follows(const struct search_state *s, unsigned int u,
			  unsigned int v)
{
	const struct accesses *a = s->now;
	const struct execution *x = &s->x;

	if (s->user->incoherent || !x->events[a->writes[v]].rmw)
		return true;
	for (unsigned int r = 0; r < a->nr_reads; r++) {
		unsigned int read = a->reads[r];

		if (!rel_has(x->rmw, read, a->writes[v]))
			continue;
		if (u && !rel_has(x->external, read, a->writes[u]) &&
		    !rel_has(x->po, a->writes[u], read))
			continue;
		if (!set_has(&s->can_read[r], u))
			return false;
	}
	return true;
}

/* Places the writes of a location that is not a lock, one after the other */
static bool list_writes(struct search_state *s, unsigned int place)
{
	const struct accesses *a = s->now;

	if (place == a->nr_writes)
		return list_reads(s, 0);
	if (!search_goes_on(s))
		return false;
	for (unsigned int v = 1; v < a->nr_writes; v++) {
		bool fits = !s->placed[v];

		for (unsigned int u = 1; u < a->nr_writes && fits; u++)
			if (!s->placed[u] && !s->user->incoherent &&
			    rel_has(s->x.po, a->writes[u], a->writes[v]))
				fits = false;
		if (!fits || !write_follows(s, place == 1 ? 0 :
					    s->order[a->nr_reads + place - 2], v))
			continue;
		s->placed[v] = true;
		s->place[v] = place;
		s->order[a->nr_reads + place - 1] = v;
		if (!list_writes(s, place + 1))
			return false;
		s->placed[v] = false;
	}
	return true;
}

/*
 * Locks, as in lock.cat: a thread that takes the lock holds it until it unlocks, so
 * co is an order of critical sections. A section that never ends comes last.
 */

/* The UL that ends the critical section of write number w, or 0 */
static unsigned int unlock_of(const struct search_state *s, unsigned int w)
{
	const struct accesses *a = s->now;
	unsigned int best = 0;

	for (unsigned int v = 1; v < a->nr_writes; v++) {
		if (!rel_has(s->x.po, a->writes[w], a->writes[v]))
			continue;
		if (!best || rel_has(s->x.po, a->writes[v], a->writes[best]))
			best = v;
	}
	return best && s->x.events[a->writes[best]].kind == EV_UL ? best : 0;
}

static bool list_sections(struct search_state *s, unsigned int place)
{
	const struct accesses *a = s->now;
	bool any = false;

	if (!search_goes_on(s))
		return false;
	for (unsigned int v = 1; v < a->nr_writes; v++) {
		unsigned int unlock;
		bool fits = !s->placed[v];

		if (s->x.events[a->writes[v]].kind != EV_LKW || s->placed[v])
			continue;
		any = true;
		unlock = unlock_of(s, v);
		for (unsigned int u = 1; u < a->nr_writes && fits; u++) {
			if (u == v || s->placed[u] ||
			    s->x.events[a->writes[u]].kind != EV_LKW)
				continue;
			if (!unlock || (!s->user->incoherent &&
					rel_has(s->x.po, a->writes[u], a->writes[v])))
				fits = false;
		}
		if (!fits)
			continue;
		s->placed[v] = true;
		s->place[v] = place;
		s->order[a->nr_reads + place - 1] = v;
		if (unlock) {
			s->placed[unlock] = true;
			s->place[unlock] = place + 1;
			s->order[a->nr_reads + place] = unlock;
		}
		if (!list_sections(s, place + 1 + !!unlock))
			return false;
		s->placed[v] = false;
		s->place[v] = NO_PLACE;
		if (unlock) {
			s->placed[unlock] = false;
			s->place[unlock] = NO_PLACE;
		}
	}
	if (any)
		return true;
	memset(s->order + a->nr_reads + place - 1, 0,
	       (a->nr_writes - place) * sizeof(*s->order));
	/* An LKR reads from the UL (or initial write) before its LKW */
	for (unsigned int r = 0; r < a->nr_reads; r++) {
		unsigned int from = 0;

		if (s->x.events[a->reads[r]].kind != EV_LKR)
			continue;
		for (unsigned int v = 1; v < a->nr_writes; v++)
			if (rel_has(s->x.rmw, a->reads[r], a->writes[v]))
				from = s->place[v] - 1;
		if (from)
			from = s->order[a->nr_reads + from - 1];
		memset(&s->can_read[r], 0, sizeof(s->can_read[r]));
		set_add(&s->can_read[r], from);
	}
	return list_reads(s, 0);
}

/* Finds the writes that the reads of a lock may read from. False: there is none */
static bool lock_reads(struct search_state *s)
{
	const struct accesses *a = s->now;
	const struct execution *x = &s->x;

	for (unsigned int r = 0; r < a->nr_reads; r++) {
		unsigned int read = a->reads[r], held = 0, before = 0;
		enum event_kind kind = x->events[read].kind;

		/* The thread's last write before the read: LKW if it holds the lock */
		for (unsigned int v = 1; v < a->nr_writes; v++) {
			if (!rel_has(x->po, a->writes[v], read))
				continue;
			if (!before || rel_has(x->po, a->writes[before],
					       a->writes[v]))
				before = v;
		}
		if (before && x->events[a->writes[before]].kind == EV_LKW)
			held = before;
		/* lock-nest, nested-is-locked */
		if (held && (kind == EV_LKR || kind == EV_RU))
			return false;
		for (unsigned int v = 0; v < a->nr_writes; v++) {
			enum event_kind from = x->events[a->writes[v]].kind;
			bool other = !v || rel_has(x->external, a->writes[v], read);

			if (kind == EV_RU ?
			    (v == before && from == EV_UL) ||
			    (other && from != EV_LKW) :
			    held ? v == held : other && from == EV_LKW)
				set_add(&s->can_read[r], v);
		}
	}
	return true;
}

static bool lock_has_one_owner(struct search_state *s)
{
	const struct accesses *a = s->now;
	unsigned int unmatched = 0;

	for (unsigned int v = 1; v < a->nr_writes; v++)
		if (s->x.events[a->writes[v]].kind == EV_LKW && !unlock_of(s, v))
			unmatched++;
	return unmatched <= 1;
}

/* The value of an event, if it is constant */
bool event_constant(const struct execution *x, unsigned int e,
		    struct value *value)
{
	const struct event *event = &x->events[e];
	const struct node *node;

	if (event->thread == THREAD_INIT) {
		*value = x->values[e];
		return true;
	}
	node = &x->paths[event->thread]->nodes[event->value];
	*value = node->value;
	return node->kind == NODE_CONST;
}

/* Whether a value satisfies all constraints on a read alone */
bool read_may(const struct execution *x, unsigned int read,
	      struct value value)
{
	const struct event *event = &x->events[read];
	const struct path *path = x->paths[event->thread];
	unsigned int own = read - x->first[event->thread];

	for (unsigned int c = 0; c < path->nr_constraints; c++)
		if (constraint_read(path->nodes, &path->constraints[c]) == own &&
		    constraint_met_if(path->nodes, &path->constraints[c],
				      value) == TRUTH_NO)
			return false;
	return true;
}

void orders_plain_reads(struct search_state *s)
{
	const struct accesses *a = s->now;
	struct value value;

	for (unsigned int r = 0; r < a->nr_reads; r++) {
		for (unsigned int v = 0; v < a->nr_writes; v++) {
			/* No read-modify-write reads from itself */
			if (v && rel_has(s->x.rmw, a->reads[r], a->writes[v]))
				continue;
			if (!event_constant(&s->x, a->writes[v], &value) ||
			    read_may(&s->x, a->reads[r], value))
				set_add(&s->can_read[r], v);
		}
	}
}

void orders_forget_weights(struct search_state *s, struct accesses *a)
{
	budget_free(s->budget, &a->weights, &a->room_weights,
		    sizeof(*a->weights));
}

/* Lists the orders of a location: up to @max of them, if it is not 0 */
bool orders_list(struct search_state *s, struct accesses *a, size_t max)
{
	s->now = a;
	s->max_orders = a->is_lock ? 0 : max;
	a->nr_orders = 0;
	a->partial = false;
	orders_forget_weights(s, a);
	memset(s->placed, 0, sizeof(s->placed));
	memset(s->can_read, 0, a->nr_reads * sizeof(*s->can_read));
	s->place[0] = 0;
	for (unsigned int v = 1; v < a->nr_writes; v++)
		s->place[v] = NO_PLACE;
	if (!a->is_lock) {
		orders_plain_reads(s);
		return list_writes(s, 1) || a->partial;
	}
	if (!lock_reads(s) || !lock_has_one_owner(s))
		return true;
	return list_sections(s, 1);
}
