// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>
#include "check/observer.h"
#include "events/path.h"
#include "lib/put.h"
#include "lib/text.h"
#include "lib/util.h"

#define MAX_PATHS	256	/* of a thread; of more there is no telling */

struct observer {
	const struct ordlab_view *view;
	struct budget *budget;
	struct paths paths[ORDLAB_MAX_THREADS];
	bool known[ORDLAB_MAX_THREADS];		/* paths[t] is there */
};

struct observer *observer_new(const struct ordlab_view *view,
			      struct budget *budget)
{
	struct observer *observer = xcalloc(1, sizeof(*observer));
	struct domain *domain = xrealloc(NULL, 1, sizeof(*domain));
	unsigned int t;

	observer->view = view;
	observer->budget = budget;
	domain_find(domain, view, budget);
	/* The module runs nothing that accesses what is no location */
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

/* --- Which values there are --- */

/**
 * struct maybe - a value that may not be known
 * @known:	it is
 * @value:	the value
 */
struct maybe {
	bool known;
	struct value value;
};

/**
 * struct guess - a path, and what an outcome says of its values
 * @path:	the path
 * @reads:	[nr_events of @path] what each event reads
 * @wrong:	the thread cannot have taken this path
 */
struct guess {
	const struct path *path;
	struct maybe *reads;
	bool wrong;
};

static struct maybe eval_leaf(const struct guess *guess, const struct node *node)
{
	return node->kind == NODE_READ ? guess->reads[node->a] :
					 (struct maybe){ true, node->value };
}

static struct maybe eval(const struct guess *guess, unsigned int n)
{
	const struct node *nodes = guess->path->nodes;
	struct maybe *values, value, b;
	unsigned int i;
	bool *marks;

