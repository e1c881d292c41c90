// SPDX-License-Identifier: GPL-2.0
/*
 * Remedies: changes that would forbid an allowed outcome, see explain.h.
 */
#include <stdlib.h>
#include <string.h>
#include "check/check.h"
#include "check/explain.h"
#include "lib/util.h"

/* The primitive that differs from a given one in its ordering only */
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
	return ordlab_flags(insn->op) & ORDLAB_CF_ADDR;
}

/* Changes of one instruction: its stronger forms, and fences before it */
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
		/* Each variant takes about as long to check as the test itself */
		part = budget_part(budget, 1.0);
		verdict = check_condition(&view, ex->model, &part);
		free(prog);
	}
	ex->undecided += verdict == VERDICT_NONE;
	return verdict == VERDICT_FORBIDDEN;
}

/* Whether a weaker change of the same instruction is a remedy already */
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

/* Tries pairs of changes in different threads */
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

void explain_remedies(struct explanation *ex, struct budget *budget)
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
