// SPDX-License-Identifier: GPL-2.0
/*
 * The form of a program: its header, its tables, and each instruction by
 * itself. See private/verify.h.
 */
#include "private/verify.h"

/* The format has no padding, and is the same on every machine */
#define SIZE_IS(type, size)	static_assert(sizeof(type) == (size), #type)
SIZE_IS(struct ordlab_program, 352);
SIZE_IS(struct ordlab_thread, 520);
SIZE_IS(struct ordlab_location, 56);
SIZE_IS(struct ordlab_observed, 8);
SIZE_IS(struct ordlab_cond, 24);
SIZE_IS(struct ordlab_insn, 64);

static bool is_zero(const void *bytes, size_t size)
{
	const __u8 *byte = bytes;

	while (size--) {
		if (*byte++)
			return false;
	}
	return true;
}

/* Printable ASCII, a NUL, and zeros up to the end */
static bool is_text(const char *text, size_t size)
{
	size_t len;

	for (len = 0; len < size && text[len]; len++) {
		if (text[len] < ' ' || text[len] > '~')
			return false;
	}
	return len < size && is_zero(text + len, size - len);
}

static bool is_name(const char *name)
{
	return name[0] && name[0] != '.' && is_text(name, ORDLAB_NAME_LEN) &&
	       !strchr(name, ' ') && !strchr(name, '/');
}

static bool is_ident(const char *ident)
{
	const char *c;

	if (!is_text(ident, ORDLAB_IDENT_LEN))
		return false;
	for (c = ident; *c; c++) {
		if (*c != '_' && !(*c >= 'a' && *c <= 'z') &&
		    !(*c >= 'A' && *c <= 'Z') &&
		    !(c != ident && *c >= '0' && *c <= '9'))
			return false;
	}
	return c != ident;
}

/* An identifier, perhaps with the number of an element behind it: x[1] */
static bool is_place(const char *name)
{
	char ident[ORDLAB_IDENT_LEN] = "";
	const char *open, *c;

	if (!is_text(name, ORDLAB_IDENT_LEN))
		return false;
	open = strchr(name, '[');
	if (!open)
		return is_ident(name);
	memcpy(ident, name, open - name);
	for (c = open + 1; *c >= '0' && *c <= '9'; c++)
		;
	return is_ident(ident) && c != open + 1 && c[0] == ']' && !c[1];
}

int verify_header(const struct ordlab_program *prog, size_t size,
		  struct ordlab_facts *facts)
{
	enum ordlab_reason reason;
	size_t needed;

	if (size < sizeof(*prog))
		return verify_refuse(facts, ORDLAB_R_TRUNCATED, -1, -1);

	/* sums of products of 16-bit counts with small sizes do not overflow */
	needed = sizeof(*prog) +
	       prog->nr_threads * sizeof(struct ordlab_thread) +
	       prog->nr_locations * sizeof(struct ordlab_location) +
	       prog->nr_observed * sizeof(struct ordlab_observed) +
	       (prog->nr_cond + prog->nr_filter) * sizeof(struct ordlab_cond) +
	       prog->nr_insns * sizeof(struct ordlab_insn);

