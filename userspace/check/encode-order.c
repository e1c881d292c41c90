// SPDX-License-Identifier: GPL-2.0
/*
 * rf, co and fr as clauses: see encode.h. The rules are those of search-orders.c, which
 * lists the orders of one location.
 *
 * Of each two writes to a location, one comes first in co. For each read and write, a
 * literal of fr says whether the write comes after the one that is read. Coherence then
 * means that all these edges agree with program order. An initial write comes before
 * all others, and is not an event.
 */
#include <stdlib.h>
#include "private/encode.h"
#include "private/search-state.h"

static literal co_of(const struct encoding *e, unsigned int a, unsigned int b)
{
	return *edge_at(e, e->edges.co, a, b);
}

static literal rf_of(const struct encoding *e, unsigned int write, unsigned int read)
{
	return *edge_at(e, e->edges.rf, write, read);
}

static literal fr_of(const struct encoding *e, unsigned int read, unsigned int write)
{
	return *edge_at(e, e->edges.fr, read, write);
}

static bool is_external(const struct encoding *e, unsigned int a, unsigned int b)
{
	return rel_has(e->x.external, a, b);
}

static literal present(const struct encoding *e, unsigned int event)
{
	return e->edges.present[event];
}

/* --- co --- */

/* Of two writes that are both present, one comes first */
static void choose_order(struct encoding *e, unsigned int a, unsigned int b,
			 literal *before, literal *after)
{
	literal p = present(e, a), q = present(e, b);

	*before = solver_choice(e->solver);
	if (p == LITERAL_TRUE && q == LITERAL_TRUE) {
		*after = literal_not(*before);
		return;
	}
	*after = solver_choice(e->solver);
	CLAUSE(e->solver, literal_not(p), literal_not(q), *before, *after);
	CLAUSE(e->solver, literal_not(*before), literal_not(*after));
	CLAUSE(e->solver, literal_not(*before), p);
	CLAUSE(e->solver, literal_not(*before), q);
	CLAUSE(e->solver, literal_not(*after), p);
	CLAUSE(e->solver, literal_not(*after), q);
}

static void order_two(struct encoding *e, unsigned int a, unsigned int b)
{
	literal *before = edge_at(e, e->edges.co, a, b);
	literal *after = edge_at(e, e->edges.co, b, a);

	if (!encoding_together(e, a, b))
		return;
	if (rel_has(e->x.po, a, b))
		*before = present(e, a);
	else if (rel_has(e->x.po, b, a))
		*after = present(e, a);
	else
		choose_order(e, a, b, before, after);
}

/* co of three writes is transitive */
static void order_three(struct encoding *e, const uint16_t *writes, unsigned int nr)
{
	for (unsigned int i = 0; i < nr; i++)
		for (unsigned int j = 0; j < nr; j++) {
			literal a = co_of(e, writes[i], writes[j]), b;

			if (budget_over(e->budget))
				return;
			if (i == j || a == LITERAL_FALSE)
				continue;
			for (unsigned int k = 0; k < nr; k++) {
				b = co_of(e, writes[j], writes[k]);
				if (j == k || i == k || b == LITERAL_FALSE)
					continue;
				CLAUSE(e->solver, literal_not(a), literal_not(b),
				       co_of(e, writes[i], writes[k]));
			}
		}
}

static void encode_co(struct encoding *e, const struct encoded *at)
{
	for (unsigned int i = 0; i < at->nr_writes; i++)
		for (unsigned int j = i + 1; j < at->nr_writes; j++)
			order_two(e, at->writes[i], at->writes[j]);
	order_three(e, at->writes, at->nr_writes);
}

/* --- co of a lock: an order of critical sections --- */

