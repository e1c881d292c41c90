// SPDX-License-Identifier: GPL-2.0
/*
 * Every file of the ABI: who may open it, what it says, what may be written to
 * it and what is answered, in the states that the laboratory goes through.
 * Documentation/ABI/testing/debugfs-ordlab is the promise that is tested.
 */
#include "ordlab_selftest.h"

#define LOADED		"selftest-SB"
#define LONG_RUN	"start SB seconds=60"

static const struct {
	const char *name;
	bool readable;
} files[] = {
	{ "abi", true },
	{ "tests", true },
	{ "load", false },
	{ "unload", false },
	{ "log", true },
	{ "control", false },
	{ "status", true },
	{ "results", true },
	{ "test/SB/program", true },
	{ "test/SB/counters", true },
};

FIXTURE(lab) {
	struct ordlab_draft *draft;
};

FIXTURE_SETUP(lab)
{
	self->draft = malloc(sizeof(*self->draft));
	ASSERT_NE(NULL, self->draft);
	ordlab_puts("control", "stop\n");
	ASSERT_TRUE(ordlab_wait_end(20));
	ordlab_puts("unload", LOADED);
}

FIXTURE_TEARDOWN(lab)
{
	ordlab_puts("control", "stop\n");
	ordlab_wait_end(20);
	ordlab_puts("unload", LOADED);
	free(self->draft);
}

TEST_F(lab, files_are_for_root_alone)
{
	struct stat st;
	char path[256];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(files); i++) {
		snprintf(path, sizeof(path), ORDLAB_DIR "%s", files[i].name);
		ASSERT_EQ(0, stat(path, &st))
			TH_LOG("%s: %s", path, strerror(errno));
		EXPECT_EQ(files[i].readable ? 0400 : 0200, st.st_mode & 07777)
			TH_LOG("%s", path);
		EXPECT_EQ(0, st.st_uid);
	}
}

TEST_F(lab, files_go_one_way)
{
	char byte[1];
	size_t i;
	int fd;

	for (i = 0; i < ARRAY_SIZE(files); i++) {
		fd = ordlab_open(files[i].name, O_RDWR);
		if (fd < 0)
			continue;
		EXPECT_EQ(-1, files[i].readable ? write(fd, "x", 1) :
						  read(fd, byte, 1))
			TH_LOG("%s", files[i].name);
		close(fd);
	}
}

TEST_F(lab, a_loaded_program_is_there_until_unloaded)
{
	ordlab_draft_sb(self->draft, LOADED);
	ASSERT_EQ(0, ordlab_load(self->draft));
	EXPECT_TRUE(ordlab_says("tests", LOADED));
	EXPECT_TRUE(ordlab_says("test/" LOADED "/program", "WRITE_ONCE(*x, 1);"));
	EXPECT_TRUE(ordlab_says("test/" LOADED "/program",
				"exists (0:r0=0 /\\ 1:r0=0)"));
	EXPECT_EQ(-EEXIST, ordlab_load(self->draft));
	EXPECT_EQ(0, ordlab_puts("unload", LOADED "\n"));
	EXPECT_EQ(-ENOENT, ordlab_open("test/" LOADED "/program", O_RDONLY));
	EXPECT_EQ(-ENOENT, ordlab_puts("unload", LOADED "\n"));
}

TEST_F(lab, a_run_counts_every_iteration)
{
	ASSERT_EQ(0, ordlab_puts("control", "start SB iterations=100000\n"));
	ASSERT_TRUE(ordlab_wait_end(60));
	EXPECT_TRUE(ordlab_state_is("done"));
	EXPECT_EQ(100000, ordlab_number("status", "iterations"));
}

TEST_F(lab, a_second_start_is_refused)
{
	ASSERT_EQ(0, ordlab_puts("control", LONG_RUN));
	EXPECT_EQ(-EBUSY, ordlab_puts("control", LONG_RUN));
	EXPECT_TRUE(ordlab_state_is("running"));
}

ORDLAB_TEST_COMPLAINTS

TEST_HARNESS_MAIN
