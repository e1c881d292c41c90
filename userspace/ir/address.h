/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Arithmetic on addresses. Where locations lie in memory is open, but for three
 * things: a location is aligned to its size, no location is near another one, or
 * near either end of the address space. A result that follows from that alone is
 * the same for every layout of memory, and is computed; any other is unspecified.
 *
 * x and y are locations, k an integer:
 *
 *	x + k, x - k		offsets, which are kept: (x + 4) - 4 is x
 *	(x + i) - (x + j)	i - j
 *	x == y, x == k		0; and x + i == x + j says whether i == j
 *	x + i < x + j		whether i < j, and so on; x < y is unspecified
 *	x > 0, !x, x && k	an address is true and greater than NULL; error
 *				pointers (the last 4095 bytes) are greater still
 *	x & k, x | k, x ^ k	if k has low bits alone: on those of the offset
 *	x & ~k			the same: aligns down
 *	x % k			if k is a power of two and at most the size
 *	x ^ x, x * 0, x | 0	and the like: whatever the operand is, so also where
 *				it is unspecified itself
 *
 * That is on integers; + and - on pointers, ORDLAB_T_PTR, count in locations, as
 * C has it: x + 1 is one x further.
 *
 * A location that is far from all others may have offsets up to 2 GiB. A type that
 * is narrower than a pointer cuts an address off: what is left is unspecified.
 */
#ifndef ADDRESS_H
#define ADDRESS_H

#include "ir/value.h"

/**
 * address_alu() - what an operation makes of operands of which one is no integer
 * @type:	enum ordlab_type that it computes in
 * @alu:	the operation
 * @a:		first operand
 * @b:		second operand; ignored by operations of one operand
 *
 * Return: the result; if it is unspecified, it is a fresh one.
 */
struct value address_alu(unsigned int type, enum ordlab_alu alu,
			 struct value a, struct value b);

#endif /* ADDRESS_H */
