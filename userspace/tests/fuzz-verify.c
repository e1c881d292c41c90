// SPDX-License-Identifier: GPL-2.0
/*
 * Fuzzes the verifier: it must survive any bytes, and a program that it accepts must
 * keep its promises when it runs. The input is the bytes of a program; or its bytes
 * choose a well-formed program; or they damage one.
 */
#include <stdint.h>
#include "tests/random-program.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const void *bytes, size_t size, struct choices schedule)
{
	static struct ordlab_facts facts;
	static struct ordlab_verifier *room;
	struct ordlab_view view;
	const char *broken;
	char text[200];
	unsigned int i;

	if (!room)
		room = malloc(ordlab_verifier_size());
	if (ordlab_verify(bytes, size, &facts, room)) {
		if (facts.reason == ORDLAB_R_NONE ||
		    ordlab_refusal(text, sizeof(text), &facts) >=
		    (int)sizeof(text))
			abort();
		return;
	}
	ordlab_view_init(&view, bytes);
	for (i = 0; i < view.prog->nr_insns; i++) {
		unsigned int t = 0;

		while (i >= view.threads[t].first + view.threads[t].nr_insns)
			t++;
		if (ordlab_disasm(text, 160, &view, t,
				  i - view.threads[t].first) >= 160)
			abort();
	}
	ordlab_disasm_cond(text, sizeof(text), &view);
	broken = run_twice(&view, &facts, schedule);
	if (broken) {
		fprintf(stderr, "%s\n", broken);
		abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct ordlab_draft draft;
	struct choices c = { .bytes = data, .nr = size };
	unsigned int kind = choose(&c, 3), nr = choose(&c, 4), at;
	uint8_t *bytes;

	if (kind) {
		random_program(&c, &draft);
		bytes = ordlab_emit(&draft, &size);
	} else {
		size = c.nr;
		bytes = malloc(size);
		if (size)
			memcpy(bytes, c.bytes, size);
	}
	while (kind == 2 && nr--) {
		at = choose(&c, 256) << 8;
		at = (at | choose(&c, 256)) % size;
		bytes[at] = choose(&c, 256);
	}
	check(bytes, size, c);
	free(bytes);
	return 0;
}
