// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "machine/device.h"
#include "machine/reach.h"
#include "lib/util.h"

#define DEBUGFS		"/sys/kernel/debug"
#define TICK_MS		100

struct device {
	int dir;		/* path of our directory in debugfs */
	int status;		/* the file status, opened on first use */
	char *abi;		/* text of the file abi */
};

/* The whole text of a file, or NULL and errno */
static char *read_fd(int fd)
{
	size_t len = 0, room = 4096;
	char *text = xcalloc(room, 1);
	ssize_t n;

	while ((n = pread(fd, text + len, room - len - 1, len)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			free(text);
			return NULL;
		}
		len += n;
		if (room - len < 2) {
			room *= 2;
			text = xrealloc(text, room, 1);
		}
	}
	text[len] = '\0';
	return text;
}

static char *read_at(int dir, const char *name)
{
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);
	char *text;

	if (fd < 0)
		return NULL;
	text = read_fd(fd);
	close(fd);
	return text;
}

static int write_at(int dir, const char *name, const void *data, size_t size)
{
	int fd = openat(dir, name, O_WRONLY | O_CLOEXEC);
	ssize_t n;
	int ret = 0;

	if (fd < 0)
		return -errno;
	/* One write is one command or one program: it is never split */
	n = write(fd, data, size);
	if (n < 0)
		ret = -errno;
	else if ((size_t)n != size)
		ret = -EIO;
	close(fd);
	return ret;
}

/* Value of "key: value" in a text of such lines, to be freed, or NULL */
static char *key_value(const char *text, const char *key)
{
	size_t len = strlen(key);

	while (text && *text) {
		if (!strncmp(text, key, len) && text[len] == ':') {
			text += len + 1;
			text += strspn(text, " \t");
			return xstrndup(text, strcspn(text, "\n"));
		}
		text = strchr(text, '\n');
		if (text)
			text++;
	}
	return NULL;
}

/* The same, but never NULL */
static char *key_text(const char *text, const char *key)
{
	char *value = key_value(text, key);

	return value ? value : xstrdup("");
}

static uint64_t key_count(const char *text, const char *key)
{
	char *value = key_value(text, key);
	uint64_t count = value ? strtoull(value, NULL, 0) : 0;

	free(value);
	return count;
}

struct device *device_open(char **why)
{
	const char *fake = getenv("ORDLAB_DEBUGFS");
	const char *mount = fake ? fake : DEBUGFS;
	char *path = xasprintf("%s/ordlab", mount);
	struct device *device = xcalloc(1, sizeof(*device));
	unsigned int abi = 0;
	int err = 0;

	device->status = -1;
	device->dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(path);
	if (device->dir >= 0)
		device->abi = read_at(device->dir, "abi");
	/* Lockdown may close only those files that can be written */
	if (!device->abi || faccessat(device->dir, "control", W_OK, AT_EACCESS))
		err = errno;
	else
		abi = key_count(device->abi, "abi");
	if (!err && abi == ORDLAB_ABI_VERSION)
		return device;

	if (why)
		*why = reach_find_out(err, mount, fake, abi);
	device_close(device);
	return NULL;
}

void device_close(struct device *device)
{
	if (!device)
		return;
	if (device->dir >= 0)
		close(device->dir);
	if (device->status >= 0)
		close(device->status);
	free(device->abi);
	free(device);
}

char *device_abi(struct device *device, const char *key)
{
	return key_value(device->abi, key);
}

/* How many words the value of a key has */
static unsigned int key_words(const char *text, const char *key)
{
	char *value = key_text(text, key), *rest = value, *word;
	unsigned int nr = 0;

	while ((word = strsep(&rest, " ")))
		nr += *word != '\0';
	free(value);
	return nr;
}

char *device_log(struct device *device)
{
	char *text = read_at(device->dir, "log"), *reason;

	if (!text)
		return xstrdup("");
	/* "FILE: REASON" */
	reason = strstr(text, ": ");
	reason = reason ? reason + 2 : text;
	reason = xstrndup(reason, strcspn(reason, "\n"));
	free(text);
	return reason;
}

int device_control(struct device *device, const char *command)
{
	return write_at(device->dir, "control", command, strlen(command));
}

