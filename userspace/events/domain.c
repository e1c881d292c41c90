// SPDX-License-Identifier: GPL-2.0
/*
 * Values that locations may hold, see domain.h.
 */
#include <stdlib.h>
#include <string.h>
#include "events/domain.h"
#include "lib/util.h"

/* --- Sets of values --- */

static void values_init(struct values *values)
{
	values->any = false;
	values->any_int = false;
	values->nr = 0;
}

/* Replaces all integers of a set by "any integer" */
static void values_any_int(struct values *values)
{
	unsigned int nr = 0;

	values->any_int = true;
	for (unsigned int i = 0; i < values->nr; i++)
		if (!value_is_int(values->value[i]))
			values->value[nr++] = values->value[i];
	values->nr = nr;
}

static void values_add(struct values *values, struct value value)
{
	unsigned int i = 0;

	/* One unspecified value stands for all of them */
	if (value.kind == VALUE_UNSPECIFIED)
		value = (struct value) { .kind = VALUE_UNSPECIFIED };
	if (values->any || (values->any_int && value_is_int(value)))
		return;
	while (i < values->nr && value_compare(values->value[i], value) < 0)
		i++;
	if (i < values->nr && value_same(values->value[i], value))
		return;
	if (values->nr == MAX_VALUES) {
		if (values->any_int || !value_is_int(values->value[0])) {
			values->any = true;
			return;
		}
		values_any_int(values);
		values_add(values, value);
		return;
	}
	memmove(values->value + i + 1, values->value + i,
		(values->nr - i) * sizeof(*values->value));
	values->value[i] = value;
	values->nr++;
}

static void values_merge(struct values *to, const struct values *from)
{
	if (from->any)
		to->any = true;
	if (from->any_int && !to->any_int)
		values_any_int(to);
	for (unsigned int i = 0; i < from->nr && !to->any; i++)
		values_add(to, from->value[i]);
}

/* Whether there is a value that is not an integer. Integers are first in the list */
static bool has_more_than_ints(const struct values *values)
{
	return values->any ||
	       (values->nr && !value_is_int(values->value[values->nr - 1]));
}

/* The results of an operation, one of whose operands may be any value or integer */
static void values_alu_any(struct domain *domain, struct values *to,
			   enum ordlab_alu alu, const struct values *a,
			   const struct values *b)
{
	bool more = has_more_than_ints(a) || has_more_than_ints(b);

	domain->unspecified |= more;
	if (ordlab_is_truth(alu)) {
		values_add(to, value_int(0));
		values_add(to, value_int(1));
		if (more)
			values_add(to, value_fresh(value_int(0)));
	} else if (more) {
		to->any = true;
	} else {
		values_any_int(to);
	}
}

static void values_alu(struct domain *domain, struct values *to,
		       unsigned int type, enum ordlab_alu alu,
		       const struct values *a, const struct values *b)
{
	static const struct values none = { .nr = 1 };
	struct value value;

	if (ordlab_alus[alu].operands < 2)
		b = &none;
	if (a->any || b->any || a->any_int || b->any_int) {
		values_alu_any(domain, to, alu, a, b);
		return;
	}
	for (unsigned int i = 0; i < a->nr; i++) {
		for (unsigned int j = 0; j < b->nr; j++) {
			value = value_alu(type, alu, a->value[i], b->value[j]);
			values_add(to, value);
			/* Two unspecified values of a set may be different ones */
			if (value.kind != VALUE_UNSPECIFIED &&
			    a->value[i].kind != VALUE_UNSPECIFIED &&
			    b->value[j].kind != VALUE_UNSPECIFIED)
				continue;
			values_add(to, value_fresh(value));
			domain->unspecified = true;
		}
	}
}

/* --- The effects of instructions on the sets --- */

/*
 * What domain_find() knows so far. An instruction computes most values of a set. But a
 * value that depends on itself in a cycle (see valuation_solve()) may also be what an
 * instruction needs it to be: the old value of a cmpxchg(), or an address. @from has
 * the places from which a register's value comes, @feeds the places from which the
 * values of a place come.
 */
