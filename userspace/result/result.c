// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "lib/count.h"
#include "result/result.h"
#include "lib/text.h"
#include "lib/util.h"

const char *verdict_word(enum verdict verdict, const char *none)
{
	switch (verdict) {
	case VERDICT_NO_EXECUTION:
		return "no execution";
	case VERDICT_FORBIDDEN:
		return "forbidden";
	case VERDICT_ALLOWED:
		return "allowed";
	case VERDICT_NONE:
		break;
	}
	return none;
}

const char * const absence_names[NR_ABSENCES] = {
	[ABSENCE_WAITS]		= "waits",
	[ABSENCE_FILTER]	= "filter",
	[ABSENCE_POINTER]	= "pointer",
	[ABSENCE_LOOP]		= "loop",
};

struct result *result_new(void)
{
	return xcalloc(1, sizeof(struct result));
}

struct result *result_for(const struct ordlab_view *view)
{
	const struct ordlab_program *prog = view->prog;
	struct result *result = result_new();
	char name[ORDLAB_IDENT_LEN + 4];
	unsigned int i;
	int len;

	result->test = xstrdup(prog->name);
	result->quantifier = prog->quantifier;
	len = ordlab_disasm_cond(NULL, 0, view);
	result->condition = xcalloc(len + 1, 1);
	ordlab_disasm_cond(result->condition, len + 1, view);
	result->nr_names = prog->nr_observed;
	result->names = xcalloc(result->nr_names, sizeof(*result->names));
	for (i = 0; i < result->nr_names; i++) {
		ordlab_observed_name(name, sizeof(name), view, i);
		result->names[i] = xstrdup(name);
	}
	for (i = 0; i < prog->nr_locations; i++)
		result_location(result, view->locations[i].name);
	return result;
}

void result_free(struct result *result)
{
	size_t i;

	if (!result)
		return;
	for (i = 0; i < result->nr_states; i++)
		free(result->states[i].values);
	for (i = 0; i < result->nr_names; i++)
		free(result->names[i]);
	for (i = 0; i < result->nr_locations; i++)
		free(result->locations[i]);
	free(result->states);
	free(result->index);
	free(result->table);
	free(result->table_index);
	free(result->flags);
	free(result->names);
	free(result->locations);
	free(result->expected);
	free(result->disagreement);
	free(result->test);
	free(result->condition);
	free(result->params.mode);
	free(result->params.cpus);
	free(result->params.sync);
	free(result->params.preload);
	free(result->params.noise);
	free(result->params.stress);
	free(result->params.order);
	free(result->params.control);
	free(result->end);
	free(result->why_not);
	free(result->note);
	free(result->why_absent);
	free(result->dropped_at);
	free(result);
}

static size_t values_size(const struct result *result)
{
	return result->nr_names * sizeof(uint32_t);
}

static uint64_t hash_add(uint64_t hash, uint64_t word)
{
	hash ^= word;
	hash *= 0x9e3779b97f4a7c15ULL;	/* 2^64 over the golden ratio */
	return hash ^ hash >> 32;
}

/* --- Values: each is kept once, as there are few of them and many states --- */

static size_t table_find(const struct result *result, struct value value)
{
	uint64_t hash = hash_add(value.n, (uint64_t)value.kind << 32 | value.of);
	size_t at = hash & (result->table_index_size - 1);

	while (result->table_index[at] &&
	       !value_same(result->table[result->table_index[at] - 1], value))
		at = (at + 1) & (result->table_index_size - 1);
	return at;
}

/* The index holds numbers of values from 1, and is at most half full */
static void table_grow(struct result *result)
{
	free(result->table_index);
	result->table_index_size = result->table_index_size ?
		4 * result->table_index_size : 64;
	result->table_index = xcalloc(result->table_index_size,
				      sizeof(*result->table_index));
	for (size_t i = 0; i < result->nr_table; i++)
		result->table_index[table_find(result, result->table[i])] = i + 1;
}

