// SPDX-License-Identifier: GPL-2.0
#include <json.h>
#include <stdlib.h>
#include <string.h>
#include "put.h"
#include "report.h"
#include "report-check.h"
#include "text.h"
#include "util.h"

#define INDENT		2
#define MAX_STATES	64	/* in a table for people */

static unsigned int models_asked(const struct checked *checked)
{
	unsigned int nr = 0, m;

	for (m = 0; m < NR_MODELS; m++)
		nr += checked->by[m] != NULL;
	return nr;
}

/* "the LKMM and x86-TSO", of those of @models: bit enum model */
static char *models_text(unsigned int models)
{
	char *text = xstrdup(""), *longer;
	unsigned int left = __builtin_popcount(models);

	for (unsigned int m = 0; m < NR_MODELS; m++) {
		if (!(models >> m & 1))
			continue;
		left--;
		longer = xasprintf("%s%s%s%s", text, !*text ? "" : left ? ", " :
				   " and ", m == MODEL_LKMM ? "the " : "",
				   model_infos[m].title);
		free(text);
		text = longer;
	}
	return text;
}

static char *models_with(const struct checked *checked, enum verdict verdict)
{
	unsigned int models = 0;

	for (unsigned int m = 0; m < NR_MODELS; m++)
		if (checked->by[m] &&
		    checked->all->condition_verdict[m] == verdict)
			models |= 1U << m;
	return models_text(models);
}

/* "Allowed by the LKMM, forbidden by x86-TSO and SC."; "" without a verdict */
static char *verdict_sentence(const struct checked *checked)
{
	char *allowed = models_with(checked, VERDICT_ALLOWED);
	char *forbidden = models_with(checked, VERDICT_FORBIDDEN);
	char *text;

	if (*allowed && *forbidden)
		text = xasprintf("Allowed by %s, forbidden by %s.", allowed,
				 forbidden);
	else if (*allowed)
		text = xasprintf("Allowed by %s.", allowed);
	else if (*forbidden)
		text = xasprintf("Forbidden by %s.", forbidden);
	else
		text = xstrdup("");
	free(allowed);
	free(forbidden);
	return text;
}

/* Why a model has no verdict; NULL if it has one, or was not queried */
static const char *why_none(const struct checked *checked, unsigned int m)
{
	const struct result *result = checked->by[m];

	return !result ? NULL : result->note ? result->note : result->why_absent;
}

/* The models whose reason is the same as that of @of: bit enum model */
static unsigned int models_alike(const struct checked *checked, unsigned int of)
{
	const char *why = why_none(checked, of), *other;
	unsigned int models = 0;

	for (unsigned int m = 0; m < NR_MODELS; m++) {
		other = why_none(checked, m);
		if (why && other && !strcmp(why, other))
			models |= 1U << m;
	}
	return models;
}

/* What the models say of the condition, or why they say nothing */
static void report_verdicts(FILE *stream, const struct checked *checked)
{
	char *sentence = verdict_sentence(checked), *models;

	if (*sentence)
		text_emphasise(stream, sentence, INDENT, STYLE_BOLD);
	free(sentence);
	for (unsigned int m = 0; m < NR_MODELS; m++) {
		unsigned int alike = models_alike(checked, m);

		/* Each reason once, at the first model that has it */
		if (!alike || alike & ((1U << m) - 1))
			continue;
		models = models_text(alike);
		sentence = xasprintf("No verdict by %s: %s.", models,
				     why_none(checked, m));
		text_emphasise(stream, sentence, INDENT, STYLE_BOLD);
		free(sentence);
		free(models);
	}
}

