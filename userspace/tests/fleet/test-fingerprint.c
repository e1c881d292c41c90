// SPDX-License-Identifier: GPL-2.0
#include "tests/tap.h"
#include "fleet/fingerprint.h"

static const struct effect *find(const struct fingerprint *fingerprint,
				 const char *test)
{
	size_t i;

	for (i = 0; i < fingerprint->nr; i++)
		if (!strcmp(fingerprint->effects[i].test, test))
			return &fingerprint->effects[i];
	return NULL;
}

TEST(every_architecture_has_every_statement)
{
	static const char *const archs[] = { "x86_64", "aarch64", "riscv64" };
	struct fingerprint *fingerprint;
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(archs); i++) {
		fingerprint = fingerprint_new(archs[i]);
		for (j = 0; j < fingerprint->nr; j++) {
			EXPECT(fingerprint->effects[j].place);
			EXPECT_NE(fingerprint->effects[j].manual, VERDICT_NONE);
		}
		fingerprint_free(fingerprint);
	}
}

TEST(x86_allows_store_load_and_forwarding_alone)
{
	struct fingerprint *fingerprint = fingerprint_new("x86_64");
	size_t j, allowed = 0;

	for (j = 0; j < fingerprint->nr; j++)
		allowed += fingerprint->effects[j].manual == VERDICT_ALLOWED;
	EXPECT_EQ(allowed, 2);
	EXPECT_EQ(find(fingerprint, "SB")->manual, VERDICT_ALLOWED);
	EXPECT_EQ(find(fingerprint, "SB+rfi")->manual, VERDICT_ALLOWED);
	fingerprint_free(fingerprint);
}

TEST(an_unknown_architecture_has_no_statement)
{
	struct fingerprint *fingerprint = fingerprint_new("pdp11");

	EXPECT_EQ(fingerprint->effects[0].manual, VERDICT_NONE);
	EXPECT(!fingerprint->effects[0].place);
	fingerprint_free(fingerprint);
}

TEST(contradictions_are_found)
{
	struct effect effect = { .test = "T", .manual = VERDICT_FORBIDDEN,
				 .lkmm = VERDICT_ALLOWED, .iterations = 10 };

	EXPECT(!effect_contradiction(&effect));
	effect.seen = 1;
	EXPECT_STREQ(effect_contradiction(&effect), "the manual");
	effect.lkmm = VERDICT_FORBIDDEN;
	EXPECT_STREQ(effect_contradiction(&effect), "the manual and the LKMM");
	effect.manual = VERDICT_NONE;
	EXPECT_STREQ(effect_contradiction(&effect), "the LKMM");
	effect.manual = VERDICT_ALLOWED;
	effect.seen = 0;
	EXPECT_STREQ(effect_contradiction(&effect), "the LKMM");
	effect.lkmm = VERDICT_ALLOWED;
	effect.seen = 1;
	EXPECT(!effect_contradiction(&effect));
}

/* What was not seen agrees with something only if it could have been seen */
TEST(a_run_that_says_nothing_is_inconclusive)
{
	struct effect effect = { .test = "T", .manual = VERDICT_FORBIDDEN,
				 .lkmm = VERDICT_ALLOWED, .iterations = 10 };
	char reason[] = "the threads overlapped in 0.1 % of the iterations";

	EXPECT(!effect_is_open(&effect));
	effect.doubt = reason;
	EXPECT(effect_is_open(&effect));
	effect.seen = 1;
	EXPECT(!effect_is_open(&effect));
	effect.seen = 0;
	effect.why_not = reason;
	EXPECT(!effect_is_open(&effect));
	effect.why_not = effect.doubt = NULL;
	effect.iterations = 0;
	EXPECT(effect_is_open(&effect));
}

TEST(it_says_why_and_what_to_do)
{
	struct fingerprint *fingerprint = fingerprint_new("x86_64");
	char *text = NULL;
	size_t size;
	FILE *stream;

	fingerprint->effects[0].iterations = 1000;
	fingerprint->effects[0].counted = 900;
	fingerprint->effects[1].iterations = 1000;
	fingerprint->effects[1].doubt = strdup("the threads took turns");
	fingerprint->advice = "Stop something.";
	stream = open_memstream(&text, &size);
	fingerprint_print(stream, fingerprint);
	fclose(stream);
	EXPECT_HAS(text, "(p < 0.003)  ");
	EXPECT_HAS(text, "agree");
	EXPECT_HAS(text, "inconclusive");
	EXPECT_HAS(text, ": the threads took turns.\n");
	EXPECT_HAS(text, "  Stop something.\n");
	free(text);
	fingerprint_free(fingerprint);
}

CHECK_MAIN
