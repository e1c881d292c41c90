/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The mailbox machine: a weak machine in pure code, which module and tool share.
 * It allocates nothing, locks nothing and prints nothing.
 *
 * The picture is that of the kernel's tools/memory-model/Documentation/
 * explanation.txt. Each CPU has a copy of every location. A CPU executes its
 * instructions out of order, within limits. A store that executes gets a place
 * among the stores to its location, and a message about it is on the way to
 * every other CPU. As long as the message is in a CPU's mailbox, that CPU reads
 * what it read before. Once it has processed it, the store has *reached* the
 * CPU. A CPU reads from its own copy alone: the store latest in the order of
 * its location among those that have reached it.
 *
 * The state (struct mailbox_state) is flat, and has no pointers. Each access of
 * the program has an *event*, each write in it a *store*, with fixed numbers; a
 * store is a bit of a 64-bit mask, and number 0 stands for the initial value of
 * any location. The state says which events are executed, what each load has
 * read, where each store stands in the order of its location, which stores have
 * reached which CPU, and which stores are attached to a store: those have to
 * reach a CPU before it does. What registers hold follows from that.
 *
 * The steps (struct mailbox_step) are
 *
 *	GUESS	which way a branch goes, or whether a conditional
 *		read-modify-write succeeds. Where the guess turns out wrong, the
 *		run is no run of the machine: it is dead;
 *	CHOOSE	whether a reader or a grace period comes first;
 *	EXECUTE	an event. A load says which store it reads, and a store after
 *		which store of its location it is placed.
 *
 * When a CPU processes a message does not show before an instruction of it, or a
 * fence that waits for it, makes a difference. So processing is no step of its
 * own: an event that is executed has those messages processed that it needs
 * (mailbox_messages() tells which). A message may always arrive as late as that,
 * so nothing that can happen is lost.
 *
 * What waits for what is in order.c, which follows linux-kernel.cat. Nothing
 * there is a step either: smp_mb() is a condition on every later event: the
 * events before it are executed, and what they saw has reached all CPUs.
 *
 * RCU follows the fundamental law: for each reader and each grace period,
 * either the reader ends first, and what it saw has reached all CPUs before
 * anything after the grace period executes, or the grace period starts first,
 * and what was seen before that has reached all CPUs before anything in or after
 * the reader executes.
 *
 * An example, MP without fences: P0 has x=1 and y=1, P1 has r0=y and r1=x.
 *
 *	EXECUTE P0 x=1, after the initial x	reaches P0 only
 *	EXECUTE P0 y=1, after the initial y	the same
 *	EXECUTE P1 r0=y, of P0's y=1		y=1 is processed by P1: r0 is 1
 *	EXECUTE P1 r1=x, of the initial x	x=1 waits in P1's mailbox: r1 is 0
 *
 * With smp_wmb() between the stores, x=1 is attached to y=1: where y=1 is
 * processed, x=1 is processed before. The last step is gone then, and only the
 * one that reads x=1 is left. Without smp_rmb() between the loads, r1=x may still
 * be executed before r0=y.
 */
#ifndef ORDLAB_MAILBOX_H
#define ORDLAB_MAILBOX_H

#ifdef __KERNEL__
#include "program.h"
#else
#include "program/program.h"
#endif

#define MAILBOX_MAX_EVENTS	128	/* of all threads together */
#define MAILBOX_MAX_THREAD	64	/* events of a thread, and its guesses */
#define MAILBOX_MAX_STORES	64	/* with 0, the initial values */
#define MAILBOX_MAX_PAIRS	64	/* a reader and a grace period */
#define MAILBOX_MAX_STEPS	1024	/* that are possible in a state */
#define MAILBOX_INITIAL		0	/* the store of every initial value */
#define MAILBOX_NONE		0xff

/**
 * enum mailbox_profile - which machine
 * @MAILBOX_LKMM:	all of it
 * @MAILBOX_MCA:	a store reaches all CPUs at once
 * @MAILBOX_TSO:	x86: in order, with a store buffer
 * @MAILBOX_SC:		one instruction after the other
 * @MAILBOX_NR_PROFILES: how many there are
 */
enum mailbox_profile {
	MAILBOX_LKMM,
	MAILBOX_MCA,
	MAILBOX_TSO,
	MAILBOX_SC,
	MAILBOX_NR_PROFILES,
};

/* What users call them. Indexed by enum mailbox_profile */
extern const char * const mailbox_profiles[MAILBOX_NR_PROFILES];

/* Machines with a fault, for tests: each is to be caught by one */
#define MAILBOX_BREAK_COPIES	0x001	/* a store reaches all CPUs at once */
#define MAILBOX_BREAK_COHERENCE	0x002	/* placed in the order of execution */
#define MAILBOX_BREAK_WINDOW	0x004	/* CPUs execute in order */
#define MAILBOX_BREAK_RELEASE	0x008	/* attaches own stores only */
#define MAILBOX_BREAK_MB	0x010	/* smp_mb() does not wait for messages */
#define MAILBOX_BREAK_CTRL	0x020	/* stores wait for no branch */
#define MAILBOX_BREAK_RMW	0x040	/* a read-modify-write is two accesses */
#define MAILBOX_BREAK_GP	0x080	/* a grace period waits for no reader */

