/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Options and calls that all commands have which measure: cache, cost, compiler.
 */
#ifndef MEASURING_H
#define MEASURING_H

#include <argp.h>
#include <stdbool.h>
#include "machine/device.h"
#include "lib/util.h"

/**
 * struct measuring - options of a measurement
 * @cpus:	CPUs to measure on, or NULL
 * @samples:	samples of each figure, or NULL
 * @json:	print JSON
 */
struct measuring {
	const char *cpus;
	const char *samples;
	bool json;
};

/* Options --cpus, --samples and --json; its input is a struct measuring */
extern const struct argp measuring_argp;

/**
 * measuring_run() - make a measurement; Ctrl-C ends it
 * @device:	the module
 * @measuring:	options
 * @what:	name of the measurement in the module
 * @figures:	takes the figures, or NULL
 *
 * Return: an exit status; errors are printed.
 */
enum status measuring_run(struct device *device,
			  const struct measuring *measuring, const char *what,
			  struct figures **figures);

#endif /* MEASURING_H */
