// SPDX-License-Identifier: GPL-2.0
/*
 * The files. Documentation/ABI/testing/debugfs-ordlab describes each of them.
 *
 * Reading takes a snapshot and runs nothing; each write does one thing, and
 * when it is refused, the file "log" says why.
 */
#include <linux/debugfs.h>
#include <linux/err.h>
#include <linux/kallsyms.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/utsname.h>

#include "compiler.h"
#include "debugfs.h"
#include "engine.h"
#include "measure.h"
#include "version.h"

/* A command, at most, in bytes */
#define MAX_COMMAND	4096

static struct {
	struct dentry *root;
	struct dentry *tests;
	struct mutex lock;	/* what writes do happens one after the other */
	struct mutex log_lock;	/* protects @log */
	struct ordlab_why log;
} files = {
	.lock = __MUTEX_INITIALIZER(files.lock),
	.log_lock = __MUTEX_INITIALIZER(files.log_lock),
};

/* Files that tell */

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

static int log_show(struct seq_file *m, void *unused)
{
	mutex_lock(&files.log_lock);
	if (files.log.text[0])
		seq_printf(m, "%s\n", files.log.text);
	mutex_unlock(&files.log_lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(log);

static u64 elapsed(const struct ordlab_result *result)
{
	lockdep_assert_held(&result->lock);
	return result->state == ORDLAB_RUNNING ?
		ktime_get_ns() - result->started : result->ns;
}

/* How many of the iterations all threads ran at the same time */
static void show_overlap(struct seq_file *m, const struct ordlab_tally *tally)
{
	seq_printf(m, "overlapped: %llu\n", tally->overlapped);
	seq_printf(m, "frames-overlapped: %llu\n", tally->counts.overlapped);
}

/* What the positive control has seen */
static void show_control(struct seq_file *m, const struct ordlab_shown *shown)
{
	seq_printf(m, "control-iterations: %llu\n", shown->iterations);
	seq_printf(m, "control-weak: %llu\n", shown->weak);
	seq_printf(m, "control-frames: %llu\n", shown->frames);
	seq_printf(m, "control-witnesses: %llu\n", shown->witnesses);
}

static void show_head(struct seq_file *m, const struct ordlab_result *result)
{
	const struct ordlab_tally *tally = &result->tally;
	u64 made = tally->iterations, ns = elapsed(result);

	if (result->params.mode == ORDLAB_AUTO)
		made += tally->counts.frames;
	seq_printf(m, "state: %s\n", ordlab_states[result->state]);
	if (result->reason.text[0])
		seq_printf(m, "reason: %s\n", result->reason.text);
	seq_printf(m, "iterations: %llu\n", tally->iterations);
	seq_printf(m, "frames: %llu\n", tally->counts.frames);
	show_overlap(m, tally);
	show_control(m, &tally->control);
	seq_printf(m, "ns: %llu\n", ns);
	/* What was made a second; in steps that cannot overflow */
	seq_printf(m, "rate: %llu\n",
		   ns ? mul_u64_u64_div_u64(made, NSEC_PER_SEC, ns) : 0);
}

static int status_show(struct seq_file *m, void *unused)
{
	struct ordlab_result *result;

	/*
	 * Before the state is looked at: a change that comes after this makes
	 * poll() return again.
	 */
	WRITE_ONCE(*(unsigned int *)m->private, ordlab_changes());
	result = ordlab_result_get();
	if (!result) {
		seq_puts(m, "state: idle\n");
		return 0;
	}
	mutex_lock(&result->lock);
	seq_printf(m, "test: %s\n", ordlab_test_name(result->test));
	show_head(m, result);
	mutex_unlock(&result->lock);
	ordlab_params_show(m, &result->params);
	ordlab_result_put(result);
	return 0;
}

static int status_open(struct inode *inode, struct file *file)
{
	unsigned int *seen = kmalloc(sizeof(*seen), GFP_KERNEL);
	int err;

	if (!seen)
		return -ENOMEM;
	*seen = ordlab_changes() - 1;	/* never read */
	err = single_open(file, status_show, seen);
	if (err)
		kfree(seen);
	return err;
}

static int status_release(struct inode *inode, struct file *file)
{
	kfree(((struct seq_file *)file->private_data)->private);
	return single_release(inode, file);
}

static __poll_t status_poll(struct file *file, struct poll_table_struct *wait)
{
	unsigned int *seen = ((struct seq_file *)file->private_data)->private;

	poll_wait(file, &ordlab_changed, wait);
	return READ_ONCE(*seen) == ordlab_changes() ?
		0 : EPOLLIN | EPOLLRDNORM | EPOLLPRI;
}

static const struct file_operations status_fops = {
	.owner		= THIS_MODULE,
	.open		= status_open,
	.read		= seq_read,
	.llseek		= seq_lseek,
	.poll		= status_poll,
	.release	= status_release,
};

/* Outcomes, in the shape of herd's output */

/* "0:r0=0; 1:r0=0;" */
static void show_values(struct seq_file *m, const struct ordlab_view *view,
			const s64 *values)
{
	char text[ORDLAB_IDENT_LEN + 4];
	unsigned int v;

	for (v = 0; v < view->prog->nr_observed; v++) {
		ordlab_observed_name(text, sizeof(text), view, v);
		seq_printf(m, "%s%s=", v ? " " : "", text);
		ordlab_value_text(text, sizeof(text), view, values[v]);
		seq_printf(m, "%s;", text);
	}
}

static void show_states(struct seq_file *m, const struct ordlab_view *view,
			const struct ordlab_histogram *hist)
{
	u32 *order = kvmalloc_array(hist->nr, sizeof(*order), GFP_KERNEL);
	unsigned int i;

	if (!order) {
		seq_puts(m, "(out of memory)\n");
		return;
	}
	ordlab_histogram_sort(hist, order);
	for (i = 0; i < hist->nr; i++) {
		const s64 *values = ordlab_histogram_values(hist, order[i]);

		seq_printf(m, "%-12llu%c>", hist->counts[order[i]],
			   ordlab_cond_eval(view->cond, view->prog->nr_cond,
					    values) ? '*' : ':');
		show_values(m, view, values);
		seq_putc(m, '\n');
	}
	kvfree(order);
}

static void show_tally(struct seq_file *m, const struct ordlab_view *view,
		       const struct ordlab_tally *tally)
{
	static const char * const claims[] = {
		[ORDLAB_EXISTS]		= "Allowed",
		[ORDLAB_NOT_EXISTS]	= "Forbidden",
		[ORDLAB_FORALL]		= "Required",
	};
	const char *name = view->prog->name;
	char *cond = kvmalloc(PAGE_SIZE, GFP_KERNEL);
	bool ok = true;

	switch (view->prog->quantifier) {
	case ORDLAB_EXISTS:
		ok = tally->positive || tally->counts.witnesses;
		break;
	case ORDLAB_NOT_EXISTS:
		ok = !tally->positive && !tally->counts.witnesses;
		break;
	case ORDLAB_FORALL:
		ok = !tally->negative;
		break;
	}
	seq_printf(m, "Test %s %s\n", name, claims[view->prog->quantifier]);
	seq_printf(m, "Histogram (%u states)\n",
		   tally->hist ? tally->hist->nr : 0);
	if (tally->hist)
		show_states(m, view, tally->hist);
	seq_printf(m, "%s\n\n", ok ? "Ok" : "No");
	seq_puts(m, "Witnesses\n");
	seq_printf(m, "Positive: %llu, Negative: %llu\n", tally->positive,
		   tally->negative);
	if (cond) {
		ordlab_disasm_cond(cond, PAGE_SIZE, view);
		seq_printf(m, "Condition %s\n", cond);
	}
	kvfree(cond);
	seq_printf(m, "Observation %s %s %llu %llu\n", name,
		   !tally->positive && !tally->counts.witnesses ? "Never" :
		   tally->negative || tally->counts.frames ? "Sometimes" :
							     "Always",
		   tally->positive, tally->negative);
}

static void show_sums(struct seq_file *m, const struct ordlab_tally *tally)
{
	seq_printf(m, "positive: %llu\n", tally->positive);
	seq_printf(m, "negative: %llu\n", tally->negative);
	seq_printf(m, "filtered: %llu\n", tally->filtered);
	seq_printf(m, "faults: %llu\n", tally->faults);
	seq_printf(m, "overflow: %llu\n", tally->overflow);
	seq_printf(m, "witnesses: %llu\n", tally->counts.witnesses);
	seq_printf(m, "disjoint: %llu\n", tally->counts.disjoint);
}

static int results_show(struct seq_file *m, void *unused)
{
	struct ordlab_result *result = ordlab_result_get();
	const struct ordlab_view *view;
	unsigned int i;
	u32 ms;

	if (!result)
		return 0;
	view = &result->test->view;
	mutex_lock(&result->lock);
	show_tally(m, view, &result->tally);
	ms = div_u64(elapsed(result), NSEC_PER_MSEC);
	seq_printf(m, "Time %s %u.%03u\n\n", view->prog->name, ms / 1000,
		   ms % 1000);
	show_head(m, result);
	show_sums(m, &result->tally);
	mutex_unlock(&result->lock);
	ordlab_params_show(m, &result->params);
	if (result->why_not.text[0])
		seq_printf(m, "not-perpetual: %s\n", result->why_not.text);
	seq_puts(m, "forms:");
	for (i = 0; i < view->prog->nr_threads; i++)
		seq_printf(m, " %s", result->forms[i]);
	seq_putc(m, '\n');
	ordlab_result_put(result);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(results);

/*
 * A line an iteration: its number, the CPU of each thread, its outcome. The
 * CPUs of an instance follow those of the one before.
 */
static void show_sample(struct seq_file *m, const struct ordlab_result *result,
			const struct ordlab_sample *sample)
{
	const struct ordlab_view *view = &result->test->view;
	unsigned int threads = view->prog->nr_threads, t;
	const unsigned int *cpu =
		result->params.cpus.list + sample->instance * threads;

	seq_printf(m, "%-12llu ", sample->iteration);
	for (t = 0; t < threads; t++)
		seq_printf(m, "%s%u", t ? "," : "", cpu[t]);
	seq_printf(m, " %c>", sample->met ? '*' : ':');
	show_values(m, view, sample->values);
	seq_putc(m, '\n');
}

static int trace_show(struct seq_file *m, void *unused)
{
	const struct ordlab_sample *picked[ORDLAB_MAX_TRACE];
	struct ordlab_result *result = ordlab_result_get();
	unsigned int nr = 0, i;

	if (!result)
		return 0;
	mutex_lock(&result->lock);
	if (result->trace.max)
		nr = ordlab_trace_pick(&result->trace, picked);
	seq_printf(m, "Test %s\n", ordlab_test_name(result->test));
	seq_printf(m, "Trace (%u iterations)\n", nr);
	for (i = 0; i < nr; i++)
		show_sample(m, result, picked[i]);
	mutex_unlock(&result->lock);
	ordlab_result_put(result);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(trace);

/* Figures */

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
	/* Pairs with the store in end_row(): the rows it counts are complete. */
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

/* Machine code */

/*
 * A function, as it stands in memory after all patching: what it is for, its
 * name and its bytes.
 */
static void show_text(struct seq_file *m, const char *what, const void *fn)
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
			show_text(m, ordlab_ops[op].name, ordlab_call_text(op));
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
		show_text(m, what, ordlab_compiled_text(i));
	}
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(compiler);

/* Files of a test */

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
	show_tally(m, &test->view, &test->counters);
	seq_printf(m, "\nruns: %llu\n", test->runs);
	seq_printf(m, "iterations: %llu\n", test->counters.iterations);
	seq_printf(m, "frames: %llu\n", test->counters.counts.frames);
	show_overlap(m, &test->counters);
	show_control(m, &test->counters.control);
	show_sums(m, &test->counters);
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
			show_text(m, what, ordlab_code_text(code));
		} else {
			seq_printf(m, "%s switch\n", what);
			insn = view->insns + view->threads[t].first;
			for (i = 0; i < view->threads[t].nr_insns; i++, insn++)
				if (ordlab_call_text(insn->op))
					show_text(m, ordlab_ops[insn->op].name,
						  ordlab_call_text(insn->op));
		}
		ordlab_code_destroy(code);
	}
	kvfree(facts);
	return err;
}
DEFINE_SHOW_ATTRIBUTE(text);