/**
 * enum mailbox_refusal - why a program cannot run
 * @MAILBOX_OK:			it can
 * @MAILBOX_REFUSE_EVENTS:	it has more accesses than there is room for
 * @MAILBOX_REFUSE_STORES:	it has more stores
 * @MAILBOX_REFUSE_PAIRS:	it has more pairs of a reader and a grace period
 * @MAILBOX_REFUSE_SRCU:	an SRCU reader that another thread ends
 * @MAILBOX_REFUSE_EMPTY:	no access between a grace period or the beginning of a
 *				reader and what follows it: the order of these alone
 *				matters, and they are no events here
 */
enum mailbox_refusal {
	MAILBOX_OK,
	MAILBOX_REFUSE_EVENTS,
	MAILBOX_REFUSE_STORES,
	MAILBOX_REFUSE_PAIRS,
	MAILBOX_REFUSE_SRCU,
	MAILBOX_REFUSE_EMPTY,
};

/* What an instruction has: the numbers are those of the whole program */
struct mailbox_code {
	__u8 event;		/* first event, or MAILBOX_NONE */
	__u8 store;		/* what it writes, or MAILBOX_NONE */
	__u8 guess;		/* number of its guess in the thread, or _NONE */
	__u16 meet;		/* where the ways from a branch meet again */
};

/* A reader and a grace period; if of one thread, it must not be in the reader */
struct mailbox_pair {
	__u8 reader;		/* thread */
	__u8 waiter;		/* thread of the grace period */
	__u16 lock;		/* instruction of the reader's beginning */
	__u16 sync;		/* instruction of the grace period */
};

/**
 * struct mailbox - a program, ready to run
 * @view:	the program
 * @profile:	on which machine
 * @broken:	MAILBOX_BREAK_*
 * @refusal:	why it cannot run
 * @insn:	the instruction at fault
 * @thread:	its thread
 * @nr_events:	how many events there are
 * @nr_stores:	how many stores, number 0 included
 * @nr_pairs:	how many of @pairs
 * @first:	first event of each thread, and the end of the last
 * @event_insn:	instruction of an event, counted in its thread
 * @store_event: event of a store
 * @store_thread: thread of a store
 * @code:	for each instruction of the program
 * @pairs:	readers and grace periods
 */
struct mailbox {
	struct ordlab_view view;
	enum mailbox_profile profile;
	unsigned int broken;
	enum mailbox_refusal refusal;
	unsigned int insn;
	unsigned int thread;
	unsigned int nr_events;
	unsigned int nr_stores;
	unsigned int nr_pairs;
	__u8 first[ORDLAB_MAX_THREADS + 1];
	__u16 event_insn[MAILBOX_MAX_EVENTS];
	__u8 store_event[MAILBOX_MAX_STORES];
	__u8 store_thread[MAILBOX_MAX_STORES];
	struct mailbox_code code[ORDLAB_MAX_INSNS];
	struct mailbox_pair pairs[MAILBOX_MAX_PAIRS];
};

/**
 * struct mailbox_state - a state of the machine
 * @done:	of each thread: events executed, bit 0 for its first
 * @guessed:	guesses that were made
 * @guess:	what they were: set for "no branch", "succeeds"
 * @reached:	stores that have reached each CPU
 * @attached:	to a store: stores that must reach a CPU before it does
 * @stored:	the value of a store
 * @value:	what an event has read
 * @source:	the store that an event has read
 * @loc:	location of a store that is executed
 * @rank:	its place among the stores to its location, from 1
 * @chosen:	of each pair: 0 for not yet, 1 for the reader first, 2 for the
 *		grace period
 * @claimed:	stores that a read-modify-write has read
 * @claimed_initial: locations whose initial value one has read
 */
struct mailbox_state {
	__u64 done[ORDLAB_MAX_THREADS];
	__u64 guessed[ORDLAB_MAX_THREADS];
	__u64 guess[ORDLAB_MAX_THREADS];
	__u64 reached[ORDLAB_MAX_THREADS];
	__u64 attached[MAILBOX_MAX_STORES];
	__s64 stored[MAILBOX_MAX_STORES];
	__s64 value[MAILBOX_MAX_EVENTS];
	__u8 source[MAILBOX_MAX_EVENTS];
	__u8 loc[MAILBOX_MAX_STORES];
	__u8 rank[MAILBOX_MAX_STORES];
	__u8 chosen[MAILBOX_MAX_PAIRS];
	__u64 claimed;
	__u32 claimed_initial;
};

/**
 * enum mailbox_step_kind - kinds of steps
 * @MAILBOX_GUESS:	make a guess
 * @MAILBOX_CHOOSE:	a reader or a grace period first
 * @MAILBOX_EXECUTE:	execute an event
 */
