// SPDX-License-Identifier: GPL-2.0
/*
 * x86-TSO (Sewell, Sarkar, Owens, Zappa Nardelli, Myreen, "x86-TSO: A rigorous
 * and usable programmer's model for x86 multiprocessors", CACM 2010), in the
 * axiomatic form of Alglave, Maranget, Tautschnig, "Herding cats" (TOPLAS
 * 2014), of what the kernel's x86 headers make of each primitive:
 *
 *	READ_ONCE, plain read, rcu_dereference	mov
 *	WRITE_ONCE, plain write			mov
 *	smp_load_acquire, smp_store_release	mov (arch/x86/include/asm/barrier.h)
 *	smp_mb		lock addl (__smp_mb, same file)
 *	smp_store_mb	xchg (__smp_store_mb, same file)
 *	smp_rmb, smp_wmb, barrier, smp_mb__before_atomic, smp_mb__after_atomic
 *			nothing but for the compiler (same file)
 *	xchg, cmpxchg, atomic_* that read and write, whatever their suffix
 *			locked, even where the comparison of a cmpxchg fails
 *			(asm/cmpxchg.h, asm/atomic.h)
 *	atomic_add_unless	a plain read if it adds nothing, else locked
 *			(include/linux/atomic/atomic-arch-fallback.h)
 *	spin_lock, spin_trylock that succeeds	locked (asm-generic/qspinlock.h)
 *	spin_trylock that fails, spin_is_locked	mov (same file)
 *	spin_unlock	mov (asm/qspinlock.h)
 *	smp_mb__after_spinlock, smp_mb__after_unlock_lock
 *			nothing (linux/spinlock.h, linux/rcupdate.h)
 *	rcu_read_lock, rcu_read_unlock		nothing
 *	synchronize_rcu, synchronize_srcu	wait, with full barriers
 *	srcu_read_lock		smp_mb after it (B in kernel/rcu/srcutree.c)
 *	srcu_read_unlock	smp_mb before it (C, same file)
 *
 * Program order is that of the source: the compiler does not reorder what it is
 * told not to, and plain accesses are taken as they are written.
 *
 * The values of an SRCU domain are herd's, not memory's: they order nothing.
 */
#include <stddef.h>
#include "model/model-events.h"

DEFINE_TEST(is_read, (e->kind == EV_R && !is_srcu_lock(e)) ||
	    e->kind == EV_LKR || e->kind == EV_LF || e->kind == EV_RL ||
	    e->kind == EV_RU)
DEFINE_TEST(is_write, (e->kind == EV_W && !is_srcu_unlock(e)) ||
	    e->kind == EV_LKW || e->kind == EV_UL)
DEFINE_TEST(is_locked, e->kind == EV_LKR || e->kind == EV_LKW ||
	    (e->rmw && !(e->failed &&
			 ordlab_ops[e->op].class == ORDLAB_C_ADD_UNLESS)))
DEFINE_TEST(is_fence, (e->kind == EV_F && e->order == ORDLAB_O_MB) ||
	    is_sync_rcu(e) || is_sync_srcu(e) || is_srcu_lock(e) ||
	    is_srcu_unlock(e))

void model_build_tso(struct model_builder *m)
{
	LET(po, BASE(po));
	LET(loc, BASE(loc));
	LET(ext, BASE(external));
	LET(R, EVENTS(is_read));
	LET(W, EVENTS(is_write));
	LET(M, OR(R, W));
	LET(LOCKED, EVENTS(is_locked));
	LET(MFENCE, EVENTS(is_fence));
	LET(rmw, BASE(rmw));
	LET(rf, BASE(rf));
	LET(co, BASE(co));
	LET(fr, BASE(fr));
	LET(com, OR(rf, co, fr));

	LET(po_loc, AND(po, loc));
	model_ensured(m, AXIOM_ACYCLIC, OR(po_loc, com), "coherence",
		      "all accesses to one location have a single order, which program order respects");
	model_ensured(m, AXIOM_EMPTY, AND(rmw, SEQ(AND(fr, ext), AND(co, ext))),
		      "atomic",
		      "nobody else writes between the read and the write of a locked instruction");

	/* A store may be overtaken by later loads, and by nothing else */
	LET(ppo, MINUS(SEQ(ID(M), po, ID(M)), CROSS(W, R)));
	LET(mfence, SEQ(ID(M), po, ID(MFENCE), po, ID(M)));
	LET(implied, OR(SEQ(ID(M), po, ID(AND(LOCKED, M))),
			SEQ(ID(AND(LOCKED, M)), po, ID(M))));
	LET(rfe, AND(SEQ(ID(M), rf, ID(M)), ext));
	LET(ws, SEQ(ID(M), co, ID(M)));
	LET(from_read, SEQ(ID(M), fr, ID(M)));
	LET(ghb, OR(ppo, mfence, implied, rfe, ws, from_read));
	model_axiom(m, AXIOM_ACYCLIC, ghb, "tso",
		    "all stores reach memory in one order, which every CPU sees");

	model_rcu_waits(m, ghb);

	model_say(m, po_loc, "program order, to the same location");
	model_say(m, rmw, "both are of one locked instruction");
	model_say(m, rf, "a load reads what this store has stored");
	model_say(m, ppo, "x86 keeps program order, except from a store to a later load");
	model_say(m, mfence, "a full barrier drains the store buffer");
	model_say(m, implied, "a locked instruction is a full barrier");
	model_say(m, rfe, "a load reads what another CPU has stored");
	model_say(m, co, "stores to one location reach memory in this order");
	model_say(m, fr, "a load reads memory before a store overwrites what it reads");
	model_say(m, po, "program order");
}
