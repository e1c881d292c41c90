// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include "value.h"

struct value value_of_operand(const struct ordlab_operand *operand)
{
	return operand->kind == ORDLAB_OPERAND_LOC ?
		value_address(operand->index) : value_int(operand->imm);
}

char *value_text(char *buf, struct value v, const char *name)
{
	/* Most values are small, and lists of states may be long */
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
		snprintf(buf, VALUE_LEN, "%s", name);
		break;
	case VALUE_SYMBOL:
		snprintf(buf, VALUE_LEN, "S%u", v.of);
		break;
	}
	return buf;
}

/* Symbols stand above the numbers of all addresses */
#define SYMBOL_BASE	(ORDLAB_ADDR_BASE + 0x10000)

static int64_t number_of(struct value v)
{
	return v.kind == VALUE_ADDRESS ? ORDLAB_ADDR(v.of) :
	       v.kind == VALUE_SYMBOL ? SYMBOL_BASE + v.of : v.n;
}

static struct value value_of(int64_t number)
{
	if (ORDLAB_IS_ADDR(number))
		return value_address(ORDLAB_ADDR_LOC(number));
	if (number >= SYMBOL_BASE && number < SYMBOL_BASE + 0x10000)
		return value_symbol(number - SYMBOL_BASE);
	return value_int(number);
}

struct value value_alu(unsigned int type, enum ordlab_alu alu, struct value a,
		       struct value b)
{
	if ((!value_is_int(a) || !value_is_int(b)) && type != ORDLAB_T_BOOL)
		type = ORDLAB_T_PTR;
	return value_of(ordlab_alu(type, alu, number_of(a), number_of(b)));
}

static bool leaf_met(const struct ordlab_cond *leaf, const struct value *values)
{
	switch (leaf->op) {
	case ORDLAB_COND_TRUE:
		return true;
	case ORDLAB_COND_SAME:
		return value_same(values[leaf->observed], values[leaf->other]);
	default:
		return value_same(values[leaf->observed],
				  value_of_operand(&leaf->value)) ==
		       (leaf->op == ORDLAB_COND_EQ);
	}
}

bool value_cond(const struct ordlab_cond *cond, unsigned int nr,
		const struct value *values)
{
	/* Bit 0 is the top of the stack: ORDLAB_MAX_COND_DEPTH is 64 */
	uint64_t stack = 1;

	for (unsigned int i = 0; i < nr; i++) {
		bool top = stack & 1;

		switch (cond[i].op) {
		case ORDLAB_COND_NOT:
			stack ^= 1;
			break;
		case ORDLAB_COND_AND:
			stack >>= 1;
			stack &= top ? ~0ULL : ~1ULL;
			break;
		case ORDLAB_COND_OR:
			stack >>= 1;
			stack |= top;
			break;
		default:
			stack = stack << 1 | leaf_met(&cond[i], values);
			break;
		}
	}
	return stack & 1;
}

unsigned int cond_terms(const struct ordlab_cond *nodes, unsigned int nr_nodes,
			const struct ordlab_cond **terms)
{
	unsigned int nr = 0, i = nr_nodes, open = 1, skip;

	/* Postfix, from its end on: @open operands of "and" are to come */
	while (open && i--) {
		switch (nodes[i].op) {
		case ORDLAB_COND_AND:
			open++;
			continue;
		case ORDLAB_COND_EQ:
			terms[nr++] = &nodes[i];
			break;
		case ORDLAB_COND_OR:
		case ORDLAB_COND_NOT:
			/* Leave out all that it is made of */
			skip = nodes[i].op == ORDLAB_COND_OR ? 2 : 1;
			while (skip && i--) {
				if (nodes[i].op == ORDLAB_COND_OR ||
				    nodes[i].op == ORDLAB_COND_AND)
					skip++;
				else if (nodes[i].op != ORDLAB_COND_NOT)
					skip--;
			}
			break;
		default:
			break;
		}
		open--;
	}
	return nr;
}
