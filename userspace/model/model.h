/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory models, as definitions of sets and relations over the events of an
 * execution, in the manner of herd's cat language, and axioms over these.
 *
 * A model is built once, by a function that reads like the published model, in a file
 * of its own: model-NAME.c. result/models.def has a row for each. For each new
 * combination of paths, a checker computes what follows from the paths alone, and
 * drops what must be empty. For each candidate execution it computes the rest. Since
 * definitions are data, derivation.h can take any edge of a relation apart again.
 *
 * For example, the model
 *
 *	acyclic po | rf | co | fr as sc
 *
 * is the function
 *
 *	void model_build_example(struct model_builder *m)
 *	{
 *		LET(po, BASE(po));
 *		LET(rf, BASE(rf));
 *		LET(co, BASE(co));
 *		LET(fr, BASE(fr));
 *		LET(order, OR(po, rf, co, fr));
 *		model_axiom(m, AXIOM_ACYCLIC, order, "sc", "there is one order");
 *		model_say(m, po, "program order");
 *	}
 *
 * What each operator means to those that compute with models is in a table, see
 * operators.def.
 */
#ifndef MODEL_H
#define MODEL_H

#include <stdbool.h>
#include "logic/circuit.h"
#include "events/execution.h"
#include "events/relation.h"
#include "result/models.h"
#include "logic/solver.h"

struct expr;
struct model_builder;

/* A set of events: what they have in common */
typedef bool (*event_test)(const struct event *event);
/* A relation, or a part of one, that cat does not define by an expression */
typedef void (*rel_maker)(struct rel *to, const struct execution *x);

/*
 * Expressions. Those that take "..." take two operands or more. An expression is a
 * set or a relation; each operator takes one of both, as its comment shows.
 */
#define SEQ(...)	expr_fold(m, EXPR_SEQ, EXPR_LIST(__VA_ARGS__))	/* ; */
#define OR(...)		expr_fold(m, EXPR_OR, EXPR_LIST(__VA_ARGS__))	/* | */
#define AND(...)	expr_fold(m, EXPR_AND, EXPR_LIST(__VA_ARGS__))	/* & */
#define MINUS(...)	expr_fold(m, EXPR_MINUS, EXPR_LIST(__VA_ARGS__))	/* \ */
#define CROSS(a, b)	expr_new(m, EXPR_CROSS, a, b)		/* a * b */
#define ID(a)		expr_new(m, EXPR_ID, a, NULL)		/* [a] */
#define INV(a)		expr_new(m, EXPR_INV, a, NULL)		/* a^-1 */
#define OPT(a)		expr_new(m, EXPR_OPT, a, NULL)		/* a? */
#define PLUS(a)		expr_new(m, EXPR_PLUS, a, NULL)		/* a+ */
#define STAR(a)		expr_new(m, EXPR_STAR, a, NULL)		/* a* */
#define NOT(a)		expr_new(m, EXPR_NOT, a, NULL)		/* ~a, of a set */
#define DOMAIN(a)	expr_new(m, EXPR_DOMAIN, a, NULL)
#define RANGE(a)	expr_new(m, EXPR_RANGE, a, NULL)
#define EVENTS(test)	expr_events(m, test)
#define MAKE(maker)	expr_maker(m, maker, false)	/* from the paths alone */
#define MAKE_LATE(maker) expr_maker(m, maker, true)
#define BASE(field)	expr_base(m, offsetof(struct execution, field))

#define EXPR_LIST(...)	((const struct expr *[]){ __VA_ARGS__, NULL })

/* let var = ...; the name is that of the variable, with "-" for "_" */
#define LET(var, ...)	const struct expr *var = expr_let(m, #var, __VA_ARGS__)

/**
 * enum expr_kind - operators, see operators.def
 * @EXPR_SET:	those from here on make sets
 */
enum expr_kind {
#define OPERATOR(kind) EXPR_##kind,
#include "model/operators.def"
	EXPR_SET = EXPR_EVENTS,
};

const struct expr *expr_new(struct model_builder *m, enum expr_kind kind,
			    const struct expr *a, const struct expr *b);
const struct expr *expr_fold(struct model_builder *m, enum expr_kind kind,
			     const struct expr **list);
const struct expr *expr_events(struct model_builder *m, event_test test);
const struct expr *expr_maker(struct model_builder *m, rel_maker maker,
			      bool late);
const struct expr *expr_base(struct model_builder *m, size_t field);

