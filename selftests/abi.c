// SPDX-License-Identifier: GPL-2.0
/*
 * Every file of the ABI: who may open it, what it contains, what may be written to it,
 * and with which result, in each state of the module. The test checks what
 * Documentation/ABI/testing/debugfs-ordlab promises.
 */
#include "kselftest_harness.h"
#include "ordlab_selftest.h"

#include <dirent.h>
#include <fnmatch.h>

#define LOADED		"selftest-SB"
#define LONG_RUN	"start SB seconds=100"

/* Seconds for tests that do much, where the machine is emulated and busy */
#define SLOW		150

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
	{ "trace", true },
	{ "measurement", true },
	{ "primitives", true },
	{ "compiler", true },
	{ "test/SB/program", true },
	{ "test/SB/counters", true },
	{ "test/SB/text", true },
};

FIXTURE(lab) {
	struct ordlab_draft *draft;
};

FIXTURE_SETUP(lab)
{
	self->draft = malloc(sizeof(*self->draft));
	ASSERT_NE(NULL, self->draft);
	ordlab_puts("control", "stop");
	ordlab_puts("control", "reset");
	ordlab_puts("unload", LOADED);
}

FIXTURE_TEARDOWN(lab)
{
	ordlab_puts("control", "stop");
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
		ASSERT_EQ(0, stat(path, &st)) {
			TH_LOG("%s: %s", path, strerror(errno));
		}
		EXPECT_EQ(files[i].readable ? 0400 : 0200, st.st_mode & 07777) {
			TH_LOG("%s", path);
		}
		EXPECT_EQ(0, st.st_uid);
	}
}

/* Whether each file of a directory is in the table, and each of the table there */
static bool is_complete(const char *dir)
{
	char path[512];
	struct dirent *entry;
	size_t i, found = 0, known = 0;
	bool ok = true;
	DIR *stream;

	snprintf(path, sizeof(path), ORDLAB_DIR "%s", dir);
	stream = opendir(path);
	while (stream && (entry = readdir(stream))) {
		if (entry->d_type == DT_DIR)
			continue;
		snprintf(path, sizeof(path), "%s%s", dir, entry->d_name);
		for (i = 0; i < ARRAY_SIZE(files); i++)
			if (!strcmp(files[i].name, path))
				break;
		if (i == ARRAY_SIZE(files)) {
			fprintf(stderr, "# not in the table: %s\n", path);
			ok = false;
		}
		found++;
	}
	if (stream)
		closedir(stream);
	for (i = 0; i < ARRAY_SIZE(files); i++)
		known += !strncmp(files[i].name, dir, strlen(dir)) &&
			 !strchr(files[i].name + strlen(dir), '/');
	return ok && found == known;
}

TEST_F(lab, no_file_is_forgotten)
{
	EXPECT_TRUE(is_complete(""));
	EXPECT_TRUE(is_complete("test/SB/"));
}

TEST_F(lab, another_user_is_refused)
{
	pid_t pid = fork();
	int status;
	size_t i;

	ASSERT_LE(0, pid);
	if (!pid) {
		if (setgid(65534) || setuid(65534))
			_exit(100);
		for (i = 0; i < ARRAY_SIZE(files); i++)
			if (ordlab_open(files[i].name, files[i].readable ?
					O_RDONLY : O_WRONLY) != -EACCES)
				_exit(i + 1);
		_exit(0);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, status) {
		TH_LOG("number of the file, from 1: %d", WEXITSTATUS(status));
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
						  read(fd, byte, 1)) {
			TH_LOG("%s", files[i].name);
		}
		close(fd);
	}
}

/* Text files are read whole whatever the size of the reader's buffer */
TEST_F(lab, files_are_read_in_pieces)
{
	char *whole = ordlab_read("abi"), *pieces;
	size_t have = 0, size;
	int fd = ordlab_open("abi", O_RDONLY);

	ASSERT_NE(NULL, whole);
	ASSERT_LE(0, fd);
	size = strlen(whole);
	pieces = calloc(1, size + 2);
	ASSERT_NE(NULL, pieces);
	while (have <= size && read(fd, pieces + have, 1) == 1)
		have++;
	EXPECT_EQ(size, have);
	EXPECT_STREQ(whole, pieces);
	close(fd);
	free(pieces);
	free(whole);
}

