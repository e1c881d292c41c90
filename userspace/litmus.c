/* A Bison parser, made by GNU Bison 3.8.2.  */

/* Bison implementation for Yacc-like parsers in C

   Copyright (C) 1984, 1989-1990, 2000-2015, 2018-2021 Free Software Foundation,
   Inc.

   This program is free software: you can redistribute it and/or modify
   it under the terms of the GNU General Public License as published by
   the Free Software Foundation, either version 3 of the License, or
   (at your option) any later version.

   This program is distributed in the hope that it will be useful,
   but WITHOUT ANY WARRANTY; without even the implied warranty of
   MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
   GNU General Public License for more details.

   You should have received a copy of the GNU General Public License
   along with this program.  If not, see <https://www.gnu.org/licenses/>.  */

/* As a special exception, you may create a larger work that contains
   part or all of the Bison parser skeleton and distribute that work
   under terms of your choice, so long as that work isn't itself a
   parser generator using the skeleton or a modified version thereof
   as a parser skeleton.  Alternatively, if you modify or redistribute
   the parser skeleton itself, you may (at your option) remove this
   special exception, which will cause the skeleton and the resulting
   Bison output files to be licensed under the GNU General Public
   License without this special exception.

   This special exception was added by the Free Software Foundation in
   version 2.2 of Bison.  */

/* C LALR(1) parser skeleton written by Richard Stallman, by
   simplifying the original so-called "semantic" parser.  */

/* DO NOT RELY ON FEATURES THAT ARE NOT DOCUMENTED in the manual,
   especially those whose name start with YY_ or yy_.  They are
   private implementation details that can be changed or removed.  */

/* All symbols defined below should begin with yy or YY, to avoid
   infringing on user name space.  This should be done even for local
   variables, as they might otherwise be expanded by user macros.
   There are some unavoidable exceptions within include files to
   define necessary library symbols; they are noted "INFRINGES ON
   USER NAME SPACE" below.  */

/* Identify Bison output, and Bison version.  */
#define YYBISON 30802

/* Bison version string.  */
#define YYBISON_VERSION "3.8.2"

/* Skeleton name.  */
#define YYSKELETON_NAME "yacc.c"

/* Pure parsers.  */
#define YYPURE 2

/* Push parsers.  */
#define YYPUSH 0

/* Pull parsers.  */
#define YYPULL 1

/* Substitute the type names.  */
#define YYSTYPE         LITMUS_YYSTYPE
#define YYLTYPE         LITMUS_YYLTYPE
/* Substitute the variable and function names.  */
#define yyparse         litmus_yyparse
#define yylex           litmus_yylex
#define yyerror         litmus_yyerror
#define yydebug         litmus_yydebug
#define yynerrs         litmus_yynerrs

/* First part of user prologue.  */
#line 27 "litmus.y"

#include "litmus.tab.h"
#include "litmus.yy.h"
#include "util.h"

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
static struct expr *expr_alu(struct syntax *syntax, enum ordlab_alu alu,
			     struct pos pos, struct expr *a, struct expr *b);
static struct stmt *stmt_new(struct syntax *syntax, enum stmt_kind kind,
			     struct pos pos);
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
static void no_arrays(struct syntax *syntax, struct pos pos);

#define NEW(type)	((type *)syntax_alloc(syntax, sizeof(type)))

#line 116 "y.tab.c"

# ifndef YY_CAST
#  ifdef __cplusplus
#   define YY_CAST(Type, Val) static_cast<Type> (Val)
#   define YY_REINTERPRET_CAST(Type, Val) reinterpret_cast<Type> (Val)
#  else
#   define YY_CAST(Type, Val) ((Type) (Val))
#   define YY_REINTERPRET_CAST(Type, Val) ((Type) (Val))
#  endif
# endif
# ifndef YY_NULLPTR
#  if defined __cplusplus
#   if 201103L <= __cplusplus
#    define YY_NULLPTR nullptr
#   else
#    define YY_NULLPTR 0
#   endif
#  else
#   define YY_NULLPTR ((void*)0)
#  endif
# endif


/* Debug traces.  */
#ifndef LITMUS_YYDEBUG
# if defined YYDEBUG
#if YYDEBUG
#   define LITMUS_YYDEBUG 1
#  else
#   define LITMUS_YYDEBUG 0
#  endif
# else /* ! defined YYDEBUG */
#  define LITMUS_YYDEBUG 0
# endif /* ! defined YYDEBUG */
#endif  /* ! defined LITMUS_YYDEBUG */
#if LITMUS_YYDEBUG
extern int litmus_yydebug;
#endif
/* "%code requires" blocks.  */
#line 19 "litmus.y"

#include "syntax.h"

#line 160 "y.tab.c"

/* Token kinds.  */
#ifndef LITMUS_YYTOKENTYPE
# define LITMUS_YYTOKENTYPE
  enum litmus_yytokentype
  {
    LITMUS_TOKEN_LITMUS_YYEMPTY = -2,
    LITMUS_TOKEN_YYEOF = 0,        /* "end of file"  */
    LITMUS_TOKEN_LITMUS_YYerror = 256, /* error  */
    LITMUS_TOKEN_LITMUS_YYUNDEF = 257, /* "invalid token"  */
    LITMUS_TOKEN_TITLE = 258,      /* "C NAME"  */
    LITMUS_TOKEN_OPEN = 259,       /* "{ of the initial state"  */
    LITMUS_TOKEN_CLOSE = 260,      /* "} of the initial state"  */
    LITMUS_TOKEN_NAME = 261,       /* "name"  */
    LITMUS_TOKEN_NUMBER = 262,     /* "number"  */
    LITMUS_TOKEN_PROC = 263,       /* "thread"  */
    LITMUS_TOKEN_TYPE = 264,       /* "type"  */
    LITMUS_TOKEN_STRUCT = 265,     /* "struct"  */
    LITMUS_TOKEN_ATOMIC_INIT = 266, /* "ATOMIC_INIT"  */
    LITMUS_TOKEN_IF = 267,         /* "if"  */
    LITMUS_TOKEN_ELSE = 268,       /* "else"  */
    LITMUS_TOKEN_LAND = 269,       /* "&&"  */
    LITMUS_TOKEN_LOR = 270,        /* "||"  */
    LITMUS_TOKEN_EQ = 271,         /* "=="  */
    LITMUS_TOKEN_NE = 272,         /* "!="  */
    LITMUS_TOKEN_LE = 273,         /* "<="  */
    LITMUS_TOKEN_GE = 274,         /* ">="  */
    LITMUS_TOKEN_SHL = 275,        /* "<<"  */
    LITMUS_TOKEN_SHR = 276,        /* ">>"  */
    LITMUS_TOKEN_EXISTS = 277,     /* "exists"  */
    LITMUS_TOKEN_FORALL = 278,     /* "forall"  */
    LITMUS_TOKEN_NOT = 279,        /* "~"  */
    LITMUS_TOKEN_TRUE = 280,       /* "true"  */
    LITMUS_TOKEN_FALSE = 281,      /* "false"  */
    LITMUS_TOKEN_FILTER = 282,     /* "filter"  */
    LITMUS_TOKEN_LOCATIONS = 283,  /* "locations"  */
    LITMUS_TOKEN_AND = 284,        /* "/\\"  */
    LITMUS_TOKEN_OR = 285,         /* "\\/"  */
    LITMUS_TOKEN_IMPLIES = 286,    /* "=>"  */
    LITMUS_TOKEN_DIFFERS = 287,    /* "!= in the condition"  */
    LITMUS_TOKEN_THEN = 288        /* THEN  */
  };
  typedef enum litmus_yytokentype litmus_yytoken_kind_t;
#endif
/* Token kinds.  */
#define LITMUS_TOKEN_LITMUS_YYEMPTY -2
#define LITMUS_TOKEN_YYEOF 0
#define LITMUS_TOKEN_LITMUS_YYerror 256
#define LITMUS_TOKEN_LITMUS_YYUNDEF 257
#define LITMUS_TOKEN_TITLE 258
#define LITMUS_TOKEN_OPEN 259
#define LITMUS_TOKEN_CLOSE 260
#define LITMUS_TOKEN_NAME 261
#define LITMUS_TOKEN_NUMBER 262
#define LITMUS_TOKEN_PROC 263
#define LITMUS_TOKEN_TYPE 264
#define LITMUS_TOKEN_STRUCT 265
#define LITMUS_TOKEN_ATOMIC_INIT 266
#define LITMUS_TOKEN_IF 267
#define LITMUS_TOKEN_ELSE 268
#define LITMUS_TOKEN_LAND 269
#define LITMUS_TOKEN_LOR 270
#define LITMUS_TOKEN_EQ 271
#define LITMUS_TOKEN_NE 272
#define LITMUS_TOKEN_LE 273
#define LITMUS_TOKEN_GE 274
#define LITMUS_TOKEN_SHL 275
#define LITMUS_TOKEN_SHR 276
#define LITMUS_TOKEN_EXISTS 277
#define LITMUS_TOKEN_FORALL 278
#define LITMUS_TOKEN_NOT 279
#define LITMUS_TOKEN_TRUE 280
#define LITMUS_TOKEN_FALSE 281
#define LITMUS_TOKEN_FILTER 282
#define LITMUS_TOKEN_LOCATIONS 283
#define LITMUS_TOKEN_AND 284
#define LITMUS_TOKEN_OR 285
#define LITMUS_TOKEN_IMPLIES 286
#define LITMUS_TOKEN_DIFFERS 287
#define LITMUS_TOKEN_THEN 288

/* Value type.  */
#if ! defined LITMUS_YYSTYPE && ! defined LITMUS_YYSTYPE_IS_DECLARED
union LITMUS_YYSTYPE
{
#line 65 "litmus.y"

	long long number;
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

#line 261 "y.tab.c"

};
typedef union LITMUS_YYSTYPE LITMUS_YYSTYPE;
# define LITMUS_YYSTYPE_IS_TRIVIAL 1
# define LITMUS_YYSTYPE_IS_DECLARED 1
#endif

/* Location type.  */
typedef struct pos LITMUS_YYLTYPE;




int litmus_yyparse (struct syntax *syntax, void *scanner);

/* "%code provides" blocks.  */
#line 23 "litmus.y"

int litmus_yylex(LITMUS_YYSTYPE *value, LITMUS_YYLTYPE *pos, void *scanner);

#line 282 "y.tab.c"


/* Symbol kind.  */
enum yysymbol_kind_t
{
  YYSYMBOL_YYEMPTY = -2,
  YYSYMBOL_YYEOF = 0,                      /* "end of file"  */
  YYSYMBOL_YYerror = 1,                    /* error  */
  YYSYMBOL_YYUNDEF = 2,                    /* "invalid token"  */
  YYSYMBOL_TITLE = 3,                      /* "C NAME"  */
  YYSYMBOL_OPEN = 4,                       /* "{ of the initial state"  */
  YYSYMBOL_CLOSE = 5,                      /* "} of the initial state"  */
  YYSYMBOL_NAME = 6,                       /* "name"  */
  YYSYMBOL_NUMBER = 7,                     /* "number"  */
  YYSYMBOL_PROC = 8,                       /* "thread"  */
  YYSYMBOL_TYPE = 9,                       /* "type"  */
  YYSYMBOL_STRUCT = 10,                    /* "struct"  */
  YYSYMBOL_ATOMIC_INIT = 11,               /* "ATOMIC_INIT"  */
  YYSYMBOL_IF = 12,                        /* "if"  */
  YYSYMBOL_ELSE = 13,                      /* "else"  */
  YYSYMBOL_LAND = 14,                      /* "&&"  */
  YYSYMBOL_LOR = 15,                       /* "||"  */
  YYSYMBOL_EQ = 16,                        /* "=="  */
  YYSYMBOL_NE = 17,                        /* "!="  */
  YYSYMBOL_LE = 18,                        /* "<="  */
  YYSYMBOL_GE = 19,                        /* ">="  */
  YYSYMBOL_SHL = 20,                       /* "<<"  */
  YYSYMBOL_SHR = 21,                       /* ">>"  */
  YYSYMBOL_EXISTS = 22,                    /* "exists"  */
  YYSYMBOL_FORALL = 23,                    /* "forall"  */
  YYSYMBOL_NOT = 24,                       /* "~"  */
  YYSYMBOL_TRUE = 25,                      /* "true"  */
  YYSYMBOL_FALSE = 26,                     /* "false"  */
  YYSYMBOL_FILTER = 27,                    /* "filter"  */
  YYSYMBOL_LOCATIONS = 28,                 /* "locations"  */
  YYSYMBOL_AND = 29,                       /* "/\\"  */
  YYSYMBOL_OR = 30,                        /* "\\/"  */
  YYSYMBOL_IMPLIES = 31,                   /* "=>"  */
  YYSYMBOL_DIFFERS = 32,                   /* "!= in the condition"  */
  YYSYMBOL_THEN = 33,                      /* THEN  */
  YYSYMBOL_34_ = 34,                       /* '?'  */
  YYSYMBOL_35_ = 35,                       /* ':'  */
  YYSYMBOL_36_ = 36,                       /* '|'  */
  YYSYMBOL_37_ = 37,                       /* '^'  */
  YYSYMBOL_38_ = 38,                       /* '&'  */
  YYSYMBOL_39_ = 39,                       /* '<'  */
  YYSYMBOL_40_ = 40,                       /* '>'  */
  YYSYMBOL_41_ = 41,                       /* '+'  */
  YYSYMBOL_42_ = 42,                       /* '-'  */
  YYSYMBOL_43_ = 43,                       /* '*'  */
  YYSYMBOL_44_ = 44,                       /* '/'  */
  YYSYMBOL_45_ = 45,                       /* '%'  */
  YYSYMBOL_46_ = 46,                       /* ';'  */
  YYSYMBOL_47_ = 47,                       /* '='  */
  YYSYMBOL_48_ = 48,                       /* '['  */
  YYSYMBOL_49_ = 49,                       /* ']'  */
  YYSYMBOL_50_ = 50,                       /* '('  */
  YYSYMBOL_51_ = 51,                       /* ')'  */
  YYSYMBOL_52_ = 52,                       /* ','  */
  YYSYMBOL_53_ = 53,                       /* '{'  */
  YYSYMBOL_54_ = 54,                       /* '}'  */
  YYSYMBOL_55_ = 55,                       /* '~'  */
  YYSYMBOL_56_ = 56,                       /* '!'  */
  YYSYMBOL_YYACCEPT = 57,                  /* $accept  */
  YYSYMBOL_test = 58,                      /* test  */
  YYSYMBOL_specifier = 59,                 /* specifier  */
  YYSYMBOL_words = 60,                     /* words  */
  YYSYMBOL_type = 61,                      /* type  */
  YYSYMBOL_type_name = 62,                 /* type_name  */
  YYSYMBOL_stars = 63,                     /* stars  */
  YYSYMBOL_initials = 64,                  /* initials  */
  YYSYMBOL_initial = 65,                   /* initial  */
  YYSYMBOL_init_place = 66,                /* init_place  */
  YYSYMBOL_value = 67,                     /* value  */
  YYSYMBOL_integer = 68,                   /* integer  */
  YYSYMBOL_threads = 69,                   /* threads  */
  YYSYMBOL_thread = 70,                    /* thread  */
  YYSYMBOL_result = 71,                    /* result  */
  YYSYMBOL_parameters = 72,                /* parameters  */
  YYSYMBOL_parameter_list = 73,            /* parameter_list  */
  YYSYMBOL_parameter = 74,                 /* parameter  */
  YYSYMBOL_body = 75,                      /* body  */
  YYSYMBOL_statements = 76,                /* statements  */
  YYSYMBOL_declaration = 77,               /* declaration  */
  YYSYMBOL_declarators = 78,               /* declarators  */
  YYSYMBOL_declarator = 79,                /* declarator  */
  YYSYMBOL_statement = 80,                 /* statement  */
  YYSYMBOL_primary = 81,                   /* primary  */
  YYSYMBOL_args = 82,                      /* args  */
  YYSYMBOL_arg_list = 83,                  /* arg_list  */
  YYSYMBOL_unary = 84,                     /* unary  */
  YYSYMBOL_expr = 85,                      /* expr  */
  YYSYMBOL_clauses = 86,                   /* clauses  */
  YYSYMBOL_places = 87,                    /* places  */
  YYSYMBOL_type_hint = 88,                 /* type_hint  */
  YYSYMBOL_condition = 89,                 /* condition  */
  YYSYMBOL_semicolon = 90,                 /* semicolon  */
  YYSYMBOL_quantifier = 91,                /* quantifier  */
  YYSYMBOL_prop = 92,                      /* prop  */
  YYSYMBOL_atom = 93,                      /* atom  */
  YYSYMBOL_final_value = 94,               /* final_value  */
  YYSYMBOL_place = 95                      /* place  */
};
typedef enum yysymbol_kind_t yysymbol_kind_t;




