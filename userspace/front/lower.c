// SPDX-License-Identifier: GPL-2.0
/*
 * From the syntax tree of a litmus test to a verified program: syntax_lower() calls all
 * others. private/lower.h has an example.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "private/lower.h"
#include "lib/util.h"

static struct operand initial_value(struct lower *lower,
				    const struct initial *initial)
{
	int l;

	if (!initial->symbol || !strcmp(initial->symbol, "NULL"))
		return imm(initial->number.value);
	l = lower_location(lower, initial->pos, initial->symbol);
	return l == NONE ? imm(0) : loc(l);
}

/* The initial value of location @l; @value is NULL where none is written */
static void initial_location(struct lower *lower, int l, struct pos pos,
			     const struct initial *value)
{
	struct location *location = &lower->locations[l];

	if (location->initial.line) {
		error(lower, pos,
		      "\"%s\" has an initial value already, in line %u",
		      location->name, location->initial.line);
		return;
	}
	location->initial = pos;
	if (value)
		location->init = initial_value(lower, value);
}

/* Elements without a value hold 0, as in C */
static void initial_elements(struct lower *lower, const struct initial *array,
			     int first)
{
	struct list *values = array->values;
	unsigned int i;

	for (i = 0; first != NONE && i < array->elements.value; i++) {
		initial_location(lower, lower_element(lower, first, i),
				 array->place.pos, values ? values->item : NULL);
		values = values ? values->next : NULL;
	}
	if (first != NONE && values)
		error(lower, array->pos, "\"%s\" has more values than elements",
		      array->place.name);
}

static void lower_initial(struct lower *lower, const struct initial *initial)
{
	int l, type = NONE;

	if (initial->type.flags) {
		if (!lower_type_exists(lower, &initial->type))
			return;
		type = lower_type(&initial->type, initial->type.stars);
		if (type == NONE)
			error(lower, initial->type.pos, "nothing can be void");
	}
	if (initial->place.thread >= 0) {
		if (initial->place.thread >= (int)lower->nr_codes)
			error(lower, initial->place.pos,
			      "there is no thread P%d", initial->place.thread);
		initial_value(lower, initial);
		return;
	}
	if (initial->array) {
		initial_elements(lower, initial,
				 lower_array(lower, initial, type));
		return;
	}
	l = lower_location(lower, initial->place.pos, initial->place.name);
	if (l == NONE)
		return;
	initial_location(lower, l, initial->place.pos, initial);
	lower_declare(lower, initial->place.pos, l, type);
}

/*
 * The first instructions of a thread set the registers that have an initial value. A
 * parameter is such a register if the thread assigns to it, or if its final value is
 * observed: its initial value is the address of the location
 */
static void lower_initial_regs(struct lower *lower)
{
	struct code *code = lower->code;
	struct typing typing = { 0 };
	struct initial *initial;
	struct operand value;
	unsigned int i;
	int r;

	list_for_each(initial, lower->syntax->initial) {
		if (initial->place.thread != (int)code->thread->number)
			continue;
		r = lower_find_reg(code, initial->place.name);
		if (r == NONE)
			continue;
		code->regs[r].location = NONE;
		value = initial_value(lower, initial);
		typing.type = value.kind == ORDLAB_OPERAND_LOC ? ORDLAB_T_PTR :
			initial->number.type;
		typing.range = typing.type;
		lower_set_reg(lower, initial->pos, value, &typing, r);
	}
	typing.range = ORDLAB_T_PTR;
	for (i = 0; i < code->nr_named; i++) {
		if (code->regs[i].location != NONE)
			lower_set_reg(lower, code->regs[i].pos,
				      loc(code->regs[i].location), &typing, i);
	}
}

