// SPDX-License-Identifier: GPL-2.0
/*
 * A random sample of the iterations of a run.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/overflow.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/string.h>

#include "trace.h"

int ordlab_trace_create(struct ordlab_trace *trace, unsigned int max,
			unsigned int width)
{
	struct ordlab_trace_class *class;
	unsigned int i;

	memset(trace, 0, sizeof(*trace));
	trace->max = max;
	trace->width = width;
	for (class = trace->classes; class <= &trace->classes[1]; class++) {
		class->limit = U32_MAX;
		class->samples = kcalloc(max, sizeof(*class->samples),
					 GFP_KERNEL);
		if (!class->samples)
			return -ENOMEM;
		for (i = 0; i < max; i++) {
			class->samples[i] =
				kzalloc(struct_size(class->samples[i], values,
						    width), GFP_KERNEL);
			if (!class->samples[i])
				return -ENOMEM;
		}
	}
	return 0;
}

void ordlab_trace_destroy(struct ordlab_trace *trace)
{
	struct ordlab_trace_class *class;
	unsigned int i;

	for (class = trace->classes; class <= &trace->classes[1]; class++) {
		for (i = 0; class->samples && i < trace->max; i++)
			kfree(class->samples[i]);
		kfree(class->samples);
	}
	memset(trace, 0, sizeof(*trace));
}

void ordlab_trace_add(struct ordlab_trace *trace,
		      const struct ordlab_sample *sample, const s64 *values)
{
	struct ordlab_trace_class *class = &trace->classes[sample->met];
	struct ordlab_sample **samples = class->samples, *spare;
	unsigned int at;

	if (sample->key > class->limit)
		return;
	/* A sample that is free, or else the worst one, moves to its place. */
	if (class->nr < trace->max)
		class->nr++;
	spare = samples[class->nr - 1];
	for (at = class->nr - 1; at && samples[at - 1]->key > sample->key; at--)
		samples[at] = samples[at - 1];
	samples[at] = spare;
	*spare = *sample;
	memcpy(spare->values, values, array_size(trace->width, sizeof(*values)));
	if (class->nr == trace->max)
		WRITE_ONCE(class->limit, samples[class->nr - 1]->key);
}

static int compare(const void *a, const void *b)
{
	const struct ordlab_sample *first = *(const struct ordlab_sample **)a;
	const struct ordlab_sample *second = *(const struct ordlab_sample **)b;

	if (first->iteration != second->iteration)
		return first->iteration < second->iteration ? -1 : 1;
	return first->instance < second->instance ? -1 : 1;
}

unsigned int ordlab_trace_pick(const struct ordlab_trace *trace,
			       const struct ordlab_sample **picked)
{
	const struct ordlab_trace_class *class = trace->classes;
	unsigned int met, others;

	others = min(class[0].nr, trace->max - min(class[1].nr,
						   (trace->max + 1) / 2));
	met = min(class[1].nr, trace->max - others);
	memcpy(picked, class[0].samples, others * sizeof(*picked));
	memcpy(picked + others, class[1].samples, met * sizeof(*picked));
	sort(picked, others + met, sizeof(*picked), compare, NULL);
	return others + met;
}
