/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The domain of a program: which values each of its locations may ever hold, and to
 * which addresses each of its accesses may go. It is an upper bound: it ignores the
 * order of instructions. The search for paths drops a path if no value of the domain
 * leads to it. For example, in
 *
 *	P0: x = 1;	P1: r0 = x; if (r0 == 2) y = 1;
 *
 * x may hold 0 and 1, so no path of P1 enters the body of the condition.
 *
 * An access may also go elsewhere, outside of every location: if x is an int, x + 1
 * (four bytes further) belongs to no location. Each such address is a *place* of its
 * own, with the initial value 0. So the places are the locations, and the addresses
 * elsewhere that the program may access.
 */
#ifndef DOMAIN_H
#define DOMAIN_H

#include <stdbool.h>
#include <stdint.h>
#include "lib/budget.h"
#include "program/program.h"
#include "ir/value.h"

/* A place with more values than this may hold any value */
#define MAX_VALUES	64

/* Places: locations, and addresses elsewhere */
#define MAX_PLACES	64

/**
 * struct values - values that a location or register may hold
 * @any:	any value: there are too many to list
 * @any_int:	any integer: there are too many, so none is listed
 * @nr:		how many are listed
 * @value:	[@nr] in ascending order. One unspecified value stands for all of them
 */
struct values {
	bool any;
	bool any_int;
	unsigned int nr;
	struct value value[MAX_VALUES];
};

/**
 * struct target - where the address of an instruction may point
 * @places:	it may be the address of these places: bit p
 * @others:	it may be an address that is no place of the domain
 * @parts:	it may be inside of a place, but not at its beginning
 * @nowhere:	it may be an integer, which is no address
 * @unspecified: it may be unspecified
 */
struct target {
	uint64_t places;
	bool others;
	bool parts;
	bool nowhere;
	bool unspecified;
};

/**
 * struct domain - the values and places of a program
 * @nr_places:	how many places there are. The first ones are the locations
 * @place:	[@nr_places] the address of each
 * @at:		[@nr_places] the values that each may hold
 * @target:	[nr_insns] for each instruction whose address is in a register
 * @unspecified: some value may be unspecified
 */
struct domain {
	unsigned int nr_places;
	struct value place[MAX_PLACES];
	struct values at[MAX_PLACES];
	struct target target[ORDLAB_MAX_INSNS];
	bool unspecified;
};

/**
 * domain_find() - find the domain of a program
 * @domain:	filled in
 * @view:	the program
 * @budget:	what it may cost. If it is over, @domain must not be used
 */
void domain_find(struct domain *domain, const struct ordlab_view *view,
		 struct budget *budget);

/**
 * domain_place() - the place that has an address
 * @domain:	a domain
 * @address:	the address
 *
 * Return: its number, or MAX_PLACES if there is none.
 */
unsigned int domain_place(const struct domain *domain, struct value address);

#endif /* DOMAIN_H */
