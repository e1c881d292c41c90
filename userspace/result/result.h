/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The outcome of a test: the one type that the device client (what the machine
 * did) and the models (what is allowed) both produce, that result_join() puts
 * side by side, and that report/ shows as text, JSON, KTAP or herd's log.
 *
 * The address of a location has the location's index in the result's own table
 * of locations. Names join the results of two producers, not positions.
 */
#ifndef RESULT_H
#define RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "result/evidence.h"
#include "result/models.h"
#include "program/program.h"
#include "ir/value.h"

/**
 * enum verdict - what a model says of a state
 * @VERDICT_NONE:	not queried, or not found out in the time given
 * @VERDICT_NO_EXECUTION: the model has no execution of the test that could end in
 *			the state, see enum absence
 * @VERDICT_FORBIDDEN:	no execution that the model allows ends in it
 * @VERDICT_ALLOWED:	some execution that the model allows ends in it
 */
enum verdict {
	VERDICT_NONE,
	VERDICT_NO_EXECUTION,
	VERDICT_FORBIDDEN,
	VERDICT_ALLOWED,
};

/**
 * verdict_word() - a verdict as a word
 * @verdict:	the verdict
 * @none:	what to say where there is none
 */
const char *verdict_word(enum verdict verdict, const char *none);

/**
 * enum absence - why a model has no execution of a test
 * @ABSENCE_NONE:	it has some, or it was not found out
 * @ABSENCE_WAITS:	none ends, since threads wait for ever
 * @ABSENCE_FILTER:	some end, and the filter leaves none of them
 * @ABSENCE_POINTER:	in each, a thread reads through a pointer that is none
 * @ABSENCE_LOOP:	in each, a thread does not leave a loop within its turns
 * @NR_ABSENCES:	how many there are
 */
enum absence {
	ABSENCE_NONE,
	ABSENCE_WAITS,
	ABSENCE_FILTER,
	ABSENCE_POINTER,
	ABSENCE_LOOP,
	NR_ABSENCES,
};

/* Each as a word, for programs */
extern const char * const absence_names[NR_ABSENCES];

/**
 * struct state - one valuation of what a test observes
 * @values:	[nr_names] of the result: their numbers in its table of values, see
 *		state_value()
 * @count:	how often it was seen, or (of a model) how many executions end
 *		in it; 0 when only a model knows of it
 * @match:	it meets the condition's proposition, whatever the quantifier
 * @verdict:	what each model says of it: enum verdict
 */
struct state {
	uint32_t *values;
	uint64_t count;
	bool match;
	uint8_t verdict[NR_MODELS];
};

/**
 * struct run_params - how a test was run, as the module reports it
 * @mode:	"auto", "batch" or "perpetual"
 * @cpus:	list of CPUs, as "0-1"
 * @sync:	"auto" (perpetual mode), "user", "none" or "timebase"
 * @preload:	what is done to the cells before an iteration
 * @noise:	CPUs that made noise, or ""
 * @stress:	what noise it was
 * @order:	"seq" or "shuffle"
 * @control:	"SB" or "none", or "" if the module has none
 * @instances:	copies of the test side by side
 * @batch:	iterations of an instance from one rendezvous of all lanes to the next
 * @chunk:	the same in perpetual mode
 * @every:	iterations from one rendezvous of @sync to the next
 * @skew:	longest delay of a thread
 * @stride:	bytes from one location to the next
 * @seed:	of every random choice
 */
struct run_params {
	char *mode;
	char *cpus;
	char *sync;
	char *preload;
	char *noise;
	char *stress;
	char *order;
	char *control;
	uint64_t instances;
	uint64_t batch;
	uint64_t chunk;
	uint64_t every;
	uint64_t skew;
	uint64_t stride;
	uint64_t seed;
};

