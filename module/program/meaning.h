/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What an instruction means.
 *
 * Each instruction has an operation, and each operation a class: an
 * atomic_add_return_acquire() is a RETURN. The operations of a class differ in
 * their arithmetic and in their ordering, which stand in ORDLAB_OPS. All the
 * rest is the same for the class and stands in one row of ordlab_meanings:
 * which operands it has, what it works on, which events it has, what it writes
 * and returns, and what depends on what. The verifier, the event builder of the
 * tool and the perpetual runs take it from here; so can a machine that executes
 * programs.
 *
 * An *event* is a step that a memory model knows: a read, a write, a fence. An
 * instruction may go one of two *ways*, and each way has its own events. Most
 * instructions always go the first way. A conditional one goes the first way if
 * it succeeds, and the second one if it fails.
 *
 * For example, take "r0 = cmpxchg_acquire(x, 1, r1);". Its row reads
 *
 *	.flags		DST | ADDR | V0 | V1 | READ | WRITE
 *	.object		ORDLAB_ON_DATA		it works on the location x
 *	.success	ORDLAB_IF_V0		it succeeds if it reads v0: 1
 *	.stored		ORDLAB_STORE_V1		it writes v1: r1
 *	.result		ORDLAB_RESULT_OLD	it returns what it has read
 *	.result_from	ORDLAB_FROM_FIRST	so r0 depends on the read alone
 *	.ways[0]	a read of x, then a write of x: the address of both is
 *			operand addr, the data of the write comes from v1
 *	.ways[1]	the read alone
 *
 * and the operation adds the annotation ACQUIRE. A machine with a memory of
 * its own would execute the instruction like this:
 *
 *	old = memory[x];			// READ of the first event
 *	way = !ordlab_succeeds(op, type, old, val);
 *	new = ordlab_new_value(op, type, old, val);
 *	if (ordlab_way(op, way) has a write)	// in one step with the read
 *		memory[x] = new;
 *	r0 = ordlab_result(insn, type, old, val);
 *
 * With x = 1 and r1 = 7 that leaves x = 7 and r0 = 1. With x = 2 it goes the
 * second way: nothing is written, and r0 = 2.
 *
 * A lock is a location that holds ORDLAB_HELD or ORDLAB_FREE. A spin_lock()
 * waits until the lock is free; a spin_trylock() fails instead. An SRCU domain
 * is a location that holds the index which the last srcu_read_unlock() has
 * given back; herd knows it as that, and no model lets its value order
 * anything. RCU has no location at all. Grace periods wait for readers, see
 * @waits.
 *
 * A read-modify-write that fails bears the annotation of its operation, too. It
 * is the model that lets it order nothing (FailedRMW in linux-kernel.cat).
 *
 * The table is about what the primitives promise (Documentation/atomic_t.txt,
 * tools/memory-model/linux-kernel.def), and says nothing about what a model
 * makes of it.
 */
#ifndef ORDLAB_MEANING_H
#define ORDLAB_MEANING_H

#include "program.h"

/* Operands and effects of an instruction: flags of its class */
#define ORDLAB_CF_DST		0x01	/* may have a destination register */
#define ORDLAB_CF_ADDR		0x02	/* names a location */
#define ORDLAB_CF_V0		0x04	/* has val[0] */
#define ORDLAB_CF_V1		0x08	/* has val[1] */
#define ORDLAB_CF_READ		0x10	/* reads the location */
#define ORDLAB_CF_WRITE		0x20	/* writes the location, perhaps */
#define ORDLAB_CF_SLEEP		0x40	/* may sleep */

/**
 * enum ordlab_object - what an instruction works on
 * @ORDLAB_ON_NOTHING:	on registers, or on nothing
 * @ORDLAB_ON_DATA:	on a location that has a value
 * @ORDLAB_ON_LOCK:	on a spinlock
 * @ORDLAB_ON_SRCU:	on an SRCU domain
 * @ORDLAB_ON_RCU:	on RCU, which has no location
 */
enum ordlab_object {
	ORDLAB_ON_NOTHING,
	ORDLAB_ON_DATA,
	ORDLAB_ON_LOCK,
	ORDLAB_ON_SRCU,
	ORDLAB_ON_RCU,
};

/* The value of a lock */
#define ORDLAB_FREE	0
#define ORDLAB_HELD	1

/**
 * enum ordlab_success - on which value that it reads an instruction succeeds
 * @ORDLAB_ALWAYS:	on any
 * @ORDLAB_IF_V0:	on v0, converted to the type of the location
 * @ORDLAB_UNLESS_V1:	on any but v1, converted to that type
 * @ORDLAB_IF_FREE:	on a lock that is free
 * @ORDLAB_IF_HELD:	on a lock that is held
 */
enum ordlab_success {
	ORDLAB_ALWAYS,
	ORDLAB_IF_V0,
	ORDLAB_UNLESS_V1,
	ORDLAB_IF_FREE,
	ORDLAB_IF_HELD,
};

