/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * The binary format of an ordlab program: what userspace writes to
 * /sys/kernel/debug/ordlab/load.
 *
 * A program is a litmus test, compiled: a header, then five tables, one after
 * the other and without gaps:
 *
 *	struct ordlab_program	the header
 *	struct ordlab_thread	[nr_threads]
 *	struct ordlab_location	[nr_locations]
 *	struct ordlab_observed	[nr_observed]
 *	struct ordlab_cond	[nr_cond + nr_filter]
 *	struct ordlab_insn	[nr_insns]
 *
 * All integers are in the byte order of the machine that runs the program; a
 * program of the other order shows a swapped magic and is refused. Every field
 * has the same offset on 32-bit and 64-bit machines. Unused fields and the
 * tails of strings are zero.
 *
 * A location has a type, and its accesses are those of C: what is loaded is
 * extended to 64 bits, what is stored, exchanged or compared with it is
 * converted to the type, and atomic operations wrap in it.
 *
 * An instruction is a call of one primitive of the Linux kernel. ORDLAB_OPS is
 * the single table of them: the module's switch, the disassembler, the litmus
 * parser, the models and the documentation are all driven by it.
 */
#ifndef _UAPI_ORDLAB_H
#define _UAPI_ORDLAB_H

#include <linux/types.h>

#define ORDLAB_MAGIC		0x4f52444cU	/* "ORDL" */
#define ORDLAB_ABI_VERSION	2

#define ORDLAB_MAX_THREADS	32
#define ORDLAB_MAX_LOCATIONS	32
#define ORDLAB_MAX_REGS		16	/* a thread */
#define ORDLAB_MAX_OBSERVED	128
#define ORDLAB_MAX_COND		1024	/* nr_cond + nr_filter */
#define ORDLAB_MAX_COND_DEPTH	64	/* values on the condition's stack */
#define ORDLAB_MAX_INSNS	2048	/* of all threads together */

#define ORDLAB_NAME_LEN		192	/* of a test, with the final NUL */
#define ORDLAB_PURPOSE_LEN	128
#define ORDLAB_IDENT_LEN	32	/* of a location or register */

/* No destination register: (void)xchg(x, 1) */
#define ORDLAB_NO_REG		0xff

/*
 * In results, the address of location number l is shown by its name; in the
 * 64-bit values that outcomes are counted by, it is this number. An immediate
 * of a program must not be in this range.
 */
#define ORDLAB_ADDR_BASE	0x4f524c4f43000000LL
#define ORDLAB_ADDR(l)		(ORDLAB_ADDR_BASE + (l))
#define ORDLAB_IS_ADDR(v)	((v) >= ORDLAB_ADDR_BASE && \
				 (v) < ORDLAB_ADDR(ORDLAB_MAX_LOCATIONS))
#define ORDLAB_ADDR_LOC(v)	((unsigned int)((v) - ORDLAB_ADDR_BASE))

/*
 * ORDLAB_TYPES: what a location may hold. X(ID, kind, bits, name)
 *
 * name is that of C. bits is LONG for as many as the machine's long has: 32 or
 * 64. OBJECT is what has operations of its own, and no value: a spinlock_t is
 * unlocked at first. ATOMIC is laid out as an int, and may be accessed as one.
 * POINTER is the address of a location, or an integer such as NULL.
 *
 * char has no sign, as in the kernel (-funsigned-char). u8 and the like are
 * other names of these types: u64 is unsigned long where that has 64 bits.
 *
 * The numbers are ABI: append only.
 */
#define ORDLAB_TYPES(X)					\
	X(INT,		SIGNED,		32,	int)		\
	X(ATOMIC,	ATOMIC,		32,	atomic_t)	\
	X(LONG,		SIGNED,		LONG,	long)		\
	X(PTR,		POINTER,	LONG,	int *)		\
	X(SPINLOCK,	OBJECT,		0,	spinlock_t)	\
	X(SRCU,		OBJECT,		0,	struct srcu_struct) \
	X(SCHAR,	SIGNED,		8,	signed char)	\
	X(UCHAR,	UNSIGNED,	8,	unsigned char)	\
	X(SHORT,	SIGNED,		16,	short)		\
	X(USHORT,	UNSIGNED,	16,	unsigned short)	\
	X(UINT,		UNSIGNED,	32,	unsigned int)	\
	X(ULONG,	UNSIGNED,	LONG,	unsigned long)	\
	X(BOOL,		BOOLEAN,	8,	bool)

