// SPDX-License-Identifier: GPL-2.0
/* The search for the best settings, on a fake machine */
#include <errno.h>
#include "tests/tap.h"
#include "machine/tune.h"

/**
 * struct fake - a fake machine
 * @batch:	hits a second in batch mode
 * @perpetual:	in perpetual mode; 0: it refuses that mode
 * @key:	an option that makes a difference, or NULL
 * @value:	the value of it that is best
 * @factor:	how much better
 * @luck:	rates go up and down by so much
 * @err:	what trial number @at returns
 * @at:		from 1; 0 for none
 * @trials:	how many there were
 * @elapsed:	and how long they took
 * @nothing:	they say nothing
 */
struct fake {
	double batch;
	double perpetual;
	const char *key;
	const char *value;
	double factor;
	double luck;
	int err;
	unsigned int at;
	unsigned int trials;
	double elapsed;
	bool nothing;
};

static const char *setting(const struct setting *settings, size_t nr,
			   const char *key)
{
	const char *value = NULL;

	while (nr--)
		if (!strcmp(settings[nr].key, key))
			value = settings[nr].value;
	return value;
}

static int trial(void *data, const struct setting *settings, size_t nr,
		 double seconds, struct tune_score *score)
{
	struct fake *fake = data;
	const char *mode = setting(settings, nr, "mode"), *value;
	double rate;

	fake->trials++;
	if (fake->trials == fake->at)
		return fake->err;
	EXPECT(mode);
	if (!mode)
		return -EIO;
	rate = strcmp(mode, "batch") ? fake->perpetual : fake->batch;
	if (strcmp(mode, "batch") && !fake->perpetual) {
		score->elapsed = 0.001;
		return -EOPNOTSUPP;
	}
	value = fake->key ? setting(settings, nr, fake->key) : NULL;
	if (value && !strcmp(value, fake->value))
		rate *= fake->factor;
	rate *= 1 + fake->luck * ((int)(fake->trials * 7 % 11) - 5) / 5;
	score->seconds = seconds;
	score->elapsed = seconds + 0.001;
	score->hits = rate * seconds;
	score->nothing = fake->nothing;
	fake->elapsed += score->elapsed;
	return 0;
}

static struct tune *tune;

static const struct tune_outcome *search(struct fake *fake, double seconds)
{
	if (!tune)
		tune = tune_new();
	EXPECT_EQ(tune_search(tune, seconds, trial, fake), 0);
	return tune_outcome(tune);
}

static const char *best(const struct tune_outcome *outcome, const char *key)
{
	const char *value = setting(outcome->settings, outcome->nr, key);

	return value ? value : "default";
}

static const char *command(void)
{
	static char *text;

	free(text);
	text = tune_command(tune, "SB");
	return text;
}

static bool is_near(double a, double b)
{
	return a > 0.999 * b && a < 1.001 * b;
}

static void done(void)
{
	tune_free(tune);
	tune = NULL;
}

TEST(the_better_mode_wins)
{
	const struct tune_outcome *outcome;

	outcome = search(&(struct fake){ .batch = 1e5, .perpetual = 1e6 }, 10);
	EXPECT_STREQ(outcome->mode, "perpetual");
	EXPECT_STREQ(command(), "ordlab run SB --mode perpetual");
	EXPECT(is_near(outcome->rate, 1e6));
	done();
	outcome = search(&(struct fake){ .batch = 1e6, .perpetual = 1e5 }, 10);
	EXPECT_STREQ(outcome->mode, "batch");
	EXPECT_STREQ(command(), "ordlab run SB --mode batch");
	done();
}

TEST(a_test_that_cannot_run_perpetually)
{
	const struct tune_outcome *outcome;

	outcome = search(&(struct fake){ .batch = 1e5, .key = "every",
					 .value = "4", .factor = 2 }, 10);
	EXPECT_STREQ(command(), "ordlab run SB --mode batch --every 4");
	EXPECT(is_near(outcome->initial, 1e5));
	EXPECT(is_near(outcome->rate, 2e5));
	done();
	/* Also if its condition is never met */
	outcome = search(&(struct fake){ .batch = 0 }, 10);
	EXPECT_STREQ(outcome->mode, "batch");
	EXPECT_EQ(outcome->hits, 0);
	EXPECT_EQ(outcome->rounds, 0);
	done();
}

TEST(every_option_is_searched)
{
	static const struct {
		const char *mode, *key, *value;
	} all[] = {
		{ "perpetual", "chunk", "4096" }, { "perpetual", "chunk", "256" },
		{ "perpetual", "stride", "8" }, { "perpetual", "preload", "flush" },
		{ "perpetual", "skew", "4096" }, { "batch", "sync", "user" },
		{ "batch", "every", "16" }, { "batch", "stride", "256" },
		{ "batch", "preload", "load" }, { "batch", "skew", "64" },
		{ "batch", "batch", "256" }, { "batch", "order", "shuffle" },
		{ "batch", "placement", "llc" }, { "perpetual", "noise", "2-3" },
	};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++) {
		const struct tune_outcome *outcome;
		struct fake fake = {
			.batch = strcmp(all[i].mode, "batch") ? 1e3 : 1e6,
			.perpetual = strcmp(all[i].mode, "batch") ? 1e6 : 1e3,
			.key = all[i].key, .value = all[i].value, .factor = 1.5,
		};

		tune = tune_new();
		tune_offer(tune, "placement", "smt");
		tune_offer(tune, "placement", "llc");
		tune_offer(tune, "noise", "2-3");
		outcome = search(&fake, 10);
		EXPECT_STREQ(outcome->mode, all[i].mode);
		EXPECT_STREQ(best(outcome, all[i].key), all[i].value);
		EXPECT_EQ(outcome->nr, 2);
		EXPECT(is_near(outcome->rate, 1.5e6));
		done();
	}
}

