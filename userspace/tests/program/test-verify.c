// SPDX-License-Identifier: GPL-2.0
/* verify*.c: which programs it refuses and why, which it accepts, and which facts it finds */
#include <errno.h>
#include "tests/tap.h"
#include "tests/random.h"
#include "../../../selftests/bad-programs.h"
#include "tests/random-program.h"

static struct ordlab_draft draft, *d = &draft;
static struct ordlab_facts facts;

/* Locations of most programs below, see begin() */
enum { x, y, p, q, n, a, l, m, s, u, NR };

/* An initial value of more than 32 bits, of which the verifier knows nothing */
#define ANYTHING	IMM(1LL << 32)

static bool is_anything(const struct ordlab_location *location)
{
	return location->init.kind == ORDLAB_OPERAND_IMM &&
	       location->init.imm == 1LL << 32 &&
	       ordlab_types[location->type].bits < 64;
}

/*
 * A location that is too narrow for such a value is 0 at first; the last thread stores
 * to it a value that it reads from n, which is a long.
 */
static void store_anything(struct ordlab_draft *all)
{
	bool any = false;
	unsigned int i;

	for (i = 0; i < all->head.nr_locations; i++) {
		if (!is_anything(&all->locations[i]))
			continue;
		all->locations[i].init = IMM(0);
		if (!any) {
			any = true;
			ordlab_thread(all, 1);
			ordlab_insn(all, ORDLAB_READ_ONCE, 0, LOC(n), NONE,
				    NONE);
		}
		ordlab_insn(all, ORDLAB_WRITE_ONCE, ORDLAB_NO_REG, LOC(i),
			    REG(0), NONE);
	}
}

/* Verify the draft. Return: the reason to refuse it */
static enum ordlab_reason verify_draft(void)
{
	struct ordlab_verifier *room = malloc(ordlab_verifier_size());
	static struct ordlab_draft all;
	size_t size;
	void *bytes;
	int err;

	all = *d;
	store_anything(&all);
	bytes = ordlab_emit(&all, &size);
	err = ordlab_verify(bytes, size, &facts, room);

	EXPECT_EQ(!err, facts.reason == ORDLAB_R_NONE);
	free(bytes);
	free(room);
	return facts.reason;
}

#define EXPECT_SOUND()							\
do {									\
	if (verify_draft())						\
		(void)check_fail("refused: P%d, %d: %s", facts.thread,	\
			   facts.insn, ordlab_reason_text(facts.reason)); \
} while (0)

/* Refused for this reason, because of this instruction */
#define EXPECT_REFUSED(id, t, i)					\
do {									\
	unsigned int reason_ = verify_draft();				\
									\
	if (reason_ != ORDLAB_R_##id || facts.thread != (t) ||		\
	    facts.insn != (i))						\
		(void)check_fail("want " #id " at P%d, %d; P%d, %d: %s", (int)(t), \
			   (int)(i), facts.thread, facts.insn,		\
			   ordlab_reason_text(reason_));		\
} while (0)

/*
 * Programs below have these locations, and threads of five registers. Each
 * line adds an instruction to the last thread. Integers may hold anything.
 */
static void begin(void)
{
	ordlab_begin(d, "test");
	d->head.nr_cond = 1;
	ordlab_location(d, ORDLAB_T_INT, "x", ANYTHING);
	ordlab_location(d, ORDLAB_T_INT, "y", ANYTHING);
	ordlab_location(d, ORDLAB_T_PTR, "p", LOC(x));
	ordlab_location(d, ORDLAB_T_PTR, "q", IMM(0));
	ordlab_location(d, ORDLAB_T_LONG, "n", ANYTHING);
	ordlab_location(d, ORDLAB_T_ATOMIC, "a", ANYTHING);
	ordlab_location(d, ORDLAB_T_SPINLOCK, "l", IMM(0));
	ordlab_location(d, ORDLAB_T_SPINLOCK, "m", IMM(0));
	ordlab_location(d, ORDLAB_T_SRCU, "s", IMM(0));
	ordlab_location(d, ORDLAB_T_SRCU, "u", IMM(0));
	ordlab_thread(d, 5);
}

/* Arithmetic of the width of an address */
static struct ordlab_insn *set(enum ordlab_alu alu, unsigned int r,
			       struct ordlab_operand v, struct ordlab_operand w)
{
	struct ordlab_insn *in = ordlab_insn(d, ORDLAB_ALU, r, NONE, v, w);

	in->alu = alu;
	in->type = ORDLAB_T_PTR;
	return in;
}

