// SPDX-License-Identifier: GPL-2.0
/*
 * Finds the loop that was compiled for a thread: see private/code.h, and PAIR()
 * in pairs.h.
 */
#include <linux/bitops.h>
#include <linux/err.h>

#include "private/code.h"

static bool is_reg(const struct ordlab_operand *operand, unsigned int reg)
{
	return operand->kind == ORDLAB_OPERAND_REG && operand->index == reg;
}

/* An immediate that an int can hold */
static bool is_imm(const struct ordlab_operand *operand)
{
	return operand->kind == ORDLAB_OPERAND_IMM &&
	       operand->imm == (int)operand->imm;
}

/* A register plus a constant, or compared with a constant */
static bool is_alu(const struct ordlab_insn *insn, enum ordlab_alu alu,
		   unsigned int reg)
{
	return insn->op == ORDLAB_ALU && insn->alu == alu &&
	       is_reg(&insn->val[0], reg) && is_imm(&insn->val[1]);
}

/* A register xor itself */
static bool is_xor(const struct ordlab_insn *insn, unsigned int reg)
{
	return insn->op == ORDLAB_ALU && insn->alu == ORDLAB_A_XOR &&
	       is_reg(&insn->val[0], reg) && is_reg(&insn->val[1], reg);
}

/* A branch that leaves out the last instruction of a thread if @reg is 0 */
static bool is_skip(const struct ordlab_insn *insn, unsigned int reg,
		    unsigned int nr)
{
	return insn->op == ORDLAB_BRANCH && is_reg(&insn->val[0], reg) &&
	       insn->target == nr;
}

static bool is_observed(const struct ordlab_view *view, unsigned int thread,
			unsigned int reg)
{
	const struct ordlab_observed *o = view->observed;
	unsigned int i;

	for (i = 0; i < view->prog->nr_observed; i++, o++)
		if (o->kind == ORDLAB_OPERAND_REG && o->thread == thread &&
		    o->index == reg)
			return true;
	return false;
}

/*
 * What is between the first and the last of a thread's @nr instructions:
 * enum between, or -ENOENT if there is no loop for it. The constants of a
 * dependency go to @pair.
 */
static int find_between(struct pair_code *pair, const struct ordlab_insn *insn,
			unsigned int nr)
{
	static const u8 fences[ORDLAB_NR_OPS] = {
		[ORDLAB_SMP_MB] = BETWEEN_SMP_MB,
		[ORDLAB_SMP_RMB] = BETWEEN_SMP_RMB,
		[ORDLAB_SMP_WMB] = BETWEEN_SMP_WMB,
		[ORDLAB_BARRIER] = BETWEEN_BARRIER,
	};
	const struct ordlab_insn *mid = insn + 1, *last = insn + nr - 1;
	unsigned int reg = insn->dst;

	switch (nr) {
	case 2:
		if (is_reg(&last->addr, reg))
			return BETWEEN_ADDR;
		if (is_reg(&last->val[0], reg))
			return BETWEEN_DATA;
		return BETWEEN_NOTHING;
	case 3:
		if (fences[mid->op])
			return fences[mid->op];
		if (is_skip(mid, reg, nr))
			return BETWEEN_CTRL_NE;
		if (!is_reg(&last->val[0], mid->dst))
			return -ENOENT;
		if (is_xor(mid, reg))
			return BETWEEN_DATA_XOR;
		if (is_alu(mid, ORDLAB_A_ADD, reg)) {
			pair->val[1] = mid->val[1].imm;
			return BETWEEN_DATA_ADD;
		}
		return -ENOENT;
	case 4:
		if (is_xor(mid, reg) && is_alu(mid + 1, ORDLAB_A_ADD, mid->dst) &&
		    is_reg(&last->val[0], mid[1].dst)) {
			pair->val[1] = mid[1].val[1].imm;
			return BETWEEN_DATA_XOR;
		}
		pair->key = mid->val[1].imm;
		if (!is_skip(mid + 1, mid->dst, nr))
			return -ENOENT;
		if (is_alu(mid, ORDLAB_A_NE, reg))
			return BETWEEN_CTRL_NE;
		if (is_alu(mid, ORDLAB_A_EQ, reg))
			return BETWEEN_CTRL_EQ;
		return -ENOENT;
	default:
		return -ENOENT;
	}
}

