/* SPDX-License-Identifier: GPL-2.0 */
/*
 * On which CPUs the threads of a test run: how near to one another.
 *
 * An *instance* is a copy of the test; its threads run on CPUs of their own. The machine
 * consists of nested *units*: nodes, packages, last-level caches, cores, CPUs. A placement
 * names the unit that all threads of an instance share. Its parts are the next smaller
 * units, and each thread runs in another part, as long as there are parts. For example,
 * with two cores of two CPUs each (0,1 and 2,3) that share a last-level cache, two
 * threads run on
 *
 *	smt	0 and 1		one core; its parts are CPUs
 *	llc	0 and 2		one last-level cache; its parts are cores
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
 * @PLACEMENT_SPREAD:	the farthest of these that the machine has room for
 * @NR_PLACEMENTS:	how many there are
 *
 * If there are more threads than parts, a part gets another thread in turn. At least two
 * parts get a thread.
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
 * placement_has() - whether the machine has room for an instance
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
 * @instances:	how many instances at most; 0: as many as there is room for. Takes
 *		how many were placed
 *
 * Return: the module's parameter cpus, to be freed: "0,4,1,5"; NULL if there
 * is no room for one instance.
 */
char *placement_cpus(const struct topology *topology, enum placement placement,
		     unsigned int threads, unsigned int *instances);

/**
 * placement_why_not() - why there is no room, and for which placements there is room
 * @topology:	as for placement_cpus()
 * @placement:	the same
 * @threads:	the same
 *
 * Return: a line for message(), to be freed.
 */
char *placement_why_not(const struct topology *topology,
			enum placement placement, unsigned int threads);

/**
 * struct placement_request - where the user wants a test to run
 * @threads:	threads of an instance
 * @placement:	how near they are to be to one another
 * @cpus:	list of CPUs, or NULL for all
 * @instances:	how many, or NULL: as many as there is room for, but one if @noise is
 *		"idle"
 * @noise:	list of CPUs that make noise; "idle" for all that run no thread of the
 *		test; or NULL
 */
struct placement_request {
	unsigned int threads;
	enum placement placement;
	const char *cpus;
	const char *instances;
	const char *noise;
};

/**
 * placement_params() - parameters for the module
 * @online:	all CPUs that are online
 * @request:	what the user has requested
 * @why:	takes the reason if that is impossible, to be freed
 *
 * Values that do not depend on the machine are passed on unchanged: the module checks
 * them.
 *
 * Return: parameters, to be freed: " cpus=0,4 instances=1"; NULL if it is impossible.
 */
char *placement_params(const struct topology *online,
		       const struct placement_request *request, char **why);

#endif /* PLACEMENT_H */
