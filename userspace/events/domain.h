/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The domain of a program: which values its locations may hold, whatever the
 * order of its instructions, and where its accesses may be. Paths that no such
 * value can lead to are left out.
 *
 * An access may be elsewhere, outside of every location: where x is an int, x + 1
 * is no part of it and no part of any other location. Each such address is a
 * place of its own, with the initial value 0.
 */
#ifndef DOMAIN_H
#define DOMAIN_H

#include <stdbool.h>
#include <stdint.h>
#include "lib/budget.h"
#include "program/program.h"
#include "ir/value.h"

/* More values than this at one place are taken as "any" */
#define MAX_VALUES	64

/* Places where accesses may be: locations, and elsewhere */
#define MAX_PLACES	64

/**
 * struct values - values that a location or register may hold
 * @any:	too many to list
 * @any_int:	too many integers to list: none of them is
 * @nr:		how many are listed
 * @value:	which, in ascending order. One that is unspecified stands for all
 */
struct values {
	bool any;
	bool any_int;
	unsigned int nr;
	struct value value[MAX_VALUES];
};

/**
 * struct target - where an instruction's address may lead
 * @places:	to these places: bit p
 * @others:	to places that are not listed
 * @parts:	to where it overlaps a place in part
 * @nowhere:	it may be an integer
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
 * struct domain - what a program's locations may hold
 * @nr_places:	how many places there are. The first are the locations
 * @place:	[@nr_places] the address of each
 * @at:		[@nr_places] what it may hold
 * @target:	[nr_insns] of each instruction whose address is in a register
 * @unspecified: some value may be
 */
struct domain {
	unsigned int nr_places;
	struct value place[MAX_PLACES];
	struct values at[MAX_PLACES];
	struct target target[ORDLAB_MAX_INSNS];
	bool unspecified;
};

/**
 * domain_find() - values that locations of a program may hold
 * @domain:	filled in: what the instructions compute, whatever their order
 * @view:	the program
 * @budget:	what it may cost. When it is over, @domain is of no use
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
