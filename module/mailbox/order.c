// SPDX-License-Identifier: GPL-2.0
/*
 * What waits for what in the mailbox machine. The names are those of
 * tools/memory-model/linux-kernel.cat.
 *
 * An event is executed when all events are that it is ordered after: ppo. Beside
 * that, a strong fence between has it wait until what was seen before has reached
 * all CPUs. Each kind of strong fence orders all events up to some place on the
 * path, so all of them together do: struct before.
 */
#include "private/machine.h"

/**
 * struct before - what stands between the beginning of the path and an event
 * @strong:	events before this one are before a strong fence
 * @unlock:	events before this one are before an unlock that a lock follows
 * @rmb:	the last smp_rmb()
 * @wmb:	the last smp_wmb()
 * @everywhere:	stores that have to be everywhere because of another thread's
 *		unlock
 *
 * Each is the number of an event, and 0 for none.
 */
struct before {
	unsigned int strong;
	unsigned int unlock;
	unsigned int rmb;
	unsigned int wmb;
	__u64 everywhere;
};

static bool is_sync(const struct walk_event *e)
{
	return e->order == ORDLAB_O_SYNC_RCU || e->order == ORDLAB_O_SYNC_SRCU;
}

static bool is_acquire(const struct walk_event *e)
{
	return e->is & EVENT_READ && e->order == ORDLAB_O_ACQUIRE;
}

static bool is_release(const struct walk_event *e)
{
	return e->is & EVENT_WRITE && e->order == ORDLAB_O_RELEASE;
}

static bool is_rmb_read(const struct walk_event *e)
{
	return e->is & EVENT_READ && e->order != ORDLAB_O_NORETURN;
}

static void raise_to(unsigned int *to, unsigned int i)
{
	if (*to < i)
		*to = i;
}

/* 1 + the last event before one that is all of @is; 0 if there is none */
static unsigned int last_of(const struct walk *walk, unsigned int before,
			    unsigned int is)
{
	while (before && (walk->events[before - 1].is & is) != is)
		before--;
	return before;
}

/* A fence at @f that is before event @i */
static void note_fence(const struct walk *walk, unsigned int f, unsigned int i,
		       struct before *before)
{
	unsigned int j;

	switch (walk->events[f].order) {
	case ORDLAB_O_MB:
	case ORDLAB_O_SYNC_RCU:
	case ORDLAB_O_SYNC_SRCU:
		raise_to(&before->strong, f);
		break;
	case ORDLAB_O_RMB:
		before->rmb = f;
		break;
	case ORDLAB_O_WMB:
		before->wmb = f;
		break;
	case ORDLAB_O_BEFORE_ATOMIC:
		for (j = f + 1; j <= i; j++) {
			if (walk->events[j].is & EVENT_RMW &&
			    !(walk->events[j].is & (EVENT_LKR | EVENT_LKW)))
				raise_to(&before->strong, f);
		}
		break;
	case ORDLAB_O_AFTER_ATOMIC:
		j = f;
		while (j && (!(walk->events[j - 1].is & EVENT_RMW) ||
			     walk->events[j - 1].is & (EVENT_LKR | EVENT_LKW)))
			j--;
		raise_to(&before->strong, j);
		break;
	case ORDLAB_O_AFTER_SPINLOCK:
		raise_to(&before->strong, last_of(walk, f, EVENT_LKW));
		break;
	case ORDLAB_O_AFTER_SRCU_READ_UNLOCK:
		raise_to(&before->strong,
			 last_of(walk, f, EVENT_SRCU | EVENT_WRITE));
		break;
	default:
		break;
	}
}

/* Stores of the thread of an unlock that are before it */
static __u64 stores_before(const struct mailbox *m, unsigned int unlock)
{
	__u64 stores = 0;
	unsigned int store;

	for (store = 1; store < unlock; store++) {
		if (m->store_thread[store] == m->store_thread[unlock])
			stores |= BIT_ULL(store);
	}
	return stores;
}

