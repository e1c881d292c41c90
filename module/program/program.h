/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the module and the tool both know about programs. The files of this
 * folder are compiled into both, so they allocate nothing, lock nothing and
 * print nothing.
 */
#ifndef ORDLAB_PROGRAM_H
#define ORDLAB_PROGRAM_H

#include "../uapi/ordlab.h"

#ifdef __KERNEL__
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/stdarg.h>
#include <linux/string.h>
#include <linux/types.h>
#else
#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#ifndef ARRAY_SIZE
#define ARRAY_SIZE(array)	(sizeof(array) / sizeof((array)[0]))
#endif
#ifndef __printf
#define __printf(fmt, first)	__attribute__((format(printf, fmt, first)))
#endif
#endif

/**
 * struct ordlab_view - the tables of a program, by name
 * @prog:	the header; the program's name, sizes and quantifier
 * @threads:	[prog->nr_threads]
 * @locations:	[prog->nr_locations]
 * @observed:	[prog->nr_observed]
 * @cond:	[prog->nr_cond]
 * @filter:	[prog->nr_filter]
 * @insns:	[prog->nr_insns]; thread t has insns[threads[t].first ...]
 */
struct ordlab_view {
	const struct ordlab_program *prog;
	const struct ordlab_thread *threads;
	const struct ordlab_location *locations;
	const struct ordlab_observed *observed;
	const struct ordlab_cond *cond;
	const struct ordlab_cond *filter;
	const struct ordlab_insn *insns;
};

/**
 * ordlab_view_init() - find the tables of a program
 * @view:	filled in
 * @prog:	a program whose size has been checked against its counts; the
 *		view points into it
 *
 * Context: any.
 */
static inline void ordlab_view_init(struct ordlab_view *view,
				    const struct ordlab_program *prog)
{
	view->prog = prog;
	view->threads = (const void *)(prog + 1);
	view->locations = (const void *)(view->threads + prog->nr_threads);
	view->observed = (const void *)(view->locations + prog->nr_locations);
	view->cond = (const void *)(view->observed + prog->nr_observed);
	view->filter = view->cond + prog->nr_cond;
	view->insns = (const void *)(view->filter + prog->nr_filter);
}

/**
 * struct ordlab_op_info - a row of ORDLAB_OPS
 * @name:	name of the primitive
 * @args:	order of its arguments in C: L, P and V as in ORDLAB_OPS
 * @class:	enum ordlab_class
 * @order:	enum ordlab_order
 * @alu:	enum ordlab_alu of a read-modify-write, else ORDLAB_A_NONE
 */
struct ordlab_op_info {
	const char *name;
	const char *args;
	__u8 class;
	__u8 order;
	__u8 alu;
};

/* Indexed by enum ordlab_op. Defined in disasm.c */
extern const struct ordlab_op_info ordlab_ops[ORDLAB_NR_OPS];

/* Bits of a long here; a division of 64 bits, which not every machine has */
#define ORDLAB_LONG_BITS	(8 * __SIZEOF_LONG__)
#ifdef __KERNEL__
#define ordlab_div64(a, b)	div64_s64(a, b)
#define ordlab_divu64(a, b)	div64_u64(a, b)
#else
#define ordlab_div64(a, b)	((__s64)(a) / (__s64)(b))
#define ordlab_divu64(a, b)	((__u64)(a) / (__u64)(b))
#endif

/**
 * struct ordlab_type_info - a row of ORDLAB_TYPES
 * @name:	its name in C, "int *" for a pointer
 * @kind:	enum ordlab_kind
 * @bits:	its width; 0 for an object
 */
struct ordlab_type_info {
	const char *name;
	__u8 kind;
	__u8 bits;
};

/* Indexed by enum ordlab_type. Defined in disasm.c */
extern const struct ordlab_type_info ordlab_types[ORDLAB_NR_TYPES];

