// SPDX-License-Identifier: GPL-2.0
#include <json.h>
#include "asm.h"
#include "check.h"
#include "figures.h"
#include "topology.h"

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
	EXPECT(asm_orders("amoadd.w.aq", "a0, a1, (a2)", "riscv64"));
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

	listings = listings_parse("xchg call_XCHG 87374863c6c3cc\n", "vax", &nr);
	EXPECT_EQ(nr, 1);
	EXPECT_STREQ(listings[0].why, "no disassembler for vax");
	EXPECT(listings_unread(listings, nr));
	listings_free(listings, nr);
}

CHECK_MAIN
