// SPDX-License-Identifier: GPL-2.0
/*
 * What instructions are and how they read: the tables made of ORDLAB_OPS, and
 * text for instructions, conditions and values. The module and the tool share
 * this file, so that both show a test in the same words: those of the C
 * flavour of litmus tests, where a location's name is a pointer to it.
 */
#include "program.h"

/* The column "arguments" of ORDLAB_OPS as text; R reads like L, and A like P */
#define ARGS_NONE	""
#define ARGS_V		"V"
#define ARGS_L		"L"
#define ARGS_LV		"LV"
#define ARGS_R		"L"
#define ARGS_RV		"LV"
#define ARGS_P		"P"
#define ARGS_PV		"PV"
#define ARGS_PVV	"PVV"
#define ARGS_A		"P"
#define ARGS_AV		"PV"
#define ARGS_VA		"VP"
#define ARGS_AVV	"PVV"

const struct ordlab_op_info ordlab_ops[ORDLAB_NR_OPS] = {
#define ORDLAB_X(id, op_name, op_class, op_order, op_alu, op_args)	\
	[ORDLAB_##id] = {						\
		.name = #op_name,					\
		.args = ARGS_##op_args,					\
		.class = ORDLAB_C_##op_class,				\
		.order = ORDLAB_O_##op_order,				\
		.alu = ORDLAB_A_##op_alu,				\
	},
	ORDLAB_OPS(ORDLAB_X)
#undef ORDLAB_X
};

#define BITS_0		0
#define BITS_8		8
#define BITS_16		16
#define BITS_32		32
#define BITS_LONG	ORDLAB_LONG_BITS

const struct ordlab_type_info ordlab_types[ORDLAB_NR_TYPES] = {
#define ORDLAB_X(id, type_kind, type_bits, type_name)			\
	[ORDLAB_T_##id] = {						\
		.name = #type_name,					\
		.kind = ORDLAB_K_##type_kind,				\
		.bits = BITS_##type_bits,				\
	},
	ORDLAB_TYPES(ORDLAB_X)
#undef ORDLAB_X
};

