/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sets of events that more than one model knows of, by kind and annotation,
 * and RCU, whose rule is the same in all of them.
 */
#ifndef MODEL_EVENTS_H
#define MODEL_EVENTS_H

#include "model.h"

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
 * struct model_rcu - readers and grace periods of an execution
 * @rcu_rscs:	from each rcu_read_lock() to its unlock
 * @srcu_rscs:	the same for SRCU
 * @loc:	same location
 */
struct model_rcu {
	const struct expr *rcu_rscs;
	const struct expr *srcu_rscs;
	const struct expr *loc;
};

/**
 * model_rcu_rscs() - matching rcu_read_lock() and rcu_read_unlock()
 * @m:		the model
 */
const struct expr *model_rcu_rscs(struct model_builder *m);

/**
 * model_rcu_order() - rcu-order of linux-kernel.cat
 * @m:		the model
 * @rcu:	readers and grace periods
 * @rcu_link:	what orders the ends of two of them
 *
 * Return: what as many grace periods as readers, or more, put in order.
 */
const struct expr *model_rcu_order(struct model_builder *m,
				   const struct model_rcu *rcu,
				   const struct expr *rcu_link);

#endif /* MODEL_EVENTS_H */
