// SPDX-License-Identifier: GPL-2.0
/*
 * The types of expressions, by the rules of C, with three exceptions:
 *
 * - All pointers have one type, PTR.
 * - A value that may be the address of a location has the type PTR too, whatever it is
 *   declared as, unless it is narrower than an int. Tests are often careless with types.
 * - A register that is not declared has a type that holds every value assigned to it.
 *
 * Each thread is lowered twice. The first time shows which locations and registers may
 * hold addresses. Their types follow from that, and the second time uses these types.
 * The type of an expression is kept in the expression (struct typing), and is valid
 * during one pass.
 */
#include <string.h>
#include "private/lower.h"

/* How often the types of undeclared registers are computed, at most */
#define MAX_TURNS	16

int lower_type(const struct ctype *type, unsigned int stars)
{
	bool has_no_sign = type->flags & TYPE_UNSIGNED;
	bool has_sign = type->flags & TYPE_SIGNED;

	if (stars)
		return ORDLAB_T_PTR;
	if (type->flags & TYPE_ATOMIC)
		return ORDLAB_T_ATOMIC;
	if (type->flags & TYPE_SPINLOCK)
		return ORDLAB_T_SPINLOCK;
	if (type->flags & TYPE_SRCU)
		return ORDLAB_T_SRCU;
	if (type->flags & TYPE_BOOL)
		return ORDLAB_T_BOOL;
	if (type->flags & TYPE_LONG)
		return has_no_sign ? ORDLAB_T_ULONG : ORDLAB_T_LONG;
	if (type->flags & TYPE_SHORT)
		return has_no_sign ? ORDLAB_T_USHORT : ORDLAB_T_SHORT;
	/* char is unsigned in the kernel */
	if (type->flags & TYPE_CHAR)
		return has_sign ? ORDLAB_T_SCHAR : ORDLAB_T_UCHAR;
	if (has_no_sign)
		return ORDLAB_T_UINT;
	return type->flags & (TYPE_INT | TYPE_SIGNED) ? ORDLAB_T_INT : NONE;
}

/* The integer promotions */
static enum ordlab_type promote(enum ordlab_type type)
{
	if (type == ORDLAB_T_PTR)
		return type;
	return ordlab_types[type].bits < 32 || !ordlab_is_integer(type) ?
		ORDLAB_T_INT : type;
}

/* The usual arithmetic conversions */
static enum ordlab_type common(enum ordlab_type a, enum ordlab_type b)
{
	a = promote(a);
	b = promote(b);
	if (a == ORDLAB_T_PTR || b == ORDLAB_T_PTR)
		return ORDLAB_T_PTR;
	/* int < unsigned int < long < unsigned long */
	if (a == ORDLAB_T_ULONG || b == ORDLAB_T_ULONG)
		return ORDLAB_T_ULONG;
	if (a == ORDLAB_T_LONG || b == ORDLAB_T_LONG)
		return ORDLAB_LONG_BITS == 32 &&
		       (a == ORDLAB_T_UINT || b == ORDLAB_T_UINT) ?
			ORDLAB_T_ULONG : ORDLAB_T_LONG;
	return a == ORDLAB_T_UINT || b == ORDLAB_T_UINT ? ORDLAB_T_UINT :
							  ORDLAB_T_INT;
}

enum ordlab_type lower_alu_type(enum ordlab_alu alu, enum ordlab_type a,
				enum ordlab_type b)
{
	bool alone = ordlab_alus[alu].operands < 2 || alu == ORDLAB_A_SHL ||
		     alu == ORDLAB_A_SHR;

	return alone ? promote(a) : common(a, b);
}

/* The narrowest type that has the value of an integer */
static enum ordlab_type range_of(const struct number *number)
{
	static const enum ordlab_type types[] = {
		ORDLAB_T_BOOL, ORDLAB_T_UCHAR, ORDLAB_T_SCHAR, ORDLAB_T_USHORT,
		ORDLAB_T_SHORT, ORDLAB_T_INT, ORDLAB_T_UINT,
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		if (ordlab_convert(types[i], number->value) == number->value)
			return types[i];
	}
	return number->type;
}

