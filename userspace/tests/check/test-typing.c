// SPDX-License-Identifier: GPL-2.0
/* lower-typing.c: which conversions there are, and what tests may be careless of */
#include "tests/tap.h"
#include "check/check.h"
#include "front/litmus.h"
#include "lib/util.h"

static char listing[4096];

static void add(const char *text)
{
	if (strlen(listing) + strlen(text) < sizeof(listing))
		strcat(listing, text);
}

static void add_messages(const struct litmus *test)
{
	size_t i;

	for (i = 0; i < test->nr_messages; i++) {
		add(i ? "\n" : "");
		add(test->messages[i].text);
	}
}

static struct litmus *parse_text(char *text)
{
	struct litmus *test = litmus_parse("t", text, strlen(text), NULL);

	free(text);
	return test;
}

/* The instructions of a thread, in a line; or what is wrong */
static const char *code(const char *statements)
{
	struct litmus *test = parse_text(xasprintf("C t\n{ int *p = &x; }\nP0(int *x, u8 *b, s8 *c, u32 *u, long *l, bool *t, u64 *w, int **p, atomic_t *a) {\n%s\n}\n",
						   statements));
	char line[160];
	unsigned int i;

	*listing = '\0';
	if (!test->program)
		add_messages(test);
	for (i = 0; test->program && i < test->view.threads[0].nr_insns; i++) {
		ordlab_disasm(line, sizeof(line), &test->view, 0, i);
		add(i ? " " : "");
		add(line);
	}
	litmus_free(test);
	return listing;
}

/* The messages about a test that is @initial { @code } @final */
static const char *messages(const char *initial, const char *statements,
			    const char *final)
{
	struct litmus *test = parse_text(xasprintf("C t\n{ %s }\n%s\n%s\n", initial,
						   statements, final));

	*listing = '\0';
	add_messages(test);
	litmus_free(test);
	return listing;
}

/* Whether a model allows the condition */
static enum verdict verdict(const char *text)
{
	struct litmus *test = litmus_parse("t", text, strlen(text), NULL);
	enum verdict verdict = VERDICT_NONE;

	if (test->program)
		verdict = check_condition(&test->view, MODEL_LKMM,
					  BUDGET_ENDLESS);
	else
		litmus_print(stdout, test, true);
	litmus_free(test);
	return verdict;
}

TEST(a_conversion_is_there_where_it_may_change_a_value)
{
	EXPECT_STREQ(code("u8 r0 = READ_ONCE(*x);"),
		     "t1 = READ_ONCE(*x); r0 = (unsigned char)t1;");
	EXPECT_STREQ(code("int r0 = READ_ONCE(*l);"),
		     "t1 = READ_ONCE(*l); r0 = (int)t1;");
	EXPECT_STREQ(code("unsigned int r0 = *x;"),
		     "t1 = *x; r0 = (unsigned int)t1;");
	EXPECT_STREQ(code("int r0 = (s8)READ_ONCE(*x) + 1;"),
		     "t1 = READ_ONCE(*x); t2 = (signed char)t1; r0 = t2 + 1;");
	EXPECT_STREQ(code("bool r0 = *l;"), "t1 = *l; r0 = (bool)t1;");
	/* and nowhere else */
	EXPECT_STREQ(code("int r0 = READ_ONCE(*b);"), "r0 = READ_ONCE(*b);");
	EXPECT_STREQ(code("long r0 = READ_ONCE(*x);"), "r0 = READ_ONCE(*x);");
	EXPECT_STREQ(code("u64 r0 = *l; long r1 = *w;"), "r0 = *l; r1 = *w;");
	EXPECT_STREQ(code("u8 r0 = *t; short r1 = *b; u8 r2 = *x > 1;"),
		     "r0 = *t; r1 = *b; t3 = *x; r2 = t3 > 1;");
	EXPECT_STREQ(code("u8 r0 = *x & 0xff; bool r1 = !*x; bool r2 = *x & 1;"),
		     "t3 = *x; r0 = t3 & 255; t3 = *x; r1 = !t3; t3 = *x; r2 = t3 & 1;");
	EXPECT_STREQ(code("int r0 = atomic_dec_and_test(a); bool r1 = r0;"),
		     "r0 = atomic_dec_and_test(a); r1 = (bool)r0;");
	EXPECT_STREQ(code("(int)READ_ONCE(*x); int r0 = (int)(unsigned int)5;"),
		     "READ_ONCE(*x); r0 = 5;");
	/* a location converts what it takes */
	EXPECT_STREQ(code("WRITE_ONCE(*b, *x); *c = 300; xchg(b, *l);"),
		     "t0 = *x; WRITE_ONCE(*b, t0); *c = 300; t0 = *l; xchg(b, t0);");
}

