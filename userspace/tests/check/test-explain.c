// SPDX-License-Identifier: GPL-2.0
/*
 * What explain prints, line by line: for an outcome that is forbidden, one that is
 * allowed, one that no values lead to; and where there is no verdict, why.
 */
#include "tests/tap.h"
#include "check/explain.h"
#include "tests/parse.h"
#include "lib/util.h"

/* An explanation in words, or as a graph; to be freed */
static char *explained(const char *text, enum model model, bool dot,
		       struct budget *budget)
{
	struct litmus *test = parse(text);
	struct explanation *ex = explain(&test->view, model, budget);
	char *got = NULL;
	size_t size;
	FILE *stream = open_memstream(&got, &size);

	if (dot)
		explain_dot(stream, ex);
	else
		explain_print(stream, ex);
	fclose(stream);
	explain_free(ex);
	litmus_free(test);
	return got;
}

static void expect_explained(const char *text, const char *lines)
{
	char *got = explained(text, MODEL_LKMM, false, BUDGET_ENDLESS);

	EXPECT_STREQ(got, lines);
	free(got);
}

#define MP(release, acquire, cond)					\
	"C MP\n{}\n"							\
	"P0(int *x, int *y)\n{\n"					\
	"WRITE_ONCE(*x, 1);\n" release "(y, 1);\n}\n"			\
	"P1(int *x, int *y)\n{\n"					\
	"int r0 = " acquire "(y);\nint r1 = READ_ONCE(*x);\n}\n"	\
	"exists (" cond ")\n"

TEST(forbidden)
{
	expect_explained(MP("smp_store_release", "smp_load_acquire",
			    "1:r0=1 /\\ 1:r1=0"),
"  The LKMM forbids it. To end so, these events\n"
"\n"
"    a  P0  line 5   WRITE_ONCE(*x, 1);         writes 1\n"
"    b  P0  line 6   smp_store_release(y, 1);   writes 1\n"
"    c  P1  line 10  r0 = smp_load_acquire(y);  reads 1 from b\n"
"    d  P1  line 11  r1 = READ_ONCE(*x);        reads 0, the initial value\n"
"\n"
"  would have to come before one another in a cycle:\n"
"\n"
"    a -> b  po-rel  a release comes after everything before it\n"
"    b -> c  rfe     the read sees the value that another thread wrote, so the write came first\n"
"    c -> d  acq-po  an acquire comes before everything after it\n"
"    d -> a  fr      the read sees an older value than the one that is written here\n"
"\n"
"  That breaks the axiom \"happens-before\": no instruction executes before itself.\n");
}

TEST(allowed)
{
	expect_explained("C W\n{}\nP0(int *x)\n{\nWRITE_ONCE(*x, 1);\nint r0 = READ_ONCE(*x);\n}\n"
			 "P1(int *x)\n{\nWRITE_ONCE(*x, 2);\n}\nexists (0:r0=2)\n",
"  The LKMM allows it. For example:\n"
"\n"
"    a  P0  line 5   WRITE_ONCE(*x, 1);   writes 1\n"
"    b  P0  line 6   r0 = READ_ONCE(*x);  reads 2 from c\n"
"    c  P1  line 10  WRITE_ONCE(*x, 2);   writes 2\n"
"    x is last written by c\n"
"\n"
"  No single stronger primitive forbids it; 6 were tried.\n"
"  Not even smp_mb() between all accesses of every thread does.\n");
}

TEST(impossible)
{
	expect_explained(MP("smp_store_release", "smp_load_acquire", "1:r0=2"),
"  No model is needed to forbid it: whatever the threads read, they do not end\n"
"  so.\n");
}

/* --- Threads that wait for ever --- */

#define P(nr, body)	"P" #nr "(int *x, spinlock_t *a, spinlock_t *b, spinlock_t *c, struct srcu_struct *s)\n{\n" body "}\n"

/* Whatever the condition is, and whatever stands before it */
static void expect_stuck(const char *threads, const char *lines)
{
	static const char * const conditions[] = {
		"exists (x=0)", "~exists (x=0)", "exists (x=3)", "forall (x=0)",
		"forall (x=3)", "filter (x=1)\nforall (true)",
	};

	for (unsigned int i = 0; i < ARRAY_SIZE(conditions); i++) {
		char *text = xasprintf("C t\n{}\n%s%s\n", threads, conditions[i]);

		expect_explained(text, lines);
		free(text);
	}
}

