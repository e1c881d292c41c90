/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Text for people: numbers with units, emphasis, words wrapped to the width of the
 * terminal, and tables.
 *
 *	struct table *table = table_new("lr");
 *
 *	table_cell(table, "location");
 *	table_cell(table, "reads");
 *	table_rule(table);
 *	...
 *	table_print(table, stdout, 0, "  ");
 *	table_free(table);
 */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define TEXT_LEN	32	/* bytes that every text_*() below needs at most */

/* Each writes to @buf, of TEXT_LEN bytes, and returns it */
char *text_count(char *buf, uint64_t count);			/* 1,000,000 */
char *text_share(char *buf, uint64_t part, uint64_t whole);	/* 2.83 % */
char *text_rate(char *buf, double per_second);			/* 3.21 M/s */
char *text_duration(char *buf, double seconds);			/* 0.31 s */

/**
 * text_styled() - whether text on a stream may be emphasised
 * @stream:	the stream
 *
 * Return: true on a terminal, unless NO_COLOR is set or TERM is "dumb".
 */
bool text_styled(FILE *stream);

#define STYLE_BOLD	"\033[1m"
#define STYLE_DIM	"\033[2m"
#define STYLE_RED	"\033[1;31m"
#define STYLE_NONE	"\033[m"

/**
 * text_limit() - how wide a table may be
 * @stream:	the stream that it is for
 *
 * Return: the columns of the terminal; without a terminal, the value of COLUMNS; 0
 * if neither is known: then a program reads the text, and lines stay whole.
 */
unsigned int text_limit(FILE *stream);

/**
 * text_columns() - how wide text may be
 * @stream:	the stream that it is for
 *
 * Return: text_limit(), or 100 if that is 0.
 */
unsigned int text_columns(FILE *stream);

/**
 * text_wrap() - print words in lines that fit the width of a stream
 * @stream:	where to
 * @text:	the words
 * @indent:	columns to leave free at the left
 */
void text_wrap(FILE *stream, const char *text, unsigned int indent);

/**
 * text_dot() - print a string of Graphviz
 * @stream:	where to
 * @text:	the string, which may have several lines
 */
void text_dot(FILE *stream, const char *text);

/**
 * text_emphasise() - text_wrap() in one of the STYLE_*, if the stream takes styles
 * @stream:	where to
 * @text:	the words
 * @indent:	columns to leave free at the left
 * @style:	how
 */
void text_emphasise(FILE *stream, const char *text, unsigned int indent,
		    const char *style);

/*
 * A table: cells are added from left to right and from the top down, then
 * printed with every column as wide as its widest cell.
 */
struct table;

/**
 * table_new() - an empty table
 * @align:	one letter a column: 'l' or 'r'
 *
 * Return: the table, never NULL.
 */
struct table *table_new(const char *align);
void table_free(struct table *table);

/* The next cell; a NULL text is empty */
void table_cell(struct table *table, const char *text);
void table_cellf(struct table *table, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Emphasise with one of the STYLE_* the row of the cell that was added last */
void table_style(struct table *table, const char *style);

/* Draw a rule under the first row */
void table_rule(struct table *table);

/* The text of a cell; cells are counted row by row. NULL beyond the last cell */
const char *table_text(const struct table *table, unsigned int cell);

/**
 * table_print() - print a table, folded if it is wider than text_limit()
 * @table:	the table
 * @stream:	where to
 * @indent:	columns to leave free at the left
 * @gap:	what stands between two columns: "  "
 *
 * A table that is too wide is folded. If that is enough, the function wraps the words
 * of the last column. Otherwise it continues each row in indented lines below.
 */
void table_print(const struct table *table, FILE *stream, unsigned int indent,
		 const char *gap);

/**
 * table_width() - how wide a table is
 * @table:	the table
 * @gap:	what will stand between two columns
 *
 * Return: columns, without any indent.
 */
unsigned int table_width(const struct table *table, const char *gap);

#endif /* TEXT_H */
