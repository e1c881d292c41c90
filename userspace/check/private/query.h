/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Queries: is there an execution with this outcome? A query answers that without a list
 * of executions. The executions are encoded as clauses (encode.h), the outcome is a
 * literal, and the solver searches for an execution for which the literal is true.
 */
#ifndef QUERY_H
#define QUERY_H

#include "check/search.h"
#include "logic/solver.h"

struct query;

/**
 * query_new() - prepare queries about a program
 * @view:	a program whose tables are sound
 * @user:	its @clauses define which executions exist for the queries, and its @begin
 *		is called. If @clauses is NULL, all coherent and atomic executions exist.
 *		Must outlive the query
 * @budget:	what all queries together may cost; must outlive the query
 *
 * Return: the query, which query_free() frees; NULL if the program cannot be encoded,
 * or if the budget is over.
 */
struct query *query_new(const struct ordlab_view *view,
			const struct execution_user *user, struct budget *budget);
void query_free(struct query *q);

/**
 * query_condition() - the literal that the outcome satisfies a condition
 * @q:		the query
 * @nodes:	nodes of a condition or filter of its program
 * @nr:		how many; 0 is true
 *
 * The caller may negate the literal.
 */
literal query_condition(struct query *q, const struct ordlab_cond *nodes,
			unsigned int nr);

/* The literal that an observed register or location ends with a value */
literal query_outcome(struct query *q, unsigned int observed, struct value value);

/*
 * The literals that all threads run to their ends; that some thread is cut off in a
 * loop; and that some thread takes a path that leaves the test undecided, see
 * undecided()
 */
literal query_complete(struct query *q);
literal query_cut(struct query *q);
literal query_doubtful(struct query *q);

/**
 * query_find() - find an execution
 * @q:		the query
 * @given:	[@nr] literals that must be true
 * @nr:		how many
 * @accept:	gets an execution with all edges, values and its state. It returns false
 *		to reject the execution and search for another one: literals say nothing
 *		of values that depend on themselves, see encoding_condition()
 * @data:	passed to @accept
 *
 * Return: SEARCH_ENOUGH if @accept accepted an execution, SEARCH_DONE if there is none;
 * another value if the budget is over.
 */
enum search query_find(struct query *q, const literal *given, unsigned int nr,
		       bool (*accept)(void *data, const struct execution *x),
		       void *data);

#endif /* QUERY_H */
