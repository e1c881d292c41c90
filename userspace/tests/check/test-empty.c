// SPDX-License-Identifier: GPL-2.0
/* Results that say nothing: no execution, or none that the filter leaves */
#include <json.h>
#include "tests/tap.h"
#include "tests/random.h"
#include "check/check.h"
#include "machine/device.h"
#include "tests/parse.h"
#include "report/report.h"
#include "lib/text.h"
#include "lib/util.h"

#define FILTERED(filter, cond)						\
	"C filtered\n{}\n"						\
	"P0(int *x) { WRITE_ONCE(*x, 1); }\n"				\
	"P1(int *x) { int r0; int r1; r0 = READ_ONCE(*x); r1 = READ_ONCE(*x); }\n" \
	"locations [x;1:r0]\n"						\
	"filter (" filter ")\n" cond "\n"

/* The report of a run whose outcomes are @states, as the module prints them */
static struct result *run_of(const char *states, unsigned int nr,
			     unsigned int passed, unsigned int filtered)
{
	char *text = xasprintf("Test filtered Allowed\nHistogram (%u states)\n%s"
			       "Ok\n\nCondition exists (x=1)\nstate: done\n"
			       "mode: batch\ncpus: 0-1\ninstances: 1\n"
			       "iterations: %u\nns: 1000\npositive: %u\n"
			       "negative: 0\nfiltered: %u\n",
			       nr, states, passed + filtered, passed, filtered);
	struct result *result = device_results_parse(text);

	free(text);
	if (!result)
		abort();
	return result;
}

static const char *report_of(const struct result *result)
{
	static char *text;
	size_t size;
	FILE *stream;

	free(text);
	stream = open_memstream(&text, &size);
	report_result(stream, result, 0);
	report_tap(stream, 1, result);
	report_json(stream, report_result_object(result));
	fclose(stream);
	return text;
}

/* The last row of a table */
static const char *row_of(const struct result *result)
{
	struct rows rows = { .models = 0 };
	static char *text;
	size_t size;
	FILE *stream;

	free(text);
	stream = open_memstream(&text, &size);
	report_rows_begin(&rows);
	report_row(&rows, result);
	table_print(rows.table, stream, 0, "  ");
	table_free(rows.table);
	fclose(stream);
	return text;
}

