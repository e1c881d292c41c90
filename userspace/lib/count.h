/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Numbers of executions. They may be larger than any number that a computer
 * adds up, so that they stay at the largest one instead of beginning again
 * at 0: what is there at all is never counted as nothing.
 */
#ifndef COUNT_H
#define COUNT_H

#include <stdint.h>

/* So many, or more */
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
