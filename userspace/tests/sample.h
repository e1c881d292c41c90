/* SPDX-License-Identifier: GPL-2.0 */
/* Texts of the module's files, for tests that have no module */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "uapi/ordlab.h"

#define SAMPLE_TEXT(number)	SAMPLE_TEXT_(number)
#define SAMPLE_TEXT_(number)	#number

#define SAMPLE_ABI						\
	"abi: " SAMPLE_TEXT(ORDLAB_ABI_VERSION) "\n"			\
	"version: 9.8.7\n"

#define SAMPLE_TESTS						\
	"SB 2 built-in\n"					\
	"MP 2 built-in\n"					\
	"mine 3 loaded\n"

#define SAMPLE_PARAMS						\
	"mode: batch\n"						\
	"asked-iterations: 1000\n"				\
	"asked-seconds: 0\n"					\
	"cpus: 0-1\n"						\
	"instances: 1\n"					\
	"batch: 1024\n"						\
	"stride: 128\n"						\
	"sync: user\n"						\
	"order: shuffle\n"					\
	"seed: 42\n"

/* @state is "running", "stopped" (of the same length) or "done" */
#define SAMPLE_STATUS(state)					\
	"state: " state "\n"					\
	"test: SB\n"						\
	"iterations: 500\n"					\
	"ns: 250000000\n"					\
	"rate: 2000\n"						\
	SAMPLE_PARAMS

#define SAMPLE_RESULTS(claim, reason)				\
	"Test SB Allowed\n"					\
	"Histogram (3 states)\n"				\
	"25          *>0:r0=0; 1:r0=0;\n"			\
	"475         :>0:r0=0; 1:r0=1;\n"			\
	"500         :>0:r0=1; 1:r0=y;\n"			\
	"Ok\n"							\
	"\n"							\
	"Witnesses\n"						\
	"Positive: 25, Negative: 975\n"				\
	"Condition " claim " (0:r0=0 /\\ 1:r0=0)\n"		\
	"Observation SB Sometimes 25 975\n"			\
	"Time SB 0.500\n"					\
	"\n"							\
	"state: done\n"						\
	reason							\
	"iterations: 1003\n"					\
	"ns: 500000000\n"					\
	"rate: 2006\n"						\
	"positive: 25\n"					\
	"negative: 975\n"					\
	"filtered: 0\n"						\
	"faults: 3\n"						\
	"overflow: 0\n"						\
	SAMPLE_PARAMS						\
	"forms: pair pair\n"

#endif /* SAMPLE_H */
