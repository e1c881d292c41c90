// SPDX-License-Identifier: GPL-2.0
/* Tables; see text.h */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "lib/text.h"
#include "lib/util.h"

#define FOLD_INDENT	4	/* of the lines that a folded row goes on in */
#define MIN_WRAP	20	/* columns that words can be set in */

struct table {
	char *align;
	unsigned int columns;
	unsigned int nr;		/* cells */
	char **cells;
	const char **styles;		/* one a row */
	bool rule;
};

struct table *table_new(const char *align)
{
	struct table *table = xcalloc(1, sizeof(*table));

	table->align = xstrdup(align);
	table->columns = strlen(align);
	return table;
}

void table_free(struct table *table)
{
	unsigned int i;

	if (!table)
		return;
	for (i = 0; i < table->nr; i++)
		free(table->cells[i]);
	free(table->cells);
	free(table->styles);
	free(table->align);
	free(table);
}

const char *table_text(const struct table *table, unsigned int cell)
{
	return cell < table->nr ? table->cells[cell] : NULL;
}

/* Adds a cell, which owns @text from now on */
static void add_cell(struct table *table, char *text)
{
	unsigned int row = table->nr / table->columns;

	if (table->nr % table->columns == 0) {
		table->cells = xrealloc(table->cells,
					table->nr + table->columns,
					sizeof(*table->cells));
		table->styles = xrealloc(table->styles, row + 1,
					 sizeof(*table->styles));
		table->styles[row] = NULL;
	}
	table->cells[table->nr++] = text;
}

void table_cell(struct table *table, const char *text)
{
	add_cell(table, xstrdup(text ? text : ""));
}

void table_cellf(struct table *table, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = xvasprintf(format, args);
	va_end(args);
	add_cell(table, text);
}

void table_style(struct table *table, const char *style)
{
	table->styles[(table->nr - 1) / table->columns] = style;
}

void table_rule(struct table *table)
{
	table->rule = true;
}

static unsigned int column_width(const struct table *table, unsigned int column)
{
	unsigned int width = 0, len, i;

	for (i = column; i < table->nr; i += table->columns) {
		len = strlen(table->cells[i]);
		if (len > width)
			width = len;
	}
	return width;
}

unsigned int table_width(const struct table *table, const char *gap)
{
	unsigned int width = (table->columns - 1) * strlen(gap), i;

	for (i = 0; i < table->columns; i++)
		width += column_width(table, i);
	return width;
}

/*
 * How a table is laid out: widths of columns, which of them begin a line of
 * their own, and where. The last column is no wider than @wrap.
 */
struct layout {
	unsigned int *widths;
	unsigned int *starts;		/* column of the text where each begins */
	bool *breaks;
	unsigned int wrap;
	bool folded;
};

static void layout_free(struct layout *layout)
{
	free(layout->widths);
	free(layout->starts);
	free(layout->breaks);
}

/* Lays rows out in one line each, or in as many as fit into @limit; 0 is no limit */
static struct layout layout_table(const struct table *table, unsigned int indent,
				  unsigned int gap, unsigned int limit)
{
	unsigned int nr = table->columns, at = indent, column, start;
	struct layout layout = {
		.widths = xcalloc(nr, sizeof(*layout.widths)),
		.starts = xcalloc(nr, sizeof(*layout.starts)),
		.breaks = xcalloc(nr, sizeof(*layout.breaks)),
	};

	for (column = 0; column < nr; column++) {
		unsigned int width = column_width(table, column);
		bool last = column + 1 == nr && table->align[column] == 'l';

		/* An empty column has no width, and no gap before it */
		start = at + (column && width ? gap : 0);
		if (limit && column && width && start + width > limit &&
		    !(last && start + MIN_WRAP <= limit)) {
			layout.breaks[column] = layout.folded = true;
			start = indent + FOLD_INDENT;
		}
		layout.widths[column] = width;
		layout.starts[column] = start;
		at = start + width;
		if (last)
			layout.wrap = limit && at > limit &&
				      start + MIN_WRAP <= limit ?
				      limit - start : width;
	}
	return layout;
}