TEST(what_the_user_chose_stays)
{
	const struct tune_outcome *outcome;

	tune = tune_new();
	tune_fix(tune, "mode", "batch");
	tune_fix(tune, "stride", "1024");
	tune_fix(tune, "cpus", "3,1");
	outcome = search(&(struct fake){ .batch = 1e5, .perpetual = 1e7,
					 .key = "stride", .value = "8",
					 .factor = 9 }, 5);
	EXPECT_STREQ(command(),
		     "ordlab run SB --cpus 3,1 --mode batch --stride 1024");
	EXPECT(is_near(outcome->rate, 1e5));
	done();
}

TEST(it_ends_in_time)
{
	static const double limits[] = { 0.2, 1, 3, 10, 100 };
	size_t i;

	for (i = 0; i < sizeof(limits) / sizeof(*limits); i++) {
		struct fake fake = { .batch = 1e5, .perpetual = 1e6, .luck = 0.5 };
		const struct tune_outcome *outcome = search(&fake, limits[i]);

		EXPECT(fake.elapsed < limits[i] + 0.2);
		EXPECT_EQ(outcome->trials, fake.trials);
		EXPECT(outcome->rounds >= 1);
		done();
	}
}

/* On a machine whose rates vary, no setting is reported to be better than it is */
TEST(luck_does_not_win)
{
	struct fake fake = { .batch = 1e4, .perpetual = 1e6, .luck = 0.3 };
	const struct tune_outcome *outcome = search(&fake, 60);

	EXPECT_STREQ(outcome->mode, "perpetual");
	EXPECT(outcome->rate <= 1.3 * outcome->initial);
	done();
}

TEST(an_interrupt_keeps_the_best_so_far)
{
	struct fake fake = { .batch = 1e5, .perpetual = 1e6, .key = "chunk",
			     .value = "256", .factor = 3, .err = -EINTR,
			     .at = 12 };
	char *text = NULL;
	size_t size = 0;
	FILE *stream;

	tune = tune_new();
	EXPECT_EQ(tune_search(tune, 20, trial, &fake), -EINTR);
	EXPECT_STREQ(command(), "ordlab run SB --mode perpetual --chunk 256");
	stream = open_memstream(&text, &size);
	tune_print(stream, tune, "SB");
	fclose(stream);
	EXPECT_HAS(text, "ended before");
	EXPECT_HAS(text, "\n    ordlab run SB --mode perpetual --chunk 256\n");
	free(text);
	done();
}

TEST(another_error_ends_it)
{
	struct fake fake = { .batch = 1e5, .err = -EBUSY, .at = 5 };

	tune = tune_new();
	EXPECT_EQ(tune_search(tune, 20, trial, &fake), -EBUSY);
	EXPECT_EQ(fake.trials, 5);
	done();
}

TEST(it_is_printed)
{
	struct fake fake = { .batch = 1e5, .perpetual = 1e6, .key = "skew",
			     .value = "64", .factor = 2 };
	struct json_object *object;
	char *text = NULL;
	size_t size = 0;
	FILE *stream;

	search(&fake, 20);
	stream = open_memstream(&text, &size);
	tune_print(stream, tune, "SB");
	fclose(stream);
	EXPECT_HAS(text, "2.00 times as often as with the defaults of perpetual mode (1.00 M/s)");
	free(text);
	object = tune_json(tune, "SB");
	EXPECT_HAS(json_object_to_json_string(object),
		   "\"settings\": { \"mode\": \"perpetual\", \"skew\": \"64\" }");
	EXPECT_HAS(json_object_to_json_string(object),
		   "\"command\": \"ordlab run SB --mode perpetual --skew 64\"");
	json_object_put(object);
	/* A name that a shell would take apart */
	text = tune_command(tune, "my test's");
	EXPECT_STREQ(text, "ordlab run 'my test'\\''s' --mode perpetual --skew 64");
	free(text);
	done();
}

TEST(it_may_learn_nothing)
{
	struct fake fake = { .nothing = true };
	char *text = NULL;
	size_t size = 0;
	FILE *stream;

	search(&fake, 20);
	EXPECT(tune_learnt_nothing(tune));
	EXPECT_EQ(tune_outcome(tune)->nothing, tune_outcome(tune)->trials);
	stream = open_memstream(&text, &size);
	tune_print(stream, tune, "SB");
	fclose(stream);
	EXPECT_HAS(text, "  each of them taught nothing");
	free(text);
	done();
	/* Trials that say something, and one that met the condition */
	fake.nothing = false;
	search(&fake, 20);
	EXPECT(!tune_learnt_nothing(tune));
	done();
	fake.nothing = true;
	fake.batch = 10;
	search(&fake, 20);
	EXPECT(!tune_learnt_nothing(tune));
	done();
}

CHECK_MAIN
