// SPDX-License-Identifier: GPL-2.0
#include <json.h>
#include "arch/asm-arm64.h"
#include "arch/asm.h"
#include "tests/tap.h"
#include "machine/figures.h"
#include "machine/topology.h"
#include "lib/util.h"

static const char text[] =
	"measure: cost\n"
	"state: done\n"
	"cpus: 0-1\n"
	"samples: 31\n"
	"khz: 2500000\n"
	"\n"
	"smp_mb\talone\t8000\t7500\t8250\t31\t\n"
	"smp_mb\tcontended\t0\t0\t0\t0\tneeds one more CPU\n"
	"xchg\talone\t9500\t9250\t10000\t31\t\n";

TEST(figures_are_read)
{
	struct figures *figures = figures_parse(text);
	const struct figure *row;

	ASSERT(figures);
	EXPECT_STREQ(figures->measure, "cost");
	EXPECT_STREQ(figures->state, "done");
	EXPECT_STREQ(figures->reason, "");
	EXPECT_STREQ(figures->cpus, "0-1");
	EXPECT(figures->ghz == 2.5);
	EXPECT_EQ(figures->nr, 3);

	row = figures_find(figures, "smp_mb", "alone");
	ASSERT(row);
	EXPECT(row->median == 8.0 && row->low == 7.5 && row->high == 8.25);
	EXPECT_EQ(row->samples, 31);
	EXPECT_STREQ(row->note, "");

	row = figures_find(figures, "smp_mb", "contended");
	ASSERT(row);
	EXPECT_EQ(row->samples, 0);
	EXPECT_STREQ(row->note, "needs one more CPU");

	EXPECT(!figures_find(figures, "smp_rmb", NULL));
	figures_free(figures);
}

TEST(other_text_is_not_figures)
{
	EXPECT(!figures_parse(""));
	EXPECT(!figures_parse("state: done\n"));
	EXPECT(!figures_parse("a\tb\n"));
}

TEST(a_figure_that_is_missing_has_its_reason)
{
	struct figures *figures = figures_parse(text);
	char smp_mb[] = "smp_mb", xchg[] = "xchg", *out = NULL;
	char *names[] = { smp_mb, xchg, NULL };
	size_t size;
	FILE *stream = open_memstream(&out, &size);

	figures_print_cost(stream, figures, names);
	fclose(stream);
	EXPECT_HAS(out, "smp_mb");
	EXPECT_HAS(out, "8.0");
	EXPECT_HAS(out, "needs one more CPU");
	/* 8 ns at 2.5 ticks a nanosecond */
	EXPECT_HAS(out, "20");
	free(out);
	figures_free(figures);
}

TEST(json_has_figures_or_reasons)
{
	struct figures *figures = figures_parse(text);
	struct json_object *json = figures_json(figures), *rows, *row, *value;

	ASSERT(json_object_object_get_ex(json, "figures", &rows));
	EXPECT_EQ(json_object_array_length(rows), 3);
	row = json_object_array_get_idx(rows, 1);
	EXPECT(!json_object_object_get_ex(row, "median_ns", &value));
	ASSERT(json_object_object_get_ex(row, "note", &value));
	EXPECT_STREQ(json_object_get_string(value), "needs one more CPU");
	json_object_put(json);
	figures_free(figures);
}

TEST(a_heat_map_has_a_cell_for_every_two_cpus)
{
	struct figures *figures = figures_parse("measure: transfer\nstate: done\n"
						"cpus: 0-2\nkhz: 1000\n\n"
						"0\t1\t40000\t1\t1\t5\t\n"
						"0\t2\t90000\t1\t1\t5\t\n"
						"1\t2\t90000\t1\t1\t5\t\n");
	char *out = NULL, *at;
	size_t size;
	FILE *stream = open_memstream(&out, &size);
	int cells = 0;

	figures_svg(stream, figures);
	fclose(stream);
	for (at = out; (at = strstr(at, "<rect")); at++)
		cells++;
	EXPECT_EQ(cells, 9);
	EXPECT_HAS(out, ">40<");
	EXPECT_HAS(out, "</svg>");
	free(out);
	figures_free(figures);
}

TEST(a_heat_map_folds)
{
	struct figures *figures = figures_parse("measure: transfer\nstate: done\n"
						"cpus: 0-11\nkhz: 1000\n\n"
						"0\t11\t40000\t1\t1\t5\t\n");
	char *out = NULL, *line, *rest;
	FILE *stream;
	size_t size;

	setenv("COLUMNS", "60", 1);
	stream = open_memstream(&out, &size);
	figures_print_transfer(stream, figures);
	fclose(stream);
	unsetenv("COLUMNS");
	EXPECT_HAS(out, "  40.0");
	for (rest = out; (line = strsep(&rest, "\n"));)
		EXPECT_LE(strlen(line), 60);
	free(out);
	figures_free(figures);
}