/**
 * expr_let() - give an expression a name
 * @m:		the model
 * @name:	as in the published model, "_" for "-"
 * @e:		the expression
 *
 * Return: an expression that is the same, and has the name.
 */
const struct expr *expr_let(struct model_builder *m, const char *name,
			    const struct expr *e);

/**
 * expr_var() - begin a recursive definition
 * @m:		the model
 *
 * Return: an expression that stands for the relation in its own definition.
 */
const struct expr *expr_var(struct model_builder *m);

/**
 * expr_rec() - end a recursive definition
 * @m:		the model
 * @var:	what expr_var() returned
 * @body:	the definition: it grows when @var grows
 *
 * Return: the least relation that is a solution of @var = @body.
 */
const struct expr *expr_rec(struct model_builder *m, const struct expr *var,
			    const struct expr *body);

/**
 * model_say() - say what an edge of a relation means
 * @m:		the model
 * @e:		the relation
 * @why:	a clause that says why its first event comes before its second
 *		one, or how they relate
 *
 * A derivation takes no edge apart whose relation says what it means.
 */
void model_say(struct model_builder *m, const struct expr *e, const char *why);

/**
 * enum axiom_kind - what must hold of a relation
 */
enum axiom_kind {
	AXIOM_ACYCLIC,
	AXIOM_IRREFLEXIVE,
	AXIOM_EMPTY,
};

/**
 * model_axiom() - say what must hold of every execution
 * @m:		the model
 * @kind:	what
 * @e:		of which relation
 * @name:	"happens-before"
 * @why:	in words: what it would mean if it did not hold
 */
void model_axiom(struct model_builder *m, enum axiom_kind kind,
		 const struct expr *e, const char *name, const char *why);

/**
 * model_ensured() - say what every coherent candidate execution meets
 *
 * The search makes coherent candidates alone, unless execution_user.incoherent is set:
 * only then is the axiom looked at.
 */
void model_ensured(struct model_builder *m, enum axiom_kind kind,
		   const struct expr *e, const char *name, const char *why);

/**
 * model_flag() - a warning about a program
 * @m:		the model
 * @e:		a set or relation: the flag is raised if it is not empty in some
 *		execution that meets all axioms
 * @name:	"data-race"
 */
void model_flag(struct model_builder *m, const struct expr *e,
		const char *name);

/**
 * struct model_definition - a model
 * @build:	builds it
 */
struct model_definition {
	void (*build)(struct model_builder *m);
};

/* Indexed by enum model */
extern const struct model_definition model_definitions[NR_MODELS];

#define MODEL(id, name, ...) void model_build_##name(struct model_builder *m);
#include "result/models.def"

/* --- Using a model --- */

struct checker;

/**
 * struct axiom - an axiom of a model
 * @kind:	enum axiom_kind
 * @expr:	of which relation
 * @name:	"happens-before"
 * @why:	what it would mean if it did not hold
 * @ensured:	every coherent candidate meets it
 */
struct axiom {
	enum axiom_kind kind;
	const struct expr *expr;
	const char *name;
	const char *why;
	bool ensured;
};

/**
 * checker_new() - make a model ready to check executions
 * @model:	which
 * @explain:	look at ensured axioms, too, and keep all relations
 *
 * Return: the checker, never NULL.
 */
struct checker *checker_new(enum model model, bool explain);
void checker_free(struct checker *checker);

/**
 * checker_begin() - compute what is known from the paths alone
 * @checker:	the checker
 * @x:		an execution without rf and co
 */
void checker_begin(struct checker *checker, const struct execution *x);

/**
 * checker_allows() - whether an execution meets the axioms
 * @checker:	the checker; checker_begin() was called for these paths
 * @x:		the execution; it may be incomplete. Axioms once broken stay
 *		broken when rf and co grow
 */
bool checker_allows(struct checker *checker, const struct execution *x);

/**
 * checker_flags() - raise the flags of an execution
 * @checker:	the checker
 * @x:		a complete execution that checker_allows() has just allowed
 *
 * Flags stay raised until checker_reset().
 */
void checker_flags(struct checker *checker, const struct execution *x);
void checker_reset(struct checker *checker);

/**
 * checker_may_flag() - whether an execution may raise a flag
 * @checker:	the checker; checker_begin() was called
 *
 * Return: false if no execution with these paths can raise a flag that has not been
 * raised yet.
 */
bool checker_may_flag(const struct checker *checker);

