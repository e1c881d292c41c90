/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The steps of the search for the executions of one combination of paths.
 *
 * 1. search-orders.c lists the *orders* of each location: the combinations of its
 *    rf and co that are coherent and atomic.
 * 2. search-group.c makes one of those that no axiom and no observed value tells
 *    apart; search-turns.c counts such groups where there are too many orders to
 *    list.
 * 3. search-combine.c combines the orders of the locations and brings each
 *    combination to the user as a candidate; or search-circuit.c counts those
 *    that a circuit of the axioms allows.
 *
 * For example, SB has two locations with one write and one read each, and so two
 * orders each: the read comes before the write in coherence order, or after it.
 * Of the four combinations, all but "both before" are allowed by SC.
 */
#ifndef SEARCH_STEPS_H
#define SEARCH_STEPS_H

#include "search-state.h"

/* --- search-orders.c --- */

/* How many numbers an order of a location has, see struct accesses */
size_t order_size(const struct accesses *a);
/* How many orders the order with this number stands for */
uint64_t order_weight(const struct accesses *a, size_t order);
/**
 * event_constant() - the value of an event that needs no other event's
 * @x:		the execution
 * @e:		a write
 * @value:	takes it
 *
 * Return: false if it depends on what is read.
 */
bool event_constant(const struct execution *x, unsigned int e,
		    struct value *value);
/* Whether what the paths need of a read alone lets it read a value */
bool read_may(const struct execution *x, unsigned int read,
	      struct value value);
/* Fills in s->can_read for the accesses of s->now, which is no lock */
void orders_plain_reads(struct search_state *s);
/**
 * orders_list() - list the orders of a location
 * @s:		the search
 * @a:		the location; takes them
 * @max:	end after so many, and note that there are more; 0: no limit
 *
 * Return: false if the search ends.
 */
bool orders_list(struct search_state *s, struct accesses *a, size_t max);
/* Each order stands for itself alone again */
void orders_forget_weights(struct search_state *s, struct accesses *a);

/* --- search-group.c --- */

/**
 * struct edge - an edge that may matter to an axiom
 * @rel:	the relation: rf, co or fr
 * @from:	its events
 * @to:		the same
 * @input:	of the circuit, if there is one
 */
struct edge {
	const struct rel *rel;
	uint16_t from, to;
	uint32_t input;
};

/**
 * struct grouping - orders of a location, by what matters of them
 * @s:		the search
 * @a:		the location
 * @edges:	[@nr_edges] those of it that matter
 * @groups:	the keys that were found
 */
struct grouping {
	struct search_state *s;
	struct accesses *a;
	struct edge *edges;
	size_t nr_edges, room_edges;
	struct keyset groups;
};

/* Finds the edges of a location that matter */
void grouping_edges(struct grouping *g);
/* Finds which inputs of the circuit its orders decide */
void grouping_choices(const struct grouping *g);
/* Makes one order, with a weight, of those that are as good as each other */
void orders_group(struct search_state *s, struct accesses *a);

/* --- search-turns.c --- */

/* Counts groups of orders without listing the orders. False: the search ends */
bool orders_count(struct search_state *s, struct accesses *a);

/* --- search-combine.c --- */

/* Finds the accesses of each location */
void combine_begin(struct search_state *s);
/* Finds which observed values depend on one location alone */
void combine_observed(struct search_state *s);
/* Puts the locations with few orders first */
void combine_sort(struct search_state *s);
/* Adds all edges that any order of a location has; order_undo() takes them back */
void orders_apply_all(struct search_state *s, struct accesses *a);
/* Notes which edges the orders of a location have, all together */
void orders_collect(struct search_state *s, struct accesses *a);
/* The observed values that depend on a location, as a key */
void outcome_key(const struct accesses *a, const struct execution *x,
		 uint64_t *key);
/* Return: number of the outcome that these values are, counted @weight times */
size_t outcome_note(struct accesses *a, const struct execution *x,
		    uint64_t weight);
/* Sets the observed values that depend on a location to one of its outcomes */
void outcome_apply(struct search_state *s, const struct accesses *a,
		   size_t outcome);
/* Brings a candidate to the user. False: the user has enough */
bool combine_report(struct search_state *s, bool decided, uint64_t count);
/**
 * combine_orders() - combine the orders of locations
 * @s:		the search
 * @i:		the first location whose order is not decided
 * @decided:	see execution_user.decided
 * @count:	how many candidates each combination stands for
 *
 * Return: false if the search ends.
 */
bool combine_orders(struct search_state *s, unsigned int i, bool decided,
		    uint64_t count);

/* --- search-circuit.c --- */

/* Looks at a few candidates for flags alone: a race mostly shows soon */
void gates_probe_flags(struct search_state *s);
/* Lists, counts and groups the orders of all locations. False: the search ends */
bool gates_group_all(struct search_state *s);
/* Combines them by the circuit. False: the search ends */
bool gates_combine(struct search_state *s);
void gates_free(struct search_state *s);

#endif /* SEARCH_STEPS_H */
