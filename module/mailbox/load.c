// SPDX-License-Identifier: GPL-2.0
/*
 * Makes a program ready for the mailbox machine: numbers its events, stores and
 * guesses, and finds its readers and grace periods.
 */
#include "private/machine.h"

const char * const mailbox_profiles[MAILBOX_NR_PROFILES] = {
	[MAILBOX_LKMM]	= "lkmm",
	[MAILBOX_MCA]	= "mca",
	[MAILBOX_TSO]	= "tso",
	[MAILBOX_SC]	= "sc",
};

const char *mailbox_refusal_text(enum mailbox_refusal refusal)
{
	switch (refusal) {
	case MAILBOX_REFUSE_EVENTS:
		return "more than 64 accesses or branches in a thread, or 128 in all";
	case MAILBOX_REFUSE_STORES:
		return "more than 63 stores";
	case MAILBOX_REFUSE_PAIRS:
		return "more than 64 pairs of a reader and a grace period";
	case MAILBOX_REFUSE_SRCU:
		return "an SRCU reader that ends in another thread";
	case MAILBOX_REFUSE_EMPTY:
		return "a reader, or two grace periods, with no access between";
	default:
		return "";
	}
}

static enum mailbox_refusal refuse(struct mailbox *m,
				   enum mailbox_refusal refusal,
				   unsigned int thread, unsigned int insn)
{
	m->thread = thread;
	m->insn = insn;
	m->refusal = refusal;
	return refusal;
}

/* Whether an instruction may turn out one way or the other */
static bool is_guess(unsigned int class)
{
	return class == ORDLAB_C_BRANCH || class == ORDLAB_C_CMPXCHG ||
	       class == ORDLAB_C_ADD_UNLESS || class == ORDLAB_C_TRYLOCK ||
	       class == ORDLAB_C_IS_LOCKED;
}

static unsigned int nr_events_of(unsigned int class)
{
	switch (class) {
	case ORDLAB_C_LOAD:
	case ORDLAB_C_STORE:
	case ORDLAB_C_STORE_MB:
	case ORDLAB_C_UNLOCK:
	case ORDLAB_C_IS_LOCKED:
	case ORDLAB_C_SRCU_LOCK:
	case ORDLAB_C_SRCU_UNLOCK:
		return 1;
	case ORDLAB_C_XCHG:
	case ORDLAB_C_CMPXCHG:
	case ORDLAB_C_RMW:
	case ORDLAB_C_RETURN:
	case ORDLAB_C_FETCH:
	case ORDLAB_C_TEST:
	case ORDLAB_C_NEGATIVE:
	case ORDLAB_C_ADD_UNLESS:
	case ORDLAB_C_LOCK:
	case ORDLAB_C_TRYLOCK:
		return 2;
	default:
		return 0;
	}
}

static bool is_store(unsigned int class)
{
	return nr_events_of(class) == 2 || class == ORDLAB_C_STORE ||
	       class == ORDLAB_C_STORE_MB || class == ORDLAB_C_UNLOCK ||
	       class == ORDLAB_C_SRCU_UNLOCK;
}

/* Where the ways from each branch meet again: its nearest post-dominator */
static void find_meets(struct mailbox *m, unsigned int t)
{
	const struct ordlab_thread *thread = &m->view.threads[t];
	struct mailbox_code *code = &m->code[thread->first];
	unsigned int i;

	for (i = thread->nr_insns; i-- > 0;) {
		const struct ordlab_insn *insn = mailbox_insn(m, t, i);
		unsigned int class = ordlab_ops[insn->op].class;
		unsigned int a = i + 1, b = i + 1;

		if (class == ORDLAB_C_BRANCH || class == ORDLAB_C_JUMP)
			b = insn->target;
		if (class == ORDLAB_C_JUMP)
			a = b;
		while (a != b) {
			if (a < b)
				a = code[a].meet;
			else
				b = code[b].meet;
		}
		code[i].meet = a;
	}
}

static enum mailbox_refusal number_store(struct mailbox *m, unsigned int t,
					 unsigned int i, unsigned int event)
{
	if (m->nr_stores == MAILBOX_MAX_STORES)
		return refuse(m, MAILBOX_REFUSE_STORES, t, i);
	m->store_event[m->nr_stores] = event;
	m->store_thread[m->nr_stores] = t;
	m->code[m->view.threads[t].first + i].store = m->nr_stores++;
	return MAILBOX_OK;
}

static enum mailbox_refusal number(struct mailbox *m, unsigned int t)
{
	const struct ordlab_thread *thread = &m->view.threads[t];
	unsigned int i, e, guesses = 0;

	m->first[t] = m->nr_events;
	for (i = 0; i < thread->nr_insns; i++) {
		struct mailbox_code *code = &m->code[thread->first + i];
		unsigned int op = mailbox_insn(m, t, i)->op;
		unsigned int class = ordlab_ops[op].class;
		unsigned int nr = nr_events_of(class);

		code->event = MAILBOX_NONE;
		code->store = MAILBOX_NONE;
		code->guess = MAILBOX_NONE;
		if (is_guess(class))
			code->guess = guesses++;
		if (m->nr_events + nr > MAILBOX_MAX_EVENTS ||
		    m->nr_events + nr - m->first[t] > MAILBOX_MAX_THREAD ||
		    guesses > MAILBOX_MAX_THREAD)
			return refuse(m, MAILBOX_REFUSE_EVENTS, t, i);
		if (nr)
			code->event = m->nr_events;
		for (e = 0; e < nr; e++)
			m->event_insn[m->nr_events++] = i;
		if (is_store(class) &&
		    number_store(m, t, i, m->nr_events - 1))
			return m->refusal;
	}
	m->first[t + 1] = m->nr_events;
	return MAILBOX_OK;
}

