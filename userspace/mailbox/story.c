// SPDX-License-Identifier: GPL-2.0
/*
 * A run of the mailbox machine, told: a sentence for each step and each message.
 */
#include <stdlib.h>
#include "mailbox/goal.h"
#include "lib/util.h"

#define NAME_LEN	(2 * ORDLAB_IDENT_LEN + 2)

struct teller {
	FILE *stream;
	const struct mailbox *m;
	struct mailbox_room *room;
	unsigned int line;
};

static void begin(struct teller *t)
{
	fprintf(t->stream, "%4u  ", ++t->line);
}

static const char *location(const struct teller *t, unsigned int loc)
{
	return t->m->view.locations[loc].name;
}

/* "x=1" */
static const char *store_name(const struct teller *t, char *buf, unsigned int loc,
			      __s64 value)
{
	char text[ORDLAB_IDENT_LEN];

	ordlab_value_text(text, sizeof(text), &t->m->view, value);
	snprintf(buf, NAME_LEN, "%s=%s", location(t, loc), text);
	return buf;
}

static void tell_guess(struct teller *t, const struct mailbox_step *step)
{
	const struct ordlab_thread *thread = &t->m->view.threads[step->thread];
	char text[160];

	for (unsigned int i = 0; i < thread->nr_insns; i++) {
		const struct ordlab_insn *insn = &t->m->view.insns[thread->first + i];

		if (t->m->code[thread->first + i].guess != step->what ||
		    ordlab_ops[insn->op].class != ORDLAB_C_BRANCH)
			continue;
		ordlab_disasm(text, sizeof(text), &t->m->view, step->thread, i);
		begin(t);
		fprintf(t->stream, "P%u guesses that \"%s\" %s.\n", step->thread,
			text, step->how ? "falls through" : "is taken");
	}
}

static void tell_choice(struct teller *t, const struct mailbox_step *step)
{
	const struct mailbox_pair *pair = &t->m->pairs[step->what];

	begin(t);
	if (step->how == 1)
		fprintf(t->stream, "P%u's reader has begun: P%u's grace period will wait for its end.\n",
			pair->reader, pair->waiter);
	else
		fprintf(t->stream, "P%u's grace period has begun: P%u's reader comes after that.\n",
			pair->waiter, pair->reader);
}

/* The messages that are processed by a step */
static void tell_messages(struct teller *t, const struct mailbox_state *before,
			  const struct mailbox_state *after)
{
	char text[NAME_LEN];

	for (unsigned int c = 0; c < t->m->view.prog->nr_threads; c++) {
		for (unsigned int s = 1; s < t->m->nr_stores; s++) {
			if (!before->rank[s] ||
			    !((after->reached[c] & ~before->reached[c]) >> s & 1))
				continue;
			begin(t);
			fprintf(t->stream, "P%u processes a message from its mailbox: P%u's %s.\n",
				c, t->m->store_thread[s],
				store_name(t, text, after->loc[s], after->stored[s]));
		}
	}
}

/* The latest store to a location that has not reached a CPU, or 0 */
static unsigned int in_mailbox(const struct teller *t,
			       const struct mailbox_state *s, unsigned int cpu,
			       unsigned int loc, unsigned int than)
{
	unsigned int rank = than ? s->rank[than] : 0, found = 0;

	for (unsigned int i = 1; i < t->m->nr_stores; i++) {
		if (!s->rank[i] || s->loc[i] != loc || s->rank[i] <= rank ||
		    s->reached[cpu] >> i & 1)
			continue;
		rank = s->rank[i];
		found = i;
	}
	return found;
}

/* What an instruction overtakes: stores wait in the store buffer */
static void tell_overtaken(struct teller *t, const struct mailbox_about *about)
{
	if (!about->overtakes)
		return;
	if (about->reads && !about->overtakes_loads)
		fputs(", while an earlier store waits in its store buffer",
		      t->stream);
	else
		fputs(", ahead of what comes before", t->stream);
}

static void tell_read(struct teller *t, const struct mailbox_step *step,
		      const struct mailbox_about *about,
		      const struct mailbox_state *after)
{
	unsigned int waits = in_mailbox(t, after, step->thread, about->loc,
					step->how);
	char text[NAME_LEN], value[ORDLAB_IDENT_LEN];

	ordlab_value_text(value, sizeof(value), &t->m->view,
			  after->value[step->what]);
	begin(t);
	fprintf(t->stream, "P%u %s %s", step->thread,
		about->lock ? "finds the lock" : "reads", location(t, about->loc));
	if (about->lock)
		fputs(" free", t->stream);
	else if (about->forwarded)
		fprintf(t->stream, ": %s, from its store buffer", value);
	else if (waits)
		fprintf(t->stream, " from its own copy: %s", value);
	else
		fprintf(t->stream, ": %s", value);
	tell_overtaken(t, about);
	if (waits && !about->forwarded && !about->lock)
		fprintf(t->stream, "; the message %s is still in its mailbox",
			store_name(t, text, about->loc, after->stored[waits]));
	fputs(".\n", t->stream);
}

static void tell_write(struct teller *t, const struct mailbox_step *step,
		       const struct mailbox_about *about,
		       const struct mailbox_state *after)
{
	char text[NAME_LEN];
	unsigned int next = 0;

	for (unsigned int i = 1; i < t->m->nr_stores; i++) {
		if (after->loc[i] == about->loc &&
		    after->rank[i] == after->rank[about->store] + 1)
			next = i;
	}
	begin(t);
	if (about->lock)
		fprintf(t->stream, "P%u %s %s", step->thread,
			about->value ? "takes" : "releases",
			location(t, about->loc));
	else
		fprintf(t->stream, "P%u stores %s", step->thread,
			store_name(t, text, about->loc, about->value));
	tell_overtaken(t, about);
	if (next)
		fprintf(t->stream, "; that counts as before P%u's %s",
			t->m->store_thread[next],
			store_name(t, text, about->loc, after->stored[next]));
	fputs(".\n", t->stream);
}

static void tell_end(struct teller *t, const struct mailbox_state *s)
{
	const struct ordlab_view *view = &t->m->view;
	__s64 values[ORDLAB_MAX_OBSERVED];
	char name[ORDLAB_IDENT_LEN + 4], text[ORDLAB_IDENT_LEN];

	mailbox_outcome(t->m, s, values, t->room);
	fputs("In the end:", t->stream);
	for (unsigned int i = 0; i < view->prog->nr_observed; i++) {
		ordlab_observed_name(name, sizeof(name), view, i);
		ordlab_value_text(text, sizeof(text), view, values[i]);
		fprintf(t->stream, " %s=%s", name, text);
	}
	fputs("\n", t->stream);
}

void story_tell(FILE *stream, const struct mailbox *m, const struct route *route)
{
	struct teller t = { .stream = stream, .m = m };
	struct mailbox_state before, s;

	t.room = xcalloc(1, mailbox_room_size());
	mailbox_init(&s);
	for (size_t i = 0; i < route->nr; i++) {
		const struct mailbox_step *step = &route->steps[i];
		struct mailbox_about about;

		mailbox_about(m, &s, step, &about, t.room);
		before = s;
		mailbox_apply(m, &s, step, t.room);
		if (step->kind == MAILBOX_GUESS) {
			tell_guess(&t, step);
			continue;
		}
		if (step->kind == MAILBOX_CHOOSE) {
			tell_choice(&t, step);
			continue;
		}
		tell_messages(&t, &before, &s);
		if (about.reads)
			tell_read(&t, step, &about, &s);
		else
			tell_write(&t, step, &about, &s);
	}
	tell_end(&t, &s);
	free(t.room);
}