/*
 * What the first access of a pair is in the tables: an enum ordlab_op, or a
 * store and a load of what it has stored. @head is set to the instruction that
 * the first access ends with: that load, or the one access.
 */
static unsigned int first_op(const struct ordlab_insn *insn, unsigned int nr,
			     unsigned int *head)
{
	static const struct {
		u8 store, load, op;
	} table[] = {
		{ ORDLAB_WRITE_ONCE, ORDLAB_READ_ONCE, ORDLAB_WRITE_ONCE_RFI },
		{ ORDLAB_WRITE_ONCE, ORDLAB_SMP_LOAD_ACQUIRE,
		  ORDLAB_WRITE_ONCE_RFI_ACQUIRE },
		{ ORDLAB_SMP_STORE_RELEASE, ORDLAB_READ_ONCE,
		  ORDLAB_SMP_STORE_RELEASE_RFI },
		{ ORDLAB_SMP_STORE_RELEASE, ORDLAB_SMP_LOAD_ACQUIRE,
		  ORDLAB_SMP_STORE_RELEASE_RFI_ACQUIRE },
	};
	unsigned int i;

	*head = 0;
	/* In a thread of two instructions each is an access */
	if (nr < 3 || insn[0].addr.kind != ORDLAB_OPERAND_LOC ||
	    insn[1].addr.kind != ORDLAB_OPERAND_LOC ||
	    insn[0].addr.index != insn[1].addr.index)
		return insn->op;
	for (i = 0; i < ARRAY_SIZE(table); i++) {
		if (insn[0].op != table[i].store || insn[1].op != table[i].load)
			continue;
		*head = 1;
		return table[i].op;
	}
	return insn->op;
}

/* Note an access of a pair. Return: false if no loop is compiled for it */
static bool pair_access(struct pair_code *pair, unsigned int i,
			const struct ordlab_insn *insn, unsigned int nr_regs)
{
	u8 flags = ordlab_flags(insn->op);

	if (!code_single(insn->op))
		return false;
	if (insn->addr.kind == ORDLAB_OPERAND_LOC)
		pair->loc[i] = insn->addr.index;
	if (flags & ORDLAB_CF_V0 && is_imm(&insn->val[0]))
		pair->val[i] = insn->val[0].imm;
	/* An unused result goes to a register of its own */
	if (flags & ORDLAB_CF_DST)
		pair->reg[i] = insn->dst == ORDLAB_NO_REG ? nr_regs : insn->dst;
	return true;
}

/*
 * Whether an access is to an int, with an address and a value that loops take
 */
static bool is_plain(const struct ordlab_view *view,
		     const struct ordlab_insn *insn, u32 targets,
		     bool addr, bool val)
{
	if (code_insn_type(view, insn, targets) != ORDLAB_T_INT)
		return false;
	if (!addr && insn->addr.kind != ORDLAB_OPERAND_LOC)
		return false;
	return val || is_imm(&insn->val[0]) ||
	       insn->val[0].kind == ORDLAB_OPERAND_NONE;
}

/*
 * Whether the thread uses registers in a way that its loop does not. @insn is
 * the instruction that the first access ends with; @nr counts the instructions
 * from there on.
 */
static bool is_entangled(const struct ordlab_view *view, unsigned int t,
			 const struct ordlab_insn *insn, unsigned int nr,
			 int between)
{
	const struct ordlab_insn *last = insn + nr - 1;
	unsigned int i;

	/* The loop keeps no result of arithmetic: nothing may read it later */
	for (i = 1; i + 1 < nr; i++)
		if (insn[i].op == ORDLAB_ALU &&
		    (insn[i].dst == insn->dst ||
		     is_observed(view, t, insn[i].dst)))
			return true;
	/* A register that the second access may or may not write */
	return (between == BETWEEN_CTRL_EQ || between == BETWEEN_CTRL_NE) &&
	       last->dst == insn->dst &&
	       ordlab_flags(last->op) & ORDLAB_CF_DST;
}