static enum mailbox_refusal pair_with(struct mailbox *m, unsigned int t,
				      unsigned int i, unsigned int u)
{
	unsigned int class = ordlab_ops[mailbox_insn(m, t, i)->op].class;
	unsigned int wanted = class == ORDLAB_C_RCU_LOCK ? ORDLAB_C_RCU_SYNC :
							   ORDLAB_C_SRCU_SYNC;
	unsigned int j;

	for (j = 0; j < m->view.threads[u].nr_insns; j++) {
		const struct ordlab_insn *sync = mailbox_insn(m, u, j);
		struct mailbox_pair *pair = &m->pairs[m->nr_pairs];

		if (ordlab_ops[sync->op].class != wanted)
			continue;
		if (m->nr_pairs == MAILBOX_MAX_PAIRS)
			return refuse(m, MAILBOX_REFUSE_PAIRS, u, j);
		pair->reader = t;
		pair->lock = i;
		pair->waiter = u;
		pair->sync = j;
		m->nr_pairs++;
	}
	return MAILBOX_OK;
}

static enum mailbox_refusal find_pairs(struct mailbox *m, unsigned int t)
{
	unsigned int i, u;

	for (i = 0; i < m->view.threads[t].nr_insns; i++) {
		unsigned int op = mailbox_insn(m, t, i)->op;

		if (ordlab_ops[op].class != ORDLAB_C_RCU_LOCK &&
		    ordlab_ops[op].class != ORDLAB_C_SRCU_LOCK)
			continue;
		for (u = 0; u < m->view.prog->nr_threads; u++) {
			if (pair_with(m, t, i, u))
				return m->refusal;
		}
	}
	return MAILBOX_OK;
}

/* Whether what ends a reader here has its index from the thread's own beginning */
static bool is_own_index(const struct mailbox *m, unsigned int t, unsigned int i)
{
	const struct ordlab_operand *index = &mailbox_insn(m, t, i)->val[0];
	bool own = false;
	unsigned int j;

	if (index->kind != ORDLAB_OPERAND_REG)
		return false;
	for (j = 0; j < i; j++) {
		const struct ordlab_insn *insn = mailbox_insn(m, t, j);
		unsigned int class = ordlab_ops[insn->op].class;

		if (insn->dst != index->index)
			continue;
		if (class != ORDLAB_C_SRCU_LOCK && class != ORDLAB_C_ALU)
			return false;
		own = true;
	}
	return own;
}

/*
 * A grace period and the beginning of a reader are no events. Accesses that
 * follow stand for them, so there have to be some before the next.
 */
static enum mailbox_refusal check_empty(struct mailbox *m, unsigned int t)
{
	bool empty = false;
	unsigned int i;

	for (i = 0; i < m->view.threads[t].nr_insns; i++) {
		unsigned int op = mailbox_insn(m, t, i)->op;
		unsigned int class = ordlab_ops[op].class;
		bool sync = class == ORDLAB_C_RCU_SYNC ||
			    class == ORDLAB_C_SRCU_SYNC;

		if (empty && (sync || class == ORDLAB_C_RCU_UNLOCK))
			return refuse(m, MAILBOX_REFUSE_EMPTY, t, i);
		if (sync || class == ORDLAB_C_RCU_LOCK)
			empty = true;
		else if (nr_events_of(class))
			empty = false;
	}
	return MAILBOX_OK;
}

static enum mailbox_refusal check_readers(struct mailbox *m, unsigned int t)
{
	unsigned int i;

	for (i = 0; i < m->view.threads[t].nr_insns; i++) {
		unsigned int op = mailbox_insn(m, t, i)->op;

		if (ordlab_ops[op].class == ORDLAB_C_SRCU_UNLOCK &&
		    !is_own_index(m, t, i))
			return refuse(m, MAILBOX_REFUSE_SRCU, t, i);
	}
	return MAILBOX_OK;
}

enum mailbox_refusal mailbox_load(struct mailbox *m,
				  const struct ordlab_view *view,
				  enum mailbox_profile profile,
				  unsigned int broken)
{
	unsigned int t;

	memset(m, 0, sizeof(*m));
	m->view = *view;
	m->profile = profile;
	m->broken = broken;
	m->nr_stores = 1;
	for (t = 0; t < view->prog->nr_threads; t++) {
		if (number(m, t))
			return m->refusal;
		find_meets(m, t);
	}
	for (t = 0; t < view->prog->nr_threads; t++) {
		if (find_pairs(m, t) || check_readers(m, t))
			return m->refusal;
	}
	for (t = 0; m->nr_pairs && t < view->prog->nr_threads; t++) {
		if (check_empty(m, t))
			return m->refusal;
	}
	return MAILBOX_OK;
}