/*
 * Whether an instruction ends an execution in a loop that may go on: a load
 * from an integer, the number of turns that there were. Such a program never
 * runs.
 */
static inline bool ordlab_is_cut(const struct ordlab_insn *insn)
{
	return insn->op == ORDLAB_LOAD &&
	       insn->addr.kind == ORDLAB_OPERAND_IMM;
}

/*
 * Whether a location of a type has a value: it is neither a lock nor a domain
 */
static inline bool ordlab_is_data(unsigned int type)
{
	return ordlab_types[type].kind != ORDLAB_K_OBJECT;
}

/* Whether it is an integer of C: neither an atomic_t nor a pointer */
static inline bool ordlab_is_integer(unsigned int type)
{
	return ordlab_types[type].kind <= ORDLAB_K_BOOLEAN;
}

static inline bool ordlab_is_signed(unsigned int type)
{
	return ordlab_types[type].kind == ORDLAB_K_SIGNED ||
	       ordlab_types[type].kind == ORDLAB_K_ATOMIC;
}

/* Whether an instruction other than MOV may compute in a type */
static inline bool ordlab_is_alu_type(unsigned int type)
{
	return type == ORDLAB_T_INT || type == ORDLAB_T_UINT ||
	       type == ORDLAB_T_LONG || type == ORDLAB_T_ULONG ||
	       type == ORDLAB_T_PTR;
}

/**
 * ordlab_convert() - a value, converted to a type
 * @type:	an integer type, ORDLAB_T_ATOMIC or ORDLAB_T_PTR
 * @value:	the value
 *
 * Return: what C's conversion gives, extended to 64 bits. A pointer takes any
 * value as it is.
 */
static inline __s64 ordlab_convert(unsigned int type, __s64 value)
{
	unsigned int unused = 64 - ordlab_types[type].bits;

	switch (ordlab_types[type].kind) {
	case ORDLAB_K_SIGNED:
	case ORDLAB_K_ATOMIC:
		return (__s64)((__u64)value << unused) >> unused;
	case ORDLAB_K_UNSIGNED:
		return (__u64)value << unused >> unused;
	case ORDLAB_K_BOOLEAN:
		return !!value;
	default:
		return value;
	}
}

/**
 * ordlab_is_within() - whether conversion leaves every value of a type as it is
 * @type:	the type that values have
 * @into:	the type that they are converted to
 *
 * A register has 64 bits, of whatever sign: a type of 64 bits holds all.
 */
static inline bool ordlab_is_within(unsigned int type, unsigned int into)
{
	const struct ordlab_type_info *from = &ordlab_types[type];
	const struct ordlab_type_info *to = &ordlab_types[into];

	if (type == into || to->kind == ORDLAB_K_POINTER || to->bits == 64)
		return true;
	if (from->kind == ORDLAB_K_POINTER || to->kind == ORDLAB_K_BOOLEAN)
		return false;
	if (from->kind == ORDLAB_K_BOOLEAN)
		return true;
	if (ordlab_is_signed(type))
		return ordlab_is_signed(into) && from->bits <= to->bits;
	return from->bits + ordlab_is_signed(into) <= to->bits;
}

/**
 * struct ordlab_alu_info - a row of ORDLAB_ALUS
 * @spelling:	operator in C; "" for MOV
 * @operands:	how many operands it has
 */
struct ordlab_alu_info {
	const char *spelling;
	__u8 operands;
};

/* Indexed by enum ordlab_alu. Defined in disasm.c */
extern const struct ordlab_alu_info ordlab_alus[ORDLAB_NR_ALUS];

/* Whether an operation gives 0 or 1, whatever the type */
static inline bool ordlab_is_truth(unsigned int alu)
{
	return alu == ORDLAB_A_NOT || alu >= ORDLAB_A_EQ;
}

/* A quotient; what no operand and no type can hold wraps */
static inline __s64 ordlab_div(bool sign, __s64 a, __s64 b)
{
	if (!b)
		return 0;
	if (!sign)
		return ordlab_divu64(a, b);
	return b == -1 ? (__s64)(0 - (__u64)a) : ordlab_div64(a, b);
}

