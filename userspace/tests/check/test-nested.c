// SPDX-License-Identifier: GPL-2.0
/*
 * Expressions in expressions: a test with a nested expression has the states,
 * counts and flags of the same test with a register between.
 *
 * Tests are made from texts with a hole, "@". A *place* is a statement with a
 * hole. What is put there is an *inner* expression, which reads memory; or a
 * *middle* one with an inner one in it.
 */
#include "tests/tap.h"
#include "tests/nested.h"
#include "lib/util.h"

/* --- Texts with a hole --- */

static char *fill(const char *text, const char *what)
{
	char *full = xstrdup("");
	const char *hole;

	for (; (hole = strchr(text, '@')); text = hole + 1)
		full = glue(full, xasprintf("%.*s%s", (int)(hole - text), text,
					    what));
	return glue(full, xstrdup(text));
}

/* A text of one of the lists below */
struct piece {
	char *text;
	enum ordlab_op op;	/* ORDLAB_NR_OPS if it is no primitive */
	bool pointer;		/* inner: it is an address. Else: the hole takes one */
	bool reads;		/* place: it reads where it depends */
	bool adds;		/* place: the hole is added to an address */
	bool undecided;		/* a dependency here, or from here, forbids nothing */
	const char *writer;	/* inner: what another thread does to it */
};

struct pieces {
	struct piece *piece;
	unsigned int nr, room;
};

static void add(struct pieces *p, struct piece piece)
{
	GROW(p->piece, p->nr, p->room);
	p->piece[p->nr++] = piece;
}

static void forget(struct pieces *p)
{
	for (unsigned int i = 0; i < p->nr; i++)
		free(p->piece[i].text);
	free(p->piece);
	*p = (struct pieces) { .nr = 0 };
}

/* A call of a primitive. @hole: which argument is "@"; -1 for none */
static char *call(enum ordlab_op op, const char *location, const char *v0,
		  const char *v1, int hole)
{
	const char *args = ordlab_ops[op].args, *values[] = { v0, v1 };
	unsigned int nr = 0;
	char *text;

	if (op == ORDLAB_LOAD)
		return xasprintf("*%s", hole ? location : "@");
	if (op == ORDLAB_STORE)
		return xasprintf("*%s = %s", hole ? location : "@",
				 hole == 1 ? "@" : v0);
	text = xasprintf("%s(", ordlab_ops[op].name);
	for (int i = 0; args[i]; i++) {
		bool is_value = args[i] == 'V';
		const char *arg = is_value ? values[nr++] : location;

		text = glue(text, xasprintf("%s%s%s", i ? ", " : "",
					    args[i] == 'L' ? "*" : "",
					    hole == i ? "@" : arg));
	}
	return glue(text, xstrdup(")"));
}

static bool takes_pointers(enum ordlab_op op)
{
	switch (ordlab_ops[op].class) {
	case ORDLAB_C_LOAD:
	case ORDLAB_C_STORE:
	case ORDLAB_C_STORE_MB:
	case ORDLAB_C_XCHG:
	case ORDLAB_C_CMPXCHG:
		return strncmp(ordlab_ops[op].name, "atomic_", 7);
	default:
		return false;
	}
}

static bool takes_pointers_only(enum ordlab_op op)
{
	return !strncmp(ordlab_ops[op].name, "rcu_", 4);
}

/* The first without order of its own that has this form stands for the others */
static bool stands_for_others(enum ordlab_op op)
{
	const struct ordlab_op_info *info = &ordlab_ops[op];
	enum ordlab_op first = ORDLAB_NR_OPS;

	if (op == ORDLAB_NR_OPS)
		return true;
	for (enum ordlab_op i = 0; i < ORDLAB_NR_OPS; i++)
		if (ordlab_ops[i].class == info->class &&
		    !strcmp(ordlab_ops[i].args, info->args) &&
		    (first == ORDLAB_NR_OPS ||
		     (ordlab_ops[first].order != ORDLAB_O_ONCE &&
		      ordlab_ops[i].order == ORDLAB_O_ONCE)))
			first = i;
	return op == first;
}

/* --- Inner expressions: every primitive that has a result --- */

