// SPDX-License-Identifier: GPL-2.0
/*
 * The constraints of paths as clauses: see encode.h.
 *
 * A fact is a literal that says that a node of a strand has a value. It follows from
 * literals of rf and from other facts. There are facts for the nodes that some
 * constraint depends on. A value that depends on itself has no fact: so the clauses
 * are necessary, but not sufficient. The caller computes the values of each execution
 * that the solver finds, and checks the constraints again.
 *
 * The values that a read may return are found by passing values from writes to reads,
 * and on to the writes that depend on these. A value that does not depend on itself
 * passes each write at most once. So the number of rounds is at most the number of
 * writes that depend on a read, on one strand of each thread.
 */
#include <stdlib.h>
#include <string.h>
#include "private/encode.h"
#include "private/encode-values.h"
#include "private/search-state.h"
#include "lib/util.h"

/* --- Which nodes need facts --- */

static struct strand_values *strand_values(const struct encoding *e,
					   unsigned int strand)
{
	return &e->values->strands[strand];
}

static const struct node *nodes_of(const struct encoding *e, unsigned int strand)
{
	return e->strands[strand].path->nodes;
}

/* The event of a READ node */
static unsigned int read_of(const struct encoding *e, unsigned int strand,
			    uint16_t node)
{
	return e->strands[strand].first + nodes_of(e, strand)[node].a;
}

static void need_node(struct encoding *e, unsigned int strand, uint16_t node)
{
	struct strand_values *s = strand_values(e, strand);

	if (s->may[node])
		return;
	if (budget_take(e->budget, sizeof(struct may_be)))
		e->values->taken += sizeof(struct may_be);
	s->may[node] = xcalloc(1, sizeof(struct may_be));
	e->values->again = true;
}

/* The operands of a node that needs facts need facts, too */
static void need_operands(struct encoding *e, unsigned int strand)
{
	const struct strand_values *s = strand_values(e, strand);
	unsigned int write;

	for (unsigned int i = e->strands[strand].path->nr_nodes; i-- > 0;) {
		const struct node *node = &nodes_of(e, strand)[i];
		unsigned int read;

		if (!s->may[i])
			continue;
		if (node->kind == NODE_ALU) {
			need_node(e, strand, node->a);
			if (node_has_b(node))
				need_node(e, strand, node->b);
		}
		if (node->kind != NODE_READ)
			continue;
		read = read_of(e, strand, i);
		for (write = 0; write < e->x.n; write++)
			if (*edge_at(e, e->edges.rf, write, read) != LITERAL_FALSE)
				need_node(e, e->x.events[write].thread,
					  e->x.events[write].value);
	}
}

static void need_all(struct encoding *e)
{
	do {
		e->values->again = false;
		for (unsigned int s = 0; s < e->nr_strands; s++)
			need_operands(e, s);
	} while (e->values->again);
}

/* --- Which values nodes may have --- */

static bool may_have(const struct may_be *may, struct value value)
{
	for (unsigned int i = 0; i < may->nr; i++)
		if (value_same(may->value[i], value))
			return true;
	return false;
}

static void may_add(struct encoding *e, struct may_be *may, struct value value)
{
	if (may->any || may_have(may, value))
		return;
	e->values->again = true;
	if (may->nr == MAX_FACTS) {
		may->any = true;
		return;
	}
	may->value[may->nr++] = value;
}

static void may_be_any(struct encoding *e, struct may_be *may)
{
	if (may->any)
		return;
	may->any = true;
	e->values->again = true;
}

static void may_merge(struct encoding *e, struct may_be *to, const struct may_be *from)
{
	if (from->any)
		may_be_any(e, to);
	for (unsigned int i = 0; i < from->nr; i++)
		may_add(e, to, from->value[i]);
}

