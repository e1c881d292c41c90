// SPDX-License-Identifier: GPL-2.0
/*
 * Locations: their names, the addresses that they hold, and their types.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "private/lower.h"
#include "lib/util.h"

bool lower_name_fits(struct lower *lower, struct pos pos, const char *name)
{
	if (strlen(name) < ORDLAB_IDENT_LEN)
		return true;
	error(lower, pos, "\"%s\" is longer than %d characters", name,
	      ORDLAB_IDENT_LEN - 1);
	return false;
}

int lower_find_location(struct lower *lower, const char *name)
{
	unsigned int l;

	for (l = 0; l < lower->nr_locations; l++) {
		if (!strcmp(lower->locations[l].name, name))
			return l;
	}
	return NONE;
}

int lower_location(struct lower *lower, struct pos pos, const char *name)
{
	int l = lower_find_location(lower, name);

	if (l != NONE)
		return l;
	if (lower->nr_locations == ORDLAB_MAX_LOCATIONS) {
		if (!lower->full)
			error(lower, pos,
			      "\"%s\" is one location too many; a test has at most %d",
			      name, ORDLAB_MAX_LOCATIONS);
		lower->full = true;
		return NONE;
	}
	lower_name_fits(lower, pos, name);
	l = lower->nr_locations++;
	lower->locations[l] = (struct location){
		.name = name,
		.pos = pos,
		.type = NONE,
		.init = imm(0),
	};
	return l;
}

bool lower_type_exists(struct lower *lower, const struct ctype *type)
{
	unsigned int flags = type->flags;

	if (flags & TYPE_UNKNOWN)
		syntax_type_unknown(lower->syntax, type->pos, type->name);
	else if (flags & TYPE_WIDE)
		error(lower, type->pos,
		      "\"%s\" is wider than a machine word; use long",
		      type->name);
	else if (flags & TYPE_FOREIGN)
		error(lower, type->pos,
		      "\"%s\" has no macros in linux-kernel.def; use int, long or atomic_t",
		      type->name);
	else if (flags & TYPE_64 && ORDLAB_LONG_BITS < 64 && !type->stars)
		error(lower, type->pos,
		      "\"%s\" has 64 bits, and this machine's long has 32; use long",
		      type->name);
	else
		return true;
	return false;
}

const char *lower_type_name(enum ordlab_type type)
{
	return type == ORDLAB_T_PTR ? "pointer" : ordlab_types[type].name;
}

/*
 * The type of a location that is declared with two types. Tests often declare an int
 * where they mean another type, so the other type wins, unless it is narrower. Else the
 * wider type wins, and of two types of one width the unsigned one. NONE: a location
 * cannot have both
 */
static int join_types(int a, int b)
{
	unsigned int a_bits, b_bits;

	if (a == b || b == NONE)
		return a;
	if (a == NONE)
		return b;
	if (a == ORDLAB_T_ATOMIC || b == ORDLAB_T_ATOMIC)
		return a == ORDLAB_T_INT || b == ORDLAB_T_INT ?
			ORDLAB_T_ATOMIC : NONE;
	if (a == ORDLAB_T_PTR || b == ORDLAB_T_PTR)
		return ORDLAB_T_PTR;
	a_bits = ordlab_types[a].bits;
	b_bits = ordlab_types[b].bits;
	if (a_bits != b_bits)
		return a_bits > b_bits ? a : b;
	if (a == ORDLAB_T_BOOL || b == ORDLAB_T_BOOL)
		return a == ORDLAB_T_BOOL ? b : a;
	return ordlab_is_signed(a) ? b : a;
}

void lower_declare(struct lower *lower, struct pos pos, int l, int new)
{
	struct location *location = &lower->locations[l];
	int old = location->type, both;

	if (new == NONE)
		return;
	if (old == NONE || old == new) {
		location->type = new;
		return;
	}
	if (ordlab_is_data(old) && ordlab_is_data(new)) {
		both = join_types(old, new);
		if (both != NONE) {
			if (ordlab_is_integer(both))
				warn(lower, pos,
				     "\"%s\" is declared as %s elsewhere; it is of type %s everywhere then",
				     location->name, lower_type_name(old),
				     lower_type_name(both));
			location->type = both;
			return;
		}
	} else {
		/* int *s says nothing that spinlock_t *s does not */
		if (ordlab_is_data(old) && old != ORDLAB_T_ATOMIC) {
			location->type = new;
			return;
		}
		if (ordlab_is_data(new) && new != ORDLAB_T_ATOMIC)
			return;
	}
	error(lower, pos, "\"%s\" is declared as %s here, and as %s elsewhere",
	      location->name, lower_type_name(new), lower_type_name(old));
}

