// SPDX-License-Identifier: GPL-2.0
/*
 * Explanations as graphs for Graphviz: see explain.h.
 */
#include <stdlib.h>
#include "report/explain-label.h"
#include "lib/text.h"
#include "lib/util.h"

static void dot_node(FILE *stream, const struct explanation *ex,
		     const struct labels *labels, unsigned int e)
{
	char code[CODE_LEN], label[LABEL_LEN];
	char *what = label_deed(ex, labels, e);
	char *text;

	label_code(code, ex, e);
	text = xasprintf("%s%s%s%s%s", labels->of[e] ?
			 label_number(label, labels->of[e] - 1) : "",
			 labels->of[e] ? ": " : "", code, *what ? "\n" : "",
			 what);
	fprintf(stream, "\t\te%u [label=", e);
	text_dot(stream, text);
	fprintf(stream, "%s];\n", explain_in_cycle(ex, e) ? ", penwidth=2" : "");
	free(text);
	free(what);
}

/* Leaves out edges that follow from others: a to b, if there are a to c and c to b */
static void dot_reduced(FILE *stream, const struct rel *r, const char *name,
			const char *colour)
{
	struct rel *indirect = rel_new(r->n);

	rel_seq(indirect, r, r);
	for (unsigned int a = 0; a < r->n; a++)
		for (unsigned int b = 0; b < r->n; b++)
			if (rel_has(r, a, b) && !rel_has(indirect, a, b))
				fprintf(stream, "\te%u -> e%u [label=\"%s\", color=%s, fontcolor=%s];\n",
					a, b, name, colour, colour);
	rel_free(indirect);
}

/* Draws the events of each thread in a box, and their relations */
static void dot_execution(FILE *stream, const struct explanation *ex)
{
	struct labels labels;

	label_events(&labels, ex);
	for (unsigned int t = 0; t < ex->view->prog->nr_threads; t++) {
		fprintf(stream, "\tsubgraph cluster_P%u {\n\t\tlabel=\"P%u\";\n",
			t, t);
		for (unsigned int e = 0; e < ex->x.n; e++)
			if (ex->x.events[e].thread == t)
				dot_node(stream, ex, &labels, e);
		fputs("\t}\n", stream);
	}
	dot_reduced(stream, ex->po, "po", "gray50");
	dot_reduced(stream, ex->co, "co", "blue");
	for (unsigned int e = 0; e < ex->x.n; e++)
		if (label_is_read(&ex->x.events[e]) && ex->x.source[e] < ex->x.n)
			fprintf(stream, "\te%u -> e%u [label=\"rf\", color=darkgreen, fontcolor=darkgreen];\n",
				ex->x.source[e], e);
	/* Draws the edges of the cycle that are not drawn yet */
	for (unsigned int i = 0; i < ex->nr_steps; i++)
		fprintf(stream, "\te%u -> e%u [label=\"%s\", color=red, fontcolor=red, penwidth=2];\n",
			ex->steps[i].from, ex->steps[i].to, ex->steps[i].rule);
}

/* The name of the test; if there is no cycle and no execution, also why */
static char *dot_title(const struct explanation *ex)
{
	char *why, *title;

	switch (ex->kind) {
	case EXPLAINED_FORBIDDEN:
	case EXPLAINED_ALLOWED:
		why = xstrdup("");
		break;
	case EXPLAINED_IMPOSSIBLE:
		why = xstrdup("\nNo values that the threads can read lead to it.");
		break;
	default:
		title = explain_why_none(ex);
		why = xasprintf("\n%s", title);
		free(title);
		break;
	}
	title = xasprintf("%s%s", ex->view->prog->name, why);
	free(why);
	return title;
}

void explain_dot(FILE *stream, const struct explanation *ex)
{
	char *title = dot_title(ex);

	fputs("digraph ", stream);
	text_dot(stream, ex->view->prog->name);
	fputs(" {\n\tnode [shape=box, fontname=monospace];\n\tedge [fontname=monospace];\n",
	      stream);
	fputs("\tlabelloc=t;\n\tlabel=", stream);
	text_dot(stream, title);
	fputs(";\n", stream);
	if (ex->kind == EXPLAINED_FORBIDDEN || ex->kind == EXPLAINED_ALLOWED)
		dot_execution(stream, ex);
	if (ex->waiting.nr)
		waiting_dot(stream, &ex->waiting, ex->view);
	fputs("}\n", stream);
	free(title);
}