/**
 * checker_relevant() - find the edges that may break an axiom
 * @checker:	the checker; checker_begin() was called
 * @x:		an execution that has all edges at once that an execution may have
 * @rf:		takes the edges of rf that may be part of what breaks an axiom
 * @co:		the same for co
 * @fr:		the same for fr
 *
 * If two executions of these paths differ in other edges alone, both are allowed, or
 * both are forbidden.
 *
 * Return: false if that cannot be said of the axioms, or if a flag may be raised.
 */
bool checker_relevant(struct checker *checker, const struct execution *x,
		      struct rel *rf, struct rel *co, struct rel *fr);

/**
 * checker_circuit() - the axioms as a network of gates
 * @checker:	the checker; checker_begin() was called
 * @x:		an execution that has all edges at once that an execution may have
 * @edges:	the inputs that stand for them
 * @circuit:	gets the outputs: whether an axiom is broken
 *
 * Return: false if the axioms cannot be put that way, or if a flag may be raised.
 */
bool checker_circuit(struct checker *checker, const struct execution *x,
		     const struct edge_gates *edges, struct circuit *circuit);

/**
 * struct edge_literals - edges of the executions of all paths as literals
 * @rf:		[n][n] whether an execution has the edge; LITERAL_FALSE for none
 * @co:		the same
 * @fr:		the same
 * @present:	[n] whether it has the event
 */
struct edge_literals {
	literal *rf;
	literal *co;
	literal *fr;
	literal *present;
};

/**
 * checker_clauses() - the axioms as clauses
 * @checker:	the checker; checker_begin() was called
 * @x:		an execution that has all edges at once that an execution may have. It
 *		may also have all paths of each thread at once; then events of
 *		different paths of a thread are not related
 * @edges:	the literals that stand for them
 * @solver:	gets clauses. There are values of the other literals that satisfy them
 *		if, and only if, the execution with these edges is allowed. One such
 *		choice is that each literal is false that the edges do not imply
 * @budget:	what it may cost
 *
 * Return: false if the axioms cannot be put that way, or if the budget is over.
 */
bool checker_clauses(struct checker *checker, const struct execution *x,
		     const struct edge_literals *edges, struct solver *solver,
		     struct budget *budget);

/**
 * checker_flag_clauses() - a flag as a literal
 * @checker:	the checker; checker_begin() was called
 * @flag:	0 for the first of the model's flags
 * @x:		as for checker_clauses()
 * @edges:	the same
 * @solver:	the same
 * @budget:	the same
 * @raised:	takes a literal; an execution in which it is true raises the flag
 *
 * Return: false if the flag cannot be put that way, or if the budget is over.
 */
bool checker_flag_clauses(struct checker *checker, unsigned int flag,
			  const struct execution *x,
			  const struct edge_literals *edges, struct solver *solver,
			  struct budget *budget, literal *raised);

/* The name of a flag of the model, whether it is raised or not; NULL after the last */
const char *checker_flag_name(const struct checker *checker, unsigned int flag);

/**
 * checker_flag() - the flags that were raised
 * @checker:	the checker
 * @i:		0 for the first one
 *
 * Return: the flag's name, or NULL if there are no more.
 */
const char *checker_flag(const struct checker *checker, unsigned int i);

/* --- Taking a model apart, for explain.c --- */

/**
 * checker_axiom() - the axioms
 * @checker:	the checker
 * @i:		0 for the first one
 *
 * Return: the axiom, or NULL if there are no more.
 */
const struct axiom *checker_axiom(const struct checker *checker, unsigned int i);

/**
 * checker_compute() - compute all that axioms need, whether they hold or not
 * @checker:	the checker
 * @x:		a complete execution
 */
void checker_compute(struct checker *checker, const struct execution *x);

/**
 * checker_rel() - the relation that an expression is
 * @checker:	the checker, after checker_compute()
 * @e:		a relation
 */
const struct rel *checker_rel(const struct checker *checker,
			      const struct expr *e);

/**
 * struct expr - an expression
 * @kind:	enum expr_kind
 * @index:	its number; those of its operands are lower
 * @a:		first operand; of a VAR, the body of its REC
 * @b:		second operand; of a REC, its VAR
 * @test:	EVENTS: which
 * @maker:	MAKER: what fills it in
 * @late:	MAKER: it depends on rf and co, or on values
 * @field:	BASE: offset of the relation in struct execution
 * @name:	what the model calls it, or NULL
 * @say:	what an edge of it means, or NULL
 */
struct expr {
	enum expr_kind kind;
	unsigned int index;
	const struct expr *a;
	const struct expr *b;
	event_test test;
	rel_maker maker;
	size_t field;
	bool late;
	char *name;
	const char *say;
};

#endif /* MODEL_H */