enum mailbox_step_kind {
	MAILBOX_GUESS,
	MAILBOX_CHOOSE,
	MAILBOX_EXECUTE,
};

/**
 * struct mailbox_step - a step
 * @kind:	enum mailbox_step_kind
 * @thread:	whose
 * @what:	the guess, the pair, or the event
 * @how:	1 or 0; 1 or 2; the store that is read, or that the store is
 *		placed behind
 */
struct mailbox_step {
	__u8 kind;
	__u8 thread;
	__u8 what;
	__u8 how;
};

/* Steps that are possible in a state */
struct mailbox_steps {
	unsigned int nr;
	bool over;		/* there were more than fit */
	bool dead;		/* a guess was wrong */
	bool lost;		/* a thread follows a pointer that is none */
	bool finished;		/* all threads are at their end */
	struct mailbox_step step[MAILBOX_MAX_STEPS];
};

/* Room to work in; private/machine.h defines it */
struct mailbox_room;

/**
 * mailbox_room_size() - how much room the functions below need
 *
 * Return: bytes, a constant.
 */
size_t mailbox_room_size(void);

/**
 * mailbox_load() - make a program ready to run
 * @m:		filled in; it points into the program
 * @view:	a program whose tables are sound
 * @profile:	on which machine
 * @broken:	MAILBOX_BREAK_*, 0 for a sound machine
 *
 * Return: @refusal of @m.
 */
enum mailbox_refusal mailbox_load(struct mailbox *m,
				  const struct ordlab_view *view,
				  enum mailbox_profile profile,
				  unsigned int broken);

/**
 * mailbox_refusal_text() - what of a program the machine does not cover
 * @refusal:	enum mailbox_refusal
 */
const char *mailbox_refusal_text(enum mailbox_refusal refusal);

/**
 * mailbox_init() - the state that every run begins in
 * @s:		filled in
 */
void mailbox_init(struct mailbox_state *s);

/**
 * mailbox_steps() - which steps are possible
 * @m:		the program
 * @s:		the state
 * @steps:	filled in
 * @room:	room to work in
 *
 * While there is a guess or a choice to be made, only that is offered: it may as
 * well be made at once.
 */
void mailbox_steps(const struct mailbox *m, const struct mailbox_state *s,
		   struct mailbox_steps *steps, struct mailbox_room *room);

/**
 * mailbox_apply() - take a step
 * @m:		the program
 * @s:		the state; it becomes the one after the step
 * @step:	one of mailbox_steps()
 * @room:	room to work in
 */
void mailbox_apply(const struct mailbox *m, struct mailbox_state *s,
		   const struct mailbox_step *step, struct mailbox_room *room);

/**
 * struct mailbox_about - what there is to tell about a step that executes
 * @insn:	instruction, counted in the thread
 * @overtakes:	accesses of the thread that come before, and are not executed
 * @overtakes_loads: how many of these are loads
 * @value:	what a store stores
 * @loc:	location, or MAILBOX_NONE for a step of another kind
 * @store:	number of the store; MAILBOX_NONE for a load
 * @reads:	it is a load, or the read of a read-modify-write
 * @forwarded:	what it reads is an own store that is not executed yet
 * @lock:	it is a lock that is taken or released
 */
struct mailbox_about {
	unsigned int insn;
	unsigned int overtakes;
	unsigned int overtakes_loads;
	__s64 value;
	__u8 loc;
	__u8 store;
	bool reads;
	bool forwarded;
	bool lock;
};

/**
 * mailbox_about() - what there is to tell about a step
 * @m:		the program
 * @s:		the state before it
 * @step:	one of mailbox_steps()
 * @about:	filled in
 * @room:	room to work in
 */
void mailbox_about(const struct mailbox *m, const struct mailbox_state *s,
		   const struct mailbox_step *step, struct mailbox_about *about,
		   struct mailbox_room *room);

/**
 * mailbox_forget() - forget what can make no difference any more
 * @m:		the program
 * @s:		the state
 *
 * States that differ in nothing else become the same.
 */
void mailbox_forget(const struct mailbox *m, struct mailbox_state *s);

/**
 * mailbox_outcome() - what a run has ended with
 * @m:		the program
 * @s:		a state in which all threads are at their end
 * @values:	takes the value of each register and location that is observed
 * @room:	room to work in
 */
void mailbox_outcome(const struct mailbox *m, const struct mailbox_state *s,
		     __s64 *values, struct mailbox_room *room);

/**
 * mailbox_run() - a random run
 * @m:		the program
 * @seed:	the same seed gives the same run; it becomes the next one
 * @values:	takes the outcome
 * @room:	room to work in
 *
 * Dead ends are left again, and not shown.
 *
 * Return: false if no end was found in 1000 attempts, as of threads that wait
 * for one another.
 */
bool mailbox_run(const struct mailbox *m, __u64 *seed, __s64 *values,
		 struct mailbox_room *room);

#endif /* ORDLAB_MAILBOX_H */
