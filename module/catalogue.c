// SPDX-License-Identifier: GPL-2.0
/*
 * The built-in experiments, as tables of instructions that read like the C
 * they stand for.
 *
 * A register comes first, then a location, then values:
 *
 *	READ_ONCE(r0, x)	r0 = READ_ONCE(*x);
 *	WRITE_ONCE(x, 1)	WRITE_ONCE(*x, 1);
 *	IF(r0, ...)		if (r0) { ... }
 *
 * A location's name as a value is its address, and a register in place of a
 * location is a pointer. t0, t1, ... are temporaries without a name.
 */
#include "program.h"

/* The kernel's own are of no use here: nothing below touches shared memory */
#undef READ_ONCE
#undef WRITE_ONCE

/*
 * Operands are plain integers: small ones are immediates, the rest names. A
 * name in the place of a register, a location or a value is known by its range.
 */
enum {
	r0 = 0x100, r1, r2, r3,
	t0 = 0x110, t1, t2, t3,
	x = 0x200, y, z, p, counter, lock,
	NR_LOCATIONS = lock - x + 1,
	NOTHING = 0x7fff,
};

static bool is_named(int operand)
{
	return operand >= r0 && operand < t0;
}

static bool is_temp(int operand)
{
	return operand >= t0 && operand < x;
}

static bool is_loc(int operand)
{
	return operand >= x && operand < NOTHING;
}

/* An instruction; skip is how many of those behind it an IF guards */
struct step {
	__u8 op;
	__u8 alu;
	__u8 skip;
	__s16 dst;
	__s16 addr;
	__s16 val[2];
};

struct steps {
	const struct step *step;
	unsigned int nr;
};

/* Final value of a register, or of a location (whose thread is 0) */
struct atom {
	__u8 thread;
	__s16 what;
	__s16 value;
};

#define MAX_THREADS	4
#define MAX_INITS	2
#define MAX_ATOMS	5

/* A location that is not an int of value 0 */
struct init {
	__u8 type;
	__s16 location;
	__s16 value;
};

struct entry {
	const char *name;
	const char *purpose;
	struct init init[MAX_INITS];
	struct steps threads[MAX_THREADS];
	struct atom exists[MAX_ATOMS];
};

#define COUNT(...)	(sizeof((const struct step[]){ __VA_ARGS__ }) /	\
			 sizeof(struct step))
#define THREAD(...)	{						\
	.step = (const struct step[]){ __VA_ARGS__ },			\
	.nr = COUNT(__VA_ARGS__),					\
}

#define STEP(_op, _dst, _addr, _v0, _v1)	{			\
	.op = ORDLAB_##_op,						\
	.dst = _dst,							\
	.addr = _addr,							\
	.val = { _v0, _v1 },						\
}

#define STEP_LOAD(op, dst, addr)	STEP(op, dst, addr, NOTHING, NOTHING)
#define STEP_STORE(op, addr, v)		STEP(op, NOTHING, addr, v, NOTHING)
#define STEP_FENCE(op)		STEP(op, NOTHING, NOTHING, NOTHING, NOTHING)

#define READ_ONCE(r, l)			STEP_LOAD(READ_ONCE, r, l)
#define WRITE_ONCE(l, v)		STEP_STORE(WRITE_ONCE, l, v)
#define SMP_MB()			STEP_FENCE(SMP_MB)

/* Conditions: every one is the conjunction of the values of a weak outcome */
#define REG(t, r, v)	{ .thread = t, .what = r, .value = v }
#define MEM(l, v)	{ .what = l, .value = v }

static const char * const location_names[NR_LOCATIONS] = {
	[x - x] = "x", [y - x] = "y", [z - x] = "z", [p - x] = "p",
	[counter - x] = "counter", [lock - x] = "lock",
};

static const struct entry catalogue[] = {
	{
		.name = "SB",
		.purpose = "Store buffering: may a load overtake an earlier store?",
		.threads = {
			THREAD(WRITE_ONCE(x, 1), READ_ONCE(r0, y)),
			THREAD(WRITE_ONCE(y, 1), READ_ONCE(r0, x)),
		},
		.exists = { REG(0, r0, 0), REG(1, r0, 0) },
	},
	{
		.name = "SB+mbs",
		.purpose = "A full fence between store and load forbids SB",
		.threads = {
			THREAD(WRITE_ONCE(x, 1), SMP_MB(), READ_ONCE(r0, y)),
			THREAD(WRITE_ONCE(y, 1), SMP_MB(), READ_ONCE(r0, x)),
		},
		.exists = { REG(0, r0, 0), REG(1, r0, 0) },
	},
	{
		.name = "MP",
		.purpose = "Message passing: may the flag be seen before the data?",
		.threads = {
			THREAD(WRITE_ONCE(x, 1), WRITE_ONCE(y, 1)),
			THREAD(READ_ONCE(r0, y), READ_ONCE(r1, x)),
		},
		.exists = { REG(1, r0, 1), REG(1, r1, 0) },
	},
};

