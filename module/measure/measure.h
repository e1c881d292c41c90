/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Measuring what memory and its primitives cost on this machine.
 *
 * A measurement is made of steps: short functions that run in process context
 * on a given CPU, by a workqueue. One thing happens at a time: a measurement
 * and a run of a test exclude each other.
 */
#ifndef ORDLAB_MEASURE_H
#define ORDLAB_MEASURE_H

#include <linux/cpumask.h>
#include <linux/kref.h>
#include <linux/types.h>

#include "why.h"

/**
 * enum ordlab_measure - what can be measured
 * @ORDLAB_MEASURE_TRANSFER:	half a round trip of a cache line between every
 *				two CPUs
 * @ORDLAB_MEASURE_MESI:	a load, a store and an atomic, by the state of
 *				the line
 * @ORDLAB_MEASURE_SHARING:	two CPUs that count on one line and on two
 * @ORDLAB_MEASURE_COST:	each primitive, alone and contended
 * @ORDLAB_MEASURE_COMPILER:	no cost: what becomes of plain accesses
 * @ORDLAB_NR_MEASURES:		how many there are
 */
enum ordlab_measure {
	ORDLAB_MEASURE_TRANSFER,
	ORDLAB_MEASURE_MESI,
	ORDLAB_MEASURE_SHARING,
	ORDLAB_MEASURE_COST,
	ORDLAB_MEASURE_COMPILER,
	ORDLAB_NR_MEASURES,
};

/* Names of the measures, as `control` takes them */
extern const char *const ordlab_measures[ORDLAB_NR_MEASURES];

#define ORDLAB_MIN_SAMPLES	5
#define ORDLAB_MAX_SAMPLES	255
#define ORDLAB_DEFAULT_SAMPLES	31
#define ORDLAB_MAX_MEASURE_CPUS	64

/**
 * struct ordlab_row - one figure
 * @what:	what was measured: words of the measure, parted by tabs
 * @median:	picoseconds an operation; compiler: sightings
 * @low:	lower quartile; compiler: calls
 * @high:	upper quartile; compiler: turns of a loop until the sighting
 * @samples:	how many samples these are of; 0: it was not measured
 * @note:	why it was not measured, or ""
 */
struct ordlab_row {
	char what[64];
	u64 median;
	u64 low;
	u64 high;
	u32 samples;
	char note[64];
};

/**
 * struct ordlab_measurement - the last measurement, or the one under way
 * @ref:	keeps it
 * @measure:	what is measured
 * @cpus:	CPUs that take part
 * @wanted:	samples a row
 * @khz:	ticks of the counter that it is timed with, a millisecond
 * @running:	it has not ended; read with smp_load_acquire()
 * @error:	0, or why it ended early: -EINTR it was stopped, -ENODEV a CPU went
 *		offline, -ENOMEM
 * @nr_rows:	rows that are complete; read with smp_load_acquire()
 * @max_rows:	rows that there is room for
 * @rows:	the figures
 */
struct ordlab_measurement {
	struct kref ref;
	enum ordlab_measure measure;
	struct cpumask cpus;
	unsigned int wanted;
	unsigned int khz;
	bool running;
	int error;
	unsigned int nr_rows;
	unsigned int max_rows;
	struct ordlab_row rows[];
};

int ordlab_measure_init(void);

/**
 * ordlab_measure_exit() - end a measurement and forget it
 *
 * Context: may sleep. Nobody may call ordlab_measure_start() any more.
 */
void ordlab_measure_exit(void);

/**
 * ordlab_measure_start() - start a measurement
 * @measure:	what to measure
 * @cpus:	where; all must be online. Empty: on every CPU that is online,
 *		up to ORDLAB_MAX_MEASURE_CPUS
 * @samples:	samples a row, ORDLAB_MIN_SAMPLES to ORDLAB_MAX_SAMPLES
 * @why:	takes the reason of a refusal
 *
 * Context: may sleep.
 * Return: 0 when it is under way. -EBUSY: a test or a measurement runs;
 * -EINVAL: a CPU that is offline, or too many; -ERANGE: samples; -ENODEV: too
 * few CPUs; -ENOMEM.
 *
 * Caller: one at a time.
 */
int ordlab_measure_start(enum ordlab_measure measure,
			 const struct cpumask *cpus, unsigned int samples,
			 struct ordlab_why *why);

/**
 * ordlab_measure_stop() - end the measurement, if there is one, and wait for it
 *
 * Context: may sleep.
 */
void ordlab_measure_stop(void);

/**
 * ordlab_measurement_get() - the measurement, or the last one
 *
 * Context: may sleep.
 * Return: with a reference for the caller, or NULL if there is none.
 */
struct ordlab_measurement *ordlab_measurement_get(void);
void ordlab_measurement_put(struct ordlab_measurement *m);

#endif /* ORDLAB_MEASURE_H */
