// SPDX-License-Identifier: GPL-2.0
/*
 * Values that locations may hold, see domain.h.
 */
#include <stdlib.h>
#include <string.h>
#include "domain.h"
#include "util.h"

static void values_add(struct values *values, struct value value)
{
	unsigned int i = 0;

	if (values->any)
		return;
	while (i < values->nr && value_compare(values->value[i], value) < 0)
		i++;
	if (i < values->nr && value_same(values->value[i], value))
		return;
	if (values->nr == MAX_VALUES) {
		values->any = true;
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
	for (unsigned int i = 0; i < from->nr && !to->any; i++)
		values_add(to, from->value[i]);
}

bool values_has(const struct values *values, struct value value)
{
	if (values->any)
		return true;
	for (unsigned int i = 0; i < values->nr; i++)
		if (value_same(values->value[i], value))
			return true;
	return false;
}

static void values_alu(struct values *to, unsigned int type,
		       enum ordlab_alu alu, const struct values *a,
		       const struct values *b)
{
	static const struct values none = { .nr = 1 };

	if (ordlab_alus[alu].operands < 2)
		b = &none;
	if (a->any || b->any) {
		to->any = true;
		return;
	}
	for (unsigned int i = 0; i < a->nr; i++)
		for (unsigned int j = 0; j < b->nr; j++)
			values_add(to, value_alu(type, alu, a->value[i],
						 b->value[j]));
}

/* What values become in a location of a type */
static void values_store(struct values *to, unsigned int type,
			 const struct values *from)
{
	if (ordlab_is_data(type))
		values_alu(to, type, ORDLAB_A_MOV, from, from);
	else
		values_merge(to, from);
}

/*
 * What domain_find() knows so far. Values are not only what is computed: one
 * that goes round in a circle (see valuation_solve()) may also be
 * what an instruction needs it to be: the old value of a cmpxchg(), or an
 * address. @from tells which locations a register's value comes from, @feeds
 * which locations a location's values come from.
 */
struct finder {
	const struct ordlab_view *view;
	struct domain *domain;
	struct values regs[ORDLAB_MAX_THREADS][ORDLAB_MAX_REGS];
	uint32_t from[ORDLAB_MAX_THREADS][ORDLAB_MAX_REGS];
	uint32_t feeds[ORDLAB_MAX_LOCATIONS];
};

static struct values operand_values(const struct finder *f, unsigned int thread,
				    const struct ordlab_operand *operand)
{
	struct values values = { .nr = 0 };

	switch (operand->kind) {
	case ORDLAB_OPERAND_IMM:
	case ORDLAB_OPERAND_LOC:
		values_add(&values, value_of_operand(operand));
		break;
	case ORDLAB_OPERAND_REG:
		return f->regs[thread][operand->index];
	}
	return values;
}

static uint32_t operand_locs(const struct finder *f, unsigned int thread,
			     const struct ordlab_operand *operand)
{
	struct values values = operand_values(f, thread, operand);
	uint32_t locs = 0;

	if (values.any)
		return f->domain->addresses;
	for (unsigned int i = 0; i < values.nr; i++)
		if (value_is_address(values.value[i]))
			locs |= 1U << values.value[i].of;
	return locs;
}

static uint32_t operand_from(const struct finder *f, unsigned int thread,
			     const struct ordlab_operand *operand)
{
	return operand->kind == ORDLAB_OPERAND_REG ?
		f->from[thread][operand->index] : 0;
}

/* Whether values of a location may come from its own */
static bool in_circle(const struct finder *f, unsigned int loc)
{
	uint32_t seen = f->feeds[loc], before;

	do {
		before = seen;
		for (unsigned int l = 0; l < f->view->prog->nr_locations; l++)
			if (seen >> l & 1)
				seen |= f->feeds[l];
	} while (seen != before);
	return seen >> loc & 1;
}

/* What the filter asks of a register that holds a value out of a circle */
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
		for (unsigned int l = 0; l < f->view->prog->nr_locations; l++)
			if ((f->from[o->thread][o->index] >> l & 1) &&
			    in_circle(f, l))
				values_add(&f->domain->loc[l],
					   value_of_operand(&terms[i]->value));
	}
}

/* A pointer out of a circle may lead anywhere */
static void find_address(struct finder *f, unsigned int thread,
			 const struct ordlab_operand *operand)
{
	uint32_t from = operand_from(f, thread, operand);
	unsigned int nr = f->view->prog->nr_locations;

	for (unsigned int l = 0; l < nr; l++) {
		if (!(from >> l & 1) || !in_circle(f, l))
			continue;
		for (unsigned int to = 0; to < nr; to++) {
			values_add(&f->domain->loc[l], value_address(to));
			f->domain->addresses |= 1U << to;
		}
	}
}

