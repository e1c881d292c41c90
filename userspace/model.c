// SPDX-License-Identifier: GPL-2.0
/*
 * Building models, and checking executions against them: see model.h.
 */
#include <stdlib.h>
#include <string.h>
#include "keyset.h"
#include "model.h"
#include "util.h"

/* --- Building --- */

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

static bool is_set(const struct expr *e)
{
	return e->kind >= EXPR_SET;
}

static struct expr *expr_add(struct model_builder *m, enum expr_kind kind)
{
	struct expr *e = xcalloc(1, sizeof(*e));

	e->kind = kind;
	e->index = m->nr_exprs;
	m->exprs = xrealloc(m->exprs, m->nr_exprs + 1, sizeof(*m->exprs));
	m->exprs[m->nr_exprs++] = e;
	return e;
}

const struct expr *expr_new(struct model_builder *m, enum expr_kind kind,
			    const struct expr *a, const struct expr *b)
{
	struct expr *e = expr_add(m, kind);

	e->a = a;
	e->b = b;
	return e;
}

const struct expr *expr_fold(struct model_builder *m, enum expr_kind kind,
			     const struct expr **list)
{
	const struct expr *e = *list++;

	if (is_set(e)) {
		if (kind == EXPR_OR)
			kind = EXPR_SET_OR;
		else if (kind == EXPR_AND)
			kind = EXPR_SET_AND;
		else
			kind = EXPR_SET_MINUS;
	}
	while (*list)
		e = expr_new(m, kind, e, *list++);
	return e;
}

const struct expr *expr_events(struct model_builder *m, event_test test)
{
	struct expr *e = expr_add(m, EXPR_EVENTS);

	e->test = test;
	return e;
}

const struct expr *expr_maker(struct model_builder *m, rel_maker maker, bool late)
{
	struct expr *e = expr_add(m, EXPR_MAKER);

	e->maker = maker;
	e->late = late;
	return e;
}

const struct expr *expr_base(struct model_builder *m, size_t field)
{
	struct expr *e = expr_add(m, EXPR_BASE);

	e->field = field;
	return e;
}

const struct expr *expr_let(struct model_builder *m, const char *name,
			    const struct expr *e)
{
	struct expr *named = m->exprs[e->index];

	if (named->name && !is_set(e)) {
		named = expr_add(m, EXPR_SAME);
		named->a = e;
	}
	free(named->name);
	named->name = xstrdup(name);
	for (char *c = named->name; *c; c++)
		if (*c == '_')
			*c = '-';
	return named;
}

const struct expr *expr_var(struct model_builder *m)
{
	return expr_add(m, EXPR_VAR);
}

const struct expr *expr_rec(struct model_builder *m, const struct expr *var,
			    const struct expr *body)
{
	/* For whoever unfolds it */
	m->exprs[var->index]->a = body;
	return expr_new(m, EXPR_REC, body, var);
}

void model_say(struct model_builder *m, const struct expr *e, const char *why)
{
	m->exprs[e->index]->say = why;
}

static void axiom_add(struct model_builder *m, struct axiom axiom)
{
	m->axioms = xrealloc(m->axioms, m->nr_axioms + 1, sizeof(*m->axioms));
	m->axiom_at = xrealloc(m->axiom_at, m->nr_axioms + 1,
			       sizeof(*m->axiom_at));
	m->axiom_at[m->nr_axioms] = m->nr_exprs;
	m->axioms[m->nr_axioms++] = axiom;
}

void model_axiom(struct model_builder *m, enum axiom_kind kind,
		 const struct expr *e, const char *name, const char *why)
{
	axiom_add(m, (struct axiom) {
		.kind = kind, .expr = e, .name = name, .why = why,
	});
}

void model_ensured(struct model_builder *m, enum axiom_kind kind,
		   const struct expr *e, const char *name, const char *why)
{
	axiom_add(m, (struct axiom) {
		.kind = kind, .expr = e, .name = name, .why = why,
		.ensured = true,
	});
}

void model_flag(struct model_builder *m, const struct expr *e, const char *name)
{
	m->flags = xrealloc(m->flags, m->nr_flags + 1, sizeof(*m->flags));
	m->flags[m->nr_flags++] = (struct flag) { .expr = e, .name = name };
}

const struct model_definition model_definitions[NR_MODELS] = {
	[MODEL_LKMM] = { model_build_lkmm },
	[MODEL_TSO] = { model_build_tso },
	[MODEL_SC] = { model_build_sc },
};

/* --- Checking --- */

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

struct checker *checker_new(enum model model, bool explain)
{
	struct checker *c = xcalloc(1, sizeof(*c));

	model_definitions[model].build(&c->model);
	c->explain = explain;
	c->slots = xcalloc(c->model.nr_exprs, sizeof(*c->slots));
	c->raised = xcalloc(c->model.nr_flags + 1, sizeof(*c->raised));
	for (unsigned int i = 0; i < c->model.nr_exprs; i++)
		c->slots[i].expr = c->model.exprs[i];
	return c;
}

void checker_free(struct checker *c)
{
	if (!c)
		return;
	for (unsigned int i = 0; i < c->model.nr_exprs; i++) {
		free(c->model.exprs[i]->name);
		free(c->model.exprs[i]);
	}
	free(c->model.exprs);
	free(c->model.axioms);
	free(c->model.axiom_at);
	free(c->model.flags);
	free(c->slots);
	free(c->axioms.ops);
	free(c->flags.ops);
	free(c->raised);
	free(c->arena);
	free(c->wanted);
	free(c);
}

static void arena_rel(struct checker *c, struct rel *r)
{
	r->n = c->n;
	r->words = c->words;
	r->bits = c->arena + c->arena_used;
	c->arena_used += (size_t)c->n * c->words;
}

