// SPDX-License-Identifier: GPL-2.0
/*
 * Counting combinations of choices, see choices.h.
 */
#include <stdlib.h>
#include <string.h>
#include "count/choices.h"
#include "lib/count.h"
#include "lib/keyset.h"
#include "lib/util.h"
#include "private/lanes.h"

/* --- Sides --- */

/* How many combinations of a group have an outcome: a class for each set */
struct entry {
	uint64_t count;
	uint32_t outcome;
	uint32_t group;
};

struct side {
	unsigned int nr_sets;
	const struct choices *sets[MAX_CHOICES];
	unsigned int which[MAX_CHOICES];
	struct program program;
	uint32_t *shared;	/* values of its shared gates, see choices.h */
	uint32_t nr_shared;
	struct keyset groups;	/* the key: which shared gates are true */
	struct keyset outcomes;	/* the key: the class of each choice */
	struct keyset pairs;	/* the key: group and outcome, which have an entry */
	struct entry *entries;
	size_t room, room_first;
	uint32_t *first;	/* [groups.nr + 1] of its entries, and the end */
};

struct counting {
	const struct circuit *circuit;
	struct side side[2];
	struct program both;
	struct lanes *values;
	uint32_t nr_values;
	uint32_t *place;	/* of the value of each gate, in @values */
	uint32_t *now;		/* [nr_values] the place that it has for now */
	bool *used;		/* [nr_values] */
	struct budget *budget;
	bool (*found)(void *data, const uint32_t *classes, uint64_t count);
	void *data;
	uint64_t *counts;	/* [outcome][other side's outcome], or NULL */
};

/* Puts the sets on the sides, the largest first, each on the smaller side */
static void divide(struct counting *c, const struct choices *sets,
		   unsigned int nr_sets)
{
	double size[2] = { 1, 1 };
	bool done[MAX_CHOICES] = { false };

	for (unsigned int i = 0; i < nr_sets; i++) {
		unsigned int best = nr_sets, at = size[1] < size[0];
		struct side *side = &c->side[at];

		for (unsigned int s = 0; s < nr_sets; s++)
			if (!done[s] && (best == nr_sets ||
					 sets[s].nr > sets[best].nr))
				best = s;
		done[best] = true;
		size[at] *= sets[best].nr;
		side->which[side->nr_sets] = best;
		side->sets[side->nr_sets++] = &sets[best];
	}
}

/* The sides on which each gate depends: bit 0 and bit 1 */
static uint8_t *find_sides(struct counting *c)
{
	const struct circuit *circuit = c->circuit;
	uint8_t *sides = xcalloc(circuit->nr, sizeof(*sides));

	for (unsigned int s = 0; s < ARRAY_SIZE(c->side); s++)
		for (unsigned int i = 0; i < c->side[s].nr_sets; i++)
			for (unsigned int g = 0; g < c->side[s].sets[i]->nr_inputs; g++)
				sides[c->side[s].sets[i]->inputs[g]] = 1 << s;
	for (uint32_t g = 0; g < circuit->nr; g++)
		if (circuit->gates[g].kind != GATE_INPUT)
			sides[g] = sides[circuit->gates[g].a] |
				   sides[circuit->gates[g].b];
	return sides;
}

/*
 * Makes the program of the gates that depend on the sides @own. They are ordered by
 * depth: AND gates have odd depths and OR gates even ones, so that gates of one kind
 * stand together.
 */
