/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Absence: a model has no execution of a test that passes the filter, so there is no
 * verdict. This finds out why.
 *
 * There are four kinds of reasons, see enum absence. To tell them apart, absence_find()
 * first searches without the filter. If executions end then, the filter excluded all
 * of them. If none ends, it looks for what every execution runs into: a loop that is
 * cut off, a fault, or threads that wait for ever.
 */
#ifndef ABSENCE_H
#define ABSENCE_H

#include "lib/budget.h"
#include "program/program.h"
#include "result/result.h"

/**
 * absence_find() - find the reason
 * @result:	result of a search that is complete and found no state. It gets absence
 *		and why_absent; or a note, if the budget is over
 * @view:	the program
 * @model:	which model
 * @budget:	what it may cost
 */
void absence_find(struct result *result, const struct ordlab_view *view,
		  enum model model, struct budget *budget);

#endif /* ABSENCE_H */