#define NEVER_RELEASED	P(0, "spin_lock(a);\n") P(1, "WRITE_ONCE(*x, 1);\nspin_lock(a);\n")

TEST(a_lock_is_never_released)
{
	expect_stuck(NEVER_RELEASED,
"  There is no verdict: no execution ends, since P1 waits in line 10 for the lock\n"
"  a, which P0 takes in line 5 and never releases.\n"
"\n"
"  Of these events\n"
"\n"
"    a  P0  line 5   spin_lock(a);  takes the lock a, and never releases it\n"
"    b  P1  line 10  spin_lock(a);  waits for the lock a\n"
"\n"
"  one waits for what never comes:\n"
"\n"
"    b -> a  lock  waits until the lock that is taken here is released\n");
}

TEST(a_thread_waits_for_its_own_lock)
{
	expect_stuck(P(0, "spin_lock(a);\nspin_lock(a);\nspin_unlock(a);\nspin_unlock(a);\n"),
"  There is no verdict: no execution ends, since P0 waits in line 6 for the lock\n"
"  a, which P0 itself took in line 5.\n"
"\n"
"  Of these events\n"
"\n"
"    a  P0  line 5  spin_lock(a);  takes the lock a\n"
"    b  P0  line 6  spin_lock(a);  waits for the lock a\n"
"\n"
"  each waits for the next one, in a cycle:\n"
"\n"
"    b -> a  lock  waits until the lock that is taken here is released\n"
"    a -> b  po    does not come to release it, since the thread waits here\n");
}

TEST(a_grace_period_in_its_own_reader)
{
	expect_stuck(P(0, "rcu_read_lock();\nWRITE_ONCE(*x, 1);\nsynchronize_rcu();\nrcu_read_unlock();\n"),
"  There is no verdict: no execution ends, since P0 waits in line 7 for a grace\n"
"  period, which waits for the reader that P0 itself began in line 5.\n"
"\n"
"  Of these events\n"
"\n"
"    a  P0  line 5  rcu_read_lock();    begins a reader\n"
"    b  P0  line 7  synchronize_rcu();  waits for the end of P0's reader\n"
"\n"
"  each waits for the next one, in a cycle:\n"
"\n"
"    b -> a  grace period  waits until the reader that begins here has ended\n"
"    a -> b  po            does not come to its end, since the thread waits here\n");
	expect_stuck(P(0, "int i = srcu_read_lock(s);\nsynchronize_srcu(s);\nsrcu_read_unlock(s, i);\nWRITE_ONCE(*x, 1);\n"),
"  There is no verdict: no execution ends, since P0 waits in line 6 for a grace\n"
"  period of s, which waits for the reader that P0 itself began in line 5.\n"
"\n"
"  Of these events\n"
"\n"
"    a  P0  line 5  i = srcu_read_lock(s);  begins a reader of s\n"
"    b  P0  line 6  synchronize_srcu(s);    waits for the end of P0's reader of s\n"
"\n"
"  each waits for the next one, in a cycle:\n"
"\n"
"    b -> a  grace period  waits until the reader that begins here has ended\n"
"    a -> b  po            does not come to its end, since the thread waits here\n");
}

/*
 * Two, three locks, and a lock with a grace period: some runs end. What stands above
 * is about these.
 */
static void expect_some_stuck(const char *threads, const char *lines)
{
	char *text = xasprintf("C t\n{}\n%sexists (x=7)\n", threads);
	char *all = xasprintf("  No model is needed to forbid it: whatever the threads read, they do not end\n"
			      "  so.\n"
			      "\n"
			      "  But some runs never end. What is said above is about those that do.\n"
			      "\n"
			      "  Of these events\n\n%s", lines);

	expect_explained(text, all);
	free(all);
	free(text);
}

#define TAKES(first, second)						\
	"spin_lock(" #first ");\nspin_lock(" #second ");\n"		\
	"spin_unlock(" #second ");\nspin_unlock(" #first ");\n"

