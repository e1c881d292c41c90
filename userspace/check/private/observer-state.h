/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The three stages in which the observer describes an iteration, see check/observer.h.
 * From the outcome, observer-guess.c finds the paths that the threads have taken, and the
 * values that they have read. From these, observer.c finds the accesses and the edges
 * between them. observer-words.c puts them into words.
 */
#ifndef OBSERVER_STATE_H
#define OBSERVER_STATE_H

#include "check/observer.h"
#include "events/path.h"
#include "events/relation.h"

/**
 * struct observer - a test whose iterations are described
 * @view:	the test
 * @budget:	what describing iterations may cost
 * @paths:	[threads] the paths of each thread
 * @known:	[threads] whether the paths of the thread were found
 */
struct observer {
	const struct ordlab_view *view;
	struct budget *budget;
	struct paths paths[ORDLAB_MAX_THREADS];
	bool known[ORDLAB_MAX_THREADS];
};

/**
 * struct maybe - a value that may be unknown
 * @known:	it is known
 * @value:	the value
 */
struct maybe {
	bool known;
	struct value value;
};

/**
 * struct guess - a path, and the values that it must have read in an iteration
 * @path:	the path
 * @reads:	[nr_events of @path] what each event reads
 * @wrong:	the thread cannot have taken this path
 */
struct guess {
	const struct path *path;
	struct maybe *reads;
	bool wrong;
};

/**
 * struct access - a read, a write, or both in one
 * @thread:	which thread did it
 * @event:	its first event in the path of the thread
 * @loc:	the location
 * @reads:	it reads
 * @writes:	it writes
 * @read:	what it reads
 * @written:	what it writes
 */
struct access {
	unsigned int thread;
	unsigned int event;
	unsigned int loc;
	bool reads;
	bool writes;
	struct maybe read;
	struct maybe written;
};

/* How an access comes before another */
enum edge {
	EDGE_NONE,
	EDGE_PO,	/* program order */
	EDGE_RF,	/* the other reads what it wrote */
	EDGE_CO,	/* the other overwrites what it wrote */
	EDGE_FR,	/* the other overwrites what it read */
};

/**
 * struct scene - an iteration
 * @view:	the test
 * @budget:	what describing it may cost
 * @guesses:	[threads] what each thread did
 * @known:	[threads] whether that is known
 * @accesses:	[@nr] all of them
 * @nr:		how many
 * @final:	what is known of each location's last value
 * @edges:	[@nr * @nr] enum edge, from the row to the column
 */
struct scene {
	const struct ordlab_view *view;
	struct budget *budget;
	struct guess guesses[ORDLAB_MAX_THREADS];
	bool known[ORDLAB_MAX_THREADS];
	struct access *accesses;
	size_t nr;
	struct maybe final[ORDLAB_MAX_LOCATIONS];
	uint8_t *edges;
};

/* The value of a node, if it is known */
struct maybe guess_eval(const struct guess *guess, unsigned int node);

/**
 * guess_thread() - find the path of a thread, if the outcome determines it
 * @guess:	gets the path; the caller frees its @reads
 * @observer:	the observer
 * @t:		number of the thread
 * @regs:	[ORDLAB_MAX_REGS] the final values that are known
 *
 * Return: false if several paths lead to these values, or the budget is over.
 */
bool guess_thread(struct guess *guess, const struct observer *observer,
		  unsigned int t, const struct maybe *regs);

/* A thread's log, as "wrote x=1, then saw y=0"; the caller frees it */
char *describe_thread(const struct scene *scene, unsigned int t);

/**
 * describe_cycle() - why no single order of all accesses explains an iteration
 * @scene:	the iteration
 * @cycle:	[@nr] accesses, each of which comes before the next one
 * @nr:		how many
 *
 * Return: a sentence, which the caller frees.
 */
char *describe_cycle(const struct scene *scene, const unsigned int *cycle,
		     size_t nr);

#endif /* OBSERVER_STATE_H */
