// SPDX-License-Identifier: GPL-2.0
/*
 * The search for candidate executions, see search.h.
 *
 * Coherence is a matter of each location by itself, and so are atomicity and
 * the rules of locks. For each location the combinations of rf and co that
 * these allow are listed before the search ("orders"); the search combines
 * them. In a list, the place of a write in co is its position; a read has the
 * position of the write that it reads from. A read that comes before another
 * access in program order must have a position that is no greater, and so on;
 * comparing positions pair by pair is all there is to coherence.
 */
#include <stdlib.h>
#include <string.h>
#include "lib/count.h"
#include "count/interleave.h"
#include "result/result.h"
#include "private/search-state.h"
#include "count/simplify.h"
#include "private/solve.h"
#include "private/symmetry.h"
#include "lib/util.h"

/* More orders of a location than this are rather counted than listed */
#define MAX_LISTED	1024

/* --- The orders of a location --- */

static size_t order_size(const struct accesses *a)
{
	return a->nr_reads + a->nr_writes - 1;
}

static uint64_t order_weight(const struct accesses *a, size_t order)
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
	/* An order of no numbers has an address too: one more than needed */
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

/* Whether read number r may read from write number w, all writes placed */
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
	/* Ways that come to no end may be many, too */
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
 * Whether write number v may come right after write number u: the read of a
 * read-modify-write reads from the write before, be that another thread's or
 * its own.
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

/* Places the writes of a plain location, one after the other */
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
 * Locks, as lock.cat has them: who takes the lock has it until it unlocks, so
 * that co is an order of critical sections. A lock that is never unlocked
 * comes last.
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