static void may_compute(struct encoding *e, unsigned int strand, uint16_t i)
{
	struct strand_values *s = strand_values(e, strand);
	const struct node *node = &nodes_of(e, strand)[i];
	const struct may_be *a = s->may[node->a], *b = a;
	unsigned int nr_b = 1;

	if (node_has_b(node)) {
		b = s->may[node->b];
		nr_b = b->nr;
	}
	if (a->any || b->any)
		may_be_any(e, s->may[i]);
	for (unsigned int j = 0; j < a->nr; j++)
		for (unsigned int k = 0; k < nr_b; k++)
			may_add(e, s->may[i],
				node_compute(node, a->value[j], b->value[k]));
}

/* Finds values of nodes from the values of reads */
static void may_go_on(struct encoding *e, unsigned int strand)
{
	struct strand_values *s = strand_values(e, strand);

	for (unsigned int i = 0; i < e->strands[strand].path->nr_nodes; i++) {
		const struct node *node = &nodes_of(e, strand)[i];

		if (!s->may[i])
			continue;
		if (node->kind == NODE_CONST)
			may_add(e, s->may[i], node->value);
		else if (node->kind == NODE_ALU)
			may_compute(e, strand, i);
	}
}

/* Finds values of reads from the values of writes */
static void may_read(struct encoding *e, unsigned int strand)
{
	struct strand_values *s = strand_values(e, strand);

	for (unsigned int i = 0; i < e->strands[strand].path->nr_nodes; i++) {
		unsigned int read;

		if (!s->may[i] || nodes_of(e, strand)[i].kind != NODE_READ)
			continue;
		read = read_of(e, strand, i);
		if (e->from_init[read] != LITERAL_FALSE)
			may_add(e, s->may[i],
				encoding_initial(e, e->x.events[read].loc));
		for (unsigned int w = 0; w < e->x.n; w++) {
			const struct event *write = &e->x.events[w];

			if (*edge_at(e, e->edges.rf, w, read) != LITERAL_FALSE)
				may_merge(e, s->may[i],
					  strand_values(e, write->thread)->may[write->value]);
		}
	}
}

/* How many writes depend on a read, on the strand of each thread with most of them */
static unsigned int count_rounds(const struct encoding *e)
{
	unsigned int most[ORDLAB_MAX_THREADS] = { 0 }, rounds = 1;

	for (unsigned int s = 0; s < e->nr_strands; s++) {
		const struct strand *strand = &e->strands[s];
		unsigned int nr = 0;

		for (unsigned int i = 0; i < strand->path->nr_events; i++) {
			const struct event *event = &strand->path->events[i];

			nr += event->kind == EV_W &&
			      strand->path->nodes[event->value].kind != NODE_CONST;
		}
		if (nr > most[strand->thread])
			most[strand->thread] = nr;
	}
	for (unsigned int t = 0; t < e->view->prog->nr_threads; t++)
		rounds += most[t];
	return rounds;
}

static void find_may(struct encoding *e)
{
	unsigned int rounds = count_rounds(e);

	e->values->again = true;
	for (unsigned int r = 0; r <= rounds && e->values->again; r++) {
		e->values->again = false;
		for (unsigned int s = 0; s < e->nr_strands; s++)
			may_go_on(e, s);
		for (unsigned int s = 0; s < e->nr_strands; s++)
			may_read(e, s);
	}
}

/* --- Facts --- */

/* The fact that a node has a value; LITERAL_FALSE if it never has it */
static literal *fact_of(const struct encoding *e, unsigned int strand, uint16_t node,
			struct value value)
{
	struct strand_values *s = strand_values(e, strand);

	for (unsigned int i = 0; i < s->may[node]->nr; i++)
		if (value_same(s->may[node]->value[i], value))
			return &s->facts[node][i];
	return NULL;
}

/* Makes the facts of a read: variables, no two of which are true */
static void begin_facts(struct encoding *e, unsigned int strand, uint16_t node)
{
	struct strand_values *s = strand_values(e, strand);
	const struct may_be *may = s->may[node];
	bool is_read = nodes_of(e, strand)[node].kind == NODE_READ;

	if (!may || may->any)
		return;
	s->facts[node] = xcalloc(may->nr + 1, sizeof(literal));
	for (unsigned int i = 0; i < may->nr; i++) {
		s->facts[node][i] = is_read ? solver_variable(e->solver) :
			nodes_of(e, strand)[node].kind == NODE_CONST ?
			LITERAL_TRUE : LITERAL_FALSE;
		for (unsigned int j = 0; j < i && is_read; j++)
			CLAUSE(e->solver, literal_not(s->facts[node][i]),
			       literal_not(s->facts[node][j]));
	}
}