static int make_test_files(struct ordlab_test *test, void *unused)
{
	struct dentry *dir, *file;

	dir = debugfs_create_dir(ordlab_test_name(test), files.tests);
	if (IS_ERR(dir))
		return PTR_ERR(dir);
	file = debugfs_create_file("program", 0400, dir, test, &program_fops);
	if (!IS_ERR(file))
		file = debugfs_create_file("counters", 0400, dir, test,
					   &counters_fops);
	if (!IS_ERR(file))
		file = debugfs_create_file("text", 0400, dir, test, &text_fops);
	if (IS_ERR(file)) {
		debugfs_remove(dir);
		return PTR_ERR(file);
	}
	test->dir = dir;
	return 0;
}

/* Files that do */

/* End a write: note why it was refused, if it was. */
static ssize_t finish_write(const char *file, const struct ordlab_why *why,
			    int err, size_t count)
{
	mutex_lock(&files.log_lock);
	if (err)
		scnprintf(files.log.text, sizeof(files.log.text), "%s: %s",
			  file, why->text);
	else
		files.log.text[0] = '\0';
	mutex_unlock(&files.log_lock);
	return err ?: count;
}

/* The text of a write, without its final newline; ERR_PTR with a reason */
static char *copy_text(const char __user *ubuf, size_t count,
		       struct ordlab_why *why)
{
	char *text;

