/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tool's own limits. Each limit stands in one place, and that place is here, but
 * for two kinds: module/uapi/ordlab.h has the limits of a program that the module
 * runs, and events/relation.h has the size of relations, which follows from their
 * layout.
 */
#ifndef LIMIT_H
#define LIMIT_H

/* CPU seconds that a check may take, unless an option sets another limit */
#define LIMIT_SECONDS		10.0

/* CPU seconds of a check after an interrupted run: the user has pressed Ctrl-C */
#define LIMIT_LAST_SECONDS	0.05

/* The tool ends at most this many milliseconds after the first signal */
#define LIMIT_GRACE_MS		300
/* The same where it has to stop the module and print the counts so far */
#define LIMIT_COLLECT_MS	3000

/*
 * Time and memory for listing the states of a test that also runs. Beyond these, the
 * check finds the verdict of the condition alone
 */
#define LIMIT_RUN_SECONDS	0.2
#define LIMIT_RUN_BYTES		(64UL << 20)

/* Memory of one piece of work, such as a check of a test against a model */
#define LIMIT_BYTES		(384UL << 20)

/* The largest file that is read, in bytes */
#define LIMIT_FILE_BYTES	(1UL << 20)

/* Paths of a thread */
#define LIMIT_PATHS		(1UL << 16)

/*
 * Turns of a loop in a litmus test. LIMIT_TURNS counts those whose condition
 * constants do not decide (herd7 has the same number), LIMIT_CONSTANT_TURNS the others
 */
#define LIMIT_TURNS		2
#define LIMIT_CONSTANT_TURNS	128

/* States of a result */
#define LIMIT_STATES		(4UL << 20)

/* Time to sort and print a state: this for each of its values, and ten times more */
#define LIMIT_STATE_SECONDS	1e-7

/* Gates of a circuit */
#define LIMIT_GATES		(1UL << 20)

#endif /* LIMIT_H */
