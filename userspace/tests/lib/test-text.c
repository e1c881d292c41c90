// SPDX-License-Identifier: GPL-2.0
/* Numbers, tables and progress, as people read them */
#include "tests/tap.h"
#include "arch/machine.h"
#include "cli/progress.h"
#include "lib/text.h"

TEST(numbers)
{
	char buf[TEXT_LEN];

	EXPECT_STREQ(text_count(buf, 0), "0");
	EXPECT_STREQ(text_count(buf, 999), "999");
	EXPECT_STREQ(text_count(buf, 1000), "1,000");
	EXPECT_STREQ(text_count(buf, UINT64_MAX), "18,446,744,073,709,551,615");
	EXPECT_STREQ(text_share(buf, 0, 0), "0.00 %");
	EXPECT_STREQ(text_share(buf, 0, 5), "0.00 %");
	EXPECT_STREQ(text_share(buf, 5, 5), "100.00 %");
	EXPECT_STREQ(text_share(buf, 28345, 1000000), "2.83 %");
	EXPECT_STREQ(text_share(buf, 12, 1000000), "0.0012 %");
	EXPECT_STREQ(text_share(buf, 1, 1000000000000), "0.00000000010 %");
	EXPECT_STREQ(text_rate(buf, 0), "0.00 /s");
	EXPECT_STREQ(text_rate(buf, 999.7), "1.00 k/s");
	EXPECT_STREQ(text_rate(buf, 3210000), "3.21 M/s");
	EXPECT_STREQ(text_rate(buf, 321e6), "321 M/s");
	EXPECT_STREQ(text_duration(buf, 0.3149), "0.31 s");
	EXPECT_STREQ(text_duration(buf, 12.34), "12.3 s");
	EXPECT_STREQ(text_duration(buf, 59.99), "1 min 00 s");
	EXPECT_STREQ(text_duration(buf, 3723), "1 h 02 min");
	/* No number overruns its room */
	EXPECT_LT(strlen(text_share(buf, 1, UINT64_MAX)), TEXT_LEN);
	EXPECT_LT(strlen(text_duration(buf, 1e300)), TEXT_LEN);
	EXPECT_LT(strlen(text_rate(buf, 1.8e19)), TEXT_LEN);
}

TEST(tables)
{
	struct table *table = table_new("lrl");
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);

	table_cell(table, "name");
	table_cell(table, "n");
	table_cell(table, NULL);
	table_rule(table);
	table_cell(table, "a");
	table_cellf(table, "%d", 100);
	table_cell(table, "the end");
	table_cell(table, "");
	table_cell(table, "");
	table_cell(table, "");
	EXPECT_EQ(table_width(table, " | "), 4 + 3 + 3 + 3 + 7);
	table_print(table, stream, 2, " | ");
	fclose(stream);
	EXPECT_STREQ(text,
		     "  name |   n |\n"
		     "  -----+-----+--------\n"
		     "  a    | 100 | the end\n"
		     "       |     |\n");
	free(text);
	table_free(table);
}

/* What a table looks like in a number of columns; to be freed */
static char *folded(const struct table *table, const char *columns)
{
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);

	setenv("COLUMNS", columns, 1);
	table_print(table, stream, 2, "  ");
	unsetenv("COLUMNS");
	fclose(stream);
	return text;
}

TEST(tables_fold)
{
	static const char * const cells[] = {
		"name", "threads", "purpose", "SB", "2",
		"may a load overtake an earlier store",
	};
	struct table *table = table_new("lrl");
	char *text, *line, *rest;
	unsigned int columns;

	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
		table_cell(table, cells[i]);
	table_rule(table);
	text = folded(table, "60");
	EXPECT_STREQ(text,
		     "  name  threads  purpose\n"
		     "  ---------------------------------------------------\n"
		     "  SB          2  may a load overtake an earlier store\n");
	free(text);
	/* words of the last column are set in lines */
	text = folded(table, "40");
	EXPECT_STREQ(text,
		     "  name  threads  purpose\n"
		     "  --------------------------------------\n"
		     "  SB          2  may a load overtake an\n"
		     "                 earlier store\n");
	free(text);
	/* and without room for that, columns go on below */
	text = folded(table, "30");
	EXPECT_STREQ(text,
		     "  name  threads\n"
		     "      purpose\n"
		     "  ----------------------------\n"
		     "  SB          2\n"
		     "      may a load overtake an\n"
		     "      earlier store\n");
	free(text);
	for (columns = 26; columns < 70; columns++) {
		char width[8];

		snprintf(width, sizeof(width), "%u", columns);
		text = folded(table, width);
		for (rest = text; (line = strsep(&rest, "\n"));)
			EXPECT_LE(strlen(line), columns);
		free(text);
	}
	table_free(table);
}