/* Bytes of @text that fit into @width columns, up to the end of a word */
static size_t fitting(const char *text, unsigned int width)
{
	size_t len = strlen(text), end = width;

	if (len <= width)
		return len;
	while (end && text[end] != ' ')
		end--;
	/* A word that is wider than the column stays whole */
	return end ? end : strcspn(text, " ");
}

/* A line that is being made. It never ends with blanks */
struct line {
	char *text;
	size_t len;
	size_t room;
};

static void line_add(struct line *line, const char *text, size_t len,
		     unsigned int at)
{
	size_t need = (at > line->len ? at : line->len) + len + 1;

	if (need > line->room) {
		line->room = 2 * need;
		line->text = xrealloc(line->text, line->room, 1);
	}
	while (line->len < at)
		line->text[line->len++] = ' ';
	memcpy(line->text + line->len, text, len);
	line->len += len;
	line->text[line->len] = '\0';
}

static void line_end(struct line *line, FILE *stream, const char *style)
{
	while (line->len && line->text[line->len - 1] == ' ')
		line->len--;
	if (style && line->len)
		fprintf(stream, "%s%.*s" STYLE_NONE "\n", style,
			(int)line->len, line->text);
	else
		fprintf(stream, "%.*s\n", (int)line->len,
			line->len ? line->text : "");
	line->len = 0;
}

static void print_row(const struct table *table, char *const *cells,
		      const struct layout *layout, const char *gap,
		      FILE *stream, const char *style)
{
	unsigned int column, nr = table->columns, width;
	struct line line = { .text = NULL };
	size_t gap_len = strlen(gap), len;
	const char *text;

	for (column = 0; column < nr; column++) {
		width = layout->widths[column];
		text = cells[column];
		len = strlen(text);
		if (column && layout->breaks[column])
			line_end(&line, stream, style);
		else if (column && width)
			line_add(&line, gap, gap_len,
				 layout->starts[column] - gap_len);
		if (table->align[column] == 'r') {
			line_add(&line, text, len,
				 layout->starts[column] + width - len);
			continue;
		}
		if (column + 1 < nr || width <= layout->wrap) {
			line_add(&line, text, len, layout->starts[column]);
			continue;
		}
		for (len = fitting(text, layout->wrap); text[len];
		     len = fitting(text, layout->wrap)) {
			line_add(&line, text, len, layout->starts[column]);
			line_end(&line, stream, style);
			text += len;
			text += strspn(text, " ");
		}
		line_add(&line, text, len, layout->starts[column]);
	}
	line_end(&line, stream, style);
	free(line.text);
}

/* Draws a rule as wide as the widest line. It has gaps if no row is folded */
static void print_rule(const struct table *table, FILE *stream,
		       const struct layout *layout, unsigned int indent,
		       const char *gap)
{
	unsigned int column, last = table->columns - 1, i, end, width = 0;
	const char *c;

	fprintf(stream, "%*s", (int)indent, "");
	for (column = 0; column <= last; column++) {
		unsigned int cell = column == last && layout->wrap ?
				    layout->wrap : layout->widths[column];

		end = layout->starts[column] + cell - indent;
		if (end > width)
			width = end;
		for (c = column && cell ? gap : ""; !layout->folded && *c; c++)
			fputc(*c == '|' ? '+' : '-', stream);
		for (i = 0; !layout->folded && i < cell; i++)
			fputc('-', stream);
	}
	for (i = 0; layout->folded && i < width; i++)
		fputc('-', stream);
	fputc('\n', stream);
}

void table_print(const struct table *table, FILE *stream, unsigned int indent,
		 const char *gap)
{
	struct layout layout = layout_table(table, indent, strlen(gap),
					    text_limit(stream));
	bool styled = text_styled(stream);

	for (unsigned int i = 0; i + table->columns <= table->nr;
	     i += table->columns) {
		const char *style = table->styles[i / table->columns];

		print_row(table, table->cells + i, &layout, gap, stream,
			  styled ? style : NULL);
		if (!i && table->rule)
			print_rule(table, stream, &layout, indent, gap);
	}
	layout_free(&layout);
}
