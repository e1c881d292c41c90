// SPDX-License-Identifier: GPL-2.0
/*
 * Counting many executions at once: networks of gates, combinations of choices
 * that they allow, and sequences of accesses, each against a naive twin.
 */
#include "tests/tap.h"
#include "tests/random.h"
#include "tests/outcome.h"
#include "count/choices.h"
#include "logic/circuit.h"
#include "count/interleave.h"
#include "lib/util.h"

/* --- Circuits --- */

#define NR_INPUTS	12
#define NR_DRAWN	150

/* A circuit, and for each of its inputs' values whether an output is true */
struct drawn {
	struct budget budget;
	struct circuit circuit;
	uint32_t inputs[NR_INPUTS];
	bool broken[1 << NR_INPUTS];
};

static void draw_circuit(struct drawn *d, unsigned int gates)
{
	uint32_t gate[NR_INPUTS + 2 + gates];
	uint8_t *value = xcalloc(NR_INPUTS + 2 + gates, 1 << NR_INPUTS);
	unsigned int nr = 0, size = 1 << NR_INPUTS;

	d->budget = budget_make(0, NULL);
	circuit_init(&d->circuit, 1 << 20, &d->budget);
	memset(d->broken, 0, sizeof(d->broken));
	memset(value + size, 1, size);
	gate[nr++] = GATE_FALSE;
	gate[nr++] = GATE_TRUE;
	for (unsigned int i = 0; i < NR_INPUTS; i++) {
		gate[nr] = d->inputs[i] = circuit_input(&d->circuit);
		for (unsigned int v = 0; v < size; v++)
			value[nr * size + v] = v >> i & 1;
		nr++;
	}
	for (unsigned int i = 0; i < gates; i++) {
		/* Mostly of recent ones, and few constants */
		unsigned int a = nr - 1 - draw(draw(8) ? 8 : nr - 2);
		unsigned int b = draw(10) ? 2 + draw(nr - 2) : draw(2);
		bool and = draw(2);

		gate[nr] = and ? circuit_and(&d->circuit, gate[a], gate[b]) :
				 circuit_or(&d->circuit, gate[a], gate[b]);
		for (unsigned int v = 0; v < size; v++)
			value[nr * size + v] = and ?
				value[a * size + v] & value[b * size + v] :
				value[a * size + v] | value[b * size + v];
		nr++;
	}
	for (unsigned int i = 0; i < 3; i++) {
		unsigned int g = nr - 1 - draw(gates / 4 + 1);

		circuit_output(&d->circuit, gate[g]);
		for (unsigned int v = 0; v < size; v++)
			d->broken[v] |= value[g * size + v];
	}
	free(value);
}

TEST(gates_are_made_once)
{
	struct circuit c;
	uint32_t a, b, ab;

	circuit_init(&c, 6, BUDGET_ENDLESS);
	a = circuit_input(&c);
	b = circuit_input(&c);
	ab = circuit_and(&c, a, b);
	EXPECT_EQ(circuit_and(&c, b, a), ab);
	EXPECT_EQ(circuit_and(&c, a, ab), ab);
	EXPECT_EQ(circuit_or(&c, a, ab), a);
	EXPECT_EQ(circuit_or(&c, a, GATE_TRUE), GATE_TRUE);
	EXPECT_EQ(circuit_or(&c, a, GATE_FALSE), a);
	EXPECT_EQ(circuit_and(&c, a, GATE_FALSE), GATE_FALSE);
	EXPECT_EQ(circuit_and(&c, a, a), a);
	EXPECT(!c.full);
	EXPECT_EQ(c.nr, 5);
	circuit_or(&c, a, b);
	EXPECT(!c.full);
	circuit_input(&c);
	EXPECT(c.full);
	circuit_free(&c);
}

/* --- Choices --- */

#define MAX_SETS	4
#define MAX_CLASSES	5

struct report {
	unsigned int nr_sets;
	uint64_t counts[MAX_CLASSES * MAX_CLASSES * MAX_CLASSES * MAX_CLASSES];
	bool enough;
	unsigned int calls;
};

static size_t report_at(const uint32_t *classes, unsigned int nr)
{
	size_t at = 0;

	for (unsigned int s = 0; s < nr; s++)
		at = at * MAX_CLASSES + classes[s];
	return at;
}