static void add_inner(struct pieces *p, enum ordlab_op op, bool pointer)
{
	static const struct {
		const char *v0, *v1;
	} values[] = { { "1", "0" }, { "0", "1" } },
	  addresses[] = { { "z", "w" }, { "w", "z" } };
	const struct ordlab_op_info *info = &ordlab_ops[op];
	bool fails = info->class == ORDLAB_C_CMPXCHG ||
		     info->class == ORDLAB_C_ADD_UNLESS;
	struct piece piece = {
		.op = op, .pointer = pointer,
		.undecided = info->order == ORDLAB_O_MB ||
			     info->class == ORDLAB_C_SRCU_LOCK,
		.writer = pointer ? "WRITE_ONCE(*p, z);" : "WRITE_ONCE(*x, 1);",
	};
	const char *location = pointer ? "p" : "x";

	if (info->class == ORDLAB_C_TRYLOCK || info->class == ORDLAB_C_IS_LOCKED) {
		location = "s";
		piece.writer = "spin_lock(s); spin_unlock(s);";
	} else if (info->class == ORDLAB_C_SRCU_LOCK) {
		location = "ss";
		piece.writer = "synchronize_srcu(ss);";
	}
	for (unsigned int i = 0; i < 1U + fails; i++) {
		piece.text = call(op, location,
				  pointer ? addresses[i].v0 : values[i].v0,
				  pointer ? addresses[i].v1 : values[i].v1, -1);
		/* One that fails is no barrier */
		piece.undecided &= !i;
		add(p, piece);
	}
}

static struct pieces inner(bool all)
{
	struct pieces p = { .nr = 0 };

	for (enum ordlab_op op = 0; op < ORDLAB_NR_OPS; op++) {
		if (!(ordlab_flags(op) & ORDLAB_CF_DST) ||
		    !(ordlab_flags(op) & ORDLAB_CF_ADDR))
			continue;
		if (!all && !stands_for_others(op))
			continue;
		if (!takes_pointers_only(op))
			add_inner(&p, op, false);
		if (takes_pointers(op))
			add_inner(&p, op, true);
	}
	return p;
}

/* --- Places: every operand of every primitive, and what C itself has --- */

/* The hole takes an integer or an address */
static void add_value_place(struct pieces *p, enum ordlab_op op, int hole,
			    bool pointer)
{
	const struct ordlab_op_info *info = &ordlab_ops[op];
	uint8_t class = info->class;
	bool result = ordlab_meanings[class].flags & ORDLAB_CF_DST;
	bool compared = (class == ORDLAB_C_CMPXCHG && info->args[hole + 1]) ||
			(class == ORDLAB_C_ADD_UNLESS && !info->args[hole + 1]);
	char *text = call(op, class == ORDLAB_C_SRCU_UNLOCK ? "ss" :
			      pointer ? "v" : "z",
			  pointer ? "x" : "0", pointer ? "w" : "5", hole);

	add(p, (struct piece) {
		.text = xasprintf("%s%s;", !result ? "" :
				  pointer ? "int *g = " : "q = ", text),
		.op = op, .pointer = pointer,
		.undecided = compared || info->order == ORDLAB_O_MB ||
			     class == ORDLAB_C_SRCU_UNLOCK,
	});
	free(text);
}

/* The hole is the address, or an integer that is made 0 and added to one */
static void add_address_place(struct pieces *p, enum ordlab_op op, bool pointer)
{
	const struct ordlab_op_info *info = &ordlab_ops[op];
	uint8_t flags = ordlab_meanings[info->class].flags;
	bool holds_pointer = takes_pointers_only(op);
	int hole = strcspn(info->args, "LP");
	const char *value = info->class == ORDLAB_C_CMPXCHG ? "0" : "2";
	char *text = call(op, NULL, holds_pointer ? "z" : value, "5", hole);
	char *address = xasprintf("(%s + (@ & 0))", holds_pointer ? "v" : "z");
	char *whole = fill(text, pointer ? "@" : address);

	add(p, (struct piece) {
		.text = xasprintf("%s%s;", !(flags & ORDLAB_CF_DST) ? "" :
				  holds_pointer ? "int *g = " : "q = ", whole),
		.op = op, .pointer = pointer,
		.reads = !(flags & ORDLAB_CF_WRITE),
		.adds = !pointer,
		.undecided = info->order == ORDLAB_O_MB,
	});
	free(text);
	free(address);
	free(whole);
}

