// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "arch/machine.h"
#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#endif

/* Value of the first line "key<blanks>: value", or false */
static bool find(char *value, size_t size, const char *text, const char *key)
{
	size_t len = strlen(key);

	for (; text; text = strchr(text, '\n')) {
		text += *text == '\n';
		if (strncmp(text, key, len))
			continue;
		text += len;
		text += strspn(text, " \t");
		if (*text != ':')
			continue;
		text++;
		text += strspn(text, " \t");
		snprintf(value, size, "%.*s", (int)strcspn(text, "\n"), text);
		return *value;
	}
	return false;
}

void machine_cpu_model(char *model, size_t size, const char *cpuinfo)
{
	/*
	 * x86, loongarch and others; mips; powerpc; riscv; s390. See show_cpuinfo()
	 * of each architecture.
	 */
	static const char * const keys[] = {
		"model name", "Model Name", "cpu model", "cpu", "uarch",
		"processor 0",
	};
	char part[32];
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (find(model, size, cpuinfo, keys[i]))
			return;
	/* arm64 gives the fields of the register MIDR_EL1 */
	if (find(model, size, cpuinfo, "CPU implementer") &&
	    find(part, sizeof(part), cpuinfo, "CPU part")) {
		char implementer[32];

		snprintf(implementer, sizeof(implementer), "%s", model);
		snprintf(model, size, "implementer %s part %s", implementer,
			 part);
		return;
	}
	snprintf(model, size, "unknown");
}

/*
 * x86: the hypervisor's signature, CPUID leaf 0x40000000, and QEMU has one of
 * its own for TCG (target/i386/cpu.c). arm64: no maker of CPUs has implementer
 * 0, but QEMU's "max" CPU does (target/arm/tcg/cpu64.c).
 */
static bool is_emulated(const char *cpuinfo)
{
	char implementer[32];
#if defined(__x86_64__) || defined(__i386__)
	unsigned int eax, signature[3];

	__cpuid(1, eax, signature[0], signature[2], signature[1]);
	if (!(signature[2] & 1U << 31))
		return false;
	__cpuid(0x40000000, eax, signature[0], signature[1], signature[2]);
	return !memcmp(signature, "TCGTCGTCGTCG", sizeof(signature));
#endif
	return find(implementer, sizeof(implementer), cpuinfo,
		    "CPU implementer") && !strcmp(implementer, "0x00");
}

const struct machine *machine_this(void)
{
	static struct machine machine;
	static char cpuinfo[16384];
	struct utsname uts;
	long cpus;
	FILE *file;

	if (*machine.cpu)
		return &machine;
	if (!uname(&uts)) {
		snprintf(machine.kernel, sizeof(machine.kernel), "%s",
			 uts.release);
		snprintf(machine.arch, sizeof(machine.arch), "%s", uts.machine);
	}
	file = fopen("/proc/cpuinfo", "re");
	if (file) {
		cpuinfo[fread(cpuinfo, 1, sizeof(cpuinfo) - 1, file)] = '\0';
		fclose(file);
	}
	machine_cpu_model(machine.cpu, sizeof(machine.cpu), cpuinfo);
	machine.emulated = is_emulated(cpuinfo);
	cpus = sysconf(_SC_NPROCESSORS_ONLN);
	machine.nr_cpus = cpus > 0 ? cpus : 1;
	return &machine;
}

bool machine_is_x86(const char *arch)
{
	return !strcmp(arch, "x86_64") ||
	       (arch[0] == 'i' && !strcmp(arch + 2, "86"));
}

bool machine_has_model(const char *arch, enum model model)
{
	const char *rules = model_infos[model].rules;

	return !model_rules(model) || !strcmp(rules, EVERY_MACHINE) ||
	       !strcmp(rules, arch) ||
	       (!strcmp(rules, "x86") && machine_is_x86(arch));
}
