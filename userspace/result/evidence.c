// SPDX-License-Identifier: GPL-2.0
#include <json.h>
#include <stdlib.h>
#include "result/evidence.h"
#include "lib/put.h"
#include "lib/text.h"
#include "lib/util.h"

/* The test that is the control, as the module has it */
#define CONTROL		"SB"

static double share(uint64_t part, uint64_t whole)
{
	return whole ? (double)part / whole : 0;
}

static bool overlaps(const struct evidence_part *part, double least)
{
	return share(part->overlapped, part->made) >= least;
}

/* Whether it is a finding that a part of a run has not seen something */
static bool says(const struct evidence *evidence,
		 const struct evidence_part *part)
{
	if (!part->made)
		return false;
	if (part->shown)
		return evidence->threads <= 2 ||
		       overlaps(part, EVIDENCE_OVERLAP);
	return overlaps(part, EVIDENCE_ALONE) &&
	       part->control < EVIDENCE_ENOUGH;
}

static bool apart(const struct evidence *evidence)
{
	return !overlaps(&evidence->batch, EVIDENCE_ALONE) &&
	       !overlaps(&evidence->perpetual, EVIDENCE_ALONE);
}

/* "in 0.06 % of the iterations" */
static char *overlap_text(const struct evidence *evidence)
{
	const struct evidence_part *batch = &evidence->batch;
	const struct evidence_part *perpetual = &evidence->perpetual;
	char text[TEXT_LEN];

	return xasprintf("in %s of the iterations",
			 text_share(text, batch->overlapped +
					  perpetual->overlapped,
				    batch->made + perpetual->made));
}

char *evidence_doubt(const struct evidence *evidence)
{
	uint64_t control = evidence->batch.control + evidence->perpetual.control;
	bool shown = evidence->batch.shown + evidence->perpetual.shown;
	char count[TEXT_LEN], *overlap, *text;

	if (!evidence->known || says(evidence, &evidence->batch) ||
	    says(evidence, &evidence->perpetual) ||
	    !(evidence->batch.made + evidence->perpetual.made))
		return NULL;
	overlap = overlap_text(evidence);
	text_count(count, control);
	if (evidence->itself)
		text = xasprintf("the threads overlapped %s, and this test, which every machine shows, was not seen",
				 overlap);
	else if (!control || shown)
		text = xasprintf("the threads overlapped %s", overlap);
	else
		text = xasprintf("the threads overlapped %s, and the control, %s without a fence, was not seen in %s",
				 overlap, CONTROL, count);
	free(overlap);
	return text;
}

const char *evidence_advice(const struct evidence *evidence)
{
	if (apart(evidence))
		return "Stop what else runs on these CPUs, or let virtual CPUs have a CPU each; or run for longer (-t).";
	return "Run for longer (-t), or with other settings: 'ordlab run --tune' finds some.";
}

uint64_t evidence_iterations(const struct evidence *evidence)
{
	const struct evidence_part *parts[] = {
		&evidence->batch, &evidence->perpetual,
	};
	uint64_t count = 0;

	if (!evidence->known)
		return UINT64_MAX;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (says(evidence, parts[i]))
			count += parts[i]->overlapped;
	return count;
}

char *evidence_overlap_text(const struct evidence *evidence)
{
	const struct evidence_part *batch = &evidence->batch;
	const struct evidence_part *perpetual = &evidence->perpetual;
	char text[2][TEXT_LEN];

	if (!evidence->known)
		return NULL;
	text_share(text[0], batch->overlapped, batch->made);
	text_share(text[1], perpetual->overlapped, perpetual->made);
	if (!perpetual->made)
		return xasprintf("%s of the iterations", text[0]);
	if (!batch->made)
		return xasprintf("%s of the perpetual iterations", text[1]);
	return xasprintf("%s of the iterations, %s of the perpetual ones",
			 text[0], text[1]);
}

char *evidence_control_text(const struct evidence *evidence)
{
	const struct evidence_part *batch = &evidence->batch;
	const struct evidence_part *perpetual = &evidence->perpetual;
	char text[2][TEXT_LEN];

	if (evidence->itself)
		return xstrdup("this test is the control, " CONTROL);
	if (!batch->control && !perpetual->control)
		return NULL;
	text_share(text[0], batch->shown, batch->control);
	text_share(text[1], perpetual->shown, perpetual->control);
	if (!perpetual->control)
		return xasprintf(CONTROL " %s", text[0]);
	if (!batch->control)
		return xasprintf(CONTROL " %s, perpetually", text[1]);
	return xasprintf(CONTROL " %s (perpetually %s)", text[0], text[1]);
}

static struct json_object *overlap_object(const struct evidence_part *part)
{
	struct json_object *object = json_object_new_object();

	put_count(object, "iterations", part->overlapped);
	put_double(object, "share", share(part->overlapped, part->made));
	return object;
}

static struct json_object *control_object(const struct evidence_part *part)
{
	struct json_object *object = json_object_new_object();

	put_count(object, "iterations", part->control);
	put_count(object, "seen", part->shown);
	put_double(object, "share", share(part->shown, part->control));
	return object;
}

void evidence_put(struct json_object *object, const struct evidence *evidence)
{
	const struct {
		const char *name;
		const struct evidence_part *part;
	} parts[] = {
		{ "batch", &evidence->batch },
		{ "perpetual", &evidence->perpetual },
	};
	struct json_object *overlap, *control;

	if (!evidence->known)
		return;
	overlap = json_object_new_object();
	control = json_object_new_object();
	put_text(control, "test", CONTROL);
	put_bool(control, "itself", evidence->itself);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (parts[i].part->made)
			put(overlap, parts[i].name,
			    overlap_object(parts[i].part));
		if (parts[i].part->control)
			put(control, parts[i].name,
			    control_object(parts[i].part));
	}
	put(object, "overlap", overlap);
	put(object, "control", control);
}
