/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Facts: literals that say that a node has a value. Constraints and conditions are
 * made of them, see encode-values.c.
 */
#ifndef ENCODE_VALUES_H
#define ENCODE_VALUES_H

#include "encode.h"

/* A node that may have more values has no facts */
#define MAX_FACTS	64

/**
 * struct may_be - the values that a node may have
 * @any:	there are too many to list
 * @nr:		how many
 * @value:	in the order in which they were found
 */
struct may_be {
	bool any;
	unsigned int nr;
	struct value value[MAX_FACTS];
};

/**
 * struct strand_values - values and facts of the nodes of a strand
 * @may:	[nr_nodes] the values of the node; NULL if no constraint depends on it
 * @facts:	[nr_nodes][may.nr] the fact that the node has the value; NULL if the node
 *		has too many values
 */
struct strand_values {
	struct may_be **may;
	literal **facts;
};

/**
 * struct encoded_values - values and facts of the nodes of all strands
 * @strands:	[nr_strands]
 * @again:	a value was found in this round, so that another round is needed
 * @taken:	memory that was taken from the budget
 */
struct encoded_values {
	struct strand_values *strands;
	bool again;
	size_t taken;
};

#endif /* ENCODE_VALUES_H */
