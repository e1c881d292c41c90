/* SPDX-License-Identifier: GPL-2.0 */
#ifndef STEP_H
#define STEP_H

/*
 * Steps: the edges that an explanation shows, for example of a cycle.
 */

/**
 * struct step - an edge between two events of an execution, with its reason
 * @from:	event
 * @to:		event
 * @rule:	name of its relation, as the model has it; the owner frees it
 * @why:	the reason in words
 */
struct step {
	unsigned int from;
	unsigned int to;
	char *rule;
	const char *why;
};

#endif /* STEP_H */
