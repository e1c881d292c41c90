// SPDX-License-Identifier: GPL-2.0
/*
 * The path of a thread of the mailbox machine: what its guesses lead to, and
 * what is known of registers, addresses and values as far as its loads are
 * executed.
 *
 * Dependencies are those that herd7 computes for C, as in the tool's
 * events/path.c: a value is known when all that it is computed from is, whatever
 * comes out of it; a branch controls what runs before the ways from it meet. That
 * a cmpxchg() succeeds is no dependency.
 */
#include "private/machine.h"

#define MAX_REGIONS	MAILBOX_MAX_THREAD

/* What an operand is */
struct source {
	__s64 value;
	bool known;
	bool controlled;
	__u16 token;
};

/* A walk under way */
struct walker {
	const struct mailbox *m;
	const struct mailbox_state *s;
	struct walk *walk;
	const struct ordlab_insn *insn;
	const struct mailbox_code *code;
	unsigned int thread;
	unsigned int pc;
	unsigned int nr_regions;
	struct {
		__u16 until;
		bool controlled;
	} regions[MAX_REGIONS];
};

static struct source operand(const struct walker *w,
			     const struct ordlab_operand *op)
{
	struct source s = { .known = true, .controlled = true };

	if (op->kind == ORDLAB_OPERAND_IMM) {
		s.value = op->imm;
	} else if (op->kind == ORDLAB_OPERAND_LOC) {
		s.value = ORDLAB_ADDR(op->index);
	} else if (op->kind == ORDLAB_OPERAND_REG) {
		const struct walk_reg *reg = &w->walk->regs[op->index];

		s.value = reg->value;
		s.known = reg->known;
		s.controlled = reg->controlled;
		s.token = reg->token;
	}
	return s;
}

/* Whether all branches that the instruction depends on are known */
static bool is_controlled(struct walker *w)
{
	unsigned int i, nr = 0;
	bool controlled = true;

	for (i = 0; i < w->nr_regions; i++) {
		if (w->regions[i].until <= w->pc)
			continue;
		controlled &= w->regions[i].controlled;
		w->regions[nr++] = w->regions[i];
	}
	w->nr_regions = nr;
	return controlled;
}

static void set_reg(struct walker *w, __s64 value, bool known, bool controlled)
{
	struct walk_reg *reg;

	if (w->insn->dst == ORDLAB_NO_REG)
		return;
	reg = &w->walk->regs[w->insn->dst];
	reg->value = known ? value : 0;
	reg->known = known;
	reg->controlled = known && controlled && is_controlled(w);
	reg->token = 0;
}

/* Return: NULL if the path has more than there is room for */
static struct walk_event *new_event(struct walker *w, unsigned int is)
{
	const struct ordlab_op_info *op = &ordlab_ops[w->insn->op];
	struct walk_event *e = &w->walk->events[w->walk->nr];

	if (w->walk->nr == WALK_EVENTS) {
		w->walk->dead = true;
		return NULL;
	}
	w->walk->nr++;
	memset(e, 0, sizeof(*e));
	e->is = is;
	e->insn = w->pc;
	e->order = op->order;
	e->op = w->insn->op;
	e->event = MAILBOX_NONE;
	e->store = MAILBOX_NONE;
	e->loc = MAILBOX_NONE;
	e->controlled = is_controlled(w);
	return e;
}

/* Where the instruction's address leads to */
static void locate(const struct walker *w, struct walk_event *e)
{
	struct source addr = operand(w, &w->insn->addr);

	e->located = addr.known;
	if (addr.known && ORDLAB_IS_ADDR(addr.value) &&
	    ORDLAB_ADDR_LOC(addr.value) < w->m->view.prog->nr_locations)
		e->loc = ORDLAB_ADDR_LOC(addr.value);
	if (addr.known && e->loc == MAILBOX_NONE)
		w->walk->lost = true;
}

/* An access, to what the instruction's address is */
static struct walk_event *new_access(struct walker *w, unsigned int is,
				     unsigned int event)
{
	struct walk_event *e = new_event(w, is);

	if (!e)
		return NULL;
	e->event = event;
	e->done = w->s->done[w->thread] >> (event - w->m->first[w->thread]) & 1;
	if (is & EVENT_WRITE)
		e->store = w->code->store;
	locate(w, e);
	return e;
}

/* The type that a location is read and written in */
static unsigned int type_of(const struct walker *w, const struct walk_event *e)
{
	unsigned int type = e->loc == MAILBOX_NONE ? ORDLAB_T_PTR :
			    w->m->view.locations[e->loc].type;

	return ordlab_is_data(type) ? type : ORDLAB_T_INT;
}

static void set_value(struct walker *w, struct walk_event *e,
		      const struct source *value)
{
	e->valued = value->known && e->located;
	if (e->valued)
		e->value = ordlab_convert(type_of(w, e), value->value);
}

