// SPDX-License-Identifier: GPL-2.0
/*
 * The Linux-kernel memory model of Linux 7.2: tools/memory-model's
 * linux-kernel.bell, lock.cat and linux-kernel.cat, in their order and with
 * their names ("-" is "_" here). What is not written as an expression there,
 * or has to do with generating candidates, is in execution.c: the rf and co of
 * locks, and the rules lock-nest, nested-is-locked and unmatched-locks.
 *
 * The words of an explanation follow tools/memory-model/Documentation/
 * explanation.txt, which gives the reasons for each relation.
 */
#include <stddef.h>
#include "model/model-events.h"

/* --- Sets that herd knows of, by the kind and annotation of events --- */

DEFINE_TEST(is_any, e)
DEFINE_TEST(is_r, e->kind == EV_R)
DEFINE_TEST(is_w, e->kind == EV_W)
DEFINE_TEST(is_iw, e->thread == THREAD_INIT)
DEFINE_TEST(is_rmw, e->rmw)
DEFINE_TEST(is_lkr, e->kind == EV_LKR)
DEFINE_TEST(is_lkw, e->kind == EV_LKW)
DEFINE_TEST(is_ul, e->kind == EV_UL)
DEFINE_TEST(is_lf, e->kind == EV_LF)
DEFINE_TEST(is_rl, e->kind == EV_RL)
DEFINE_TEST(is_ru, e->kind == EV_RU)
DEFINE_TEST(is_once, HAS_TAG(e, ONCE))
DEFINE_TEST(is_release, HAS_TAG(e, RELEASE))
DEFINE_TEST(is_acquire, HAS_TAG(e, ACQUIRE))
DEFINE_TEST(is_noreturn, HAS_TAG(e, NORETURN))
DEFINE_TEST(is_mb, HAS_TAG(e, MB))
DEFINE_TEST(is_wmb, HAS_TAG(e, WMB))
DEFINE_TEST(is_rmb, HAS_TAG(e, RMB))
DEFINE_TEST(is_barrier, HAS_TAG(e, BARRIER))
DEFINE_TEST(is_before_atomic, HAS_TAG(e, BEFORE_ATOMIC))
DEFINE_TEST(is_after_atomic, HAS_TAG(e, AFTER_ATOMIC))
DEFINE_TEST(is_after_spinlock, HAS_TAG(e, AFTER_SPINLOCK))
DEFINE_TEST(is_after_unlock_lock, HAS_TAG(e, AFTER_UNLOCK_LOCK))
DEFINE_TEST(is_after_srcu_read_unlock, HAS_TAG(e, AFTER_SRCU_READ_UNLOCK))

/* --- Relations that are not written as expressions --- */

/* rcu-rscs: each rcu_read_lock() and the unlock that ends its nest */
static void make_rcu_rscs(struct rel *to, const struct execution *x)
{
	unsigned int open[REL_MAX_EVENTS], depth = 0;

	for (unsigned int e = 0; e < x->n; e++) {
		if (e && x->events[e].thread != x->events[e - 1].thread)
			depth = 0;
		if (is_rcu_lock(&x->events[e]))
			open[depth++] = e;
		else if (is_rcu_unlock(&x->events[e]) && depth)
			rel_add(to, open[--depth], e);
	}
}

/* Pairs of accesses with different values */
static void make_different_values(struct rel *to, const struct execution *x)
{
	for (unsigned int a = 0; a < x->n; a++)
		for (unsigned int b = 0; b < x->n; b++)
			if (IS_ACCESS(&x->events[a]) && IS_ACCESS(&x->events[b]) &&
			    !value_same(x->values[a], x->values[b]))
				rel_add(to, a, b);
}

/* Accesses to locks whose final value the test asks for: to themselves */
static void make_lock_final(struct rel *to, const struct execution *x)
{
	for (unsigned int e = 0; e < x->n; e++) {
		const struct event *event = &x->events[e];

		if (event->loc != NO_LOC && (x->observed >> event->loc & 1) &&
		    (!IS_ACCESS(event) || is_srcu_lock(event) ||
		     is_srcu_unlock(event)))
			rel_add(to, e, e);
	}
}

/*
 * Readers and grace periods: from each rcu_read_lock() to its unlock, the same for
 * SRCU, and same location
 */
struct model_rcu {
	const struct expr *rcu_rscs;
	const struct expr *srcu_rscs;
	const struct expr *loc;
};