	if (prog->magic != ORDLAB_MAGIC)
		reason = ORDLAB_R_MAGIC;
	else if (prog->version != ORDLAB_ABI_VERSION)
		reason = ORDLAB_R_VERSION;
	else if (!prog->nr_threads)
		reason = ORDLAB_R_NO_THREADS;
	else if (!prog->nr_cond)
		reason = ORDLAB_R_NO_COND;
	else if (prog->nr_threads > ORDLAB_MAX_THREADS)
		reason = ORDLAB_R_MANY_THREADS;
	else if (prog->nr_locations > ORDLAB_MAX_LOCATIONS)
		reason = ORDLAB_R_MANY_LOCATIONS;
	else if (prog->nr_observed > ORDLAB_MAX_OBSERVED)
		reason = ORDLAB_R_MANY_OBSERVED;
	else if (prog->nr_cond + prog->nr_filter > ORDLAB_MAX_COND)
		reason = ORDLAB_R_MANY_CONDS;
	else if (prog->nr_insns > ORDLAB_MAX_INSNS)
		reason = ORDLAB_R_MANY_INSNS;
	else if (prog->size != needed || size != needed)
		reason = ORDLAB_R_SIZE;
	else if (prog->quantifier >= ORDLAB_NR_QUANTIFIERS)
		reason = ORDLAB_R_QUANTIFIER;
	else if (prog->long_bits != ORDLAB_LONG_BITS)
		reason = ORDLAB_R_LONG_BITS;
	else if (!is_zero(prog->reserved2, sizeof(prog->reserved2)))
		reason = ORDLAB_R_PROGRAM_RESERVED;
	else if (!is_name(prog->name))
		reason = ORDLAB_R_NAME;
	else if (!is_text(prog->purpose, sizeof(prog->purpose)))
		reason = ORDLAB_R_PURPOSE;
	else
		return 0;
	return verify_refuse(facts, reason, -1, -1);
}

static int check_threads(const struct ordlab_view *view,
			 struct ordlab_facts *facts)
{
	unsigned int t, r, other, first = 0;

	for (t = 0; t < view->prog->nr_threads; t++) {
		const struct ordlab_thread *thread = &view->threads[t];

		if (thread->first != first)
			return verify_refuse(facts, ORDLAB_R_THREAD_FIRST, t, -1);
		first += thread->nr_insns;
		if (first > view->prog->nr_insns)
			return verify_refuse(facts, ORDLAB_R_THREAD_INSNS, t, -1);
		if (thread->nr_regs > ORDLAB_MAX_REGS)
			return verify_refuse(facts, ORDLAB_R_MANY_REGS, t, -1);
		if (!is_zero(thread->reserved, sizeof(thread->reserved)))
			return verify_refuse(facts, ORDLAB_R_THREAD_RESERVED, t, -1);

		for (r = 0; r < thread->nr_regs; r++) {
			const char *name = thread->regs[r];

			if (is_zero(name, ORDLAB_IDENT_LEN))
				continue;
			if (!is_ident(name))
				return verify_refuse(facts, ORDLAB_R_REG_NAME, t, -1);
			for (other = 0; other < r; other++) {
				if (!strcmp(thread->regs[other], name))
					return verify_refuse(facts, ORDLAB_R_REG_TWICE,
						      t, -1);
			}
		}
		if (!is_zero(thread->regs[r],
			     sizeof(thread->regs) - r * ORDLAB_IDENT_LEN))
			return verify_refuse(facts, ORDLAB_R_REG_EXTRA, t, -1);
	}
	if (first != view->prog->nr_insns)
		return verify_refuse(facts, ORDLAB_R_THREAD_INSNS, t - 1, -1);
	return 0;
}

/*
 * Whether an operand of a kind that is right where it stands has the right
 * contents too: an index in range, nothing in fields of other kinds, and no
 * integer that stands for an address.
 */
static enum ordlab_reason check_operand(const struct ordlab_operand *operand,
					unsigned int nr_regs,
					unsigned int nr_locations)
{
	unsigned int nr = 0;

	if (!is_zero(operand->reserved, sizeof(operand->reserved)))
		return ORDLAB_R_INSN_RESERVED;
	switch (operand->kind) {
	case ORDLAB_OPERAND_IMM:
		if (operand->index)
			return ORDLAB_R_INSN_RESERVED;
		return ORDLAB_IS_ADDR(operand->imm) ? ORDLAB_R_IMM_RANGE :
						      ORDLAB_R_NONE;
	case ORDLAB_OPERAND_REG:
		nr = nr_regs;
		break;
	case ORDLAB_OPERAND_LOC:
		nr = nr_locations;
		break;
	default:
		return operand->index || operand->imm ? ORDLAB_R_INSN_RESERVED :
							ORDLAB_R_NONE;
	}
	if (operand->imm)
		return ORDLAB_R_INSN_RESERVED;
	return operand->index < nr ? ORDLAB_R_NONE : ORDLAB_R_OPERAND_INDEX;
}