/* The last write of the same strand before an event, or the next after it; or NO_EVENT */
static unsigned int own_write(const struct encoding *e, const struct encoded *at,
			      unsigned int event, bool after)
{
	const struct rel *po = e->x.po;
	unsigned int best = NO_EVENT;

	for (unsigned int i = 0; i < at->nr_writes; i++) {
		unsigned int w = at->writes[i];

		if (after ? !rel_has(po, event, w) : !rel_has(po, w, event))
			continue;
		if (best == NO_EVENT ||
		    (after ? rel_has(po, w, best) : rel_has(po, best, w)))
			best = w;
	}
	return best;
}

/* Return: false if there is an unlock without a lock */
static bool find_unlocks(struct encoding *e, struct encoded *at)
{
	for (unsigned int i = 0; i < at->nr_writes; i++)
		at->unlocks[i] = NO_EVENT;
	for (unsigned int i = 0; i < at->nr_writes; i++) {
		unsigned int next = own_write(e, at, at->writes[i], true);

		if (e->x.events[at->writes[i]].kind != EV_LKW ||
		    next == NO_EVENT || e->x.events[next].kind != EV_UL)
			continue;
		at->unlocks[i] = next;
		for (unsigned int j = 0; j < at->nr_writes; j++)
			if (at->writes[j] == next)
				at->unlocks[j] = next;
	}
	for (unsigned int i = 0; i < at->nr_writes; i++)
		if (e->x.events[at->writes[i]].kind == EV_UL &&
		    at->unlocks[i] == NO_EVENT)
			return false;
	return true;
}

/* All writes of one section come before all of another one, or all come after */
static void order_sections(struct encoding *e, const struct encoded *at,
			   unsigned int i, unsigned int j)
{
	unsigned int a = at->writes[i], b = at->writes[j];
	unsigned int of_a[2] = { a, at->unlocks[i] };
	unsigned int of_b[2] = { b, at->unlocks[j] };

	if (!encoding_together(e, a, b))
		return;
	order_two(e, a, b);
	/* A section that never ends comes last */
	if (at->unlocks[i] == NO_EVENT)
		CLAUSE(e->solver, literal_not(co_of(e, a, b)));
	if (at->unlocks[j] == NO_EVENT)
		CLAUSE(e->solver, literal_not(co_of(e, b, a)));
	for (unsigned int k = 0; k < 2; k++) {
		for (unsigned int l = 0; l < 2; l++) {
			if (of_a[k] == NO_EVENT || of_b[l] == NO_EVENT)
				continue;
			*edge_at(e, e->edges.co, of_a[k], of_b[l]) = co_of(e, a, b);
			*edge_at(e, e->edges.co, of_b[l], of_a[k]) = co_of(e, b, a);
		}
	}
}

static bool encode_sections(struct encoding *e, struct encoded *at)
{
	uint16_t begins[REL_MAX_EVENTS];
	unsigned int nr = 0;

	if (!find_unlocks(e, at))
		return false;
	for (unsigned int i = 0; i < at->nr_writes; i++) {
		if (e->x.events[at->writes[i]].kind != EV_LKW)
			continue;
		begins[nr++] = at->writes[i];
		if (at->unlocks[i] != NO_EVENT)
			*edge_at(e, e->edges.co, at->writes[i], at->unlocks[i]) =
				present(e, at->writes[i]);
		for (unsigned int j = 0; j < i; j++)
			if (e->x.events[at->writes[j]].kind == EV_LKW)
				order_sections(e, at, j, i);
	}
	order_three(e, begins, nr);
	return true;
}

/* --- rf --- */

static bool constant_value(const struct encoding *e, unsigned int write,
			   struct value *value)
{
	const struct event *event = &e->x.events[write];
	const struct path *path = e->strands[event->thread].path;

	*value = path->nodes[event->value].value;
	return path->nodes[event->value].kind == NODE_CONST;
}

