// SPDX-License-Identifier: GPL-2.0
/*
 * Registers of a thread: which names are registers, which ones must be set to 0 at the
 * start, and how to pack them into the few that a program has.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "private/lower.h"
#include "lib/util.h"

int lower_find_reg(const struct code *code, const char *name)
{
	unsigned int r;

	for (r = 0; r < code->nr_named; r++) {
		if (!strcmp(code->regs[r].name, name))
			return r;
	}
	return NONE;
}

int lower_find_param(const struct code *code, const char *name)
{
	unsigned int i;

	for (i = 0; i < code->nr_params; i++) {
		if (!strcmp(code->params[i], name))
			return code->locations[i];
	}
	return NONE;
}

static unsigned int new_reg(struct code *code, struct pos pos,
			    const char *name)
{
	if (code->nr_regs % 32 == 0)
		code->regs = xrealloc(code->regs, code->nr_regs + 32,
				      sizeof(*code->regs));
	code->regs[code->nr_regs] = (struct reg){
		.name = name,
		.pos = pos,
		.location = NONE,
		.declared = NONE,
		.pointee = NONE,
		.inferred = NONE,
		.packed = NONE,
	};
	return code->nr_regs++;
}

unsigned int lower_temp(struct lower *lower, struct pos pos)
{
	return new_reg(lower->code, pos, NULL);
}

int lower_reg(struct lower *lower, struct code *code, struct pos pos,
	      const char *name)
{
	int r = lower_find_reg(code, name);

	if (r != NONE)
		return r;
	if (code->nr_named == MAX_NAMES) {
		if (!lower->full)
			error(lower, pos, "P%u has more than %d names",
			      code->thread->number, MAX_NAMES);
		lower->full = true;
		return NONE;
	}
	r = new_reg(code, pos, name);
	code->nr_named++;
	code->regs[r].location = lower_find_param(code, name);
	return r;
}

void lower_find_regs(struct lower *lower, struct code *code,
		     struct list *statements)
{
	struct stmt *stmt;
	int r;

	list_for_each(stmt, statements) {
		struct list then = { .item = stmt->then };
		struct list otherwise = { .item = stmt->otherwise };

		switch (stmt->kind) {
		case STMT_DECLARE:
			lower_type_exists(lower, &stmt->type);
			if (!stmt->type.stars &&
			    stmt->type.flags & (TYPE_VOID | TYPE_ATOMIC |
						TYPE_SPINLOCK | TYPE_SRCU))
				error(lower, stmt->type.pos,
				      "\"%s\" would be a register, and registers hold an integer or an address",
				      stmt->target->name);
			r = lower_reg(lower, code, stmt->pos,
				      stmt->target->name);
			if (r != NONE)
				lower_declare_reg(lower, &code->regs[r],
						  &stmt->type);
			break;
		case STMT_ASSIGN:
			if (stmt->target->kind == EXPR_NAME)
				lower_reg(lower, code, stmt->pos,
					  stmt->target->name);
			break;
		case STMT_IF:
		case STMT_LOOP:
			lower_find_regs(lower, code, &then);
			if (stmt->otherwise)
				lower_find_regs(lower, code, &otherwise);
			break;
		case STMT_BLOCK:
			lower_find_regs(lower, code, stmt->body);
			break;
		case STMT_EXPR:
			break;
		}
	}
}

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
 * The first instruction that may read a register before any instruction has written it,
 * plus one; 0 if there is none
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

void lower_zero_regs(struct lower *lower)
{
	static const struct typing zero_typing = {
		.type = ORDLAB_T_INT, .range = ORDLAB_T_BOOL,
	};
	struct code *code = lower->code;
	unsigned int r, i, nr = code->nr_insns, added;
	struct pos pos;

	for (r = 0; r < code->nr_named; r++) {
		i = reads_unwritten(code, r);
		if (!i)
			continue;
		pos = code->insns[i - 1].pos;
		warn(lower, pos,
		     "\"%s\" may be read here before it is written; it is 0 then",
		     code->regs[r].name);
		lower_set_reg(lower, pos, imm(0), &zero_typing, r);
	}
	added = code->nr_insns - nr;
	if (!added || lower->full)
		return;
	/* the new instructions are the last ones: move them to the front */
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

