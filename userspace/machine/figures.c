// SPDX-License-Identifier: GPL-2.0
#include <json.h>
#include <stdlib.h>
#include <string.h>
#include "machine/figures.h"
#include "arch/machine.h"
#include "lib/put.h"
#include "lib/text.h"
#include "machine/topology.h"
#include "lib/util.h"

/* Columns of a line of figures after the words */
#define NUMBERS		5

static bool take_key(char **value, const char *line, const char *key)
{
	size_t len = strlen(key);

	if (strncmp(line, key, len) || strncmp(line + len, ": ", 2))
		return false;
	free(*value);
	*value = xstrdup(line + len + 2);
	return true;
}

static void parse_row(struct figures *figures, char *line)
{
	char *fields[FIGURE_WORDS + NUMBERS] = { NULL };
	struct figure *row;
	size_t nr = 0, i;

	while (line && nr < FIGURE_WORDS + NUMBERS)
		fields[nr++] = strsep(&line, "\t");
	if (nr <= NUMBERS)
		return;
	figures->rows = xrealloc(figures->rows, figures->nr + 1, sizeof(*row));
	row = &figures->rows[figures->nr++];
	memset(row, 0, sizeof(*row));
	nr -= NUMBERS;
	for (i = 0; i < nr; i++)
		row->words[i] = xstrdup(fields[i]);
	/* picoseconds */
	row->median = strtod(fields[nr], NULL) / 1000;
	row->low = strtod(fields[nr + 1], NULL) / 1000;
	row->high = strtod(fields[nr + 2], NULL) / 1000;
	row->samples = strtoul(fields[nr + 3], NULL, 10);
	row->note = xstrdup(fields[nr + 4]);
}

struct figures *figures_parse(const char *text)
{
	struct figures *figures = xcalloc(1, sizeof(*figures));
	char *copy = xstrdup(text), *rest = copy, *line, *khz = NULL;

	while ((line = strsep(&rest, "\n"))) {
		if (strchr(line, '\t'))
			parse_row(figures, line);
		else if (!take_key(&figures->measure, line, "measure") &&
			 !take_key(&figures->state, line, "state") &&
			 !take_key(&figures->reason, line, "reason") &&
			 !take_key(&figures->cpus, line, "cpus"))
			take_key(&khz, line, "khz");
	}
	figures->ghz = khz ? strtod(khz, NULL) / 1e6 : 0;
	free(khz);
	free(copy);
	if (!figures->measure || !figures->state) {
		figures_free(figures);
		return NULL;
	}
	if (!figures->reason)
		figures->reason = xstrdup("");
	if (!figures->cpus)
		figures->cpus = xstrdup("");
	return figures;
}

void figures_free(struct figures *figures)
{
	size_t i, w;

	if (!figures)
		return;
	for (i = 0; i < figures->nr; i++) {
		for (w = 0; w < FIGURE_WORDS; w++)
			free(figures->rows[i].words[w]);
		free(figures->rows[i].note);
	}
	free(figures->rows);
	free(figures->measure);
	free(figures->state);
	free(figures->reason);
	free(figures->cpus);
	free(figures);
}

const struct figure *figures_find(const struct figures *figures,
				  const char *first, const char *second)
{
	size_t i;

	for (i = 0; i < figures->nr; i++) {
		const struct figure *row = &figures->rows[i];

		if (!strcmp(row->words[0], first) &&
		    (!second || (row->words[1] && !strcmp(row->words[1], second))))
			return row;
	}
	return NULL;
}

struct json_object *figures_json(const struct figures *figures)
{
	struct json_object *object = put_new("ordlab-figures");
	struct json_object *rows = json_object_new_array();
	const struct machine *machine = machine_this();
	size_t i, w;