static void add_places_of_op(struct pieces *p, enum ordlab_op op)
{
	const struct ordlab_op_info *info = &ordlab_ops[op];

	for (int hole = 0; info->args[hole]; hole++) {
		if (info->args[hole] != 'V')
			continue;
		if (!takes_pointers_only(op))
			add_value_place(p, op, hole, false);
		if (takes_pointers(op))
			add_value_place(p, op, hole, true);
	}
	/* No arithmetic leads to a lock or an SRCU domain */
	if (info->class >= ORDLAB_C_LOCK && info->class <= ORDLAB_C_SRCU_SYNC)
		return;
	add_address_place(p, op, false);
	if (!takes_pointers_only(op))
		add_address_place(p, op, true);
}

static void add_text(struct pieces *p, const char *text, struct piece like)
{
	like.text = xstrdup(text);
	like.op = ORDLAB_NR_OPS;
	add(p, like);
}

static const char * const conditions[] = {
	"if (@) WRITE_ONCE(*z, 1);",
	"if (@) WRITE_ONCE(*z, 1); else WRITE_ONCE(*z, 2);",
	"if (@ == 1) WRITE_ONCE(*z, 1);",
	"if (!@) WRITE_ONCE(*z, 1);",
	"if (@ + 1 > 1) WRITE_ONCE(*z, 1);",
	"if (@ && 1) WRITE_ONCE(*z, 1);",
	"if (1 && @) WRITE_ONCE(*z, 1);",
	"if (@ || 0) WRITE_ONCE(*z, 1);",
	"if (0 || @) WRITE_ONCE(*z, 1);",
	"if (@ && READ_ONCE(*w) == 0) WRITE_ONCE(*z, 1);",
	"if (@ || READ_ONCE(*w)) WRITE_ONCE(*z, 1);",
	"if (@ ? 1 : 0) WRITE_ONCE(*z, 1);",
	"if (@) { if (READ_ONCE(*w) == 0) WRITE_ONCE(*z, 1); }",
	"if (@ == 0 || READ_ONCE(*w)) { smp_wmb(); WRITE_ONCE(*z, 1); }",
	"int g = 0; if (@) g = 1; if (g) WRITE_ONCE(*z, 1);",
	"int g = 2; if (@ == 1) g = 1; else g = 0; if (g == 1) WRITE_ONCE(*z, 1);",
	"if (@) q = READ_ONCE(*z);",
	"if (@) { smp_rmb(); q = READ_ONCE(*z); }",
};

static const char * const values[] = {
	"WRITE_ONCE(*z, @ + 1);", "WRITE_ONCE(*z, 1 - @);",
	"WRITE_ONCE(*z, @ * 2);", "WRITE_ONCE(*z, @ & 1);",
	"WRITE_ONCE(*z, @ ^ 1);", "WRITE_ONCE(*z, -@);",
	"WRITE_ONCE(*z, !@);", "WRITE_ONCE(*z, ~@);",
	"WRITE_ONCE(*z, @ == 1);", "WRITE_ONCE(*z, 0 < @);",
	"WRITE_ONCE(*z, @ && 1);", "WRITE_ONCE(*z, 1 && @);",
	"WRITE_ONCE(*z, 0 || @);", "WRITE_ONCE(*z, @ ? 1 : 2);",
	"WRITE_ONCE(*z, 1 ? @ : 2);",
	"WRITE_ONCE(*z, (int)@);",
	"int g = @ + 1; WRITE_ONCE(*z, g);",
	"WRITE_ONCE(*w, @ + 1); WRITE_ONCE(*z, READ_ONCE(*w));",
	"*w = @ + 1; WRITE_ONCE(*z, *w);",
};

static struct pieces places(bool all)
{
	struct pieces p = { .nr = 0 };

	for (enum ordlab_op op = 0; op < ORDLAB_NR_OPS; op++)
		if (ordlab_flags(op) & ORDLAB_CF_ADDR &&
		    (all || stands_for_others(op)))
			add_places_of_op(&p, op);
	for (unsigned int i = 0; i < ARRAY_SIZE(conditions); i++)
		add_text(&p, conditions[i], (struct piece) {
			.reads = strstr(conditions[i], "READ_ONCE(*z)"),
			/* No read depends on a condition */
			.undecided = strstr(conditions[i], "READ_ONCE(*z)"),
		});
	for (unsigned int i = 0; i < ARRAY_SIZE(values); i++)
		add_text(&p, values[i], (struct piece) {
			/* A branch with a value in either arm */
			.undecided = strstr(values[i], "@ ?"),
		});
	return p;
}