static inline __s64 ordlab_mod(bool sign, __s64 a, __s64 b)
{
	__u64 multiple = (__u64)ordlab_div(sign, a, b) * (__u64)b;

	return b ? (__s64)((__u64)a - multiple) : 0;
}

static inline bool ordlab_less(bool sign, __s64 a, __s64 b)
{
	return sign ? a < b : (__u64)a < (__u64)b;
}

/* What operands of a type give before the result wraps in it */
static inline __s64 ordlab_alu_raw(unsigned int type, enum ordlab_alu alu,
				   __s64 a, __s64 b)
{
	unsigned int count = b & (ordlab_types[type].bits - 1);
	bool sign = ordlab_is_signed(type);
	__u64 ua = a, ub = b;

	switch (alu) {
	case ORDLAB_A_MOV:	return a;
	case ORDLAB_A_NEG:	return 0 - ua;
	case ORDLAB_A_COM:	return ~a;
	case ORDLAB_A_NOT:	return !a;
	case ORDLAB_A_ADD:	return ua + ub;
	case ORDLAB_A_SUB:	return ua - ub;
	case ORDLAB_A_MUL:	return ua * ub;
	case ORDLAB_A_DIV:	return ordlab_div(sign, a, b);
	case ORDLAB_A_MOD:	return ordlab_mod(sign, a, b);
	case ORDLAB_A_AND:	return a & b;
	case ORDLAB_A_OR:	return a | b;
	case ORDLAB_A_XOR:	return a ^ b;
	case ORDLAB_A_ANDNOT:	return a & ~b;
	case ORDLAB_A_SHL:	return ua << count;
	case ORDLAB_A_SHR:
		return sign ? a >> count : (__s64)(ua >> count);
	case ORDLAB_A_EQ:	return a == b;
	case ORDLAB_A_NE:	return a != b;
	case ORDLAB_A_LT:	return ordlab_less(sign, a, b);
	case ORDLAB_A_LE:	return !ordlab_less(sign, b, a);
	case ORDLAB_A_GT:	return ordlab_less(sign, b, a);
	case ORDLAB_A_GE:	return !ordlab_less(sign, a, b);
	case ORDLAB_A_LAND:	return a && b;
	case ORDLAB_A_LOR:	return a || b;
	case ORDLAB_A_NONE:
	case ORDLAB_NR_ALUS:
		break;
	}
	return 0;
}

/**
 * ordlab_alu() - what an arithmetic instruction computes
 * @type:	enum ordlab_type that it computes in
 * @alu:	the operation
 * @a:		first operand
 * @b:		second operand; ignored by operations of one operand
 *
 * The one definition of arithmetic for the module and the models; see
 * ORDLAB_ALUS. A read-modify-write computes in the type of its location.
 *
 * Return: the result. DIV and MOD by 0, which ordlab_verify() refuses, give
 * 0.
 */
static inline __s64 ordlab_alu(unsigned int type, enum ordlab_alu alu,
			       __s64 a, __s64 b)
{
	a = ordlab_convert(type, a);
	b = ordlab_convert(type, b);
	return ordlab_convert(type, ordlab_alu_raw(type, alu, a, b));
}

/* How many values a node of a condition takes from the stack */
static inline unsigned int ordlab_cond_operands(const struct ordlab_cond *node)
{
	switch (node->op) {
	case ORDLAB_COND_NOT:
		return 1;
	case ORDLAB_COND_AND:
	case ORDLAB_COND_OR:
	case ORDLAB_COND_IMPLIES:
		return 2;
	default:
		return 0;
	}
}

/**
 * ordlab_cond_eval() - whether an outcome satisfies a condition
 * @cond:	nodes of a verified condition or filter
 * @nr:		how many; 0 is true
 * @values:	value of each observed register and location; an address is
 *		ORDLAB_ADDR() of its location
 *
 * Context: any.
 * Return: true if it does.
 */
