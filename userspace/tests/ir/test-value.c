// SPDX-License-Identifier: GPL-2.0
#include "ir/address.h"
#include "tests/tap.h"
#include "tests/random.h"
#include "events/node.h"

/* --- Layouts of memory --- */

#define NR_LAYOUTS	24
#define NR_LOCATIONS	3

/* Where locations lie, in each of some ways. Locations are far from one another */
static uint64_t base[NR_LAYOUTS][NR_LOCATIONS];
static const unsigned int size[NR_LOCATIONS] = { 4, 8, 1 };

static bool is_near(uint64_t a, uint64_t b)
{
	return a - b + (1ULL << 33) < 1ULL << 34;
}

static void draw_layouts(void)
{
	for (unsigned int l = 0; l < NR_LAYOUTS; l++) {
		for (unsigned int i = 0; i < NR_LOCATIONS; i++) {
			/* User space and the kernel's, in equal parts */
			uint64_t at = draw64() & ~(uint64_t)(size[i] - 1);
			bool fits = !is_near(at, 0) && !is_near(at, 1ULL << 63);

			for (unsigned int j = 0; j < i; j++)
				fits &= !is_near(at, base[l][j]);
			if (fits)
				base[l][i] = at;
			else
				i--;
		}
	}
}

/* What a value is in a layout */
static int64_t concrete(struct value v, unsigned int layout)
{
	return value_is_address(v) ? (int64_t)(base[layout][v.of] + v.n) : v.n;
}

static struct value address(unsigned int of, int64_t n)
{
	struct value v = value_address(of, size[of]);

	v.n = n;
	return v;
}

static const unsigned int types[] = {
	ORDLAB_T_PTR, ORDLAB_T_ULONG, ORDLAB_T_LONG, ORDLAB_T_INT,
	ORDLAB_T_UINT, ORDLAB_T_BOOL, ORDLAB_T_UCHAR, ORDLAB_T_SHORT,
};

/* Sums and differences of pointers count in locations, see below */
static bool counts_locations(unsigned int type, enum ordlab_alu alu)
{
	return type == ORDLAB_T_PTR &&
	       (alu == ORDLAB_A_ADD || alu == ORDLAB_A_SUB);
}

/* Whether there are such instructions: a divisor is a constant */
static bool may_compute(unsigned int type, enum ordlab_alu alu, struct value b)
{
	if ((alu == ORDLAB_A_DIV || alu == ORDLAB_A_MOD) &&
	    (!value_is_int(b) || !b.n || b.n != (int32_t)b.n))
		return false;
	if (counts_locations(type, alu))
		return false;
	return alu == ORDLAB_A_MOV || ordlab_is_alu_type(type);
}

/* --- Each operation against all layouts --- */

/*
 * Operations whose result is the same in every layout, and which are unspecified
 * all the same. address.h promises no more than it lists.
 */
static bool is_documented(unsigned int type, enum ordlab_alu alu, struct value a,
			  struct value b)
{
	/* An address that is cut off is */
	if (value_size(type) < sizeof(void *))
		return true;
	switch (alu) {
	case ORDLAB_A_SHL:
	case ORDLAB_A_MUL:
	case ORDLAB_A_SHR:
	case ORDLAB_A_DIV:
		/* They move bits of which some are known, or leave hardly any */
		return true;
	case ORDLAB_A_MOD:
		return b.n < 0;
	case ORDLAB_A_LT:
	case ORDLAB_A_LE:
	case ORDLAB_A_GT:
	case ORDLAB_A_GE:
		/* Integers beyond the first and last page: a location may be there */
		return value_is_int(a) || value_is_int(b);
	default:
		return false;
	}
}

static char *describe(char *buf, struct value v)
{
	static const char * const names[NR_LOCATIONS] = { "x", "y", "z" };

	return value_text(buf, v, value_is_address(v) ? names[v.of] : NULL);
}

static void compare(unsigned int type, enum ordlab_alu alu, struct value a,
		    struct value b)
{
	struct value v = value_alu(type, alu, a, b);
	char text[3][VALUE_LEN];
	bool differ = false, right = true;
	int64_t first = 0, now;

	for (unsigned int l = 0; l < NR_LAYOUTS; l++) {
		now = ordlab_alu(type, alu, concrete(a, l), concrete(b, l));
		if (!l)
			first = now;
		differ |= now != first;
		right &= now == concrete(v, l);
	}
	if (v.kind == VALUE_UNSPECIFIED)
		right = differ || is_documented(type, alu, a, b);
	if (!right)
		(void)check_fail("%s %s %s of type %s is said to be %s",
				 describe(text[0], a), ordlab_alus[alu].spelling,
				 describe(text[1], b), ordlab_types[type].name,
				 describe(text[2], v));
}