/**
 * enum ordlab_type - types of locations and of arithmetic, see ORDLAB_TYPES
 */
enum ordlab_type {
#define ORDLAB_X(id, kind, bits, name)	ORDLAB_T_##id,
	ORDLAB_TYPES(ORDLAB_X)
#undef ORDLAB_X
	ORDLAB_NR_TYPES,
};

/**
 * enum ordlab_kind - what a type is
 * @ORDLAB_K_SIGNED:	an integer with a sign
 * @ORDLAB_K_UNSIGNED:	an integer without one
 * @ORDLAB_K_BOOLEAN:	0 or 1; any other value becomes 1
 * @ORDLAB_K_ATOMIC:	a signed integer with operations of its own
 * @ORDLAB_K_POINTER:	the address of a location, or an integer
 * @ORDLAB_K_OBJECT:	no value
 */
enum ordlab_kind {
	ORDLAB_K_SIGNED,
	ORDLAB_K_UNSIGNED,
	ORDLAB_K_BOOLEAN,
	ORDLAB_K_ATOMIC,
	ORDLAB_K_POINTER,
	ORDLAB_K_OBJECT,
};

/**
 * enum ordlab_order - ordering annotation, named after linux-kernel.bell
 *
 * The annotation of an access, or the kind of a fence. ORDLAB_O_NONE marks
 * instructions that touch no memory.
 */
enum ordlab_order {
	ORDLAB_O_NONE,
	/* accesses */
	ORDLAB_O_PLAIN,
	ORDLAB_O_ONCE,
	ORDLAB_O_ACQUIRE,
	ORDLAB_O_RELEASE,
	ORDLAB_O_MB,			/* also a fence */
	ORDLAB_O_NORETURN,
	/* fences */
	ORDLAB_O_RMB,
	ORDLAB_O_WMB,
	ORDLAB_O_BARRIER,
	ORDLAB_O_BEFORE_ATOMIC,
	ORDLAB_O_AFTER_ATOMIC,
	ORDLAB_O_AFTER_SPINLOCK,
	ORDLAB_O_AFTER_UNLOCK_LOCK,
	ORDLAB_O_AFTER_SRCU_READ_UNLOCK,
	ORDLAB_O_RCU_LOCK,
	ORDLAB_O_RCU_UNLOCK,
	ORDLAB_O_SYNC_RCU,
	ORDLAB_O_SRCU_LOCK,
	ORDLAB_O_SRCU_UNLOCK,
	ORDLAB_O_SYNC_SRCU,
	ORDLAB_NR_ORDERS,
};

/**
 * enum ordlab_class - the form of an instruction: which operands it has
 *
 * @addr is the operand that names a location, v0 and v1 are val[0] and val[1].
 */
enum ordlab_class {
	ORDLAB_C_LOAD,		/* dst = *addr */
	ORDLAB_C_STORE,		/* *addr = v0 */
	ORDLAB_C_STORE_MB,	/* *addr = v0, then a full fence */
	ORDLAB_C_FENCE,
	ORDLAB_C_XCHG,		/* dst = *addr, *addr = v0 */
	ORDLAB_C_CMPXCHG,	/* dst = *addr; if (dst == v0) *addr = v1 */
	ORDLAB_C_RMW,		/* *addr = *addr alu v0 */
	ORDLAB_C_RETURN,	/* dst = (*addr = *addr alu v0) */
	ORDLAB_C_FETCH,		/* dst = *addr, *addr = dst alu v0 */
	ORDLAB_C_TEST,		/* dst = (*addr = *addr alu v0) == 0 */
	ORDLAB_C_NEGATIVE,	/* dst = (*addr = *addr alu v0) < 0 */
	ORDLAB_C_ADD_UNLESS,	/* dst = *addr != v1; if (dst) *addr += v0 */
	ORDLAB_C_LOCK,
	ORDLAB_C_UNLOCK,
	ORDLAB_C_TRYLOCK,	/* dst = 1 if the lock was taken, else 0 */
	ORDLAB_C_IS_LOCKED,	/* dst = whether anyone holds the lock */
	ORDLAB_C_RCU_LOCK,
	ORDLAB_C_RCU_UNLOCK,
	ORDLAB_C_RCU_SYNC,
	ORDLAB_C_SRCU_LOCK,	/* dst = index of the reader */
	ORDLAB_C_SRCU_UNLOCK,	/* v0 = that index */
	ORDLAB_C_SRCU_SYNC,
	ORDLAB_C_ALU,		/* dst = v0 alu v1, or dst = alu v0 */
	ORDLAB_C_BRANCH,	/* if (!v0) goto target */
	ORDLAB_C_JUMP,		/* goto target */
	ORDLAB_NR_CLASSES,
};

