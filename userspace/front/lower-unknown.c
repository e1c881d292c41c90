// SPDX-License-Identifier: GPL-2.0
/*
 * Messages about macros that linux-kernel.def does not have. A message offers another
 * macro only if that means the same. If the kernel has the macro, the message says what
 * it is, and which macros order as it does.
 */
#include <string.h>
#include "private/lower.h"
#include "lib/spelling.h"

#define GONE	"it has left the kernel: "
#define C11	"C11 is not for the kernel: "
#define IRQ	"there are no interrupts in a litmus test: "
#define DEVICE	"it is for accesses to devices, too; between CPUs, use "
#define BITS	"bits of a location are an atomic_t here: "
#define SLEEPS	"it sleeps; what it orders is what a spinlock orders: "
#define LOOP	"it is a loop: write one with while"
#define NOTHING	"it orders nothing here, and can be left out"

/* The first row that matches counts; '*' at the end matches any rest */
static const struct {
	const char *name;
	const char *what;
} strangers[] = {
	{ "ACCESS_ONCE", GONE "READ_ONCE() and WRITE_ONCE()" },
	{ "smp_read_barrier_depends", GONE "READ_ONCE() orders dependent accesses" },
	{ "lockless_dereference", GONE "READ_ONCE()" },
	{ "spin_unlock_wait", GONE "spin_lock() and spin_unlock()" },
	{ "smp_mb__before_spinlock", GONE "smp_mb__after_spinlock()" },
	{ "smp_mb__before_atomic_*", GONE "smp_mb__before_atomic()" },
	{ "smp_mb__before_clear_bit", GONE "smp_mb__before_atomic()" },
	{ "smp_mb__after_atomic_*", GONE "smp_mb__after_atomic()" },
	{ "smp_mb__after_clear_bit", GONE "smp_mb__after_atomic()" },
	{ "synchronize_sched*", GONE "synchronize_rcu()" },
	{ "synchronize_rcu_bh*", GONE "synchronize_rcu()" },
	{ "synchronize_rcu_tasks*", "RCU tasks are not in the LKMM" },

	{ "rcu_access_pointer", "it reads a pointer that is not followed: READ_ONCE()" },
	{ "rcu_dereference_protected", "it reads a pointer that nobody else changes: *p" },
	{ "rcu_dereference_*", "it orders as rcu_dereference() does" },
	{ "srcu_dereference*", "it orders as rcu_dereference() does" },
	{ "RCU_INIT_POINTER", "it orders nothing: WRITE_ONCE()" },
	{ "rcu_replace_pointer", "it is a plain read and an rcu_assign_pointer()" },
	{ "rcu_read_lock_*", "readers of all kinds order as rcu_read_lock() does" },
	{ "rcu_read_unlock_*", "readers of all kinds order as rcu_read_unlock() does" },
	{ "call_rcu*", "a callback would run in no thread of the test" },
	{ "call_srcu", "a callback would run in no thread of the test" },
	{ "kfree_rcu", "a callback would run in no thread of the test" },
	{ "rcu_barrier*", "it waits for callbacks, and a litmus test has none" },

	{ "smp_acquire__after_ctrl_dep", "behind a load and a branch, smp_rmb() makes an acquire" },
	{ "smp_cond_load_*", LOOP },
	{ "atomic_cond_read_*", LOOP },
	{ "mb", DEVICE "smp_mb()" },
	{ "rmb", DEVICE "smp_rmb()" },
	{ "wmb", DEVICE "smp_wmb()" },
	{ "mmiowb", DEVICE "smp_wmb()" },
	{ "dma_rmb", DEVICE "smp_rmb()" },
	{ "dma_wmb", DEVICE "smp_wmb()" },
	{ "dma_mb", DEVICE "smp_mb()" },
	{ "virt_rmb", "it is smp_rmb() on every kernel" },
	{ "virt_wmb", "it is smp_wmb() on every kernel" },
	{ "virt_mb", "it is smp_mb() on every kernel" },
	{ "cpu_relax", NOTHING },
	{ "likely", NOTHING },
	{ "unlikely", NOTHING },
	{ "BUG_ON", "it ends no thread here: ask for it in the condition" },
	{ "WARN_ON*", "it prints nothing here: ask for it in the condition" },

	{ "atomic_inc_not_zero", "atomic_inc_not_zero(v) is atomic_add_unless(v, 1, 0)" },
	{ "atomic_fetch_add_unless", "it returns the old value; atomic_add_unless() returns whether it added" },
	{ "atomic_try_cmpxchg*", "it is atomic_cmpxchg() and a comparison of its result with the old value" },
	{ "try_cmpxchg*", "it is cmpxchg() and a comparison of its result with the old value" },
	{ "atomic_inc_unless_negative", "it is a loop around atomic_cmpxchg(); write its turns out" },
	{ "atomic_dec_unless_positive", "it is a loop around atomic_cmpxchg(); write its turns out" },
	{ "atomic_dec_if_positive", "it is a loop around atomic_cmpxchg(); write its turns out" },
	{ "atomic_long_*", "an atomic_t has the ordering of an atomic_long_t: atomic_*()" },
	{ "atomic64_*", "an atomic_t has the ordering of an atomic64_t: atomic_*()" },
	{ "cmpxchg64*", "cmpxchg() takes the width of its location: a long has 64 bits" },
	{ "cmpxchg_local", "it orders nothing between CPUs" },
	{ "xchg_local", "it orders nothing between CPUs" },
	{ "refcount_*", "a refcount_t is an atomic_t that saturates, and orders less than atomic_*() of the same name" },
	{ "set_bit", BITS "atomic_or()" },
	{ "clear_bit", BITS "atomic_andnot()" },
	{ "change_bit", BITS "atomic_xor()" },
	{ "test_bit", BITS "atomic_read()" },
	{ "test_bit_acquire", BITS "atomic_read_acquire()" },
	{ "clear_bit_unlock", BITS "atomic_fetch_andnot_release()" },
	{ "test_and_set_bit", BITS "atomic_fetch_or()" },
	{ "test_and_set_bit_lock", BITS "atomic_fetch_or_acquire()" },
	{ "test_and_clear_bit", BITS "atomic_fetch_andnot()" },
	{ "test_and_change_bit", BITS "atomic_fetch_xor()" },

	{ "spin_lock_*", IRQ "spin_lock()" },
	{ "spin_unlock_*", IRQ "spin_unlock()" },
	{ "spin_trylock_*", IRQ "spin_trylock()" },
	{ "raw_spin_lock*", "it orders as spin_lock() does" },
	{ "raw_spin_unlock*", "it orders as spin_unlock() does" },
	{ "raw_spin_trylock*", "it orders as spin_trylock() does" },
	{ "local_irq_*", "there are no interrupts in a litmus test" },
	{ "preempt_disable*", "preemption orders nothing between CPUs" },
	{ "preempt_enable*", "preemption orders nothing between CPUs" },
	{ "mutex_lock*", SLEEPS "spin_lock()" },
	{ "mutex_unlock", SLEEPS "spin_unlock()" },
	{ "mutex_trylock", SLEEPS "spin_trylock()" },
	{ "down*", SLEEPS "spin_lock()" },
	{ "up", SLEEPS "spin_unlock()" },
	{ "read_lock*", "there are no locks of readers and writers" },
	{ "read_unlock*", "there are no locks of readers and writers" },
	{ "write_lock*", "there are no locks of readers and writers" },
	{ "write_unlock*", "there are no locks of readers and writers" },
	{ "read_seq*", "a sequence lock is made of READ_ONCE() and smp_rmb(): write it out" },
	{ "write_seq*", "a sequence lock is made of WRITE_ONCE() and smp_wmb(): write it out" },
	{ "lock", "use spin_lock()" },
	{ "unlock", "use spin_unlock()" },

	{ "atomic_load*", C11 "READ_ONCE() or smp_load_acquire()" },
	{ "atomic_store*", C11 "WRITE_ONCE() or smp_store_release()" },
	{ "atomic_exchange*", C11 "xchg()" },
	{ "atomic_compare_exchange*", C11 "cmpxchg()" },
	{ "atomic_thread_fence", C11 "smp_mb(), smp_rmb() or smp_wmb()" },
};

static bool fits(const char *pattern, const char *name)
{
	size_t len = strcspn(pattern, "*");

	return pattern[len] ? !strncmp(pattern, name, len) :
			      !strcmp(pattern, name);
}

static const char *op_name(void *data, size_t i)
{
	(void)data;
	return i < ORDLAB_LOAD ? ordlab_ops[i].name : NULL;
}

void lower_unknown_macro(struct lower *lower, const struct expr *expr)
{
	const char *meant;
	size_t i;

	for (i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++) {
		if (!fits(strangers[i].name, expr->name))
			continue;
		error(lower, expr->pos,
		      "there is no macro %s() in linux-kernel.def; %s",
		      expr->name, strangers[i].what);
		return;
	}
	meant = spelling_identifier(expr->name, op_name, NULL);
	if (meant)
		error(lower, expr->pos,
		      "there is no macro %s() in linux-kernel.def; did you mean %s()?",
		      expr->name, meant);
	else
		error(lower, expr->pos,
		      "there is no macro %s() in linux-kernel.def; ordlab-litmus(7) lists all that there are",
		      expr->name);
}
