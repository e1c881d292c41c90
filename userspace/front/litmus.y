/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The grammar of a litmus test: the C that herd7 reads, and more of C that herd7 does
 * not read. Precedence in expressions is that of C. In conditions it is that of herd7,
 * where => binds tighter than /\.
 */
%require "3.8"
%define api.pure full
%define api.prefix {litmus_yy}
%define api.token.prefix {LITMUS_TOKEN_}
%define api.location.type {struct pos}
%define parse.error custom
%define parse.lac full
%locations
%parse-param {struct syntax *syntax} {void *scanner}
%lex-param {void *scanner}
%expect 0

%code requires {
#include "private/syntax.h"
}

%code provides {
int litmus_yylex(LITMUS_YYSTYPE *value, LITMUS_YYLTYPE *pos, void *scanner);
}

%{
#include "litmus.tab.h"
#include "litmus.yy.h"
#include "lib/spelling.h"
#include "lib/util.h"

/* A construct begins where its first word does */
#define YYLLOC_DEFAULT(here, rhs, n)					\
	((here) = (n) ? YYRHSLOC(rhs, 1) : YYRHSLOC(rhs, 0))

static void litmus_yyerror(struct pos *pos, struct syntax *syntax,
			   void *scanner, const char *text);

static unsigned int deeper(struct syntax *syntax, struct pos pos,
			   unsigned int depth);
static struct expr *expr_new(struct syntax *syntax, enum expr_kind kind,
			     struct pos pos, struct expr *a, struct expr *b,
			     struct expr *c);
static struct expr *expr_name(struct syntax *syntax, struct pos pos,
			      const char *name);
static struct expr *expr_number(struct syntax *syntax, struct pos pos,
				struct number number);
static struct number truth(bool value);
static struct expr *expr_alu(struct syntax *syntax, enum ordlab_alu alu,
			     struct pos pos, struct expr *a, struct expr *b);
static struct stmt *stmt_new(struct syntax *syntax, enum stmt_kind kind,
			     struct pos pos);
static struct stmt *loop_new(struct syntax *syntax, struct pos pos,
			     struct expr *test, struct stmt *body,
			     struct stmt *step);
static struct prop *prop_new(struct syntax *syntax, enum prop_kind kind,
			     struct pos pos, struct prop *a, struct prop *b);
static struct list *append(struct syntax *syntax, struct list *list,
			   void *item);
static struct place place_reg(struct syntax *syntax, struct pos pos,
			      long long thread, const char *name);
static struct place *place_copy(struct syntax *syntax, struct place *place);
static struct ctype pointer_type(struct pos pos);
static void type_merge(struct syntax *syntax, struct ctype *type,
		       struct ctype *more);
static const char *element(struct syntax *syntax, struct pos pos,
			   const char *array, struct number index);
static void name_elements(struct syntax *syntax, struct prop *prop,
			  const char *array);

#define NEW(type)	((type *)syntax_alloc(syntax, sizeof(type)))
%}

%union {
	struct number number;
	long long proc;
	unsigned int count;
	const char *name;
	struct ctype type;
	struct place place;
	struct expr *expr;
	struct stmt *stmt;
	struct prop *prop;
	struct param *param;
	struct initial *initial;
	struct thread *thread;
	struct list *list;
}

%token TITLE		"C NAME"
%token OPEN		"{ of the initial state"
%token CLOSE		"} of the initial state"
%token <name> NAME	"name"
%token <number> NUMBER	"number"
%token <proc> PROC	"thread"
%token <type> TYPE	"type"
%token STRUCT		"struct"
%token ATOMIC_INIT	"ATOMIC_INIT"
%token IF		"if"
%token ELSE		"else"
%token WHILE		"while"
%token DO		"do"
%token FOR		"for"
%token LAND		"&&"
%token LOR		"||"
%token EQ		"=="
%token NE		"!="
%token LE		"<="
%token GE		">="
%token SHL		"<<"
%token SHR		">>"
%token EXISTS		"exists"
%token FORALL		"forall"
%token NOT		"~"
%token TRUE		"true"
%token FALSE		"false"
%token FILTER		"filter"
%token LOCATIONS	"locations"
%token AND		"/\\"
%token OR		"\\/"
%token IMPLIES		"=>"
%token DIFFERS		"!= in the condition"

/* else belongs to the nearest if */
%precedence THEN
%precedence ELSE

