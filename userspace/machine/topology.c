// SPDX-License-Identifier: GPL-2.0
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "machine/topology.h"
#include "lib/util.h"

#define MAX_CPU		8191	/* the kernel's largest NR_CPUS, less one */

static int read_number(unsigned int cpu, const char *name)
{
	char path[128];
	FILE *file;
	int number = 0;

	snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu%u/%s", cpu,
		 name);
	file = fopen(path, "re");
	if (!file)
		return 0;
	if (fscanf(file, "%d", &number) != 1 || number < 0)
		number = 0;
	fclose(file);
	return number;
}

static int read_node(unsigned int cpu)
{
	struct dirent *entry;
	char path[64];
	int node = 0;
	DIR *dir;

	snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu%u", cpu);
	dir = opendir(path);
	if (!dir)
		return 0;
	while ((entry = readdir(dir)))
		if (sscanf(entry->d_name, "node%d", &node) == 1)
			break;
	closedir(dir);
	return node;
}

/* The lowest CPU that shares the largest cache that sysfs describes */
static int read_llc(unsigned int cpu)
{
	char name[64];
	int level, most = 0, first = 0, i;

	for (i = 0; i < 8; i++) {
		snprintf(name, sizeof(name), "cache/index%d/level", i);
		level = read_number(cpu, name);
		if (level <= most)
			continue;
		most = level;
		snprintf(name, sizeof(name), "cache/index%d/shared_cpu_list", i);
		first = read_number(cpu, name);
	}
	return first;
}

static void add(struct topology *topology, unsigned int cpu)
{
	struct cpu_place *place;

	topology->cpus = xrealloc(topology->cpus, topology->nr + 1,
				  sizeof(*place));
	place = &topology->cpus[topology->nr++];
	place->cpu = cpu;
	place->node = read_node(cpu);
	place->package = read_number(cpu, "topology/physical_package_id");
	place->llc = read_llc(cpu);
	place->core = read_number(cpu, "topology/core_id");
	snprintf(place->where, sizeof(place->where), "package %d, core %d",
		 place->package, place->core);
}

static int compare(const void *a, const void *b)
{
	const struct cpu_place *x = a, *y = b;

	if (x->node != y->node)
		return x->node - y->node;
	if (x->package != y->package)
		return x->package - y->package;
	if (x->llc != y->llc)
		return x->llc - y->llc;
	if (x->core != y->core)
		return x->core - y->core;
	return x->cpu < y->cpu ? -1 : x->cpu > y->cpu;
}

struct topology *topology_of(const char *list)
{
	struct topology *topology = xcalloc(1, sizeof(*topology));
	unsigned long first, last;
	char *end;

	while (*list) {
		first = strtoul(list, &end, 10);
		if (end == list)
			break;
		last = first;
		if (*end == '-')
			last = strtoul(end + 1, &end, 10);
		for (; first <= last && first <= MAX_CPU; first++)
			add(topology, first);
		list = end + (*end == ',');
	}
	if (topology->nr)
		qsort(topology->cpus, topology->nr, sizeof(*topology->cpus),
		      compare);
	return topology;
}

struct topology *topology_online(void)
{
	FILE *file = fopen("/sys/devices/system/cpu/online", "re");
	struct topology *topology;
	char *list = NULL;
	size_t room = 0;

	if (!file || getline(&list, &room, file) < 0)
		topology = topology_of("0");
	else
		topology = topology_of(list);
	if (file)
		fclose(file);
	free(list);
	return topology;
}

void topology_free(struct topology *topology)
{
	free(topology->cpus);
	free(topology);
}
