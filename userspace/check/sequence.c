// SPDX-License-Identifier: GPL-2.0
/*
 * Counting executions as sequences of steps, see sequence.h.
 *
 * A state is what the threads are about to do, what they hold, and what is in memory.
 * From the one that all begins with, each step leads to another one, which may be
 * reached in many ways: these are added up.
 */
#include <stdlib.h>
#include <string.h>
#include "lib/count.h"
#include "lib/util.h"
#include "private/search-steps.h"
#include "private/sequence.h"

/* Values have numbers from 1 on; 0 is one that nobody will ask for */
#define NO_VALUE	0
/* So has what a thread is about to do; 0 is that it has not chosen its path */
#define NOT_BEGUN	0

#define WALK_DONE	UINT64_MAX	/* instead of a path and a place in it */
#define WALK_WORDS	(1 + MAX_HELD / 2)
#define STATE_WORDS	((ORDLAB_MAX_THREADS + MAX_PLACES) / 2 + 1)

/* What a thread is about to do: a place in a path, and the values that it holds */
struct walk {
	uint64_t at;
	uint32_t held[MAX_HELD];
};

/* @cursor: threads before it have read what they read in this gap. @holder: of the lock */
struct state_of {
	uint32_t walks[ORDLAB_MAX_THREADS];
	uint32_t memory[MAX_PLACES];
	uint32_t cursor;
	uint32_t holder;
};

/* States, and how many sequences lead to each */
struct layer {
	struct keyset states;
	uint64_t *counts;
	size_t room;
};

struct counting {
	struct search_state *s;
	struct budget *budget;
	struct plan plan;
	unsigned int nr_threads;
	unsigned int nr_places;
	unsigned int phase;		/* the one that is counted */
	bool phase_fails;		/* some trylock fails in it */
	struct keyset values;
	struct keyset walks[ORDLAB_MAX_THREADS];
	uint32_t *entries[ORDLAB_MAX_THREADS];	/* of each path, or NOT_BEGUN */
	struct layer now, next, ended;
	bool *known;			/* of each node of a path */
	struct value *value;
	bool unsure;			/* it takes a list to say */
	uint64_t moves;			/* so many states may be looked at yet */
};

static uint32_t number_of(struct counting *c, struct value value)
{
	uint64_t key[VALUE_WORDS];

	c->unsure |= value.kind != VALUE_INT && value.kind != VALUE_ADDRESS;
	memcpy(key, &value, sizeof(value));
	return keyset_find(&c->values, key) + 1;
}

static struct value value_of(const struct counting *c, uint32_t number)
{
	struct value value;

	memcpy(&value, keyset_key(&c->values, number - 1), sizeof(value));
	return value;
}

/* --- What a thread does --- */

static const struct track *track_of(const struct counting *c, unsigned int thread,
				    uint64_t at)
{
	return &c->plan.tracks[thread][at >> 16];
}

/* Computes a node, and those before it as far as what they read is held */
static struct value find_node(struct counting *c, const struct track *t,
			      const struct walk *w, uint16_t node)
{
	const struct node *nodes = t->path->nodes;

	if (nodes[node].kind == NODE_CONST)
		return nodes[node].value;
	for (unsigned int n = 0; n <= node; n++) {
		uint32_t held;

		c->known[n] = true;
		if (nodes[n].kind == NODE_CONST) {
			c->value[n] = nodes[n].value;
		} else if (nodes[n].kind == NODE_READ) {
			held = w->held[t->stages[nodes[n].a].slot];
			c->known[n] = held != NO_VALUE;
			if (c->known[n])
				c->value[n] = value_of(c, held);
		} else {
			unsigned int a = nodes[n].a;
			unsigned int b = node_has_b(&nodes[n]) ? nodes[n].b : a;

			c->known[n] = c->known[a] && c->known[b];
			if (c->known[n])
				c->value[n] = node_compute(&nodes[n], c->value[a],
							   c->value[b]);
		}
	}
	c->unsure |= !c->known[node];
	return c->known[node] ? c->value[node] : value_int(0);
}