bool ordlab_cond_eval(const struct ordlab_cond *cond, unsigned int nr,
		      const __s64 *values);

/*
 * Why a program was refused. The numbers are not ABI; the texts are documented
 * in Documentation/ABI/testing/debugfs-ordlab.
 */
#include "reasons.h"

/**
 * struct ordlab_facts - what verification finds out, and the engine relies on
 * @reason:	why the program was refused: enum ordlab_reason
 * @thread:	thread at fault, or -1
 * @insn:	instruction at fault, counted in its thread; with @thread -1,
 *		the entry at fault in the table that the reason is about, where
 *		the nodes of the filter go on from those of the condition; -1
 *		when a thread as such or the header is at fault
 * @may_sleep:	threads (bit t) with an instruction that may sleep
 * @uses:	classes of instructions that occur: bit enum ordlab_class
 * @unset:	for thread t: registers (bit r) that some path leaves unwritten
 * @targets:	for each instruction with a register as its address: the
 *		locations (bit l) that it may be the address of
 * @check:	for each instruction with a register as its address: the
 *		register may also hold an integer (NULL, say), so whoever runs
 *		the instruction compares it with @targets first. If it is none
 *		of them, the iteration is lost and must not be counted; but the
 *		thread may hold locks, and goes on: one of @targets is put into
 *		the register before the instruction reads its values, so that
 *		all that is known of later instructions stays true
 *
 * An instruction that no path leads to has @check and no @targets. 10 KiB or
 * so: not for the stack of a kernel thread.
 */
struct ordlab_facts {
	unsigned int reason;
	int thread;
	int insn;
	__u32 may_sleep;
	__u32 uses;
	__u16 unset[ORDLAB_MAX_THREADS];
	__u32 targets[ORDLAB_MAX_INSNS];
	__u8 check[ORDLAB_MAX_INSNS];
};

/* Room that ordlab_verify() works in; see private/verify.h */
struct ordlab_verifier;

/**
 * ordlab_verifier_size() - how much room ordlab_verify() needs
 *
 * Return: bytes, a constant.
 */
size_t ordlab_verifier_size(void);

/**
 * ordlab_verify() - check every byte of a program
 * @prog:	the bytes, aligned to 8; not changed
 * @size:	how many
 * @facts:	filled in; in part also when the program is refused
 * @room:	ordlab_verifier_size() bytes, aligned to 8, any contents
 *
 * Walks every path of every thread: registers are written before they are
 * read, addresses are locations of the right type, locks and RCU readers are
 * balanced and cannot deadlock, nothing sleeps inside one, every count is
 * within its limit and every unused byte is zero.
 *
 * Context: any; takes time bounded by a constant.
 * Return: 0, or -EINVAL with facts->reason set (-E2BIG: over a limit;
 * -EPROTO: another ABI version).
 */
int ordlab_verify(const void *prog, size_t size, struct ordlab_facts *facts,
		  struct ordlab_verifier *room);

/**
 * ordlab_reason_text() - what is wrong, and what would be right
 * @reason:	enum ordlab_reason
 *
 * Context: any.
 * Return: the text, without the place of the fault.
 */
const char *ordlab_reason_text(unsigned int reason);

/**
 * ordlab_refusal() - the text of a refusal
 * @buf:	takes the text, with a final NUL and no newline
 * @size:	bytes in @buf; 200 are always enough
 * @facts:	filled in by ordlab_verify()
 *
 * The text of the reason behind the place of the fault, for example "P1,
 * instruction 3: not a lock; it must be a spinlock_t".
 *
 * Context: any.
 * Return: length of the text without the NUL, as snprintf().
 */
int ordlab_refusal(char *buf, size_t size, const struct ordlab_facts *facts);