TEST(many_columns_fold)
{
	struct table *table = table_new("lrrrrrrrr");
	char *text;

	for (unsigned int i = 0; i < 18; i++)
		table_cellf(table, "%c%u", 'a' + i % 9, i);
	text = folded(table, "20");
	EXPECT_STREQ(text,
		     "  a0   b1   c2   d3\n"
		     "       e4   f5   g6\n"
		     "       h7   i8\n"
		     "  a9  b10  c11  d12\n"
		     "      e13  f14  g15\n"
		     "      h16  i17\n");
	free(text);
	table_free(table);
}

TEST(words_are_wrapped)
{
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);

	text_wrap(stream, "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen", 3);
	fclose(stream);
	EXPECT_STREQ(text,
		     "   one two three four five six seven eight nine ten eleven twelve thirteen\n"
		     "   fourteen fifteen sixteen\n");
	free(text);
}

TEST(progress_tells_rate_and_time_left)
{
	struct device_status status = {
		.iterations = 250000, .asked = 1000000, .seconds = 2,
		.rate = 125000,
	};
	char auto_mode[] = "auto";
	char line[256];

	progress_line(line, sizeof(line), &status, "SB", 80);
	EXPECT_STREQ(line, "SB  [##########..............................]   25 %     125 k/s  6.00 s left");
	EXPECT_LT(strlen(line), 80);

	/* Mode auto makes them twice over */
	status.mode = auto_mode;
	progress_line(line, sizeof(line), &status, "SB", 60);
	EXPECT_HAS(line, "12 %");
	status.iterations = 1000000;
	status.frames = 500000;
	progress_line(line, sizeof(line), &status, "SB", 60);
	EXPECT_HAS(line, "75 %");
	status.iterations = 250000;
	status.mode = NULL;

	/* By time */
	status.asked = 0;
	status.asked_seconds = 4;
	progress_line(line, sizeof(line), &status, "SB", 60);
	EXPECT_HAS(line, "50 %");
	EXPECT_HAS(line, "2.00 s left");
	EXPECT_LT(strlen(line), 60);

	/* Nothing is known of the end */
	status.asked_seconds = 0;
	progress_line(line, sizeof(line), &status, "SB", 80);
	EXPECT_STREQ(line, "SB  250,000  125 k/s");
}

TEST(progress_fits)
{
	struct device_status status = {
		.iterations = 7, .asked = 3, .seconds = 1e9, .rate = 1e12,
	};
	char line[256];
	unsigned int width;

	for (width = 20; width < 120; width++) {
		progress_line(line, sizeof(line), &status,
			      "a-test-with-a-long-name", width);
		EXPECT_LT(strlen(line), width);
		status.asked = status.asked ? 0 : 3;
	}
}

TEST(cpu_models)
{
	char model[64];

	machine_cpu_model(model, sizeof(model),
			  "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 85\nmodel name\t: Some CPU @ 2.00GHz\n");
	EXPECT_STREQ(model, "Some CPU @ 2.00GHz");
	machine_cpu_model(model, sizeof(model),
			  "processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c\n");
	EXPECT_STREQ(model, "implementer 0x41 part 0xd0c");
	machine_cpu_model(model, sizeof(model),
			  "processor\t: 0\ncpu\t\t: POWER9, altivec supported\n");
	EXPECT_STREQ(model, "POWER9, altivec supported");
	machine_cpu_model(model, sizeof(model),
			  "processor\t: 0\nhart\t\t: 0\nisa\t\t: rv64imafdc\nuarch\t\t: sifive,u74-mc\n");
	EXPECT_STREQ(model, "sifive,u74-mc");
	machine_cpu_model(model, sizeof(model), "");
	EXPECT_STREQ(model, "unknown");
}

CHECK_MAIN
