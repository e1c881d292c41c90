// SPDX-License-Identifier: GPL-2.0
/*
 * Arithmetic and conversions, held against a C compiler: random threads are
 * compiled by both, and must leave the same values in registers and locations.
 */
#include <stdarg.h>
#include <stdint.h>
#include <unistd.h>
#include "tests/tap.h"
#include "tests/random.h"
#include "check/check.h"
#include "tests/parse.h"
#include "tests/random-program.h"
#include "lib/util.h"

#define NR_PROGRAMS	400
#define NR_REGS		5
#define NR_LOCS		4
/* Registers, locations, and an atomic_t */
#define NR_VALUES	(NR_REGS + NR_LOCS + 1)

/* What the kernel's macros are to a thread that is alone */
static const char prelude[] =
	"#include <stdbool.h>\n"
	"#include <stddef.h>\n"
	"#include <stdint.h>\n"
	"#include <stdio.h>\n"
	"#include <sys/types.h>\n"
	"typedef int8_t s8; typedef uint8_t u8;\n"
	"typedef int16_t s16; typedef uint16_t u16;\n"
	"typedef int32_t s32; typedef uint32_t u32;\n"
	"typedef int64_t s64; typedef uint64_t u64;\n"
	"typedef struct { int counter; } atomic_t;\n"
	"#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))\n"
	"#define WRITE_ONCE(x, v) (*(volatile __typeof__(x) *)&(x) = (v))\n"
	"#define smp_load_acquire(p) READ_ONCE(*(p))\n"
	"#define smp_store_release(p, v) WRITE_ONCE(*(p), v)\n"
	"#define xchg(p, v) ({ __typeof__(*(p)) n_ = (v), o_ = *(p);"
	" *(p) = n_; o_; })\n"
	"#define cmpxchg(p, o, n) ({ __typeof__(*(p)) w_ = (o), n_ = (n),"
	" o_ = *(p); if (o_ == w_) *(p) = n_; o_; })\n"
	"#define atomic_read(v) READ_ONCE((v)->counter)\n"
	"#define ATOMIC(name, op) \\\n"
	"static int atomic_##name##_return(int i, atomic_t *v) \\\n"
	"{ return v->counter = v->counter op i; } \\\n"
	"static int atomic_fetch_##name(int i, atomic_t *v) \\\n"
	"{ int o = v->counter; v->counter = o op i; return o; }\n"
	"ATOMIC(add, +) ATOMIC(sub, -) ATOMIC(and, &) ATOMIC(or, |)"
	" ATOMIC(xor, ^)\n"
	"static bool atomic_add_negative(int i, atomic_t *v)"
	"{ return atomic_add_return(i, v) < 0; }\n"
	"static bool atomic_sub_and_test(int i, atomic_t *v)"
	"{ return !atomic_sub_return(i, v); }\n"
	"static bool atomic_add_unless(atomic_t *v, int a, int u)"
	"{ bool is = v->counter != u; if (is) v->counter += a; return is; }\n";

static const char * const types[] = {
	"char", "signed char", "unsigned char", "u8", "s8", "short",
	"unsigned short", "u16", "s16", "int", "int", "unsigned int",
	"unsigned", "u32", "s32", "long", "unsigned long", "u64", "s64",
	"long long", "unsigned long long", "size_t", "ssize_t", "uintptr_t",
	"bool", "_Bool", "const int", "int8_t", "uint16_t", "long unsigned int",
};

static const char * const numbers[] = {
	"0", "1", "2", "3", "7", "-1", "-2", "10", "100", "127", "128", "-128",
	"200", "255", "256", "-129", "1000", "32767", "32768", "-32768",
	"65535", "65536", "2147483647", "2147483648", "-2147483648",
	"4294967295", "4294967296", "0x7f", "0x80", "0xff", "0x8000", "0xffff",
	"0x7fffffff", "0x80000000", "0xffffffff", "0x100000000",
	"0x7fffffffffffffff", "0x8000000000000000", "0xffffffffffffffff",
	"9223372036854775807", "0U", "1U", "5u", "255U", "2147483648U",
	"4294967295U", "1L", "-1L", "0xffL", "1UL", "3ul", "0x80000000UL",
	"18446744073709551615UL", "true", "false",
};

