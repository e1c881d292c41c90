// SPDX-License-Identifier: GPL-2.0
/* Which tests a word of the command line stands for */
#include "tests/tap.h"
#include "cli/testset.h"
#include "cli/tour.h"

/*
 * Names of the tests that some words mean, with blanks between; "?WORD" if one
 * means none
 */
static const char *meant(const char *line)
{
	static char text[4096];
	char *copy = strdup(line), *words[16] = { copy }, *blank;
	const char *unknown;
	struct testset set;
	size_t i, len = 0;

	for (i = 1; (blank = strchr(words[i - 1], ' ')); i++) {
		*blank = '\0';
		words[i] = blank + 1;
	}
	testset_all(&set, NULL);
	unknown = testset_select(&set, words);
	if (unknown)
		snprintf(text, sizeof(text), "?%s", unknown);
	else
		for (i = 0; i < set.nr; i++)
			len += snprintf(text + len, sizeof(text) - len, "%s%s",
					i ? " " : "", set.tests[i].name);
	testset_free(&set);
	free(copy);
	return text;
}

TEST(names_and_globs)
{
	EXPECT_STREQ(meant("SB"), "SB");
	EXPECT_STREQ(meant("MP SB"), "MP SB");
	EXPECT_STREQ(meant("Co?[RW]"), "CoRR CoRW CoWR CoWW");
	/* No test comes twice, and the order is that of the words */
	EXPECT_STREQ(meant("CoW* CoRR Co??"), "CoWR CoWW CoRR CoRW");
	EXPECT_STREQ(meant("sb"), "?sb");
	EXPECT_STREQ(meant("SB nothing*"), "?nothing*");
	EXPECT_STREQ(meant(""), "?");
}

TEST(a_program_comes_with_each_name)
{
	struct testset set;
	size_t i;

	ASSERT_EQ(testset_all(&set, NULL), 0);
	ASSERT_EQ(set.nr, ordlab_catalogue_size());
	for (i = 0; i < set.nr; i++) {
		EXPECT_STREQ(set.tests[i].name, set.tests[i].prog->name);
		EXPECT_EQ(set.tests[i].threads, set.tests[i].prog->nr_threads);
	}
	testset_free(&set);
}

TEST(the_tour_goes_where_there_is_something)
{
	size_t i;

	for (i = 0; i < tour_nr_stops; i++)
		EXPECT_STREQ(meant(tour_stops[i].test),
			     tour_stops[i].test);
}

CHECK_MAIN
