// SPDX-License-Identifier: GPL-2.0
/*
 * Paths of threads with their dependencies, and the search for candidate
 * executions, which is compared with a search that tries everything.
 */
#include "tests/tap.h"
#include "tests/random.h"
#include "events/execution.h"
#include "tests/parse.h"
#include "result/result.h"
#include "check/search.h"
#include "lib/util.h"

/* --- Programs --- */

/*
 * A test of one thread, over three integers, a pointer, a lock and a domain, and
 * of another one that makes 1 a value that may be read
 */
static struct litmus *parse_thread(const char *body)
{
	char *text = xasprintf("C test\n{p=x;}\n"
			       "P0(int *x, int *y, int *z, int **p, spinlock_t *s, struct srcu_struct *ss)\n"
			       "{\n%s\n}\n"
			       "P1(int *x, int *y) { WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1); }\n"
			       "exists (true)\n", body);
	struct litmus *test = parse(text);

	free(text);
	return test;
}

/* --- Paths and dependencies --- */

/*
 * Edges as text: "0-data-1 0-ctrl-2 ", sorted by relation, from a path whose
 * events are numbered from 0.
 */
static void put_edges(char *buf, size_t size, const char *name,
		      const struct rel *r)
{
	for (unsigned int a = 0; a < r->n; a++)
		for (unsigned int b = 0; b < r->n; b++)
			if (rel_has(r, a, b))
				snprintf(buf + strlen(buf), size - strlen(buf),
					 "%u-%s-%u ", a, name, b);
}

/* The dependencies of the path of a thread on which no branch is skipped */
static const char *dependencies(const char *body)
{
	static char buf[4096];
	struct litmus *test = parse_thread(body);
	struct paths paths = { .nr = 0 };
	struct domain domain;
	struct budget budget = budget_make(0, NULL);

	*buf = '\0';
	if (test->program) {
		domain_find(&domain, &test->view, &budget);
		EXPECT_EQ(paths_find(&paths, &test->view, &domain, 0, false, 1000,
			     &budget),
			  PATHS_OK);
	}
	if (paths.nr) {
		const struct path *path = &paths.path[0];

		put_edges(buf, sizeof(buf), "addr", path->addr);
		put_edges(buf, sizeof(buf), "data", path->data);
		put_edges(buf, sizeof(buf), "ctrl", path->ctrl);
		put_edges(buf, sizeof(buf), "rmw", path->rmw);
	}
	paths_free(&paths);
	litmus_free(test);
	return buf;
}

TEST(data_dependencies)
{
	/* Through registers and arithmetic, whatever comes out of it */
	EXPECT_STREQ(dependencies("int r0 = READ_ONCE(*x); WRITE_ONCE(*y, r0);"),
		     "0-data-1 ");
	EXPECT_STREQ(dependencies("int r0 = READ_ONCE(*x); int r1 = r0 ^ r0;"
				  "WRITE_ONCE(*y, 1 + r1);"), "0-data-1 ");
	EXPECT_STREQ(dependencies("WRITE_ONCE(*y, READ_ONCE(*x));"),
		     "0-data-1 ");
	EXPECT_STREQ(dependencies("int r0 = READ_ONCE(*x); int r1 = READ_ONCE(*z);"
				  "WRITE_ONCE(*y, r0 == r1);"),
		     "0-data-2 1-data-2 ");
	/* A register that is overwritten carries nothing on */
	EXPECT_STREQ(dependencies("int r0 = READ_ONCE(*x); r0 = 1;"
				  "WRITE_ONCE(*y, r0);"), "");
	/* Nor does memory, here: that is what carry-dep is for */
	EXPECT_STREQ(dependencies("int r0 = READ_ONCE(*x); *z = r0;"
				  "int r1 = *z; WRITE_ONCE(*y, r1);"),
		     "0-data-1 2-data-3 ");
	EXPECT_STREQ(dependencies("int r0 = srcu_read_lock(ss);"
				  "srcu_read_unlock(ss, r0);"), "0-data-1 ");
}