/* The unlock of another thread that a lock has read, or MAILBOX_INITIAL */
static unsigned int foreign_unlock(const struct mailbox *m,
				   const struct mailbox_state *s,
				   const struct walk_event *e,
				   unsigned int thread)
{
	unsigned int store;

	if (!(e->is & EVENT_LKR) || !e->done)
		return MAILBOX_INITIAL;
	store = s->source[e->event];
	return store != MAILBOX_INITIAL && m->store_thread[store] != thread ?
		store : MAILBOX_INITIAL;
}

/* The last own unlock before @l, a lock; 0 if there is none */
static unsigned int unlock_before(const struct walk *walk, unsigned int l)
{
	unsigned int u = last_of(walk, l, EVENT_UL);

	return u ? u - 1 : 0;
}

static void note_after_unlock_lock(const struct mailbox *m,
				   const struct mailbox_state *s,
				   const struct walk *walk, unsigned int thread,
				   unsigned int f, struct before *before)
{
	unsigned int l;

	for (l = 0; l < f; l++) {
		unsigned int store;

		if (!(walk->events[l].is & EVENT_LKR))
			continue;
		raise_to(&before->strong, unlock_before(walk, l));
		store = foreign_unlock(m, s, &walk->events[l], thread);
		if (store != MAILBOX_INITIAL)
			before->everywhere |= s->attached[store];
	}
}

/* What stands before event @i of the path */
static void find_before(const struct mailbox *m, const struct mailbox_state *s,
			const struct walk *walk, unsigned int thread,
			unsigned int i, struct before *before)
{
	unsigned int j;

	memset(before, 0, sizeof(*before));
	for (j = 0; j < i; j++) {
		const struct walk_event *e = &walk->events[j];

		if (e->is & EVENT_FENCE)
			note_fence(walk, j, i, before);
		if (e->order == ORDLAB_O_AFTER_UNLOCK_LOCK)
			note_after_unlock_lock(m, s, walk, thread, j, before);
		if (e->is & EVENT_LKR)
			raise_to(&before->unlock, unlock_before(walk, j));
		/* The write of a fully ordered read-modify-write */
		if (e->is & EVENT_WRITE && e->order == ORDLAB_O_MB)
			raise_to(&before->strong, j + 1);
	}
	/* and its read */
	if (walk->events[i].is & EVENT_READ &&
	    walk->events[i].order == ORDLAB_O_MB)
		raise_to(&before->strong, i);
}

/* --- ppo --- */

static bool lkmm_orders(const struct walk *walk, unsigned int p, unsigned int i,
			const struct before *before)
{
	const struct walk_event *a = &walk->events[p], *b = &walk->events[i];

	if (p < before->strong || p < before->unlock || is_acquire(a) ||
	    is_release(b))
		return true;
	if (p < before->rmb && is_rmb_read(a) && is_rmb_read(b))
		return true;
	if (!(b->is & EVENT_WRITE))
		return false;
	if (p < before->wmb && a->is & EVENT_WRITE)
		return true;
	/* overwrite & int, and the read of the same read-modify-write */
	return a->insn == b->insn || (a->located && a->loc == b->loc);
}

/* A locked instruction of x86, see model-tso.c; SRCU's have fences of their own */
static bool tso_locked(const struct walk_event *e)
{
	if (e->is & (EVENT_LKR | EVENT_LKW | EVENT_SRCU))
		return true;
	return e->is & EVENT_RMW &&
	       !(e->is & EVENT_FAILED &&
		 ordlab_ops[e->op].class == ORDLAB_C_ADD_UNLESS);
}

