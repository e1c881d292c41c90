// SPDX-License-Identifier: GPL-2.0
/*
 * Outcomes as literals: see encode.h.
 *
 * An observed register or location has cases: a literal for each value that it may have
 * in the end. No two cases are both true. In an execution in which no value depends on
 * itself, one case is true.
 */
#include <stdlib.h>
#include <string.h>
#include "private/encode.h"
#include "private/encode-values.h"
#include "private/search-state.h"
#include "lib/util.h"

/* A final value, and the literal that the register or location has it */
struct outcome_case {
	struct value value;
	literal l;
};

struct outcome {
	struct outcome_case *cases;
	unsigned int nr, room;
};

struct encoded_outcomes {
	struct outcome *outcomes;	/* of each observed register or location */
};

/* The case of a value; makes it if it does not exist */
static literal case_of(struct encoding *e, unsigned int observed, struct value value)
{
	struct outcome *o = &e->outcomes->outcomes[observed];
	literal l;

	for (unsigned int i = 0; i < o->nr; i++)
		if (value_same(o->cases[i].value, value))
			return o->cases[i].l;
	GROW(o->cases, o->nr, o->room);
	l = solver_variable(e->solver);
	for (unsigned int i = 0; i < o->nr; i++)
		CLAUSE(e->solver, literal_not(l), literal_not(o->cases[i].l));
	o->cases[o->nr++] = (struct outcome_case) { .value = value, .l = l };
	return l;
}

/* If @when is true, an observed value is that of a node of a strand */
static void be_node(struct encoding *e, unsigned int observed, literal when,
		    unsigned int strand, uint16_t node)
{
	const struct strand_values *s = &e->values->strands[strand];

	for (unsigned int i = 0; s->facts[node] && i < s->may[node]->nr; i++)
		CLAUSE(e->solver, literal_not(when), literal_not(s->facts[node][i]),
		       case_of(e, observed, s->may[node]->value[i]));
}

static void be_value(struct encoding *e, unsigned int observed, literal when,
		     struct value value)
{
	CLAUSE(e->solver, literal_not(when), case_of(e, observed, value));
}

static void find_register(struct encoding *e, unsigned int observed)
{
	const struct ordlab_observed *o = &e->view->observed[observed];

	for (unsigned int s = 0; s < e->nr_strands; s++) {
		const struct strand *strand = &e->strands[s];

		if (strand->thread != o->thread)
			continue;
		if (strand->path->regs[o->index] == NO_NODE)
			be_value(e, observed, strand->taken, value_int(0));
		else
			be_node(e, observed, strand->taken, s,
				strand->path->regs[o->index]);
	}
}

/* The literal that a write is the last one */
static literal last_write(struct encoding *e, const struct encoded *at,
			  unsigned int write)
{
	literal any[REL_MAX_EVENTS + 2], last = solver_variable(e->solver);
	unsigned int nr = 0;

	any[nr++] = literal_not(e->edges.present[write]);
	any[nr++] = last;
	for (unsigned int i = 0; i < at->nr_writes; i++) {
		literal after = *edge_at(e, e->edges.co, write, at->writes[i]);

		if (after == LITERAL_FALSE)
			continue;
		CLAUSE(e->solver, literal_not(after), literal_not(last));
		any[nr++] = after;
	}
	solver_clause(e->solver, any, nr);
	return last;
}

/* The literal that a location is never written */
static literal no_write(struct encoding *e, const struct encoded *at)
{
	literal any[REL_MAX_EVENTS + 1], none = solver_variable(e->solver);

	for (unsigned int i = 0; i < at->nr_writes; i++) {
		any[i] = e->edges.present[at->writes[i]];
		CLAUSE(e->solver, literal_not(any[i]), literal_not(none));
	}
	any[at->nr_writes] = none;
	solver_clause(e->solver, any, at->nr_writes + 1);
	return none;
}

