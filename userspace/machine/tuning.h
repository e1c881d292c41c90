/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The search of tune.h on this machine: the module makes the trials.
 */
#ifndef TUNING_H
#define TUNING_H

#include <signal.h>
#include "machine/device.h"
#include "machine/tune.h"

/**
 * struct tuning - a test, and how to search
 * @device:	the module
 * @name:	name of the test in the module
 * @threads:	how many threads it has
 * @settings:	[@nr] settings that the user has fixed
 * @nr:		how many
 * @seconds:	how long to search
 * @stop:	the search ends when it is not 0; read a few times a second
 * @tick:	NULL, or shows the progress: the status has the time of the whole search,
 *		and the rate of the present trial
 * @data:	passed to @tick and @seen
 * @seen:	called with the result of each trial
 */
struct tuning {
	struct device *device;
	const char *name;
	unsigned int threads;
	const struct setting *settings;
	size_t nr;
	double seconds;
	const volatile sig_atomic_t *stop;
	void (*tick)(const struct device_status *status, void *data);
	void (*seen)(struct result *result, void *data);
	void *data;
};

/**
 * tuning_run() - search
 * @tuning:	the test, and how to search
 * @tune:	takes the search, for tune_free()
 * @why:	takes why the module refused the last trial that it refused; or NULL. To
 *		be freed
 *
 * Return: as tune_search(); also -ENODATA if somebody else has started a run, and the
 * result of a trial is lost.
 */
int tuning_run(const struct tuning *tuning, struct tune **tune,
	       char **why);

#endif /* TUNING_H */