/* Two facts together imply the fact of a node, which is not a read */
static void imply_fact(struct encoding *e, literal *fact, literal a, literal b)
{
	if (a == LITERAL_FALSE || b == LITERAL_FALSE || *fact == LITERAL_TRUE)
		return;
	if (a == LITERAL_TRUE && b == LITERAL_TRUE) {
		*fact = LITERAL_TRUE;
		return;
	}
	if (*fact == LITERAL_FALSE)
		*fact = solver_variable(e->solver);
	CLAUSE(e->solver, literal_not(a), literal_not(b), *fact);
}

static void compute_facts(struct encoding *e, unsigned int strand, uint16_t i)
{
	const struct strand_values *s = strand_values(e, strand);
	const struct node *node = &nodes_of(e, strand)[i];
	bool two = node_has_b(node);
	const struct may_be *a = s->may[node->a];
	const struct may_be *b = two ? s->may[node->b] : a;

	if (!s->facts[i] || !s->facts[node->a] || (two && !s->facts[node->b]))
		return;
	for (unsigned int j = 0; j < a->nr; j++) {
		for (unsigned int k = 0; k < (two ? b->nr : 1); k++) {
			literal *fact = fact_of(e, strand, i,
				node_compute(node, a->value[j], b->value[k]));

			if (fact)
				imply_fact(e, fact, s->facts[node->a][j],
					   two ? s->facts[node->b][k] : LITERAL_TRUE);
		}
	}
}

/* If the rf literal is true, facts of the write imply facts of the read */
static void copy_facts(struct encoding *e, literal rf, unsigned int to,
		       uint16_t node, unsigned int from, uint16_t written)
{
	const struct strand_values *s = strand_values(e, from);

	for (unsigned int i = 0; s->facts[written] && i < s->may[written]->nr; i++) {
		literal *fact = fact_of(e, to, node, s->may[written]->value[i]);

		if (fact)
			CLAUSE(e->solver, literal_not(rf),
			       literal_not(s->facts[written][i]), *fact);
	}
}

static void read_facts(struct encoding *e, unsigned int strand, uint16_t node)
{
	unsigned int read = read_of(e, strand, node);
	literal *fact;

	if (!strand_values(e, strand)->facts[node])
		return;
	fact = fact_of(e, strand, node, encoding_initial(e, e->x.events[read].loc));
	if (fact)
		CLAUSE(e->solver, literal_not(e->from_init[read]), *fact);
	for (unsigned int w = 0; w < e->x.n; w++) {
		literal rf = *edge_at(e, e->edges.rf, w, read);

		if (rf != LITERAL_FALSE)
			copy_facts(e, rf, strand, node, e->x.events[w].thread,
				   e->x.events[w].value);
	}
}

static void make_facts(struct encoding *e)
{
	for (unsigned int s = 0; s < e->nr_strands; s++)
		for (unsigned int i = 0; i < e->strands[s].path->nr_nodes; i++)
			begin_facts(e, s, i);
	for (unsigned int s = 0; s < e->nr_strands; s++)
		for (unsigned int i = 0; i < e->strands[s].path->nr_nodes; i++)
			if (nodes_of(e, s)[i].kind == NODE_ALU)
				compute_facts(e, s, i);
	for (unsigned int s = 0; s < e->nr_strands; s++)
		for (unsigned int i = 0; i < e->strands[s].path->nr_nodes; i++)
			if (nodes_of(e, s)[i].kind == NODE_READ)
				read_facts(e, s, i);
}

/* --- Constraints --- */