/* What was guessed, or is known by now. Return: false if the path ends here */
static bool take_guess(struct walker *w, bool known, bool is, bool *how)
{
	__u64 bit = BIT_ULL(w->code->guess);

	if (w->s->guessed[w->thread] & bit) {
		*how = w->s->guess[w->thread] & bit;
		if (known && *how != is)
			w->walk->dead = true;
		return true;
	}
	*how = is;
	if (!known)
		w->walk->guess = w->code->guess;
	return known;
}

static void walk_load(struct walker *w)
{
	struct walk_event *e = new_access(w, EVENT_READ, w->code->event);

	if (!e)
		return;
	if (e->order == ORDLAB_O_SRCU_LOCK)
		e->is |= EVENT_SRCU;
	set_reg(w, w->s->value[e->event], e->done, true);
	if (w->insn->dst != ORDLAB_NO_REG && e->is & EVENT_SRCU)
		w->walk->regs[w->insn->dst].token = w->pc + 1;
}

static void walk_store(struct walker *w)
{
	struct source value = operand(w, &w->insn->val[0]);
	struct walk_event *e = new_access(w, EVENT_WRITE, w->code->event);

	if (!e)
		return;
	set_value(w, e, &value);
	if (ordlab_ops[w->insn->op].class == ORDLAB_C_SRCU_UNLOCK) {
		e->is |= EVENT_SRCU;
		e->begins = value.token;
	}
	if (ordlab_ops[w->insn->op].class != ORDLAB_C_STORE_MB)
		return;
	e = new_event(w, EVENT_FENCE);
	if (e)
		e->order = ORDLAB_O_MB;
}

static void walk_lock(struct walker *w, bool taken)
{
	struct walk_event *e;

	e = new_access(w, EVENT_READ | EVENT_RMW | EVENT_LKR | EVENT_IS_0,
		       w->code->event);
	if (!e)
		return;
	if (!taken) {
		e->is = EVENT_READ | EVENT_IS_1;
		e->order = ORDLAB_O_ONCE;
		set_reg(w, 0, e->done, true);
		return;
	}
	set_reg(w, 1, true, true);
	e = new_access(w, EVENT_WRITE | EVENT_RMW | EVENT_LKW,
		       w->code->event + 1);
	if (!e)
		return;
	e->value = 1;
	e->valued = e->located;
}

static void walk_unlock(struct walker *w)
{
	struct walk_event *e = new_access(w, EVENT_WRITE | EVENT_UL,
					  w->code->event);

	if (e)
		e->valued = e->located;
}

static void walk_is_locked(struct walker *w, bool locked)
{
	struct walk_event *e = new_access(w, EVENT_READ, w->code->event);

	if (!e)
		return;
	e->is |= locked ? EVENT_IS_1 : EVENT_IS_0;
	set_reg(w, locked, e->done, true);
}

/* --- Read-modify-writes --- */

/*
 * What the write of a read-modify-write is computed from, and the result, as in
 * rmw_flows() of the tool's events/path.c.
 */
static void rmw_compute(struct walker *w, struct walk_event *read,
			const struct source *v0, const struct source *v1,
			struct source *written)
{
	const struct ordlab_op_info *op = &ordlab_ops[w->insn->op];
	unsigned int type = type_of(w, read);
	__s64 old = w->s->value[read->event], is = 0;

	switch (op->class) {
	case ORDLAB_C_XCHG:
		*written = *v0;
		set_reg(w, old, read->done, true);
		return;
	case ORDLAB_C_CMPXCHG:
		*written = *v1;
		set_reg(w, old, read->done, true);
		return;
	case ORDLAB_C_ADD_UNLESS:
		written->value = ordlab_alu(type, op->alu, old, v0->value);
		written->known = read->done && v0->known;
		set_reg(w, !(read->is & EVENT_FAILED), read->done && v1->known,
			v1->controlled);
		return;
	default:
		break;
	}
	if (read->done && v0->known)
		is = ordlab_alu(type, op->alu, old, v0->value);
	written->value = is;
	written->known = read->done && v0->known;
	set_reg(w, op->class == ORDLAB_C_FETCH ? old :
		   op->class == ORDLAB_C_TEST ? !is :
		   op->class == ORDLAB_C_NEGATIVE ? is < 0 : is,
		written->known, v0->controlled);
}

/* Whether it succeeds. Return: false if the path ends here */
static bool rmw_guess(struct walker *w, struct walk_event *read,
		      const struct source *v0, const struct source *v1,
		      bool *succeeds)
{
	unsigned int class = ordlab_ops[w->insn->op].class;
	const struct source *with = class == ORDLAB_C_CMPXCHG ? v0 : v1;
	bool is = false;

	*succeeds = true;
	if (class != ORDLAB_C_CMPXCHG && class != ORDLAB_C_ADD_UNLESS)
		return true;
	read->compares = true;
	read->expecting = with->known && read->located;
	if (read->expecting)
		read->expects = ordlab_convert(type_of(w, read), with->value);
	if (read->expecting && read->done)
		is = (w->s->value[read->event] == read->expects) ==
		     (class == ORDLAB_C_CMPXCHG);
	if (!take_guess(w, read->expecting && read->done, is, succeeds)) {
		w->walk->nr--;
		return false;
	}
	read->equal = *succeeds == (class == ORDLAB_C_CMPXCHG);
	return true;
}