/*
 * ORDLAB_ALUS: arithmetic on registers. X(ID, operands, spelling)
 *
 * An ALU instruction has the type that it computes in: INT, UINT, LONG, ULONG
 * or PTR. It converts its operands to that type, and the result wraps in it.
 * Comparisons are those of the type and give 0 or 1; SHR is arithmetic if the
 * type has a sign; shifts use the count modulo the type's width; what is wider
 * than the quotient wraps as well (INT_MIN / -1). DIV and MOD take only a
 * constant divisor that is not 0 in the type. PTR computes as ULONG does; but a
 * sum or difference with an address counts in locations, as that of pointers in
 * C. (The module runs no program that adds anything but 0.)
 *
 * Those that give 0 or 1 stand last, but for NOT.
 *
 * MOV converts to its type, which may be any that an integer has, or PTR,
 * which leaves the value as it is.
 *
 * A register holds a value that was extended to 64 bits according to its type.
 */
#define ORDLAB_ALUS(X)		\
	X(NONE,   0, "")	\
	X(MOV,    1, "")	\
	X(NEG,    1, "-")	\
	X(COM,    1, "~")	\
	X(NOT,    1, "!")	\
	X(ADD,    2, "+")	\
	X(SUB,    2, "-")	\
	X(MUL,    2, "*")	\
	X(DIV,    2, "/")	\
	X(MOD,    2, "%")	\
	X(AND,    2, "&")	\
	X(OR,     2, "|")	\
	X(XOR,    2, "^")	\
	X(ANDNOT, 2, "&~")	\
	X(SHL,    2, "<<")	\
	X(SHR,    2, ">>")	\
	X(EQ,     2, "==")	\
	X(NE,     2, "!=")	\
	X(LT,     2, "<")	\
	X(LE,     2, "<=")	\
	X(GT,     2, ">")	\
	X(GE,     2, ">=")	\
	X(LAND,   2, "&&")	\
	X(LOR,    2, "||")

/**
 * enum ordlab_alu - arithmetic operations, see ORDLAB_ALUS
 */
enum ordlab_alu {
#define ORDLAB_X(id, operands, spelling)	ORDLAB_A_##id,
	ORDLAB_ALUS(ORDLAB_X)
#undef ORDLAB_X
	ORDLAB_NR_ALUS,
};

/*
 * ORDLAB_OPS: every instruction. X(ID, name, class, order, alu, arguments)
 *
 * name is the kernel's macro or function (for the last five: ours).
 * arguments tell the order of the operands in C: L the location as an lvalue,
 * R the same and it holds a pointer, P its address, A its address and it is
 * (or is laid out as) an atomic_t, V a value (v0, then v1), NONE no operands.
 * An inc or dec has no V: its v0 is 1 and stands as an immediate in the
 * instruction.
 *
 * Source of class and order: tools/memory-model/linux-kernel.def, Linux 7.2,
 * in its order. The numbers are ABI: append only.
 */