/**
 * struct result - what is known about a test
 * @test:		its name
 * @condition:		text with quantifier: "exists (0:r0=0 /\ 1:r0=0)"
 * @quantifier:		enum ordlab_quantifier
 * @names:		what is observed: "0:r0", or "x" for a location
 * @nr_names:		how many
 * @locations:		names that addresses are shown by
 * @nr_locations:	how many
 * @states:		sorted by result_sort()
 * @nr_states:		how many
 * @params:		how it was run; all NULL and 0 for a model's result
 * @positive:		how often the proposition was met: iterations of a run, or
 *			executions that a model allows (herd's Positive)
 * @negative:		how often it was not. With @positive the sum of the
 *			counts of all states, but for @overflow
 * @verdict_only:	only the verdict of a model was searched for: there are no
 *			states, and @positive and @negative are 0 or 1
 * @iterations:		iterations that were run to their end; those of batch
 *			mode alone, unless there were none but perpetual ones
 * @asked:		iterations that the run was started for, 0 for no limit
 * @seconds:		time it took
 * @filtered:		iterations whose outcome the filter left out
 * @has_filter:		the test has a filter, even if it left none out
 * @faults:		iterations not counted, since an address was none
 * @overflow:		iterations whose outcome found no room in the histogram
 * @end:		NULL if it ran to its end, else why it ended early
 * @frames:		perpetual iterations; they have no state
 * @witnesses:		those from which the condition's cycle closes
 * @disjoint:		the same, no iteration counted twice
 * @evidence:		how much of the run could show something
 * @why_not:		why mode auto could not run it perpetually; or NULL
 * @condition_verdict:	whether a model allows some state that matches: enum
 *			verdict
 * @unlisted:		only a model's verdict is known, not which states it allows
 * @race:		a model saw a data race (herd: Flag data-race)
 * @flags:		warnings of a model about the test, the race among them. Those of
 *			a run are the LKMM's:
 *			"data-race", "unmatched-rcu-lock"; constants
 * @nr_flags:		how many
 * @expected:		what the test's file says of it: "Never", "Sometimes" or
 *			"Always" met the condition; another word, or NULL
 * @disagreement:	"the test's file says Never, the LKMM says Sometimes", or
 *			NULL if they agree
 * @dropped:		executions that end without an outcome, since a thread reads
 *			through a pointer that is none
 * @dropped_at:		where the first of them does: "P0 reads through a pointer
 *			that is none, line 7: *r1"; or NULL
 * @cut:		executions that were still in a loop when its turns ended
 * @cut_line:		the line of that loop; of the first one if there are several
 * @cut_turns:		how many turns they had
 * @note:		what kept a model from a verdict, as "too large to
 *			enumerate in 10 s"; or NULL
 * @absence:		of a model's result, why there is no execution: enum
 *			absence
 * @why_absent:		the same as a clause; NULL for ABSENCE_NONE
 */
struct result {
	char *test;
	char *condition;
	enum ordlab_quantifier quantifier;
	char **names;
	unsigned int nr_names;
	char **locations;
	unsigned int nr_locations;
	struct state *states;
	size_t nr_states;
	size_t room;		/* states allocated; result.c's own */
	uint32_t *index;	/* states by hash; the same */
	size_t index_size;
	struct value *table;	/* values, each once; the same, and so on */
	size_t nr_table;
	size_t room_table;
	uint32_t *table_index;
	size_t table_index_size;

	uint64_t positive;
	uint64_t negative;
	bool verdict_only;
	struct run_params params;
	uint64_t iterations;
	uint64_t asked;
	double seconds;
	uint64_t filtered;
	bool has_filter;
	uint64_t faults;
	uint64_t overflow;
	char *end;
	uint64_t frames;
	uint64_t witnesses;
	uint64_t disjoint;
	struct evidence evidence;
	char *why_not;