%right '?' ':'
%left LOR
%left LAND
%left '|'
%left '^'
%left '&'
%left EQ NE
%left '<' '>' LE GE
%left SHL SHR
%left '+' '-'
%left '*' '/' '%'

%left OR
%left AND
%right IMPLIES
%precedence NOT

%type <type> type specifier words type_name
%type <count> stars
%type <number> integer
%type <place> place init_place
%type <expr> expr unary primary loop_test
%type <stmt> statement simple declaration declarator loop_start loop_step
%type <prop> prop atom final_value elements
%type <param> parameter
%type <initial> initial value array
%type <thread> thread
%type <list> initials threads parameters parameter_list statements
%type <list> declarators args arg_list body places values

%%

test:
  TITLE OPEN initials CLOSE threads clauses condition
	{
		syntax->initial = $3;
		syntax->threads = $5;
	}
;

/* Types */

specifier:
  TYPE
| STRUCT NAME
	{
		$$ = (struct ctype){
			.flags = strcmp($2, "srcu_struct") ?
				TYPE_UNKNOWN : TYPE_SRCU,
			.name = syntax_join(syntax, "struct", $2),
			.pos = @$,
		};
	}
;

words:
  specifier
| words specifier
	{
		$$ = $1;
		type_merge(syntax, &$$, &$2);
	}
;

/* A type with its stars, and the qualifiers between them */
type:
  words stars		{ $$ = $1; $$.stars = $2; }
;

/* A name where a type should be */
type_name:
  NAME
	{
		$$ = (struct ctype){
			.flags = TYPE_UNKNOWN, .name = $1, .pos = @1,
		};
	}
;

stars:
  %empty		{ $$ = 0; }
| stars '*'		{ $$ = $1 + 1; }
| stars '*' TYPE
	{
		$$ = $1 + 1;
		if ($3.flags != TYPE_QUALIFIER)
			syntax_error(syntax, @3, "\"%s\" after a *", $3.name);
	}
;

/* The initial state */

initials:
  %empty		{ $$ = NULL; }
| initial		{ $$ = append(syntax, NULL, $1); }
| initials ';'
| initials ';' initial	{ $$ = append(syntax, $1, $3); }
;

initial:
  init_place
	{
		$$ = NEW(struct initial);
		$$->place = $1;
		$$->pos = @1;
	}
| init_place '=' value
	{
		$$ = $3;
		$$->place = $1;
	}
| type init_place
	{
		$$ = NEW(struct initial);
		$$->type = $1;
		$$->place = $2;
		$$->pos = @2;
	}
| type init_place '=' value
	{
		$$ = $4;
		$$->type = $1;
		$$->place = $2;
	}
| '*' init_place
	{
		$$ = NEW(struct initial);
		$$->type = pointer_type(@1);
		$$->place = $2;
		$$->pos = @2;
	}
| '*' init_place '=' value
	{
		$$ = $4;
		$$->type = pointer_type(@1);
		$$->place = $2;
	}
| type array
	{
		$$ = $2;
		$$->type = $1;
	}
| NAME NAME
	{
		syntax_type_unknown(syntax, @1, $1);
		YYERROR;
	}
;

init_place:
  NAME			{ $$ = (struct place){ -1, $1, @1 }; }
| '[' NAME ']'		{ $$ = (struct place){ -1, $2, @2 }; }
| NUMBER ':' NAME	{ $$ = place_reg(syntax, @1, $1.value, $3); }
| PROC ':' NAME		{ $$ = place_reg(syntax, @1, $1, $3); }
;

value:
  integer
	{
		$$ = NEW(struct initial);
		$$->number = $1;
		$$->pos = @1;
	}
| NAME
	{
		$$ = NEW(struct initial);
		$$->symbol = $1;
		$$->pos = @1;
	}
| '&' NAME
	{
		$$ = NEW(struct initial);
		$$->symbol = $2;
		$$->pos = @2;
	}
| ATOMIC_INIT '(' integer ')'
	{
		$$ = NEW(struct initial);
		$$->number = $3;
		$$->pos = @1;
	}
;

/* An array: as many elements, and the values of the first ones */
array:
  NAME '[' NUMBER ']'
	{
		$$ = NEW(struct initial);
		$$->place = (struct place){ -1, $1, @1 };
		$$->pos = @1;
		$$->array = true;
		$$->elements = $3;
	}
| NAME '[' NUMBER ']' '=' '{' values '}'
	{
		$$ = NEW(struct initial);
		$$->place = (struct place){ -1, $1, @1 };
		$$->pos = @1;
		$$->array = true;
		$$->elements = $3;
		$$->values = $7;
	}
