// SPDX-License-Identifier: GPL-2.0
#include "ir/address.h"

/* An address with a larger offset might be near another location */
#define MAX_OFFSET	0x7fffffffLL

/* No location is in the first page, nor in the last, where error pointers are */
#define PAGE		4096

static struct value with_offset(struct value a, int64_t n)
{
	if (n < -MAX_OFFSET || n > MAX_OFFSET)
		return value_fresh(a);
	a.n = n;
	return a;
}

static bool is_commutative(enum ordlab_alu alu)
{
	return alu == ORDLAB_A_ADD || alu == ORDLAB_A_MUL || alu == ORDLAB_A_AND ||
	       alu == ORDLAB_A_OR || alu == ORDLAB_A_XOR || alu == ORDLAB_A_EQ ||
	       alu == ORDLAB_A_NE || alu == ORDLAB_A_LAND || alu == ORDLAB_A_LOR;
}

/* a op a, if the result is the same for every a. False: it is not */
static bool same_operands(enum ordlab_alu alu, struct value a,
			  struct value *result)
{
	switch (alu) {
	case ORDLAB_A_SUB:
	case ORDLAB_A_XOR:
	case ORDLAB_A_ANDNOT:
	case ORDLAB_A_NE:
	case ORDLAB_A_LT:
	case ORDLAB_A_GT:
		*result = value_int(0);
		return true;
	case ORDLAB_A_EQ:
	case ORDLAB_A_LE:
	case ORDLAB_A_GE:
		*result = value_int(1);
		return true;
	case ORDLAB_A_AND:
	case ORDLAB_A_OR:
		*result = a;
		return true;
	default:
		return false;
	}
}

/* a op k, if the result does not depend on what a is. False: it does */
static bool any_and_int(enum ordlab_alu alu, struct value a, int64_t k,
			struct value *result)
{
	switch (alu) {
	case ORDLAB_A_ADD:
	case ORDLAB_A_SUB:
	case ORDLAB_A_XOR:
		*result = a;
		return !k;
	case ORDLAB_A_SHL:
	case ORDLAB_A_SHR:
		*result = a;
		return !(k & 63);
	case ORDLAB_A_OR:
		*result = k ? value_int(k) : a;
		return !k || k == -1;
	case ORDLAB_A_AND:
		*result = k ? a : value_int(0);
		return !k || k == -1;
	case ORDLAB_A_ANDNOT:
		*result = k ? value_int(0) : a;
		return !k || k == -1;
	case ORDLAB_A_MUL:
		*result = k ? a : value_int(0);
		return !k || k == 1;
	case ORDLAB_A_DIV:
		*result = a;
		return k == 1;
	case ORDLAB_A_MOD:
		*result = value_int(0);
		return k == 1;
	default:
		return false;
	}
}

/* k op a, if the result does not depend on what a is. False: it does */
static bool int_and_any(enum ordlab_alu alu, int64_t k, struct value a,
			struct value *result)
{
	if (is_commutative(alu))
		return any_and_int(alu, a, k, result);
	*result = value_int(0);
	return !k && (alu == ORDLAB_A_SHL || alu == ORDLAB_A_SHR ||
		      alu == ORDLAB_A_ANDNOT);
}

/* How the address of any location compares with an integer that is no address */
static bool compare_int(enum ordlab_alu alu, bool sign, int64_t k,
			struct value *result)
{
	bool greater = k >= 0 && k < PAGE, less = k < 0 && k > -PAGE;

	switch (alu) {
	case ORDLAB_A_EQ:
	case ORDLAB_A_NE:
		*result = value_int(alu == ORDLAB_A_NE);
		return true;
	case ORDLAB_A_LT:
	case ORDLAB_A_LE:
		*result = value_int(less);
		return !sign && (less || greater);
	case ORDLAB_A_GT:
	case ORDLAB_A_GE:
		*result = value_int(greater);
		return !sign && (less || greater);
	default:
		return false;
	}
}

static struct value address_and_int(enum ordlab_alu alu, bool sign,
				    struct value a, int64_t k)
{
	uint64_t low = a.size - 1, other = k & low;
	struct value result;
	int64_t n;