TEST(operations_have_the_types_of_c)
{
	EXPECT_STREQ(code("int r0 = *x > *u;"),
		     "t1 = *x; t2 = *u; r0 = (unsigned int)t1 > t2;");
	EXPECT_STREQ(code("int r0 = *b > *c;"), "t1 = *b; t2 = *c; r0 = t1 > t2;");
	EXPECT_STREQ(code("long r0 = *l + *u;"),
		     "t1 = *l; t2 = *u; r0 = (long)t1 + t2;");
	EXPECT_STREQ(code("u64 r0 = *x << 3L;"), "t1 = *x; r0 = t1 << 3;");
	EXPECT_STREQ(code("u64 r0 = (u64)*x << 3;"),
		     "t1 = *x; r0 = (unsigned long)t1 << 3;");
	EXPECT_STREQ(code("int r0 = *x ? *u : -1;"),
		     "t1 = *x; if (!t1) goto 4; t1 = *u; goto 5; t1 = 4294967295; r0 = (int)t1;");
	/* constants, too */
	EXPECT_STREQ(code("int r0 = 0 - 1 > 5; int r1 = 0 - 1 > 5U;"),
		     "r0 = 0; r1 = 1;");
	EXPECT_STREQ(code("long r0 = 0x80000000 + 0x80000000;"), "r0 = 0;");
	EXPECT_STREQ(code("long r0 = 2147483648 + 2147483648;"),
		     "r0 = 4294967296;");
	EXPECT_STREQ(code("long r0 = (u8)300 + (char)255 + (s8)255;"),
		     "r0 = 298;");
	EXPECT_STREQ(code("bool r0 = 2; bool r1 = (bool)0x100; int r2 = true + !false;"),
		     "r0 = 1; r1 = 1; r2 = 2;");
	EXPECT_STREQ(code("long r0 = *x / 0x100000000;"),
		     "t1 = *x; r0 = (long)t1 / 4294967296;");
	EXPECT_STREQ(code("int r0 = *x / (u8)256;"),
		     "the right side of / must be a constant other than 0");
}

/* herd needs no declaration: such a register holds any value that is assigned */
TEST(registers_without_a_declaration)
{
	EXPECT_STREQ(code("r0 = *b; r1 = r0 + *u; r2 = r1 > 0;"),
		     "r0 = *b; t3 = *u; r1 = (unsigned int)r0 + t3; r2 = (unsigned int)r1 > 0;");
	/* also of what is assigned later */
	EXPECT_STREQ(code("r0 = *b; r1 = r0 - 1 < 0; r0 = *u;"),
		     "r0 = *b; t2 = (unsigned int)r0 - 1; r1 = (unsigned int)t2 < 0; r0 = *u;");
	EXPECT_STREQ(code("r0 = 5U; int r1 = r0 > -1;"),
		     "r0 = 5; r1 = (unsigned int)r0 > -1;");
	EXPECT_STREQ(messages("0:r1=5", "P0(u8 *x) { r1 = READ_ONCE(*x); }",
			      "exists (0:r1=5)"), "");
}