static void schedule(const struct counting *c, struct program *p,
		     const uint8_t *sides, const bool *used, uint8_t own)
{
	const struct circuit *circuit = c->circuit;
	uint32_t *depth = xcalloc(circuit->nr, sizeof(*depth));
	uint32_t *nr_at, deepest = 0;

	for (uint32_t g = 0; g < circuit->nr; g++) {
		const struct gate *gate = &circuit->gates[g];

		if (!used[g] || sides[g] != own || gate->kind == GATE_INPUT)
			continue;
		depth[g] = depth[gate->a] > depth[gate->b] ? depth[gate->a] :
							     depth[gate->b];
		depth[g] += 1 + (depth[g] % 2 == (gate->kind == GATE_AND));
		if (depth[g] > deepest)
			deepest = depth[g];
		p->nr_ops++;
	}
	nr_at = xcalloc(deepest + 2, sizeof(*nr_at));
	p->ops = xcalloc(p->nr_ops + 1, sizeof(*p->ops));
	p->runs = xcalloc(deepest + 1, sizeof(*p->runs));
	for (uint32_t g = 0; g < circuit->nr; g++)
		if (depth[g])
			nr_at[depth[g] + 1]++;
	for (uint32_t d = 1; d <= deepest; d++) {
		nr_at[d + 1] += nr_at[d];
		p->runs[p->nr_runs++] = (struct op_run) {
			.kind = d % 2 ? GATE_AND : GATE_OR, .end = nr_at[d + 1],
		};
	}
	for (uint32_t g = 0; g < circuit->nr; g++)
		if (depth[g])
			p->ops[nr_at[depth[g]]++] = (struct gate_op) {
				.to = c->place[g],
				.a = c->place[circuit->gates[g].a],
				.b = c->place[circuit->gates[g].b],
			};
	p->outputs = xcalloc(circuit->nr_outputs + 1, sizeof(*p->outputs));
	for (uint32_t o = 0; o < circuit->nr_outputs; o++)
		if (sides[circuit->outputs[o]] == own)
			p->outputs[p->nr_outputs++] = c->place[circuit->outputs[o]];
	free(depth);
	free(nr_at);
}

static void find_shared(struct counting *c, const uint8_t *sides, const bool *used)
{
	const struct circuit *circuit = c->circuit;
	bool *shared = xcalloc(circuit->nr, sizeof(*shared));

	for (uint32_t g = 0; g < circuit->nr; g++) {
		if (!used[g] || sides[g] != 3 ||
		    circuit->gates[g].kind == GATE_INPUT)
			continue;
		shared[circuit->gates[g].a] = true;
		shared[circuit->gates[g].b] = true;
	}
	for (unsigned int s = 0; s < ARRAY_SIZE(c->side); s++) {
		struct side *side = &c->side[s];

		side->shared = xcalloc(circuit->nr, sizeof(*side->shared));
		for (uint32_t g = 0; g < circuit->nr; g++)
			if (shared[g] && sides[g] == 1 << s)
				side->shared[side->nr_shared++] = c->place[g];
		side->groups.words = (side->nr_shared + 63) / 64;
		side->groups.budget = c->budget;
		side->outcomes.budget = c->budget;
		side->pairs.budget = c->budget;
		side->outcomes.words = side->nr_sets;
		side->pairs.words = 1;
	}
	free(shared);
}

static void prepare(struct counting *c)
{
	const struct circuit *circuit = c->circuit;
	bool *used = circuit_used(circuit);
	uint8_t *sides = find_sides(c);
	uint32_t nr = 2;

	c->place = xcalloc(circuit->nr, sizeof(*c->place));
	c->place[GATE_TRUE] = GATE_TRUE;
	for (uint32_t g = 2; g < circuit->nr; g++)
		if (used[g] || circuit->gates[g].kind == GATE_INPUT)
			c->place[g] = nr++;
	c->values = xcalloc(nr, sizeof(*c->values));
	memset(&c->values[GATE_TRUE], 0xff, sizeof(*c->values));
	c->nr_values = nr;
	c->now = xcalloc(nr, sizeof(*c->now));
	c->used = xcalloc(nr, sizeof(*c->used));
	for (uint32_t v = 0; v < nr; v++)
		c->now[v] = v;
	schedule(c, &c->side[0].program, sides, used, 1);
	schedule(c, &c->side[1].program, sides, used, 2);
	schedule(c, &c->both, sides, used, 3);
	find_shared(c, sides, used);
	free(used);
	free(sides);
}

/* --- The combinations of one side --- */

