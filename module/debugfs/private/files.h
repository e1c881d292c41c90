/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the files share. Documentation/ABI/testing/debugfs-ordlab describes each
 * of them. They stand in the order of what they serve:
 *
 *	machine.c	what module and machine are, what they cost, and machine code
 *	run.c		the run: its status, its outcomes, its trace
 *	test.c		the files of one test, and the list of tests
 *	command.c	what is written: load, unload and control; and the log
 *	debugfs.c	the directories
 *
 * Reading a file takes a snapshot and runs nothing. A write does one thing; if
 * it is refused, the file "log" says why.
 */
#ifndef ORDLAB_FILES_H
#define ORDLAB_FILES_H

#include <linux/debugfs.h>
#include <linux/mutex.h>
#include <linux/seq_file.h>

#include "engine.h"

/* A command, at most, in bytes */
#define MAX_COMMAND	4096

/*
 * A file: its name, who may use it, and what it does. A table of them ends with
 * {}
 */
struct files_row {
	const char *name;
	umode_t mode;
	const struct file_operations *fops;
};

extern const struct files_row files_of_machine[];
extern const struct files_row files_of_run[];
extern const struct files_row files_of_tests[];
extern const struct files_row files_of_test[];
extern const struct files_row files_of_commands[];

/* Make the files of a table. Return: 0, or a negative errno */
int files_make(const struct files_row *rows, struct dentry *dir, void *data);

/* Make the directory of a test, for ordlab_registry_for_each() */
int files_make_test(struct ordlab_test *test, void *unused);

/* The values of an outcome: "0:r0=0; 1:r0=0;" */
void files_show_values(struct seq_file *m, const struct ordlab_view *view,
		       const s64 *values);

/* Outcomes, in the shape of herd's output; the sums of what was counted */
void files_show_tally(struct seq_file *m, const struct ordlab_view *view,
		      const struct ordlab_tally *tally);
void files_show_sums(struct seq_file *m, const struct ordlab_tally *tally);

/* How many of the iterations all threads ran at the same time */
void files_show_overlap(struct seq_file *m, const struct ordlab_tally *tally);

/* What the positive control has seen */
void files_show_control(struct seq_file *m, const struct ordlab_shown *shown);

/*
 * A function, as it stands in memory after all patching: what it is for, its
 * name and its bytes
 */
void files_show_text(struct seq_file *m, const char *what, const void *fn);

#endif /* ORDLAB_FILES_H */
