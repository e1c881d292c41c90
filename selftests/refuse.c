// SPDX-License-Identifier: GPL-2.0
/*
 * The module refuses a program that is not sound, with the errno and the reason of
 * module/program/reasons.h, and keeps nothing of it.
 */
#include "ordlab_selftest.h"
#include "bad-programs.h"

#include <byteswap.h>

static struct ordlab_draft draft;

static void test_reason(const struct bad_program *bad)
{
	size_t size;
	void *bytes = bad_program(bad, &draft, &size);
	int ret = ordlab_write("load", bytes, size);
	bool ok = ret == -bad->err;

	if (!ok)
		ksft_print_msg("write(2): %s\n", strerror(-ret));
	if (bad->err)
		ok &= ordlab_says("log", bad->text) &&
		      ordlab_open("test/" BAD_NAME, O_RDONLY) == -ENOENT;
	ksft_test_result(ok, "%s: %s\n", bad->id, bad->text);
	ordlab_puts("unload", BAD_NAME);
	free(bytes);
}

/* A program that is cut off anywhere is refused, and so is one with a byte too many */
static void test_lengths(void)
{
	size_t size, cut;
	char *bytes, *longer;
	bool ok = true;

	ordlab_draft_sb(&draft, BAD_NAME);
	bytes = ordlab_emit(&draft, &size);
	for (cut = 0; cut < size; cut++)
		ok &= ordlab_write("load", bytes, cut) == -EINVAL;
	longer = calloc(1, ORDLAB_MAX_SIZE + 1);
	memcpy(longer, bytes, size);
	ok &= ordlab_write("load", longer, size + 1) == -EINVAL;
	ok &= ordlab_write("load", longer, ORDLAB_MAX_SIZE) == -EINVAL;
	ok &= ordlab_write("load", longer, ORDLAB_MAX_SIZE + 1) == -E2BIG;
	ok &= ordlab_says("log", "load: ");
	ksft_test_result(ok, "programs of any other length\n");
	free(longer);
	free(bytes);
}

static void test_swapped(void)
{
	struct ordlab_program *p;
	size_t size;
	bool ok;

	ordlab_draft_sb(&draft, BAD_NAME);
	p = ordlab_emit(&draft, &size);
	p->magic = bswap_32(p->magic);
	ok = ordlab_write("load", p, size) == -EINVAL &&
	     ordlab_says("log", "byte order");
	ksft_test_result(ok, "a program of the other byte order\n");
	free(p);
}

/* Each byte in turn is changed: a program is refused with a reason, or sound */
static void test_bytes(void)
{
	static const unsigned char masks[] = { 0x01, 0x80, 0xff };
	size_t size, i, m, refused = 0, accepted = 0;
	unsigned char *bytes;
	struct stat st;
	bool ok = true;
	char *log;
	int ret;

	ordlab_draft_sb(&draft, BAD_NAME);
	bytes = ordlab_emit(&draft, &size);
	for (i = 0; i < size; i++) {
		for (m = 0; m < ARRAY_SIZE(masks); m++) {
			bytes[i] ^= masks[m];
			ret = ordlab_write("load", bytes, size);
			if (ret) {
				refused++;
				log = ordlab_read("log");
				ok &= log && *log;
				free(log);
			} else {
				accepted++;
				ok &= !ordlab_puts("unload",
					((struct ordlab_program *)bytes)->name);
			}
			bytes[i] ^= masks[m];
		}
	}
	ok &= stat(ORDLAB_DIR "test/" BAD_NAME, &st) && errno == ENOENT;
	ksft_print_msg("%zu refused, %zu accepted\n", refused, accepted);
	ksft_test_result(ok && refused && accepted,
			 "programs with a byte changed\n");
	free(bytes);
}

int main(void)
{
	size_t i;

	ksft_print_header();
	ksft_set_plan(ARRAY_SIZE(bad_programs) + 4);
	ordlab_puts("control", "stop");
	for (i = 0; i < ARRAY_SIZE(bad_programs); i++)
		test_reason(&bad_programs[i]);
	test_lengths();
	test_swapped();
	test_bytes();
	ksft_test_result(!ordlab_complaints(), "the kernel did not complain\n");
	ksft_finished();
}
