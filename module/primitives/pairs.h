/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The compiled loops: threads of one access, or of two with at most one fence
 * or dependency between them. Part of primitives.c.
 *
 * Each pair is compiled twice: for batches, where each iteration begins with
 * begin() and has its own cells, and for perpetual runs, where nothing
 * separates one iteration from the next.
 */

/*
 * PAIRS: every pair that a loop is compiled for. X(first, between, second)
 *
 * First and second are accesses of ORDLAB_OPS, to an int; what is between them
 * is nothing, a fence of ORDLAB_OPS, or a dependency of the second access on
 * the value that the first one has read:
 *
 *	DATA		it is the value written
 *	DATA_ADD	the value written is the sum of it and a constant
 *	DATA_XOR	the value written is a constant, plus it xor itself
 *	CTRL_NE, _EQ	the access is made if it (not) equals a constant
 *	ADDR		it is the address
 *
 * Perpetual runs have those whose values are constants. Of a control dependency
 * it does not matter there what it compares with.
 *
 * A store and a load of what it has stored (rfi) are two accesses that count as
 * the first one, _RFI. A load of another location is the second one: it may be
 * done while the store is waiting still, if nothing else has to be done before.
 */
#define PAIRS(X)							\
	PERPETUAL_PAIRS(X)						\
	PAIRS_READ(X, BATCH_PAIRS_AFTER)				\
	PAIRS_ANY(X, READ_ONCE, ADDR)					\
	PAIRS_ANY(X, SMP_LOAD_ACQUIRE, ADDR)
#define PERPETUAL_PAIRS(X)						\
	PAIRS_READ(X, PERPETUAL_PAIRS_AFTER)				\
	PERPETUAL_PAIRS_ALWAYS(X, WRITE_ONCE)				\
	PERPETUAL_PAIRS_ALWAYS(X, SMP_STORE_RELEASE)			\
	PERPETUAL_PAIRS_ALWAYS(X, SMP_STORE_MB)				\
	PAIRS_RFI(X, WRITE_ONCE_RFI)					\
	PAIRS_RFI(X, WRITE_ONCE_RFI_ACQUIRE)				\
	PAIRS_RFI(X, SMP_STORE_RELEASE_RFI)				\
	PAIRS_RFI(X, SMP_STORE_RELEASE_RFI_ACQUIRE)
#define PAIRS_RFI(X, first)						\
	X(first, NOTHING, READ_ONCE)					\
	X(first, NOTHING, SMP_LOAD_ACQUIRE)				\
	X(first, SMP_MB, READ_ONCE)					\
	X(first, SMP_MB, SMP_LOAD_ACQUIRE)

/* The first access reads; more(X, first) lists what may follow it */
#define PAIRS_READ(X, more)						\
	more(X, READ_ONCE)						\
	more(X, SMP_LOAD_ACQUIRE)					\
	more(X, XCHG)							\
	more(X, XCHG_RELAXED)						\
	more(X, XCHG_ACQUIRE)						\
	more(X, XCHG_RELEASE)
#define BATCH_PAIRS_AFTER(X, first)					\
	PAIRS_WRITE(X, first, DATA)					\
	PAIRS_WRITE(X, first, DATA_ADD)					\
	PAIRS_ANY(X, first, CTRL_EQ)
#define PERPETUAL_PAIRS_AFTER(X, first)					\
	PERPETUAL_PAIRS_ALWAYS(X, first)				\
	PAIRS_WRITE(X, first, DATA_XOR)					\
	PAIRS_ANY(X, first, CTRL_NE)
#define PERPETUAL_PAIRS_ALWAYS(X, first)				\
	PAIRS_ANY(X, first, NOTHING)					\
	PAIRS_ANY(X, first, SMP_MB)					\
	PAIRS_ANY(X, first, SMP_RMB)					\
	PAIRS_ANY(X, first, SMP_WMB)					\
	PAIRS_ANY(X, first, BARRIER)

#define PAIRS_ANY(X, first, between)					\
	X(first, between, READ_ONCE)					\
	X(first, between, SMP_LOAD_ACQUIRE)				\
	PAIRS_WRITE(X, first, between)
#define PAIRS_WRITE(X, first, between)					\
	X(first, between, WRITE_ONCE)					\
	X(first, between, SMP_STORE_RELEASE)				\
	X(first, between, SMP_STORE_MB)					\
	X(first, between, XCHG)						\
	X(first, between, XCHG_RELAXED)					\
	X(first, between, XCHG_ACQUIRE)					\
	X(first, between, XCHG_RELEASE)

