// SPDX-License-Identifier: GPL-2.0
/*
 * Building models: see model.h.
 */
#include <stdlib.h>
#include "private/checker.h"
#include "lib/util.h"

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
	/* The body, for those that unfold the definition */
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
#define MODEL(id, name, ...) [MODEL_##id] = { model_build_##name },
#include "result/models.def"
};