	uint8_t condition_verdict[NR_MODELS];
	bool unlisted[NR_MODELS];
	bool race[NR_MODELS];
	const char **flags;
	unsigned int nr_flags;
	char *expected;
	char *disagreement;
	uint64_t dropped;
	char *dropped_at;
	uint64_t cut;
	unsigned int cut_line;
	unsigned int cut_turns;
	char *note;
	enum absence absence;
	char *why_absent;
};

/**
 * enum finding - what a result says when counts and verdicts are put together
 * @FINDING_NOTHING:		the run says nothing, see result_nothing_learnt()
 * @FINDING_NOT_SEEN:		nothing matched; no verdict
 * @FINDING_SEEN:		something matched; no verdict
 * @FINDING_FORBIDDEN_NOT_SEEN:	the model forbids it, and it was not seen
 * @FINDING_ALLOWED_SEEN:	the model allows it, and it was seen
 * @FINDING_ALLOWED_NOT_SEEN:	the model allows it, and it was not seen
 * @FINDING_VIOLATED:		what must not occur did: a state that a model
 *				forbids which rules the machine, or that the test's
 *				own ~exists, forall or expected result rules out
 */
enum finding {
	FINDING_NOTHING,
	FINDING_NOT_SEEN,
	FINDING_SEEN,
	FINDING_FORBIDDEN_NOT_SEEN,
	FINDING_ALLOWED_SEEN,
	FINDING_ALLOWED_NOT_SEEN,
	FINDING_VIOLATED,
};

/**
 * result_new() - an empty result
 *
 * Return: the result, never NULL (the tool ends when memory does).
 */
struct result *result_new(void);

/**
 * result_for() - an empty result of a program
 * @view:	a verified program
 *
 * Test, condition, quantifier, names and locations are taken from the
 * program, so that addresses of the program are those of the result.
 *
 * Return: the result, never NULL.
 */
struct result *result_for(const struct ordlab_view *view);

/**
 * result_free() - give a result and all that it points to back
 * @result:	the result, or NULL
 */
void result_free(struct result *result);

/**
 * result_state() - the state with given values, made if there is none yet
 * @result:	the result
 * @values:	[nr_names]
 *
 * A new state has count 0, no verdicts, and does not match. The pointer is
 * valid until the next call.
 *
 * Return: the state, never NULL.
 */
struct state *result_state(struct result *result, const struct value *values);

/* Forgets all states, and how often the condition was met */
void result_forget(struct result *result);

/* Forgets all states. Of @positive and @negative, it keeps only whether they are 0 */
void result_forget_counts(struct result *result);

/**
 * result_cut() - count executions that were still in a loop when its turns ended
 * @result:	the result of a model
 * @view:	its program
 * @thread:	whose loop
 * @insn:	where: an instruction for which ordlab_is_cut()
 * @count:	how many executions
 */
void result_cut(struct result *result, const struct ordlab_view *view,
		unsigned int thread, unsigned int insn, uint64_t count);

/**
 * result_is_bounded() - whether a model's verdict holds for @cut_turns turns only
 * @result:	the result of a model
 *
 * An execution that meets a condition does so with more turns as well. But that no
 * execution meets it, or that each does, may change with the next turn.
 */
bool result_is_bounded(const struct result *result);

/**
 * result_state_bytes() - how much memory a state takes
 * @result:	the result that it is of
 *
 * That includes what sorting takes, and its copy in a result of all models.
 */
size_t result_state_bytes(const struct result *result);

/**
 * state_value() - a value of a state
 * @result:	the result
 * @state:	one of its states
 * @n:		which: less than nr_names
 */
static inline struct value state_value(const struct result *result,
				       const struct state *state, unsigned int n)
{
	return result->table[state->values[n]];
}

/**
 * state_same() - whether states of two results have the same values
 * @a:		a result
 * @s:		one of its states
 * @b:		another result, with the same names and locations in their order
 * @t:		one of its states
 */
bool state_same(const struct result *a, const struct state *s,
		const struct result *b, const struct state *t);

/**
 * result_sort() - bring the states into the order in which they are shown
 * @result:	the result
 *
 * By value, from the first name to the last, see result_compare().
 */
