// SPDX-License-Identifier: GPL-2.0
/*
 * The ways to search executions side by side: path by path and location by location,
 * by way of clauses, and as sequences of steps. All must find the same states, as
 * often, and raise the same flags.
 */
#include "tests/tap.h"
#include "tests/random.h"
#include "tests/parse.h"
#include "tests/random-program.h"
#include "check/search.h"
#include "front/source.h"
#include "lib/util.h"
#include "check/check.h"

#define DIR	"../Documentation/litmus-tests"

/* So much work, and a program is given up and does not count: see struct budget */
#define PATIENCE	500000

static struct budget limited(uint64_t looks)
{
	struct budget budget = { .bytes = LIMIT_BYTES, .looks = looks };

	budget_renew(&budget);
	return budget;
}

struct tally {
	unsigned int compared, executions, flags, many, verdicts, sequences;
};

static bool has_same_states(const struct result *a, const struct result *b)
{
	if (a->nr_states != b->nr_states || a->positive != b->positive ||
	    a->negative != b->negative || a->dropped != b->dropped ||
	    a->absence != b->absence || a->nr_flags != b->nr_flags)
		return false;
	for (size_t i = 0; i < a->nr_states; i++)
		if (a->states[i].count != b->states[i].count ||
		    !state_same(a, &a->states[i], b, &b->states[i]))
			return false;
	for (size_t i = 0; i < a->nr_flags; i++)
		if (strcmp(a->flags[i], b->flags[i]))
			return false;
	return true;
}

/* If there are several reasons for no verdict, the first one found is reported */
static bool is_same(const struct result *a, const struct result *b)
{
	return a->note || b->note ? a->note && b->note : has_same_states(a, b);
}

static bool was_given_up(const struct result *r)
{
	return r->note && strstr(r->note, "too large");
}

/* Whether a verdict is that of a list */
static bool is_verdict_of(const struct result *v, const struct result *list,
			  enum model m)
{
	if (v->note || list->note)
		return v->note && list->note;
	if (v->positive != !!list->positive || v->negative != !!list->negative ||
	    v->nr_states || v->absence != list->absence ||
	    v->race[m] != list->race[m] || v->nr_flags != list->nr_flags ||
	    v->condition_verdict[m] != list->condition_verdict[m])
		return false;
	for (size_t i = 0; i < list->nr_flags; i++)
		if (strcmp(v->flags[i], list->flags[i]))
			return false;
	return true;
}

static void compare_verdict(const struct ordlab_view *view, const char *text,
			    enum model m, const struct result *list,
			    struct tally *tally)
{
	struct budget budget = limited(PATIENCE);
	struct result *v = check_verdict(view, m, &budget);

	if (!was_given_up(v)) {
		if (!is_verdict_of(v, list, m)) {
			printf("# verdict of %s: %s, %s, not %s\n", model_infos[m].title,
			       text, v->note ? v->note : "one",
			       list->note ? list->note : "one");
			EXPECT(is_verdict_of(v, list, m));
		}
		tally->verdicts++;
	}
	result_free(v);
}

static void compare_sequences(const struct ordlab_view *view, const char *text,
			      enum model m, const struct result *list,
			      struct tally *tally)
{
	struct budget budget = limited(PATIENCE);
	struct result *r = check_program_by(view, m, WAY_SEQUENCE, &budget);

	if (!was_given_up(r)) {
		if (!is_same(list, r))
			printf("# sequences of %s: %s\n", model_infos[m].title, text);
		EXPECT(is_same(list, r));
		tally->sequences++;
	}
	result_free(r);
}

static void compare(const struct ordlab_view *view, const char *text,
		    struct tally *tally)
{
	for (enum model m = 0; m < NR_MODELS; m++) {
		struct budget budget = limited(PATIENCE);
		struct result *list = check_program_by(view, m, WAY_LIST, &budget);
		struct result *clauses;

		budget_renew(&budget);
		clauses = check_program_by(view, m, WAY_CLAUSES, &budget);
		if (!was_given_up(list) && !was_given_up(clauses)) {
			if (!is_same(list, clauses)) {
				printf("# %s: %s\n", model_infos[m].title, text);
				EXPECT(is_same(list, clauses));
			}
			tally->compared++;
			tally->executions += list->positive + list->negative;
			tally->many += list->positive + list->negative > 50;
			tally->flags += list->nr_flags;
		}
		if (!was_given_up(list)) {
			compare_verdict(view, text, m, list, tally);
			compare_sequences(view, text, m, list, tally);
		}
		result_free(list);
		result_free(clauses);
	}
}

