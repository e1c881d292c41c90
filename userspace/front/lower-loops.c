// SPDX-License-Identifier: GPL-2.0
/*
 * Loops. A program has no jump backwards, so the turns of a loop are laid out one after
 * another, each with the condition before it and a branch out of the loop. For example,
 * "while (READ_ONCE(*x) == 0) { }" becomes
 *
 *	0	t0 = READ_ONCE(x)		first turn
 *	1	t1 = t0 == 0
 *	2	branch to END unless t1
 *	3	t2 = READ_ONCE(x)		second turn
 *	...
 *	END - 1	cut
 *
 * A loop that counts has as many turns as it counts: this file follows constants along
 * the instructions, and knows when the condition becomes false. Any other loop has
 * LIMIT_TURNS turns. A path that is still in the loop after them ends there: it is cut
 * off, see ordlab_is_cut().
 */
#include <stdlib.h>
#include "lib/limit.h"
#include "private/lower.h"
#include "lib/util.h"

/* The value of a register, if it is the same on all paths to an instruction */
struct known {
	bool is;
	long long value;
};

/* The values of the first @nr registers at a jump */
struct fork {
	unsigned int insn;
	unsigned int nr;
	struct known *known;
};

/**
 * struct flow - which registers have constant values before an instruction
 * @at:		the instruction: all before it have been followed
 * @reached:	some path leads to it
 * @known:	[@nr] values of registers
 * @nr:		registers that @known has room for
 * @forks:	[@nr_forks] earlier jumps whose targets are later
 */
struct flow {
	unsigned int at;
	bool reached;
	struct known *known;
	unsigned int nr;
	struct fork *forks;
	unsigned int nr_forks;
	unsigned int room_forks;
};

void lower_flow_free(struct code *code)
{
	struct flow *flow = code->flow;

	if (!flow)
		return;
	for (unsigned int f = 0; f < flow->nr_forks; f++)
		free(flow->forks[f].known);
	free(flow->forks);
	free(flow->known);
	free(flow);
	code->flow = NULL;
}

/* Makes room for all registers; a register that has a name is 0 at first */
static struct flow *flow_of(struct code *code)
{
	struct flow *flow = code->flow;

	if (!flow) {
		flow = code->flow = xcalloc(1, sizeof(*flow));
		flow->reached = true;
	}
	if (flow->nr == code->nr_regs)
		return flow;
	flow->known = xrealloc(flow->known, code->nr_regs,
			       sizeof(*flow->known));
	for (; flow->nr < code->nr_regs; flow->nr++)
		flow->known[flow->nr] = (struct known){
			.is = flow->nr < code->nr_named,
		};
	return flow;
}

/* No instruction after this one reads a temporary that is newer than the fork */
static void join(struct flow *flow, const struct fork *fork)
{
	for (unsigned int r = 0; r < flow->nr; r++) {
		struct known *at = &flow->known[r];

		if (r >= fork->nr)
			at->is = false;
		else if (!flow->reached)
			*at = fork->known[r];
		else if (!fork->known[r].is ||
			 fork->known[r].value != at->value)
			at->is = false;
	}
	flow->reached = true;
}

/* Joins the jumps whose target is this instruction */
static void join_here(struct flow *flow, const struct code *code)
{
	unsigned int f, left = 0;

	for (f = 0; f < flow->nr_forks; f++) {
		struct fork *fork = &flow->forks[f];

		if (code->insns[fork->insn].target == flow->at) {
			join(flow, fork);
			free(fork->known);
		} else {
			flow->forks[left++] = *fork;
		}
	}
	flow->nr_forks = left;
}

static void fork_here(struct flow *flow)
{
	struct fork *fork;

	GROW(flow->forks, flow->nr_forks, flow->room_forks);
	fork = &flow->forks[flow->nr_forks++];
	fork->insn = flow->at;
	fork->nr = flow->nr;
	fork->known = xcalloc(flow->nr, sizeof(*fork->known));
	for (unsigned int r = 0; r < flow->nr; r++)
		fork->known[r] = flow->known[r];
}

static struct known known_value(const struct flow *flow,
				const struct operand *operand)
{
	if (operand->kind == ORDLAB_OPERAND_IMM)
		return (struct known){ .is = true, .value = operand->imm };
	if (operand->kind == ORDLAB_OPERAND_REG)
		return flow->known[operand->index];
	return (struct known){ 0 };
}

static struct known known_result(const struct flow *flow,
				 const struct insn *insn)
{
	struct known a = known_value(flow, &insn->val[0]);
	struct known b = known_value(flow, &insn->val[1]);

	if (insn->op != ORDLAB_ALU || !a.is)
		return (struct known){ 0 };
	if (insn->alu == ORDLAB_A_MOV) {
		a.value = ordlab_convert(insn->type, a.value);
		return a;
	}
	if (ordlab_alus[insn->alu].operands == 2 && !b.is)
		return (struct known){ 0 };
	a.value = ordlab_alu(insn->type, insn->alu, a.value, b.value);
	return a;
}

static void follow(struct flow *flow, const struct insn *insn)
{
	struct known unless;

	switch (insn->op) {
	case ORDLAB_JUMP:
		fork_here(flow);
		flow->reached = false;
		break;
	case ORDLAB_BRANCH:
		unless = known_value(flow, &insn->val[0]);
		if (!unless.is || !unless.value)
			fork_here(flow);
		flow->reached = !unless.is || unless.value;
		break;
	default:
		if (insn->op == ORDLAB_LOAD &&
		    insn->addr.kind == ORDLAB_OPERAND_IMM)
			flow->reached = false;
		else if (insn->dst != NONE)
			flow->known[insn->dst] = known_result(flow, insn);
	}
}

/* The constants before the next instruction of the thread */
static const struct flow *flow_now(struct code *code)
{
	struct flow *flow = flow_of(code);

	for (; flow->at < code->nr_insns; flow->at++) {
		join_here(flow, code);
		if (flow->reached)
			follow(flow, &code->insns[flow->at]);
	}
	join_here(flow, code);
	return flow;
}

static void emit_cut(struct lower *lower, struct pos pos, unsigned int turns)
{
	struct insn *insn = lower_emit(lower, pos, ORDLAB_LOAD);

	insn->addr = imm(turns);
}

static bool over(const struct lower *lower)
{
	return lower->full ||
	       lower->syntax->test->nr_errors > LITMUS_MAX_ERRORS;
}

void lower_loop(struct lower *lower, const struct stmt *stmt)
{
	struct list then = { .item = stmt->then };
	struct list step = { .item = stmt->otherwise };
	unsigned int exits[LIMIT_TURNS + 1];
	unsigned int nr_exits = 0, turns;
	struct operand value;
	struct known goes_on;

	for (turns = 0; !over(lower) && flow_now(lower->code)->reached; turns++) {
		if (turns || !stmt->body_first) {
			value = lower_herd_condition(lower, stmt->value);
			if (over(lower))
				return;
			goes_on = known_value(flow_now(lower->code), &value);
			if (goes_on.is && !goes_on.value)
				break;
			if (!goes_on.is)
				exits[nr_exits++] =
					lower_jump(lower, stmt->pos,
						   ORDLAB_BRANCH, value);
			if (turns >= (goes_on.is ? LIMIT_CONSTANT_TURNS :
						   LIMIT_TURNS)) {
				emit_cut(lower, stmt->pos, turns);
				break;
			}
		}
		lower_statements(lower, &then);
		if (stmt->otherwise)
			lower_statements(lower, &step);
	}
	while (nr_exits)
		lower_here(lower, exits[--nr_exits]);
}
