/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Parameters of a run: one table that parses, prints and documents them.
 */
#ifndef ORDLAB_PARAMS_H
#define ORDLAB_PARAMS_H

#include <linux/sizes.h>

#include "cpus.h"
#include "noise.h"
#include "primitives.h"
#include "why.h"

struct seq_file;

/**
 * enum ordlab_mode - how iterations follow one another
 * @ORDLAB_AUTO:	a run as ORDLAB_BATCH, then one as ORDLAB_PERPETUAL; all
 *			of it as ORDLAB_BATCH if the test cannot run so
 * @ORDLAB_BATCH:	each has its own memory, and every outcome is counted
 * @ORDLAB_PERPETUAL:	all in the same memory, and nothing separates them
 * @ORDLAB_NR_MODES:	how many there are
 */
enum ordlab_mode {
	ORDLAB_AUTO,
	ORDLAB_BATCH,
	ORDLAB_PERPETUAL,
	ORDLAB_NR_MODES,
};

/**
 * enum ordlab_slots - in which order iterations use the frames of a batch
 * @ORDLAB_SLOTS_SEQ:		one after the other
 * @ORDLAB_SLOTS_SHUFFLE:	in random order, another one in each batch
 * @ORDLAB_NR_SLOTS:		how many there are
 */
enum ordlab_slots {
	ORDLAB_SLOTS_SEQ,
	ORDLAB_SLOTS_SHUFFLE,
	ORDLAB_NR_SLOTS,
};

/**
 * enum ordlab_control_kind - whether there is a positive control, see control.h
 * @ORDLAB_CONTROL_NONE:	no
 * @ORDLAB_CONTROL_SB:		yes
 * @ORDLAB_NR_CONTROLS:		how many there are
 */
enum ordlab_control_kind {
	ORDLAB_CONTROL_NONE,
	ORDLAB_CONTROL_SB,
	ORDLAB_NR_CONTROLS,
};

#define ORDLAB_MIN_STRIDE	8
#define ORDLAB_MAX_STRIDE	4096
#define ORDLAB_MAX_BATCH	65536
#define ORDLAB_MAX_SKEW		32768
#define ORDLAB_MAX_SECONDS	(366ULL * 24 * 60 * 60)

/*
 * Of a run for which the user has set neither. The seconds are for tests that
 * wait for grace periods, and for virtual CPUs that share a CPU.
 */
#define ORDLAB_DEFAULT_ITERATIONS	1000000
#define ORDLAB_DEFAULT_SECONDS		10

/* Memory of an instance, in bytes, at most */
#define ORDLAB_MAX_INSTANCE	(SZ_4M + SZ_1M + SZ_256K)

/**
 * struct ordlab_params - how a run is to be made
 * @iterations:	how many, over all instances; 0: as many as @seconds allow.
 *		ORDLAB_AUTO makes as many in each of its two parts
 * @seconds:	for how long; 0: until @iterations are done
 * @cpus:	where: threads of one instance after the other; empty: on every
 *		CPU that is online
 * @noise:	CPUs that are kept busy meanwhile
 * @stress:	how
 * @instances:	copies of the test side by side; 0: as many as @cpus allow
 * @batch:	iterations between two points where threads can be cancelled
 * @chunk:	the same in perpetual mode
 * @stride:	bytes from a location's cell to the next one's
 * @sync:	how the threads of an instance begin an iteration
 * @every:	iterations from one meeting of the threads to the next
 * @preload:	what threads do to their cells before an iteration, or before
 *		a chunk of them
 * @skew:	ticks of the cycle counter that threads wait, at most, after a
 *		meeting or before a chunk
 * @order:	in which order iterations use memory
 * @control:	the test that runs beside this one
 * @seed:	of everything that is random in a run
 * @trace:	iterations to keep as a sample, at most ORDLAB_MAX_TRACE
 * @mode:	how iterations follow one another
 */
struct ordlab_params {
	u64 iterations;
	u64 seconds;
	struct ordlab_cpus cpus;
	struct ordlab_cpus noise;
	u64 stress;
	u64 instances;
	u64 batch;
	u64 chunk;
	u64 stride;
	u64 sync;
	u64 every;
	u64 preload;
	u64 skew;
	u64 order;
	u64 control;
	u64 seed;
	u64 trace;
	u64 mode;
};

/**
 * ordlab_params_init() - fill in the defaults
 * @params:	what to fill in
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ordlab_params_init(struct ordlab_params *params);
void ordlab_params_destroy(struct ordlab_params *params);

/**
 * ordlab_params_copy() - copy parameters to others that have been initialised
 * @to:		where to
 * @from:	where from
 *
 * Context: any.
 */
void ordlab_params_copy(struct ordlab_params *to,
			const struct ordlab_params *from);

/**
 * ordlab_params_parse() - take in one "key=value"
 * @params:	where to
 * @word:	the text; changed
 * @why:	takes the reason of a refusal
 *
 * Context: may sleep.
 * Return: 0; -EINVAL: no such key, or not a value of its kind; -ERANGE: out of
 * bounds; -ENOMEM.
 */
int ordlab_params_parse(struct ordlab_params *params, char *word,
			struct ordlab_why *why);

/**
 * ordlab_params_finish() - check parameters against one another
 * @params:	the parameters; those that depend on others are filled in
 * @why:	takes the reason of a refusal
 *
 * Return: 0, or -EOPNOTSUPP when this machine cannot do it.
 */
int ordlab_params_finish(struct ordlab_params *params, struct ordlab_why *why);

/**
 * ordlab_params_show() - print a line "key: value" for each parameter
 * @m:		where to
 * @params:	the parameters
 */
void ordlab_params_show(struct seq_file *m, const struct ordlab_params *params);

/**
 * ordlab_params_show_bounds() - print what each parameter may be
 * @m:		where to
 */
void ordlab_params_show_bounds(struct seq_file *m);

/**
 * ordlab_mode_name() - name of a mode
 * @mode:	the mode
 */
const char *ordlab_mode_name(enum ordlab_mode mode);

#endif /* ORDLAB_PARAMS_H */
