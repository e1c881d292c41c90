// SPDX-License-Identifier: GPL-2.0
/*
 * From litmus files to a C file: the list is read (list.c), each program is held
 * against the limits of program/catalogue.h, and its tables are printed with the
 * names that the ABI has for what is in them.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "catalogue/generate.h"
#include "private/list.h"
#include "lib/util.h"
#include "program/catalogue.h"

#define COLUMNS		96	/* of a line: checkpatch allows 100 */

#define ORDLAB_X(id, ...)	"ORDLAB_" #id,
static const char * const op_ids[] = { ORDLAB_OPS(ORDLAB_X) };
#undef ORDLAB_X
#define ORDLAB_X(id, ...)	"ORDLAB_A_" #id,
static const char * const alu_ids[] = { ORDLAB_ALUS(ORDLAB_X) };
#undef ORDLAB_X
#define ORDLAB_X(id, ...)	"ORDLAB_T_" #id,
static const char * const type_ids[] = { ORDLAB_TYPES(ORDLAB_X) };
#undef ORDLAB_X

#define ID(id)	[id] = #id
static const char * const cond_ids[ORDLAB_NR_COND_OPS] = {
	ID(ORDLAB_COND_TRUE), ID(ORDLAB_COND_EQ), ID(ORDLAB_COND_NE),
	ID(ORDLAB_COND_SAME), ID(ORDLAB_COND_NOT), ID(ORDLAB_COND_AND),
	ID(ORDLAB_COND_OR), ID(ORDLAB_COND_IMPLIES),
};

static const char * const quantifier_ids[ORDLAB_NR_QUANTIFIERS] = {
	ID(ORDLAB_EXISTS), ID(ORDLAB_NOT_EXISTS), ID(ORDLAB_FORALL),
};

/* Names of registers and locations that occur; the first one is "" */
struct names {
	char **names;
	size_t nr;
	size_t room;
};

/* --- Initialisers --- */

/* A pair of braces with designators, which are folded into lines */
struct row {
	FILE *out;
	unsigned int tabs;
	unsigned int column;
	bool empty;
};

static void row_begin(struct row *row, FILE *out, unsigned int tabs)
{
	*row = (struct row){ out, tabs, 8 * tabs + 2, true };
	fprintf(out, "%.*s{ ", tabs, "\t\t\t\t");
}