struct finder {
	const struct ordlab_view *view;
	struct domain *domain;
	struct values (*regs)[ORDLAB_MAX_REGS];	/* of each thread */
	uint64_t from[ORDLAB_MAX_THREADS][ORDLAB_MAX_REGS];
	uint64_t feeds[MAX_PLACES];
};

/* The values of an operand. @room gets the value if it is a constant */
static const struct values *operand_values(const struct finder *f,
					   unsigned int thread,
					   const struct ordlab_operand *operand,
					   struct values *room)
{
	if (operand->kind == ORDLAB_OPERAND_REG)
		return &f->regs[thread][operand->index];
	values_init(room);
	if (operand->kind == ORDLAB_OPERAND_IMM ||
	    operand->kind == ORDLAB_OPERAND_LOC)
		values_add(room, value_of_operand(f->view, operand));
	return room;
}

unsigned int domain_place(const struct domain *domain, struct value address)
{
	unsigned int p;

	if (!address.n)
		return address.of;
	for (p = 0; p < domain->nr_places; p++)
		if (value_same(domain->place[p], address))
			return p;
	return MAX_PLACES;
}

/* The same, but adds a place if there is none. MAX_PLACES: there is no room */
static unsigned int place_new(struct domain *domain, struct value address)
{
	unsigned int p = domain_place(domain, address);

	if (p < MAX_PLACES || domain->nr_places == MAX_PLACES)
		return p;
	p = domain->nr_places++;
	domain->place[p] = address;
	values_init(&domain->at[p]);
	values_add(&domain->at[p], value_int(0));
	return p;
}

static void target_add(struct domain *domain, struct target *target,
		       struct value value)
{
	unsigned int place;

	switch ((enum value_kind)value.kind) {
	case VALUE_ADDRESS:
		if (value.n % value.size) {
			target->parts = true;
			break;
		}
		place = place_new(domain, value);
		if (place == MAX_PLACES)
			target->others = true;
		else
			target->places |= 1ULL << place;
		break;
	case VALUE_UNSPECIFIED:
		target->unspecified = true;
		break;
	case VALUE_INT:
	case VALUE_SYMBOL:
		target->nowhere = true;
		break;
	}
}

/* Notes where an address may point. Return: places */
static uint64_t find_targets(struct finder *f, unsigned int thread,
			     const struct ordlab_insn *insn)
{
	struct target *target = &f->domain->target[insn - f->view->insns];
	struct values room;
	const struct values *values = operand_values(f, thread, &insn->addr, &room);

	for (unsigned int i = 0; i < values->nr; i++)
		target_add(f->domain, target, values->value[i]);
	target->nowhere |= values->any_int;
	if (values->any) {
		target->nowhere = target->unspecified = true;
		target->parts = target->others = true;
		for (unsigned int p = 0; p < f->domain->nr_places; p++)
			target->places |= 1ULL << p;
	}
	return target->places;
}

static uint64_t operand_from(const struct finder *f, unsigned int thread,
			     const struct ordlab_operand *operand)
{
	return operand->kind == ORDLAB_OPERAND_REG ?
		f->from[thread][operand->index] : 0;
}

/* Whether values of a place may depend on values of the same place */
static bool in_cycle(const struct finder *f, unsigned int place)
{
	uint64_t seen = f->feeds[place], before;

	do {
		before = seen;
		for (unsigned int p = 0; p < f->domain->nr_places; p++)
			if (seen >> p & 1)
				seen |= f->feeds[p];
	} while (seen != before);
	return seen >> place & 1;
}