	put_text(object, "measure", figures->measure);
	put_text(object, "cpus", figures->cpus);
	put(object, "counter_ghz", json_object_new_double(figures->ghz));
	put_bool(object, "emulated", machine->emulated);
	put_text(object, "kernel", machine->kernel);
	put_text(object, "arch", machine->arch);
	put_text(object, "cpu", machine->cpu);
	for (i = 0; i < figures->nr; i++) {
		const struct figure *row = &figures->rows[i];
		struct json_object *json = json_object_new_object();
		struct json_object *words = json_object_new_array();

		for (w = 0; w < FIGURE_WORDS && row->words[w]; w++)
			json_object_array_add(words,
				json_object_new_string(row->words[w]));
		put(json, "of", words);
		if (row->samples) {
			put(json, "median_ns", json_object_new_double(row->median));
			put(json, "low_ns", json_object_new_double(row->low));
			put(json, "high_ns", json_object_new_double(row->high));
			put(json, "median_cycles", json_object_new_double(row->median * figures->ghz));
		}
		put_count(json, "samples", row->samples);
		if (*row->note)
			put_text(json, "note", row->note);
		json_object_array_add(rows, json);
	}
	put(object, "figures", rows);
	return object;
}

void figures_heading(FILE *stream, const char *title)
{
	bool styled = text_styled(stream);

	fprintf(stream, "%s%s%s%s\n", styled ? STYLE_BOLD : "", title,
		machine_this()->emulated ?
		" (QEMU TCG: the emulator's costs, not the hardware's)" : "",
		styled ? STYLE_NONE : "");
}

/* Median, cycles and quartiles of a row as four cells */
static void cells(struct table *table, const struct figures *figures,
		  const struct figure *row)
{
	if (!row || !row->samples) {
		table_cell(table, "-");
		table_cell(table, "-");
		table_cell(table, row ? row->note : "");
		return;
	}
	table_cellf(table, "%.1f", row->median);
	table_cellf(table, "%.0f", row->median * figures->ghz);
	table_cellf(table, "%.1f-%.1f", row->low, row->high);
}

static double transfer(const struct figures *figures, unsigned int a,
		       unsigned int b)
{
	char first[16], second[16];
	const struct figure *row;

	snprintf(first, sizeof(first), "%u", a < b ? a : b);
	snprintf(second, sizeof(second), "%u", a < b ? b : a);
	row = figures_find(figures, first, second);
	return row && row->samples ? row->median : 0;
}

/* A transfer time between the least (0) and the greatest (1) */
static double heat(const struct figures *figures, double ns)
{
	double least = 0, greatest = 0;
	size_t i;

	for (i = 0; i < figures->nr; i++) {
		const struct figure *row = &figures->rows[i];

		if (!row->samples)
			continue;
		if (!least || row->median < least)
			least = row->median;
		if (row->median > greatest)
			greatest = row->median;
	}
	return greatest > least ? (ns - least) / (greatest - least) : 0;
}

static void print_cell(FILE *stream, const struct figures *figures, double ns,
		       const char *none)
{
	/* From cool to hot, of the 256 colours of a terminal */
	static const unsigned char colours[] = { 22, 28, 64, 136, 166, 124 };
	bool styled = text_styled(stream);

	if (!ns)
		fprintf(stream, " %6s", none);
	else if (styled)
		fprintf(stream, " \033[48;5;%um%6.1f" STYLE_NONE,
			colours[(int)(heat(figures, ns) * 5.99)], ns);
	else
		fprintf(stream, " %6.1f", ns);
}

/* Columns @first to @last - 1 of the heat map, and where the CPUs of the rows are */
static void print_band(FILE *stream, const struct figures *figures,
		       const struct topology *topology, size_t first,
		       size_t last)
{
	size_t i, j;

	fprintf(stream, "  %6s", "");
	for (j = first; j < last; j++)
		fprintf(stream, " %6u", topology->cpus[j].cpu);
	fputc('\n', stream);
	for (i = 0; i < topology->nr; i++) {
		fprintf(stream, "  %6u", topology->cpus[i].cpu);
		for (j = first; j < last; j++)
			print_cell(stream, figures, i == j ? 0 :
				   transfer(figures, topology->cpus[i].cpu,
					    topology->cpus[j].cpu),
				   i == j ? "." : "-");
		fprintf(stream, "   %s\n", topology->cpus[i].where);
	}
	fputc('\n', stream);
}

