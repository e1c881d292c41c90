// SPDX-License-Identifier: GPL-2.0
/*
 * The mailbox machine reaches what the models allow: on the catalogue and on the
 * project's litmus tests, and each fault that is put into it shows in some test.
 */
#include "tests/mailbox/agree.h"
#include "tests/random-program.h"
#include "tests/tap.h"
#include "front/source.h"

static const enum model models[MAILBOX_NR_PROFILES] = {
	[MAILBOX_LKMM]	= MODEL_LKMM,
	[MAILBOX_MCA]	= MODEL_LKMM,
	[MAILBOX_TSO]	= MODEL_TSO,
	[MAILBOX_SC]	= MODEL_SC,
};

#define DIR	"../Documentation/litmus-tests"

static uint64_t buf[ORDLAB_MAX_SIZE / 8 + 1];

static bool catalogue(const char *name, struct ordlab_view *view)
{
	for (unsigned int i = 0; i < ordlab_catalogue_size(); i++) {
		ordlab_catalogue_get(i, buf, sizeof(buf));
		ordlab_view_init(view, (const void *)buf);
		if (!strcmp(view->prog->name, name))
			return true;
	}
	return false;
}

/* A test of Documentation/litmus-tests */
static struct source *read_test(const char *path, struct ordlab_view *view)
{
	struct litmus_options options = { .unsafe = true, .budget = BUDGET_ENDLESS };
	struct source *source = source_read(path, &options);

	if (source->prog)
		ordlab_view_init(view, source->prog);
	return source;
}

static void expect_agree(const struct ordlab_view *view,
			 enum mailbox_profile profile)
{
	size_t states;
	enum agree a = agree(view, models[profile], profile, 0, 0, &states);

	if (a != AGREE_EQUAL && a != AGREE_NO_MODEL)
		(void)check_fail("%s, %s: %s", view->prog->name,
			   mailbox_profiles[profile], agree_words[a]);
}

TEST(catalogue_agrees)
{
	struct ordlab_view view;

	for (unsigned int i = 0; i < ordlab_catalogue_size(); i++) {
		ordlab_catalogue_get(i, buf, sizeof(buf));
		ordlab_view_init(&view, (const void *)buf);
		expect_agree(&view, MAILBOX_LKMM);
		expect_agree(&view, MAILBOX_TSO);
		expect_agree(&view, MAILBOX_SC);
	}
}

/* Return: how many tests of a directory the machine is held against */
static size_t directory_agrees(const char *dir)
{
	size_t nr = 0;
	char **paths = source_find(dir, &nr);

	for (size_t i = 0; i < nr; i++) {
		struct ordlab_view view;
		struct source *source = read_test(paths[i], &view);

		if (source->prog && !strstr(paths[i], "refused")) {
			expect_agree(&view, MAILBOX_LKMM);
			expect_agree(&view, MAILBOX_TSO);
			expect_agree(&view, MAILBOX_SC);
		}
		source_free(source);
		free(paths[i]);
	}
	free(paths);
	return nr;
}

TEST(litmus_tests_agree)
{
	EXPECT_LT(50, directory_agrees(DIR));
}

/* Where a machine that is less careful would differ */
TEST(corner_cases_agree)
{
	EXPECT_LT(8, directory_agrees("tests/mailbox/litmus"));
}

TEST(refuses_what_it_does_not_cover)
{
	static const struct {
		const char *path;
		enum mailbox_refusal refusal;
	} tests[] = {
		{ "tests/mailbox/litmus/refused-srcu.litmus", MAILBOX_REFUSE_SRCU },
		{ "tests/mailbox/litmus/refused-rcu.litmus", MAILBOX_REFUSE_EMPTY },
	};
	static struct mailbox m;

	for (size_t i = 0; i < 2; i++) {
		struct ordlab_view view;
		struct source *source = read_test(tests[i].path, &view);

		ASSERT(source->prog != NULL);
		EXPECT_EQ(mailbox_load(&m, &view, MAILBOX_LKMM, 0), tests[i].refusal);
		source_free(source);
	}
}

