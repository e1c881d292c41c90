// SPDX-License-Identifier: GPL-2.0
/*
 * Assignments that satisfy clauses, against a naive search.
 */
#include "tests/tap.h"
#include "tests/random.h"
#include "lib/budget.h"
#include "logic/solver.h"
#include "lib/util.h"

/*
 * Random clauses: of choices alone; "these imply that"; and "never these together".
 * What is implied is found by going over the clauses until nothing changes.
 */
#define NR_CHOICES	9
#define NR_OTHERS	12
#define NR_ALL		(NR_CHOICES + NR_OTHERS)
#define MAX_CLAUSES	80
#define MAX_LITERALS	5

#define EVER		(~0ULL >> 1)

struct drawn {
	unsigned int nr;
	unsigned int size[MAX_CLAUSES];
	unsigned int var[MAX_CLAUSES][MAX_LITERALS];
	bool negated[MAX_CLAUSES][MAX_LITERALS];
	bool solution[1 << NR_CHOICES];
	unsigned int nr_solutions;
};

static void draw_clause(struct drawn *d)
{
	unsigned int kind = draw(3), i, c = d->nr++;

	d->size[c] = 1 + draw(MAX_LITERALS);
	/* Few of one literal, which leave little to search */
	if (d->size[c] == 1 && draw(8))
		d->size[c] = 3;
	for (i = 0; i < d->size[c]; i++) {
		d->var[c][i] = draw(kind ? NR_ALL : NR_CHOICES);
		d->negated[c][i] = kind ? true : draw(2);
	}
	if (kind == 1) {
		d->var[c][0] = NR_CHOICES + draw(NR_OTHERS);
		d->negated[c][0] = false;
	}
}

static bool is_solution(const struct drawn *d, unsigned int choices)
{
	bool value[NR_ALL], changed = true;
	unsigned int c, i;

	for (i = 0; i < NR_ALL; i++)
		value[i] = i < NR_CHOICES && (choices >> i & 1);
	while (changed) {
		changed = false;
		for (c = 0; c < d->nr; c++) {
			bool met = false;

			for (i = 0; i < d->size[c]; i++)
				met |= value[d->var[c][i]] != d->negated[c][i];
			if (met)
				continue;
			if (d->negated[c][0] || d->var[c][0] < NR_CHOICES)
				return false;
			value[d->var[c][0]] = changed = true;
		}
	}
	return true;
}

static void draw_clauses(struct drawn *d, unsigned int nr)
{
	d->nr = 0;
	while (d->nr < nr)
		draw_clause(d);
	d->nr_solutions = 0;
	for (unsigned int v = 0; v < 1 << NR_CHOICES; v++) {
		d->solution[v] = is_solution(d, v);
		d->nr_solutions += d->solution[v];
	}
}

static struct solver *make(const struct drawn *d, literal *literals,
			   struct budget *budget)
{
	struct solver *s = solver_new(budget);

	for (unsigned int i = 0; i < NR_ALL; i++)
		literals[i] = i < NR_CHOICES ? solver_choice(s) :
			solver_variable(s);
	for (unsigned int c = 0; c < d->nr; c++) {
		literal clause[MAX_LITERALS];

		for (unsigned int i = 0; i < d->size[c]; i++)
			clause[i] = literals[d->var[c][i]] ^ d->negated[c][i];
		solver_clause(s, clause, d->size[c]);
	}
	return s;
}

struct visits {
	const struct solver *s;
	const struct drawn *d;
	const literal *literals;
	unsigned int nr, wrong, enough;
	bool seen[1 << NR_CHOICES];
};

static unsigned int chosen(const struct solver *s, const literal *literals)
{
	unsigned int v = 0;

	for (unsigned int i = 0; i < NR_CHOICES; i++)
		v |= solver_is(s, literals[i]) << i;
	return v;
}

static bool visit(void *data)
{
	struct visits *v = data;
	unsigned int choices = chosen(v->s, v->literals);

	v->wrong += v->seen[choices] || !v->d->solution[choices];
	v->seen[choices] = true;
	return ++v->nr != v->enough;
}

TEST(each_solution_is_visited_once)
{
	struct budget budget = budget_make(0, NULL);
	literal literals[NR_ALL];
	static struct drawn d;

	for (unsigned int i = 0; i < 2000; i++) {
		struct visits v = { .d = &d, .literals = literals };
		struct solver *s;

		draw_clauses(&d, 4 + draw(MAX_CLAUSES - 4));
		v.s = s = make(&d, literals, &budget);
		EXPECT_EQ(solver_each(s, EVER, visit, &v), SOLVED_ALL);
		EXPECT_EQ(v.nr, d.nr_solutions);
		EXPECT_EQ(v.wrong, 0);
		solver_free(s);
	}
}

