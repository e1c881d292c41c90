// SPDX-License-Identifier: GPL-2.0
/*
 * The models: the classical shapes with every pair of orderings, against what
 * the published models say of them; and properties that hold of any test.
 *
 * What the published models say, as the tables below have it:
 *
 * SC		forbids every shape (Shasha and Snir 1988).
 * x86-TSO	keeps all of program order but a store before a later load, unless
 *		a full barrier or a locked instruction is between them or is one
 *		of them (Sewell et al., CACM 2010).
 * LKMM		tools/memory-model/Documentation/explanation.txt: what happens
 *		before (sections "THE HAPPENS-BEFORE RELATION: hb"), how writes
 *		propagate ("THE PROPAGATES-BEFORE RELATION: pb", "CUMULATIVITY"),
 *		and what is preserved of program order ("THE PRESERVED PROGRAM
 *		ORDER RELATION: ppo").
 */
#include "tests/tap.h"
#include "tests/random.h"
#include "check/explain.h"
#include "tests/parse.h"
#include "model/model.h"
#include "report/report-herd.h"
#include "check/search.h"
#include "lib/util.h"
#include "ir/variant.h"
#include "check/check.h"

static enum verdict verdict_of(const char *text, enum model model)
{
	struct litmus *test = parse(text);
	enum verdict verdict = VERDICT_NONE;

	if (test->program)
		verdict = check_condition(&test->view, model, BUDGET_ENDLESS);
	litmus_free(test);
	return verdict;
}

/* --- Shapes --- */

/* What stands between two accesses, or makes them stronger */
enum between {
	PO, RMB, WMB, MB, BARRIER, BEFORE_ATOMIC, AFTER_ATOMIC,
	ACQ,		/* the first is an acquire */
	REL,		/* the second is a release */
	DATA,		/* the second is a write of a value that depends */
	CTRL,		/* the second is in a branch */
	CTRL_RMB,	/* the same, after smp_rmb() */
	XCHG_FIRST,	/* the first is an xchg() */
	XCHG_SECOND,	/* the second is an xchg() */
	RELAXED_FIRST,	/* the first is an xchg_relaxed() */
	STORE_MB,	/* the first is smp_store_mb() */
	NR_BETWEEN,
};

#define BIT(x)	(1U << (x))

/* Full barriers, in the LKMM; as a read, xchg() would change what is written */
#define STRONG_WW	(BIT(MB) | BIT(XCHG_FIRST) | BIT(XCHG_SECOND) | BIT(STORE_MB))
#define STRONG_WR	(BIT(MB) | BIT(XCHG_FIRST) | BIT(STORE_MB))
#define STRONG_RW	(BIT(MB) | BIT(XCHG_SECOND))
#define STRONG_RR	BIT(MB)

/* Which of them apply to a write, a read, and so on */
#define APPLY_ALL	(BIT(PO) | BIT(RMB) | BIT(WMB) | BIT(MB) | BIT(BARRIER) | \
			 BIT(BEFORE_ATOMIC) | BIT(AFTER_ATOMIC))
#define APPLY_WW	(APPLY_ALL | BIT(REL) | BIT(XCHG_FIRST) | \
			 BIT(XCHG_SECOND) | BIT(RELAXED_FIRST) | BIT(STORE_MB))
#define APPLY_WR	(APPLY_ALL | BIT(XCHG_FIRST) | BIT(RELAXED_FIRST) | \
			 BIT(STORE_MB))
#define APPLY_RW	(APPLY_ALL | BIT(ACQ) | BIT(REL) | BIT(DATA) | BIT(CTRL) | \
			 BIT(CTRL_RMB) | BIT(XCHG_SECOND))
#define APPLY_RR	(APPLY_ALL | BIT(ACQ) | BIT(CTRL) | BIT(CTRL_RMB))

/*
 * What the LKMM keeps of program order by itself, for a pair of accesses; and
 * what makes a write propagate after those before it (cumul-fence), or after
 * those that its thread has read, too (A-cumulative)
 */
#define KEEP_RW		(STRONG_RW | BIT(ACQ) | BIT(REL) | BIT(DATA) | BIT(CTRL) | \
			 BIT(CTRL_RMB))
#define KEEP_RR		(STRONG_RR | BIT(RMB) | BIT(ACQ) | BIT(CTRL_RMB))
/* smp_rmb() after the branch orders reads; the read in it is one */
#define CUMUL_WW	(STRONG_WW | BIT(WMB) | BIT(REL))
#define CUMUL_RW	(STRONG_RW | BIT(REL))

enum access_kind { END, W, R };

struct access {
	enum access_kind kind;
	char loc;
	unsigned int value;	/* written, or read in the outcome */
};

#define MAX_THREADS	4

/*
 * A shape: threads of one or two accesses, and final values. forbid() says of
 * the orderings of its threads (for those of two accesses, else PO) whether the
 * LKMM forbids it.
 */
struct shape {
	const char *name;
	struct access threads[MAX_THREADS][2];
	const char *finals;
	bool (*lkmm)(const enum between *t);
};

static bool in(enum between b, unsigned int set)
{
	return BIT(b) & set;
}

static bool lkmm_sb(const enum between *t)
{
	return in(t[0], STRONG_WR) && in(t[1], STRONG_WR);
}

static bool lkmm_mp(const enum between *t)
{
	return in(t[0], CUMUL_WW) && in(t[1], KEEP_RR);
}

static bool lkmm_lb(const enum between *t)
{
	return in(t[0], KEEP_RW) && in(t[1], KEEP_RW);
}

/* An xchg() that overwrites a write also reads it, which makes this MP */
static bool reads_too(enum between from, enum between to)
{
	return in(from, CUMUL_WW) && to == XCHG_FIRST;
}

static bool lkmm_r(const enum between *t)
{
	return (in(t[0], STRONG_WW) && in(t[1], STRONG_WR)) ||
	       reads_too(t[0], t[1]);
}

static bool lkmm_s(const enum between *t)
{
	return in(t[0], CUMUL_WW) && in(t[1], KEEP_RW);
}

static bool lkmm_22w(const enum between *t)
{
	return (in(t[0], STRONG_WW) && in(t[1], STRONG_WW)) ||
	       reads_too(t[0], t[1]) || reads_too(t[1], t[0]);
}

static bool lkmm_wrc(const enum between *t)
{
	return in(t[1], CUMUL_RW) && in(t[2], KEEP_RR);
}

