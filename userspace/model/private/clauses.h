/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the files checker-clauses*.c share: the literals of edges.
 */
#ifndef CLAUSES_H
#define CLAUSES_H

#include "logic/solver.h"
#include "operator.h"

/* A literal that is in use, and whose clauses have not been made yet */
struct task {
	const struct slot *slot;
	unsigned int i, j;	/* of a closure: all edges to @j */
};

struct grounding {
	struct checker *c;
	const struct execution *x;
	const struct edge_literals *edges;
	struct solver *solver;
	literal **known;	/* [slot][row * n + column]: literal + 1 */
	struct rel **sure;	/* [slot] of a closure: edges that each execution has */
	bool **columns;		/* [slot][column] of a closure: whether its edges have literals */
	struct budget *budget;
	size_t taken;
	struct task *tasks;
	size_t nr_tasks, room;
	bool fails;
};

/* Whether "a and b" is the same as one of them, which @l takes */
static inline bool both_is_one(literal a, literal b, literal *l)
{
	*l = a == LITERAL_FALSE || b == LITERAL_TRUE ? a : b;
	return *l == a || b == LITERAL_FALSE || a == LITERAL_TRUE;
}

/* That both literals imply a third one */
void imply(struct grounding *g, literal a, literal b, literal head);

/* A literal that is implied by an edge of a slot; LITERAL_FALSE if there is none */
literal literal_of(struct grounding *g, const struct slot *s, unsigned int i,
		   unsigned int j);

/* An edge's entry cannot be put as a literal: member give_up of an algebra */
void grounding_give_up(void *of);

void grounding_begin(struct grounding *g);
/* Return: whether all could be put as clauses within the budget */
bool grounding_end(struct grounding *g);

#endif /* CLAUSES_H */
