// SPDX-License-Identifier: GPL-2.0
/*
 * Variables, clauses and propagation, see solver.h.
 *
 * Each clause of two literals or more watches its first two. The solver visits the
 * clause only when one of these becomes false. It then watches another literal that
 * is not false. If there is none, the other watched literal must be true.
 */
#include <stdlib.h>
#include <string.h>
#include "private/solver-core.h"
#include "lib/util.h"

/* Takes memory from the budget. If that fails, returns false and sets @too_large */
static bool take(struct solver *s, size_t bytes)
{
	if (!s->too_large && budget_take(s->budget, bytes))
		s->taken += bytes;
	else
		s->too_large = true;
	return !s->too_large;
}

struct solver *solver_new(struct budget *budget)
{
	struct solver *s = xcalloc(1, sizeof(*s));

	s->budget = budget;
	s->room = budget->bytes - budget->taken;
	s->bump = 1;
	s->arena = xcalloc(64, sizeof(*s->arena));
	s->arena_room = 64;
	s->arena_nr = 1;		/* 0 is NO_CLAUSE */
	/* Variable 0 is the constant */
	solver_variable(s);
	CLAUSE(s, LITERAL_TRUE);
	return s;
}

void solver_free(struct solver *s)
{
	if (!s)
		return;
	for (uint32_t l = 0; l < 2 * s->nr_variables; l++)
		free(s->watches[l].watch);
	free(s->watches);
	free(s->value);
	free(s->level);
	free(s->reason);
	free(s->seen);
	free(s->stamp);
	free(s->phase);
	free(s->activity);
	free(s->place);
	free(s->trail);
	free(s->levels);
	free(s->choices);
	free(s->heap);
	free(s->arena);
	free(s->learnt);
	free(s->clause);
	free(s->touched);
	budget_give(s->budget, s->taken);
	free(s);
}

/* About the memory of a variable, in all arrays together */
#define VARIABLE_BYTES	(2 * (sizeof(struct watches) + 5) + 40)

static void more_variables(struct solver *s)
{
	uint32_t room = s->variable_room ? 2 * s->variable_room : 64;
	uint32_t nr = s->nr_variables;

	s->watches = xrealloc(s->watches, 2 * room, sizeof(*s->watches));
	s->value = xrealloc(s->value, 2 * room, sizeof(*s->value));
	s->stamp = xrealloc(s->stamp, 2 * room, sizeof(*s->stamp));
	s->level = xrealloc(s->level, room, sizeof(*s->level));
	s->reason = xrealloc(s->reason, room, sizeof(*s->reason));
	s->seen = xrealloc(s->seen, room, sizeof(*s->seen));
	s->phase = xrealloc(s->phase, room, sizeof(*s->phase));
	s->activity = xrealloc(s->activity, room, sizeof(*s->activity));
	s->place = xrealloc(s->place, room, sizeof(*s->place));
	s->trail = xrealloc(s->trail, room, sizeof(*s->trail));
	/* Twice: solver_find() begins an empty level for a given literal that is true */
	s->levels = xrealloc(s->levels, 2 * room, sizeof(*s->levels));
	s->choices = xrealloc(s->choices, room, sizeof(*s->choices));
	s->heap = xrealloc(s->heap, room, sizeof(*s->heap));
	s->clause = xrealloc(s->clause, room + 1, sizeof(*s->clause));
	s->touched = xrealloc(s->touched, room, sizeof(*s->touched));
	memset(s->watches + 2 * nr, 0, 2 * (room - nr) * sizeof(*s->watches));
	memset(s->stamp + 2 * nr, 0, 2 * (room - nr) * sizeof(*s->stamp));
	take(s, (room - s->variable_room) * VARIABLE_BYTES);
	s->variable_room = room;
}

literal solver_variable(struct solver *s)
{
	uint32_t v = s->nr_variables;

	if (v == s->variable_room)
		more_variables(s);
	s->nr_variables++;
	s->value[2 * v] = s->value[2 * v + 1] = UNKNOWN;
	s->reason[v] = NO_CLAUSE;
	s->level[v] = 0;
	s->seen[v] = false;
	s->phase[v] = true;
	s->activity[v] = 0;
	s->place[v] = NOT_CHOSEN;
	return 2 * v;
}

literal solver_choice(struct solver *s)
{
	literal l = solver_variable(s);

	s->choices[s->nr_choices] = l / 2;
	s->heap[s->nr_choices] = l / 2;
	s->place[l / 2] = s->nr_choices++;
	s->nr_heap = 0;			/* to be made anew */
	return l;
}

void solver_prefer(struct solver *s, literal l)
{
	s->phase[l / 2] = !(l & 1);
}

bool solver_is(const struct solver *s, literal l)
{
	return s->value[l] == TRUE;
}

unsigned int solver_variables(const struct solver *s)
{
	return s->nr_variables;
}

size_t solver_clauses(const struct solver *s)
{
	return s->nr_clauses;
}

/* --- Clauses --- */

static void watch(struct solver *s, literal l, uint32_t clause, literal other)
{
	/* The clause is visited when @l becomes false */
	struct watches *w = &s->watches[literal_not(l)];

	if (w->nr == w->room) {
		uint32_t room = w->room ? 2 * w->room : 4;

		w->watch = xrealloc(w->watch, room, sizeof(*w->watch));
		take(s, (room - w->room) * sizeof(*w->watch));
		w->room = room;
	}
	w->watch[w->nr++] = (struct watch) { .clause = clause, .other = other };
}

