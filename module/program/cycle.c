// SPDX-License-Identifier: GPL-2.0
/*
 * Perpetual runs, on paper: which tests can run so, and the cycle of one that
 * can. See walk.h.
 */
#include "walk.h"

/**
 * struct value - what is known of a register at some point of a thread
 * @constant:	it is @value, whatever the loads read
 * @known:	it is @value if the loads read what the condition says
 * @small:	in a run it is what a load has read, or 0, or 1
 * @value:	see above
 */
struct value {
	bool constant;
	bool known;
	bool small;
	__s64 value;
};

/**
 * struct scan - a thread while it is looked at, instruction by instruction
 * @view:	the program
 * @thread:	number of the thread
 * @why:	takes the reason of a refusal
 * @regs:	what is known of the registers
 */
struct scan {
	const struct ordlab_view *view;
	unsigned int thread;
	char *why;
	struct value regs[ORDLAB_MAX_REGS];
};

#define refuse(why, ...)						\
	(snprintf(why, ORDLAB_WHY_NOT_LEN, __VA_ARGS__), false)

static const char *location_name(const struct ordlab_view *view,
				 unsigned int location)
{
	return view->locations[location].name;
}

static const struct ordlab_insn *insn_of(const struct ordlab_view *view,
					 unsigned int thread, unsigned int insn)
{
	return &view->insns[view->threads[thread].first + insn];
}

static bool is_load(const struct ordlab_insn *insn)
{
	const struct ordlab_meaning *meaning = ordlab_meaning(insn->op);

	return meaning->object == ORDLAB_ON_DATA &&
	       meaning->stored == ORDLAB_STORE_NOTHING;
}

static bool writes_reg(const struct ordlab_insn *insn, unsigned int reg)
{
	return ordlab_flags(insn->op) & ORDLAB_CF_DST &&
	       insn->dst == reg;
}

/* The last instruction of a thread that writes a register, or -1 */
static int last_writer(const struct ordlab_view *view, unsigned int thread,
		       unsigned int reg)
{
	int i;

	for (i = view->threads[thread].nr_insns - 1; i >= 0; i--)
		if (writes_reg(insn_of(view, thread, i), reg))
			return i;
	return -1;
}

/*
 * The value that the condition has for a register. Return: false if it has none
 */
static bool in_condition(const struct ordlab_view *view, unsigned int thread,
			 unsigned int reg, __s64 *value)
{
	unsigned int i;

	for (i = 0; i < view->prog->nr_cond; i++) {
		const struct ordlab_cond *cond = &view->cond[i];
		const struct ordlab_observed *observed =
			&view->observed[cond->observed];

		if (cond->op != ORDLAB_COND_EQ || observed->thread != thread ||
		    observed->index != reg)
			continue;
		*value = cond->value.imm;
		return true;
	}
	return false;
}

static bool check_condition(const struct ordlab_view *view, char *why)
{
	unsigned int i, j;

	if (view->prog->quantifier == ORDLAB_FORALL)
		return refuse(why, "the condition is about all outcomes");
	if (view->prog->nr_filter)
		return refuse(why, "there is a filter");
	for (i = 0; i < view->prog->nr_cond; i++) {
		const struct ordlab_cond *cond = &view->cond[i];
		const struct ordlab_observed *observed =
			&view->observed[cond->observed];

		if (cond->op == ORDLAB_COND_AND)
			continue;
		if (cond->op != ORDLAB_COND_EQ)
			return refuse(why, "the condition is no conjunction of register values");
		if (observed->kind != ORDLAB_OPERAND_REG)
			return refuse(why, "the condition asks for the final value of %s, and perpetual iterations leave none",
				      location_name(view, observed->index));
		if (cond->value.kind != ORDLAB_OPERAND_IMM)
			return refuse(why, "the condition asks for an address");
		for (j = 0; j < i; j++)
			if (view->cond[j].op == ORDLAB_COND_EQ &&
			    view->cond[j].observed == cond->observed)
				return refuse(why, "the condition asks twice for a register");
	}
	return true;
}

static struct value operand_value(const struct scan *scan,
				  const struct ordlab_operand *operand)
{
	struct value value = { };

	switch (operand->kind) {
	case ORDLAB_OPERAND_REG:
		return scan->regs[operand->index];
	case ORDLAB_OPERAND_IMM:
		value.constant = true;
		value.known = true;
		value.small = operand->imm == 0 || operand->imm == 1;
		value.value = operand->imm;
		break;
	}
	return value;
}

