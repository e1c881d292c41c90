// SPDX-License-Identifier: GPL-2.0
/*
 * From statements and expressions to instructions.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "private/lower.h"
#include "lib/spelling.h"
#include "lib/util.h"

static const struct insn nop = { .dst = NONE };

struct insn *lower_emit(struct lower *lower, struct pos pos, enum ordlab_op op)
{
	static struct insn lost;
	struct code *code = lower->code;
	struct insn *insn;

	if (lower->nr_insns == ORDLAB_MAX_INSNS) {
		if (!lower->full)
			error(lower, pos,
			      "this is one instruction too many; a test has at most %d",
			      ORDLAB_MAX_INSNS);
		lower->full = true;
	}
	if (lower->full) {
		insn = &lost;
	} else {
		if (code->nr_insns % 32 == 0)
			code->insns = xrealloc(code->insns,
					       code->nr_insns + 32,
					       sizeof(*code->insns));
		insn = &code->insns[code->nr_insns++];
		lower->nr_insns++;
	}
	*insn = nop;
	insn->op = op;
	insn->pos = pos;
	return insn;
}

/* An instruction for an operation in a type; none if both operands are constants */
static struct operand emit_alu(struct lower *lower, struct pos pos,
			       enum ordlab_alu alu, enum ordlab_type type,
			       struct operand a, struct operand b, int into)
{
	bool binary = ordlab_alus[alu].operands == 2;
	struct insn *insn;

	if (alu != ORDLAB_A_MOV && a.kind == ORDLAB_OPERAND_IMM &&
	    (!binary || b.kind == ORDLAB_OPERAND_IMM))
		return imm(ordlab_alu(type, alu, a.imm, b.imm));
	if (into == NONE)
		into = lower_temp(lower, pos);
	insn = lower_emit(lower, pos, ORDLAB_ALU);
	insn->alu = alu;
	insn->type = type;
	insn->dst = into;
	insn->val[0] = a;
	if (binary)
		insn->val[1] = b;
	return reg(into);
}

struct operand lower_alu(struct lower *lower, struct pos pos, enum ordlab_alu alu,
			 enum ordlab_type type, struct operand a, struct operand b)
{
	return emit_alu(lower, pos, alu, type, a, b, NONE);
}

/* A copy, which converts nothing */
static void emit_copy(struct lower *lower, struct pos pos, struct operand value,
		      int into)
{
	if (value.kind == ORDLAB_OPERAND_REG && (int)value.index == into)
		return;
	emit_alu(lower, pos, ORDLAB_A_MOV, ORDLAB_T_PTR, value, imm(0), into);
}

/* Converts a value to a type; takes an instruction if that may change the value */
static struct operand convert(struct lower *lower, struct pos pos,
			      struct operand value, const struct typing *typing,
			      enum ordlab_type type, int into)
{
	if (value.kind == ORDLAB_OPERAND_IMM)
		return imm(ordlab_convert(type, value.imm));
	if (lower_fits(typing, type))
		return value;
	return emit_alu(lower, pos, ORDLAB_A_MOV, type, value, imm(0), into);
}

/*
 * Whether a value is assigned to a register without conversion. A pointer is never
 * truncated, since tests are often careless with types.
 */
static bool keeps_value(const struct typing *typing, const struct reg *reg)
{
	enum ordlab_type type = lower_reg_type(reg);

	return lower_fits(typing, type) ||
	       (typing->type == ORDLAB_T_PTR && ordlab_types[type].bits >= 32);
}

void lower_set_reg(struct lower *lower, struct pos pos, struct operand value,
		   const struct typing *typing, int into)
{
	const struct reg *reg = &lower->code->regs[into];
	enum ordlab_type type = lower_reg_type(reg);

	if (value.kind == ORDLAB_OPERAND_IMM)
		lower_warn_constant(lower, pos, value.imm, type, reg->name);
	if (value.kind == ORDLAB_OPERAND_IMM || !keeps_value(typing, reg))
		value = convert(lower, pos, value, typing, type, into);
	emit_copy(lower, pos, value, into);
}

