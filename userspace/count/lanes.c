// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>
#include "private/lanes.h"

void program_run(const struct program *p, struct lanes *v)
{
	const struct gate_op *op = p->ops;

	for (uint32_t r = 0; r < p->nr_runs; r++) {
		const struct gate_op *end = p->ops + p->runs[r].end;

		if (p->runs[r].kind == GATE_AND) {
			for (; op < end; op++)
				for (int w = 0; w < LANE_WORDS; w++)
					v[op->to].w[w] = v[op->a].w[w] &
							 v[op->b].w[w];
		} else {
			for (; op < end; op++)
				for (int w = 0; w < LANE_WORDS; w++)
					v[op->to].w[w] = v[op->a].w[w] |
							 v[op->b].w[w];
		}
	}
}

struct lanes program_allows(const struct program *p,
			    const struct lanes *v, size_t nr)
{
	struct lanes allowed;

	for (size_t w = 0; w < LANE_WORDS; w++) {
		uint64_t broken = 0;

		for (uint32_t o = 0; o < p->nr_outputs; o++)
			broken |= v[p->outputs[o]].w[w];
		allowed.w[w] = nr >= 64 * (w + 1) ? ~0ULL :
			nr > 64 * w ? (1ULL << (nr - 64 * w)) - 1 : 0;
		allowed.w[w] &= ~broken;
	}
	return allowed;
}

void program_free(struct program *p)
{
	free(p->ops);
	free(p->runs);
	free(p->outputs);
}

bool program_reduce(const struct program *p, uint32_t *now, struct program *left)
{
	uint32_t nr = 0;

	left->nr_runs = p->nr_runs;
	for (uint32_t r = 0; r < p->nr_runs; r++) {
		/* An operand that decides the result, and one that leaves it to the other */
		uint32_t decides = p->runs[r].kind == GATE_AND ? GATE_FALSE : GATE_TRUE;
		uint32_t neutral = GATE_TRUE - decides;

		for (uint32_t i = r ? p->runs[r - 1].end : 0; i < p->runs[r].end; i++) {
			uint32_t a = now[p->ops[i].a], b = now[p->ops[i].b];
			uint32_t to = p->ops[i].to;

			if (a == decides || b == decides) {
				now[to] = decides;
			} else if (a == neutral || a == b) {
				now[to] = b;
			} else if (b == neutral) {
				now[to] = a;
			} else {
				now[to] = to;
				left->ops[nr++] = (struct gate_op) { to, a, b };
			}
		}
		left->runs[r] = (struct op_run) { p->runs[r].kind, nr };
	}
	left->nr_outputs = 0;
	for (uint32_t o = 0; o < p->nr_outputs; o++) {
		uint32_t output = now[p->outputs[o]];

		if (output == GATE_TRUE)
			return false;
		if (output == GATE_FALSE)
			continue;
		left->outputs[left->nr_outputs++] = output;
	}
	return true;
}

void program_drop_unused(struct program *p, bool *used, uint32_t nr_values)
{
	uint32_t nr = 0, i;

	memset(used, 0, nr_values * sizeof(*used));
	for (uint32_t o = 0; o < p->nr_outputs; o++)
		used[p->outputs[o]] = true;
	for (i = p->nr_runs ? p->runs[p->nr_runs - 1].end : 0; i-- > 0;) {
		if (!used[p->ops[i].to])
			continue;
		used[p->ops[i].a] = true;
		used[p->ops[i].b] = true;
	}
	i = 0;
	for (uint32_t r = 0; r < p->nr_runs; r++) {
		for (; i < p->runs[r].end; i++)
			if (used[p->ops[i].to])
				p->ops[nr++] = p->ops[i];
		p->runs[r].end = nr;
	}
}
