// SPDX-License-Identifier: GPL-2.0
/*
 * The table that selftests/macros.sh runs in the kernel: it has every macro, and the
 * models agree with each row.
 */
#include "tests/tap.h"
#include "check/check.h"
#include "front/litmus.h"
#include "lib/util.h"

#define TABLE	"../selftests/macros.table"

static bool seen[ORDLAB_NR_OPS];

/* How the models disagree with a row; NULL if they agree */
static char *row_fails(const char *initial, const char *statements,
		       const char *condition)
{
	const char *type = strstr(statements, "atomic_") &&
			   !strstr(statements, "smp_mb__") ? "atomic_t " :
			   !strcmp(initial, "x") ? "int *" : "int ";
	char *text = xasprintf("C t\n{ %sx = %s; }\nP0(%s*x, spinlock_t *l, struct srcu_struct *s) {\n%s; }\nforall (%s)",
			       type, initial, type, statements, condition);
	struct litmus *test = litmus_parse("t", text, strlen(text), NULL);
	struct result *result;
	char *why = NULL;
	unsigned int i;

	if (!test->program) {
		why = litmus_error_text(test);
	} else {
		for (i = 0; i < test->program->nr_insns; i++)
			seen[test->view.insns[i].op] = true;
		result = check_program(&test->view, MODEL_LKMM, BUDGET_ENDLESS);
		if (!result->positive || result->negative)
			why = xstrdup(result->note ? result->note :
				      "the model disagrees");
		result_free(result);
	}
	litmus_free(test);
	free(text);
	return why;
}

static void check_row(char *line)
{
	static const char * const orders[] = {
		"", "_relaxed", "_acquire", "_release",
	};
	char *initial = strtok(line, "\t"), *statements = strtok(NULL, "\t");
	char *condition = strtok(NULL, "\t\n"), *at, *text, *why;
	unsigned int i;

	ASSERT(condition);
	at = strchr(statements, '@');
	for (i = 0; i < (at ? 4 : 1); i++) {
		text = at ? xasprintf("%.*s%s%s", (int)(at - statements),
				      statements, orders[i], at + 1) :
			    xstrdup(statements);
		why = row_fails(initial, text, condition);
		if (why)
			printf("# %s; forall (%s): %s\n", text, condition, why);
		EXPECT(!why);
		free(why);
		free(text);
	}
}

TEST(the_models_agree_with_the_table)
{
	FILE *table = fopen(TABLE, "r");
	char line[512];

	ASSERT(table);
	while (fgets(line, sizeof(line), table)) {
		if (*line != '#')
			check_row(line);
	}
	fclose(table);
}

TEST(the_table_has_every_macro)
{
	unsigned int op;

	for (op = 0; op < ORDLAB_LOAD; op++) {
		if (!seen[op])
			printf("# %s\n", ordlab_ops[op].name);
		EXPECT(seen[op]);
	}
}

CHECK_MAIN
