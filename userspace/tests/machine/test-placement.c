// SPDX-License-Identifier: GPL-2.0
/* Where the threads of a test are placed, on machines of several shapes */
#include "tests/tap.h"
#include "machine/placement.h"
#include "lib/util.h"

/* CPUs of a machine with given numbers of each; siblings are far apart */
static struct topology *machine(int nodes, int packages, int caches, int cores,
				int siblings)
{
	struct topology *topology = xcalloc(1, sizeof(*topology));
	int all = nodes * packages * caches * cores, core = 0;
	int n, p, c, k, s;

	topology->cpus = xcalloc(all * siblings, sizeof(*topology->cpus));
	for (n = 0; n < nodes; n++)
		for (p = 0; p < packages; p++)
			for (c = 0; c < caches; c++)
				for (k = 0; k < cores; k++, core++)
					for (s = 0; s < siblings; s++)
						topology->cpus[topology->nr++] =
							(struct cpu_place){
							.cpu = core + s * all,
							.node = n,
							.package = n * packages + p,
							.llc = core - k,
							.core = k,
						};
	return topology;
}

static struct topology *room;
static unsigned int instances;

/* The list of CPUs, until the next call */
static const char *cpus(enum placement placement, unsigned int threads,
			unsigned int most)
{
	static char *list;

	free(list);
	instances = most;
	list = placement_cpus(room, placement, threads, &instances);
	return list ? list : "none";
}

static const char *why(enum placement placement, unsigned int threads)
{
	static char *text;

	free(text);
	text = placement_why_not(room, placement, threads);
	return text;
}

TEST(names)
{
	unsigned int i;

	for (i = 0; i < NR_PLACEMENTS; i++)
		EXPECT_EQ(placement_find(placement_names[i]), i);
	EXPECT_EQ(placement_find("nowhere"), NR_PLACEMENTS);
}

TEST(a_machine_with_everything)
{
	/* CPUs 0 to 15 are one of each core, 16 to 31 their siblings */
	room = machine(2, 1, 2, 4, 2);
	EXPECT_STREQ(cpus(PLACEMENT_SMT, 2, 2), "0,16,1,17");
	EXPECT_EQ(instances, 2);
	EXPECT_STREQ(cpus(PLACEMENT_LLC, 2, 3), "0,1,2,3,4,5");
	EXPECT_EQ(instances, 3);
	EXPECT_STREQ(cpus(PLACEMENT_PACKAGE, 2, 1), "0,4");
	EXPECT_STREQ(cpus(PLACEMENT_NODE, 2, 1), "0,8");
	EXPECT_STREQ(cpus(PLACEMENT_SPREAD, 2, 1), "0,8");
	/* More threads than parts: in turn, each on a core of its own */
	EXPECT_STREQ(cpus(PLACEMENT_NODE, 4, 1), "0,8,1,9");
	EXPECT_STREQ(cpus(PLACEMENT_PACKAGE, 3, 1), "0,4,1");
	cpus(PLACEMENT_SMT, 2, 0);
	EXPECT_EQ(instances, 16);
	EXPECT_STREQ(cpus(PLACEMENT_SMT, 3, 0), "none");
	EXPECT_EQ(instances, 0);
	EXPECT_HAS(why(PLACEMENT_SMT, 3), "no 3 CPUs of one core");
	EXPECT_HAS(why(PLACEMENT_SMT, 3), "possible here: llc, package, node");
	topology_free(room);
}

TEST(two_cores_and_nothing_else)
{
	room = machine(1, 1, 1, 2, 1);
	EXPECT_STREQ(cpus(PLACEMENT_LLC, 2, 0), "0,1");
	EXPECT_EQ(instances, 1);
	EXPECT_STREQ(cpus(PLACEMENT_SPREAD, 2, 0), "0,1");
	EXPECT_STREQ(cpus(PLACEMENT_SMT, 2, 0), "none");
	EXPECT_STREQ(cpus(PLACEMENT_PACKAGE, 2, 0), "none");
	EXPECT_STREQ(cpus(PLACEMENT_NODE, 2, 0), "none");
	EXPECT_HAS(why(PLACEMENT_NODE, 2), "possible here: llc");
	EXPECT(placement_has(room, PLACEMENT_ANY, 2));
	EXPECT(!placement_has(room, PLACEMENT_ANY, 3));
	EXPECT(!placement_has(room, PLACEMENT_SPREAD, 3));
	EXPECT_HAS(why(PLACEMENT_SPREAD, 3), "possible here: none");
	topology_free(room);
}

