// SPDX-License-Identifier: GPL-2.0
/*
 * From the syntax tree of a litmus test to a program.
 *
 * Every call of a macro, every plain access and every operator becomes one
 * instruction, in the order of the source, because the models read
 * dependencies off the program. Nothing is merged, moved or left out; only
 * operations on two constants are computed here.
 *
 * Instructions are built with any number of registers and then packed into the
 * few that a thread has. Branches go forwards only, so a register is in use
 * from the first to the last instruction that names it, in the order of the
 * text.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "syntax.h"
#include "util.h"

/* Names in one thread; far more than can ever fit into its registers */
#define MAX_NAMES	512
#define NONE		(-1)

/* Like struct ordlab_operand, with room for more registers */
struct operand {
	enum ordlab_operand_kind kind;
	unsigned int index;
	long long imm;
};

/* Like struct ordlab_insn */
struct insn {
	enum ordlab_op op;
	enum ordlab_alu alu;
	int dst;
	unsigned int target;
	struct operand addr;
	struct operand val[2];
	struct pos pos;
};

/**
 * struct reg - a register before they are packed
 * @name:	as it is written; NULL for a temporary
 * @pos:	where it is first named
 * @location:	the parameter that it shadows, or NONE
 * @declared:	a declaration or an initial value names it
 * @used:	some instruction or condition names it
 * @observed:	its final value is
 * @last:	the last instruction that names it, plus one
 * @packed:	its number in the program, or NONE
 * @holds:	locations whose address it may hold
 */
struct reg {
	const char *name;
	struct pos pos;
	int location;
	bool declared;
	bool used;
	bool observed;
	unsigned int last;
	int packed;
	__u32 holds;
};

/* A thread while it is built */
struct code {
	struct thread *thread;
	struct insn *insns;
	unsigned int nr_insns;
	struct reg *regs;
	unsigned int nr_regs;
	unsigned int nr_packed;
	char names[ORDLAB_MAX_REGS][ORDLAB_IDENT_LEN];
	/* number of each parameter's location */
	const char *params[ORDLAB_MAX_LOCATIONS];
	__u8 locations[ORDLAB_MAX_LOCATIONS];
	unsigned int nr_params;
};

/**
 * struct location - a location while the test is read
 * @name:	its name
 * @pos:	where it is first named
 * @type:	what its declarations agree on: enum ordlab_type, or NONE
 * @plain:	it is declared as an int or a long, not as a pointer
 * @init:	its initial value
 * @initial:	where that was given; line 0 if it was not
 * @holds:	locations whose address it may hold
 * @uses:	what is done with it: enum use
 * @where:	the first place of each use
 */
enum use {
	USE_ATOMIC,	/* atomic_*() */
	USE_POINTER,	/* rcu_dereference(), rcu_assign_pointer() */
	USE_LOCK,	/* spin_*() */
	USE_SRCU,	/* srcu_*() */
	USE_DATA,	/* anything else */
	NR_USES,
};

struct location {
	const char *name;
	struct pos pos;
	int type;
	bool plain;
	struct operand init;
	struct pos initial;
	__u32 holds;
	unsigned int uses;
	struct pos where[NR_USES];
};

/* An observed value while the test is read: a location if thread is NONE */
struct observed {
	int thread;
	unsigned int index;
	struct pos pos;
};

struct lower {
	struct syntax *syntax;
	const struct litmus_options *options;
	struct location locations[ORDLAB_MAX_LOCATIONS];
	unsigned int nr_locations;
	struct code codes[ORDLAB_MAX_THREADS];
	unsigned int nr_codes;
	struct observed observed[ORDLAB_MAX_OBSERVED];
	unsigned int nr_observed;
	struct ordlab_cond cond[ORDLAB_MAX_COND];
	struct pos cond_pos[ORDLAB_MAX_COND];
	unsigned int nr_cond;
	unsigned int nr_filter;
	unsigned int nr_insns;
	/* a table is full: errors that follow from it are not told */
	bool full;
	/* the thread being lowered */
	struct code *code;
};

#define error(lower, pos, ...)	syntax_error((lower)->syntax, pos, __VA_ARGS__)
#define warn(lower, pos, ...)	syntax_warn((lower)->syntax, pos, __VA_ARGS__)

static struct operand imm(long long value)
{
	return (struct operand){ .kind = ORDLAB_OPERAND_IMM, .imm = value };
}

static struct operand reg(unsigned int index)
{
	return (struct operand){ .kind = ORDLAB_OPERAND_REG, .index = index };
}

static struct operand loc(unsigned int index)
{
	return (struct operand){ .kind = ORDLAB_OPERAND_LOC, .index = index };
}

/*
 * Locations and types
 */

static bool name_fits(struct lower *lower, struct pos pos, const char *name)
{
	if (strlen(name) < ORDLAB_IDENT_LEN)
		return true;
	error(lower, pos, "\"%s\" is longer than %d characters", name,
	      ORDLAB_IDENT_LEN - 1);
	return false;
}

static int find_location(struct lower *lower, const char *name)
{
	unsigned int l;

	for (l = 0; l < lower->nr_locations; l++) {
		if (!strcmp(lower->locations[l].name, name))
			return l;
	}
	return NONE;
}

/* The number of a location, which is new if it has no number yet; or NONE */
static int add_location(struct lower *lower, struct pos pos, const char *name)
{
	int l = find_location(lower, name);

	if (l != NONE)
		return l;
	if (lower->nr_locations == ORDLAB_MAX_LOCATIONS) {
		if (!lower->full)
			error(lower, pos,
			      "\"%s\" is one location too many; a test has at most %d",
			      name, ORDLAB_MAX_LOCATIONS);
		lower->full = true;
		return NONE;
	}
	name_fits(lower, pos, name);
	l = lower->nr_locations++;
	lower->locations[l] = (struct location){
		.name = name,
		.pos = pos,
		.type = NONE,
		.init = imm(0),
	};
	return l;
}

/* Whether a type can be that of anything in a program; if not, say so */
static bool type_exists(struct lower *lower, const struct ctype *type)
{
	unsigned int flags = type->flags;

	if (flags & TYPE_UNKNOWN)
		syntax_type_unknown(lower->syntax, type->pos, type->name);
	else if (flags & TYPE_WIDE)
		error(lower, type->pos,
		      "\"%s\" is wider than a machine word; use long",
		      type->name);
	else if (flags & TYPE_FOREIGN)
		error(lower, type->pos,
		      "\"%s\" has no macros in linux-kernel.def; use int, long or atomic_t",
		      type->name);
	else if (flags & (TYPE_CHAR | TYPE_SHORT))
		error(lower, type->pos,
		      "\"%s\" is narrower than an int; programs have int, long and pointers",
		      type->name);
	else
		return true;
	return false;
}

/* The type of a location that is declared as @type with @stars; or NONE */
static int location_type(const struct ctype *type, unsigned int stars)
{
	if (stars)
		return ORDLAB_T_PTR;
	if (type->flags & TYPE_ATOMIC)
		return ORDLAB_T_ATOMIC;
	if (type->flags & TYPE_SPINLOCK)
		return ORDLAB_T_SPINLOCK;
	if (type->flags & TYPE_SRCU)
		return ORDLAB_T_SRCU;
	if (type->flags & TYPE_LONG)
		return ORDLAB_T_LONG;
	if (type->flags & (TYPE_INT | TYPE_SIGNED | TYPE_UNSIGNED))
		return ORDLAB_T_INT;
	return NONE;
}

static const char * const type_names[ORDLAB_NR_TYPES] = {
	[ORDLAB_T_INT]		= "int",
	[ORDLAB_T_ATOMIC]	= "atomic_t",
	[ORDLAB_T_LONG]		= "long",
	[ORDLAB_T_PTR]		= "pointer",
	[ORDLAB_T_SPINLOCK]	= "spinlock_t",
	[ORDLAB_T_SRCU]		= "struct srcu_struct",
};

/*
 * A declaration says that location @l is of type @new. The initial state and
 * every thread may say so, and not all that they say need be the same: herd
 * has no types, so that tests are often careless with them.
 */