static void scan_alu(struct scan *scan, const struct ordlab_insn *insn)
{
	const struct ordlab_operand *val = insn->val;
	struct value a = operand_value(scan, &val[0]);
	struct value b = operand_value(scan, &val[1]);
	bool two = ordlab_alus[insn->alu].operands == 2;
	struct value *dst = &scan->regs[insn->dst];

	/* A dependency of syntax alone: the result is 0 */
	if ((insn->alu == ORDLAB_A_XOR || insn->alu == ORDLAB_A_SUB) &&
	    val[0].kind == ORDLAB_OPERAND_REG &&
	    val[1].kind == ORDLAB_OPERAND_REG && val[0].index == val[1].index) {
		*dst = (struct value){ true, true, true, 0 };
		return;
	}
	if ((insn->alu == ORDLAB_A_AND || insn->alu == ORDLAB_A_MUL) &&
	    ((a.constant && !a.value) || (b.constant && !b.value))) {
		*dst = (struct value){ true, true, true, 0 };
		return;
	}

	dst->constant = a.constant && (!two || b.constant);
	dst->known = a.known && (!two || b.known);
	dst->value = ordlab_alu(insn->type, insn->alu, a.value, b.value);
	switch (insn->alu) {
	case ORDLAB_A_MOV:
		dst->small = a.small && ordlab_types[insn->type].bits >= 32;
		break;
	case ORDLAB_A_NOT:
	case ORDLAB_A_EQ:
	case ORDLAB_A_NE:
	case ORDLAB_A_LT:
	case ORDLAB_A_LE:
	case ORDLAB_A_GT:
	case ORDLAB_A_GE:
	case ORDLAB_A_LAND:
	case ORDLAB_A_LOR:
		dst->small = true;
		break;
	default:
		dst->small = dst->constant;
		break;
	}
}

static bool scan_access(struct scan *scan, unsigned int i)
{
	const struct ordlab_insn *insn = insn_of(scan->view, scan->thread, i);
	unsigned int type;

	if (insn->addr.kind != ORDLAB_OPERAND_LOC)
		return refuse(scan->why, "P%u follows a pointer", scan->thread);
	type = scan->view->locations[insn->addr.index].type;
	if (type != ORDLAB_T_ATOMIC && !ordlab_is_integer(type))
		return refuse(scan->why, "%s is no integer",
			      location_name(scan->view, insn->addr.index));
	if (ordlab_types[type].bits < 32)
		return refuse(scan->why, "%s is a %s, and has no room for the number of an iteration",
			      location_name(scan->view, insn->addr.index),
			      ordlab_types[type].name);
	if (ordlab_is_store(insn->op) && !operand_value(scan, &insn->val[0]).constant)
		return refuse(scan->why, "P%u writes to %s what is no constant",
			      scan->thread,
			      location_name(scan->view, insn->addr.index));

	if (ordlab_flags(insn->op) & ORDLAB_CF_DST &&
	    insn->dst != ORDLAB_NO_REG) {
		struct value *dst = &scan->regs[insn->dst];

		*dst = (struct value){ .small = true };
		if (last_writer(scan->view, scan->thread, insn->dst) == (int)i)
			dst->known = in_condition(scan->view, scan->thread,
						  insn->dst, &dst->value);
	}
	return true;
}

static bool scan_branch(struct scan *scan, const struct ordlab_insn *insn)
{
	struct value value = operand_value(scan, &insn->val[0]);

	if (!value.known)
		return refuse(scan->why, "the condition does not tell which way P%u goes",
			      scan->thread);
	if (!value.value)
		return refuse(scan->why, "the condition does not let P%u enter an if",
			      scan->thread);
	if (!value.small)
		return refuse(scan->why, "P%u has an if that depends on arithmetic",
			      scan->thread);
	return true;
}

/*
 * Look at an instruction: false if there is no perpetual run with it. What is
 * stored must be known beforehand, so it may not depend on what was read.
 */
