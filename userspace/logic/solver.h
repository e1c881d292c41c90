/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The solver: it finds assignments of Boolean variables that satisfy clauses.
 *
 * A literal is a variable or its negation. A clause is a set of literals, at least
 * one of which must be true. A solution is an assignment that satisfies all clauses.
 * There are two searches:
 *
 * - solver_find() looks for one solution. When its choices make some clause false (a
 *   conflict), it finds the choices that caused the conflict and learns a clause that
 *   excludes this combination. It then backtracks to the level at which the learnt
 *   clause implies a literal (conflict-driven clause learning, as in MiniSat).
 * - solver_each() visits all solutions, each once. It backtracks one choice at a
 *   time.
 *
 * The solver chooses values of some variables only, the *choices*. The others follow
 * from these by propagation. When all choices are made and there is no conflict, the
 * solver takes the assignment for a solution, even if some other variable has no
 * value. The user's clauses must make that correct: each clause with a variable that
 * is no choice has the form "these literals imply that one", or "these are never all
 * true".
 *
 * An example: a and b are choices, c follows from both, and must not be true.
 *
 *	a = solver_choice(s);		b = solver_choice(s);
 *	c = solver_variable(s);
 *	clause (-a -b c), clause (-c)
 *
 * Before any choice, (-c) makes c false. solver_each() makes a true. Then two literals
 * of (-a -b c) are false, so b must be false: the first solution. The solver
 * backtracks and makes a false. It makes b true: the second solution. It backtracks
 * and makes b false: the third and last.
 */
#ifndef SOLVER_H
#define SOLVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct budget;

/* Twice the number of the variable, plus one if it is negated */
typedef uint32_t literal;

#define LITERAL_TRUE	0U
#define LITERAL_FALSE	1U

static inline literal literal_not(literal l)
{
	return l ^ 1;
}

/**
 * enum solved - how a search ended
 * @SOLVED_ALL:		solver_find(): there is no solution; solver_each(): all
 *			solutions were visited
 * @SOLVED_FOUND:	solver_find(): there is a solution; solver_each(): the
 *			visitor ended the search
 * @SOLVED_STEPS:	the search needs more steps than its limit
 * @SOLVED_BUDGET:	the budget is over
 */
enum solved {
	SOLVED_ALL,
	SOLVED_FOUND,
	SOLVED_STEPS,
	SOLVED_BUDGET,
};

struct solver;

/**
 * solver_new() - make a solver without variables and clauses
 * @budget:	what all searches together may cost. The solver forgets learnt clauses
 *		before they need more memory than the budget has
 *
 * Return: the solver; solver_free() frees it.
 */
struct solver *solver_new(struct budget *budget);
void solver_free(struct solver *s);

/* A new variable that is a choice; one that follows from choices. Not in a search */
literal solver_choice(struct solver *s);
literal solver_variable(struct solver *s);

/* solver_find() tries this literal first, instead of the positive one */
void solver_prefer(struct solver *s, literal l);

/**
 * solver_clause() - add a clause
 * @s:		the solver
 * @literals:	[@nr] at least one of these must be true
 * @nr:		how many; with 0, there is no solution
 *
 * The function drops literals that are known to be false, and the whole clause if a
 * literal is known to be true. It may be called between searches, for example to
 * exclude the solution that was found last.
 */
void solver_clause(struct solver *s, const literal *literals, unsigned int nr);

#define CLAUSE(s, ...)							\
	solver_clause(s, (const literal[]){ __VA_ARGS__ },		\
		      sizeof((const literal[]){ __VA_ARGS__ }) / sizeof(literal))

/**
 * solver_find() - find a solution
 * @s:		the solver
 * @given:	[@nr_given] literals that must be true in this search only
 * @nr_given:	how many
 *
 * Return: SOLVED_FOUND if there is a solution, which solver_is() describes;
 * SOLVED_ALL if there is none.
 */
enum solved solver_find(struct solver *s, const literal *given,
			unsigned int nr_given);

#define NO_LIMIT	(~0ULL >> 1)

/**
 * solver_each() - visit all solutions
 * @s:		the solver
 * @steps:	how many times the search may assign a variable, or NO_LIMIT
 * @found:	called for each solution; it returns false to end the search
 * @data:	passed to @found
 *
 * The search makes choices in the order in which the variables were made, and tries
 * true first.
 *
 * Return: SOLVED_ALL if all were visited.
 */
enum solved solver_each(struct solver *s, uint64_t steps,
			bool (*found)(void *data), void *data);

/* Whether a literal is true in the solution that was found last */
bool solver_is(const struct solver *s, literal l);

/* The size of the solver: how many variables and clauses it has */
unsigned int solver_variables(const struct solver *s);
size_t solver_clauses(const struct solver *s);

#endif /* SOLVER_H */
