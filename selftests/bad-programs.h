/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For each reason to refuse a program, a program that is refused for it: store
 * buffering with one fault. If a reason has no program, this does not compile.
 */
#ifndef BAD_PROGRAMS_H
#define BAD_PROGRAMS_H

#include "draft.h"
#include "reasons.h"

#define BAD_NAME	"selftest-bad"

/*
 * The fault is made either in the draft, before its tables are put together, or in the
 * bytes afterwards.
 */
#define BAD_DRAFT(id, ...)						\
	static void bad_##id(struct ordlab_draft *d,			\
			     struct ordlab_program *p, size_t *size)	\
	{								\
		(void)size;						\
		if (!p) {						\
			__VA_ARGS__;					\
		}							\
	}

#define BAD_BYTES(id, ...)						\
	static void bad_##id(struct ordlab_draft *d,			\
			     struct ordlab_program *p, size_t *size)	\
	{								\
		(void)d;						\
		(void)size;						\
		if (p) {						\
			__VA_ARGS__;					\
		}							\
	}

/* Instructions in place of those of the first thread, or of the second */
#define INSN(n, ...)	(d->insns[n] = (struct ordlab_insn){ __VA_ARGS__ })
#define CALL(n, op_, dst_, addr_, ...)					\
	INSN(n, .op = ORDLAB_##op_, .dst = dst_, .addr = addr_,		\
	     .val = { __VA_ARGS__ })
#define VOID		ORDLAB_NO_REG

enum { X, Y };		/* the locations of store buffering */
enum { P = 2 };		/* and one more */

/* The same program, of locations of another type; none is accessed */
static inline void bad_retype(struct ordlab_draft *d, enum ordlab_type type)
{
	unsigned int i;

	d->locations[X].type = type;
	d->locations[Y].type = type;
	for (i = 0; i < 4; i++)
		CALL(i, SMP_MB, VOID, NONE);
}

/* p, which is &x at first, and &y when the second thread has written it */
static inline void bad_pointer(struct ordlab_draft *d, struct ordlab_operand init)
{
	ordlab_location(d, ORDLAB_T_PTR, "p", init);
	CALL(0, READ_ONCE, 0, LOC(P));
	CALL(2, WRITE_ONCE, VOID, LOC(P), LOC(Y));
	CALL(3, SMP_MB, VOID, NONE);
}

/* Nothing but @nr locks, and a thread that tries to take each */
static inline void bad_trylocks(struct ordlab_draft *d, unsigned int nr)
{
	char name[8];
	unsigned int i;

	ordlab_begin(d, BAD_NAME);
	ordlab_thread(d, 0);
	for (i = 0; i < nr; i++) {
		snprintf(name, sizeof(name), "l%u", i);
		ordlab_location(d, ORDLAB_T_SPINLOCK, name, IMM(0));
		ordlab_insn(d, ORDLAB_SPIN_TRYLOCK, VOID, LOC(i), NONE, NONE);
	}
	d->head.nr_cond = 1;
}

/* The header */
BAD_DRAFT(NONE, (void)d)
BAD_BYTES(TRUNCATED, *size = sizeof(*p) - 1)
BAD_BYTES(MAGIC, p->magic = ~p->magic)
BAD_BYTES(VERSION, p->version++)
BAD_BYTES(NO_THREADS, p->nr_threads = 0)
BAD_BYTES(NO_COND, p->nr_cond = 0)
BAD_BYTES(MANY_THREADS, p->nr_threads = ORDLAB_MAX_THREADS + 1)
BAD_BYTES(MANY_LOCATIONS, p->nr_locations = ORDLAB_MAX_LOCATIONS + 1)
BAD_BYTES(MANY_OBSERVED, p->nr_observed = ORDLAB_MAX_OBSERVED + 1)
BAD_BYTES(MANY_CONDS, p->nr_filter = ORDLAB_MAX_COND)
BAD_BYTES(MANY_INSNS, p->nr_insns = ORDLAB_MAX_INSNS + 1)
BAD_BYTES(SIZE, p->size--)
BAD_DRAFT(QUANTIFIER, d->head.quantifier = ORDLAB_NR_QUANTIFIERS)
BAD_DRAFT(LONG_BITS, d->head.long_bits = 16)
BAD_DRAFT(PROGRAM_RESERVED, d->head.reserved2[7] = 1)
BAD_DRAFT(NAME, d->head.name[3] = '/')
BAD_DRAFT(PURPOSE, d->head.purpose[0] = '\n')

