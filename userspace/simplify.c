// SPDX-License-Identifier: GPL-2.0
/*
 * Circuits made smaller, see simplify.h.
 */
#include <stdlib.h>
#include <string.h>
#include "coherence.h"
#include "keyset.h"
#include "simplify.h"
#include "util.h"

/* A formula by its number. Formulas that have the same terms are the same */
#define FORMULA_FALSE	0
#define FORMULA_TRUE	1

/* Of a term: a claim of 16 bits for each location */
#define CLAIMS_PER_WORD	4
#define MAX_CLAIMS	0xffff
#define MAX_TERM_WORDS	(ORDLAB_MAX_LOCATIONS / CLAIMS_PER_WORD)
#define TERM_NOTHING	0

struct formulas {
	const struct execution *x;
	unsigned int nr_locations;
	struct coherence *locations;
	struct keyset terms;
	struct keyset formulas;		/* a term, and the formula of the others */
	struct keyset asked;		/* for, and the answers */
	uint32_t *answers;
	size_t room;
	uint32_t *forbidden;		/* terms */
	uint32_t nr_forbidden;
	uint32_t *checked;		/* of a term: against so many of these */
	size_t room_checked;
	uint32_t *work;			/* the terms of a formula that is made */
	uint32_t nr_work;
	uint64_t steps, limit;
	bool full;
};

static void formulas_init(struct formulas *f, const struct execution *x, uint64_t limit)
{
	uint64_t nothing[MAX_TERM_WORDS] = { 0 };
	uint64_t empty = (uint64_t)TERM_NOTHING << 32 | FORMULA_FALSE;

	*f = (struct formulas) { .x = x, .limit = limit };
	f->nr_locations = x->view->prog->nr_locations;
	f->locations = xcalloc(f->nr_locations + 1, sizeof(*f->locations));
	for (unsigned int l = 0; l < f->nr_locations; l++)
		coherence_init(&f->locations[l], x, l);
	f->terms.words = (f->nr_locations + CLAIMS_PER_WORD - 1) / CLAIMS_PER_WORD;
	f->formulas.words = f->asked.words = 1;
	keyset_find(&f->terms, nothing);
	keyset_find(&f->formulas, &empty);
}

static void formulas_free(struct formulas *f)
{
	for (unsigned int l = 0; l < f->nr_locations; l++)
		coherence_free(&f->locations[l]);
	free(f->locations);
	keyset_free(&f->terms);
	keyset_free(&f->formulas);
	keyset_free(&f->asked);
	free(f->answers);
	free(f->forbidden);
	free(f->checked);
	free(f->work);
}

/* --- Terms --- */

static const uint16_t *term_claims(const struct formulas *f, uint32_t term)
{
	return (const uint16_t *)keyset_key(&f->terms, term);
}

static bool term_implies(const struct formulas *f, uint32_t term, uint32_t follows)
{
	const uint16_t *a = term_claims(f, term), *b = term_claims(f, follows);

	for (unsigned int l = 0; l < f->nr_locations; l++)
		if (a[l] != b[l] && b[l] != CLAIM_NOTHING &&
		    (a[l] == CLAIM_NOTHING ||
		     !coherence_implies(&f->locations[l], a[l], b[l])))
			return false;
	return true;
}

/* Both of two terms. Return: false if that cannot be */
static bool term_and(struct formulas *f, uint32_t a, uint32_t b, uint32_t *both)
{
	uint64_t key[MAX_TERM_WORDS] = { 0 };
	uint16_t *claims = (uint16_t *)key;

	for (unsigned int l = 0; l < f->nr_locations; l++) {
		uint32_t claim = coherence_and(&f->locations[l],
					       term_claims(f, a)[l],
					       term_claims(f, b)[l]);

		if (claim == CLAIM_FALSE)
			return false;
		f->full |= claim > MAX_CLAIMS;
		claims[l] = claim;
	}
	*both = keyset_find(&f->terms, key);
	return true;
}

static bool term_is_forbidden(struct formulas *f, uint32_t term)
{
	if (term >= f->room_checked) {
		size_t room = 2 * (size_t)term + 256;

		f->checked = xrealloc(f->checked, room, sizeof(*f->checked));
		memset(f->checked + f->room_checked, 0,
		       (room - f->room_checked) * sizeof(*f->checked));
		f->room_checked = room;
	}
	for (; f->checked[term] < f->nr_forbidden; f->checked[term]++)
		if (term_implies(f, term, f->forbidden[f->checked[term]]))
			return true;
	return false;
}

