// SPDX-License-Identifier: GPL-2.0
/*
 * Circuits made smaller, see simplify.h.
 */
#include <stdlib.h>
#include <string.h>
#include "private/coherence.h"
#include "lib/keyset.h"
#include "count/simplify.h"
#include "lib/util.h"

/* A term has a claim for each location, of this many bits */
#define CLAIM_BITS	16
#define MAX_CLAIM	((1U << CLAIM_BITS) - 1)
#define CLAIMS_PER_WORD	(64 / CLAIM_BITS)
#define MAX_TERM_WORDS	(MAX_PLACES / CLAIMS_PER_WORD)
#define TERM_NOTHING	0
#define TERM_FALSE	(~0U)
#define TERM_FORBIDDEN	(~0U)

/* Circuits that become small take fewer steps than this; others would take ever more */
#define STEPS_PER_GATE	100
#define STEPS_PER_TERM	24	/* to make a term of two */
#define TERMS_PER_STEP	16	/* terms of a list that are compared in a step */

/*
 * What is known of a term. Its mark is the OR of all words of its facts. A term that
 * implies this one has all of these bits in its own mark: most terms are told apart by
 * their marks alone.
 */
struct term {
	uint64_t mark;
	uint32_t checked;	/* against so many forbidden terms; or TERM_FORBIDDEN */
	uint32_t seen;		/* number of the last formula that had it */
};

struct termlist {
	uint32_t *terms;
	uint64_t *marks;
	uint32_t nr;
	size_t room, room_marks;
};

/* A formula: it is true if one of its terms is */
struct formula {
	size_t first;		/* in the pool */
	uint32_t nr;
};

/* The second operand of an AND: its terms, and their facts in one array */
struct operand {
	uint32_t *terms;
	uint64_t *facts;
	uint32_t nr;
	size_t room, room_facts;
};

struct formulas {
	const struct execution *x;
	struct budget *budget;
	unsigned int nr_locations;
	struct coherence *locations;
	struct keyset keys;		/* of terms */
	struct term *terms;
	uint64_t *facts;		/* of terms: bits; then those excluded */
	size_t fact_words;
	size_t room_terms, room_facts;
	struct termlist forbidden;
	struct termlist work;		/* the formula that is being made */
	uint32_t nr_made;
	uint32_t *pool;			/* the terms of finished formulas */
	size_t nr_pool, room_pool;
	struct operand operand;
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

/* Whether facts imply a term */
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
	size_t before = f->keys.nr, term = keyset_find(&f->keys, key);
	uint64_t *facts, mark = 0;

	if (!budget_grow(f->budget, &f->terms, &f->room_terms, term + 1,
			 sizeof(*f->terms)) ||
	    !budget_grow(f->budget, &f->facts, &f->room_facts,
			 2 * (term + 1) * f->fact_words + 1, sizeof(*f->facts))) {
		f->full = true;
		return TERM_NOTHING;
	}
	if (term < before)
		return term;
	facts = term_facts(f, term);
	for (unsigned int l = 0; l < f->nr_locations; l++) {
		const struct coherence *c = &f->locations[l];
		const uint64_t *own = coherence_facts(c, key_claim(key, l));
		size_t words = c->fact_words;

		memcpy(facts, own, words * sizeof(*facts));
		memcpy(facts + f->fact_words, own + words, words * sizeof(*facts));
		for (size_t w = 0; w < words; w++)
			mark |= own[w];
		facts += words;
	}
	f->terms[term] = (struct term) { .mark = mark };
	return term;
}

/* The conjunction of two terms; TERM_FALSE if they contradict each other */
static uint32_t term_both(struct formulas *f, uint32_t a, uint32_t b)
{
	uint64_t key[MAX_TERM_WORDS] = { 0 };

	for (unsigned int l = 0; l < f->nr_locations; l++) {
		uint32_t claim = coherence_and(&f->locations[l],
				key_claim(keyset_key(&f->keys, a), l),
				key_claim(keyset_key(&f->keys, b), l));

		if (claim > MAX_CLAIM) {
			f->full |= claim != CLAIM_FALSE;
			return TERM_FALSE;
		}
		key_add(key, l, claim);
	}
	return term_find(f, key);
}

/* --- Lists of terms --- */

static void list_add(struct formulas *f, struct termlist *list, uint32_t term)
{
	if (!budget_grow(f->budget, &list->terms, &list->room, list->nr + 1,
			 sizeof(*list->terms)) ||
	    !budget_grow(f->budget, &list->marks, &list->room_marks,
			 list->nr + 1, sizeof(*list->marks))) {
		f->full = true;
		return;
	}
	list->terms[list->nr] = term;
	list->marks[list->nr++] = f->terms[term].mark;
}

