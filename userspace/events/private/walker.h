/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The walker runs a thread to find one of its paths, see events/path.h.
 *
 * It has a list of choices: which way a branch goes, to which location a pointer
 * points, whether a cmpxchg() succeeds. One list makes one path. path.c increments the
 * list like the digits of a number, and runs the thread again, until no choice is left.
 * path-values.c makes the nodes and constraints of the path, path-access.c its events.
 *
 * For each instruction, the walker also records accesses to registers, and the flows of
 * values (dependency.h). The dependencies of the path follow from these.
 */
#ifndef WALKER_H
#define WALKER_H

#include "dependency.h"
#include "events/path.h"

/* A value that an instruction uses or computes, and the step from which it comes */
struct source {
	uint16_t node;
	uint16_t step;
};

/* A choice: one of @nr ways to continue */
struct choice {
	unsigned int taken;
	unsigned int nr;
};

struct walker {
	const struct ordlab_view *view;
	const struct ordlab_thread *thread;
	const struct ordlab_insn *insns;
	const struct domain *domain;
	struct budget *budget;
	uint16_t *join;		/* for each instruction: its post-dominator */

	struct choice *choices;
	unsigned int nr_choices;
	unsigned int next_choice;
	unsigned int room_choices;

	/* the path so far */
	struct path path;
	unsigned int room_events, room_nodes, room_constraints;
	struct dependencies deps;
	uint16_t regs[ORDLAB_MAX_REGS];	/* node of what each one holds */
	unsigned int pc;
	unsigned int thread_nr;
	bool matching;
	bool dead;		/* no value that is read can lead here */
};

/* --- path-values.c --- */

/* A new node of the path. Return: its number */
uint16_t walker_node(struct walker *w, struct node node);

/* The same for a value that is known */
uint16_t walker_constant(struct walker *w, struct value value);

/* The same for an operation on two nodes; a constant node if both are constant */
uint16_t walker_alu(struct walker *w, unsigned int type,
		    enum ordlab_alu alu, uint16_t a, uint16_t b);

/*
 * The type of the values at a place; an SRCU domain keeps indices. A place elsewhere
 * has the type of the location from which its offset counts
 */
unsigned int walker_type(const struct walker *w, uint8_t loc);

/* A node, converted to the type of a place */
uint16_t walker_convert(struct walker *w, uint8_t loc, uint16_t node);

/* Adds a constraint. The path is dead if no value of the domain satisfies it */
void walker_constrain(struct walker *w, enum need need, uint16_t a, uint16_t b);

/* The next choice, one of @nr. Return: its number */
unsigned int walker_choose(struct walker *w, unsigned int nr);

/* --- path-access.c --- */

/* An operand of the instruction, with the step from which it comes */
struct source walker_operand(struct walker *w, const struct ordlab_operand *op);

/* Writes the result, which comes from steps @a and @b, to the instruction's register */
void walker_result(struct walker *w, uint16_t node, uint16_t a, uint16_t b);

/* A new event of the instruction. Return: its step */
uint16_t walker_event(struct walker *w, enum event_kind kind, uint8_t order,
		      uint8_t loc);

/* Runs an instruction that names a location. False: the path ends here */
bool walker_access(struct walker *w, const struct ordlab_insn *insn);

#endif /* WALKER_H */
