// SPDX-License-Identifier: GPL-2.0
/*
 * Explanations in words, and as graphs: see explain.h.
 */
#include <stdlib.h>
#include <string.h>
#include "check/explain.h"
#include "report/explain-label.h"
#include "lib/text.h"
#include "lib/util.h"

#define INDENT		2

char *label_number(char *buf, unsigned int nr)
{
	unsigned int i = LABEL_LEN;
	char text[LABEL_LEN];

	text[--i] = '\0';
	do {
		text[--i] = 'a' + nr % 26;
		nr /= 26;
	} while (nr-- && i);
	return strcpy(buf, text + i);
}

static char *label_text(char *buf, const struct labels *labels, unsigned int e)
{
	return label_number(buf, labels->of[e] - 1);
}

static bool is_access(const struct event *e)
{
	return e->kind != EV_F && e->kind != EV_SRCU;
}

bool explain_in_cycle(const struct explanation *ex, unsigned int e)
{
	for (unsigned int i = 0; i < ex->nr_steps; i++)
		if (ex->steps[i].from == e || ex->steps[i].to == e)
			return true;
	return false;
}

void label_events(struct labels *labels, const struct explanation *ex)
{
	memset(labels, 0, sizeof(*labels));
	for (unsigned int e = 0; e < ex->x.n; e++)
		if (ex->nr_steps ? explain_in_cycle(ex, e) :
		    is_access(&ex->x.events[e]))
			labels->of[e] = ++labels->nr;
}

static char *put_value(char *buf, const struct explanation *ex,
		       struct value value)
{
	return value_text(buf, value, value_is_address(value) ?
			  ex->view->locations[value.of].name : NULL);
}

/* "reads 1 from b", "writes 2" */
char *label_deed(const struct explanation *ex, const struct labels *labels,
		  unsigned int e)
{
	const struct event *event = &ex->x.events[e];
	char value[VALUE_LEN], label[LABEL_LEN];
	unsigned int source = ex->x.source[e];
	char *from;

	put_value(value, ex, ex->x.values[e]);
	switch (event->kind) {
	case EV_W:
		return xasprintf("writes %s", value);
	case EV_LKW:
		return xstrdup("takes the lock");
	case EV_UL:
		return xstrdup("releases the lock");
	case EV_F:
	case EV_SRCU:
		return xstrdup("");
	default:
		break;
	}
	if (source >= ex->x.n)
		from = xstrdup(", the initial value");
	else if (labels->of[source])
		from = xasprintf(" from %s", label_text(label, labels, source));
	else
		from = xasprintf(" from P%u", ex->x.events[source].thread);
	if (event->kind == EV_R) {
		char *text = xasprintf("reads %s%s", value, from);

		free(from);
		return text;
	}
	free(from);
	switch (event->kind) {
	case EV_LKR:
		return xstrdup("finds the lock free");
	case EV_RU:
		return xstrdup("sees the lock free");
	default:
		return xstrdup("sees the lock taken");
	}
}

char *label_code(char *buf, const struct explanation *ex, unsigned int e)
{
	const struct event *event = &ex->x.events[e];

	ordlab_disasm(buf, CODE_LEN, ex->view, event->thread, event->insn);
	return buf;
}

static void print_events(FILE *stream, const struct explanation *ex,
			 const struct labels *labels)
{
	struct table *table = table_new("lllll");
	char label[LABEL_LEN], code[CODE_LEN];

	for (unsigned int e = 0; e < ex->x.n; e++) {
		const struct event *event = &ex->x.events[e];
		const struct ordlab_insn *insn;
		char *what;

		if (!labels->of[e])
			continue;
		insn = &ex->view->insns[ex->view->threads[event->thread].first +
					event->insn];
		what = label_deed(ex, labels, e);
		table_cell(table, label_text(label, labels, e));
		table_cellf(table, "P%u", event->thread);
		if (insn->line)
			table_cellf(table, "line %u", insn->line);
		else
			table_cell(table, "");
		table_cell(table, label_code(code, ex, e));
		table_cell(table, what);
		free(what);
	}
	table_print(table, stream, 2 * INDENT, "  ");
	table_free(table);
}

