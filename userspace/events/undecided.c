// SPDX-License-Identifier: GPL-2.0
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "events/undecided.h"
#include "lib/util.h"

/* An expression shows the expressions of its operands, nested up to this depth */
#define MAX_DEPTH	3

static const char word_characters[] =
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";

/* The last instruction before @insn that wrote a temporary; -1: none */
static int find_source(const struct ordlab_insn *insns, unsigned int insn,
		       unsigned int reg)
{
	while (insn--)
		if (insns[insn].dst == reg)
			return insn;
	return -1;
}

static char *expression(const struct ordlab_view *view, unsigned int thread,
			unsigned int insn, unsigned int depth);

/* Appends to a text */
static void add(char **text, const char *more, size_t len)
{
	char *longer = xasprintf("%s%.*s", *text, (int)len, more);

	free(*text);
	*text = longer;
}

/* The temporary that a word stands for, as ordlab_disasm() writes it; or -1 */
static int find_temporary(const struct ordlab_thread *thread, const char *word,
			  size_t len)
{
	unsigned int reg = 0;

	if (len < 2 || len > 3 || word[0] != 't')
		return -1;
	for (unsigned int r = 0; r < thread->nr_regs; r++)
		if (strlen(thread->regs[r]) == len &&
		    !memcmp(thread->regs[r], word, len))
			return -1;
	for (size_t i = 1; i < len; i++) {
		if (!isdigit((unsigned char)word[i]))
			return -1;
		reg = 10 * reg + word[i] - '0';
	}
	return reg < thread->nr_regs && !thread->regs[reg][0] ? (int)reg : -1;
}

/*
 * The expression that an instruction computes, as C: without the register of the
 * result, and with the expressions of temporaries in place of these
 */
static char *expression(const struct ordlab_view *view, unsigned int thread,
			unsigned int insn, unsigned int depth)
{
	const struct ordlab_thread *t = &view->threads[thread];
	const struct ordlab_insn *insns = view->insns + t->first;
	char code[160], *text = xstrdup(""), *at = code;

	ordlab_disasm(code, sizeof(code), view, thread, insn);
	code[strcspn(code, ";")] = '\0';
	if (insns[insn].dst != ORDLAB_NO_REG && strstr(code, " = "))
		at = strstr(code, " = ") + 3;
	while (*at) {
		size_t len = strspn(at, word_characters);
		int reg = find_temporary(t, at, len), source;
		char *inner;
		bool binds;

		source = reg < 0 ? -1 : find_source(insns, insn, reg);
		if (source < 0 || !depth) {
			len += !len;
			add(&text, at, len);
			at += len;
			continue;
		}
		at += len;
		inner = expression(view, thread, source, depth - 1);
		/* A copy has no operator, so its operand needs no parentheses */
		binds = insns[source].op == ORDLAB_ALU &&
			insns[source].alu != ORDLAB_A_MOV;
		if (binds)
			add(&text, "(", 1);
		add(&text, inner, strlen(inner));
		if (binds)
			add(&text, ")", 1);
		free(inner);
	}
	return text;
}

char *undecided_place(const struct ordlab_view *view, unsigned int thread,
		      unsigned int insn, const char *reason)
{
	unsigned int line = view->insns[view->threads[thread].first + insn].line;
	char *code = expression(view, thread, insn, MAX_DEPTH), *text;

	text = line ? xasprintf("P%u %s, line %u: %s", thread, reason, line, code) :
		      xasprintf("P%u %s: %s", thread, reason, code);
	free(code);
	return text;
}

static char *why_unspecified(const struct execution *x, struct value value)
{
	return undecided_place(x->view, BLAME_THREAD(value.of),
			       BLAME_INSN(value.of),
			       "depends on where locations lie in memory");
}

char *undecided(const struct execution *x)
{
	unsigned int thread, insn;
	enum path_end end = execution_end(x, &thread, &insn);

	if (x->doubt.kind == VALUE_UNSPECIFIED)
		return why_unspecified(x, x->doubt);
	switch (end) {
	case PATH_READ_NOWHERE:
	case PATH_CUT:
	case PATH_UNSPECIFIED:	/* that is a doubt */
		return NULL;
	case PATH_FAULT:
		return undecided_place(x->view, thread, insn,
				       "may follow a pointer that is none");
	case PATH_PART:
		return undecided_place(x->view, thread, insn,
				       "may access a part of a location, and no model here has mixed sizes");
	case PATH_PLACES:
		return undecided_place(x->view, thread, insn,
				       "may access more places than can be listed");
	case PATH_NO_LOCK:
		return undecided_place(x->view, thread, insn,
				       "may use a lock or SRCU domain that is none");
	case PATH_COMPLETE:
		break;
	}
	for (unsigned int i = 0; i < x->view->prog->nr_observed; i++)
		if (x->state[i].kind == VALUE_UNSPECIFIED)
			return why_unspecified(x, x->state[i]);
	return NULL;
}
