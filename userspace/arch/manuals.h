/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the vendors' manuals say of memory ordering, in our own words, each
 * statement with its place. Only ordinary accesses to ordinary (write-back
 * cacheable) memory are meant.
 *
 * Intel: Intel 64 and IA-32 Architectures Software Developer's Manual, volume
 * 3A. Arm: Arm Architecture Reference Manual for A-profile, DDI 0487. RISC-V:
 * the RISC-V Instruction Set Manual, volume I, chapter RVWMO; its rules of
 * preserved program order have numbers.
 */
#ifndef MANUALS_H
#define MANUALS_H

/*
 * MANUAL_EFFECTS: what a machine may show. X(ID, title, test)
 *
 * The built-in test asks for just this effect: in it, everything that could
 * show the outcome by another effect is ordered.
 */
#define MANUAL_EFFECTS(X)						\
	X(STORE_LOAD, "a store after a later load", "SB")		\
	X(LOAD_LOAD, "two loads swapped", "MP+wmb+po")			\
	X(STORE_STORE, "two stores swapped", "MP+po+rmb")		\
	X(LOAD_STORE, "a load after a later store", "LB")		\
	X(FORWARDING, "own stores seen before others see them", "SB+rfi")	\
	X(COPIES, "observers who disagree (IRIW)", "IRIW+addrs")	\
	X(CAUSALITY, "news before its cause (WRC)", "WRC+addrs")	\
	X(DEPENDENCY, "a load before the one its address is from", "MP+wmb+addr")

/*
 * MANUAL_STATEMENTS: X(effect, architecture, verdict, place, statement)
 *
 * The architecture is what uname(2) calls it, the verdict ALLOWED or FORBIDDEN.
 */
#define MANUAL_STATEMENTS(X)						\
	X(STORE_LOAD, x86_64, ALLOWED, "SDM 3A 8.2.2, 8.2.3.4",		\
	  "a load may be reordered with an earlier store to another location")	\
	X(LOAD_LOAD, x86_64, FORBIDDEN, "SDM 3A 8.2.2, 8.2.3.2",	\
	  "loads are not reordered with other loads")			\
	X(STORE_STORE, x86_64, FORBIDDEN, "SDM 3A 8.2.2, 8.2.3.2",	\
	  "stores are not reordered with other stores")			\
	X(LOAD_STORE, x86_64, FORBIDDEN, "SDM 3A 8.2.2, 8.2.3.3",	\
	  "stores are not reordered with earlier loads")		\
	X(FORWARDING, x86_64, ALLOWED, "SDM 3A 8.2.3.5",		\
	  "a store may be forwarded to the CPU's own loads before others see it")	\
	X(COPIES, x86_64, FORBIDDEN, "SDM 3A 8.2.2, 8.2.3.7",		\
	  "all CPUs but those that store see two stores in one order")	\
	X(CAUSALITY, x86_64, FORBIDDEN, "SDM 3A 8.2.2, 8.2.3.6",	\
	  "stores are transitively visible: order obeys causality")	\
	X(DEPENDENCY, x86_64, FORBIDDEN, "SDM 3A 8.2.2, 8.2.3.2",	\
	  "loads are not reordered with other loads, dependent or not")	\
	X(STORE_LOAD, aarch64, ALLOWED, "DDI 0487 B2.3",		\
	  "nothing orders accesses to different locations by itself")	\
	X(LOAD_LOAD, aarch64, ALLOWED, "DDI 0487 B2.3",			\
	  "nothing orders accesses to different locations by itself")	\
	X(STORE_STORE, aarch64, ALLOWED, "DDI 0487 B2.3",		\
	  "nothing orders accesses to different locations by itself")	\
	X(LOAD_STORE, aarch64, ALLOWED, "DDI 0487 B2.3",		\
	  "nothing orders accesses to different locations by itself")	\
	X(FORWARDING, aarch64, ALLOWED, "DDI 0487 B2.3",		\
	  "a CPU may read its own store before others can")		\
	X(COPIES, aarch64, FORBIDDEN, "DDI 0487 B2.3",			\
	  "a store reaches all other observers at once (other-multi-copy atomicity)")	\
	X(CAUSALITY, aarch64, FORBIDDEN, "DDI 0487 B2.3",		\
	  "a store reaches all other observers at once, and dependencies order")	\
	X(DEPENDENCY, aarch64, FORBIDDEN, "DDI 0487 B2.3",		\
	  "an address dependency is dependency-ordered-before")		\
	X(STORE_LOAD, riscv64, ALLOWED, "RVWMO, preserved program order",	\
	  "no rule orders a store with a later load of another location")	\
	X(LOAD_LOAD, riscv64, ALLOWED, "RVWMO, preserved program order",	\
	  "no rule orders two loads of different locations by itself")	\
	X(STORE_STORE, riscv64, ALLOWED, "RVWMO, preserved program order",	\
	  "no rule orders two stores to different locations by itself")	\
	X(LOAD_STORE, riscv64, ALLOWED, "RVWMO, preserved program order",	\
	  "no rule orders a load with a later store to another location")	\
	X(FORWARDING, riscv64, ALLOWED, "RVWMO, load value axiom",	\
	  "a load may return its own hart's store before the global order has it")	\
	X(COPIES, riscv64, FORBIDDEN, "RVWMO, global memory order",	\
	  "one order of all accesses, which all harts agree on")	\
	X(CAUSALITY, riscv64, FORBIDDEN, "RVWMO, global memory order and rule 9",	\
	  "one order of all accesses, and address dependencies are in it")	\
	X(DEPENDENCY, riscv64, FORBIDDEN, "RVWMO, rule 9",		\
	  "a syntactic address dependency is preserved")

#endif /* MANUALS_H */