/* Whether a value satisfies all constraints on a read alone */
static bool read_may(const struct encoding *e, unsigned int read, struct value value)
{
	const struct strand *s = &e->strands[e->x.events[read].thread];

	for (unsigned int c = 0; c < s->path->nr_constraints; c++) {
		const struct constraint *con = &s->path->constraints[c];

		if (constraint_read(s->path->nodes, con) == read - s->first &&
		    constraint_met_if(s->path->nodes, con, value) == TRUTH_NO)
			return false;
	}
	return true;
}

/* Whether a write of the read's own strand comes between a write and the read */
static bool is_overwritten(const struct encoding *e, const struct encoded *at,
			   unsigned int write, unsigned int read)
{
	for (unsigned int i = 0; i < at->nr_writes; i++) {
		unsigned int w = at->writes[i];

		if (rel_has(e->x.po, w, read) &&
		    (write == NO_EVENT || rel_has(e->x.po, write, w)))
			return true;
	}
	return false;
}

/* Whether a read may read from a write; NO_EVENT is the initial one */
static bool may_read(const struct encoding *e, const struct encoded *at,
		     unsigned int read, unsigned int write)
{
	struct value value = encoding_initial(e, at->loc);

	if (is_overwritten(e, at, write, read))
		return false;
	if (write == NO_EVENT)
		return read_may(e, read, value);
	/* No read-modify-write reads from itself */
	if (!encoding_together(e, read, write) || rel_has(e->x.po, read, write) ||
	    rel_has(e->x.rmw, read, write))
		return false;
	return !constant_value(e, write, &value) || read_may(e, read, value);
}

/* Whether a read of a lock may read from a write */
static bool lock_may_read(struct encoding *e, const struct encoded *at,
			  unsigned int read, unsigned int write)
{
	enum event_kind kind = e->x.events[read].kind;
	unsigned int before = own_write(e, at, read, false);
	bool held = before != NO_EVENT && e->x.events[before].kind == EV_LKW;
	bool locked = write != NO_EVENT && e->x.events[write].kind == EV_LKW;

	if (write != NO_EVENT && !encoding_together(e, read, write))
		return false;
	/* The holder reads its own LKW; lock-nest and nested-is-locked of lock.cat */
	if (held)
		return write == before && (kind == EV_LF || kind == EV_RL);
	if (is_overwritten(e, at, write, read))
		return false;
	if (write != NO_EVENT && write != before && !is_external(e, read, write))
		return false;
	return locked == (kind == EV_LF || kind == EV_RL);
}

static void choose_source(struct encoding *e, const struct encoded *at,
			  unsigned int read)
{
	literal any[REL_MAX_EVENTS + 2];
	unsigned int from[REL_MAX_EVENTS + 1], nr = 0;

	for (unsigned int i = 0; i <= at->nr_writes; i++) {
		unsigned int write = i ? at->writes[i - 1] : NO_EVENT;

		if (at->is_lock ? lock_may_read(e, at, read, write) :
		    may_read(e, at, read, write))
			from[nr++] = write;
	}
	for (unsigned int i = 0; i < nr; i++) {
		literal l = nr == 1 ? present(e, read) : solver_choice(e->solver);

		if (nr > 1)
			CLAUSE(e->solver, literal_not(l), present(e, read));
		if (from[i] == NO_EVENT) {
			e->from_init[read] = l;
		} else {
			CLAUSE(e->solver, literal_not(l), present(e, from[i]));
			*edge_at(e, e->edges.rf, from[i], read) = l;
		}
		for (unsigned int j = 0; j < i; j++)
			CLAUSE(e->solver, literal_not(any[j]), literal_not(l));
		any[i] = l;
	}
	any[nr++] = literal_not(present(e, read));
	solver_clause(e->solver, any, nr);
}

/* --- fr --- */

static literal new_fr(struct encoding *e, unsigned int read, unsigned int write)
{
	if (!encoding_together(e, read, write) || rel_has(e->x.po, write, read))
		return LITERAL_FALSE;
	if (rel_has(e->x.po, read, write))
		return present(e, read);
	return solver_variable(e->solver);
}

