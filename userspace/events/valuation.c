// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>
#include "lib/util.h"
#include "events/valuation.h"

enum known {
	UNKNOWN,	/* it was not visited yet */
	OPEN,		/* it depends on a read that has no source yet */
	BUSY,		/* its operands are being computed: it is on the stack */
	KNOWN,
	CYCLE,		/* it depends on itself, or on what does */
};

/*
 * A node in the form that find_node() needs. The nodes of all threads are numbered in
 * one sequence, thread by thread.
 */
struct cell {
	const struct node *node;
	uint32_t a, b;	/* ALU: numbers of the operands; READ: event */
};

/* Finds the nodes that observed registers depend on */
static void find_relevant(struct valuation *v)
{
	const struct ordlab_view *view = v->x->view;
	bool *marks = xcalloc(v->nr + 1, sizeof(*marks));

	for (unsigned int i = 0; i < view->prog->nr_observed; i++) {
		const struct ordlab_observed *o = &view->observed[i];
		const struct path *path = v->x->paths[o->thread];

		if (o->kind == ORDLAB_OPERAND_REG &&
		    path->regs[o->index] != NO_NODE)
			node_mark(path->nodes, path->regs[o->index],
				  marks + v->base[o->thread]);
	}
	v->nr_relevant = 0;
	for (unsigned int i = 0; i < v->nr; i++)
		if (marks[i])
			v->relevant[v->nr_relevant++] = i;
	free(marks);
}

static void make_cells(struct valuation *v, unsigned int thread)
{
	const struct execution *x = v->x;
	const struct path *path = x->paths[thread];
	unsigned int base = v->base[thread];

	for (unsigned int n = 0; n < path->nr_nodes; n++) {
		const struct node *node = &path->nodes[n];
		struct cell *cell = &v->cells[base + n];

		cell->node = node;
		v->initial[base + n] = UNKNOWN;
		switch ((enum node_kind)node->kind) {
		case NODE_CONST:
			v->initial[base + n] = KNOWN;
			v->value[base + n] = node->value;
			break;
		case NODE_READ:
			cell->a = cell->b = x->first[thread] + node->a;
			break;
		case NODE_ALU:
			cell->a = base + node->a;
			cell->b = node_has_b(node) ? base + node->b : cell->a;
			break;
		}
	}
}

void valuation_begin(struct valuation *v, struct execution *x)
{
	v->x = x;
	v->nr = 0;
	v->incomplete = false;
	v->complete = false;
	v->doubt = value_int(0);
	for (unsigned int t = 0; t < x->view->prog->nr_threads; t++) {
		const struct path *path = x->paths[t];

		v->base[t] = v->nr;
		v->nr += path->nr_nodes;
		v->incomplete |= path->end != PATH_COMPLETE;
		if (path->doubt.kind == VALUE_UNSPECIFIED)
			v->doubt = path->doubt;
	}
	x->doubt = v->doubt;
	if (v->nr >= v->room) {
		v->room = 2 * v->nr + 16;
		v->cells = xrealloc(v->cells, v->room, sizeof(*v->cells));
		v->initial = xrealloc(v->initial, v->room, sizeof(*v->initial));
		v->known = xrealloc(v->known, v->room, sizeof(*v->known));
		v->value = xrealloc(v->value, v->room, sizeof(*v->value));
		v->stack = xrealloc(v->stack, v->room, sizeof(*v->stack));
		v->relevant = xrealloc(v->relevant, v->room, sizeof(*v->relevant));
	}
	for (unsigned int t = 0; t < x->view->prog->nr_threads; t++)
		make_cells(v, t);
	find_relevant(v);
}

void valuation_end(struct valuation *v)
{
	free(v->cells);
	free(v->initial);
	free(v->known);
	free(v->value);
	free(v->stack);
	free(v->relevant);
}

/* --- Computing one value after the other --- */

/* The node of the value that an event reads or writes */
static unsigned int node_of(const struct valuation *v, unsigned int event)
{
	const struct event *e = &v->x->events[event];

	return v->base[e->thread] + e->value;
}

/* What is known of an operation, from what is known of its two operands */
static enum known join_known(enum known a, enum known b)
{
	return a == KNOWN || b == CYCLE ? b : a;
}

/*
 * What is known of a node whose operands were visited; the operand of a read is the
 * node that it reads from. An operand that is still on the stack depends on this node:
 * that is a cycle.
 */
static enum known compute(struct valuation *v, unsigned int i, unsigned int a,
			  unsigned int b, bool *cycle)
{
	const struct node *n = v->cells[i].node;
	enum known known;

	if (v->known[a] == BUSY || v->known[b] == BUSY) {
		*cycle = true;
		return CYCLE;
	}
	known = join_known(v->known[a], v->known[b]);
	if (known == KNOWN)
		v->value[i] = n->kind == NODE_READ ? v->value[a] :
			node_compute(n, v->value[a], v->value[b]);
	return known;
}

