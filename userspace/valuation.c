// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>
#include "util.h"
#include "valuation.h"

enum known {
	UNKNOWN,	/* not looked at yet */
	OPEN,		/* it depends on a read that has no source yet */
	BUSY,		/* it is on the stack */
	KNOWN,
	CIRCLE,		/* it depends on itself, or on what does */
};

/* A node of some thread, as one number */
#define NODE_ID(thread, node)	((uint32_t)(thread) << 16 | (node))
#define ID_THREAD(id)		((id) >> 16)
#define ID_NODE(id)		((id) & 0xffff)

static const struct node *node_of(const struct valuation *v, uint32_t id)
{
	return &v->x->paths[ID_THREAD(id)]->nodes[ID_NODE(id)];
}

static unsigned int index_of(const struct valuation *v, uint32_t id)
{
	return v->base[ID_THREAD(id)] + ID_NODE(id);
}

/* The nodes that observed registers are made of */
static void find_wanted(struct valuation *v)
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
	v->nr_wanted = 0;
	for (unsigned int t = 0; t < view->prog->nr_threads; t++)
		for (unsigned int n = 0; n < v->x->paths[t]->nr_nodes; n++)
			if (marks[v->base[t] + n])
				v->wanted[v->nr_wanted++] = NODE_ID(t, n);
	free(marks);
}

void valuation_begin(struct valuation *v, struct execution *x)
{
	v->x = x;
	v->nr = 0;
	v->incomplete = false;
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
		v->known = xrealloc(v->known, v->room, sizeof(*v->known));
		v->value = xrealloc(v->value, v->room, sizeof(*v->value));
		v->stack = xrealloc(v->stack, v->room, sizeof(*v->stack));
		v->wanted = xrealloc(v->wanted, v->room, sizeof(*v->wanted));
	}
	find_wanted(v);
}

void valuation_end(struct valuation *v)
{
	free(v->known);
	free(v->value);
	free(v->stack);
	free(v->wanted);
}

/* --- One value after the other --- */

/*
 * The nodes that a node is made of. What a read reads from is a node of another
 * thread, mostly; an initial write is none.
 *
 * Return: how many.
 */
static unsigned int find_operands(const struct valuation *v, uint32_t id,
				  uint32_t operands[2])
{
	const struct execution *x = v->x;
	const struct node *n = node_of(v, id);
	const struct event *from;
	unsigned int e;

	switch ((enum node_kind)n->kind) {
	case NODE_CONST:
		return 0;
	case NODE_READ:
		e = x->source[x->first[ID_THREAD(id)] + n->a];
		if (e == NO_EVENT || x->events[e].thread == THREAD_INIT)
			return 0;
		from = &x->events[e];
		operands[0] = NODE_ID(from->thread, from->value);
		return 1;
	case NODE_ALU:
		break;
	}
	operands[0] = NODE_ID(ID_THREAD(id), n->a);
	operands[1] = NODE_ID(ID_THREAD(id), n->b);
	return 1 + node_has_b(n);
}

/* Of two things that are known of operands, that which counts for the whole */
static enum known join_known(enum known a, enum known b)
{
	return a == KNOWN || b == CIRCLE ? b : a;
}

/* What is known of a node once its operands have been looked at */
static enum known compute(struct valuation *v, uint32_t id,
			  const uint32_t *operands, unsigned int nr)
{
	const struct execution *x = v->x;
	const struct node *n = node_of(v, id);
	struct value *value = &v->value[index_of(v, id)];
	unsigned int a = nr ? index_of(v, operands[0]) : 0;
	unsigned int b = nr > 1 ? index_of(v, operands[1]) : a, e;

	if (nr && join_known(v->known[a], v->known[b]) != KNOWN)
		return join_known(v->known[a], v->known[b]);
	switch ((enum node_kind)n->kind) {
	case NODE_CONST:
		*value = n->value;
		break;
	case NODE_READ:
		e = x->source[x->first[ID_THREAD(id)] + n->a];
		if (e == NO_EVENT)
			return OPEN;
		*value = nr ? v->value[a] : x->values[e];
		break;
	case NODE_ALU:
		*value = node_compute(n, v->value[a],
				      nr > 1 ? v->value[b] : value_int(0));
		break;
	}
	return KNOWN;
}

static enum known find_node(struct valuation *v, uint32_t id, bool *circle)
{
	unsigned int top = 0;