#ifdef short
# undef short
#endif

/* On compilers that do not define __PTRDIFF_MAX__ etc., make sure
   <limits.h> and (if available) <stdint.h> are included
   so that the code can choose integer types of a good width.  */

#ifndef __PTRDIFF_MAX__
# include <limits.h> /* INFRINGES ON USER NAME SPACE */
# if defined __STDC_VERSION__ && 199901 <= __STDC_VERSION__
#  include <stdint.h> /* INFRINGES ON USER NAME SPACE */
#  define YY_STDINT_H
# endif
#endif

/* Narrow types that promote to a signed type and that can represent a
   signed or unsigned integer of at least N bits.  In tables they can
   save space and decrease cache pressure.  Promoting to a signed type
   helps avoid bugs in integer arithmetic.  */

#ifdef __INT_LEAST8_MAX__
typedef __INT_LEAST8_TYPE__ yytype_int8;
#elif defined YY_STDINT_H
typedef int_least8_t yytype_int8;
#else
typedef signed char yytype_int8;
#endif

#ifdef __INT_LEAST16_MAX__
typedef __INT_LEAST16_TYPE__ yytype_int16;
#elif defined YY_STDINT_H
typedef int_least16_t yytype_int16;
#else
typedef short yytype_int16;
#endif

/* Work around bug in HP-UX 11.23, which defines these macros
   incorrectly for preprocessor constants.  This workaround can likely
   be removed in 2023, as HPE has promised support for HP-UX 11.23
   (aka HP-UX 11i v2) only through the end of 2022; see Table 2 of
   <https://h20195.www2.hpe.com/V2/getpdf.aspx/4AA4-7673ENW.pdf>.  */
#ifdef __hpux
# undef UINT_LEAST8_MAX
# undef UINT_LEAST16_MAX
# define UINT_LEAST8_MAX 255
# define UINT_LEAST16_MAX 65535
#endif

#if defined __UINT_LEAST8_MAX__ && __UINT_LEAST8_MAX__ <= __INT_MAX__
typedef __UINT_LEAST8_TYPE__ yytype_uint8;
#elif (!defined __UINT_LEAST8_MAX__ && defined YY_STDINT_H \
       && UINT_LEAST8_MAX <= INT_MAX)
typedef uint_least8_t yytype_uint8;
#elif !defined __UINT_LEAST8_MAX__ && UCHAR_MAX <= INT_MAX
typedef unsigned char yytype_uint8;
#else
typedef short yytype_uint8;
#endif

#if defined __UINT_LEAST16_MAX__ && __UINT_LEAST16_MAX__ <= __INT_MAX__
typedef __UINT_LEAST16_TYPE__ yytype_uint16;
#elif (!defined __UINT_LEAST16_MAX__ && defined YY_STDINT_H \
       && UINT_LEAST16_MAX <= INT_MAX)
typedef uint_least16_t yytype_uint16;
#elif !defined __UINT_LEAST16_MAX__ && USHRT_MAX <= INT_MAX
typedef unsigned short yytype_uint16;
#else
typedef int yytype_uint16;
#endif

#ifndef YYPTRDIFF_T
# if defined __PTRDIFF_TYPE__ && defined __PTRDIFF_MAX__
#  define YYPTRDIFF_T __PTRDIFF_TYPE__
#  define YYPTRDIFF_MAXIMUM __PTRDIFF_MAX__
# elif defined PTRDIFF_MAX
#  ifndef ptrdiff_t
#   include <stddef.h> /* INFRINGES ON USER NAME SPACE */
#  endif
#  define YYPTRDIFF_T ptrdiff_t
#  define YYPTRDIFF_MAXIMUM PTRDIFF_MAX
# else
#  define YYPTRDIFF_T long
#  define YYPTRDIFF_MAXIMUM LONG_MAX
# endif
#endif

#ifndef YYSIZE_T
# ifdef __SIZE_TYPE__
#  define YYSIZE_T __SIZE_TYPE__
# elif defined size_t
#  define YYSIZE_T size_t
# elif defined __STDC_VERSION__ && 199901 <= __STDC_VERSION__
#  include <stddef.h> /* INFRINGES ON USER NAME SPACE */
#  define YYSIZE_T size_t
# else
#  define YYSIZE_T unsigned
# endif
#endif

#define YYSIZE_MAXIMUM                                  \
  YY_CAST (YYPTRDIFF_T,                                 \
           (YYPTRDIFF_MAXIMUM < YY_CAST (YYSIZE_T, -1)  \
            ? YYPTRDIFF_MAXIMUM                         \
            : YY_CAST (YYSIZE_T, -1)))

#define YYSIZEOF(X) YY_CAST (YYPTRDIFF_T, sizeof (X))


/* Stored state numbers (used for stacks). */
typedef yytype_int16 yy_state_t;

/* State numbers in computations.  */
typedef int yy_state_fast_t;

#ifndef YY_
# if defined YYENABLE_NLS && YYENABLE_NLS
#  if ENABLE_NLS
#   include <libintl.h> /* INFRINGES ON USER NAME SPACE */
#   define YY_(Msgid) dgettext ("bison-runtime", Msgid)
#  endif
# endif
# ifndef YY_
#  define YY_(Msgid) Msgid
# endif
#endif


#ifndef YY_ATTRIBUTE_PURE
# if defined __GNUC__ && 2 < __GNUC__ + (96 <= __GNUC_MINOR__)
#  define YY_ATTRIBUTE_PURE __attribute__ ((__pure__))
# else
#  define YY_ATTRIBUTE_PURE
# endif
#endif

#ifndef YY_ATTRIBUTE_UNUSED
# if defined __GNUC__ && 2 < __GNUC__ + (7 <= __GNUC_MINOR__)
#  define YY_ATTRIBUTE_UNUSED __attribute__ ((__unused__))
# else
#  define YY_ATTRIBUTE_UNUSED
# endif
#endif

/* Suppress unused-variable warnings by "using" E.  */
#if ! defined lint || defined __GNUC__
# define YY_USE(E) ((void) (E))
#else
# define YY_USE(E) /* empty */
#endif

/* Suppress an incorrect diagnostic about yylval being uninitialized.  */
#if defined __GNUC__ && ! defined __ICC && 406 <= __GNUC__ * 100 + __GNUC_MINOR__
# if __GNUC__ * 100 + __GNUC_MINOR__ < 407
#  define YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN                           \
    _Pragma ("GCC diagnostic push")                                     \
    _Pragma ("GCC diagnostic ignored \"-Wuninitialized\"")
# else
#  define YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN                           \
    _Pragma ("GCC diagnostic push")                                     \
    _Pragma ("GCC diagnostic ignored \"-Wuninitialized\"")              \
    _Pragma ("GCC diagnostic ignored \"-Wmaybe-uninitialized\"")
# endif
# define YY_IGNORE_MAYBE_UNINITIALIZED_END      \
    _Pragma ("GCC diagnostic pop")
#else
# define YY_INITIAL_VALUE(Value) Value
#endif
#ifndef YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN
# define YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN
# define YY_IGNORE_MAYBE_UNINITIALIZED_END
#endif
#ifndef YY_INITIAL_VALUE
# define YY_INITIAL_VALUE(Value) /* Nothing. */
#endif

#if defined __cplusplus && defined __GNUC__ && ! defined __ICC && 6 <= __GNUC__
# define YY_IGNORE_USELESS_CAST_BEGIN                          \
    _Pragma ("GCC diagnostic push")                            \
    _Pragma ("GCC diagnostic ignored \"-Wuseless-cast\"")
# define YY_IGNORE_USELESS_CAST_END            \
    _Pragma ("GCC diagnostic pop")
#endif
#ifndef YY_IGNORE_USELESS_CAST_BEGIN
# define YY_IGNORE_USELESS_CAST_BEGIN
# define YY_IGNORE_USELESS_CAST_END
#endif


#define YY_ASSERT(E) ((void) (0 && (E)))

#if 1

/* The parser invokes alloca or malloc; define the necessary symbols.  */

# ifdef YYSTACK_ALLOC
   /* Pacify GCC's 'empty if-body' warning.  */
#  define YYSTACK_FREE(Ptr) do { /* empty */; } while (0)
#  ifndef YYSTACK_ALLOC_MAXIMUM
    /* The OS might guarantee only one guard page at the bottom of the stack,
       and a page size can be as small as 4096 bytes.  So we cannot safely
       invoke alloca (N) if N exceeds 4096.  Use a slightly smaller number
       to allow for a few compiler-allocated temporary stack slots.  */
#   define YYSTACK_ALLOC_MAXIMUM 4032 /* reasonable circa 2006 */
#  endif
# else
#  define YYSTACK_ALLOC YYMALLOC
#  define YYSTACK_FREE YYFREE
#  ifndef YYSTACK_ALLOC_MAXIMUM
#   define YYSTACK_ALLOC_MAXIMUM YYSIZE_MAXIMUM
#  endif
#  if (defined __cplusplus && ! defined EXIT_SUCCESS \
       && ! ((defined YYMALLOC || defined malloc) \
             && (defined YYFREE || defined free)))
#   include <stdlib.h> /* INFRINGES ON USER NAME SPACE */
#   ifndef EXIT_SUCCESS
#    define EXIT_SUCCESS 0
#   endif
#  endif
#  ifndef YYMALLOC
#   define YYMALLOC malloc
#   if ! defined malloc && ! defined EXIT_SUCCESS
void *malloc (YYSIZE_T); /* INFRINGES ON USER NAME SPACE */
#   endif
#  endif
#  ifndef YYFREE
#   define YYFREE free
#   if ! defined free && ! defined EXIT_SUCCESS
void free (void *); /* INFRINGES ON USER NAME SPACE */
#   endif
#  endif
# endif
# define YYCOPY_NEEDED 1
#endif /* 1 */

#if (! defined yyoverflow \
     && (! defined __cplusplus \
         || (defined LITMUS_YYLTYPE_IS_TRIVIAL && LITMUS_YYLTYPE_IS_TRIVIAL \
             && defined LITMUS_YYSTYPE_IS_TRIVIAL && LITMUS_YYSTYPE_IS_TRIVIAL)))

/* A type that is properly aligned for any stack member.  */
union yyalloc
{
  yy_state_t yyss_alloc;
  YYSTYPE yyvs_alloc;
  YYLTYPE yyls_alloc;
};

/* The size of the maximum gap between one aligned stack and the next.  */
# define YYSTACK_GAP_MAXIMUM (YYSIZEOF (union yyalloc) - 1)

/* The size of an array large to enough to hold all stacks, each with
   N elements.  */
# define YYSTACK_BYTES(N) \
     ((N) * (YYSIZEOF (yy_state_t) + YYSIZEOF (YYSTYPE) \
             + YYSIZEOF (YYLTYPE)) \
      + 2 * YYSTACK_GAP_MAXIMUM)

# define YYCOPY_NEEDED 1

/* Relocate STACK from its old location to the new one.  The
   local variables YYSIZE and YYSTACKSIZE give the old and new number of
   elements in the stack, and YYPTR gives the new location of the
   stack.  Advance YYPTR to a properly aligned location for the next
   stack.  */
# define YYSTACK_RELOCATE(Stack_alloc, Stack)                           \
    do                                                                  \
      {                                                                 \
        YYPTRDIFF_T yynewbytes;                                         \
        YYCOPY (&yyptr->Stack_alloc, Stack, yysize);                    \
        Stack = &yyptr->Stack_alloc;                                    \
        yynewbytes = yystacksize * YYSIZEOF (*Stack) + YYSTACK_GAP_MAXIMUM; \
        yyptr += yynewbytes / YYSIZEOF (*yyptr);                        \
      }                                                                 \
    while (0)

#endif

#if defined YYCOPY_NEEDED && YYCOPY_NEEDED
/* Copy COUNT objects from SRC to DST.  The source and destination do
   not overlap.  */
# ifndef YYCOPY
#  if defined __GNUC__ && 1 < __GNUC__
#   define YYCOPY(Dst, Src, Count) \
      __builtin_memcpy (Dst, Src, YY_CAST (YYSIZE_T, (Count)) * sizeof (*(Src)))
#  else
#   define YYCOPY(Dst, Src, Count)              \
      do                                        \
        {                                       \
          YYPTRDIFF_T yyi;                      \
          for (yyi = 0; yyi < (Count); yyi++)   \
            (Dst)[yyi] = (Src)[yyi];            \
        }                                       \
      while (0)
#  endif
# endif
#endif /* !YYCOPY_NEEDED */

/* YYFINAL -- State number of the termination state.  */
#define YYFINAL  4
/* YYLAST -- Last index in YYTABLE.  */
#define YYLAST   571

/* YYNTOKENS -- Number of terminals.  */
#define YYNTOKENS  57
/* YYNNTS -- Number of nonterminals.  */
#define YYNNTS  39
/* YYNRULES -- Number of rules.  */
#define YYNRULES  138
/* YYNSTATES -- Number of states.  */
#define YYNSTATES  257

/* YYMAXUTOK -- Last valid token kind.  */
#define YYMAXUTOK   288


/* YYTRANSLATE(TOKEN-NUM) -- Symbol number corresponding to TOKEN-NUM
   as returned by yylex, with out-of-bounds checking.  */
#define YYTRANSLATE(YYX)                                \
  (0 <= (YYX) && (YYX) <= YYMAXUTOK                     \
   ? YY_CAST (yysymbol_kind_t, yytranslate[YYX])        \
   : YYSYMBOL_YYUNDEF)

/* YYTRANSLATE[TOKEN-NUM] -- Symbol number corresponding to TOKEN-NUM
   as returned by yylex.  */
static const yytype_int8 yytranslate[] =
{
       0,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,    56,     2,     2,     2,    45,    38,     2,
      50,    51,    43,    41,    52,    42,     2,    44,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,    35,    46,
      39,    47,    40,    34,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,    48,     2,    49,    37,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,    53,    36,    54,    55,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     2,     2,     2,     2,
       2,     2,     2,     2,     2,     2,     1,     2,     3,     4,
       5,     6,     7,     8,     9,    10,    11,    12,    13,    14,
      15,    16,    17,    18,    19,    20,    21,    22,    23,    24,
      25,    26,    27,    28,    29,    30,    31,    32,    33
};

#if LITMUS_YYDEBUG
/* YYRLINE[YYN] -- Source line where rule number YYN was defined.  */
static const yytype_int16 yyrline[] =
{
       0,   148,   148,   158,   159,   171,   172,   181,   186,   195,
     196,   197,   208,   209,   210,   211,   215,   221,   226,   233,
     239,   246,   252,   260,   261,   262,   263,   264,   272,   278,
     284,   290,   299,   300,   306,   307,   311,   322,   323,   331,
     332,   338,   342,   343,   347,   354,   365,   369,   370,   371,
     375,   388,   396,   397,   401,   407,   417,   421,   426,   432,
     439,   448,   463,   464,   469,   470,   484,   492,   493,   497,
     498,   502,   503,   504,   505,   506,   507,   508,   509,   517,
     518,   519,   520,   521,   522,   523,   524,   525,   526,   527,
     528,   529,   530,   531,   532,   533,   534,   535,   536,   545,
     546,   553,   564,   565,   569,   570,   578,   579,   583,   584,
     585,   593,   594,   598,   599,   600,   604,   605,   606,   607,
     608,   609,   610,   611,   615,   621,   630,   635,   641,   647,
     652,   657,   662,   670,   671,   672,   673,   674,   675
};
#endif

