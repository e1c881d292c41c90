/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Explanations: why a model forbids an outcome, or how the outcome comes about.
 *
 * An outcome is forbidden if each candidate execution with it breaks an axiom, mostly
 * that some relation is acyclic. The explanation shows a candidate with a shortest
 * cycle, one step for each edge. For example, for MP with barriers:
 *
 *	P0: x = 1; smp_wmb(); y = 1;	P1: r0 = y; smp_rmb(); r1 = x;
 *
 *	outcome r0=1, r1=0:	W x -> W y	smp_wmb()
 *				W y -> R y	rf
 *				R y -> R x	smp_rmb()
 *				R x -> W x	fr
 *
 * An outcome is allowed if some candidate with it breaks no axiom. The explanation
 * shows that candidate, and the remedies: the weakest changes of the test that would
 * forbid the outcome.
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
 * enum explained - the kinds of explanations
 * @EXPLAINED_FORBIDDEN:	the outcome is forbidden; the cycle shows why
 * @EXPLAINED_ALLOWED:		it is allowed; the execution shows how
 * @EXPLAINED_IMPOSSIBLE:	no values that threads can read lead to it
 * @EXPLAINED_ABSENT:	no execution ends, or none passes the filter, so no outcome is
 *			allowed or forbidden; note has the reason
 * @EXPLAINED_NOT:		no answer was found; note has the reason
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
 * @waiting:	the threads that wait for ever in some run, if there are any
 * @forbidden:	no execution with the outcome is allowed, even if no reason is found
 * @cut_turns:	executions were cut off in a loop after this many turns, so that a
 *		forbidden outcome may be allowed after more turns; 0 if none was
 * @cut_line:	the line of that loop
 * @axiom:	FORBIDDEN: name of the axiom that is broken
 * @axiom_why:	FORBIDDEN: the axiom in words
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
 * @undecided:	ALLOWED: for how many of the changes that were tried there was no
 *		verdict
 * @full:	ALLOWED: no remedy was found, but full barriers between all
 *		accesses of every thread forbid the outcome
 * @race:	the LKMM finds a data race in the program, so its verdict guarantees
 *		nothing
 * @race_unknown: the budget was over before races were found or excluded
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
 * @model:	the model
 * @budget:	what it may cost
 *
 * The outcome is the condition's proposition, whatever its quantifier.
 *
 * Return: the explanation, never NULL; explain_free() frees it.
 */
struct explanation *explain(const struct ordlab_view *view, enum model model,
			    struct budget *budget);
void explain_free(struct explanation *explanation);

/**
 * explain_remedies() - find changes that would forbid an allowed outcome
 * @explanation: its @remedies, @tried, @undecided and @full are filled in
 * @budget:	what it may cost
 */
void explain_remedies(struct explanation *explanation, struct budget *budget);

/**
 * explain_print() - print an explanation in words
 * @stream:	where to
 * @explanation: the explanation
 */
void explain_print(FILE *stream, const struct explanation *explanation);

/**
 * explain_dot() - print the execution of an explanation as a graph for Graphviz
 * @stream:	where to
 * @explanation: the explanation
 */
void explain_dot(FILE *stream, const struct explanation *explanation);

#endif /* EXPLAIN_H */
