// SPDX-License-Identifier: GPL-2.0
/*
 * Checking executions against a model: see model.h.
 */
#include <stdlib.h>
#include <string.h>
#include "private/operator.h"
#include "lib/util.h"

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
	free(c->relevant);
	free(c);
}

static void arena_rel(struct checker *c, struct rel *r)
{
	r->n = c->n;
	r->words = c->words;
	r->bits = c->arena + c->arena_used;
	c->arena_used += (size_t)c->n * c->words;
}

static void slot_compute(struct slot *s, const struct execution *x,
			 const struct set *all)
{
	if (operator_of(s->expr)->compute)
		operator_of(s->expr)->compute(s, x, all);
}

void slot_empty(struct checker *c, struct slot *s)
{
	s->nature = IS_EMPTY;
	s->rel = &c->empty;
}

void slot_become(struct checker *c, struct slot *s, const struct slot *other)
{
	s->nature = other->nature;
	s->rel = other->rel;
	s->a = other;
	s->b = NULL;
	if (s->nature == IS_EMPTY)
		s->rel = &c->empty;
}

/* A set is computed now, if it does not depend on rf and co */
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
	if (operator_of(e)->reduce && operator_of(e)->reduce(c, s))
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
	if (rel_is_empty(&s->own))
		slot_empty(c, s);
}

/*
 * A recursive definition is taken to be empty first. If its body is empty then, so is
 * the definition. Otherwise the expressions of the body are looked at again, with the
 * definition as something that each execution must compute.
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

	/* An expression without a relation of its own has that of another one */
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
	need_words = (size_t)(m->nr_exprs + 2) * c->n * c->words + 1;
	/* specialise_all() lays the body of a recursive definition out twice */
	need_words *= 2;
	if (need_words > c->arena_size) {
		free(c->arena);
		free(c->relevant);
		c->arena = xcalloc(need_words, sizeof(*c->arena));
		c->relevant = NULL;
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

bool checker_run(struct checker *c, const struct op_list *list,
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
	return !c->impossible && checker_run(c, &c->axioms, x, false);
}

void checker_compute(struct checker *c, const struct execution *x)
{
	checker_run(c, &c->axioms, x, true);
}

void checker_flags(struct checker *c, const struct execution *x)
{
	if (!c->may_flag)
		return;
	checker_run(c, &c->flags, x, true);
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

const char *checker_flag_name(const struct checker *c, unsigned int flag)
{
	return flag < c->model.nr_flags ? c->model.flags[flag].name : NULL;
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