TEST(two_locks_in_two_orders)
{
	expect_some_stuck(P(0, TAKES(a, b)) P(1, TAKES(b, a)),
"    a  P0  line 5   spin_lock(a);  takes the lock a\n"
"    b  P0  line 6   spin_lock(b);  waits for the lock b\n"
"    c  P1  line 12  spin_lock(b);  takes the lock b\n"
"    d  P1  line 13  spin_lock(a);  waits for the lock a\n"
"\n"
"  each waits for the next one, in a cycle:\n"
"\n"
"    b -> c  lock  waits until the lock that is taken here is released\n"
"    c -> d  po    does not come to release it, since the thread waits here\n"
"    d -> a  lock  waits until the lock that is taken here is released\n"
"    a -> b  po    does not come to release it, since the thread waits here\n");
}

TEST(three_locks_in_a_cycle)
{
	expect_some_stuck(P(0, TAKES(a, b)) P(1, TAKES(b, c)) P(2, TAKES(c, a)),
"    a  P0  line 5   spin_lock(a);  takes the lock a\n"
"    b  P0  line 6   spin_lock(b);  waits for the lock b\n"
"    c  P1  line 12  spin_lock(b);  takes the lock b\n"
"    d  P1  line 13  spin_lock(c);  waits for the lock c\n"
"    e  P2  line 19  spin_lock(c);  takes the lock c\n"
"    f  P2  line 20  spin_lock(a);  waits for the lock a\n"
"\n"
"  each waits for the next one, in a cycle:\n"
"\n"
"    b -> c  lock  waits until the lock that is taken here is released\n"
"    c -> d  po    does not come to release it, since the thread waits here\n"
"    d -> e  lock  waits until the lock that is taken here is released\n"
"    e -> f  po    does not come to release it, since the thread waits here\n"
"    f -> a  lock  waits until the lock that is taken here is released\n"
"    a -> b  po    does not come to release it, since the thread waits here\n");
}

TEST(a_lock_and_a_grace_period)
{
	expect_some_stuck(P(0, "rcu_read_lock();\nspin_lock(a);\nspin_unlock(a);\nrcu_read_unlock();\n")
			  P(1, "spin_lock(a);\nsynchronize_rcu();\nspin_unlock(a);\n"),
"    a  P0  line 5   rcu_read_lock();    begins a reader\n"
"    b  P0  line 6   spin_lock(a);       waits for the lock a\n"
"    c  P1  line 12  spin_lock(a);       takes the lock a\n"
"    d  P1  line 13  synchronize_rcu();  waits for the end of P0's reader\n"
"\n"
"  each waits for the next one, in a cycle:\n"
"\n"
"    b -> c  lock          waits until the lock that is taken here is released\n"
"    c -> d  po            does not come to release it, since the thread waits here\n"
"    d -> a  grace period  waits until the reader that begins here has ended\n"
"    a -> b  po            does not come to its end, since the thread waits here\n");
}

TEST(waiting_as_a_graph)
{
	char *got = explained("C t\n{}\n" NEVER_RELEASED "exists (x=1)\n", MODEL_LKMM,
			      true, BUDGET_ENDLESS);

	EXPECT_STREQ(got,
"digraph \"t\" {\n"
"\tnode [shape=box, fontname=monospace];\n"
"\tedge [fontname=monospace];\n"
"\tlabelloc=t;\n"
"\tlabel=\"t\n"
"There is no verdict: no execution ends, since P1 waits in line 10 for the lock a, which P0 takes in line 5 and never releases.\";\n"
"\tsubgraph cluster_waiting {\n"
"\t\tlabel=\"a run that never ends\";\n"
"\t\tsubgraph cluster_W0 {\n"
"\t\t\tlabel=\"P0\";\n"
"\t\t\tw0 [label=\"a: spin_lock(a);\n"
"takes the lock a, and never releases it\", penwidth=2];\n"
"\t\t}\n"
"\t\tsubgraph cluster_W1 {\n"
"\t\t\tlabel=\"P1\";\n"
"\t\t\tw1 [label=\"b: spin_lock(a);\n"
"waits for the lock a\", penwidth=2];\n"
"\t\t}\n"
"\t\tw1 -> w0 [label=\"lock\", color=red, fontcolor=red, penwidth=2];\n"
"\t}\n"
"}\n");
	free(got);
}

/* --- No verdict, for other reasons --- */

TEST(the_filter_leaves_none)
{
	expect_explained("C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\n"
			 "P1(int *x) { int r0 = READ_ONCE(*x); }\n"
			 "filter (1:r0=7)\nforall (x=2)\n",
"  There is no verdict: the filter leaves none of the 2 executions.\n");
}