static void declare_type(struct lower *lower, struct pos pos, int l, int new)
{
	struct location *location = &lower->locations[l];
	int old = location->type;

	if (new == NONE)
		return;
	location->plain |= new == ORDLAB_T_INT || new == ORDLAB_T_LONG;
	if (old == NONE || old == new) {
		location->type = new;
		return;
	}
	if (old >= ORDLAB_T_SPINLOCK || new >= ORDLAB_T_SPINLOCK) {
		/* int *s says nothing that spinlock_t *s does not */
		if (old < ORDLAB_T_SPINLOCK && old != ORDLAB_T_ATOMIC) {
			location->type = new;
			return;
		}
		if (new < ORDLAB_T_SPINLOCK && new != ORDLAB_T_ATOMIC)
			return;
	} else if (old == ORDLAB_T_INT) {
		if (new == ORDLAB_T_LONG)
			warn(lower, pos,
			     "\"%s\" is an int elsewhere; it is a long everywhere then",
			     location->name);
		location->type = new;
		return;
	} else if (new == ORDLAB_T_INT) {
		if (old == ORDLAB_T_LONG)
			warn(lower, pos,
			     "\"%s\" is a long elsewhere; it is a long everywhere then",
			     location->name);
		return;
	} else if (old != ORDLAB_T_ATOMIC && new != ORDLAB_T_ATOMIC) {
		location->type = ORDLAB_T_PTR;
		return;
	}
	error(lower, pos, "\"%s\" is a %s here, and a %s elsewhere",
	      location->name, type_names[new], type_names[old]);
}

/*
 * Registers
 */

static int find_reg(const struct code *code, const char *name)
{
	unsigned int r;

	for (r = 0; r < code->nr_regs; r++) {
		if (code->regs[r].name && !strcmp(code->regs[r].name, name))
			return r;
	}
	return NONE;
}

static int find_param(const struct code *code, const char *name)
{
	unsigned int i;

	for (i = 0; i < code->nr_params; i++) {
		if (!strcmp(code->params[i], name))
			return code->locations[i];
	}
	return NONE;
}

static unsigned int add_reg(struct code *code, struct pos pos,
			    const char *name)
{
	if (code->nr_regs % 32 == 0)
		code->regs = xrealloc(code->regs, code->nr_regs + 32,
				      sizeof(*code->regs));
	code->regs[code->nr_regs] = (struct reg){
		.name = name,
		.pos = pos,
		.location = NONE,
		.packed = NONE,
	};
	return code->nr_regs++;
}

static unsigned int add_temp(struct lower *lower, struct pos pos)
{
	return add_reg(lower->code, pos, NULL);
}

/* The register of a name, made if there is none; NONE if there are too many */
static int add_named(struct lower *lower, struct code *code, struct pos pos,
		     const char *name)
{
	int r = find_reg(code, name);

	if (r != NONE)
		return r;
	if (code->nr_regs == MAX_NAMES) {
		if (!lower->full)
			error(lower, pos, "P%u has more than %d names",
			      code->thread->number, MAX_NAMES);
		lower->full = true;
		return NONE;
	}
	r = add_reg(code, pos, name);
	code->regs[r].location = find_param(code, name);
	return r;
}

/* What is declared or assigned in the code of a thread is a register */
static void find_regs(struct lower *lower, struct code *code,
		      struct list *statements)
{
	struct stmt *stmt;
	int r;

	list_for_each(stmt, statements) {
		struct list then = { .item = stmt->then };
		struct list otherwise = { .item = stmt->otherwise };

		switch (stmt->kind) {
		case STMT_DECLARE:
			type_exists(lower, &stmt->type);
			if (!stmt->type.stars &&
			    stmt->type.flags & (TYPE_VOID | TYPE_ATOMIC |
						TYPE_SPINLOCK | TYPE_SRCU))
				error(lower, stmt->type.pos,
				      "\"%s\" would be a register, and registers hold an integer or an address",
				      stmt->target->name);
			r = add_named(lower, code, stmt->pos,
				      stmt->target->name);
			if (r != NONE)
				code->regs[r].declared = true;
			break;
		case STMT_ASSIGN:
			if (stmt->target->kind == EXPR_NAME)
				add_named(lower, code, stmt->pos,
					  stmt->target->name);
			break;
		case STMT_IF:
			find_regs(lower, code, &then);
			if (stmt->otherwise)
				find_regs(lower, code, &otherwise);
			break;
		case STMT_BLOCK:
			find_regs(lower, code, stmt->body);
			break;
		case STMT_EXPR:
			break;
		}
	}
}

/*
 * Expressions
 */

static const struct insn nop = { .dst = NONE };

/* The next instruction of the thread, to be filled in */
static struct insn *emit(struct lower *lower, struct pos pos,
			 enum ordlab_op op)
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

static struct operand emit_alu(struct lower *lower, struct pos pos,
			       enum ordlab_alu alu, struct operand a,
			       struct operand b, int into)
{
	bool binary = ordlab_alus[alu].operands == 2;
	struct insn *insn;

	if (alu != ORDLAB_A_MOV && a.kind == ORDLAB_OPERAND_IMM &&
	    (!binary || b.kind == ORDLAB_OPERAND_IMM))
		return imm(ordlab_alu(alu, a.imm, b.imm));
	if (into == NONE)
		into = add_temp(lower, pos);
	insn = emit(lower, pos, ORDLAB_ALU);
	insn->alu = alu;
	insn->dst = into;
	insn->val[0] = a;
	if (binary)
		insn->val[1] = b;
	return reg(into);
}

static struct operand eval(struct lower *lower, const struct expr *expr,
			   int into);

/* An instruction that goes somewhere; emit_here() says where */
static unsigned int emit_jump(struct lower *lower, struct pos pos,
			      enum ordlab_op op, struct operand unless)
{
	struct insn *insn = emit(lower, pos, op);

	if (op == ORDLAB_BRANCH)
		insn->val[0] = unless;
	return lower->code->nr_insns;
}

static void emit_here(struct lower *lower, unsigned int jump)
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
	while (i < code->nr_regs && !code->regs[i].name)
		i++;
	return i < code->nr_regs ? code->regs[i].name : NULL;
}

static void unknown_name(struct lower *lower, const struct expr *expr)
{
	unsigned int p = lower->code->thread->number;
	const char *near = syntax_nearest(expr->name, known_name, lower->code);

	if (find_location(lower, expr->name) != NONE)
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
	int r = find_reg(code, expr->name);

	if (r != NONE)
		return reg(r);
	r = find_param(code, expr->name);
	if (r != NONE)
		return loc(r);
	if (strcmp(expr->name, "NULL"))
		unknown_name(lower, expr);
	return imm(0);
}

/* The value of an expression that must be an address */
static struct operand eval_address(struct lower *lower,
				   const struct expr *expr)
{
	size_t errors = lower->syntax->test->nr_errors;
	struct operand value = eval(lower, expr, NONE);

	if (value.kind == ORDLAB_OPERAND_IMM &&
	    errors == lower->syntax->test->nr_errors)
		error(lower, expr->pos,
		      "%lld is not the address of a location", value.imm);
	return value;
}

/* Whether evaluating an expression can be seen by other threads */
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

static struct operand truth(struct lower *lower, struct pos pos,
			    struct operand value, int into)
{
	return emit_alu(lower, pos, ORDLAB_A_NE, value, imm(0), into);
}

static void move(struct lower *lower, struct pos pos, struct operand value,
		 int into)
{
	if (value.kind == ORDLAB_OPERAND_REG && (int)value.index == into)
		return;
	emit_alu(lower, pos, ORDLAB_A_MOV, value, imm(0), into);
}

/*
 * && and || whose second operand accesses memory: it does so only if the first
 * one does not decide. On registers alone they are one instruction.
 */
static struct operand eval_logic(struct lower *lower, const struct expr *expr)
{
	unsigned int temp = add_temp(lower, expr->pos);
	bool and = expr->alu == ORDLAB_A_LAND;
	struct operand value;
	unsigned int jump;