static struct value samples[64];
static unsigned int nr_samples;

static void make_samples(void)
{
	static const int64_t ints[] = {
		0, 1, 2, 3, 4, 7, 8, 63, 64, 4095, 4096, -1, -2, -3, -4, -8, -4095,
		-4096, 0x7fffffff, 0x80000000, 0xffffffff, INT64_MAX, INT64_MIN,
	};
	static const int64_t offsets[] = { 0, 1, 2, 3, 4, 7, 8, -1, -4, -8, 4096 };

	nr_samples = 0;
	for (unsigned int i = 0; i < ARRAY_SIZE(ints); i++)
		samples[nr_samples++] = value_int(ints[i]);
	for (unsigned int of = 0; of < NR_LOCATIONS; of++)
		for (unsigned int i = 0; i < ARRAY_SIZE(offsets); i++)
			samples[nr_samples++] = address(of, offsets[i]);
}

TEST(all_layouts_share_the_answer)
{
	make_samples();
	draw_layouts();
	for (unsigned int t = 0; t < ARRAY_SIZE(types); t++)
		for (unsigned int alu = ORDLAB_A_MOV; alu < ORDLAB_NR_ALUS; alu++) {
			for (unsigned int i = 0; i < nr_samples; i++)
				for (unsigned int j = 0; j < nr_samples; j++)
					if (may_compute(types[t], alu, samples[j]))
						compare(types[t], alu, samples[i],
							samples[j]);
		}
}

/* A pointer and a count are an address and so many times the size */
TEST(pointers_count_in_locations)
{
	static const enum ordlab_alu sums[] = { ORDLAB_A_ADD, ORDLAB_A_SUB };

	make_samples();
	for (unsigned int i = 0; i < nr_samples; i++) {
		for (unsigned int k = 0; k < 18; k++) {
			struct value a = samples[i], b = samples[k], scaled = b;

			if (!value_is_address(a))
				continue;
			scaled.n *= a.size;
			for (unsigned int s = 0; s < ARRAY_SIZE(sums); s++)
				EXPECT(value_same(value_alu(ORDLAB_T_PTR, sums[s],
							    a, b),
						  value_alu(ORDLAB_T_LONG, sums[s],
							    a, scaled)));
		}
		for (unsigned int j = 0; j < nr_samples; j++) {
			struct value a = samples[i], b = samples[j], v;

			if (!value_is_address(a) || !value_is_address(b) ||
			    value_same(a, b))
				continue;
			v = value_alu(ORDLAB_T_PTR, ORDLAB_A_SUB, a, b);
			if (a.of == b.of && (a.n - b.n) % a.size == 0)
				EXPECT(value_is_int(v) &&
				       v.n * a.size == a.n - b.n);
			else
				EXPECT_EQ(v.kind, VALUE_UNSPECIFIED);
		}
	}
}

/* --- Expressions of several operations --- */

#define NR_LEAVES	4
#define NR_NODES	12

/* The same for the nodes of a path, which may be operands more than once */
static void compare_nodes(const struct node *nodes, const struct value *values,
			  int64_t (*numbers)[NR_NODES])
{
	for (unsigned int i = NR_LEAVES; i < NR_NODES; i++) {
		for (unsigned int l = 0; l < NR_LAYOUTS; l++) {
			if (values[i].kind != VALUE_UNSPECIFIED)
				EXPECT_EQ(numbers[l][i], concrete(values[i], l));
			/* Those that are the same are the same everywhere */
			for (unsigned int j = NR_LEAVES; j < i; j++)
				if (value_same(values[i], values[j]))
					EXPECT_EQ(numbers[l][i], numbers[l][j]);
		}
		if (values[i].kind == VALUE_UNSPECIFIED)
			EXPECT(BLAME_INSN(values[i].of) <= nodes[i].blame);
	}
}