static bool add_report(void *data, const uint32_t *classes, uint64_t count)
{
	struct report *report = data;

	report->counts[report_at(classes, report->nr_sets)] += count;
	report->calls++;
	return !report->enough;
}

/* All combinations, one by one */
static void count_all(const struct drawn *d, const struct choices *sets,
		      unsigned int s, unsigned int nr, unsigned int inputs,
		      uint32_t *classes, uint64_t count, struct report *report)
{
	if (s == nr) {
		if (!d->broken[inputs])
			report->counts[report_at(classes, nr)] += count;
		return;
	}
	for (size_t c = 0; c < sets[s].nr; c++) {
		unsigned int now = inputs;

		for (unsigned int i = 0; i < sets[s].nr_inputs; i++)
			for (unsigned int k = 0; k < NR_INPUTS; k++)
				if (d->inputs[k] == sets[s].inputs[i])
					now |= (sets[s].bits[c] >> i & 1) << k;
		classes[s] = sets[s].classes[c];
		count_all(d, sets, s + 1, nr, now, classes,
			  count * sets[s].weights[c], report);
	}
}

TEST(choices_are_counted)
{
	static struct drawn d;
	static struct report quick, naive;
	unsigned int some = 0, reduced = 0;

	for (unsigned int i = 0; i < NR_DRAWN; i++) {
		struct choices sets[MAX_SETS] = { { .nr = 0 } };
		struct budget never = budget_make(0, NULL);
		uint64_t bits[MAX_SETS][64], weights[MAX_SETS][64];
		uint32_t of_choice[MAX_SETS][64], classes[MAX_SETS];
		unsigned int nr = draw(MAX_SETS + 1), next = 0;
		bool large = i % 3 == 0;

		/* The inputs that are left over belong to no set, and are false */
		seed = i;
		draw_circuit(&d, large ? 60 : 10 + draw(30));
		for (unsigned int s = 0; s < nr; s++) {
			sets[s].nr = large ? 30 : 1 + draw(10);
			sets[s].inputs = d.inputs + next;
			sets[s].nr_inputs = draw((NR_INPUTS - next) / (nr - s) + 1);
			next += sets[s].nr_inputs;
			for (unsigned int c = 0; c < sets[s].nr; c++) {
				bits[s][c] = draw(1 << sets[s].nr_inputs);
				weights[s][c] = 1 + draw(3);
				of_choice[s][c] = draw(MAX_CLASSES);
			}
			sets[s].bits = bits[s];
			sets[s].weights = weights[s];
			sets[s].classes = of_choice[s];
			/* Then there are no words of bits either */
			if (!sets[s].nr_inputs)
				sets[s].bits = NULL;
		}
		memset(&quick, 0, sizeof(quick));
		memset(&naive, 0, sizeof(naive));
		quick.nr_sets = nr;
		EXPECT_EQ(choices_count(&d.circuit, sets, nr, &never, add_report,
					&quick), SEARCH_DONE);
		for (unsigned int s = 0; s < nr; s++)
			if (!sets[s].bits)
				sets[s].bits = bits[s];
		count_all(&d, sets, 0, nr, 0, classes, 1, &naive);
		EXPECT(!memcmp(quick.counts, naive.counts, sizeof(quick.counts)));
		some += quick.calls > 1;
		reduced += large && nr == MAX_SETS;
		quick.enough = true;
		EXPECT_EQ(choices_count(&d.circuit, sets, nr, &never, add_report,
					&quick),
			  quick.calls ? SEARCH_ENOUGH : SEARCH_DONE);
		circuit_free(&d.circuit);
	}
	EXPECT_LE(NR_DRAWN / 4, some);
	EXPECT_NE(reduced, 0);
}

/* --- Sequences --- */

#define MAX_SEEN	4096

/* The counts that interleave() reports */
struct seen {
	const struct interleaving *in;
	struct {
		uint8_t values[MAX_TURNS];
		uint8_t last;
		uint64_t edges;
		uint64_t count;
	} seen[MAX_SEEN];
	size_t nr;
};