	value = eval(lower, expr->arg[0], NONE);
	move(lower, expr->pos, truth(lower, expr->pos, value, temp), temp);
	value = reg(temp);
	if (!and)
		value = emit_alu(lower, expr->pos, ORDLAB_A_NOT, value, imm(0),
				 NONE);
	jump = emit_jump(lower, expr->pos, ORDLAB_BRANCH, value);
	value = eval(lower, expr->arg[1], NONE);
	move(lower, expr->pos, truth(lower, expr->pos, value, temp), temp);
	emit_here(lower, jump);
	return reg(temp);
}

static struct operand eval_choice(struct lower *lower, const struct expr *expr)
{
	unsigned int temp = add_temp(lower, expr->pos);
	unsigned int jump, end;

	jump = emit_jump(lower, expr->pos, ORDLAB_BRANCH,
			 eval(lower, expr->arg[0], NONE));
	move(lower, expr->pos, eval(lower, expr->arg[1], temp), temp);
	end = emit_jump(lower, expr->pos, ORDLAB_JUMP, imm(0));
	emit_here(lower, jump);
	move(lower, expr->pos, eval(lower, expr->arg[2], temp), temp);
	emit_here(lower, end);
	return reg(temp);
}

static struct operand eval_binary(struct lower *lower, const struct expr *expr,
				  int into)
{
	struct operand a, b;

	if ((expr->alu == ORDLAB_A_LAND || expr->alu == ORDLAB_A_LOR) &&
	    touches_memory(expr->arg[1]))
		return eval_logic(lower, expr);
	a = eval(lower, expr->arg[0], NONE);
	b = eval(lower, expr->arg[1], NONE);
	if ((expr->alu == ORDLAB_A_DIV || expr->alu == ORDLAB_A_MOD) &&
	    (b.kind != ORDLAB_OPERAND_IMM || !b.imm)) {
		error(lower, expr->arg[1]->pos,
		      "the right side of %s must be a constant other than 0",
		      ordlab_alus[expr->alu].spelling);
		return imm(0);
	}
	return emit_alu(lower, expr->pos, expr->alu, a, b, into);
}

static const char *op_name(void *data, size_t i)
{
	(void)data;
	return i < ORDLAB_LOAD ? ordlab_ops[i].name : NULL;
}

/* Macros that people know from elsewhere, or from long ago */
static const struct {
	const char *name;
	const char *instead;
} strangers[] = {
	{ "ACCESS_ONCE", "it has left the kernel: READ_ONCE() and WRITE_ONCE()" },
	{ "smp_read_barrier_depends", "it has left the kernel: READ_ONCE() orders dependent accesses" },
	{ "rcu_dereference_raw", "use rcu_dereference()" },
	{ "lockless_dereference", "it has left the kernel: READ_ONCE()" },
	{ "spin_unlock_wait", "it has left the kernel: spin_lock() and spin_unlock()" },
	{ "smp_mb__before_spinlock", "it has left the kernel: smp_mb__after_spinlock()" },
	{ "call_rcu", "a callback would run in no thread of the test" },
	{ "mutex_lock", "use spin_lock()" },
	{ "mutex_unlock", "use spin_unlock()" },
	{ "smp_cond_load_acquire", "it is a loop, and a litmus test has none" },
	{ "smp_cond_load_relaxed", "it is a loop, and a litmus test has none" },
	{ "lock", "use spin_lock()" },
	{ "unlock", "use spin_unlock()" },
	{ "atomic_load_explicit", "C11 is not for the kernel: READ_ONCE() or smp_load_acquire()" },
	{ "atomic_store_explicit", "C11 is not for the kernel: WRITE_ONCE() or smp_store_release()" },
	{ "atomic_thread_fence", "C11 is not for the kernel: smp_mb(), smp_rmb() or smp_wmb()" },
};

static enum ordlab_op find_op(struct lower *lower, const struct expr *expr)
{
	const char *near;
	unsigned int i;

	for (i = 0; i < ORDLAB_LOAD; i++) {
		if (!strcmp(ordlab_ops[i].name, expr->name))
			return i;
	}
	for (i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++) {
		if (!strcmp(strangers[i].name, expr->name)) {
			error(lower, expr->pos,
			      "there is no macro %s() in linux-kernel.def; %s",
			      expr->name, strangers[i].instead);
			return ORDLAB_NR_OPS;
		}
	}
	near = syntax_nearest(expr->name, op_name, NULL);
	if (near)
		error(lower, expr->pos,
		      "there is no macro %s() in linux-kernel.def; did you mean %s()?",
		      expr->name, near);
	else
		error(lower, expr->pos,
		      "there is no macro %s() in linux-kernel.def; ordlab-litmus(7) lists all that there are",
		      expr->name);
	return ORDLAB_NR_OPS;
}

/* --expedited: the same grace period, waited for in a hurry */
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
 * A call of a macro. Its result goes to register @into, to a temporary if that
 * is NONE, or nowhere if it is not @wanted.
 */
static struct operand eval_call(struct lower *lower, const struct expr *expr,
				int into, bool wanted)
{
	enum ordlab_op op = find_op(lower, expr);
	const struct ordlab_op_info *info;
	struct operand addr = { 0 }, val[2] = { { 0 } };
	unsigned int nr = 0, nr_vals = 0, args = 0;
	struct insn *insn;
	struct expr *arg;
	bool has_value;

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
			val[nr_vals++] = eval(lower, arg, NONE);
			break;
		}
	}
	/* what an inc adds stands in the instruction */
	if (!nr_vals && ordlab_class_flags[info->class] & ORDLAB_CF_V0)
		val[0] = imm(1);

	has_value = ordlab_class_flags[info->class] & ORDLAB_CF_DST;
	if (wanted && !has_value) {
		error(lower, expr->pos, "%s() has no value", info->name);
		return imm(0);
	}
	if (!has_value || !wanted)
		into = NONE;
	else if (into == NONE)
		into = add_temp(lower, expr->pos);
	insn = emit(lower, expr->pos, expedite(lower, expr->pos, op));
	insn->dst = into;
	insn->addr = addr;
	insn->val[0] = val[0];
	insn->val[1] = val[1];
	return into == NONE ? imm(0) : reg(into);
}

static struct operand eval_load(struct lower *lower, const struct expr *expr,
				int into, bool wanted)
{
	struct operand addr = eval_address(lower, expr->arg[0]);
	struct insn *insn;

	if (wanted && into == NONE)
		into = add_temp(lower, expr->pos);
	insn = emit(lower, expr->pos, ORDLAB_LOAD);
	insn->dst = wanted ? into : NONE;
	insn->addr = addr;
	return wanted ? reg(into) : imm(0);
}

static struct operand eval_addressof(struct lower *lower,
				     const struct expr *expr)
{
	const struct expr *arg = expr->arg[0];

	if (arg->kind == EXPR_DEREF)
		return eval(lower, arg->arg[0], NONE);
	if (arg->kind != EXPR_NAME)
		error(lower, expr->pos, "only a location has an address");
	else if (find_param(lower->code, arg->name) != NONE)
		error(lower, expr->pos,
		      "\"%s\" is the address of the location already",
		      arg->name);
	else if (find_reg(lower->code, arg->name) != NONE)
		error(lower, expr->pos,
		      "\"%s\" is a register, and has no address", arg->name);
	else
		unknown_name(lower, arg);
	return imm(0);
}

/*
 * eval() - instructions for the value of an expression
 * @into:	register that takes the value if it takes an instruction to
 *		compute it; NONE for a temporary
 */