void result_sort(struct result *result);

/**
 * result_compare() - the order in which values are shown
 * @result:	the result that they are of
 * @a:		a value
 * @b:		another one
 *
 * Integers come first, then addresses, by the names of their locations, then the
 * others.
 *
 * Return: less than, equal to or greater than 0, as of strcmp().
 */
int result_compare(const struct result *result, struct value a, struct value b);

/**
 * result_location() - index of a location's name, added if it is new
 * @result:	the result
 * @name:	the name
 *
 * Return: its index, or -1 when ORDLAB_MAX_LOCATIONS are taken.
 */
int result_location(struct result *result, const char *name);

/**
 * result_value() - a value as text
 * @buf:	takes it, see value_text(): VALUE_LEN bytes
 * @result:	the result that the value is of
 * @value:	the value
 *
 * Return: @buf.
 */
char *result_value(char *buf, const struct result *result, struct value value);

/**
 * result_count() - count a state, and whether it matches
 * @result:	the result
 * @state:	one of its states, with match already set
 * @count:	how often it was seen
 */
void result_count(struct result *result, struct state *state, uint64_t count);

/**
 * result_join_verdict() - put a model's verdict beside what a machine did
 * @result:	what the machine did
 * @model:	which model
 * @verdict:	what it says of the condition, without states; it has executions
 *
 * For a model whose states are too many to list. Which states it allows stays open,
 * but that it forbids those that meet a condition which it forbids.
 */
void result_join_verdict(struct result *result, enum model model,
			 const struct result *verdict);

/**
 * result_join() - put a model's verdicts beside what a machine did
 * @result:	what the machine did; takes the verdicts
 * @model:	which model @allowed is of
 * @allowed:	states that the model allows: all of them
 *
 * Every state of @result becomes allowed, if @allowed has it with the same
 * names and values, or forbidden. A state of @allowed that was not seen is
 * added with count 0. condition_verdict and race are taken over. If @allowed has
 * no execution, the verdict on states that were seen is that the model forbids them,
 * and VERDICT_NO_EXECUTION on the others. A run in which no state was seen has no
 * names either, and takes those of @allowed.
 *
 * Return: 0, or -EINVAL if the two do not observe the same names.
 */
int result_join(struct result *result, enum model model,
		const struct result *allowed);

/**
 * result_breaks_expected() - whether something was seen that the test's own
 * file says never is
 * @result:	the result
 */
bool result_breaks_expected(const struct result *result);

/**
 * result_is_auto() - whether a run had a batch part and a perpetual one
 * @result:	the result
 */
bool result_is_auto(const struct result *result);

/**
 * result_nothing_learnt() - why a run says nothing about its test
 * @result:	the result of a run
 *
 * What was seen is a finding, however little that is. See evidence.h for when
 * what was not seen is one.
 *
 * Return: the reason as a clause, "the filter left none of 1000 iterations", to
 * be freed; or NULL if the run says something.
 */
char *result_nothing_learnt(const struct result *result);

/**
 * state_breaks() - the model that a state breaks
 * @state:	a state of a run
 *
 * Return: the first model that rules the machine and forbids the state, if the state
 * was seen; else NR_MODELS.
 */
enum model state_breaks(const struct state *state);

/**
 * result_breaks() - the model that a run breaks
 * @result:	the result of a run
 *
 * A run breaks a model by a state that the model forbids, or by witnesses, which have
 * no state, of a condition that it forbids.
 *
 * Return: the first such model that rules the machine, else NR_MODELS.
 */
enum model result_breaks(const struct result *result);

/**
 * result_finding() - the one thing to say about a result
 * @result:	the result
 *
 * The verdict that counts is the LKMM's: it is what kernel code may rely on. But
 * what another model forbids that rules the machine must not be seen either.
 */
enum finding result_finding(const struct result *result);

#endif /* RESULT_H */