static void clear_lanes(struct counting *c, const struct side *side)
{
	for (unsigned int s = 0; s < side->nr_sets; s++)
		for (unsigned int i = 0; i < side->sets[s]->nr_inputs; i++)
			memset(&c->values[c->place[side->sets[s]->inputs[i]]], 0,
			       sizeof(*c->values));
}

static void set_lane(struct counting *c, const struct choices *set,
		     size_t choice, unsigned int lane)
{
	unsigned int words = (set->nr_inputs + 63) / 64, i;

	for_each_bit(i, set->bits + choice * words, words)
		c->values[c->place[set->inputs[i]]].w[lane / 64] |=
			1ULL << (lane % 64);
}

/* Transposes a matrix of 64 x 64 bits: exchanges halves, then halves of halves */
static void transpose(uint64_t *m)
{
	uint64_t mask = 0x00000000ffffffffULL;

	for (unsigned int half = 32; half; half /= 2, mask ^= mask << half) {
		for (unsigned int i = 0; i < 64; i = (i + half + 1) & ~half) {
			uint64_t swap = (m[i] >> half ^ m[i + half]) & mask;

			m[i] ^= swap << half;
			m[i + half] ^= swap;
		}
	}
}

/* The key of the group of each of 64 lanes: @keys[word][lane] */
static void read_keys(const struct counting *c, const struct side *side,
		      unsigned int word, uint64_t (*keys)[64])
{
	for (size_t k = 0; k < side->groups.words; k++) {
		memset(keys[k], 0, sizeof(keys[k]));
		for (uint32_t i = 0; i < 64 && k * 64 + i < side->nr_shared; i++)
			keys[k][i] = c->values[side->shared[k * 64 + i]].w[word];
		transpose(keys[k]);
	}
}

static void entry_add(struct side *side, struct budget *budget,
		      const uint64_t *key, const uint64_t *classes,
		      uint64_t count)
{
	size_t group = keyset_find(&side->groups, key), entry;
	size_t outcome = keyset_find(&side->outcomes, classes);
	uint64_t pair = (uint64_t)group << 32 | outcome;
	size_t before = side->pairs.nr;

	entry = keyset_find(&side->pairs, &pair);
	if (!budget_grow(budget, &side->entries, &side->room, entry + 1,
			 sizeof(*side->entries)))
		return;
	if (entry < before)
		side->entries[entry].count =
			count_add(side->entries[entry].count, count);
	else
		side->entries[entry] = (struct entry) {
			.count = count, .outcome = outcome, .group = group,
		};
}

/* Goes to the next combination: a number with a digit for each set. False: the last */
static bool next_combination(const struct side *side, size_t *choice)
{
	for (unsigned int s = 0; s < side->nr_sets; s++) {
		if (++choice[s] < side->sets[s]->nr)
			return true;
		choice[s] = 0;
	}
	return false;
}

static void note_lane(struct side *side, struct budget *budget,
		      uint64_t (*keys)[64], unsigned int lane,
		      const size_t *choice)
{
	uint64_t key[side->groups.words + 1], classes[side->nr_sets + 1];
	uint64_t count = 1;

	for (size_t k = 0; k < side->groups.words; k++)
		key[k] = keys[k][lane % 64];
	for (unsigned int s = 0; s < side->nr_sets; s++) {
		classes[s] = side->sets[s]->classes[choice[s]];
		count = count_mul(count, side->sets[s]->weights[choice[s]]);
	}
	entry_add(side, budget, key, classes, count);
}

/*
 * Sorts the entries of a side by their groups. Return: false if there is no memory for
 * it.
 */
