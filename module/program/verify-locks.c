// SPDX-License-Identifier: GPL-2.0
/*
 * Locks and readers: each is taken and ended by the thread that began it,
 * nothing sleeps inside of one, and no threads wait for one another. See
 * private/verify.h.
 */
#include "private/verify.h"

/* Begin to hold something. Return: false if that is too much */
static bool take(struct state *state, const struct ordlab_insn *insn,
		 unsigned int location)
{
	struct held *held = &state->held[state->nr_held];

	if (state->nr_held == MAX_HELD)
		return false;
	state->nr_held++;
	held->object = ordlab_meaning(insn->op)->object;
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

/* The last lock, reader of a domain, or RCU reader; -1 if none is held */
static int find_held(const struct state *state, unsigned int object,
		     unsigned int location)
{
	int i = state->nr_held;

	while (i--) {
		if (state->held[i].object == object &&
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
		if (state->held[i].object == ORDLAB_ON_RCU)
			continue;	/* whoever waits for RCU holds no lock */
		wait = &v->waits[state->held[i].location][location];
		wait->threads |= 1U << v->thread;
		wait->thread = v->thread;
		wait->insn = state->insn;
	}
}

/* Whether an instruction that may sleep may stand here */
static enum ordlab_reason check_sleep(const struct state *state)
{
	unsigned int i;

	for (i = 0; i < state->nr_held; i++) {
		if (state->held[i].object == ORDLAB_ON_LOCK)
			return ORDLAB_R_SLEEP_LOCK;
		if (state->held[i].object == ORDLAB_ON_RCU)
			return ORDLAB_R_SLEEP_RCU;
	}
	return ORDLAB_R_NONE;
}

enum ordlab_reason verify_lock(struct ordlab_verifier *v, struct state *state,
			       const struct ordlab_insn *insn,
			       unsigned int location)
{
	const struct ordlab_meaning *meaning = ordlab_meaning(insn->op);
	int held = find_held(state, ORDLAB_ON_LOCK, location);

	switch (meaning->holding) {
	case ORDLAB_HOLD_END:
		if (held < 0)
			return ORDLAB_R_UNLOCK;
		verify_release(state, held);
		return ORDLAB_R_NONE;
	case ORDLAB_HOLD_BEGIN:
		/*
		 * Also for a trylock, which would fail: where there is but one
		 * CPU, the kernel does not look at the lock, and it would not.
		 */
		if (held >= 0)
			return ORDLAB_R_LOCK_TWICE;
		if (meaning->waits)
			note_wait(v, state, location);
		return take(state, insn, location) ? ORDLAB_R_NONE :
						     ORDLAB_R_NESTED;
	default:
		return ORDLAB_R_NONE;
	}
}

/* End the reader whose index the instruction has as its value */
static enum ordlab_reason end_srcu(struct state *state,
				   const struct ordlab_insn *insn,
				   unsigned int location)
{
	enum ordlab_reason reason;
	struct value value;
	unsigned int i;

	reason = verify_operand(state, &insn->val[0], &value);
	if (reason)
		return reason;
	for (i = 0; i < state->nr_held; i++) {
		const struct held *held = &state->held[i];

		if (held->object != ORDLAB_ON_SRCU ||
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

enum ordlab_reason verify_srcu(struct ordlab_verifier *v, struct state *state,
			       const struct ordlab_insn *insn,
			       unsigned int location)
{
	struct value index = verify_any();

	switch (ordlab_meaning(insn->op)->holding) {
	case ORDLAB_HOLD_BEGIN:
		if (!take(state, insn, location))
			return ORDLAB_R_NESTED;
		index.token = state->insn + 1;
		verify_write(state, insn->dst, &index);
		return ORDLAB_R_NONE;
	case ORDLAB_HOLD_END:
		return end_srcu(state, insn, location);
	default:
		if (find_held(state, ORDLAB_ON_SRCU, location) >= 0)
			return ORDLAB_R_SLEEP_SRCU;
		note_wait(v, state, location);
		return check_sleep(state);
	}
}

enum ordlab_reason verify_rcu(struct state *state,
			      const struct ordlab_insn *insn)
{
	int held = find_held(state, ORDLAB_ON_RCU, 0);

	switch (ordlab_meaning(insn->op)->holding) {
	case ORDLAB_HOLD_BEGIN:
		return take(state, insn, 0) ? ORDLAB_R_NONE : ORDLAB_R_NESTED;
	case ORDLAB_HOLD_END:
		if (held < 0)
			return ORDLAB_R_RCU_UNLOCK;
		verify_release(state, held);
		return ORDLAB_R_NONE;
	default:
		return check_sleep(state);
	}
}

bool verify_same_held(const struct state *a, const struct state *b)
{
	return a->nr_held == b->nr_held &&
	       !memcmp(a->held, b->held, sizeof(a->held));
}

enum ordlab_reason verify_end(struct state *state)
{
	const struct held *last;

	if (!state->nr_held)
		return ORDLAB_R_NONE;
	/* the fault is shown where it was taken */
	last = &state->held[state->nr_held - 1];
	state->insn = last->insn;
	return last->object == ORDLAB_ON_LOCK ? ORDLAB_R_LOCK_HELD :
	       last->object == ORDLAB_ON_RCU ? ORDLAB_R_RCU_HELD :
					       ORDLAB_R_SRCU_HELD;
}

/*
 * Deadlock: threads that hold something wait in a cycle. A thread alone does
 * not wait for itself, as it takes nothing twice.
 */
int verify_deadlock(struct ordlab_verifier *v)
{
	unsigned int nr = v->view.prog->nr_locations;
	__u32 reach[ORDLAB_MAX_LOCATIONS];	/* what is waited for in the end */
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

		/* all waits on cycles through a */
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
