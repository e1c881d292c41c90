// SPDX-License-Identifier: GPL-2.0
/*
 * Every path of every thread. See private/verify.h.
 */
#include "private/verify.h"

#define MAX_STEPS	131072		/* instructions looked at in all */
#define MAX_SWEEPS	8		/* in which memory may grow by bits */

#define T(type)		(1U << ORDLAB_T_##type)
#define T_ATOMIC	(T(INT) | T(ATOMIC))
#define T_POINTER	(T(LONG) | T(ULONG) | T(PTR))	/* of the same size */
#define HAS_VALUE(kind)	(ORDLAB_K_##kind != ORDLAB_K_OBJECT)

enum {
	T_DATA = 0
#define ORDLAB_X(id, kind, bits, name)	| (HAS_VALUE(kind) ? T(id) : 0)
	ORDLAB_TYPES(ORDLAB_X)
#undef ORDLAB_X
};

/* Types that an operation takes, by its column "arguments" in ORDLAB_OPS */
#define TYPES_NONE	0
#define TYPES_V		0
#define TYPES_L		T_DATA
#define TYPES_LV	T_DATA
#define TYPES_P		T_DATA
#define TYPES_PV	T_DATA
#define TYPES_PVV	T_DATA
#define TYPES_R		T_POINTER
#define TYPES_RV	T_POINTER
#define TYPES_A		T_ATOMIC
#define TYPES_AV	T_ATOMIC
#define TYPES_VA	T_ATOMIC
#define TYPES_AVV	T_ATOMIC