static struct operand eval(struct lower *lower, struct expr *expr,
			   int into);

unsigned int lower_jump(struct lower *lower, struct pos pos, enum ordlab_op op,
			struct operand unless)
{
	struct insn *insn = lower_emit(lower, pos, op);

	if (op == ORDLAB_BRANCH)
		insn->val[0] = unless;
	return lower->code->nr_insns;
}

void lower_here(struct lower *lower, unsigned int jump)
{
	struct code *code = lower->code;

	if (!lower->full)
		code->insns[jump - 1].target = code->nr_insns;
}

static const char *known_name(void *data, size_t i)
{
	struct code *code = data;

	if (i < code->nr_params)
		return code->params[i];
	i -= code->nr_params;
	return i < code->nr_named ? code->regs[i].name : NULL;
}

static void unknown_name(struct lower *lower, const struct expr *expr)
{
	unsigned int p = lower->code->thread->number;
	const char *near = spelling_nearest(expr->name, known_name, lower->code);

	if (lower_find_location(lower, expr->name) != NONE)
		error(lower, expr->pos,
		      "\"%s\" is a location that P%u does not know; add it to the parameters of P%u",
		      expr->name, p, p);
	else if (near)
		error(lower, expr->pos,
		      "P%u has neither parameter nor local variable \"%s\"; did you mean \"%s\"?",
		      p, expr->name, near);
	else
		error(lower, expr->pos,
		      "P%u has neither parameter nor local variable \"%s\"",
		      p, expr->name);
}

static struct operand eval_name(struct lower *lower, const struct expr *expr)
{
	struct code *code = lower->code;
	int r = lower_find_reg(code, expr->name);

	if (r != NONE)
		return reg(r);
	r = lower_find_param(code, expr->name);
	if (r != NONE)
		return loc(r);
	if (strcmp(expr->name, "NULL"))
		unknown_name(lower, expr);
	return imm(0);
}

/* The operand for an expression that must be an address */
static struct operand eval_address(struct lower *lower, struct expr *expr)
{
	size_t errors = lower->syntax->test->nr_errors;
	struct operand value = eval(lower, expr, NONE);
	unsigned int into;

	lower_check_access(lower, expr);
	if (value.kind != ORDLAB_OPERAND_IMM ||
	    errors != lower->syntax->test->nr_errors)
		return value;
	if (!lower->options->unsafe) {
		error(lower, expr->pos,
		      "%lld is not the address of a location", value.imm);
		return value;
	}
	/* For the models, an invalid pointer: it must be in a register */
	into = lower_temp(lower, expr->pos);
	emit_copy(lower, expr->pos, value, into);
	return reg(into);
}

/* Whether evaluating an expression accesses memory that threads share */
static bool touches_memory(const struct expr *expr)
{
	unsigned int i;

	if (expr->kind == EXPR_DEREF || expr->kind == EXPR_CALL)
		return true;
	if (expr->kind == EXPR_ADDRESS)
		return expr->arg[0]->kind == EXPR_DEREF &&
		       touches_memory(expr->arg[0]->arg[0]);
	for (i = 0; i < 3 && expr->arg[i]; i++) {
		if (touches_memory(expr->arg[i]))
			return true;
	}
	return false;
}

/* Whether a value is not 0 */
static struct operand truth(struct lower *lower, struct expr *expr,
			    struct operand value, int into)
{
	enum ordlab_type type = lower_typing(lower, expr)->type;

	return emit_alu(lower, expr->pos, ORDLAB_A_NE,
			lower_alu_type(ORDLAB_A_NE, type, ORDLAB_T_INT),
			value, imm(0), into);
}