/* --- Formulas --- */

static uint32_t first_term(const struct formulas *f, uint32_t formula)
{
	return *keyset_key(&f->formulas, formula - 1) >> 32;
}

/* The formula without its first term */
static uint32_t other_terms(const struct formulas *f, uint32_t formula)
{
	return (uint32_t)*keyset_key(&f->formulas, formula - 1);
}

#define for_each_term(f, formula, term)					\
	for (uint32_t at_ = (formula);					\
	     at_ != FORMULA_FALSE && ((term) = first_term(f, at_), true);	\
	     at_ = other_terms(f, at_))

/* Adds a term to those of the formula that is made */
static void work_add(struct formulas *f, uint32_t term)
{
	uint32_t nr = 0;

	for (uint32_t i = 0; i < f->nr_work; i++)
		if (f->work[i] == term || term_implies(f, term, f->work[i]))
			return;
	for (uint32_t i = 0; i < f->nr_work; i++)
		if (!term_implies(f, f->work[i], term))
			f->work[nr++] = f->work[i];
	f->steps += f->nr_work + 1;
	f->work = xrealloc(f->work, nr + 1, sizeof(*f->work));
	f->work[nr++] = term;
	f->nr_work = nr;
	f->full |= f->steps > f->limit;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static uint32_t work_done(struct formulas *f)
{
	uint32_t formula = FORMULA_FALSE;

	qsort(f->work, f->nr_work, sizeof(*f->work), by_number);
	for (uint32_t i = 0; i < f->nr_work; i++) {
		uint64_t key = (uint64_t)f->work[i] << 32 | formula;

		formula = keyset_find(&f->formulas, &key) + 1;
	}
	f->nr_work = 0;
	return formula;
}

static uint32_t formula_edge(struct formulas *f, enum edge_kind kind,
			     unsigned int from, unsigned int to)
{
	unsigned int loc = f->x->events[from].loc;
	uint32_t claim = coherence_edge(&f->locations[loc], kind, from, to);
	uint64_t key[MAX_TERM_WORDS] = { 0 };

	if (claim == CLAIM_FALSE)
		return FORMULA_FALSE;
	((uint16_t *)key)[loc] = claim;
	work_add(f, keyset_find(&f->terms, key));
	return work_done(f);
}

static uint32_t and_make(struct formulas *f, uint32_t a, uint32_t b)
{
	uint32_t term, other, both;

	for_each_term(f, a, term) {
		uint32_t rest = b;

		for (; rest != FORMULA_FALSE; rest = other_terms(f, rest)) {
			other = first_term(f, rest);
			f->steps++;
			if (term_and(f, term, other, &both) &&
			    !term_is_forbidden(f, both))
				work_add(f, both);
			if (f->full)
				break;
		}
	}
	return work_done(f);
}

static uint32_t or_make(struct formulas *f, uint32_t a, uint32_t b)
{
	uint32_t term;

	for_each_term(f, a, term)
		if (!term_is_forbidden(f, term))
			work_add(f, term);
	for_each_term(f, b, term)
		if (!term_is_forbidden(f, term))
			work_add(f, term);
	return work_done(f);
}

static uint32_t formula_make(struct formulas *f, bool and, uint32_t a, uint32_t b)
{
	uint64_t key = (uint64_t)and << 63 | (uint64_t)(a < b ? a : b) << 32 |
		       (a < b ? b : a);
	size_t before = f->asked.nr, at = keyset_find(&f->asked, &key);
	uint32_t answer;

	if (at < before)
		return f->answers[at];
	answer = and ? and_make(f, a, b) : or_make(f, a, b);
	if (at >= f->room) {
		f->room = 2 * at + 256;
		f->answers = xrealloc(f->answers, f->room, sizeof(*f->answers));
	}
	f->answers[at] = answer;
	return answer;
}

static uint32_t formula_and(struct formulas *f, uint32_t a, uint32_t b)
{
	if (a == FORMULA_FALSE || b == FORMULA_FALSE)
		return FORMULA_FALSE;
	if (a == FORMULA_TRUE || b == FORMULA_TRUE || a == b)
		return a == FORMULA_TRUE ? b : a;
	return formula_make(f, true, a, b);
}

static uint32_t formula_or(struct formulas *f, uint32_t a, uint32_t b)
{
	if (a == FORMULA_TRUE || b == FORMULA_TRUE)
		return FORMULA_TRUE;
	if (a == FORMULA_FALSE || b == FORMULA_FALSE || a == b)
		return a == FORMULA_FALSE ? b : a;
	return formula_make(f, false, a, b);
}

/* Executions are forbidden for which it is true. Later formulas may lack that */
static void formula_forbid(struct formulas *f, uint32_t formula)
{
	uint32_t term;

	for_each_term(f, formula, term) {
		if (term_is_forbidden(f, term))
			continue;
		f->forbidden = xrealloc(f->forbidden, f->nr_forbidden + 1,
					sizeof(*f->forbidden));
		f->forbidden[f->nr_forbidden++] = term;
	}
}

/* --- From gates and to gates --- */

static const enum edge_kind edge_kinds[] = { EDGE_RF, EDGE_CO, EDGE_FR };

static const uint32_t *edge_inputs(const struct edge_gates *edges,
				   enum edge_kind kind)
{
	return kind == EDGE_RF ? edges->rf : kind == EDGE_CO ? edges->co : edges->fr;
}

/* Forbids what makes outputs true */
static void read_circuit(struct formulas *f, const struct circuit *c,
			 const struct edge_gates *edges)
{
	uint32_t *formulas = xcalloc(c->nr, sizeof(*formulas));
	bool *used = circuit_used(c), *asked = xcalloc(c->nr, sizeof(*asked));
	unsigned int n = f->x->n;

	for (uint32_t o = 0; o < c->nr_outputs; o++)
		asked[c->outputs[o]] = true;
	formulas[GATE_TRUE] = FORMULA_TRUE;
	for (unsigned int k = 0; k < ARRAY_SIZE(edge_kinds); k++) {
		const uint32_t *inputs = edge_inputs(edges, edge_kinds[k]);

		for (unsigned int e = 0; e < n * n; e++)
			if (inputs[e] && used[inputs[e]])
				formulas[inputs[e]] = formula_edge(f, edge_kinds[k],
								   e / n, e % n);
	}
	for (uint32_t g = GATE_TRUE; g < c->nr && !f->full; g++) {
		const struct gate *gate = &c->gates[g];

		if (used[g] && gate->kind == GATE_AND)
			formulas[g] = formula_and(f, formulas[gate->a],
						  formulas[gate->b]);
		else if (used[g] && gate->kind == GATE_OR)
			formulas[g] = formula_or(f, formulas[gate->a],
						 formulas[gate->b]);
		if (asked[g])
			formula_forbid(f, formulas[g]);
	}
	free(formulas);
	free(used);
	free(asked);
}

struct writer {
	struct circuit *circuit;
	const struct edge_gates *edges;
	unsigned int n;
	uint32_t gate;
};

static void write_edge(void *data, enum edge_kind kind, unsigned int from,
		       unsigned int to)
{
	struct writer *w = data;
	uint32_t input = edge_inputs(w->edges, kind)[from * w->n + to];

	w->gate = circuit_and(w->circuit, w->gate, input);
}

static uint32_t write_term(struct formulas *f, struct writer *w, uint32_t term)
{
	const uint16_t *claims = term_claims(f, term);
	uint32_t all = GATE_TRUE;

	for (unsigned int l = 0; l < f->nr_locations; l++) {
		w->gate = GATE_TRUE;
		coherence_edges(&f->locations[l], claims[l], write_edge, w);
		all = circuit_and(w->circuit, all, w->gate);
	}
	return all;
}

void circuit_simplify(struct circuit *c, const struct execution *x,
		      const struct edge_gates *edges, uint64_t limit)
{
	struct writer w = { .edges = edges, .n = x->n };
	struct circuit simple;
	struct formulas f;

	if (!c->nr_outputs)
		return;
	formulas_init(&f, x, limit);
	read_circuit(&f, c, edges);
	if (!f.full) {
		circuit_init(&simple, c->limit);
		while (simple.nr < c->nr && c->gates[simple.nr].kind == GATE_INPUT)
			circuit_input(&simple);
		w.circuit = &simple;
		/* Terms that others follow from may have come after these */
		for (uint32_t i = 0; i < f.nr_forbidden; i++)
			work_add(&f, f.forbidden[i]);
		for (uint32_t i = 0; i < f.nr_work; i++)
			circuit_output(&simple, write_term(&f, &w, f.work[i]));
		circuit_free(c);
		*c = simple;
	}
	formulas_free(&f);
}
