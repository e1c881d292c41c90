// SPDX-License-Identifier: GPL-2.0
/*
 * Views of a sample of iterations, see report-trace.h.
 */
#include <json.h>
#include "check/observer.h"
#include "report/report-trace.h"
#include "lib/put.h"
#include "lib/text.h"

static void print_values(FILE *stream, const struct result *of,
			 const struct iteration *iteration)
{
	char text[VALUE_LEN];
	unsigned int i;

	fputs("   ", stream);
	for (i = 0; i < of->nr_names; i++)
		fprintf(stream, " %s=%s", of->names[i],
			result_value(text, of, iteration->values[i]));
	fputc('\n', stream);
}

static void print_iteration(FILE *stream, const struct iteration *iteration,
			    const struct story *story)
{
	bool weak = story && story->why;
	bool styled = text_styled(stream) && weak;
	char text[TEXT_LEN];
	unsigned int t;

	fprintf(stream, "  %s%sIteration %s%s%s\n", styled ? STYLE_BOLD : "",
		iteration->match ? "*> " : ":> ",
		text_count(text, iteration->number), weak ? ": weak" : "",
		styled ? STYLE_NONE : "");
	for (t = 0; story && t < story->nr; t++)
		fprintf(stream, "     P%u on CPU %u %s\n", t,
			iteration->cpus[t], story->logs[t]);
	if (weak)
		text_wrap(stream, story->why, 5);
}

void trace_print(FILE *stream, const struct trace *trace,
		 const struct ordlab_view *view, struct budget *budget)
{
	struct observer *observer;
	struct story story;
	size_t weak = 0, cut = 0, i;

	budget_renew(budget);
	observer = view ? observer_new(view, budget) : NULL;
	if (!trace->nr)
		fputs("  No iteration to show.\n\n", stream);
	for (i = 0; i < trace->nr; i++) {
		const struct iteration *iteration = &trace->iterations[i];

		/* The observer takes only a test with as many threads */
		if (!observer || iteration->nr_cpus != view->prog->nr_threads) {
			print_iteration(stream, iteration, NULL);
			print_values(stream, trace->of, iteration);
			continue;
		}
		observer_describe(observer, trace, iteration, &story);
		print_iteration(stream, iteration, &story);
		weak += !!story.why;
		cut += story.cut;
		story_free(&story);
		fputc('\n', stream);
	}
	if (cut)
		fprintf(stream, "  %zu of these %zu iterations could not be described in time: --check-timeout=S allows S seconds.\n",
			cut, trace->nr);
	if (observer && trace->nr && !weak && !cut)
		fprintf(stream, "  None of these %zu iterations is weak.\n\n",
			trace->nr);
	else if (observer && trace->nr && (weak || !cut))
		fprintf(stream, "  %zu of these %zu iterations %s weak: no one order of all accesses explains %s.\n\n",
			weak, trace->nr, weak == 1 ? "is" : "are",
			weak == 1 ? "it" : "them");
	if (observer)
		observer_free(observer);
}

static struct json_object *iteration_json(const struct trace *trace,
					  const struct iteration *iteration)
{
	struct json_object *object = json_object_new_object();
	struct json_object *cpus = json_object_new_array();
	struct json_object *values = json_object_new_object();
	char text[VALUE_LEN];
	unsigned int i;

	put_count(object, "iteration", iteration->number);
	put_bool(object, "match", iteration->match);
	for (i = 0; i < iteration->nr_cpus; i++)
		json_object_array_add(cpus,
				      json_object_new_int(iteration->cpus[i]));
	put(object, "cpus", cpus);
	for (i = 0; i < trace->of->nr_names; i++) {
		struct value value = iteration->values[i];

		/* As in the states of a result */
		put(values, trace->of->names[i], value_is_int(value) ?
		    json_object_new_int64(value.n) :
		    json_object_new_string(result_value(text, trace->of,
							value)));
	}
	put(object, "values", values);
	return object;
}

struct json_object *trace_json(const struct trace *trace,
			       const struct ordlab_view *view,
			       struct budget *budget)
{
	struct observer *observer;
	struct json_object *array = json_object_new_array();
	struct json_object *object, *logs;
	struct story story;
	unsigned int t;
	size_t i;

	budget_renew(budget);
	observer = view ? observer_new(view, budget) : NULL;
	for (i = 0; i < trace->nr; i++) {
		object = iteration_json(trace, &trace->iterations[i]);
		json_object_array_add(array, object);
		if (!observer ||
		    trace->iterations[i].nr_cpus != view->prog->nr_threads)
			continue;
		observer_describe(observer, trace, &trace->iterations[i], &story);
		logs = json_object_new_array();
		for (t = 0; t < story.nr; t++)
			json_object_array_add(logs,
					      json_object_new_string(story.logs[t]));
		put(object, "threads", logs);
		if (!story.cut)
			put_bool(object, "weak", story.why);
		if (story.why)
			put_text(object, "why", story.why);
		story_free(&story);
	}
	if (observer)
		observer_free(observer);
	return array;
}
