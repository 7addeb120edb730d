#include "expr/eval.h"

#include <math.h>
#include <stdlib.h>

/* Temporaries of a batch of rows live in an arena of their own, freed after each batch. A limit that ends
   the run in between frees it with the context. */
typedef struct scratch {
  tr_arena *arena;
} scratch;

static void scratch_release(void *what) {
  scratch *s = what;
  tr_arena_free(s->arena);
  s->arena = NULL;
}

static scratch *scratch_new(tr_ctx *ctx) {
  scratch *s = TR_NEW(ctx->doc, scratch);
  tr_ctx_defer(ctx, scratch_release, s);
  return s;
}

/* Calls TAKE for the value of each row. */
static bool each_row(tr_eval *ev, const tr_table *table,
                     void (*take)(void *to, size_t row, const tr_value *v), void *to) {
  scratch *s = scratch_new(ev->ctx);
  tr_datum datum = {.table = table};
  bool ok = true;
  ev->datum = &datum;
  for (size_t row = 0; ok && row < table->n_rows; row++) {
    if (row % TR_BATCH == 0) {
      tr_arena_free(s->arena);
      s->arena = ev->arena = tr_arena_new(ev->ctx);
    }
    tr_value v;
    datum.row = row;
    tr_work(ev->ctx, ev->e->n_nodes);
    ok = tr_eval_node(ev, ev->e->root, &v);
    if (!ok) break;
    v = tr_finish(ev, &v);
    take(to, row, &v);
  }
  scratch_release(s);
  return ok;
}

typedef struct column_writer {
  tr_ctx *ctx;
  tr_column_builder *builder;
  tr_value last; /* the copy made last: equal neighbours share it */
} column_writer;

static void take_cell(void *to, size_t row, const tr_value *v) {
  column_writer *w = to;
  (void)row;
  bool shared = tr_is(v, TR_STRING) && tr_is(&w->last, TR_STRING) && tr_js_same(v, &w->last);
  if (!shared) w->last = tr_value_copy(w->ctx->data, v);
  tr_column_add(w->builder, w->last);
}

static tr_column vector_column(tr_ctx *ctx, tr_vector *v, tr_vec_type type, tr_str name, size_t n) {
  double *numbers = type == TR_VEC_NUMBER ? TR_NEW_N(ctx->data, double, n + 1) : NULL;
  uint8_t *booleans = type == TR_VEC_BOOL ? TR_NEW_N(ctx->data, uint8_t, n + 1) : NULL;
  for (size_t from = 0; from < n; from += TR_BATCH) {
    size_t count = n - from < TR_BATCH ? n - from : TR_BATCH;
    const double *got = tr_vector_run(v, from, count);
    for (size_t i = 0; i < count; i++) {
      if (numbers)
        numbers[from + i] = got[i];
      else
        booleans[from + i] = got[i] != 0;
    }
  }
  if (numbers) return tr_column_numbers(name, numbers, n);
  return (tr_column){.name = name, .type = TR_COL_BOOL, .n = n, .booleans = booleans};
}

bool tr_expr_column_general(tr_ctx *ctx, const tr_expr *e, const tr_scope *scope, const tr_table *table,
                            tr_str name, tr_column *out) {
  tr_eval ev = tr_eval_begin(ctx, e, scope, table, ctx->data);
  column_writer w = {ctx, tr_column_builder_new(ctx, name, table->n_rows), tr_make_null()};
  if (!each_row(&ev, table, take_cell, &w)) return false;
  *out = tr_column_done(w.builder);
  return true;
}

bool tr_expr_column(tr_ctx *ctx, const tr_expr *e, const tr_scope *scope, const tr_table *table, tr_str name,
                    tr_column *out) {
  tr_eval ev = tr_eval_begin(ctx, e, scope, table, ctx->data);
  tr_vec_type type;
  tr_vector *v = tr_vector_plan(&ev, false, &type);
  if (!v) return tr_expr_column_general(ctx, e, scope, table, name, out);
  *out = vector_column(ctx, v, type, name, table->n_rows);
  return true;
}

typedef struct row_writer {
  uint32_t *rows;
  size_t n;
} row_writer;

static void take_row(void *to, size_t row, const tr_value *v) {
  row_writer *w = to;
  if (tr_truthy(v)) w->rows[w->n++] = (uint32_t)row;
}

static void vector_rows(tr_vector *v, size_t n, row_writer *w) {
  for (size_t from = 0; from < n; from += TR_BATCH) {
    size_t count = n - from < TR_BATCH ? n - from : TR_BATCH;
    const double *got = tr_vector_run(v, from, count);
    for (size_t i = 0; i < count; i++)
      if (got[i] != 0 && !isnan(got[i])) w->rows[w->n++] = (uint32_t)(from + i);
  }
}

bool tr_expr_filter(tr_ctx *ctx, const tr_expr *e, const tr_scope *scope, const tr_table *table,
                    uint32_t **rows, size_t *n) {
  tr_eval ev = tr_eval_begin(ctx, e, scope, table, ctx->data);
  row_writer w = {TR_NEW_N(ctx->data, uint32_t, table->n_rows + 1), 0};
  tr_vec_type type;
  tr_vector *v = tr_vector_plan(&ev, true, &type);
  if (v)
    vector_rows(v, table->n_rows, &w);
  else if (!each_row(&ev, table, take_row, &w))
    return false;
  *rows = w.rows;
  *n = w.n;
  return true;
}