static void see(void *data, const uint8_t *values, uint8_t last,
		const uint64_t *edges, uint64_t count)
{
	struct seen *s = data;
	const struct interleaving *in = s->in;
	uint8_t own[MAX_TURNS] = { 0 };
	uint64_t all = in->nr_edges ? *edges : 0;
	size_t i;

	for (unsigned int e = 0; e < in->first[in->nr_threads]; e++)
		if (in->turns[e].observed)
			own[e] = values[e];
	if (!in->last)
		last = 0;
	for (i = 0; i < s->nr; i++)
		if (!memcmp(s->seen[i].values, own, sizeof(own)) &&
		    s->seen[i].last == last && s->seen[i].edges == all)
			break;
	if (i == MAX_SEEN)
		return;
	memcpy(s->seen[i].values, own, sizeof(own));
	s->seen[i].last = last;
	s->seen[i].edges = all;
	s->seen[i].count += count;
	s->nr += i == s->nr;
}

/* All orders of the writes, and all sources of the reads: those that are coherent */
struct naive {
	struct seen *seen;
	uint8_t place[MAX_TURNS + 1];	/* of writes, and of what reads read */
	uint8_t source[MAX_TURNS];
	unsigned long coherent;
};

static unsigned int thread_of(const struct interleaving *in, unsigned int e)
{
	unsigned int t = 0;

	while (t < in->nr_threads && e >= in->first[t + 1])
		t++;
	return t;
}

static bool is_coherent(const struct naive *n)
{
	const struct interleaving *in = n->seen->in;
	unsigned int nr = in->first[in->nr_threads];

	for (unsigned int a = 0; a < nr; a++) {
		for (unsigned int b = a + 1; b < nr; b++) {
			bool strict = in->turns[b].write;

			if (thread_of(in, a) == thread_of(in, b) &&
			    (strict ? n->place[a] >= n->place[b] :
				      n->place[a] > n->place[b]))
				return false;
		}
		for (unsigned int w = 0; w < nr && in->turns[a].ends_turn; w++)
			if (in->turns[w].write && w != a + 1 &&
			    n->place[w] > n->place[a] &&
			    n->place[w] < n->place[a + 1])
				return false;
	}
	return true;
}

static void report_naive(struct naive *n)
{
	const struct interleaving *in = n->seen->in;
	unsigned int nr = in->first[in->nr_threads];
	uint8_t values[MAX_TURNS] = { 0 }, last = in->turns[nr].value, highest = 0;
	uint64_t edges = 0;

	for (unsigned int e = 0; e < nr; e++) {
		if (in->turns[e].write && n->place[e] > highest) {
			highest = n->place[e];
			last = in->turns[e].value;
		}
		if (!in->turns[e].write)
			values[e] = in->turns[n->source[e]].value;
		for (unsigned int f = 0; f < nr; f++) {
			bool has = in->turns[f].write ?
				n->place[e] < n->place[f] :
				in->turns[e].write && n->source[f] == e;

			if (has && in->edges[e][f] != NO_EDGE)
				edges |= 1ULL << in->edges[e][f];
		}
	}
	n->coherent++;
	see(n->seen, values, last, &edges, 1);
}

static void try_reads(struct naive *n, unsigned int e)
{
	const struct interleaving *in = n->seen->in;
	unsigned int nr = in->first[in->nr_threads];

	if (e == nr) {
		if (is_coherent(n))
			report_naive(n);
		return;
	}
	if (in->turns[e].write) {
		try_reads(n, e + 1);
		return;
	}
	for (unsigned int w = 0; w <= nr; w++) {
		if (!in->turns[w].write ||
		    !(in->turns[e].may_read[0] >> in->turns[w].value & 1))
			continue;
		n->source[e] = w;
		n->place[e] = n->place[w];
		try_reads(n, e + 1);
	}
}

static void try_writes(struct naive *n, unsigned int place)
{
	const struct interleaving *in = n->seen->in;
	unsigned int nr = in->first[in->nr_threads];
	bool any = false;

	for (unsigned int e = 0; e < nr; e++) {
		if (!in->turns[e].write || n->place[e])
			continue;
		any = true;
		n->place[e] = place;
		try_writes(n, place + 1);
		n->place[e] = 0;
	}
	if (!any)
		try_reads(n, 0);
}

