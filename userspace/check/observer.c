// SPDX-License-Identifier: GPL-2.0
/*
 * Single iterations, as each CPU saw them: see check/observer.h.
 */
#include <stdlib.h>
#include <string.h>
#include "private/observer-state.h"
#include "lib/util.h"

#define MAX_PATHS	256	/* of a thread; with more, its path stays unknown */

struct observer *observer_new(const struct ordlab_view *view,
			      struct budget *budget)
{
	struct observer *observer = xcalloc(1, sizeof(*observer));
	struct domain *domain = xrealloc(NULL, 1, sizeof(*domain));
	unsigned int t;

	observer->view = view;
	observer->budget = budget;
	domain_find(domain, view, budget);
	/* The module runs no program with an access outside of its locations */
	for (t = 0; t < view->prog->nr_threads &&
	     domain->nr_places == view->prog->nr_locations; t++)
		observer->known[t] = paths_find(&observer->paths[t], view,
						domain, t, false, MAX_PATHS,
						budget) == PATHS_OK;
	free(domain);
	return observer;
}

void observer_free(struct observer *observer)
{
	unsigned int t;

	for (t = 0; t < ORDLAB_MAX_THREADS; t++)
		if (observer->known[t])
			paths_free(&observer->paths[t]);
	free(observer);
}

/* --- What happened --- */

/* Whether an event accesses data. Events of locks and SRCU do not */
static bool is_data(const struct ordlab_view *view, const struct event *event)
{
	return (event->kind == EV_R || event->kind == EV_W) &&
	       event->loc != NO_LOC &&
	       view->locations[event->loc].type != ORDLAB_T_SRCU &&
	       view->locations[event->loc].type != ORDLAB_T_SPINLOCK;
}

static void add_accesses(struct scene *scene, unsigned int t)
{
	const struct guess *guess = &scene->guesses[t];
	const struct path *path = guess->path;
	unsigned int e;

	for (e = 0; e < path->nr_events; e++) {
		const struct event *event = &path->events[e];
		struct access access = {
			.thread = t,
			.event = e,
			.loc = event->loc,
		};

		if (!is_data(scene->view, event))
			continue;
		if (event->kind == EV_R) {
			access.reads = true;
			access.read = guess_eval(guess, event->value);
			if (e + 1 < path->nr_events &&
			    rel_has(path->rmw, e, e + 1))
				event = &path->events[++e];
		}
		if (event->kind == EV_W) {
			access.writes = true;
			access.written = guess_eval(guess, event->value);
		}
		scene->accesses = xrealloc(scene->accesses, scene->nr + 1,
					   sizeof(access));
		scene->accesses[scene->nr++] = access;
	}
}

#define INITIAL		-1	/* the initial write */
#define UNKNOWN		-2	/* several writes are possible, or none */

/* The write that gave a location a value, if only one can have; else UNKNOWN */
static int writer(const struct scene *scene, unsigned int loc, struct value value,
		  size_t reader)
{
	struct value initial =
		value_of_operand(scene->view, &scene->view->locations[loc].init);
	int found = value_same(initial, value) ? INITIAL : UNKNOWN;
	unsigned int t;
	size_t i;

	/* A thread whose path is unknown may have written anything */
	for (t = 0; t < scene->view->prog->nr_threads; t++)
		if (!scene->known[t])
			return UNKNOWN;
	for (i = 0; i < scene->nr; i++) {
		const struct access *access = &scene->accesses[i];

		if (!access->writes || access->loc != loc || i == reader)
			continue;
		if (!access->written.known)
			return UNKNOWN;
		if (!value_same(access->written.value, value))
			continue;
		if (found != UNKNOWN)
			return UNKNOWN;
		found = i;
	}
	return found;
}

static void add_edge(struct scene *scene, size_t from, size_t to, enum edge edge)
{
	uint8_t *slot = &scene->edges[from * scene->nr + to];

	if (from != to && !*slot)
		*slot = edge;
}

static bool has_edge(const struct scene *scene, size_t from, size_t to,
		     enum edge edge)
{
	return scene->edges[from * scene->nr + to] == edge;
}

/* Whether a write is before another in co: by program order, or as that is the last */
static bool overwrites(const struct scene *scene, size_t first, size_t second)
{
	const struct access *a = &scene->accesses[first];
	const struct access *b = &scene->accesses[second];
	const struct maybe *final = &scene->final[a->loc];

	if (first == second || !a->writes || !b->writes || a->loc != b->loc)
		return false;
	if (has_edge(scene, first, second, EDGE_PO))
		return true;
	return final->known &&
	       writer(scene, a->loc, final->value, scene->nr) == (int)second;
}

