// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "source.h"
#include "util.h"

char *source_verify(const void *prog, size_t size)
{
	struct ordlab_verifier *room = xcalloc(ordlab_verifier_size(), 1);
	struct ordlab_facts *facts = xcalloc(1, sizeof(*facts));
	char text[256], *why = NULL;

	if (ordlab_verify(prog, size, facts, room)) {
		ordlab_refusal(text, sizeof(text), facts);
		why = xstrdup(text);
	}
	free(facts);
	free(room);
	return why;
}

char *source_read(const char *path, struct ordlab_program **prog)
{
	FILE *file = strcmp(path, "-") ? fopen(path, "re") : stdin;
	char *bytes, *reason, *why;
	size_t size;
	int err;

	*prog = NULL;
	if (!file)
		return xasprintf("%s: %s", path, strerror(errno));
	/* One byte more shows that there is too much */
	bytes = xcalloc(ORDLAB_MAX_SIZE + 1, 1);
	errno = 0;
	size = fread(bytes, 1, ORDLAB_MAX_SIZE + 1, file);
	err = ferror(file) ? errno : 0;
	if (file != stdin)
		fclose(file);
	if (err) {
		free(bytes);
		return xasprintf("%s: %s", path, strerror(err));
	}
	reason = source_verify(bytes, size);
	if (!reason) {
		*prog = (struct ordlab_program *)bytes;
		return NULL;
	}
	why = xasprintf("%s: %s", path, reason);
	free(reason);
	free(bytes);
	return why;
}