/* SINGLES: every access that a loop is compiled for on its own */
#define SINGLES(X)							\
	X(READ_ONCE)							\
	X(SMP_LOAD_ACQUIRE)						\
	X(WRITE_ONCE)							\
	X(SMP_STORE_RELEASE)						\
	X(SMP_STORE_MB)							\
	X(XCHG)								\
	X(XCHG_RELAXED)							\
	X(XCHG_ACQUIRE)							\
	X(XCHG_RELEASE)

/* The accesses: register that is read, pointer, value that is written */
#define DO_READ_ONCE(r, p, v)		((r) = READ_ONCE(*(p)))
#define DO_SMP_LOAD_ACQUIRE(r, p, v)	((r) = smp_load_acquire(p)) /* under test */
#define DO_WRITE_ONCE(r, p, v)		WRITE_ONCE(*(p), v)
#define DO_SMP_STORE_RELEASE(r, p, v)	smp_store_release(p, v) /* under test */
#define DO_SMP_STORE_MB(r, p, v)	smp_store_mb(*(p), v) /* under test */
#define DO_XCHG(r, p, v)		((r) = xchg(p, v))
#define DO_XCHG_RELAXED(r, p, v)	((r) = xchg_relaxed(p, v))
#define DO_XCHG_ACQUIRE(r, p, v)	((r) = xchg_acquire(p, v))
#define DO_XCHG_RELEASE(r, p, v)	((r) = xchg_release(p, v))
#define DO_RFI(store, load, r, p, v)					\
	do {								\
		DO_##store(r, p, v);					\
		DO_##load(r, p, v);					\
	} while (0)
#define DO_WRITE_ONCE_RFI(r, p, v)					\
	DO_RFI(WRITE_ONCE, READ_ONCE, r, p, v)
#define DO_WRITE_ONCE_RFI_ACQUIRE(r, p, v)				\
	DO_RFI(WRITE_ONCE, SMP_LOAD_ACQUIRE, r, p, v)
#define DO_SMP_STORE_RELEASE_RFI(r, p, v)				\
	DO_RFI(SMP_STORE_RELEASE, READ_ONCE, r, p, v)
#define DO_SMP_STORE_RELEASE_RFI_ACQUIRE(r, p, v)			\
	DO_RFI(SMP_STORE_RELEASE, SMP_LOAD_ACQUIRE, r, p, v)

/* Which of them read */
#define READS_READ_ONCE		1
#define READS_SMP_LOAD_ACQUIRE	1
#define READS_WRITE_ONCE	0
#define READS_SMP_STORE_RELEASE	0
#define READS_SMP_STORE_MB	0
#define READS_XCHG		1
#define READS_XCHG_RELAXED	1
#define READS_XCHG_ACQUIRE	1
#define READS_XCHG_RELEASE	1
#define READS_WRITE_ONCE_RFI	1
#define READS_WRITE_ONCE_RFI_ACQUIRE 1
#define READS_SMP_STORE_RELEASE_RFI 1
#define READS_SMP_STORE_RELEASE_RFI_ACQUIRE 1

/*
 * Which of them read what a perpetual run does not know. There, only one thread
 * stores to a location; so a thread knows what it reads of its own stores.
 */
#define LOGS_READ_ONCE		1
#define LOGS_SMP_LOAD_ACQUIRE	1
#define LOGS_WRITE_ONCE		0
#define LOGS_SMP_STORE_RELEASE	0
#define LOGS_SMP_STORE_MB	0
#define LOGS_XCHG		1
#define LOGS_XCHG_RELAXED	1
#define LOGS_XCHG_ACQUIRE	1
#define LOGS_XCHG_RELEASE	1
#define LOGS_WRITE_ONCE_RFI	0
#define LOGS_WRITE_ONCE_RFI_ACQUIRE 0
#define LOGS_SMP_STORE_RELEASE_RFI 0
#define LOGS_SMP_STORE_RELEASE_RFI_ACQUIRE 0

/* Which of them write */
#define WRITES_READ_ONCE	0
#define WRITES_SMP_LOAD_ACQUIRE	0
#define WRITES_WRITE_ONCE	1
#define WRITES_SMP_STORE_RELEASE 1
#define WRITES_SMP_STORE_MB	1
#define WRITES_XCHG		1
#define WRITES_XCHG_RELAXED	1
#define WRITES_XCHG_ACQUIRE	1
#define WRITES_XCHG_RELEASE	1