/* What is known of a node. @cycle is set if some node depends on itself */
static enum known find_node(struct valuation *v, unsigned int node, bool *cycle)
{
	const struct execution *x = v->x;
	unsigned int top = 0;

	if (v->known[node] != UNKNOWN)
		return v->known[node];
	v->stack[top++] = node;
	while (top) {
		unsigned int i = v->stack[top - 1], a = v->cells[i].a, source;
		unsigned int b = v->cells[i].b;

		v->known[i] = BUSY;
		if (v->cells[i].node->kind == NODE_READ) {
			source = x->source[a];
			if (source == NO_EVENT ||
			    x->events[source].thread == THREAD_INIT) {
				if (source != NO_EVENT)
					v->value[i] = x->values[source];
				v->known[i] = source == NO_EVENT ? OPEN : KNOWN;
				top--;
				continue;
			}
			a = b = node_of(v, source);
		}
		if (v->known[a] == UNKNOWN) {
			v->stack[top++] = a;
		} else if (v->known[b] == UNKNOWN) {
			v->stack[top++] = b;
		} else {
			v->known[i] = compute(v, i, a, b, cycle);
			top--;
		}
	}
	return v->known[node];
}

/*
 * Visits the nodes of a thread up to number @end, in order: mostly, the operands of a
 * node have been visited before it
 */
static void find_nodes(struct valuation *v, unsigned int thread, unsigned int end,
		       bool *cycle)
{
	unsigned int i = v->base[thread] + v->found[thread];

	for (; i < v->base[thread] + end; i++) {
		const struct cell *cell = &v->cells[i];

		if (v->known[i] != UNKNOWN)
			continue;
		if (cell->node->kind != NODE_ALU || v->known[cell->a] != KNOWN ||
		    v->known[cell->b] != KNOWN) {
			find_node(v, i, cycle);
			continue;
		}
		v->value[i] = node_compute(cell->node, v->value[cell->a],
					   v->value[cell->b]);
		v->known[i] = KNOWN;
	}
	if (end > v->found[thread])
		v->found[thread] = end;
}

/* Whether a constraint may hold. If it depends on an unspecified value, notes that */
static bool constraint_met(struct valuation *v, enum need need, struct value a,
			   struct value b)
{
	enum truth met = need_met(need, a, b);

	if (met == TRUTH_MAYBE || (met == TRUTH_YES && need == NEED_UNSPECIFIED))
		v->x->doubt = a.kind == VALUE_UNSPECIFIED ? a : b;
	return met != TRUTH_NO;
}

/* Whether a constraint holds, or may still hold, with the values that are known */
static bool constraint_fits(struct valuation *v, unsigned int thread,
			    const struct constraint *c, bool *cycle)
{
	bool two = need_compares(c->need);
	unsigned int a = v->base[thread] + c->a;
	unsigned int b = v->base[thread] + (two ? c->b : c->a);

	find_nodes(v, thread, c->a + 1, cycle);
	if (two)
		find_nodes(v, thread, c->b + 1, cycle);
	if (v->known[a] != KNOWN || v->known[b] != KNOWN)
		return true;
	return constraint_met(v, c->need, v->value[a], v->value[b]);
}

bool valuation_fits(struct valuation *v, bool complete, bool *cycle)
{
	struct execution *x = v->x;

	*cycle = false;
	x->doubt = v->doubt;
	v->complete = false;
	memset(v->found, 0, sizeof(v->found));
	memcpy(v->known, v->initial, v->nr * sizeof(*v->known));
	for (unsigned int t = 0; t < x->view->prog->nr_threads; t++) {
		const struct path *path = x->paths[t];

		for (unsigned int c = 0; c < path->nr_constraints; c++)
			if (!constraint_fits(v, t, &path->constraints[c], cycle))
				return false;
	}
	if (!complete)
		return true;
	for (unsigned int t = 0; t < x->view->prog->nr_threads; t++)
		find_nodes(v, t, x->paths[t]->nr_nodes, cycle);
	for (unsigned int e = 0; e < x->n; e++)
		if ((x->events[e].kind == EV_R || x->events[e].kind == EV_W) &&
		    v->known[node_of(v, e)] == KNOWN)
			x->values[e] = v->value[node_of(v, e)];
	v->complete = !*cycle;
	return true;
}

