// SPDX-License-Identifier: GPL-2.0
/*
 * Any bytes as a litmus test: no input crashes the parser, makes it take long or much
 * memory, or becomes a program that the verifier refuses.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include "front/litmus.h"
#include "front/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct litmus *test)
{
	char line[160], *text;
	unsigned int t, i;
	FILE *null;

	assert(!test->program == !!test->nr_errors);
	null = fopen("/dev/null", "w");
	litmus_print(null, test, true);
	fclose(null);
	if (!test->program) {
		free(litmus_error_text(test));
		return;
	}
	assert(test->size == test->program->size);
	text = source_verify(test->program, test->size);
	assert(!text == !test->unsafe);
	free(text);
	for (t = 0; t < test->program->nr_threads; t++)
		for (i = 0; i < test->view.threads[t].nr_insns; i++)
			ordlab_disasm(line, sizeof(line), &test->view, t, i);
	i = ordlab_disasm_cond(NULL, 0, &test->view);
	text = malloc(i + 1);
	assert(text);
	ordlab_disasm_cond(text, i + 1, &test->view);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct litmus_options options[] = {
		{ .expedited = false },
		{ .expedited = true, .unsafe = true },
	};
	struct litmus *test;
	unsigned int i;

	for (i = 0; i < 2; i++) {
		test = litmus_parse("fuzz", (const char *)data, size,
				    &options[i]);
		check(test);
		litmus_free(test);
	}
	return 0;
}
