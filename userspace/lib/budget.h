/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A budget limits what a piece of work may cost: CPU time and memory. It also
 * carries a flag by which the user cancels the work (Ctrl-C).
 *
 * A command makes a budget and passes it to every function that can take long. A
 * long loop calls budget_over() in each turn and ends when that returns true. Code
 * whose arrays grow with the input takes the bytes from the budget before it
 * allocates them. The budget keeps in @over which limit was reached, so functions
 * need not return that: the code that reports the failure reads it there.
 *
 *	struct budget budget = budget_make(10, &cancelled);
 *
 *	while (more && !budget_over(&budget))
 *		do_some();
 *	if (budget.over == BUDGET_TIME)
 *		message("too large: ...");
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
 * @BUDGET_CANCELLED:	the user has cancelled the work
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
 * @looks:	how often budget_over() may return false; 0 for no limit. With this
 *		limit, tests end the same work at the same place on any machine
 * @cancelled:	the work is cancelled when this is not 0; may be NULL
 * @over:	the limit that was reached
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
	uint64_t looked;	/* when the clock was last read */
	unsigned int skip;	/* calls until it is read again */
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
 * @budget:	the budget; it gets all of its time back, and all memory that is not
 *		in use. A cancelled budget stays cancelled
 */
void budget_renew(struct budget *budget);

/**
 * budget_part() - a budget for a part of the work
 * @budget:	the budget of the whole work
 * @seconds:	CPU time that the part may take at most
 *
 * Return: a budget of @seconds, or of the time that the whole has left, if that is
 * less.
 */
struct budget budget_part(const struct budget *budget, double seconds);

/**
 * budget_over() - whether to give up
 * @budget:	the budget
 *
 * The function is cheap enough for inner loops: it reads the clock a few hundred
 * times a second, whatever the number of calls.
 */
bool budget_over(struct budget *budget);

/**
 * budget_reserve() - set time aside for what follows the work, as printing
 * @budget:	the budget
 * @seconds:	CPU time
 */
void budget_reserve(struct budget *budget, double seconds);

/**
 * budget_take() - take memory
 * @budget:	the budget
 * @bytes:	how much more will be in use
 *
 * Return: false if less than that is left; then nothing is taken, and the budget is
 * over.
 */
bool budget_take(struct budget *budget, size_t bytes);

/**
 * budget_charge() - take memory even if the budget does not have it
 * @budget:	the budget; it is over if less than that was left
 * @bytes:	how much; for small amounts only
 */
void budget_charge(struct budget *budget, size_t bytes);

/**
 * budget_give() - give memory back
 * @budget:	the budget
 * @bytes:	how many of the bytes that were taken
 */
void budget_give(struct budget *budget, size_t bytes);

/**
 * budget_grow() - make room in an array
 * @budget:	the budget that the memory is taken from
 * @array:	address of the pointer to the array, which may be NULL
 * @room:	how many elements the array has room for
 * @nr:		how many elements it must have room for
 * @size:	bytes of an element
 *
 * Return: false if there is no memory; then the array is unchanged, and the budget
 * is over.
 */
bool budget_grow(struct budget *budget, void *array, size_t *room, size_t nr,
		 size_t size);

/**
 * budget_free() - free an array that budget_grow() made
 * @budget:	the budget that gets the memory back
 * @array:	address of the pointer to the array
 * @room:	how many elements it has room for
 * @size:	bytes of an element
 */
void budget_free(struct budget *budget, void *array, size_t *room, size_t size);

#endif /* BUDGET_H */
