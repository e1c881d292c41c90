// SPDX-License-Identifier: GPL-2.0
#include "lib/put.h"
#include "machine/device.h"
#include "report/report.h"

struct json_object *report_status_object(const struct device_status *status)
{
	struct json_object *object = put_new("ordlab-status");
	const struct {
		const char *key, *value;
	} texts[] = {
		{ "state", status->state }, { "test", status->test },
		{ "mode", status->mode }, { "cpus", status->cpus },
		{ "ended_early", status->reason },
	};

	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		if (*texts[i].value)
			put_text(object, texts[i].key, texts[i].value);
	put_count(object, "iterations", status->iterations);
	put_count(object, "frames", status->frames);
	put_count(object, "asked", status->asked);
	put(object, "seconds", json_object_new_double(status->seconds));
	put(object, "rate", json_object_new_double(status->rate));
	evidence_put(object, &status->evidence);
	return object;
}
