// SPDX-License-Identifier: GPL-2.0
/*
 * What a test is: its code, locations and condition: see report.h.
 */
#include <stdlib.h>
#include "arch/machine.h"
#include "report/report.h"
#include "private/report-parts.h"
#include "lib/text.h"
#include "lib/util.h"

#define INDENT		2

void report_machine(FILE *stream)
{
	const struct machine *machine = machine_this();

	fprintf(stream, "Linux %s, %s, %s, %u CPU%s online\n", machine->kernel,
		machine->arch, machine->cpu, machine->nr_cpus,
		machine->nr_cpus == 1 ? "" : "s");
}

static bool is_jump(const struct ordlab_insn *insn)
{
	return ordlab_meaning(insn->op)->next != ORDLAB_NEXT_INSN;
}

/* Prints threads @first to @last - 1 without spaces at the ends of lines */
static struct table *code_table(const struct ordlab_view *view,
				unsigned int first, unsigned int last)
{
	char align[ORDLAB_MAX_THREADS + 1];
	unsigned int rows = 0, len, t, i;
	struct table *table;
	bool jumps[ORDLAB_MAX_THREADS] = { false };

	for (t = first; t < last; t++) {
		const struct ordlab_thread *thread = &view->threads[t];

		align[t - first] = 'l';
		for (i = 0; i < thread->nr_insns; i++)
			jumps[t] |= is_jump(&view->insns[thread->first + i]);
		/* A jump may lead to the end of the thread */
		len = thread->nr_insns + (jumps[t] ? 1 : 0);
		if (len > rows)
			rows = len;
	}
	align[last - first] = '\0';

	table = table_new(align);
	for (t = first; t < last; t++)
		table_cellf(table, "P%u", t);
	for (i = 0; i < rows; i++) {
		for (t = first; t < last; t++) {
			char line[256] = "";

			if (i < view->threads[t].nr_insns)
				ordlab_disasm(line, sizeof(line), view, t, i);
			/* An instruction has a number if a jump leads to it */
			if (!jumps[t])
				table_cell(table, line);
			else if (i < view->threads[t].nr_insns)
				table_cellf(table, "%2u: %s", i, line);
			else if (i == view->threads[t].nr_insns)
				table_cellf(table, "%2u:", i);
			else
				table_cell(table, "");
		}
	}
	return table;
}

void report_code(FILE *stream, const struct ordlab_view *view)
{
	unsigned int nr = view->prog->nr_threads, first, last;
	unsigned int room = text_columns(stream) - INDENT;
	struct table *table, *wider;

	for (first = 0; first < nr; first = last) {
		last = first + 1;
		table = code_table(view, first, last);
		while (last < nr) {
			wider = code_table(view, first, last + 1);
			if (table_width(wider, " | ") > room) {
				table_free(wider);
				break;
			}
			table_free(table);
			table = wider;
			last++;
		}
		table_rule(table);
		table_print(table, stream, INDENT, " | ");
		table_free(table);
		fputc('\n', stream);
	}
}

/* Prints the initial values, if any of them is not a plain 0 */
static void report_locations(FILE *stream, const struct ordlab_view *view)
{
	bool shown = false;
	unsigned int i;

	for (i = 0; i < view->prog->nr_locations; i++) {
		const struct ordlab_location *loc = &view->locations[i];

		shown |= loc->init.kind != ORDLAB_OPERAND_IMM || loc->init.imm;
	}
	if (!shown)
		return;
	fprintf(stream, "%*sinitially", INDENT, "");
	for (i = 0; i < view->prog->nr_locations; i++) {
		char line[160];

		ordlab_disasm_location(line, sizeof(line), view, i);
		fprintf(stream, " %s", line);
	}
	fputs("\n\n", stream);
}

static void report_heading(FILE *stream, const char *name, const char *purpose)
{
	bool styled = text_styled(stream);

	fprintf(stream, "%s%s%s%s%s\n\n", styled ? STYLE_BOLD : "", name,
		styled ? STYLE_NONE : "", *purpose ? ": " : "", purpose);
}

/* Text of one of the functions of disasm.c, to be freed */
char *report_disasm(int (*disasm)(char *, size_t,
				  const struct ordlab_view *),
		    const struct ordlab_view *view)
{
	int len = disasm(NULL, 0, view);
	char *text = xcalloc(len + 1, 1);

	disasm(text, len + 1, view);
	return text;
}

void report_test(FILE *stream, const struct test *test, const char *listing)
{
	if (!test->prog) {
		report_heading(stream, test->name, "");
		fputs(listing ? listing : "", stream);
		fputc('\n', stream);
		return;
	}
	report_heading(stream, test->name, test->prog->purpose);
	report_locations(stream, &test->view);
	report_code(stream, &test->view);
}

void report_program(FILE *stream, const struct test *test)
{
	const struct ordlab_view *view = &test->view;
	unsigned int t, i;
	char line[160];

	report_heading(stream, test->name, test->prog->purpose);
	for (i = 0; i < view->prog->nr_locations; i++) {
		ordlab_disasm_location(line, sizeof(line), view, i);
		fprintf(stream, "%*s%s\n", INDENT, "", line);
	}
	for (t = 0; t < view->prog->nr_threads; t++) {
		fprintf(stream, "P%u:\n", t);
		for (i = 0; i < view->threads[t].nr_insns; i++) {
			ordlab_disasm(line, sizeof(line), view, t, i);
			fprintf(stream, "%4u  %s\n", i, line);
		}
	}
	report_condition(stream, test);
}

void report_condition(FILE *stream, const struct test *test)
{
	char *text;

	if (!test->prog)
		return;
	text = report_disasm(ordlab_disasm_filter, &test->view);
	if (*text)
		fprintf(stream, "%*s%s\n", INDENT, "", text);
	free(text);
	text = report_disasm(ordlab_disasm_cond, &test->view);
	fprintf(stream, "%*s%s\n\n", INDENT, "", text);
	free(text);
}
