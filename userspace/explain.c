// SPDX-License-Identifier: GPL-2.0
/*
 * Explanations, see explain.h.
 *
 * An outcome is forbidden when each candidate execution that has it breaks an
 * axiom. The candidate with the shortest circle is shown. A circle is found in
 * the relation of the axiom and then taken apart: an edge of a union is an edge
 * of one of its parts, an edge of a sequence is a path over events between, and
 * so on down to relations that say what they mean. Among all ways to take an
 * edge apart the one with the fewest steps is chosen.
 */
#include <stdlib.h>
#include <string.h>
#include "check.h"
#include "explain.h"
#include "model.h"
#include "search.h"
#include "util.h"

/* Candidates that are looked at for a shorter circle */
#define MAX_LOOKS	512
/* How often a recursive definition is unfolded */
#define MAX_UNFOLD	6
#define TOO_MANY	1000000U

/* --- Taking edges apart --- */

struct memo {
	uint64_t key;		/* 0 is free */
	unsigned int cost;
};

struct deriver {
	const struct checker *checker;
	struct memo *memo;
	size_t nr, size;
	struct step *steps;
	unsigned int nr_steps;
};

static struct memo *memo_find(struct deriver *d, uint64_t key)
{
	size_t at = (key * 0x9e3779b97f4a7c15ULL >> 20) & (d->size - 1);

	while (d->memo[at].key && d->memo[at].key != key)
		at = (at + 1) & (d->size - 1);
	return &d->memo[at];
}

static void memo_add(struct deriver *d, uint64_t key, unsigned int cost)
{
	struct memo *m;

	if (2 * (d->nr + 1) > d->size) {
		struct memo *old = d->memo;
		size_t size = d->size;

		d->size = size ? 4 * size : 1024;
		d->memo = xcalloc(d->size, sizeof(*d->memo));
		for (size_t i = 0; i < size; i++)
			if (old[i].key)
				*memo_find(d, old[i].key) = old[i];
		free(old);
	}
	m = memo_find(d, key);
	d->nr += !m->key;
	*m = (struct memo) { .key = key, .cost = cost };
}

static unsigned int cost(struct deriver *d, const struct expr *e, unsigned int a,
			 unsigned int b, unsigned int unfold);

/*
 * Fewest steps from @a to @b over edges of @e, at least one edge. before[] takes
 * the event before each event.
 */
static unsigned int cost_path(struct deriver *d, const struct expr *e,
			      unsigned int a, unsigned int b,
			      unsigned int unfold, unsigned int *before)
{
	const struct rel *r = checker_rel(d->checker, e);
	unsigned int best[REL_MAX_EVENTS], next, n = r->n, total = TOO_MANY;
	bool done[REL_MAX_EVENTS] = { false };

	for (unsigned int i = 0; i < n; i++)
		best[i] = TOO_MANY;
	for (unsigned int from = a, so_far = 0;;) {
		for (unsigned int to = 0; to < n; to++) {
			unsigned int c;

			if (!rel_has(r, from, to) || done[to])
				continue;
			c = so_far + cost(d, e, from, to, unfold);
			if (c >= TOO_MANY)
				continue;
			/* A circle may come back to where it began */
			if (c < best[to]) {
				best[to] = c;
				before[to] = from;
			}
		}
		next = n;
		for (unsigned int i = 0; i < n; i++)
			if (!done[i] && best[i] < TOO_MANY &&
			    (next == n || best[i] < best[next]))
				next = i;
		if (next == n)
			break;
		done[next] = true;
		if (next == b) {
			total = best[b];
			break;
		}
		from = next;
		so_far = best[next];
	}
	return total;
}

static unsigned int cost_middle(struct deriver *d, const struct expr *e,
				unsigned int a, unsigned int b,
				unsigned int unfold, unsigned int *middle)
{
	const struct rel *first = checker_rel(d->checker, e->a);
	const struct rel *second = checker_rel(d->checker, e->b);
	unsigned int best = TOO_MANY;

	for (unsigned int m = 0; m < first->n; m++) {
		unsigned int c;

		if (!rel_has(first, a, m) || !rel_has(second, m, b))
			continue;
		c = cost(d, e->a, a, m, unfold);
		if (c < best)
			c += cost(d, e->b, m, b, unfold);
		if (c < best) {
			best = c;
			*middle = m;
		}
	}
	return best;
}

