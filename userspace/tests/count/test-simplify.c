// SPDX-License-Identifier: GPL-2.0
/*
 * Circuits made smaller by what is known of coherent executions: outputs are the
 * same as before for every coherent execution, found by a naive search.
 */
#include "tests/tap.h"
#include "tests/random.h"
#include "count/simplify.h"
#include "lib/util.h"

#define NR_DRAWN	300
#define MAX_DRAWN	8	/* accesses */
#define NR_LOCATIONS	2
#define MAX_SEQUENCES	4096

/* An edge of kind k from a to b is bit (k * MAX_DRAWN + a) * MAX_DRAWN + b */
struct edges {
	uint64_t w[3 * MAX_DRAWN * MAX_DRAWN / 64];
};

struct drawn {
	struct budget budget;
	struct ordlab_program prog;
	struct ordlab_view view;
	struct execution x;
	/* What the accesses of each location may do */
	struct edges sequences[NR_LOCATIONS][MAX_SEQUENCES];
	unsigned int nr[NR_LOCATIONS];
	struct circuit circuit;
	struct edge_gates gates;
	/* of the accesses to a location */
	unsigned int place[MAX_DRAWN];
	unsigned int source[MAX_DRAWN];		/* MAX_DRAWN: the initial write */
};

static struct rel **rels_of(struct execution *x, unsigned int i)
{
	struct rel **rels[] = {
		&x->po, &x->external, &x->rmw, &x->rf, &x->co, &x->fr,
	};

	return i < ARRAY_SIZE(rels) ? rels[i] : NULL;
}

static void draw_accesses(struct drawn *d)
{
	struct execution *x = &d->x;
	unsigned int nr = 2 + draw(MAX_DRAWN - 2);
	struct rel **rel;

	d->prog.nr_locations = NR_LOCATIONS;
	d->view.prog = &d->prog;
	x->view = &d->view;
	x->nr_places = NR_LOCATIONS;
	for (unsigned int t = 0; x->n < nr; t = draw(2) ? t + 1 : t) {
		unsigned int loc = draw(NR_LOCATIONS);
		bool write = draw(2);

		x->events[x->n++] = (struct event) {
			.thread = t, .loc = loc, .kind = write ? EV_W : EV_R,
		};
		/* Its other half makes a read an rmw */
		if (!write && x->n < nr && !draw(3))
			x->events[x->n++] = (struct event) {
				.thread = t, .loc = loc, .kind = EV_W, .rmw = true,
			};
	}
	for (unsigned int i = 0; (rel = rels_of(x, i)); i++)
		*rel = rel_new(x->n);
	for (unsigned int a = 0; a < x->n; a++) {
		for (unsigned int b = 0; b < x->n; b++) {
			if (x->events[a].thread != x->events[b].thread)
				rel_add(x->external, a, b);
			else if (a < b)
				rel_add(x->po, a, b);
		}
		if (x->events[a].rmw)
			rel_add(x->rmw, a - 1, a);
	}
}

static unsigned int place_of(const struct drawn *d, unsigned int e)
{
	if (d->x.events[e].kind == EV_W)
		return d->place[e];
	return d->source[e] == MAX_DRAWN ? 0 : d->place[d->source[e]];
}

static bool is_coherent(const struct drawn *d, unsigned int loc)
{
	const struct execution *x = &d->x;

	for (unsigned int a = 0; a < x->n; a++) {
		for (unsigned int b = 0; b < x->n; b++) {
			if (x->events[a].loc != loc || x->events[b].loc != loc)
				continue;
			if (rel_has(x->po, a, b) &&
			    place_of(d, a) + (x->events[b].kind == EV_W) >
			    place_of(d, b))
				return false;
			/* Between the halves of an rmw */
			if (x->events[a].rmw && x->events[b].kind == EV_W &&
			    rel_has(x->external, a, b) &&
			    place_of(d, a - 1) < place_of(d, b) &&
			    place_of(d, b) < place_of(d, a))
				return false;
		}
	}
	return true;
}

