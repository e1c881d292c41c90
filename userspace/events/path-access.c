// SPDX-License-Identifier: GPL-2.0
/*
 * The instructions of a path that access memory: finds the place of each access and
 * makes its events. See private/walker.h.
 */
#include "private/walker.h"
#include "lib/util.h"

static bool is_temporary(const struct walker *w, unsigned int reg)
{
	return !w->thread->regs[reg][0];
}

struct source walker_operand(struct walker *w, const struct ordlab_operand *op)
{
	struct source s = { .node = NO_NODE, .step = NO_STEP };

	switch (op->kind) {
	case ORDLAB_OPERAND_IMM:
	case ORDLAB_OPERAND_LOC:
		s.node = walker_constant(w, value_of_operand(w->view, op));
		break;
	case ORDLAB_OPERAND_REG:
		/* A register that was never written holds 0 */
		s.node = w->regs[op->index];
		if (s.node == NO_NODE)
			s.node = walker_constant(w, value_int(0));
		s.step = dependencies_read(&w->deps, op->index,
					   is_temporary(w, op->index));
		break;
	default:
		s.node = walker_constant(w, value_int(0));
	}
	return s;
}

void walker_result(struct walker *w, uint16_t node, uint16_t a, uint16_t b)
{
	unsigned int dst = w->insns[w->pc].dst;

	if (dst == ORDLAB_NO_REG)
		return;
	w->regs[dst] = node;
	dependencies_write(&w->deps, dst, a, b);
}

uint16_t walker_event(struct walker *w, enum event_kind kind, uint8_t order,
		      uint8_t loc)
{
	struct path *path = &w->path;

	GROW(path->events, path->nr_events, w->room_events);
	path->events[path->nr_events] = (struct event) {
		.thread = w->thread_nr,
		.kind = kind,
		.op = w->insns[w->pc].op,
		.order = order,
		.loc = loc,
		.insn = w->pc,
		.value = NO_NODE,
	};
	return dependencies_event(&w->deps, path->nr_events++);
}

static struct event *event_of(struct walker *w, uint16_t step)
{
	return &w->path.events[w->deps.steps[step].event];
}

/* Ends the path at this instruction, whose address is no place */
static uint8_t end_here(struct walker *w, enum path_end end)
{
	w->path.end = end;
	w->path.end_insn = w->pc;
	return NO_LOC;
}

/* How the path ends if the instruction follows a pointer that holds an integer */
static enum path_end end_nowhere(const struct walker *w)
{
	uint8_t flags = ordlab_flags(w->insns[w->pc].op);

	return (flags & (ORDLAB_CF_READ | ORDLAB_CF_WRITE)) == ORDLAB_CF_READ ?
		PATH_READ_NOWHERE : PATH_FAULT;
}

/* The kind of a place: a lock, an SRCU domain, or data */
static enum ordlab_object object_at(const struct walker *w, unsigned int place)
{
	if (place < w->view->prog->nr_locations)
		switch (w->view->locations[place].type) {
		case ORDLAB_T_SPINLOCK:
			return ORDLAB_ON_LOCK;
		case ORDLAB_T_SRCU:
			return ORDLAB_ON_SRCU;
		}
	return ORDLAB_ON_DATA;
}

/* Ends the path if a lock is accessed as data, or data as a lock; else the place */
static uint8_t at_place(struct walker *w, unsigned int place)
{
	const struct ordlab_meaning *meaning = ordlab_meaning(w->insns[w->pc].op);

	return object_at(w, place) == meaning->object ? place :
		end_here(w, PATH_NO_LOCK);
}

/* The same for an address that is known */
static uint8_t locate_constant(struct walker *w, struct value address)
{
	unsigned int place;

	switch ((enum value_kind)address.kind) {
	case VALUE_ADDRESS:
		if (address.n % address.size)
			return end_here(w, PATH_PART);
		place = domain_place(w->domain, address);
		return place == MAX_PLACES ? end_here(w, PATH_PLACES) :
					     at_place(w, place);
	case VALUE_UNSPECIFIED:
		w->path.doubt = address;
		return end_here(w, PATH_UNSPECIFIED);
	case VALUE_INT:
	case VALUE_SYMBOL:
		break;
	}
	return end_here(w, end_nowhere(w));
}

