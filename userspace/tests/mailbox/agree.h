/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The mailbox machine held against the models.
 */
#ifndef AGREE_H
#define AGREE_H

#include <stdlib.h>
#include "check/check.h"
#include "mailbox/explore.h"

enum agree {
	AGREE_EQUAL,
	AGREE_WEAK,		/* it reaches what the model forbids */
	AGREE_STRONG,		/* it does not reach what the model allows */
	AGREE_BOTH,
	AGREE_NO_MODEL,		/* no verdict, a race, or no execution */
	AGREE_REFUSED,
	AGREE_CUT,
	NR_AGREES,
};

static const char * const agree_words[NR_AGREES] = {
	"equal", "too weak", "too strong", "too weak and too strong",
	"no verdict", "refused", "not finished",
};

static inline struct value agree_value(__s64 v)
{
	return ORDLAB_IS_ADDR(v) ? value_address(ORDLAB_ADDR_LOC(v), 1) :
				   value_int(v);
}

static inline bool agree_has(const struct result *result,
			     const struct explored *x, size_t i)
{
	const uint64_t *key = keyset_key(&x->outcomes, i);

	for (size_t s = 0; s < result->nr_states; s++) {
		bool same = true;

		for (unsigned int n = 0; n < result->nr_names && same; n++)
			same = value_same(agree_value(key[n]),
					  state_value(result, &result->states[s], n));
		if (same)
			return true;
	}
	return false;
}

/* How the machine does beside what a model allows */
static inline enum agree agree(const struct ordlab_view *view, enum model model,
			       enum mailbox_profile profile, unsigned int broken,
			       double seconds, size_t *states)
{
	static struct mailbox m;
	struct budget budget = budget_make(seconds, NULL);
	struct explored x;
	struct result *result;
	bool weak = false;
	size_t found = 0;
	enum agree a;

	*states = 0;
	if (mailbox_load(&m, view, profile, broken))
		return AGREE_REFUSED;
	result = check_program(view, MODEL_LKMM, &budget);
	if (result->note || result->nr_flags) {
		result_free(result);
		return AGREE_NO_MODEL;
	}
	if (model != MODEL_LKMM) {
		result_free(result);
		budget_renew(&budget);
		result = check_program(view, model, &budget);
		if (result->note) {
			result_free(result);
			return AGREE_NO_MODEL;
		}
	}
	budget_renew(&budget);
	explore_all(&m, &x, &budget);
	*states = x.states;
	for (size_t i = 0; i < x.outcomes.nr; i++) {
		bool has = agree_has(result, &x, i);

		found += has;
		weak |= !has;
	}
	a = weak ? AGREE_WEAK : AGREE_EQUAL;
	if (!x.complete && !weak)
		a = AGREE_CUT;
	else if (found < result->nr_states)
		a = weak ? AGREE_BOTH : AGREE_STRONG;
	explored_free(&x);
	result_free(result);
	return a;
}

#endif /* AGREE_H */