/* The one of two types that has all values of the other; else @or */
static enum ordlab_type wider(enum ordlab_type a, enum ordlab_type b,
			      enum ordlab_type or)
{
	return ordlab_is_within(a, b) ? b : ordlab_is_within(b, a) ? a : or;
}

/* Whether the type of an integer shows that it is never negative */
static bool has_no_sign(enum ordlab_type range)
{
	return !ordlab_is_signed(range) && range != ORDLAB_T_PTR;
}

/* A type for all results of an operation on values of two ranges */
static enum ordlab_type alu_range(enum ordlab_alu alu, enum ordlab_type type,
				  enum ordlab_type a, enum ordlab_type b)
{
	if (ordlab_is_truth(alu))
		return ORDLAB_T_BOOL;
	if (type == ORDLAB_T_PTR)
		return type;
	switch (alu) {
	case ORDLAB_A_AND:
		if (has_no_sign(a) && has_no_sign(b))
			return ordlab_is_within(a, b) ? a : b;
		if (has_no_sign(a))
			return a;
		return has_no_sign(b) ? b : type;
	case ORDLAB_A_OR:
	case ORDLAB_A_XOR:
		return has_no_sign(a) && has_no_sign(b) ? wider(a, b, type) :
							  type;
	case ORDLAB_A_SHR:
		return has_no_sign(a) ? a : type;
	case ORDLAB_A_DIV:
	case ORDLAB_A_MOD:
		return has_no_sign(a) && has_no_sign(b) ? a : type;
	default:
		return type;
	}
}

/* The type of the values in a set of locations: one for all, see lower_types() */
static struct typing typing_of_memory(const struct lower *lower, __u32 locations)
{
	struct typing typing = { .type = ORDLAB_T_INT };
	bool found = false;
	unsigned int l;
	int type;

	for (l = 0; l < lower->nr_locations; l++) {
		if (!(locations & 1U << l))
			continue;
		typing.holds |= lower->locations[l].holds;
		type = lower->locations[l].type;
		if (!found && type != NONE && type != ORDLAB_T_ATOMIC &&
		    ordlab_is_data(type))
			typing.type = type;
		found = true;
	}
	typing.range = typing.type;
	return typing;
}

static struct typing typing_simple(enum ordlab_type type, __u32 holds)
{
	return (struct typing){ .type = type, .range = type, .holds = holds };
}

enum ordlab_type lower_reg_type(const struct reg *reg)
{
	int known = reg->declared != NONE ? reg->declared : reg->inferred;
	enum ordlab_type type = known == NONE ? ORDLAB_T_INT : known;

	if (reg->location != NONE || (reg->holds && promote(type) == type))
		return ORDLAB_T_PTR;
	return type;
}

static struct typing typing_of_name(const struct lower *lower,
				    const struct expr *expr)
{
	const struct code *code = lower->code;
	int r = lower_find_reg(code, expr->name);

	if (r != NONE)
		return typing_simple(lower_reg_type(&code->regs[r]),
				     code->regs[r].holds);
	r = lower_find_param(code, expr->name);
	return typing_simple(ORDLAB_T_PTR, r == NONE ? 0 : 1U << r);
}

/* The argument of a call that is the address, or contains it; NULL if there is none */
static struct expr *address_argument(const struct expr *call,
				     const struct ordlab_op_info *op)
{
	const char *arg = op->args;
	struct expr *each;

	list_for_each(each, call->args) {
		if (!*arg)
			break;
		if (*arg == 'L')
			return each->kind == EXPR_DEREF ? each->arg[0] : NULL;
		if (*arg++ == 'P')
			return each;
	}
	return NULL;
}

static struct typing typing_of_call(struct lower *lower, const struct expr *expr)
{
	struct typing truth = { .type = ORDLAB_T_INT, .range = ORDLAB_T_BOOL };
	const struct ordlab_op_info *op;
	struct expr *address;
	unsigned int i;