void figures_print_transfer(FILE *stream, const struct figures *figures)
{
	struct topology *topology = topology_of(figures->cpus);
	size_t limit = text_limit(stream), taken = 8 + 3, where = 0, band, i;

	figures_heading(stream, "Transfer of a cache line from CPU to CPU, in ns");
	fprintf(stream, "half a round trip; medians\n\n");
	for (i = 0; i < topology->nr; i++)
		if (strlen(topology->cpus[i].where) > where)
			where = strlen(topology->cpus[i].where);
	taken += where;
	/* as many columns side by side as there is room for, one at least */
	band = !limit ? topology->nr : limit < taken + 7 ? 1 :
	       (limit - taken) / 7;
	for (i = 0; i < topology->nr; i += band)
		print_band(stream, figures, topology, i, i + band < topology->nr ?
			   i + band : topology->nr);
	topology_free(topology);
}

void figures_print_mesi(FILE *stream, const struct figures *figures)
{
	static const char *const ops[] = { "load", "store", "atomic" };
	struct table *table = table_new("llrrrr");
	const struct figure *row;
	size_t i, j;

	figures_heading(stream, "Access to a line, by its state in the caches (MESI)");
	fputs("one access, waited for: a store includes a full fence\n\n", stream);
	table_cell(table, "");
	table_cell(table, "the line is");
	table_cell(table, "ns");
	table_cell(table, "cycles");
	table_cell(table, "quartiles");
	table_cell(table, "");
	table_rule(table);
	for (i = 0; i < sizeof(ops) / sizeof(*ops); i++) {
		const char *op = ops[i];

		for (j = 0; j < figures->nr; j++) {
			row = &figures->rows[j];
			if (strcmp(row->words[0], ops[i]))
				continue;
			table_cell(table, op);
			op = "";
			table_cell(table, row->words[1]);
			cells(table, figures, row);
			table_cell(table, "");
		}
	}
	table_print(table, stream, 2, "  ");
	table_free(table);
	fputc('\n', stream);
}

void figures_print_sharing(FILE *stream, const struct figures *figures)
{
	static const struct {
		const char *word;
		const char *what;
	} ways[] = {
		{ "alone", "one CPU counts alone" },
		{ "two lines", "two CPUs, counters on two lines" },
		{ "one line", "two CPUs, counters on one line" },
	};
	struct table *table = table_new("lrrr");
	const struct figure *one, *two;
	size_t i;

	figures_heading(stream, "False sharing: one increment of a counter of one's own");
	fputc('\n', stream);
	table_cell(table, "");
	table_cell(table, "ns");
	table_cell(table, "cycles");
	table_cell(table, "quartiles");
	table_rule(table);
	for (i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		table_cell(table, ways[i].what);
		cells(table, figures, figures_find(figures, ways[i].word, NULL));
	}
	table_print(table, stream, 2, "  ");
	table_free(table);
	one = figures_find(figures, "one line", NULL);
	two = figures_find(figures, "two lines", NULL);
	if (one && two && one->samples && two->samples && two->median > 0)
		fprintf(stream, "\n  Sharing the line costs %.1f times as much.\n",
			one->median / two->median);
	fputc('\n', stream);
}

/* Shown if the user names no primitive */
static const char *const usual[] = {
	"load", "store", "READ_ONCE", "WRITE_ONCE", "smp_load_acquire",
	"smp_store_release", "smp_mb", "smp_rmb", "smp_wmb", "smp_store_mb",
	"xchg", "cmpxchg", "atomic_inc", "atomic_add_return_relaxed",
	"atomic_add_return_acquire", "atomic_add_return_release",
	"atomic_add_return", "atomic_fetch_add_relaxed",
	"atomic_fetch_add_acquire", "atomic_fetch_add_release",
	"atomic_fetch_add", "spin_lock", "rcu_read_lock", NULL
};

static double most(const struct figures *figures, char *const *names)
{
	const struct figure *row;
	double most = 0;
	size_t i;

	for (i = 0; names[i]; i++) {
		row = figures_find(figures, names[i], "alone");
		if (row && row->median > most)
			most = row->median;
	}
	return most;
}

