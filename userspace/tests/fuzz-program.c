// SPDX-License-Identifier: GPL-2.0
/*
 * Programs that were not made of litmus text. If the verifier accepts a program, or
 * refuses it only for its paths, it is checked and explained within a small budget. The
 * input is the bytes of a program; or its bytes choose a well-formed program; or they
 * damage one.
 */
#include <stdint.h>
#include "tests/fuzz.h"
#include "tests/random-program.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whether the models can check the program: see verify() of lower.c */
static bool can_be_judged(const void *bytes, size_t size)
{
	static struct ordlab_facts facts;
	static struct ordlab_verifier *room;

	if (!room)
		room = malloc(ordlab_verifier_size());
	return !ordlab_verify(bytes, size, &facts, room) ||
	       facts.reason >= ORDLAB_R_UNWRITTEN ||
	       facts.reason == ORDLAB_R_OBSERVED_LOCK;
}

/* Observes registers and locations, and makes a condition on some of their values */
static void observe(struct choices *c, struct ordlab_draft *d)
{
	unsigned int nr = choose(c, 6), i;

	for (i = 0; i < nr; i++) {
		struct ordlab_observed *o = &d->observed[d->head.nr_observed];

		if (choose(c, 3)) {
			o->kind = ORDLAB_OPERAND_REG;
			o->thread = choose(c, d->head.nr_threads);
			o->index = choose(c, RANDOM_REGS);
		} else {
			o->kind = ORDLAB_OPERAND_LOC;
			o->index = choose(c, d->head.nr_locations);
		}
		d->cond[i] = (struct ordlab_cond) {
			.op = ORDLAB_COND_EQ,
			.observed = d->head.nr_observed++,
			.value = IMM(choose(c, 3)),
		};
	}
	d->head.nr_cond = nr ? 2 * nr - 1 : 1;
	for (; nr && i < d->head.nr_cond; i++)
		d->cond[i].op = choose(c, 2) ? ORDLAB_COND_AND : ORDLAB_COND_OR;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct ordlab_draft draft;
	struct choices c = { .bytes = data, .nr = size };
	unsigned int kind = choose(&c, 3), nr = choose(&c, 4), at;
	struct ordlab_view view;
	uint8_t *bytes;

	if (kind) {
		random_program(&c, &draft);
		observe(&c, &draft);
		bytes = ordlab_emit(&draft, &size);
	} else {
		size = c.nr;
		bytes = malloc(size + 1);
		if (size)
			memcpy(bytes, c.bytes, size);
	}
	while (kind == 2 && nr--) {
		at = choose(&c, 256) << 8;
		at = (at | choose(&c, 256)) % size;
		bytes[at] = choose(&c, 256);
	}
	if (can_be_judged(bytes, size)) {
		ordlab_view_init(&view, (struct ordlab_program *)bytes);
		fuzz_view(&view, NULL, NULL);
	}
	free(bytes);
	return 0;
}