/* Neither 0 nor -1 in any type */
static const char * const divisors[] = {
	"1", "2", "3", "-3", "7", "10", "100U", "255", "65536", "5L", "1000UL",
	"0x7fffffff", "-7L",
};

/* Text that grows */
struct text {
	char *buf;
	size_t len, room;
};

static __printf(2, 3) void put(struct text *text, const char *fmt, ...)
{
	va_list args;
	int len;

	if (text->room - text->len < 400) {
		text->room = 2 * text->room + 4096;
		text->buf = xrealloc(text->buf, text->room, 1);
	}
	va_start(args, fmt);
	len = vsnprintf(text->buf + text->len, text->room - text->len, fmt, args);
	va_end(args);
	if (len >= (int)(text->room - text->len))
		abort();
	text->len += len;
}

#define PICK(array)	((array)[draw(ARRAY_SIZE(array))])

static void put_expr(struct text *text, unsigned int depth);

/* What reads no memory and computes nothing */
static void put_leaf(struct text *text)
{
	if (draw(2))
		put(text, "%s", PICK(numbers));
	else
		put(text, "r%u", draw(NR_REGS));
}

static void put_load(struct text *text)
{
	static const char * const loads[] = {
		"READ_ONCE(*%c)", "(*%c)", "smp_load_acquire(%c)",
	};
	char buf[32];

	if (!draw(6)) {
		put(text, "atomic_read(v)");
		return;
	}
	snprintf(buf, sizeof(buf), PICK(loads), 'a' + draw(NR_LOCS));
	put(text, "%s", buf);
}

static void put_binary(struct text *text, unsigned int depth)
{
	static const char * const operators[] = {
		"+", "-", "*", "&", "|", "^", "==", "!=", "<", "<=", ">", ">=",
		"&&", "||",
	};

	put(text, "(");
	put_expr(text, depth - 1);
	switch (draw(5)) {
	case 0:
		/* a count that any type is wider than */
		put(text, " %s (", draw(2) ? "<<" : ">>");
		if (draw(2))
			put(text, "%u", draw(31));
		else
			put_leaf(text);
		put(text, " & 31)");
		break;
	case 1:
		put(text, " %s %s", draw(2) ? "/" : "%", PICK(divisors));
		break;
	default:
		put(text, " %s ", PICK(operators));
		put_expr(text, depth - 1);
		break;
	}
	put(text, ")");
}

static void put_expr(struct text *text, unsigned int depth)
{
	static const char * const unaries[] = { "-", "~", "!", "+" };

	if (!depth || !draw(4)) {
		if (draw(3))
			put_leaf(text);
		else
			put_load(text);
		return;
	}
	switch (draw(6)) {
	case 0:
		put(text, "%s(", PICK(unaries));
		put_expr(text, depth - 1);
		put(text, ")");
		break;
	case 1:
		put(text, "(%s)(", PICK(types));
		put_expr(text, depth - 1);
		put(text, ")");
		break;
	case 2:
		put(text, "(");
		put_expr(text, depth - 1);
		put(text, " ? ");
		put_expr(text, depth - 1);
		put(text, " : ");
		put_expr(text, depth - 1);
		put(text, ")");
		break;
	default:
		put_binary(text, depth);
		break;
	}
}

#define DEPTH	3

/* "FIRST EXPR LAST", where a second % stands for another expression */
static void put_form(struct text *text, const char *form)
{
	for (; *form; form++) {
		switch (*form) {
		case '@':
			put_expr(text, DEPTH);
			break;
		case '$':
			put(text, "%c", 'a' + draw(NR_LOCS));
			break;
		case '#':
			put(text, "r%u", draw(NR_REGS));
			break;
		default:
			put(text, "%c", *form);
			break;
		}
	}
}

