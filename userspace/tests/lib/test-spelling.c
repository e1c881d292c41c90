// SPDX-License-Identifier: GPL-2.0
/* What a misspelt word was meant to be, and what is no slip of the pen */
#include "tests/tap.h"
#include "program/program.h"
#include "lib/spelling.h"

static const char *word(void *data, size_t i)
{
	static const char * const words[] = { "check", "compile", "cost", "run" };

	(void)data;
	return i < 4 ? words[i] : NULL;
}

static const char *macro(void *data, size_t i)
{
	(void)data;
	return i < ORDLAB_LOAD ? ordlab_ops[i].name : NULL;
}

TEST(the_nearest_word_is_found)
{
	EXPECT_STREQ(spelling_nearest("chekc", word, NULL), "check");
	EXPECT_STREQ(spelling_nearest("rn", word, NULL) ?: "", "");
	EXPECT_STREQ(spelling_nearest("rnu", word, NULL), "run");
	EXPECT(!spelling_nearest("frobnicate", word, NULL));
	EXPECT(!spelling_nearest("", word, NULL));
}

TEST(slips_are_seen_through)
{
	static const char * const slips[][2] = {
		{ "smp_load_aquire", "smp_load_acquire" },
		{ "smp_mb_before_atomic", "smp_mb__before_atomic" },
		{ "read_once", "READ_ONCE" },
		{ "WIRTE_ONCE", "WRITE_ONCE" },
		{ "rcu_derefence", "rcu_dereference" },
		{ "synchronise_rcu", "synchronize_rcu" },
		{ "atomic_ad_return", "atomic_add_return" },
		{ "srcu_readlock", "srcu_read_lock" },
		{ "spin_lok", "spin_lock" },
		{ "cmpxhcg_relaxed", "cmpxchg_relaxed" },
	};

	for (size_t i = 0; i < sizeof(slips) / sizeof(*slips); i++)
		EXPECT_STREQ(spelling_identifier(slips[i][0], macro, NULL),
			     slips[i][1]);
}

/* Functions of the kernel, or what could be one: none of them is another one */
TEST(another_function_is_no_slip)
{
	static const char * const others[] = {
		"rcu_access_pointer", "atomic_inc_not_zero", "atomic_and_return",
		"atomic64_inc", "cmpxchg64", "spin_lock_irq", "spin_lock_bh",
		"rcu_read_lock_bh", "atomic_long_inc", "atomic_dec_if_positive",
		"atomic_fetch_add_unless", "smp_xmb", "dma_wmb", "mb", "wmb",
		"xchg_local", "read_lock", "raw_spin_lock", "atomic_sub_unless",
		"rcu_read_lock_held", "synchronize_rcu_tasks", "refcount_inc",
		"atomic_inc_and_return", "smp_store_acquire",
		"smp_load_release", "atomic_set_acquire", "",
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		EXPECT_STREQ(spelling_identifier(others[i], macro, NULL) ?: "",
			     "");
}

TEST(long_words_are_read)
{
	char text[400];

	memset(text, 'a', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	EXPECT(!spelling_nearest(text, word, NULL));
	EXPECT(!spelling_identifier(text, macro, NULL));
	memset(text, '_', sizeof(text) - 1);
	EXPECT(!spelling_identifier(text, macro, NULL));
}

CHECK_MAIN
