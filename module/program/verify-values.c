// SPDX-License-Identifier: GPL-2.0
/*
 * What a register may hold, and what arithmetic makes of it. See
 * private/verify.h.
 */
#include "private/verify.h"

/* Integers that have only bits of @bits */
struct value verify_bits(__u64 bits)
{
	struct value value = {
		.ints = ANY_INT, .bits = ANY_BITS, .type = ORDLAB_T_PTR,
	};

	if (bits <= ANY_BITS / 2) {
		value.bits = bits;
		value.type = ORDLAB_T_INT;
	}
	if (!bits)
		value.ints = MAY_BE_ZERO;
	return value;
}

struct value verify_any(void)
{
	return verify_bits(ANY_BITS);
}

/* An integer. Only those that fit in an int are followed */
struct value verify_imm(__s64 imm)
{
	struct value value;

	if (imm != (__s32)imm)
		return verify_any();
	value = verify_bits(imm);
	value.type = ORDLAB_T_INT;
	value.ints = imm ? MAY_BE_OTHER : MAY_BE_ZERO;
	value.exact = true;
	value.imm = imm;
	return value;
}

static struct value value_bool(bool may_be_false, bool may_be_true)
{
	if (may_be_false && may_be_true)
		return verify_bits(1);
	return verify_imm(may_be_true);
}

static bool may_be_zero(const struct value *value)
{
	return value->ints & MAY_BE_ZERO;
}

static bool may_be_nonzero(const struct value *value)
{
	return value->locs || (value->ints & MAY_BE_OTHER);
}

static bool is_always_zero(const struct value *value)
{
	return may_be_zero(value) && !may_be_nonzero(value);
}

/* Whether conversion to a type leaves an integer as it is, whichever it is */
static bool value_fits(const struct value *value, unsigned int type)
{
	__u64 most = ordlab_convert(type, -1);

	if (value->exact)
		return ordlab_convert(type, value->imm) == value->imm;
	if (ordlab_is_within(value->type, type))
		return true;
	/* bits from 0 on, of what is not negative */
	if (ordlab_is_signed(type))
		most = ANY_BITS >> (33 - ordlab_types[type].bits);
	return value->bits != ANY_BITS && value->bits <= most;
}

/* An integer, or an address that the type has room for, converted to a type */
struct value verify_convert(unsigned int type, const struct value *value)
{
	bool wide = ordlab_types[type].bits >= 32;
	struct value result;

	if (value->locs ? type != ORDLAB_T_BOOL : value_fits(value, type))
		return *value;
	if (value->exact)
		result = verify_imm(ordlab_convert(type, value->imm));
	else if (type == ORDLAB_T_BOOL)
		result = value_bool(may_be_zero(value), may_be_nonzero(value));
	else if (wide || ordlab_is_signed(type))
		result = verify_any();
	else
		result = verify_bits(ordlab_convert(type, value->bits));
	if (!result.exact && result.bits == ANY_BITS)
		result.type = type;
	/* The index of a reader is an int, whatever holds it for a while */
	if (wide)
		result.token = value->token;
	return result;
}

/* Add to @into what @from may hold; true if that is more */
bool verify_join(struct value *into, const struct value *from)
{
	__u8 type = ordlab_is_within(from->type, into->type) ? into->type :
		    ordlab_is_within(into->type, from->type) ? from->type :
							       ORDLAB_T_PTR;
	__u32 locs = into->locs | from->locs;
	__u32 bits = into->bits | from->bits;
	__u8 ints = into->ints | from->ints;
	bool exact = into->exact && from->exact && into->imm == from->imm;
	bool more = locs != into->locs || bits != into->bits ||
		    ints != into->ints || exact != into->exact ||
		    type != into->type;

	if (!into->locs && !into->ints) {	/* nothing at all so far */
		*into = *from;
		return more;
	}
	into->locs = locs;
	into->bits = bits;
	into->ints = ints;
	into->type = type;
	into->exact = exact;
	if (from->token != into->token)
		into->token = 0;
	if (from->cmp != into->cmp || from->cmp_ne != into->cmp_ne ||
	    from->cmp_loc != into->cmp_loc ||
	    from->cmp_with != into->cmp_with)
		into->cmp = 0;
	return more;
}

