// SPDX-License-Identifier: GPL-2.0
/*
 * Random programs with expressions in expressions, against the same programs with
 * a register for each expression: they have the same dependencies, and all models
 * find the same states, counts and flags.
 *
 * Both are written at the same time. Of the operands of one expression at most one
 * reads memory: C leaves the order of others open, and registers would fix it.
 */
#include <stdarg.h>
#include "tests/nested.h"

#define NR_PROGRAMS	400
#define MAX_DEPTH	3

/* A program under way, in both forms */
struct pair {
	uint32_t seed;
	char *nested;		/* statements so far */
	char *flat;
	unsigned int nr_temps;
	unsigned int reads;	/* accesses to memory that may still be made */
};

/* The next number less than @nr */
static unsigned int pick(struct pair *p, unsigned int nr)
{
	p->seed = p->seed * 1664525 + 1013904223;
	return (p->seed >> 8) % nr;
}

/* Another statement of the flat form */
static void __printf(2, 3) flat(struct pair *p, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		abort();
	va_end(args);
	p->flat = glue(p->flat, text);
}

/* An expression as it is nested, and the name of its value in the flat form */
struct term {
	char *nested;
	char *flat;
};

static struct term term(char *nested, char *flat)
{
	return (struct term) { .nested = nested, .flat = flat };
}

static void drop(struct term t)
{
	free(t.nested);
	free(t.flat);
}

static struct term expression(struct pair *p, unsigned int depth, bool reads);

/* A call or operation is done: the flat form keeps its value in a register */
static struct term keep(struct pair *p, char *nested, char *value)
{
	char *name = xasprintf("t%u", p->nr_temps++);

	flat(p, "%s = %s; ", name, value);
	free(value);
	return term(nested, name);
}

static const char * const locations[] = { "x", "y" };

/* An operand that reads nothing */
static struct term leaf(struct pair *p)
{
	static const char * const leaves[] = { "0", "1", "2", "q0", "q1" };
	const char *text = leaves[pick(p, ARRAY_SIZE(leaves))];

	return term(xstrdup(text), xstrdup(text));
}

/* Where an access is to: it may depend on an expression, which changes nothing */
static struct term address(struct pair *p, unsigned int depth, bool reads)
{
	const char *location = locations[pick(p, ARRAY_SIZE(locations))];
	struct term t;
	char *flat_form;

	if (!reads || pick(p, 3))
		return term(xstrdup(location), xstrdup(location));
	t = expression(p, depth, true);
	flat_form = xasprintf("t%u", p->nr_temps++);
	flat(p, "%s = %s & 0; ", flat_form, t.flat);
	flat(p, "int *a%s = %s + %s; ", flat_form + 1, location, flat_form);
	free(flat_form);
	flat_form = xasprintf("a%u", p->nr_temps - 1);
	t = term(glue(xasprintf("(%s + (", location), glue(t.nested, xstrdup(" & 0))"))),
		 (free(t.flat), flat_form));
	return t;
}

/* A primitive, whose operands are an address and values */
static struct term call(struct pair *p, unsigned int depth)
{
	static const struct {
		const char *before, *between, *after;
		unsigned int values;
	} calls[] = {
		{ "READ_ONCE(*", "", ")", 0 },
		{ "smp_load_acquire(", "", ")", 0 },
		{ "*", "", "", 0 },
		{ "xchg_relaxed(", ", ", ")", 1 },
		{ "cmpxchg_relaxed(", ", ", ")", 2 },
		{ "cmpxchg_acquire(", ", ", ")", 2 },
		{ "atomic_xchg_release(", ", ", ")", 1 },
		{ "atomic_add_unless(", ", ", ")", 2 },
		{ "atomic_add_return_relaxed(", NULL, ")", 1 },
		{ "atomic_fetch_or_acquire(", NULL, ")", 1 },
		{ "atomic_dec_and_test(", "", ")", 0 },
		{ "atomic_add_negative(", NULL, ")", 1 },
	};
	unsigned int c = pick(p, ARRAY_SIZE(calls)), values = calls[c].values;
	/* which of them reads; the last one is the address */
	unsigned int reader = pick(p, values + 1);
	struct term at = address(p, depth, reader == values), v[2];
	char *nested, *value;

