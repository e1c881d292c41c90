// SPDX-License-Identifier: GPL-2.0
/*
 * What models say of tests that compute with addresses: whatever the layout of
 * memory is, the answer is that; or there is no answer, and the reason names the
 * line.
 */
#include "tests/tap.h"
#include "check/explain.h"
#include "check/check.h"
#include "tests/outcome.h"
#include "tests/parse.h"
#include "report/report-check.h"
#include "result/result.h"
#include "lib/util.h"

/* One thread that has x, y (int), l (long) and p (pointer, to x) */
#define P0(body, cond)							\
	"C A\n{ int *p = &x; int x = 0; int y = 0; long l = 0; }\n"	\
	"P0(int *x, int *y, long *l, int **p) {\n" body "\n}\n" cond "\n"

#define EXPECT_ALWAYS(body, cond)	\
	EXPECT_OUTCOME_ALL(P0(body, "exists (" cond ")"), "Always 1 0")
#define EXPECT_NEVER(body, cond)	\
	EXPECT_OUTCOME_ALL(P0(body, "exists (" cond ")"), "Never 0 1")
#define EXPECT_UNSPECIFIED(body, cond, where)				\
	EXPECT_OUTCOME_ALL(P0(body, "exists (" cond ")"),			\
		      "P0 depends on where locations lie in memory, line " where)

/* --- Values --- */

TEST(another_location_is_never_met)
{
	EXPECT_NEVER("int *r = x + 1;", "0:r=y");
	EXPECT_NEVER("int *r = x + 4;", "0:r=y");
	EXPECT_NEVER("int *r = y - 1;", "0:r=x");
	EXPECT_NEVER("int *r = x + 1; int s = r == y;", "0:s=1");
	EXPECT_ALWAYS("int *r = x + 1; int s = r != x;", "0:s=1");
	EXPECT_ALWAYS("int *r = x + 1; int *s = r - 1;", "0:s=x");
	EXPECT_ALWAYS("int *r = x + 1; int *s = x + 1; int t = r == s;", "0:t=1");
}

TEST(pointers_count_in_locations)
{
	EXPECT_ALWAYS("int *r = x + 1; int d = r - x;", "0:d=1");
	EXPECT_ALWAYS("int *r = 2 + x; long d = (long)r - (long)x;", "0:d=8");
	EXPECT_ALWAYS("long *r = l + 1; long d = (long)r - (long)l;", "0:d=8");
	EXPECT_ALWAYS("long r = (long)x + 4; int *s = x + 1; int t = r == (long)s;", "0:t=1");
	EXPECT_ALWAYS("char *c = (char *)x; c = c + 4; int *s = x + 1; int t = (long)c == (long)s;",
		      "0:t=1");
	/* What is not declared is a pointer; an integer that holds one is none */
	EXPECT_ALWAYS("r = x + 1; int d = r - x;", "0:d=1");
	EXPECT_ALWAYS("long r = (long)x; r = r + 4; int *s = (int *)r; int d = s - x;", "0:d=1");
	EXPECT_ALWAYS("WRITE_ONCE(*(x + 1), 1); long r = (long)x + 4; int *s = (int *)r; int t = READ_ONCE(*s);",
		      "0:t=1");
	/* What adds 0 adds nothing */
	EXPECT_ALWAYS("int r = READ_ONCE(*y); int *s = x + (r ^ r);", "0:s=x");
	/* An index below 0, as computed from what is read */
	EXPECT_OUTCOME_ALL("C D\n{}\nP0(int *a, int *b) { int r0 = READ_ONCE(*a); int r2 = r0 - 1; WRITE_ONCE(*(b + r2), 2); }\n"
		      "P1(int *a, int *b) { WRITE_ONCE(*b, 3); smp_mb(); WRITE_ONCE(*a, 1); }\n"
		      "exists (0:r0=0 /\\ b=3)\n", "Sometimes 1 1");
}

TEST(addresses_are_no_integers)
{
	EXPECT_ALWAYS("int r = x == 0;", "0:r=0");
	EXPECT_ALWAYS("int r = !x;", "0:r=0");
	EXPECT_ALWAYS("int r = x && y;", "0:r=1");
	EXPECT_ALWAYS("int r; if (x) r = 1; else r = 2;", "0:r=1");
	EXPECT_ALWAYS("int r = x > 0;", "0:r=1");
	/* The number that stands for the address of location 0 in the module */
	EXPECT_NEVER("long r = 5715721475834413055; r = r + 1; int s = r == x;",
		     "0:s=1 \\/ 0:r=x \\/ 0:r=y");
	EXPECT_OUTCOME_ALL("C I\n{ long v = 5715721475834413055; }\n"
		      "P0(long *v) { long r = READ_ONCE(*v); WRITE_ONCE(*v, r + 1); }\n"
		      "exists (v=5715721475834413056)\n", "Always 1 0");
}