	if (!node_has_a(&nodes[n]))
		return eval_leaf(guess, &nodes[n]);
	marks = xcalloc(n + 1, sizeof(*marks));
	values = xcalloc(n + 1, sizeof(*values));
	node_mark(nodes, n, marks);
	for (i = 0; i <= n; i++) {
		const struct node *node = &nodes[i];

		if (!marks[i])
			continue;
		if (!node_has_a(node)) {
			values[i] = eval_leaf(guess, node);
			continue;
		}
		b = node_has_b(node) ? values[node->b] :
				       (struct maybe){ .known = true };
		values[i].known = values[node->a].known && b.known;
		if (values[i].known)
			values[i].value = node_compute(node,
						       values[node->a].value,
						       b.value);
	}
	value = values[n];
	free(marks);
	free(values);
	return value;
}

/*
 * A node has a value: so something was read, or the path is wrong. Of what is
 * computed, only what atomic_add_return() and its like make of what they read is
 * taken back.
 */
static void learn(struct guess *guess, unsigned int n, struct value value)
{
	const struct node *node;
	struct maybe now, b;

	for (;; n = node->a) {
		node = &guess->path->nodes[n];
		now = eval(guess, n);
		if (now.known) {
			guess->wrong |= !value_same(now.value, value);
			return;
		}
		if (node->kind == NODE_READ) {
			guess->reads[node->a] = (struct maybe){ true, value };
			return;
		}
		/* What a conversion may have cut off is not known */
		if (!node_fits(&guess->path->nodes[node->a], node->type))
			return;
		if (node->alu == ORDLAB_A_MOV)
			continue;
		if (node->alu != ORDLAB_A_ADD && node->alu != ORDLAB_A_SUB)
			return;
		b = eval(guess, node->b);
		if (!b.known)
			return;
		value = value_alu(node->type, node->alu == ORDLAB_A_ADD ?
				  ORDLAB_A_SUB : ORDLAB_A_ADD, value, b.value);
	}
}

static void learn_constraint(struct guess *guess, const struct constraint *c)
{
	bool two = need_compares(c->need);
	struct maybe a = eval(guess, c->a), b = { .known = true };

	if (two)
		b = eval(guess, c->b);
	if (a.known && b.known)
		guess->wrong |= need_met(c->need, a.value, b.value) ==
				TRUTH_NO;
	else if (c->need == NEED_FALSE)
		learn(guess, c->a, value_int(0));
	else if (need_equates(c->need) && a.known)
		learn(guess, c->b, a.value);
	else if (need_equates(c->need) && b.known)
		learn(guess, c->a, b.value);
}

static void guess_path(struct guess *guess, const struct path *path,
		       const struct maybe *regs, struct budget *budget)
{
	unsigned int i;

	guess->path = path;
	guess->reads = xcalloc(path->nr_events + 1, sizeof(*guess->reads));
	/* A fault loses the iteration */
	guess->wrong = path->end != PATH_COMPLETE;
	for (i = 0; i < ORDLAB_MAX_REGS; i++) {
		if (!regs[i].known)
			continue;
		if (path->regs[i] == NO_NODE)
			guess->wrong |= !value_same(regs[i].value,
						    value_int(0));
		else
			learn(guess, path->regs[i], regs[i].value);
	}
	for (i = 0; i < path->nr_constraints && !budget_over(budget); i++)
		learn_constraint(guess, &path->constraints[i]);
}

/* The one path that a thread can have taken; false if there is no telling. */
static bool guess_thread(struct guess *guess, const struct observer *observer,
			 unsigned int t, const struct maybe *regs)
{
	struct guess other;
	bool found = false;
	size_t i;

	for (i = 0; observer->known[t] && i < observer->paths[t].nr; i++) {
		guess_path(&other, &observer->paths[t].path[i], regs,
			   observer->budget);
		if (other.wrong) {
			free(other.reads);
			continue;
		}
		if (found) {
			free(other.reads);
			free(guess->reads);
			return false;
		}
		*guess = other;
		found = true;
	}
	/* Another path may be as right, and this one wrong */
	if (found && budget_over(observer->budget)) {
		free(guess->reads);
		found = false;
	}
	return found;
}

/* --- What happened --- */

/**
 * struct access - a read, a write, or both in one
 * @thread:	which thread did it
 * @event:	its first event in the path of the thread
 * @loc:	of what
 * @reads:	it reads
 * @writes:	it writes
 * @read:	what it reads
 * @written:	what it writes
 */
struct access {
	unsigned int thread;
	unsigned int event;
	unsigned int loc;
	bool reads;
	bool writes;
	struct maybe read;
	struct maybe written;
};

/* How an access comes before another */
enum edge {
	EDGE_NONE,
	EDGE_PO,	/* program order */
	EDGE_RF,	/* the other reads what it wrote */
	EDGE_CO,	/* the other overwrites what it wrote */
	EDGE_FR,	/* the other overwrites what it read */
};

/**
 * struct scene - an iteration
 * @view:	the test
 * @guesses:	[threads] what each thread did
 * @told:	[threads] that is known
 * @accesses:	[@nr] all of them
 * @nr:		how many
 * @final:	what is known of each location's last value
 * @edges:	[@nr * @nr] enum edge, from the row to the column
 */
struct scene {
	const struct ordlab_view *view;
	struct budget *budget;
	struct guess guesses[ORDLAB_MAX_THREADS];
	bool told[ORDLAB_MAX_THREADS];
	struct access *accesses;
	size_t nr;
	struct maybe final[ORDLAB_MAX_LOCATIONS];
	uint8_t *edges;
};

/* Locks and SRCU have reads and writes of their own, which hold no data. */
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
			access.read = eval(guess, event->value);
			if (e + 1 < path->nr_events &&
			    rel_has(path->rmw, e, e + 1))
				event = &path->events[++e];
		}
		if (event->kind == EV_W) {
			access.writes = true;
			access.written = eval(guess, event->value);
		}
		scene->accesses = xrealloc(scene->accesses, scene->nr + 1,
					   sizeof(access));
		scene->accesses[scene->nr++] = access;
	}
}

#define INITIAL		-1	/* the write before all others */
#define UNKNOWN		-2	/* there is more than one, or none */

