/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tour: a few tests, each with what it teaches. "ordlab run --tour" runs them in turn.
 */
#ifndef TOUR_H
#define TOUR_H

#include <stddef.h>

/* How long a test of the tour runs: iterations, but no more than so many seconds */
#define TOUR_ITERATIONS	"1000000"
#define TOUR_SECONDS	"4"

/**
 * struct tour_stop - a stop of the tour
 * @test:	a test of the catalogue
 * @story:	what the reader can see in its result
 */
struct tour_stop {
	const char *test;
	const char *story;
};

extern const struct tour_stop tour_stops[];
extern const size_t tour_nr_stops;

#endif /* TOUR_H */