static unsigned int cost_anew(struct deriver *d, const struct expr *e,
			      unsigned int a, unsigned int b, unsigned int unfold)
{
	unsigned int before[REL_MAX_EVENTS], middle, c, other;

	if (e->say)
		return 1;
	switch (e->kind) {
	case EXPR_SEQ:
		return cost_middle(d, e, a, b, unfold, &middle);
	case EXPR_OR:
		c = cost(d, e->a, a, b, unfold);
		other = cost(d, e->b, a, b, unfold);
		return c < other ? c : other;
	case EXPR_AND:
	case EXPR_MINUS:
	case EXPR_SAME:
		return cost(d, e->a, a, b, unfold);
	case EXPR_OPT:
		return a == b ? 0 : cost(d, e->a, a, b, unfold);
	case EXPR_STAR:
		return a == b ? 0 : cost_path(d, e->a, a, b, unfold, before);
	case EXPR_PLUS:
		return cost_path(d, e->a, a, b, unfold, before);
	case EXPR_INV:
		return cost(d, e->a, b, a, unfold);
	case EXPR_REC:
		return cost(d, e->a, a, b, unfold);
	case EXPR_VAR:
		return unfold ? cost(d, e->a, a, b, unfold - 1) : TOO_MANY;
	case EXPR_ID:
	case EXPR_CROSS:
		return 0;
	default:
		return 1;
	}
}

/* The fewest steps that an edge can be taken apart into */
static unsigned int cost(struct deriver *d, const struct expr *e, unsigned int a,
			 unsigned int b, unsigned int unfold)
{
	uint64_t key = (((uint64_t)e->index * REL_MAX_EVENTS + a) *
			REL_MAX_EVENTS + b) * 16 + unfold + 1;
	unsigned int c;

	if (!rel_has(checker_rel(d->checker, e), a, b))
		return TOO_MANY;
	if (d->size && memo_find(d, key)->key)
		return memo_find(d, key)->cost;
	c = cost_anew(d, e, a, b, unfold);
	memo_add(d, key, c);
	return c;
}

static void step_add(struct deriver *d, const struct expr *e, unsigned int a,
		     unsigned int b)
{
	d->steps = xrealloc(d->steps, d->nr_steps + 1, sizeof(*d->steps));
	d->steps[d->nr_steps++] = (struct step) {
		.from = a,
		.to = b,
		.rule = xstrdup(e->name ? e->name : "?"),
		.why = e->say ? e->say : "",
	};
}

static void derive(struct deriver *d, const struct expr *e, unsigned int a,
		   unsigned int b, unsigned int unfold);

static void derive_path(struct deriver *d, const struct expr *e, unsigned int a,
			unsigned int b, unsigned int unfold)
{
	unsigned int before[REL_MAX_EVENTS], path[REL_MAX_EVENTS + 1], nr = 0;

	cost_path(d, e, a, b, unfold, before);
	path[nr++] = b;
	do {
		path[nr] = before[path[nr - 1]];
		nr++;
	} while (path[nr - 1] != a);
	while (--nr)
		derive(d, e, path[nr], path[nr - 1], unfold);
}

static void derive(struct deriver *d, const struct expr *e, unsigned int a,
		   unsigned int b, unsigned int unfold)
{
	unsigned int middle = 0;

	if (e->say) {
		step_add(d, e, a, b);
		return;
	}
	switch (e->kind) {
	case EXPR_SEQ:
		cost_middle(d, e, a, b, unfold, &middle);
		derive(d, e->a, a, middle, unfold);
		derive(d, e->b, middle, b, unfold);
		break;
	case EXPR_OR:
		if (cost(d, e->a, a, b, unfold) <= cost(d, e->b, a, b, unfold))
			derive(d, e->a, a, b, unfold);
		else
			derive(d, e->b, a, b, unfold);
		break;
	case EXPR_AND:
	case EXPR_MINUS:
	case EXPR_SAME:
	case EXPR_REC:
		derive(d, e->a, a, b, unfold);
		break;
	case EXPR_VAR:
		derive(d, e->a, a, b, unfold - 1);
		break;
	case EXPR_OPT:
		if (a != b)
			derive(d, e->a, a, b, unfold);
		break;
	case EXPR_STAR:
		if (a != b)
			derive_path(d, e->a, a, b, unfold);
		break;
	case EXPR_PLUS:
		derive_path(d, e->a, a, b, unfold);
		break;
	case EXPR_INV:
		derive(d, e->a, b, a, unfold);
		break;
	case EXPR_ID:
	case EXPR_CROSS:
		break;
	default:
		step_add(d, e, a, b);
		break;
	}
}