;

values:
  value			{ $$ = append(syntax, NULL, $1); }
| values ',' value	{ $$ = append(syntax, $1, $3); }
;

integer:
  NUMBER
| '-' NUMBER
	{
		$$ = $2;
		$$.value = ordlab_alu($2.type, ORDLAB_A_NEG, $2.value, 0);
	}
| TRUE			{ $$ = truth(true); }
| FALSE			{ $$ = truth(false); }
;

/* The threads */

threads:
  thread		{ $$ = append(syntax, NULL, $1); }
| threads thread	{ $$ = append(syntax, $1, $2); }
;

thread:
  result PROC '(' parameters ')' body
	{
		$$ = NEW(struct thread);
		$$->number = $2;
		$$->pos = @2;
		$$->params = $4;
		$$->body = $6;
	}
;

result:
  %empty
| type
	{
		if ($1.flags != TYPE_VOID)
			syntax_error(syntax, @1, "a thread returns nothing");
	}
;

parameters:
  %empty		{ $$ = NULL; }
| TYPE
	{
		if ($1.flags != TYPE_VOID)
			syntax_error(syntax, @1, "this parameter has no name");
		$$ = NULL;
	}
| parameter_list
;

parameter_list:
  parameter			{ $$ = append(syntax, NULL, $1); }
| parameter_list ',' parameter	{ $$ = append(syntax, $1, $3); }
;

parameter:
  type NAME
	{
		$$ = NEW(struct param);
		$$->type = $1;
		$$->name = $2;
		$$->pos = @2;
	}
| type NAME '[' ']'
	{
		$$ = NEW(struct param);
		$$->type = $1;
		$$->type.stars++;
		$$->name = $2;
		$$->pos = @2;
	}
| type NAME '[' NUMBER ']'
	{
		/* As in C, the number of elements of a parameter has no effect */
		$$ = NEW(struct param);
		$$->type = $1;
		$$->type.stars++;
		$$->name = $2;
		$$->pos = @2;
	}
| type_name stars NAME
	{
		$$ = NEW(struct param);
		$$->type = $1;
		$$->type.stars = $2;
		$$->name = $3;
		$$->pos = @3;
	}
;

body:
  '{' statements '}'	{ $$ = $2; }
;

statements:
  %empty			{ $$ = NULL; }
| statements statement		{ $$ = append(syntax, $1, $2); }
| statements declaration	{ $$ = append(syntax, $1, $2); }
;

declaration:
  words declarators ';'
	{
		struct stmt *each;

		$$ = stmt_new(syntax, STMT_BLOCK, @2);
		$$->body = $2;
		list_for_each(each, $2) {
			unsigned int count = each->type.stars;

			each->type = $1;
			each->type.stars = count;
		}
	}
| NAME NAME
	{
		syntax_type_unknown(syntax, @1, $1);
		YYERROR;
	}
;

declarators:
  declarator			{ $$ = append(syntax, NULL, $1); }
| declarators ',' declarator	{ $$ = append(syntax, $1, $3); }
;

declarator:
  stars NAME
	{
		$$ = stmt_new(syntax, STMT_DECLARE, @2);
		$$->type.stars = $1;
		$$->target = expr_name(syntax, @2, $2);
	}
| stars NAME '=' expr
	{
		$$ = stmt_new(syntax, STMT_DECLARE, @2);
		$$->type.stars = $1;
		$$->target = expr_name(syntax, @2, $2);
		$$->value = $4;
	}
;

statement:
  ';'
	{
		$$ = stmt_new(syntax, STMT_BLOCK, @1);
	}
| simple ';'
| IF '(' expr ')' statement	%prec THEN
	{
		$$ = stmt_new(syntax, STMT_IF, @1);
		$$->value = $3;
		$$->then = $5;
		$$->depth = deeper(syntax, @1, $5->depth);
	}
| IF '(' expr ')' statement ELSE statement
	{
		$$ = stmt_new(syntax, STMT_IF, @1);
		$$->value = $3;
		$$->then = $5;
		$$->otherwise = $7;
		$$->depth = deeper(syntax, @1, $5->depth > $7->depth ?
				   $5->depth : $7->depth);
	}
| WHILE '(' expr ')' statement
	{
		$$ = loop_new(syntax, @1, $3, $5, NULL);
	}
| DO statement WHILE '(' expr ')' ';'
	{
		$$ = loop_new(syntax, @1, $5, $2, NULL);
		$$->body_first = true;
	}
