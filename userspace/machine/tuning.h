/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Trials of a search for the best settings, made by the module.
 */
#ifndef TUNING_H
#define TUNING_H

#include <signal.h>
#include "machine/device.h"
#include "machine/tune.h"

/**
 * struct tuning - the test that settings are searched for
 * @device:	the module
 * @name:	the test, as the module knows it
 * @threads:	how many it has
 * @settings:	what the user has decided
 * @nr:		how much that is
 * @seconds:	how long to search
 * @stop:	looked at some times a second: the search ends when it is not 0
 * @tick:	shows how far it is, if not NULL: the status has the time of the
 *		search, and the rate of the present trial
 * @data:	passed to @tick and @seen
 * @seen:	looks at each result
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
 * @tuning:	for what
 * @tune:	takes the search, for tune_free()
 * @why:	takes why a trial was refused, the last time; or NULL. To be freed
 *
 * Return: as tune_search(); also -ENODATA when a trial's result was lost to a
 * run that somebody else started.
 */
int tuning_run(const struct tuning *tuning, struct tune **tune,
	       char **why);

#endif /* TUNING_H */
