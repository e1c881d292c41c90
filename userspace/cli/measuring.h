/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the commands that measure have in common.
 */
#ifndef MEASURING_H
#define MEASURING_H

#include <argp.h>
#include <stdbool.h>
#include "machine/device.h"
#include "lib/util.h"

/**
 * struct measuring - options of a measurement
 * @cpus:	on which CPUs, or NULL
 * @samples:	samples a figure, or NULL
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
 * @measuring:	how
 * @what:	what, as the module calls it
 * @figures:	takes what was measured, or NULL
 *
 * Return: an exit status; the user has been told of what went wrong.
 */
enum status measuring_run(struct device *device,
			  const struct measuring *measuring, const char *what,
			  struct figures **figures);

#endif /* MEASURING_H */