/* Expressions around an inner one, which read another location, or nothing */
static struct pieces middles(void)
{
	static const char * const integers[] = {
		"(@ + 1)", "(1 - @)", "(-@)", "(!@)", "(@ == 1)", "(@ ? 1 : 2)",
		"(@ && 1)", "(0 || @)",
	};
	struct pieces p = { .nr = 0 };

	for (enum ordlab_op op = 0; op < ORDLAB_NR_OPS; op++) {
		const struct ordlab_op_info *info = &ordlab_ops[op];
		uint8_t flags = ordlab_meanings[info->class].flags;

		if (!(flags & ORDLAB_CF_DST) || !(flags & ORDLAB_CF_ADDR) ||
		    !stands_for_others(op) || takes_pointers_only(op))
			continue;
		for (int hole = 0; info->args[hole]; hole++) {
			if (info->args[hole] == 'L')
				add(&p, (struct piece) {
					.text = call(op, "w", "0", "1", hole),
					.op = op, .pointer = true,
				});
			if (info->args[hole] != 'V')
				continue;
			add(&p, (struct piece) {
				.text = call(op, "w", "0", "1", hole),
				.op = op,
			});
		}
	}
	for (unsigned int i = 0; i < ARRAY_SIZE(integers); i++)
		add_text(&p, integers[i], (struct piece) { .pointer = false });
	return p;
}

/* --- Tests --- */

#define LOCATIONS	"int *x, int *z, int *w, int **p, int **v, "	\
			"spinlock_t *s, struct srcu_struct *ss"

/*
 * What is around a body: the thread beside it sees what the place writes, or
 * writes what it reads, and then changes what the inner expression reads.
 */
static char *test_text(const char *body, const struct piece *place,
		       const char *writer, const char *finals)
{
	const char *sees = place->reads ? "WRITE_ONCE(*z, 5);" :
			   strstr(place->text, "(v") || strstr(place->text, "*v") ?
				"int *a = READ_ONCE(*v);" :
				"int a = READ_ONCE(*z);";

	return xasprintf("C nested\n{ p=w; v=x; }\n"
			 "P0(" LOCATIONS ")\n"
			 "{ %s smp_mb(); %s }\n"
			 "P1(" LOCATIONS ")\n"
			 "{ int q = 0; %s }\n"
			 "locations [0:a; 1:q; x; z; w; p; v]\n%s\nexists (true)\n",
			 sees, writer, body, finals);
}

/* An expression that is kept in a register, and then the place with that */
static char *in_register(const char *expr, bool pointer, const char *name,
			 const char *place)
{
	char *rest = fill(place, name);
	char *body = xasprintf("int %s%s = %s; %s", pointer ? "*" : "", name,
			       expr, rest);

	free(rest);
	return body;
}

/* --- Paths: equal events and dependencies, whatever other threads do --- */

#define NR_BODIES	16

/* Pairs of bodies, which are threads of one test: to read one takes its time */
struct batch {
	char *bodies[NR_BODIES];
	unsigned int nr;
	unsigned int pairs;
	unsigned int different;
	unsigned int dependent;		/* pairs with a dependency */
};

/* Bodies as the threads of a test */
static struct litmus *parse_bodies(char **bodies, unsigned int nr)
{
	char *text = xstrdup("C nested\n{ x=1; p=w; v=x; }\n");
	struct litmus *test;

	for (unsigned int t = 0; t < nr; t++)
		text = glue(text, xasprintf("P%u(" LOCATIONS ") { int q = 0; %s }\n",
					    t, bodies[t]));
	text = glue(text, xstrdup("exists (true)\n"));
	test = parse(text);
	free(text);
	return test;
}