/*
 * && and || take a branch if the second operand accesses memory: it is evaluated only
 * if the first one leaves the result open. On registers alone they are one instruction.
 */
static struct operand eval_logic(struct lower *lower, struct expr *expr)
{
	unsigned int temp = lower_temp(lower, expr->pos);
	bool and = expr->alu == ORDLAB_A_LAND;
	struct operand value;
	unsigned int jump;

	value = eval(lower, expr->arg[0], NONE);
	emit_copy(lower, expr->pos, truth(lower, expr->arg[0], value, temp), temp);
	value = reg(temp);
	if (!and)
		value = emit_alu(lower, expr->pos, ORDLAB_A_NOT, ORDLAB_T_INT,
				 value, imm(0), NONE);
	jump = lower_jump(lower, expr->pos, ORDLAB_BRANCH, value);
	value = eval(lower, expr->arg[1], NONE);
	emit_copy(lower, expr->pos, truth(lower, expr->arg[1], value, temp), temp);
	lower_here(lower, jump);
	return reg(temp);
}

/* One operand of ?:, converted to the type that both have in common */
static void eval_side(struct lower *lower, struct expr *side,
		      enum ordlab_type type, int into)
{
	const struct typing *typing = lower_typing(lower, side);
	struct operand value = eval(lower, side, lower_fits(typing, type) ?
				    into : NONE);

	value = convert(lower, side->pos, value, typing, type, into);
	emit_copy(lower, side->pos, value, into);
}

static struct operand eval_choice(struct lower *lower, struct expr *expr)
{
	enum ordlab_type type = lower_typing(lower, expr)->type;
	unsigned int temp = lower_temp(lower, expr->pos);
	unsigned int jump, end;

	jump = lower_jump(lower, expr->pos, ORDLAB_BRANCH,
			 eval(lower, expr->arg[0], NONE));
	eval_side(lower, expr->arg[1], type, temp);
	end = lower_jump(lower, expr->pos, ORDLAB_JUMP, imm(0));
	lower_here(lower, jump);
	eval_side(lower, expr->arg[2], type, temp);
	lower_here(lower, end);
	return reg(temp);
}

static struct operand eval_binary(struct lower *lower, struct expr *expr,
				  int into)
{
	struct operand a, b, element;
	enum ordlab_type type;
	unsigned int step;

	if ((expr->alu == ORDLAB_A_LAND || expr->alu == ORDLAB_A_LOR) &&
	    touches_memory(expr->arg[1]))
		return eval_logic(lower, expr);
	type = lower_binary_type(lower, expr);
	a = eval(lower, expr->arg[0], NONE);
	b = eval(lower, expr->arg[1], NONE);
	step = lower_step(lower, expr);
	if (step) {
		bool first = lower_typing(lower, expr->arg[0])->type == ORDLAB_T_PTR;
		struct operand *count = first ? &b : &a;

		*count = emit_alu(lower, expr->pos, ORDLAB_A_MUL, ORDLAB_T_LONG,
				  *count, imm(step), NONE);
		return emit_alu(lower, expr->pos, expr->alu, ORDLAB_T_LONG, a, b,
				into);
	}
	if (lower_index(lower, expr->pos, expr->alu, &a, &b, &element))
		return element;
	if ((expr->alu == ORDLAB_A_DIV || expr->alu == ORDLAB_A_MOD) &&
	    (b.kind != ORDLAB_OPERAND_IMM || !ordlab_convert(type, b.imm))) {
		error(lower, expr->arg[1]->pos,
		      "the right side of %s must be a constant other than 0",
		      ordlab_alus[expr->alu].spelling);
		return imm(0);
	}
	return emit_alu(lower, expr->pos, expr->alu, type, a, b, into);
}

static struct operand eval_unary(struct lower *lower, struct expr *expr,
				 int into)
{
	enum ordlab_type type = lower_typing(lower, expr->arg[0])->type;

	return emit_alu(lower, expr->pos, expr->alu,
			lower_alu_type(expr->alu, type, type),
			eval(lower, expr->arg[0], NONE), imm(0), into);
}