/* The address is none of the places that the domain lists */
static uint8_t locate_others(struct walker *w, const struct target *target,
			     uint16_t address)
{
	walker_constrain(w, NEED_WHOLE, address, NO_NODE);
	for (unsigned int p = 0; p < w->domain->nr_places; p++)
		if (target->places >> p & 1)
			walker_constrain(w, NEED_OTHER, address,
					 walker_constant(w, w->domain->place[p]));
	return end_here(w, PATH_PLACES);
}

/*
 * The place that an access goes to. If that depends on reads, it is a choice. NO_LOC:
 * the address is no place, and the path ends here.
 */
static uint8_t locate(struct walker *w, uint16_t address)
{
	const struct target *target =
		&w->domain->target[w->thread->first + w->pc];
	enum { PART = MAX_PLACES, OTHERS, UNSPECIFIED, NOWHERE };
	uint8_t may[NOWHERE + 1], chosen;
	unsigned int nr = 0;

	if (w->path.nodes[address].kind == NODE_CONST)
		return locate_constant(w, w->path.nodes[address].value);
	for (unsigned int p = 0; p < w->domain->nr_places; p++)
		if (target->places >> p & 1)
			may[nr++] = p;
	if (target->parts)
		may[nr++] = PART;
	if (target->others)
		may[nr++] = OTHERS;
	if (target->unspecified)
		may[nr++] = UNSPECIFIED;
	if (target->nowhere || !nr)
		may[nr++] = NOWHERE;
	chosen = may[walker_choose(w, nr)];
	switch (chosen) {
	case PART:
		walker_constrain(w, NEED_PART, address, NO_NODE);
		return end_here(w, PATH_PART);
	case OTHERS:
		return locate_others(w, target, address);
	case UNSPECIFIED:
		walker_constrain(w, NEED_UNSPECIFIED, address, NO_NODE);
		return end_here(w, PATH_UNSPECIFIED);
	case NOWHERE:
		walker_constrain(w, NEED_INTEGER, address, NO_NODE);
		return end_here(w, end_nowhere(w));
	}
	walker_constrain(w, NEED_ADDRESS, address,
			 walker_constant(w, w->domain->place[chosen]));
	return at_place(w, chosen);
}

/*
 * An access that is being run: its instruction, its place, its values, and the steps
 * of its events so far
 */
struct access {
	const struct ordlab_insn *insn;
	const struct ordlab_meaning *meaning;
	const struct ordlab_way *way;
	bool fails;
	uint8_t loc;
	struct source addr, v0, v1;
	uint16_t steps[ORDLAB_MAX_WAY_EVENTS];
	uint16_t old;		/* node of what is read */
	uint16_t written;	/* node of the value to write, not converted */
};

/* The type that a read-modify-write computes in */
static unsigned int rmw_type(const struct walker *w, const struct access *a)
{
	return value_rmw_type(walker_type(w, a->loc));
}

/* The steps of the access that a set of ORDLAB_FROM_* stands for. Return: how many */
static unsigned int steps_from(const struct access *a, uint8_t from,
			       uint16_t *steps)
{
	unsigned int nr = 0;

	if (from & ORDLAB_FROM_ADDR)
		steps[nr++] = a->addr.step;
	if (from & ORDLAB_FROM_FIRST)
		steps[nr++] = a->steps[0];
	if (from & ORDLAB_FROM_LAST)
		steps[nr++] = a->steps[a->way->nr - 1];
	if (from & ORDLAB_FROM_V0)
		steps[nr++] = a->v0.step;
	if (from & ORDLAB_FROM_V1)
		steps[nr++] = a->v1.step;
	return nr;
}

static void flows_to(struct walker *w, const struct access *a, uint8_t from,
		     uint16_t to, enum port port)
{
	uint16_t steps[5];
	unsigned int nr = steps_from(a, from, steps);

	for (unsigned int i = 0; i < nr; i++)
		dependencies_flow(&w->deps, steps[i], to, port);
}

