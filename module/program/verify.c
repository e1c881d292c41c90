// SPDX-License-Identifier: GPL-2.0
/*
 * Verification of a program, from the first byte to the verdict, and the text
 * of a refusal. See private/verify.h.
 */
#include "private/verify.h"

/* What a fault is in */
enum where { PROGRAM, THREAD, LOCATION, OBSERVED, COND, INSN };

struct reason {
	const char *text;
	__u8 where;
	__u8 error;
};

static const struct reason reasons[ORDLAB_NR_REASONS] = {
#define ORDLAB_X(id, _where, _error, _text)	\
	[ORDLAB_R_##id] = { .text = _text, .where = _where, .error = _error },
	ORDLAB_REASONS(ORDLAB_X)
#undef ORDLAB_X
};

int verify_refuse(struct ordlab_facts *facts, enum ordlab_reason reason,
		  int thread, int insn)
{
	facts->reason = reason;
	facts->thread = thread;
	facts->insn = insn;
	return -1;
}

size_t ordlab_verifier_size(void)
{
	return sizeof(struct ordlab_verifier);
}

int ordlab_verify(const void *bytes, size_t size, struct ordlab_facts *facts,
		  struct ordlab_verifier *v)
{
	const struct ordlab_program *prog = bytes;
	unsigned int i;

	memset(facts, 0, sizeof(*facts));
	memset(v, 0, sizeof(*v));
	v->facts = facts;
	verify_refuse(facts, ORDLAB_R_NONE, -1, -1);

	if (verify_header(prog, size, facts))
		goto refused;
	ordlab_view_init(&v->view, prog);
	if (verify_form(&v->view, facts) || verify_paths(v) || verify_deadlock(v))
		goto refused;

	/* what no path leads to is not to be trusted if it should ever run */
	for (i = 0; i < prog->nr_insns; i++) {
		if (v->view.insns[i].addr.kind == ORDLAB_OPERAND_REG &&
		    !facts->targets[i])
			facts->check[i] = 1;
	}
	return 0;
refused:
	return -reasons[facts->reason].error;
}

const char *ordlab_reason_text(unsigned int reason)
{
	return reasons[reason].text;
}

int ordlab_refusal(char *buf, size_t size, const struct ordlab_facts *facts)
{
	const struct reason *reason = &reasons[facts->reason];

	switch (reason->where) {
	case THREAD:
		return snprintf(buf, size, "P%d: %s", facts->thread,
				reason->text);
	case LOCATION:
		return snprintf(buf, size, "location %d: %s", facts->insn,
				reason->text);
	case OBSERVED:
		return snprintf(buf, size, "observed value %d: %s", facts->insn,
				reason->text);
	case COND:
		return snprintf(buf, size, "condition, node %d: %s",
				facts->insn, reason->text);
	case INSN:
		return snprintf(buf, size, "P%d, instruction %d: %s",
				facts->thread, facts->insn, reason->text);
	default:
		return snprintf(buf, size, "%s", reason->text);
	}
}