/* The tables */
BAD_DRAFT(THREAD_FIRST, d->threads[1].first++)
BAD_DRAFT(THREAD_INSNS, d->threads[1].nr_insns++)
BAD_DRAFT(THREAD_RESERVED, d->threads[0].reserved[2] = 1)
BAD_DRAFT(MANY_REGS, d->threads[0].nr_regs = ORDLAB_MAX_REGS + 1)
BAD_DRAFT(REG_NAME, d->threads[0].regs[0][0] = '0')
BAD_DRAFT(REG_TWICE, d->threads[0].nr_regs = 2;
		     strcpy(d->threads[0].regs[1], "r0"))
BAD_DRAFT(REG_EXTRA, strcpy(d->threads[0].regs[1], "r1"))
BAD_DRAFT(LOC_TYPE, d->locations[X].type = ORDLAB_NR_TYPES)
BAD_DRAFT(LOC_RESERVED, d->locations[X].reserved[6] = 1)
BAD_DRAFT(LOC_NAME, d->locations[X].name[0] = '-')
BAD_DRAFT(LOC_TWICE, d->locations[Y].name[0] = 'x')
BAD_DRAFT(LOC_INIT, d->locations[X].init = REG(0))
BAD_DRAFT(LOC_INIT_LOCK, d->locations[X].type = ORDLAB_T_SPINLOCK;
			 d->locations[X].init = IMM(1))
BAD_DRAFT(LOC_INIT_ADDR, d->locations[X].init = LOC(Y))
BAD_DRAFT(LOC_INIT_RANGE, d->locations[X].type = ORDLAB_T_UCHAR;
			  d->locations[X].init = IMM(256))
BAD_DRAFT(OBSERVED_KIND, d->observed[0].kind = ORDLAB_OPERAND_IMM)
BAD_DRAFT(OBSERVED_INDEX, d->observed[0].index = 1)
BAD_DRAFT(OBSERVED_LOCK, d->locations[X].type = ORDLAB_T_SRCU;
			 d->observed[0].kind = ORDLAB_OPERAND_LOC)
BAD_DRAFT(OBSERVED_TWICE, d->observed[1] = d->observed[0])
BAD_DRAFT(OBSERVED_RESERVED, d->observed[0].reserved[3] = 1)
BAD_DRAFT(COND_OP, d->cond[2].op = ORDLAB_NR_COND_OPS)
BAD_DRAFT(COND_OBSERVED, d->cond[0].observed = 2)
BAD_DRAFT(COND_VALUE, d->cond[0].value = REG(0))
BAD_DRAFT(COND_RESERVED, d->cond[2].observed = 1)
BAD_DRAFT(COND_MISSING, d->cond[0] = d->cond[2])
BAD_DRAFT(COND_LEFT, d->head.nr_cond--)
BAD_DRAFT(COND_DEEP, d->head.nr_cond = ORDLAB_MAX_COND_DEPTH + 1;
		     memset(d->cond, 0, sizeof(d->cond)))

/* Instructions one by one */
BAD_DRAFT(OP, d->insns[0].op = ORDLAB_NR_OPS)
BAD_DRAFT(ALU, d->insns[0].alu = ORDLAB_A_ADD)
BAD_DRAFT(ALU_TYPE, INSN(0, .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD,
			 .type = ORDLAB_T_UCHAR, .dst = 0,
			 .val = { IMM(1), IMM(1) }))