static void put_statement(struct text *text)
{
	/* @ an expression, $ a location, # a register */
	static const char * const forms[] = {
		"# = @;", "# = @;", "WRITE_ONCE(*$, @);", "*$ = @;",
		"smp_store_release($, @);", "# = xchg($, @);",
		"# = cmpxchg($, @, @);", "# = atomic_add_return(@, v);",
		"# = atomic_sub_return(@, v);", "# = atomic_fetch_and(@, v);",
		"# = atomic_fetch_or(@, v);", "# = atomic_fetch_xor(@, v);",
		"# = atomic_add_negative(@, v);",
		"# = atomic_sub_and_test(@, v);",
		"# = atomic_add_unless(v, @, @);",
		"if (@) # = @; else WRITE_ONCE(*$, @);",
	};

	put_form(text, PICK(forms));
	put(text, "\n");
}

/* A thread for the front end, and the same for a compiler */
struct pair {
	struct text litmus;
	char *locations;	/* for the compiler */
	char *body;
};

static void make_pair(struct pair *pair, unsigned int n)
{
	struct text locations = { 0 }, body = { 0 }, *litmus = &pair->litmus;
	const char *loc_types[NR_LOCS], *inits[NR_LOCS];
	unsigned int i;

	put(litmus, "C t%u\n{ ", n);
	for (i = 0; i < NR_LOCS; i++) {
		do
			loc_types[i] = PICK(types);
		while (!strncmp(loc_types[i], "const", 5));
		inits[i] = PICK(numbers);
		put(litmus, "%s %c = %s; ", loc_types[i], 'a' + i, inits[i]);
		put(&locations, "static %s %c_ = %s, *%c = &%c_;\n", loc_types[i],
		    'a' + i, inits[i], 'a' + i, 'a' + i);
	}
	put(litmus, "atomic_t v = 7; }\nP0(");
	put(&locations, "static atomic_t v_ = { 7 }, *v = &v_;\n");
	for (i = 0; i < NR_LOCS; i++)
		put(litmus, "%s *%c, ", loc_types[i], 'a' + i);
	put(litmus, "atomic_t *v)\n{\n");
	for (i = 0; i < NR_REGS; i++) {
		const char *type;

		do
			type = PICK(types);
		while (!strncmp(type, "const", 5));
		put(&body, "%s r%u = %s;\n", type, i, PICK(numbers));
	}
	for (i = 0; i < 8; i++)
		put_statement(&body);
	put(litmus, "%s}\nlocations [", body.buf);
	for (i = 0; i < NR_REGS; i++)
		put(litmus, "0:r%u; ", i);
	for (i = 0; i < NR_LOCS; i++)
		put(litmus, "%c; ", 'a' + i);
	put(litmus, "v]\n");
	pair->locations = locations.buf;
	pair->body = body.buf;
}

static void put_function(struct text *text, const struct pair *pair,
			 unsigned int n)
{
	unsigned int i;

	put(text, "static void t%u(void)\n{\n", n);
	/* larger than what put() takes at once */
	for (i = 0; pair->locations[i]; i++)
		put(text, "%c", pair->locations[i]);
	for (i = 0; pair->body[i]; i++)
		put(text, "%c", pair->body[i]);
	for (i = 0; i < NR_REGS; i++)
		put(text, "printf(\"%%lld \", (long long)r%u);\n", i);
	for (i = 0; i < NR_LOCS; i++)
		put(text, "printf(\"%%lld \", (long long)*%c);\n", 'a' + i);
	put(text, "printf(\"%%d\\n\", v->counter);\n}\n");
}

/* What the compiled threads leave: a line for each. NULL if it cannot be had */
static FILE *run_compiled(const struct pair *pairs, const char *dir)
{
	struct text text = { 0 };
	const char *cc = getenv("CC") ? getenv("CC") : "cc";
	char *path = xasprintf("%s/t.c", dir);
	char *command = xasprintf("%s -std=gnu11 -w -fwrapv -funsigned-char -fno-strict-aliasing -o %s/t %s && %s/t",
				  cc, dir, path, dir);
	unsigned int n;
	FILE *file;

	put(&text, "%s", "");
	for (n = 0; prelude[n]; n++)
		put(&text, "%c", prelude[n]);
	for (n = 0; n < NR_PROGRAMS; n++)
		put_function(&text, &pairs[n], n);
	put(&text, "int main(void)\n{\n");
	for (n = 0; n < NR_PROGRAMS; n++)
		put(&text, "t%u();\n", n);
	put(&text, "}\n");
	file = fopen(path, "w");
	fputs(text.buf, file);
	fclose(file);
	file = popen(command, "r");
	free(text.buf);
	free(path);
	free(command);
	return file;
}

