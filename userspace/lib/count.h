/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Numbers of executions. A test may have more executions than 64 bits can count.
 * Sums and products then stay at COUNT_MAX instead of wrapping: an outcome that
 * occurs never has the count 0.
 */
#ifndef COUNT_H
#define COUNT_H

#include <stdint.h>

/* This many executions, or more */
#define COUNT_MAX	UINT64_MAX

static inline uint64_t count_add(uint64_t a, uint64_t b)
{
	uint64_t sum;

	return __builtin_add_overflow(a, b, &sum) ? COUNT_MAX : sum;
}

static inline uint64_t count_mul(uint64_t a, uint64_t b)
{
	uint64_t product;

	return __builtin_mul_overflow(a, b, &product) ? COUNT_MAX : product;
}

#endif /* COUNT_H */