	if (count > MAX_COMMAND)
		return ERR_PTR(ordlab_refuse(why, -E2BIG,
					     "%zu bytes are more than %u",
					     count, MAX_COMMAND));
	text = memdup_user_nul(ubuf, count);
	if (IS_ERR(text)) {
		ordlab_refuse(why, PTR_ERR(text), "cannot read the text");
		return text;
	}
	if (strlen(text) != count) {
		kfree(text);
		return ERR_PTR(ordlab_refuse(why, -EINVAL,
					     "there is a NUL in the text"));
	}
	if (count && text[count - 1] == '\n')
		text[count - 1] = '\0';
	return text;
}

static int load(const void *bytes, size_t count, struct ordlab_why *why)
{
	struct ordlab_test *test = ordlab_registry_load(bytes, count, why);
	int err;

	if (IS_ERR(test))
		return PTR_ERR(test);
	err = make_test_files(test, NULL);
	if (err) {
		ordlab_refuse(why, err, "cannot make the files of the test");
		ordlab_registry_unload(test);
	}
	ordlab_test_put(test);
	return err;
}

static ssize_t load_write(struct file *file, const char __user *ubuf,
			  size_t count, loff_t *ppos)
{
	struct ordlab_why why = {};
	void *bytes;
	int err;

	if (count > ORDLAB_MAX_SIZE)
		bytes = ERR_PTR(ordlab_refuse(&why, -E2BIG,
					      "%zu bytes are more than %zu",
					      count, ORDLAB_MAX_SIZE));
	else
		bytes = vmemdup_user(ubuf, count);
	if (IS_ERR(bytes) && !why.text[0])
		ordlab_refuse(&why, PTR_ERR(bytes), "cannot read the program");

	if (IS_ERR(bytes)) {
		err = PTR_ERR(bytes);
	} else {
		mutex_lock(&files.lock);
		err = load(bytes, count, &why);
		mutex_unlock(&files.lock);
		kvfree(bytes);
	}
	return finish_write("load", &why, err, count);
}