static void draw_interleaving(struct interleaving *in)
{
	unsigned int threads = 1 + draw(3), nr = 0;

	memset(in, 0, sizeof(*in));
	in->nr_threads = threads;
	for (unsigned int t = 0; t < threads; t++) {
		for (unsigned int i = draw(3) + (threads < 3); i-- > 0;) {
			struct turn *turn = &in->turns[nr++];

			turn->write = draw(2);
			turn->value = draw(3);
			turn->observed = !turn->write && draw(2);
			turn->may_read[0] = draw(4) ? ~0ULL : draw(8);
			turn->may_read[1] = ~0ULL;
			if (turn->write || draw(3))
				continue;
			turn->ends_turn = true;
			in->turns[nr++] = (struct turn) {
				.write = true, .value = draw(3),
			};
		}
		in->first[t + 1] = nr;
	}
	in->turns[nr].write = true;
	in->last = draw(2);
	memset(in->edges, 0xff, sizeof(in->edges));
	for (unsigned int a = 0; a < nr; a++)
		for (unsigned int b = 0; b < nr; b++)
			if (a != b && (in->turns[a].write || in->turns[b].write) &&
			    in->nr_edges < 64 && !draw(4))
				in->edges[a][b] = in->nr_edges++;
}

static bool is_seen(const struct seen *s, const struct seen *of, size_t i)
{
	for (size_t k = 0; k < s->nr; k++)
		if (!memcmp(&s->seen[k], &of->seen[i], sizeof(s->seen[k])))
			return true;
	return false;
}

TEST(sequences_are_counted)
{
	static struct seen quick, naive;
	unsigned long most = 0;

	for (unsigned int i = 0; i < 3 * NR_DRAWN; i++) {
		struct interleaving in;
		struct naive n = { .seen = &naive };
		struct budget never = budget_make(0, NULL);

		seed = i;
		draw_interleaving(&in);
		memset(&quick, 0, sizeof(quick));
		memset(&naive, 0, sizeof(naive));
		quick.in = naive.in = &in;
		EXPECT_EQ(interleave(&in, &never, see, &quick), SEARCH_DONE);
		try_writes(&n, 1);
		EXPECT_EQ(quick.nr, naive.nr);
		for (size_t k = 0; k < quick.nr; k++)
			EXPECT(is_seen(&naive, &quick, k));
		if (n.coherent > most)
			most = n.coherent;
	}
	EXPECT_LE(50, most);
}

TEST(time_is_up)
{
	struct interleaving in = { .nr_threads = 1 };
	struct budget passed = { .over = BUDGET_TIME, .bytes = LIMIT_BYTES };
	struct circuit c;
	struct report report = { .nr_sets = 0 };

	in.turns[0].write = true;
	EXPECT_EQ(interleave(&in, &passed, see, NULL), SEARCH_TIME);
	circuit_init(&c, 100, BUDGET_ENDLESS);
	EXPECT_EQ(choices_count(&c, NULL, 0, &passed, add_report, &report), SEARCH_TIME);
	circuit_free(&c);
}

TEST(memory_is_bounded)
{
	struct interleaving in = { .nr_threads = 1 };
	struct budget little = { .bytes = 100 };
	struct report report = { .nr_sets = 0 };
	struct circuit c;

	in.turns[0].write = true;
	EXPECT_EQ(interleave(&in, &little, see, NULL), SEARCH_MEMORY);
	circuit_init(&c, 100, BUDGET_ENDLESS);
	EXPECT_EQ(choices_count(&c, NULL, 0, &little, add_report, &report), SEARCH_MEMORY);
	circuit_free(&c);
}

/* The example of Documentation/counting.rst */
TEST(the_example_of_the_page)
{
	EXPECT_OUTCOME("C 2+2W+third\n{}\n"
		       "P0(int *x, int *y) { WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 2); }\n"
		       "P1(int *x, int *y) { WRITE_ONCE(*y, 1); WRITE_ONCE(*x, 2); }\n"
		       "P2(int *x) { WRITE_ONCE(*x, 3); }\nexists (y=2)\n",
		       MODEL_SC, "Sometimes 6 3");
}

CHECK_MAIN
