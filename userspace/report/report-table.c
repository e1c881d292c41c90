// SPDX-License-Identifier: GPL-2.0
/*
 * Results side by side, a row each: see report.h.
 */
#include <stdlib.h>
#include <string.h>
#include "report/report.h"
#include "private/report-parts.h"
#include "lib/text.h"
#include "lib/util.h"

/* The finding as a word, for a row whose other columns have the verdicts */
static const char * const finding_names[] = {
	[FINDING_NOTHING]		= "nothing learnt",
	[FINDING_NOT_SEEN]		= "not seen",
	[FINDING_SEEN]			= "seen",
	[FINDING_FORBIDDEN_NOT_SEEN]	= "not seen",
	[FINDING_ALLOWED_SEEN]		= "seen",
	[FINDING_ALLOWED_NOT_SEEN]	= "not seen",
	[FINDING_VIOLATED]		= "VIOLATED",
};

void report_rows_begin(struct rows *rows)
{
	char align[NR_MODELS + 8];
	unsigned int n = 4, m;

	strcpy(align, "llrr");
	for (m = 0; m < NR_MODELS; m++)
		if (rows->models >> m & 1)
			align[n++] = 'l';
	strcpy(align + n, rows->expected ? "ll" : "l");
	rows->table = table_new(align);
	table_cell(rows->table, "test");
	table_cell(rows->table, "condition");
	table_cell(rows->table, "share");
	table_cell(rows->table, "of");
	for (m = 0; m < NR_MODELS; m++)
		if (rows->models >> m & 1)
			table_cell(rows->table, model_infos[m].title);
	if (rows->expected)
		table_cell(rows->table, "its file");
	table_cell(rows->table, "");
	table_rule(rows->table);
}

/* Appends to a remark */
static void add_remark(char **remark, const char *what, const char *more)
{
	char *longer = xasprintf("%s%s%s%s", *remark, **remark ? "; " : "", what,
				 more);

	free(*remark);
	*remark = longer;
}

/* Why nothing was learnt, how many passed a filter, why no verdict; to be freed */
static char *row_remark(const struct result *result)
{
	char *why = result_finding(result) == FINDING_NOTHING ?
		    result_nothing_learnt(result) : NULL;
	char *passed = report_filtered_text(result), *text = xstrdup("");

	if (why)
		add_remark(&text, why, "");
	if (passed && result->positive + result->negative)
		add_remark(&text, passed, "");
	if (result->note)
		add_remark(&text, "no verdict: ", result->note);
	free(passed);
	free(why);
	return text;
}

void report_row(struct rows *rows, const struct result *result)
{
	uint64_t met = result->positive, of = met + result->negative;
	enum finding finding = result_finding(result);
	struct table *table = rows->table;
	char text[TEXT_LEN], *remark;

	/* The same number as in report_sentence() */
	if (!met && result->witnesses) {
		met = result->witnesses;
		of = result->frames;
	} else if (!met) {
		of += result->frames;
	}
	table_cell(table, result->test);
	table_cell(table, finding_names[finding]);
	table_cell(table, text_share(text, met, of));
	table_cell(table, text_count(text, of));
	for (unsigned int m = 0; m < NR_MODELS; m++)
		if (rows->models >> m & 1)
			table_cell(table, verdict_word(
					  result->condition_verdict[m], "?"));
	if (rows->expected)
		table_cell(table, result->expected);
	remark = row_remark(result);
	table_cell(table, remark);
	free(remark);
	if (finding == FINDING_VIOLATED)
		table_style(table, STYLE_RED);
}
