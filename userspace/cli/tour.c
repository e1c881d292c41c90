// SPDX-License-Identifier: GPL-2.0
#include "cli/tour.h"

const struct tour_stop tour_stops[] = {
	{ "SB",
	  "Each thread stores, then loads what the other one stores. In no interleaving do both loads miss both stores; but a CPU keeps its own store in a store buffer and lets the load go first." },
	{ "SB+rel-acqs",
	  "The same with smp_store_release() and smp_load_acquire(). They order nothing that matters here: a release does not wait for its own store to be seen, and an acquire looks only at what comes after it." },
	{ "SB+mbs",
	  "smp_mb() between the store and the load: a full fence is what orders an earlier store against a later load. The outcome is gone." },
	{ "MP",
	  "A message and a flag, with no ordering: the reader may see the flag and miss the message. x86 keeps stores in order and loads in order, so it does not happen there; a weaker machine shows it, and the kernel's code has to run on both." },
	{ "IRIW",
	  "Two writers, and two readers who may disagree about which write came first. It takes four CPUs." },
	{ "lost-update",
	  "Two threads load a counter, add one, and store it back. Each step is fine, and still one of the increments can get lost." },
	{ "lost-update+inc",
	  "With atomic_inc() load, addition and store are one step, and nothing gets lost." },
};

const size_t tour_nr_stops = sizeof(tour_stops) / sizeof(*tour_stops);