	for (i = 0; i < ORDLAB_LOAD; i++) {
		if (!strcmp(ordlab_ops[i].name, expr->name))
			break;
	}
	op = &ordlab_ops[i];
	switch (ordlab_meaning(i)->result) {
	case ORDLAB_RESULT_ZERO:
	case ORDLAB_RESULT_NEGATIVE:
	case ORDLAB_RESULT_SUCCESS:
		return truth;
	}
	if (ordlab_meaning(i)->object == ORDLAB_ON_SRCU &&
	    ordlab_meaning(i)->result == ORDLAB_RESULT_OLD)
		return typing_simple(ORDLAB_T_INT, 0);
	address = address_argument(expr, op);
	return address ?
		typing_of_memory(lower, lower_typing(lower, address)->holds) :
		typing_simple(ORDLAB_T_INT, 0);
}

static struct typing typing_of_cast(struct lower *lower, const struct expr *expr)
{
	struct typing arg = *lower_typing(lower, expr->arg[0]);
	int type = lower_type(&expr->type, expr->type.stars);

	if (type == NONE || !ordlab_is_data(type))
		return arg;
	arg.type = type;
	if (type == ORDLAB_T_BOOL)
		arg.holds = 0;
	if (!ordlab_is_within(arg.range, type) || type == ORDLAB_T_PTR)
		arg.range = type;
	return arg;
}

static struct typing typing_of_alu(struct lower *lower, const struct expr *expr)
{
	struct typing a = *lower_typing(lower, expr->arg[0]), b = { 0 }, result;

	if (expr->kind == EXPR_BINARY)
		b = *lower_typing(lower, expr->arg[1]);
	result.type = lower_alu_type(expr->alu, a.type, b.type);
	result.range = alu_range(expr->alu, result.type, a.range, b.range);
	result.holds = a.holds | b.holds;
	if (ordlab_is_truth(expr->alu))
		result = (struct typing){
			.type = ORDLAB_T_INT, .range = ORDLAB_T_BOOL,
		};
	return result;
}

static struct typing typing_of_choice(struct lower *lower,
				      const struct expr *expr)
{
	struct typing a = *lower_typing(lower, expr->arg[1]);
	struct typing b = *lower_typing(lower, expr->arg[2]);
	enum ordlab_type type = common(a.type, b.type);

	/* each of them is converted to the type of both */
	if (!ordlab_is_within(a.range, type))
		a.range = type;
	if (!ordlab_is_within(b.range, type))
		b.range = type;
	return (struct typing){
		.type = type,
		.range = wider(a.range, b.range, type),
		.holds = a.holds | b.holds,
	};
}

const struct typing *lower_typing(struct lower *lower, struct expr *expr)
{
	struct typing typing = typing_simple(ORDLAB_T_INT, 0);

	if (expr->typing.pass == lower->pass)
		return &expr->typing;
	switch (expr->kind) {
	case EXPR_INT:
		typing.type = expr->number.type;
		typing.range = range_of(&expr->number);
		break;
	case EXPR_NAME:
		typing = typing_of_name(lower, expr);
		break;
	case EXPR_DEREF:
		typing = typing_of_memory(lower, lower_typing(lower,
							      expr->arg[0])->holds);
		break;
	case EXPR_ADDRESS:
		if (expr->arg[0]->kind == EXPR_DEREF)
			typing = *lower_typing(lower, expr->arg[0]->arg[0]);
		break;
	case EXPR_CAST:
		typing = typing_of_cast(lower, expr);
		break;
	case EXPR_UNARY:
	case EXPR_BINARY:
		typing = typing_of_alu(lower, expr);
		break;
	case EXPR_CHOICE:
		typing = typing_of_choice(lower, expr);
		break;
	case EXPR_CALL:
		typing = typing_of_call(lower, expr);
		break;
	}
	typing.pass = lower->pass;
	expr->typing = typing;
	return &expr->typing;
}

bool lower_fits(const struct typing *typing, enum ordlab_type type)
{
	return ordlab_is_within(typing->range, type);
}

/* Whether a pointer is declared to point to a type of one byte, or to void */
static bool points_at_bytes(const struct ctype *type)
{
	return type->stars == 1 && type->flags & (TYPE_CHAR | TYPE_VOID);
}