TEST_F(lab, abi_tells_versions_and_limits)
{
	static const struct {
		const char *key;
		unsigned long long value;
	} limits[] = {
		{ "abi", ORDLAB_ABI_VERSION },
		{ "long-bits", 8 * sizeof(long) },
		{ "max-threads", ORDLAB_MAX_THREADS },
		{ "max-locations", ORDLAB_MAX_LOCATIONS },
		{ "max-registers", ORDLAB_MAX_REGS },
		{ "max-observed", ORDLAB_MAX_OBSERVED },
		{ "max-condition", ORDLAB_MAX_COND },
		{ "max-instructions", ORDLAB_MAX_INSNS },
		{ "max-program-bytes", ORDLAB_MAX_SIZE },
	};
	static const char *const texts[] = { "version", "kernel", "arch" };
	char *text, *line, *save;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(limits); i++) {
		EXPECT_EQ(limits[i].value, ordlab_number("abi", limits[i].key)) {
			TH_LOG("%s", limits[i].key);
		}
	}
	for (i = 0; i < ARRAY_SIZE(texts); i++) {
		EXPECT_NE(NULL, ordlab_value("abi", texts[i])) {
			TH_LOG("%s", texts[i]);
		}
	}
	text = ordlab_read("abi");
	ASSERT_NE(NULL, text);
	for (line = strtok_r(text, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		EXPECT_EQ(0, fnmatch("[a-z]*: *", line, 0)) {
			TH_LOG("not \"key: value\": %s", line);
		}
	}
	free(text);
}

TEST_F(lab, tests_lists_name_threads_and_origin)
{
	ordlab_draft_sb(self->draft, LOADED);
	ASSERT_EQ(0, ordlab_load(self->draft));
	EXPECT_TRUE(ordlab_says("tests", "SB 2 built-in\n"));
	EXPECT_TRUE(ordlab_says("tests", LOADED " 2 loaded\n"));
}

TEST_F(lab, a_loaded_program_is_there_until_unloaded)
{
	ordlab_draft_sb(self->draft, LOADED);
	ASSERT_EQ(0, ordlab_load(self->draft));
	EXPECT_TRUE(ordlab_says("test/" LOADED "/program", "WRITE_ONCE(*x, 1);"));
	EXPECT_TRUE(ordlab_says("test/" LOADED "/program",
				"exists (0:r0=0 /\\ 1:r0=0)"));
	EXPECT_EQ(-EEXIST, ordlab_load(self->draft));
	EXPECT_TRUE(ordlab_says("log", LOADED));
	EXPECT_EQ(0, ordlab_puts("unload", LOADED "\n"));
	EXPECT_EQ(-ENOENT, ordlab_open("test/" LOADED "/program", O_RDONLY));
	EXPECT_EQ(-ENOENT, ordlab_puts("unload", LOADED "\n"));
	EXPECT_TRUE(ordlab_says("log", LOADED));
}

/* The sync "timebase" is useless where a thread is late by milliseconds */
TEST_F(lab, threads_that_sleep_meet_for_each_iteration)
{
	ordlab_draft_sb(self->draft, LOADED);
	ordlab_insn(self->draft, ORDLAB_SYNCHRONIZE_RCU, ORDLAB_NO_REG, NONE,
		    NONE, NONE);
	ASSERT_EQ(0, ordlab_load(self->draft));
	ASSERT_EQ(0, ordlab_puts("control", "start " LOADED
				 " mode=batch iterations=3 sync=timebase every=9"));
	ASSERT_TRUE(ordlab_wait_end(60));
	EXPECT_EQ(3, ordlab_number("results", "iterations"));
	EXPECT_STREQ("user", ordlab_value("results", "sync"));
	EXPECT_EQ(1, ordlab_number("results", "every"));

	/* Threads that do not sleep begin together, at a time */
	ASSERT_EQ(0, ordlab_puts("control",
				 "start SB iterations=3 sync=timebase"));
	ASSERT_TRUE(ordlab_wait_end(60));
	EXPECT_STREQ("timebase", ordlab_value("results", "sync"));
	/* The result has the sync that the module has chosen */
	ASSERT_EQ(0, ordlab_puts("control", "start SB iterations=3"));
	ASSERT_TRUE(ordlab_wait_end(60));
	EXPECT_STRNE("auto", ordlab_value("results", "sync"));
	EXPECT_EQ(0, ordlab_puts("unload", LOADED));
}