TEST(address_dependencies)
{
	EXPECT_STREQ(dependencies("int *r0 = READ_ONCE(*p); int r1 = READ_ONCE(*r0);"),
		     "0-addr-1 ");
	EXPECT_STREQ(dependencies("int *r0 = rcu_dereference(*p); *r0 = 1;"),
		     "0-addr-1 ");
	EXPECT_STREQ(dependencies("int *r0 = READ_ONCE(*p); int r1 = READ_ONCE(*x);"
				  "WRITE_ONCE(*r0, r1);"),
		     "0-addr-2 1-data-2 ");
	EXPECT_STREQ(dependencies("int *r0 = READ_ONCE(*p); int r1 = xchg(r0, 1);"),
		     "0-addr-1 0-addr-2 1-rmw-2 ");
	/* An atomic operation has the address of its read only */
	EXPECT_STREQ(dependencies("int *r0 = READ_ONCE(*p); atomic_inc(r0);"),
		     "0-addr-1 1-data-2 1-rmw-2 ");
}

TEST(control_dependencies)
{
	/* What runs before the branches meet again, fences too, no more */
	EXPECT_STREQ(dependencies("int r0 = READ_ONCE(*x);"
				  "if (r0) { WRITE_ONCE(*y, 1); smp_mb(); }"
				  "WRITE_ONCE(*z, 1);"),
		     "0-ctrl-1 0-ctrl-2 ");
	EXPECT_STREQ(dependencies("if (READ_ONCE(*x) == 1) WRITE_ONCE(*y, 1);"
				  "else WRITE_ONCE(*y, 2);"), "0-ctrl-1 ");
	EXPECT_STREQ(dependencies("int r0 = READ_ONCE(*x); int r1 = READ_ONCE(*y);"
				  "if (r0) { if (r1) WRITE_ONCE(*z, 1); }"),
		     "0-ctrl-2 1-ctrl-2 ");
	/* A register that is set in a branch carries it on to a condition... */
	EXPECT_STREQ(dependencies("int r0 = READ_ONCE(*x); int r1 = 0;"
				  "if (r0) r1 = 1; if (r1) WRITE_ONCE(*y, 1);"),
		     "0-ctrl-1 ");
	/* ... and not to a value */
	EXPECT_STREQ(dependencies("int r0 = READ_ONCE(*x); int r1 = 0;"
				  "if (r0) r1 = 1; WRITE_ONCE(*y, r1);"), "");
	/* The value controls, not what is stored: as through a register */
	EXPECT_STREQ(dependencies("int r0 = READ_ONCE(*x);"
				  "if (cmpxchg_relaxed(y, 0, r0) == 0) WRITE_ONCE(*z, 1);"),
		     "0-data-2 1-ctrl-3 1-rmw-2 ");
	EXPECT_STREQ(dependencies("int r0 = READ_ONCE(*x);"
				  "int r1 = cmpxchg_relaxed(y, 0, r0);"
				  "if (r1 == 0) WRITE_ONCE(*z, 1);"),
		     "0-data-2 1-ctrl-3 1-rmw-2 ");
}

TEST(read_modify_writes)
{
	EXPECT_STREQ(dependencies("int r0 = READ_ONCE(*x); int r1 = xchg_relaxed(y, r0);"),
		     "0-data-2 1-rmw-2 ");
	/* The old value of a cmpxchg() is compared, which is no dependency */
	EXPECT_STREQ(dependencies("int r0 = READ_ONCE(*x); int r1 = cmpxchg_relaxed(y, r0, 1);"),
		     "1-rmw-2 ");
	EXPECT_STREQ(dependencies("int r0 = READ_ONCE(*x); int r1 = atomic_add_return_relaxed(r0, y);"
				  "WRITE_ONCE(*z, r1);"),
		     "0-data-2 0-data-3 1-data-2 1-data-3 1-rmw-2 ");
	/* herd takes what atomic_add_unless() adds for an address */
	EXPECT_STREQ(dependencies("int r0 = READ_ONCE(*x); int r1 = atomic_add_unless(y, r0, 5);"),
		     "0-addr-2 1-data-2 1-rmw-2 ");
	EXPECT_STREQ(dependencies("spin_lock(s); spin_unlock(s);"), "");
}

