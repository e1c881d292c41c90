/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Instructions of arm64 that capstone 4 does not know: the atomics of ARMv8.1,
 * which are most of what the kernel's atomics are made of there, and LDAPR.
 */
#ifndef ASM_ARM64_H
#define ASM_ARM64_H

#include <stdbool.h>
#include <stdint.h>

#define ARM64_TEXT	48	/* bytes of each of the texts below */

/**
 * arm64_atomic() - disassemble an atomic instruction
 * @word:	the instruction
 * @mnemonic:	[ARM64_TEXT] takes its name, as "ldaddal"
 * @operands:	[ARM64_TEXT] takes its operands, as "w0, w1, [x2]"
 *
 * Return: false if it is none of those.
 */
bool arm64_atomic(uint32_t word, char *mnemonic, char *operands);

#endif /* ASM_ARM64_H */