static bool scan_insn(struct scan *scan, unsigned int i)
{
	const struct ordlab_insn *insn = insn_of(scan->view, scan->thread, i);
	const struct ordlab_meaning *meaning = ordlab_meaning(insn->op);

	if (is_load(insn) ||
	    (ordlab_is_store(insn->op) && !ordlab_may_fail(insn->op)))
		return scan_access(scan, i);
	if (meaning->next == ORDLAB_NEXT_IF)
		return scan_branch(scan, insn);
	if (meaning->result == ORDLAB_RESULT_ALU) {
		scan_alu(scan, insn);
		return true;
	}
	if (meaning->object == ORDLAB_ON_NOTHING &&
	    meaning->next == ORDLAB_NEXT_INSN)
		return true;	/* a fence */
	return refuse(scan->why, "P%u has %s, which is no load, store, xchg, fence or if",
		      scan->thread, ordlab_ops[insn->op].name);
}

static bool scan_thread(const struct ordlab_view *view, unsigned int thread,
			char *why)
{
	struct scan scan = { .view = view, .thread = thread, .why = why };
	unsigned int i;

	for (i = 0; i < view->threads[thread].nr_insns; i++)
		if (!scan_insn(&scan, i))
			return false;
	return true;
}

__s64 ordlab_constant(const struct ordlab_view *view, unsigned int thread,
		      unsigned int insn)
{
	char why[ORDLAB_WHY_NOT_LEN];
	struct scan scan = { .view = view, .thread = thread, .why = why };
	unsigned int i;

	for (i = 0; i < insn; i++)
		scan_insn(&scan, i);
	return operand_value(&scan, &insn_of(view, thread, insn)->val[0]).value;
}

static bool stores_to(const struct ordlab_insn *insn, unsigned int location)
{
	return ordlab_is_store(insn->op) && insn->addr.index == location;
}

unsigned int ordlab_store_number(const struct ordlab_view *view,
				 unsigned int thread, unsigned int insn,
				 unsigned int *stores)
{
	unsigned int location = insn_of(view, thread, insn)->addr.index;
	unsigned int i, number = 0;

	*stores = 0;
	for (i = 0; i < view->threads[thread].nr_insns; i++) {
		if (!stores_to(insn_of(view, thread, i), location))
			continue;
		++*stores;
		if (i == insn)
			number = *stores;
	}
	return number;
}

/*
 * The thread that writes a location, or -1 if there is none; -2 if several do
 */
static int writer_of(const struct ordlab_view *view, unsigned int location)
{
	unsigned int t, i;
	int writer = -1;

	for (t = 0; t < view->prog->nr_threads; t++) {
		for (i = 0; i < view->threads[t].nr_insns; i++) {
			if (!stores_to(insn_of(view, t, i), location))
				continue;
			if (writer >= 0 && writer != (int)t)
				return -2;
			writer = t;
		}
	}
	return writer;
}

/**
 * struct found - the store that a value of the condition comes from
 * @insn:	number of the store in the thread that writes the location; with
 *		@initial that of the first store
 * @number:	its number, from 1
 * @stores:	stores of the location in an iteration
 * @initial:	it comes from none, but is the initial value
 */
struct found {
	unsigned int insn;
	unsigned int number;
	unsigned int stores;
	bool initial;
};

/* Which store of a location writes a value: false if not exactly one does */
static bool find_store(struct found *found, const struct ordlab_view *view,
		       unsigned int location, unsigned int writer, __s64 value)
{
	unsigned int i, nr = 0;

	memset(found, 0, sizeof(*found));
	if (view->locations[location].init.imm == value) {
		found->initial = true;
		nr++;
	}
	for (i = 0; i < view->threads[writer].nr_insns; i++) {
		if (!stores_to(insn_of(view, writer, i), location))
			continue;
		if (!found->stores++ && found->initial) {
			found->insn = i;
			found->number = 1;
		}
		if (ordlab_constant(view, writer, i) == value) {
			found->insn = i;
			found->number = found->stores;
			nr++;
		}
	}
	return nr == 1;
}

/* The threads of the cycle, while it is put together */
struct links {
	__s8 out[ORDLAB_MAX_THREADS];	/* edge that leaves, or -1 */
	__s8 in[ORDLAB_MAX_THREADS];	/* edge that enters, or -1 */
	__u16 leave[ORDLAB_MAX_THREADS]; /* instruction that it leaves from */
	__u16 enter[ORDLAB_MAX_THREADS]; /* instruction that it enters at */
	unsigned int nr;
	struct ordlab_edge edges[ORDLAB_MAX_THREADS];
};