/* Adds the values that the filter requires of registers with a value from a cycle */
static void find_filter(struct finder *f)
{
	const struct ordlab_cond *terms[ORDLAB_MAX_COND];
	unsigned int nr = cond_terms(f->view->filter, f->view->prog->nr_filter,
				     terms);

	for (unsigned int i = 0; i < nr; i++) {
		const struct ordlab_observed *o =
			&f->view->observed[terms[i]->observed];

		if (o->kind != ORDLAB_OPERAND_REG)
			continue;
		for (unsigned int p = 0; p < f->domain->nr_places; p++)
			if ((f->from[o->thread][o->index] >> p & 1) &&
			    in_cycle(f, p))
				values_add(&f->domain->at[p],
					   value_of_operand(f->view,
							    &terms[i]->value));
	}
}

/* A pointer whose value comes from a cycle may point to any place */
static void find_address(struct finder *f, unsigned int thread,
			 const struct ordlab_operand *operand)
{
	uint64_t from = operand_from(f, thread, operand);
	unsigned int nr = f->domain->nr_places;

	for (unsigned int p = 0; p < nr; p++) {
		if (!(from >> p & 1) || !in_cycle(f, p))
			continue;
		for (unsigned int to = 0; to < nr; to++)
			values_add(&f->domain->at[p], f->domain->place[to]);
	}
}

/*
 * The values that an instruction may read, write and return, and those that it needs
 * to read
 */
struct effects {
	struct values read, written, result, needed;
};

static void find_effects(struct finder *f, const struct ordlab_insn *insn,
			 unsigned int type, const struct values *v0,
			 const struct values *v1, struct effects *a)
{
	const struct ordlab_meaning *meaning = ordlab_meaning(insn->op);

	switch (meaning->stored) {
	case ORDLAB_STORE_V0:
		values_merge(&a->written, v0);
		break;
	case ORDLAB_STORE_V1:
		values_merge(&a->written, v1);
		break;
	case ORDLAB_STORE_ALU:
		values_alu(f->domain, &a->written, type,
			   ordlab_ops[insn->op].alu, &a->read, v0);
		break;
	}
	if (meaning->success == ORDLAB_IF_V0)
		values_merge(&a->needed, v0);
	if (meaning->success == ORDLAB_UNLESS_V1)
		values_merge(&a->needed, v1);
	switch (meaning->result) {
	case ORDLAB_RESULT_OLD:
		values_merge(&a->result, &a->read);
		break;
	case ORDLAB_RESULT_NEW:
		values_merge(&a->result, &a->written);
		break;
	case ORDLAB_RESULT_ZERO:
	case ORDLAB_RESULT_NEGATIVE:
	case ORDLAB_RESULT_SUCCESS:
		values_add(&a->result, value_int(0));
		values_add(&a->result, value_int(1));
		if (meaning->result != ORDLAB_RESULT_SUCCESS &&
		    has_more_than_ints(&a->written))
			values_add(&a->result, value_fresh(value_int(0)));
		break;
	case ORDLAB_RESULT_ALU:
		values_alu(f->domain, &a->result, insn->type, insn->alu, v0, v1);
		break;
	}
}

/* A place elsewhere has the type of the location from which its offset counts */
static unsigned int type_at(const struct finder *f, unsigned int place)
{
	return f->view->locations[f->domain->place[place].of].type;
}

/* Adds values to a place, converted to its type */
static void values_store(struct finder *f, unsigned int place,
			 const struct values *from)
{
	struct values *to = &f->domain->at[place];
	unsigned int type = type_at(f, place);

	if (ordlab_is_data(type))
		values_alu(f->domain, to, type, ORDLAB_A_MOV, from, from);
	else
		values_merge(to, from);
}