TEST_F(lab, unload_is_refused_while_it_runs)
{
	ordlab_draft_sb(self->draft, LOADED);
	ASSERT_EQ(0, ordlab_load(self->draft));
	ASSERT_EQ(0, ordlab_puts("control", "start " LOADED " seconds=100"));
	EXPECT_EQ(-EBUSY, ordlab_puts("unload", LOADED));
	EXPECT_TRUE(ordlab_says("log", "stop it first"));
	EXPECT_EQ(0, ordlab_puts("control", "stop"));
	EXPECT_EQ(0, ordlab_puts("unload", LOADED));
	/* Its result outlives it */
	EXPECT_TRUE(ordlab_says("results", "Test " LOADED));
}

TEST_F_TIMEOUT(lab, a_bound_on_what_is_loaded, SLOW)
{
	unsigned long long most = ordlab_number("abi", "max-loaded"), i;
	char name[64];
	int ret = 0;

	ASSERT_NE(0, most);
	for (i = 0; i <= most && !ret; i++) {
		snprintf(name, sizeof(name), LOADED "-%llu", i);
		ordlab_draft_sb(self->draft, name);
		ret = ordlab_load(self->draft);
	}
	EXPECT_EQ(-ENOSPC, ret);
	EXPECT_TRUE(ordlab_says("log", "unload some"));
	while (i--) {
		snprintf(name, sizeof(name), LOADED "-%llu", i);
		ordlab_puts("unload", name);
	}
}

/* For each file that takes text: what is written to it, and the errno */
static const struct {
	const char *file;
	const char *text;
	int err;
	const char *log;
} bad_texts[] = {
	{ "unload", "no-such-test", ENOENT, "no-such-test" },
	{ "unload", "SB", EPERM, "built in" },
	{ "unload", "\n", ENOENT, "unload: " },
	{ "control", "\n", EINVAL, "start" },
	{ "control", "begin SB", EINVAL, "begin" },
	{ "control", "stop now", EINVAL, "now" },
	{ "control", "reset all", EINVAL, "all" },
	{ "control", "start", EINVAL, "name a test" },
	{ "control", "start no-such-test", ENOENT, "no-such-test" },
	{ "control", "start SB fast", EINVAL, "key=value" },
	{ "control", "start SB speed=1", EINVAL, "speed" },
	{ "control", "start SB iterations=many", EINVAL, "not a number" },
	{ "control", "start SB iterations=-1", EINVAL, "not a number" },
	{ "control", "start SB iterations=18446744073709551616", ERANGE,
	  "must be from" },
	{ "control", "start SB stride=12", EINVAL, "multiple" },
	{ "control", "start SB stride=1", ERANGE, "must be from" },
	{ "control", "start SB batch=200000000", ERANGE, "must be from" },
	{ "control", "start SB sync=never", EINVAL, "user" },
	{ "control", "start SB order=best", EINVAL, "order" },
	{ "control", "start SB mode=magic", EINVAL, "batch" },
	{ "control", "start SB chunk=0", ERANGE, "must be from" },
	{ "control", "start SB every=65537", ERANGE, "must be from" },
	{ "control", "start SB skew=32769", ERANGE, "must be from" },
	{ "control", "start SB skew=-1", EINVAL, "not a number" },
	{ "control", "start SB preload=hope", EINVAL, "none, load, flush" },
	{ "control", "start SB stress=mine", EINVAL, "own, shared" },
	{ "control", "start SB noise=", EINVAL, "no CPU is named" },
	{ "control", "start SB noise=x", EINVAL, "list of CPUs" },
	{ "control", "start CoWW cpus=0 noise=0", EINVAL, "CPU 0" },
	{ "control", "start CoWW cpus=0 noise=0-8191", EINVAL, "no such CPU" },
	{ "control", "start SB cpus=8191", EINVAL, "no such CPU" },
	{ "control", "start SB cpus=9999999", EINVAL, "no such CPU" },
	{ "control", "start SB cpus=0,0", EINVAL, "named twice" },
	{ "control", "start SB cpus=1-0", EINVAL, "list of CPUs" },
	{ "control", "start SB cpus=", EINVAL, "cpus" },
	{ "control", "start SB cpus=x", EINVAL, "list of CPUs" },
	{ "control", "start SB cpus=0", ENODEV, "2 threads" },
	{ "control", "start SB instances=100", EINVAL, "instances" },
	{ "control", "measure", EINVAL, "measure" },
	{ "control", "measure weight", ENOENT, "weight" },
	{ "control", "measure cost often", EINVAL, "samples=" },
	{ "control", "measure cost samples=0", ERANGE, "samples" },
	{ "control", "measure cost cpus=x", EINVAL, "list of CPUs" },
};

