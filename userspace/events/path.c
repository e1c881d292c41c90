// SPDX-License-Identifier: GPL-2.0
/*
 * Paths of a thread, see path.h.
 *
 * A path is found by running the thread with a list of choices; the list is
 * then counted up, like the digits of a number, until no choice is left.
 *
 * Beside its events, an instruction notes which registers it reads and writes, and
 * what flows where (dependency.h): dependencies are found from that.
 */
#include <stdlib.h>
#include <string.h>
#include "private/dependency.h"
#include "events/path.h"
#include "lib/util.h"

/* --- Running a thread --- */

/* A value that an instruction uses or makes, and the step that it comes from */
struct source {
	uint16_t node;
	uint16_t step;
};

struct choice {
	unsigned int taken;
	unsigned int nr;
};

struct walker {
	const struct ordlab_view *view;
	const struct ordlab_thread *thread;
	const struct ordlab_insn *insns;
	const struct domain *domain;
	struct budget *budget;
	uint16_t *meet;		/* for each instruction: its post-dominator */

	struct choice *choices;
	unsigned int nr_choices;
	unsigned int next_choice;
	unsigned int room_choices;

	/* the path so far */
	struct path path;
	unsigned int room_events, room_nodes, room_constraints;
	struct dependencies deps;
	uint16_t regs[ORDLAB_MAX_REGS];	/* node of what each one holds */
	unsigned int pc;
	unsigned int thread_nr;
	bool matching;
	bool dead;		/* no value that is read can lead here */
};

static uint16_t node_new(struct walker *w, struct node node)
{
	struct path *path = &w->path;

	node_link(path->nodes, &node);
	GROW(path->nodes, path->nr_nodes, w->room_nodes);
	path->nodes[path->nr_nodes] = node;
	return path->nr_nodes++;
}

static uint16_t node_const(struct walker *w, struct value value)
{
	return node_new(w, (struct node) { .kind = NODE_CONST, .value = value });
}

static uint16_t node_alu(struct walker *w, unsigned int type,
			 enum ordlab_alu alu, uint16_t a, uint16_t b)
{
	const struct node *x = &w->path.nodes[a], *y = &w->path.nodes[b];
	const struct node node = {
		.kind = NODE_ALU, .alu = alu, .type = type, .a = a, .b = b,
		.blame = value_blame(w->thread_nr, w->pc),
	};

	if (alu == ORDLAB_A_MOV && node_fits(x, type))
		return a;
	if (x->kind == NODE_CONST && y->kind == NODE_CONST)
		return node_const(w, node_compute(&node, x->value, y->value));
	return node_new(w, node);
}

/*
 * The type of what is kept at a place; an SRCU domain keeps indices. What is
 * elsewhere is accessed as the location that it is counted from
 */
static unsigned int type_of(const struct walker *w, uint8_t loc)
{
	unsigned int type = w->view->locations[w->domain->place[loc].of].type;

	return ordlab_is_data(type) ? type : ORDLAB_T_INT;
}

/* A value, converted to the type of a location */
static uint16_t node_convert(struct walker *w, uint8_t loc, uint16_t node)
{
	return node_alu(w, type_of(w, loc), ORDLAB_A_MOV, node, node);
}

/* --- What a path needs of the values that it reads --- */

/* Whether some value lets a read meet all that is needed of it alone */
static bool read_can(const struct walker *w, uint16_t read)
{
	const struct path *path = &w->path;
	const struct values *values;
	uint8_t loc = path->events[read].loc;
	unsigned int v, c;

	values = &w->domain->at[loc];
	if (values->any || values->any_int)
		return true;
	for (v = 0; v < values->nr && !budget_over(w->budget); v++) {
		for (c = 0; c < path->nr_constraints; c++) {
			const struct constraint *con = &path->constraints[c];

			if (constraint_read(path->nodes, con) == read &&
			    constraint_met_if(path->nodes, con,
					      values->value[v]) == TRUTH_NO)
				break;
		}
		if (c == path->nr_constraints)
			return true;
	}
	return false;
}

static void constrain(struct walker *w, enum need need, uint16_t a, uint16_t b)
{
	struct path *path = &w->path;
	struct constraint con = { .need = need, .a = a, .b = b };
	uint16_t read = constraint_read(path->nodes, &con);

	if (read == NO_READ) {
		switch (constraint_met_if(path->nodes, &con, value_int(0))) {
		case TRUTH_NO:
			w->dead = true;
			break;
		case TRUTH_MAYBE:
			path->doubt = constraint_doubt(path->nodes, &con);
			break;
		case TRUTH_YES:
			break;
		}
		return;
	}
	GROW(path->constraints, path->nr_constraints, w->room_constraints);
	path->constraints[path->nr_constraints++] = con;
	if (read != SEVERAL_READS && !read_can(w, read))
		w->dead = true;
}

