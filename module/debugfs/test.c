// SPDX-License-Identifier: GPL-2.0
/*
 * Files about tests: which there are, and for each its program, its counters
 * and its machine code. See private/files.h.
 */
#include <linux/err.h>
#include <linux/mm.h>

#include "private/files.h"

static int show_test(struct ordlab_test *test, void *data)
{
	struct seq_file *m = data;

	seq_printf(m, "%s %u %s\n", ordlab_test_name(test),
		   test->view.prog->nr_threads,
		   test->builtin ? "built-in" : "loaded");
	return 0;
}

static int tests_show(struct seq_file *m, void *unused)
{
	return ordlab_registry_for_each(show_test, m);
}
DEFINE_SHOW_ATTRIBUTE(tests);

static int program_show(struct seq_file *m, void *unused)
{
	const struct ordlab_test *test = m->private;
	const struct ordlab_view *view = &test->view;
	char *line = kvmalloc(PAGE_SIZE, GFP_KERNEL);
	unsigned int i, t;

	if (!line)
		return -ENOMEM;
	seq_printf(m, "test: %s\n", ordlab_test_name(test));
	seq_printf(m, "purpose: %s\n", view->prog->purpose);
	for (i = 0; i < view->prog->nr_locations; i++) {
		const struct ordlab_location *location = &view->locations[i];

		ordlab_value_text(line, PAGE_SIZE, view,
				  location->init.kind == ORDLAB_OPERAND_LOC ?
				  ORDLAB_ADDR(location->init.index) :
				  location->init.imm);
		seq_printf(m, "location: %s = %s\n", location->name, line);
	}
	for (t = 0; t < view->prog->nr_threads; t++) {
		seq_printf(m, "P%u:\n", t);
		for (i = 0; i < view->threads[t].nr_insns; i++) {
			ordlab_disasm(line, PAGE_SIZE, view, t, i);
			seq_printf(m, "%4u  %s\n", i, line);
		}
	}
	ordlab_disasm_cond(line, PAGE_SIZE, view);
	seq_printf(m, "%s\n", line);
	kvfree(line);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(program);

static int counters_show(struct seq_file *m, void *unused)
{
	struct ordlab_test *test = m->private;

	mutex_lock(&test->lock);
	files_show_tally(m, &test->view, &test->counters);
	seq_printf(m, "\nruns: %llu\n", test->runs);
	seq_printf(m, "iterations: %llu\n", test->counters.iterations);
	seq_printf(m, "frames: %llu\n", test->counters.counts.frames);
	files_show_overlap(m, &test->counters);
	files_show_control(m, &test->counters.control);
	files_show_sums(m, &test->counters);
	mutex_unlock(&test->lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(counters);

/* A line a thread: its loop, or "switch" and the primitives that it calls */
static int text_show(struct seq_file *m, void *unused)
{
	const struct ordlab_test *test = m->private;
	const struct ordlab_view *view = &test->view;
	struct ordlab_facts *facts = ordlab_test_facts(test);
	const struct ordlab_insn *insn;
	struct ordlab_code *code;
	char what[16];
	unsigned int t, i;
	int err = 0;

	if (!facts)
		return -ENOMEM;
	for (t = 0; t < view->prog->nr_threads; t++) {
		code = ordlab_code_create(view, facts, t);
		if (IS_ERR(code)) {
			err = PTR_ERR(code);
			break;
		}
		snprintf(what, sizeof(what), "P%u", t);
		if (ordlab_code_text(code)) {
			files_show_text(m, what, ordlab_code_text(code));
		} else {
			seq_printf(m, "%s switch\n", what);
			insn = view->insns + view->threads[t].first;
			for (i = 0; i < view->threads[t].nr_insns; i++, insn++)
				if (ordlab_call_text(insn->op))
					files_show_text(m, ordlab_ops[insn->op].name,
							ordlab_call_text(insn->op));
		}
		ordlab_code_destroy(code);
	}
	kvfree(facts);
	return err;
}
DEFINE_SHOW_ATTRIBUTE(text);

const struct files_row files_of_tests[] = {
	{ "tests",	0400, &tests_fops },
	{ }
};

const struct files_row files_of_test[] = {
	{ "program",	0400, &program_fops },
	{ "counters",	0400, &counters_fops },
	{ "text",	0400, &text_fops },
	{ }
};