static const struct file_operations load_fops = {
	.owner	= THIS_MODULE,
	.open	= simple_open,
	.write	= load_write,
};

static int unload(const char *name, struct ordlab_why *why)
{
	struct ordlab_test *test = ordlab_registry_find(name);
	int err = 0;

	lockdep_assert_held(&files.lock);
	if (!test)
		return ordlab_refuse(why, -ENOENT, "there is no test named %s",
				     name);
	if (test->builtin) {
		err = ordlab_refuse(why, -EPERM, "%s is built in", name);
	} else if (ordlab_is_running(test)) {
		err = ordlab_refuse(why, -EBUSY, "%s is running: stop it first",
				    name);
	} else {
		/* Waits for readers of the files, which use the test */
		debugfs_remove(test->dir);
		ordlab_registry_unload(test);
	}
	ordlab_test_put(test);
	return err;
}

static ssize_t unload_write(struct file *file, const char __user *ubuf,
			    size_t count, loff_t *ppos)
{
	struct ordlab_why why = {};
	char *text = copy_text(ubuf, count, &why);
	int err;

	if (IS_ERR(text)) {
		err = PTR_ERR(text);
	} else {
		mutex_lock(&files.lock);
		err = unload(text, &why);
		mutex_unlock(&files.lock);
		kfree(text);
	}
	return finish_write("unload", &why, err, count);
}