enum ordlab_reason verify_operand(const struct state *state,
				  const struct ordlab_operand *operand,
				  struct value *value)
{
	switch (operand->kind) {
	case ORDLAB_OPERAND_IMM:
		*value = verify_imm(operand->imm);
		return ORDLAB_R_NONE;
	case ORDLAB_OPERAND_LOC:
		*value = (struct value){ .locs = 1U << operand->index };
		return ORDLAB_R_NONE;
	case ORDLAB_OPERAND_REG:
		*value = state->regs[operand->index];
		return state->written & 1U << operand->index ?
			ORDLAB_R_NONE : ORDLAB_R_UNWRITTEN;
	default:
		*value = (struct value){ 0 };
		return ORDLAB_R_NONE;
	}
}

void verify_write(struct state *state, unsigned int reg,
		  const struct value *value)
{
	unsigned int r;

	if (reg == ORDLAB_NO_REG)
		return;
	for (r = 0; r < ORDLAB_MAX_REGS; r++) {
		if (state->regs[r].cmp == reg + 1)
			state->regs[r].cmp = 0;
	}
	state->regs[reg] = *value;
	if (value->cmp == reg + 1)
		state->regs[reg].cmp = 0;
	state->written |= 1U << reg;
}

/*
 * Note that @result is whether the register @operand equals (@ne: not) @other.
 * @kept: the comparison is of what is in the register, not of what a conversion
 * has made of it.
 */
static void note_comparison(struct value *result,
			    const struct ordlab_operand *operand, bool kept,
			    const struct ordlab_operand *other,
			    const struct value *other_value, bool ne)
{
	if (operand->kind != ORDLAB_OPERAND_REG || !kept)
		return;
	if (other->kind == ORDLAB_OPERAND_LOC) {
		result->cmp_loc = true;
		result->cmp_with = other->index;
	} else if (other_value->exact) {
		result->cmp_with = other_value->imm;
	} else {
		return;
	}
	result->cmp = operand->index + 1;
	result->cmp_ne = ne;
}

/* a == b, or a != b; @kept as for note_comparison() */
static struct value value_equal(const struct ordlab_insn *insn,
				const struct value *a, const struct value *b,
				const bool *kept)
{
	bool ne = insn->alu == ORDLAB_A_NE;
	/* an integer may happen to be the address of a location */
	bool may_equal = (a->locs & b->locs) || (a->ints & b->ints) ||
			 (a->locs && b->ints & MAY_BE_OTHER) ||
			 (b->locs && a->ints & MAY_BE_OTHER);
	bool may_differ = true;
	struct value result;

	if (a->exact && b->exact) {
		may_equal = a->imm == b->imm;
		may_differ = !may_equal;
	}
	result = value_bool(ne ? may_equal : may_differ,
			    ne ? may_differ : may_equal);
	if (!result.exact) {
		note_comparison(&result, &insn->val[0], kept[0], &insn->val[1],
				b, ne);
		if (!result.cmp)
			note_comparison(&result, &insn->val[1], kept[1],
					&insn->val[0], a, ne);
	}
	return result;
}

static struct value value_not(const struct ordlab_insn *insn,
			      const struct value *a, bool kept)
{
	struct value result = value_bool(may_be_nonzero(a), may_be_zero(a));

	if (result.exact)
		return result;
	if (a->cmp) {			/* !(r == c) is r != c */
		result.cmp = a->cmp;
		result.cmp_ne = !a->cmp_ne;
		result.cmp_loc = a->cmp_loc;
		result.cmp_with = a->cmp_with;
	} else if (insn->val[0].kind == ORDLAB_OPERAND_REG && kept) {
		result.cmp = insn->val[0].index + 1;
	}
	return result;
}

/* A copy, converted to the type of the instruction */
static struct value value_mov(const struct ordlab_insn *insn,
			      const struct value *a)
{
	struct value result = verify_convert(insn->type, a);

	/* !!r is not 0 just if r is not */
	if (!result.cmp && insn->val[0].kind == ORDLAB_OPERAND_REG &&
	    (a->locs || value_fits(a, insn->type) ||
	     insn->type == ORDLAB_T_BOOL)) {
		result.cmp = insn->val[0].index + 1;
		result.cmp_ne = true;
		result.cmp_loc = false;
		result.cmp_with = 0;
	}
	return result;
}