TEST_F_TIMEOUT(lab, a_bad_text_is_refused_with_a_reason, SLOW)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bad_texts); i++) {
		EXPECT_EQ(-bad_texts[i].err, ordlab_puts(bad_texts[i].file,
							 bad_texts[i].text)) {
			TH_LOG("%s: %s", bad_texts[i].file, bad_texts[i].text);
		}
		EXPECT_TRUE(ordlab_says("log", bad_texts[i].log)) {
			TH_LOG("%s: %s", bad_texts[i].file, bad_texts[i].text);
		}
		EXPECT_FALSE(ordlab_state_is("running"));
	}
}

TEST_F_TIMEOUT(lab, a_text_of_any_length_is_survived, SLOW)
{
	size_t most = ordlab_number("abi", "max-command-bytes");
	static const char *const names[] = { "control", "unload" };
	char *text = malloc(1 << 20);
	void *hole = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
			  -1, 0);
	size_t i;

	ASSERT_NE(NULL, text);
	ASSERT_NE(MAP_FAILED, hole);
	ASSERT_NE(0, most);
	memset(text, 'x', 1 << 20);
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		EXPECT_GT(0, ordlab_write(names[i], text, 1));
		EXPECT_NE(-E2BIG, ordlab_write(names[i], text, most));
		EXPECT_EQ(-E2BIG, ordlab_write(names[i], text, most + 1));
		EXPECT_TRUE(ordlab_says("log", names[i]));
		EXPECT_EQ(-E2BIG, ordlab_write(names[i], text, 1 << 20));
		/* A NUL does not hide what follows it */
		EXPECT_EQ(-EINVAL, ordlab_write(names[i], "stop\0x", 6));
		EXPECT_EQ(-EFAULT, ordlab_write(names[i], hole, 64));
	}
	free(text);
}

TEST_F(lab, success_clears_the_log)
{
	char *text;

	ordlab_puts("control", "begin");
	ASSERT_TRUE(ordlab_says("log", "begin"));
	ASSERT_EQ(0, ordlab_puts("control", "stop"));
	text = ordlab_read("log");
	EXPECT_STREQ("", text);
	free(text);
}

TEST_F(lab, before_the_first_run_there_is_nothing)
{
	char *text = ordlab_read("results");

	EXPECT_TRUE(ordlab_state_is("idle"));
	EXPECT_STREQ("", text);
	free(text);
	EXPECT_EQ(0, ordlab_puts("control", "stop"));
}

TEST_F_TIMEOUT(lab, a_run_counts_every_iteration, SLOW)
{
	unsigned long long positive, negative;
	char *text, *line;

	ASSERT_EQ(0, ordlab_puts("control", "start SB iterations=20000\n"));
	ASSERT_TRUE(ordlab_wait_end(60));
	EXPECT_TRUE(ordlab_state_is("done"));
	EXPECT_EQ(20000, ordlab_number("results", "iterations"));
	text = ordlab_read("results");
	ASSERT_NE(NULL, text);
	line = strstr(text, "Positive: ");
	ASSERT_NE(NULL, line);
	ASSERT_EQ(2, sscanf(line, "Positive: %llu, Negative: %llu", &positive,
			    &negative));
	EXPECT_EQ(20000, positive + negative);
	EXPECT_NE(NULL, strstr(text, "Test SB Allowed\n"));
	free(text);
	/* All runs since the load, of which this is the only one */
	EXPECT_EQ(1, ordlab_number("test/SB/counters", "runs"));
	EXPECT_EQ(20000, ordlab_number("test/SB/counters", "iterations"));
	ASSERT_EQ(0, ordlab_puts("control", "start SB iterations=1000"));
	ASSERT_TRUE(ordlab_wait_end(60));
	EXPECT_EQ(1000, ordlab_number("results", "iterations"));
	EXPECT_EQ(21000, ordlab_number("test/SB/counters", "iterations"));
}