static uint32_t table_number(struct result *result, struct value value)
{
	size_t at;

	if (2 * (result->nr_table + 1) > result->table_index_size)
		table_grow(result);
	at = table_find(result, value);
	if (result->table_index[at])
		return result->table_index[at] - 1;
	GROW(result->table, result->nr_table, result->room_table);
	result->table[result->nr_table] = value;
	result->table_index[at] = ++result->nr_table;
	return result->nr_table - 1;
}

/* --- States --- */

/* Where @values are in the index, or where they would be entered */
static size_t index_find(const struct result *result, const uint32_t *values)
{
	uint64_t hash = 0;
	unsigned int i;
	size_t at;

	for (i = 0; i < result->nr_names; i++)
		hash = hash_add(hash, values[i]);
	for (at = hash & (result->index_size - 1); result->index[at];
	     at = (at + 1) & (result->index_size - 1))
		if (!memcmp(result->states[result->index[at] - 1].values,
			    values, values_size(result)))
			break;
	return at;
}

/* The index holds numbers of states from 1, and is at most half full */
static void index_grow(struct result *result)
{
	size_t i;

	free(result->index);
	result->index_size = 64;
	while (result->index_size < 4 * (result->nr_states + 1))
		result->index_size *= 2;
	result->index = xcalloc(result->index_size, sizeof(*result->index));
	for (i = 0; i < result->nr_states; i++)
		result->index[index_find(result, result->states[i].values)] =
			i + 1;
}

struct state *result_state(struct result *result, const struct value *values)
{
	uint32_t numbers[ORDLAB_MAX_OBSERVED];
	struct state *state;
	unsigned int i;
	size_t at;

	for (i = 0; i < result->nr_names; i++)
		numbers[i] = table_number(result, values[i]);
	if (2 * (result->nr_states + 1) > result->index_size)
		index_grow(result);
	at = index_find(result, numbers);
	if (result->index[at])
		return &result->states[result->index[at] - 1];

	GROW(result->states, result->nr_states, result->room);
	state = &result->states[result->nr_states++];
	result->index[at] = result->nr_states;
	memset(state, 0, sizeof(*state));
	state->values = xcalloc(result->nr_names, sizeof(*state->values));
	memcpy(state->values, numbers, values_size(result));
	return state;
}

bool state_same(const struct result *a, const struct state *s,
		const struct result *b, const struct state *t)
{
	for (unsigned int n = 0; n < a->nr_names; n++)
		if (!value_same(state_value(a, s, n), state_value(b, t, n)))
			return false;
	return true;
}

size_t result_state_bytes(const struct result *result)
{
	/* Up to four numbers of the index, and the overhead of malloc() */
	return 2 * (2 * sizeof(struct state) + values_size(result) +
		    4 * sizeof(*result->index) + 2 * sizeof(size_t));
}

int result_compare(const struct result *result, struct value a, struct value b)
{
	if (!value_is_address(a) || !value_is_address(b) || a.of == b.of)
		return value_compare(a, b);
	return strcmp(result->locations[a.of], result->locations[b.of]);
}

static int compare_states(const void *a, const void *b, void *data)
{
	const struct state *s = a, *t = b;
	const struct result *result = data;
	unsigned int i;
	int cmp = 0;

	/* Most values are the same */
	for (i = 0; i < result->nr_names && !cmp; i++)
		if (s->values[i] != t->values[i])
			cmp = result_compare(result, state_value(result, s, i),
					     state_value(result, t, i));
	return cmp;
}

void result_forget(struct result *result)
{
	size_t i;

	for (i = 0; i < result->nr_states; i++)
		free(result->states[i].values);
	free(result->index);
	result->index = NULL;
	result->index_size = 0;
	result->nr_states = 0;
	result->positive = result->negative = 0;
}

void result_forget_counts(struct result *result)
{
	bool positive = result->positive, negative = result->negative;

	result_forget(result);
	result->positive = positive;
	result->negative = negative;
}

void result_cut(struct result *result, const struct ordlab_view *view,
		unsigned int thread, unsigned int insn, uint64_t count)
{
	const struct ordlab_insn *cut =
		&view->insns[view->threads[thread].first + insn];

	if (!result->cut) {
		result->cut_line = cut->line;
		result->cut_turns = cut->addr.imm;
	}
	result->cut += count;
}

