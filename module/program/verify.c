// SPDX-License-Identifier: GPL-2.0
/*
 * Checks every byte of a program before it runs.
 *
 * First the header and the tables, then each instruction by itself, then every
 * path of every thread. Branches only go forward, so one sweep over a thread
 * in the order of its instructions sees all paths: where paths meet, their
 * states are joined if they hold the same locks and readers, and are followed
 * side by side otherwise. What a pointer in memory may hold depends on all
 * threads; the sweeps are repeated until that no longer grows.
 *
 * What a state says of a register is never less than what it may hold on the
 * machine: the module relies on it for memory safety, for keeping kernel
 * addresses to itself (no arithmetic makes an integer of one), and for every
 * lock and reader to end.
 */
#include "program.h"

/* The format has no padding, and is the same on every machine */
#define SIZE_IS(type, size)	static_assert(sizeof(type) == (size), #type)
SIZE_IS(struct ordlab_program, 352);
SIZE_IS(struct ordlab_thread, 520);
SIZE_IS(struct ordlab_location, 56);
SIZE_IS(struct ordlab_observed, 8);
SIZE_IS(struct ordlab_cond, 24);
SIZE_IS(struct ordlab_insn, 64);

#define MAX_STATES	64		/* followed side by side in a thread */
#define MAX_STEPS	131072		/* instructions looked at in all */
#define MAX_HELD	16		/* locks and readers at a time */
#define MAX_SWEEPS	8		/* in which memory may grow by bits */

/* What an integer may be */
#define MAY_BE_ZERO	0x01
#define MAY_BE_OTHER	0x02
#define ANY_INT		(MAY_BE_ZERO | MAY_BE_OTHER)
#define ANY_BITS	0xffffffffU

/**
 * struct value - what a register or a location may hold
 * @locs:	locations (bit l) that it may be the address of
 * @ints:	MAY_BE_ZERO, MAY_BE_OTHER: which integers it may be
 * @type:	they are of this type: enum ordlab_type, PTR for any
 * @bits:	bits that may be set in them; bit 31 stands for all from there
 *		on, and is never alone
 * @exact:	it is the integer @imm and nothing else
 * @imm:	see @exact
 * @token:	1 + number of the instruction that made it the index of an SRCU
 *		reader; else 0
 * @cmp:	1 + register that this value is a comparison of; else 0. It is
 *		not 0 if that register equals @cmp_with, else 0; with @cmp_ne,
 *		the other way round
 * @cmp_ne:	see @cmp
 * @cmp_loc:	@cmp_with is the number of a location, not an integer
 * @cmp_with:	see @cmp
 */
struct value {
	__u32 locs;
	__u32 bits;
	__s32 imm;
	__u8 ints;
	__u8 type;
	bool exact;
	__u16 token;
	__u8 cmp;
	bool cmp_ne;
	bool cmp_loc;
	__s32 cmp_with;
};

/**
 * struct held - a lock held or a reader begun
 * @class:	ORDLAB_C_LOCK, _RCU_LOCK or _SRCU_LOCK
 * @op:		enum ordlab_op
 * @location:	the lock or domain; 0 for RCU
 * @insn:	instruction that did it
 */
struct held {
	__u8 class;
	__u8 op;
	__u16 location;
	__u16 insn;
};

/**
 * struct state - what is known when an instruction is about to run
 * @insn:	number of the instruction in its thread
 * @written:	registers (bit r) that hold a value
 * @nr_held:	how many of @held
 * @held:	in the order of taking
 * @regs:	the registers
 */
struct state {
	__u16 insn;
	__u16 written;
	__u16 nr_held;
	struct held held[MAX_HELD];
	struct value regs[ORDLAB_MAX_REGS];
};

/**
 * struct wait - who waits for a lock or domain while holding another
 * @threads:	those that do (bit t)
 * @thread:	one of them
 * @insn:	where it does
 */
struct wait {
	__u32 threads;
	__u16 thread;
	__u16 insn;
};

/**
 * struct ordlab_verifier - room to work in
 * @view:	the program
 * @facts:	what is being found out
 * @thread:	thread that is swept
 * @steps:	instructions looked at so far
 * @grown:	this sweep has found that memory may hold more
 * @memory:	what the locations may hold
 * @hasty:	memory has grown often, and shall not grow by bits any more
 * @waits:	[held][waited for], by location
 * @nr_pending:	how many of @pending
 * @pending:	states that are yet to be followed
 * @now:	the state that is followed
 * @other:	its copy for the other way out of a branch
 */
struct ordlab_verifier {
	struct ordlab_view view;
	struct ordlab_facts *facts;
	unsigned int thread;
	unsigned int steps;
	bool grown;
	bool hasty;
	struct value memory[ORDLAB_MAX_LOCATIONS];
	struct wait waits[ORDLAB_MAX_LOCATIONS][ORDLAB_MAX_LOCATIONS];
	unsigned int nr_pending;
	struct state pending[MAX_STATES];
	struct state now;
	struct state other;
};

size_t ordlab_verifier_size(void)
{
	return sizeof(struct ordlab_verifier);
}

#define T(type)		(1U << ORDLAB_T_##type)
#define T_ATOMIC	(T(INT) | T(ATOMIC))
#define T_POINTER	(T(LONG) | T(ULONG) | T(PTR))	/* of the same size */
#define HAS_VALUE(kind)	(ORDLAB_K_##kind != ORDLAB_K_OBJECT)

enum {
	T_DATA = 0
#define ORDLAB_X(id, kind, bits, name)	| (HAS_VALUE(kind) ? T(id) : 0)
	ORDLAB_TYPES(ORDLAB_X)
#undef ORDLAB_X
};

/* Types that an operation takes, by its column "arguments" in ORDLAB_OPS */
#define TYPES_NONE	0
#define TYPES_V		0
#define TYPES_L		T_DATA
#define TYPES_LV	T_DATA
#define TYPES_P		T_DATA
#define TYPES_PV	T_DATA
#define TYPES_PVV	T_DATA
#define TYPES_R		T_POINTER
#define TYPES_RV	T_POINTER
#define TYPES_A		T_ATOMIC
#define TYPES_AV	T_ATOMIC
#define TYPES_VA	T_ATOMIC
#define TYPES_AVV	T_ATOMIC