/* Whether may_read() has dropped all sources of rf that violate a constraint */
static bool is_about_constants(const struct encoding *e, unsigned int strand,
			       const struct constraint *con)
{
	const struct strand *s = &e->strands[strand];
	uint16_t own = constraint_read(s->path->nodes, con);
	unsigned int read = s->first + own;

	if (own == NO_READ || own == SEVERAL_READS)
		return own == NO_READ;
	for (unsigned int w = 0; w < e->x.n; w++) {
		const struct event *write = &e->x.events[w];

		if (*edge_at(e, e->edges.rf, w, read) != LITERAL_FALSE &&
		    nodes_of(e, write->thread)[write->value].kind != NODE_CONST)
			return false;
	}
	return true;
}

static void meet_need(struct encoding *e, unsigned int strand,
		      const struct constraint *con)
{
	const struct strand_values *s = strand_values(e, strand);
	literal untaken = literal_not(e->strands[strand].taken);
	bool two = need_compares(con->need);
	const struct may_be *a = s->may[con->a];
	const struct may_be *b = two ? s->may[con->b] : a;

	if (!s->facts[con->a] || (two && !s->facts[con->b]))
		return;
	for (unsigned int i = 0; i < a->nr; i++)
		for (unsigned int j = 0; j < (two ? b->nr : 1); j++)
			if (need_met(con->need, a->value[i], b->value[j]) == TRUTH_NO)
				CLAUSE(e->solver, untaken,
				       literal_not(s->facts[con->a][i]),
				       two ? literal_not(s->facts[con->b][j]) :
				       LITERAL_FALSE);
}

static void each_need(struct encoding *e, bool meet)
{
	for (unsigned int s = 0; s < e->nr_strands; s++) {
		const struct path *path = e->strands[s].path;

		for (unsigned int c = 0; c < path->nr_constraints; c++) {
			const struct constraint *con = &path->constraints[c];

			if (is_about_constants(e, s, con))
				continue;
			if (meet) {
				meet_need(e, s, con);
				continue;
			}
			need_node(e, s, con->a);
			if (need_compares(con->need))
				need_node(e, s, con->b);
		}
	}
}

/* The nodes that observed values depend on need facts */
static void need_outcomes(struct encoding *e)
{
	const struct ordlab_view *view = e->view;

	for (unsigned int o = 0; o < view->prog->nr_observed; o++) {
		const struct ordlab_observed *observed = &view->observed[o];

		for (unsigned int s = 0; s < e->nr_strands; s++) {
			const struct strand *strand = &e->strands[s];
			uint16_t node = NO_NODE;

			if (observed->kind == ORDLAB_OPERAND_REG &&
			    strand->thread == observed->thread)
				node = strand->path->regs[observed->index];
			if (node != NO_NODE)
				need_node(e, s, node);
		}
		for (unsigned int i = 0; i < e->x.n; i++) {
			const struct event *event = &e->x.events[i];

			if (observed->kind == ORDLAB_OPERAND_LOC &&
			    event->kind == EV_W && event->loc == observed->index)
				need_node(e, event->thread, event->value);
		}
	}
}

bool encode_values(struct encoding *e, bool outcomes)
{
	struct encoded_values *v = xcalloc(1, sizeof(*v));

	e->values = v;
	v->strands = xcalloc(e->nr_strands + 1, sizeof(*v->strands));
	for (unsigned int s = 0; s < e->nr_strands; s++) {
		unsigned int nr = e->strands[s].path->nr_nodes + 1;

		v->strands[s].may = xcalloc(nr, sizeof(struct may_be *));
		v->strands[s].facts = xcalloc(nr, sizeof(literal *));
	}
	each_need(e, false);
	if (outcomes)
		need_outcomes(e);
	need_all(e);
	if (budget_over(e->budget))
		return false;
	find_may(e);
	make_facts(e);
	each_need(e, true);
	return true;
}

void encode_values_free(struct encoding *e)
{
	for (unsigned int s = 0; e->values && s < e->nr_strands; s++) {
		struct strand_values *v = strand_values(e, s);

		for (unsigned int i = 0; i < e->strands[s].path->nr_nodes; i++) {
			free(v->may[i]);
			free(v->facts[i]);
		}
		free(v->may);
		free(v->facts);
	}
	if (!e->values)
		return;
	budget_give(e->budget, e->values->taken);
	free(e->values->strands);
	free(e->values);
}