static bool lkmm_rwc(const enum between *t)
{
	return in(t[1], STRONG_RR) && in(t[2], STRONG_WR);
}

static bool lkmm_isa2(const enum between *t)
{
	/* The middle thread passes the order on, or the first one is strong */
	return in(t[2], KEEP_RR) &&
	       ((in(t[0], CUMUL_WW) && in(t[1], CUMUL_RW)) ||
		(in(t[0], STRONG_WW) && in(t[1], KEEP_RW)));
}

static bool lkmm_iriw(const enum between *t)
{
	return in(t[1], STRONG_RR) && in(t[3], STRONG_RR);
}

static bool always(const enum between *t)
{
	(void)t;
	return true;
}

static const struct shape shapes[] = {
	{ "SB", { { { W, 'x', 1 }, { R, 'y', 0 } },
		  { { W, 'y', 1 }, { R, 'x', 0 } } }, "", lkmm_sb },
	{ "MP", { { { W, 'x', 1 }, { W, 'y', 1 } },
		  { { R, 'y', 1 }, { R, 'x', 0 } } }, "", lkmm_mp },
	{ "LB", { { { R, 'x', 1 }, { W, 'y', 1 } },
		  { { R, 'y', 1 }, { W, 'x', 1 } } }, "", lkmm_lb },
	{ "R", { { { W, 'x', 1 }, { W, 'y', 1 } },
		 { { W, 'y', 2 }, { R, 'x', 0 } } }, "y=2", lkmm_r },
	{ "S", { { { W, 'x', 2 }, { W, 'y', 1 } },
		 { { R, 'y', 1 }, { W, 'x', 1 } } }, "x=2", lkmm_s },
	{ "2+2W", { { { W, 'x', 2 }, { W, 'y', 1 } },
		    { { W, 'y', 2 }, { W, 'x', 1 } } }, "x=2 /\\ y=2", lkmm_22w },
	{ "WRC", { { { W, 'x', 1 } }, { { R, 'x', 1 }, { W, 'y', 1 } },
		   { { R, 'y', 1 }, { R, 'x', 0 } } }, "", lkmm_wrc },
	{ "RWC", { { { W, 'x', 1 } }, { { R, 'x', 1 }, { R, 'y', 0 } },
		   { { W, 'y', 1 }, { R, 'x', 0 } } }, "", lkmm_rwc },
	{ "ISA2", { { { W, 'x', 1 }, { W, 'y', 1 } },
		    { { R, 'y', 1 }, { W, 'z', 1 } },
		    { { R, 'z', 1 }, { R, 'x', 0 } } }, "", lkmm_isa2 },
	{ "IRIW", { { { W, 'x', 1 } }, { { R, 'x', 1 }, { R, 'y', 0 } },
		    { { W, 'y', 1 } }, { { R, 'y', 1 }, { R, 'x', 0 } } }, "",
	  lkmm_iriw },
	{ "CoRR", { { { W, 'x', 1 } }, { { R, 'x', 1 }, { R, 'x', 0 } } }, "",
	  always },
	{ "CoWW", { { { W, 'x', 1 }, { W, 'x', 2 } } }, "x=1", always },
	{ "CoRW", { { { R, 'x', 1 }, { W, 'x', 1 } } }, "", always },
	{ "CoRW2", { { { R, 'x', 1 }, { W, 'x', 2 } }, { { W, 'x', 1 } } },
	  "x=1", always },
	{ "CoWR", { { { W, 'x', 1 }, { R, 'x', 2 } }, { { W, 'x', 2 } } },
	  "x=1", always },
};

static unsigned int applies(const struct shape *s, unsigned int t)
{
	const struct access *a = s->threads[t];

	if (a[0].kind == END || a[1].kind == END)
		return BIT(PO);
	if (a[0].kind == W)
		return a[1].kind == W ? APPLY_WW : APPLY_WR;
	return a[1].kind == W ? APPLY_RW : APPLY_RR;
}

static char *glue(char *text, char *more)
{
	char *both = xasprintf("%s%s", text, more);

	free(text);
	free(more);
	return both;
}

static char *access_text(const struct access *a, unsigned int reg, bool first,
			 enum between b)
{
	const char *names = "rs";

	if (a->kind == R)
		return xasprintf(first && b == ACQ ?
				 "int %c0 = smp_load_acquire(%c);" :
				 "int %c0 = READ_ONCE(*%c);", names[reg], a->loc);
	if (first && b == XCHG_FIRST)
		return xasprintf("int t0 = xchg(%c, %u);", a->loc, a->value);
	if (first && b == RELAXED_FIRST)
		return xasprintf("int t0 = xchg_relaxed(%c, %u);", a->loc,
				 a->value);
	if (first && b == STORE_MB)
		return xasprintf("smp_store_mb(*%c, %u);", a->loc, a->value);
	if (!first && b == XCHG_SECOND)
		return xasprintf("int t0 = xchg(%c, %u);", a->loc, a->value);
	if (!first && b == REL)
		return xasprintf("smp_store_release(%c, %u);", a->loc, a->value);
	if (!first && b == DATA)
		return xasprintf("WRITE_ONCE(*%c, %u + (r0 ^ r0));", a->loc,
				 a->value);
	return xasprintf("WRITE_ONCE(*%c, %u);", a->loc, a->value);
}

static char *shape_text(const struct shape *s, const enum between *order)
{
	static const char * const fences[NR_BETWEEN] = {
		[RMB] = "smp_rmb();", [WMB] = "smp_wmb();", [MB] = "smp_mb();",
		[BARRIER] = "barrier();",
		[BEFORE_ATOMIC] = "smp_mb__before_atomic();",
		[AFTER_ATOMIC] = "smp_mb__after_atomic();",
		[CTRL] = "if (r0) {", [CTRL_RMB] = "if (r0) { smp_rmb();",
	};
	char *text = xasprintf("C %s\n{}\n", s->name), *cond = xstrdup("");

	for (unsigned int t = 0; t < MAX_THREADS && s->threads[t][0].kind; t++) {
		text = glue(text, xasprintf("P%u(int *x, int *y, int *z) {", t));
		for (unsigned int i = 0; i < 2 && s->threads[t][i].kind; i++) {
			const struct access *a = &s->threads[t][i];

			if (i && fences[order[t]])
				text = glue(text, xstrdup(fences[order[t]]));
			text = glue(text, access_text(a, i, !i, order[t]));
			if (a->kind == R)
				cond = glue(cond, xasprintf("%s%u:%c0=%u",
							    *cond ? " /\\ " : "",
							    t, "rs"[i],
							    a->value));
		}
		text = glue(text, xstrdup(order[t] == CTRL ||
					  order[t] == CTRL_RMB ? "} }\n" : "}\n"));
	}
	if (*s->finals)
		cond = glue(cond, xasprintf("%s%s", *cond ? " /\\ " : "",
					    s->finals));
	text = glue(text, xasprintf("exists (%s)\n", cond));
	free(cond);
	return text;
}

