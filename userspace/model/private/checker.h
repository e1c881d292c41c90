/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A checker from the inside, for those that compute something else from a
 * model's definitions than checker.c does: see model.h for what it is for.
 *
 * Each expression of the model has a slot. checker_begin() finds out what is
 * known of it from the paths alone, and makes lists of operations: run in
 * order, they compute what depends on rf, co and fr.
 */
#ifndef CHECKER_H
#define CHECKER_H

#include "model/model.h"

struct flag {
	const struct expr *expr;
	const char *name;
};

struct model_builder {
	struct expr **exprs;
	struct axiom *axioms;
	unsigned int *axiom_at;		/* after how many expressions */
	struct flag *flags;
	unsigned int nr_exprs, nr_axioms, nr_flags;
};

static inline bool is_set(const struct expr *e)
{
	return e->kind >= EXPR_SET;
}

/*
 * What is known of an expression from the paths alone. An expression that is
 * the same as another one has no room of its own: it points there.
 */
enum nature {
	IS_EMPTY,
	IS_IDENTITY,	/* every event to itself */
	IS_STATIC,
	IS_DYNAMIC,
};

enum op_kind {
	OP_EXPR,	/* compute the expression */
	OP_FROM,	/* [set] ; a */
	OP_INTO,	/* a ; [set] */
	OP_BEGIN,	/* of a recursive definition: from the empty relation on */
	OP_REPEAT,	/* its end: again from after the beginning, until it fits */
	OP_AXIOM,
};

struct slot {
	enum nature nature;
	enum op_kind op;
	const struct slot *a, *b;
	const struct expr *expr;
	struct rel own;
	const struct rel *rel;		/* a relation's value */
	struct set set;			/* a set's value */
	bool needed;
	bool computed;			/* is in the first list of operations */
};

struct op {
	enum op_kind kind;
	struct slot *slot;
	const struct axiom *axiom;
	unsigned int back;		/* REPEAT: operation to go on with */
};

struct op_list {
	struct op *ops;
	unsigned int nr, room;
};

struct checker {
	struct model_builder model;
	bool explain;
	bool impossible;		/* a static axiom is broken */
	bool may_flag;
	struct slot *slots;
	struct op_list axioms, flags;
	bool *raised;
	uint64_t *arena;
	uint64_t *relevant;		/* beside arena, see checker_relevant() */
	size_t arena_size, arena_used;
	struct rel empty, identity;
	struct set all;
	unsigned int n, words;
};

static inline struct slot *slot_of(struct checker *c, const struct expr *e)
{
	return e ? &c->slots[e->index] : NULL;
}

static inline bool set_is_empty(const struct set *s, unsigned int words)
{
	for (unsigned int w = 0; w < words; w++)
		if (s->w[w])
			return false;
	return true;
}

/**
 * checker_run() - run operations
 * @c:		the checker; checker_begin() was called
 * @list:	one of its lists
 * @x:		the execution
 * @whole:	run all of them, though an axiom is broken
 *
 * Return: whether the axioms among them hold.
 */
bool checker_run(struct checker *c, const struct op_list *list,
		 const struct execution *x, bool whole);

/* --- Axioms that forbid cycles, in model-cycles.c --- */

/* The slot that has the value of @s, where that is only another name for it */
const struct slot *slot_itself(const struct slot *s);

/**
 * split_cycle() - spare a closure
 * @c:		the checker
 * @s:		a relation that must be acyclic
 * @from:	takes the events at which edges of the first part begin
 * @others:	takes the second part
 *
 * That first;others*;[end] is acyclic, where others is so by another axiom, is the
 * same as that [end];first | others is.
 *
 * Return: the first part; NULL if @s is not of that form.
 */
const struct slot *split_cycle(const struct checker *c, const struct slot *s,
			       struct set *from, const struct slot **others);

/* Whether @s is the second part of another axiom's relation, see split_cycle() */
bool is_split_off(const struct checker *c, const struct slot *s);

/**
 * follows_po_and_com() - whether coherence alone keeps a relation from having cycles
 *	along the edges of one location
 * @c:		the checker
 * @x:		an execution that has all edges that it may ever have
 * @s:		the relation
 *
 * A relation of which each edge is a way along po and com has no cycle along the
 * com of one location alone, in executions that are coherent: between two accesses
 * to a location po is po-loc. What would need no other location's edges than one's
 * to be a cycle need not be looked for.
 */
bool follows_po_and_com(const struct checker *c, const struct execution *x,
			const struct slot *s);

/* Whether each edge of a relation is such a way, and a way back */
bool is_cycle_each(const struct checker *c, const struct execution *x,
		   const struct slot *s);

/**
 * fewest_ways() - which event to take away next
 * @edges:	[@n][@n] edges between events
 * @n:		how many events
 * @left:	those that may be taken
 * @others:	those that ways lead from, and to
 * @none:	what stands in @edges where there is none
 *
 * When an event is taken away, each way through it becomes an edge.
 *
 * Return: the event in @left through which the fewest ways lead; @n if none is left.
 */
unsigned int fewest_ways(const uint32_t *edges, unsigned int n,
			 const struct set *left, const struct set *others,
			 uint32_t none);

#endif /* CHECKER_H */
