/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tool's own limits, each in this one place. What a program may be is in
 * module/uapi/ordlab.h; how large relations may be is in relation.h, since it
 * is a matter of their layout.
 */
#ifndef LIMIT_H
#define LIMIT_H

/* CPU seconds that a check may take when nobody says otherwise */
#define LIMIT_SECONDS		10.0

/* And one of a run that was interrupted: who presses Ctrl-C waits no longer */
#define LIMIT_LAST_SECONDS	0.05

/* Milliseconds after the first signal in which the tool ends in any case */
#define LIMIT_GRACE_MS		300
/* And when it has to stop the module and print what that has counted */
#define LIMIT_COLLECT_MS	3000

/*
 * What listing the states of a test that runs may take; the verdict of its condition
 * alone is found then
 */
#define LIMIT_RUN_SECONDS	0.2
#define LIMIT_RUN_BYTES		(64UL << 20)

/* Memory that one piece of work may take: a check of a test against a model */
#define LIMIT_BYTES		(384UL << 20)

/* The largest file that is read, in bytes */
#define LIMIT_FILE_BYTES	(1UL << 20)

/* Paths of a thread */
#define LIMIT_PATHS		(1UL << 16)

/*
 * Turns of a loop in a litmus test while constants do not decide its condition;
 * herd7 has as many. And turns that are decided by constants
 */
#define LIMIT_TURNS		2
#define LIMIT_CONSTANT_TURNS	128

/* States of a result */
#define LIMIT_STATES		(4UL << 20)

/* What sorting and printing a state takes, for each value and ten times more */
#define LIMIT_STATE_SECONDS	1e-7

/* Gates of a circuit */
#define LIMIT_GATES		(1UL << 20)

#endif /* LIMIT_H */
