/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Clauses over Boolean variables, and the assignments that satisfy them.
 *
 * A literal is a variable or its negation; a clause is a set of literals, of which
 * one must be true. Two searches use them:
 *
 * - solver_find() looks for one assignment. When a choice leads to a contradiction
 *   (a conflict), it finds the choices to blame, learns a clause that keeps them
 *   from being made together again, and goes back to where that clause says more
 *   (conflict-driven clause learning, as in MiniSat).
 * - solver_each() visits all assignments, each once: it goes back one choice at a
 *   time.
 *
 * Choices are made of some variables alone. The others must follow from these, or
 * make no difference: an assignment of all variables that are chosen, from which
 * no contradiction follows, is taken for a solution. So it is where clauses that
 * are not about chosen variables alone have the form "these imply that", and
 * nothing implies that a variable is false but "these never are true together".
 *
 * An example: a and b are chosen, c follows from both, and must not be true.
 *
 *	a = solver_choice(s);		b = solver_choice(s);
 *	c = solver_variable(s);
 *	clause (-a -b c), clause (-c)
 *
 * Before any choice, (-c) makes c false. solver_each() chooses a; (-a -b c) has two
 * false literals then, so that b must be false: that is a solution. It goes back,
 * makes a false, and chooses b: the next one, and then, with b false, the last.
 */
#ifndef SOLVER_H
#define SOLVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct budget;

/* Twice the number of a variable; and one more, where it is negated */
typedef uint32_t literal;

#define LITERAL_TRUE	0U
#define LITERAL_FALSE	1U

static inline literal literal_not(literal l)
{
	return l ^ 1;
}

/**
 * enum solved - how a search ended
 * @SOLVED_ALL:		nothing is left to be found: there is no solution, or all
 *			were visited
 * @SOLVED_FOUND:	there is a solution; or the visitor had enough
 * @SOLVED_STEPS:	it would take more steps than the limit
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
 * solver_new() - no variables, and no clauses
 * @budget:	what all of it may cost. What is learnt is forgotten before that is
 *		more memory than there is
 *
 * Return: the solver; solver_free() gives it back.
 */
struct solver *solver_new(struct budget *budget);
void solver_free(struct solver *s);

/* A new variable: one that is chosen, and one that follows. Not during a search */
literal solver_choice(struct solver *s);
literal solver_variable(struct solver *s);

/* Chooses a variable so at first, by solver_find(); else it is chosen to be true */
void solver_prefer(struct solver *s, literal l);

/**
 * solver_clause() - something that must hold
 * @s:		the solver
 * @literals:	[@nr] one of these is true
 * @nr:		how many; 0 for what cannot be met
 *
 * What is known of literals so far is made use of. May be called between searches,
 * also for what a solution was found to lack.
 */
void solver_clause(struct solver *s, const literal *literals, unsigned int nr);

#define CLAUSE(s, ...)							\
	solver_clause(s, (const literal[]){ __VA_ARGS__ },		\
		      sizeof((const literal[]){ __VA_ARGS__ }) / sizeof(literal))

/**
 * solver_find() - find a solution
 * @s:		the solver
 * @given:	[@nr_given] literals that are to be true, in this search alone
 * @nr_given:	how many
 *
 * Return: SOLVED_FOUND: see solver_is(); SOLVED_ALL: there is none.
 */
enum solved solver_find(struct solver *s, const literal *given,
			unsigned int nr_given);

#define NO_LIMIT	(~0ULL >> 1)

/**
 * solver_each() - visit all solutions
 * @s:		the solver
 * @steps:	how many assignments of a variable it may take, or NO_LIMIT
 * @found:	is called for each. False: enough
 * @data:	passed to it
 *
 * Variables are chosen in the order in which they were made, and true first.
 *
 * Return: SOLVED_ALL if all were visited.
 */
enum solved solver_each(struct solver *s, uint64_t steps,
			bool (*found)(void *data), void *data);

/* Whether a literal is true in the solution that was found last */
bool solver_is(const struct solver *s, literal l);

/* For whoever wants to know how large it is */
unsigned int solver_variables(const struct solver *s);
size_t solver_clauses(const struct solver *s);

#endif /* SOLVER_H */
