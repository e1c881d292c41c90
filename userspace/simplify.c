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

/* Of a term: a claim for each location */
#define CLAIM_BITS	16
#define MAX_CLAIM	((1U << CLAIM_BITS) - 1)
#define CLAIMS_PER_WORD	(64 / CLAIM_BITS)
#define MAX_TERM_WORDS	(ORDLAB_MAX_LOCATIONS / CLAIMS_PER_WORD)
#define TERM_NOTHING	0

/* Circuits that become small take less; where there is much, there is ever more */
#define STEPS_PER_GATE	100

struct formulas {
	const struct execution *x;
	unsigned int nr_locations;
	struct coherence *locations;
	struct keyset terms;
	uint64_t *facts;		/* of terms: bits; then those excluded */
	size_t fact_words;
	uint32_t *checked;		/* of terms: against so many of @forbidden */
	size_t room_terms;
	struct keyset formulas;		/* a term, and the formula of the others */
	struct keyset asked;		/* for, and the answers */
	uint32_t *answers;
	size_t room;
	uint32_t *forbidden;		/* terms */
	uint32_t nr_forbidden;
	uint32_t *work;			/* the terms of a formula that is made */
	uint32_t nr_work;
	uint64_t steps, limit;
	bool full;
};

/* --- Terms --- */

static uint32_t key_claim(const uint64_t *key, unsigned int loc)
{
	return key[loc / CLAIMS_PER_WORD] >>
	       (loc % CLAIMS_PER_WORD * CLAIM_BITS) & MAX_CLAIM;
}

static void key_add(uint64_t *key, unsigned int loc, uint32_t claim)
{
	key[loc / CLAIMS_PER_WORD] |= (uint64_t)claim <<
				      (loc % CLAIMS_PER_WORD * CLAIM_BITS);
}

static uint64_t *term_facts(const struct formulas *f, uint32_t term)
{
	return f->facts + 2 * term * f->fact_words;
}

static uint64_t *term_excluded(const struct formulas *f, uint32_t term)
{
	return term_facts(f, term) + f->fact_words;
}

/* Whether a term follows from facts */
static bool facts_imply(const struct formulas *f, const uint64_t *facts,
			uint32_t follows)
{
	const uint64_t *other = term_facts(f, follows);

	for (unsigned int w = 0; w < f->fact_words; w++)
		if (other[w] & ~facts[w])
			return false;
	return true;
}

static uint32_t term_find(struct formulas *f, const uint64_t *key)
{
	size_t before = f->terms.nr, term = keyset_find(&f->terms, key);
	uint64_t *facts;

	if (term < before)
		return term;
	if (term == f->room_terms) {
		f->room_terms = f->room_terms ? 2 * f->room_terms : 256;
		f->facts = xrealloc(f->facts, f->room_terms,
				    2 * f->fact_words * sizeof(*f->facts));
		f->checked = xrealloc(f->checked, f->room_terms,
				      sizeof(*f->checked));
	}
	f->checked[term] = 0;
	facts = term_facts(f, term);
	for (unsigned int l = 0; l < f->nr_locations; l++) {
		const struct coherence *c = &f->locations[l];
		const uint64_t *own = coherence_facts(c, key_claim(key, l));
		size_t words = c->fact_words;

		memcpy(facts, own, words * sizeof(*facts));
		memcpy(facts + f->fact_words, own + words, words * sizeof(*facts));
		facts += words;
	}
	return term;
}

/* Both of two terms. Return: false if that cannot be */
static bool term_and(struct formulas *f, uint32_t a, uint32_t b, uint32_t *both)
{
	uint64_t key[MAX_TERM_WORDS] = { 0 };

	for (unsigned int l = 0; l < f->nr_locations; l++) {
		uint32_t claim = coherence_and(&f->locations[l],
				key_claim(keyset_key(&f->terms, a), l),
				key_claim(keyset_key(&f->terms, b), l));

		if (claim > MAX_CLAIM) {
			f->full |= claim != CLAIM_FALSE;
			return false;
		}
		key_add(key, l, claim);
	}
	*both = term_find(f, key);
	return true;
}

static bool term_is_forbidden(struct formulas *f, uint32_t term)
{
	for (; f->checked[term] < f->nr_forbidden; f->checked[term]++)
		if (facts_imply(f, term_facts(f, term),
				f->forbidden[f->checked[term]]))
			return true;
	return false;
}