static void show(const struct tally *tally, unsigned int of)
{
	printf("# compared %u of %u, %u with more than 50 executions, %u executions, %u flags, %u verdicts, %u sequences\n",
	       tally->compared, of * NR_MODELS, tally->many, tally->executions,
	       tally->flags, tally->verdicts, tally->sequences);
	EXPECT_LE(tally->compared, tally->verdicts);
}

TEST(our_tests)
{
	struct tally tally = { .compared = 0 };
	size_t nr;
	char **files = source_find(DIR, &nr);

	ASSERT(files);
	for (size_t i = 0; i < nr; i++) {
		struct source *source = source_read(files[i], NULL);
		struct ordlab_view view;

		if (source->prog) {
			ordlab_view_init(&view, source->prog);
			compare(&view, files[i], &tally);
		}
		source_free(source);
		free(files[i]);
	}
	free(files);
	show(&tally, nr);
	EXPECT_EQ(tally.compared, nr * NR_MODELS);
}

/* --- Random tests --- */

static char *append(char *text, char *more)
{
	char *both = xasprintf("%s%s", text, more);

	free(text);
	free(more);
	return both;
}

/*
 * Statements: %1$u is the number of a register, %2$s a location, %3$s a value, which
 * may be a register. Those of the second line take a lock, begin a reader, or have
 * another location.
 */
static const char * const statements[] = {
	"int r%1$u = READ_ONCE(*%2$s);",
	"WRITE_ONCE(*%2$s, %3$s);",
	"int r%1$u = *%2$s; *%2$s = r%1$u + 1;",
	"*%2$s = %3$s;",
	"int r%1$u = cmpxchg(%2$s, 0, %3$s);",
	"int r%1$u = READ_ONCE(*%2$s); int q%1$u = cmpxchg_relaxed(%2$s, r%1$u, r%1$u + 1);",
	"int r%1$u = atomic_add_unless(%2$s, 1, %3$s);",
	"int r%1$u = atomic_inc_return(%2$s);",
	"atomic_add(%3$s, %2$s);",
	"int r%1$u = xchg_release(%2$s, %3$s);",
	"int r%1$u = smp_load_acquire(%2$s);",
	"smp_store_release(%2$s, %3$s);",
	"int r%1$u = atomic_dec_and_test(%2$s);",
	"smp_mb();",
	"spin_lock(l); int r%1$u = READ_ONCE(*%2$s); WRITE_ONCE(*%2$s, r%1$u + 1); spin_unlock(l);",
	"spin_lock(l); *%2$s = %3$s; spin_unlock(l);",
	"spin_lock(l); smp_mb__after_spinlock(); int r%1$u = *%2$s; spin_unlock(l);",
	"spin_lock(l); int r%1$u = spin_is_locked(l); *%2$s = r%1$u; spin_unlock(l);",
	"int r%1$u = spin_trylock(l); if (r%1$u) { *%2$s = %3$s; spin_unlock(l); }",
	"int r%1$u = spin_is_locked(l); if (r%1$u == 0) { WRITE_ONCE(*%2$s, %3$s); }",
	"spin_lock(l); spin_lock(m); WRITE_ONCE(*%2$s, %3$s); spin_unlock(m); spin_unlock(l);",
	"rcu_read_lock(); int r%1$u = READ_ONCE(*%2$s); WRITE_ONCE(*y, r%1$u); rcu_read_unlock();",
	"synchronize_rcu();",
	"int s%1$u = srcu_read_lock(ss); int r%1$u = READ_ONCE(*%2$s); srcu_read_unlock(ss, s%1$u);",
	"synchronize_srcu(ss);",
	"int *p%1$u = rcu_dereference(*p); int r%1$u = READ_ONCE(*p%1$u);",
	"rcu_assign_pointer(*p, %2$s);",
	"int r%1$u = READ_ONCE(*%2$s); if (r%1$u == 1) { WRITE_ONCE(*y, 2); } else { WRITE_ONCE(*x, r%1$u); }",
};