static unsigned int choose(struct walker *w, unsigned int nr)
{
	struct choice *choice;

	if (nr < 2)
		return 0;
	if (w->next_choice == w->nr_choices) {
		GROW(w->choices, w->nr_choices, w->room_choices);
		w->choices[w->nr_choices++] = (struct choice) { .nr = nr };
	}
	choice = &w->choices[w->next_choice++];
	return choice->taken;
}

/* --- Instructions --- */

static bool is_temporary(const struct walker *w, unsigned int reg)
{
	return !w->thread->regs[reg][0];
}

static struct source operand(struct walker *w, const struct ordlab_operand *op)
{
	struct source s = { .node = NO_NODE, .step = NO_STEP };

	switch (op->kind) {
	case ORDLAB_OPERAND_IMM:
	case ORDLAB_OPERAND_LOC:
		s.node = node_const(w, value_of_operand(w->view, op));
		break;
	case ORDLAB_OPERAND_REG:
		/* What nothing has written holds 0 */
		s.node = w->regs[op->index];
		if (s.node == NO_NODE)
			s.node = node_const(w, value_int(0));
		s.step = dependencies_read(&w->deps, op->index,
					   is_temporary(w, op->index));
		break;
	default:
		s.node = node_const(w, value_int(0));
	}
	return s;
}

/* What the instruction computes, from the steps @a and @b */
static void result(struct walker *w, uint16_t node, uint16_t a, uint16_t b)
{
	unsigned int dst = w->insns[w->pc].dst;

	if (dst == ORDLAB_NO_REG)
		return;
	w->regs[dst] = node;
	dependencies_write(&w->deps, dst, a, b);
}

/* Return: the step of the event */
static uint16_t event_new(struct walker *w, enum event_kind kind, uint8_t order,
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

/* The path ends at this instruction, whose address leads to no place */
static uint8_t end_here(struct walker *w, enum path_end end)
{
	w->path.end = end;
	w->path.end_insn = w->pc;
	return NO_LOC;
}

/* What comes of following an integer as a pointer */
static enum path_end end_nowhere(const struct walker *w)
{
	uint8_t flags = ordlab_flags(w->insns[w->pc].op);

	return (flags & (ORDLAB_CF_READ | ORDLAB_CF_WRITE)) == ORDLAB_CF_READ ?
		PATH_READ_NOWHERE : PATH_FAULT;
}

/* What a place is: a lock, an SRCU domain, or data */
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

/* A lock is accessed as a lock, and nothing else is */
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

/* It is an address, and none of those that are listed */
static uint8_t locate_others(struct walker *w, const struct target *target,
			     uint16_t address)
{
	constrain(w, NEED_WHOLE, address, NO_NODE);
	for (unsigned int p = 0; p < w->domain->nr_places; p++)
		if (target->places >> p & 1)
			constrain(w, NEED_OTHER, address,
				  node_const(w, w->domain->place[p]));
	return end_here(w, PATH_PLACES);
}

/*
 * The place that an access is to: a choice where it is not known yet. NO_LOC: it
 * is none, and the path ends here.
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
	chosen = may[choose(w, nr)];
	switch (chosen) {
	case PART:
		constrain(w, NEED_PART, address, NO_NODE);
		return end_here(w, PATH_PART);
	case OTHERS:
		return locate_others(w, target, address);
	case UNSPECIFIED:
		constrain(w, NEED_UNSPECIFIED, address, NO_NODE);
		return end_here(w, PATH_UNSPECIFIED);
	case NOWHERE:
		constrain(w, NEED_INTEGER, address, NO_NODE);
		return end_here(w, end_nowhere(w));
	}
	constrain(w, NEED_ADDRESS, address,
		  node_const(w, w->domain->place[chosen]));
	return at_place(w, chosen);
}

/*
 * An access under way: the instruction, where it goes, the values that it has, and
 * the steps of its events so far
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
	uint16_t written;	/* node of what is written, before conversion */
};

/* The type that a read-modify-write computes in */
static unsigned int rmw_type(const struct walker *w, const struct access *a)
{
	return value_rmw_type(type_of(w, a->loc));
}

