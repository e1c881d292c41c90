// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "machine/placement.h"
#include "machine/settings.h"
#include "machine/tuning.h"
#include "lib/util.h"

/**
 * struct trial - the present trial
 * @tuning:	the test, and how to search
 * @since:	when the search began
 * @limit:	seconds of the trial
 * @why:	why the module refused a trial, or NULL
 */
struct trial {
	const struct tuning *tuning;
	double since;
	double limit;
	char *why;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

static bool tick(const struct device_status *status, void *data)
{
	const struct trial *trial = data;
	const struct tuning *tuning = trial->tuning;
	struct device_status whole = *status;

	if (tuning->tick) {
		whole.asked = 0;
		whole.asked_seconds = tuning->seconds;
		whole.seconds = now() - trial->since;
		tuning->tick(&whole, tuning->data);
	}
	return *tuning->stop || status->seconds >= trial->limit;
}

static int make_trial(void *data, const struct setting *settings, size_t nr,
		      double seconds, struct tune_score *score)
{
	struct trial *trial = data;
	const struct tuning *tuning = trial->tuning;
	double before = now();
	struct result *result;
	char *how, *command, *nothing;
	int err;

	free(trial->why);
	trial->why = NULL;
	how = settings_command(settings, nr, tuning->name, tuning->threads,
			       &trial->why);
	if (!how)
		return -EINVAL;
	/* The run has a limit of its own, in case the tool is killed */
	command = xasprintf("%s seconds=%d", how, (int)seconds + 1);
	free(how);
	trial->limit = seconds;
	err = device_run(tuning->device, command, tick, trial, &result);
	free(command);
	if (err) {
		trial->why = device_log(tuning->device);
		return err;
	}
	if (strcmp(result->test, tuning->name)) {
		err = -ENODATA;
	} else {
		nothing = result_nothing_learnt(result);
		score->nothing = nothing;
		free(nothing);
		score->hits = result->positive + result->disjoint;
		score->seconds = result->seconds;
		score->elapsed = now() - before;
		tuning->seen(result, tuning->data);
	}
	result_free(result);
	return *tuning->stop ? -EINTR : err;
}

/* Offers the values that depend on the machine */
static void offer(struct tune *tune, unsigned int threads)
{
	struct topology *online = topology_online();
	unsigned int nr = 0, i;

	for (i = PLACEMENT_SMT; i < PLACEMENT_SPREAD; i++)
		nr += placement_has(online, i, threads);
	/* The module takes the only placement by itself */
	for (i = PLACEMENT_SMT; nr > 1 && i < PLACEMENT_SPREAD; i++)
		if (placement_has(online, i, threads))
			tune_offer(tune, "placement", placement_names[i]);
	if (online->nr > threads)
		tune_offer(tune, "noise", "idle");
	topology_free(online);
}

int tuning_run(const struct tuning *tuning, struct tune **tune, char **why)
{
	struct trial trial = { .tuning = tuning, .since = now() };
	size_t i;
	int err;

	*tune = tune_new();
	for (i = 0; i < tuning->nr; i++)
		tune_fix(*tune, tuning->settings[i].key,
			 tuning->settings[i].value);
	offer(*tune, tuning->threads);
	err = tune_search(*tune, tuning->seconds, make_trial, &trial);
	*why = trial.why;
	return err;
}
