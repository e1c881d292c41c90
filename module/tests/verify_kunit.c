// SPDX-License-Identifier: GPL-2.0
/*
 * The verifier, the disassembler and the catalogue do in this kernel what their
 * tests in userspace, which go further, expect of them: other types of
 * integers, another compiler's flags, another snprintf().
 */
#include <kunit/test.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "program.h"

struct fixture {
	struct ordlab_facts facts;
	struct ordlab_view view;
	struct ordlab_verifier *room;
	struct ordlab_program *prog;
	struct ordlab_insn *insns;
	size_t size;
};

static int fixture_init(struct kunit *test)
{
	struct fixture *f = kunit_kzalloc(test, sizeof(*f), GFP_KERNEL);

	if (!f)
		return -ENOMEM;
	f->room = kunit_kzalloc(test, ordlab_verifier_size(), GFP_KERNEL);
	f->prog = kunit_kzalloc(test, ORDLAB_MAX_SIZE, GFP_KERNEL);
	if (!f->room || !f->prog)
		return -ENOMEM;
	test->priv = f;
	return 0;
}

/* Begin with a program of the catalogue */
static void take(struct kunit *test, const char *name)
{
	struct fixture *f = test->priv;
	unsigned int i;
	int size = 0;

	for (i = 0; i < ordlab_catalogue_size(); i++) {
		size = ordlab_catalogue_get(i, f->prog, ORDLAB_MAX_SIZE);
		KUNIT_ASSERT_GT(test, size, 0);
		if (!strcmp(f->prog->name, name))
			break;
	}
	KUNIT_ASSERT_LT(test, i, ordlab_catalogue_size());
	f->size = size;
	ordlab_view_init(&f->view, f->prog);
	f->insns = (struct ordlab_insn *)f->view.insns;
}

static int verify(struct fixture *f)
{
	return ordlab_verify(f->prog, f->size, &f->facts, f->room);
}

static void catalogue_is_sound(struct kunit *test)
{
	struct fixture *f = test->priv;
	unsigned int i;

	for (i = 0; i < ordlab_catalogue_size(); i++) {
		f->size = ordlab_catalogue_get(i, f->prog, ORDLAB_MAX_SIZE);
		KUNIT_EXPECT_EQ_MSG(test, verify(f), 0, "%s", f->prog->name);
	}
	KUNIT_EXPECT_EQ(test, ordlab_catalogue_get(i, f->prog, 0), -ENOENT);
}

static void every_byte_is_checked(struct kunit *test)
{
	struct fixture *f = test->priv;
	size_t size, i;
	u8 *bytes;

	take(test, "SB");
	bytes = (u8 *)f->prog;
	for (size = f->size, f->size = 0; f->size < size; f->size++)
		KUNIT_EXPECT_NE(test, verify(f), 0);
	f->size = size;
	/* of a header, all but its name and purpose must be as they are */
	for (i = 0; i < offsetof(struct ordlab_program, name); i++) {
		if (i == offsetof(struct ordlab_program, quantifier))
			continue;
		bytes[i] ^= 0x80;
		KUNIT_EXPECT_NE_MSG(test, verify(f), 0, "byte %zu", i);
		bytes[i] ^= 0x80;
	}
	/* anything else may do, or not, but does no harm */
	for (; i < size; i++) {
		bytes[i] ^= 0xff;
		verify(f);
		bytes[i] ^= 0xff;
	}
	KUNIT_EXPECT_EQ(test, verify(f), 0);
}

static void what_would_hang_is_refused(struct kunit *test)
{
	struct fixture *f = test->priv;
	struct ordlab_location *locations;
	char text[200];

	take(test, "SB+mbs");
	f->insns[1].op = ORDLAB_RCU_READ_LOCK;
	KUNIT_EXPECT_EQ(test, verify(f), -EINVAL);
	KUNIT_EXPECT_EQ(test, f->facts.reason, ORDLAB_R_RCU_HELD);
	KUNIT_EXPECT_EQ(test, f->facts.thread, 0);
	KUNIT_EXPECT_EQ(test, f->facts.insn, 1);
	ordlab_refusal(text, sizeof(text), &f->facts);
	KUNIT_EXPECT_NOT_NULL(test, strstr(text, "P0, instruction 1: the RCU"));

	take(test, "MP+assign+deref");
	f->insns[3].op = ORDLAB_SYNCHRONIZE_RCU;
	f->insns[3].dst = ORDLAB_NO_REG;
	memset(&f->insns[3].addr, 0, sizeof(f->insns[3].addr));
	f->insns[4] = f->insns[3];
	KUNIT_EXPECT_EQ(test, verify(f), -EINVAL);
	KUNIT_EXPECT_EQ(test, f->facts.reason, ORDLAB_R_SLEEP_RCU);

	take(test, "SB");
	locations = (struct ordlab_location *)f->view.locations;
	locations[0].type = ORDLAB_T_SPINLOCK;
	KUNIT_EXPECT_EQ(test, verify(f), -EINVAL);
	KUNIT_EXPECT_EQ(test, f->facts.reason, ORDLAB_R_TYPE_DATA);
}

static void addresses_stay_inside(struct kunit *test)
{
	struct fixture *f = test->priv;

	take(test, "LB+addrs");
	KUNIT_EXPECT_EQ(test, verify(f), 0);
	KUNIT_EXPECT_EQ(test, f->facts.targets[3], BIT(1));
	KUNIT_EXPECT_EQ(test, f->facts.check[3], 0);
	/* r0 & r0 is not always 0, as r0 ^ r0 is */
	f->insns[1].alu = ORDLAB_A_AND;
	KUNIT_EXPECT_EQ(test, verify(f), -EINVAL);
	KUNIT_EXPECT_EQ(test, f->facts.reason, ORDLAB_R_ADDR_ARITH);
}