/* --- Circles --- */

static void steps_free(struct step *steps, unsigned int nr)
{
	for (unsigned int i = 0; i < nr; i++)
		free(steps[i].rule);
	free(steps);
}

/*
 * All parts of an intersection, as a circle: what leads from @a to @b, and, for
 * an inverse, from @b back to @a
 */
static void derive_parts(struct deriver *d, const struct expr *e, unsigned int a,
			 unsigned int b)
{
	switch (e->kind) {
	case EXPR_OR:
		if (rel_has(checker_rel(d->checker, e->a), a, b))
			derive_parts(d, e->a, a, b);
		else
			derive_parts(d, e->b, a, b);
		break;
	case EXPR_AND:
		derive_parts(d, e->a, a, b);
		derive_parts(d, e->b, a, b);
		break;
	case EXPR_INV:
		derive(d, e->a, b, a, MAX_UNFOLD);
		break;
	case EXPR_BASE:
		/* Same thread, other thread and the like say nothing */
		if (e->say)
			step_add(d, e, a, b);
		break;
	default:
		derive(d, e, a, b, MAX_UNFOLD);
		break;
	}
}

/* The steps of the shortest circle that breaks an axiom; 0: it holds */
static unsigned int axiom_steps(struct deriver *d, const struct axiom *axiom)
{
	const struct rel *r = checker_rel(d->checker, axiom->expr);
	unsigned int best = TOO_MANY, at = 0, to = 0, unfold = 0;
	unsigned int before[REL_MAX_EVENTS];

	if (axiom->kind == AXIOM_EMPTY) {
		for (unsigned int a = 0; a < r->n; a++)
			for (unsigned int b = 0; b < r->n; b++)
				if (rel_has(r, a, b)) {
					derive_parts(d, axiom->expr, a, b);
					return d->nr_steps;
				}
		return 0;
	}
	if (axiom->kind == AXIOM_ACYCLIC ? rel_is_acyclic(r) :
	    rel_is_irreflexive(r))
		return 0;
	for (; unfold <= MAX_UNFOLD && best == TOO_MANY; unfold++) {
		for (unsigned int e = 0; e < r->n; e++) {
			unsigned int c = axiom->kind == AXIOM_IRREFLEXIVE ?
				cost(d, axiom->expr, e, e, unfold) :
				cost_path(d, axiom->expr, e, e, unfold, before);

			if (c < best) {
				best = c;
				at = to = e;
			}
		}
	}
	if (best == TOO_MANY)
		return 0;
	if (axiom->kind == AXIOM_IRREFLEXIVE)
		derive(d, axiom->expr, at, to, unfold - 1);
	else
		derive_path(d, axiom->expr, at, to, unfold - 1);
	return d->nr_steps;
}

/* Where the steps are a circle, let it begin with its first event */
static void rotate(struct step *steps, unsigned int nr)
{
	unsigned int first = 0;
	struct step *turned;

	for (unsigned int i = 0; i < nr; i++) {
		if (steps[i].to != steps[(i + 1) % nr].from)
			return;
		if (steps[i].from < steps[first].from)
			first = i;
	}
	turned = xcalloc(nr, sizeof(*turned));
	for (unsigned int i = 0; i < nr; i++)
		turned[i] = steps[(first + i) % nr];
	memcpy(steps, turned, nr * sizeof(*turned));
	free(turned);
}

/* --- Finding the execution to show --- */

struct seeker {
	struct explanation *ex;
	struct checker *checker;
	unsigned int looks;
	bool incomplete;	/* some thread does not come to its end */
};

static struct rel *rel_dup(const struct rel *from)
{
	struct rel *r = rel_new(from->n);

	rel_copy(r, from);
	return r;
}

