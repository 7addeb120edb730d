#ifndef TR_EXPR_EXPR_PRIV_H
#define TR_EXPR_EXPR_PRIV_H

#include "expr/expr.h"
#include "expr/js.h"

/* The checked tree of an expression, and what its evaluator, its column program and the function families
   share. */

typedef enum {
  TR_NODE_VALUE,   /* a literal or a constant */
  TR_NODE_DATUM,   /* datum itself */
  TR_NODE_FIELD,   /* datum.name; `index` into the expression's fields */
  TR_NODE_NAME,    /* a free identifier; `index` into its names */
  TR_NODE_MEMBER,  /* kids[0][kids[1]] */
  TR_NODE_CALL,    /* fn(kids…) */
  TR_NODE_OUTSIDE, /* a function of the scope: name(kids…) */
  TR_NODE_ARRAY,   /* kids; a hole is a TR_NODE_VALUE undefined */
  TR_NODE_OBJECT,  /* kids under keys */
  TR_NODE_UNARY,   /* op kids[0] */
  TR_NODE_BINARY,  /* kids[0] ops[0] kids[1] ops[1] …, from the left, all of one precedence */
  TR_NODE_LOGICAL, /* kids joined by && or ||, from the left */
  TR_NODE_CHOICE   /* kids[0] ? kids[1] : kids[2] */
} tr_node_kind;

typedef enum {
  TR_OP_NONE,
  TR_OP_ADD,
  TR_OP_SUB,
  TR_OP_MUL,
  TR_OP_DIV,
  TR_OP_MOD,
  TR_OP_SHL,
  TR_OP_SHR,
  TR_OP_USHR,
  TR_OP_LT,
  TR_OP_GT,
  TR_OP_LE,
  TR_OP_GE,
  TR_OP_IN,
  TR_OP_EQ,
  TR_OP_NE,
  TR_OP_SAME,
  TR_OP_DIFFER,
  TR_OP_BAND,
  TR_OP_BXOR,
  TR_OP_BOR,
  TR_OP_AND,
  TR_OP_OR,
  TR_OP_NOT,
  TR_OP_BNOT,
  TR_OP_PLUS,
  TR_OP_MINUS
} tr_op;

typedef struct tr_node tr_node;
struct tr_node {
  tr_node_kind kind;
  tr_op op;        /* UNARY, LOGICAL */
  uint32_t offset; /* in the text: of the operator, of the name, of the first byte */
  uint32_t index;
  uint32_t n; /* kids */
  const tr_node **kids;
  const tr_op *ops;   /* BINARY: n - 1 */
  const tr_str *keys; /* OBJECT: n */
  tr_value value;
  tr_str name; /* OUTSIDE */
  const struct tr_fn *fn;
};

/* What an expression keeps between calls: compiled patterns and formats, the random generator. */
typedef struct tr_expr_memory {
  tr_map regexes;        /* by flags, '/', pattern */
  tr_map number_formats; /* by specifier */
  tr_map time_formats;
  const void *locale, *zone; /* that the formats were made for */
  uint64_t random;
  double spare_normal; /* NaN: none */
} tr_expr_memory;

struct tr_expr {
  tr_str text;
  tr_pos at;
  const tr_node *root;
  uint32_t n_nodes;
  const tr_str *fields; /* in order of first use */
  size_t n_fields;
  const tr_str *sorted_fields;
  const tr_str *names;
  size_t n_names;
  const tr_str *sorted_names;
  bool reads_row; /* datum stands by itself somewhere */
  tr_expr_memory *memory;
};

/* One evaluation: many rows with the same scope. */
typedef struct tr_eval {
  tr_ctx *ctx;
  const tr_expr *e;
  const tr_scope *scope; /* may be NULL */
  tr_arena *arena;       /* results and temporaries */
  const tr_datum *datum;
  const tr_column **columns; /* per field of the expression, NULL where the table has none; NULL: no table */
  tr_value *names;           /* per free name, looked up when first used */
  bool *names_known;
  bool special; /* some value may hold a lone surrogate or a colour object: tr_finish() has work */
} tr_eval;

bool tr_eval_node(tr_eval *ev, const tr_node *node, tr_value *out);
tr_pos tr_expr_pos(const tr_expr *e, uint32_t offset);
/* tr_expr_column() without the path for pure numbers, for tests. */
bool tr_expr_column_general(tr_ctx *ctx, const tr_expr *e, const tr_scope *scope, const tr_table *table,
                            tr_str name, tr_column *out);
/* Value of an evaluation as others may see it: colours as text, lone surrogates as U+FFFD. */
tr_value tr_finish(tr_eval *ev, const tr_value *v);

/* One call of a built-in function. */
typedef struct tr_call {
  tr_eval *ev;
  tr_ctx *ctx;
  tr_arena *arena;
  const struct tr_fn *fn;
  tr_pos at; /* of the function's name */
  const tr_value *args;
  size_t n;
} tr_call;

/* A row of the function table. */
typedef struct tr_fn {
  const char *name;
  int min, max; /* how many arguments; max -1: any number */
  bool (*run)(tr_call *c, tr_value *out);
  double (*num1)(double);         /* pure numbers: used by run (tr_run_num1) and over columns */
  double (*num2)(double, double); /* likewise */
  const char *usage;
  const char *help;
} tr_fn;