/* What is nested carries what it carries through a register */
TEST(nested_dependencies)
{
	EXPECT_STREQ(dependencies("WRITE_ONCE(*y, cmpxchg_relaxed(x, 0, 1));"),
		     "0-data-2 0-rmw-1 ");
	EXPECT_STREQ(dependencies("WRITE_ONCE(*y, atomic_add_unless(x, 2, 5));"),
		     "0-data-1 0-data-2 0-rmw-1 ");
	EXPECT_STREQ(dependencies("WRITE_ONCE(*y, spin_is_locked(s));"),
		     "0-data-1 ");
	EXPECT_STREQ(dependencies("int r0 = atomic_fetch_add_relaxed(spin_is_locked(s), y);"),
		     "0-data-2 1-data-2 1-rmw-2 ");
	EXPECT_STREQ(dependencies("WRITE_ONCE(*cmpxchg_relaxed(p, x, y), 1);"),
		     "0-addr-2 0-rmw-1 ");
	EXPECT_STREQ(dependencies("if (spin_is_locked(s)) WRITE_ONCE(*y, 1);"),
		     "0-ctrl-1 ");
	EXPECT_STREQ(dependencies("int r0 = xchg_relaxed(z, xchg_relaxed(x, 1));"),
		     "0-data-3 0-rmw-1 2-rmw-3 ");
	/* A condition controls what its body does to registers, too */
	EXPECT_STREQ(dependencies("int r0 = 0; if (READ_ONCE(*x) == 0) r0 = 1;"
				  "if (r0) WRITE_ONCE(*y, 1);"), "0-ctrl-1 ");
}

/* Events of a thread in order, as letters; "(" and ")" are RCU's */
static const char *events(const char *body, unsigned int nr_path)
{
	static const char letters[] = {
		[EV_R] = 'R', [EV_W] = 'W', [EV_F] = 'F', [EV_SRCU] = 'S',
		[EV_LKR] = 'l', [EV_LKW] = 'L', [EV_UL] = 'U', [EV_LF] = 'f',
		[EV_RL] = 'y', [EV_RU] = 'n',
	};
	static char buf[REL_MAX_EVENTS + 1];
	struct litmus *test = parse_thread(body);
	struct paths paths;
	struct domain domain;
	struct budget budget = budget_make(0, NULL);
	unsigned int e = 0;

	domain_find(&domain, &test->view, &budget);
	EXPECT_EQ(paths_find(&paths, &test->view, &domain, 0, false, 1000,
			     &budget), PATHS_OK);
	if (nr_path < paths.nr)
		for (; e < paths.path[nr_path].nr_events; e++)
			buf[e] = letters[paths.path[nr_path].events[e].kind];
	buf[e] = '\0';
	paths_free(&paths);
	litmus_free(test);
	return buf;
}

TEST(events_of_instructions)
{
	EXPECT_STREQ(events("smp_store_mb(*x, 1);", 0), "WF");
	EXPECT_STREQ(events("spin_lock(s); spin_unlock(s);", 0), "lLU");
	EXPECT_STREQ(events("int r0 = spin_trylock(s); if (r0) spin_unlock(s);", 0),
		     "lLU");
	EXPECT_STREQ(events("int r0 = spin_trylock(s); if (r0) spin_unlock(s);", 1),
		     "f");
	EXPECT_STREQ(events("int r0 = spin_is_locked(s);", 0), "y");
	EXPECT_STREQ(events("int r0 = spin_is_locked(s);", 1), "n");
	EXPECT_STREQ(events("int r0 = cmpxchg(x, 0, 1);", 0), "RW");
	/* One that fails does not write */
	EXPECT_STREQ(events("int r0 = cmpxchg(x, 5, 1); WRITE_ONCE(*y, 1);", 1),
		     "RW");
	EXPECT_STREQ(events("rcu_read_lock(); rcu_read_unlock(); synchronize_srcu(ss);", 0),
		     "FFS");
}

