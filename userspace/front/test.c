// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include "front/test.h"

const char * const origin_names[] = {
	[ORIGIN_BUILTIN]	= "built-in",
	[ORIGIN_LOADED]		= "loaded",
	[ORIGIN_FILE]		= "file",
};

void test_free(struct test *test)
{
	free(test->name);
	free(test->file);
	free(test->expected);
	free(test->refused);
	free(test->prog);
	free(test->herd);
}