bool result_is_bounded(const struct result *result)
{
	if (!result->cut || result->note || result->absence)
		return false;
	return !result->positive ||
	       (!result->negative && result->quantifier == ORDLAB_FORALL);
}

void result_sort(struct result *result)
{
	/* Numbers of states change: the next look-up makes the index anew */
	free(result->index);
	result->index = NULL;
	result->index_size = 0;
	if (result->nr_states)
		qsort_r(result->states, result->nr_states,
			sizeof(*result->states), compare_states, result);
}

int result_location(struct result *result, const char *name)
{
	unsigned int i;

	for (i = 0; i < result->nr_locations; i++)
		if (!strcmp(result->locations[i], name))
			return i;
	if (i == ORDLAB_MAX_LOCATIONS)
		return -1;
	result->locations = xrealloc(result->locations, i + 1,
				     sizeof(*result->locations));
	result->locations[i] = xstrdup(name);
	return result->nr_locations++;
}

char *result_value(char *buf, const struct result *result, struct value value)
{
	return value_text(buf, value, value_is_address(value) ?
			  result->locations[value.of] : NULL);
}

void result_count(struct result *result, struct state *state, uint64_t count)
{
	uint64_t *all = state->match ? &result->positive : &result->negative;

	state->count = count_add(state->count, count);
	*all = count_add(*all, count);
}

/* Index of @name in the names of @result, or -1 */
static int find_name(const struct result *result, const char *name)
{
	unsigned int i;

	for (i = 0; i < result->nr_names; i++)
		if (!strcmp(result->names[i], name))
			return i;
	return -1;
}

static unsigned int take_names(struct result *result, const struct result *from)
{
	result->names = xrealloc(result->names, from->nr_names,
				 sizeof(*result->names));
	for (unsigned int i = 0; i < from->nr_names; i++)
		result->names[i] = xstrdup(from->names[i]);
	return result->nr_names = from->nr_names;
}

/* What a model says of the condition, from the states that it allows */
static enum verdict condition_verdict(const struct result *allowed)
{
	if (allowed->absence)
		return VERDICT_NO_EXECUTION;
	for (size_t s = 0; s < allowed->nr_states; s++)
		if (allowed->states[s].match)
			return VERDICT_ALLOWED;
	return VERDICT_FORBIDDEN;
}

/*
 * What a model says of a state that none of its executions ends in. If it has no
 * execution at all, it says nothing of states that were not seen, and forbids those
 * that were.
 */
static enum verdict verdict_without(const struct result *result,
				    const struct state *state, enum model model)
{
	return result->condition_verdict[model] == VERDICT_NO_EXECUTION &&
	       !state->count ? VERDICT_NO_EXECUTION : VERDICT_FORBIDDEN;
}

void result_join_verdict(struct result *result, enum model model,
			 const struct result *verdict)
{
	result->condition_verdict[model] = verdict->condition_verdict[model];
	result->race[model] = verdict->race[model];
	result->unlisted[model] = true;
	/* A state that meets a condition which is forbidden is forbidden */
	for (size_t s = 0; s < result->nr_states; s++)
		if (result->states[s].match && !result->race[model] &&
		    result->condition_verdict[model] == VERDICT_FORBIDDEN)
			result->states[s].verdict[model] = VERDICT_FORBIDDEN;
}

