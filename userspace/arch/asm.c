// SPDX-License-Identifier: GPL-2.0
#include <capstone/capstone.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include "arch/asm-arm64.h"
#include "arch/asm.h"
#include "arch/machine.h"
#include "lib/text.h"
#include "lib/util.h"

/*
 * Instructions that order memory accesses beyond what each access has of
 * itself, by architecture. In a pattern, '~' stands for the suffix of an access
 * that acquires or releases: a, l or al; '?' for that of its width: b, h or
 * nothing; and '*' for any rest. Intel SDM volume 3A, section 8.2.5; Arm ARM,
 * section B2.3; RISC-V unprivileged ISA, chapter "RVWMO" and the aq and rl bits
 * of chapter "A"; Power ISA, book II, section 4.6.
 */
static const struct {
	const char *arch;
	const char *mnemonic;
} ordering[] = {
	{ "x86", "lock *" }, { "x86", "xchg*" }, { "x86", "mfence" },
	{ "x86", "lfence" }, { "x86", "sfence" },
	{ "aarch64", "dmb" }, { "aarch64", "dsb" }, { "aarch64", "isb" },
	{ "aarch64", "ldar?" }, { "aarch64", "ldlar?" },
	{ "aarch64", "ldapr?" }, { "aarch64", "ldapur*" },
	{ "aarch64", "stlr?" }, { "aarch64", "stllr?" },
	{ "aarch64", "stlur?" },
	{ "aarch64", "ldaxr?" }, { "aarch64", "ldaxp" },
	{ "aarch64", "stlxr?" }, { "aarch64", "stlxp" },
	{ "aarch64", "swp~?" }, { "aarch64", "cas~?" }, { "aarch64", "casp~" },
	{ "aarch64", "ldadd~?" }, { "aarch64", "ldclr~?" },
	{ "aarch64", "ldeor~?" }, { "aarch64", "ldset~?" },
	{ "aarch64", "ldsmax~?" }, { "aarch64", "ldsmin~?" },
	{ "aarch64", "ldumax~?" }, { "aarch64", "ldumin~?" },
	/* without a result, they can release and not acquire */
	{ "aarch64", "staddl?" }, { "aarch64", "stclrl?" },
	{ "aarch64", "steorl?" }, { "aarch64", "stsetl?" },
	{ "aarch64", "stsmaxl?" }, { "aarch64", "stsminl?" },
	{ "aarch64", "stumaxl?" }, { "aarch64", "stuminl?" },
	{ "riscv64", "fence" }, { "riscv64", "fence.tso" },
	{ "riscv64", "*.aq" }, { "riscv64", "*.rl" }, { "riscv64", "*.aqrl" },
	{ "ppc64", "sync" }, { "ppc64", "hwsync" }, { "ppc64", "lwsync" },
	{ "ppc64", "ptesync" }, { "ppc64", "phwsync" }, { "ppc64", "plwsync" },
	{ "ppc64", "eieio" }, { "ppc64", "isync" },
};

/* Whether a name fits a pattern of the table above */
static bool fits(const char *pattern, const char *name)
{
	static const char * const acquire[] = { "al", "a", "l" };
	static const char * const widths[] = { "b", "h" };
	const char *const *suffixes;
	size_t nr, i, len;

	for (; *pattern && strchr("~?*", *pattern) == NULL; pattern++, name++)
		if (*pattern != *name)
			return false;
	switch (*pattern) {
	case '\0':
		return !*name;
	case '*':
		len = strlen(++pattern);
		return strlen(name) >= len &&
		       !strcmp(name + strlen(name) - len, pattern);
	case '~':
		suffixes = acquire;
		nr = 3;
		break;
	default:
		suffixes = widths;
		nr = 2;
		if (fits(pattern + 1, name))
			return true;
		break;
	}
	for (i = 0; i < nr; i++) {
		len = strlen(suffixes[i]);
		if (!strncmp(suffixes[i], name, len) &&
		    fits(pattern + 1, name + len))
			return true;
	}
	return false;
}

bool asm_orders(const char *mnemonic, const char *operands, const char *arch)
{
	size_t i;

	/* The patchable one-byte nop's long form, and xchg of two registers */
	if (!strcmp(mnemonic, "xchg") && !strchr(operands, '['))
		return false;
	if (machine_is_x86(arch))
		arch = "x86";
	else if (!strncmp(arch, "ppc64", 5))
		arch = "ppc64";
	for (i = 0; i < sizeof(ordering) / sizeof(*ordering); i++)
		if (!strcmp(arch, ordering[i].arch) &&
		    fits(ordering[i].mnemonic, mnemonic))
			return true;
	return false;
}

