/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What fuzzers of the models share: a small budget, and a function that checks and
 * explains a program within it.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "lib/budget.h"
#include "check/explain.h"
#include "cli/testset.h"
#include "lib/text.h"
#include "check/check.h"

/*
 * Little, so that many inputs are tried, and limits are met often. What takes so
 * much longer has forgotten its budget: sanitizers make everything slower.
 */
#define FUZZ_SECONDS	0.02
#define FUZZ_LATE	0.5
#define FUZZ_BYTES	(8UL << 20)

static inline double fuzz_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec + now.tv_nsec / 1e9;
}

static inline FILE *fuzz_null(void)
{
	static FILE *null;

	if (!null)
		null = fopen("/dev/null", "w");
	return null;
}

static inline struct budget fuzz_budget(double seconds)
{
	struct budget budget = budget_make(seconds, NULL);

	budget.bytes = FUZZ_BYTES;
	return budget;
}

/* Ends the fuzzer if work that began then took too long, or kept memory */
static inline void fuzz_spent(const struct budget *budget, double began,
			      const char *what)
{
	double took = fuzz_clock() - began;

	if (budget->taken) {
		fprintf(stderr, "%s: %zu bytes were not given back\n", what,
			budget->taken);
		abort();
	}
	if (took > FUZZ_LATE) {
		fprintf(stderr, "%s: took %g s\n", what, took);
		abort();
	}
}

/* Checks a program against all models and explains it */
static inline void fuzz_view(const struct ordlab_view *view,
			     const struct test *test,
			     void (*report)(const struct test *test,
					    const struct checked *checked))
{
	struct budget budget = fuzz_budget(FUZZ_SECONDS);
	double began = fuzz_clock();
	struct checked *checked;

	checked = checked_new(view, (1U << NR_MODELS) - 1, &budget);
	fuzz_spent(&budget, began, "check");
	began = fuzz_clock();
	if (report)
		report(test, checked);
	fuzz_spent(&budget, began, "report");
	checked_free(checked);
	for (enum model m = 0; m < NR_MODELS; m++) {
		struct explanation *ex;

		began = fuzz_clock();
		budget_renew(&budget);
		ex = explain(view, m, &budget);
		assert(ex->kind != EXPLAINED_NOT || ex->note);
		explain_print(fuzz_null(), ex);
		explain_dot(fuzz_null(), ex);
		explain_free(ex);
		fuzz_spent(&budget, began, "explain");
	}
}

#endif /* FUZZ_H */