static bool sort_entries(struct side *side, struct budget *budget)
{
	size_t nr = side->groups.nr, room = 0;
	struct entry *sorted = NULL;

	if (!budget_grow(budget, &sorted, &room, side->pairs.nr + 1,
			 sizeof(*sorted)))
		return false;
	if (!budget_grow(budget, &side->first, &side->room_first, nr + 2,
			 sizeof(*side->first))) {
		budget_free(budget, &sorted, &room, sizeof(*sorted));
		return false;
	}
	memset(side->first, 0, (nr + 2) * sizeof(*side->first));
	for (size_t e = 0; e < side->pairs.nr; e++)
		side->first[side->entries[e].group + 2]++;
	for (size_t g = 2; g < nr + 2; g++)
		side->first[g] += side->first[g - 1];
	for (size_t e = 0; e < side->pairs.nr; e++)
		sorted[side->first[side->entries[e].group + 1]++] =
			side->entries[e];
	budget_free(budget, &side->entries, &side->room, sizeof(*sorted));
	side->entries = sorted;
	side->room = room;
	return true;
}

static enum search find_groups(struct counting *c, struct side *side)
{
	size_t choice[LANES][MAX_CHOICES], now[MAX_CHOICES] = { 0 };
	uint64_t (*keys)[64] = xcalloc(side->groups.words + 1, sizeof(*keys));
	enum search end = SEARCH_DONE;
	bool more = true;

	for (unsigned int s = 0; s < side->nr_sets; s++)
		more &= side->sets[s]->nr > 0;
	while (more) {
		struct lanes allowed;
		unsigned int nr = 0, lane;

		if (budget_over(c->budget)) {
			end = search_over(c->budget);
			break;
		}
		clear_lanes(c, side);
		for (; nr < LANES && more; nr++) {
			for (unsigned int s = 0; s < side->nr_sets; s++)
				set_lane(c, side->sets[s], now[s], nr);
			memcpy(choice[nr], now, sizeof(now));
			more = next_combination(side, now);
		}
		program_run(&side->program, c->values);
		allowed = program_allows(&side->program, c->values, nr);
		for (unsigned int w = 0; w < LANE_WORDS; w++) {
			if (!allowed.w[w])
				continue;
			read_keys(c, side, w, keys);
			for_each_bit(lane, &allowed.w[w], 1)
				note_lane(side, c->budget, keys, lane,
					  choice[w * 64 + lane]);
		}
	}
	free(keys);
	if (end == SEARCH_DONE)
		end = search_over(c->budget);
	if (end == SEARCH_DONE && !sort_entries(side, c->budget))
		end = search_over(c->budget);
	return end;
}

/* --- Both sides --- */

/* Counts of more pairs of outcomes than this are reported at once, not kept */
#define MAX_COUNTS	(1U << 20)

static bool report(const struct counting *c, size_t outcome, size_t other,
		 uint64_t count)
{
	const size_t outcomes[] = { outcome, other };
	uint32_t classes[MAX_CHOICES];

	for (unsigned int s = 0; s < ARRAY_SIZE(c->side); s++)
		for (unsigned int i = 0; i < c->side[s].nr_sets; i++)
			classes[c->side[s].which[i]] =
				keyset_key(&c->side[s].outcomes, outcomes[s])[i];
	return c->found(c->data, classes, count);
}

/* How many combinations of the other side have each outcome, for one group of ours */
struct tally {
	uint64_t *counts;	/* [outcomes] */
	uint32_t *outcomes;	/* those that are not 0 */
	size_t nr;
};

#define BYTES_PER_OUTCOME	(sizeof(uint64_t) + sizeof(uint32_t))

static void tally_lane(const struct side *other, size_t group, struct tally *tally)
{
	for (uint32_t e = other->first[group]; e < other->first[group + 1]; e++) {
		const struct entry *entry = &other->entries[e];

		if (!tally->counts[entry->outcome])
			tally->outcomes[tally->nr++] = entry->outcome;
		tally->counts[entry->outcome] =
			count_add(tally->counts[entry->outcome], entry->count);
	}
}