TEST(expressions_of_several_operations)
{
	int64_t numbers[NR_LAYOUTS][NR_NODES];
	struct value values[NR_NODES];
	struct node nodes[NR_NODES];
	unsigned int unspecified = 0, same = 0;

	make_samples();
	draw_layouts();
	for (unsigned int round = 0; round < 20000 && !check_failed; round++) {
		for (unsigned int i = 0; i < NR_LEAVES; i++) {
			values[i] = samples[draw(nr_samples)];
			for (unsigned int l = 0; l < NR_LAYOUTS; l++)
				numbers[l][i] = concrete(values[i], l);
		}
		for (unsigned int i = NR_LEAVES; i < NR_NODES;) {
			struct node n = {
				.kind = NODE_ALU, .a = draw(i), .b = draw(i),
				.alu = ORDLAB_A_MOV + draw(ORDLAB_NR_ALUS -
							   ORDLAB_A_MOV),
				.type = types[draw(ARRAY_SIZE(types))],
				.blame = value_blame(0, i),
			};

			if (!may_compute(n.type, n.alu, values[n.b]))
				continue;
			nodes[i] = n;
			values[i] = node_compute(&n, values[n.a], values[n.b]);
			for (unsigned int l = 0; l < NR_LAYOUTS; l++)
				numbers[l][i] = ordlab_alu(n.type, n.alu,
							   numbers[l][n.a],
							   numbers[l][n.b]);
			unspecified += values[i].kind == VALUE_UNSPECIFIED;
			same += values[n.a].kind == VALUE_UNSPECIFIED &&
				values[i].kind != VALUE_UNSPECIFIED;
			i++;
		}
		compare_nodes(nodes, values, numbers);
	}
	/* Both occurred: what became unspecified, and what did not stay so */
	EXPECT(unspecified > 1000);
	EXPECT(same > 1000);
}

/* --- The rules one by one --- */

static struct value alu(enum ordlab_alu op, struct value a, struct value b)
{
	return value_alu(ORDLAB_T_ULONG, op, a, b);
}

#define EXPECT_VALUE(v, text)						\
	do {								\
		char buf_[VALUE_LEN];					\
									\
		EXPECT_STREQ(describe(buf_, v), text);			\
	} while (0)

TEST(rules)
{
	struct value x = address(0, 0), y = address(1, 0), k;

	EXPECT_VALUE(value_alu(ORDLAB_T_PTR, ORDLAB_A_ADD, x, value_int(4)), "x+4");
	EXPECT_VALUE(value_alu(ORDLAB_T_PTR, ORDLAB_A_SUB, y, value_int(2)), "y-2");
	EXPECT_VALUE(alu(ORDLAB_A_ADD, x, value_int(4)), "x+1");
	EXPECT_VALUE(alu(ORDLAB_A_ADD, value_int(4), x), "x+1");
	EXPECT_VALUE(alu(ORDLAB_A_SUB, x, value_int(4)), "x-1");
	EXPECT_VALUE(alu(ORDLAB_A_ADD, y, value_int(4)), "(char *)y+4");
	EXPECT_VALUE(alu(ORDLAB_A_SUB, value_int(4), x), "?");
	EXPECT_VALUE(alu(ORDLAB_A_SUB, address(0, 12), address(0, 4)), "8");
	EXPECT_VALUE(alu(ORDLAB_A_SUB, x, y), "?");
	EXPECT_VALUE(alu(ORDLAB_A_ADD, x, y), "?");
	EXPECT_VALUE(alu(ORDLAB_A_EQ, address(0, 8), y), "0");
	EXPECT_VALUE(alu(ORDLAB_A_EQ, x, value_int(ORDLAB_ADDR(0))), "0");
	EXPECT_VALUE(alu(ORDLAB_A_NE, x, value_int(0)), "1");
	EXPECT_VALUE(alu(ORDLAB_A_NOT, x, x), "0");
	EXPECT_VALUE(alu(ORDLAB_A_LT, x, y), "?");
	EXPECT_VALUE(alu(ORDLAB_A_LT, x, address(0, 4)), "1");
	EXPECT_VALUE(alu(ORDLAB_A_GT, x, value_int(0)), "1");
	EXPECT_VALUE(alu(ORDLAB_A_LT, x, value_int(-4095)), "1");
	EXPECT_VALUE(alu(ORDLAB_A_LT, x, value_int(100000)), "?");
	EXPECT_VALUE(alu(ORDLAB_A_AND, x, value_int(3)), "0");
	EXPECT_VALUE(alu(ORDLAB_A_AND, x, value_int(7)), "?");
	EXPECT_VALUE(alu(ORDLAB_A_AND, y, value_int(7)), "0");
	k = alu(ORDLAB_A_OR, x, value_int(1));
	EXPECT_VALUE(k, "(char *)x+1");
	EXPECT_VALUE(alu(ORDLAB_A_AND, k, value_int(1)), "1");
	EXPECT_VALUE(alu(ORDLAB_A_AND, k, value_int(~1)), "x");
	EXPECT_VALUE(alu(ORDLAB_A_ANDNOT, k, value_int(1)), "x");
	EXPECT_VALUE(alu(ORDLAB_A_MOD, k, value_int(4)), "1");
	EXPECT_VALUE(alu(ORDLAB_A_MOD, k, value_int(8)), "?");
	EXPECT_VALUE(alu(ORDLAB_A_XOR, x, x), "0");
	EXPECT_VALUE(alu(ORDLAB_A_MUL, x, value_int(0)), "0");
	EXPECT_VALUE(alu(ORDLAB_A_MUL, x, value_int(1)), "x");
	EXPECT_VALUE(alu(ORDLAB_A_MUL, x, value_int(2)), "?");
	EXPECT_VALUE(alu(ORDLAB_A_NEG, x, x), "?");
	EXPECT_VALUE(alu(ORDLAB_A_COM, x, x), "?");
	EXPECT_VALUE(alu(ORDLAB_A_SHL, x, value_int(0)), "x");
	EXPECT_VALUE(alu(ORDLAB_A_SHL, x, value_int(1)), "?");
	EXPECT_VALUE(alu(ORDLAB_A_LAND, x, value_int(0)), "0");
	EXPECT_VALUE(alu(ORDLAB_A_ADD, x, value_int(1LL << 40)), "?");
	/* What is unspecified stays so, unless the other operand decides */
	k = value_identify(alu(ORDLAB_A_MUL, x, value_int(2)), 7, 0);
	EXPECT_VALUE(alu(ORDLAB_A_ADD, k, value_int(1)), "?");
	EXPECT_VALUE(alu(ORDLAB_A_AND, k, value_int(0)), "0");
	EXPECT_VALUE(alu(ORDLAB_A_LOR, k, value_int(1)), "1");
	EXPECT_VALUE(alu(ORDLAB_A_SUB, k, k), "0");
	EXPECT_VALUE(alu(ORDLAB_A_EQ, k, value_identify(k, 8, 0)), "1");
	/* An int holds no address */
	EXPECT_VALUE(value_alu(ORDLAB_T_INT, ORDLAB_A_MOV, x, x), "?");
	EXPECT_VALUE(value_alu(ORDLAB_T_BOOL, ORDLAB_A_MOV, x, x), "1");
	EXPECT_VALUE(value_alu(ORDLAB_T_INT, ORDLAB_A_XOR, x, x), "0");
}

