/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Facts about values, which conditions are made of, too: see encode-values.c.
 */
#ifndef ENCODE_VALUES_H
#define ENCODE_VALUES_H

#include "encode.h"

/* A node that may have more values has no facts */
#define MAX_FACTS	64

/**
 * struct may_be - the values that a node may have
 * @any:	too many
 * @nr:		how many
 * @value:	in the order in which they were found
 */
struct may_be {
	bool any;
	unsigned int nr;
	struct value value[MAX_FACTS];
};

/**
 * struct strand_values - what is known of the nodes of a strand
 * @may:	[nr_nodes] its values; NULL if nothing depends on it
 * @facts:	[nr_nodes][may.nr] that it has the value; NULL if it has too many
 */
struct strand_values {
	struct may_be **may;
	literal **facts;
};

/**
 * struct encoded_values - what is known of the nodes of all strands
 * @strands:	[nr_strands]
 * @again:	something changed
 * @taken:	memory of the budget
 */
struct encoded_values {
	struct strand_values *strands;
	bool again;
	size_t taken;
};

#endif /* ENCODE_VALUES_H */
