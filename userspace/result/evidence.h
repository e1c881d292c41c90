/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whether a run says anything: did its threads run at the same time, and would
 * it have shown something?
 *
 * Threads that take turns show nothing of memory ordering, however long they do
 * so; that nothing was seen is then no finding. The module measures two things in
 * the run itself that show whether threads took turns: the overlap, which is the share
 * of the iterations that all threads ran at the same time; and the positive control, SB
 * without a fence, which runs beside the test on the same CPUs. When one CPU ran both
 * threads, less than 1 % of the iterations overlapped, and the control was never seen.
 * When two idle CPUs ran them, 20 to 100 % overlapped, and the control was seen in 1 to
 * 60 % of its iterations.
 *
 *	overlap 0.06 %, control seen in 0 of 1,280	the run says nothing
 *	overlap 92 %, control seen in 4,484 of 13,312	it does
 *	overlap 0.9 %, control seen in 25 of 1,920	it does, since it saw
 *							the control
 *	overlap 30 %, control seen in 0 of 64		it does: so few need
 *							not show anything
 *	overlap 8 %, control seen in 0 of 64		the run says nothing: a busy
 *							machine may not show what an
 *							idle one does
 *	overlap 30 %, control seen in 0 of 9,000	the run says nothing
 *
 * The control runs on pairs of CPUs. It says nothing of a test with three threads or
 * more, if these hardly overlap.
 *
 * A run may have two parts, in batch mode and in perpetual mode. It says
 * something if one of them does.
 */
#ifndef EVIDENCE_H
#define EVIDENCE_H

#include <stdbool.h>
#include <stdint.h>

struct json_object;

/* Below this share, threads are taken to have run one after the other. */
#define EVIDENCE_OVERLAP	0.05

/* From this share on, they ran side by side even if no control has shown it. */
#define EVIDENCE_ALONE		0.2

/* At least one of as many iterations of the control must show its outcome. */
#define EVIDENCE_ENOUGH		1000

/**
 * struct evidence_part - a part of a run
 * @made:	iterations; 0 if there was no such part
 * @overlapped:	those that all threads ran at the same time
 * @control:	iterations of the control
 * @shown:	those that showed its outcome
 */
struct evidence_part {
	uint64_t made;
	uint64_t overlapped;
	uint64_t control;
	uint64_t shown;
};

/**
 * struct evidence - what a run can be believed for
 * @known:	the module has reported all this
 * @threads:	how many the test has; 0 if that is not known
 * @itself:	the test is the control, and its own iterations count as the control's
 * @batch:	in batch mode
 * @perpetual:	in perpetual mode
 */
struct evidence {
	bool known;
	unsigned int threads;
	bool itself;
	struct evidence_part batch;
	struct evidence_part perpetual;
};

/**
 * evidence_doubt() - why what a run has not seen is no finding
 * @evidence:	of the run
 *
 * Return: the reason as a clause, to be freed; or NULL if it is a finding.
 */
char *evidence_doubt(const struct evidence *evidence);

/**
 * evidence_advice() - what to do about a doubt
 * @evidence:	of the run, about which there is one
 *
 * Return: a sentence.
 */
const char *evidence_advice(const struct evidence *evidence);

/**
 * evidence_iterations() - iterations in which something could be seen
 * @evidence:	of the run
 *
 * Return: how many, in the parts of the run that say something. UINT64_MAX if
 * the module does not report it.
 */
uint64_t evidence_iterations(const struct evidence *evidence);

/**
 * evidence_overlap_text() - the overlap of a run
 * @evidence:	of the run
 *
 * Return: "99.92 % of the iterations, 88.29 % of the perpetual ones", to be
 * freed; NULL if it is not known.
 */
char *evidence_overlap_text(const struct evidence *evidence);

/**
 * evidence_control_text() - how often the control was seen
 * @evidence:	of the run
 *
 * Return: "SB 46.53 % (perpetually 65.30 %)", to be freed; NULL if there was
 * none.
 */
char *evidence_control_text(const struct evidence *evidence);

/**
 * evidence_put() - add "overlap" and "control" to an object
 * @object:	the object; nothing is added if they are not known
 * @evidence:	of a run
 */
void evidence_put(struct json_object *object, const struct evidence *evidence);

#endif /* EVIDENCE_H */
