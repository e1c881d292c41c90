// SPDX-License-Identifier: GPL-2.0
/*
 * Parameters of a run.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/random.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "compat.h"
#include "params.h"
#include "trace.h"

static const char *const sync_names[] = {
	[ORDLAB_SYNC_AUTO]	= "auto",
	[ORDLAB_SYNC_USER]	= "user",
	[ORDLAB_SYNC_NONE]	= "none",
	[ORDLAB_SYNC_TIMEBASE]	= "timebase",
};

static const char *const preload_names[] = {
	[ORDLAB_PRELOAD_NONE]	= "none",
	[ORDLAB_PRELOAD_LOAD]	= "load",
	[ORDLAB_PRELOAD_FLUSH]	= "flush",
};

static const char *const stress_names[] = {
	[ORDLAB_STRESS_OWN]	= "own",
	[ORDLAB_STRESS_SHARED]	= "shared",
};

static const char *const slots_names[] = {
	[ORDLAB_SLOTS_SEQ]	= "seq",
	[ORDLAB_SLOTS_SHUFFLE]	= "shuffle",
};

static const char *const control_names[] = {
	[ORDLAB_CONTROL_NONE]	= "none",
	[ORDLAB_CONTROL_SB]	= "SB",
};

static const char *const mode_names[] = {
	[ORDLAB_AUTO]		= "auto",
	[ORDLAB_BATCH]		= "batch",
	[ORDLAB_PERPETUAL]	= "perpetual",
};

static_assert(ARRAY_SIZE(sync_names) == ORDLAB_NR_SYNCS);
static_assert(ARRAY_SIZE(preload_names) == ORDLAB_NR_PRELOADS);
static_assert(ARRAY_SIZE(stress_names) == ORDLAB_NR_STRESSES);
static_assert(ARRAY_SIZE(slots_names) == ORDLAB_NR_SLOTS);
static_assert(ARRAY_SIZE(control_names) == ORDLAB_NR_CONTROLS);
static_assert(ARRAY_SIZE(mode_names) == ORDLAB_NR_MODES);

enum kind {
	KIND_NUMBER,
	KIND_LIMIT,	/* a number that ends the run; 0 for none */
	KIND_NAME,
	KIND_CPUS,
};

/**
 * struct field - a parameter
 * @key:	its name
 * @kind:	what it is
 * @offset:	of its u64 in struct ordlab_params, or of its list of CPUs
 * @min:	a number's least value
 * @max:	its greatest
 * @step:	it is a multiple of this
 * @initial:	its default
 * @names:	of the values of a name
 */
struct field {
	const char *key;
	enum kind kind;
	size_t offset;
	u64 min;
	u64 max;
	u64 step;
	u64 initial;
	const char *const *names;
};

#define NUMBER(_key, _min, _max, _step, _initial)			\
	{ .key = #_key, .kind = KIND_NUMBER,				\
	  .offset = offsetof(struct ordlab_params, _key),		\
	  .min = _min, .max = _max, .step = _step, .initial = _initial }
#define LIMIT(_key, _max)						\
	{ .key = #_key, .kind = KIND_LIMIT,				\
	  .offset = offsetof(struct ordlab_params, _key),		\
	  .min = 1, .max = _max, .step = 1 }
#define NAME(_key, _names, _count, _initial)				\
	{ .key = #_key, .kind = KIND_NAME,				\
	  .offset = offsetof(struct ordlab_params, _key),		\
	  .names = _names, .max = (_count) - 1, .initial = _initial }

#define CPUS(_key)							\
	{ .key = #_key, .kind = KIND_CPUS,				\
	  .offset = offsetof(struct ordlab_params, _key) }

/* The order is that of results */
static const struct field fields[] = {
	NAME(mode, mode_names, ORDLAB_NR_MODES, ORDLAB_AUTO),
	LIMIT(iterations, S64_MAX),
	LIMIT(seconds, ORDLAB_MAX_SECONDS),
	CPUS(cpus),
	NUMBER(instances, 1, U32_MAX, 1, 0),
	NUMBER(batch, 1, ORDLAB_MAX_BATCH, 1, 1024),
	NUMBER(chunk, 1, ORDLAB_MAX_BATCH, 1, 16384),
	NUMBER(stride, ORDLAB_MIN_STRIDE, ORDLAB_MAX_STRIDE, ORDLAB_MIN_STRIDE,
	       128),
	NAME(sync, sync_names, ORDLAB_NR_SYNCS, ORDLAB_SYNC_AUTO),
	NUMBER(every, 0, ORDLAB_MAX_BATCH, 1, 0),
	NAME(preload, preload_names, ORDLAB_NR_PRELOADS, ORDLAB_PRELOAD_NONE),
	NUMBER(skew, 0, ORDLAB_MAX_SKEW, 1, 0),
	CPUS(noise),
	NAME(stress, stress_names, ORDLAB_NR_STRESSES, ORDLAB_STRESS_OWN),
	NAME(order, slots_names, ORDLAB_NR_SLOTS, ORDLAB_SLOTS_SEQ),
	NAME(control, control_names, ORDLAB_NR_CONTROLS, ORDLAB_CONTROL_SB),
	NUMBER(seed, 0, U64_MAX, 1, 0),
	NUMBER(trace, 0, ORDLAB_MAX_TRACE, 1, 0),
};

static u64 *value_of(struct ordlab_params *params, const struct field *field)
{
	return (void *)params + field->offset;
}

static struct ordlab_cpus *cpus_of(struct ordlab_params *params,
				   const struct field *field)
{
	return (void *)params + field->offset;
}

