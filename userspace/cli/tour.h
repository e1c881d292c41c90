/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A walk through a few tests, each with what it teaches.
 */
#ifndef TOUR_H
#define TOUR_H

#include <stddef.h>

/* How long the tour stays at a stop: iterations, or seconds if they come first */
#define TOUR_ITERATIONS	"1000000"
#define TOUR_SECONDS	"4"

/**
 * struct tour_stop - a stop of the tour
 * @test:	a test of the catalogue
 * @story:	what to look for
 */
struct tour_stop {
	const char *test;
	const char *story;
};

extern const struct tour_stop tour_stops[];
extern const size_t tour_nr_stops;

#endif /* TOUR_H */