/* Modules that do not measure it have no such keys */
static void parse_evidence(struct evidence *evidence, const char *text,
			   const char *mode, const char *test)
{
	char *known = key_value(text, "overlapped");
	char *control = key_text(text, "control");

	*evidence = (struct evidence){
		.known = known,
		.threads = key_words(text, "forms"),
		.itself = !strcmp(test, control),
		.batch = {
			.made = strcmp(mode, "perpetual") ?
				key_count(text, "iterations") : 0,
			.overlapped = key_count(text, "overlapped"),
			.control = key_count(text, "control-iterations"),
			.shown = key_count(text, "control-weak"),
		},
		.perpetual = {
			.made = key_count(text, "frames"),
			.overlapped = key_count(text, "frames-overlapped"),
			.control = key_count(text, "control-frames"),
			.shown = key_count(text, "control-witnesses"),
		},
	};
	free(known);
	free(control);
}

void device_status_parse(struct device_status *status, const char *text)
{
	*status = (struct device_status){
		.state = key_text(text, "state"),
		.test = key_text(text, "test"),
		.mode = key_text(text, "mode"),
		.cpus = key_text(text, "cpus"),
		.reason = key_text(text, "reason"),
		.iterations = key_count(text, "iterations"),
		.frames = key_count(text, "frames"),
		.asked = key_count(text, "asked-iterations"),
		.seconds = key_count(text, "ns") / 1e9,
		.asked_seconds = key_count(text, "asked-seconds"),
		.rate = key_count(text, "rate"),
	};
	parse_evidence(&status->evidence, text, status->mode, status->test);
}

void device_status_free(struct device_status *status)
{
	free(status->state);
	free(status->test);
	free(status->mode);
	free(status->cpus);
	free(status->reason);
	memset(status, 0, sizeof(*status));
}

bool device_status_running(const struct device_status *status)
{
	return !strcmp(status->state, "running");
}

int device_status(struct device *device, struct device_status *status)
{
	char *text;

	memset(status, 0, sizeof(*status));
	if (device->status < 0)
		device->status = openat(device->dir, "status",
					O_RDONLY | O_CLOEXEC);
	if (device->status < 0)
		return -errno;
	text = read_fd(device->status);
	if (!text)
		return -errno;
	device_status_parse(status, text);
	free(text);
	return 0;
}

int device_wait(struct device *device, int ms)
{
	struct pollfd poller = { .fd = device->status, .events = POLLPRI };

	return poll(&poller, 1, ms) < 0 ? -errno : 0;
}

/* "*>0:r0=0; 1:r0=x;": the first such line has the names */
static bool parse_values(struct result *result, const char *line, bool first,
			 bool *match, struct value *values)
{
	char name[64], text[64], *end;
	unsigned int n = 0;
	int used;

	if ((*line != '*' && *line != ':') || line[1] != '>')
		return false;
	*match = *line == '*';
	line += 2;
	for (;;) {
		used = 0;	/* stays, if the ';' is missing */
		if (sscanf(line, " %63[^=; ]=%63[^; ];%n", name, text,
			   &used) != 2)
			break;
		line += used;
		if (!used || n == ORDLAB_MAX_OBSERVED)
			return false;
		if (first) {
			result->names = xrealloc(result->names, n + 1,
						 sizeof(*result->names));
			result->names[n] = xstrdup(name);
			result->nr_names = n + 1;
		} else if (n >= result->nr_names ||
			   strcmp(result->names[n], name)) {
			return false;
		}
		values[n] = value_int(strtoll(text, &end, 0));
		if (*end) {
			/* The address of a location */
			int loc = result_location(result, text);

			if (loc < 0)
				return false;
			values[n] = value_address(loc, 1);
		}
		n++;
	}
	line += strspn(line, " ");
	return !*line && n == result->nr_names;
}

/* "28345 *>0:r0=0; 1:r0=x;" */
static bool parse_state(struct result *result, const char *line)
{
	struct value values[ORDLAB_MAX_OBSERVED];
	struct state *state;
	uint64_t count;
	bool match;
	char *end;

	count = strtoull(line, &end, 10);
	if (end == line ||
	    !parse_values(result, end + strspn(end, " "), !result->nr_states,
			  &match, values))
		return false;
	state = result_state(result, values);
	state->match = match;
	state->count += count;
	return true;
}

/* "exists (0:r0=0 /\\ 1:r0=0)" */
static void parse_condition(struct result *result, const char *line)
{
	result->condition = xstrdup(line);
	if (!strncmp(line, "~exists", 7))
		result->quantifier = ORDLAB_NOT_EXISTS;
	else if (!strncmp(line, "forall", 6))
		result->quantifier = ORDLAB_FORALL;
	else
		result->quantifier = ORDLAB_EXISTS;
}