/* Whether program order is total on the first path of a thread, from @from on */
static bool is_ordered(const char *body, unsigned int from)
{
	struct litmus *test = parse_thread(body);
	struct paths paths = { .nr = 0 };
	struct domain domain;
	struct budget budget = budget_make(0, NULL);
	bool ordered = true;

	domain_find(&domain, &test->view, &budget);
	EXPECT_EQ(paths_find(&paths, &test->view, &domain, 0, false, 10,
			     &budget), PATHS_OK);
	for (unsigned int b = from; b < paths.path[0].nr_events; b++)
		for (unsigned int a = 0; a < b; a++)
			ordered &= rel_has(paths.path[0].po, a, b) &&
				   !rel_has(paths.path[0].po, b, a);
	paths_free(&paths);
	litmus_free(test);
	return ordered;
}

/* C leaves open which operand comes first */
TEST(operands_are_unordered)
{
	EXPECT(!is_ordered("int r0 = READ_ONCE(*x) + READ_ONCE(*y);"
			   "WRITE_ONCE(*z, r0);", 1));
	EXPECT(is_ordered("int r0 = READ_ONCE(*x) + READ_ONCE(*y);"
			  "WRITE_ONCE(*z, r0);", 2));
	EXPECT(!is_ordered("int r0 = READ_ONCE(*x) + (READ_ONCE(*y) - 1);", 1));
	EXPECT(!is_ordered("WRITE_ONCE(*READ_ONCE(*p), READ_ONCE(*x));", 1));
	EXPECT(is_ordered("WRITE_ONCE(*READ_ONCE(*p), READ_ONCE(*x));", 2));
	/* All of them come before what they are operands of */
	EXPECT(is_ordered("int r0 = cmpxchg_relaxed(x, READ_ONCE(*y), 1);", 1));
	EXPECT(is_ordered("int r0 = xchg_relaxed(x, READ_ONCE(*y));", 1));
	/* && and the end of a statement are in between */
	EXPECT(is_ordered("int r0 = READ_ONCE(*x) == 0 && READ_ONCE(*y);", 1));
	EXPECT(is_ordered("READ_ONCE(*x) + 1; READ_ONCE(*y);", 1));
}

/* --- Search --- */

struct counter {
	unsigned long nr;
	unsigned int faults;
	unsigned int dropped;
	struct value least, most;	/* of the first observed value */
	unsigned long decided;
};

static void count_begin(void *data, const struct execution *x)
{
	(void)data;
	(void)x;
}

static bool count_candidate(void *data, const struct execution *x, bool decided,
			    uint64_t nr)
{
	struct counter *c = data;
	unsigned int thread, insn;

	if (!c->nr || value_compare(x->state[0], c->least) < 0)
		c->least = x->state[0];
	if (!c->nr || value_compare(x->state[0], c->most) > 0)
		c->most = x->state[0];
	c->nr += nr;
	c->decided += decided;
	c->faults += execution_end(x, &thread, &insn) == PATH_FAULT;
	c->dropped += execution_end(x, &thread, &insn) == PATH_READ_NOWHERE;
	return true;
}

static struct counter count(const char *text)
{
	struct counter c = { .nr = 0 };
	const struct execution_user user = {
		.begin = count_begin, .candidate = count_candidate, .data = &c,
	};
	struct budget never = budget_make(0, NULL);
	struct litmus *test = parse(text);

	if (test->program)
		EXPECT_EQ(execution_search(&test->view, &user, &never),
			  SEARCH_DONE);
	litmus_free(test);
	return c;
}

