// SPDX-License-Identifier: GPL-2.0
/*
 * The files of Documentation/litmus-tests, which the catalogue is made of and
 * lessons use. $ORDLAB is the tool.
 */
#include "tests/tap.h"
#include "front/source.h"
#include "lib/util.h"

#define DIR	"../Documentation/litmus-tests"

TEST(every_file_is_a_test_with_a_result)
{
	size_t nr, i;
	char **files = source_find(DIR, &nr);

	ASSERT(files);
	EXPECT_LE(ordlab_catalogue_size(), nr);
	for (i = 0; i < nr; i++) {
		struct source *source = source_read(files[i], NULL);
		char *name = xasprintf(DIR "/%s.litmus",
				       source->prog ? source->prog->name : "");
		const char *expected = source->litmus->expected;

		EXPECT_STREQ(name, files[i]);
		EXPECT_EQ(source->litmus->nr_messages, 0);
		EXPECT(expected && (!strcmp(expected, "Never") ||
				    !strcmp(expected, "Sometimes") ||
				    !strcmp(expected, "Always")));
		source_free(source);
		free(name);
		free(files[i]);
	}
	free(files);
}

/* The exit status is 1 where the LKMM says another one, 5 without a verdict */
TEST(every_result_is_that_of_the_model)
{
	ASSERT(getenv("ORDLAB"));
	EXPECT_EQ(system("\"$ORDLAB\" check -m lkmm " DIR " >/dev/null"), 0);
}

CHECK_MAIN