/* An integer or an address, where no register can stand */
static bool is_constant(const struct ordlab_operand *operand,
			unsigned int nr_locations)
{
	return (operand->kind == ORDLAB_OPERAND_IMM ||
		operand->kind == ORDLAB_OPERAND_LOC) &&
	       !check_operand(operand, 0, nr_locations);
}

static enum ordlab_reason check_location(const struct ordlab_view *view,
					 unsigned int l)
{
	const struct ordlab_location *location = &view->locations[l];
	const struct ordlab_operand *init = &location->init;
	unsigned int other;

	if (location->type >= ORDLAB_NR_TYPES)
		return ORDLAB_R_LOC_TYPE;
	if (!is_zero(location->reserved, sizeof(location->reserved)))
		return ORDLAB_R_LOC_RESERVED;
	if (!is_place(location->name))
		return ORDLAB_R_LOC_NAME;
	for (other = 0; other < l; other++) {
		if (!strcmp(view->locations[other].name, location->name))
			return ORDLAB_R_LOC_TWICE;
	}
	if (!is_constant(init, view->prog->nr_locations))
		return ORDLAB_R_LOC_INIT;
	if (!ordlab_is_data(location->type) &&
	    (init->kind != ORDLAB_OPERAND_IMM || init->imm))
		return ORDLAB_R_LOC_INIT_LOCK;
	if (init->kind == ORDLAB_OPERAND_LOC)
		return location->type == ORDLAB_T_PTR ? ORDLAB_R_NONE :
							ORDLAB_R_LOC_INIT_ADDR;
	if (ordlab_is_data(location->type) &&
	    ordlab_convert(location->type, init->imm) != init->imm)
		return ORDLAB_R_LOC_INIT_RANGE;
	return ORDLAB_R_NONE;
}

static enum ordlab_reason check_observed(const struct ordlab_view *view,
					 unsigned int i)
{
	const struct ordlab_observed *observed = &view->observed[i];
	unsigned int other;

	switch (observed->kind) {
	case ORDLAB_OPERAND_REG:
		if (observed->thread >= view->prog->nr_threads ||
		    observed->index >= view->threads[observed->thread].nr_regs)
			return ORDLAB_R_OBSERVED_INDEX;
		break;
	case ORDLAB_OPERAND_LOC:
		if (observed->index >= view->prog->nr_locations)
			return ORDLAB_R_OBSERVED_INDEX;
		if (observed->thread)
			return ORDLAB_R_OBSERVED_RESERVED;
		if (!ordlab_is_data(view->locations[observed->index].type))
			return ORDLAB_R_OBSERVED_LOCK;
		break;
	default:
		return ORDLAB_R_OBSERVED_KIND;
	}
	if (observed->filter_only > 1 ||
	    !is_zero(observed->reserved, sizeof(observed->reserved)))
		return ORDLAB_R_OBSERVED_RESERVED;
	for (other = 0; other < i; other++) {
		if (!memcmp(&view->observed[other], observed,
			    offsetof(struct ordlab_observed, filter_only)))
			return ORDLAB_R_OBSERVED_TWICE;
	}
	return ORDLAB_R_NONE;
}

static enum ordlab_reason check_cond_node(const struct ordlab_view *view,
					  const struct ordlab_cond *node)
{
	unsigned int nr_observed = view->prog->nr_observed;

	if (!is_zero(node->reserved, sizeof(node->reserved)))
		return ORDLAB_R_COND_RESERVED;
	switch (node->op) {
	case ORDLAB_COND_EQ:
	case ORDLAB_COND_NE:
		if (node->observed >= nr_observed)
			return ORDLAB_R_COND_OBSERVED;
		if (node->other)
			return ORDLAB_R_COND_RESERVED;
		return is_constant(&node->value, view->prog->nr_locations) ?
			ORDLAB_R_NONE : ORDLAB_R_COND_VALUE;
	case ORDLAB_COND_SAME:
		if (node->observed >= nr_observed || node->other >= nr_observed)
			return ORDLAB_R_COND_OBSERVED;
		break;
	case ORDLAB_COND_TRUE:
	case ORDLAB_COND_NOT:
	case ORDLAB_COND_AND:
	case ORDLAB_COND_OR:
	case ORDLAB_COND_IMPLIES:
		if (node->observed || node->other)
			return ORDLAB_R_COND_RESERVED;
		break;
	default:
		return ORDLAB_R_COND_OP;
	}
	return is_zero(&node->value, sizeof(node->value)) ?
		ORDLAB_R_NONE : ORDLAB_R_COND_RESERVED;
}

