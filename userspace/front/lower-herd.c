// SPDX-License-Identifier: GPL-2.0
/*
 * Dependencies of nested expressions in herd7. "if (xchg(y, r1))" and "r2 = xchg(y, r1);
 * if (r2)" mean the same in C, but herd7 gives the two different dependencies:
 *
 * - A branch depends on all registers that its condition reads. That includes the
 *   arguments of a primitive in the condition.
 * - A primitive may be an operand of a store. If it is a cmpxchg() that succeeds, an
 *   atomic_add_unless() or an operation on a lock, the store does not depend on its
 *   result, and is not ordered after the barrier of that primitive. (There is a warning
 *   about the barrier wherever such a primitive stands.)
 *
 * ordlab does not copy that. Tests in which it may matter are lowered a second time, with
 * @as_herd set, and deviation.h warns if the verdict differs. Then instructions that
 * change no value make the dependencies those of herd7:
 *
 *	if (xchg(y, r1)) ...	temp = xchg(y, r1); temp = (temp != 0) + (r1 & 0);
 *				if (temp) ...
 *
 *	WRITE_ONCE(*z, cmpxchg(x, 1, 2));
 *				temp = cmpxchg(x, 1, 2);
 *				if (temp == 1) temp = 1;
 *				WRITE_ONCE(*z, temp);
 */
#include "private/lower.h"

void lower_herd_drops(struct lower *lower, const struct operand *operand)
{
	struct herd *herd = &lower->herd;

	if (!herd->condition || operand->kind != ORDLAB_OPERAND_REG)
		return;
	lower->syntax->nested = true;
	if (herd->nr_dropped < ARRAY_SIZE(herd->dropped))
		herd->dropped[herd->nr_dropped++] = operand->index;
}

void lower_herd_operands(struct lower *lower, const struct ordlab_op_info *op,
			 const struct operand *addr, const struct operand *val)
{
	lower_herd_drops(lower, addr);
	if (op->class == ORDLAB_C_XCHG || op->class == ORDLAB_C_CMPXCHG ||
	    op->class == ORDLAB_C_ADD_UNLESS)
		lower_herd_drops(lower, &val[0]);
	if (op->class == ORDLAB_C_CMPXCHG)
		lower_herd_drops(lower, &val[1]);
}

struct operand lower_herd_condition(struct lower *lower, struct expr *expr)
{
	struct herd *herd = &lower->herd;
	struct operand value, drop;

	*herd = (struct herd){ .condition = true };
	value = lower_value(lower, expr);
	herd->condition = false;
	if (!lower->syntax->as_herd || !herd->nr_dropped)
		return value;
	value = lower_alu(lower, expr->pos, ORDLAB_A_NE, ORDLAB_T_PTR, value, imm(0));
	for (unsigned int i = 0; i < herd->nr_dropped; i++) {
		drop = lower_alu(lower, expr->pos, ORDLAB_A_AND, ORDLAB_T_LONG,
				 reg(herd->dropped[i]), imm(0));
		value = lower_alu(lower, expr->pos, ORDLAB_A_ADD, ORDLAB_T_LONG,
				  value, drop);
	}
	return value;
}

/* If register @temp is @value, let it be that, and come from nothing */
static void forget(struct lower *lower, struct pos pos, struct operand temp,
		   long long value)
{
	struct operand is = lower_alu(lower, pos, ORDLAB_A_EQ, ORDLAB_T_PTR, temp,
				      imm(value));
	unsigned int jump = lower_jump(lower, pos, ORDLAB_BRANCH, is);
	struct insn *insn = lower_emit(lower, pos, ORDLAB_ALU);

	insn->alu = ORDLAB_A_MOV;
	insn->type = ORDLAB_T_PTR;
	insn->dst = temp.index;
	insn->val[0] = imm(value);
	lower_here(lower, jump);
}

void lower_herd_result(struct lower *lower, struct pos pos,
		       const struct ordlab_op_info *op,
		       const struct operand *val, struct operand temp)
{
	if (!lower->herd.stored || temp.kind != ORDLAB_OPERAND_REG)
		return;
	if (op->order == ORDLAB_O_MB && !lower->syntax->as_herd)
		warn(lower, pos,
		     "what %s() returns is stored here; herd7 does not order this after the barrier of %s(), and may say otherwise",
		     op->name, op->name);
	switch (op->class) {
	case ORDLAB_C_CMPXCHG:
		if (val[0].kind != ORDLAB_OPERAND_IMM)
			return;
		lower->syntax->nested = true;
		if (lower->syntax->as_herd)
			forget(lower, pos, temp, val[0].imm);
		return;
	case ORDLAB_C_ADD_UNLESS:
	case ORDLAB_C_TRYLOCK:
	case ORDLAB_C_IS_LOCKED:
		lower->syntax->nested = true;
		if (!lower->syntax->as_herd)
			return;
		forget(lower, pos, temp, 0);
		forget(lower, pos, temp, 1);
		return;
	}
}