static const struct file_operations unload_fops = {
	.owner	= THIS_MODULE,
	.open	= simple_open,
	.write	= unload_write,
};

/* The next word of a text, or NULL at its end */
static char *next_word(char **text)
{
	char *word;

	do
		word = strsep(text, " ");
	while (word && !*word);
	return word;
}

static int start(char *args, struct ordlab_why *why)
{
	struct ordlab_params params;
	struct ordlab_test *test;
	char *word = next_word(&args);
	int err;

	if (!word)
		return ordlab_refuse(why, -EINVAL, "name a test to start");
	test = ordlab_registry_find(word);
	if (!test)
		return ordlab_refuse(why, -ENOENT, "there is no test named %s",
				     word);
	err = ordlab_params_init(&params);
	if (err) {
		ordlab_test_put(test);
		return ordlab_refuse(why, err, "out of memory");
	}
	while (!err && (word = next_word(&args)))
		err = ordlab_params_parse(&params, word, why);
	if (!err) {
		mutex_lock(&files.lock);
		err = ordlab_start(test, &params, why);
		mutex_unlock(&files.lock);
	}
	ordlab_params_destroy(&params);
	ordlab_test_put(test);
	return err;
}

static int measure(char *args, struct ordlab_why *why)
{
	unsigned int samples = ORDLAB_DEFAULT_SAMPLES;
	char *word = next_word(&args);
	cpumask_var_t cpus;
	int what, err = 0;

	if (!word)
		return ordlab_refuse(why, -EINVAL, "measure: say what");
	what = match_string(ordlab_measures, ORDLAB_NR_MEASURES, word);
	if (what < 0)
		return ordlab_refuse(why, -ENOENT,
				     "%s: nothing that can be measured", word);
	if (!zalloc_cpumask_var(&cpus, GFP_KERNEL))
		return ordlab_refuse(why, -ENOMEM, "out of memory");
	while (!err && (word = next_word(&args))) {
		if (strstarts(word, "cpus=")) {
			if (cpulist_parse(word + 5, cpus))
				err = ordlab_refuse(why, -EINVAL,
						    "%s: not a list of CPUs",
						    word);
		} else if (!strstarts(word, "samples=") ||
			   kstrtouint(word + 8, 10, &samples)) {
			err = ordlab_refuse(why, -EINVAL,
					    "%s: say cpus=LIST or samples=NUMBER",
					    word);
		}
	}
	if (!err) {
		mutex_lock(&files.lock);
		err = ordlab_measure_start(what, cpus, samples, why);
		mutex_unlock(&files.lock);
	}
	free_cpumask_var(cpus);
	return err;
}