static void find_location(struct encoding *e, unsigned int observed)
{
	unsigned int loc = e->view->observed[observed].index;
	const struct encoded *at = NULL;

	for (unsigned int i = 0; i < e->nr_locations; i++)
		if (e->locations[i].loc == loc)
			at = &e->locations[i];
	/* The value of a lock is not observed */
	if (!at || at->is_lock || !at->nr_writes) {
		be_value(e, observed, LITERAL_TRUE, encoding_initial(e, loc));
		return;
	}
	be_value(e, observed, no_write(e, at), encoding_initial(e, loc));
	for (unsigned int i = 0; i < at->nr_writes; i++) {
		const struct event *write = &e->x.events[at->writes[i]];

		be_node(e, observed, last_write(e, at, at->writes[i]),
			write->thread, write->value);
	}
}

void encode_outcomes(struct encoding *e)
{
	unsigned int nr = e->view->prog->nr_observed;

	e->outcomes = xcalloc(1, sizeof(*e->outcomes));
	e->outcomes->outcomes = xcalloc(nr + 1, sizeof(struct outcome));
	for (unsigned int o = 0; o < nr; o++) {
		if (e->view->observed[o].kind == ORDLAB_OPERAND_REG)
			find_register(e, o);
		else
			find_location(e, o);
	}
}

void encode_outcomes_free(struct encoding *e)
{
	if (!e->outcomes)
		return;
	for (unsigned int o = 0; o < e->view->prog->nr_observed; o++)
		free(e->outcomes->outcomes[o].cases);
	free(e->outcomes->outcomes);
	free(e->outcomes);
}

literal encoding_outcome(struct encoding *e, unsigned int observed,
			 struct value value)
{
	return case_of(e, observed, value);
}

/* --- Conditions --- */

static literal conjunction(struct encoding *e, literal a, literal b)
{
	literal l = solver_variable(e->solver);

	CLAUSE(e->solver, literal_not(a), literal_not(b), l);
	CLAUSE(e->solver, literal_not(l), a);
	CLAUSE(e->solver, literal_not(l), b);
	return l;
}

/* Whether two observed values are the same */
static literal same_outcome(struct encoding *e, unsigned int a, unsigned int b)
{
	const struct outcome *p = &e->outcomes->outcomes[a];
	const struct outcome *q = &e->outcomes->outcomes[b];
	literal l = solver_variable(e->solver);

	for (unsigned int i = 0; i < p->nr; i++)
		for (unsigned int j = 0; j < q->nr; j++) {
			bool same = value_equal(p->cases[i].value,
						q->cases[j].value) == TRUTH_YES;

			CLAUSE(e->solver, literal_not(p->cases[i].l),
			       literal_not(q->cases[j].l),
			       same ? l : literal_not(l));
		}
	return l;
}

/* The literal that an observed value equals a constant */
static literal is_constant(struct encoding *e, const struct ordlab_cond *node)
{
	return case_of(e, node->observed, value_of_operand(e->view, &node->value));
}

static literal disjunction(struct encoding *e, literal a, literal b)
{
	return literal_not(conjunction(e, literal_not(a), literal_not(b)));
}

literal encoding_condition(struct encoding *e, const struct ordlab_cond *nodes,
			   unsigned int nr)
{
	literal stack[ORDLAB_MAX_COND_DEPTH + 1] = { LITERAL_TRUE };
	literal *top = stack;

	/* *top is the top of the stack; a push goes above it */
	for (unsigned int i = 0; i < nr; i++) {
		switch ((enum ordlab_cond_op)nodes[i].op) {
		case ORDLAB_COND_TRUE:
			*++top = LITERAL_TRUE;
			break;
		case ORDLAB_COND_EQ:
			*++top = is_constant(e, &nodes[i]);
			break;
		case ORDLAB_COND_NE:
			*++top = literal_not(is_constant(e, &nodes[i]));
			break;
		case ORDLAB_COND_SAME:
			*++top = same_outcome(e, nodes[i].observed, nodes[i].other);
			break;
		case ORDLAB_COND_NOT:
			*top = literal_not(*top);
			break;
		case ORDLAB_COND_AND:
			top--;
			*top = conjunction(e, top[0], top[1]);
			break;
		case ORDLAB_COND_OR:
			top--;
			*top = disjunction(e, top[0], top[1]);
			break;
		case ORDLAB_COND_IMPLIES:
			top--;
			*top = disjunction(e, literal_not(top[0]), top[1]);
			break;
		case ORDLAB_NR_COND_OPS:
			break;
		}
	}
	return *top;
}