/** Accessing symbol of state STATE.  */
#define YY_ACCESSING_SYMBOL(State) YY_CAST (yysymbol_kind_t, yystos[State])

#if 1
/* The user-facing name of the symbol whose (internal) number is
   YYSYMBOL.  No bounds checking.  */
static const char *yysymbol_name (yysymbol_kind_t yysymbol) YY_ATTRIBUTE_UNUSED;

static const char *
yysymbol_name (yysymbol_kind_t yysymbol)
{
  static const char *const yy_sname[] =
  {
  "end of file", "error", "invalid token", "C NAME",
  "{ of the initial state", "} of the initial state", "name", "number",
  "thread", "type", "struct", "ATOMIC_INIT", "if", "else", "&&", "||",
  "==", "!=", "<=", ">=", "<<", ">>", "exists", "forall", "~", "true",
  "false", "filter", "locations", "/\\", "\\/", "=>",
  "!= in the condition", "THEN", "'?'", "':'", "'|'", "'^'", "'&'", "'<'",
  "'>'", "'+'", "'-'", "'*'", "'/'", "'%'", "';'", "'='", "'['", "']'",
  "'('", "')'", "','", "'{'", "'}'", "'~'", "'!'", "$accept", "test",
  "specifier", "words", "type", "type_name", "stars", "initials",
  "initial", "init_place", "value", "integer", "threads", "thread",
  "result", "parameters", "parameter_list", "parameter", "body",
  "statements", "declaration", "declarators", "declarator", "statement",
  "primary", "args", "arg_list", "unary", "expr", "clauses", "places",
  "type_hint", "condition", "semicolon", "quantifier", "prop", "atom",
  "final_value", "place", YY_NULLPTR
  };
  return yy_sname[yysymbol];
}
#endif

#define YYPACT_NINF (-160)

#define yypact_value_is_default(Yyn) \
  ((Yyn) == YYPACT_NINF)

#define YYTABLE_NINF (-41)

#define yytable_value_is_error(Yyn) \
  0

/* YYPACT[STATE-NUM] -- Index in YYTABLE of the portion describing
   STATE-NUM.  */
static const yytype_int16 yypact[] =
{
      25,    31,   107,    30,  -160,    18,    81,    82,  -160,   115,
      26,   118,  -160,    -5,    26,    -2,  -160,    88,  -160,   133,
     135,   137,  -160,    99,   101,   104,  -160,   113,   103,    -5,
      30,   161,   109,  -160,  -160,   161,  -160,   150,   161,  -160,
     260,  -160,   155,  -160,  -160,  -160,   120,   165,   166,  -160,
    -160,  -160,  -160,  -160,  -160,  -160,   196,   127,    34,  -160,
    -160,  -160,  -160,   156,   158,   144,   158,  -160,   158,   100,
     146,  -160,   147,   167,   169,   158,  -160,  -160,   194,   203,
     158,   252,  -160,    43,   183,   -22,   -19,  -160,   174,   210,
    -160,   192,   178,  -160,  -160,   247,   239,   250,  -160,  -160,
     218,    62,   158,   158,   158,   179,   179,    33,    -5,   225,
    -160,  -160,  -160,    37,   234,   238,   240,  -160,  -160,  -160,
    -160,   257,    83,   257,  -160,   255,   256,   286,   288,   299,
    -160,  -160,  -160,   183,  -160,  -160,   113,  -160,  -160,  -160,
    -160,  -160,  -160,  -160,   300,   301,  -160,  -160,   270,    -5,
      77,  -160,  -160,  -160,  -160,    19,  -160,   258,   138,   138,
     138,   138,  -160,   119,  -160,   138,   138,    -5,  -160,  -160,
    -160,   261,   273,   333,  -160,   138,   138,   271,  -160,  -160,
    -160,  -160,   272,  -160,   221,  -160,  -160,    61,   -26,  -160,
     138,   138,   138,   138,   138,   138,   138,   138,   138,   138,
     138,   138,   138,   138,   138,   138,   138,   138,   138,   138,
     138,  -160,   274,   275,   411,   259,   138,  -160,   277,  -160,
    -160,   297,   366,   453,   443,   526,   526,   208,   208,   170,
     170,   399,   483,   491,   498,   208,   208,   241,   241,  -160,
    -160,  -160,  -160,   138,    96,  -160,   138,  -160,  -160,  -160,
     138,   411,   309,   411,   411,    96,  -160
};

/* YYDEFACT[STATE-NUM] -- Default reduction number in state STATE-NUM.
   Performed when YYTABLE does not specify something else to do.  Zero
   means the default is an error.  */
static const yytype_uint8 yydefact[] =
{
       0,     0,     0,    12,     1,    23,     0,     0,     3,     0,
       0,     0,     5,     9,     0,     0,    13,    16,    22,     0,
       0,     0,     4,    23,    20,     0,     6,     7,    18,    37,
      14,     0,     0,    25,    26,     0,    24,    10,     0,    38,
      99,    34,     0,    15,    29,    32,     0,     0,     0,    17,
      28,    27,    21,    11,    19,    35,   108,     0,     0,    30,
      33,   113,   115,     0,     0,     0,     0,     2,     0,    39,
       0,   114,   133,     0,     0,     0,   116,   117,     0,     0,
       0,   100,   118,     0,   102,     0,   111,     8,     3,     0,
       9,     0,    41,    42,    31,     0,     0,     0,   119,   135,
       0,     0,     0,     0,     0,     0,     0,     0,     9,   111,
     112,   109,    44,     0,     0,     0,     0,   136,   137,   134,
     123,   120,   121,   122,   127,    32,     0,     0,     0,     0,
     126,   125,   124,   104,   101,   107,   106,   103,   110,    45,
      47,    36,    43,   138,     0,     0,   128,   132,     0,     9,
       0,   129,   130,   131,   105,    62,    63,     0,     0,     0,
       0,     0,    56,     0,    46,     0,     0,     9,    61,    49,
      48,    71,    79,     0,    51,    67,     0,    62,    73,    75,
      74,    72,     0,    79,     0,    76,    77,     0,     0,    52,
       0,     0,     0,     0,     0,     0,     0,     0,     0,     0,
       0,     0,     0,     0,     0,     0,     0,     0,     0,     0,
       0,    57,     0,    68,    69,     0,     0,    64,    54,    50,
       9,     0,     0,    96,    97,    91,    92,    89,    90,    85,
      86,     0,    95,    94,    93,    87,    88,    83,    84,    80,
      81,    82,    65,     0,     0,    78,     0,    53,    66,    58,
       0,    70,    59,    55,    98,     0,    60
};

/* YYPGOTO[NTERM-NUM].  */
static const yytype_int16 yypgoto[] =
{
    -160,  -160,   -12,   176,   -27,  -160,   -13,  -160,   298,    85,
      59,   -35,  -160,   289,  -160,  -160,  -160,   215,   229,  -160,
    -160,  -160,   112,  -159,  -160,  -160,  -160,  -144,  -145,  -160,
    -160,   195,  -160,   236,  -160,   130,  -160,   249,   -65
};

/* YYDEFGOTO[NTERM-NUM].  */
static const yytype_uint8 yydefgoto[] =
{
       0,     2,    12,    13,    14,    90,   136,    15,    16,    17,
      49,    50,    40,    41,    42,    91,    92,    93,   168,   150,
     169,   188,   189,   170,   171,   212,   213,   183,   173,    56,
     107,   137,    67,   111,    68,    81,    82,   131,    83
};

/* YYTABLE[YYPACT[STATE-NUM]] -- What to do in state STATE-NUM.  If
   positive, shift that token.  If negative, reduce the rule whose
   number is the opposite.  If YYTABLE_NINF, syntax error.  */
static const yytype_int16 yytable[] =
{
      27,    26,    39,    29,     8,     9,   172,   102,   103,   104,
     102,   103,   104,    39,   178,   179,   180,   181,   184,   108,
     219,   185,   186,    70,    18,   174,   220,   110,     1,   109,
     214,   215,    23,     6,     7,     3,     5,     6,     7,     8,
       9,    45,    89,   139,    30,   221,   222,   223,   224,   225,
     226,   227,   228,   229,   230,   231,   232,   233,   234,   235,
     236,   237,   238,   239,   240,   241,    19,   218,   149,   175,
     130,   130,   245,    10,    11,   105,    48,   113,    11,   133,
      37,   135,   134,   155,   156,   252,     8,     9,    89,   157,
     106,   102,   103,   104,    52,    24,   256,    54,   251,    28,
     172,   253,   177,   156,    37,   254,    87,     4,   157,    88,
       9,   172,   102,   120,   104,   158,    20,    21,   159,   160,
     161,    22,   135,   162,    25,   177,   156,   163,     8,     9,
     140,   164,   165,   166,   158,    31,   182,   159,   160,   161,
      32,    33,   162,    34,   177,   156,   163,    19,    35,   140,
      38,   165,   166,    36,   187,    26,    37,   158,    51,    53,
     159,   160,   161,    57,    72,    73,    74,    44,    45,   163,
      58,    59,    46,    60,   165,   166,   158,    69,    71,   159,
     160,   161,    75,    76,    77,   124,   125,   126,   163,    72,
      73,    74,    84,   165,   166,    95,    85,    94,    86,    47,
      99,    78,    96,    48,    97,    98,    79,   187,    80,   100,
     101,   206,   207,   208,   209,   210,   112,   127,    61,    62,
      63,    48,   128,    64,    65,   -40,    78,   129,   198,   199,
     115,    79,   121,   122,   123,   192,   193,   194,   195,   196,
     197,   198,   199,   114,    87,   117,    66,     8,     9,   206,
     207,   208,   209,   210,   116,   200,   118,   201,   202,   203,
     204,   205,   206,   207,   208,   209,   210,   119,   -37,     8,
       9,   110,   217,   192,   193,   194,   195,   196,   197,   198,
     199,   102,   103,   104,   208,   209,   210,   140,   104,   143,
     144,   145,   146,   200,   147,   201,   202,   203,   204,   205,
     206,   207,   208,   209,   210,   148,   151,   152,   176,   190,
     244,   192,   193,   194,   195,   196,   197,   198,   199,   153,
     191,   175,   255,   216,   246,   242,   167,   243,    43,    55,
     142,   200,   247,   201,   202,   203,   204,   205,   206,   207,
     208,   209,   210,   141,   154,   138,   248,   192,   193,   194,
     195,   196,   197,   198,   199,   132,     0,     0,     0,     0,
       0,     0,     0,     0,     0,     0,     0,   200,     0,   201,
     202,   203,   204,   205,   206,   207,   208,   209,   210,   211,
     192,   193,   194,   195,   196,   197,   198,   199,     0,     0,
       0,     0,     0,     0,     0,     0,     0,     0,     0,     0,
     200,     0,   201,   202,   203,   204,   205,   206,   207,   208,
     209,   210,   249,   192,   193,   194,   195,   196,   197,   198,
     199,     0,     0,     0,     0,   192,   193,   194,   195,   196,
     197,   198,   199,   200,   250,   201,   202,   203,   204,   205,
     206,   207,   208,   209,   210,   200,     0,   201,   202,   203,
     204,   205,   206,   207,   208,   209,   210,   192,     0,   194,
     195,   196,   197,   198,   199,     0,     0,     0,     0,   194,
     195,   196,   197,   198,   199,     0,     0,     0,     0,   201,
     202,   203,   204,   205,   206,   207,   208,   209,   210,   201,
     202,   203,   204,   205,   206,   207,   208,   209,   210,   194,
     195,   196,   197,   198,   199,     0,     0,   194,   195,   196,
     197,   198,   199,     0,   194,   195,   196,   197,   198,   199,
     202,   203,   204,   205,   206,   207,   208,   209,   210,   203,
     204,   205,   206,   207,   208,   209,   210,   204,   205,   206,
     207,   208,   209,   210,   196,   197,   198,   199,     0,     0,
       0,     0,     0,     0,     0,     0,     0,     0,     0,     0,
       0,     0,     0,     0,     0,   204,   205,   206,   207,   208,
     209,   210
};

static const yytype_int16 yycheck[] =
{
      13,    13,    29,     5,     9,    10,   150,    29,    30,    31,
      29,    30,    31,    40,   158,   159,   160,   161,   163,    84,
      46,   165,   166,    58,     6,     6,    52,    46,     3,    51,
     175,   176,     6,     7,     8,     4,     6,     7,     8,     9,
      10,     7,    69,     6,    46,   190,   191,   192,   193,   194,
     195,   196,   197,   198,   199,   200,   201,   202,   203,   204,
     205,   206,   207,   208,   209,   210,    48,     6,   133,    50,
     105,   106,   216,    43,    48,    32,    42,    90,    48,    46,
      43,   108,    49,     6,     7,   244,     9,    10,   115,    12,
      47,    29,    30,    31,    35,    10,   255,    38,   243,    14,
     244,   246,     6,     7,    43,   250,     6,     0,    12,     9,
      10,   255,    29,    51,    31,    38,    35,    35,    41,    42,
      43,     6,   149,    46,     6,     6,     7,    50,     9,    10,
      53,    54,    55,    56,    38,    47,   163,    41,    42,    43,
       7,     6,    46,     6,     6,     7,    50,    48,    47,    53,
      47,    55,    56,    49,   167,   167,    43,    38,    49,     9,
      41,    42,    43,     8,     6,     7,     8,     6,     7,    50,
      50,     6,    11,     7,    55,    56,    38,    50,    22,    41,
      42,    43,    24,    25,    26,     6,     7,     8,    50,     6,
       7,     8,    48,    55,    56,    48,    66,    51,    68,    38,
       6,    43,    35,    42,    35,    75,    48,   220,    50,     6,
      80,    41,    42,    43,    44,    45,     6,    38,    22,    23,
      24,    42,    43,    27,    28,    51,    43,    48,    20,    21,
      52,    48,   102,   103,   104,    14,    15,    16,    17,    18,
      19,    20,    21,    51,     6,     6,    50,     9,    10,    41,
      42,    43,    44,    45,     7,    34,     6,    36,    37,    38,
      39,    40,    41,    42,    43,    44,    45,    49,     8,     9,
      10,    46,    51,    14,    15,    16,    17,    18,    19,    20,
      21,    29,    30,    31,    43,    44,    45,    53,    31,    49,
      35,    35,     6,    34,     6,    36,    37,    38,    39,    40,
      41,    42,    43,    44,    45,     6,     6,     6,    50,    48,
      51,    14,    15,    16,    17,    18,    19,    20,    21,    49,
      47,    50,    13,    51,    47,    51,   150,    52,    30,    40,
     115,    34,   220,    36,    37,    38,    39,    40,    41,    42,
      43,    44,    45,   114,   149,   109,    49,    14,    15,    16,
      17,    18,    19,    20,    21,   106,    -1,    -1,    -1,    -1,
      -1,    -1,    -1,    -1,    -1,    -1,    -1,    34,    -1,    36,
      37,    38,    39,    40,    41,    42,    43,    44,    45,    46,
      14,    15,    16,    17,    18,    19,    20,    21,    -1,    -1,
      -1,    -1,    -1,    -1,    -1,    -1,    -1,    -1,    -1,    -1,
      34,    -1,    36,    37,    38,    39,    40,    41,    42,    43,
      44,    45,    46,    14,    15,    16,    17,    18,    19,    20,
      21,    -1,    -1,    -1,    -1,    14,    15,    16,    17,    18,
      19,    20,    21,    34,    35,    36,    37,    38,    39,    40,
      41,    42,    43,    44,    45,    34,    -1,    36,    37,    38,
      39,    40,    41,    42,    43,    44,    45,    14,    -1,    16,
      17,    18,    19,    20,    21,    -1,    -1,    -1,    -1,    16,
      17,    18,    19,    20,    21,    -1,    -1,    -1,    -1,    36,
      37,    38,    39,    40,    41,    42,    43,    44,    45,    36,
      37,    38,    39,    40,    41,    42,    43,    44,    45,    16,
      17,    18,    19,    20,    21,    -1,    -1,    16,    17,    18,
      19,    20,    21,    -1,    16,    17,    18,    19,    20,    21,
      37,    38,    39,    40,    41,    42,    43,    44,    45,    38,
      39,    40,    41,    42,    43,    44,    45,    39,    40,    41,
      42,    43,    44,    45,    18,    19,    20,    21,    -1,    -1,
      -1,    -1,    -1,    -1,    -1,    -1,    -1,    -1,    -1,    -1,
      -1,    -1,    -1,    -1,    -1,    39,    40,    41,    42,    43,
      44,    45
};

