/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sets of events that more than one model knows of, by kind and annotation,
 * and RCU, whose rule is the same in all of them.
 */
#ifndef MODEL_EVENTS_H
#define MODEL_EVENTS_H

#include "model/model.h"

#define DEFINE_TEST(name, condition)				\
static inline bool name(const struct event *e)			\
{								\
	return condition;					\
}

#define IS_ACCESS(e)	((e)->kind == EV_R || (e)->kind == EV_W)
/* Events of locks bear no annotation, whatever orders them */
#define HAS_TAG(e, tag)	((e)->order == ORDLAB_O_##tag && \
			 (IS_ACCESS(e) || (e)->kind == EV_F || (e)->kind == EV_SRCU))

DEFINE_TEST(is_rcu_lock, HAS_TAG(e, RCU_LOCK))
DEFINE_TEST(is_rcu_unlock, HAS_TAG(e, RCU_UNLOCK))
DEFINE_TEST(is_sync_rcu, HAS_TAG(e, SYNC_RCU))
DEFINE_TEST(is_srcu_lock, HAS_TAG(e, SRCU_LOCK))
DEFINE_TEST(is_srcu_unlock, HAS_TAG(e, SRCU_UNLOCK))
DEFINE_TEST(is_sync_srcu, HAS_TAG(e, SYNC_SRCU))

/**
 * model_rcu_waits() - the rcu axiom, for a machine
 * @m:		its model
 * @order:	what the machine orders
 *
 * Hardware knows no grace periods: that they wait for readers is the kernel's
 * doing. As in linux-kernel.cat, but with one order in place of hb, pb and prop.
 */
void model_rcu_waits(struct model_builder *m, const struct expr *order);

#endif /* MODEL_EVENTS_H */
