// SPDX-License-Identifier: GPL-2.0
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "lib/put.h"
#include "lib/text.h"
#include "machine/tune.h"
#include "lib/util.h"

#define MAX_VALUES	8
#define MAX_ROUNDS	7	/* rounds of the comparison at the end */
#define SEARCH_PART	0.75	/* part of the time; the comparison has the rest */
#define MIN_SLICE	0.05	/* seconds of a trial, at least */
#define MAX_SLICE	1.0
#define MARGIN		1.05	/* a better value has a rate of so many times the old one */

/* The modes in which an option has an effect */
enum {
	BATCH		= 1,
	PERPETUAL	= 2,
	BOTH		= BATCH | PERPETUAL,
};

/**
 * struct option - an option that is searched
 * @key:	its name
 * @modes:	the modes in which it has an effect
 * @nr:		how many values
 * @at:		the best value so far
 * @fixed:	the user has fixed the value
 * @values:	[@nr] the first one is the default
 */
struct option {
	const char *key;
	unsigned int modes;
	size_t nr;
	size_t at;
	bool fixed;
	const char *values[MAX_VALUES];
};

/* In the order of the search: options with a large effect come first */
static const struct option options[] = {
	{ "mode", BOTH, 2, 0, false, { "perpetual", "batch" } },
	{ "placement", BOTH, 1, 0, false, { "any" } },
	{ "chunk", PERPETUAL, 4, 0, false,
	  { "16384", "256", "1024", "4096" } },
	{ "sync", BATCH, 4, 0, false, { "auto", "user", "timebase", "none" } },
	{ "every", BATCH, 5, 0, false, { "0", "1", "4", "16", "64" } },
	{ "stride", BOTH, 4, 0, false, { "128", "8", "64", "256" } },
	{ "preload", BOTH, 3, 0, false, { "none", "load", "flush" } },
	{ "skew", BOTH, 4, 0, false, { "0", "64", "512", "4096" } },
	{ "noise", BOTH, 1, 0, false, { "" } },
	{ "stress", BOTH, 2, 0, false, { "own", "shared" } },
	{ "batch", BATCH, 3, 0, false, { "1024", "256", "4096" } },
	{ "order", BATCH, 2, 0, false, { "seq", "shuffle" } },
};

#define NR_OPTIONS	(sizeof(options) / sizeof(*options))

/**
 * struct tune - a search
 * @options:	the options that are searched
 * @others:	[@nr_others] settings of other options
 * @nr_others:	how many
 * @owned:	[@nr_owned] texts of values that were offered or fixed
 * @nr_owned:	how many
 * @trial:	makes a trial
 * @data:	passed to @trial
 * @slice:	seconds of a trial
 * @refused:	error of the last trial that was impossible
 * @outcome:	the outcome so far
 */
struct tune {
	struct option options[NR_OPTIONS];
	struct setting others[MAX_SETTINGS - NR_OPTIONS];
	size_t nr_others;
	char **owned;
	size_t nr_owned;
	tune_trial trial;
	void *data;
	double slice;
	int refused;
	struct tune_outcome outcome;
};

struct tune *tune_new(void)
{
	struct tune *tune = xcalloc(1, sizeof(*tune));

	memcpy(tune->options, options, sizeof(options));
	return tune;
}

void tune_free(struct tune *tune)
{
	while (tune->nr_owned)
		free(tune->owned[--tune->nr_owned]);
	free(tune->owned);
	free(tune);
}

static struct option *find(struct tune *tune, const char *key)
{
	size_t i;

	for (i = 0; i < NR_OPTIONS; i++)
		if (!strcmp(tune->options[i].key, key))
			return &tune->options[i];
	return NULL;
}

static const char *own(struct tune *tune, const char *text)
{
	tune->owned = xrealloc(tune->owned, tune->nr_owned + 1,
			       sizeof(*tune->owned));
	tune->owned[tune->nr_owned] = xstrdup(text);
	return tune->owned[tune->nr_owned++];
}

void tune_fix(struct tune *tune, const char *key, const char *value)
{
	struct option *option = find(tune, key);

	/* For mode auto, the search chooses between the two others */
	if (!strcmp(key, "mode") && !strcmp(value, "auto"))
		return;
	if (!option) {
		if (tune->nr_others < MAX_SETTINGS - NR_OPTIONS)
			tune->others[tune->nr_others++] = (struct setting){
				.key = own(tune, key), .value = own(tune, value),
			};
		return;
	}
	option->fixed = true;
	option->values[0] = own(tune, value);
	option->nr = 1;
}

void tune_offer(struct tune *tune, const char *key, const char *value)
{
	struct option *option = find(tune, key);

	if (option && !option->fixed && option->nr < MAX_VALUES)
		option->values[option->nr++] = own(tune, value);
}

static const char *value_of(const struct option *option)
{
	return option->values[option->at];
}

static unsigned int mode_of(const struct tune *tune)
{
	return !strcmp(value_of(&tune->options[0]), "batch") ? BATCH : PERPETUAL;
}