TEST_F(lab, a_result_records_every_parameter)
{
	ASSERT_EQ(0, ordlab_puts("control", "start SB mode=batch iterations=5000 "
				 "cpus=1,0 instances=1 batch=100 stride=64 "
				 "sync=none order=seq seed=42 chunk=99 every=7 "
				 "preload=load skew=55 stress=shared "
				 "control=none"));
	ASSERT_TRUE(ordlab_wait_end(60));
	EXPECT_STREQ("batch", ordlab_value("results", "mode"));
	EXPECT_STREQ("1,0", ordlab_value("results", "cpus"));
	EXPECT_EQ(99, ordlab_number("results", "chunk"));
	EXPECT_EQ(7, ordlab_number("results", "every"));
	EXPECT_STREQ("load", ordlab_value("results", "preload"));
	EXPECT_EQ(55, ordlab_number("results", "skew"));
	EXPECT_STREQ("", ordlab_value("results", "noise"));
	EXPECT_STREQ("shared", ordlab_value("results", "stress"));
	EXPECT_EQ(1, ordlab_number("results", "instances"));
	EXPECT_EQ(100, ordlab_number("results", "batch"));
	EXPECT_EQ(64, ordlab_number("results", "stride"));
	EXPECT_STREQ("none", ordlab_value("results", "sync"));
	EXPECT_STREQ("seq", ordlab_value("results", "order"));
	EXPECT_STREQ("none", ordlab_value("results", "control"));
	EXPECT_EQ(42, ordlab_number("results", "seed"));
}

/*
 * What "abi" says of each parameter is so. A line there is "param-KEY: " and
 * the values that it can have, or the least, the greatest and the default.
 */
static int start_with(const char *key, const char *value)
{
	char command[256];
	int ret;

	/* Given twice, the last value counts */
	snprintf(command, sizeof(command), "start SB iterations=501 %s=%s", key,
		 value);
	ret = ordlab_puts("control", command);
	usleep(5000);
	if (!ret)
		ordlab_puts("control", "stop");
	return ret;
}

static int start_with_number(const char *key, unsigned long long number)
{
	char value[32];

	snprintf(value, sizeof(value), "%llu", number);
	return start_with(key, value);
}

