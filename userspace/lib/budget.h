/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How much a piece of work may cost: CPU time, memory, and whether anybody
 * still waits for it.
 *
 * A command makes a budget and passes it to everything that can be long.
 * Whoever works in a loop calls budget_over() in it, and stops when that says
 * so; whoever grows an array that input can make large takes the bytes from the
 * budget first. Which of the limits was met stays in @over of the budget, from
 * where the one who reports takes it: there is no need to hand it up.
 *
 * The time is CPU time of the calling thread, so that a busy machine gives the
 * same verdicts as a quiet one. A budget belongs to one thread.
 */
#ifndef BUDGET_H
#define BUDGET_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "lib/limit.h"

/**
 * enum budget_end - what a budget has run out of
 * @BUDGET_LEFT:	nothing
 * @BUDGET_TIME:	CPU time
 * @BUDGET_BYTES:	memory
 * @BUDGET_CANCELLED:	nobody waits for the work any more
 */
enum budget_end {
	BUDGET_LEFT,
	BUDGET_TIME,
	BUDGET_BYTES,
	BUDGET_CANCELLED,
};

/**
 * struct budget - how much a piece of work may cost
 * @seconds:	CPU time; 0 for no limit
 * @bytes:	memory
 * @looks:	how often budget_over() may say that there is some time left; 0 for no
 *		limit. It ends the same work at the same place on any machine: see tests
 * @cancelled:	the work is cancelled when this is not 0; may be NULL
 * @over:	what there is no more of
 * @taken:	memory that is in use
 */
struct budget {
	double seconds;
	size_t bytes;
	uint64_t looks;
	const volatile sig_atomic_t *cancelled;
	enum budget_end over;
	size_t taken;

	/* private: */
	uint64_t end;		/* nanoseconds on the thread's clock; 0: never */
	uint64_t looks_left;
	uint64_t looked;	/* when the clock was last looked at */
	unsigned int skip;	/* calls until it is looked at again */
	unsigned int stride;
};

/**
 * budget_make() - a budget that begins now
 * @seconds:	CPU time of the calling thread; 0 for no limit
 * @cancelled:	the work is cancelled when this is not 0; may be NULL
 */
struct budget budget_make(double seconds, const volatile sig_atomic_t *cancelled);

/* A budget that no clock ends, and that lives as long as the block around it */
#define BUDGET_ENDLESS	(&(struct budget) { .bytes = LIMIT_BYTES })

/**
 * budget_renew() - begin the next piece of work
 * @budget:	the budget: all of its time is there again, and the memory that
 *		is not in use. What is cancelled stays so
 */
void budget_renew(struct budget *budget);

/**
 * budget_part() - a budget for a part of the work
 * @budget:	of the whole
 * @seconds:	that the part may take at most
 *
 * Return: a budget that has no more than what is left of the whole.
 */
struct budget budget_part(const struct budget *budget, double seconds);

/**
 * budget_over() - whether to give up
 * @budget:	the budget
 *
 * Made for inner loops: it looks at the clock a few hundred times a second.
 */
bool budget_over(struct budget *budget);

/**
 * budget_reserve() - leave time for what is to be done after the work
 * @budget:	the budget
 * @seconds:	CPU time
 */
void budget_reserve(struct budget *budget, double seconds);

/**
 * budget_take() - take memory
 * @budget:	the budget
 * @bytes:	how much more will be in use
 *
 * Return: false if there is not so much; nothing is taken then, and the budget
 * is over.
 */
bool budget_take(struct budget *budget, size_t bytes);

/**
 * budget_charge() - take memory that is needed in any case
 * @budget:	the budget; it is over if there is not so much
 * @bytes:	how much; little
 */
void budget_charge(struct budget *budget, size_t bytes);

/**
 * budget_give() - give memory back
 * @budget:	the budget
 * @bytes:	of what was taken
 */
void budget_give(struct budget *budget, size_t bytes);

/**
 * budget_grow() - make room in an array
 * @budget:	what it is taken from
 * @array:	address of the pointer to the array, which may be NULL
 * @room:	how many elements it has room for
 * @nr:		how many there are to be
 * @size:	of an element
 *
 * Return: false if there is no memory for it; the array is as it was then, and
 * the budget is over.
 */
bool budget_grow(struct budget *budget, void *array, size_t *room, size_t nr,
		 size_t size);

/**
 * budget_free() - give back an array that budget_grow() made
 * @budget:	what it was taken from
 * @array:	address of the pointer to it
 * @room:	how many elements it has room for
 * @size:	of an element
 */
void budget_free(struct budget *budget, void *array, size_t *room, size_t size);

#endif /* BUDGET_H */