TEST(low_bits_are_those_of_the_offset)
{
	EXPECT_ALWAYS("int *r = READ_ONCE(*p); int m = r & 1;", "0:m=0");
	EXPECT_ALWAYS("int m = x & 3;", "0:m=0");
	EXPECT_ALWAYS("int m = l & 7;", "0:m=0");
	EXPECT_ALWAYS("int m = x % 4;", "0:m=0");
	EXPECT_ALWAYS("long r = (long)x | 1; int m = r & 1;", "0:m=1");
	EXPECT_ALWAYS("long r = (long)x | 1; r = r & ~1L;", "0:r=x");
	EXPECT_ALWAYS("long r = (long)x | 3; r = r ^ 3;", "0:r=x");
	EXPECT_UNSPECIFIED("int m = x & 7;", "0:m=0", "4: x & 7");
	EXPECT_UNSPECIFIED("int m = x & 4;", "0:m=0", "4: x & 4");
}

TEST(what_depends_on_the_layout_has_no_verdict)
{
	EXPECT_UNSPECIFIED("int m = x < y;", "0:m=0", "4: x < y");
	EXPECT_UNSPECIFIED("long m = -(long)x;", "0:m=0", "4: -(long)x");
	EXPECT_UNSPECIFIED("long m = ~(long)x;", "0:m=0", "4: ~(long)x");
	EXPECT_UNSPECIFIED("long m = (long)x * 2;", "0:m=0", "4: (long)x * 2");
	EXPECT_UNSPECIFIED("long m = (long)x << 1;", "0:m=0", "4: (long)x << 1");
	EXPECT_UNSPECIFIED("long m = (long)x ^ (long)y;", "0:m=0", "4: (long)x ^ y");
	EXPECT_UNSPECIFIED("long m = (long)x - (long)y;", "0:m=0", "4: (long)x - y");
	/* The one to blame is who computed it */
	EXPECT_UNSPECIFIED("long m = (long)x * 2;\nm = m + 1;\nm = m & 255;", "0:m=0",
			   "4: (long)x * 2");
	EXPECT_UNSPECIFIED("WRITE_ONCE(*l, (long)x * 2);\nlong m = READ_ONCE(*l);",
			   "0:m=0", "4: (long)x * 2");
	/* A location is observed as well as a register */
	EXPECT_UNSPECIFIED("WRITE_ONCE(*l, (long)x * 2);", "l=0", "4: (long)x * 2");
	EXPECT_OUTCOME_ALL(P0("int m = x < y;", "locations [0:m]\nexists (x=7)"),
		      "P0 depends on where locations lie in memory, line 4: x < y");
	/* So does a filter */
	EXPECT_OUTCOME_ALL(P0("int m = x < y;", "filter (0:m=1)\nexists (x=7)"),
		      "P0 depends on where locations lie in memory, line 4: x < y");
}

TEST(what_does_not_matter_does_no_harm)
{
	EXPECT_NEVER("int m = x < y;", "x=7");
	EXPECT_NEVER("int m = x < y; WRITE_ONCE(*l, m); int r = READ_ONCE(*l);", "x=7");
	EXPECT_ALWAYS("long m = (long)x * 2; m = m & 0;", "0:m=0");
	EXPECT_ALWAYS("long m = (long)x * 2; m = m * 0;", "0:m=0");
	EXPECT_ALWAYS("long m = (long)x * 2; m = m - m;", "0:m=0");
	EXPECT_ALWAYS("long m = (long)x * 2; m = m ^ m;", "0:m=0");
	EXPECT_ALWAYS("long m = (long)x * 2; m = m == m;", "0:m=1");
	EXPECT_ALWAYS("long m = (long)x * 2; int r = m || 1;", "0:r=1");
	EXPECT_ALWAYS("long m = (long)x * 2; m = READ_ONCE(*x);", "0:m=0");
	/* A filter that leaves none of those executions */
	EXPECT_OUTCOME_ALL(P0("int m = x < y; int r = READ_ONCE(*x);",
			 "filter (0:r=1 /\\ 0:m=1)\nexists (x=7)"),
		      "no execution passes the filter, and whether any ends was not found out: "
		      "P0 depends on where locations lie in memory, line 4: x < y");
}