/* Each but the first begins with the comma behind the one before */
static void row_put(struct row *row, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static void row_put(struct row *row, const char *format, ...)
{
	unsigned int len;
	va_list args;
	char *text;

	va_start(args, format);
	text = xvasprintf(format, args);
	va_end(args);
	len = strlen(text);
	if (!row->empty && row->column + 2 + len > COLUMNS) {
		fprintf(row->out, ",\n%.*s  ", row->tabs, "\t\t\t\t");
		row->column = 8 * row->tabs + 2;
	} else if (!row->empty) {
		fputs(", ", row->out);
		row->column += 2;
	}
	fputs(text, row->out);
	row->column += len;
	row->empty = false;
	free(text);
}

static void row_end(struct row *row)
{
	fputs(" },\n", row->out);
}

/* As an initialiser of struct catalogue_operand */
static char *operand_text(const struct ordlab_operand *operand)
{
	switch (operand->kind) {
	case ORDLAB_OPERAND_REG:
		return xasprintf("REG(%u)", operand->index);
	case ORDLAB_OPERAND_LOC:
		return xasprintf("LOC(%u)", operand->index);
	case ORDLAB_OPERAND_IMM:
		return xasprintf("IMM(%" PRId64 ")", (int64_t)operand->imm);
	default:
		return xstrdup("{}");
	}
}

static void row_operand(struct row *row, const char *field,
			const struct ordlab_operand *operand)
{
	char *text = operand_text(operand);

	if (operand->kind != ORDLAB_OPERAND_NONE)
		row_put(row, ".%s = %s", field, text);
	free(text);
}

/* --- Names --- */

/* What the enumerator of a name is called: NAME_x for "x" */
static char *name_id(const char *name)
{
	char *id, *c;

	if (!*name)
		return xstrdup("0");
	id = xasprintf("NAME_%s", name);
	for (c = id; *c; c++) {
		if (*c == '[' || *c == ']' || *c == '.')
			*c = '_';
	}
	return id;
}

static void add_name(struct names *names, const char *name)
{
	size_t i;

	for (i = 0; i < names->nr; i++) {
		if (!strcmp(names->names[i], name))
			return;
	}
	GROW(names->names, names->nr, names->room);
	names->names[names->nr++] = xstrdup(name);
}

static void find_names(struct names *names, const struct list *list)
{
	struct ordlab_view view;
	unsigned int l, t, r;
	size_t i;

	add_name(names, "");
	for (i = 0; i < list->nr; i++) {
		ordlab_view_init(&view, list->items[i].source->prog);
		for (l = 0; l < view.prog->nr_locations; l++)
			add_name(names, view.locations[l].name);
		for (t = 0; t < view.prog->nr_threads; t++) {
			for (r = 0; r < view.threads[t].nr_regs; r++)
				add_name(names, view.threads[t].regs[r]);
		}
	}
}

static void print_names(FILE *out, const struct names *names)
{
	char *id;
	size_t i;

	/* that of "" is 0 */
	fputs("\nenum {\n", out);
	for (i = 1; i < names->nr; i++) {
		id = name_id(names->names[i]);
		fprintf(out, "\t%s%s,\n", id, i == 1 ? " = 1" : "");
		free(id);
	}
	fputs("};\n\nconst char * const ordlab_catalogue_names[] = {\n"
	      "\t[0] = \"\",\n", out);
	for (i = 1; i < names->nr; i++) {
		id = name_id(names->names[i]);
		fprintf(out, "\t[%s] = \"%s\",\n", id, names->names[i]);
		free(id);
	}
	fputs("};\n", out);
}

static void free_names(struct names *names)
{
	while (names->nr)
		free(names->names[--names->nr]);
	free(names->names);
}

/* --- A test --- */

/* A condition in lines of a comment, folded between two words */
static void print_words(FILE *out, const char *text)
{
	const size_t room = COLUMNS - 12;
	const char *end;

	while (strlen(text) > room) {
		for (end = text + room; end > text && *end != ' '; end--)
			;
		if (end == text)
			break;
		fprintf(out, "\t * %.*s\n", (int)(end - text), text);
		text = end + 1;
	}
	if (*text)
		fprintf(out, "\t * %s\n", text);
}

static void print_condition(FILE *out, const struct ordlab_view *view,
			    int (*disasm)(char *buf, size_t size,
					  const struct ordlab_view *view))
{
	int len = disasm(NULL, 0, view);
	char *text = xcalloc(len + 1, 1);

	disasm(text, len + 1, view);
	print_words(out, text);
	free(text);
}

/* The test as C: locations, threads with the numbers of instructions, condition */
static void print_code(FILE *out, const struct ordlab_view *view)
{
	unsigned int t, i, l;
	char line[160];

	fputs("\t/*\n", out);
	for (l = 0; l < view->prog->nr_locations; l++) {
		ordlab_disasm_location(line, sizeof(line), view, l);
		fprintf(out, "\t * %s\n", line);
	}
	for (t = 0; t < view->prog->nr_threads; t++) {
		fprintf(out, "\t *\n\t * P%u:\n", t);
		for (i = 0; i < view->threads[t].nr_insns; i++) {
			ordlab_disasm(line, sizeof(line), view, t, i);
			fprintf(out, "\t * %4u  %s\n", i, line);
		}
	}
	fputs("\t *\n", out);
	print_condition(out, view, ordlab_disasm_filter);
	print_condition(out, view, ordlab_disasm_cond);
	fputs("\t */\n", out);
}

static void print_insn(FILE *out, const struct ordlab_insn *insn)
{
	char *first = operand_text(&insn->val[0]);
	char *second = operand_text(&insn->val[1]);
	struct row row;

	row_begin(&row, out, 3);
	row_put(&row, ".op = %s", op_ids[insn->op]);
	if (insn->op == ORDLAB_ALU) {
		row_put(&row, ".alu = %s", alu_ids[insn->alu]);
		row_put(&row, ".type = %s", type_ids[insn->type]);
	}
	if (insn->dst != ORDLAB_NO_REG)
		row_put(&row, ".dst = REG(%u)", insn->dst);
	row_operand(&row, "addr", &insn->addr);
	if (insn->val[1].kind != ORDLAB_OPERAND_NONE)
		row_put(&row, ".val = { %s, %s }", first, second);
	else if (insn->val[0].kind != ORDLAB_OPERAND_NONE)
		row_put(&row, ".val = { %s }", first);
	if (insn->target)
		row_put(&row, ".target = %u", insn->target);
	row_end(&row);
	free(first);
	free(second);
}

static void print_insns(FILE *out, const struct ordlab_view *view)
{
	unsigned int t, i;

	fputs("\t\t.insns = (const struct catalogue_insn[]){\n", out);
	for (t = 0; t < view->prog->nr_threads; t++) {
		fprintf(out, "\t\t\t/* P%u */\n", t);
		for (i = 0; i < view->threads[t].nr_insns; i++)
			print_insn(out, &view->insns[view->threads[t].first + i]);
	}
	fputs("\t\t},\n", out);
}

static void print_locations(FILE *out, const struct ordlab_view *view)
{
	const struct ordlab_location *location = view->locations;
	unsigned int l;
	struct row row;
	char *id;

	fprintf(out, "\t\t.nr_locations = %u,\n\t\t.locations = {\n",
		view->prog->nr_locations);
	for (l = 0; l < view->prog->nr_locations; l++, location++) {
		id = name_id(location->name);
		row_begin(&row, out, 3);
		row_put(&row, ".name = %s", id);
		row_put(&row, ".type = %s", type_ids[location->type]);
		row_operand(&row, "init", &location->init);
		row_end(&row);
		free(id);
	}
	fputs("\t\t},\n", out);
}

static void print_regs(struct row *row, const struct ordlab_thread *thread)
{
	char *list = xstrdup(""), *longer, *id;
	unsigned int r, named = 0;

	/* temporaries at the end need no mention */
	for (r = 0; r < thread->nr_regs; r++) {
		if (*thread->regs[r])
			named = r + 1;
	}
	for (r = 0; r < named; r++) {
		id = name_id(thread->regs[r]);
		longer = xasprintf("%s%s%s", list, r ? ", " : "", id);
		free(list);
		free(id);
		list = longer;
	}
	if (named)
		row_put(row, ".regs = { %s }", list);
	free(list);
}

static void print_threads(FILE *out, const struct ordlab_view *view)
{
	const struct ordlab_thread *thread = view->threads;
	unsigned int t;
	struct row row;

	fprintf(out, "\t\t.nr_threads = %u,\n\t\t.threads = {\n",
		view->prog->nr_threads);
	for (t = 0; t < view->prog->nr_threads; t++, thread++) {
		row_begin(&row, out, 3);
		row_put(&row, ".nr_insns = %u", thread->nr_insns);
		row_put(&row, ".nr_regs = %u", thread->nr_regs);
		print_regs(&row, thread);
		row_end(&row);
	}
	fputs("\t\t},\n", out);
}

static void print_observed(FILE *out, const struct ordlab_view *view)
{
	const struct ordlab_observed *observed = view->observed;
	unsigned int i;
	struct row row;

	fprintf(out, "\t\t.nr_observed = %u,\n\t\t.observed = {\n",
		view->prog->nr_observed);
	for (i = 0; i < view->prog->nr_observed; i++, observed++) {
		row_begin(&row, out, 3);
		if (observed->kind == ORDLAB_OPERAND_REG) {
			row_put(&row, ".thread = %u", observed->thread);
			row_put(&row, ".what = REG(%u)", observed->index);
		} else {
			row_put(&row, ".what = LOC(%u)", observed->index);
		}
		if (observed->filter_only)
			row_put(&row, ".filter_only = 1");
		row_end(&row);
	}
	fputs("\t\t},\n", out);
}

static void print_cond(FILE *out, const struct ordlab_view *view)
{
	const struct ordlab_cond *node = view->cond;
	unsigned int i;
	struct row row;

	fprintf(out, "\t\t.quantifier = %s,\n\t\t.nr_cond = %u,\n",
		quantifier_ids[view->prog->quantifier], view->prog->nr_cond);
	if (view->prog->nr_filter)
		fprintf(out, "\t\t.nr_filter = %u,\n", view->prog->nr_filter);
	fputs("\t\t.cond = {\n", out);
	for (i = 0; i < view->prog->nr_cond + view->prog->nr_filter; i++, node++) {
		row_begin(&row, out, 3);
		row_put(&row, ".op = %s", cond_ids[node->op]);
		if (node->op == ORDLAB_COND_EQ || node->op == ORDLAB_COND_NE ||
		    node->op == ORDLAB_COND_SAME)
			row_put(&row, ".observed = %u", node->observed);
		if (node->op == ORDLAB_COND_SAME)
			row_put(&row, ".other = %u", node->other);
		row_operand(&row, "value", &node->value);
		row_end(&row);
	}
	fputs("\t\t},\n", out);
}

/* A string of C */
static void print_string(FILE *out, const char *field, const char *text)
{
	fprintf(out, "\t\t.%s = \"", field);
	for (; *text; text++)
		fprintf(out, "%s%c", strchr("\"\\", *text) ? "\\" : "", *text);
	fputs("\",\n", out);
}

static void print_test(FILE *out, const struct ordlab_program *prog)
{
	struct ordlab_view view;

	ordlab_view_init(&view, prog);
	print_code(out, &view);
	fputs("\t{\n", out);
	print_string(out, "name", prog->name);
	print_string(out, "purpose", prog->purpose);
	print_locations(out, &view);
	print_threads(out, &view);
	print_insns(out, &view);
	print_observed(out, &view);
	print_cond(out, &view);
	fputs("\t},\n", out);
}

/* --- The file --- */

/* Lines of the list as a comment */
static void print_heading(FILE *out, const char *heading)
{
	const char *end = strchr(heading, '\n');

	if (!end[1]) {
		fprintf(out, "\t/* %.*s */\n\n", (int)(end - heading), heading);
		return;
	}
	fputs("\t/*\n", out);
	for (; end; heading = end + 1, end = strchr(heading, '\n'))
		fprintf(out, "\t * %.*s\n", (int)(end - heading), heading);
	fputs("\t */\n\n", out);
}

static void print_file(FILE *out, const struct list *list,
		       const struct names *names)
{
	size_t i;

	fputs("// SPDX-License-Identifier: GPL-2.0\n"
	      "/*\n"
	      " * The built-in experiments. \"make catalogue\" has written this file from\n"
	      " * Documentation/litmus-tests: change those, not this.\n"
	      " */\n"
	      "#include \"catalogue.h\"\n", out);
	print_names(out, names);
	fputs("\nconst struct catalogue_test ordlab_catalogue[] = {\n", out);
	for (i = 0; i < list->nr; i++) {
		if (i)
			fputc('\n', out);
		if (list->items[i].heading)
			print_heading(out, list->items[i].heading);
		print_test(out, list->items[i].source->prog);
	}
	fputs("};\n\nconst unsigned int ordlab_catalogue_nr = ARRAY_SIZE(ordlab_catalogue);\n",
	      out);
}

char *catalogue_text(const char *path, char **why)
{
	struct names names = { 0 };
	struct list list;
	char *text = NULL;
	size_t size;
	FILE *out;

	*why = list_read(&list, path);
	if (!*why) {
		find_names(&names, &list);
		out = open_memstream(&text, &size);
		if (out) {
			print_file(out, &list, &names);
			fclose(out);
		} else {
			*why = xstrdup("no memory for the text");
		}
	}
	free_names(&names);
	list_free(&list);
	return text;
}
