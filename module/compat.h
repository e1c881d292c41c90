/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Differences between kernel versions, all of them.
 */
#ifndef ORDLAB_COMPAT_H
#define ORDLAB_COMPAT_H

#include <linux/version.h>

/*
 * ORDLAB_MISSING: primitives under test that this kernel lacks. X(ID)
 *
 * What stands in for them here makes calls of them compile; a test that uses
 * one of them is refused before it runs.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 4, 0)
#define ORDLAB_MISSING(X)						\
	X(ATOMIC_ADD_NEGATIVE_RELAXED)					\
	X(ATOMIC_ADD_NEGATIVE_ACQUIRE)					\
	X(ATOMIC_ADD_NEGATIVE_RELEASE)					\
	X(SRCU_DOWN_READ)						\
	X(SRCU_UP_READ)
#define atomic_add_negative_relaxed(i, v)	((void)(i), (void)(v), false)
#define atomic_add_negative_acquire(i, v)	((void)(i), (void)(v), false)
#define atomic_add_negative_release(i, v)	((void)(i), (void)(v), false)
#define srcu_down_read(ssp)			({ __acquire(ssp); 0; })
#define srcu_up_read(ssp, idx)			__release(ssp)
#else
#define ORDLAB_MISSING(X)
#endif

#endif /* ORDLAB_COMPAT_H */