TEST_F_TIMEOUT(lab, every_parameter_is_as_abi_says, SLOW)
{
	char *text = ordlab_read("abi"), *line, *save, *word, *save_word;
	unsigned long long least, most;
	unsigned int seen = 0;
	char key[32];

	ASSERT_NE(NULL, text);
	for (line = strtok_r(text, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		if (sscanf(line, "param-%31[a-z]:", key) != 1)
			continue;
		seen++;
		EXPECT_EQ(-EINVAL, start_with(key, "nonsense")) {
			TH_LOG("%s=nonsense", key);
		}
		EXPECT_TRUE(ordlab_says("log", key));
		word = strchr(line, ' ');
		ASSERT_NE(NULL, word);
		if (sscanf(word, " %llu %llu", &least, &most) == 2) {
			EXPECT_EQ(0, start_with_number(key, least)) {
				TH_LOG("%s=%llu", key, least);
			}
			/* As many as CPUs allow, which is another bound */
			EXPECT_EQ(strcmp(key, "instances") ? 0 : -EINVAL,
				  start_with_number(key, most)) {
				TH_LOG("%s=%llu", key, most);
			}
			EXPECT_EQ(least ? -ERANGE : 0,
				  start_with_number(key, least ? least - 1 : 0)) {
				TH_LOG("%s: less than %llu", key, least);
			}
			EXPECT_EQ(most + 1 ? -ERANGE : 0,
				  start_with_number(key, most + 1 ? most + 1 :
							 most)) {
				TH_LOG("%s: more than %llu", key, most);
			}
			continue;
		}
		/* It needs a CPU that is idle: see parameters.c */
		if (!strcmp(key, "noise"))
			continue;
		for (word = strtok_r(word, " ", &save_word); word;
		     word = strtok_r(NULL, " ", &save_word)) {
			const char *value = word;
			int ret;

			word[strcspn(word, "*")] = 0;	/* the default */
			if (!strcmp(word, "list"))
				value = "0-1";
			ret = start_with(key, value);
			/* Some architectures cannot flush a line, and say so */
			if (ret == -EOPNOTSUPP && !strcmp(value, "flush") &&
			    ordlab_says("log", "architecture"))
				continue;
			EXPECT_EQ(0, ret) {
				TH_LOG("%s=%s", key, value);
			}
		}
	}
	EXPECT_NE(0, seen);
	free(text);
}

TEST_F(lab, seconds_end_a_run)
{
	ASSERT_EQ(0, ordlab_puts("control", "start SB seconds=1"));
	ASSERT_TRUE(ordlab_wait_end(30));
	EXPECT_TRUE(ordlab_state_is("done"));
	EXPECT_LE(200000000ULL, ordlab_number("results", "ns"));
	EXPECT_NE(0, ordlab_number("results", "iterations"));
}

TEST_F(lab, a_second_start_is_refused)
{
	ASSERT_EQ(0, ordlab_puts("control", LONG_RUN));
	EXPECT_EQ(-EBUSY, ordlab_puts("control", LONG_RUN));
	EXPECT_TRUE(ordlab_says("log", "stop it first"));
	EXPECT_EQ(-EBUSY, ordlab_puts("control", "start MP"));
	EXPECT_EQ(-EBUSY, ordlab_puts("control", "reset"));
	EXPECT_TRUE(ordlab_state_is("running"));
	EXPECT_STREQ("SB", ordlab_value("status", "test"));
}

/* Many processes start a run at the same time: one of them succeeds */
TEST_F(lab, starts_at_one_time)
{
	int i, status, won = 0;
	pid_t pid;

	for (i = 0; i < 8; i++) {
		pid = fork();
		ASSERT_LE(0, pid);
		if (pid)
			continue;
		status = ordlab_puts("control", LONG_RUN);
		_exit(status == 0 ? 0 : status == -EBUSY ? 1 : 2);
	}
	while (wait(&status) > 0) {
		ASSERT_TRUE(WIFEXITED(status));
		ASSERT_NE(2, WEXITSTATUS(status));
		won += !WEXITSTATUS(status);
	}
	EXPECT_EQ(1, won);
	EXPECT_TRUE(ordlab_state_is("running"));
}

TEST_F(lab, stop_ends_a_run_in_the_middle)
{
	ASSERT_EQ(0, ordlab_puts("control", LONG_RUN));
	while (!ordlab_number("status", "iterations"))
		usleep(1000);
	ASSERT_EQ(0, ordlab_puts("control", "stop"));
	/* When the write returns, the run has ended */
	EXPECT_TRUE(ordlab_state_is("stopped"));
	EXPECT_STREQ("stopped by request", ordlab_value("status", "reason"));
	EXPECT_NE(0, ordlab_number("results", "iterations"));
	/* and the counts stay */
	EXPECT_TRUE(ordlab_says("results", "Histogram ("));
	EXPECT_EQ(0, ordlab_puts("control", "stop"));
}

TEST_F(lab, reset_forgets)
{
	ASSERT_EQ(0, ordlab_puts("control", "start SB iterations=1000"));
	ASSERT_TRUE(ordlab_wait_end(30));
	ASSERT_EQ(0, ordlab_puts("control", "reset"));
	EXPECT_TRUE(ordlab_state_is("idle"));
	EXPECT_EQ(0, ordlab_number("test/SB/counters", "runs"));
	EXPECT_EQ(0, ordlab_number("test/SB/counters", "iterations"));
}

TEST_F_TIMEOUT(lab, every_file_is_read_while_a_test_runs, SLOW)
{
	unsigned long long last = 0, now;
	char *text;
	size_t i;
	int round;

	ASSERT_EQ(0, ordlab_puts("control", LONG_RUN));
	for (round = 0; round < 50; round++) {
		for (i = 0; i < ARRAY_SIZE(files); i++) {
			if (!files[i].readable)
				continue;
			text = ordlab_read(files[i].name);
			ASSERT_NE(NULL, text);
			free(text);
		}
		now = ordlab_number("status", "iterations");
		EXPECT_LE(last, now);
		last = now;
	}
	EXPECT_TRUE(ordlab_state_is("running"));
}

TEST_F(lab, poll_wakes_when_the_run_ends)
{
	struct pollfd poller = { .events = POLLPRI };
	double end = ordlab_now() + 20;
	char text[4096];
	int wakes = 0;
	ssize_t n;

	poller.fd = ordlab_open("status", O_RDONLY);
	ASSERT_LE(0, poller.fd);
	ASSERT_LT(0, pread(poller.fd, text, sizeof(text), 0));
	/* Nothing happens, so poll() reports nothing */
	EXPECT_EQ(0, poll(&poller, 1, 200));
	ASSERT_EQ(0, ordlab_puts("control", "start SB seconds=1"));
	do {
		ASSERT_LT(0, poll(&poller, 1, 10000));
		EXPECT_TRUE(poller.revents & POLLPRI);
		n = pread(poller.fd, text, sizeof(text) - 1, 0);
		ASSERT_LT(0, n);
		text[n] = 0;
		wakes++;
	} while (strstr(text, "state: running\n") && ordlab_now() < end);
	EXPECT_NE(NULL, strstr(text, "state: done\n"));
	EXPECT_LE(2, wakes);
	EXPECT_EQ(0, poll(&poller, 1, 200));
	close(poller.fd);
}

static bool measuring(void)
{
	const char *state = ordlab_value("measurement", "state");

	return state && !strcmp(state, "running");
}

/*
 * A row is words, median, quartiles, number of samples and a note, which is the reason
 * if there are no samples; all separated by tabs.
 */
static bool is_row(const char *row)
{
	const char *tabs[5] = { NULL }, *c;
	unsigned long long median, low, high;
	unsigned int samples;

	for (c = row; *c; c++) {
		if (*c == '\t') {
			memmove(tabs, tabs + 1, 4 * sizeof(*tabs));
			tabs[4] = c;
		}
	}
	return tabs[0] && tabs[0] != row &&
	       sscanf(tabs[0], " %llu %llu %llu %u", &median, &low, &high,
		      &samples) == 4 &&
	       (samples ? low <= median && median <= high :
			  tabs[4][1] != 0);
}

TEST_F_TIMEOUT(lab, every_measure_ends, SLOW)
{
	static const char *const names[] = {
		"transfer", "mesi", "sharing", "cost",
	};
	char command[64], *text, *row, *save;
	unsigned int rows;
	double end;
	size_t i;

	if (ordlab_cpus() < 2)
		SKIP(return, "needs two CPUs");
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		snprintf(command, sizeof(command),
			 "measure %s samples=5 cpus=0-1", names[i]);
		ASSERT_EQ(0, ordlab_puts("control", command)) {
			TH_LOG("%s", command);
		}
		for (end = ordlab_now() + 60; measuring() && ordlab_now() < end;)
			usleep(10000);
		EXPECT_STREQ("done", ordlab_value("measurement", "state"));
		EXPECT_STREQ(names[i], ordlab_value("measurement", "measure"));
		text = ordlab_read("measurement");
		ASSERT_NE(NULL, text);
		row = strstr(text, "\n\n");
		ASSERT_NE(NULL, row);
		rows = 0;
		for (row = strtok_r(row, "\n", &save); row;
		     row = strtok_r(NULL, "\n", &save)) {
			EXPECT_TRUE(is_row(row)) {
				TH_LOG("%s: %s", names[i], row);
			}
			rows++;
		}
		EXPECT_NE(0, rows);
		free(text);
	}
}