static const __u16 op_types[ORDLAB_NR_OPS] = {
#define ORDLAB_X(id, name, class, order, alu, args)	\
	[ORDLAB_##id] = TYPES_##args,
	ORDLAB_OPS(ORDLAB_X)
#undef ORDLAB_X
};

static unsigned int first_of(__u32 mask)
{
	unsigned int l = 0;

	while (!(mask & 1U << l))
		l++;
	return l;
}

/* The locations that an instruction may access: what its address may be of */
static enum ordlab_reason find_targets(struct ordlab_verifier *v,
				       struct state *state,
				       const struct ordlab_insn *insn,
				       __u32 *targets)
{
	unsigned int index = insn - v->view.insns;
	enum ordlab_reason reason;
	struct value value;

	reason = verify_operand(state, &insn->addr, &value);
	if (reason)
		return reason;
	*targets = value.locs;
	if (insn->addr.kind == ORDLAB_OPERAND_LOC)
		return ORDLAB_R_NONE;

	if (ordlab_is_cut(insn))
		return ORDLAB_R_LOOP;
	if (!value.locs)
		return ORDLAB_R_NO_ADDRESS;
	v->facts->targets[index] |= value.locs;
	if (value.ints) {
		/* it is an address from now on; see struct ordlab_facts */
		v->facts->check[index] = 1;
		value = (struct value){ .locs = value.locs };
		verify_write(state, insn->addr.index, &value);
	}
	return ORDLAB_R_NONE;
}

static enum ordlab_reason check_types(const struct ordlab_verifier *v,
				      __u32 targets, __u32 types,
				      enum ordlab_reason wrong)
{
	unsigned int l;
	__u32 seen = 0;

	for (l = 0; l < ORDLAB_MAX_LOCATIONS; l++) {
		if (targets & 1U << l)
			seen |= 1U << v->view.locations[l].type;
	}
	if (seen & ~T_DATA && types & T_DATA)
		return ORDLAB_R_TYPE_DATA;
	if (seen & ~types)
		return wrong;
	/* a pointer may hold an address, and is not to be taken for a long */
	if (seen & ~T_ATOMIC && !is_one(seen))
		return ORDLAB_R_TYPE_MIXED;
	return ORDLAB_R_NONE;
}

/* What an instruction writes, if it does */
static struct value value_written(const struct ordlab_insn *insn,
				  const struct value *was,
				  const struct value *val, unsigned int type)
{
	struct value value;

	switch (ordlab_meaning(insn->op)->stored) {
	case ORDLAB_STORE_V0:
		value = val[0];
		break;
	case ORDLAB_STORE_V1:
		value = val[1];
		break;
	default:
		value = verify_arithmetic(type, ordlab_ops[insn->op].alu, was,
					  &val[0]);
		break;
	}
	value = verify_convert(type, &value);
	value.token = 0;
	value.cmp = 0;
	return value;
}

/* What an instruction returns */
static struct value value_returned(const struct ordlab_insn *insn,
				   const struct value *was,
				   const struct value *is)
{
	switch (ordlab_meaning(insn->op)->result) {
	case ORDLAB_RESULT_OLD:
		return *was;
	case ORDLAB_RESULT_NEW:
		return *is;
	default:
		return verify_bits(1);
	}
}

/* Loads, stores and read-modify-writes */
static enum ordlab_reason step_data(struct ordlab_verifier *v,
				    struct state *state,
				    const struct ordlab_insn *insn,
				    __u32 targets)
{
	__u8 flags = ordlab_flags(insn->op);
	struct value val[2], was = { 0 }, is = { 0 };
	enum ordlab_reason reason;
	unsigned int l, i, type;

	reason = check_types(v, targets, op_types[insn->op],
			     op_types[insn->op] == T_POINTER ?
			     ORDLAB_R_TYPE_POINTER : ORDLAB_R_TYPE_ATOMIC);
	if (reason)
		return reason;
	type = v->view.locations[first_of(targets)].type;

	for (i = 0; i < ARRAY_SIZE(val); i++) {
		reason = verify_operand(state, &insn->val[i], &val[i]);
		if (reason)
			return reason;
		if (val[i].locs && type != ORDLAB_T_PTR)
			return ORDLAB_R_ADDR_IN_INT;
	}
	for (l = 0; l < ORDLAB_MAX_LOCATIONS; l++) {
		if (targets & 1U << l)
			verify_join(&was, &v->memory[l]);
	}
	if (flags & ORDLAB_CF_WRITE) {
		is = value_written(insn, &was, val, type);
		if (v->hasty && !is.exact && is.bits) {
			is.bits = ANY_BITS;
			is.type = type;
		}
		for (l = 0; l < ORDLAB_MAX_LOCATIONS; l++) {
			if (targets & 1U << l && verify_join(&v->memory[l], &is))
				v->grown = true;
		}
	}
	if (flags & ORDLAB_CF_DST) {
		is = value_returned(insn, &was, &is);
		verify_write(state, insn->dst, &is);
	}
	return ORDLAB_R_NONE;
}

/* Locks and SRCU domains */
static enum ordlab_reason step_object(struct ordlab_verifier *v,
				      struct state *state,
				      const struct ordlab_insn *insn,
				      __u32 targets)
{
	const struct ordlab_meaning *meaning = ordlab_meaning(insn->op);
	bool lock = meaning->object == ORDLAB_ON_LOCK;
	enum ordlab_reason reason;
	struct value value;

	if (!is_one(targets))
		return ORDLAB_R_LOCK_UNKNOWN;
	reason = lock ?
		check_types(v, targets, T(SPINLOCK), ORDLAB_R_TYPE_LOCK) :
		check_types(v, targets, T(SRCU), ORDLAB_R_TYPE_SRCU);
	if (reason)
		return reason;
	if (!lock)
		return verify_srcu(v, state, insn, first_of(targets));
	reason = verify_lock(v, state, insn, first_of(targets));
	if (!reason && meaning->result == ORDLAB_RESULT_SUCCESS) {
		value = meaning->holding == ORDLAB_HOLD_BEGIN ? verify_imm(1) :
								verify_any();
		verify_write(state, insn->dst, &value);
	}
	return reason;
}

/*
 * Follow one instruction that is neither a branch nor a jump; of a trylock, the
 * path on which it takes the lock.
 */
static enum ordlab_reason step(struct ordlab_verifier *v, struct state *state,
			       const struct ordlab_insn *insn)
{
	const struct ordlab_meaning *meaning = ordlab_meaning(insn->op);
	enum ordlab_reason reason;
	__u32 targets = 0;

	if (meaning->flags & ORDLAB_CF_ADDR) {
		reason = find_targets(v, state, insn, &targets);
		if (reason)
			return reason;
	}
	switch (meaning->object) {
	case ORDLAB_ON_DATA:
		return step_data(v, state, insn, targets);
	case ORDLAB_ON_LOCK:
	case ORDLAB_ON_SRCU:
		return step_object(v, state, insn, targets);
	case ORDLAB_ON_RCU:
		return verify_rcu(state, insn);
	default:
		return meaning->result == ORDLAB_RESULT_ALU ?
			verify_alu(state, insn) : ORDLAB_R_NONE;
	}
}

/*
 * A path goes on at instruction @insn in a state; false if there are too many
 */
static bool follow(struct ordlab_verifier *v, const struct state *state,
		   unsigned int insn)
{
	struct state *other;
	unsigned int i, r;

	for (i = 0; i < v->nr_pending; i++) {
		other = &v->pending[i];
		if (other->insn != insn || !verify_same_held(other, state))
			continue;
		for (r = 0; r < ORDLAB_MAX_REGS; r++)
			verify_join(&other->regs[r], &state->regs[r]);
		other->written &= state->written;
		return true;
	}
	if (i == MAX_STATES)
		return false;
	v->pending[i] = *state;
	v->pending[i].insn = insn;
	v->nr_pending++;
	return true;
}

/* Take the state that is furthest behind: everything joins it that can */
static void next_state(struct ordlab_verifier *v)
{
	unsigned int i, least = 0;

	for (i = 1; i < v->nr_pending; i++) {
		if (v->pending[i].insn < v->pending[least].insn)
			least = i;
	}
	v->now = v->pending[least];
	v->nr_pending--;
	if (least != v->nr_pending)
		v->pending[least] = v->pending[v->nr_pending];
}

/* Follow both ways out of a branch, as far as there are paths that take them */
static enum ordlab_reason follow_branch(struct ordlab_verifier *v,
					const struct ordlab_insn *insn)
{
	struct state *state = &v->now;
	unsigned int here = state->insn;
	enum ordlab_reason reason;
	struct value value;

	reason = verify_operand(state, &insn->val[0], &value);
	if (reason)
		return reason;
	v->other = *state;
	if (verify_assume(state, &insn->val[0], true) &&
	    !follow(v, state, insn->target))
		return ORDLAB_R_PATHS;
	if (verify_assume(&v->other, &insn->val[0], false) &&
	    !follow(v, &v->other, here + 1))
		return ORDLAB_R_PATHS;
	return ORDLAB_R_NONE;
}

/* Follow v->now over one instruction */
static enum ordlab_reason advance(struct ordlab_verifier *v)
{
	const struct ordlab_thread *thread = &v->view.threads[v->thread];
	struct state *state = &v->now;
	unsigned int here = state->insn;
	const struct ordlab_meaning *meaning;
	const struct ordlab_insn *insn;
	enum ordlab_reason reason;
	struct value value;

	if (here == thread->nr_insns) {
		v->facts->unset[v->thread] |=
			~state->written & ((1U << thread->nr_regs) - 1);
		return verify_end(state);
	}
	insn = &v->view.insns[thread->first + here];
	meaning = ordlab_meaning(insn->op);
	if (meaning->next == ORDLAB_NEXT_TARGET)
		return follow(v, state, insn->target) ? ORDLAB_R_NONE :
							ORDLAB_R_PATHS;
	if (meaning->next == ORDLAB_NEXT_IF)
		return follow_branch(v, insn);
	reason = step(v, state, insn);
	if (reason)
		return reason;
	if (!follow(v, state, here + 1))
		return ORDLAB_R_PATHS;
	if (meaning->holding != ORDLAB_HOLD_BEGIN || !ordlab_may_fail(insn->op))
		return ORDLAB_R_NONE;

	/* a trylock: the path on which it fails */
	verify_release(state, state->nr_held - 1);
	value = verify_imm(0);
	verify_write(state, insn->dst, &value);
	return follow(v, state, here + 1) ? ORDLAB_R_NONE : ORDLAB_R_PATHS;
}

/*
 * Sweep over all paths of all threads. A path that must be refused ends there,
 * and the first of them is noted: whether it is right to refuse it is known
 * only when memory has stopped growing, as it may yet turn out that a pointer
 * does hold an address.
 */
static int sweep(struct ordlab_verifier *v)
{
	struct ordlab_facts *facts = v->facts;
	enum ordlab_reason reason;

	verify_refuse(facts, ORDLAB_R_NONE, -1, -1);
	v->grown = false;
	for (v->thread = 0; v->thread < v->view.prog->nr_threads; v->thread++) {
		memset(&v->now, 0, sizeof(v->now));
		v->nr_pending = 0;
		follow(v, &v->now, 0);
		while (v->nr_pending) {
			if (v->steps++ == MAX_STEPS)
				return verify_refuse(facts, ORDLAB_R_WORK, -1, -1);
			next_state(v);
			reason = advance(v);
			if (reason && !facts->reason)
				verify_refuse(facts, reason, v->thread, v->now.insn);
			if (reason == ORDLAB_R_PATHS)
				break;
		}
	}
	return 0;
}

int verify_paths(struct ordlab_verifier *v)
{
	const struct ordlab_view *view = &v->view;
	struct ordlab_facts *facts = v->facts;
	const struct ordlab_operand *init;
	unsigned int i;

	for (i = 0; i < view->prog->nr_locations; i++) {
		init = &view->locations[i].init;
		v->memory[i] = init->kind == ORDLAB_OPERAND_LOC ?
			(struct value){ .locs = 1U << init->index } :
			verify_imm(init->imm);
	}
	for (i = 0; i == 0 || v->grown; i++) {
		v->hasty = i >= MAX_SWEEPS;
		if (sweep(v))
			return -1;
	}
	return facts->reason ? -1 : 0;
}
