/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fingerprint of a machine: which effects of memory ordering it shows, compared with
 * its manual and with the LKMM.
 *
 * An *effect* is a reordering that a small test can show. For example, "a store after a
 * later load" is the condition of SB: x86 shows it, its manual allows it, and so does the
 * LKMM. Three statements about one effect, made independently: the manual's is in
 * arch/manuals.h, the LKMM's is computed, and the machine's is counted by the module.
 * A contradiction is an effect that was seen although one of the others forbids it, or
 * that the manual allows although the LKMM forbids it.
 */
#ifndef FINGERPRINT_H
#define FINGERPRINT_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "machine/device.h"
#include "result/result.h"

/* Time of a whole fingerprint, in seconds */
#define FINGERPRINT_SECONDS	10

/**
 * struct effect - an effect, and what is known of it on this machine
 * @title:	its name: "a store after a later load"
 * @test:	the built-in test that shows it
 * @manual:	verdict of the vendor's manual: enum verdict
 * @place:	section of the manual that says so, or NULL
 * @statement:	what the manual says
 * @lkmm:	verdict of the LKMM: enum verdict
 * @why_not:	why the test was not run, to be freed; or NULL
 * @iterations:	iterations of the test
 * @seen:	how many of them showed the effect
 * @counted:	how many of them could show it, if the run says anything
 * @doubt:	why the run says nothing, to be freed; or NULL
 */
struct effect {
	const char *title;
	const char *test;
	enum verdict manual;
	const char *place;
	const char *statement;
	enum verdict lkmm;
	char *why_not;
	uint64_t iterations;
	uint64_t seen;
	uint64_t counted;
	char *doubt;
};

/**
 * effect_contradiction() - whether the runs contradict a statement about an effect
 * @effect:	the effect
 *
 * Return: what it contradicts ("the manual", "the LKMM", "the manual and the
 * LKMM"), or NULL.
 */
const char *effect_contradiction(const struct effect *effect);

/**
 * effect_is_open() - whether the test of an effect was run, but says nothing
 * @effect:	the effect
 */
bool effect_is_open(const struct effect *effect);

/**
 * struct fingerprint - the effects of a machine
 * @effects:	[@nr]
 * @nr:		how many
 * @advice:	what to do if some runs say nothing; or NULL
 */
struct fingerprint {
	struct effect *effects;
	size_t nr;
	const char *advice;
};

/**
 * fingerprint_new() - the effects, with what manuals say of them
 * @arch:	architecture, as uname(2) has it
 *
 * Return: the fingerprint, never NULL.
 */
struct fingerprint *fingerprint_new(const char *arch);
void fingerprint_free(struct fingerprint *fingerprint);

/**
 * fingerprint_take() - run the test of each effect
 * @fingerprint: filled in
 * @device:	the module
 * @nr_cpus:	how many CPUs there are; a test that needs more is not run
 * @seconds:	for all tests together; each test takes at least one second
 * @stop:	ends it when it is not 0; read a few times a second
 *
 * Return: 0, -EINTR when it was stopped, or another negative errno.
 */
int fingerprint_take(struct fingerprint *fingerprint, struct device *device,
		     unsigned int nr_cpus, unsigned int seconds,
		     const volatile sig_atomic_t *stop);

/**
 * fingerprint_print() - print it for people
 * @stream:	where to
 * @fingerprint: what to print
 */
void fingerprint_print(FILE *stream, const struct fingerprint *fingerprint);

struct json_object;
struct json_object *fingerprint_json(const struct fingerprint *fingerprint);

#endif /* FINGERPRINT_H */