/* Which write gave a location its value: there must be but one that can have */
static int writer(const struct scene *scene, unsigned int loc, struct value value,
		  size_t reader)
{
	struct value initial =
		value_of_operand(scene->view, &scene->view->locations[loc].init);
	int found = value_same(initial, value) ? INITIAL : UNKNOWN;
	unsigned int t;
	size_t i;

	/* A thread that is not known may have written anything */
	for (t = 0; t < scene->view->prog->nr_threads; t++)
		if (!scene->told[t])
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

/* Writes of one location in program order, and before the last one of all */
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

/* --- Why no order explains it --- */

/*
 * A shortest cycle of edges, by a search in breadth from each access. Return:
 * its length, 0 if there is none.
 */
static size_t find_cycle(const struct scene *scene, size_t *cycle)
{
	size_t *queue = xcalloc(scene->nr + 1, sizeof(*queue));
	size_t *parent = xcalloc(scene->nr + 1, sizeof(*parent));
	size_t best = 0, start, head, tail, len, at, i;

	for (start = 0; start < scene->nr; start++) {
		for (i = 0; i < scene->nr; i++)
			parent[i] = scene->nr;
		head = 0;
		tail = 0;
		queue[tail++] = start;
		while (head < tail && parent[start] == scene->nr &&
		       !budget_over(scene->budget)) {
			at = queue[head++];
			for (i = 0; i < scene->nr; i++) {
				if (!scene->edges[at * scene->nr + i] ||
				    parent[i] != scene->nr)
					continue;
				parent[i] = at;
				if (i != start)
					queue[tail++] = i;
			}
		}
		if (parent[start] == scene->nr)
			continue;
		len = 1;
		for (at = parent[start]; at != start; at = parent[at])
			len++;
		if (best && len >= best)
			continue;
		best = len;
		for (at = parent[start], i = len; i--; at = parent[at])
			cycle[i] = at;
	}
	free(parent);
	free(queue);
	return best;
}

/* Words are added to a text that is freed and made anew. */
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

/* What a thread does where the cycle comes to it, and where it leaves it */
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
 * Two CPUs that saw two stores in opposite orders; two whose loads came before
 * the other's store; or else what all cycles are.
 */
static const char *moral(size_t visits, size_t loads, size_t stores)
{
	if (visits == 2 && loads == 2)
		return "they disagree on which store came first";
	if (visits == 2 && stores == 2)
		return "each read before the other's store had reached it";
	return "no one order of these accesses explains that";
}

static char *tell_cycle(const struct scene *scene, const size_t *cycle, size_t nr)
{
	struct visit *visits = xcalloc(nr, sizeof(*visits));
	size_t nr_visits = 0, told = 0, loads = 0, stores = 0, start = nr, i;
	char *text = xstrdup("");

	/* Begin where a thread begins: the first one that there is */
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

		/* A store on its own is told by those who saw it, or did not */
		if (first == last && scene->accesses[first].writes &&
		    !scene->accesses[first].reads && out == EDGE_RF &&
		    nr_visits > 1)
			continue;
		append(&text, "%s", told++ ? "; " : "");
		append_steps(&text, scene, in, &scene->accesses[before],
			     &scene->accesses[first], &scene->accesses[last],
			     &scene->accesses[after], out);
		loads += first != last && in == EDGE_RF && out == EDGE_FR;
		stores += first != last && in != EDGE_RF && out == EDGE_FR;
	}
	append(&text, ": %s.", moral(told, loads, stores));
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

static char *tell_thread(const struct scene *scene, unsigned int t)
{
	const struct path *path = scene->guesses[t].path;
	const struct access *access = scene->accesses;
	/* There may be no accesses, and then no array */
	const struct access *end = scene->nr ? access + scene->nr : access;
	char *text = xstrdup("");
	unsigned int e;

	if (!scene->told[t]) {
		append(&text, "(the outcome does not tell)");
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

/* A value of a trace, whose locations have other numbers than the test's */
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
		scene->told[t] = guess_thread(&scene->guesses[t], observer, t,
					      regs[t]);
		if (scene->told[t])
			add_accesses(scene, t);
	}
	free(regs);
	add_edges(scene);
}

void observer_tell(const struct observer *observer, const struct trace *trace,
		   const struct iteration *iteration, struct story *story)
{
	struct scene *scene = xcalloc(1, sizeof(*scene));
	size_t *cycle, nr;
	unsigned int t;

	set_scene(scene, observer, trace, iteration);
	story->nr = observer->view->prog->nr_threads;
	story->logs = xcalloc(story->nr, sizeof(*story->logs));
	for (t = 0; t < story->nr; t++)
		story->logs[t] = tell_thread(scene, t);
	cycle = xcalloc(scene->nr + 1, sizeof(*cycle));
	nr = find_cycle(scene, cycle);
	/* Edges that are there are there, but one that is not may be missing */
	story->why = nr ? tell_cycle(scene, cycle, nr) : NULL;
	story->cut = !nr && budget_over(scene->budget);
	free(cycle);

	for (t = 0; t < story->nr; t++)
		if (scene->told[t])
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

/* --- Printing --- */

static void print_values(FILE *stream, const struct result *of,
			 const struct iteration *iteration)
{
	char text[VALUE_LEN];
	unsigned int i;

	fputs("   ", stream);
	for (i = 0; i < of->nr_names; i++)
		fprintf(stream, " %s=%s", of->names[i],
			result_value(text, of, iteration->values[i]));
	fputc('\n', stream);
}

static void print_iteration(FILE *stream, const struct iteration *iteration,
			    const struct story *story)
{
	bool weak = story && story->why;
	bool styled = text_styled(stream) && weak;
	char text[TEXT_LEN];
	unsigned int t;

	fprintf(stream, "  %s%sIteration %s%s%s\n", styled ? STYLE_BOLD : "",
		iteration->match ? "*> " : ":> ",
		text_count(text, iteration->number), weak ? ": weak" : "",
		styled ? STYLE_NONE : "");
	for (t = 0; story && t < story->nr; t++)
		fprintf(stream, "     P%u on CPU %u %s\n", t,
			iteration->cpus[t], story->logs[t]);
	if (weak)
		text_wrap(stream, story->why, 5);
}

void trace_print(FILE *stream, const struct trace *trace,
		 const struct ordlab_view *view, struct budget *budget)
{
	struct observer *observer;
	struct story story;
	size_t weak = 0, cut = 0, i;

	budget_renew(budget);
	observer = view ? observer_new(view, budget) : NULL;
	if (!trace->nr)
		fputs("  No iteration to show.\n\n", stream);
	for (i = 0; i < trace->nr; i++) {
		const struct iteration *iteration = &trace->iterations[i];

		/* A test of another name's threads would tell nonsense */
		if (!observer || iteration->nr_cpus != view->prog->nr_threads) {
			print_iteration(stream, iteration, NULL);
			print_values(stream, trace->of, iteration);
			continue;
		}
		observer_tell(observer, trace, iteration, &story);
		print_iteration(stream, iteration, &story);
		weak += !!story.why;
		cut += story.cut;
		story_free(&story);
		fputc('\n', stream);
	}
	if (cut)
		fprintf(stream, "  %zu of these %zu iterations could not be told in time: --check-timeout=S allows S seconds.\n",
			cut, trace->nr);
	if (observer && trace->nr && !weak && !cut)
		fprintf(stream, "  None of these %zu iterations is weak.\n\n",
			trace->nr);
	else if (observer && trace->nr && (weak || !cut))
		fprintf(stream, "  %zu of these %zu iterations %s weak: no one order of all accesses explains %s.\n\n",
			weak, trace->nr, weak == 1 ? "is" : "are",
			weak == 1 ? "it" : "them");
	if (observer)
		observer_free(observer);
}

static struct json_object *iteration_json(const struct trace *trace,
					  const struct iteration *iteration)
{
	struct json_object *object = json_object_new_object();
	struct json_object *cpus = json_object_new_array();
	struct json_object *values = json_object_new_object();
	char text[VALUE_LEN];
	unsigned int i;

	put_count(object, "iteration", iteration->number);
	put_bool(object, "match", iteration->match);
	for (i = 0; i < iteration->nr_cpus; i++)
		json_object_array_add(cpus,
				      json_object_new_int(iteration->cpus[i]));
	put(object, "cpus", cpus);
	for (i = 0; i < trace->of->nr_names; i++) {
		struct value value = iteration->values[i];

		/* As in the states of a result */
		put(values, trace->of->names[i], value_is_int(value) ?
		    json_object_new_int64(value.n) :
		    json_object_new_string(result_value(text, trace->of,
							value)));
	}
	put(object, "values", values);
	return object;
}

struct json_object *trace_json(const struct trace *trace,
			       const struct ordlab_view *view,
			       struct budget *budget)
{
	struct observer *observer;
	struct json_object *array = json_object_new_array();
	struct json_object *object, *logs;
	struct story story;
	unsigned int t;
	size_t i;

	budget_renew(budget);
	observer = view ? observer_new(view, budget) : NULL;
	for (i = 0; i < trace->nr; i++) {
		object = iteration_json(trace, &trace->iterations[i]);
		json_object_array_add(array, object);
		if (!observer ||
		    trace->iterations[i].nr_cpus != view->prog->nr_threads)
			continue;
		observer_tell(observer, trace, &trace->iterations[i], &story);
		logs = json_object_new_array();
		for (t = 0; t < story.nr; t++)
			json_object_array_add(logs,
					      json_object_new_string(story.logs[t]));
		put(object, "threads", logs);
		if (!story.cut)
			put_bool(object, "weak", story.why);
		if (story.why)
			put_text(object, "why", story.why);
		story_free(&story);
	}
	if (observer)
		observer_free(observer);
	return array;
}