/* How many executions were dropped, each number with its place once */
static void report_dropped(FILE *stream, const struct checked *checked)
{
	char number[TEXT_LEN], *models, *sentence;

	for (unsigned int m = 0; m < NR_MODELS; m++) {
		const struct result *result = checked->by[m], *other;
		unsigned int alike = 0;

		if (!result || result->note || !result->dropped || result->absence)
			continue;
		for (unsigned int o = 0; o < NR_MODELS; o++) {
			other = checked->by[o];
			if (other && other->dropped == result->dropped &&
			    !strcmp(other->dropped_at, result->dropped_at))
				alike |= 1U << o;
		}
		if (alike & ((1U << m) - 1))
			continue;
		models = models_text(alike);
		sentence = xasprintf("%s execution%s of %s %s no outcome: %s.",
				     text_count(number, result->dropped),
				     result->dropped == 1 ? "" : "s", models,
				     result->dropped == 1 ? "has" : "have",
				     result->dropped_at);
		text_wrap(stream, sentence, INDENT);
		free(sentence);
		free(models);
	}
}

static void state_cells(struct table *table, const struct result *result,
			const struct state *state)
{
	char text[VALUE_LEN];

	table_cell(table, state->match ? "*" : "");
	for (unsigned int n = 0; n < result->nr_names; n++)
		table_cell(table, result_value(text, result,
					       state_value(result, state, n)));
}

static void report_states(FILE *stream, const struct checked *checked,
			  bool all_states)
{
	size_t most = all_states ? SIZE_MAX : MAX_STATES;
	const struct result *all = checked->all;
	char align[ORDLAB_MAX_OBSERVED + NR_MODELS + 2];
	unsigned int columns = 1 + all->nr_names + models_asked(checked);
	struct table *table;
	size_t i;

	if (!all->nr_states)
		return;
	memset(align, 'l', columns);
	memset(align + 1, 'r', all->nr_names);
	align[columns] = '\0';
	table = table_new(align);
	table_cell(table, "");
	for (i = 0; i < all->nr_names; i++)
		table_cell(table, all->names[i]);
	for (unsigned int m = 0; m < NR_MODELS; m++)
		if (checked->by[m])
			table_cell(table, model_infos[m].title);
	table_rule(table);
	for (i = 0; i < all->nr_states && i < most; i++) {
		state_cells(table, all, &all->states[i]);
		for (unsigned int m = 0; m < NR_MODELS; m++)
			if (checked->by[m])
				table_cell(table, verdict_word(
					   all->states[i].verdict[m], "?"));
		if (all->states[i].match)
			table_style(table, STYLE_BOLD);
	}
	table_print(table, stream, INDENT, "  ");
	table_free(table);
	if (i < all->nr_states)
		fprintf(stream, "%*sand %zu more states: --all-states shows them\n",
			INDENT, "", all->nr_states - i);
	fputc('\n', stream);
}

/* What only the LKMM has to tell */
static void report_lkmm(FILE *stream, const struct result *lkmm,
			const char *expected)
{
	char *disagreement = check_disagreement(lkmm, expected);

	for (unsigned int i = 0; i < lkmm->nr_flags; i++)
		fprintf(stream, "%*sThe LKMM warns: %s\n", INDENT, "",
			lkmm->flags[i]);
	if (disagreement)
		fprintf(stream, "%*sBut %s\n", INDENT, "", disagreement);
	else if (check_agrees(lkmm, expected) == AGREE_YES)
		fprintf(stream, "%*sThe test's file says %s, and so does the LKMM\n",
			INDENT, "", expected);
	free(disagreement);
}

void report_checked(FILE *stream, const struct test *test,
		    const struct checked *checked, bool all_states)
{
	const struct result *lkmm = checked->by[MODEL_LKMM];

	fprintf(stream, "%s\n\n%*s%s\n\n", test->name, INDENT, "",
		checked->all->condition);
	report_verdicts(stream, checked);
	report_dropped(stream, checked);
	if (lkmm)
		report_lkmm(stream, lkmm, test->expected);
	fputc('\n', stream);
	report_states(stream, checked, all_states);
}

struct table *report_checked_rows(const struct checked *like)
{
	char align[NR_MODELS + 4];
	unsigned int columns = 2 + models_asked(like);
	struct table *table;

	memset(align, 'l', columns);
	align[columns] = '\0';
	table = table_new(align);
	table_cell(table, "test");
	for (unsigned int m = 0; m < NR_MODELS; m++)
		if (like->by[m])
			table_cell(table, model_infos[m].title);
	table_cell(table, "");
	table_rule(table);
	return table;
}