/* Only the filter names 1:r1, so no state shows it, of the run or of a model */
TEST(a_run_with_a_filter_keeps_the_verdict)
{
	struct litmus *test = parse(FILTERED("1:r0=0 /\\ 1:r1=1", "exists (x=1)"));
	struct result *run = run_of("7 *>x=1; 1:r0=0;\n", 1, 7, 993);
	const char *text;

	check_join(run, &test->view, 1U << MODEL_LKMM | 1U << MODEL_SC,
		   BUDGET_ENDLESS);
	EXPECT(!run->note);
	EXPECT_EQ(run->condition_verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(run->condition_verdict[MODEL_SC], VERDICT_ALLOWED);
	EXPECT_EQ(run->states[0].verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(result_finding(run), FINDING_ALLOWED_SEEN);
	text = report_of(run);
	EXPECT_HAS(text, "  7 iterations passed the filter, which left out 993\n");
	EXPECT_HAS(text, "\n# 7 iterations passed the filter, which left out 993\n");
	EXPECT_HAS(text, "\nok 1 filtered\n");
	EXPECT_HAS(text, "\"filtered\":993");

	/* In a table, too; and if the filter excluded no iteration, the report says so */
	EXPECT_HAS(row_of(run), "7 iterations passed the filter, which left out 993\n");
	result_free(run);
	run = run_of("7 *>x=1; 1:r0=0;\n", 1, 7, 0);
	EXPECT(!strstr(report_of(run), "filter,"));
	run->has_filter = true;
	text = report_of(run);
	EXPECT_HAS(text, "\n  all 7 iterations passed the filter\n");
	EXPECT_HAS(text, "\n# all 7 iterations passed the filter\n");
	EXPECT_HAS(row_of(run), "all 7 iterations passed the filter\n");
	result_free(run);

	/* What passed on the machine, and does in no model, is a violation */
	run = run_of("7 *>x=1; 1:r0=1;\n", 1, 7, 993);
	check_join(run, &test->view, 1U << MODEL_LKMM, BUDGET_ENDLESS);
	EXPECT_EQ(result_finding(run), FINDING_VIOLATED);
	result_free(run);
	litmus_free(test);
}

TEST(a_run_whose_filter_leaves_none_learns_nothing)
{
	struct litmus *test = parse(FILTERED("1:r0=0 /\\ 1:r1=1", "exists (x=1)"));
	struct result *run = run_of("", 0, 0, 1000);
	const char *text;
	char *why;

	check_join(run, &test->view, 1U << MODEL_LKMM, BUDGET_ENDLESS);
	EXPECT(!run->note);
	EXPECT_EQ(run->condition_verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(result_finding(run), FINDING_NOTHING);
	why = result_nothing_learnt(run);
	EXPECT_STREQ(why, "the filter left none of 1,000 iterations");
	free(why);
	/* The state that the model allows is shown, as one not seen */
	ASSERT_EQ(run->nr_states, 1);
	EXPECT_EQ(run->states[0].count, 0);
	text = report_of(run);
	EXPECT_HAS(text, "\n  Allowed by the LKMM; but nothing learnt: the filter left none of 1,000\n  iterations.\n");
	EXPECT_HAS(text, "\nok 1 filtered # SKIP the filter left none of 1,000 iterations\n");
	EXPECT_HAS(text, "\"finding\":\"nothing learnt\",\"nothing_learnt\":\"the filter left none of 1,000 iterations\"");
	result_free(run);
	litmus_free(test);
}

/* No iteration passes, and none can: neither is a finding, and no verdict is given */
TEST(a_run_whose_filter_can_leave_none)
{
	static const char * const conditions[] = {
		"exists (x=1)", "~exists (x=1)", "forall (x=2)", "forall (true)",
	};

	for (unsigned int i = 0; i < ARRAY_SIZE(conditions); i++) {
		char *file = xasprintf(FILTERED("1:r0=7", "%s"), conditions[i]);
		struct litmus *test = parse(file);
		struct result *run = run_of("", 0, 0, 1000);
		const char *text;

		run->quantifier = test->program->quantifier;
		check_join(run, &test->view, (1U << NR_MODELS) - 1, BUDGET_ENDLESS);
		EXPECT_EQ(result_finding(run), FINDING_NOTHING);
		EXPECT_STREQ(run->note, "LKMM, x86-TSO, SC: the filter leaves none of the 3 executions");
		text = report_of(run);
		EXPECT(!strstr(text, "orbidden") && !strstr(text, "llowed") &&
		       !strstr(text, "Always") && !strstr(text, "95 %"));
		EXPECT_HAS(text, "\n  Nothing learnt: the filter left none of 1,000 iterations.\n"
			   "  No verdict: LKMM, x86-TSO, SC: the filter leaves none of the 3 executions.\n");
		EXPECT_HAS(text, "\n# no verdict: LKMM, x86-TSO, SC: the filter leaves none");
		EXPECT_HAS(text, "\nok 1 filtered # SKIP the filter left none of 1,000 iterations\n");
		EXPECT_HAS(text, "\"lkmm\":\"no execution\"");
		result_free(run);
		litmus_free(test);
		free(file);
	}
}

/* --- check --- */

struct row {
	const char *text;
	const char *why;
	enum absence absence;	/* in every model */
};

static void expect_absent(const struct row *row)
{
	struct litmus *test = parse(row->text);
	struct checked *checked;

	ASSERT_EQ(test->nr_errors, 0);
	checked = checked_new(&test->view, (1U << NR_MODELS) - 1, BUDGET_ENDLESS);
	for (unsigned int m = 0; m < NR_MODELS; m++) {
		const struct result *result = checked->by[m];

		EXPECT_EQ(result->absence, row->absence);
		EXPECT_EQ(result->condition_verdict[m], VERDICT_NO_EXECUTION);
		EXPECT_EQ(checked->all->condition_verdict[m],
			  VERDICT_NO_EXECUTION);
		EXPECT_EQ(check_condition(&test->view, m, BUDGET_ENDLESS),
			  VERDICT_NO_EXECUTION);
		EXPECT_STREQ(result->why_absent, row->why);
		EXPECT_EQ(result->positive + result->negative, 0);
	}
	checked_free(checked);
	litmus_free(test);
}

/* Whatever stands before the condition */
static void expect_absent_always(const char *body, enum absence absence,
				 const char *why)
{
	static const char * const conditions[] = {
		"exists (x=1)", "~exists (x=1)", "forall (x=1)", "forall (x=2)",
		"exists (true)", "forall (true)",
	};

	for (unsigned int i = 0; i < ARRAY_SIZE(conditions); i++) {
		char *text = xasprintf("%s%s\n", body, conditions[i]);

		expect_absent(&(struct row) { text, why, absence });
		free(text);
	}
}

#define P(nr, body)	"P" #nr "(int *x, int *y, spinlock_t *a, spinlock_t *b, spinlock_t *c, struct srcu_struct *s)\n{\n" body "}\n"
#define NEVER(why)	"no execution ends, since " why

static const struct {
	const char *text;
	const char *why;
} deadlocks[] = {
	/* a lock that is never released */
	{ P(0, "spin_lock(a);\nWRITE_ONCE(*x, 1);\n")
	  P(1, "spin_lock(a);\nWRITE_ONCE(*x, 2);\n"),
	  "P1 waits in line 10 for the lock a, which P0 takes in line 5 and never releases" },
	{ P(0, "spin_lock(a);\n") P(1, "WRITE_ONCE(*x, 1);\nspin_lock(a);\nspin_unlock(a);\n")
	  P(2, "spin_lock(a);\n"),
	  "P1 waits in line 10 for the lock a, which P0 takes in line 5 and never releases" },
	/* a thread waits for itself */
	{ P(0, "spin_lock(a);\nspin_lock(a);\nspin_unlock(a);\nspin_unlock(a);\n"),
	  "P0 waits in line 6 for the lock a, which P0 itself took in line 5" },
	{ P(0, "spin_lock(a);\nif (spin_is_locked(a))\nspin_lock(a);\n"),
	  "P0 waits in line 7 for the lock a, which P0 itself took in line 5" },
	{ P(0, "if (spin_trylock(a))\nspin_lock(a);\n"),
	  "P0 waits in line 6 for the lock a, which P0 itself took in line 5" },
	{ P(0, "int r0 = xchg(x, 1);\nspin_lock(a);\nif (!r0)\nspin_lock(a);\n"),
	  "P0 waits in line 8 for the lock a, which P0 itself took in line 6" },
	/* a grace period in its own reader */
	{ P(0, "rcu_read_lock();\nint r0 = READ_ONCE(*x);\nsynchronize_rcu();\nrcu_read_unlock();\n")
	  P(1, "WRITE_ONCE(*x, 1);\n"),
	  "P0 waits in line 7 for a grace period, which waits for the reader that P0 itself began in line 5" },
	{ P(0, "rcu_read_lock();\nsynchronize_rcu();\nrcu_read_unlock();\n"),
	  "P0 waits in line 6 for a grace period, which waits for the reader that P0 itself began in line 5" },
	{ P(0, "rcu_read_lock();\nrcu_read_lock();\nrcu_read_unlock();\nsynchronize_rcu_expedited();\nrcu_read_unlock();\n"),
	  "P0 waits in line 8 for a grace period, which waits for the reader that P0 itself began in line 5" },
	{ P(0, "int i = srcu_read_lock(s);\nsynchronize_srcu(s);\nsrcu_read_unlock(s, i);\n"),
	  "P0 waits in line 6 for a grace period of s, which waits for the reader that P0 itself began in line 5" },
	{ P(0, "int i = srcu_down_read(s);\nWRITE_ONCE(*x, 1);\nsynchronize_srcu_expedited(s);\nsrcu_up_read(s, i);\n"),
	  "P0 waits in line 7 for a grace period of s, which waits for the reader that P0 itself began in line 5" },
	/* one order for P0, another one for P1, and no way out */
	{ P(0, "spin_lock(a);\nspin_lock(b);\n") P(1, "spin_lock(b);\nspin_lock(a);\n"),
	  "P1 waits in line 10 for the lock b, which P0 takes in line 6 and never releases" },
	{ P(0, "spin_lock(a);\nspin_lock(b);\nspin_unlock(b);\n")
	  P(1, "spin_lock(b);\nspin_lock(a);\nspin_unlock(a);\n"),
	  "P1 waits in line 12 for the lock a, which P0 takes in line 5 and never releases" },
};

TEST(no_execution_ends)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(deadlocks); i++) {
		char *body = xasprintf("C t\n{}\n%s", deadlocks[i].text);
		char *why = xasprintf("no execution ends, since %s",
				      deadlocks[i].why);

		expect_absent_always(body, ABSENCE_WAITS, why);
		free(why);
		free(body);
	}
	/* A filter has nothing to leave then */
	expect_absent_always("C t\n{}\n"
			     P(0, "spin_lock(a);\nspin_lock(a);\n")
			     "filter (x=0)\n", ABSENCE_WAITS,
			     NEVER("P0 waits in line 6 for the lock a, which P0 itself took in line 5"));
}

/* Some runs end, and others do not */
static const struct {
	const char *text;
	const char *why;	/* NULL: all runs end */
} mixtures[] = {
	{ P(0, "spin_lock(a);\nspin_lock(b);\nspin_unlock(b);\nspin_unlock(a);\n")
	  P(1, "spin_lock(b);\nspin_lock(a);\nspin_unlock(a);\nspin_unlock(b);\n"),
	  "P0 holds the lock a (line 5) and waits for the lock b (line 6); P1 holds the lock b (line 12) and waits for the lock a (line 13)" },
	{ P(0, "spin_lock(a);\nspin_lock(b);\nspin_unlock(b);\nspin_unlock(a);\n")
	  P(1, "spin_lock(b);\nspin_lock(c);\nspin_unlock(c);\nspin_unlock(b);\n")
	  P(2, "spin_lock(c);\nspin_lock(a);\nspin_unlock(a);\nspin_unlock(c);\n"),
	  "P0 holds the lock a (line 5) and waits for the lock b (line 6); P1 holds the lock b (line 12) and waits for the lock c (line 13); P2 holds the lock c (line 19) and waits for the lock a (line 20)" },
	{ P(0, "rcu_read_lock();\nspin_lock(a);\nspin_unlock(a);\nrcu_read_unlock();\n")
	  P(1, "spin_lock(a);\nsynchronize_rcu();\nspin_unlock(a);\n"),
	  "P0 is in a reader (line 5) and waits for the lock a (line 6); P1 holds the lock a (line 12) and waits for a grace period (line 13)" },
	{ P(0, "int i = srcu_read_lock(s);\nsynchronize_rcu();\nsrcu_read_unlock(s, i);\n")
	  P(1, "rcu_read_lock();\nsynchronize_srcu(s);\nrcu_read_unlock();\n"),
	  "P0 is in a reader of s (line 5) and waits for a grace period (line 6); P1 is in a reader (line 11) and waits for a grace period of s (line 12)" },
	{ P(0, "if (READ_ONCE(*x))\nspin_lock(a);\nspin_lock(a);\nspin_unlock(a);\n")
	  P(1, "WRITE_ONCE(*x, 1);\n"),
	  "P0 waits in line 7 for the lock a, which P0 itself took in line 6" },
	{ P(0, "if (spin_trylock(a))\nWRITE_ONCE(*x, 1);\n")
	  P(1, "spin_lock(a);\nspin_unlock(a);\n"),
	  "P1 waits in line 10 for the lock a, which P0 takes in line 5 and never releases" },
	/* None of these ever gets stuck */
	{ P(0, "spin_lock(a);\nspin_lock(b);\nspin_unlock(b);\nspin_unlock(a);\n")
	  P(1, "spin_lock(a);\nspin_lock(b);\nspin_unlock(a);\nspin_unlock(b);\n"), NULL },
	{ P(0, "spin_lock(a);\nif (spin_trylock(b))\nspin_unlock(b);\nspin_unlock(a);\n")
	  P(1, "spin_lock(b);\nspin_lock(a);\nspin_unlock(a);\nspin_unlock(b);\n"), NULL },
	{ P(0, "spin_lock(a);\nWRITE_ONCE(*x, 1);\n") P(1, "int r0 = spin_trylock(a);\n"),
	  "P0 waits in line 5 for the lock a, which P1 takes in line 10 and never releases" },
	{ P(0, "spin_lock(a);\nspin_lock(c);\nspin_lock(b);\nspin_unlock(b);\nspin_unlock(c);\nspin_unlock(a);\n")
	  P(1, "spin_lock(a);\nspin_lock(b);\nspin_lock(c);\nspin_unlock(c);\nspin_unlock(b);\nspin_unlock(a);\n"), NULL },
	{ P(0, "rcu_read_lock();\nWRITE_ONCE(*x, 1);\nrcu_read_unlock();\nsynchronize_rcu();\n")
	  P(1, "rcu_read_lock();\nspin_lock(a);\nspin_unlock(a);\nrcu_read_unlock();\n"), NULL },
	/* The model knows no reader without an end */
	{ P(0, "rcu_read_lock();\nsynchronize_rcu();\n"), NULL },
	{ P(0, "int i = srcu_read_lock(s);\nsynchronize_srcu(s);\n"), NULL },
};

TEST(some_runs_never_end)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(mixtures); i++) {
		char *text = xasprintf("C t\n{}\n%sexists (x=0)\n",
				       mixtures[i].text);
		struct litmus *test = parse(text);
		struct checked *checked = checked_new(&test->view,
						      (1U << NR_MODELS) - 1,
						      BUDGET_ENDLESS);

		for (unsigned int m = 0; m < NR_MODELS; m++)
			EXPECT_EQ(checked->by[m]->absence, ABSENCE_NONE);
		if (mixtures[i].why)
			EXPECT_STREQ(checked->stuck, mixtures[i].why);
		else
			EXPECT(!checked->stuck);
		checked_free(checked);
		litmus_free(test);
		free(text);
	}
}

