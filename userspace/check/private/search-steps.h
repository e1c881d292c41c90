/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The stages of the search for the executions of one combination of paths.
 *
 * 1. search-orders.c lists the *orders* of each location: the choices of its rf and
 *    co that are coherent and atomic.
 * 2. search-group.c replaces orders by one with a weight, if they have the same
 *    relevant edges and the same observed values. If there are too many orders to
 *    list, search-turns.c counts these groups instead.
 * 3. search-combine.c combines the orders of the locations and reports each
 *    combination to the user as a candidate. Or search-circuit.c counts the
 *    combinations that a circuit of the axioms allows.
 *
 * For example, SB has two locations with one write and one read each. Each location
 * has two orders: the read reads from the initial write, or from the other one. Of the
 * four combinations, SC forbids the one in which both reads read initial writes.
 */
#ifndef SEARCH_STEPS_H
#define SEARCH_STEPS_H

#include "search-state.h"

/* --- search-orders.c --- */

/* How many numbers store an order of a location, see struct accesses */
size_t order_size(const struct accesses *a);
/* How many orders the order with this number stands for */
uint64_t order_weight(const struct accesses *a, size_t order);
/**
 * event_constant() - the value of an event, if it is constant
 * @x:		the execution
 * @e:		a write
 * @value:	gets the value
 *
 * Return: false if it depends on what is read.
 */
bool event_constant(const struct execution *x, unsigned int e,
		    struct value *value);
/* Whether a value satisfies all constraints on a read alone */
bool read_may(const struct execution *x, unsigned int read,
	      struct value value);
/* Fills in s->can_read for the accesses of s->now, which is not a lock */
void orders_plain_reads(struct search_state *s);
/**
 * orders_list() - list the orders of a location
 * @s:		the search
 * @a:		the location; gets the orders
 * @max:	stop after so many orders, and set @partial; 0: no limit
 *
 * Return: false if the search ends.
 */
bool orders_list(struct search_state *s, struct accesses *a, size_t max);
/* Frees the weights: each order stands for itself alone again */
void orders_forget_weights(struct search_state *s, struct accesses *a);

/* --- search-group.c --- */

/**
 * struct edge - a relevant edge
 * @rel:	the relation: rf, co or fr
 * @from:	event where it begins
 * @to:		event where it ends
 * @input:	its input of the circuit, if there is a circuit
 */
struct edge {
	const struct rel *rel;
	uint16_t from, to;
	uint32_t input;
};

/**
 * struct grouping - groups of orders of a location
 * @s:		the search
 * @a:		the location
 * @edges:	[@nr_edges] the relevant edges of the location
 * @nr_edges:	how many
 * @room_edges:	how many there is memory for
 * @groups:	the keys of the groups
 */
struct grouping {
	struct search_state *s;
	struct accesses *a;
	struct edge *edges;
	size_t nr_edges, room_edges;
	struct keyset groups;
};

/* Finds the relevant edges of a location */
void grouping_edges(struct grouping *g);
/* Finds the inputs of the circuit that depend on the orders of the location */
void grouping_choices(const struct grouping *g);
/* Replaces each group of orders by one order with a weight */
void orders_group(struct search_state *s, struct accesses *a);

/* --- search-turns.c --- */

/* Counts groups of orders without listing the orders. False: the search ends */
bool orders_count(struct search_state *s, struct accesses *a);

/* --- search-combine.c --- */

/* Finds the accesses of each location */
void combine_begin(struct search_state *s);
/* Finds which observed values depend on one location alone */
void combine_observed(struct search_state *s);
/* Sorts the locations: those with few orders come first */
void combine_sort(struct search_state *s);
/* Adds all edges that any order of a location has; order_undo() removes them */
void orders_apply_all(struct search_state *s, struct accesses *a);
/* Collects the edges that any order of a location has */
void orders_collect(struct search_state *s, struct accesses *a);
/* The observed values that depend on a location, as a key */
void outcome_key(const struct accesses *a, const struct execution *x,
		 uint64_t *key);
/* Counts the outcome of the current values @weight times. Return: its number */
size_t outcome_note(struct accesses *a, const struct execution *x,
		    uint64_t weight);
/* Sets the observed values that depend on a location to one of its outcomes */
void outcome_apply(struct search_state *s, const struct accesses *a,
		   size_t outcome);
/* Reports a candidate to the user. False: the user ends the search */
bool combine_report(struct search_state *s, bool decided, uint64_t count);
/**
 * combine_orders() - combine the orders of locations
 * @s:		the search
 * @i:		the first location that has no order yet
 * @decided:	see execution_user.decided
 * @count:	how many candidates each combination stands for
 *
 * Return: false if the search ends.
 */
bool combine_orders(struct search_state *s, unsigned int i, bool decided,
		    uint64_t count);

/* --- search-circuit.c --- */

/* Lists a few candidates for their flags: a race mostly shows soon */
void gates_probe_flags(struct search_state *s);
/* Lists, counts and groups the orders of all locations. False: the search ends */
bool gates_group_all(struct search_state *s);
/* Combines them by the circuit. False: the search ends */
bool gates_combine(struct search_state *s);
void gates_free(struct search_state *s);

#endif /* SEARCH_STEPS_H */