	p->reads--;
	for (unsigned int i = 0; i < values; i++)
		v[i] = expression(p, depth, reader == i);
	if (!values) {
		nested = xasprintf("%s%s%s", calls[c].before, at.nested, calls[c].after);
		value = xasprintf("%s%s%s", calls[c].before, at.flat, calls[c].after);
	} else if (!calls[c].between) {
		nested = xasprintf("%s%s, %s)", calls[c].before, v[0].nested, at.nested);
		value = xasprintf("%s%s, %s)", calls[c].before, v[0].flat, at.flat);
	} else {
		nested = xasprintf("%s%s, %s%s%s)", calls[c].before, at.nested,
				   v[0].nested, values > 1 ? ", " : "",
				   values > 1 ? v[1].nested : "");
		value = xasprintf("%s%s, %s%s%s)", calls[c].before, at.flat,
				  v[0].flat, values > 1 ? ", " : "",
				  values > 1 ? v[1].flat : "");
	}
	drop(at);
	for (unsigned int i = 0; i < values; i++)
		drop(v[i]);
	return keep(p, nested, value);
}

static struct term operation(struct pair *p, unsigned int depth, bool reads)
{
	static const char * const ops[] = {
		"+", "-", "*", "&", "|", "^", "==", "!=", "<", ">=", "&&", "||",
	};
	static const char * const unary[] = { "-", "!", "~", "(unsigned char)" };
	const char *op;
	struct term a, b;
	bool left;
	char *nested, *value;

	if (!pick(p, 5)) {
		op = unary[pick(p, ARRAY_SIZE(unary))];
		a = expression(p, depth, reads);
		nested = xasprintf("(%s%s)", op, a.nested);
		value = xasprintf("%s%s", op, a.flat);
		drop(a);
		return keep(p, nested, value);
	}
	op = ops[pick(p, ARRAY_SIZE(ops))];
	left = pick(p, 2);
	a = expression(p, depth, reads && left);
	b = reads && !left && (op[1] == '&' || op[1] == '|') ?
		leaf(p) : expression(p, depth, reads && !left);
	nested = xasprintf("(%s %s %s)", a.nested, op, b.nested);
	value = xasprintf("%s %s %s", a.flat, op, b.flat);
	drop(a);
	drop(b);
	return keep(p, nested, value);
}

/* && and || whose second operand reads, and ?:, which are branches */
static struct term branch(struct pair *p, unsigned int depth)
{
	unsigned int kind = pick(p, 3);
	struct term a = expression(p, depth, true), b, c;
	char *name = xasprintf("t%u", p->nr_temps++), *nested;

	if (kind == 2) {
		flat(p, "if (%s) { ", a.flat);
		b = expression(p, depth, p->reads);
		flat(p, "%s = %s; } else { ", name, b.flat);
		c = expression(p, depth, p->reads);
		flat(p, "%s = %s; } ", name, c.flat);
		nested = xasprintf("(%s ? %s : %s)", a.nested, b.nested, c.nested);
		drop(c);
	} else {
		flat(p, "%s = %s != 0; if (%s%s) { ", name, a.flat,
		     kind ? "" : "!", name);
		b = call(p, depth);
		flat(p, "%s = %s != 0; } ", name, b.flat);
		nested = xasprintf("(%s %s %s)", a.nested, kind ? "&&" : "||",
				   b.nested);
	}
	drop(a);
	drop(b);
	return term(nested, name);
}

static struct term expression(struct pair *p, unsigned int depth, bool reads)
{
	if (!depth)
		return leaf(p);
	reads &= p->reads > 0;
	if (reads && p->reads > 2 && !pick(p, 8))
		return branch(p, depth - 1);
	if (reads && pick(p, 2))
		return call(p, depth - 1);
	return pick(p, 3) ? operation(p, depth - 1, reads) : leaf(p);
}

