// SPDX-License-Identifier: GPL-2.0
/* "make catalogue" runs this: catalogue LIST prints catalogue-tests.c */
#include <stdio.h>
#include <stdlib.h>
#include "catalogue/generate.h"
#include "lib/util.h"

int main(int argc, char **argv)
{
	char *text, *why;

	if (argc != 2) {
		fprintf(stderr, "usage: catalogue LIST\n");
		return STATUS_USAGE;
	}
	text = catalogue_text(argv[1], &why);
	if (!text) {
		fprintf(stderr, "%s\n", why);
		free(why);
		return STATUS_USAGE;
	}
	fputs(text, stdout);
	free(text);
	return fflush(stdout) ? STATUS_FAILED : STATUS_DONE;
}