static void lower_params(struct lower *lower, struct code *code)
{
	struct param *param;
	int l;

	list_for_each(param, code->thread->params) {
		if (lower_type_exists(lower, &param->type) &&
		    !param->type.stars)
			error(lower, param->pos,
			      "a parameter is the address of a location: %s *%s",
			      param->type.name, param->name);
		if (lower_find_param(code, param->name) != NONE) {
			error(lower, param->pos,
			      "P%u has a parameter \"%s\" already",
			      code->thread->number, param->name);
			continue;
		}
		l = lower_location(lower, param->pos, param->name);
		if (l == NONE)
			return;
		if (param->type.stars)
			lower_declare(lower, param->pos, l,
				      lower_type(&param->type,
						 param->type.stars - 1));
		code->params[code->nr_params] = lower->locations[l].name;
		code->locations[code->nr_params++] = l;
	}
}

/* A line of a comment without the marks around it */
static size_t strip_line(const char **line, size_t len)
{
	size_t n;

	if (len >= 2 && (!memcmp(*line + len - 2, "*)", 2) ||
			 !memcmp(*line + len - 2, "*/", 2)))
		len -= 2;
	n = strspn(*line, " \t\r");
	if (n + 1 < len && strchr("(/", (*line)[n]) &&
	    strchr("*/", (*line)[n + 1]))
		n++;
	n += strspn(*line + n, "*/");
	n += strspn(*line + n, " \t\r");
	if (n >= len)
		return 0;
	*line += n;
	len -= n;
	while (len && strchr(" \t\r", (*line)[len - 1]))
		len--;
	return len;
}

/*
 * The purpose of the test: the string after its name, or the first sentence of its first
 * comment
 */
static void find_purpose(const struct syntax *syntax,
			 char purpose[ORDLAB_PURPOSE_LEN])
{
	const char *at = syntax->doc ? syntax->doc : syntax->comment;
	char *text = xcalloc(at ? strlen(at) + 2 : 1, 1);
	size_t len = 0, i, n;

	while (at && *at) {
		const char *line = at;

		n = strcspn(at, "\n");
		at += n + (at[n] == '\n');
		n = strip_line(&line, n);
		if (!n && len)
			break;
		if (!n || !strncmp(line, "Result:", 7))
			continue;
		memcpy(text + len, line, n);
		len += n;
		text[len++] = ' ';
	}
	for (i = 0; i < len; i++) {
		if (text[i] < ' ' || text[i] > '~')
			text[i] = text[i] == '\t' ? ' ' : '?';
	}
	for (i = 0; i < len; i++) {
		if (text[i] == '.' && text[i + 1] == ' ')
			len = i;
	}
	while (len && text[len - 1] == ' ')
		len--;
	if (len >= ORDLAB_PURPOSE_LEN) {
		/* end with a word */
		len = ORDLAB_PURPOSE_LEN - 5;
		while (len && text[len] != ' ')
			len--;
		memcpy(text + len, " ...", 4);
		len += 4;
	}
	memcpy(purpose, text, len);
	free(text);
}

static void find_name(struct lower *lower, char name[ORDLAB_NAME_LEN])
{
	const char *title = lower->syntax->test->title;
	const struct pos pos = lower->syntax->title_pos;
	size_t i;

	if (strlen(title) >= ORDLAB_NAME_LEN) {
		error(lower, pos, "the name is longer than %d characters",
		      ORDLAB_NAME_LEN - 1);
		return;
	}
	if (*title == '.') {
		error(lower, pos,
		      "the name begins with a dot, and would be hidden in debugfs");
		return;
	}
	for (i = 0; title[i]; i++)
		name[i] = title[i] == '/' ? '!' : title[i];
}

static struct ordlab_operand put_operand(const struct code *code,
					 const struct operand *operand)
{
	struct ordlab_operand out = { .kind = operand->kind };

	if (operand->kind == ORDLAB_OPERAND_IMM)
		out.imm = operand->imm;
	else if (operand->kind == ORDLAB_OPERAND_REG)
		out.index = code->regs[operand->index].packed;
	else
		out.index = operand->index;
	return out;
}

static void put_insn(struct ordlab_insn *out, const struct code *code,
		     const struct insn *insn)
{
	*out = (struct ordlab_insn){
		.op = insn->op,
		.alu = insn->alu,
		.type = insn->type,
		.dst = insn->dst == NONE ? ORDLAB_NO_REG :
			code->regs[insn->dst].packed,
		.target = insn->target,
		.line = insn->pos.line,
		.addr = put_operand(code, &insn->addr),
		.val[0] = put_operand(code, &insn->val[0]),
		.val[1] = put_operand(code, &insn->val[1]),
	};
}