/*
 * x86-TSO forbids a cycle of po and communication unless a store is overtaken by
 * a later load in it
 */
static bool tso_forbids(const struct shape *s, const enum between *order)
{
	for (unsigned int t = 0; t < MAX_THREADS; t++) {
		const struct access *a = s->threads[t];

		if (a[0].kind == W && a[1].kind == R && a[0].loc != a[1].loc &&
		    !in(order[t], BIT(MB) | BIT(XCHG_FIRST) | BIT(RELAXED_FIRST) |
			BIT(STORE_MB)))
			return false;
	}
	return true;
}

static unsigned long compare_shape(const struct shape *s, enum between *order,
				   unsigned int t)
{
	unsigned long nr = 0;
	char *text;

	if (t < MAX_THREADS) {
		unsigned int set = applies(s, t);

		for (order[t] = 0; order[t] < NR_BETWEEN; order[t]++)
			if (BIT(order[t]) & set)
				nr += compare_shape(s, order, t + 1);
		return nr;
	}
	/* In a branch that is not taken nothing is read */
	text = shape_text(s, order);
	if (verdict_of(text, MODEL_SC) != VERDICT_FORBIDDEN ||
	    verdict_of(text, MODEL_TSO) !=
	    (tso_forbids(s, order) ? VERDICT_FORBIDDEN : VERDICT_ALLOWED) ||
	    verdict_of(text, MODEL_LKMM) !=
	    (s->lkmm(order) ? VERDICT_FORBIDDEN : VERDICT_ALLOWED)) {
		printf("# %s", text);
		EXPECT_EQ(verdict_of(text, MODEL_SC), VERDICT_FORBIDDEN);
		EXPECT_EQ(verdict_of(text, MODEL_TSO) == VERDICT_FORBIDDEN,
			  tso_forbids(s, order));
		EXPECT_EQ(verdict_of(text, MODEL_LKMM) == VERDICT_FORBIDDEN,
			  s->lkmm(order));
	}
	free(text);
	return 1;
}

TEST(classical_tables)
{
	enum between order[MAX_THREADS];
	unsigned long nr = 0;

	for (unsigned int i = 0; i < sizeof(shapes) / sizeof(*shapes); i++)
		nr += compare_shape(&shapes[i], order, 0);
	printf("# %lu tests\n", nr);
	EXPECT_LE(2000, nr);
}

/* Addresses need pointers, which the shapes above do not have */
TEST(address_dependencies)
{
	static const char mp[] =
		"C MP\n{y=z; z=5;}\n"
		"P0(int *x, int **y) { WRITE_ONCE(*x, 1); %s WRITE_ONCE(*y, x); }\n"
		"P1(int **y) { int *r0 = %s; int r1 = READ_ONCE(*r0); }\n"
		"exists (1:r0=x /\\ 1:r1=0)\n";
	char *text = xasprintf(mp, "smp_wmb();", "READ_ONCE(*y)");

	EXPECT_EQ(verdict_of(text, MODEL_LKMM), VERDICT_FORBIDDEN);
	free(text);
	text = xasprintf(mp, "", "rcu_dereference(*y)");
	EXPECT_EQ(verdict_of(text, MODEL_LKMM), VERDICT_ALLOWED);
	EXPECT_EQ(verdict_of(text, MODEL_TSO), VERDICT_FORBIDDEN);
	free(text);
}

TEST(locks_and_rcu)
{
	/* What is done inside of a critical section is done when it is left */
	EXPECT_EQ(verdict_of("C L\n{}\n"
			     "P0(int *x, int *y, spinlock_t *s) { spin_lock(s); WRITE_ONCE(*x, 1); WRITE_ONCE(*y, 1); spin_unlock(s); }\n"
			     "P1(int *x, int *y, spinlock_t *s) { spin_lock(s); int r0 = READ_ONCE(*y); int r1 = READ_ONCE(*x); spin_unlock(s); }\n"
			     "exists (1:r0=1 /\\ 1:r1=0)\n", MODEL_LKMM),
		  VERDICT_FORBIDDEN);
	/* A lock is no full barrier, but is with smp_mb__after_spinlock() */
#define LOCKED_SB(fence)						\
	"C S\n{}\n"							\
	"P0(int *x, int *y, spinlock_t *s) { WRITE_ONCE(*x, 1); spin_lock(s); " \
	fence " int r0 = READ_ONCE(*y); spin_unlock(s); }\n"		\
	"P1(int *x, int *y, spinlock_t *t) { WRITE_ONCE(*y, 1); spin_lock(t); " \
	fence " int r0 = READ_ONCE(*x); spin_unlock(t); }\n"		\
	"exists (0:r0=0 /\\ 1:r0=0)\n"
	EXPECT_EQ(verdict_of(LOCKED_SB(""), MODEL_LKMM), VERDICT_ALLOWED);
	EXPECT_EQ(verdict_of(LOCKED_SB("smp_mb__after_spinlock();"), MODEL_LKMM),
		  VERDICT_FORBIDDEN);
	EXPECT_EQ(verdict_of(LOCKED_SB(""), MODEL_TSO), VERDICT_FORBIDDEN);

	/* A grace period waits for readers, in every model */
#define READER(lock, unlock, sync)					\
	"C G\n{}\n"							\
	"P0(int *x, int *y, struct srcu_struct *s) { " lock		\
	" int r0 = READ_ONCE(*x); int r1 = READ_ONCE(*y); " unlock " }\n"	\
	"P1(int *x, int *y, struct srcu_struct *s) { WRITE_ONCE(*y, 1); " \
	sync " WRITE_ONCE(*x, 1); }\n"					\
	"exists (0:r0=1 /\\ 0:r1=0)\n"
	for (enum model m = 0; m < NR_MODELS; m++) {
		EXPECT_EQ(verdict_of(READER("rcu_read_lock();", "rcu_read_unlock();",
					    "synchronize_rcu();"), m),
			  VERDICT_FORBIDDEN);
		EXPECT_EQ(verdict_of(READER("int i = srcu_read_lock(s);",
					    "srcu_read_unlock(s, i);",
					    "synchronize_srcu(s);"), m),
			  VERDICT_FORBIDDEN);
	}
#define OLD_READER(lock, unlock, sync)					\
	"C G\n{}\n"							\
	"P0(int *x, int *y, struct srcu_struct *s) { " lock		\
	" int r0 = READ_ONCE(*x); WRITE_ONCE(*y, 1); " unlock " }\n"	\
	"P1(int *x, int *y, struct srcu_struct *s) { int r0 = READ_ONCE(*y); " \
	sync " WRITE_ONCE(*x, 1); }\n"					\
	"exists (0:r0=1 /\\ 1:r0=1)\n"
	for (enum model m = 0; m < NR_MODELS; m++)
		EXPECT_EQ(verdict_of(OLD_READER("rcu_read_lock();",
						"rcu_read_unlock();",
						"synchronize_rcu();"), m),
			  VERDICT_FORBIDDEN);
	/* Without the reader only SC and x86 keep the order of its accesses */
	EXPECT_EQ(verdict_of(READER("", "", "synchronize_rcu();"), MODEL_LKMM),
		  VERDICT_ALLOWED);
	EXPECT_EQ(verdict_of(READER("", "", "synchronize_rcu();"), MODEL_TSO),
		  VERDICT_FORBIDDEN);
}