TEST(a_solution_is_found_if_there_is_one)
{
	struct budget budget = budget_make(0, NULL);
	literal literals[NR_ALL];
	static struct drawn d;

	for (unsigned int i = 0; i < 2000; i++) {
		unsigned int nr = 0;
		struct solver *s;

		draw_clauses(&d, 4 + draw(MAX_CLAUSES - 4));
		s = make(&d, literals, &budget);
		/* All of them, by forbidding each that is found */
		while (solver_find(s, NULL, 0) == SOLVED_FOUND) {
			unsigned int v = chosen(s, literals);
			literal clause[NR_CHOICES];

			EXPECT(d.solution[v]);
			d.solution[v] = false;
			for (unsigned int c = 0; c < NR_CHOICES; c++)
				clause[c] = literals[c] ^ (v >> c & 1);
			solver_clause(s, clause, NR_CHOICES);
			nr++;
		}
		EXPECT_EQ(nr, d.nr_solutions);
		solver_free(s);
	}
}

TEST(what_is_given_holds_for_one_search)
{
	struct budget budget = budget_make(0, NULL);
	literal literals[NR_ALL];
	static struct drawn d;

	for (unsigned int i = 0; i < 500; i++) {
		struct solver *s;

		draw_clauses(&d, 4 + draw(MAX_CLAUSES / 2));
		s = make(&d, literals, &budget);
		for (unsigned int v = 0; v < 1 << NR_CHOICES; v += 1 + draw(8)) {
			literal given[NR_CHOICES];

			for (unsigned int c = 0; c < NR_CHOICES; c++)
				given[c] = literals[c] ^ !(v >> c & 1);
			EXPECT_EQ(solver_find(s, given, NR_CHOICES),
				  d.solution[v] ? SOLVED_FOUND : SOLVED_ALL);
		}
		EXPECT_EQ(solver_find(s, NULL, 0),
			  d.nr_solutions ? SOLVED_FOUND : SOLVED_ALL);
		solver_free(s);
	}
}

/* @holes + 1 pigeons, of which no two may be in the same hole */
static struct solver *pigeons(unsigned int holes, struct budget *budget)
{
	struct solver *s = solver_new(budget);
	literal in[holes + 1][holes];

	for (unsigned int p = 0; p <= holes; p++) {
		for (unsigned int h = 0; h < holes; h++)
			in[p][h] = solver_choice(s);
		solver_clause(s, in[p], holes);
	}
	for (unsigned int h = 0; h < holes; h++)
		for (unsigned int p = 0; p <= holes; p++)
			for (unsigned int q = 0; q < p; q++)
				CLAUSE(s, literal_not(in[p][h]),
				       literal_not(in[q][h]));
	return s;
}

TEST(it_learns_and_forgets)
{
	struct budget budget = budget_make(0, NULL);
	struct solver *s = pigeons(6, &budget);

	EXPECT_EQ(solver_find(s, NULL, 0), SOLVED_ALL);
	/* It stays so */
	EXPECT_EQ(solver_find(s, NULL, 0), SOLVED_ALL);
	EXPECT_LT(0, budget.taken);
	/* With less memory than all that it learns takes */
	budget.bytes = budget.taken - 4000;
	solver_free(s);
	EXPECT_EQ(budget.taken, 0);
	s = pigeons(6, &budget);
	EXPECT_EQ(solver_find(s, NULL, 0), SOLVED_ALL);
	solver_free(s);
}

TEST(searches_are_bounded)
{
	static const sig_atomic_t cancelled = 1;
	struct budget budget = budget_make(1e-6, NULL);
	struct visits v = { .nr = 0 };
	struct solver *s = pigeons(12, &budget);

	EXPECT_EQ(solver_find(s, NULL, 0), SOLVED_BUDGET);
	EXPECT_EQ(budget.over, BUDGET_TIME);
	EXPECT_EQ(solver_each(s, EVER, visit, &v), SOLVED_BUDGET);
	budget = budget_make(0, &cancelled);
	EXPECT_EQ(solver_find(s, NULL, 0), SOLVED_BUDGET);
	EXPECT_EQ(budget.over, BUDGET_CANCELLED);
	budget = budget_make(0, NULL);
	EXPECT_EQ(solver_each(s, 1000, visit, &v), SOLVED_STEPS);
	EXPECT_EQ(budget.over, BUDGET_LEFT);
	solver_free(s);
	/* Too large from the beginning */
	budget.bytes = 20000;
	budget.taken = 0;
	s = pigeons(12, &budget);
	EXPECT_EQ(solver_find(s, NULL, 0), SOLVED_BUDGET);
	EXPECT_EQ(solver_each(s, 1000, visit, &v), SOLVED_BUDGET);
	EXPECT_EQ(budget.over, BUDGET_BYTES);
	solver_free(s);
	EXPECT_EQ(budget.taken, 0);
}

TEST(the_visitor_may_have_enough)
{
	struct budget budget = budget_make(0, NULL);
	struct drawn d = { .nr = 0 };
	literal literals[NR_ALL];
	struct visits v = { .d = &d, .literals = literals, .enough = 3 };
	struct solver *s = make(&d, literals, &budget);

	memset(d.solution, 1, sizeof(d.solution));
	v.s = s;
	EXPECT_EQ(solver_each(s, 1000, visit, &v), SOLVED_FOUND);
	EXPECT_EQ(v.nr, 3);
	EXPECT_EQ(v.wrong, 0);
	solver_free(s);
}

CHECK_MAIN