static bool add_bits(__u32 *to, __u32 bits)
{
	__u32 old = *to;

	*to |= bits;
	return *to != old;
}

static __u32 held(const struct code *code, const struct operand *operand)
{
	switch (operand->kind) {
	case ORDLAB_OPERAND_LOC:
		return 1U << operand->index;
	case ORDLAB_OPERAND_REG:
		return code->regs[operand->index].holds;
	default:
		return 0;
	}
}

/* Note which locations and registers take an address that this instruction moves */
static bool flow(struct lower *lower, struct code *code,
		 const struct insn *insn)
{
	const struct ordlab_op_info *info = &ordlab_ops[insn->op];
	__u32 targets = held(code, &insn->addr);
	__u32 into = 0, out = 0;
	bool changed = false;
	unsigned int l;

	for (l = 0; l < lower->nr_locations; l++) {
		if (targets & 1U << l)
			out |= lower->locations[l].holds;
	}
	switch (info->class) {
	case ORDLAB_C_LOAD:
		break;
	case ORDLAB_C_CMPXCHG:
		into = held(code, &insn->val[1]);
		break;
	case ORDLAB_C_STORE:
	case ORDLAB_C_STORE_MB:
	case ORDLAB_C_XCHG:
	case ORDLAB_C_RMW:
	case ORDLAB_C_FETCH:
		into = held(code, &insn->val[0]);
		break;
	case ORDLAB_C_RETURN:
		into = held(code, &insn->val[0]);
		out |= into;
		break;
	case ORDLAB_C_ALU:
		if (ordlab_is_truth(insn->alu) || insn->type == ORDLAB_T_BOOL)
			return false;
		out = held(code, &insn->val[0]) | held(code, &insn->val[1]);
		break;
	default:
		return false;
	}
	for (l = 0; into && l < lower->nr_locations; l++) {
		if (targets & 1U << l)
			changed |= add_bits(&lower->locations[l].holds, into);
	}
	if (insn->dst != NONE)
		changed |= add_bits(&code->regs[insn->dst].holds, out);
	return changed;
}

static void find_addresses(struct lower *lower)
{
	unsigned int t, i;
	bool changed;

	for (i = 0; i < lower->nr_locations; i++) {
		if (lower->locations[i].init.kind == ORDLAB_OPERAND_LOC)
			lower->locations[i].holds =
				1U << lower->locations[i].init.index;
	}
	/* this ends: each turn but the last sets a bit, and there are finitely many */
	do {
		changed = false;
		for (t = 0; t < lower->nr_codes; t++) {
			struct code *code = &lower->codes[t];

			for (i = 0; i < code->nr_insns; i++)
				changed |= flow(lower, code, &code->insns[i]);
		}
	} while (changed);
}