/*
 * Find the operands of a thread's pair, and what is between its accesses. @op
 * takes what the first access is. Return: enum between, BETWEEN_NOTHING also
 * for a single access; -ENOENT if the thread is more than a pair.
 */
static int find_pair(struct pair_code *pair, const struct ordlab_view *view,
		     const struct ordlab_facts *facts, unsigned int t,
		     unsigned int *op)
{
	const struct ordlab_thread *thread = &view->threads[t];
	const struct ordlab_insn *insn = &view->insns[thread->first];
	unsigned int nr = thread->nr_insns, head;
	const struct ordlab_insn *last = insn + nr - 1;
	u32 first_targets, last_targets;
	bool addr, data;
	int between;

	if (!nr || !pair_access(pair, 0, insn, thread->nr_regs) ||
	    !pair_access(pair, 1, last, thread->nr_regs))
		return -ENOENT;
	*op = first_op(insn, nr, &head);
	if (head && !pair_access(pair, 0, insn + head, thread->nr_regs))
		return -ENOENT;
	between = nr == 1 ? BETWEEN_NOTHING :
			    find_between(pair, insn + head, nr - head);
	if (between < 0)
		return between;
	if (is_entangled(view, t, insn + head, nr - head, between))
		return -ENOENT;

	first_targets = code_insn_targets(facts, view, thread->first);
	last_targets = code_insn_targets(facts, view, thread->first + nr - 1);
	addr = between == BETWEEN_ADDR;
	data = between == BETWEEN_DATA || between == BETWEEN_DATA_ADD ||
	       between == BETWEEN_DATA_XOR;
	if (addr) {
		/*
		 * The loop does not check an address: the register may hold
		 * nothing else
		 */
		if (code_insn_type(view, insn, first_targets) != ORDLAB_T_PTR ||
		    insn->addr.kind != ORDLAB_OPERAND_LOC ||
		    facts->check[thread->first + nr - 1])
			return -ENOENT;
	} else if (!is_plain(view, insn, first_targets, false, false)) {
		return -ENOENT;
	}
	return is_plain(view, last, last_targets, addr, data) ? between :
		-ENOENT;
}

/* Take the loop that was compiled for a thread: false if there is none */
bool code_use_pair(struct ordlab_code *code, const struct ordlab_view *view,
		   const struct ordlab_facts *facts, unsigned int t)
{
	const struct ordlab_thread *thread = &view->threads[t];
	const struct ordlab_insn *insn = &view->insns[thread->first];
	const struct pair_loop *found;
	unsigned int op;
	int between = find_pair(&code->pair, view, facts, t, &op);

	if (between < 0)
		return false;
	if (thread->nr_insns == 1) {
		code->loop = code_single(op)->loop;
	} else {
		found = code_batch_pair(op, between,
					insn[thread->nr_insns - 1].op);
		if (!found)
			return false;
		code->loop = found->loop;
	}
	code->strip = STRIP_ITERATIONS;
	return true;
}

/* The same in a perpetual run */
bool code_use_perpetual_pair(struct ordlab_code *code,
			     const struct ordlab_view *view,
			       const struct ordlab_facts *facts, unsigned int t)
{
	const struct ordlab_thread *thread = &view->threads[t];
	const struct ordlab_insn *insn = &view->insns[thread->first];
	unsigned int last = thread->nr_insns - 1, i, stores, op;
	struct pair_code *pair = &code->pair;
	const struct pair_loop *found;
	int between = find_pair(pair, view, facts, t, &op);

	if (between < 0)
		return false;
	/* The loop does not look at the value */
	if (between == BETWEEN_CTRL_EQ)
		between = BETWEEN_CTRL_NE;
	for (i = 0; i < 2; i++) {
		pair->val[i] = ordlab_store_number(view, t, i * last, &stores);
		pair->stores[i] = pair->val[i] ? stores : 0;
	}
	if (!last) {
		code->track = code_single(op)->track;
		return true;
	}
	found = code_perpetual_pair(op, between, insn[last].op);
	if (!found)
		return false;
	code->track = found->track;
	return true;
}
