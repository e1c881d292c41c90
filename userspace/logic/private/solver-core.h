/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The solver's data, and the operations that its two searches share: adding and
 * watching clauses, assigning literals, propagation and backtracking. See solver.h.
 */
#ifndef SOLVER_CORE_H
#define SOLVER_CORE_H

#include "lib/budget.h"
#include "logic/solver.h"

/*
 * One array of words, the arena, holds all clauses: size, rank, literals. The number
 * of a clause is its position there
 */
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
 * struct watch - a clause to visit when a literal becomes true
 * @clause:	the clause, which has the negation of that literal; perhaps with BINARY
 * @other:	another literal of the clause: if it is true, the clause is satisfied
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
 * struct level - a choice and all literals that follow from it
 * @begin:	where the level begins in the trail; the choice is its first literal
 * @place:	solver_each(): position of the choice in @choices
 * @last:	the search has tried the opposite choice before
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
	uint32_t *stamp;		/* [literal] @now when it was last seen */
	uint32_t *level;		/* [variable] at which it was assigned */
	uint32_t *reason;		/* [variable] the clause that assigned it */
	bool *seen;			/* [variable] while a conflict is analysed */
	bool *phase;			/* [variable] the value that it had last */
	double *activity;		/* [variable] how often it is part of conflicts */
	uint32_t *place;		/* [variable] in the heap */
	uint32_t now;

	literal *trail;			/* true literals, in the order of assignment */
	uint32_t nr_trail;
	uint32_t next;			/* in the trail: not propagated yet */
	struct level *levels;
	uint32_t nr_levels;

	uint32_t *choices;		/* variables that are choices, oldest first */
	uint32_t nr_choices;
	uint32_t *heap;			/* the same, the most active one first */
	uint32_t nr_heap;
	double bump;

	uint32_t *arena;
	size_t arena_nr, arena_room;
	size_t nr_clauses;
	uint32_t *learnt;
	size_t nr_learnt, learnt_room;
	size_t least;			/* so many learnt clauses are kept */
	literal *clause;		/* the clause that is being made */
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
 * solver_add_clause() - add a clause whose literals all differ
 * @s:		the solver
 * @literals:	[@nr] the solver watches the first two
 * @nr:		at least two
 * @rank:	learnt clauses with a greater rank are forgotten sooner; 0 for clauses
 *		of the user
 *
 * Return: the clause, or NO_CLAUSE: s->too_large is set.
 */
uint32_t solver_add_clause(struct solver *s, const literal *literals, uint32_t nr,
			   uint32_t rank);
void solver_watch_clause(struct solver *s, uint32_t clause);

/* Makes a literal true at the current level. @reason: the clause that implies it */
void solver_assign(struct solver *s, literal l, uint32_t reason);

/* Begins a level. @last: see struct level */
void solver_choose(struct solver *s, literal l, bool last);

/* Backtracks: undoes all levels but the first @level */
void solver_back_to(struct solver *s, uint32_t level);

/**
 * solver_propagate() - assign all literals that follow from the trail
 * @s:		the solver
 *
 * Return: a conflict, that is a clause all of whose literals are false; or NO_CLAUSE.
 */
uint32_t solver_propagate(struct solver *s);

/* Puts a variable that is a choice back into the heap */
void solver_heap_add(struct solver *s, uint32_t variable);

#endif /* SOLVER_CORE_H */
