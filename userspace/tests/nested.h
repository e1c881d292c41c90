/* SPDX-License-Identifier: GPL-2.0 */
/* Comparison of tests that are given as text: two that must mean the same */
#ifndef NESTED_H
#define NESTED_H

#include "tests/tap.h"
#include "tests/parse.h"
#include "events/path.h"
#include "lib/util.h"
#include "check/check.h"

/* Both texts as one. Takes them over */
static inline char *glue(char *text, char *more)
{
	char *both = xasprintf("%s%s", text, more);

	free(text);
	free(more);
	return both;
}

/* The result of a model for a test */
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

/* Whether a model says of two tests that they have the same states, counts, flags */
static inline bool compare_programs(const struct litmus *a, const struct litmus *b,
				    enum model model)
{
	struct result *ra = check_program(&a->view, model, BUDGET_ENDLESS);
	struct result *rb = check_program(&b->view, model, BUDGET_ENDLESS);
	bool same = is_same(ra, rb);

	if (!same)
		printf("# %s: %zu states or %zu\n", model_infos[model].name,
		       ra->nr_states, rb->nr_states);
	result_free(ra);
	result_free(rb);
	return same;
}

/* The same for all models */
static inline bool compare_all(const char *nested, const char *flat)
{
	struct litmus *a = parse(nested), *b = parse(flat);
	bool same = check_true(a->program) && check_true(b->program);

	for (enum model model = 0; same && model < NR_MODELS; model++)
		same = compare_programs(a, b, model);
	if (!same)
		printf("# %s# %s", nested, flat);
	litmus_free(a);
	litmus_free(b);
	return same;
}

/* Whether two paths have equal events */
static inline bool has_same_events(const struct path *a, const struct path *b)
{
	if (a->nr_events != b->nr_events)
		return false;
	for (unsigned int e = 0; e < a->nr_events; e++)
		if (a->events[e].kind != b->events[e].kind ||
		    a->events[e].order != b->events[e].order ||
		    a->events[e].loc != b->events[e].loc)
			return false;
	return true;
}

/* Whether two paths that do have equal dependencies */
static inline bool has_same_dependencies(const struct path *a, const struct path *b)
{
	return rel_is_equal(a->po, b->po) && rel_is_equal(a->rmw, b->rmw) &&
	       rel_is_equal(a->addr, b->addr) && rel_is_equal(a->data, b->data) &&
	       rel_is_equal(a->ctrl, b->ctrl);
}

/* Whether an instruction depends on another one */
static inline bool has_dependency(const struct path *path)
{
	for (unsigned int a = 0; a < path->nr_events; a++)
		for (unsigned int b = a + 1; b < path->nr_events; b++)
			if (path->events[a].insn != path->events[b].insn &&
			    (rel_has(path->addr, a, b) || rel_has(path->data, a, b) ||
			     rel_has(path->ctrl, a, b)))
				return true;
	return false;
}

/* A thread of a test */
struct thread_of {
	const struct ordlab_view *view;
	const struct domain *domain;
	unsigned int number;
};

/* The next path that is complete */
static inline size_t next_complete(const struct paths *paths, size_t i)
{
	while (i < paths->nr && paths->path[i].end != PATH_COMPLETE)
		i++;
	return i;
}

/*
 * Whether two threads have the same paths. Whether any value leads to the end of
 * those that are not complete is not known here. @dependent: set where an
 * instruction depends on another one
 */
static inline bool is_same_thread(struct thread_of a, struct thread_of b,
				  bool *dependent)
{
	/* The paths need it until they are freed */
	struct budget *budget = BUDGET_ENDLESS;
	struct paths pa, pb;
	bool same = true;
	size_t i, k;

	EXPECT_EQ(paths_find(&pa, a.view, a.domain, a.number, false, 1000, budget),
		  PATHS_OK);
	EXPECT_EQ(paths_find(&pb, b.view, b.domain, b.number, false, 1000, budget),
		  PATHS_OK);
	i = next_complete(&pa, 0);
	k = next_complete(&pb, 0);
	while (same && i < pa.nr && k < pb.nr) {
		same = has_same_events(&pa.path[i], &pb.path[k]) &&
		       has_same_dependencies(&pa.path[i], &pb.path[k]);
		*dependent |= same && has_dependency(&pa.path[i]);
		i = next_complete(&pa, i + 1);
		k = next_complete(&pb, k + 1);
	}
	same &= i == pa.nr && k == pb.nr;
	paths_free(&pa);
	paths_free(&pb);
	return same;
}

#endif /* NESTED_H */
