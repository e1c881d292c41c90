// SPDX-License-Identifier: GPL-2.0
/* catalogue.c: the built-in experiments are sound programs, and complete */
#include <errno.h>
#include "tests/tap.h"
#include "program/program.h"

static unsigned long long buf[ORDLAB_MAX_SIZE / 8 + 1];
static const struct ordlab_program *prog = (const void *)buf;
static struct ordlab_view view;

static int get(unsigned int i)
{
	int size = ordlab_catalogue_get(i, buf, sizeof(buf));

	if (size > 0)
		ordlab_view_init(&view, prog);
	return size;
}

/* Number of an experiment, or -1 */
static int find(const char *name)
{
	unsigned int i;

	for (i = 0; i < ordlab_catalogue_size(); i++) {
		get(i);
		if (!strcmp(prog->name, name))
			return i;
	}
	return -1;
}

TEST(all_are_sound)
{
	struct ordlab_verifier *room = malloc(ordlab_verifier_size());
	struct ordlab_facts facts;
	unsigned int i;
	char text[200];

	for (i = 0; i < ordlab_catalogue_size(); i++) {
		int size = get(i);

		if (!ordlab_verify(prog, size, &facts, room))
			continue;
		ordlab_refusal(text, sizeof(text), &facts);
		(void)check_fail("%s: %s", prog->name, text);
	}
	free(room);
}

TEST(names_and_purposes)
{
	static char names[1000][ORDLAB_NAME_LEN];
	unsigned int i, j;

	ASSERT(ordlab_catalogue_size() < 1000);
	for (i = 0; i < ordlab_catalogue_size(); i++) {
		get(i);
		strcpy(names[i], prog->name);
		for (j = 0; j < i; j++)
			EXPECT(strcmp(names[i], names[j]));
		/* a line beside the name on a terminal */
		EXPECT_LT(10, strlen(prog->purpose));
		EXPECT_LT(strlen(prog->purpose), 80);
		EXPECT_LT(strlen(prog->name), 28);
	}
}

/* What people will look for */
TEST(classics_are_there)
{
	static const char * const names[] = {
		"SB", "SB+mbs", "SB+rel-acqs", "SB+rfi", "MP", "MP+wmb+rmb",
		"MP+rel+acq", "MP+mbs", "MP+wmb+addr", "MP+wmb+ctrl", "LB",
		"LB+mbs", "LB+datas", "LB+ctrls", "LB+addrs", "R", "R+mbs",
		"S", "S+mbs", "S+wmb+acq", "2+2W", "2+2W+mbs", "2+2W+wmbs",
		"WRC", "WRC+mbs", "WRC+rel+rmb", "RWC", "RWC+mbs", "ISA2",
		"ISA2+mbs", "IRIW", "IRIW+mbs", "IRIW+acqs", "Z6.0", "Z6.1",
		"Z6.2", "Z6.3", "Z6.4", "Z6.5", "CoRR", "CoRW", "CoWR", "CoWW",
		"XY+acq-rel", "XY+seq-cst", "SDM-8.2.3.2", "SDM-8.2.3.3",
		"SDM-8.2.3.4", "SDM-8.2.3.5", "SDM-8.2.3.6", "SDM-8.2.3.7",
		"SDM-8.2.3.8", "SDM-8.2.3.9", "lost-update", "lost-update+inc",
		"lost-update+add-return", "spinlock",
		"spinlock+relaxed-acquire", "spinlock+relaxed-release",
	};
	unsigned int i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (find(names[i]) < 0)
			(void)check_fail("no %s", names[i]);
	}
}

TEST(one_in_full)
{
	static const char * const lines[2][5] = {
		{ "WRITE_ONCE(*x, 1);", "smp_wmb();", "WRITE_ONCE(*p, x);" },
		{ "r0 = READ_ONCE(*p);", "r1 = READ_ONCE(*r0);" },
	};
	unsigned int t, i;
	char line[160];

	ASSERT(find("MP+wmb+addr") >= 0);
	get(find("MP+wmb+addr"));
	EXPECT_EQ(prog->nr_threads, 2);
	EXPECT_EQ(prog->nr_locations, 3);
	ordlab_disasm_location(line, sizeof(line), &view, 2);
	EXPECT_STREQ(line, "int *p = &y;");
	for (t = 0; t < 2; t++) {
		for (i = 0; i < view.threads[t].nr_insns; i++) {
			ordlab_disasm(line, sizeof(line), &view, t, i);
			EXPECT_STREQ(line, lines[t][i]);
		}
		EXPECT(!lines[t][i]);
	}
	ordlab_disasm_cond(line, sizeof(line), &view);
	EXPECT_STREQ(line, "exists (1:r0=x /\\ 1:r1=0)");
}

/* if (r0 == 0) { ... } skips to the end of the thread */
TEST(guarded_code)
{
	char line[160];

	ASSERT(find("spinlock") >= 0);
	get(find("spinlock"));
	ordlab_disasm(line, sizeof(line), &view, 0, 2);
	EXPECT_STREQ(line, "if (!t2) goto 7;");
	EXPECT_EQ(view.threads[0].nr_insns, 7);
}

TEST(sizes)
{
	int size = ordlab_catalogue_get(0, NULL, 0);

	EXPECT_EQ(ordlab_catalogue_get(0, buf, sizeof(buf)), size);
	EXPECT_EQ(prog->size, size);
	memset(buf, 0xa5, sizeof(buf));
	EXPECT_EQ(ordlab_catalogue_get(0, buf, size - 1), size);
	EXPECT_EQ(*(unsigned char *)buf, 0xa5);
	EXPECT_EQ(ordlab_catalogue_get(0, buf, size), size);
	EXPECT_EQ(((unsigned char *)buf)[size], 0xa5);
	EXPECT_EQ(ordlab_catalogue_get(ordlab_catalogue_size(), buf,
				       sizeof(buf)), -ENOENT);
}

CHECK_MAIN
