// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "machine/placement.h"
#include "lib/util.h"

const char *const placement_names[NR_PLACEMENTS] = {
	[PLACEMENT_ANY]		= "any",
	[PLACEMENT_SMT]		= "smt",
	[PLACEMENT_LLC]		= "llc",
	[PLACEMENT_PACKAGE]	= "package",
	[PLACEMENT_NODE]	= "node",
	[PLACEMENT_SPREAD]	= "spread",
};

/* The parts of each placement, for an error message */
static const char *const parts[NR_PLACEMENTS] = {
	[PLACEMENT_SMT]		= "CPUs of one core",
	[PLACEMENT_LLC]		= "CPUs on cores that share a last-level cache",
	[PLACEMENT_PACKAGE]	= "CPUs on last-level caches of one package",
	[PLACEMENT_NODE]	= "CPUs on different packages or NUMA nodes",
	[PLACEMENT_SPREAD]	= "CPUs",
};

enum placement placement_find(const char *name)
{
	unsigned int i;

	for (i = 0; i < NR_PLACEMENTS; i++)
		if (!strcmp(placement_names[i], name))
			break;
	return i;
}

/* Whether two CPUs are in the same part of a placement */
static bool same_part(enum placement placement, const struct cpu_place *a,
		      const struct cpu_place *b)
{
	bool package = a->node == b->node && a->package == b->package;

	switch (placement) {
	case PLACEMENT_SMT:
		return a->cpu == b->cpu;
	case PLACEMENT_LLC:
		return package && a->llc == b->llc && a->core == b->core;
	case PLACEMENT_PACKAGE:
		return package && a->llc == b->llc;
	case PLACEMENT_NODE:
		return package;
	default:
		return true;
	}
}

/**
 * struct choice - the CPUs of an instance, while they are chosen
 * @topology:	the CPUs to choose from
 * @used:	[topology->nr] this instance or an earlier one has the CPU
 * @alone:	do not choose cores of which an earlier instance has a CPU
 * @first:	first CPU of the unit, in @topology
 * @last:	one past its last CPU
 * @cpus:	[@nr] CPUs of this instance, in @topology
 * @nr:		how many CPUs it has
 */
struct choice {
	const struct topology *topology;
	bool *used;
	bool alone;
	size_t first;
	size_t last;
	size_t *cpus;
	size_t nr;
};

static bool same_core(const struct choice *choice, size_t a, size_t b)
{
	return same_part(PLACEMENT_LLC, &choice->topology->cpus[a],
			 &choice->topology->cpus[b]);
}

/* How many CPUs of the same core this instance has */
static size_t own_core(const struct choice *choice, size_t cpu)
{
	size_t nr = 0, i;

	for (i = 0; i < choice->nr; i++)
		nr += same_core(choice, choice->cpus[i], cpu);
	return nr;
}

/* The same, of all instances */
static size_t any_core(const struct choice *choice, size_t cpu)
{
	size_t nr = 0, i;

	for (i = 0; i < choice->topology->nr; i++)
		nr += choice->used[i] && same_core(choice, i, cpu);
	return nr;
}

/* Choose a CPU of a part, on a core that this instance has no CPU of if there is one */
static void take(struct choice *choice, size_t first, size_t last)
{
	size_t i, own, found = last;

	for (i = first; i < last; i++) {
		own = own_core(choice, i);
		if (choice->used[i] ||
		    (choice->alone && any_core(choice, i) > own))
			continue;
		if (!own) {
			found = i;
			break;
		}
		if (found == last)
			found = i;
	}
	if (found == last)
		return;
	choice->used[found] = true;
	choice->cpus[choice->nr++] = found;
}

/* Where the part that begins at @first ends */
static size_t part_end(const struct choice *choice, enum placement placement,
		       size_t first, size_t end)
{
	const struct cpu_place *places = choice->topology->cpus;
	size_t last = first + 1;

	while (last < end && same_part(placement, &places[first], &places[last]))
		last++;
	return last;
}

static void give_back(struct choice *choice)
{
	while (choice->nr)
		choice->used[choice->cpus[--choice->nr]] = false;
}

/* Place the threads in the parts of a unit, in turn. False: it has no room */
static bool deal(struct choice *choice, enum placement placement,
		 unsigned int threads)
{
	size_t before, first, last;
	unsigned int parts_used = 0;

	do {
		before = choice->nr;
		for (first = choice->first;
		     first < choice->last && choice->nr < threads; first = last) {
			last = part_end(choice, placement, first, choice->last);
			take(choice, first, last);
		}
		if (!parts_used)
			parts_used = choice->nr;
	} while (choice->nr < threads && choice->nr > before);

	if (choice->nr == threads && (parts_used > 1 || threads == 1))
		return true;
	give_back(choice);
	return false;
}

/* Place one more instance; if @alone, on cores that no other instance uses */
static bool try_place(struct choice *choice, enum placement placement,
		      unsigned int threads, bool alone)
{
	choice->alone = alone;
	choice->nr = 0;
	for (choice->first = 0; choice->first < choice->topology->nr;
	     choice->first = choice->last) {
		/* The unit of a placement is a part of the next one */
		choice->last = part_end(choice, placement + 1, choice->first,
					choice->topology->nr);
		if (deal(choice, placement, threads))
			return true;
	}
	return false;
}

static bool place(struct choice *choice, enum placement placement,
		  unsigned int threads)
{
	return try_place(choice, placement, threads, true) ||
	       try_place(choice, placement, threads, false);
}

static struct choice *choice_new(const struct topology *topology)
{
	struct choice *choice = xcalloc(1, sizeof(*choice));

	choice->topology = topology;
	choice->used = xcalloc(topology->nr + 1, sizeof(*choice->used));
	choice->cpus = xcalloc(topology->nr + 1, sizeof(*choice->cpus));
	return choice;
}