/* YYSTOS[STATE-NUM] -- The symbol kind of the accessing symbol of
   state STATE-NUM.  */
static const yytype_int8 yystos[] =
{
       0,     3,    58,     4,     0,     6,     7,     8,     9,    10,
      43,    48,    59,    60,    61,    64,    65,    66,     6,    48,
      35,    35,     6,     6,    66,     6,    59,    63,    66,     5,
      46,    47,     7,     6,     6,    47,    49,    43,    47,    61,
      69,    70,    71,    65,     6,     7,    11,    38,    42,    67,
      68,    49,    67,     9,    67,    70,    86,     8,    50,     6,
       7,    22,    23,    24,    27,    28,    50,    89,    91,    50,
      68,    22,     6,     7,     8,    24,    25,    26,    43,    48,
      50,    92,    93,    95,    48,    92,    92,     6,     9,    61,
      62,    72,    73,    74,    51,    48,    35,    35,    92,     6,
       6,    92,    29,    30,    31,    32,    47,    87,    95,    51,
      46,    90,     6,    63,    51,    52,     7,     6,     6,    49,
      51,    92,    92,    92,     6,     7,     8,    38,    43,    48,
      68,    94,    94,    46,    49,    61,    63,    88,    90,     6,
      53,    75,    74,    49,    35,    35,     6,     6,     6,    95,
      76,     6,     6,    49,    88,     6,     7,    12,    38,    41,
      42,    43,    46,    50,    54,    55,    56,    60,    75,    77,
      80,    81,    84,    85,     6,    50,    50,     6,    84,    84,
      84,    84,    61,    84,    85,    84,    84,    63,    78,    79,
      48,    47,    14,    15,    16,    17,    18,    19,    20,    21,
      34,    36,    37,    38,    39,    40,    41,    42,    43,    44,
      45,    46,    82,    83,    85,    85,    51,    51,     6,    46,
      52,    85,    85,    85,    85,    85,    85,    85,    85,    85,
      85,    85,    85,    85,    85,    85,    85,    85,    85,    85,
      85,    85,    51,    52,    51,    84,    47,    79,    49,    46,
      35,    85,    80,    85,    85,    13,    80
};

/* YYR1[RULE-NUM] -- Symbol kind of the left-hand side of rule RULE-NUM.  */
static const yytype_int8 yyr1[] =
{
       0,    57,    58,    59,    59,    60,    60,    61,    62,    63,
      63,    63,    64,    64,    64,    64,    65,    65,    65,    65,
      65,    65,    65,    66,    66,    66,    66,    66,    67,    67,
      67,    67,    68,    68,    69,    69,    70,    71,    71,    72,
      72,    72,    73,    73,    74,    74,    75,    76,    76,    76,
      77,    77,    78,    78,    79,    79,    80,    80,    80,    80,
      80,    80,    81,    81,    81,    81,    81,    82,    82,    83,
      83,    84,    84,    84,    84,    84,    84,    84,    84,    85,
      85,    85,    85,    85,    85,    85,    85,    85,    85,    85,
      85,    85,    85,    85,    85,    85,    85,    85,    85,    86,
      86,    86,    87,    87,    87,    87,    88,    88,    89,    89,
      89,    90,    90,    91,    91,    91,    92,    92,    92,    92,
      92,    92,    92,    92,    93,    93,    94,    94,    94,    94,
      94,    94,    94,    95,    95,    95,    95,    95,    95
};

/* YYR2[RULE-NUM] -- Number of symbols on the right-hand side of rule RULE-NUM.  */
static const yytype_int8 yyr2[] =
{
       0,     2,     7,     1,     2,     1,     2,     2,     1,     0,
       2,     3,     0,     1,     2,     3,     1,     3,     2,     4,
       2,     4,     2,     1,     3,     3,     3,     4,     1,     1,
       2,     4,     1,     2,     1,     2,     6,     0,     1,     0,
       1,     1,     1,     3,     2,     3,     3,     0,     2,     2,
       3,     2,     1,     3,     2,     4,     1,     2,     4,     5,
       7,     1,     1,     1,     3,     4,     4,     0,     1,     1,
       3,     1,     2,     2,     2,     2,     2,     2,     4,     1,
       3,     3,     3,     3,     3,     3,     3,     3,     3,     3,
       3,     3,     3,     3,     3,     3,     3,     3,     5,     0,
       3,     5,     0,     2,     2,     4,     1,     1,     0,     3,
       4,     0,     1,     1,     2,     1,     1,     1,     1,     2,
       3,     3,     3,     3,     3,     3,     1,     1,     2,     3,
       3,     3,     2,     1,     3,     2,     3,     3,     4
};


enum { YYENOMEM = -2 };

#define yyerrok         (yyerrstatus = 0)
#define yyclearin       (yychar = LITMUS_TOKEN_LITMUS_YYEMPTY)

#define YYACCEPT        goto yyacceptlab
#define YYABORT         goto yyabortlab
#define YYERROR         goto yyerrorlab
#define YYNOMEM         goto yyexhaustedlab


#define YYRECOVERING()  (!!yyerrstatus)

#define YYBACKUP(Token, Value)                                    \
  do                                                              \
    if (yychar == LITMUS_TOKEN_LITMUS_YYEMPTY)                                        \
      {                                                           \
        yychar = (Token);                                         \
        yylval = (Value);                                         \
        YYPOPSTACK (yylen);                                       \
        yystate = *yyssp;                                         \
        YY_LAC_DISCARD ("YYBACKUP");                              \
        goto yybackup;                                            \
      }                                                           \
    else                                                          \
      {                                                           \
        yyerror (&yylloc, syntax, scanner, YY_("syntax error: cannot back up")); \
        YYERROR;                                                  \
      }                                                           \
  while (0)

/* Backward compatibility with an undocumented macro.
   Use LITMUS_TOKEN_LITMUS_YYerror or LITMUS_TOKEN_LITMUS_YYUNDEF. */
#define YYERRCODE LITMUS_TOKEN_LITMUS_YYUNDEF

/* YYLLOC_DEFAULT -- Set CURRENT to span from RHS[1] to RHS[N].
   If N is 0, then set CURRENT to the empty location which ends
   the previous symbol: RHS[0] (always defined).  */

#ifndef YYLLOC_DEFAULT
# define YYLLOC_DEFAULT(Current, Rhs, N)                                \
    do                                                                  \
      if (N)                                                            \
        {                                                               \
          (Current).first_line   = YYRHSLOC (Rhs, 1).first_line;        \
          (Current).first_column = YYRHSLOC (Rhs, 1).first_column;      \
          (Current).last_line    = YYRHSLOC (Rhs, N).last_line;         \
          (Current).last_column  = YYRHSLOC (Rhs, N).last_column;       \
        }                                                               \
      else                                                              \
        {                                                               \
          (Current).first_line   = (Current).last_line   =              \
            YYRHSLOC (Rhs, 0).last_line;                                \
          (Current).first_column = (Current).last_column =              \
            YYRHSLOC (Rhs, 0).last_column;                              \
        }                                                               \
    while (0)
#endif

#define YYRHSLOC(Rhs, K) ((Rhs)[K])


/* Enable debugging if requested.  */
#if LITMUS_YYDEBUG

# ifndef YYFPRINTF
#  include <stdio.h> /* INFRINGES ON USER NAME SPACE */
#  define YYFPRINTF fprintf
# endif

# define YYDPRINTF(Args)                        \
do {                                            \
  if (yydebug)                                  \
    YYFPRINTF Args;                             \
} while (0)


/* YYLOCATION_PRINT -- Print the location on the stream.
   This macro was not mandated originally: define only if we know
   we won't break user code: when these are the locations we know.  */

# ifndef YYLOCATION_PRINT

#  if defined YY_LOCATION_PRINT

   /* Temporary convenience wrapper in case some people defined the
      undocumented and private YY_LOCATION_PRINT macros.  */
#   define YYLOCATION_PRINT(File, Loc)  YY_LOCATION_PRINT(File, *(Loc))

#  elif defined LITMUS_YYLTYPE_IS_TRIVIAL && LITMUS_YYLTYPE_IS_TRIVIAL

/* Print *YYLOCP on YYO.  Private, do not rely on its existence. */

YY_ATTRIBUTE_UNUSED
static int
yy_location_print_ (FILE *yyo, YYLTYPE const * const yylocp)
{
  int res = 0;
  int end_col = 0 != yylocp->last_column ? yylocp->last_column - 1 : 0;
  if (0 <= yylocp->first_line)
    {
      res += YYFPRINTF (yyo, "%d", yylocp->first_line);
      if (0 <= yylocp->first_column)
        res += YYFPRINTF (yyo, ".%d", yylocp->first_column);
    }
  if (0 <= yylocp->last_line)
    {
      if (yylocp->first_line < yylocp->last_line)
        {
          res += YYFPRINTF (yyo, "-%d", yylocp->last_line);
          if (0 <= end_col)
            res += YYFPRINTF (yyo, ".%d", end_col);
        }
      else if (0 <= end_col && yylocp->first_column < end_col)
        res += YYFPRINTF (yyo, "-%d", end_col);
    }
  return res;
}

#   define YYLOCATION_PRINT  yy_location_print_

    /* Temporary convenience wrapper in case some people defined the
       undocumented and private YY_LOCATION_PRINT macros.  */
#   define YY_LOCATION_PRINT(File, Loc)  YYLOCATION_PRINT(File, &(Loc))

#  else

#   define YYLOCATION_PRINT(File, Loc) ((void) 0)
    /* Temporary convenience wrapper in case some people defined the
       undocumented and private YY_LOCATION_PRINT macros.  */
#   define YY_LOCATION_PRINT  YYLOCATION_PRINT

#  endif
# endif /* !defined YYLOCATION_PRINT */


# define YY_SYMBOL_PRINT(Title, Kind, Value, Location)                    \
do {                                                                      \
  if (yydebug)                                                            \
    {                                                                     \
      YYFPRINTF (stderr, "%s ", Title);                                   \
      yy_symbol_print (stderr,                                            \
                  Kind, Value, Location, syntax, scanner); \
      YYFPRINTF (stderr, "\n");                                           \
    }                                                                     \
} while (0)


/*-----------------------------------.
| Print this symbol's value on YYO.  |
`-----------------------------------*/

static void
yy_symbol_value_print (FILE *yyo,
                       yysymbol_kind_t yykind, YYSTYPE const * const yyvaluep, YYLTYPE const * const yylocationp, struct syntax *syntax, void *scanner)
{
  FILE *yyoutput = yyo;
  YY_USE (yyoutput);
  YY_USE (yylocationp);
  YY_USE (syntax);
  YY_USE (scanner);
  if (!yyvaluep)
    return;
  YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN
  YY_USE (yykind);
  YY_IGNORE_MAYBE_UNINITIALIZED_END
}


/*---------------------------.
| Print this symbol on YYO.  |
`---------------------------*/

static void
yy_symbol_print (FILE *yyo,
                 yysymbol_kind_t yykind, YYSTYPE const * const yyvaluep, YYLTYPE const * const yylocationp, struct syntax *syntax, void *scanner)
{
  YYFPRINTF (yyo, "%s %s (",
             yykind < YYNTOKENS ? "token" : "nterm", yysymbol_name (yykind));

  YYLOCATION_PRINT (yyo, yylocationp);
  YYFPRINTF (yyo, ": ");
  yy_symbol_value_print (yyo, yykind, yyvaluep, yylocationp, syntax, scanner);
  YYFPRINTF (yyo, ")");
}

/*------------------------------------------------------------------.
| yy_stack_print -- Print the state stack from its BOTTOM up to its |
| TOP (included).                                                   |
`------------------------------------------------------------------*/

static void
yy_stack_print (yy_state_t *yybottom, yy_state_t *yytop)
{
  YYFPRINTF (stderr, "Stack now");
  for (; yybottom <= yytop; yybottom++)
    {
      int yybot = *yybottom;
      YYFPRINTF (stderr, " %d", yybot);
    }
  YYFPRINTF (stderr, "\n");
}

# define YY_STACK_PRINT(Bottom, Top)                            \
do {                                                            \
  if (yydebug)                                                  \
    yy_stack_print ((Bottom), (Top));                           \
} while (0)


/*------------------------------------------------.
| Report that the YYRULE is going to be reduced.  |
`------------------------------------------------*/

static void
yy_reduce_print (yy_state_t *yyssp, YYSTYPE *yyvsp, YYLTYPE *yylsp,
                 int yyrule, struct syntax *syntax, void *scanner)
{
  int yylno = yyrline[yyrule];
  int yynrhs = yyr2[yyrule];
  int yyi;
  YYFPRINTF (stderr, "Reducing stack by rule %d (line %d):\n",
             yyrule - 1, yylno);
  /* The symbols being reduced.  */
  for (yyi = 0; yyi < yynrhs; yyi++)
    {
      YYFPRINTF (stderr, "   $%d = ", yyi + 1);
      yy_symbol_print (stderr,
                       YY_ACCESSING_SYMBOL (+yyssp[yyi + 1 - yynrhs]),
                       &yyvsp[(yyi + 1) - (yynrhs)],
                       &(yylsp[(yyi + 1) - (yynrhs)]), syntax, scanner);
      YYFPRINTF (stderr, "\n");
    }
}

# define YY_REDUCE_PRINT(Rule)          \
do {                                    \
  if (yydebug)                          \
    yy_reduce_print (yyssp, yyvsp, yylsp, Rule, syntax, scanner); \
} while (0)

/* Nonzero means print parse trace.  It is left uninitialized so that
   multiple parsers can coexist.  */
int yydebug;
#else /* !LITMUS_YYDEBUG */
# define YYDPRINTF(Args) ((void) 0)
# define YY_SYMBOL_PRINT(Title, Kind, Value, Location)
# define YY_STACK_PRINT(Bottom, Top)
# define YY_REDUCE_PRINT(Rule)
#endif /* !LITMUS_YYDEBUG */


/* YYINITDEPTH -- initial size of the parser's stacks.  */
#ifndef YYINITDEPTH
# define YYINITDEPTH 200
#endif

/* YYMAXDEPTH -- maximum size the stacks can grow to (effective only
   if the built-in stack extension method is used).

   Do not make this value too large; the results are undefined if
   YYSTACK_ALLOC_MAXIMUM < YYSTACK_BYTES (YYMAXDEPTH)
   evaluated with infinite-precision integer arithmetic.  */

#ifndef YYMAXDEPTH
# define YYMAXDEPTH 10000
#endif


/* Given a state stack such that *YYBOTTOM is its bottom, such that
   *YYTOP is either its top or is YYTOP_EMPTY to indicate an empty
   stack, and such that *YYCAPACITY is the maximum number of elements it
   can hold without a reallocation, make sure there is enough room to
   store YYADD more elements.  If not, allocate a new stack using
   YYSTACK_ALLOC, copy the existing elements, and adjust *YYBOTTOM,
   *YYTOP, and *YYCAPACITY to reflect the new capacity and memory
   location.  If *YYBOTTOM != YYBOTTOM_NO_FREE, then free the old stack
   using YYSTACK_FREE.  Return 0 if successful or if no reallocation is
   required.  Return YYENOMEM if memory is exhausted.  */