/* Return: false if the path ends here */
static bool walk_rmw(struct walker *w)
{
	struct source v0 = operand(w, &w->insn->val[0]);
	struct source v1 = operand(w, &w->insn->val[1]);
	struct source written = { 0 };
	struct walk_event *read, *write;
	bool succeeds;

	read = new_access(w, EVENT_READ | EVENT_RMW, w->code->event);
	if (!read || !rmw_guess(w, read, &v0, &v1, &succeeds))
		return false;
	if (!succeeds) {
		read->is |= EVENT_FAILED;
		read->order = ORDLAB_O_ONCE;
	}
	rmw_compute(w, read, &v0, &v1, &written);
	if (!succeeds)
		return true;
	write = new_access(w, EVENT_WRITE | EVENT_RMW, w->code->event + 1);
	if (!write)
		return false;
	/* The register that holds the address may be the destination */
	write->loc = read->loc;
	write->located = read->located;
	set_value(w, write, &written);
	return true;
}

static void walk_alu(struct walker *w)
{
	struct source a = operand(w, &w->insn->val[0]);
	struct source b = operand(w, &w->insn->val[1]);
	bool known = a.known && b.known;
	__s64 value = 0;

	if (known)
		value = ordlab_alu(w->insn->type, w->insn->alu, a.value, b.value);
	set_reg(w, value, known, a.controlled && b.controlled);
	if (w->insn->dst != ORDLAB_NO_REG)
		w->walk->regs[w->insn->dst].token = a.token ? a.token : b.token;
}

/* Return: false if the path ends here */
static bool walk_branch(struct walker *w)
{
	struct source cond = operand(w, &w->insn->val[0]);
	bool falls;

	is_controlled(w);
	if (!take_guess(w, cond.known, cond.value, &falls))
		return false;
	if (w->nr_regions < MAX_REGIONS) {
		w->regions[w->nr_regions].until = w->code->meet;
		w->regions[w->nr_regions++].controlled = cond.controlled;
	}
	w->pc = falls ? w->pc + 1 : w->insn->target;
	return true;
}

/* Return: false if the path ends here */
static bool walk_conditional(struct walker *w, unsigned int class)
{
	bool how;

	if (class == ORDLAB_C_BRANCH)
		return walk_branch(w);
	if (class == ORDLAB_C_TRYLOCK || class == ORDLAB_C_IS_LOCKED) {
		if (!take_guess(w, false, false, &how))
			return false;
		if (class == ORDLAB_C_TRYLOCK)
			walk_lock(w, how);
		else
			walk_is_locked(w, how);
	} else if (!walk_rmw(w)) {
		return false;
	}
	w->pc++;
	return true;
}

/* Return: false if the path ends here */
static bool walk_insn(struct walker *w)
{
	unsigned int class = ordlab_ops[w->insn->op].class;
	struct walk_event *e;

	if (ordlab_is_cut(w->insn)) {
		w->walk->lost = true;
		return false;
	}
	switch (class) {
	case ORDLAB_C_JUMP:
		w->pc = w->insn->target;
		return true;
	case ORDLAB_C_ALU:
		walk_alu(w);
		break;
	case ORDLAB_C_LOAD:
	case ORDLAB_C_SRCU_LOCK:
		walk_load(w);
		break;
	case ORDLAB_C_STORE:
	case ORDLAB_C_STORE_MB:
	case ORDLAB_C_SRCU_UNLOCK:
		walk_store(w);
		break;
	case ORDLAB_C_LOCK:
		walk_lock(w, true);
		break;
	case ORDLAB_C_UNLOCK:
		walk_unlock(w);
		break;
	case ORDLAB_C_FENCE:
	case ORDLAB_C_RCU_LOCK:
	case ORDLAB_C_RCU_UNLOCK:
	case ORDLAB_C_RCU_SYNC:
		new_event(w, EVENT_FENCE);
		break;
	case ORDLAB_C_SRCU_SYNC:
		e = new_event(w, EVENT_FENCE);
		if (e)
			locate(w, e);
		break;
	default:
		return walk_conditional(w, class);
	}
	w->pc++;
	return true;
}

void mailbox_walk(const struct mailbox *m, const struct mailbox_state *s,
		  unsigned int thread, struct walk *walk)
{
	const struct ordlab_thread *code = &m->view.threads[thread];
	struct walker w = { .m = m, .s = s, .walk = walk, .thread = thread };
	unsigned int r;

	walk->nr = 0;
	walk->guess = MAILBOX_NONE;
	walk->ended = false;
	walk->dead = false;
	walk->lost = false;
	for (r = 0; r < ORDLAB_MAX_REGS; r++)
		walk->regs[r] = (struct walk_reg) {
			.known = true,
			.controlled = true,
		};
	while (w.pc < code->nr_insns) {
		w.insn = mailbox_insn(m, thread, w.pc);
		w.code = &m->code[code->first + w.pc];
		if (!walk_insn(&w) || walk->dead || walk->lost)
			return;
	}
	walk->ended = true;
}
