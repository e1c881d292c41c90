// SPDX-License-Identifier: GPL-2.0
/*
 * The files of Documentation/litmus-tests: one for each experiment of the
 * catalogue, and it becomes the very program that is built in.
 */
#include "tests/tap.h"
#include "front/source.h"
#include "lib/util.h"

#define DIR	"../Documentation/litmus-tests"

static struct ordlab_program *builtin(unsigned int i)
{
	int size = ordlab_catalogue_get(i, NULL, 0);
	struct ordlab_program *prog = xcalloc(size, 1);

	ordlab_catalogue_get(i, prog, size);
	return prog;
}

/* A built-in program has no lines */
static void forget_lines(struct ordlab_program *prog)
{
	struct ordlab_insn *insns;
	struct ordlab_view view;
	unsigned int i;

	ordlab_view_init(&view, prog);
	insns = (struct ordlab_insn *)view.insns;
	for (i = 0; i < prog->nr_insns; i++)
		insns[i].line = 0;
}

/* Whether the file of a built-in program becomes the same one */
static bool is_same(const struct ordlab_program *prog)
{
	char *path = xasprintf(DIR "/%s.litmus", prog->name);
	struct source *source = source_read(path, NULL);
	bool same = false;

	if (source->why) {
		printf("# %s: %s\n", path, source->why);
	} else {
		forget_lines(source->prog);
		same = source->prog->size == prog->size &&
		       !memcmp(source->prog, prog, prog->size);
		if (!same)
			printf("# %s: another program than the built-in one\n",
			       path);
	}
	source_free(source);
	free(path);
	return same;
}

TEST(every_built_in_program_has_its_file)
{
	unsigned int i, same = 0;

	for (i = 0; i < ordlab_catalogue_size(); i++) {
		struct ordlab_program *prog = builtin(i);

		same += is_same(prog);
		free(prog);
	}
	EXPECT_EQ(same, ordlab_catalogue_size());
}

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

CHECK_MAIN
