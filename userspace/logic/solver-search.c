// SPDX-License-Identifier: GPL-2.0
/*
 * The two searches of the solver, see solver.h. solver_find() learns from conflicts
 * and may backtrack over many levels; solver_each() visits all solutions in order.
 */
#include <stdlib.h>
#include <string.h>
#include "private/solver-core.h"
#include "lib/util.h"

/* --- The heap of choices --- */

static bool is_before(const struct solver *s, uint32_t a, uint32_t b)
{
	return s->activity[a] > s->activity[b];
}

static void heap_put(struct solver *s, uint32_t place, uint32_t variable)
{
	s->heap[place] = variable;
	s->place[variable] = place;
}

static void heap_up(struct solver *s, uint32_t place)
{
	uint32_t v = s->heap[place];

	while (place) {
		uint32_t parent = (place - 1) / 2;

		if (!is_before(s, v, s->heap[parent]))
			break;
		heap_put(s, place, s->heap[parent]);
		place = parent;
	}
	heap_put(s, place, v);
}

static void heap_down(struct solver *s, uint32_t place)
{
	uint32_t v = s->heap[place], child;

	while ((child = 2 * place + 1) < s->nr_heap) {
		if (child + 1 < s->nr_heap &&
		    is_before(s, s->heap[child + 1], s->heap[child]))
			child++;
		if (!is_before(s, s->heap[child], v))
			break;
		heap_put(s, place, s->heap[child]);
		place = child;
	}
	heap_put(s, place, v);
}

void solver_heap_add(struct solver *s, uint32_t variable)
{
	if (s->place[variable] != NOT_IN_HEAP)
		return;
	heap_put(s, s->nr_heap++, variable);
	heap_up(s, s->nr_heap - 1);
}

static uint32_t heap_take(struct solver *s)
{
	uint32_t v = s->heap[0], last = s->heap[--s->nr_heap];

	s->place[v] = NOT_IN_HEAP;
	if (s->nr_heap) {
		heap_put(s, 0, last);
		heap_down(s, 0);
	}
	return v;
}

static void heap_make(struct solver *s)
{
	s->nr_heap = s->nr_choices;
	for (uint32_t i = 0; i < s->nr_choices; i++)
		heap_put(s, i, s->choices[i]);
	for (uint32_t i = s->nr_heap / 2; i-- > 0;)
		heap_down(s, i);
}

#define MAX_ACTIVITY	1e100

static void bump(struct solver *s, uint32_t v)
{
	s->activity[v] += s->bump;
	if (s->activity[v] > MAX_ACTIVITY) {
		for (uint32_t i = 0; i < s->nr_variables; i++)
			s->activity[i] /= MAX_ACTIVITY;
		s->bump /= MAX_ACTIVITY;
	}
	if (s->place[v] != NOT_CHOSEN && s->place[v] != NOT_IN_HEAP)
		heap_up(s, s->place[v]);
}

/* --- Learning --- */

/* Whether the other literals of the clause imply this one, so that it can be dropped */
static bool is_implied(const struct solver *s, literal l)
{
	uint32_t reason = s->reason[l / 2];
	const literal *c;

	if (reason == NO_CLAUSE)
		return false;
	c = clause_literals(s, reason);
	for (uint32_t i = 0; i < clause_size(s, reason); i++)
		if (!s->seen[c[i] / 2] && s->level[c[i] / 2])
			return false;
	return true;
}

/* Marks the literals of a clause; adds those of earlier levels to the learnt clause */
static void look_at(struct solver *s, uint32_t clause, uint32_t *nr,
		    uint32_t *nr_touched, uint32_t *open)
{
	const literal *c = clause_literals(s, clause);

	for (uint32_t i = 0; i < clause_size(s, clause); i++) {
		uint32_t v = c[i] / 2;

		if (s->seen[v] || !s->level[v])
			continue;
		s->seen[v] = true;
		s->touched[(*nr_touched)++] = v;
		bump(s, v);
		if (s->level[v] == s->nr_levels)
			(*open)++;
		else
			s->clause[(*nr)++] = c[i];
	}
}

/*
 * Finds the cause of a conflict and makes s->clause of it. The function walks back
 * along the trail and replaces literals of the last level by the literals that
 * imply them, until one literal of that level is left. That is the first literal of
 * s->clause; the second is of the latest level among the others. Return: how many
 * literals s->clause has.
 */
static uint32_t analyse(struct solver *s, uint32_t conflict)
{
	uint32_t nr = 1, nr_touched = 0, open = 0, at = s->nr_trail, kept = 1;
	literal l;

	for (;;) {
		look_at(s, conflict, &nr, &nr_touched, &open);
		do
			l = s->trail[--at];
		while (!s->seen[l / 2]);
		if (--open == 0)
			break;
		conflict = s->reason[l / 2];
	}
	s->clause[0] = literal_not(l);
	for (uint32_t i = 1; i < nr; i++)
		if (!is_implied(s, s->clause[i]))
			s->clause[kept++] = s->clause[i];
	for (uint32_t i = 2; i < kept; i++) {
		literal other = s->clause[i];

		if (s->level[other / 2] > s->level[s->clause[1] / 2]) {
			s->clause[i] = s->clause[1];
			s->clause[1] = other;
		}
	}
	for (uint32_t i = 0; i < nr_touched; i++)
		s->seen[s->touched[i]] = false;
	return kept;
}