TEST(counts)
{
	/* Two reads, each of the initial value or of the other thread's */
	EXPECT_EQ(count("C SB\n{}\nP0(int *x, int *y) { WRITE_ONCE(*x, 1); int r0 = READ_ONCE(*y); }\n"
			"P1(int *x, int *y) { WRITE_ONCE(*y, 1); int r0 = READ_ONCE(*x); }\n"
			"exists (0:r0=0)\n").nr, 4);
	/* Two writes each, whose order in each thread is kept: 4! / (2! 2!) */
	EXPECT_EQ(count("C CoWW\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); WRITE_ONCE(*x, 2); }\n"
			"P1(int *x) { WRITE_ONCE(*x, 3); WRITE_ONCE(*x, 4); }\n"
			"exists (x=2)\n").nr, 6);
	/* Nobody comes between the halves of an exchange */
	EXPECT_EQ(count("C XX\n{}\nP0(int *x) { int r0 = xchg(x, 1); }\n"
			"P1(int *x) { int r0 = xchg(x, 2); }\n"
			"P2(int *x) { int r0 = xchg(x, 3); }\nexists (x=2)\n").nr,
		  6);
	/* Critical sections, in any order */
	EXPECT_EQ(count("C LL\n{}\nP0(spinlock_t *s) { spin_lock(s); spin_unlock(s); }\n"
			"P1(spinlock_t *s) { spin_lock(s); spin_unlock(s); }\n"
			"P2(spinlock_t *s) { spin_lock(s); spin_unlock(s); }\n"
			"exists (true)\n").nr, 6);
}

TEST(locks)
{
	struct counter c;

	/* A lock that is not given back is taken last */
	EXPECT_EQ(count("C L\n{}\nP0(spinlock_t *s) { spin_lock(s); }\n"
			"P1(spinlock_t *s) { spin_lock(s); spin_unlock(s); }\n"
			"exists (true)\n").nr, 1);
	/* Two of them cannot both end */
	EXPECT_EQ(count("C L\n{}\nP0(spinlock_t *s) { spin_lock(s); }\n"
			"P1(spinlock_t *s) { spin_lock(s); }\nexists (true)\n").nr, 0);
	/* Nor can one thread take it twice */
	EXPECT_EQ(count("C L\n{}\nP0(spinlock_t *s) { spin_lock(s); spin_lock(s); spin_unlock(s); spin_unlock(s); }\n"
			"exists (true)\n").nr, 0);
	/* A trylock fails only where there is somebody to see */
	c = count("C T\n{}\nP0(spinlock_t *s) { int r0 = spin_trylock(s); if (r0) spin_unlock(s); }\n"
		  "exists (0:r0=0)\n");
	EXPECT_EQ(c.nr, 1);
	EXPECT_EQ(c.least.n, 1);
	c = count("C T\n{}\nP0(spinlock_t *s) { int r0 = spin_trylock(s); if (r0) spin_unlock(s); }\n"
		  "P1(spinlock_t *s) { spin_lock(s); spin_unlock(s); }\n"
		  "exists (0:r0=0)\n");
	EXPECT_EQ(c.nr, 3);
	EXPECT_EQ(c.least.n, 0);
	EXPECT_EQ(c.most.n, 1);
	/* Inside of a critical section the lock is seen taken */
	c = count("C I\n{}\nP0(spinlock_t *s) { spin_lock(s); int r0 = spin_is_locked(s); spin_unlock(s); }\n"
		  "exists (0:r0=0)\n");
	EXPECT_EQ(c.nr, 1);
	EXPECT_EQ(c.least.n, 1);
}

TEST(values)
{
	struct counter c;

	/* Only one of two cmpxchg() succeeds */
	c = count("C C\n{}\nP0(int *x) { int r0 = cmpxchg(x, 0, 1); }\n"
		  "P1(int *x) { int r0 = cmpxchg(x, 0, 2); }\nexists (x=1)\n");
	EXPECT_EQ(c.nr, 2);
	EXPECT_EQ(c.least.n, 1);
	EXPECT_EQ(c.most.n, 2);
	c = count("C A\n{}\nP0(atomic_t *x) { atomic_inc(x); }\n"
		  "P1(atomic_t *x) { atomic_inc(x); }\n"
		  "P2(atomic_t *x) { atomic_inc(x); }\nexists (x=3)\n");
	EXPECT_EQ(c.least.n, 3);
	EXPECT_EQ(c.most.n, 3);
	/* The branch that is taken depends on the value that was read */
	c = count("C B\n{}\nP0(int *x, int *y) { int r0 = READ_ONCE(*x); if (r0 == 2) WRITE_ONCE(*y, 7); }\n"
		  "P1(int *x) { WRITE_ONCE(*x, 1); WRITE_ONCE(*x, 2); }\nexists (y=7)\n");
	EXPECT_EQ(c.nr, 3);
	EXPECT_EQ(c.most.n, 7);
	/* The filter leaves executions out */
	EXPECT_EQ(count("C F\n{}\nP0(int *x) { int r0 = READ_ONCE(*x); }\n"
			"P1(int *x) { WRITE_ONCE(*x, 1); WRITE_ONCE(*x, 2); }\n"
			"filter (0:r0=1)\nexists (0:r0=1)\n").nr, 1);
}