static struct slot *slot_of(struct checker *c, const struct expr *e)
{
	return e ? &c->slots[e->index] : NULL;
}

static void slot_compute(struct slot *s, const struct execution *x,
			 const struct set *all)
{
	const struct slot *a = s->a, *b = s->b;
	unsigned int words = rel_words(x->n);

	switch (s->expr->kind) {
	case EXPR_MAKER:
		rel_clear(&s->own);
		s->expr->maker(&s->own, x);
		break;
	case EXPR_SEQ:
		rel_seq(&s->own, a->rel, b->rel);
		break;
	case EXPR_OR:
		rel_union(&s->own, a->rel, b->rel);
		break;
	case EXPR_AND:
		rel_inter(&s->own, a->rel, b->rel);
		break;
	case EXPR_MINUS:
		rel_diff(&s->own, a->rel, b->rel);
		break;
	case EXPR_CROSS:
		rel_cross(&s->own, &a->set, &b->set);
		break;
	case EXPR_ID:
		rel_identity(&s->own, &a->set);
		break;
	case EXPR_INV:
		rel_inverse(&s->own, a->rel);
		break;
	case EXPR_OPT:
		rel_opt(&s->own, a->rel);
		break;
	case EXPR_PLUS:
		rel_plus(&s->own, a->rel);
		break;
	case EXPR_STAR:
		rel_star(&s->own, a->rel);
		break;
	case EXPR_EVENTS:
		memset(&s->set, 0, sizeof(s->set));
		for (unsigned int e = 0; e < x->n; e++)
			if (s->expr->test(&x->events[e]))
				set_add(&s->set, e);
		break;
	case EXPR_SET_OR:
		for (unsigned int w = 0; w < words; w++)
			s->set.w[w] = a->set.w[w] | b->set.w[w];
		break;
	case EXPR_SET_AND:
		for (unsigned int w = 0; w < words; w++)
			s->set.w[w] = a->set.w[w] & b->set.w[w];
		break;
	case EXPR_SET_MINUS:
		for (unsigned int w = 0; w < words; w++)
			s->set.w[w] = a->set.w[w] & ~b->set.w[w];
		break;
	case EXPR_NOT:
		for (unsigned int w = 0; w < words; w++)
			s->set.w[w] = all->w[w] & ~a->set.w[w];
		break;
	case EXPR_DOMAIN:
		rel_domain(&s->set, a->rel);
		break;
	case EXPR_RANGE:
		rel_range(&s->set, a->rel);
		break;
	case EXPR_BASE:
	case EXPR_SAME:
	case EXPR_VAR:
	case EXPR_REC:
		break;
	}
}

static bool set_is_empty(const struct set *s, unsigned int words)
{
	for (unsigned int w = 0; w < words; w++)
		if (s->w[w])
			return false;
	return true;
}

static void become(struct checker *c, struct slot *s, const struct slot *other)
{
	s->nature = other->nature;
	s->rel = other->rel;
	s->a = other;
	s->b = NULL;
	if (s->nature == IS_EMPTY)
		s->rel = &c->empty;
}

/* A set: computed now, or with every execution */
static void specialise_set(struct checker *c, struct slot *s,
			   const struct execution *x)
{
	bool dynamic = (s->a && s->a->nature == IS_DYNAMIC) ||
		       (s->b && s->b->nature == IS_DYNAMIC);

	s->op = OP_EXPR;
	s->nature = dynamic ? IS_DYNAMIC : IS_STATIC;
	if (dynamic)
		return;
	slot_compute(s, x, &c->all);
	if (set_is_empty(&s->set, c->words))
		s->nature = IS_EMPTY;
}

/* What a relation is when operands are empty or the identity. False: go on */
static bool simplify(struct checker *c, struct slot *s)
{
	const struct slot *a = s->a, *b = s->b;
	bool no_a = !a || a->nature == IS_EMPTY;
	bool no_b = !b || b->nature == IS_EMPTY;

	switch (s->expr->kind) {
	case EXPR_SAME:
		become(c, s, a);
		return true;
	case EXPR_OR:
		if (no_a)
			become(c, s, b);
		else if (no_b)
			become(c, s, a);
		else
			return false;
		return true;
	case EXPR_MINUS:
		if (!no_a && !no_b)
			return false;
		become(c, s, a);
		return true;
	case EXPR_SEQ:
		if (no_a || no_b)
			break;
		if (a->nature == IS_IDENTITY)
			become(c, s, b);
		else if (b->nature == IS_IDENTITY)
			become(c, s, a);
		else
			return false;
		return true;
	case EXPR_AND:
	case EXPR_CROSS:
		if (!no_a && !no_b)
			return false;
		break;
	case EXPR_ID:
	case EXPR_INV:
	case EXPR_PLUS:
		if (!no_a)
			return false;
		break;
	case EXPR_OPT:
	case EXPR_STAR:
		if (!no_a && a->nature != IS_IDENTITY)
			return false;
		s->nature = IS_IDENTITY;
		s->rel = &c->identity;
		return true;
	default:
		return false;
	}
	s->nature = IS_EMPTY;
	s->rel = &c->empty;
	return true;
}

