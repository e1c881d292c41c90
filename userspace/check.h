/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a model allows a test: the outcome of all its executions.
 */
#ifndef CHECK_MODEL_H
#define CHECK_MODEL_H

#include "program.h"
#include "result.h"

/* Seconds that a check may take when nobody says otherwise */
#define CHECK_TIMEOUT	10.0

/**
 * check_program() - find all that a model allows
 * @view:	a program whose tables are sound
 * @model:	which model
 * @timeout:	seconds after which to give up; 0 for never
 *
 * States have as count how many executions end in them; positive and negative
 * are those of herd7. If there is no verdict, note says why, and there are no
 * states.
 *
 * Return: the result, never NULL.
 */
struct result *check_program(const struct ordlab_view *view, enum model model,
			     double timeout);

#endif /* CHECK_MODEL_H */