/* A program of locks and readers, most of which make no sense */
static char *random_program(void)
{
	static const char * const statements[] = {
		"spin_lock(a);", "spin_lock(b);", "spin_lock(a);",
		"spin_unlock(a);", "spin_unlock(b);", "spin_unlock(a);",
		"if (spin_trylock(b))\nspin_unlock(b);",
		"if (spin_is_locked(a))\nspin_lock(b);",
		"rcu_read_lock();", "rcu_read_unlock();", "synchronize_rcu();",
		"synchronize_srcu(s);", "srcu_read_unlock(s, i);",
		"WRITE_ONCE(*x, 1);", "if (READ_ONCE(*x))\nspin_lock(b);",
		"if (cmpxchg(x, 0, 2))\nspin_unlock(a);",
	};
	unsigned int threads = 1 + draw(3);
	char *text = xstrdup("C t\n{}\n"), *longer;

	for (unsigned int t = 0; t < threads; t++) {
		unsigned int nr = 1 + draw(6);

		longer = xasprintf("%sP%u(int *x, spinlock_t *a, spinlock_t *b, struct srcu_struct *s)\n{\nint i = srcu_read_lock(s);\n%s", text, t,
				   draw(2) ? "srcu_read_unlock(s, i);\n" : "");
		free(text);
		text = longer;
		while (nr--) {
			longer = xasprintf("%s%s\n", text,
					   statements[draw(ARRAY_SIZE(statements))]);
			free(text);
			text = longer;
		}
		longer = xasprintf("%s}\n", text);
		free(text);
		text = longer;
	}
	longer = xasprintf("%sexists (x=1)\n", text);
	free(text);
	return longer;
}

