/* SPDX-License-Identifier: GPL-2.0 */
/* Tests as text that are compared with one another */
#ifndef NESTED_H
#define NESTED_H

#include "check.h"
#include "parse.h"
#include "util.h"
#include "../check.h"

/* Both texts as one. Takes them over */
static inline char *glue(char *text, char *more)
{
	char *both = xasprintf("%s%s", text, more);

	free(text);
	free(more);
	return both;
}

/* What a model says of a test */
static inline struct result *check(const char *text, enum model model)
{
	struct litmus *test = parse(text);
	struct result *r = NULL;

	if (!check_true(test->program))
		printf("# %s", text);
	else
		r = check_program(&test->view, model, BUDGET_ENDLESS);
	litmus_free(test);
	return r;
}

static inline bool is_same(const struct result *a, const struct result *b)
{
	if (a->nr_states != b->nr_states || a->positive != b->positive ||
	    a->negative != b->negative || a->nr_flags != b->nr_flags ||
	    strcmp(a->note ? a->note : "", b->note ? b->note : ""))
		return false;
	for (unsigned int i = 0; i < a->nr_flags; i++)
		if (strcmp(a->flags[i], b->flags[i]))
			return false;
	for (size_t i = 0; i < a->nr_states; i++)
		if (a->states[i].count != b->states[i].count ||
		    !state_same(a, &a->states[i], b, &b->states[i]))
			return false;
	return true;
}

/* Whether two tests have the same states, counts and flags */
static inline bool compare(const char *nested, const char *flat, enum model model)
{
	struct result *a = check(nested, model), *b = check(flat, model);
	bool same = a && b && is_same(a, b);

	if (!same)
		printf("# %s: %zu states or %zu\n# %s# %s",
		       model_infos[model].name, a ? a->nr_states : 0,
		       b ? b->nr_states : 0, nested, flat);
	result_free(a);
	result_free(b);
	return same;
}

#endif /* NESTED_H */