/* All bits up to the highest one of @bits */
static __u64 up_to(__u64 bits)
{
	__u64 all = 0;

	while (all < bits)
		all = all << 1 | 1;
	return all;
}

/* Of which bits the result of arithmetic on integers may be, before it wraps */
static struct value value_raw(unsigned int alu, const struct value *a,
			      const struct value *b)
{
	bool shift = alu == ORDLAB_A_SHL || alu == ORDLAB_A_SHR;
	bool count = b->exact && b->imm >= 0 && b->imm < 32;
	__u64 x = a->bits, y = b->bits;

	switch (alu) {
	case ORDLAB_A_AND:
		return verify_bits(x & y);
	case ORDLAB_A_OR:
	case ORDLAB_A_XOR:
		return verify_bits(x | y);
	case ORDLAB_A_ANDNOT:
		return verify_bits(b->exact ? x & ~(__u64)b->imm : x);
	case ORDLAB_A_LT:
	case ORDLAB_A_LE:
	case ORDLAB_A_GT:
	case ORDLAB_A_GE:
		return verify_bits(1);
	default:
		break;
	}
	if (x == ANY_BITS || (y == ANY_BITS && !shift))
		return verify_any();

	/* neither is negative */
	switch (alu) {
	case ORDLAB_A_ADD:
		return verify_bits(up_to(x + y));
	case ORDLAB_A_MUL:
		return verify_bits(up_to(x * y));
	case ORDLAB_A_DIV:
		return verify_bits(up_to(x));
	case ORDLAB_A_MOD:
		return verify_bits(up_to(x < y ? x : y));
	case ORDLAB_A_SHL:
		return count ? verify_bits(x << b->imm) : verify_any();
	case ORDLAB_A_SHR:
		return count ? verify_bits(x >> b->imm) : verify_any();
	default:
		return verify_any();
	}
}

/* Arithmetic on integers of a type */
struct value verify_arithmetic(unsigned int type, unsigned int alu,
			       const struct value *a,
			       const struct value *b)
{
	struct value raw;

	if (a->exact && (ordlab_alus[alu].operands < 2 || b->exact))
		return verify_imm(ordlab_alu(type, alu, a->imm, b->imm));
	raw = value_raw(alu, a, b);
	return verify_convert(type, &raw);
}

/* Operations that leave the other operand as it is if one is 0 */
static bool keeps_first(enum ordlab_alu alu)
{
	return alu == ORDLAB_A_ADD || alu == ORDLAB_A_SUB ||
	       alu == ORDLAB_A_OR || alu == ORDLAB_A_XOR ||
	       alu == ORDLAB_A_ANDNOT ||
	       alu == ORDLAB_A_SHL || alu == ORDLAB_A_SHR;
}

static bool keeps_second(enum ordlab_alu alu)
{
	return alu == ORDLAB_A_ADD || alu == ORDLAB_A_OR || alu == ORDLAB_A_XOR;
}

/* Whether an address is put where it may not fit, and a number would be left */
static bool cuts_address(const struct ordlab_insn *insn, const struct value *a,
			 const struct value *b)
{
	if (insn->alu == ORDLAB_A_MOV && insn->type == ORDLAB_T_BOOL)
		return false;
	return (a->locs || b->locs) &&
	       ordlab_types[insn->type].bits < ORDLAB_LONG_BITS;
}

/*
 * What an operation gives whether or not its operands are addresses. Return:
 * false if that matters, and @result is not to be used.
 */