static void keep(struct explanation *ex, const struct execution *x)
{
	ex->x = *x;
	rel_free(ex->co);
	rel_free(ex->fr);
	rel_free(ex->po);
	ex->co = rel_dup(x->co);
	ex->fr = rel_dup(x->fr);
	ex->po = rel_dup(x->po);
}

static void seek_begin(void *data, const struct execution *x)
{
	struct seeker *s = data;
	unsigned int thread, insn;

	s->incomplete = execution_end(x, &thread, &insn) != PATH_COMPLETE;
	checker_begin(s->checker, x);
}

static bool seek_allowed(void *data, const struct execution *x, bool settled,
			 uint64_t count)
{
	struct seeker *s = data;

	(void)settled;
	(void)count;
	if (s->incomplete || !checker_allows(s->checker, x))
		return true;
	keep(s->ex, x);
	s->ex->kind = EXPLAINED_ALLOWED;
	return false;
}

static bool seek_viable(void *data, const struct execution *x)
{
	struct seeker *s = data;

	return checker_allows(s->checker, x);
}

static bool seek_circle(void *data, const struct execution *x, bool settled,
			uint64_t count)
{
	struct seeker *s = data;
	struct explanation *ex = s->ex;
	const struct axiom *axiom;

	(void)settled;
	(void)count;
	if (s->incomplete)
		return true;
	checker_compute(s->checker, x);
	for (unsigned int i = 0; (axiom = checker_axiom(s->checker, i)); i++) {
		struct deriver d = { .checker = s->checker };
		unsigned int nr = axiom_steps(&d, axiom);

		free(d.memo);
		if (!nr || (ex->nr_steps && nr >= ex->nr_steps)) {
			steps_free(d.steps, d.nr_steps);
			continue;
		}
		steps_free(ex->steps, ex->nr_steps);
		rotate(d.steps, d.nr_steps);
		ex->steps = d.steps;
		ex->nr_steps = d.nr_steps;
		free(ex->axiom);
		ex->axiom = xstrdup(axiom->name);
		ex->axiom_why = axiom->why;
		ex->kind = EXPLAINED_FORBIDDEN;
		keep(ex, x);
	}
	return ++s->looks < MAX_LOOKS;
}

static enum search seek(struct seeker *s, bool allowed, bool incoherent,
			struct budget *budget)
{
	const struct execution_user user = {
		.begin = seek_begin,
		.viable = allowed ? seek_viable : NULL,
		.candidate = allowed ? seek_allowed : seek_circle,
		.data = s,
		.matching = true,
		.incoherent = incoherent,
	};
	enum search end;

	s->checker = checker_new(s->ex->model, !allowed);
	end = execution_search(s->ex->view, &user, budget);
	checker_free(s->checker);
	return end;
}

/* --- What would forbid it --- */

/* The primitive that is like another one, but for its ordering */
static enum ordlab_op with_order(enum ordlab_op op, enum ordlab_order order)
{
	const struct ordlab_op_info *info = &ordlab_ops[op];
	const char *suffix = strrchr(info->name, '_');
	size_t base = strlen(info->name);

	if (suffix && (!strcmp(suffix, "_relaxed") ||
		       !strcmp(suffix, "_acquire") ||
		       !strcmp(suffix, "_release")))
		base = suffix - info->name;
	for (enum ordlab_op o = 0; o < ORDLAB_NR_OPS; o++) {
		const char *name = ordlab_ops[o].name;

		if (o == op || ordlab_ops[o].class != info->class ||
		    ordlab_ops[o].order != order ||
		    strncmp(name, info->name, base) ||
		    (name[base] && strcmp(name + base, "_acquire") &&
		     strcmp(name + base, "_release") &&
		     strcmp(name + base, "_relaxed")))
			continue;
		return o;
	}
	return op;
}