/* Tests hold addresses in what they declare as int */
TEST(addresses_are_not_cut_off)
{
	EXPECT_STREQ(code("int r0 = *p; WRITE_ONCE(*r0, 1);"),
		     "r0 = *p; WRITE_ONCE(*r0, 1);");
	EXPECT_STREQ(code("int r0 = x; int r1 = r0 == x; int r2 = r0 != 0;"),
		     "r0 = x; r1 = r0 == x; r2 = r0 != 0;");
	EXPECT_STREQ(code("unsigned long r0 = (unsigned long)*p; WRITE_ONCE(*p, (int *)r0);"),
		     "r0 = *p; WRITE_ONCE(*p, r0);");
	EXPECT_STREQ(code("int *r0 = *p; bool r1 = r0; if (r0 && r1) *x = 1;"),
		     "r0 = *p; r1 = (bool)r0; t2 = r0 && r1; if (!t2) goto 5; *x = 1;");
	EXPECT_STREQ(code("int r0 = rcu_dereference(*p);"),
		     "r0 = rcu_dereference(*p);");
	/* what is narrower has no room for one, and C is taken at its word */
	EXPECT_STREQ(code("u8 r0 = *p;"),
		     "an address is cut off; only a pointer or a long has room for it");
	EXPECT_STREQ(code("int *r0 = *p; int r1 = (int)r0;"),
		     "an address is cut off; only a pointer or a long has room for it");
}

TEST(types_by_name)
{
	static const struct {
		const char *name, *type;
	} names[] = {
		{ "char", "unsigned char" }, { "signed char", "signed char" },
		{ "u8", "unsigned char" }, { "__s8", "signed char" },
		{ "uint8_t", "unsigned char" }, { "short int", "short" },
		{ "unsigned short", "unsigned short" }, { "s16", "short" },
		{ "unsigned", "unsigned int" }, { "signed", "int" },
		{ "u32", "unsigned int" }, { "int32_t", "int" },
		{ "long int", "long" }, { "unsigned long", "unsigned long" },
		{ "size_t", "unsigned long" }, { "ssize_t", "long" },
		{ "uintptr_t", "unsigned long" }, { "bool", "bool" },
		{ "_Bool", "bool" },
#if ORDLAB_LONG_BITS == 64
		{ "u64", "unsigned long" }, { "s64", "long" },
		{ "long long", "long" }, { "unsigned long long int", "unsigned long" },
#endif
	};
	char line[64], want[64];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		struct litmus *test = parse_text(xasprintf("C t\n{ %s x = 1; }\nP0(%s *x) { %s r; }\n",
							   names[i].name,
							   names[i].name,
							   names[i].name));

		snprintf(want, sizeof(want), "%s x = 1;", names[i].type);
		*line = '\0';
		if (test->program)
			ordlab_disasm_location(line, sizeof(line), &test->view, 0);
		EXPECT_STREQ(line, want);
		EXPECT_EQ(test->nr_messages, 0);
		litmus_free(test);
	}
	EXPECT_STREQ(messages("", "P0(int *x) { long long long r; }", ""),
		     "\"long long long\" is not a type");
	EXPECT_STREQ(messages("", "P0(int *x) { unsigned u8 r; }", ""),
		     "\"unsigned u8\" is not a type");
	EXPECT_STREQ(messages("", "P0(int *x) { unsigned bool r; }", ""),
		     "\"unsigned bool\" is not a type");
}

/* Where declarations differ, one of them holds, and the test is warned */
TEST(declarations_that_differ)
{
	EXPECT_STREQ(messages("", "P0(u8 *x) { }\nP1(int *x) { }", ""),
		     "\"x\" is declared as unsigned char elsewhere; it is of type int everywhere then");
	EXPECT_STREQ(messages("int x = 1;", "P0(unsigned *x) { }", ""),
		     "\"x\" is declared as int elsewhere; it is of type unsigned int everywhere then");
	EXPECT_STREQ(messages("", "P0(u16 *x) { atomic_inc(x); }", ""),
		     "\"x\" is declared as unsigned short; it is an atomic_t then, of 32 bits with a sign");
	EXPECT_STREQ(messages("", "P0(atomic_t *x) { }\nP1(long *x) { }", ""),
		     "\"x\" is declared as long here, and as atomic_t elsewhere");
	EXPECT_STREQ(messages("int *p = &x; u8 x;", "P0(int **p, u16 *y) {"
			      "WRITE_ONCE(*p, y); int *r = READ_ONCE(*p); WRITE_ONCE(*r, 1); }",
			      ""),
		     "\"x\" is of type unsigned char, and may be accessed here as unsigned short; it is that everywhere then");
	EXPECT_STREQ(messages("", "P0(int *x) { if (*x) { int r; } else { long r; } }", ""),
		     "\"r\" is declared as int elsewhere; it is of type long everywhere then");
}