#define FILTERED(cond)							\
	"C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\n"			\
	"P1(int *x)\n{\nint r0 = READ_ONCE(*x);\nint r1 = READ_ONCE(*x);\n}\n" \
	"filter (1:r0=1)\nexists (" cond ")\n"

TEST(the_filter_rules_out)
{
	expect_explained(FILTERED("1:r0=0"),
"  No model is needed to forbid it: whatever the threads read, they do not end so\n"
"  if they pass the filter.\n");
	expect_explained(FILTERED("1:r1=0"),
"  The LKMM forbids it. To pass the filter and end so, these events\n"
"\n"
"    a  P0  line 3  WRITE_ONCE(*x, 1);   writes 1\n"
"    b  P1  line 6  r0 = READ_ONCE(*x);  reads 1 from a\n"
"    c  P1  line 7  r1 = READ_ONCE(*x);  reads 0, the initial value\n"
"\n"
"  would have to come before one another in a cycle:\n"
"\n"
"    a -> b  rf      the read sees the value of this write\n"
"    b -> c  po-loc  program order, to the same location\n"
"    c -> a  fr      the read sees an older value than the one that is written here\n"
"\n"
"  That breaks the axiom \"coherence\": all accesses to one location have a single\n"
"  order, which program order respects.\n");
}

TEST(no_layout_decides)
{
	expect_explained("C t\n{}\nP0(int *x, int *y)\n{\nint r0 = x < y;\n}\nexists (0:r0=1)\n",
"  There is no verdict: P0 depends on where locations lie in memory, line 5: x <\n"
"  y.\n");
	/* Nor does the explanation report a race in such a test */
	expect_explained("C t\n{}\nP0(int *x, int *y)\n{\n*x = x < y;\n}\n"
			 "P1(int *x)\n{\nint r0 = *x;\n}\nexists (1:r0=1)\n",
"  There is no verdict: P0 depends on where locations lie in memory, line 5: x <\n"
"  y.\n");
}

/* --- Loops --- */

#define WAITS_FOR_X(cond)						\
	"C t\n{}\n"							\
	"P0(int *x, int *y)\n{\nWRITE_ONCE(*y, 1);\nsmp_store_release(x, 1);\n}\n" \
	"P1(int *x, int *y)\n{\nint r0 = 0;\nint r1;\n"			\
	"while (smp_load_acquire(x) == 0)\nr0 = r0 + 1;\nr1 = READ_ONCE(*y);\n}\n" \
	"exists (" cond ")\n"

#define BOUND								\
"\n"									\
"  Some executions were cut off after 2 turns of the loop in line 12. What is\n" \
"  allowed stays allowed with more turns; what is forbidden is so for up to 2\n" \
"  turns only.\n"

TEST(verdicts_about_loops_have_a_bound)
{
	char *got;

	expect_explained(WAITS_FOR_X("1:r0=3"),
"  No model is needed to forbid it: whatever the threads read, they do not end so\n"
"  within 2 turns of the loop in line 12.\n" BOUND);
	got = explained(WAITS_FOR_X("1:r1=0"), MODEL_LKMM, false, BUDGET_ENDLESS);
	EXPECT_HAS(got, "  The LKMM forbids it.");
	EXPECT_HAS(got, "no instruction executes before itself.\n" BOUND);
	free(got);
	got = explained(WAITS_FOR_X("1:r0=1"), MODEL_LKMM, false, BUDGET_ENDLESS);
	EXPECT_HAS(got, "  The LKMM allows it.");
	EXPECT_HAS(got, "\n  Some executions were cut off after 2 turns of the loop in line 12. What is\n"
		   "  allowed stays allowed with more turns; what is forbidden, by a change as well,\n"
		   "  is so for up to 2 turns only.\n");
	free(got);
	/* A loop that is always left needs no bound */
	got = explained("C t\n{}\nP0(int *x)\n{\nint r0 = 0;\n"
			"while (r0 == 0) { r0 = 1; WRITE_ONCE(*x, 1); }\n}\nexists (x=0)\n",
			MODEL_LKMM, false, BUDGET_ENDLESS);
	EXPECT(!strstr(got, "turns"));
	free(got);
}

