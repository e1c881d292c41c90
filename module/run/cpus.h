/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A list of CPUs, in the order in which they were named.
 */
#ifndef ORDLAB_CPUS_H
#define ORDLAB_CPUS_H

#include <linux/cpumask.h>

#include "why.h"

struct seq_file;

/**
 * struct ordlab_cpus - a list of CPUs
 * @nr:		how many
 * @list:	[nr_cpu_ids] their numbers, in order
 * @mask:	the same CPUs, as a set
 */
struct ordlab_cpus {
	unsigned int nr;
	unsigned int *list;
	cpumask_var_t mask;
};

/**
 * ordlab_cpus_init() - an empty list
 * @cpus:	the list
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM; ordlab_cpus_destroy() copes with both.
 */
int ordlab_cpus_init(struct ordlab_cpus *cpus);
void ordlab_cpus_destroy(struct ordlab_cpus *cpus);

/**
 * ordlab_cpus_copy() - copy a list to another one
 * @to:		where to, initialised
 * @from:	where from
 *
 * Context: any.
 */
void ordlab_cpus_copy(struct ordlab_cpus *to, const struct ordlab_cpus *from);

/**
 * ordlab_cpus_fill() - make a list that of a set, in ascending order
 * @cpus:	the list
 * @mask:	the set
 * @but:	CPUs to leave out
 *
 * Context: any.
 */
void ordlab_cpus_fill(struct ordlab_cpus *cpus, const struct cpumask *mask,
		      const struct cpumask *but);

/**
 * ordlab_cpus_trim() - keep the first CPUs of a list
 * @cpus:	the list
 * @nr:		how many to keep, at most as many as there are
 *
 * Context: any.
 */
void ordlab_cpus_trim(struct ordlab_cpus *cpus, unsigned int nr);

/**
 * ordlab_cpus_parse() - read a list such as "2,0-1"
 * @cpus:	takes it
 * @key:	name of the parameter, for @why
 * @text:	the text; changed
 * @why:	takes the reason of a refusal
 *
 * Context: may sleep.
 * Return: 0; -EINVAL: no such list, a CPU that does not exist, or one that is
 * named twice; -ENOMEM.
 */
int ordlab_cpus_parse(struct ordlab_cpus *cpus, const char *key, char *text,
		      struct ordlab_why *why);

/**
 * ordlab_cpus_check() - refuse a list that has a CPU which is not online
 * @cpus:	the list
 * @why:	takes the reason of a refusal
 *
 * Context: the caller holds cpus_read_lock().
 * Return: 0 or -EINVAL.
 */
int ordlab_cpus_check(const struct ordlab_cpus *cpus, struct ordlab_why *why);

/**
 * ordlab_cpus_show() - print a list as it can be read again
 * @m:		where to
 * @cpus:	the list
 */
void ordlab_cpus_show(struct seq_file *m, const struct ordlab_cpus *cpus);

#endif /* ORDLAB_CPUS_H */
