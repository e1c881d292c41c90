/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The domain of a program: which values its locations may hold, whatever the
 * order of its instructions. Paths that no such value can lead to are left out.
 */
#ifndef DOMAIN_H
#define DOMAIN_H

#include <stdbool.h>
#include <stdint.h>
#include "budget.h"
#include "program.h"
#include "value.h"

/* More values than this at one place are taken as "any" */
#define MAX_VALUES	64

/**
 * struct values - values that a location or register may hold
 * @any:	too many to list
 * @nr:		how many are listed
 * @value:	which, in ascending order
 */
struct values {
	bool any;
	unsigned int nr;
	struct value value[MAX_VALUES];
};

/**
 * struct domain - what a program's locations may hold
 * @loc:	[ORDLAB_MAX_LOCATIONS]
 * @addresses:	locations whose address a program takes: bit l
 */
struct domain {
	struct values loc[ORDLAB_MAX_LOCATIONS];
	uint32_t addresses;
};

/**
 * domain_find() - values that locations of a program may hold
 * @domain:	filled in: the least fixed point of what the instructions
 *		compute, whatever their order
 * @view:	the program
 * @budget:	what it may cost. When it is over, @domain is of no use
 */
void domain_find(struct domain *domain, const struct ordlab_view *view,
		 struct budget *budget);

bool values_has(const struct values *values, struct value value);

#endif /* DOMAIN_H */
