/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Checking a test against a model: which outcomes does the model allow?
 *
 * This header introduces the room check. The room searches for the executions of a
 * test, and makes verdicts and explanations of them:
 *
 *	check.h		the outcomes that a model allows, and its verdict
 *	search.h	the search for candidate executions
 *	absence.h	why a test has no execution at all
 *	waiting.h	which threads wait for ever, and for whom
 *	explain.h	why an outcome is forbidden, or how it comes about
 *	observer.h	what each CPU saw in one iteration of a run
 *	deviation.h	where herd7 gives another verdict
 *
 * A check calls the search, which reports candidate executions. For each, the check
 * evaluates the axioms of the model (model/model.h). If they hold, the model allows
 * the outcome, and the check adds it to the states of the result. The verdict then
 * says whether the condition holds in all, some or none of these states: for
 * "exists (0:r0=0 /\ 1:r0=0)", SB has the verdict Sometimes under TSO and Never under
 * SC.
 *
 * A test may have too many states to list. check_verdict() then finds the verdict
 * alone, by queries to a solver.
 */
#ifndef CHECK_H
#define CHECK_H

#include <stddef.h>
#include "lib/budget.h"
#include "program/program.h"
#include "result/result.h"
#include "check/search.h"

/**
 * check_program() - find all outcomes that a model allows
 * @view:	a program whose tables are sound
 * @model:	which model
 * @budget:	what it may cost
 *
 * The count of a state is how many executions end in it. positive and negative
 * are those of herd7. If there is no verdict, note has the reason, and there are no
 * states.
 *
 * Return: the result, never NULL.
 */
struct result *check_program(const struct ordlab_view *view, enum model model,
			     struct budget *budget);

/* The same, with a given way to search */
struct result *check_program_by(const struct ordlab_view *view, enum model model,
				enum way way, struct budget *budget);

/**
 * check_verdict() - find the verdict of a model, without a list of states
 * @view:	a program whose tables are sound
 * @model:	which model
 * @budget:	what it may cost
 *
 * For tests with too many states to list. The verdict, flags and absence are those
 * of check_program(); positive and negative are 0 exactly if they are 0 there.
 *
 * Return: the result, never NULL; its verdict_only is set.
 */
struct result *check_verdict(const struct ordlab_view *view, enum model model,
			     struct budget *budget);

/**
 * check_condition() - whether a model allows an outcome that satisfies the condition
 * @view:	a program whose tables are sound
 * @model:	which model
 * @budget:	what it may cost
 *
 * The search ends at the first execution whose outcome satisfies it.
 *
 * Return: VERDICT_NONE if there is no answer.
 */
enum verdict check_condition(const struct ordlab_view *view, enum model model,
			     struct budget *budget);

/**
 * check_existence() - whether a model has any execution that passes the filter
 * @view:	a program whose tables are sound
 * @model:	which model
 * @budget:	what it may cost
 *
 * The search ends at the first execution that passes the filter; the condition does
 * not matter. Of the result, note, absence and why_absent are valid. cut is set if
 * executions were cut off in a loop; cut_line and cut_turns describe the first one.
 *
 * Return: the result, never NULL.
 */
struct result *check_existence(const struct ordlab_view *view, enum model model,
			       struct budget *budget);

/**
 * check_undecided() - why a model has no verdict on a test, whatever the condition
 * @view:	a program whose tables are sound
 * @model:	which model
 * @budget:	what it may cost
 *
 * Return: the reason, see undecided(), which the caller frees; NULL if no execution is
 * undecided, or if the budget is over.
 */
char *check_undecided(const struct ordlab_view *view, enum model model,
		      struct budget *budget);

/**
 * struct checked - results of several models
 * @by:		the result of each model that was checked; NULL for the others
 * @all:	one result with the verdicts of all these models, and the states that
 *		any of them allows
 * @stuck:	which threads wait for ever, if some run of the test does not end
 *		although others do; else NULL
 */
struct checked {
	struct result *by[NR_MODELS];
	struct result *all;
	char *stuck;
};

/**
 * checked_new() - check a program against several models
 * @view:	a program whose tables are sound
 * @models:	which models: bit enum model
 * @budget:	what each check may cost: it is renewed for each
 *
 * States do not show registers and locations that occur only in the filter.
 *
 * Return: the results; checked_free() frees them.
 */
struct checked *checked_new(const struct ordlab_view *view, unsigned int models,
			    struct budget *budget);
/* Which threads of a program wait for ever in some run, see @stuck; or NULL */
char *check_who_waits(const struct ordlab_view *view, struct budget *budget);

/* As checked_new(), but without states, see check_verdict() */
struct checked *checked_verdict(const struct ordlab_view *view,
				unsigned int models, struct budget *budget);
void checked_free(struct checked *checked);

/**
 * check_join() - add the verdicts of models to the result of a run
 * @result:	the result of running the program on a machine
 * @view:	the program
 * @models:	which models: bit enum model
 * @budget:	what each check may cost: it is renewed for each
 *
 * If the LKMM finds a data race, no model forbids any state of the result: the compiler
 * may have done anything to the test. If a model has no verdict, note gets the reason.
 * If the verdict of the LKMM is not that of the test's file, disagreement describes
 * both.
 */
void check_join(struct result *result, const struct ordlab_view *view,
		unsigned int models, struct budget *budget);

/**
 * enum agreement - whether a test's file and a model have the same verdict
 * @AGREE_UNKNOWN:	one of them has no verdict
 * @AGREE_YES:		they do
 * @AGREE_NO:		they do not
 */
enum agreement {
	AGREE_UNKNOWN,
	AGREE_YES,
	AGREE_NO,
};

/**
 * check_agrees() - whether a model's verdict is that of the test's file
 * @result:	what a model allows
 * @expected:	the word after "Result:", or NULL
 */
enum agreement check_agrees(const struct result *result, const char *expected);

/**
 * check_disagreement() - the text to report if check_agrees() is AGREE_NO
 * @result:	what the LKMM allows
 * @expected:	the word after "Result:", or NULL
 *
 * Return: "the test's file says Never, the LKMM says Sometimes", which the caller
 * frees; NULL if they agree, or if it is not known.
 */
char *check_disagreement(const struct result *result, const char *expected);

#endif /* CHECK_H */
