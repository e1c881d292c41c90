// SPDX-License-Identifier: GPL-2.0
/*
 * The built-in experiments: unpacks catalogue-tests.c, which "make catalogue"
 * writes, into programs.
 */
#include "catalogue.h"

static void unpack_operand(struct ordlab_operand *out,
			   const struct catalogue_operand *operand)
{
	out->kind = operand->kind;
	if (operand->kind == ORDLAB_OPERAND_IMM)
		out->imm = operand->value;
	else
		out->index = operand->value;
}

static void unpack_name(char *out, unsigned int name)
{
	snprintf(out, ORDLAB_IDENT_LEN, "%s", ordlab_catalogue_names[name]);
}

static void unpack_insn(struct ordlab_insn *out,
			const struct catalogue_insn *insn)
{
	out->op = insn->op;
	out->alu = insn->alu;
	out->type = insn->type;
	out->target = insn->target;
	out->dst = insn->dst.kind ? insn->dst.value : ORDLAB_NO_REG;
	unpack_operand(&out->addr, &insn->addr);
	unpack_operand(&out->val[0], &insn->val[0]);
	unpack_operand(&out->val[1], &insn->val[1]);
}

static void unpack_threads(struct ordlab_thread *out,
			   const struct catalogue_test *test)
{
	unsigned int t, r, first = 0;

	for (t = 0; t < test->nr_threads; t++, out++) {
		out->first = first;
		out->nr_insns = test->threads[t].nr_insns;
		out->nr_regs = test->threads[t].nr_regs;
		for (r = 0; r < out->nr_regs; r++)
			unpack_name(out->regs[r], test->threads[t].regs[r]);
		first += out->nr_insns;
	}
}

static void unpack_locations(struct ordlab_location *out,
			     const struct catalogue_test *test)
{
	unsigned int l;

	for (l = 0; l < test->nr_locations; l++, out++) {
		out->type = test->locations[l].type;
		unpack_name(out->name, test->locations[l].name);
		unpack_operand(&out->init, &test->locations[l].init);
	}
}

static void unpack_observed(struct ordlab_observed *out,
			    const struct catalogue_test *test)
{
	unsigned int i;

	for (i = 0; i < test->nr_observed; i++, out++) {
		out->kind = test->observed[i].what.kind;
		out->thread = test->observed[i].thread;
		out->index = test->observed[i].what.value;
		out->filter_only = test->observed[i].filter_only;
	}
}

static void unpack_cond(struct ordlab_cond *out,
			const struct catalogue_test *test)
{
	unsigned int i;

	for (i = 0; i < test->nr_cond + test->nr_filter; i++, out++) {
		out->op = test->cond[i].op;
		out->observed = test->cond[i].observed;
		out->other = test->cond[i].other;
		unpack_operand(&out->value, &test->cond[i].value);
	}
}

static unsigned int nr_insns(const struct catalogue_test *test)
{
	unsigned int t, nr = 0;

	for (t = 0; t < test->nr_threads; t++)
		nr += test->threads[t].nr_insns;
	return nr;
}

/* All of the header but its size */
static void unpack_header(struct ordlab_program *prog,
			  const struct catalogue_test *test)
{
	prog->magic = ORDLAB_MAGIC;
	prog->version = ORDLAB_ABI_VERSION;
	prog->quantifier = test->quantifier;
	prog->long_bits = ORDLAB_LONG_BITS;
	prog->nr_threads = test->nr_threads;
	prog->nr_locations = test->nr_locations;
	prog->nr_observed = test->nr_observed;
	prog->nr_cond = test->nr_cond;
	prog->nr_filter = test->nr_filter;
	prog->nr_insns = nr_insns(test);
	snprintf(prog->name, sizeof(prog->name), "%s", test->name);
	snprintf(prog->purpose, sizeof(prog->purpose), "%s", test->purpose);
}

unsigned int ordlab_catalogue_size(void)
{
	return ordlab_catalogue_nr;
}

int ordlab_catalogue_get(unsigned int i, void *buf, size_t size)
{
	const struct catalogue_test *test;
	struct ordlab_program *prog = buf;
	struct ordlab_view view;
	unsigned int insn;
	size_t total;

	if (i >= ordlab_catalogue_nr)
		return -ENOENT;

	test = &ordlab_catalogue[i];
	total = sizeof(*prog) +
		test->nr_threads * sizeof(*view.threads) +
		test->nr_locations * sizeof(*view.locations) +
		test->nr_observed * sizeof(*view.observed) +
		(test->nr_cond + test->nr_filter) * sizeof(*view.cond) +
		nr_insns(test) * sizeof(*view.insns);
	if (size < total)
		return total;

	memset(buf, 0, total);
	unpack_header(prog, test);
	prog->size = total;
	ordlab_view_init(&view, prog);
	unpack_threads((struct ordlab_thread *)view.threads, test);
	unpack_locations((struct ordlab_location *)view.locations, test);
	unpack_observed((struct ordlab_observed *)view.observed, test);
	unpack_cond((struct ordlab_cond *)view.cond, test);
	for (insn = 0; insn < prog->nr_insns; insn++)
		unpack_insn((struct ordlab_insn *)&view.insns[insn],
			    &test->insns[insn]);
	return total;
}