#define UNUSED	0xff

/* What a test uses: worked out before it is written */
struct layout {
	unsigned int nr_threads;
	unsigned int nr_locations;
	unsigned int nr_atoms;
	unsigned int nr_cond;
	unsigned int nr_insns;
	/* registers of each thread: those with a name come first */
	__u8 nr_named[MAX_THREADS];
	__u8 nr_temps[MAX_THREADS];
	/* number of each location in the program; UNUSED for one without */
	__u8 location[NR_LOCATIONS];
};

static void layout_use(struct layout *layout, unsigned int thread, int operand)
{
	if (is_loc(operand))
		layout->location[operand - x] = 0;
	else if (is_temp(operand) && operand - t0 >= layout->nr_temps[thread])
		layout->nr_temps[thread] = operand - t0 + 1;
	else if (is_named(operand) && operand - r0 >= layout->nr_named[thread])
		layout->nr_named[thread] = operand - r0 + 1;
}

static void layout_find(struct layout *layout, const struct entry *entry)
{
	const struct step *step;
	unsigned int t, i;

	memset(layout, 0, sizeof(*layout));
	memset(layout->location, UNUSED, sizeof(layout->location));

	for (t = 0; t < MAX_THREADS && entry->threads[t].nr; t++) {
		for (i = 0; i < entry->threads[t].nr; i++) {
			step = &entry->threads[t].step[i];
			layout_use(layout, t, step->dst);
			layout_use(layout, t, step->addr);
			layout_use(layout, t, step->val[0]);
			layout_use(layout, t, step->val[1]);
		}
		layout->nr_insns += entry->threads[t].nr;
	}
	layout->nr_threads = t;

	for (i = 0; i < MAX_INITS && entry->init[i].location; i++) {
		layout_use(layout, 0, entry->init[i].location);
		layout_use(layout, 0, entry->init[i].value);
	}
	for (i = 0; i < MAX_ATOMS && entry->exists[i].what; i++)
		layout_use(layout, 0, entry->exists[i].value);
	layout->nr_atoms = i;
	layout->nr_cond = 2 * i - 1;	/* n atoms, n - 1 conjunctions */

	for (i = 0; i < NR_LOCATIONS; i++) {
		if (layout->location[i] != UNUSED)
			layout->location[i] = layout->nr_locations++;
	}
}

static unsigned int reg_index(const struct layout *layout, unsigned int thread,
			      int operand)
{
	return is_temp(operand) ? layout->nr_named[thread] + operand - t0 :
				  operand - r0;
}

static void write_operand(struct ordlab_operand *out,
			  const struct layout *layout, unsigned int thread,
			  int operand)
{
	if (operand == NOTHING) {
		out->kind = ORDLAB_OPERAND_NONE;
	} else if (is_loc(operand)) {
		out->kind = ORDLAB_OPERAND_LOC;
		out->index = layout->location[operand - x];
	} else if (is_named(operand) || is_temp(operand)) {
		out->kind = ORDLAB_OPERAND_REG;
		out->index = reg_index(layout, thread, operand);
	} else {
		out->kind = ORDLAB_OPERAND_IMM;
		out->imm = operand;
	}
}

static void write_thread(struct ordlab_thread *out, struct ordlab_insn *insn,
			 const struct layout *layout, const struct entry *entry,
			 unsigned int thread)
{
	const struct steps *steps = &entry->threads[thread];
	const struct step *step = steps->step;
	unsigned int i;

	out->nr_insns = steps->nr;
	out->nr_regs = layout->nr_named[thread] + layout->nr_temps[thread];
	for (i = 0; i < layout->nr_named[thread]; i++)
		snprintf(out->regs[i], sizeof(out->regs[i]), "r%u", i);

	for (i = 0; i < steps->nr; i++, step++, insn++) {
		insn->op = step->op;
		insn->alu = step->alu;
		insn->dst = step->dst == NOTHING ? ORDLAB_NO_REG :
			    reg_index(layout, thread, step->dst);
		if (step->skip)
			insn->target = i + 1 + step->skip;
		write_operand(&insn->addr, layout, thread, step->addr);
		write_operand(&insn->val[0], layout, thread, step->val[0]);
		write_operand(&insn->val[1], layout, thread, step->val[1]);
	}
}

