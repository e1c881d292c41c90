/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Figures that the module has measured, and how they are shown. A *figure* is the cost of
 * one operation: the median of many samples, and two quartiles.
 */
#ifndef FIGURES_H
#define FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct json_object;

#define FIGURE_WORDS	3

/**
 * struct figure - one figure
 * @words:	what was measured, as "READ_ONCE", "alone"; NULL after the last word
 * @median:	nanoseconds an operation takes
 * @low:	lower quartile
 * @high:	upper quartile
 * @samples:	how many samples there were; 0: it was not measured
 * @note:	why it was not measured, or ""
 */
struct figure {
	char *words[FIGURE_WORDS];
	double median;
	double low;
	double high;
	unsigned int samples;
	char *note;
};

/**
 * struct figures - a measurement
 * @measure:	"transfer", "mesi", "sharing" or "cost"
 * @state:	"running", "done" or "stopped"
 * @reason:	why it was stopped, or ""
 * @cpus:	CPUs that took part
 * @ghz:	ticks a nanosecond of the counter that was the clock
 * @rows:	the figures
 * @nr:		how many
 */
struct figures {
	char *measure;
	char *state;
	char *reason;
	char *cpus;
	double ghz;
	struct figure *rows;
	size_t nr;
};

/**
 * figures_parse() - read the text of the file measurement
 * @text:	the text; Documentation/ABI/testing/debugfs-ordlab describes it
 *
 * Return: the figures, or NULL if the text holds none.
 */
struct figures *figures_parse(const char *text);
void figures_free(struct figures *figures);

/**
 * figures_find() - the figure of something
 * @figures:	the figures
 * @first:	its first word
 * @second:	its second word, or NULL for any
 *
 * Return: the figure, or NULL.
 */
const struct figure *figures_find(const struct figures *figures,
				  const char *first, const char *second);

/**
 * figures_json() - figures as a JSON object
 * @figures:	the figures
 *
 * Return: a new object.
 */
struct json_object *figures_json(const struct figures *figures);

/* A heading; on an emulator it warns that the figures are the emulator's */
void figures_heading(FILE *stream, const char *title);

/* Each prints one kind of measurement for people */
void figures_print_transfer(FILE *stream, const struct figures *figures);
void figures_print_mesi(FILE *stream, const struct figures *figures);
void figures_print_sharing(FILE *stream, const struct figures *figures);

/**
 * figures_print_cost() - print costs as a table with bars
 * @stream:	where to
 * @figures:	figures of "cost"
 * @names:	primitives to show, NULL at the end; NULL for a usual choice
 */
void figures_print_cost(FILE *stream, const struct figures *figures,
			char *const *names);

/**
 * figures_svg() - draw transfer times as a heat map
 * @stream:	where to
 * @figures:	figures of "transfer"
 */
void figures_svg(FILE *stream, const struct figures *figures);

#endif /* FIGURES_H */