const struct ordlab_alu_info ordlab_alus[ORDLAB_NR_ALUS] = {
#define ORDLAB_X(id, nr, text)	\
	[ORDLAB_A_##id] = { .spelling = text, .operands = nr },
	ORDLAB_ALUS(ORDLAB_X)
#undef ORDLAB_X
};

/* Text being built; like snprintf(), it counts what did not fit */
struct text {
	char *buf;
	size_t size;
	size_t len;
};

static __printf(2, 3) void put(struct text *text, const char *fmt, ...)
{
	size_t used = text->len < text->size ? text->len : text->size;
	va_list args;

	va_start(args, fmt);
	text->len += vsnprintf(used ? text->buf + used : text->buf,
			       text->size - used, fmt, args);
	va_end(args);
}

static void put_reg(struct text *text, const struct ordlab_view *view,
		    unsigned int thread, unsigned int reg)
{
	const char *name = view->threads[thread].regs[reg];

	if (name[0])
		put(text, "%s", name);
	else
		put(text, "t%u", reg);
}

static void put_operand(struct text *text, const struct ordlab_view *view,
			unsigned int thread,
			const struct ordlab_operand *operand)
{
	switch (operand->kind) {
	case ORDLAB_OPERAND_IMM:
		put(text, "%lld", (long long)operand->imm);
		break;
	case ORDLAB_OPERAND_REG:
		put_reg(text, view, thread, operand->index);
		break;
	case ORDLAB_OPERAND_LOC:
		put(text, "%s", view->locations[operand->index].name);
		break;
	}
}

/*
 * The type, where C would compute in another one without a cast. C computes in
 * int, and in the whole width of addresses; a copy converts nothing.
 */
static void put_cast(struct text *text, const struct ordlab_insn *insn)
{
	if (insn->type == ORDLAB_T_PTR ||
	    (insn->type == ORDLAB_T_INT && insn->alu != ORDLAB_A_MOV))
		return;
	put(text, "(%s)", ordlab_types[insn->type].name);
}

static void put_alu(struct text *text, const struct ordlab_view *view,
		    unsigned int thread, const struct ordlab_insn *insn)
{
	const struct ordlab_alu_info *alu = &ordlab_alus[insn->alu];

	if (alu->operands == 2) {
		put_cast(text, insn);
		put_operand(text, view, thread, &insn->val[0]);
		put(text, " %s ", alu->spelling);
		put_operand(text, view, thread, &insn->val[1]);
	} else {
		put(text, "%s", alu->spelling);
		put_cast(text, insn);
		put_operand(text, view, thread, &insn->val[0]);
	}
}

static void put_call(struct text *text, const struct ordlab_view *view,
		     unsigned int thread, const struct ordlab_insn *insn)
{
	const struct ordlab_op_info *op = &ordlab_ops[insn->op];
	const struct ordlab_operand *val = insn->val;
	const char *arg;

	put(text, "%s(", op->name);
	for (arg = op->args; *arg; arg++) {
		if (arg != op->args)
			put(text, ", ");
		if (*arg == 'L')
			put(text, "*");
		put_operand(text, view, thread,
			    *arg == 'V' ? val++ : &insn->addr);
	}
	put(text, ")");
}

int ordlab_disasm(char *buf, size_t size, const struct ordlab_view *view,
		  unsigned int thread, unsigned int insn)
{
	const struct ordlab_insn *in =
		&view->insns[view->threads[thread].first + insn];
	struct text text = { .buf = buf, .size = size };

	if (in->dst != ORDLAB_NO_REG) {
		put_reg(&text, view, thread, in->dst);
		put(&text, " = ");
	}
	switch (in->op) {
	case ORDLAB_LOAD:
		if (ordlab_is_cut(in)) {
			put(&text, "cut off after %lld turns",
			    (long long)in->addr.imm);
			break;
		}
		put(&text, "*");
		put_operand(&text, view, thread, &in->addr);
		break;
	case ORDLAB_STORE:
		put(&text, "*");
		put_operand(&text, view, thread, &in->addr);
		put(&text, " = ");
		put_operand(&text, view, thread, &in->val[0]);
		break;
	case ORDLAB_ALU:
		put_alu(&text, view, thread, in);
		break;
	case ORDLAB_BRANCH:
		put(&text, "if (!");
		put_operand(&text, view, thread, &in->val[0]);
		put(&text, ") goto %u", in->target);
		break;
	case ORDLAB_JUMP:
		put(&text, "goto %u", in->target);
		break;
	default:
		put_call(&text, view, thread, in);
		break;
	}
	put(&text, ";");
	return text.len;
}

int ordlab_disasm_location(char *buf, size_t size,
			   const struct ordlab_view *view, unsigned int l)
{
	const struct ordlab_location *location = &view->locations[l];
	struct text text = { .buf = buf, .size = size };

	put(&text, "%s%s%s", ordlab_types[location->type].name,
	    location->type == ORDLAB_T_PTR ? "" : " ", location->name);
	if (ordlab_is_data(location->type)) {
		put(&text, " = %s", location->init.kind == ORDLAB_OPERAND_LOC ?
		    "&" : "");
		put_operand(&text, view, 0, &location->init);
	}
	put(&text, ";");
	return text.len;
}

int ordlab_observed_name(char *buf, size_t size,
			 const struct ordlab_view *view, unsigned int i)
{
	const struct ordlab_observed *observed = &view->observed[i];
	struct text text = { .buf = buf, .size = size };

	if (observed->kind == ORDLAB_OPERAND_REG) {
		put(&text, "%u:", observed->thread);
		put_reg(&text, view, observed->thread, observed->index);
	} else {
		put(&text, "%s", view->locations[observed->index].name);
	}
	return text.len;
}

int ordlab_value_text(char *buf, size_t size, const struct ordlab_view *view,
		      __s64 value)
{
	struct text text = { .buf = buf, .size = size };

	if (ORDLAB_IS_ADDR(value) &&
	    ORDLAB_ADDR_LOC(value) < view->prog->nr_locations)
		put(&text, "%s", view->locations[ORDLAB_ADDR_LOC(value)].name);
	else
		put(&text, "%lld", (long long)value);
	return text.len;
}

/*
 * Conditions are stored in postfix form and shown in infix form. Both have the
 * leaves in the same order, so the text is written leaf by leaf; what stands
 * around a leaf is found by counting the values on the postfix form's stack.
 * That takes quadratic time, but neither memory nor recursion.
 */
static bool cond_is_leaf(const struct ordlab_cond *node)
{
	return !ordlab_cond_operands(node);
}

/* How many more values are on the stack after a node than before it */
static int cond_effect(const struct ordlab_cond *node)
{
	return 1 - (int)ordlab_cond_operands(node);
}

/* The operator whose right operand begins with leaf @i; @nr if there is none */
static unsigned int cond_joint(const struct ordlab_cond *cond, unsigned int nr,
			       unsigned int i)
{
	int depth = 0;

	for (; i < nr; i++) {
		depth += cond_effect(&cond[i]);
		if (!depth)
			break;
	}
	return i;
}

/* The operator that node @i is an operand of; @nr for the root */
static unsigned int cond_parent(const struct ordlab_cond *cond,
				unsigned int nr, unsigned int i)
{
	if (i + 1 == nr || !cond_is_leaf(&cond[i + 1]))
		return i + 1;
	return cond_joint(cond, nr, i + 1);
}

/*
 * Whether node @i stands in parentheses. "/\" binds tighter than "\/", "=>"
 * tighter than both, and "~" tighter than all; "~0:r0=1" would read well
 * enough, but is not what other tools accept. "=>" groups to the right.
 */
static bool cond_parens(const struct ordlab_cond *cond, unsigned int nr,
			unsigned int i)
{
	unsigned int parent = cond_parent(cond, nr, i);
	bool left = parent != i + 1;

	if (parent == nr)
		return false;
	switch (cond[parent].op) {
	case ORDLAB_COND_NOT:
		return true;
	case ORDLAB_COND_AND:
		return cond[i].op == ORDLAB_COND_OR;
	case ORDLAB_COND_IMPLIES:
		return cond[i].op == ORDLAB_COND_OR ||
		       cond[i].op == ORDLAB_COND_AND ||
		       (cond[i].op == ORDLAB_COND_IMPLIES && left);
	default:
		return false;
	}
}

static void put_leaf(struct text *text, const struct ordlab_view *view,
		     const struct ordlab_cond *leaf)
{
	char name[ORDLAB_IDENT_LEN + 4];
	bool location;

	if (leaf->op == ORDLAB_COND_TRUE) {
		put(text, "true");
		return;
	}
	ordlab_observed_name(name, sizeof(name), view, leaf->observed);
	if (leaf->op == ORDLAB_COND_SAME) {
		/* "x=y" would mean the address of y */
		location = view->observed[leaf->observed].kind ==
			   ORDLAB_OPERAND_LOC;
		put(text, location ? "[%s]=" : "%s=", name);
		ordlab_observed_name(name, sizeof(name), view, leaf->other);
		location = view->observed[leaf->other].kind ==
			   ORDLAB_OPERAND_LOC;
		put(text, location ? "[%s]" : "%s", name);
		return;
	}
	put(text, leaf->op == ORDLAB_COND_NE ? "~(%s=" : "%s=", name);
	put_operand(text, view, 0, &leaf->value);
	if (leaf->op == ORDLAB_COND_NE)
		put(text, ")");
}

static void put_cond(struct text *text, const struct ordlab_view *view,
		     const struct ordlab_cond *cond, unsigned int nr)
{
	static const char * const joints[ORDLAB_NR_COND_OPS] = {
		[ORDLAB_COND_AND]	= " /\\ ",
		[ORDLAB_COND_OR]	= " \\/ ",
		[ORDLAB_COND_IMPLIES]	= " => ",
	};
	unsigned int leaf, i;
	int depth;

	for (leaf = 0; leaf < nr; leaf = i) {
		/* the operands that begin with this leaf, from the outside */
		i = cond_joint(cond, nr, leaf);
		depth = 1;
		while (i-- > leaf) {
			if (depth == 1) {
				if (cond_parens(cond, nr, i))
					put(text, "(");
				if (cond[i].op == ORDLAB_COND_NOT)
					put(text, "~");
			}
			depth -= cond_effect(&cond[i]);
		}
		put_leaf(text, view, &cond[leaf]);
		/* those that end with it, from the inside */
		for (i = leaf; i == leaf || (i < nr && !cond_is_leaf(&cond[i]));
		     i++) {
			if (cond_parens(cond, nr, i))
				put(text, ")");
		}
		if (i < nr)
			put(text, "%s", joints[cond[cond_joint(cond, nr, i)].op]);
	}
}

int ordlab_disasm_cond(char *buf, size_t size, const struct ordlab_view *view)
{
	static const char * const quantifiers[ORDLAB_NR_QUANTIFIERS] = {
		[ORDLAB_EXISTS]		= "exists",
		[ORDLAB_NOT_EXISTS]	= "~exists",
		[ORDLAB_FORALL]		= "forall",
	};
	struct text text = { .buf = buf, .size = size };

	put(&text, "%s (", quantifiers[view->prog->quantifier]);
	put_cond(&text, view, view->cond, view->prog->nr_cond);
	put(&text, ")");
	return text.len;
}

int ordlab_disasm_filter(char *buf, size_t size, const struct ordlab_view *view)
{
	struct text text = { .buf = buf, .size = size };

	if (size)
		buf[0] = '\0';
	if (!view->prog->nr_filter)
		return 0;
	put(&text, "filter (");
	put_cond(&text, view, view->filter, view->prog->nr_filter);
	put(&text, ")");
	return text.len;
}

/* Whether an outcome satisfies a leaf */
static bool leaf_eval(const struct ordlab_cond *leaf, const __s64 *values)
{
	__s64 want;

	switch (leaf->op) {
	case ORDLAB_COND_TRUE:
		return true;
	case ORDLAB_COND_SAME:
		return values[leaf->observed] == values[leaf->other];
	default:
		want = leaf->value.kind == ORDLAB_OPERAND_LOC ?
			ORDLAB_ADDR(leaf->value.index) : leaf->value.imm;
		return (values[leaf->observed] == want) ^
		       (leaf->op == ORDLAB_COND_NE);
	}
}

bool ordlab_cond_eval(const struct ordlab_cond *cond, unsigned int nr,
		      const __s64 *values)
{
	/* bit 0 is the top of the stack: ORDLAB_MAX_COND_DEPTH is 64 */
	__u64 stack = 1;
	unsigned int i;
	bool top;

	for (i = 0; i < nr; i++) {
		top = stack & 1;
		switch (cond[i].op) {
		case ORDLAB_COND_NOT:
			stack ^= 1;
			break;
		case ORDLAB_COND_AND:
			stack >>= 1;
			if (!top)
				stack &= ~1ULL;
			break;
		case ORDLAB_COND_OR:
			stack >>= 1;
			if (top)
				stack |= 1;
			break;
		case ORDLAB_COND_IMPLIES:
			stack >>= 1;
			stack = top ? stack | 1 : stack ^ 1;
			break;
		default:
			stack = stack << 1 | leaf_eval(&cond[i], values);
			break;
		}
	}
	return stack & 1;
}