static void find_insn(struct finder *f, unsigned int thread,
		      const struct ordlab_insn *insn)
{
	const struct ordlab_op_info *info = &ordlab_ops[insn->op];
	struct values v0 = operand_values(f, thread, &insn->val[0]);
	struct values v1 = operand_values(f, thread, &insn->val[1]);
	struct values read = { .nr = 0 }, written = { .nr = 0 };
	struct values result = { .nr = 0 }, needed = { .nr = 0 };
	uint32_t from = operand_from(f, thread, &insn->val[0]) |
			operand_from(f, thread, &insn->val[1]);
	unsigned int type = ORDLAB_T_INT;
	uint32_t locs = 0;

	if (ordlab_class_flags[info->class] & ORDLAB_CF_ADDR) {
		find_address(f, thread, &insn->addr);
		locs = operand_locs(f, thread, &insn->addr);
	}
	for (unsigned int l = 0; l < f->view->prog->nr_locations; l++) {
		if (!(locs >> l & 1))
			continue;
		values_merge(&read, &f->domain->loc[l]);
		type = f->view->locations[l].type;
	}

	switch ((enum ordlab_class)info->class) {
	case ORDLAB_C_LOAD:
	case ORDLAB_C_SRCU_LOCK:
		result = read;
		break;
	case ORDLAB_C_STORE:
	case ORDLAB_C_STORE_MB:
	case ORDLAB_C_SRCU_UNLOCK:
		written = v0;
		break;
	case ORDLAB_C_XCHG:
		written = v0;
		result = read;
		break;
	case ORDLAB_C_CMPXCHG:
		written = v1;
		result = read;
		needed = v0;
		break;
	case ORDLAB_C_RMW:
	case ORDLAB_C_RETURN:
	case ORDLAB_C_FETCH:
		values_alu(&written, type, info->alu, &read, &v0);
		result = info->class == ORDLAB_C_FETCH ? read : written;
		break;
	case ORDLAB_C_TEST:
	case ORDLAB_C_NEGATIVE:
		values_alu(&written, type, info->alu, &read, &v0);
		values_add(&result, value_int(0));
		values_add(&result, value_int(1));
		break;
	case ORDLAB_C_ADD_UNLESS:
		values_alu(&written, type, info->alu, &read, &v0);
		values_add(&result, value_int(0));
		values_add(&result, value_int(1));
		needed = v1;
		break;
	case ORDLAB_C_TRYLOCK:
	case ORDLAB_C_IS_LOCKED:
		values_add(&result, value_int(0));
		values_add(&result, value_int(1));
		break;
	case ORDLAB_C_ALU:
		values_alu(&result, insn->type, insn->alu, &v0, &v1);
		break;
	default:
		break;
	}
	if (ordlab_class_flags[info->class] & ORDLAB_CF_READ)
		from |= locs;
	for (unsigned int l = 0; l < f->view->prog->nr_locations; l++) {
		if (!(locs >> l & 1))
			continue;
		type = f->view->locations[l].type;
		values_store(&f->domain->loc[l], type, &written);
		values_store(&f->domain->loc[l], type, &needed);
		if (ordlab_class_flags[info->class] & ORDLAB_CF_WRITE)
			f->feeds[l] |= from;
	}
	if (insn->dst != ORDLAB_NO_REG) {
		values_merge(&f->regs[thread][insn->dst], &result);
		f->from[thread][insn->dst] |= from;
	}
}

static unsigned long values_weight(const struct values *values)
{
	return values->any ? MAX_VALUES + 1 : values->nr;
}

static unsigned long finder_weight(const struct finder *f)
{
	unsigned long weight = 0;

	for (unsigned int l = 0; l < f->view->prog->nr_locations; l++)
		weight += values_weight(&f->domain->loc[l]) +
			  __builtin_popcount(f->feeds[l]);
	for (unsigned int t = 0; t < f->view->prog->nr_threads; t++)
		for (unsigned int r = 0; r < f->view->threads[t].nr_regs; r++)
			weight += values_weight(&f->regs[t][r]) +
				  __builtin_popcount(f->from[t][r]);
	return weight;
}

static void note_address(struct domain *domain,
			 const struct ordlab_operand *operand)
{
	if (operand->kind == ORDLAB_OPERAND_LOC)
		domain->addresses |= 1U << operand->index;
}

void domain_find(struct domain *domain, const struct ordlab_view *view,
		 struct budget *budget)
{
	struct finder *f = xcalloc(1, sizeof(*f));
	unsigned long before, after;

	memset(domain, 0, sizeof(*domain));
	f->view = view;
	f->domain = domain;
	for (unsigned int l = 0; l < view->prog->nr_locations; l++) {
		struct values init = operand_values(f, 0, &view->locations[l].init);

		note_address(domain, &view->locations[l].init);
		values_merge(&domain->loc[l], &init);
	}
	for (unsigned int i = 0; i < view->prog->nr_insns; i++) {
		note_address(domain, &view->insns[i].val[0]);
		note_address(domain, &view->insns[i].val[1]);
	}
	/* Sets only grow, up to a bound: this ends */
	after = finder_weight(f);
	do {
		before = after;
		for (unsigned int t = 0; t < view->prog->nr_threads; t++)
			for (unsigned int i = 0; i < view->threads[t].nr_insns; i++)
				find_insn(f, t, view->insns +
					  view->threads[t].first + i);
		find_filter(f);
		after = finder_weight(f);
	} while (after != before && !budget_over(budget));
	free(f);
}