static struct operand eval(struct lower *lower, const struct expr *expr,
			   int into)
{
	switch (expr->kind) {
	case EXPR_INT:
		return imm(expr->value);
	case EXPR_NAME:
		return eval_name(lower, expr);
	case EXPR_DEREF:
		return eval_load(lower, expr, into, true);
	case EXPR_ADDRESS:
		return eval_addressof(lower, expr);
	case EXPR_CAST:
		if (!expr->type.stars && expr->type.flags & TYPE_VOID) {
			error(lower, expr->pos, "(void) has no value");
			return imm(0);
		}
		/* what a pointer points at makes no difference */
		if (!expr->type.stars)
			type_exists(lower, &expr->type);
		return eval(lower, expr->arg[0], into);
	case EXPR_UNARY:
		return emit_alu(lower, expr->pos, expr->alu,
				eval(lower, expr->arg[0], NONE), imm(0), into);
	case EXPR_BINARY:
		return eval_binary(lower, expr, into);
	case EXPR_CHOICE:
		return eval_choice(lower, expr);
	case EXPR_CALL:
		return eval_call(lower, expr, into, true);
	}
	return imm(0);
}

/*
 * Statements
 */

static void lower_expr(struct lower *lower, const struct expr *expr)
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
	struct operand addr, value;
	struct insn *insn;
	int r;

	switch (stmt->target->kind) {
	case EXPR_NAME:
		r = find_reg(lower->code, stmt->target->name);
		if (r == NONE)
			break;
		value = eval(lower, stmt->value, r);
		move(lower, stmt->pos, value, r);
		break;
	case EXPR_DEREF:
		addr = eval_address(lower, stmt->target->arg[0]);
		value = eval(lower, stmt->value, NONE);
		insn = emit(lower, stmt->pos, ORDLAB_STORE);
		insn->addr = addr;
		insn->val[0] = value;
		break;
	default:
		error(lower, stmt->pos,
		      "only a location, as *x, or a register can be assigned to");
		break;
	}
}

static void lower_statements(struct lower *lower, struct list *statements);

static void lower_if(struct lower *lower, const struct stmt *stmt)
{
	struct list then = { .item = stmt->then };
	struct list otherwise = { .item = stmt->otherwise };
	struct operand value = eval(lower, stmt->value, NONE);
	unsigned int jump, end;

	jump = emit_jump(lower, stmt->pos, ORDLAB_BRANCH, value);
	lower_statements(lower, &then);
	if (stmt->otherwise) {
		end = emit_jump(lower, stmt->otherwise->pos, ORDLAB_JUMP,
				imm(0));
		emit_here(lower, jump);
		lower_statements(lower, &otherwise);
		emit_here(lower, end);
	} else {
		emit_here(lower, jump);
	}
}

static void lower_statements(struct lower *lower, struct list *statements)
{
	struct stmt *stmt;

	list_for_each(stmt, statements) {
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
		case STMT_BLOCK:
			lower_statements(lower, stmt->body);
			break;
		}
	}
}

/*
 * What begins where: initial values, parameters and registers
 */

static void lower_initial(struct lower *lower, struct initial *initial)
{
	struct location *location;
	struct operand value;
	int l, type;

	if (initial->type.flags && !type_exists(lower, &initial->type))
		return;
	value = imm(initial->value);
	if (initial->symbol) {
		l = strcmp(initial->symbol, "NULL") ?
			add_location(lower, initial->pos, initial->symbol) :
			NONE;
		if (l != NONE)
			value = loc(l);
	}
	if (initial->place.thread >= 0)
		return;
	l = add_location(lower, initial->place.pos, initial->place.name);
	if (l == NONE)
		return;
	location = &lower->locations[l];
	if (location->initial.line) {
		error(lower, initial->place.pos,
		      "\"%s\" has an initial value already, in line %u",
		      location->name, location->initial.line);
		return;
	}
	location->initial = initial->place.pos;
	location->init = value;
	if (!initial->type.flags)
		return;
	type = location_type(&initial->type, initial->type.stars);
	if (type == NONE)
		error(lower, initial->type.pos, "a location cannot be void");
	declare_type(lower, initial->place.pos, l, type);
}

/* Registers with an initial value get it first of all */
static void lower_initial_regs(struct lower *lower)
{
	struct code *code = lower->code;
	struct initial *initial;
	unsigned int i;
	int r;

	list_for_each(initial, lower->syntax->initial) {
		if (initial->place.thread != (int)code->thread->number)
			continue;
		r = find_reg(code, initial->place.name);
		if (r == NONE)
			continue;
		code->regs[r].location = NONE;
		if (initial->symbol && strcmp(initial->symbol, "NULL"))
			move(lower, initial->pos,
			     loc(find_location(lower, initial->symbol)), r);
		else
			move(lower, initial->pos, imm(initial->value), r);
	}
	for (i = 0; i < code->nr_regs; i++) {
		if (code->regs[i].location != NONE)
			move(lower, code->regs[i].pos,
			     loc(code->regs[i].location), i);
	}
}

static void lower_params(struct lower *lower, struct code *code)
{
	struct param *param;
	int l;

	list_for_each(param, code->thread->params) {
		if (!type_exists(lower, &param->type))
			continue;
		if (!param->type.stars) {
			error(lower, param->pos,
			      "a parameter is the address of a location: %s *%s",
			      param->type.name, param->name);
			continue;
		}
		if (find_param(code, param->name) != NONE) {
			error(lower, param->pos,
			      "P%u has a parameter \"%s\" already",
			      code->thread->number, param->name);
			continue;
		}
		l = add_location(lower, param->pos, param->name);
		if (l == NONE)
			return;
		declare_type(lower, param->pos, l,
			     location_type(&param->type,
					   param->type.stars - 1));
		code->params[code->nr_params] = lower->locations[l].name;
		code->locations[code->nr_params++] = l;
	}
}

static struct code *find_code(struct lower *lower, struct place *place)
{
	if (place->thread >= (int)lower->nr_codes) {
		error(lower, place->pos, "there is no thread P%d",
		      place->thread);
		return NULL;
	}
	return &lower->codes[place->thread];
}

/*
 * Final states
 */

/* The index of a final value in the table of observed values; 0 on errors */
static unsigned int observe(struct lower *lower, struct place *place)
{
	struct observed *observed;
	struct code *code;
	unsigned int i;
	int index;

	if (place->thread < 0) {
		index = add_location(lower, place->pos, place->name);
	} else {
		code = find_code(lower, place);
		if (!code)
			return 0;
		index = find_reg(code, place->name);
	}
	if (index == NONE)
		return 0;
	for (i = 0; i < lower->nr_observed; i++) {
		observed = &lower->observed[i];
		if (observed->thread == place->thread &&
		    observed->index == (unsigned int)index)
			return i;
	}
	if (lower->nr_observed == ORDLAB_MAX_OBSERVED) {
		if (!lower->full)
			error(lower, place->pos,
			      "more than %d final values are asked for",
			      ORDLAB_MAX_OBSERVED);
		lower->full = true;
		return 0;
	}
	lower->observed[lower->nr_observed] = (struct observed){
		.thread = place->thread < 0 ? NONE : place->thread,
		.index = index,
		.pos = place->pos,
	};
	return lower->nr_observed++;
}

static void add_cond(struct lower *lower, struct pos pos,
		     struct ordlab_cond cond)
{
	if (lower->nr_cond == ORDLAB_MAX_COND) {
		if (!lower->full)
			error(lower, pos,
			      "the condition has more than %d parts",
			      ORDLAB_MAX_COND);
		lower->full = true;
		return;
	}
	lower->cond_pos[lower->nr_cond] = pos;
	lower->cond[lower->nr_cond++] = cond;
}

static void add_cond_op(struct lower *lower, struct pos pos,
			enum ordlab_cond_op op)
{
	add_cond(lower, pos, (struct ordlab_cond){ .op = op });
}

static void lower_atom(struct lower *lower, const struct prop *prop,
		       enum ordlab_cond_op op)
{
	struct ordlab_cond cond = {
		.op = op,
		.observed = observe(lower, (struct place *)&prop->place),
		.value.kind = ORDLAB_OPERAND_IMM,
		.value.imm = prop->value,
	};
	int l;

