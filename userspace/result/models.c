// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
#include <string.h>
#include "lib/util.h"
#include "result/models.h"

const struct model_info model_infos[NR_MODELS] = {
#define MODEL(id, name, title, said, begins, rules, about)	\
	[MODEL_##id] = { #name, title, said, begins, rules, about },
#include "result/models.def"
};

unsigned int model_find(const char *name)
{
	unsigned int m;

	for (m = 0; m < NR_MODELS; m++)
		if (!strcmp(name, model_infos[m].name))
			break;
	return m;
}

bool model_rules(enum model model)
{
	return strcmp(model_infos[model].rules, NO_MACHINE) != 0;
}

char *models_said(unsigned int models)
{
	char *text = xstrdup(""), *longer;
	unsigned int left = __builtin_popcount(models);

	for (unsigned int m = 0; m < NR_MODELS; m++) {
		if (!(models >> m & 1))
			continue;
		left--;
		longer = xasprintf("%s%s%s", text, !*text ? "" : left ? ", " : " and ",
				   model_infos[m].said);
		free(text);
		text = longer;
	}
	return text;
}
