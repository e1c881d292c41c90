// SPDX-License-Identifier: GPL-2.0
/*
 * The model of test-registry.sh: accesses to one location have a single order, which
 * program order respects, and otherwise everything is allowed.
 */
#include <stddef.h>
#include "model/model.h"

void model_build_any(struct model_builder *m)
{
	LET(po, BASE(po));
	LET(loc, BASE(loc));
	LET(rf, BASE(rf));
	LET(co, BASE(co));
	LET(fr, BASE(fr));
	LET(po_loc, AND(po, loc));

	model_axiom(m, AXIOM_ACYCLIC, OR(po_loc, rf, co, fr), "per-location",
		    "accesses to one location have a single order");
	model_say(m, po_loc, "program order, to the same location");
	model_say(m, rf, "the read sees this write");
	model_say(m, co, "this write comes first");
	model_say(m, fr, "this write is not seen yet");
}
