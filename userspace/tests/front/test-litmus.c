// SPDX-License-Identifier: GPL-2.0
/*
 * From the text of a litmus test to instructions: each construct of the
 * language, each macro, and each thing that is refused, with its place.
 */
#include "tests/tap.h"
#include "front/litmus.h"
#include "lib/util.h"

static char listing[1 << 16];

static void add(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void add(const char *format, ...)
{
	size_t len = strlen(listing);
	va_list args;

	va_start(args, format);
	vsnprintf(listing + len, sizeof(listing) - len, format, args);
	va_end(args);
}

static struct litmus *parse(const char *text)
{
	return litmus_parse("t", text, strlen(text), NULL);
}

static void add_messages(const struct litmus *test)
{
	static const char * const kinds[] = { "", "warning: ", "note: " };
	size_t i;

	for (i = 0; i < test->nr_messages; i++)
		add("%s%u:%u: %s%s", i ? "\n" : "", test->messages[i].line,
		    test->messages[i].column, kinds[test->messages[i].severity],
		    test->messages[i].text);
}

/* The messages about a test, one a line */
static const char *messages(const char *text)
{
	struct litmus *test = parse(text);

	*listing = '\0';
	add_messages(test);
	litmus_free(test);
	return listing;
}

/* The messages about a statement of P0, which is in line 1 of a file */
static const char *complaint(const char *statement)
{
	char *text = xasprintf("C t\n{} P0(int *x, int **p, spinlock_t *s, struct srcu_struct *ss, atomic_t *a) { int r0; int r1;\n%s\n}\n",
			       statement);

	messages(text);
	free(text);
	return listing;
}

/* The instructions of P0, in a line */
static const char *code(const char *statements)
{
	char *text = xasprintf("C t\n{ *p = x; }\nP0(int *x, int *y, int **p) {\n%s\n}\n",
			       statements);
	struct litmus *test = parse(text);
	char line[160];
	unsigned int i;

	*listing = '\0';
	if (!test->program)
		add_messages(test);
	for (i = 0; test->program && i < test->view.threads[0].nr_insns; i++) {
		ordlab_disasm(line, sizeof(line), &test->view, 0, i);
		add("%s%s", i ? " " : "", line);
	}
	litmus_free(test);
	free(text);
	return listing;
}

/* The locations that a test has, in a line */
static const char *locations(const char *initial, const char *thread)
{
	char *text = xasprintf("C t\n{%s}\n%s\n", initial, thread);
	struct litmus *test = parse(text);
	char line[160];
	unsigned int i;

	*listing = '\0';
	if (!test->program)
		add_messages(test);
	for (i = 0; test->program && i < test->program->nr_locations; i++) {
		ordlab_disasm_location(line, sizeof(line), &test->view, i);
		add("%s%s", i ? " " : "", line);
	}
	litmus_free(test);
	free(text);
	return listing;
}

/* The filter, the condition, and what is observed, in a line */
static const char *final(const char *clauses)
{
	char *text = xasprintf("C t\n{}\nP0(int *x, int *y) { int r0 = READ_ONCE(*x); int r1 = *y; }\nP1(int *x, int **p) { int *r0 = *p; *p = x; }\n%s\n",
			       clauses);
	struct litmus *test = parse(text);
	char line[4096];
	unsigned int i;

	*listing = '\0';
	if (!test->program) {
		add_messages(test);
	} else {
		ordlab_disasm_filter(line, sizeof(line), &test->view);
		add("%s%s", line, *line ? " " : "");
		ordlab_disasm_cond(line, sizeof(line), &test->view);
		add("%s [", line);
		for (i = 0; i < test->program->nr_observed; i++) {
			ordlab_observed_name(line, sizeof(line), &test->view, i);
			add("%s%s", i ? " " : "", line);
		}
		add("]");
	}
	litmus_free(test);
	free(text);
	return listing;
}

TEST(plain_accesses)
{
	EXPECT_STREQ(code("*x = 1;"), "*x = 1;");
	EXPECT_STREQ(code("int r0 = *x;"), "r0 = *x;");
	EXPECT_STREQ(code("int r0; r0 = *x; *y = r0;"), "r0 = *x; *y = r0;");
	EXPECT_STREQ(code("*x = *y;"), "t0 = *y; *x = t0;");
	EXPECT_STREQ(code("**p = 1;"), "t0 = *p; *t0 = 1;");
	EXPECT_STREQ(code("int *r0 = *p; *r0 = 1;"), "r0 = *p; *r0 = 1;");
	EXPECT_STREQ(code("*p = x;"), "*p = x;");
	EXPECT_STREQ(code("*x;"), "*x;");
	EXPECT_STREQ(code("(void)*x; (void)READ_ONCE(*y);"),
		     "*x; READ_ONCE(*y);");
}

TEST(declarations)
{
	EXPECT_STREQ(code("int r0; int r1 = 1, *r2 = x; r0 = r1;"),
		     "r1 = 1; r2 = x; r0 = r1;");
	EXPECT_STREQ(code("const volatile unsigned long int r0 = 5;"
			  "u32 r1 = 1; intptr_t r2 = r0 + r1;"),
		     "r0 = 5; r1 = 1; r2 = (unsigned long)r0 + r1;");
	/* herd asks for no declaration */
	EXPECT_STREQ(code("r5 = READ_ONCE(*x);"), "r5 = READ_ONCE(*x);");
	/* a parameter that is assigned to is a register */
	EXPECT_STREQ(code("x = y; WRITE_ONCE(*x, 1);"),
		     "x = x; x = y; WRITE_ONCE(*x, 1);");
	/* nothing is made of what nothing is made of */
	EXPECT_STREQ(code("int r0; ; {}"), "");
}

TEST(expressions)
{
	EXPECT_STREQ(code("r0 = *x; r1 = r0 + 2 * r0 - 1;"),
		     "r0 = *x; t2 = 2 * r0; t3 = r0 + t2; r1 = t3 - 1;");
	EXPECT_STREQ(code("r0 = *x; r1 = r0 | r0 ^ r0 & r0 == r0 < r0 << r0;"),
		     "r0 = *x; t2 = r0 << r0; t3 = r0 < t2; t2 = r0 == t3; t3 = r0 & t2; t2 = r0 ^ t3; r1 = r0 | t2;");
	EXPECT_STREQ(code("r0 = *x; r1 = (r0 + 1) * -r0;"),
		     "r0 = *x; t2 = r0 + 1; t3 = -r0; r1 = t2 * t3;");
	EXPECT_STREQ(code("r0 = *x; r1 = !r0; r2 = ~r0; r3 = +r0;"),
		     "r0 = *x; r1 = !r0; r2 = ~r0; r3 = r0;");
	EXPECT_STREQ(code("r0 = *x; r1 = r0 / 2; r2 = r0 % -3;"),
		     "r0 = *x; r1 = r0 / 2; r2 = r0 % -3;");
	EXPECT_STREQ(code("r0 = *x; r1 = r0 && r0 || !r0;"),
		     "r0 = *x; t2 = r0 && r0; t3 = !r0; r1 = t2 || t3;");
	/* constants are computed here, as any compiler does */
	EXPECT_STREQ(code("*x = 1 + 2 * 3 - -1; *y = 0x10 | 1UL << 3;"),
		     "*x = 8; *y = 24;");
	EXPECT_STREQ(code("r0 = *x; r1 = r0 != 0 ? 5 : r0;"),
		     "r0 = *x; t2 = r0 != 0; if (!t2) goto 5; t2 = 5; goto 6; t2 = r0; r1 = t2;");
	EXPECT_STREQ(code("r0 = (int)(intptr_t)*x;"), "r0 = *x;");
	EXPECT_STREQ(code("r0 = *(x + (READ_ONCE(*y) & 0));"),
		     "t1 = READ_ONCE(*y); t2 = t1 & 0; t1 = x + t2; r0 = *t1;");
	EXPECT_STREQ(code("r0 = *&*x;"), "r0 = *x;");
	EXPECT_STREQ(code("*p = NULL;"), "*p = 0;");
}

/* As in C, the second operand is only evaluated if the first does not decide */
TEST(logic_on_memory_branches)
{
	EXPECT_STREQ(code("r0 = READ_ONCE(*x) && READ_ONCE(*y);"),
		     "t1 = READ_ONCE(*x); t2 = t1 != 0; if (!t2) goto 5; t1 = READ_ONCE(*y); t2 = t1 != 0; r0 = t2;");
	EXPECT_STREQ(code("r0 = READ_ONCE(*x) || READ_ONCE(*y);"),
		     "t1 = READ_ONCE(*x); t2 = t1 != 0; t1 = !t2; if (!t1) goto 6; t1 = READ_ONCE(*y); t2 = t1 != 0; r0 = t2;");
}

TEST(branches)
{
	EXPECT_STREQ(code("r0 = *x; if (r0) *y = 1; *y = 2;"),
		     "r0 = *x; if (!r0) goto 3; *y = 1; *y = 2;");
	EXPECT_STREQ(code("r0 = *x; if (r0 == 1) { *y = 1; } else { *y = 2; }"),
		     "r0 = *x; t1 = r0 == 1; if (!t1) goto 5; *y = 1; goto 6; *y = 2;");
	EXPECT_STREQ(code("if (READ_ONCE(*x)) if (*y) *y = 1; else *y = 2;"),
		     "t0 = READ_ONCE(*x); if (!t0) goto 7; t0 = *y; if (!t0) goto 6; *y = 1; goto 7; *y = 2;");
	EXPECT_STREQ(code("r0 = *x; if (r0) *y = 1; else if (r0 + 1) *y = 2; else *y = 3;"),
		     "r0 = *x; if (!r0) goto 4; *y = 1; goto 9; t1 = r0 + 1; if (!t1) goto 8; *y = 2; goto 9; *y = 3;");
}

/* Each macro of the table, called as its row says */
TEST(every_macro)
{
	unsigned int op, calls = 0;

	for (op = 0; op < ORDLAB_LOAD; op++) {
		const struct ordlab_op_info *info = &ordlab_ops[op];
		__u8 flags = ordlab_meanings[info->class].flags;
		bool lock = info->class >= ORDLAB_C_LOCK &&
			    info->class <= ORDLAB_C_IS_LOCKED;
		bool srcu = info->class >= ORDLAB_C_SRCU_LOCK &&
			    info->class <= ORDLAB_C_SRCU_SYNC;
		char *call = xasprintf("%s(", info->name), *more, *text;
		const char *location = lock ? "l" : srcu ? "s" : "v";
		struct litmus_options options = { .unsafe = true };
		struct litmus *test;
		const char *arg;
		char line[160];
		unsigned int last;

		for (arg = info->args; *arg; arg++) {
			more = xasprintf("%s%s%s%s", call,
					 arg != info->args ? ", " : "",
					 *arg == 'L' ? "*" : "",
					 *arg != 'V' ? location :
					 info->class == ORDLAB_C_SRCU_UNLOCK ?
					 "r1" : arg[1] == 'V' ? "3" : "4");
			free(call);
			call = more;
		}
		text = xasprintf("C t\n{}\nP0(int *v, spinlock_t *l, struct srcu_struct *s) {\nint r1 = srcu_%s(s);\n%s%s);\n}\n",
				 op == ORDLAB_SRCU_UP_READ ? "down_read" :
				 "read_lock", flags & ORDLAB_CF_DST ?
				 "int r0 = " : "", call);
		test = litmus_parse("t", text, strlen(text), &options);
		*listing = '\0';
		add_messages(test);
		EXPECT_STREQ(listing, "");
		if (test->program) {
			last = test->program->nr_insns - 1;
			EXPECT_EQ(test->view.insns[last].op, op);
			EXPECT_EQ(test->view.insns[last].line, 5);
			ordlab_disasm(line, sizeof(line), &test->view, 0, last);
			more = xasprintf("%s%s);", flags & ORDLAB_CF_DST ?
					 "r0 = " : "", call);
			EXPECT_STREQ(line, more);
			free(more);
			calls++;
		}
		litmus_free(test);
		free(text);
		free(call);
	}
	EXPECT_EQ(calls, ORDLAB_LOAD);
}

TEST(results_may_be_dropped)
{
	EXPECT_STREQ(code("xchg(x, 1); (void)cmpxchg(x, 0, 1);"),
		     "xchg(x, 1); cmpxchg(x, 0, 1);");
	EXPECT_STREQ(code("WRITE_ONCE(*x, READ_ONCE(*y) + 1);"),
		     "t0 = READ_ONCE(*y); t1 = t0 + 1; WRITE_ONCE(*x, t1);");
	EXPECT_STREQ(code("if (atomic_dec_and_test(x)) atomic_set(y, 1);"),
		     "t0 = atomic_dec_and_test(x); if (!t0) goto 3; atomic_set(y, 1);");
}

TEST(initial_values)
{
	static const char thread[] = "P0(int *x) { }";

	EXPECT_STREQ(locations("", thread), "int x = 0;");
	EXPECT_STREQ(locations("x=1", thread), "int x = 1;");
	EXPECT_STREQ(locations("int x = -1;", thread), "int x = -1;");
	EXPECT_STREQ(locations("[x] = 0x10; int y;", thread),
		     "int x = 16; int y = 0;");
	EXPECT_STREQ(locations("x; y; x1 = 2;", thread),
		     "int x = 0; int y = 0; int x1 = 2;");
	EXPECT_STREQ(locations("int *q = &x; int *r = x; s = x; *u; *v = x;",
			       thread),
		     "int *q = &x; int x = 0; int *r = &x; int *s = &x; int *u = 0; int *v = &x;");
	EXPECT_STREQ(locations("atomic_t a = ATOMIC_INIT(3); atomic_t b = 4; long c = 5;",
			       thread),
		     "atomic_t a = 3; atomic_t b = 4; long c = 5; int x = 0;");
	EXPECT_STREQ(locations("spinlock_t l; struct srcu_struct s;", thread),
		     "spinlock_t l; struct srcu_struct s; int x = 0;");
	EXPECT_STREQ(locations("(* x = 5; *) x = 1; // x = 2\n/* y = 1; */",
			       thread), "int x = 1;");
}

TEST(registers_with_initial_values)
{
	struct litmus *test = parse("C t\n{ 0:r0 = x; int 0:r1; 0:r2 = 7; P0:r3 = 1; }\nP0(int *x) { *x = r2 + r1; }");
	char line[160];

	ASSERT(test->program);
	EXPECT_EQ(test->nr_messages, 0);
	EXPECT_EQ(test->view.threads[0].nr_insns, 6);
	ordlab_disasm(line, sizeof(line), &test->view, 0, 0);
	EXPECT_STREQ(line, "r0 = x;");
	ordlab_disasm(line, sizeof(line), &test->view, 0, 2);
	EXPECT_STREQ(line, "r2 = 7;");
	litmus_free(test);
}

TEST(types_of_locations)
{
	/* parameters declare types as well as initial values do */
	EXPECT_STREQ(locations("", "P0(int *a, int **b, atomic_t *c, spinlock_t *d,\n"
			       "struct srcu_struct *e, long *f, u32 *g, u64 *h,\n"
			       "intptr_t *i, unsigned int *j, void *k) { }"),
		     "int a = 0; int *b = 0; atomic_t c = 0; spinlock_t d; struct srcu_struct e; long f = 0; unsigned int g = 0; unsigned long h = 0; long i = 0; unsigned int j = 0; int k = 0;");
	/* and so does the way in which a location is used */
	EXPECT_STREQ(locations("", "P0(int *a, int *b, int *c, int *d) {"
			       "atomic_inc(a); spin_lock(b); spin_unlock(b);"
			       "WRITE_ONCE(*c, a); rcu_assign_pointer(*d, 0); }"),
		     "atomic_t a = 0; spinlock_t b; int *c = 0; int *d = 0;");
	/* a location that is never used as a lock is none, whatever its parameter's type is */
	EXPECT_STREQ(locations("", "P0(struct srcu_struct *s) { WRITE_ONCE(*s, 1); }\n"
			       "P1(spinlock_t *l, int *s) { r0 = READ_ONCE(*s); atomic_inc(l); }"),
		     "int s = 0; atomic_t l = 0;");
	/* addresses travel through memory and registers */
	EXPECT_STREQ(locations("", "P0(intptr_t *a, intptr_t *b) { WRITE_ONCE(*a, b); }\n"
			       "P1(intptr_t *a, intptr_t *c) {"
			       "r0 = READ_ONCE(*a); WRITE_ONCE(*c, r0); }"),
		     "int *a = 0; long b = 0; int *c = 0;");
	/* one instruction accesses one type */
	EXPECT_STREQ(locations("int *p = x;", "P0(int **p, long *y) {"
			       "WRITE_ONCE(*p, y); r0 = READ_ONCE(*p); *r0 = 1; }"),
		     "int *p = &x; long x = 0; long y = 0;");
}

TEST(conditions)
{
	EXPECT_STREQ(final(""), "forall (true) []");
	EXPECT_STREQ(final("exists (0:r0=1)"), "exists (0:r0=1) [0:r0]");
	EXPECT_STREQ(final("exists 0:r0=1 /\\ x=2"),
		     "exists (0:r0=1 /\\ x=2) [0:r0 x]");
	EXPECT_STREQ(final("~exists (P0:r0=1)"), "~exists (0:r0=1) [0:r0]");
	EXPECT_STREQ(final("~ exists ([x]=-1)"), "~exists (x=-1) [x]");
	EXPECT_STREQ(final("not exists (x=0x1f)"), "~exists (x=31) [x]");
	EXPECT_STREQ(final("forall (x == 1);"), "forall (x=1) [x]");
	EXPECT_STREQ(final("exists (1:r0=x \\/ 1:r0=&y)"),
		     "exists (1:r0=x \\/ 1:r0=y) [1:r0]");
	EXPECT_STREQ(final("exists (~x=1 /\\ not (x=2) /\\ x<>3 /\\ x!=4)"),
		     "exists (~(x=1) /\\ ~(x=2) /\\ ~(x=3) /\\ ~(x=4)) [x]");
	EXPECT_STREQ(final("exists (x=1 \\/ x=2 /\\ y=1 \\/ y=2)"),
		     "exists (x=1 \\/ x=2 /\\ y=1 \\/ y=2) [x y]");
	EXPECT_STREQ(final("exists ((x=1 \\/ x=2) /\\ (y=1 \\/ y=2))"),
		     "exists ((x=1 \\/ x=2) /\\ (y=1 \\/ y=2)) [x y]");
	/* => binds tighter than /\ does, to herd and to us */
	EXPECT_STREQ(final("exists (x=1 /\\ x=2 => y=1)"),
		     "exists (x=1 /\\ x=2 => y=1) [x y]");
	EXPECT_STREQ(final("exists (x=1 => x=2 => y=1)"),
		     "exists (x=1 => x=2 => y=1) [x y]");
	EXPECT_STREQ(final("exists ((x=1 => x=2) => (y=1 /\\ ~(x=3 => y=2)))"),
		     "exists ((x=1 => x=2) => (y=1 /\\ ~(x=3 => y=2))) [x y]");
	EXPECT_STREQ(final("exists (x=1 \\/ ((x=2 \\/ y=1) => ~x=4))"),
		     "exists (x=1 \\/ (x=2 \\/ y=1) => ~(x=4)) [x y]");
	EXPECT_STREQ(final("exists (true)"), "exists (true) []");
	EXPECT_STREQ(final("exists (false \\/ x=1)"),
		     "exists (~(true) \\/ x=1) [x]");
	EXPECT_STREQ(final("exists (0:r0=0:r1 /\\ ~0:r0=[x] /\\ x=*y)"),
		     "exists (0:r0=0:r1 /\\ ~(0:r0=[x]) /\\ [x]=[y]) [0:r0 0:r1 x y]");
	EXPECT_STREQ(final("exists (1:r0=NULL)"), "exists (1:r0=0) [1:r0]");
	EXPECT_STREQ(final("locations [x; 0:r1; y] exists (0:r0=1)"),
		     "exists (0:r0=1) [0:r0 x 0:r1 y]");
	EXPECT_STREQ(final("locations [x int; 1:r0 int*; p*;]"),
		     "forall (true) [x 1:r0 p]");
	EXPECT_STREQ(final("filter (0:r0=1 \\/ x=1) exists (0:r1=1)"),
		     "filter (0:r0=1 \\/ x=1) exists (0:r1=1) [0:r1 0:r0 x]");
	EXPECT_STREQ(final("(* exists (x=1) *) exists (* or not *) (x=2) // x=3"),
		     "exists (x=2) [x]");
}

TEST(the_first_line_and_the_comments)
{
	struct litmus *test;

	test = parse("C a/b+c[d]:1.litmus (latex) \"to see\"\nHash=123\n(* Result: Never *)\n{}\nP0(int *x) { *x = 1; }");
	ASSERT(test->program);
	EXPECT_STREQ(test->title, "a/b+c[d]:1");
	EXPECT_STREQ(test->program->name, "a!b+c[d]:1");
	EXPECT_STREQ(test->program->purpose, "to see");
	EXPECT_STREQ(test->expected, "Never");
	litmus_free(test);

	test = parse("C t\n\n(*\n * Result: Sometimes\n *\n * One sentence that\n * goes on. Not this one.\n *\n * Nor this one.\n *)\n\n{}\n\nP0(int *x) { *x = 1; /* Result: Never */ }");
	ASSERT(test->program);
	EXPECT_STREQ(test->program->purpose, "One sentence that goes on");
	EXPECT_STREQ(test->expected, "Sometimes");
	litmus_free(test);

	test = parse("C t\n(* (* nested *) { *)\n{}\nvoid P0(void) {}\nP1() {\nbarrier(); // {\n}");
	EXPECT(test->program);
	EXPECT(!test->expected);
	litmus_free(test);
}

TEST(herd_begins_registers_at_0)
{
	EXPECT_STREQ(complaint("if (*x) r0 = 1; *x = r0;"),
		     "3:17: warning: \"r0\" may be read here before it is written; it is 0 then");
	EXPECT_STREQ(code("int r0; if (*x) r0 = 1; else r0 = 2; *x = r0;"),
		     "t1 = *x; if (!t1) goto 4; r0 = 1; goto 5; r0 = 2; *x = r0;");
	EXPECT_STREQ(code("int r0; if (*x) r0 = 1; *x = r0;"),
		     "r0 = 0; t1 = *x; if (!t1) goto 4; r0 = 1; *x = r0;");
}

TEST(expedited_only_when_asked_for)
{
	static const char text[] = "C t\n{}\nP0(struct srcu_struct *s) {\n"
				   "synchronize_rcu();\nsynchronize_srcu(s); }";
	struct litmus_options options = { .expedited = true };
	struct litmus *test;

	test = parse(text);
	EXPECT_EQ(test->view.insns[0].op, ORDLAB_SYNCHRONIZE_RCU);
	EXPECT_EQ(test->view.insns[1].op, ORDLAB_SYNCHRONIZE_SRCU);
	EXPECT_EQ(test->nr_messages, 0);
	litmus_free(test);

	test = litmus_parse("t", text, strlen(text), &options);
	EXPECT_EQ(test->view.insns[0].op, ORDLAB_SYNCHRONIZE_RCU_EXPEDITED);
	EXPECT_EQ(test->view.insns[1].op, ORDLAB_SYNCHRONIZE_SRCU_EXPEDITED);
	*listing = '\0';
	add_messages(test);
	EXPECT_STREQ(listing,
		     "4:1: note: synchronize_rcu() is synchronize_rcu_expedited() here, as --expedited asks\n"
		     "5:1: note: synchronize_srcu() is synchronize_srcu_expedited() here, as --expedited asks");
	litmus_free(test);
}

/* The models can check a test that must not run */
TEST(unsafe_only_when_asked_for)
{
	static const char text[] = "C t\n{}\nP0(int *x) {\nrcu_read_lock();\n"
				   "  synchronize_rcu(); rcu_read_unlock();}";
	struct litmus_options options = { .unsafe = true };
	struct litmus *test = parse(text);

	EXPECT(!test->program);
	EXPECT_STREQ(messages(text),
		     "5:3: it may sleep inside an RCU reader; end the reader first");
	litmus_free(test);
	test = litmus_parse("t", text, strlen(text), &options);
	EXPECT(test->program);
	EXPECT_EQ(test->nr_messages, 0);
	EXPECT_STREQ(test->unsafe,
		     "5:3: it may sleep inside an RCU reader; end the reader first");
	litmus_free(test);
}

TEST(errors_of_syntax)
{
	EXPECT_STREQ(complaint("r0 = READ_ONCE(*x;"),
		     "3:18: unexpected \";\"; expected ) or ,");
	EXPECT_STREQ(complaint("r0 = READ_ONCE(*x)\nr1 = 2;"),
		     "4:1: unexpected \"r1\"; expected ;");
	EXPECT_STREQ(complaint("r0 = ;"),
		     "3:6: unexpected \";\"; expected an expression");
	EXPECT_STREQ(complaint("if r0 *x = 1;"),
		     "3:4: unexpected \"r0\"; expected (");
	EXPECT_STREQ(complaint("} }"),
		     "3:3: unexpected \"}\"; expected a thread or the condition or end of file");
	EXPECT_STREQ(messages("C t\n{ x=1 y=2; }\nP0(int *x) { }"),
		     "2:7: unexpected \"y\"; expected } of the initial state or ;");
	EXPECT_STREQ(messages("C t\n{}\nP0(int *x) { *x = 1; }\nexist (x=1)"),
		     "4:1: unexpected \"exist\"; did you mean \"exists\"?");
	EXPECT_STREQ(messages("C t\n{}\nP0(int *x) { *x = 1; }\nexists (x=1 /\\)"),
		     "4:15: unexpected \")\"; expected a condition");
	EXPECT_STREQ(messages("C t\n{}\nP0(int *x) { *x = 1;"),
		     "3:21: the file ends too early; expected a statement or }");
	EXPECT_STREQ(messages("X86 t\n{}\n"),
		     "1:1: this is a test in X86; only tests in C, which begin with \"C NAME\", can run in the kernel");
	EXPECT_STREQ(messages("C\n"),
		     "1:2: the name of the test is missing: \"C NAME\"");
	EXPECT_STREQ(messages(""),
		     "1:1: the file ends too early; expected C NAME");
	EXPECT_STREQ(messages("C t\n(*\n{}"), "3:3: a comment is not closed");
	EXPECT_STREQ(messages("C t\n{}\nP0(int *x) { *x = 1; } \003"),
		     "3:24: byte 0x03 in the text; a litmus test is plain ASCII outside of comments");
	EXPECT_STREQ(complaint("/* \xc3\xa4 */ r0 = 1;"), "");
}

/* What editors leave at the start of a file, and what other tools read there */
TEST(starts_of_files)
{
	EXPECT_STREQ(messages("\xef\xbb\xbf" "C t\n{}\nP0(int *x) { *x = 1; }"), "");
	EXPECT_STREQ(messages("\xef\xbb\xbf" "C t\n{}\nP0(int *x) { *x = ; }"),
		     "3:19: unexpected \";\"; expected an expression");
	EXPECT_STREQ(messages("\xff\xfe" "C t\n"),
		     "0:0: this is UTF-16; save it as UTF-8 or ASCII");
	EXPECT_STREQ(messages("C t\n{ #include \"api.h\" }\nP0(int *x) { *x = 1; }"),
		     "2:3: there is no preprocessor, and nothing to include: macros are those of linux-kernel.def; leave the line out");
	EXPECT_STREQ(messages("C t\n{\n#include \"api.h\"\nx = 1;\n}\nP0(int *x) { }"),
		     "3:1: there is no preprocessor, and nothing to include: macros are those of linux-kernel.def; leave the line out");
}

TEST(errors_of_types)
{
	EXPECT_STREQ(messages("C t\n{}\nP0(itn *x) { *x = 1; }"),
		     "3:4: unknown type \"itn\"; did you mean \"int\"?");
	EXPECT_STREQ(messages("C t\n{}\nP0(seqlock_t *x) { }"),
		     "3:4: unknown type \"seqlock_t\"; there are the integers of C up to long, bool, u8 and the like, atomic_t, spinlock_t, struct srcu_struct, and pointers");
	EXPECT_STREQ(messages("C t\n{ __int128 c; }\nP0(int *x) { *x = 1; }"),
		     "2:3: \"__int128\" is wider than a machine word; use long");
	EXPECT_STREQ(messages("C t\n{}\nP0(int x) { }"),
		     "3:8: a parameter is the address of a location: int *x");
	EXPECT_STREQ(messages("C t\n{}\nP0(spinlock_t *s) { spin_lock(s); *s = 1; }"),
		     "3:35: \"s\" is a spinlock_t, and is used as an integer or a pointer here");
	EXPECT_STREQ(messages("C t\n{}\nP0(int **p) { atomic_inc(p); }"),
		     "3:15: \"p\" is a pointer, or holds an address, and is used as an atomic_t here");
	EXPECT_STREQ(messages("C t\n{}\nP0(atomic_t *a, int *x) { atomic_set(a, x); }"),
		     "3:14: \"a\" is an atomic_t, and cannot hold an address");
	EXPECT_STREQ(messages("C t\n{}\nP0(int *x) { WRITE_ONCE(*x, 0x100000000); }"),
		     "3:14: warning: 4294967296 becomes 0 in \"x\", which is an int");
	EXPECT_STREQ(complaint("long int long int r2;"),
		     "3:15: \"long int long int\" is not a type");
	EXPECT_STREQ(complaint("spinlock_t r2;"),
		     "3:1: \"r2\" would be a register, and registers hold an integer or an address");
}

TEST(errors_of_names)
{
	EXPECT_STREQ(complaint("r0 = REED_ONCE(*x);"),
		     "3:6: there is no macro REED_ONCE() in linux-kernel.def; did you mean READ_ONCE()?");
	EXPECT_STREQ(complaint("spin_unlock_wait(s);"),
		     "3:1: there is no macro spin_unlock_wait() in linux-kernel.def; it has left the kernel: spin_lock() and spin_unlock()");
	EXPECT_STREQ(complaint("r0 = smp_cond_load_acquire(x, 1);"),
		     "3:6: there is no macro smp_cond_load_acquire() in linux-kernel.def; it is a loop: write one with while");
	EXPECT_STREQ(complaint("r0 = rcu_access_pointer(*x);"),
		     "3:6: there is no macro rcu_access_pointer() in linux-kernel.def; it reads a pointer that is not followed: READ_ONCE()");
	EXPECT_STREQ(complaint("r0 = atomic_inc_not_zero(a);"),
		     "3:6: there is no macro atomic_inc_not_zero() in linux-kernel.def; atomic_inc_not_zero(v) is atomic_add_unless(v, 1, 0)");
	EXPECT_STREQ(complaint("spin_lock_irqsave(s, r0);"),
		     "3:1: there is no macro spin_lock_irqsave() in linux-kernel.def; there are no interrupts in a litmus test: spin_lock()");
	EXPECT_STREQ(complaint("atomic_and_return(1, a);"),
		     "3:1: there is no macro atomic_and_return() in linux-kernel.def; ordlab-litmus(7) lists all that there are");
	EXPECT_STREQ(complaint("frobnicate();"),
		     "3:1: there is no macro frobnicate() in linux-kernel.def; ordlab-litmus(7) lists all that there are");
	EXPECT_STREQ(complaint("load(x);"),
		     "3:1: there is no macro load() in linux-kernel.def; ordlab-litmus(7) lists all that there are");
	EXPECT_STREQ(complaint("*x = counter;"),
		     "3:6: P0 has neither parameter nor local variable \"counter\"");
	EXPECT_STREQ(messages("C t\n{ flag = 1; }\nP0(int *x) {\n WRITE_ONCE(*flag, 1); }"),
		     "4:14: \"flag\" is a location that P0 does not know; add it to the parameters of P0");
	EXPECT_STREQ(complaint("r0 = xchg(x);"),
		     "3:6: xchg() takes 2 arguments, not 1");
	EXPECT_STREQ(complaint("r0 = READ_ONCE(x);"),
		     "3:16: READ_ONCE() takes the location itself, not its address: *x");
	EXPECT_STREQ(complaint("r0 = smp_mb();"), "3:6: smp_mb() has no value");
	EXPECT_STREQ(complaint("WRITE_ONCE(*5, 1);"),
		     "3:13: 5 is not the address of a location");
	EXPECT_STREQ(complaint("READ_ONCE(*x) = 1;"),
		     "3:1: only a location, as *x, or a register can be assigned to");
	EXPECT_STREQ(complaint("r0 = &r1;"),
		     "3:6: \"r1\" is a register, and has no address");
	EXPECT_STREQ(complaint("r0 = 1; r1 = r0 / 0;"),
		     "3:19: the right side of / must be a constant other than 0");
	EXPECT_STREQ(messages("C t\n{}\nP0(int *x) { *x = 1; }\nexists (z=1)"),
		     "4:9: there is no location \"z\" in this test; a register is 0:z");
	EXPECT_STREQ(messages("C t\n{}\nP0(int *x) { *x = 1; }\nexists (2:r0=1)"),
		     "4:9: there is no thread P2");
	EXPECT_STREQ(messages("C t\n{}\nP0(int *x) { *x = 1; }\nexists (0:r0=1)"),
		     "4:9: warning: P0 has no local variable \"r0\"; it is always 0");
	EXPECT_STREQ(messages("C t\n{}\nP1(int *x) { *x = 1; }"),
		     "3:1: threads are P0, P1, ... in this order; P0 should be here");
	EXPECT_STREQ(messages("C t\n{ x=1; x=2; }\nP0(int *x) { *x = 1; }"),
		     "2:8: \"x\" has an initial value already, in line 2");
}

/* Tests that cannot run are refused at the place of the cause */
TEST(errors_of_paths)
{
	EXPECT_STREQ(complaint("*x = 1;\nwhile (*x) *x = 1;"),
		     "4:1: the loop may go on for ever; a test can run if constants end its loops");
	EXPECT_STREQ(complaint("while (*x) break;"),
		     "3:12: \"break\": a thread branches with if, else and the condition of a loop alone");
	EXPECT_STREQ(complaint("*x = 1;\n if (*x)\n  spin_lock(s);"),
		     "5:3: the lock taken here stays held on some path; release it on every path");
	EXPECT_STREQ(complaint("spin_unlock(s);"),
		     "3:1: the lock may not be held; take it on every path that leads here");
	EXPECT_STREQ(complaint("spin_lock(s); spin_lock(s); spin_unlock(s);"),
		     "3:15: the thread holds this lock already; it would wait for itself");
	EXPECT_STREQ(complaint("spin_lock(s);\nsynchronize_rcu(); spin_unlock(s);"),
		     "4:1: it may sleep and a lock is held; release the lock first");
	EXPECT_STREQ(complaint("rcu_read_unlock();"),
		     "3:1: there may be no RCU reader to end; begin it on every path that leads here");
	EXPECT_STREQ(complaint("r0 = srcu_read_lock(ss); srcu_read_unlock(ss, 1);"),
		     "3:26: not the index of an open reader of this domain; use what its lock returned");
	EXPECT_STREQ(complaint("r0 = 1; *r0 = 1;"),
		     "3:9: the register is never an address; only the address of a location can be used");
	EXPECT_STREQ(complaint("r0 = 1; r0++;"),
		     "3:11: \"++\": write the assignment out, as r0 = r0 + 1");
	EXPECT_STREQ(complaint("r0 = x->next;"),
		     "3:7: \"->\": there are no structures; give each member a location of its own");
}

TEST(limits)
{
	char *text = xcalloc(1 << 21, 1);
	struct litmus *test;
	unsigned int i, n;

	/* A thread has 16 registers; names that are not observed share them */
	n = sprintf(text, "C t\n{}\nP0(int *x) {\n");
	for (i = 0; i < 60; i++)
		n += sprintf(text + n, "int r%u = READ_ONCE(*x); WRITE_ONCE(*x, r%u);\n",
			     i, i);
	strcpy(text + n, "}\nexists (0:r0=1 /\\ 0:r59=1)");
	EXPECT_STREQ(messages(text), "");

	n = sprintf(text, "C t\n{}\nP0(int *x) {\n");
	for (i = 0; i < 17; i++)
		n += sprintf(text + n, "int r%u = READ_ONCE(*x);\n", i);
	n += sprintf(text + n, "}\nexists (0:r0=1");
	for (i = 1; i < 17; i++)
		n += sprintf(text + n, " /\\ 0:r%u=1", i);
	strcpy(text + n, ")");
	EXPECT_STREQ(messages(text),
		     "3:1: P0 has too many values to keep at once: a thread has 16 registers, and the final state names 17 of them");

	n = sprintf(text, "C t\n{}\n");
	for (i = 0; i < 33; i++)
		n += sprintf(text + n, "P%u(int *x) { *x = 1; }\n", i);
	EXPECT_STREQ(messages(text), "35:1: a test has at most 32 threads");

	n = sprintf(text, "C t\n{");
	for (i = 0; i < 33; i++)
		n += sprintf(text + n, "x%u=1;\n", i);
	strcpy(text + n, "}\nP0(int *x0) { *x0 = 1; }");
	EXPECT_STREQ(messages(text),
		     "34:1: \"x32\" is one location too many; a test has at most 32");

	n = sprintf(text, "C t\n{}\nP0(int *x) {\n");
	for (i = 0; i < 2049; i++)
		n += sprintf(text + n, "*x = 1;\n");
	strcpy(text + n, "}");
	EXPECT_STREQ(messages(text),
		     "2052:1: this is one instruction too many; a test has at most 2048");

	n = sprintf(text, "C t\n{}\nP0(int *x) { *x = 1");
	for (i = 0; i < 2000; i++)
		n += sprintf(text + n, "+1");
	strcpy(text + n, "; }");
	EXPECT_HAS(messages(text), "nested too deeply; 1024 levels");

	memset(text, ' ', 1 << 21);
	test = litmus_parse("t", text, (1 << 20) + 1, NULL);
	EXPECT_EQ(test->nr_errors, 1);
	EXPECT_HAS(test->messages[0].text, "larger than");
	litmus_free(test);
	free(text);
}

TEST(messages_have_a_form)
{
	struct litmus *test = parse("C t\n{}\nP0(int *x) {\n\tint r0 = FOO(*x);\n}\n");
	char *text = NULL, *line = litmus_error_text(test);
	size_t size;
	FILE *out = open_memstream(&text, &size);

	litmus_print(out, test, true);
	fclose(out);
	EXPECT_STREQ(text, "t:4:11: there is no macro FOO() in linux-kernel.def; ordlab-litmus(7) lists all that there are\n"
		     "\t\tint r0 = FOO(*x);\n"
		     "\t\t         ^\n");
	EXPECT_HAS(line, "4:11: there is no macro");
	free(text);
	free(line);
	litmus_free(test);
}

CHECK_MAIN