static void add_edges(struct scene *scene)
{
	size_t i, j;
	int from;

	scene->edges = xcalloc(scene->nr + 1, scene->nr + 1);
	for (i = 0; i < scene->nr; i++) {
		const struct access *a = &scene->accesses[i];

		for (j = i + 1; j < scene->nr; j++)
			if (scene->accesses[j].thread == a->thread &&
			    rel_has(scene->guesses[a->thread].path->po, a->event,
				    scene->accesses[j].event))
				add_edge(scene, i, j, EDGE_PO);
	}
	for (i = 0; i < scene->nr; i++)
		for (j = 0; j < scene->nr && !budget_over(scene->budget); j++)
			if (overwrites(scene, i, j))
				add_edge(scene, i, j, EDGE_CO);
	for (i = 0; i < scene->nr; i++) {
		const struct access *a = &scene->accesses[i];

		if (!a->reads || !a->read.known)
			continue;
		from = writer(scene, a->loc, a->read.value, i);
		if (from == UNKNOWN)
			continue;
		if (from >= 0)
			add_edge(scene, from, i, EDGE_RF);
		for (j = 0; j < scene->nr && !budget_over(scene->budget); j++)
			if (scene->accesses[j].writes &&
			    scene->accesses[j].loc == a->loc && j != i &&
			    (from == INITIAL || overwrites(scene, from, j)))
				add_edge(scene, i, j, EDGE_FR);
	}
}

/* Translates a value of a trace: its locations have other numbers than the test's */
static struct value translate(const struct ordlab_view *view,
			      const struct result *of, struct value value)
{
	unsigned int i;

	for (i = 0; value_is_address(value) && i < view->prog->nr_locations; i++)
		if (!strcmp(view->locations[i].name,
			    of->locations[value.of]))
			return value_address(i, value_size(view->locations[i].type));
	return value;
}

static void set_scene(struct scene *scene, const struct observer *observer,
		      const struct trace *trace, const struct iteration *it)
{
	struct maybe (*regs)[ORDLAB_MAX_REGS] =
		xcalloc(ORDLAB_MAX_THREADS, sizeof(*regs));
	const struct ordlab_view *view = observer->view;
	char name[ORDLAB_IDENT_LEN + 4];
	unsigned int i, n, t;

	memset(scene, 0, sizeof(*scene));
	scene->view = view;
	scene->budget = observer->budget;
	for (i = 0; i < view->prog->nr_observed; i++) {
		const struct ordlab_observed *observed = &view->observed[i];

		ordlab_observed_name(name, sizeof(name), view, i);
		for (n = 0; n < trace->of->nr_names; n++)
			if (!strcmp(trace->of->names[n], name))
				break;
		if (n == trace->of->nr_names)
			continue;
		*(observed->kind == ORDLAB_OPERAND_LOC ?
		  &scene->final[observed->index] :
		  &regs[observed->thread][observed->index]) = (struct maybe){
			true, translate(view, trace->of, it->values[n])
		};
	}
	for (t = 0; t < view->prog->nr_threads; t++) {
		scene->known[t] = guess_thread(&scene->guesses[t], observer, t,
					       regs[t]);
		if (scene->known[t])
			add_accesses(scene, t);
	}
	free(regs);
	add_edges(scene);
}

/*
 * Finds a shortest cycle of edges. Return: how many accesses it has; 0 if there is
 * none, or if there are more accesses than REL_MAX_EVENTS
 */
static unsigned int find_cycle(const struct scene *scene, unsigned int *cycle)
{
	struct rel *edges;
	unsigned int nr;

	if (scene->nr > REL_MAX_EVENTS || budget_over(scene->budget))
		return 0;
	edges = rel_new(scene->nr);
	for (size_t i = 0; i < scene->nr; i++)
		for (size_t j = 0; j < scene->nr; j++)
			if (scene->edges[i * scene->nr + j])
				rel_add(edges, i, j);
	nr = rel_cycle(edges, cycle);
	rel_free(edges);
	return nr;
}

void observer_describe(const struct observer *observer, const struct trace *trace,
		       const struct iteration *iteration, struct story *story)
{
	struct scene *scene = xcalloc(1, sizeof(*scene));
	unsigned int *cycle, nr;
	unsigned int t;

	set_scene(scene, observer, trace, iteration);
	story->nr = observer->view->prog->nr_threads;
	story->logs = xcalloc(story->nr, sizeof(*story->logs));
	for (t = 0; t < story->nr; t++)
		story->logs[t] = describe_thread(scene, t);
	cycle = xcalloc(scene->nr + 1, sizeof(*cycle));
	nr = find_cycle(scene, cycle);
	/* A cycle is certain even if some edges were not found; its absence is not */
	story->why = nr ? describe_cycle(scene, cycle, nr) : NULL;
	story->cut = !nr && (budget_over(scene->budget) ||
			     scene->nr > REL_MAX_EVENTS);
	free(cycle);

	for (t = 0; t < story->nr; t++)
		if (scene->known[t])
			free(scene->guesses[t].reads);
	free(scene->accesses);
	free(scene->edges);
	free(scene);
}

void story_free(struct story *story)
{
	while (story->nr)
		free(story->logs[--story->nr]);
	free(story->logs);
	free(story->why);
}