static bool tso_orders(const struct walk *walk, unsigned int p, unsigned int i)
{
	const struct walk_event *a = &walk->events[p], *b = &walk->events[i];
	unsigned int j;

	if (!(a->is & EVENT_WRITE) || !(b->is & EVENT_READ) || tso_locked(a) ||
	    tso_locked(b))
		return true;
	for (j = p + 1; j < i; j++) {
		const struct walk_event *e = &walk->events[j];

		if (tso_locked(e) || is_sync(e) ||
		    (e->is & EVENT_FENCE && e->order == ORDLAB_O_MB))
			return true;
	}
	return false;
}

static bool orders(const struct mailbox *m, const struct walk *walk,
		   unsigned int p, unsigned int i, const struct before *before)
{
	if (m->profile == MAILBOX_SC || m->broken & MAILBOX_BREAK_WINDOW)
		return true;
	if (m->profile == MAILBOX_TSO)
		return tso_orders(walk, p, i);
	return lkmm_orders(walk, p, i, before);
}

/* --- What events saw --- */

/* The stores that reach a CPU before an event of it, or with it */
static __u64 seen(const struct mailbox_state *s, const struct walk_event *e)
{
	if (e->is & EVENT_READ)
		return mailbox_with(s, s->source[e->event]);
	return mailbox_with(s, e->store);
}

/* Whether all events before @end are executed; @all takes what they saw */
static bool all_before(const struct mailbox_state *s, const struct walk *walk,
		       unsigned int end, __u64 *all)
{
	unsigned int i;

	for (i = 0; i < end; i++) {
		const struct walk_event *e = &walk->events[i];

		if (!(e->is & EVENT_ACCESS))
			continue;
		if (!e->done)
			return false;
		*all |= seen(s, e);
	}
	return true;
}

/* --- Readers and grace periods --- */

static unsigned int find_insn(const struct walk *walk, unsigned int insn)
{
	unsigned int i;

	for (i = 0; i < walk->nr && walk->events[i].insn != insn; i++)
		;
	return i;
}

/* The end of the outermost RCU reader that begins at @l; walk->nr if none does */
static unsigned int rcu_end(const struct walk *walk, unsigned int l)
{
	unsigned int i, depth = 0;

	for (i = 0; i < walk->nr; i++) {
		if (walk->events[i].order == ORDLAB_O_RCU_LOCK && !depth++ &&
		    i > l)
			return walk->nr;
		if (walk->events[i].order == ORDLAB_O_RCU_LOCK && i == l &&
		    depth != 1)
			return walk->nr;
		if (walk->events[i].order == ORDLAB_O_RCU_UNLOCK && depth &&
		    !--depth && i > l)
			return i;
	}
	return walk->nr;
}

static unsigned int srcu_end(const struct walk *walk, unsigned int l)
{
	unsigned int i;

	for (i = l + 1; i < walk->nr; i++) {
		if (walk->events[i].begins == walk->events[l].insn + 1)
			return i;
	}
	return walk->nr;
}

void mailbox_pair_find(const struct mailbox_pair *pair,
		       const struct walk *walks, struct pair_places *at)
{
	const struct walk *reader = &walks[pair->reader];
	const struct walk *waiter = &walks[pair->waiter];
	const struct walk_event *lock, *sync;

	at->lock = find_insn(reader, pair->lock);
	at->sync = find_insn(waiter, pair->sync);
	at->unlock = reader->nr;
	at->never = (at->lock == reader->nr && reader->ended) ||
		    (at->sync == waiter->nr && waiter->ended);
	if (at->lock == reader->nr)
		return;
	lock = &reader->events[at->lock];
	sync = &waiter->events[at->sync];
	if (lock->is & EVENT_FENCE) {
		at->unlock = rcu_end(reader, at->lock);
	} else {
		at->unlock = srcu_end(reader, at->lock);
		at->never |= at->sync < waiter->nr && lock->located &&
			     sync->located && lock->loc != sync->loc;
	}
	at->never |= at->unlock == reader->nr && reader->ended;
}