#define NEXT_THREAD()		ordlab_thread(d, 5)
#define OP(op, addr)		\
	ordlab_insn(d, ORDLAB_##op, ORDLAB_NO_REG, addr, NONE, NONE)
#define LOAD(op, r, addr)	ordlab_insn(d, ORDLAB_##op, r, addr, NONE, NONE)
#define STORE(op, addr, v)	\
	ordlab_insn(d, ORDLAB_##op, ORDLAB_NO_REG, addr, v, NONE)
#define CMPXCHG(r, addr, v, w)	ordlab_insn(d, ORDLAB_CMPXCHG, r, addr, v, w)
#define SET(r, v, op, w)	set(ORDLAB_A_##op, r, v, w)
#define SET1(r, op, v)		SET(r, v, op, NONE)
/* if (!r) goto instruction t */
#define UNLESS(r, t)		\
	(ordlab_insn(d, ORDLAB_BRANCH, ORDLAB_NO_REG, NONE, REG(r), \
		     NONE)->target = (t))
#define GOTO(t)			\
	(ordlab_insn(d, ORDLAB_JUMP, ORDLAB_NO_REG, NONE, NONE, NONE)->target = (t))

/* The facts about instruction @i, for front end and engine */
#define EXPECT_TARGETS(i, locs, checked)				\
do {									\
	EXPECT_EQ(facts.targets[i], locs);				\
	EXPECT_EQ(facts.check[i], checked);				\
} while (0)

TEST(every_reason)
{
	struct ordlab_verifier *room = malloc(ordlab_verifier_size());
	unsigned int reason;

	for (reason = 0; reason < ORDLAB_NR_REASONS; reason++) {
		const struct bad_program *bad = &bad_programs[reason];
		size_t size;
		void *bytes = bad_program(bad, d, &size);
		int err = ordlab_verify(bytes, size, &facts, room);
		char text[200], small[8];
		int len = ordlab_refusal(text, sizeof(text), &facts);

		if (facts.reason != reason || err != -bad->err)
			(void)check_fail("%s: errno %d: %s", bad->id, -err, text);
		EXPECT_HAS(text, bad->text);
		EXPECT_EQ(len, strlen(text));
		EXPECT_EQ(ordlab_refusal(small, sizeof(small), &facts), len);
		free(bytes);
	}
	free(room);
}

TEST(reasons_say_what_would_be_right)
{
	unsigned int reason;

	for (reason = 1; reason < ORDLAB_NR_REASONS; reason++)
		EXPECT_HAS(ordlab_reason_text(reason), "; ");
}

TEST(place_of_fault)
{
	char text[200];

	begin();
	NEXT_THREAD();
	OP(SMP_MB, NONE);
	OP(SPIN_UNLOCK, LOC(l));
	EXPECT_REFUSED(UNLOCK, 1, 1);
	ordlab_refusal(text, sizeof(text), &facts);
	EXPECT_HAS(text, "P1, instruction 1: ");

	begin();
	strcpy(d->locations[q].name, "x");
	EXPECT_REFUSED(LOC_TWICE, -1, q);
	ordlab_refusal(text, sizeof(text), &facts);
	EXPECT_HAS(text, "location 3: ");

	begin();
	d->head.nr_filter = 1;
	d->cond[1].op = ORDLAB_COND_NOT;
	EXPECT_REFUSED(COND_MISSING, -1, 1);

	begin();
	d->threads[0].nr_regs = 17;
	EXPECT_REFUSED(MANY_REGS, 0, -1);
}

/* A program that ends early, wherever it does */
TEST(every_length)
{
	struct ordlab_verifier *room = malloc(ordlab_verifier_size());
	size_t size, len;
	char *bytes, *copy;

	ordlab_draft_sb(d, "SB");
	bytes = ordlab_emit(d, &size);
	for (len = 0; len <= size; len++) {
		copy = malloc(len);	/* so that ASan sees a byte too far */
		memcpy(copy, bytes, len);
		EXPECT_EQ(!ordlab_verify(copy, len, &facts, room), len == size);
		free(copy);
	}
	free(bytes);
	free(room);
}

/* Any byte changed to anything: refused, or sound in fact */
TEST(every_byte)
{
	struct ordlab_verifier *room = malloc(ordlab_verifier_size());
	static const uint8_t changes[] = { 0x01, 0x02, 0x04, 0x80, 0xff };
	static const uint8_t bits[32] = { 0, 1, 1, 0, 2, 1, 0, 0, 1 };
	const struct choices schedule = { bits, sizeof(bits) };
	struct ordlab_view view;
	size_t size, i, c;
	uint8_t *bytes;
	const char *broken;

	ordlab_draft_sb(d, "SB");
	bytes = ordlab_emit(d, &size);
	for (i = 0; i < size; i++) {
		for (c = 0; c < sizeof(changes); c++) {
			bytes[i] ^= changes[c];
			if (!ordlab_verify(bytes, size, &facts, room)) {
				ordlab_view_init(&view, (void *)bytes);
				broken = run_twice(&view, &facts, schedule);
				if (broken)
					(void)check_fail("byte %zu: %s", i, broken);
			}
			bytes[i] ^= changes[c];
		}
	}
	free(bytes);
	free(room);
}

/* An accepted program keeps the promises in each order in which threads run */
TEST(promises_are_kept)
{
	struct ordlab_verifier *room = malloc(ordlab_verifier_size());
	unsigned int i, j, sound = 0;
	uint8_t bytes[400];

	for (i = 0; i < 30000; i++) {
		struct choices c = { bytes, sizeof(bytes) };
		struct ordlab_view view;
		const char *broken;
		size_t size;
		void *prog;

		for (j = 0; j < sizeof(bytes); j++)
			bytes[j] = draw(256);
		random_program(&c, d);
		prog = ordlab_emit(d, &size);
		if (!ordlab_verify(prog, size, &facts, room)) {
			sound++;
			ordlab_view_init(&view, prog);
			broken = run_twice(&view, &facts, c);
			if (broken)
				(void)check_fail("program %u: %s", i, broken);
		}
		free(prog);
	}
	/* otherwise this test tests nothing */
	EXPECT_LE(1000, sound);
	free(room);
}

TEST(names)
{
	static const struct {
		const char *name;
		bool good;
	} names[] = {
		{ "a", true }, { "SB+mbs", true }, { "2+2W", true },
		{ "~!@#", true }, { "", false }, { ".", false },
		{ ".hidden", false }, { "a/b", false }, { "a b", false },
		{ "a\n", false }, { "a\tb", false }, { "\x7f", false },
		{ "\xc3\xa9", false },
	};
	unsigned int i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		begin();
		memset(d->head.name, 0, sizeof(d->head.name));
		strcpy(d->head.name, names[i].name);
		if ((verify_draft() == ORDLAB_R_NONE) != names[i].good)
			(void)check_fail("name \"%s\"", names[i].name);
	}
	begin();
	memset(d->head.name, 'a', sizeof(d->head.name));
	EXPECT_REFUSED(NAME, -1, -1);
	begin();
	d->head.name[10] = 'a';		/* behind the end */
	EXPECT_REFUSED(NAME, -1, -1);
}

TEST(limits_are_reached)
{
	unsigned int i;
	char name[8];

	ordlab_begin(d, "test");
	for (i = 0; i < ORDLAB_MAX_LOCATIONS; i++) {
		snprintf(name, sizeof(name), "x%u", i);
		ordlab_location(d, ORDLAB_T_INT, name, IMM(0));
	}
	for (i = 0; i < ORDLAB_MAX_THREADS; i++) {
		ordlab_thread(d, ORDLAB_MAX_REGS);
		while (d->head.nr_insns < ORDLAB_MAX_INSNS /
		       ORDLAB_MAX_THREADS * (i + 1))
			LOAD(READ_ONCE, d->head.nr_insns % ORDLAB_MAX_REGS,
			     LOC(i));
	}
	for (i = 0; i < ORDLAB_MAX_OBSERVED; i++)
		ordlab_expect(d, ORDLAB_OPERAND_REG, i / ORDLAB_MAX_REGS,
			      i % ORDLAB_MAX_REGS, IMM(0));
	while (d->head.nr_cond < ORDLAB_MAX_COND)
		d->cond[d->head.nr_cond++].op = ORDLAB_COND_NOT;
	EXPECT_SOUND();

	/* the deepest condition, and one deeper */
	begin();
	for (i = 0; i < ORDLAB_MAX_COND_DEPTH - 1; i++)
		d->cond[d->head.nr_cond++].op = ORDLAB_COND_TRUE;
	for (i = 0; i < ORDLAB_MAX_COND_DEPTH - 1; i++)
		d->cond[d->head.nr_cond++].op = ORDLAB_COND_OR;
	EXPECT_SOUND();
}

/* Values that always add nothing leave an address as it is */
TEST(false_dependencies)
{
	begin();
	LOAD(READ_ONCE, 0, LOC(y));
	SET(1, REG(0), XOR, REG(0));
	SET(1, LOC(x), ADD, REG(1));
	LOAD(READ_ONCE, 2, REG(1));		/* 3 */
	SET(1, REG(0), AND, IMM(0));
	SET(1, REG(1), OR, LOC(y));
	STORE(WRITE_ONCE, REG(1), IMM(1));	/* 6 */
	SET(1, REG(0), SUB, REG(0));
	SET(1, REG(1), MUL, REG(0));
	SET(1, LOC(a), SUB, REG(1));
	LOAD(ATOMIC_READ, 2, REG(1));		/* 10 */
	EXPECT_SOUND();
	EXPECT_TARGETS(3, 1 << x, 0);
	EXPECT_TARGETS(6, 1 << y, 0);
	EXPECT_TARGETS(10, 1 << a, 0);
}

TEST(no_arithmetic_on_addresses)
{
	static const enum ordlab_alu leaks[] = {
		ORDLAB_A_ADD, ORDLAB_A_SUB, ORDLAB_A_MUL, ORDLAB_A_DIV,
		ORDLAB_A_MOD, ORDLAB_A_AND, ORDLAB_A_OR, ORDLAB_A_XOR,
		ORDLAB_A_ANDNOT, ORDLAB_A_SHL, ORDLAB_A_SHR, ORDLAB_A_LT,
		ORDLAB_A_LE, ORDLAB_A_GT, ORDLAB_A_GE, ORDLAB_A_NEG,
		ORDLAB_A_COM,
	};
	unsigned int i;

	for (i = 0; i < sizeof(leaks) / sizeof(*leaks); i++) {
		begin();
		SET(0, LOC(x), NONE, ordlab_alus[leaks[i]].operands == 2 ?
		    IMM(1) : NONE);
		d->insns[0].alu = leaks[i];
		EXPECT_REFUSED(ADDR_ARITH, 0, 0);
	}
	begin();
	LOAD(READ_ONCE, 0, LOC(y));
	SET(1, LOC(x), ADD, REG(0));
	EXPECT_REFUSED(ADDR_ARITH, 0, 1);

	/* equality shows nothing new */
	begin();
	LOAD(READ_ONCE, 0, LOC(p));
	SET(1, REG(0), EQ, LOC(x));
	SET(1, REG(0), NE, IMM(0));
	SET1(1, NOT, REG(0));
	SET(1, REG(0), LAND, LOC(x));
	SET(1, REG(0), LOR, IMM(0));
	EXPECT_SOUND();
}

/* Addresses travel through pointers in memory, from thread to thread */
TEST(pointers_in_memory)
{
	begin();
	LOAD(READ_ONCE, 0, LOC(q));
	LOAD(READ_ONCE, 1, REG(0));		/* 1 */
	NEXT_THREAD();
	LOAD(READ_ONCE, 0, LOC(p));
	STORE(WRITE_ONCE, LOC(q), REG(0));
	LOAD(READ_ONCE, 1, REG(0));		/* 4 */
	NEXT_THREAD();
	STORE(SMP_STORE_RELEASE, LOC(p), LOC(y));
	CMPXCHG(0, LOC(p), LOC(y), LOC(a));
	EXPECT_SOUND();
	/* q is NULL at first */
	EXPECT_TARGETS(1, 1 << x | 1 << y | 1 << a, 1);
	EXPECT_TARGETS(4, 1 << x | 1 << y | 1 << a, 0);

	/* a pointer to a pointer */
	begin();
	STORE(WRITE_ONCE, LOC(q), LOC(p));
	LOAD(READ_ONCE, 0, LOC(q));
	NEXT_THREAD();
	STORE(WRITE_ONCE, LOC(p), LOC(q));
	LOAD(READ_ONCE, 0, LOC(p));
	LOAD(READ_ONCE, 1, REG(0));
	EXPECT_REFUSED(TYPE_MIXED, 1, 2);	/* x or q */

	begin();
	STORE(WRITE_ONCE, LOC(x), LOC(y));
	EXPECT_REFUSED(ADDR_IN_INT, 0, 0);
	begin();
	STORE(WRITE_ONCE, LOC(n), LOC(y));
	EXPECT_REFUSED(ADDR_IN_INT, 0, 0);
	begin();
	CMPXCHG(0, LOC(n), LOC(x), IMM(0));
	EXPECT_REFUSED(ADDR_IN_INT, 0, 0);
	/* a loop that may go on */
	begin();
	LOAD(LOAD, ORDLAB_NO_REG, IMM(2));
	EXPECT_REFUSED(LOOP, 0, 0);
	/* a number is not an address, whatever the type */
	begin();
	LOAD(READ_ONCE, 0, LOC(q));
	LOAD(READ_ONCE, 1, REG(0));
	EXPECT_REFUSED(NO_ADDRESS, 0, 1);
}

/* Arithmetic of a type, as TYPED(UINT, 0, REG(1), ADD, IMM(2)) */
#define TYPED(t, r, v, op, w)	\
	(set(ORDLAB_A_##op, r, v, w)->type = ORDLAB_T_##t)

/* Each type that arithmetic has, and that a value may be converted to */
TEST(types_of_arithmetic)
{
	unsigned int type;

	for (type = 0; type <= ORDLAB_NR_TYPES; type++) {
		bool integer = type < ORDLAB_NR_TYPES && ordlab_is_integer(type);
		bool alu = type < ORDLAB_NR_TYPES && ordlab_is_alu_type(type);

		begin();
		set(ORDLAB_A_ADD, 0, IMM(1), IMM(2))->type = type;
		if (alu)
			EXPECT_SOUND();
		else
			EXPECT_REFUSED(ALU_TYPE, 0, 0);
		begin();
		set(ORDLAB_A_MOV, 0, IMM(1), NONE)->type = type;
		if (integer || type == ORDLAB_T_PTR)
			EXPECT_SOUND();
		else
			EXPECT_REFUSED(ALU_TYPE, 0, 0);
	}
	begin();
	LOAD(READ_ONCE, 0, LOC(x))->type = ORDLAB_T_LONG;
	EXPECT_REFUSED(ALU_TYPE, 0, 0);

	/* a divisor that is 0 in the type */
	begin();
	TYPED(INT, 0, IMM(1), DIV, IMM(1LL << 32));
	EXPECT_REFUSED(DIVISOR, 0, 0);
	begin();
	TYPED(UINT, 0, IMM(1), MOD, IMM(1LL << 31));
	EXPECT_SOUND();
}

/* A fact about a value holds for the converted value, too */
TEST(conversions)
{
	/* no bits beyond those of the type */
	begin();
	LOAD(READ_ONCE, 0, LOC(n));
	TYPED(UCHAR, 1, REG(0), MOV, NONE);
	TYPED(INT, 1, REG(1), SHR, IMM(8));
	SET(1, LOC(y), ADD, REG(1));
	LOAD(READ_ONCE, 2, REG(1));		/* 4 */
	EXPECT_SOUND();
	EXPECT_TARGETS(4, 1 << y, 0);
	d->insns[1].type = ORDLAB_T_SCHAR;
	EXPECT_REFUSED(ADDR_ARITH, 0, 3);

	/* that a long is 0 as an int does not make it 0 */
	begin();
	LOAD(READ_ONCE, 0, LOC(n));
	TYPED(INT, 1, REG(0), EQ, IMM(0));
	UNLESS(1, 5);
	SET(1, LOC(y), ADD, REG(0));
	LOAD(READ_ONCE, 2, REG(1));
	EXPECT_REFUSED(ADDR_ARITH, 0, 3);
	d->insns[1].type = ORDLAB_T_LONG;
	EXPECT_SOUND();
	/* but that of an int does */
	d->insns[0].addr = LOC(x);
	d->insns[1].type = ORDLAB_T_INT;
	EXPECT_SOUND();

	/* a truth value is that of what it was made of */
	begin();
	LOAD(READ_ONCE, 0, LOC(q));
	TYPED(BOOL, 1, REG(0), MOV, NONE);
	UNLESS(1, 4);
	LOAD(READ_ONCE, 2, REG(0));		/* 3 */
	OP(SMP_MB, NONE);
	NEXT_THREAD();
	STORE(WRITE_ONCE, LOC(q), LOC(y));
	EXPECT_SOUND();
	EXPECT_TARGETS(3, 1 << y, 0);

	/* what comes in two types of the same size is known after few sweeps */
	begin();
	LOAD(READ_ONCE, 0, LOC(n));
	TYPED(ULONG, 1, REG(0), MUL, IMM(3));
	STORE(WRITE_ONCE, LOC(n), REG(1));
	TYPED(LONG, 1, REG(0), MUL, IMM(3));
	STORE(WRITE_ONCE, LOC(n), REG(1));
	EXPECT_SOUND();

	/* the index of a reader fits into 32 bits, and into no less */
	begin();
	LOAD(SRCU_READ_LOCK, 0, LOC(s));
	TYPED(UINT, 1, REG(0), MOV, NONE);
	STORE(SRCU_READ_UNLOCK, LOC(s), REG(1));
	EXPECT_SOUND();
	d->insns[1].type = ORDLAB_T_UCHAR;
	EXPECT_REFUSED(SRCU_INDEX, 0, 2);
}

/* A part of an address reveals where memory is */
TEST(no_address_is_cut_off)
{
	begin();
	TYPED(INT, 0, LOC(x), MOV, NONE);
	EXPECT_REFUSED(ADDR_CUT, 0, 0);
	begin();
	LOAD(READ_ONCE, 0, LOC(p));
	TYPED(UINT, 0, REG(0), EQ, IMM(0));
	EXPECT_REFUSED(ADDR_CUT, 0, 1);
	d->insns[1].type = ORDLAB_T_ULONG;
	EXPECT_SOUND();
	begin();
	TYPED(BOOL, 0, LOC(x), MOV, NONE);
	EXPECT_SOUND();
	/* an address in a location of the same size can be read back */
	begin();
	TYPED(ULONG, 0, LOC(x), MOV, NONE);
	STORE(WRITE_ONCE, LOC(n), REG(0));
	EXPECT_REFUSED(ADDR_IN_INT, 0, 1);
}

/* A pointer that was tested needs no check */
TEST(null_tests)
{
	static const struct {
		enum ordlab_alu alu;
		struct ordlab_operand with;
		bool skips;		/* jumps if the comparison is true */
	} tests[] = {
		{ ORDLAB_A_MOV, { 0 }, false },
		{ ORDLAB_A_NE, { .kind = ORDLAB_OPERAND_IMM }, false },
		{ ORDLAB_A_EQ, { .kind = ORDLAB_OPERAND_IMM }, true },
		{ ORDLAB_A_NOT, { 0 }, true },
		{ ORDLAB_A_EQ, { .kind = ORDLAB_OPERAND_LOC, .index = y }, false },
	};
	unsigned int i;

	for (i = 0; i < sizeof(tests) / sizeof(*tests); i++) {
		begin();
		OP(RCU_READ_LOCK, NONE);
		LOAD(RCU_DEREFERENCE, 0, LOC(q));
		set(tests[i].alu, 1, REG(0), tests[i].with);
		if (tests[i].skips)
			SET1(1, NOT, REG(1));
		else
			SET1(1, MOV, REG(1));
		UNLESS(1, 6);
		LOAD(READ_ONCE, 2, REG(0));	/* 5 */
		OP(RCU_READ_UNLOCK, NONE);
		NEXT_THREAD();
		STORE(RCU_ASSIGN_POINTER, LOC(q), LOC(y));
		EXPECT_SOUND();
		EXPECT_TARGETS(5, 1 << y, 0);
		EXPECT_EQ(facts.unset[0], 1 << 2 | 1 << 3 | 1 << 4);
	}

	/* the wrong way round */
	begin();
	LOAD(RCU_DEREFERENCE, 0, LOC(q));
	SET1(1, NOT, REG(0));
	UNLESS(1, 4);
	LOAD(READ_ONCE, 2, REG(0));
	NEXT_THREAD();
	STORE(RCU_ASSIGN_POINTER, LOC(q), LOC(y));
	EXPECT_REFUSED(NO_ADDRESS, 0, 3);

	/* tested, and then read again */
	begin();
	LOAD(READ_ONCE, 0, LOC(q));
	UNLESS(0, 4);
	LOAD(READ_ONCE, 0, LOC(q));
	LOAD(READ_ONCE, 1, REG(0));		/* 3 */
	LOAD(READ_ONCE, 0, LOC(q));
	NEXT_THREAD();
	STORE(WRITE_ONCE, LOC(q), LOC(y));
	EXPECT_SOUND();
	EXPECT_TARGETS(3, 1 << y, 1);
}

/* A branch shows something about a value, which holds until the value changes */
TEST(comparisons)
{
	begin();
	LOAD(READ_ONCE, 0, LOC(y));
	SET(1, IMM(2), EQ, REG(0));
	UNLESS(1, 6);
	SET(2, REG(0), SUB, IMM(2));
	SET(2, LOC(x), ADD, REG(2));
	LOAD(READ_ONCE, 3, REG(2));		/* 5 */
	EXPECT_SOUND();
	EXPECT_TARGETS(5, 1 << x, 0);

	/* the other branch does not show that */
	SET(2, REG(0), SUB, IMM(2));
	SET(2, LOC(x), ADD, REG(2));
	EXPECT_REFUSED(ADDR_ARITH, 0, 7);

	/* 2 at first, but not when it is used */
	begin();
	LOAD(READ_ONCE, 0, LOC(y));
	SET(1, REG(0), EQ, IMM(2));
	LOAD(READ_ONCE, 0, LOC(y));
	UNLESS(1, 6);
	SET(2, REG(0), SUB, IMM(2));
	SET(2, LOC(x), ADD, REG(2));
	EXPECT_REFUSED(ADDR_ARITH, 0, 5);

	/* neither of two comparisons is known where paths have met */
	begin();
	LOAD(READ_ONCE, 0, LOC(q));
	LOAD(READ_ONCE, 1, LOC(y));
	UNLESS(1, 5);
	SET(2, REG(0), NE, IMM(0));
	GOTO(6);
	SET(2, REG(1), EQ, IMM(0));
	UNLESS(2, 8);
	LOAD(READ_ONCE, 3, REG(0));		/* 7 */
	OP(SMP_MB, NONE);
	NEXT_THREAD();
	STORE(WRITE_ONCE, LOC(q), LOC(y));
	EXPECT_SOUND();
	EXPECT_TARGETS(7, 1 << y, 1);

	/* an integer may happen to be an address: both ways are followed */
	begin();
	LOAD(READ_ONCE, 0, LOC(n));
	SET(1, REG(0), EQ, LOC(x));
	UNLESS(1, 4);
	OP(SPIN_UNLOCK, LOC(l));
	EXPECT_REFUSED(UNLOCK, 0, 3);
	begin();
	SET1(0, MOV, LOC(x));
	SET(1, REG(0), EQ, IMM(4096));
	UNLESS(1, 4);
	OP(SPIN_UNLOCK, LOC(l));
	EXPECT_REFUSED(UNLOCK, 0, 3);
	/* and one of more than 32 bits is not followed */
	begin();
	SET1(0, MOV, IMM(1LL << 32));
	SET1(0, NOT, REG(0));
	UNLESS(0, 4);
	OP(SPIN_UNLOCK, LOC(l));
	EXPECT_REFUSED(UNLOCK, 0, 3);
}

/* An address that was used once was one, or is one from then on */
TEST(a_check_is_made_once)
{
	begin();
	LOAD(READ_ONCE, 0, LOC(q));
	LOAD(READ_ONCE, 1, REG(0));		/* 1 */
	LOAD(READ_ONCE, 1, REG(0));		/* 2 */
	NEXT_THREAD();
	STORE(WRITE_ONCE, LOC(q), LOC(y));
	EXPECT_SOUND();
	EXPECT_TARGETS(1, 1 << y, 1);
	EXPECT_TARGETS(2, 1 << y, 0);

	/* also where a lock is held, which must be released */
	begin();
	OP(SPIN_LOCK, LOC(l));
	LOAD(READ_ONCE, 0, LOC(q));
	SET(1, REG(0), NE, IMM(0));
	LOAD(READ_ONCE, 2, REG(0));		/* 3 */
	UNLESS(1, 6);
	OP(SPIN_UNLOCK, LOC(l));
	NEXT_THREAD();
	STORE(WRITE_ONCE, LOC(q), LOC(y));
	/* an earlier fact may be about a value that was no address */
	EXPECT_REFUSED(LOCK_HELD, 0, 0);
	d->insns[4].op = ORDLAB_SMP_MB;
	d->insns[4].target = 0;
	d->insns[4].val[0] = NONE;
	EXPECT_SOUND();
	EXPECT_TARGETS(3, 1 << y, 1);
}

/* Bits that no thread ever sets are 0: a usual way to write a dependency */
TEST(known_bits)
{
	static const struct {
		enum ordlab_alu alu;
		__s64 with;
	} tests[] = {
		{ ORDLAB_A_AND, 128 }, { ORDLAB_A_AND, 8 },
		{ ORDLAB_A_SHR, 3 }, { ORDLAB_A_DIV, 8 },
	};
	unsigned int i;

	for (i = 0; i < sizeof(tests) / sizeof(*tests); i++) {
		begin();
		d->locations[x].init = IMM(0);
		STORE(WRITE_ONCE, LOC(x), IMM(4));
		STORE(ATOMIC_OR, LOC(x), IMM(2));
		STORE(ATOMIC_ANDNOT, LOC(x), IMM(4));
		CMPXCHG(0, LOC(x), IMM(9), IMM(5));
		STORE(ATOMIC_XOR, LOC(x), IMM(6));
		NEXT_THREAD();
		LOAD(READ_ONCE, 0, LOC(x));
		set(tests[i].alu, 1, REG(0), IMM(tests[i].with));
		SET(1, LOC(y), ADD, REG(1));
		LOAD(READ_ONCE, 2, REG(1));	/* 8 */
		if (tests[i].alu == ORDLAB_A_DIV) {
			/* how large it is, is not known so well */
			EXPECT_REFUSED(ADDR_ARITH, 1, 2);
			continue;
		}
		EXPECT_SOUND();
		EXPECT_TARGETS(8, 1 << y, 0);
	}

	/* one more store, and they may be set */
	begin();
	d->locations[x].init = IMM(0);
	LOAD(READ_ONCE, 0, LOC(x));
	SET(0, REG(0), AND, IMM(8));
	SET(0, LOC(y), ADD, REG(0));
	EXPECT_SOUND();
	NEXT_THREAD();
	STORE(WRITE_ONCE, LOC(x), IMM(12));
	EXPECT_REFUSED(ADDR_ARITH, 0, 2);
	d->insns[3].val[0] = IMM(-1);
	EXPECT_REFUSED(ADDR_ARITH, 0, 2);
	/* or one may add up to it */
	d->insns[3].op = ORDLAB_ATOMIC_INC;
	d->insns[3].val[0] = IMM(1);
	EXPECT_REFUSED(ADDR_ARITH, 0, 2);
}

/* Values that grow in a cycle through memory: the verifier must end */
TEST(growing_values)
{
	unsigned int i;

	begin();
	d->locations[x].init = IMM(0);
	d->locations[y].init = IMM(0);
	for (i = 0; i < 8; i++) {
		LOAD(READ_ONCE, 0, LOC(i % 2 ? x : y));
		SET(0, REG(0), ADD, IMM(1));
		STORE(WRITE_ONCE, LOC(i % 2 ? y : x), REG(0));
		NEXT_THREAD();
	}
	LOAD(READ_ONCE, 0, LOC(x));
	SET(0, REG(0), AND, IMM(1 << 30));
	SET(0, LOC(y), ADD, REG(0));
	EXPECT_REFUSED(ADDR_ARITH, 8, 2);
}

TEST(unreachable_code_would_fault)
{
	begin();
	SET1(0, MOV, LOC(x));
	GOTO(3);
	STORE(WRITE_ONCE, REG(0), IMM(1));	/* 2 */
	OP(SMP_MB, NONE);
	EXPECT_SOUND();
	EXPECT_TARGETS(2, 0, 1);

	/* also where only values make it so */
	begin();
	SET(0, IMM(2), SUB, IMM(2));
	UNLESS(0, 3);
	OP(SPIN_UNLOCK, LOC(l));
	EXPECT_SOUND();
}

TEST(registers_are_written_first)
{
	begin();
	LOAD(READ_ONCE, 0, LOC(x));
	UNLESS(0, 3);
	LOAD(READ_ONCE, 1, LOC(y));
	STORE(WRITE_ONCE, LOC(y), REG(1));	/* 3 */
	EXPECT_REFUSED(UNWRITTEN, 0, 3);

	/* on both ways */
	begin();
	LOAD(READ_ONCE, 0, LOC(x));
	UNLESS(0, 4);
	LOAD(READ_ONCE, 1, LOC(y));
	GOTO(5);
	SET1(1, MOV, IMM(2));
	STORE(WRITE_ONCE, LOC(y), REG(1));
	EXPECT_SOUND();
	EXPECT_EQ(facts.unset[0], 1 << 2 | 1 << 3 | 1 << 4);
}

/* A value that is computed from the result still shows whether the lock was taken */
TEST(trylock)
{
	static const struct {
		enum ordlab_alu alu;
		struct ordlab_operand with;
		bool taken;		/* if the comparison is true */
	} tests[] = {
		{ ORDLAB_A_MOV, { 0 }, true },
		{ ORDLAB_A_NOT, { 0 }, false },
		{ ORDLAB_A_EQ, { .kind = ORDLAB_OPERAND_IMM, .imm = 1 }, true },
		{ ORDLAB_A_NE, { .kind = ORDLAB_OPERAND_IMM }, true },
		{ ORDLAB_A_EQ, { .kind = ORDLAB_OPERAND_IMM }, false },
		{ ORDLAB_A_GT, { .kind = ORDLAB_OPERAND_IMM }, true },
	};
	unsigned int i;

	for (i = 0; i < sizeof(tests) / sizeof(*tests); i++) {
		begin();
		LOAD(SPIN_TRYLOCK, 0, LOC(l));
		set(tests[i].alu, 1, REG(0), tests[i].with);
		UNLESS(1, 5);
		if (tests[i].taken) {
			OP(SPIN_UNLOCK, LOC(l));
			GOTO(5);
		} else {
			GOTO(6);
			OP(SMP_MB, NONE);
			OP(SPIN_UNLOCK, LOC(l));
		}
		EXPECT_SOUND();
	}

	begin();
	LOAD(SPIN_TRYLOCK, 0, LOC(l));
	OP(SPIN_UNLOCK, LOC(l));
	EXPECT_REFUSED(UNLOCK, 0, 1);
	begin();
	LOAD(SPIN_TRYLOCK, 0, LOC(l));
	EXPECT_REFUSED(LOCK_HELD, 0, 0);
	begin();
	LOAD(SPIN_TRYLOCK, 0, LOC(l));
	UNLESS(0, 3);
	LOAD(SPIN_TRYLOCK, 1, LOC(l));
	EXPECT_REFUSED(LOCK_TWICE, 0, 2);
}

TEST(locks_on_every_path)
{
	/* one lock on either way, and one unlock */
	begin();
	LOAD(READ_ONCE, 0, LOC(x));
	UNLESS(0, 4);
	OP(SPIN_LOCK, LOC(l));
	GOTO(5);
	OP(SPIN_LOCK, LOC(l));
	OP(SPIN_UNLOCK, LOC(l));
	EXPECT_SOUND();

	/* taken and released if one and the same value says so */
	begin();
	LOAD(READ_ONCE, 0, LOC(x));
	UNLESS(0, 3);
	OP(SPIN_LOCK, LOC(l));
	STORE(WRITE_ONCE, LOC(y), IMM(1));
	UNLESS(0, 6);
	OP(SPIN_UNLOCK, LOC(l));
	EXPECT_SOUND();

	/* the value changes in between */
	begin();
	LOAD(READ_ONCE, 0, LOC(x));
	UNLESS(0, 3);
	OP(SPIN_LOCK, LOC(l));
	LOAD(READ_ONCE, 0, LOC(x));
	UNLESS(0, 6);
	OP(SPIN_UNLOCK, LOC(l));
	verify_draft();
	EXPECT(facts.reason == ORDLAB_R_UNLOCK ||
	       facts.reason == ORDLAB_R_LOCK_HELD);

	/* through a pointer, as long as it is clear which lock it is */
	begin();
	SET1(0, MOV, LOC(l));
	OP(SPIN_LOCK, REG(0));
	OP(SPIN_UNLOCK, LOC(l));
	EXPECT_SOUND();
}

TEST(nesting)
{
	unsigned int i;

	begin();
	for (i = 0; i < 16; i++)
		OP(RCU_READ_LOCK, NONE);
	for (i = 0; i < 16; i++)
		OP(RCU_READ_UNLOCK, NONE);
	EXPECT_SOUND();

	/* two readers of one domain; the first to begin is the first to end */
	begin();
	LOAD(SRCU_READ_LOCK, 0, LOC(s));
	LOAD(SRCU_READ_LOCK, 1, LOC(s));
	STORE(SRCU_READ_UNLOCK, LOC(s), REG(0));
	STORE(SRCU_READ_UNLOCK, LOC(s), REG(1));
	EXPECT_SOUND();

	/* one of them twice */
	begin();
	LOAD(SRCU_READ_LOCK, 0, LOC(s));
	LOAD(SRCU_READ_LOCK, 1, LOC(s));
	SET1(2, MOV, REG(1));
	STORE(SRCU_READ_UNLOCK, LOC(s), REG(1));
	STORE(SRCU_READ_UNLOCK, LOC(s), REG(2));
	EXPECT_REFUSED(SRCU_INDEX, 0, 4);

	/* begun on either way, ended by one call */
	begin();
	LOAD(READ_ONCE, 0, LOC(x));
	UNLESS(0, 4);
	LOAD(SRCU_READ_LOCK, 1, LOC(s));
	GOTO(5);
	LOAD(SRCU_READ_LOCK, 1, LOC(s));
	STORE(SRCU_READ_UNLOCK, LOC(s), REG(1));
	EXPECT_SOUND();

	/* the index of one of two readers; it is not known of which */
	begin();
	LOAD(SRCU_READ_LOCK, 0, LOC(s));
	LOAD(SRCU_READ_LOCK, 1, LOC(s));
	LOAD(READ_ONCE, 2, LOC(x));
	UNLESS(2, 5);
	SET1(0, MOV, REG(1));
	STORE(SRCU_READ_UNLOCK, LOC(s), REG(0));
	EXPECT_REFUSED(SRCU_INDEX, 0, 5);

	/* of the other domain */
	begin();
	LOAD(SRCU_READ_LOCK, 0, LOC(s));
	STORE(SRCU_READ_UNLOCK, LOC(u), REG(0));
	EXPECT_REFUSED(SRCU_INDEX, 0, 1);

	/* the index must not take a way through memory or arithmetic */
	begin();
	LOAD(SRCU_READ_LOCK, 0, LOC(s));
	STORE(WRITE_ONCE, LOC(x), REG(0));
	LOAD(READ_ONCE, 0, LOC(x));
	STORE(SRCU_READ_UNLOCK, LOC(s), REG(0));
	EXPECT_REFUSED(SRCU_INDEX, 0, 3);

	begin();
	LOAD(SRCU_DOWN_READ, 0, LOC(s));
	STORE(SRCU_UP_READ, LOC(s), REG(0));
	EXPECT_SOUND();
	begin();
	LOAD(SRCU_DOWN_READ, 0, LOC(s));
	STORE(SRCU_READ_UNLOCK, LOC(s), REG(0));
	EXPECT_REFUSED(SRCU_FORM, 0, 1);
}

TEST(sleeping)
{
	begin();
	LOAD(SRCU_READ_LOCK, 0, LOC(s));
	OP(SYNCHRONIZE_RCU, NONE);
	OP(SYNCHRONIZE_SRCU_EXPEDITED, LOC(u));
	STORE(SRCU_READ_UNLOCK, LOC(s), REG(0));
	NEXT_THREAD();
	OP(SPIN_LOCK, LOC(l));
	OP(RCU_READ_LOCK, NONE);
	OP(SPIN_LOCK, LOC(m));
	OP(SPIN_UNLOCK, LOC(l));
	OP(SPIN_UNLOCK, LOC(m));
	OP(RCU_READ_UNLOCK, NONE);
	EXPECT_SOUND();
	EXPECT_EQ(facts.may_sleep, 1);
	EXPECT(facts.uses & 1U << ORDLAB_C_SRCU_SYNC);
	EXPECT(facts.uses & 1U << ORDLAB_C_LOCK);
	EXPECT(!(facts.uses & 1U << ORDLAB_C_TRYLOCK));

	/* a lock that a trylock took is one as well */
	begin();
	LOAD(SPIN_TRYLOCK, 0, LOC(l));
	OP(SYNCHRONIZE_RCU_EXPEDITED, NONE);
	UNLESS(0, 4);
	OP(SPIN_UNLOCK, LOC(l));
	EXPECT_REFUSED(SLEEP_LOCK, 0, 1);
	begin();
	OP(RCU_READ_LOCK, NONE);
	OP(SYNCHRONIZE_SRCU, LOC(s));
	OP(RCU_READ_UNLOCK, NONE);
	EXPECT_REFUSED(SLEEP_RCU, 0, 1);
}

/* A thread that takes @first, and waits for @second while it holds it */
static void wait_holding(unsigned int first, unsigned int second)
{
	bool lock = first == l || first == m;

	if (lock)
		OP(SPIN_LOCK, LOC(first));
	else
		LOAD(SRCU_READ_LOCK, 0, LOC(first));
	if (second == l || second == m) {
		OP(SPIN_LOCK, LOC(second));
		OP(SPIN_UNLOCK, LOC(second));
	} else {
		OP(SYNCHRONIZE_SRCU, LOC(second));
	}
	if (lock)
		OP(SPIN_UNLOCK, LOC(first));
	else
		STORE(SRCU_READ_UNLOCK, LOC(first), REG(0));
}

TEST(deadlocks)
{
	begin();
	wait_holding(l, m);
	NEXT_THREAD();
	wait_holding(l, m);
	EXPECT_SOUND();

	begin();
	wait_holding(l, m);
	NEXT_THREAD();
	wait_holding(m, l);
	EXPECT_REFUSED(DEADLOCK, 1, 1);

	/* one thread alone waits for no other */
	begin();
	wait_holding(l, m);
	wait_holding(m, l);
	NEXT_THREAD();
	wait_holding(m, l);
	verify_draft();
	EXPECT_EQ(facts.reason, ORDLAB_R_DEADLOCK);
	d->head.nr_threads = 1;
	d->head.nr_insns = d->threads[0].nr_insns;
	memset(&d->threads[1], 0, sizeof(d->threads[1]));
	memset(&d->insns[d->head.nr_insns], 0, sizeof(d->insns[0]));
	EXPECT_SOUND();

	/* SRCU domains wait for one another too */
	begin();
	wait_holding(s, u);
	NEXT_THREAD();
	wait_holding(u, s);
	EXPECT_REFUSED(DEADLOCK, 1, 1);
	begin();
	wait_holding(s, u);
	NEXT_THREAD();
	wait_holding(u, l);
	NEXT_THREAD();
	wait_holding(s, l);
	EXPECT_SOUND();

	/* in a cycle of three */
	begin();
	ordlab_location(d, ORDLAB_T_SPINLOCK, "k", IMM(0));
	OP(SPIN_LOCK, LOC(NR));
	OP(SPIN_LOCK, LOC(l));
	OP(SPIN_UNLOCK, LOC(l));
	OP(SPIN_UNLOCK, LOC(NR));
	NEXT_THREAD();
	wait_holding(l, m);
	NEXT_THREAD();
	OP(SPIN_LOCK, LOC(m));
	LOAD(SPIN_TRYLOCK, 0, LOC(NR));
	UNLESS(0, 4);
	OP(SPIN_UNLOCK, LOC(NR));
	OP(SPIN_UNLOCK, LOC(m));
	EXPECT_SOUND();			/* a trylock does not wait */
	d->insns[d->threads[2].first + 1].op = ORDLAB_SPIN_LOCK;
	d->insns[d->threads[2].first + 1].dst = ORDLAB_NO_REG;
	d->insns[d->threads[2].first + 2].op = ORDLAB_SMP_MB;
	d->insns[d->threads[2].first + 2].val[0] = NONE;
	d->insns[d->threads[2].first + 2].target = 0;
	verify_draft();
	EXPECT_EQ(facts.reason, ORDLAB_R_DEADLOCK);
}

TEST(types)
{
	begin();
	STORE(ATOMIC_ADD, LOC(x), IMM(1));	/* an int will do */
	LOAD(READ_ONCE, 0, LOC(a));
	LOAD(RCU_DEREFERENCE, 0, LOC(n));	/* as large as a pointer */
	LOAD(SPIN_IS_LOCKED, 0, LOC(l));
	EXPECT_SOUND();
	begin();
	STORE(ATOMIC_ADD, LOC(p), IMM(1));
	EXPECT_REFUSED(TYPE_ATOMIC, 0, 0);
	begin();
	LOAD(RCU_DEREFERENCE, 0, LOC(a));
	EXPECT_REFUSED(TYPE_POINTER, 0, 0);
	begin();
	LOAD(READ_ONCE, 0, LOC(s));
	EXPECT_REFUSED(TYPE_DATA, 0, 0);
	begin();
	OP(SPIN_LOCK, LOC(s));
	EXPECT_REFUSED(TYPE_LOCK, 0, 0);
	begin();
	OP(SYNCHRONIZE_SRCU, LOC(l));
	EXPECT_REFUSED(TYPE_SRCU, 0, 0);
}

/* Many branches that lead to one state are no work; different states are */
TEST(branches_are_cheap)
{
	unsigned int i;

	begin();
	for (i = 0; i < 500; i++) {
		LOAD(READ_ONCE, 0, LOC(x));
		UNLESS(0, 4 * i + 4);
		STORE(WRITE_ONCE, LOC(y), IMM(1));
		LOAD(READ_ONCE, i % 4 + 1, LOC(y));
	}
	EXPECT_SOUND();
}

CHECK_MAIN