/* What is between two accesses; r is the register that the first one reads */
#define DO_NOTHING(r, q, v)	do { } while (0)
#define DO_SMP_MB(r, q, v)	smp_mb() /* under test */
#define DO_SMP_RMB(r, q, v)	smp_rmb() /* under test */
#define DO_SMP_WMB(r, q, v)	smp_wmb() /* under test */
#define DO_BARRIER(r, q, v)	barrier()
#define DO_DATA(r, q, v)	((v) = (r))
#define DO_DATA_ADD(r, q, v)	((v) += (r))
/* The compiler must not know that the two are the same */
#define DO_DATA_XOR(r, q, v)						\
	do {								\
		int same = (r);						\
									\
		OPTIMIZER_HIDE_VAR(same);				\
		(v) += (r) ^ same;					\
	} while (0)
#define DO_CTRL_NE(r, q, v)	do { } while (0)
#define DO_CTRL_EQ(r, q, v)	do { } while (0)
#define DO_ADDR(r, q, v)	((q) = (r))

/* Whether the second access is made */
#define IF_NOTHING(r, key)	true
#define IF_SMP_MB(r, key)	true
#define IF_SMP_RMB(r, key)	true
#define IF_SMP_WMB(r, key)	true
#define IF_BARRIER(r, key)	true
#define IF_DATA(r, key)		true
#define IF_DATA_ADD(r, key)	true
#define IF_DATA_XOR(r, key)	true
#define IF_CTRL_NE(r, key)	((r) != (key))
#define IF_CTRL_EQ(r, key)	((r) == (key))
#define IF_ADDR(r, key)		true

/*
 * In a perpetual run the condition is always true, as values are not negative.
 * But the compiler does not know that, and the machine branches on it.
 */
#define PERPETUAL_IF_NOTHING(r)		true
#define PERPETUAL_IF_SMP_MB(r)		true
#define PERPETUAL_IF_SMP_RMB(r)		true
#define PERPETUAL_IF_SMP_WMB(r)		true
#define PERPETUAL_IF_BARRIER(r)		true
#define PERPETUAL_IF_DATA_XOR(r)	true
#define PERPETUAL_IF_CTRL_NE(r)		((r) >= 0)

/* What the first access is made to: an int, or a pointer to one */
#define TYPE_NOTHING	int
#define TYPE_SMP_MB	int
#define TYPE_SMP_RMB	int
#define TYPE_SMP_WMB	int
#define TYPE_BARRIER	int
#define TYPE_DATA	int
#define TYPE_DATA_ADD	int
#define TYPE_DATA_XOR	int
#define TYPE_CTRL_NE	int
#define TYPE_CTRL_EQ	int
#define TYPE_ADDR	int *

/*
 * Marks a place in the machine code for scripts/check-pairs. It is no code,
 * and the linker drops the section that it is noted in.
 */
#define MARK(where)							\
	"771:\n\t"							\
	".pushsection .discard.ordlab." where "\n\t"			\
	".long 771b - .\n\t"						\
	".popsection"

/*
 * The loop of a pair. All operands are in machine registers before the first
 * access, since the first asm takes them there. The results stay in registers
 * until after the second access. So nothing stands between the two but what the
 * test has there.
 */
