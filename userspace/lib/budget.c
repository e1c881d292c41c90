// SPDX-License-Identifier: GPL-2.0
/*
 * Budgets, see budget.h.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "lib/budget.h"
#include "lib/util.h"

#define SECOND		1000000000ULL
/* The clock is read at least this often, in nanoseconds, and this rarely, in calls */
#define OFTEN		(SECOND / 250)
#define MAX_STRIDE	256

static uint64_t clock_now(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return now.tv_sec * SECOND + now.tv_nsec;
}

struct budget budget_make(double seconds, const volatile sig_atomic_t *cancelled)
{
	struct budget budget = {
		.seconds = seconds,
		.bytes = LIMIT_BYTES,
		.cancelled = cancelled,
	};

	budget_renew(&budget);
	return budget;
}

void budget_renew(struct budget *budget)
{
	budget->over = BUDGET_LEFT;
	budget->skip = budget->stride = 0;
	budget->looked = 0;
	budget->looks_left = budget->looks;
	budget->end = 0;
	if (budget->seconds > 0)
		budget->end = clock_now(CLOCK_THREAD_CPUTIME_ID) +
			      (uint64_t)(budget->seconds * SECOND) + 1;
}

struct budget budget_part(const struct budget *budget, double seconds)
{
	struct budget part = *budget;
	double left;

	part.bytes -= part.taken < part.bytes ? part.taken : part.bytes;
	part.taken = 0;
	if (budget->end) {
		uint64_t now = clock_now(CLOCK_THREAD_CPUTIME_ID);

		left = now < budget->end ?
			(double)(budget->end - now) / SECOND : 1e-9;
		seconds = seconds <= 0 || left < seconds ? left : seconds;
	}
	part.seconds = seconds;
	part.looks = budget->looks ? budget->looks_left + 1 : 0;
	budget_renew(&part);
	part.over = budget->over;
	return part;
}

/*
 * Reading the wall clock is cheap; reading the thread's CPU time is a system call.
 * CPU time passes no faster than the wall clock. So the function reads the CPU time
 * only after some time has passed on the wall clock. It adapts the number of calls
 * between two readings to the time that the calls take.
 */
static bool is_late(struct budget *budget)
{
	uint64_t now = clock_now(CLOCK_MONOTONIC_COARSE);

	if (now - budget->looked < OFTEN) {
		if (budget->stride < MAX_STRIDE)
			budget->stride += budget->stride / 4 + 1;
		return false;
	}
	if (now - budget->looked >= 2 * OFTEN)
		budget->stride /= 2;
	budget->looked = now;
	return clock_now(CLOCK_THREAD_CPUTIME_ID) >= budget->end;
}

bool budget_over(struct budget *budget)
{
	if (budget->over)
		return true;
	if (budget->cancelled && *budget->cancelled) {
		budget->over = BUDGET_CANCELLED;
		return true;
	}
	if (budget->looks && !budget->looks_left--) {
		budget->over = BUDGET_TIME;
		return true;
	}
	if (!budget->end || budget->skip--)
		return false;
	budget->skip = budget->stride;
	if (is_late(budget))
		budget->over = BUDGET_TIME;
	return budget->over;
}

void budget_reserve(struct budget *budget, double seconds)
{
	uint64_t time = seconds * SECOND;

	if (budget->end)
		budget->end = time < budget->end ? budget->end - time : 1;
}

bool budget_take(struct budget *budget, size_t bytes)
{
	if (budget->taken > budget->bytes ||
	    bytes > budget->bytes - budget->taken) {
		if (!budget->over)
			budget->over = BUDGET_BYTES;
		return false;
	}
	budget->taken += bytes;
	return true;
}

void budget_charge(struct budget *budget, size_t bytes)
{
	if (!budget_take(budget, bytes))
		budget->taken += bytes;
}

void budget_give(struct budget *budget, size_t bytes)
{
	budget->taken -= bytes < budget->taken ? bytes : budget->taken;
}

bool budget_grow(struct budget *budget, void *array, size_t *room, size_t nr,
		 size_t size)
{
	size_t more = nr + nr / 2 + 16;
	void *memory;

	if (nr <= *room)
		return true;
	if (!budget_take(budget, (more - *room) * size))
		return false;
	/* @array points to a pointer of any type */
	memcpy(&memory, array, sizeof(memory));
	memory = xrealloc(memory, more, size);
	memcpy(array, &memory, sizeof(memory));
	*room = more;
	return true;
}

void budget_free(struct budget *budget, void *array, size_t *room, size_t size)
{
	void *memory;

	memcpy(&memory, array, sizeof(memory));
	free(memory);
	memory = NULL;
	memcpy(array, &memory, sizeof(memory));
	budget_give(budget, *room * size);
	*room = 0;
}
