/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Workers are processes that do pieces of work on several CPUs. A piece is
 * independent of all others, for example the check of one test. Each worker writes
 * a record of each of its pieces. The calling process takes the records in the order
 * of the pieces, so its output does not depend on the number of CPUs.
 *
 * Workers are processes, not threads, for two reasons. A budget counts the CPU time
 * of a thread. And memory that a check leaves behind, or a crash in it, ends with
 * the process.
 *
 * For example, with three pieces and two workers:
 *
 *	worker 1:	do_piece(0)			do_piece(2)
 *	worker 2:	do_piece(1), which is quick
 *	caller:		the record of 1 waits; take(0), take(1), take(2)
 */
#ifndef WORKERS_H
#define WORKERS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/**
 * struct work - pieces of work
 * @nr:		how many pieces
 * @do_piece:	does one piece, in a worker, and writes what came of it to @record
 * @take:	gets the record of each piece, in order, in the calling process.
 *		It returns false to end the work
 * @data:	passed to both
 * @cancelled:	the work is cancelled when this is not 0
 */
struct work {
	size_t nr;
	void (*do_piece)(void *data, size_t piece, FILE *record);
	bool (*take)(void *data, size_t piece, const char *record, size_t len);
	void *data;
	const volatile sig_atomic_t *cancelled;
};

/**
 * enum work_end - how work ended
 * @WORK_DONE:		@take has got all records, or has returned false
 * @WORK_CANCELLED:	the work was cancelled
 * @WORK_FAILED:	a worker could not start, or died; errno has the cause, or is 0
 */
enum work_end {
	WORK_DONE,
	WORK_CANCELLED,
	WORK_FAILED,
};

/* How many workers to start: one for each CPU that may be used, if memory allows */
unsigned int workers_best_number(void);

/**
 * workers_run() - do pieces of work in workers
 * @work:	the work
 * @nr:		how many workers
 *
 * A worker that is far ahead of the last record taken waits, so that few records are
 * kept. All workers have ended when the function returns. If the calling process
 * dies, its workers are killed.
 */
enum work_end workers_run(const struct work *work, unsigned int nr);

#endif /* WORKERS_H */