static struct ordlab_program *put_program(struct lower *lower)
{
	const struct syntax *syntax = lower->syntax;
	struct ordlab_program header = {
		.magic = ORDLAB_MAGIC,
		.version = ORDLAB_ABI_VERSION,
		.long_bits = ORDLAB_LONG_BITS,
		.quantifier = syntax->quantifier,
		.nr_threads = lower->nr_codes,
		.nr_locations = lower->nr_locations,
		.nr_observed = lower->nr_observed,
		.nr_cond = lower->nr_cond,
		.nr_filter = lower->nr_filter,
		.nr_insns = lower->nr_insns,
	};
	struct ordlab_program *program;
	struct ordlab_thread *thread;
	struct ordlab_location *location;
	struct ordlab_observed *observed;
	struct ordlab_insn *insn;
	unsigned int i, t, first = 0;

	find_name(lower, header.name);
	find_purpose(syntax, header.purpose);
	header.size = sizeof(header) +
		lower->nr_codes * sizeof(*thread) +
		lower->nr_locations * sizeof(*location) +
		lower->nr_observed * sizeof(*observed) +
		(lower->nr_cond + lower->nr_filter) * sizeof(*lower->cond) +
		lower->nr_insns * sizeof(*insn);
	program = xcalloc(1, header.size);
	*program = header;

	thread = (void *)(program + 1);
	for (t = 0; t < lower->nr_codes; t++, thread++) {
		struct code *code = &lower->codes[t];

		thread->first = first;
		thread->nr_insns = code->nr_insns;
		thread->nr_regs = code->nr_packed;
		memcpy(thread->regs, code->names, sizeof(code->names));
		first += code->nr_insns;
	}
	location = (void *)thread;
	for (i = 0; i < lower->nr_locations; i++, location++) {
		struct location *at = &lower->locations[i];

		location->type = at->type;
		strncpy(location->name, at->name, ORDLAB_IDENT_LEN - 1);
		location->init = put_operand(NULL, &at->init);
	}
	observed = (void *)location;
	for (i = 0; i < lower->nr_observed; i++, observed++) {
		struct observed *at = &lower->observed[i];

		observed->filter_only = !at->shown;
		if (at->thread == NONE) {
			observed->kind = ORDLAB_OPERAND_LOC;
			observed->index = at->index;
		} else {
			observed->kind = ORDLAB_OPERAND_REG;
			observed->thread = at->thread;
			observed->index =
				lower->codes[at->thread].regs[at->index].packed;
		}
	}
	memcpy(observed, lower->cond,
	       (lower->nr_cond + lower->nr_filter) * sizeof(*lower->cond));
	insn = (void *)((struct ordlab_cond *)observed + lower->nr_cond +
			lower->nr_filter);
	for (t = 0; t < lower->nr_codes; t++) {
		for (i = 0; i < lower->codes[t].nr_insns; i++)
			put_insn(insn++, &lower->codes[t],
				 &lower->codes[t].insns[i]);
	}
	return program;
}

/*
 * Verifies the program. With the option unsafe, a reason that only keeps it from running
 * is noted in the test, and the models can still check it.
 */
static void verify(struct lower *lower)
{
	struct litmus *test = lower->syntax->test;
	struct ordlab_verifier *room = xcalloc(1, ordlab_verifier_size());
	struct ordlab_facts *facts = xcalloc(1, sizeof(*facts));
	struct pos pos = lower->syntax->title_pos;
	struct code *code;
	char text[256], *why = text;

	if (ordlab_verify(test->program, test->size, facts, room)) {
		if (facts->thread >= 0) {
			code = &lower->codes[facts->thread];
			pos = facts->insn >= 0 &&
			      facts->insn < (int)code->nr_insns ?
				code->insns[facts->insn].pos :
				code->thread->pos;
		}
		ordlab_refusal(text, sizeof(text), facts);
		/* the message has the line, and needs no number of the instruction */
		if (facts->thread >= 0 && strstr(text, ": "))
			why = strstr(text, ": ") + 2;
		if (facts->reason == ORDLAB_R_LOC_INIT_LOCK)
			pos = lower->locations[facts->insn].initial;
		if (lower->options->unsafe &&
		    (facts->reason >= ORDLAB_R_UNWRITTEN ||
		     facts->reason == ORDLAB_R_LOC_INIT_LOCK ||
		     facts->reason == ORDLAB_R_OBSERVED_LOCK))
			test->unsafe = xasprintf("%u:%u: %s", pos.line,
						 pos.column, why);
		else
			error(lower, pos, "%s", why);
	}
	free(facts);
	free(room);
}

