// SPDX-License-Identifier: GPL-2.0
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "lib/util.h"
#include "ir/variant.h"

/* The tables of a program that is being made */
struct parts {
	struct ordlab_program prog;
	struct ordlab_thread threads[ORDLAB_MAX_THREADS];
	struct ordlab_observed observed[ORDLAB_MAX_OBSERVED];
	struct ordlab_cond *cond;	/* condition, then filter */
	struct ordlab_insn *insns;
	const struct ordlab_location *locations;
};

static void parts_take(struct parts *p, const struct ordlab_view *view)
{
	const struct ordlab_program *prog = view->prog;
	unsigned int conds = prog->nr_cond + prog->nr_filter;

	memset(p, 0, sizeof(*p));
	p->prog = *prog;
	memcpy(p->threads, view->threads, prog->nr_threads * sizeof(*p->threads));
	memcpy(p->observed, view->observed,
	       prog->nr_observed * sizeof(*p->observed));
	p->cond = xcalloc(conds, sizeof(*p->cond));
	memcpy(p->cond, view->cond, conds * sizeof(*p->cond));
	p->insns = xcalloc(ORDLAB_MAX_INSNS, sizeof(*p->insns));
	memcpy(p->insns, view->insns, prog->nr_insns * sizeof(*p->insns));
	p->locations = view->locations;
}

static void *put(void *to, const void *from, size_t nr, size_t size)
{
	memcpy(to, from, nr * size);
	return (char *)to + nr * size;
}

/* Makes a program of the parts, and frees them */
static struct ordlab_program *parts_join(struct parts *p)
{
	struct ordlab_program *prog;
	unsigned int conds = p->prog.nr_cond + p->prog.nr_filter;
	void *at;

	p->prog.size = sizeof(p->prog) +
		p->prog.nr_threads * sizeof(*p->threads) +
		p->prog.nr_locations * sizeof(*p->locations) +
		p->prog.nr_observed * sizeof(*p->observed) +
		conds * sizeof(*p->cond) +
		p->prog.nr_insns * sizeof(*p->insns);
	prog = xcalloc(1, p->prog.size);
	at = put(prog, &p->prog, 1, sizeof(p->prog));
	at = put(at, p->threads, p->prog.nr_threads, sizeof(*p->threads));
	at = put(at, p->locations, p->prog.nr_locations, sizeof(*p->locations));
	at = put(at, p->observed, p->prog.nr_observed, sizeof(*p->observed));
	at = put(at, p->cond, conds, sizeof(*p->cond));
	put(at, p->insns, p->prog.nr_insns, sizeof(*p->insns));
	free(p->cond);
	free(p->insns);
	return prog;
}

static void parts_insert(struct parts *p, const struct edit *edit)
{
	struct ordlab_thread *thread = &p->threads[edit->thread];
	unsigned int at = thread->first + edit->insn, i;
	uint32_t line = p->insns[at].line;

	memmove(&p->insns[at + 1], &p->insns[at],
		(p->prog.nr_insns - at) * sizeof(*p->insns));
	p->insns[at] = (struct ordlab_insn) {
		.op = edit->op, .dst = ORDLAB_NO_REG, .line = line,
	};
	p->prog.nr_insns++;
	thread->nr_insns++;
	/* A branch to the instruction now leads to the new one before it */
	for (i = thread->first; i < thread->first + thread->nr_insns; i++)
		if (p->insns[i].target > edit->insn)
			p->insns[i].target++;
	for (i = edit->thread + 1; i < p->prog.nr_threads; i++)
		p->threads[i].first++;
}

static int later_first(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;

	return x->insn > y->insn ? -1 : x->insn < y->insn;
}

struct ordlab_program *variant_edited(const struct ordlab_view *view,
				      const struct edit *edits, unsigned int nr)
{
	struct edit *sorted;
	struct parts p;

	if (view->prog->nr_insns + nr > ORDLAB_MAX_INSNS)
		return NULL;
	sorted = xcalloc(nr, sizeof(*sorted));
	memcpy(sorted, edits, nr * sizeof(*sorted));
	/* Insert from the end backwards: numbers of earlier instructions stay valid */
	qsort(sorted, nr, sizeof(*sorted), later_first);
	parts_take(&p, view);
	for (unsigned int i = 0; i < nr; i++) {
		if (sorted[i].insert)
			parts_insert(&p, &sorted[i]);
		else
			p.insns[p.threads[sorted[i].thread].first +
				sorted[i].insn].op = sorted[i].op;
	}
	free(sorted);
	return parts_join(&p);
}

static int find_location(const struct ordlab_view *view, const char *name,
			 size_t len)
{
	for (unsigned int l = 0; l < view->prog->nr_locations; l++)
		if (strlen(view->locations[l].name) == len &&
		    !memcmp(view->locations[l].name, name, len))
			return l;
	return -1;
}