/* Check nodes @from to @to - 1, which make one condition, in postfix form */
static int check_cond(const struct ordlab_view *view,
		      struct ordlab_facts *facts, unsigned int from,
		      unsigned int to)
{
	enum ordlab_reason reason;
	unsigned int depth = 0, operands, i;

	for (i = from; i < to; i++) {
		const struct ordlab_cond *node = &view->cond[i];

		reason = check_cond_node(view, node);
		if (reason)
			return verify_refuse(facts, reason, -1, i);
		operands = ordlab_cond_operands(node);
		if (depth < operands)
			return verify_refuse(facts, ORDLAB_R_COND_MISSING, -1, i);
		depth += 1 - operands;
		if (depth > ORDLAB_MAX_COND_DEPTH)
			return verify_refuse(facts, ORDLAB_R_COND_DEEP, -1, i);
	}
	if (depth > 1)
		return verify_refuse(facts, ORDLAB_R_COND_LEFT, -1, i - 1);
	return 0;
}

/* How many values an instruction takes; an inc or dec has one that is 1 */
static unsigned int nr_values(const struct ordlab_insn *insn)
{
	__u8 flags = ordlab_flags(insn->op);

	if (insn->op == ORDLAB_ALU)
		return ordlab_alus[insn->alu].operands;
	return flags & ORDLAB_CF_V1 ? 2 : flags & ORDLAB_CF_V0 ? 1 : 0;
}

/* The type that an instruction computes in or converts to */
static enum ordlab_reason check_alu_type(const struct ordlab_insn *insn)
{
	unsigned int type = insn->type;

	if (insn->op != ORDLAB_ALU)
		return type ? ORDLAB_R_ALU_TYPE : ORDLAB_R_NONE;
	if (type >= ORDLAB_NR_TYPES || !ordlab_is_data(type))
		return ORDLAB_R_ALU_TYPE;
	if (insn->alu == ORDLAB_A_MOV)
		return ordlab_is_integer(type) || type == ORDLAB_T_PTR ?
			ORDLAB_R_NONE : ORDLAB_R_ALU_TYPE;
	return ordlab_is_alu_type(type) ? ORDLAB_R_NONE : ORDLAB_R_ALU_TYPE;
}

/* The operation of an instruction, and what goes with it alone */
static enum ordlab_reason check_op(const struct ordlab_insn *insn)
{
	bool computes = insn->op == ORDLAB_ALU;

	if (insn->op >= ORDLAB_NR_OPS)
		return ORDLAB_R_OP;
	if (insn->reserved2 || insn->reserved3)
		return ORDLAB_R_INSN_RESERVED;
	if (computes && (insn->alu == ORDLAB_A_NONE ||
			 insn->alu >= ORDLAB_NR_ALUS))
		return ORDLAB_R_ALU;
	if (!computes && insn->alu)
		return ORDLAB_R_ALU;
	return check_alu_type(insn);
}

static enum ordlab_reason check_address(const struct ordlab_view *view,
					const struct ordlab_thread *thread,
					const struct ordlab_insn *insn)
{
	__u8 flags = ordlab_flags(insn->op);

	if (flags & ORDLAB_CF_ADDR ?
	    insn->addr.kind != ORDLAB_OPERAND_REG &&
	    insn->addr.kind != ORDLAB_OPERAND_LOC && !ordlab_is_cut(insn) :
	    insn->addr.kind != ORDLAB_OPERAND_NONE)
		return ORDLAB_R_OPERAND_KIND;
	return check_operand(&insn->addr, thread->nr_regs,
			     view->prog->nr_locations);
}