static void specialise(struct checker *c, struct slot *s,
		       const struct execution *x)
{
	const struct expr *e = s->expr;
	bool dynamic;

	s->a = slot_of(c, e->a);
	s->b = slot_of(c, e->b);
	s->op = OP_EXPR;
	s->needed = false;
	s->computed = false;
	if (is_set(e)) {
		specialise_set(c, s, x);
		return;
	}
	if (e->kind == EXPR_BASE) {
		s->rel = *(struct rel *const *)((const char *)x + e->field);
		if (s->rel == x->rf || s->rel == x->co || s->rel == x->fr)
			s->nature = IS_DYNAMIC;
		else
			s->nature = rel_is_empty(s->rel) ? IS_EMPTY :
				IS_STATIC;
		return;
	}
	if (simplify(c, s))
		return;
	arena_rel(c, &s->own);
	s->rel = &s->own;
	dynamic = e->late || (s->a && s->a->nature == IS_DYNAMIC) ||
		  (s->b && s->b->nature == IS_DYNAMIC);
	if (e->kind == EXPR_SEQ && e->a->kind == EXPR_ID &&
	    s->a->nature == IS_STATIC) {
		s->op = OP_FROM;
		s->a = s->a->a;
	} else if (e->kind == EXPR_SEQ && e->b->kind == EXPR_ID &&
		   s->b->nature == IS_STATIC) {
		s->op = OP_INTO;
		s->b = s->b->a;
	}
	if (dynamic) {
		s->nature = IS_DYNAMIC;
		return;
	}
	s->nature = IS_STATIC;
	if (e->kind == EXPR_ID &&
	    !memcmp(&s->a->set, &c->all, c->words * sizeof(uint64_t))) {
		s->nature = IS_IDENTITY;
		s->rel = &c->identity;
		return;
	}
	if (s->op == OP_FROM)
		rel_from(&s->own, &s->a->set, s->b->rel);
	else if (s->op == OP_INTO)
		rel_into(&s->own, s->a->rel, &s->b->set);
	else
		slot_compute(s, x, &c->all);
	if (rel_is_empty(&s->own)) {
		s->nature = IS_EMPTY;
		s->rel = &c->empty;
	}
}

/*
 * A recursive definition is empty if it is so when it is taken to be empty;
 * else all that depends on it is looked at again.
 */
static void specialise_all(struct checker *c, const struct execution *x)
{
	for (unsigned int i = 0; i < c->model.nr_exprs; i++) {
		struct slot *s = &c->slots[i];
		struct slot *var = slot_of(c, s->expr->b);

		if (s->expr->kind == EXPR_VAR) {
			s->a = s->b = NULL;
			s->needed = s->computed = false;
			s->op = OP_BEGIN;
			s->nature = IS_EMPTY;
			s->rel = &c->empty;
		} else if (s->expr->kind == EXPR_REC) {
			s->a = slot_of(c, s->expr->a);
			s->b = var;
			s->op = OP_REPEAT;
			s->needed = s->computed = false;
			if (s->a->nature != IS_EMPTY) {
				arena_rel(c, &var->own);
				var->nature = IS_DYNAMIC;
				var->rel = &var->own;
				for (struct slot *t = var + 1; t < s; t++)
					specialise(c, t, x);
			}
			s->nature = var->nature;
			s->rel = var->rel;
		} else {
			specialise(c, s, x);
		}
	}
}

static void need(struct slot *s)
{
	if (!s || s->needed || s->nature != IS_DYNAMIC)
		return;
	s->needed = true;
	need((struct slot *)s->a);
	need((struct slot *)s->b);
}

static void emit(struct op_list *list, struct op op)
{
	if (list->nr == list->room) {
		list->room = list->room ? 2 * list->room : 64;
		list->ops = xrealloc(list->ops, list->room, sizeof(*list->ops));
	}
	list->ops[list->nr++] = op;
}

static bool axiom_holds(const struct axiom *axiom, const struct slot *s)
{
	switch (axiom->kind) {
	case AXIOM_ACYCLIC:
		return rel_is_acyclic(s->rel);
	case AXIOM_IRREFLEXIVE:
		return rel_is_irreflexive(s->rel);
	case AXIOM_EMPTY:
		return rel_is_empty(s->rel);
	}
	return true;
}

static void emit_slot(struct op_list *list, struct slot *s)
{
	unsigned int back = 0;

	/* An expression without room of its own is computed elsewhere */
	if (!s->needed || s->computed || s->expr->kind == EXPR_BASE ||
	    (!is_set(s->expr) && s->op != OP_REPEAT && s->rel != &s->own))
		return;
	s->computed = true;
	if (s->op == OP_REPEAT) {
		for (back = list->nr; back > 0; back--)
			if (list->ops[back - 1].slot == s->b)
				break;
	}
	emit(list, (struct op) { .kind = s->op, .slot = s, .back = back });
}

static bool find_may_flag(const struct checker *c)
{
	for (unsigned int i = 0; i < c->model.nr_flags; i++)
		if (!c->raised[i] &&
		    c->slots[c->model.flags[i].expr->index].nature != IS_EMPTY)
			return true;
	return false;
}