/* Lines are sightings, calls and turns; see ordlab_compiled of compiler.h */
TEST_F_TIMEOUT(lab, loops_see_their_flag_once_it_is_read_once, SLOW)
{
	unsigned long long seen, calls, turns, all = 0;
	unsigned int samples;
	char *text, *row;
	double end;

	if (ordlab_cpus() < 2)
		SKIP(return, "needs two CPUs");
	ASSERT_EQ(0, ordlab_puts("control", "measure compiler samples=5 cpus=0-1"));
	for (end = ordlab_now() + 60; measuring() && ordlab_now() < end;)
		usleep(10000);
	EXPECT_STREQ("done", ordlab_value("measurement", "state"));
	text = ordlab_read("measurement");
	ASSERT_NE(NULL, text);
	for (row = strstr(text, "\nhoist\t"); row;
	     row = strstr(row + 1, "\nhoist\t")) {
		ASSERT_EQ(4, sscanf(row, "\nhoist\t%*s %llu %llu %llu %u", &seen,
				    &calls, &turns, &samples)) {
			TH_LOG("%s", row);
		}
		EXPECT_LE(seen, calls);
		EXPECT_EQ(!seen, !turns);
		if (samples && strncmp(row, "\nhoist\tplain", 12))
			EXPECT_NE(0, seen);
		all += samples;
	}
	EXPECT_NE(0, all);
	free(text);
}

