/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The room machine is about this machine: the module, its CPUs, and where to run a test.
 *
 *	device.h	the client of the module: its files in debugfs, as C structures
 *	figures.h	what "measure" has measured
 *	topology.h	which CPUs share a core, a cache, a package, a node
 *	placement.h	on which CPUs the threads of a test run
 *	settings.h	from options of "ordlab run" to the command "start"
 *	tune.h		the search for the best settings; tuning.h makes its trials
 *	reach.h		why the module cannot be reached, and what to do about it
 *
 * Only device.c knows the module's debugfs, which
 * Documentation/ABI/testing/debugfs-ordlab describes. It is in the directory ordlab/
 * of what the environment variable ORDLAB_DEBUGFS names, or else of
 * /sys/kernel/debug. A run of SB is
 *
 *	struct device *device = device_open(&why);
 *
 *	if (!device_run(device, "start SB seconds=1", NULL, NULL, &result))
 *		report_result(stdout, result, 0);
 *	device_close(device);
 *
 * Each function that returns an int returns 0 or a negative errno. The module logs the
 * reason for it, and device_log() reads that.
 */
#ifndef DEVICE_H
#define DEVICE_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include "result/evidence.h"
#include "machine/figures.h"
#include "program/program.h"
#include "result/result.h"
#include "result/trace.h"

struct device;

/**
 * device_open() - reach the module
 * @why:	takes the reason from reach_explain() if there is no device; may be
 *		NULL
 *
 * Return: the device, or NULL.
 */
struct device *device_open(char **why);
void device_close(struct device *device);

/**
 * device_abi() - a value from the file abi
 * @device:	the device
 * @key:	its key
 *
 * Return: the value, to be freed, or NULL when there is no such key.
 */
char *device_abi(struct device *device, const char *key);

/**
 * device_log() - why the module refused the last command or program
 * @device:	the device
 *
 * Return: a line, to be freed; "" if the module does not say.
 */
char *device_log(struct device *device);

/**
 * device_control() - write to the file control
 * @device:	the device
 * @command:	"start NAME key=value ...", "measure WHAT key=value ...", "stop"
 *		or "reset"
 *
 * Return: 0 or a negative errno; device_log() says why.
 */
int device_control(struct device *device, const char *command);

/**
 * struct device_status - the file status
 * @state:	"idle" before the first run, then "running", "done" or
 *		"stopped"
 * @test:	the test that runs, or ran last
 * @mode:	"auto", "batch" or "perpetual"
 * @cpus:	list of CPUs
 * @reason:	why the run ended early, or ""
 * @iterations:	iterations done so far; in mode auto those of the batch part
 * @frames:	perpetual iterations done so far
 * @asked:	iterations that the run was started for, or 0
 * @seconds:	seconds that it has run
 * @asked_seconds: seconds that it was started for, or 0
 * @rate:	iterations a second
 * @evidence:	in how much of the run the outcomes could occur
 */
struct device_status {
	char *state;
	char *test;
	char *mode;
	char *cpus;
	char *reason;
	uint64_t iterations;
	uint64_t frames;
	uint64_t asked;
	double seconds;
	double asked_seconds;
	double rate;
	struct evidence evidence;
};

/**
 * device_status_parse() - read the text of the file status
 * @status:	filled in; to be given to device_status_free()
 * @text:	the text
 */
void device_status_parse(struct device_status *status, const char *text);
void device_status_free(struct device_status *status);
bool device_status_running(const struct device_status *status);

/**
 * device_status() - the state of the run
 * @device:	the device
 * @status:	filled in; to be given to device_status_free()
 *
 * Return: 0 or a negative errno.
 */
int device_status(struct device *device, struct device_status *status);

/**
 * device_wait() - wait until the status changes
 * @device:	the device, after a call of device_status()
 * @ms:		milliseconds to wait at most
 *
 * Return: 0, also when the time is over; -EINTR if a signal came.
 */
int device_wait(struct device *device, int ms);

/**
 * device_results_parse() - read the text of the file results
 * @text:	the text
 *
 * Return: the result, or NULL if the text is not one.
 */
struct result *device_results_parse(const char *text);

/**
 * device_results() - histogram of the last run
 * @device:	the device
 * @result:	takes it
 *
 * Return: 0, -ENODATA when nothing has run, or another negative errno.
 */
int device_results(struct device *device, struct result **result);

/**
 * device_trace_parse() - read the text of the file trace
 * @text:	the text
 *
 * Return: the sample, or NULL if the text is not one.
 */
struct trace *device_trace_parse(const char *text);

/**
 * device_trace() - sample of the iterations of the last run
 * @device:	the device
 * @trace:	takes it, for trace_free()
 *
 * Return: 0 or a negative errno.
 */
int device_trace(struct device *device, struct trace **trace);

/**
 * struct device_test - a line of the file tests
 * @name:	the test's name
 * @threads:	how many it has
 * @builtin:	built in, not loaded
 */
struct device_test {
	char *name;
	unsigned int threads;
	bool builtin;
};

/**
 * device_tests() - the tests that the module can run
 * @device:	the device
 * @tests:	takes an array for device_tests_free()
 *
 * Return: how many, or a negative errno.
 */
ssize_t device_tests(struct device *device, struct device_test **tests);
ssize_t device_tests_parse(const char *text, struct device_test **tests);
void device_tests_free(struct device_test *tests, size_t nr);

/**
 * device_program() - disassembly of a test that the module has
 * @device:	the device
 * @name:	the test
 *
 * Return: the text, to be freed, or NULL and errno.
 */
char *device_program(struct device *device, const char *name);

/**
 * device_load() - load a program
 * @device:	the device
 * @prog:	the program
 * @size:	its bytes
 *
 * Return: 0 or a negative errno; device_log() says why.
 */
int device_load(struct device *device, const void *prog, size_t size);

/**
 * device_unload() - forget a loaded program
 * @device:	the device
 * @name:	the test
 *
 * Return: 0 or a negative errno; device_log() says why.
 */
int device_unload(struct device *device, const char *name);

/**
 * device_run() - run a test to its end
 * @device:	the device
 * @command:	"start NAME key=value ..."
 * @tick:	called a few times a second, if not NULL. When it returns true the
 *		run is stopped, and its result has what was counted so far
 * @data:	passed to @tick
 * @result:	takes what was counted; also if the run ended early, and then
 *		result->end is the reason
 *
 * Return: 0; a negative errno if the run could not be started (device_log() has the
 * reason), or if the module was unloaded.
 */
int device_run(struct device *device, const char *command,
	       bool (*tick)(const struct device_status *status, void *data),
	       void *data, struct result **result);

/**
 * device_measure() - make a measurement
 * @device:	the device
 * @command:	"measure WHAT key=value ..."
 * @stop:	the measurement is stopped when it is not 0; read a few times a second
 * @figures:	takes the figures; also if the measurement ended early
 *
 * Return: 0 or a negative errno; device_log() says why.
 */
int device_measure(struct device *device, const char *command,
		   const volatile sig_atomic_t *stop, struct figures **figures);

/**
 * device_text() - machine code of the module, as it stands in memory
 * @device:	the device
 * @test:	a test, for the code of its threads; NULL for the primitives
 *
 * Return: lines "WHAT SYMBOL HEX", to be freed, or NULL and errno.
 */
char *device_text(struct device *device, const char *test);

/* The same, of the functions of module/primitives/compiler.h: "hoist/plain SYMBOL HEX" */
char *device_compiler_text(struct device *device);

#endif /* DEVICE_H */