void checker_begin(struct checker *c, const struct execution *x)
{
	const struct model_builder *m = &c->model;
	unsigned int axiom = 0;
	size_t need_words;

	c->n = x->n;
	c->words = rel_words(x->n);
	need_words = (size_t)(m->nr_exprs + 2) * c->n * c->words;
	/* What a recursive definition contains is laid out twice */
	need_words *= 2;
	if (need_words > c->arena_size) {
		free(c->arena);
		free(c->wanted);
		c->arena = xcalloc(need_words, sizeof(*c->arena));
		c->wanted = NULL;
		c->arena_size = need_words;
	}
	c->arena_used = 0;
	arena_rel(c, &c->empty);
	rel_clear(&c->empty);
	memset(&c->all, 0, sizeof(c->all));
	for (unsigned int e = 0; e < c->n; e++)
		set_add(&c->all, e);
	arena_rel(c, &c->identity);
	rel_identity(&c->identity, &c->all);
	c->impossible = false;
	c->axioms.nr = c->flags.nr = 0;
	specialise_all(c, x);

	for (unsigned int i = 0; i < m->nr_axioms; i++)
		if (!m->axioms[i].ensured || c->explain)
			need(slot_of(c, m->axioms[i].expr));
	for (unsigned int i = 0; i <= m->nr_exprs; i++) {
		for (; axiom < m->nr_axioms && m->axiom_at[axiom] <= i; axiom++) {
			const struct axiom *a = &m->axioms[axiom];
			struct slot *s = slot_of(c, a->expr);

			if (a->ensured && !c->explain)
				continue;
			if (s->nature == IS_DYNAMIC)
				emit(&c->axioms, (struct op) {
					.kind = OP_AXIOM, .slot = s, .axiom = a,
				});
			else if (!axiom_holds(a, s))
				c->impossible = true;
		}
		if (i < m->nr_exprs)
			emit_slot(&c->axioms, &c->slots[i]);
	}
	for (unsigned int i = 0; i < m->nr_flags; i++)
		if (!c->raised[i])
			need(slot_of(c, m->flags[i].expr));
	for (unsigned int i = 0; i < m->nr_exprs; i++)
		emit_slot(&c->flags, &c->slots[i]);
	c->may_flag = find_may_flag(c);
}

/* Runs operations. False: an axiom is broken (all are run if @whole) */
static bool run_ops(struct checker *c, const struct op_list *list,
		    const struct execution *x, bool whole)
{
	bool holds = true;

	for (unsigned int i = 0; i < list->nr; i++) {
		const struct op *op = &list->ops[i];
		struct slot *s = op->slot;

		switch (op->kind) {
		case OP_EXPR:
			slot_compute(s, x, &c->all);
			break;
		case OP_FROM:
			rel_from(&s->own, &s->a->set, s->b->rel);
			break;
		case OP_INTO:
			rel_into(&s->own, s->a->rel, &s->b->set);
			break;
		case OP_BEGIN:
			rel_clear(&s->own);
			break;
		case OP_REPEAT:
			if (rel_is_equal(s->a->rel, s->b->rel))
				break;
			rel_copy((struct rel *)&s->b->own, s->a->rel);
			/* op->back is the operation after BEGIN */
			i = op->back - 1;
			break;
		case OP_AXIOM:
			if (axiom_holds(op->axiom, s))
				break;
			holds = false;
			if (!whole)
				return false;
			break;
		}
	}
	return holds;
}

bool checker_allows(struct checker *c, const struct execution *x)
{
	return !c->impossible && run_ops(c, &c->axioms, x, false);
}

void checker_compute(struct checker *c, const struct execution *x)
{
	run_ops(c, &c->axioms, x, true);
}

void checker_flags(struct checker *c, const struct execution *x)
{
	if (!c->may_flag)
		return;
	run_ops(c, &c->flags, x, true);
	for (unsigned int i = 0; i < c->model.nr_flags; i++) {
		const struct slot *s = slot_of(c, c->model.flags[i].expr);

		if (c->raised[i] || s->nature == IS_EMPTY)
			continue;
		if (is_set(s->expr) ? !set_is_empty(&s->set, c->words) :
		    !rel_is_empty(s->rel))
			c->raised[i] = true;
	}
	c->may_flag = find_may_flag(c);
}

void checker_reset(struct checker *c)
{
	memset(c->raised, 0, c->model.nr_flags * sizeof(*c->raised));
}

bool checker_may_flag(const struct checker *c)
{
	return c->may_flag;
}

/*
 * What is wanted of a relation: the edges that something wanted is made of.
 * Starting from what breaks the axioms, operations are taken in reverse order.
 * That works for operations that make more of more; others are not handled.
 */
struct wants {
	struct checker *c;
	const struct execution *x;
	struct rel *rf, *co, *fr;	/* of @x */
	struct rel some, more, back;	/* scratch */
};

/* What is wanted of a slot, by the place of its value. False: nothing can be */
static bool wants_of(const struct wants *w, const struct slot *s,
		     struct rel *wanted)
{
	if (!s || s->nature != IS_DYNAMIC)
		return false;
	if (s->rel == w->x->rf)
		*wanted = *w->rf;
	else if (s->rel == w->x->co)
		*wanted = *w->co;
	else if (s->rel == w->x->fr)
		*wanted = *w->fr;
	else
		*wanted = (struct rel){
			.n = s->rel->n, .words = s->rel->words,
			.bits = w->c->wanted + (s->rel->bits - w->c->arena),
		};
	return true;
}

/* Wants @edges of a slot, as far as it has them. @edges is lost */
static void want(const struct wants *w, const struct slot *s, struct rel *edges)
{
	struct rel wanted;

	if (!wants_of(w, s, &wanted))
		return;
	rel_inter(edges, edges, s->rel);
	rel_union(&wanted, &wanted, edges);
}

static void want_of_axiom(struct wants *w, const struct axiom *axiom,
			  const struct slot *s)
{
	switch (axiom->kind) {
	case AXIOM_ACYCLIC:
		/* The edges from whose end a path leads back */
		rel_star(&w->more, s->rel);
		rel_inverse(&w->some, &w->more);
		break;
	case AXIOM_IRREFLEXIVE:
		rel_copy(&w->some, &w->c->identity);
		break;
	case AXIOM_EMPTY:
		rel_copy(&w->some, s->rel);
		break;
	}
	want(w, s, &w->some);
}

