// SPDX-License-Identifier: GPL-2.0
/*
 * Each operation on relations against a twin that follows its definition, over
 * arrays of booleans.
 */
#include "tests/tap.h"
#include "tests/random.h"
#include "events/relation.h"

#define MAX	REL_MAX_EVENTS

/* Around the borders of words, and the largest */
static const unsigned int sizes[] = { 1, 2, 7, 63, 64, 65, 127, 128, 130, 192, 256 };

struct naive {
	bool has[MAX][MAX];
};

static struct naive na, nb, want;
static bool ns[MAX], nt[MAX];

/* About @degree edges from each event */
static void draw_rel(struct rel *r, struct naive *n, unsigned int degree)
{
	rel_clear(r);
	memset(n, 0, sizeof(*n));
	for (unsigned int i = 0; i < r->n * degree; i++) {
		unsigned int a = draw64() % r->n, b = draw64() % r->n;

		rel_add(r, a, b);
		n->has[a][b] = true;
	}
}

static void draw_set(struct set *s, bool *n, unsigned int events)
{
	memset(s, 0, sizeof(*s));
	memset(n, 0, MAX * sizeof(*n));
	for (unsigned int e = 0; e < events; e++) {
		if (draw64() % 2)
			continue;
		set_add(s, e);
		n[e] = true;
	}
}

static bool same(const struct rel *r, const struct naive *n)
{
	for (unsigned int a = 0; a < r->n; a++)
		for (unsigned int b = 0; b < r->n; b++)
			if (rel_has(r, a, b) != n->has[a][b])
				return false;
	return true;
}

/* No operation may leave bits beyond the last event */
static bool clean(const struct rel *r)
{
	for (unsigned int a = 0; a < r->n; a++)
		for (unsigned int b = r->n; b < r->words * 64; b++)
			if (rel_has(r, a, b))
				return false;
	return true;
}

#define EXPECT_REL(r)		(EXPECT(same(r, &want)), EXPECT(clean(r)))

#define FOR_ALL(a, b, n)						\
	for (unsigned int a = 0; a < (n); a++)				\
		for (unsigned int b = 0; b < (n); b++)

static void naive_plus(const struct naive *n, unsigned int nr)
{
	want = *n;
	for (unsigned int k = 0; k < nr; k++)
		FOR_ALL(a, b, nr)
			if (want.has[a][k] && want.has[k][b])
				want.has[a][b] = true;
}

static void compare_operations(unsigned int n, unsigned int degree)
{
	struct rel *a = rel_new(n), *b = rel_new(n), *c = rel_new(n);
	struct set s, t, u;

	draw_rel(a, &na, degree);
	draw_rel(b, &nb, degree);
	draw_set(&s, ns, n);
	draw_set(&t, nt, n);

	FOR_ALL(i, j, n)
		want.has[i][j] = na.has[i][j] || nb.has[i][j];
	rel_union(c, a, b);
	EXPECT_REL(c);
	FOR_ALL(i, j, n)
		want.has[i][j] = na.has[i][j] && nb.has[i][j];
	rel_inter(c, a, b);
	EXPECT_REL(c);
	FOR_ALL(i, j, n)
		want.has[i][j] = na.has[i][j] && !nb.has[i][j];
	rel_diff(c, a, b);
	EXPECT_REL(c);
	/* The result may take the place of an operand */
	rel_copy(c, a);
	rel_diff(c, c, b);
	EXPECT_REL(c);

	memset(&want, 0, sizeof(want));
	FOR_ALL(i, j, n)
		for (unsigned int k = 0; k < n && !want.has[i][j]; k++)
			want.has[i][j] = na.has[i][k] && nb.has[k][j];
	rel_seq(c, a, b);
	EXPECT_REL(c);
	FOR_ALL(i, j, n)
		want.has[i][j] = na.has[j][i];
	rel_inverse(c, a);
	EXPECT_REL(c);
	FOR_ALL(i, j, n)
		want.has[i][j] = na.has[i][j] || i == j;
	rel_opt(c, a);
	EXPECT_REL(c);

	naive_plus(&na, n);
	rel_plus(c, a);
	EXPECT_REL(c);
	rel_copy(c, a);
	rel_plus(c, c);
	EXPECT_REL(c);
	for (unsigned int i = 0; i < n; i++)
		want.has[i][i] = true;
	rel_star(c, a);
	EXPECT_REL(c);

	FOR_ALL(i, j, n)
		want.has[i][j] = i == j && ns[i];
	rel_identity(c, &s);
	EXPECT_REL(c);
	FOR_ALL(i, j, n)
		want.has[i][j] = ns[i] && nt[j];
	rel_cross(c, &s, &t);
	EXPECT_REL(c);
	FOR_ALL(i, j, n)
		want.has[i][j] = ns[i] && na.has[i][j];
	rel_from(c, &s, a);
	EXPECT_REL(c);
	FOR_ALL(i, j, n)
		want.has[i][j] = na.has[i][j] && ns[j];
	rel_into(c, a, &s);
	EXPECT_REL(c);

	rel_domain(&t, a);
	rel_range(&u, a);
	for (unsigned int i = 0; i < n; i++) {
		bool from = false, into = false;

		for (unsigned int j = 0; j < n; j++) {
			from |= na.has[i][j];
			into |= na.has[j][i];
		}
		EXPECT_EQ(set_has(&t, i), from);
		EXPECT_EQ(set_has(&u, i), into);
	}
	rel_free(a);
	rel_free(b);
	rel_free(c);
}