/*
 * Where a model has no execution, somebody waits; and a stronger model has none
 * either
 */
TEST(a_reason_is_always_found)
{
	unsigned int absent = 0, stuck = 0;

	seed = 11;
	for (unsigned int i = 0; i < 300; i++) {
		char *text = random_program();
		struct litmus *test = parse(text);
		struct checked *checked = checked_new(&test->view,
						      (1U << NR_MODELS) - 1,
						      BUDGET_ENDLESS);

		absent += checked->by[MODEL_LKMM]->absence != ABSENCE_NONE;
		stuck += checked->stuck != NULL;
		for (unsigned int m = 0; m < NR_MODELS; m++) {
			if (checked->by[m]->absence)
				EXPECT_HAS(checked->by[m]->why_absent, " waits ");
			/* From the weakest to the strongest */
			if (m)
				EXPECT_LE(checked->by[m - 1]->absence,
					  checked->by[m]->absence);
		}
		checked_free(checked);
		litmus_free(test);
		free(text);
	}
	/* There are some of each kind */
	EXPECT_LE(40, absent);
	EXPECT_LE(20, stuck);
	EXPECT_LE(absent + stuck, 260);
}

TEST(the_filter_leaves_none)
{
	expect_absent_always("C t\n{}\n"
			     "P0(int *x) { WRITE_ONCE(*x, 1); }\n"
			     "P1(int *x) { int r0 = READ_ONCE(*x); }\n"
			     "filter (1:r0=7)\n",
			     ABSENCE_FILTER, "the filter leaves none of the 2 executions");
	expect_absent_always("C t\n{}\n"
			     "P0(int *x) { WRITE_ONCE(*x, 1); WRITE_ONCE(*x, 2); }\n"
			     "filter (x=1 /\\ ~(x=1))\n",
			     ABSENCE_FILTER, "the filter leaves out the only execution");
	/* It need not be a conjunction that paths know of */
	expect_absent_always("C t\n{}\n"
			     "P0(int *x) { WRITE_ONCE(*x, 1); }\n"
			     "P1(int *x) { int r0 = xchg(x, 2); }\n"
			     "filter ((x=0 \\/ x=3))\n",
			     ABSENCE_FILTER, "the filter leaves none of the 2 executions");
}