static struct operand eval_cast(struct lower *lower, struct expr *expr,
				int into)
{
	const struct typing *typing = lower_typing(lower, expr->arg[0]);
	int type = lower_type(&expr->type, expr->type.stars);

	if (type == NONE) {
		error(lower, expr->pos, "(void) has no value");
		return imm(0);
	}
	/* all types of pointers are one */
	if (!expr->type.stars && !lower_type_exists(lower, &expr->type))
		return imm(0);
	if (!ordlab_is_integer(type) && type != ORDLAB_T_PTR) {
		error(lower, expr->pos, "nothing can be cast to %s",
		      lower_type_name(type));
		return imm(0);
	}
	if (lower_fits(typing, type))
		return eval(lower, expr->arg[0], into);
	return convert(lower, expr->pos, eval(lower, expr->arg[0], NONE), typing,
		       type, into);
}

static enum ordlab_op find_op(struct lower *lower, const struct expr *expr)
{
	unsigned int i;

	for (i = 0; i < ORDLAB_LOAD; i++) {
		if (!strcmp(ordlab_ops[i].name, expr->name))
			return i;
	}
	lower_unknown_macro(lower, expr);
	return ORDLAB_NR_OPS;
}

/* --expedited: the same grace period, but the kernel expedites it */
static enum ordlab_op expedite(struct lower *lower, struct pos pos,
			       enum ordlab_op op)
{
	enum ordlab_op expedited;

	if (op == ORDLAB_SYNCHRONIZE_RCU)
		expedited = ORDLAB_SYNCHRONIZE_RCU_EXPEDITED;
	else if (op == ORDLAB_SYNCHRONIZE_SRCU)
		expedited = ORDLAB_SYNCHRONIZE_SRCU_EXPEDITED;
	else
		return op;
	if (!lower->options->expedited)
		return op;
	syntax_say(lower->syntax, LITMUS_NOTE, pos,
		   "%s() is %s() here, as --expedited asks",
		   ordlab_ops[op].name, ordlab_ops[expedited].name);
	return expedited;
}

/*
 * C evaluates all arguments before a call. herd7 differs for a cmpxchg() or
 * atomic_add_unless() that fails: it does not evaluate the argument to be stored, and the
 * primitive may read before its other argument is evaluated.
 */
static void warn_of_herd(struct lower *lower, const struct ordlab_op_info *op,
			 unsigned int number, const struct expr *arg)
{
	const struct ordlab_meaning *meaning = &ordlab_meanings[op->class];
	bool stored = number == (meaning->stored == ORDLAB_STORE_V1);

	if (meaning->object != ORDLAB_ON_DATA ||
	    meaning->success == ORDLAB_ALWAYS || !touches_memory(arg))
		return;
	warn(lower, arg->pos, stored ?
	     "this is evaluated even if %s() fails; herd7 leaves it out then, and may say otherwise" :
	     "this is evaluated before %s(); herd7 does not order it before one that fails, and may say otherwise",
	     op->name);
}

/*
 * An instruction for a call of a macro. @into: the register for its result; NONE for a
 * temporary. The result is dropped if it is not @needed.
 */
