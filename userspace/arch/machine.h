/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The machine that a result is of: without it a count means little.
 */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include "result/models.h"

/**
 * struct machine - what every result names
 * @kernel:	release of the kernel, as "6.1.0-18-amd64"
 * @arch:	architecture, as uname(2) has it: "x86_64"
 * @cpu:	model of the first CPU; "unknown" if the kernel does not say
 * @nr_cpus:	CPUs online
 * @emulated:	the CPUs are QEMU's TCG: costs are the emulator's
 */
struct machine {
	char kernel[65];
	char arch[65];
	char cpu[128];
	unsigned int nr_cpus;
	bool emulated;
};

/**
 * machine_this() - the machine that we are on
 *
 * Return: it; read once.
 */
const struct machine *machine_this(void);

/**
 * machine_is_x86() - whether an architecture is x86, of 32 or 64 bits
 * @arch:	its name, as in struct machine
 *
 * Return: true if so.
 */
bool machine_is_x86(const char *arch);

/**
 * machine_has_model() - whether a model says something of a machine
 * @arch:	its architecture, as in struct machine
 * @model:	a model
 *
 * Return: false for a model that rules another architecture than this.
 */
bool machine_has_model(const char *arch, enum model model);

/**
 * machine_cpu_model() - find the CPU's model
 * @model:	takes it
 * @size:	bytes in @model
 * @cpuinfo:	text of /proc/cpuinfo, which each architecture writes in its
 *		own way
 */
void machine_cpu_model(char *model, size_t size, const char *cpuinfo);

#endif /* MACHINE_H */