#define WAITS_FOR_X	"C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\n"	\
			"P1(int *x, spinlock_t *s)\n{\nint r0 = 0;\n"	\
			"while (READ_ONCE(*x) == 0)\nr0 = r0 + 1;\n"

/* Executions that are cut off or dropped are no reason if others end */
TEST(the_reason_is_that_of_all_executions)
{
	expect_absent_always(WAITS_FOR_X "}\nfilter (1:r0=7)\n", ABSENCE_FILTER,
			     "the filter leaves none of the 3 executions that end within 2 turns of the loop in line 7");
	expect_absent_always(WAITS_FOR_X "}\nfilter (1:r0=7 /\\ x=3)\n",
			     ABSENCE_FILTER,
			     "the filter leaves none of the 3 executions that end within 2 turns of the loop in line 7");
	expect_absent_always(WAITS_FOR_X "spin_lock(s);\nspin_lock(s);\n}\n",
			     ABSENCE_LOOP,
			     "no execution comes to its end (1 cut off): one is in the loop of line 7 yet after 2 turns; and in some runs P1 waits in line 10 for the lock s, which P1 itself took in line 9");
	expect_absent_always("C t\n{}\n"
			     "P0(int **p, int *x) { WRITE_ONCE(*p, x); }\n"
			     "P1(int **p, int *x) { int *r1 = READ_ONCE(*p); int r0 = READ_ONCE(*r1); }\n"
			     "filter (1:r0=7)\n", ABSENCE_FILTER,
			     "the filter leaves out the only execution");
	/* Either thread may leave its loop, but not both */
	expect_absent_always("C t\n{}\n"
			     "P0(int *x)\n{\nwhile (READ_ONCE(*x)) { }\n}\n"
			     "P1(int *x)\n{\nwhile (!READ_ONCE(*x)) { }\n}\n",
			     ABSENCE_LOOP,
			     "no execution comes to its end (1 cut off): one is in the loop of line 9 yet after 2 turns");
}