/* Two grace periods and two readers balance; two and one do not */
TEST(rcu_counts)
{
#define RCU_LINK(t, a, b, body)						\
	"P" t "(int *" a ", int *" b ") { " body " }\n"
#define RCU_READER(a, b) "rcu_read_lock(); int r0 = READ_ONCE(*" a "); WRITE_ONCE(*" b ", 1); rcu_read_unlock();"
#define RCU_SYNC(a, b) "int r0 = READ_ONCE(*" a "); synchronize_rcu(); WRITE_ONCE(*" b ", 1);"
	EXPECT_EQ(verdict_of("C RR\n{}\n"
			     RCU_LINK("0", "x", "y", RCU_READER("x", "y"))
			     RCU_LINK("1", "y", "x", RCU_READER("y", "x"))
			     "exists (0:r0=1 /\\ 1:r0=1)\n", MODEL_LKMM),
		  VERDICT_ALLOWED);
	EXPECT_EQ(verdict_of("C RRG\n{}\n"
			     RCU_LINK("0", "x", "y", RCU_READER("x", "y"))
			     RCU_LINK("1", "y", "z", RCU_READER("y", "z"))
			     RCU_LINK("2", "z", "x", RCU_SYNC("z", "x"))
			     "exists (0:r0=1 /\\ 1:r0=1 /\\ 2:r0=1)\n", MODEL_LKMM),
		  VERDICT_ALLOWED);
	EXPECT_EQ(verdict_of("C RRGG\n{}\n"
			     RCU_LINK("0", "x", "y", RCU_READER("x", "y"))
			     RCU_LINK("1", "y", "z", RCU_READER("y", "z"))
			     RCU_LINK("2", "z", "w", RCU_SYNC("z", "w"))
			     RCU_LINK("3", "w", "x", RCU_SYNC("w", "x"))
			     "exists (0:r0=1 /\\ 1:r0=1 /\\ 2:r0=1 /\\ 3:r0=1)\n",
			     MODEL_LKMM), VERDICT_FORBIDDEN);
}

/* --- Flags --- */

static bool has_flag(const char *text, const char *flag)
{
	struct litmus *test = parse(text);
	struct result *result = check_program(&test->view, MODEL_LKMM, BUDGET_ENDLESS);
	bool has = false;

	for (unsigned int i = 0; i < result->nr_flags; i++)
		has |= !strcmp(result->flags[i], flag);
	result_free(result);
	litmus_free(test);
	return has;
}

TEST(flags)
{
#define RACE(fence, load)						\
	"C D\n{}\nP0(int *x, int *y) { *x = 1; " fence " WRITE_ONCE(*y, 1); }\n" \
	"P1(int *x, int *y) { int r1 = 2; int r0 = " load "; if (r0) r1 = *x; }\n" \
	"exists (1:r1=0)\n"
	EXPECT(has_flag(RACE("", "READ_ONCE(*y)"), "data-race"));
	EXPECT(has_flag(RACE("smp_wmb();", "READ_ONCE(*y)"), "data-race"));
	EXPECT(!has_flag(RACE("smp_wmb();", "smp_load_acquire(y)"), "data-race"));
	EXPECT(has_flag("C M\n{}\nP0(int *x) { *x = 1; WRITE_ONCE(*x, 2); }\nexists (x=2)\n",
			"mixed-accesses"));
	EXPECT(!has_flag("C M\n{}\nP0(int *x) { *x = 1; barrier(); WRITE_ONCE(*x, 2); }\nexists (x=2)\n",
			 "mixed-accesses"));
	EXPECT(has_flag("C U\n{}\nP0(int *x) { rcu_read_lock(); }\nexists (true)\n",
			"unmatched-rcu-lock"));
	EXPECT(has_flag("C U\n{}\nP0(int *x) { rcu_read_unlock(); }\nexists (true)\n",
			"unmatched-rcu-unlock"));
	EXPECT(!has_flag("C U\n{}\nP0(int *x) { rcu_read_lock(); rcu_read_lock(); rcu_read_unlock(); rcu_read_unlock(); }\nexists (true)\n",
			 "unmatched-rcu-lock"));
	EXPECT(has_flag("C I\n{}\nP0(struct srcu_struct *s) { rcu_read_lock(); synchronize_srcu(s); rcu_read_unlock(); }\nexists (true)\n",
			"invalid-sleep"));
	EXPECT(has_flag("C U\n{}\nP0(struct srcu_struct *s) { int r0 = srcu_read_lock(s); }\nexists (true)\n",
			"unmatched-srcu-lock"));
	EXPECT(has_flag("C U\n{}\nP0(struct srcu_struct *s) { srcu_read_unlock(s, 0); }\nexists (true)\n",
			"unmatched-srcu-unlock"));
	EXPECT(has_flag("C U\n{}\nP0(struct srcu_struct *s) { int r0 = srcu_read_lock(s); srcu_read_unlock(s, r0); srcu_read_unlock(s, r0); }\nexists (true)\n",
			"multiple-srcu-matches"));
	EXPECT(has_flag("C V\n{}\nP0(struct srcu_struct *s) { int r0 = srcu_read_lock(s); srcu_read_unlock(s, r0 + 1); }\nexists (true)\n",
			"srcu-bad-value-match"));
	EXPECT(has_flag("C U\n{}\nP0(spinlock_t *s) { spin_unlock(s); }\nexists (true)\n",
			"unmatched-unlock"));
	EXPECT(has_flag("C F\n{}\nP0(spinlock_t *s) { spin_lock(s); spin_unlock(s); }\nexists (s=0)\n",
			"lock-final"));
}