/* A condition of all operators, about what every test has */
static char *draw_condition(unsigned int depth)
{
	static const char * const terms[] = {
		"x=1", "y=0", "x=y", "~(x=2)", "y=2", "true", "x=0",
	};
	static const char * const operators[] = { "/\\", "\\/", "=>" };
	char *a, *b, *text;

	if (!depth || !draw(4))
		return xstrdup(terms[draw(ARRAY_SIZE(terms))]);
	a = draw_condition(depth - 1);
	b = draw_condition(depth - 1);
	text = xasprintf("%s(%s %s %s)", draw(4) ? "" : "~", a,
			 operators[draw(ARRAY_SIZE(operators))], b);
	free(a);
	free(b);
	return text;
}

#define PARAMETERS	"int *x, int *y, int *z, int **p, spinlock_t *l, spinlock_t *m, struct srcu_struct *ss"

/* The body of a thread. *queried: its registers that are observed, bit r */
static char *draw_body(unsigned int nr_locations, unsigned int most,
		       uint32_t *queried)
{
	static const char * const locations[] = { "x", "y", "z" };
	unsigned int nr = 1 + draw(most), regs = 0;
	char *text = xstrdup("");

	*queried = 0;
	while (nr--) {
		const char *what = statements[draw(ARRAY_SIZE(statements))];
		char *value = regs && draw(2) ? xasprintf("r%u", regs - 1) :
			xasprintf("%u", draw(3));

		text = append(text, xasprintf(what, regs,
					      locations[draw(nr_locations)], value));
		text = append(text, xstrdup("\n\t"));
		free(value);
		if (!strstr(what, "int r"))
			continue;
		*queried |= draw(2) << regs;
		regs++;
	}
	return text;
}

static char *draw_test(unsigned int number)
{
	unsigned int threads, nr_locations;
	char *text, *body = NULL, *seen = xstrdup("x; y"), *condition;
	uint32_t queried = 0;

	seed = number + 11;
	threads = 2 + draw(3);
	nr_locations = 1 + draw(3);
	text = xasprintf("C drawn-%u\n{ int *p = &z; x = %u; }\n", number, draw(2));
	for (unsigned int t = 0; t < threads; t++) {
		/* Often, a thread does what the one before does */
		if (!t || draw(3)) {
			free(body);
			body = draw_body(nr_locations, threads == 2 ? 3 : 2, &queried);
		}
		text = append(text, xasprintf("P%u(%s) {%s}\n", t, PARAMETERS, body));
		for (unsigned int r = 0; r < 32; r++)
			if (queried >> r & 1)
				seen = append(seen, xasprintf("; %u:r%u", t, r));
	}
	free(body);
	condition = draw_condition(3);
	text = append(text, xasprintf("locations [%s]\n%sexists (%s)\n", seen,
				      draw(4) ? "" : "filter (y=1 \\/ x=0)\n",
				      condition));
	free(condition);
	free(seen);
	return text;
}

/* Compares the tests of the numbers below @nr, as @draw_one makes their texts */
static void compare_drawn(char *(*draw_one)(unsigned int number), unsigned int nr,
			  struct tally *tally)
{
	for (unsigned int i = 0; i < nr; i++) {
		char *text = draw_one(i);
		struct litmus *test = parse(text);

		if (test->program)
			compare(&test->view, text, tally);
		else
			printf("# %s", text);
		EXPECT(test->program);
		litmus_free(test);
		free(text);
	}
	show(tally, nr);
}

#define NR_DRAWN	300

TEST(random_tests)
{
	struct tally tally = { .compared = 0 };

	compare_drawn(draw_test, NR_DRAWN, &tally);
	EXPECT_LE(NR_DRAWN * NR_MODELS * 9 / 10, tally.compared);
	EXPECT_LE(NR_DRAWN / 4, tally.many);
	EXPECT_LE(NR_DRAWN / 4, tally.flags);
}

/* --- Sequences of steps --- */