| FOR '(' loop_start loop_test ';' loop_step ')' statement
	{
		struct stmt *loop = loop_new(syntax, @1, $4, $8, $6);

		$$ = stmt_new(syntax, STMT_BLOCK, @1);
		$$->body = append(syntax, NULL, $3);
		$$->body = append(syntax, $$->body, loop);
		$$->depth = loop->depth;
	}
| body
	{
		struct stmt *each;

		$$ = stmt_new(syntax, STMT_BLOCK, @1);
		$$->body = $1;
		list_for_each(each, $1) {
			if (each->depth > $$->depth)
				$$->depth = each->depth;
		}
		$$->depth = deeper(syntax, @1, $$->depth);
	}
;

/* A statement that may be a part of the head of a loop, too */
simple:
  expr
	{
		$$ = stmt_new(syntax, STMT_EXPR, @1);
		$$->value = $1;
	}
| unary '=' expr
	{
		$$ = stmt_new(syntax, STMT_ASSIGN, @1);
		$$->target = $1;
		$$->value = $3;
	}
;

loop_start:
  ';'			{ $$ = stmt_new(syntax, STMT_BLOCK, @1); }
| simple ';'
| declaration
;

loop_test:
  %empty		{ $$ = expr_number(syntax, @$, truth(true)); }
| expr
;

loop_step:
  %empty		{ $$ = NULL; }
| simple
;

primary:
  NAME			{ $$ = expr_name(syntax, @1, $1); }
| NUMBER		{ $$ = expr_number(syntax, @1, $1); }
| TRUE			{ $$ = expr_number(syntax, @1, truth(true)); }
| FALSE			{ $$ = expr_number(syntax, @1, truth(false)); }
| '(' expr ')'		{ $$ = $2; }
| NAME '(' args ')'
	{
		struct expr *each;
		unsigned int depth = 0;

		$$ = expr_new(syntax, EXPR_CALL, @1, NULL, NULL, NULL);
		$$->name = $1;
		$$->args = $3;
		list_for_each(each, $3) {
			if (each->depth > depth)
				depth = each->depth;
		}
		$$->depth = deeper(syntax, @1, depth);
	}
| primary '[' expr ']'
	{
		/* As C has it: x[1] is *(x + 1) */
		$$ = expr_new(syntax, EXPR_DEREF, @1,
			      expr_alu(syntax, ORDLAB_A_ADD, @1, $1, $3),
			      NULL, NULL);
	}
;

args:
  %empty		{ $$ = NULL; }
| arg_list
;

arg_list:
  expr			{ $$ = append(syntax, NULL, $1); }
| arg_list ',' expr	{ $$ = append(syntax, $1, $3); }
;

unary:
  primary
| '*' unary		{ $$ = expr_new(syntax, EXPR_DEREF, @1, $2, NULL, NULL); }
| '&' unary		{ $$ = expr_new(syntax, EXPR_ADDRESS, @1, $2, NULL, NULL); }
| '-' unary		{ $$ = expr_alu(syntax, ORDLAB_A_NEG, @1, $2, NULL); }
| '+' unary		{ $$ = $2; }
| '~' unary		{ $$ = expr_alu(syntax, ORDLAB_A_COM, @1, $2, NULL); }
| '!' unary		{ $$ = expr_alu(syntax, ORDLAB_A_NOT, @1, $2, NULL); }
| '(' type ')' unary
	{
		$$ = expr_new(syntax, EXPR_CAST, @1, $4, NULL, NULL);
		$$->type = $2;
	}
;

expr:
  unary