/* --- Properties of any test --- */

/*
 * Threads of any primitive but atomic_add_unless(): when it does not add, x86
 * orders less than smp_mb__before_atomic() asks for.
 */
static char *draw_statement(unsigned int *regs)
{
	static const char * const writes[] = {
		"WRITE_ONCE(*%s, %s);", "smp_store_release(%s, %s);", "*%s = %s;",
		"smp_store_mb(*%s, %s);", "atomic_add(%2$s, %1$s);",
	};
	static const char * const reads[] = {
		"READ_ONCE(*%s)", "smp_load_acquire(%s)", "*%s", "xchg(%s, 3)",
		"xchg_relaxed(%s, 3)", "cmpxchg(%s, 0, 4)",
		"cmpxchg_acquire(%s, 1, 2)", "atomic_add_return(1, %s)",
		"atomic_fetch_add_release(2, %s)", "atomic_inc_return_relaxed(%s)",
	};
	static const char * const fences[] = {
		"smp_mb();", "smp_rmb();", "smp_wmb();", "barrier();",
		"smp_mb__before_atomic();", "smp_mb__after_atomic();",
		"synchronize_rcu();", "rcu_read_lock(); rcu_read_unlock();",
	};
	const char *loc = draw(2) ? "x" : "y";
	char *value = *regs && draw(2) ? xasprintf("r%u", draw(*regs)) :
		xasprintf("%u", 1 + draw(2));
	char *text, *inner, *part;

	switch (draw(8)) {
	case 0:
	case 1:
	case 2:
		part = xasprintf(reads[draw(ARRAY_SIZE(reads))], loc);
		text = xasprintf("int r%u = %s;", *regs, part);
		(*regs)++;
		free(part);
		break;
	case 3:
	case 4:
	case 5:
		text = xasprintf(writes[draw(ARRAY_SIZE(writes))], loc, value);
		break;
	case 6:
		text = xstrdup(fences[draw(ARRAY_SIZE(fences))]);
		break;
	default:
		inner = xasprintf(writes[draw(ARRAY_SIZE(writes))], loc, "1");
		text = *regs ? xasprintf("if (r%u == %u) { %s }", draw(*regs),
					 draw(2), inner) :
			xasprintf("spin_lock(s); %s spin_unlock(s);", inner);
		free(inner);
		break;
	}
	free(value);
	return text;
}

/* Threads have up to @length statements, or one less if they are three */
static char *draw_test(unsigned int number, unsigned int length)
{
	char *text, *seen = xstrdup("x; y");
	unsigned int threads;

	seed = number + 1;
	threads = 2 + draw(2);
	text = xasprintf("C drawn-%u\n{}\n", number);
	for (unsigned int t = 0; t < threads; t++) {
		unsigned int regs = 0, nr = 1 + draw(threads == 2 ? length : length - 1);

		text = glue(text, xasprintf("P%u(int *x, int *y, spinlock_t *s) {",
					    t));
		while (nr--)
			text = glue(text, draw_statement(&regs));
		text = glue(text, xstrdup(" }\n"));
		for (unsigned int r = 0; r < regs; r++)
			seen = glue(seen, xasprintf("; %u:r%u", t, r));
	}
	text = glue(text, xasprintf("locations [%s]\nexists (x=1)\n", seen));
	free(seen);
	return text;
}

static bool is_state_of(const struct result *r, const struct result *of,
			const struct state *state)
{
	for (size_t i = 0; i < r->nr_states; i++)
		if (state_same(r, &r->states[i], of, state))
			return true;
	return false;
}

/* All states of one are states of the other. No search gives up: it has no limit */
static bool is_part_of(const struct result *small, const struct result *large)
{
	if (small->note || large->note)
		return false;
	for (size_t i = 0; i < small->nr_states; i++)
		if (!is_state_of(large, small, &small->states[i]))
			return false;
	return true;
}

#define NR_DRAWN	400

TEST(sc_is_part_of_tso_is_part_of_lkmm)
{
	unsigned int strict[2] = { 0, 0 };

	for (unsigned int i = 0; i < NR_DRAWN; i++) {
		char *text = draw_test(i, 4);
		struct litmus *test = parse(text);
		struct result *r[NR_MODELS];

		for (enum model m = 0; m < NR_MODELS; m++)
			r[m] = check_program(&test->view, m, BUDGET_ENDLESS);
		if (!is_part_of(r[MODEL_SC], r[MODEL_TSO]) ||
		    !is_part_of(r[MODEL_TSO], r[MODEL_LKMM])) {
			printf("# %s", text);
			EXPECT(is_part_of(r[MODEL_SC], r[MODEL_TSO]));
			EXPECT(is_part_of(r[MODEL_TSO], r[MODEL_LKMM]));
		}
		/* There is always some way to run */
		EXPECT_NE(r[MODEL_SC]->nr_states, 0);
		strict[0] += r[MODEL_SC]->nr_states < r[MODEL_TSO]->nr_states;
		strict[1] += r[MODEL_TSO]->nr_states < r[MODEL_LKMM]->nr_states;
		for (enum model m = 0; m < NR_MODELS; m++)
			result_free(r[m]);
		litmus_free(test);
		free(text);
	}
	printf("# x86-TSO allows more than SC in %u of %u, the LKMM more than that in %u\n",
	       strict[0], NR_DRAWN, strict[1]);
	EXPECT_NE(strict[0], 0);
	EXPECT_NE(strict[1], 0);
}