/* Outside files.lock, so that other writes need not wait for the end */
static int stop(struct ordlab_why *why)
{
	ordlab_measure_stop();
	if (ordlab_stop())
		return ordlab_refuse(why, -EINTR,
				     "killed before the run had ended");
	return 0;
}

static int reset_test(struct ordlab_test *test, void *unused)
{
	mutex_lock(&test->lock);
	ordlab_tally_clear(&test->counters);
	test->runs = 0;
	mutex_unlock(&test->lock);
	return 0;
}

static int reset(struct ordlab_why *why)
{
	int err;

	mutex_lock(&files.lock);
	err = ordlab_forget();
	if (!err)
		ordlab_registry_for_each(reset_test, NULL);
	mutex_unlock(&files.lock);
	return err ? ordlab_refuse(why, err, "a test is running: stop it first") :
		     0;
}

static int control(char *text, struct ordlab_why *why)
{
	char *command = next_word(&text), *rest;

	if (!command)
		return ordlab_refuse(why, -EINVAL,
				     "empty; say start, measure, stop or reset");
	if (!strcmp(command, "start"))
		return start(text, why);
	if (!strcmp(command, "measure"))
		return measure(text, why);
	rest = next_word(&text);
	if (rest)
		return ordlab_refuse(why, -EINVAL, "%s %s: one word too many",
				     command, rest);
	if (!strcmp(command, "stop"))
		return stop(why);
	if (!strcmp(command, "reset"))
		return reset(why);
	return ordlab_refuse(why, -EINVAL,
			     "%s: not a command; say start, measure, stop or reset",
			     command);
}

static ssize_t control_write(struct file *file, const char __user *ubuf,
			     size_t count, loff_t *ppos)
{
	struct ordlab_why why = {};
	char *text = copy_text(ubuf, count, &why);
	int err;

	if (IS_ERR(text)) {
		err = PTR_ERR(text);
	} else {
		err = control(text, &why);
		kfree(text);
	}
	return finish_write("control", &why, err, count);
}

static const struct file_operations control_fops = {
	.owner	= THIS_MODULE,
	.open	= simple_open,
	.write	= control_write,
};

static const struct {
	const char *name;
	umode_t mode;
	const struct file_operations *fops;
} root_files[] = {
	{ "abi",	0400, &abi_fops },
	{ "tests",	0400, &tests_fops },
	{ "load",	0200, &load_fops },
	{ "unload",	0200, &unload_fops },
	{ "log",	0400, &log_fops },
	{ "control",	0200, &control_fops },
	{ "status",	0400, &status_fops },
	{ "results",	0400, &results_fops },
	{ "trace",	0400, &trace_fops },
	{ "measurement", 0400, &measurement_fops },
	{ "primitives",	0400, &primitives_fops },
	{ "compiler",	0400, &compiler_fops },
};

int ordlab_debugfs_init(void)
{
	struct dentry *entry;
	unsigned int i;
	int err;

	files.root = debugfs_create_dir("ordlab", NULL);
	if (IS_ERR(files.root))
		return PTR_ERR(files.root);
	files.tests = debugfs_create_dir("test", files.root);
	err = PTR_ERR_OR_ZERO(files.tests);
	/* Before "load" is there, as that makes directories too */
	if (!err)
		err = ordlab_registry_for_each(make_test_files, NULL);
	for (i = 0; !err && i < ARRAY_SIZE(root_files); i++) {
		entry = debugfs_create_file(root_files[i].name,
					    root_files[i].mode, files.root,
					    NULL, root_files[i].fops);
		err = PTR_ERR_OR_ZERO(entry);
	}
	if (err)
		debugfs_remove(files.root);
	return err;
}

void ordlab_debugfs_exit(void)
{
	debugfs_remove(files.root);
}
