#ifndef TR_EXPR_EXPR_H
#define TR_EXPR_EXPR_H

#include "data/table.h"
#include "format/env.h"

/* Vega's expression language. Parsed and checked once, evaluated many times. */
typedef struct tr_expr tr_expr;

/* Names and functions that the caller gives: parameters, facts, scale() and bandwidth() … Any member may be
   NULL. Results are in the arena of the call or borrowed from SELF. */
typedef struct tr_scope {
  void *self;
  /* A free identifier other than datum and the constants. */
  bool (*name)(void *self, tr_str name, tr_value *out);
  /* A function that is in no built-in family. False: no such function. */
  bool (*call)(void *self, tr_str function, const tr_value *args, size_t n, tr_value *out);
  /* A value as text in a template (a fact's words, a number in the page's language). False: as String(). */
  bool (*text)(void *self, const tr_value *v, tr_buf *out);
  const tr_env *env; /* locale and zone; NULL: en-US, UTC */
  /* Names that `call` knows beside those of Vega (scale, data, bandwidth …); ends with NULL; may be NULL. */
  const char *const *functions;
} tr_scope;

/* Row of a table, or one object, that `datum` is. Both NULL: datum is undefined. */
typedef struct tr_datum {
  const tr_table *table;
  size_t row;
  const tr_value *object;
} tr_datum;

/* Parses and checks; NULL after reporting. Names are looked up when evaluated, but an unknown function is an
   error here. AT is the position of TEXT's first byte where TEXT is a slice of a source (offsets add up). */
const tr_expr *tr_expr_parse(tr_ctx *ctx, tr_str text, tr_pos at, const tr_scope *scope);
/* The value for one datum. False after reporting (an unknown name, a limit). */
bool tr_expr_eval(tr_ctx *ctx, const tr_expr *e, const tr_scope *scope, const tr_datum *datum,
                  tr_arena *arena, tr_value *out);
/* A new column for all rows of TABLE. */
bool tr_expr_column(tr_ctx *ctx, const tr_expr *e, const tr_scope *scope, const tr_table *table, tr_str name,
                    tr_column *out);
/* Rows for which it is truthy: indices in the data arena. */
bool tr_expr_filter(tr_ctx *ctx, const tr_expr *e, const tr_scope *scope, const tr_table *table,
                    uint32_t **rows, size_t *n);
/* Fields of datum it reads (for invalid-value rules and dependency order), and free names; sorted. */
size_t tr_expr_fields(const tr_expr *e, const tr_str **fields);
size_t tr_expr_names(const tr_expr *e, const tr_str **names);
/* Whether it also uses datum as a whole or by a computed name, so that the fields above are not all. */
bool tr_expr_reads_row(const tr_expr *e);

/* JavaScript's conversions. */
bool tr_truthy(const tr_value *v);
double tr_to_number(const tr_value *v);
tr_str tr_to_string(tr_arena *arena, const tr_value *v);
int tr_compare(const tr_value *a, const tr_value *b); /* Vega's ascending(): null first, then NaN */

/* Templates: text with {{ expression }}. */
typedef struct tr_template tr_template;
const tr_template *tr_template_parse(tr_ctx *ctx, tr_str text, tr_pos at,
                                     const tr_scope *scope); /* NULL: reported */
bool tr_template_is_plain(const tr_template *t);             /* has no {{ }} */
/* A string; where the text is one {{ … }} and nothing else, the value itself. */
bool tr_template_eval(tr_ctx *ctx, const tr_template *t, const tr_scope *scope, const tr_datum *datum,
                      tr_arena *arena, tr_value *out);

/* The function table, for `tranh list functions`. */
typedef struct tr_function_row {
  const char *name, *usage, *help, *family;
} tr_function_row;
size_t tr_functions(const tr_function_row **rows);

#endif