/* Whether a term implies one of the list, from some place on */
static bool list_has(struct formulas *f, const struct termlist *list,
		     uint32_t from, uint32_t term)
{
	uint64_t lacks = ~f->terms[term].mark;

	f->steps += 1 + (list->nr - from) / TERMS_PER_STEP;
	for (uint32_t i = from; i < list->nr; i++)
		if (!(list->marks[i] & lacks) &&
		    facts_imply(f, term_facts(f, term), list->terms[i]))
			return true;
	return false;
}

/*
 * Adds a term, unless it implies one of the list, and drops the terms that imply it.
 * No term of the list implies another one, so only one of these two can happen.
 */
static void list_put(struct formulas *f, struct termlist *list, uint32_t term)
{
	uint64_t mark = f->terms[term].mark;
	const uint64_t *facts = term_facts(f, term);
	uint32_t i = 0;

	f->steps += 1 + list->nr / TERMS_PER_STEP;
	while (i < list->nr) {
		uint64_t common = list->marks[i] & mark;

		if (common == list->marks[i] &&
		    facts_imply(f, facts, list->terms[i]))
			return;
		if (common == mark &&
		    facts_imply(f, term_facts(f, list->terms[i]), term)) {
			list->nr--;
			list->terms[i] = list->terms[list->nr];
			list->marks[i] = list->marks[list->nr];
		} else {
			i++;
		}
	}
	list_add(f, list, term);
}

static void list_free(struct formulas *f, struct termlist *list)
{
	budget_free(f->budget, &list->terms, &list->room, sizeof(*list->terms));
	budget_free(f->budget, &list->marks, &list->room_marks,
		    sizeof(*list->marks));
}

static bool term_is_forbidden(struct formulas *f, uint32_t term)
{
	uint32_t *checked = &f->terms[term].checked;

	if (*checked == f->forbidden.nr)
		return false;
	if (*checked == TERM_FORBIDDEN)
		return true;
	*checked = list_has(f, &f->forbidden, *checked, term) ?
		   TERM_FORBIDDEN : f->forbidden.nr;
	return *checked == TERM_FORBIDDEN;
}

/* --- Formulas --- */

static void formulas_init(struct formulas *f, const struct execution *x,
			  uint64_t limit, struct budget *budget)
{
	uint64_t nothing[MAX_TERM_WORDS] = { 0 };

	*f = (struct formulas) { .x = x, .limit = limit, .budget = budget };
	f->keys.budget = budget;
	f->nr_locations = x->nr_places;
	f->locations = xcalloc(f->nr_locations + 1, sizeof(*f->locations));
	for (unsigned int l = 0; l < f->nr_locations; l++) {
		coherence_init(&f->locations[l], x, l, budget);
		f->fact_words += f->locations[l].fact_words;
	}
	f->keys.words = (f->nr_locations + CLAIMS_PER_WORD - 1) / CLAIMS_PER_WORD;
	term_find(f, nothing);
}

static void formulas_free(struct formulas *f)
{
	for (unsigned int l = 0; l < f->nr_locations; l++)
		coherence_free(&f->locations[l]);
	free(f->locations);
	keyset_free(&f->keys);
	budget_free(f->budget, &f->terms, &f->room_terms, sizeof(*f->terms));
	budget_free(f->budget, &f->facts, &f->room_facts, sizeof(*f->facts));
	list_free(f, &f->forbidden);
	list_free(f, &f->work);
	budget_free(f->budget, &f->pool, &f->room_pool, sizeof(*f->pool));
	budget_free(f->budget, &f->operand.terms, &f->operand.room,
		    sizeof(*f->operand.terms));
	budget_free(f->budget, &f->operand.facts, &f->operand.room_facts,
		    sizeof(*f->operand.facts));
}

/* Adds a term to the formula that is being made, unless it is forbidden or implied */
static void work_add(struct formulas *f, uint32_t term)
{
	if (f->terms[term].seen == f->nr_made + 1)
		return;
	f->terms[term].seen = f->nr_made + 1;
	if (!term_is_forbidden(f, term))
		list_put(f, &f->work, term);
}

static struct formula work_done(struct formulas *f)
{
	struct formula done = { .first = f->nr_pool, .nr = f->work.nr };

	if (!budget_grow(f->budget, &f->pool, &f->room_pool,
			 f->nr_pool + done.nr, sizeof(*f->pool)))
		done.nr = 0;
	if (done.nr)
		memcpy(f->pool + done.first, f->work.terms,
		       done.nr * sizeof(*f->pool));
	f->nr_pool += done.nr;
	f->work.nr = 0;
	f->nr_made++;
	f->full |= f->steps > f->limit || budget_over(f->budget);
	return done;
}