/* Whether a register keeps a number of the program for itself */
static bool keeps(const struct reg *r, bool all)
{
	return r->used && r->name && (all || r->observed);
}

/*
 * Which registers share a number. Named ones and temporaries never share one, since the
 * models read dependencies of temporaries in another way
 */
enum takers {
	TAKERS_NONE,
	TAKERS_NAMED,
	TAKERS_TEMPORARIES,
};

/* The numbers of a thread's registers while they are allocated */
struct numbers {
	unsigned int nr;
	/* [n] the first instruction at which number n is free again */
	unsigned int busy[ORDLAB_MAX_REGS];
	enum takers takers[ORDLAB_MAX_REGS];
};

/* A number that is free at instruction @i; ORDLAB_MAX_REGS if none is */
static unsigned int free_number(const struct numbers *numbers, enum takers takers,
				unsigned int i)
{
	unsigned int n;

	for (n = 0; n < numbers->nr; n++) {
		if (numbers->takers[n] == takers && numbers->busy[n] <= i)
			break;
	}
	return n;
}

/*
 * Allocate a number to each register: first to those that keep one for themselves, then
 * to the others, which share. Return: how many numbers that takes. If it is more than
 * ORDLAB_MAX_REGS, the allocation is incomplete.
 */
static unsigned int pack(struct code *code, bool all)
{
	struct numbers numbers = { 0 };
	unsigned int r, i, n, nr = 0;

	for (r = 0; r < code->nr_regs; r++) {
		code->regs[r].packed = NONE;
		if (keeps(&code->regs[r], all))
			code->regs[r].packed = nr++;
	}
	if (nr > ORDLAB_MAX_REGS)
		return nr;
	numbers.nr = nr;
	for (i = 0; i < code->nr_insns; i++) {
		int dst = code->insns[i].dst;
		enum takers takers;

		/* it is written before it is read: lower_zero_regs() has made sure of that */
		if (dst == NONE || code->regs[dst].packed != NONE)
			continue;
		takers = code->regs[dst].name ? TAKERS_NAMED : TAKERS_TEMPORARIES;
		n = free_number(&numbers, takers, i);
		if (n == ORDLAB_MAX_REGS)
			return n + 1;
		if (n == numbers.nr)
			numbers.takers[numbers.nr++] = takers;
		code->regs[dst].packed = n;
		numbers.busy[n] = code->regs[dst].last;
	}
	return numbers.nr;
}

static bool is_name(const struct code *code, const char *name)
{
	unsigned int n;

	for (n = 0; n < ORDLAB_MAX_REGS; n++) {
		if (!strcmp(code->names[n], name))
			return true;
	}
	return lower_find_reg(code, name) != NONE;
}

/* A new name for a register whose own name is too long */
static void make_name(struct code *code, unsigned int packed)
{
	char name[ORDLAB_IDENT_LEN];
	unsigned int i = 0;

	do
		snprintf(name, sizeof(name), "r%u", i++);
	while (is_name(code, name));
	strcpy(code->names[packed], name);
}

/* A number has the name of the first register to which it is allocated */
static void name_regs(struct lower *lower, struct code *code)
{
	unsigned int r;

	for (r = 0; r < code->nr_regs; r++) {
		const struct reg *at = &code->regs[r];

		if (at->packed == NONE || !at->name || *code->names[at->packed])
			continue;
		if (!at->observed && strlen(at->name) >= ORDLAB_IDENT_LEN)
			make_name(code, at->packed);
		else if (lower_name_fits(lower, at->pos, at->name))
			strcpy(code->names[at->packed], at->name);
	}
}

/*
 * If there are few enough named registers, each keeps a number for itself. If not, those
 * whose final value is not observed share numbers.
 */
void lower_pack_regs(struct lower *lower, unsigned int t)
{
	struct code *code = &lower->codes[t];
	unsigned int r, named = 0, nr;
	bool all = true;

	find_uses(lower, t);
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
	name_regs(lower, code);
	code->nr_packed = nr;
}
