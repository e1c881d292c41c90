// SPDX-License-Identifier: GPL-2.0
/*
 * Dependencies of a path, see dependency.h.
 *
 * Every flow goes to a later step, and every body follows its condition. So one pass
 * over the steps, in order, finds all steps that depend on a given one.
 */
#include <stdlib.h>
#include <string.h>
#include "private/dependency.h"
#include "lib/util.h"

/* --- Recording steps --- */

void dependencies_begin(struct dependencies *d)
{
	d->nr_steps = d->nr_flows = d->nr_regions = d->nr_siblings = 0;
	d->nr_events = 0;
	for (unsigned int r = 0; r < ORDLAB_MAX_REGS; r++)
		d->regs[r] = (struct holder) { .write = NO_STEP };
}

void dependencies_free(struct dependencies *d)
{
	free(d->steps);
	free(d->flows);
	free(d->regions);
	free(d->siblings);
}

void dependencies_insn(struct dependencies *d, unsigned int insn)
{
	for (unsigned int i = 0; i < d->nr_regions; i++)
		if (d->regions[i].end == NO_STEP && d->regions[i].until <= insn)
			d->regions[i].end = d->nr_steps;
	d->event = d->nr_events;
}

static uint16_t step_new(struct dependencies *d, enum step_kind kind,
			 uint16_t event)
{
	GROW(d->steps, d->nr_steps, d->room_steps);
	d->steps[d->nr_steps] = (struct step) {
		.kind = kind,
		.event = event,
		.flows = NO_FLOW,
	};
	return d->nr_steps++;
}

uint16_t dependencies_event(struct dependencies *d, uint16_t event)
{
	d->nr_events = event + 1;
	return step_new(d, STEP_EVENT, event);
}

/* The instruction has a temporary as an operand */
static void use_temporary(struct dependencies *d, struct holder *reg)
{
	if (reg->event < d->event)
		d->event = reg->event;
	/* The events since then belong to operands that are used together with it */
	if (reg->unused && reg->event < reg->end && reg->end < d->nr_events) {
		GROW(d->siblings, d->nr_siblings, d->room_siblings);
		d->siblings[d->nr_siblings++] = (struct siblings) {
			.a = reg->event,
			.end_a = reg->end,
			.b = reg->end,
			.end_b = d->nr_events,
		};
	}
	reg->unused = false;
}

uint16_t dependencies_read(struct dependencies *d, unsigned int reg,
			   bool temporary)
{
	uint16_t step = step_new(d, STEP_READ_REG, 0);
	struct holder *from = &d->regs[reg];

	if (from->write == NO_STEP)
		return step;
	dependencies_flow(d, from->write, step, PORT_DATA);
	if (temporary)
		use_temporary(d, from);
	return step;
}

void dependencies_write(struct dependencies *d, unsigned int reg, uint16_t a,
			uint16_t b)
{
	uint16_t step = step_new(d, STEP_WRITE_REG, 0);

	dependencies_flow(d, a, step, PORT_DATA);
	dependencies_flow(d, b, step, PORT_DATA);
	d->regs[reg] = (struct holder) {
		.write = step,
		.event = d->event,
		.end = d->nr_events,
		.unused = true,
	};
}

void dependencies_flow(struct dependencies *d, uint16_t from, uint16_t to,
		       enum port port)
{
	if (from == NO_STEP)
		return;
	GROW(d->flows, d->nr_flows, d->room_flows);
	d->flows[d->nr_flows] = (struct flow) {
		.to = to,
		.port = port,
		.next = d->steps[from].flows,
	};
	d->steps[from].flows = d->nr_flows++;
}

void dependencies_branch(struct dependencies *d, uint16_t condition,
			 uint16_t until)
{
	GROW(d->regions, d->nr_regions, d->room_regions);
	d->regions[d->nr_regions++] = (struct region) {
		.until = until,
		.condition = condition,
		.begin = d->nr_steps,
		.end = NO_STEP,
	};
}