/* What a pair has an event wait for */
static bool pair_ordered(const struct mailbox *m, const struct mailbox_state *s,
			 const struct walk *walks, unsigned int k,
			 unsigned int thread, unsigned int i, __u64 *everywhere)
{
	const struct mailbox_pair *pair = &m->pairs[k];
	const struct walk *reader = &walks[pair->reader];
	const struct walk *waiter = &walks[pair->waiter];
	struct pair_places at;

	if (pair->reader == pair->waiter ||
	    (thread != pair->reader && thread != pair->waiter))
		return true;
	mailbox_pair_find(pair, walks, &at);
	if (at.never)
		return true;
	if (thread == pair->reader && i >= at.lock && s->chosen[k] == 2)
		return at.sync < waiter->nr &&
		       all_before(s, waiter, at.sync, everywhere);
	if (thread == pair->waiter && i > at.sync && s->chosen[k] == 1)
		return at.unlock < reader->nr &&
		       all_before(s, reader, at.unlock, everywhere);
	return true;
}

bool mailbox_ordered(const struct mailbox *m, const struct mailbox_state *s,
		     const struct walk *walks, unsigned int thread,
		     unsigned int i, __u64 *everywhere)
{
	const struct walk *walk = &walks[thread];
	const struct walk_event *e = &walk->events[i];
	struct before before;
	unsigned int p, k;

	if (!e->located)
		return false;
	if (e->is & EVENT_WRITE &&
	    (!e->valued ||
	     (!e->controlled && !(m->broken & MAILBOX_BREAK_CTRL))))
		return false;
	find_before(m, s, walk, thread, i, &before);
	for (p = 0; p < i; p++) {
		if (walk->events[p].is & EVENT_ACCESS && !walk->events[p].done &&
		    orders(m, walk, p, i, &before))
			return false;
	}
	*everywhere = before.everywhere;
	if (m->profile == MAILBOX_TSO)
		before.strong = 0;
	if (!all_before(s, walk, before.strong, everywhere))
		return false;
	if (m->broken & MAILBOX_BREAK_MB)
		*everywhere = 0;
	for (k = 0; k < m->nr_pairs && !(m->broken & MAILBOX_BREAK_GP); k++) {
		if (!pair_ordered(m, s, walks, k, thread, i, everywhere))
			return false;
	}
	return true;
}

/* --- Attached stores --- */

/* What an earlier event attaches to a store */
static __u64 attach(const struct mailbox *m, const struct mailbox_state *s,
		    const struct walk *walk, unsigned int p, unsigned int i,
		    const struct before *before)
{
	const struct walk_event *a = &walk->events[p], *b = &walk->events[i];

	if (is_release(b) && a->is & EVENT_READ &&
	    !(m->broken & MAILBOX_BREAK_RELEASE))
		return mailbox_store_bit(s->source[a->event]);
	if (!(a->is & EVENT_WRITE))
		return 0;
	return is_release(b) || p < before->wmb || p < before->unlock ?
		BIT_ULL(a->store) : 0;
}

__u64 mailbox_attached(const struct mailbox *m, const struct mailbox_state *s,
		       const struct walk *walk, unsigned int thread,
		       unsigned int i)
{
	struct before before;
	__u64 stores = 0, all;
	unsigned int p, store;

	find_before(m, s, walk, thread, i, &before);
	for (p = 0; p < i; p++) {
		const struct walk_event *e = &walk->events[p];

		if (!(e->is & EVENT_ACCESS) || !e->done)
			continue;
		stores |= attach(m, s, walk, p, i, &before);
		store = foreign_unlock(m, s, e, thread);
		if (store != MAILBOX_INITIAL)
			stores |= stores_before(m, store) &
				  s->attached[store];
		/* rmw-sequence */
		if (e->insn == walk->events[i].insn &&
		    s->source[e->event] != MAILBOX_INITIAL)
			stores |= s->attached[s->source[e->event]];
	}
	for (all = stores; all; all &= all - 1)
		stores |= s->attached[__builtin_ctzll(all)];
	return stores;
}