BAD_DRAFT(INSN_RESERVED, d->insns[0].reserved3 = 1)
BAD_DRAFT(DST, d->insns[1].dst = 1)
BAD_DRAFT(OPERAND_KIND, d->insns[0].val[0] = NONE)
BAD_DRAFT(OPERAND_INDEX, d->insns[0].addr.index = 2)
BAD_DRAFT(IMM_RANGE, d->insns[0].val[0].imm = ORDLAB_ADDR(0))
BAD_DRAFT(STEP, CALL(0, ATOMIC_INC, VOID, LOC(X), IMM(2)))
BAD_DRAFT(DIVISOR, INSN(0, .op = ORDLAB_ALU, .alu = ORDLAB_A_DIV, .dst = 0,
			.val = { IMM(1), IMM(0) }))
BAD_DRAFT(BACKWARD, INSN(1, .op = ORDLAB_JUMP, .dst = VOID, .target = 0))
BAD_DRAFT(TARGET, INSN(0, .op = ORDLAB_JUMP, .dst = VOID, .target = 3))

/* Values */
BAD_DRAFT(UNWRITTEN, d->insns[0].val[0] = REG(0))
BAD_DRAFT(LOOP, INSN(0, .op = ORDLAB_LOAD, .dst = VOID, .addr = IMM(2)))
BAD_DRAFT(NO_ADDRESS, CALL(0, READ_ONCE, 0, LOC(X));
		      CALL(1, READ_ONCE, 0, REG(0)))
BAD_DRAFT(ADDR_ARITH, bad_pointer(d, LOC(X));
		      INSN(1, .op = ORDLAB_ALU, .alu = ORDLAB_A_MUL,
			   .type = ORDLAB_T_PTR, .dst = 0,
			   .val = { REG(0), IMM(2) }))
BAD_DRAFT(ADDR_CUT, bad_pointer(d, LOC(X));
		    INSN(1, .op = ORDLAB_ALU, .alu = ORDLAB_A_MOV,
			 .type = ORDLAB_T_INT, .dst = 0, .val = { REG(0) }))
BAD_DRAFT(ADDR_IN_INT, d->insns[0].val[0] = LOC(Y))
BAD_DRAFT(TYPE_DATA, d->locations[X].type = ORDLAB_T_SPINLOCK)
BAD_DRAFT(TYPE_ATOMIC, d->locations[X].type = ORDLAB_T_LONG;
		       CALL(0, ATOMIC_INC, VOID, LOC(X), IMM(1)))
BAD_DRAFT(TYPE_POINTER, CALL(0, RCU_ASSIGN_POINTER, VOID, LOC(X), IMM(0)))
BAD_DRAFT(TYPE_MIXED, d->locations[Y].type = ORDLAB_T_LONG;
		      bad_pointer(d, LOC(X));
		      CALL(1, READ_ONCE, 0, REG(0)))
BAD_DRAFT(TYPE_LOCK, CALL(0, SPIN_LOCK, VOID, LOC(X)))
BAD_DRAFT(TYPE_SRCU, CALL(0, SYNCHRONIZE_SRCU, VOID, LOC(X)))
BAD_DRAFT(LOCK_UNKNOWN, bad_retype(d, ORDLAB_T_SPINLOCK);
			bad_pointer(d, LOC(X));
			CALL(1, SPIN_LOCK, VOID, REG(0)))

/* Locks, RCU and SRCU */
BAD_DRAFT(LOCK_TWICE, bad_retype(d, ORDLAB_T_SPINLOCK);
		      CALL(0, SPIN_LOCK, VOID, LOC(X));
		      CALL(1, SPIN_LOCK, VOID, LOC(X)))
BAD_DRAFT(LOCK_HELD, bad_retype(d, ORDLAB_T_SPINLOCK);
		     CALL(0, SPIN_LOCK, VOID, LOC(X)))
BAD_DRAFT(UNLOCK, bad_retype(d, ORDLAB_T_SPINLOCK);
		  CALL(0, SPIN_UNLOCK, VOID, LOC(X)))
BAD_DRAFT(RCU_HELD, CALL(0, RCU_READ_LOCK, VOID, NONE))
BAD_DRAFT(RCU_UNLOCK, CALL(0, RCU_READ_UNLOCK, VOID, NONE))
BAD_DRAFT(SRCU_HELD, bad_retype(d, ORDLAB_T_SRCU);
		     CALL(0, SRCU_READ_LOCK, 0, LOC(X)))
