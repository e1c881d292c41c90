// SPDX-License-Identifier: GPL-2.0
/*
 * The tool as a whole, against files that look like the module's. $ORDLAB is
 * the tool.
 */
#include <fcntl.h>
#include <json.h>
#include <pty.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "tests/tap.h"
#include "tests/sample.h"
#include "lib/util.h"

static char fake[] = "/tmp/ordlab-test-XXXXXX";

static void put(const char *name, const char *text)
{
	char *path = xasprintf("%s/ordlab/%s", fake, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text)) {
		perror(path);
		abort();
	}
	close(fd);
	free(path);
}

static char *get(const char *name)
{
	char *path = xasprintf("%s/ordlab/%s", fake, name);
	int fd = open(path, O_RDONLY);
	char *text = xcalloc(4096, 1);

	if (fd < 0 || read(fd, text, 4095) < 0) {
		perror(path);
		abort();
	}
	close(fd);
	free(path);
	return text;
}

/* A fake module whose run has ended before it starts */
static void fake_done(const char *results)
{
	char *text = xstrdup(results), *address = strstr(text, "1:r0=y");

	/* SB never ends so, and the tool would know */
	if (address)
		address[strlen("1:r0=")] = '1';
	put("abi", SAMPLE_ABI);
	put("tests", SAMPLE_TESTS);
	put("log", "control: a reason\n");
	put("control", "");
	put("status", SAMPLE_STATUS("done"));
	put("results", text);
	free(text);
}

static void __attribute__((constructor)) fake_begin(void)
{
	char *dir;

	if (!mkdtemp(fake))
		abort();
	dir = xasprintf("%s/ordlab", fake);
	if (mkdir(dir, 0700))
		abort();
	free(dir);
	setenv("ORDLAB_DEBUGFS", fake, 1);
	fake_done(SAMPLE_RESULTS("exists", ""));
}

static void __attribute__((destructor)) fake_end(void)
{
	char *command = xasprintf("rm -r %s", fake);

	if (system(command))
		perror(command);
	free(command);
}

static char output[1 << 16];

