/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state of a search. All files of the search share it: those that list orders, and
 * those that search by clauses. See check/search.h.
 */
#ifndef SEARCH_STATE_H
#define SEARCH_STATE_H

#include "count/choices.h"
#include "lib/keyset.h"
#include "check/search.h"
#include "events/valuation.h"

/*
 * Calling the user with an incomplete candidate costs time. It pays if the answer is
 * yes, which saves all candidates that contain this one. A gauge counts calls and
 * answers; if calls seldom pay, the search makes them rarely.
 */
struct gauge {
	unsigned int tried, yes, skipped;
};

/* Writes of a location, with the initial one */
#define MAX_WRITES	(REL_MAX_EVENTS + 1)

/*
 * The accesses to a location. @writes[0] is the initial write. Locks have
 * LKW and UL as writes, and LKR, LF, RL and RU as reads.
 *
 * An *order* of a location is a choice of its rf and co. It is stored as nr_reads +
 * nr_writes - 1 numbers: for each read, the number of the write that it reads from;
 * then the numbers of the writes in co, without the initial one, and 0 for each write
 * that is not in co.
 */
struct accesses {
	unsigned int loc;
	bool is_lock;
	unsigned int nr_reads;
	unsigned int nr_writes;
	uint16_t reads[REL_MAX_EVENTS];
	uint16_t writes[MAX_WRITES];
	uint16_t *orders;
	uint64_t *weights;	/* how many orders each stands for; NULL: one */
	size_t nr_orders;
	size_t room;		/* numbers in @orders */
	size_t room_weights, room_classes, room_inputs, room_bits;
	bool partial;		/* there are more than @orders has */
	/* For each read or write: the edges that any order has */
	uint64_t *all_fr, *all_rf, *all_co;
	double below;		/* candidates for each choice of earlier locations */
	struct gauge viable, decided;
	/* The outcomes of its orders: observed values that depend on it alone */
	unsigned int nr_observed;
	uint8_t observed[ORDLAB_MAX_OBSERVED];
	struct keyset outcomes;
	uint64_t *counts;	/* [outcomes.nr] how many orders have the outcome */
	size_t room_outcomes;
	/* Its orders as choices of a circuit */
	uint32_t *inputs;
	unsigned int nr_inputs;
	uint64_t *bits;
	uint32_t *classes;
};

struct symmetry;

struct search_state {
	const struct execution_user *user;
	struct budget *budget;
	struct domain *domain;
	struct paths paths[ORDLAB_MAX_THREADS];
	struct execution x;
	struct valuation values;
	struct accesses accesses[MAX_PLACES];
	unsigned int nr_accesses;
	size_t max_orders;	/* a list stays partial after so many; 0: no limit */
	struct rel *relevant[3];	/* relevant edges of rf, co and fr */
	struct circuit circuit;	/* whether the user rejects an execution */
	struct edge_gates gates;
	bool has_circuit;
	unsigned int probes;	/* how many candidates to list for their flags only */
	bool check_values;	/* some values depend on what is read */
	bool incomplete;	/* some path does not come to its end */
	bool factored;		/* each observed value depends on one location */
	const struct symmetry *like;	/* threads whose roles may be exchanged */
	bool has_symbols;	/* they may not: symbols are numbered by thread */
	enum search end;

	/* while the orders of a location are listed */
	struct accesses *now;
	uint16_t place[MAX_WRITES];		/* position of a write */
	uint16_t order[REL_MAX_EVENTS];
	bool placed[MAX_WRITES];
	struct set can_read[REL_MAX_EVENTS];	/* of each read: writes */
};

#define NO_PLACE	0xffff

static inline bool is_read_kind(enum event_kind kind)
{
	return kind == EV_R || kind == EV_LKR || kind == EV_LF ||
	       kind == EV_RL || kind == EV_RU;
}

static inline bool is_write_kind(enum event_kind kind)
{
	return kind == EV_W || kind == EV_LKW || kind == EV_UL;
}

/* Return: false if the budget is over; then sets s->end */
static inline bool search_goes_on(struct search_state *s)
{
	if (!budget_over(s->budget))
		return true;
	s->end = search_over(s->budget);
	return false;
}

/**
 * search_new() - begin a search
 * @view:	a program whose tables are sound
 * @user:	gets the candidates
 * @budget:	what it may cost
 *
 * Return: the search, which search_free() frees. It has the paths of all threads, unless
 * its @end is set.
 */
struct search_state *search_new(const struct ordlab_view *view,
				const struct execution_user *user,
				struct budget *budget);
void search_free(struct search_state *s);

/**
 * search_paths() - begin with a combination of paths
 * @s:		the search; s->x.paths has the paths
 *
 * The function makes events, accesses to locations, and static relations.
 *
 * Return: false if there are too many events; s->end says so.
 */
bool search_paths(struct search_state *s);

/**
 * order_apply() - give a location its rf and co
 * @s:		the search
 * @a:		the location
 * @order:	see struct accesses
 *
 * order_undo() removes them again.
 */
void order_apply(struct search_state *s, const struct accesses *a,
		 const uint16_t *order);
void order_undo(struct search_state *s, const struct accesses *a);

/**
 * search_complete() - compute values, and report a candidate to the user
 * @s:		all locations have their rf and co
 * @decided:	see execution_user.candidate
 * @count:	how many candidates it stands for
 *
 * Return: false if the search ends.
 */
bool search_complete(struct search_state *s, bool decided, uint64_t count);

#endif /* SEARCH_STATE_H */
