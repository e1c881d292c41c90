/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The syntax tree of a litmus test: litmus.l and litmus.y build it, lower*.c read it.
 * All of it lives in one pool, and is freed with the pool.
 *
 * The tree holds what the file says, not what it means. For
 *
 *	P0(int *x) { int r0; r0 = READ_ONCE(*x); }
 *
 * there is a struct thread with one struct param and a body of two statements. The first
 * is a STMT_BLOCK of one STMT_DECLARE, since a declaration may name several registers.
 * The second is a STMT_ASSIGN whose value is an EXPR_CALL of "READ_ONCE" with one
 * argument, an EXPR_DEREF of the EXPR_NAME "x". Only lower*.c finds out that "x" is a
 * location and "r0" a register.
 */
#ifndef SYNTAX_H
#define SYNTAX_H

#include "front/litmus.h"

/* A place in the file; line and column from 1, column and offset in bytes */
struct pos {
	unsigned int line;
	unsigned int column;
	unsigned int offset;
};

/**
 * enum type_flags - words that a type is made of
 *
 * A program has no integers of more than a machine word. They have a flag so that a
 * message can name them.
 */
enum type_flags {
	TYPE_VOID	= 0x0001,
	TYPE_CHAR	= 0x0002,
	TYPE_SHORT	= 0x0004,
	TYPE_INT	= 0x0008,
	TYPE_LONG	= 0x0010,
	TYPE_SIGNED	= 0x0020,
	TYPE_UNSIGNED	= 0x0040,
	TYPE_ATOMIC	= 0x0080,	/* atomic_t */
	TYPE_SPINLOCK	= 0x0100,
	TYPE_SRCU	= 0x0200,
	TYPE_WIDE	= 0x0400,	/* __int128 and the like */
	TYPE_FOREIGN	= 0x0800,	/* of C11 or of another API */
	TYPE_UNKNOWN	= 0x1000,	/* a name that stands where a type does */
	TYPE_QUALIFIER	= 0x2000,	/* const or volatile, with no effect */
	TYPE_BOOL	= 0x4000,
	TYPE_64		= 0x8000,	/* with LONG: 64 bits on any machine */
};

/**
 * struct ctype - a type as it is written
 * @flags:	enum type_flags; 0 where no type is written
 * @stars:	how many * follow
 * @name:	how it is spelt, without stars
 * @pos:	where
 */
struct ctype {
	unsigned int flags;
	unsigned int stars;
	const char *name;
	struct pos pos;
};

/**
 * struct number - an integer as it is written
 * @value:	its value, extended to 64 bits
 * @type:	the type that C gives it: int, unsigned int, long, ...
 */
struct number {
	long long value;
	enum ordlab_type type;
};

/**
 * struct typing - what is known of the value of an expression
 * @pass:	the pass in which this was found, see lower-typing.c
 * @type:	its type; PTR for all pointers
 * @range:	a type that has all its values, perhaps narrower than @type
 * @holds:	locations whose address it may be: bit l for location l
 */
struct typing {
	unsigned int pass;
	enum ordlab_type type;
	enum ordlab_type range;
	__u32 holds;
};

enum expr_kind {
	EXPR_INT,	/* number */
	EXPR_NAME,	/* name */
	EXPR_DEREF,	/* *arg[0] */
	EXPR_ADDRESS,	/* &arg[0] */
	EXPR_CAST,	/* (type)arg[0] */
	EXPR_UNARY,	/* alu arg[0] */
	EXPR_BINARY,	/* arg[0] alu arg[1] */
	EXPR_CHOICE,	/* arg[0] ? arg[1] : arg[2] */
	EXPR_CALL,	/* name(args) */
};

/* An expression */
struct expr {
	enum expr_kind kind;
	enum ordlab_alu alu;
	struct pos pos;
	unsigned int depth;
	struct number number;
	const char *name;
	struct ctype type;
	struct typing typing;
	struct expr *arg[3];
	struct list *args;
};

enum stmt_kind {
	STMT_EXPR,	/* value; */
	STMT_ASSIGN,	/* target = value; */
	STMT_DECLARE,	/* type name [= value]; target is the name */
	STMT_IF,	/* if (value) then; [else otherwise;] */
	STMT_LOOP,	/* while (value) { then; otherwise; } */
	STMT_BLOCK,	/* { body } */
};

/* A statement */
struct stmt {
	enum stmt_kind kind;
	struct pos pos;
	unsigned int depth;
	struct ctype type;
	struct expr *target;
	struct expr *value;
	struct stmt *then;
	struct stmt *otherwise;
	struct list *body;
	bool body_first;	/* of a loop: do { } while () */
};

/* A parameter, always the address of a location */
struct param {
	struct ctype type;
	const char *name;
	struct pos pos;
};

/* P0(params) { body } */
struct thread {
	unsigned int number;
	struct pos pos;
	struct list *params;
	struct list *body;
};