/* Wants of the operands what makes up what is wanted of an expression */
static bool want_operands(struct wants *w, const struct slot *s,
			  const struct rel *wanted)
{
	const struct slot *a = s->a, *b = s->b;

	switch (s->expr->kind) {
	case EXPR_SEQ:
		rel_inverse(&w->some, b->rel);
		rel_seq(&w->more, wanted, &w->some);
		want(w, a, &w->more);
		rel_inverse(&w->some, a->rel);
		rel_seq(&w->more, &w->some, wanted);
		want(w, b, &w->more);
		return true;
	case EXPR_MINUS:
		if (b->nature == IS_DYNAMIC)
			return false;
		rel_copy(&w->some, wanted);
		want(w, a, &w->some);
		return true;
	case EXPR_OR:
	case EXPR_AND:
		rel_copy(&w->some, wanted);
		want(w, b, &w->some);
		/* fall through */
	case EXPR_OPT:
		rel_copy(&w->some, wanted);
		want(w, a, &w->some);
		return true;
	case EXPR_INV:
		rel_inverse(&w->some, wanted);
		want(w, a, &w->some);
		return true;
	case EXPR_PLUS:
	case EXPR_STAR:
		/* Steps on a way from the beginning of an edge to its end */
		rel_opt(&w->more, &s->own);
		rel_inverse(&w->back, &w->more);
		rel_seq(&w->more, &w->back, wanted);
		rel_seq(&w->some, &w->more, &w->back);
		want(w, a, &w->some);
		return true;
	default:
		return false;
	}
}

static bool want_all(struct wants *w)
{
	const struct op_list *list = &w->c->axioms;
	struct rel wanted, body;
	unsigned int i = list->nr;

	while (i--) {
		const struct op *op = &list->ops[i];
		struct slot *s = op->slot;

		if (op->kind == OP_AXIOM) {
			want_of_axiom(w, op->axiom, s);
			continue;
		}
		if (is_set(s->expr) || !wants_of(w, s, &wanted))
			return false;
		switch (op->kind) {
		case OP_EXPR:
			if (!want_operands(w, s, &wanted))
				return false;
			break;
		case OP_FROM:
			rel_copy(&w->some, &wanted);
			want(w, s->b, &w->some);
			break;
		case OP_INTO:
			rel_copy(&w->some, &wanted);
			want(w, s->a, &w->some);
			break;
		case OP_REPEAT:
			rel_copy(&w->some, &wanted);
			want(w, s->a, &w->some);
			break;
		case OP_BEGIN:
			/* What the body wants of itself is wanted of its end */
			for (i++; list->ops[i].kind != OP_REPEAT ||
				  list->ops[i].slot->b != s; i++)
				;
			wants_of(w, list->ops[i].slot->a, &body);
			rel_diff(&w->some, &wanted, &body);
			if (rel_is_empty(&w->some))
				i = op - list->ops;
			else
				i++;
			break;
		case OP_AXIOM:
			break;
		}
	}
	return true;
}

bool checker_useful(struct checker *c, const struct execution *x,
		    struct rel *rf, struct rel *co, struct rel *fr)
{
	struct wants w = { .c = c, .x = x, .rf = rf, .co = co, .fr = fr };
	struct rel *scratch[3];
	bool known;

	if (c->may_flag)
		return false;
	if (!c->wanted)
		c->wanted = xcalloc(c->arena_size, sizeof(*c->wanted));
	memset(c->wanted, 0, c->arena_used * sizeof(*c->wanted));
	rel_clear(rf);
	rel_clear(co);
	rel_clear(fr);
	for (unsigned int i = 0; i < ARRAY_SIZE(scratch); i++)
		scratch[i] = rel_new(c->n);
	w.some = *scratch[0];
	w.more = *scratch[1];
	w.back = *scratch[2];
	run_ops(c, &c->axioms, x, true);
	known = want_all(&w);
	for (unsigned int i = 0; i < ARRAY_SIZE(scratch); i++)
		rel_free(scratch[i]);
	return known;
}

/* --- The axioms as a circuit --- */

/*
 * Gates are made from the axioms down, each entry of a relation when it is asked
 * for, so that nothing is made of what cannot break an axiom.
 */
struct wiring {
	struct checker *c;
	const struct execution *x;
	const struct edge_gates *edges;
	struct circuit *circuit;
	uint32_t **known;	/* [slot][row * n + column]: gate + 1 */
	uint32_t *locations;	/* see gate_locations() */
	uint32_t nr_locations;
	struct keyset reduced;	/* see without_one() */
	uint32_t *reduced_to;
	size_t reduced_room;
	bool fails;
};

static uint32_t gate_of(struct wiring *w, const struct slot *s, unsigned int i,
			unsigned int j);

/* Of the events that are left, the one with the fewest ways through it to others */
static unsigned int fewest_ways(const uint32_t *gates, unsigned int n,
				const struct set *left, const struct set *others,
				uint32_t none)
{
	unsigned int best = n, fewest = ~0U, i, k;

	for_each_bit(k, left->w, rel_words(n)) {
		unsigned int in = 0, out = 0;

		for_each_bit(i, others->w, rel_words(n)) {
			in += gates[i * n + k] != none;
			out += gates[k * n + i] != none;
		}
		if (in * out < fewest) {
			best = k;
			fewest = in * out;
		}
	}
	return best;
}

/*
 * All paths, Warshall's way. What is there in any case comes first: all that
 * would be an alternative to it falls away.
 */