static void add_edge(struct edges *e, struct rel *rel, unsigned int kind,
		     unsigned int a, unsigned int b)
{
	unsigned int bit = (kind * MAX_DRAWN + a) * MAX_DRAWN + b;

	e->w[bit / 64] |= 1ULL << (bit % 64);
	rel_add(rel, a, b);
}

static void note_sequence(struct drawn *d, unsigned int loc)
{
	struct execution *x = &d->x;
	struct edges *e = &d->sequences[loc][d->nr[loc]];

	if (!is_coherent(d, loc) || d->nr[loc] == MAX_SEQUENCES)
		return;
	memset(e, 0, sizeof(*e));
	d->nr[loc]++;
	for (unsigned int a = 0; a < x->n; a++) {
		bool write = x->events[a].kind == EV_W;

		if (x->events[a].loc != loc)
			continue;
		if (!write && d->source[a] != MAX_DRAWN)
			add_edge(e, x->rf, 0, d->source[a], a);
		for (unsigned int b = 0; b < x->n; b++)
			if (x->events[b].loc == loc &&
			    x->events[b].kind == EV_W &&
			    place_of(d, a) < place_of(d, b))
				add_edge(e, write ? x->co : x->fr, 1 + !write, a, b);
	}
}

static void try_reads(struct drawn *d, unsigned int loc, unsigned int e)
{
	const struct execution *x = &d->x;

	if (e == x->n) {
		note_sequence(d, loc);
		return;
	}
	if (x->events[e].loc != loc || x->events[e].kind == EV_W) {
		try_reads(d, loc, e + 1);
		return;
	}
	d->source[e] = MAX_DRAWN;
	try_reads(d, loc, e + 1);
	for (unsigned int w = 0; w < x->n; w++) {
		if (x->events[w].loc != loc || x->events[w].kind != EV_W)
			continue;
		d->source[e] = w;
		try_reads(d, loc, e + 1);
	}
}

static void try_writes(struct drawn *d, unsigned int loc, unsigned int place)
{
	const struct execution *x = &d->x;
	bool any = false;

	for (unsigned int e = 0; e < x->n; e++) {
		if (x->events[e].loc != loc || x->events[e].kind != EV_W ||
		    d->place[e])
			continue;
		any = true;
		d->place[e] = place;
		try_writes(d, loc, place + 1);
		d->place[e] = 0;
	}
	if (!any)
		try_reads(d, loc, 0);
}

static uint32_t *draw_inputs(struct drawn *d, const struct rel *rel)
{
	unsigned int n = d->x.n;
	uint32_t *inputs = xcalloc(n * n, sizeof(*inputs));

	for (unsigned int i = 0; i < n * n; i++)
		if (rel_has(rel, i / n, i % n))
			inputs[i] = circuit_input(&d->circuit);
	return inputs;
}

static void draw_circuit(struct drawn *d)
{
	struct circuit *c = &d->circuit;

	d->budget = budget_make(0, NULL);
	circuit_init(c, 1 << 16, &d->budget);
	d->gates.rf = draw_inputs(d, d->x.rf);
	d->gates.co = draw_inputs(d, d->x.co);
	d->gates.fr = draw_inputs(d, d->x.fr);
	for (unsigned int i = draw(40); i-- > 0;) {
		uint32_t a = draw(c->nr), b = draw(c->nr);

		if (draw(3))
			circuit_and(c, a, b);
		else
			circuit_or(c, a, b);
	}
	for (unsigned int i = 0; i < 4; i++)
		circuit_output(c, c->nr - 1 - draw(c->nr < 8 ? c->nr : 8));
}

static void free_drawn(struct drawn *d)
{
	struct rel **rel;

	for (unsigned int i = 0; (rel = rels_of(&d->x, i)); i++)
		rel_free(*rel);
	circuit_free(&d->circuit);
	free(d->gates.rf);
	free(d->gates.co);
	free(d->gates.fr);
}