/* Whether this option has an effect with the present values of the others */
static bool matters(const struct tune *tune, const struct option *option)
{
	if (!(option->modes & mode_of(tune)))
		return false;
	/* without noise, the kind of noise has no effect */
	if (!strcmp(option->key, "stress"))
		return *value_of(find((struct tune *)tune, "noise"));
	return true;
}

/* The settings for a trial or the report: those that are no defaults, and the mode */
static size_t collect(const struct tune *tune, struct setting *settings)
{
	size_t nr = tune->nr_others, i;

	memcpy(settings, tune->others, nr * sizeof(*settings));
	for (i = 0; i < NR_OPTIONS; i++) {
		const struct option *option = &tune->options[i];

		if (!option->fixed && i && !option->at)
			continue;
		if (!option->fixed && !matters(tune, option))
			continue;
		settings[nr++] = (struct setting){
			.key = option->key, .value = value_of(option),
		};
	}
	return nr;
}

static double rate_of(const struct tune_score *score)
{
	return score->seconds > 0 ? score->hits / score->seconds : 0;
}

/* The test cannot run with these settings on this machine */
static bool impossible(int err)
{
	return err == -EINVAL || err == -EOPNOTSUPP || err == -ENODEV ||
	       err == -ERANGE || err == -E2BIG;
}

/* Try the present values. Return: 0 and the rate (negative: impossible), or an error */
static int try_now(struct tune *tune, double *rate)
{
	struct setting settings[MAX_SETTINGS];
	struct tune_score score = { 0 };
	size_t nr = collect(tune, settings);
	int err;

	err = tune->trial(tune->data, settings, nr, tune->slice, &score);
	tune->outcome.elapsed += score.elapsed;
	*rate = -1;
	if (impossible(err)) {
		tune->refused = err;
		return 0;
	}
	if (err)
		return err;
	tune->outcome.trials++;
	tune->outcome.hits += score.hits;
	tune->outcome.nothing += score.nothing;
	*rate = rate_of(&score);
	return 0;
}

/* How many trials a round has at most, over both modes */
static size_t count_trials(const struct tune *tune)
{
	size_t nr = 0, i;

	for (i = 0; i < NR_OPTIONS; i++)
		if (tune->options[i].nr > 1)
			nr += tune->options[i].nr;
	return nr;
}

/*
 * Give an option the best of its values. The present value is tried again, since rates
 * change with time. Return: 0; 1 if the time is over; or an error.
 */
static int choose(struct tune *tune, struct option *option, double until,
		  bool *changed)
{
	size_t before = option->at, best = before, i;
	double rate, most = -1, present = -1;
	int err;

	if (option->nr < 2 || !matters(tune, option))
		return 0;
	for (i = 0; i < option->nr; i++) {
		if (tune->outcome.elapsed + tune->slice > until)
			break;
		option->at = i;
		err = try_now(tune, &rate);
		option->at = best;
		if (err)
			return err;
		if (i == before)
			present = rate;
		if (rate > most) {
			most = rate;
			best = i;
		}
	}
	/* A value that was not compared with the present one does not replace it */
	if (i <= before || (present >= 0 && most <= present * MARGIN))
		best = before;
	option->at = best;
	*changed |= best != before;
	return i < option->nr;
}

/* Search until a round changes nothing. Return: 0, also if the time is over, or an error */
static int search(struct tune *tune, double until)
{
	bool changed = true;
	int ret = 0;
	size_t i;

	while (changed && !ret) {
		changed = false;
		for (i = 0; !ret && i < NR_OPTIONS; i++)
			ret = choose(tune, &tune->options[i], until, &changed);
	}
	return ret < 0 ? ret : 0;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *rates, unsigned int nr)
{
	qsort(rates, nr, sizeof(*rates), compare);
	return nr ? rates[nr / 2] : 0;
}

/* Compare the best settings with the defaults of that mode, in alternate trials */
static int confirm(struct tune *tune, double until)
{
	double best[MAX_ROUNDS], initial[MAX_ROUNDS];
	struct tune_outcome *outcome = &tune->outcome;
	size_t at[NR_OPTIONS], i;
	unsigned int nr = 0;
	int err = 0;

	while (nr < MAX_ROUNDS &&
	       (!nr || outcome->elapsed + 2 * tune->slice <= until)) {
		err = try_now(tune, &best[nr]);
		if (err)
			break;
		for (i = 1; i < NR_OPTIONS; i++) {
			at[i] = tune->options[i].at;
			tune->options[i].at = 0;
		}
		err = try_now(tune, &initial[nr]);
		for (i = 1; i < NR_OPTIONS; i++)
			tune->options[i].at = at[i];
		if (err)
			break;
		nr++;
	}
	outcome->rounds = nr;
	outcome->rate = median(best, nr);
	outcome->initial = median(initial, nr);
	if (nr && outcome->rate <= outcome->initial) {
		/* The best settings were not better in the comparison: it was luck */
		outcome->rate = outcome->initial;
		for (i = 1; i < NR_OPTIONS; i++)
			tune->options[i].at = 0;
	}
	return err;
}