/* Whether the constraints are met that can be decided after an event, or at once */
static bool constraints_met(struct counting *c, const struct track *t,
			    const struct walk *w, unsigned int event)
{
	for (unsigned int i = 0; i < t->path->nr_constraints; i++) {
		const struct constraint *is = &t->path->constraints[i];
		struct value a, b;
		enum truth met;

		if (t->check_at[i] != event)
			continue;
		a = b = find_node(c, t, w, is->a);
		if (need_compares(is->need))
			b = find_node(c, t, w, is->b);
		met = need_met(is->need, a, b);
		c->unsure |= met == TRUTH_MAYBE;
		if (met != TRUTH_YES)
			return false;
	}
	return true;
}

/* Does an event. False: its path does not go on with what is read */
static bool do_event(struct counting *c, const struct track *t, struct walk *w,
		     uint32_t *memory)
{
	unsigned int at = w->at++ & 0xffff;
	const struct event *e = &t->path->events[at];

	if (e->kind == EV_R) {
		w->held[t->stages[at].slot] = memory[e->loc];
		if (!constraints_met(c, t, w, at))
			return false;
	} else if (e->kind == EV_W) {
		memory[e->loc] = number_of(c, find_node(c, t, w, e->value));
	} else {
		return true;
	}
	for (unsigned int i = 0; i <= at; i++)
		if (t->path->events[i].kind == EV_R && t->stages[i].last <= at)
			w->held[t->stages[i].slot] = NO_VALUE;
	return true;
}

/* At the end of its path, a thread holds what is observed of it */
static void end_walk(struct counting *c, const struct track *t, unsigned int thread,
		     struct walk *w)
{
	const struct ordlab_view *view = c->s->x.view;
	struct walk end = { .at = WALK_DONE };
	unsigned int nr = 0;

	for (unsigned int o = 0; o < view->prog->nr_observed; o++) {
		const struct ordlab_observed *is = &view->observed[o];
		uint16_t node;

		if (is->kind != ORDLAB_OPERAND_REG || is->thread != thread)
			continue;
		node = t->path->regs[is->index];
		end.held[nr++] = number_of(c, node == NO_NODE ? value_int(0) :
					      find_node(c, t, w, node));
	}
	*w = end;
}

/* Goes on to what other threads matter to. Return: NOT_BEGUN if there is no way */
static uint32_t settle_walk(struct counting *c, unsigned int thread, struct walk *w,
			    uint32_t *memory)
{
	const struct track *t = track_of(c, thread, w->at);
	uint64_t key[WALK_WORDS];

	while ((w->at & 0xffff) < t->path->nr_events &&
	       t->stages[w->at & 0xffff].step == STEP_FREE)
		if (!do_event(c, t, w, memory))
			return NOT_BEGUN;
	if ((w->at & 0xffff) == t->path->nr_events)
		end_walk(c, t, thread, w);
	key[0] = w->at;
	memcpy(key + 1, w->held, sizeof(w->held));
	return keyset_find(&c->walks[thread], key) + 1;
}

/* What comes next; NULL: nothing */
static const struct stage *next_stage(const struct counting *c, unsigned int thread,
				      uint32_t walk)
{
	uint64_t at = *keyset_key(&c->walks[thread], walk - 1);

	return at == WALK_DONE ? NULL :
		&track_of(c, thread, at)->stages[at & 0xffff];
}

/* --- States --- */

static size_t state_words(const struct counting *c)
{
	return (c->nr_threads + c->nr_places + 1) / 2 + 1;
}

static void pack_state(const struct counting *c, const struct state_of *state,
		       uint64_t *key)
{
	unsigned int walks = c->nr_threads * sizeof(*state->walks);

	key[state_words(c) - 2] = 0;
	memcpy(key, state->walks, walks);
	memcpy((char *)key + walks, state->memory,
	       c->nr_places * sizeof(*state->memory));
	key[state_words(c) - 1] = (uint64_t)state->holder << 32 | state->cursor;
}

static void unpack_state(const struct counting *c, const uint64_t *key,
			 struct state_of *state)
{
	unsigned int walks = c->nr_threads * sizeof(*state->walks);