/* rcu-order, from what links the ends of readers and grace periods */
static const struct expr *make_rcu_order(struct model_builder *m,
					 const struct model_rcu *rcu,
					 const struct expr *rcu_link)
{
	const struct expr *loc = rcu->loc;

	LET(rcu_gp, ID(EVENTS(is_sync_rcu)));
	LET(srcu_gp, ID(EVENTS(is_sync_srcu)));
	LET(rcu_rscsi, INV(rcu->rcu_rscs));
	LET(srcu_rscsi, INV(rcu->srcu_rscs));
	model_say(m, rcu_rscsi, "the reader that ends here began there: if the end comes after a grace period, so does the beginning");
	model_say(m, srcu_rscsi, "the reader that ends here began there: if the end comes after a grace period, so does the beginning");

	const struct expr *first =
		OR(rcu_gp, srcu_gp,
		   SEQ(rcu_gp, rcu_link, rcu_rscsi),
		   AND(SEQ(srcu_gp, rcu_link, srcu_rscsi), loc),
		   SEQ(rcu_rscsi, rcu_link, rcu_gp),
		   AND(SEQ(srcu_rscsi, rcu_link, srcu_gp), loc));
	const struct expr *rcu_order = expr_var(m);
	const struct expr *linked = SEQ(rcu_link, rcu_order, rcu_link);

	return expr_rec(m, rcu_order,
			OR(first,
			   SEQ(rcu_gp, linked, rcu_rscsi),
			   AND(SEQ(srcu_gp, linked, srcu_rscsi), loc),
			   SEQ(rcu_rscsi, linked, rcu_gp),
			   AND(SEQ(srcu_rscsi, linked, srcu_gp), loc),
			   SEQ(rcu_order, rcu_link, rcu_order)));
}

void model_rcu_waits(struct model_builder *m, const struct expr *order)
{
	LET(po, BASE(po));
	LET(loc, BASE(loc));
	LET(rcu_rscs, MAKE(make_rcu_rscs));
	LET(srcu_rscs, AND(SEQ(ID(EVENTS(is_srcu_lock)), BASE(data),
			       ID(EVENTS(is_srcu_unlock))), loc));
	LET(orders, STAR(order));
	LET(rcu_link, SEQ(OPT(po), orders, po));
	const struct model_rcu rcu = { rcu_rscs, srcu_rscs, loc };
	LET(rcu_order, make_rcu_order(m, &rcu, rcu_link));
	LET(rcu_fence, SEQ(po, rcu_order, OPT(po)));
	model_axiom(m, AXIOM_IRREFLEXIVE, SEQ(rcu_fence, orders), "rcu",
		    "a grace period waits for every reader that began before it");
	model_say(m, po, "program order");
}

