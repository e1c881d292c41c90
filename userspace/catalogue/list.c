// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "private/list.h"
#include "lib/util.h"
#include "program/catalogue.h"

/* --- What the catalogue has room for --- */

static char *check_number(const char *what, unsigned int nr, const char *limit,
			  unsigned int most)
{
	if (nr <= most)
		return NULL;
	return xasprintf("%u %s are more than %u: %s in module/program/catalogue.h says how many fit",
			 nr, what, most, limit);
}

static char *check_operand(const struct ordlab_operand *operand)
{
	if (operand->imm >= INT8_MIN && operand->imm <= INT8_MAX)
		return NULL;
	return xasprintf("%" PRId64 " does not fit: see struct catalogue_operand in module/program/catalogue.h",
			 (int64_t)operand->imm);
}

static char *check_operands(const struct ordlab_view *view)
{
	unsigned int i, nr = view->prog->nr_cond + view->prog->nr_filter;
	char *why = NULL;

	for (i = 0; !why && i < view->prog->nr_locations; i++)
		why = check_operand(&view->locations[i].init);
	for (i = 0; !why && i < nr; i++)
		why = check_operand(&view->cond[i].value);
	for (i = 0; !why && i < view->prog->nr_insns; i++) {
		why = check_operand(&view->insns[i].val[0]);
		if (!why)
			why = check_operand(&view->insns[i].val[1]);
	}
	return why;
}

/* NULL, or why struct catalogue_test cannot hold a program */
static char *check_room(const struct ordlab_program *prog)
{
	struct ordlab_view view;
	unsigned int t;
	char *why;

	ordlab_view_init(&view, prog);
#define CHECK(what, nr, limit)	check_number(what, nr, #limit, limit)
	why = CHECK("threads", prog->nr_threads, CATALOGUE_THREADS);
	if (!why)
		why = CHECK("locations", prog->nr_locations, CATALOGUE_LOCATIONS);
	if (!why)
		why = CHECK("observed values", prog->nr_observed, CATALOGUE_OBSERVED);
	if (!why)
		why = CHECK("nodes of conditions", prog->nr_cond + prog->nr_filter,
			    CATALOGUE_COND);
	for (t = 0; !why && t < prog->nr_threads; t++) {
		why = CHECK("registers", view.threads[t].nr_regs, CATALOGUE_REGS);
		if (!why)
			why = check_number("instructions", view.threads[t].nr_insns,
					   "struct catalogue_thread", UINT8_MAX);
	}
#undef CHECK
	return why ? why : check_operands(&view);
}

/* --- The list --- */

/* A file beside the list */
static char *beside(const char *list, const char *name)
{
	const char *slash = strrchr(list, '/');

	return xasprintf("%.*s%s", slash ? (int)(slash - list + 1) : 0, list, name);
}

static bool is_listed(const struct list *list, const char *name)
{
	size_t i;

	for (i = 0; i < list->nr; i++) {
		if (!strcmp(list->items[i].source->prog->name, name))
			return true;
	}
	return false;
}

static char *item_read(struct list *list, const char *path)
{
	struct source *source = source_read(path, NULL);
	char *why = NULL, *text;

	if (!source->prog) {
		/* an error of the text begins with its line */
		why = xasprintf("%s:%s%s", path, source->litmus ? "" : " ",
				source->why);
	} else if (is_listed(list, source->prog->name)) {
		why = xasprintf("%s: a test of this name stands further up in the list",
				path);
	} else {
		text = check_room(source->prog);
		if (text)
			why = xasprintf("%s: %s", path, text);
		free(text);
	}
	if (why) {
		source_free(source);
		return why;
	}
	GROW(list->items, list->nr, list->room);
	list->items[list->nr++] = (struct item){ .source = source };
	return NULL;
}

/* Another line of the comment that may become a heading */
static char *longer(char *heading, const char *line)
{
	char *text = xasprintf("%s%s\n", heading ? heading : "",
			       line + strspn(line, "# "));

	free(heading);
	return text;
}

/* A line without its newline. *heading is the comment right above it, or NULL */
static char *read_line(struct list *list, const char *path, const char *line,
		       char **heading)
{
	char *file, *why;

	if (*line == '#') {
		*heading = longer(*heading, line);
		return NULL;
	}
	if (!*line) {
		free(*heading);
		*heading = NULL;
		return NULL;
	}
	file = beside(path, line);
	why = item_read(list, file);
	free(file);
	if (!why) {
		list->items[list->nr - 1].heading = *heading;
		*heading = NULL;
	}
	return why;
}

char *list_read(struct list *list, const char *path)
{
	FILE *file = fopen(path, "re");
	char *line = NULL, *heading = NULL, *why = NULL;
	size_t room = 0;

	*list = (struct list){ 0 };
	if (!file)
		return xasprintf("%s: %s", path, strerror(errno));
	while (!why && getline(&line, &room, file) > 0) {
		line[strcspn(line, "\r\n")] = '\0';
		why = read_line(list, path, line, &heading);
	}
	if (!why && ferror(file))
		why = xasprintf("%s: %s", path, strerror(errno));
	if (!why && !list->nr)
		why = xasprintf("%s: it names no test", path);
	free(heading);
	free(line);
	fclose(file);
	return why;
}

void list_free(struct list *list)
{
	while (list->nr) {
		struct item *item = &list->items[--list->nr];

		source_free(item->source);
		free(item->heading);
	}
	free(list->items);
}