TEST(operations)
{
	for (seed = 1; seed < 4; seed++) {
		uint64_t first = seed;

		for (unsigned int i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
			for (unsigned int degree = 0; degree < 4; degree++)
				compare_operations(sizes[i], degree);
		seed = first;
	}
}

static void compare_cycles(unsigned int n, unsigned int edges)
{
	struct rel *a = rel_new(n);
	unsigned int path[MAX + 1], steps, shortest = 0;
	bool acyclic = true, reflexive = false, any = false;

	rel_clear(a);
	memset(&na, 0, sizeof(na));
	for (unsigned int i = 0; i < edges; i++) {
		unsigned int from = draw64() % n, to = draw64() % n;

		/* Half of the relations have no cycle by construction */
		if (edges % 2 && from >= to)
			continue;
		rel_add(a, from, to);
		na.has[from][to] = true;
		any = true;
	}
	naive_plus(&na, n);
	for (unsigned int i = 0; i < n; i++) {
		acyclic &= !want.has[i][i];
		reflexive |= na.has[i][i];
	}
	EXPECT_EQ(rel_is_acyclic(a), acyclic);
	EXPECT_EQ(rel_is_irreflexive(a), !reflexive);
	EXPECT_EQ(rel_is_empty(a), !any);

	/* rel_path() finds a path exactly where the closure has an edge */
	FOR_ALL(i, j, n) {
		steps = rel_path(a, i, j, path);
		if ((steps != 0) != want.has[i][j])
			EXPECT_EQ(steps != 0, want.has[i][j]);
		if (!steps)
			continue;
		if (i == j && (!shortest || steps < shortest))
			shortest = steps;
		EXPECT_EQ(path[0], i);
		EXPECT_EQ(path[steps], j);
		for (unsigned int k = 0; k < steps; k++)
			EXPECT(na.has[path[k]][path[k + 1]]);
	}
	steps = rel_cycle(a, path);
	EXPECT_EQ(steps, shortest);
	EXPECT_EQ(steps == 0, acyclic);
	for (unsigned int k = 0; k < steps; k++)
		EXPECT(na.has[path[k]][path[k + 1]]);
	if (steps)
		EXPECT_EQ(path[0], path[steps]);
	rel_free(a);
}

TEST(cycles)
{
	seed = 7;
	for (unsigned int i = 0; i < sizeof(sizes) / sizeof(*sizes) - 2; i++)
		for (unsigned int edges = 0; edges < 8; edges++)
			compare_cycles(sizes[i], sizes[i] * edges / 4 + edges);
}

/* Fewest steps: a walk of powers is as long */
TEST(paths_are_shortest)
{
	unsigned int path[MAX + 1], n = 40;
	struct rel *a = rel_new(n), *power = rel_new(n), *next = rel_new(n);

	seed = 11;
	draw_rel(a, &na, 1);
	rel_copy(power, a);
	for (unsigned int steps = 1; steps <= n; steps++) {
		FOR_ALL(i, j, n)
			if (rel_has(power, i, j))
				EXPECT_LE(rel_path(a, i, j, path), steps);
		FOR_ALL(i, j, n)
			if (rel_path(a, i, j, path) == steps)
				EXPECT(rel_has(power, i, j));
		rel_seq(next, power, a);
		rel_copy(power, next);
	}
	rel_free(a);
	rel_free(power);
	rel_free(next);
}

TEST(equality)
{
	struct rel *a = rel_new(130), *b = rel_new(130);

	seed = 13;
	draw_rel(a, &na, 3);
	rel_copy(b, a);
	EXPECT(rel_is_equal(a, b));
	rel_row(b, 129)[2] ^= 2;
	EXPECT(!rel_is_equal(a, b));
	rel_free(a);
	rel_free(b);
}

CHECK_MAIN