void model_build_lkmm(struct model_builder *m)
{
	/* --- What herd provides --- */
	LET(po, BASE(po));
	LET(loc, BASE(loc));
	LET(intern, BASE(internal));
	LET(ext, BASE(external));
	LET(po_loc, AND(po, loc));
	LET(rf, BASE(rf));
	LET(rfe, AND(rf, ext));
	LET(rfi, AND(rf, intern));
	LET(co, BASE(co));
	LET(coe, AND(co, ext));
	LET(fr, BASE(fr));
	LET(fre, AND(fr, ext));
	LET(rmw, BASE(rmw));
	/* linux-kernel.bell gives these names to more, see carry-dep */
	const struct expr *herd_addr = expr_let(m, "addr", BASE(addr));
	const struct expr *herd_data = expr_let(m, "data", BASE(data));
	const struct expr *herd_ctrl = expr_let(m, "ctrl", BASE(ctrl));
	LET(all, EVENTS(is_any));
	LET(id, ID(all));
	/* Initial writes are in no relation here: nothing comes before them */
	LET(IW, EVENTS(is_iw));
	LET(RMW, EVENTS(is_rmw));
	LET(LKR, EVENTS(is_lkr));
	LET(LKW, EVENTS(is_lkw));
	LET(UL, EVENTS(is_ul));
	LET(RL, EVENTS(is_rl));
	LET(RU, EVENTS(is_ru));
	LET(LF, OR(EVENTS(is_lf), RL));
	LET(ONCE, EVENTS(is_once));
	LET(RELEASE, EVENTS(is_release));
	LET(ACQUIRE, EVENTS(is_acquire));
	LET(NORETURN, EVENTS(is_noreturn));
	LET(MB, EVENTS(is_mb));
	LET(Wmb, EVENTS(is_wmb));
	LET(Rmb, EVENTS(is_rmb));
	LET(Barrier, EVENTS(is_barrier));
	LET(Rcu_lock, EVENTS(is_rcu_lock));
	LET(Rcu_unlock, EVENTS(is_rcu_unlock));
	LET(Sync_rcu, EVENTS(is_sync_rcu));
	LET(Before_atomic, EVENTS(is_before_atomic));
	LET(After_atomic, EVENTS(is_after_atomic));
	LET(After_spinlock, EVENTS(is_after_spinlock));
	LET(After_unlock_lock, EVENTS(is_after_unlock_lock));
	LET(After_srcu_read_unlock, EVENTS(is_after_srcu_read_unlock));
	LET(Srcu_lock, EVENTS(is_srcu_lock));
	LET(Srcu_unlock, EVENTS(is_srcu_unlock));
	LET(Sync_srcu, EVENTS(is_sync_srcu));
	/* Accesses to memory; to locks, too, once lock.cat is through */
	LET(bell_R, EVENTS(is_r));
	LET(bell_W, EVENTS(is_w));
	LET(bell_M, OR(bell_R, bell_W));

#define FENCEREL(set)	SEQ(po, ID(set), po)

	/* --- linux-kernel.bell --- */
	LET(FailedRMW, MINUS(RMW, OR(DOMAIN(rmw), RANGE(rmw))));
	LET(bell_Acquire, MINUS(ACQUIRE, bell_W, FailedRMW));
	LET(bell_Release, MINUS(RELEASE, bell_R, FailedRMW));
	LET(Mb, MINUS(MB, FailedRMW));
	LET(Noreturn, MINUS(NORETURN, bell_W));

	LET(rcu_rscs, MAKE(make_rcu_rscs));
	model_flag(m, MINUS(Rcu_lock, DOMAIN(rcu_rscs)), "unmatched-rcu-lock");
	model_flag(m, MINUS(Rcu_unlock, RANGE(rcu_rscs)), "unmatched-rcu-unlock");

	LET(carry_srcu_data, STAR(SEQ(herd_data, ID(NOT(Srcu_unlock)), rf)));
	LET(srcu_rscs, AND(SEQ(ID(Srcu_lock), carry_srcu_data, herd_data,
			       ID(Srcu_unlock)), loc));
	model_flag(m, MINUS(Srcu_lock, DOMAIN(srcu_rscs)), "unmatched-srcu-lock");
	model_flag(m, MINUS(Srcu_unlock, RANGE(srcu_rscs)),
		   "unmatched-srcu-unlock");
	model_flag(m, MINUS(SEQ(INV(srcu_rscs), srcu_rscs), id),
		   "multiple-srcu-matches");
	model_flag(m, AND(rcu_rscs, SEQ(po, ID(Sync_srcu), po)), "invalid-sleep");
	model_flag(m, AND(srcu_rscs, MAKE_LATE(make_different_values)),
		   "srcu-bad-value-match");

	LET(Marked, OR(NOT(bell_M), IW, ONCE, RELEASE, ACQUIRE, MB, RMW, LKR, LKW,
		       UL, LF, RL, RU, Srcu_lock, Srcu_unlock));
	LET(Plain, MINUS(bell_M, Marked));

	LET(carry_dep, STAR(SEQ(herd_data, ID(NOT(Srcu_unlock)), rfi)));
	LET(addr, SEQ(carry_dep, herd_addr));
	LET(ctrl, SEQ(carry_dep, herd_ctrl));
	LET(data, SEQ(carry_dep, herd_data));

	/* --- lock.cat --- */
	LET(ALL_LOCKS, OR(LKR, LKW, UL, LF, RU, Srcu_lock, Srcu_unlock, Sync_srcu));
	model_flag(m, SEQ(ID(MINUS(bell_M, IW, ALL_LOCKS)), loc, ID(ALL_LOCKS)),
		   "mixed-lock-accesses");
	model_flag(m, MAKE(make_lock_final), "lock-final");
	LET(Release, OR(bell_Release, UL));
	LET(Acquire, OR(bell_Acquire, LKR));
	LET(critical, MINUS(SEQ(ID(LKW), po_loc, ID(UL)),
			    SEQ(po_loc, ID(OR(LKW, UL)), po_loc)));
	model_flag(m, MINUS(UL, RANGE(critical)), "unmatched-unlock");
	LET(R, OR(bell_R, LKR, LF, RU));
	LET(W, OR(bell_W, LKW, UL));
	LET(M, OR(R, W));

	/* --- linux-kernel.cat: basic relations --- */
	LET(acq_po, SEQ(ID(Acquire), po, ID(M)));
	LET(po_rel, SEQ(ID(M), po, ID(Release)));
	LET(po_unlock_lock_po, SEQ(po, ID(UL), OR(po, rf), ID(LKR), po));

	LET(R4rmb, MINUS(R, Noreturn));
	LET(rmb, SEQ(ID(R4rmb), FENCEREL(Rmb), ID(R4rmb)));
	LET(wmb, SEQ(ID(W), FENCEREL(Wmb), ID(W)));
	LET(mb, OR(SEQ(ID(M), FENCEREL(Mb), ID(M)),
		   SEQ(ID(M), po, ID(AND(Mb, R))),
		   SEQ(ID(AND(Mb, W)), po, ID(M)),
		   SEQ(ID(M), FENCEREL(Before_atomic), ID(RMW), OPT(po), ID(M)),
		   SEQ(ID(M), OPT(po), ID(RMW), FENCEREL(After_atomic), ID(M)),
		   SEQ(ID(M), OPT(po), ID(LKW), FENCEREL(After_spinlock), ID(M)),
		   SEQ(ID(M), po_unlock_lock_po, ID(After_unlock_lock), po, ID(M)),
		   SEQ(ID(M), OPT(po), ID(Srcu_unlock),
		       FENCEREL(After_srcu_read_unlock), ID(M))));
	LET(gp, SEQ(po, ID(OR(Sync_rcu, Sync_srcu)), OPT(po)));
	LET(strong_fence_, OR(mb, gp));

	LET(nonrw_fence, OR(strong_fence_, po_rel, acq_po));
	LET(fence_, OR(nonrw_fence, wmb, rmb));
	LET(barrier, OR(FENCEREL(OR(Barrier, Rmb, Wmb, Mb, Sync_rcu, Sync_srcu,
				    Before_atomic, After_atomic, Acquire, Release,
				    Rcu_lock, Rcu_unlock, Srcu_lock, Srcu_unlock)),
			SEQ(po, ID(Release)), SEQ(ID(Acquire), po)));

	/* --- Fundamental coherence ordering --- */
	LET(com, OR(rf, co, fr));
	model_ensured(m, AXIOM_ACYCLIC, OR(po_loc, com), "coherence",
		      "all accesses to one location have a single order, which program order respects");
	model_ensured(m, AXIOM_EMPTY, AND(rmw, SEQ(fre, coe)), "atomic",
		      "nobody else writes between the read and the write of a read-modify-write");

	/* --- Instruction execution ordering --- */
	LET(dep, OR(addr, data));
	LET(rwdep, SEQ(OR(dep, ctrl), ID(W)));
	LET(overwrite, OR(co, fr));
	LET(to_w, OR(rwdep, AND(overwrite, intern), SEQ(addr, ID(Plain), wmb)));
	LET(to_r, OR(SEQ(addr, ID(R)), SEQ(dep, ID(Marked), rfi)));
	LET(ppo, OR(to_r, to_w, AND(fence_, intern), AND(po_unlock_lock_po, intern)));

	LET(rmw_sequence, STAR(SEQ(rf, rmw)));
#define A_CUMUL(r)	SEQ(OPT(SEQ(rfe, ID(Marked))), r)
	LET(cumul_fence, SEQ(ID(Marked),
			     OR(A_CUMUL(OR(strong_fence_, po_rel)), wmb,
				po_unlock_lock_po),
			     ID(Marked), rmw_sequence));
	LET(cumul_fences, STAR(cumul_fence));
	LET(prop, SEQ(ID(Marked), OPT(AND(overwrite, ext)), cumul_fences, ID(Marked),
		      OPT(rfe), ID(Marked)));

	LET(hb, SEQ(ID(Marked), OR(ppo, rfe, AND(MINUS(prop, id), intern)),
		    ID(Marked)));
	model_axiom(m, AXIOM_ACYCLIC, hb, "happens-before",
		    "no instruction executes before itself");

	/* --- Write and fence propagation ordering --- */
	LET(hbs, STAR(hb));
	LET(pb, SEQ(prop, strong_fence_, hbs, ID(Marked)));
	model_axiom(m, AXIOM_ACYCLIC, pb, "propagation",
		    "no store reaches every CPU before itself");

	/* --- RCU --- */
	LET(pbs, STAR(pb));
	LET(rcu_link, SEQ(OPT(po), hbs, pbs, prop, po));
	const struct model_rcu rcu = { rcu_rscs, srcu_rscs, loc };
	LET(rcu_order, make_rcu_order(m, &rcu, rcu_link));
	LET(rcu_fence, SEQ(po, rcu_order, OPT(po)));
	LET(fence, OR(fence_, rcu_fence));
	LET(strong_fence, OR(strong_fence_, rcu_fence));

	LET(rb, SEQ(prop, rcu_fence, hbs, pbs, ID(Marked)));
	model_axiom(m, AXIOM_IRREFLEXIVE, rb, "rcu",
		    "a grace period waits for every reader that began before it");

	/* --- Plain accesses and data races --- */
	LET(Plain_W, AND(Plain, W));
	LET(mixed_accesses, OR(SEQ(ID(Plain_W), MINUS(po_loc, barrier), ID(Marked)),
			       SEQ(ID(Marked), MINUS(po_loc, barrier),
				   ID(Plain_W))));
	model_flag(m, mixed_accesses, "mixed-accesses");

	LET(xbstar, STAR(OR(hb, pb, rb)));
	LET(vis, SEQ(cumul_fences, OPT(rfe), ID(Marked),
		     OR(SEQ(strong_fence, ID(Marked), xbstar),
			AND(xbstar, intern))));

	LET(w_pre_bounded, SEQ(ID(Marked), OPT(OR(addr, fence))));
	LET(r_pre_bounded, SEQ(ID(Marked),
			       OPT(OR(addr, nonrw_fence,
				      SEQ(ID(R4rmb), FENCEREL(Rmb),
					  ID(NOT(Noreturn)))))));
	LET(w_post_bounded, SEQ(OPT(fence), ID(Marked), rmw_sequence));
	LET(r_post_bounded, SEQ(OPT(OR(nonrw_fence,
				       SEQ(ID(NOT(Noreturn)), FENCEREL(Rmb),
					   ID(R4rmb)))),
				ID(Marked)));

	LET(ww_vis, OR(fence, SEQ(strong_fence, xbstar, w_pre_bounded),
		       SEQ(w_post_bounded, vis, w_pre_bounded)));
	LET(wr_vis, OR(fence, SEQ(strong_fence, xbstar, r_pre_bounded),
		       SEQ(w_post_bounded, vis, r_pre_bounded)));
	LET(rw_xbstar, OR(fence, SEQ(r_post_bounded, xbstar, w_pre_bounded)));

	LET(pre_race, AND(ext, OR(CROSS(Plain, M), CROSS(MINUS(M, IW), Plain))));

	LET(wr_incoh, AND(pre_race, rf, INV(rw_xbstar)));
	LET(rw_incoh, AND(pre_race, fr, INV(wr_vis)));
	LET(ww_incoh, AND(pre_race, co, INV(ww_vis)));
	model_axiom(m, AXIOM_EMPTY, OR(wr_incoh, rw_incoh, ww_incoh),
		    "plain-coherence",
		    "a plain access is coherent with those that are ordered before and after it");

	LET(ww_nonrace, AND(ww_vis, OR(CROSS(Marked, W), rw_xbstar),
			    OR(CROSS(W, Marked), wr_vis)));
	LET(ww_race, MINUS(AND(pre_race, co), ww_nonrace));
	LET(wr_race, MINUS(AND(pre_race, SEQ(OPT(co), rf)), wr_vis, INV(rw_xbstar)));
	LET(rw_race, MINUS(AND(pre_race, fr), rw_xbstar));
	model_flag(m, OR(ww_race, wr_race, rw_race), "data-race");

	/* --- In words --- */
	model_say(m, po, "program order");
	model_say(m, po_loc, "program order, to the same location");
	model_say(m, rf, "the read sees the value of this write");
	model_say(m, rfe, "the read sees the value that another thread wrote, so the write came first");
	model_say(m, rfi, "the read sees the value that its own thread wrote");
	model_say(m, co, "the second write overwrites the first one");
	model_say(m, coe, "another thread's write overwrites the first one");
	model_say(m, fr, "the read sees an older value than the one that is written here");
	model_say(m, fre, "the read sees an older value than the one that another thread writes here");
	model_say(m, rmw, "both are of one read-modify-write");
	model_say(m, herd_addr, "the address of the second access is computed from the value read");
	model_say(m, herd_data, "the value written is computed from the value read");
	model_say(m, herd_ctrl, "the value read decides whether the second access is reached");
	model_say(m, acq_po, "an acquire comes before everything after it");
	model_say(m, po_rel, "a release comes after everything before it");
	model_say(m, rmb, "smp_rmb() keeps reads before it before reads after it");
	model_say(m, wmb, "smp_wmb() keeps writes before it before writes after it");
	model_say(m, mb, "a full barrier is between them, or is part of one of them");
	model_say(m, gp, "waiting for a grace period is a full barrier, too");
	model_say(m, po_unlock_lock_po, "what comes before an unlock comes before what follows the lock that is taken next");
	model_say(m, critical, "the lock is held from here to there");
}