/* The control is SB, too, so this run is its own control */
static void find_evidence(struct result *result, const char *text)
{
	struct evidence *evidence = &result->evidence;

	parse_evidence(evidence, text, result->params.mode, result->test);
	if (!evidence->itself)
		return;
	evidence->batch.control = result->positive + result->negative;
	evidence->batch.shown = result->positive;
	evidence->perpetual.control = result->frames;
	evidence->perpetual.shown = result->witnesses;
}

struct result *device_results_parse(const char *text)
{
	struct result *result = result_new();
	char *copy = xstrdup(text), *line, *next, *end;
	long states = 0;

	for (line = copy; *line; line = next) {
		next = strchrnul(line, '\n');
		if (*next)
			*next++ = '\0';
		if (states > 0) {
			if (!parse_state(result, line))
				goto bad;
			states--;
		} else if (!result->test && !strncmp(line, "Test ", 5)) {
			result->test = xstrndup(line + 5,
						strcspn(line + 5, " "));
		} else if (!strncmp(line, "Histogram (", 11)) {
			states = strtol(line + 11, &end, 10);
		} else if (!result->condition &&
			   !strncmp(line, "Condition ", 10)) {
			parse_condition(result, line + 10);
		}
	}
	if (!result->test || !result->condition || states)
		goto bad;

	result->params.mode = key_text(text, "mode");
	result->params.cpus = key_text(text, "cpus");
	result->params.sync = key_text(text, "sync");
	result->params.preload = key_text(text, "preload");
	result->params.noise = key_text(text, "noise");
	result->params.stress = key_text(text, "stress");
	result->params.order = key_text(text, "order");
	result->params.control = key_text(text, "control");
	result->params.instances = key_count(text, "instances");
	result->params.batch = key_count(text, "batch");
	result->params.chunk = key_count(text, "chunk");
	result->params.every = key_count(text, "every");
	result->params.skew = key_count(text, "skew");
	result->params.stride = key_count(text, "stride");
	result->params.seed = key_count(text, "seed");
	result->positive = key_count(text, "positive");
	result->negative = key_count(text, "negative");
	result->iterations = key_count(text, "iterations");
	result->asked = key_count(text, "asked-iterations");
	result->seconds = key_count(text, "ns") / 1e9;
	result->filtered = key_count(text, "filtered");
	result->faults = key_count(text, "faults");
	result->overflow = key_count(text, "overflow");
	end = key_value(text, "reason");
	if (end && *end)
		result->end = end;
	else
		free(end);
	result->frames = key_count(text, "frames");
	result->witnesses = key_count(text, "witnesses");
	find_evidence(result, text);
	result->disjoint = key_count(text, "disjoint");
	result->why_not = key_value(text, "not-perpetual");
	result_sort(result);
	free(copy);
	return result;
bad:
	free(copy);
	result_free(result);
	return NULL;
}

int device_results(struct device *device, struct result **result)
{
	char *text = read_at(device->dir, "results");

	*result = NULL;
	if (!text)
		return -errno;
	if (!*text) {
		free(text);
		return -ENODATA;
	}
	*result = device_results_parse(text);
	free(text);
	return *result ? 0 : -EPROTO;
}

/* "90210 0,1 *>0:r0=0; 1:r0=0;" */
static bool parse_iteration(struct trace *trace, const char *line)
{
	struct value values[ORDLAB_MAX_OBSERVED];
	struct iteration it = { 0 };
	char *end;

	it.number = strtoull(line, &end, 10);
	if (end == line)
		return false;
	do {
		if (it.nr_cpus == ORDLAB_MAX_THREADS)
			return false;
		line = end + 1;
		line += strspn(line, " ");
		it.cpus[it.nr_cpus++] = strtoul(line, &end, 10);
		if (end == line)
			return false;
	} while (*end == ',');
	if (!parse_values(trace->of, end + strspn(end, " "), !trace->nr,
			  &it.match, values))
		return false;
	it.values = xcalloc(trace->of->nr_names + 1, sizeof(*it.values));
	memcpy(it.values, values, trace->of->nr_names * sizeof(*values));
	trace->iterations = xrealloc(trace->iterations, trace->nr + 1,
				     sizeof(it));
	trace->iterations[trace->nr++] = it;
	return true;
}

struct trace *device_trace_parse(const char *text)
{
	struct trace *trace = xcalloc(1, sizeof(*trace));
	char *copy = xstrdup(text), *rest = copy, *line;
	bool sound = true;

