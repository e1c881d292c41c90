// SPDX-License-Identifier: GPL-2.0
#include "tests/tap.h"
#include "result/result.h"
#include "lib/util.h"

static struct result *make(const char *a, const char *b)
{
	struct result *result = result_new();

	result->nr_names = 2;
	result->names = xcalloc(2, sizeof(*result->names));
	result->names[0] = xstrdup(a);
	result->names[1] = xstrdup(b);
	return result;
}

static struct state *put(struct result *result, struct value a, struct value b)
{
	return result_state(result, (struct value[]){ a, b });
}

static struct state *add(struct result *result, int64_t a, int64_t b)
{
	return put(result, value_int(a), value_int(b));
}

static void count(struct result *result, int64_t a, int64_t b, bool match,
		  uint64_t times)
{
	struct state *state = add(result, a, b);

	state->match = match;
	result_count(result, state, times);
}

TEST(states_are_found_again)
{
	struct result *result = make("0:r0", "1:r0");

	add(result, 1, 0)->count = 5;
	add(result, 0, 1)->count = 7;
	EXPECT_EQ(result->nr_states, 2);
	EXPECT_EQ(add(result, 1, 0)->count, 5);
	EXPECT_EQ(result->nr_states, 2);
	result_sort(result);
	EXPECT_EQ(result->states[0].count, 7);
	result_free(result);
}

TEST(join_goes_by_name)
{
	struct result *run = make("0:r0", "x"), *model = make("x", "0:r0");

	/* The same address under another number of the location */
	result_location(run, "y");
	result_location(model, "z");
	result_location(model, "y");
	add(run, 1, 2)->count = 3;
	put(run, value_address(0, 1), value_int(0))->count = 4;
	add(model, 2, 1);
	put(model, value_int(0), value_address(1, 1))->match = true;
	add(model, 8, 9);
	ASSERT_EQ(result_join(run, MODEL_LKMM, model), 0);
	EXPECT_EQ(run->nr_states, 3);
	EXPECT_EQ(add(run, 1, 2)->verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(put(run, value_address(0, 1),
		      value_int(0))->verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(add(run, 9, 8)->count, 0);
	EXPECT_EQ(run->condition_verdict[MODEL_LKMM], VERDICT_ALLOWED);
	EXPECT_EQ(run->condition_verdict[MODEL_SC], VERDICT_NONE);
	result_free(run);
	result_free(model);
}

TEST(join_refuses_other_names)
{
	struct result *run = make("0:r0", "x"), *model = make("y", "0:r0");

	EXPECT_EQ(result_join(run, MODEL_SC, model), -EINVAL);
	result_free(run);
	result_free(model);
}

TEST(finding_without_verdicts)
{
	struct result *run = make("0:r0", "x");

	count(run, 0, 0, false, 5);
	EXPECT_EQ(result_finding(run), FINDING_NOT_SEEN);
	count(run, 0, 1, true, 7);
	EXPECT_EQ(run->positive, 7);
	EXPECT_EQ(run->negative, 5);
	EXPECT_EQ(result_finding(run), FINDING_SEEN);
	run->quantifier = ORDLAB_NOT_EXISTS;
	EXPECT_EQ(result_finding(run), FINDING_VIOLATED);
	run->quantifier = ORDLAB_FORALL;
	EXPECT_EQ(result_finding(run), FINDING_VIOLATED);
	run->negative = 0;
	EXPECT_EQ(result_finding(run), FINDING_SEEN);
	result_free(run);
}

TEST(finding_with_verdicts)
{
	struct result *run = make("0:r0", "x"), *model = make("0:r0", "x");

	count(model, 0, 0, false, 1);
	count(run, 0, 0, false, 5);
	ASSERT_EQ(result_join(run, MODEL_LKMM, model), 0);
	EXPECT_EQ(result_finding(run), FINDING_FORBIDDEN_NOT_SEEN);
	count(model, 1, 1, true, 1);
	ASSERT_EQ(result_join(run, MODEL_LKMM, model), 0);
	EXPECT_EQ(result_finding(run), FINDING_ALLOWED_NOT_SEEN);
	count(run, 1, 1, true, 1);
	EXPECT_EQ(result_finding(run), FINDING_ALLOWED_SEEN);
	count(run, 2, 2, false, 1);
	ASSERT_EQ(result_join(run, MODEL_LKMM, model), 0);
	EXPECT_EQ(result_finding(run), FINDING_VIOLATED);
	result_free(run);
	result_free(model);
}

/* A run breaks the first model that rules the machine and forbids what was seen */
TEST(broken_models)
{
	struct result *run = make("0:r0", "1:r0");
	struct state *state = add(run, 1, 2);

	state->verdict[MODEL_SC] = VERDICT_FORBIDDEN;
	state->verdict[MODEL_TSO] = VERDICT_FORBIDDEN;
	EXPECT_EQ(state_breaks(state), NR_MODELS);
	EXPECT_EQ(result_breaks(run), NR_MODELS);
	state->count = 1;
	EXPECT_EQ(state_breaks(state), MODEL_TSO);
	EXPECT_EQ(result_breaks(run), MODEL_TSO);
	EXPECT_EQ(result_finding(run), FINDING_VIOLATED);
	state->verdict[MODEL_LKMM] = VERDICT_FORBIDDEN;
	EXPECT_EQ(result_breaks(run), MODEL_LKMM);
	state->verdict[MODEL_LKMM] = VERDICT_ALLOWED;
	state->verdict[MODEL_TSO] = VERDICT_ALLOWED;
	EXPECT_EQ(result_breaks(run), NR_MODELS);
	run->witnesses = 1;
	run->condition_verdict[MODEL_TSO] = VERDICT_FORBIDDEN;
	EXPECT_EQ(result_breaks(run), MODEL_TSO);
	result_free(run);
}

CHECK_MAIN