	if (prop->kind == PROP_SYMBOL && strcmp(prop->symbol, "NULL")) {
		if (find_location(lower, prop->symbol) == NONE)
			warn(lower, prop->other.pos,
			     "\"%s\" is no location of any thread, so that nothing holds its address",
			     prop->symbol);
		l = add_location(lower, prop->other.pos, prop->symbol);
		cond.value.kind = ORDLAB_OPERAND_LOC;
		cond.value.index = l == NONE ? 0 : l;
		cond.value.imm = 0;
	}
	add_cond(lower, prop->pos, cond);
}

/* How many values the postfix form of a condition stacks up */
static unsigned int stack_depth(const struct prop *prop)
{
	unsigned int a, b;

	switch (prop->kind) {
	case PROP_NOT:
		return stack_depth(prop->arg[0]);
	case PROP_AND:
	case PROP_OR:
	case PROP_IMPLIES:
		a = stack_depth(prop->arg[0]);
		b = stack_depth(prop->arg[1]) + 1;
		return a > b ? a : b;
	default:
		return 1;
	}
}

static void lower_prop(struct lower *lower, const struct prop *prop)
{
	const struct prop *arg = prop->arg[0];

	switch (prop->kind) {
	case PROP_TRUE:
		add_cond_op(lower, prop->pos, ORDLAB_COND_TRUE);
		break;
	case PROP_FALSE:
		add_cond_op(lower, prop->pos, ORDLAB_COND_TRUE);
		add_cond_op(lower, prop->pos, ORDLAB_COND_NOT);
		break;
	case PROP_VALUE:
	case PROP_SYMBOL:
		lower_atom(lower, prop, ORDLAB_COND_EQ);
		break;
	case PROP_SAME:
		add_cond(lower, prop->pos, (struct ordlab_cond){
			.op = ORDLAB_COND_SAME,
			.observed = observe(lower,
					    (struct place *)&prop->place),
			.other = observe(lower, (struct place *)&prop->other),
		});
		break;
	case PROP_NOT:
		if (arg->kind == PROP_VALUE || arg->kind == PROP_SYMBOL) {
			lower_atom(lower, arg, ORDLAB_COND_NE);
			break;
		}
		lower_prop(lower, arg);
		add_cond_op(lower, prop->pos, ORDLAB_COND_NOT);
		break;
	case PROP_AND:
	case PROP_OR:
	case PROP_IMPLIES:
		lower_prop(lower, arg);
		if (prop->kind == PROP_IMPLIES)
			add_cond_op(lower, prop->pos, ORDLAB_COND_NOT);
		lower_prop(lower, prop->arg[1]);
		add_cond_op(lower, prop->pos, prop->kind == PROP_AND ?
			    ORDLAB_COND_AND : ORDLAB_COND_OR);
		break;
	}
}

static void lower_final(struct lower *lower)
{
	struct syntax *syntax = lower->syntax;
	struct prop *each[2] = { syntax->condition, syntax->filter };
	struct place *place;
	unsigned int i;

	for (i = 0; i < 2; i++) {
		if (each[i] && stack_depth(each[i]) > ORDLAB_MAX_COND_DEPTH) {
			error(lower, each[i]->pos,
			      "the right sides of this condition nest more than %d deep",
			      ORDLAB_MAX_COND_DEPTH);
			return;
		}
	}
	if (syntax->condition)
		lower_prop(lower, syntax->condition);
	else
		add_cond_op(lower, syntax->at, ORDLAB_COND_TRUE);
	if (syntax->filter) {
		i = lower->nr_cond;
		lower_prop(lower, syntax->filter);
		lower->nr_filter = lower->nr_cond - i;
		lower->nr_cond = i;
	}
	list_for_each(place, syntax->observed)
		observe(lower, place);
}

/* Registers that only the final state or the initial state names */
static void find_places(struct lower *lower)
{
	struct syntax *syntax = lower->syntax;
	struct initial *initial;
	struct place *place;
	struct code *code;
	int r;

	list_for_each(initial, syntax->initial) {
		if (initial->place.thread < 0)
			continue;
		code = find_code(lower, &initial->place);
		if (!code)
			continue;
		r = add_named(lower, code, initial->place.pos,
			      initial->place.name);
		if (r != NONE)
			code->regs[r].declared = true;
	}
	list_for_each(place, syntax->observed) {
		code = place->thread < 0 ? NULL : find_code(lower, place);
		if (code)
			add_named(lower, code, place->pos, place->name);
	}
}

static void find_prop_places(struct lower *lower, const struct prop *prop)
{
	const struct place *places[2] = { NULL, NULL };
	struct code *code;
	unsigned int i;

	if (!prop)
		return;
	switch (prop->kind) {
	case PROP_SAME:
		places[1] = &prop->other;
		/* fall through */
	case PROP_VALUE:
	case PROP_SYMBOL:
		places[0] = &prop->place;
		break;
	default:
		break;
	}
	for (i = 0; i < 2; i++) {
		if (!places[i] || places[i]->thread < 0)
			continue;
		code = find_code(lower, (struct place *)places[i]);
		if (code)
			add_named(lower, code, places[i]->pos,
				  places[i]->name);
	}
	find_prop_places(lower, prop->arg[0]);
	find_prop_places(lower, prop->arg[1]);
}

/*
 * Registers: zero where they may be read first, and few
 */

static bool names(const struct operand *operand, unsigned int r)
{
	return operand->kind == ORDLAB_OPERAND_REG && operand->index == r;
}

static bool reads(const struct insn *insn, unsigned int r)
{
	return names(&insn->addr, r) || names(&insn->val[0], r) ||
	       names(&insn->val[1], r);
}

/*
 * The first instruction that may read a register which no instruction before
 * has written, plus one; 0 if there is none
 */
static unsigned int reads_unwritten(const struct code *code, unsigned int r)
{
	/* all paths to the instruction write the register */
	bool *written = xcalloc(code->nr_insns + 1, sizeof(*written));
	unsigned int i, found = 0;
	bool after;

	memset(written, true, code->nr_insns + 1);
	written[0] = false;
	for (i = 0; i < code->nr_insns && !found; i++) {
		const struct insn *insn = &code->insns[i];

		if (!written[i] && reads(insn, r))
			found = i + 1;
		after = written[i] || insn->dst == (int)r;
		if (insn->op == ORDLAB_JUMP || insn->op == ORDLAB_BRANCH)
			written[insn->target] &= after;
		if (insn->op != ORDLAB_JUMP)
			written[i + 1] &= after;
	}
	free(written);
	return found;
}

/*
 * herd begins every register at 0. Where that can make a difference, so does
 * the program.
 */
static void zero_unwritten(struct lower *lower)
{
	struct code *code = lower->code;
	unsigned int r, i, nr = code->nr_insns, added;
	struct pos pos;

	for (r = 0; r < code->nr_regs; r++) {
		i = code->regs[r].name ? reads_unwritten(code, r) : 0;
		if (!i)
			continue;
		pos = code->insns[i - 1].pos;
		warn(lower, pos,
		     "\"%s\" may be read here before it is written; it is 0 then",
		     code->regs[r].name);
		move(lower, pos, imm(0), r);
	}
	added = code->nr_insns - nr;
	if (!added || lower->full)
		return;
	/* they stand at the end: bring them to the front */
	for (i = 0; i < added; i++) {
		struct insn zero = code->insns[nr + i];

		memmove(&code->insns[1 + i], &code->insns[i],
			nr * sizeof(zero));
		code->insns[i] = zero;
	}
	for (i = added; i < code->nr_insns; i++) {
		if (code->insns[i].op == ORDLAB_JUMP ||
		    code->insns[i].op == ORDLAB_BRANCH)
			code->insns[i].target += added;
	}
}

static void use_reg(struct code *code, const struct operand *operand,
		    unsigned int i)
{
	if (operand->kind != ORDLAB_OPERAND_REG)
		return;
	code->regs[operand->index].used = true;
	code->regs[operand->index].last = i + 1;
}