/* A random program, all of whose registers are observed */
static void *draw_program(uint64_t seed, size_t *size)
{
	static struct ordlab_draft d;
	uint8_t bytes[400];
	struct choices c = { bytes, sizeof(bytes) };

	for (unsigned int b = 0; b < sizeof(bytes); b++) {
		seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
		bytes[b] = seed >> 40;
	}
	random_program(&c, &d);
	d.head.nr_cond = 0;
	for (unsigned int t = 0; t < d.head.nr_threads; t++)
		for (unsigned int r = 0; r < RANDOM_REGS; r++)
			ordlab_expect(&d, ORDLAB_OPERAND_REG, t, r, IMM(0));
	return ordlab_emit(&d, size);
}

TEST(random_programs_agree)
{
	static const enum mailbox_profile profiles[] = {
		MAILBOX_LKMM, MAILBOX_TSO, MAILBOX_SC,
	};
	unsigned int compared = 0;

	for (uint64_t seed = 1; seed <= 2000; seed++) {
		struct ordlab_view view;
		size_t size, states;
		void *prog = draw_program(seed, &size);
		char *why = source_verify(prog, size);

		ordlab_view_init(&view, prog);
		for (unsigned int i = 0; i < 3 && !why; i++) {
			enum mailbox_profile p = profiles[i];
			enum agree a = agree(&view, models[p], p, 0, 2, &states);

			compared += a == AGREE_EQUAL;
			if (a == AGREE_WEAK || a == AGREE_STRONG || a == AGREE_BOTH)
				(void)check_fail("seed %u, %s: %s", (unsigned int)seed,
						 mailbox_profiles[p], agree_words[a]);
		}
		free(why);
		free(prog);
	}
	EXPECT_LT(100, compared);
}

/* Each profile reaches what the stronger one does */
static void expect_within(const struct ordlab_view *view,
			  enum mailbox_profile strong, enum mailbox_profile weak)
{
	static struct mailbox m;
	struct explored a, b;
	size_t nr;

	mailbox_load(&m, view, strong, 0);
	explore_all(&m, &a, BUDGET_ENDLESS);
	mailbox_load(&m, view, weak, 0);
	explore_all(&m, &b, BUDGET_ENDLESS);
	nr = b.outcomes.nr;
	for (size_t i = 0; i < a.outcomes.nr; i++)
		keyset_find(&b.outcomes, keyset_key(&a.outcomes, i));
	if (b.outcomes.nr != nr)
		(void)check_fail("%s: %s reaches more than %s", view->prog->name,
			   mailbox_profiles[strong], mailbox_profiles[weak]);
	explored_free(&a);
	explored_free(&b);
}

TEST(mca_is_between)
{
	struct ordlab_view view;

	for (unsigned int i = 0; i < ordlab_catalogue_size(); i++) {
		ordlab_catalogue_get(i, buf, sizeof(buf));
		ordlab_view_init(&view, (const void *)buf);
		expect_within(&view, MAILBOX_SC, MAILBOX_TSO);
		expect_within(&view, MAILBOX_TSO, MAILBOX_MCA);
		expect_within(&view, MAILBOX_MCA, MAILBOX_LKMM);
	}
}

/* One copy for all forbids what needs two: a test that only the LKMM allows */
TEST(mca_has_one_memory)
{
	struct ordlab_view view;
	size_t states;

	ASSERT_EQ(catalogue("IRIW+addrs", &view), true);
	EXPECT_EQ(agree(&view, MODEL_LKMM, MAILBOX_MCA, 0, 0, &states),
		  AGREE_STRONG);
	EXPECT_EQ(agree(&view, MODEL_LKMM, MAILBOX_LKMM, 0, 0, &states),
		  AGREE_EQUAL);
}

