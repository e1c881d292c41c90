// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>
#include "cli/model-option.h"
#include "lib/util.h"

/* Appends to a text that was allocated */
static void append(char **text, const char *more)
{
	char *longer = xasprintf("%s%s", *text, more);

	free(*text);
	*text = longer;
}

char *model_names(const char *between, bool titles)
{
	char *text = xstrdup(""), *title;

	for (enum model m = 0; m < NR_MODELS; m++) {
		const struct model_info *info = &model_infos[m];

		append(&text, m ? between : "");
		append(&text, info->name);
		if (!titles || !strcasecmp(info->name, info->title))
			continue;
		title = xasprintf(" (%s)", info->title);
		append(&text, title);
		free(title);
	}
	return text;
}

unsigned int model_parse(struct argp_state *state, const char *name, bool all)
{
	unsigned int m = model_find(name);

	if (m < NR_MODELS)
		return 1U << m;
	if (all && !strcmp(name, "all"))
		return ALL_MODELS;
	argp_error(state, "there is no model '%s', but these: %s%s", name,
		   model_names(", ", false), all ? ", all" : "");
	return 0;
}

/* "Models:", and what each is */
static char *describe_models(void)
{
	char *text = xstrdup("Models:\n"), *line;

	for (enum model m = 0; m < NR_MODELS; m++) {
		line = xasprintf("\n%s: %s.\n", model_infos[m].name, model_infos[m].about);
		append(&text, line);
		free(line);
	}
	return text;
}

char *model_help(int key, const char *text, void *input)
{
	const char *mark = text ? strstr(text, "MODELS") : NULL;
	char *names, *filled;

	(void)input;
	if (!mark)
		return (char *)text;
	if (key == ARGP_KEY_HELP_POST_DOC)
		return describe_models();
	names = model_names(", ", true);
	filled = xasprintf("%.*s%s%s", (int)(mark - text), text, names,
			   mark + strlen("MODELS"));
	free(names);
	return filled;
}
