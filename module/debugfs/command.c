// SPDX-License-Identifier: GPL-2.0
/*
 * Files that are written to, and the log that says why a write was refused. See
 * private/files.h.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "measure.h"
#include "private/files.h"

static struct {
	struct mutex lock;	/* what writes do happens one after the other */
	struct mutex log_lock;	/* protects @log */
	struct ordlab_why log;
} files = {
	.lock = __MUTEX_INITIALIZER(files.lock),
	.log_lock = __MUTEX_INITIALIZER(files.log_lock),
};

static int log_show(struct seq_file *m, void *unused)
{
	mutex_lock(&files.log_lock);
	if (files.log.text[0])
		seq_printf(m, "%s\n", files.log.text);
	mutex_unlock(&files.log_lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(log);

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
	err = files_make_test(test, NULL);
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

const struct files_row files_of_commands[] = {
	{ "load",	0200, &load_fops },
	{ "unload",	0200, &unload_fops },
	{ "log",	0400, &log_fops },
	{ "control",	0200, &control_fops },
	{ }
};
