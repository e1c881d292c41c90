/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The search for executions by way of clauses (encode.h), where listing the orders of
 * each location and combining them would look at much that cannot be: where locks
 * and read-modify-writes fix most of the order.
 */
#ifndef SOLVE_H
#define SOLVE_H

#include "search.h"

/**
 * solve_all() - find all executions
 * @s:		the search; the paths of the threads are there
 *
 * Return: whether the search has ended, as s->end says. If not, it is to be made in
 * another way, and the user was told of nothing that it need remember.
 */
bool solve_all(struct search_state *s);

#endif /* SOLVE_H */