| expr '*' expr		{ $$ = expr_alu(syntax, ORDLAB_A_MUL, @2, $1, $3); }
| expr '/' expr		{ $$ = expr_alu(syntax, ORDLAB_A_DIV, @2, $1, $3); }
| expr '%' expr		{ $$ = expr_alu(syntax, ORDLAB_A_MOD, @2, $1, $3); }
| expr '+' expr		{ $$ = expr_alu(syntax, ORDLAB_A_ADD, @2, $1, $3); }
| expr '-' expr		{ $$ = expr_alu(syntax, ORDLAB_A_SUB, @2, $1, $3); }
| expr SHL expr		{ $$ = expr_alu(syntax, ORDLAB_A_SHL, @2, $1, $3); }
| expr SHR expr		{ $$ = expr_alu(syntax, ORDLAB_A_SHR, @2, $1, $3); }
| expr '<' expr		{ $$ = expr_alu(syntax, ORDLAB_A_LT, @2, $1, $3); }
| expr '>' expr		{ $$ = expr_alu(syntax, ORDLAB_A_GT, @2, $1, $3); }
| expr LE expr		{ $$ = expr_alu(syntax, ORDLAB_A_LE, @2, $1, $3); }
| expr GE expr		{ $$ = expr_alu(syntax, ORDLAB_A_GE, @2, $1, $3); }
| expr EQ expr		{ $$ = expr_alu(syntax, ORDLAB_A_EQ, @2, $1, $3); }
| expr NE expr		{ $$ = expr_alu(syntax, ORDLAB_A_NE, @2, $1, $3); }
| expr '&' expr		{ $$ = expr_alu(syntax, ORDLAB_A_AND, @2, $1, $3); }
| expr '^' expr		{ $$ = expr_alu(syntax, ORDLAB_A_XOR, @2, $1, $3); }
| expr '|' expr		{ $$ = expr_alu(syntax, ORDLAB_A_OR, @2, $1, $3); }
| expr LAND expr	{ $$ = expr_alu(syntax, ORDLAB_A_LAND, @2, $1, $3); }
| expr LOR expr		{ $$ = expr_alu(syntax, ORDLAB_A_LOR, @2, $1, $3); }
| expr '?' expr ':' expr
	{
		$$ = expr_new(syntax, EXPR_CHOICE, @2, $1, $3, $5);
	}
;

/* The final state */

clauses:
  %empty
| clauses FILTER prop
	{
		if (syntax->filter)
			syntax_error(syntax, @2,
				     "there is a filter already; join them with /\\");
		syntax->filter = $3;
	}
| clauses LOCATIONS '[' places ']'
	{
		struct place *each;

		list_for_each(each, $4)
			syntax->observed = append(syntax, syntax->observed,
						  each);
	}
;

places:
  %empty		{ $$ = NULL; }
| place type_hint
	{
		$$ = append(syntax, NULL, place_copy(syntax, &$1));
	}
| places ';'
| places ';' place type_hint
	{
		$$ = append(syntax, $1, place_copy(syntax, &$3));
	}
;

/* herd7 accepts a type for printing after a value; a value has its own type here */
type_hint:
  stars
| type
;

condition:
  %empty		{ syntax->quantifier = ORDLAB_FORALL; }
| quantifier prop semicolon	{ syntax->condition = $2; }
| '(' prop ')' semicolon
	{
		syntax->quantifier = ORDLAB_EXISTS;
		syntax->condition = $2;
	}
;

semicolon:
  %empty
| ';'
;

quantifier:
  EXISTS		{ syntax->quantifier = ORDLAB_EXISTS; }
| NOT EXISTS		{ syntax->quantifier = ORDLAB_NOT_EXISTS; }
| FORALL		{ syntax->quantifier = ORDLAB_FORALL; }
;

prop:
  TRUE			{ $$ = prop_new(syntax, PROP_TRUE, @1, NULL, NULL); }
| FALSE			{ $$ = prop_new(syntax, PROP_FALSE, @1, NULL, NULL); }
| atom
| NOT prop		{ $$ = prop_new(syntax, PROP_NOT, @1, $2, NULL); }
| prop AND prop		{ $$ = prop_new(syntax, PROP_AND, @2, $1, $3); }
| prop OR prop		{ $$ = prop_new(syntax, PROP_OR, @2, $1, $3); }
| prop IMPLIES prop	{ $$ = prop_new(syntax, PROP_IMPLIES, @2, $1, $3); }
| '(' prop ')'		{ $$ = $2; }
;

atom:
  place '=' final_value
	{
		$$ = $3;
		$$->place = $1;
		$$->pos = @1;
	}
| place '=' '{' elements '}'
	{
		if ($1.thread >= 0)
			syntax_error(syntax, @1, "a register is no array");
		name_elements(syntax, $4, $1.name);
		$$ = $4;
	}
| place DIFFERS final_value
	{
		$3->place = $1;
		$3->pos = @1;
		$$ = prop_new(syntax, PROP_NOT, @1, $3, NULL);
	}
;

/* An array is the conjunction of its elements */
elements:
  integer
	{
		$$ = prop_new(syntax, PROP_VALUE, @1, NULL, NULL);
		$$->number = $1;
		$$->element = 0;
	}