TEST(constants_that_lose_bits)
{
	EXPECT_STREQ(messages("u8 x = 256;", "P0(u8 *x) { }", ""),
		     "256 becomes 0 in \"x\", which is an unsigned char");
	EXPECT_STREQ(messages("u8 x = -1; int y = 0xffffffff;",
			      "P0(u8 *x, int *y) { s8 r = 255; }", ""), "");
	EXPECT_STREQ(messages("", "P0(short *x) { WRITE_ONCE(*x, 65536); }", ""),
		     "65536 becomes 0 in \"x\", which is a short");
	EXPECT_STREQ(messages("", "P0(u8 *x) { cmpxchg(x, 1000, 0); }", ""),
		     "1000 becomes 232 in \"x\", which is an unsigned char");
	EXPECT_STREQ(messages("", "P0(int *x) { u8 r = 1000; }", ""),
		     "1000 becomes 232 in \"r\", which is an unsigned char");
	EXPECT_STREQ(messages("", "P0(int *x) { int r = 18446744073709551615; }", ""),
		     "\"18446744073709551615\" is larger than a long; write 18446744073709551615U");
	EXPECT_STREQ(messages("", "P0(int *x) { int r = 1UU; }", ""),
		     "\"1UU\" is not a number of 64 bits");
}

/* A final value is compared as C compares it */
TEST(constants_of_conditions)
{
	static const char thread[] = "P0(u32 *x, u8 *y) { WRITE_ONCE(*x, -1); WRITE_ONCE(*y, -1); }";

	EXPECT_STREQ(messages("", thread, "exists (x=-1 /\\ x=4294967295 /\\ y=255)"), "");
	EXPECT_STREQ(messages("", thread, "exists (y=-1)"),
		     "\"y\" is of type unsigned char, and is never -1");
	EXPECT_STREQ(messages("", thread, "exists (x=-1L)"),
		     "\"x\" is of type unsigned int, and is never -1");
	EXPECT_EQ(verdict("C t\n{}\nP0(u32 *x) { WRITE_ONCE(*x, -1); }\nforall (x=-1)"),
		  VERDICT_ALLOWED);
	EXPECT_EQ(verdict("C t\n{}\nP0(u8 *x) { WRITE_ONCE(*x, -1); }\nexists (x=-1)"),
		  VERDICT_FORBIDDEN);
}

/* What is read is what is stored, converted; also where it is compared */
TEST(locations_convert)
{
	EXPECT_EQ(verdict("C t\n{ u8 x = 255; }\nP0(u8 *x) { int r = cmpxchg(x, -1, 300); }\n"
			  "forall (0:r=255 /\\ x=44)"), VERDICT_ALLOWED);
	EXPECT_EQ(verdict("C t\n{ atomic_t a = 2147483647; }\nP0(atomic_t *a) {"
			  "int r = atomic_inc_return(a); int s = atomic_add_negative(0, a); }\n"
			  "forall (0:r=-2147483648 /\\ 0:s=1)"), VERDICT_ALLOWED);
	EXPECT_EQ(verdict("C t\n{}\nP0(bool *x) { WRITE_ONCE(*x, 256); int r = xchg(x, 0); }\n"
			  "forall (0:r=1)"), VERDICT_ALLOWED);
	EXPECT_EQ(verdict("C t\n{}\nP0(s8 *x) { WRITE_ONCE(*x, 200); }\nP1(s8 *x) { int r = READ_ONCE(*x); }\n"
			  "exists (1:r=200)"), VERDICT_FORBIDDEN);
	EXPECT_EQ(verdict("C t\n{}\nP0(s8 *x) { WRITE_ONCE(*x, 200); }\nP1(s8 *x) { int r = READ_ONCE(*x); }\n"
			  "exists (1:r=-56)"), VERDICT_ALLOWED);
}

/* Whether herd7 reads a test, but otherwise */
static bool herd_differs(const char *thread)
{
	struct litmus *test = parse_text(xasprintf("C t\n{}\n%s\nexists (0:r=1)\n",
						   thread));
	bool differs = test->herd;

	EXPECT(test->program);
	litmus_free(test);
	return differs;
}

