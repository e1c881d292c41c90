/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A thread that is run to find one of its paths, see events/path.h.
 *
 * The walker runs the thread with a list of choices: which way a branch goes, which
 * location a pointer leads to, whether a cmpxchg() succeeds. path.c counts the list
 * up, like the digits of a number, until no choice is left. path-values.c makes the
 * nodes and constraints of the path, path-access.c its events.
 *
 * Beside its events, an instruction notes which registers it reads and writes, and
 * what flows where (dependency.h): dependencies are found from that.
 */
#ifndef WALKER_H
#define WALKER_H

#include "dependency.h"
#include "events/path.h"

/* A value that an instruction uses or makes, and the step that it comes from */
struct source {
	uint16_t node;
	uint16_t step;
};

/* One of @nr ways to go on */
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
	uint16_t *meet;		/* for each instruction: its post-dominator */

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

/* The same for what an operation makes of two nodes; a constant, if they are */
uint16_t walker_alu(struct walker *w, unsigned int type,
		    enum ordlab_alu alu, uint16_t a, uint16_t b);

/*
 * The type of what a place holds; an SRCU domain holds indices. A place that is no
 * location has the type of the location that it is counted from
 */
unsigned int walker_type(const struct walker *w, uint8_t loc);

/* A node, converted to the type of a place */
uint16_t walker_convert(struct walker *w, uint8_t loc, uint16_t node);

/* The path needs this of its values. It is dead if no value that is read meets it */
void walker_constrain(struct walker *w, enum need need, uint16_t a, uint16_t b);

/* The next choice, one of @nr. Return: its number */
unsigned int walker_choose(struct walker *w, unsigned int nr);

/* --- path-access.c --- */

/* An operand of the instruction, with the step that it comes from */
struct source walker_operand(struct walker *w, const struct ordlab_operand *op);

/* Puts the result, computed from steps @a and @b, into the register that takes it */
void walker_result(struct walker *w, uint16_t node, uint16_t a, uint16_t b);

/* A new event of the instruction. Return: its step */
uint16_t walker_event(struct walker *w, enum event_kind kind, uint8_t order,
		      uint8_t loc);

/* Runs an instruction that names a location. False: the path ends here */
bool walker_access(struct walker *w, const struct ordlab_insn *insn);

#endif /* WALKER_H */