TEST(lists_of_cpus_are_read)
{
	struct topology *topology = topology_of("0-1,5");

	EXPECT_EQ(topology->nr, 3);
	topology_free(topology);
	topology = topology_of("");
	EXPECT_EQ(topology->nr, 0);
	topology_free(topology);
}

TEST(what_orders_is_marked)
{
	EXPECT(asm_orders("lock addl", "$0, -4(%rsp)", "x86_64"));
	EXPECT(asm_orders("lock add", "dword ptr [rsp - 4], 0", "x86_64"));
	EXPECT(asm_orders("xchg", "dword ptr [rdi], esi", "x86_64"));
	EXPECT(!asm_orders("xchg", "ax, ax", "x86_64"));
	EXPECT(!asm_orders("mov", "dword ptr [rdi], esi", "x86_64"));
	EXPECT(asm_orders("stlr", "w1, [x0]", "aarch64"));
	EXPECT(asm_orders("dmb", "ish", "aarch64"));
	EXPECT(!asm_orders("str", "w1, [x0]", "aarch64"));
	EXPECT(asm_orders("fence", "rw, w", "riscv64"));
	EXPECT(!asm_orders("fence.i", "", "riscv64"));
	EXPECT(asm_orders("amoadd.w.aq", "a0, a1, (a2)", "riscv64"));
}

TEST(suffixes_of_arm64_are_read)
{
	static const char * const order[] = {
		"ldadda", "ldaddl", "ldaddal", "ldaddalb", "ldclral", "ldeora",
		"ldsetlh", "ldsmaxa", "lduminal", "swpal", "swpah", "casa",
		"casl", "casal", "casalb", "caspal", "ldar", "ldarb", "ldapr",
		"ldapursw", "ldaxr", "ldaxp", "stlr", "stlrh", "stlxr", "stlxp",
		"staddl", "stsetlb", "dmb", "dsb", "isb",
	};
	static const char * const none[] = {
		"ldadd", "ldaddb", "ldaddh", "ldclr", "ldset", "ldeor", "swp",
		"swpb", "cas", "cash", "casp", "stadd", "staddb", "ldr", "ldxr",
		"stxr", "ldp", "str", "add", "ldsetx", "prfm", "nop",
	};
	size_t i;

	for (i = 0; i < sizeof(order) / sizeof(*order); i++)
		if (!asm_orders(order[i], "w1, w0, [x0]", "aarch64"))
			(void)check_fail("%s is not marked", order[i]);
	for (i = 0; i < sizeof(none) / sizeof(*none); i++)
		if (asm_orders(none[i], "w1, w0, [x0]", "aarch64"))
			(void)check_fail("%s is marked", none[i]);
}

/* as assemblers read them */
TEST(atomics_of_arm64_are_disassembled)
{
	static const struct {
		uint32_t word;
		const char *text;
	} table[] = {
		{ 0x88e0fc41, "casal w0, w1, [x2]" },
		{ 0xc8a37fe4, "cas x3, x4, [sp]" },
		{ 0x08e5fce6, "casalb w5, w6, [x7]" },
		{ 0x48e87d49, "casah w8, w9, [x10]" },
		{ 0x4860fc82, "caspal x0, x1, x2, x3, [x4]" },
		{ 0x08207c82, "casp w0, w1, w2, w3, [x4]" },
		{ 0xb8200041, "ldadd w0, w1, [x2]" },
		{ 0xf8e00041, "ldaddal x0, x1, [x2]" },
		{ 0xb86310a4, "ldclrl w3, w4, [x5]" },
		{ 0xf8a62107, "ldeora x6, x7, [x8]" },
		{ 0x38e9316a, "ldsetalb w9, w10, [x11]" },
		{ 0xb8204041, "ldsmax w0, w1, [x2]" },
		{ 0x78605041, "ldsminlh w0, w1, [x2]" },
		{ 0xb8a06041, "ldumaxa w0, w1, [x2]" },
		{ 0xf8fe73ff, "lduminal x30, xzr, [sp]" },
		{ 0xb8a08041, "swpa w0, w1, [x2]" },
		{ 0x78e08041, "swpalh w0, w1, [x2]" },
		{ 0xf820805f, "swp x0, xzr, [x2]" },
		{ 0xb820005f, "stadd w0, [x2]" },
		{ 0xf860005f, "staddl x0, [x2]" },
		{ 0x3863309f, "stsetlb w3, [x4]" },
		{ 0xb8bfc020, "ldapr w0, [x1]" },
		{ 0x38bfc020, "ldaprb w0, [x1]" },
		{ 0xf8bfc020, "ldapr x0, [x1]" },
	};
	char mnemonic[ARM64_TEXT], operands[ARM64_TEXT], *text;
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(*table); i++) {
		ASSERT(arm64_atomic(table[i].word, mnemonic, operands));
		text = xasprintf("%s %s", mnemonic, operands);
		EXPECT_STREQ(text, table[i].text);
		free(text);
	}
	/* ret, ldr w1, [x2], ldaxr w1, [x2] */
	EXPECT(!arm64_atomic(0xd65f03c0, mnemonic, operands));
	EXPECT(!arm64_atomic(0xb9400041, mnemonic, operands));
	EXPECT(!arm64_atomic(0x885ffc41, mnemonic, operands));
}