static void compare_batch(struct batch *batch)
{
	struct litmus *test = parse_bodies(batch->bodies, batch->nr);
	struct domain domain;

	if (check_true(test->program))
		domain_find(&domain, &test->view, BUDGET_ENDLESS);
	for (unsigned int t = 0; t < batch->nr; t += 2) {
		bool dependent = false;

		if (test->program &&
		    !is_same_thread((struct thread_of) { &test->view, &domain, t },
				    (struct thread_of) { &test->view, &domain, t + 1 },
				    &dependent) &&
		    ++batch->different < 10)
			printf("# %s\n# %s\n", batch->bodies[t],
			       batch->bodies[t + 1]);
		batch->dependent += dependent;
		free(batch->bodies[t]);
		free(batch->bodies[t + 1]);
	}
	batch->pairs += batch->nr / 2;
	batch->nr = 0;
	litmus_free(test);
}

/* Takes both bodies over */
static void compare_paths(struct batch *batch, char *nested, char *flat)
{
	batch->bodies[batch->nr++] = nested;
	batch->bodies[batch->nr++] = flat;
	if (batch->nr == NR_BODIES)
		compare_batch(batch);
}

/* Each primitive in each kind of place, and each place with each kind of primitive */
TEST(every_primitive_in_every_place)
{
	struct pieces in = inner(true), at = places(true);
	struct batch batch = { .nr = 0 };

	for (unsigned int p = 0; p < at.nr; p++) {
		for (unsigned int i = 0; i < in.nr; i++) {
			if (at.piece[p].pointer != in.piece[i].pointer ||
			    at.piece[p].adds ||
			    !(stands_for_others(at.piece[p].op) ||
			      stands_for_others(in.piece[i].op)))
				continue;
			compare_paths(&batch,
				      fill(at.piece[p].text, in.piece[i].text),
				      in_register(in.piece[i].text,
						  in.piece[i].pointer, "r",
						  at.piece[p].text));
		}
	}
	if (batch.nr)
		compare_batch(&batch);
	printf("# %u primitives in %u places: %u pairs, %u with a dependency\n",
	       in.nr, at.nr, batch.pairs, batch.dependent);
	EXPECT_EQ(batch.different, 0);
	forget(&in);
	forget(&at);
}

/*
 * An expression in an expression, against a register for the inner one, and
 * against one for each
 */
static void compare_two_levels(struct batch *batch, const struct piece *place,
			       const struct piece *middle,
			       const struct piece *inner)
{
	bool pointer = middle->op < ORDLAB_NR_OPS && inner->pointer;
	char *both = fill(middle->text, inner->text);
	char *around = fill(place->text, middle->text);
	char *apart = in_register(middle->text, false, "k", place->text);

	compare_paths(batch, fill(place->text, both),
		      in_register(inner->text, pointer, "r", around));
	compare_paths(batch, fill(place->text, both),
		      in_register(inner->text, pointer, "r", apart));
	free(both);
	free(around);
	free(apart);
}

TEST(expressions_in_expressions)
{
	static const enum ordlab_op ops[] = {
		ORDLAB_READ_ONCE, ORDLAB_CMPXCHG_RELAXED, ORDLAB_SPIN_IS_LOCKED,
	};
	struct pieces in = { .nr = 0 }, between = middles(), at = places(false);
	struct batch batch = { .nr = 0 };

	for (unsigned int i = 0; i < ARRAY_SIZE(ops); i++) {
		add_inner(&in, ops[i], false);
		if (takes_pointers(ops[i]))
			add_inner(&in, ops[i], true);
	}
	for (unsigned int p = 0; p < at.nr; p++)
		for (unsigned int m = 0; m < between.nr; m++)
			for (unsigned int i = 0; i < in.nr; i++)
				if (!at.piece[p].pointer && !at.piece[p].adds &&
				    between.piece[m].pointer == in.piece[i].pointer)
					compare_two_levels(&batch, &at.piece[p],
							   &between.piece[m],
							   &in.piece[i]);
	if (batch.nr)
		compare_batch(&batch);
	printf("# %u in %u in %u places: %u pairs, %u with a dependency\n",
	       in.nr, between.nr, at.nr, batch.pairs, batch.dependent);
	EXPECT_EQ(batch.different, 0);
	forget(&in);
	forget(&between);
	forget(&at);
}

/* --- States --- */

