// SPDX-License-Identifier: GPL-2.0
/*
 * The schema Documentation/json/ordlab.schema.json and the output of commands with
 * --json agree, and all members are described. Commands that need no module are run ($ORDLAB is
 * the tool); of the others, objects with every member are made here. The script
 * tests/json-valid holds all of them against the schema.
 */
#include <json.h>
#include <unistd.h>
#include "tests/tap.h"
#include "arch/asm.h"
#include "fleet/fingerprint.h"
#include "front/litmus.h"
#include "machine/device.h"
#include "machine/figures.h"
#include "machine/tune.h"
#include "report/compiled.h"
#include "report/report.h"
#include "report/report-trace.h"
#include "tests/parse.h"
#include "tests/sample.h"
#include "lib/put.h"
#include "lib/util.h"

static const struct litmus_file {
	const char *options, *text;
} files[] = {
	/* what is seen in most tests */
	{ "", "C SB\n(* Result: Sometimes *)\n{}\n"
	  "P0(int *x, int *y) { WRITE_ONCE(*x, 1); int r = READ_ONCE(*y); }\n"
	  "P1(int *x, int *y) { WRITE_ONCE(*y, 1); int r = READ_ONCE(*x); }\n"
	  "exists (0:r=0 /\\ 1:r=0)\n" },
	/* flags */
	{ "", "C race\n{}\nP0(int *x) { *x = 1; }\nP1(int *x) { int r = *x; }\n"
	  "exists (1:r=0)\n" },
	{ "--verdict", "C race\n{}\nP0(int *x) { *x = 1; }\nP1(int *x) { int r = *x; }\n"
	  "exists (1:r=0)\n" },
	/* no verdict */
	{ "", "C note\n{}\nP0(int *x) { WRITE_ONCE(*(int *)NULL, 1); }\nexists (x=0)\n" },
	/* no execution, of each kind */
	{ "", "C waits\n{}\nP0(spinlock_t *a, int *x) { spin_lock(a); spin_lock(a); }\n"
	  "exists (x=0)\n" },
	{ "--verdict", "C waits\n{}\nP0(spinlock_t *a, int *x) { spin_lock(a); spin_lock(a); }\n"
	  "exists (x=0)\n" },
	{ "", "C filter\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nfilter (x=2)\nexists (x=1)\n" },
	{ "", "C pointer\n{}\nP0(int *x) { int r = READ_ONCE(*(int *)0); }\nexists (0:r=0)\n" },
	{ "", "C loop\n{}\nP0(int *x) { int r; do r = READ_ONCE(*x); while (!r); }\n"
	  "exists (x=0)\n" },
	/* some executions dropped, cut off, and never ended */
	{ "", "C dropped\n{}\nP0(int **p) { int *r = READ_ONCE(*p); int s = READ_ONCE(*r); }\n"
	  "P1(int **p, int *x) { WRITE_ONCE(*p, x); }\nexists (0:s=0)\n" },
	{ "", "C cut\n{}\nP0(int *x) { int r; do r = READ_ONCE(*x); while (!r); }\n"
	  "P1(int *x) { WRITE_ONCE(*x, 1); }\nexists (x=0)\n" },
	{ "--verdict", "C cut\n{}\nP0(int *x) { int r; do r = READ_ONCE(*x); while (!r); }\n"
	  "P1(int *x) { WRITE_ONCE(*x, 1); }\nexists (x=0)\n" },
	{ "", "C stuck\n{}\nP0(int *x, spinlock_t *a) { int r = READ_ONCE(*x); if (r) spin_lock(a); spin_lock(a); spin_unlock(a); }\n"
	  "P1(int *x) { WRITE_ONCE(*x, 1); }\nexists (x=0)\n" },
	/* values that are addresses */
	{ "", "C address\n{ int *p = &x; }\nP0(int **p) { int *r = READ_ONCE(*p); }\nexists (0:r=x)\n" },
};

static char dir[] = "/tmp/test-json-XXXXXX";

/* Appends what the tool prints */
static void run_tool(const char *command)
{
	char *line = xasprintf("%s %s >>%s/lines 2>%s/messages", getenv("ORDLAB"),
			       command, dir, dir);
	int status = system(line);

	if (status)
		printf("# %s\n", line);
	EXPECT_EQ(status, 0);
	free(line);
}

static void check_files(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(files); i++) {
		char *path = xasprintf("%s/%zu.litmus", dir, i);
		char *command = xasprintf("check --json --keep-going %s %s", files[i].options, path);
		FILE *file = fopen(path, "w");

		fputs(files[i].text, file);
		fclose(file);
		run_tool(command);
		free(command);
		free(path);
	}
}

static void add_evidence(struct evidence *evidence)
{
	evidence->known = true;
	evidence->batch = (struct evidence_part) { 1000, 900, 100, 90 };
	evidence->perpetual = (struct evidence_part) { 2000, 1900, 200, 190 };
}

