// SPDX-License-Identifier: GPL-2.0
/*
 * The built-in tests are what "make catalogue" makes of the litmus files now, and
 * what it cannot make anything of is refused with the reason.
 */
#include <sys/stat.h>
#include <unistd.h>
#include "tests/tap.h"
#include "catalogue/generate.h"
#include "front/source.h"
#include "lib/util.h"

#define DIR		"../Documentation/litmus-tests"
#define GENERATED	"../module/program/catalogue-tests.c"

static char *read_file(const char *path)
{
	FILE *file = fopen(path, "re");
	size_t room = 0;
	char *text = NULL;

	if (file && getdelim(&text, &room, '\0', file) < 0) {
		free(text);
		text = NULL;
	}
	if (file)
		fclose(file);
	return text;
}

/* Number of the first line that differs; 0 if none does */
static unsigned int first_difference(const char *a, const char *b)
{
	unsigned int line = 1;

	for (; *a == *b; a++, b++) {
		if (!*a)
			return 0;
		line += *a == '\n';
	}
	return line;
}

TEST(generated_file_is_up_to_date)
{
	char *committed = read_file(GENERATED), *why, *text;
	unsigned int line;

	text = catalogue_text(DIR "/@catalogue", &why);
	if (!text) {
		(void)check_fail("%s", why);
	} else if (!committed) {
		(void)check_fail("no " GENERATED ": run 'make catalogue'");
	} else {
		line = first_difference(committed, text);
		if (line)
			(void)check_fail(GENERATED ":%u: another text than the litmus files give now: run 'make catalogue', and commit it",
					 line);
	}
	free(committed);
	free(text);
	free(why);
}

/* --- What is unpacked is what was read --- */

/* A built-in program has no lines */
static void forget_lines(struct ordlab_program *prog)
{
	struct ordlab_insn *insns;
	struct ordlab_view view;
	unsigned int i;

	ordlab_view_init(&view, prog);
	insns = (struct ordlab_insn *)view.insns;
	for (i = 0; i < prog->nr_insns; i++)
		insns[i].line = 0;
}

TEST(programs_are_those_of_the_files)
{
	static unsigned long long room[ORDLAB_MAX_SIZE / 8 + 1];
	const struct ordlab_program *prog = (const void *)room;
	unsigned int i;

	ASSERT(ordlab_catalogue_size());
	for (i = 0; i < ordlab_catalogue_size(); i++) {
		struct source *source;
		char *path;

		ASSERT(ordlab_catalogue_get(i, room, sizeof(room)) > 0);
		path = xasprintf(DIR "/%s.litmus", prog->name);
		source = source_read(path, NULL);
		if (source->prog)
			forget_lines(source->prog);
		if (!source->prog || source->prog->size != prog->size ||
		    memcmp(source->prog, prog, prog->size))
			(void)check_fail("%s: another program than the built-in one: run 'make catalogue'",
					 path);
		source_free(source);
		free(path);
	}
}

/* --- Lists and tests of our own --- */

static char dir[] = "/tmp/ordlab-catalogue-XXXXXX";

static void write_file(const char *name, const char *text)
{
	char *path = xasprintf("%s/%s", dir, name);
	FILE *file = fopen(path, "we");

	if (file) {
		fputs(text, file);
		fclose(file);
	}
	free(path);
}

/* The text of a list that says @lines; or NULL, and *why */
static char *generate(const char *lines, char **why)
{
	char *path = xasprintf("%s/list", dir), *text;

	write_file("list", lines);
	text = catalogue_text(path, why);
	free(path);
	return text;
}

/* That @lines are refused, and why */
static void expect_refused(const char *lines, const char *reason)
{
	char *why, *text = generate(lines, &why);

	EXPECT(!text);
	EXPECT_HAS(why, reason);
	free(text);
	free(why);
}

/* A test of its own that has room for everything */
#define SMALL	"C small\n\n(* What \"it\" is *)\n\n{}\n\n"			\
		"P0(int *x)\n{\n\tint r0;\n\n\tr0 = READ_ONCE(*x);\n}\n\n"	\
		"filter (x=0)\n~exists (0:r0=-3 \\/ 0:r0!=2)\n"

TEST(tests_of_our_own)
{
	char *why, *text;

	ASSERT(mkdtemp(dir));
	write_file("small.litmus", SMALL);
	text = generate("# no heading\n\n# A heading\n# of two lines\nsmall.litmus\n", &why);
	ASSERT(text);
	EXPECT(!strstr(text, "no heading"));
	EXPECT_HAS(text, "\t/*\n\t * A heading\n\t * of two lines\n\t */\n");
	EXPECT_HAS(text, ".purpose = \"What \\\"it\\\" is\",\n");
	EXPECT_HAS(text, " *    0  r0 = READ_ONCE(*x);\n");
	EXPECT_HAS(text, "{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },\n");
	EXPECT_HAS(text, ".quantifier = ORDLAB_NOT_EXISTS,\n");
	EXPECT_HAS(text, ".nr_filter = 1,\n");
	EXPECT_HAS(text, "{ .what = LOC(0), .filter_only = 1 },\n");
	EXPECT_HAS(text, "{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(-3) },\n");
	free(text);
}

TEST(what_is_refused)
{
	write_file("many.litmus",
		   "C many\n\n{}\n\nP0(int *x)\n{\n\tWRITE_ONCE(*x, 1);\n}\n\n"
		   "P1(int *x)\n{\n}\n\nP2(int *x)\n{\n}\n\nP3(int *x)\n{\n}\n\n"
		   "P4(int *x)\n{\n}\n\nexists (x=1)\n");
	write_file("large.litmus",
		   "C large\n\n{}\n\nP0(int *x)\n{\n\tWRITE_ONCE(*x, 1000);\n}\n\nexists (x=0)\n");
	write_file("wrong.litmus", "C wrong\n\n{}\n\nP0(int *x)\n{\n\tread(*x);\n}\n\nexists (x=0)\n");

	expect_refused("\n# nothing\n", "/list: it names no test");
	expect_refused("absent.litmus\n", "/absent.litmus: No such file");
	expect_refused("wrong.litmus\n", "wrong.litmus:7");
	expect_refused("small.litmus\nsmall.litmus\n", "further up in the list");
	expect_refused("many.litmus\n", "many.litmus: 5 threads are more than 4: CATALOGUE_THREADS");
	expect_refused("large.litmus\n", "large.litmus: 1000 does not fit");
}

/* Last: what the others have written */
TEST(files_are_removed)
{
	static const char * const files[] = {
		"list", "small.litmus", "many.litmus", "large.litmus", "wrong.litmus",
	};
	unsigned int i;
	char *path;

	for (i = 0; i < sizeof(files) / sizeof(*files); i++) {
		path = xasprintf("%s/%s", dir, files[i]);
		EXPECT(!unlink(path));
		free(path);
	}
	EXPECT(!rmdir(dir));
}

CHECK_MAIN