	memcpy(state->walks, key, walks);
	memcpy(state->memory, (const char *)key + walks,
	       c->nr_places * sizeof(*state->memory));
	state->cursor = (uint32_t)key[state_words(c) - 1];
	state->holder = key[state_words(c) - 1] >> 32;
}

static void add_state(struct counting *c, struct layer *layer,
		      const struct state_of *state, uint64_t count)
{
	size_t before = layer->states.nr, nr;
	uint64_t key[STATE_WORDS];

	pack_state(c, state, key);
	nr = keyset_find(&layer->states, key);
	if (!budget_grow(c->budget, &layer->counts, &layer->room, nr + 1,
			 sizeof(*layer->counts)))
		return;
	if (nr == before)
		layer->counts[nr] = 0;
	layer->counts[nr] = count_add(layer->counts[nr], count);
}

/* Whether a thread may read in a gap of this phase */
static bool reads_next(const struct counting *c, const struct state_of *state,
		       unsigned int thread, uint32_t walk)
{
	const struct stage *stage = next_stage(c, thread, walk);

	return stage && stage->phase == c->phase &&
	       stage->step == (state->holder ? STEP_FAIL : STEP_READ);
}

static bool may_read(const struct counting *c, const struct state_of *state,
		     unsigned int thread)
{
	if (state->walks[thread] != NOT_BEGUN)
		return reads_next(c, state, thread, state->walks[thread]);
	for (size_t p = 0; p < c->s->paths[thread].nr; p++)
		if (c->entries[thread][p] != NOT_BEGUN &&
		    reads_next(c, state, thread, c->entries[thread][p]))
			return true;
	return false;
}

static void go_to(struct counting *c, struct state_of *to, uint64_t count)
{
	while (to->cursor < c->nr_threads && !may_read(c, to, to->cursor))
		to->cursor++;
	add_state(c, &c->next, to, count);
}

/* Does the events of a critical section, but for the first two */
static bool do_section(struct counting *c, const struct track *t, struct walk *w,
		       uint32_t *memory)
{
	bool end = false;

	while (!end) {
		end = t->path->events[w->at & 0xffff].kind == EV_UL;
		if (!do_event(c, t, w, memory))
			return false;
	}
	return true;
}

/* Takes the step of a thread that is about to do what @walk says, if it may */
static void step(struct counting *c, const struct state_of *from, unsigned int thread,
		 uint32_t walk, uint64_t count)
{
	const struct stage *stage = next_stage(c, thread, walk);
	const uint64_t *key = keyset_key(&c->walks[thread], walk - 1);
	struct state_of to = *from;
	struct walk w = { .at = key[0] };
	const struct track *t;
	bool reads, fits = true;

	if (!stage || stage->phase != c->phase)
		return;
	reads = stage->step == STEP_READ || stage->step == STEP_FAIL;
	if (from->holder ? from->holder != thread + 1 && stage->step != STEP_FAIL :
			   stage->step == STEP_FAIL)
		return;
	if (reads && thread < from->cursor)
		return;
	t = track_of(c, thread, w.at);
	memcpy(w.held, key + 1, sizeof(w.held));
	to.cursor = reads ? thread : 0;
	switch ((enum step)stage->step) {
	case STEP_LOCK:
		w.at += 2;
		if (c->phase_fails)
			to.holder = thread + 1;
		else
			fits = do_section(c, t, &w, to.memory);
		break;
	case STEP_INSIDE:
		to.holder = 0;
		fits = do_section(c, t, &w, to.memory);
		break;
	case STEP_RMW:
		fits = do_event(c, t, &w, to.memory) &&
		       do_event(c, t, &w, to.memory);
		break;
	default:
		fits = do_event(c, t, &w, to.memory);
	}
	if (!fits)
		return;
	to.walks[thread] = settle_walk(c, thread, &w, to.memory);
	if (to.walks[thread] != NOT_BEGUN)
		go_to(c, &to, count);
}