/* A read of a write comes before (fr) all writes that come after that write */
static void encode_fr(struct encoding *e, const struct encoded *at,
		      unsigned int read, unsigned int write)
{
	literal fr = fr_of(e, read, write);

	CLAUSE(e->solver, literal_not(e->from_init[read]),
	       literal_not(present(e, write)), fr);
	CLAUSE(e->solver, literal_not(rf_of(e, write, read)), literal_not(fr));
	for (unsigned int i = 0; i < at->nr_writes; i++) {
		unsigned int source = at->writes[i];
		literal rf = literal_not(rf_of(e, source, read));

		if (source == write)
			continue;
		CLAUSE(e->solver, rf, literal_not(co_of(e, source, write)), fr);
		CLAUSE(e->solver, rf, literal_not(co_of(e, write, source)),
		       literal_not(fr));
		CLAUSE(e->solver, literal_not(fr_of(e, read, source)),
		       literal_not(co_of(e, source, write)), fr);
	}
}

/* Of two reads in program order, the first reads no later write than the second */
static void order_reads(struct encoding *e, const struct encoded *at)
{
	for (unsigned int i = 0; i < at->nr_reads; i++)
		for (unsigned int j = 0; j < at->nr_reads; j++) {
			unsigned int a = at->reads[i], b = at->reads[j];

			if (budget_over(e->budget))
				return;
			if (!rel_has(e->x.po, a, b))
				continue;
			for (unsigned int k = 0; k < at->nr_writes; k++)
				CLAUSE(e->solver,
				       literal_not(fr_of(e, b, at->writes[k])),
				       fr_of(e, a, at->writes[k]));
		}
}

/* Atomicity: no other thread writes between the halves of a read-modify-write */
static void be_atomic(struct encoding *e, const struct encoded *at)
{
	unsigned int write;

	for (unsigned int i = 0; i < at->nr_reads; i++) {
		unsigned int read = at->reads[i];

		for_each_bit(write, rel_row(e->x.rmw, read), e->x.rmw->words)
			for (unsigned int k = 0; k < at->nr_writes; k++) {
				unsigned int other = at->writes[k];

				if (is_external(e, read, other))
					CLAUSE(e->solver,
					       literal_not(fr_of(e, read, other)),
					       literal_not(co_of(e, other, write)));
			}
	}
}

static bool encode_location(struct encoding *e, struct encoded *at)
{
	if (at->is_lock && !encode_sections(e, at))
		return false;
	for (unsigned int i = 0; i < at->nr_reads; i++)
		choose_source(e, at, at->reads[i]);
	if (!at->is_lock)
		encode_co(e, at);
	for (unsigned int i = 0; i < at->nr_reads; i++)
		for (unsigned int j = 0; j < at->nr_writes; j++)
			*edge_at(e, e->edges.fr, at->reads[i], at->writes[j]) =
				new_fr(e, at->reads[i], at->writes[j]);
	for (unsigned int i = 0; i < at->nr_reads; i++)
		for (unsigned int j = 0; j < at->nr_writes && !budget_over(e->budget);
		     j++)
			encode_fr(e, at, at->reads[i], at->writes[j]);
	order_reads(e, at);
	be_atomic(e, at);
	return !budget_over(e->budget);
}

/* Encode locks first, then read-modify-writes: their choices decide most of the order */
static unsigned int rank(const struct encoding *e, const struct encoded *at)
{
	if (at->is_lock)
		return 0;
	for (unsigned int i = 0; i < at->nr_reads; i++)
		if (e->x.events[at->reads[i]].rmw)
			return 1;
	return 2;
}

bool encode_orders(struct encoding *e)
{
	for (unsigned int r = 0; r < 3; r++)
		for (unsigned int i = 0; i < e->nr_locations; i++)
			if (rank(e, &e->locations[i]) == r &&
			    !encode_location(e, &e->locations[i]))
				return false;
	return true;
}