int tune_search(struct tune *tune, double seconds, tune_trial trial, void *data)
{
	double slice;
	int err;

	tune->trial = trial;
	tune->data = data;
	slice = SEARCH_PART * seconds / (count_trials(tune) + 1);
	tune->slice = slice < MIN_SLICE ? MIN_SLICE :
		      slice > MAX_SLICE ? MAX_SLICE : slice;
	err = search(tune, SEARCH_PART * seconds);
	if (!err && !tune->outcome.trials)
		return tune->refused;
	/* Without a hit there is nothing to compare */
	if (!err && tune->outcome.hits)
		err = confirm(tune, seconds);
	tune->outcome.mode = value_of(&tune->options[0]);
	tune->outcome.nr = collect(tune, tune->outcome.settings);
	return err;
}

const struct tune_outcome *tune_outcome(const struct tune *tune)
{
	return &tune->outcome;
}

/* A word, quoted for a shell if necessary */
static char *quoted(const char *word)
{
	char *text, *at;

	if (word[strspn(word, "abcdefghijklmnopqrstuvwxyz"
			"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-./,:@%")] == '\0')
		return xstrdup(word);
	text = xcalloc(4 * strlen(word) + 3, 1);
	at = text;
	*at++ = '\'';
	for (; *word; word++) {
		if (*word == '\'') {
			memcpy(at, "'\\''", 4);
			at += 4;
		} else {
			*at++ = *word;
		}
	}
	*at = '\'';
	return text;
}

char *tune_command(const struct tune *tune, const char *name)
{
	const struct tune_outcome *outcome = &tune->outcome;
	char *word = quoted(name), *text, *longer;
	size_t i;

	text = xasprintf("ordlab run %s", word);
	free(word);
	for (i = 0; i < outcome->nr; i++) {
		word = quoted(outcome->settings[i].value);
		longer = xasprintf("%s --%s %s", text, outcome->settings[i].key,
				   word);
		free(word);
		free(text);
		text = longer;
	}
	return text;
}

bool tune_learnt_nothing(const struct tune *tune)
{
	const struct tune_outcome *outcome = &tune->outcome;

	return !outcome->hits && outcome->nothing == outcome->trials;
}

void tune_print(FILE *stream, const struct tune *tune, const char *name)
{
	const struct tune_outcome *outcome = &tune->outcome;
	char text[3][TEXT_LEN], *command;

	fprintf(stream, "  %u trial%s in %s\n", outcome->trials,
		outcome->trials == 1 ? "" : "s",
		text_duration(text[0], outcome->elapsed));
	if (outcome->nothing)
		fprintf(stream, "  %s of them taught nothing: the threads did not run at the same time\n",
			outcome->nothing == outcome->trials ? "each" :
			text_count(text[1], outcome->nothing));
	if (!outcome->hits) {
		fputs("  The condition was met in none of them: there is nothing to choose by.\n\n",
		      stream);
		return;
	}
	if (!outcome->rounds)
		fputs("  ended before the best settings were held against the defaults\n",
		      stream);
	else if (outcome->rate <= outcome->initial)
		fprintf(stream, "  The condition is met %s in %s mode; nothing did better than the defaults.\n",
			text_rate(text[1], outcome->rate), outcome->mode);
	else if (outcome->initial > 0)
		fprintf(stream, "  The condition is met %s, %.2f times as often as with the defaults of %s mode (%s).\n",
			text_rate(text[1], outcome->rate),
			outcome->rate / outcome->initial, outcome->mode,
			text_rate(text[2], outcome->initial));
	else
		fprintf(stream, "  The condition is met %s; with the defaults it was not.\n",
			text_rate(text[1], outcome->rate));
	command = tune_command(tune, name);
	fprintf(stream, "\n    %s\n\n", command);
	free(command);
}

struct json_object *tune_json(const struct tune *tune, const char *name)
{
	const struct tune_outcome *outcome = &tune->outcome;
	struct json_object *object = put_new("ordlab-tune");
	struct json_object *settings = json_object_new_object();
	char *command = tune_command(tune, name);
	size_t i;

	put_text(object, "test", name);
	put_count(object, "trials", outcome->trials);
	put_double(object, "seconds", outcome->elapsed);
	put_count(object, "nothing_learnt", outcome->nothing);
	put_count(object, "hits", outcome->hits);
	put_double(object, "rate", outcome->rate);
	put_double(object, "default_rate", outcome->initial);
	put_count(object, "rounds", outcome->rounds);
	for (i = 0; i < outcome->nr; i++)
		put_text(settings, outcome->settings[i].key,
			 outcome->settings[i].value);
	put(object, "settings", settings);
	put_text(object, "command", command);
	free(command);
	return object;
}
