/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the compiler does to plain accesses: functions with them, and the same
 * with barrier() and with READ_ONCE() and WRITE_ONCE(). The tables are the
 * only source: the module compiles the text that the tool shows.
 */
#ifndef ORDLAB_COMPILER_H
#define ORDLAB_COMPILER_H

#ifdef __KERNEL__
#include <linux/types.h>
#else
#include <stdbool.h>
#endif

/*
 * ORDLAB_EXPERIMENTS: X(name, calls, n, title, sighting)
 *
 * A sample has @calls calls of a function, or more. The argument of each is @n.
 * Meanwhile another CPU looks at what the function writes, or writes what it
 * reads. A sighting shows that the compiler has kept the accesses as they were
 * written; in "reorder" it shows that it has not.
 */
#define ORDLAB_EXPERIMENTS(X)						\
	X(merge, 4096, 0, "two stores to one location become one",	\
	  "another CPU saw the value of the first store")		\
	X(fuse, 4096, 0, "two loads of one location become one",	\
	  "the two loads gave different values")			\
	X(reorder, 512, 0, "a store moves up past another",		\
	  "another CPU saw ready == 1, and then no average")		\
	X(sink, 16, 4096, "a store moves out of a loop",		\
	  "another CPU saw a count that was not the last one")		\
	X(hoist, 1, 1 << 20, "a load moves out of a loop",		\
	  "the loop saw the flag that another CPU had set")

/*
 * ORDLAB_COMPILED: X(experiment, form, body)
 *
 * The body of a function that takes and returns "unsigned int n"; all other
 * names are static variables, of type int.
 */
#define ORDLAB_COMPILED(X)						\
	X(merge, plain,							\
	x = 1;								\
	x = 2;)								\
	X(merge, barrier,						\
	x = 1;								\
	barrier();							\
	x = 2;)								\
	X(merge, once,							\
	WRITE_ONCE(x, 1);						\
	WRITE_ONCE(x, 2);)						\
	X(fuse, plain,							\
	int a, b;							\
	a = x;								\
	b = x;								\
	n = a != b;)							\
	X(fuse, barrier,						\
	int a, b;							\
	a = x;								\
	barrier();							\
	b = x;								\
	n = a != b;)							\
	X(fuse, once,							\
	int a, b;							\
	a = READ_ONCE(x);						\
	b = READ_ONCE(x);						\
	n = a != b;)							\
	X(reorder, plain,						\
	average = sum / count;						\
	ready = 1;)							\
	X(reorder, barrier,						\
	average = sum / count;						\
	barrier();							\
	ready = 1;)							\
	X(reorder, once,						\
	WRITE_ONCE(average, sum / count);				\
	WRITE_ONCE(ready, 1);)						\
	X(sink, plain,							\
	do {								\
		done = done + 1;					\
		OPTIMIZER_HIDE_VAR(n);					\
	} while (--n);)							\
	X(sink, barrier,						\
	do {								\
		done = done + 1;					\
		barrier();						\
	} while (--n);)							\
	X(sink, once,							\
	do {								\
		WRITE_ONCE(done, done + 1);				\
	} while (--n);)							\
	X(hoist, plain,							\
	while (!flag && --n)						\
		OPTIMIZER_HIDE_VAR(n);)					\
	X(hoist, barrier,						\
	while (!flag && --n)						\
		barrier();)						\
	X(hoist, once,							\
	while (!READ_ONCE(flag) && --n)					\
		OPTIMIZER_HIDE_VAR(n);)

enum ordlab_experiment {
#define ORDLAB_X(name, calls, n, title, sighting)	ORDLAB_EXPERIMENT_##name,
	ORDLAB_EXPERIMENTS(ORDLAB_X)
#undef ORDLAB_X
	ORDLAB_NR_EXPERIMENTS,
};

enum ordlab_compiled {
#define ORDLAB_X(experiment, form, ...)	ORDLAB_COMPILED_##experiment##_##form,
	ORDLAB_COMPILED(ORDLAB_X)
#undef ORDLAB_X
	ORDLAB_NR_COMPILED,
};

#ifdef __KERNEL__

/**
 * struct ordlab_sighting - what a sample has shown
 * @calls:	of the function
 * @seen:	sightings
 * @after:	if the function loops until it sees something: how many turns
 *		that took
 */
struct ordlab_sighting {
	u32 calls;
	u32 seen;
	u32 after;
};

/* Indexed by enum ordlab_compiled */
extern const char *const ordlab_compiled_names[ORDLAB_NR_COMPILED];
/**
 * ordlab_compiled_text() - machine code of a function
 * @i:		which
 *
 * Context: any.
 */
const void *ordlab_compiled_text(enum ordlab_compiled i);

/**
 * ordlab_compiled_begin() - get ready for a sample
 * @i:		the function
 *
 * Context: any; before ordlab_compiled_run() and _watch() begin.
 */
void ordlab_compiled_begin(enum ordlab_compiled i);

/**
 * ordlab_compiled_run() - call a function as often as a sample does
 * @i:		the function
 * @stop:	give up when it is set; READ_ONCE()
 * @sighting:	takes what the function has seen
 *
 * Context: any; takes milliseconds at most, as long as ordlab_compiled_watch()
 * is called in a loop on another CPU.
 * Return: true if the sample is one.
 */
bool ordlab_compiled_run(enum ordlab_compiled i, const bool *stop,
			 struct ordlab_sighting *sighting);

/**
 * ordlab_compiled_watch() - what another CPU does meanwhile, once
 * @i:		the function
 *
 * Context: any.
 * Return: whether that was a sighting.
 */
bool ordlab_compiled_watch(enum ordlab_compiled i);

#endif /* __KERNEL__ */
#endif /* ORDLAB_COMPILER_H */