/* Whether + and - on an expression count in locations: it is a pointer in C */
static bool is_pointer(struct lower *lower, struct expr *expr)
{
	const struct code *code = lower->code;
	const struct reg *reg;
	int r;

	if (lower_typing(lower, expr)->type != ORDLAB_T_PTR)
		return false;
	switch (expr->kind) {
	case EXPR_NAME:
		r = lower_find_reg(code, expr->name);
		if (r == NONE)
			return true;
		reg = &code->regs[r];
		return !reg->bytes && (reg->location != NONE ||
				       reg->declared == NONE ||
				       reg->declared == ORDLAB_T_PTR);
	case EXPR_CAST:
		return !points_at_bytes(&expr->type);
	case EXPR_CHOICE:
		return is_pointer(lower, expr->arg[1]) ||
		       is_pointer(lower, expr->arg[2]);
	case EXPR_BINARY:
		return is_pointer(lower, expr->arg[0]) ||
		       is_pointer(lower, expr->arg[1]);
	case EXPR_UNARY:
		return is_pointer(lower, expr->arg[0]);
	default:
		return true;
	}
}

enum ordlab_type lower_binary_type(struct lower *lower, const struct expr *expr)
{
	enum ordlab_type type =
		lower_alu_type(expr->alu, lower_typing(lower, expr->arg[0])->type,
			       lower_typing(lower, expr->arg[1])->type);

	if (type != ORDLAB_T_PTR ||
	    (expr->alu != ORDLAB_A_ADD && expr->alu != ORDLAB_A_SUB))
		return type;
	return is_pointer(lower, expr->arg[0]) || is_pointer(lower, expr->arg[1]) ?
		ORDLAB_T_PTR : ORDLAB_T_LONG;
}

/*
 * Pointers to another type than that of the location
 */

/* The integer type that a pointer type points to, or NONE */
static int pointee(const struct ctype *type)
{
	int at = type->stars == 1 ? lower_type(type, 0) : NONE;

	return at != NONE && ordlab_is_integer(at) ? at : NONE;
}

/* The same for an expression; NONE if it is the type of the location */
static int pointee_of(struct lower *lower, struct expr *expr)
{
	int a, r;

	switch (expr->kind) {
	case EXPR_NAME:
		r = lower_find_reg(lower->code, expr->name);
		return r == NONE ? NONE : lower->code->regs[r].pointee;
	case EXPR_CAST:
		return pointee(&expr->type);
	case EXPR_CHOICE:
		a = pointee_of(lower, expr->arg[1]);
		return a != NONE ? a : pointee_of(lower, expr->arg[2]);
	case EXPR_BINARY:
		if (expr->alu != ORDLAB_A_ADD && expr->alu != ORDLAB_A_SUB)
			return NONE;
		a = pointee_of(lower, expr->arg[0]);
		return a != NONE ? a : pointee_of(lower, expr->arg[1]);
	case EXPR_ADDRESS:
		return expr->arg[0]->kind == EXPR_DEREF ?
			pointee_of(lower, expr->arg[0]->arg[0]) : NONE;
	default:
		return NONE;
	}
}

/* A location of another type than @at to which the pointer may point */
static const struct location *other_type(struct lower *lower, struct expr *expr,
					 int at)
{
	__u32 holds = lower_typing(lower, expr)->holds;
	unsigned int l;
	int type;

	for (l = 0; l < lower->nr_locations; l++) {
		type = lower->locations[l].type;
		/* tests declare locations that hold addresses as int or long */
		if (type == ORDLAB_T_PTR &&
		    ordlab_types[at].bits == ORDLAB_LONG_BITS)
			continue;
		if (holds >> l & 1 && type != NONE && type != at &&
		    (ordlab_is_integer(type) ||
		     (at != ORDLAB_T_INT && ordlab_is_data(type))))
			return &lower->locations[l];
	}
	return NULL;
}

unsigned int lower_step(struct lower *lower, const struct expr *expr)
{
	struct expr *a = expr->arg[0], *b = expr->arg[1];
	bool sum = expr->alu == ORDLAB_A_ADD || expr->alu == ORDLAB_A_SUB;
	struct expr *pointer = sum && is_pointer(lower, a) ? a : b;
	int at = sum && is_pointer(lower, pointer) ? pointee_of(lower, pointer) : NONE;
	const struct location *other = at == NONE ? NULL :
				       other_type(lower, pointer, at);

	if (!other || ordlab_types[at].bits == ordlab_types[other->type].bits)
		return 0;
	if (pointer == a && is_pointer(lower, b) && lower->pass > 1)
		error(lower, expr->pos,
		      "the difference of pointers counts in the size of %s here, and \"%s\" is %s; cast both to long",
		      lower_type_name(at), other->name,
		      lower_type_name(other->type));
	return ordlab_types[at].bits / 8;
}

