/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Random numbers for tests: the same ones in every run, and everywhere. A test sets
 * @seed, to any number, and draws. Seeds that stand next to one another give numbers
 * that have nothing in common.
 */
#ifndef RANDOM_H
#define RANDOM_H

#include <stdint.h>

static uint64_t seed = 1;

/* splitmix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014 */
static inline uint64_t draw64(void)
{
	uint64_t z = seed += 0x9e3779b97f4a7c15ULL;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
	return z ^ z >> 31;
}

/* A number less than @n */
static inline unsigned int draw(unsigned int n)
{
	return (draw64() >> 33) % n;
}

#endif /* RANDOM_H */
