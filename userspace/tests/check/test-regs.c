// SPDX-License-Identifier: GPL-2.0
/*
 * Threads with more named registers than a program has: they share numbers, and
 * nothing else. A test has the states, counts and flags of the same test with few
 * registers.
 */
#include "tests/nested.h"

/* A thread of message passing that reads, beside it one that writes */
static char *reader(const char *body, const char *locations)
{
	return xasprintf("C regs\n{ }\n"
			 "P0(int *x, int *y, int *z)\n"
			 "{ WRITE_ONCE(*x, 1); smp_wmb(); WRITE_ONCE(*y, 1); }\n"
			 "P1(int *x, int *y, int *z)\n{ %s }\n"
			 "locations [x; y; z; %s]\nexists (z=2)\n", body, locations);
}

/* A thread that reads x and writes y, beside it one that does the reverse */
static char *load_buffer(const char *body)
{
	return xasprintf("C regs\n{ }\n"
			 "P0(int *x, int *y, int *z)\n"
			 "{ int a = READ_ONCE(*y); smp_mb(); WRITE_ONCE(*x, 1); }\n"
			 "P1(int *x, int *y, int *z)\n{ %s }\n"
			 "locations [x; y; z; 0:a]\nexists (0:a=1 /\\ x=1)\n", body);
}

/* @nr registers that depend on one another: the last one has the value of @first */
static char *chain(const char *prefix, const char *first, unsigned int nr)
{
	char *text = xstrdup("");

	for (unsigned int i = 0; i < nr; i++)
		text = glue(text, i ? xasprintf("int %s%u = %s%u + 0; ", prefix, i,
						prefix, i - 1) :
				      xasprintf("int %s0 = %s + 0; ", prefix, first));
	return text;
}

/* @nr registers that are all needed at the end, which takes their sum */
static char *fan(const char *first, unsigned int nr)
{
	char *text = xstrdup(""), *sum = xstrdup("0");

	for (unsigned int i = 0; i < nr; i++) {
		text = glue(text, xasprintf("int f%u = %s * %u; ", i, first, i));
		sum = glue(sum, xasprintf(" + f%u", i));
	}
	text = glue(text, xasprintf("int g = %s; ", sum));
	free(sum);
	return text;
}

static void check_same(char *many, char *few)
{
	EXPECT(compare_all(many, few));
	free(many);
	free(few);
}

/* The two bodies in each of the tests */
static void both_readers(char *many, const char *few, const char *locations)
{
	check_same(reader(many, locations), reader(few, locations));
	free(many);
}

static void both_buffers(char *many, const char *few)
{
	check_same(load_buffer(many), load_buffer(few));
	free(many);
}

static const unsigned int numbers[] = { 15, 16, 17, 18, 24, 31, 40, 100 };

#define FEW_READS	"int r = READ_ONCE(*y); smp_rmb(); int q = READ_ONCE(*x); "

/* What they lost: reads into registers whose sum is stored were operands of it */
TEST(order_of_reads)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(numbers); i++) {
		char *more = chain("c", "0", numbers[i]);

		both_readers(xasprintf("int r = READ_ONCE(*y); smp_rmb(); int q = READ_ONCE(*x); "
				       "%s WRITE_ONCE(*z, 2 * r + q); ", more),
			     FEW_READS "WRITE_ONCE(*z, 2 * r + q); ", "1:c1");
		both_readers(xasprintf("%s int r = READ_ONCE(*y); smp_rmb(); "
				       "int q = READ_ONCE(*x); "
				       "WRITE_ONCE(*z, 2 * r + q); ", more),
			     FEW_READS "WRITE_ONCE(*z, 2 * r + q); ", "1:r");
		free(more);
	}
}

TEST(dependencies)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(numbers); i++) {
		char *more = chain("c", "r", numbers[i]);
		unsigned int last = numbers[i] - 1;

		both_buffers(xasprintf("int r = READ_ONCE(*x); %s WRITE_ONCE(*y, 1 + c%u * 0); ",
				       more, last),
			     "int r = READ_ONCE(*x); WRITE_ONCE(*y, 1 + r * 0);");
		both_buffers(xasprintf("int r = READ_ONCE(*x); %s if (c%u >= 0) WRITE_ONCE(*y, 1); ",
				       more, last),
			     "int r = READ_ONCE(*x); if (r >= 0) WRITE_ONCE(*y, 1);");
		both_buffers(xasprintf("int r = READ_ONCE(*x); %s int *p = y + (c%u & 0); "
				       "WRITE_ONCE(*p, 1); ", more, last),
			     "int r = READ_ONCE(*x); int *p = y + (r & 0); WRITE_ONCE(*p, 1); ");
		/* and where there is none */
		both_buffers(xasprintf("int r = READ_ONCE(*x); %s WRITE_ONCE(*y, 1); ", more),
			     "int r = READ_ONCE(*x); WRITE_ONCE(*y, 1);");
		free(more);
	}
}

/* As many as fit live at once; the others are dead by then */
TEST(many_at_once)
{
	for (unsigned int nr = 8; nr < 12; nr++) {
		char *more = chain("c", "r", 30), *all = fan("q", nr);

		both_readers(xasprintf("int r = READ_ONCE(*y); smp_rmb(); int q = READ_ONCE(*x); "
				       "%s%s WRITE_ONCE(*z, 2 * r + q); ", more, all),
			     FEW_READS "WRITE_ONCE(*z, 2 * r + q); ", "1:r; 1:q");
		free(more);
		free(all);
	}
}

/* Those that are observed keep their value, whatever follows */
TEST(observed)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(numbers); i++) {
		char *before = chain("b", "0", numbers[i]);
		char *after = chain("c", "q", numbers[i]);
		char *many = xasprintf("%s int r = READ_ONCE(*y); int q = READ_ONCE(*x); "
				       "int s = 5; %s WRITE_ONCE(*z, r); ", before, after);

		both_readers(many, "int r = READ_ONCE(*y); int q = READ_ONCE(*x); int s = 5; "
			     "WRITE_ONCE(*z, r);", "1:r; 1:q; 1:s");
		free(before);
		free(after);
	}
}

/* A name that a program has no room for */
TEST(long_names)
{
#define A	"a_register_whose_name_is_longer_than_that_of_any_other"
#define B	"b_register_whose_name_is_longer_than_that_of_any_other"
	both_readers(xstrdup("int " A " = READ_ONCE(*y); smp_rmb(); int " B
			     " = READ_ONCE(*x); int r0 = 0; "
			     "WRITE_ONCE(*z, 2 * " A " + " B "); "),
		     FEW_READS "int r0 = 0; WRITE_ONCE(*z, 2 * r + q); ", "1:r0");
}

/* Sixteen that are observed leave none for the others */
TEST(too_many)
{
	char *more = chain("c", "0", 16), *list = xstrdup("z"), *text;
	struct litmus *test;

	for (unsigned int i = 0; i < 16; i++)
		list = glue(list, xasprintf("; 1:c%u", i));
	for (unsigned int left = 0; left < 2; left++) {
		char *body = xasprintf("%s%s", more, left ?
				       "int d = READ_ONCE(*x); WRITE_ONCE(*z, d);" : "");

		text = reader(body, list);
		test = litmus_parse("test", text, strlen(text), NULL);
		EXPECT_EQ(!test->program, left);
		if (left)
			EXPECT_HAS(test->messages[0].text, "too many values to keep at once");
		litmus_free(test);
		free(text);
		free(body);
	}
	free(more);
	free(list);
}

CHECK_MAIN
