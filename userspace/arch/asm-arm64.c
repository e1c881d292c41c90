// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include "arch/asm-arm64.h"

/* Arm ARM, section C4.1, "Loads and Stores" */
#define LSE_MASK	0x3f200c00	/* LD<OP>, SWP, LDAPR */
#define LSE_BITS	0x38200000
#define CAS_MASK	0x3fa07c00
#define CAS_BITS	0x08a07c00
#define CASP_MASK	0xbfa07c00
#define CASP_BITS	0x08207c00

static unsigned int field(uint32_t word, unsigned int low, unsigned int bits)
{
	return word >> low & ((1U << bits) - 1);
}

/* A general register; number 31 is zero, or the stack pointer in an address */
static const char *reg_name(char buf[8], char width, unsigned int reg)
{
	snprintf(buf, 8, reg == 31 ? "%czr" : "%c%u", width, reg);
	return buf;
}

static const char *base_name(char buf[8], unsigned int reg)
{
	snprintf(buf, 8, reg == 31 ? "sp" : "x%u", reg);
	return buf;
}

/* Acquire and release, then the width of what is narrower than a register */
static void put_mnemonic(char *mnemonic, const char *name, bool acquire,
			 bool release, unsigned int size)
{
	snprintf(mnemonic, ARM64_TEXT, "%s%s%s%s", name, acquire ? "a" : "",
		 release ? "l" : "", size == 0 ? "b" : size == 1 ? "h" : "");
}

static bool lse(uint32_t word, char *mnemonic, char *operands)
{
	static const char * const names[] = {
		"add", "clr", "eor", "set", "smax", "smin", "umax", "umin",
	};
	unsigned int size = field(word, 30, 2), opc = field(word, 12, 3);
	unsigned int rs = field(word, 16, 5), rt = field(word, 0, 5);
	bool acquire = field(word, 23, 1), release = field(word, 22, 1);
	char s[8], t[8], n[8], name[8], width = size == 3 ? 'x' : 'w';
	bool store = false;

	base_name(n, field(word, 5, 5));
	if (!field(word, 15, 1)) {
		/* without a result there is nothing to acquire */
		store = rt == 31 && !acquire;
		snprintf(name, sizeof(name), "%s%s", store ? "st" : "ld",
			 names[opc]);
	} else if (opc == 0) {
		snprintf(name, sizeof(name), "swp");
	} else if (opc == 4 && acquire && !release && rs == 31) {
		put_mnemonic(mnemonic, "ldapr", false, false, size);
		snprintf(operands, ARM64_TEXT, "%s, [%s]",
			 reg_name(t, width, rt), n);
		return true;
	} else {
		return false;
	}
	put_mnemonic(mnemonic, name, acquire, release, size);
	if (store)
		snprintf(operands, ARM64_TEXT, "%s, [%s]",
			 reg_name(s, width, rs), n);
	else
		snprintf(operands, ARM64_TEXT, "%s, %s, [%s]",
			 reg_name(s, width, rs), reg_name(t, width, rt), n);
	return true;
}

static void cas(uint32_t word, char *mnemonic, char *operands)
{
	unsigned int size = field(word, 30, 2);
	char s[8], t[8], n[8], width = size == 3 ? 'x' : 'w';

	put_mnemonic(mnemonic, "cas", field(word, 22, 1), field(word, 15, 1),
		     size);
	snprintf(operands, ARM64_TEXT, "%s, %s, [%s]",
		 reg_name(s, width, field(word, 16, 5)),
		 reg_name(t, width, field(word, 0, 5)),
		 base_name(n, field(word, 5, 5)));
}

static void casp(uint32_t word, char *mnemonic, char *operands)
{
	unsigned int s = field(word, 16, 5), t = field(word, 0, 5);
	char text[4][8], n[8], width = field(word, 30, 1) ? 'x' : 'w';

	put_mnemonic(mnemonic, "casp", field(word, 22, 1), field(word, 15, 1), 2);
	snprintf(operands, ARM64_TEXT, "%s, %s, %s, %s, [%s]",
		 reg_name(text[0], width, s), reg_name(text[1], width, s + 1),
		 reg_name(text[2], width, t), reg_name(text[3], width, t + 1),
		 base_name(n, field(word, 5, 5)));
}

bool arm64_atomic(uint32_t word, char *mnemonic, char *operands)
{
	if ((word & LSE_MASK) == LSE_BITS)
		return lse(word, mnemonic, operands);
	if ((word & CAS_MASK) == CAS_BITS)
		cas(word, mnemonic, operands);
	else if ((word & CASP_MASK) == CASP_BITS)
		casp(word, mnemonic, operands);
	else
		return false;
	return true;
}