static void wire_closure(struct wiring *w, const struct slot *s, uint32_t *known)
{
	unsigned int n = w->c->n, i, j, k;
	struct set left = w->c->all;
	struct rel *sure = rel_new(n);

	for (i = 0; i < n; i++) {
		for_each_bit(j, rel_row(s->a->rel, i), w->c->words) {
			uint32_t gate = gate_of(w, s->a, i, j);

			if (gate == GATE_TRUE)
				rel_add(sure, i, j);
			known[i * n + j] = gate + 1;
		}
	}
	rel_plus(sure, sure);
	for (i = 0; i < n; i++) {
		for (j = 0; j < n; j++) {
			if (rel_has(sure, i, j))
				known[i * n + j] = GATE_TRUE + 1;
			else if (!known[i * n + j])
				known[i * n + j] = GATE_FALSE + 1;
		}
	}
	while (!set_is_empty(&left, w->c->words)) {
		k = fewest_ways(known, n, &left, &w->c->all, GATE_FALSE + 1);
		left.w[k / 64] ^= 1ULL << (k % 64);
		for (i = 0; i < n; i++) {
			uint32_t first = known[i * n + k] - 1;

			if (first == GATE_FALSE || i == k)
				continue;
			for (j = 0; j < n; j++) {
				uint32_t *to = &known[i * n + j];

				if (known[k * n + j] == GATE_FALSE + 1 ||
				    *to == GATE_TRUE + 1)
					continue;
				*to = circuit_or(w->circuit, *to - 1,
					circuit_and(w->circuit, first,
						    known[k * n + j] - 1)) + 1;
			}
			if (w->circuit->full)
				break;
		}
	}
	if (s->expr->kind == EXPR_STAR)
		for (i = 0; i < n; i++)
			known[i * n + i] = GATE_TRUE + 1;
	rel_free(sure);
}

static uint32_t wire_sequence(struct wiring *w, const struct slot *s,
			      unsigned int i, unsigned int j)
{
	uint32_t gate = GATE_FALSE;
	unsigned int k;

	for_each_bit(k, rel_row(s->a->rel, i), w->c->words) {
		if (!rel_has(s->b->rel, k, j))
			continue;
		gate = circuit_or(w->circuit, gate,
				  circuit_and(w->circuit,
					      gate_of(w, s->a, i, k),
					      gate_of(w, s->b, k, j)));
		if (gate == GATE_TRUE)
			break;
	}
	return gate;
}

static uint32_t wire(struct wiring *w, const struct slot *s, unsigned int i,
		     unsigned int j)
{
	if (s->op == OP_FROM)
		return gate_of(w, s->b, i, j);
	if (s->op == OP_INTO)
		return gate_of(w, s->a, i, j);
	switch (s->expr->kind) {
	case EXPR_SEQ:
		return wire_sequence(w, s, i, j);
	case EXPR_OR:
		return circuit_or(w->circuit, gate_of(w, s->a, i, j),
				  gate_of(w, s->b, i, j));
	case EXPR_AND:
		return circuit_and(w->circuit, gate_of(w, s->a, i, j),
				   gate_of(w, s->b, i, j));
	case EXPR_MINUS:
		/* Of what is there in any case, there is nothing left */
		if (s->b->nature == IS_DYNAMIC)
			break;
		return gate_of(w, s->a, i, j);
	case EXPR_INV:
		return gate_of(w, s->a, j, i);
	case EXPR_OPT:
		return i == j ? GATE_TRUE : gate_of(w, s->a, i, j);
	default:
		break;
	}
	w->fails = true;
	return GATE_FALSE;
}

static uint32_t gate_of(struct wiring *w, const struct slot *s, unsigned int i,
			unsigned int j)
{
	size_t slot = s - w->c->slots, n = w->c->n;
	uint32_t *known;

	if (!rel_has(s->rel, i, j) || w->fails || w->circuit->full)
		return GATE_FALSE;
	if (s->nature != IS_DYNAMIC)
		return GATE_TRUE;
	if (s->rel == w->x->rf)
		return w->edges->rf[i * n + j];
	if (s->rel == w->x->co)
		return w->edges->co[i * n + j];
	if (s->rel == w->x->fr)
		return w->edges->fr[i * n + j];
	if (s->op == OP_BEGIN || s->op == OP_REPEAT) {
		w->fails = true;
		return GATE_FALSE;
	}
	if (s->rel != &s->own)
		return gate_of(w, s->a, i, j);
	if (!w->known[slot])
		w->known[slot] = xcalloc(n * n, sizeof(uint32_t));
	known = w->known[slot];
	if (!known[i * n + j]) {
		if (s->expr->kind == EXPR_PLUS || s->expr->kind == EXPR_STAR)
			wire_closure(w, s, known);
		else
			known[i * n + j] = wire(w, s, i, j) + 1;
	}
	return known[i * n + j] - 1;
}

/* Adds the edges of a relation that begin in a set, where there is a way back */
static void add_edges(struct wiring *w, uint32_t *gates, const struct slot *s,
		      const struct set *from, const struct rel *ways)
{
	unsigned int n = w->c->n, i, j;

	for_each_bit(i, from->w, w->c->words) {
		for_each_bit(j, rel_row(s->rel, i), w->c->words) {
			uint32_t *gate = &gates[i * n + j];

			if (rel_has(ways, j, i))
				*gate = circuit_or(w->circuit, *gate,
						   gate_of(w, s, i, j));
		}
	}
}

/* A slot that is what another one is */
static const struct slot *slot_itself(const struct slot *s)
{
	while (s->nature == IS_DYNAMIC && s->a && !is_set(s->expr) &&
	       s->expr->kind != EXPR_BASE && s->op == OP_EXPR &&
	       s->rel != &s->own)
		s = s->a;
	return s;
}

/*
 * A relation of which each edge is a way along po and com has no cycle along the
 * com of one location alone, in executions that are coherent: between two
 * accesses to a location po is po-loc. What would need no other location's edges
 * than one's to be a cycle is therefore taken away.
 */