TEST(a_fence_never_allows_more)
{
	static const enum ordlab_op fences[] = {
		ORDLAB_SMP_MB, ORDLAB_SMP_RMB, ORDLAB_SMP_WMB, ORDLAB_BARRIER,
		ORDLAB_SMP_MB__BEFORE_ATOMIC, ORDLAB_SMP_MB__AFTER_ATOMIC,
		ORDLAB_SYNCHRONIZE_RCU,
	};
	unsigned int fewer = 0;

	for (unsigned int i = 0; i < NR_DRAWN; i++) {
		char *text = draw_test(i, 4);
		struct litmus *test = parse(text);
		struct edit edit = { .insert = true };
		struct ordlab_program *prog;
		struct ordlab_view view;

		edit.thread = draw(test->view.prog->nr_threads);
		edit.insn = draw(test->view.threads[edit.thread].nr_insns);
		edit.op = fences[draw(ARRAY_SIZE(fences))];
		prog = variant_edited(&test->view, &edit, 1);
		ordlab_view_init(&view, prog);
		for (enum model m = 0; m < NR_MODELS; m++) {
			struct result *weak = check_program(&test->view, m, BUDGET_ENDLESS);
			struct result *strong = check_program(&view, m, BUDGET_ENDLESS);

			if (!is_part_of(strong, weak)) {
				printf("# %s before instruction %u of P%u in %s",
				       ordlab_ops[edit.op].name, edit.insn,
				       edit.thread, text);
				EXPECT(is_part_of(strong, weak));
			}
			fewer += strong->nr_states < weak->nr_states;
			result_free(weak);
			result_free(strong);
		}
		free(prog);
		litmus_free(test);
		free(text);
	}
	EXPECT_NE(fewer, 0);
}

/* Looks at one candidate after the other */
struct patient {
	const struct ordlab_view *view;
	struct checker *checker;
	struct result *result;
	unsigned long candidates;
};

static void patient_begin(void *data, const struct execution *x)
{
	struct patient *patient = data;

	checker_begin(patient->checker, x);
}

/* More candidates than this are too many for one after the other */
#define PATIENCE	5000

static bool patient_candidate(void *data, const struct execution *x,
			      bool decided, uint64_t count)
{
	struct patient *patient = data;
	struct value values[ORDLAB_MAX_OBSERVED];
	struct state *state;

	EXPECT(!decided);
	EXPECT_EQ(count, 1);
	if (++patient->candidates > PATIENCE)
		return false;
	if (!checker_allows(patient->checker, x))
		return true;
	checker_flags(patient->checker, x);
	for (unsigned int i = 0; i < patient->view->prog->nr_observed; i++)
		values[i] = x->state[i];
	state = result_state(patient->result, values);
	state->match = value_cond(patient->view->cond,
				  patient->view->prog->nr_cond, x->state);
	result_count(patient->result, state, 1);
	return true;
}

/* States, with how many executions end in each */
static bool is_same(const struct result *a, const struct result *b)
{
	if (a->nr_states != b->nr_states || a->positive != b->positive ||
	    a->negative != b->negative)
		return false;
	for (size_t i = 0; i < a->nr_states; i++)
		if (a->states[i].count != b->states[i].count ||
		    !state_same(a, &a->states[i], b, &b->states[i]))
			return false;
	return true;
}

static bool has_same_flags(const struct result *r, const struct checker *c)
{
	unsigned int nr = 0;
	const char *flag;

	for (; (flag = checker_flag(c, nr)); nr++) {
		bool has = false;

		for (unsigned int i = 0; i < r->nr_flags; i++)
			has |= !strcmp(r->flags[i], flag);
		if (!has)
			return false;
	}
	return nr == r->nr_flags;
}

/*
 * Compares what is found at once with what is found one by one. Return: how many
 * candidates there are.
 */
static unsigned long compare_counts(const char *text, enum model m)
{
	struct litmus *test = parse(text);
	struct patient patient = {
		.view = &test->view,
		.checker = checker_new(m, false),
		.result = result_for(&test->view),
	};
	const struct execution_user user = {
		.begin = patient_begin,
		.candidate = patient_candidate,
		.data = &patient,
	};
	struct budget never = budget_make(0, NULL);
	bool all = execution_search(&test->view, &user, &never) == SEARCH_DONE;

	/* Looking at each candidate has no limit either */
	EXPECT(all);
	if (all) {
		struct result *quick = check_program(&test->view, m, BUDGET_ENDLESS);

		result_sort(patient.result);
		if (!is_same(quick, patient.result) ||
		    !has_same_flags(quick, patient.checker)) {
			printf("# %s", text);
			EXPECT(is_same(quick, patient.result));
			EXPECT(has_same_flags(quick, patient.checker));
		}
		result_free(quick);
	}
	checker_free(patient.checker);
	result_free(patient.result);
	litmus_free(test);
	return all ? patient.candidates : 0;
}

TEST(shortcuts_change_nothing)
{
	unsigned int large = 0;

	for (unsigned int i = 0; i < NR_DRAWN / 4; i++) {
		char *text = draw_test(i, 5);

		large += compare_counts(text, i % 2 ? MODEL_LKMM : MODEL_TSO) > 200;
		free(text);
	}
	printf("# %u of %u have more than 200 candidates\n", large, NR_DRAWN / 4);
	EXPECT_NE(large, 0);
}

/* Many accesses to few locations, some of which are observed */
static char *draw_dense(unsigned int number)
{
	static const char * const statements[] = {
		"int r%1$u = READ_ONCE(*%2$s);", "WRITE_ONCE(*%2$s, %3$u);",
		"int r%1$u = READ_ONCE(*%2$s);", "WRITE_ONCE(*%2$s, %3$u);",
		"int r%1$u = smp_load_acquire(%2$s);",
		"smp_store_release(%2$s, %3$u);",
		"int r%1$u = xchg(%2$s, %3$u);",
		"int r%1$u = cmpxchg_relaxed(%2$s, 1, %3$u);",
		"int r%1$u = *%2$s;", "*%2$s = %3$u;",
		"int r%1$u = atomic_fetch_add(%3$u, %2$s);",
	};
	static const char * const fences[] = {
		"smp_mb();", "smp_wmb();", "smp_rmb();",
	};
	static const char * const locations[] = { "x", "y", "z" };
	unsigned int nr_locations, threads, kinds;
	char *text, *seen = xstrdup("");

	seed = number + 7;
	nr_locations = 1 + draw(3);
	threads = 3 + draw(2);
	/* Plain accesses, and then what computes values, come last, and rarely */
	kinds = ARRAY_SIZE(statements) - (draw(2) ? 3 : draw(3));
	text = xasprintf("C dense-%u\n{}\n", number);
	if (draw(2))
		seen = glue(seen, xstrdup("x; "));
	for (unsigned int t = 0; t < threads; t++) {
		unsigned int length = draw(3) && threads == 3 ? 3 : 2;

		text = glue(text, xasprintf("P%u(int *x, int *y, int *z) {", t));
		for (unsigned int r = 0; r < length; r++) {
			const char *what = statements[draw(kinds)];

			text = glue(text, xasprintf(what, r, locations[draw(nr_locations)],
						    1 + draw(3)));
			if (!strncmp(what, "int", 3) && draw(2))
				seen = glue(seen, xasprintf("%u:r%u; ", t, r));
			if (!draw(3))
				text = glue(text, xstrdup(fences[draw(ARRAY_SIZE(fences))]));
		}
		text = glue(text, xstrdup(" }\n"));
	}
	text = glue(text, xasprintf("locations [%s]\nexists (y=1)\n", seen));
	free(seen);
	return text;
}