/* The values of the only state that SC allows */
static bool run_model(const struct litmus *test, long long *values)
{
	struct result *result = check_program(&test->view, MODEL_SC,
					      BUDGET_ENDLESS);
	bool good = !result->note && result->nr_states == 1;
	unsigned int i;

	for (i = 0; good && i < NR_VALUES; i++)
		values[i] = state_value(result, &result->states[0], i).n;
	if (!good)
		printf("# %s\n", result->note ? result->note : "no single state");
	result_free(result);
	return good;
}

/* What the module would leave */
static bool run_module(const struct litmus *test, long long *values)
{
	struct ordlab_verifier *room = xcalloc(1, ordlab_verifier_size());
	static struct ordlab_facts facts;
	static struct run run;
	unsigned int i;

	ordlab_verify(test->program, test->size, &facts, room);
	free(room);
	run_program(&run, &test->view, &facts, 0x7100112233440000LL,
		    (struct choices){ 0 });
	for (i = 0; i < NR_VALUES; i++) {
		const struct ordlab_observed *o = &test->view.observed[i];

		values[i] = o->kind == ORDLAB_OPERAND_LOC ?
			run.memory[o->index] : run.threads[0].regs[o->index];
	}
	if (run.broken[0])
		printf("# %s\n", run.broken);
	return !run.broken[0];
}

static bool expect_same(const char *who, const struct pair *pair,
			const long long *is, const long long *want)
{
	unsigned int i;

	for (i = 0; i < NR_VALUES; i++) {
		if (is[i] == want[i])
			continue;
		(void)check_fail("value %u is %lld for the %s, and %lld for C", i,
			   is[i], who, want[i]);
		printf("%s", pair->litmus.buf);
		return false;
	}
	return true;
}

TEST(as_a_compiler_has_it)
{
	static struct pair pairs[NR_PROGRAMS];
	char dir[] = "/tmp/ordlab-types-XXXXXX";
	long long want[NR_VALUES], is[NR_VALUES];
	unsigned int n, i, accepted = 0, wrong = 0;
	char *clean;
	FILE *out;

	seed = 42;
	for (n = 0; n < NR_PROGRAMS; n++)
		make_pair(&pairs[n], n);
	ASSERT(mkdtemp(dir));
	out = run_compiled(pairs, dir);
	ASSERT(out);
	for (n = 0; n < NR_PROGRAMS && wrong < 5; n++) {
		struct litmus *test;

		for (i = 0; i < NR_VALUES; i++)
			ASSERT_EQ(fscanf(out, "%lld", &want[i]), 1);
		test = litmus_parse("t", pairs[n].litmus.buf,
				    pairs[n].litmus.len, NULL);
		if (test->nr_errors) {
			/* more temporaries than there are registers */
			if (!strstr(test->messages[0].text, "too many values")) {
				litmus_print(stdout, test, true);
				(void)check_fail("refused");
				wrong++;
			}
		} else if (!run_model(test, is) ||
			   !expect_same("model", &pairs[n], is, want) ||
			   !run_module(test, is) ||
			   !expect_same("module", &pairs[n], is, want)) {
			(void)check_fail("program %u", n);
			wrong++;
		} else {
			accepted++;
		}
		litmus_free(test);
	}
	EXPECT_EQ(pclose(out), 0);
	EXPECT_LE(NR_PROGRAMS * 9 / 10, accepted);
	for (n = 0; n < NR_PROGRAMS; n++) {
		free(pairs[n].litmus.buf);
		free(pairs[n].locations);
		free(pairs[n].body);
	}
	clean = xasprintf("rm -r %s", dir);
	EXPECT_EQ(system(clean), 0);
	free(clean);
}

CHECK_MAIN
