// SPDX-License-Identifier: GPL-2.0
/*
 * Counting against looking at one candidate after the other: the bytes of an
 * input choose a small test, and both ways must find the same states, as often,
 * with the same flags. A search for one execution must find what they have.
 */
#include <stdint.h>
#include <string.h>
#include "events/execution.h"
#include "tests/fuzz.h"
#include "front/litmus.h"
#include "model/model.h"
#include "check/search.h"
#include "events/undecided.h"
#include "lib/util.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* --- A test of bytes --- */

struct bytes {
	const uint8_t *data;
	size_t nr;
};

static unsigned int choose(struct bytes *b, unsigned int nr)
{
	if (!b->nr)
		return 0;
	b->nr--;
	return *b->data++ % nr;
}

static char *glue(char *a, char *b)
{
	char *both = xasprintf("%s%s", a, b);

	free(a);
	free(b);
	return both;
}

/* %1: number of a register, %2: location, %3: value, %4: register that was read */
static const char * const statements[] = {
	"r%1$u = READ_ONCE(*%2$s);",
	"WRITE_ONCE(*%2$s, %3$u);",
	"r%1$u = smp_load_acquire(%2$s);",
	"smp_store_release(%2$s, %3$u);",
	"WRITE_ONCE(*%2$s, r%4$u + 1);",
	"WRITE_ONCE(*%2$s, r%4$u ^ r%4$u);",
	"r%1$u = xchg_relaxed(%2$s, %3$u);",
	"r%1$u = cmpxchg_acquire(%2$s, %3$u, 2);",
	"r%1$u = atomic_fetch_add(%3$u, %2$s);",
	"r%1$u = atomic_add_unless(%2$s, 1, %3$u);",
	"r%1$u = *%2$s;",
	"*%2$s = %3$u;",
	"smp_store_mb(*%2$s, %3$u);",
	"smp_mb();",
	"smp_wmb();",
	"smp_rmb();",
	"rcu_read_lock();",
	"rcu_read_unlock();",
	"synchronize_rcu();",
	"spin_lock(l);",
	"spin_unlock(l);",
	"r%1$u = spin_is_locked(l);",
	"if (r%4$u)",
	"if (r%4$u == 1)",
};

static char *make_thread(struct bytes *b, unsigned int t, unsigned int nr_locs)
{
	static const char * const locations[] = { "x", "y", "z" };
	unsigned int nr = 1 + choose(b, 5);
	char *text;

	text = xasprintf("P%u(int *x, int *y, int *z, spinlock_t *l) { int r0; int r1; int r2; r0 = 0; r1 = 0; r2 = 0;",
			 t);
	for (unsigned int i = 0; i < nr; i++)
		text = glue(text, xasprintf(statements[choose(b, sizeof(statements) / sizeof(*statements))],
					    choose(b, 3),
					    locations[choose(b, nr_locs)],
					    choose(b, 3), choose(b, 3)));
	/* An if needs something behind it */
	return glue(text, xstrdup(" smp_mb__before_atomic(); }\n"));
}

static char *make_test(struct bytes *b)
{
	unsigned int nr_locs = 1 + choose(b, 3), threads = 2 + choose(b, 3);
	unsigned int seen = choose(b, 256);
	char *text = xstrdup("C fuzz\n{}\n");

	for (unsigned int t = 0; t < threads; t++)
		text = glue(text, make_thread(b, t, nr_locs));
	text = glue(text, xstrdup("locations ["));
	for (unsigned int t = 0; t < threads; t++)
		for (unsigned int r = 0; r < 3; r++)
			if (seen >> ((3 * t + r) % 8) & 1)
				text = glue(text, xasprintf("%u:r%u; ", t, r));
	if (seen & 1)
		text = glue(text, xstrdup("x; y; "));
	if (!choose(b, 4))
		return glue(text, xasprintf("x;]\nfilter (0:r0=%u)\nexists (y=1)\n",
					    choose(b, 2)));
	return glue(text, xasprintf("x;]\nexists (%u:r%u=%u /\\ x=%u)\n",
				    choose(b, threads), choose(b, 3),
				    choose(b, 3), choose(b, 3)));
}