TEST(counting_at_once_changes_nothing)
{
	unsigned int large = 0;

	for (unsigned int i = 0; i < NR_DRAWN / 2; i++) {
		char *text = draw_dense(i);

		large += compare_counts(text, i % NR_MODELS) > 1500;
		free(text);
	}
	printf("# %u of %u have more than 1500 candidates\n", large,
	       NR_DRAWN / 2);
	EXPECT_LE(NR_DRAWN / 40, large);
}

/* --- Results --- */

TEST(counts_are_herds)
{
	struct litmus *test = parse("C SB\n{}\n"
				    "P0(int *x, int *y) { WRITE_ONCE(*x, 1); int r0 = READ_ONCE(*y); }\n"
				    "P1(int *x, int *y) { WRITE_ONCE(*y, 1); int r0 = READ_ONCE(*x); }\n"
				    "exists (0:r0=0 /\\ 1:r0=0)\n");
	struct result *r = check_program(&test->view, MODEL_LKMM, BUDGET_ENDLESS);

	EXPECT_EQ(r->nr_states, 4);
	EXPECT_EQ(r->positive, 1);
	EXPECT_EQ(r->negative, 3);
	EXPECT_EQ(r->condition_verdict[MODEL_LKMM], VERDICT_ALLOWED);
	result_free(r);
	litmus_free(test);
}

/* The log of a test, up to its time; until the next call */
static const char *herd_log(const char *text)
{
	static char *log;
	struct litmus *litmus = parse(text);
	struct test test = { .name = litmus->title, .view = litmus->view };
	struct result *r = check_program(&test.view, MODEL_LKMM, BUDGET_ENDLESS);
	FILE *stream;
	size_t size;

	free(log);
	stream = open_memstream(&log, &size);
	report_checked_herd(stream, &test, r);
	fclose(stream);
	if (strstr(log, "Time "))
		*strstr(log, "Time ") = '\0';
	result_free(r);
	litmus_free(litmus);
	return log;
}

/* What herd7 7.58 prints: addresses come by their names, numbers before them */
TEST(logs_are_herds)
{
	EXPECT_STREQ(herd_log("C L\n{ int *p=&x; }\n"
			      "P0(int **p, int *b) { int *r0 = xchg(p, b); }\n"
			      "P1(int *x, int **p) { int *r9 = READ_ONCE(*p); *x = 1; }\n"
			      "P2(int *x) { int *r10 = xchg(x, 2); }\n"
			      "locations [p; x]\n"
			      "~exists (not (1:r9=b) /\\ (x=2 \\/ 0:r0=b))\n"),
		     "Test L Forbidden\n"
		     "States 4\n"
		     "0:r0=x; 1:r9=b; [p]=b; [x]=1;\n"
		     "0:r0=x; 1:r9=b; [p]=b; [x]=2;\n"
		     "0:r0=x; 1:r9=x; [p]=b; [x]=1;\n"
		     "0:r0=x; 1:r9=x; [p]=b; [x]=2;\n"
		     "No\n"
		     "Witnesses\n"
		     "Positive: 3 Negative: 1\n"
		     "Flag data-race\n"
		     "Condition ~exists (not (1:r9=b) /\\ ([x]=2 \\/ 0:r0=b))\n"
		     "Observation L Sometimes 1 3\n");
	EXPECT_HAS(herd_log("C F\n{}\nP0(int *x) { *x = 1; }\n"
			    "P1(int *x) { WRITE_ONCE(*x, 2); *x = 3; }\n"
			    "forall (false \\/ x=1)\n"),
		   "Flag data-race\nFlag mixed-accesses\n"
		   "Condition forall (false \\/ [x]=1)\n");
}

TEST(ints_wrap)
{
	EXPECT_HAS(herd_log("C I\n{ x=2147483647; }\n"
			    "P0(int *x) { int r0 = atomic_inc_return(x); int r1 = r0 - 1; if (r0 > r1) r1 = 0; }\n"
			    "exists (0:r0=-2147483648 /\\ 0:r1=2147483647)\n"),
		   "Observation I Always 1 0\n");
	EXPECT_HAS(herd_log("C W\n{ long x=2147483647; }\n"
			    "P0(long *x) { long r0 = READ_ONCE(*x) + 1; }\n"
			    "exists (0:r0=2147483648)\n"),
		   "Observation W Always 1 0\n");
}

TEST(no_verdict_without_time)
{
	char *text = xstrdup("C large\n{}\n");
	struct budget budget;
	struct litmus *test;
	struct result *r;

	for (unsigned int t = 0; t < 12; t++)
		text = glue(text, xasprintf("P%u(int *x) { int r0 = READ_ONCE(*x); WRITE_ONCE(*x, 1); int r1 = READ_ONCE(*x); }\n",
					    t));
	text = glue(text, xstrdup("exists (0:r0=7)\n"));
	test = parse(text);
	budget = budget_make(0.05, NULL);
	r = check_program(&test->view, MODEL_LKMM, &budget);
	EXPECT_STREQ(r->note, "too large to decide in 0.05 s of CPU time: --check-timeout=S allows S seconds, or make the test smaller");
	EXPECT_EQ(r->condition_verdict[MODEL_LKMM], VERDICT_NONE);
	EXPECT_EQ(r->nr_states, 0);
	result_free(r);
	litmus_free(test);
	free(text);
}