/* Whether all threads have left the phase. Those that have not begun may leave it out */
static bool is_over(const struct counting *c, const struct state_of *state)
{
	for (unsigned int t = 0; t < c->nr_threads; t++) {
		const struct stage *stage;

		if (state->walks[t] == NOT_BEGUN)
			continue;
		stage = next_stage(c, t, state->walks[t]);
		if (stage && stage->phase == c->phase)
			return false;
	}
	return !state->holder;
}

static void end_phase(struct counting *c, struct state_of state, uint64_t count)
{
	for (unsigned int l = 0; l < c->nr_places; l++) {
		unsigned int group = c->plan.group[l];

		if (group != MAX_PLACES && c->plan.phase[group] == c->phase &&
		    !(c->s->x.observed >> l & 1))
			state.memory[l] = NO_VALUE;
	}
	state.cursor = 0;
	add_state(c, &c->ended, &state, count);
}

static void move(struct counting *c, const struct state_of *from, uint64_t count)
{
	if (is_over(c, from))
		end_phase(c, *from, count);
	for (unsigned int t = 0; t < c->nr_threads; t++) {
		if (from->walks[t] != NOT_BEGUN) {
			step(c, from, t, from->walks[t], count);
			continue;
		}
		for (size_t p = 0; p < c->s->paths[t].nr; p++)
			if (c->entries[t][p] != NOT_BEGUN)
				step(c, from, t, c->entries[t][p], count);
	}
}

static bool goes_on(struct counting *c)
{
	if (c->unsure || !c->moves || budget_over(c->budget))
		return false;
	c->moves--;
	return true;
}

static void swap(struct layer *a, struct layer *b)
{
	struct layer old = *a;

	*a = *b;
	*b = old;
	keyset_clear(&b->states);
}

/* Calls @visit for each state. False: it takes too long */
static bool each_state(struct counting *c, const struct layer *layer,
		       void (*visit)(struct counting *c, const struct state_of *state,
				     uint64_t count))
{
	for (size_t i = 0; i < layer->states.nr; i++) {
		struct state_of state;

		if (!goes_on(c))
			return false;
		unpack_state(c, keyset_key(&layer->states, i), &state);
		visit(c, &state, layer->counts[i]);
	}
	return true;
}

/* --- From the first phase to the last --- */

static bool count_phase(struct counting *c)
{
	const struct plan *p = &c->plan;

	c->phase_fails = false;
	for (unsigned int l = 0; l < c->nr_places; l++)
		c->phase_fails |= p->fails[l] && p->phase[p->group[l]] == c->phase;
	swap(&c->now, &c->ended);
	while (c->now.states.nr) {
		if (!each_state(c, &c->now, move))
			return false;
		swap(&c->now, &c->next);
	}
	return true;
}

/* Threads that have not begun take a path in which they do nothing that matters */
static void begin_last(struct counting *c, const struct state_of *state,
		       uint64_t count)
{
	unsigned int t = 0;

	while (t < c->nr_threads && state->walks[t] != NOT_BEGUN)
		t++;
	if (t == c->nr_threads) {
		add_state(c, &c->ended, state, count);
		return;
	}
	for (size_t p = 0; p < c->s->paths[t].nr; p++) {
		struct state_of to = *state;

		to.walks[t] = c->entries[t][p];
		if (to.walks[t] != NOT_BEGUN && !next_stage(c, t, to.walks[t]))
			add_state(c, &c->next, &to, count);
	}
}

static bool begin_all(struct counting *c)
{
	swap(&c->now, &c->ended);
	while (c->now.states.nr) {
		if (!each_state(c, &c->now, begin_last))
			return false;
		swap(&c->now, &c->next);
	}
	return true;
}

static void enter_paths(struct counting *c, uint32_t *memory)
{
	for (unsigned int t = 0; t < c->nr_threads; t++) {
		size_t nr = c->s->paths[t].nr;

		c->entries[t] = xcalloc(nr + 1, sizeof(**c->entries));
		for (size_t p = 0; p < nr && !budget_over(c->budget); p++) {
			struct walk w = { .at = (uint64_t)p << 16 };

			if (constraints_met(c, &c->plan.tracks[t][p], &w, NO_INSN))
				c->entries[t][p] = settle_walk(c, t, &w, memory);
		}
	}
}