static struct operand eval_call(struct lower *lower, struct expr *expr,
				int into, bool needed)
{
	enum ordlab_op op = find_op(lower, expr);
	const struct ordlab_op_info *info;
	struct operand addr = { 0 }, val[2] = { { 0 } };
	unsigned int nr = 0, nr_vals = 0, args = 0;
	bool has_value, stored = lower->herd.stored;
	struct insn *insn;
	struct expr *arg;

	list_for_each(arg, expr->args)
		nr++;
	if (op == ORDLAB_NR_OPS)
		return imm(0);
	info = &ordlab_ops[op];
	args = strlen(info->args);
	if (nr != args) {
		error(lower, expr->pos, "%s() takes %u argument%s, not %u",
		      info->name, args, args == 1 ? "" : "s", nr);
		return imm(0);
	}
	nr = 0;
	/* herd7 treats the operands of these classes alone in this way */
	lower->herd.stored = info->class == ORDLAB_C_STORE ||
			     info->class == ORDLAB_C_STORE_MB ||
			     info->class == ORDLAB_C_RMW;
	list_for_each(arg, expr->args) {
		switch (info->args[nr++]) {
		case 'L':
		case 'R':
			if (arg->kind != EXPR_DEREF) {
				error(lower, arg->pos,
				      arg->kind == EXPR_NAME ?
				      "%s() takes the location itself, not its address: *%s" :
				      "%s() takes a location: *x",
				      info->name, arg->name);
				return imm(0);
			}
			addr = eval_address(lower, arg->arg[0]);
			break;
		case 'P':
		case 'A':
			addr = eval_address(lower, arg);
			break;
		case 'V':
			warn_of_herd(lower, info, nr_vals, arg);
			val[nr_vals++] = eval(lower, arg, NONE);
			break;
		}
	}
	lower->herd.stored = stored;
	lower_herd_operands(lower, info, &addr, val);
	/* an inc adds 1, which the instruction has as an operand */
	if (!nr_vals && ordlab_meanings[info->class].flags & ORDLAB_CF_V0)
		val[0] = imm(1);

	has_value = ordlab_meanings[info->class].flags & ORDLAB_CF_DST;
	if (needed && !has_value) {
		error(lower, expr->pos, "%s() has no value", info->name);
		return imm(0);
	}
	if (!has_value || !needed)
		into = NONE;
	else if (into == NONE)
		into = lower_temp(lower, expr->pos);
	insn = lower_emit(lower, expr->pos, expedite(lower, expr->pos, op));
	insn->dst = into;
	insn->addr = addr;
	insn->val[0] = val[0];
	insn->val[1] = val[1];
	if (into == NONE)
		return imm(0);
	lower_herd_result(lower, expr->pos, info, val, reg(into));
	return reg(into);
}

static struct operand eval_load(struct lower *lower, struct expr *expr,
				int into, bool needed)
{
	bool stored = lower->herd.stored;
	struct operand addr;
	struct insn *insn;

	lower->herd.stored = false;
	addr = eval_address(lower, expr->arg[0]);
	lower->herd.stored = stored;
	lower_herd_drops(lower, &addr);
	if (needed && into == NONE)
		into = lower_temp(lower, expr->pos);
	insn = lower_emit(lower, expr->pos, ORDLAB_LOAD);
	insn->dst = needed ? into : NONE;
	insn->addr = addr;
	return needed ? reg(into) : imm(0);
}

static struct operand eval_addressof(struct lower *lower,
				     const struct expr *expr)
{
	const struct expr *arg = expr->arg[0];

	if (arg->kind == EXPR_DEREF)
		return eval(lower, arg->arg[0], NONE);
	if (arg->kind != EXPR_NAME)
		error(lower, expr->pos, "only a location has an address");
	else if (lower_find_param(lower->code, arg->name) != NONE)
		error(lower, expr->pos,
		      "\"%s\" is the address of the location already",
		      arg->name);
	else if (lower_find_reg(lower->code, arg->name) != NONE)
		error(lower, expr->pos,
		      "\"%s\" is a register, and has no address", arg->name);
	else
		unknown_name(lower, arg);
	return imm(0);
}

/*
 * eval() - instructions for the value of an expression
 * @into:	register for the result of the last instruction, if there is any; NONE
 *		for a temporary
 */