/* Stronger forms of an instruction, the weakest first; ends with the op itself */
static void stronger(enum ordlab_op op, enum ordlab_op *forms)
{
	const struct ordlab_op_info *info = &ordlab_ops[op];
	bool weak = info->order == ORDLAB_O_PLAIN || info->order == ORDLAB_O_ONCE;

	switch (info->class) {
	case ORDLAB_C_LOAD:
		if (weak)
			*forms++ = op == ORDLAB_ATOMIC_READ ?
				ORDLAB_ATOMIC_READ_ACQUIRE :
				ORDLAB_SMP_LOAD_ACQUIRE;
		break;
	case ORDLAB_C_STORE:
		if (weak)
			*forms++ = op == ORDLAB_ATOMIC_SET ?
				ORDLAB_ATOMIC_SET_RELEASE :
				ORDLAB_SMP_STORE_RELEASE;
		break;
	case ORDLAB_C_XCHG:
	case ORDLAB_C_CMPXCHG:
	case ORDLAB_C_RETURN:
	case ORDLAB_C_FETCH:
	case ORDLAB_C_NEGATIVE:
		if (info->order == ORDLAB_O_MB)
			break;
		if (info->order == ORDLAB_O_ONCE) {
			*forms++ = with_order(op, ORDLAB_O_ACQUIRE);
			*forms++ = with_order(op, ORDLAB_O_RELEASE);
		}
		*forms++ = with_order(op, ORDLAB_O_MB);
		break;
	case ORDLAB_C_FENCE:
		if (info->order != ORDLAB_O_MB)
			*forms++ = ORDLAB_SMP_MB;
		break;
	default:
		break;
	}
	*forms = op;
}

static bool is_access(const struct ordlab_insn *insn)
{
	return ordlab_class_flags[ordlab_ops[insn->op].class] & ORDLAB_CF_ADDR;
}

/* Of an instruction: forms that are stronger, and fences before it */
#define MAX_EDITS	8

/* All single changes that make a program stronger; MAX_EDITS an instruction */
static unsigned int list_edits(const struct ordlab_view *view, struct edit *edits)
{
	static const enum ordlab_op fences[] = {
		ORDLAB_SMP_WMB, ORDLAB_SMP_RMB, ORDLAB_SMP_MB,
	};
	unsigned int nr = 0;

	for (unsigned int t = 0; t < view->prog->nr_threads; t++) {
		const struct ordlab_thread *thread = &view->threads[t];
		bool before = false;

		for (unsigned int i = 0; i < thread->nr_insns; i++) {
			const struct ordlab_insn *insn =
				&view->insns[thread->first + i];
			enum ordlab_op forms[4];

			stronger(insn->op, forms);
			for (unsigned int f = 0; forms[f] != insn->op; f++)
				edits[nr++] = (struct edit) {
					.thread = t, .insn = i, .op = forms[f],
				};
			if (!is_access(insn))
				continue;
			for (unsigned int f = 0; before && f < ARRAY_SIZE(fences); f++)
				edits[nr++] = (struct edit) {
					.thread = t, .insn = i,
					.insert = true, .op = fences[f],
				};
			before = true;
		}
	}
	return nr;
}

static bool forbids(struct explanation *ex, const struct edit *edits,
		    unsigned int nr, struct budget *budget)
{
	struct ordlab_program *prog = NULL;
	enum verdict verdict = VERDICT_NONE;
	struct ordlab_view view;
	struct budget part;

	if (!budget_over(budget))
		prog = variant_edited(ex->view, edits, nr);
	if (prog) {
		ordlab_view_init(&view, prog);
		/* Each is as large as the test itself */
		part = budget_part(budget, 1.0);
		verdict = check_condition(&view, ex->model, &part);
		free(prog);
	}
	ex->undecided += verdict == VERDICT_NONE;
	return verdict == VERDICT_FORBIDDEN;
}

/* A stronger change at a place where a weaker one does already */
static bool is_covered(const struct explanation *ex, const struct edit *edit)
{
	for (unsigned int r = 0; r < ex->nr_remedies; r++) {
		const struct edit *other = &ex->remedies[r].edits[0];

		if (ex->remedies[r].nr == 1 && other->thread == edit->thread &&
		    other->insn == edit->insn && other->insert == edit->insert)
			return true;
	}
	return false;
}

static bool pair_is_covered(const struct explanation *ex, const struct edit *a,
			    const struct edit *b)
{
	for (unsigned int r = 0; r < ex->nr_remedies; r++) {
		const struct edit *x = &ex->remedies[r].edits[0];
		const struct edit *y = &ex->remedies[r].edits[1];

		if (x->thread == a->thread && x->insn == a->insn &&
		    x->insert == a->insert && y->thread == b->thread &&
		    y->insn == b->insn && y->insert == b->insert)
			return true;
	}
	return false;
}

