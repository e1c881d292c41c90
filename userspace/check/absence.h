/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Why a model has no execution of a test that a verdict could be about.
 *
 * There are four kinds of reasons, see enum absence. Executions that end without an
 * outcome are none by themselves: others may end, and the filter leave none of
 * these. So it is left out first, and what ends without it is counted.
 */
#ifndef ABSENCE_H
#define ABSENCE_H

#include "lib/budget.h"
#include "program/program.h"
#include "result/result.h"

/**
 * absence_find() - find the reason
 * @result:	of a search that came to its end and found no state; takes absence
 *		and why_absent, or a note if the budget was over before
 * @view:	the program
 * @model:	which model
 * @budget:	what it may cost
 */
void absence_find(struct result *result, const struct ordlab_view *view,
		  enum model model, struct budget *budget);

#endif /* ABSENCE_H */