static bool count_all(struct counting *c)
{
	struct state_of first = { .cursor = 0 };

	for (unsigned int l = 0; l < c->nr_places; l++)
		first.memory[l] = number_of(c, c->plan.initial[l]);
	enter_paths(c, first.memory);
	add_state(c, &c->ended, &first, 1);
	for (c->phase = 0; c->phase < c->plan.nr_phases; c->phase++)
		if (!count_phase(c))
			return false;
	return begin_all(c) && goes_on(c);
}

/* Brings the outcomes to the user */
static void bring(struct counting *c, const struct state_of *state, uint64_t count)
{
	struct execution *x = &c->s->x;
	unsigned int nr[ORDLAB_MAX_THREADS] = { 0 };

	for (unsigned int o = 0; o < x->view->prog->nr_observed; o++) {
		const struct ordlab_observed *is = &x->view->observed[o];
		uint64_t key[WALK_WORDS];
		struct walk w;

		if (is->kind != ORDLAB_OPERAND_REG) {
			x->state[o] = value_of(c, state->memory[is->index]);
			continue;
		}
		memcpy(key, keyset_key(&c->walks[is->thread],
				       state->walks[is->thread] - 1), sizeof(key));
		memcpy(w.held, key + 1, sizeof(w.held));
		x->state[o] = value_of(c, w.held[nr[is->thread]++]);
	}
	if (c->s->end == SEARCH_DONE)
		combine_report(c->s, true, count);
}

static void layer_begin(struct counting *c, struct layer *layer)
{
	layer->states.words = state_words(c);
	layer->states.budget = c->budget;
}

static void layer_free(struct counting *c, struct layer *layer)
{
	keyset_free(&layer->states);
	budget_free(c->budget, &layer->counts, &layer->room,
		    sizeof(*layer->counts));
}

static void counting_begin(struct counting *c)
{
	unsigned int most = 0;

	c->values = (struct keyset) { .words = VALUE_WORDS, .budget = c->budget };
	layer_begin(c, &c->now);
	layer_begin(c, &c->next);
	layer_begin(c, &c->ended);
	for (unsigned int t = 0; t < c->nr_threads; t++) {
		c->walks[t].words = WALK_WORDS;
		c->walks[t].budget = c->budget;
		for (size_t p = 0; p < c->s->paths[t].nr; p++)
			if (c->s->paths[t].path[p].nr_nodes > most)
				most = c->s->paths[t].path[p].nr_nodes;
		c->s->x.paths[t] = c->s->paths[t].path;
	}
	c->known = xcalloc(most + 1, sizeof(*c->known));
	c->value = xcalloc(most + 1, sizeof(*c->value));
}

static void counting_end(struct counting *c)
{
	layer_free(c, &c->now);
	layer_free(c, &c->next);
	layer_free(c, &c->ended);
	keyset_free(&c->values);
	for (unsigned int t = 0; t < c->nr_threads; t++) {
		keyset_free(&c->walks[t]);
		free(c->entries[t]);
	}
	free(c->known);
	free(c->value);
}

bool sequence_all(struct search_state *s, uint64_t moves)
{
	struct budget budget = budget_part(s->budget, 0);
	struct counting *c;
	bool done = false;

	/* Half of the memory is for what the user keeps */
	budget.bytes /= 2;
	if (!budget_take(s->budget, budget.bytes))
		return false;
	c = xcalloc(1, sizeof(*c));
	c->s = s;
	c->budget = &budget;
	c->moves = moves;
	c->nr_places = s->x.nr_places;
	c->nr_threads = s->x.view->prog->nr_threads;
	if (plan_make(&c->plan, s)) {
		counting_begin(c);
		done = count_all(c);
		if (done) {
			s->x.doubt = value_int(0);
			c->moves = UINT64_MAX;
			each_state(c, &c->ended, bring);
		}
		counting_end(c);
	}
	plan_free(&c->plan);
	free(c);
	budget_give(s->budget, budget.bytes);
	return done;
}