/* Operands of each operation, with R and A told from L and P */
static const char op_args[ORDLAB_NR_OPS][8] = {
#define ORDLAB_X(id, name, class, order, alu, args)	\
	[ORDLAB_##id] = #args,
	ORDLAB_OPS(ORDLAB_X)
#undef ORDLAB_X
};

static enum use use_of(const struct insn *insn)
{
	switch (ordlab_meaning(insn->op)->object) {
	case ORDLAB_ON_LOCK:
		return USE_LOCK;
	case ORDLAB_ON_SRCU:
		return USE_SRCU;
	}
	return strchr(op_args[insn->op], 'A') ? USE_ATOMIC :
	       strchr(op_args[insn->op], 'R') ? USE_POINTER : USE_DATA;
}

static void find_location_uses(struct lower *lower)
{
	unsigned int t, i, l;

	for (t = 0; t < lower->nr_codes; t++) {
		struct code *code = &lower->codes[t];

		for (i = 0; i < code->nr_insns; i++) {
			struct insn *insn = &code->insns[i];
			__u32 targets = held(code, &insn->addr);
			enum use use = use_of(insn);

			for (l = 0; l < lower->nr_locations; l++) {
				struct location *at = &lower->locations[l];

				if (!(targets & 1U << l) ||
				    at->uses & 1U << use)
					continue;
				at->uses |= 1U << use;
				at->where[use] = insn->pos;
			}
		}
	}
}

static bool bad_use(struct lower *lower, struct location *location,
		    enum use use, const char *is)
{
	static const char * const uses[NR_USES] = {
		[USE_ATOMIC]	= "an atomic_t",
		[USE_POINTER]	= "a pointer",
		[USE_LOCK]	= "a spinlock_t",
		[USE_SRCU]	= "a struct srcu_struct",
		[USE_DATA]	= "an integer or a pointer",
	};

	if (!(location->uses & 1U << use))
		return false;
	error(lower, location->where[use],
	      "\"%s\" is %s, and is used as %s here", location->name, is,
	      uses[use]);
	return true;
}

/*
 * The type of a location, from its declarations and from how it is used. Most tests
 * declare every location as int, but the macros that access it show what it is.
 */
static void settle_type(struct lower *lower, struct location *location)
{
	static const char lock[] = "a spinlock_t", srcu[] = "an SRCU domain";
	const unsigned int data = 1U << USE_DATA | 1U << USE_ATOMIC |
				  1U << USE_POINTER;
	unsigned int uses = location->uses;
	int *type = &location->type;
	enum use use;

	if (*type == NONE || ordlab_is_integer(*type)) {
		if (uses & 1U << USE_LOCK && !(uses & data))
			*type = ORDLAB_T_SPINLOCK;
		else if (uses & 1U << USE_SRCU && !(uses & data))
			*type = ORDLAB_T_SRCU;
	}
	if ((*type == ORDLAB_T_SPINLOCK || *type == ORDLAB_T_SRCU) &&
	    uses && !(uses & ~data)) {
		/* herd7 lets any macro access any location */
		warn(lower, location->where[__builtin_ctz(uses)],
		     "\"%s\" is %s elsewhere, but is never used as one; it is an integer or a pointer then",
		     location->name, *type == ORDLAB_T_SRCU ? srcu : lock);
		*type = NONE;
	}
	if (*type == ORDLAB_T_SPINLOCK || *type == ORDLAB_T_SRCU) {
		for (use = 0; use < NR_USES; use++) {
			if (use == (*type == ORDLAB_T_SRCU ? USE_SRCU :
				    USE_LOCK))
				continue;
			if (bad_use(lower, location, use,
				    *type == ORDLAB_T_SRCU ? srcu : lock))
				return;
		}
		if ((location->init.kind != ORDLAB_OPERAND_IMM ||
		     location->init.imm) && !lower->options->unsafe)
			error(lower, location->initial,
			      "\"%s\" is %s, and has no initial value but 0",
			      location->name,
			      *type == ORDLAB_T_SRCU ? srcu : lock);
		return;
	}
	if (bad_use(lower, location, USE_LOCK, "an integer or a pointer") ||
	    bad_use(lower, location, USE_SRCU, "an integer or a pointer"))
		return;

	if (uses & 1U << USE_ATOMIC && *type != ORDLAB_T_ATOMIC) {
		if (location->holds || uses & 1U << USE_POINTER ||
		    *type == ORDLAB_T_PTR) {
			/* The models accept a location of any kind */
			*type = ORDLAB_T_PTR;
			if (!lower->options->unsafe)
				bad_use(lower, location, USE_ATOMIC,
					"a pointer, or holds an address");
			return;
		}
		if (*type != NONE && *type != ORDLAB_T_INT)
			warn(lower, location->where[USE_ATOMIC],
			     "\"%s\" is declared as %s; it is an atomic_t then, of 32 bits with a sign",
			     location->name, lower_type_name(*type));
		*type = ORDLAB_T_ATOMIC;
	}
	if (location->holds || uses & 1U << USE_POINTER) {
		if (*type == ORDLAB_T_ATOMIC && !lower->options->unsafe) {
			error(lower, uses & 1U << USE_POINTER ?
			      location->where[USE_POINTER] : location->pos,
			      "\"%s\" is an atomic_t, and cannot hold an address",
			      location->name);
			return;
		}
		*type = ORDLAB_T_PTR;
	}
	if (*type == NONE)
		*type = ORDLAB_T_INT;
}

void lower_warn_constant(struct lower *lower, struct pos pos, long long value,
			 enum ordlab_type type, const char *what)
{
	unsigned int unused = 64 - ordlab_types[type].bits;
	long long is = ordlab_convert(type, value);

	/* the constant may be written as signed or as unsigned */
	if (type == ORDLAB_T_BOOL || type == ORDLAB_T_PTR || is == value ||
	    (long long)((unsigned long long)value << unused) >> unused == value ||
	    (unsigned long long)value << unused >> unused ==
	    (unsigned long long)value)
		return;
	warn(lower, pos, "%lld becomes %lld in \"%s\", which is %s %s", value, is,
	     what, strchr("aeiou", *lower_type_name(type)) ? "an" : "a",
	     lower_type_name(type));
}

/* An initial value is converted to the type of its location */
static void convert_initial(struct lower *lower, struct location *location)
{
	if (location->init.kind != ORDLAB_OPERAND_IMM ||
	    !ordlab_is_data(location->type))
		return;
	lower_warn_constant(lower, location->initial, location->init.imm,
			    location->type, location->name);
	location->init.imm = ordlab_convert(location->type, location->init.imm);
}

/* Warns of constants that lose bits when this instruction converts them */
static void check_insn(struct lower *lower, struct code *code,
		       struct insn *insn)
{
	__u32 targets = held(code, &insn->addr);
	unsigned int l, v;

	for (l = 0; l < lower->nr_locations; l++) {
		if (targets & 1U << l && ordlab_is_data(lower->locations[l].type))
			break;
	}
	for (v = 0; l < lower->nr_locations && v < 2; v++) {
		if (insn->val[v].kind == ORDLAB_OPERAND_IMM)
			lower_warn_constant(lower, insn->pos, insn->val[v].imm,
					    lower->locations[l].type,
					    lower->locations[l].name);
	}
}

/*
 * All locations that one instruction may access through a register must be of one type:
 * an instruction reads and writes values of one type only.
 */
static bool unify_types(struct lower *lower, const struct code *code,
			const struct insn *insn)
{
	__u32 targets = held(code, &insn->addr);
	bool changed = false;
	int type, both = NONE;
	unsigned int l;

	for (l = 0; l < lower->nr_locations; l++) {
		type = lower->locations[l].type;
		if (targets & 1U << l && type != ORDLAB_T_ATOMIC &&
		    ordlab_is_data(type))
			both = join_types(both, type);
	}
	for (l = 0; l < lower->nr_locations; l++) {
		type = lower->locations[l].type;
		if (!(targets & 1U << l) || type == both ||
		    type == ORDLAB_T_ATOMIC || !ordlab_is_data(type))
			continue;
		if (type != ORDLAB_T_INT && both != ORDLAB_T_PTR)
			warn(lower, insn->pos,
			     "\"%s\" is of type %s, and may be accessed here as %s; it is that everywhere then",
			     lower->locations[l].name, lower_type_name(type),
			     lower_type_name(both));
		lower->locations[l].type = both;
		changed = true;
	}
	return changed;
}

/* An element has a name; arithmetic on addresses does not lead to it */
static void refuse_steps(struct lower *lower)
{
	for (unsigned int t = 0; t < lower->nr_codes; t++) {
		const struct code *code = &lower->codes[t];

		for (unsigned int i = 0; i < code->nr_insns; i++) {
			const struct insn *insn = &code->insns[i];

			if (insn->op == ORDLAB_ALU &&
			    insn->alu != ORDLAB_A_MOV &&
			    !ordlab_is_truth(insn->alu))
				lower_no_steps(lower, insn->pos,
					       held(code, &insn->val[0]) |
					       held(code, &insn->val[1]));
		}
	}
}

void lower_types(struct lower *lower)
{
	struct location *location;
	unsigned int i, t;
	bool changed;

	find_addresses(lower);
	find_location_uses(lower);
	lower_arrays(lower);
	refuse_steps(lower);
	for (i = 0; i < lower->nr_locations; i++)
		settle_type(lower, &lower->locations[i]);
	do {
		changed = false;
		for (t = 0; t < lower->nr_codes; t++) {
			struct code *code = &lower->codes[t];

			for (i = 0; i < code->nr_insns; i++)
				changed |= unify_types(lower, code,
						       &code->insns[i]);
		}
	} while (changed);
	for (i = 0; i < lower->nr_locations; i++)
		convert_initial(lower, &lower->locations[i]);
	for (i = 0; i < lower->nr_observed; i++) {
		if (lower->observed[i].thread != NONE)
			continue;
		location = &lower->locations[lower->observed[i].index];
		if (!ordlab_is_data(location->type) &&
		    !lower->options->unsafe)
			error(lower, lower->observed[i].pos,
			      "\"%s\" is a %s, and has no final value",
			      location->name, lower_type_name(location->type));
	}
}

void lower_check_constants(struct lower *lower)
{
	unsigned int t, i;

	find_addresses(lower);
	for (t = 0; t < lower->nr_codes; t++) {
		struct code *code = &lower->codes[t];

		for (i = 0; i < code->nr_insns; i++)
			check_insn(lower, code, &code->insns[i]);
	}
}