/* Words for operations on locks, which are no reads and writes of values */
static const char *why(const struct explanation *ex, const struct step *step)
{
	enum event_kind from = ex->x.events[step->from].kind;
	enum event_kind to = ex->x.events[step->to].kind;
	bool rf = !strncmp(step->rule, "rf", 2);

	if (rf && from == EV_UL && to == EV_LKR)
		return "the lock is taken after it is released here";
	if (rf && from == EV_LKW)
		return "the lock is seen taken after it is taken here";
	if (!strncmp(step->rule, "fr", 2) && to == EV_LKW)
		return "the lock is not yet taken when it is looked at";
	return step->why;
}

static void print_cycle(FILE *stream, const struct explanation *ex,
			 const struct labels *labels)
{
	struct table *table = table_new("lll");
	char from[LABEL_LEN], to[LABEL_LEN];

	for (unsigned int i = 0; i < ex->nr_steps; i++) {
		const struct step *step = &ex->steps[i];

		table_cellf(table, "%s -> %s", label_text(from, labels, step->from),
			    label_text(to, labels, step->to));
		table_cell(table, step->rule);
		table_cell(table, why(ex, step));
	}
	table_print(table, stream, 2 * INDENT, "  ");
	table_free(table);
}

/* For each location that is written more than once: in which order */
static void print_coherence(FILE *stream, const struct explanation *ex,
			    const struct labels *labels)
{
	char label[LABEL_LEN];

	for (unsigned int l = 0; l < ex->view->prog->nr_locations; l++) {
		unsigned int last = ex->x.last[l], nr = 0;

		for (unsigned int e = 0; e < ex->x.n; e++)
			nr += ex->x.events[e].loc == l &&
			      !label_is_read(&ex->x.events[e]);
		if (nr < 2 || last >= ex->x.n || !labels->of[last])
			continue;
		fprintf(stream, "%*s%s is last written by %s\n", 2 * INDENT, "",
			ex->view->locations[l].name,
			label_text(label, labels, last));
	}
}

static char *edit_text(const struct explanation *ex, const struct edit *edit)
{
	const struct ordlab_insn *insn =
		&ex->view->insns[ex->view->threads[edit->thread].first +
				 edit->insn];
	char code[CODE_LEN], line[32] = "";

	ordlab_disasm(code, sizeof(code), ex->view, edit->thread, edit->insn);
	if (insn->line)
		snprintf(line, sizeof(line), " line %u", insn->line);
	if (edit->insert)
		return xasprintf("%s() in P%u before%s %s",
				 ordlab_ops[edit->op].name, edit->thread, line,
				 code);
	return xasprintf("%s() in P%u instead of%s %s",
			 ordlab_ops[edit->op].name, edit->thread, line, code);
}

static void print_remedies(FILE *stream, const struct explanation *ex)
{
	if (!ex->tried) {
		fprintf(stream, "%*sThere is nothing to make stronger.\n", INDENT,
			"");
		return;
	}
	if (!ex->nr_remedies || ex->remedies[0].nr == 2)
		fprintf(stream, ex->undecided ?
			"%*sNo single stronger primitive was found to forbid it; %u were tried.\n" :
			"%*sNo single stronger primitive forbids it; %u were tried.\n",
			INDENT, "", ex->tried);
	if (ex->nr_remedies && ex->remedies[0].nr == 2)
		fprintf(stream, "%*sTwo of them do:\n", INDENT, "");
	else if (ex->nr_remedies)
		fprintf(stream, "%*sEach of these alone would forbid it:\n", INDENT,
			"");
	else if (ex->undecided)
		fprintf(stream, "%*s%u changes could not be decided within the limits; --check-timeout=S allows S seconds.\n",
			INDENT, "", ex->undecided);
	else if (ex->full)
		fprintf(stream, "%*ssmp_mb() between all accesses of every thread does.\n",
			INDENT, "");
	else
		fprintf(stream, "%*sNot even smp_mb() between all accesses of every thread does.\n",
			INDENT, "");
	for (unsigned int i = 0; i < ex->nr_remedies; i++) {
		const struct remedy *remedy = &ex->remedies[i];

		for (unsigned int j = 0; j < remedy->nr; j++) {
			char *text = edit_text(ex, &remedy->edits[j]);

			fprintf(stream, "%*s%s%s\n", 2 * INDENT, "",
				j ? "  and " : "- ", text);
			free(text);
		}
	}
}

static bool is_cycle(const struct explanation *ex)
{
	for (unsigned int i = 0; i < ex->nr_steps; i++)
		if (ex->steps[i].to != ex->steps[(i + 1) % ex->nr_steps].from)
			return false;
	return true;
}

