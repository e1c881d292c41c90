// SPDX-License-Identifier: GPL-2.0
/*
 * A list of CPUs, in the order in which they were named.
 */
#include <linux/mm.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "cpus.h"

int ordlab_cpus_init(struct ordlab_cpus *cpus)
{
	memset(cpus, 0, sizeof(*cpus));
	cpus->list = kvcalloc(nr_cpu_ids, sizeof(*cpus->list), GFP_KERNEL);
	if (!cpus->list || !zalloc_cpumask_var(&cpus->mask, GFP_KERNEL)) {
		kvfree(cpus->list);
		cpus->list = NULL;
		return -ENOMEM;
	}
	return 0;
}

void ordlab_cpus_destroy(struct ordlab_cpus *cpus)
{
	if (cpus->list)
		free_cpumask_var(cpus->mask);
	kvfree(cpus->list);
}

void ordlab_cpus_copy(struct ordlab_cpus *to, const struct ordlab_cpus *from)
{
	to->nr = from->nr;
	memcpy(to->list, from->list, from->nr * sizeof(*from->list));
	cpumask_copy(to->mask, from->mask);
}

static void add(struct ordlab_cpus *cpus, unsigned int cpu)
{
	cpus->list[cpus->nr++] = cpu;
	cpumask_set_cpu(cpu, cpus->mask);
}

void ordlab_cpus_fill(struct ordlab_cpus *cpus, const struct cpumask *mask,
		      const struct cpumask *but)
{
	unsigned int cpu;

	ordlab_cpus_trim(cpus, 0);
	for_each_cpu(cpu, mask)
		if (!cpumask_test_cpu(cpu, but))
			add(cpus, cpu);
}

void ordlab_cpus_trim(struct ordlab_cpus *cpus, unsigned int nr)
{
	while (cpus->nr > nr)
		cpumask_clear_cpu(cpus->list[--cpus->nr], cpus->mask);
}

/* Add those of a part of the text: "3", or "0-2" */
static int parse_part(struct ordlab_cpus *cpus, struct cpumask *part,
		      const char *key, const char *text, struct ordlab_why *why)
{
	int err = cpulist_parse(text, part);
	unsigned int cpu;

	if (err && err != -ERANGE)
		return ordlab_refuse(why, -EINVAL,
				     "%s=%s: not a list of CPUs such as 0,2-3",
				     key, text);
	if (err || !cpumask_subset(part, cpu_possible_mask))
		return ordlab_refuse(why, -EINVAL,
				     "%s=%s: there is no such CPU; there are %*pbl",
				     key, text,
				     cpumask_pr_args(cpu_possible_mask));
	for_each_cpu(cpu, part) {
		if (cpumask_test_cpu(cpu, cpus->mask))
			return ordlab_refuse(why, -EINVAL,
					     "%s: CPU %u is named twice", key,
					     cpu);
		add(cpus, cpu);
	}
	return 0;
}

int ordlab_cpus_parse(struct ordlab_cpus *cpus, const char *key, char *text,
		      struct ordlab_why *why)
{
	cpumask_var_t part;
	char *word;
	int err = 0;

	if (!alloc_cpumask_var(&part, GFP_KERNEL))
		return ordlab_refuse(why, -ENOMEM, "out of memory");
	ordlab_cpus_trim(cpus, 0);
	while (!err && (word = strsep(&text, ",")))
		err = parse_part(cpus, part, key, word, why);
	free_cpumask_var(part);
	if (!err && !cpus->nr)
		err = ordlab_refuse(why, -EINVAL, "%s=: no CPU is named", key);
	return err;
}

int ordlab_cpus_check(const struct ordlab_cpus *cpus, struct ordlab_why *why)
{
	unsigned int i;

	for (i = 0; i < cpus->nr; i++)
		if (!cpu_online(cpus->list[i]))
			return ordlab_refuse(why, -EINVAL,
					     "CPU %u is not online; those that are: %*pbl",
					     cpus->list[i],
					     cpumask_pr_args(cpu_online_mask));
	return 0;
}

void ordlab_cpus_show(struct seq_file *m, const struct ordlab_cpus *cpus)
{
	unsigned int i;

	for (i = 1; i < cpus->nr; i++)
		if (cpus->list[i - 1] > cpus->list[i])
			break;
	if (i >= cpus->nr) {
		seq_printf(m, "%*pbl", cpumask_pr_args(cpus->mask));
		return;
	}
	for (i = 0; i < cpus->nr; i++)
		seq_printf(m, "%s%u", i ? "," : "", cpus->list[i]);
}
