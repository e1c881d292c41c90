/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A solver from the inside: what its two searches share. See solver.h.
 */
#ifndef SOLVER_CORE_H
#define SOLVER_CORE_H

#include "lib/budget.h"
#include "logic/solver.h"

/* Clauses are in one array of words: size, rank, literals. A clause is a place */
#define NO_CLAUSE	0U
#define CLAUSE_HEAD	2
#define BINARY		(1U << 31)	/* of a watch: the clause has two literals */
#define MAX_ARENA	(BINARY - 1)

#define NOT_CHOSEN	(~0U)		/* a variable that is not in the heap */
#define NOT_IN_HEAP	(~0U - 1)

enum truth {
	UNKNOWN,
	TRUE,
	FALSE,
};

/**
 * struct watch - a clause that watches the negation of a literal
 * @clause:	the clause, perhaps with BINARY
 * @other:	another literal of it: if that is true, it need not be looked at
 */
struct watch {
	uint32_t clause;
	literal other;
};

struct watches {
	struct watch *watch;
	uint32_t nr, room;
};

/**
 * struct level - what follows from a choice
 * @begin:	where it begins in the trail; the choice is the first literal there
 * @place:	of the choice in the list of choices, where these are made in order
 * @last:	the other way to choose was tried before
 */
struct level {
	uint32_t begin;
	uint32_t place;
	bool last;
};

struct solver {
	uint32_t nr_variables, variable_room;
	struct watches *watches;	/* [literal] */
	uint8_t *value;			/* [literal] enum truth */
	uint32_t *stamp;		/* [literal] when it was last seen, see @now */
	uint32_t *level;		/* [variable] at which it was assigned */
	uint32_t *reason;		/* [variable] the clause that assigned it */
	bool *seen;			/* [variable] while a conflict is looked at */
	bool *phase;			/* [variable] what it was last */
	double *activity;		/* [variable] how often it is in conflicts */
	uint32_t *place;		/* [variable] in the heap */
	uint32_t now;

	literal *trail;			/* in the order in which they became true */
	uint32_t nr_trail;
	uint32_t next;			/* in the trail: to be propagated */
	struct level *levels;
	uint32_t nr_levels;

	uint32_t *choices;		/* variables that are chosen, as they were made */
	uint32_t nr_choices;
	uint32_t *heap;			/* the same, the most active one first */
	uint32_t nr_heap;
	double bump;

	uint32_t *arena;
	size_t arena_nr, arena_room;
	size_t nr_clauses;
	uint32_t *learnt;
	size_t nr_learnt, learnt_room;
	size_t least;			/* so much is not forgotten */
	literal *clause;		/* the one that is made now */
	uint32_t *touched;		/* variables whose @seen is set */

	struct budget *budget;
	size_t taken, room;		/* bytes */
	uint64_t steps;			/* assignments so far */
	bool contradiction;		/* there is no solution */
	bool too_large;
};

static inline literal *clause_literals(const struct solver *s, uint32_t clause)
{
	return s->arena + clause + CLAUSE_HEAD;
}

static inline uint32_t clause_size(const struct solver *s, uint32_t clause)
{
	return s->arena[clause];
}

/**
 * solver_add_clause() - add a clause that has no literal twice
 * @s:		the solver
 * @literals:	[@nr] the first two are watched
 * @nr:		at least two
 * @rank:	of a clause that is learnt: the greater, the sooner it is forgotten;
 *		0 for others
 *
 * Return: the clause, or NO_CLAUSE: s->too_large is set.
 */
uint32_t solver_add_clause(struct solver *s, const literal *literals, uint32_t nr,
			   uint32_t rank);
void solver_watch_clause(struct solver *s, uint32_t clause);

/* Makes a literal true, at the level there is, for a reason */
void solver_assign(struct solver *s, literal l, uint32_t reason);

/* Begins a level. @last: see struct level */
void solver_choose(struct solver *s, literal l, bool last);

/* Takes back all levels beyond the first @level ones */
void solver_back_to(struct solver *s, uint32_t level);

/**
 * solver_propagate() - assign all that follows
 * @s:		the solver
 *
 * Return: a clause all of whose literals are false, or NO_CLAUSE.
 */
uint32_t solver_propagate(struct solver *s);

/* Puts a variable that is chosen back into the heap */
void solver_heap_add(struct solver *s, uint32_t variable);

#endif /* SOLVER_CORE_H */