/**
 * enum ordlab_stored - what an instruction writes if it succeeds
 * @ORDLAB_STORE_NOTHING: nothing
 * @ORDLAB_STORE_V0:	v0
 * @ORDLAB_STORE_V1:	v1
 * @ORDLAB_STORE_ALU:	what the arithmetic of the operation makes of the value
 *			read and v0
 * @ORDLAB_STORE_HELD:	it takes the lock
 * @ORDLAB_STORE_FREE:	it releases the lock
 */
enum ordlab_stored {
	ORDLAB_STORE_NOTHING,
	ORDLAB_STORE_V0,
	ORDLAB_STORE_V1,
	ORDLAB_STORE_ALU,
	ORDLAB_STORE_HELD,
	ORDLAB_STORE_FREE,
};

/**
 * enum ordlab_returned - what the destination register takes
 * @ORDLAB_RESULT_NONE:	there is no result
 * @ORDLAB_RESULT_OLD:	the value that was read
 * @ORDLAB_RESULT_NEW:	the value that was written
 * @ORDLAB_RESULT_ZERO:	whether that is 0
 * @ORDLAB_RESULT_NEGATIVE: whether that is less than 0
 * @ORDLAB_RESULT_SUCCESS: 1 if the instruction has succeeded, else 0
 * @ORDLAB_RESULT_ALU:	what the instruction computes of v0 and v1
 */
enum ordlab_returned {
	ORDLAB_RESULT_NONE,
	ORDLAB_RESULT_OLD,
	ORDLAB_RESULT_NEW,
	ORDLAB_RESULT_ZERO,
	ORDLAB_RESULT_NEGATIVE,
	ORDLAB_RESULT_SUCCESS,
	ORDLAB_RESULT_ALU,
};

/**
 * enum ordlab_holding - what becomes of a lock or reader in the thread
 * @ORDLAB_HOLD_SAME:	nothing
 * @ORDLAB_HOLD_BEGIN:	the thread holds one more, if it succeeds
 * @ORDLAB_HOLD_END:	the thread holds one less
 */
enum ordlab_holding {
	ORDLAB_HOLD_SAME,
	ORDLAB_HOLD_BEGIN,
	ORDLAB_HOLD_END,
};

/**
 * enum ordlab_waiting - what an instruction waits for
 * @ORDLAB_WAIT_NOT:	nothing
 * @ORDLAB_WAIT_LOCK:	the lock is free
 * @ORDLAB_WAIT_READERS: each reader that had begun has ended
 */
enum ordlab_waiting {
	ORDLAB_WAIT_NOT,
	ORDLAB_WAIT_LOCK,
	ORDLAB_WAIT_READERS,
};

/**
 * enum ordlab_next - which instruction is next
 * @ORDLAB_NEXT_INSN:	the one that follows
 * @ORDLAB_NEXT_IF:	the one that follows if v0 is not 0, else the target
 * @ORDLAB_NEXT_TARGET:	the target
 */
enum ordlab_next {
	ORDLAB_NEXT_INSN,
	ORDLAB_NEXT_IF,
	ORDLAB_NEXT_TARGET,
};

/* What a value depends on: operands, and events of the same way */
#define ORDLAB_FROM_ADDR	0x01	/* the operand that names the location */
#define ORDLAB_FROM_V0		0x02
#define ORDLAB_FROM_V1		0x04
#define ORDLAB_FROM_FIRST	0x08	/* what the first event has read */
#define ORDLAB_FROM_LAST	0x10	/* the last event */

/**
 * enum ordlab_event_kind - what an event does, named after lock.cat and herd
 * @ORDLAB_E_R:		reads memory; srcu_read_lock(), too
 * @ORDLAB_E_W:		writes memory; srcu_read_unlock(), too
 * @ORDLAB_E_F:		a fence; rcu_read_lock() and synchronize_rcu(), too
 * @ORDLAB_E_SRCU:	synchronize_srcu(): a fence that has a location
 * @ORDLAB_E_LKR:	the read of a lock that is taken
 * @ORDLAB_E_LKW:	the write of a lock that is taken
 * @ORDLAB_E_UL:	spin_unlock()
 * @ORDLAB_E_LF:	a spin_trylock() that fails
 * @ORDLAB_E_RL:	a spin_is_locked() that finds a lock held
 * @ORDLAB_E_RU:	a spin_is_locked() that finds a lock free
 */
enum ordlab_event_kind {
	ORDLAB_E_R,
	ORDLAB_E_W,
	ORDLAB_E_F,
	ORDLAB_E_SRCU,
	ORDLAB_E_LKR,
	ORDLAB_E_LKW,
	ORDLAB_E_UL,
	ORDLAB_E_LF,
	ORDLAB_E_RL,
	ORDLAB_E_RU,
};