static void text(struct kunit *test)
{
	static const char * const lines[] = {
		"r0 = READ_ONCE(*p);", "r1 = READ_ONCE(*r0);",
	};
	struct fixture *f = test->priv;
	unsigned int i;
	char line[160];

	take(test, "MP+wmb+addr");
	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		ordlab_disasm(line, sizeof(line), &f->view, 1, i);
		KUNIT_EXPECT_STREQ(test, line, lines[i]);
	}
	KUNIT_EXPECT_EQ(test, ordlab_disasm(NULL, 0, &f->view, 1, 0), 19);
	ordlab_disasm_location(line, sizeof(line), &f->view, 2);
	KUNIT_EXPECT_STREQ(test, line, "int *p = &y;");
	ordlab_disasm_cond(line, sizeof(line), &f->view);
	KUNIT_EXPECT_STREQ(test, line, "exists (1:r0=x /\\ 1:r1=0)");
	ordlab_value_text(line, sizeof(line), &f->view, S64_MIN);
	KUNIT_EXPECT_STREQ(test, line, "-9223372036854775808");
	ordlab_value_text(line, sizeof(line), &f->view, ORDLAB_ADDR(1));
	KUNIT_EXPECT_STREQ(test, line, "y");
}

static void conditions(struct kunit *test)
{
	const s64 weak[] = { ORDLAB_ADDR(0), 0 };
	const s64 strong[] = { ORDLAB_ADDR(0), 1 };
	struct fixture *f = test->priv;

	take(test, "MP+wmb+addr");
	KUNIT_EXPECT_TRUE(test, ordlab_cond_eval(f->view.cond,
						 f->prog->nr_cond, weak));
	KUNIT_EXPECT_FALSE(test, ordlab_cond_eval(f->view.cond,
						  f->prog->nr_cond, strong));
}

/* Values at the edges of types */
static const s64 edges[] = {
	0, 1, -1, 2, 0x7f, 0x80, 0xff, 0x100, -0x80, -0x81, 0x7fff, 0x8000, 0xffff,
	0x10000, -0x8000, S32_MAX, (s64)S32_MAX + 1, U32_MAX, (s64)U32_MAX + 1,
	S32_MIN, (s64)S32_MIN - 1, S64_MAX, S64_MIN,
};

#define EXPECT_CONVERTS(test, id, type) do {					\
	unsigned int i_;							\
										\
	for (i_ = 0; i_ < ARRAY_SIZE(edges); i_++)				\
		KUNIT_EXPECT_EQ(test, ordlab_convert(ORDLAB_T_##id, edges[i_]),	\
				(s64)(type)edges[i_]);				\
} while (0)

/* As this compiler does, with the flags of this kernel: char has no sign */
static void conversions(struct kunit *test)
{
	EXPECT_CONVERTS(test, UCHAR, char);
	EXPECT_CONVERTS(test, SCHAR, signed char);
	EXPECT_CONVERTS(test, UCHAR, u8);
	EXPECT_CONVERTS(test, SHORT, short);
	EXPECT_CONVERTS(test, USHORT, u16);
	EXPECT_CONVERTS(test, INT, int);
	EXPECT_CONVERTS(test, UINT, u32);
	EXPECT_CONVERTS(test, LONG, long);
	EXPECT_CONVERTS(test, ULONG, size_t);
	EXPECT_CONVERTS(test, BOOL, bool);
}

#define EXPECT_COMPUTES(test, id, type) do {					\
	unsigned int i_, k_;							\
	s64 a_, b_;								\
	type x_, y_;								\
										\
	for (i_ = 0; i_ < ARRAY_SIZE(edges); i_++) {				\
		for (k_ = 0; k_ < ARRAY_SIZE(edges); k_++) {			\
			x_ = (type)edges[i_];					\
			y_ = (type)edges[k_];					\
			a_ = (s64)x_;						\
			b_ = (s64)y_;						\
			KUNIT_EXPECT_EQ(test, (s64)(type)(x_ + y_),		\
				ordlab_alu(ORDLAB_T_##id, ORDLAB_A_ADD, a_, b_)); \
			KUNIT_EXPECT_EQ(test, (s64)(type)(x_ * y_),		\
				ordlab_alu(ORDLAB_T_##id, ORDLAB_A_MUL, a_, b_)); \
			KUNIT_EXPECT_EQ(test, (s64)(x_ < y_),			\
				ordlab_alu(ORDLAB_T_##id, ORDLAB_A_LT, a_, b_)); \
			KUNIT_EXPECT_EQ(test, (s64)(x_ >> 3),			\
				ordlab_alu(ORDLAB_T_##id, ORDLAB_A_SHR, a_, 3)); \
		}								\
	}									\
} while (0)

static void arithmetic(struct kunit *test)
{
	EXPECT_COMPUTES(test, INT, int);
	EXPECT_COMPUTES(test, UINT, unsigned int);
	EXPECT_COMPUTES(test, LONG, long);
	EXPECT_COMPUTES(test, ULONG, unsigned long);
}

static struct kunit_case verify_cases[] = {
	KUNIT_CASE(catalogue_is_sound),
	KUNIT_CASE(every_byte_is_checked),
	KUNIT_CASE(what_would_hang_is_refused),
	KUNIT_CASE(addresses_stay_inside),
	KUNIT_CASE(text),
	KUNIT_CASE(conditions),
	KUNIT_CASE(conversions),
	KUNIT_CASE(arithmetic),
	{}
};

static struct kunit_suite verify_suite = {
	.name = "ordlab-verify",
	.init = fixture_init,
	.test_cases = verify_cases,
};

kunit_test_suite(verify_suite);
