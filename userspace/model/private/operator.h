/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is known of an operator of the model language: its row.
 *
 * Several evaluators go through the expressions of a model: checker.c computes the
 * relations of one execution, checker-circuit.c and checker-clauses*.c make gates and
 * literals of all executions, checker-relevant.c goes from axioms back to the edges
 * that may break them, and derivation.c takes an edge apart for people. Each of
 * them must know each operator. What an operator means stands once, in its row, and
 * the functions of a row stand together: operator-relation.c, operator-closure.c and
 * operator-set.c. So who wants to know what ";" means reads one place, and who adds an
 * operator sees what there is to say of it. operators.def lists the operators; one
 * without a row does not link.
 *
 * A member that is NULL says that there is nothing to say: its comment has what the
 * evaluator does then. In doubt it gives up, and another way to the verdict is taken.
 */
#ifndef OPERATOR_H
#define OPERATOR_H

#include "checker.h"

/**
 * struct algebra - what entries of relations are made of
 * @none:	the entry of an edge that no execution has
 * @edge:	the entry of a relation for an edge from @i to @j
 * @itself:	the entry of an edge that each event has to itself
 * @both:	of an edge that is there if both are
 * @either:	of an edge that is there if one of both is
 * @sequence:	of an edge that @s, a sequence, has
 * @without:	of an edge that @s, a difference, has
 * @closure:	of an edge that @s, a closure, has; NULL if there is no way to say
 * @give_up:	there is no way to say what an entry is
 *
 * An entry may be a gate of a circuit, or a literal that is implied by the edge, or
 * one that implies it. The rows of operators say how the entries of an expression
 * follow from those of its operands; the algebra says what to make of that.
 */
struct algebra {
	uint32_t none;
	uint32_t (*edge)(void *of, const struct slot *s, unsigned int i, unsigned int j);
	uint32_t (*itself)(void *of, unsigned int i);
	uint32_t (*both)(void *of, uint32_t a, uint32_t b);
	uint32_t (*either)(void *of, uint32_t a, uint32_t b);
	uint32_t (*sequence)(void *of, const struct slot *s, unsigned int i,
			     unsigned int j);
	uint32_t (*without)(void *of, const struct slot *s, unsigned int i,
			    unsigned int j);
	uint32_t (*closure)(void *of, const struct slot *s, unsigned int i,
			    unsigned int j);
	void (*give_up)(void *of);
};

/* Which operands must follow po and com for the whole to do so, see checker.h */
enum follows {
	FOLLOWS_NOT,		/* nothing is known of the whole */
	FOLLOWS_FIRST,		/* the first operand */
	FOLLOWS_BOTH,
	FOLLOWS_DYNAMIC,	/* those that are known from the paths need not */
};

struct relevance;
struct deriver;

/* An edge to derive, and how often definitions of themselves may yet be unfolded */
struct edge {
	unsigned int a, b;
	unsigned int unfold;
};

/**
 * struct operator - an operator of the model language
 * @compute:	computes the slot's own relation or set from those of its operands;
 *		NULL: the slot has no value of its own, or gets it elsewhere
 * @reduce:	finds what the relation is when operands are known to be empty or the
 *		identity. Returns false if that does not follow. NULL: never
 * @entry:	the entry of one edge, from entries of the operands; NULL: give up
 * @follows:	see enum follows
 * @relevant:	marks what edges of the operands make up the given edges of the whole.
 *		Returns false if that cannot be said. NULL: never
 * @derive:	takes an edge apart into as few steps as can be, and returns how many
 *		these are, or TOO_MANY. With @take it adds the steps. NULL: the edge is
 *		a step
 */
struct operator {
	void (*compute)(struct slot *s, const struct execution *x, const struct set *all);
	bool (*reduce)(struct checker *c, struct slot *s);
	uint32_t (*entry)(const struct algebra *by, void *of, const struct slot *s,
			  unsigned int i, unsigned int j);
	enum follows follows;
	bool (*relevant)(struct relevance *r, const struct slot *s,
			 const struct rel *edges);
	unsigned int (*derive)(struct deriver *d, const struct expr *e, struct edge x,
			       bool take);
};

/* Defines a row's compute(), where that is one call */
#define COMPUTE(name, call)							\
static void name(struct slot *s, const struct execution *x, const struct set *all) \
{										\
	(void)x;								\
	(void)all;								\
	call;									\
}

#define OPERATOR(kind) extern const struct operator operator_##kind;
#include "model/operators.def"

/* Indexed by enum expr_kind */
extern const struct operator * const operators[];

static inline const struct operator *operator_of(const struct expr *e)
{
	return operators[e->kind];
}

/* The entry of one edge of an expression that has a slot of its own */
uint32_t operator_entry(const struct algebra *by, void *of, const struct slot *s,
			unsigned int i, unsigned int j);

/* --- What rows call --- */

/* Lets a slot have the value of another one */
void slot_become(struct checker *c, struct slot *s, const struct slot *other);
/* Lets it be empty */
void slot_empty(struct checker *c, struct slot *s);

static inline bool slot_is_empty(const struct slot *s)
{
	return !s || s->nature == IS_EMPTY;
}

/* A row's reduce(): the relation is empty if its first operand is */
bool empty_if_first_is(struct checker *c, struct slot *s);
/* A row's relevant(): what is relevant of the first operand is so of the whole */
bool first_relevant(struct relevance *r, const struct slot *s, const struct rel *edges);
/* A row's derive(): an edge is taken apart as one of the first operand */
unsigned int first_derive(struct deriver *d, const struct expr *e, struct edge x,
			  bool take);

/* --- checker-relevant.c --- */

/**
 * struct relevance - what is relevant for the axioms
 * @c:		the checker
 * @x:		the execution that has all edges
 * @rf:		takes the edges of @x that are relevant
 * @co:		the same
 * @fr:		the same
 * @some:	for rows to compute in, as are @more and @back
 */
struct relevance {
	struct checker *c;
	const struct execution *x;
	struct rel *rf, *co, *fr;
	struct rel some, more, back;
};

/* Marks edges of a slot as relevant, as far as it has them. @edges is lost */
void relevance_mark(const struct relevance *r, const struct slot *s,
		    struct rel *edges);

/* --- derivation.c --- */

/* More steps than there are: the edge cannot be taken apart */
#define TOO_MANY	1000000U

/* The fewest steps that an edge of @e can be taken apart into, or TOO_MANY */
unsigned int derive_cost(struct deriver *d, const struct expr *e, struct edge x);
/* Adds them. Return: 0 */
unsigned int derive_take(struct deriver *d, const struct expr *e, struct edge x);
/* One of both, as struct operator has it */
static inline unsigned int derive_edge(struct deriver *d, const struct expr *e,
				       struct edge x, bool take)
{
	return take ? derive_take(d, e, x) : derive_cost(d, e, x);
}

/* The same for a way of one edge of @e or more */
unsigned int derive_path(struct deriver *d, const struct expr *e, struct edge x,
			 bool take);
/* The relation that an expression is in the execution at hand */
const struct rel *derive_rel(const struct deriver *d, const struct expr *e);

#endif /* OPERATOR_H */
