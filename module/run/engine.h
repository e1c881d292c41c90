/* SPDX-License-Identifier: GPL-2.0 */
/* The life of a run: its start, its end, and its result. */
#ifndef ORDLAB_ENGINE_H
#define ORDLAB_ENGINE_H

#include <linux/cpumask.h>
#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/wait.h>

#include "histogram.h"
#include "params.h"
#include "registry.h"
#include "trace.h"
#include "why.h"

/**
 * enum ordlab_state - where a run is
 * @ORDLAB_RUNNING:	its threads run
 * @ORDLAB_DONE:	it made all its iterations, or ran for its time
 * @ORDLAB_STOPPED:	it ended early; the result says why
 * @ORDLAB_NR_STATES:	how many there are
 */
enum ordlab_state {
	ORDLAB_RUNNING,
	ORDLAB_DONE,
	ORDLAB_STOPPED,
	ORDLAB_NR_STATES,
};

/* Names of the states, as files show them */
extern const char *const ordlab_states[ORDLAB_NR_STATES];

/**
 * struct ordlab_result - the parameters of a run, and what it has seen
 * @ref:	keeps all of it
 * @test:	what runs
 * @params:	how it runs, with every default filled in; the CPUs are those
 *		that are in use
 * @why_not:	why it does not run perpetually though it might; else ""
 * @forms:	how each thread runs: ordlab_code_form()
 * @started:	when its threads were woken, ktime_get_ns()
 * @lock:	protects what follows; may be held for milliseconds
 * @state:	where it is
 * @reason:	why it was stopped
 * @ns:		from start to end; 0 while it runs
 * @tally:	what it has seen; complete up to a fraction of a second ago
 * @trace:	a sample of the iterations that it has seen, if there is one
 */
struct ordlab_result {
	struct kref ref;
	struct ordlab_test *test;
	struct ordlab_params params;
	struct ordlab_why why_not;
	const char *forms[ORDLAB_MAX_THREADS];
	u64 started;
	struct mutex lock; /* protects what follows */
	enum ordlab_state state;
	struct ordlab_why reason;
	u64 ns;
	struct ordlab_tally tally;
	struct ordlab_trace trace;
};

/* Woken at every change of state and, some times a second, by progress */
extern struct wait_queue_head ordlab_changed;

/**
 * ordlab_changes() - how often ordlab_changed was woken
 *
 * Context: any.
 */
unsigned int ordlab_changes(void);

int ordlab_engine_init(void);

/**
 * ordlab_engine_exit() - end the run, wait for its end, forget its result
 *
 * Context: may sleep. Nobody may call ordlab_start() any more.
 */
void ordlab_engine_exit(void);

/**
 * ordlab_start() - start a run
 * @test:	what to run
 * @params:	how; copied
 * @why:	takes the reason of a refusal
 *
 * Context: may sleep.
 * Return: 0 when every thread is awake. -EBUSY: there is a run; -EINVAL: a
 * CPU that is offline, or more instances than CPUs; -ENODEV: too few CPUs for
 * the test; -EOPNOTSUPP: a primitive that this kernel lacks; -ENOMEM; -EINTR:
 * the caller was killed meanwhile.
 */
int ordlab_start(struct ordlab_test *test, const struct ordlab_params *params,
		 struct ordlab_why *why);

/**
 * ordlab_claim() - keep runs away while something else needs the machine
 * @who:	a name for it, which must stay valid until ordlab_release()
 * @why:	takes the reason of a refusal
 *
 * Context: may sleep.
 * Return: 0, or -EBUSY when there is a run or another claim.
 */
int ordlab_claim(const char *who, struct ordlab_why *why);

/**
 * ordlab_release() - end a claim
 * @running:	cleared, unless NULL, by the time that another claim is possible:
 *		whoever sees it cleared may start something else
 *
 * Context: may sleep.
 */
void ordlab_release(bool *running);

/**
 * ordlab_stop() - end the run, if there is one, and wait for its end
 *
 * Context: may sleep.
 * Return: 0, or -EINTR when the caller was killed before the end.
 */
int ordlab_stop(void);

/**
 * ordlab_forget() - forget the result of the last run
 *
 * Context: may sleep.
 * Return: 0, or -EBUSY when there is a run.
 */
int ordlab_forget(void);

/**
 * ordlab_is_running() - whether a test runs
 * @test:	the test
 *
 * Context: may sleep.
 */
bool ordlab_is_running(const struct ordlab_test *test);

/**
 * ordlab_result_get() - the result of the run, or of the last one
 *
 * Context: may sleep.
 * Return: the result with a reference for the caller, or NULL if there is
 * none.
 */
struct ordlab_result *ordlab_result_get(void);
void ordlab_result_put(struct ordlab_result *result);

#endif /* ORDLAB_ENGINE_H */