void solver_watch_clause(struct solver *s, uint32_t clause)
{
	const literal *l = clause_literals(s, clause);
	uint32_t flag = clause_size(s, clause) == 2 ? BINARY : 0;

	watch(s, l[0], clause | flag, l[1]);
	watch(s, l[1], clause | flag, l[0]);
}

uint32_t solver_add_clause(struct solver *s, const literal *literals, uint32_t nr,
			   uint32_t rank)
{
	uint32_t clause = s->arena_nr;

	if (s->arena_nr + nr + CLAUSE_HEAD > s->arena_room) {
		size_t more = s->arena_room / 4 + nr + CLAUSE_HEAD;

		if (s->arena_room + more > MAX_ARENA)
			s->too_large = true;
		if (!take(s, more * sizeof(*s->arena)))
			return NO_CLAUSE;
		s->arena_room += more;
		s->arena = xrealloc(s->arena, s->arena_room, sizeof(*s->arena));
	}
	s->arena[clause] = nr;
	s->arena[clause + 1] = rank;
	memcpy(s->arena + clause + CLAUSE_HEAD, literals, nr * sizeof(*literals));
	s->arena_nr += nr + CLAUSE_HEAD;
	solver_watch_clause(s, clause);
	return clause;
}

void solver_clause(struct solver *s, const literal *literals, unsigned int nr)
{
	literal *kept = s->clause;
	uint32_t nr_kept = 0;

	solver_back_to(s, 0);
	if (s->contradiction || s->too_large)
		return;
	s->now++;
	for (unsigned int i = 0; i < nr; i++) {
		literal l = literals[i];

		if (s->value[l] == TRUE || s->stamp[literal_not(l)] == s->now)
			return;
		if (s->value[l] == FALSE || s->stamp[l] == s->now)
			continue;
		s->stamp[l] = s->now;
		kept[nr_kept++] = l;
	}
	if (!nr_kept) {
		s->contradiction = true;
		return;
	}
	s->nr_clauses++;
	if (nr_kept > 1) {
		solver_add_clause(s, kept, nr_kept, 0);
		return;
	}
	solver_assign(s, kept[0], NO_CLAUSE);
	s->contradiction |= solver_propagate(s) != NO_CLAUSE;
}

/* --- Assignments --- */

void solver_assign(struct solver *s, literal l, uint32_t reason)
{
	uint32_t v = l / 2;

	s->value[l] = TRUE;
	s->value[literal_not(l)] = FALSE;
	s->level[v] = s->nr_levels;
	s->reason[v] = reason;
	s->trail[s->nr_trail++] = l;
	s->steps++;
}

void solver_back_to(struct solver *s, uint32_t level)
{
	uint32_t begin;

	if (s->nr_levels <= level)
		return;
	begin = s->levels[level].begin;
	while (s->nr_trail > begin) {
		literal l = s->trail[--s->nr_trail];

		s->value[l] = s->value[literal_not(l)] = UNKNOWN;
		s->phase[l / 2] = !(l & 1);
		solver_heap_add(s, l / 2);
	}
	s->next = begin;
	s->nr_levels = level;
}

void solver_choose(struct solver *s, literal l, bool last)
{
	s->levels[s->nr_levels++] = (struct level) {
		.begin = s->nr_trail, .last = last,
	};
	solver_assign(s, l, NO_CLAUSE);
}

/*
 * Visits a clause whose watched literal @l has become false. Return: whether the
 * clause still watches @l. If all literals are false, *conflict is set.
 */
static bool visit(struct solver *s, literal l, struct watch *w, uint32_t *conflict)
{
	literal *c = clause_literals(s, w->clause), first;
	uint32_t nr = clause_size(s, w->clause);

	if (c[0] == l) {
		c[0] = c[1];
		c[1] = l;
	}
	first = c[0];
	w->other = first;
	if (s->value[first] == TRUE)
		return true;
	for (uint32_t i = 2; i < nr; i++) {
		if (s->value[c[i]] == FALSE)
			continue;
		c[1] = c[i];
		c[i] = l;
		watch(s, c[1], w->clause, first);
		return false;
	}
	if (s->value[first] == FALSE)
		*conflict = w->clause;
	else
		solver_assign(s, first, w->clause);
	return true;
}

uint32_t solver_propagate(struct solver *s)
{
	uint32_t conflict = NO_CLAUSE;

	while (s->next < s->nr_trail && !conflict) {
		literal l = s->trail[s->next++];
		struct watches *list = &s->watches[l];
		uint32_t from = 0, to = 0;

		while (from < list->nr && !conflict) {
			struct watch *w = &list->watch[from++];

			if (s->value[w->other] == TRUE) {
				list->watch[to++] = *w;
			} else if (!(w->clause & BINARY)) {
				/* This list cannot grow: the clause starts to watch another literal */
				if (visit(s, literal_not(l), w, &conflict))
					list->watch[to++] = *w;
			} else {
				list->watch[to++] = *w;
				if (s->value[w->other] == FALSE)
					conflict = w->clause & ~BINARY;
				else
					solver_assign(s, w->other,
						      w->clause & ~BINARY);
			}
		}
		while (from < list->nr)
			list->watch[to++] = list->watch[from++];
		list->nr = to;
	}
	if (conflict)
		s->next = s->nr_trail;
	return conflict;
}
