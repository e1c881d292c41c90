/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What models allow a test: the outcomes of all its executions.
 */
#ifndef CHECK_MODEL_H
#define CHECK_MODEL_H

#include <stddef.h>
#include "lib/budget.h"
#include "program/program.h"
#include "result/result.h"
#include "check/search.h"

/**
 * check_program() - find all that a model allows
 * @view:	a program whose tables are sound
 * @model:	which model
 * @budget:	what it may cost
 *
 * States have as count how many executions end in them; positive and negative
 * are those of herd7. If there is no verdict, note says why, and there are no
 * states.
 *
 * Return: the result, never NULL.
 */
struct result *check_program(const struct ordlab_view *view, enum model model,
			     struct budget *budget);

/* The same, in a given way */
struct result *check_program_by(const struct ordlab_view *view, enum model model,
				enum way way, struct budget *budget);

/**
 * check_verdict() - what a model says of the condition, without a list of states
 * @view:	a program whose tables are sound
 * @model:	which model
 * @budget:	what it may cost
 *
 * For tests that have too many states to list them. The verdict, flags and absence
 * are those of check_program(); positive and negative tell whether there are any.
 *
 * Return: the result, never NULL; its verdict_only is set.
 */
struct result *check_verdict(const struct ordlab_view *view, enum model model,
			     struct budget *budget);

/**
 * check_condition() - whether a model allows the condition to be met
 * @view:	a program whose tables are sound
 * @model:	which model
 * @budget:	what it may cost
 *
 * Stops at the first execution that meets it.
 *
 * Return: VERDICT_NONE if there is no answer.
 */
enum verdict check_condition(const struct ordlab_view *view, enum model model,
			     struct budget *budget);

/**
 * check_existence() - whether there is anything that a verdict could be about
 * @view:	a program whose tables are sound
 * @model:	which model
 * @budget:	what it may cost
 *
 * Stops at the first execution that passes the filter; the condition does not
 * matter. Of the result, note, absence and why_absent are valid; cut tells whether
 * executions were cut off in a loop, and cut_line and cut_turns where the first was.
 *
 * Return: the result, never NULL.
 */
struct result *check_existence(const struct ordlab_view *view, enum model model,
			       struct budget *budget);

/**
 * check_undecided() - whether a model has no verdict on a test, whatever the
 * condition is
 * @view:	a program whose tables are sound
 * @model:	which model
 * @budget:	what it may cost
 *
 * Return: the reason, see undecided(), to be freed; NULL if there is none, or if
 * the budget is over.
 */
char *check_undecided(const struct ordlab_view *view, enum model model,
		      struct budget *budget);

/**
 * struct checked - what models say of a test
 * @by:		result of each model that was asked, else NULL
 * @all:	verdicts of all of them: states that one of them allows
 * @stuck:	some executions end, and some run of the test does not: which
 *		threads wait for ever; else NULL
 */
struct checked {
	struct result *by[NR_MODELS];
	struct result *all;
	char *stuck;
};

/**
 * checked_new() - ask models
 * @view:	a program whose tables are sound
 * @models:	which: bit enum model
 * @budget:	what each of them may cost: it is renewed for each
 *
 * States do not show what the filter alone asks for.
 *
 * Return: what they say; checked_free() gives it back.
 */
struct checked *checked_new(const struct ordlab_view *view, unsigned int models,
			    struct budget *budget);
/* What keeps some run of a program from its end, see @stuck; NULL if nothing does */
char *check_who_waits(const struct ordlab_view *view, struct budget *budget);

/* The same as checked_new() without states, see check_verdict() */
struct checked *checked_verdict(const struct ordlab_view *view,
				unsigned int models, struct budget *budget);
void checked_free(struct checked *checked);

/**
 * check_join() - put what models allow beside what a machine did
 * @result:	what the machine did with the program
 * @view:	the program
 * @models:	which to ask: bit enum model
 * @budget:	what each of them may cost: it is renewed for each
 *
 * Where the LKMM sees a data race, no model forbids anything: the compiler may
 * have made anything of the test. What kept a model from a verdict goes to note,
 * and what the LKMM says that the test's file does not to disagreement.
 */
void check_join(struct result *result, const struct ordlab_view *view,
		unsigned int models, struct budget *budget);

/**
 * enum agreement - whether a test's file and a model say the same
 * @AGREE_UNKNOWN:	one of them says nothing
 * @AGREE_YES:		they do
 * @AGREE_NO:		they do not
 */
enum agreement {
	AGREE_UNKNOWN,
	AGREE_YES,
	AGREE_NO,
};

/**
 * check_agrees() - whether a model's result is what the test's file says
 * @result:	what a model allows
 * @expected:	the word after "Result:", or NULL
 */
enum agreement check_agrees(const struct result *result, const char *expected);

/**
 * check_disagreement() - what to tell when check_agrees() says AGREE_NO
 * @result:	what the LKMM allows
 * @expected:	the word after "Result:", or NULL
 *
 * Return: "the test's file says Never, the LKMM says Sometimes", to be freed; NULL
 * if there is nothing to tell.
 */
char *check_disagreement(const struct result *result, const char *expected);

#endif /* CHECK_MODEL_H */
