// SPDX-License-Identifier: GPL-2.0
/*
 * The whole way of a litmus test: any bytes are read, what can be is checked
 * against all models and explained, and both are reported in every format. All
 * of it keeps to a small budget, and gives back what it takes from it.
 */
#include <json.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include "fuzz.h"
#include "report-check.h"
#include "report-herd.h"
#include "report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void report_all(const struct test *test, const struct checked *checked)
{
	FILE *null = fuzz_null();
	struct table *rows = report_checked_rows(checked);

	report_checked(null, test, checked, true);
	report_checked_row(rows, test, checked);
	table_print(rows, null, 0, "");
	table_free(rows);
	for (unsigned int m = 0; m < NR_MODELS; m++)
		report_checked_herd(null, test, checked->by[m]);
	report_checked_json(null, test, checked);
	report_program(null, test);
	report_test(null, test, NULL);
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
		fuzz_view(&test.view, &test, report_all);
	}
	litmus_free(litmus);
	return 0;
}