/* --- Too little time --- */

/* Neither word may be in an answer that there is none, nor a cycle */
TEST(what_was_cut_off_is_no_verdict)
{
	static const double seconds[] = { 1e-9, 1e-4, 1e-3, 5e-3 };
	char *text = xstrdup("C large\n{}\n"), *longer, *got;

	for (unsigned int t = 0; t < 10; t++) {
		longer = xasprintf("%sP%u(int *x, int *y) {\nint r0 = READ_ONCE(*x);\nWRITE_ONCE(*x, %u);\nint r1 = READ_ONCE(*y);\nWRITE_ONCE(*y, r0);\n}\n",
				   text, t, t + 1);
		free(text);
		text = longer;
	}
	longer = xasprintf("%sexists (0:r0=7 /\\ 1:r0=9 /\\ 2:r0=3 /\\ 3:r0=4)\n", text);
	for (unsigned int i = 0; i < ARRAY_SIZE(seconds); i++) {
		struct budget budget = budget_make(seconds[i], NULL);
		bool none;

		got = explained(longer, i % NR_MODELS, false, &budget);
		EXPECT_EQ(budget.taken, 0);
		none = strstr(got, "There is no verdict: too large to decide in");
		if (i < 2)
			EXPECT(none);
		if (none)
			EXPECT(!strstr(got, "forbids") && !strstr(got, "allows it") &&
			       !strstr(got, "->") && !strstr(got, "model is needed"));
		free(got);
	}
	free(longer);
	free(text);
}

/* A chain of message passing: each thread hands on what the one before says */
static char *chain(unsigned int threads)
{
	char *text = xasprintf("C chain\n{}\nP0(int *x0, int *x1)\n{\nWRITE_ONCE(*x0, 1);\nsmp_store_release(x1, 1);\n}\n");
	char *more;

	for (unsigned int t = 1; t < threads - 1; t++) {
		more = xasprintf("%sP%u(int *x%u, int *x%u)\n{\nint r0 = smp_load_acquire(x%u);\nsmp_store_release(x%u, r0);\n}\n",
				 text, t, t, t + 1, t, t + 1);
		free(text);
		text = more;
	}
	more = xasprintf("%sP%u(int *x%u, int *x0)\n{\nint r0 = smp_load_acquire(x%u);\nint r1 = READ_ONCE(*x0);\n}\nexists (%u:r0=1 /\\ %u:r1=0)\n",
			 text, threads - 1, threads - 1, threads - 1,
			 threads - 1, threads - 1);
	free(text);
	return more;
}

/* What no list of executions, of which there are millions, would say within so much work */
static void expect_soon(char *text, const char *first)
{
	struct budget budget = { .bytes = 100 << 20, .looks = 1000000 };
	char *got;

	budget_renew(&budget);
	got = explained(text, MODEL_LKMM, false, &budget);
	EXPECT_EQ(strncmp(got, first, strlen(first)), 0);
	if (strncmp(got, first, strlen(first)))
		printf("# %s\n", got);
	free(got);
	free(text);
}

TEST(large_tests)
{
	char *text = xstrdup("C large\n{}\n"), *seen = xstrdup(""), *more;

	expect_soon(chain(24), "  The LKMM forbids it.");
	/* 4 threads of 6 accesses, and every register is observed */
	for (unsigned int t = 0; t < 4; t++) {
		more = xasprintf("%sP%u(int *x, int *y, int *z)\n{\n", text, t);
		free(text);
		text = more;
		for (unsigned int i = 0; i < 6; i++) {
			more = i % 2 ?
				xasprintf("%sWRITE_ONCE(*%c, %u);\n", text,
					  "xyz"[(t + i) % 3], 6 * t + i) :
				xasprintf("%sint r%u = READ_ONCE(*%c);\n", text, i,
					  "xyz"[(t + i) % 3]);
			free(text);
			text = more;
			if (i % 2)
				continue;
			more = xasprintf("%s %u:r%u;", seen, t, i);
			free(seen);
			seen = more;
		}
		more = xasprintf("%s}\n", text);
		free(text);
		text = more;
	}
	expect_soon(xasprintf("%slocations [%s]\nexists (0:r0=13 /\\ 1:r0=1)\n", text,
			      seen), "  The LKMM allows it.");
	free(text);
	free(seen);
}

CHECK_MAIN