static void write_locations(struct ordlab_location *locations,
			    const struct layout *layout,
			    const struct entry *entry)
{
	struct ordlab_location *out;
	unsigned int i;

	for (i = 0; i < NR_LOCATIONS; i++) {
		if (layout->location[i] == UNUSED)
			continue;
		out = &locations[layout->location[i]];
		out->type = ORDLAB_T_INT;
		snprintf(out->name, sizeof(out->name), "%s", location_names[i]);
		write_operand(&out->init, layout, 0, 0);
	}
	for (i = 0; i < MAX_INITS && entry->init[i].location; i++) {
		out = &locations[layout->location[entry->init[i].location - x]];
		out->type = entry->init[i].type;
		write_operand(&out->init, layout, 0, entry->init[i].value);
	}
}

static void write_condition(struct ordlab_observed *observed,
			    struct ordlab_cond *cond,
			    const struct layout *layout,
			    const struct entry *entry)
{
	const struct atom *atom = entry->exists;
	unsigned int i;

	for (i = 0; i < layout->nr_atoms; i++, atom++, observed++) {
		observed->thread = atom->thread;
		if (is_named(atom->what)) {
			observed->kind = ORDLAB_OPERAND_REG;
			observed->index = reg_index(layout, atom->thread,
						    atom->what);
		} else {
			observed->kind = ORDLAB_OPERAND_LOC;
			observed->index = layout->location[atom->what - x];
		}

		cond->op = ORDLAB_COND_EQ;
		cond->observed = i;
		write_operand(&cond->value, layout, 0, atom->value);
		cond++;
		if (i) {
			cond->op = ORDLAB_COND_AND;
			cond++;
		}
	}
}

unsigned int ordlab_catalogue_size(void)
{
	return ARRAY_SIZE(catalogue);
}

int ordlab_catalogue_get(unsigned int i, void *buf, size_t size)
{
	const struct entry *entry = &catalogue[i];
	struct ordlab_program *prog = buf;
	struct ordlab_observed *observed;
	struct ordlab_location *locations;
	struct ordlab_thread *threads;
	struct ordlab_insn *insns;
	struct ordlab_cond *cond;
	struct layout layout;
	unsigned int t, first;
	size_t total;

	if (i >= ordlab_catalogue_size())
		return -ENOENT;

	layout_find(&layout, entry);
	total = sizeof(*prog) + layout.nr_threads * sizeof(*threads) +
		layout.nr_locations * sizeof(*locations) +
		layout.nr_atoms * sizeof(*observed) +
		layout.nr_cond * sizeof(*cond) +
		layout.nr_insns * sizeof(*insns);
	if (size < total)
		return total;

	memset(buf, 0, total);
	prog->magic = ORDLAB_MAGIC;
	prog->version = ORDLAB_ABI_VERSION;
	prog->quantifier = ORDLAB_EXISTS;
	prog->size = total;
	prog->nr_threads = layout.nr_threads;
	prog->nr_locations = layout.nr_locations;
	prog->nr_observed = layout.nr_atoms;
	prog->nr_cond = layout.nr_cond;
	prog->nr_insns = layout.nr_insns;
	snprintf(prog->name, sizeof(prog->name), "%s", entry->name);
	snprintf(prog->purpose, sizeof(prog->purpose), "%s", entry->purpose);

	threads = (void *)(prog + 1);
	locations = (void *)(threads + layout.nr_threads);
	observed = (void *)(locations + layout.nr_locations);
	cond = (void *)(observed + layout.nr_atoms);
	insns = (void *)(cond + layout.nr_cond);

	for (t = 0, first = 0; t < layout.nr_threads; t++) {
		threads[t].first = first;
		write_thread(&threads[t], &insns[first], &layout, entry, t);
		first += threads[t].nr_insns;
	}
	write_locations(locations, &layout, entry);
	write_condition(observed, cond, &layout, entry);
	return total;
}