static bool add_edge(struct links *links, const struct ordlab_edge *edge,
		     unsigned int leave, unsigned int enter, char *why)
{
	if (links->out[edge->from] >= 0 || links->in[edge->to] >= 0)
		return refuse(why, "the condition is more than one cycle");
	links->out[edge->from] = links->nr;
	links->in[edge->to] = links->nr;
	links->leave[edge->from] = leave;
	links->enter[edge->to] = enter;
	links->edges[links->nr++] = *edge;
	return true;
}

/* Whether a thread's load reads a value from that thread's own store */
static bool reads_own(const struct ordlab_view *view, unsigned int thread,
		      unsigned int load, __s64 value)
{
	unsigned int location = insn_of(view, thread, load)->addr.index;
	int i;

	for (i = load - 1; i >= 0; i--)
		if (stores_to(insn_of(view, thread, i), location))
			return ordlab_constant(view, thread, i) == value;
	return false;
}

/* Add the edge that a register and its value in the condition stand for */
static bool add_register(struct links *links, const struct ordlab_view *view,
			 unsigned int thread, unsigned int reg, __s64 value,
			 char *why)
{
	int load = last_writer(view, thread, reg), writer;
	const char *name = view->threads[thread].regs[reg];
	unsigned int location;
	struct found found;

	if (load < 0 || !is_load(insn_of(view, thread, load)))
		return refuse(why, "%u:%s is not what a load reads",
			      thread, name);
	location = insn_of(view, thread, load)->addr.index;
	writer = writer_of(view, location);
	if (writer == -1)
		return refuse(why, "nothing writes %s",
			      location_name(view, location));
	if (writer == (int)thread) {
		/* Coherence ensures it; it is part of no cycle */
		if (reads_own(view, thread, load, value))
			return true;
		return refuse(why, "%u:%s reads what its own thread writes",
			      thread, name);
	}
	if (!find_store(&found, view, location, writer, value))
		return refuse(why, "the value of %u:%s does not name one store",
			      thread, name);
	if (found.initial)
		return add_edge(links, &(struct ordlab_edge){
			.from = thread, .to = writer, .fr = true, .reg = reg,
			.stores = found.stores, .store = found.number,
		}, load, found.insn, why);
	return add_edge(links, &(struct ordlab_edge){
		.from = writer, .to = thread, .fr = false, .reg = reg,
		.stores = found.stores, .store = found.number,
	}, found.insn, load, why);
}

/* Follow the edges along the whole cycle, from the first thread that has one */
static bool close_cycle(struct ordlab_cycle *cycle, const struct links *links,
			char *why)
{
	unsigned int first = 0, thread;

	if (!links->nr)
		return refuse(why, "the condition is no cycle");
	while (links->out[first] < 0)
		first++;

	thread = first;
	cycle->nr = 0;
	do {
		if (links->out[thread] < 0 || links->in[thread] < 0)
			return refuse(why, "the condition is no cycle");
		if (links->enter[thread] > links->leave[thread])
			return refuse(why, "the cycle goes against the program order of P%u",
				      thread);
		cycle->edges[cycle->nr] = links->edges[links->out[thread]];
		thread = cycle->edges[cycle->nr++].to;
	} while (thread != first);

	if (cycle->nr != links->nr)
		return refuse(why, "the condition is more than one cycle");
	return true;
}

bool ordlab_cycle_find(struct ordlab_cycle *cycle,
		       const struct ordlab_view *view, char *why)
{
	struct links links = { };
	unsigned int t, i;

	if (!check_condition(view, why))
		return false;
	for (t = 0; t < view->prog->nr_threads; t++)
		if (!scan_thread(view, t, why))
			return false;
	for (i = 0; i < view->prog->nr_locations; i++) {
		if (view->locations[i].init.kind != ORDLAB_OPERAND_IMM)
			return refuse(why, "%s holds an address",
				      location_name(view, i));
		if (writer_of(view, i) == -2)
			return refuse(why, "%s is written by more than one thread",
				      location_name(view, i));
	}

	memset(links.out, -1, sizeof(links.out));
	memset(links.in, -1, sizeof(links.in));
	for (i = 0; i < view->prog->nr_cond; i++) {
		const struct ordlab_cond *cond = &view->cond[i];
		const struct ordlab_observed *observed =
			&view->observed[cond->observed];

		if (cond->op == ORDLAB_COND_EQ &&
		    !add_register(&links, view, observed->thread,
				  observed->index, cond->value.imm, why))
			return false;
	}
	return close_cycle(cycle, &links, why);
}
