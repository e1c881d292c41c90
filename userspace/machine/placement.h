/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which CPUs the threads of a test run on: how near to one another.
 */
#ifndef PLACEMENT_H
#define PLACEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include "machine/topology.h"

/**
 * enum placement - how near the threads of an instance are
 * @PLACEMENT_ANY:	the module's choice: CPUs in the order of their numbers
 * @PLACEMENT_SMT:	on the CPUs of one core
 * @PLACEMENT_LLC:	on cores that share a last-level cache (a core complex)
 * @PLACEMENT_PACKAGE:	on last-level caches of one package, in one NUMA node
 * @PLACEMENT_NODE:	on different packages or NUMA nodes
 * @PLACEMENT_SPREAD:	the last of these that the machine has
 * @NR_PLACEMENTS:	how many there are
 *
 * Threads are dealt out in turn: to CPUs of a core, cores of a cache, caches
 * of a package, or nodes. Two at least take part.
 */
enum placement {
	PLACEMENT_ANY,
	PLACEMENT_SMT,
	PLACEMENT_LLC,
	PLACEMENT_PACKAGE,
	PLACEMENT_NODE,
	PLACEMENT_SPREAD,
	NR_PLACEMENTS,
};

/* Their names on the command line */
extern const char *const placement_names[NR_PLACEMENTS];

/**
 * placement_find() - a placement by its name
 * @name:	the name
 *
 * Return: the placement, or NR_PLACEMENTS.
 */
enum placement placement_find(const char *name);

/**
 * placement_has() - whether a machine has room for an instance
 * @topology:	the CPUs that may be used
 * @placement:	how near its threads are to be
 * @threads:	how many it has
 */
bool placement_has(const struct topology *topology, enum placement placement,
		   unsigned int threads);

/**
 * placement_cpus() - choose CPUs
 * @topology:	the CPUs that may be used
 * @placement:	how near the threads of an instance are to be; not
 *		PLACEMENT_ANY
 * @threads:	threads of an instance
 * @instances:	how many instances, at most; 0 for as many as there is room for.
 *		Takes how many there are
 *
 * Return: the module's parameter cpus, to be freed: "0,4,1,5"; NULL if there
 * is no room for one instance.
 */
char *placement_cpus(const struct topology *topology, enum placement placement,
		     unsigned int threads, unsigned int *instances);

/**
 * placement_why_not() - why there is no room, and what there is room for
 * @topology:	as of placement_cpus()
 * @placement:	likewise
 * @threads:	likewise
 *
 * Return: a line for message(), to be freed.
 */
char *placement_why_not(const struct topology *topology,
			enum placement placement, unsigned int threads);

/**
 * struct placement_request - where a test is to run, as the user says it
 * @threads:	threads of an instance
 * @placement:	how near they are to be to one another
 * @cpus:	list of CPUs, or NULL for all
 * @instances:	how many, or NULL for as many as there is room for; with @noise
 *		"idle", for one
 * @noise:	list of CPUs that make noise; "idle" for all that have nothing else
 *		to do; or NULL
 */
struct placement_request {
	unsigned int threads;
	enum placement placement;
	const char *cpus;
	const char *instances;
	const char *noise;
};

/**
 * placement_params() - what the module is to be told
 * @online:	all CPUs that are online
 * @request:	what the user wants
 * @why:	takes why that cannot be, to be freed
 *
 * What needs no knowledge of the machine is passed on as it is: whether it is
 * right is for the module to say.
 *
 * Return: parameters, to be freed: " cpus=0,4 instances=1"; NULL if it cannot be.
 */
char *placement_params(const struct topology *online,
		       const struct placement_request *request, char **why);

#endif /* PLACEMENT_H */
