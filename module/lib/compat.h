/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Differences between kernel versions, all of them.
 */
#ifndef ORDLAB_COMPAT_H
#define ORDLAB_COMPAT_H

#include <linux/timex.h>
#include <linux/version.h>

/*
 * The cycle counter, or 0 where there is none. User Mode Linux has no
 * get_cycles(), but it runs on a CPU that has one.
 */
#ifdef CONFIG_UML_X86
#define ordlab_cycles()		__builtin_ia32_rdtsc()
#else
#define ordlab_cycles()		get_cycles()
#endif

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

/*
 * ORDLAB_HAS_SMALL_XCHG: whether xchg() and cmpxchg() take one and two bytes.
 * Where they do not, a call does not even link.
 */
#if defined(CONFIG_X86) || defined(CONFIG_UML_X86) ||			\
	defined(CONFIG_ARM64) || defined(CONFIG_S390) || defined(CONFIG_PPC)
#define ORDLAB_HAS_SMALL_XCHG	1
#else
#define ORDLAB_HAS_SMALL_XCHG	0
#endif

/* Since Linux 6.18 a workqueue says that its work runs where it was queued. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 18, 0)
#define ORDLAB_WQ_PERCPU	0
#else
#define ORDLAB_WQ_PERCPU	WQ_PERCPU
#endif

/*
 * ordlab_stamp(): the counter that costs are measured with. It is read in
 * program order: Intel SDM volume 2B, RDTSC. Elsewhere it is the architecture's
 * cycle counter, or the time where there is none.
 */
#ifdef CONFIG_X86
#include <asm/cacheflush.h>
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 16, 0)
#include <asm/msr.h>
#endif
#include <asm/tsc.h>

static inline u64 ordlab_stamp(void)
{
	return rdtsc_ordered();
}

/* Why an atomic must not straddle two cache lines here, or NULL */
static inline const char *ordlab_split_obstacle(void)
{
	if (boot_cpu_has(X86_FEATURE_SPLIT_LOCK_DETECT) ||
	    boot_cpu_has(X86_FEATURE_BUS_LOCK_DETECT))
		return "this CPU detects split locks";
	return NULL;
}

/* ordlab_flush(): write lines back to memory and drop them from every cache */
#define ORDLAB_HAS_FLUSH	true
#define ordlab_flush(start, size)	clflush_cache_range(start, size)
#elif defined(CONFIG_UML_X86)
/*
 * The kernel has no such function here. But the CPU is the same, and any
 * program may flush.
 */
static inline u64 ordlab_stamp(void)
{
	asm volatile("lfence" : : : "memory");
	return __builtin_ia32_rdtsc();
}

static inline const char *ordlab_split_obstacle(void)
{
	return "the host may detect split locks";
}

#define ORDLAB_HAS_FLUSH	true
static inline void ordlab_flush(void *start, size_t size)
{
	char *line;

	mb(); /* earlier stores are flushed, too; SDM volume 2A, CLFLUSH */
	for (line = start; line < (char *)start + size; line += 64)
		asm volatile("clflush %0" : "+m"(*line));
	mb(); /* what is loaded afterwards is loaded anew */
}
#else
#include <linux/ktime.h>
#include <linux/timex.h>

static inline u64 ordlab_stamp(void)
{
	u64 now;

	mb(); /* what is timed stays on its side of the counter */
	now = get_cycles();
	now = now ?: ktime_get_ns();
	mb(); /* likewise */
	return now;
}

static inline const char *ordlab_split_obstacle(void)
{
	return "this architecture faults on it";
}

#ifdef CONFIG_ARM64
#define ORDLAB_HAS_FLUSH	true
static inline void ordlab_flush(void *start, size_t size)
{
	void *line;

	/* DC CIVAC on each line; Arm ARM, section D7.5.9 */
	for (line = start; line < start + size; line += 16)
		asm volatile("dc civac, %0" : : "r"(line) : "memory");
	asm volatile("dsb sy" : : : "memory");
}
#else
#define ORDLAB_HAS_FLUSH	false
#define ordlab_flush(start, size)	do { } while (0)
#endif
#endif

#endif /* ORDLAB_COMPAT_H */
