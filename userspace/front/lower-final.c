// SPDX-License-Identifier: GPL-2.0
/*
 * Condition and filter in postfix form, and the final values that they name. For
 * example, "0:r0=0 /\ x=1" becomes (0:r0 = 0), (x = 1), and.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "private/lower.h"
#include "lib/util.h"

/* Register or location number of a final value, or NONE */
static int find_place(struct lower *lower, const struct place *place)
{
	struct code *code;
	int index;

	if (place->thread < 0) {
		index = lower_find_location(lower, place->name);
		if (index == NONE)
			error(lower, place->pos,
			      "there is no location \"%s\" in this test; a register is 0:%s",
			      place->name, place->name);
		return index;
	}
	if (place->thread >= (int)lower->nr_codes) {
		error(lower, place->pos, "there is no thread P%d",
		      place->thread);
		return NONE;
	}
	code = &lower->codes[place->thread];
	if (lower_find_reg(code, place->name) == NONE &&
	    lower_find_param(code, place->name) == NONE)
		warn(lower, place->pos,
		     "P%d has no local variable \"%s\"; it is always 0",
		     place->thread, place->name);
	return lower_reg(lower, code, place->pos, place->name);
}

/* The index of a final value in the table of observed values; 0 on errors */
static unsigned int observe(struct lower *lower, const struct place *place)
{
	int index = find_place(lower, place);
	struct observed *observed;
	unsigned int i;

	if (index == NONE)
		return 0;
	for (i = 0; i < lower->nr_observed; i++) {
		observed = &lower->observed[i];
		if (observed->thread != place->thread ||
		    observed->index != (unsigned int)index)
			continue;
		observed->shown |= !lower->filtering;
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
		.thread = place->thread,
		.index = index,
		.shown = !lower->filtering,
		.pos = place->pos,
	};
	return lower->nr_observed++;
}

/* Observes a place; of an array, all elements */
static void observe_all(struct lower *lower, const struct place *place)
{
	unsigned int index = observe(lower, place), nr;
	const struct location *location;
	struct place element = *place;

	if (place->thread >= 0 || lower_find_location(lower, place->name) == NONE)
		return;
	location = &lower->locations[lower->observed[index].index];
	nr = location->element ? 0 : location->elements;
	for (unsigned int i = 1; i < nr; i++) {
		element.name = syntax_element(lower->syntax, place->name, i);
		observe(lower, &element);
	}
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
	lower->cond[lower->nr_cond++] = cond;
}

static void add_cond_op(struct lower *lower, struct pos pos,
			enum ordlab_cond_op op)
{
	add_cond(lower, pos, (struct ordlab_cond){ .op = op });
}

static void add_atom(struct lower *lower, const struct prop *prop,
		     enum ordlab_cond_op op)
{
	struct ordlab_cond cond = { .op = op };
	int l;

	cond.observed = observe(lower, &prop->place);
	if (prop->kind == PROP_SAME) {
		cond.other = observe(lower, &prop->other);
	} else if (prop->kind == PROP_SYMBOL && strcmp(prop->symbol, "NULL")) {
		l = lower_find_location(lower, prop->symbol);
		if (l == NONE)
			error(lower, prop->other.pos,
			      "there is no location \"%s\" in this test, whose address could be compared",
			      prop->symbol);
		cond.value.kind = ORDLAB_OPERAND_LOC;
		cond.value.index = l;
	} else {
		cond.value.kind = ORDLAB_OPERAND_IMM;
		cond.value.imm = prop->number.value;
		if (lower->nr_cond < ORDLAB_MAX_COND)
			lower->constants[lower->nr_cond] = (struct constant){
				prop->number.type, prop->pos,
			};
	}
	add_cond(lower, prop->pos, cond);
}

/* The depth of the stack that evaluates the postfix form of a condition */
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
		add_atom(lower, prop, ORDLAB_COND_EQ);
		break;
	case PROP_SAME:
		add_atom(lower, prop, ORDLAB_COND_SAME);
		break;
	case PROP_NOT:
		if (arg->kind == PROP_VALUE || arg->kind == PROP_SYMBOL) {
			add_atom(lower, arg, ORDLAB_COND_NE);
			break;
		}
		lower_prop(lower, arg);
		add_cond_op(lower, prop->pos, ORDLAB_COND_NOT);
		break;
	case PROP_AND:
	case PROP_OR:
	case PROP_IMPLIES:
		lower_prop(lower, arg);
		lower_prop(lower, prop->arg[1]);
		add_cond_op(lower, prop->pos, prop->kind == PROP_AND ?
			    ORDLAB_COND_AND : prop->kind == PROP_OR ?
			    ORDLAB_COND_OR : ORDLAB_COND_IMPLIES);
		break;
	}
}

void lower_final(struct lower *lower)
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
		lower->filtering = true;
		lower_prop(lower, syntax->filter);
		lower->filtering = false;
		lower->nr_filter = lower->nr_cond - i;
		lower->nr_cond = i;
	}
	list_for_each(place, syntax->observed)
		observe_all(lower, place);
}

/* The type of a final value, and its name */
static enum ordlab_type observed_type(const struct lower *lower,
				      const struct observed *observed,
				      const char **name)
{
	const struct location *location;
	const struct reg *reg;

	if (observed->thread != NONE) {
		reg = &lower->codes[observed->thread].regs[observed->index];
		*name = reg->name;
		return lower_reg_type(reg);
	}
	location = &lower->locations[observed->index];
	*name = location->name;
	return location->type;
}

/*
 * A constant equals a final value if C says so: both are converted to the type
 * that they have in common, so that -1 is the largest unsigned int, but no
 * unsigned char.
 */
static void convert_constant(struct lower *lower, struct ordlab_cond *cond,
			     const struct constant *constant)
{
	enum ordlab_type type, common;
	const char *name;
	__s64 value;

	type = observed_type(lower, &lower->observed[cond->observed], &name);
	if (type == ORDLAB_T_PTR || !ordlab_is_data(type))
		return;
	common = lower_alu_type(ORDLAB_A_EQ, type, constant->type);
	value = ordlab_convert(type, cond->value.imm);
	if (ordlab_alu(common, ORDLAB_A_EQ, value, cond->value.imm))
		cond->value.imm = value;
	else
		warn(lower, constant->pos,
		     "\"%s\" is of type %s, and is never %lld", name,
		     lower_type_name(type), (long long)cond->value.imm);
}

void lower_final_types(struct lower *lower)
{
	unsigned int i;

	for (i = 0; i < lower->nr_cond + lower->nr_filter; i++) {
		if (lower->cond[i].value.kind == ORDLAB_OPERAND_IMM)
			convert_constant(lower, &lower->cond[i],
					 &lower->constants[i]);
	}
}