static void find_uses(struct lower *lower, unsigned int t)
{
	struct code *code = &lower->codes[t];
	unsigned int i;

	for (i = 0; i < code->nr_insns; i++) {
		struct insn *insn = &code->insns[i];
		struct operand dst = reg(insn->dst);

		use_reg(code, &insn->addr, i);
		use_reg(code, &insn->val[0], i);
		use_reg(code, &insn->val[1], i);
		if (insn->dst != NONE)
			use_reg(code, &dst, i);
	}
	for (i = 0; i < lower->nr_observed; i++) {
		if (lower->observed[i].thread != (int)t)
			continue;
		code->regs[lower->observed[i].index].used = true;
		code->regs[lower->observed[i].index].observed = true;
	}
}

/* Whether a register has one in the program for itself, whatever its place */
static bool keeps(const struct reg *r, bool all)
{
	return r->used && r->name && (all || r->observed);
}

/*
 * Give registers numbers: first those that keep one for themselves, then the
 * others, which take turns. Return how many there are; more than fit is not
 * written down.
 */
static unsigned int pack(struct code *code, bool all)
{
	/* the instruction after which a number is free */
	unsigned int busy[ORDLAB_MAX_REGS] = { 0 };
	unsigned int r, i, n, nr = 0, most;

	for (r = 0; r < code->nr_regs; r++) {
		code->regs[r].packed = NONE;
		if (keeps(&code->regs[r], all))
			code->regs[r].packed = nr++;
	}
	if (nr > ORDLAB_MAX_REGS)
		return nr;
	for (n = 0; n < nr; n++)
		busy[n] = UINT32_MAX;
	most = nr;
	for (i = 0; i < code->nr_insns; i++) {
		int dst = code->insns[i].dst;

		/* written before it is read, as zero_unwritten() sees to */
		if (dst == NONE || code->regs[dst].packed != NONE)
			continue;
		for (n = nr; n < ORDLAB_MAX_REGS && busy[n] > i; n++)
			;
		if (n == ORDLAB_MAX_REGS)
			return n + 1;
		if (n >= most)
			most = n + 1;
		code->regs[dst].packed = n;
		busy[n] = code->regs[dst].last - 1 > i ?
			code->regs[dst].last - 1 : i + 1;
	}
	return most;
}

/*
 * Named registers keep a number each if all of them fit. If not, those that
 * nobody observes take turns with the temporaries.
 */
static void pack_regs(struct lower *lower, unsigned int t)
{
	struct code *code = &lower->codes[t];
	unsigned int r, named = 0, nr;
	bool all = true;

	nr = pack(code, all);
	if (nr > ORDLAB_MAX_REGS) {
		all = false;
		nr = pack(code, all);
	}
	if (nr > ORDLAB_MAX_REGS) {
		for (r = 0; r < code->nr_regs; r++)
			named += keeps(&code->regs[r], false);
		error(lower, code->thread->pos,
		      "P%u has too many values to keep at once: a thread has %d registers, and the final state names %u of them",
		      t, ORDLAB_MAX_REGS, named);
		return;
	}
	for (r = 0; r < code->nr_regs; r++) {
		struct reg *at = &code->regs[r];

		if (at->packed == NONE || !keeps(at, all))
			continue;
		if (!at->observed && strlen(at->name) >= ORDLAB_IDENT_LEN)
			continue;
		if (name_fits(lower, at->pos, at->name))
			strcpy(code->names[at->packed], at->name);
	}
	code->nr_packed = nr;
}

/*
 * Where addresses go, and the types that follow from it
 */

static bool add_bits(__u32 *to, __u32 bits)
{
	__u32 old = *to;

	*to |= bits;
	return *to != old;
}

static __u32 held(const struct code *code, const struct operand *operand)
{
	switch (operand->kind) {
	case ORDLAB_OPERAND_LOC:
		return 1U << operand->index;
	case ORDLAB_OPERAND_REG:
		return code->regs[operand->index].holds;
	default:
		return 0;
	}
}

static bool alu_makes_address(enum ordlab_alu alu)
{
	switch (alu) {
	case ORDLAB_A_NOT:
	case ORDLAB_A_EQ:
	case ORDLAB_A_NE:
	case ORDLAB_A_LT:
	case ORDLAB_A_LE:
	case ORDLAB_A_GT:
	case ORDLAB_A_GE:
	case ORDLAB_A_LAND:
	case ORDLAB_A_LOR:
		return false;
	default:
		return true;
	}
}

/* Let the addresses that an instruction may move go where it moves them */
static bool flow(struct lower *lower, struct code *code,
		 const struct insn *insn)
{
	const struct ordlab_op_info *info = &ordlab_ops[insn->op];
	__u32 targets = held(code, &insn->addr);
	__u32 into = 0, out = 0;
	bool changed = false;
	unsigned int l;

	for (l = 0; l < lower->nr_locations; l++) {
		if (targets & 1U << l)
			out |= lower->locations[l].holds;
	}
	switch (info->class) {
	case ORDLAB_C_LOAD:
		break;
	case ORDLAB_C_CMPXCHG:
		into = held(code, &insn->val[1]);
		break;
	case ORDLAB_C_STORE:
	case ORDLAB_C_STORE_MB:
	case ORDLAB_C_XCHG:
	case ORDLAB_C_RMW:
	case ORDLAB_C_FETCH:
		into = held(code, &insn->val[0]);
		break;
	case ORDLAB_C_RETURN:
		into = held(code, &insn->val[0]);
		out |= into;
		break;
	case ORDLAB_C_ALU:
		if (!alu_makes_address(insn->alu))
			return false;
		out = held(code, &insn->val[0]) | held(code, &insn->val[1]);
		break;
	default:
		return false;
	}
	for (l = 0; into && l < lower->nr_locations; l++) {
		if (targets & 1U << l)
			changed |= add_bits(&lower->locations[l].holds, into);
	}
	if (insn->dst != NONE)
		changed |= add_bits(&code->regs[insn->dst].holds, out);
	return changed;
}

static void find_addresses(struct lower *lower)
{
	unsigned int t, i;
	bool changed;

	for (i = 0; i < lower->nr_locations; i++) {
		if (lower->locations[i].init.kind == ORDLAB_OPERAND_LOC)
			lower->locations[i].holds =
				1U << lower->locations[i].init.index;
	}
	/* each turn but the last one adds one of a bounded number of bits */
	do {
		changed = false;
		for (t = 0; t < lower->nr_codes; t++) {
			struct code *code = &lower->codes[t];

			for (i = 0; i < code->nr_insns; i++)
				changed |= flow(lower, code, &code->insns[i]);
		}
	} while (changed);
}

/* Operands of each operation, with R and A told from L and P */
static const char op_args[ORDLAB_NR_OPS][8] = {
#define ORDLAB_X(id, name, class, order, alu, args)	[ORDLAB_##id] = #args,
	ORDLAB_OPS(ORDLAB_X)
#undef ORDLAB_X
};

static enum use use_of(const struct insn *insn)
{
	switch (ordlab_ops[insn->op].class) {
	case ORDLAB_C_LOCK:
	case ORDLAB_C_UNLOCK:
	case ORDLAB_C_TRYLOCK:
	case ORDLAB_C_IS_LOCKED:
		return USE_LOCK;
	case ORDLAB_C_SRCU_LOCK:
	case ORDLAB_C_SRCU_UNLOCK:
	case ORDLAB_C_SRCU_SYNC:
		return USE_SRCU;
	}
	return strchr(op_args[insn->op], 'A') ? USE_ATOMIC :
	       strchr(op_args[insn->op], 'R') ? USE_POINTER : USE_DATA;
}

static void find_location_uses(struct lower *lower)
{
	unsigned int t, i, l;

	for (t = 0; t < lower->nr_codes; t++) {
		struct code *code = &lower->codes[t];

		for (i = 0; i < code->nr_insns; i++) {
			struct insn *insn = &code->insns[i];
			__u32 targets = held(code, &insn->addr);
			enum use use = use_of(insn);

			for (l = 0; l < lower->nr_locations; l++) {
				struct location *at = &lower->locations[l];

				if (!(targets & 1U << l) ||
				    at->uses & 1U << use)
					continue;
				at->uses |= 1U << use;
				at->where[use] = insn->pos;
			}
		}
	}
}