#define ORDLAB_OPS(X)								\
	X(READ_ONCE, READ_ONCE, LOAD, ONCE, NONE, L)				\
	X(WRITE_ONCE, WRITE_ONCE, STORE, ONCE, NONE, LV)			\
	X(SMP_STORE_RELEASE, smp_store_release, STORE, RELEASE, NONE, PV)	\
	X(SMP_LOAD_ACQUIRE, smp_load_acquire, LOAD, ACQUIRE, NONE, P)		\
	X(RCU_ASSIGN_POINTER, rcu_assign_pointer, STORE, RELEASE, NONE, RV)	\
	X(RCU_DEREFERENCE, rcu_dereference, LOAD, ONCE, NONE, R)		\
	X(SMP_STORE_MB, smp_store_mb, STORE_MB, ONCE, NONE, LV)			\
	X(SMP_MB, smp_mb, FENCE, MB, NONE, NONE)				\
	X(SMP_RMB, smp_rmb, FENCE, RMB, NONE, NONE)				\
	X(SMP_WMB, smp_wmb, FENCE, WMB, NONE, NONE)				\
	X(SMP_MB__BEFORE_ATOMIC, smp_mb__before_atomic, FENCE,			\
	  BEFORE_ATOMIC, NONE, NONE)						\
	X(SMP_MB__AFTER_ATOMIC, smp_mb__after_atomic, FENCE,			\
	  AFTER_ATOMIC, NONE, NONE)						\
	X(SMP_MB__AFTER_SPINLOCK, smp_mb__after_spinlock, FENCE,		\
	  AFTER_SPINLOCK, NONE, NONE)						\
	X(SMP_MB__AFTER_UNLOCK_LOCK, smp_mb__after_unlock_lock, FENCE,		\
	  AFTER_UNLOCK_LOCK, NONE, NONE)					\
	X(SMP_MB__AFTER_SRCU_READ_UNLOCK, smp_mb__after_srcu_read_unlock,	\
	  FENCE, AFTER_SRCU_READ_UNLOCK, NONE, NONE)				\
	X(BARRIER, barrier, FENCE, BARRIER, NONE, NONE)				\
	X(XCHG, xchg, XCHG, MB, NONE, PV)					\
	X(XCHG_RELAXED, xchg_relaxed, XCHG, ONCE, NONE, PV)			\
	X(XCHG_RELEASE, xchg_release, XCHG, RELEASE, NONE, PV)			\
	X(XCHG_ACQUIRE, xchg_acquire, XCHG, ACQUIRE, NONE, PV)			\
	X(CMPXCHG, cmpxchg, CMPXCHG, MB, NONE, PVV)				\
	X(CMPXCHG_RELAXED, cmpxchg_relaxed, CMPXCHG, ONCE, NONE, PVV)		\
	X(CMPXCHG_ACQUIRE, cmpxchg_acquire, CMPXCHG, ACQUIRE, NONE, PVV)	\
	X(CMPXCHG_RELEASE, cmpxchg_release, CMPXCHG, RELEASE, NONE, PVV)	\
	X(SPIN_LOCK, spin_lock, LOCK, ACQUIRE, NONE, P)				\
	X(SPIN_UNLOCK, spin_unlock, UNLOCK, RELEASE, NONE, P)			\
	X(SPIN_TRYLOCK, spin_trylock, TRYLOCK, ACQUIRE, NONE, P)		\
	X(SPIN_IS_LOCKED, spin_is_locked, IS_LOCKED, ONCE, NONE, P)		\
	X(RCU_READ_LOCK, rcu_read_lock, RCU_LOCK, RCU_LOCK, NONE, NONE)		\
	X(RCU_READ_UNLOCK, rcu_read_unlock, RCU_UNLOCK, RCU_UNLOCK, NONE, NONE)	\
	X(SYNCHRONIZE_RCU, synchronize_rcu, RCU_SYNC, SYNC_RCU, NONE, NONE)	\
	X(SYNCHRONIZE_RCU_EXPEDITED, synchronize_rcu_expedited, RCU_SYNC,	\
	  SYNC_RCU, NONE, NONE)							\
	X(SRCU_READ_LOCK, srcu_read_lock, SRCU_LOCK, SRCU_LOCK, NONE, P)	\
	X(SRCU_READ_UNLOCK, srcu_read_unlock, SRCU_UNLOCK, SRCU_UNLOCK,		\
	  NONE, PV)								\
	X(SRCU_DOWN_READ, srcu_down_read, SRCU_LOCK, SRCU_LOCK, NONE, P)	\
	X(SRCU_UP_READ, srcu_up_read, SRCU_UNLOCK, SRCU_UNLOCK, NONE, PV)	\
	X(SYNCHRONIZE_SRCU, synchronize_srcu, SRCU_SYNC, SYNC_SRCU, NONE, P)	\
	X(SYNCHRONIZE_SRCU_EXPEDITED, synchronize_srcu_expedited, SRCU_SYNC,	\
	  SYNC_SRCU, NONE, P)							\
	X(ATOMIC_READ, atomic_read, LOAD, ONCE, NONE, A)			\
	X(ATOMIC_SET, atomic_set, STORE, ONCE, NONE, AV)			\
	X(ATOMIC_READ_ACQUIRE, atomic_read_acquire, LOAD, ACQUIRE, NONE, A)	\
	X(ATOMIC_SET_RELEASE, atomic_set_release, STORE, RELEASE, NONE, AV)	\
	X(ATOMIC_ADD, atomic_add, RMW, NORETURN, ADD, VA)			\
	X(ATOMIC_SUB, atomic_sub, RMW, NORETURN, SUB, VA)			\
	X(ATOMIC_AND, atomic_and, RMW, NORETURN, AND, VA)			\
	X(ATOMIC_OR, atomic_or, RMW, NORETURN, OR, VA)				\
	X(ATOMIC_XOR, atomic_xor, RMW, NORETURN, XOR, VA)			\
	X(ATOMIC_INC, atomic_inc, RMW, NORETURN, ADD, A)			\
	X(ATOMIC_DEC, atomic_dec, RMW, NORETURN, SUB, A)			\
	X(ATOMIC_ANDNOT, atomic_andnot, RMW, NORETURN, ANDNOT, VA)		\
	ORDLAB_OPS_4(X, ATOMIC_ADD_RETURN, atomic_add_return, RETURN, ADD, VA)	\
	ORDLAB_OPS_4(X, ATOMIC_FETCH_ADD, atomic_fetch_add, FETCH, ADD, VA)	\
	ORDLAB_OPS_4(X, ATOMIC_FETCH_AND, atomic_fetch_and, FETCH, AND, VA)	\
	ORDLAB_OPS_4(X, ATOMIC_FETCH_OR, atomic_fetch_or, FETCH, OR, VA)	\
	ORDLAB_OPS_4(X, ATOMIC_FETCH_XOR, atomic_fetch_xor, FETCH, XOR, VA)	\
	ORDLAB_OPS_4(X, ATOMIC_INC_RETURN, atomic_inc_return, RETURN, ADD, A)	\
	ORDLAB_OPS_4(X, ATOMIC_FETCH_INC, atomic_fetch_inc, FETCH, ADD, A)	\
	ORDLAB_OPS_4(X, ATOMIC_SUB_RETURN, atomic_sub_return, RETURN, SUB, VA)	\
	ORDLAB_OPS_4(X, ATOMIC_FETCH_SUB, atomic_fetch_sub, FETCH, SUB, VA)	\
	ORDLAB_OPS_4(X, ATOMIC_DEC_RETURN, atomic_dec_return, RETURN, SUB, A)	\
	ORDLAB_OPS_4(X, ATOMIC_FETCH_DEC, atomic_fetch_dec, FETCH, SUB, A)	\
	ORDLAB_OPS_4(X, ATOMIC_XCHG, atomic_xchg, XCHG, NONE, AV)		\
	ORDLAB_OPS_4(X, ATOMIC_CMPXCHG, atomic_cmpxchg, CMPXCHG, NONE, AVV)	\
	X(ATOMIC_SUB_AND_TEST, atomic_sub_and_test, TEST, MB, SUB, VA)		\
	X(ATOMIC_DEC_AND_TEST, atomic_dec_and_test, TEST, MB, SUB, A)		\
	X(ATOMIC_INC_AND_TEST, atomic_inc_and_test, TEST, MB, ADD, A)		\
	ORDLAB_OPS_4(X, ATOMIC_ADD_NEGATIVE, atomic_add_negative, NEGATIVE,	\
		     ADD, VA)							\
	ORDLAB_OPS_4(X, ATOMIC_FETCH_ANDNOT, atomic_fetch_andnot, FETCH,	\
		     ANDNOT, VA)						\
	X(ATOMIC_ADD_UNLESS, atomic_add_unless, ADD_UNLESS, MB, ADD, AVV)	\
	/* what C itself has */							\
	X(LOAD, load, LOAD, PLAIN, NONE, L)					\
	X(STORE, store, STORE, PLAIN, NONE, LV)					\
	X(ALU, alu, ALU, NONE, NONE, NONE)					\
	X(BRANCH, branch, BRANCH, NONE, NONE, V)				\
	X(JUMP, jump, JUMP, NONE, NONE, NONE)

