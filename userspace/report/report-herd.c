// SPDX-License-Identifier: GPL-2.0
/*
 * Logs as herd7 and litmus7 print them, so that the tools of herdtools7 (mcompare7,
 * msum7, ...) can read them.
 *
 * herd7 has other names for quantifiers. Its Positive counts executions that support the
 * condition with its quantifier: for "~exists", those that do not meet the proposition.
 * Its Observation is about the proposition alone.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "report/report-herd.h"
#include "lib/util.h"

static bool holds(const struct result *result)
{
	switch (result->quantifier) {
	case ORDLAB_NOT_EXISTS:
		return !result->positive;
	case ORDLAB_FORALL:
		return !result->negative;
	default:
		return result->positive;
	}
}

static void put_head(FILE *stream, const char *test, const struct result *result)
{
	static const char * const kinds[ORDLAB_NR_QUANTIFIERS] = {
		[ORDLAB_EXISTS]		= "Allowed",
		[ORDLAB_NOT_EXISTS]	= "Forbidden",
		[ORDLAB_FORALL]		= "Required",
	};

	fprintf(stream, "Test %s %s\n", test, kinds[result->quantifier]);
}

/* "0:r0=1; [x]=2;" with @columns in place of all names in their order */
static void put_state(FILE *stream, const struct result *result,
		      const struct state *state, const unsigned int *columns)
{
	char text[VALUE_LEN];

	for (unsigned int i = 0; i < result->nr_names; i++) {
		unsigned int n = columns ? columns[i] : i;
		const char *name = result->names[n];
		/* Registers and elements of arrays have no brackets */
		bool bare = strpbrk(name, ":[");

		fputs(i ? bare ? " " : " [" : bare ? "" : "[", stream);
		fputs(name, stream);
		fputs(bare ? "=" : "]=", stream);
		fputs(result_value(text, result,
				   state_value(result, state, n)), stream);
		fputc(';', stream);
	}
	fputc('\n', stream);
}

static void put_witnesses(FILE *stream, const struct result *result,
			  const char *separator)
{
	bool swap = result->quantifier == ORDLAB_NOT_EXISTS;

	fprintf(stream, "Witnesses\nPositive: %llu%s Negative: %llu\n",
		(unsigned long long)(swap ? result->negative : result->positive),
		separator,
		(unsigned long long)(swap ? result->positive : result->negative));
}

/* herd writes "[x]=1" for "x=1", "not (...)" for "~(...)", and knows "false" */
static void put_condition(FILE *stream, const char *text)
{
	fputs("Condition ", stream);
	while (*text) {
		size_t len = 0;

		while (isalnum((unsigned char)text[len]) || text[len] == '_' ||
		       text[len] == ':')
			len++;
		if (len && text[len] == '=' && !memchr(text, ':', len)) {
			fprintf(stream, "[%.*s]", (int)len, text);
		} else if (len) {
			fprintf(stream, "%.*s", (int)len, text);
		} else if (!strncmp(text, "~(true)", 7)) {
			fputs("false", stream);
			len = 7;
		} else {
			fputs(!strncmp(text, "~(", 2) ? "not " :
			      (char []){ *text, '\0' }, stream);
			len = 1;
		}
		text += len;
	}
}

static void put_observation(FILE *stream, const char *test,
			    const struct result *result)
{
	fprintf(stream, "Observation %s %s %llu %llu\nTime %s %.2f\n", test,
		!result->positive ? "Never" :
		!result->negative ? "Always" : "Sometimes",
		(unsigned long long)result->positive,
		(unsigned long long)result->negative, test, result->seconds);
}

static void put_hash(FILE *stream, const char *hash)
{
	if (*hash)
		fprintf(stream, "Hash=%s\n", hash);
}

void report_herd(FILE *stream, const struct result *result, const char *hash)
{
	bool forall = result->quantifier == ORDLAB_FORALL;
	size_t nr = 0, i;

	put_head(stream, result->test, result);
	for (i = 0; i < result->nr_states; i++)
		nr += result->states[i].count != 0;
	fprintf(stream, "Histogram (%zu states)\n", nr);
	for (i = 0; i < result->nr_states; i++) {
		const struct state *state = &result->states[i];

		if (!state->count)
			continue;
		/* The marked states are those that the condition is about */
		fprintf(stream, "%-8llu%c>", (unsigned long long)state->count,
			state->match != forall ? '*' : ':');
		put_state(stream, result, state, NULL);
	}
	fprintf(stream, "%s\n\n", holds(result) ? "Ok" : "No");
	put_witnesses(stream, result, ",");
	put_condition(stream, result->condition);
	fprintf(stream, " is %svalidated\n", holds(result) ? "" : "NOT ");
	put_hash(stream, hash);
	put_observation(stream, result->test, result);
	fputc('\n', stream);
}

