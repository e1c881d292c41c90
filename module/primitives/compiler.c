// SPDX-License-Identifier: GPL-2.0
/*
 * What the compiler does to plain accesses.
 *
 * The accesses here race on purpose, and most of them are plain: what the
 * compiler makes of them is the question. So KCSAN leaves this file alone.
 */
#include <linux/cache.h>
#include <linux/compiler.h>
#include <linux/kernel.h>

#include <asm/barrier.h>

#include "compiler.h"

/*
 * A call is a sample only if the other CPU was there: if it looked at least so
 * often. For "hoist", it sets the flag after so many looks.
 */
#define LOOKS	256

/* What the functions are about; each on a line of its own */
static int x ____cacheline_aligned;
static int average ____cacheline_aligned;
static int ready ____cacheline_aligned;
static int sum ____cacheline_aligned;
static int count;
static int done ____cacheline_aligned;
static int flag ____cacheline_aligned;

/* reorder: the other CPU has looked at what this call has stored */
static bool looked ____cacheline_aligned;
/* The calls, or for "hoist" the loop, are about to begin */
static bool begun ____cacheline_aligned;
/* How often the other CPU has looked since then */
static unsigned int looks ____cacheline_aligned;

#define ORDLAB_X(experiment, form, ...)					\
static noinline unsigned int experiment##_##form(unsigned int n)	\
{									\
	__VA_ARGS__							\
	return n;							\
}

ORDLAB_COMPILED(ORDLAB_X)
#undef ORDLAB_X

typedef unsigned int (*compiled_fn)(unsigned int n);

static const struct {
	compiled_fn fn;
	enum ordlab_experiment experiment;
} compiled[ORDLAB_NR_COMPILED] = {
#define ORDLAB_X(experiment, form, ...)					\
	{ experiment##_##form, ORDLAB_EXPERIMENT_##experiment },
	ORDLAB_COMPILED(ORDLAB_X)
#undef ORDLAB_X
};

const char *const ordlab_compiled_names[ORDLAB_NR_COMPILED] = {
#define ORDLAB_X(experiment, form, ...)	#experiment "\t" #form,
	ORDLAB_COMPILED(ORDLAB_X)
#undef ORDLAB_X
};

static const struct {
	unsigned int calls;
	unsigned int n;
} experiments[ORDLAB_NR_EXPERIMENTS] = {
#define ORDLAB_X(name, calls, n, title, sighting)	{ calls, n },
	ORDLAB_EXPERIMENTS(ORDLAB_X)
#undef ORDLAB_X
};

const void *ordlab_compiled_text(enum ordlab_compiled i)
{
	return compiled[i].fn;
}

void ordlab_compiled_begin(enum ordlab_compiled i)
{
	WRITE_ONCE(x, 0);
	WRITE_ONCE(average, 0);
	WRITE_ONCE(ready, 0);
	WRITE_ONCE(sum, 42);
	WRITE_ONCE(count, 6);
	WRITE_ONCE(done, 0);
	WRITE_ONCE(flag, 0);
	WRITE_ONCE(looked, false);
	WRITE_ONCE(begun, false);
	WRITE_ONCE(looks, 0);
}

/* Before a call. Return: false if it is not to be made */
static bool before(enum ordlab_experiment experiment, const bool *stop)
{
	switch (experiment) {
	case ORDLAB_EXPERIMENT_merge:
		WRITE_ONCE(x, 0);
		break;
	case ORDLAB_EXPERIMENT_sink:
		WRITE_ONCE(done, 0);
		break;
	case ORDLAB_EXPERIMENT_reorder:
		WRITE_ONCE(ready, 0);
		WRITE_ONCE(average, 0);
		/*
		 * compiler:A: a new call, after all is as at the beginning.
		 * Pairs with compiler:B.
		 */
		smp_store_release(&looked, false);
		break;
	case ORDLAB_EXPERIMENT_fuse:
	case ORDLAB_EXPERIMENT_hoist:
	case ORDLAB_NR_EXPERIMENTS:
		break;
	}
	return !READ_ONCE(*stop);
}

/*
 * After a call. Return: false if the other CPU does not answer. A loop that
 * ended before the flag was set had nothing to see.
 */
static bool after(enum ordlab_experiment experiment, const bool *stop)
{
	if (experiment == ORDLAB_EXPERIMENT_hoist)
		return READ_ONCE(flag);
	if (experiment != ORDLAB_EXPERIMENT_reorder)
		return true;
	/*
	 * compiler:E: the next call begins when the other CPU has looked at
	 * this one. Pairs with compiler:F.
	 */
	while (!smp_load_acquire(&looked))
		if (READ_ONCE(*stop))
			return false;
	return true;
}

bool ordlab_compiled_run(enum ordlab_compiled i, const bool *stop,
			 struct ordlab_sighting *sighting)
{
	enum ordlab_experiment experiment = compiled[i].experiment;
	unsigned int calls = experiments[experiment].calls;
	unsigned int n = experiments[experiment].n, left;

	/*
	 * compiler:C: looks count from here on, and the flag is set after it
	 * was cleared. Pairs with compiler:D.
	 */
	smp_store_release(&begun, true);
	while (sighting->calls < calls || READ_ONCE(looks) < LOOKS) {
		sighting->calls++;
		if (!before(experiment, stop))
			return false;
		left = compiled[i].fn(n);
		if (!after(experiment, stop))
			return false;
		if (experiment == ORDLAB_EXPERIMENT_hoist && left) {
			/* At the first look, any code would have seen it */
			if (left == n)
				return false;
			sighting->after = n - left;
		}
		sighting->seen += !!left;
	}
	return true;
}

bool ordlab_compiled_watch(enum ordlab_compiled i)
{
	bool seen;
	int now;

	/* compiler:D: see compiler:C, with which it pairs. */
	if (smp_load_acquire(&begun))
		WRITE_ONCE(looks, looks + 1);
	switch (compiled[i].experiment) {
	case ORDLAB_EXPERIMENT_merge:
		return READ_ONCE(x) == 1;
	case ORDLAB_EXPERIMENT_fuse:
		WRITE_ONCE(x, READ_ONCE(x) + 1);
		return false;
	case ORDLAB_EXPERIMENT_sink:
		now = READ_ONCE(done);
		return now && now != experiments[ORDLAB_EXPERIMENT_sink].n;
	case ORDLAB_EXPERIMENT_reorder:
		/*
		 * compiler:B: what follows is of a new call. Pairs with
		 * compiler:A.
		 */
		if (smp_load_acquire(&looked) || !READ_ONCE(ready))
			return false;
		/*
		 * The average is read after the flag. Pairs with nothing: that
		 * is what the experiment is about.
		 */
		smp_rmb();
		seen = !READ_ONCE(average);
		/*
		 * compiler:F: the next call comes after these looks. Pairs with
		 * compiler:E.
		 */
		smp_store_release(&looked, true);
		return seen;
	case ORDLAB_EXPERIMENT_hoist:
		if (looks == LOOKS)
			WRITE_ONCE(flag, 1);
		return false;
	case ORDLAB_NR_EXPERIMENTS:
		break;
	}
	return false;
}