static int
yy_lac_stack_realloc (YYPTRDIFF_T *yycapacity, YYPTRDIFF_T yyadd,
#if LITMUS_YYDEBUG
                      char const *yydebug_prefix,
                      char const *yydebug_suffix,
#endif
                      yy_state_t **yybottom,
                      yy_state_t *yybottom_no_free,
                      yy_state_t **yytop, yy_state_t *yytop_empty)
{
  YYPTRDIFF_T yysize_old =
    *yytop == yytop_empty ? 0 : *yytop - *yybottom + 1;
  YYPTRDIFF_T yysize_new = yysize_old + yyadd;
  if (*yycapacity < yysize_new)
    {
      YYPTRDIFF_T yyalloc = 2 * yysize_new;
      yy_state_t *yybottom_new;
      /* Use YYMAXDEPTH for maximum stack size given that the stack
         should never need to grow larger than the main state stack
         needs to grow without LAC.  */
      if (YYMAXDEPTH < yysize_new)
        {
          YYDPRINTF ((stderr, "%smax size exceeded%s", yydebug_prefix,
                      yydebug_suffix));
          return YYENOMEM;
        }
      if (YYMAXDEPTH < yyalloc)
        yyalloc = YYMAXDEPTH;
      yybottom_new =
        YY_CAST (yy_state_t *,
                 YYSTACK_ALLOC (YY_CAST (YYSIZE_T,
                                         yyalloc * YYSIZEOF (*yybottom_new))));
      if (!yybottom_new)
        {
          YYDPRINTF ((stderr, "%srealloc failed%s", yydebug_prefix,
                      yydebug_suffix));
          return YYENOMEM;
        }
      if (*yytop != yytop_empty)
        {
          YYCOPY (yybottom_new, *yybottom, yysize_old);
          *yytop = yybottom_new + (yysize_old - 1);
        }
      if (*yybottom != yybottom_no_free)
        YYSTACK_FREE (*yybottom);
      *yybottom = yybottom_new;
      *yycapacity = yyalloc;
    }
  return 0;
}

/* Establish the initial context for the current lookahead if no initial
   context is currently established.

   We define a context as a snapshot of the parser stacks.  We define
   the initial context for a lookahead as the context in which the
   parser initially examines that lookahead in order to select a
   syntactic action.  Thus, if the lookahead eventually proves
   syntactically unacceptable (possibly in a later context reached via a
   series of reductions), the initial context can be used to determine
   the exact set of tokens that would be syntactically acceptable in the
   lookahead's place.  Moreover, it is the context after which any
   further semantic actions would be erroneous because they would be
   determined by a syntactically unacceptable token.

   YY_LAC_ESTABLISH should be invoked when a reduction is about to be
   performed in an inconsistent state (which, for the purposes of LAC,
   includes consistent states that don't know they're consistent because
   their default reductions have been disabled).  Iff there is a
   lookahead token, it should also be invoked before reporting a syntax
   error.  This latter case is for the sake of the debugging output.

   For parse.lac=full, the implementation of YY_LAC_ESTABLISH is as
   follows.  If no initial context is currently established for the
   current lookahead, then check if that lookahead can eventually be
   shifted if syntactic actions continue from the current context.
   Report a syntax error if it cannot.  */
#define YY_LAC_ESTABLISH                                                \
do {                                                                    \
  if (!yy_lac_established)                                              \
    {                                                                   \
      YYDPRINTF ((stderr,                                               \
                  "LAC: initial context established for %s\n",          \
                  yysymbol_name (yytoken)));                            \
      yy_lac_established = 1;                                           \
      switch (yy_lac (yyesa, &yyes, &yyes_capacity, yyssp, yytoken))    \
        {                                                               \
        case YYENOMEM:                                                  \
          YYNOMEM;                                                      \
        case 1:                                                         \
          goto yyerrlab;                                                \
        }                                                               \
    }                                                                   \
} while (0)

/* Discard any previous initial lookahead context because of Event,
   which may be a lookahead change or an invalidation of the currently
   established initial context for the current lookahead.

   The most common example of a lookahead change is a shift.  An example
   of both cases is syntax error recovery.  That is, a syntax error
   occurs when the lookahead is syntactically erroneous for the
   currently established initial context, so error recovery manipulates
   the parser stacks to try to find a new initial context in which the
   current lookahead is syntactically acceptable.  If it fails to find
   such a context, it discards the lookahead.  */
#if LITMUS_YYDEBUG
# define YY_LAC_DISCARD(Event)                                           \
do {                                                                     \
  if (yy_lac_established)                                                \
    {                                                                    \
      YYDPRINTF ((stderr, "LAC: initial context discarded due to "       \
                  Event "\n"));                                          \
      yy_lac_established = 0;                                            \
    }                                                                    \
} while (0)
#else
# define YY_LAC_DISCARD(Event) yy_lac_established = 0
#endif

/* Given the stack whose top is *YYSSP, return 0 iff YYTOKEN can
   eventually (after perhaps some reductions) be shifted, return 1 if
   not, or return YYENOMEM if memory is exhausted.  As preconditions and
   postconditions: *YYES_CAPACITY is the allocated size of the array to
   which *YYES points, and either *YYES = YYESA or *YYES points to an
   array allocated with YYSTACK_ALLOC.  yy_lac may overwrite the
   contents of either array, alter *YYES and *YYES_CAPACITY, and free
   any old *YYES other than YYESA.  */
static int
yy_lac (yy_state_t *yyesa, yy_state_t **yyes,
        YYPTRDIFF_T *yyes_capacity, yy_state_t *yyssp, yysymbol_kind_t yytoken)
{
  yy_state_t *yyes_prev = yyssp;
  yy_state_t *yyesp = yyes_prev;
  /* Reduce until we encounter a shift and thereby accept the token.  */
  YYDPRINTF ((stderr, "LAC: checking lookahead %s:", yysymbol_name (yytoken)));
  if (yytoken == YYSYMBOL_YYUNDEF)
    {
      YYDPRINTF ((stderr, " Always Err\n"));
      return 1;
    }
  while (1)
    {
      int yyrule = yypact[+*yyesp];
      if (yypact_value_is_default (yyrule)
          || (yyrule += yytoken) < 0 || YYLAST < yyrule
          || yycheck[yyrule] != yytoken)
        {
          /* Use the default action.  */
          yyrule = yydefact[+*yyesp];
          if (yyrule == 0)
            {
              YYDPRINTF ((stderr, " Err\n"));
              return 1;
            }
        }
      else
        {
          /* Use the action from yytable.  */
          yyrule = yytable[yyrule];
          if (yytable_value_is_error (yyrule))
            {
              YYDPRINTF ((stderr, " Err\n"));
              return 1;
            }
          if (0 < yyrule)
            {
              YYDPRINTF ((stderr, " S%d\n", yyrule));
              return 0;
            }
          yyrule = -yyrule;
        }
      /* By now we know we have to simulate a reduce.  */
      YYDPRINTF ((stderr, " R%d", yyrule - 1));
      {
        /* Pop the corresponding number of values from the stack.  */
        YYPTRDIFF_T yylen = yyr2[yyrule];
        /* First pop from the LAC stack as many tokens as possible.  */
        if (yyesp != yyes_prev)
          {
            YYPTRDIFF_T yysize = yyesp - *yyes + 1;
            if (yylen < yysize)
              {
                yyesp -= yylen;
                yylen = 0;
              }
            else
              {
                yyesp = yyes_prev;
                yylen -= yysize;
              }
          }
        /* Only afterwards look at the main stack.  */
        if (yylen)
          yyesp = yyes_prev -= yylen;
      }
      /* Push the resulting state of the reduction.  */
      {
        yy_state_fast_t yystate;
        {
          const int yylhs = yyr1[yyrule] - YYNTOKENS;
          const int yyi = yypgoto[yylhs] + *yyesp;
          yystate = (0 <= yyi && yyi <= YYLAST && yycheck[yyi] == *yyesp
                     ? yytable[yyi]
                     : yydefgoto[yylhs]);
        }
        if (yyesp == yyes_prev)
          {
            yyesp = *yyes;
            YY_IGNORE_USELESS_CAST_BEGIN
            *yyesp = YY_CAST (yy_state_t, yystate);
            YY_IGNORE_USELESS_CAST_END
          }
        else
          {
            if (yy_lac_stack_realloc (yyes_capacity, 1,
#if LITMUS_YYDEBUG
                                      " (", ")",
#endif
                                      yyes, yyesa, &yyesp, yyes_prev))
              {
                YYDPRINTF ((stderr, "\n"));
                return YYENOMEM;
              }
            YY_IGNORE_USELESS_CAST_BEGIN
            *++yyesp = YY_CAST (yy_state_t, yystate);
            YY_IGNORE_USELESS_CAST_END
          }
        YYDPRINTF ((stderr, " G%d", yystate));
      }
    }
}

/* Context of a parse error.  */
typedef struct
{
  yy_state_t *yyssp;
  yy_state_t *yyesa;
  yy_state_t **yyes;
  YYPTRDIFF_T *yyes_capacity;
  yysymbol_kind_t yytoken;
  YYLTYPE *yylloc;
} yypcontext_t;

/* Put in YYARG at most YYARGN of the expected tokens given the
   current YYCTX, and return the number of tokens stored in YYARG.  If
   YYARG is null, return the number of expected tokens (guaranteed to
   be less than YYNTOKENS).  Return YYENOMEM on memory exhaustion.
   Return 0 if there are more than YYARGN expected tokens, yet fill
   YYARG up to YYARGN. */
static int
yypcontext_expected_tokens (const yypcontext_t *yyctx,
                            yysymbol_kind_t yyarg[], int yyargn)
{
  /* Actual size of YYARG. */
  int yycount = 0;

  int yyx;
  for (yyx = 0; yyx < YYNTOKENS; ++yyx)
    {
      yysymbol_kind_t yysym = YY_CAST (yysymbol_kind_t, yyx);
      if (yysym != YYSYMBOL_YYerror && yysym != YYSYMBOL_YYUNDEF)
        switch (yy_lac (yyctx->yyesa, yyctx->yyes, yyctx->yyes_capacity, yyctx->yyssp, yysym))
          {
          case YYENOMEM:
            return YYENOMEM;
          case 1:
            continue;
          default:
            if (!yyarg)
              ++yycount;
            else if (yycount == yyargn)
              return 0;
            else
              yyarg[yycount++] = yysym;
          }
    }
  if (yyarg && yycount == 0 && 0 < yyargn)
    yyarg[0] = YYSYMBOL_YYEMPTY;
  return yycount;
}




/* The kind of the lookahead of this context.  */
static yysymbol_kind_t
yypcontext_token (const yypcontext_t *yyctx) YY_ATTRIBUTE_UNUSED;

static yysymbol_kind_t
yypcontext_token (const yypcontext_t *yyctx)
{
  return yyctx->yytoken;
}

/* The location of the lookahead of this context.  */
static YYLTYPE *
yypcontext_location (const yypcontext_t *yyctx) YY_ATTRIBUTE_UNUSED;

static YYLTYPE *
yypcontext_location (const yypcontext_t *yyctx)
{
  return yyctx->yylloc;
}

/* User defined function to report a syntax error.  */
static int
yyreport_syntax_error (const yypcontext_t *yyctx, struct syntax *syntax, void *scanner);

/*-----------------------------------------------.
| Release the memory associated to this symbol.  |
`-----------------------------------------------*/

static void
yydestruct (const char *yymsg,
            yysymbol_kind_t yykind, YYSTYPE *yyvaluep, YYLTYPE *yylocationp, struct syntax *syntax, void *scanner)
{
  YY_USE (yyvaluep);
  YY_USE (yylocationp);
  YY_USE (syntax);
  YY_USE (scanner);
  if (!yymsg)
    yymsg = "Deleting";
  YY_SYMBOL_PRINT (yymsg, yykind, yyvaluep, yylocationp);

  YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN
  YY_USE (yykind);
  YY_IGNORE_MAYBE_UNINITIALIZED_END
}






/*----------.
| yyparse.  |
`----------*/