static void choice_free(struct choice *choice)
{
	free(choice->used);
	free(choice->cpus);
	free(choice);
}

/* The farthest placement that there is room for, or @placement itself */
static enum placement resolve(const struct topology *topology,
			      enum placement placement, unsigned int threads)
{
	if (placement != PLACEMENT_SPREAD)
		return placement;
	while (--placement > PLACEMENT_ANY)
		if (placement_has(topology, placement, threads))
			break;
	return placement;
}

bool placement_has(const struct topology *topology, enum placement placement,
		   unsigned int threads)
{
	struct choice *choice;
	bool found;

	placement = resolve(topology, placement, threads);
	if (placement == PLACEMENT_ANY)
		return topology->nr >= threads;
	choice = choice_new(topology);
	found = place(choice, placement, threads);
	choice_free(choice);
	return found;
}

char *placement_cpus(const struct topology *topology, enum placement placement,
		     unsigned int threads, unsigned int *instances)
{
	struct choice *choice = choice_new(topology);
	unsigned int most = *instances;
	char *list = NULL, *longer;
	size_t i;

	*instances = 0;
	placement = resolve(topology, placement, threads);
	while (placement != PLACEMENT_ANY && (!most || *instances < most) &&
	       place(choice, placement, threads)) {
		++*instances;
		for (i = 0; i < choice->nr; i++) {
			longer = xasprintf("%s%s%u", list ? list : "",
					   list ? "," : "",
					   topology->cpus[choice->cpus[i]].cpu);
			free(list);
			list = longer;
		}
	}
	choice_free(choice);
	return list;
}

char *placement_why_not(const struct topology *topology,
			enum placement placement, unsigned int threads)
{
	char *has = NULL, *longer, *why;
	unsigned int i;

	for (i = PLACEMENT_SMT; i < PLACEMENT_SPREAD; i++) {
		if (!placement_has(topology, i, threads))
			continue;
		longer = xasprintf("%s%s%s", has ? has : "", has ? ", " : "",
				   placement_names[i]);
		free(has);
		has = longer;
	}
	why = xasprintf("--placement %s: there are no %u %s among the %zu that may be used; possible here: %s",
			placement_names[placement], threads, parts[placement],
			topology->nr, has ? has : "none");
	free(has);
	return why;
}

static char *with_param(char *params, const char *key, const char *value)
{
	char *longer;

	if (!value)
		return params;
	longer = xasprintf("%s %s=%s", params, key, value);
	free(params);
	return longer;
}

static bool is_listed(const char *list, unsigned int cpu)
{
	struct topology *listed = topology_of(list);
	bool found = false;
	size_t i;

	for (i = 0; i < listed->nr; i++)
		found |= listed->cpus[i].cpu == cpu;
	topology_free(listed);
	return found;
}

/* The CPUs that a list does not have, as a list to be freed; or NULL */
static char *others(const struct topology *online, const char *list)
{
	char *text = NULL, *longer;
	size_t i;

	for (i = 0; i < online->nr; i++) {
		if (is_listed(list, online->cpus[i].cpu))
			continue;
		longer = xasprintf("%s%s%u", text ? text : "", text ? "," : "",
				   online->cpus[i].cpu);
		free(text);
		text = longer;
	}
	return text;
}

/* The first CPUs of a topology, as a list to be freed */
static char *first_cpus(const struct topology *topology, unsigned int nr)
{
	char *text = xstrdup(""), *longer;
	size_t i;

	for (i = 0; i < nr && i < topology->nr; i++) {
		longer = xasprintf("%s%s%u", text, i ? "," : "",
				   topology->cpus[i].cpu);
		free(text);
		text = longer;
	}
	return text;
}

/* The CPUs of a request that depends on the machine; NULL and @why if impossible */
static char *choose(const struct topology *online,
		    const struct placement_request *request,
		    unsigned int *instances, char **why)
{
	struct topology *listed = NULL;
	const struct topology *from = online;
	char *cpus;

	if (request->placement == PLACEMENT_ANY) {
		if (!*instances)
			*instances = 1;
		return request->cpus ? xstrdup(request->cpus) :
			first_cpus(online, request->threads * *instances);
	}
	if (request->cpus) {
		listed = topology_of(request->cpus);
		from = listed;
	}
	cpus = placement_cpus(from, request->placement, request->threads,
			      instances);
	if (!cpus)
		*why = placement_why_not(from, request->placement,
					 request->threads);
	if (listed)
		topology_free(listed);
	return cpus;
}

char *placement_params(const struct topology *online,
		       const struct placement_request *request, char **why)
{
	bool idle = request->noise && !strcmp(request->noise, "idle");
	char *params = xstrdup(""), *cpus, *noise = NULL, number[16];
	unsigned int instances = 0;

	*why = NULL;
	if (request->placement == PLACEMENT_ANY && !idle) {
		params = with_param(params, "cpus", request->cpus);
		params = with_param(params, "instances", request->instances);
		return with_param(params, "noise", request->noise);
	}
	if (request->instances)
		instances = strtoul(request->instances, NULL, 10);
	else if (idle)
		instances = 1;
	cpus = choose(online, request, &instances, why);
	if (cpus && idle) {
		noise = others(online, cpus);
		if (!noise)
			*why = xasprintf("--noise idle: the test leaves no CPU idle");
	}
	if (!*why) {
		snprintf(number, sizeof(number), "%u", instances);
		params = with_param(params, "cpus", cpus);
		params = with_param(params, "instances", number);
		params = with_param(params, "noise",
				    idle ? noise : request->noise);
	}
	free(cpus);
	free(noise);
	if (!*why)
		return params;
	free(params);
	return NULL;
}
