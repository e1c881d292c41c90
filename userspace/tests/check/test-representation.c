// SPDX-License-Identifier: GPL-2.0
/*
 * No answer depends on how addresses are represented: a test whose locations have
 * other numbers gives the same output, byte for byte. That is tried with every
 * program of the unit tests, the lessons' tests, and random ones.
 */
#include <glob.h>
#include "tests/tap.h"
#include "tests/random.h"
#include "front/litmus.h"
#include "report/report-check.h"
#include "report/report-herd.h"
#include "lib/util.h"

/* Processor time for a model; where it is over, there is nothing to compare */
#define SECONDS		0.3

static unsigned int compared, undecided_ones, unfinished;

/* --- Programs with other numbers --- */

static void renumber(struct ordlab_operand *operand, const uint8_t *to)
{
	if (operand->kind == ORDLAB_OPERAND_LOC)
		operand->index = to[operand->index];
}

/* The program whose locations have the numbers @to */
static struct ordlab_program *renumbered(const struct ordlab_view *from,
					 const uint8_t *to)
{
	struct ordlab_program *prog = xcalloc(1, from->prog->size);
	struct ordlab_location *locations;
	struct ordlab_observed *observed;
	struct ordlab_insn *insns;
	struct ordlab_cond *cond;
	struct ordlab_view view;

	memcpy(prog, from->prog, from->prog->size);
	ordlab_view_init(&view, prog);
	locations = (struct ordlab_location *)view.locations;
	observed = (struct ordlab_observed *)view.observed;
	cond = (struct ordlab_cond *)view.cond;
	insns = (struct ordlab_insn *)view.insns;
	for (unsigned int l = 0; l < prog->nr_locations; l++) {
		locations[to[l]] = from->locations[l];
		renumber(&locations[to[l]].init, to);
	}
	for (unsigned int i = 0; i < prog->nr_observed; i++)
		if (observed[i].kind == ORDLAB_OPERAND_LOC)
			observed[i].index = to[observed[i].index];
	for (unsigned int i = 0; i < (unsigned int)prog->nr_cond + prog->nr_filter; i++)
		renumber(&cond[i].value, to);
	for (unsigned int i = 0; i < prog->nr_insns; i++) {
		renumber(&insns[i].addr, to);
		renumber(&insns[i].val[0], to);
		renumber(&insns[i].val[1], to);
	}
	return prog;
}

static bool is_out_of_time(const struct checked *checked)
{
	for (unsigned int m = 0; m < NR_MODELS; m++)
		if (checked->by[m]->note &&
		    strstr(checked->by[m]->note, "too large"))
			return true;
	return false;
}

/* All that is printed of a program, but for how long it took */
static char *output(const struct ordlab_view *view, bool *finished)
{
	struct test test = { .name = (char *)view->prog->name, .view = *view };
	struct budget budget = budget_make(SECONDS, NULL);
	struct checked *checked = checked_new(view, (1U << NR_MODELS) - 1, &budget);
	char *text, *time;
	size_t size;
	FILE *stream = open_memstream(&text, &size);

	*finished = !is_out_of_time(checked);
	report_checked(stream, &test, checked, true);
	for (unsigned int m = 0; m < NR_MODELS; m++)
		report_checked_herd(stream, &test, checked->by[m]);
	fclose(stream);
	while ((time = strstr(text, "\nTime ")))
		memmove(time, strchr(time + 1, '\n'),
			strlen(strchr(time + 1, '\n')) + 1);
	checked_free(checked);
	return text;
}

static void compare(const struct ordlab_view *view, const uint8_t *to,
		    const char *text)
{
	struct ordlab_program *prog = renumbered(view, to);
	struct ordlab_view other;
	bool finished;
	char *again;

	ordlab_view_init(&other, prog);
	again = output(&other, &finished);
	if (finished && strcmp(text, again))
		(void)check_fail("%s is not the same with other numbers:\n%s\n%s",
				 view->prog->name, text, again);
	compared += finished;
	undecided_ones += strstr(text, "No verdict") != NULL;
	unfinished += !finished;
	free(again);
	free(prog);
}

/* Compares a program with itself, its locations the other way round, and turned */
static void try_program(const struct ordlab_view *view)
{
	unsigned int nr = view->prog->nr_locations;
	uint8_t back[ORDLAB_MAX_LOCATIONS], on[ORDLAB_MAX_LOCATIONS];
	bool finished;
	char *text;

	if (nr < 2)
		return;
	for (unsigned int l = 0; l < nr; l++) {
		back[l] = nr - 1 - l;
		on[l] = (l + 1) % nr;
	}
	text = output(view, &finished);
	if (finished) {
		compare(view, back, text);
		if (nr > 2)
			compare(view, on, text);
	}
	unfinished += !finished;
	free(text);
}

static bool try_text(const char *text)
{
	static const struct litmus_options options = { .unsafe = true };
	struct litmus *test = litmus_parse("test", text, strlen(text), &options);
	bool sound = !test->nr_errors;

	if (sound)
		try_program(&test->view);
	litmus_free(test);
	return sound;
}

/* --- Where programs come from --- */

static char *read_file(const char *path)
{
	FILE *stream = fopen(path, "r");
	char *text = NULL;
	size_t size = 0;

	if (stream && getdelim(&text, &size, '\0', stream) < 0) {
		free(text);
		text = NULL;
	}
	if (stream)
		fclose(stream);
	return text;
}