static struct formula formula_edge(struct formulas *f, enum edge_kind kind,
				   unsigned int from, unsigned int to)
{
	unsigned int loc = f->x->events[from].loc;
	uint32_t claim = coherence_edge(&f->locations[loc], kind, from, to);
	uint64_t key[MAX_TERM_WORDS] = { 0 };

	if (claim != CLAIM_FALSE) {
		key_add(key, loc, claim);
		work_add(f, term_find(f, key));
	}
	return work_done(f);
}

/* Drops terms that have been forbidden since they were made */
static void formula_prune(struct formulas *f, struct formula *formula)
{
	uint32_t *terms = f->pool + formula->first, nr = 0;

	for (uint32_t i = 0; i < formula->nr; i++)
		if (!term_is_forbidden(f, terms[i]))
			terms[nr++] = terms[i];
	formula->nr = nr;
}

static bool excludes(const uint64_t *excluded, const uint64_t *facts, size_t words)
{
	uint64_t both = 0;

	for (size_t w = 0; w < words; w++)
		both |= excluded[w] & facts[w];
	return both;
}

/* Reads the terms of an operand that may add to the formula */
static void read_operand(struct formulas *f, const struct formula *formula)
{
	struct operand *o = &f->operand;
	size_t words = f->fact_words;

	o->nr = 0;
	if (!budget_grow(f->budget, &o->terms, &o->room, formula->nr,
			 sizeof(*o->terms)) ||
	    !budget_grow(f->budget, &o->facts, &o->room_facts,
			 formula->nr * words + 1, sizeof(*o->facts))) {
		f->full = true;
		return;
	}
	for (uint32_t i = 0; i < formula->nr; i++) {
		uint32_t term = f->pool[formula->first + i];

		if (list_has(f, &f->work, 0, term))
			continue;
		memcpy(o->facts + o->nr * words, term_facts(f, term),
		       words * sizeof(*o->facts));
		o->terms[o->nr++] = term;
	}
}

/* Adds the conjunctions of a term with each term of the operand */
static void work_with(struct formulas *f, uint32_t term)
{
	const struct operand *o = &f->operand;

	f->steps += o->nr;
	for (uint32_t i = 0; i < o->nr && !f->full; i++) {
		uint32_t both;

		if (excludes(term_excluded(f, term), o->facts + i * f->fact_words,
			     f->fact_words))
			continue;
		f->steps += STEPS_PER_TERM;
		both = term_both(f, term, o->terms[i]);
		if (both != TERM_FALSE)
			work_add(f, both);
		f->full |= f->steps > f->limit || budget_over(f->budget);
	}
}

static void work_and(struct formulas *f, struct formula *a, struct formula *b)
{
	formula_prune(f, a);
	formula_prune(f, b);
	read_operand(f, b);
	for (uint32_t i = 0; i < a->nr && !f->full; i++) {
		uint32_t term = f->pool[a->first + i];

		if (!list_has(f, &f->work, 0, term))
			work_with(f, term);
	}
}

static void work_or(struct formulas *f, const struct formula *formula)
{
	bool first = !f->work.nr;

	f->steps += formula->nr;
	for (uint32_t i = 0; i < formula->nr; i++) {
		uint32_t term = f->pool[formula->first + i];

		/* No term of the operand implies another one */
		if (!first)
			work_add(f, term);
		else if (!term_is_forbidden(f, term))
			list_add(f, &f->work, term);
	}
}

/* Forbids all terms of a formula: formulas that are made later may leave them out */
static void formula_forbid(struct formulas *f, const struct formula *formula)
{
	for (uint32_t i = 0; i < formula->nr; i++) {
		uint32_t term = f->pool[formula->first + i];

		if (!term_is_forbidden(f, term))
			list_add(f, &f->forbidden, term);
	}
}

/* --- From gates and to gates --- */

static const enum edge_kind edge_kinds[] = { EDGE_RF, EDGE_CO, EDGE_FR };

static const uint32_t *edge_inputs(const struct edge_gates *edges,
				   enum edge_kind kind)
{
	return kind == EDGE_RF ? edges->rf : kind == EDGE_CO ? edges->co : edges->fr;
}

/* The state of reading the gates of a circuit */
struct reader {
	struct formulas *f;
	const struct circuit *circuit;
	struct formula *formulas;	/* of gates */
	bool *made;
	bool *part;		/* an AND that is only a part of an OR */
	bool *needed;
};