BAD_DRAFT(SRCU_INDEX, bad_retype(d, ORDLAB_T_SRCU);
		      CALL(0, SRCU_READ_UNLOCK, VOID, LOC(X), IMM(0)))
BAD_DRAFT(SRCU_FORM, bad_retype(d, ORDLAB_T_SRCU);
		     CALL(0, SRCU_READ_LOCK, 0, LOC(X));
		     CALL(1, SRCU_UP_READ, VOID, LOC(X), REG(0)))
BAD_DRAFT(SLEEP_LOCK, bad_retype(d, ORDLAB_T_SPINLOCK);
		      CALL(0, SPIN_LOCK, VOID, LOC(X));
		      CALL(1, SYNCHRONIZE_RCU, VOID, NONE))
BAD_DRAFT(SLEEP_RCU, CALL(0, RCU_READ_LOCK, VOID, NONE);
		     CALL(1, SYNCHRONIZE_RCU, VOID, NONE))
BAD_DRAFT(SLEEP_SRCU, bad_retype(d, ORDLAB_T_SRCU);
		      CALL(0, SRCU_READ_LOCK, 0, LOC(X));
		      CALL(1, SYNCHRONIZE_SRCU, VOID, LOC(X)))
BAD_DRAFT(NESTED, ordlab_begin(d, BAD_NAME);
		  ordlab_thread(d, 0);
		  for (int i = 0; i < 17; i++)
			ordlab_insn(d, ORDLAB_RCU_READ_LOCK, VOID, NONE, NONE,
				    NONE);
		  d->head.nr_cond = 1)
BAD_DRAFT(DEADLOCK, bad_retype(d, ORDLAB_T_SPINLOCK);
		    d->head.nr_insns = 0;
		    for (int t = 0; t < 2; t++) {
			d->threads[t].first = 4 * t;
			d->threads[t].nr_insns = 4;
			CALL(4 * t, SPIN_LOCK, VOID, LOC(t));
			CALL(4 * t + 1, SPIN_LOCK, VOID, LOC(!t));
			CALL(4 * t + 2, SPIN_UNLOCK, VOID, LOC(!t));
			CALL(4 * t + 3, SPIN_UNLOCK, VOID, LOC(t));
			d->head.nr_insns += 4;
		    })

/* Bounds on the check itself: each lock tried doubles what may be held */
BAD_DRAFT(PATHS, bad_trylocks(d, 7))
BAD_DRAFT(WORK, bad_trylocks(d, 6);
		/* The verifier finds an address late, and must begin again */
		ordlab_location(d, ORDLAB_T_PTR, "p", IMM(0));
		ordlab_insn(d, ORDLAB_WRITE_ONCE, VOID, LOC(6), LOC(6), NONE);
		while (d->head.nr_insns < ORDLAB_MAX_INSNS)
			ordlab_insn(d, ORDLAB_SMP_MB, VOID, NONE, NONE, NONE))

static const struct bad_program {
	const char *id;
	int err;
	const char *text;
	void (*spoil)(struct ordlab_draft *d, struct ordlab_program *p,
		      size_t *size);
} bad_programs[ORDLAB_NR_REASONS] = {
#define ORDLAB_X(id_, where, err_, text_)				\
	[ORDLAB_R_##id_] = {						\
		.id = #id_, .err = err_, .text = text_, .spoil = bad_##id_ \
	},
	ORDLAB_REASONS(ORDLAB_X)
#undef ORDLAB_X
};

/* Make one of them. Return: its bytes, for free() */
static inline void *bad_program(const struct bad_program *bad,
				struct ordlab_draft *d, size_t *size)
{
	struct ordlab_program *p;

	ordlab_draft_sb(d, BAD_NAME);
	bad->spoil(d, NULL, NULL);
	p = ordlab_emit(d, size);
	if (p)
		bad->spoil(d, p, size);
	return p;
}

#endif /* BAD_PROGRAMS_H */