	if (compare_int(alu, sign, k, &result))
		return result;
	switch (alu) {
	case ORDLAB_A_ADD:
		return __builtin_add_overflow(a.n, k, &n) ? value_fresh(a) :
							    with_offset(a, n);
	case ORDLAB_A_SUB:
		return __builtin_sub_overflow(a.n, k, &n) ? value_fresh(a) :
							    with_offset(a, n);
	case ORDLAB_A_ANDNOT:
		return address_and_int(ORDLAB_A_AND, sign, a, ~k);
	case ORDLAB_A_AND:
		if ((uint64_t)k == other)
			return value_int(a.n & k);
		return (uint64_t)k == (other | ~low) ? with_offset(a, a.n & k) :
						       value_fresh(a);
	case ORDLAB_A_OR:
		if ((uint64_t)k == other)
			return with_offset(a, a.n | k);
		return (uint64_t)k == (other | ~low) ? value_int(a.n | k) :
						       value_fresh(a);
	case ORDLAB_A_XOR:
		return (uint64_t)k == other ? with_offset(a, a.n ^ k) :
					      value_fresh(a);
	case ORDLAB_A_MOD:
		other = k - 1;
		if (k <= 0 || (k & other) || other > low || (sign && (a.n & other)))
			return value_fresh(a);
		return value_int(a.n & other);
	default:
		return value_fresh(a);
	}
}

static enum ordlab_alu mirrored(enum ordlab_alu alu)
{
	switch (alu) {
	case ORDLAB_A_LT:
		return ORDLAB_A_GT;
	case ORDLAB_A_LE:
		return ORDLAB_A_GE;
	case ORDLAB_A_GT:
		return ORDLAB_A_LT;
	case ORDLAB_A_GE:
		return ORDLAB_A_LE;
	default:
		return alu;
	}
}

static struct value int_and_address(enum ordlab_alu alu, bool sign, int64_t k,
				    struct value a)
{
	uint64_t low = a.size - 1;

	if (is_commutative(alu) || mirrored(alu) != alu)
		return address_and_int(mirrored(alu), sign, a, k);
	if (alu == ORDLAB_A_ANDNOT && (uint64_t)k <= low)
		return value_int(k & ~a.n);
	return value_fresh(a);
}

static struct value two_addresses(enum ordlab_alu alu, struct value a,
				  struct value b)
{
	int64_t low = a.size - 1;
	bool near = (a.n & ~low) == (b.n & ~low);

	if (a.of != b.of)
		return alu == ORDLAB_A_EQ || alu == ORDLAB_A_NE ?
			value_int(alu == ORDLAB_A_NE) : value_fresh(a);
	switch (alu) {
	case ORDLAB_A_SUB:
		return value_int(a.n - b.n);
	case ORDLAB_A_EQ:
		return value_int(a.n == b.n);
	case ORDLAB_A_NE:
		return value_int(a.n != b.n);
	case ORDLAB_A_LT:
		return value_int(a.n < b.n);
	case ORDLAB_A_LE:
		return value_int(a.n <= b.n);
	case ORDLAB_A_GT:
		return value_int(a.n > b.n);
	case ORDLAB_A_GE:
		return value_int(a.n >= b.n);
	case ORDLAB_A_AND:
		return near ? with_offset(a, a.n & b.n) : value_fresh(a);
	case ORDLAB_A_OR:
		return near ? with_offset(a, a.n | b.n) : value_fresh(a);
	case ORDLAB_A_XOR:
		return near ? value_int(a.n ^ b.n) : value_fresh(a);
	case ORDLAB_A_ANDNOT:
		return near ? value_int(a.n & ~b.n) : value_fresh(a);
	default:
		return value_fresh(a);
	}
}

/* && and ||: they depend on the truth of their operands alone */
static struct value logic(enum ordlab_alu alu, struct value a, struct value b)
{
	enum truth decides = alu == ORDLAB_A_LAND ? TRUTH_NO : TRUTH_YES;
	enum truth x = value_truth(a), y = value_truth(b);

