/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The topology of the machine: which CPUs share a core, a last-level cache, a package, a
 * NUMA node.
 */
#ifndef TOPOLOGY_H
#define TOPOLOGY_H

#include <stddef.h>

/**
 * struct cpu_place - a CPU and where it is
 * @cpu:	its number
 * @node:	NUMA node, or 0
 * @package:	physical package
 * @llc:	last-level cache: the lowest CPU that shares it
 * @core:	core within the package
 * @where:	the same for people: "package 0, core 1"
 */
struct cpu_place {
	unsigned int cpu;
	int node;
	int package;
	int llc;
	int core;
	char where[48];
};

/**
 * struct topology - some CPUs, sorted so that near ones are side by side
 * @cpus:	sorted by node, package, last-level cache, core and number
 * @nr:		how many
 */
struct topology {
	struct cpu_place *cpus;
	size_t nr;
};

/**
 * topology_of() - where some CPUs are
 * @list:	the CPUs, as the kernel writes lists: "0-3,8"
 *
 * A number that the kernel does not have in /sys/devices/system/cpu is taken as 0.
 *
 * Return: the topology, never NULL.
 */
struct topology *topology_of(const char *list);

/**
 * topology_online() - where all CPUs are that are online
 *
 * Return: the topology, never NULL.
 */
struct topology *topology_online(void);
void topology_free(struct topology *topology);

#endif /* TOPOLOGY_H */