static void find_single(struct explanation *ex, const struct edit *edits,
			unsigned int nr, struct budget *budget)
{
	for (unsigned int i = 0; i < nr && ex->nr_remedies < MAX_REMEDIES; i++) {
		ex->tried++;
		if (!is_covered(ex, &edits[i]) &&
		    forbids(ex, &edits[i], 1, budget))
			ex->remedies[ex->nr_remedies++] = (struct remedy) {
				.edits = { edits[i] }, .nr = 1,
			};
	}
}

/* Pairs in different threads */
static void find_pairs(struct explanation *ex, const struct edit *edits,
		       unsigned int nr, struct budget *budget)
{
	for (unsigned int i = 0; i < nr; i++)
		for (unsigned int j = i + 1; j < nr; j++) {
			struct edit two[2] = { edits[i], edits[j] };

			if (ex->nr_remedies == MAX_REMEDIES ||
			    budget_over(budget))
				return;
			if (two[0].thread == two[1].thread ||
			    pair_is_covered(ex, &two[0], &two[1]) ||
			    !forbids(ex, two, 2, budget))
				continue;
			ex->remedies[ex->nr_remedies++] = (struct remedy) {
				.edits = { two[0], two[1] }, .nr = 2,
			};
		}
}

static void find_remedies(struct explanation *ex, struct budget *budget)
{
	unsigned int max = MAX_EDITS * ex->view->prog->nr_insns + 1;
	struct edit *edits = xcalloc(max, sizeof(*edits));
	struct edit *all = xcalloc(max, sizeof(*all));
	unsigned int nr = list_edits(ex->view, edits), nr_all = 0;

	find_single(ex, edits, nr, budget);
	for (unsigned int i = 0; i < nr; i++)
		if (edits[i].insert && edits[i].op == ORDLAB_SMP_MB)
			all[nr_all++] = edits[i];
	if (!ex->nr_remedies && nr_all)
		ex->full = forbids(ex, all, nr_all, budget);
	if (ex->full)
		find_pairs(ex, edits, nr, budget);
	free(edits);
	free(all);
}

/* Whether there is a data race in any execution, not just in the one shown */
static bool has_race(const struct ordlab_view *view, struct budget *budget)
{
	struct result *result;
	bool race = false;

	for (unsigned int i = 0; i < view->prog->nr_insns; i++)
		race |= ordlab_ops[view->insns[i].op].order == ORDLAB_O_PLAIN;
	if (!race)
		return false;
	result = check_program(view, MODEL_LKMM, budget);
	race = result->race[MODEL_LKMM];
	result_free(result);
	return race;
}

struct explanation *explain(const struct ordlab_view *view, enum model model,
			    struct budget *budget)
{
	struct explanation *ex = xcalloc(1, sizeof(*ex));
	struct seeker seeker = { .ex = ex };
	enum search end;

	ex->view = view;
	ex->model = model;
	ex->kind = EXPLAINED_NOT;
	ex->note = check_undecided(view, model, budget);
	if (ex->note)
		return ex;
	end = seek(&seeker, true, false, budget);
	/* Forbidden: by more than coherence, if there is such a circle */
	if (end == SEARCH_DONE)
		end = seek(&seeker, false, false, budget);
	if (end == SEARCH_DONE && ex->kind == EXPLAINED_NOT) {
		end = seek(&seeker, false, true, budget);
		if (end == SEARCH_DONE && ex->kind == EXPLAINED_NOT)
			ex->kind = EXPLAINED_IMPOSSIBLE;
	}
	if (model == MODEL_LKMM)
		ex->race = has_race(view, budget);
	if (ex->kind == EXPLAINED_ALLOWED)
		find_remedies(ex, budget);
	if (ex->kind == EXPLAINED_NOT)
		ex->note = search_note(end, budget);
	if (ex->kind == EXPLAINED_NOT && !ex->note)
		ex->note = xstrdup("no circle was found in the executions that were looked at");
	return ex;
}

void explain_free(struct explanation *ex)
{
	if (!ex)
		return;
	steps_free(ex->steps, ex->nr_steps);
	rel_free(ex->co);
	rel_free(ex->fr);
	rel_free(ex->po);
	free(ex->axiom);
	free(ex->note);
	free(ex);
}