/* A machine with a fault, and the test that catches it */
static const struct mutant {
	unsigned int broken;
	enum agree agree;
	const char *test;
} mutants[] = {
	{ MAILBOX_BREAK_COPIES,		AGREE_STRONG,	"IRIW+addrs" },
	{ MAILBOX_BREAK_COHERENCE,	AGREE_STRONG,	"2+2W+wmbs" },
	{ MAILBOX_BREAK_WINDOW,		AGREE_STRONG,	"LB" },
	{ MAILBOX_BREAK_RELEASE,	AGREE_WEAK,	"WRC+rel+acq" },
	{ MAILBOX_BREAK_MB,		AGREE_WEAK,	"SB+mbs" },
	{ MAILBOX_BREAK_CTRL,		AGREE_WEAK,	"LB+ctrls" },
	{ MAILBOX_BREAK_RMW,		AGREE_WEAK,	"lost-update+inc" },
	{ MAILBOX_BREAK_GP,		AGREE_WEAK,	"MP+rcu-sync" },
};

TEST(mutants_are_caught)
{
	size_t states;

	for (size_t i = 0; i < sizeof(mutants) / sizeof(*mutants); i++) {
		const struct mutant *mutant = &mutants[i];
		struct ordlab_view view;
		struct source *source;
		char path[80];

		snprintf(path, sizeof(path), DIR "/%s.litmus", mutant->test);
		source = read_test(path, &view);
		ASSERT(source->prog != NULL);
		EXPECT_EQ(agree(&view, MODEL_LKMM, MAILBOX_LKMM, 0, 0, &states),
			  AGREE_EQUAL);
		EXPECT_EQ(agree(&view, MODEL_LKMM, MAILBOX_LKMM,
				mutant->broken, 0, &states), mutant->agree);
		source_free(source);
	}
}

/* Random runs end, and nowhere else than exploring does */
TEST(random_runs_stay_within)
{
	struct mailbox_room *room = calloc(1, mailbox_room_size());
	static struct mailbox m;
	struct ordlab_view view;
	__u64 seed = 1;

	for (unsigned int i = 0; i < ordlab_catalogue_size(); i++) {
		uint64_t values[ORDLAB_MAX_OBSERVED + 1];
		struct explored x;
		size_t nr;

		ordlab_catalogue_get(i, buf, sizeof(buf));
		ordlab_view_init(&view, (const void *)buf);
		mailbox_load(&m, &view, MAILBOX_LKMM, 0);
		explore_all(&m, &x, BUDGET_ENDLESS);
		nr = x.outcomes.nr;
		for (unsigned int run = 0; run < 200; run++) {
			memset(values, 0, sizeof(values));
			if (!mailbox_run(&m, &seed, (__s64 *)values, room)) {
				(void)check_fail("%s: no end", view.prog->name);
				break;
			}
			if (ordlab_cond_eval(view.filter, view.prog->nr_filter,
					     (__s64 *)values))
				keyset_find(&x.outcomes, values);
		}
		if (x.outcomes.nr != nr)
			(void)check_fail("%s: runs end elsewhere", view.prog->name);
		explored_free(&x);
	}
	free(room);
}

TEST(same_seed_same_run)
{
	struct mailbox_room *room = calloc(1, mailbox_room_size());
	__s64 a[ORDLAB_MAX_OBSERVED], b[ORDLAB_MAX_OBSERVED];
	static struct mailbox m;
	struct ordlab_view view;

	ASSERT_EQ(catalogue("IRIW", &view), true);
	mailbox_load(&m, &view, MAILBOX_LKMM, 0);
	for (__u64 first = 1; first < 20; first++) {
		__u64 seed = first, again = first;

		EXPECT_EQ(mailbox_run(&m, &seed, a, room), true);
		EXPECT_EQ(mailbox_run(&m, &again, b, room), true);
		EXPECT_EQ(memcmp(a, b, view.prog->nr_observed * sizeof(*a)), 0);
		EXPECT_EQ(seed, again);
	}
	free(room);
}

CHECK_MAIN
