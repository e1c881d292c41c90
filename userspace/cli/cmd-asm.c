// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "arch/asm.h"
#include "cli/command.h"
#include "arch/machine.h"

static error_t parse(int key, char *arg, struct argp_state *state)
{
	(void)arg;
	return command_words(state, key, state->input,
			     "name a primitive, as smp_mb");
}

static const struct argp argp = {
	.parser = parse,
	.args_doc = "PRIMITIVE...",
	.doc = "Show the machine code of primitives, as this kernel runs it: each is a function that calls it once. What orders memory is marked with =>.",
};

/* The line of @text that begins with a word, to be freed; or NULL */
static char *find_line(const char *text, const char *word)
{
	size_t len = strlen(word);

	for (; *text; text += strcspn(text, "\n"), text += *text == '\n')
		if (!strncmp(text, word, len) && text[len] == ' ')
			return xstrndup(text, strcspn(text, "\n"));
	return NULL;
}

int cmd_asm(int argc, char **argv)
{
	enum status status = STATUS_DONE;
	char **words, *text, *line, *wanted, *longer;
	struct listing *listings;
	struct device *device;
	size_t nr;

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
	wanted = xstrdup("");
	for (; *words; words++) {
		line = find_line(text, *words);
		if (!line) {
			message("%s: no primitive that can be shown on its own on this kernel: 'ordlab help asm' names the kinds",
				*words);
			status = STATUS_USAGE;
			continue;
		}
		longer = xasprintf("%s%s\n", wanted, line);
		free(wanted);
		free(line);
		wanted = longer;
	}
	if (!status) {
		listings = listings_parse(wanted, machine_this()->arch, &nr);
		listings_print(stdout, listings, nr);
		if (listings_unread(listings, nr))
			status = STATUS_FAILED;
		listings_free(listings, nr);
	}
	free(wanted);
	free(text);
	return status;
}