| elements ',' integer
	{
		struct prop *last = prop_new(syntax, PROP_VALUE, @3, NULL, NULL);

		last->number = $3;
		last->element = $1->element + 1;
		$$ = prop_new(syntax, PROP_AND, @2, $1, last);
		$$->element = last->element;
	}
;

final_value:
  integer
	{
		$$ = prop_new(syntax, PROP_VALUE, @1, NULL, NULL);
		$$->number = $1;
	}
| NAME
	{
		$$ = prop_new(syntax, PROP_SYMBOL, @1, NULL, NULL);
		$$->symbol = $1;
		$$->other.pos = @1;
	}
| '&' NAME
	{
		$$ = prop_new(syntax, PROP_SYMBOL, @1, NULL, NULL);
		$$->symbol = $2;
		$$->other.pos = @2;
	}
| NUMBER ':' NAME
	{
		$$ = prop_new(syntax, PROP_SAME, @1, NULL, NULL);
		$$->other = place_reg(syntax, @1, $1.value, $3);
	}
| PROC ':' NAME
	{
		$$ = prop_new(syntax, PROP_SAME, @1, NULL, NULL);
		$$->other = place_reg(syntax, @1, $1, $3);
	}
| '[' NAME ']'
	{
		$$ = prop_new(syntax, PROP_SAME, @1, NULL, NULL);
		$$->other = (struct place){ -1, $2, @2 };
	}
| '*' NAME
	{
		$$ = prop_new(syntax, PROP_SAME, @1, NULL, NULL);
		$$->other = (struct place){ -1, $2, @2 };
	}
;

place:
  NAME			{ $$ = (struct place){ -1, $1, @1 }; }
| '[' NAME ']'		{ $$ = (struct place){ -1, $2, @2 }; }
| '*' NAME		{ $$ = (struct place){ -1, $2, @2 }; }
| NUMBER ':' NAME	{ $$ = place_reg(syntax, @1, $1.value, $3); }
| PROC ':' NAME		{ $$ = place_reg(syntax, @1, $1, $3); }
| NAME '[' NUMBER ']'
	{
		$$ = (struct place){
			-1, element(syntax, @3, $1, $3), @1
		};
	}
;

%%

static unsigned int deeper(struct syntax *syntax, struct pos pos,
			   unsigned int depth)
{
	if (++depth > LITMUS_MAX_DEPTH && !syntax->deep) {
		syntax_error(syntax, pos,
			     "nested too deeply; %d levels are the limit",
			     LITMUS_MAX_DEPTH);
		syntax->deep = true;
	}
	return depth;
}

static struct expr *expr_new(struct syntax *syntax, enum expr_kind kind,
			     struct pos pos, struct expr *a, struct expr *b,
			     struct expr *c)
{
	struct expr *expr = NEW(struct expr);
	unsigned int i, depth = 0;

	expr->kind = kind;
	expr->pos = pos;
	expr->arg[0] = a;
	expr->arg[1] = b;
	expr->arg[2] = c;
	for (i = 0; i < 3 && expr->arg[i]; i++) {
		if (expr->arg[i]->depth > depth)
			depth = expr->arg[i]->depth;
	}
	expr->depth = deeper(syntax, pos, depth);
	return expr;
}

static struct expr *expr_name(struct syntax *syntax, struct pos pos,
			      const char *name)
{
	struct expr *expr = expr_new(syntax, EXPR_NAME, pos, NULL, NULL, NULL);

	expr->name = name;
	return expr;
}

static struct expr *expr_number(struct syntax *syntax, struct pos pos,
				struct number number)
{
	struct expr *expr = expr_new(syntax, EXPR_INT, pos, NULL, NULL, NULL);

	expr->number = number;
	return expr;
}

static struct number truth(bool value)
{
	return (struct number){ .value = value, .type = ORDLAB_T_INT };
}

static struct expr *expr_alu(struct syntax *syntax, enum ordlab_alu alu,
			     struct pos pos, struct expr *a, struct expr *b)
{
	struct expr *expr = expr_new(syntax, b ? EXPR_BINARY : EXPR_UNARY, pos,
				     a, b, NULL);

	expr->alu = alu;
	return expr;
}

static struct stmt *stmt_new(struct syntax *syntax, enum stmt_kind kind,
			     struct pos pos)
{
	struct stmt *stmt = NEW(struct stmt);

	stmt->kind = kind;
	stmt->pos = pos;
	return stmt;
}

static struct stmt *loop_new(struct syntax *syntax, struct pos pos,
			     struct expr *test, struct stmt *body,
			     struct stmt *step)
{
	struct stmt *loop = stmt_new(syntax, STMT_LOOP, pos);

