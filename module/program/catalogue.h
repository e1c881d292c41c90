/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The catalogue as it is kept in memory: programs of the ABI, with what all of
 * them leave empty left out. catalogue-tests.c is written by "make catalogue",
 * and catalogue.c unpacks it.
 */
#ifndef ORDLAB_CATALOGUE_H
#define ORDLAB_CATALOGUE_H

#include "program.h"

/* The most that a test of the catalogue has */
#define CATALOGUE_THREADS	4
#define CATALOGUE_LOCATIONS	3
#define CATALOGUE_REGS		4	/* a thread */
#define CATALOGUE_OBSERVED	5
#define CATALOGUE_COND		9	/* condition and filter together */

/**
 * struct catalogue_operand - an operand, see struct ordlab_operand
 * @kind:	enum ordlab_operand_kind
 * @value:	number of the register or location, or the immediate
 */
struct catalogue_operand {
	__u8 kind;
	__s8 value;
};

#define REG(i)	{ .kind = ORDLAB_OPERAND_REG, .value = i }
#define LOC(i)	{ .kind = ORDLAB_OPERAND_LOC, .value = i }
#define IMM(i)	{ .kind = ORDLAB_OPERAND_IMM, .value = i }

/**
 * struct catalogue_insn - an instruction, see struct ordlab_insn
 * @op:		enum ordlab_op
 * @alu:	enum ordlab_alu
 * @type:	enum ordlab_type
 * @target:	where a branch goes
 * @dst:	the register that takes the result, or nothing
 * @addr:	the location
 * @val:	the values
 */
struct catalogue_insn {
	__u8 op;
	__u8 alu;
	__u8 type;
	__u8 target;
	struct catalogue_operand dst;
	struct catalogue_operand addr;
	struct catalogue_operand val[2];
};

/**
 * struct catalogue_location - a location, see struct ordlab_location
 * @name:	index in ordlab_catalogue_names
 * @type:	enum ordlab_type
 * @init:	initial value
 */
struct catalogue_location {
	__u8 name;
	__u8 type;
	struct catalogue_operand init;
};

/**
 * struct catalogue_thread - a thread, see struct ordlab_thread
 * @nr_insns:	how many instructions it has
 * @nr_regs:	how many registers it has
 * @regs:	their names: indices in ordlab_catalogue_names; 0 for temporaries
 */
struct catalogue_thread {
	__u8 nr_insns;
	__u8 nr_regs;
	__u8 regs[CATALOGUE_REGS];
};

/**
 * struct catalogue_observed - see struct ordlab_observed
 * @thread:	the register's thread
 * @what:	the register or location
 * @filter_only: the filter alone asks for it
 */
struct catalogue_observed {
	__u8 thread;
	struct catalogue_operand what;
	__u8 filter_only;
};

/**
 * struct catalogue_cond - a node of the condition, see struct ordlab_cond
 * @op:		enum ordlab_cond_op
 * @observed:	index in the table of observed values
 * @other:	another one
 * @value:	what it is compared with
 */
struct catalogue_cond {
	__u8 op;
	__u8 observed;
	__u8 other;
	struct catalogue_operand value;
};

/**
 * struct catalogue_test - a built-in test
 * @name:	its name
 * @purpose:	what it is for
 * @insns:	the instructions of all its threads, one thread after the other
 * @quantifier:	enum ordlab_quantifier
 * @nr_threads:	how many there are in @threads
 * @nr_locations: how many there are in @locations
 * @nr_observed: how many there are in @observed
 * @nr_cond:	how many nodes in @cond are of the condition
 * @nr_filter:	how many nodes follow that are of the filter
 * @locations:	its locations
 * @threads:	its threads
 * @observed:	what makes an outcome
 * @cond:	condition and filter
 */
struct catalogue_test {
	const char *name;
	const char *purpose;
	const struct catalogue_insn *insns;
	__u8 quantifier;
	__u8 nr_threads;
	__u8 nr_locations;
	__u8 nr_observed;
	__u8 nr_cond;
	__u8 nr_filter;
	struct catalogue_location locations[CATALOGUE_LOCATIONS];
	struct catalogue_thread threads[CATALOGUE_THREADS];
	struct catalogue_observed observed[CATALOGUE_OBSERVED];
	struct catalogue_cond cond[CATALOGUE_COND];
};

extern const struct catalogue_test ordlab_catalogue[];
extern const unsigned int ordlab_catalogue_nr;
/* Names of registers and locations; the first one is "" */
extern const char * const ordlab_catalogue_names[];

#endif /* ORDLAB_CATALOGUE_H */
