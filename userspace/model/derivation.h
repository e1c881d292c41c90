/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Derivations: how edges of a model's relations come about, for people.
 *
 * The relation of an axiom is made of others, and these of others again. An edge of a
 * union is an edge of one of its parts, an edge of a sequence is a path over events
 * between, and so on down to relations that say what they mean, see model_say(). An
 * edge is taken apart in that way into steps. Among all ways to do so, the one with the
 * fewest steps is chosen. The rows of operators (private/operator.h) say how an edge of
 * each is taken apart.
 */
#ifndef DERIVATION_H
#define DERIVATION_H

#include "events/step.h"
#include "lib/budget.h"
#include "model/model.h"

/**
 * derivation_find() - the shortest cycle that breaks an axiom
 * @checker:	the checker, after checker_compute()
 * @axiom:	one of its axioms
 * @budget:	what it may cost; when it is over, what was found may be incomplete
 * @steps:	takes the steps, to be freed by steps_free()
 *
 * Return: how many steps there are; 0 if the axiom holds.
 */
unsigned int derivation_find(const struct checker *checker, const struct axiom *axiom,
			     struct budget *budget, struct step **steps);

void steps_free(struct step *steps, unsigned int nr);

#endif /* DERIVATION_H */
