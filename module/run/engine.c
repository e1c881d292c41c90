// SPDX-License-Identifier: GPL-2.0
/*
 * The life of a run.
 *
 * ordlab_start() makes everything that a run needs, then its kthreads, then
 * wakes them. They work until the mode decides that the run is over. The last
 * one to get there queues finish_work(), and each then sleeps until it is
 * joined: no lane touches the run, or module text, after kthread_stop().
 *
 * Locks, outermost first: cpu_hotplug_lock, engine.lock, registry.lock;
 * result->lock, test->lock. No lane holds a lock that cpu_offline() takes.
 */
#include <linux/cpu.h>
#include <linux/cpuhotplug.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/topology.h>
#include <linux/workqueue.h>

#include "run.h"

const char *const ordlab_states[ORDLAB_NR_STATES] = {
	[ORDLAB_RUNNING]	= "running",
	[ORDLAB_DONE]		= "done",
	[ORDLAB_STOPPED]	= "stopped",
};

static const struct ordlab_mode_ops *const modes[ORDLAB_NR_MODES] = {
	[ORDLAB_AUTO]		= &ordlab_auto_ops,
	[ORDLAB_BATCH]		= &ordlab_batch_ops,
	[ORDLAB_PERPETUAL]	= &ordlab_perpetual_ops,
};

static void finish_work(struct work_struct *work);

static struct {
	struct mutex lock;		/* protects what follows */
	const char *claimed;		/* who else has the machine, or NULL */
	struct ordlab_run *run;		/* NULL when there is none */
	struct ordlab_result *result;	/* of @run, or of the last one */
	struct work_struct finish;
	enum cpuhp_state cpuhp;
} engine = {
	.lock = __MUTEX_INITIALIZER(engine.lock),
	.finish = __WORK_INITIALIZER(engine.finish, finish_work),
};

/* Results */

static void result_release(struct kref *ref)
{
	struct ordlab_result *result =
		container_of(ref, struct ordlab_result, ref);

	ordlab_tally_clear(&result->tally);
	ordlab_trace_destroy(&result->trace);
	ordlab_params_destroy(&result->params);
	ordlab_test_put(result->test);
	mutex_destroy(&result->lock);
	kfree(result);
}

void ordlab_result_put(struct ordlab_result *result)
{
	if (result)
		kref_put(&result->ref, result_release);
}

struct ordlab_result *ordlab_result_get(void)
{
	struct ordlab_result *result;

	mutex_lock(&engine.lock);
	result = engine.result;
	if (result)
		kref_get(&result->ref);
	mutex_unlock(&engine.lock);
	return result;
}

static struct ordlab_result *result_create(struct ordlab_test *test,
					   const struct ordlab_params *params)
{
	struct ordlab_result *result = kzalloc(sizeof(*result), GFP_KERNEL);

	if (!result)
		return NULL;
	if (ordlab_params_init(&result->params)) {
		kfree(result);
		return NULL;
	}
	ordlab_params_copy(&result->params, params);
	kref_init(&result->ref);
	mutex_init(&result->lock);
	ordlab_test_get(test);
	result->test = test;
	return result;
}

/* Lanes */

