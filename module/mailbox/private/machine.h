/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the files of the mailbox machine share.
 */
#ifndef ORDLAB_MAILBOX_PRIVATE_H
#define ORDLAB_MAILBOX_PRIVATE_H

#include "../mailbox.h"

#ifdef __KERNEL__
#include <linux/bits.h>
#else
#ifndef BIT_ULL
#define BIT_ULL(n)	(1ULL << (n))
#endif
#endif

/* What an event is: these are bits */
#define EVENT_READ	0x0001
#define EVENT_WRITE	0x0002
#define EVENT_FENCE	0x0004
#define EVENT_RMW	0x0008		/* of a read-modify-write, failed or not */
#define EVENT_FAILED	0x0010		/* of one that does not write */
#define EVENT_LKR	0x0020		/* a lock is taken: its read */
#define EVENT_LKW	0x0040		/* and its write */
#define EVENT_UL	0x0080		/* spin_unlock() */
#define EVENT_IS_0	0x0100		/* what is read must be 0 */
#define EVENT_IS_1	0x0200		/* what is read must not be 0 */
#define EVENT_SRCU	0x0400		/* srcu_read_lock() and _unlock() */
#define EVENT_ACCESS	(EVENT_READ | EVENT_WRITE)

/**
 * struct walk_event - an access or a fence on the path of a thread
 * @value:	what a write writes
 * @expects:	what a cmpxchg() or atomic_add_unless() compares with
 * @is:		EVENT_*
 * @insn:	instruction, counted in the thread
 * @order:	enum ordlab_order; ONCE of a read-modify-write that failed
 * @op:		enum ordlab_op
 * @event:	number of the event, or MAILBOX_NONE for a fence
 * @store:	number of the store, or MAILBOX_NONE
 * @loc:	location, or MAILBOX_NONE
 * @located:	its address is known
 * @valued:	@value is known
 * @expecting:	@expects is known
 * @equal:	what is read must be equal to @expects; else, must differ
 * @compares:	@expects matters
 * @controlled:	all branches that it depends on are known
 * @begins:	of the end of an SRCU reader: 1 + instruction of its beginning
 */
struct walk_event {
	__s64 value;
	__s64 expects;
	__u16 is;
	__u16 insn;
	__u16 begins;
	__u8 order;
	__u8 op;
	__u8 event;
	__u8 store;
	__u8 loc;
	bool located;
	bool valued;
	bool expecting;
	bool equal;
	bool compares;
	bool controlled;
	bool done;
};

/* What a register holds */
struct walk_reg {
	__s64 value;
	bool known;
	bool controlled;	/* all that its value depends on is known */
	__u16 token;		/* 1 + instruction of the SRCU reader */
};

#define WALK_EVENTS	160	/* accesses and fences on a path */

/**
 * struct walk - the path of a thread, as far as it is known or guessed
 * @nr:		how many of @events
 * @events:	in program order
 * @regs:	registers at its end
 * @guess:	it ends at this guess, or MAILBOX_NONE
 * @ended:	it ends with the last instruction
 * @dead:	a guess was wrong
 * @lost:	it follows a pointer that is none
 */
struct walk {
	unsigned int nr;
	struct walk_event events[WALK_EVENTS];
	struct walk_reg regs[ORDLAB_MAX_REGS];
	__u8 guess;
	bool waits;
	bool ended;
	bool dead;
	bool lost;
};

struct mailbox_room {
	struct walk walks[ORDLAB_MAX_THREADS];
	struct mailbox_steps steps;
	struct mailbox_state state;
};

/* Whether a machine lets CPUs execute out of order */
static inline bool mailbox_speculates(const struct mailbox *m)
{
	return m->profile <= MAILBOX_MCA && !(m->broken & MAILBOX_BREAK_WINDOW);
}

/* Whether a store reaches all CPUs at once */
static inline bool mailbox_atomic(const struct mailbox *m)
{
	return m->profile != MAILBOX_LKMM || m->broken & MAILBOX_BREAK_COPIES;
}

static inline __u64 mailbox_store_bit(unsigned int store)
{
	return store == MAILBOX_INITIAL ? 0 : BIT_ULL(store);
}

static inline const struct ordlab_insn *
mailbox_insn(const struct mailbox *m, unsigned int thread, unsigned int insn)
{
	return &m->view.insns[m->view.threads[thread].first + insn];
}

/* A store and all that must reach a CPU with it */
static inline __u64 mailbox_with(const struct mailbox_state *s,
				 unsigned int store)
{
	return store == MAILBOX_INITIAL ? 0 :
		BIT_ULL(store) | s->attached[store];
}

/* The place of a store in the order of its location */
static inline unsigned int mailbox_rank(const struct mailbox_state *s,
					unsigned int store)
{
	return store == MAILBOX_INITIAL ? 0 : s->rank[store];
}

/* walk.c: the path of a thread */
void mailbox_walk(const struct mailbox *m, const struct mailbox_state *s,
		  unsigned int thread, struct walk *walk);

/**
 * mailbox_ordered() - whether an event may be executed
 * @m:		the program
 * @s:		the state
 * @walks:	paths of all threads
 * @thread:	whose event
 * @i:		number of the event on its path
 * @everywhere:	takes the stores that must have reached all CPUs before
 */
bool mailbox_ordered(const struct mailbox *m, const struct mailbox_state *s,
		     const struct walk *walks, unsigned int thread,
		     unsigned int i, __u64 *everywhere);

/* Stores that are attached to a store that is about to be executed */
__u64 mailbox_attached(const struct mailbox *m, const struct mailbox_state *s,
		       const struct walk *walk, unsigned int thread,
		       unsigned int i);

/**
 * struct pair_places - where a reader and a grace period are on their paths
 * @lock:	the beginning of the reader; the length of the path if it is not on
 *		it, or not yet
 * @unlock:	its end; the same
 * @sync:	the grace period; the same
 * @never:	they have nothing to do with each other: one of them is not on the
 *		path, or they are of different domains
 */
struct pair_places {
	unsigned int lock;
	unsigned int unlock;
	unsigned int sync;
	bool never;
};

void mailbox_pair_find(const struct mailbox_pair *pair,
		       const struct walk *walks, struct pair_places *at);

#endif /* ORDLAB_MAILBOX_PRIVATE_H */
