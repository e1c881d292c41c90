/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Why ordlab_verify() refuses a program. X(ID, where, errno, text)
 *
 * where is what the fault is in: PROGRAM (its header), THREAD, LOCATION,
 * OBSERVED, COND (an entry of that table) or INSN. The text says what is
 * wrong and, after a semicolon, what would be right.
 */
#ifndef ORDLAB_REASONS_H
#define ORDLAB_REASONS_H

#define ORDLAB_REASONS(X)						\
	X(NONE, PROGRAM, 0, "nothing is wrong") \
	/* the header */ \
	X(TRUNCATED, PROGRAM, EINVAL, \
	  "shorter than a header; write a whole program in one write") \
	X(MAGIC, PROGRAM, EINVAL, \
	  "no magic number; write a program in this machine's byte order") \
	X(VERSION, PROGRAM, EPROTO, \
	  "another ABI version; use the ordlab that belongs to the module") \
	X(NO_THREADS, PROGRAM, EINVAL, \
	  "no threads; there must be at least 1") \
	X(NO_COND, PROGRAM, EINVAL, \
	  "no condition; \"true\" is the simplest one") \
	X(MANY_THREADS, PROGRAM, E2BIG, "too many threads; 32 is the limit") \
	X(MANY_LOCATIONS, PROGRAM, E2BIG, \
	  "too many locations; 32 is the limit") \
	X(MANY_OBSERVED, PROGRAM, E2BIG, \
	  "too many observed values; 128 is the limit") \
	X(MANY_CONDS, PROGRAM, E2BIG, \
	  "condition and filter too long; 1024 nodes are the limit") \
	X(MANY_INSNS, PROGRAM, E2BIG, \
	  "too many instructions; 2048 is the limit") \
	X(SIZE, PROGRAM, EINVAL, \
	  "wrong size; it must be that of header and tables, and of the write") \
	X(QUANTIFIER, PROGRAM, EINVAL, \
	  "unknown quantifier; it must be exists, ~exists or forall") \
	X(LONG_BITS, PROGRAM, EINVAL, \
	  "made where a long has another width; make it anew on this machine") \
	X(PROGRAM_RESERVED, PROGRAM, EINVAL, \
	  "reserved bytes are set; they must be 0") \
	X(NAME, PROGRAM, EINVAL, \
	  "bad name; printable ASCII without space, '/' or a leading '.', then zeros") \
	X(PURPOSE, PROGRAM, EINVAL, \
	  "bad purpose; a line of printable ASCII, then zeros") \
	/* the tables */ \
	X(THREAD_FIRST, THREAD, EINVAL, \
	  "wrong first instruction; threads must follow one another") \
	X(THREAD_INSNS, THREAD, EINVAL, \
	  "wrong number of instructions; all threads' must add up to the program's") \
	X(THREAD_RESERVED, THREAD, EINVAL, \
	  "reserved bytes are set; they must be 0") \
	X(MANY_REGS, THREAD, E2BIG, "too many registers; 16 is the limit") \
	X(REG_NAME, THREAD, EINVAL, \
	  "bad name of a register; a C identifier or nothing, then zeros") \
	X(REG_TWICE, THREAD, EINVAL, \
	  "two registers have one name; names must be unique in a thread") \
	X(REG_EXTRA, THREAD, EINVAL, \
	  "a register beyond the last has a name; it must be zeros") \
	X(LOC_TYPE, LOCATION, EINVAL, "unknown type; see enum ordlab_type") \
	X(LOC_RESERVED, LOCATION, EINVAL, \
	  "reserved bytes are set; they must be 0") \
	X(LOC_NAME, LOCATION, EINVAL, \
	  "bad name; a C identifier, or an element as x[1], then zeros") \
	X(LOC_TWICE, LOCATION, EINVAL, \
	  "two locations have one name; names must be unique") \
	X(LOC_INIT, LOCATION, EINVAL, \
	  "bad initial value; it must be an integer or the address of a location") \
	X(LOC_INIT_LOCK, LOCATION, EINVAL, \
	  "initial value for a lock or SRCU domain; it must be 0") \
	X(LOC_INIT_ADDR, LOCATION, EINVAL, \
	  "the initial value is an address; only a pointer can hold one") \
	X(LOC_INIT_RANGE, LOCATION, EINVAL, \
	  "the initial value is none of the location's type; convert it first") \
	X(OBSERVED_KIND, OBSERVED, EINVAL, \
	  "neither a register nor a location; it must be one of them") \
	X(OBSERVED_INDEX, OBSERVED, EINVAL, \
	  "no such thread, register or location; it must be one of the program's") \
	X(OBSERVED_LOCK, OBSERVED, EINVAL, \
	  "a lock or SRCU domain; only data has a value to observe") \
	X(OBSERVED_TWICE, OBSERVED, EINVAL, \
	  "observed twice; each value must be listed once") \
	X(OBSERVED_RESERVED, OBSERVED, EINVAL, \
	  "reserved or unused bytes are set; they must be 0") \
	X(COND_OP, COND, EINVAL, "unknown node; see enum ordlab_cond_op") \
	X(COND_OBSERVED, COND, EINVAL, \
	  "no such observed value; it must be one of the program's") \
	X(COND_VALUE, COND, EINVAL, \
	  "bad value; it must be an integer or the address of a location") \
	X(COND_RESERVED, COND, EINVAL, \
	  "reserved or unused bytes are set; they must be 0") \
	X(COND_MISSING, COND, EINVAL, \
	  "an operator without operands; they must come before it") \
	X(COND_LEFT, COND, EINVAL, \
	  "more than one value is left at the end; join them by an operator") \
	X(COND_DEEP, COND, E2BIG, \
	  "nested too deeply; 64 values on the stack are the limit") \
	/* instructions one by one */ \
	X(OP, INSN, EINVAL, "unknown instruction; see ORDLAB_OPS") \
	X(ALU, INSN, EINVAL, \
	  "unknown or misplaced arithmetic; see ORDLAB_ALUS") \
	X(ALU_TYPE, INSN, EINVAL, \
	  "unknown or misplaced type of arithmetic; see ORDLAB_ALUS") \
	X(INSN_RESERVED, INSN, EINVAL, \
	  "reserved or unused bytes are set; they must be 0") \
	X(DST, INSN, EINVAL, \
	  "no such register to write; it must be one of the thread's, or none") \
	X(OPERAND_KIND, INSN, EINVAL, \
	  "unknown, missing or surplus operand; see enum ordlab_class") \
	X(OPERAND_INDEX, INSN, EINVAL, \
	  "no such register or location; it must be one of the program's") \
	X(IMM_RANGE, INSN, EINVAL, \
	  "the integer stands for an address; use the location instead") \
	X(STEP, INSN, EINVAL, "increment by another value; it must be 1") \
	X(DIVISOR, INSN, EINVAL, \
	  "bad divisor; it must be a constant that is not 0 in its type") \
	X(BACKWARD, INSN, EINVAL, \
	  "the branch does not go forward; loops are impossible") \
	X(TARGET, INSN, EINVAL, \
	  "the branch leaves the thread; its end is the last target") \
	/* values */ \
	X(UNWRITTEN, INSN, EINVAL, \
	  "the register may be read before it is written; write it on every path") \
	X(LOOP, INSN, EINVAL, \
	  "the loop may go on for ever; a test can run if constants end its loops") \
	X(NO_ADDRESS, INSN, EINVAL, \
	  "the register is never an address; only the address of a location can be used") \
	X(ADDR_ARITH, INSN, EINVAL, \
	  "arithmetic on an address; only comparing and adding what is always 0 are possible") \
	X(ADDR_CUT, INSN, EINVAL, \
	  "an address is cut off; only a pointer or a long has room for it") \
	X(ADDR_IN_INT, INSN, EINVAL, \
	  "an address would be kept in an integer; only a pointer can hold it") \
	X(TYPE_DATA, INSN, EINVAL, \
	  "data access to a lock or SRCU domain; use its own primitives") \
	X(TYPE_ATOMIC, INSN, EINVAL, \
	  "atomic operation on what is no atomic_t; it must be one, or an int") \
	X(TYPE_POINTER, INSN, EINVAL, \
	  "RCU access to an integer of another size; it must be a pointer") \
	X(TYPE_MIXED, INSN, EINVAL, \
	  "the locations that this may access differ in type; they must have one type") \
	X(TYPE_LOCK, INSN, EINVAL, "not a lock; it must be a spinlock_t") \
	X(TYPE_SRCU, INSN, EINVAL, \
	  "not an SRCU domain; it must be a struct srcu_struct") \
	X(LOCK_UNKNOWN, INSN, EINVAL, \
	  "it cannot be told which lock or SRCU domain is meant; name it") \
	/* locks, RCU and SRCU */ \
	X(LOCK_TWICE, INSN, EINVAL, \
	  "the thread holds this lock already; it would wait for itself") \
	X(LOCK_HELD, INSN, EINVAL, \
	  "the lock taken here stays held on some path; release it on every path") \
	X(UNLOCK, INSN, EINVAL, \
	  "the lock may not be held; take it on every path that leads here") \
	X(RCU_HELD, INSN, EINVAL, \
	  "the RCU reader begun here never ends on some path; end it on every path") \
	X(RCU_UNLOCK, INSN, EINVAL, \
	  "there may be no RCU reader to end; begin it on every path that leads here") \
	X(SRCU_HELD, INSN, EINVAL, \
	  "the SRCU reader begun here never ends on some path; end it on every path") \
	X(SRCU_INDEX, INSN, EINVAL, \
	  "not the index of an open reader of this domain; use what its lock returned") \
	X(SRCU_FORM, INSN, EINVAL, \
	  "wrong pair; srcu_read_unlock() ends srcu_read_lock(), _up_read() _down_read()") \
	X(SLEEP_LOCK, INSN, EINVAL, \
	  "it may sleep and a lock is held; release the lock first") \
	X(SLEEP_RCU, INSN, EINVAL, \
	  "it may sleep inside an RCU reader; end the reader first") \
	X(SLEEP_SRCU, INSN, EINVAL, \
	  "it would wait for the thread's own SRCU reader; end the reader first") \
	X(NESTED, INSN, E2BIG, \
	  "too many locks and readers at a time; 16 are the limit") \
	X(DEADLOCK, INSN, EINVAL, \
	  "threads may wait for one another; take locks and SRCU domains in one order") \
	/* bounds on the check itself */ \
	X(PATHS, INSN, E2BIG, \
	  "too many combinations of locks held on the paths to here; use fewer branches") \
	X(WORK, PROGRAM, E2BIG, \
	  "too many paths to check; use fewer branches or instructions")

/**
 * enum ordlab_reason - why a program was refused, see ORDLAB_REASONS
 */
enum ordlab_reason {
#define ORDLAB_X(id, where, error, text)	ORDLAB_R_##id,
	ORDLAB_REASONS(ORDLAB_X)
#undef ORDLAB_X
	ORDLAB_NR_REASONS,
};

#endif /* ORDLAB_REASONS_H */