/* Run a shell command, with its output in @output. Return: its exit status */
static int __attribute__((format(printf, 1, 2))) sh(const char *format, ...)
{
	va_list args;
	char *command;
	size_t len;
	FILE *pipe;
	int status;

	va_start(args, format);
	command = xvasprintf(format, args);
	va_end(args);
	pipe = popen(command, "r");
	free(command);
	if (!pipe)
		return -1;
	len = fread(output, 1, sizeof(output) - 1, pipe);
	output[len] = '\0';
	status = pclose(pipe);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* A file with text, below the directory of the fake */
static void put_file(const char *name, const char *text)
{
	char *path = xasprintf("../%s", name);

	put(path, text);
	free(path);
}

TEST(statuses_of_use)
{
	EXPECT_EQ(sh("$ORDLAB 2>&1"), 2);
	EXPECT_HAS(output, "Usage: ordlab COMMAND");
	EXPECT_EQ(sh("$ORDLAB help"), 0);
	EXPECT_HAS(output, "  run ");
	EXPECT_EQ(sh("$ORDLAB --help"), 0);
	EXPECT_EQ(sh("$ORDLAB --version"), 0);
	EXPECT_EQ(sh("$ORDLAB frobnicate 2>&1"), 2);
	EXPECT_HAS(output, "no command 'frobnicate'");
	EXPECT(!strstr(output, "did you mean"));
	EXPECT_EQ(sh("$ORDLAB '' 2>&1"), 2);
	EXPECT(!strstr(output, "did you mean"));
	EXPECT_EQ(sh("$ORDLAB chekc SB 2>&1"), 2);
	EXPECT_HAS(output, "did you mean 'check'?");
	EXPECT_EQ(sh("$ORDLAB help expl 2>&1"), 2);
	EXPECT_HAS(output, "did you mean 'explain'?");
	EXPECT_EQ(sh("$ORDLAB help frobnicate 2>&1"), 2);
	EXPECT_EQ(sh("$ORDLAB run 2>&1"), 2);
	EXPECT_EQ(sh("$ORDLAB run --frobnicate SB 2>&1"), 2);
	EXPECT_EQ(sh("$ORDLAB run -n 0 SB 2>&1"), 2);
	EXPECT_EQ(sh("$ORDLAB run -n many SB 2>&1"), 2);
	EXPECT_HAS(output, "'many' is not a number");
	EXPECT_EQ(sh("$ORDLAB run -n 99999999999G SB 2>&1"), 2);
	EXPECT_EQ(sh("$ORDLAB run --cpus '0 seed=1' SB 2>&1"), 2);
	EXPECT_EQ(sh("$ORDLAB run --tour SB 2>&1"), 2);
	EXPECT_EQ(sh("$ORDLAB show 2>&1"), 2);
	EXPECT_EQ(sh("$ORDLAB show no-such-test 2>&1"), 2);
	EXPECT_HAS(output, "no test is called 'no-such-test'");
	EXPECT_EQ(sh("$ORDLAB show sb 2>&1"), 2);
	EXPECT_HAS(output, "there is SB");
	EXPECT_EQ(sh("$ORDLAB show MP+rel-acq 2>&1"), 2);
	EXPECT_HAS(output, "there is MP+rel+acq");
	EXPECT_EQ(sh("$ORDLAB stop now 2>&1"), 2);
	EXPECT_EQ(sh("$ORDLAB load %s/nothing 2>&1", fake), 2);
	EXPECT_HAS(output, "No such file");
	EXPECT_EQ(sh("$ORDLAB load /dev/zero 2>&1"), 2);
	EXPECT_EQ(sh("$ORDLAB load %s 2>&1", fake), 2);
	EXPECT_HAS(output, "no *.litmus file in it");
}

TEST(one_format_is_asked_for)
{
	EXPECT_EQ(sh("$ORDLAB check --json --herd SB 2>&1"), 2);
	EXPECT_HAS(output, "--json and --herd");
	EXPECT_EQ(sh("$ORDLAB run --herd --json SB 2>&1"), 2);
	EXPECT_HAS(output, "name one");
	EXPECT_EQ(sh("$ORDLAB run --tap --json SB 2>&1"), 2);
	EXPECT_EQ(sh("$ORDLAB check --json --json SB 2>&1"), 0);
	EXPECT_EQ(sh("$ORDLAB check --verdict --herd SB 2>&1"), 2);
	EXPECT_HAS(output, "--verdict lists no states");
	EXPECT_EQ(sh("$ORDLAB check --all-states --verdict SB 2>&1"), 2);
	EXPECT_EQ(sh("$ORDLAB check --verdict SB 2>&1"), 0);
	EXPECT_HAS(output, "Allowed by the LKMM and x86-TSO, forbidden by SC.");
	EXPECT(!strstr(output, "state"));
	EXPECT_EQ(sh("$ORDLAB check --verdict --json -m lkmm SB 2>&1"), 0);
	EXPECT_HAS(output, "\"any_positive\":true");
	EXPECT(!strstr(output, "\"states\""));
}

TEST(check_prints_one_object_a_test)
{
	struct json_object *object, *states, *values;

	EXPECT_EQ(sh("$ORDLAB check --json SB"), 0);
	object = json_tokener_parse(output);
	ASSERT(object);
	ASSERT(json_object_object_get_ex(object, "states", &states));
	ASSERT_EQ(json_object_array_length(states), 4);
	EXPECT_STREQ(json_object_to_json_string_ext(json_object_array_get_idx(states, 0),
						    JSON_C_TO_STRING_PLAIN),
		     "{\"values\":{\"0:r0\":0,\"1:r0\":0},\"match\":true,\"verdict\":{\"lkmm\":\"allowed\",\"tso\":\"allowed\",\"sc\":\"forbidden\"}}");
	json_object_put(object);
	put_file("pointer.litmus", "C pointer\n{ p=x; }\n"
		 "P0(int **p) { int *r0 = READ_ONCE(*p); }\nexists (0:r0=x)\n");
	EXPECT_EQ(sh("$ORDLAB check --json %s/pointer.litmus", fake), 0);
	object = json_tokener_parse(output);
	ASSERT(object);
	ASSERT(json_object_object_get_ex(object, "states", &states));
	ASSERT(json_object_object_get_ex(json_object_array_get_idx(states, 0),
					 "values", &values));
	EXPECT_STREQ(json_object_to_json_string_ext(values,
						    JSON_C_TO_STRING_PLAIN),
		     "{\"0:r0\":\"x\"}");
	json_object_put(object);
}

TEST(lists_name_tests)
{
	put_file("mine.litmus", "C mine\n{}\nP0(int *x) { *x = 1; }\nexists (x=1)\n");
	put_file("@all", "# all of them\n\n  mine.litmus \r\nSB+mbs\n@more\n");
	put_file("@more", "\xef\xbb\xbfMP");
	EXPECT_EQ(sh("$ORDLAB check %s/@all 2>&1", fake), 0);
	EXPECT_HAS(output, "\nSB+mbs ");
	EXPECT_HAS(output, "\nMP ");
	EXPECT_HAS(output, "\nmine ");
	EXPECT_HAS(output, "3 tests: 3 checked");
	EXPECT_EQ(sh("cd %s && $ORDLAB list @more 2>&1", fake), 0);
	EXPECT_HAS(output, "\nMP ");
	EXPECT_EQ(sh("cp %s/@more %s/list && $ORDLAB list @%s/list 2>&1", fake, fake, fake), 0);
	EXPECT_HAS(output, "\nMP ");
	EXPECT_EQ(sh("$ORDLAB check @%s/nothing 2>&1", fake), 2);
	EXPECT_HAS(output, "/nothing: No such file");
	put_file("@more", "@all\n");
	EXPECT_EQ(sh("$ORDLAB check @%s/@all 2>&1", fake), 2);
	EXPECT_HAS(output, "name one another");
	put_file("@more", "\n");
	EXPECT_EQ(sh("$ORDLAB check @%s/@more 2>&1", fake), 2);
	EXPECT_HAS(output, "the list of tests is empty");
	EXPECT_EQ(sh("$ORDLAB check @/dev/zero 2>&1"), 2);
	EXPECT_HAS(output, "the file is no text");
}

TEST(a_file_and_the_lkmm_disagree)
{
	put_file("wrong.litmus", "C wrong\n(* Result: Never *)\n{}\n"
		 "P0(int *x) { WRITE_ONCE(*x, 1); }\n"
		 "P1(int *x) { r0 = READ_ONCE(*x); }\nexists (1:r0=1)\n");
	EXPECT_EQ(sh("$ORDLAB check %s/wrong.litmus 2>&1", fake), 1);
	EXPECT_HAS(output, "the test's file says Never, the LKMM says Sometimes\n");
	EXPECT_EQ(sh("$ORDLAB check %s/wrong.litmus SB 2>&1", fake), 1);
	EXPECT_HAS(output, "  the test's file says Never, the LKMM says Sometimes\n");
}

TEST(a_verdict_depends_on_types)
{
	put_file("long.litmus", "C long\n{}\n"
		 "P0(long *x) { long r0 = 2147483647; r0 = r0 + 1; }\n"
		 "exists (0:r0=-2147483648)\n");
	EXPECT_EQ(sh("$ORDLAB check %s/long.litmus 2>&1 >/dev/null", fake), 0);
	EXPECT_HAS(output, "long.litmus: warning: with the types of C the LKMM says Never; herd7, ");
	EXPECT_HAS(output, " says Always\n");
	/* not where it does not */
	put_file("long.litmus", "C long\n{}\n"
		 "P0(long *x) { long r0 = 2147483646; r0 = r0 + 1; }\n"
		 "exists (0:r0=-2147483648)\n");
	EXPECT_EQ(sh("$ORDLAB check %s/long.litmus 2>&1 >/dev/null", fake), 0);
	EXPECT_STREQ(output, "");
}

/* The output is the same on one CPU and on all of them */
TEST(cpus_make_no_difference)
{
	static const char * const forms[] = {
		"", "--herd -k", "--verdict -m lkmm", NULL,
	};
	static char one[sizeof(output)];
	cpu_set_t all, first;

	ASSERT_EQ(sched_getaffinity(0, sizeof(all), &all), 0);
	CPU_ZERO(&first);
	for (int i = 0; i < CPU_SETSIZE && !CPU_COUNT(&first); i++)
		if (CPU_ISSET(i, &all))
			CPU_SET(i, &first);
	put_file("type.litmus", "C type\n{}\nP0(int *x) { int r0 = 0; if (true) { r0 = 1; } }\nexists (0:r0=1)\n");
	put_file("refused.litmus", "C refused\n{}\nP0(int *x) { nothing(); }\nexists (x=1)\n");
	for (unsigned int f = 0; forms[f]; f++) {
		const char *command = "cd ../Documentation/litmus-tests && $ORDLAB check %s %s/type.litmus %s/refused.litmus MP*.litmus SB*.litmus 2>&1 | grep -v ^Time";

		ASSERT_EQ(sched_setaffinity(0, sizeof(first), &first), 0);
		sh(command, forms[f], fake, fake);
		memcpy(one, output, sizeof(one));
		ASSERT_EQ(sched_setaffinity(0, sizeof(all), &all), 0);
		sh(command, forms[f], fake, fake);
		EXPECT_STREQ(output, one);
		EXPECT_HAS(one, "true is 0, says Never");
		EXPECT_HAS(one, "MP");
	}
}

TEST(every_command_has_help)
{
	static const char * const names[] = {
		"list", "show", "run", "watch", "status", "stop", "reset",
		"load", "unload", "version",
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		EXPECT_EQ(sh("$ORDLAB help %s", names[i]), 0);
		EXPECT_HAS(output, "Usage: ordlab");
		EXPECT_HAS(output, names[i]);
	}
}

TEST(run_passes_options_on)
{
	char *control;

	fake_done(SAMPLE_RESULTS("exists", ""));
	EXPECT_EQ(sh("$ORDLAB run SB -n 10k --cpus 0,1 --seed 7 --sync none 2>&1"), 0);
	EXPECT_HAS(output, "WRITE_ONCE(*x, 1);");
	EXPECT_HAS(output, "and seen: 25 of");
	control = get("control");
	EXPECT_STREQ(control, "start SB iterations=10000 seed=7 sync=none cpus=0,1");
	free(control);

	/* Given twice, the last value counts */
	fake_done(SAMPLE_RESULTS("exists", ""));
	EXPECT_EQ(sh("$ORDLAB run SB --chunk 7 --every 3 --preload flush --skew 9 --noise 3 --stress shared --chunk 8 2>&1"), 0);
	control = get("control");
	EXPECT_STREQ(control, "start SB chunk=8 every=3 preload=flush skew=9 stress=shared noise=3");
	free(control);
	fake_done(SAMPLE_RESULTS("exists", ""));
	EXPECT_EQ(sh("$ORDLAB run SB --herd 2>&1"), 0);
	control = get("control");
	EXPECT_STREQ(control, "start SB mode=batch");
	free(control);
	EXPECT_EQ(sh("$ORDLAB run SB --placement nowhere 2>&1"), 2);
	EXPECT_HAS(output, "smt, llc, package, node");
}

TEST(tests_stand_side_by_side)
{
	fake_done(SAMPLE_RESULTS("exists", ""));
	EXPECT_EQ(sh("$ORDLAB run SB --table --no-check 2>&1"), 0);
	EXPECT_HAS(output, "\nSB    seen       2.50 %  1,000\n");
	EXPECT(!strstr(output, "WRITE_ONCE"));
	EXPECT_EQ(sh("$ORDLAB run SB --table 2>&1"), 0);
	EXPECT_HAS(output, " LKMM ");
	EXPECT_HAS(output, "\nSB    seen       2.50 %  1,000  allowed  ");
	EXPECT_EQ(sh("$ORDLAB run SB --table --json 2>&1"), 2);
	EXPECT_EQ(sh("$ORDLAB run SB --table --trace 3 2>&1"), 2);
	EXPECT_HAS(output, "--table is for text");
}

TEST(tune_prints_a_command)
{
	fake_done(SAMPLE_RESULTS("exists", ""));
	/* All trials are alike here */
	EXPECT_EQ(sh("$ORDLAB run SB --tune 1 --seed 7 2>&1"), 0);
	EXPECT_HAS(output, "nothing did better than the defaults");
	EXPECT_HAS(output, "\n    ordlab run SB --seed 7 --mode perpetual\n");
	EXPECT_EQ(sh("$ORDLAB run SB --tune 1 --json 2>&1"), 0);
	EXPECT_HAS(output, "\"settings\":{\"mode\":\"perpetual\"}");
	EXPECT_EQ(sh("$ORDLAB run SB --tune 1 -n 5 2>&1"), 2);
	EXPECT_EQ(sh("$ORDLAB run SB --tune 0 2>&1"), 2);
	fake_done(SAMPLE_RESULTS("~exists", ""));
	EXPECT_EQ(sh("$ORDLAB run SB --tune 1 2>&1"), 1);
}

TEST(run_prints_one_object_a_line)
{
	fake_done(SAMPLE_RESULTS("exists", ""));
	EXPECT_EQ(sh("$ORDLAB run --json SB 2>/dev/null"), 0);
	EXPECT_EQ(strncmp(output, "{\"format\":\"ordlab-run\",\"version\":1,", 34), 0);
	EXPECT_EQ(strchr(output, '\n') - output, strlen(output) - 1);
	/* Nothing but the object, even where there would be progress */
	EXPECT_EQ(sh("$ORDLAB run --json SB 2>&1 >/dev/null"), 0);
	EXPECT_STREQ(output, "");
}

TEST(run_prints_ktap)
{
	fake_done(SAMPLE_RESULTS("exists", ""));
	EXPECT_EQ(sh("$ORDLAB run --tap SB"), 0);
	EXPECT_EQ(strncmp(output, "KTAP version 1\n1..1\n", 20), 0);
	EXPECT_HAS(output, "\nok 1 SB\n");
}

TEST(a_violation_is_status_1)
{
	fake_done(SAMPLE_RESULTS("~exists", ""));
	EXPECT_EQ(sh("$ORDLAB run SB"), 1);
	EXPECT_HAS(output, "VIOLATED");
	EXPECT_EQ(sh("$ORDLAB run --tap SB"), 1);
	EXPECT_HAS(output, "\nnot ok 1 SB\n");
	EXPECT_EQ(sh("$ORDLAB watch"), 1);
	fake_done(SAMPLE_RESULTS("forall", ""));
	EXPECT_EQ(sh("$ORDLAB run --json SB"), 1);
}

/* SB was not seen, and the two threads took turns */
#define SAMPLE_TURNS							\
	"Test SB Allowed\n"						\
	"Histogram (1 states)\n"					\
	"1000        :>0:r0=0; 1:r0=1;\n"				\
	"Ok\n\n"							\
	"Condition exists (0:r0=0 /\\ 1:r0=0)\n\n"			\
	"state: done\n"							\
	"iterations: 1000\n"						\
	"positive: 0\n"							\
	"negative: 1000\n"						\
	"overlapped: 2\n"						\
	SAMPLE_PARAMS							\
	"control: SB\n"

TEST(a_run_that_taught_nothing_is_status_6)
{
	fake_done(SAMPLE_TURNS);
	EXPECT_EQ(sh("$ORDLAB run SB"), 6);
	EXPECT_HAS(output, "overlap: 0.20 % of the iterations\n");
	EXPECT_HAS(output, "control: this test is the control, SB\n");
	EXPECT_HAS(output, "nothing");
	EXPECT(!strstr(output, "95 %"));
	EXPECT_EQ(sh("$ORDLAB run --no-check --json SB"), 6);
	EXPECT_HAS(output, "\"finding\":\"nothing learnt\"");
	EXPECT_HAS(output, "\"overlap\":{\"batch\":{\"iterations\":2,\"share\":0.002");
	EXPECT_EQ(sh("$ORDLAB run --tap SB"), 6);
	EXPECT_HAS(output, "\n# overlap: 0.20 % of the iterations\n");
	EXPECT_HAS(output, "\nok 1 SB # SKIP the threads overlapped");
	EXPECT_EQ(sh("$ORDLAB run --herd SB"), 6);
	EXPECT_EQ(sh("$ORDLAB watch"), 6);
	EXPECT_EQ(sh("$ORDLAB fingerprint"), 6);
	EXPECT_HAS(output, "inconclusive");
	EXPECT(!strstr(output, "agree\n"));
	EXPECT(!strstr(output, "p <"));
	EXPECT_HAS(output, "have a CPU each");
	EXPECT_EQ(sh("$ORDLAB fingerprint --json"), 6);
	EXPECT_HAS(output, "\"inconclusive\":\"the threads overlapped");
	EXPECT(!strstr(output, "\"bound\""));
}

/* The module has run a test whose filter left no iteration */
#define SAMPLE_FILTERED							\
	"Test SB Allowed\n"						\
	"Histogram (0 states)\n"					\
	"Ok\n\n"							\
	"Condition exists (0:r0=0 /\\ 1:r0=0)\n\n"			\
	"state: done\n"							\
	"iterations: 1000\n"						\
	"positive: 0\n"							\
	"negative: 0\n"							\
	"filtered: 1000\n"						\
	SAMPLE_PARAMS

TEST(a_filter_that_left_none_is_status_6)
{
	fake_done(SAMPLE_FILTERED);
	EXPECT_EQ(sh("$ORDLAB run SB"), 6);
	EXPECT_HAS(output, "Allowed by the LKMM");
	EXPECT_HAS(output, "; but nothing learnt:");
	EXPECT_HAS(output, "\n  0 iterations passed the filter, which left out 1,000\n");
	EXPECT(!strstr(output, "another one"));
	EXPECT_EQ(sh("$ORDLAB run --no-check SB"), 6);
	EXPECT_EQ(sh("$ORDLAB run --table SB"), 6);
	EXPECT_HAS(output, "the filter left none of 1,000 iterations");
	EXPECT_EQ(sh("$ORDLAB run --json SB"), 6);
	EXPECT_HAS(output, "\"verdict\":{\"lkmm\":\"allowed\"");
	EXPECT_HAS(output, "\"filtered\":1000");
	EXPECT_HAS(output, "\"nothing_learnt\":\"the filter left none of 1,000 iterations\"");
	EXPECT_EQ(sh("$ORDLAB run --tap SB"), 6);
	EXPECT_HAS(output, "\nok 1 SB # SKIP the filter left none of 1,000 iterations\n");
	EXPECT_EQ(sh("$ORDLAB watch"), 6);
}

/* Tests of one call that end differently, by the text of a file each */
#define NO_END(name, comment)						\
	"C " name "\n" comment "{}\n"					\
	"P0(int *x, spinlock_t *s) { spin_lock(s); spin_lock(s); }\n"	\
	"exists (x=0)\n"

static void write_litmus(const char *name, const char *text)
{
	char *file = xasprintf("%s.litmus", name);

	put(file, text);
	free(file);
}

TEST(no_verdict_is_status_5)
{
	write_litmus("waits", NO_END("waits", ""));
	write_litmus("deadlock", NO_END("deadlock", "(* Result: DEADLOCK *)\n"));
	write_litmus("wrong", "C wrong\n(* Result: Always *)\n{}\n"
		     "P0(int *x) { WRITE_ONCE(*x, 1); }\nexists (x=0)\n");
	write_litmus("broken", "C broken\n{}\nP0(int *x) { frobnicate(); }\nexists (x=0)\n");
	EXPECT_EQ(sh("cd %s/ordlab && $ORDLAB check waits.litmus", fake), 5);
	EXPECT_HAS(output, "No verdict by the LKMM, x86-TSO and SC: no execution ends");
	EXPECT(!strstr(output, "orbidden"));
	EXPECT_EQ(sh("cd %s/ordlab && $ORDLAB check -k waits.litmus", fake), 0);
	EXPECT_EQ(sh("cd %s/ordlab && $ORDLAB check --json waits.litmus", fake), 5);
	EXPECT_HAS(output, "\"verdict\":{\"lkmm\":\"no execution\",\"tso\":\"no execution\",\"sc\":\"no execution\"}");
	EXPECT_HAS(output, "\"no_execution\":\"waits\",\"why\":\"no execution ends");
	EXPECT_EQ(sh("cd %s/ordlab && $ORDLAB check --herd waits.litmus", fake), 5);
	EXPECT_HAS(output, "Observation waits Never 0 0");
	/* What the file expects is no failure */
	EXPECT_EQ(sh("cd %s/ordlab && $ORDLAB check deadlock.litmus", fake), 0);
	EXPECT_HAS(output, "no execution ends");
	/* The first in the list of exit-status.inc counts */
	EXPECT_EQ(sh("cd %s/ordlab && $ORDLAB check waits.litmus wrong.litmus broken.litmus 2>&1", fake), 1);
	EXPECT_EQ(sh("cd %s/ordlab && $ORDLAB check waits.litmus broken.litmus 2>&1", fake), 5);
	EXPECT_HAS(output, "\nwaits  no execution  no execution  no execution  no execution ends");
	EXPECT_EQ(sh("cd %s/ordlab && $ORDLAB check deadlock.litmus broken.litmus 2>&1", fake), 2);
	EXPECT_EQ(sh("cd %s/ordlab && $ORDLAB check -k waits.litmus broken.litmus 2>&1", fake), 0);
	EXPECT_EQ(sh("cd %s/ordlab && $ORDLAB explain waits.litmus", fake), 5);
	EXPECT_HAS(output, "There is no verdict: no execution ends, since P0 waits in line 3");
	EXPECT_HAS(output, "each waits for the next one, in a cycle");
	EXPECT(!strstr(output, "forbids") && !strstr(output, "allows"));
	EXPECT_EQ(sh("cd %s/ordlab && $ORDLAB explain waits.litmus x=0", fake), 5);
	EXPECT_HAS(output, "There is no verdict: no execution ends");
	EXPECT_EQ(sh("cd %s/ordlab && $ORDLAB explain -m sc --dot waits.litmus", fake), 5);
	EXPECT_HAS(output, "There is no verdict: no execution ends");
	EXPECT_HAS(output, "w1 -> w0 [label=\"lock\"");
	/* It is refused before it is run */
	EXPECT_EQ(sh("cd %s/ordlab && $ORDLAB run waits.litmus 2>&1", fake), 2);
	EXPECT_HAS(output, "it would wait for itself");
}

TEST(a_run_cut_short_is_status_4)
{
	fake_done(SAMPLE_RESULTS("exists", "reason: CPU 1 went offline\n"));
	EXPECT_EQ(sh("$ORDLAB run SB 2>&1"), 4);
	EXPECT_HAS(output, "CPU 1 went offline");
	EXPECT_HAS(output, "and seen: 25 of");
}

TEST(somebody_elses_result_is_not_ours)
{
	fake_done(SAMPLE_RESULTS("exists", ""));
	EXPECT_EQ(sh("$ORDLAB run MP 2>&1"), 4);
	EXPECT_HAS(output, "a run of SB that somebody else started");
}

TEST(a_refusal_gives_the_reason)
{
	fake_done(SAMPLE_RESULTS("exists", ""));
	EXPECT_EQ(sh("cd %s/ordlab && rm control && ln -s /dev/full control", fake), 0);
	EXPECT_EQ(sh("$ORDLAB run SB 2>&1"), 4);
	EXPECT_HAS(output, "ordlab: SB: a reason\n");
	EXPECT_EQ(sh("$ORDLAB stop 2>&1"), 4);
	EXPECT_EQ(sh("$ORDLAB reset 2>&1"), 4);
	EXPECT_EQ(sh("rm %s/ordlab/control", fake), 0);
}

TEST(lost_output_is_status_4)
{
	fake_done(SAMPLE_RESULTS("exists", ""));
	EXPECT_EQ(sh("$ORDLAB run SB 2>&1 >/dev/full"), 4);
	EXPECT_HAS(output, "cannot be written: No space left on device");
	EXPECT_EQ(sh("$ORDLAB list 2>&1 >/dev/full"), 4);
	EXPECT_EQ(sh("$ORDLAB help 2>&1 >/dev/full"), 4);
	EXPECT_EQ(sh("$ORDLAB run --help 2>&1 >/dev/full"), 4);
	EXPECT_EQ(sh("$ORDLAB list 2>&1 >&-"), 4);
	EXPECT_HAS(output, "cannot be written");
}

TEST(without_a_module)
{
	EXPECT_EQ(sh("ORDLAB_DEBUGFS=%s/none $ORDLAB run SB 2>&1", fake), 3);
	EXPECT_EQ(sh("ORDLAB_DEBUGFS=%s/none $ORDLAB status 2>&1", fake), 3);
	EXPECT_EQ(sh("ORDLAB_DEBUGFS=%s/none $ORDLAB list 2>&1", fake), 0);
	EXPECT_HAS(output, "showing the catalogue of this tool: ");
	EXPECT_HAS(output, "SB ");
	EXPECT_EQ(sh("ORDLAB_DEBUGFS=%s/none $ORDLAB show SB 2>&1", fake), 0);
	EXPECT_HAS(output, "exists (0:r0=0 /\\ 1:r0=0)");
	EXPECT_EQ(sh("ORDLAB_DEBUGFS=%s/none $ORDLAB version", fake), 0);
	EXPECT_HAS(output, "module unreachable: ");
}

TEST(another_abi)
{
	put("abi", "abi: 77\n");
	EXPECT_EQ(sh("$ORDLAB run SB 2>&1"), 3);
	EXPECT_HAS(output, "speaks version 77 of the ABI");
	put("abi", SAMPLE_ABI);
}

TEST(loaded_tests_are_listed_and_selected)
{
	EXPECT_EQ(sh("$ORDLAB list"), 0);
	EXPECT_HAS(output, "mine ");
	EXPECT_HAS(output, "loaded");
	EXPECT_EQ(sh("$ORDLAB list 'S[A-B]' MP"), 0);
	EXPECT(!strstr(output, "mine"));
	EXPECT_HAS(output, "\nSB ");
	EXPECT_HAS(output, "\nMP ");
	EXPECT_EQ(sh("$ORDLAB unload SB 2>&1"), 2);
	EXPECT_HAS(output, "built in");
}

TEST(status_and_watch)
{
	fake_done(SAMPLE_RESULTS("exists", ""));
	EXPECT_EQ(sh("$ORDLAB status"), 0);
	EXPECT_HAS(output, "500 of 1,000");
	EXPECT_EQ(sh("$ORDLAB status --json"), 0);
	EXPECT_HAS(output, "\"state\":\"done\"");
	EXPECT_EQ(sh("$ORDLAB watch"), 0);
	EXPECT_HAS(output, "Seen: 25 of 1,000");
	put("results", "");
	EXPECT_EQ(sh("$ORDLAB watch"), 0);
	EXPECT_HAS(output, "Nothing has run yet.");
	put("results", "rubbish");
	EXPECT_EQ(sh("$ORDLAB watch 2>&1"), 3);
}

static void doze(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
}

/* Wait until the tool has written a command, or it takes too long */
static bool commanded(const char *command)
{
	int tries;

	for (tries = 0; tries < 3000; tries++) {
		char *text = get("control");
		bool found = !strncmp(text, command, strlen(command));

		free(text);
		if (found)
			return true;
		doze();
	}
	return false;
}

/* Start the tool with its output on @fd */
static pid_t start(int fd, const char *command, const char *arg)
{
	pid_t pid = fork();

	if (!pid) {
		dup2(fd, 1);
		dup2(fd, 2);
		execl(getenv("ORDLAB"), "ordlab", command, arg, NULL);
		_exit(127);
	}
	return pid;
}

/* Add to @output from @fd until it has @text, or its end has come */
static bool reads(int fd, size_t *len, const char *text)
{
	ssize_t n = 1;

	while (!text || !strstr(output, text)) {
		n = read(fd, output + *len, sizeof(output) - 1 - *len);
		if (n <= 0)
			break;
		*len += n;
		output[*len] = '\0';
	}
	return n > 0;
}

TEST(an_interrupt_stops_the_run_and_prints_what_was_counted)
{
	int fds[2], status;
	size_t len = 0;
	pid_t pid;

	fake_done(SAMPLE_RESULTS("exists", "reason: asked to stop\n"));
	put("status", SAMPLE_STATUS("running"));
	ASSERT_EQ(pipe2(fds, O_CLOEXEC), 0);
	pid = start(fds[1], "run", "SB");
	close(fds[1]);
	EXPECT(commanded("start SB"));
	kill(pid, SIGINT);
	EXPECT(commanded("stop"));
	put("status", SAMPLE_STATUS("stopped"));
	output[0] = '\0';
	reads(fds[0], &len, NULL);
	close(fds[0]);
	waitpid(pid, &status, 0);
	ASSERT(WIFEXITED(status));
	EXPECT_EQ(WEXITSTATUS(status), 130);
	EXPECT_HAS(output, "ended early: asked to stop");
	EXPECT_HAS(output, "and seen: 25 of");
	/* This is no terminal */
	EXPECT(!strstr(output, "left"));
	EXPECT(!strstr(output, "\033["));
}

TEST(run_tells_iterations)
{
	char *control;

	fake_done(SAMPLE_RESULTS("exists", ""));
	put("trace", "Test SB\nTrace (2 iterations)\n"
	    "11           0,1 :>0:r0=1; 1:r0=0;\n"
	    "90210        1,0 *>0:r0=0; 1:r0=0;\n");
	EXPECT_EQ(sh("$ORDLAB run SB --trace 2 2>&1"), 0);
	EXPECT_HAS(output, "  :> Iteration 11\n"
			   "     P0 on CPU 0 wrote x=1, then saw y=1\n"
			   "     P1 on CPU 1 wrote y=1, then saw x=0\n\n"
			   "  *> Iteration 90,210: weak\n"
			   "     P0 on CPU 1 wrote x=1, then saw y=0\n");
	EXPECT_HAS(output, "1 of these 2 iterations is weak");
	control = get("control");
	EXPECT_STREQ(control, "start SB trace=2");
	free(control);
	EXPECT_EQ(sh("$ORDLAB run SB --trace 2 --json 2>&1"), 0);
	EXPECT_HAS(output, "\"trace\":[{\"iteration\":11,\"match\":false,\"cpus\":[0,1],\"values\":{\"0:r0\":1,\"1:r0\":0},\"threads\":[\"wrote x=1, then saw y=1\"");
	EXPECT_HAS(output, "\"weak\":true,\"why\":\"P0 wrote x=1");
	EXPECT_EQ(sh("$ORDLAB run SB --trace 0 2>&1"), 2);
	EXPECT_EQ(sh("$ORDLAB run SB --trace 2 --tap 2>&1"), 2);
}

TEST(what_no_model_allows_is_status_1)
{
	fake_done(SAMPLE_RESULTS("exists", ""));
	/* Among them an address, which no thread of SB reads */
	put("results", SAMPLE_RESULTS("exists", ""));
	EXPECT_EQ(sh("$ORDLAB run SB 2>&1"), 1);
	EXPECT_HAS(output, "FORBIDDEN AND SEEN: ");
	EXPECT_EQ(sh("$ORDLAB run SB --tap 2>&1"), 1);
	EXPECT_HAS(output, "not ok 1 SB");
	EXPECT_EQ(sh("$ORDLAB run SB --json 2>&1"), 1);
	EXPECT_HAS(output, "\"lkmm\":\"forbidden\"");
	EXPECT_EQ(sh("$ORDLAB run SB --no-check 2>&1"), 0);
	EXPECT(!strstr(output, "orbidden"));
}

TEST(show_has_machine_code)
{
	EXPECT_EQ(sh("mkdir -p %s/ordlab/test/SB", fake), 0);
	EXPECT_EQ(sh("$ORDLAB show --asm SB 2>&1"), 3);
	EXPECT_HAS(output, "SB: its machine code cannot be read: No such file");
	/* movl $1,(%rdi); mfence; mov (%rsi),%eax; jmp to the mfence; ret */
	put("test/SB/text",
	    "P0 pair_of_P0 c707010000000faef08b06ebf9c3\n"
	    "P1 switch\n"
	    "WRITE_ONCE call_WRITE_ONCE \n");
	EXPECT_EQ(sh("$ORDLAB show --asm SB"), 0);
	EXPECT_HAS(output, "WRITE_ONCE(*x, 1);");
	EXPECT_HAS(output, "pair_of_P0");
	EXPECT_HAS(output, "runs through the switch");
	EXPECT_HAS(output, "the kernel does not tell its size");
#ifdef __x86_64__
	EXPECT_HAS(output, "=>    6  mfence");
	EXPECT_HAS(output, "     9  mov      eax, dword ptr [rsi]");
	EXPECT_HAS(output, "     b  jmp      +0x6 ");
	EXPECT_EQ(sh("$ORDLAB show --json --asm SB"), 0);
	EXPECT_HAS(output, "{\"text\":\"   6  mfence\",\"orders\":true}");
#endif
	EXPECT_EQ(sh("$ORDLAB show --json --asm SB"), 0);
	EXPECT_HAS(output, "\"asm\":[{\"for\":\"P0\",\"symbol\":\"pair_of_P0\"");
	EXPECT_EQ(sh("ORDLAB_DEBUGFS=%s/none $ORDLAB show --asm SB 2>&1", fake), 3);
}

TEST(a_disassembler_may_be_missing)
{
	put("primitives", "smp_mb call_SMP_MB 0faef0c3\n");
	EXPECT_EQ(sh("$ORDLAB asm smp_mb"), 0);
	EXPECT_EQ(sh("$ORDLAB asm smp_frobnicate 2>&1"), 2);
	/* A library that is none, before the one that is installed */
	EXPECT_EQ(sh("cd %s && for i in 3 4 5 6 7; do : >libcapstone.so.$i; done", fake), 0);
	EXPECT_EQ(sh("LD_LIBRARY_PATH=%s $ORDLAB asm smp_mb", fake), 4);
	EXPECT_HAS(output, "the disassembler is not installed");
	EXPECT_EQ(sh("LD_LIBRARY_PATH=%s $ORDLAB show --asm SB", fake), 4);
	EXPECT_EQ(sh("LD_LIBRARY_PATH=%s $ORDLAB show --json --asm SB", fake), 4);
	EXPECT_EQ(sh("LD_LIBRARY_PATH=%s $ORDLAB show SB", fake), 0);
	EXPECT_EQ(sh("rm %s/libcapstone.so.*", fake), 0);
}

TEST(a_terminal_shows_progress)
{
	int master, slave, status;
	size_t len = 0;
	pid_t pid;

	fake_done(SAMPLE_RESULTS("exists", ""));
	put("status", SAMPLE_STATUS("running"));
	setenv("TERM", "xterm", 1);
	if (openpty(&master, &slave, NULL, NULL, NULL))
		SKIP("no pseudo-terminal");
	fcntl(master, F_SETFD, FD_CLOEXEC);
	pid = start(slave, "run", "SB");
	close(slave);
	output[0] = '\0';
	EXPECT(reads(master, &len, "50 %"));
	EXPECT(reads(master, &len, "2.00 k/s  0.25 s left"));
	put("status", SAMPLE_STATUS("done"));
	EXPECT(reads(master, &len, "and seen: 25 of"));
	waitpid(pid, &status, 0);
	EXPECT_EQ(status, 0);
	/* The line is gone before the histogram comes */
	EXPECT_HAS(strstr(output, "left"), "\r\033[K  exists (0:r0=0");
	close(master);
}

/* head(1) closes the pipe when it has read enough */
TEST(a_reader_that_has_gone_is_not_complained_about)
{
	/* the pipe has no reader when the tool begins to write */
	EXPECT_EQ(sh("(sleep 0.2; exec $ORDLAB list) 2>%s/complaint | true; "
		     "cat %s/complaint", fake, fake), 0);
	EXPECT_STREQ(output, "");
}

TEST(a_closed_pipe_is_status_4)
{
	int fds[2], status;
	pid_t pid;

	fake_done(SAMPLE_RESULTS("exists", ""));
	ASSERT_EQ(pipe2(fds, O_CLOEXEC), 0);
	close(fds[0]);
	pid = start(fds[1], "run", "SB");
	close(fds[1]);
	waitpid(pid, &status, 0);
	ASSERT(WIFEXITED(status));
	EXPECT_EQ(WEXITSTATUS(status), 4);
}

CHECK_MAIN