static bool bad_use(struct lower *lower, struct location *location,
		    enum use use, const char *is)
{
	static const char * const uses[NR_USES] = {
		[USE_ATOMIC]	= "an atomic_t",
		[USE_POINTER]	= "a pointer",
		[USE_LOCK]	= "a spinlock_t",
		[USE_SRCU]	= "a struct srcu_struct",
		[USE_DATA]	= "an integer or a pointer",
	};

	if (!(location->uses & 1U << use))
		return false;
	error(lower, location->where[use],
	      "\"%s\" is %s, and is used as %s here", location->name, is,
	      uses[use]);
	return true;
}

/*
 * The type of a location: what it is declared as, and what is done with it.
 * Most tests declare everything as int; macros of the kernel are not as lax.
 */
static void settle_type(struct lower *lower, struct location *location)
{
	static const char lock[] = "a spinlock_t", srcu[] = "an SRCU domain";
	const unsigned int data = 1U << USE_DATA | 1U << USE_ATOMIC |
				  1U << USE_POINTER;
	unsigned int uses = location->uses;
	int *type = &location->type;
	enum use use;

	if (*type == NONE || *type == ORDLAB_T_INT || *type == ORDLAB_T_LONG) {
		if (uses & 1U << USE_LOCK && !(uses & data))
			*type = ORDLAB_T_SPINLOCK;
		else if (uses & 1U << USE_SRCU && !(uses & data))
			*type = ORDLAB_T_SRCU;
	}
	if (*type == ORDLAB_T_SPINLOCK || *type == ORDLAB_T_SRCU) {
		for (use = 0; use < NR_USES; use++) {
			if (use == (*type == ORDLAB_T_SRCU ? USE_SRCU :
				    USE_LOCK))
				continue;
			if (bad_use(lower, location, use,
				    *type == ORDLAB_T_SRCU ? srcu : lock))
				return;
		}
		if (location->init.kind != ORDLAB_OPERAND_IMM ||
		    location->init.imm)
			error(lower, location->initial,
			      "\"%s\" is %s, and has no initial value but 0",
			      location->name,
			      *type == ORDLAB_T_SRCU ? srcu : lock);
		return;
	}
	if (bad_use(lower, location, USE_LOCK, "an integer or a pointer") ||
	    bad_use(lower, location, USE_SRCU, "an integer or a pointer"))
		return;

	if (uses & 1U << USE_ATOMIC && *type != ORDLAB_T_ATOMIC) {
		if (location->holds || uses & 1U << USE_POINTER ||
		    *type == ORDLAB_T_PTR) {
			bad_use(lower, location, USE_ATOMIC,
				"a pointer, or holds an address");
			return;
		}
		if (*type == ORDLAB_T_LONG)
			warn(lower, location->where[USE_ATOMIC],
			     "\"%s\" is a long elsewhere; it is an atomic_t then, of 32 bits",
			     location->name);
		*type = ORDLAB_T_ATOMIC;
	}
	if (location->holds || uses & 1U << USE_POINTER) {
		if (*type == ORDLAB_T_ATOMIC) {
			error(lower, uses & 1U << USE_POINTER ?
			      location->where[USE_POINTER] : location->pos,
			      "\"%s\" is an atomic_t, and cannot hold an address",
			      location->name);
			return;
		}
		*type = ORDLAB_T_PTR;
	}
	if (*type == NONE)
		*type = ORDLAB_T_INT;
}

static bool fits_int(const struct operand *operand)
{
	return operand->kind != ORDLAB_OPERAND_IMM ||
	       (operand->imm >= INT32_MIN && operand->imm <= UINT32_MAX);
}

/* Constants that lose bits where they go */
static void check_widths(struct lower *lower)
{
	unsigned int t, i, l;

	for (l = 0; l < lower->nr_locations; l++) {
		struct location *at = &lower->locations[l];

		if (at->type <= ORDLAB_T_ATOMIC && !fits_int(&at->init))
			error(lower, at->initial,
			      "%lld does not fit into \"%s\", which has 32 bits; make it a long",
			      at->init.imm, at->name);
	}
	for (t = 0; t < lower->nr_codes; t++) {
		struct code *code = &lower->codes[t];

		for (i = 0; i < code->nr_insns; i++) {
			struct insn *insn = &code->insns[i];
			__u32 targets = held(code, &insn->addr);

			if (fits_int(&insn->val[0]) && fits_int(&insn->val[1]))
				continue;
			for (l = 0; l < lower->nr_locations; l++) {
				if (targets & 1U << l &&
				    lower->locations[l].type <=
				    ORDLAB_T_ATOMIC)
					break;
			}
			if (l < lower->nr_locations)
				error(lower, insn->pos,
				      "the constant does not fit into \"%s\", which has 32 bits; make it a long",
				      lower->locations[l].name);
		}
	}
}

/*
 * Locations that one instruction may access through a register are of one
 * type: the widest of theirs, as integers of different width would not do.
 */
static bool unify_types(struct lower *lower, const struct code *code,
			const struct insn *insn)
{
	__u32 targets = held(code, &insn->addr);
	int type, widest = NONE;
	bool changed = false;
	unsigned int l;

	for (l = 0; l < lower->nr_locations; l++) {
		type = lower->locations[l].type;
		if (targets & 1U << l && type != ORDLAB_T_ATOMIC &&
		    type < ORDLAB_T_SPINLOCK && type > widest)
			widest = type;
	}
	for (l = 0; l < lower->nr_locations; l++) {
		type = lower->locations[l].type;
		if (!(targets & 1U << l) || type >= widest ||
		    type == ORDLAB_T_ATOMIC)
			continue;
		lower->locations[l].type = widest;
		changed = true;
	}
	return changed;
}

static void settle_types(struct lower *lower)
{
	struct location *location;
	unsigned int i, t;
	bool changed;

	find_addresses(lower);
	find_location_uses(lower);
	for (i = 0; i < lower->nr_locations; i++)
		settle_type(lower, &lower->locations[i]);
	do {
		changed = false;
		for (t = 0; t < lower->nr_codes; t++) {
			struct code *code = &lower->codes[t];

			for (i = 0; i < code->nr_insns; i++)
				changed |= unify_types(lower, code,
						       &code->insns[i]);
		}
	} while (changed);
	for (i = 0; i < lower->nr_observed; i++) {
		if (lower->observed[i].thread != NONE)
			continue;
		location = &lower->locations[lower->observed[i].index];
		if (location->type >= ORDLAB_T_SPINLOCK)
			error(lower, lower->observed[i].pos,
			      "\"%s\" is a %s, and has no final value",
			      location->name, type_names[location->type]);
	}
	check_widths(lower);
}

/*
 * The program
 */

/* The first sentence of what is said about the test */
static void find_purpose(const struct syntax *syntax,
			 char purpose[ORDLAB_PURPOSE_LEN])
{
	const char *at = syntax->doc ? syntax->doc : syntax->comment;
	bool inside = false;
	size_t len = 0, n;

	while (at && *at) {
		const char *line = at;

		n = strcspn(at, "\n");
		at += n + (at[n] == '\n');
		/* what frames a comment */
		while (n && strchr(" \t\r(*/", *line)) {
			line++;
			n--;
		}
		while (n && strchr(" \t\r)*/", line[n - 1]))
			n--;
		if (!n && inside)
			break;
		if (!n || !strncmp(line, "Result:", 7))
			continue;
		for (; n; n--, line++) {
			if (len + 4 >= ORDLAB_PURPOSE_LEN)
				break;
			if (!len || (purpose[len - 1] == ' ' && *line == ' '))
				inside = true;
			purpose[len++] = *line >= ' ' && *line <= '~' ?
				*line : *line == '\t' ? ' ' : '?';
			if (strchr(".!?", *line) && n > 1 &&
			    strchr(" \t", line[1])) {
				len -= *line == '.';
				goto end;
			}
		}
		inside = true;
		if (n) {
			/* too long: end with a word */
			while (len && purpose[len - 1] != ' ')
				len--;
			memcpy(purpose + len, "...", 3);
			len += 3;
			goto end;
		}
		if (strchr(".!?", purpose[len - 1]))
			break;
		purpose[len++] = ' ';
	}
	while (len && strchr(" .", purpose[len - 1]))
		len--;
end:
	memset(purpose + len, 0, ORDLAB_PURPOSE_LEN - len);
}