static bool value_regardless(const struct ordlab_insn *insn,
			     const struct value *a, const struct value *b,
			     const bool *kept, struct value *result)
{
	const struct ordlab_operand *val = insn->val;
	bool same = val[0].kind == ORDLAB_OPERAND_REG &&
		    val[1].kind == ORDLAB_OPERAND_REG &&
		    val[0].index == val[1].index;

	*result = verify_imm(0);
	switch (insn->alu) {
	case ORDLAB_A_NOT:
		*result = value_not(insn, a, kept[0]);
		return true;
	case ORDLAB_A_EQ:
	case ORDLAB_A_NE:
		*result = value_equal(insn, a, b, kept);
		return true;
	case ORDLAB_A_LAND:
		*result = value_bool(may_be_zero(a) || may_be_zero(b),
				     may_be_nonzero(a) && may_be_nonzero(b));
		return true;
	case ORDLAB_A_LOR:
		*result = value_bool(may_be_zero(a) && may_be_zero(b),
				     may_be_nonzero(a) || may_be_nonzero(b));
		return true;
	case ORDLAB_A_SUB:
	case ORDLAB_A_XOR:
	case ORDLAB_A_ANDNOT:
		return same;
	case ORDLAB_A_AND:
	case ORDLAB_A_MUL:
		return is_always_zero(a) || is_always_zero(b);
	default:
		return false;
	}
}

enum ordlab_reason verify_alu(struct state *state,
			      const struct ordlab_insn *insn)
{
	struct value a, b, result = { 0 };
	enum ordlab_reason reason;
	bool kept[2];

	reason = verify_operand(state, &insn->val[0], &a);
	if (!reason)
		reason = verify_operand(state, &insn->val[1], &b);
	if (reason)
		return reason;
	if (cuts_address(insn, &a, &b))
		return ORDLAB_R_ADDR_CUT;
	if (insn->alu == ORDLAB_A_MOV) {
		result = value_mov(insn, &a);
		verify_write(state, insn->dst, &result);
		return ORDLAB_R_NONE;
	}
	kept[0] = a.locs || value_fits(&a, insn->type);
	kept[1] = b.locs || value_fits(&b, insn->type);
	a = verify_convert(insn->type, &a);
	b = verify_convert(insn->type, &b);

	if (!value_regardless(insn, &a, &b, kept, &result)) {
		if (keeps_first(insn->alu) && is_always_zero(&b))
			result = a;
		else if (keeps_second(insn->alu) && is_always_zero(&a))
			result = b;
		else if (!a.locs && !b.locs)
			result = verify_arithmetic(insn->type, insn->alu, &a, &b);
		else
			return ORDLAB_R_ADDR_ARITH;
	}
	verify_write(state, insn->dst, &result);
	return ORDLAB_R_NONE;
}

/* Narrow a register down to zero or to the rest; false if it is never that */
static bool assume_zero(struct value *value, bool zero)
{
	if (zero ? !may_be_zero(value) : !may_be_nonzero(value))
		return false;
	if (zero) {
		value->locs = 0;
		value->ints = MAY_BE_ZERO;
		value->bits = 0;
		value->type = ORDLAB_T_INT;
		value->exact = true;
		value->imm = 0;
	} else {
		value->ints &= ~MAY_BE_ZERO;
	}
	return true;
}

/*
 * Narrow a register down to what equals an integer or address, or to the rest
 */
static bool assume_equal(struct value *value, const struct value *cmp,
			 bool equal)
{
	__u32 loc;

	if (cmp->cmp_loc) {
		loc = 1U << cmp->cmp_with;
		value->locs &= equal ? loc : ~loc;
		if (equal)
			value->ints &= ~MAY_BE_ZERO;
		return value->locs || value->ints;
	}
	if (!cmp->cmp_with)
		return assume_zero(value, equal);
	if (!equal)
		return !value->exact || value->imm != cmp->cmp_with;
	if (value->locs)
		return true;	/* it may be an address by chance, see above */
	if (!(value->ints & MAY_BE_OTHER) ||
	    (value->exact && value->imm != cmp->cmp_with))
		return false;
	value->ints = MAY_BE_OTHER;
	value->bits = verify_imm(cmp->cmp_with).bits;
	value->type = ORDLAB_T_INT;
	value->exact = true;
	value->imm = cmp->cmp_with;
	return true;
}

/* Narrow a state down to one way out of a branch; false if it is never taken */
bool verify_assume(struct state *state, const struct ordlab_operand *operand,
		   bool zero)
{
	struct value value;

	verify_operand(state, operand, &value);
	if (!assume_zero(&value, zero))
		return false;
	if (operand->kind != ORDLAB_OPERAND_REG)
		return true;
	state->regs[operand->index] = value;
	return !value.cmp || assume_equal(&state->regs[value.cmp - 1], &value,
					  value.cmp_ne == zero);
}
