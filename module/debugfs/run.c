// SPDX-License-Identifier: GPL-2.0
/*
 * Files about the run: what it is doing, and what it has counted. See
 * private/files.h.
 */
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/slab.h>

#include "private/files.h"

void files_show_values(struct seq_file *m, const struct ordlab_view *view,
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
		files_show_values(m, view, values);
		seq_putc(m, '\n');
	}
	kvfree(order);
}

void files_show_tally(struct seq_file *m, const struct ordlab_view *view,
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

void files_show_sums(struct seq_file *m, const struct ordlab_tally *tally)
{
	seq_printf(m, "positive: %llu\n", tally->positive);
	seq_printf(m, "negative: %llu\n", tally->negative);
	seq_printf(m, "filtered: %llu\n", tally->filtered);
	seq_printf(m, "faults: %llu\n", tally->faults);
	seq_printf(m, "overflow: %llu\n", tally->overflow);
	seq_printf(m, "witnesses: %llu\n", tally->counts.witnesses);
	seq_printf(m, "disjoint: %llu\n", tally->counts.disjoint);
}

static u64 elapsed(const struct ordlab_result *result)
{
	lockdep_assert_held(&result->lock);
	return result->state == ORDLAB_RUNNING ?
		ktime_get_ns() - result->started : result->ns;
}

void files_show_overlap(struct seq_file *m, const struct ordlab_tally *tally)
{
	seq_printf(m, "overlapped: %llu\n", tally->overlapped);
	seq_printf(m, "frames-overlapped: %llu\n", tally->counts.overlapped);
}

void files_show_control(struct seq_file *m, const struct ordlab_shown *shown)
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
	files_show_overlap(m, tally);
	files_show_control(m, &tally->control);
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
	files_show_tally(m, view, &result->tally);
	ms = div_u64(elapsed(result), NSEC_PER_MSEC);
	seq_printf(m, "Time %s %u.%03u\n\n", view->prog->name, ms / 1000,
		   ms % 1000);
	show_head(m, result);
	files_show_sums(m, &result->tally);
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
	files_show_values(m, view, sample->values);
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

const struct files_row files_of_run[] = {
	{ "status",	0400, &status_fops },
	{ "results",	0400, &results_fops },
	{ "trace",	0400, &trace_fops },
	{ }
};
