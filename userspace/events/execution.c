// SPDX-License-Identifier: GPL-2.0
#include "events/execution.h"

enum path_end execution_end(const struct execution *x, unsigned int *thread,
			    unsigned int *insn)
{
	enum path_end worst = PATH_COMPLETE;

	for (unsigned int t = 0; t < x->view->prog->nr_threads; t++) {
		if (x->paths[t]->end <= worst)
			continue;
		worst = x->paths[t]->end;
		*thread = t;
		*insn = x->paths[t]->end_insn;
	}
	return worst;
}
