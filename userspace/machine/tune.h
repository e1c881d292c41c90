/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The search for the settings with which a test meets its condition most often.
 *
 * The *rate* is how often that happens a second. A *trial* is a short run with some
 * settings, and gives their rate. The search changes one option at a time, and keeps the
 * value with the best rate. It knows no device: the caller makes the trials.
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
 * struct tune_score - the result of a trial
 * @nothing:	the trial says nothing: its threads hardly ran at the same time
 * @hits:	how often the condition was met: in batch mode iterations, in
 *		perpetual mode disjoint witnesses
 * @seconds:	how long the run took
 * @elapsed:	how long the whole trial took
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
 * @seconds:	about how long to run
 * @score:	takes the result
 *
 * Return: 0; -EINTR to end the search; -EINVAL, -EOPNOTSUPP, -ENODEV, -ERANGE
 * or -E2BIG if the test cannot run with these settings; else another negative errno.
 */
typedef int (*tune_trial)(void *data, const struct setting *settings,
			  size_t nr, double seconds, struct tune_score *score);

struct tune;

/**
 * tune_new() - a search over all options
 *
 * Return: the search, never NULL.
 */
struct tune *tune_new(void);
void tune_free(struct tune *tune);

/**
 * tune_fix() - fix the value of an option
 * @tune:	the search
 * @key:	the option; it may be one that is never searched
 * @value:	its value in all trials
 */
void tune_fix(struct tune *tune, const char *key, const char *value);

/**
 * tune_offer() - add a value of an option to the search
 * @tune:	the search
 * @key:	the option
 * @value:	the value
 *
 * For options whose values depend on the machine, as "placement" and "noise". These are
 * searched only if values were offered.
 */
void tune_offer(struct tune *tune, const char *key, const char *value);

/**
 * tune_search() - search
 * @tune:	the search
 * @seconds:	how long, at most
 * @trial:	makes a trial
 * @data:	passed to it
 *
 * For each option in turn, the search tries all values while the other options keep
 * theirs, and takes the best. It does so until a whole round changes nothing, or three
 * quarters of the time are over. In the rest of the time it runs the best settings and
 * the defaults of their mode alternately, so that one lucky trial does not win.
 *
 * Return: 0; -EINTR if @trial ended the search, and the outcome so far is valid; else
 * the error of @trial, also if no trial was possible.
 */
int tune_search(struct tune *tune, double seconds, tune_trial trial, void *data);

/**
 * struct tune_outcome - what a search has found
 * @trials:	how many trials there were
 * @nothing:	how many of them say nothing
 * @elapsed:	seconds that all trials took
 * @hits:	hits in all trials
 * @rate:	hits a second with the best settings; the median of @rounds
 * @initial:	the same with the defaults of @mode
 * @rounds:	how often the two were compared; 0: the search ended before that
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

/* Each reports what a search has found */
void tune_print(FILE *stream, const struct tune *tune, const char *name);
struct json_object *tune_json(const struct tune *tune, const char *name);

#endif /* TUNE_H */