/* Steps that something depends on, of ORDLAB_FROM_*. Return: how many */
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

/* What an access writes; what it reads is known as far as it matters */
static uint16_t node_stored(struct walker *w, const struct access *a)
{
	switch (a->meaning->stored) {
	case ORDLAB_STORE_V0:
		return a->v0.node;
	case ORDLAB_STORE_V1:
		return a->v1.node;
	default:
		return node_alu(w, rmw_type(w, a), ordlab_ops[a->insn->op].alu,
				a->old, a->v0.node);
	}
}

static void run_event(struct walker *w, struct access *a, unsigned int i)
{
	const struct ordlab_event *event = &a->way->events[i];
	uint8_t order = ordlab_event_order(a->insn->op, event);
	uint16_t step = event_new(w, (enum event_kind)event->kind, order,
				  event->kind == ORDLAB_E_F ? NO_LOC : a->loc);

	a->steps[i] = step;
	if (event->kind == ORDLAB_E_R) {
		a->old = node_new(w, (struct node) {
			.kind = NODE_READ, .a = w->deps.steps[step].event,
			.type = type_of(w, a->loc),
		});
		event_of(w, step)->value = a->old;
		event_of(w, step)->failed = a->fails;
	} else if (event->kind == ORDLAB_E_W) {
		a->written = node_stored(w, a);
		event_of(w, step)->value = node_convert(w, a->loc, a->written);
	}
	event_of(w, step)->rmw = event->kind <= ORDLAB_E_W &&
				 ordlab_is_rmw(a->insn->op);
	flows_to(w, a, event->addr, step, PORT_ADDR);
	flows_to(w, a, event->data, step, PORT_DATA);
}

/* The way that an access goes fits only some of the values that it may read */
static void constrain_way(struct walker *w, const struct access *a)
{
	switch (a->meaning->success) {
	case ORDLAB_IF_V0:
		constrain(w, a->fails ? NEED_DIFFERENT : NEED_EQUAL, a->old,
			  node_convert(w, a->loc, a->v0.node));
		break;
	case ORDLAB_UNLESS_V1:
		constrain(w, a->fails ? NEED_EQUAL : NEED_DIFFERENT, a->old,
			  node_convert(w, a->loc, a->v1.node));
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
		return node_alu(w, rmw_type(w, a), ORDLAB_A_EQ, a->written,
				node_const(w, value_int(0)));
	case ORDLAB_RESULT_NEGATIVE:
		return node_alu(w, rmw_type(w, a), ORDLAB_A_LT, a->written,
				node_const(w, value_int(0)));
	default:
		return node_const(w, value_int(!a->fails));
	}
}

/* False when the path ends here */
static bool run_access(struct walker *w, const struct ordlab_insn *insn)
{
	struct access a = { .insn = insn, .meaning = ordlab_meaning(insn->op) };
	uint16_t from[5] = { NO_STEP, NO_STEP };

	a.addr = operand(w, &insn->addr);
	a.loc = ordlab_is_cut(insn) ? end_here(w, PATH_CUT) :
				      locate(w, a.addr.node);
	if (a.loc == NO_LOC)
		return false;
	if (a.meaning->flags & ORDLAB_CF_V0)
		a.v0 = operand(w, &insn->val[0]);
	if (a.meaning->flags & ORDLAB_CF_V1)
		a.v1 = operand(w, &insn->val[1]);
	a.fails = ordlab_may_fail(insn->op) && choose(w, 2);
	a.way = &a.meaning->ways[a.fails];
	for (unsigned int i = 0; i < a.way->nr; i++) {
		run_event(w, &a, i);
		if (!i)
			constrain_way(w, &a);
	}
	if (insn->dst != ORDLAB_NO_REG) {
		uint16_t node = node_result(w, &a);

		steps_from(&a, a.meaning->result_from, from);
		result(w, node, from[0], from[1]);
	}
	return true;
}

/* An instruction without a location: its events are fences */
static void run_fence(struct walker *w, const struct ordlab_insn *insn)
{
	const struct ordlab_way *way = &ordlab_meaning(insn->op)->ways[0];

	for (unsigned int i = 0; i < way->nr; i++)
		event_new(w, (enum event_kind)way->events[i].kind,
			  ordlab_event_order(insn->op, &way->events[i]), NO_LOC);
}

