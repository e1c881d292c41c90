// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include "result/trace.h"

void trace_free(struct trace *trace)
{
	size_t i;

	if (!trace)
		return;
	for (i = 0; i < trace->nr; i++)
		free(trace->iterations[i].values);
	free(trace->iterations);
	result_free(trace->of);
	free(trace);
}