static void statement(struct pair *p)
{
	unsigned int kind = pick(p, 4);
	struct term at = { 0 }, v;

	if (kind < 2) {
		bool here = !pick(p, 4);

		at = address(p, 1, here);
		v = expression(p, MAX_DEPTH, !here);
		p->nested = glue(p->nested, xasprintf("WRITE_ONCE(*%s, %s); ",
						      at.nested, v.nested));
		flat(p, "WRITE_ONCE(*%s, %s); ", at.flat, v.flat);
	} else if (kind == 2) {
		v = expression(p, MAX_DEPTH, true);
		p->nested = glue(p->nested, xasprintf("q1 = %s; ", v.nested));
		flat(p, "q1 = %s; ", v.flat);
	} else {
		v = expression(p, MAX_DEPTH, true);
		p->nested = glue(p->nested,
				 xasprintf("if (%s) WRITE_ONCE(*z, 1); ", v.nested));
		flat(p, "if (%s) WRITE_ONCE(*z, 1); ", v.flat);
	}
	drop(at);
	drop(v);
}

static char *test_text(const char *body)
{
	return xasprintf("C flatten\n{ }\n"
			 "P0(int *x, int *y, int *z)\n"
			 "{ int q0 = READ_ONCE(*x); int q1 = 0; %s WRITE_ONCE(*y, 2); }\n"
			 "P1(int *x, int *y, int *z)\n"
			 "{ int a = READ_ONCE(*z); smp_mb(); WRITE_ONCE(*x, 1);"
			 " int b = READ_ONCE(*y); }\n"
			 "locations [0:q0; 0:q1; 1:a; 1:b; x; y; z]\n"
			 "exists (z=1 /\\ 1:a=1)\n", body);
}

/* Whether a path of some that have the events of @path has its dependencies, too */
static bool has_path(const struct paths *paths, const struct path *path,
		     unsigned int *found)
{
	bool events = false;

	for (size_t i = 0; i < paths->nr; i++) {
		if (paths->path[i].end != PATH_COMPLETE ||
		    !has_same_events(&paths->path[i], path))
			continue;
		if (has_same_dependencies(&paths->path[i], path)) {
			++*found;
			return true;
		}
		events = true;
	}
	return !events;
}

/*
 * Paths that no value leads along may differ, as more places look possible to an
 * address where registers are shared
 */
static bool same_paths(const struct litmus *nested, const struct litmus *flat_form)
{
	struct domain da, db;
	struct paths a, b;
	unsigned int found = 0;
	bool same;

	domain_find(&da, &nested->view, BUDGET_ENDLESS);
	domain_find(&db, &flat_form->view, BUDGET_ENDLESS);
	same = paths_find(&a, &nested->view, &da, 0, false, 10000,
			  BUDGET_ENDLESS) == PATHS_OK;
	same &= paths_find(&b, &flat_form->view, &db, 0, false, 10000,
			   BUDGET_ENDLESS) == PATHS_OK;
	for (size_t i = 0; i < a.nr && same; i++)
		same = a.path[i].end != PATH_COMPLETE ||
		       has_path(&b, &a.path[i], &found);
	paths_free(&a);
	paths_free(&b);
	return same && found;
}

static bool compare_pair(const char *nested, const char *flat_form)
{
	struct litmus *a = parse(nested), *b = parse(flat_form);
	bool same = check_true(a->program) && check_true(b->program) &&
		    check_true(same_paths(a, b));

	for (enum model model = 0; same && model < NR_MODELS; model++)
		same = compare_programs(a, b, model);
	if (!same)
		printf("# %s# %s", nested, flat_form);
	litmus_free(a);
	litmus_free(b);
	return same;
}

static bool same(uint32_t seed)
{
	struct pair p = { .seed = seed * 2654435761U, .reads = 3 };
	char *nested, *flat_text;
	bool same;

	p.nested = xstrdup("");
	p.flat = xstrdup("");
	for (unsigned int i = 1 + pick(&p, 2); i > 0; i--)
		statement(&p);
	nested = test_text(p.nested);
	flat_text = test_text(p.flat);
	same = compare_pair(nested, flat_text);
	free(nested);
	free(flat_text);
	free(p.nested);
	free(p.flat);
	return same;
}

TEST(nested_as_through_registers)
{
	const char *seed = getenv("SEED");
	unsigned int failed = 0;

	if (seed) {
		EXPECT(same(atoi(seed)));
		return;
	}
	for (uint32_t i = 0; i < NR_PROGRAMS && failed < 3; i++) {
		if (same(i))
			continue;
		printf("# again: SEED=%u\n", i);
		failed++;
	}
	EXPECT_EQ(failed, 0);
}

CHECK_MAIN