static int lane_main(void *data)
{
	struct ordlab_task *task = data;
	struct ordlab_run *run = task->instance->run;

	run->ops->lane(task);
	/*
	 * Fully ordered, lane:A: whoever sees the last lane end sees the work
	 * of all lanes. Pairs with itself.
	 */
	if (atomic_dec_and_test(&run->lanes))
		schedule_work(&engine.finish);

	/* From here on nothing is touched: finish_work() frees the run. */
	for (;;) {
		set_current_state(TASK_IDLE);
		if (kthread_should_stop())
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

static void join_lanes(struct ordlab_run *run)
{
	unsigned int i, t;

	for (i = 0; i < run->nr_instances; i++) {
		struct ordlab_instance *instance = run->instances[i];

		for (t = 0; instance && t < instance->nr; t++)
			if (instance->tasks[t].task)
				kthread_stop(instance->tasks[t].task);
	}
}

static int create_lanes(struct ordlab_run *run, struct ordlab_why *why)
{
	struct task_struct *task;
	unsigned int i, t;

	for (i = 0; i < run->nr_instances; i++) {
		struct ordlab_instance *instance = run->instances[i];

		for (t = 0; t < instance->nr; t++) {
			task = kthread_create_on_cpu(lane_main,
						     &instance->tasks[t],
						     instance->tasks[t].cpu,
						     "ordlab/%u");
			if (IS_ERR(task))
				return ordlab_refuse(why, PTR_ERR(task),
						     "cannot create thread %u of instance %u",
						     t, i);
			instance->tasks[t].task = task;
		}
	}
	return 0;
}

static void wake_lanes(struct ordlab_run *run)
{
	unsigned int i, t;

	for (i = 0; i < run->nr_instances; i++)
		for (t = 0; t < run->instances[i]->nr; t++)
			wake_up_process(run->instances[i]->tasks[t].task);
}

/* A run from start to end */

static bool has_lock(const struct ordlab_run *run, unsigned int location)
{
	return run->view->locations[location].type == ORDLAB_T_SPINLOCK;
}

/*
 * The locks of one test have nothing to do with those of another; lockdep has a
 * key for each.
 */
static int create_keys(struct ordlab_run *run)
{
	unsigned int i, nr = run->view->prog->nr_locations;

	/* Empty without lockdep */
	run->keys = kcalloc(nr, sizeof(*run->keys) ?: 1, GFP_KERNEL);
	if (!run->keys)
		return -ENOMEM;
	for (i = 0; i < nr; i++)
		if (has_lock(run, i))
			lockdep_register_key(&run->keys[i]);
	return 0;
}

static void destroy_keys(struct ordlab_run *run)
{
	unsigned int i;

	if (!run->keys)
		return;
	for (i = 0; i < run->view->prog->nr_locations; i++)
		if (has_lock(run, i))
			lockdep_unregister_key(&run->keys[i]);
	kfree(run->keys);
}

static void run_destroy(struct ordlab_run *run)
{
	unsigned int i;

	if (!run)
		return;
	ordlab_noise_destroy(run);
	for (i = 0; i < run->nr_instances; i++) {
		if (!run->instances[i])
			continue;
		run->ops->destroy(run->instances[i]);
		ordlab_control_free(run->instances[i]);
		kvfree(run->instances[i]);
	}
	kfree(run->instances);
	ordlab_control_destroy(run);
	for (i = 0; i < ORDLAB_MAX_THREADS; i++)
		if (run->code[i])
			ordlab_code_destroy(run->code[i]);
	destroy_keys(run);
	kvfree(run->facts);
	ordlab_result_put(run->result);
	kfree(run);
}

/*
 * Choose CPUs: fills in params->cpus and params->instances. The caller holds
 * cpus_read_lock().
 */
static int choose_cpus(const struct ordlab_view *view,
		       struct ordlab_params *params, struct ordlab_why *why)
{
	unsigned int threads = view->prog->nr_threads, nr;
	struct ordlab_cpus *cpus = &params->cpus;

	if (!cpus->nr)
		ordlab_cpus_fill(cpus, cpu_online_mask, params->noise.mask);
	if (ordlab_cpus_check(cpus, why) ||
	    ordlab_cpus_check(&params->noise, why))
		return -EINVAL;
	nr = cpus->nr;
	if (nr < threads)
		return ordlab_refuse(why, -ENODEV,
				     "%s has %u threads and needs as many CPUs, but there are %u",
				     view->prog->name, threads, nr);
	if (!params->instances)
		params->instances = nr / threads;
	if (params->instances > nr / threads)
		return ordlab_refuse(why, -EINVAL,
				     "%llu instances of %u threads need more than %u CPUs",
				     params->instances, threads, nr);
	ordlab_cpus_trim(cpus, params->instances * threads);
	if (cpumask_intersects(cpus->mask, params->noise.mask))
		return ordlab_refuse(why, -EINVAL,
				     "noise: CPU %u is one that the test runs on",
				     cpumask_first_and(cpus->mask,
						       params->noise.mask));
	return 0;
}

static int create_instances(struct ordlab_run *run,
			    const struct ordlab_params *params,
			    struct ordlab_why *why)
{
	unsigned int threads = run->view->prog->nr_threads;
	const unsigned int *cpu = params->cpus.list;
	struct ordlab_instance *instance;
	unsigned int i, t;
	int err;

	run->instances = kcalloc(params->instances, sizeof(*run->instances),
				 GFP_KERNEL);
	if (!run->instances)
		return ordlab_refuse(why, -ENOMEM, "out of memory");
	run->nr_instances = params->instances;
	for (i = 0; i < run->nr_instances; i++) {
		instance = kvzalloc_node(struct_size(instance, tasks, threads),
					 GFP_KERNEL, cpu_to_node(*cpu));
		if (!instance)
			return ordlab_refuse(why, -ENOMEM, "out of memory");
		run->instances[i] = instance;
		instance->run = run;
		instance->number = i;
		instance->node = cpu_to_node(*cpu);
		instance->nr = threads;
		for (t = 0; t < threads; t++) {
			instance->tasks[t].instance = instance;
			instance->tasks[t].thread = t;
			instance->tasks[t].cpu = *cpu++;
		}
		err = ordlab_control_create(instance) ?:
		      run->ops->create(instance);
		if (err)
			return ordlab_refuse(why, err, "out of memory");
	}
	return 0;
}

static int create_code(struct ordlab_run *run, struct ordlab_why *why)
{
	const char *missing;
	unsigned int t;

	run->facts = ordlab_test_facts(run->result->test);
	if (!run->facts || create_keys(run))
		return ordlab_refuse(why, -ENOMEM, "out of memory");
	missing = ordlab_code_missing(run->view, run->facts);
	if (missing)
		return ordlab_refuse(why, -EOPNOTSUPP, "this kernel has no %s",
				     missing);
	for (t = 0; t < run->view->prog->nr_threads; t++) {
		struct ordlab_code *code =
			ordlab_code_create(run->view, run->facts, t);

		if (IS_ERR(code))
			return ordlab_refuse(why, PTR_ERR(code),
					     "cannot prepare thread %u", t);
		run->code[t] = code;
		run->result->forms[t] = ordlab_code_form(code);
	}
	return 0;
}

static int create_trace(struct ordlab_run *run,
			const struct ordlab_params *params,
			struct ordlab_why *why)
{
	if (!params->trace)
		return 0;
	if (params->mode == ORDLAB_PERPETUAL)
		return ordlab_refuse(why, -EINVAL,
				     "trace=%llu: a perpetual run has no outcome of each iteration; run with mode=batch",
				     params->trace);
	if (ordlab_trace_create(&run->result->trace, params->trace,
				run->view->prog->nr_observed))
		return ordlab_refuse(why, -ENOMEM, "out of memory");
	return 0;
}

/* Make a run, all but its kthreads. Partial on error; run_destroy() copes. */
static int run_prepare(struct ordlab_run *run, struct ordlab_why *why)
{
	struct ordlab_params *params = &run->result->params;
	int err;

	err = ordlab_params_finish(params, why);
	if (err)
		return err;
	run->view = &run->result->test->view;
	run->ops = modes[params->mode];
	atomic64_set(&run->batch.left, params->iterations ?: S64_MAX);
	atomic64_set(&run->perpetual.left, params->iterations ?: S64_MAX);
	run->batch.ns = params->seconds ? params->seconds * NSEC_PER_SEC :
					  U64_MAX;
	run->perpetual.ns = run->batch.ns;

	err = choose_cpus(run->view, params, why);
	if (!err)
		err = create_code(run, why);
	if (!err)
		err = create_trace(run, params, why);
	if (!err)
		err = run->ops->prepare(run, params, why);
	if (!err && ordlab_control_prepare(run))
		err = ordlab_refuse(why, -ENOMEM, "out of memory");
	if (!err)
		err = create_instances(run, params, why);
	if (!err)
		err = create_lanes(run, why);
	if (!err)
		err = ordlab_noise_create(run, why);
	return err;
}

static int refuse_if_busy(struct ordlab_why *why)
{
	const char *who = engine.claimed;

	lockdep_assert_held(&engine.lock);
	if (engine.run)
		who = ordlab_test_name(engine.result->test);
	if (!who)
		return 0;
	return ordlab_refuse(why, -EBUSY, "%s is running: stop it first", who);
}

static int start_locked(struct ordlab_test *test,
			const struct ordlab_params *params,
			struct ordlab_why *why)
{
	struct ordlab_result *result;
	struct ordlab_run *run;
	int err;

	err = refuse_if_busy(why);
	if (err)
		return err;
	run = kzalloc(sizeof(*run), GFP_KERNEL);
	result = result_create(test, params);
	if (!run || !result) {
		kfree(run);
		ordlab_result_put(result);
		return ordlab_refuse(why, -ENOMEM, "out of memory");
	}
	run->result = result;
	err = run_prepare(run, why);
	if (err) {
		join_lanes(run);
		run_destroy(run);
		return err;
	}

	atomic_set(&run->lanes, run->nr_instances * run->view->prog->nr_threads);
	result->state = ORDLAB_RUNNING;
	result->started = ktime_get_ns();
	kref_get(&result->ref);
	ordlab_result_put(engine.result);
	engine.result = result;
	WRITE_ONCE(engine.run, run);
	ordlab_noise_wake(run);
	wake_lanes(run);
	return 0;
}

int ordlab_start(struct ordlab_test *test, const struct ordlab_params *params,
		 struct ordlab_why *why)
{
	int err;

	/* No CPU goes offline before it has its lane: see cpu_offline(). */
	cpus_read_lock();
	mutex_lock(&engine.lock);
	err = start_locked(test, params, why);
	mutex_unlock(&engine.lock);
	cpus_read_unlock();
	if (!err)
		ordlab_announce();
	return err;
}

int ordlab_claim(const char *who, struct ordlab_why *why)
{
	int err;

	mutex_lock(&engine.lock);
	err = refuse_if_busy(why);
	if (!err)
		engine.claimed = who;
	mutex_unlock(&engine.lock);
	if (!err)
		ordlab_announce();
	return err;
}

void ordlab_release(bool *running)
{
	mutex_lock(&engine.lock);
	engine.claimed = NULL;
	if (running) {
		/* measure:A: the end of what had the claim, after all of it */
		smp_store_release(running, false);
	}
	mutex_unlock(&engine.lock);
	ordlab_announce();
}

/* All lanes have ended: join them, and make the result final. */
static void finish_work(struct work_struct *work)
{
	struct ordlab_run *run;
	struct ordlab_result *result;
	struct ordlab_test *test;

	mutex_lock(&engine.lock);
	run = engine.run;
	mutex_unlock(&engine.lock);

	/* Until engine.run is NULL, nobody else frees the run. */
	join_lanes(run);
	ordlab_noise_destroy(run);
	result = run->result;
	test = result->test;

	mutex_lock(&result->lock);
	result->ns = ktime_get_ns() - result->started;
	mutex_lock(&test->lock);
	test->runs++;
	ordlab_tally_merge(&test->counters, &result->tally, &test->view);
	mutex_unlock(&test->lock);
	mutex_unlock(&result->lock);

	mutex_lock(&engine.lock);
	mutex_lock(&result->lock);
	result->reason = run->reason;
	result->state = run->reason.text[0] ? ORDLAB_STOPPED : ORDLAB_DONE;
	mutex_unlock(&result->lock);
	WRITE_ONCE(engine.run, NULL);
	mutex_unlock(&engine.lock);
	run_destroy(run);
	ordlab_announce();
}

/* Tell the lanes to end. The first reason stands. */
static __printf(1, 2) void cancel(const char *fmt, ...)
{
	struct ordlab_run *run = engine.run;
	va_list args;

	lockdep_assert_held(&engine.lock);
	if (!run)
		return;
	if (!run->reason.text[0]) {
		va_start(args, fmt);
		vscnprintf(run->reason.text, sizeof(run->reason.text), fmt,
			   args);
		va_end(args);
	}
	WRITE_ONCE(run->stop, true);
}

/* For wait_event(), whose condition must not sleep */
static bool is_idle(void)
{
	return !READ_ONCE(engine.run);
}

int ordlab_stop(void)
{
	mutex_lock(&engine.lock);
	cancel("stopped by request");
	mutex_unlock(&engine.lock);
	return wait_event_killable(ordlab_changed, is_idle()) ? -EINTR : 0;
}

int ordlab_forget(void)
{
	struct ordlab_result *result = NULL;
	int err = 0;

	mutex_lock(&engine.lock);
	if (engine.run)
		err = -EBUSY;
	else
		swap(result, engine.result);
	mutex_unlock(&engine.lock);
	ordlab_result_put(result);
	if (!err)
		ordlab_announce();
	return err;
}

bool ordlab_is_running(const struct ordlab_test *test)
{
	bool running;

	mutex_lock(&engine.lock);
	running = engine.run && engine.result->test == test;
	mutex_unlock(&engine.lock);
	return running;
}

/*
 * A CPU is about to go offline. Its lane, which the scheduler moves elsewhere
 * now, has milliseconds to run: there is no need to wait for it.
 */
static int cpu_offline(unsigned int cpu)
{
	const struct ordlab_params *params;

	mutex_lock(&engine.lock);
	params = engine.run ? &engine.result->params : NULL;
	if (params && (cpumask_test_cpu(cpu, params->cpus.mask) ||
		       cpumask_test_cpu(cpu, params->noise.mask)))
		cancel("CPU %u went offline", cpu);
	mutex_unlock(&engine.lock);
	return 0;
}

int ordlab_engine_init(void)
{
	int ret;

	ret = cpuhp_setup_state_nocalls(CPUHP_AP_ONLINE_DYN, "ordlab:online",
					NULL, cpu_offline);
	if (ret < 0)
		return ret;
	engine.cpuhp = ret;
	return 0;
}

void ordlab_engine_exit(void)
{
	mutex_lock(&engine.lock);
	cancel("the module was unloaded");
	mutex_unlock(&engine.lock);
	wait_event(ordlab_changed, is_idle());
	/* The work has cleared engine.run, but may not have returned yet. */
	flush_work(&engine.finish);
	cpuhp_remove_state_nocalls(engine.cpuhp);
	ordlab_forget();
}
