// SPDX-License-Identifier: GPL-2.0
#include "tests/tap.h"
#include "report/compiled.h"
#include "lib/util.h"

static char *text;

static const char *source(const char *body)
{
	free(text);
	text = compiled_source(body);
	return text;
}

TEST(sources_have_lines)
{
	EXPECT_STREQ(source("x = 1; x = 2;"), "x = 1;\nx = 2;\n");
	EXPECT_STREQ(source("WRITE_ONCE(x, 1);"), "WRITE_ONCE(x, 1);\n");
	EXPECT_STREQ(source("while (!READ_ONCE(flag) && --n) barrier();"),
		     "while (!READ_ONCE(flag) && --n)\n    barrier();\n");
	EXPECT_STREQ(source("do { a = 1; b(a); } while (--n);"),
		     "do {\n    a = 1;\n    b(a);\n} while (--n);\n");
}

/* Text of the module's file: the first two functions of the merge, and a hoist */
#define FIGURES							\
	"measure: compiler\nstate: done\ncpus: 0-1\n"		\
	"samples: 31\nkhz: 1000000\n\n"				\
	"merge\tplain\t0\t126976\t0\t31\t\n"			\
	"merge\tbarrier\t1234\t126976\t0\t31\t\n"		\
	"merge\tonce\t0\t0\t0\t0\tthe CPUs never ran at the same time\n" \
	"hoist\tonce\t31\t31\t2100\t31\t\n"

static const char *printed(enum ordlab_experiment e)
{
	struct figures *figures = figures_parse(FIGURES);
	struct listing *listings;
	size_t size, nr;
	FILE *stream;

	listings = listings_parse("merge/plain merge_plain \n"
				  "merge/once merge_once \n", "none", &nr);
	free(text);
	stream = open_memstream(&text, &size);
	compiled_print(stream, e, listings, nr, figures);
	fclose(stream);
	listings_free(listings, nr);
	figures_free(figures);
	return text;
}

TEST(experiments_are_shown)
{
	printed(ORDLAB_EXPERIMENT_merge);
	EXPECT_HAS(text, "merge: two stores to one location become one\n");
	EXPECT_HAS(text, "  plain  | barrier    | once\n");
	EXPECT_HAS(text, "  x = 2; | barrier(); | WRITE_ONCE(x, 2);\n");
	EXPECT_HAS(text, "  plain    never in 126,976 calls\n"
			 "  barrier  1,234 in 126,976 calls\n"
			 "  once     not run: the CPUs never ran at the same time\n");
	EXPECT_HAS(text, "merge_once");
	printed(ORDLAB_EXPERIMENT_hoist);
	EXPECT_HAS(text, "while (!flag && --n)");
	EXPECT_HAS(text, "  plain    not run: the measurement ended early\n");
	EXPECT_HAS(text, "  once     31 in 31 calls, after 2,100 turns of the loop\n");
}

/* The output relies on it that each experiment has three functions, of three forms */
TEST(tables_fit)
{
	static const enum ordlab_experiment of[] = {
#define ORDLAB_X(experiment, form, ...)	ORDLAB_EXPERIMENT_##experiment,
		ORDLAB_COMPILED(ORDLAB_X)
#undef ORDLAB_X
	};
	unsigned int count[ORDLAB_NR_EXPERIMENTS] = { 0 }, i;

	for (i = 0; i < ORDLAB_NR_COMPILED; i++)
		count[of[i]]++;
	for (i = 0; i < ORDLAB_NR_EXPERIMENTS; i++)
		EXPECT_EQ(count[i], 3);
}

CHECK_MAIN