TEST(out_of_thin_air)
{
	struct counter c;

	/* Copies in a cycle are symbols, not numbers */
	c = count("C O\n{}\nP0(int *x, int *y) { int r0 = *x; *y = r0; }\n"
		  "P1(int *x, int *y) { int r0 = *y; *x = r0; }\n"
		  "exists (0:r0=1)\n");
	EXPECT_EQ(c.nr, 4);
	EXPECT_EQ(c.least.n, 0);
	EXPECT_EQ(c.most.kind, VALUE_SYMBOL);
	/* A value that is computed from itself has no solution */
	c = count("C O\n{}\nP0(int *x, int *y) { int r0 = *x; *y = r0 + 1; }\n"
		  "P1(int *x, int *y) { int r0 = *y; *x = r0; }\n"
		  "exists (0:r0=1)\n");
	EXPECT_EQ(c.nr, 3);
	EXPECT_EQ(c.most.kind, VALUE_INT);
	/* A comparison may say which number it is */
	c = count("C O\n{}\nP0(int *x, int *y) { int r0 = *x; WRITE_ONCE(*y, r0); }\n"
		  "P1(int *x, int *y) { *x = *y; int r0 = atomic_add_unless(y, 0, 1); }\n"
		  "exists (0:r0=1)\n");
	EXPECT_EQ(c.most.n, 1);
}

TEST(faults)
{
	struct counter c;

	c = count("C N\n{p=0;}\nP0(int **p) { int *r0 = READ_ONCE(*p); int r1 = READ_ONCE(*r0); }\n"
		  "P1(int *x, int **p) { WRITE_ONCE(*p, x); }\nexists (0:r1=0)\n");
	EXPECT_EQ(c.nr, 2);
	EXPECT_EQ(c.dropped, 1);
	EXPECT_EQ(c.faults, 0);
	c = count("C N\n{p=0;}\nP0(int **p) { int *r0 = READ_ONCE(*p); WRITE_ONCE(*r0, 1); }\n"
		  "P1(int *x, int **p) { WRITE_ONCE(*p, x); }\nexists (x=1)\n");
	EXPECT_EQ(c.nr, 2);
	EXPECT_EQ(c.dropped, 0);
	EXPECT_EQ(c.faults, 1);
	c = count("C N\n{p=0;}\nP0(int **p) { int *r0 = READ_ONCE(*p); if (r0) { int r1 = READ_ONCE(*r0); } }\n"
		  "P1(int *x, int **p) { WRITE_ONCE(*p, x); }\nexists (0:r1=0)\n");
	EXPECT_EQ(c.nr, 2);
	EXPECT_EQ(c.dropped, 0);
	EXPECT_EQ(c.faults, 0);
}

/* Pointers lead where they may, and nowhere else */
TEST(pointers)
{
	struct counter c;

	c = count("C P\n{p=x; x=1; y=2; z=3;}\nP0(int **p) { int *r0 = READ_ONCE(*p); int r1 = READ_ONCE(*r0); }\n"
		  "P1(int *y, int **p) { WRITE_ONCE(*p, y); }\n"
		  "P2(int *z) { int r0 = READ_ONCE(*z); }\nexists (0:r1=2)\n");
	EXPECT_EQ(c.nr, 2);
	EXPECT_EQ(c.least.n, 1);
	EXPECT_EQ(c.most.n, 2);
}