static bool find_threads(struct lower *lower)
{
	struct thread *thread;

	list_for_each(thread, lower->syntax->threads) {
		if (thread->number != lower->nr_codes) {
			error(lower, thread->pos,
			      "threads are P0, P1, ... in this order; P%u should be here",
			      lower->nr_codes);
			return false;
		}
		if (lower->nr_codes == ORDLAB_MAX_THREADS) {
			error(lower, thread->pos,
			      "a test has at most %d threads",
			      ORDLAB_MAX_THREADS);
			return false;
		}
		lower->codes[lower->nr_codes++].thread = thread;
	}
	return true;
}

/* Lowers all threads, with the types that are known so far */
static void lower_threads(struct lower *lower)
{
	unsigned int t;

	lower->nr_insns = 0;
	for (t = 0; t < lower->nr_codes; t++) {
		struct code *code = &lower->codes[t];

		code->nr_insns = 0;
		code->nr_regs = code->nr_named;
		lower_flow_free(code);
		lower->code = code;
		lower_initial_regs(lower);
		lower_statements(lower, code->thread->body);
		if (!lower->syntax->test->nr_errors)
			lower_zero_regs(lower);
	}
}

static void lower_test(struct lower *lower)
{
	const struct litmus *test = lower->syntax->test;
	struct initial *initial;
	struct code *code;
	unsigned int t;
	int r;

	if (!find_threads(lower))
		return;
	list_for_each(initial, lower->syntax->initial)
		lower_initial(lower, initial);
	for (t = 0; t < lower->nr_codes; t++) {
		code = &lower->codes[t];
		lower_params(lower, code);
		lower_find_regs(lower, code, code->thread->body);
	}
	list_for_each(initial, lower->syntax->initial) {
		if (initial->place.thread < 0 ||
		    initial->place.thread >= (int)lower->nr_codes)
			continue;
		code = &lower->codes[initial->place.thread];
		r = lower_reg(lower, code, initial->place.pos,
			      initial->place.name);
		if (r != NONE && initial->type.flags)
			lower_declare_reg(lower, &code->regs[r],
					  &initial->type);
	}
	lower_final(lower);
	lower->pass = 1;
	lower_threads(lower);
	if (test->nr_errors)
		return;
	lower_types(lower);
	lower_infer_regs(lower);
	lower_threads(lower);
	lower_check_constants(lower);
	if (test->nr_errors)
		return;
	for (t = 0; t < lower->nr_codes; t++)
		lower_pack_regs(lower, t);
	lower_final_types(lower);
}

void syntax_lower(struct syntax *syntax, const struct litmus_options *options)
{
	struct litmus *test = syntax->test;
	struct lower *lower = xcalloc(1, sizeof(*lower));
	unsigned int t;

	lower->syntax = syntax;
	lower->options = options;
	lower_test(lower);
	if (!test->nr_errors) {
		test->program = put_program(lower);
		test->size = test->program->size;
	}
	if (!test->nr_errors)
		verify(lower);
	if (test->nr_errors) {
		free(test->program);
		test->program = NULL;
		test->size = 0;
	} else {
		ordlab_view_init(&test->view, test->program);
	}
	for (t = 0; t < lower->nr_codes; t++) {
		lower_flow_free(&lower->codes[t]);
		free(lower->codes[t].insns);
		free(lower->codes[t].regs);
	}
	free(lower);
}
