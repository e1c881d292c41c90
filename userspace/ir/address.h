/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Arithmetic on addresses. A test leaves open where its locations lie in memory. The
 * tool assumes three things alone: a location is aligned to its size, no location is
 * near another one, and none is near either end of the address space. If these three
 * determine a result, it is the same for every layout of memory, and the tool computes
 * it. Any other result is unspecified.
 *
 * x and y are locations, k an integer:
 *
 *	x + k, x - k		an address with an offset: (x + 4) - 4 is x
 *	(x + i) - (x + j)	i - j
 *	x == y, x == k		0; and x + i == x + j is i == j
 *	x + i < x + j		i < j, and so on; x < y is unspecified
 *	x > 0, !x, x && k	an address is true and greater than NULL; error
 *				pointers (the last 4095 bytes) are greater still
 *	x & k, x | k, x ^ k	if k has only bits below the size: computed on the offset
 *	x & ~k			the same: aligns down
 *	x % k			if k is a power of two and at most the size
 *	x ^ x, x * 0, x | 0	and the like: the result does not depend on the
 *				operand, even if that is unspecified
 *
 * The table is about integers. On pointers (ORDLAB_T_PTR), + and - count in
 * locations, as in C: x + 1 is the address after x.
 *
 * Offsets may be up to 2 GiB. Converting an address to a type that is narrower than
 * a pointer gives an unspecified value.
 */
#ifndef ADDRESS_H
#define ADDRESS_H

#include "ir/value.h"

/**
 * address_alu() - compute an operation, one of whose operands is not an integer
 * @type:	enum ordlab_type that it computes in
 * @alu:	the operation
 * @a:		first operand
 * @b:		second operand; ignored by operations of one operand
 *
 * Return: the result; an unspecified one is fresh, see value.h.
 */
struct value address_alu(unsigned int type, enum ordlab_alu alu,
			 struct value a, struct value b);

#endif /* ADDRESS_H */