/* How many levels the literals of s->clause belong to */
static uint32_t count_levels(struct solver *s, uint32_t nr)
{
	uint32_t levels = 0;

	s->now++;
	for (uint32_t i = 0; i < nr; i++) {
		/* Use the stamps of literals for levels: there are at least as many */
		uint32_t *stamp = &s->stamp[s->level[s->clause[i] / 2]];

		levels += *stamp != s->now;
		*stamp = s->now;
	}
	return levels;
}

/* Adds s->clause, which has two literals or more, to the learnt clauses */
static uint32_t keep(struct solver *s, uint32_t nr)
{
	uint32_t clause = solver_add_clause(s, s->clause, nr, count_levels(s, nr));

	if (clause == NO_CLAUSE)
		return clause;
	GROW(s->learnt, s->nr_learnt, s->learnt_room);
	s->learnt[s->nr_learnt++] = clause;
	return clause;
}

/* Learns from a conflict, and backtracks to where the learnt clause implies a literal */
static void learn(struct solver *s, uint32_t conflict)
{
	uint32_t nr = analyse(s, conflict), clause = NO_CLAUSE;

	if (nr > 1)
		clause = keep(s, nr);
	solver_back_to(s, nr > 1 ? s->level[s->clause[1] / 2] : 0);
	if (!s->too_large)
		solver_assign(s, s->clause[0], clause);
	s->bump /= 0.95;
}

/* --- Forgetting --- */

/* Learnt clauses of this rank and below are never forgotten */
#define GOOD_RANK	2

static uint32_t median_rank(const struct solver *s)
{
	size_t of_rank[64] = { 0 }, sum = 0;
	uint32_t rank;

	for (size_t i = 0; i < s->nr_learnt; i++) {
		rank = s->arena[s->learnt[i] + 1];
		of_rank[rank < 63 ? rank : 63]++;
	}
	for (rank = 0; rank < 63 && 2 * sum < s->nr_learnt; rank++)
		sum += of_rank[rank];
	return rank > GOOD_RANK + 1 ? rank : GOOD_RANK + 1;
}

/*
 * Forgets the half of the learnt clauses with the greater rank, and all clauses that
 * are satisfied without any choice. The others move in the arena, so the search
 * must have backtracked to the beginning.
 */
static void forget(struct solver *s)
{
	uint32_t limit = median_rank(s);
	size_t to = 1, next;

	for (uint32_t l = 0; l < 2 * s->nr_variables; l++)
		s->watches[l].nr = 0;
	for (uint32_t i = 0; i < s->nr_trail; i++)
		s->reason[s->trail[i] / 2] = NO_CLAUSE;
	s->nr_learnt = 0;
	for (size_t c = 1; c < s->arena_nr; c = next) {
		uint32_t nr = clause_size(s, c), rank = s->arena[c + 1];
		bool met = false;

		next = c + CLAUSE_HEAD + nr;
		for (uint32_t i = 0; i < nr; i++)
			met |= s->value[clause_literals(s, c)[i]] == TRUE;
		if (met || rank >= limit)
			continue;
		memmove(s->arena + to, s->arena + c,
			(next - c) * sizeof(*s->arena));
		if (rank)
			s->learnt[s->nr_learnt++] = to;
		solver_watch_clause(s, to);
		to += CLAUSE_HEAD + nr;
	}
	s->arena_nr = to;
}

/* --- One solution --- */

/* 1 1 2 1 1 2 4 1 1 2 1 1 2 4 8 ... */
static uint32_t luby(uint32_t i)
{
	uint32_t size = 1, level = 0;

	while (size < i + 1) {
		size = 2 * size + 1;
		level++;
	}
	while (size - 1 != i) {
		size = (size - 1) / 2;
		level--;
		i %= size;
	}
	return 1U << level;
}

/* Makes the next choice; given literals come first. False: a given literal is false */
static bool next_choice(struct solver *s, const literal *given, unsigned int nr,
			literal *choice)
{
	*choice = LITERAL_TRUE;
	while (s->nr_levels < nr) {
		literal l = given[s->nr_levels];

		if (s->value[l] == FALSE)
			return false;
		if (s->value[l] == UNKNOWN) {
			*choice = l;
			return true;
		}
		/* The literal is true already: its level stays empty */
		s->levels[s->nr_levels++] = (struct level) { .begin = s->nr_trail };
	}
	while (s->nr_heap && *choice == LITERAL_TRUE) {
		uint32_t v = heap_take(s);

		if (s->value[2 * v] == UNKNOWN)
			*choice = 2 * v + !s->phase[v];
	}
	return true;
}