/* What the reads of a lock may read from; false: this cannot be */
static bool lock_reads(struct search_state *s)
{
	const struct accesses *a = s->now;
	const struct execution *x = &s->x;

	for (unsigned int r = 0; r < a->nr_reads; r++) {
		unsigned int read = a->reads[r], held = 0, before = 0;
		enum event_kind kind = x->events[read].kind;

		/* The last own access before: LKW if the lock is held */
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

/* The value of an event, if it needs no other event's */
static bool constant_value(const struct execution *x, unsigned int e,
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

/* Whether what a path needs of a read alone lets it read a value */
static bool read_may(const struct execution *x, unsigned int read,
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

static void plain_reads(struct search_state *s)
{
	const struct accesses *a = s->now;
	struct value value;

	for (unsigned int r = 0; r < a->nr_reads; r++) {
		for (unsigned int v = 0; v < a->nr_writes; v++) {
			/* No read-modify-write reads from itself */
			if (v && rel_has(s->x.rmw, a->reads[r], a->writes[v]))
				continue;
			if (!constant_value(&s->x, a->writes[v], &value) ||
			    read_may(&s->x, a->reads[r], value))
				set_add(&s->can_read[r], v);
		}
	}
}

static void forget_weights(struct search_state *s, struct accesses *a)
{
	budget_free(s->budget, &a->weights, &a->room_weights,
		    sizeof(*a->weights));
}

/* Lists the orders of a location: up to @max of them, if it is not 0 */
static bool list_orders(struct search_state *s, struct accesses *a, size_t max)
{
	s->now = a;
	s->max_orders = a->is_lock ? 0 : max;
	a->nr_orders = 0;
	a->partial = false;
	forget_weights(s, a);
	memset(s->placed, 0, sizeof(s->placed));
	memset(s->can_read, 0, a->nr_reads * sizeof(*s->can_read));
	s->place[0] = 0;
	for (unsigned int v = 1; v < a->nr_writes; v++)
		s->place[v] = NO_PLACE;
	if (!a->is_lock) {
		plain_reads(s);
		return list_writes(s, 1) || a->partial;
	}
	if (!lock_reads(s) || !lock_has_one_owner(s))
		return true;
	return list_sections(s, 1);
}

/* --- Combining --- */

static void find_accesses(struct search_state *s)
{
	struct execution *x = &s->x;
	const struct ordlab_program *prog = x->view->prog;

	s->nr_accesses = 0;
	for (unsigned int l = 0; l < x->nr_places; l++) {
		struct accesses *a = &s->accesses[s->nr_accesses];

		a->loc = l;
		a->is_lock = l < prog->nr_locations &&
			     x->view->locations[l].type == ORDLAB_T_SPINLOCK;
		a->nr_reads = 0;
		a->nr_writes = 0;
		for (unsigned int e = x->n; e < x->nr_events; e++)
			if (x->events[e].loc == l)
				a->writes[a->nr_writes++] = e;
		for (unsigned int e = 0; e < x->n; e++) {
			if (x->events[e].loc != l)
				continue;
			if (is_write_kind(x->events[e].kind))
				a->writes[a->nr_writes++] = e;
			else if (is_read_kind(x->events[e].kind))
				a->reads[a->nr_reads++] = e;
		}
		if (a->nr_reads + a->nr_writes)
			s->nr_accesses++;
	}
}

void order_apply(struct search_state *s, const struct accesses *a,
		 const uint16_t *order)
{
	struct execution *x = &s->x;
	const uint16_t *co = order + a->nr_reads;
	unsigned int nr = a->nr_writes - 1, words = rel_words(x->n);
	struct set after = { { 0 } };

	/* From the last write to the first, which is the initial one */
	x->last[a->loc] = a->writes[0];
	for (unsigned int i = nr; i-- > 0;) {
		unsigned int w = a->writes[co[i]];

		if (!co[i])
			continue;
		if (x->last[a->loc] == a->writes[0])
			x->last[a->loc] = w;
		memcpy(rel_row(x->co, w), after.w, words * sizeof(uint64_t));
		set_add(&after, w);
	}
	for (unsigned int r = 0; r < a->nr_reads; r++) {
		unsigned int read = a->reads[r], w = a->writes[order[r]];
		const uint64_t *later = after.w;

		x->source[read] = w;
		x->values[read] = x->values[w];
		if (order[r]) {
			rel_add(x->rf, w, read);
			later = rel_row(x->co, w);
		}
		memcpy(rel_row(x->fr, read), later, words * sizeof(uint64_t));
	}
}

void order_undo(struct search_state *s, const struct accesses *a)
{
	struct execution *x = &s->x;
	size_t row = rel_words(x->n) * sizeof(uint64_t);

	for (unsigned int w = 1; w < a->nr_writes; w++) {
		memset(rel_row(x->co, a->writes[w]), 0, row);
		memset(rel_row(x->rf, a->writes[w]), 0, row);
	}
	for (unsigned int r = 0; r < a->nr_reads; r++) {
		memset(rel_row(x->fr, a->reads[r]), 0, row);
		x->source[a->reads[r]] = NO_EVENT;
	}
}

static bool outcome_counts(const struct search_state *s)
{
	const struct ordlab_view *view = s->x.view;

	return value_cond(view->filter, view->prog->nr_filter,
			  s->x.state) != TRUTH_NO &&
	       (!s->user->matching ||
		value_cond(view->cond, view->prog->nr_cond,
			   s->x.state) != TRUTH_NO);
}

static bool tell(struct search_state *s, bool settled, uint64_t count)
{
	if (!search_goes_on(s))
		return false;
	if (s->probes) {
		s->probes--;
		return !outcome_counts(s) || s->incomplete ? s->probes :
			s->user->flag(s->user->data, &s->x) && s->probes;
	}
	if (!outcome_counts(s) ||
	    s->user->candidate(s->user->data, &s->x, settled, count))
		return true;
	s->end = SEARCH_ENOUGH;
	return false;
}

struct told {
	struct search_state *s;
	bool settled;
	uint64_t count;
};

static bool tell_like(void *data, uint64_t count)
{
	const struct told *told = data;

	return tell(told->s, told->settled, count_mul(told->count, count));
}

bool search_complete(struct search_state *s, bool settled, uint64_t count)
{
	struct told told = { s, settled, count };
	bool circle = false;

	if (s->check_values) {
		if (!valuation_fits(&s->values, true, &circle))
			return true;
		if (circle && !valuation_solve(&s->values))
			return true;
	}
	valuation_state(&s->values);
	if (!s->like)
		return tell(s, settled, count);
	if (circle) {
		s->has_symbols = true;
		return false;
	}
	return symmetry_each(s->like, s->x.paths, s->x.state, tell_like, &told);
}

/* --- Many candidates at once --- */

/*
 * Where nothing is forbidden any more, only outcomes matter. If each observed
 * value depends on one location, the outcomes are all combinations of what the
 * orders of each location lead to: that many have to be told, and not as many
 * as there are combinations of orders.
 */

/* The location that a node depends on: one of them, NO_LOC, or SEVERAL_LOCS */
#define SEVERAL_LOCS	0xfe

static uint8_t node_loc(const struct path *path, uint16_t node)
{
	bool *marks;
	uint8_t loc = NO_LOC;

	if (path->nodes[node].read == NO_READ)
		return NO_LOC;
	if (path->nodes[node].read != SEVERAL_READS)
		return path->events[path->nodes[node].read].loc;
	marks = xcalloc(node + 1, sizeof(*marks));
	node_mark(path->nodes, node, marks);
	for (unsigned int i = 0; i <= node; i++) {
		uint8_t own;

		if (!marks[i] || path->nodes[i].kind != NODE_READ)
			continue;
		own = path->events[path->nodes[i].a].loc;
		loc = loc == NO_LOC || loc == own ? own : SEVERAL_LOCS;
	}
	free(marks);
	return loc;
}

static void find_observed(struct search_state *s)
{
	const struct ordlab_view *view = s->x.view;

	s->factored = s->user->settled && !s->check_values;
	for (unsigned int i = 0; i < s->nr_accesses; i++) {
		s->accesses[i].nr_observed = 0;
	}
	for (unsigned int o = 0; o < view->prog->nr_observed && s->factored; o++) {
		const struct ordlab_observed *observed = &view->observed[o];
		const struct path *path = s->x.paths[observed->thread];
		uint8_t loc = observed->index;

		if (observed->kind == ORDLAB_OPERAND_REG)
			loc = path->regs[observed->index] == NO_NODE ? NO_LOC :
				node_loc(path, path->regs[observed->index]);
		if (loc == SEVERAL_LOCS)
			s->factored = false;
		for (unsigned int i = 0; i < s->nr_accesses; i++)
			if (s->accesses[i].loc == loc)
				s->accesses[i].observed[s->accesses[i].nr_observed++] =
					o;
	}
	for (unsigned int i = 0; i < s->nr_accesses; i++)
		keyset_reset(&s->accesses[i].outcomes,
			     VALUE_WORDS * s->accesses[i].nr_observed);
}

static void key_observed(const struct accesses *a, const struct execution *x,
			 uint64_t *key)
{
	for (unsigned int o = 0; o < a->nr_observed; o++)
		memcpy(key + VALUE_WORDS * o, &x->state[a->observed[o]],
		       sizeof(struct value));
}

/* Sets the observed values that depend on a location to one of its outcomes */
static void outcome_apply(struct search_state *s, const struct accesses *a,
			  size_t outcome)
{
	const uint64_t *key = keyset_key(&a->outcomes, outcome);

	for (unsigned int o = 0; o < a->nr_observed; o++)
		memcpy(&s->x.state[a->observed[o]], key + VALUE_WORDS * o,
		       sizeof(struct value));
}

/* Return: the number of the outcome that is applied */
static size_t outcome_note(struct accesses *a, const struct execution *x,
			   uint64_t weight)
{
	uint64_t key[VALUE_WORDS * ORDLAB_MAX_OBSERVED];
	size_t before = a->outcomes.nr, outcome;

	key_observed(a, x, key);
	outcome = keyset_find(&a->outcomes, key);
	if (!budget_grow(a->outcomes.budget, &a->counts, &a->room_outcomes,
			 outcome + 1, sizeof(*a->counts)))
		return 0;
	if (outcome == before)
		a->counts[outcome] = 0;
	a->counts[outcome] = count_add(a->counts[outcome], weight);
	return outcome;
}

static void find_outcomes(struct search_state *s, struct accesses *a)
{
	for (size_t o = 0; o < a->nr_orders && !budget_over(s->budget); o++) {
		order_apply(s, a, a->orders + o * order_size(a));
		valuation_state(&s->values);
		outcome_note(a, &s->x, order_weight(a, o));
		order_undo(s, a);
	}
}

static bool combine_outcomes(struct search_state *s, unsigned int i,
			     uint64_t count)
{
	struct accesses *a = &s->accesses[i];
	bool go_on = true;

	if (i == s->nr_accesses)
		return tell(s, true, count);
	if (!search_goes_on(s))
		return false;
	for (size_t o = 0; o < a->outcomes.nr && go_on; o++) {
		outcome_apply(s, a, o);
		go_on = combine_outcomes(s, i + 1, count_mul(count, a->counts[o]));
	}
	return go_on;
}

static bool combine_settled(struct search_state *s, unsigned int i,
			    uint64_t count)
{
	for (unsigned int j = i; j < s->nr_accesses; j++)
		if (!s->accesses[j].outcomes.nr)
			find_outcomes(s, &s->accesses[j]);
	/* The values of locations that are done, and of none */
	valuation_state(&s->values);
	return combine_outcomes(s, i, count);
}

/* All edges that any order of a location has; order_undo() takes them back */
static void orders_apply_all(struct search_state *s, struct accesses *a)
{
	struct execution *x = &s->x;
	unsigned int words = rel_words(x->n);

	for (unsigned int i = 0; i < a->nr_reads; i++)
		memcpy(rel_row(x->fr, a->reads[i]), a->all_fr + i * words,
		       words * sizeof(uint64_t));
	for (unsigned int i = 1; i < a->nr_writes; i++) {
		memcpy(rel_row(x->rf, a->writes[i]), a->all_rf + i * words,
		       words * sizeof(uint64_t));
		memcpy(rel_row(x->co, a->writes[i]), a->all_co + i * words,
		       words * sizeof(uint64_t));
	}
}

static void bit_add(uint64_t *row, unsigned int e)
{
	row[e / 64] |= 1ULL << (e % 64);
}

/* All edges that orders may have, as far as pairs of accesses tell */
static void orders_estimate(struct search_state *s, struct accesses *a)
{
	const struct rel *po = s->x.po;
	unsigned int words = rel_words(s->x.n);

	s->now = a;
	memset(s->can_read, 0, a->nr_reads * sizeof(*s->can_read));
	plain_reads(s);
	for (unsigned int w = 1; w < a->nr_writes; w++) {
		unsigned int write = a->writes[w];

		for (unsigned int v = 1; v < a->nr_writes; v++)
			if (v != w && !rel_has(po, a->writes[v], write))
				bit_add(a->all_co + w * words, a->writes[v]);
		for (unsigned int r = 0; r < a->nr_reads; r++) {
			if (!rel_has(po, write, a->reads[r]))
				bit_add(a->all_fr + r * words, write);
			if (set_has(&s->can_read[r], w) &&
			    !rel_has(po, a->reads[r], write))
				bit_add(a->all_rf + w * words, a->reads[r]);
		}
	}
}

static void orders_collect(struct search_state *s, struct accesses *a)
{
	struct execution *x = &s->x;
	unsigned int words = rel_words(x->n);
	size_t reads = (size_t)a->nr_reads * words;
	size_t writes = (size_t)a->nr_writes * words;

	a->all_fr = xrealloc(a->all_fr, reads + 2 * writes + 1, sizeof(uint64_t));
	a->all_rf = a->all_fr + reads;
	a->all_co = a->all_rf + writes;
	memset(a->all_fr, 0, (reads + 2 * writes) * sizeof(uint64_t));
	if (a->partial) {
		orders_estimate(s, a);
		return;
	}
	for (size_t o = 0; o < a->nr_orders && !budget_over(s->budget); o++) {
		order_apply(s, a, a->orders + o * order_size(a));
		for (unsigned int w = 0; w < words; w++) {
			for (unsigned int i = 0; i < a->nr_reads; i++)
				a->all_fr[i * words + w] |=
					rel_row(x->fr, a->reads[i])[w];
			for (unsigned int i = 1; i < a->nr_writes; i++) {
				a->all_rf[i * words + w] |=
					rel_row(x->rf, a->writes[i])[w];
				a->all_co[i * words + w] |=
					rel_row(x->co, a->writes[i])[w];
			}
		}
		order_undo(s, a);
	}
}

/* Whether a question that costs as much as a candidate is worth asking here */
static bool gauge_asks(struct gauge *gauge, double below)
{
	return gauge->asked < 16 || gauge->yes * below >= gauge->asked ||
	       ++gauge->skipped % 64 == 0;
}

static bool gauge_note(struct gauge *gauge, bool yes)
{
	gauge->asked++;
	gauge->yes += yes;
	return yes;
}

/* The user's view of the locations before the @i-th: is it worth going on? */
static bool partial_fits(struct search_state *s, unsigned int i, bool *settled)
{
	const struct execution_user *user = s->user;
	struct accesses *a = &s->accesses[i];
	bool circle;

	if (s->check_values && !valuation_fits(&s->values, false, &circle))
		return false;
	if (*settled)
		return true;
	if (user->viable) {
		if (gauge_asks(&a->viable, a->below) &&
		    gauge_note(&a->viable, !user->viable(user->data, &s->x)))
			return false;
	}
	if (user->settled && gauge_asks(&a->settled, a->below)) {
		for (unsigned int j = i; j < s->nr_accesses; j++)
			orders_apply_all(s, &s->accesses[j]);
		*settled = gauge_note(&a->settled,
				      user->settled(user->data, &s->x));
		for (unsigned int j = i; j < s->nr_accesses; j++)
			order_undo(s, &s->accesses[j]);
	}
	return true;
}

static bool combine_orders(struct search_state *s, unsigned int i, bool settled,
			   uint64_t count)
{
	const struct accesses *a = &s->accesses[i];
	bool go_on = true;

	if (i == s->nr_accesses)
		return search_complete(s, settled, count);
	if (a->nr_orders > 1 && !partial_fits(s, i, &settled))
		return true;
	if (settled && s->factored)
		return combine_settled(s, i, count);
	for (size_t o = 0; o < a->nr_orders && go_on; o++) {
		if (!search_goes_on(s))
			return false;
		order_apply(s, a, a->orders + o * order_size(a));
		go_on = combine_orders(s, i + 1, settled,
				       count_mul(count, order_weight(a, o)));
		order_undo(s, a);
	}
	return go_on;
}

/* --- Orders that are as good as each other --- */

/*
 * Of two orders of a location that have the same useful edges and lead to the
 * same values, one will do for both. Each is told by its key: which of the
 * useful edges it has, and what makes up the values. If observed values depend on
 * one location each, that is these values; else what is read, and the last write.
 */
struct edge {
	const struct rel *rel;
	uint16_t from, to;
	uint32_t input;
};

struct grouping {
	struct search_state *s;
	struct accesses *a;
	struct edge *edges;
	size_t nr_edges, room_edges;
	struct keyset groups;
};

static void note_edges(struct grouping *g, const struct rel *rel,
		       const struct rel *useful, const uint32_t *gates,
		       unsigned int from)
{
	unsigned int to;

	for_each_bit(to, rel_row(useful, from), useful->words) {
		if (!budget_grow(g->s->budget, &g->edges, &g->room_edges,
				 g->nr_edges + 1, sizeof(*g->edges)))
			return;
		g->edges[g->nr_edges++] = (struct edge) {
			.rel = rel, .from = from, .to = to,
			.input = gates ? gates[from * useful->n + to] : 0,
		};
	}
}

static void find_edges(struct grouping *g)
{
	const struct execution *x = &g->s->x;
	const struct edge_gates *gates = &g->s->gates;
	struct accesses *a = g->a;

	g->nr_edges = 0;
	for (unsigned int w = 1; w < a->nr_writes; w++) {
		note_edges(g, x->rf, g->s->useful[0], gates->rf, a->writes[w]);
		note_edges(g, x->co, g->s->useful[1], gates->co, a->writes[w]);
	}
	for (unsigned int r = 0; r < a->nr_reads; r++)
		note_edges(g, x->fr, g->s->useful[2], gates->fr, a->reads[r]);
	g->groups.words = (g->nr_edges + 63) / 64;
	if (g->s->factored)
		g->groups.words += VALUE_WORDS * a->nr_observed;
	else
		g->groups.words += (a->nr_reads + 4) / 4;
}

/* The key of the order that is applied */
static void make_key(const struct grouping *g, const uint16_t *order,
		     uint64_t *key)
{
	const struct execution *x = &g->s->x;
	const struct accesses *a = g->a;
	uint16_t *numbers;

	memset(key, 0, g->groups.words * sizeof(*key));
	for (size_t e = 0; e < g->nr_edges; e++)
		if (rel_has(g->edges[e].rel, g->edges[e].from, g->edges[e].to))
			key[e / 64] |= 1ULL << (e % 64);
	key += (g->nr_edges + 63) / 64;
	if (g->s->factored) {
		valuation_state(&g->s->values);
		key_observed(a, x, key);
		return;
	}
	numbers = (uint16_t *)key;
	memcpy(numbers, order, a->nr_reads * sizeof(*numbers));
	for (unsigned int w = 0; w < a->nr_writes; w++)
		if (a->writes[w] == x->last[a->loc])
			numbers[a->nr_reads] = w;
}

/* What the circuit asks of the orders is a part of their keys */
static void make_choices(const struct grouping *g)
{
	size_t words = (g->nr_edges + 63) / 64;
	struct accesses *a = g->a;

	a->nr_inputs = 0;
	if (!budget_grow(g->s->budget, &a->inputs, &a->room_inputs,
			 g->nr_edges + 1, sizeof(*a->inputs)) ||
	    !budget_grow(g->s->budget, &a->bits, &a->room_bits,
			 g->groups.nr * words + 1, sizeof(*a->bits)))
		return;
	a->nr_inputs = g->nr_edges;
	for (size_t e = 0; e < g->nr_edges; e++)
		a->inputs[e] = g->edges[e].input;
	for (size_t i = 0; i < g->groups.nr && words; i++)
		memcpy(a->bits + i * words, keyset_key(&g->groups, i),
		       words * sizeof(*a->bits));
}

static void group_orders(struct search_state *s, struct accesses *a)
{
	struct grouping g = { .s = s, .a = a };
	size_t size = order_size(a);
	uint64_t *key;

	g.groups.budget = s->budget;
	find_edges(&g);
	key = xcalloc(g.groups.words + 1, sizeof(*key));
	forget_weights(s, a);
	for (size_t o = 0; o < a->nr_orders && !budget_over(s->budget); o++) {
		size_t before = g.groups.nr, group;

		order_apply(s, a, a->orders + o * size);
		make_key(&g, a->orders + o * size, key);
		order_undo(s, a);
		group = keyset_find(&g.groups, key);
		if (!budget_grow(s->budget, &a->weights, &a->room_weights,
				 group + 1, sizeof(*a->weights)))
			break;
		/* The first order of a group stands for it */
		if (group < before) {
			a->weights[group]++;
			continue;
		}
		a->weights[group] = 1;
		if (group != o)
			memmove(a->orders + group * size, a->orders + o * size,
				size * sizeof(*a->orders));
	}
	a->nr_orders = g.groups.nr;
	if (s->has_circuit)
		make_choices(&g);
	budget_free(s->budget, &g.edges, &g.room_edges, sizeof(*g.edges));
	free(key);
	keyset_free(&g.groups);
}

/* --- Orders that are counted, not listed --- */

struct turns {
	struct search_state *s;
	struct accesses *a;
	struct interleaving in;
	unsigned int events[MAX_TURNS + 1];	/* of the turns */
	unsigned int by_value[MAX_TURNS + 2];	/* a write of each value */
};

static void add_turn(struct turns *t, unsigned int e, bool write, bool observed)
{
	const struct execution *x = &t->s->x;
	struct interleaving *in = &t->in;
	unsigned int nr = in->first[in->nr_threads], value = 0;

	t->events[nr] = e;
	while (write && t->by_value[value] != NO_EVENT &&
	       !value_same(x->values[t->by_value[value]], x->values[e]))
		value++;
	if (write && t->by_value[value] == NO_EVENT)
		t->by_value[value] = e;
	in->turns[nr] = (struct turn) {
		.write = write, .observed = observed, .value = value,
		.may_read = { ~0ULL, ~0ULL },
	};
}

/* Return: false if there are too many accesses, or an rmw is none in a row */
static bool make_turns(struct turns *t)
{
	const struct execution *x = &t->s->x;
	struct interleaving *in = &t->in;
	bool observed[REL_MAX_EVENTS] = { false };
	unsigned int before = NO_EVENT, rmws = 0;

	if (t->a->nr_reads + t->a->nr_writes > MAX_TURNS)
		return false;
	for (unsigned int v = 0; v < ARRAY_SIZE(t->by_value); v++)
		t->by_value[v] = NO_EVENT;
	valuation_mark_observed(&t->s->values, observed);
	for (unsigned int e = 0; e < x->n; e++) {
		bool write = is_write_kind(x->events[e].kind);

		if (x->events[e].loc != t->a->loc ||
		    !(write || is_read_kind(x->events[e].kind)))
			continue;
		for (unsigned int to = 0; to < x->n; to++)
			rmws += rel_has(x->rmw, e, to);
		if (before == NO_EVENT || !rel_has(x->internal, before, e)) {
			in->nr_threads++;
			in->first[in->nr_threads] = in->first[in->nr_threads - 1];
		} else if (!rel_has(x->po, before, e)) {
			return false;
		} else if (rel_has(x->rmw, before, e)) {
			in->turns[in->first[in->nr_threads] - 1].ends_turn = true;
			rmws--;
		}
		add_turn(t, e, write, observed[e]);
		in->first[in->nr_threads]++;
		before = e;
	}
	add_turn(t, t->a->writes[0], true, false);
	return !rmws;
}

static void limit_reads(struct turns *t)
{
	const struct execution *x = &t->s->x;
	struct interleaving *in = &t->in;

	for (unsigned int i = 0; i < in->first[in->nr_threads]; i++) {
		struct turn *turn = &in->turns[i];

		for (unsigned int v = 0; t->by_value[v] != NO_EVENT; v++)
			if (!turn->write && !read_may(x, t->events[i],
						      x->values[t->by_value[v]]))
				turn->may_read[v / 64] &= ~(1ULL << (v % 64));
	}
}

static void number_edges(struct turns *t, const struct edge *edges, size_t nr)
{
	uint8_t turn_of[MAX_EVENTS];

	memset(t->in.edges, 0xff, sizeof(t->in.edges));
	for (unsigned int i = 0; i <= t->in.first[t->in.nr_threads]; i++)
		turn_of[t->events[i]] = i;
	for (size_t e = 0; e < nr; e++)
		t->in.edges[turn_of[edges[e].from]][turn_of[edges[e].to]] = e;
	t->in.nr_edges = nr;
}

/* Room for one more choice of a location. Return: false if there is none */
static bool choices_grow(struct search_state *s, struct accesses *a, size_t words)
{
	size_t nr = a->nr_orders + 1;

	return budget_grow(s->budget, &a->bits, &a->room_bits, nr * words + 1,
			   sizeof(*a->bits)) &&
	       budget_grow(s->budget, &a->classes, &a->room_classes, nr,
			   sizeof(*a->classes)) &&
	       budget_grow(s->budget, &a->weights, &a->room_weights, nr,
			   sizeof(*a->weights));
}

static void found_turns(void *data, const uint8_t *values, uint8_t last,
			const uint64_t *edges, uint64_t count)
{
	struct turns *t = data;
	struct accesses *a = t->a;
	struct execution *x = &t->s->x;
	size_t words = (a->nr_inputs + 63) / 64;

	for (unsigned int i = 0; i < t->in.first[t->in.nr_threads]; i++)
		if (t->in.turns[i].observed)
			x->values[t->events[i]] = x->values[t->by_value[values[i]]];
	x->last[a->loc] = t->by_value[last];
	valuation_state(&t->s->values);
	if (!choices_grow(t->s, a, words))
		return;
	if (words)
		memcpy(a->bits + a->nr_orders * words, edges,
		       words * sizeof(*a->bits));
	a->classes[a->nr_orders] = outcome_note(a, x, count);
	a->weights[a->nr_orders++] = count;
}

/* Return: false if the search ends */
static bool count_orders(struct search_state *s, struct accesses *a)
{
	struct grouping g = { .s = s, .a = a };
	struct turns *t = xcalloc(1, sizeof(*t));
	bool go_on;

	t->s = s;
	t->a = a;
	find_edges(&g);
	if (g.nr_edges > MAX_TURN_EDGES || !make_turns(t)) {
		go_on = list_orders(s, a, 0);
		if (go_on)
			group_orders(s, a);
	} else {
		limit_reads(t);
		number_edges(t, g.edges, g.nr_edges);
		t->in.last = s->x.observed >> a->loc & 1;
		a->nr_orders = 0;
		make_choices(&g);
		s->end = interleave(&t->in, s->budget, found_turns, t);
		go_on = s->end == SEARCH_DONE;
	}
	budget_free(s->budget, &g.edges, &g.room_edges, sizeof(*g.edges));
	free(t);
	return go_on;
}

/* Below so many candidates it is faster to look at them all */
#define MIN_GROUPED	64
#define MIN_CIRCUIT	1024
/* And below so many, to ask a circuit as it is */
#define MIN_SIMPLIFIED	50000

static uint32_t *make_inputs(struct circuit *circuit, const struct rel *rel)
{
	uint32_t *gates = xcalloc((size_t)rel->n * rel->n + 1, sizeof(*gates));
	unsigned int b;

	for (unsigned int a = 0; a < rel->n; a++)
		for_each_bit(b, rel_row(rel, a), rel->words)
			gates[a * rel->n + b] = circuit_input(circuit);
	return gates;
}

static void note_useful(struct rel *useful, const uint32_t *gates, const bool *used)
{
	for (unsigned int a = 0; a < useful->n; a++)
		for (unsigned int b = 0; b < useful->n; b++)
			if (used[gates[a * useful->n + b]])
				rel_add(useful, a, b);
}

/* Whether candidates are too many to look at all of them */
static bool are_many(const struct search_state *s, double least)
{
	double candidates = 1;

	for (unsigned int i = 0; i < s->nr_accesses; i++) {
		candidates *= s->accesses[i].nr_orders;
		if (s->accesses[i].partial)
			return true;
	}
	return candidates >= least;
}

/* About how many orders there are: sequences of the accesses of all threads */
static double estimate_orders(const struct execution *x, unsigned int loc)
{
	unsigned int before = NO_EVENT, nr = 0, own = 0;
	double orders = 1;

	for (unsigned int e = 0; e < x->n; e++) {
		if (x->events[e].loc != loc || !(is_read_kind(x->events[e].kind) ||
						 is_write_kind(x->events[e].kind)))
			continue;
		if (before == NO_EVENT || !rel_has(x->internal, before, e))
			own = 0;
		/* The halves of an rmw are one step */
		if (before == NO_EVENT || !rel_has(x->rmw, before, e)) {
			nr++;
			own++;
			orders = orders * nr / own;
		}
		before = e;
	}
	return orders;
}

/* Steps that making the circuit smaller may take */
static uint64_t worth_simplifying(const struct search_state *s)
{
	double steps = s->circuit.nr / 8192.0;

	for (unsigned int i = 0; i < s->nr_accesses; i++) {
		const struct accesses *a = &s->accesses[i];

		steps *= a->partial ? estimate_orders(&s->x, a->loc) : a->nr_orders;
	}
	return 20000 + (steps < 1e7 ? steps : 1e7);
}

static bool make_circuit(struct search_state *s)
{
	const struct execution_user *user = s->user;
	struct execution *x = &s->x;
	struct edge_gates *gates = &s->gates;
	bool *used;

	if (!user->circuit || user->incoherent || x->n > 64)
		return false;
	circuit_init(&s->circuit, LIMIT_GATES, s->budget);
	gates->rf = make_inputs(&s->circuit, x->rf);
	gates->co = make_inputs(&s->circuit, x->co);
	gates->fr = make_inputs(&s->circuit, x->fr);
	s->has_circuit = user->circuit(user->data, x, gates, &s->circuit);
	if (s->has_circuit) {
		if (are_many(s, MIN_SIMPLIFIED))
			circuit_simplify(&s->circuit, x, gates,
					 worth_simplifying(s), s->budget);
		used = circuit_used(&s->circuit);
		/* Where there is no edge, the gate is that of none */
		used[GATE_FALSE] = false;
		note_useful(s->useful[0], gates->rf, used);
		note_useful(s->useful[1], gates->co, used);
		note_useful(s->useful[2], gates->fr, used);
		free(used);
		return true;
	}
	return false;
}

static void free_circuit(struct search_state *s)
{
	circuit_free(&s->circuit);
	free(s->gates.rf);
	free(s->gates.co);
	free(s->gates.fr);
	memset(&s->circuit, 0, sizeof(s->circuit));
	memset(&s->gates, 0, sizeof(s->gates));
	s->has_circuit = false;
}

static bool find_useful(struct search_state *s, bool many)
{
	bool known, partial = false;

	for (unsigned int i = 0; i < s->nr_accesses; i++) {
		orders_apply_all(s, &s->accesses[i]);
		partial |= s->accesses[i].partial;
	}
	known = many && make_circuit(s);
	if (!known && !partial)
		known = s->user->useful(s->user->data, &s->x, s->useful[0],
					s->useful[1], s->useful[2]);
	for (unsigned int i = 0; i < s->nr_accesses; i++)
		order_undo(s, &s->accesses[i]);
	return known;
}

static int by_number(const void *a, const void *b)
{
	const struct accesses *x = a, *y = b;

	return x->nr_orders < y->nr_orders ? -1 : x->nr_orders > y->nr_orders;
}

/* Those with few orders first */
static void sort_accesses(struct search_state *s)
{
	qsort(s->accesses, s->nr_accesses, sizeof(*s->accesses), by_number);
	for (unsigned int i = s->nr_accesses; i-- > 0;) {
		struct accesses *a = &s->accesses[i];

		a->viable = a->settled = (struct gauge) { .asked = 0 };
		a->below = a->nr_orders *
			(i + 1 < s->nr_accesses ? a[1].below : 1.0);
	}
}

/*
 * Candidates that may raise flags have to be looked at. Where there is a race, it
 * mostly shows soon.
 */
#define MAX_PROBES	2048

static void probe_flags(struct search_state *s)
{
	const struct execution_user *user = s->user;

	if (!user->flag || !user->flag(user->data, NULL) ||
	    !are_many(s, 2 * MAX_PROBES))
		return;
	sort_accesses(s);
	s->probes = MAX_PROBES;
	combine_orders(s, 0, false, 1);
	s->probes = 0;
}

/* Return: false if the search ends */
static bool group_all(struct search_state *s)
{
	bool partial = false;

	for (unsigned int i = 0; i < s->nr_accesses; i++)
		partial |= s->accesses[i].partial;
	if (!s->user->useful || !are_many(s, MIN_GROUPED))
		return true;
	if (!find_useful(s, are_many(s, MIN_CIRCUIT))) {
		if (!partial)
			return true;
		for (unsigned int i = 0; i < s->nr_accesses; i++) {
			if (!s->accesses[i].partial)
				continue;
			if (!list_orders(s, &s->accesses[i], 0))
				return false;
			orders_collect(s, &s->accesses[i]);
		}
		if (!find_useful(s, false))
			return true;
	}
	for (unsigned int i = 0; i < s->nr_accesses; i++) {
		if (!s->accesses[i].partial)
			group_orders(s, &s->accesses[i]);
		else if (!count_orders(s, &s->accesses[i]))
			return false;
	}
	return true;
}

/* A combination of orders that the circuit allows */
static bool found_choices(void *data, const uint32_t *classes, uint64_t count)
{
	struct search_state *s = data;
	bool go_on;

	if (s->factored) {
		for (unsigned int i = 0; i < s->nr_accesses; i++)
			outcome_apply(s, &s->accesses[i], classes[i]);
		return tell(s, true, count);
	}
	for (unsigned int i = 0; i < s->nr_accesses; i++)
		order_apply(s, &s->accesses[i], s->accesses[i].orders +
			    classes[i] * order_size(&s->accesses[i]));
	go_on = search_complete(s, true, count);
	for (unsigned int i = 0; i < s->nr_accesses; i++)
		order_undo(s, &s->accesses[i]);
	return go_on;
}

static bool combine_choices(struct search_state *s)
{
	struct choices sets[MAX_PLACES];
	enum search end;

	for (unsigned int i = 0; i < s->nr_accesses; i++) {
		struct accesses *a = &s->accesses[i];

		if (!a->partial &&
		    !budget_grow(s->budget, &a->classes, &a->room_classes,
				 a->nr_orders + 1, sizeof(*a->classes)))
			return search_goes_on(s);
		for (size_t o = 0; o < a->nr_orders && !a->partial; o++) {
			if (!search_goes_on(s))
				return false;
			a->classes[o] = o;
			if (!s->factored)
				continue;
			order_apply(s, a, a->orders + o * order_size(a));
			valuation_state(&s->values);
			a->classes[o] = outcome_note(a, &s->x, 1);
			order_undo(s, a);
		}
		sets[i] = (struct choices) {
			.nr = a->nr_orders,
			.inputs = a->inputs,
			.nr_inputs = a->nr_inputs,
			.bits = a->bits,
			.classes = a->classes,
			.weights = a->weights,
		};
	}
	/* The values that depend on no location */
	valuation_state(&s->values);
	end = choices_count(&s->circuit, sets, s->nr_accesses, s->budget,
			    found_choices, s);
	if (s->end == SEARCH_DONE)
		s->end = end;
	return s->end == SEARCH_DONE;
}

static void rel_reset(struct rel *r, unsigned int n)
{
	r->n = n;
	r->words = rel_words(n);
	rel_clear(r);
}

/* Fills in all that depends on paths alone */
static void search_relate(struct search_state *s)
{
	struct execution *x = &s->x;
	struct rel *rels[] = {
		x->po, x->loc, x->internal, x->external, x->rmw, x->addr,
		x->data, x->ctrl, x->rf, x->co, x->fr,
	};

	for (unsigned int i = 0; i < ARRAY_SIZE(rels); i++)
		rel_reset(rels[i], x->n);
	for (unsigned int i = 0; i < ARRAY_SIZE(s->useful); i++)
		rel_reset(s->useful[i], x->n);
	for (unsigned int t = 0; t < x->view->prog->nr_threads; t++) {
		rel_place(x->po, x->paths[t]->po, x->first[t]);
		rel_place(x->rmw, x->paths[t]->rmw, x->first[t]);
		rel_place(x->addr, x->paths[t]->addr, x->first[t]);
		rel_place(x->data, x->paths[t]->data, x->first[t]);
		rel_place(x->ctrl, x->paths[t]->ctrl, x->first[t]);
	}
	for (unsigned int a = 0; a < x->n; a++) {
		if (x->events[a].kind == EV_LKR)
			rel_add(x->rmw, a, a + 1);
		for (unsigned int b = 0; b < x->n; b++) {
			const struct event *p = &x->events[a], *q = &x->events[b];

			if (p->loc == q->loc && p->loc != NO_LOC)
				rel_add(x->loc, a, b);
			rel_add(p->thread == q->thread ? x->internal : x->external,
				a, b);
		}
	}
}

/* Whether some value is not known from the paths alone */
static bool values_are_open(const struct execution *x)
{
	struct value value;

	for (unsigned int e = 0; e < x->n; e++)
		if (x->events[e].kind == EV_W && !constant_value(x, e, &value))
			return true;
	for (unsigned int t = 0; t < x->view->prog->nr_threads; t++) {
		const struct path *path = x->paths[t];

		for (unsigned int c = 0; c < path->nr_constraints; c++)
			if (constraint_read(path->nodes, &path->constraints[c]) ==
			    SEVERAL_READS)
				return true;
	}
	return false;
}

static bool search_events(struct search_state *s)
{
	struct execution *x = &s->x;
	const struct ordlab_program *prog = x->view->prog;
	uint64_t accessed = 0;
	unsigned int n = 0;

	for (unsigned int t = 0; t < prog->nr_threads; t++) {
		n += x->paths[t]->nr_events;
		for (unsigned int e = 0; e < x->paths[t]->nr_events; e++)
			if (x->paths[t]->events[e].loc != NO_LOC)
				accessed |= 1ULL << x->paths[t]->events[e].loc;
	}
	if (n > REL_MAX_EVENTS) {
		s->end = SEARCH_EVENTS;
		return false;
	}
	x->n = 0;
	for (unsigned int t = 0; t < prog->nr_threads; t++) {
		x->first[t] = x->n;
		for (unsigned int e = 0; e < x->paths[t]->nr_events; e++) {
			x->source[x->n] = NO_EVENT;
			x->events[x->n++] = x->paths[t]->events[e];
		}
	}
	x->nr_events = x->n;
	for (unsigned int l = 0; l < x->nr_places; l++) {
		x->last[l] = NO_EVENT;
		if (!(accessed >> l & 1))
			continue;
		x->values[x->nr_events] = l >= prog->nr_locations ? value_int(0) :
			value_of_operand(x->view, &x->view->locations[l].init);
		x->events[x->nr_events++] = (struct event) {
			.thread = THREAD_INIT,
			.kind = EV_W,
			.op = ORDLAB_NR_OPS,
			.order = ORDLAB_O_NONE,
			.loc = l,
			.insn = NO_INSN,
			.value = NO_NODE,
		};
	}
	return true;
}

bool search_paths(struct search_state *s)
{
	struct execution *x = &s->x;
	unsigned int thread, insn;

	if (!search_events(s))
		return false;
	search_relate(s);
	find_accesses(s);
	s->check_values = s->domain->unspecified || values_are_open(x);
	valuation_begin(&s->values, x);
	s->incomplete = execution_end(x, &thread, &insn) != PATH_COMPLETE;
	if (s->check_values)
		return true;
	/* Writes are constant: each read is done with its source */
	for (unsigned int e = 0; e < x->n; e++)
		if (x->events[e].kind == EV_W)
			constant_value(x, e, &x->values[e]);
	return true;
}

/* Searches the executions of one combination of paths */
static bool combine(struct search_state *s)
{
	bool go_on;

	if (budget_over(s->budget)) {
		s->end = search_over(s->budget);
		return false;
	}
	if (!search_paths(s))
		return false;
	if (s->user->undecided && !s->incomplete && !s->domain->unspecified)
		return true;
	find_observed(s);
	for (unsigned int i = 0; i < s->nr_accesses; i++) {
		if (!list_orders(s, &s->accesses[i],
				 s->factored && s->user->circuit ? MAX_LISTED : 0))
			return false;
		if (!s->accesses[i].nr_orders)
			return true;
		if (s->user->settled)
			orders_collect(s, &s->accesses[i]);
	}
	s->user->begin(s->user->data, &s->x);
	probe_flags(s);
	go_on = s->end == SEARCH_DONE && group_all(s);
	if (s->has_circuit) {
		go_on = go_on && combine_choices(s);
	} else if (go_on) {
		sort_accesses(s);
		go_on = combine_orders(s, 0, false, 1);
	}
	free_circuit(s);
	return go_on;
}

static bool combine_paths(struct search_state *s, unsigned int t)
{
	if (t == s->x.view->prog->nr_threads)
		return combine(s);
	for (size_t p = 0; p < s->paths[t].nr; p++) {
		s->x.paths[t] = &s->paths[t].path[p];
		if (!combine_paths(s, t + 1))
			return false;
	}
	return true;
}

static struct rel **execution_rels(struct execution *x, unsigned int i)
{
	struct rel **rels[] = {
		&x->po, &x->loc, &x->internal, &x->external, &x->rmw, &x->addr,
		&x->data, &x->ctrl, &x->rf, &x->co, &x->fr,
	};

	return i < ARRAY_SIZE(rels) ? rels[i] : NULL;
}

static void accesses_free(struct search_state *s, struct accesses *a)
{
	budget_free(s->budget, &a->orders, &a->room, sizeof(*a->orders));
	forget_weights(s, a);
	free(a->all_fr);
	keyset_free(&a->outcomes);
	budget_free(s->budget, &a->counts, &a->room_outcomes, sizeof(*a->counts));
	budget_free(s->budget, &a->inputs, &a->room_inputs, sizeof(*a->inputs));
	budget_free(s->budget, &a->bits, &a->room_bits, sizeof(*a->bits));
	budget_free(s->budget, &a->classes, &a->room_classes,
		    sizeof(*a->classes));
}

struct search_state *search_new(const struct ordlab_view *view,
				const struct execution_user *user,
				struct budget *budget)
{
	struct search_state *s = xcalloc(1, sizeof(*s));
	struct rel **rel;

	s->user = user;
	s->budget = budget;
	s->end = SEARCH_DONE;
	s->x.view = view;
	for (unsigned int l = 0; l < MAX_PLACES; l++)
		s->accesses[l].outcomes.budget = budget;
	for (unsigned int i = 0; (rel = execution_rels(&s->x, i)); i++)
		*rel = rel_new(REL_MAX_EVENTS);
	for (unsigned int i = 0; i < ARRAY_SIZE(s->useful); i++)
		s->useful[i] = rel_new(REL_MAX_EVENTS);
	for (unsigned int i = 0; i < view->prog->nr_observed; i++)
		if (view->observed[i].kind == ORDLAB_OPERAND_LOC)
			s->x.observed |= 1ULL << view->observed[i].index;
	s->domain = xrealloc(NULL, 1, sizeof(*s->domain));
	domain_find(s->domain, view, budget);
	s->x.nr_places = s->domain->nr_places;
	for (unsigned int t = 0; t < view->prog->nr_threads; t++) {
		switch (paths_find(&s->paths[t], view, s->domain, t,
				   user->matching, LIMIT_PATHS, budget)) {
		case PATHS_OK:
			break;
		case PATHS_EVENTS:
			s->end = SEARCH_EVENTS;
			break;
		case PATHS_NUMBER:
			s->end = SEARCH_PATHS;
			break;
		case PATHS_BUDGET:
			s->end = search_over(budget);
			break;
		}
	}
	return s;
}

void search_free(struct search_state *s)
{
	struct rel **rel;

	for (unsigned int t = 0; t < s->x.view->prog->nr_threads; t++)
		paths_free(&s->paths[t]);
	for (unsigned int l = 0; l < MAX_PLACES; l++)
		accesses_free(s, &s->accesses[l]);
	valuation_end(&s->values);
	free(s->domain);
	for (unsigned int i = 0; (rel = execution_rels(&s->x, i)); i++)
		rel_free(*rel);
	for (unsigned int i = 0; i < ARRAY_SIZE(s->useful); i++)
		rel_free(s->useful[i]);
	free(s);
}

enum search execution_search(const struct ordlab_view *view,
			     const struct execution_user *user,
			     struct budget *budget)
{
	struct search_state *s = search_new(view, user, budget);
	enum search end;

	if (s->end == SEARCH_DONE && !solve_all(s))
		combine_paths(s, 0);
	/* What was found while the budget ran out may be wrong */
	end = s->end;
	if (end == SEARCH_DONE)
		end = search_over(budget);
	search_free(s);
	return end;
}