/*
 * herd7 shows registers by thread and name, then locations by name. It sorts states by
 * their values in that order: unspecified values first, then numbers, then addresses by
 * their names.
 */
static int by_name(const void *a, const void *b, void *data)
{
	const struct result *result = data;
	const char *s = result->names[*(const unsigned int *)a];
	const char *t = result->names[*(const unsigned int *)b];
	const char *in_s = strchr(s, ':'), *in_t = strchr(t, ':');

	if (!in_s != !in_t)
		return in_s ? -1 : 1;
	if (in_s && atoi(s) != atoi(t))
		return atoi(s) < atoi(t) ? -1 : 1;
	return strcmp(in_s ? in_s : s, in_t ? in_t : t);
}

static int value_rank(struct value value)
{
	return value_is_int(value) ? 1 : value_is_address(value) ? 2 : 0;
}

static int compare_values(const struct result *result, struct value x,
			  struct value y)
{
	if (value_rank(x) != value_rank(y))
		return value_rank(x) - value_rank(y);
	return result_compare(result, x, y);
}

struct herd_order {
	const struct result *result;
	unsigned int *columns;
};

static int by_values(const void *a, const void *b, void *data)
{
	const struct herd_order *order = data;
	const struct state *s = a, *t = b;
	int cmp = 0;

	for (unsigned int i = 0; i < order->result->nr_names && !cmp; i++) {
		unsigned int n = order->columns[i];

		if (s->values[n] != t->values[n])
			cmp = compare_values(order->result,
					     state_value(order->result, s, n),
					     state_value(order->result, t, n));
	}
	return cmp;
}

static void put_states(FILE *stream, const struct result *result)
{
	struct herd_order order = { .result = result };
	struct state *states;

	order.columns = xcalloc(result->nr_names + 1, sizeof(*order.columns));
	states = xcalloc(result->nr_states + 1, sizeof(*states));
	for (unsigned int i = 0; i < result->nr_names; i++)
		order.columns[i] = i;
	qsort_r(order.columns, result->nr_names, sizeof(*order.columns), by_name,
		(void *)result);
	for (size_t i = 0; i < result->nr_states; i++)
		states[i] = result->states[i];
	qsort_r(states, result->nr_states, sizeof(*states), by_values, &order);
	for (size_t i = 0; i < result->nr_states; i++)
		put_state(stream, result, &states[i], order.columns);
	free(order.columns);
	free(states);
}

void report_checked_herd(FILE *stream, const struct test *test,
			 const struct result *result)
{
	if (result->note) {
		fprintf(stream, "(* %s: %s *)\n\n", test->name, result->note);
		return;
	}
	put_head(stream, test->name, result);
	fprintf(stream, "States %zu\n", result->nr_states);
	put_states(stream, result);
	/* how herd7 reports that executions were cut off */
	fprintf(stream, "%s%s\n", result->cut ? "Loop " : "",
		holds(result) ? "Ok" : "No");
	put_witnesses(stream, result, "");
	for (unsigned int i = 0; i < result->nr_flags; i++)
		fprintf(stream, "Flag %s\n", result->flags[i]);
	put_condition(stream, result->condition);
	fputc('\n', stream);
	put_observation(stream, test->name, result);
	put_hash(stream, test->hash);
	fputc('\n', stream);
}

void report_emulated_herd(FILE *stream, const struct test *test,
			  const struct result *result, const char *profile,
			  bool complete)
{
	fprintf(stream, "(* emulated: the mailbox machine, profile %s *)\n", profile);
	if (!complete) {
		fprintf(stream, "(* %s: the search was cut off *)\n\n", test->name);
		return;
	}
	put_head(stream, test->name, result);
	fprintf(stream, "States %zu\n", result->nr_states);
	put_states(stream, result);
	fprintf(stream, "%s\n", holds(result) ? "Ok" : "No");
	put_condition(stream, result->condition);
	fprintf(stream, "\nObservation %s %s\n", test->name,
		!result->positive ? "Never" :
		!result->negative ? "Always" : "Sometimes");
	put_hash(stream, test->hash);
	fputc('\n', stream);
}
