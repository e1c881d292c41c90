/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events of an explanation, for its text and its graph. Each event that is shown has a
 * letter, its code, and what it does. For example, of the cycle of SB:
 *
 *	a: WRITE_ONCE(*x, 1);	writes 1
 *	b: r0 = READ_ONCE(*y);	reads 0, the initial value
 */
#ifndef EXPLAIN_LABEL_H
#define EXPLAIN_LABEL_H

#include "check/explain.h"

#define LABEL_LEN	8
#define CODE_LEN	160

/**
 * struct labels - which events are shown, and by which letter
 * @of:		number of the letter of each event, from 1; 0 if it is not shown
 * @nr:		how many are shown
 */
struct labels {
	unsigned int of[MAX_EVENTS];
	unsigned int nr;
};

/* Chooses the events of the cycle; if there is no cycle, all accesses */
void label_events(struct labels *labels, const struct explanation *ex);

/* 0 is "a", 25 is "z", 26 is "aa"; the buffer holds LABEL_LEN */
char *label_number(char *buf, unsigned int nr);

/* "reads 1 from b"; to be freed */
char *label_deed(const struct explanation *ex, const struct labels *labels,
		 unsigned int e);

/* "r0 = READ_ONCE(*x);"; the buffer holds CODE_LEN */
char *label_code(char *buf, const struct explanation *ex, unsigned int e);

bool explain_in_cycle(const struct explanation *ex, unsigned int e);

/* Why the outcome is neither forbidden nor allowed, as a sentence; to be freed */
char *explain_why_none(const struct explanation *ex);

static inline bool label_is_read(const struct event *e)
{
	return e->kind == EV_R || e->kind == EV_LKR || e->kind == EV_LF ||
	       e->kind == EV_RL || e->kind == EV_RU;
}

#endif /* EXPLAIN_LABEL_H */