static void read_inputs(struct reader *r, const struct edge_gates *edges)
{
	unsigned int n = r->f->x->n;

	work_add(r->f, TERM_NOTHING);
	r->formulas[GATE_TRUE] = work_done(r->f);
	for (unsigned int k = 0; k < ARRAY_SIZE(edge_kinds); k++) {
		const uint32_t *inputs = edge_inputs(edges, edge_kinds[k]);

		for (unsigned int e = 0; e < n * n && !r->f->full; e++)
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

static void add_operand(struct reader *r, uint32_t g)
{
	const struct gate *gate = &r->circuit->gates[g];

	if (r->part[g])
		work_and(r->f, &r->formulas[gate->a], &r->formulas[gate->b]);
	else
		work_or(r->f, &r->formulas[g]);
}

static struct formula read_gate(struct reader *r, const struct gate *gate)
{
	bool later = r->part[gate->a];

	if (gate->kind == GATE_AND) {
		work_and(r->f, &r->formulas[gate->a], &r->formulas[gate->b]);
	} else {
		/* The terms of the other operand may subsume many of this part */
		add_operand(r, later ? gate->b : gate->a);
		add_operand(r, later ? gate->a : gate->b);
	}
	return work_done(r->f);
}

/* Makes the formulas on which an output depends, those that are not there yet */
static void read_output(struct reader *r, uint32_t output)
{
	const struct circuit *c = r->circuit;

	memset(r->needed, 0, c->nr * sizeof(*r->needed));
	r->needed[output] = true;
	for (uint32_t g = output + 1; g-- > 0;) {
		r->needed[g] &= !r->made[g];
		if (!r->needed[g])
			continue;
		r->needed[c->gates[g].a] = true;
		r->needed[c->gates[g].b] = true;
	}
	for (uint32_t g = 0; g <= output && !r->f->full; g++) {
		if (!r->needed[g])
			continue;
		r->made[g] = true;
		r->f->limit += STEPS_PER_GATE;
		if (!r->part[g])
			r->formulas[g] = read_gate(r, &c->gates[g]);
	}
}

/*
 * Forbids the terms of one output after the other. Formulas that are made later leave
 * out what is forbidden, and become shorter.
 */
static void read_circuit(struct formulas *f, const struct circuit *c,
			 const struct edge_gates *edges)
{
	struct reader r = {
		.f = f, .circuit = c,
		.formulas = xcalloc(c->nr, sizeof(*r.formulas)),
		.made = xcalloc(c->nr, sizeof(*r.made)),
		.part = xcalloc(c->nr, sizeof(*r.part)),
		.needed = xcalloc(c->nr, sizeof(*r.needed)),
	};

	read_inputs(&r, edges);
	find_parts(&r);
	for (uint32_t o = 0; o < c->nr_outputs && !f->full; o++) {
		read_output(&r, c->outputs[o]);
		formula_forbid(f, &r.formulas[c->outputs[o]]);
	}
	free(r.formulas);
	free(r.made);
	free(r.part);
	free(r.needed);
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
	const uint64_t *key = keyset_key(&f->keys, term);
	uint32_t all = GATE_TRUE;

	for (unsigned int l = 0; l < f->nr_locations; l++) {
		w->gate = GATE_TRUE;
		coherence_edges(&f->locations[l], key_claim(key, l), write_edge,
				w);
		all = circuit_and(w->circuit, all, w->gate);
	}
	return all;
}

/* A term that came later may be implied by an earlier one */
static void write_circuit(struct formulas *f, struct writer *w)
{
	for (uint32_t i = 0; i < f->forbidden.nr && !f->full; i++)
		list_put(f, &f->work, f->forbidden.terms[i]);
	for (uint32_t i = 0; i < f->work.nr && !f->full; i++) {
		circuit_output(w->circuit, write_term(f, w, f->work.terms[i]));
		f->full |= w->circuit->full || budget_over(f->budget);
	}
}

void circuit_simplify(struct circuit *c, const struct execution *x,
		      const struct edge_gates *edges, uint64_t limit,
		      struct budget *budget)
{
	struct writer w = { .edges = edges, .n = x->n };
	/* If this takes too long, the circuit stays as it was */
	struct budget part = budget_part(budget, 0);
	struct circuit simple;
	struct formulas f;

	if (!c->nr_outputs)
		return;
	part.bytes /= 2;
	formulas_init(&f, x, limit, &part);
	read_circuit(&f, c, edges);
	if (!f.full) {
		circuit_init(&simple, c->limit, budget);
		while (simple.nr < c->nr && c->gates[simple.nr].kind == GATE_INPUT)
			circuit_input(&simple);
		w.circuit = &simple;
		write_circuit(&f, &w);
		if (f.full) {
			circuit_free(&simple);
		} else {
			circuit_free(c);
			*c = simple;
		}
	}
	formulas_free(&f);
}
