// SPDX-License-Identifier: GPL-2.0
/*
 * The built-in experiments. "make catalogue" has written this file from
 * Documentation/litmus-tests: change those, not this.
 */
#include "catalogue.h"

enum {
	NAME_x = 1,
	NAME_y,
	NAME_r0,
	NAME_r1,
	NAME_p,
	NAME_z,
	NAME_r2,
	NAME_counter,
	NAME_locked,
};

const char * const ordlab_catalogue_names[] = {
	[0] = "",
	[NAME_x] = "x",
	[NAME_y] = "y",
	[NAME_r0] = "r0",
	[NAME_r1] = "r1",
	[NAME_p] = "p",
	[NAME_z] = "z",
	[NAME_r2] = "r2",
	[NAME_counter] = "counter",
	[NAME_locked] = "locked",
};

const struct catalogue_test ordlab_catalogue[] = {
	/* SB: both threads store, then load what the other one stores */

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  r0 = READ_ONCE(*y);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  r0 = READ_ONCE(*x);
	 *
	 * exists (0:r0=0 /\ 1:r0=0)
	 */
	{
		.name = "SB",
		.purpose = "Store buffering: may a load overtake an earlier store? (Even x86 lets it)",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*y);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (0:r0=0 /\ 1:r0=0)
	 */
	{
		.name = "SB+mbs",
		.purpose = "A full fence between store and load forbids it",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*y);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  r0 = READ_ONCE(*x);
	 *
	 * exists (0:r0=0 /\ 1:r0=0)
	 */
	{
		.name = "SB+mb+po",
		.purpose = "A fence in one of the threads is not enough",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  smp_store_release(x, 1);
	 *    1  r0 = smp_load_acquire(y);
	 *
	 * P1:
	 *    0  smp_store_release(y, 1);
	 *    1  r0 = smp_load_acquire(x);
	 *
	 * exists (0:r0=0 /\ 1:r0=0)
	 */
	{
		.name = "SB+rel-acqs",
		.purpose = "Acquire and release do not order a store before a later load",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_wmb();
	 *    2  r0 = READ_ONCE(*y);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  smp_wmb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (0:r0=0 /\ 1:r0=0)
	 */
	{
		.name = "SB+wmbs",
		.purpose = "A write fence does not order a store before a later load",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_rmb();
	 *    2  r0 = READ_ONCE(*y);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  smp_rmb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (0:r0=0 /\ 1:r0=0)
	 */
	{
		.name = "SB+rmbs",
		.purpose = "Nor does a read fence",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_RMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_RMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  barrier();
	 *    2  r0 = READ_ONCE(*y);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  barrier();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (0:r0=0 /\ 1:r0=0)
	 */
	{
		.name = "SB+barriers",
		.purpose = "Nor does barrier(), which the compiler alone sees",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_BARRIER },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_BARRIER },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  smp_store_mb(*x, 1);
	 *    1  r0 = READ_ONCE(*y);
	 *
	 * P1:
	 *    0  smp_store_mb(*y, 1);
	 *    1  r0 = READ_ONCE(*x);
	 *
	 * exists (0:r0=0 /\ 1:r0=0)
	 */
	{
		.name = "SB+store-mbs",
		.purpose = "smp_store_mb() is a store and a full fence",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_SMP_STORE_MB, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_SMP_STORE_MB, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = xchg(x, 1);
	 *    1  r1 = READ_ONCE(*y);
	 *
	 * P1:
	 *    0  r0 = xchg(y, 1);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (0:r1=0 /\ 1:r1=0)
	 */
	{
		.name = "SB+xchgs",
		.purpose = "A fully ordered read-modify-write is a full fence too",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_XCHG, .dst = REG(0), .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_XCHG, .dst = REG(0), .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(1) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = xchg_relaxed(x, 1);
	 *    1  r1 = READ_ONCE(*y);
	 *
	 * P1:
	 *    0  r0 = xchg_relaxed(y, 1);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (0:r1=0 /\ 1:r1=0)
	 */
	{
		.name = "SB+xchg-relaxeds",
		.purpose = "xchg_relaxed() promises no order (though x86 gives it)",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_XCHG_RELAXED, .dst = REG(0), .addr = LOC(0),
			  .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_XCHG_RELAXED, .dst = REG(0), .addr = LOC(1),
			  .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(1) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * atomic_t x = 0;
	 * atomic_t y = 0;
	 *
	 * P0:
	 *    0  atomic_inc(x);
	 *    1  r0 = atomic_read(y);
	 *
	 * P1:
	 *    0  atomic_inc(y);
	 *    1  r0 = atomic_read(x);
	 *
	 * exists (0:r0=0 /\ 1:r0=0)
	 */
	{
		.name = "SB+incs",
		.purpose = "atomic_inc() returns nothing and promises no order (x86 gives it)",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_ATOMIC, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_ATOMIC, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_ATOMIC_INC, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_ATOMIC_READ, .dst = REG(0), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_ATOMIC_INC, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_ATOMIC_READ, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * atomic_t x = 0;
	 * atomic_t y = 0;
	 *
	 * P0:
	 *    0  atomic_inc(x);
	 *    1  smp_mb__after_atomic();
	 *    2  r0 = atomic_read(y);
	 *
	 * P1:
	 *    0  atomic_inc(y);
	 *    1  smp_mb__after_atomic();
	 *    2  r0 = atomic_read(x);
	 *
	 * exists (0:r0=0 /\ 1:r0=0)
	 */
	{
		.name = "SB+inc-after-atomics",
		.purpose = "smp_mb__after_atomic() makes a full fence of atomic_inc()",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_ATOMIC, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_ATOMIC, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_ATOMIC_INC, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB__AFTER_ATOMIC },
			{ .op = ORDLAB_ATOMIC_READ, .dst = REG(0), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_ATOMIC_INC, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB__AFTER_ATOMIC },
			{ .op = ORDLAB_ATOMIC_READ, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * atomic_t x = 0;
	 * atomic_t y = 0;
	 *
	 * P0:
	 *    0  r0 = atomic_add_return(1, x);
	 *    1  r1 = atomic_read(y);
	 *
	 * P1:
	 *    0  r0 = atomic_add_return(1, y);
	 *    1  r1 = atomic_read(x);
	 *
	 * exists (0:r1=0 /\ 1:r1=0)
	 */
	{
		.name = "SB+add-returns",
		.purpose = "atomic_add_return() is fully ordered, as it returns a value",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_ATOMIC, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_ATOMIC, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_ATOMIC_ADD_RETURN, .dst = REG(0), .addr = LOC(0),
			  .val = { IMM(1) } },
			{ .op = ORDLAB_ATOMIC_READ, .dst = REG(1), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_ATOMIC_ADD_RETURN, .dst = REG(0), .addr = LOC(1),
			  .val = { IMM(1) } },
			{ .op = ORDLAB_ATOMIC_READ, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(1) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  r0 = READ_ONCE(*x);
	 *    2  r1 = READ_ONCE(*y);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  r0 = READ_ONCE(*y);
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (0:r0=1 /\ 0:r1=0 /\ 1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "SB+rfi",
		.purpose = "Each thread sees its own store at once, the other one sees it late",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 4,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 0, .what = REG(1) },
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 7,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 3, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  r0 = smp_load_acquire(x);
	 *    2  r1 = READ_ONCE(*y);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  r0 = smp_load_acquire(y);
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (0:r0=1 /\ 0:r1=0 /\ 1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "SB+rfi-acqs",
		.purpose = "An acquire load of the own store does not make it visible",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 4,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 0, .what = REG(1) },
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 7,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 3, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  r0 = READ_ONCE(*x);
	 *    2  smp_mb();
	 *    3  r1 = READ_ONCE(*y);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  r0 = READ_ONCE(*y);
	 *    2  smp_mb();
	 *    3  r1 = READ_ONCE(*x);
	 *
	 * exists (0:r0=1 /\ 0:r1=0 /\ 1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "SB+rfi-mbs",
		.purpose = "A full fence does",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 4, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 4, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 4,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 0, .what = REG(1) },
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 7,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 3, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * MP: one thread writes data and a flag, the other one reads flag
	 * and data
	 */

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP",
		.purpose = "Message passing: may the flag be seen before the data?",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_rmb();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP+wmb+rmb",
		.purpose = "Ordered stores and ordered loads forbid it",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_RMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_mb();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP+mbs",
		.purpose = "So do full fences, which are more than it takes",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_store_release(y, 1);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP+rel+acq",
		.purpose = "So does a release store that an acquire load reads",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP+wmb+po",
		.purpose = "Ordered stores do not help a reader that reads in any order",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_rmb();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP+po+rmb",
		.purpose = "Ordered loads do not help a writer that writes in any order",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_RMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP+po+acq",
		.purpose = "An acquire load needs a release store to pair with",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_store_release(y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP+rel+po",
		.purpose = "A release store needs an acquire load to pair with",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_rmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_wmb();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP+rmb+wmb",
		.purpose = "The fences the wrong way round order nothing",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_RMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  barrier();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  barrier();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP+barriers",
		.purpose = "barrier() keeps the compiler from it, but not the CPU",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_BARRIER },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_BARRIER },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP+wmb+acq",
		.purpose = "smp_wmb() pairs with an acquire load",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_store_release(y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_rmb();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP+rel+rmb",
		.purpose = "A release store pairs with smp_rmb()",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_RMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int *p = &y;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*p, x);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*p);
	 *    1  r1 = READ_ONCE(*r0);
	 *
	 * exists (1:r0=x /\ 1:r1=0)
	 */
	{
		.name = "MP+wmb+addr",
		.purpose = "A load through a pointer comes after the load of the pointer",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_p, .type = ORDLAB_T_PTR, .init = LOC(1) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { LOC(0) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = REG(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = LOC(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int *p = &y;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  rcu_assign_pointer(*p, x);
	 *
	 * P1:
	 *    0  rcu_read_lock();
	 *    1  r0 = rcu_dereference(*p);
	 *    2  r1 = READ_ONCE(*r0);
	 *    3  rcu_read_unlock();
	 *
	 * exists (1:r0=x /\ 1:r1=0)
	 */
	{
		.name = "MP+assign+deref",
		.purpose = "The same as RCU writes it: publish and subscribe",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_p, .type = ORDLAB_T_PTR, .init = LOC(1) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 4, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_RCU_ASSIGN_POINTER, .addr = LOC(2), .val = { LOC(0) } },
			/* P1 */
			{ .op = ORDLAB_RCU_READ_LOCK },
			{ .op = ORDLAB_RCU_DEREFERENCE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = REG(0) },
			{ .op = ORDLAB_RCU_READ_UNLOCK },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = LOC(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  if (!r0) goto 3;
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP+wmb+ctrl",
		.purpose = "A control dependency does not order a load before a load",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_BRANCH, .val = { REG(0) }, .target = 3 },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  if (!r0) goto 4;
	 *    2  smp_rmb();
	 *    3  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP+wmb+ctrl-rmb",
		.purpose = "It takes a read fence as well",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 4, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_BRANCH, .val = { REG(0) }, .target = 4 },
			{ .op = ORDLAB_SMP_RMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * atomic_t y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_mb__before_atomic();
	 *    2  atomic_inc(y);
	 *
	 * P1:
	 *    0  r0 = atomic_read(y);
	 *    1  smp_rmb();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP+before-atomic+rmb",
		.purpose = "smp_mb__before_atomic() orders what comes before atomic_inc()",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_ATOMIC, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB__BEFORE_ATOMIC },
			{ .op = ORDLAB_ATOMIC_INC, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_ATOMIC_READ, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_RMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  r0 = xchg(y, 1);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "MP+xchg+acq",
		.purpose = "A fully ordered xchg() publishes as a release store does",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_XCHG, .dst = REG(0), .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/* LB: both threads load, then store what the other one loads */

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  WRITE_ONCE(*x, 1);
	 *
	 * exists (0:r0=1 /\ 1:r0=1)
	 */
	{
		.name = "LB",
		.purpose = "Load buffering: may a store overtake an earlier load?",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*x, 1);
	 *
	 * exists (0:r0=1 /\ 1:r0=1)
	 */
	{
		.name = "LB+mbs",
		.purpose = "Full fences forbid it",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = smp_load_acquire(x);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  WRITE_ONCE(*x, 1);
	 *
	 * exists (0:r0=1 /\ 1:r0=1)
	 */
	{
		.name = "LB+acqs",
		.purpose = "An acquire load comes before all that follows it",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  smp_store_release(y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_store_release(x, 1);
	 *
	 * exists (0:r0=1 /\ 1:r0=1)
	 */
	{
		.name = "LB+rels",
		.purpose = "A release store comes after all that precedes it",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = smp_load_acquire(x);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_store_release(x, 1);
	 *
	 * exists (0:r0=1 /\ 1:r0=1)
	 */
	{
		.name = "LB+acq+rel",
		.purpose = "Acquire in one thread and release in the other will do",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = smp_load_acquire(x);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  WRITE_ONCE(*x, 1);
	 *
	 * exists (0:r0=1 /\ 1:r0=1)
	 */
	{
		.name = "LB+acq+po",
		.purpose = "Order in one thread alone will not",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  t1 = r0 ^ r0;
	 *    2  t2 = t1 + 1;
	 *    3  WRITE_ONCE(*y, t2);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  t1 = r0 ^ r0;
	 *    2  t2 = t1 + 1;
	 *    3  WRITE_ONCE(*x, t2);
	 *
	 * exists (0:r0=1 /\ 1:r0=1)
	 */
	{
		.name = "LB+datas",
		.purpose = "A store of a value that depends on the load comes after it",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 4, .nr_regs = 3, .regs = { NAME_r0 } },
			{ .nr_insns = 4, .nr_regs = 3, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { REG(2) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(2) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  t1 = r0 ^ r0;
	 *    2  t2 = y + t1;
	 *    3  WRITE_ONCE(*t2, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  t1 = r0 ^ r0;
	 *    2  t2 = x + t1;
	 *    3  WRITE_ONCE(*t2, 1);
	 *
	 * exists (0:r0=1 /\ 1:r0=1)
	 */
	{
		.name = "LB+addrs",
		.purpose = "So does a store to an address that depends on it",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 4, .nr_regs = 3, .regs = { NAME_r0 } },
			{ .nr_insns = 4, .nr_regs = 3, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_PTR,
			  .dst = REG(2), .val = { LOC(1), REG(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = REG(2), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_PTR,
			  .dst = REG(2), .val = { LOC(0), REG(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = REG(2), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  if (!r0) goto 3;
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  if (!r0) goto 3;
	 *    2  WRITE_ONCE(*x, 1);
	 *
	 * exists (0:r0=1 /\ 1:r0=1)
	 */
	{
		.name = "LB+ctrls",
		.purpose = "So does a store that is made only if the load says so",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_BRANCH, .val = { REG(0) }, .target = 3 },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_BRANCH, .val = { REG(0) }, .target = 3 },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  if (!r0) goto 3;
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*x, 1);
	 *
	 * exists (0:r0=1 /\ 1:r0=1)
	 */
	{
		.name = "LB+ctrl+mb",
		.purpose = "A control dependency pairs with a full fence",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_BRANCH, .val = { REG(0) }, .target = 3 },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  t1 = r0 ^ r0;
	 *    2  t2 = t1 + 1;
	 *    3  WRITE_ONCE(*y, t2);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  WRITE_ONCE(*x, 1);
	 *
	 * exists (0:r0=1 /\ 1:r0=1)
	 */
	{
		.name = "LB+data+po",
		.purpose = "A dependency in one thread alone will not do",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 4, .nr_regs = 3, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { REG(2) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  WRITE_ONCE(*y, r0);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  WRITE_ONCE(*x, r0);
	 *
	 * exists (0:r0=1 /\ 1:r0=1)
	 */
	{
		.name = "LB+oota",
		.purpose = "Each stores what it loads: may a value come out of thin air?",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { REG(0) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(0) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/* R: two stores against a store and a load */

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  r0 = READ_ONCE(*x);
	 *
	 * exists (y=2 /\ 1:r0=0)
	 */
	{
		.name = "R",
		.purpose = "Does the store that loses come before the load? (On x86 it may not)",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(1) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (y=2 /\ 1:r0=0)
	 */
	{
		.name = "R+mbs",
		.purpose = "Full fences in both threads forbid it",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(1) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (y=2 /\ 1:r0=0)
	 */
	{
		.name = "R+wmb+mb",
		.purpose = "A write fence does not, by the model, as no load reads from y",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(1) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_store_release(y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (y=2 /\ 1:r0=0)
	 */
	{
		.name = "R+rel+mb",
		.purpose = "Nor does a release store",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(1) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (y=2 /\ 1:r0=0)
	 */
	{
		.name = "R+po+mb",
		.purpose = "The fence of the thread that loads is the one x86 needs",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(1) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  r0 = READ_ONCE(*x);
	 *
	 * exists (y=2 /\ 1:r0=0)
	 */
	{
		.name = "R+mb+po",
		.purpose = "The fence of the other thread alone helps nowhere",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(1) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_store_release(y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  r0 = smp_load_acquire(x);
	 *
	 * exists (y=2 /\ 1:r0=0)
	 */
	{
		.name = "R+rel+acq",
		.purpose = "Acquire and release do not order a store before a later load",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(1) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/* S: two stores against a load and a store */

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  WRITE_ONCE(*x, 1);
	 *
	 * exists (x=2 /\ 1:r0=1)
	 */
	{
		.name = "S",
		.purpose = "May a store be seen, and yet win over one made after it was seen?",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*x, 1);
	 *
	 * exists (x=2 /\ 1:r0=1)
	 */
	{
		.name = "S+mbs",
		.purpose = "Full fences forbid it",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  WRITE_ONCE(*x, 1);
	 *
	 * exists (x=2 /\ 1:r0=1)
	 */
	{
		.name = "S+wmb+acq",
		.purpose = "So do a write fence and an acquire load",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  smp_store_release(y, 1);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  WRITE_ONCE(*x, 1);
	 *
	 * exists (x=2 /\ 1:r0=1)
	 */
	{
		.name = "S+rel+acq",
		.purpose = "So do release and acquire",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_store_release(x, 1);
	 *
	 * exists (x=2 /\ 1:r0=1)
	 */
	{
		.name = "S+wmb+rel",
		.purpose = "A release store comes after the load before it",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  t1 = r0 ^ r0;
	 *    2  t2 = t1 + 1;
	 *    3  WRITE_ONCE(*x, t2);
	 *
	 * exists (x=2 /\ 1:r0=1)
	 */
	{
		.name = "S+wmb+data",
		.purpose = "So does one whose value depends on the load",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 4, .nr_regs = 3, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(2) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  t1 = r0 ^ r0;
	 *    2  t2 = x + t1;
	 *    3  WRITE_ONCE(*t2, 1);
	 *
	 * exists (x=2 /\ 1:r0=1)
	 */
	{
		.name = "S+wmb+addr",
		.purpose = "So does one whose address depends on the load",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 4, .nr_regs = 3, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_PTR,
			  .dst = REG(2), .val = { LOC(0), REG(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = REG(2), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  if (!r0) goto 3;
	 *    2  WRITE_ONCE(*x, 1);
	 *
	 * exists (x=2 /\ 1:r0=1)
	 */
	{
		.name = "S+wmb+ctrl",
		.purpose = "So does one that is made only if the load says so",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_BRANCH, .val = { REG(0) }, .target = 3 },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  WRITE_ONCE(*x, 1);
	 *
	 * exists (x=2 /\ 1:r0=1)
	 */
	{
		.name = "S+wmb+po",
		.purpose = "Ordered stores alone will not do",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  t1 = r0 ^ r0;
	 *    2  t2 = t1 + 1;
	 *    3  WRITE_ONCE(*x, t2);
	 *
	 * exists (x=2 /\ 1:r0=1)
	 */
	{
		.name = "S+po+data",
		.purpose = "Nor will a dependency alone",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 4, .nr_regs = 3, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(2) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/* 2+2W: two stores in each thread */

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  WRITE_ONCE(*y, 2);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  WRITE_ONCE(*x, 2);
	 *
	 * exists (x=1 /\ y=1)
	 */
	{
		.name = "2+2W",
		.purpose = "May the first store of each thread be the last one to arrive?",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 0 },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .what = LOC(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*y, 2);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*x, 2);
	 *
	 * exists (x=1 /\ y=1)
	 */
	{
		.name = "2+2W+mbs",
		.purpose = "Full fences forbid it",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 0 },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .what = LOC(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 2);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*x, 2);
	 *
	 * exists (x=1 /\ y=1)
	 */
	{
		.name = "2+2W+wmbs",
		.purpose = "Write fences do not, by the model: nobody reads which store won",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 0 },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .what = LOC(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_store_release(y, 2);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  smp_store_release(x, 2);
	 *
	 * exists (x=1 /\ y=1)
	 */
	{
		.name = "2+2W+rels",
		.purpose = "Nor do release stores",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 0 },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(2) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(0), .val = { IMM(2) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .what = LOC(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/* WRC: a store is read, and a store made then is read in turn */

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "WRC",
		.purpose = "Write-to-read causality: does everyone know what led to a store?",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_mb();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "WRC+mbs",
		.purpose = "Full fences carry the first store along",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  smp_store_release(y, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_rmb();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "WRC+rel+rmb",
		.purpose = "So does a release store: it passes on what its CPU has read",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_RMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  smp_store_release(y, 1);
	 *
	 * P2:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "WRC+rel+acq",
		.purpose = "Release and acquire will do",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(x);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P2:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "WRC+acq+acq",
		.purpose = "Acquire loads alone will not, by the model: nothing passes x on",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  t1 = r0 ^ r0;
	 *    2  t2 = t1 + 1;
	 *    3  WRITE_ONCE(*y, t2);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_rmb();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "WRC+data+rmb",
		.purpose = "A dependency orders, but passes nothing on",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 4, .nr_regs = 3, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { REG(2) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_RMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  if (!r0) goto 3;
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_rmb();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "WRC+ctrl+rmb",
		.purpose = "Nor does a control dependency",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_BRANCH, .val = { REG(0) }, .target = 3 },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_RMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  t1 = r0 ^ r0;
	 *    2  t2 = y + t1;
	 *    3  WRITE_ONCE(*t2, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  t2 = r0 ^ r0;
	 *    2  t3 = x + t2;
	 *    3  r1 = READ_ONCE(*t3);
	 *
	 * exists (1:r0=1 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "WRC+addrs",
		.purpose = "Dependencies alone pass nothing on",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 4, .nr_regs = 3, .regs = { NAME_r0 } },
			{ .nr_insns = 4, .nr_regs = 4, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_PTR,
			  .dst = REG(2), .val = { LOC(1), REG(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = REG(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_PTR,
			  .dst = REG(3), .val = { LOC(0), REG(2) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = REG(3) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/* RWC: two loads against a store and a load */

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  r1 = READ_ONCE(*y);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  r0 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0 /\ 2:r0=0)
	 */
	{
		.name = "RWC",
		.purpose = "Read-to-write causality: a store is read, yet another CPU misses it",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  smp_mb();
	 *    2  r1 = READ_ONCE(*y);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0 /\ 2:r0=0)
	 */
	{
		.name = "RWC+mbs",
		.purpose = "Full fences forbid it",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  smp_rmb();
	 *    2  r1 = READ_ONCE(*y);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0 /\ 2:r0=0)
	 */
	{
		.name = "RWC+rmb+mb",
		.purpose = "Ordered loads do not pass the store on to the third CPU",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_SMP_RMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(x);
	 *    1  r1 = READ_ONCE(*y);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0 /\ 2:r0=0)
	 */
	{
		.name = "RWC+acq+mb",
		.purpose = "Nor does an acquire load",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  t2 = r0 ^ r0;
	 *    2  t3 = y + t2;
	 *    3  r1 = READ_ONCE(*t3);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0 /\ 2:r0=0)
	 */
	{
		.name = "RWC+addr+mb",
		.purpose = "Nor does an address dependency",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 4, .nr_regs = 4, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_PTR,
			  .dst = REG(3), .val = { LOC(1), REG(2) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = REG(3) },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  smp_mb();
	 *    2  r1 = READ_ONCE(*y);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  r0 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0 /\ 2:r0=0)
	 */
	{
		.name = "RWC+mb+po",
		.purpose = "The third CPU needs its fence (even x86 does)",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  smp_mb();
	 *    2  r1 = READ_ONCE(*y);
	 *
	 * P2:
	 *    0  smp_store_release(y, 1);
	 *    1  r0 = smp_load_acquire(x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0 /\ 2:r0=0)
	 */
	{
		.name = "RWC+mb+rel-acq",
		.purpose = "Release and acquire do not replace it",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P2 */
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/* ISA2: a message passed on by a third thread */

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*z);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "ISA2",
		.purpose = "Message passing over three CPUs: may the data come last?",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*z);
	 *    1  smp_mb();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "ISA2+mbs",
		.purpose = "Full fences forbid it",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_store_release(y, 1);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  smp_store_release(z, 1);
	 *
	 * P2:
	 *    0  r0 = smp_load_acquire(z);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "ISA2+rel+acq-rel+acq",
		.purpose = "A chain of release and acquire will do",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_store_release(y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  t1 = r0 ^ r0;
	 *    2  t2 = t1 + 1;
	 *    3  WRITE_ONCE(*z, t2);
	 *
	 * P2:
	 *    0  r0 = smp_load_acquire(z);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "ISA2+rel+data+acq",
		.purpose = "A dependency in the middle breaks the chain, by the model",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 4, .nr_regs = 3, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { REG(2) } },
			/* P2 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  if (!r0) goto 3;
	 *    2  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*z);
	 *    1  t2 = r0 ^ r0;
	 *    2  t3 = x + t2;
	 *    3  r1 = READ_ONCE(*t3);
	 *
	 * exists (1:r0=1 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "ISA2+wmb+ctrl+addr",
		.purpose = "So it does with a write fence before it and a dependency after it",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 4, .nr_regs = 4, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_BRANCH, .val = { REG(0) }, .target = 3 },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_PTR,
			  .dst = REG(3), .val = { LOC(0), REG(2) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = REG(3) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_store_release(y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  r0 = smp_load_acquire(z);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "ISA2+rel+po+acq",
		.purpose = "A thread in the middle without any order breaks it on more machines",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/* IRIW: two readers see two independent stores */

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  r1 = READ_ONCE(*y);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*y, 1);
	 *
	 * P3:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0 /\ 3:r0=1 /\ 3:r1=0)
	 */
	{
		.name = "IRIW",
		.purpose = "Independent reads of independent writes: may two CPUs disagree?",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 4,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P3 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 4,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
			{ .thread = 3, .what = REG(0) },
			{ .thread = 3, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 7,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 3, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  smp_mb();
	 *    2  r1 = READ_ONCE(*y);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*y, 1);
	 *
	 * P3:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_mb();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0 /\ 3:r0=1 /\ 3:r1=0)
	 */
	{
		.name = "IRIW+mbs",
		.purpose = "Full fences make them agree",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 4,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P3 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 4,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
			{ .thread = 3, .what = REG(0) },
			{ .thread = 3, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 7,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 3, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  smp_rmb();
	 *    2  r1 = READ_ONCE(*y);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*y, 1);
	 *
	 * P3:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_rmb();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0 /\ 3:r0=1 /\ 3:r1=0)
	 */
	{
		.name = "IRIW+rmbs",
		.purpose = "Ordered loads do not, by the model",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 4,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_SMP_RMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P3 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_RMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 4,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
			{ .thread = 3, .what = REG(0) },
			{ .thread = 3, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 7,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 3, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(x);
	 *    1  r1 = READ_ONCE(*y);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*y, 1);
	 *
	 * P3:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0 /\ 3:r0=1 /\ 3:r1=0)
	 */
	{
		.name = "IRIW+acqs",
		.purpose = "Nor do acquire loads",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 4,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P3 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 4,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
			{ .thread = 3, .what = REG(0) },
			{ .thread = 3, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 7,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 3, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  t2 = r0 ^ r0;
	 *    2  t3 = y + t2;
	 *    3  r1 = READ_ONCE(*t3);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*y, 1);
	 *
	 * P3:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  t2 = r0 ^ r0;
	 *    2  t3 = x + t2;
	 *    3  r1 = READ_ONCE(*t3);
	 *
	 * exists (1:r0=1 /\ 1:r1=0 /\ 3:r0=1 /\ 3:r1=0)
	 */
	{
		.name = "IRIW+addrs",
		.purpose = "Nor do address dependencies",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 4,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 4, .nr_regs = 4, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 4, .nr_regs = 4, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_PTR,
			  .dst = REG(3), .val = { LOC(1), REG(2) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = REG(3) },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P3 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_PTR,
			  .dst = REG(3), .val = { LOC(0), REG(2) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = REG(3) },
		},
		.nr_observed = 4,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
			{ .thread = 3, .what = REG(0) },
			{ .thread = 3, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 7,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 3, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  smp_mb();
	 *    2  r1 = READ_ONCE(*y);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*y, 1);
	 *
	 * P3:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_rmb();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0 /\ 3:r0=1 /\ 3:r1=0)
	 */
	{
		.name = "IRIW+mb+rmb",
		.purpose = "A full fence for one reader alone will not do",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 4,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P3 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_RMB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 4,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
			{ .thread = 3, .what = REG(0) },
			{ .thread = 3, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 7,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 3, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * Z6.0 to Z6.5: three threads that hand on in other ways than by
	 * reading
	 */

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*z, 2);
	 *    1  r0 = READ_ONCE(*x);
	 *
	 * exists (z=2 /\ 1:r0=1 /\ 2:r0=0)
	 */
	{
		.name = "Z6.0",
		.purpose = "Two stores, then one passed on, against a store that wins and a load",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(2) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(2) },
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*z, 2);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (z=2 /\ 1:r0=1 /\ 2:r0=0)
	 */
	{
		.name = "Z6.0+mbs",
		.purpose = "Full fences forbid it",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(2) },
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_store_release(y, 1);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  smp_store_release(z, 1);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*z, 2);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (z=2 /\ 1:r0=1 /\ 2:r0=0)
	 */
	{
		.name = "Z6.0+rel+acq-rel+mb",
		.purpose = "Release and acquire do not reach beyond a store that is not read",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(2) },
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*z, 2);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (z=2 /\ 1:r0=1 /\ 2:r0=0)
	 */
	{
		.name = "Z6.0+mb+acq+mb",
		.purpose = "Full fences around an acquire load do",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(2) },
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*z);
	 *    1  WRITE_ONCE(*x, 1);
	 *
	 * exists (x=2 /\ y=2 /\ 2:r0=1)
	 */
	{
		.name = "Z6.1",
		.purpose = "Stores that win twice, then one that is read before the last store",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(0) },
			{ .what = LOC(1) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(2) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*z);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*x, 1);
	 *
	 * exists (x=2 /\ y=2 /\ 2:r0=1)
	 */
	{
		.name = "Z6.1+mbs",
		.purpose = "Full fences forbid it",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(0) },
			{ .what = LOC(1) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(2) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  r0 = smp_load_acquire(z);
	 *    1  WRITE_ONCE(*x, 1);
	 *
	 * exists (x=2 /\ y=2 /\ 2:r0=1)
	 */
	{
		.name = "Z6.1+wmb+wmb+acq",
		.purpose = "Write fences and an acquire load do not, by the model",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(0) },
			{ .what = LOC(1) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(2) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*z);
	 *    1  WRITE_ONCE(*x, 1);
	 *
	 * exists (x=2 /\ 1:r0=1 /\ 2:r0=1)
	 */
	{
		.name = "Z6.2",
		.purpose = "S over three threads: read, passed on, read, and then overwritten",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*z);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*x, 1);
	 *
	 * exists (x=2 /\ 1:r0=1 /\ 2:r0=1)
	 */
	{
		.name = "Z6.2+mbs",
		.purpose = "Full fences forbid it",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  smp_store_release(y, 1);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  smp_store_release(z, 1);
	 *
	 * P2:
	 *    0  r0 = smp_load_acquire(z);
	 *    1  WRITE_ONCE(*x, 1);
	 *
	 * exists (x=2 /\ 1:r0=1 /\ 2:r0=1)
	 */
	{
		.name = "Z6.2+rel+acq-rel+acq",
		.purpose = "A chain of release and acquire forbids it",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 2);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  t1 = r0 ^ r0;
	 *    2  t2 = t1 + 1;
	 *    3  WRITE_ONCE(*z, t2);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*z);
	 *    1  if (!r0) goto 3;
	 *    2  WRITE_ONCE(*x, 1);
	 *
	 * exists (x=2 /\ 1:r0=1 /\ 2:r0=1)
	 */
	{
		.name = "Z6.2+wmb+data+ctrl",
		.purpose = "A write fence and dependencies do not, by the model",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 4, .nr_regs = 3, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_XOR, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), REG(0) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { REG(2) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_BRANCH, .val = { REG(0) }, .target = 3 },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*z);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (y=2 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "Z6.3",
		.purpose = "Message passing, handed on by a store that wins over another",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(1) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*z);
	 *    1  smp_mb();
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (y=2 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "Z6.3+mbs",
		.purpose = "Full fences forbid it",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(1) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  smp_store_release(z, 1);
	 *
	 * P2:
	 *    0  r0 = smp_load_acquire(z);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (y=2 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "Z6.3+wmb+rel+acq",
		.purpose = "Order in each thread is not enough: a store that loses tells nothing",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(2) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(1) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  r0 = READ_ONCE(*z);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*z, 1);
	 *    1  r0 = READ_ONCE(*x);
	 *
	 * exists (y=2 /\ 1:r0=0 /\ 2:r0=0)
	 */
	{
		.name = "Z6.4",
		.purpose = "A store that wins, then two loads that miss a store",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(2) },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(1) },
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*z);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*z, 1);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (y=2 /\ 1:r0=0 /\ 2:r0=0)
	 */
	{
		.name = "Z6.4+mbs",
		.purpose = "Full fences forbid it",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(2) },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(1) },
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*z);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*z, 1);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (y=2 /\ 1:r0=0 /\ 2:r0=0)
	 */
	{
		.name = "Z6.4+wmb+mbs",
		.purpose = "A write fence is not enough where stores are not read",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(2) },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(1) },
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*z, 2);
	 *    1  r0 = READ_ONCE(*x);
	 *
	 * exists (y=2 /\ z=2 /\ 2:r0=0)
	 */
	{
		.name = "Z6.5",
		.purpose = "Two stores that win, then a load that misses the first store",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(2) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(1) },
			{ .what = LOC(2) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(2) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  smp_mb();
	 *    2  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*z, 2);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (y=2 /\ z=2 /\ 2:r0=0)
	 */
	{
		.name = "Z6.5+mbs",
		.purpose = "Full fences forbid it",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(1) },
			{ .what = LOC(2) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(2) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 * int z = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 2);
	 *    1  smp_wmb();
	 *    2  WRITE_ONCE(*z, 1);
	 *
	 * P2:
	 *    0  WRITE_ONCE(*z, 2);
	 *    1  smp_mb();
	 *    2  r0 = READ_ONCE(*x);
	 *
	 * exists (y=2 /\ z=2 /\ 2:r0=0)
	 */
	{
		.name = "Z6.5+wmb+wmb+mb",
		.purpose = "Write fences are not enough where stores are not read",
		.nr_locations = 3,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_z, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 0 },
			{ .nr_insns = 3, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_WMB },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(2), .val = { IMM(2) } },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(1) },
			{ .what = LOC(2) },
			{ .thread = 2, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(2) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/* Coherence: one location, no fences, and never a weak outcome */

	/*
	 * int x = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "CoRR",
		.purpose = "Two loads of one location never see its stores the wrong way round",
		.nr_locations = 1,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 *
	 * P0:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*x, 2);
	 *
	 * exists (x=2 /\ 0:r0=2)
	 */
	{
		.name = "CoRW",
		.purpose = "A load never sees a store that its own later store is overwritten by",
		.nr_locations = 1,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 1, .nr_regs = 0 },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 0, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(2) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(2) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  r0 = READ_ONCE(*x);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*x, 2);
	 *
	 * exists (x=1 /\ 0:r0=2)
	 */
	{
		.name = "CoWR",
		.purpose = "A load never sees a store that is older than its own earlier store",
		.nr_locations = 1,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 1, .nr_regs = 0 },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 0, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(2) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  WRITE_ONCE(*x, 2);
	 *
	 * exists (x=1)
	 */
	{
		.name = "CoWW",
		.purpose = "The last store of a thread is the one that stays",
		.nr_locations = 1,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 1,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(2) } },
		},
		.nr_observed = 1,
		.observed = {
			{ .what = LOC(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 1,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
		},
	},

	/*
	 * "Explaining Atomics in Rust" (cfsamson), the chapter on SeqCst:
	 * each thread loads its own flag, sets it, and loads the other one's
	 */

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = smp_load_acquire(x);
	 *    1  t2 = r0 | 1;
	 *    2  smp_store_release(x, t2);
	 *    3  r1 = smp_load_acquire(y);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  t2 = r0 | 1;
	 *    2  smp_store_release(y, t2);
	 *    3  r1 = smp_load_acquire(x);
	 *
	 * exists (0:r1=0 /\ 1:r1=0)
	 */
	{
		.name = "XY+acq-rel",
		.purpose = "The X/Y example with acquire and release: both may miss the other",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 4, .nr_regs = 3, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 4, .nr_regs = 3, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_OR, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), IMM(1) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(0), .val = { REG(2) } },
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(1), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_OR, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), IMM(1) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { REG(2) } },
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(1) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = smp_load_acquire(x);
	 *    1  t3 = r0 | 1;
	 *    2  r1 = xchg(x, t3);
	 *    3  r2 = smp_load_acquire(y);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(y);
	 *    1  t3 = r0 | 1;
	 *    2  r1 = xchg(y, t3);
	 *    3  r2 = smp_load_acquire(x);
	 *
	 * exists (0:r2=0 /\ 1:r2=0)
	 */
	{
		.name = "XY+seq-cst",
		.purpose = "The X/Y example with sequentially consistent stores: one sees the other",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 4, .nr_regs = 4, .regs = { NAME_r0, NAME_r1, NAME_r2 } },
			{ .nr_insns = 4, .nr_regs = 4, .regs = { NAME_r0, NAME_r1, NAME_r2 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_OR, .type = ORDLAB_T_INT,
			  .dst = REG(3), .val = { REG(0), IMM(1) } },
			{ .op = ORDLAB_XCHG, .dst = REG(1), .addr = LOC(0), .val = { REG(3) } },
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(2), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_OR, .type = ORDLAB_T_INT,
			  .dst = REG(3), .val = { REG(0), IMM(1) } },
			{ .op = ORDLAB_XCHG, .dst = REG(1), .addr = LOC(1), .val = { REG(3) } },
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(2), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(2) },
			{ .thread = 1, .what = REG(2) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * Intel SDM, volume 3A, examples 8-1 to 8-10, named after their
	 * section
	 */

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "SDM-8.2.3.2",
		.purpose = "Neither loads nor stores are reordered with like operations",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  WRITE_ONCE(*x, 1);
	 *
	 * exists (0:r0=1 /\ 1:r0=1)
	 */
	{
		.name = "SDM-8.2.3.3",
		.purpose = "Stores are not reordered with earlier loads",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  r0 = READ_ONCE(*y);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  r0 = READ_ONCE(*x);
	 *
	 * exists (0:r0=0 /\ 1:r0=0)
	 */
	{
		.name = "SDM-8.2.3.4",
		.purpose = "Loads may be reordered with earlier stores to different locations",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  r0 = READ_ONCE(*x);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  r0 = READ_ONCE(*y);
	 *
	 * exists (0:r0=0)
	 */
	{
		.name = "SDM-8.2.3.4-same",
		.purpose = "Loads are not reordered with earlier stores to the same location",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
		},
		.nr_observed = 1,
		.observed = {
			{ .thread = 0, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 1,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *    1  r0 = READ_ONCE(*x);
	 *    2  r1 = READ_ONCE(*y);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *    1  r0 = READ_ONCE(*y);
	 *    2  r1 = READ_ONCE(*x);
	 *
	 * exists (0:r0=1 /\ 0:r1=0 /\ 1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "SDM-8.2.3.5",
		.purpose = "Intra-processor forwarding is allowed",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 4,
		.observed = {
			{ .thread = 0, .what = REG(0) },
			{ .thread = 0, .what = REG(1) },
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 7,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 3, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 2:r0=1 /\ 2:r1=0)
	 */
	{
		.name = "SDM-8.2.3.6",
		.purpose = "Stores are transitively visible",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 3,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 3,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  WRITE_ONCE(*x, 1);
	 *
	 * P1:
	 *    0  WRITE_ONCE(*y, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  r1 = READ_ONCE(*y);
	 *
	 * P3:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (2:r0=1 /\ 2:r1=0 /\ 3:r0=1 /\ 3:r1=0)
	 */
	{
		.name = "SDM-8.2.3.7",
		.purpose = "Stores are seen in a consistent order by other processors",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 4,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P3 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 4,
		.observed = {
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
			{ .thread = 3, .what = REG(0) },
			{ .thread = 3, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 7,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 3, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = xchg(x, 1);
	 *
	 * P1:
	 *    0  r0 = xchg(y, 1);
	 *
	 * P2:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  r1 = READ_ONCE(*y);
	 *
	 * P3:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (2:r0=1 /\ 2:r1=0 /\ 3:r0=1 /\ 3:r1=0)
	 */
	{
		.name = "SDM-8.2.3.8",
		.purpose = "Locked instructions have a total order",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 4,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 1, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_XCHG, .dst = REG(0), .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_XCHG, .dst = REG(0), .addr = LOC(1), .val = { IMM(1) } },
			/* P2 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P3 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 4,
		.observed = {
			{ .thread = 2, .what = REG(0) },
			{ .thread = 2, .what = REG(1) },
			{ .thread = 3, .what = REG(0) },
			{ .thread = 3, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 7,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(1) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 3, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = xchg(x, 1);
	 *    1  r1 = READ_ONCE(*y);
	 *
	 * P1:
	 *    0  r0 = xchg(y, 1);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (0:r1=0 /\ 1:r1=0)
	 */
	{
		.name = "SDM-8.2.3.9",
		.purpose = "Loads are not reordered with earlier locked instructions",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_XCHG, .dst = REG(0), .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(1) },
			/* P1 */
			{ .op = ORDLAB_XCHG, .dst = REG(0), .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 0, .what = REG(1) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(0) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int x = 0;
	 * int y = 0;
	 *
	 * P0:
	 *    0  r0 = xchg(x, 1);
	 *    1  WRITE_ONCE(*y, 1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*y);
	 *    1  r1 = READ_ONCE(*x);
	 *
	 * exists (1:r0=1 /\ 1:r1=0)
	 */
	{
		.name = "SDM-8.2.3.9-store",
		.purpose = "Stores are not reordered with earlier locked instructions",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_y, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 2, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 2, .nr_regs = 2, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_XCHG, .dst = REG(0), .addr = LOC(0), .val = { IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
		},
		.nr_observed = 2,
		.observed = {
			{ .thread = 1, .what = REG(0) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 3,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/* Lost update: two threads add one */

	/*
	 * int x = 0;
	 *
	 * P0:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  t1 = r0 + 1;
	 *    2  WRITE_ONCE(*x, t1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  t1 = r0 + 1;
	 *    2  WRITE_ONCE(*x, t1);
	 *
	 * exists (x=1)
	 */
	{
		.name = "lost-update",
		.purpose = "Load, add one, store: may one of two updates be lost?",
		.nr_locations = 1,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(1) } },
		},
		.nr_observed = 1,
		.observed = {
			{ .what = LOC(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 1,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
		},
	},

	/*
	 * int x = 0;
	 *
	 * P0:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  smp_mb();
	 *    2  t1 = r0 + 1;
	 *    3  WRITE_ONCE(*x, t1);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  smp_mb();
	 *    2  t1 = r0 + 1;
	 *    3  WRITE_ONCE(*x, t1);
	 *
	 * exists (x=1)
	 */
	{
		.name = "lost-update+mbs",
		.purpose = "Fences order accesses; they do not make an update of them",
		.nr_locations = 1,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 4, .nr_regs = 2, .regs = { NAME_r0 } },
			{ .nr_insns = 4, .nr_regs = 2, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(1) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_SMP_MB },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(1) } },
		},
		.nr_observed = 1,
		.observed = {
			{ .what = LOC(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 1,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
		},
	},

	/*
	 * int x = 0;
	 *
	 * P0:
	 *    0  r0 = smp_load_acquire(x);
	 *    1  t1 = r0 + 1;
	 *    2  smp_store_release(x, t1);
	 *
	 * P1:
	 *    0  r0 = smp_load_acquire(x);
	 *    1  t1 = r0 + 1;
	 *    2  smp_store_release(x, t1);
	 *
	 * exists (x=1)
	 */
	{
		.name = "lost-update+acq-rel",
		.purpose = "Nor do acquire and release",
		.nr_locations = 1,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0 } },
			{ .nr_insns = 3, .nr_regs = 2, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), IMM(1) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(0), .val = { REG(1) } },
			/* P1 */
			{ .op = ORDLAB_SMP_LOAD_ACQUIRE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(1), .val = { REG(0), IMM(1) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(0), .val = { REG(1) } },
		},
		.nr_observed = 1,
		.observed = {
			{ .what = LOC(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 1,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
		},
	},

	/*
	 * atomic_t x = 0;
	 *
	 * P0:
	 *    0  atomic_inc(x);
	 *
	 * P1:
	 *    0  atomic_inc(x);
	 *
	 * exists (x=1)
	 */
	{
		.name = "lost-update+inc",
		.purpose = "atomic_inc() loses none, though it orders nothing else",
		.nr_locations = 1,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_ATOMIC, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 0 },
			{ .nr_insns = 1, .nr_regs = 0 },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_ATOMIC_INC, .addr = LOC(0), .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_ATOMIC_INC, .addr = LOC(0), .val = { IMM(1) } },
		},
		.nr_observed = 1,
		.observed = {
			{ .what = LOC(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 1,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
		},
	},

	/*
	 * atomic_t x = 0;
	 *
	 * P0:
	 *    0  r0 = atomic_add_return(1, x);
	 *
	 * P1:
	 *    0  r0 = atomic_add_return(1, x);
	 *
	 * exists (x=1)
	 */
	{
		.name = "lost-update+add-return",
		.purpose = "atomic_add_return() loses none, and no two threads get one value",
		.nr_locations = 1,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_ATOMIC, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 1, .nr_regs = 1, .regs = { NAME_r0 } },
			{ .nr_insns = 1, .nr_regs = 1, .regs = { NAME_r0 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_ATOMIC_ADD_RETURN, .dst = REG(0), .addr = LOC(0),
			  .val = { IMM(1) } },
			/* P1 */
			{ .op = ORDLAB_ATOMIC_ADD_RETURN, .dst = REG(0), .addr = LOC(0),
			  .val = { IMM(1) } },
		},
		.nr_observed = 1,
		.observed = {
			{ .what = LOC(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 1,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
		},
	},

	/*
	 * int x = 0;
	 *
	 * P0:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  t2 = r0 + 1;
	 *    2  r1 = cmpxchg(x, r0, t2);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*x);
	 *    1  t2 = r0 + 1;
	 *    2  r1 = cmpxchg(x, r0, t2);
	 *
	 * exists (x=1 /\ 0:r1=0 /\ 1:r1=0)
	 */
	{
		.name = "lost-update+cmpxchg",
		.purpose = "cmpxchg() tells the loser: two that succeed are never one update",
		.nr_locations = 1,
		.locations = {
			{ .name = NAME_x, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 3, .nr_regs = 3, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 3, .nr_regs = 3, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), IMM(1) } },
			{ .op = ORDLAB_CMPXCHG, .dst = REG(1), .addr = LOC(0),
			  .val = { REG(0), REG(2) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), IMM(1) } },
			{ .op = ORDLAB_CMPXCHG, .dst = REG(1), .addr = LOC(0),
			  .val = { REG(0), REG(2) } },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 0, .what = REG(1) },
			{ .thread = 1, .what = REG(1) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * A spinlock around a counter, without the loop: a thread that does
	 * not get the lock skips the counter
	 */

	/*
	 * int counter = 0;
	 * int locked = 0;
	 *
	 * P0:
	 *    0  r0 = cmpxchg_acquire(locked, 0, 1);
	 *    1  t2 = r0 == 0;
	 *    2  if (!t2) goto 7;
	 *    3  r1 = READ_ONCE(*counter);
	 *    4  t2 = r1 + 1;
	 *    5  WRITE_ONCE(*counter, t2);
	 *    6  smp_store_release(locked, 0);
	 *
	 * P1:
	 *    0  r0 = cmpxchg_acquire(locked, 0, 1);
	 *    1  t2 = r0 == 0;
	 *    2  if (!t2) goto 7;
	 *    3  r1 = READ_ONCE(*counter);
	 *    4  t2 = r1 + 1;
	 *    5  WRITE_ONCE(*counter, t2);
	 *    6  smp_store_release(locked, 0);
	 *
	 * exists (counter=1 /\ 0:r0=0 /\ 1:r0=0)
	 */
	{
		.name = "spinlock",
		.purpose = "Acquire to lock, release to unlock: the lock guards the counter",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_counter, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_locked, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 7, .nr_regs = 3, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 7, .nr_regs = 3, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_CMPXCHG_ACQUIRE, .dst = REG(0), .addr = LOC(1),
			  .val = { IMM(0), IMM(1) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_EQ, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), IMM(0) } },
			{ .op = ORDLAB_BRANCH, .val = { REG(2) }, .target = 7 },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(2) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(0) } },
			/* P1 */
			{ .op = ORDLAB_CMPXCHG_ACQUIRE, .dst = REG(0), .addr = LOC(1),
			  .val = { IMM(0), IMM(1) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_EQ, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), IMM(0) } },
			{ .op = ORDLAB_BRANCH, .val = { REG(2) }, .target = 7 },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(2) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(0) } },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int counter = 0;
	 * int locked = 0;
	 *
	 * P0:
	 *    0  r0 = cmpxchg_relaxed(locked, 0, 1);
	 *    1  t2 = r0 == 0;
	 *    2  if (!t2) goto 7;
	 *    3  r1 = READ_ONCE(*counter);
	 *    4  t2 = r1 + 1;
	 *    5  WRITE_ONCE(*counter, t2);
	 *    6  smp_store_release(locked, 0);
	 *
	 * P1:
	 *    0  r0 = cmpxchg_relaxed(locked, 0, 1);
	 *    1  t2 = r0 == 0;
	 *    2  if (!t2) goto 7;
	 *    3  r1 = READ_ONCE(*counter);
	 *    4  t2 = r1 + 1;
	 *    5  WRITE_ONCE(*counter, t2);
	 *    6  smp_store_release(locked, 0);
	 *
	 * exists (counter=1 /\ 0:r0=0 /\ 1:r0=0)
	 */
	{
		.name = "spinlock+relaxed-acquire",
		.purpose = "Broken: the counter may be read before the lock is taken",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_counter, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_locked, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 7, .nr_regs = 3, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 7, .nr_regs = 3, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_CMPXCHG_RELAXED, .dst = REG(0), .addr = LOC(1),
			  .val = { IMM(0), IMM(1) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_EQ, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), IMM(0) } },
			{ .op = ORDLAB_BRANCH, .val = { REG(2) }, .target = 7 },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(2) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(0) } },
			/* P1 */
			{ .op = ORDLAB_CMPXCHG_RELAXED, .dst = REG(0), .addr = LOC(1),
			  .val = { IMM(0), IMM(1) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_EQ, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), IMM(0) } },
			{ .op = ORDLAB_BRANCH, .val = { REG(2) }, .target = 7 },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(2) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(0) } },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int counter = 0;
	 * int locked = 0;
	 *
	 * P0:
	 *    0  r0 = cmpxchg_acquire(locked, 0, 1);
	 *    1  t2 = r0 == 0;
	 *    2  if (!t2) goto 7;
	 *    3  r1 = READ_ONCE(*counter);
	 *    4  t2 = r1 + 1;
	 *    5  WRITE_ONCE(*counter, t2);
	 *    6  WRITE_ONCE(*locked, 0);
	 *
	 * P1:
	 *    0  r0 = cmpxchg_acquire(locked, 0, 1);
	 *    1  t2 = r0 == 0;
	 *    2  if (!t2) goto 7;
	 *    3  r1 = READ_ONCE(*counter);
	 *    4  t2 = r1 + 1;
	 *    5  WRITE_ONCE(*counter, t2);
	 *    6  WRITE_ONCE(*locked, 0);
	 *
	 * exists (counter=1 /\ 0:r0=0 /\ 1:r0=0)
	 */
	{
		.name = "spinlock+relaxed-release",
		.purpose = "Broken: the counter may be written after the lock is released",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_counter, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_locked, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 7, .nr_regs = 3, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 7, .nr_regs = 3, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_CMPXCHG_ACQUIRE, .dst = REG(0), .addr = LOC(1),
			  .val = { IMM(0), IMM(1) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_EQ, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), IMM(0) } },
			{ .op = ORDLAB_BRANCH, .val = { REG(2) }, .target = 7 },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(2) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(0) } },
			/* P1 */
			{ .op = ORDLAB_CMPXCHG_ACQUIRE, .dst = REG(0), .addr = LOC(1),
			  .val = { IMM(0), IMM(1) } },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_EQ, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), IMM(0) } },
			{ .op = ORDLAB_BRANCH, .val = { REG(2) }, .target = 7 },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(2) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(0) } },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},

	/*
	 * int counter = 0;
	 * int locked = 0;
	 *
	 * P0:
	 *    0  r0 = READ_ONCE(*locked);
	 *    1  t2 = r0 == 0;
	 *    2  if (!t2) goto 8;
	 *    3  WRITE_ONCE(*locked, 1);
	 *    4  r1 = READ_ONCE(*counter);
	 *    5  t2 = r1 + 1;
	 *    6  WRITE_ONCE(*counter, t2);
	 *    7  smp_store_release(locked, 0);
	 *
	 * P1:
	 *    0  r0 = READ_ONCE(*locked);
	 *    1  t2 = r0 == 0;
	 *    2  if (!t2) goto 8;
	 *    3  WRITE_ONCE(*locked, 1);
	 *    4  r1 = READ_ONCE(*counter);
	 *    5  t2 = r1 + 1;
	 *    6  WRITE_ONCE(*counter, t2);
	 *    7  smp_store_release(locked, 0);
	 *
	 * exists (counter=1 /\ 0:r0=0 /\ 1:r0=0)
	 */
	{
		.name = "spinlock+load-store",
		.purpose = "Broken everywhere: two threads may see the lock free and take it",
		.nr_locations = 2,
		.locations = {
			{ .name = NAME_counter, .type = ORDLAB_T_INT, .init = IMM(0) },
			{ .name = NAME_locked, .type = ORDLAB_T_INT, .init = IMM(0) },
		},
		.nr_threads = 2,
		.threads = {
			{ .nr_insns = 8, .nr_regs = 3, .regs = { NAME_r0, NAME_r1 } },
			{ .nr_insns = 8, .nr_regs = 3, .regs = { NAME_r0, NAME_r1 } },
		},
		.insns = (const struct catalogue_insn[]){
			/* P0 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_EQ, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), IMM(0) } },
			{ .op = ORDLAB_BRANCH, .val = { REG(2) }, .target = 8 },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(2) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(0) } },
			/* P1 */
			{ .op = ORDLAB_READ_ONCE, .dst = REG(0), .addr = LOC(1) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_EQ, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(0), IMM(0) } },
			{ .op = ORDLAB_BRANCH, .val = { REG(2) }, .target = 8 },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(1), .val = { IMM(1) } },
			{ .op = ORDLAB_READ_ONCE, .dst = REG(1), .addr = LOC(0) },
			{ .op = ORDLAB_ALU, .alu = ORDLAB_A_ADD, .type = ORDLAB_T_INT,
			  .dst = REG(2), .val = { REG(1), IMM(1) } },
			{ .op = ORDLAB_WRITE_ONCE, .addr = LOC(0), .val = { REG(2) } },
			{ .op = ORDLAB_SMP_STORE_RELEASE, .addr = LOC(1), .val = { IMM(0) } },
		},
		.nr_observed = 3,
		.observed = {
			{ .what = LOC(0) },
			{ .thread = 0, .what = REG(0) },
			{ .thread = 1, .what = REG(0) },
		},
		.quantifier = ORDLAB_EXISTS,
		.nr_cond = 5,
		.cond = {
			{ .op = ORDLAB_COND_EQ, .observed = 0, .value = IMM(1) },
			{ .op = ORDLAB_COND_EQ, .observed = 1, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
			{ .op = ORDLAB_COND_EQ, .observed = 2, .value = IMM(0) },
			{ .op = ORDLAB_COND_AND },
		},
	},
};

const unsigned int ordlab_catalogue_nr = ARRAY_SIZE(ordlab_catalogue);