#define RESTART		100	/* conflicts, times luby() */

/*
 * Whether to forget clauses before the search takes more memory for them. Each time,
 * the limit on learnt clauses is higher than the time before, so the search ends.
 */
static bool is_crowded(const struct solver *s)
{
	return s->taken > s->room / 2 && s->nr_learnt > s->least &&
	       s->arena_nr > s->arena_room / 8 * 7;
}

/* Searches until there were @conflicts. Return: SOLVED_STEPS if it must restart */
static enum solved search(struct solver *s, const literal *given, unsigned int nr,
			  uint32_t conflicts)
{
	for (;;) {
		uint32_t conflict = solver_propagate(s);
		literal choice;

		if (conflict != NO_CLAUSE) {
			if (!s->nr_levels) {
				s->contradiction = true;
				return SOLVED_ALL;
			}
			learn(s, conflict);
			if (s->too_large)
				return SOLVED_BUDGET;
			if (!conflicts-- || is_crowded(s))
				return SOLVED_STEPS;
			continue;
		}
		if (budget_over(s->budget))
			return SOLVED_BUDGET;
		if (!next_choice(s, given, nr, &choice))
			return SOLVED_ALL;
		if (choice == LITERAL_TRUE)
			return SOLVED_FOUND;
		solver_choose(s, choice, false);
	}
}

enum solved solver_find(struct solver *s, const literal *given,
			unsigned int nr_given)
{
	size_t keep = 2000 + s->nr_clauses / 4;
	enum solved end = SOLVED_STEPS;

	s->least = 500;
	solver_back_to(s, 0);
	heap_make(s);
	for (uint32_t i = 0; end == SOLVED_STEPS; i++) {
		if (s->too_large)
			return SOLVED_BUDGET;
		if (s->contradiction)
			return SOLVED_ALL;
		end = search(s, given, nr_given, RESTART * luby(i));
		if (end == SOLVED_FOUND)
			return end;
		solver_back_to(s, 0);
		if (s->nr_learnt > keep || is_crowded(s)) {
			/* Propagate what follows from the last clause without a choice */
			s->contradiction |= solver_propagate(s) != NO_CLAUSE;
			forget(s);
			keep += 500;
			s->least += s->least / 8;
		}
	}
	return end;
}

/* --- All solutions --- */

/* Backtracks to the last choice with an untried value, and tries that. False: none */
static bool choose_otherwise(struct solver *s)
{
	while (s->nr_levels) {
		struct level level = s->levels[s->nr_levels - 1];
		literal l = s->trail[level.begin];

		solver_back_to(s, s->nr_levels - 1);
		if (level.last)
			continue;
		solver_choose(s, literal_not(l), true);
		s->levels[s->nr_levels - 1].place = level.place;
		return true;
	}
	return false;
}

/*
 * Learns from a conflict in solver_each(). The search must not jump back over a level
 * with @last: it would visit again what it visited with the opposite choice. So it
 * stops above such a level; if the last level itself is one, the search goes on with
 * the next untried choice. Return: false if all solutions were visited.
 */
static bool learn_in_order(struct solver *s, uint32_t conflict)
{
	uint32_t nr = analyse(s, conflict), clause, level, kept;

	if (nr == 1)
		s->clause[nr++] = LITERAL_FALSE;
	level = s->level[s->clause[1] / 2];
	clause = keep(s, nr);
	if (s->too_large)
		return false;
	if (s->levels[s->nr_levels - 1].last) {
		if (!choose_otherwise(s))
			return false;
		/* The learnt clause may not imply anything at this level */
		if (level >= s->nr_levels)
			return true;
	} else {
		kept = s->nr_levels - 1;
		while (kept > level && !s->levels[kept - 1].last)
			kept--;
		solver_back_to(s, kept);
	}
	solver_assign(s, s->clause[0], clause);
	return true;
}

enum solved solver_each(struct solver *s, uint64_t steps,
			bool (*found)(void *data), void *data)
{
	uint64_t limit = s->steps + steps;
	uint32_t next, conflict;

	solver_back_to(s, 0);
	if (s->contradiction)
		return SOLVED_ALL;
	for (;;) {
		conflict = solver_propagate(s);
		if (s->too_large || budget_over(s->budget))
			return SOLVED_BUDGET;
		if (s->steps >= limit)
			return SOLVED_STEPS;
		if (conflict != NO_CLAUSE) {
			if (!s->nr_levels || !learn_in_order(s, conflict))
				return SOLVED_ALL;
			continue;
		}
		next = s->nr_levels ? s->levels[s->nr_levels - 1].place : 0;
		while (next < s->nr_choices &&
		       s->value[2 * s->choices[next]] != UNKNOWN)
			next++;
		if (next < s->nr_choices) {
			solver_choose(s, 2 * s->choices[next], false);
			s->levels[s->nr_levels - 1].place = next;
			continue;
		}
		if (!found(data))
			return SOLVED_FOUND;
		if (!choose_otherwise(s))
			return SOLVED_ALL;
	}
}
