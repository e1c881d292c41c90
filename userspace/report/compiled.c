// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>
#include "report/compiled.h"
#include "lib/put.h"
#include "report/report.h"
#include "lib/text.h"
#include "lib/util.h"

#define FORMS	3	/* of each experiment */

const struct compiled_experiment compiled_experiments[ORDLAB_NR_EXPERIMENTS] = {
#define ORDLAB_X(name, calls, n, title, sighting) { #name, title, sighting },
	ORDLAB_EXPERIMENTS(ORDLAB_X)
#undef ORDLAB_X
};

static const struct function {
	enum ordlab_experiment experiment;
	const char *form;
	const char *body;
} functions[ORDLAB_NR_COMPILED] = {
#define ORDLAB_X(experiment, form, ...) \
	{ ORDLAB_EXPERIMENT_##experiment, #form, #__VA_ARGS__ },
	ORDLAB_COMPILED(ORDLAB_X)
#undef ORDLAB_X
};

char *compiled_source(const char *body)
{
	/* Room for a new line and two tabs at each character */
	char *text = xcalloc(strlen(body) + 1, 10), *to = text;
	unsigned int braces = 0, parens = 0;
	bool start = true, hang = false;

	for (; *body; body++) {
		if (start && *body == ' ')
			continue;
		if (*body == '}')
			braces--;
		if (start) {
			memset(to, ' ', 4 * (braces + hang));
			to += 4 * (braces + hang);
			start = false;
			hang = false;
		}
		*to++ = *body;
		parens += (*body == '(') - (*body == ')');
		braces += *body == '{';
		/* the statement of "while (...)" is in the next line */
		hang = *body == ')' && !parens && body[1] == ' ' &&
		       body[2] != '{';
		if (hang || *body == '{' || (*body == ';' && !parens)) {
			*to++ = '\n';
			start = true;
		}
	}
	return text;
}

static const struct listing *code_of(const struct function *f,
				     const struct listing *listings, size_t nr)
{
	char *what = xasprintf("%s/%s", compiled_experiments[f->experiment].name,
			       f->form);
	size_t i;

	for (i = 0; i < nr; i++)
		if (!strcmp(listings[i].what, what))
			break;
	free(what);
	return i < nr ? &listings[i] : NULL;
}

static const struct figure *figure_of(const struct function *f,
				      const struct figures *figures)
{
	return figures_find(figures, compiled_experiments[f->experiment].name,
			    f->form);
}

/* The columns have counts where other measurements have picoseconds */
static uint64_t count_of(double ns)
{
	return ns * 1000 + 0.5;
}

/* Prints the C code of the functions side by side */
static void print_sources(FILE *stream, const struct function *const *f)
{
	struct table *table = table_new("lll");
	char *texts[FORMS], *rest[FORMS], *line;
	bool more = true;
	unsigned int i;

	for (i = 0; i < FORMS; i++) {
		table_cell(table, f[i]->form);
		texts[i] = compiled_source(f[i]->body);
		rest[i] = texts[i];
	}
	while (more) {
		more = false;
		for (i = 0; i < FORMS; i++) {
			line = rest[i] ? strsep(&rest[i], "\n") : NULL;
			table_cell(table, line);
			more |= rest[i] && *rest[i];
		}
	}
	table_rule(table);
	table_print(table, stream, 2, " | ");
	table_free(table);
	for (i = 0; i < FORMS; i++)
		free(texts[i]);
	fputc('\n', stream);
}

static void print_sightings(FILE *stream, const struct function *f,
			    const struct figure *figure)
{
	char text[3][TEXT_LEN];

	fprintf(stream, "  %-8s ", f->form);
	if (!figure || !figure->samples) {
		fprintf(stream, "not run: %s\n",
			figure ? figure->note : "the measurement ended early");
		return;
	}
	fprintf(stream, "%s in %s call%s", !count_of(figure->median) ? "never" :
		text_count(text[0], count_of(figure->median)),
		text_count(text[1], count_of(figure->low)),
		count_of(figure->low) == 1 ? "" : "s");
	if (count_of(figure->high))
		fprintf(stream, ", after %s turns of the loop",
			text_count(text[2], count_of(figure->high)));
	fputc('\n', stream);
}

void compiled_print(FILE *stream, enum ordlab_experiment e,
		    const struct listing *listings, size_t nr,
		    const struct figures *figures)
{
	bool styled = text_styled(stream);
	const struct function *forms[FORMS];
	struct listing code[FORMS];
	unsigned int n = 0, shown = 0, i;

	for (i = 0; i < ORDLAB_NR_COMPILED && n < FORMS; i++)
		if (functions[i].experiment == e)
			forms[n++] = &functions[i];
	fprintf(stream, "%s%s%s: %s\n\n", styled ? STYLE_BOLD : "",
		compiled_experiments[e].name, styled ? STYLE_NONE : "",
		compiled_experiments[e].title);
	print_sources(stream, forms);
	for (i = 0; i < n; i++) {
		const struct listing *found = code_of(forms[i], listings, nr);

		if (found)
			code[shown++] = *found;
	}
	listings_print(stream, code, shown);
	fprintf(stream, "  How often %s:\n", compiled_experiments[e].sighting);
	for (i = 0; i < n; i++)
		print_sightings(stream, forms[i], figure_of(forms[i], figures));
	fputc('\n', stream);
}

static struct json_object *experiment_object(enum ordlab_experiment e,
					     const struct listing *listings,
					     size_t nr,
					     const struct figures *figures)
{
	struct json_object *object = json_object_new_object();
	struct json_object *forms = json_object_new_array(), *form;
	const struct listing *code;
	const struct figure *figure;
	unsigned int i;
	char *text;

	put_text(object, "experiment", compiled_experiments[e].name);
	put_text(object, "title", compiled_experiments[e].title);
	put_text(object, "sighting", compiled_experiments[e].sighting);
	for (i = 0; i < ORDLAB_NR_COMPILED; i++) {
		if (functions[i].experiment != e)
			continue;
		form = json_object_new_object();
		text = compiled_source(functions[i].body);
		put_text(form, "form", functions[i].form);
		put_text(form, "source", text);
		free(text);
		code = code_of(&functions[i], listings, nr);
		if (code)
			put(form, "asm", report_asm_object(code, 1));
		figure = figure_of(&functions[i], figures);
		if (figure && figure->samples) {
			put_count(form, "sightings", count_of(figure->median));
			put_count(form, "calls", count_of(figure->low));
			if (count_of(figure->high))
				put_count(form, "turns", count_of(figure->high));
		}
		json_object_array_add(forms, form);
	}
	put(object, "forms", forms);
	return object;
}

struct json_object *compiled_json(unsigned int which,
				  const struct listing *listings, size_t nr,
				  const struct figures *figures)
{
	struct json_object *object = put_new("ordlab-compiler");
	struct json_object *array = json_object_new_array();

	for (unsigned int e = 0; e < ORDLAB_NR_EXPERIMENTS; e++)
		if (which >> e & 1)
			json_object_array_add(array,
				experiment_object(e, listings, nr, figures));
	put(object, "experiments", array);
	return object;
}
