// SPDX-License-Identifier: GPL-2.0
/*
 * A litmus test from text to report: any bytes are read; if they are a test, it is
 * checked against all models and explained, and both are reported in every format. The
 * verdict that is found without a list of states must be that of the list. All of it
 * keeps within a small budget, and frees all memory that it takes from it.
 */
#include <json.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "check/deviation.h"
#include "tests/fuzz.h"
#include "report/report-check.h"
#include "report/report-herd.h"
#include "report/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void report_views(const struct test *test, const struct checked *checked)
{
	struct table *rows = report_checked_rows((1U << NR_MODELS) - 1);

	report_checked(fuzz_null(), test, checked, true);
	report_checked(fuzz_null(), test, checked, false);
	report_checked_row(rows, test, checked);
	table_print(rows, fuzz_null(), 0, "");
	table_free(rows);
	report_checked_json(fuzz_null(), test, checked);
}

static void report_all(const struct test *test, const struct checked *checked)
{
	FILE *null = fuzz_null();

	report_views(test, checked);
	for (unsigned int m = 0; m < NR_MODELS; m++)
		report_checked_herd(null, test, checked->by[m]);
	report_program(null, test);
	report_test(null, test, NULL);
}

static void print_same(const struct ordlab_view *view, enum model m)
{
	fprintf(stderr, "%s: the verdict differs from the list of %u instructions\n",
		model_infos[m].name, view->prog->nr_insns);
	abort();
}

static bool same_verdict(const struct result *list, const struct result *alone,
			 enum model m)
{
	if (list->note || alone->note)
		return true;
	if (!list->positive != !alone->positive ||
	    !list->negative != !alone->negative ||
	    list->condition_verdict[m] != alone->condition_verdict[m] ||
	    list->absence != alone->absence || list->nr_flags != alone->nr_flags)
		return false;
	for (unsigned int f = 0; f < list->nr_flags; f++)
		if (strcmp(list->flags[f], alone->flags[f]))
			return false;
	return true;
}

/* "check --verdict", against "check" */
static void compare_verdicts(const struct test *test)
{
	struct budget budget = fuzz_budget(FUZZ_SECONDS);
	double began = fuzz_clock();
	struct checked *alone = checked_verdict(&test->view, (1U << NR_MODELS) - 1,
						&budget);

	fuzz_spent(&budget, began, "verdict");
	for (enum model m = 0; m < NR_MODELS; m++) {
		struct result *list;

		began = fuzz_clock();
		budget_renew(&budget);
		list = check_program(&test->view, m, &budget);
		fuzz_spent(&budget, began, "list");
		if (!same_verdict(list, alone->by[m], m))
			print_same(&test->view, m);
		result_free(list);
	}
	report_views(test, alone);
	checked_free(alone);
}

/* As herd7 reads it */
static void warn(const struct test *test)
{
	struct budget budget = fuzz_budget(FUZZ_SECONDS);
	double began = fuzz_clock();

	free(deviation(test, &budget));
	fuzz_spent(&budget, began, "deviation");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct budget budget = fuzz_budget(FUZZ_SECONDS);
	double began = fuzz_clock();
	const struct litmus_options options = {
		.unsafe = true, .budget = &budget,
	};
	struct litmus *litmus = litmus_parse("fuzz", (const char *)data, size,
					     &options);
	struct test test = { .name = litmus->title, .origin = ORIGIN_FILE };

	fuzz_spent(&budget, began, "reading");
	litmus_print(fuzz_null(), litmus, true);
	if (litmus->program) {
		test.prog = litmus->program;
		test.view = litmus->view;
		test.threads = litmus->program->nr_threads;
		test.expected = litmus->expected;
		test.herd = litmus->herd;
		memcpy(test.hash, litmus->hash, sizeof(test.hash));
		fuzz_view(&test.view, &test, report_all);
		compare_verdicts(&test);
		warn(&test);
	}
	litmus_free(litmus);
	return 0;
}
