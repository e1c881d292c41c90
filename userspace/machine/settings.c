// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>
#include "machine/placement.h"
#include "machine/settings.h"
#include "lib/util.h"

/* Adds a setting to a request. False: it is no matter of placement */
static bool is_request(struct placement_request *request,
		       const struct setting *setting)
{
	if (!strcmp(setting->key, "placement"))
		request->placement = placement_find(setting->value);
	else if (!strcmp(setting->key, "cpus"))
		request->cpus = setting->value;
	else if (!strcmp(setting->key, "instances"))
		request->instances = setting->value;
	else if (!strcmp(setting->key, "noise"))
		request->noise = setting->value;
	else
		return false;
	return true;
}

char *settings_command(const struct setting *settings, size_t nr,
		       const char *name, unsigned int threads, char **why)
{
	struct placement_request request = { .threads = threads };
	char *command = xasprintf("start %s", name), *where, *longer;
	struct topology *online;
	size_t i;

	for (i = 0; i < nr; i++) {
		if (is_request(&request, &settings[i]))
			continue;
		longer = xasprintf("%s %s=%s", command, settings[i].key,
				   settings[i].value);
		free(command);
		command = longer;
	}
	online = topology_online();
	where = placement_params(online, &request, why);
	topology_free(online);
	longer = where ? xasprintf("%s%s", command, where) : NULL;
	free(command);
	free(where);
	return longer;
}