/*
 * Statements of which many tests are sequences, in the order in which a thread has
 * them: the first are those of x and of a lock that protects z, then those of y
 */
static const char * const ordered[] = {
	"int r%1$u = READ_ONCE(*x); if (r%1$u == %2$s) { WRITE_ONCE(*x, %3$u); }",
	"int r%1$u = READ_ONCE(*x); int q%1$u = cmpxchg(x, r%1$u, r%1$u + %3$u); if (q%1$u != r%1$u) { q%1$u = xchg(x, %3$u); }",
	"int r%1$u = atomic_add_unless(x, %3$u, 1);",
	"int r%1$u = xchg_relaxed(x, %2$s);",
	"WRITE_ONCE(*x, %2$s); smp_mb(); int r%1$u = smp_load_acquire(x);",
	"atomic_add(%2$s, x); int r%1$u = READ_ONCE(*w);",
	"spin_lock(l); int r%1$u = *z; *z = r%1$u * 2 + %3$u; spin_unlock(l);",
	"spin_lock(l); int r%1$u = READ_ONCE(*v); WRITE_ONCE(*v, %2$s); *z = %3$u; spin_unlock(l);",
	"int r%1$u = spin_trylock(l); if (r%1$u) { r%1$u = *z; if (r%1$u == 0) { *z = %3$u; } spin_unlock(l); }",
	"spin_lock(l); smp_mb__after_spinlock(); int r%1$u = READ_ONCE(*w); spin_unlock(l);",
	"spin_lock(l); int r%1$u = xchg(v, %3$u); WRITE_ONCE(*v, r%1$u + %2$s); spin_unlock(l);",
	"int r%1$u = READ_ONCE(*y); smp_store_release(y, %2$s);",
	"int r%1$u = xchg_release(y, %2$s);",
	"int r%1$u = atomic_fetch_add(%3$u, y);",
	"int r%1$u = READ_ONCE(*y); if (r%1$u == 0) { WRITE_ONCE(*y, r%1$u + %3$u); }",
};

#define ORDERED_PARAMETERS	"int *x, int *y, int *z, int *v, int *w, spinlock_t *l"

static char *draw_ordered(unsigned int number)
{
	char *text, *seen = xstrdup("x; y; z; v");
	unsigned int threads;

	seed = number * 0x9e3779b97f4a7c15ULL + 23;
	threads = 2 + draw(2) + !draw(3);
	text = xasprintf("C ordered-%u\n{ x = %u; w = 1; }\n", number, draw(2));
	for (unsigned int t = 0; t < threads; t++) {
		unsigned int nr = 1 + draw(2), what = 0;
		char *value = xasprintf("%u", draw(3));

		text = append(text, xasprintf("P%u(%s) {", t, ORDERED_PARAMETERS));
		for (unsigned int r = 0; r < nr; r++) {
			/* Rarely, a thread goes back */
			what = draw(12) ? what + draw(ARRAY_SIZE(ordered) - what) :
					  draw(ARRAY_SIZE(ordered));
			text = append(text, xasprintf(ordered[what], r, value,
						      1 + draw(3)));
			if (draw(2))
				seen = append(seen, xasprintf("; %u:r%u", t, r));
			free(value);
			value = xasprintf("r%u", r);
		}
		free(value);
		text = append(text, xstrdup("}\n"));
	}
	text = append(text, xasprintf("locations [%s]\n%sexists (x=1 /\\ z=2)\n",
				      seen, draw(4) ? "" : "filter (y=1 \\/ x=0)\n"));
	free(seen);
	return text;
}

#define NR_ORDERED	300

TEST(sequences)
{
	struct tally tally = { .compared = 0 };

	compare_drawn(draw_ordered, NR_ORDERED, &tally);
	EXPECT_LE(NR_ORDERED * NR_MODELS * 9 / 10, tally.compared);
	EXPECT_LE(NR_ORDERED * NR_MODELS / 2, tally.sequences);
	EXPECT_LE(NR_ORDERED / 30, tally.many);
}

/* --- Threads that do the same --- */