/* Whether an output is true */
static bool is_forbidden(const struct drawn *d, const struct edges *s,
			 const struct edges *t)
{
	const struct circuit *c = &d->circuit;
	const uint32_t *inputs[] = { d->gates.rf, d->gates.co, d->gates.fr };
	bool *value = xcalloc(c->nr, sizeof(*value)), forbidden = false;
	unsigned int n = d->x.n;

	value[GATE_TRUE] = true;
	for (unsigned int k = 0; k < ARRAY_SIZE(inputs); k++) {
		for (unsigned int i = 0; i < n * n; i++) {
			unsigned int bit = (k * MAX_DRAWN + i / n) * MAX_DRAWN + i % n;

			if (inputs[k][i])
				value[inputs[k][i]] = ((s->w[bit / 64] |
					t->w[bit / 64]) >> (bit % 64)) & 1;
		}
	}
	for (uint32_t g = 0; g < c->nr; g++) {
		const struct gate *gate = &c->gates[g];

		if (gate->kind == GATE_AND)
			value[g] = value[gate->a] && value[gate->b];
		else if (gate->kind == GATE_OR)
			value[g] = value[gate->a] || value[gate->b];
	}
	for (uint32_t o = 0; o < c->nr_outputs; o++)
		forbidden |= value[c->outputs[o]];
	free(value);
	return forbidden;
}

/* Pairs of sequences, or as many as there is time for */
static unsigned int ask_all(const struct drawn *d, bool *forbidden)
{
	unsigned int nr = 0;

	for (unsigned int s = 0; s < d->nr[0] && nr < MAX_SEQUENCES; s++)
		for (unsigned int t = 0; t < d->nr[1] && nr < MAX_SEQUENCES; t++)
			forbidden[nr++] = is_forbidden(d, &d->sequences[0][s],
						       &d->sequences[1][t]);
	return nr;
}

TEST(outputs_stay_the_same)
{
	static bool before[MAX_SEQUENCES], after[MAX_SEQUENCES];
	unsigned int smaller = 0, some = 0;

	for (unsigned int i = 0; i < NR_DRAWN; i++) {
		struct drawn *d = xcalloc(1, sizeof(*d));
		uint32_t gates;
		unsigned int nr;

		seed = i;
		draw_accesses(d);
		for (unsigned int l = 0; l < NR_LOCATIONS; l++)
			try_writes(d, l, 1);
		draw_circuit(d);
		nr = ask_all(d, before);
		EXPECT_NE(nr, 0);
		gates = d->circuit.nr;
		circuit_simplify(&d->circuit, &d->x, &d->gates, 1 << 20,
				 &d->budget);
		EXPECT_EQ(ask_all(d, after), nr);
		EXPECT(!memcmp(before, after, nr));
		smaller += d->circuit.nr < gates;
		for (unsigned int k = 1; k < nr; k++)
			if (before[k] != before[0]) {
				some++;
				break;
			}
		free_drawn(d);
		free(d);
	}
	EXPECT_LE(NR_DRAWN / 2, smaller);
	EXPECT_LE(NR_DRAWN / 8, some);
}

TEST(steps_are_limited)
{
	struct drawn *d = xcalloc(1, sizeof(*d));
	struct circuit was;

	seed = 5;
	draw_accesses(d);
	for (unsigned int l = 0; l < NR_LOCATIONS; l++)
		try_writes(d, l, 1);
	draw_circuit(d);
	was = d->circuit;
	circuit_simplify(&d->circuit, &d->x, &d->gates, 0, &d->budget);
	EXPECT_EQ(d->circuit.nr, was.nr);
	EXPECT_EQ(d->circuit.nr_outputs, was.nr_outputs);
	EXPECT(d->circuit.gates == was.gates);
	free_drawn(d);
	free(d);
}

CHECK_MAIN
