// SPDX-License-Identifier: GPL-2.0
/*
 * Sequential consistency (Lamport, "How to make a multiprocessor computer that
 * correctly executes multiprocess programs", 1979): there is one order of all
 * accesses, which program order respects and in which every read sees the last
 * write. Axiom as in Shasha and Snir, "Efficient and correct execution of
 * parallel programs that share memory" (TOPLAS 1988).
 */
#include <stddef.h>
#include "model/model-events.h"

/* The values of an SRCU domain are herd's, not memory's: they order nothing */
DEFINE_TEST(is_memory, e->kind != EV_F && e->kind != EV_SRCU &&
	    !is_srcu_lock(e) && !is_srcu_unlock(e))

void model_build_sc(struct model_builder *m)
{
	LET(po, BASE(po));
	LET(loc, BASE(loc));
	LET(ext, BASE(external));
	LET(rmw, BASE(rmw));
	LET(M, EVENTS(is_memory));
	LET(rf, BASE(rf));
	LET(co, BASE(co));
	LET(fr, BASE(fr));
	LET(com, OR(rf, co, fr));

	LET(po_loc, AND(po, loc));
	model_ensured(m, AXIOM_ACYCLIC, OR(po_loc, com), "coherence",
		      "all accesses to one location have a single order, which program order respects");
	model_ensured(m, AXIOM_EMPTY, AND(rmw, SEQ(AND(fr, ext), AND(co, ext))),
		      "atomic",
		      "nobody else writes between the read and the write of a read-modify-write");

	LET(sc_po, SEQ(ID(M), po, ID(M)));
	LET(sc, OR(sc_po, SEQ(ID(M), com, ID(M))));
	model_axiom(m, AXIOM_ACYCLIC, sc, "sc",
		    "all accesses have one order, which program order respects");

	model_rcu_waits(m, sc);

	model_say(m, po, "program order");
	model_say(m, po_loc, "program order, to the same location");
	model_say(m, rmw, "both are of one read-modify-write");
	model_say(m, sc_po, "program order is kept");
	model_say(m, rf, "the read sees this write");
	model_say(m, co, "writes to one location have this order");
	model_say(m, fr, "the read comes before the write that overwrites what it reads");
}