static void find_name(struct lower *lower, char name[ORDLAB_NAME_LEN])
{
	const char *title = lower->syntax->test->title;
	const struct pos pos = lower->syntax->title_pos;
	size_t i;

	if (strlen(title) >= ORDLAB_NAME_LEN) {
		error(lower, pos, "the name is longer than %d characters",
		      ORDLAB_NAME_LEN - 1);
		return;
	}
	if (*title == '.') {
		error(lower, pos,
		      "the name begins with a dot, and would be hidden in debugfs");
		return;
	}
	for (i = 0; title[i]; i++)
		name[i] = title[i] == '/' ? '!' : title[i];
}

static struct ordlab_operand put_operand(const struct code *code,
					 const struct operand *operand)
{
	struct ordlab_operand out = { .kind = operand->kind };

	if (operand->kind == ORDLAB_OPERAND_IMM)
		out.imm = operand->imm;
	else if (operand->kind == ORDLAB_OPERAND_REG)
		out.index = code->regs[operand->index].packed;
	else
		out.index = operand->index;
	return out;
}

static void put_insn(struct ordlab_insn *out, const struct code *code,
		     const struct insn *insn)
{
	*out = (struct ordlab_insn){
		.op = insn->op,
		.alu = insn->alu,
		.dst = insn->dst == NONE ? ORDLAB_NO_REG :
			code->regs[insn->dst].packed,
		.target = insn->target,
		.line = insn->pos.line,
		.addr = put_operand(code, &insn->addr),
		.val[0] = put_operand(code, &insn->val[0]),
		.val[1] = put_operand(code, &insn->val[1]),
	};
}

static struct ordlab_program *put_program(struct lower *lower)
{
	const struct syntax *syntax = lower->syntax;
	struct ordlab_program header = {
		.magic = ORDLAB_MAGIC,
		.version = ORDLAB_ABI_VERSION,
		.quantifier = syntax->quantifier,
		.nr_threads = lower->nr_codes,
		.nr_locations = lower->nr_locations,
		.nr_observed = lower->nr_observed,
		.nr_cond = lower->nr_cond,
		.nr_filter = lower->nr_filter,
		.nr_insns = lower->nr_insns,
	};
	struct ordlab_program *program;
	struct ordlab_thread *thread;
	struct ordlab_location *location;
	struct ordlab_observed *observed;
	struct ordlab_insn *insn;
	unsigned int i, t, first = 0;

	find_name(lower, header.name);
	find_purpose(syntax, header.purpose);
	header.size = sizeof(header) +
		lower->nr_codes * sizeof(*thread) +
		lower->nr_locations * sizeof(*location) +
		lower->nr_observed * sizeof(*observed) +
		(lower->nr_cond + lower->nr_filter) * sizeof(*lower->cond) +
		lower->nr_insns * sizeof(*insn);
	program = xcalloc(1, header.size);
	*program = header;

	thread = (void *)(program + 1);
	for (t = 0; t < lower->nr_codes; t++, thread++) {
		struct code *code = &lower->codes[t];

		thread->first = first;
		thread->nr_insns = code->nr_insns;
		thread->nr_regs = code->nr_packed;
		memcpy(thread->regs, code->names, sizeof(code->names));
		first += code->nr_insns;
	}
	location = (void *)thread;
	for (i = 0; i < lower->nr_locations; i++, location++) {
		struct location *at = &lower->locations[i];

		location->type = at->type;
		strncpy(location->name, at->name, ORDLAB_IDENT_LEN - 1);
		location->init = put_operand(NULL, &at->init);
	}
	observed = (void *)location;
	for (i = 0; i < lower->nr_observed; i++, observed++) {
		struct observed *at = &lower->observed[i];

		if (at->thread == NONE) {
			observed->kind = ORDLAB_OPERAND_LOC;
			observed->index = at->index;
		} else {
			observed->kind = ORDLAB_OPERAND_REG;
			observed->thread = at->thread;
			observed->index =
				lower->codes[at->thread].regs[at->index].packed;
		}
	}
	memcpy(observed, lower->cond,
	       (lower->nr_cond + lower->nr_filter) * sizeof(*lower->cond));
	insn = (void *)((struct ordlab_cond *)observed + lower->nr_cond +
			lower->nr_filter);
	for (t = 0; t < lower->nr_codes; t++) {
		for (i = 0; i < lower->codes[t].nr_insns; i++)
			put_insn(insn++, &lower->codes[t],
				 &lower->codes[t].insns[i]);
	}
	return program;
}

/* The program is what was written; now to whether it can run */
static void verify(struct lower *lower)
{
	struct litmus *test = lower->syntax->test;
	struct ordlab_verifier *room = xcalloc(1, ordlab_verifier_size());
	struct ordlab_facts *facts = xcalloc(1, sizeof(*facts));
	struct pos pos = lower->syntax->title_pos;
	char text[256];

	if (ordlab_verify(test->program, test->size, facts, room)) {
		if (facts->thread >= 0) {
			struct code *code = &lower->codes[facts->thread];

			pos = facts->insn >= 0 &&
			      facts->insn < (int)code->nr_insns ?
				code->insns[facts->insn].pos :
				code->thread->pos;
		}
		ordlab_refusal(text, sizeof(text), facts);
		error(lower, pos, "%s", text);
	}
	free(facts);
	free(room);
}

static void lower_code(struct lower *lower, struct code *code)
{
	lower->code = code;
	lower_initial_regs(lower);
	lower_statements(lower, code->thread->body);
	if (!lower->full)
		zero_unwritten(lower);
}

static void lower_threads(struct lower *lower)
{
	struct syntax *syntax = lower->syntax;
	struct initial *initial;
	struct thread *thread;
	unsigned int t;

	list_for_each(initial, syntax->initial)
		lower_initial(lower, initial);
	list_for_each(thread, syntax->threads) {
		if (thread->number != lower->nr_codes) {
			error(lower, thread->pos,
			      "threads are P0, P1, ... in this order; P%u should be here",
			      lower->nr_codes);
			return;
		}
		if (lower->nr_codes == ORDLAB_MAX_THREADS) {
			error(lower, thread->pos,
			      "a test has at most %d threads",
			      ORDLAB_MAX_THREADS);
			return;
		}
		lower->codes[lower->nr_codes++].thread = thread;
	}
	for (t = 0; t < lower->nr_codes; t++) {
		struct code *code = &lower->codes[t];

		lower_params(lower, code);
		find_regs(lower, code, code->thread->body);
	}
	find_places(lower);
	find_prop_places(lower, syntax->condition);
	find_prop_places(lower, syntax->filter);
	for (t = 0; t < lower->nr_codes; t++)
		lower_code(lower, &lower->codes[t]);
}

void syntax_lower(struct syntax *syntax, const struct litmus_options *options)
{
	struct litmus *test = syntax->test;
	struct lower *lower = xcalloc(1, sizeof(*lower));
	unsigned int t;

	lower->syntax = syntax;
	lower->options = options;
	lower_threads(lower);
	if (!test->nr_errors)
		lower_final(lower);
	if (!test->nr_errors) {
		for (t = 0; t < lower->nr_codes; t++) {
			find_uses(lower, t);
			pack_regs(lower, t);
		}
		settle_types(lower);
	}
	if (!test->nr_errors) {
		test->program = put_program(lower);
		test->size = test->program->size;
		verify(lower);
	}
	if (test->nr_errors) {
		free(test->program);
		test->program = NULL;
		test->size = 0;
	} else {
		ordlab_view_init(&test->view, test->program);
	}
	for (t = 0; t < lower->nr_codes; t++) {
		free(lower->codes[t].insns);
		free(lower->codes[t].regs);
	}
	free(lower);
}
