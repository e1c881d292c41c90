// SPDX-License-Identifier: GPL-2.0
/*
 * Makes the code of a thread, see private/code.h: what its loop needs, or the
 * steps that the switch runs.
 */
#include <linux/bitops.h>
#include <linux/err.h>
#include <linux/slab.h>

#include "private/code.h"

/* Whether an operation has a case for each type of cell, for one, or none */
enum cases { CASES_NONE, CASES_ANY, CASES_ATOMIC, CASES_RCU };

#define CASES_V		CASES_NONE
#define CASES_L		CASES_ANY
#define CASES_LV	CASES_ANY
#define CASES_P		CASES_ANY
#define CASES_PV	CASES_ANY
#define CASES_PVV	CASES_ANY
#define CASES_A		CASES_ATOMIC
#define CASES_AV	CASES_ATOMIC
#define CASES_VA	CASES_ATOMIC
#define CASES_AVV	CASES_ATOMIC
#define CASES_R		CASES_RCU
#define CASES_RV	CASES_RCU

static const u8 op_cases[ORDLAB_NR_OPS] = {
#define ORDLAB_X(id, fn, class, order, alu, args)			\
	[ORDLAB_##id] = CASES_##args,
	ORDLAB_OPS(ORDLAB_X)
#undef ORDLAB_X
};

/* The locations that an instruction may access; 0 if it accesses none */
u32 code_insn_targets(const struct ordlab_facts *facts,
		      const struct ordlab_view *view, unsigned int i)
{
	const struct ordlab_operand *addr = &view->insns[i].addr;

	switch (addr->kind) {
	case ORDLAB_OPERAND_LOC:
		return BIT(addr->index);
	case ORDLAB_OPERAND_REG:
		return facts->targets[i];
	default:
		return 0;
	}
}

/*
 * The one type of some locations, an atomic_t being an int; -EINVAL if several
 */
static int targets_type(const struct ordlab_view *view, unsigned long targets)
{
	int type, found = -EINVAL;
	unsigned int l;

	for_each_set_bit(l, &targets, ORDLAB_MAX_LOCATIONS) {
		type = view->locations[l].type;
		if (type == ORDLAB_T_ATOMIC)
			type = ORDLAB_T_INT;
		if (found >= 0 && type != found)
			return -EINVAL;
		found = type;
	}
	return found;
}

/* The type of an instruction's case, or -EINVAL if it has none */
int code_insn_type(const struct ordlab_view *view,
		   const struct ordlab_insn *insn, u32 targets)
{
	int type = targets_type(view, targets);

	switch (ordlab_meaning(insn->op)->object) {
	case ORDLAB_ON_LOCK:
	case ORDLAB_ON_SRCU:
		if (type < 0 || ordlab_is_data(type))
			return -EINVAL;
		return ORDLAB_T_INT;
	}
	if (op_cases[insn->op] == CASES_NONE)
		return ORDLAB_T_INT;
	if (type < 0 || !ordlab_is_data(type))
		return -EINVAL;
	switch (op_cases[insn->op]) {
	case CASES_ATOMIC:
		return type == ORDLAB_T_INT ? type : -EINVAL;
	case CASES_RCU:
		/* A pointer fits in a long, and a long in a pointer */
		return ordlab_types[type].bits == ORDLAB_LONG_BITS &&
		       type != ORDLAB_T_INT && type != ORDLAB_T_UINT ?
			ORDLAB_T_PTR : -EINVAL;
	default:
		return type;
	}
}

/* Set file entry and immediate of a value */
static void set_value(const struct ordlab_operand *val, u8 *entry, s64 *imm)
{
	*entry = FILE_ZERO;
	switch (val->kind) {
	case ORDLAB_OPERAND_IMM:
		*imm = val->imm;
		break;
	case ORDLAB_OPERAND_REG:
		*entry = val->index;
		break;
	case ORDLAB_OPERAND_LOC:
		*entry = FILE_CELLS + val->index;
		break;
	}
}

static int set_step(struct step *step, const struct ordlab_view *view,
		    const struct ordlab_facts *facts, unsigned int i)
{
	const struct ordlab_insn *insn = &view->insns[i];
	u32 targets = code_insn_targets(facts, view, i);
	int type = code_insn_type(view, insn, targets);

	if (type < 0)
		return type;
	step->act = insn->op * ORDLAB_NR_TYPES + type;
	step->target = insn->target;
	step->alu = insn->alu;
	step->type = insn->type;
	step->dst = insn->dst == ORDLAB_NO_REG ? FILE_SINK : insn->dst;
	if (!(ordlab_flags(insn->op) & ORDLAB_CF_DST))
		step->dst = FILE_SINK;
	step->addr = FILE_ZERO;
	if (insn->addr.kind == ORDLAB_OPERAND_LOC)
		step->addr = FILE_CELLS + insn->addr.index;
	if (insn->addr.kind == ORDLAB_OPERAND_REG)
		step->addr = insn->addr.index;
	set_value(&insn->val[0], &step->v0, &step->imm[0]);
	set_value(&insn->val[1], &step->v1, &step->imm[1]);
	return 0;
}

/* The locations that a thread may access or takes the address of */
static u32 thread_locations(const struct ordlab_view *view,
			    const struct ordlab_facts *facts,
			    const struct ordlab_thread *thread)
{
	unsigned int i, v;
	u32 set = 0;

	for (i = thread->first; i < thread->first + thread->nr_insns; i++) {
		const struct ordlab_insn *insn = &view->insns[i];

		set |= code_insn_targets(facts, view, i);
		for (v = 0; v < ARRAY_SIZE(insn->val); v++)
			if (insn->val[v].kind == ORDLAB_OPERAND_LOC)
				set |= BIT(insn->val[v].index);
	}
	return set;
}

/* Primitives that this kernel does not have, see compat.h */
static const bool is_missing[ORDLAB_NR_OPS] = {
#define ORDLAB_X(id)							\
	[ORDLAB_##id] = true,
	ORDLAB_MISSING(ORDLAB_X)
#undef ORDLAB_X
};

bool code_is_missing(unsigned int op)
{
	return is_missing[op];
}

/* Whether an instruction exchanges a cell of one or two bytes */
static bool is_small_xchg(const struct ordlab_view *view,
			  const struct ordlab_facts *facts, unsigned int i)
{
	unsigned int class = ordlab_ops[view->insns[i].op].class;
	int type;

	if (class != ORDLAB_C_XCHG && class != ORDLAB_C_CMPXCHG)
		return false;
	type = targets_type(view, code_insn_targets(facts, view, i));
	return type >= 0 && ordlab_types[type].bits < 32;
}

const char *ordlab_code_missing(const struct ordlab_view *view,
				const struct ordlab_facts *facts)
{
	unsigned int i;

	for (i = 0; i < view->prog->nr_insns; i++) {
		if (is_missing[view->insns[i].op])
			return ordlab_ops[view->insns[i].op].name;
		if (!ORDLAB_HAS_SMALL_XCHG && is_small_xchg(view, facts, i))
			return "xchg and cmpxchg of one or two bytes";
	}
	return NULL;
}

/* What both kinds of runs need, with room for the switch */
static struct ordlab_code *code_alloc(const struct ordlab_view *view,
				      const struct ordlab_facts *facts,
				      unsigned int thread)
{
	const struct ordlab_thread *th = &view->threads[thread];
	unsigned long locations = thread_locations(view, facts, th);
	struct ordlab_code *code;
	unsigned int l;

	if (ordlab_code_missing(view, facts))
		return ERR_PTR(-EOPNOTSUPP);

	/* Some instructions become two steps */
	code = kvzalloc(struct_size(code, steps, 2 * th->nr_insns), GFP_KERNEL);
	if (!code)
		return ERR_PTR(-ENOMEM);
	for_each_set_bit(l, &locations, view->prog->nr_locations) {
		if (view->locations[l].type == ORDLAB_T_SRCU)
			code->domains |= BIT(l);
		else
			code->cells[code->nr_cells++] = l;
	}
	return code;
}

/*
 * Name the form of the code and count its registers, or free it if there was an
 * error
 */
static struct ordlab_code *code_finish(struct ordlab_code *code,
				       const struct ordlab_thread *thread,
				       int err)
{
	if (err) {
		kvfree(code);
		return ERR_PTR(err);
	}
	code->form = code->nr_steps ? "switch" : "pair";
	code->nr_regs = thread->nr_regs;
	/* See pair_access() */
	if (!code->nr_steps && (code->pair.reg[0] == thread->nr_regs ||
				code->pair.reg[1] == thread->nr_regs))
		code->nr_regs++;
	return code;
}

/* The step that an instruction begins with, see set_steps() */
static unsigned int first_step(const struct ordlab_facts *facts,
			       const struct ordlab_thread *thread,
			       unsigned int insn)
{
	unsigned int i, step = insn;

	for (i = 0; i < insn; i++)
		step += facts->check[thread->first + i];
	return step;
}

/* An instruction's step, after one that checks its address if need be */
static int set_steps(struct ordlab_code *code, const struct ordlab_view *view,
		     const struct ordlab_facts *facts,
		     const struct ordlab_thread *thread, unsigned int i)
{
	unsigned int insn = thread->first + i;
	struct step *step = &code->steps[code->nr_steps++];
	int err = set_step(step, view, facts, insn);

	step->target = first_step(facts, thread, step->target);
	if (!err && facts->check[insn]) {
		code->steps[code->nr_steps++] = *step;
		*step = (struct step){
			.act = STEP_CHECK,
			.addr = step->addr,
			.targets = facts->targets[insn],
		};
	}
	return err;
}

struct ordlab_code *ordlab_code_create(const struct ordlab_view *view,
				       const struct ordlab_facts *facts,
				       unsigned int thread)
{
	const struct ordlab_thread *th = &view->threads[thread];
	struct ordlab_code *code = code_alloc(view, facts, thread);
	unsigned int i;
	int err = 0;

	if (IS_ERR(code))
		return code;
	if (!code_use_pair(code, view, facts, thread)) {
		code->loop = code_run_switch;
		code->strip = clamp(STRIP_STEPS / (th->nr_insns + 1U), 1U,
				    (unsigned int)STRIP_ITERATIONS);
		for (i = 0; !err && i < th->nr_insns; i++)
			err = set_steps(code, view, facts, th, i);
	}
	return code_finish(code, th, err);
}

/*
 * A step of a perpetual run. It is two steps where a store depends on a
 * register, but writes a constant all the same: the first one subtracts the
 * constant from the register, and what is left, 0, is added to the value of the
 * store.
 */
static int set_perpetual_steps(struct ordlab_code *code,
			       const struct ordlab_view *view,
			       const struct ordlab_facts *facts,
			       unsigned int thread, unsigned int i)
{
	const struct ordlab_thread *th = &view->threads[thread];
	const struct ordlab_insn *insn = &view->insns[th->first + i];
	struct step *step = &code->steps[code->nr_steps++];
	unsigned int number, stores, l = insn->addr.index;
	int err = set_step(step, view, facts, th->first + i);

	if (err)
		return err;
	if (ordlab_meaning(insn->op)->next == ORDLAB_NEXT_IF) {
		step->act = STEP(ORDLAB_BRANCH, LONG);
	} else if (ordlab_is_store(insn->op)) {
		number = ordlab_store_number(view, thread, i, &stores);
		code->stores[l] = stores;
		if (insn->val[0].kind == ORDLAB_OPERAND_REG) {
			code->steps[code->nr_steps++] = *step;
			*step = (struct step){
				.act = STEP(ORDLAB_ALU, INT),
				.alu = ORDLAB_A_ADD,
				.type = ORDLAB_T_LONG,
				.dst = FILE_TEMP,
				.addr = FILE_ZERO,
				.v0 = insn->val[0].index,
				.v1 = FILE_STORES + l,
			};
			step++;
			step->v0 = FILE_TEMP;
			step->imm[0] = number - ordlab_constant(view, thread, i);
		} else {
			step->v0 = FILE_STORES + l;
			step->imm[0] = number;
		}
	}
	return 0;
}

struct ordlab_code *ordlab_code_create_perpetual(const struct ordlab_view *view,
						 const struct ordlab_facts *facts,
						 unsigned int thread)
{
	const struct ordlab_thread *th = &view->threads[thread];
	struct ordlab_code *code = code_alloc(view, facts, thread);
	unsigned int i;
	int err = 0;

	if (IS_ERR(code))
		return code;
	if (!code_use_perpetual_pair(code, view, facts, thread)) {
		code->track = code_track_switch;
		for (i = 0; !err && i < th->nr_insns; i++)
			err = set_perpetual_steps(code, view, facts, thread, i);
	}
	return code_finish(code, th, err);
}

void ordlab_code_destroy(const struct ordlab_code *code)
{
	kvfree(code);
}

unsigned int ordlab_code_regs(const struct ordlab_code *code)
{
	return code->nr_regs;
}

const char *ordlab_code_form(const struct ordlab_code *code)
{
	return code->form;
}
