// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "asm.h"
#include "command.h"
#include "machine.h"

static error_t parse(int key, char *arg, struct argp_state *state)
{
	char ***words = state->input;

	(void)arg;
	switch (key) {
	case ARGP_KEY_ARGS:
		*words = state->argv + state->next;
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, "name a primitive, as smp_mb");
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.parser = parse,
	.args_doc = "PRIMITIVE...",
	.doc = "Show the machine code of primitives, as this kernel runs it: each is a function that calls it once. What orders memory is marked with =>.",
};

static const struct listing *find(const struct listing *listings, size_t nr,
				  const char *what)
{
	size_t i;

	for (i = 0; i < nr; i++)
		if (!strcmp(listings[i].what, what))
			return &listings[i];
	return NULL;
}

int cmd_asm(int argc, char **argv)
{
	enum status status = STATUS_DONE;
	struct listing *all, *wanted;
	const struct listing *found;
	struct device *device;
	size_t nr, nr_wanted = 0;
	char **words, *text;

	command_parse(&argp, argc, argv, &words);
	device = command_device();
	if (!device)
		return STATUS_DEVICE;
	text = device_text(device, NULL);
	device_close(device);
	if (!text) {
		message("the module's code cannot be read: %s", strerror(errno));
		return STATUS_DEVICE;
	}
	all = listings_parse(text, machine_this()->arch, &nr);
	wanted = xcalloc(argc + 1, sizeof(*wanted));
	for (; *words; words++) {
		found = find(all, nr, *words);
		if (found) {
			wanted[nr_wanted++] = *found;
			continue;
		}
		message("%s: no primitive that can be shown on its own on this kernel: 'ordlab help asm' names the kinds",
			*words);
		status = STATUS_USAGE;
	}
	if (!status)
		listings_print(stdout, wanted, nr_wanted);
	free(wanted);
	listings_free(all, nr);
	free(text);
	return status;
}