int result_join(struct result *result, enum model model,
		const struct result *allowed)
{
	unsigned int n = result->nr_names, i;
	struct value *values;
	int *from;
	size_t s;
	int ret = -EINVAL;

	/* A run in perpetual mode alone has no states, and no names */
	if (!result->nr_states && result->frames) {
		result->condition_verdict[model] = condition_verdict(allowed);
		result->race[model] = allowed->race[model];
		return 0;
	}
	if (!result->nr_states && !n)
		n = take_names(result, allowed);
	if (allowed->nr_names != n)
		return -EINVAL;
	values = xcalloc(n, sizeof(*values));
	from = xcalloc(n, sizeof(*from));
	for (i = 0; i < n; i++) {
		from[i] = find_name(allowed, result->names[i]);
		if (from[i] < 0)
			goto out;
	}

	result->condition_verdict[model] = condition_verdict(allowed);
	for (s = 0; s < result->nr_states; s++)
		result->states[s].verdict[model] =
			verdict_without(result, &result->states[s], model);
	for (s = 0; s < allowed->nr_states; s++) {
		const struct state *theirs = &allowed->states[s];
		struct state *ours;

		for (i = 0; i < n; i++) {
			values[i] = state_value(allowed, theirs, from[i]);
			if (value_is_address(values[i]))
				values[i].of = result_location(result,
					allowed->locations[values[i].of]);
		}
		ours = result_state(result, values);
		ours->match = theirs->match;
		ours->verdict[model] = VERDICT_ALLOWED;
	}
	/* States that only this model knows of: the others were queried, too */
	for (s = 0; s < result->nr_states; s++)
		for (i = 0; i < NR_MODELS; i++)
			if (result->condition_verdict[i] &&
			    !result->unlisted[i] && !result->states[s].verdict[i])
				result->states[s].verdict[i] =
					verdict_without(result,
							&result->states[s], i);
	result->race[model] = allowed->race[model];
	result_sort(result);
	ret = 0;
out:
	free(from);
	free(values);
	return ret;
}

bool result_breaks_expected(const struct result *result)
{
	if (!result->expected)
		return false;
	if (!strcmp(result->expected, "Never"))
		return result->positive || result->witnesses;
	return !strcmp(result->expected, "Always") && result->negative;
}

bool result_is_auto(const struct result *result)
{
	return result->params.mode && !strcmp(result->params.mode, "auto");
}

/* Whether a run saw something that other runs of its test may not see */
static bool is_finding(const struct result *result)
{
	if (result_breaks_expected(result))
		return true;
	return result->quantifier == ORDLAB_FORALL ? result->negative :
		result->positive || result->witnesses;
}

char *result_nothing_learnt(const struct result *result)
{
	char text[TEXT_LEN];

	if (is_finding(result))
		return NULL;
	if (result->positive + result->negative + result->frames)
		return evidence_doubt(&result->evidence);
	if (result->filtered)
		return xasprintf("the filter left none of %s iterations",
				 text_count(text, result->iterations));
	return xstrdup("no iteration was counted");
}

static bool learnt_nothing(const struct result *result)
{
	char *why = result_nothing_learnt(result);

	free(why);
	return why;
}

/* The first model that rules the machine and whose verdict, of these, is "forbidden" */
static enum model first_broken(const uint8_t *verdicts)
{
	enum model m;

	for (m = 0; m < NR_MODELS; m++)
		if (model_rules(m) && verdicts[m] == VERDICT_FORBIDDEN)
			break;
	return m;
}

enum model state_breaks(const struct state *state)
{
	return state->count ? first_broken(state->verdict) : NR_MODELS;
}

enum model result_breaks(const struct result *result)
{
	enum model first = NR_MODELS, m;

	for (size_t i = 0; i < result->nr_states; i++) {
		m = state_breaks(&result->states[i]);
		if (m < first)
			first = m;
	}
	if (first == NR_MODELS && (result->positive || result->witnesses))
		first = first_broken(result->condition_verdict);
	return first;
}

enum finding result_finding(const struct result *result)
{
	bool seen = result->positive || result->witnesses;

	if (result_breaks(result) != NR_MODELS)
		return FINDING_VIOLATED;
	if (result->quantifier == ORDLAB_NOT_EXISTS && seen)
		return FINDING_VIOLATED;
	if (result->quantifier == ORDLAB_FORALL && result->negative)
		return FINDING_VIOLATED;
	if (result_breaks_expected(result))
		return FINDING_VIOLATED;
	if (learnt_nothing(result))
		return FINDING_NOTHING;

	switch (result->condition_verdict[MODEL_LKMM]) {
	case VERDICT_FORBIDDEN:
		return seen ? FINDING_VIOLATED : FINDING_FORBIDDEN_NOT_SEEN;
	case VERDICT_ALLOWED:
		return seen ? FINDING_ALLOWED_SEEN : FINDING_ALLOWED_NOT_SEEN;
	default:
		return seen ? FINDING_SEEN : FINDING_NOT_SEEN;
	}
}
