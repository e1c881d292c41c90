// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that wait for ever, as a list of events and as a graph: see waiting.h.
 *
 * Of each thread two events are shown: the one by which it has got what another thread
 * waits for, and the one in which it waits itself. For
 *
 *	P0: spin_lock(a); spin_lock(b);	P1: spin_lock(b); spin_lock(a);
 *
 * these are the four locks, and the cycle leads from each second lock to the first
 * one of the other thread, and from there to that thread's second one.
 */
#include <stdlib.h>
#include "report/explain-label.h"
#include "lib/text.h"
#include "lib/util.h"
#include "check/waiting.h"

/* An event that is shown, and the wait for which it is shown */
struct act {
	const struct wait *wait;
	uint8_t thread;
	uint16_t insn;
	bool holds;	/* by this event a thread has got what @wait waits for */
};

/* Who waits for whom: an edge from an act to another one, by their numbers */
struct edge {
	unsigned int from;
	unsigned int to;
	const char *rule;
	const char *why;
};

struct scene {
	const struct waiting *waiting;
	const struct ordlab_view *view;
	struct act acts[2 * ORDLAB_MAX_THREADS];
	unsigned int nr_acts;
	struct edge edges[2 * ORDLAB_MAX_THREADS];
	unsigned int nr_edges;
};

static int by_place(const void *a, const void *b)
{
	const struct act *x = a, *y = b;

	return x->thread != y->thread ? x->thread - y->thread :
					x->insn - y->insn;
}

static unsigned int find_act(const struct scene *s, const struct wait *wait,
			     bool holds)
{
	unsigned int i = 0;

	while (s->acts[i].wait != wait || s->acts[i].holds != holds)
		i++;
	return i;
}

/* An edge from each wait to its holder; in a cycle, also from there to the next wait */
static void add_edges(struct scene *s)
{
	const struct waiting *w = s->waiting;

	for (unsigned int i = 0; i < w->nr; i++) {
		const struct wait *wait = &w->waits[i];
		bool lock = wait->kind == WAIT_LOCK;

		s->edges[s->nr_edges++] = (struct edge) {
			.from = find_act(s, wait, false),
			.to = find_act(s, wait, true),
			.rule = lock ? "lock" : "grace period",
			.why = lock ? "waits until the lock that is taken here is released" :
				      "waits until the reader that begins here has ended",
		};
		if (!w->cycle)
			continue;
		s->edges[s->nr_edges++] = (struct edge) {
			.from = find_act(s, wait, true),
			.to = find_act(s, &w->waits[(i + 1) % w->nr], false),
			.rule = "po",
			.why = lock ? "does not come to release it, since the thread waits here" :
				      "does not come to its end, since the thread waits here",
		};
	}
}

static void make_scene(struct scene *s, const struct waiting *waiting,
		       const struct ordlab_view *view)
{
	*s = (struct scene) { .waiting = waiting, .view = view };
	for (unsigned int i = 0; i < waiting->nr; i++) {
		const struct wait *wait = &waiting->waits[i];

		s->acts[s->nr_acts++] = (struct act) {
			wait, wait->by, wait->since, true,
		};
		s->acts[s->nr_acts++] = (struct act) {
			wait, wait->thread, wait->insn, false,
		};
	}
	qsort(s->acts, s->nr_acts, sizeof(*s->acts), by_place);
	add_edges(s);
}

/* "takes the lock s", "waits for the end of P0's reader" */
static char *deed(const struct scene *s, const struct act *act)
{
	const struct wait *wait = act->wait;
	const char *of = wait->kind == WAIT_SRCU ? " of " : "";
	const char *name = wait->kind == WAIT_RCU ? "" :
			   s->view->locations[wait->loc].name;

	if (wait->kind == WAIT_LOCK && act->holds)
		return xasprintf("takes the lock %s%s", name, s->waiting->cycle ?
				 "" : ", and never releases it");
	if (wait->kind == WAIT_LOCK)
		return xasprintf("waits for the lock %s", name);
	if (act->holds)
		return xasprintf("begins a reader%s%s%s", of, name,
				 s->waiting->cycle ? "" : ", and never ends it");
	return xasprintf("waits for the end of P%u's reader%s%s", wait->by, of, name);
}

