/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Noise: threads on CPUs that a run leaves idle. They keep the caches, and what
 * connects them, busy.
 */
#ifndef ORDLAB_NOISE_H
#define ORDLAB_NOISE_H

#include "why.h"

struct ordlab_run;

/**
 * enum ordlab_stress - what noise threads do
 * @ORDLAB_STRESS_OWN:	each writes to lines of its own, more than fit in the
 *			first cache
 * @ORDLAB_STRESS_SHARED: load the cells of the test, so that its stores find
 *			their lines shared
 * @ORDLAB_NR_STRESSES:	how many there are
 */
enum ordlab_stress {
	ORDLAB_STRESS_OWN,
	ORDLAB_STRESS_SHARED,
	ORDLAB_NR_STRESSES,
};

/* Memory of a noise thread */
#define ORDLAB_NOISE_BYTES	SZ_256K

/**
 * ordlab_noise_create() - create the noise threads of a run, asleep
 * @run:	the run, whose instances are complete
 * @why:	takes the reason of a refusal
 *
 * Context: may sleep. The caller holds cpus_read_lock().
 * Return: 0 or an error; ordlab_noise_destroy() copes with both.
 */
int ordlab_noise_create(struct ordlab_run *run, struct ordlab_why *why);

/**
 * ordlab_noise_wake() - let the noise begin
 * @run:	the run
 *
 * Context: any.
 */
void ordlab_noise_wake(struct ordlab_run *run);

/**
 * ordlab_noise_destroy() - end the noise, join its threads and free all
 * @run:	the run; its instances are still there
 *
 * Context: may sleep.
 */
void ordlab_noise_destroy(struct ordlab_run *run);

#endif /* ORDLAB_NOISE_H */