void figures_print_cost(FILE *stream, const struct figures *figures,
			char *const *names)
{
	static const char bars[] = "##############################";
	struct table *table = table_new("lrrrlrr");
	const struct figure *row;
	double scale;
	size_t i;

	if (!names)
		names = (char *const *)usual;
	scale = most(figures, names);
	figures_heading(stream, "What a primitive costs");
	fputs("one call on a line that is in the cache; contended: another CPU calls it on\n"
	      "the same line all the while; the loop around it is subtracted\n\n", stream);
	table_cell(table, "");
	table_cell(table, "ns");
	table_cell(table, "cycles");
	table_cell(table, "quartiles");
	table_cell(table, "");
	table_cell(table, "contended ns");
	table_cell(table, "quartiles");
	table_rule(table);
	for (i = 0; names[i]; i++) {
		const char *pair = !strcmp(names[i], "spin_lock") ?
			" + spin_unlock" : !strcmp(names[i], "rcu_read_lock") ?
			" + rcu_read_unlock" : "";

		row = figures_find(figures, names[i], "alone");
		table_cellf(table, "%s%s", names[i], pair);
		cells(table, figures, row);
		table_cellf(table, "%.*s", row && scale > 0 ?
			    (int)(row->median / scale * (sizeof(bars) - 1) + 0.5) : 0,
			    bars);
		row = figures_find(figures, names[i], "contended");
		if (row && row->samples) {
			table_cellf(table, "%.1f", row->median);
			table_cellf(table, "%.1f-%.1f", row->low, row->high);
		} else {
			table_cell(table, "-");
			table_cell(table, row ? row->note : "");
		}
	}
	table_print(table, stream, 2, "  ");
	table_free(table);

	row = figures_find(figures, "atomic_add_return", "split");
	if (row && row->samples)
		fprintf(stream, "\n  atomic_add_return() across two cache lines: %.1f ns\n",
			row->median);
	else if (row)
		fprintf(stream, "\n  atomic_add_return() across two cache lines: not tried, %s\n",
			row->note);
	fputc('\n', stream);
}

void figures_svg(FILE *stream, const struct figures *figures)
{
	struct topology *topology = topology_of(figures->cpus);
	const unsigned int cell = 44, left = 150, top = 70;
	unsigned int nr = topology->nr, x, y;

	fprintf(stream, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\" font-family=\"sans-serif\" font-size=\"12\">\n",
		left + nr * cell + 20 < 460 ? 460 : left + nr * cell + 20,
		top + nr * cell + 20);
	fprintf(stream, "<text x=\"10\" y=\"20\" font-size=\"15\">Transfer of a cache line from CPU to CPU, in ns%s</text>\n",
		machine_this()->emulated ? " (emulated)" : "");
	for (y = 0; y < nr; y++) {
		fprintf(stream, "<text x=\"%u\" y=\"%u\" text-anchor=\"middle\">%u</text>\n",
			left + y * cell + cell / 2, top - 8,
			topology->cpus[y].cpu);
		fprintf(stream, "<text x=\"%u\" y=\"%u\" text-anchor=\"end\">%s, CPU %u</text>\n",
			left - 8, top + y * cell + cell / 2 + 4,
			topology->cpus[y].where, topology->cpus[y].cpu);
		for (x = 0; x < nr; x++) {
			double ns = transfer(figures, topology->cpus[y].cpu,
					     topology->cpus[x].cpu);
			double warm = ns ? heat(figures, ns) : 0;

			fprintf(stream, "<rect x=\"%u\" y=\"%u\" width=\"%u\" height=\"%u\" fill=\"%s\" ",
				left + x * cell, top + y * cell, cell - 2,
				cell - 2, x == y || !ns ? "#eee" : "#d33");
			fprintf(stream, "fill-opacity=\"%.2f\"/>\n",
				x == y || !ns ? 1.0 : 0.15 + 0.85 * warm);
			if (ns)
				fprintf(stream, "<text x=\"%u\" y=\"%u\" text-anchor=\"middle\">%.0f</text>\n",
					left + x * cell + cell / 2 - 1,
					top + y * cell + cell / 2 + 4, ns);
		}
	}
	fputs("</svg>\n", stream);
	topology_free(topology);
}