static int find_register(const struct ordlab_thread *thread, const char *name,
			 size_t len)
{
	for (unsigned int r = 0; r < thread->nr_regs; r++)
		if (len && strlen(thread->regs[r]) == len &&
		    !memcmp(thread->regs[r], name, len))
			return r;
	return -1;
}

static size_t word_len(const char *text)
{
	size_t len = 0;

	while (isalnum((unsigned char)text[len]) || text[len] == '_')
		len++;
	return len;
}

/* Finds the register or location with a name, as an entry of the table observed */
static bool parse_name(const struct ordlab_view *view, const char **text,
		       struct ordlab_observed *observed)
{
	const char *at = *text, *close = NULL;
	size_t len = word_len(at);
	unsigned long thread;
	char *end;
	int index;

	thread = strtoul(at, &end, 10);
	if (end != at && *end == ':') {
		at = end + 1;
		len = word_len(at);
		if (thread >= view->prog->nr_threads)
			return false;
		index = find_register(&view->threads[thread], at, len);
		*observed = (struct ordlab_observed) {
			.kind = ORDLAB_OPERAND_REG, .thread = thread,
			.index = index,
		};
	} else {
		if (len && at[len] == '[')	/* an element: x[1] */
			len += strcspn(at + len, "]") + !!strchr(at + len, ']');
		if (*at == '[') {
			at++;
			len = word_len(at);
			close = at + len;
			if (*close != ']')
				return false;
		}
		index = find_location(view, at, len);
		*observed = (struct ordlab_observed) {
			.kind = ORDLAB_OPERAND_LOC, .index = index,
		};
	}
	*text = close ? close + 1 : at + len;
	return index >= 0;
}

static bool parse_value(const struct ordlab_view *view, const char **text,
			struct ordlab_operand *value)
{
	const char *at = *text + (**text == '&');
	size_t len = word_len(at);
	char *end;
	int loc = find_location(view, at, len);

	if (loc >= 0) {
		*value = (struct ordlab_operand) {
			.kind = ORDLAB_OPERAND_LOC, .index = loc,
		};
		*text = at + len;
		return true;
	}
	*value = (struct ordlab_operand) {
		.kind = ORDLAB_OPERAND_IMM, .imm = strtoll(at, &end, 0),
	};
	if (end == at)
		return false;
	*text = end;
	return true;
}

static const char *skip_between(const char *text)
{
	while (isspace((unsigned char)*text) || strchr(",;/\\&()", *text)) {
		if (!*text)
			break;
		text++;
	}
	return text;
}

static int observed_index(struct parts *p, const struct ordlab_observed *observed)
{
	unsigned int i;

	for (i = 0; i < p->prog.nr_observed; i++)
		if (!memcmp(&p->observed[i], observed, sizeof(*observed)))
			return i;
	if (i == ORDLAB_MAX_OBSERVED)
		return -1;
	p->observed[i] = *observed;
	return p->prog.nr_observed++;
}

struct ordlab_program *variant_outcome(const struct ordlab_view *view,
				       const char *outcome, char **error)
{
	struct ordlab_cond nodes[2 * ORDLAB_MAX_OBSERVED];
	unsigned int nr = 0, terms = 0;
	const char *at = skip_between(outcome);
	struct parts p;

	parts_take(&p, view);
	while (*at) {
		struct ordlab_observed observed;
		struct ordlab_operand value;
		const char *term = at;
		int index;

		if (!parse_name(view, &at, &observed)) {
			*error = xasprintf("'%s' does not begin with a register as 0:r0, or a location, of this test",
					   term);
			goto wrong;
		}
		while (*at == ' ' || *at == '=')
			at++;
		if (!parse_value(view, &at, &value)) {
			*error = xasprintf("'%s': after '=' there is no number and no location",
					   term);
			goto wrong;
		}
		index = observed_index(&p, &observed);
		if (index < 0 || terms == ORDLAB_MAX_OBSERVED) {
			*error = xstrdup("that is too long");
			goto wrong;
		}
		nodes[nr++] = (struct ordlab_cond) {
			.op = ORDLAB_COND_EQ, .observed = index, .value = value,
		};
		if (terms++)
			nodes[nr++] = (struct ordlab_cond) {
				.op = ORDLAB_COND_AND,
			};
		at = skip_between(at);
	}
	if (!terms) {
		*error = xstrdup("there is no outcome in it; write as in 0:r0=1 x=2");
		goto wrong;
	}
	/* The condition comes before the filter */
	p.cond = xrealloc(p.cond, nr + p.prog.nr_filter + p.prog.nr_cond,
			  sizeof(*p.cond));
	memmove(p.cond + nr, p.cond + p.prog.nr_cond,
		p.prog.nr_filter * sizeof(*p.cond));
	memcpy(p.cond, nodes, nr * sizeof(*nodes));
	p.prog.nr_cond = nr;
	p.prog.quantifier = ORDLAB_EXISTS;
	return parts_join(&p);
wrong:
	free(p.cond);
	free(p.insns);
	return NULL;
}
