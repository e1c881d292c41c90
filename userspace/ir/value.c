// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include "ir/address.h"

unsigned int value_size(unsigned int type)
{
	if (type == ORDLAB_T_SPINLOCK)
		return sizeof(int);
	if (type == ORDLAB_T_SRCU)
		return sizeof(long);
	return ordlab_types[type].bits / 8;
}

struct value value_of_operand(const struct ordlab_view *view,
			      const struct ordlab_operand *operand)
{
	if (operand->kind != ORDLAB_OPERAND_LOC)
		return value_int(operand->imm);
	return value_address(operand->index,
			     value_size(view->locations[operand->index].type));
}

/* "x+1"; "(char *)x+1" if the offset is not a whole number of the location's size */
static void address_text(char *buf, struct value v, const char *name)
{
	int64_t n = v.n;
	bool whole = n % v.size == 0;

	if (n)
		snprintf(buf, VALUE_LEN, "%s%s%+lld", whole ? "" : "(char *)", name,
			 (long long)(whole ? n / v.size : n));
	else
		snprintf(buf, VALUE_LEN, "%s", name);
}

char *value_text(char *buf, struct value v, const char *name)
{
	/* Fast path: lists of states may be long, and most values are small */
	if (v.kind == VALUE_INT && v.n >= 0 && v.n <= 9) {
		buf[0] = '0' + v.n;
		buf[1] = '\0';
		return buf;
	}
	switch ((enum value_kind)v.kind) {
	case VALUE_INT:
		snprintf(buf, VALUE_LEN, "%lld", (long long)v.n);
		break;
	case VALUE_ADDRESS:
		address_text(buf, v, name);
		break;
	case VALUE_UNSPECIFIED:
		snprintf(buf, VALUE_LEN, "?");
		break;
	case VALUE_SYMBOL:
		snprintf(buf, VALUE_LEN, "S%u", v.of);
		break;
	}
	return buf;
}

struct value value_alu(unsigned int type, enum ordlab_alu alu, struct value a,
		       struct value b)
{
	if (ordlab_alus[alu].operands < 2)
		b = value_int(0);
	return value_is_int(a) && value_is_int(b) ?
		value_int(ordlab_alu(type, alu, a.n, b.n)) :
		address_alu(type, alu, a, b);
}

static enum truth leaf_met(const struct ordlab_cond *leaf,
			   const struct value *values)
{
	struct value value;
	enum truth equal;

	switch (leaf->op) {
	case ORDLAB_COND_TRUE:
		return TRUTH_YES;
	case ORDLAB_COND_SAME:
		return value_equal(values[leaf->observed], values[leaf->other]);
	default:
		value = leaf->value.kind == ORDLAB_OPERAND_LOC ?
			value_address(leaf->value.index, 1) :
			value_int(leaf->value.imm);
		equal = value_equal(values[leaf->observed], value);
		return leaf->op == ORDLAB_COND_EQ ? equal : truth_not(equal);
	}
}

/*
 * Each of two words is a stack of bits, with its top in bit 0. A bit of @yes says
 * that the operand may be true; the same bit of @no says that it may be false. The
 * depth is at most 64 (ORDLAB_MAX_COND_DEPTH).
 */
enum truth value_cond(const struct ordlab_cond *cond, unsigned int nr,
		      const struct value *values)
{
	uint64_t yes = 1, no = 0, top;

	for (unsigned int i = 0; i < nr; i++) {
		enum truth leaf;

		switch (cond[i].op) {
		case ORDLAB_COND_NOT:
			top = (yes ^ no) & 1;
			yes ^= top;
			no ^= top;
			break;
		case ORDLAB_COND_AND:
			top = yes & 1;
			yes >>= 1;
			yes &= ~1ULL | top;
			top = no & 1;
			no >>= 1;
			no |= top;
			break;
		case ORDLAB_COND_IMPLIES:
			/* The left side is not true, or the right side is */
			top = ((yes ^ no) & 2);
			yes ^= top;
			no ^= top;
			/* fall through */
		case ORDLAB_COND_OR:
			top = yes & 1;
			yes >>= 1;
			yes |= top;
			top = no & 1;
			no >>= 1;
			no &= ~1ULL | top;
			break;
		default:
			leaf = leaf_met(&cond[i], values);
			yes = yes << 1 | (leaf != TRUTH_NO);
			no = no << 1 | (leaf != TRUTH_YES);
			break;
		}
	}
	return !(yes & 1) ? TRUTH_NO : no & 1 ? TRUTH_MAYBE : TRUTH_YES;
}

unsigned int cond_terms(const struct ordlab_cond *nodes, unsigned int nr_nodes,
			const struct ordlab_cond **terms)
{
	unsigned int nr = 0, i = nr_nodes, open = 1, skip;

	/* Read the postfix nodes backwards; @open operands of "and" are still to come */
	while (open && i--) {
		switch (nodes[i].op) {
		case ORDLAB_COND_AND:
			open++;
			continue;
		case ORDLAB_COND_EQ:
			terms[nr++] = &nodes[i];
			break;
		default:
			/* Skip the node and its operands */
			skip = ordlab_cond_operands(&nodes[i]);
			while (skip && i--)
				skip += ordlab_cond_operands(&nodes[i]) - 1;
			break;
		}
		open--;
	}
	return nr;
}