TEST(branches_on_what_is_unspecified)
{
	EXPECT_UNSPECIFIED("if (x < y)\nWRITE_ONCE(*x, 1);", "x=1", "4: x < y");
	/* Whichever way it goes: the model may still not know which */
	EXPECT_UNSPECIFIED("int m = x < y;\nif (m) WRITE_ONCE(*x, 1); else WRITE_ONCE(*x, 1);",
			   "x=1", "4: x < y");
	/* The comparison of a cmpxchg() is one, too */
	EXPECT_UNSPECIFIED("long r = cmpxchg(l, (long)x * 2, 1);", "l=1", "4: (long)x * 2");
	/* Also where only those are left in which it fails, or succeeds */
	EXPECT_OUTCOME_ALL(P0("long r = cmpxchg(l, (long)x * 2, 1);",
			 "filter (l=0)\nexists (x=7)"),
		      "P0 depends on where locations lie in memory, line 4: (long)x * 2");
	EXPECT_OUTCOME_ALL(P0("long r = cmpxchg(l, (long)x * 2, 1);",
			 "filter (l=1)\nexists (x=7)"),
		      "P0 depends on where locations lie in memory, line 4: (long)x * 2");
	EXPECT_OUTCOME_ALL(P0("if (x < y)\nWRITE_ONCE(*x, 1);", "filter (x=0)\nexists (x=7)"),
		      "P0 depends on where locations lie in memory, line 4: x < y");
	/* That no execution comes to is no matter */
	EXPECT_NEVER("int r = READ_ONCE(*x); if (r) { int m = x < y; if (m) r = 2; }",
		     "0:r=2");
}

/* --- Accesses --- */

TEST(an_access_elsewhere_is_one)
{
	/* Nothing but that place is written, and it holds 0 at first */
	EXPECT_ALWAYS("WRITE_ONCE(*(x + 4), 1); int r = READ_ONCE(*x); int s = READ_ONCE(*y);",
		      "0:r=0 /\\ 0:s=0 /\\ x=0 /\\ y=0");
	EXPECT_ALWAYS("int r = READ_ONCE(*(x + 4));", "0:r=0");
	EXPECT_ALWAYS("int *r = x + 4; WRITE_ONCE(*r, 2); int s = READ_ONCE(*(x + 4));",
		      "0:s=2");
	EXPECT_NEVER("WRITE_ONCE(*(x + 4), 2); int s = READ_ONCE(*(x - 4));", "0:s=2");
	/* Threads share it */
	EXPECT_OUTCOME_ALL("C E\n{}\nP0(int *x) { WRITE_ONCE(*(x + 1), 1); }\n"
		      "P1(int *x) { int r = READ_ONCE(*(x + 1)); }\nexists (1:r=1)\n",
		      "Sometimes 1 1");
	EXPECT_OUTCOME_ALL("C E\n{}\nP0(int *x) { WRITE_ONCE(*(x + 4), 1); }\n"
		      "P1(int *x) { int r = READ_ONCE(*(x + 4)); }\nexists (1:r=1)\n",
		      "Sometimes 1 1");
	EXPECT_OUTCOME_ALL("C E\n{}\n"
		      "P0(int *x) { WRITE_ONCE(*(x + 4), 1); smp_mb(); int r = READ_ONCE(*(x + 8)); }\n"
		      "P1(int *x) { WRITE_ONCE(*(x + 8), 1); smp_mb(); int r = READ_ONCE(*(x + 4)); }\n"
		      "exists (0:r=0 /\\ 1:r=0)\n", "Never 0 3");
	/* An index that is read, and one that makes no execution vanish */
	EXPECT_OUTCOME_ALL("C E\n{}\n"
		      "P0(int *x, int *y) { int r1 = READ_ONCE(*y); WRITE_ONCE(*(x + r1), 1); }\n"
		      "P1(int *y) { WRITE_ONCE(*y, 4); }\n"
		      "locations [x; y]\nexists (x=1)\n", "Sometimes 1 1");
	EXPECT_OUTCOME_ALL("C E\n{}\n"
		      "P0(int *x, int *y) { int r = atomic_inc_return(y); WRITE_ONCE(*(x + 4 * r), 1); }\n"
		      "P1(int *x, int *y) { int r = atomic_inc_return(y); WRITE_ONCE(*(x + 4 * r), 1);\n"
		      "  int s = READ_ONCE(*(x + 4)); int t = READ_ONCE(*(x + 12)); }\n"
		      "exists (1:s=1 /\\ 1:t=0)\n", "Sometimes 2 1");
	/* Read-modify-writes are there, too; locks are not */
	EXPECT_ALWAYS("int r = xchg(x + 4, 3); int s = atomic_fetch_add(2, x + 4); int t = READ_ONCE(*(x + 4));",
		      "0:r=0 /\\ 0:s=3 /\\ 0:t=5");
	EXPECT_OUTCOME_ALL("C L\n{}\nP0(spinlock_t *s) { spin_lock(s + 4); spin_unlock(s + 4); }\n"
		      "exists (true)\n",
		      "P0 may use a lock or SRCU domain that is none, line 3: spin_lock((s + 4))");
}