/* Whether an observed value is open since a thread that may write it ends early */
static bool is_left_open(const struct valuation *v, const struct ordlab_observed *o)
{
	return v->incomplete &&
	       (o->kind == ORDLAB_OPERAND_LOC ||
		v->x->paths[o->thread]->end != PATH_COMPLETE);
}

/* Computes the nodes that observed registers depend on */
static void compute_relevant(struct valuation *v)
{
	for (unsigned int w = 0; w < v->nr_relevant; w++) {
		unsigned int i = v->relevant[w];
		const struct cell *cell = &v->cells[i];

		/* valuation_fits() may have computed it already */
		if (v->complete && v->known[i] == KNOWN)
			continue;
		v->known[i] = KNOWN;
		if (cell->node->kind == NODE_READ)
			v->value[i] = v->x->values[cell->a];
		else if (cell->node->kind == NODE_ALU)
			v->value[i] = node_compute(cell->node, v->value[cell->a],
						   v->value[cell->b]);
	}
}

void valuation_state(struct valuation *v)
{
	struct execution *x = v->x;
	const struct ordlab_view *view = x->view;

	compute_relevant(v);
	for (unsigned int i = 0; i < view->prog->nr_observed; i++) {
		const struct ordlab_observed *o = &view->observed[i];
		uint16_t node;

		if (is_left_open(v, o)) {
			x->state[i] = value_fresh(value_int(0));
		} else if (o->kind == ORDLAB_OPERAND_REG) {
			node = x->paths[o->thread]->regs[o->index];
			x->state[i] = node == NO_NODE ? value_int(0) :
				v->value[v->base[o->thread] + node];
		} else if (x->last[o->index] != NO_EVENT &&
			   view->locations[o->index].type != ORDLAB_T_SPINLOCK) {
			x->state[i] = x->values[x->last[o->index]];
		} else {
			x->state[i] = value_of_operand(view,
					&view->locations[o->index].init);
		}
	}
}

void valuation_mark_observed(const struct valuation *v, bool *reads)
{
	for (unsigned int i = 0; i < v->nr_relevant; i++) {
		const struct cell *cell = &v->cells[v->relevant[i]];

		if (cell->node->kind == NODE_READ)
			reads[cell->a] = true;
	}
}

/* --- Values that depend on themselves --- */

/* Unknowns: one for each node, then one for each event. Equal unknowns are joined */
struct equations {
	struct valuation *v;
	unsigned int nr;
	unsigned int *parent;
	bool *known;
	struct value *value;
	bool wrong;
};

static unsigned int eq_find(struct equations *q, unsigned int a)
{
	while (q->parent[a] != a)
		a = q->parent[a] = q->parent[q->parent[a]];
	return a;
}

static void eq_set(struct equations *q, unsigned int a, struct value value)
{
	enum truth equal;

	a = eq_find(q, a);
	equal = q->known[a] ? value_equal(q->value[a], value) : TRUTH_YES;
	if (equal == TRUTH_MAYBE)
		q->v->x->doubt = value.kind == VALUE_UNSPECIFIED ? value :
								   q->value[a];
	if (equal == TRUTH_NO)
		q->wrong = true;
	q->known[a] = true;
	q->value[a] = value;
}

static void eq_join(struct equations *q, unsigned int a, unsigned int b)
{
	a = eq_find(q, a);
	b = eq_find(q, b);
	if (a == b)
		return;
	q->parent[a] = b;
	if (q->known[a])
		eq_set(q, b, q->value[a]);
}

/* Computes a node from its operands. False: an operand is unknown */
static bool eq_compute(struct equations *q, unsigned int thread,
		       const struct node *n, struct value *value)
{
	unsigned int a = eq_find(q, q->v->base[thread] + n->a), b = a;
	bool two = ordlab_alus[n->alu].operands == 2;

	if (two)
		b = eq_find(q, q->v->base[thread] + n->b);
	if (q->known[a] && q->known[b]) {
		*value = node_compute(n, q->value[a], q->value[b]);
		return true;
	}
	if (two && a == b && (n->alu == ORDLAB_A_XOR || n->alu == ORDLAB_A_EQ ||
			      n->alu == ORDLAB_A_NE)) {
		*value = value_int(n->alu == ORDLAB_A_EQ);
		return true;
	}
	return false;
}

/*
 * Whether a node is a copy of its operand @a: a + b and a | b are if b is 0. So is the
 * conversion of a symbol, which may be a number that the conversion does not change.
 */