static struct operand eval(struct lower *lower, struct expr *expr, int into)
{
	switch (expr->kind) {
	case EXPR_INT:
		return imm(expr->number.value);
	case EXPR_NAME:
		return eval_name(lower, expr);
	case EXPR_DEREF:
		return eval_load(lower, expr, into, true);
	case EXPR_ADDRESS:
		return eval_addressof(lower, expr);
	case EXPR_CAST:
		return eval_cast(lower, expr, into);
	case EXPR_UNARY:
		return eval_unary(lower, expr, into);
	case EXPR_BINARY:
		return eval_binary(lower, expr, into);
	case EXPR_CHOICE:
		return eval_choice(lower, expr);
	case EXPR_CALL:
		return eval_call(lower, expr, into, true);
	}
	return imm(0);
}

struct operand lower_value(struct lower *lower, struct expr *expr)
{
	return eval(lower, expr, NONE);
}

/*
 * Statements
 */

static void lower_expr(struct lower *lower, struct expr *expr)
{
	while (expr->kind == EXPR_CAST)
		expr = expr->arg[0];
	if (expr->kind == EXPR_CALL) {
		eval_call(lower, expr, NONE, false);
	} else if (expr->kind == EXPR_DEREF) {
		eval_load(lower, expr, NONE, false);
	} else {
		if (!touches_memory(expr))
			warn(lower, expr->pos, "this statement does nothing");
		eval(lower, expr, NONE);
	}
}

static void lower_assign(struct lower *lower, const struct stmt *stmt)
{
	const struct typing *typing;
	struct operand addr, value;
	struct insn *insn;
	int r;

	switch (stmt->target->kind) {
	case EXPR_NAME:
		r = lower_find_reg(lower->code, stmt->target->name);
		if (r == NONE)
			break;
		typing = lower_typing(lower, stmt->value);
		value = eval(lower, stmt->value, keeps_value(typing,
			     &lower->code->regs[r]) ? r : NONE);
		lower_set_reg(lower, stmt->pos, value, typing, r);
		break;
	case EXPR_DEREF:
		lower->herd.stored = true;
		addr = eval_address(lower, stmt->target->arg[0]);
		value = eval(lower, stmt->value, NONE);
		lower->herd.stored = false;
		insn = lower_emit(lower, stmt->pos, ORDLAB_STORE);
		insn->addr = addr;
		insn->val[0] = value;
		break;
	default:
		error(lower, stmt->pos,
		      "only a location, as *x, or a register can be assigned to");
		break;
	}
}

static void lower_if(struct lower *lower, const struct stmt *stmt)
{
	struct list then = { .item = stmt->then };
	struct list otherwise = { .item = stmt->otherwise };
	struct operand value = lower_herd_condition(lower, stmt->value);
	unsigned int jump, end;

	jump = lower_jump(lower, stmt->pos, ORDLAB_BRANCH, value);
	lower_statements(lower, &then);
	if (stmt->otherwise) {
		end = lower_jump(lower, stmt->otherwise->pos, ORDLAB_JUMP,
				imm(0));
		lower_here(lower, jump);
		lower_statements(lower, &otherwise);
		lower_here(lower, end);
	} else {
		lower_here(lower, jump);
	}
}

void lower_statements(struct lower *lower, struct list *statements)
{
	struct stmt *stmt;

	list_for_each(stmt, statements) {
		/* there are as many errors as are reported */
		if (lower->full ||
		    lower->syntax->test->nr_errors > LITMUS_MAX_ERRORS)
			return;
		switch (stmt->kind) {
		case STMT_EXPR:
			lower_expr(lower, stmt->value);
			break;
		case STMT_DECLARE:
			if (stmt->value)
				lower_assign(lower, stmt);
			break;
		case STMT_ASSIGN:
			lower_assign(lower, stmt);
			break;
		case STMT_IF:
			lower_if(lower, stmt);
			break;
		case STMT_LOOP:
			lower_loop(lower, stmt);
			break;
		case STMT_BLOCK:
			lower_statements(lower, stmt->body);
			break;
		}
	}
}