int
yyparse (struct syntax *syntax, void *scanner)
{
/* Lookahead token kind.  */
int yychar;


/* The semantic value of the lookahead symbol.  */
/* Default value used for initialization, for pacifying older GCCs
   or non-GCC compilers.  */
YY_INITIAL_VALUE (static YYSTYPE yyval_default;)
YYSTYPE yylval YY_INITIAL_VALUE (= yyval_default);

/* Location data for the lookahead symbol.  */
static YYLTYPE yyloc_default
# if defined LITMUS_YYLTYPE_IS_TRIVIAL && LITMUS_YYLTYPE_IS_TRIVIAL
  = { 1, 1, 1, 1 }
# endif
;
YYLTYPE yylloc = yyloc_default;

    /* Number of syntax errors so far.  */
    int yynerrs = 0;

    yy_state_fast_t yystate = 0;
    /* Number of tokens to shift before error messages enabled.  */
    int yyerrstatus = 0;

    /* Refer to the stacks through separate pointers, to allow yyoverflow
       to reallocate them elsewhere.  */

    /* Their size.  */
    YYPTRDIFF_T yystacksize = YYINITDEPTH;

    /* The state stack: array, bottom, top.  */
    yy_state_t yyssa[YYINITDEPTH];
    yy_state_t *yyss = yyssa;
    yy_state_t *yyssp = yyss;

    /* The semantic value stack: array, bottom, top.  */
    YYSTYPE yyvsa[YYINITDEPTH];
    YYSTYPE *yyvs = yyvsa;
    YYSTYPE *yyvsp = yyvs;

    /* The location stack: array, bottom, top.  */
    YYLTYPE yylsa[YYINITDEPTH];
    YYLTYPE *yyls = yylsa;
    YYLTYPE *yylsp = yyls;

    yy_state_t yyesa[20];
    yy_state_t *yyes = yyesa;
    YYPTRDIFF_T yyes_capacity = 20 < YYMAXDEPTH ? 20 : YYMAXDEPTH;

  /* Whether LAC context is established.  A Boolean.  */
  int yy_lac_established = 0;
  int yyn;
  /* The return value of yyparse.  */
  int yyresult;
  /* Lookahead symbol kind.  */
  yysymbol_kind_t yytoken = YYSYMBOL_YYEMPTY;
  /* The variables used to return semantic value and location from the
     action routines.  */
  YYSTYPE yyval;
  YYLTYPE yyloc;

  /* The locations where the error started and ended.  */
  YYLTYPE yyerror_range[3];



#define YYPOPSTACK(N)   (yyvsp -= (N), yyssp -= (N), yylsp -= (N))

  /* The number of symbols on the RHS of the reduced rule.
     Keep to zero when no symbol should be popped.  */
  int yylen = 0;

  YYDPRINTF ((stderr, "Starting parse\n"));

  yychar = LITMUS_TOKEN_LITMUS_YYEMPTY; /* Cause a token to be read.  */

  yylsp[0] = yylloc;
  goto yysetstate;


/*------------------------------------------------------------.
| yynewstate -- push a new state, which is found in yystate.  |
`------------------------------------------------------------*/
yynewstate:
  /* In all cases, when you get here, the value and location stacks
     have just been pushed.  So pushing a state here evens the stacks.  */
  yyssp++;


/*--------------------------------------------------------------------.
| yysetstate -- set current state (the top of the stack) to yystate.  |
`--------------------------------------------------------------------*/
yysetstate:
  YYDPRINTF ((stderr, "Entering state %d\n", yystate));
  YY_ASSERT (0 <= yystate && yystate < YYNSTATES);
  YY_IGNORE_USELESS_CAST_BEGIN
  *yyssp = YY_CAST (yy_state_t, yystate);
  YY_IGNORE_USELESS_CAST_END
  YY_STACK_PRINT (yyss, yyssp);

  if (yyss + yystacksize - 1 <= yyssp)
#if !defined yyoverflow && !defined YYSTACK_RELOCATE
    YYNOMEM;
#else
    {
      /* Get the current used size of the three stacks, in elements.  */
      YYPTRDIFF_T yysize = yyssp - yyss + 1;

# if defined yyoverflow
      {
        /* Give user a chance to reallocate the stack.  Use copies of
           these so that the &'s don't force the real ones into
           memory.  */
        yy_state_t *yyss1 = yyss;
        YYSTYPE *yyvs1 = yyvs;
        YYLTYPE *yyls1 = yyls;

        /* Each stack pointer address is followed by the size of the
           data in use in that stack, in bytes.  This used to be a
           conditional around just the two extra args, but that might
           be undefined if yyoverflow is a macro.  */
        yyoverflow (YY_("memory exhausted"),
                    &yyss1, yysize * YYSIZEOF (*yyssp),
                    &yyvs1, yysize * YYSIZEOF (*yyvsp),
                    &yyls1, yysize * YYSIZEOF (*yylsp),
                    &yystacksize);
        yyss = yyss1;
        yyvs = yyvs1;
        yyls = yyls1;
      }
# else /* defined YYSTACK_RELOCATE */
      /* Extend the stack our own way.  */
      if (YYMAXDEPTH <= yystacksize)
        YYNOMEM;
      yystacksize *= 2;
      if (YYMAXDEPTH < yystacksize)
        yystacksize = YYMAXDEPTH;

      {
        yy_state_t *yyss1 = yyss;
        union yyalloc *yyptr =
          YY_CAST (union yyalloc *,
                   YYSTACK_ALLOC (YY_CAST (YYSIZE_T, YYSTACK_BYTES (yystacksize))));
        if (! yyptr)
          YYNOMEM;
        YYSTACK_RELOCATE (yyss_alloc, yyss);
        YYSTACK_RELOCATE (yyvs_alloc, yyvs);
        YYSTACK_RELOCATE (yyls_alloc, yyls);
#  undef YYSTACK_RELOCATE
        if (yyss1 != yyssa)
          YYSTACK_FREE (yyss1);
      }
# endif

      yyssp = yyss + yysize - 1;
      yyvsp = yyvs + yysize - 1;
      yylsp = yyls + yysize - 1;

      YY_IGNORE_USELESS_CAST_BEGIN
      YYDPRINTF ((stderr, "Stack size increased to %ld\n",
                  YY_CAST (long, yystacksize)));
      YY_IGNORE_USELESS_CAST_END

      if (yyss + yystacksize - 1 <= yyssp)
        YYABORT;
    }
#endif /* !defined yyoverflow && !defined YYSTACK_RELOCATE */


  if (yystate == YYFINAL)
    YYACCEPT;

  goto yybackup;


/*-----------.
| yybackup.  |
`-----------*/
yybackup:
  /* Do appropriate processing given the current state.  Read a
     lookahead token if we need one and don't already have one.  */

  /* First try to decide what to do without reference to lookahead token.  */
  yyn = yypact[yystate];
  if (yypact_value_is_default (yyn))
    goto yydefault;

  /* Not known => get a lookahead token if don't already have one.  */

  /* YYCHAR is either empty, or end-of-input, or a valid lookahead.  */
  if (yychar == LITMUS_TOKEN_LITMUS_YYEMPTY)
    {
      YYDPRINTF ((stderr, "Reading a token\n"));
      yychar = yylex (&yylval, &yylloc, scanner);
    }

  if (yychar <= LITMUS_TOKEN_YYEOF)
    {
      yychar = LITMUS_TOKEN_YYEOF;
      yytoken = YYSYMBOL_YYEOF;
      YYDPRINTF ((stderr, "Now at end of input.\n"));
    }
  else if (yychar == LITMUS_TOKEN_LITMUS_YYerror)
    {
      /* The scanner already issued an error message, process directly
         to error recovery.  But do not keep the error token as
         lookahead, it is too special and may lead us to an endless
         loop in error recovery. */
      yychar = LITMUS_TOKEN_LITMUS_YYUNDEF;
      yytoken = YYSYMBOL_YYerror;
      yyerror_range[1] = yylloc;
      goto yyerrlab1;
    }
  else
    {
      yytoken = YYTRANSLATE (yychar);
      YY_SYMBOL_PRINT ("Next token is", yytoken, &yylval, &yylloc);
    }

  /* If the proper action on seeing token YYTOKEN is to reduce or to
     detect an error, take that action.  */
  yyn += yytoken;
  if (yyn < 0 || YYLAST < yyn || yycheck[yyn] != yytoken)
    {
      YY_LAC_ESTABLISH;
      goto yydefault;
    }
  yyn = yytable[yyn];
  if (yyn <= 0)
    {
      if (yytable_value_is_error (yyn))
        goto yyerrlab;
      yyn = -yyn;
      YY_LAC_ESTABLISH;
      goto yyreduce;
    }

  /* Count tokens shifted since error; after three, turn off error
     status.  */
  if (yyerrstatus)
    yyerrstatus--;

  /* Shift the lookahead token.  */
  YY_SYMBOL_PRINT ("Shifting", yytoken, &yylval, &yylloc);
  yystate = yyn;
  YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN
  *++yyvsp = yylval;
  YY_IGNORE_MAYBE_UNINITIALIZED_END
  *++yylsp = yylloc;

  /* Discard the shifted token.  */
  yychar = LITMUS_TOKEN_LITMUS_YYEMPTY;
  YY_LAC_DISCARD ("shift");
  goto yynewstate;


/*-----------------------------------------------------------.
| yydefault -- do the default action for the current state.  |
`-----------------------------------------------------------*/
yydefault:
  yyn = yydefact[yystate];
  if (yyn == 0)
    goto yyerrlab;
  goto yyreduce;


/*-----------------------------.
| yyreduce -- do a reduction.  |
`-----------------------------*/
yyreduce:
  /* yyn is the number of a rule to reduce with.  */
  yylen = yyr2[yyn];

  /* If YYLEN is nonzero, implement the default value of the action:
     '$$ = $1'.

     Otherwise, the following line sets YYVAL to garbage.
     This behavior is undocumented and Bison
     users should not rely upon it.  Assigning to YYVAL
     unconditionally makes the parser a bit smaller, and it avoids a
     GCC warning that YYVAL may be used uninitialized.  */
  yyval = yyvsp[1-yylen];

  /* Default location. */
  YYLLOC_DEFAULT (yyloc, (yylsp - yylen), yylen);
  yyerror_range[1] = yyloc;
  YY_REDUCE_PRINT (yyn);
  {
    int yychar_backup = yychar;
    switch (yyn)
      {
  case 2: /* test: "C NAME" "{ of the initial state" initials "} of the initial state" threads clauses condition  */
#line 149 "litmus.y"
        {
		syntax->initial = (yyvsp[-4].list);
		syntax->threads = (yyvsp[-2].list);
	}
#line 2013 "y.tab.c"
    break;

  case 4: /* specifier: "struct" "name"  */
#line 160 "litmus.y"
        {
		(yyval.type) = (struct ctype){
			.flags = strcmp((yyvsp[0].name), "srcu_struct") ?
				TYPE_UNKNOWN : TYPE_SRCU,
			.name = syntax_join(syntax, "struct", (yyvsp[0].name)),
			.pos = (yyloc),
		};
	}
#line 2026 "y.tab.c"
    break;

  case 6: /* words: words specifier  */
#line 173 "litmus.y"
        {
		(yyval.type) = (yyvsp[-1].type);
		type_merge(syntax, &(yyval.type), &(yyvsp[0].type));
	}
#line 2035 "y.tab.c"
    break;

  case 7: /* type: words stars  */
#line 181 "litmus.y"
                        { (yyval.type) = (yyvsp[-1].type); (yyval.type).stars = (yyvsp[0].count); }
#line 2041 "y.tab.c"
    break;

  case 8: /* type_name: "name"  */
#line 187 "litmus.y"
        {
		(yyval.type) = (struct ctype){
			.flags = TYPE_UNKNOWN, .name = (yyvsp[0].name), .pos = (yylsp[0]),
		};
	}
#line 2051 "y.tab.c"
    break;

  case 9: /* stars: %empty  */
#line 195 "litmus.y"
                        { (yyval.count) = 0; }
#line 2057 "y.tab.c"
    break;

  case 10: /* stars: stars '*'  */
#line 196 "litmus.y"
                        { (yyval.count) = (yyvsp[-1].count) + 1; }
#line 2063 "y.tab.c"
    break;

  case 11: /* stars: stars '*' "type"  */
#line 198 "litmus.y"
        {
		(yyval.count) = (yyvsp[-2].count) + 1;
		if ((yyvsp[0].type).flags != TYPE_QUALIFIER)
			syntax_error(syntax, (yylsp[0]), "\"%s\" after a *", (yyvsp[0].type).name);
	}
#line 2073 "y.tab.c"
    break;

  case 12: /* initials: %empty  */
#line 208 "litmus.y"
                        { (yyval.list) = NULL; }
#line 2079 "y.tab.c"
    break;

  case 13: /* initials: initial  */
#line 209 "litmus.y"
                        { (yyval.list) = append(syntax, NULL, (yyvsp[0].initial)); }
#line 2085 "y.tab.c"
    break;

  case 15: /* initials: initials ';' initial  */
#line 211 "litmus.y"
                        { (yyval.list) = append(syntax, (yyvsp[-2].list), (yyvsp[0].initial)); }
#line 2091 "y.tab.c"
    break;

  case 16: /* initial: init_place  */
#line 216 "litmus.y"
        {
		(yyval.initial) = NEW(struct initial);
		(yyval.initial)->place = (yyvsp[0].place);
		(yyval.initial)->pos = (yylsp[0]);
	}
#line 2101 "y.tab.c"
    break;

  case 17: /* initial: init_place '=' value  */
#line 222 "litmus.y"
        {
		(yyval.initial) = (yyvsp[0].initial);
		(yyval.initial)->place = (yyvsp[-2].place);
	}
#line 2110 "y.tab.c"
    break;

  case 18: /* initial: type init_place  */
#line 227 "litmus.y"
        {
		(yyval.initial) = NEW(struct initial);
		(yyval.initial)->type = (yyvsp[-1].type);
		(yyval.initial)->place = (yyvsp[0].place);
		(yyval.initial)->pos = (yylsp[0]);
	}
#line 2121 "y.tab.c"
    break;

  case 19: /* initial: type init_place '=' value  */
#line 234 "litmus.y"
        {
		(yyval.initial) = (yyvsp[0].initial);
		(yyval.initial)->type = (yyvsp[-3].type);
		(yyval.initial)->place = (yyvsp[-2].place);
	}
#line 2131 "y.tab.c"
    break;

  case 20: /* initial: '*' init_place  */
#line 240 "litmus.y"
        {
		(yyval.initial) = NEW(struct initial);
		(yyval.initial)->type = pointer_type((yylsp[-1]));
		(yyval.initial)->place = (yyvsp[0].place);
		(yyval.initial)->pos = (yylsp[0]);
	}
#line 2142 "y.tab.c"
    break;

  case 21: /* initial: '*' init_place '=' value  */
#line 247 "litmus.y"
        {
		(yyval.initial) = (yyvsp[0].initial);
		(yyval.initial)->type = pointer_type((yylsp[-3]));
		(yyval.initial)->place = (yyvsp[-2].place);
	}
#line 2152 "y.tab.c"
    break;

  case 22: /* initial: "name" "name"  */
#line 253 "litmus.y"
        {
		syntax_type_unknown(syntax, (yylsp[-1]), (yyvsp[-1].name));
		YYERROR;
	}
#line 2161 "y.tab.c"
    break;

  case 23: /* init_place: "name"  */
#line 260 "litmus.y"
                        { (yyval.place) = (struct place){ -1, (yyvsp[0].name), (yylsp[0]) }; }
#line 2167 "y.tab.c"
    break;

  case 24: /* init_place: '[' "name" ']'  */
#line 261 "litmus.y"
                        { (yyval.place) = (struct place){ -1, (yyvsp[-1].name), (yylsp[-1]) }; }
#line 2173 "y.tab.c"
    break;

  case 25: /* init_place: "number" ':' "name"  */
#line 262 "litmus.y"
                        { (yyval.place) = place_reg(syntax, (yylsp[-2]), (yyvsp[-2].number), (yyvsp[0].name)); }
#line 2179 "y.tab.c"
    break;

  case 26: /* init_place: "thread" ':' "name"  */
#line 263 "litmus.y"
                        { (yyval.place) = place_reg(syntax, (yylsp[-2]), (yyvsp[-2].number), (yyvsp[0].name)); }
#line 2185 "y.tab.c"
    break;

  case 27: /* init_place: "name" '[' "number" ']'  */
#line 265 "litmus.y"
        {
		no_arrays(syntax, (yylsp[-2]));
		YYERROR;
	}
#line 2194 "y.tab.c"
    break;

  case 28: /* value: integer  */
#line 273 "litmus.y"
        {
		(yyval.initial) = NEW(struct initial);
		(yyval.initial)->value = (yyvsp[0].number);
		(yyval.initial)->pos = (yylsp[0]);
	}
#line 2204 "y.tab.c"
    break;

  case 29: /* value: "name"  */
#line 279 "litmus.y"
        {
		(yyval.initial) = NEW(struct initial);
		(yyval.initial)->symbol = (yyvsp[0].name);
		(yyval.initial)->pos = (yylsp[0]);
	}
#line 2214 "y.tab.c"
    break;

  case 30: /* value: '&' "name"  */
#line 285 "litmus.y"
        {
		(yyval.initial) = NEW(struct initial);
		(yyval.initial)->symbol = (yyvsp[0].name);
		(yyval.initial)->pos = (yylsp[0]);
	}
#line 2224 "y.tab.c"
    break;

  case 31: /* value: "ATOMIC_INIT" '(' integer ')'  */
#line 291 "litmus.y"
        {
		(yyval.initial) = NEW(struct initial);
		(yyval.initial)->value = (yyvsp[-1].number);
		(yyval.initial)->pos = (yylsp[-3]);
	}
#line 2234 "y.tab.c"
    break;

  case 33: /* integer: '-' "number"  */
#line 300 "litmus.y"
                        { (yyval.number) = -(unsigned long long)(yyvsp[0].number); }
#line 2240 "y.tab.c"
    break;

  case 34: /* threads: thread  */
#line 306 "litmus.y"
                        { (yyval.list) = append(syntax, NULL, (yyvsp[0].thread)); }
#line 2246 "y.tab.c"
    break;

  case 35: /* threads: threads thread  */
#line 307 "litmus.y"
                        { (yyval.list) = append(syntax, (yyvsp[-1].list), (yyvsp[0].thread)); }
#line 2252 "y.tab.c"
    break;

  case 36: /* thread: result "thread" '(' parameters ')' body  */
#line 312 "litmus.y"
        {
		(yyval.thread) = NEW(struct thread);
		(yyval.thread)->number = (yyvsp[-4].number);
		(yyval.thread)->pos = (yylsp[-4]);
		(yyval.thread)->params = (yyvsp[-2].list);
		(yyval.thread)->body = (yyvsp[0].list);
	}
#line 2264 "y.tab.c"
    break;

  case 38: /* result: type  */
#line 324 "litmus.y"
        {
		if ((yyvsp[0].type).flags != TYPE_VOID)
			syntax_error(syntax, (yylsp[0]), "a thread returns nothing");
	}
#line 2273 "y.tab.c"
    break;

  case 39: /* parameters: %empty  */
#line 331 "litmus.y"
                        { (yyval.list) = NULL; }
#line 2279 "y.tab.c"
    break;

  case 40: /* parameters: "type"  */
#line 333 "litmus.y"
        {
		if ((yyvsp[0].type).flags != TYPE_VOID)
			syntax_error(syntax, (yylsp[0]), "this parameter has no name");
		(yyval.list) = NULL;
	}
#line 2289 "y.tab.c"
    break;

  case 42: /* parameter_list: parameter  */
#line 342 "litmus.y"
                                { (yyval.list) = append(syntax, NULL, (yyvsp[0].param)); }
#line 2295 "y.tab.c"
    break;

  case 43: /* parameter_list: parameter_list ',' parameter  */
#line 343 "litmus.y"
                                { (yyval.list) = append(syntax, (yyvsp[-2].list), (yyvsp[0].param)); }
#line 2301 "y.tab.c"
    break;

  case 44: /* parameter: type "name"  */
#line 348 "litmus.y"
        {
		(yyval.param) = NEW(struct param);
		(yyval.param)->type = (yyvsp[-1].type);
		(yyval.param)->name = (yyvsp[0].name);
		(yyval.param)->pos = (yylsp[0]);
	}
#line 2312 "y.tab.c"
    break;

  case 45: /* parameter: type_name stars "name"  */
#line 355 "litmus.y"
        {
		(yyval.param) = NEW(struct param);
		(yyval.param)->type = (yyvsp[-2].type);
		(yyval.param)->type.stars = (yyvsp[-1].count);
		(yyval.param)->name = (yyvsp[0].name);
		(yyval.param)->pos = (yylsp[0]);
	}
#line 2324 "y.tab.c"
    break;

  case 46: /* body: '{' statements '}'  */
#line 365 "litmus.y"
                        { (yyval.list) = (yyvsp[-1].list); }
#line 2330 "y.tab.c"
    break;

  case 47: /* statements: %empty  */
#line 369 "litmus.y"
                                { (yyval.list) = NULL; }
#line 2336 "y.tab.c"
    break;

  case 48: /* statements: statements statement  */
#line 370 "litmus.y"
                                { (yyval.list) = append(syntax, (yyvsp[-1].list), (yyvsp[0].stmt)); }
#line 2342 "y.tab.c"
    break;

  case 49: /* statements: statements declaration  */
#line 371 "litmus.y"
                                { (yyval.list) = append(syntax, (yyvsp[-1].list), (yyvsp[0].stmt)); }
#line 2348 "y.tab.c"
    break;

  case 50: /* declaration: words declarators ';'  */
#line 376 "litmus.y"
        {
		struct stmt *each;

		(yyval.stmt) = stmt_new(syntax, STMT_BLOCK, (yylsp[-1]));
		(yyval.stmt)->body = (yyvsp[-1].list);
		list_for_each(each, (yyvsp[-1].list)) {
			unsigned int count = each->type.stars;

			each->type = (yyvsp[-2].type);
			each->type.stars = count;
		}
	}
#line 2365 "y.tab.c"
    break;

  case 51: /* declaration: "name" "name"  */
#line 389 "litmus.y"
        {
		syntax_type_unknown(syntax, (yylsp[-1]), (yyvsp[-1].name));
		YYERROR;
	}
#line 2374 "y.tab.c"
    break;

  case 52: /* declarators: declarator  */
#line 396 "litmus.y"
                                { (yyval.list) = append(syntax, NULL, (yyvsp[0].stmt)); }
#line 2380 "y.tab.c"
    break;

  case 53: /* declarators: declarators ',' declarator  */
#line 397 "litmus.y"
                                { (yyval.list) = append(syntax, (yyvsp[-2].list), (yyvsp[0].stmt)); }
#line 2386 "y.tab.c"
    break;

  case 54: /* declarator: stars "name"  */
#line 402 "litmus.y"
        {
		(yyval.stmt) = stmt_new(syntax, STMT_DECLARE, (yylsp[0]));
		(yyval.stmt)->type.stars = (yyvsp[-1].count);
		(yyval.stmt)->target = expr_name(syntax, (yylsp[0]), (yyvsp[0].name));
	}
#line 2396 "y.tab.c"
    break;

  case 55: /* declarator: stars "name" '=' expr  */
#line 408 "litmus.y"
        {
		(yyval.stmt) = stmt_new(syntax, STMT_DECLARE, (yylsp[-2]));
		(yyval.stmt)->type.stars = (yyvsp[-3].count);
		(yyval.stmt)->target = expr_name(syntax, (yylsp[-2]), (yyvsp[-2].name));
		(yyval.stmt)->value = (yyvsp[0].expr);
	}
#line 2407 "y.tab.c"
    break;

  case 56: /* statement: ';'  */
#line 418 "litmus.y"
        {
		(yyval.stmt) = stmt_new(syntax, STMT_BLOCK, (yylsp[0]));
	}
#line 2415 "y.tab.c"
    break;

  case 57: /* statement: expr ';'  */
#line 422 "litmus.y"
        {
		(yyval.stmt) = stmt_new(syntax, STMT_EXPR, (yylsp[-1]));
		(yyval.stmt)->value = (yyvsp[-1].expr);
	}
#line 2424 "y.tab.c"
    break;

  case 58: /* statement: unary '=' expr ';'  */
#line 427 "litmus.y"
        {
		(yyval.stmt) = stmt_new(syntax, STMT_ASSIGN, (yylsp[-3]));
		(yyval.stmt)->target = (yyvsp[-3].expr);
		(yyval.stmt)->value = (yyvsp[-1].expr);
	}
#line 2434 "y.tab.c"
    break;

  case 59: /* statement: "if" '(' expr ')' statement  */
#line 433 "litmus.y"
        {
		(yyval.stmt) = stmt_new(syntax, STMT_IF, (yylsp[-4]));
		(yyval.stmt)->value = (yyvsp[-2].expr);
		(yyval.stmt)->then = (yyvsp[0].stmt);
		(yyval.stmt)->depth = deeper(syntax, (yylsp[-4]), (yyvsp[0].stmt)->depth);
	}
#line 2445 "y.tab.c"
    break;

  case 60: /* statement: "if" '(' expr ')' statement "else" statement  */
#line 440 "litmus.y"
        {
		(yyval.stmt) = stmt_new(syntax, STMT_IF, (yylsp[-6]));
		(yyval.stmt)->value = (yyvsp[-4].expr);
		(yyval.stmt)->then = (yyvsp[-2].stmt);
		(yyval.stmt)->otherwise = (yyvsp[0].stmt);
		(yyval.stmt)->depth = deeper(syntax, (yylsp[-6]), (yyvsp[-2].stmt)->depth > (yyvsp[0].stmt)->depth ?
				   (yyvsp[-2].stmt)->depth : (yyvsp[0].stmt)->depth);
	}
#line 2458 "y.tab.c"
    break;

  case 61: /* statement: body  */
#line 449 "litmus.y"
        {
		struct stmt *each;

		(yyval.stmt) = stmt_new(syntax, STMT_BLOCK, (yylsp[0]));
		(yyval.stmt)->body = (yyvsp[0].list);
		list_for_each(each, (yyvsp[0].list)) {
			if (each->depth > (yyval.stmt)->depth)
				(yyval.stmt)->depth = each->depth;
		}
		(yyval.stmt)->depth = deeper(syntax, (yylsp[0]), (yyval.stmt)->depth);
	}
#line 2474 "y.tab.c"
    break;

  case 62: /* primary: "name"  */
#line 463 "litmus.y"
                        { (yyval.expr) = expr_name(syntax, (yylsp[0]), (yyvsp[0].name)); }
#line 2480 "y.tab.c"
    break;

  case 63: /* primary: "number"  */
#line 465 "litmus.y"
        {
		(yyval.expr) = expr_new(syntax, EXPR_INT, (yylsp[0]), NULL, NULL, NULL);
		(yyval.expr)->value = (yyvsp[0].number);
	}
#line 2489 "y.tab.c"
    break;

  case 64: /* primary: '(' expr ')'  */
#line 469 "litmus.y"
                        { (yyval.expr) = (yyvsp[-1].expr); }
#line 2495 "y.tab.c"
    break;

  case 65: /* primary: "name" '(' args ')'  */
#line 471 "litmus.y"
        {
		struct expr *each;
		unsigned int depth = 0;

		(yyval.expr) = expr_new(syntax, EXPR_CALL, (yylsp[-3]), NULL, NULL, NULL);
		(yyval.expr)->name = (yyvsp[-3].name);
		(yyval.expr)->args = (yyvsp[-1].list);
		list_for_each(each, (yyvsp[-1].list)) {
			if (each->depth > depth)
				depth = each->depth;
		}
		(yyval.expr)->depth = deeper(syntax, (yylsp[-3]), depth);
	}
#line 2513 "y.tab.c"
    break;

  case 66: /* primary: primary '[' expr ']'  */
#line 485 "litmus.y"
        {
		no_arrays(syntax, (yylsp[-2]));
		YYERROR;
	}
#line 2522 "y.tab.c"
    break;

  case 67: /* args: %empty  */
#line 492 "litmus.y"
                        { (yyval.list) = NULL; }
#line 2528 "y.tab.c"
    break;

  case 69: /* arg_list: expr  */
#line 497 "litmus.y"
                        { (yyval.list) = append(syntax, NULL, (yyvsp[0].expr)); }
#line 2534 "y.tab.c"
    break;

  case 70: /* arg_list: arg_list ',' expr  */
#line 498 "litmus.y"
                        { (yyval.list) = append(syntax, (yyvsp[-2].list), (yyvsp[0].expr)); }
#line 2540 "y.tab.c"
    break;

  case 72: /* unary: '*' unary  */
#line 503 "litmus.y"
                        { (yyval.expr) = expr_new(syntax, EXPR_DEREF, (yylsp[-1]), (yyvsp[0].expr), NULL, NULL); }
#line 2546 "y.tab.c"
    break;

  case 73: /* unary: '&' unary  */
#line 504 "litmus.y"
                        { (yyval.expr) = expr_new(syntax, EXPR_ADDRESS, (yylsp[-1]), (yyvsp[0].expr), NULL, NULL); }
#line 2552 "y.tab.c"
    break;

  case 74: /* unary: '-' unary  */
#line 505 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_NEG, (yylsp[-1]), (yyvsp[0].expr), NULL); }
#line 2558 "y.tab.c"
    break;

  case 75: /* unary: '+' unary  */
#line 506 "litmus.y"
                        { (yyval.expr) = (yyvsp[0].expr); }
#line 2564 "y.tab.c"
    break;

  case 76: /* unary: '~' unary  */
#line 507 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_COM, (yylsp[-1]), (yyvsp[0].expr), NULL); }
#line 2570 "y.tab.c"
    break;

  case 77: /* unary: '!' unary  */
#line 508 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_NOT, (yylsp[-1]), (yyvsp[0].expr), NULL); }
#line 2576 "y.tab.c"
    break;

  case 78: /* unary: '(' type ')' unary  */
#line 510 "litmus.y"
        {
		(yyval.expr) = expr_new(syntax, EXPR_CAST, (yylsp[-3]), (yyvsp[0].expr), NULL, NULL);
		(yyval.expr)->type = (yyvsp[-2].type);
	}
#line 2585 "y.tab.c"
    break;

  case 80: /* expr: expr '*' expr  */
#line 518 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_MUL, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2591 "y.tab.c"
    break;

  case 81: /* expr: expr '/' expr  */
#line 519 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_DIV, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2597 "y.tab.c"
    break;

  case 82: /* expr: expr '%' expr  */
#line 520 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_MOD, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2603 "y.tab.c"
    break;

  case 83: /* expr: expr '+' expr  */
#line 521 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_ADD, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2609 "y.tab.c"
    break;

  case 84: /* expr: expr '-' expr  */
#line 522 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_SUB, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2615 "y.tab.c"
    break;

  case 85: /* expr: expr "<<" expr  */
#line 523 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_SHL, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2621 "y.tab.c"
    break;

  case 86: /* expr: expr ">>" expr  */
#line 524 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_SHR, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2627 "y.tab.c"
    break;

  case 87: /* expr: expr '<' expr  */
#line 525 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_LT, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2633 "y.tab.c"
    break;

  case 88: /* expr: expr '>' expr  */
#line 526 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_GT, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2639 "y.tab.c"
    break;

  case 89: /* expr: expr "<=" expr  */
#line 527 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_LE, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2645 "y.tab.c"
    break;

  case 90: /* expr: expr ">=" expr  */
#line 528 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_GE, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2651 "y.tab.c"
    break;

  case 91: /* expr: expr "==" expr  */
#line 529 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_EQ, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2657 "y.tab.c"
    break;

  case 92: /* expr: expr "!=" expr  */
#line 530 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_NE, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2663 "y.tab.c"
    break;

  case 93: /* expr: expr '&' expr  */
#line 531 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_AND, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2669 "y.tab.c"
    break;

  case 94: /* expr: expr '^' expr  */
#line 532 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_XOR, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2675 "y.tab.c"
    break;

  case 95: /* expr: expr '|' expr  */
#line 533 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_OR, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2681 "y.tab.c"
    break;

  case 96: /* expr: expr "&&" expr  */
#line 534 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_LAND, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2687 "y.tab.c"
    break;

  case 97: /* expr: expr "||" expr  */
#line 535 "litmus.y"
                        { (yyval.expr) = expr_alu(syntax, ORDLAB_A_LOR, (yylsp[-1]), (yyvsp[-2].expr), (yyvsp[0].expr)); }
#line 2693 "y.tab.c"
    break;

  case 98: /* expr: expr '?' expr ':' expr  */
#line 537 "litmus.y"
        {
		(yyval.expr) = expr_new(syntax, EXPR_CHOICE, (yylsp[-3]), (yyvsp[-4].expr), (yyvsp[-2].expr), (yyvsp[0].expr));
	}
#line 2701 "y.tab.c"
    break;

  case 100: /* clauses: clauses "filter" prop  */
#line 547 "litmus.y"
        {
		if (syntax->filter)
			syntax_error(syntax, (yylsp[-1]),
				     "there is a filter already; join them with /\\");
		syntax->filter = (yyvsp[0].prop);
	}
#line 2712 "y.tab.c"
    break;

  case 101: /* clauses: clauses "locations" '[' places ']'  */
#line 554 "litmus.y"
        {
		struct place *each;

		list_for_each(each, (yyvsp[-1].list))
			syntax->observed = append(syntax, syntax->observed,
						  each);
	}
#line 2724 "y.tab.c"
    break;

  case 102: /* places: %empty  */
#line 564 "litmus.y"
                        { (yyval.list) = NULL; }
#line 2730 "y.tab.c"
    break;

  case 103: /* places: place type_hint  */
#line 566 "litmus.y"
        {
		(yyval.list) = append(syntax, NULL, place_copy(syntax, &(yyvsp[-1].place)));
	}
#line 2738 "y.tab.c"
    break;

  case 105: /* places: places ';' place type_hint  */
#line 571 "litmus.y"
        {
		(yyval.list) = append(syntax, (yyvsp[-3].list), place_copy(syntax, &(yyvsp[-1].place)));
	}
#line 2746 "y.tab.c"
    break;

  case 108: /* condition: %empty  */
#line 583 "litmus.y"
                        { syntax->quantifier = ORDLAB_FORALL; }
#line 2752 "y.tab.c"
    break;

  case 109: /* condition: quantifier prop semicolon  */
#line 584 "litmus.y"
                                { syntax->condition = (yyvsp[-1].prop); }
#line 2758 "y.tab.c"
    break;

  case 110: /* condition: '(' prop ')' semicolon  */
#line 586 "litmus.y"
        {
		syntax->quantifier = ORDLAB_EXISTS;
		syntax->condition = (yyvsp[-2].prop);
	}
#line 2767 "y.tab.c"
    break;

  case 113: /* quantifier: "exists"  */
#line 598 "litmus.y"
                        { syntax->quantifier = ORDLAB_EXISTS; }
#line 2773 "y.tab.c"
    break;

  case 114: /* quantifier: "~" "exists"  */
#line 599 "litmus.y"
                        { syntax->quantifier = ORDLAB_NOT_EXISTS; }
#line 2779 "y.tab.c"
    break;

  case 115: /* quantifier: "forall"  */
#line 600 "litmus.y"
                        { syntax->quantifier = ORDLAB_FORALL; }
#line 2785 "y.tab.c"
    break;

  case 116: /* prop: "true"  */
#line 604 "litmus.y"
                        { (yyval.prop) = prop_new(syntax, PROP_TRUE, (yylsp[0]), NULL, NULL); }
#line 2791 "y.tab.c"
    break;

  case 117: /* prop: "false"  */
#line 605 "litmus.y"
                        { (yyval.prop) = prop_new(syntax, PROP_FALSE, (yylsp[0]), NULL, NULL); }
#line 2797 "y.tab.c"
    break;

  case 119: /* prop: "~" prop  */
#line 607 "litmus.y"
                        { (yyval.prop) = prop_new(syntax, PROP_NOT, (yylsp[-1]), (yyvsp[0].prop), NULL); }
#line 2803 "y.tab.c"
    break;

  case 120: /* prop: prop "/\\" prop  */
#line 608 "litmus.y"
                        { (yyval.prop) = prop_new(syntax, PROP_AND, (yylsp[-1]), (yyvsp[-2].prop), (yyvsp[0].prop)); }
#line 2809 "y.tab.c"
    break;

  case 121: /* prop: prop "\\/" prop  */
#line 609 "litmus.y"
                        { (yyval.prop) = prop_new(syntax, PROP_OR, (yylsp[-1]), (yyvsp[-2].prop), (yyvsp[0].prop)); }
#line 2815 "y.tab.c"
    break;

  case 122: /* prop: prop "=>" prop  */
#line 610 "litmus.y"
                        { (yyval.prop) = prop_new(syntax, PROP_IMPLIES, (yylsp[-1]), (yyvsp[-2].prop), (yyvsp[0].prop)); }
#line 2821 "y.tab.c"
    break;

  case 123: /* prop: '(' prop ')'  */
#line 611 "litmus.y"
                        { (yyval.prop) = (yyvsp[-1].prop); }
#line 2827 "y.tab.c"
    break;

  case 124: /* atom: place '=' final_value  */
#line 616 "litmus.y"
        {
		(yyval.prop) = (yyvsp[0].prop);
		(yyval.prop)->place = (yyvsp[-2].place);
		(yyval.prop)->pos = (yylsp[-2]);
	}
#line 2837 "y.tab.c"
    break;

  case 125: /* atom: place "!= in the condition" final_value  */
#line 622 "litmus.y"
        {
		(yyvsp[0].prop)->place = (yyvsp[-2].place);
		(yyvsp[0].prop)->pos = (yylsp[-2]);
		(yyval.prop) = prop_new(syntax, PROP_NOT, (yylsp[-2]), (yyvsp[0].prop), NULL);
	}
#line 2847 "y.tab.c"
    break;

  case 126: /* final_value: integer  */
#line 631 "litmus.y"
        {
		(yyval.prop) = prop_new(syntax, PROP_VALUE, (yylsp[0]), NULL, NULL);
		(yyval.prop)->value = (yyvsp[0].number);
	}
#line 2856 "y.tab.c"
    break;

  case 127: /* final_value: "name"  */
#line 636 "litmus.y"
        {
		(yyval.prop) = prop_new(syntax, PROP_SYMBOL, (yylsp[0]), NULL, NULL);
		(yyval.prop)->symbol = (yyvsp[0].name);
		(yyval.prop)->other.pos = (yylsp[0]);
	}
#line 2866 "y.tab.c"
    break;

  case 128: /* final_value: '&' "name"  */
#line 642 "litmus.y"
        {
		(yyval.prop) = prop_new(syntax, PROP_SYMBOL, (yylsp[-1]), NULL, NULL);
		(yyval.prop)->symbol = (yyvsp[0].name);
		(yyval.prop)->other.pos = (yylsp[0]);
	}
#line 2876 "y.tab.c"
    break;

  case 129: /* final_value: "number" ':' "name"  */
#line 648 "litmus.y"
        {
		(yyval.prop) = prop_new(syntax, PROP_SAME, (yylsp[-2]), NULL, NULL);
		(yyval.prop)->other = place_reg(syntax, (yylsp[-2]), (yyvsp[-2].number), (yyvsp[0].name));
	}
#line 2885 "y.tab.c"
    break;

  case 130: /* final_value: "thread" ':' "name"  */
#line 653 "litmus.y"
        {
		(yyval.prop) = prop_new(syntax, PROP_SAME, (yylsp[-2]), NULL, NULL);
		(yyval.prop)->other = place_reg(syntax, (yylsp[-2]), (yyvsp[-2].number), (yyvsp[0].name));
	}
#line 2894 "y.tab.c"
    break;

  case 131: /* final_value: '[' "name" ']'  */
#line 658 "litmus.y"
        {
		(yyval.prop) = prop_new(syntax, PROP_SAME, (yylsp[-2]), NULL, NULL);
		(yyval.prop)->other = (struct place){ -1, (yyvsp[-1].name), (yylsp[-1]) };
	}
#line 2903 "y.tab.c"
    break;

  case 132: /* final_value: '*' "name"  */
#line 663 "litmus.y"
        {
		(yyval.prop) = prop_new(syntax, PROP_SAME, (yylsp[-1]), NULL, NULL);
		(yyval.prop)->other = (struct place){ -1, (yyvsp[0].name), (yylsp[0]) };
	}
#line 2912 "y.tab.c"
    break;

  case 133: /* place: "name"  */
#line 670 "litmus.y"
                        { (yyval.place) = (struct place){ -1, (yyvsp[0].name), (yylsp[0]) }; }
#line 2918 "y.tab.c"
    break;

  case 134: /* place: '[' "name" ']'  */
#line 671 "litmus.y"
                        { (yyval.place) = (struct place){ -1, (yyvsp[-1].name), (yylsp[-1]) }; }
#line 2924 "y.tab.c"
    break;

  case 135: /* place: '*' "name"  */
#line 672 "litmus.y"
                        { (yyval.place) = (struct place){ -1, (yyvsp[0].name), (yylsp[0]) }; }
#line 2930 "y.tab.c"
    break;

  case 136: /* place: "number" ':' "name"  */
#line 673 "litmus.y"
                        { (yyval.place) = place_reg(syntax, (yylsp[-2]), (yyvsp[-2].number), (yyvsp[0].name)); }
#line 2936 "y.tab.c"
    break;

  case 137: /* place: "thread" ':' "name"  */
#line 674 "litmus.y"
                        { (yyval.place) = place_reg(syntax, (yylsp[-2]), (yyvsp[-2].number), (yyvsp[0].name)); }
#line 2942 "y.tab.c"
    break;

  case 138: /* place: "name" '[' "number" ']'  */
#line 676 "litmus.y"
        {
		no_arrays(syntax, (yylsp[-2]));
		YYERROR;
	}
#line 2951 "y.tab.c"
    break;


#line 2955 "y.tab.c"

        default: break;
      }
    if (yychar_backup != yychar)
      YY_LAC_DISCARD ("yychar change");
  }
  /* User semantic actions sometimes alter yychar, and that requires
     that yytoken be updated with the new translation.  We take the
     approach of translating immediately before every use of yytoken.
     One alternative is translating here after every semantic action,
     but that translation would be missed if the semantic action invokes
     YYABORT, YYACCEPT, or YYERROR immediately after altering yychar or
     if it invokes YYBACKUP.  In the case of YYABORT or YYACCEPT, an
     incorrect destructor might then be invoked immediately.  In the
     case of YYERROR or YYBACKUP, subsequent parser actions might lead
     to an incorrect destructor call or verbose syntax error message
     before the lookahead is translated.  */
  YY_SYMBOL_PRINT ("-> $$ =", YY_CAST (yysymbol_kind_t, yyr1[yyn]), &yyval, &yyloc);

  YYPOPSTACK (yylen);
  yylen = 0;

  *++yyvsp = yyval;
  *++yylsp = yyloc;

  /* Now 'shift' the result of the reduction.  Determine what state
     that goes to, based on the state we popped back to and the rule
     number reduced by.  */
  {
    const int yylhs = yyr1[yyn] - YYNTOKENS;
    const int yyi = yypgoto[yylhs] + *yyssp;
    yystate = (0 <= yyi && yyi <= YYLAST && yycheck[yyi] == *yyssp
               ? yytable[yyi]
               : yydefgoto[yylhs]);
  }

  goto yynewstate;


/*--------------------------------------.
| yyerrlab -- here on detecting error.  |
`--------------------------------------*/
yyerrlab:
  /* Make sure we have latest lookahead translation.  See comments at
     user semantic actions for why this is necessary.  */
  yytoken = yychar == LITMUS_TOKEN_LITMUS_YYEMPTY ? YYSYMBOL_YYEMPTY : YYTRANSLATE (yychar);
  /* If not already recovering from an error, report this error.  */
  if (!yyerrstatus)
    {
      ++yynerrs;
      {
        yypcontext_t yyctx
          = {yyssp, yyesa, &yyes, &yyes_capacity, yytoken, &yylloc};
        if (yychar != LITMUS_TOKEN_LITMUS_YYEMPTY)
          YY_LAC_ESTABLISH;
        if (yyreport_syntax_error (&yyctx, syntax, scanner) == 2)
          YYNOMEM;
      }
    }

  yyerror_range[1] = yylloc;
  if (yyerrstatus == 3)
    {
      /* If just tried and failed to reuse lookahead token after an
         error, discard it.  */

      if (yychar <= LITMUS_TOKEN_YYEOF)
        {
          /* Return failure if at end of input.  */
          if (yychar == LITMUS_TOKEN_YYEOF)
            YYABORT;
        }
      else
        {
          yydestruct ("Error: discarding",
                      yytoken, &yylval, &yylloc, syntax, scanner);
          yychar = LITMUS_TOKEN_LITMUS_YYEMPTY;
        }
    }

  /* Else will try to reuse lookahead token after shifting the error
     token.  */
  goto yyerrlab1;


/*---------------------------------------------------.
| yyerrorlab -- error raised explicitly by YYERROR.  |
`---------------------------------------------------*/
yyerrorlab:
  /* Pacify compilers when the user code never invokes YYERROR and the
     label yyerrorlab therefore never appears in user code.  */
  if (0)
    YYERROR;
  ++yynerrs;

  /* Do not reclaim the symbols of the rule whose action triggered
     this YYERROR.  */
  YYPOPSTACK (yylen);
  yylen = 0;
  YY_STACK_PRINT (yyss, yyssp);
  yystate = *yyssp;
  goto yyerrlab1;


/*-------------------------------------------------------------.
| yyerrlab1 -- common code for both syntax error and YYERROR.  |
`-------------------------------------------------------------*/
yyerrlab1:
  yyerrstatus = 3;      /* Each real token shifted decrements this.  */

  /* Pop stack until we find a state that shifts the error token.  */
  for (;;)
    {
      yyn = yypact[yystate];
      if (!yypact_value_is_default (yyn))
        {
          yyn += YYSYMBOL_YYerror;
          if (0 <= yyn && yyn <= YYLAST && yycheck[yyn] == YYSYMBOL_YYerror)
            {
              yyn = yytable[yyn];
              if (0 < yyn)
                break;
            }
        }

      /* Pop the current state because it cannot handle the error token.  */
      if (yyssp == yyss)
        YYABORT;

      yyerror_range[1] = *yylsp;
      yydestruct ("Error: popping",
                  YY_ACCESSING_SYMBOL (yystate), yyvsp, yylsp, syntax, scanner);
      YYPOPSTACK (1);
      yystate = *yyssp;
      YY_STACK_PRINT (yyss, yyssp);
    }

  /* If the stack popping above didn't lose the initial context for the
     current lookahead token, the shift below will for sure.  */
  YY_LAC_DISCARD ("error recovery");

  YY_IGNORE_MAYBE_UNINITIALIZED_BEGIN
  *++yyvsp = yylval;
  YY_IGNORE_MAYBE_UNINITIALIZED_END

  yyerror_range[2] = yylloc;
  ++yylsp;
  YYLLOC_DEFAULT (*yylsp, yyerror_range, 2);

  /* Shift the error token.  */
  YY_SYMBOL_PRINT ("Shifting", YY_ACCESSING_SYMBOL (yyn), yyvsp, yylsp);

  yystate = yyn;
  goto yynewstate;


/*-------------------------------------.
| yyacceptlab -- YYACCEPT comes here.  |
`-------------------------------------*/
yyacceptlab:
  yyresult = 0;
  goto yyreturnlab;


/*-----------------------------------.
| yyabortlab -- YYABORT comes here.  |
`-----------------------------------*/
yyabortlab:
  yyresult = 1;
  goto yyreturnlab;


/*-----------------------------------------------------------.
| yyexhaustedlab -- YYNOMEM (memory exhaustion) comes here.  |
`-----------------------------------------------------------*/
yyexhaustedlab:
  yyerror (&yylloc, syntax, scanner, YY_("memory exhausted"));
  yyresult = 2;
  goto yyreturnlab;


/*----------------------------------------------------------.
| yyreturnlab -- parsing is finished, clean up and return.  |
`----------------------------------------------------------*/
yyreturnlab:
  if (yychar != LITMUS_TOKEN_LITMUS_YYEMPTY)
    {
      /* Make sure we have latest lookahead translation.  See comments at
         user semantic actions for why this is necessary.  */
      yytoken = YYTRANSLATE (yychar);
      yydestruct ("Cleanup: discarding lookahead",
                  yytoken, &yylval, &yylloc, syntax, scanner);
    }
  /* Do not reclaim the symbols of the rule whose action triggered
     this YYABORT or YYACCEPT.  */
  YYPOPSTACK (yylen);
  YY_STACK_PRINT (yyss, yyssp);
  while (yyssp != yyss)
    {
      yydestruct ("Cleanup: popping",
                  YY_ACCESSING_SYMBOL (+*yyssp), yyvsp, yylsp, syntax, scanner);
      YYPOPSTACK (1);
    }
#ifndef yyoverflow
  if (yyss != yyssa)
    YYSTACK_FREE (yyss);
#endif
  if (yyes != yyesa)
    YYSTACK_FREE (yyes);

  return yyresult;
}

