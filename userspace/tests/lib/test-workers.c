// SPDX-License-Identifier: GPL-2.0
/*
 * Work on all CPUs looks like work on one: in order, and all of it.
 */
#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "tests/tap.h"
#include "lib/util.h"
#include "lib/workers.h"

struct seen {
	size_t nr;		/* taken */
	size_t most;		/* to take */
	bool in_order;
	size_t bytes;
};

static volatile sig_atomic_t cancelled;

static void pause_ms(unsigned int ms)
{
	struct timespec time = { .tv_nsec = ms * 1000000L };

	nanosleep(&time, NULL);
}

/* Early pieces take longest, so that they would come last; some say much, or nothing */
static void do_piece(void *data, size_t piece, FILE *record)
{
	(void)data;
	if (piece < 4)
		pause_ms(40 - 10 * piece);
	if (piece % 7 == 3)
		return;
	fprintf(record, "%zu ", piece);
	for (size_t i = 0; piece % 100 == 50 && i < 300000; i++)
		fputc('x', record);
}

static bool take(void *data, size_t piece, const char *record, size_t len)
{
	struct seen *seen = data;
	char expected[32];

	snprintf(expected, sizeof(expected), "%zu ", piece);
	seen->in_order &= piece == seen->nr++;
	seen->in_order &= piece % 7 == 3 ? !len :
			  !strncmp(record, expected, strlen(expected));
	seen->bytes += len;
	return seen->nr < seen->most;
}

static enum work_end run(struct seen *seen, size_t nr, unsigned int workers,
			 void (*piece)(void *data, size_t piece, FILE *record))
{
	const struct work work = {
		.nr = nr, .do_piece = piece, .take = take, .data = seen,
		.cancelled = &cancelled,
	};

	seen->nr = seen->bytes = 0;
	seen->in_order = true;
	return workers_run(&work, workers);
}

TEST(records_are_taken_in_order)
{
	struct seen seen = { .most = 10000 };
	size_t bytes;

	EXPECT_EQ(run(&seen, 1000, 1, do_piece), WORK_DONE);
	EXPECT_EQ(seen.nr, 1000);
	EXPECT(seen.in_order);
	bytes = seen.bytes;
	EXPECT_LE(300000, bytes);
	for (unsigned int workers = 2; workers <= 9; workers += 7) {
		EXPECT_EQ(run(&seen, 1000, workers, do_piece), WORK_DONE);
		EXPECT_EQ(seen.nr, 1000);
		EXPECT(seen.in_order);
		EXPECT_EQ(seen.bytes, bytes);
	}
	EXPECT_EQ(run(&seen, 0, 3, do_piece), WORK_DONE);
	EXPECT_EQ(seen.nr, 0);
}

TEST(enough_is_enough)
{
	struct seen seen = { .most = 5 };

	EXPECT_EQ(run(&seen, 100000, 3, do_piece), WORK_DONE);
	EXPECT_EQ(seen.nr, 5);
}

static void die_at_20(void *data, size_t piece, FILE *record)
{
	if (piece == 20)
		_exit(1);
	do_piece(data, piece, record);
}

/* A worker that dies is not a piece with an empty record */
TEST(death_is_a_failure)
{
	struct seen seen = { .most = 1000 };

	EXPECT_EQ(run(&seen, 100, 3, die_at_20), WORK_FAILED);
	EXPECT_LE(seen.nr, 20);
	EXPECT(seen.in_order);
}

static void never_end(void *data, size_t piece, FILE *record)
{
	if (piece == 10)
		for (;;)
			pause();
	do_piece(data, piece, record);
}

static void cancel(int signal)
{
	(void)signal;
	cancelled = 1;
}

/* Processes that do not look at what cancels them are ended as well */
TEST(cancelled_at_once)
{
	struct seen seen = { .most = 1000 };

	signal(SIGALRM, cancel);
	ualarm(200000, 0);
	EXPECT_EQ(run(&seen, 100, 3, never_end), WORK_CANCELLED);
	EXPECT_EQ(seen.nr, 10);
	EXPECT(seen.in_order);
	cancelled = 0;
}

CHECK_MAIN