/* X(FUNCTION): those of capstone that are called here */
#define CAPSTONE_FUNCTIONS(X)						\
	X(cs_open) X(cs_close) X(cs_option) X(cs_disasm) X(cs_free)	\
	X(cs_insn_group)

#define STRING(x)	#x
#define STRING_OF(x)	STRING(x)
#define CAPSTONE	"libcapstone.so." STRING_OF(CS_API_MAJOR)

/*
 * The library is loaded when it is needed. To relocate its tables would be most of the
 * time that each command takes to start.
 */
static struct {
#define X(function)	typeof(function) *function;
	CAPSTONE_FUNCTIONS(X)
#undef X
} capstone;

static bool load_capstone(void)
{
	static bool loaded;
	void *library;

	if (loaded)
		return true;
	library = dlopen(CAPSTONE, RTLD_LAZY | RTLD_LOCAL);
	if (!library)
		return false;
#define X(function)							\
	capstone.function = (typeof(function) *)dlsym(library, #function); \
	if (!capstone.function)						\
		return false;
	CAPSTONE_FUNCTIONS(X)
#undef X
	loaded = true;
	return true;
}

static bool open_capstone(csh *handle, const char *arch)
{
	if (machine_is_x86(arch))
		return capstone.cs_open(CS_ARCH_X86, !strcmp(arch, "x86_64") ?
			       CS_MODE_64 : CS_MODE_32, handle) == CS_ERR_OK;
	if (!strcmp(arch, "aarch64"))
		return capstone.cs_open(CS_ARCH_ARM64, CS_MODE_ARM, handle) == CS_ERR_OK;
#if CS_API_MAJOR >= 5
	if (!strcmp(arch, "riscv64"))
		return capstone.cs_open(CS_ARCH_RISCV, CS_MODE_RISCV64 | CS_MODE_RISCVC,
			       handle) == CS_ERR_OK;
#endif
	if (!strncmp(arch, "ppc64", 5))
		return capstone.cs_open(CS_ARCH_PPC, CS_MODE_64 |
			       (!strcmp(arch, "ppc64le") ? CS_MODE_LITTLE_ENDIAN :
				CS_MODE_BIG_ENDIAN), handle) == CS_ERR_OK;
	return false;
}

static size_t from_hex(unsigned char *bytes, const char *hex)
{
	unsigned int byte;
	size_t nr = 0;

	while (sscanf(hex, "%2x", &byte) == 1 && hex[1]) {
		bytes[nr++] = byte;
		hex += 2;
	}
	return nr;
}

/*
 * The kernel's symbols, "ADDRESS TYPE NAME" a line; "" where they cannot be
 * read. There are 100,000 or more, so they are read once, and only when there
 * is something to look up.
 */
static const char *symbols(void)
{
	static char *text;
	size_t len = 0, room = 1 << 20, n;
	FILE *file;

	if (text)
		return text;
	text = xcalloc(room, 1);
	file = fopen("/proc/kallsyms", "re");
	while (file && (n = fread(text + len, 1, room - len - 1, file))) {
		len += n;
		if (room - len < 2) {
			room *= 2;
			text = xrealloc(text, room, 1);
		}
	}
	text[len] = '\0';
	if (file)
		fclose(file);
	return text;
}

/*
 * The address of a function of the module in the kernel. It is 0 where that cannot be
 * read; branches out of the function have no name then.
 */
static unsigned long symbol_address(const char *symbol)
{
	char *pattern = xasprintf(" %s\t[ordlab]", symbol);
	const char *found = strstr(symbols(), pattern);

	free(pattern);
	if (!found)
		return 0;
	while (found > symbols() && found[-1] != '\n')
		found--;
	return strtoul(found, NULL, 16);
}

/* The name of the symbol at an address, to be freed; NULL if there is none */
static char *address_symbol(unsigned long address)
{
	char *pattern = xasprintf("\n%0*lx ", (int)sizeof(address) * 2, address);
	const char *found = strstr(symbols(), pattern);

	if (found)
		found += strlen(pattern) + 2;	/* the type and a space */
	free(pattern);
	return found ? xstrndup(found, strcspn(found, "\t\n")) : NULL;
}

static bool is_branch(csh handle, const cs_insn *insn)
{
	return capstone.cs_insn_group(handle, insn, CS_GRP_CALL) ||
	       capstone.cs_insn_group(handle, insn, CS_GRP_JUMP);
}

/*
 * The target of a branch: "+0x2b" inside the function, else a name. Operands are
 * those of a function of @size bytes at address 0.
 */
static char *branch_target(const char *operands, const char *symbol, size_t size)
{
	const char *number = strstr(operands, "0x");
	unsigned long target, base;
	char *name, *text;

	/* Capstone writes numbers up to 9 as they are */
	if (!number && *operands >= '0' && *operands <= '9')
		number = operands;
	if (!number || strchr(operands, '['))
		return xstrdup(operands);
	target = strtoul(number, NULL, 16);
	if (target < size)
		return xasprintf("%.*s+0x%lx", (int)(number - operands),
				 operands, target);
	base = symbol_address(symbol);
	name = base ? address_symbol(base + target) : NULL;
	text = xasprintf("%.*s%s", (int)(number - operands), operands,
			 name ? name : "(outside)");
	free(name);
	return text;
}

/* x86: the symbol that an operand relative to the instruction pointer means: "[flag]" */
static char *data_target(const cs_insn *insn, const char *symbol)
{
	const char *rip = strstr(insn->op_str, "[rip ");
	unsigned long base = rip ? symbol_address(symbol) : 0;
	long offset = 0;
	char *name, *text;

	if (!base)
		return xstrdup(insn->op_str);
	offset = strtol(rip + 7, NULL, 16);
	if (rip[5] == '-')
		offset = -offset;
	name = address_symbol(base + insn->address + insn->size + offset);
	if (!name)
		return xstrdup(insn->op_str);
	text = xasprintf("%.*s[%s%s", (int)(rip - insn->op_str), insn->op_str,
			 name, strchr(rip, ']'));
	free(name);
	return text;
}

static bool is_padding(const cs_insn *insn)
{
	return !strncmp(insn->mnemonic, "nop", 3) ||
	       !strcmp(insn->mnemonic, "int3") ||
	       (!strcmp(insn->mnemonic, "xchg") && !strcmp(insn->op_str, "ax, ax"));
}

/* Capstone shows instructions that it does not know as data: ".byte 0x41, 0xfc" */
static void read_unknown(cs_insn *insn, const char *arch)
{
	char mnemonic[ARM64_TEXT], operands[ARM64_TEXT];
	const uint8_t *bytes = insn->bytes;

	if (insn->id || insn->size != 4 || strcmp(arch, "aarch64") ||
	    !arm64_atomic(bytes[0] | bytes[1] << 8 | bytes[2] << 16 |
			  (uint32_t)bytes[3] << 24, mnemonic, operands))
		return;
	snprintf(insn->mnemonic, sizeof(insn->mnemonic), "%.*s",
		 (int)sizeof(insn->mnemonic) - 1, mnemonic);
	snprintf(insn->op_str, sizeof(insn->op_str), "%s", operands);
}

/* A line of a listing, of an instruction of a function of @size bytes */
static void put_line(struct listing_line *line, csh handle, const cs_insn *insn,
		     const char *arch, const char *symbol, size_t size)
{
	char *operands = is_branch(handle, insn) ?
			 branch_target(insn->op_str, symbol, size) :
			 data_target(insn, symbol);

	line->text = xasprintf("%4llx  %-*s%s",
			       (unsigned long long)insn->address,
			       *operands ? 9 : 0, insn->mnemonic, operands);
	line->orders = asm_orders(insn->mnemonic, insn->op_str, arch);
	free(operands);
}

static void disassemble(struct listing *listing, const char *hex,
			const char *arch)
{
	unsigned char *bytes = xcalloc(strlen(hex) / 2 + 1, 1);
	size_t size = from_hex(bytes, hex), nr, i;
	csh handle;
	cs_insn *insn;

	if (!size) {
		listing->why = xstrdup("the kernel does not tell its size");
	} else if (!load_capstone()) {
		listing->why = xstrdup("the disassembler is not installed: "
				       CAPSTONE " is missing");
		listing->unread = true;
	} else if (!open_capstone(&handle, arch)) {
		listing->why = xasprintf("no disassembler for %s", arch);
		listing->unread = true;
	} else {
		/* Groups of instructions, as calls and jumps, are a detail */
		capstone.cs_option(handle, CS_OPT_DETAIL, CS_OPT_ON);
		capstone.cs_option(handle, CS_OPT_SKIPDATA, CS_OPT_ON);
		nr = capstone.cs_disasm(handle, bytes, size, 0, 0, &insn);
		/* Padding follows the last instruction */
		for (listing->nr = nr; listing->nr; listing->nr--)
			if (!is_padding(&insn[listing->nr - 1]))
				break;
		listing->lines = xcalloc(listing->nr + 1, sizeof(*listing->lines));
		for (i = 0; i < listing->nr; i++) {
			read_unknown(&insn[i], arch);
			put_line(&listing->lines[i], handle, &insn[i], arch,
				 listing->symbol, size);
		}
		capstone.cs_free(insn, nr);
		capstone.cs_close(&handle);
	}
	free(bytes);
}

struct listing *listings_parse(const char *text, const char *arch, size_t *nr)
{
	struct listing *listings = NULL, *listing;
	char *copy = xstrdup(text), *rest = copy, *line, *what, *symbol;

	*nr = 0;
	while ((line = strsep(&rest, "\n"))) {
		what = strsep(&line, " ");
		symbol = line ? strsep(&line, " ") : NULL;
		if (!symbol || !*symbol)
			continue;
		listings = xrealloc(listings, *nr + 1, sizeof(*listings));
		listing = &listings[(*nr)++];
		memset(listing, 0, sizeof(*listing));
		listing->what = xstrdup(what);
		listing->symbol = xstrdup(symbol);
		if (line)
			disassemble(listing, line, arch);
		else
			listing->why = xstrdup("runs through the switch; what it calls:");
	}
	free(copy);
	return listings ? listings : xcalloc(1, sizeof(*listings));
}

void listings_free(struct listing *listings, size_t nr)
{
	size_t i, j;

	for (i = 0; i < nr; i++) {
		for (j = 0; j < listings[i].nr; j++)
			free(listings[i].lines[j].text);
		free(listings[i].lines);
		free(listings[i].what);
		free(listings[i].symbol);
		free(listings[i].why);
	}
	free(listings);
}

bool listings_unread(const struct listing *listings, size_t nr)
{
	for (size_t i = 0; i < nr; i++)
		if (listings[i].unread)
			return true;
	return false;
}

static unsigned int width_of(const struct listing *listing)
{
	size_t width = strlen(listing->what), i;

	if (strlen(listing->symbol) > width)
		width = strlen(listing->symbol);
	if (listing->why && strlen(listing->why) > width)
		width = strlen(listing->why);
	for (i = 0; i < listing->nr; i++)
		if (strlen(listing->lines[i].text) > width)
			width = strlen(listing->lines[i].text);
	return width;
}

/* Two lines of heading, then the code or the reason that there is none */
static size_t rows_of(const struct listing *listing)
{
	return 2 + (listing->why ? 1 : listing->nr);
}

/* One cell: line @row of a listing, marked with "=>" where it orders */
static void print_cell(FILE *stream, const struct listing *listing, size_t row,
		       unsigned int width)
{
	const char *text = "", *mark = "  ", *on = "", *off = "";
	bool styled = text_styled(stream);

	if (row == 0) {
		text = listing->what;
		on = styled ? STYLE_BOLD : "";
	} else if (row == 1) {
		text = listing->symbol;
	} else if (listing->why) {
		text = row == 2 ? listing->why : "";
	} else if (row - 2 < listing->nr) {
		text = listing->lines[row - 2].text;
		if (listing->lines[row - 2].orders) {
			mark = "=>";
			on = styled ? STYLE_RED : "";
		}
	}
	off = *on ? STYLE_NONE : "";
	fprintf(stream, "%s %s%-*s%s", mark, on, width, text, off);
}

void listings_print(FILE *stream, const struct listing *listings, size_t nr)
{
	unsigned int columns = text_columns(stream), used;
	size_t first, last, i, row, rows;

	for (first = 0; first < nr; first = last) {
		used = 3 + width_of(&listings[first]);
		rows = 0;
		for (last = first + 1; last < nr; last++) {
			used += 6 + width_of(&listings[last]);
			if (used > columns)
				break;
		}
		for (i = first; i < last; i++)
			if (rows_of(&listings[i]) > rows)
				rows = rows_of(&listings[i]);
		for (row = 0; row < rows; row++) {
			for (i = first; i < last; i++) {
				if (i > first)
					fputs(" | ", stream);
				/* No cell follows the last one */
				print_cell(stream, &listings[i], row,
					   i + 1 < last ?
					   width_of(&listings[i]) : 0);
			}
			fputc('\n', stream);
		}
		fputc('\n', stream);
	}
}
