/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Programs for tests, put together by hand from uapi/ordlab.h.
 */
#ifndef DRAFT_H
#define DRAFT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "uapi/ordlab.h"

/*
 * A program while it is made: the tables at their full size, and how much of each is
 * used. ordlab_emit() puts them together.
 */
struct ordlab_draft {
	struct ordlab_program head;
	struct ordlab_thread threads[ORDLAB_MAX_THREADS];
	struct ordlab_location locations[ORDLAB_MAX_LOCATIONS];
	struct ordlab_observed observed[ORDLAB_MAX_OBSERVED];
	struct ordlab_cond cond[ORDLAB_MAX_COND];
	struct ordlab_insn insns[ORDLAB_MAX_INSNS];
};

#define IMM(v)	((struct ordlab_operand){ .kind = ORDLAB_OPERAND_IMM, .imm = (v) })
#define REG(r)	((struct ordlab_operand){ .kind = ORDLAB_OPERAND_REG, .index = (r) })
#define LOC(l)	((struct ordlab_operand){ .kind = ORDLAB_OPERAND_LOC, .index = (l) })
#define NONE	((struct ordlab_operand){ .kind = ORDLAB_OPERAND_NONE })

static inline void ordlab_begin(struct ordlab_draft *d, const char *name)
{
	memset(d, 0, sizeof(*d));
	d->head.magic = ORDLAB_MAGIC;
	d->head.version = ORDLAB_ABI_VERSION;
	d->head.long_bits = 8 * sizeof(long);
	strncpy(d->head.name, name, sizeof(d->head.name) - 1);
}

static inline unsigned int ordlab_location(struct ordlab_draft *d,
					   enum ordlab_type type,
					   const char *name,
					   struct ordlab_operand init)
{
	struct ordlab_location *l = &d->locations[d->head.nr_locations];

	l->type = type;
	strncpy(l->name, name, sizeof(l->name) - 1);
	l->init = init;
	return d->head.nr_locations++;
}

/* Begin a thread with registers r0, r1, ... */
static inline void ordlab_thread(struct ordlab_draft *d, unsigned int nr_regs)
{
	struct ordlab_thread *t = &d->threads[d->head.nr_threads++];
	unsigned int r;

	t->first = d->head.nr_insns;
	t->nr_regs = nr_regs;
	for (r = 0; r < nr_regs && r < ORDLAB_MAX_REGS; r++)
		snprintf(t->regs[r], sizeof(t->regs[r]), "r%u", r);
}

/* Add an instruction to the last thread; it may be changed afterwards */
static inline struct ordlab_insn *ordlab_insn(struct ordlab_draft *d,
					      enum ordlab_op op,
					      unsigned int dst,
					      struct ordlab_operand addr,
					      struct ordlab_operand v0,
					      struct ordlab_operand v1)
{
	struct ordlab_insn *i = &d->insns[d->head.nr_insns++];

	i->op = op;
	i->dst = dst;
	i->addr = addr;
	i->val[0] = v0;
	i->val[1] = v1;
	d->threads[d->head.nr_threads - 1].nr_insns++;
	return i;
}

/* Observe a value, and add to the condition that it has this value */
static inline void ordlab_expect(struct ordlab_draft *d,
				 enum ordlab_operand_kind kind,
				 unsigned int thread, unsigned int index,
				 struct ordlab_operand value)
{
	struct ordlab_observed *o = &d->observed[d->head.nr_observed];

	o->kind = kind;
	o->thread = thread;
	o->index = index;
	d->cond[d->head.nr_cond].op = ORDLAB_COND_EQ;
	d->cond[d->head.nr_cond].observed = d->head.nr_observed++;
	d->cond[d->head.nr_cond++].value = value;
	if (d->head.nr_cond > 1)
		d->cond[d->head.nr_cond++].op = ORDLAB_COND_AND;
}

/* Put the tables together. Return: bytes, for free(); its size in *size */
static inline void *ordlab_emit(struct ordlab_draft *d, size_t *size)
{
	struct {
		const void *from;
		size_t size;
	} parts[] = {
		{ &d->head, sizeof(d->head) },
		{ d->threads, d->head.nr_threads * sizeof(*d->threads) },
		{ d->locations, d->head.nr_locations * sizeof(*d->locations) },
		{ d->observed, d->head.nr_observed * sizeof(*d->observed) },
		{ d->cond, (d->head.nr_cond + d->head.nr_filter) *
			   sizeof(*d->cond) },
		{ d->insns, d->head.nr_insns * sizeof(*d->insns) },
	};
	char *bytes;
	size_t i;

	*size = 0;
	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		*size += parts[i].size;
	d->head.size = *size;
	bytes = malloc(*size);
	for (i = 0, *size = 0; bytes && i < sizeof(parts) / sizeof(*parts); i++) {
		memcpy(bytes + *size, parts[i].from, parts[i].size);
		*size += parts[i].size;
	}
	return bytes;
}

/* Store buffering: every program here that need not be special is this one */
static inline void ordlab_draft_sb(struct ordlab_draft *d, const char *name)
{
	unsigned int x, y;

	ordlab_begin(d, name);
	x = ordlab_location(d, ORDLAB_T_INT, "x", IMM(0));
	y = ordlab_location(d, ORDLAB_T_INT, "y", IMM(0));
	ordlab_thread(d, 1);
	ordlab_insn(d, ORDLAB_WRITE_ONCE, ORDLAB_NO_REG, LOC(x), IMM(1), NONE);
	ordlab_insn(d, ORDLAB_READ_ONCE, 0, LOC(y), NONE, NONE);
	ordlab_thread(d, 1);
	ordlab_insn(d, ORDLAB_WRITE_ONCE, ORDLAB_NO_REG, LOC(y), IMM(1), NONE);
	ordlab_insn(d, ORDLAB_READ_ONCE, 0, LOC(x), NONE, NONE);
	ordlab_expect(d, ORDLAB_OPERAND_REG, 0, 0, IMM(0));
	ordlab_expect(d, ORDLAB_OPERAND_REG, 1, 0, IMM(0));
}

#endif /* DRAFT_H */