static bool follows_po_and_com(const struct wiring *w, const struct slot *s)
{
	const struct slot *a = s->a, *b = s->b;
	struct rel *other;
	bool follows;

	if (s->nature != IS_DYNAMIC) {
		other = rel_new(w->c->n);
		rel_opt(other, w->x->po);
		rel_diff(other, s->rel, other);
		follows = rel_is_empty(other);
		rel_free(other);
		return follows;
	}
	if (s->rel == w->x->rf || s->rel == w->x->co || s->rel == w->x->fr)
		return true;
	if (s->op == OP_FROM)
		return follows_po_and_com(w, b);
	if (s->op == OP_INTO)
		return follows_po_and_com(w, a);
	if (s->op != OP_EXPR)
		return false;
	if (s->rel != &s->own)
		return follows_po_and_com(w, a);
	switch (s->expr->kind) {
	case EXPR_SEQ:
	case EXPR_OR:
		return follows_po_and_com(w, a) && follows_po_and_com(w, b);
	case EXPR_AND:
		/* What is there in any case is only a condition */
		return (a->nature != IS_DYNAMIC || follows_po_and_com(w, a)) &&
		       (b->nature != IS_DYNAMIC || follows_po_and_com(w, b));
	case EXPR_MINUS:
	case EXPR_OPT:
	case EXPR_PLUS:
	case EXPR_STAR:
		return follows_po_and_com(w, a);
	default:
		return false;
	}
}

/* Whether each edge of a relation is a way there and a way back */
static bool is_cycle_each(const struct wiring *w, const struct slot *s)
{
	const struct slot *a, *b;

	s = slot_itself(s);
	if (s->nature != IS_DYNAMIC || s->op != OP_EXPR || s->rel != &s->own)
		return false;
	a = slot_itself(s->a);
	b = s->b ? slot_itself(s->b) : a;
	switch (s->expr->kind) {
	case EXPR_OR:
		return is_cycle_each(w, a) && is_cycle_each(w, b);
	case EXPR_AND:
		return b->nature == IS_DYNAMIC && b->rel == &b->own &&
		       b->op == OP_EXPR && b->expr->kind == EXPR_INV &&
		       follows_po_and_com(w, b->a) && follows_po_and_com(w, a);
	default:
		return false;
	}
}

/* Locations whose edges a gate depends on */
static uint32_t gate_locations(struct wiring *w, uint32_t gate)
{
	const struct circuit *c = w->circuit;

	if (w->nr_locations < c->nr) {
		w->locations = xrealloc(w->locations, c->nr,
					sizeof(*w->locations));
		for (uint32_t g = w->nr_locations; g < c->nr; g++)
			if (c->gates[g].kind != GATE_INPUT)
				w->locations[g] = w->locations[c->gates[g].a] |
						  w->locations[c->gates[g].b];
		w->nr_locations = c->nr;
	}
	return w->locations[gate];
}

static void find_locations(struct wiring *w)
{
	const struct {
		const struct rel *rel;
		const uint32_t *gates;
	} kinds[] = {
		{ w->x->rf, w->edges->rf },
		{ w->x->co, w->edges->co },
		{ w->x->fr, w->edges->fr },
	};
	unsigned int n = w->c->n, b;

	w->nr_locations = w->circuit->nr;
	w->locations = xcalloc(w->nr_locations, sizeof(*w->locations));
	for (unsigned int k = 0; k < ARRAY_SIZE(kinds); k++)
		for (unsigned int a = 0; a < n; a++)
			for_each_bit(b, rel_row(kinds[k].rel, a), w->c->words)
				w->locations[kinds[k].gates[a * n + b]] =
					1U << w->x->events[a].loc;
}

/*
 * What is left of a gate without what depends on one location alone; a gate of
 * locations @with must be true, too.
 */
static uint32_t without_one(struct wiring *w, uint32_t gate, uint32_t with)
{
	const struct gate g = w->circuit->gates[gate];
	uint64_t key = (uint64_t)gate << 32 | with;
	uint32_t all = gate_locations(w, gate) | with, a, b;
	size_t place, before = w->reduced.nr;

	if (!(all & (all - 1)))
		return GATE_FALSE;
	if ((with & (with - 1)) || g.kind == GATE_INPUT)
		return gate;
	place = keyset_find(&w->reduced, &key);
	if (place < before)
		return w->reduced_to[place];
	a = gate_locations(w, g.a);
	b = gate_locations(w, g.b);
	if (g.kind == GATE_OR)
		gate = circuit_or(w->circuit, without_one(w, g.a, with),
				  without_one(w, g.b, with));
	else if (!(a & (a - 1)))
		gate = circuit_and(w->circuit, g.a,
				   without_one(w, g.b, with | a));
	else if (!(b & (b - 1)))
		gate = circuit_and(w->circuit, without_one(w, g.a, with | b),
				   g.b);
	if (w->reduced.nr > w->reduced_room) {
		w->reduced_room = 2 * w->reduced.nr;
		w->reduced_to = xrealloc(w->reduced_to, w->reduced_room,
					 sizeof(*w->reduced_to));
	}
	w->reduced_to[place] = gate;
	return gate;
}

/* Asks for a gate: for a cycle, if it @follows po and com */
static void ask_cycle(struct wiring *w, uint32_t gate, bool follows)
{
	if (gate > GATE_TRUE && follows)
		gate = without_one(w, gate, 0);
	circuit_output(w->circuit, gate);
}

/*
 * Asks for a cycle: events are taken away one by one, those with the fewest ways
 * through them first, and each way becomes an edge.
 */