static enum search end_of(const char *text, double seconds)
{
	struct counter c = { .nr = 0 };
	const struct execution_user user = {
		.begin = count_begin, .candidate = count_candidate, .data = &c,
	};
	struct budget budget = budget_make(seconds, NULL);
	struct litmus *test = parse(text);
	enum search end = execution_search(&test->view, &user, &budget);

	litmus_free(test);
	return end;
}

static char *many(const char *body, unsigned int threads)
{
	char *text = xstrdup("C many\n{}\n"), *longer;

	for (unsigned int t = 0; t < threads; t++) {
		longer = xasprintf("%sP%u(int *x) { %s }\n", text, t, body);
		free(text);
		text = longer;
	}
	longer = xasprintf("%sexists (x=1)\n", text);
	free(text);
	return longer;
}

TEST(gives_up)
{
	char *text = many("int r0 = READ_ONCE(*x); WRITE_ONCE(*x, 1); int r1 = READ_ONCE(*x);",
			  12);

	EXPECT_EQ(end_of(text, 0.05), SEARCH_TIME);
	free(text);
	/* More orders than there is room to list, or than there is time */
	text = many("int r0 = READ_ONCE(*x); WRITE_ONCE(*x, 1); int r1 = READ_ONCE(*x);",
		    6);
	EXPECT_NE(end_of(text, 30), SEARCH_DONE);
	free(text);
}

TEST(too_many_events)
{
	char *body = xstrdup(""), *longer, *text;

	for (unsigned int i = 0; i <= REL_MAX_EVENTS / 2; i++) {
		longer = xasprintf("%sWRITE_ONCE(*x, 1);", body);
		free(body);
		body = longer;
	}
	text = many(body, 1);
	EXPECT_EQ(end_of(text, 0), SEARCH_DONE);
	free(text);
	text = many(body, 2);
	EXPECT_EQ(end_of(text, 0), SEARCH_EVENTS);
	free(text);
	free(body);
}

/* --- Against a search that tries everything --- */

/* Threads of plain loads, stores and exchanges on two locations */
static char *draw_test(void)
{
	char *text = xstrdup("C drawn\n{}\n"), *longer;
	unsigned int threads = 2 + draw(2), value = 1;

	for (unsigned int t = 0; t < threads; t++) {
		unsigned int insns = 1 + draw(threads == 2 ? 3 : 2);

		longer = xasprintf("%sP%u(int *x, int *y) {", text, t);
		free(text);
		text = longer;

		for (unsigned int i = 0; i < insns; i++) {
			unsigned int form = draw(3);
			const char *loc = draw(3) ? "x" : "y";
			char *insn;

			if (form == 0)
				insn = xasprintf("int r%u = READ_ONCE(*%s);", i,
						 loc);
			else if (form == 1)
				insn = xasprintf("WRITE_ONCE(*%s, %u);", loc,
						 value++);
			else
				insn = xasprintf("int r%u = xchg(%s, %u);", i,
						 loc, value++);
			longer = xasprintf("%s %s", text, insn);
			free(insn);
			free(text);
			text = longer;
		}
		longer = xasprintf("%s }\n", text);
		free(text);
		text = longer;
	}
	longer = xasprintf("%sexists (true)\n", text);
	free(text);
	return longer;
}

/* An execution whose static part is known, and all that may be chosen */
struct everything {
	struct execution x;
	unsigned long coherent;
	unsigned int reads[16], writes[16], nr_reads, nr_writes;
};

static bool is_coherent(struct everything *all)
{
	struct execution *x = &all->x;
	struct rel *com = rel_new(x->n), *po_loc = rel_new(x->n);
	struct rel *fre = rel_new(x->n), *coe = rel_new(x->n), *both = rel_new(x->n);
	bool coherent;

	rel_union(com, x->rf, x->co);
	rel_union(com, com, x->fr);
	rel_inter(po_loc, x->po, x->loc);
	rel_union(com, com, po_loc);
	coherent = rel_is_acyclic(com);
	rel_inter(fre, x->fr, x->external);
	rel_inter(coe, x->co, x->external);
	rel_seq(both, fre, coe);
	rel_inter(both, both, x->rmw);
	coherent = coherent && rel_is_empty(both);
	rel_free(com);
	rel_free(po_loc);
	rel_free(fre);
	rel_free(coe);
	rel_free(both);
	return coherent;
}