static bool tally_report(struct counting *c, size_t group, struct tally *tally)
{
	const struct side *side = &c->side[0], *other = &c->side[1];
	bool go_on = true;

	for (uint32_t e = side->first[group];
	     e < side->first[group + 1] && go_on; e++) {
		const struct entry *entry = &side->entries[e];

		go_on = !budget_over(c->budget);
		for (size_t i = 0; i < tally->nr && go_on; i++) {
			uint32_t outcome = tally->outcomes[i];
			uint64_t count = count_mul(entry->count,
						   tally->counts[outcome]);
			size_t at = entry->outcome * other->outcomes.nr + outcome;

			if (c->counts)
				c->counts[at] = count_add(c->counts[at], count);
			else
				go_on = report(c, entry->outcome, outcome, count);
		}
	}
	for (size_t i = 0; i < tally->nr; i++)
		tally->counts[tally->outcomes[i]] = 0;
	tally->nr = 0;
	return go_on;
}

/*
 * The values of the other side's shared gates, a lane for each group: [block][value].
 * Return: NULL if there is no memory for them.
 */
static struct lanes *other_values(const struct side *other,
				  struct budget *budget, size_t *room)
{
	size_t blocks = (other->groups.nr + LANES - 1) / LANES;
	struct lanes *values = NULL;
	unsigned int i;

	if (!budget_grow(budget, &values, room, blocks * other->nr_shared + 1,
			 sizeof(*values)))
		return NULL;
	memset(values, 0, (blocks * other->nr_shared + 1) * sizeof(*values));
	for (size_t g = 0; g < other->groups.nr; g++)
		for_each_bit(i, keyset_key(&other->groups, g), other->groups.words)
			values[g / LANES * other->nr_shared + i].w[g % LANES / 64] |=
				1ULL << (g % 64);
	return values;
}

/* With fewer groups on the other side, simplifying the program takes longer */
#define MIN_REDUCED	(2 * LANES)

/*
 * The program of both sides, specialised for a group of the first side. Return: NULL if
 * the group allows no combination.
 */
static const struct program *specialise(struct counting *c, size_t group,
					struct program *left)
{
	const struct side *side = &c->side[0];
	const uint64_t *key = keyset_key(&side->groups, group);
	bool few = c->side[1].groups.nr < MIN_REDUCED;

	for (uint32_t i = 0; i < side->nr_shared; i++) {
		bool value = key[i / 64] >> (i % 64) & 1;

		if (few)
			memset(&c->values[side->shared[i]], value ? 0xff : 0,
			       sizeof(*c->values));
		else
			c->now[side->shared[i]] = value ? GATE_TRUE : GATE_FALSE;
	}
	if (few)
		return &c->both;
	if (!program_reduce(&c->both, c->now, left))
		return NULL;
	program_drop_unused(left, c->used, c->nr_values);
	return left;
}

/* Counts the pairs of a group of one side with all groups of the other one */
static bool count_group(struct counting *c, const struct program *p,
			const struct lanes *values, struct tally *tally)
{
	const struct side *other = &c->side[1];

	for (size_t h = 0; h < other->groups.nr; h += LANES) {
		struct lanes allowed;
		unsigned int lane;

		if (budget_over(c->budget))
			return false;
		for (uint32_t i = 0; i < other->nr_shared && p->nr_outputs; i++)
			c->values[other->shared[i]] =
				values[h / LANES * other->nr_shared + i];
		program_run(p, c->values);
		allowed = program_allows(p, c->values, other->groups.nr - h);
		for_each_bit(lane, allowed.w, LANE_WORDS)
			tally_lane(other, h + lane, tally);
	}
	return true;
}

static enum search count_pairs(struct counting *c)
{
	const struct side *side = &c->side[0], *other = &c->side[1];
	size_t room = 0, outcomes = other->outcomes.nr + 1;
	struct lanes *values = other_values(other, c->budget, &room);
	struct tally tally = { .nr = 0 };
	struct program left = { .nr_ops = 0 };
	enum search end = SEARCH_DONE;