	loop->value = test;
	loop->then = body;
	loop->otherwise = step;
	loop->depth = deeper(syntax, pos, body->depth);
	return loop;
}

static struct prop *prop_new(struct syntax *syntax, enum prop_kind kind,
			     struct pos pos, struct prop *a, struct prop *b)
{
	struct prop *prop = NEW(struct prop);
	unsigned int depth = a ? a->depth : 0;

	prop->kind = kind;
	prop->pos = pos;
	prop->arg[0] = a;
	prop->arg[1] = b;
	if (b && b->depth > depth)
		depth = b->depth;
	prop->depth = deeper(syntax, pos, depth);
	return prop;
}

static struct list *append(struct syntax *syntax, struct list *list,
			   void *item)
{
	struct list *last = NEW(struct list);

	last->item = item;
	if (!list)
		list = last;
	else
		list->last->next = last;
	list->last = last;
	return list;
}

static struct place place_reg(struct syntax *syntax, struct pos pos,
			      long long thread, const char *name)
{
	if (thread < 0 || thread >= ORDLAB_MAX_THREADS) {
		syntax_error(syntax, pos, "there is no thread P%lld", thread);
		thread = 0;
	}
	return (struct place){ thread, name, pos };
}

static struct place *place_copy(struct syntax *syntax, struct place *place)
{
	struct place *copy = NEW(struct place);

	*copy = *place;
	return copy;
}

static struct ctype pointer_type(struct pos pos)
{
	return (struct ctype){
		.flags = TYPE_INT, .stars = 1, .name = "int", .pos = pos,
	};
}

/* The name of an element of an array: the first one has that of the array */
static const char *element(struct syntax *syntax, struct pos pos,
			   const char *array, struct number index)
{
	if (index.value < 0 || index.value >= ORDLAB_MAX_LOCATIONS) {
		syntax_error(syntax, pos,
			     "an array has at most %d elements",
			     ORDLAB_MAX_LOCATIONS);
		return array;
	}
	return syntax_element(syntax, array, index.value);
}

/* Which places the elements of an array in a condition are */
static void name_elements(struct syntax *syntax, struct prop *prop,
			  const char *array)
{
	for (; prop->kind == PROP_AND; prop = prop->arg[0])
		name_elements(syntax, prop->arg[1], array);
	prop->place = (struct place){
		-1, syntax_element(syntax, array, prop->element), prop->pos,
	};
}

static void type_merge(struct syntax *syntax, struct ctype *type,
		       struct ctype *more)
{
	const unsigned int sign = TYPE_SIGNED | TYPE_UNSIGNED;
	unsigned int a = type->flags & ~TYPE_QUALIFIER;
	unsigned int b = more->flags & ~TYPE_QUALIFIER;
	unsigned int base = (a | b) & ~sign, twice = a & b;
	bool ok;

	if (!a || !b) {
		if (b)
			*type = *more;
		return;
	}
	/* at most one word for the sign, and two for the size */
	if (twice & TYPE_LONG)
		base |= TYPE_64;
	ok = ((a | b) & sign) != sign && !(twice & ~TYPE_LONG) &&
	     !(twice && (a | b) & TYPE_64);
	switch (base) {
	case 0:
	case TYPE_CHAR:
	case TYPE_SHORT:
	case TYPE_SHORT | TYPE_INT:
	case TYPE_INT:
	case TYPE_LONG:
	case TYPE_LONG | TYPE_INT:
		break;
	case TYPE_LONG | TYPE_64:
	case TYPE_LONG | TYPE_INT | TYPE_64:
		b |= base & TYPE_64;
		break;
	default:
		ok = false;
	}
	if (!ok)
		syntax_error(syntax, more->pos, "\"%s %s\" is not a type",
			     type->name, more->name);
	type->name = syntax_join(syntax, type->name, more->name);
	type->flags = a | b;
}

static const char *final_word(void *data, size_t i)
{
	static const char * const words[] = {
		"exists", "~exists", "forall", "filter", "locations",
	};

	(void)data;
	return i < sizeof(words) / sizeof(words[0]) ? words[i] : NULL;
}

static bool one_of(const char *word, const char *const *words)
{
	while (*words && strcmp(*words, word))
		words++;
	return *words;
}

/*
 * The tokens that the grammar accepts in the place of a wrong one, for the error
 * message. Operators after an expression are left out, and one word stands for all
 * tokens that can begin an expression, a statement or a condition.
 */