static void formulas_init(struct formulas *f, const struct execution *x, uint64_t limit)
{
	uint64_t nothing[MAX_TERM_WORDS] = { 0 };
	uint64_t empty = (uint64_t)TERM_NOTHING << 32 | FORMULA_FALSE;

	*f = (struct formulas) { .x = x, .limit = limit };
	f->nr_locations = x->view->prog->nr_locations;
	f->locations = xcalloc(f->nr_locations + 1, sizeof(*f->locations));
	for (unsigned int l = 0; l < f->nr_locations; l++) {
		coherence_init(&f->locations[l], x, l);
		f->fact_words += f->locations[l].fact_words;
	}
	f->terms.words = (f->nr_locations + CLAIMS_PER_WORD - 1) / CLAIMS_PER_WORD;
	f->formulas.words = f->asked.words = 1;
	term_find(f, nothing);
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
	free(f->facts);
	free(f->checked);
	free(f->forbidden);
	free(f->work);
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

/* Whether a term of the formula that is made follows from facts */
static bool work_has(struct formulas *f, const uint64_t *facts)
{
	f->steps += f->nr_work + 1;
	f->full |= f->steps > f->limit;
	for (uint32_t i = 0; i < f->nr_work; i++)
		if (facts_imply(f, facts, f->work[i]))
			return true;
	return false;
}

/* Adds a term to them */
static void work_add(struct formulas *f, uint32_t term)
{
	uint32_t nr = 0;

	if (work_has(f, term_facts(f, term)))
		return;
	for (uint32_t i = 0; i < f->nr_work; i++)
		if (!facts_imply(f, term_facts(f, f->work[i]), term))
			f->work[nr++] = f->work[i];
	f->work = xrealloc(f->work, nr + 1, sizeof(*f->work));
	f->work[nr++] = term;
	f->nr_work = nr;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static size_t formulas_bytes(const struct formulas *f)
{
	size_t bytes = keyset_bytes(&f->terms) + keyset_bytes(&f->formulas) +
		       2 * f->room_terms * f->fact_words * sizeof(*f->facts);

	for (unsigned int l = 0; l < f->nr_locations; l++)
		bytes += coherence_bytes(&f->locations[l]);
	return bytes;
}

static uint32_t work_done(struct formulas *f)
{
	uint32_t formula = FORMULA_FALSE;

	if (f->nr_work)
		qsort(f->work, f->nr_work, sizeof(*f->work), by_number);
	for (uint32_t i = 0; i < f->nr_work; i++) {
		uint64_t key = (uint64_t)f->work[i] << 32 | formula;

		formula = keyset_find(&f->formulas, &key) + 1;
	}
	f->nr_work = 0;
	f->full |= formulas_bytes(f) > MAX_SEARCH_BYTES;
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
	key_add(key, loc, claim);
	work_add(f, term_find(f, key));
	return work_done(f);
}

/* Both of two terms, if that can be and is worth it */
static void work_both(struct formulas *f, uint32_t a, uint32_t b)
{
	uint64_t facts[f->fact_words + 1];
	uint32_t both;

	for (unsigned int w = 0; w < f->fact_words; w++) {
		if (term_excluded(f, a)[w] & term_facts(f, b)[w])
			return;
		facts[w] = term_facts(f, a)[w] | term_facts(f, b)[w];
	}
	/* More may follow from both together, but nothing less */
	if (!work_has(f, facts) && term_and(f, a, b, &both) &&
	    !term_is_forbidden(f, both))
		work_add(f, both);
}

static void work_and(struct formulas *f, uint32_t a, uint32_t b)
{
	uint32_t term;

	for_each_term(f, a, term)
		for (uint32_t rest = b; rest != FORMULA_FALSE && !f->full;
		     rest = other_terms(f, rest))
			work_both(f, term, first_term(f, rest));
}

static void work_or(struct formulas *f, uint32_t formula)
{
	uint32_t term;

	for_each_term(f, formula, term)
		if (!term_is_forbidden(f, term))
			work_add(f, term);
}

static uint32_t formula_make(struct formulas *f, bool and, uint32_t a, uint32_t b)
{
	uint64_t key = (uint64_t)and << 63 | (uint64_t)(a < b ? a : b) << 32 |
		       (a < b ? b : a);
	size_t before = f->asked.nr, at = keyset_find(&f->asked, &key);
	uint32_t answer;

	if (at < before)
		return f->answers[at];
	if (and) {
		work_and(f, a, b);
	} else {
		work_or(f, a);
		work_or(f, b);
	}
	answer = work_done(f);
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

/* A circuit that is read */
struct reader {
	struct formulas *f;
	const struct circuit *circuit;
	uint32_t *formulas;	/* of gates */
	bool *made;
	bool *part;		/* an AND that is only a part of an OR */
	bool *wanted;
};

static void read_inputs(struct reader *r, const struct edge_gates *edges)
{
	unsigned int n = r->f->x->n;

	r->formulas[GATE_TRUE] = FORMULA_TRUE;
	for (unsigned int k = 0; k < ARRAY_SIZE(edge_kinds); k++) {
		const uint32_t *inputs = edge_inputs(edges, edge_kinds[k]);

		for (unsigned int e = 0; e < n * n; e++)
			if (inputs[e])
				r->formulas[inputs[e]] =
					formula_edge(r->f, edge_kinds[k], e / n,
						     e % n);
	}
	for (uint32_t g = 0; g < r->circuit->nr; g++)
		r->made[g] = r->circuit->gates[g].kind == GATE_INPUT;
}

static void find_parts(struct reader *r)
{
	const struct circuit *c = r->circuit;
	bool *seen = xcalloc(c->nr, sizeof(*seen));

	for (uint32_t o = 0; o < c->nr_outputs; o++)
		seen[c->outputs[o]] = true;
	for (uint32_t g = 0; g < c->nr; g++) {
		const uint32_t operands[] = { c->gates[g].a, c->gates[g].b };

		if (c->gates[g].kind == GATE_INPUT)
			continue;
		for (unsigned int i = 0; i < ARRAY_SIZE(operands); i++) {
			uint32_t a = operands[i];

			r->part[a] = !seen[a] && c->gates[a].kind == GATE_AND &&
				     c->gates[g].kind == GATE_OR;
			seen[a] = true;
		}
	}
	free(seen);
}

static void read_operand(struct reader *r, uint32_t g)
{
	const struct gate *gate = &r->circuit->gates[g];

	if (r->part[g])
		work_and(r->f, r->formulas[gate->a], r->formulas[gate->b]);
	else
		work_or(r->f, r->formulas[g]);
}

static uint32_t read_gate(struct reader *r, const struct gate *gate)
{
	bool later = r->part[gate->a];

	if (gate->kind == GATE_AND)
		return formula_and(r->f, r->formulas[gate->a], r->formulas[gate->b]);
	if (!r->part[gate->a] && !r->part[gate->b])
		return formula_or(r->f, r->formulas[gate->a], r->formulas[gate->b]);
	/* Much of a part may follow from the other operand */
	read_operand(r, later ? gate->b : gate->a);
	read_operand(r, later ? gate->a : gate->b);
	return work_done(r->f);
}

/* Makes what an output depends on, as far as it is not there yet */
static void read_output(struct reader *r, uint32_t output)
{
	const struct circuit *c = r->circuit;

	memset(r->wanted, 0, c->nr * sizeof(*r->wanted));
	r->wanted[output] = true;
	for (uint32_t g = output + 1; g-- > 0;) {
		r->wanted[g] &= !r->made[g];
		if (!r->wanted[g])
			continue;
		r->wanted[c->gates[g].a] = true;
		r->wanted[c->gates[g].b] = true;
	}
	for (uint32_t g = 0; g <= output && !r->f->full; g++) {
		if (!r->wanted[g])
			continue;
		r->made[g] = true;
		r->f->limit += STEPS_PER_GATE;
		if (!r->part[g])
			r->formulas[g] = read_gate(r, &c->gates[g]);
	}
}

/*
 * Forbids what makes outputs true, one after the other: of what is made then,
 * that much less is left.
 */
static void read_circuit(struct formulas *f, const struct circuit *c,
			 const struct edge_gates *edges)
{
	struct reader r = {
		.f = f, .circuit = c,
		.formulas = xcalloc(c->nr, sizeof(*r.formulas)),
		.made = xcalloc(c->nr, sizeof(*r.made)),
		.part = xcalloc(c->nr, sizeof(*r.part)),
		.wanted = xcalloc(c->nr, sizeof(*r.wanted)),
	};

	read_inputs(&r, edges);
	find_parts(&r);
	for (uint32_t o = 0; o < c->nr_outputs && !f->full; o++) {
		read_output(&r, c->outputs[o]);
		formula_forbid(f, r.formulas[c->outputs[o]]);
	}
	free(r.formulas);
	free(r.made);
	free(r.part);
	free(r.wanted);
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
	const uint64_t *key = keyset_key(&f->terms, term);
	uint32_t all = GATE_TRUE;

	for (unsigned int l = 0; l < f->nr_locations; l++) {
		w->gate = GATE_TRUE;
		coherence_edges(&f->locations[l], key_claim(key, l), write_edge,
				w);
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