TEST(parts_of_locations)
{
	EXPECT_OUTCOME_ALL(P0("long r = (long)p | 1;\nint *s = (int *)r;\nint t = READ_ONCE(*s);",
			 "exists (0:t=0)"),
		      "P0 may access a part of a location, and no model here has mixed sizes, line 6: READ_ONCE(*s)");
	/* What is never accessed may point anywhere */
	EXPECT_ALWAYS("long r = (long)x | 1; if (0) { int *s = (int *)r; WRITE_ONCE(*s, 1); }",
		      "x=0");
}

TEST(reading_through_a_pointer_that_is_none)
{
	EXPECT_OUTCOME_ALL("C N\n{}\nP0(int **p, int *y)\n{\n int *r1 = READ_ONCE(*p);\n"
		      " int r0 = READ_ONCE(*r1);\n}\nexists (0:r0=0)\n",
		      "pointer 0 0, dropped P0 reads through a pointer that is none, line 6: READ_ONCE(*r1)");
	EXPECT_OUTCOME_ALL("C N\n{}\n"
		      "P0(int **p)\n{\n rcu_read_lock();\n int *r1 = rcu_dereference(*p);\n"
		      " int r2 = *r1;\n rcu_read_unlock();\n}\n"
		      "P1(int **p, int *x)\n{\n WRITE_ONCE(*x, 1);\n rcu_assign_pointer(*p, x);\n"
		      " synchronize_rcu();\n}\nexists (0:r2=0)\n",
		      "Never 0 1, dropped P0 reads through a pointer that is none, line 7: *r1");
	/* Any integer will do; and the thread may be none that is observed */
	EXPECT_OUTCOME_ALL("C N\n{ p=5; }\nP0(int **p, int *x) { int *r = READ_ONCE(*p); int s = READ_ONCE(*r); WRITE_ONCE(*x, 1); }\n"
		      "P1(int **p, int *x) { WRITE_ONCE(*p, x); }\nexists (x=1)\n",
		      "Always 1 0, dropped P0 reads through a pointer that is none, line 3: READ_ONCE(*r)");
	/* No flag is raised in such an execution */
	EXPECT_OUTCOME_ALL("C N\n{}\nP0(int **p, int *x) { int *r = READ_ONCE(*p); if (r) { int s = READ_ONCE(*r); } }\n"
		      "P1(int **p, int *x) { WRITE_ONCE(*p, x); }\nexists (0:s=0)\n",
		      "Always 2 0");
}

TEST(constants_are_pointers_too)
{
	EXPECT_OUTCOME_ALL("C N\n{}\nP0(int *x) { int r = READ_ONCE(*(int *)0); }\nexists (0:r=0)\n",
		      "pointer 0 0, dropped P0 reads through a pointer that is none, line 3: READ_ONCE(*0)");
	EXPECT_OUTCOME_ALL("C N\n{}\nP0(int *x) { WRITE_ONCE(*(int *)NULL, 1); }\nexists (x=0)\n",
		      "P0 may follow a pointer that is none, line 3: WRITE_ONCE(*0, 1)");
}

/* What is printed of a test of which some execution has no outcome */
TEST(dropped_executions_are_reported)
{
	struct litmus *litmus = parse("C N\n{}\nP0(int **p) { int *r = READ_ONCE(*p); int s = READ_ONCE(*r); }\n"
				      "P1(int **p, int *x) { WRITE_ONCE(*p, x); }\n"
				      "exists (0:s=0)\n");
	struct test test = { .name = (char *)"N", .view = litmus->view };
	struct checked *checked = checked_new(&litmus->view, (1U << NR_MODELS) - 1,
					      BUDGET_ENDLESS);
	char *text;
	size_t size;
	FILE *stream = open_memstream(&text, &size);

	report_checked(stream, &test, checked, true);
	report_checked_json(stream, &test, checked);
	fclose(stream);
	EXPECT_HAS(text, "1 execution of the LKMM, x86-TSO and SC has no outcome: P0 reads");
	EXPECT_HAS(text, "\"dropped\":1");
	EXPECT_HAS(text, "\"P0 reads through a pointer that is none, line 3: READ_ONCE(*r)\"");
	checked_free(checked);
	litmus_free(litmus);
	free(text);
}