TEST(faults_are_no_verdict)
{
	struct litmus *test = parse("C N\n{p=0;}\n"
				    "P0(int **p) { int *r0 = READ_ONCE(*p); WRITE_ONCE(*r0, 1); }\n"
				    "P1(int *x, int **p) { WRITE_ONCE(*p, x); }\n"
				    "exists (x=1)\n");
	struct result *r = check_program(&test->view, MODEL_LKMM, BUDGET_ENDLESS);

	EXPECT_HAS(r->note, "P0 may follow a pointer that is none");
	EXPECT_EQ(r->condition_verdict[MODEL_LKMM], VERDICT_NONE);
	result_free(r);
	litmus_free(test);
}

/* --- Explanations --- */

TEST(forbidden_is_explained)
{
	static const char * const rules[] = { "po-rel", "rfe", "acq-po", "fr" };
	struct litmus *test = parse("C MP\n{}\n"
				    "P0(int *x, int *y) { WRITE_ONCE(*x, 1); smp_store_release(y, 1); }\n"
				    "P1(int *x, int *y) { int r0 = smp_load_acquire(y); int r1 = READ_ONCE(*x); }\n"
				    "exists (1:r0=1 /\\ 1:r1=0)\n");
	struct explanation *ex = explain(&test->view, MODEL_LKMM, BUDGET_ENDLESS);

	EXPECT_EQ(ex->kind, EXPLAINED_FORBIDDEN);
	EXPECT_STREQ(ex->axiom, "happens-before");
	EXPECT_EQ(ex->nr_steps, 4);
	for (unsigned int i = 0; i < ex->nr_steps && i < 4; i++) {
		EXPECT_STREQ(ex->steps[i].rule, rules[i]);
		EXPECT_EQ(ex->steps[i].to, ex->steps[(i + 1) % 4].from);
	}
	explain_free(ex);
	litmus_free(test);
}

/* Each explanation of a random test is a cycle of edges, or has the test's values */
TEST(explanations_tell_of_races)
{
	static const char * const tests[] = {
		"C R\n{}\nP0(int *x) { *x = 1; }\n"
		"P1(int *x) { int r0 = READ_ONCE(*x); }\nexists (1:r0=2)\n",
		"C L\n{}\nP0(int *x, spinlock_t *s) { spin_lock(s); *x = 1; spin_unlock(s); }\n"
		"P1(int *x, spinlock_t *s) { spin_lock(s); int r0 = *x; spin_unlock(s); }\n"
		"exists (1:r0=1)\n",
	};

	for (unsigned int i = 0; i < ARRAY_SIZE(tests); i++) {
		struct litmus *test = parse(tests[i]);
		struct explanation *ex = explain(&test->view, MODEL_LKMM, BUDGET_ENDLESS);

		EXPECT_EQ(ex->race, i == 0);
		explain_free(ex);
		litmus_free(test);
	}
}

TEST(explanations_hold)
{
	unsigned int kinds[EXPLAINED_NOT + 1] = { 0 };

	for (unsigned int i = 0; i < NR_DRAWN; i++) {
		char *text = draw_test(i, 4);
		struct litmus *test = parse(text);
		enum model m = i % NR_MODELS;
		struct explanation *ex = explain(&test->view, m, BUDGET_ENDLESS);
		enum verdict verdict = check_condition(&test->view, m, BUDGET_ENDLESS);

		kinds[ex->kind]++;
		EXPECT_EQ(ex->kind == EXPLAINED_ALLOWED,
			  verdict == VERDICT_ALLOWED);
		EXPECT_EQ(ex->kind == EXPLAINED_FORBIDDEN, ex->nr_steps != 0);
		for (unsigned int s = 0; s < ex->nr_steps; s++) {
			const struct step *step = &ex->steps[s];

			EXPECT(step->from < ex->x.n && step->to < ex->x.n);
			EXPECT(*step->why);
			if (!strncmp(step->rule, "rf", 2))
				EXPECT_EQ(ex->x.source[step->to], step->from);
			if (!strncmp(step->rule, "fr", 2))
				EXPECT(rel_has(ex->fr, step->from, step->to));
			if (!strncmp(step->rule, "co", 2))
				EXPECT(rel_has(ex->co, step->from, step->to));
		}
		/* Remedies remedy */
		for (unsigned int r = 0; r < ex->nr_remedies; r++) {
			struct ordlab_program *prog =
				variant_edited(&test->view, ex->remedies[r].edits,
					       ex->remedies[r].nr);
			struct ordlab_view view;

			ordlab_view_init(&view, prog);
			EXPECT_EQ(check_condition(&view, m, BUDGET_ENDLESS), VERDICT_FORBIDDEN);
			free(prog);
		}
		explain_free(ex);
		litmus_free(test);
		free(text);
	}
	EXPECT_NE(kinds[EXPLAINED_ALLOWED], 0);
	EXPECT_NE(kinds[EXPLAINED_FORBIDDEN], 0);
	EXPECT_EQ(kinds[EXPLAINED_NOT], 0);
}

TEST(outcomes_can_be_asked_for)
{
	struct litmus *test = parse("C SB\n{}\n"
				    "P0(int *x, int *y) { WRITE_ONCE(*x, 1); int r0 = READ_ONCE(*y); }\n"
				    "P1(int *x, int *y) { WRITE_ONCE(*y, 1); int r0 = READ_ONCE(*x); }\n"
				    "exists (0:r0=0 /\\ 1:r0=0)\n");
	struct ordlab_program *prog;
	struct ordlab_view view;
	char *error = NULL;

	prog = variant_outcome(&test->view, "0:r0=1 1:r0=1, x=1", &error);
	ASSERT(prog);
	ordlab_view_init(&view, prog);
	EXPECT_EQ(check_condition(&view, MODEL_SC, BUDGET_ENDLESS), VERDICT_ALLOWED);
	EXPECT_EQ(view.prog->nr_observed, 3);
	free(prog);
	EXPECT(!variant_outcome(&test->view, "0:r9=1", &error));
	EXPECT_HAS(error, "0:r9=1");
	free(error);
	EXPECT(!variant_outcome(&test->view, "0:r0=", &error));
	EXPECT_HAS(error, "after '='");
	free(error);
	EXPECT(!variant_outcome(&test->view, " ", &error));
	free(error);
	litmus_free(test);
}

CHECK_MAIN