static bool eq_is_copy(struct equations *q, unsigned int thread,
		       const struct node *n, unsigned int *of)
{
	unsigned int a, b;

	if (n->alu == ORDLAB_A_MOV && n->type != ORDLAB_T_BOOL) {
		*of = eq_find(q, q->v->base[thread] + n->a);
		return true;
	}
	if (n->alu != ORDLAB_A_ADD && n->alu != ORDLAB_A_OR)
		return false;
	a = eq_find(q, q->v->base[thread] + n->a);
	b = eq_find(q, q->v->base[thread] + n->b);
	if (q->known[a] && value_same(q->value[a], value_int(0)))
		*of = b;
	else if (q->known[b] && value_same(q->value[b], value_int(0)))
		*of = a;
	else
		return false;
	return true;
}

static void equations_init(struct equations *q, struct valuation *v)
{
	struct execution *x = v->x;
	unsigned int events = v->nr;

	q->v = v;
	q->nr = v->nr + x->nr_events;
	q->parent = xcalloc(q->nr, sizeof(*q->parent));
	q->known = xcalloc(q->nr, sizeof(*q->known));
	q->value = xcalloc(q->nr, sizeof(*q->value));
	for (unsigned int i = 0; i < q->nr; i++)
		q->parent[i] = i;
	for (unsigned int e = 0; e < x->nr_events; e++) {
		const struct event *event = &x->events[e];

		if (event->thread == THREAD_INIT)
			eq_set(q, events + e, x->values[e]);
		else if (event->kind == EV_W || event->kind == EV_R)
			eq_join(q, events + e,
				v->base[event->thread] + event->value);
		if (event->kind == EV_R)
			eq_join(q, events + e, events + x->source[e]);
	}
	for (unsigned int t = 0; t < x->view->prog->nr_threads; t++) {
		const struct path *path = x->paths[t];

		for (unsigned int i = 0; i < path->nr_nodes; i++)
			if (path->nodes[i].kind == NODE_CONST)
				eq_set(q, v->base[t] + i, path->nodes[i].value);
		for (unsigned int c = 0; c < path->nr_constraints; c++)
			if (need_equates(path->constraints[c].need))
				eq_join(q, v->base[t] + path->constraints[c].a,
					v->base[t] + path->constraints[c].b);
	}
}

/* Computes all nodes of a thread that can be. Return: whether there was a new one */
static bool eq_advance(struct equations *q, unsigned int t)
{
	const struct path *path = q->v->x->paths[t];
	bool news = false;

	for (unsigned int i = 0; i < path->nr_nodes; i++) {
		unsigned int node = eq_find(q, q->v->base[t] + i), of;
		const struct node *n = &path->nodes[i];
		struct value value;

		if (n->kind != NODE_ALU)
			continue;
		if (eq_compute(q, t, n, &value)) {
			news |= !q->known[node];
			eq_set(q, node, value);
		} else if (eq_is_copy(q, t, n, &of) && eq_find(q, of) != node) {
			eq_join(q, node, of);
			news = true;
		}
	}
	return news;
}

/* Whether nothing that a thread computes or needs is still unknown */
static bool eq_solved(struct equations *q, unsigned int t)
{
	const struct path *path = q->v->x->paths[t];

	for (unsigned int i = 0; i < path->nr_nodes; i++) {
		const struct node *n = &path->nodes[i];
		struct value value;
		unsigned int of;

		if (n->kind == NODE_ALU && !eq_compute(q, t, n, &value) &&
		    !eq_is_copy(q, t, n, &of))
			return false;
	}
	for (unsigned int c = 0; c < path->nr_constraints; c++) {
		const struct constraint *con = &path->constraints[c];
		unsigned int a = eq_find(q, q->v->base[t] + con->a), b = a;

		if (need_equates(con->need))
			continue;
		if (need_compares(con->need))
			b = eq_find(q, q->v->base[t] + con->b);
		if (!q->known[a] || !q->known[b] ||
		    !constraint_met(q->v, con->need, q->value[a], q->value[b]))
			return false;
	}
	return true;
}

bool valuation_solve(struct valuation *v)
{
	struct execution *x = v->x;
	unsigned int threads = x->view->prog->nr_threads, symbols = 0;
	struct equations q = { .wrong = false };
	bool again = true, solved;

	equations_init(&q, v);
	while (again && !q.wrong) {
		again = false;
		for (unsigned int t = 0; t < threads; t++)
			again |= eq_advance(&q, t);
	}
	solved = !q.wrong;
	for (unsigned int t = 0; t < threads && solved; t++)
		solved = eq_solved(&q, t);
	for (unsigned int e = 0; e < x->n && solved; e++) {
		unsigned int node = eq_find(&q, v->nr + e);

		if (x->events[e].kind != EV_R && x->events[e].kind != EV_W)
			continue;
		if (!q.known[node])
			eq_set(&q, node, value_symbol(symbols++));
		x->values[e] = q.value[node];
	}
	free(q.parent);
	free(q.known);
	free(q.value);
	return solved;
}