static void print_run(FILE *stream)
{
	static const char *flags[] = { "data-race" };
	struct litmus *test = parse(files[0].text);
	struct result *result = device_results_parse(
		SAMPLE_RESULTS("exists", "reason: CPU 1 went offline\nnot-perpetual: so it is\n"));
	struct trace *trace = device_trace_parse(
		"Test SB\nTrace (2 iterations)\n"
		"11           0,1 :>0:r=1; 1:r=0;\n90210        1,0 *>0:r=0; 1:r=0;\n");
	struct json_object *object;

	add_evidence(&result->evidence);
	result->condition_verdict[0] = VERDICT_ALLOWED;
	result->states[0].verdict[0] = VERDICT_FORBIDDEN;
	result->flags = xcalloc(1, sizeof(*result->flags));
	result->flags[0] = flags[0];
	result->nr_flags = 1;
	result->disagreement = xstrdup("the test's file says Never");
	result->note = xstrdup("too large");
	object = report_result_object(result);
	put(object, "trace", trace_json(trace, &test->view, BUDGET_ENDLESS));
	report_json(stream, object);
	trace_free(trace);
	result_free(result);

	/* A run that has taught nothing */
	result = device_results_parse(SAMPLE_RESULTS("exists", ""));
	result->positive = 0;
	result->evidence = (struct evidence) {
		.known = true, .itself = true, .batch = { 100000, 1, 5000, 0 },
	};
	report_json(stream, report_result_object(result));
	result_free(result);
	litmus_free(test);
}

static int trial(void *data, const struct setting *settings, size_t nr,
		 double seconds, struct tune_score *score)
{
	(void)data;
	(void)settings;
	(void)nr;
	*score = (struct tune_score) { .hits = 1000 * seconds, .seconds = seconds };
	return 0;
}

static void print_tune(FILE *stream)
{
	struct tune *tune = tune_new();

	EXPECT_EQ(tune_search(tune, 20, trial, NULL), 0);
	report_json(stream, tune_json(tune, "SB"));
	tune_free(tune);
}

static void print_figures(FILE *stream)
{
	struct figures *figures = figures_parse(
		"measure: cost\nstate: done\ncpus: 0-1\nsamples: 31\nkhz: 2500000\n\n"
		"smp_mb\talone\t8000\t7500\t8250\t31\t\n"
		"smp_mb\tcontended\t0\t0\t0\t0\tneeds one more CPU\n");

	report_json(stream, figures_json(figures));
	figures_free(figures);
}

static void print_compiler(FILE *stream)
{
	struct figures *figures = figures_parse(
		"measure: compiler\nstate: done\ncpus: 0-1\nsamples: 31\nkhz: 1000000\n\n"
		"hoist\tonce\t31\t31\t2100\t31\t\n");
	char mov[] = "mov", merge[] = "merge/plain", hoist[] = "hoist/once",
	     symbol[] = "symbol", why[] = "no code";
	struct listing_line line = { .text = mov };
	struct listing listings[] = {
		{ .what = merge, .symbol = symbol, .why = why },
		{ .what = hoist, .symbol = symbol, .lines = &line, .nr = 1 },
	};

	report_json(stream, compiled_json(~0u, listings, 2, figures));
	figures_free(figures);
}

static void print_fingerprint(FILE *stream)
{
	struct fingerprint *fingerprint = fingerprint_new("x86_64");
	struct effect *effects = fingerprint->effects;

	effects[0].why_not = xstrdup("needs 4 CPUs");
	effects[1].iterations = effects[1].counted = 1000;
	effects[2].iterations = effects[2].seen = 1000;
	effects[2].manual = VERDICT_FORBIDDEN;
	effects[2].lkmm = VERDICT_FORBIDDEN;
	effects[3].iterations = 1000;
	effects[3].doubt = xstrdup("the threads hardly overlapped");
	report_json(stream, fingerprint_json(fingerprint));
	fingerprint_free(fingerprint);
}

static void print_status(FILE *stream)
{
	struct device_status status;

	device_status_parse(&status, "state: idle\n");
	report_json(stream, report_status_object(&status));
	device_status_free(&status);
	device_status_parse(&status, SAMPLE_STATUS("stopped") "reason: so it is\n");
	add_evidence(&status.evidence);
	report_json(stream, report_status_object(&status));
	device_status_free(&status);
}

/* As ordlab show --asm prints it, which needs the module */
static void print_asm(FILE *stream)
{
	struct litmus *litmus = parse(files[0].text);
	struct test test = { .name = (char *)"SB", .view = litmus->view,
			     .prog = litmus->program, .threads = 2 };
	struct json_object *object = report_test_object(&test);

	put(object, "asm", report_asm_object(NULL, 0));
	report_json(stream, object);
	litmus_free(litmus);
}

TEST(json_is_what_the_schema_says)
{
	char *path, *command;
	FILE *stream;

	ASSERT(mkdtemp(dir));
	setenv("ORDLAB_DEBUGFS", dir, 1);
	run_tool("list --json");
	run_tool("show --json SB");
	check_files();
	path = xasprintf("%s/lines", dir);
	stream = fopen(path, "a");
	ASSERT(stream);
	print_run(stream);
	print_tune(stream);
	print_figures(stream);
	print_compiler(stream);
	print_fingerprint(stream);
	print_status(stream);
	print_asm(stream);
	fclose(stream);
	free(path);
	command = xasprintf("tests/json-valid <%s/lines", dir);
	EXPECT_EQ(system(command), 0);
	free(command);
	command = xasprintf("rm -r %s", dir);
	EXPECT_EQ(system(command), 0);
	free(command);
}

CHECK_MAIN
