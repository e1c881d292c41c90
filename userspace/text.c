// SPDX-License-Identifier: GPL-2.0
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "text.h"
#include "util.h"

char *text_count(char *buf, uint64_t count)
{
	char digits[TEXT_LEN], *to = buf;
	int len = snprintf(digits, sizeof(digits), "%llu",
			   (unsigned long long)count);
	int i;

	for (i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0)
			*to++ = ',';
		*to++ = digits[i];
	}
	*to = '\0';
	return buf;
}

char *text_share(char *buf, uint64_t part, uint64_t whole)
{
	double percent = whole ? 100.0 * part / whole : 0, scaled;
	int digits = 2;

	/* However rare, two digits that are not just 0 */
	for (scaled = 10 * percent; scaled > 0 && scaled < 1; scaled *= 10)
		digits++;
	snprintf(buf, TEXT_LEN, "%.*f %%", digits, percent);
	return buf;
}

char *text_rate(char *buf, double per_second)
{
	static const char * const units[] = { "", "k", "M", "G" };
	unsigned int unit = 0;

	while (per_second >= 999.5 && unit < 3) {
		per_second /= 1000;
		unit++;
	}
	snprintf(buf, TEXT_LEN, "%.*f %s/s",
		 per_second < 9.995 ? 2 : per_second < 99.95 ? 1 : 0,
		 per_second, units[unit]);
	return buf;
}

char *text_duration(char *buf, double seconds)
{
	unsigned long long whole = seconds < 1e15 ? seconds + 0.5 : 1e15;

	if (seconds < 59.95)
		snprintf(buf, TEXT_LEN, "%.*f s", seconds < 9.995 ? 2 : 1,
			 seconds);
	else if (whole < 3600)
		snprintf(buf, TEXT_LEN, "%llu min %02llu s", whole / 60,
			 whole % 60);
	else
		snprintf(buf, TEXT_LEN, "%llu h %02llu min", whole / 3600,
			 whole / 60 % 60);
	return buf;
}

bool text_styled(FILE *stream)
{
	const char *term = getenv("TERM");

	return isatty(fileno(stream)) && !getenv("NO_COLOR") && term &&
	       strcmp(term, "dumb");
}

unsigned int text_columns(FILE *stream)
{
	struct winsize size;

	if (!ioctl(fileno(stream), TIOCGWINSZ, &size) && size.ws_col >= 20)
		return size.ws_col;
	return 100;
}

void text_wrap(FILE *stream, const char *text, unsigned int indent)
{
	unsigned int width = text_columns(stream), at = 0;

	/* Longer lines are hard to read */
	if (width > 80)
		width = 80;
	while (*text) {
		unsigned int len = strcspn(text, " ");

		if (at && at + 1 + len > width) {
			fputc('\n', stream);
			at = 0;
		}
		if (!at)
			at = fprintf(stream, "%*s", (int)indent, "");
		else
			at += fprintf(stream, " ");
		at += fprintf(stream, "%.*s", (int)len, text);
		text += len;
		text += strspn(text, " ");
	}
	fputc('\n', stream);
}

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

	for (i = 0; i < table->nr; i++)
		free(table->cells[i]);
	free(table->cells);
	free(table->styles);
	free(table->align);
	free(table);
}

/* Takes @text over */
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

static void print_rule(const struct table *table, FILE *stream,
		       const unsigned int *widths, const char *gap)
{
	unsigned int column, i;
	const char *c;

	for (column = 0; column < table->columns; column++) {
		for (c = column ? gap : ""; *c; c++)
			fputc(*c == '|' ? '+' : '-', stream);
		for (i = 0; i < widths[column]; i++)
			fputc('-', stream);
	}
	fputc('\n', stream);
}

void table_print(const struct table *table, FILE *stream, unsigned int indent,
		 const char *gap)
{
	unsigned int *widths = xcalloc(table->columns, sizeof(*widths));
	size_t room = table_width(table, gap) + 1;
	bool styled = text_styled(stream);
	char *line = xcalloc(room, 1);
	unsigned int i, column;
	size_t len;

	for (i = 0; i < table->columns; i++)
		widths[i] = column_width(table, i);
	for (i = 0; i + table->columns <= table->nr; i += table->columns) {
		const char *style = table->styles[i / table->columns];

		for (len = column = 0; column < table->columns; column++) {
			int width = widths[column];

			len += snprintf(line + len, room - len, "%s%*s",
					column ? gap : "",
					table->align[column] == 'r' ? width : -width,
					table->cells[i + column]);
		}
		while (len && line[len - 1] == ' ')
			line[--len] = '\0';
		if (styled && style)
			fprintf(stream, "%*s%s%s" STYLE_NONE "\n", (int)indent,
				"", style, line);
		else
			fprintf(stream, "%*s%s\n", len ? (int)indent : 0, "",
				line);
		if (!i && table->rule) {
			fprintf(stream, "%*s", (int)indent, "");
			print_rule(table, stream, widths, gap);
		}
	}
	free(line);
	free(widths);
}