int ordlab_params_init(struct ordlab_params *params)
{
	unsigned int i;

	memset(params, 0, sizeof(*params));
	if (ordlab_cpus_init(&params->cpus) ||
	    ordlab_cpus_init(&params->noise)) {
		ordlab_params_destroy(params);
		return -ENOMEM;
	}
	for (i = 0; i < ARRAY_SIZE(fields); i++)
		if (fields[i].kind != KIND_CPUS)
			*value_of(params, &fields[i]) = fields[i].initial;
	params->seed = get_random_u32();
	return 0;
}

void ordlab_params_destroy(struct ordlab_params *params)
{
	ordlab_cpus_destroy(&params->cpus);
	ordlab_cpus_destroy(&params->noise);
}

void ordlab_params_copy(struct ordlab_params *to,
			const struct ordlab_params *from)
{
	struct ordlab_cpus cpus = to->cpus, noise = to->noise;

	*to = *from;
	to->cpus = cpus;
	to->noise = noise;
	ordlab_cpus_copy(&to->cpus, &from->cpus);
	ordlab_cpus_copy(&to->noise, &from->noise);
}

static int parse_number(const struct field *field, const char *text, u64 *value,
			struct ordlab_why *why)
{
	int err = kstrtou64(text, 0, value);

	if (err == -ERANGE || (!err && (*value < field->min ||
					*value > field->max)))
		return ordlab_refuse(why, -ERANGE,
				     "%s=%s: must be from %llu to %llu",
				     field->key, text, field->min, field->max);
	if (err)
		return ordlab_refuse(why, -EINVAL, "%s=%s: not a number",
				     field->key, text);
	if (*value & (field->step - 1))
		return ordlab_refuse(why, -EINVAL,
				     "%s=%s: must be a multiple of %llu",
				     field->key, text, field->step);
	return 0;
}

static int parse_name(const struct field *field, const char *text, u64 *value,
		      struct ordlab_why *why)
{
	char known[64] = "";
	u64 i;

	for (i = 0; i <= field->max; i++) {
		if (!strcmp(field->names[i], text)) {
			*value = i;
			return 0;
		}
		if (i)
			strlcat(known, ", ", sizeof(known));
		strlcat(known, field->names[i], sizeof(known));
	}
	return ordlab_refuse(why, -EINVAL, "%s=%s: must be one of %s",
			     field->key, text, known);
}

int ordlab_params_parse(struct ordlab_params *params, char *word,
			struct ordlab_why *why)
{
	char *text = strchr(word, '=');
	unsigned int i;

	if (!text)
		return ordlab_refuse(why, -EINVAL, "%s: must be key=value",
				     word);
	*text++ = '\0';
	for (i = 0; i < ARRAY_SIZE(fields); i++) {
		const struct field *field = &fields[i];

		if (strcmp(field->key, word))
			continue;
		switch (field->kind) {
		case KIND_NUMBER:
		case KIND_LIMIT:
			return parse_number(field, text,
					    value_of(params, field), why);
		case KIND_NAME:
			return parse_name(field, text, value_of(params, field),
					  why);
		case KIND_CPUS:
			return ordlab_cpus_parse(cpus_of(params, field),
						 field->key, text, why);
		}
	}
	return ordlab_refuse(why, -EINVAL, "%s: there is no such parameter",
			     word);
}

int ordlab_params_finish(struct ordlab_params *params, struct ordlab_why *why)
{
	if (!params->iterations && !params->seconds) {
		params->iterations = ORDLAB_DEFAULT_ITERATIONS;
		params->seconds = ORDLAB_DEFAULT_SECONDS;
	}
	if (params->preload == ORDLAB_PRELOAD_FLUSH && !ORDLAB_HAS_FLUSH)
		return ordlab_refuse(why, -EOPNOTSUPP,
				     "preload=flush: on this architecture a line cannot be flushed");
	return 0;
}

void ordlab_params_show(struct seq_file *m, const struct ordlab_params *params)
{
	struct ordlab_params *all = (struct ordlab_params *)params;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(fields); i++) {
		const struct field *field = &fields[i];
		u64 value = field->kind == KIND_CPUS ? 0 : *value_of(all, field);

		switch (field->kind) {
		case KIND_NUMBER:
			seq_printf(m, "%s: %llu\n", field->key, value);
			break;
		case KIND_LIMIT:
			seq_printf(m, "asked-%s: %llu\n", field->key, value);
			break;
		case KIND_NAME:
			seq_printf(m, "%s: %s\n", field->key,
				   field->names[value]);
			break;
		case KIND_CPUS:
			seq_printf(m, "%s: ", field->key);
			ordlab_cpus_show(m, cpus_of(all, field));
			seq_putc(m, '\n');
			break;
		}
	}
}

void ordlab_params_show_bounds(struct seq_file *m)
{
	unsigned int i;
	u64 n;

	for (i = 0; i < ARRAY_SIZE(fields); i++) {
		const struct field *field = &fields[i];

		seq_printf(m, "param-%s:", field->key);
		switch (field->kind) {
		case KIND_NUMBER:
		case KIND_LIMIT:
			seq_printf(m, " %llu %llu %llu", field->min, field->max,
				   field->initial);
			break;
		case KIND_NAME:
			for (n = 0; n <= field->max; n++)
				seq_printf(m, " %s%s", field->names[n],
					   n == field->initial ? "*" : "");
			break;
		case KIND_CPUS:
			seq_puts(m, " list");
			break;
		}
		seq_putc(m, '\n');
	}
}

const char *ordlab_mode_name(enum ordlab_mode mode)
{
	return mode_names[mode];
}