#define PAIR(first, between, second)					\
static noinline u32 pair_##first##_##between##_##second(		\
		struct ordlab_lane *lane, u32 n, u32 last)		\
{									\
	const struct pair_code *pair = &lane->code->pair;		\
									\
	for (; n < last; n++) {						\
		TYPE_##between r0 = (TYPE_##between)0;			\
		typeof(r0) v0, *p;					\
		int r1 = 0, v1, key, *q;				\
		void *frame = begin(lane, n);				\
		s64 *regs;						\
									\
		if (!frame)						\
			break;						\
		p = frame + lane->offset[pair->loc[0]];			\
		q = frame + lane->offset[pair->loc[1]];			\
		v0 = (typeof(r0))pair->val[0];				\
		v1 = pair->val[1];					\
		key = pair->key;					\
		asm volatile(MARK("first")				\
			     : "+r"(p), "+r"(q), "+r"(v0), "+r"(v1),	\
			       "+r"(key) : : "memory");			\
		DO_##first(r0, p, v0);					\
		DO_##between(r0, q, v1);				\
		if (IF_##between(r0, key))				\
			DO_##second(r1, q, v1);				\
		asm volatile(MARK("last") : : : "memory");		\
		regs = regs_of(lane, n);				\
		if (READS_##first)					\
			regs[pair->reg[0]] = (long)r0;			\
		if (READS_##second)					\
			regs[pair->reg[1]] = r1;			\
	}								\
	return n;							\
}

PAIRS(PAIR)
#undef PAIR

#define SINGLE(access)							\
static noinline u32 single_##access(struct ordlab_lane *lane,		\
				    u32 n, u32 last)			\
{									\
	const struct pair_code *pair = &lane->code->pair;		\
									\
	for (; n < last; n++) {						\
		void *frame = begin(lane, n);				\
		int r = 0, v, *p;					\
									\
		if (!frame)						\
			break;						\
		p = frame + lane->offset[pair->loc[0]];			\
		v = pair->val[0];					\
		asm volatile(MARK("first")				\
			     : "+r"(p), "+r"(v) : : "memory");		\
		DO_##access(r, p, v);					\
		asm volatile(MARK("last") : : : "memory");		\
		if (READS_##access)					\
			regs_of(lane, n)[pair->reg[0]] = r;		\
	}								\
	return n;							\
}

SINGLES(SINGLE)
#undef SINGLE

/*
 * The same pair in a perpetual run. The values that are written grow from one
 * iteration to the next, and what is read goes to a log.
 */
#define PERPETUAL(first, between, second)				\
static noinline void perpetual_##first##_##between##_##second(		\
		const struct ordlab_track *track, u32 nr)		\
{									\
	const struct pair_code *pair = &track->code->pair;		\
	int *p = track->cells + track->offset[pair->loc[0]];		\
	int *q = track->cells + track->offset[pair->loc[1]];		\
	int v0 = pair->val[0], step0 = pair->stores[0];			\
	int v1 = pair->val[1], step1 = pair->stores[1];			\
	struct writer writer0 = { }, writer1 = { };			\
	u32 n;								\
									\
	if (LOGS_##first)						\
		writer0 = log_begin(track->logs[pair->reg[0]]);		\
	if (LOGS_##second)						\
		writer1 = log_begin(track->logs[pair->reg[1]]);		\
	for (n = 0; n < nr; n++, v0 += step0, v1 += step1) {		\
		int r0 = 0, r1 = 0, v = WRITES_##second ? v1 : 0;	\
									\
		asm volatile(MARK("first")				\
			     : "+r"(p), "+r"(q), "+r"(v0), "+r"(v)	\
			     : : "memory");				\
		DO_##first(r0, p, v0);					\
		DO_##between(r0, q, v);					\
		if (PERPETUAL_IF_##between(r0))				\
			DO_##second(r1, q, v);				\
		asm volatile(MARK("last") : : : "memory");		\
		if (LOGS_##first)					\
			log_value(&writer0, n, r0);			\
		if (LOGS_##second)					\
			log_value(&writer1, n, r1);			\
	}								\
	if (LOGS_##first)						\
		log_end(&writer0, nr);					\
	if (LOGS_##second)						\
		log_end(&writer1, nr);					\
}

PERPETUAL_PAIRS(PERPETUAL)
#undef PERPETUAL

#define PERPETUAL(access)						\
static noinline void perpetual_single_##access(				\
		const struct ordlab_track *track, u32 nr)		\
{									\
	const struct pair_code *pair = &track->code->pair;		\
	int *p = track->cells + track->offset[pair->loc[0]];		\
	int v = pair->val[0], step = pair->stores[0];			\
	struct writer writer = { };					\
	u32 n;								\
									\
	if (LOGS_##access)						\
		writer = log_begin(track->logs[pair->reg[0]]);		\
	for (n = 0; n < nr; n++, v += step) {				\
		int r = 0;						\
									\
		asm volatile(MARK("first")				\
			     : "+r"(p), "+r"(v) : : "memory");		\
		DO_##access(r, p, v);					\
		asm volatile(MARK("last") : : : "memory");		\
		if (LOGS_##access)					\
			log_value(&writer, n, r);			\
	}								\
	if (LOGS_##access)						\
		log_end(&writer, nr);					\
}

SINGLES(PERPETUAL)
#undef PERPETUAL

static const struct pair_loop batch_pairs[] = {
#define PAIR(first, between, second)					\
	{ ORDLAB_##first, BETWEEN_##between, ORDLAB_##second,		\
	  .loop = pair_##first##_##between##_##second },
	PAIRS(PAIR)
#undef PAIR
};

static const struct pair_loop perpetual_pairs[] = {
#define PERPETUAL(first, between, second)				\
	{ ORDLAB_##first, BETWEEN_##between, ORDLAB_##second,		\
	  .track = perpetual_##first##_##between##_##second },
	PERPETUAL_PAIRS(PERPETUAL)
#undef PERPETUAL
};

static const struct pair_loop singles[ORDLAB_NR_OPS] = {
#define SINGLE(access)							\
	[ORDLAB_##access] = { .loop = single_##access,			\
			      .track = perpetual_single_##access },
	SINGLES(SINGLE)
#undef SINGLE
};