/**
 * struct place - a location or a register, as initial values and conditions name it
 * @thread:	the register's thread; -1 for a location
 * @name:	its name
 * @pos:	where
 */
struct place {
	int thread;
	const char *name;
	struct pos pos;
};

/**
 * struct initial - the initial value of a location or a register
 * @type:	its type, flags 0 if there is none
 * @place:	the location or register
 * @symbol:	the location whose address it holds, or NULL
 * @number:	the integer it holds when @symbol is NULL
 * @array:	it is an array
 * @elements:	of an array: how many there are
 * @values:	of an array: values of its first elements, struct initial
 * @pos:	where the value is
 */
struct initial {
	struct ctype type;
	struct place place;
	const char *symbol;
	struct number number;
	bool array;
	struct number elements;
	struct list *values;
	struct pos pos;
};

enum prop_kind {
	PROP_TRUE,
	PROP_FALSE,
	PROP_VALUE,	/* place = number */
	PROP_SYMBOL,	/* place = address of location symbol */
	PROP_SAME,	/* place = other */
	PROP_NOT,	/* ~arg[0] */
	PROP_AND,
	PROP_OR,
	PROP_IMPLIES,
};

/* A proposition about final values */
struct prop {
	enum prop_kind kind;
	struct pos pos;
	unsigned int depth;
	struct place place;
	struct place other;
	const char *symbol;
	struct number number;
	unsigned int element;	/* while "x = { ... }" is read */
	struct prop *arg[2];
};

/* Elements in the order of the file; NULL is the empty list */
struct list {
	void *item;
	struct list *next;
	struct list *last;	/* of the first element only */
};

#define list_for_each(each, first)					\
	for (struct list *i_ = (first);					\
	     i_ && ((each) = i_->item, true); i_ = i_->next)

/**
 * struct syntax - a test as it is written
 * @pool:	where all of it lives
 * @test:	takes messages, title and expected result
 * @title_pos:	where the name is
 * @doc:	the string after the name, or NULL
 * @comment:	the text of the first comment before the initial state, or NULL
 * @initial:	of struct initial
 * @threads:	of struct thread
 * @observed:	of struct place: locations [...]
 * @filter:	or NULL
 * @quantifier:	enum ordlab_quantifier
 * @condition:	NULL if there is none
 * @end:	the end of the file
 * @as_herd:	read types and nested expressions as herd7 does
 * @nested:	herd7 reads a nested expression of this test in another way
 */
struct syntax {
	struct pool *pool;
	struct litmus *test;
	struct pos title_pos;
	const char *doc;
	const char *comment;
	struct list *initial;
	struct list *threads;
	struct list *observed;
	struct prop *filter;
	enum ordlab_quantifier quantifier;
	struct prop *condition;
	struct pos end;
	bool as_herd;
	bool nested;

	struct budget *budget;

	/* shared by litmus.l and litmus.y */
	struct pos at;
	unsigned int braces;
	unsigned int parens;
	unsigned int comments;
	unsigned int comment_start;
	bool opened;
	bool stray;
	bool deep;
	bool typed;
	bool foreign;
	char token[64];
};

/**
 * syntax_alloc() - memory that lives as long as the tree
 * @syntax:	the tree
 * @size:	bytes; they are zero
 */
void *syntax_alloc(struct syntax *syntax, size_t size);

/* A copy of @len bytes with a NUL behind them; two words with a blank between */
char *syntax_copy(struct syntax *syntax, const char *text, size_t len);
char *syntax_join(struct syntax *syntax, const char *a, const char *b);

/* The name of an element: "x" for the first one, then "x[1]", ... */
const char *syntax_element(struct syntax *syntax, const char *array,
			   unsigned int index);

/**
 * syntax_parse() - read the text of @syntax->test into a tree
 * @syntax:	all zero but @test
 *
 * Return: true; false if there was an error, which has been reported.
 */
bool syntax_parse(struct syntax *syntax);

/**
 * syntax_lower() - turn a tree into a program
 * @syntax:	the tree
 * @options:	how to read the test
 *
 * On success program, size and view of @syntax->test are set.
 */
void syntax_lower(struct syntax *syntax, const struct litmus_options *options);

/**
 * syntax_say() - add a message
 * @syntax:	the test
 * @severity:	how bad it is
 * @pos:	where
 * @format:	what is wrong, and what would be right; as printf()
 */
void syntax_say(struct syntax *syntax, enum litmus_severity severity,
		struct pos pos, const char *format, ...) __printf(4, 5);

#define syntax_error(syntax, pos, ...)					\
	syntax_say(syntax, LITMUS_ERROR, pos, __VA_ARGS__)
#define syntax_warn(syntax, pos, ...)					\
	syntax_say(syntax, LITMUS_WARNING, pos, __VA_ARGS__)

/* Report that @name is no type, and which type it may have been meant to be */
void syntax_type_unknown(struct syntax *syntax, struct pos pos,
			 const char *name);

#endif /* SYNTAX_H */