/* --- Relating events --- */

/* How a step depends on a given event */
#define BY_VALUE	1	/* through values alone */
#define BY_CONTROL	2	/* through values and conditions */

static bool begins_dependencies(const struct event *e)
{
	return e->kind == EV_R || e->kind == EV_LF || e->kind == EV_RL ||
	       e->kind == EV_RU;
}

/*
 * Whether the body of a condition depends on the given event. An operand of a primitive
 * inside of the condition does not make it depend, unless the primitive's result
 * comes from that operand.
 */
static bool controls(const struct region *region, const uint8_t *depends)
{
	return region->condition != NO_STEP && depends[region->condition];
}

/* synchronize_srcu() has a location, and no dependency leads to it */
static bool takes_dependencies(const struct path *path, const struct step *step)
{
	return step->kind == STEP_EVENT &&
	       path->events[step->event].kind != EV_SRCU;
}

static void control(const struct dependencies *d, const struct region *region,
		    struct path *path, unsigned int read, uint8_t *depends)
{
	for (unsigned int s = region->begin; s < region->end; s++) {
		depends[s] |= BY_CONTROL;
		if (takes_dependencies(path, &d->steps[s]))
			rel_add(path->ctrl, read, d->steps[s].event);
	}
}

static void follow(const struct dependencies *d, const struct step *step,
		   struct path *path, unsigned int read, uint8_t how,
		   uint8_t *depends)
{
	for (uint32_t f = step->flows; f != NO_FLOW; f = d->flows[f].next) {
		const struct flow *flow = &d->flows[f];
		const struct step *to = &d->steps[flow->to];

		if (to->kind != STEP_EVENT)
			depends[flow->to] |= how;
		else if (!(how & BY_VALUE) || !takes_dependencies(path, to))
			continue;
		else if (path->events[to->event].kind != EV_W ||
			 flow->port == PORT_ADDR)
			rel_add(path->addr, read, to->event);
		else
			rel_add(path->data, read, to->event);
	}
}

/* @depends: [nr_steps] all 0 */
static void relate_event(const struct dependencies *d, unsigned int from,
			 struct path *path, uint8_t *depends)
{
	unsigned int read = d->steps[from].event, r = 0;

	follow(d, &d->steps[from], path, read, BY_VALUE | BY_CONTROL, depends);
	for (unsigned int s = from + 1; s < d->nr_steps; s++) {
		for (; r < d->nr_regions && d->regions[r].begin <= s; r++)
			if (controls(&d->regions[r], depends))
				control(d, &d->regions[r], path, read, depends);
		/* A dependency ends at an event, and does not go on from there */
		if (depends[s] && d->steps[s].kind != STEP_EVENT)
			follow(d, &d->steps[s], path, read, depends[s], depends);
	}
}

static void relate_order(const struct dependencies *d, struct rel *po)
{
	for (unsigned int a = 0; a < po->n; a++)
		for (unsigned int b = a + 1; b < po->n; b++)
			rel_add(po, a, b);
	for (unsigned int i = 0; i < d->nr_siblings; i++) {
		const struct siblings *s = &d->siblings[i];

		for (unsigned int a = s->a; a < s->end_a; a++)
			for (unsigned int b = s->b; b < s->end_b; b++)
				rel_remove(po, a, b);
	}
}

void dependencies_relate(const struct dependencies *d, struct path *path)
{
	uint8_t *depends = xcalloc(d->nr_steps + 1, sizeof(*depends));

	relate_order(d, path->po);
	for (unsigned int s = 0; s < d->nr_steps; s++) {
		const struct step *step = &d->steps[s];

		if (step->kind != STEP_EVENT ||
		    !begins_dependencies(&path->events[step->event]))
			continue;
		memset(depends, 0, d->nr_steps);
		relate_event(d, s, path, depends);
	}
	free(depends);
}