static void cycles_of_edges(struct wiring *w, uint32_t *gates, bool follows)
{
	unsigned int n = w->c->n, i, j;
	struct set left = w->c->all;

	while (!set_is_empty(&left, w->c->words) && !w->circuit->full) {
		unsigned int best = fewest_ways(gates, n, &left, &left,
						GATE_FALSE);

		ask_cycle(w, gates[best * n + best], follows);
		left.w[best / 64] ^= 1ULL << (best % 64);
		for_each_bit(i, left.w, w->c->words) {
			uint32_t first = gates[i * n + best];

			for_each_bit(j, left.w, w->c->words)
				gates[i * n + j] = circuit_or(w->circuit,
					gates[i * n + j],
					circuit_and(w->circuit, first,
						    gates[best * n + j]));
		}
	}
}

static bool has_no_cycle(const struct checker *c, const struct slot *s)
{
	for (unsigned int i = 0; i < c->axioms.nr; i++)
		if (c->axioms.ops[i].kind == OP_AXIOM &&
		    c->axioms.ops[i].axiom->kind == AXIOM_ACYCLIC &&
		    slot_itself(c->axioms.ops[i].slot) == s)
			return true;
	return false;
}

/*
 * That first;others*;[end] is acyclic, where others is so by another axiom, is
 * the same as that [end];first | others is. That spares the closure.
 */
static const struct slot *split_cycle(const struct checker *c,
				      const struct slot *s, struct set *from,
				      const struct slot **others)
{
	const struct slot *closure;

	*from = c->all;
	*others = NULL;
	s = slot_itself(s);
	if (s->op == OP_INTO) {
		*from = s->b->set;
		s = slot_itself(s->a);
	}
	if (s->op != OP_EXPR || s->expr->kind != EXPR_SEQ)
		return NULL;
	closure = slot_itself(s->b);
	if (closure->expr->kind != EXPR_STAR || closure->rel != &closure->own)
		return NULL;
	*others = slot_itself(closure->a);
	return has_no_cycle(c, *others) ? s->a : NULL;
}

/* Whether another axiom's cycles are asked for together with those of a relation */
static bool is_split_off(const struct checker *c, const struct slot *s)
{
	for (unsigned int i = 0; i < c->axioms.nr; i++) {
		const struct op *op = &c->axioms.ops[i];
		const struct slot *others;
		struct set from;

		if (op->kind == OP_AXIOM && op->axiom->kind == AXIOM_ACYCLIC &&
		    split_cycle(c, op->slot, &from, &others) &&
		    others == slot_itself(s))
			return true;
	}
	return false;
}

static void wire_cycles(struct wiring *w, const struct slot *s)
{
	const struct slot *first, *others;
	struct rel *ways;
	uint32_t *gates;
	struct set from;

	if (is_split_off(w->c, s))
		return;
	first = split_cycle(w->c, s, &from, &others);
	if (!first) {
		first = s;
		others = NULL;
	}
	ways = rel_new(w->c->n);
	rel_from(ways, &from, first->rel);
	if (others)
		rel_union(ways, ways, others->rel);
	rel_star(ways, ways);
	gates = xcalloc((size_t)w->c->n * w->c->n + 1, sizeof(*gates));
	if (others)
		add_edges(w, gates, others, &w->c->all, ways);
	add_edges(w, gates, first, &from, ways);
	cycles_of_edges(w, gates, follows_po_and_com(w, first) &&
				  (!others || follows_po_and_com(w, others)));
	rel_free(ways);
	free(gates);
}

static void wire_axiom(struct wiring *w, const struct axiom *axiom,
		       const struct slot *s)
{
	unsigned int j;
	bool follows;

	if (axiom->kind == AXIOM_ACYCLIC) {
		wire_cycles(w, s);
		return;
	}
	follows = axiom->kind == AXIOM_EMPTY && is_cycle_each(w, s);
	for (unsigned int i = 0; i < w->c->n; i++)
		for_each_bit(j, rel_row(s->rel, i), w->c->words)
			if (axiom->kind == AXIOM_EMPTY || i == j)
				ask_cycle(w, gate_of(w, s, i, j),
					  follows && i != j);
}

bool checker_circuit(struct checker *c, const struct execution *x,
		     const struct edge_gates *edges, struct circuit *circuit)
{
	struct wiring w = {
		.c = c, .x = x, .edges = edges, .circuit = circuit,
	};

	if (c->may_flag)
		return false;
	if (c->impossible)
		circuit_output(circuit, GATE_TRUE);
	w.known = xcalloc(c->model.nr_exprs, sizeof(*w.known));
	w.reduced.words = 1;
	find_locations(&w);
	run_ops(c, &c->axioms, x, true);
	for (unsigned int i = 0; i < c->axioms.nr && !w.fails; i++)
		if (c->axioms.ops[i].kind == OP_AXIOM)
			wire_axiom(&w, c->axioms.ops[i].axiom,
				   c->axioms.ops[i].slot);
	for (unsigned int i = 0; i < c->model.nr_exprs; i++)
		free(w.known[i]);
	free(w.known);
	free(w.locations);
	free(w.reduced_to);
	keyset_free(&w.reduced);
	return !w.fails && !circuit->full;
}

const char *checker_flag(const struct checker *c, unsigned int i)
{
	for (unsigned int f = 0; f < c->model.nr_flags; f++)
		if (c->raised[f] && !i--)
			return c->model.flags[f].name;
	return NULL;
}

const struct axiom *checker_axiom(const struct checker *c, unsigned int i)
{
	return i < c->model.nr_axioms ? &c->model.axioms[i] : NULL;
}

const struct rel *checker_rel(const struct checker *c, const struct expr *e)
{
	return c->slots[e->index].rel;
}