/* --- Conditions --- */

TEST(conditions_that_may_be_met)
{
	const struct value unspecified = value_identify(value_fresh(value_int(0)), 1, 0);
	const struct value values[] = { unspecified, value_int(1), address(0, 4) };
	const struct ordlab_operand one = { .kind = ORDLAB_OPERAND_IMM, .imm = 1 };
	const struct ordlab_operand x = { .kind = ORDLAB_OPERAND_LOC };
	const struct ordlab_cond maybe = { .op = ORDLAB_COND_EQ, .observed = 0, .value = one };
	const struct ordlab_cond yes = { .op = ORDLAB_COND_EQ, .observed = 1, .value = one };
	const struct ordlab_cond no = { .op = ORDLAB_COND_NE, .observed = 1, .value = one };
	const struct ordlab_cond and = { .op = ORDLAB_COND_AND };
	const struct ordlab_cond or = { .op = ORDLAB_COND_OR };
	const struct ordlab_cond implies = { .op = ORDLAB_COND_IMPLIES };
	const struct ordlab_cond not = { .op = ORDLAB_COND_NOT };
	const struct ordlab_cond other = { .op = ORDLAB_COND_EQ, .observed = 2, .value = x };

#define COND(...)	value_cond((struct ordlab_cond[]){ __VA_ARGS__ },	\
	sizeof((struct ordlab_cond[]){ __VA_ARGS__ }) / sizeof(yes), values)
	EXPECT_EQ(COND(yes), TRUTH_YES);
	EXPECT_EQ(COND(no), TRUTH_NO);
	EXPECT_EQ(COND(maybe), TRUTH_MAYBE);
	EXPECT_EQ(COND(maybe, not), TRUTH_MAYBE);
	EXPECT_EQ(COND(maybe, yes, and), TRUTH_MAYBE);
	EXPECT_EQ(COND(maybe, no, and), TRUTH_NO);
	EXPECT_EQ(COND(no, maybe, and, not), TRUTH_YES);
	EXPECT_EQ(COND(maybe, yes, or), TRUTH_YES);
	EXPECT_EQ(COND(maybe, no, or), TRUTH_MAYBE);
	EXPECT_EQ(COND(maybe, yes, implies), TRUTH_YES);
	EXPECT_EQ(COND(maybe, no, implies), TRUTH_MAYBE);
	EXPECT_EQ(COND(no, maybe, implies), TRUTH_YES);
	EXPECT_EQ(COND(yes, maybe, implies), TRUTH_MAYBE);
	EXPECT_EQ(COND(yes, no, implies), TRUTH_NO);
	EXPECT_EQ(COND(other), TRUTH_NO);
	EXPECT_EQ(value_cond(NULL, 0, values), TRUTH_YES);
}

CHECK_MAIN
