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

#include "model.h"

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
	uint64_t *wanted;		/* beside arena, see checker_useful() */
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

#endif /* CHECKER_H */
