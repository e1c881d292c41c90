// SPDX-License-Identifier: GPL-2.0
/*
 * Files about module and machine: the ABI, the figures of a measurement, and
 * the machine code of the primitives. See private/files.h.
 */
#include <linux/kallsyms.h>
#include <linux/mm.h>
#include <linux/utsname.h>

#include "compiler.h"
#include "measure.h"
#include "private/files.h"
#include "version.h"

static int abi_show(struct seq_file *m, void *unused)
{
	seq_printf(m, "abi: %u\n", ORDLAB_ABI_VERSION);
	seq_printf(m, "version: %s\n", ORDLAB_VERSION);
	seq_printf(m, "kernel: %s\n", init_utsname()->release);
	seq_printf(m, "arch: %s\n", init_utsname()->machine);
	seq_printf(m, "long-bits: %u\n", BITS_PER_LONG);
#ifdef __BIG_ENDIAN
	seq_puts(m, "byte-order: big\n");
#else
	seq_puts(m, "byte-order: little\n");
#endif
	seq_printf(m, "max-threads: %u\n", ORDLAB_MAX_THREADS);
	seq_printf(m, "max-locations: %u\n", ORDLAB_MAX_LOCATIONS);
	seq_printf(m, "max-registers: %u\n", ORDLAB_MAX_REGS);
	seq_printf(m, "max-observed: %u\n", ORDLAB_MAX_OBSERVED);
	seq_printf(m, "max-condition: %u\n", ORDLAB_MAX_COND);
	seq_printf(m, "max-instructions: %u\n", ORDLAB_MAX_INSNS);
	seq_printf(m, "max-program-bytes: %zu\n", ORDLAB_MAX_SIZE);
	seq_printf(m, "max-loaded: %u\n", ORDLAB_MAX_LOADED);
	seq_printf(m, "max-loaded-bytes: %u\n", ORDLAB_MAX_LOADED_BYTES);
	seq_printf(m, "max-states: %u\n", ORDLAB_MAX_STATES);
	seq_printf(m, "max-command-bytes: %u\n", MAX_COMMAND);
	seq_printf(m, "max-instance-bytes: %u\n", ORDLAB_MAX_INSTANCE);
	ordlab_params_show_bounds(m);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(abi);

static int measurement_show(struct seq_file *m, void *unused)
{
	struct ordlab_measurement *of = ordlab_measurement_get();
	unsigned int i, nr;
	bool running;

	if (!of)
		return 0;
	/* Pairs with measure:A: an end is seen with all that came before it. */
	running = smp_load_acquire(&of->running);
	seq_printf(m, "measure: %s\n", ordlab_measures[of->measure]);
	seq_printf(m, "state: %s\n", running ? "running" :
		   of->error ? "stopped" : "done");
	if (!running && of->error)
		seq_printf(m, "reason: %s\n",
			   of->error == -EINTR ? "stopped by request" :
			   of->error == -ENODEV ? "a CPU went offline" :
			   "out of memory");
	seq_printf(m, "cpus: %*pbl\n", cpumask_pr_args(&of->cpus));
	seq_printf(m, "samples: %u\n", of->wanted);
	seq_printf(m, "khz: %u\n\n", READ_ONCE(of->khz));
	/*
	 * Pairs with the store in bench_end_row(): the rows it counts are
	 * complete.
	 */
	nr = smp_load_acquire(&of->nr_rows);
	for (i = 0; i < nr; i++) {
		const struct ordlab_row *row = &of->rows[i];

		seq_printf(m, "%s\t%llu\t%llu\t%llu\t%u\t%s\n", row->what,
			   row->median, row->low, row->high, row->samples,
			   row->note);
	}
	ordlab_measurement_put(of);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(measurement);

void files_show_text(struct seq_file *m, const char *what, const void *fn)
{
	const u8 *text = dereference_kernel_function_descriptor((void *)fn);
	char symbol[KSYM_SYMBOL_LEN];
	unsigned int size = 0, i;
	char *end;

	/* "name+0x0/0xSIZE [module]" */
	sprint_symbol(symbol, (unsigned long)text);
	end = strchr(symbol, '+');
	if (end) {
		*end = '\0';
		end = strchr(end + 1, '/');
		if (!end || sscanf(end, "/%x", &size) != 1)
			size = 0;
	}
	seq_printf(m, "%s %s ", what, symbol);
	for (i = 0; i < min_t(unsigned int, size, PAGE_SIZE); i++)
		seq_printf(m, "%02x", text[i]);
	seq_putc(m, '\n');
}

static int primitives_show(struct seq_file *m, void *unused)
{
	unsigned int op;

	for (op = 0; op < ORDLAB_NR_OPS; op++)
		if (ordlab_call_known(op))
			files_show_text(m, ordlab_ops[op].name, ordlab_call_text(op));
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(primitives);

static int compiler_show(struct seq_file *m, void *unused)
{
	char what[32];
	unsigned int i;

	for (i = 0; i < ORDLAB_NR_COMPILED; i++) {
		strscpy(what, ordlab_compiled_names[i], sizeof(what));
		strreplace(what, '\t', '/');
		files_show_text(m, what, ordlab_compiled_text(i));
	}
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(compiler);

const struct files_row files_of_machine[] = {
	{ "abi",	0400, &abi_fops },
	{ "measurement", 0400, &measurement_fops },
	{ "primitives", 0400, &primitives_fops },
	{ "compiler",	0400, &compiler_fops },
	{ }
};