TEST(packages_of_one_node)
{
	room = machine(1, 2, 1, 1, 2);
	EXPECT_STREQ(cpus(PLACEMENT_NODE, 2, 0), "0,1,2,3");
	EXPECT_STREQ(cpus(PLACEMENT_SMT, 2, 0), "0,2,1,3");
	EXPECT_STREQ(cpus(PLACEMENT_LLC, 2, 0), "none");
	EXPECT_STREQ(cpus(PLACEMENT_NODE, 4, 0), "0,1,2,3");
	topology_free(room);
}

TEST(a_single_thread_is_nowhere_in_particular)
{
	room = machine(1, 1, 1, 2, 1);
	EXPECT_STREQ(cpus(PLACEMENT_LLC, 1, 0), "0,1");
	EXPECT_STREQ(cpus(PLACEMENT_SMT, 1, 1), "0");
	topology_free(room);
}

/* For every request: each CPU is used at most once, and instances are complete */
TEST(no_cpu_is_taken_twice)
{
	unsigned int threads, placement, most;
	char *list, *word, *save;

	room = machine(2, 2, 2, 2, 2);
	for (threads = 1; threads <= room->nr; threads++)
		for (placement = PLACEMENT_SMT; placement < NR_PLACEMENTS;
		     placement++)
			for (most = 0; most < 3; most++) {
				unsigned long long seen = 0, nr = 0;

				instances = most;
				list = placement_cpus(room, placement, threads,
						      &instances);
				if (!list)
					continue;
				for (word = strtok_r(list, ",", &save); word;
				     word = strtok_r(NULL, ",", &save)) {
					unsigned long long bit =
						1ULL << strtoul(word, NULL, 10);

					EXPECT(!(seen & bit));
					seen |= bit;
					nr++;
				}
				EXPECT_EQ(nr, instances * threads);
				EXPECT(!most || instances <= most);
				free(list);
			}
	topology_free(room);
}

/* The parameters for the module, or the reason why there are none */
static const char *params(const struct placement_request *request)
{
	static char *text, *why_not;

	free(text);
	free(why_not);
	text = placement_params(room, request, &why_not);
	return text ? text : why_not;
}

TEST(the_module_is_told)
{
	struct placement_request request = { .threads = 2 };

	room = machine(1, 1, 2, 2, 2);
	EXPECT_STREQ(params(&request), "");
	request.cpus = "7";
	request.noise = "99";
	request.instances = "many";
	EXPECT_STREQ(params(&request), " cpus=7 instances=many noise=99");

	request = (struct placement_request){
		.threads = 2, .placement = PLACEMENT_SMT,
	};
	EXPECT_STREQ(params(&request), " cpus=0,4,1,5,2,6,3,7 instances=4");
	request.instances = "2";
	EXPECT_STREQ(params(&request), " cpus=0,4,1,5 instances=2");
	request.instances = NULL;
	request.noise = "idle";
	EXPECT_STREQ(params(&request),
		     " cpus=0,4 instances=1 noise=1,5,2,6,3,7");
	request.placement = PLACEMENT_ANY;
	EXPECT_STREQ(params(&request),
		     " cpus=0,4 instances=1 noise=1,5,2,6,3,7");
	request.cpus = "3,1";
	EXPECT_STREQ(params(&request),
		     " cpus=3,1 instances=1 noise=0,4,5,2,6,7");
	request.cpus = "0-7";
	EXPECT_HAS(params(&request), "no CPU idle");
	request.placement = PLACEMENT_NODE;
	EXPECT_HAS(params(&request), "--placement node: there are no 2 CPUs on different packages");
	topology_free(room);
}

CHECK_MAIN