static void find_insn(struct finder *f, unsigned int thread,
		      const struct ordlab_insn *insn)
{
	uint8_t flags = ordlab_flags(insn->op);
	uint64_t from = operand_from(f, thread, &insn->val[0]) |
			operand_from(f, thread, &insn->val[1]);
	struct values room[2];
	const struct values *v0 = operand_values(f, thread, &insn->val[0], &room[0]);
	const struct values *v1 = operand_values(f, thread, &insn->val[1], &room[1]);
	uint64_t places = 0;
	struct effects a;
	unsigned int type = ORDLAB_T_INT;

	values_init(&a.read);
	values_init(&a.written);
	values_init(&a.result);
	values_init(&a.needed);
	if (flags & ORDLAB_CF_ADDR) {
		find_address(f, thread, &insn->addr);
		places = find_targets(f, thread, insn);
	}
	for (unsigned int p = 0; p < f->domain->nr_places; p++) {
		if (!(places >> p & 1))
			continue;
		values_merge(&a.read, &f->domain->at[p]);
		type = value_rmw_type(type_at(f, p));
	}
	find_effects(f, insn, type, v0, v1, &a);
	if (flags & ORDLAB_CF_READ)
		from |= places;
	for (unsigned int p = 0; p < f->domain->nr_places; p++) {
		if (!(places >> p & 1))
			continue;
		values_store(f, p, &a.written);
		values_store(f, p, &a.needed);
		if (flags & ORDLAB_CF_WRITE)
			f->feeds[p] |= from;
	}
	if (insn->dst != ORDLAB_NO_REG) {
		values_merge(&f->regs[thread][insn->dst], &a.result);
		f->from[thread][insn->dst] |= from;
	}
}

/* --- Until nothing changes --- */

/* A number that grows with the set */
static unsigned long values_weight(const struct values *values)
{
	return values->nr + (values->any_int ? MAX_VALUES + 1 : 0) +
	       (values->any ? 2 * MAX_VALUES + 2 : 0);
}

static unsigned long finder_weight(const struct finder *f)
{
	unsigned long weight = f->domain->nr_places;

	for (unsigned int p = 0; p < f->domain->nr_places; p++)
		weight += values_weight(&f->domain->at[p]) +
			  __builtin_popcountll(f->feeds[p]);
	for (unsigned int t = 0; t < f->view->prog->nr_threads; t++)
		for (unsigned int r = 0; r < f->view->threads[t].nr_regs; r++)
			weight += values_weight(&f->regs[t][r]) +
				  __builtin_popcountll(f->from[t][r]);
	return weight;
}

static void domain_init(struct domain *domain, const struct ordlab_view *view)
{
	domain->nr_places = view->prog->nr_locations;
	domain->unspecified = false;
	memset(domain->target, 0, view->prog->nr_insns * sizeof(*domain->target));
	for (unsigned int l = 0; l < view->prog->nr_locations; l++) {
		const struct ordlab_location *location = &view->locations[l];

		domain->place[l] = value_address(l, value_size(location->type));
		values_init(&domain->at[l]);
		values_add(&domain->at[l], value_of_operand(view, &location->init));
	}
}

/*
 * The function applies all instructions to the sets, in rounds, until no set grows.
 * With an instruction such as atomic_inc(), which computes a new value from each old
 * one, the sets would grow up to their bound. But in an execution no instruction runs
 * twice. So the computation of a value has no more steps than the program has
 * instructions, or twice as many if an instruction determines a value in a cycle. No
 * more rounds are needed.
 */
void domain_find(struct domain *domain, const struct ordlab_view *view,
		 struct budget *budget)
{
	struct finder *f = xcalloc(1, sizeof(*f));
	unsigned int rounds = 2 * view->prog->nr_insns + 2;
	unsigned long before, after;

	f->view = view;
	f->domain = domain;
	/* Allocate and clear the rows of the program's threads only */
	f->regs = xrealloc(NULL, view->prog->nr_threads, sizeof(*f->regs));
	for (unsigned int t = 0; t < view->prog->nr_threads; t++)
		for (unsigned int r = 0; r < view->threads[t].nr_regs; r++)
			values_init(&f->regs[t][r]);
	domain_init(domain, view);
	after = finder_weight(f);
	do {
		before = after;
		for (unsigned int t = 0; t < view->prog->nr_threads; t++)
			for (unsigned int i = 0; i < view->threads[t].nr_insns &&
					     !budget_over(budget); i++)
				find_insn(f, t, view->insns +
					  view->threads[t].first + i);
		find_filter(f);
		after = finder_weight(f);
	} while (after != before && --rounds && !budget_over(budget));
	free(f->regs);
	free(f);
}