TEST(writing_through_one)
{
	EXPECT_OUTCOME_ALL("C N\n{}\nP0(int **p)\n{\n int *r = READ_ONCE(*p);\n WRITE_ONCE(*r, 1);\n}\n"
		      "exists (true)\n",
		      "P0 may follow a pointer that is none, line 6: WRITE_ONCE(*r, 1)");
	EXPECT_OUTCOME_ALL("C N\n{}\nP0(int **p)\n{\n int *r = READ_ONCE(*p);\n int s = xchg(r, 1);\n}\n"
		      "exists (true)\n",
		      "P0 may follow a pointer that is none, line 6: xchg(r, 1)");
	/* The filter leaves out those in which it happens */
	EXPECT_OUTCOME_ALL("C N\n{}\nP0(int **p, int *y) { int *r = READ_ONCE(*p); int s = READ_ONCE(*y); WRITE_ONCE(*r, 1); }\n"
		      "P1(int **p, int *x, int *y) { WRITE_ONCE(*p, x); smp_store_release(y, 1); }\n"
		      "filter (1:t=1)\nexists (x=1)\n",
		      "no execution passes the filter, and whether any ends was not found out: "
		      "P0 may follow a pointer that is none, line 3: WRITE_ONCE(*r, 1)");
}

/* --- What check takes, although the module does not --- */

TEST(atomic_operations_on_pointers)
{
	EXPECT_OUTCOME_ALL("C P\n{ int *top = &a; }\n"
		      "P0(int **top, int *a, int *b) { int *r = atomic_cmpxchg(top, a, b); }\n"
		      "P1(int **top) { int *s = smp_load_acquire(top); }\n"
		      "exists (0:r=a /\\ 1:s=b)\n", "Sometimes 1 1");
	EXPECT_OUTCOME_ALL("C P\n{ int *top = &a; }\n"
		      "P0(int **top, int *a, int *b) { int *r = atomic_xchg(top, b); atomic_set(top, a); }\n"
		      "exists (0:r=a /\\ top=a)\n", "Always 1 0");
	EXPECT_OUTCOME_ALL("C P\n{ int *top = &a; }\n"
		      "P0(int **top, int *a) { atomic_add(8, top); atomic_sub(8, top); int *r = atomic_read(top); }\n"
		      "exists (0:r=a)\n", "Always 1 0");
}

TEST(locks_with_an_initial_value)
{
	/* As lock.cat has it, the initial write is that of a lock that is free */
	EXPECT_OUTCOME_ALL("C L\n{x=1;}\nP0(spinlock_t *x) { int r0 = spin_trylock(x); }\n"
		      "exists (0:r0=1)\n", "Always 1 0");
	EXPECT_OUTCOME_ALL("C L\n{spinlock_t s=1;}\nP0(spinlock_t *s) { spin_lock(s); spin_unlock(s); }\n"
		      "P1(spinlock_t *s) { int r0 = spin_is_locked(s); }\n"
		      "exists (1:r0=1)\n", "Sometimes 1 2");
}

/* --- Graphs --- */

/* @nr statements, each of which uses what the one before it computed twice */
static char *doubled(unsigned int nr, const char *statement)
{
	char *text = xstrdup("C D\n{}\nP0(int *x, int *y) { int r = READ_ONCE(*x);\n"
			     "int s = READ_ONCE(*y);\n"), *longer;

	while (nr--) {
		longer = xasprintf("%s%s\n", text, statement);
		free(text);
		text = longer;
	}
	longer = xasprintf("%sif (r == 1) WRITE_ONCE(*y, s);\nWRITE_ONCE(*x, r); }\n"
			   "P1(int *y) { int r = READ_ONCE(*y); WRITE_ONCE(*y, r + r); }\n"
			   "exists (0:r=0 /\\ 1:r=0)\n", text);
	free(text);
	return longer;
}

