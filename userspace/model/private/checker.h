/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The inside of a checker, see model.h. The files checker-*.c use it to compute
 * something else from a model's definitions than checker.c does.
 *
 * Each expression of the model has a slot. checker_begin() computes what follows from
 * the paths alone, and makes a list of operations for the rest. When they are run in
 * order, they compute what depends on rf, co and fr.
 *
 * For example, in hb = ppo | rfe | ... of a program without dependencies, the relation
 * dep is empty for these paths, so ppo is the same as fewer of its parts, and no
 * operation is made for the others.
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
 * What the paths alone say of an expression. An expression that has the same value as
 * another one points to the relation of that one.
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
	OP_BEGIN,	/* a recursive definition begins: with the empty relation */
	OP_REPEAT,	/* it ends: go back to its beginning, unless nothing has changed */
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

/* --- Axioms that forbid cycles: checker-cycles.c --- */

/* The slot that computes the value of @s; @s may be another name for it */
const struct slot *slot_itself(const struct slot *s);

/**
 * split_cycle() - find a form of an axiom that needs no closure
 * @c:		the checker
 * @s:		a relation that must be acyclic
 * @from:	takes the events at which edges of the first part begin
 * @others:	takes the second part
 *
 * Let @s be first;others*;[end], and let another axiom say that others is acyclic. Then
 * @s is acyclic if, and only if, [end];first | others is: a cycle of the latter has an
 * edge of first, and between two such edges are edges of others.
 *
 * Return: the first part; NULL if @s is not of that form.
 */
const struct slot *split_cycle(const struct checker *c, const struct slot *s,
			       struct set *from, const struct slot **others);

/* Whether split_cycle() takes @s, an acyclic relation, into the axiom of another one */
bool is_split_off(const struct checker *c, const struct slot *s);

/**
 * follows_po_and_com() - whether each edge of a relation is a path along po and com
 * @c:		the checker
 * @x:		an execution that has all edges that it may ever have
 * @s:		the relation
 *
 * Take a cycle along such edges whose edges of com are all of one location. Between
 * accesses to this location, po is po-loc, so that the cycle breaks the axiom of
 * coherence. Coherent executions do not have it, and it need not be looked for.
 */
bool follows_po_and_com(const struct checker *c, const struct execution *x,
			const struct slot *s);

/* Whether each edge of a relation is a cycle: such a path, and a path back */
bool is_cycle_each(const struct checker *c, const struct execution *x,
		   const struct slot *s);

/**
 * fewest_ways() - which event to take away next
 * @edges:	[@n][@n] edges between events
 * @n:		how many events
 * @left:	those that may be taken
 * @others:	neighbours that count
 * @none:	what stands in @edges where there is none
 *
 * When an event is taken away, each path through it, from a neighbour to a neighbour,
 * becomes an edge. What remains has a cycle if the events had one before. The order
 * matters for how many edges that makes.
 *
 * Return: the event in @left through which the fewest paths lead; @n if none is left.
 */
unsigned int fewest_ways(const uint32_t *edges, unsigned int n,
			 const struct set *left, const struct set *others,
			 uint32_t none);

#endif /* CHECKER_H */