static int yyreport_syntax_error(const yypcontext_t *context,
				 struct syntax *syntax, void *scanner)
{
	static const char * const operators[] = {
		"(", "&&", "||", "==", "!=", "<=", ">=", "<<", ">>", "?", "|", "^",
		"&", "<", ">", "+", "-", "*", "/", "%", "[", NULL,
	};
	static const char * const begins[] = {
		"name", "number", "thread", "(", "*", "&", "+", "-", "~", "!",
		"if", "while", "do", "for", "{", ";", "type", "struct", "true",
		"false", "[", "exists", "forall", "filter", "locations", NULL,
	};
	const struct pos pos = *yypcontext_location(context);
	yysymbol_kind_t expected[YYNTOKENS];
	bool seen[YYNTOKENS] = { 0 };
	const char *words[YYNTOKENS];
	const char *drop = NULL, *near = NULL;
	char names[YYNTOKENS][32], list[256] = "";
	int i, n, nr = 0, len = 0;

	(void)scanner;
	n = yypcontext_expected_tokens(context, expected, YYNTOKENS);
	for (i = 0; i < n; i++)
		seen[expected[i]] = true;
	if (seen[YYSYMBOL_EXISTS])
		words[nr++] = drop = seen[YYSYMBOL_PROC] ?
			"a thread or the condition" : "the condition";
	else if (seen[YYSYMBOL_IF])
		words[nr++] = drop = "a statement";
	else if (seen[YYSYMBOL_TRUE] && seen[YYSYMBOL_PROC])
		words[nr++] = drop = "a condition";
	else if (seen[YYSYMBOL_NAME] && seen[YYSYMBOL_NUMBER] &&
		 !seen[YYSYMBOL_TYPE] && n > 5)
		words[nr++] = drop = "an expression";
	for (i = 0; i < n; i++) {
		const char *name = yysymbol_name(expected[i]);

		/* a character is 'c' */
		snprintf(names[i], sizeof(names[i]), "%.*s",
			 *name == '\'' ? 1 : 31, name + (*name == '\''));
		if (n > 1 && one_of(names[i], drop ? begins : operators))
			continue;
		words[nr++] = names[i];
	}
	if (seen[YYSYMBOL_EXISTS])
		near = spelling_nearest(syntax->token, final_word, NULL);
	for (i = 0; i < nr && nr < 8; i++) {
		len += snprintf(list + len, sizeof(list) - len, "%s%s",
				!i ? "; expected " : i + 1 < nr ? ", " : " or ",
				words[i]);
		if (len >= (int)sizeof(list))
			break;
	}
	if (near)
		snprintf(list, sizeof(list), "; did you mean \"%s\"?", near);
	if (yypcontext_token(context) == YYSYMBOL_YYEOF)
		syntax_error(syntax, pos, "the file ends too early%s", list);
	else
		syntax_error(syntax, pos, "unexpected \"%s\"%s", syntax->token,
			     list);
	return 0;
}

/* Called only for an error that is not one of syntax: the parser's stack is full */
static void litmus_yyerror(struct pos *pos, struct syntax *syntax,
			   void *scanner, const char *text)
{
	(void)scanner;
	(void)text;
	syntax_error(syntax, *pos, "nested too deeply");
}

/* flex takes quadratic time for a line of NULs */
static bool has_nul(struct syntax *syntax)
{
	const struct litmus *test = syntax->test;
	const char *nul = memchr(test->text, '\0', test->len), *text;

	if (!nul)
		return false;
	for (text = test->text; text < nul; text++) {
		syntax->at.column++;
		if (*text == '\n') {
			syntax->at.line++;
			syntax->at.column = 1;
		}
	}
	syntax_error(syntax, syntax->at,
		     "byte 0x00 in the text; this is no litmus test");
	return true;
}

bool syntax_parse(struct syntax *syntax)
{
	YY_BUFFER_STATE buffer;
	yyscan_t scanner;
	int ret;

	syntax->at = (struct pos){ .line = 1, .column = 1 };
	if (has_nul(syntax))
		return false;
	litmus_yylex_init_extra(syntax, &scanner);
	buffer = litmus_yy_scan_bytes(syntax->test->text, syntax->test->len,
				      scanner);
	ret = litmus_yyparse(syntax, scanner);
	litmus_yy_delete_buffer(buffer, scanner);
	litmus_yylex_destroy(scanner);
	return !ret && !syntax->test->nr_errors;
}