#line 682 "litmus.y"


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

static void no_arrays(struct syntax *syntax, struct pos pos)
{
	syntax_error(syntax, pos,
		     "there are no arrays; give each element a location of its own");
}

static void type_merge(struct syntax *syntax, struct ctype *type,
		       struct ctype *more)
{
	const unsigned int sign = TYPE_SIGNED | TYPE_UNSIGNED;
	unsigned int a = type->flags & ~TYPE_QUALIFIER;
	unsigned int b = more->flags & ~TYPE_QUALIFIER;
	unsigned int base = (a | b) & ~sign;
	bool ok;

	if (!a || !b) {
		if (b)
			*type = *more;
		return;
	}
	/* at most one word for the sign, and two for the size */
	ok = !(a & b & ~TYPE_LONG) && ((a | b) & sign) != sign;
	switch (base) {
	case 0:
	case TYPE_CHAR:
	case TYPE_SHORT:
	case TYPE_SHORT | TYPE_INT:
	case TYPE_INT:
	case TYPE_LONG:
	case TYPE_LONG | TYPE_INT:
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
 * What could stand where something else does: the grammar's own list, but for
 * operators where an expression has ended, and with one word for all that can
 * begin an expression, a statement or a condition.
 */
static int yyreport_syntax_error(const yypcontext_t *context,
				 struct syntax *syntax, void *scanner)
{
	static const char * const operators[] = {
		"&&", "||", "==", "!=", "<=", ">=", "<<", ">>", "?", "|", "^",
		"&", "<", ">", "+", "-", "*", "/", "%", "[", NULL,
	};
	static const char * const begins[] = {
		"name", "number", "thread", "(", "*", "&", "+", "-", "~", "!",
		"if", "{", ";", "type", "struct", "true", "false", "[", NULL,
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
	if (seen[YYSYMBOL_IF])
		words[nr++] = drop = "a statement";
	else if (seen[YYSYMBOL_TRUE])
		words[nr++] = drop = "a condition";
	else if (seen[YYSYMBOL_NAME] && seen[YYSYMBOL_NUMBER] &&
		 !seen[YYSYMBOL_TYPE] && n > 5)
		words[nr++] = drop = "an expression";
	for (i = 0; i < n; i++) {
		const char *name = yysymbol_name(expected[i]);

		/* a character is 'c' */
		snprintf(names[i], sizeof(names[i]), "%.*s",
			 *name == '\'' ? 1 : 31, name + (*name == '\''));
		if (one_of(names[i], drop ? begins : operators))
			continue;
		words[nr++] = names[i];
	}
	if (seen[YYSYMBOL_EXISTS])
		near = syntax_nearest(syntax->token, final_word, NULL);
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

/* Only for what is no error of syntax: the parser's own stack is full */
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