static void print_acts(FILE *stream, const struct scene *s, unsigned int indent)
{
	struct table *table = table_new("lllll");
	char label[LABEL_LEN], code[CODE_LEN];

	for (unsigned int i = 0; i < s->nr_acts; i++) {
		const struct act *act = &s->acts[i];
		unsigned int first = s->view->threads[act->thread].first;
		unsigned int line = s->view->insns[first + act->insn].line;
		char *what = deed(s, act);

		ordlab_disasm(code, CODE_LEN, s->view, act->thread, act->insn);
		table_cell(table, label_number(label, i));
		table_cellf(table, "P%u", act->thread);
		if (line)
			table_cellf(table, "line %u", line);
		else
			table_cell(table, "");
		table_cell(table, code);
		table_cell(table, what);
		free(what);
	}
	table_print(table, stream, indent, "  ");
	table_free(table);
}

void waiting_print(FILE *stream, const struct waiting *waiting,
		   const struct ordlab_view *view, unsigned int indent)
{
	struct table *table = table_new("lll");
	char from[LABEL_LEN], to[LABEL_LEN];
	struct scene s;

	make_scene(&s, waiting, view);
	fprintf(stream, "%*sOf these events\n\n", indent, "");
	print_acts(stream, &s, 2 * indent);
	fprintf(stream, "\n%*s%s:\n\n", indent, "", waiting->cycle ?
		"each waits for the next one, in a cycle" :
		"one waits for what never comes");
	for (unsigned int i = 0; i < s.nr_edges; i++) {
		table_cellf(table, "%s -> %s",
			    label_number(from, s.edges[i].from),
			    label_number(to, s.edges[i].to));
		table_cell(table, s.edges[i].rule);
		table_cell(table, s.edges[i].why);
	}
	table_print(table, stream, 2 * indent, "  ");
	table_free(table);
}

static void dot_acts(FILE *stream, const struct scene *s, unsigned int thread)
{
	char label[LABEL_LEN], code[CODE_LEN];

	fprintf(stream, "\t\tsubgraph cluster_W%u {\n\t\t\tlabel=\"P%u\";\n", thread,
		thread);
	for (unsigned int i = 0; i < s->nr_acts; i++) {
		const struct act *act = &s->acts[i];
		char *what, *text;

		if (act->thread != thread)
			continue;
		what = deed(s, act);
		ordlab_disasm(code, CODE_LEN, s->view, act->thread, act->insn);
		text = xasprintf("%s: %s\n%s", label_number(label, i), code, what);
		fprintf(stream, "\t\t\tw%u [label=", i);
		text_dot(stream, text);
		fputs(", penwidth=2];\n", stream);
		free(text);
		free(what);
	}
	fputs("\t\t}\n", stream);
}

void waiting_dot(FILE *stream, const struct waiting *waiting,
		 const struct ordlab_view *view)
{
	struct scene s;

	make_scene(&s, waiting, view);
	fputs("\tsubgraph cluster_waiting {\n\t\tlabel=\"a run that never ends\";\n",
	      stream);
	for (unsigned int i = 0; i < s.nr_acts; i++)
		if (!i || s.acts[i].thread != s.acts[i - 1].thread)
			dot_acts(stream, &s, s.acts[i].thread);
	for (unsigned int i = 0; i < s.nr_edges; i++)
		fprintf(stream, "\t\tw%u -> w%u [label=\"%s\", color=red, fontcolor=red, penwidth=2];\n",
			s.edges[i].from, s.edges[i].to, s.edges[i].rule);
	fputs("\t}\n", stream);
}