/* Half of a sample met the condition, if enough iterations did */
TEST_F_TIMEOUT(lab, a_trace_is_a_sample_of_both_kinds, SLOW)
{
	unsigned long long number, last = 0;
	unsigned int met = 0, others = 0;
	char *text, *line, *save, mark;

	EXPECT_EQ(-ERANGE, ordlab_puts("control", "start SB trace=65"));
	EXPECT_EQ(-EINVAL, ordlab_puts("control",
				       "start SB mode=perpetual trace=1"));
	ASSERT_EQ(0, ordlab_puts("control",
				 "start SB mode=batch iterations=20000 trace=10"));
	ASSERT_TRUE(ordlab_wait_end(60));
	text = ordlab_read("trace");
	ASSERT_NE(NULL, text);
	EXPECT_EQ(text, strstr(text, "Test SB\nTrace (10 iterations)\n"));
	line = strtok_r(text, "\n", &save);
	line = strtok_r(NULL, "\n", &save);
	while ((line = strtok_r(NULL, "\n", &save))) {
		ASSERT_EQ(2, sscanf(line, "%llu %*s %c>", &number, &mark));
		EXPECT_LE(last, number);
		EXPECT_GT(20000, number);
		last = number;
		met += mark == '*';
		others += mark == ':';
	}
	free(text);
	EXPECT_EQ(10, met + others);
	if (ordlab_number("results", "positive") >= 5)
		EXPECT_LE(5, met);
	if (ordlab_number("results", "negative") >= 5)
		EXPECT_LE(5, others);
	/* Without the parameter there is none */
	ASSERT_EQ(0, ordlab_puts("control", "start SB iterations=1000"));
	ASSERT_TRUE(ordlab_wait_end(60));
	text = ordlab_read("trace");
	EXPECT_STREQ("Test SB\nTrace (0 iterations)\n", text);
	free(text);
}

TEST_F(lab, a_measure_and_a_run_exclude_each_other)
{
	ASSERT_EQ(0, ordlab_puts("control", LONG_RUN));
	EXPECT_EQ(-EBUSY, ordlab_puts("control", "measure cost"));
	ASSERT_EQ(0, ordlab_puts("control", "stop"));
	ASSERT_EQ(0, ordlab_puts("control", "measure cost samples=255"));
	EXPECT_EQ(-EBUSY, ordlab_puts("control", "measure cost"));
	EXPECT_EQ(-EBUSY, ordlab_puts("control", "start SB"));
	ASSERT_EQ(0, ordlab_puts("control", "stop"));
	EXPECT_STREQ("stopped", ordlab_value("measurement", "state"));
	EXPECT_STREQ("stopped by request",
		     ordlab_value("measurement", "reason"));
}

ORDLAB_TEST_COMPLAINTS

TEST_HARNESS_MAIN