static enum ordlab_reason check_values(const struct ordlab_view *view,
				       const struct ordlab_thread *thread,
				       const struct ordlab_insn *insn)
{
	const struct ordlab_op_info *op = &ordlab_ops[insn->op];
	unsigned int nr = nr_values(insn), v;
	enum ordlab_reason reason;
	bool present, needed;

	for (v = 0; v < ARRAY_SIZE(insn->val); v++) {
		present = insn->val[v].kind != ORDLAB_OPERAND_NONE;
		needed = v < nr;
		if (insn->val[v].kind >= ORDLAB_NR_OPERAND_KINDS ||
		    present != needed)
			return ORDLAB_R_OPERAND_KIND;
		reason = check_operand(&insn->val[v], thread->nr_regs,
				       view->prog->nr_locations);
		if (reason)
			return reason;
	}
	if (op->class != ORDLAB_C_ALU && nr && !strchr(op->args, 'V') &&
	    (insn->val[0].kind != ORDLAB_OPERAND_IMM || insn->val[0].imm != 1))
		return ORDLAB_R_STEP;
	if ((insn->alu == ORDLAB_A_DIV || insn->alu == ORDLAB_A_MOD) &&
	    (insn->val[1].kind != ORDLAB_OPERAND_IMM ||
	     !ordlab_convert(insn->type, insn->val[1].imm)))
		return ORDLAB_R_DIVISOR;
	return ORDLAB_R_NONE;
}

static enum ordlab_reason check_insn(const struct ordlab_view *view,
				     unsigned int t, unsigned int i)
{
	const struct ordlab_thread *thread = &view->threads[t];
	const struct ordlab_insn *insn = &view->insns[thread->first + i];
	enum ordlab_reason reason;

	reason = check_op(insn);
	if (reason)
		return reason;
	if (insn->dst != ORDLAB_NO_REG &&
	    (!(ordlab_flags(insn->op) & ORDLAB_CF_DST) ||
	     insn->dst >= thread->nr_regs))
		return ORDLAB_R_DST;
	reason = check_address(view, thread, insn);
	if (!reason)
		reason = check_values(view, thread, insn);
	if (reason)
		return reason;

	if (ordlab_meaning(insn->op)->next != ORDLAB_NEXT_INSN) {
		if (insn->target <= i)
			return ORDLAB_R_BACKWARD;
		if (insn->target > thread->nr_insns)
			return ORDLAB_R_TARGET;
	} else if (insn->target) {
		return ORDLAB_R_INSN_RESERVED;
	}
	return ORDLAB_R_NONE;
}

/* Everything that needs no path: header, tables, instructions one by one */
int verify_form(const struct ordlab_view *view,
		struct ordlab_facts *facts)
{
	const struct ordlab_program *prog = view->prog;
	enum ordlab_reason reason;
	unsigned int t, i;

	if (check_threads(view, facts))
		return -1;
	for (i = 0; i < prog->nr_locations; i++) {
		reason = check_location(view, i);
		if (reason)
			return verify_refuse(facts, reason, -1, i);
	}
	for (i = 0; i < prog->nr_observed; i++) {
		reason = check_observed(view, i);
		if (reason)
			return verify_refuse(facts, reason, -1, i);
	}
	if (check_cond(view, facts, 0, prog->nr_cond) ||
	    check_cond(view, facts, prog->nr_cond,
		       prog->nr_cond + prog->nr_filter))
		return -1;

	for (t = 0; t < prog->nr_threads; t++) {
		const struct ordlab_thread *thread = &view->threads[t];

		for (i = 0; i < thread->nr_insns; i++) {
			const struct ordlab_insn *insn =
				&view->insns[thread->first + i];
			__u8 class;

			reason = check_insn(view, t, i);
			if (reason)
				return verify_refuse(facts, reason, t, i);
			class = ordlab_ops[insn->op].class;
			facts->uses |= 1U << class;
			if (ordlab_meanings[class].flags & ORDLAB_CF_SLEEP)
				facts->may_sleep |= 1U << t;
		}
	}
	return 0;
}