static void add_remark(char **remarks, const char *remark)
{
	char *longer = xasprintf("%s%s%s", *remarks, **remarks ? "; " : "",
				 remark);

	free(*remarks);
	*remarks = longer;
}

void report_checked_row(struct table *table, const struct test *test,
			const struct checked *checked)
{
	const struct result *lkmm = checked->by[MODEL_LKMM];
	char *remark = xstrdup(""), *disagreement;
	const char *why;

	table_cell(table, test->name);
	for (unsigned int m = 0; m < NR_MODELS; m++) {
		const struct result *result = checked->by[m];

		if (!result)
			continue;
		table_cell(table, verdict_word(result->condition_verdict[m],
					       "?"));
		why = why_none(checked, m);
		if (why && !strstr(remark, why))
			add_remark(&remark, why);
	}
	for (unsigned int i = 0; lkmm && i < lkmm->nr_flags; i++)
		add_remark(&remark, lkmm->flags[i]);
	disagreement = lkmm ? check_disagreement(lkmm, test->expected) : NULL;
	if (disagreement)
		add_remark(&remark, disagreement);
	free(disagreement);
	table_cell(table, remark);
	free(remark);
}

static struct json_object *state_object(const struct result *all,
					const struct state *state)
{
	struct json_object *object = json_object_new_object();
	struct json_object *values = json_object_new_object();
	char text[VALUE_LEN];

	for (unsigned int n = 0; n < all->nr_names; n++) {
		struct value value = state_value(all, state, n);

		if (!value_is_int(value))
			put_text(values, all->names[n],
				 result_value(text, all, value));
		else
			json_object_object_add(values, all->names[n],
					       json_object_new_int64(value.n));
	}
	json_object_object_add(object, "values", values);
	json_object_object_add(object, "match",
			       json_object_new_boolean(state->match));
	report_put_verdicts(object, state->verdict);
	return object;
}

static struct json_object *model_object(const struct result *result)
{
	struct json_object *object = json_object_new_object();
	struct json_object *seconds;

	if (result->note) {
		put_text(object, "note", result->note);
		return object;
	}
	json_object_object_add(object, "states",
			       json_object_new_uint64(result->nr_states));
	json_object_object_add(object, "positive",
			       json_object_new_uint64(result->positive));
	json_object_object_add(object, "negative",
			       json_object_new_uint64(result->negative));
	if (result->dropped) {
		json_object_object_add(object, "dropped",
				       json_object_new_uint64(result->dropped));
		put_text(object, "dropped_at", result->dropped_at);
	}
	if (result->absence) {
		put_text(object, "no_execution", absence_names[result->absence]);
		put_text(object, "why", result->why_absent);
	}
	put_texts(object, "flags", result->flags, result->nr_flags);
	seconds = json_object_new_double(result->seconds);
	json_object_set_serializer(seconds, json_object_double_to_json_string,
				   (void *)"%.6f", NULL);
	json_object_object_add(object, "seconds", seconds);
	return object;
}

struct json_object *report_checked_object(const struct test *test,
					  const struct checked *checked)
{
	struct json_object *object = json_object_new_object();
	struct json_object *condition = json_object_new_object();
	struct json_object *states = json_object_new_array();
	struct json_object *models = json_object_new_object();
	const struct result *all = checked->all;

	put_text(object, "test", test->name);
	if (test->file)
		put_text(object, "file", test->file);
	if (test->expected)
		put_text(object, "expected", test->expected);
	put_text(condition, "text", all->condition);
	report_put_verdicts(condition, all->condition_verdict);
	json_object_object_add(object, "condition", condition);
	for (size_t i = 0; i < all->nr_states; i++)
		json_object_array_add(states,
				      state_object(all, &all->states[i]));
	json_object_object_add(object, "states", states);
	for (unsigned int m = 0; m < NR_MODELS; m++)
		if (checked->by[m])
			json_object_object_add(models, model_infos[m].name,
					       model_object(checked->by[m]));
	json_object_object_add(object, "models", models);
	return object;
}