/**
 * struct ordlab_event - an event of an instruction
 * @kind:	enum ordlab_event_kind
 * @order:	enum ordlab_order: its annotation, or the kind of a fence;
 *		ORDLAB_O_NONE for that of the operation, see ordlab_event_order()
 * @addr:	ORDLAB_FROM_*: what its address depends on
 * @data:	ORDLAB_FROM_*: what the value that it writes depends on
 *
 * A dependency of @addr is one of syntax, as herd's: it is there whatever value
 * comes out of it.
 */
struct ordlab_event {
	__u8 kind;
	__u8 order;
	__u8 addr;
	__u8 data;
};

#define ORDLAB_MAX_WAY_EVENTS	2

/**
 * struct ordlab_way - a way that an instruction may go
 * @nr:		how many events it has
 * @events:	in program order. Of a read and a write, the write comes at once
 *		after the read: no other write to the location comes between
 */
struct ordlab_way {
	__u8 nr;
	struct ordlab_event events[ORDLAB_MAX_WAY_EVENTS];
};

/**
 * struct ordlab_meaning - what the instructions of a class do
 * @flags:	ORDLAB_CF_*
 * @object:	enum ordlab_object
 * @success:	enum ordlab_success
 * @stored:	enum ordlab_stored
 * @result:	enum ordlab_returned
 * @result_from: ORDLAB_FROM_*: what the result depends on, as herd has it
 * @holding:	enum ordlab_holding
 * @waits:	enum ordlab_waiting: before its first event
 * @next:	enum ordlab_next
 * @ways:	its events if it succeeds, and if it fails
 */
struct ordlab_meaning {
	__u8 flags;
	__u8 object;
	__u8 success;
	__u8 stored;
	__u8 result;
	__u8 result_from;
	__u8 holding;
	__u8 waits;
	__u8 next;
	struct ordlab_way ways[2];
};

/* Indexed by enum ordlab_class */
extern const struct ordlab_meaning ordlab_meanings[ORDLAB_NR_CLASSES];

/* The meaning of an operation: enum ordlab_op */
static inline const struct ordlab_meaning *ordlab_meaning(unsigned int op)
{
	return &ordlab_meanings[ordlab_ops[op].class];
}

/* Its flags: ORDLAB_CF_* */
static inline __u8 ordlab_flags(unsigned int op)
{
	return ordlab_meaning(op)->flags;
}

/* Whether it may fail: it has a second way */
static inline bool ordlab_may_fail(unsigned int op)
{
	return ordlab_meaning(op)->success != ORDLAB_ALWAYS;
}

/* Whether it reads and writes data in one step, perhaps */
static inline bool ordlab_is_rmw(unsigned int op)
{
	const __u8 both = ORDLAB_CF_READ | ORDLAB_CF_WRITE;
	const struct ordlab_meaning *meaning = ordlab_meaning(op);

	return meaning->object == ORDLAB_ON_DATA &&
	       (meaning->flags & both) == both;
}

/* Whether it writes v0 to data, whatever was there */
static inline bool ordlab_is_store(unsigned int op)
{
	const struct ordlab_meaning *meaning = ordlab_meaning(op);

	return meaning->object == ORDLAB_ON_DATA &&
	       meaning->stored == ORDLAB_STORE_V0;
}

/* The annotation of an event of an operation: enum ordlab_order */
static inline unsigned int ordlab_event_order(unsigned int op,
					      const struct ordlab_event *event)
{
	return event->order ? event->order : ordlab_ops[op].order;
}

/**
 * ordlab_succeeds() - which way an operation goes
 * @op:		enum ordlab_op
 * @type:	enum ordlab_type of the location
 * @old:	what it has read; ORDLAB_FREE or ORDLAB_HELD of a lock
 * @val:	values of its operands v0 and v1; those that it has not are ignored
 *
 * Context: any.
 * Return: true for the first way, false for the second one.
 */
bool ordlab_succeeds(unsigned int op, unsigned int type, __s64 old,
		     const __s64 *val);

/**
 * ordlab_new_value() - what an operation leaves in its location
 * @op:		enum ordlab_op
 * @type:	enum ordlab_type of the location
 * @old:	what it has read; for one that does not read, anything
 * @val:	values of v0 and v1
 *
 * Context: any.
 * Return: what it writes, as the location holds it; @old if it writes nothing.
 */
__s64 ordlab_new_value(unsigned int op, unsigned int type, __s64 old,
		       const __s64 *val);

/**
 * ordlab_result() - what an instruction returns
 * @insn:	the instruction
 * @type:	enum ordlab_type of the location; anything if it has none
 * @old:	what it has read; anything if it does not read
 * @val:	values of v0 and v1
 *
 * Context: any.
 * Return: what its destination register takes; 0 if it has no result.
 */
__s64 ordlab_result(const struct ordlab_insn *insn, unsigned int type,
		    __s64 old, const __s64 *val);

#endif /* ORDLAB_MEANING_H */