	if (x == decides || y == decides)
		return value_int(alu == ORDLAB_A_LOR);
	if (x == TRUTH_MAYBE || y == TRUTH_MAYBE)
		return value_fresh(x == TRUTH_MAYBE ? a : b);
	return value_int(alu == ORDLAB_A_LAND);
}

/* A value, converted to a type */
static struct value convert(unsigned int type, struct value v)
{
	if (value_is_int(v))
		return value_int(ordlab_convert(type, v.n));
	if (type == ORDLAB_T_BOOL)
		return value_truth(v) == TRUTH_MAYBE ? value_fresh(v) :
			value_int(value_truth(v) == TRUTH_YES);
	/* A symbol may be any number, so it may be one that the type can hold */
	return value_size(type) >= sizeof(void *) || v.kind == VALUE_SYMBOL ? v :
									      value_fresh(v);
}

static struct value one_operand(enum ordlab_alu alu, struct value a)
{
	if (alu == ORDLAB_A_MOV)
		return a;
	if (alu == ORDLAB_A_NOT && value_truth(a) != TRUTH_MAYBE)
		return value_int(value_truth(a) == TRUTH_NO);
	return value_fresh(a);
}

/* An operation on two operands of its type, one of which is not an integer */
static struct value two_operands(enum ordlab_alu alu, bool sign, struct value a,
				 struct value b)
{
	struct value result;

	if (alu == ORDLAB_A_LAND || alu == ORDLAB_A_LOR)
		return logic(alu, a, b);
	if (value_is_int(b) && any_and_int(alu, a, b.n, &result))
		return result;
	if (value_is_int(a) && int_and_any(alu, a.n, b, &result))
		return result;
	if (value_is_address(a) && value_is_int(b))
		return address_and_int(alu, sign, a, b.n);
	if (value_is_int(a) && value_is_address(b))
		return int_and_address(alu, sign, a.n, b);
	if (value_is_address(a) && value_is_address(b))
		return two_addresses(alu, a, b);
	/* A symbol is not an address, and equals only itself */
	if ((alu == ORDLAB_A_EQ || alu == ORDLAB_A_NE) &&
	    a.kind != VALUE_UNSPECIFIED && b.kind != VALUE_UNSPECIFIED)
		return value_int(alu == ORDLAB_A_NE);
	return value_fresh(a.kind == VALUE_UNSPECIFIED ? a : b);
}

/*
 * Arithmetic on pointers counts in locations. Converts the integer operand to bytes,
 * if the other operand is an address. False: the result is too large
 */
static bool scale(struct value *a, struct value *b)
{
	if (value_is_address(*a) && value_is_int(*b))
		return !__builtin_mul_overflow(b->n, (int64_t)a->size, &b->n);
	if (value_is_int(*a) && value_is_address(*b))
		return !__builtin_mul_overflow(a->n, (int64_t)b->size, &a->n);
	return true;
}

/* The distance of two pointers, in locations. It may not be a whole number */
static struct value distance(struct value a, struct value b)
{
	if (a.of != b.of || (a.n - b.n) % a.size)
		return value_fresh(a);
	return value_int((a.n - b.n) / a.size);
}

struct value address_alu(unsigned int type, enum ordlab_alu alu,
			 struct value a, struct value b)
{
	bool two = ordlab_alus[alu].operands == 2;
	struct value x = convert(type, a), y = convert(type, b), result;

	if (two && value_same(a, b) && same_operands(alu, x, &result))
		return result;
	if (value_is_int(x) && (!two || value_is_int(y)))
		return value_int(ordlab_alu(type, alu, x.n, y.n));
	if (type == ORDLAB_T_PTR &&
	    (alu == ORDLAB_A_ADD || alu == ORDLAB_A_SUB)) {
		if (!scale(&x, &y))
			return value_fresh(a);
		if (value_is_address(x) && value_is_address(y) &&
		    alu == ORDLAB_A_SUB)
			return distance(x, y);
	}
	return two ? two_operands(alu, ordlab_is_signed(type), x, y) :
		     one_operand(alu, x);
}