TEST(barriers_of_ppc64_are_marked)
{
	static const char * const order[] = {
		"sync", "hwsync", "lwsync", "ptesync", "eieio", "isync",
	};
	size_t i;

	for (i = 0; i < sizeof(order) / sizeof(*order); i++) {
		EXPECT(asm_orders(order[i], "", "ppc64le"));
		EXPECT(asm_orders(order[i], "", "ppc64"));
	}
	EXPECT(!asm_orders("lwarx", "r3, 0, r4", "ppc64le"));
	EXPECT(!asm_orders("stwcx.", "r3, 0, r4", "ppc64le"));
	EXPECT(!asm_orders("lwz", "r3, 0(r4)", "ppc64le"));
}

TEST(code_is_disassembled)
{
	size_t nr;
	/* xchg %esi,(%rdi); movslq %esi,%rax; ret; int3 */
	struct listing *listings =
		listings_parse("xchg call_XCHG 87374863c6c3cc\nP1 switch\n",
			       "x86_64", &nr);

	EXPECT_EQ(nr, 2);
	EXPECT_STREQ(listings[0].what, "xchg");
	EXPECT_EQ(listings[0].nr, 3);
	EXPECT(listings[0].lines[0].orders);
	EXPECT_HAS(listings[0].lines[0].text, "xchg");
	EXPECT(!listings[0].lines[1].orders);
	EXPECT_EQ(listings[1].nr, 0);
	EXPECT(listings[1].why);
	EXPECT(!listings_unread(listings, nr));
	listings_free(listings, nr);

	/* casal w0, w1, [x2]; ldaddal w0, w1, [x2]; ldadd w0, w1, [x2]; ret */
	listings = listings_parse("cmpxchg call_CMPXCHG 41fce0884100e0b8410020b8c0035fd6\n",
				  "aarch64", &nr);
	EXPECT_EQ(nr, 1);
	ASSERT_EQ(listings[0].nr, 4);
	EXPECT_HAS(listings[0].lines[0].text, "  casal    w0, w1, [x2]");
	EXPECT(listings[0].lines[0].orders);
	EXPECT_HAS(listings[0].lines[1].text, "  ldaddal  w0, w1, [x2]");
	EXPECT(listings[0].lines[1].orders);
	EXPECT_HAS(listings[0].lines[2].text, "  ldadd    w0, w1, [x2]");
	EXPECT(!listings[0].lines[2].orders);
	EXPECT_HAS(listings[0].lines[3].text, "  ret");
	listings_free(listings, nr);

	/* lwsync; lwz r3, 0(r4); sync; isync; blr */
	listings = listings_parse("smp_mb call_SMP_MB ac04207c00006480ac04007c2c01004c2000804e\n",
				  "ppc64le", &nr);
	EXPECT_EQ(nr, 1);
	ASSERT_EQ(listings[0].nr, 5);
	EXPECT(listings[0].lines[0].orders);
	EXPECT(!listings[0].lines[1].orders);
	EXPECT(listings[0].lines[2].orders);
	EXPECT(listings[0].lines[3].orders);
	listings_free(listings, nr);

	listings = listings_parse("xchg call_XCHG 87374863c6c3cc\n", "vax", &nr);
	EXPECT_EQ(nr, 1);
	EXPECT_STREQ(listings[0].why, "no disassembler for vax");
	EXPECT(listings_unread(listings, nr));
	listings_free(listings, nr);
}

CHECK_MAIN
