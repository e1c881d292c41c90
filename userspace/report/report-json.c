// SPDX-License-Identifier: GPL-2.0
/*
 * Objects for programs: see report.h.
 */
#include <json.h>
#include <stdlib.h>
#include "arch/asm.h"
#include "arch/machine.h"
#include "lib/put.h"
#include "report/report.h"
#include "private/report-parts.h"

void report_put_verdicts(struct json_object *object, const uint8_t *verdicts)
{
	struct json_object *models = NULL;
	unsigned int i;

	for (i = 0; i < NR_MODELS; i++) {
		if (verdicts[i] == VERDICT_NONE)
			continue;
		if (!models)
			models = json_object_new_object();
		put_text(models, model_infos[i].name,
			 verdict_word(verdicts[i], ""));
	}
	if (models)
		json_object_object_add(object, "verdict", models);
}

static struct json_object *state_object(const struct result *result,
					const struct state *state)
{
	struct json_object *object = json_object_new_object();
	struct json_object *values = json_object_new_object();
	char text[VALUE_LEN];
	unsigned int i;

	for (i = 0; i < result->nr_names; i++) {
		struct value value = state_value(result, state, i);

		if (!value_is_int(value))
			put_text(values, result->names[i],
				 result_value(text, result, value));
		else
			json_object_object_add(values, result->names[i],
					       json_object_new_int64(value.n));
	}
	json_object_object_add(object, "values", values);
	put_count(object, "count", state->count);
	json_object_object_add(object, "match",
			       json_object_new_boolean(state->match));
	report_put_verdicts(object, state->verdict);
	return object;
}

static const char * const finding_words[] = {
	[FINDING_NOTHING]		= "nothing learnt",
	[FINDING_NOT_SEEN]		= "not seen",
	[FINDING_SEEN]			= "seen",
	[FINDING_FORBIDDEN_NOT_SEEN]	= "forbidden and not seen",
	[FINDING_ALLOWED_SEEN]		= "allowed and seen",
	[FINDING_ALLOWED_NOT_SEEN]	= "allowed and not seen",
	[FINDING_VIOLATED]		= "violated",
};

static void put_nothing(struct json_object *object, const struct result *result)
{
	char *why = result_nothing_learnt(result);

	if (why)
		put_text(object, "nothing_learnt", why);
	free(why);
}

struct json_object *report_result_object(const struct result *result)
{
	const struct machine *machine = machine_this();
	struct json_object *object = put_new("ordlab-run");
	struct json_object *condition = json_object_new_object();
	struct json_object *states = json_object_new_array();
	size_t i;

	put_text(object, "test", result->test);
	put_text(object, "mode", result->params.mode);
	put_text(object, "cpus", result->params.cpus);
	put_count(object, "instances", result->params.instances);
	put_count(object, "batch", result->params.batch);
	put_count(object, "chunk", result->params.chunk);
	put_count(object, "stride", result->params.stride);
	put_text(object, "sync", result->params.sync);
	put_count(object, "every", result->params.every);
	put_text(object, "preload", result->params.preload);
	put_count(object, "skew", result->params.skew);
	put_text(object, "noise", result->params.noise);
	put_text(object, "stress", result->params.stress);
	put_text(object, "order", result->params.order);
	put_count(object, "seed", result->params.seed);
	put_count(object, "iterations", result->iterations);
	put_double(object, "seconds", result->seconds);

	put_text(condition, "text", result->condition);
	json_object_object_add(condition, "observed",
			       json_object_new_boolean(result->positive ||
						       result->witnesses));
	put_count(condition, "positive", result->positive);
	put_count(condition, "negative", result->negative);
	report_put_verdicts(condition, result->condition_verdict);
	json_object_object_add(object, "condition", condition);

	for (i = 0; i < result->nr_states; i++)
		json_object_array_add(states,
				      state_object(result, &result->states[i]));
	json_object_object_add(object, "states", states);
	put_count(object, "filtered", result->filtered);
	put_count(object, "faults", result->faults);
	put_count(object, "overflow", result->overflow);
	put_count(object, "frames", result->frames);
	put_count(object, "witnesses", result->witnesses);
	put_count(object, "disjoint", result->disjoint);
	if (result->why_not)
		put_text(object, "not_perpetual", result->why_not);
	put_text(object, "finding", finding_words[result_finding(result)]);
	put_nothing(object, result);
	evidence_put(object, &result->evidence);
	if (result->end)
		put_text(object, "ended_early", result->end);
	if (result->nr_flags)
		put_texts(object, "flags", result->flags, result->nr_flags);
	if (result->disagreement)
		put_text(object, "disagreement", result->disagreement);
	if (result->note)
		put_text(object, "note", result->note);
	put_text(object, "kernel", machine->kernel);
	put_text(object, "arch", machine->arch);
	put_text(object, "cpu", machine->cpu);
	return object;
}

struct json_object *report_test_object(const struct test *test)
{
	struct json_object *object = put_new("ordlab-test");
	struct json_object *threads, *lines;
	char line[256], *condition;
	unsigned int t, i;

	put_text(object, "test", test->name);
	put_text(object, "origin", origin_names[test->origin]);
	put_count(object, "threads", test->threads);
	if (!test->prog)
		return object;
	put_text(object, "purpose", test->prog->purpose);
	threads = json_object_new_array();
	for (t = 0; t < test->threads; t++) {
		lines = json_object_new_array();
		for (i = 0; i < test->view.threads[t].nr_insns; i++) {
			ordlab_disasm(line, sizeof(line), &test->view, t, i);
			json_object_array_add(lines,
					      json_object_new_string(line));
		}
		json_object_array_add(threads, lines);
	}
	json_object_object_add(object, "code", threads);
	condition = report_disasm(ordlab_disasm_cond, &test->view);
	put_text(object, "condition", condition);
	free(condition);
	return object;
}

struct json_object *report_asm_object(const struct listing *listings, size_t nr)
{
	struct json_object *functions = json_object_new_array();
	struct json_object *function, *code, *line, *flag;
	size_t i, j;

	for (i = 0; i < nr; i++) {
		function = json_object_new_object();
		put_text(function, "for", listings[i].what);
		put_text(function, "symbol", listings[i].symbol);
		if (listings[i].why)
			put_text(function, "note", listings[i].why);
		code = json_object_new_array();
		for (j = 0; j < listings[i].nr; j++) {
			line = json_object_new_object();
			put_text(line, "text", listings[i].lines[j].text);
			flag = json_object_new_boolean(listings[i].lines[j].orders);
			json_object_object_add(line, "orders", flag);
			json_object_array_add(code, line);
		}
		json_object_object_add(function, "code", code);
		json_object_array_add(functions, function);
	}
	return functions;
}

void report_json(FILE *stream, struct json_object *object)
{
	int flags = JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE;

	fprintf(stream, "%s\n", json_object_to_json_string_ext(object, flags));
	json_object_put(object);
}