TEST(values_are_graphs)
{
	static const char * const statements[] = {
		"r = r + r;", "r = r * r;", "r = (r + s) ^ (s + r);",
		"s = r + s; r = r - s;", "r = (r == r) + (r & s);",
	};

	for (unsigned int i = 0; i < ARRAY_SIZE(statements); i++) {
		char *text = doubled(300, statements[i]);
		struct litmus *test = parse(text);

		for (unsigned int m = 0; m < NR_MODELS; m++) {
			struct budget budget = budget_make(10, NULL);
			struct result *r = check_program(&test->view, m, &budget);

			EXPECT(!r->note);
			result_free(r);
		}
		litmus_free(test);
		free(text);
	}
}

/* --- Explanations --- */

TEST(explanations_say_so)
{
	struct litmus *test = parse(P0("int m = x < y;\nint r = READ_ONCE(*x);",
				       "locations [0:m]\nexists (0:r=1)"));
	struct explanation *ex = explain(&test->view, MODEL_LKMM, BUDGET_ENDLESS);

	EXPECT_EQ(ex->kind, EXPLAINED_NOT);
	EXPECT_STREQ(ex->note, "P0 depends on where locations lie in memory, line 4: x < y");
	explain_free(ex);
	litmus_free(test);

	/* Another execution is shown than the one that has no outcome */
	test = parse("C N\n{}\nP0(int **p) { int *r = READ_ONCE(*p); int s = READ_ONCE(*r); }\n"
		     "P1(int **p, int *x) { WRITE_ONCE(*p, x); }\nexists (0:s=0)\n");
	ex = explain(&test->view, MODEL_LKMM, BUDGET_ENDLESS);
	EXPECT_EQ(ex->kind, EXPLAINED_ALLOWED);
	EXPECT_EQ(ex->x.n, 3);
	explain_free(ex);
	litmus_free(test);
}

/* The value of r in P0, with what is computed there */
#define POINTER(expr)	"C pointer\n{}\nP0(int *x) { int *r = (int *)(" expr "); }\n" \
			"locations [0:r;]\nexists (0:r=x)"

/* A pointer counts in what its type points at, wherever it leads */
TEST(pointers_of_other_types)
{
	static const struct {
		const char *text, *value;
	} sums[] = {
		{ POINTER("(short *)x + 2"), "x+1" },
		{ POINTER("(short *)x + 1"), "(char *)x+2" },
		{ POINTER("4 + (u8 *)x"), "x+1" },
		{ POINTER("(long *)x + 1"), "x+2" },
		{ POINTER("(long *)x - 1"), "x-2" },
		{ POINTER("(unsigned *)x + 1"), "x+1" },
		{ POINTER("&*((short *)x + 4)"), "x+2" },
		{ "C pointer\n{}\nP0(int *x) { short *p = (short *)x; int *r = (int *)(p + 2); }\n"
		  "locations [0:r;]\nexists (0:r=x)", "x+1" },
	};
	static const struct {
		const char *code, *why;
	} refused[] = {
		{ "int r = *(short *)x;", "this is an access to short, and \"x\" is of type int" },
		{ "int r = READ_ONCE(*(unsigned *)x);", "this is an access to unsigned int" },
		{ "smp_store_release((u8 *)x + 1, 1);", "this is an access to unsigned char" },
		{ "long *p = x; *p = 1;", "this is an access to long" },
		{ "long r = (short *)x - (short *)x;", "the difference of pointers counts in the size of short" },
	};
	char value[VALUE_LEN], *text;
	struct litmus *test;
	struct result *r;

	for (unsigned int i = 0; i < ARRAY_SIZE(sums); i++) {
		test = parse(sums[i].text);
		ASSERT(test->program);
		r = check_program(&test->view, MODEL_LKMM, BUDGET_ENDLESS);
		EXPECT_EQ(r->nr_states, 1);
		EXPECT_STREQ(result_value(value, r, state_value(r, r->states, 0)),
			     sums[i].value);
		result_free(r);
		litmus_free(test);
	}
	for (unsigned int i = 0; i < ARRAY_SIZE(refused); i++) {
		static const struct litmus_options options = { .unsafe = true };

		text = xasprintf("C pointer\n{}\nP0(int *x) { %s }\nexists (true)",
				 refused[i].code);
		test = litmus_parse("test", text, strlen(text), &options);
		EXPECT_EQ(test->nr_errors, 1);
		if (test->nr_errors)
			EXPECT_HAS(test->messages[test->nr_messages - 1].text,
				   refused[i].why);
		litmus_free(test);
		free(text);
	}
}

CHECK_MAIN
