// SPDX-License-Identifier: GPL-2.0
/*
 * What there is to tell about a step of the mailbox machine.
 */
#include "private/machine.h"

static const struct walk_event *find_event(const struct walk *walk,
					   unsigned int event)
{
	unsigned int i;

	for (i = 0; i < walk->nr; i++) {
		if (walk->events[i].event == event)
			return &walk->events[i];
	}
	return NULL;
}

void mailbox_about(const struct mailbox *m, const struct mailbox_state *s,
		   const struct mailbox_step *step, struct mailbox_about *about,
		   struct mailbox_room *room)
{
	struct walk *walk = &room->walks[step->thread];
	const struct walk_event *e, *p;

	memset(about, 0, sizeof(*about));
	about->loc = MAILBOX_NONE;
	about->store = MAILBOX_NONE;
	if (step->kind != MAILBOX_EXECUTE)
		return;
	mailbox_walk(m, s, step->thread, walk);
	e = find_event(walk, step->what);
	if (!e)
		return;
	about->insn = e->insn;
	about->loc = e->loc;
	about->lock = e->is & (EVENT_LKR | EVENT_LKW | EVENT_UL);
	about->store = e->store;
	for (p = walk->events; p < e; p++) {
		if (!(p->is & EVENT_ACCESS) || p->done || p->insn == e->insn)
			continue;
		about->overtakes++;
		about->overtakes_loads += !!(p->is & EVENT_READ);
	}
	if (e->is & EVENT_WRITE) {
		about->value = e->value;
		return;
	}
	about->reads = true;
	about->forwarded = step->how != MAILBOX_INITIAL && !s->rank[step->how];
}