static void try_reads(struct everything *all, unsigned int r)
{
	struct execution *x = &all->x;
	unsigned int read;

	if (r == all->nr_reads) {
		all->coherent += is_coherent(all);
		return;
	}
	read = all->reads[r];
	/* The initial value, then each write to the location */
	for (unsigned int w = 0; w <= all->nr_writes; w++) {
		unsigned int write = w ? all->writes[w - 1] : 0;

		if (w && (x->events[write].loc != x->events[read].loc ||
			  rel_has(x->rmw, read, write)))
			continue;
		for (unsigned int v = 0; v < all->nr_writes; v++) {
			unsigned int other = all->writes[v];

			if (x->events[other].loc == x->events[read].loc &&
			    (!w || rel_has(x->co, write, other)))
				rel_add(x->fr, read, other);
		}
		if (w)
			rel_add(x->rf, write, read);
		try_reads(all, r + 1);
		memset(rel_row(x->fr, read), 0, sizeof(uint64_t));
		if (w)
			rel_row(x->rf, write)[0] &= ~(1ULL << read);
	}
}

/* Every order of all writes; those that differ in no location count once */
static void try_writes(struct everything *all, unsigned int placed)
{
	struct execution *x = &all->x;

	if (placed == all->nr_writes) {
		/* Locations in the order of their first events */
		for (unsigned int i = 0; i + 1 < placed; i++)
			if (x->events[all->writes[i]].loc >
			    x->events[all->writes[i + 1]].loc)
				return;
		rel_clear(x->co);
		for (unsigned int i = 0; i < placed; i++)
			for (unsigned int j = i + 1; j < placed; j++)
				if (x->events[all->writes[i]].loc ==
				    x->events[all->writes[j]].loc)
					rel_add(x->co, all->writes[i],
						all->writes[j]);
		try_reads(all, 0);
		return;
	}
	for (unsigned int i = placed; i < all->nr_writes; i++) {
		unsigned int keep = all->writes[placed];

		all->writes[placed] = all->writes[i];
		all->writes[i] = keep;
		try_writes(all, placed + 1);
		all->writes[i] = all->writes[placed];
		all->writes[placed] = keep;
	}
}

static void everything_begin(void *data, const struct execution *from)
{
	struct everything *all = data;
	struct execution *x = &all->x;

	*x = *from;
	x->rf = rel_new(x->n);
	x->co = rel_new(x->n);
	x->fr = rel_new(x->n);
	all->nr_reads = all->nr_writes = 0;
	for (unsigned int e = 0; e < x->n; e++) {
		if (x->events[e].kind == EV_R)
			all->reads[all->nr_reads++] = e;
		else
			all->writes[all->nr_writes++] = e;
	}
	try_writes(all, 0);
	rel_free(x->rf);
	rel_free(x->co);
	rel_free(x->fr);
}

static bool stop(void *data, const struct execution *x, bool decided,
		 uint64_t nr)
{
	(void)nr;
	(void)data;
	(void)x;
	(void)decided;
	return false;
}

TEST(as_many_as_there_are)
{
	const struct execution_user user = {
		.begin = everything_begin, .candidate = stop,
	};
	unsigned long most = 0;

	for (unsigned int i = 1; i <= 200; i++) {
		struct everything *all = xcalloc(1, sizeof(*all));
		struct execution_user own = user;
		struct budget never = budget_make(0, NULL);
		struct litmus *test;
		char *text;

		seed = i;
		text = draw_test();
		own.data = all;
		test = parse(text);
		EXPECT_EQ(execution_search(&test->view, &own, &never),
			  SEARCH_ENOUGH);
		litmus_free(test);
		if (count(text).nr != all->coherent) {
			printf("# %s", text);
			EXPECT_EQ(count(text).nr, all->coherent);
		}
		if (all->coherent > most)
			most = all->coherent;
		free(all);
		free(text);
	}
	/* They were not all trivial */
	EXPECT_LE(50, most);
}

CHECK_MAIN