static void run_branch(struct walker *w, const struct ordlab_insn *insn)
{
	struct source cond = operand(w, &insn->val[0]);
	bool skips = choose(w, 2);

	constrain(w, skips ? NEED_FALSE : NEED_TRUE, cond.node, NO_NODE);
	dependencies_branch(&w->deps, cond.step, w->meet[w->pc]);
	w->pc = skips ? insn->target : w->pc + 1;
}

static void run_alu(struct walker *w, const struct ordlab_insn *insn)
{
	struct source a = operand(w, &insn->val[0]);
	struct source b = operand(w, &insn->val[1]);

	result(w, node_alu(w, insn->type, insn->alu, a.node, b.node), a.step, b.step);
}

/*
 * What the filter, or the condition, asks of this thread's registers: each path
 * needs that. As herd7 does, a value that goes round in a circle is taken to be
 * what the filter asks, but not what the condition asks.
 */
static void need_terms(struct walker *w, const struct ordlab_cond *nodes,
		       unsigned int nr_nodes, bool guess)
{
	const struct ordlab_cond *terms[ORDLAB_MAX_COND];
	unsigned int nr = cond_terms(nodes, nr_nodes, terms);

	for (unsigned int i = 0; i < nr; i++) {
		const struct ordlab_observed *o =
			&w->view->observed[terms[i]->observed];
		uint16_t node, value;

		if (o->kind != ORDLAB_OPERAND_REG || o->thread != w->thread_nr)
			continue;
		node = w->path.regs[o->index];
		/* What nothing has written is 0 */
		if (node == NO_NODE)
			node = node_const(w, value_int(0));
		value = node_const(w, value_of_operand(w->view, &terms[i]->value));
		if (guess)
			constrain(w, NEED_EQUAL, node, value);
		else
			constrain(w, NEED_TRUE,
				  node_alu(w, ORDLAB_T_PTR, ORDLAB_A_EQ, node,
					   value), NO_NODE);
	}
}

static void need_outcome(struct walker *w)
{
	const struct ordlab_view *view = w->view;

	need_terms(w, view->filter, view->prog->nr_filter, true);
	if (w->matching)
		need_terms(w, view->cond, view->prog->nr_cond, false);
}

/* Runs the thread with the choices there are. False: over REL_MAX_EVENTS */
static bool run_thread(struct walker *w)
{
	memset(&w->path, 0, sizeof(w->path));
	w->path.end_insn = NO_INSN;
	w->room_events = w->room_nodes = w->room_constraints = 0;
	w->next_choice = 0;
	w->dead = false;
	dependencies_begin(&w->deps);
	for (unsigned int r = 0; r < ORDLAB_MAX_REGS; r++)
		w->regs[r] = NO_NODE;

	for (w->pc = 0; w->pc < w->thread->nr_insns && !w->dead;) {
		if (budget_over(w->budget))
			break;
		const struct ordlab_insn *insn = &w->insns[w->pc];
		const struct ordlab_meaning *meaning = ordlab_meaning(insn->op);

		dependencies_insn(&w->deps, w->pc);
		if (meaning->next == ORDLAB_NEXT_TARGET) {
			w->pc = insn->target;
			continue;
		}
		if (meaning->next == ORDLAB_NEXT_IF) {
			run_branch(w, insn);
			continue;
		}
		if (meaning->result == ORDLAB_RESULT_ALU)
			run_alu(w, insn);
		else if (!(meaning->flags & ORDLAB_CF_ADDR))
			run_fence(w, insn);
		else if (!run_access(w, insn))
			break;
		if (w->path.nr_events > REL_MAX_EVENTS)
			return false;
		w->pc++;
	}
	dependencies_insn(&w->deps, ORDLAB_MAX_INSNS);
	memcpy(w->path.regs, w->regs, sizeof(w->path.regs));
	if (!w->dead && w->path.end == PATH_COMPLETE)
		need_outcome(w);
	return true;
}

static void relate(struct walker *w)
{
	struct path *path = &w->path;
	unsigned int n = path->nr_events;

	path->po = rel_new(n);
	path->rmw = rel_new(n);
	path->addr = rel_new(n);
	path->data = rel_new(n);
	path->ctrl = rel_new(n);
	for (unsigned int e = 0; e + 1 < n; e++)
		if (path->events[e].rmw && !path->events[e].failed &&
		    path->events[e].kind == EV_R)
			rel_add(path->rmw, e, e + 1);
	dependencies_relate(&w->deps, path);
}

/* --- All paths --- */