/* --- One candidate after the other --- */

struct patient {
	const struct ordlab_view *view;
	struct checker *checker;
	struct result *result;
	char *undecided;
};

static void patient_begin(void *data, const struct execution *x)
{
	struct patient *patient = data;

	checker_begin(patient->checker, x);
}

static bool patient_candidate(void *data, const struct execution *x,
			      bool decided, uint64_t count)
{
	struct patient *patient = data;
	struct value values[ORDLAB_MAX_OBSERVED];
	unsigned int thread, insn;
	struct state *state;

	assert(!decided && count == 1);
	if (!checker_allows(patient->checker, x))
		return true;
	patient->undecided = undecided(x);
	if (patient->undecided)
		return false;
	if (execution_end(x, &thread, &insn) == PATH_READ_NOWHERE)
		return true;
	checker_flags(patient->checker, x);
	for (unsigned int i = 0; i < patient->view->prog->nr_observed; i++)
		values[i] = x->state[i];
	state = result_state(patient->result, values);
	state->match = value_cond(patient->view->cond,
				  patient->view->prog->nr_cond,
				  x->state) == TRUTH_YES;
	result_count(patient->result, state, 1);
	return true;
}

static bool same_states(const struct result *a, const struct result *b)
{
	if (a->nr_states != b->nr_states || a->positive != b->positive ||
	    a->negative != b->negative)
		return false;
	for (size_t i = 0; i < a->nr_states; i++)
		if (a->states[i].count != b->states[i].count ||
		    memcmp(a->states[i].values, b->states[i].values,
			   a->nr_names * sizeof(*a->states[i].values)))
			return false;
	return true;
}

static bool same_flags(const struct result *r, const struct checker *c)
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

static void differs(const char *text, enum model m, const char *what)
{
	fprintf(stderr, "%s: %s differ:\n%s", model_infos[m].name, what, text);
	abort();
}

/* Little for each of many inputs */
#define PATIENCE	0.03

/* Compares a fast way with looking at one candidate after the other, if that has ended */
static void compare(const char *text, const struct patient *patient, bool all,
		    enum model m, enum way way)
{
	struct budget budget = fuzz_budget(PATIENCE);
	struct result *quick = check_program_by(patient->view, m, way, &budget);
	enum verdict verdict;

	if (all && !quick->note) {
		if (!same_states(quick, patient->result))
			differs(text, m, "states");
		if (!same_flags(quick, patient->checker))
			differs(text, m, "flags");
	} else if (patient->undecided && !quick->note) {
		differs(text, m, patient->undecided);
	}
	budget = fuzz_budget(PATIENCE);
	verdict = check_condition(patient->view, m, &budget);
	if (!quick->note && verdict != VERDICT_NONE &&
	    (verdict == VERDICT_ALLOWED) != (quick->positive != 0))
		differs(text, m, "verdicts");
	result_free(quick);
}

static void compare_all(const char *text, const struct ordlab_view *view,
			enum model m)
{
	struct patient patient = {
		.view = view,
		.checker = checker_new(m, false),
		.result = result_for(view),
	};
	const struct execution_user user = {
		.begin = patient_begin,
		.candidate = patient_candidate,
		.data = &patient,
		.way = WAY_LIST,
	};
	struct budget budget = fuzz_budget(PATIENCE);
	bool all = execution_search(view, &user, &budget) == SEARCH_DONE;

	result_sort(patient.result);
	compare(text, &patient, all, m, WAY_BEST);
	compare(text, &patient, all, m, WAY_LIST);
	compare(text, &patient, all, m, WAY_CLAUSES);
	checker_free(patient.checker);
	result_free(patient.result);
	free(patient.undecided);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct litmus_options options = { .unsafe = true };
	struct bytes b = { .data = data, .nr = size };
	enum model m = choose(&b, NR_MODELS);
	char *text = make_test(&b);
	struct litmus *litmus = litmus_parse("fuzz", text, strlen(text),
					     &options);

	if (!litmus->program) {
		litmus_print(stderr, litmus, true);
		fputs(text, stderr);
		abort();
	}
	compare_all(text, &litmus->view, m);
	litmus_free(litmus);
	free(text);
	return 0;
}
