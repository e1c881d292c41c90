/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Questions about the executions of a program that need no list of them: is there
 * one that has this outcome? The executions are clauses (encode.h), and so is the
 * question; the solver looks for one of them.
 */
#ifndef QUERY_H
#define QUERY_H

#include "check/search.h"
#include "logic/solver.h"

struct query;

/**
 * query_new() - begin
 * @view:	a program whose tables are sound
 * @user:	whose executions: @begin and @clauses are called, unless @clauses is
 *		NULL: then it is about all executions that are coherent and atomic.
 *		Must stay
 * @budget:	what all questions together may cost; must stay
 *
 * Return: the query, which query_free() gives back; NULL if this program's
 * executions have to be searched in another way, or if the budget is over.
 */
struct query *query_new(const struct ordlab_view *view,
			const struct execution_user *user, struct budget *budget);
void query_free(struct query *q);

/**
 * query_condition() - the literal that a condition is met
 * @q:		the query
 * @nodes:	nodes of a condition or filter of its program
 * @nr:		how many; 0 is true
 *
 * The literal may be negated.
 */
literal query_condition(struct query *q, const struct ordlab_cond *nodes,
			unsigned int nr);

/* The literal that an observed register or location ends with a value */
literal query_outcome(struct query *q, unsigned int observed, struct value value);

/*
 * The literals that each thread comes to its end, that some thread is in a loop yet
 * when its turns end, and that some thread takes a path that leaves the test without
 * a verdict, see undecided()
 */
literal query_complete(struct query *q);
literal query_cut(struct query *q);
literal query_doubtful(struct query *q);

/**
 * query_find() - find an execution
 * @q:		the query
 * @given:	[@nr] literals that are to be true of it
 * @nr:		how many
 * @accept:	is told of an execution, which has all edges, values and its state.
 *		False: this is none, find another one. The literals are right but
 *		for values in a cycle, see encoding_condition()
 * @data:	passed to it
 *
 * Return: SEARCH_ENOUGH if one was accepted, SEARCH_DONE if there is none; else the
 * budget is over.
 */
enum search query_find(struct query *q, const literal *given, unsigned int nr,
		       bool (*accept)(void *data, const struct execution *x),
		       void *data);

#endif /* QUERY_H */
