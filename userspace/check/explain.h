/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Why a model forbids an outcome, or how it comes about.
 */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include <stdbool.h>
#include <stdio.h>
#include "events/execution.h"
#include "events/step.h"
#include "program/program.h"
#include "result/result.h"
#include "ir/variant.h"
#include "check/waiting.h"

/**
 * enum explained - what there is to say
 * @EXPLAINED_FORBIDDEN:	the outcome is forbidden; here is the cycle
 * @EXPLAINED_ALLOWED:		it is allowed; here is how
 * @EXPLAINED_IMPOSSIBLE:	no values that threads can read lead to it
 * @EXPLAINED_ABSENT:	no execution ends, or passes the filter: there is nothing
 *			to allow or to forbid; note says why
 * @EXPLAINED_NOT:		no answer was found, see note
 */
enum explained {
	EXPLAINED_FORBIDDEN,
	EXPLAINED_ALLOWED,
	EXPLAINED_IMPOSSIBLE,
	EXPLAINED_ABSENT,
	EXPLAINED_NOT,
};

/**
 * struct remedy - a change that would forbid the outcome
 * @edits:	what to change
 * @nr:		how many changes
 */
struct remedy {
	struct edit edits[2];
	unsigned int nr;
};

#define MAX_REMEDIES	8

/**
 * struct explanation - why, or how
 * @kind:	enum explained
 * @view:	the program
 * @model:	which model
 * @note:	why there is no answer, or no execution; or NULL
 * @waiting:	the threads that wait for ever in some runs; there may be none
 * @forbidden:	no execution with the outcome is allowed, even if no reason is found
 * @cut_turns:	executions were cut off in a loop after so many turns, so that what is
 *		forbidden may be allowed after more; 0 if none was
 * @cut_line:	the line of that loop
 * @axiom:	FORBIDDEN: name of the axiom that is broken
 * @axiom_why:	FORBIDDEN: what the axiom says
 * @steps:	FORBIDDEN: the cycle: each step begins where the one before it
 *		ends, but for axioms on pairs of events
 * @nr_steps:	how many
 * @x:		the execution: events, values, source and last are valid
 * @co:		its coherence order
 * @fr:		from-read
 * @po:		program order
 * @remedies:	ALLOWED: single changes that would forbid it, or else pairs
 * @nr_remedies: how many
 * @tried:	ALLOWED: how many single changes were tried
 * @undecided:	ALLOWED: how many of all changes that were tried had no answer
 * @full:	ALLOWED: no remedy was found, but full barriers between all
 *		accesses of every thread would do
 * @race:	the LKMM sees a data race in the program, so that its verdict is
 *		no promise
 * @race_unknown: whether it does was not found out
 */
struct explanation {
	enum explained kind;
	const struct ordlab_view *view;
	enum model model;
	char *note;
	struct waiting waiting;
	bool forbidden;
	unsigned int cut_turns;
	unsigned int cut_line;
	char *axiom;
	const char *axiom_why;
	struct step *steps;
	unsigned int nr_steps;
	struct execution x;
	struct rel *co;
	struct rel *fr;
	struct rel *po;
	struct remedy remedies[MAX_REMEDIES];
	unsigned int nr_remedies;
	unsigned int tried;
	unsigned int undecided;
	bool full;
	bool race;
	bool race_unknown;
};

/**
 * explain() - explain the condition of a program
 * @view:	the program, which must outlive the explanation
 * @model:	by which model
 * @budget:	what it may cost
 *
 * The condition is taken as a proposition, whatever its quantifier.
 *
 * Return: the explanation, never NULL; explain_free() gives it back.
 */
struct explanation *explain(const struct ordlab_view *view, enum model model,
			    struct budget *budget);
void explain_free(struct explanation *explanation);

/**
 * explain_remedies() - find what would forbid an outcome that is allowed
 * @explanation: its @remedies, @tried, @undecided and @full are filled in
 * @budget:	what it may cost
 */
void explain_remedies(struct explanation *explanation, struct budget *budget);

/**
 * explain_print() - an explanation in words
 * @stream:	where to
 * @explanation: the explanation
 */
void explain_print(FILE *stream, const struct explanation *explanation);

/**
 * explain_dot() - the execution of an explanation as a graph for Graphviz
 * @stream:	where to
 * @explanation: the explanation
 */
void explain_dot(FILE *stream, const struct explanation *explanation);

#endif /* EXPLAIN_H */