	if (!values)
		return search_over(c->budget);
	left.ops = xcalloc(c->both.nr_ops + 1, sizeof(*left.ops));
	left.runs = xcalloc(c->both.nr_runs + 1, sizeof(*left.runs));
	left.outputs = xcalloc(c->both.nr_outputs + 1, sizeof(*left.outputs));
	tally.counts = xcalloc(outcomes, sizeof(*tally.counts));
	tally.outcomes = xcalloc(outcomes, sizeof(*tally.outcomes));
	budget_charge(c->budget, outcomes * BYTES_PER_OUTCOME);
	for (size_t g = 0; g < side->groups.nr && end == SEARCH_DONE; g++) {
		const struct program *p = specialise(c, g, &left);

		if (budget_over(c->budget) ||
		    (p && !count_group(c, p, values, &tally)))
			end = search_over(c->budget);
		else if (p && !tally_report(c, g, &tally))
			end = c->budget->over ? search_over(c->budget) :
						SEARCH_ENOUGH;
	}
	budget_give(c->budget, outcomes * BYTES_PER_OUTCOME);
	budget_free(c->budget, &values, &room, sizeof(*values));
	free(tally.counts);
	free(tally.outcomes);
	program_free(&left);
	return end;
}

static enum search report_counts(struct counting *c)
{
	size_t nr = c->side[1].outcomes.nr;

	for (size_t i = 0; i < c->side[0].outcomes.nr * nr; i++) {
		if (budget_over(c->budget))
			return search_over(c->budget);
		if (c->counts[i] && !report(c, i / nr, i % nr, c->counts[i]))
			return SEARCH_ENOUGH;
	}
	return SEARCH_DONE;
}

static enum search count_sides(struct counting *c)
{
	enum search end;
	size_t nr;

	/* The side with more groups is tried 256 groups at a time */
	if (c->side[0].groups.nr > c->side[1].groups.nr) {
		struct side swap = c->side[0];

		c->side[0] = c->side[1];
		c->side[1] = swap;
	}
	nr = count_mul(c->side[0].outcomes.nr, c->side[1].outcomes.nr);
	if (nr <= MAX_COUNTS)
		c->counts = xcalloc(nr + 1, sizeof(*c->counts));
	end = count_pairs(c);
	if (end == SEARCH_DONE && c->counts)
		end = report_counts(c);
	return end;
}

/* Memory for each gate: its values, operations of two programs, and numbers */
#define BYTES_PER_GATE	(sizeof(struct lanes) + 2 * sizeof(struct gate_op) + \
			 4 * sizeof(uint32_t))

enum search choices_count(const struct circuit *circuit,
			  const struct choices *sets, unsigned int nr_sets,
			  struct budget *budget,
			  bool (*found)(void *data, const uint32_t *classes,
					uint64_t count),
			  void *data)
{
	struct counting c = {
		.circuit = circuit, .budget = budget, .found = found,
		.data = data,
	};
	enum search end;

	for (uint32_t o = 0; o < circuit->nr_outputs; o++)
		if (circuit->outputs[o] == GATE_TRUE)
			return SEARCH_DONE;
	divide(&c, sets, nr_sets);
	prepare(&c);
	/* What prepare() has made */
	budget_charge(budget, c.nr_values * BYTES_PER_GATE);
	end = find_groups(&c, &c.side[0]);
	if (end == SEARCH_DONE)
		end = find_groups(&c, &c.side[1]);
	if (end == SEARCH_DONE)
		end = count_sides(&c);
	budget_give(budget, c.nr_values * BYTES_PER_GATE);
	for (unsigned int s = 0; s < ARRAY_SIZE(c.side); s++) {
		struct side *side = &c.side[s];

		program_free(&side->program);
		free(side->shared);
		keyset_free(&side->groups);
		keyset_free(&side->outcomes);
		keyset_free(&side->pairs);
		budget_free(budget, &side->entries, &side->room,
			    sizeof(*side->entries));
		budget_free(budget, &side->first, &side->room_first,
			    sizeof(*side->first));
	}
	program_free(&c.both);
	free(c.values);
	free(c.now);
	free(c.used);
	free(c.place);
	free(c.counts);
	return end;
}
