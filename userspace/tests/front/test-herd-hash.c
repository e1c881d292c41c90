// SPDX-License-Identifier: GPL-2.0
/* Hashes of tests; each is what herd7 7.58 prints for this text */
#include "tests/tap.h"
#include "front/litmus.h"

static const char * const all_kinds =
	"C a\n"
	"\n"
	"{\n"
	"int y = 0x10; x=1; int *p=x;\n"
	"atomic_t a = ATOMIC_INIT(3); 0:r5=y; int z;\n"
	"}\n"
	"\n"
	"P0(volatile int *x, int **p, atomic_t *a) // {\n"
	"{\n"
	"\tint r0; /* a { and a } are counted */\n"
	"\tif (READ_ONCE(*x)) {\n"
	"\t\tr0 = 1;\n"
	"\t}\n"
	"}\n"
	"\n"
	"P1( int*  y ,int *z)\n"
	"{\n"
	"\tWRITE_ONCE(*y, 1);\n"
	"}\n"
	"\n"
	"locations [z; 0:r0; x]\n"
	"filter (y=1)\n"
	"exists (0:r0=1 /\\ ~(y=2 \\/ p=x))\n";

/* The hash of a text, until the next call */
static const char *hash(const char *text)
{
	static const struct litmus_options options = { .unsafe = true };
	static char copy[40];
	struct litmus *test = litmus_parse("t", text, strlen(text), &options);

	strcpy(copy, test->hash);
	litmus_free(test);
	return copy;
}

TEST(hashes_are_those_of_herd)
{
	EXPECT_STREQ(hash(all_kinds), "a7cbfdce76ea647280a60ffeb6485571");
	EXPECT_STREQ(hash("C b\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nforall (true)\n"),
		     "97711dab935b254bc75f93cf5e4fe4d0");
}

/* Neither the name nor the condition changes the hash */
TEST(name_and_condition_do_not_count)
{
	EXPECT_STREQ(hash("C c\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\n"),
		     "97711dab935b254bc75f93cf5e4fe4d0");
	EXPECT(strcmp(hash("C b\n{}\nP0(int *x) { WRITE_ONCE(*x, 2); }\n"),
		      "97711dab935b254bc75f93cf5e4fe4d0"));
	EXPECT(strcmp(hash("C b\n{}\nP0(int *x) { WRITE_ONCE(*x, 1); }\nexists (x=1)"),
		      "97711dab935b254bc75f93cf5e4fe4d0"));
}

TEST(what_cannot_be_read_has_none)
{
	EXPECT_STREQ(hash("C b\n{}\nP0(int *x) { WRITE_ONCE(*x, ; }\n"), "");
	EXPECT_STREQ(hash(""), "");
}

CHECK_MAIN