/* Calls @try with the text of each file that a pattern of glob(3) names */
static unsigned int for_each_file(const char *pattern,
				  unsigned int (*try)(const char *text))
{
	unsigned int nr = 0;
	glob_t files;

	if (!check_true(!glob(pattern, 0, NULL, &files)))
		return 0;
	for (size_t i = 0; i < files.gl_pathc; i++) {
		char *text = read_file(files.gl_pathv[i]);

		if (text)
			nr += try(text);
		free(text);
	}
	globfree(&files);
	return nr;
}

static unsigned int try_litmus(const char *text)
{
	return try_text(text);
}

/*
 * A string of C at *at, with those that follow it; or NULL. *at comes to its end.
 * Of what a backslash may stand before, the tests have newlines, quotes and
 * backslashes.
 */
static char *read_string(const char **at)
{
	char *text = xstrdup("");
	size_t len = 0;
	const char *s = *at;

	while (*s == '"') {
		for (s++; *s && *s != '"'; s++) {
			if (*s == '\\')
				s++;
			text = xrealloc(text, len + 2, 1);
			text[len++] = *s == 'n' && s[-1] == '\\' ? '\n' : *s;
		}
		s += *s == '"';
		s += strspn(s, " \t\n");
	}
	text[len] = '\0';
	*at = s;
	return text;
}

/* The litmus tests that stand in a source as strings */
static unsigned int try_source(const char *source)
{
	unsigned int nr = 0;
	const char *at = source;

	while ((at = strstr(at, "\"C "))) {
		char *text = read_string(&at);

		nr += try_text(text);
		free(text);
	}
	return nr;
}

TEST(programs_of_unit_tests)
{
	unsigned int nr = for_each_file("tests/*/*.c", try_source);

	printf("# %u programs\n", nr);
	EXPECT(nr > 50);
}

TEST(programs_of_litmus_tests)
{
	unsigned int nr;

	nr = for_each_file("../Documentation/litmus-tests/*.litmus", try_litmus);
	EXPECT(nr >= ordlab_catalogue_size());
}

/* --- Random programs --- */

/* What a thread of a random program does; @ stands for a location, # for a number */
static const char * const lines[] = {
	"r@ = READ_ONCE(*@);", "WRITE_ONCE(*@, #);", "WRITE_ONCE(*@, r@);",
	"p@ = READ_ONCE(*q);", "WRITE_ONCE(*q, @);", "WRITE_ONCE(*q, p@);",
	"p@ = @;", "p@ = @ + r@;", "p@ = p@ + 1;", "p@ = p@ - 1;",
	"WRITE_ONCE(*p@, #);", "r@ = READ_ONCE(*p@);",
	"if (p@ == @) r@ = #;", "if (p@ < p@) r@ = #;", "if (p@) WRITE_ONCE(*p@, #);",
	"r@ = p@ - p@;", "r@ = (long)p@ & 3;", "p@ = (int *)((long)p@ | 1);",
	"p@ = (int *)((long)p@ & ~3L);", "r@ = p@ == p@;", "r@ = cmpxchg(@, #, #);",
	"p@ = cmpxchg(q, p@, @);", "p@ = xchg(q, p@);", "smp_mb();",
	"r@ = (long)p@ * 2;", "r@ = atomic_fetch_add(#, q);",
};

static void add(char **text, const char *more)
{
	char *longer = xasprintf("%s%s", *text, more);

	free(*text);
	*text = longer;
}

static void add_line(char **text)
{
	static const char * const names[] = { "x", "y", "z" };
	const char *c = lines[draw(ARRAY_SIZE(lines))];
	char word[2] = { 0 };

	add(text, "\t");
	for (; *c; c++) {
		word[0] = *c == '#' ? (char)('0' + draw(3)) : *c;
		add(text, *c == '@' ? names[draw(3)] : word);
	}
	add(text, "\n");
}

static char *random_text(void)
{
	char *text = xstrdup("C R\n{ int *q = &x; }\n"), *head;

	for (unsigned int t = 0; t < 2; t++) {
		head = xasprintf("P%u(int *x, int *y, int *z, int **q)\n{\n", t);
		add(&text, head);
		free(head);
		add(&text, "\tint *px = x; int *py = y; int *pz = z;\n"
		    "\tlong rx = 0; long ry = 0; long rz = 0;\n");
		for (unsigned int i = 2 + draw(3); i--;)
			add_line(&text);
		add(&text, "}\n");
	}
	add(&text, "locations [x; y; z; q; 0:rx; 0:px; 1:ry; 1:pz]\n"
	    "exists (0:px=y \\/ 1:ry=1)\n");
	return text;
}

TEST(random_programs)
{
	unsigned int sound = 0, before = compared, none = undecided_ones;

	for (unsigned int i = 0; i < 300 && !check_failed; i++) {
		char *text = random_text();

		sound += try_text(text);
		if (check_failed)
			printf("# %s\n", text);
		free(text);
	}
	EXPECT(sound > 250);
	EXPECT(compared - before > 250);
	/* There are enough with a verdict, and enough without one */
	none = undecided_ones - none;
	EXPECT(none > 50 && compared - before - none > 50);
	printf("# %u compared, %u of them undecided\n", compared - before, none);
}

TEST(most_are_compared)
{
	printf("# %u compared, %u too large\n", compared, unfinished);
	EXPECT(compared > 10 * unfinished);
}

CHECK_MAIN