	if (v->known[index_of(v, id)] != UNKNOWN)
		return v->known[index_of(v, id)];
	v->known[index_of(v, id)] = BUSY;
	v->stack[top++] = id;
	while (top) {
		uint32_t now = v->stack[top - 1], operands[2];
		unsigned int nr = find_operands(v, now, operands), i;
		bool busy = false;

		for (i = 0; i < nr; i++) {
			if (v->known[index_of(v, operands[i])] == UNKNOWN)
				break;
			busy |= v->known[index_of(v, operands[i])] == BUSY;
		}
		if (i < nr) {
			v->known[index_of(v, operands[i])] = BUSY;
			v->stack[top++] = operands[i];
			continue;
		}
		*circle |= busy;
		v->known[index_of(v, now)] = busy ? CIRCLE :
			compute(v, now, operands, nr);
		top--;
	}
	return v->known[index_of(v, id)];
}

/* Whether values let a constraint be met; notes what that depends on */
static bool constraint_met(struct valuation *v, enum need need, struct value a,
			   struct value b)
{
	enum truth met = need_met(need, a, b);

	if (met == TRUTH_MAYBE || (met == TRUTH_YES && need == NEED_UNSPECIFIED))
		v->x->doubt = a.kind == VALUE_UNSPECIFIED ? a : b;
	return met != TRUTH_NO;
}

/* Whether what is known so far lets a constraint be met */
static bool constraint_fits(struct valuation *v, unsigned int thread,
			    const struct constraint *c, bool *circle)
{
	uint32_t a = NODE_ID(thread, c->a), b = NODE_ID(thread, c->b);
	bool two = need_compares(c->need);

	if (find_node(v, a, circle) != KNOWN ||
	    (two && find_node(v, b, circle) != KNOWN))
		return true;
	return constraint_met(v, c->need, v->value[index_of(v, a)],
			      two ? v->value[index_of(v, b)] : value_int(0));
}

bool valuation_fits(struct valuation *v, bool complete, bool *circle)
{
	struct execution *x = v->x;

	*circle = false;
	x->doubt = v->doubt;
	memset(v->known, UNKNOWN, v->nr);
	for (unsigned int t = 0; t < x->view->prog->nr_threads; t++) {
		const struct path *path = x->paths[t];

		for (unsigned int c = 0; c < path->nr_constraints; c++)
			if (!constraint_fits(v, t, &path->constraints[c], circle))
				return false;
	}
	for (unsigned int e = 0; e < x->n && complete; e++) {
		uint32_t id = NODE_ID(x->events[e].thread, x->events[e].value);

		if (x->events[e].kind != EV_R && x->events[e].kind != EV_W)
			continue;
		if (find_node(v, id, circle) == KNOWN)
			x->values[e] = v->value[index_of(v, id)];
	}
	return true;
}

/* Where a thread does not come to its end, nobody knows what it would have done */
static bool is_left_open(const struct valuation *v, const struct ordlab_observed *o)
{
	return v->incomplete &&
	       (o->kind == ORDLAB_OPERAND_LOC ||
		v->x->paths[o->thread]->end != PATH_COMPLETE);
}

void valuation_state(struct valuation *v)
{
	struct execution *x = v->x;
	const struct ordlab_view *view = x->view;

	for (unsigned int i = 0; i < v->nr_wanted; i++) {
		unsigned int t = ID_THREAD(v->wanted[i]);
		const struct node *n = node_of(v, v->wanted[i]);
		struct value *of = v->value + v->base[t];

		of[ID_NODE(v->wanted[i])] =
			n->kind == NODE_CONST ? n->value :
			n->kind == NODE_READ ? x->values[x->first[t] + n->a] :
			node_compute(n, of[n->a], node_has_b(n) ? of[n->b] :
							      value_int(0));
	}
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
	for (unsigned int i = 0; i < v->nr_wanted; i++) {
		const struct node *n = node_of(v, v->wanted[i]);

		if (n->kind == NODE_READ)
			reads[v->x->first[ID_THREAD(v->wanted[i])] + n->a] = true;
	}
}

/* --- Values in a circle --- */

/* Unknowns: one a node, then one an event; those that are equal are joined */
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

/* Computes a node from its operands. False: not yet */
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
 * Whether a + b or a | b is a, since b is 0. Then it is a copy. A conversion of
 * what is any number is one, too: there are numbers that it leaves as they are.
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

/* Computes what can be computed of a thread. Return: whether that is news */
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