void lower_check_access(struct lower *lower, struct expr *address)
{
	int at = pointee_of(lower, address);
	const struct location *other = at == NONE ? NULL :
				       other_type(lower, address, at);

	/* The types are not known in the first pass */
	if (other && lower->pass > 1)
		error(lower, address->pos,
		      "this is an access to %s, and \"%s\" is of type %s; a location is accessed as a whole, in its own type",
		      lower_type_name(at), other->name,
		      lower_type_name(other->type));
}

/*
 * Registers
 */

void lower_declare_reg(struct lower *lower, struct reg *reg,
		       const struct ctype *ctype)
{
	int type = lower_type(ctype, ctype->stars);

	if (type == NONE || !ordlab_is_data(type) || type == ORDLAB_T_ATOMIC)
		return;
	if (reg->declared != NONE && reg->declared != type) {
		type = common(reg->declared, type);
		warn(lower, ctype->pos,
		     "\"%s\" is declared as %s elsewhere; it is of type %s everywhere then",
		     reg->name, lower_type_name(reg->declared),
		     lower_type_name(type));
	}
	reg->declared = type;
	reg->bytes = points_at_bytes(ctype);
	reg->pointee = pointee(ctype);
	/* tests declare an int where they mean any type */
	if (reg->pointee == ORDLAB_T_INT)
		reg->pointee = NONE;
}

static void infer(struct lower *lower, const char *name, struct typing typing)
{
	struct code *code = lower->code;
	int r = lower_find_reg(code, name);
	struct reg *reg;
	int type;

	if (r == NONE)
		return;
	reg = &code->regs[r];
	type = reg->inferred;
	if (type == NONE)
		type = typing.type;
	else if (type != (int)typing.type)
		type = common(type, typing.type);
	lower->changed |= reg->declared == NONE && type != reg->inferred;
	reg->inferred = type;
}

static void infer_all(struct lower *lower, struct list *statements)
{
	struct stmt *stmt;

	list_for_each(stmt, statements) {
		struct list then = { .item = stmt->then };
		struct list otherwise = { .item = stmt->otherwise };

		switch (stmt->kind) {
		case STMT_DECLARE:
		case STMT_ASSIGN:
			if (stmt->value && stmt->target->kind == EXPR_NAME)
				infer(lower, stmt->target->name,
				      *lower_typing(lower, stmt->value));
			break;
		case STMT_IF:
		case STMT_LOOP:
			infer_all(lower, &then);
			if (stmt->otherwise)
				infer_all(lower, &otherwise);
			break;
		case STMT_BLOCK:
			infer_all(lower, stmt->body);
			break;
		case STMT_EXPR:
			break;
		}
	}
}

void lower_infer_regs(struct lower *lower)
{
	const struct initial *initial;
	unsigned int turn, t;

	lower->changed = true;
	for (turn = 0; lower->changed && turn < MAX_TURNS; turn++) {
		lower->changed = false;
		lower->pass++;
		list_for_each(initial, lower->syntax->initial) {
			if (initial->place.thread < 0 ||
			    initial->place.thread >= (int)lower->nr_codes)
				continue;
			lower->code = &lower->codes[initial->place.thread];
			infer(lower, initial->place.name, initial->symbol ?
			      typing_simple(ORDLAB_T_PTR, 0) :
			      typing_simple(initial->number.type, 0));
		}
		for (t = 0; t < lower->nr_codes; t++) {
			lower->code = &lower->codes[t];
			infer_all(lower, lower->code->thread->body);
		}
	}
	if (lower->changed)
		error(lower, lower->codes[0].thread->pos,
		      "the types of registers that are not declared depend on one another in too many steps; declare them");
	lower->pass++;
}