/* The filter requires an outcome that only SC forbids */
#define WEAK(condition)							\
	"C t\n{}\n"							\
	"P0(int *x, int *y) { WRITE_ONCE(*x, 1); int r0 = READ_ONCE(*y); }\n" \
	"P1(int *x, int *y) { WRITE_ONCE(*y, 1); int r0 = READ_ONCE(*x); }\n" \
	"filter (0:r0=0 /\\ 1:r0=0)\n" condition "\n"

TEST(only_some_models_have_no_execution)
{
	struct litmus *test = parse(WEAK("exists (x=1)"));
	struct checked *checked = checked_new(&test->view, (1U << NR_MODELS) - 1,
					      BUDGET_ENDLESS);
	const struct result *all = checked->all;

	EXPECT_EQ(all->condition_verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(all->condition_verdict[MODEL_TSO], VERDICT_ALLOWED);
	EXPECT_EQ(all->condition_verdict[MODEL_SC], VERDICT_NO_EXECUTION);
	EXPECT_EQ(checked->by[MODEL_SC]->absence, ABSENCE_FILTER);
	EXPECT_EQ(checked->by[MODEL_LKMM]->absence, ABSENCE_NONE);
	ASSERT_EQ(all->nr_states, 1);
	EXPECT_EQ(all->states[0].verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(all->states[0].verdict[MODEL_SC], VERDICT_NO_EXECUTION);
	checked_free(checked);
	litmus_free(test);

	test = parse(WEAK("exists (x=2)"));
	EXPECT_EQ(check_condition(&test->view, MODEL_LKMM, BUDGET_ENDLESS),
		  VERDICT_FORBIDDEN);
	EXPECT_EQ(check_condition(&test->view, MODEL_SC, BUDGET_ENDLESS),
		  VERDICT_NO_EXECUTION);
	litmus_free(test);
}

/* Under SC, one of the threads sees what the other one does, and gets stuck */
TEST(only_some_models_have_an_execution_that_ends)
{
	struct litmus *test = parse("C t\n{}\n"
		"P0(int *x, spinlock_t *a, spinlock_t *b)\n{\n"
		"WRITE_ONCE(*x, 1);\nif (spin_is_locked(a))\nspin_lock(b);\n}\n"
		"P1(int *x, spinlock_t *a, spinlock_t *b)\n{\n"
		"spin_lock(a);\nif (READ_ONCE(*x))\nspin_lock(b);\nspin_lock(b);\n}\n"
		"exists (x=1)\n");
	struct checked *checked = checked_new(&test->view, (1U << NR_MODELS) - 1,
					      BUDGET_ENDLESS);

	EXPECT_EQ(checked->all->condition_verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(checked->all->condition_verdict[MODEL_TSO], VERDICT_ALLOWED);
	EXPECT_EQ(checked->all->condition_verdict[MODEL_SC],
		  VERDICT_NO_EXECUTION);
	EXPECT_STREQ(checked->by[MODEL_SC]->why_absent,
		     NEVER("P1 waits in line 14 for the lock b, which P1 itself took in line 13"));
	checked_free(checked);
	litmus_free(test);
}

/* What a machine did is forbidden, even where there is no verdict otherwise */
TEST(what_was_seen_without_any_execution_is_forbidden)
{
	struct litmus *test = parse(WEAK("exists (x=1)"));
	struct result *run = run_of("7 *>x=1;\n", 1, 7, 0);

	check_join(run, &test->view, 1U << MODEL_SC | 1U << MODEL_LKMM,
		   BUDGET_ENDLESS);
	EXPECT_EQ(run->states[0].verdict[MODEL_SC], VERDICT_FORBIDDEN);
	EXPECT_EQ(run->states[0].verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(run->condition_verdict[MODEL_SC], VERDICT_NO_EXECUTION);
	EXPECT_HAS(run->note, "SC: the filter leaves none of the 3 executions");
	result_free(run);
	litmus_free(test);
}

TEST(a_file_may_expect_a_deadlock)
{
	struct litmus *test = parse("C t\n{}\n"
				    "P0(int *x, spinlock_t *s) { spin_lock(s); spin_lock(s); }\n"
				    "exists (x=0)\n");
	struct result *none = check_program(&test->view, MODEL_LKMM,
					    BUDGET_ENDLESS);
	struct result *some;

	EXPECT_EQ(check_agrees(none, "DEADLOCK"), AGREE_YES);
	EXPECT_EQ(check_agrees(none, "Never"), AGREE_UNKNOWN);
	EXPECT_EQ(check_agrees(none, "Always"), AGREE_UNKNOWN);
	EXPECT_EQ(check_agrees(none, NULL), AGREE_UNKNOWN);
	result_free(none);
	litmus_free(test);
	test = parse(WEAK("exists (x=1)"));
	some = check_program(&test->view, MODEL_LKMM, BUDGET_ENDLESS);
	EXPECT_EQ(check_agrees(some, "DEADLOCK"), AGREE_NO);
	result_free(some);
	/* As in RM-broken of the kernel: herd7 sees no difference */
	none = check_program(&test->view, MODEL_SC, BUDGET_ENDLESS);
	EXPECT_EQ(check_agrees(none, "DEADLOCK"), AGREE_YES);
	EXPECT_EQ(check_agrees(none, "Never"), AGREE_UNKNOWN);
	result_free(none);
	litmus_free(test);
}

/* More states than are listed for a run: the condition has its verdict all the same */
TEST(a_run_with_too_many_states_has_a_verdict)
{
	char *text = xstrdup("C many\n{}\n"), *seen = xstrdup(""), *more;
	struct litmus *test;
	struct result *run;

	for (unsigned int t = 0; t < 4; t++) {
		more = xasprintf("%sP%u(int *x) {", text, t);
		free(text);
		text = more;
		for (unsigned int r = 0; r < 6; r++) {
			more = xasprintf("%s int r%u = xchg_relaxed(x, %u);", text, r,
					 10 * t + r + 1);
			free(text);
			text = more;
			more = xasprintf("%s %u:r%u;", seen, t, r);
			free(seen);
			seen = more;
		}
		more = xasprintf("%s }\n", text);
		free(text);
		text = more;
	}
	more = xasprintf("%slocations [%s]\nexists (0:r0=31 /\\ 3:r0=6)\n", text, seen);
	test = parse(more);
	run = run_of("7 :>0:r0=0;\n", 1, 0, 0);
	check_join(run, &test->view, 1U << MODEL_LKMM | 1U << MODEL_SC, BUDGET_ENDLESS);
	EXPECT(!run->note);
	EXPECT_EQ(run->condition_verdict[MODEL_LKMM], VERDICT_FORBIDDEN);
	EXPECT_EQ(run->condition_verdict[MODEL_SC], VERDICT_FORBIDDEN);
	ASSERT_EQ(run->nr_states, 1);
	EXPECT_EQ(run->states[0].verdict[MODEL_LKMM], VERDICT_NONE);
	result_free(run);
	litmus_free(test);
	free(more);
	free(text);
	free(seen);
}

CHECK_MAIN