/* The node that an access writes. The node that it reads is known if this needs it */
static uint16_t node_stored(struct walker *w, const struct access *a)
{
	switch (a->meaning->stored) {
	case ORDLAB_STORE_V0:
		return a->v0.node;
	case ORDLAB_STORE_V1:
		return a->v1.node;
	default:
		return walker_alu(w, rmw_type(w, a), ordlab_ops[a->insn->op].alu,
				  a->old, a->v0.node);
	}
}

static void run_event(struct walker *w, struct access *a, unsigned int i)
{
	const struct ordlab_event *event = &a->way->events[i];
	uint8_t order = ordlab_event_order(a->insn->op, event);
	uint16_t step = walker_event(w, (enum event_kind)event->kind, order,
				     event->kind == ORDLAB_E_F ? NO_LOC : a->loc);

	a->steps[i] = step;
	if (event->kind == ORDLAB_E_R) {
		a->old = walker_node(w, (struct node) {
			.kind = NODE_READ, .a = w->deps.steps[step].event,
			.type = walker_type(w, a->loc),
		});
		event_of(w, step)->value = a->old;
		event_of(w, step)->failed = a->fails;
	} else if (event->kind == ORDLAB_E_W) {
		a->written = node_stored(w, a);
		event_of(w, step)->value = walker_convert(w, a->loc, a->written);
	}
	event_of(w, step)->rmw = event->kind <= ORDLAB_E_W &&
				 ordlab_is_rmw(a->insn->op);
	flows_to(w, a, event->addr, step, PORT_ADDR);
	flows_to(w, a, event->data, step, PORT_DATA);
}

/* Adds the constraints of the way that an access takes: whether it fails */
static void constrain_way(struct walker *w, const struct access *a)
{
	switch (a->meaning->success) {
	case ORDLAB_IF_V0:
		walker_constrain(w, a->fails ? NEED_DIFFERENT : NEED_EQUAL, a->old,
				 walker_convert(w, a->loc, a->v0.node));
		break;
	case ORDLAB_UNLESS_V1:
		walker_constrain(w, a->fails ? NEED_EQUAL : NEED_DIFFERENT, a->old,
				 walker_convert(w, a->loc, a->v1.node));
		break;
	}
}

static uint16_t node_result(struct walker *w, const struct access *a)
{
	switch (a->meaning->result) {
	case ORDLAB_RESULT_OLD:
		return a->old;
	case ORDLAB_RESULT_NEW:
		return a->written;
	case ORDLAB_RESULT_ZERO:
		return walker_alu(w, rmw_type(w, a), ORDLAB_A_EQ, a->written,
				  walker_constant(w, value_int(0)));
	case ORDLAB_RESULT_NEGATIVE:
		return walker_alu(w, rmw_type(w, a), ORDLAB_A_LT, a->written,
				  walker_constant(w, value_int(0)));
	default:
		return walker_constant(w, value_int(!a->fails));
	}
}

bool walker_access(struct walker *w, const struct ordlab_insn *insn)
{
	struct access a = { .insn = insn, .meaning = ordlab_meaning(insn->op) };
	uint16_t from[5] = { NO_STEP, NO_STEP };

	a.addr = walker_operand(w, &insn->addr);
	a.loc = ordlab_is_cut(insn) ? end_here(w, PATH_CUT) :
				      locate(w, a.addr.node);
	if (a.loc == NO_LOC)
		return false;
	if (a.meaning->flags & ORDLAB_CF_V0)
		a.v0 = walker_operand(w, &insn->val[0]);
	if (a.meaning->flags & ORDLAB_CF_V1)
		a.v1 = walker_operand(w, &insn->val[1]);
	a.fails = ordlab_may_fail(insn->op) && walker_choose(w, 2);
	a.way = &a.meaning->ways[a.fails];
	for (unsigned int i = 0; i < a.way->nr; i++) {
		run_event(w, &a, i);
		if (!i)
			constrain_way(w, &a);
	}
	if (insn->dst != ORDLAB_NO_REG) {
		uint16_t node = node_result(w, &a);

		steps_from(&a, a.meaning->result_from, from);
		walker_result(w, node, from[0], from[1]);
	}
	return true;
}
