// SPDX-License-Identifier: GPL-2.0
/*
 * Arrays: each element is a location of its own. The first one has the name of the
 * array, "x", so that the parameter "int *x" is its address, as in C. The others are
 * named x[1], x[2], ...
 */
#include <stdint.h>
#include <string.h>
#include "private/lower.h"

int lower_array(struct lower *lower, const struct initial *initial, int type)
{
	struct number elements = initial->elements;
	const char *array = initial->place.name;
	int first = NONE, l;

	if (elements.value < 1 || elements.value > ORDLAB_MAX_LOCATIONS) {
		error(lower, initial->pos,
		      "an array has 1 to %d elements, as each is a location",
		      ORDLAB_MAX_LOCATIONS);
		return NONE;
	}
	for (unsigned int i = 0; i < elements.value; i++) {
		l = lower_location(lower, initial->place.pos,
				   syntax_element(lower->syntax, array, i));
		if (l == NONE)
			return NONE;
		if (!i)
			first = l;
		lower->locations[l].array = first;
		lower->locations[l].element = i;
		lower->locations[l].elements = elements.value;
		lower_declare(lower, initial->place.pos, l, type);
	}
	return first;
}

int lower_element(struct lower *lower, int first, unsigned int i)
{
	for (unsigned int l = 0; l < lower->nr_locations; l++)
		if (lower->locations[l].elements &&
		    lower->locations[l].array == (unsigned int)first &&
		    lower->locations[l].element == i)
			return l;
	return NONE;
}

/* Whether an operand is the address of an element */
static bool is_element(const struct lower *lower, const struct operand *operand)
{
	return operand->kind == ORDLAB_OPERAND_LOC &&
	       lower->locations[operand->index].elements;
}

bool lower_index(struct lower *lower, struct pos pos, enum ordlab_alu alu,
		 const struct operand *a, const struct operand *b,
		 struct operand *out)
{
	const struct location *element;
	long long i;

	if (alu == ORDLAB_A_ADD && is_element(lower, b)) {
		const struct operand *swap = a;

		a = b;
		b = swap;
	}
	if ((alu != ORDLAB_A_ADD && alu != ORDLAB_A_SUB) || !is_element(lower, a))
		return false;
	element = &lower->locations[a->index];
	*out = *a;
	if (b->kind != ORDLAB_OPERAND_IMM) {
		error(lower, pos,
		      "which element of \"%s\" this is must be a constant; branch with if and else where it is not",
		      lower->locations[element->array].name);
		return true;
	}
	i = alu == ORDLAB_A_ADD ? b->imm : -b->imm;
	if (i < -(long long)element->element ||
	    i >= (long long)element->elements - element->element)
		error(lower, pos, "\"%s\" has %u elements, and no number %lld",
		      lower->locations[element->array].name, element->elements,
		      (long long)(element->element + (unsigned long long)i));
	else
		*out = loc(lower_element(lower, element->array,
					 element->element + i));
	return true;
}

void lower_arrays(struct lower *lower)
{
	for (unsigned int l = 0; l < lower->nr_locations; l++) {
		struct location *at = &lower->locations[l], *first;

		if (!at->elements || !at->element)
			continue;
		first = &lower->locations[at->array];
		lower_declare(lower, at->pos, l, first->type);
		lower_declare(lower, first->pos, at->array, at->type);
		for (unsigned int use = 0; use < NR_USES; use++)
			if (at->uses & ~first->uses & 1U << use)
				first->where[use] = at->where[use];
		first->uses |= at->uses;
		first->holds |= at->holds;
	}
	for (unsigned int l = 0; l < lower->nr_locations; l++) {
		struct location *at = &lower->locations[l];
		const struct location *first = &lower->locations[at->array];

		if (!at->elements || !at->element)
			continue;
		at->type = first->type;
		at->uses = first->uses;
		at->holds = first->holds;
		memcpy(at->where, first->where, sizeof(at->where));
	}
}

void lower_no_steps(struct lower *lower, struct pos pos, __u32 holds)
{
	for (unsigned int l = 0; l < lower->nr_locations; l++) {
		if (!(holds >> l & 1) || !lower->locations[l].elements)
			continue;
		error(lower, pos,
		      "this computes with the address of an element of \"%s\"; write the element with a constant, as %s[1]",
		      lower->locations[lower->locations[l].array].name,
		      lower->locations[lower->locations[l].array].name);
		return;
	}
}