const tr_fn *tr_fn_find(tr_str name); /* NULL where there is none */
bool tr_fn_is_outside(tr_str name);   /* Vega's functions that only a scope can answer */
/* "did you mean", among the built-in functions and MORE (ends with NULL; may be NULL). */
const char *tr_fn_near(tr_ctx *ctx, tr_str word, const char *const *more);

/* Arguments; a missing one is undefined. */
const tr_value *tr_arg(const tr_call *c, size_t i);
double tr_arg_number(const tr_call *c, size_t i);
double tr_arg_number_or(const tr_call *c, size_t i, double fallback); /* fallback for null, undefined, none */
tr_str tr_arg_string(tr_call *c, size_t i);                           /* String(argument) */
bool tr_fail(tr_call *c, const char *hint, const char *format, ...) __attribute__((format(printf, 3, 4)));
bool tr_give_number(tr_value *out, double x); /* return true */
bool tr_give_bool(tr_value *out, bool b);
bool tr_give_string(tr_call *c, tr_str s, tr_value *out); /* checks string-bytes */
tr_value *tr_new_items(tr_call *c, double n);             /* checks array-items; NULL: reported */
bool tr_run_num1(tr_call *c, tr_value *out);
bool tr_run_num2(tr_call *c, tr_value *out);

/* Colours as d3 has them: objects with a mark in `aux`, whose String() is "rgb(…)". */
enum { TR_AUX_NONE, TR_AUX_TUPLE, TR_AUX_COLOR };
tr_str tr_color_object_text(tr_arena *arena, const tr_value *v);

/* JavaScript's operators. */
tr_value tr_js_member(tr_eval *ev, const tr_value *object, const tr_value *key);
bool tr_js_binary(tr_eval *ev, tr_op op, const tr_value *a, const tr_value *b, uint32_t offset,
                  tr_value *out);
int32_t tr_js_int32(double x);
double tr_js_integer(double x);                   /* towards zero; NaN is 0 */
double tr_js_arith(tr_op op, double a, double b); /* + - * / % and the bit operators */
tr_str tr_date_text(tr_arena *arena, double ms);  /* String(date), in UTC */

/* Strings in UTF-16 units. A lone surrogate is kept as its three-byte form (WTF-8) until tr_finish(). */
size_t tr_js_length(tr_str s);
size_t tr_js_letter_bytes(tr_str s, size_t at); /* of the code point or lone surrogate there */
/* Units FROM to TO; *SPLIT is set when a pair is cut. In ARENA or a slice of S. */
tr_str tr_js_slice(tr_arena *arena, tr_str s, size_t from, size_t to, bool *split);
tr_str tr_js_concat(tr_arena *arena, tr_str a, tr_str b);
size_t tr_js_index(tr_str s, tr_str needle, size_t from_unit); /* unit offset, or SIZE_MAX */
size_t tr_js_last_index(tr_str s, tr_str needle, size_t from_unit);
int tr_js_strcmp(tr_str a, tr_str b);          /* order of UTF-16 units */
void tr_js_add_unit(tr_buf *b, uint32_t unit); /* joins a pair of surrogates */
bool tr_js_is_space(uint32_t c);               /* white space and line ends of ECMAScript */
tr_str tr_js_trim(tr_str s);
tr_str tr_well_formed(tr_arena *arena, tr_str s);
tr_str tr_zero_end(tr_arena *arena, tr_str s); /* a copy where S is not NUL-terminated: always copies */

/* Regular expressions (regex.c). */
typedef struct tr_regex tr_regex;
enum {
  TR_RE_GLOBAL = 1 << 0,
  TR_RE_IGNORE_CASE = 1 << 1,
  TR_RE_MULTILINE = 1 << 2,
  TR_RE_UNICODE = 1 << 3,
  TR_RE_DOT_ALL = 1 << 4,
  TR_RE_STICKY = 1 << 5
};
/* Compiles; a TR_REGEXP value, or reports at AT and returns false. The expression keeps it. */
bool tr_regex_make(tr_ctx *ctx, tr_expr_memory *memory, tr_str pattern, tr_str flags, tr_pos at,
                   tr_value *out);
uint32_t tr_regex_flags(const tr_value *v);
tr_str tr_regex_flag_text(const tr_value *v, char out[8]);
/* S as a subject of matches: valid UTF-8. */
tr_str tr_regex_subject(tr_arena *arena, tr_str s);
/* A match at or after byte FROM of a tr_regex_subject(): 1, 0 none, -1 reported. *SPANS: from and to of the
   match and of each group (SIZE_MAX: not taken part), *N groups and the match; valid until the next match. */
int tr_regex_match(tr_ctx *ctx, const tr_value *re, tr_str subject, size_t from, tr_pos at,
                   const size_t **spans, size_t *n);
bool tr_regex_has_names(const tr_value *re);
size_t tr_regex_group(const tr_value *re, tr_str name); /* number of a named group, 0: none */

/* Deep copy into ARENA. */
tr_value tr_value_copy(tr_arena *arena, const tr_value *v);

/* Shared by families. */
double tr_round_half_up(double x); /* Math.round */
/* Parts of a path such as a.b[0]['c d'] (Vega's field access). */
bool tr_split_path(tr_call *c, tr_str path, tr_vec *parts);

#endif