/* Where the ways from each instruction meet again: its nearest post-dominator */
static uint16_t *find_meets(const struct ordlab_thread *thread,
			    const struct ordlab_insn *insns)
{
	unsigned int end = thread->nr_insns;
	uint16_t *meet = xcalloc(end + 1, sizeof(*meet));

	meet[end] = end;
	for (unsigned int i = end; i-- > 0;) {
		uint8_t next = ordlab_meaning(insns[i].op)->next;
		unsigned int a = i + 1, b = i + 1;

		if (next != ORDLAB_NEXT_INSN)
			b = insns[i].target;
		if (next == ORDLAB_NEXT_TARGET)
			a = b;
		while (a != b) {
			if (a < b)
				a = meet[a];
			else
				b = meet[b];
		}
		meet[i] = a;
	}
	return meet;
}

static size_t rel_bytes(const struct rel *r)
{
	return sizeof(*r) + (size_t)r->n * r->words * sizeof(*r->bits);
}

static size_t path_bytes(const struct path *path)
{
	return sizeof(*path) + path->nr_events * sizeof(*path->events) +
	       path->nr_nodes * sizeof(*path->nodes) +
	       path->nr_constraints * sizeof(*path->constraints) +
	       rel_bytes(path->po) + rel_bytes(path->rmw) +
	       rel_bytes(path->addr) + rel_bytes(path->data) +
	       rel_bytes(path->ctrl);
}

/* Keeps the path. Return: false if there is no memory for it */
static bool path_keep(struct walker *w, struct paths *paths, size_t *room)
{
	struct path *path = &w->path;
	size_t bytes = path_bytes(path);

	/* It grew by doubling */
	path->events = xrealloc(path->events, path->nr_events,
				sizeof(*path->events));
	path->nodes = xrealloc(path->nodes, path->nr_nodes, sizeof(*path->nodes));
	path->constraints = xrealloc(path->constraints, path->nr_constraints,
				     sizeof(*path->constraints));
	if (!budget_take(w->budget, bytes))
		return false;
	paths->bytes += bytes;
	GROW(paths->path, paths->nr, *room);
	paths->path[paths->nr++] = *path;
	return true;
}

static void path_free(struct path *path)
{
	free(path->events);
	free(path->nodes);
	free(path->constraints);
	rel_free(path->po);
	rel_free(path->rmw);
	rel_free(path->addr);
	rel_free(path->data);
	rel_free(path->ctrl);
}

/* Counts the choices up. False: those were the last */
static bool next_choices(struct walker *w)
{
	while (w->nr_choices) {
		struct choice *last = &w->choices[w->nr_choices - 1];

		if (++last->taken < last->nr)
			return true;
		w->nr_choices--;
	}
	return false;
}

enum paths_error paths_find(struct paths *paths, const struct ordlab_view *view,
			    const struct domain *domain, unsigned int thread,
			    bool matching, size_t limit,
			    struct budget *budget)
{
	struct walker *w = xcalloc(1, sizeof(*w));
	enum paths_error error = PATHS_OK;
	size_t room = 0;

	memset(paths, 0, sizeof(*paths));
	w->view = view;
	w->domain = domain;
	w->budget = paths->budget = budget;
	w->thread_nr = thread;
	w->matching = matching;
	w->thread = &view->threads[thread];
	w->insns = view->insns + w->thread->first;
	w->meet = find_meets(w->thread, w->insns);
	do {
		/* What follows a choice that is counted up is chosen anew */
		if (!run_thread(w))
			error = PATHS_EVENTS;
		else if (budget_over(budget))
			error = PATHS_BUDGET;
		else if (!w->dead && paths->nr == limit)
			error = PATHS_NUMBER;
		if (error || w->dead) {
			path_free(&w->path);
			/* Choices after the one that led here do not matter */
			w->nr_choices = w->next_choice;
			continue;
		}
		relate(w);
		if (!path_keep(w, paths, &room)) {
			path_free(&w->path);
			error = PATHS_BUDGET;
		}
	} while (!error && next_choices(w));

	dependencies_free(&w->deps);
	free(w->meet);
	free(w->choices);
	free(w);
	if (error)
		paths_free(paths);
	return error;
}

void paths_free(struct paths *paths)
{
	for (size_t i = 0; i < paths->nr; i++)
		path_free(&paths->path[i]);
	if (paths->budget)
		budget_give(paths->budget, paths->bytes);
	free(paths->path);
	memset(paths, 0, sizeof(*paths));
}
