/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pieces of work on all CPUs, each in a process of its own kind: what one of them
 * does to memory, and how it ends, is no matter for the others. Whoever asked takes
 * what comes of them in their order, so that nobody sees how many CPUs there are.
 *
 * Processes, not threads: a budget counts the CPU time of a thread, and what a check
 * of a test leaves behind goes with the process.
 */
#ifndef WORKERS_H
#define WORKERS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/**
 * struct work - pieces of work
 * @nr:		how many
 * @do_piece:	does one, in another process; what it writes to @record is taken
 * @take:	is given what came of a piece, in order. False: enough
 * @data:	passed to both
 * @cancelled:	nobody waits any more when this is not 0
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
 * @WORK_DONE:		all was taken, or enough
 * @WORK_CANCELLED:	nobody waits any more
 * @WORK_FAILED:	a process was not made, or died; errno tells why, or is 0
 */
enum work_end {
	WORK_DONE,
	WORK_CANCELLED,
	WORK_FAILED,
};

/* How many processes are of use: CPUs that this one may run on, and have memory */
unsigned int workers_useful(void);

/**
 * workers_run() - do work in processes
 * @work:	the work
 * @nr:		how many processes
 *
 * None of them does a piece that is far ahead of what was taken. All have ended when
 * this returns, and they do so when the calling process dies.
 */
enum work_end workers_run(const struct work *work, unsigned int nr);

#endif /* WORKERS_H */
