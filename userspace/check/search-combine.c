// SPDX-License-Identifier: GPL-2.0
/*
 * Combining the orders of the locations, one location after the other: see
 * search-steps.h. After each location, the user may reject the incomplete candidate, or
 * decide that it accepts all candidates that contain it. In the second case the search
 * combines outcomes instead of orders.
 */
#include <stdlib.h>
#include <string.h>
#include "lib/count.h"
#include "private/search-steps.h"
#include "private/symmetry.h"
#include "lib/util.h"

void combine_begin(struct search_state *s)
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

	/* In reverse co, so the initial write is the last one */
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

bool combine_report(struct search_state *s, bool decided, uint64_t count)
{
	if (!search_goes_on(s))
		return false;
	if (s->probes) {
		s->probes--;
		return !outcome_counts(s) || s->incomplete ? s->probes :
			s->user->flag(s->user->data, &s->x) && s->probes;
	}
	if (!outcome_counts(s) ||
	    s->user->candidate(s->user->data, &s->x, decided, count))
		return true;
	s->end = SEARCH_ENOUGH;
	return false;
}

struct report {
	struct search_state *s;
	bool decided;
	uint64_t count;
};

static bool report_alike(void *data, uint64_t count)
{
	const struct report *report = data;

	return combine_report(report->s, report->decided,
			      count_mul(report->count, count));
}

bool search_complete(struct search_state *s, bool decided, uint64_t count)
{
	struct report report = { s, decided, count };
	bool cycle = false;

	if (s->check_values) {
		if (!valuation_fits(&s->values, true, &cycle))
			return true;
		if (cycle && !valuation_solve(&s->values))
			return true;
	}
	valuation_state(&s->values);
	if (!s->like)
		return combine_report(s, decided, count);
	if (cycle) {
		s->has_symbols = true;
		return false;
	}
	return symmetry_each(s->like, s->x.paths, s->x.state, report_alike, &report);
}

/* --- Many candidates at once --- */

/*
 * Once a candidate is decided, only its outcome matters. If each observed value depends
 * on one location, the outcomes are all combinations of the outcomes of each location.
 * The search reports these combinations, which are fewer than combinations of orders.
 */

/* The location that a node depends on; NO_LOC for none, or SEVERAL_LOCS */
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

void combine_observed(struct search_state *s)
{
	const struct ordlab_view *view = s->x.view;

	s->factored = s->user->decided && !s->check_values;
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

void outcome_key(const struct accesses *a, const struct execution *x,
		 uint64_t *key)
{
	for (unsigned int o = 0; o < a->nr_observed; o++)
		memcpy(key + VALUE_WORDS * o, &x->state[a->observed[o]],
		       sizeof(struct value));
}

/* Sets the observed values that depend on a location to one of its outcomes */
void outcome_apply(struct search_state *s, const struct accesses *a,
		   size_t outcome)
{
	const uint64_t *key = keyset_key(&a->outcomes, outcome);

	for (unsigned int o = 0; o < a->nr_observed; o++)
		memcpy(&s->x.state[a->observed[o]], key + VALUE_WORDS * o,
		       sizeof(struct value));
}

/* Counts the outcome of the current values. Return: its number */
size_t outcome_note(struct accesses *a, const struct execution *x,
		    uint64_t weight)
{
	uint64_t key[VALUE_WORDS * ORDLAB_MAX_OBSERVED];
	size_t before = a->outcomes.nr, outcome;

	outcome_key(a, x, key);
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
		return combine_report(s, true, count);
	if (!search_goes_on(s))
		return false;
	for (size_t o = 0; o < a->outcomes.nr && go_on; o++) {
		outcome_apply(s, a, o);
		go_on = combine_outcomes(s, i + 1, count_mul(count, a->counts[o]));
	}
	return go_on;
}

static bool combine_decided(struct search_state *s, unsigned int i,
			    uint64_t count)
{
	for (unsigned int j = i; j < s->nr_accesses; j++)
		if (!s->accesses[j].outcomes.nr)
			find_outcomes(s, &s->accesses[j]);
	/* Values that depend on locations with an order, or on none */
	valuation_state(&s->values);
	return combine_outcomes(s, i, count);
}

/* Adds all edges that any order of a location has; order_undo() removes them */
void orders_apply_all(struct search_state *s, struct accesses *a)
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

/* Estimates the edges that any order may have, from pairs of accesses */
static void orders_estimate(struct search_state *s, struct accesses *a)
{
	const struct rel *po = s->x.po;
	unsigned int words = rel_words(s->x.n);

	s->now = a;
	memset(s->can_read, 0, a->nr_reads * sizeof(*s->can_read));
	orders_plain_reads(s);
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

void orders_collect(struct search_state *s, struct accesses *a)
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

/* Whether calling the user here is likely to pay: a call costs as much as a candidate */
static bool gauge_pays(struct gauge *gauge, double below)
{
	return gauge->tried < 16 || gauge->yes * below >= gauge->tried ||
	       ++gauge->skipped % 64 == 0;
}

static bool gauge_note(struct gauge *gauge, bool yes)
{
	gauge->tried++;
	gauge->yes += yes;
	return yes;
}

/* Whether the user may accept candidates with the orders of the first @i locations */
static bool partial_fits(struct search_state *s, unsigned int i, bool *decided)
{
	const struct execution_user *user = s->user;
	struct accesses *a = &s->accesses[i];
	bool cycle;

	if (s->check_values && !valuation_fits(&s->values, false, &cycle))
		return false;
	if (*decided)
		return true;
	if (user->viable) {
		if (gauge_pays(&a->viable, a->below) &&
		    gauge_note(&a->viable, !user->viable(user->data, &s->x)))
			return false;
	}
	if (user->decided && gauge_pays(&a->decided, a->below)) {
		for (unsigned int j = i; j < s->nr_accesses; j++)
			orders_apply_all(s, &s->accesses[j]);
		*decided = gauge_note(&a->decided,
				      user->decided(user->data, &s->x));
		for (unsigned int j = i; j < s->nr_accesses; j++)
			order_undo(s, &s->accesses[j]);
	}
	return true;
}

bool combine_orders(struct search_state *s, unsigned int i, bool decided,
		    uint64_t count)
{
	const struct accesses *a = &s->accesses[i];
	bool go_on = true;

	if (i == s->nr_accesses)
		return search_complete(s, decided, count);
	if (a->nr_orders > 1 && !partial_fits(s, i, &decided))
		return true;
	if (decided && s->factored)
		return combine_decided(s, i, count);
	for (size_t o = 0; o < a->nr_orders && go_on; o++) {
		if (!search_goes_on(s))
			return false;
		order_apply(s, a, a->orders + o * order_size(a));
		go_on = combine_orders(s, i + 1, decided,
				       count_mul(count, order_weight(a, o)));
		order_undo(s, a);
	}
	return go_on;
}