static const __u16 op_types[ORDLAB_NR_OPS] = {
#define ORDLAB_X(id, name, class, order, alu, args)	\
	[ORDLAB_##id] = TYPES_##args,
	ORDLAB_OPS(ORDLAB_X)
#undef ORDLAB_X
};

/* What a fault is in */
enum where { PROGRAM, THREAD, LOCATION, OBSERVED, COND, INSN };

struct reason {
	const char *text;
	__u8 where;
	__u8 error;
};

static const struct reason reasons[ORDLAB_NR_REASONS] = {
#define ORDLAB_X(id, _where, _error, _text)	\
	[ORDLAB_R_##id] = { .text = _text, .where = _where, .error = _error },
	ORDLAB_REASONS(ORDLAB_X)
#undef ORDLAB_X
};

static int refuse(struct ordlab_facts *facts, enum ordlab_reason reason,
		  int thread, int insn)
{
	facts->reason = reason;
	facts->thread = thread;
	facts->insn = insn;
	return -1;
}

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

static int check_header(const struct ordlab_program *prog, size_t size,
			struct ordlab_facts *facts)
{
	enum ordlab_reason reason;
	size_t want;

	if (size < sizeof(*prog))
		return refuse(facts, ORDLAB_R_TRUNCATED, -1, -1);

	/* sums of products of 16-bit counts with small sizes do not overflow */
	want = sizeof(*prog) +
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
	else if (prog->size != want || size != want)
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
	return refuse(facts, reason, -1, -1);
}

static int check_threads(const struct ordlab_view *view,
			 struct ordlab_facts *facts)
{
	unsigned int t, r, other, first = 0;

	for (t = 0; t < view->prog->nr_threads; t++) {
		const struct ordlab_thread *thread = &view->threads[t];

		if (thread->first != first)
			return refuse(facts, ORDLAB_R_THREAD_FIRST, t, -1);
		first += thread->nr_insns;
		if (first > view->prog->nr_insns)
			return refuse(facts, ORDLAB_R_THREAD_INSNS, t, -1);
		if (thread->nr_regs > ORDLAB_MAX_REGS)
			return refuse(facts, ORDLAB_R_MANY_REGS, t, -1);
		if (!is_zero(thread->reserved, sizeof(thread->reserved)))
			return refuse(facts, ORDLAB_R_THREAD_RESERVED, t, -1);

		for (r = 0; r < thread->nr_regs; r++) {
			const char *name = thread->regs[r];

			if (is_zero(name, ORDLAB_IDENT_LEN))
				continue;
			if (!is_ident(name))
				return refuse(facts, ORDLAB_R_REG_NAME, t, -1);
			for (other = 0; other < r; other++) {
				if (!strcmp(thread->regs[other], name))
					return refuse(facts, ORDLAB_R_REG_TWICE,
						      t, -1);
			}
		}
		if (!is_zero(thread->regs[r],
			     sizeof(thread->regs) - r * ORDLAB_IDENT_LEN))
			return refuse(facts, ORDLAB_R_REG_EXTRA, t, -1);
	}
	if (first != view->prog->nr_insns)
		return refuse(facts, ORDLAB_R_THREAD_INSNS, t - 1, -1);
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
			return refuse(facts, reason, -1, i);
		operands = ordlab_cond_operands(node);
		if (depth < operands)
			return refuse(facts, ORDLAB_R_COND_MISSING, -1, i);
		depth += 1 - operands;
		if (depth > ORDLAB_MAX_COND_DEPTH)
			return refuse(facts, ORDLAB_R_COND_DEEP, -1, i);
	}
	if (depth > 1)
		return refuse(facts, ORDLAB_R_COND_LEFT, -1, i - 1);
	return 0;
}

/* How many values an instruction takes; an inc or dec has one that is 1 */
static unsigned int nr_values(const struct ordlab_insn *insn)
{
	__u8 flags = ordlab_class_flags[ordlab_ops[insn->op].class];

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

static enum ordlab_reason check_insn(const struct ordlab_view *view,
				     unsigned int t, unsigned int i)
{
	const struct ordlab_thread *thread = &view->threads[t];
	const struct ordlab_insn *insn = &view->insns[thread->first + i];
	const struct ordlab_op_info *op;
	enum ordlab_reason reason;
	unsigned int nr, v;
	bool present, wanted;
	__u8 flags;

	if (insn->op >= ORDLAB_NR_OPS)
		return ORDLAB_R_OP;
	op = &ordlab_ops[insn->op];
	flags = ordlab_class_flags[op->class];

	if (insn->reserved2 || insn->reserved3)
		return ORDLAB_R_INSN_RESERVED;
	if (insn->op == ORDLAB_ALU ?
	    insn->alu == ORDLAB_A_NONE || insn->alu >= ORDLAB_NR_ALUS :
	    insn->alu != 0)
		return ORDLAB_R_ALU;
	reason = check_alu_type(insn);
	if (reason)
		return reason;
	if (insn->dst != ORDLAB_NO_REG &&
	    (!(flags & ORDLAB_CF_DST) || insn->dst >= thread->nr_regs))
		return ORDLAB_R_DST;

	if (flags & ORDLAB_CF_ADDR ?
	    insn->addr.kind != ORDLAB_OPERAND_REG &&
	    insn->addr.kind != ORDLAB_OPERAND_LOC && !ordlab_is_cut(insn) :
	    insn->addr.kind != ORDLAB_OPERAND_NONE)
		return ORDLAB_R_OPERAND_KIND;
	reason = check_operand(&insn->addr, thread->nr_regs,
			       view->prog->nr_locations);
	if (reason)
		return reason;

	nr = nr_values(insn);
	for (v = 0; v < ARRAY_SIZE(insn->val); v++) {
		present = insn->val[v].kind != ORDLAB_OPERAND_NONE;
		wanted = v < nr;
		if (insn->val[v].kind >= ORDLAB_NR_OPERAND_KINDS ||
		    present != wanted)
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

	if (op->class == ORDLAB_C_BRANCH || op->class == ORDLAB_C_JUMP) {
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
static int check_form(const struct ordlab_view *view,
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
			return refuse(facts, reason, -1, i);
	}
	for (i = 0; i < prog->nr_observed; i++) {
		reason = check_observed(view, i);
		if (reason)
			return refuse(facts, reason, -1, i);
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
				return refuse(facts, reason, t, i);
			class = ordlab_ops[insn->op].class;
			facts->uses |= 1U << class;
			if (ordlab_class_flags[class] & ORDLAB_CF_SLEEP)
				facts->may_sleep |= 1U << t;
		}
	}
	return 0;
}

/* Values */

/* Integers that have only bits of @bits */
static struct value value_bits(__u64 bits)
{
	struct value value = {
		.ints = ANY_INT, .bits = ANY_BITS, .type = ORDLAB_T_PTR,
	};

	if (bits <= ANY_BITS / 2) {
		value.bits = bits;
		value.type = ORDLAB_T_INT;
	}
	if (!bits)
		value.ints = MAY_BE_ZERO;
	return value;
}

static struct value value_any(void)
{
	return value_bits(ANY_BITS);
}

/* An integer. Only those that fit in an int are followed */
static struct value value_imm(__s64 imm)
{
	struct value value;

	if (imm != (__s32)imm)
		return value_any();
	value = value_bits(imm);
	value.type = ORDLAB_T_INT;
	value.ints = imm ? MAY_BE_OTHER : MAY_BE_ZERO;
	value.exact = true;
	value.imm = imm;
	return value;
}

static struct value value_bool(bool may_be_false, bool may_be_true)
{
	if (may_be_false && may_be_true)
		return value_bits(1);
	return value_imm(may_be_true);
}

static bool may_be_zero(const struct value *value)
{
	return value->ints & MAY_BE_ZERO;
}

static bool may_be_nonzero(const struct value *value)
{
	return value->locs || (value->ints & MAY_BE_OTHER);
}

static bool is_always_zero(const struct value *value)
{
	return may_be_zero(value) && !may_be_nonzero(value);
}

/* Whether conversion to a type leaves an integer as it is, whichever it is */
static bool value_fits(const struct value *value, unsigned int type)
{
	__u64 most = ordlab_convert(type, -1);

	if (value->exact)
		return ordlab_convert(type, value->imm) == value->imm;
	if (ordlab_is_within(value->type, type))
		return true;
	/* bits from 0 on, of what is not negative */
	if (ordlab_is_signed(type))
		most = ANY_BITS >> (33 - ordlab_types[type].bits);
	return value->bits != ANY_BITS && value->bits <= most;
}

/* An integer, or an address that the type has room for, converted to a type */
static struct value value_convert(unsigned int type, const struct value *value)
{
	bool wide = ordlab_types[type].bits >= 32;
	struct value result;

	if (value->locs ? type != ORDLAB_T_BOOL : value_fits(value, type))
		return *value;
	if (value->exact)
		result = value_imm(ordlab_convert(type, value->imm));
	else if (type == ORDLAB_T_BOOL)
		result = value_bool(may_be_zero(value), may_be_nonzero(value));
	else if (wide || ordlab_is_signed(type))
		result = value_any();
	else
		result = value_bits(ordlab_convert(type, value->bits));
	if (!result.exact && result.bits == ANY_BITS)
		result.type = type;
	/* The index of a reader is an int, whatever holds it for a while */
	if (wide)
		result.token = value->token;
	return result;
}

/* Add to @into what @from may hold; true if that is more */
static bool value_join(struct value *into, const struct value *from)
{
	__u8 type = ordlab_is_within(from->type, into->type) ? into->type :
		    ordlab_is_within(into->type, from->type) ? from->type :
							       ORDLAB_T_PTR;
	__u32 locs = into->locs | from->locs;
	__u32 bits = into->bits | from->bits;
	__u8 ints = into->ints | from->ints;
	bool exact = into->exact && from->exact && into->imm == from->imm;
	bool more = locs != into->locs || bits != into->bits ||
		    ints != into->ints || exact != into->exact ||
		    type != into->type;

	if (!into->locs && !into->ints) {	/* nothing at all so far */
		*into = *from;
		return more;
	}
	into->locs = locs;
	into->bits = bits;
	into->ints = ints;
	into->type = type;
	into->exact = exact;
	if (from->token != into->token)
		into->token = 0;
	if (from->cmp != into->cmp || from->cmp_ne != into->cmp_ne ||
	    from->cmp_loc != into->cmp_loc ||
	    from->cmp_with != into->cmp_with)
		into->cmp = 0;
	return more;
}

static enum ordlab_reason read_operand(const struct state *state,
				       const struct ordlab_operand *operand,
				       struct value *value)
{
	switch (operand->kind) {
	case ORDLAB_OPERAND_IMM:
		*value = value_imm(operand->imm);
		return ORDLAB_R_NONE;
	case ORDLAB_OPERAND_LOC:
		*value = (struct value){ .locs = 1U << operand->index };
		return ORDLAB_R_NONE;
	case ORDLAB_OPERAND_REG:
		*value = state->regs[operand->index];
		return state->written & 1U << operand->index ?
			ORDLAB_R_NONE : ORDLAB_R_UNWRITTEN;
	default:
		*value = (struct value){ 0 };
		return ORDLAB_R_NONE;
	}
}

static void write_reg(struct state *state, unsigned int reg,
		      const struct value *value)
{
	unsigned int r;

	if (reg == ORDLAB_NO_REG)
		return;
	for (r = 0; r < ORDLAB_MAX_REGS; r++) {
		if (state->regs[r].cmp == reg + 1)
			state->regs[r].cmp = 0;
	}
	state->regs[reg] = *value;
	if (value->cmp == reg + 1)
		state->regs[reg].cmp = 0;
	state->written |= 1U << reg;
}

/*
 * Note that @result is whether the register @operand equals (@ne: not) @other.
 * @kept: the comparison is of what is in the register, not of what a conversion
 * has made of it.
 */
static void note_comparison(struct value *result,
			    const struct ordlab_operand *operand, bool kept,
			    const struct ordlab_operand *other,
			    const struct value *other_value, bool ne)
{
	if (operand->kind != ORDLAB_OPERAND_REG || !kept)
		return;
	if (other->kind == ORDLAB_OPERAND_LOC) {
		result->cmp_loc = true;
		result->cmp_with = other->index;
	} else if (other_value->exact) {
		result->cmp_with = other_value->imm;
	} else {
		return;
	}
	result->cmp = operand->index + 1;
	result->cmp_ne = ne;
}

/* a == b, or a != b; @kept as for note_comparison() */
static struct value value_equal(const struct ordlab_insn *insn,
				const struct value *a, const struct value *b,
				const bool *kept)
{
	bool ne = insn->alu == ORDLAB_A_NE;
	/* an integer may happen to be the address of a location */
	bool may_equal = (a->locs & b->locs) || (a->ints & b->ints) ||
			 (a->locs && b->ints & MAY_BE_OTHER) ||
			 (b->locs && a->ints & MAY_BE_OTHER);
	bool may_differ = true;
	struct value result;

	if (a->exact && b->exact) {
		may_equal = a->imm == b->imm;
		may_differ = !may_equal;
	}
	result = value_bool(ne ? may_equal : may_differ,
			    ne ? may_differ : may_equal);
	if (!result.exact) {
		note_comparison(&result, &insn->val[0], kept[0], &insn->val[1],
				b, ne);
		if (!result.cmp)
			note_comparison(&result, &insn->val[1], kept[1],
					&insn->val[0], a, ne);
	}
	return result;
}

static struct value value_not(const struct ordlab_insn *insn,
			      const struct value *a, bool kept)
{
	struct value result = value_bool(may_be_nonzero(a), may_be_zero(a));

	if (result.exact)
		return result;
	if (a->cmp) {			/* !(r == c) is r != c */
		result.cmp = a->cmp;
		result.cmp_ne = !a->cmp_ne;
		result.cmp_loc = a->cmp_loc;
		result.cmp_with = a->cmp_with;
	} else if (insn->val[0].kind == ORDLAB_OPERAND_REG && kept) {
		result.cmp = insn->val[0].index + 1;
	}
	return result;
}

/* A copy, converted to the type of the instruction */
static struct value value_mov(const struct ordlab_insn *insn,
			      const struct value *a)
{
	struct value result = value_convert(insn->type, a);

	/* !!r is not 0 just if r is not */
	if (!result.cmp && insn->val[0].kind == ORDLAB_OPERAND_REG &&
	    (a->locs || value_fits(a, insn->type) ||
	     insn->type == ORDLAB_T_BOOL)) {
		result.cmp = insn->val[0].index + 1;
		result.cmp_ne = true;
		result.cmp_loc = false;
		result.cmp_with = 0;
	}
	return result;
}

/* All bits up to the highest one of @bits */
static __u64 up_to(__u64 bits)
{
	__u64 all = 0;

	while (all < bits)
		all = all << 1 | 1;
	return all;
}

/* Of which bits the result of arithmetic on integers may be, before it wraps */
static struct value value_raw(unsigned int alu, const struct value *a,
			      const struct value *b)
{
	bool shift = alu == ORDLAB_A_SHL || alu == ORDLAB_A_SHR;
	bool count = b->exact && b->imm >= 0 && b->imm < 32;
	__u64 x = a->bits, y = b->bits;

	switch (alu) {
	case ORDLAB_A_AND:
		return value_bits(x & y);
	case ORDLAB_A_OR:
	case ORDLAB_A_XOR:
		return value_bits(x | y);
	case ORDLAB_A_ANDNOT:
		return value_bits(b->exact ? x & ~(__u64)b->imm : x);
	case ORDLAB_A_LT:
	case ORDLAB_A_LE:
	case ORDLAB_A_GT:
	case ORDLAB_A_GE:
		return value_bits(1);
	default:
		break;
	}
	if (x == ANY_BITS || (y == ANY_BITS && !shift))
		return value_any();

	/* neither is negative */
	switch (alu) {
	case ORDLAB_A_ADD:
		return value_bits(up_to(x + y));
	case ORDLAB_A_MUL:
		return value_bits(up_to(x * y));
	case ORDLAB_A_DIV:
		return value_bits(up_to(x));
	case ORDLAB_A_MOD:
		return value_bits(up_to(x < y ? x : y));
	case ORDLAB_A_SHL:
		return count ? value_bits(x << b->imm) : value_any();
	case ORDLAB_A_SHR:
		return count ? value_bits(x >> b->imm) : value_any();
	default:
		return value_any();
	}
}

/* Arithmetic on integers of a type */
static struct value value_arithmetic(unsigned int type, unsigned int alu,
				     const struct value *a,
				     const struct value *b)
{
	struct value raw;

	if (a->exact && (ordlab_alus[alu].operands < 2 || b->exact))
		return value_imm(ordlab_alu(type, alu, a->imm, b->imm));
	raw = value_raw(alu, a, b);
	return value_convert(type, &raw);
}

/* Operations that leave the other operand as it is if one is 0 */
static bool keeps_first(enum ordlab_alu alu)
{
	return alu == ORDLAB_A_ADD || alu == ORDLAB_A_SUB ||
	       alu == ORDLAB_A_OR || alu == ORDLAB_A_XOR ||
	       alu == ORDLAB_A_ANDNOT ||
	       alu == ORDLAB_A_SHL || alu == ORDLAB_A_SHR;
}

static bool keeps_second(enum ordlab_alu alu)
{
	return alu == ORDLAB_A_ADD || alu == ORDLAB_A_OR || alu == ORDLAB_A_XOR;
}

/* Whether an address is put where it may not fit, and a number would be left */
static bool cuts_address(const struct ordlab_insn *insn, const struct value *a,
			 const struct value *b)
{
	if (insn->alu == ORDLAB_A_MOV && insn->type == ORDLAB_T_BOOL)
		return false;
	return (a->locs || b->locs) &&
	       ordlab_types[insn->type].bits < ORDLAB_LONG_BITS;
}

static enum ordlab_reason step_alu(struct state *state,
				   const struct ordlab_insn *insn)
{
	const struct ordlab_operand *val = insn->val;
	bool same = val[0].kind == ORDLAB_OPERAND_REG &&
		    val[1].kind == ORDLAB_OPERAND_REG &&
		    val[0].index == val[1].index;
	struct value a, b, result = { 0 };
	enum ordlab_reason reason;
	bool known = true, kept[2];

	reason = read_operand(state, &val[0], &a);
	if (!reason)
		reason = read_operand(state, &val[1], &b);
	if (reason)
		return reason;
	if (cuts_address(insn, &a, &b))
		return ORDLAB_R_ADDR_CUT;
	if (insn->alu == ORDLAB_A_MOV) {
		result = value_mov(insn, &a);
		write_reg(state, insn->dst, &result);
		return ORDLAB_R_NONE;
	}
	kept[0] = a.locs || value_fits(&a, insn->type);
	kept[1] = b.locs || value_fits(&b, insn->type);
	a = value_convert(insn->type, &a);
	b = value_convert(insn->type, &b);

	/* first what does not depend on whether these are addresses */
	switch (insn->alu) {
	case ORDLAB_A_NOT:
		result = value_not(insn, &a, kept[0]);
		break;
	case ORDLAB_A_EQ:
	case ORDLAB_A_NE:
		result = value_equal(insn, &a, &b, kept);
		break;
	case ORDLAB_A_LAND:
		result = value_bool(may_be_zero(&a) || may_be_zero(&b),
				    may_be_nonzero(&a) && may_be_nonzero(&b));
		break;
	case ORDLAB_A_LOR:
		result = value_bool(may_be_zero(&a) && may_be_zero(&b),
				    may_be_nonzero(&a) || may_be_nonzero(&b));
		break;
	case ORDLAB_A_SUB:
	case ORDLAB_A_XOR:
	case ORDLAB_A_ANDNOT:
		result = value_imm(0);
		known = same;
		break;
	case ORDLAB_A_AND:
	case ORDLAB_A_MUL:
		result = value_imm(0);
		known = is_always_zero(&a) || is_always_zero(&b);
		break;
	default:
		known = false;
		break;
	}
	if (!known) {
		if (keeps_first(insn->alu) && is_always_zero(&b))
			result = a;
		else if (keeps_second(insn->alu) && is_always_zero(&a))
			result = b;
		else if (!a.locs && !b.locs)
			result = value_arithmetic(insn->type, insn->alu, &a, &b);
		else
			return ORDLAB_R_ADDR_ARITH;
	}
	write_reg(state, insn->dst, &result);
	return ORDLAB_R_NONE;
}

/* Locks and readers */

static bool take(struct state *state, const struct ordlab_insn *insn,
		 unsigned int class, unsigned int location)
{
	struct held *held = &state->held[state->nr_held];

	if (state->nr_held == MAX_HELD)
		return false;
	state->nr_held++;
	held->class = class;
	held->op = insn->op;
	held->location = location;
	held->insn = state->insn;
	return true;
}

static void release(struct state *state, unsigned int i)
{
	state->nr_held--;
	memmove(&state->held[i], &state->held[i + 1],
		(state->nr_held - i) * sizeof(state->held[0]));
	memset(&state->held[state->nr_held], 0, sizeof(state->held[0]));
}

/* The last of a class that is held, of @location too; -1 if there is none */
static int find_held(const struct state *state, unsigned int class,
		     unsigned int location)
{
	int i = state->nr_held;

	while (i--) {
		if (state->held[i].class == class &&
		    state->held[i].location == location)
			break;
	}
	return i;
}

/* The thread waits for @location while it holds what it holds */
static void note_wait(struct ordlab_verifier *v, const struct state *state,
		      unsigned int location)
{
	struct wait *wait;
	unsigned int i;

	for (i = 0; i < state->nr_held; i++) {
		if (state->held[i].class == ORDLAB_C_RCU_LOCK)
			continue;	/* whoever waits for RCU holds no lock */
		wait = &v->waits[state->held[i].location][location];
		wait->threads |= 1U << v->thread;
		wait->thread = v->thread;
		wait->insn = state->insn;
	}
}

static enum ordlab_reason step_sleep(struct state *state)
{
	unsigned int i;

	for (i = 0; i < state->nr_held; i++) {
		if (state->held[i].class == ORDLAB_C_LOCK)
			return ORDLAB_R_SLEEP_LOCK;
		if (state->held[i].class == ORDLAB_C_RCU_LOCK)
			return ORDLAB_R_SLEEP_RCU;
	}
	return ORDLAB_R_NONE;
}

static enum ordlab_reason step_lock(struct ordlab_verifier *v,
				    struct state *state,
				    const struct ordlab_insn *insn,
				    unsigned int location)
{
	unsigned int class = ordlab_ops[insn->op].class;
	int held = find_held(state, ORDLAB_C_LOCK, location);

	if (class == ORDLAB_C_UNLOCK) {
		if (held < 0)
			return ORDLAB_R_UNLOCK;
		release(state, held);
		return ORDLAB_R_NONE;
	}
	/*
	 * Also for a trylock, which would fail: where there is but one CPU,
	 * the kernel does not look at the lock, and it would not.
	 */
	if (held >= 0)
		return ORDLAB_R_LOCK_TWICE;
	if (class == ORDLAB_C_LOCK)
		note_wait(v, state, location);
	return take(state, insn, ORDLAB_C_LOCK, location) ?
		ORDLAB_R_NONE : ORDLAB_R_NESTED;
}

static enum ordlab_reason step_srcu(struct ordlab_verifier *v,
				    struct state *state,
				    const struct ordlab_insn *insn,
				    unsigned int location)
{
	struct value value;
	enum ordlab_reason reason;
	unsigned int i;

	switch (ordlab_ops[insn->op].class) {
	case ORDLAB_C_SRCU_LOCK:
		if (!take(state, insn, ORDLAB_C_SRCU_LOCK, location))
			return ORDLAB_R_NESTED;
		value = value_any();
		value.token = state->insn + 1;
		write_reg(state, insn->dst, &value);
		return ORDLAB_R_NONE;
	case ORDLAB_C_SRCU_SYNC:
		if (find_held(state, ORDLAB_C_SRCU_LOCK, location) >= 0)
			return ORDLAB_R_SLEEP_SRCU;
		note_wait(v, state, location);
		return step_sleep(state);
	}

	reason = read_operand(state, &insn->val[0], &value);
	if (reason)
		return reason;
	for (i = 0; i < state->nr_held; i++) {
		const struct held *held = &state->held[i];

		if (held->class != ORDLAB_C_SRCU_LOCK ||
		    held->location != location ||
		    held->insn + 1 != value.token)
			continue;
		if (insn->op != (held->op == ORDLAB_SRCU_READ_LOCK ?
				 ORDLAB_SRCU_READ_UNLOCK : ORDLAB_SRCU_UP_READ))
			return ORDLAB_R_SRCU_FORM;
		release(state, i);
		return ORDLAB_R_NONE;
	}
	return ORDLAB_R_SRCU_INDEX;
}

static enum ordlab_reason step_rcu_unlock(struct state *state)
{
	int held = find_held(state, ORDLAB_C_RCU_LOCK, 0);

	if (held < 0)
		return ORDLAB_R_RCU_UNLOCK;
	release(state, held);
	return ORDLAB_R_NONE;
}

/* Accesses */

static bool is_one(__u32 mask)
{
	return mask && !(mask & (mask - 1));
}

static unsigned int first_of(__u32 mask)
{
	unsigned int l = 0;

	while (!(mask & 1U << l))
		l++;
	return l;
}

/* The locations that an instruction may access: what its address may be of */
static enum ordlab_reason find_targets(struct ordlab_verifier *v,
				       struct state *state,
				       const struct ordlab_insn *insn,
				       __u32 *targets)
{
	unsigned int index = insn - v->view.insns;
	enum ordlab_reason reason;
	struct value value;

	reason = read_operand(state, &insn->addr, &value);
	if (reason)
		return reason;
	*targets = value.locs;
	if (insn->addr.kind == ORDLAB_OPERAND_LOC)
		return ORDLAB_R_NONE;

	if (ordlab_is_cut(insn))
		return ORDLAB_R_LOOP;
	if (!value.locs)
		return ORDLAB_R_NO_ADDRESS;
	v->facts->targets[index] |= value.locs;
	if (value.ints) {
		/* it is an address from now on; see struct ordlab_facts */
		v->facts->check[index] = 1;
		value = (struct value){ .locs = value.locs };
		write_reg(state, insn->addr.index, &value);
	}
	return ORDLAB_R_NONE;
}

static enum ordlab_reason check_types(const struct ordlab_verifier *v,
				      __u32 targets, __u32 types,
				      enum ordlab_reason wrong)
{
	unsigned int l;
	__u32 seen = 0;

	for (l = 0; l < ORDLAB_MAX_LOCATIONS; l++) {
		if (targets & 1U << l)
			seen |= 1U << v->view.locations[l].type;
	}
	if (seen & ~T_DATA && types & T_DATA)
		return ORDLAB_R_TYPE_DATA;
	if (seen & ~types)
		return wrong;
	/* a pointer may hold an address, and is not to be taken for a long */
	if (seen & ~T_ATOMIC && !is_one(seen))
		return ORDLAB_R_TYPE_MIXED;
	return ORDLAB_R_NONE;
}

/* What an instruction leaves in a location, apart from what was there */
static struct value value_written(const struct ordlab_insn *insn,
				  const struct value *was,
				  const struct value *val, unsigned int type)
{
	const struct ordlab_op_info *op = &ordlab_ops[insn->op];
	struct value value;

	switch (op->class) {
	case ORDLAB_C_STORE:
	case ORDLAB_C_STORE_MB:
	case ORDLAB_C_XCHG:
		value = val[0];
		break;
	case ORDLAB_C_CMPXCHG:
		value = val[1];
		break;
	case ORDLAB_C_ADD_UNLESS:
		value = value_arithmetic(type, ORDLAB_A_ADD, was, &val[0]);
		break;
	default:
		value = value_arithmetic(type, op->alu, was, &val[0]);
		break;
	}
	value = value_convert(type, &value);
	value.token = 0;
	value.cmp = 0;
	return value;
}

/* What an instruction returns */
static struct value value_returned(const struct ordlab_insn *insn,
				   const struct value *was,
				   const struct value *is)
{
	switch (ordlab_ops[insn->op].class) {
	case ORDLAB_C_RETURN:
		return *is;
	case ORDLAB_C_TEST:
	case ORDLAB_C_NEGATIVE:
	case ORDLAB_C_ADD_UNLESS:
		return value_bits(1);
	default:
		return *was;
	}
}

/* Loads, stores and read-modify-writes */
static enum ordlab_reason step_data(struct ordlab_verifier *v,
				    struct state *state,
				    const struct ordlab_insn *insn,
				    __u32 targets)
{
	__u8 flags = ordlab_class_flags[ordlab_ops[insn->op].class];
	struct value val[2], was = { 0 }, is = { 0 };
	enum ordlab_reason reason;
	unsigned int l, i, type;

	reason = check_types(v, targets, op_types[insn->op],
			     op_types[insn->op] == T_POINTER ?
			     ORDLAB_R_TYPE_POINTER : ORDLAB_R_TYPE_ATOMIC);
	if (reason)
		return reason;
	type = v->view.locations[first_of(targets)].type;

	for (i = 0; i < ARRAY_SIZE(val); i++) {
		reason = read_operand(state, &insn->val[i], &val[i]);
		if (reason)
			return reason;
		if (val[i].locs && type != ORDLAB_T_PTR)
			return ORDLAB_R_ADDR_IN_INT;
	}
	for (l = 0; l < ORDLAB_MAX_LOCATIONS; l++) {
		if (targets & 1U << l)
			value_join(&was, &v->memory[l]);
	}
	if (flags & ORDLAB_CF_WRITE) {
		is = value_written(insn, &was, val, type);
		if (v->hasty && !is.exact && is.bits) {
			is.bits = ANY_BITS;
			is.type = type;
		}
		for (l = 0; l < ORDLAB_MAX_LOCATIONS; l++) {
			if (targets & 1U << l && value_join(&v->memory[l], &is))
				v->grown = true;
		}
	}
	if (flags & ORDLAB_CF_DST) {
		is = value_returned(insn, &was, &is);
		write_reg(state, insn->dst, &is);
	}
	return ORDLAB_R_NONE;
}

/*
 * Follow one instruction that is neither a branch nor a jump; of a trylock,
 * the path on which it takes the lock.
 */
static enum ordlab_reason step(struct ordlab_verifier *v, struct state *state,
			       const struct ordlab_insn *insn)
{
	unsigned int class = ordlab_ops[insn->op].class;
	enum ordlab_reason reason;
	struct value value;
	__u32 targets = 0;

	if (ordlab_class_flags[class] & ORDLAB_CF_ADDR) {
		reason = find_targets(v, state, insn, &targets);
		if (reason)
			return reason;
	}
	switch (class) {
	case ORDLAB_C_FENCE:
		return ORDLAB_R_NONE;
	case ORDLAB_C_ALU:
		return step_alu(state, insn);
	case ORDLAB_C_RCU_LOCK:
		return take(state, insn, class, 0) ? ORDLAB_R_NONE :
						     ORDLAB_R_NESTED;
	case ORDLAB_C_RCU_UNLOCK:
		return step_rcu_unlock(state);
	case ORDLAB_C_RCU_SYNC:
		return step_sleep(state);
	case ORDLAB_C_LOCK:
	case ORDLAB_C_UNLOCK:
	case ORDLAB_C_TRYLOCK:
	case ORDLAB_C_IS_LOCKED:
		if (!is_one(targets))
			return ORDLAB_R_LOCK_UNKNOWN;
		reason = check_types(v, targets, T(SPINLOCK),
				     ORDLAB_R_TYPE_LOCK);
		if (!reason && class != ORDLAB_C_IS_LOCKED)
			reason = step_lock(v, state, insn, first_of(targets));
		if (reason)
			return reason;
		value = class == ORDLAB_C_TRYLOCK ? value_imm(1) :
						    value_any();
		if (class == ORDLAB_C_TRYLOCK || class == ORDLAB_C_IS_LOCKED)
			write_reg(state, insn->dst, &value);
		return ORDLAB_R_NONE;
	case ORDLAB_C_SRCU_LOCK:
	case ORDLAB_C_SRCU_UNLOCK:
	case ORDLAB_C_SRCU_SYNC:
		if (!is_one(targets))
			return ORDLAB_R_LOCK_UNKNOWN;
		reason = check_types(v, targets, T(SRCU), ORDLAB_R_TYPE_SRCU);
		return reason ? reason : step_srcu(v, state, insn,
						   first_of(targets));
	default:
		return step_data(v, state, insn, targets);
	}
}

/* Narrow a register down to zero or to the rest; false if it is never that */
static bool assume_zero(struct value *value, bool zero)
{
	if (zero ? !may_be_zero(value) : !may_be_nonzero(value))
		return false;
	if (zero) {
		value->locs = 0;
		value->ints = MAY_BE_ZERO;
		value->bits = 0;
		value->type = ORDLAB_T_INT;
		value->exact = true;
		value->imm = 0;
	} else {
		value->ints &= ~MAY_BE_ZERO;
	}
	return true;
}

/* Narrow a register down to what equals an integer or address, or to the rest */
static bool assume_equal(struct value *value, const struct value *cmp,
			 bool equal)
{
	__u32 loc;

	if (cmp->cmp_loc) {
		loc = 1U << cmp->cmp_with;
		value->locs &= equal ? loc : ~loc;
		if (equal)
			value->ints &= ~MAY_BE_ZERO;
		return value->locs || value->ints;
	}
	if (!cmp->cmp_with)
		return assume_zero(value, equal);
	if (!equal)
		return !value->exact || value->imm != cmp->cmp_with;
	if (value->locs)
		return true;	/* it may be an address by chance, see above */
	if (!(value->ints & MAY_BE_OTHER) ||
	    (value->exact && value->imm != cmp->cmp_with))
		return false;
	value->ints = MAY_BE_OTHER;
	value->bits = value_imm(cmp->cmp_with).bits;
	value->type = ORDLAB_T_INT;
	value->exact = true;
	value->imm = cmp->cmp_with;
	return true;
}

/* Narrow a state down to one way out of a branch; false if it is never taken */
static bool assume(struct state *state, const struct ordlab_operand *operand,
		   bool zero)
{
	struct value value;

	read_operand(state, operand, &value);
	if (!assume_zero(&value, zero))
		return false;
	if (operand->kind != ORDLAB_OPERAND_REG)
		return true;
	state->regs[operand->index] = value;
	return !value.cmp || assume_equal(&state->regs[value.cmp - 1], &value,
					  value.cmp_ne == zero);
}

static bool same_held(const struct state *a, const struct state *b)
{
	return a->nr_held == b->nr_held &&
	       !memcmp(a->held, b->held, sizeof(a->held));
}

/* A path goes on at instruction @insn in a state; false if there are too many */
static bool follow(struct ordlab_verifier *v, const struct state *state,
		   unsigned int insn)
{
	struct state *other;
	unsigned int i, r;

	for (i = 0; i < v->nr_pending; i++) {
		other = &v->pending[i];
		if (other->insn != insn || !same_held(other, state))
			continue;
		for (r = 0; r < ORDLAB_MAX_REGS; r++)
			value_join(&other->regs[r], &state->regs[r]);
		other->written &= state->written;
		return true;
	}
	if (i == MAX_STATES)
		return false;
	v->pending[i] = *state;
	v->pending[i].insn = insn;
	v->nr_pending++;
	return true;
}

/* Take the state that is furthest behind: everything joins it that can */
static void next_state(struct ordlab_verifier *v)
{
	unsigned int i, least = 0;

	for (i = 1; i < v->nr_pending; i++) {
		if (v->pending[i].insn < v->pending[least].insn)
			least = i;
	}
	v->now = v->pending[least];
	v->nr_pending--;
	if (least != v->nr_pending)
		v->pending[least] = v->pending[v->nr_pending];
}

static enum ordlab_reason check_end(struct state *state)
{
	unsigned int class;

	if (!state->nr_held)
		return ORDLAB_R_NONE;
	/* the fault is shown where it was taken */
	class = state->held[state->nr_held - 1].class;
	state->insn = state->held[state->nr_held - 1].insn;
	return class == ORDLAB_C_LOCK ? ORDLAB_R_LOCK_HELD :
	       class == ORDLAB_C_RCU_LOCK ? ORDLAB_R_RCU_HELD :
					    ORDLAB_R_SRCU_HELD;
}

/* Follow v->now over one instruction */
static enum ordlab_reason advance(struct ordlab_verifier *v)
{
	const struct ordlab_thread *thread = &v->view.threads[v->thread];
	struct state *state = &v->now;
	unsigned int here = state->insn;
	const struct ordlab_insn *insn;
	enum ordlab_reason reason;
	struct value value;

	if (here == thread->nr_insns) {
		v->facts->unset[v->thread] |=
			~state->written & ((1U << thread->nr_regs) - 1);
		return check_end(state);
	}
	insn = &v->view.insns[thread->first + here];
	switch (ordlab_ops[insn->op].class) {
	case ORDLAB_C_JUMP:
		return follow(v, state, insn->target) ? ORDLAB_R_NONE :
							ORDLAB_R_PATHS;
	case ORDLAB_C_BRANCH:
		reason = read_operand(state, &insn->val[0], &value);
		if (reason)
			return reason;
		v->other = *state;
		if (assume(state, &insn->val[0], true) &&
		    !follow(v, state, insn->target))
			return ORDLAB_R_PATHS;
		if (assume(&v->other, &insn->val[0], false) &&
		    !follow(v, &v->other, here + 1))
			return ORDLAB_R_PATHS;
		return ORDLAB_R_NONE;
	case ORDLAB_C_TRYLOCK:
		reason = step(v, state, insn);
		if (reason)
			return reason;
		if (!follow(v, state, here + 1))
			return ORDLAB_R_PATHS;
		release(state, state->nr_held - 1);
		value = value_imm(0);
		write_reg(state, insn->dst, &value);
		break;
	default:
		reason = step(v, state, insn);
		if (reason)
			return reason;
		break;
	}
	return follow(v, state, here + 1) ? ORDLAB_R_NONE : ORDLAB_R_PATHS;
}

/*
 * Sweep over all paths of all threads. A path that must be refused ends there,
 * and the first of them is noted: whether it is right to refuse it is known
 * only when memory has stopped growing, as it may yet turn out that a pointer
 * does hold an address.
 */
static int sweep(struct ordlab_verifier *v)
{
	struct ordlab_facts *facts = v->facts;
	enum ordlab_reason reason;

	refuse(facts, ORDLAB_R_NONE, -1, -1);
	v->grown = false;
	for (v->thread = 0; v->thread < v->view.prog->nr_threads; v->thread++) {
		memset(&v->now, 0, sizeof(v->now));
		v->nr_pending = 0;
		follow(v, &v->now, 0);
		while (v->nr_pending) {
			if (v->steps++ == MAX_STEPS)
				return refuse(facts, ORDLAB_R_WORK, -1, -1);
			next_state(v);
			reason = advance(v);
			if (reason && !facts->reason)
				refuse(facts, reason, v->thread, v->now.insn);
			if (reason == ORDLAB_R_PATHS)
				break;
		}
	}
	return 0;
}

static int check_paths(struct ordlab_verifier *v)
{
	const struct ordlab_view *view = &v->view;
	struct ordlab_facts *facts = v->facts;
	const struct ordlab_operand *init;
	unsigned int i;

	for (i = 0; i < view->prog->nr_locations; i++) {
		init = &view->locations[i].init;
		v->memory[i] = init->kind == ORDLAB_OPERAND_LOC ?
			(struct value){ .locs = 1U << init->index } :
			value_imm(init->imm);
	}
	for (i = 0; i == 0 || v->grown; i++) {
		v->hasty = i >= MAX_SWEEPS;
		if (sweep(v))
			return -1;
	}
	return facts->reason ? -1 : 0;
}

/*
 * Deadlock: threads that hold something wait in a circle. A thread alone does
 * not wait for itself, as it takes nothing twice.
 */
static int check_deadlock(struct ordlab_verifier *v)
{
	unsigned int nr = v->view.prog->nr_locations;
	__u32 reach[ORDLAB_MAX_LOCATIONS];	/* what is waited for, at last */
	unsigned int a, b, via;

	for (a = 0; a < nr; a++) {
		reach[a] = 0;
		for (b = 0; b < nr; b++) {
			if (v->waits[a][b].threads)
				reach[a] |= 1U << b;
		}
	}
	for (via = 0; via < nr; via++) {
		for (a = 0; a < nr; a++) {
			if (reach[a] & 1U << via)
				reach[a] |= reach[via];
		}
	}
	for (a = 0; a < nr; a++) {
		const struct wait *last = NULL;
		unsigned int from, to;
		__u32 threads = 0;

		/* all waits on circles through a */
		for (from = 0; from < nr; from++) {
			for (to = 0; to < nr; to++) {
				const struct wait *wait = &v->waits[from][to];

				if (!wait->threads || !(reach[to] & 1U << a) ||
				    (from != a && !(reach[a] & 1U << from)))
					continue;
				threads |= wait->threads;
				last = wait;
			}
		}
		if (last && threads & (threads - 1))
			return refuse(v->facts, ORDLAB_R_DEADLOCK,
				      last->thread, last->insn);
	}
	return 0;
}

int ordlab_verify(const void *bytes, size_t size, struct ordlab_facts *facts,
		  struct ordlab_verifier *v)
{
	const struct ordlab_program *prog = bytes;
	unsigned int i;

	memset(facts, 0, sizeof(*facts));
	memset(v, 0, sizeof(*v));
	v->facts = facts;
	refuse(facts, ORDLAB_R_NONE, -1, -1);

	if (check_header(prog, size, facts))
		goto refused;
	ordlab_view_init(&v->view, prog);
	if (check_form(&v->view, facts) || check_paths(v) || check_deadlock(v))
		goto refused;

	/* what no path leads to is not to be trusted if it should ever run */
	for (i = 0; i < prog->nr_insns; i++) {
		if (v->view.insns[i].addr.kind == ORDLAB_OPERAND_REG &&
		    !facts->targets[i])
			facts->check[i] = 1;
	}
	return 0;
refused:
	return -reasons[facts->reason].error;
}

const char *ordlab_reason_text(unsigned int reason)
{
	return reasons[reason].text;
}

int ordlab_refusal(char *buf, size_t size, const struct ordlab_facts *facts)
{
	const struct reason *reason = &reasons[facts->reason];

	switch (reason->where) {
	case THREAD:
		return snprintf(buf, size, "P%d: %s", facts->thread,
				reason->text);
	case LOCATION:
		return snprintf(buf, size, "location %d: %s", facts->insn,
				reason->text);
	case OBSERVED:
		return snprintf(buf, size, "observed value %d: %s", facts->insn,
				reason->text);
	case COND:
		return snprintf(buf, size, "condition, node %d: %s",
				facts->insn, reason->text);
	case INSN:
		return snprintf(buf, size, "P%d, instruction %d: %s",
				facts->thread, facts->insn, reason->text);
	default:
		return snprintf(buf, size, "%s", reason->text);
	}
}