	trace->of = result_new();
	while (sound && (line = strsep(&rest, "\n"))) {
		if (!strncmp(line, "Test ", 5) && !trace->of->test)
			trace->of->test = xstrdup(line + 5);
		else if (*line && strncmp(line, "Trace ", 6))
			sound = parse_iteration(trace, line);
	}
	free(copy);
	if (sound && trace->of->test)
		return trace;
	trace_free(trace);
	return NULL;
}

int device_trace(struct device *device, struct trace **trace)
{
	char *text = read_at(device->dir, "trace");

	*trace = NULL;
	if (!text)
		return -errno;
	*trace = device_trace_parse(text);
	free(text);
	return *trace ? 0 : -EPROTO;
}

/* "SB 2 built-in": name, threads, origin */
ssize_t device_tests_parse(const char *text, struct device_test **tests)
{
	char name[ORDLAB_NAME_LEN], origin[16];
	unsigned int threads;
	size_t nr = 0;
	int used;

	*tests = NULL;
	for (; *text; text += used) {
		if (sscanf(text, "%191s %u %15s%n", name, &threads, origin,
			   &used) != 3) {
			device_tests_free(*tests, nr);
			*tests = NULL;
			return -EPROTO;
		}
		*tests = xrealloc(*tests, nr + 1, sizeof(**tests));
		(*tests)[nr++] = (struct device_test){
			.name = xstrdup(name),
			.threads = threads,
			.builtin = !strcmp(origin, "built-in"),
		};
		used += strcspn(text + used, "\n");
		used += strspn(text + used, "\n");
	}
	return nr;
}

ssize_t device_tests(struct device *device, struct device_test **tests)
{
	char *text = read_at(device->dir, "tests");
	ssize_t nr;

	*tests = NULL;
	if (!text)
		return -errno;
	nr = device_tests_parse(text, tests);
	free(text);
	return nr;
}

void device_tests_free(struct device_test *tests, size_t nr)
{
	while (nr--)
		free(tests[nr].name);
	free(tests);
}

char *device_program(struct device *device, const char *name)
{
	char *path = xasprintf("test/%s/program", name);
	char *text = read_at(device->dir, path);

	free(path);
	return text;
}

int device_load(struct device *device, const void *prog, size_t size)
{
	return write_at(device->dir, "load", prog, size);
}

int device_unload(struct device *device, const char *name)
{
	return write_at(device->dir, "unload", name, strlen(name));
}

int device_run(struct device *device, const char *command,
	       bool (*tick)(const struct device_status *status, void *data),
	       void *data, struct result **result)
{
	struct device_status status;
	bool running, stopping = false;
	int err;

	*result = NULL;
	err = device_control(device, command);
	if (err)
		return err;
	for (;;) {
		err = device_status(device, &status);
		if (err)
			return err;
		running = device_status_running(&status);
		if (tick && tick(&status, data) && running && !stopping) {
			stopping = true;
			err = device_control(device, "stop");
		}
		device_status_free(&status);
		if (err)
			return err;
		if (!running)
			break;
		/* tick() knows whether a signal ends the run */
		device_wait(device, TICK_MS);
	}
	return device_results(device, result);
}

int device_measure(struct device *device, const char *command,
		   const volatile sig_atomic_t *stop, struct figures **figures)
{
	struct device_status status;
	bool stopping = false;
	char *text;
	int err;

	*figures = NULL;
	err = device_control(device, command);
	if (err)
		return err;
	for (;;) {
		/* Read before the figures, so that no change is missed */
		err = device_status(device, &status);
		if (err)
			return err;
		device_status_free(&status);
		text = read_at(device->dir, "measurement");
		if (!text)
			return -errno;
		*figures = figures_parse(text);
		free(text);
		if (!*figures)
			return -EIO;
		if (strcmp((*figures)->state, "running"))
			return 0;
		figures_free(*figures);
		*figures = NULL;
		if (*stop && !stopping) {
			stopping = true;
			err = device_control(device, "stop");
			if (err)
				return err;
		}
		device_wait(device, TICK_MS);
	}
}

char *device_text(struct device *device, const char *test)
{
	char *path = test ? xasprintf("test/%s/text", test) :
			    xstrdup("primitives");
	char *text = read_at(device->dir, path);

	free(path);
	return text;
}

char *device_compiler_text(struct device *device)
{
	return read_at(device->dir, "compiler");
}
