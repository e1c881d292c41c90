// SPDX-License-Identifier: GPL-2.0
/* disasm.c: programs and conditions as people read them */
#include "tests/tap.h"
#include "tests/random.h"
#include "../../../selftests/draft.h"
#include "program/program.h"

static struct ordlab_draft draft, *d = &draft;
static struct ordlab_view view;
static void *program;

static void finish(void)
{
	size_t size;

	free(program);
	program = ordlab_emit(d, &size);
	ordlab_view_init(&view, program);
}

enum { x, p, l, s, a };

static void begin(void)
{
	ordlab_begin(d, "test");
	ordlab_location(d, ORDLAB_T_INT, "x", IMM(-7));
	ordlab_location(d, ORDLAB_T_PTR, "p", LOC(x));
	ordlab_location(d, ORDLAB_T_SPINLOCK, "l", IMM(0));
	ordlab_location(d, ORDLAB_T_SRCU, "s", IMM(0));
	ordlab_location(d, ORDLAB_T_ATOMIC, "a", IMM(3));
	ordlab_thread(d, 5);
	memset(d->threads[0].regs[4], 0, ORDLAB_IDENT_LEN);	/* a temporary */
}

#define VOID	ORDLAB_NO_REG

TEST(instructions)
{
	static const struct {
		enum ordlab_op op;
		unsigned int dst;
		struct ordlab_operand addr, v0, v1;
		unsigned int alu, target;
		const char *text;
		enum ordlab_type type;
	} lines[] = {
#define I(op, dst, addr, v0, v1, text)	\
		{ ORDLAB_##op, dst, addr, v0, v1, 0, 0, text, 0 }
#define A(dst, v0, alu, v1, text)	\
		{ ORDLAB_ALU, dst, NONE, v0, v1, ORDLAB_A_##alu, 0, text, \
		  ORDLAB_T_PTR }
#define T(dst, v0, alu, v1, type, text)	\
		{ ORDLAB_ALU, dst, NONE, v0, v1, ORDLAB_A_##alu, 0, text, \
		  ORDLAB_T_##type }
#define NONE_	{ .kind = ORDLAB_OPERAND_NONE }
#define IMM_(v)	{ .kind = ORDLAB_OPERAND_IMM, .imm = (v) }
#define REG_(r)	{ .kind = ORDLAB_OPERAND_REG, .index = (r) }
#define LOC_(l)	{ .kind = ORDLAB_OPERAND_LOC, .index = (l) }
		I(READ_ONCE, 0, LOC_(x), NONE_, NONE_, "r0 = READ_ONCE(*x);"),
		I(READ_ONCE, VOID, LOC_(x), NONE_, NONE_, "READ_ONCE(*x);"),
		I(READ_ONCE, 4, REG_(1), NONE_, NONE_, "t4 = READ_ONCE(*r1);"),
		I(WRITE_ONCE, VOID, LOC_(x), IMM_(1), NONE_,
		  "WRITE_ONCE(*x, 1);"),
		I(SMP_LOAD_ACQUIRE, 0, LOC_(x), NONE_, NONE_,
		  "r0 = smp_load_acquire(x);"),
		I(SMP_STORE_RELEASE, VOID, LOC_(p), LOC_(x), NONE_,
		  "smp_store_release(p, x);"),
		I(RCU_ASSIGN_POINTER, VOID, LOC_(p), LOC_(x), NONE_,
		  "rcu_assign_pointer(*p, x);"),
		I(RCU_DEREFERENCE, 1, LOC_(p), NONE_, NONE_,
		  "r1 = rcu_dereference(*p);"),
		I(SMP_STORE_MB, VOID, LOC_(x), REG_(4), NONE_,
		  "smp_store_mb(*x, t4);"),
		I(SMP_MB, VOID, NONE_, NONE_, NONE_, "smp_mb();"),
		I(XCHG, 0, LOC_(x), IMM_(-1), NONE_, "r0 = xchg(x, -1);"),
		I(CMPXCHG_RELEASE, 0, LOC_(x), IMM_(0), REG_(1),
		  "r0 = cmpxchg_release(x, 0, r1);"),
		I(ATOMIC_ADD, VOID, LOC_(a), IMM_(2), NONE_,
		  "atomic_add(2, a);"),
		I(ATOMIC_INC, VOID, LOC_(a), IMM_(1), NONE_, "atomic_inc(a);"),
		I(ATOMIC_FETCH_ADD_RELAXED, 0, REG_(1), IMM_(2), NONE_,
		  "r0 = atomic_fetch_add_relaxed(2, r1);"),
		I(ATOMIC_ADD_UNLESS, 0, LOC_(a), IMM_(2), IMM_(3),
		  "r0 = atomic_add_unless(a, 2, 3);"),
		I(ATOMIC_READ, 0, LOC_(a), NONE_, NONE_, "r0 = atomic_read(a);"),
		I(SPIN_LOCK, VOID, LOC_(l), NONE_, NONE_, "spin_lock(l);"),
		I(SRCU_READ_LOCK, 0, LOC_(s), NONE_, NONE_,
		  "r0 = srcu_read_lock(s);"),
		I(SRCU_READ_UNLOCK, VOID, LOC_(s), REG_(0), NONE_,
		  "srcu_read_unlock(s, r0);"),
		I(LOAD, 0, LOC_(x), NONE_, NONE_, "r0 = *x;"),
		I(STORE, VOID, REG_(1), IMM_(1), NONE_, "*r1 = 1;"),
		A(0, IMM_(5), MOV, NONE_, "r0 = 5;"),
		A(0, REG_(1), NOT, NONE_, "r0 = !r1;"),
		A(0, LOC_(x), ADD, REG_(4), "r0 = x + t4;"),
		A(0, REG_(1), ANDNOT, REG_(2), "r0 = r1 &~ r2;"),
		A(0, REG_(1), LE, IMM_(2), "r0 = r1 <= 2;"),
		T(0, REG_(1), ADD, IMM_(2), INT, "r0 = r1 + 2;"),
		T(0, REG_(1), ADD, IMM_(2), UINT, "r0 = (unsigned int)r1 + 2;"),
		T(0, REG_(1), NEG, NONE_, LONG, "r0 = -(long)r1;"),
		T(0, REG_(1), MOV, NONE_, INT, "r0 = (int)r1;"),
		T(0, REG_(1), MOV, NONE_, UCHAR, "r0 = (unsigned char)r1;"),
		T(0, REG_(1), MOV, NONE_, BOOL, "r0 = (bool)r1;"),
		{ ORDLAB_BRANCH, VOID, NONE_, REG_(0), NONE_, 0, 9,
		  "if (!r0) goto 9;", 0 },
		{ ORDLAB_JUMP, VOID, NONE_, NONE_, NONE_, 0, 9, "goto 9;", 0 },
	};
	unsigned int i, nr = sizeof(lines) / sizeof(*lines);
	char line[160], small[8];

	begin();
	for (i = 0; i < nr; i++) {
		struct ordlab_insn *in = ordlab_insn(d, lines[i].op,
						     lines[i].dst,
						     lines[i].addr,
						     lines[i].v0, lines[i].v1);
		in->alu = lines[i].alu;
		in->type = lines[i].type;
		in->target = lines[i].target;
	}
	finish();
	for (i = 0; i < nr; i++) {
		int len = ordlab_disasm(line, sizeof(line), &view, 0, i);

		EXPECT_STREQ(line, lines[i].text);
		EXPECT_EQ(len, strlen(line));
		/* cut off as snprintf() does */
		EXPECT_EQ(ordlab_disasm(small, sizeof(small), &view, 0, i), len);
		EXPECT_EQ(strlen(small), len < 7 ? len : 7);
		EXPECT_EQ(memcmp(small, line, strlen(small)), 0);
		EXPECT_EQ(ordlab_disasm(NULL, 0, &view, 0, i), len);
	}
}

/* No instruction is longer than the header promises, even with the longest names */
TEST(longest_instructions)
{
	unsigned int op, i;
	char line[200];

	ordlab_begin(d, "test");
	ordlab_location(d, ORDLAB_T_INT, "x", IMM(0));
	memset(d->locations[0].name, 'x', ORDLAB_IDENT_LEN - 1);
	ordlab_thread(d, 1);
	memset(d->threads[0].regs[0], 'r', ORDLAB_IDENT_LEN - 1);
	for (op = 0; op < ORDLAB_NR_OPS; op++)
		ordlab_insn(d, op, ordlab_flags(op) &
			    ORDLAB_CF_DST ? 0 : VOID, REG(0), REG(0), LOC(0));
	finish();
	for (i = 0; i < ORDLAB_NR_OPS; i++) {
		EXPECT_LT(ordlab_disasm(line, sizeof(line), &view, 0, i), 160);
		if (i < ORDLAB_LOAD)
			EXPECT_HAS(line, ordlab_ops[i].name);
	}
	EXPECT_LT(ordlab_disasm_location(line, sizeof(line), &view, 0), 160);
}

TEST(locations)
{
	static const char * const lines[] = {
		"int x = -7;", "int *p = &x;", "spinlock_t l;",
		"struct srcu_struct s;", "atomic_t a = 3;",
		"unsigned char b = 200;", "bool c = 1;",
		"unsigned long e = 0;",
	};
	char line[160];
	unsigned int i;

	begin();
	ordlab_location(d, ORDLAB_T_UCHAR, "b", IMM(200));
	ordlab_location(d, ORDLAB_T_BOOL, "c", IMM(1));
	ordlab_location(d, ORDLAB_T_ULONG, "e", IMM(0));
	finish();
	for (i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		EXPECT_EQ(ordlab_disasm_location(line, sizeof(line), &view, i),
			  strlen(lines[i]));
		EXPECT_STREQ(line, lines[i]);
	}
}

TEST(values)
{
	char text[ORDLAB_IDENT_LEN], want[ORDLAB_IDENT_LEN];

	begin();
	ordlab_expect(d, ORDLAB_OPERAND_REG, 0, 1, LOC(x));
	ordlab_expect(d, ORDLAB_OPERAND_REG, 0, 4, IMM(0));
	ordlab_expect(d, ORDLAB_OPERAND_LOC, 0, a, IMM(0));
	finish();
	ordlab_value_text(text, sizeof(text), &view, -3);
	EXPECT_STREQ(text, "-3");
	ordlab_value_text(text, sizeof(text), &view, ORDLAB_ADDR(p));
	EXPECT_STREQ(text, "p");
	/* an address of no location is a number like any other */
	ordlab_value_text(text, sizeof(text), &view, ORDLAB_ADDR(31));
	snprintf(want, sizeof(want), "%lld", ORDLAB_ADDR(31));
	EXPECT_STREQ(text, want);
	ordlab_observed_name(text, sizeof(text), &view, 0);
	EXPECT_STREQ(text, "0:r1");
	ordlab_observed_name(text, sizeof(text), &view, 1);
	EXPECT_STREQ(text, "0:t4");
	ordlab_observed_name(text, sizeof(text), &view, 2);
	EXPECT_STREQ(text, "a");
	ordlab_disasm_cond(NULL, 0, &view);
}

/* Conditions over 0:r0, 0:r1 and x, in postfix form: letters are leaves */
static void condition(const char *postfix)
{
	unsigned int i;

	begin();
	for (i = 0; i < 2; i++) {
		d->observed[i].kind = ORDLAB_OPERAND_REG;
		d->observed[i].index = i;
	}
	d->observed[2].kind = ORDLAB_OPERAND_LOC;
	d->observed[3].kind = ORDLAB_OPERAND_LOC;
	d->observed[3].index = p;
	d->head.nr_observed = 4;
	for (; *postfix; postfix++) {
		struct ordlab_cond *c = &d->cond[d->head.nr_cond++];

		c->value = NONE;
		switch (*postfix) {
		case 'a':
		case 'b':
		case 'c':
			c->op = ORDLAB_COND_EQ;
			c->observed = *postfix - 'a';
			c->value = IMM(1);
			break;
		case 'n':
			c->op = ORDLAB_COND_NE;
			c->value = LOC(x);
			break;
		case 's':
			c->op = ORDLAB_COND_SAME;
			c->other = 1;
			break;
		case 'S':
			c->op = ORDLAB_COND_SAME;
			c->observed = 2;
			c->other = 3;
			break;
		case '1':
			c->op = ORDLAB_COND_TRUE;
			break;
		case '~':
			c->op = ORDLAB_COND_NOT;
			break;
		case '&':
			c->op = ORDLAB_COND_AND;
			break;
		case '|':
			c->op = ORDLAB_COND_OR;
			break;
		case '>':
			c->op = ORDLAB_COND_IMPLIES;
			break;
		}
	}
	finish();
}

TEST(conditions)
{
	static const char * const texts[][2] = {
		{ "a", "0:r0=1" },
		{ "1", "true" },
		{ "n", "~(0:r0=x)" },
		{ "s", "0:r0=0:r1" },
		{ "S", "[x]=[p]" },
		{ "a~", "~(0:r0=1)" },
		{ "a~~", "~(~(0:r0=1))" },
		{ "ab&c&", "0:r0=1 /\\ 0:r1=1 /\\ x=1" },
		{ "abc&&", "0:r0=1 /\\ 0:r1=1 /\\ x=1" },
		{ "ab|c|", "0:r0=1 \\/ 0:r1=1 \\/ x=1" },
		{ "ab|c&", "(0:r0=1 \\/ 0:r1=1) /\\ x=1" },
		{ "abc|&", "0:r0=1 /\\ (0:r1=1 \\/ x=1)" },
		{ "ab&c|", "0:r0=1 /\\ 0:r1=1 \\/ x=1" },
		{ "abc&|", "0:r0=1 \\/ 0:r1=1 /\\ x=1" },
		{ "ab&~c|", "~(0:r0=1 /\\ 0:r1=1) \\/ x=1" },
		{ "ab|~c~&", "~(0:r0=1 \\/ 0:r1=1) /\\ ~(x=1)" },
		{ "ab>", "0:r0=1 => 0:r1=1" },
		{ "abc>>", "0:r0=1 => 0:r1=1 => x=1" },
		{ "ab>c>", "(0:r0=1 => 0:r1=1) => x=1" },
		{ "ab>c&", "0:r0=1 => 0:r1=1 /\\ x=1" },
		{ "abc&>", "0:r0=1 => (0:r1=1 /\\ x=1)" },
		{ "ab|c>~", "~((0:r0=1 \\/ 0:r1=1) => x=1)" },
		{ "ab|bc|&ac|&", "(0:r0=1 \\/ 0:r1=1) /\\ (0:r1=1 \\/ x=1) /\\ (0:r0=1 \\/ x=1)" },
	};
	char line[200], want[200];
	unsigned int i;

	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		condition(texts[i][0]);
		snprintf(want, sizeof(want), "exists (%s)", texts[i][1]);
		EXPECT_EQ(ordlab_disasm_cond(line, sizeof(line), &view),
			  strlen(want));
		EXPECT_STREQ(line, want);
	}

	condition("ab");
	d->head.quantifier = ORDLAB_NOT_EXISTS;
	d->head.nr_cond = 1;
	d->head.nr_filter = 1;
	finish();
	ordlab_disasm_cond(line, sizeof(line), &view);
	EXPECT_STREQ(line, "~exists (0:r0=1)");
	ordlab_disasm_filter(line, sizeof(line), &view);
	EXPECT_STREQ(line, "filter (0:r1=1)");
	d->head.quantifier = ORDLAB_FORALL;
	d->head.nr_filter = 0;
	finish();
	ordlab_disasm_cond(line, sizeof(line), &view);
	EXPECT_STREQ(line, "forall (0:r0=1)");
	EXPECT_EQ(ordlab_disasm_filter(line, sizeof(line), &view), 0);
	EXPECT_STREQ(line, "");
}

/* Value of a condition as text, by recursive descent; moves @text on */
static bool text_or(const char **text, const __s64 *values);

static bool text_atom(const char **text, const __s64 *values)
{
	bool value;

	if (**text == '~') {
		*text += 1;
		return !text_atom(text, values);
	}
	if (**text == '(') {
		*text += 1;
		value = text_or(text, values);
		*text += 1;
		return value;
	}
	if (!strncmp(*text, "0:r0=1", 6))
		value = values[0] == 1;
	else if (!strncmp(*text, "0:r1=1", 6))
		value = values[1] == 1;
	else if (!strncmp(*text, "x=1", 3))
		value = values[2] == 1;
	else
		value = check_fail("not a condition: %s", *text);
	*text += **text == 'x' ? 3 : 6;
	return value;
}

static bool text_implies(const char **text, const __s64 *values)
{
	bool value = text_atom(text, values);

	if (strncmp(*text, " => ", 4))
		return value;
	*text += 4;
	return text_implies(text, values) || !value;
}

static bool text_and(const char **text, const __s64 *values)
{
	bool value = text_implies(text, values);

	while (!strncmp(*text, " /\\ ", 4)) {
		*text += 4;
		value &= text_implies(text, values);
	}
	return value;
}

static bool text_or(const char **text, const __s64 *values)
{
	bool value = text_and(text, values);

	while (!strncmp(*text, " \\/ ", 4)) {
		*text += 4;
		value |= text_and(text, values);
	}
	return value;
}

/* Append a random condition in postfix form */
static void random_condition(char *postfix, unsigned int depth)
{
	static const char * const pick[] = { "a", "b", "c", "~", "&", "|", ">" };
	const char *node = pick[draw(depth ? 7 : 3)];

	if (strchr("~&|>", *node))
		random_condition(postfix, depth - 1);
	if (strchr("&|>", *node))
		random_condition(postfix, depth - 1);
	strcat(postfix, node);
}

/* The text of any condition means what the condition means */
TEST(conditions_mean_what_they_say)
{
	char postfix[200], line[2000];
	unsigned int i, v;

	for (i = 0; i < 2000; i++) {
		postfix[0] = '\0';
		random_condition(postfix, 5);
		condition(postfix);
		ASSERT(ordlab_disasm_cond(line, sizeof(line), &view) <
		       (int)sizeof(line));
		for (v = 0; v < 8; v++) {
			const __s64 values[4] = { v & 1, v >> 1 & 1, v >> 2 };
			const char *text = line + strlen("exists (");
			bool by_text = text_or(&text, values);

			ASSERT_STREQ(text, ")");
			if (by_text != ordlab_cond_eval(view.cond,
							view.prog->nr_cond,
							values))
				(void)check_fail("%s: %s", postfix, line);
		}
	}
}

TEST(conditions_of_addresses)
{
	const __s64 values[] = { ORDLAB_ADDR(x), 1, 5, 5 };

	condition("n");
	EXPECT(!ordlab_cond_eval(view.cond, 1, values));
	condition("s");
	EXPECT(!ordlab_cond_eval(view.cond, 1, values));
	condition("S");
	EXPECT(ordlab_cond_eval(view.cond, 1, values));
	EXPECT(ordlab_cond_eval(view.cond, 0, values));
}

CHECK_MAIN
