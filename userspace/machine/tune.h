/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The search for the options with which a test shows its condition most often.
 * It knows no device: whoever asks for the search makes the trials.
 */
#ifndef TUNE_H
#define TUNE_H

#include <json.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include "machine/settings.h"

/**
 * struct tune_score - what came of a trial
 * @nothing:	it says nothing, since its threads hardly ran at the same time
 * @hits:	how often the condition was met: in batch mode iterations, in
 *		perpetual mode disjoint witnesses
 * @seconds:	how long the run took
 * @elapsed:	how long the trial took, all in all
 */
struct tune_score {
	bool nothing;
	uint64_t hits;
	double seconds;
	double elapsed;
};

/**
 * typedef tune_trial - run the test once
 * @data:	as given to tune_search()
 * @settings:	options to run with; all others have their defaults
 * @nr:		how many
 * @seconds:	how long to run, about
 * @score:	takes what came of it
 *
 * Return: 0; -EINTR to end the search; -EINVAL, -EOPNOTSUPP, -ENODEV, -ERANGE
 * or -E2BIG: not possible with these settings; else another negative errno.
 */
typedef int (*tune_trial)(void *data, const struct setting *settings,
			  size_t nr, double seconds, struct tune_score *score);

struct tune;

/**
 * tune_new() - a search of all that there is to choose
 *
 * Return: the search, never NULL.
 */
struct tune *tune_new(void);
void tune_free(struct tune *tune);

/**
 * tune_fix() - leave an option as it is
 * @tune:	the search
 * @key:	the option, which need not be one that is searched
 * @value:	the value that it has
 */
void tune_fix(struct tune *tune, const char *key, const char *value);

/**
 * tune_offer() - offer a value more of an option
 * @tune:	the search
 * @key:	the option
 * @value:	the value
 *
 * For what depends on the machine, as "placement" and "noise". Without any,
 * they are not searched.
 */
void tune_offer(struct tune *tune, const char *key, const char *value);

/**
 * tune_search() - search
 * @tune:	the search
 * @seconds:	how long, at most
 * @trial:	makes a trial
 * @data:	passed to it
 *
 * Each option in turn gets the best of its values, the others staying as they
 * are, again and again until nothing changes or three quarters of the time are
 * over. The rest of the time is for the best settings and the defaults of that
 * mode, in turns, so that a lucky trial does not win.
 *
 * Return: 0; -EINTR when it was ended, and what there is so far is valid; else
 * what @trial returned, also when no trial at all was possible.
 */
int tune_search(struct tune *tune, double seconds, tune_trial trial, void *data);

/**
 * struct tune_outcome - what a search has found
 * @trials:	how many there were
 * @nothing:	those of them that say nothing
 * @elapsed:	how long they took
 * @hits:	in all of them together
 * @rate:	hits a second with the best settings; the median of @rounds
 * @initial:	the same with the defaults of @mode
 * @rounds:	how often the two were compared; 0: the search ended before
 * @mode:	of the best settings: "batch" or "perpetual"
 * @settings:	the best settings, without those that are defaults
 * @nr:		how many
 */
struct tune_outcome {
	unsigned int trials;
	unsigned int nothing;
	double elapsed;
	uint64_t hits;
	double rate;
	double initial;
	unsigned int rounds;
	const char *mode;
	struct setting settings[MAX_SETTINGS];
	size_t nr;
};

/**
 * tune_outcome() - what a search has found
 * @tune:	the search
 *
 * Return: the outcome, valid until tune_free().
 */
const struct tune_outcome *tune_outcome(const struct tune *tune);

/**
 * tune_command() - the command that runs a test with the best settings
 * @tune:	the search
 * @name:	the test
 *
 * Return: the command, to be freed: "ordlab run SB --stride 64".
 */
char *tune_command(const struct tune *tune, const char *name);

/**
 * tune_learnt_nothing() - whether a search says nothing
 * @tune:	the search
 *
 * Return: true if the condition was never met, and no trial says anything.
 */
bool tune_learnt_nothing(const struct tune *tune);

/* Each shows what a search has found */
void tune_print(FILE *stream, const struct tune *tune, const char *name);
struct json_object *tune_json(const struct tune *tune, const char *name);

#endif /* TUNE_H */
