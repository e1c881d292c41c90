// SPDX-License-Identifier: GPL-2.0
/*
 * An iteration in words, see observer-state.h.
 */
#include <stdlib.h>
#include "private/observer-state.h"
#include "lib/util.h"

/* Appends to a text */
static void __attribute__((format(printf, 2, 3))) append(char **text,
							 const char *format, ...)
{
	char *more, *longer;
	va_list args;

	va_start(args, format);
	more = xvasprintf(format, args);
	va_end(args);
	longer = xasprintf("%s%s", *text, more);
	free(*text);
	free(more);
	*text = longer;
}

/* "x=1"; "p=&y" */
static void append_value(char **text, const struct scene *scene,
			 unsigned int loc, struct maybe value)
{
	bool address = value.known && value_is_address(value.value);
	char buf[VALUE_LEN] = "?";

	if (value.known)
		value_text(buf, value.value, address ?
			   scene->view->locations[value.value.of].name : NULL);
	append(text, "%s=%s%s", scene->view->locations[loc].name,
	       address ? "&" : "", buf);
}

static void append_written(char **text, const struct scene *scene,
			   const struct access *access)
{
	append(text, "P%u's ", access->thread);
	append_value(text, scene, access->loc, access->written);
}

/* Describes the accesses at which the cycle enters a thread, and leaves it */
static void append_steps(char **text, const struct scene *scene, enum edge in,
			 const struct access *before, const struct access *first,
			 const struct access *last, const struct access *after,
			 enum edge out)
{
	append(text, "P%u ", first->thread);
	if (in == EDGE_RF) {
		append(text, "saw ");
		append_written(text, scene, before);
	} else {
		append(text, "wrote ");
		append_value(text, scene, first->loc, first->written);
	}
	if (out == EDGE_FR) {
		if (first != last) {
			append(text, " and then saw ");
			append_value(text, scene, last->loc, last->read);
		}
		append(text, ", not yet ");
		append_written(text, scene, after);
	} else if (first != last) {
		append(text, " and then wrote ");
		append_value(text, scene, last->loc, last->written);
	}
	if (out == EDGE_CO) {
		append(text, ", which came before ");
		append_written(text, scene, after);
	}
}

/**
 * struct visit - a part of a cycle in one thread
 * @first:	place in the cycle where it begins
 * @last:	where it ends
 */
struct visit {
	size_t first;
	size_t last;
};

/*
 * A sentence that says what the cycle means: two CPUs saw two stores in opposite
 * orders; or the loads of two CPUs came before the other one's store; or else the
 * sentence that holds for all cycles.
 */
static const char *moral(size_t visits, size_t loads, size_t stores)
{
	if (visits == 2 && loads == 2)
		return "they disagree on which store came first";
	if (visits == 2 && stores == 2)
		return "each read before the other's store had reached it";
	return "no one order of these accesses explains that";
}

char *describe_cycle(const struct scene *scene, const unsigned int *cycle,
		     size_t nr)
{
	struct visit *visits = xcalloc(nr, sizeof(*visits));
	size_t nr_visits = 0, parts = 0, loads = 0, stores = 0, start = nr, i;
	char *text = xstrdup("");

	/* Begin at the first access of the cycle that enters a thread */
	for (i = 0; i < nr; i++)
		if (scene->accesses[cycle[i]].thread !=
		    scene->accesses[cycle[(i + nr - 1) % nr]].thread &&
		    (start == nr || scene->accesses[cycle[i]].thread <
				    scene->accesses[cycle[start]].thread))
			start = i;
	for (i = start; i < start + nr; i++) {
		if (nr_visits && scene->accesses[cycle[i % nr]].thread ==
		    scene->accesses[cycle[visits[nr_visits - 1].last]].thread) {
			visits[nr_visits - 1].last = i % nr;
			continue;
		}
		visits[nr_visits++] = (struct visit){ i % nr, i % nr };
	}
	for (i = 0; i < nr_visits; i++) {
		size_t before = cycle[(visits[i].first + nr - 1) % nr];
		size_t after = cycle[(visits[i].last + 1) % nr];
		size_t first = cycle[visits[i].first];
		size_t last = cycle[visits[i].last];
		enum edge in = scene->edges[before * scene->nr + first];
		enum edge out = scene->edges[last * scene->nr + after];

		/* A thread with one store is described by the threads that read it */
		if (first == last && scene->accesses[first].writes &&
		    !scene->accesses[first].reads && out == EDGE_RF &&
		    nr_visits > 1)
			continue;
		append(&text, "%s", parts++ ? "; " : "");
		append_steps(&text, scene, in, &scene->accesses[before],
			     &scene->accesses[first], &scene->accesses[last],
			     &scene->accesses[after], out);
		loads += first != last && in == EDGE_RF && out == EDGE_FR;
		stores += first != last && in != EDGE_RF && out == EDGE_FR;
	}
	append(&text, ": %s.", moral(parts, loads, stores));
	free(visits);
	return text;
}

/* --- What each CPU saw --- */

static const char *lock_words(enum event_kind kind)
{
	switch (kind) {
	case EV_LKW:	return "took";
	case EV_UL:	return "released";
	case EV_LF:	return "did not get";
	case EV_RL:	return "found taken:";
	case EV_RU:	return "found free:";
	default:	return NULL;
	}
}

static void append_access(char **text, const struct scene *scene,
			  const struct access *access)
{
	if (access->reads && access->writes) {
		append(text, "changed ");
		append_value(text, scene, access->loc, access->read);
		append(text, " to ");
		append_value(text, scene, access->loc, access->written);
	} else {
		append(text, access->writes ? "wrote " : "saw ");
		append_value(text, scene, access->loc,
			     access->writes ? access->written : access->read);
	}
}

char *describe_thread(const struct scene *scene, unsigned int t)
{
	const struct path *path = scene->guesses[t].path;
	const struct access *access = scene->accesses;
	/* Without accesses, the array is NULL */
	const struct access *end = scene->nr ? access + scene->nr : access;
	char *text = xstrdup("");
	unsigned int e;

	if (!scene->known[t]) {
		append(&text, "(the outcome does not determine it)");
		return text;
	}
	while (access < end && access->thread != t)
		access++;
	for (e = 0; e < path->nr_events; e++) {
		const char *words = lock_words(path->events[e].kind);
		const char *then = *text ? ", then " : "";

		if (words && path->events[e].loc != NO_LOC) {
			append(&text, "%s%s %s", then, words,
			       scene->view->locations[path->events[e].loc].name);
		} else if (access < end && access->thread == t &&
			   access->event == e) {
			append(&text, "%s", then);
			append_access(&text, scene, access++);
		}
	}
	if (!*text)
		append(&text, "touched nothing");
	return text;
}
