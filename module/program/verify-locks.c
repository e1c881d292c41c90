// SPDX-License-Identifier: GPL-2.0
/*
 * Locks and readers: each is taken and ended by the thread that began it, nothing
 * sleeps inside of one, and no threads wait for one another. See private/verify.h.
 */
#include "private/verify.h"

bool verify_take(struct state *state, const struct ordlab_insn *insn,
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

void verify_release(struct state *state, unsigned int i)
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

enum ordlab_reason verify_sleep(struct state *state)
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

enum ordlab_reason verify_lock(struct ordlab_verifier *v,
				    struct state *state,
				    const struct ordlab_insn *insn,
				    unsigned int location)
{
	unsigned int class = ordlab_ops[insn->op].class;
	int held = find_held(state, ORDLAB_C_LOCK, location);

	if (class == ORDLAB_C_UNLOCK) {
		if (held < 0)
			return ORDLAB_R_UNLOCK;
		verify_release(state, held);
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
	return verify_take(state, insn, ORDLAB_C_LOCK, location) ?
		ORDLAB_R_NONE : ORDLAB_R_NESTED;
}

enum ordlab_reason verify_srcu(struct ordlab_verifier *v,
				    struct state *state,
				    const struct ordlab_insn *insn,
				    unsigned int location)
{
	struct value value;
	enum ordlab_reason reason;
	unsigned int i;

	switch (ordlab_ops[insn->op].class) {
	case ORDLAB_C_SRCU_LOCK:
		if (!verify_take(state, insn, ORDLAB_C_SRCU_LOCK, location))
			return ORDLAB_R_NESTED;
		value = verify_any();
		value.token = state->insn + 1;
		verify_write(state, insn->dst, &value);
		return ORDLAB_R_NONE;
	case ORDLAB_C_SRCU_SYNC:
		if (find_held(state, ORDLAB_C_SRCU_LOCK, location) >= 0)
			return ORDLAB_R_SLEEP_SRCU;
		note_wait(v, state, location);
		return verify_sleep(state);
	}

	reason = verify_operand(state, &insn->val[0], &value);
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
		verify_release(state, i);
		return ORDLAB_R_NONE;
	}
	return ORDLAB_R_SRCU_INDEX;
}

enum ordlab_reason verify_rcu_unlock(struct state *state)
{
	int held = find_held(state, ORDLAB_C_RCU_LOCK, 0);

	if (held < 0)
		return ORDLAB_R_RCU_UNLOCK;
	verify_release(state, held);
	return ORDLAB_R_NONE;
}

bool verify_same_held(const struct state *a, const struct state *b)
{
	return a->nr_held == b->nr_held &&
	       !memcmp(a->held, b->held, sizeof(a->held));
}

enum ordlab_reason verify_end(struct state *state)
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

/*
 * Deadlock: threads that hold something wait in a circle. A thread alone does
 * not wait for itself, as it takes nothing twice.
 */
int verify_deadlock(struct ordlab_verifier *v)
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
			return verify_refuse(v->facts, ORDLAB_R_DEADLOCK,
				      last->thread, last->insn);
	}
	return 0;
}
