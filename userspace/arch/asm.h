/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Machine code for people: disassembled, with what orders memory marked.
 */
#ifndef ASM_H
#define ASM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/**
 * struct listing - a function of the module, disassembled
 * @what:	what it is for: a primitive's name, or "P0"
 * @symbol:	its name in the module; "switch" for a thread that has no function
 *		of its own
 * @lines:	its instructions
 * @nr:		how many
 * @why:	why there are none, or NULL
 * @unread:	since there is no disassembler for them
 */
struct listing {
	char *what;
	char *symbol;
	struct listing_line {
		char *text;
		bool orders;
	} *lines;
	size_t nr;
	char *why;
	bool unread;
};

/**
 * listings_parse() - disassemble what the module shows of its machine code
 * @text:	lines "WHAT SYMBOL HEX"
 * @arch:	architecture of the code, as uname(2) has it
 * @nr:		takes how many functions there are
 *
 * Return: the functions, for listings_free(); never NULL.
 */
struct listing *listings_parse(const char *text, const char *arch, size_t *nr);
void listings_free(struct listing *listings, size_t nr);

/* Whether some function has code that could not be disassembled */
bool listings_unread(const struct listing *listings, size_t nr);

/**
 * listings_print() - print functions side by side, as many as fit
 * @stream:	where to
 * @listings:	the functions
 * @nr:		how many
 */
void listings_print(FILE *stream, const struct listing *listings, size_t nr);

/**
 * asm_orders() - whether an instruction orders memory accesses
 * @mnemonic:	its name, with a prefix if it has one: "lock addl", "dmb"
 * @operands:	its operands
 * @arch:	architecture
 */
bool asm_orders(const char *mnemonic, const char *operands, const char *arch);

#endif /* ASM_H */