/* One operation in its four orderings */
#define ORDLAB_OPS_4(X, ID, name, class, alu, args)				\
	X(ID, name, class, MB, alu, args)					\
	X(ID##_RELAXED, name##_relaxed, class, ONCE, alu, args)			\
	X(ID##_ACQUIRE, name##_acquire, class, ACQUIRE, alu, args)		\
	X(ID##_RELEASE, name##_release, class, RELEASE, alu, args)

/**
 * enum ordlab_op - instructions, see ORDLAB_OPS
 */
enum ordlab_op {
#define ORDLAB_X(id, name, class, order, alu, args)	ORDLAB_##id,
	ORDLAB_OPS(ORDLAB_X)
#undef ORDLAB_X
	ORDLAB_NR_OPS,
};

/**
 * enum ordlab_operand_kind - what an operand is
 * @ORDLAB_OPERAND_NONE:	absent
 * @ORDLAB_OPERAND_IMM:		the integer imm
 * @ORDLAB_OPERAND_REG:		register index of the same thread
 * @ORDLAB_OPERAND_LOC:		the address of location index
 * @ORDLAB_NR_OPERAND_KINDS:	how many there are
 */
enum ordlab_operand_kind {
	ORDLAB_OPERAND_NONE,
	ORDLAB_OPERAND_IMM,
	ORDLAB_OPERAND_REG,
	ORDLAB_OPERAND_LOC,
	ORDLAB_NR_OPERAND_KINDS,
};

/**
 * struct ordlab_operand - one operand
 * @kind:	enum ordlab_operand_kind
 * @index:	register or location number; 0 for other kinds
 * @reserved:	0
 * @imm:	value of an immediate; 0 for other kinds
 */
struct ordlab_operand {
	__u8 kind;
	__u8 index;
	__u8 reserved[6];
	__s64 imm;
};

/**
 * struct ordlab_insn - one instruction
 * @op:		enum ordlab_op
 * @alu:	enum ordlab_alu for ORDLAB_ALU, else 0
 * @dst:	register that takes the result, or ORDLAB_NO_REG
 * @type:	ALU: enum ordlab_type that it computes in, see ORDLAB_ALUS;
 *		else 0
 * @target:	BRANCH and JUMP: number of the instruction in this thread to go
 *		on with; greater than this one's, at most the thread's nr_insns
 * @reserved2:	0
 * @line:	line in the test's source, from 1; 0 where there is none
 * @reserved3:	0
 * @addr:	the location: ORDLAB_OPERAND_LOC, or _REG that holds an address
 * @val:	the values
 */
struct ordlab_insn {
	__u8 op;
	__u8 alu;
	__u8 dst;
	__u8 type;
	__u16 target;
	__u16 reserved2;
	__u32 line;
	__u32 reserved3;
	struct ordlab_operand addr;
	struct ordlab_operand val[2];
};

/**
 * struct ordlab_thread - one thread
 * @first:	number of its first instruction; threads follow one another
 * @nr_insns:	how many instructions it has
 * @nr_regs:	how many registers it has, at most ORDLAB_MAX_REGS
 * @reserved:	0
 * @regs:	names of the registers; a temporary has the name ""
 */
struct ordlab_thread {
	__u16 first;
	__u16 nr_insns;
	__u8 nr_regs;
	__u8 reserved[3];
	char regs[ORDLAB_MAX_REGS][ORDLAB_IDENT_LEN];
};

/**
 * struct ordlab_location - one shared location
 * @type:	enum ordlab_type
 * @reserved:	0
 * @name:	its name: a C identifier, or that of an element of an array: "x[1]"
 * @init:	initial value: ORDLAB_OPERAND_IMM or _LOC; IMM 0 for locks and SRCU
 */
struct ordlab_location {
	__u8 type;
	__u8 reserved[7];
	char name[ORDLAB_IDENT_LEN];
	struct ordlab_operand init;
};

/**
 * struct ordlab_observed - a register or location whose final value counts
 * @kind:	ORDLAB_OPERAND_REG or ORDLAB_OPERAND_LOC
 * @thread:	the register's thread; 0 for a location
 * @index:	register or location number
 * @filter_only: 1 if the filter alone asks for it, so that herd's logs do not
 *		show it; else 0
 * @reserved:	0
 *
 * A register that the path taken did not write counts as 0.
 */
struct ordlab_observed {
	__u8 kind;
	__u8 thread;
	__u8 index;
	__u8 filter_only;
	__u8 reserved[4];
};

/**
 * enum ordlab_cond_op - node of a condition in postfix form
 * @ORDLAB_COND_TRUE:	push true
 * @ORDLAB_COND_EQ:	push observed value == value
 * @ORDLAB_COND_NE:	push observed value != value
 * @ORDLAB_COND_SAME:	push observed value == another observed value
 * @ORDLAB_COND_NOT:	replace the top by its negation
 * @ORDLAB_COND_AND:	replace the top two by their conjunction
 * @ORDLAB_COND_OR:	replace the top two by their disjunction
 * @ORDLAB_COND_IMPLIES: replace the top two by whether the lower one implies the
 *			top one
 * @ORDLAB_NR_COND_OPS:	how many there are
 */
enum ordlab_cond_op {
	ORDLAB_COND_TRUE,
	ORDLAB_COND_EQ,
	ORDLAB_COND_NE,
	ORDLAB_COND_SAME,
	ORDLAB_COND_NOT,
	ORDLAB_COND_AND,
	ORDLAB_COND_OR,
	ORDLAB_COND_IMPLIES,
	ORDLAB_NR_COND_OPS,
};

/**
 * struct ordlab_cond - one node of the condition or of the filter
 * @op:		enum ordlab_cond_op
 * @observed:	EQ, NE and SAME: index in the table of observed values; else 0
 * @other:	SAME: index of the other observed value; else 0
 * @reserved:	0
 * @value:	EQ and NE: ORDLAB_OPERAND_IMM or _LOC; else ORDLAB_OPERAND_NONE
 */
struct ordlab_cond {
	__u8 op;
	__u8 observed;
	__u8 other;
	__u8 reserved[5];
	struct ordlab_operand value;
};

/**
 * enum ordlab_quantifier - what the condition claims
 * @ORDLAB_EXISTS:	some outcome meets it
 * @ORDLAB_NOT_EXISTS:	no outcome meets it
 * @ORDLAB_FORALL:	every outcome meets it
 * @ORDLAB_NR_QUANTIFIERS: how many there are
 */
enum ordlab_quantifier {
	ORDLAB_EXISTS,
	ORDLAB_NOT_EXISTS,
	ORDLAB_FORALL,
	ORDLAB_NR_QUANTIFIERS,
};

/**
 * struct ordlab_program - header of a program
 * @magic:		ORDLAB_MAGIC
 * @version:		ORDLAB_ABI_VERSION
 * @quantifier:		enum ordlab_quantifier
 * @long_bits:		bits of a long where the program was made: 32 or 64.
 *			Another machine refuses it
 * @size:		bytes of header and tables together
 * @nr_threads:		1 to ORDLAB_MAX_THREADS
 * @nr_locations:	0 to ORDLAB_MAX_LOCATIONS
 * @nr_observed:	0 to ORDLAB_MAX_OBSERVED
 * @nr_cond:		nodes of the condition, at least 1
 * @nr_filter:		nodes of the filter, which follow those of the
 *			condition; 0 for none. Outcomes that do not meet the
 *			filter are not counted
 * @nr_insns:		instructions of all threads together
 * @reserved2:		0
 * @name:		name of the test: printable ASCII without space, '/' or
 *			a leading '.', as it becomes the name of a directory
 * @purpose:		what the test is for, in a line of printable ASCII; may
 *			be empty
 */
struct ordlab_program {
	__u32 magic;
	__u16 version;
	__u8 quantifier;
	__u8 long_bits;
	__u32 size;
	__u16 nr_threads;
	__u16 nr_locations;
	__u16 nr_observed;
	__u16 nr_cond;
	__u16 nr_filter;
	__u16 nr_insns;
	__u8 reserved2[8];
	char name[ORDLAB_NAME_LEN];
	char purpose[ORDLAB_PURPOSE_LEN];
};

/* The largest program there can be, in bytes */
#define ORDLAB_MAX_SIZE	(sizeof(struct ordlab_program) +			\
	ORDLAB_MAX_THREADS * sizeof(struct ordlab_thread) +			\
	ORDLAB_MAX_LOCATIONS * sizeof(struct ordlab_location) +		\
	ORDLAB_MAX_OBSERVED * sizeof(struct ordlab_observed) +			\
	ORDLAB_MAX_COND * sizeof(struct ordlab_cond) +				\
	ORDLAB_MAX_INSNS * sizeof(struct ordlab_insn))

#endif /* _UAPI_ORDLAB_H */
