// SPDX-License-Identifier: GPL-2.0
#include <json.h>
#include <stdlib.h>
#include <string.h>
#include "lib/put.h"
#include "report/report.h"
#include "report/report-check.h"
#include "lib/text.h"
#include "lib/util.h"

#define INDENT		2
#define MAX_STATES	64	/* in a table for people */

static unsigned int models_queried(const struct checked *checked)
{
	unsigned int nr = 0, m;

	for (m = 0; m < NR_MODELS; m++)
		nr += checked->by[m] != NULL;
	return nr;
}

static char *models_with(const struct checked *checked, enum verdict verdict)
{
	unsigned int models = 0;

	for (unsigned int m = 0; m < NR_MODELS; m++)
		if (checked->by[m] &&
		    checked->all->condition_verdict[m] == verdict)
			models |= 1U << m;
	return models_said(models);
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

/* Prints the verdicts on the condition, and why a model has none */
static void report_verdicts(FILE *stream, const struct checked *checked)
{
	char *sentence = verdict_sentence(checked), *models;

	if (*sentence)
		text_emphasise(stream, sentence, INDENT, STYLE_BOLD);
	free(sentence);
	for (unsigned int m = 0; m < NR_MODELS; m++) {
		unsigned int alike = models_alike(checked, m);

		/* Each reason is printed once, for all models that have it */
		if (!alike || alike & ((1U << m) - 1))
			continue;
		models = models_said(alike);
		sentence = xasprintf("No verdict by %s: %s.", models,
				     why_none(checked, m));
		text_emphasise(stream, sentence, INDENT, STYLE_BOLD);
		free(sentence);
		free(models);
	}
	if (checked->stuck) {
		sentence = xasprintf("But some runs never end: %s. What is said above is about those that end.",
				     checked->stuck);
		text_wrap(stream, sentence, INDENT);
		free(sentence);
	}
}

/* Prints how many executions were dropped, once for models with the same number */
static void report_dropped(FILE *stream, const struct checked *checked)
{
	char number[TEXT_LEN], *models, *sentence;

	for (unsigned int m = 0; m < NR_MODELS; m++) {
		const struct result *result = checked->by[m], *other;
		unsigned int alike = 0;

		if (!result || result->note || !result->dropped ||
		    result->absence || result->verdict_only)
			continue;
		for (unsigned int o = 0; o < NR_MODELS; o++) {
			other = checked->by[o];
			if (other && other->dropped == result->dropped &&
			    !strcmp(other->dropped_at, result->dropped_at))
				alike |= 1U << o;
		}
		if (alike & ((1U << m) - 1))
			continue;
		models = models_said(alike);
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

static const char *plural(uint64_t nr)
{
	return nr == 1 ? "" : "s";
}

/* A sentence: executions were cut off, and what that means for the verdict */
static char *cut_text(const struct result *result, const char *models)
{
	char number[TEXT_LEN], *who, *text;

	who = result->verdict_only ?
	      xasprintf("Some executions of %s were", models) :
	      xasprintf("%s execution%s of %s %s",
			text_count(number, result->cut), plural(result->cut),
			models, result->cut == 1 ? "was" : "were");
	text = xasprintf("%s cut off after %u turn%s of the loop in line %u. What is allowed stays allowed with more turns; what is forbidden%s is so for up to %u turn%s only.",
			 who, result->cut_turns, plural(result->cut_turns),
			 result->cut_line,
			 result->quantifier == ORDLAB_FORALL ?
			 ", or that all of them meet the condition," : "",
			 result->cut_turns,
			 plural(result->cut_turns));
	free(who);
	return text;
}

/* Prints how many executions were cut off, once for models with the same number */
static void report_cut(FILE *stream, const struct checked *checked)
{
	char *models, *sentence;

	for (unsigned int m = 0; m < NR_MODELS; m++) {
		const struct result *result = checked->by[m], *other;
		unsigned int alike = 0;

		if (!result || result->note || !result->cut || result->absence)
			continue;
		for (unsigned int o = 0; o < NR_MODELS; o++) {
			other = checked->by[o];
			if (other && other->cut == result->cut &&
			    other->cut_line == result->cut_line &&
			    other->cut_turns == result->cut_turns)
				alike |= 1U << o;
		}
		if (alike & ((1U << m) - 1))
			continue;
		models = models_said(alike);
		sentence = cut_text(result, models);
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
	unsigned int columns = 1 + all->nr_names + models_queried(checked);
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

/* Prints flags: what the models find wrong with the test itself */
static void report_flags(FILE *stream, const struct checked *checked)
{
	for (unsigned int m = 0; m < NR_MODELS; m++)
		for (unsigned int i = 0; checked->by[m] && i < checked->by[m]->nr_flags; i++)
			fprintf(stream, "%*s%s warns: %s\n", INDENT, "",
				model_infos[m].begins, checked->by[m]->flags[i]);
}

/* The expected result in a test's file is the LKMM's */
static void report_expected(FILE *stream, const struct result *lkmm,
			    const char *expected)
{
	char *disagreement = check_disagreement(lkmm, expected);

	if (disagreement)
		fprintf(stream, "%*sBut %s\n", INDENT, "", disagreement);
	else if (check_agrees(lkmm, expected) == AGREE_YES)
		fprintf(stream, "%*sThe test's file says %s, and so does %s\n",
			INDENT, "", expected, model_infos[MODEL_LKMM].said);
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
	report_cut(stream, checked);
	report_flags(stream, checked);
	if (lkmm)
		report_expected(stream, lkmm, test->expected);
	fputc('\n', stream);
	report_states(stream, checked, all_states);
}

struct table *report_checked_rows(unsigned int models)
{
	char align[NR_MODELS + 4];
	unsigned int columns = 2 + __builtin_popcount(models);
	struct table *table;

	memset(align, 'l', columns);
	align[columns] = '\0';
	table = table_new(align);
	table_cell(table, "test");
	for (unsigned int m = 0; m < NR_MODELS; m++)
		if (models >> m & 1)
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

/* Adds a remark if the verdict holds for a limited number of turns only */
static void add_bound(char **remarks, const struct result *result)
{
	char *bound = xasprintf("for up to %u turn%s of the loop in line %u",
				result->cut_turns, plural(result->cut_turns),
				result->cut_line);

	if (!strstr(*remarks, bound))
		add_remark(remarks, bound);
	free(bound);
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
		if (result_is_bounded(result))
			add_bound(&remark, result);
	}
	for (unsigned int m = 0; m < NR_MODELS; m++)
		for (unsigned int i = 0; checked->by[m] && i < checked->by[m]->nr_flags; i++)
			add_remark(&remark, checked->by[m]->flags[i]);
	if (checked->stuck)
		add_remark(&remark, "some runs never end");
	disagreement = lkmm ? check_disagreement(lkmm, test->expected) : NULL;
	if (disagreement)
		add_remark(&remark, disagreement);
	free(disagreement);
	table_cell(table, remark);
	free(remark);
}

#define PLAIN	(JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE)

/* Marks where the states are printed; no JSON text has this byte */
#define STATES	'\1'

static int put_mark(struct json_object *object, struct printbuf *to, int level,
		    int flags)
{
	(void)object;
	(void)level;
	(void)flags;
	return printbuf_memappend(to, (char []){ STATES }, 1);
}

static void print_text(FILE *stream, const char *text)
{
	struct json_object *string = json_object_new_string(text);

	fputs(json_object_to_json_string_ext(string, PLAIN), stream);
	json_object_put(string);
}

static void print_state(FILE *stream, const struct result *all,
			const struct state *state, char *const *names)
{
	char text[VALUE_LEN];

	fputs("{\"values\":{", stream);
	for (unsigned int n = 0; n < all->nr_names; n++) {
		struct value value = state_value(all, state, n);

		fprintf(stream, "%s%s:", n ? "," : "", names[n]);
		if (value_is_int(value))
			fprintf(stream, "%lld", (long long)value.n);
		else
			print_text(stream, result_value(text, all, value));
	}
	fprintf(stream, "},\"match\":%s", state->match ? "true" : "false");
}

/* ,"verdict":{...}} as there are few of them, the last one is kept */
static void print_verdicts(FILE *stream, const struct state *state,
			   uint8_t last[NR_MODELS], struct json_object **object)
{
	if (!*object || memcmp(last, state->verdict, NR_MODELS)) {
		json_object_put(*object);
		*object = json_object_new_object();
		report_put_verdicts(*object, state->verdict);
		memcpy(last, state->verdict, NR_MODELS);
	}
	if (json_object_object_length(*object))
		fprintf(stream, ",%s",
			json_object_to_json_string_ext(*object, PLAIN) + 1);
	else
		fputc('}', stream);
}

/* Prints one state after the other: objects of millions of states would take gigabytes */
static void print_states(FILE *stream, const struct result *all)
{
	char **names = xcalloc(all->nr_names + 1, sizeof(*names));
	struct json_object *verdicts = NULL, *name;
	uint8_t last[NR_MODELS] = { 0 };

	for (unsigned int n = 0; n < all->nr_names; n++) {
		name = json_object_new_string(all->names[n]);
		names[n] = xstrdup(json_object_to_json_string_ext(name, PLAIN));
		json_object_put(name);
	}
	fputc('[', stream);
	for (size_t i = 0; i < all->nr_states && !ferror(stream); i++) {
		if (i)
			fputc(',', stream);
		print_state(stream, all, &all->states[i], names);
		print_verdicts(stream, &all->states[i], last, &verdicts);
	}
	fputc(']', stream);
	json_object_put(verdicts);
	for (unsigned int n = 0; n < all->nr_names; n++)
		free(names[n]);
	free(names);
}

static struct json_object *model_object(const struct result *result)
{
	struct json_object *object = json_object_new_object();

	if (result->note) {
		put_text(object, "note", result->note);
		return object;
	}
	if (result->verdict_only) {
		put_bool(object, "any_positive", result->positive);
		put_bool(object, "any_negative", result->negative);
	} else {
		put_count(object, "states", result->nr_states);
		put_count(object, "positive", result->positive);
		put_count(object, "negative", result->negative);
	}
	if (result->dropped && !result->verdict_only) {
		put_count(object, "dropped", result->dropped);
		put_text(object, "dropped_at", result->dropped_at);
	}
	if (result->cut) {
		json_object_object_add(object,
				       result->verdict_only ? "any_cut" : "cut",
				       result->verdict_only ?
				       json_object_new_boolean(true) :
				       json_object_new_uint64(result->cut));
		put_count(object, "cut_line", result->cut_line);
		put_count(object, "cut_turns", result->cut_turns);
		json_object_object_add(object, "bounded",
				       json_object_new_boolean(
					       result_is_bounded(result)));
	}
	if (result->absence) {
		put_text(object, "no_execution", absence_names[result->absence]);
		put_text(object, "why", result->why_absent);
	}
	put_texts(object, "flags", result->flags, result->nr_flags);
	put_double(object, "seconds", result->seconds);
	return object;
}

static struct json_object *checked_object(const struct test *test,
					  const struct checked *checked)
{
	struct json_object *object = put_new("ordlab-check");
	struct json_object *condition = json_object_new_object();
	struct json_object *models = json_object_new_object();
	struct json_object *states;
	const struct result *all = checked->all;

	put_text(object, "test", test->name);
	if (test->file)
		put_text(object, "file", test->file);
	if (test->expected)
		put_text(object, "expected", test->expected);
	put_text(condition, "text", all->condition);
	report_put_verdicts(condition, all->condition_verdict);
	put(object, "condition", condition);
	if (!all->verdict_only) {
		states = json_object_new_array();
		json_object_set_serializer(states, put_mark, NULL, NULL);
		put(object, "states", states);
	}
	for (unsigned int m = 0; m < NR_MODELS; m++)
		if (checked->by[m])
			json_object_object_add(models, model_infos[m].name,
					       model_object(checked->by[m]));
	put(object, "models", models);
	if (checked->stuck)
		put_text(object, "never_ends", checked->stuck);
	return object;
}

void report_checked_json(FILE *stream, const struct test *test,
			 const struct checked *checked)
{
	struct json_object *object = checked_object(test, checked);
	const char *text = json_object_to_json_string_ext(object, PLAIN);
	const char *mark = strchr(text, STATES);

	if (mark) {
		fprintf(stream, "%.*s", (int)(mark - text), text);
		print_states(stream, checked->all);
		text = mark + 1;
	}
	fprintf(stream, "%s\n", text);
	json_object_put(object);
}