/* @nr threads that do the same, with a condition */
static struct litmus *same_threads(unsigned int nr, const char *body,
				   const char *condition)
{
	char *text = xasprintf("C same-%u\n{}\n", nr);
	struct litmus *test;

	for (unsigned int t = 0; t < nr; t++)
		text = append(text, xasprintf("P%u(%s) {%s}\n", t, PARAMETERS, body));
	text = append(text, xstrdup(condition));
	test = parse(text);
	free(text);
	return test;
}

/* Executions, found with so little work that they cannot be looked at one by one */
static void count_same(unsigned int nr, const char *body, const char *condition,
		       uint64_t positive, uint64_t negative, size_t states)
{
	struct litmus *test = same_threads(nr, body, condition);

	ASSERT(test->program);
	for (enum model m = 0; m < NR_MODELS; m++) {
		struct budget budget = limited(450000);
		struct result *r = check_program(&test->view, m, &budget), *v;

		EXPECT(!r->note);
		EXPECT_EQ(r->positive, positive);
		EXPECT_EQ(r->negative, negative);
		EXPECT_EQ(r->nr_states, states);
		budget_renew(&budget);
		v = check_verdict(&test->view, m, &budget);
		EXPECT(is_verdict_of(v, r, m));
		result_free(r);
		result_free(v);
	}
	litmus_free(test);
}

#define RETRY	"int r0 = READ_ONCE(*x); int r1 = cmpxchg(x, r0, r0 + 1); " \
		"if (r1 != r0) { int r2 = cmpxchg(x, r1, r1 + 1); } "
#define LOCKED	"spin_lock(l); int r0 = *x; *x = r0 + 1; spin_unlock(l);"

TEST(one_execution_stands_for_many)
{
	count_same(8, LOCKED, "exists (x=8)", 40320, 0, 1);
	count_same(7, LOCKED, "exists (0:r0=3)", 720, 6 * 720, 7);
	count_same(6, LOCKED, "locations [x; 0:r0; 1:r0; 2:r0; 3:r0; 4:r0; 5:r0] exists (x=5)",
		   0, 720, 720);
	count_same(4, RETRY, "exists (x=1)", 0, 1176, 3);
	count_same(5, RETRY, "exists (x=1)", 0, 49000, 4);
	/* A store beside may come in any order */
	count_same(4, RETRY "WRITE_ONCE(*y, 1);", "exists (x=3)", 13824,
		   14400, 3);
}

#define NR_PROGRAMS	1500

/*
 * Whether a program is one that the models look at, though it must not run: what is
 * accessed has the right type, and that is all
 */
static bool is_for_models(const void *prog, size_t size)
{
	struct ordlab_verifier *room = xcalloc(1, ordlab_verifier_size());
	struct ordlab_facts *facts = xcalloc(1, sizeof(*facts));
	bool sound = !ordlab_verify(prog, size, facts, room) ||
		     facts->reason == ORDLAB_R_UNWRITTEN ||
		     facts->reason >= ORDLAB_R_LOCK_TWICE;

	free(facts);
	free(room);
	return sound;
}

/* A random program whose registers are all observed */
static void *draw_program(size_t *size)
{
	static struct ordlab_draft d;
	uint8_t bytes[400];
	struct choices c = { bytes, sizeof(bytes) };

	for (unsigned int b = 0; b < sizeof(bytes); b++)
		bytes[b] = draw(256);
	random_program(&c, &d);
	d.head.nr_cond = 0;
	for (unsigned int t = 0; t < d.head.nr_threads; t++)
		for (unsigned int r = 0; r < RANDOM_REGS; r++)
			ordlab_expect(&d, ORDLAB_OPERAND_REG, t, r, IMM(draw(3)));
	return ordlab_emit(&d, size);
}

TEST(random_programs)
{
	struct tally tally = { .compared = 0 };

	seed = 1;
	for (unsigned int i = 0; i < NR_PROGRAMS; i++) {
		struct ordlab_view view;
		size_t size;
		void *prog = draw_program(&size);
		char *name = xasprintf("program %u", i);

		if (is_for_models(prog, size)) {
			ordlab_view_init(&view, prog);
			compare(&view, name, &tally);
		}
		free(name);
		free(prog);
	}
	show(&tally, NR_PROGRAMS);
	EXPECT_LE(NR_PROGRAMS, tally.compared);
}

CHECK_MAIN