static bool compare_bodies(const char *nested, const char *flat,
			   const struct piece *place, const struct piece *inner)
{
	char *a = test_text(nested, place, inner->writer, "");
	char *b = test_text(flat, place, inner->writer, "");
	bool same = compare_all(a, b);

	free(a);
	free(b);
	return same;
}

TEST(states_counts_and_flags)
{
	struct pieces in = inner(false), at = places(false);
	unsigned int nr = 0, failed = 0;

	for (unsigned int p = 0; p < at.nr; p++) {
		for (unsigned int i = 0; i < in.nr; i++) {
			char *nested, *flat;

			if (at.piece[p].pointer != in.piece[i].pointer)
				continue;
			nested = fill(at.piece[p].text, in.piece[i].text);
			flat = in_register(in.piece[i].text, in.piece[i].pointer,
					   "r", at.piece[p].text);
			if (failed < 10)
				failed += !compare_bodies(nested, flat,
							  &at.piece[p],
							  &in.piece[i]);
			nr++;
			free(nested);
			free(flat);
		}
	}
	printf("# %u tests\n", nr);
	EXPECT_EQ(failed, 0);
	forget(&in);
	forget(&at);
}

/* The value of r in P1, as text; NULL in a state that has it as one before */
static char *value_of_r(const struct result *r, size_t state)
{
	char text[VALUE_LEN];
	unsigned int n = 0;
	struct value value;

	while (n < r->nr_names && strcmp(r->names[n], "1:r"))
		n++;
	if (n == r->nr_names)
		return NULL;
	value = state_value(r, &r->states[state], n);
	for (size_t i = 0; i < state; i++)
		if (value_same(state_value(r, &r->states[i], n), value))
			return NULL;
	return xstrdup(result_value(text, r, value));
}

/*
 * Whether the LKMM forbids something because of the dependency: it allows more
 * where a constant of the same value takes the place of the register.
 */
static bool decides(const struct piece *place, const struct piece *inner)
{
	char *body = in_register(inner->text, inner->pointer, "r", place->text);
	char *text = test_text(body, place, inner->writer, "locations [1:r]");
	struct result *dependent = check(text, MODEL_LKMM), *r;
	bool more = false;
	size_t nr = 0;

	free(body);
	free(text);
	for (size_t i = 0; dependent && i < dependent->nr_states; i++) {
		char *value = value_of_r(dependent, i), *filter;

		if (!value)
			continue;
		text = fill(place->text, value);
		body = xasprintf("int %sr = %s; %s", inner->pointer ? "*" : "",
				 inner->text, text);
		free(text);
		filter = xasprintf("filter (1:r=%s)", value);
		text = test_text(body, place, inner->writer, filter);
		r = check(text, MODEL_LKMM);
		nr += r ? r->nr_states : 0;
		result_free(r);
		free(text);
		free(body);
		free(filter);
		free(value);
	}
	if (dependent) {
		EXPECT_LE(dependent->nr_states, nr);
		more = nr > dependent->nr_states;
	}
	result_free(dependent);
	return more;
}

/* Whether it is so for one of the others that go with it */
static bool decides_once(const struct piece *piece, bool is_place,
			 const struct pieces *others)
{
	for (unsigned int i = 0; i < others->nr; i++) {
		const struct piece *other = &others->piece[i];

		if (other->pointer == piece->pointer && !other->undecided &&
		    decides(is_place ? piece : other, is_place ? other : piece))
			return true;
	}
	return false;
}

/* Where a dependency can forbid something, it does: nothing else keeps order */
TEST(dependencies_decide)
{
	struct pieces in = inner(false), at = places(false);
	unsigned int nr = 0;

	for (unsigned int i = 0; i < in.nr; i++) {
		bool once = decides_once(&in.piece[i], false, &at);

		if (once == in.piece[i].undecided)
			printf("# %s\n", in.piece[i].text);
		EXPECT_EQ(once, !in.piece[i].undecided);
		nr += once;
	}
	for (unsigned int p = 0; p < at.nr; p++) {
		bool once = decides_once(&at.piece[p], true, &in);

		if (once == at.piece[p].undecided)
			printf("# %s\n", at.piece[p].text);
		EXPECT_EQ(once, !at.piece[p].undecided);
		nr += once;
	}
	printf("# %u of %u\n", nr, in.nr + at.nr);
	forget(&in);
	forget(&at);
}

CHECK_MAIN
