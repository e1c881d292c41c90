// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <json.h>
#include <stdlib.h>
#include <string.h>
#include "check/check.h"
#include "fleet/fingerprint.h"
#include "arch/machine.h"
#include "arch/manuals.h"
#include "program/program.h"
#include "lib/put.h"
#include "lib/text.h"
#include "lib/util.h"

enum manual_effect {
#define X(id, title, test)	EFFECT_##id,
	MANUAL_EFFECTS(X)
#undef X
	NR_EFFECTS,
};

static const struct {
	const char *title;
	const char *test;
} effects[NR_EFFECTS] = {
#define X(id, title, test)	[EFFECT_##id] = { title, test },
	MANUAL_EFFECTS(X)
#undef X
};

static const struct {
	enum manual_effect effect;
	const char *arch;
	enum verdict verdict;
	const char *place;
	const char *statement;
} statements[] = {
#define X(effect, arch, verdict, place, statement)			\
	{ EFFECT_##effect, #arch, VERDICT_##verdict, place, statement },
	MANUAL_STATEMENTS(X)
#undef X
};

/* The verdict of the LKMM on a built-in test, and how many CPUs the test needs */
static enum verdict judge(const char *name, unsigned int *threads,
			  const volatile sig_atomic_t *stop)
{
	struct ordlab_program *prog = xcalloc(ORDLAB_MAX_SIZE, 1);
	enum verdict verdict = VERDICT_NONE;
	struct ordlab_view view;
	struct result *allowed;
	struct budget budget;
	unsigned int i;

	*threads = 0;
	for (i = 0; i < ordlab_catalogue_size(); i++) {
		if (ordlab_catalogue_get(i, prog, ORDLAB_MAX_SIZE) < 0 ||
		    strcmp(prog->name, name))
			continue;
		*threads = prog->nr_threads;
		ordlab_view_init(&view, prog);
		budget = budget_make(LIMIT_SECONDS, stop);
		allowed = check_program(&view, MODEL_LKMM, &budget);
		verdict = allowed->condition_verdict[MODEL_LKMM];
		result_free(allowed);
		break;
	}
	free(prog);
	return verdict;
}

struct fingerprint *fingerprint_new(const char *arch)
{
	struct fingerprint *fingerprint = xcalloc(1, sizeof(*fingerprint));
	size_t i, s;

	fingerprint->nr = NR_EFFECTS;
	fingerprint->effects = xcalloc(NR_EFFECTS, sizeof(struct effect));
	for (i = 0; i < NR_EFFECTS; i++) {
		struct effect *effect = &fingerprint->effects[i];

		effect->title = effects[i].title;
		effect->test = effects[i].test;
		effect->statement = "";
		for (s = 0; s < sizeof(statements) / sizeof(*statements); s++) {
			if (statements[s].effect != i ||
			    strcmp(statements[s].arch, arch))
				continue;
			effect->manual = statements[s].verdict;
			effect->place = statements[s].place;
			effect->statement = statements[s].statement;
		}
	}
	return fingerprint;
}

void fingerprint_free(struct fingerprint *fingerprint)
{
	size_t i;

	for (i = 0; i < fingerprint->nr; i++)
		free(fingerprint->effects[i].why_not);
	for (i = 0; i < fingerprint->nr; i++)
		free(fingerprint->effects[i].doubt);
	free(fingerprint->effects);
	free(fingerprint);
}

static bool must_stop(const struct device_status *status, void *data)
{
	const volatile sig_atomic_t *stop = *(const volatile sig_atomic_t **)data;

	(void)status;
	return *stop;
}

int fingerprint_take(struct fingerprint *fingerprint, struct device *device,
		     unsigned int nr_cpus, unsigned int seconds,
		     const volatile sig_atomic_t *stop)
{
	unsigned int runs = 0, threads;
	struct result *result;
	char *command;
	size_t i;
	int err = 0;

	for (i = 0; i < fingerprint->nr; i++) {
		struct effect *effect = &fingerprint->effects[i];

		effect->lkmm = judge(effect->test, &threads, stop);
		if (threads > nr_cpus)
			effect->why_not = xasprintf("needs %u CPUs", threads);
		else
			runs++;
	}
	for (i = 0; !err && i < fingerprint->nr; i++) {
		struct effect *effect = &fingerprint->effects[i];

		if (effect->why_not)
			continue;
		command = xasprintf("start %s seconds=%u", effect->test,
				    seconds > runs ? seconds / runs : 1);
		err = device_run(device, command, must_stop, &stop, &result);
		free(command);
		if (err)
			break;
		effect->iterations = result->iterations + result->frames;
		effect->seen = result->positive + result->witnesses;
		effect->doubt = result_nothing_learnt(result);
		effect->counted = evidence_iterations(&result->evidence);
		if (effect->counted > effect->iterations)
			effect->counted = effect->iterations;
		if (effect->doubt)
			fingerprint->advice = evidence_advice(&result->evidence);
		result_free(result);
		if (*stop)
			err = -EINTR;
	}
	return err;
}

const char *effect_contradiction(const struct effect *effect)
{
	bool manual = effect->manual == VERDICT_FORBIDDEN;
	bool lkmm = effect->lkmm == VERDICT_FORBIDDEN;

	if (effect->seen)
		return manual && lkmm ? "the manual and the LKMM" :
		       manual ? "the manual" : lkmm ? "the LKMM" : NULL;
	/* The LKMM must not forbid what the machine may do */
	return lkmm && effect->manual == VERDICT_ALLOWED ? "the LKMM" : NULL;
}

bool effect_is_open(const struct effect *effect)
{
	return !effect->why_not && !effect->seen &&
	       (effect->doubt || !effect->iterations);
}

/* If none of @n iterations showed an effect, it is rarer than this (95 % confidence) */
static double bound(uint64_t n)
{
	return n > 3 ? 3.0 / n : 1;
}

static void evidence(struct table *table, const struct effect *effect)
{
	char seen[TEXT_LEN], of[TEXT_LEN];

	if (effect->why_not) {
		table_cellf(table, "not tried: %s", effect->why_not);
	} else if (effect->seen) {
		table_cellf(table, "seen %s times in %s",
			    text_count(seen, effect->seen),
			    text_count(of, effect->iterations));
	} else if (effect->iterations && effect->doubt) {
		table_cellf(table, "not in %s", text_count(of, effect->iterations));
	} else if (effect->iterations) {
		table_cellf(table, "not in %s (p < %.1g)",
			    text_count(of, effect->counted),
			    bound(effect->counted));
	} else {
		table_cell(table, "not tried: the run ended early");
	}
}

/* Reports which runs say nothing, why, and what to do about it */
static void print_doubts(FILE *stream, const struct fingerprint *fingerprint)
{
	char *text;
	size_t i;

	if (!fingerprint->advice)
		return;
	fputs("\n  Inconclusive:\n", stream);
	for (i = 0; i < fingerprint->nr; i++) {
		if (!effect_is_open(&fingerprint->effects[i]) ||
		    !fingerprint->effects[i].doubt)
			continue;
		text = xasprintf("%s: %s.", fingerprint->effects[i].test,
				 fingerprint->effects[i].doubt);
		text_wrap(stream, text, 2);
		free(text);
	}
	text_wrap(stream, fingerprint->advice, 2);
}

void fingerprint_print(FILE *stream,
		       const struct fingerprint *fingerprint)
{
	struct table *table = table_new("llllll");
	const char *contradiction;
	size_t i;

	table_cell(table, "effect");
	table_cell(table, "test");
	table_cell(table, "here");
	table_cell(table, "manual");
	table_cell(table, "LKMM");
	table_cell(table, "");
	table_rule(table);
	for (i = 0; i < fingerprint->nr; i++) {
		const struct effect *effect = &fingerprint->effects[i];

		contradiction = effect_contradiction(effect);
		table_cell(table, effect->title);
		table_cell(table, effect->test);
		evidence(table, effect);
		table_cell(table, verdict_word(effect->manual, "-"));
		table_cell(table, verdict_word(effect->lkmm, "-"));
		if (contradiction)
			table_cellf(table, "CONTRADICTS %s", contradiction);
		else
			table_cell(table, effect->why_not ? "" :
				   effect_is_open(effect) ? "inconclusive" :
							    "agree");
		if (contradiction)
			table_style(table, STYLE_RED);
	}
	table_print(table, stream, 2, "  ");
	table_free(table);

	print_doubts(stream, fingerprint);
	fputs("\n  What the manual says:\n", stream);
	for (i = 0; i < fingerprint->nr; i++)
		if (fingerprint->effects[i].place)
			fprintf(stream, "  %s: %s (%s)\n",
				fingerprint->effects[i].test,
				fingerprint->effects[i].statement,
				fingerprint->effects[i].place);
		else
			fprintf(stream, "  %s: no statement for %s is known here\n",
				fingerprint->effects[i].test,
				machine_this()->arch);
	fputs("\n  Iterations are not independent of one another: a bound p is a hint, no proof.\n",
	      stream);
}

static void add_text(struct json_object *object, const char *key,
		     const char *value)
{
	if (value)
		json_object_object_add(object, key, json_object_new_string(value));
}

struct json_object *fingerprint_json(const struct fingerprint *fingerprint)
{
	struct json_object *object = put_new("ordlab-fingerprint");
	struct json_object *list = json_object_new_array(), *item;
	const struct machine *machine = machine_this();
	unsigned int contradictions = 0;
	size_t i;

	add_text(object, "kernel", machine->kernel);
	add_text(object, "arch", machine->arch);
	add_text(object, "cpu", machine->cpu);
	put_bool(object, "emulated", machine->emulated);
	for (i = 0; i < fingerprint->nr; i++) {
		const struct effect *effect = &fingerprint->effects[i];

		item = json_object_new_object();
		add_text(item, "effect", effect->title);
		add_text(item, "test", effect->test);
		add_text(item, "not_tried", effect->why_not);
		put_count(item, "iterations", effect->iterations);
		put_count(item, "seen", effect->seen);
		add_text(item, "inconclusive",
			 effect_is_open(effect) ? effect->doubt : NULL);
		if (effect->iterations && !effect->seen && !effect->doubt)
			put(item, "bound", json_object_new_double(bound(effect->counted)));
		add_text(item, "manual", verdict_word(effect->manual, "-"));
		add_text(item, "place", effect->place);
		add_text(item, "statement", effect->statement);
		add_text(item, "lkmm", verdict_word(effect->lkmm, "-"));
		add_text(item, "contradicts", effect_contradiction(effect));
		contradictions += !!effect_contradiction(effect);
		json_object_array_add(list, item);
	}
	put(object, "effects", list);
	put_count(object, "contradictions", contradictions);
	return object;
}