/**
 * ordlab_disasm() - an instruction as a line of C
 * @buf:	takes the line, with a final NUL and no newline
 * @size:	bytes in @buf; 160 are always enough
 * @view:	a verified program
 * @thread:	number of the thread
 * @insn:	number of the instruction in the thread
 *
 * For example "r0 = READ_ONCE(*x);", "WRITE_ONCE(*y, 1);", "if (!r0) goto 5;".
 * A register without a name is shown as "t" and its number.
 *
 * Context: any.
 * Return: length of the line without the NUL, as snprintf().
 */
int ordlab_disasm(char *buf, size_t size, const struct ordlab_view *view,
		  unsigned int thread, unsigned int insn);

/**
 * ordlab_disasm_location() - a location and its initial value as a line of C
 * @buf:	takes the line, with a final NUL and no newline
 * @size:	bytes in @buf; 160 are always enough
 * @view:	a verified program
 * @l:		number of the location
 *
 * For example "int x = 0;", "int *p = &x;", "spinlock_t s;".
 *
 * Context: any.
 * Return: length of the line without the NUL, as snprintf().
 */
int ordlab_disasm_location(char *buf, size_t size,
			   const struct ordlab_view *view, unsigned int l);

/**
 * ordlab_disasm_cond() - a condition as a line of litmus
 * @buf:	takes the line, with a final NUL and no newline
 * @size:	bytes in @buf
 * @view:	a verified program
 *
 * For example "exists (0:r0=0 /\ 1:r0=0)".
 *
 * Context: any.
 * Return: length of the line without the NUL, as snprintf().
 */
int ordlab_disasm_cond(char *buf, size_t size, const struct ordlab_view *view);

/**
 * ordlab_disasm_filter() - the filter as a line of litmus
 * @buf:	takes the line, with a final NUL and no newline
 * @size:	bytes in @buf
 * @view:	a verified program
 *
 * For example "filter (0:r0=1)"; "" for a program without one.
 *
 * Context: any.
 * Return: length of the line without the NUL, as snprintf().
 */
int ordlab_disasm_filter(char *buf, size_t size,
			 const struct ordlab_view *view);

/**
 * ordlab_observed_name() - the name of an observed value, as results show it
 * @buf:	takes the name: "0:r0", or "x" for a location
 * @size:	bytes in @buf; ORDLAB_IDENT_LEN + 4 are always enough
 * @view:	a verified program
 * @i:		index in the table of observed values
 *
 * Context: any.
 * Return: length of the name without the NUL, as snprintf().
 */
int ordlab_observed_name(char *buf, size_t size,
			 const struct ordlab_view *view, unsigned int i);

/**
 * ordlab_value_text() - a value as results show it
 * @buf:	takes the text: "1", or "x" for the address of x
 * @size:	bytes in @buf; ORDLAB_IDENT_LEN are always enough
 * @view:	a verified program
 * @value:	the value; ORDLAB_ADDR(l) for an address
 *
 * Context: any.
 * Return: length of the text without the NUL, as snprintf().
 */
int ordlab_value_text(char *buf, size_t size, const struct ordlab_view *view,
		      __s64 value);

/**
 * ordlab_catalogue_size() - how many built-in experiments there are
 *
 * Context: any.
 */
unsigned int ordlab_catalogue_size(void);

/**
 * ordlab_catalogue_get() - write out a built-in experiment as a program
 * @i:		its number, less than ordlab_catalogue_size()
 * @buf:	takes the program; aligned to 8. May be NULL if @size is 0
 * @size:	bytes in @buf; ORDLAB_MAX_SIZE are always enough
 *
 * Context: any.
 * Return: bytes of the program (nothing is written if @size is less), or
 * -ENOENT if there is no such experiment.
 */
int ordlab_catalogue_get(unsigned int i, void *buf, size_t size);

/* What an instruction means: its operands, events, values and dependencies */
#include "meaning.h"

#endif /* ORDLAB_PROGRAM_H */