char *explain_why_none(const struct explanation *ex)
{
	if (!ex->forbidden)
		return xasprintf("There is no verdict: %s.", ex->note);
	return xasprintf("%s forbids it, but why was not found: %s.",
			 model_infos[ex->model].begins, ex->note);
}

static bool has_filter(const struct explanation *ex)
{
	return ex->view->prog->nr_filter;
}

/* Says that no execution ends in the outcome, within the turns that were checked */
static void print_impossible(FILE *stream, const struct explanation *ex)
{
	char *turns = ex->cut_turns ?
		xasprintf(" within %u turn%s of the loop in line %u",
			  ex->cut_turns, ex->cut_turns == 1 ? "" : "s",
			  ex->cut_line) : xstrdup("");
	char *text = xasprintf("No model is needed to forbid it: whatever the threads read, they do not end so%s%s.",
			       has_filter(ex) ? " if they pass the filter" : "",
			       turns);

	text_wrap(stream, text, INDENT);
	free(text);
	free(turns);
}

/* Says what it means that executions were cut off in a loop */
static void print_bound(FILE *stream, const struct explanation *ex)
{
	const char *s = ex->cut_turns == 1 ? "" : "s";
	char *text;

	if (!ex->cut_turns)
		return;
	text = xasprintf("Some executions were cut off after %u turn%s of the loop in line %u. What is allowed stays allowed with more turns; what is forbidden%s is so for up to %u turn%s only.",
			 ex->cut_turns, s, ex->cut_line,
			 ex->kind == EXPLAINED_ALLOWED ? ", by a change as well," : "",
			 ex->cut_turns, s);
	fputc('\n', stream);
	text_wrap(stream, text, INDENT);
	free(text);
}

static void print_race(FILE *stream, const struct explanation *ex)
{
	if (!ex->race && !ex->race_unknown)
		return;
	fputc('\n', stream);
	text_wrap(stream, ex->race ?
		  "But the test has a data race: the compiler may make anything of it, and the LKMM promises nothing about its outcomes." :
		  "Whether the test has a data race was not found out within the limits; if so, the LKMM promises nothing about its outcomes.",
		  INDENT);
}

/* Says who waits for whom in a run that never ends, and whether all runs are such */
static void print_waiting(FILE *stream, const struct explanation *ex)
{
	if (!ex->waiting.nr)
		return;
	fputc('\n', stream);
	if (ex->kind != EXPLAINED_ABSENT) {
		text_wrap(stream, "But some runs never end. What is said above is about those that do.",
			  INDENT);
		fputc('\n', stream);
	}
	waiting_print(stream, &ex->waiting, ex->view, INDENT);
}

void explain_print(FILE *stream, const struct explanation *ex)
{
	const char *model = model_infos[ex->model].begins;
	struct labels labels;
	char *text;

	label_events(&labels, ex);
	switch (ex->kind) {
	case EXPLAINED_FORBIDDEN:
		fprintf(stream, "%*s%s forbids it. To %send so, these events\n\n",
			INDENT, "", model,
			has_filter(ex) ? "pass the filter and " : "");
		print_events(stream, ex, &labels);
		fprintf(stream, "\n%*s%s:\n\n", INDENT, "", is_cycle(ex) ?
			"would have to come before one another in a cycle" :
			"would have to be related as follows");
		print_cycle(stream, ex, &labels);
		fputc('\n', stream);
		text = xasprintf("That breaks the axiom \"%s\": %s.", ex->axiom,
				 ex->axiom_why);
		text_wrap(stream, text, INDENT);
		free(text);
		break;
	case EXPLAINED_ALLOWED:
		fprintf(stream, "%*s%s allows it. For example:\n\n", INDENT, "",
			model);
		print_events(stream, ex, &labels);
		print_coherence(stream, ex, &labels);
		fputc('\n', stream);
		print_remedies(stream, ex);
		break;
	case EXPLAINED_IMPOSSIBLE:
		print_impossible(stream, ex);
		break;
	case EXPLAINED_ABSENT:
	case EXPLAINED_NOT:
		text = explain_why_none(ex);
		text_wrap(stream, text, INDENT);
		free(text);
		break;
	}
	print_bound(stream, ex);
	print_race(stream, ex);
	print_waiting(stream, ex);
}