TEST(what_herd_reads_otherwise)
{
	EXPECT(herd_differs("P0(long *x) { long r = READ_ONCE(*x) + 1; }"));
	EXPECT(herd_differs("P0(int *x) { int r = true; }"));
	EXPECT(herd_differs("P0(char *x) { int r = READ_ONCE(*x); }"));
	EXPECT(!herd_differs("P0(int *x, atomic_t *a) { int r = READ_ONCE(*x) + 1; }"));
	/* or does not read */
	EXPECT(!herd_differs("P0(unsigned long *x) { long r = READ_ONCE(*x); }"));
	EXPECT(!herd_differs("P0(long *x, u8 *b) { long r = READ_ONCE(*x); }"));
	EXPECT(!herd_differs("P0(long *x) { long r = READ_ONCE(*x) << 1; }"));
	EXPECT(!herd_differs("P0(long *x) { long r = READ_ONCE(*x) + 1UL; }"));
	EXPECT(!herd_differs("P0(long *x) { long r = READ_ONCE(*x) + 4294967296; }"));
	EXPECT(!herd_differs("P0(long *x) { long r = !READ_ONCE(*x); }"));
}

/* Arguments of what may fail are evaluated, to C */
TEST(arguments_that_herd_leaves_out)
{
#define LEFT_OUT(name)	\
	"this is evaluated even if " name "() fails; herd7 leaves it out then, and may say otherwise"
#define NO_ORDER(name)	\
	"this is evaluated before " name "(); herd7 does not order it before one that fails, and may say otherwise"
	static const struct {
		const char *call, *said;
	} calls[] = {
		{ "cmpxchg(x, 5, xchg(y, 1))", LEFT_OUT("cmpxchg") },
		{ "cmpxchg(x, READ_ONCE(*y), 1)", NO_ORDER("cmpxchg") },
		{ "atomic_cmpxchg(a, 5, 1 + *y)", LEFT_OUT("atomic_cmpxchg") },
		{ "atomic_add_unless(a, *y, 0)", LEFT_OUT("atomic_add_unless") },
		{ "atomic_add_unless(a, 1, *y)", NO_ORDER("atomic_add_unless") },
		{ "cmpxchg(x, 5, 6)", "" },
		{ "xchg(x, READ_ONCE(*y))", "" },
	};
	char *text;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(calls); i++) {
		text = xasprintf("P0(int *x, int *y, atomic_t *a) { int r = %s; }",
				 calls[i].call);
		EXPECT_STREQ(messages("", text, ""), calls[i].said);
		free(text);
	}
}

/* A conversion carries the dependencies of what it converts */
TEST(dependencies_through_conversions)
{
	static const char data[] =
		"C t\n{}\n"
		"P0(%s *x, %s *y) { %s r = READ_ONCE(*x); WRITE_ONCE(*y, r); }\n"
		"P1(%s *x, %s *y) { %s r = READ_ONCE(*y); smp_mb(); WRITE_ONCE(*x, 1); }\n"
		"exists (0:r=1 /\\ 1:r=1)";
	static const char address[] =
		"C t\n{ int *p = &z; }\n"
		"P0(int *x, int **p) { WRITE_ONCE(*x, 1); smp_wmb(); WRITE_ONCE(*p, x); }\n"
		"P1(int **p) { %s r = READ_ONCE(*p); int *q = (int *)r; int s = READ_ONCE(*q); }\n"
		"exists (1:r=x /\\ 1:s=0)";
	static const char * const types[] = {
		"int", "u8", "short", "unsigned int", "bool", "long", "u64",
	};
	size_t i, j;
	char *text;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		for (j = 0; j < ARRAY_SIZE(types); j++) {
			const char *l = types[i], *r = types[j];

			text = xasprintf(data, l, l, r, l, l, r);
			EXPECT_EQ(verdict(text), VERDICT_FORBIDDEN);
			free(text);
		}
	}
	for (i = 5; i < ARRAY_SIZE(types); i++) {
		text = xasprintf(address, types[i]);
		EXPECT_EQ(verdict(text), VERDICT_FORBIDDEN);
		free(text);
	}
}

CHECK_MAIN
