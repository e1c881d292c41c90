/* SPDX-License-Identifier: GPL-2.0 */
#ifndef STEP_H
#define STEP_H

/**
 * struct step - an edge between two events of an execution, with its reason
 * @from:	event
 * @to:		event
 * @rule:	the relation that it is of, as the model calls it; to be freed
 * @why:	in words
 */
struct step {
	unsigned int from;
	unsigned int to;
	char *rule;
	const char *why;
};

#endif /* STEP_H */
